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
        """News of the exchange: GET /api/v3/announcements.

        annType: one of latest-announcements, activities, product-updates, vip, maintenance-updates, delistings, others, api-campaigns, new-listings; default latest-announcements

        lang: one of zh_HK, ja_JP, ko_KR, en_US, pl_PL, es_ES, fr_FR, ar_AE, it_IT, id_ID, nl_NL, pt_PT, vi_VN, de_DE, tr_TR, ms_MY, ru_RU, th_TH, hi_IN, bn_BD, fil_PH, ur_PK; default en_US

        https://www.kucoin.com/docs-new/api-3470157
        """

    def currency(
        self,
        *,
        currency: str,
        chain: str | None = None,
    ) -> T:
        """One currency and its chains: GET /api/v3/currencies/{currency}.

        chain: the id of the chain as currency lists it

        https://www.kucoin.com/docs-new/api-3470155
        """

    def all_currencies(self) -> T:
        """All currencies and their chains: GET /api/v3/currencies.

        https://www.kucoin.com/docs-new/api-3470152
        """

    def symbol(
        self,
        *,
        symbol: str,
    ) -> T:
        """One pair and its rules: GET /api/v2/symbols/{symbol}.

        https://www.kucoin.com/docs-new/api-3470159
        """

    def all_symbols(
        self,
        *,
        market: str | None = None,
    ) -> T:
        """All pairs and their rules: GET /api/v2/symbols.

        market: such as ALTS, USDS, ETF

        https://www.kucoin.com/docs-new/api-3470154
        """

    def ticker(
        self,
        *,
        symbol: str,
    ) -> T:
        """Best bid and ask of a pair, and its last trade: GET /api/v1/market/orderbook/level1.

        https://www.kucoin.com/docs-new/api-3470160
        """

    def all_tickers(self) -> T:
        """Best bid and ask and the last day of all pairs: GET /api/v1/market/allTickers.

        https://www.kucoin.com/docs-new/api-3470167
        """

    def market_trade_history(
        self,
        *,
        symbol: str,
    ) -> T:
        """Latest trades of a pair, anybody's: GET /api/v1/market/histories.

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
        """Candles of a pair: GET /api/v1/market/candles.

        type: one of 1min, 3min, 5min, 15min, 30min, 1hour, 2hour, 4hour, 6hour, 8hour, 12hour, 1day, 1week, 1month

        startAt: seconds since 1970; default 0

        endAt: seconds since 1970; default 0

        https://www.kucoin.com/docs-new/api-3470163
        """

    def part_order_book(
        self,
        *,
        size: Literal["20", "100"],
        symbol: str,
    ) -> T:
        """Order book of a pair, 20 or 100 levels deep: GET /api/v1/market/orderbook/level2_{size}.

        size: one of 20, 100

        https://www.kucoin.com/docs-new/api-3470165
        """

    def full_order_book(
        self,
        *,
        symbol: str,
    ) -> T:
        """Order book of a pair, all of it: GET /api/v3/market/orderbook/level2.

        https://www.kucoin.com/docs-new/api-3470164
        """

    def call_auction_part_order_book(
        self,
        *,
        size: Literal["20", "100"],
        symbol: str,
    ) -> T:
        """Order book of a call auction, 20 or 100 levels deep: GET /api/v1/market/orderbook/callauction/level2_{size}.

        size: one of 20, 100

        https://www.kucoin.com/docs-new/api-3471564
        """

    def call_auction_info(
        self,
        *,
        symbol: str,
    ) -> T:
        """Price and size that a call auction would end with: GET /api/v1/market/callauctionData.

        https://www.kucoin.com/docs-new/api-3471565
        """

    def fiat_price(
        self,
        *,
        base: str | None = None,
        currencies: str | None = None,
    ) -> T:
        """What currencies are worth in fiat money: GET /api/v1/prices.

        base: the fiat currency; default USD

        currencies: with commas between them; all without it

        https://www.kucoin.com/docs-new/api-3470153
        """

    def stats_24hr(
        self,
        *,
        symbol: str,
    ) -> T:
        """The last 24 hours of a pair: GET /api/v1/market/stats.

        https://www.kucoin.com/docs-new/api-3470161
        """

    def market_list(self) -> T:
        """Names of the markets: GET /api/v1/markets.

        https://www.kucoin.com/docs-new/api-3470166
        """

    def client_ip_address(self) -> T:
        """Address that a request comes from: GET /api/v1/my-ip.

        https://www.kucoin.com/docs-new/api-3471123
        """

    def server_time(self) -> T:
        """Time at the exchange: GET /api/v1/timestamp.

        https://www.kucoin.com/docs-new/api-3470156
        """

    def service_status(self) -> T:
        """Whether the exchange is open: GET /api/v1/status.

        https://www.kucoin.com/docs-new/api-3470158
        """

    def public_token(self) -> T:
        """Token and servers of the public streams: POST /api/v1/bullet-public.

        https://www.kucoin.com/docs-new/api-3470294
        """

    def private_token(self) -> T:
        """Token and servers of the private streams: POST /api/v1/bullet-private.

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
        """Place an order: POST /api/v1/hf/orders.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: against trades with oneself: CN, CO and CB cancel the new, the old or both; DC shrinks the larger; one of DC, CO, CN, CB

        timeInForce: one of GTC, GTT, IOC, FOK; default GTC

        postOnly: as maker or not at all; not with IOC and FOK; default false

        hidden: not shown in the book; default false

        iceberg: shown in part; default false

        visibleSize: what an iceberg order shows

        tags: at most 20 characters

        cancelAfter: seconds, with GTT; -1 to 2592000; default -1

        funds: what a market order spends or earns, in the quote currency

        allowMaxTimeWindow: milliseconds after clientTimestamp in which it must arrive

        clientTimestamp: must be sent with allowMaxTimeWindow

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
        """Cancel the orders of a pair: DELETE /api/v1/hf/orders.

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
        """Place an order and see what became of it: POST /api/v1/hf/orders/sync.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: against trades with oneself: CN, CO and CB cancel the new, the old or both; DC shrinks the larger; one of DC, CO, CN, CB

        timeInForce: one of GTC, GTT, IOC, FOK; default GTC

        postOnly: as maker or not at all; not with IOC and FOK; default false

        hidden: not shown in the book; default false

        iceberg: shown in part; default false

        visibleSize: what an iceberg order shows

        tags: at most 20 characters

        cancelAfter: seconds, with GTT; -1 to 2592000; default -1

        funds: what a market order spends or earns, in the quote currency

        allowMaxTimeWindow: milliseconds after clientTimestamp in which it must arrive

        clientTimestamp: must be sent with allowMaxTimeWindow

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
        """Check an order without placing it: POST /api/v1/hf/orders/test.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: against trades with oneself: CN, CO and CB cancel the new, the old or both; DC shrinks the larger; one of DC, CO, CN, CB

        timeInForce: one of GTC, GTT, IOC, FOK; default GTC

        postOnly: as maker or not at all; not with IOC and FOK; default false

        hidden: not shown in the book; default false

        iceberg: shown in part; default false

        visibleSize: what an iceberg order shows

        tags: at most 20 characters

        cancelAfter: seconds, with GTT; -1 to 2592000; default -1

        funds: what a market order spends or earns, in the quote currency

        allowMaxTimeWindow: milliseconds after clientTimestamp in which it must arrive

        clientTimestamp: must be sent with allowMaxTimeWindow

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
        """Place up to five limit orders: POST /api/v1/hf/orders/multi.

        orderList: limit orders, each with the parameters of add_order; at most 5

        https://www.kucoin.com/docs-new/api-3470168
        """

    def batch_add_orders_sync(
        self,
        *,
        orderList: Sequence[Mapping[str, object]],
    ) -> T:
        """Place up to five limit orders and see what became of them: POST /api/v1/hf/orders/multi/sync.

        orderList: limit orders, each with the parameters of add_order; at most 5

        https://www.kucoin.com/docs-new/api-3470169
        """

    def cancel_order_by_order_id(
        self,
        *,
        orderId: str,
        symbol: str,
    ) -> T:
        """Cancel an order: DELETE /api/v1/hf/orders/{orderId}.

        https://www.kucoin.com/docs-new/api-3470174
        """

    def order_by_order_id(
        self,
        *,
        orderId: str,
        symbol: str,
    ) -> T:
        """One order: GET /api/v1/hf/orders/{orderId}.

        https://www.kucoin.com/docs-new/api-3470181
        """

    def cancel_order_by_order_id_sync(
        self,
        *,
        orderId: str,
        symbol: str,
    ) -> T:
        """Cancel an order and see what became of it: DELETE /api/v1/hf/orders/sync/{orderId}.

        https://www.kucoin.com/docs-new/api-3470185
        """

    def cancel_order_by_client_oid(
        self,
        *,
        clientOid: str,
        symbol: str,
    ) -> T:
        """Cancel an order by its client id: DELETE /api/v1/hf/orders/client-order/{clientOid}.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470184
        """

    def order_by_client_oid(
        self,
        *,
        clientOid: str,
        symbol: str,
    ) -> T:
        """One order by its client id: GET /api/v1/hf/orders/client-order/{clientOid}.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470182
        """

    def cancel_order_by_client_oid_sync(
        self,
        *,
        clientOid: str,
        symbol: str,
    ) -> T:
        """Cancel an order by its client id and see what became of it: DELETE /api/v1/hf/orders/sync/client-order/{clientOid}.

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
        """Cancel a part of an order: DELETE /api/v1/hf/orders/cancel/{orderId}.

        cancelSize: how much of it

        https://www.kucoin.com/docs-new/api-3470183
        """

    def cancel_all_orders(self) -> T:
        """Cancel the orders of all pairs: DELETE /api/v1/hf/orders/cancelAll.

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
        """Put an order of another price or size in the place of one: POST /api/v1/hf/orders/alter.

        clientOid: of the order that is there: this or orderId

        orderId: of the order that is there: this or clientOid

        Needs one of orderId and clientOid.

        Needs one of newPrice and newSize.

        Takes only one of orderId and clientOid.

        https://www.kucoin.com/docs-new/api-3470171
        """

    def symbols_with_open_order(self) -> T:
        """Pairs with open orders: GET /api/v1/hf/orders/active/symbols.

        https://www.kucoin.com/docs-new/api-3470177
        """

    def open_orders(
        self,
        *,
        symbol: str,
    ) -> T:
        """Open orders of a pair: GET /api/v1/hf/orders/active.

        https://www.kucoin.com/docs-new/api-3470178
        """

    def open_orders_by_page(
        self,
        *,
        symbol: str,
        pageNum: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Open orders of a pair by pages: GET /api/v1/hf/orders/active/page.

        pageNum: at least 1; default 1

        pageSize: 1 to 50; default 20

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
        """Orders of a pair that are over: GET /api/v1/hf/orders/done.

        side: one of buy, sell

        type: one of limit, market

        lastId: of the last record of the page before; at least 0

        limit: 1 to 100; default 20

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
        """Own trades of a pair: GET /api/v1/hf/fills.

        orderId: 24 characters; the others do not count beside it

        side: one of buy, sell

        type: one of limit, market

        lastId: of the last record of the page before; at least 0

        limit: 1 to 100; default 20

        https://www.kucoin.com/docs-new/api-3470180
        """

    def dcp(self) -> T:
        """Dead man's switch as it is set: GET /api/v1/hf/orders/dead-cancel-all/query.

        https://www.kucoin.com/docs-new/api-3470172
        """

    def set_dcp(
        self,
        *,
        timeout: int,
        symbols: str | None = None,
    ) -> T:
        """Set the dead man's switch, which cancels orders when nothing is heard: POST /api/v1/hf/orders/dead-cancel-all.

        timeout: seconds, at least 5; -1 takes the protection away; -1 to 86400

        symbols: at most 50, with commas between them; all pairs without it

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
        tradeType: Literal["TRADE", "MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"] | None = None,
    ) -> T:
        """Place a stop order: POST /api/v1/stop-order.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market

        remark: at most 20 characters

        stp: against trades with oneself: CN, CO and CB cancel the new, the old or both; DC shrinks the larger; one of DC, CO, CN, CB

        timeInForce: one of GTC, GTT, IOC, FOK; default GTC

        postOnly: as maker or not at all; not with IOC and FOK; default false

        hidden: not shown in the book; default false

        iceberg: shown in part; default false

        visibleSize: what an iceberg order shows

        cancelAfter: seconds, with GTT; -1 to 2592000; default -1

        funds: what a market order spends or earns, in the quote currency

        stop: loss: when the price falls to it, entry: rises; one of loss, entry

        stopPrice: the price at which it is placed

        tradeType: one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE; default TRADE

        Takes only one of size and funds.

        type limit needs price, size.

        type market needs one of size and funds.

        https://www.kucoin.com/docs-new/api-3470334
        """

    def stop_orders_list(
        self,
        *,
        symbol: str | None = None,
        side: Literal["buy", "sell"] | None = None,
        type: Literal["limit", "market"] | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"] | None = None,
        startAt: datetime | int | None = None,
        endAt: datetime | int | None = None,
        currentPage: int | None = None,
        orderIds: str | None = None,
        pageSize: int | None = None,
        stop: Literal["stop", "oco"] | None = None,
    ) -> T:
        """Waiting stop orders: GET /api/v1/stop-order.

        side: one of buy, sell

        type: one of limit, market

        tradeType: one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE; default TRADE

        currentPage: at least 1; default 1

        orderIds: ids with commas between them

        pageSize: 10 to 500; default 50

        stop: stop: stop orders, oco: orders of OCOs; one of stop, oco

        https://www.kucoin.com/docs-new/api-3470338
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def cancel_stop_order_by_client_oid(
        self,
        *,
        symbol: str | None = None,
        clientOid: str,
    ) -> T:
        """Cancel a stop order by its client id: DELETE /api/v1/stop-order/cancelOrderByClientOid.

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
        """Cancel a stop order: DELETE /api/v1/stop-order/{orderId}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        https://www.kucoin.com/docs-new/api-3470335
        """

    def stop_order_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """One stop order: GET /api/v1/stop-order/{orderId}.

        https://www.kucoin.com/docs-new/api-3470339
        """

    def batch_cancel_stop_order(
        self,
        *,
        symbol: str | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"] | None = None,
        orderIds: str | None = None,
    ) -> T:
        """Cancel many stop orders: DELETE /api/v1/stop-order/cancel.

        tradeType: one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE

        orderIds: ids with commas between them

        https://www.kucoin.com/docs-new/api-3470337
        """

    def stop_order_by_client_oid(
        self,
        *,
        clientOid: str,
        symbol: str | None = None,
    ) -> T:
        """Stop orders by their client id: GET /api/v1/stop-order/queryOrderByClientOid.

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
        """Place two orders of which one cancels the other: POST /api/v3/oco/order.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        remark: at most 20 characters

        stopPrice: the price at which it is placed

        limitPrice: the price of the order that stopPrice places

        tradeType: one of TRADE; default TRADE

        https://www.kucoin.com/docs-new/api-3470353
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def cancel_oco_order_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """Cancel an OCO: DELETE /api/v3/oco/order/{orderId}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        https://www.kucoin.com/docs-new/api-3470354
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def oco_order_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """One OCO: GET /api/v3/oco/order/{orderId}.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        https://www.kucoin.com/docs-new/api-3470357
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def cancel_oco_order_by_client_oid(
        self,
        *,
        clientOid: str,
    ) -> T:
        """Cancel an OCO by its client id: DELETE /api/v3/oco/client-order/{clientOid}.

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
        """One OCO by its client id: GET /api/v3/oco/client-order/{clientOid}.

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
        """Cancel many OCOs: DELETE /api/v3/oco/orders.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        orderIds: with commas between them; all without it

        symbol: all pairs without it

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
        """OCOs by pages: GET /api/v3/oco/orders.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        orderIds: at most 500, with commas between them

        pageSize: 10 to 500; default 50

        currentPage: at least 1; default 1

        https://www.kucoin.com/docs-new/api-3470360
        """

    @deprecated("given up in the specification of 2025-11-04, which names nothing in its place")
    def oco_order_detail_by_order_id(
        self,
        *,
        orderId: str,
    ) -> T:
        """One OCO with its orders: GET /api/v3/oco/order/details/{orderId}.

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
        """Place an order, first generation: POST /api/v1/orders.

        Deprecated: given up in the specification of 2025-11-04: use add_order.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market; default limit

        remark: at most 20 characters

        stp: against trades with oneself: CN, CO and CB cancel the new, the old or both; DC shrinks the larger; one of DC, CO, CN, CB

        timeInForce: one of GTC, GTT, IOC, FOK; default GTC

        postOnly: as maker or not at all; not with IOC and FOK; default false

        hidden: not shown in the book; default false

        iceberg: shown in part; default false

        visibleSize: what an iceberg order shows

        cancelAfter: seconds, with GTT; at least -1

        funds: what a market order spends or earns, in the quote currency

        tradeType: KuCoin takes no order of MARGIN_TRADE here since 2021-05-01; one of TRADE, MARGIN_TRADE; default TRADE

        Needs one of size and funds.

        Takes only one of size and funds.

        type limit needs price, size.

        type market needs one of size and funds.

        https://www.kucoin.com/docs-new/api-3470333
        """

    @deprecated("given up in the specification of 2025-11-04: use cancel_all_orders_by_symbol")
    def batch_cancel_order_old(
        self,
        *,
        symbol: str | None = None,
        tradeType: Literal["TRADE", "MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"] | None = None,
    ) -> T:
        """Cancel many orders, first generation: DELETE /api/v1/orders.

        Deprecated: given up in the specification of 2025-11-04: use cancel_all_orders_by_symbol.

        tradeType: one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE; default TRADE

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
        """Orders by pages, first generation: GET /api/v1/orders.

        Deprecated: given up in the specification of 2025-11-04: use closed_orders.

        status: one of active, done; default done

        side: one of buy, sell

        type: one of limit, market, limit_stop, market_stop, oco_limit, oco_stop

        tradeType: one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE; default TRADE

        currentPage: default 1

        pageSize: 10 to 500; default 50

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
        """Check an order without placing it, first generation: POST /api/v1/orders/test.

        Deprecated: given up in the specification of 2025-11-04: use add_order_test.

        clientOid: at most 40 letters, digits, _ and -

        side: one of buy, sell

        type: one of limit, market; default limit

        remark: at most 20 characters

        stp: against trades with oneself: CN, CO and CB cancel the new, the old or both; DC shrinks the larger; one of DC, CO, CN, CB

        timeInForce: one of GTC, GTT, IOC, FOK; default GTC

        postOnly: as maker or not at all; not with IOC and FOK; default false

        hidden: not shown in the book; default false

        iceberg: shown in part; default false

        visibleSize: what an iceberg order shows

        cancelAfter: seconds, with GTT; at least -1

        funds: what a market order spends or earns, in the quote currency

        tradeType: KuCoin takes no order of MARGIN_TRADE here since 2021-05-01; one of TRADE, MARGIN_TRADE; default TRADE

        Needs one of size and funds.

        Takes only one of size and funds.

        type limit needs price, size.

        type market needs one of size and funds.

        https://www.kucoin.com/docs-new/api-3470341
        """

    @deprecated("given up in the specification of 2025-11-04: use batch_add_orders")
    def batch_add_orders_old(
        self,
        *,
        orderList: Sequence[Mapping[str, object]] | None = None,
        symbol: str,
    ) -> T:
        """Place up to five limit orders, first generation: POST /api/v1/orders/multi.

        Deprecated: given up in the specification of 2025-11-04: use batch_add_orders.

        orderList: limit orders, each with the parameters of add_order_old; stop and stopPrice too; at most 5

        https://www.kucoin.com/docs-new/api-3470342
        """

    @deprecated("given up in the specification of 2025-11-04: use cancel_order_by_order_id")
    def cancel_order_by_order_id_old(
        self,
        *,
        orderId: str,
    ) -> T:
        """Cancel an order, first generation: DELETE /api/v1/orders/{orderId}.

        Deprecated: given up in the specification of 2025-11-04: use cancel_order_by_order_id.

        https://www.kucoin.com/docs-new/api-3470343
        """

    @deprecated("given up in the specification of 2025-11-04: use order_by_order_id")
    def order_by_order_id_old(
        self,
        *,
        orderId: str,
    ) -> T:
        """One order, first generation: GET /api/v1/orders/{orderId}.

        Deprecated: given up in the specification of 2025-11-04: use order_by_order_id.

        https://www.kucoin.com/docs-new/api-3470348
        """

    def cancel_order_by_client_oid_old(
        self,
        *,
        clientOid: str,
    ) -> T:
        """Cancel an order by its client id, first generation: DELETE /api/v1/order/client-order/{clientOid}.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470344
        """

    @deprecated("given up in the specification of 2025-11-04: use order_by_client_oid")
    def order_by_client_oid_old(
        self,
        *,
        clientOid: str,
    ) -> T:
        """One open order by its client id, first generation: GET /api/v1/order/client-order/{clientOid}.

        Deprecated: given up in the specification of 2025-11-04: use order_by_client_oid.

        clientOid: at most 40 letters, digits, _ and -

        https://www.kucoin.com/docs-new/api-3470349
        """

    @deprecated("given up in the specification of 2025-11-04: use closed_orders")
    def recent_orders_list_old(self) -> T:
        """Latest orders, first generation: GET /api/v1/limit/orders.

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
        """Own trades of a pair by pages, first generation: GET /api/v1/fills.

        Deprecated: given up in the specification of 2025-11-04: use fills.

        orderId: the others do not count beside it

        side: one of buy, sell

        type: one of limit, market, limit_stop, market_stop

        tradeType: one of TRADE, MARGIN_TRADE, MARGIN_ISOLATED_TRADE; default TRADE

        currentPage: default 1

        pageSize: 10 to 500

        https://www.kucoin.com/docs-new/api-3470350
        """

    @deprecated("given up in the specification of 2025-11-04: use fills")
    def recent_trade_history_old(self) -> T:
        """Own trades of the last 24 hours, first generation: GET /api/v1/limit/fills.

        Deprecated: given up in the specification of 2025-11-04: use fills.

        https://www.kucoin.com/docs-new/api-3470351
        """

    def account_info(self) -> T:
        """Level of the account, and how many sub-accounts it has: GET /api/v2/user-info.

        https://www.kucoin.com/docs-new/api-3470119
        """

    def apikey_info(self) -> T:
        """Permissions and addresses of the API key: GET /api/v1/user/api-key.

        https://www.kucoin.com/docs-new/api-3470130
        """

    def spot_account_type(self) -> T:
        """Whether spot trades through the high-frequency account: GET /api/v1/hf/accounts/opened.

        https://www.kucoin.com/docs-new/api-3470120
        """

    def spot_account_list(
        self,
        *,
        currency: str | None = None,
        type: Literal["main", "trade", "option"] | None = None,
    ) -> T:
        """Balances of the main, trade and option accounts: GET /api/v1/accounts.

        type: one of main, trade, option

        https://www.kucoin.com/docs-new/api-3470125
        """

    def spot_account_detail(
        self,
        *,
        accountId: str,
    ) -> T:
        """Balance of one account: GET /api/v1/accounts/{accountId}.

        https://www.kucoin.com/docs-new/api-3470126
        """

    def cross_margin_account(
        self,
        *,
        quoteCurrency: Literal["USDT", "KCS", "BTC"] | None = None,
        queryType: Literal["MARGIN", "MARGIN_V2", "ALL"] | None = None,
    ) -> T:
        """Balances and debts of cross margin: GET /api/v3/margin/accounts.

        quoteCurrency: one of USDT, KCS, BTC; default USDT

        queryType: one of MARGIN, MARGIN_V2, ALL; default MARGIN

        https://www.kucoin.com/docs-new/api-3470127
        """

    def isolated_margin_account(
        self,
        *,
        symbol: str | None = None,
        quoteCurrency: Literal["USDT", "KCS", "BTC"] | None = None,
        queryType: Literal["ISOLATED", "ISOLATED_V2", "ALL"] | None = None,
    ) -> T:
        """Balances and debts of isolated margin: GET /api/v3/isolated/accounts.

        symbol: all pairs without it

        quoteCurrency: one of USDT, KCS, BTC; default USDT

        queryType: one of ISOLATED, ISOLATED_V2, ALL; default ISOLATED

        https://www.kucoin.com/docs-new/api-3470128
        """

    def futures_account(
        self,
        *,
        currency: str | None = None,
    ) -> T:
        """Balance and equity of futures: GET /api/v1/account-overview.

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
        """What came and went in the main, trade and margin accounts: GET /api/v1/accounts/ledgers.

        currency: at most ten, with commas between them; all without it

        direction: one of in, out

        bizType: such as DEPOSIT, WITHDRAW, TRANSFER, SUB_TRANSFER, TRADE_EXCHANGE

        currentPage: default 1

        pageSize: 10 to 500; default 50

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
        """What came and went in the high-frequency trade account: GET /api/v1/hf/accounts/ledgers.

        currency: at most ten, with commas between them; all without it

        direction: one of in, out

        bizType: one of TRADE_EXCHANGE, TRANSFER, SUB_TRANSFER, RETURNED_FEES, DEDUCTION_FEES, OTHER

        lastId: of the last record of the page before

        limit: 1 to 200; default 100

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
        """What came and went in the high-frequency margin account: GET /api/v3/hf/margin/account/ledgers.

        currency: at most ten, with commas between them; all without it

        direction: one of in, out

        bizType: such as TRANSFER, MARGIN_EXCHANGE, ISOLATED_EXCHANGE, LIQUIDATION, ASSERT_RETURN

        lastId: of the last record of the page before

        limit: 1 to 200; default 100

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
        """What came and went in the futures account: GET /api/v1/transaction-history.

        currency: XBT or USDT

        type: such as RealizedPNL, Deposit, Withdrawal, Transferin, TransferOut

        offset: of the last record of the page before

        forward: which way to go from offset; default true

        maxCount: records on a page; default 50

        https://www.kucoin.com/docs-new/api-3470124
        """

    @deprecated("given up in the specification of 2025-11-04: use cross_margin_account")
    def margin_account_detail(self) -> T:
        """Balances and debts of cross margin, first generation: GET /api/v1/margin/account.

        Deprecated: given up in the specification of 2025-11-04: use cross_margin_account.

        https://www.kucoin.com/docs-new/api-3470311
        """

    @deprecated("given up in the specification of 2025-11-04: use isolated_margin_account")
    def isolated_margin_account_list_v1(
        self,
        *,
        balanceCurrency: Literal["USDT", "KCS", "BTC"] | None = None,
    ) -> T:
        """Balances and debts of isolated margin, first generation: GET /api/v1/isolated/accounts.

        Deprecated: given up in the specification of 2025-11-04: use isolated_margin_account.

        balanceCurrency: one of USDT, KCS, BTC; default BTC

        https://www.kucoin.com/docs-new/api-3470314
        """

    @deprecated("given up in the specification of 2025-11-04: use isolated_margin_account")
    def isolated_margin_account_detail_v1(
        self,
        *,
        symbol: str,
    ) -> T:
        """Balances and debts of one isolated pair, first generation: GET /api/v1/isolated/account/{symbol}.

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
        """Make a deposit address: POST /api/v3/deposit-address/create.

        chain: the id of the chain as currency lists it

        to: one of main, trade; default main

        amount: of an invoice of the Lightning network, for which alone it is

        https://www.kucoin.com/docs-new/api-3470142
        """

    def deposit_address_v3(
        self,
        *,
        currency: str,
        amount: Decimal | int | str | None = None,
        chain: str | None = None,
    ) -> T:
        """Deposit addresses of a currency: GET /api/v3/deposit-addresses.

        amount: of an invoice of the Lightning network, for which alone it is

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
        """Deposits by pages: GET /api/v1/deposits.

        status: one of PROCESSING, SUCCESS, FAILURE

        pageSize: 10 to 500; default 50

        https://www.kucoin.com/docs-new/api-3470141
        """

    @deprecated("given up in the specification of 2025-11-04: use deposit_address_v3")
    def deposit_address_v2(
        self,
        *,
        currency: str,
        chain: str | None = None,
    ) -> T:
        """Deposit addresses of a currency, second generation: GET /api/v2/deposit-addresses.

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
        """Deposit address of a currency, first generation: GET /api/v1/deposit-addresses.

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
        """Make a deposit address, first generation: POST /api/v1/deposit-addresses.

        Deprecated: given up in the specification of 2025-11-04: use add_deposit_address_v3.

        chain: the id of the chain as currency lists it; default eth

        to: one of MAIN, TRADE; default MAIN

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
        """Deposits on the first platform: GET /api/v1/hist-deposits.

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
        """What may be withdrawn of a currency, and for which fee: GET /api/v1/withdrawals/quotas.

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
        """Withdraw to an address or to another user: POST /api/v3/withdrawals.

        chain: the id of the chain as currency lists it; default eth

        memo: what the receiver wants beside the address

        isInner: to another user of KuCoin; default false

        remark: comes back in the history

        feeDeductType: INTERNAL: out of the amount, EXTERNAL: on top; without it, whichever the main account allows; one of INTERNAL, EXTERNAL

        toAddress: an address, a UID, a mail address or a telephone number

        withdrawType: one of ADDRESS, UID, MAIL, PHONE

        https://www.kucoin.com/docs-new/api-3470146
        """

    def cancel_withdrawal(
        self,
        *,
        withdrawalId: str,
    ) -> T:
        """Stop a withdrawal that is still processed: DELETE /api/v1/withdrawals/{withdrawalId}.

        https://www.kucoin.com/docs-new/api-3470144
        """

    def withdrawal_history_by_id(
        self,
        *,
        withdrawalId: str,
    ) -> T:
        """One withdrawal: GET /api/v1/withdrawals/{withdrawalId}.

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
        """Withdrawals by pages: GET /api/v1/withdrawals.

        status: one of PROCESSING, REVIEW, WALLET_PROCESSING, SUCCESS, FAILURE

        currentPage: default 1

        pageSize: 10 to 500; default 50

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
        """Withdraw to an address, first generation: POST /api/v1/withdrawals.

        Deprecated: given up in the specification of 2025-11-04: use withdrawal_v3.

        chain: the id of the chain as currency lists it; default eth

        memo: what the receiver wants beside the address

        isInner: to another user of KuCoin; default false

        remark: comes back in the history

        feeDeductType: INTERNAL: out of the amount, EXTERNAL: on top; without it, whichever the main account allows; one of INTERNAL, EXTERNAL

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
        """Withdrawals on the first platform: GET /api/v1/hist-withdrawals.

        Deprecated: given up in the specification of 2025-11-04: use withdrawal_history.

        status: one of PROCESSING, SUCCESS, FAILURE

        currentPage: default 1

        pageSize: 10 to 500; default 50

        https://www.kucoin.com/docs-new/api-3470308
        """

    def transfer_quotas(
        self,
        *,
        currency: str,
        type: Literal["MAIN", "TRADE", "MARGIN", "ISOLATED", "OPTION", "MARGIN_V2", "ISOLATED_V2"],
        tag: str | None = None,
    ) -> T:
        """What may be moved out of an account: GET /api/v1/accounts/transferable.

        type: one of MAIN, TRADE, MARGIN, ISOLATED, OPTION, MARGIN_V2, ISOLATED_V2

        tag: the pair of an isolated account; not with the others

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
        """Move money between accounts, also of sub-accounts: POST /api/v3/accounts/universal-transfer.

        clientOid: at most 128 bits, such as a UUID

        fromUserId: of the sub-account that pays

        fromAccountType: one of MAIN, TRADE, CONTRACT, MARGIN, ISOLATED, MARGIN_V2, ISOLATED_V2, OPTION

        fromAccountTag: the pair of an isolated account

        type: one of INTERNAL, PARENT_TO_SUB, SUB_TO_PARENT

        toUserId: of the sub-account that gets it

        toAccountType: one of MAIN, TRADE, CONTRACT, MARGIN, ISOLATED, MARGIN_V2, ISOLATED_V2, OPTION

        toAccountTag: the pair of an isolated account

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
        accountType: Literal["MAIN", "TRADE", "MARGIN", "CONTRACT", "OPTION", "ISOLATED"] | None = None,
        subAccountType: Literal["MAIN", "TRADE", "MARGIN", "CONTRACT", "ISOLATED"] | None = None,
        subUserId: str | None = None,
        tag: str | None = None,
        subTag: str | None = None,
    ) -> T:
        """Move money to a sub-account or from it, second generation: POST /api/v2/accounts/sub-transfer.

        Deprecated: given up in the specification of 2025-11-04: use flex_transfer.

        For master accounts.

        clientOid: at most 128 bits, such as a UUID

        direction: OUT: to the sub-account, IN: from it; one of IN, OUT

        accountType: one of MAIN, TRADE, MARGIN, CONTRACT, OPTION, ISOLATED; default MAIN

        subAccountType: one of MAIN, TRADE, MARGIN, CONTRACT, ISOLATED; default MAIN

        tag: the pair of an isolated account

        subTag: the pair of an isolated account

        accountType ISOLATED needs tag.

        subAccountType ISOLATED needs subTag.

        https://www.kucoin.com/docs-new/api-3470301
        """

    @deprecated("given up in the specification of 2025-11-04: use flex_transfer")
    def inner_transfer(
        self,
        *,
        clientOid: str,
        currency: str,
        amount: Decimal | int | str,
        to: Literal["main", "trade", "margin", "isolated", "margin_v2", "isolated_v2", "option", "contract"],
        fromTag: str | None = None,
        toTag: str | None = None,
        from_: Literal["main", "trade", "margin", "isolated", "margin_v2", "isolated_v2", "option"],
    ) -> T:
        """Move money between own accounts, second generation: POST /api/v2/accounts/inner-transfer.

        Deprecated: given up in the specification of 2025-11-04: use flex_transfer.

        clientOid: at most 128 bits, such as a UUID

        to: one of main, trade, margin, isolated, margin_v2, isolated_v2, option, contract

        fromTag: the pair of an isolated account

        toTag: the pair of an isolated account

        from_: one of main, trade, margin, isolated, margin_v2, isolated_v2, option

        from isolated needs fromTag.

        to isolated needs toTag.

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
        """Transfers out of the futures account: GET /api/v1/transfer-list.

        Deprecated: given up in the specification of 2025-11-04, which names nothing in its place.

        type: one of MAIN, TRADE, MARGIN, ISOLATED

        tag: the states PROCESSING, SUCCESS, FAILURE

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
        """Move money out of the futures account: POST /api/v3/transfer-out.

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
        """Move money into the futures account: POST /api/v1/transfer-in.

        Deprecated: given up in the specification of 2025-11-04: use flex_transfer.

        payAccountType: one of MAIN, TRADE

        https://www.kucoin.com/docs-new/api-3470304
        """

    def basic_fee(
        self,
        *,
        currencyType: Literal["0", "1"] | None = None,
    ) -> T:
        """Fees of the account's level in spot and margin: GET /api/v1/base-fee.

        currencyType: 0: crypto, 1: fiat; one of 0, 1; default 0

        https://www.kucoin.com/docs-new/api-3470149
        """

    def spot_actual_fee(
        self,
        *,
        symbols: str,
    ) -> T:
        """Fees of up to ten pairs: GET /api/v1/trade-fees.

        symbols: at most ten, with commas between them

        https://www.kucoin.com/docs-new/api-3470150
        """

    def futures_actual_fee(
        self,
        *,
        symbol: str,
    ) -> T:
        """Fees of a futures contract: GET /api/v1/trade-fees.

        https://www.kucoin.com/docs-new/api-3470151
        """

    def add_sub_account(
        self,
        *,
        password: str,
        remarks: str | None = None,
        subName: str,
        access: str,
    ) -> T:
        """Open a sub-account: POST /api/v2/sub/user/created.

        For master accounts.

        password: 7 to 24 letters and digits, of both at least one

        remarks: 1 to 24 characters

        subName: 7 to 32 characters without blanks, a letter and a digit among them

        access: Spot, Futures and Margin, alone or combined

        https://www.kucoin.com/docs-new/api-3470135
        """

    def add_sub_account_margin_permission(
        self,
        *,
        uid: str,
    ) -> T:
        """Let a sub-account trade on margin: POST /api/v3/sub/user/margin/enable.

        For master accounts that have margin.

        uid: of the sub-account

        https://www.kucoin.com/docs-new/api-3470331
        """

    def add_sub_account_futures_permission(
        self,
        *,
        uid: str,
    ) -> T:
        """Let a sub-account trade futures: POST /api/v3/sub/user/futures/enable.

        For master accounts that have futures.

        uid: of the sub-account

        https://www.kucoin.com/docs-new/api-3470332
        """

    def spot_sub_accounts_summary_v2(
        self,
        *,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Sub-accounts by pages: GET /api/v2/sub/user.

        For master accounts.

        currentPage: default 1

        pageSize: 1 to 100; default 10

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
        """Balances of one sub-account: GET /api/v1/sub-accounts/{subUserId}.

        For master accounts.

        includeBaseAmount: also currencies of which there is nothing; default false

        baseCurrency: what to value the others in

        baseAmount: only those worth as much, or more

        https://www.kucoin.com/docs-new/api-3470132
        """

    def spot_sub_account_list_v2(
        self,
        *,
        currentPage: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Balances of the sub-accounts by pages: GET /api/v2/sub-accounts.

        For master accounts.

        currentPage: default 1

        pageSize: 10 to 100; default 10

        https://www.kucoin.com/docs-new/api-3470133
        """

    def futures_sub_account_list_v2(
        self,
        *,
        currency: str | None = None,
    ) -> T:
        """Futures balances of the sub-accounts: GET /api/v1/account-overview-all.

        For master accounts.

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
        """Make an API key of a sub-account: POST /api/v1/sub/api-key.

        For master accounts.

        passphrase: 7 to 32 characters without blanks

        remark: 1 to 24 characters

        permission: General, Spot, Futures, Margin and InnerTransfer, with commas between them; default General

        ipWhitelist: at most 20 addresses, with commas between them

        expire: after so many days; -1 for never; one of -1, 30, 90, 180, 360; default -1

        https://www.kucoin.com/docs-new/api-3470138
        """

    def sub_account_api_list(
        self,
        *,
        apiKey: str | None = None,
        subName: str,
    ) -> T:
        """API keys of a sub-account: GET /api/v1/sub/api-key.

        For master accounts.

        https://www.kucoin.com/docs-new/api-3470136
        """

    def delete_sub_account_api(
        self,
        *,
        apiKey: str,
        subName: str,
        passphrase: str,
    ) -> T:
        """Delete an API key of a sub-account: DELETE /api/v1/sub/api-key.

        For master accounts.

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
        """Change an API key of a sub-account: POST /api/v1/sub/api-key/update.

        For master accounts.

        passphrase: 7 to 32 characters without blanks

        permission: General, Spot, Futures, Margin and InnerTransfer, with commas between them; default General

        ipWhitelist: at most 20 addresses, with commas between them

        expire: after so many days; -1 for never; one of -1, 30, 90, 180, 360; default -1

        https://www.kucoin.com/docs-new/api-3470139
        """

    @deprecated("given up in the specification of 2025-11-04: use spot_sub_accounts_summary_v2")
    def spot_sub_accounts_summary_v1(self) -> T:
        """Sub-accounts, first generation: GET /api/v1/sub/user.

        Deprecated: given up in the specification of 2025-11-04: use spot_sub_accounts_summary_v2.

        For master accounts.

        https://www.kucoin.com/docs-new/api-3470298
        """

    @deprecated("given up in the specification of 2025-11-04: use spot_sub_account_list_v2")
    def spot_sub_account_list_v1(self) -> T:
        """Balances of the sub-accounts, first generation: GET /api/v1/sub-accounts.

        Deprecated: given up in the specification of 2025-11-04: use spot_sub_account_list_v2.

        For master accounts.

        https://www.kucoin.com/docs-new/api-3470299
        """
