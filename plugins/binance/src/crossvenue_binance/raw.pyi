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

        limit: default 100; 1 to 5000

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

        limit: default 500; 1 to 1000

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

        limit: default 500; 1 to 1000

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

        limit: default 500; 1 to 1000

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

        timeZone: hours and minutes, -12:00 to +14:00; default 0, UTC

        limit: default 500; 1 to 1000

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

        timeZone: hours and minutes, -12:00 to +14:00; default 0, UTC

        limit: default 500; 1 to 1000

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

        type: default FULL; one of FULL, MINI

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

        timeZone: hours and minutes, -12:00 to +14:00; default 0, UTC

        type: default FULL; one of FULL, MINI

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

        type: default FULL; one of FULL, MINI

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

        orderRateLimitExceededMode: default DO_NOTHING; one of DO_NOTHING, CANCEL_ONLY

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

        limit: default 500; 1 to 1000

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
        """Place an OCO the old way (deprecated: use new_oco): POST /api/v3/order/oco.

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

        limit: default 500; 1 to 1000

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

        limit: default 500; 1 to 1000

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

        limit: default 500; 1 to 1000

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

        limit: default 500; 1 to 1000

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

        offset: at least 0

        limit: default 1000; 1 to 1000

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

        limit: default 1000; 1 to 1000

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

        limit: default 7; 7 to 30

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

        limit: default 20; 1 to 500

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

        current: page, default 1; at least 1

        size: default 10; 1 to 100

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

        accountType: default SPOT; one of SPOT, MARGIN

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

        accountType: default SPOT; one of SPOT, MARGIN

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

        accountType: default SPOT; one of SPOT, MARGIN

        https://developers.binance.com/en/docs/catalog/core-trading-wallet/api/rest-api/asset#dustlog
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

    def listen_key_margin_create(self) -> T:
        """Open a user data stream of the margin account: POST /sapi/v1/userDataStream.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    def listen_key_margin_keep_alive(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Extend a user data stream of the margin account by an hour: PUT /sapi/v1/userDataStream.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    def listen_key_margin_close(
        self,
        *,
        listenKey: str,
    ) -> T:
        """Close a user data stream of the margin account: DELETE /sapi/v1/userDataStream.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    def listen_key_isolated_margin_create(
        self,
        *,
        symbol: str,
    ) -> T:
        """Open a user data stream of the isolated margin account: POST /sapi/v1/userDataStream/isolated.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    def listen_key_isolated_margin_keep_alive(
        self,
        *,
        symbol: str,
        listenKey: str,
    ) -> T:
        """Extend a user data stream of the isolated margin account by an hour: PUT /sapi/v1/userDataStream/isolated.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """

    def listen_key_isolated_margin_close(
        self,
        *,
        symbol: str,
        listenKey: str,
    ) -> T:
        """Close a user data stream of the isolated margin account: DELETE /sapi/v1/userDataStream/isolated.

        https://developers.binance.com/docs/margin_trading/trade-data-stream
        """
