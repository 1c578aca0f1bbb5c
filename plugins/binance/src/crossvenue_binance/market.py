"""Binance's market data. https://developers.binance.com/docs/binance-spot-api-docs/rest-api, read November 2026.

Each part: the wire's shape with a sample, the mapping, the methods that use them.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import repeat
from typing import Any, Final, TypeVar

import msgspec

from crossvenue.errors import BadRequest
from crossvenue.instrument import (
    CountLimit,
    Filter,
    IcebergParts,
    Instrument,
    Notional,
    OtherFilter,
    PercentPrice,
    PositionLimit,
    PriceGrid,
    QuantityGrid,
    TrailingDelta,
)
from crossvenue.interfaces import Instruments, Market, W
from crossvenue.limits import Limit
from crossvenue.model import (
    AggregateTrade,
    AveragePrice,
    Candle,
    InstrumentStatus,
    Interval,
    Level,
    Listing,
    Named,
    OrderBook,
    OrderType,
    Price,
    Quote,
    SelfTradePrevention,
    Ticker,
    Trade,
    VenueState,
    VenueStatus,
    moment,
    with_payload,
)
from crossvenue.wire import Numbers, finite, ordinary, setter, shape

T = TypeVar("T", bound=Named)

PAGE: Final = 1000
"""The most that one answer holds of trades, aggregates and candles."""
HOUR_MS: Final = 3_600_000


# ------------------------------------------------------------------------------------------------ instruments


class WireRule(msgspec.Struct, tag_field="filterType", gc=False):
    """A filter. There are tens of thousands of them, none in a cycle: the garbage collector need not look."""


class PriceFilter(WireRule, tag="PRICE_FILTER"):
    """{"filterType": "PRICE_FILTER", "minPrice": "0.00000100", "maxPrice": "100000.00000000", "tickSize": ...}"""

    minPrice: str
    maxPrice: str
    tickSize: str


class LotSize(WireRule, tag="LOT_SIZE"):
    """{"filterType": "LOT_SIZE", "minQty": "0.00100000", "maxQty": "100000.00000000", "stepSize": "0.00100000"}"""

    minQty: str
    maxQty: str
    stepSize: str


class MarketLotSize(LotSize, tag="MARKET_LOT_SIZE"):
    """As LOT_SIZE, for market orders."""


class MinNotional(WireRule, tag="MIN_NOTIONAL"):
    """{"filterType": "MIN_NOTIONAL", "minNotional": "0.00100000", "applyToMarket": true, "avgPriceMins": 5}"""

    minNotional: str
    applyToMarket: bool = True
    avgPriceMins: int = 0


class WireNotional(WireRule, tag="NOTIONAL"):
    """{"filterType": "NOTIONAL", "minNotional": "10.00", "applyMinToMarket": false, "maxNotional": "1000", ...}"""

    minNotional: str
    applyMinToMarket: bool
    maxNotional: str
    applyMaxToMarket: bool
    avgPriceMins: int = 0


class WirePercentPrice(WireRule, tag="PERCENT_PRICE"):
    """{"filterType": "PERCENT_PRICE", "multiplierUp": "1.3000", "multiplierDown": "0.7000", "avgPriceMins": 5}"""

    multiplierUp: str
    multiplierDown: str
    avgPriceMins: int = 0


class PercentPriceBySide(WireRule, tag="PERCENT_PRICE_BY_SIDE"):
    """{"filterType": "PERCENT_PRICE_BY_SIDE", "bidMultiplierUp": "1.2", "bidMultiplierDown": "0.2", ...}"""

    bidMultiplierUp: str
    bidMultiplierDown: str
    askMultiplierUp: str
    askMultiplierDown: str
    avgPriceMins: int = 0


class WireIcebergParts(WireRule, tag="ICEBERG_PARTS"):
    """{"filterType": "ICEBERG_PARTS", "limit": 10}"""

    limit: int


class WireTrailingDelta(WireRule, tag="TRAILING_DELTA"):
    """{"filterType": "TRAILING_DELTA", "minTrailingAboveDelta": 10, "maxTrailingAboveDelta": 2000, ...}"""

    minTrailingAboveDelta: int
    maxTrailingAboveDelta: int
    minTrailingBelowDelta: int
    maxTrailingBelowDelta: int


class MaxPosition(WireRule, tag="MAX_POSITION"):
    """{"filterType": "MAX_POSITION", "maxPosition": "10.00000000"}"""

    maxPosition: str


class MaxNumOrders(WireRule, tag="MAX_NUM_ORDERS"):
    """{"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 25}; "limit" in older answers"""

    maxNumOrders: int | None = None
    limit: int | None = None


class MaxNumAlgoOrders(WireRule, tag="MAX_NUM_ALGO_ORDERS"):
    """{"filterType": "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 5}"""

    maxNumAlgoOrders: int | None = None


class MaxNumIcebergOrders(WireRule, tag="MAX_NUM_ICEBERG_ORDERS"):
    """{"filterType": "MAX_NUM_ICEBERG_ORDERS", "maxNumIcebergOrders": 5}"""

    maxNumIcebergOrders: int | None = None


class MaxNumOrderLists(WireRule, tag="MAX_NUM_ORDER_LISTS"):
    """{"filterType": "MAX_NUM_ORDER_LISTS", "maxNumOrderLists": 20}"""

    maxNumOrderLists: int | None = None


class MaxNumOrderAmends(WireRule, tag="MAX_NUM_ORDER_AMENDS"):
    """{"filterType": "MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends": 10}"""

    maxNumOrderAmends: int | None = None


class ExchangeMaxNumOrders(WireRule, tag="EXCHANGE_MAX_NUM_ORDERS"):
    """{"filterType": "EXCHANGE_MAX_NUM_ORDERS", "maxNumOrders": 1000}"""

    maxNumOrders: int | None = None


class ExchangeMaxAlgoOrders(WireRule, tag="EXCHANGE_MAX_NUM_ALGO_ORDERS"):
    """{"filterType": "EXCHANGE_MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 200}"""

    maxNumAlgoOrders: int | None = None


WireFilter = (
    PriceFilter
    | LotSize
    | MarketLotSize
    | MinNotional
    | WireNotional
    | WirePercentPrice
    | PercentPriceBySide
    | WireIcebergParts
    | WireTrailingDelta
    | MaxPosition
    | MaxNumOrders
    | MaxNumAlgoOrders
    | MaxNumIcebergOrders
    | MaxNumOrderLists
    | MaxNumOrderAmends
    | ExchangeMaxNumOrders
    | ExchangeMaxAlgoOrders
)


class WireSymbol(msgspec.Struct):
    """{"symbol": "ETHBTC", "status": "TRADING", "baseAsset": "ETH", "quoteAsset": "BTC", "filters": [...], ...}"""

    symbol: str
    status: InstrumentStatus
    baseAsset: str
    baseAssetPrecision: int
    quoteAsset: str
    quotePrecision: int
    orderTypes: msgspec.Raw
    filters: list[WireFilter]
    quoteAssetPrecision: int | None = None
    # What not every generation has; some answers write null for it.
    icebergAllowed: bool | None = False
    ocoAllowed: bool | None = False
    quoteOrderQtyMarketAllowed: bool | None = False
    allowTrailingStop: bool | None = False
    cancelReplaceAllowed: bool | None = False
    isMarginTradingAllowed: bool | None = False
    permissions: tuple[str, ...] | None = ()
    permissionSets: msgspec.Raw = msgspec.Raw(b"[]")
    allowedSelfTradePreventionModes: msgspec.Raw = msgspec.Raw(b"[]")


class LooseSymbol(WireSymbol):
    """The same with filters of any kind: read when the venue has one that is not known here."""

    filters: list[dict[str, Any]]  # type: ignore[assignment]


class RateLimit(msgspec.Struct):
    """{"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 1, "limit": 6000}"""

    rateLimitType: str
    interval: str
    intervalNum: int
    limit: int


class WireInfo(msgspec.Struct):
    """{"timezone": "UTC", "serverTime": 1565246363776, "rateLimits": [...], "symbols": [...], ...}"""

    symbols: list[WireSymbol]
    rateLimits: list[RateLimit] | None = None
    # Some generations say them once, for all symbols.
    permissions: tuple[str, ...] | None = ()
    allowedSelfTradePreventionModes: msgspec.Raw = msgspec.Raw(b"[]")


class LooseInfo(WireInfo):
    """The same with symbols whose filters may be of any kind."""

    symbols: list[LooseSymbol]  # type: ignore[assignment]


# Made when needed: two dozen kinds of filters are not for free.
_info_reader = functools.cache(lambda info: msgspec.json.Decoder(info).decode)
_read_words = msgspec.json.Decoder(list[str] | None).decode
_read_sets = msgspec.json.Decoder(list[list[str]] | None).decode

_KNOWN: Final = {each.__struct_config__.tag: each for each in WireFilter.__args__}


class _Numbers(dict[str, Decimal | None]):
    """Text -> number, None for the 0 that switches a rule off. The same few steps stand at thousands of symbols."""

    def __missing__(self, text: str) -> Decimal | None:
        if len(self) > 65_536:
            self.clear()
        number = self[text] = ordinary(Decimal(text)) or None
        return number


class _Memo(dict[bytes, Any]):
    """Remembers what `make` made of each of a few texts: lists that are the same at thousands of symbols."""

    def __init__(self, make: Callable[[bytes], Any]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: bytes) -> Any:
        made = self[key] = self.make(key)
        return made


def _permissions(sets: bytes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in _read_sets(sets) or () for word in each))


_numbers = _Numbers()
_order_types = _Memo(lambda words: frozenset(OrderType(word) for word in _read_words(words) or ()))
_preventions = _Memo(lambda words: tuple(SelfTradePrevention(word) for word in _read_words(words) or ()))
_permission_sets = _Memo(_permissions)


def filters_of(wire: Sequence[object], *, steps_from_minimum: bool) -> list[Filter]:
    """The venue's filters as core's, in its order and under its names."""
    number = _numbers.__getitem__
    made: list[Filter] = []
    for each in wire:
        name = str(type(each).__struct_config__.tag) if isinstance(each, msgspec.Struct) else ""
        match each:
            case PriceFilter():
                made.append(
                    PriceGrid(
                        name=name,
                        minimum=number(each.minPrice),
                        maximum=number(each.maxPrice),
                        step=number(each.tickSize),
                        steps_from_minimum=steps_from_minimum,
                    )
                )
            case LotSize():
                market = isinstance(each, MarketLotSize)
                made.append(
                    QuantityGrid(
                        name=name,
                        minimum=number(each.minQty),
                        maximum=number(each.maxQty),
                        step=number(each.stepSize),
                        steps_from_minimum=steps_from_minimum,
                        market_only=market,
                        fields=("quantity",) if market else ("quantity", "iceberg_quantity"),
                    )
                )
            case MinNotional():
                made.append(
                    Notional(
                        name=name,
                        minimum=number(each.minNotional),
                        minimum_on_market=each.applyToMarket,
                        on_stop_price=True,
                        on_iceberg=True,
                        average_minutes=each.avgPriceMins,
                    )
                )
            case WireNotional():
                made.append(
                    Notional(
                        name=name,
                        minimum=number(each.minNotional),
                        maximum=number(each.maxNotional),
                        minimum_on_market=each.applyMinToMarket,
                        maximum_on_market=each.applyMaxToMarket,
                        average_minutes=each.avgPriceMins,
                    )
                )
            case WirePercentPrice():
                low, high = number(each.multiplierDown), number(each.multiplierUp)
                made.append(
                    PercentPrice(
                        name=name,
                        buy_minimum=low,
                        buy_maximum=high,
                        sell_minimum=low,
                        sell_maximum=high,
                        average_minutes=each.avgPriceMins,
                    )
                )
            case PercentPriceBySide():
                made.append(
                    PercentPrice(
                        name=name,
                        buy_minimum=number(each.bidMultiplierDown),
                        buy_maximum=number(each.bidMultiplierUp),
                        sell_minimum=number(each.askMultiplierDown),
                        sell_maximum=number(each.askMultiplierUp),
                        average_minutes=each.avgPriceMins,
                    )
                )
            case WireIcebergParts():
                made.append(IcebergParts(name=name, limit=each.limit))
            case WireTrailingDelta():
                made.append(
                    TrailingDelta(
                        name=name,
                        minimum_above=each.minTrailingAboveDelta,
                        maximum_above=each.maxTrailingAboveDelta,
                        minimum_below=each.minTrailingBelowDelta,
                        maximum_below=each.maxTrailingBelowDelta,
                    )
                )
            case MaxPosition():
                made.append(PositionLimit(name=name, maximum=number(each.maxPosition)))
            case msgspec.Struct():
                counts = [value for value in msgspec.structs.astuple(each) if value is not None]
                made.append(CountLimit(name=name, limit=counts[0] if counts else None))
            case dict():
                made.append(OtherFilter(name=str(each.get("filterType"))))
            case _:
                raise TypeError(f"{each!r} is no filter")
    return made


def _read_from_minimum(wire: Sequence[object]) -> list[Filter]:
    return filters_of(wire, steps_from_minimum=True)


def _read_from_zero(wire: Sequence[object]) -> list[Filter]:
    return filters_of(wire, steps_from_minimum=False)


class _Draft(Instrument):
    """An instrument while it is filled in. For thousands of them the frozen `__init__` takes four times as long."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


def _instrument(wire: WireSymbol, info: WireInfo, *, steps_from_minimum: bool) -> Instrument:
    numbers = _numbers
    made: Any = object.__new__(_Draft)
    made.base = base = wire.baseAsset
    made.quote = quote = wire.quoteAsset
    made.symbol = f"{base}/{quote}"
    made.venue_symbol = wire.symbol
    made.status = wire.status
    made.base_precision = wire.baseAssetPrecision
    quote_precision = wire.quoteAssetPrecision
    made.quote_precision = wire.quotePrecision if quote_precision is None else quote_precision
    made.order_types = _order_types[bytes(wire.orderTypes)]
    made.min_price = made.max_price = made.tick_size = None
    made.min_quantity = made.max_quantity = made.lot_size = None
    made.min_notional = made.max_notional = None
    for each in wire.filters:
        kind = type(each)
        if kind is PriceFilter:
            made.min_price, made.max_price = numbers[each.minPrice], numbers[each.maxPrice]  # type: ignore[union-attr]
            made.tick_size = numbers[each.tickSize]  # type: ignore[union-attr]
        elif kind is LotSize:
            made.min_quantity, made.max_quantity = numbers[each.minQty], numbers[each.maxQty]  # type: ignore[union-attr]
            made.lot_size = numbers[each.stepSize]  # type: ignore[union-attr]
        elif kind is WireNotional:
            made.min_notional = numbers[each.minNotional]  # type: ignore[union-attr]
            made.max_notional = numbers[each.maxNotional]  # type: ignore[union-attr]
        elif kind is MinNotional:
            made.min_notional = numbers[each.minNotional]  # type: ignore[union-attr]
    made.steps_from_minimum = steps_from_minimum
    made.iceberg_allowed = wire.icebergAllowed or False
    made.oco_allowed = wire.ocoAllowed or False
    made.quote_quantity_allowed = wire.quoteOrderQtyMarketAllowed or False
    made.replace_allowed = wire.cancelReplaceAllowed or False
    made.trailing_allowed = wire.allowTrailingStop or False
    made.margin_allowed = wire.isMarginTradingAllowed or False
    made.permissions = wire.permissions or _permission_sets[bytes(wire.permissionSets)] or info.permissions or ()
    made.self_trade_preventions = (
        _preventions[bytes(wire.allowedSelfTradePreventionModes)]
        or _preventions[bytes(info.allowedSelfTradePreventionModes)]
    )
    made._filters = wire.filters  # noqa: SLF001 - as its `__init__` does
    made._read_filters = _read_from_minimum if steps_from_minimum else _read_from_zero  # noqa: SLF001
    made.__class__ = Instrument
    return made  # type: ignore[no-any-return]


def read_info(payload: bytes) -> WireInfo:
    """exchangeInfo, old and new generations. A filter of a kind that is not known here stays as it is."""
    try:
        info: WireInfo = _info_reader(WireInfo)(payload)
    except msgspec.ValidationError:
        loose: LooseInfo = _info_reader(LooseInfo)(payload)  # Says what is wrong, unless it is an unknown filter.
        for symbol in loose.symbols:
            symbol.filters = [
                msgspec.convert(each, _KNOWN[each["filterType"]]) if each.get("filterType") in _KNOWN else each
                for each in symbol.filters
            ]
        return loose
    return info


def instruments(info: WireInfo, payload: bytes, *, steps_from_minimum: bool) -> Listing[Instrument]:
    """What trades, out of exchangeInfo."""
    made: list[Instrument] = []
    try:
        made.extend(_instrument(each, info, steps_from_minimum=steps_from_minimum) for each in info.symbols)
    except (ValueError, ArithmeticError) as problem:
        raise msgspec.ValidationError(f"{problem} - at `$.symbols[{len(made)}].filters`") from None
    return Listing(made, payload)


_SCOPES: Final = {"REQUEST_WEIGHT": "api", "ORDERS": "orders", "RAW_REQUESTS": "raw"}
_SECONDS: Final = {"SECOND": 1, "MINUTE": 60, "HOUR": 3600, "DAY": 86_400}


def limits(info: WireInfo) -> dict[str, list[Limit]]:
    """The venue's own limits by scope; kinds and intervals that are not known are left out."""
    found: dict[str, list[Limit]] = {}
    for each in info.rateLimits or ():
        scope, seconds = _SCOPES.get(each.rateLimitType), _SECONDS.get(each.interval)
        if scope is not None and seconds is not None and each.limit > 0 and each.intervalNum > 0:
            found.setdefault(scope, []).append(Limit(each.limit, float(seconds * each.intervalNum)))
    return found


# ------------------------------------------------------------------------------------------------ tickers

_TICKER: Any = shape(
    Ticker,
    {
        # {"symbol": "BNBBTC", "priceChange": "-94.99999800", "lastPrice": "4.00000200", "count": 76, ...}
        "symbol": "venue_symbol",
        "priceChange": "price_change",
        "priceChangePercent": "price_change_percent",
        "weightedAvgPrice": "weighted_average_price",
        "prevClosePrice": "previous_close_price",
        "lastPrice": "last_price",
        "lastQty": "last_quantity",
        "bidPrice": "bid_price",
        "bidQty": "bid_quantity",
        "askPrice": "ask_price",
        "askQty": "ask_quantity",
        "openPrice": "open_price",
        "highPrice": "high_price",
        "lowPrice": "low_price",
        "volume": "volume",
        "quoteVolume": "quote_volume",
        "openTime": "open_time_ms",
        "closeTime": "close_time_ms",
        "count": "trade_count",
    },
)
_QUOTE: Any = shape(
    Quote,
    {
        # {"symbol": "LTCBTC", "bidPrice": "4.00000000", "bidQty": "431.00000000", "askPrice": "4.00000200", ...}
        "symbol": "venue_symbol",
        "bidPrice": "bid_price",
        "bidQty": "bid_quantity",
        "askPrice": "ask_price",
        "askQty": "ask_quantity",
    },
)
# {"symbol": "LTCBTC", "price": "4.00000200"}
_PRICE: Any = shape(Price, {"symbol": "venue_symbol", "price": "price"})

_read_ticker, _read_tickers = msgspec.json.Decoder(_TICKER).decode, msgspec.json.Decoder(list[_TICKER]).decode
_read_quote, _read_quotes = msgspec.json.Decoder(_QUOTE).decode, msgspec.json.Decoder(list[_QUOTE]).decode
_read_price, _read_prices = msgspec.json.Decoder(_PRICE).decode, msgspec.json.Decoder(list[_PRICE]).decode
_set_instrument = setter(Named, "instrument")


def _one(read: Callable[[bytes], T], payload: bytes, instrument: Instrument) -> T:
    record = read(payload)
    _set_instrument(record, instrument)
    return finite(with_payload(record, payload), payload)


def _several(read: Callable[[bytes], list[T]], payload: bytes, listed: Instruments) -> Listing[T]:
    records = read(payload)
    find, put = listed.by_venue_symbol.get, _set_instrument
    for record in records:
        put(record, find(record.venue_symbol))
    return finite(Listing(records, payload), payload)


def tickers(payload: bytes, listed: Instruments) -> Listing[Ticker]:
    """The array of ticker/24hr."""
    return _several(_read_tickers, payload, listed)


class WireAverage(Numbers):
    """{"mins": 5, "price": "9.35751834"}"""

    mins: int
    price: Decimal


_read_average = msgspec.json.Decoder(WireAverage).decode


# ------------------------------------------------------------------------------------------------ book, trades


class WireBook(msgspec.Struct):
    """{"lastUpdateId": 1027024, "bids": [["4.00000000", "431.00000000"]], "asks": [["4.00000200", "12.00000000"]]}"""

    lastUpdateId: int
    bids: tuple[Level, ...]
    asks: tuple[Level, ...]


class OldBook(msgspec.Struct):
    """The same as it was until 2019: each level ended with an empty array."""

    lastUpdateId: int
    bids: list[tuple[Decimal, Decimal, list[object]]]
    asks: list[tuple[Decimal, Decimal, list[object]]]


_read_book = msgspec.json.Decoder(WireBook).decode
_read_old_book = msgspec.json.Decoder(OldBook).decode


def order_book(payload: bytes, instrument: Instrument) -> OrderBook:
    """The answer of depth."""
    try:
        wire = _read_book(payload)
        bids, asks, sequence = wire.bids, wire.asks, wire.lastUpdateId
    except msgspec.ValidationError as problem:
        try:
            old = _read_old_book(payload)
        except msgspec.ValidationError:
            raise problem from None
        bids = tuple(Level(price, quantity) for price, quantity, _ in old.bids)
        asks = tuple(Level(price, quantity) for price, quantity, _ in old.asks)
        sequence = old.lastUpdateId
    book = OrderBook(instrument.venue_symbol, instrument, bids, asks, str(sequence))
    return finite(with_payload(book, payload), payload)


_TRADE = shape(
    Trade,
    {
        # {"id": 28457, "price": "4.00000100", "qty": "12.00000000", "quoteQty": "48.000012", ...}
        "id": "_id",
        "price": "price",
        "qty": "quantity",
        "quoteQty": "quote_quantity",
        "time": "timestamp_ms",
        "isBuyerMaker": "buyer_is_maker",
    },
    types={"_id": int},
)
_AGGREGATE = shape(
    AggregateTrade,
    {
        # {"a": 26129, "p": "0.01633102", "q": "4.70443515", "f": 27781, "l": 27781, "m": true, ...}
        "a": "_id",
        "p": "price",
        "q": "quantity",
        "f": "_first_trade_id",
        "l": "_last_trade_id",
        "T": "timestamp_ms",
        "m": "buyer_is_maker",
    },
    types={"_id": int, "_first_trade_id": int, "_last_trade_id": int},
)
_read_trades = msgspec.json.Decoder(list[_TRADE]).decode  # type: ignore[valid-type]
_read_aggregates = msgspec.json.Decoder(list[_AGGREGATE]).decode  # type: ignore[valid-type]
_set_trade_symbol, _set_aggregate_symbol = setter(Trade, "symbol"), setter(AggregateTrade, "symbol")
_set_quote_quantity = setter(Trade, "quote_quantity")


_drained: Final = deque[object](maxlen=0).extend  # Runs a `map` to its end, without a loop in Python.


class OldTrade(Numbers):
    """A trade as it was until 2019, without quoteQty; a record of one may stand among others."""

    id: int
    price: Decimal
    qty: Decimal
    time: int
    isBuyerMaker: bool
    quoteQty: Decimal | None = None


_read_old_trades = msgspec.json.Decoder(list[OldTrade]).decode


def trades(payload: bytes, symbol: str) -> Listing[Trade]:
    """The array of trades and historicalTrades."""
    try:
        records = _read_trades(payload)
    except msgspec.ValidationError as problem:
        if "quoteQty" not in str(problem):
            raise
        return Listing(
            [
                Trade(symbol, each.id, each.price, each.qty, each.quoteQty, each.time, each.isBuyerMaker)
                for each in _read_old_trades(payload)
            ],
            payload,
        )
    _drained(map(_set_trade_symbol, records, repeat(symbol)))
    return finite(Listing(records, payload), payload)


def aggregate_trades(payload: bytes, symbol: str) -> Listing[AggregateTrade]:
    """The array of aggTrades."""
    records = _read_aggregates(payload)
    _drained(map(_set_aggregate_symbol, records, repeat(symbol)))
    return finite(Listing(records, payload), payload)


_WIRE_CANDLE = tuple[int, Decimal, Decimal, Decimal, Decimal, Decimal, int, Decimal, int, Decimal, Decimal, Any]
"""[1499040000000, "0.01634790", "0.80000000", "0.01575800", "0.01577100", "148976.11427815", 1499644799999,
"2434.19055334", 308, "1756.87402397", "28.46694368", "17928899.62484339"]; the last is to be ignored."""
_read_candles = msgspec.json.Decoder(list[_WIRE_CANDLE]).decode


def candles(payload: bytes) -> Listing[Candle]:
    """The array of klines."""
    make, kind = tuple.__new__, Candle
    return finite(Listing([make(kind, wire[:11]) for wire in _read_candles(payload)], payload), payload)


# ------------------------------------------------------------------------------------------------ the rest


class WireStatus(msgspec.Struct):
    """{"status": 0, "msg": "normal"}; 1 is system maintenance"""

    status: int
    msg: str = ""


_read_status = msgspec.json.Decoder(WireStatus).decode


def status(payload: bytes) -> VenueStatus:
    """The answer of system/status."""
    wire = _read_status(payload)
    state = {0: VenueState.NORMAL, 1: VenueState.MAINTENANCE}.get(wire.status, VenueState.UNKNOWN)
    return with_payload(VenueStatus(state, wire.msg), payload)


class BinanceMarket(Market[W]):
    """Market data of Binance."""

    steps_from_minimum = True
    """Binance counts steps from the minimum: (price - minPrice) % tickSize == 0."""

    aggregate_span_ms = HOUR_MS
    """The longest time that one request for aggregates may span."""

    async def _server_time(self) -> datetime:
        dialect = self.session.dialect
        return await self.session.call(
            self._endpoint("server_time"), {}, lambda payload: moment(dialect.server_time_ms(payload))
        )

    async def _status(self) -> VenueStatus:
        old = getattr(self.session.settings, "wallet_api", "sapi") == "wapi"
        return await self.session.call(self._endpoint("wapi_system_status" if old else "system_status"), {}, status)

    async def _instruments(self) -> Listing[Instrument]:
        def read(payload: bytes) -> Listing[Instrument]:
            info = read_info(payload)
            for scope, windows in limits(info).items():
                self.session.budget.set_limits(scope, windows)
            return instruments(info, payload, steps_from_minimum=self.steps_from_minimum)

        return await self.session.call(self._endpoint("exchange_info"), {}, read)

    async def _ticker(self, instrument: Instrument) -> Ticker[Instrument]:
        return await self._of_one("ticker_24hr", instrument, _read_ticker)

    async def _tickers(self, instruments: Sequence[Instrument] | None) -> Listing[Ticker]:
        return await self._of_several("ticker_24hr", instruments, _read_tickers)

    async def _quote(self, instrument: Instrument) -> Quote[Instrument]:
        return await self._of_one("ticker_book", instrument, _read_quote)

    async def _quotes(self, instruments: Sequence[Instrument] | None) -> Listing[Quote]:
        return await self._of_several("ticker_book", instruments, _read_quotes)

    async def _price(self, instrument: Instrument) -> Price[Instrument]:
        return await self._of_one("ticker_price", instrument, _read_price)

    async def _prices(self, instruments: Sequence[Instrument] | None) -> Listing[Price]:
        return await self._of_several("ticker_price", instruments, _read_prices)

    async def _of_one(self, endpoint: str, instrument: Instrument, read: Callable[[bytes], T]) -> T:
        return await self.session.call(
            self._endpoint(endpoint),
            {"symbol": instrument.venue_symbol},
            lambda payload: _one(read, payload, instrument),
        )

    async def _of_several(
        self, endpoint: str, instruments: Iterable[Instrument] | None, read: Callable[[bytes], list[T]]
    ) -> Listing[T]:
        listed = await self.listed()
        symbols = None if instruments is None else [each.venue_symbol for each in instruments]
        return await self.session.call(
            self._endpoint(endpoint), {"symbols": symbols}, lambda payload: _several(read, payload, listed)
        )

    async def _average_price(self, instrument: Instrument) -> AveragePrice:
        def read(payload: bytes) -> AveragePrice:
            wire = _read_average(payload)
            return with_payload(AveragePrice(instrument.venue_symbol, instrument, wire.price, wire.mins), payload)

        return await self.session.call(self._endpoint("avg_price"), {"symbol": instrument.venue_symbol}, read)

    async def _order_book(self, instrument: Instrument, depth: int) -> OrderBook:
        if depth > 5000:
            raise BadRequest(f"{self.session.name} gives at most 5000 levels a side, not {depth}")
        return await self.session.call(
            self._endpoint("depth"),
            {"symbol": instrument.venue_symbol, "limit": depth},
            lambda payload: order_book(payload, instrument),
        )

    async def _trades(self, instrument: Instrument, limit: int) -> Listing[Trade]:
        if limit > PAGE:
            raise BadRequest(
                f"{self.session.name} gives at most the last {PAGE} trades; historical_trades goes further back"
            )
        return await self.session.call(
            self._endpoint("trades"),
            {"symbol": instrument.venue_symbol, "limit": limit},
            lambda payload: trades(payload, instrument.symbol),
        )

    async def _historical_trades(
        self, instrument: Instrument, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Trade]]:
        following = from_id
        while True:
            page = await self.session.call(
                self._endpoint("historical_trades"),
                {"symbol": instrument.venue_symbol, "limit": min(limit or PAGE, PAGE), "fromId": following},
                lambda payload: trades(payload, instrument.symbol),
            )
            yield page
            if from_id is None or len(page) < min(limit or PAGE, PAGE):
                return
            following = str(int(page[-1].id) + 1)

    async def _aggregate_trades(
        self, instrument: Instrument, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[AggregateTrade]]:
        size = min(limit or PAGE, PAGE)

        async def page(**span: object) -> Listing[AggregateTrade]:
            return await self.session.call(
                self._endpoint("agg_trades"),
                {"symbol": instrument.venue_symbol, "limit": size, **span},
                lambda payload: aggregate_trades(payload, instrument.symbol),
            )

        if from_id is None and since is None:
            yield await page(endTime=until)
            return
        if from_id is not None:
            found = await page(fromId=from_id)
        else:
            # The first by time, a span at most at once; from there on by id, which knows no such window.
            begin = since or 0
            end = self.session.clock.now_ms() if until is None else until
            found = Listing[AggregateTrade]()
            while not found and begin <= end:
                found = await page(startTime=begin, endTime=min(begin + self.aggregate_span_ms - 1, end))
                begin += self.aggregate_span_ms
        while found:
            within = found if until is None else [each for each in found if each.timestamp_ms <= until]
            if within:
                yield found if len(within) == len(found) else Listing(within, found.payload)
            if len(within) < len(found):
                return
            # A window may end before its page is full, so only an empty page by id is the end.
            found = await page(fromId=str(int(found[-1].id) + 1))

    async def _candles(
        self, instrument: Instrument, interval: Interval, since: int | None, until: int | None, limit: int | None
    ) -> AsyncIterator[Listing[Candle]]:
        endpoint = self._endpoint("klines")
        lengths = endpoint.params["interval"].values or ()
        if interval.value not in lengths:
            raise BadRequest(f"{self.session.name} has no candles of {interval.value}; it has {', '.join(lengths)}")

        async def page(start: int | None, size: int | None) -> Listing[Candle]:
            return await self.session.call(
                endpoint,
                {
                    "symbol": instrument.venue_symbol,
                    "interval": interval.value,
                    "startTime": start,
                    "endTime": until,
                    "limit": size,
                },
                candles,
            )

        if since is None:
            if limit is not None and limit > PAGE:
                raise BadRequest(f"more than {PAGE} candles need `since`")
            yield await page(None, limit)
            return
        start = since
        left = limit
        while True:
            size = PAGE if left is None else min(left, PAGE)
            found = await page(start, size)
            if found:
                yield found
            if len(found) < size or (left is not None and len(found) >= left):
                return
            left = None if left is None else left - len(found)
            start = found[-1].open_time_ms + 1
