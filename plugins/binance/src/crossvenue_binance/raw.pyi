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
    """Every documented endpoint of Binance. The answer is the venue's own, as plain data with exact Decimals."""

    def ping(self) -> T:
        """Is the interface there: GET /api/v3/ping.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/general#ping
        """

    def server_time(self) -> T:
        """The venue's clock: GET /api/v3/time.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/general#time
        """

    def exchange_info(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        permissions: Sequence[str] | None = None,
        showPermissionSets: bool | None = None,
        symbolStatus: Literal["TRADING", "HALT", "BREAK"] | None = None,
    ) -> T:
        """Trading rules, filters and limits of the symbols: GET /api/v3/exchangeInfo.

        permissions: default SPOT, MARGIN and LEVERAGED

        showPermissionSets: default true

        symbolStatus: one of TRADING, HALT, BREAK

        Takes only one of symbol and symbols and permissions.

        Takes only one of symbol and symbols and symbolStatus.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/general#exchange-info
        """

    def depth(
        self,
        *,
        symbol: str,
        limit: int | None = None,
        symbolStatus: Literal["TRADING", "HALT", "BREAK"] | None = None,
    ) -> T:
        """Order book of a symbol: GET /api/v3/depth.

        limit: 1 to 5000; default 100

        symbolStatus: one of TRADING, HALT, BREAK

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#depth
        """

    def trades(
        self,
        *,
        symbol: str,
        limit: int | None = None,
    ) -> T:
        """Latest public trades: GET /api/v3/trades.

        limit: 1 to 1000; default 500

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#get-trades
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#historical-trades
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#agg-trades
        """

    def klines(
        self,
        *,
        symbol: str,
        interval: Literal["1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"],
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        timeZone: str | None = None,
        limit: int | None = None,
    ) -> T:
        """Candles: GET /api/v3/klines.

        interval: one of 1s, 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d, 3d, 1w, 1M

        timeZone: hours and minutes, -12:00 to +14:00; default 0

        limit: 1 to 1000; default 500

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#klines
        """

    def ui_klines(
        self,
        *,
        symbol: str,
        interval: Literal["1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"],
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        timeZone: str | None = None,
        limit: int | None = None,
    ) -> T:
        """Candles smoothed for charts: GET /api/v3/uiKlines.

        interval: one of 1s, 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d, 3d, 1w, 1M

        timeZone: hours and minutes, -12:00 to +14:00; default 0

        limit: 1 to 1000; default 500

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#ui-klines
        """

    def avg_price(
        self,
        *,
        symbol: str,
    ) -> T:
        """Average price of the last minutes: GET /api/v3/avgPrice.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#avg-price
        """

    def ticker_24hr(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        type: Literal["FULL", "MINI"] | None = None,
        symbolStatus: Literal["TRADING", "HALT", "BREAK"] | None = None,
    ) -> T:
        """Statistics of the last 24 hours; of all symbols when none is named: GET /api/v3/ticker/24hr.

        type: one of FULL, MINI; default FULL

        symbolStatus: one of TRADING, HALT, BREAK

        Takes only one of symbol and symbols.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#ticker24hr
        """

    def ticker_trading_day(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        timeZone: str | None = None,
        type: Literal["FULL", "MINI"] | None = None,
        symbolStatus: Literal["TRADING", "HALT", "BREAK"] | None = None,
    ) -> T:
        """Statistics of a trading day: GET /api/v3/ticker/tradingDay.

        timeZone: hours and minutes, -12:00 to +14:00; default 0

        type: one of FULL, MINI; default FULL

        symbolStatus: one of TRADING, HALT, BREAK

        Needs one of symbol and symbols.

        Takes only one of symbol and symbols.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#ticker-trading-day
        """

    def ticker_price(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        symbolStatus: Literal["TRADING", "HALT", "BREAK"] | None = None,
    ) -> T:
        """Last price; of all symbols when none is named: GET /api/v3/ticker/price.

        symbolStatus: one of TRADING, HALT, BREAK

        Takes only one of symbol and symbols.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#ticker-price
        """

    def ticker_book(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        symbolStatus: Literal["TRADING", "HALT", "BREAK"] | None = None,
    ) -> T:
        """Best bid and ask; of all symbols when none is named: GET /api/v3/ticker/bookTicker.

        symbolStatus: one of TRADING, HALT, BREAK

        Takes only one of symbol and symbols.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#ticker-book-ticker
        """

    def ticker_rolling(
        self,
        *,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        windowSize: str | None = None,
        type: Literal["FULL", "MINI"] | None = None,
        symbolStatus: Literal["TRADING", "HALT", "BREAK"] | None = None,
    ) -> T:
        """Statistics of a window of your choice: GET /api/v3/ticker.

        windowSize: 1m to 59m, 1h to 23h or 1d to 7d; default 1d

        type: one of FULL, MINI; default FULL

        symbolStatus: one of TRADING, HALT, BREAK

        Needs one of symbol and symbols.

        Takes only one of symbol and symbols.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/market#ticker
        """

    def new_order(
        self,
        *,
        symbol: str,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        newClientOrderId: str | None = None,
        strategyId: int | None = None,
        strategyType: int | None = None,
        stopPrice: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        icebergQty: Decimal | int | str | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        selfTradePreventionMode: Literal["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"] | None = None,
        pegPriceType: Literal["PRIMARY_PEG", "MARKET_PEG"] | None = None,
        pegOffsetValue: int | None = None,
        pegOffsetType: Literal["PRICE_LEVEL"] | None = None,
    ) -> T:
        """Place an order: POST /api/v3/order.

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        timeInForce: one of GTC, IOC, FOK

        quantity: in the base asset

        quoteOrderQty: in the quote asset, MARKET only

        newClientOrderId: unique among the open orders

        strategyType: at least 1000000

        trailingDelta: basis points

        icebergQty: needs timeInForce GTC

        newOrderRespType: one of ACK, RESULT, FULL

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of NONE, EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH, DECREMENT, TRANSFER

        pegPriceType: one of PRIMARY_PEG, MARKET_PEG

        pegOffsetValue: price levels; at most 100

        pegOffsetType: one of PRICE_LEVEL

        type LIMIT needs timeInForce, quantity, one of price and pegPriceType.

        type MARKET needs one of quantity and quoteOrderQty.

        type STOP_LOSS needs quantity, one of stopPrice and trailingDelta.

        type STOP_LOSS_LIMIT needs timeInForce, quantity, one of price and pegPriceType, one of stopPrice and trailingDelta.

        type TAKE_PROFIT needs quantity, one of stopPrice and trailingDelta.

        type TAKE_PROFIT_LIMIT needs timeInForce, quantity, one of price and pegPriceType, one of stopPrice and trailingDelta.

        type LIMIT_MAKER needs quantity, one of price and pegPriceType.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#new-order
        """

    def test_order(
        self,
        *,
        symbol: str,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        newClientOrderId: str | None = None,
        strategyId: int | None = None,
        strategyType: int | None = None,
        stopPrice: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        icebergQty: Decimal | int | str | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        selfTradePreventionMode: Literal["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"] | None = None,
        pegPriceType: Literal["PRIMARY_PEG", "MARKET_PEG"] | None = None,
        pegOffsetValue: int | None = None,
        pegOffsetType: Literal["PRICE_LEVEL"] | None = None,
        computeCommissionRates: bool | None = None,
    ) -> T:
        """Check an order without placing it: POST /api/v3/order/test.

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        timeInForce: one of GTC, IOC, FOK

        quantity: in the base asset

        quoteOrderQty: in the quote asset, MARKET only

        newClientOrderId: unique among the open orders

        strategyType: at least 1000000

        trailingDelta: basis points

        icebergQty: needs timeInForce GTC

        newOrderRespType: one of ACK, RESULT, FULL

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of NONE, EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH, DECREMENT, TRANSFER

        pegPriceType: one of PRIMARY_PEG, MARKET_PEG

        pegOffsetValue: price levels; at most 100

        pegOffsetType: one of PRICE_LEVEL

        computeCommissionRates: default false

        type LIMIT needs timeInForce, quantity, one of price and pegPriceType.

        type MARKET needs one of quantity and quoteOrderQty.

        type STOP_LOSS needs quantity, one of stopPrice and trailingDelta.

        type STOP_LOSS_LIMIT needs timeInForce, quantity, one of price and pegPriceType, one of stopPrice and trailingDelta.

        type TAKE_PROFIT needs quantity, one of stopPrice and trailingDelta.

        type TAKE_PROFIT_LIMIT needs timeInForce, quantity, one of price and pegPriceType, one of stopPrice and trailingDelta.

        type LIMIT_MAKER needs quantity, one of price and pegPriceType.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#order-test
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#delete-order
        """

    def cancel_open_orders(
        self,
        *,
        symbol: str,
    ) -> T:
        """Cancel every open order of a symbol, order lists too: DELETE /api/v3/openOrders.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#delete-open-orders
        """

    def cancel_replace(
        self,
        *,
        symbol: str,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        cancelReplaceMode: Literal["STOP_ON_FAILURE", "ALLOW_FAILURE"],
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        cancelOrderId: int | None = None,
        cancelOrigClientOrderId: str | None = None,
        cancelNewClientOrderId: str | None = None,
        newClientOrderId: str | None = None,
        strategyId: int | None = None,
        strategyType: int | None = None,
        stopPrice: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        icebergQty: Decimal | int | str | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        selfTradePreventionMode: Literal["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"] | None = None,
        cancelRestrictions: Literal["ONLY_NEW", "ONLY_PARTIALLY_FILLED"] | None = None,
        orderRateLimitExceededMode: Literal["DO_NOTHING", "CANCEL_ONLY"] | None = None,
        pegPriceType: Literal["PRIMARY_PEG", "MARKET_PEG"] | None = None,
        pegOffsetValue: int | None = None,
        pegOffsetType: Literal["PRICE_LEVEL"] | None = None,
    ) -> T:
        """Cancel one order and place another on the same symbol: POST /api/v3/order/cancelReplace.

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        cancelReplaceMode: one of STOP_ON_FAILURE, ALLOW_FAILURE

        timeInForce: one of GTC, IOC, FOK

        quantity: in the base asset

        quoteOrderQty: in the quote asset, MARKET only

        cancelNewClientOrderId: id of the cancel

        newClientOrderId: unique among the open orders

        strategyType: at least 1000000

        trailingDelta: basis points

        icebergQty: needs timeInForce GTC

        newOrderRespType: one of ACK, RESULT, FULL

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of NONE, EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH, DECREMENT, TRANSFER

        cancelRestrictions: one of ONLY_NEW, ONLY_PARTIALLY_FILLED

        orderRateLimitExceededMode: one of DO_NOTHING, CANCEL_ONLY; default DO_NOTHING

        pegPriceType: one of PRIMARY_PEG, MARKET_PEG

        pegOffsetValue: price levels; at most 100

        pegOffsetType: one of PRICE_LEVEL

        Needs one of cancelOrderId and cancelOrigClientOrderId.

        type LIMIT needs timeInForce, quantity, one of price and pegPriceType.

        type MARKET needs one of quantity and quoteOrderQty.

        type STOP_LOSS needs quantity, one of stopPrice and trailingDelta.

        type STOP_LOSS_LIMIT needs timeInForce, quantity, one of price and pegPriceType, one of stopPrice and trailingDelta.

        type TAKE_PROFIT needs quantity, one of stopPrice and trailingDelta.

        type TAKE_PROFIT_LIMIT needs timeInForce, quantity, one of price and pegPriceType, one of stopPrice and trailingDelta.

        type LIMIT_MAKER needs quantity, one of price and pegPriceType.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#order-cancel-replace
        """

    def open_orders(
        self,
        *,
        symbol: str | None = None,
    ) -> T:
        """Open orders; of all symbols when none is named: GET /api/v3/openOrders.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account
        """

    def new_oco(
        self,
        *,
        symbol: str,
        listClientOrderId: str | None = None,
        side: Literal["BUY", "SELL"],
        quantity: Decimal | int | str,
        aboveType: Literal["LIMIT_MAKER", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"],
        aboveClientOrderId: str | None = None,
        aboveIcebergQty: Decimal | int | str | None = None,
        abovePrice: Decimal | int | str | None = None,
        aboveStopPrice: Decimal | int | str | None = None,
        aboveTrailingDelta: int | None = None,
        aboveTimeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        aboveStrategyId: int | None = None,
        aboveStrategyType: int | None = None,
        abovePegPriceType: Literal["PRIMARY_PEG", "MARKET_PEG"] | None = None,
        abovePegOffsetValue: int | None = None,
        abovePegOffsetType: Literal["PRICE_LEVEL"] | None = None,
        belowType: Literal["LIMIT_MAKER", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"],
        belowClientOrderId: str | None = None,
        belowIcebergQty: Decimal | int | str | None = None,
        belowPrice: Decimal | int | str | None = None,
        belowStopPrice: Decimal | int | str | None = None,
        belowTrailingDelta: int | None = None,
        belowTimeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        belowStrategyId: int | None = None,
        belowStrategyType: int | None = None,
        belowPegPriceType: Literal["PRIMARY_PEG", "MARKET_PEG"] | None = None,
        belowPegOffsetValue: int | None = None,
        belowPegOffsetType: Literal["PRICE_LEVEL"] | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        selfTradePreventionMode: Literal["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"] | None = None,
    ) -> T:
        """Place two orders of which one cancels the other: POST /api/v3/orderList/oco.

        listClientOrderId: unique among the open order lists

        side: one of BUY, SELL

        quantity: of both orders

        aboveType: one of LIMIT_MAKER, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT

        aboveClientOrderId: unique among the open orders

        aboveIcebergQty: needs aboveTimeInForce GTC

        aboveTrailingDelta: basis points

        aboveTimeInForce: one of GTC, IOC, FOK

        aboveStrategyType: at least 1000000

        abovePegPriceType: one of PRIMARY_PEG, MARKET_PEG

        abovePegOffsetValue: price levels; at most 100

        abovePegOffsetType: one of PRICE_LEVEL

        belowType: one of LIMIT_MAKER, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT

        belowClientOrderId: unique among the open orders

        belowIcebergQty: needs belowTimeInForce GTC

        belowTrailingDelta: basis points

        belowTimeInForce: one of GTC, IOC, FOK

        belowStrategyType: at least 1000000

        belowPegPriceType: one of PRIMARY_PEG, MARKET_PEG

        belowPegOffsetValue: price levels; at most 100

        belowPegOffsetType: one of PRICE_LEVEL

        newOrderRespType: one of ACK, RESULT, FULL

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of NONE, EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH, DECREMENT, TRANSFER

        aboveType LIMIT_MAKER needs one of abovePrice and abovePegPriceType.

        aboveType STOP_LOSS needs one of aboveStopPrice and aboveTrailingDelta.

        aboveType STOP_LOSS_LIMIT needs one of abovePrice and abovePegPriceType, one of aboveStopPrice and aboveTrailingDelta, aboveTimeInForce.

        aboveType TAKE_PROFIT needs one of aboveStopPrice and aboveTrailingDelta.

        aboveType TAKE_PROFIT_LIMIT needs one of abovePrice and abovePegPriceType, one of aboveStopPrice and aboveTrailingDelta, aboveTimeInForce.

        belowType LIMIT_MAKER needs one of belowPrice and belowPegPriceType.

        belowType STOP_LOSS needs one of belowStopPrice and belowTrailingDelta.

        belowType STOP_LOSS_LIMIT needs one of belowPrice and belowPegPriceType, one of belowStopPrice and belowTrailingDelta, belowTimeInForce.

        belowType TAKE_PROFIT needs one of belowStopPrice and belowTrailingDelta.

        belowType TAKE_PROFIT_LIMIT needs one of belowPrice and belowPegPriceType, one of belowStopPrice and belowTrailingDelta, belowTimeInForce.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#order-list-oco
        """

    @deprecated("use POST /api/v3/orderList/oco (new_oco)")
    def new_oco_legacy(
        self,
        *,
        symbol: str,
        listClientOrderId: str | None = None,
        side: Literal["BUY", "SELL"],
        quantity: Decimal | int | str,
        limitClientOrderId: str | None = None,
        price: Decimal | int | str,
        limitStrategyId: int | None = None,
        limitStrategyType: int | None = None,
        limitIcebergQty: Decimal | int | str | None = None,
        trailingDelta: int | None = None,
        stopClientOrderId: str | None = None,
        stopPrice: Decimal | int | str,
        stopStrategyId: int | None = None,
        stopStrategyType: int | None = None,
        stopLimitPrice: Decimal | int | str | None = None,
        stopIcebergQty: Decimal | int | str | None = None,
        stopLimitTimeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        selfTradePreventionMode: Literal["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"] | None = None,
    ) -> T:
        """Place an OCO the old way: POST /api/v3/order/oco.

        Deprecated: use POST /api/v3/orderList/oco (new_oco).

        listClientOrderId: unique among the open order lists

        side: one of BUY, SELL

        quantity: of both orders

        price: of the limit order

        limitStrategyType: at least 1000000

        trailingDelta: basis points

        stopStrategyType: at least 1000000

        stopLimitPrice: needs stopLimitTimeInForce

        stopLimitTimeInForce: one of GTC, IOC, FOK

        newOrderRespType: one of ACK, RESULT, FULL

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of NONE, EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH, DECREMENT, TRANSFER

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#order-oco
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/trade#delete-order-list
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account
        """

    def open_order_lists(self) -> T:
        """Open order lists: GET /api/v3/openOrderList.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account#open-order-list
        """

    def account(
        self,
        *,
        omitZeroBalances: bool | None = None,
    ) -> T:
        """Balances, commissions and rights of the spot account: GET /api/v3/account.

        omitZeroBalances: default false

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account
        """

    def account_commission(
        self,
        *,
        symbol: str,
    ) -> T:
        """Commission rates of a symbol: GET /api/v3/account/commission.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account#my-trades
        """

    def order_rate_limit(self) -> T:
        """Orders counted so far against the order limits: GET /api/v3/rateLimit/order.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account#rate-limit-order
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

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account#my-prevented-matches
        """

    def my_allocations(
        self,
        *,
        symbol: str,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        fromAllocationId: int | None = None,
        limit: int | None = None,
        orderId: int | None = None,
    ) -> T:
        """Fills that smart order routing allocated: GET /api/v3/myAllocations.

        startTime: at most 24 hours before endTime

        limit: 1 to 1000; default 500

        Takes only one of orderId and startTime.

        Takes only one of orderId and endTime.

        Takes only one of fromAllocationId and startTime.

        Takes only one of fromAllocationId and endTime.

        https://developers.binance.com/en/docs/catalog/core-trading-spot-trading/api/rest-api/account#my-allocations
        """

    def system_status(self) -> T:
        """Whether the wallet system is in maintenance: GET /sapi/v1/system/status.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/others#system-status
        """

    def coins(self) -> T:
        """Every coin with its networks, fees and own balance: GET /sapi/v1/capital/config/getall.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/capital#all-coins-information
        """

    def withdraw(
        self,
        *,
        coin: str,
        withdrawOrderId: str | None = None,
        network: str,
        address: str,
        addressTag: str | None = None,
        amount: Decimal | int | str,
        transactionFeeFlag: bool,
        name: str | None = None,
        walletType: Literal["0", "1"],
    ) -> T:
        """Send a coin to an outside address: POST /sapi/v1/capital/withdraw/apply.

        withdrawOrderId: own id to find it by; no guard against a second sending

        network: the venue would take the coin's default network

        addressTag: memo; refused on networks without one

        transactionFeeFlag: internal transfers: true gives the fee to the receiver; the venue would take false

        name: label; puts the address into the address book, which holds 200

        walletType: 0 spot, 1 funding; the venue would take the one selected on the site; one of 0, 1

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/capital#withdraw
        """

    def deposit_history(
        self,
        *,
        includeSource: bool | None = None,
        coin: str | None = None,
        status: Literal["0", "1", "6", "7", "8"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        offset: int | None = None,
        limit: int | None = None,
        txId: str | None = None,
    ) -> T:
        """Deposits; the span is at most 90 days: GET /sapi/v1/capital/deposit/hisrec.

        includeSource: adds sourceAddress

        status: 0 pending, 1 success, 6 credited but locked, 7 wrong deposit, 8 waits for the user; one of 0, 1, 6, 7, 8

        startTime: default 90 days ago

        endTime: default now

        offset: at least 0; default 0

        limit: 1 to 1000; default 1000

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/capital#deposit-history
        """

    def withdraw_history(
        self,
        *,
        coin: str | None = None,
        withdrawOrderId: str | None = None,
        status: Literal["0", "1", "2", "3", "4", "5", "6"] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        idList: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Withdrawals; the span is at most 90 days, 7 with withdrawOrderId: GET /sapi/v1/capital/withdraw/history.

        status: 0 email sent, 1 cancelled, 2 awaits approval, 3 rejected, 4 processing, 5 failure, 6 completed; one of 0, 1, 2, 3, 4, 5, 6

        offset: at least 0

        limit: 1 to 1000; default 1000

        idList: at most 45 ids, separated by commas

        startTime: default 90 days ago

        endTime: default now

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/capital#withdraw-history
        """

    def deposit_address(
        self,
        *,
        coin: str,
        network: str | None = None,
        amount: Decimal | int | str | None = None,
    ) -> T:
        """Address to deposit a coin at: GET /sapi/v1/capital/deposit/address.

        network: default: the coin's default network

        amount: needed on the LIGHTNING network

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/capital#deposit-address
        """

    def deposit_address_list(
        self,
        *,
        coin: str,
        network: str | None = None,
    ) -> T:
        """All addresses to deposit a coin at: GET /sapi/v1/capital/deposit/address/list.

        network: default: the coin's default network

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/capital#fetch-deposit-address-list-with-network
        """

    def withdraw_address_list(self) -> T:
        """The address book: GET /sapi/v1/capital/withdraw/address/list.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/capital#fetch-withdraw-address-list
        """

    def withdraw_quota(self) -> T:
        """What may be withdrawn in 24 hours, and what was, in USD: GET /sapi/v1/capital/withdraw/quota.

        https://developers.binance.com/docs/wallet/capital/fetch-withdraw-quota
        """

    def account_status(self) -> T:
        """Whether the account is in order: GET /sapi/v1/account/status.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/account#account-status
        """

    def api_trading_status(self) -> T:
        """Whether trading by API is locked, and why: GET /sapi/v1/account/apiTradingStatus.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/account#account-api-trading-status
        """

    def api_restrictions(self) -> T:
        """What the API key may do: GET /sapi/v1/account/apiRestrictions.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/account#get-api-key-permission
        """

    def account_info(self) -> T:
        """VIP level and which account types are on: GET /sapi/v1/account/info.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/account#account-info
        """

    def account_snapshot(
        self,
        *,
        type: Literal["SPOT", "MARGIN", "FUTURES"],
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Balances at the end of each day; at most 30 days, of the last month: GET /sapi/v1/accountSnapshot.

        type: one of SPOT, MARGIN, FUTURES

        limit: 7 to 30; default 7

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/account#daily-account-snapshot
        """

    def disable_fast_withdraw(self) -> T:
        """Turn instant transfers to other Binance accounts off: POST /sapi/v1/account/disableFastWithdrawSwitch.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/account#disable-fast-withdraw-switch
        """

    def enable_fast_withdraw(self) -> T:
        """Turn instant transfers to other Binance accounts on: POST /sapi/v1/account/enableFastWithdrawSwitch.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/account#enable-fast-withdraw-switch
        """

    def user_asset(
        self,
        *,
        asset: str | None = None,
        needBtcValuation: bool | None = None,
    ) -> T:
        """Positive balances of the spot wallet: POST /sapi/v3/asset/getUserAsset.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#user-asset
        """

    def funding_wallet(
        self,
        *,
        asset: str | None = None,
        needBtcValuation: bool | None = None,
    ) -> T:
        """Balances of the funding wallet: POST /sapi/v1/asset/get-funding-asset.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#funding-wallet
        """

    def wallet_balance(
        self,
        *,
        quoteAsset: str | None = None,
        needBalanceDetail: bool | None = None,
    ) -> T:
        """Worth of each wallet: GET /sapi/v1/asset/wallet/balance.

        needBalanceDetail: adds the balance of each asset

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#query-user-wallet-balance
        """

    def asset_detail(
        self,
        *,
        asset: str | None = None,
    ) -> T:
        """Fees and limits of the assets: GET /sapi/v1/asset/assetDetail.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#asset-detail
        """

    def trade_fee(
        self,
        *,
        symbol: str | None = None,
    ) -> T:
        """Maker and taker fees: GET /sapi/v1/asset/tradeFee.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#trade-fee
        """

    def asset_dividend(
        self,
        *,
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Distributions received: GET /sapi/v1/asset/assetDividend.

        startTime: at most 180 days before endTime

        limit: 1 to 500; default 20

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#asset-dividend-record
        """

    def universal_transfer(
        self,
        *,
        type: Literal["MAIN_UMFUTURE", "MAIN_CMFUTURE", "MAIN_MARGIN", "UMFUTURE_MAIN", "UMFUTURE_MARGIN", "CMFUTURE_MAIN", "CMFUTURE_MARGIN", "MARGIN_MAIN", "MARGIN_UMFUTURE", "MARGIN_CMFUTURE", "ISOLATEDMARGIN_MARGIN", "MARGIN_ISOLATEDMARGIN", "ISOLATEDMARGIN_ISOLATEDMARGIN", "MAIN_FUNDING", "FUNDING_MAIN", "FUNDING_UMFUTURE", "UMFUTURE_FUNDING", "MARGIN_FUNDING", "FUNDING_MARGIN", "FUNDING_CMFUTURE", "CMFUTURE_FUNDING", "MAIN_OPTION", "OPTION_MAIN", "UMFUTURE_OPTION", "OPTION_UMFUTURE", "MARGIN_OPTION", "OPTION_MARGIN", "FUNDING_OPTION", "OPTION_FUNDING", "MAIN_PORTFOLIO_MARGIN", "PORTFOLIO_MARGIN_MAIN", "MAIN_ISOLATED_MARGIN", "ISOLATED_MARGIN_MAIN"],
        asset: str,
        amount: Decimal | int | str,
        fromSymbol: str | None = None,
        toSymbol: str | None = None,
    ) -> T:
        """Move an asset between own wallets: POST /sapi/v1/asset/transfer.

        type: one of MAIN_UMFUTURE, MAIN_CMFUTURE, MAIN_MARGIN, UMFUTURE_MAIN, UMFUTURE_MARGIN, CMFUTURE_MAIN, CMFUTURE_MARGIN, MARGIN_MAIN, MARGIN_UMFUTURE, MARGIN_CMFUTURE, ISOLATEDMARGIN_MARGIN, MARGIN_ISOLATEDMARGIN, ISOLATEDMARGIN_ISOLATEDMARGIN, MAIN_FUNDING, FUNDING_MAIN, FUNDING_UMFUTURE, UMFUTURE_FUNDING, MARGIN_FUNDING, FUNDING_MARGIN, FUNDING_CMFUTURE, CMFUTURE_FUNDING, MAIN_OPTION, OPTION_MAIN, UMFUTURE_OPTION, OPTION_UMFUTURE, MARGIN_OPTION, OPTION_MARGIN, FUNDING_OPTION, OPTION_FUNDING, MAIN_PORTFOLIO_MARGIN, PORTFOLIO_MARGIN_MAIN, MAIN_ISOLATED_MARGIN, ISOLATED_MARGIN_MAIN

        type ISOLATEDMARGIN_MARGIN needs fromSymbol.

        type MARGIN_ISOLATEDMARGIN needs toSymbol.

        type ISOLATEDMARGIN_ISOLATEDMARGIN needs fromSymbol, toSymbol.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#user-universal-transfer
        """

    def universal_transfer_history(
        self,
        *,
        type: Literal["MAIN_UMFUTURE", "MAIN_CMFUTURE", "MAIN_MARGIN", "UMFUTURE_MAIN", "UMFUTURE_MARGIN", "CMFUTURE_MAIN", "CMFUTURE_MARGIN", "MARGIN_MAIN", "MARGIN_UMFUTURE", "MARGIN_CMFUTURE", "ISOLATEDMARGIN_MARGIN", "MARGIN_ISOLATEDMARGIN", "ISOLATEDMARGIN_ISOLATEDMARGIN", "MAIN_FUNDING", "FUNDING_MAIN", "FUNDING_UMFUTURE", "UMFUTURE_FUNDING", "MARGIN_FUNDING", "FUNDING_MARGIN", "FUNDING_CMFUTURE", "CMFUTURE_FUNDING", "MAIN_OPTION", "OPTION_MAIN", "UMFUTURE_OPTION", "OPTION_UMFUTURE", "MARGIN_OPTION", "OPTION_MARGIN", "FUNDING_OPTION", "OPTION_FUNDING", "MAIN_PORTFOLIO_MARGIN", "PORTFOLIO_MARGIN_MAIN", "MAIN_ISOLATED_MARGIN", "ISOLATED_MARGIN_MAIN"],
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
        fromSymbol: str | None = None,
        toSymbol: str | None = None,
    ) -> T:
        """Transfers between own wallets, of the last six months: GET /sapi/v1/asset/transfer.

        type: one of MAIN_UMFUTURE, MAIN_CMFUTURE, MAIN_MARGIN, UMFUTURE_MAIN, UMFUTURE_MARGIN, CMFUTURE_MAIN, CMFUTURE_MARGIN, MARGIN_MAIN, MARGIN_UMFUTURE, MARGIN_CMFUTURE, ISOLATEDMARGIN_MARGIN, MARGIN_ISOLATEDMARGIN, ISOLATEDMARGIN_ISOLATEDMARGIN, MAIN_FUNDING, FUNDING_MAIN, FUNDING_UMFUTURE, UMFUTURE_FUNDING, MARGIN_FUNDING, FUNDING_MARGIN, FUNDING_CMFUTURE, CMFUTURE_FUNDING, MAIN_OPTION, OPTION_MAIN, UMFUTURE_OPTION, OPTION_UMFUTURE, MARGIN_OPTION, OPTION_MARGIN, FUNDING_OPTION, OPTION_FUNDING, MAIN_PORTFOLIO_MARGIN, PORTFOLIO_MARGIN_MAIN, MAIN_ISOLATED_MARGIN, ISOLATED_MARGIN_MAIN

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        type ISOLATEDMARGIN_MARGIN needs fromSymbol.

        type MARGIN_ISOLATEDMARGIN needs toSymbol.

        type ISOLATEDMARGIN_ISOLATEDMARGIN needs fromSymbol, toSymbol.

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#query-user-universal-transfer-history
        """

    def dust_convertible(
        self,
        *,
        accountType: Literal["SPOT", "MARGIN"] | None = None,
    ) -> T:
        """Small balances that may become BNB: POST /sapi/v1/asset/dust-btc.

        accountType: one of SPOT, MARGIN; default SPOT

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#get-assets-that-can-be-converted-into-bnb
        """

    def dust_convert(
        self,
        *,
        asset: Sequence[str],
        accountType: Literal["SPOT", "MARGIN"] | None = None,
    ) -> T:
        """Turn small balances into BNB: POST /sapi/v1/asset/dust.

        asset: once for each asset

        accountType: one of SPOT, MARGIN; default SPOT

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#dust-transfer
        """

    def dust_log(
        self,
        *,
        accountType: Literal["SPOT", "MARGIN"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Small balances turned into BNB, the last 100: GET /sapi/v1/asset/dribblet.

        accountType: one of SPOT, MARGIN; default SPOT

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#dustlog
        """

    def sub_account_create(
        self,
        *,
        subAccountString: str,
    ) -> T:
        """Open a sub-account with an email address that the venue makes up: POST /sapi/v1/sub-account/virtualSubAccount.

        For master accounts.

        subAccountString: becomes part of the address

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_list(
        self,
        *,
        email: str | None = None,
        isFreeze: bool | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Sub-accounts: GET /sapi/v1/sub-account/list.

        For master accounts.

        email: of the sub-account

        isFreeze: frozen ones only, or none of them

        page: at least 1; default 1

        limit: 1 to 200; default 1

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_spot_transfers(
        self,
        *,
        fromEmail: str | None = None,
        toEmail: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers between the spot wallets of master and sub-accounts: GET /sapi/v1/sub-account/sub/transfer/history.

        For master accounts.

        fromEmail: default: the master account

        page: at least 1; default 1

        limit: at least 1; default 500

        Takes only one of fromEmail and toEmail.

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_transfers(
        self,
        *,
        email: str,
        futuresType: Literal["1", "2"],
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers between futures wallets of the master and a sub-account; of 100 days when no time is given: GET /sapi/v1/sub-account/futures/internalTransfer.

        For master accounts.

        email: of the sub-account

        futuresType: 1 USDT-margined, 2 coin-margined; one of 1, 2

        page: at least 1; default 1

        limit: 1 to 500; default 50

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_transfer(
        self,
        *,
        fromEmail: str,
        toEmail: str,
        futuresType: Literal["1", "2"],
        asset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset between futures wallets of master and sub-accounts; 2000 times a minute at most: POST /sapi/v1/sub-account/futures/internalTransfer.

        For master accounts.

        futuresType: 1 USDT-margined, 2 coin-margined; one of 1, 2

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_assets(
        self,
        *,
        email: str,
    ) -> T:
        """Spot balances of a sub-account: GET /sapi/v3/sub-account/assets.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_spot_summary(
        self,
        *,
        email: str | None = None,
        page: int | None = None,
        size: int | None = None,
    ) -> T:
        """Worth of the spot wallets of the sub-accounts, in BTC: GET /sapi/v1/sub-account/spotSummary.

        For master accounts.

        email: of the sub-account

        page: at least 1; default 1

        size: 1 to 20; default 10

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_deposit_address(
        self,
        *,
        email: str,
        coin: str,
        network: str | None = None,
    ) -> T:
        """Address to deposit a coin to a sub-account at: GET /sapi/v1/capital/deposit/subAddress.

        For master accounts.

        email: of the sub-account

        network: default: the coin's default network

        https://developers.binance.com/docs/sub_account
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
        """Deposits to a sub-account: GET /sapi/v1/capital/deposit/subHisrec.

        For master accounts.

        email: of the sub-account

        status: 0 pending, 1 success, 6 credited but locked; one of 0, 1, 6

        limit: at least 1

        offset: at least 0; default 0

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_status(
        self,
        *,
        email: str | None = None,
    ) -> T:
        """Whether sub-accounts may use margin and futures; of all when none is named: GET /sapi/v1/sub-account/status.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    @deprecated("2025-06-03: the first transfer to the margin account of a sub-account opens it")
    def sub_account_enable_margin(
        self,
        *,
        email: str,
    ) -> T:
        """Let a sub-account trade on margin: POST /sapi/v1/sub-account/margin/enable.

        Retired by the venue on 2025-06-03: the first transfer to the margin account of a sub-account opens it.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_margin_account(
        self,
        *,
        email: str,
    ) -> T:
        """The margin account of a sub-account: GET /sapi/v1/sub-account/margin/account.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_margin_summary(self) -> T:
        """The margin accounts of the sub-accounts, added up in BTC: GET /sapi/v1/sub-account/margin/accountSummary.

        For master accounts.

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_enable_futures(
        self,
        *,
        email: str,
    ) -> T:
        """Let a sub-account trade futures: POST /sapi/v1/sub-account/futures/enable.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_account(
        self,
        *,
        email: str,
    ) -> T:
        """The USDT-margined futures account of a sub-account: GET /sapi/v1/sub-account/futures/account.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_summary(self) -> T:
        """The futures accounts of the sub-accounts, added up: GET /sapi/v1/sub-account/futures/accountSummary.

        For master accounts.

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_positions(
        self,
        *,
        email: str,
    ) -> T:
        """Open USDT-margined positions of a sub-account and their risk: GET /sapi/v1/sub-account/futures/positionRisk.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_spot_futures_transfer(
        self,
        *,
        email: str,
        asset: str,
        amount: Decimal | int | str,
        type: Literal["1", "2", "3", "4"],
    ) -> T:
        """Move an asset between spot and futures wallets of a sub-account: POST /sapi/v1/sub-account/futures/transfer.

        For master accounts.

        email: of the sub-account

        type: 1 spot to USDT-margined, 2 back, 3 spot to coin-margined, 4 back; one of 1, 2, 3, 4

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_spot_margin_transfer(
        self,
        *,
        email: str,
        asset: str,
        amount: Decimal | int | str,
        type: Literal["1", "2"],
    ) -> T:
        """Move an asset between spot and margin wallets of a sub-account: POST /sapi/v1/sub-account/margin/transfer.

        For master accounts.

        email: of the sub-account

        type: 1 spot to margin, 2 back; one of 1, 2

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_transfer_to_sub(
        self,
        *,
        toEmail: str,
        asset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset to another sub-account of the same master: POST /sapi/v1/sub-account/transfer/subToSub.

        For sub-accounts.

        toEmail: of the receiving sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_transfer_to_master(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset to the master account: POST /sapi/v1/sub-account/transfer/subToMaster.

        For sub-accounts.

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_own_transfers(
        self,
        *,
        asset: str | None = None,
        type: Literal["1", "2"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers of this sub-account; of 30 days when no time is given: GET /sapi/v1/sub-account/transfer/subUserHistory.

        For sub-accounts.

        asset: default: all

        type: 1 in, 2 out; one of 1, 2; default 2

        limit: at least 1; default 500

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_universal_transfer(
        self,
        *,
        fromEmail: str | None = None,
        toEmail: str | None = None,
        fromAccountType: Literal["SPOT", "USDT_FUTURE", "COIN_FUTURE", "MARGIN", "ISOLATED_MARGIN"],
        toAccountType: Literal["SPOT", "USDT_FUTURE", "COIN_FUTURE", "MARGIN", "ISOLATED_MARGIN"],
        clientTranId: str | None = None,
        symbol: str | None = None,
        asset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset between wallets of master and sub-accounts: POST /sapi/v1/sub-account/universalTransfer.

        For master accounts.

        fromEmail: default: the master account

        toEmail: default: the master account

        fromAccountType: one of SPOT, USDT_FUTURE, COIN_FUTURE, MARGIN, ISOLATED_MARGIN

        toAccountType: one of SPOT, USDT_FUTURE, COIN_FUTURE, MARGIN, ISOLATED_MARGIN

        clientTranId: unique

        symbol: of an isolated margin account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_universal_transfers(
        self,
        *,
        fromEmail: str | None = None,
        toEmail: str | None = None,
        clientTranId: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers between wallets of master and sub-accounts; the span is at most 7 days: GET /sapi/v1/sub-account/universalTransfer.

        For master accounts.

        fromEmail: default: the master account

        page: at least 1; default 1

        limit: 1 to 500; default 500

        Takes only one of fromEmail and toEmail.

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_account_v2(
        self,
        *,
        email: str,
        futuresType: Literal["1", "2"],
    ) -> T:
        """A futures account of a sub-account: GET /sapi/v2/sub-account/futures/account.

        For master accounts.

        email: of the sub-account

        futuresType: 1 USDT-margined, 2 coin-margined; one of 1, 2

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_summary_v2(
        self,
        *,
        futuresType: Literal["1", "2"],
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """The futures accounts of the sub-accounts, added up by kind: GET /sapi/v2/sub-account/futures/accountSummary.

        For master accounts.

        futuresType: 1 USDT-margined, 2 coin-margined; one of 1, 2

        page: at least 1; default 1

        limit: 1 to 20; default 10

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_futures_positions_v2(
        self,
        *,
        email: str,
        futuresType: Literal["1", "2"],
    ) -> T:
        """Open futures positions of a sub-account and their risk: GET /sapi/v2/sub-account/futures/positionRisk.

        For master accounts.

        email: of the sub-account

        futuresType: 1 USDT-margined, 2 coin-margined; one of 1, 2

        https://developers.binance.com/docs/sub_account
        """

    @deprecated("2025-06-03: nothing took its place; leveraged tokens ended in 2024")
    def sub_account_enable_blvt(
        self,
        *,
        email: str,
        enableBlvt: bool,
    ) -> T:
        """Let a sub-account hold leveraged tokens: POST /sapi/v1/sub-account/blvt/enable.

        Retired by the venue on 2025-06-03: nothing took its place; leveraged tokens ended in 2024.

        For master accounts.

        email: of the sub-account

        enableBlvt: only true is taken

        https://developers.binance.com/docs/sub_account
        """

    @deprecated("2023-01-13: use POST /sapi/v2/sub-account/subAccountApi/ipRestriction")
    def sub_account_ip_restriction_set(
        self,
        *,
        email: str,
        subAccountApiKey: str,
        ipRestrict: bool,
    ) -> T:
        """Bind an API key of a sub-account to addresses, or free it: POST /sapi/v1/sub-account/subAccountApi/ipRestriction.

        Retired by the venue on 2023-01-13: use POST /sapi/v2/sub-account/subAccountApi/ipRestriction.

        For master accounts.

        email: of the sub-account

        https://binance-docs.github.io/apidocs/spot/en/#enable-or-disable-ip-restriction-for-a-sub-account-api-key-for-master-account
        """

    @deprecated("2023-01-13: use POST /sapi/v2/sub-account/subAccountApi/ipRestriction")
    def sub_account_ip_add(
        self,
        *,
        email: str,
        subAccountApiKey: str,
        ipAddress: str,
    ) -> T:
        """Add addresses that an API key of a sub-account may be used from; 30 at most: POST /sapi/v1/sub-account/subAccountApi/ipRestriction/ipList.

        Retired by the venue on 2023-01-13: use POST /sapi/v2/sub-account/subAccountApi/ipRestriction.

        For master accounts.

        email: of the sub-account

        ipAddress: several are separated by commas

        https://binance-docs.github.io/apidocs/spot/en/#add-ip-list-for-a-sub-account-api-key-for-master-account
        """

    def sub_account_ip_restriction(
        self,
        *,
        email: str,
        subAccountApiKey: str,
    ) -> T:
        """Addresses that an API key of a sub-account is bound to: GET /sapi/v1/sub-account/subAccountApi/ipRestriction.

        For master accounts.

        email: of the sub-account

        https://developers.binance.com/docs/sub_account
        """

    def sub_account_ip_delete(
        self,
        *,
        email: str,
        subAccountApiKey: str,
        ipAddress: str | None = None,
        thirdPartyName: str | None = None,
    ) -> T:
        """Take addresses from those that an API key of a sub-account may be used from: DELETE /sapi/v1/sub-account/subAccountApi/ipRestriction/ipList.

        For master accounts.

        email: of the sub-account

        ipAddress: several are separated by commas

        thirdPartyName: a list of addresses that a third party keeps

        https://developers.binance.com/docs/sub_account
        """

    def managed_sub_account_deposit(
        self,
        *,
        toEmail: str,
        asset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset into a managed sub-account: POST /sapi/v1/managed-subaccount/deposit.

        For master accounts of investors.

        https://developers.binance.com/docs/sub_account
        """

    def managed_sub_account_assets(
        self,
        *,
        email: str,
    ) -> T:
        """Balances of a managed sub-account: GET /sapi/v1/managed-subaccount/asset.

        For master accounts of investors.

        email: of the managed sub-account

        https://developers.binance.com/docs/sub_account
        """

    def managed_sub_account_withdraw(
        self,
        *,
        fromEmail: str,
        asset: str,
        amount: Decimal | int | str,
        transferDate: datetime | int | None = None,
    ) -> T:
        """Move an asset out of a managed sub-account: POST /sapi/v1/managed-subaccount/withdraw.

        For master accounts of investors.

        transferDate: default: at once; otherwise on this day, UTC

        https://developers.binance.com/docs/sub_account
        """

    @deprecated("2024-03-31: use POST /sapi/v1/asset/transfer (universal_transfer)")
    def margin_transfer(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        type: Literal["1", "2"],
    ) -> T:
        """Move an asset between spot and cross margin wallets: POST /sapi/v1/margin/transfer.

        Retired by the venue on 2024-03-31: use POST /sapi/v1/asset/transfer (universal_transfer).

        type: 1 spot to margin, 2 back; one of 1, 2

        https://binance-docs.github.io/apidocs/spot/en/#cross-margin-account-transfer-margin
        """

    @deprecated("2024-03-31: use POST /sapi/v1/margin/borrow-repay")
    def margin_loan(
        self,
        *,
        asset: str,
        isIsolated: bool | None = None,
        symbol: str | None = None,
        amount: Decimal | int | str,
    ) -> T:
        """Borrow on margin: POST /sapi/v1/margin/loan.

        Retired by the venue on 2024-03-31: use POST /sapi/v1/margin/borrow-repay.

        isIsolated: the isolated account of the symbol; default false

        symbol: of the isolated account

        isIsolated TRUE needs symbol.

        https://binance-docs.github.io/apidocs/spot/en/#margin-account-borrow-margin
        """

    @deprecated("2024-03-31: use POST /sapi/v1/margin/borrow-repay")
    def margin_repay(
        self,
        *,
        asset: str,
        isIsolated: bool | None = None,
        symbol: str | None = None,
        amount: Decimal | int | str,
    ) -> T:
        """Repay what was borrowed on margin: POST /sapi/v1/margin/repay.

        Retired by the venue on 2024-03-31: use POST /sapi/v1/margin/borrow-repay.

        isIsolated: the isolated account of the symbol; default false

        symbol: of the isolated account

        isIsolated TRUE needs symbol.

        https://binance-docs.github.io/apidocs/spot/en/#margin-account-repay-margin
        """

    @deprecated("2024-03-31: use GET /sapi/v1/margin/allAssets (margin_all_assets)")
    def margin_asset(
        self,
        *,
        asset: str,
    ) -> T:
        """Whether an asset can be borrowed and used as collateral: GET /sapi/v1/margin/asset.

        Retired by the venue on 2024-03-31: use GET /sapi/v1/margin/allAssets (margin_all_assets).

        https://binance-docs.github.io/apidocs/spot/en/#query-margin-asset-market_data
        """

    @deprecated("2024-03-31: use GET /sapi/v1/margin/allPairs (margin_all_pairs)")
    def margin_pair(
        self,
        *,
        symbol: str,
    ) -> T:
        """A pair of cross margin: GET /sapi/v1/margin/pair.

        Retired by the venue on 2024-03-31: use GET /sapi/v1/margin/allPairs (margin_all_pairs).

        https://binance-docs.github.io/apidocs/spot/en/#query-cross-margin-pair-market_data
        """

    def margin_all_assets(
        self,
        *,
        asset: str | None = None,
    ) -> T:
        """Which assets can be borrowed and used as collateral: GET /sapi/v1/margin/allAssets.

        asset: default: all

        https://developers.binance.com/docs/margin_trading
        """

    def margin_all_pairs(
        self,
        *,
        symbol: str | None = None,
    ) -> T:
        """Pairs of cross margin: GET /sapi/v1/margin/allPairs.

        symbol: default: all

        https://developers.binance.com/docs/margin_trading
        """

    def margin_price_index(
        self,
        *,
        symbol: str,
    ) -> T:
        """The price that margin levels are computed with: GET /sapi/v1/margin/priceIndex.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_new_order(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
        side: Literal["BUY", "SELL"],
        type: Literal["LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"],
        quantity: Decimal | int | str | None = None,
        quoteOrderQty: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        stopPrice: Decimal | int | str | None = None,
        newClientOrderId: str | None = None,
        icebergQty: Decimal | int | str | None = None,
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        sideEffectType: Literal["NO_SIDE_EFFECT", "MARGIN_BUY", "AUTO_REPAY", "AUTO_BORROW_REPAY"] | None = None,
        timeInForce: Literal["GTC", "IOC", "FOK"] | None = None,
        selfTradePreventionMode: Literal["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH"] | None = None,
        autoRepayAtCancel: bool | None = None,
    ) -> T:
        """Place an order on margin: POST /sapi/v1/margin/order.

        isIsolated: the isolated account of the symbol; default false

        side: one of BUY, SELL

        type: one of LIMIT, MARKET, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER

        quantity: in the base asset

        quoteOrderQty: in the quote asset

        newClientOrderId: unique among the open orders

        icebergQty: LIMIT, STOP_LOSS_LIMIT and TAKE_PROFIT_LIMIT

        newOrderRespType: one of ACK, RESULT, FULL

        sideEffectType: borrow or repay with the order; one of NO_SIDE_EFFECT, MARGIN_BUY, AUTO_REPAY, AUTO_BORROW_REPAY; default NO_SIDE_EFFECT

        timeInForce: one of GTC, IOC, FOK

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of NONE, EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH

        autoRepayAtCancel: repay what the order borrowed when it is cancelled

        https://developers.binance.com/docs/margin_trading
        """

    def margin_cancel_order(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
        orderId: int | None = None,
        origClientOrderId: str | None = None,
        newClientOrderId: str | None = None,
    ) -> T:
        """Cancel one open margin order: DELETE /sapi/v1/margin/order.

        isIsolated: the isolated account of the symbol; default false

        newClientOrderId: id of the cancel

        Needs one of orderId and origClientOrderId.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_cancel_open_orders(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
    ) -> T:
        """Cancel every open margin order of a symbol, order lists too: DELETE /sapi/v1/margin/openOrders.

        isIsolated: the isolated account of the symbol; default false

        https://developers.binance.com/docs/margin_trading
        """

    def margin_transfers(
        self,
        *,
        asset: str | None = None,
        type: Literal["ROLL_IN", "ROLL_OUT"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
        archived: bool | None = None,
        isolatedSymbol: str | None = None,
    ) -> T:
        """Transfers to and from the margin account; of 7 days when no time is given: GET /sapi/v1/margin/transfer.

        type: in or out; one of ROLL_IN, ROLL_OUT

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        archived: older than six months; default false

        isolatedSymbol: default: the cross account

        https://developers.binance.com/docs/margin_trading
        """

    @deprecated("2024-03-31: use GET /sapi/v1/margin/borrow-repay")
    def margin_loans(
        self,
        *,
        asset: str,
        isolatedSymbol: str | None = None,
        txId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
        archived: bool | None = None,
    ) -> T:
        """What was borrowed on margin: GET /sapi/v1/margin/loan.

        Retired by the venue on 2024-03-31: use GET /sapi/v1/margin/borrow-repay.

        isolatedSymbol: default: the cross account

        txId: goes before the times

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        archived: older than six months; default false

        Needs one of txId and startTime.

        https://binance-docs.github.io/apidocs/spot/en/#query-loan-record-user_data
        """

    @deprecated("2024-03-31: use GET /sapi/v1/margin/borrow-repay")
    def margin_repayments(
        self,
        *,
        asset: str,
        isolatedSymbol: str | None = None,
        txId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
        archived: bool | None = None,
    ) -> T:
        """What was repaid on margin: GET /sapi/v1/margin/repay.

        Retired by the venue on 2024-03-31: use GET /sapi/v1/margin/borrow-repay.

        isolatedSymbol: default: the cross account

        txId: goes before the times

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        archived: older than six months; default false

        Needs one of txId and startTime.

        https://binance-docs.github.io/apidocs/spot/en/#query-repay-record-user_data
        """

    def margin_borrow_repay(
        self,
        *,
        type: Literal["BORROW", "REPAY"],
        asset: str | None = None,
        isolatedSymbol: str | None = None,
        txId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """What was borrowed or repaid on margin; of 7 days when no time is given: GET /sapi/v1/margin/borrow-repay.

        type: one of BORROW, REPAY

        isolatedSymbol: default: the cross account

        txId: goes before the times

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://developers.binance.com/docs/margin_trading
        """

    def margin_interest_history(
        self,
        *,
        asset: str | None = None,
        isolatedSymbol: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
        archived: bool | None = None,
    ) -> T:
        """Interest charged on margin: GET /sapi/v1/margin/interestHistory.

        isolatedSymbol: default: the cross account

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        archived: older than six months; default false

        https://developers.binance.com/docs/margin_trading
        """

    def margin_liquidations(
        self,
        *,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        isolatedSymbol: str | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Orders of forced liquidations: GET /sapi/v1/margin/forceLiquidationRec.

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://developers.binance.com/docs/margin_trading
        """

    def margin_account(self) -> T:
        """The cross margin account: level, worth, and balance and debt of each asset: GET /sapi/v1/margin/account.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_query_order(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
        orderId: int | None = None,
        origClientOrderId: str | None = None,
    ) -> T:
        """One margin order: GET /sapi/v1/margin/order.

        isIsolated: the isolated account of the symbol; default false

        Needs one of orderId and origClientOrderId.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_open_orders(
        self,
        *,
        symbol: str | None = None,
        isIsolated: bool | None = None,
    ) -> T:
        """Open margin orders; of all symbols when none is named: GET /sapi/v1/margin/openOrders.

        symbol: of the isolated account, if that is meant

        isIsolated: the isolated account of the symbol; default false

        isIsolated TRUE needs symbol.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_all_orders(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
        orderId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Margin orders of a symbol, open or done: GET /sapi/v1/margin/allOrders.

        isIsolated: the isolated account of the symbol; default false

        orderId: from this one on

        limit: 1 to 500; default 500

        https://developers.binance.com/docs/margin_trading
        """

    def margin_new_oco(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
        listClientOrderId: str | None = None,
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
        newOrderRespType: Literal["ACK", "RESULT", "FULL"] | None = None,
        sideEffectType: Literal["NO_SIDE_EFFECT", "MARGIN_BUY", "AUTO_REPAY", "AUTO_BORROW_REPAY"] | None = None,
        selfTradePreventionMode: Literal["NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH"] | None = None,
    ) -> T:
        """Place two margin orders of which one cancels the other: POST /sapi/v1/margin/order/oco.

        isIsolated: the isolated account of the symbol; default false

        listClientOrderId: unique among the open order lists

        side: one of BUY, SELL

        quantity: of both orders

        price: of the limit order

        stopLimitPrice: needs stopLimitTimeInForce

        stopLimitTimeInForce: one of GTC, IOC, FOK

        newOrderRespType: one of ACK, RESULT, FULL

        sideEffectType: borrow or repay with the order; one of NO_SIDE_EFFECT, MARGIN_BUY, AUTO_REPAY, AUTO_BORROW_REPAY; default NO_SIDE_EFFECT

        selfTradePreventionMode: what the symbol allows is in exchange_info; one of NONE, EXPIRE_MAKER, EXPIRE_TAKER, EXPIRE_BOTH

        https://developers.binance.com/docs/margin_trading
        """

    def margin_cancel_order_list(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
        orderListId: int | None = None,
        listClientOrderId: str | None = None,
        newClientOrderId: str | None = None,
    ) -> T:
        """Cancel all orders of a margin order list: DELETE /sapi/v1/margin/orderList.

        isIsolated: the isolated account of the symbol; default false

        newClientOrderId: id of the cancel

        Needs one of orderListId and listClientOrderId.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_query_order_list(
        self,
        *,
        isIsolated: bool | None = None,
        symbol: str | None = None,
        orderListId: int | None = None,
        origClientOrderId: str | None = None,
    ) -> T:
        """One margin order list: GET /sapi/v1/margin/orderList.

        isIsolated: the isolated account of the symbol; default false

        symbol: of the isolated account; none for the cross account

        Needs one of orderListId and origClientOrderId.

        isIsolated TRUE needs symbol.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_all_order_lists(
        self,
        *,
        isIsolated: bool | None = None,
        symbol: str | None = None,
        fromId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Margin order lists, open or done: GET /sapi/v1/margin/allOrderList.

        isIsolated: the isolated account of the symbol; default false

        symbol: of the isolated account; none for the cross account

        limit: 1 to 1000; default 500

        Takes only one of fromId and startTime.

        Takes only one of fromId and endTime.

        isIsolated TRUE needs symbol.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_open_order_lists(
        self,
        *,
        isIsolated: bool | None = None,
        symbol: str | None = None,
    ) -> T:
        """Open margin order lists: GET /sapi/v1/margin/openOrderList.

        isIsolated: the isolated account of the symbol; default false

        symbol: of the isolated account; none for the cross account

        isIsolated TRUE needs symbol.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_my_trades(
        self,
        *,
        symbol: str,
        isIsolated: bool | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        fromId: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Own margin trades of a symbol: GET /sapi/v1/margin/myTrades.

        isIsolated: the isolated account of the symbol; default false

        fromId: from this one on; default: the latest

        limit: 1 to 1000; default 500

        https://developers.binance.com/docs/margin_trading
        """

    def margin_max_borrowable(
        self,
        *,
        asset: str,
        isolatedSymbol: str | None = None,
    ) -> T:
        """How much of an asset can be borrowed: GET /sapi/v1/margin/maxBorrowable.

        isolatedSymbol: default: the cross account

        https://developers.binance.com/docs/margin_trading
        """

    def margin_max_transferable(
        self,
        *,
        asset: str,
        isolatedSymbol: str | None = None,
    ) -> T:
        """How much of an asset can be moved out: GET /sapi/v1/margin/maxTransferable.

        isolatedSymbol: default: the cross account

        https://developers.binance.com/docs/margin_trading
        """

    @deprecated("2024-03-31: use POST /sapi/v1/asset/transfer (universal_transfer)")
    def isolated_margin_transfer(
        self,
        *,
        asset: str,
        symbol: str,
        transFrom: Literal["SPOT", "ISOLATED_MARGIN"],
        transTo: Literal["SPOT", "ISOLATED_MARGIN"],
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset between spot and isolated margin wallets: POST /sapi/v1/margin/isolated/transfer.

        Retired by the venue on 2024-03-31: use POST /sapi/v1/asset/transfer (universal_transfer).

        transFrom: one of SPOT, ISOLATED_MARGIN

        transTo: one of SPOT, ISOLATED_MARGIN

        https://binance-docs.github.io/apidocs/spot/en/#isolated-margin-account-transfer-margin
        """

    @deprecated("2024-03-31: use GET /sapi/v1/margin/transfer (margin_transfers)")
    def isolated_margin_transfers(
        self,
        *,
        asset: str | None = None,
        symbol: str,
        transFrom: Literal["SPOT", "ISOLATED_MARGIN"] | None = None,
        transTo: Literal["SPOT", "ISOLATED_MARGIN"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Transfers to and from an isolated margin account: GET /sapi/v1/margin/isolated/transfer.

        Retired by the venue on 2024-03-31: use GET /sapi/v1/margin/transfer (margin_transfers).

        transFrom: one of SPOT, ISOLATED_MARGIN

        transTo: one of SPOT, ISOLATED_MARGIN

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://binance-docs.github.io/apidocs/spot/en/#get-isolated-margin-transfer-history-user_data
        """

    def isolated_margin_account(
        self,
        *,
        symbols: str | None = None,
    ) -> T:
        """The isolated margin accounts: level, balances and debts: GET /sapi/v1/margin/isolated/account.

        symbols: 5 at most, separated by commas; default: all

        https://developers.binance.com/docs/margin_trading
        """

    def isolated_margin_disable(
        self,
        *,
        symbol: str,
    ) -> T:
        """Close the isolated margin account of a symbol, once in 24 hours: DELETE /sapi/v1/margin/isolated/account.

        https://developers.binance.com/docs/margin_trading
        """

    def isolated_margin_enable(
        self,
        *,
        symbol: str,
    ) -> T:
        """Open an isolated margin account again that was closed: POST /sapi/v1/margin/isolated/account.

        https://developers.binance.com/docs/margin_trading
        """

    def isolated_margin_account_limit(self) -> T:
        """How many isolated margin accounts are open, and how many may be: GET /sapi/v1/margin/isolated/accountLimit.

        https://developers.binance.com/docs/margin_trading
        """

    @deprecated("2024-03-31: use GET /sapi/v1/margin/isolated/allPairs (isolated_margin_all_pairs)")
    def isolated_margin_pair(
        self,
        *,
        symbol: str,
    ) -> T:
        """A pair of isolated margin: GET /sapi/v1/margin/isolated/pair.

        Retired by the venue on 2024-03-31: use GET /sapi/v1/margin/isolated/allPairs (isolated_margin_all_pairs).

        https://binance-docs.github.io/apidocs/spot/en/#query-isolated-margin-symbol-user_data
        """

    def isolated_margin_all_pairs(
        self,
        *,
        symbol: str | None = None,
    ) -> T:
        """Pairs of isolated margin: GET /sapi/v1/margin/isolated/allPairs.

        symbol: default: all

        https://developers.binance.com/docs/margin_trading
        """

    def bnb_burn_set(
        self,
        *,
        spotBNBBurn: bool | None = None,
        interestBNBBurn: bool | None = None,
    ) -> T:
        """Pay trading fees or margin interest in BNB, or stop it: POST /sapi/v1/bnbBurn.

        spotBNBBurn: trading fees

        interestBNBBurn: margin interest

        Needs one of spotBNBBurn and interestBNBBurn.

        https://developers.binance.com/docs/margin_trading
        """

    def bnb_burn(self) -> T:
        """Whether trading fees and margin interest are paid in BNB: GET /sapi/v1/bnbBurn.

        https://developers.binance.com/docs/margin_trading
        """

    def margin_interest_rates(
        self,
        *,
        asset: str,
        vipLevel: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Interest rates of an asset by day; the span is at most a month: GET /sapi/v1/margin/interestRateHistory.

        vipLevel: default: one's own; at least 0

        startTime: default 7 days ago

        endTime: default now

        https://developers.binance.com/docs/margin_trading
        """

    def margin_fees(
        self,
        *,
        vipLevel: int | None = None,
        coin: str | None = None,
    ) -> T:
        """Interest rates and borrow limits of cross margin; of all coins when none is named: GET /sapi/v1/margin/crossMarginData.

        vipLevel: default: one's own; at least 0

        https://developers.binance.com/docs/margin_trading
        """

    def isolated_margin_fees(
        self,
        *,
        vipLevel: int | None = None,
        symbol: str | None = None,
    ) -> T:
        """Interest rates and borrow limits of isolated margin; of all symbols when none is named: GET /sapi/v1/margin/isolatedMarginData.

        vipLevel: default: one's own; at least 0

        https://developers.binance.com/docs/margin_trading
        """

    def isolated_margin_tiers(
        self,
        *,
        symbol: str,
        tier: str | None = None,
    ) -> T:
        """Leverage and risk ratios of an isolated margin symbol by tier: GET /sapi/v1/margin/isolatedMarginTier.

        tier: default: all

        https://developers.binance.com/docs/margin_trading
        """

    @deprecated("2026-02-20: subscribe to the user data stream over the WebSocket API")
    def listen_key_create(self) -> T:
        """Open a user data stream, or extend the open one by an hour: POST /api/v3/userDataStream.

        Retired by the venue on 2026-02-20: subscribe to the user data stream over the WebSocket API.

        https://developers.binance.com/docs/binance-spot-api-docs/user-data-stream
        """

    @deprecated("2026-02-20: subscribe to the user data stream over the WebSocket API")
    def listen_key_keep_alive(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Extend a user data stream by an hour: PUT /api/v3/userDataStream.

        Retired by the venue on 2026-02-20: subscribe to the user data stream over the WebSocket API.

        https://developers.binance.com/docs/binance-spot-api-docs/user-data-stream
        """

    @deprecated("2026-02-20: subscribe to the user data stream over the WebSocket API")
    def listen_key_close(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Close a user data stream: DELETE /api/v3/userDataStream.

        Retired by the venue on 2026-02-20: subscribe to the user data stream over the WebSocket API.

        https://developers.binance.com/docs/binance-spot-api-docs/user-data-stream
        """

    @deprecated("2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API")
    def listen_key_margin_create(self) -> T:
        """Open a user data stream of the margin account: POST /sapi/v1/userDataStream.

        Retired by the venue on 2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    @deprecated("2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API")
    def listen_key_margin_keep_alive(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Extend a user data stream of the margin account by an hour: PUT /sapi/v1/userDataStream.

        Retired by the venue on 2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    @deprecated("2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API")
    def listen_key_margin_close(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Close a user data stream of the margin account: DELETE /sapi/v1/userDataStream.

        Retired by the venue on 2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    @deprecated("2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API")
    def listen_key_isolated_margin_create(
        self,
        *,
        symbol: str,
    ) -> T:
        """Open a user data stream of the isolated margin account: POST /sapi/v1/userDataStream/isolated.

        Retired by the venue on 2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    @deprecated("2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API")
    def listen_key_isolated_margin_keep_alive(
        self,
        *,
        symbol: str,
        listenKey: str,
    ) -> T:
        """Extend a user data stream of the isolated margin account by an hour: PUT /sapi/v1/userDataStream/isolated.

        Retired by the venue on 2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    @deprecated("2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API")
    def listen_key_isolated_margin_close(
        self,
        *,
        symbol: str,
        listenKey: str,
    ) -> T:
        """Close a user data stream of the isolated margin account: DELETE /sapi/v1/userDataStream/isolated.

        Retired by the venue on 2026-02-20: use POST /sapi/v1/userListenToken, then subscribe over the WebSocket API.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/list")
    def savings_flexible_products(
        self,
        *,
        status: Literal["ALL", "SUBSCRIBABLE", "UNSUBSCRIBABLE"] | None = None,
        featured: Literal["ALL", "TRUE"] | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Flexible savings products: GET /sapi/v1/lending/daily/product/list.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/list.

        status: one of ALL, SUBSCRIBABLE, UNSUBSCRIBABLE; default ALL

        featured: one of ALL, TRUE; default ALL

        current: page; at least 1; default 1

        size: 1 to 100; default 50

        https://binance-docs.github.io/apidocs/spot/en/#get-flexible-product-list-user_data
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/personalLeftQuota")
    def savings_flexible_quota(
        self,
        *,
        productId: str,
    ) -> T:
        """How much of a flexible product can still be subscribed today: GET /sapi/v1/lending/daily/userLeftQuota.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/personalLeftQuota.

        https://binance-docs.github.io/apidocs/spot/en/#get-left-daily-purchase-quota-of-flexible-product-user_data
        """

    @deprecated("2023-09-02 at the latest: use POST /sapi/v1/simple-earn/flexible/subscribe")
    def savings_flexible_subscribe(
        self,
        *,
        productId: str,
        amount: Decimal | int | str,
    ) -> T:
        """Subscribe to a flexible product: POST /sapi/v1/lending/daily/purchase.

        Retired by the venue on 2023-09-02 at the latest: use POST /sapi/v1/simple-earn/flexible/subscribe.

        https://binance-docs.github.io/apidocs/spot/en/#purchase-flexible-product-user_data
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/position")
    def savings_flexible_redemption_quota(
        self,
        *,
        productId: str,
        type: Literal["FAST", "NORMAL"],
    ) -> T:
        """How much of a flexible product can still be redeemed today: GET /sapi/v1/lending/daily/userRedemptionQuota.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/position.

        type: one of FAST, NORMAL

        https://binance-docs.github.io/apidocs/spot/en/#get-left-daily-redemption-quota-of-flexible-product-user_data
        """

    @deprecated("2023-09-02 at the latest: use POST /sapi/v1/simple-earn/flexible/redeem")
    def savings_flexible_redeem(
        self,
        *,
        productId: str,
        amount: Decimal | int | str,
        type: Literal["FAST", "NORMAL"],
    ) -> T:
        """Redeem from a flexible product: POST /sapi/v1/lending/daily/redeem.

        Retired by the venue on 2023-09-02 at the latest: use POST /sapi/v1/simple-earn/flexible/redeem.

        type: one of FAST, NORMAL

        https://binance-docs.github.io/apidocs/spot/en/#redeem-flexible-product-user_data
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/position")
    def savings_flexible_positions(
        self,
        *,
        asset: str,
    ) -> T:
        """Holdings in flexible products: GET /sapi/v1/lending/daily/token/position.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/position.

        https://binance-docs.github.io/apidocs/spot/en/#get-flexible-product-position-user_data
        """

    @deprecated("the venue's own clients dropped it in 2024: use GET /sapi/v1/simple-earn/locked/list")
    def savings_fixed_projects(
        self,
        *,
        asset: str | None = None,
        type: Literal["ACTIVITY", "CUSTOMIZED_FIXED"],
        status: Literal["ALL", "SUBSCRIBABLE", "UNSUBSCRIBABLE"] | None = None,
        isSortAsc: bool | None = None,
        sortBy: Literal["START_TIME", "LOT_SIZE", "INTEREST_RATE", "DURATION"] | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Fixed and activity savings projects: GET /sapi/v1/lending/project/list.

        Deprecated: the venue's own clients dropped it in 2024: use GET /sapi/v1/simple-earn/locked/list.

        type: one of ACTIVITY, CUSTOMIZED_FIXED

        status: one of ALL, SUBSCRIBABLE, UNSUBSCRIBABLE; default ALL

        isSortAsc: ascending; default true

        sortBy: one of START_TIME, LOT_SIZE, INTEREST_RATE, DURATION; default START_TIME

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://binance-docs.github.io/apidocs/spot/en/#get-fixed-and-activity-project-list-user_data
        """

    @deprecated("the venue's own clients dropped it in 2024: use POST /sapi/v1/simple-earn/locked/subscribe")
    def savings_fixed_subscribe(
        self,
        *,
        projectId: str,
        lot: int,
    ) -> T:
        """Subscribe to a fixed or activity project: POST /sapi/v1/lending/customizedFixed/purchase.

        Deprecated: the venue's own clients dropped it in 2024: use POST /sapi/v1/simple-earn/locked/subscribe.

        lot: number of lots; at least 1

        https://binance-docs.github.io/apidocs/spot/en/#purchase-fixed-activity-project-user_data
        """

    @deprecated("the venue's own clients dropped it in 2024: use GET /sapi/v1/simple-earn/locked/position")
    def savings_fixed_positions(
        self,
        *,
        asset: str,
        projectId: str | None = None,
        status: Literal["HOLDING", "REDEEMED"] | None = None,
    ) -> T:
        """Holdings in fixed and activity projects: GET /sapi/v1/lending/project/position/list.

        Deprecated: the venue's own clients dropped it in 2024: use GET /sapi/v1/simple-earn/locked/position.

        status: one of HOLDING, REDEEMED

        https://binance-docs.github.io/apidocs/spot/en/#get-fixed-activity-project-position-user_data
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/account")
    def savings_account(self) -> T:
        """All savings, with their worth in BTC and USDT: GET /sapi/v1/lending/union/account.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/account.

        https://binance-docs.github.io/apidocs/spot/en/#lending-account-user_data
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/history/subscriptionRecord")
    def savings_subscriptions(
        self,
        *,
        lendingType: Literal["DAILY", "ACTIVITY", "CUSTOMIZED_FIXED"],
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Subscriptions to savings; the span is at most 30 days: GET /sapi/v1/lending/union/purchaseRecord.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/history/subscriptionRecord.

        lendingType: flexible, activity or fixed; one of DAILY, ACTIVITY, CUSTOMIZED_FIXED

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://binance-docs.github.io/apidocs/spot/en/#get-purchase-record-user_data
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/history/redemptionRecord")
    def savings_redemptions(
        self,
        *,
        lendingType: Literal["DAILY", "ACTIVITY", "CUSTOMIZED_FIXED"],
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Redemptions from savings; the span is at most 30 days: GET /sapi/v1/lending/union/redemptionRecord.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/history/redemptionRecord.

        lendingType: flexible, activity or fixed; one of DAILY, ACTIVITY, CUSTOMIZED_FIXED

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://binance-docs.github.io/apidocs/spot/en/#get-redemption-record-user_data
        """

    @deprecated("2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/history/rewardsRecord")
    def savings_interest_history(
        self,
        *,
        lendingType: Literal["DAILY", "ACTIVITY", "CUSTOMIZED_FIXED"],
        asset: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Interest paid by savings; the span is at most 30 days: GET /sapi/v1/lending/union/interestHistory.

        Retired by the venue on 2023-09-02 at the latest: use GET /sapi/v1/simple-earn/flexible/history/rewardsRecord.

        lendingType: flexible, activity or fixed; one of DAILY, ACTIVITY, CUSTOMIZED_FIXED

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://binance-docs.github.io/apidocs/spot/en/#get-interest-history-user_data-2
        """

    @deprecated("the venue's own clients dropped it in 2024: use POST /sapi/v1/simple-earn/locked/redeem")
    def savings_fixed_to_flexible(
        self,
        *,
        projectId: str,
        lot: int,
        positionId: int | None = None,
    ) -> T:
        """Turn a fixed or activity holding into a flexible one: POST /sapi/v1/lending/positionChanged.

        Deprecated: the venue's own clients dropped it in 2024: use POST /sapi/v1/simple-earn/locked/redeem.

        lot: number of lots; at least 1

        positionId: of a fixed holding

        https://binance-docs.github.io/apidocs/spot/en/#change-fixed-activity-position-to-daily-position-user_data
        """

    def mining_algorithms(self) -> T:
        """Algorithms that are mined: GET /sapi/v1/mining/pub/algoList.

        https://developers.binance.com/docs/mining
        """

    def mining_coins(self) -> T:
        """Coins that are mined: GET /sapi/v1/mining/pub/coinList.

        https://developers.binance.com/docs/mining
        """

    def mining_worker(
        self,
        *,
        algo: str,
        userName: str,
        workerName: str,
    ) -> T:
        """Hash rates of a miner, by hour and by day: GET /sapi/v1/mining/worker/detail.

        algo: such as sha256

        userName: the mining account

        https://developers.binance.com/docs/mining
        """

    def mining_workers(
        self,
        *,
        algo: str,
        userName: str,
        pageIndex: int | None = None,
        sort: Literal["0", "1"] | None = None,
        sortColumn: Literal["1", "2", "3", "4", "5"] | None = None,
        workerStatus: Literal["0", "1", "2", "3"] | None = None,
    ) -> T:
        """Miners of a mining account: GET /sapi/v1/mining/worker/list.

        algo: such as sha256

        userName: the mining account

        pageIndex: page; at least 1; default 1

        sort: 0 ascending, 1 descending; one of 0, 1; default 0

        sortColumn: 1 name, 2 hash rate, 3 daily hash rate, 4 rejects, 5 last submission; one of 1, 2, 3, 4, 5; default 1

        workerStatus: 0 all, 1 valid, 2 invalid, 3 failed; one of 0, 1, 2, 3; default 0

        https://developers.binance.com/docs/mining
        """

    def mining_earnings(
        self,
        *,
        algo: str,
        userName: str,
        coin: str | None = None,
        startDate: datetime | int | None = None,
        endDate: datetime | int | None = None,
        pageIndex: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Earnings of a mining account by day: GET /sapi/v1/mining/payment/list.

        algo: such as sha256

        userName: the mining account

        pageIndex: page; at least 1; default 1

        pageSize: 10 to 200

        https://developers.binance.com/docs/mining
        """

    def mining_bonuses(
        self,
        *,
        algo: str,
        userName: str,
        coin: str | None = None,
        startDate: datetime | int | None = None,
        endDate: datetime | int | None = None,
        pageIndex: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Extra bonuses of a mining account: GET /sapi/v1/mining/payment/other.

        algo: such as sha256

        userName: the mining account

        pageIndex: page; at least 1; default 1

        pageSize: 10 to 200

        https://developers.binance.com/docs/mining
        """

    def mining_resales(
        self,
        *,
        pageIndex: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Resales of hash rate: GET /sapi/v1/mining/hash-transfer/config/details/list.

        pageIndex: page; at least 1; default 1

        pageSize: 10 to 200

        https://developers.binance.com/docs/mining
        """

    def mining_resale(
        self,
        *,
        configId: int,
        userName: str,
        pageIndex: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """What a resale of hash rate earned, by day: GET /sapi/v1/mining/hash-transfer/profit/details.

        configId: of the resale

        userName: the mining account

        pageIndex: page; at least 1; default 1

        pageSize: 10 to 200

        https://developers.binance.com/docs/mining
        """

    def mining_resale_create(
        self,
        *,
        userName: str,
        algo: str,
        endDate: datetime | int,
        startDate: datetime | int,
        toPoolUser: str,
        hashRate: int,
    ) -> T:
        """Sell hash rate to another mining account: POST /sapi/v1/mining/hash-transfer/config.

        userName: the mining account

        algo: such as sha256

        toPoolUser: the mining account that buys

        hashRate: hashes a second

        https://developers.binance.com/docs/mining
        """

    def mining_resale_cancel(
        self,
        *,
        configId: int,
        userName: str,
    ) -> T:
        """End a resale of hash rate: POST /sapi/v1/mining/hash-transfer/config/cancel.

        configId: of the resale

        userName: the mining account

        https://developers.binance.com/docs/mining
        """

    def mining_statistics(
        self,
        *,
        algo: str,
        userName: str,
    ) -> T:
        """Hash rates, miners and estimated earnings of a mining account: GET /sapi/v1/mining/statistics/user/status.

        algo: such as sha256

        userName: the mining account

        https://developers.binance.com/docs/mining
        """

    def mining_accounts(
        self,
        *,
        algo: str,
        userName: str,
    ) -> T:
        """Hash rates of the mining accounts, by hour and by day: GET /sapi/v1/mining/statistics/user/list.

        algo: such as sha256

        userName: the mining account

        https://developers.binance.com/docs/mining
        """

    def mining_account_earnings(
        self,
        *,
        algo: str,
        startDate: datetime | int | None = None,
        endDate: datetime | int | None = None,
        pageIndex: int | None = None,
        pageSize: int | None = None,
    ) -> T:
        """Earnings of the mining account from others' mining: GET /sapi/v1/mining/payment/uid.

        algo: such as sha256

        pageIndex: page; at least 1; default 1

        pageSize: 10 to 200

        https://developers.binance.com/docs/mining
        """

    @deprecated("the venue's own clients dropped it on 2024-10-01: use POST /sapi/v1/asset/transfer (universal_transfer)")
    def futures_transfer(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        type: Literal["1", "2", "3", "4"],
    ) -> T:
        """Move an asset between spot and futures wallets: POST /sapi/v1/futures/transfer.

        Deprecated: the venue's own clients dropped it on 2024-10-01: use POST /sapi/v1/asset/transfer (universal_transfer).

        type: 1 spot to USDT-margined, 2 back, 3 spot to coin-margined, 4 back; one of 1, 2, 3, 4

        https://binance-docs.github.io/apidocs/spot/en/#new-future-account-transfer-user_data
        """

    @deprecated("the venue's own clients dropped it on 2024-10-01: use GET /sapi/v1/asset/transfer (universal_transfer_history)")
    def futures_transfers(
        self,
        *,
        asset: str,
        startTime: datetime | int,
        endTime: datetime | int | None = None,
        current: int | None = None,
        size: int | None = None,
    ) -> T:
        """Transfers between spot and futures wallets, of the last six months: GET /sapi/v1/futures/transfer.

        Deprecated: the venue's own clients dropped it on 2024-10-01: use GET /sapi/v1/asset/transfer (universal_transfer_history).

        current: page; at least 1; default 1

        size: 1 to 100; default 10

        https://binance-docs.github.io/apidocs/spot/en/#get-future-account-transaction-history-list-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_borrow(
        self,
        *,
        coin: str,
        amount: Decimal | int | str | None = None,
        collateralCoin: str,
        collateralAmount: Decimal | int | str | None = None,
    ) -> T:
        """Borrow against collateral for futures: POST /sapi/v1/futures/loan/borrow.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        Needs one of amount and collateralAmount.

        https://binance-docs.github.io/apidocs/spot/en/#borrow-for-cross-collateral-trade
        """

    @deprecated("2023-09-27 at the latest: loans against collateral for futures ended")
    def cross_collateral_loans(
        self,
        *,
        coin: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """What was borrowed against collateral for futures: GET /sapi/v1/futures/loan/borrow/history.

        Retired by the venue on 2023-09-27 at the latest: loans against collateral for futures ended.

        limit: 1 to 1000; default 500

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-borrow-history-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_repay(
        self,
        *,
        coin: str,
        collateralCoin: str,
        amount: Decimal | int | str,
    ) -> T:
        """Repay what was borrowed against collateral for futures: POST /sapi/v1/futures/loan/repay.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        https://binance-docs.github.io/apidocs/spot/en/#repay-for-cross-collateral-trade
        """

    @deprecated("2023-09-27 at the latest: loans against collateral for futures ended")
    def cross_collateral_repayments(
        self,
        *,
        coin: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """What was repaid of loans for futures: GET /sapi/v1/futures/loan/repay/history.

        Retired by the venue on 2023-09-27 at the latest: loans against collateral for futures ended.

        limit: 1 to 1000; default 500

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-repayment-history-user_data
        """

    @deprecated("2022-09-05: loans against collateral for futures ended")
    def cross_collateral_wallet(self) -> T:
        """Collateral, debt and interest of loans for futures: GET /sapi/v1/futures/loan/wallet.

        Retired by the venue on 2022-09-05: loans against collateral for futures ended.

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-wallet-user_data
        """

    @deprecated("2023-09-27 at the latest: loans against collateral for futures ended")
    def cross_collateral_wallet_v2(self) -> T:
        """Collateral, debt and interest of loans for futures, by coin of the loan: GET /sapi/v2/futures/loan/wallet.

        Retired by the venue on 2023-09-27 at the latest: loans against collateral for futures ended.

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-wallet-v2-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_rates(
        self,
        *,
        collateralCoin: str | None = None,
    ) -> T:
        """Rates and limits by collateral: GET /sapi/v1/futures/loan/configs.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        collateralCoin: default: all

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-information-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_rates_v2(
        self,
        *,
        loanCoin: str | None = None,
        collateralCoin: str | None = None,
    ) -> T:
        """Rates and limits by loan and collateral: GET /sapi/v2/futures/loan/configs.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        loanCoin: default: all

        collateralCoin: default: all

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-information-v2-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_adjusted_rate(
        self,
        *,
        collateralCoin: str,
        amount: Decimal | int | str,
        direction: Literal["ADDITIONAL", "REDUCED"],
    ) -> T:
        """The collateral rate after an adjustment: GET /sapi/v1/futures/loan/calcAdjustLevel.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        direction: add collateral or take it out; one of ADDITIONAL, REDUCED

        https://binance-docs.github.io/apidocs/spot/en/#calculate-rate-after-adjust-cross-collateral-ltv-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_adjusted_rate_v2(
        self,
        *,
        loanCoin: str,
        collateralCoin: str,
        amount: Decimal | int | str,
        direction: Literal["ADDITIONAL", "REDUCED"],
    ) -> T:
        """The collateral rate of a loan after an adjustment: GET /sapi/v2/futures/loan/calcAdjustLevel.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        direction: add collateral or take it out; one of ADDITIONAL, REDUCED

        https://binance-docs.github.io/apidocs/spot/en/#calculate-rate-after-adjust-cross-collateral-ltv-v2-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_max_adjust(
        self,
        *,
        collateralCoin: str,
    ) -> T:
        """How much collateral can be added or taken out: GET /sapi/v1/futures/loan/calcMaxAdjustAmount.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        https://binance-docs.github.io/apidocs/spot/en/#get-max-amount-for-adjust-cross-collateral-ltv-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_max_adjust_v2(
        self,
        *,
        loanCoin: str,
        collateralCoin: str,
    ) -> T:
        """How much collateral of a loan can be added or taken out: GET /sapi/v2/futures/loan/calcMaxAdjustAmount.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        https://binance-docs.github.io/apidocs/spot/en/#get-max-amount-for-adjust-cross-collateral-ltv-v2-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_adjust(
        self,
        *,
        collateralCoin: str,
        amount: Decimal | int | str,
        direction: Literal["ADDITIONAL", "REDUCED"],
    ) -> T:
        """Add collateral or take it out: POST /sapi/v1/futures/loan/adjustCollateral.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        direction: add collateral or take it out; one of ADDITIONAL, REDUCED

        https://binance-docs.github.io/apidocs/spot/en/#adjust-cross-collateral-ltv-trade
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_adjust_v2(
        self,
        *,
        loanCoin: str,
        collateralCoin: str,
        amount: Decimal | int | str,
        direction: Literal["ADDITIONAL", "REDUCED"],
    ) -> T:
        """Add collateral to a loan or take it out: POST /sapi/v2/futures/loan/adjustCollateral.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        direction: add collateral or take it out; one of ADDITIONAL, REDUCED

        https://binance-docs.github.io/apidocs/spot/en/#adjust-cross-collateral-ltv-v2-trade
        """

    @deprecated("2023-09-27 at the latest: loans against collateral for futures ended")
    def cross_collateral_adjustments(
        self,
        *,
        loanCoin: str | None = None,
        collateralCoin: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Adjustments of collateral: GET /sapi/v1/futures/loan/adjustCollateral/history.

        Retired by the venue on 2023-09-27 at the latest: loans against collateral for futures ended.

        loanCoin: default: all

        collateralCoin: default: all

        limit: 1 to 1000; default 500

        https://binance-docs.github.io/apidocs/spot/en/#adjust-cross-collateral-ltv-history-user_data
        """

    @deprecated("2023-09-27 at the latest: loans against collateral for futures ended")
    def cross_collateral_liquidations(
        self,
        *,
        loanCoin: str | None = None,
        collateralCoin: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Liquidations of collateral: GET /sapi/v1/futures/loan/liquidationHistory.

        Retired by the venue on 2023-09-27 at the latest: loans against collateral for futures ended.

        loanCoin: default: all

        collateralCoin: default: all

        limit: 1 to 1000; default 500

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-liquidation-history-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_repay_limit(
        self,
        *,
        coin: str,
        collateralCoin: str,
    ) -> T:
        """How much can be repaid with collateral: GET /sapi/v1/futures/loan/collateralRepayLimit.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        https://binance-docs.github.io/apidocs/spot/en/#check-collateral-repay-limit-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_repay_quote(
        self,
        *,
        coin: str,
        collateralCoin: str,
        amount: Decimal | int | str,
    ) -> T:
        """A quote to repay with collateral, good for 25 seconds: GET /sapi/v1/futures/loan/collateralRepay.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        amount: to repay

        https://binance-docs.github.io/apidocs/spot/en/#get-collateral-repay-quote-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_repay_with_collateral(
        self,
        *,
        quoteId: str,
    ) -> T:
        """Repay with collateral at a quote: POST /sapi/v1/futures/loan/collateralRepay.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        quoteId: of cross_collateral_repay_quote

        https://binance-docs.github.io/apidocs/spot/en/#repay-with-collateral-user_data
        """

    @deprecated("2022-09-30: loans against collateral for futures ended")
    def cross_collateral_repay_result(
        self,
        *,
        quoteId: str,
    ) -> T:
        """How a repayment with collateral went: GET /sapi/v1/futures/loan/collateralRepayResult.

        Retired by the venue on 2022-09-30: loans against collateral for futures ended.

        https://binance-docs.github.io/apidocs/spot/en/#collateral-repayment-result-user_data
        """

    @deprecated("2023-09-27 at the latest: loans against collateral for futures ended")
    def cross_collateral_interest(
        self,
        *,
        collateralCoin: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        current: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Interest of loans for futures: GET /sapi/v1/futures/loan/interestHistory.

        Retired by the venue on 2023-09-27 at the latest: loans against collateral for futures ended.

        current: page; at least 1; default 1

        limit: 1 to 1000; default 500

        https://binance-docs.github.io/apidocs/spot/en/#cross-collateral-interest-history-user_data
        """

    @deprecated("leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01")
    def blvt_info(
        self,
        *,
        tokenName: str | None = None,
    ) -> T:
        """Leveraged tokens: GET /sapi/v1/blvt/tokenInfo.

        Deprecated: leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01.

        tokenName: such as BTCUP; default: all

        https://binance-docs.github.io/apidocs/spot/en/#get-blvt-info-market_data
        """

    @deprecated("2024-02-28: leveraged tokens ended")
    def blvt_subscribe(
        self,
        *,
        tokenName: str,
        cost: Decimal | int | str,
    ) -> T:
        """Buy a leveraged token from the venue: POST /sapi/v1/blvt/subscribe.

        Retired by the venue on 2024-02-28: leveraged tokens ended.

        tokenName: such as BTCUP

        cost: of the spot balance

        https://binance-docs.github.io/apidocs/spot/en/#subscribe-blvt-user_data
        """

    @deprecated("leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01")
    def blvt_subscriptions(
        self,
        *,
        tokenName: str | None = None,
        id: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Leveraged tokens bought, of the last 90 days: GET /sapi/v1/blvt/subscribe/record.

        Deprecated: leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01.

        tokenName: such as BTCUP

        limit: 1 to 1000; default 1000

        https://binance-docs.github.io/apidocs/spot/en/#query-subscription-record-user_data
        """

    @deprecated("2024-04-03: leveraged tokens ended")
    def blvt_redeem(
        self,
        *,
        tokenName: str,
        amount: Decimal | int | str,
    ) -> T:
        """Give a leveraged token back to the venue: POST /sapi/v1/blvt/redeem.

        Retired by the venue on 2024-04-03: leveraged tokens ended.

        tokenName: such as BTCUP

        https://binance-docs.github.io/apidocs/spot/en/#redeem-blvt-user_data
        """

    @deprecated("leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01")
    def blvt_redemptions(
        self,
        *,
        tokenName: str | None = None,
        id: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Leveraged tokens given back, of the last 90 days: GET /sapi/v1/blvt/redeem/record.

        Deprecated: leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01.

        tokenName: such as BTCUP

        limit: 1 to 1000; default 1000

        https://binance-docs.github.io/apidocs/spot/en/#query-redemption-record-user_data
        """

    @deprecated("leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01")
    def blvt_limits(
        self,
        *,
        tokenName: str | None = None,
    ) -> T:
        """How much of a leveraged token can be bought and given back in a day: GET /sapi/v1/blvt/userLimit.

        Deprecated: leveraged tokens ended on 2024-04-03, and the venue's own clients dropped it on 2024-10-01.

        tokenName: such as BTCUP; default: all

        https://binance-docs.github.io/apidocs/spot/en/#get-blvt-user-limit-info-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_pools(self) -> T:
        """Pools: GET /sapi/v1/bswap/pools.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        https://binance-docs.github.io/apidocs/spot/en/#list-all-swap-pools-market_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_liquidity(
        self,
        *,
        poolId: int | None = None,
    ) -> T:
        """Liquidity of a pool and one's share in it; of all pools when none is named: GET /sapi/v1/bswap/liquidity.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        https://binance-docs.github.io/apidocs/spot/en/#get-liquidity-information-of-a-pool-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_add_liquidity(
        self,
        *,
        poolId: int,
        type: Literal["Single", "Combination"] | None = None,
        asset: str,
        quantity: Decimal | int | str,
    ) -> T:
        """Put liquidity into a pool: POST /sapi/v1/bswap/liquidityAdd.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        type: one token or both; one of Single, Combination; default Single

        https://binance-docs.github.io/apidocs/spot/en/#add-liquidity-trade
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_remove_liquidity(
        self,
        *,
        poolId: int,
        type: Literal["SINGLE", "COMBINATION"],
        asset: Sequence[str] | None = None,
        shareAmount: Decimal | int | str,
    ) -> T:
        """Take liquidity out of a pool: POST /sapi/v1/bswap/liquidityRemove.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        type: one token or both; one of SINGLE, COMBINATION

        asset: once for each asset

        type SINGLE needs asset.

        https://binance-docs.github.io/apidocs/spot/en/#remove-liquidity-trade
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_liquidity_operations(
        self,
        *,
        operationId: int | None = None,
        poolId: int | None = None,
        operation: Literal["ADD", "REMOVE"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Liquidity put in and taken out: GET /sapi/v1/bswap/liquidityOps.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        operation: one of ADD, REMOVE

        limit: 1 to 100; default 3

        https://binance-docs.github.io/apidocs/spot/en/#get-liquidity-operation-record-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_quote(
        self,
        *,
        quoteAsset: str,
        baseAsset: str,
        quoteQty: Decimal | int | str,
    ) -> T:
        """A quote for a swap; the price moves with the liquidity: GET /sapi/v1/bswap/quote.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        quoteAsset: to sell

        baseAsset: to buy

        quoteQty: to sell

        https://binance-docs.github.io/apidocs/spot/en/#request-quote-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_swap(
        self,
        *,
        quoteAsset: str,
        baseAsset: str,
        quoteQty: Decimal | int | str,
    ) -> T:
        """Swap one asset for another: POST /sapi/v1/bswap/swap.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        quoteAsset: to sell

        baseAsset: to buy

        quoteQty: to sell

        https://binance-docs.github.io/apidocs/spot/en/#swap-trade
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_history(
        self,
        *,
        swapId: int | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        status: Literal["0", "1", "2"] | None = None,
        quoteAsset: str | None = None,
        baseAsset: str | None = None,
        limit: int | None = None,
    ) -> T:
        """Swaps: GET /sapi/v1/bswap/swap.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        status: 0 pending, 1 success, 2 failed; one of 0, 1, 2

        limit: 1 to 100; default 3

        https://binance-docs.github.io/apidocs/spot/en/#get-swap-history-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_pool_rules(
        self,
        *,
        poolId: int | None = None,
    ) -> T:
        """Limits, fees and shares of a pool; of all pools when none is named: GET /sapi/v1/bswap/poolConfigure.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        https://binance-docs.github.io/apidocs/spot/en/#get-pool-configure-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_add_preview(
        self,
        *,
        poolId: int,
        type: Literal["SINGLE", "COMBINATION"],
        quoteAsset: str,
        quoteQty: Decimal | int | str,
    ) -> T:
        """The share that liquidity put in would give: GET /sapi/v1/bswap/addLiquidityPreview.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        type: one token or both; one of SINGLE, COMBINATION

        https://binance-docs.github.io/apidocs/spot/en/#add-liquidity-preview-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_remove_preview(
        self,
        *,
        poolId: int,
        type: Literal["SINGLE", "COMBINATION"],
        quoteAsset: str,
        shareAmount: Decimal | int | str,
    ) -> T:
        """The assets that liquidity taken out would give: GET /sapi/v1/bswap/removeLiquidityPreview.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        type: one token or both; one of SINGLE, COMBINATION

        https://binance-docs.github.io/apidocs/spot/en/#remove-liquidity-preview-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_unclaimed_rewards(
        self,
        *,
        type: Literal["0", "1"] | None = None,
    ) -> T:
        """Rewards that wait to be claimed: GET /sapi/v1/bswap/unclaimedRewards.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        type: 0 for swapping, 1 for liquidity; one of 0, 1; default 0

        https://binance-docs.github.io/apidocs/spot/en/#get-unclaimed-rewards-record-user_data
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_claim_rewards(
        self,
        *,
        type: Literal["0", "1"] | None = None,
    ) -> T:
        """Claim rewards: POST /sapi/v1/bswap/claimRewards.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        type: 0 for swapping, 1 for liquidity; one of 0, 1; default 0

        https://binance-docs.github.io/apidocs/spot/en/#claim-rewards-trade
        """

    @deprecated("2024-01-23 at the latest: nothing took its place")
    def bswap_claimed_rewards(
        self,
        *,
        poolId: int | None = None,
        assetRewards: str | None = None,
        type: Literal["0", "1"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Rewards that were claimed: GET /sapi/v1/bswap/claimedHistory.

        Retired by the venue on 2024-01-23 at the latest: nothing took its place.

        assetRewards: the asset of the reward

        type: 0 for swapping, 1 for liquidity; one of 0, 1; default 0

        limit: 1 to 100; default 3

        https://binance-docs.github.io/apidocs/spot/en/#get-claimed-history-user_data
        """

    def fiat_orders(
        self,
        *,
        transactionType: Literal["0", "1"],
        beginTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        rows: int | None = None,
    ) -> T:
        """Deposits or withdrawals of fiat; of 30 days when no time is given: GET /sapi/v1/fiat/orders.

        transactionType: 0 deposits, 1 withdrawals; one of 0, 1

        page: at least 1; default 1

        rows: 1 to 500; default 100

        https://developers.binance.com/docs/fiat
        """

    def fiat_payments(
        self,
        *,
        transactionType: Literal["0", "1"],
        beginTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        rows: int | None = None,
    ) -> T:
        """Crypto bought or sold for fiat; of 30 days when no time is given: GET /sapi/v1/fiat/payments.

        transactionType: 0 bought, 1 sold; one of 0, 1

        page: at least 1; default 1

        rows: 1 to 500; default 100

        https://developers.binance.com/docs/fiat
        """

    def c2c_trades(
        self,
        *,
        tradeType: Literal["BUY", "SELL"],
        startTimestamp: datetime | int | None = None,
        endTimestamp: datetime | int | None = None,
        page: int | None = None,
        rows: int | None = None,
    ) -> T:
        """Trades with other customers; the span is at most 30 days: GET /sapi/v1/c2c/orderMatch/listUserOrderHistory.

        tradeType: one of BUY, SELL

        page: at least 1; default 1

        rows: 1 to 100; default 100

        https://developers.binance.com/docs/c2c
        """

    def loan_income(
        self,
        *,
        asset: str | None = None,
        type: Literal["borrowIn", "collateralSpent", "repayAmount", "collateralReturn", "addCollateral", "removeCollateral", "collateralReturnAfterLiquidation"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """What loans paid out, took and gave back; the span is at most 30 days: GET /sapi/v1/loan/income.

        type: default: all; one of borrowIn, collateralSpent, repayAmount, collateralReturn, addCollateral, removeCollateral, collateralReturnAfterLiquidation

        limit: 1 to 100; default 20

        https://developers.binance.com/docs/crypto_loan
        """

    def pay_transactions(
        self,
        *,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
    ) -> T:
        """Binance Pay transactions of the last 18 months; the span is at most 90 days: GET /sapi/v1/pay/transactions.

        limit: 1 to 100; default 100

        https://developers.binance.com/docs/pay
        """

    def convert_trades(
        self,
        *,
        startTime: datetime | int,
        endTime: datetime | int,
        limit: int | None = None,
    ) -> T:
        """Conversions; the span is at most 30 days: GET /sapi/v1/convert/tradeFlow.

        limit: 1 to 1000; default 100

        https://developers.binance.com/docs/convert
        """

    def rebate_history(
        self,
        *,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
    ) -> T:
        """Rebates on spot trading; the span is at most 30 days, from 2020-06-10 on: GET /sapi/v1/rebate/taxQuery.

        page: at least 1; default 1

        https://developers.binance.com/docs/rebate
        """

    def nft_transactions(
        self,
        *,
        orderType: Literal["0", "1", "2", "3", "4"],
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> T:
        """NFTs bought, sold and minted; the span is at most 90 days: GET /sapi/v1/nft/history/transactions.

        orderType: 0 bought, 1 sold, 2 royalties, 3 primary market, 4 mint fees; one of 0, 1, 2, 3, 4

        limit: 1 to 50; default 50

        page: at least 1; default 1

        https://developers.binance.com/docs/nft
        """

    def nft_deposits(
        self,
        *,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> T:
        """NFTs deposited; the span is at most 90 days: GET /sapi/v1/nft/history/deposit.

        limit: 1 to 50; default 50

        page: at least 1; default 1

        https://developers.binance.com/docs/nft
        """

    def nft_withdrawals(
        self,
        *,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> T:
        """NFTs withdrawn; the span is at most 90 days: GET /sapi/v1/nft/history/withdraw.

        limit: 1 to 50; default 50

        page: at least 1; default 1

        https://developers.binance.com/docs/nft
        """

    def nft_assets(
        self,
        *,
        limit: int | None = None,
        page: int | None = None,
    ) -> T:
        """NFTs held: GET /sapi/v1/nft/user/getAsset.

        limit: 1 to 50; default 50

        page: at least 1; default 1

        https://developers.binance.com/docs/nft
        """

    def gift_card_create(
        self,
        *,
        token: str,
        amount: Decimal | int | str,
    ) -> T:
        """Put coins of the funding wallet into a gift card; 200 a day, worth 2 BTC at most: POST /sapi/v1/giftcard/createCode.

        token: the coin

        https://developers.binance.com/docs/gift_card
        """

    def gift_card_redeem(
        self,
        *,
        code: str,
        externalUid: str | None = None,
    ) -> T:
        """Take the coins of a gift card into the funding wallet; 5 wrong codes close it for a day: POST /sapi/v1/giftcard/redeemCode.

        externalUid: one's own id of whom it is redeemed for

        https://developers.binance.com/docs/gift_card
        """

    def gift_card_verify(
        self,
        *,
        referenceNo: str,
    ) -> T:
        """Whether a gift card is good, and what is in it; 5 wrong numbers close it for an hour: GET /sapi/v1/giftcard/verify.

        https://developers.binance.com/docs/gift_card
        """

    @deprecated("2021-08-01: use withdraw")
    def wapi_withdraw(
        self,
        *,
        asset: str,
        network: str,
        address: str,
        addressTag: str | None = None,
        amount: Decimal | int | str,
        name: str | None = None,
        withdrawOrderId: str | None = None,
        transactionFeeFlag: bool | None = None,
    ) -> T:
        """Send an asset to an outside address: POST /wapi/v3/withdraw.html.

        Retired by the venue on 2021-08-01: use withdraw.

        network: the venue would take the asset's default network

        addressTag: memo

        name: label of the address

        withdrawOrderId: own id to find it by; no guard against a second sending

        transactionFeeFlag: internal transfers: true gives the fee to the receiver; default false

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use deposit_history")
    def wapi_deposit_history(
        self,
        *,
        asset: str | None = None,
        status: Literal["0", "1", "6"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Deposits: GET /wapi/v3/depositHistory.html.

        Retired by the venue on 2021-08-01: use deposit_history.

        status: 0 pending, 1 success, 6 credited, not to be withdrawn yet; one of 0, 1, 6

        startTime: default 90 days ago; less than 90 days before endTime

        endTime: default now

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use withdraw_history")
    def wapi_withdraw_history(
        self,
        *,
        asset: str | None = None,
        status: Literal["0", "1", "2", "3", "4", "5", "6"] | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
    ) -> T:
        """Withdrawals: GET /wapi/v3/withdrawHistory.html.

        Retired by the venue on 2021-08-01: use withdraw_history.

        status: 0 email sent, 1 cancelled, 2 awaits approval, 3 rejected, 4 processing, 5 failure, 6 completed; one of 0, 1, 2, 3, 4, 5, 6

        startTime: default 90 days ago; less than 90 days before endTime

        endTime: default now

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use deposit_address")
    def wapi_deposit_address(
        self,
        *,
        asset: str,
        status: bool | None = None,
    ) -> T:
        """Address to deposit an asset at, on its default network: GET /wapi/v3/depositAddress.html.

        Retired by the venue on 2021-08-01: use deposit_address.

        status: not explained

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use account_status")
    def wapi_account_status(self) -> T:
        """State of the account: GET /wapi/v3/accountStatus.html.

        Retired by the venue on 2021-08-01: use account_status.

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use system_status")
    def wapi_system_status(self) -> T:
        """Whether the wallet system is in maintenance: GET /wapi/v3/systemStatus.html.

        Retired by the venue on 2021-08-01: use system_status.

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use api_trading_status")
    def wapi_api_trading_status(self) -> T:
        """Whether trading over the interface is locked, and the rules that are watched: GET /wapi/v3/apiTradingStatus.html.

        Retired by the venue on 2021-08-01: use api_trading_status.

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use dust_log")
    def wapi_dust_log(self) -> T:
        """Conversions of small balances: GET /wapi/v3/userAssetDribbletLog.html.

        Retired by the venue on 2021-08-01: use dust_log.

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use trade_fee")
    def wapi_trade_fee(
        self,
        *,
        symbol: str | None = None,
    ) -> T:
        """Trading fees of one symbol or of all; in what unit is not documented: GET /wapi/v3/tradeFee.html.

        Retired by the venue on 2021-08-01: use trade_fee.

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use coins, or asset_detail")
    def wapi_asset_detail(self) -> T:
        """Fee, minimum and state of each asset: GET /wapi/v3/assetDetail.html.

        Retired by the venue on 2021-08-01: use coins, or asset_detail.

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use GET /sapi/v1/sub-account/list")
    def wapi_sub_account_list(
        self,
        *,
        email: str | None = None,
        status: Literal["enabled", "disabled"] | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Sub-accounts: GET /wapi/v3/sub-account/list.html.

        Retired by the venue on 2021-08-01: use GET /sapi/v1/sub-account/list.

        For master accounts.

        status: one of enabled, disabled

        page: at least 1; default 1

        limit: at least 1; default 500

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use GET /sapi/v1/sub-account/sub/transfer/history")
    def wapi_sub_account_transfers(
        self,
        *,
        email: str,
        fromEmail: str | None = None,
        toEmail: str | None = None,
        startTime: datetime | int | None = None,
        endTime: datetime | int | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> T:
        """Transfers between accounts: GET /wapi/v3/sub-account/transfer/history.html.

        Retired by the venue on 2021-08-01: use GET /sapi/v1/sub-account/sub/transfer/history.

        For master accounts.

        email: who sent, unless fromEmail says otherwise

        startTime: default: the last 100 days

        endTime: default: the last 100 days

        page: at least 1; default 1

        limit: at least 1; default 500

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use POST /sapi/v1/sub-account/universalTransfer")
    def wapi_sub_account_transfer(
        self,
        *,
        fromEmail: str,
        toEmail: str,
        asset: str,
        amount: Decimal | int | str,
    ) -> T:
        """Move an asset between accounts: POST /wapi/v3/sub-account/transfer.html.

        Retired by the venue on 2021-08-01: use POST /sapi/v1/sub-account/universalTransfer.

        For master accounts.

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """

    @deprecated("2021-08-01: use GET /sapi/v3/sub-account/assets")
    def wapi_sub_account_assets(
        self,
        *,
        email: str,
        symbol: str | None = None,
    ) -> T:
        """Balances of a sub-account: GET /wapi/v3/sub-account/assets.html.

        Retired by the venue on 2021-08-01: use GET /sapi/v3/sub-account/assets.

        For master accounts.

        symbol: an asset

        https://github.com/binance-exchange/binance-official-api-docs/blob/master/wapi-api.md
        """
