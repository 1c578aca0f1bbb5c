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
    """Every documented endpoint of Binance.US. The answer is the venue's own, as plain data with exact Decimals."""

    def ping(self) -> T:
        """Is the interface there: GET /api/v3/ping.

        https://docs.binance.us/#test-connectivity
        """

    def server_time(self) -> T:
        """The venue's clock: GET /api/v3/time.

        https://docs.binance.us/#get-server-time
        """

    def system_status(self) -> T:
        """Whether the wallet system is in maintenance: GET /sapi/v1/system/status.

        https://docs.binance.us/#get-system-status
        """

    def exchange_info(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        permissions: str | None = None,
    ) -> T:
        """Trading rules, filters and limits of the symbols: GET /api/v3/exchangeInfo.

        permissions: default SPOT

        Takes only one of symbol and symbols and permissions.

        https://docs.binance.us/#get-exchange-information
        """

    def trades(
        self,
        *,
        symbol: str,
        limit: int | None = None,
    ) -> T:
        """Latest public trades: GET /api/v3/trades.

        limit: 1 to 1000; default 500

        https://docs.binance.us/#get-recent-trades
        """

    def historical_trades(
        self,
        *,
        symbol: str,
        limit: int | None = None,
        fromId: int | None = None,
    ) -> T:
        """Public trades from an id on: GET /api/v3/historicalTrades.

        limit: 1 to 1000; default 500

        fromId: default: the latest trades

        https://docs.binance.us/#get-historical-trades-market-data
        """

    def agg_trades(
        self,
        *,
        symbol: str,
        fromId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Public trades, fills of one taker order at one price added up: GET /api/v3/aggTrades.

        fromId: inclusive

        limit: 1 to 1000; default 500

        https://docs.binance.us/#get-aggregate-trades
        """

    def depth(
        self,
        *,
        symbol: str,
        limit: int | None = None,
    ) -> T:
        """Order book of a symbol: GET /api/v3/depth.

        limit: 1 to 5000; default 100

        https://docs.binance.us/#get-order-book-depth
        """

    def klines(
        self,
        *,
        symbol: str,
        interval: Literal["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"],
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Candles: GET /api/v3/klines.

        interval: one of 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d, 3d, 1w, 1M

        limit: 1 to 1000; default 500

        https://docs.binance.us/#get-candlestick-data
        """

    def ticker_price(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
    ) -> T:
        """Last price; of all symbols when none is named: GET /api/v3/ticker/price.

        Takes only one of symbol and symbols.

        https://docs.binance.us/#get-live-ticker-price
        """

    def avg_price(
        self,
        *,
        symbol: str,
    ) -> T:
        """Average price of the last minutes: GET /api/v3/avgPrice.

        https://docs.binance.us/#get-average-price
        """

    def ticker_book(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
    ) -> T:
        """Best bid and ask; of all symbols when none is named: GET /api/v3/ticker/bookTicker.

        Takes only one of symbol and symbols.

        https://docs.binance.us/#get-best-order-book-price
        """

    def ticker_24hr(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        type: Literal["FULL", "MINI"] | None = None,
    ) -> T:
        """Statistics of the last 24 hours; of all symbols when none is named: GET /api/v3/ticker/24hr.

        type: one of FULL, MINI; default FULL

        Takes only one of symbol and symbols.

        https://docs.binance.us/#get-24h-price-change-statistics
        """

    def ticker_rolling(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        windowSize: Literal["1m", "2m", "3m", "4m", "5m", "6m", "7m", "8m", "9m", "10m", "11m", "12m", "13m", "14m", "15m", "16m", "17m", "18m", "19m", "20m", "21m", "22m", "23m", "24m", "25m", "26m", "27m", "28m", "29m", "30m", "31m", "32m", "33m", "34m", "35m", "36m", "37m", "38m", "39m", "40m", "41m", "42m", "43m", "44m", "45m", "46m", "47m", "48m", "49m", "50m", "51m", "52m", "53m", "54m", "55m", "56m", "57m", "58m", "59m", "1h", "2h", "3h", "4h", "5h", "6h", "7h", "8h", "9h", "10h", "11h", "12h", "13h", "14h", "15h", "16h", "17h", "18h", "19h", "20h", "21h", "22h", "23h", "1d", "2d", "3d", "4d", "5d", "6d", "7d"] | None = None,
        type: Literal["FULL", "MINI"] | None = None,
    ) -> T:
        """Statistics of a window of your choice: GET /api/v3/ticker.

        symbols: at most 100

        windowSize: one of 1m, 2m, 3m, 4m, 5m, 6m, 7m, 8m, 9m, 10m, 11m, 12m, 13m, 14m, 15m, 16m, 17m, 18m, 19m, 20m, 21m, 22m, 23m, 24m, 25m, 26m, 27m, 28m, 29m, 30m, 31m, 32m, 33m, 34m, 35m, 36m, 37m, 38m, 39m, 40m, 41m, 42m, 43m, 44m, 45m, 46m, 47m, 48m, 49m, 50m, 51m, 52m, 53m, 54m, 55m, 56m, 57m, 58m, 59m, 1h, 2h, 3h, 4h, 5h, 6h, 7h, 8h, 9h, 10h, 11h, 12h, 13h, 14h, 15h, 16h, 17h, 18h, 19h, 20h, 21h, 22h, 23h, 1d, 2d, 3d, 4d, 5d, 6d, 7d; default 1d

        type: one of FULL, MINI; default FULL

        Needs one of symbol and symbols.

        Takes only one of symbol and symbols.

        https://docs.binance.us/#get-rolling-window-price-change-statistics
        """

    def account(self) -> T:
        """Balances, commissions and rights of the spot account: GET /api/v3/account.

        https://docs.binance.us/#get-user-account-information-user-data
        """

    def account_status(self) -> T:
        """State of the account: GET /sapi/v3/accountStatus.

        https://docs.binance.us/#get-user-account-status
        """

    def api_trading_status(self) -> T:
        """Whether trading over the interface is locked, and the rules that are watched: GET /sapi/v3/apiTradingStatus.

        https://docs.binance.us/#get-user-api-trading-status
        """

    def asset_dividend(
        self,
        *,
        asset: str | None = None,
        category: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """What was paid out: rebates, airdrops: GET /sapi/v1/asset/assetDistributionHistory.

        limit: 1 to 500; default 20

        https://docs.binance.us/#get-asset-distribution-history
        """

    def trade_fee(
        self,
        *,
        symbol: str | None = None,
    ) -> T:
        """Trading fees of one symbol or of all: GET /sapi/v1/asset/query/trading-fee.

        https://docs.binance.us/#get-trade-fee
        """

    def trading_volume(self) -> T:
        """Volume traded in the last 30 days: GET /sapi/v1/asset/query/trading-volume.

        https://docs.binance.us/#get-past-30-days-trade-volume
        """

    def sub_accounts(
        self,
        *,
        email: str | None = None,
        status: Literal["enabled", "disabled"] | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Sub-accounts: GET /sapi/v3/sub-account/list.

        For master accounts.

        status: one of enabled, disabled

        page: at least 1; default 1

        limit: at least 1; default 500

        https://docs.binance.us/#get-sub-account-information
        """

    def sub_account_transfers(
        self,
        *,
        email: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers between accounts; their times are in seconds: GET /sapi/v3/sub-account/transfer/history.

        For master accounts.

        page: of at most 500 transfers; at least 1

        limit: 1 to 500; default 500

        https://docs.binance.us/#get-sub-account-transfer-history
        """

    def sub_account_transfer(
        self,
        *,
        fromEmail: str,
        toEmail: str,
        asset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset between accounts: POST /sapi/v3/sub-account/transfer.

        For master accounts.

        https://docs.binance.us/#execute-sub-account-transfer
        """

    def sub_account_assets(
        self,
        *,
        email: str,
    ) -> T:
        """Balances of a sub-account: GET /sapi/v3/sub-account/assets.

        For master accounts.

        https://docs.binance.us/#get-sub-account-assets
        """

    def sub_account_summary(
        self,
        *,
        email: str | None = None,
        page: int | None = None,
        size: int | None = None,
    ) -> T:
        """Worth of the account and its sub-accounts in USD: GET /sapi/v1/sub-account/spotSummary.

        For master accounts.

        page: at least 1

        size: at least 1

        https://docs.binance.us/#get-master-account39-s-total-usd-value
        """

    def sub_account_status(
        self,
        *,
        email: str,
    ) -> T:
        """States of sub-accounts: GET /sapi/v1/sub-account/status.

        For master accounts.

        https://docs.binance.us/#get-sub-account-status-list
        """

    def order_rate_limit(self) -> T:
        """Orders counted so far against the order limits: GET /api/v3/rateLimit/order.

        https://docs.binance.us/#get-order-rate-limits-user-data
        """

    def new_order(
        self,
        *,
        symbol: str,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        newClientOrderId: str | None = None,
        stopPrice: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        icebergQty: Decimal | int | str | None = None,
        selfTradePreventionMode: Literal["EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH"] | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
    ) -> T:
        """Place an order: POST /api/v3/order.

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        timeInForce: one of GTC, IOC, FOK

        quantity: in the base asset

        quoteOrderQty: in the quote asset, MARKET only

        newClientOrderId: unique among the open orders

        trailingDelta: basis points

        icebergQty: needs timeInForce GTC

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH; default EXPIRE_MAKER

        newOrderRespType: default FULL for MARKET and LIMIT, else ACK; one of ACK, RESULT, FULL

        type LIMIT needs timeInForce, quantity, price.

        type MARKET needs one of quantity and quoteOrderQty.

        type STOP_LOSS_LIMIT needs timeInForce, quantity, price, one of stopPrice and trailingDelta.

        type TAKE_PROFIT_LIMIT needs timeInForce, quantity, price, one of stopPrice and trailingDelta.

        type LIMIT_MAKER needs quantity, price.

        https://docs.binance.us/#create-new-order-trade
        """

    def test_order(
        self,
        *,
        symbol: str,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        newClientOrderId: str | None = None,
        stopPrice: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        icebergQty: Decimal | int | str | None = None,
        selfTradePreventionMode: Literal["EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH"] | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
    ) -> T:
        """Check an order without placing it: POST /api/v3/order/test.

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        timeInForce: one of GTC, IOC, FOK

        quantity: in the base asset

        quoteOrderQty: in the quote asset, MARKET only

        newClientOrderId: unique among the open orders

        trailingDelta: basis points

        icebergQty: needs timeInForce GTC

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH; default EXPIRE_MAKER

        newOrderRespType: default FULL for MARKET and LIMIT, else ACK; one of ACK, RESULT, FULL

        type LIMIT needs timeInForce, quantity, price.

        type MARKET needs one of quantity and quoteOrderQty.

        type STOP_LOSS_LIMIT needs timeInForce, quantity, price, one of stopPrice and trailingDelta.

        type TAKE_PROFIT_LIMIT needs timeInForce, quantity, price, one of stopPrice and trailingDelta.

        type LIMIT_MAKER needs quantity, price.

        https://docs.binance.us/#test-new-order-trade
        """

    def query_order(
        self,
        *,
        symbol: str,
        orderId: int | None = None,
        origClientOrderId: str | None = None,
    ) -> T:
        """One order: GET /api/v3/order.

        Needs one of orderId and origClientOrderId.

        https://docs.binance.us/#get-order-user-data
        """

    def open_orders(
        self,
        *,
        symbol: str | None = None,
    ) -> T:
        """Open orders; of all symbols when none is named: GET /api/v3/openOrders.

        https://docs.binance.us/#get-all-open-orders-user-data
        """

    def cancel_order(
        self,
        *,
        symbol: str,
        orderId: int | None = None,
        origClientOrderId: str | None = None,
        newClientOrderId: str | None = None,
        cancelRestrictions: Literal["ONLY_NEW", "ONLY_PARTIALLY_FILLED"] | None = None,
    ) -> T:
        """Cancel one open order: DELETE /api/v3/order.

        newClientOrderId: id of the cancel

        cancelRestrictions: one of ONLY_NEW, ONLY_PARTIALLY_FILLED

        Needs one of orderId and origClientOrderId.

        https://docs.binance.us/#cancel-order-trade
        """

    def cancel_open_orders(
        self,
        *,
        symbol: str,
    ) -> T:
        """Cancel every open order of a symbol, order lists too: DELETE /api/v3/openOrders.

        https://docs.binance.us/#cancel-open-orders-for-symbol-trade
        """

    def my_trades(
        self,
        *,
        symbol: str,
        orderId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        fromId: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Own fills of a symbol: GET /api/v3/myTrades.

        startTime: at most 24 hours before endTime

        fromId: from this trade on

        limit: 1 to 1000; default 500

        Takes only one of orderId and startTime.

        Takes only one of orderId and endTime.

        Takes only one of fromId and startTime.

        Takes only one of fromId and endTime.

        https://docs.binance.us/#get-trades
        """

    def cancel_replace(
        self,
        *,
        symbol: str,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        cancelReplaceMode: Literal["STOP_ON_FAILURE", "ALLOW_FAILURE"],
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        cancelNewClientOrderId: str | None = None,
        cancelOrigClientOrderId: str | None = None,
        cancelOrderId: int | None = None,
        newClientOrderId: str | None = None,
        strategyId: int | None = None,
        strategyType: int | None = None,
        stopPrice: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        icebergQty: Decimal | int | str | None = None,
        selfTradePreventionMode: Literal["EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH"] | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        cancelRestrictions: Literal["ONLY_NEW", "ONLY_PARTIALLY_FILLED"] | None = None,
    ) -> T:
        """Cancel one order and place another on the same symbol: POST /api/v3/order/cancelReplace.

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        cancelReplaceMode: one of STOP_ON_FAILURE, ALLOW_FAILURE

        timeInForce: one of GTC, IOC, FOK

        quantity: in the base asset

        quoteOrderQty: in the quote asset, MARKET only

        cancelNewClientOrderId: id of the cancel

        newClientOrderId: unique among the open orders

        strategyType: at least 1000000

        trailingDelta: basis points

        icebergQty: needs timeInForce GTC

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH; default EXPIRE_MAKER

        newOrderRespType: default FULL for MARKET and LIMIT, else ACK; one of ACK, RESULT, FULL

        cancelRestrictions: one of ONLY_NEW, ONLY_PARTIALLY_FILLED

        Needs one of cancelOrigClientOrderId and cancelOrderId.

        type LIMIT needs timeInForce, quantity, price.

        type MARKET needs one of quantity and quoteOrderQty.

        type STOP_LOSS_LIMIT needs timeInForce, quantity, price, one of stopPrice and trailingDelta.

        type TAKE_PROFIT_LIMIT needs timeInForce, quantity, price, one of stopPrice and trailingDelta.

        type LIMIT_MAKER needs quantity, price.

        https://docs.binance.us/#replace-order-trade
        """

    def my_prevented_matches(
        self,
        *,
        symbol: str,
        preventedMatchId: int | None = None,
        orderId: int | None = None,
        fromPreventedMatchId: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Orders that self-trade prevention ended: GET /api/v3/myPreventedMatches.

        limit: 1 to 1000; default 500

        Needs one of preventedMatchId and orderId.

        Takes only one of preventedMatchId and orderId.

        Takes only one of preventedMatchId and fromPreventedMatchId.

        https://docs.binance.us/#query-prevented-matches-user-data
        """

    def all_orders(
        self,
        *,
        symbol: str,
        orderId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Orders of a symbol, open or done: GET /api/v3/allOrders.

        orderId: from this one on

        limit: 1 to 1000; default 500

        https://docs.binance.us/#all-orders-user-data
        """

    def new_oco(
        self,
        *,
        symbol: str,
        listClientOrderId: str | None = None,
        side: Literal["BUY", "SELL"],
        quantity: Decimal | int | str,
        limitClientOrderId: str | None = None,
        price: Decimal | int | str,
        limitIcebergQty: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        stopClientOrderId: str | None = None,
        stopPrice: Decimal | int | str,
        stopLimitPrice: Decimal | int | str | None = None,
        stopIcebergQty: Decimal | int | str | None = None,
        stopLimitTimeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        selfTradePreventionMode: Literal["EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH"] | None = None,
    ) -> T:
        """Place a limit and a stop order of which one cancels the other: POST /api/v3/order/oco.

        listClientOrderId: unique among the open order lists

        side: one of BUY, SELL

        quantity: of both orders

        price: of the limit order

        trailingDelta: basis points

        stopLimitPrice: needs stopLimitTimeInForce

        stopLimitTimeInForce: one of GTC, IOC, FOK

        newOrderRespType: one of ACK, RESULT, FULL

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH; default EXPIRE_MAKER

        https://docs.binance.us/#create-new-oco-order-trade
        """

    def query_order_list(
        self,
        *,
        orderListId: int | None = None,
        origClientOrderId: str | None = None,
    ) -> T:
        """One order list: GET /api/v3/orderList.

        origClientOrderId: the listClientOrderId

        Needs one of orderListId and origClientOrderId.

        https://docs.binance.us/#get-oco-order-user-data
        """

    def all_order_lists(
        self,
        *,
        fromId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Order lists, open or done: GET /api/v3/allOrderList.

        limit: 1 to 1000; default 500

        Takes only one of fromId and startTime.

        Takes only one of fromId and endTime.

        https://docs.binance.us/#get-all-oco-order-user-data
        """

    def open_order_lists(self) -> T:
        """Open order lists: GET /api/v3/openOrderList.

        https://docs.binance.us/#get-open-oco-orders-user-data
        """

    def cancel_order_list(
        self,
        *,
        symbol: str,
        orderListId: int | None = None,
        listClientOrderId: str | None = None,
        newClientOrderId: str | None = None,
    ) -> T:
        """Cancel all orders of an order list: DELETE /api/v3/orderList.

        newClientOrderId: id of the cancel

        Needs one of orderListId and listClientOrderId.

        https://docs.binance.us/#cancel-oco-order-trade
        """

    def otc_pairs(
        self,
        *,
        fromCoin: str | None = None,
        toCoin: str | None = None,
    ) -> T:
        """Pairs that are quoted over the counter: GET /sapi/v1/otc/coinPairs.

        https://docs.binance.us/#get-supported-coin-pairs
        """

    def otc_quote(
        self,
        *,
        fromCoin: str,
        toCoin: str,
        requestCoin: str,
        requestAmount: Decimal | int | str,
    ) -> T:
        """A quote over the counter; how long it holds is in seconds: POST /sapi/v1/otc/quotes.

        https://docs.binance.us/#request-for-quote
        """

    def otc_order_new(
        self,
        *,
        quoteId: str,
    ) -> T:
        """Trade by a quote; its time is in seconds: POST /sapi/v1/otc/orders.

        https://docs.binance.us/#place-otc-trade-order
        """

    def otc_order(
        self,
        *,
        orderId: str,
    ) -> T:
        """One trade over the counter; its time is in seconds: GET /sapi/v1/otc/orders/{orderId}.

        https://docs.binance.us/#get-otc-trade-order
        """

    def otc_orders(
        self,
        *,
        orderId: str | None = None,
        fromCoin: str | None = None,
        toCoin: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Trades over the counter; their times are in seconds: GET /sapi/v1/otc/orders.

        page: at least 1

        limit: 1 to 100; default 10

        https://docs.binance.us/#get-all-otc-trade-orders
        """

    def ocbs_orders(
        self,
        *,
        orderId: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Purchases and sales by one click; their times are in seconds: GET /sapi/v1/ocbs/orders.

        page: at least 1

        limit: 1 to 100; default 10

        https://docs.binance.us/#get-all-ocbs-trade-orders
        """

    def coins(self) -> T:
        """Every coin with its networks, fees and own balance: GET /sapi/v1/capital/config/getall.

        https://docs.binance.us/#get-asset-fees-wallet-status
        """

    def withdraw_fiat(
        self,
        *,
        paymentMethod: Literal["BITGO"],
        paymentAccount: str,
        fiatCurrency: str | None = None,
        amount: Decimal | int | str,
    ) -> T:
        """Send dollars to a payment account: POST /sapi/v1/fiatpayment/withdraw/apply.

        paymentMethod: one of BITGO

        paymentAccount: where the dollars go

        fiatCurrency: default USD

        https://docs.binance.us/#withdraw-fiat-via-bitgo
        """

    def withdraw(
        self,
        *,
        coin: str,
        network: str,
        withdrawOrderId: str | None = None,
        address: str,
        addressTag: str | None = None,
        amount: Decimal | int | str,
    ) -> T:
        """Send a coin to an outside address: POST /sapi/v1/capital/withdraw/apply.

        network: the coin's name of it, such as BSC or ETH

        withdrawOrderId: own id to find it by; no guard against a second sending

        addressTag: memo; refused on networks without one

        https://docs.binance.us/#withdraw-crypto
        """

    def withdraw_history(
        self,
        *,
        coin: str,
        withdrawOrderId: str | None = None,
        status: Literal["0", "1", "2", "3", "4", "5", "6"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Withdrawals of one coin; by default of the last 90 days: GET /sapi/v1/capital/withdraw/history.

        status: 0 email sent, 1 cancelled, 2 awaits approval, 3 rejected, 4 processing, 5 failure, 6 completed; one of 0, 1, 2, 3, 4, 5, 6

        startTime: default 90 days ago

        endTime: default now

        offset: at least 0; default 0

        limit: 1 to 1000; default 1000

        https://docs.binance.us/#get-crypto-withdrawal-history
        """

    def fiat_withdraw_history(
        self,
        *,
        fiatCurrency: str | None = None,
        orderId: str | None = None,
        offset: int | None = None,
        paymentChannel: str | None = None,
        paymentMethod: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Withdrawals of dollars; the span is less than 90 days: GET /sapi/v1/fiatpayment/query/withdraw/history.

        offset: at least 0

        startTime: default 90 days ago

        endTime: default now

        https://docs.binance.us/#get-fiat-withdrawal-history
        """

    def deposit_address(
        self,
        *,
        coin: str,
        network: str | None = None,
    ) -> T:
        """Address to deposit a coin at: GET /sapi/v1/capital/deposit/address.

        network: default: the coin's default network

        https://docs.binance.us/#get-crypto-deposit-address
        """

    def deposit_history(
        self,
        *,
        coin: str,
        status: Literal["0", "1", "6"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Deposits of one coin; by default of the last 90 days: GET /sapi/v1/capital/deposit/hisrec.

        status: 0 pending, 1 success, 6 credited, not to be withdrawn yet; one of 0, 1, 6

        startTime: default 90 days ago

        endTime: default now

        offset: at least 0; default 0

        limit: 1 to 1000; default 1000

        https://docs.binance.us/#get-crypto-deposit-history
        """

    def fiat_deposit_history(
        self,
        *,
        fiatCurrency: str | None = None,
        orderId: str | None = None,
        offset: int | None = None,
        paymentChannel: str | None = None,
        paymentMethod: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Deposits of dollars; the span is less than 90 days: GET /sapi/v1/fiatpayment/query/deposit/history.

        offset: at least 0

        startTime: default 90 days ago

        endTime: default now

        https://docs.binance.us/#get-fiat-deposit-history
        """

    def sub_account_deposit_address(
        self,
        *,
        email: str,
        coin: str,
        network: str | None = None,
    ) -> T:
        """Where to send a coin to for a sub-account: GET /sapi/v1/capital/sub-account/deposit/address.

        For master accounts.

        network: default: the coin's default network

        https://docs.binance.us/#get-sub-account-deposit-address
        """

    def sub_account_deposits(
        self,
        *,
        email: str,
        coin: str | None = None,
        status: Literal["0", "1", "6"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> T:
        """Deposits of a sub-account: GET /sapi/v1/capital/sub-account/deposit/history.

        For master accounts.

        status: 0 pending, 1 success, 6 credited, not to be withdrawn yet; one of 0, 1, 6

        limit: at least 1

        offset: at least 0; default 0

        https://docs.binance.us/#get-sub-account-deposit-history
        """

    def dust_convert(
        self,
        *,
        fromAsset: Sequence[str],
        toAsset: Literal["BNB", "BTC", "ETH", "USDT"],
    ) -> T:
        """Turn small balances into one asset: POST /sapi/v1/asset/dust.

        fromAsset: once for each asset

        toAsset: one of BNB, BTC, ETH, USDT

        https://docs.binance.us/#convert-dust
        """

    def dust_log(
        self,
        *,
        startTime: datetime | int,
        endTime: datetime | int,
    ) -> T:
        """Conversions of small balances: GET /sapi/v1/asset/query/dust-logs.

        https://docs.binance.us/#get-convert-dust-history
        """

    def dust_convertible(
        self,
        *,
        toAsset: Literal["BNB", "BTC", "ETH", "USDT"],
    ) -> T:
        """Balances that are small enough to be converted: GET /sapi/v1/asset/query/dust-assets.

        toAsset: one of BNB, BTC, ETH, USDT

        https://docs.binance.us/#get-assets-that-can-be-converted
        """

    def referral_rewards(
        self,
        *,
        userBizType: Literal["0", "1"],
        page: int,
        rows: int,
    ) -> T:
        """Rewards for referrals: GET /sapi/v1/marketing/referral/reward/history.

        userBizType: 0 referrer, 1 referee; one of 0, 1

        page: at least 1

        rows: 1 to 200

        https://docs.binance.us/#get-referral-reward-history
        """

    def staking_assets(
        self,
        *,
        stakingAsset: str | None = None,
    ) -> T:
        """Assets that can be staked, and what they yield: GET /sapi/v1/staking/asset.

        https://docs.binance.us/#get-staking-asset-information
        """

    def stake(
        self,
        *,
        stakingAsset: str,
        amount: Decimal | int | str,
        autoRestake: bool | None = None,
    ) -> T:
        """Stake an asset: POST /sapi/v1/staking/stake.

        autoRestake: default true

        https://docs.binance.us/#stake-asset
        """

    def unstake(
        self,
        *,
        stakingAsset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Take an asset out of staking: POST /sapi/v1/staking/unstake.

        https://docs.binance.us/#unstake-asset
        """

    def staking_balance(
        self,
        *,
        asset: str | None = None,
    ) -> T:
        """What is staked: GET /sapi/v1/staking/stakingBalance.

        https://docs.binance.us/#get-staking-balance
        """

    def staking_history(
        self,
        *,
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Stakings and their ends: GET /sapi/v1/staking/history.

        page: at least 1; default 1

        limit: 1 to 500; default 500

        https://docs.binance.us/#get-staking-history
        """

    def staking_rewards(
        self,
        *,
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Rewards for staking: GET /sapi/v1/staking/stakingRewardsHistory.

        page: at least 1

        limit: 1 to 500; default 500

        https://docs.binance.us/#get-staking-rewards-history
        """

    def custodian_balance(
        self,
        *,
        rail: str,
    ) -> T:
        """Balances at a custodian and here: GET /sapi/v1/custodian/balance.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#get-account-balance
        """

    def custodian_assets(
        self,
        *,
        rail: str,
    ) -> T:
        """Assets that a custodian supports: GET /sapi/v1/custodian/supportedAssetList.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#get-supported-asset-list
        """

    def custodian_transfer_in(
        self,
        *,
        rail: str,
        asset: str,
        amount: Decimal | int | str,
        clientOrderId: str | None = None,
    ) -> T:
        """Move an asset from the exchange wallet to the custodial account: POST /sapi/v1/custodian/walletTransfer.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#transfer-from-exchange-wallet
        """

    def custodian_transfer(
        self,
        *,
        rail: str,
        asset: str,
        amount: Decimal | int | str,
        clientOrderId: str | None = None,
    ) -> T:
        """Move an asset from the custodian to the custodial account: POST /sapi/v1/custodian/custodianTransfer.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#transfer-from-custodian
        """

    def custodian_transfer_undo(
        self,
        *,
        rail: str,
        originTransferId: str,
    ) -> T:
        """Take a transfer from the custodian back: POST /sapi/v1/custodian/undoTransfer.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#undo-transfer
        """

    def custodian_transfers_in(
        self,
        *,
        rail: str,
        transferId: str | None = None,
        clientOrderId: str | None = None,
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers from the exchange wallet: GET /sapi/v1/custodian/walletTransferHistory.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        startTime: default 90 days ago

        endTime: default now

        page: at least 1; default 1

        limit: 1 to 100; default 20

        https://docs.binance.us/#get-exchange-wallet-transfer
        """

    def custodian_transfers(
        self,
        *,
        rail: str,
        transferId: str | None = None,
        clientOrderId: str | None = None,
        expressTradeTransfer: bool | None = None,
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers from the custodian: GET /sapi/v1/custodian/custodianTransferHistory.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        expressTradeTransfer: default false

        startTime: default 90 days ago

        endTime: default now

        page: at least 1; default 1

        limit: 1 to 100; default 20

        https://docs.binance.us/#get-custodian-transfer
        """

    def custodian_order_new(
        self,
        *,
        rail: str,
        symbol: str,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        stopPrice: Decimal | int | str | None = None,
        icebergQty: Decimal | int | str | None = None,
        asset: str | None = None,
        allowExpressTrade: bool | None = None,
    ) -> T:
        """Place an order of the custodial account: POST /sapi/v1/custodian/order.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        timeInForce: one of GTC, IOC, FOK

        asset: what is sold; with allowExpressTrade

        allowExpressTrade: true takes the whole amount from the custodian where the balance does not cover it; default false

        type LIMIT needs timeInForce, quantity, price.

        type MARKET needs one of quantity and quoteOrderQty.

        type STOP_LOSS needs quantity, stopPrice.

        type STOP_LOSS_LIMIT needs timeInForce, quantity, price, stopPrice.

        type TAKE_PROFIT needs quantity, stopPrice.

        type TAKE_PROFIT_LIMIT needs timeInForce, quantity, price, stopPrice.

        type LIMIT_MAKER needs quantity, price.

        https://docs.binance.us/#create-new-order-cust
        """

    def custodian_oco_new(
        self,
        *,
        rail: str,
        symbol: str,
        side: Literal["BUY", "SELL"],
        quantity: Decimal | int | str,
        limitClientOrderId: str | None = None,
        price: Decimal | int | str,
        limitIcebergQty: Decimal | int | str | None = None,
        stopClientOrderId: str | None = None,
        stopPrice: Decimal | int | str,
        stopLimitPrice: Decimal | int | str | None = None,
        stopIcebergQty: Decimal | int | str | None = None,
        stopLimitTimeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        asset: str | None = None,
        allowExpressTrade: bool | None = None,
    ) -> T:
        """Place two orders of the custodial account of which one cancels the other: POST /sapi/v1/custodian/ocoOrder.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        side: one of BUY, SELL

        stopLimitTimeInForce: one of GTC, IOC, FOK

        asset: what is sold; with allowExpressTrade

        allowExpressTrade: true takes the whole amount from the custodian where the balance does not cover it; default false

        https://docs.binance.us/#create-new-oco-order-cust
        """

    def custodian_open_orders(
        self,
        *,
        rail: str,
        symbol: str | None = None,
    ) -> T:
        """Open orders of the custodial account: GET /sapi/v1/custodian/openOrders.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#get-all-open-orders-cust
        """

    def custodian_order(
        self,
        *,
        rail: str,
        symbol: str,
        orderId: int,
    ) -> T:
        """One order of the custodial account: GET /sapi/v1/custodian/order.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#get-order-cust
        """

    def custodian_orders(
        self,
        *,
        rail: str,
        symbol: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        fromId: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Orders of the custodial account: GET /sapi/v1/custodian/orderHistory.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        fromId: default 1

        limit: at least 1; default 200

        https://docs.binance.us/#get-order-history-cust
        """

    def custodian_trades(
        self,
        *,
        rail: str,
        symbol: str | None = None,
        orderId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        fromId: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Fills of the custodial account: GET /sapi/v1/custodian/tradeHistory.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        limit: at least 1; default 200

        https://docs.binance.us/#get-trade-history-cust
        """

    def custodian_order_cancel(
        self,
        *,
        rail: str,
        symbol: str,
        orderId: int | None = None,
        origClientOrderId: str | None = None,
        newClientOrderId: str | None = None,
    ) -> T:
        """Cancel one order of the custodial account: DELETE /sapi/v1/custodian/cancelOrder.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        Needs one of orderId and origClientOrderId.

        https://docs.binance.us/#cancel-order-cust
        """

    def custodian_orders_cancel(
        self,
        *,
        rail: str,
        symbol: str,
    ) -> T:
        """Cancel all open orders of the custodial account on a symbol: DELETE /sapi/v1/custodian/cancelOrdersBySymbol.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#cancel-open-orders-for-symbol-cust
        """

    def custodian_oco_cancel(
        self,
        *,
        rail: str,
        symbol: str,
        orderListId: int,
        listClientOrderId: str | None = None,
        newClientOrderId: str | None = None,
    ) -> T:
        """Cancel an OCO of the custodial account: DELETE /sapi/v1/custodian/cancelOcoOrder.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#cancel-oco-order-cust
        """

    def custodian_settlement(
        self,
        *,
        rail: str,
    ) -> T:
        """How a custodian settles: GET /sapi/v1/custodian/settlementSetting.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        https://docs.binance.us/#get-settlement-settings
        """

    def custodian_settlements(
        self,
        *,
        rail: str,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> T:
        """Settlements with a custodian: GET /sapi/v1/custodian/settlementHistory.

        For keys of the custodial solution.

        rail: the custodian, in capitals, such as ANCHORAGE

        limit: 1 to 100; default 5

        page: at least 1; default 1

        https://docs.binance.us/#get-settlement-history
        """

    def credit_account(self) -> T:
        """The credit line and what it is covered by: GET /sapi/v2/cl/account.

        For credit line keys.

        https://docs.binance.us/#get-credit-line-account-information-c-l
        """

    def credit_alerts(
        self,
        *,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        alertType: Literal["LIQUIDATION_CALL", "MARGIN_CALL"] | None = None,
    ) -> T:
        """Margin and liquidation calls of the credit line: GET /sapi/v2/cl/alertHistory.

        For credit line keys.

        limit: at least 1; default 200

        alertType: one of LIQUIDATION_CALL, MARGIN_CALL

        https://docs.binance.us/#get-alert-history-c-l
        """

    def credit_transfers(
        self,
        *,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        transferType: Literal["TRANSFER_IN", "TRANSFER_OUT"] | None = None,
        asset: str | None = None,
    ) -> T:
        """Transfers to and from the credit line: GET /sapi/v1/cl/transferHistory.

        For credit line keys.

        limit: 1 to 100; default 20

        transferType: one of TRANSFER_IN, TRANSFER_OUT

        https://docs.binance.us/#get-transfer-history-c-l
        """

    def credit_transfer(
        self,
        *,
        transferType: Literal["TRANSFER_IN", "TRANSFER_OUT"],
        transferAssetType: str,
        quantity: Decimal | int | str,
    ) -> T:
        """Move an asset to or from the credit line: POST /sapi/v1/cl/transfer.

        For credit line keys.

        transferType: one of TRANSFER_IN, TRANSFER_OUT

        https://docs.binance.us/#execute-transfer-c-l
        """

    def partner_eligibility(
        self,
        *,
        partnerId: str,
    ) -> T:
        """Whether an account earns a partner rebates: GET /sapi/v1/apipartner/checkEligibility.

        For members of the API partner program.

        partnerId: 8 characters

        https://docs.binance.us/#check-user-eligibility
        """

    def partner_rebates(
        self,
        *,
        partnerId: str,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> T:
        """Rebates of a partner: GET /sapi/v1/apipartner/rebateHistory.

        For members of the API partner program.

        partnerId: 8 characters

        startTime: default 7 days ago

        endTime: default now

        limit: 1 to 1000; default 100

        page: at least 1

        https://docs.binance.us/#get-rebate-history
        """

    def listen_key_create(self) -> T:
        """Open a user data stream, or extend the open one by an hour: POST /api/v3/userDataStream.

        https://docs.binance.us/#create-user-data-stream
        """

    def listen_key_keep_alive(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Extend a user data stream by an hour: PUT /api/v3/userDataStream.

        https://docs.binance.us/#extend-user-data-stream
        """

    def listen_key_close(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Close a user data stream: DELETE /api/v3/userDataStream.

        https://docs.binance.us/#close-user-data-stream
        """
