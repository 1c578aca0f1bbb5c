# Written from the catalogue, and held to it by a test; see `crossvenue.testing.stubs`.
from collections.abc import Awaitable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar, overload

from typing_extensions import deprecated

from crossvenue.venue import AsyncVenue, Venue

T = TypeVar("T")

@overload
def raw(venue: Venue) -> Endpoints[Any]: ...
@overload
def raw(venue: AsyncVenue) -> Endpoints[Awaitable[Any]]: ...

class Endpoints(Generic[T]):
    """Every documented endpoint of KuCoin. The answer is the venue's own, as plain data with exact Decimals."""

    def announcements(
        self,
        *,
        currentPage: int | None = None,
        pageSize: int | None = None,
        annType: Literal["latest-announcements", "activities", "product-updates", "vip", "maintenance-updates", "delistings", "others", "api-campaigns", "new-listings"] | None = None,
        lang: Literal["zh_HK", "ja_JP", "ko_KR", "en_US", "pl_PL", "es_ES", "fr_FR", "ar_AE", "it_IT", "id_ID", "nl_NL", "pt_PT", "vi_VN", "de_DE", "tr_TR", "ms_MY", "ru_RU", "th_TH", "hi_IN", "bn_BD", "fil_PH", "ur_PK"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Announcements: GET /api/v3/announcements.

        annType: default latest-announcements; one of latest-announcements, activities, product-updates, vip, maintenance-updates, delistings, others, api-campaigns, new-listings

        lang: default en_US; one of zh_HK, ja_JP, ko_KR, en_US, pl_PL, es_ES, fr_FR, ar_AE, it_IT, id_ID, nl_NL, pt_PT, vi_VN, de_DE, tr_TR, ms_MY, ru_RU, th_TH, hi_IN, bn_BD, fil_PH, ur_PK

        https://www.kucoin.com/docs-new/api-3470157
        """

    def currency(
        self,
        *,
        currency: str,
        chain: str | None = None,
    ) -> T:
        """Currency: GET /api/v3/currencies/{currency}.

        chain: the id of the chain as currency lists it

        https://www.kucoin.com/docs-new/api-3470155
        """

    def all_currencies(self) -> T:
        """All Currencies: GET /api/v3/currencies.

        https://www.kucoin.com/docs-new/api-3470152
        """

    def symbol(
        self,
        *,
        symbol: str,
    ) -> T:
        """Symbol: GET /api/v2/symbols/{symbol}.

        https://www.kucoin.com/docs-new/api-3470159
        """

    def all_symbols(
        self,
        *,
        market: str | None = None,
    ) -> T:
        """All Symbols: GET /api/v2/symbols.

        https://www.kucoin.com/docs-new/api-3470154
        """

    def ticker(
        self,
        *,
        symbol: str,
    ) -> T:
        """Ticker: GET /api/v1/market/orderbook/level1.

        https://www.kucoin.com/docs-new/api-3470160
        """

    def all_tickers(self) -> T:
        """All Tickers: GET /api/v1/market/allTickers.

        https://www.kucoin.com/docs-new/api-3470167
        """

    def market_trade_history(
        self,
        *,
        symbol: str,
    ) -> T:
        """Trade History: GET /api/v1/market/histories.

        https://www.kucoin.com/docs-new/api-3470162
        """

    def klines(
        self,
        *,
        symbol: str,
        type: Literal["1min", "3min", "5min", "15min", "30min", "1hour", "2hour", "4hour", "6hour", "8hour", "12hour", "1day", "1week", "1month"],
        startAt: int | None = None,
        endAt: int | None = None,
    ) -> T:
        """Klines: GET /api/v1/market/candles.

        type: one of 1min, 3min, 5min, 15min, 30min, 1hour, 2hour, 4hour, 6hour, 8hour, 12hour, 1day, 1week, 1month

        startAt: seconds since 1970

        endAt: seconds since 1970

        https://www.kucoin.com/docs-new/api-3470163
        """

    def part_order_book(
        self,
        *,
        size: Literal["20", "100"],
        symbol: str,
    ) -> T:
        """Part OrderBook: GET /api/v1/market/orderbook/level2_{size}.

        size: one of 20, 100

        https://www.kucoin.com/docs-new/api-3470165
        """

    def full_order_book(
        self,
        *,
        symbol: str,
    ) -> T:
        """Full OrderBook: GET /api/v3/market/orderbook/level2.

        https://www.kucoin.com/docs-new/api-3470164
        """

    def call_auction_part_order_book(
        self,
        *,
        size: Literal["20", "100"],
        symbol: str,
    ) -> T:
        """Call Auction Part OrderBook: GET /api/v1/market/orderbook/callauction/level2_{size}.

        size: one of 20, 100

        https://www.kucoin.com/docs-new/api-3471564
        """

    def call_auction_info(
        self,
        *,
        symbol: str,
    ) -> T:
        """Call Auction Info: GET /api/v1/market/callauctionData.

        https://www.kucoin.com/docs-new/api-3471565
        """

    def fiat_price(
        self,
        *,
        base: str | None = None,
        currencies: str | None = None,
    ) -> T:
        """Fiat Price: GET /api/v1/prices.

        base: default USD

        https://www.kucoin.com/docs-new/api-3470153
        """

    def stats_24hr(
        self,
        *,
        symbol: str,
    ) -> T:
        """24hr Stats: GET /api/v1/market/stats.

        https://www.kucoin.com/docs-new/api-3470161
        """

    def market_list(self) -> T:
        """Market List: GET /api/v1/markets.

        https://www.kucoin.com/docs-new/api-3470166
        """

    def client_ip_address(self) -> T:
        """Client IP Address: GET /api/v1/my-ip.

        https://www.kucoin.com/docs-new/api-3471123
        """

    def server_time(self) -> T:
        """Server Time: GET /api/v1/timestamp.

        https://www.kucoin.com/docs-new/api-3470156
        """

    def service_status(self) -> T:
        """Service Status: GET /api/v1/status.

        https://www.kucoin.com/docs-new/api-3470158
        """

    def public_token(self) -> T:
        """Public Token - Spot/Margin: POST /api/v1/bullet-public.

        https://www.kucoin.com/docs-new/api-3470294
        """

    def private_token(self) -> T:
        """Private Token - Spot/Margin: POST /api/v1/bullet-private.

        https://www.kucoin.com/docs-new/api-3470295
        """

    def add_order(
        self,
        *,
        clientOid: str | None = None,
        side: Literal["buy", "sell"],
        symbol: str,
        type: Literal["limit", "market"],
        remark: str | None = None,
        stp: Literal["DC", "CO", "CN", "CB"] | None = None,
        price: Decimal | int | str | None = None,
        size: Decimal | int | str | None = None,
        timeInForce: Literal["GTC", "GTT", "IOC", "FOK"] | None = None,
        postOnly: bool | None = None,
        hidden: bool | None = None,
        iceberg: bool | None = None,
        visibleSize: Decimal | int | str | None = None,
        tags: str | None = None,
        cancelAfter: int | None = None,
        funds: Decimal | int | str | None = None,
        allowMaxTimeWindow: int | None = None,
        clientTimestamp: datetime | int | None = None,
    ) -> T:
        """Add Order: POST /api/v1/hf/orders.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: one of DC, CO, CN, CB

        timeInForce: default GTC; one of GTC, GTT, IOC, FOK

        postOnly: default false

        hidden: default false

        iceberg: default false

        tags: at most 20 characters

        cancelAfter: default -1; seconds, with GTT; -1 to 2592000

        Takes only one of size and funds.

        type limit needs price, size.

        type market needs one of size and funds.

        https://www.kucoin.com/docs-new/api-3470188
        """

    def cancel_all_orders_by_symbol(
        self,
        *,
        symbol: str,
    ) -> T:
        """Cancel All Orders By Symbol: DELETE /api/v1/hf/orders.

        https://www.kucoin.com/docs-new/api-3470175
        """

    def add_order_sync(
        self,
        *,
        clientOid: str | None = None,
        side: Literal["buy", "sell"],
        symbol: str,
        type: Literal["limit", "market"],
        remark: str | None = None,
        stp: Literal["DC", "CO", "CN", "CB"] | None = None,
        price: Decimal | int | str | None = None,
        size: Decimal | int | str | None = None,
        timeInForce: Literal["GTC", "GTT", "IOC", "FOK"] | None = None,
        postOnly: bool | None = None,
        hidden: bool | None = None,
        iceberg: bool | None = None,
        visibleSize: Decimal | int | str | None = None,
        tags: str | None = None,
        cancelAfter: int | None = None,
        funds: Decimal | int | str | None = None,
        allowMaxTimeWindow: int | None = None,
        clientTimestamp: datetime | int | None = None,
    ) -> T:
        """Add Order Sync: POST /api/v1/hf/orders/sync.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: one of DC, CO, CN, CB

        timeInForce: default GTC; one of GTC, GTT, IOC, FOK

        postOnly: default false

        hidden: default false

        iceberg: default false

        tags: at most 20 characters

        cancelAfter: default -1; seconds, with GTT; -1 to 2592000

        Takes only one of size and funds.

        type limit needs price, size.

        type market needs one of size and funds.

        https://www.kucoin.com/docs-new/api-3470170
        """

    def add_order_test(
        self,
        *,
        clientOid: str | None = None,
        side: Literal["buy", "sell"],
        symbol: str,
        type: Literal["limit", "market"],
        remark: str | None = None,
        stp: Literal["DC", "CO", "CN", "CB"] | None = None,
        price: Decimal | int | str | None = None,
        size: Decimal | int | str | None = None,
        timeInForce: Literal["GTC", "GTT", "IOC", "FOK"] | None = None,
        postOnly: bool | None = None,
        hidden: bool | None = None,
        iceberg: bool | None = None,
        visibleSize: Decimal | int | str | None = None,
        tags: str | None = None,
        cancelAfter: int | None = None,
        funds: Decimal | int | str | None = None,
        allowMaxTimeWindow: int | None = None,
        clientTimestamp: datetime | int | None = None,
    ) -> T:
        """Add Order Test: POST /api/v1/hf/orders/test.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: one of DC, CO, CN, CB

        timeInForce: default GTC; one of GTC, GTT, IOC, FOK

        postOnly: default false

        hidden: default false

        iceberg: default false

        tags: at most 20 characters

        cancelAfter: default -1; seconds, with GTT; -1 to 2592000

        Takes only one of size and funds.

        type limit needs price, size.

        type market needs one of size and funds.

        https://www.kucoin.com/docs-new/api-3470187
        """

    def batch_add_orders(
        self,
        *,
        orderList: Sequence[Mapping[str, object]],
    ) -> T:
        """Batch Add Orders: POST /api/v1/hf/orders/multi.

        https://www.kucoin.com/docs-new/api-3470168
        """

    def batch_add_orders_sync(
        self,
        *,
        orderList: Sequence[Mapping[str, object]],
    ) -> T:
        """Batch Add Orders Sync: POST /api/v1/hf/orders/multi/sync.

        https://www.kucoin.com/docs-new/api-3470169
        """

    def cancel_order_by_order_id(
        self,
        *,
        orderId: str,
        symbol: str,
    ) -> T:
        """Cancel Order By OrderId: DELETE /api/v1/hf/orders/{orderId}.

        https://www.kucoin.com/docs-new/api-3470174
        """

    def order_by_order_id(
        self,
        *,
        orderId: str,
        symbol: str,
    ) -> T:
        """Order By OrderId: GET /api/v1/hf/orders/{orderId}.

        https://www.kucoin.com/docs-new/api-3470181
        """

    def cancel_order_by_order_id_sync(
        self,
        *,
        orderId: str,
        symbol: str,
    ) -> T:
        """Cancel Order By OrderId Sync: DELETE /api/v1/hf/orders/sync/{orderId}.

        https://www.kucoin.com/docs-new/api-3470185
        """

    def cancel_order_by_client_oid(
        self,
        *,
        clientOid: str,
        symbol: str,
    ) -> T:
        """Cancel Order By ClientOid: DELETE /api/v1/hf/orders/client-order/{clientOid}.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470184
        """

    def order_by_client_oid(
        self,
        *,
        clientOid: str,
        symbol: str,
    ) -> T:
        """Order By ClientOid: GET /api/v1/hf/orders/client-order/{clientOid}.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470182
        """

    def cancel_order_by_client_oid_sync(
        self,
        *,
        clientOid: str,
        symbol: str,
    ) -> T:
        """Cancel Order By ClientOid Sync: DELETE /api/v1/hf/orders/sync/client-order/{clientOid}.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470186
        """

    def cancel_partial_order(
        self,
        *,
        orderId: str,
        symbol: str,
        cancelSize: Decimal | int | str,
    ) -> T:
        """Cancel Partial Order: DELETE /api/v1/hf/orders/cancel/{orderId}.

        https://www.kucoin.com/docs-new/api-3470183
        """

    def cancel_all_orders(self) -> T:
        """Cancel All Orders: DELETE /api/v1/hf/orders/cancelAll.

        https://www.kucoin.com/docs-new/api-3470176
        """

    def modify_order(
        self,
        *,
        clientOid: str | None = None,
        symbol: str,
        orderId: str | None = None,
        newPrice: Decimal | int | str | None = None,
        newSize: Decimal | int | str | None = None,
    ) -> T:
        """Modify Order: POST /api/v1/hf/orders/alter.

        clientOid: at most 40 letters, digits, _ and -

        Needs one of orderId and clientOid.

        Needs one of newPrice and newSize.

        Takes only one of orderId and clientOid.

        https://www.kucoin.com/docs-new/api-3470171
        """

    def symbols_with_open_order(self) -> T:
        """Symbols With Open Order: GET /api/v1/hf/orders/active/symbols.

        https://www.kucoin.com/docs-new/api-3470177
        """

    def open_orders(
        self,
        *,
        symbol: str,
    ) -> T:
        """Open Orders: GET /api/v1/hf/orders/active.

        https://www.kucoin.com/docs-new/api-3470178
        """

    def open_orders_by_page(
        self,
        *,
        symbol: str,
        pageNum: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Open Orders By Page: GET /api/v1/hf/orders/active/page.

        pageNum: default 1; at least 1

        pageSize: default 20; 1 to 50

        https://www.kucoin.com/docs-new/api-3471591
        """

    def closed_orders(
        self,
        *,
        symbol: str,
        side: Literal["buy", "sell"] | None = None,
        type: Literal["limit", "market"] | None = None,
        lastId: int | None = None,
        limit: int | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
    ) -> T:
        """Closed Orders: GET /api/v1/hf/orders/done.

        side: one of buy, sell

        type: one of limit, market

        lastId: at least 0

        limit: default 20; 1 to 100

        https://www.kucoin.com/docs-new/api-3470179
        """

    def fills(
        self,
        *,
        symbol: str,
        orderId: str | None = None,
        side: Literal["buy", "sell"] | None = None,
        type: Literal["limit", "market"] | None = None,
        lastId: int | None = None,
        limit: int | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
    ) -> T:
        """Trade History: GET /api/v1/hf/fills.

        side: one of buy, sell

        type: one of limit, market

        lastId: at least 0

        limit: default 20; 1 to 100

        https://www.kucoin.com/docs-new/api-3470180
        """

    def dcp(self) -> T:
        """DCP: GET /api/v1/hf/orders/dead-cancel-all/query.

        https://www.kucoin.com/docs-new/api-3470172
        """

    def set_dcp(
        self,
        *,
        timeout: int,
        symbols: str | None = None,
    ) -> T:
        """Set DCP: POST /api/v1/hf/orders/dead-cancel-all.

        timeout: seconds, at least 5; -1 takes the protection away; -1 to 86400

        https://www.kucoin.com/docs-new/api-3470173
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def add_stop_order(
        self,
        *,
        clientOid: str | None = None,
        side: Literal["buy", "sell"],
        symbol: str,
        type: Literal["limit", "market"],
        remark: str | None = None,
        stp: Literal["DC", "CO", "CN", "CB"] | None = None,
        price: Decimal | int | str | None = None,
        size: Decimal | int | str | None = None,
        timeInForce: Literal["GTC", "GTT", "IOC", "FOK"] | None = None,
        postOnly: bool | None = None,
        hidden: bool | None = None,
        iceberg: bool | None = None,
        visibleSize: Decimal | int | str | None = None,
        cancelAfter: int | None = None,
        funds: Decimal | int | str | None = None,
        stop: Literal["loss", "entry"] | None = None,
        stopPrice: Decimal | int | str,
        tradeType: str | None = None,
    ) -> T:
        """Add Stop Order: POST /api/v1/stop-order.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: one of DC, CO, CN, CB

        timeInForce: default GTC; one of GTC, GTT, IOC, FOK

        postOnly: default false

        hidden: default false

        iceberg: default false

        cancelAfter: default -1; seconds, with GTT; -1 to 2592000

        stop: loss: when the price falls to it, entry: rises; one of loss, entry

        Takes only one of size and funds.

        type limit needs price, size.

        type market needs one of size and funds.

        https://www.kucoin.com/docs-new/api-3470334
        """

    def stop_orders_list(
        self,
        *,
        symbol: str | None = None,
        side: str | None = None,
        type: Literal["limit", "market"] | None = None,
        tradeType: str | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        orderIds: str | None = None,
        pageSize: int | None = None,
        stop: str | None = None,
    ) -> T:
        """Stop Orders List: GET /api/v1/stop-order.

        type: one of limit, market

        currentPage: default 1; at least 1

        orderIds: ids with commas between them

        pageSize: default 50; 10 to 500

        https://www.kucoin.com/docs-new/api-3470338
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def cancel_stop_order_by_client_oid(
        self,
        *,
        symbol: str | None = None,
        clientOid: str,
    ) -> T:
        """Cancel Stop Order By ClientOid: DELETE /api/v1/stop-order/cancelOrderByClientOid.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470336
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def cancel_stop_order_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """Cancel Stop Order By OrderId: DELETE /api/v1/stop-order/{orderId}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        https://www.kucoin.com/docs-new/api-3470335
        """

    def stop_order_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """Stop Order By OrderId: GET /api/v1/stop-order/{orderId}.

        https://www.kucoin.com/docs-new/api-3470339
        """

    def batch_cancel_stop_order(
        self,
        *,
        symbol: str | None = None,
        tradeType: str | None = None,
        orderIds: str | None = None,
    ) -> T:
        """Batch Cancel Stop Orders: DELETE /api/v1/stop-order/cancel.

        orderIds: ids with commas between them

        https://www.kucoin.com/docs-new/api-3470337
        """

    def stop_order_by_client_oid(
        self,
        *,
        clientOid: str,
        symbol: str | None = None,
    ) -> T:
        """Stop Order By ClientOid: GET /api/v1/stop-order/queryOrderByClientOid.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470340
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def add_oco_order(
        self,
        *,
        clientOid: str,
        side: Literal["buy", "sell"],
        symbol: str,
        remark: str | None = None,
        price: Decimal | int | str,
        size: Decimal | int | str,
        stopPrice: Decimal | int | str,
        limitPrice: Decimal | int | str,
        tradeType: Literal["TRADE"] | None = None,
    ) -> T:
        """Add OCO Order: POST /api/v3/oco/order.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        remark: at most 20 characters

        tradeType: one of TRADE

        https://www.kucoin.com/docs-new/api-3470353
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def cancel_oco_order_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """Cancel OCO Order By OrderId: DELETE /api/v3/oco/order/{orderId}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        https://www.kucoin.com/docs-new/api-3470354
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def oco_order_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """OCO Order By OrderId: GET /api/v3/oco/order/{orderId}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        https://www.kucoin.com/docs-new/api-3470357
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def cancel_oco_order_by_client_oid(
        self,
        *,
        clientOid: str,
    ) -> T:
        """Cancel OCO Order By ClientOid: DELETE /api/v3/oco/client-order/{clientOid}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470355
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def oco_order_by_client_oid(
        self,
        *,
        clientOid: str,
    ) -> T:
        """OCO Order By ClientOid: GET /api/v3/oco/client-order/{clientOid}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470358
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def batch_cancel_oco_orders(
        self,
        *,
        orderIds: str | None = None,
        symbol: str | None = None,
    ) -> T:
        """Batch Cancel OCO Order: DELETE /api/v3/oco/orders.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        orderIds: ids with commas between them

        https://www.kucoin.com/docs-new/api-3470356
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def oco_order_list(
        self,
        *,
        symbol: str | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        orderIds: str | None = None,
        pageSize: int | None = None,
        currentPage: int | None = None,
    ) -> T:
        """OCO Order List: GET /api/v3/oco/orders.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        orderIds: ids with commas between them

        pageSize: default 50; 10 to 500

        currentPage: default 1

        https://www.kucoin.com/docs-new/api-3470360
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def oco_order_detail_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """OCO Order Detail By OrderId: GET /api/v3/oco/order/details/{orderId}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        https://www.kucoin.com/docs-new/api-3470359
        """

    @deprecated("given up in the specification of 2025-11-04: use add_order")
    def add_order_old(
        self,
        *,
        clientOid: str,
        side: Literal["buy", "sell"],
        symbol: str,
        type: Literal["limit", "market"] | None = None,
        remark: str | None = None,
        stp: Literal["DC", "CO", "CN", "CB"] | None = None,
        price: Decimal | int | str | None = None,
        size: Decimal | int | str | None = None,
        timeInForce: Literal["GTC", "GTT", "IOC", "FOK"] | None = None,
        postOnly: bool | None = None,
        hidden: bool | None = None,
        iceberg: bool | None = None,
        visibleSize: Decimal | int | str | None = None,
        cancelAfter: int | None = None,
        funds: Decimal | int | str | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE"] | None = None,
    ) -> T:
        """Add Order - Old: POST /api/v1/orders.

        Deprecated: given up in the specification of 2025-11-04: use add_order.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: default limit; one of limit, market

        remark: at most 20 characters

        stp: one of DC, CO, CN, CB

        timeInForce: default GTC; one of GTC, GTT, IOC, FOK

        postOnly: default false

        hidden: default false

        iceberg: default false

        cancelAfter: seconds, with GTT; at least -1

        tradeType: default TRADE; one of TRADE, MARGIN_TRADE

        Takes only one of size and funds.

        https://www.kucoin.com/docs-new/api-3470333
        """

    @deprecated("given up in the specification of 2025-11-04: use cancel_all_orders_by_symbol")
    def batch_cancel_order_old(
        self,
        *,
        symbol: str | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"] | None = None,
    ) -> T:
        """Batch Cancel Order - Old: DELETE /api/v1/orders.

        Deprecated: given up in the specification of 2025-11-04: use cancel_all_orders_by_symbol.

        tradeType: default TRADE; one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE

        https://www.kucoin.com/docs-new/api-3470345
        """

    @deprecated("given up in the specification of 2025-11-04: use closed_orders")
    def orders_list_old(
        self,
        *,
        symbol: str | None = None,
        status: Literal["active", "done"] | None = None,
        side: Literal["buy", "sell"] | None = None,
        type: Literal["limit", "market", "limit_stop", "market_stop", "oco_limit", "oco_stop"] | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Orders List - Old: GET /api/v1/orders.

        Deprecated: given up in the specification of 2025-11-04: use closed_orders.

        status: default done; one of active, done

        side: one of buy, sell

        type: one of limit, market, limit_stop, market_stop, oco_limit, oco_stop

        tradeType: default TRADE; one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE

        currentPage: default 1

        pageSize: default 50; 10 to 500

        https://www.kucoin.com/docs-new/api-3470346
        """

    @deprecated("given up in the specification of 2025-11-04: use add_order_test")
    def add_order_test_old(
        self,
        *,
        clientOid: str,
        side: Literal["buy", "sell"],
        symbol: str,
        type: Literal["limit", "market"] | None = None,
        remark: str | None = None,
        stp: Literal["DC", "CO", "CN", "CB"] | None = None,
        price: Decimal | int | str | None = None,
        size: Decimal | int | str | None = None,
        timeInForce: Literal["GTC", "GTT", "IOC", "FOK"] | None = None,
        postOnly: bool | None = None,
        hidden: bool | None = None,
        iceberg: bool | None = None,
        visibleSize: Decimal | int | str | None = None,
        cancelAfter: int | None = None,
        funds: Decimal | int | str | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE"] | None = None,
    ) -> T:
        """Add Order Test - Old: POST /api/v1/orders/test.

        Deprecated: given up in the specification of 2025-11-04: use add_order_test.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: default limit; one of limit, market

        remark: at most 20 characters

        stp: one of DC, CO, CN, CB

        timeInForce: default GTC; one of GTC, GTT, IOC, FOK

        postOnly: default false

        hidden: default false

        iceberg: default false

        cancelAfter: seconds, with GTT; at least -1

        tradeType: default TRADE; one of TRADE, MARGIN_TRADE

        Takes only one of size and funds.

        https://www.kucoin.com/docs-new/api-3470341
        """

    @deprecated("given up in the specification of 2025-11-04: use batch_add_orders")
    def batch_add_orders_old(
        self,
        *,
        orderList: Sequence[Mapping[str, object]] | None = None,
        symbol: str,
    ) -> T:
        """Batch Add Orders - Old: POST /api/v1/orders/multi.

        Deprecated: given up in the specification of 2025-11-04: use batch_add_orders.

        https://www.kucoin.com/docs-new/api-3470342
        """

    @deprecated("given up in the specification of 2025-11-04: use cancel_order_by_order_id")
    def cancel_order_by_order_id_old(
        self,
        *,
        orderId: str,
    ) -> T:
        """Cancel Order By OrderId - Old: DELETE /api/v1/orders/{orderId}.

        Deprecated: given up in the specification of 2025-11-04: use cancel_order_by_order_id.

        https://www.kucoin.com/docs-new/api-3470343
        """

    @deprecated("given up in the specification of 2025-11-04: use order_by_order_id")
    def order_by_order_id_old(
        self,
        *,
        orderId: str,
    ) -> T:
        """Order By OrderId - Old: GET /api/v1/orders/{orderId}.

        Deprecated: given up in the specification of 2025-11-04: use order_by_order_id.

        https://www.kucoin.com/docs-new/api-3470348
        """

    def cancel_order_by_client_oid_old(
        self,
        *,
        clientOid: str,
    ) -> T:
        """Cancel Order By ClientOid - Old: DELETE /api/v1/order/client-order/{clientOid}.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470344
        """

    @deprecated("given up in the specification of 2025-11-04: use order_by_client_oid")
    def order_by_client_oid_old(
        self,
        *,
        clientOid: str,
    ) -> T:
        """Order By ClientOid - Old: GET /api/v1/order/client-order/{clientOid}.

        Deprecated: given up in the specification of 2025-11-04: use order_by_client_oid.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470349
        """

    @deprecated("given up in the specification of 2025-11-04: use closed_orders")
    def recent_orders_list_old(self) -> T:
        """Recent Orders List - Old: GET /api/v1/limit/orders.

        Deprecated: given up in the specification of 2025-11-04: use closed_orders.

        https://www.kucoin.com/docs-new/api-3470347
        """

    @deprecated("given up in the specification of 2025-11-04: use fills")
    def trade_history_old(
        self,
        *,
        symbol: str,
        orderId: str | None = None,
        side: Literal["buy", "sell"] | None = None,
        type: Literal["limit", "market", "limit_stop", "market_stop"] | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Trade History - Old: GET /api/v1/fills.

        Deprecated: given up in the specification of 2025-11-04: use fills.

        side: one of buy, sell

        type: one of limit, market, limit_stop, market_stop

        tradeType: default TRADE; one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE

        currentPage: default 1

        pageSize: 10 to 500

        https://www.kucoin.com/docs-new/api-3470350
        """

    @deprecated("given up in the specification of 2025-11-04: use fills")
    def recent_trade_history_old(self) -> T:
        """Recent Trade History - Old: GET /api/v1/limit/fills.

        Deprecated: given up in the specification of 2025-11-04: use fills.

        https://www.kucoin.com/docs-new/api-3470351
        """

    def account_info(self) -> T:
        """Account Summary Info: GET /api/v2/user-info.

        https://www.kucoin.com/docs-new/api-3470119
        """

    def apikey_info(self) -> T:
        """Apikey Info: GET /api/v1/user/api-key.

        https://www.kucoin.com/docs-new/api-3470130
        """

    def spot_account_type(self) -> T:
        """Account Type - Spot: GET /api/v1/hf/accounts/opened.

        https://www.kucoin.com/docs-new/api-3470120
        """

    def spot_account_list(
        self,
        *,
        currency: str | None = None,
        type: Literal["main", "trade", "option"] | None = None,
    ) -> T:
        """Account List - Spot: GET /api/v1/accounts.

        type: one of main, trade, option

        https://www.kucoin.com/docs-new/api-3470125
        """

    def spot_account_detail(
        self,
        *,
        accountId: str,
    ) -> T:
        """Account Detail - Spot: GET /api/v1/accounts/{accountId}.

        https://www.kucoin.com/docs-new/api-3470126
        """

    def cross_margin_account(
        self,
        *,
        quoteCurrency: Literal["USDT", "KCS", "BTC"] | None = None,
        queryType: Literal["MARGIN", "MARGIN_V2", "ALL"] | None = None,
    ) -> T:
        """Account - Cross Margin: GET /api/v3/margin/accounts.

        quoteCurrency: default USDT; one of USDT, KCS, BTC

        queryType: default MARGIN; one of MARGIN, MARGIN_V2, ALL

        https://www.kucoin.com/docs-new/api-3470127
        """

    def isolated_margin_account(
        self,
        *,
        symbol: str | None = None,
        quoteCurrency: Literal["USDT", "KCS", "BTC"] | None = None,
        queryType: Literal["ISOLATED", "ISOLATED_V2", "ALL"] | None = None,
    ) -> T:
        """Account - Isolated Margin: GET /api/v3/isolated/accounts.

        quoteCurrency: default USDT; one of USDT, KCS, BTC

        queryType: default ISOLATED; one of ISOLATED, ISOLATED_V2, ALL

        https://www.kucoin.com/docs-new/api-3470128
        """

    def futures_account(
        self,
        *,
        currency: str | None = None,
    ) -> T:
        """Account - Futures: GET /api/v1/account-overview.

        currency: default XBT

        https://www.kucoin.com/docs-new/api-3470129
        """

    def spot_ledger(
        self,
        *,
        currency: str | None = None,
        direction: Literal["in", "out"] | None = None,
        bizType: str | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Account Ledgers - Spot/Margin: GET /api/v1/accounts/ledgers.

        direction: one of in, out

        currentPage: default 1

        pageSize: default 50; 10 to 500

        https://www.kucoin.com/docs-new/api-3470121
        """

    def spot_hf_ledger(
        self,
        *,
        currency: str | None = None,
        direction: Literal["in", "out"] | None = None,
        bizType: Literal["TRADE_EXCHANGE", "TRANSFER", "SUB_TRANSFER", "RETURNED_FEES", "DEDUCTION_FEES", "OTHER"] | None = None,
        lastId: int | None = None,
        limit: int | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
    ) -> T:
        """Account Ledgers - Trade_hf: GET /api/v1/hf/accounts/ledgers.

        direction: one of in, out

        bizType: one of TRADE_EXCHANGE, TRANSFER, SUB_TRANSFER, RETURNED_FEES, DEDUCTION_FEES, OTHER

        limit: default 100; 1 to 200

        https://www.kucoin.com/docs-new/api-3470122
        """

    def margin_hf_ledger(
        self,
        *,
        currency: str | None = None,
        direction: Literal["in", "out"] | None = None,
        bizType: str | None = None,
        lastId: int | None = None,
        limit: int | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
    ) -> T:
        """Account Ledgers - Margin_hf: GET /api/v3/hf/margin/account/ledgers.

        direction: one of in, out

        limit: default 100; 1 to 200

        https://www.kucoin.com/docs-new/api-3470123
        """

    def futures_ledger(
        self,
        *,
        currency: str | None = None,
        type: str | None = None,
        offset: int | None = None,
        forward: bool | None = None,
        maxCount: int | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
    ) -> T:
        """Account Ledgers - Futures: GET /api/v1/transaction-history.

        forward: default true

        maxCount: default 50

        https://www.kucoin.com/docs-new/api-3470124
        """

    @deprecated("given up in the specification of 2025-11-04: use cross_margin_account")
    def margin_account_detail(self) -> T:
        """Account Detail - Margin: GET /api/v1/margin/account.

        Deprecated: given up in the specification of 2025-11-04: use cross_margin_account.

        https://www.kucoin.com/docs-new/api-3470311
        """

    @deprecated("given up in the specification of 2025-11-04: use isolated_margin_account")
    def isolated_margin_account_list_v1(
        self,
        *,
        balanceCurrency: Literal["USDT", "KCS", "BTC"] | None = None,
    ) -> T:
        """Account List - Isolated Margin - V1: GET /api/v1/isolated/accounts.

        Deprecated: given up in the specification of 2025-11-04: use isolated_margin_account.

        balanceCurrency: default BTC; one of USDT, KCS, BTC

        https://www.kucoin.com/docs-new/api-3470314
        """

    @deprecated("given up in the specification of 2025-11-04: use isolated_margin_account")
    def isolated_margin_account_detail_v1(
        self,
        *,
        symbol: str,
    ) -> T:
        """Account Detail - Isolated Margin - V1: GET /api/v1/isolated/account/{symbol}.

        Deprecated: given up in the specification of 2025-11-04: use isolated_margin_account.

        https://www.kucoin.com/docs-new/api-3470315
        """

    def add_deposit_address_v3(
        self,
        *,
        currency: str,
        chain: str,
        to: Literal["main", "trade"] | None = None,
        amount: Decimal | int | str | None = None,
    ) -> T:
        """Add Deposit Address (V3): POST /api/v3/deposit-address/create.

        chain: the id of the chain as currency lists it; default eth

        to: default main; one of main, trade

        https://www.kucoin.com/docs-new/api-3470142
        """

    def deposit_address_v3(
        self,
        *,
        currency: str,
        amount: Decimal | int | str | None = None,
        chain: str | None = None,
    ) -> T:
        """Deposit Address (V3): GET /api/v3/deposit-addresses.

        chain: the id of the chain as currency lists it

        https://www.kucoin.com/docs-new/api-3470140
        """

    def deposit_history(
        self,
        *,
        currency: str,
        status: Literal["PROCESSING", "SUCCESS", "FAILURE"] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Deposit History: GET /api/v1/deposits.

        status: one of PROCESSING, SUCCESS, FAILURE

        pageSize: default 50; 10 to 500

        https://www.kucoin.com/docs-new/api-3470141
        """

    @deprecated("given up in the specification of 2025-11-04: use deposit_address_v3")
    def deposit_address_v2(
        self,
        *,
        currency: str,
        chain: str | None = None,
    ) -> T:
        """Deposit Addresses (V2): GET /api/v2/deposit-addresses.

        Deprecated: given up in the specification of 2025-11-04: use deposit_address_v3.

        chain: the id of the chain as currency lists it

        https://www.kucoin.com/docs-new/api-3470300
        """

    @deprecated("given up in the specification of 2025-11-04: use deposit_address_v3")
    def deposit_address_v1(
        self,
        *,
        currency: str,
        chain: str | None = None,
    ) -> T:
        """Deposit Addresses - V1: GET /api/v1/deposit-addresses.

        Deprecated: given up in the specification of 2025-11-04: use deposit_address_v3.

        chain: the id of the chain as currency lists it; default eth

        https://www.kucoin.com/docs-new/api-3470305
        """

    @deprecated("given up in the specification of 2025-11-04: use add_deposit_address_v3")
    def add_deposit_address_v1(
        self,
        *,
        currency: str,
        chain: str | None = None,
        to: Literal["MAIN", "TRADE"] | None = None,
    ) -> T:
        """Add Deposit Address - V1: POST /api/v1/deposit-addresses.

        Deprecated: given up in the specification of 2025-11-04: use add_deposit_address_v3.

        chain: the id of the chain as currency lists it; default eth

        to: default MAIN; one of MAIN, TRADE

        https://www.kucoin.com/docs-new/api-3470309
        """

    @deprecated("given up in the specification of 2025-11-04: use deposit_history")
    def deposit_history_old(
        self,
        *,
        currency: str,
        status: Literal["PROCESSING", "SUCCESS", "FAILURE"] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
    ) -> T:
        """Deposit History - Old: GET /api/v1/hist-deposits.

        Deprecated: given up in the specification of 2025-11-04: use deposit_history.

        status: one of PROCESSING, SUCCESS, FAILURE

        https://www.kucoin.com/docs-new/api-3470306
        """

    def withdrawal_quotas(
        self,
        *,
        currency: str,
        chain: str | None = None,
    ) -> T:
        """Withdrawal Quotas: GET /api/v1/withdrawals/quotas.

        chain: the id of the chain as currency lists it; default eth

        https://www.kucoin.com/docs-new/api-3470143
        """

    def withdrawal_v3(
        self,
        *,
        currency: str,
        chain: str | None = None,
        amount: Decimal | int | str,
        memo: str | None = None,
        isInner: bool | None = None,
        remark: str | None = None,
        feeDeductType: Literal["INTERNAL", "EXTERNAL"] | None = None,
        toAddress: str,
        withdrawType: Literal["ADDRESS", "UID", "MAIL", "PHONE"],
    ) -> T:
        """Withdraw (V3): POST /api/v3/withdrawals.

        chain: the id of the chain as currency lists it; default eth

        isInner: default false

        feeDeductType: one of INTERNAL, EXTERNAL

        withdrawType: one of ADDRESS, UID, MAIL, PHONE

        https://www.kucoin.com/docs-new/api-3470146
        """

    def cancel_withdrawal(
        self,
        *,
        withdrawalId: str,
    ) -> T:
        """Cancel Withdrawal: DELETE /api/v1/withdrawals/{withdrawalId}.

        https://www.kucoin.com/docs-new/api-3470144
        """

    def withdrawal_history_by_id(
        self,
        *,
        withdrawalId: str,
    ) -> T:
        """Withdrawal History By ID: GET /api/v1/withdrawals/{withdrawalId}.

        https://www.kucoin.com/docs-new/api-3471890
        """

    def withdrawal_history(
        self,
        *,
        currency: str,
        status: Literal["PROCESSING", "REVIEW", "WALLET_PROCESSING", "SUCCESS", "FAILURE"] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Withdrawal History: GET /api/v1/withdrawals.

        status: one of PROCESSING, REVIEW, WALLET_PROCESSING, SUCCESS, FAILURE

        currentPage: default 1

        pageSize: default 50; 10 to 500

        https://www.kucoin.com/docs-new/api-3470145
        """

    @deprecated("given up in the specification of 2025-11-04: use withdrawal_v3")
    def withdrawal_v1(
        self,
        *,
        currency: str,
        chain: str | None = None,
        address: str,
        amount: Decimal | int | str,
        memo: str | None = None,
        isInner: bool | None = None,
        remark: str | None = None,
        feeDeductType: Literal["INTERNAL", "EXTERNAL"] | None = None,
    ) -> T:
        """Withdraw - V1: POST /api/v1/withdrawals.

        Deprecated: given up in the specification of 2025-11-04: use withdrawal_v3.

        chain: the id of the chain as currency lists it; default eth

        isInner: default false

        feeDeductType: one of INTERNAL, EXTERNAL

        https://www.kucoin.com/docs-new/api-3470310
        """

    @deprecated("given up in the specification of 2025-11-04: use withdrawal_history")
    def withdrawal_history_old(
        self,
        *,
        currency: str,
        status: Literal["PROCESSING", "SUCCESS", "FAILURE"] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Withdrawal History - Old: GET /api/v1/hist-withdrawals.

        Deprecated: given up in the specification of 2025-11-04: use withdrawal_history.

        status: one of PROCESSING, SUCCESS, FAILURE

        currentPage: default 1

        pageSize: default 50; 10 to 500

        https://www.kucoin.com/docs-new/api-3470308
        """

    def transfer_quotas(
        self,
        *,
        currency: str,
        type: Literal["MAIN", "TRADE", "MARGIN", "ISOLATED", "OPTION", "MARGIN_V2", "ISOLATED_V2"],
        tag: str | None = None,
    ) -> T:
        """Transfer Quotas: GET /api/v1/accounts/transferable.

        type: one of MAIN, TRADE, MARGIN, ISOLATED, OPTION, MARGIN_V2, ISOLATED_V2

        type ISOLATED needs tag.

        https://www.kucoin.com/docs-new/api-3470148
        """

    def flex_transfer(
        self,
        *,
        clientOid: str,
        currency: str,
        amount: Decimal | int | str,
        fromUserId: str | None = None,
        fromAccountType: Literal["MAIN", "TRADE", "CONTRACT", "MARGIN", "ISOLATED", "MARGIN_V2", "ISOLATED_V2", "OPTION"],
        fromAccountTag: str | None = None,
        type: Literal["INTERNAL", "PARENT_TO_SUB", "SUB_TO_PARENT"],
        toUserId: str | None = None,
        toAccountType: Literal["MAIN", "TRADE", "CONTRACT", "MARGIN", "ISOLATED", "MARGIN_V2", "ISOLATED_V2", "OPTION"],
        toAccountTag: str | None = None,
    ) -> T:
        """Flex Transfer: POST /api/v3/accounts/universal-transfer.

        fromAccountType: one of MAIN, TRADE, CONTRACT, MARGIN, ISOLATED, MARGIN_V2, ISOLATED_V2, OPTION

        type: one of INTERNAL, PARENT_TO_SUB, SUB_TO_PARENT

        toAccountType: one of MAIN, TRADE, CONTRACT, MARGIN, ISOLATED, MARGIN_V2, ISOLATED_V2, OPTION

        type PARENT_TO_SUB needs toUserId.

        type SUB_TO_PARENT needs fromUserId.

        fromAccountType ISOLATED needs fromAccountTag.

        fromAccountType ISOLATED_V2 needs fromAccountTag.

        toAccountType ISOLATED needs toAccountTag.

        toAccountType ISOLATED_V2 needs toAccountTag.

        https://www.kucoin.com/docs-new/api-3470147
        """

    @deprecated("given up in the specification of 2025-11-04: use flex_transfer")
    def sub_account_transfer(
        self,
        *,
        clientOid: str,
        currency: str,
        amount: Decimal | int | str,
        direction: Literal["IN", "OUT"],
        accountType: Literal["MAIN", "TRADE", "MARGIN", "CONTRACT", "OPTION"] | None = None,
        subAccountType: Literal["MAIN", "TRADE", "MARGIN", "CONTRACT"] | None = None,
        subUserId: str | None = None,
        tag: str | None = None,
        subTag: str | None = None,
    ) -> T:
        """Sub-account Transfer: POST /api/v2/accounts/sub-transfer.

        Deprecated: given up in the specification of 2025-11-04: use flex_transfer.

        direction: one of IN, OUT

        accountType: default MAIN; one of MAIN, TRADE, MARGIN, CONTRACT, OPTION

        subAccountType: default MAIN; one of MAIN, TRADE, MARGIN, CONTRACT

        tag: of an ISOLATED account

        subTag: of an ISOLATED account

        https://www.kucoin.com/docs-new/api-3470301
        """

    @deprecated("given up in the specification of 2025-11-04: use flex_transfer")
    def inner_transfer(
        self,
        *,
        clientOid: str,
        currency: str,
        amount: Decimal | int | str,
        to: Literal["main", "trade", "margin", "isolated", "margin_v2", "isolated_v2", "option"],
        fromTag: str | None = None,
        toTag: str | None = None,
        from_: Literal["main", "trade", "margin", "isolated", "margin_v2", "isolated_v2", "option"],
    ) -> T:
        """Internal Transfer: POST /api/v2/accounts/inner-transfer.

        Deprecated: given up in the specification of 2025-11-04: use flex_transfer.

        to: one of main, trade, margin, isolated, margin_v2, isolated_v2, option

        from_: one of main, trade, margin, isolated, margin_v2, isolated_v2, option

        https://www.kucoin.com/docs-new/api-3470302
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def futures_account_transfer_out_ledger(
        self,
        *,
        currency: str | None = None,
        type: Literal["MAIN", "TRADE", "MARGIN", "ISOLATED"] | None = None,
        tag: Sequence[str] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Futures Account Transfer Out Ledger: GET /api/v1/transfer-list.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        type: one of MAIN, TRADE, MARGIN, ISOLATED

        currentPage: default 1

        pageSize: default 50

        https://www.kucoin.com/docs-new/api-3470307
        """

    @deprecated("given up in the specification of 2025-11-04: use flex_transfer")
    def futures_account_transfer_out(
        self,
        *,
        currency: str,
        amount: Decimal | int | str,
        recAccountType: Literal["MAIN", "TRADE"],
    ) -> T:
        """Futures Account Transfer Out: POST /api/v3/transfer-out.

        Deprecated: given up in the specification of 2025-11-04: use flex_transfer.

        amount: at most 1000000000

        recAccountType: one of MAIN, TRADE

        https://www.kucoin.com/docs-new/api-3470303
        """

    @deprecated("given up in the specification of 2025-11-04: use flex_transfer")
    def futures_account_transfer_in(
        self,
        *,
        currency: str,
        amount: Decimal | int | str,
        payAccountType: Literal["MAIN", "TRADE"],
    ) -> T:
        """Futures Account Transfer In: POST /api/v1/transfer-in.

        Deprecated: given up in the specification of 2025-11-04: use flex_transfer.

        payAccountType: one of MAIN, TRADE

        https://www.kucoin.com/docs-new/api-3470304
        """

    def basic_fee(
        self,
        *,
        currencyType: Literal["0", "1"] | None = None,
    ) -> T:
        """Basic Fee - Spot/Margin: GET /api/v1/base-fee.

        currencyType: default 0; one of 0, 1

        https://www.kucoin.com/docs-new/api-3470149
        """

    def spot_actual_fee(
        self,
        *,
        symbols: str,
    ) -> T:
        """Actual Fee - Spot/Margin: GET /api/v1/trade-fees.

        symbols: at most ten, with commas between them

        https://www.kucoin.com/docs-new/api-3470150
        """

    def futures_actual_fee(
        self,
        *,
        symbol: str,
    ) -> T:
        """Actual Fee - Futures: GET /api/v1/trade-fees.

        https://www.kucoin.com/docs-new/api-3470151
        """

    def add_sub_account(
        self,
        *,
        password: str,
        remarks: str | None = None,
        subName: str,
        access: Literal["Spot", "Futures", "Margin"],
    ) -> T:
        """Add sub-account: POST /api/v2/sub/user/created.

        access: one of Spot, Futures, Margin

        https://www.kucoin.com/docs-new/api-3470135
        """

    def add_sub_account_margin_permission(
        self,
        *,
        uid: str,
    ) -> T:
        """Add sub-account Margin Permission: POST /api/v3/sub/user/margin/enable.

        https://www.kucoin.com/docs-new/api-3470331
        """

    def add_sub_account_futures_permission(
        self,
        *,
        uid: str,
    ) -> T:
        """Add sub-account Futures Permission: POST /api/v3/sub/user/futures/enable.

        https://www.kucoin.com/docs-new/api-3470332
        """

    def spot_sub_accounts_summary_v2(
        self,
        *,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """sub-account List - Summary Info: GET /api/v2/sub/user.

        pageSize: default 10; 1 to 100

        https://www.kucoin.com/docs-new/api-3470131
        """

    def spot_sub_account_detail(
        self,
        *,
        subUserId: str,
        includeBaseAmount: bool | None = None,
        baseCurrency: str | None = None,
        baseAmount: Decimal | int | str | None = None,
    ) -> T:
        """sub-account Detail - Balance: GET /api/v1/sub-accounts/{subUserId}.

        includeBaseAmount: default false

        https://www.kucoin.com/docs-new/api-3470132
        """

    def spot_sub_account_list_v2(
        self,
        *,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """sub-account List - Spot Balance (V2): GET /api/v2/sub-accounts.

        currentPage: default 1

        pageSize: default 10; 10 to 100

        https://www.kucoin.com/docs-new/api-3470133
        """

    def futures_sub_account_list_v2(
        self,
        *,
        currency: str | None = None,
    ) -> T:
        """sub-account List - Futures Balance (V2): GET /api/v1/account-overview-all.

        currency: default XBT

        https://www.kucoin.com/docs-new/api-3470134
        """

    def add_sub_account_api(
        self,
        *,
        passphrase: str,
        remark: str,
        permission: str | None = None,
        ipWhitelist: str | None = None,
        expire: Literal["-1", "30", "90", "180", "360"] | None = None,
        subName: str,
    ) -> T:
        """Add sub-account API: POST /api/v1/sub/api-key.

        permission: default General

        expire: default -1; one of -1, 30, 90, 180, 360

        https://www.kucoin.com/docs-new/api-3470138
        """

    def sub_account_api_list(
        self,
        *,
        apiKey: str | None = None,
        subName: str,
    ) -> T:
        """sub-account API List: GET /api/v1/sub/api-key.

        https://www.kucoin.com/docs-new/api-3470136
        """

    def delete_sub_account_api(
        self,
        *,
        apiKey: str,
        subName: str,
        passphrase: str,
    ) -> T:
        """Delete sub-account API: DELETE /api/v1/sub/api-key.

        https://www.kucoin.com/docs-new/api-3470137
        """

    def modify_sub_account_api(
        self,
        *,
        passphrase: str,
        permission: str | None = None,
        ipWhitelist: str | None = None,
        expire: Literal["-1", "30", "90", "180", "360"] | None = None,
        subName: str,
        apiKey: str,
    ) -> T:
        """Modify sub-account API: POST /api/v1/sub/api-key/update.

        permission: default General

        expire: default -1; one of -1, 30, 90, 180, 360

        https://www.kucoin.com/docs-new/api-3470139
        """

    @deprecated("given up in the specification of 2025-11-04: use spot_sub_accounts_summary_v2")
    def spot_sub_accounts_summary_v1(self) -> T:
        """sub-account List - Summary Info (V1): GET /api/v1/sub/user.

        Deprecated: given up in the specification of 2025-11-04: use spot_sub_accounts_summary_v2.

        https://www.kucoin.com/docs-new/api-3470298
        """

    @deprecated("given up in the specification of 2025-11-04: use spot_sub_account_list_v2")
    def spot_sub_account_list_v1(self) -> T:
        """sub-account List - Spot Balance (V1): GET /api/v1/sub-accounts.

        Deprecated: given up in the specification of 2025-11-04: use spot_sub_account_list_v2.

        https://www.kucoin.com/docs-new/api-3470299
        """
