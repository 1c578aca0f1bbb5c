"""KuCoin's market data. https://www.kucoin.com/docs-new, specification of 2025-11-04, read in November 2026.

Each part: the wire's shape with a sample, the mapping, the methods that use them. Payloads are the `data` of answers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, Final, Literal, TypeVar

import msgspec

from crossvenue.errors import BadRequest, NotFound
from crossvenue.instrument import Filter, Instrument, Notional, OtherFilter, PriceGrid, QuantityGrid
from crossvenue.interfaces import Instruments, Market, W, not_offered
from crossvenue.model import (
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
from crossvenue.numbers import EXACT
from crossvenue.wire import Numbers, exact_json, finite, ordinary, setter, shape

T = TypeVar("T", bound=Named)
Known = TypeVar("Known", bound=Instrument | None)

PAGE: Final = 1500
"""The most candles that one answer holds."""
DAY_MS: Final = 86_400_000

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


# ------------------------------------------------------------------------------------------------ instruments

ORDER_TYPES: Final = frozenset(OrderType) - {OrderType.UNKNOWN}
"""KuCoin takes them all for every symbol: limit (also post-only) and market orders, each also behind a trigger."""
SELF_TRADE_PREVENTIONS: Final = (
    SelfTradePrevention.NONE,
    SelfTradePrevention.EXPIRE_TAKER,
    SelfTradePrevention.EXPIRE_MAKER,
    SelfTradePrevention.EXPIRE_BOTH,
    SelfTradePrevention.DECREMENT,
)


class WireSymbol(msgspec.Struct, gc=False):
    """{"symbol": "BTC-USDT", "baseCurrency": "BTC", "baseMinSize": "0.00001", "priceIncrement": "0.1", ...}"""

    symbol: str
    baseCurrency: str
    quoteCurrency: str
    baseIncrement: str
    quoteIncrement: str
    priceIncrement: str
    enableTrading: bool
    baseMinSize: str | None = None
    baseMaxSize: str | None = None
    quoteMinSize: str | None = None
    quoteMaxSize: str | None = None
    # What not every generation has; for call auctions mostly null.
    minFunds: str | None = None
    priceLimitRate: str | None = None
    isMarginEnabled: bool | None = None
    callauctionIsEnabled: bool | None = None
    callauctionPriceFloor: str | None = None
    callauctionPriceCeiling: str | None = None


_read_symbols = msgspec.json.Decoder(list[WireSymbol]).decode


class _Numbers(dict[str | None, Decimal | None]):
    """Text -> number, None for 0 and for nothing. The same few increments stand at thousands of symbols."""

    def __missing__(self, text: str | None) -> Decimal | None:
        if len(self) > 65_536:
            self.clear()
        number = self[text] = (ordinary(Decimal(text)) or None) if text else None
        return number


class _Places(dict[str, int]):
    """Text of an increment -> its decimal places."""

    def __missing__(self, text: str) -> int:
        if len(self) > 65_536:
            self.clear()
        places = self[text] = max(0, -int(EXACT.normalize(ordinary(Decimal(text))).as_tuple().exponent))
        return places


_numbers, _places = _Numbers(), _Places()


def filters_of(wire: WireSymbol) -> list[Filter]:
    """The venue's rules as core's, each under the name of the field that states it."""
    number = _numbers.__getitem__
    price = number(wire.priceIncrement)
    size, funds = ("quantity",), ("quote_quantity",)
    made: list[Filter] = [
        # "Specifies the min. order price as well as the price increment."
        PriceGrid(name="priceIncrement", minimum=price, step=price),
        QuantityGrid(name="baseMinSize", minimum=number(wire.baseMinSize), fields=size),
        QuantityGrid(name="baseMaxSize", maximum=number(wire.baseMaxSize), fields=size),
        QuantityGrid(name="baseIncrement", step=number(wire.baseIncrement)),
        # `funds` of market orders.
        QuantityGrid(name="quoteMinSize", minimum=number(wire.quoteMinSize), fields=funds, market_only=True),
        QuantityGrid(name="quoteMaxSize", maximum=number(wire.quoteMaxSize), fields=funds, market_only=True),
        QuantityGrid(name="quoteIncrement", step=number(wire.quoteIncrement), fields=funds, market_only=True),
    ]
    if wire.minFunds is not None:
        made.append(Notional(name="minFunds", minimum=number(wire.minFunds)))
    if wire.callauctionIsEnabled:
        floor, ceiling = number(wire.callauctionPriceFloor), number(wire.callauctionPriceCeiling)
        made.append(PriceGrid(name="callauctionPriceFloor", minimum=floor, fields=("price",)))
        made.append(PriceGrid(name="callauctionPriceCeiling", maximum=ceiling, fields=("price",)))
    if wire.priceLimitRate is not None:
        # Measured against the book at the moment of the order: nothing that can be known here.
        made.append(OtherFilter(name="priceLimitRate"))
    return made


class _Draft(Instrument):
    """An instrument while it is filled in. For thousands of them the frozen `__init__` takes four times as long."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


def _instrument(wire: WireSymbol) -> Instrument:
    numbers, places = _numbers, _places
    made: Any = object.__new__(_Draft)
    made.base = base = wire.baseCurrency
    made.quote = quote = wire.quoteCurrency
    made.symbol = f"{base}/{quote}"
    made.venue_symbol = wire.symbol
    if wire.callauctionIsEnabled:
        made.status = InstrumentStatus.AUCTION
    else:
        made.status = InstrumentStatus.TRADING if wire.enableTrading else InstrumentStatus.HALTED
    made.base_precision = places[wire.baseIncrement]
    made.quote_precision = max(places[wire.priceIncrement], places[wire.quoteIncrement])
    made.order_types = ORDER_TYPES
    made.min_price = made.tick_size = numbers[wire.priceIncrement]
    made.max_price = None
    made.min_quantity, made.max_quantity = numbers[wire.baseMinSize], numbers[wire.baseMaxSize]
    made.lot_size = numbers[wire.baseIncrement]
    made.min_notional, made.max_notional = numbers[wire.minFunds], None
    made.steps_from_minimum = made.trailing_allowed = made.replace_allowed = False
    made.iceberg_allowed = made.oco_allowed = made.quote_quantity_allowed = True
    made.margin_allowed = wire.isMarginEnabled or False
    made.permissions = ()
    made.self_trade_preventions = SELF_TRADE_PREVENTIONS
    made._filters = wire  # noqa: SLF001 - as its `__init__` does
    made._read_filters = filters_of  # noqa: SLF001
    made.__class__ = Instrument
    return made  # type: ignore[no-any-return]


def instruments(payload: bytes) -> Listing[Instrument]:
    """The array of symbols."""
    wire, made = _read_symbols(payload), list[Instrument]()
    try:
        made.extend(map(_instrument, wire))
    except (ValueError, ArithmeticError) as problem:
        raise msgspec.ValidationError(f"{problem} - at `$[{len(made)}]`") from None
    return Listing(made, payload)


# ------------------------------------------------------------------------------------------------ tickers

_SIDES: Final = {
    "buy": "bid_price",
    "bestBidSize": "bid_quantity",
    "sell": "ask_price",
    "bestAskSize": "ask_quantity",
}
_DAY: Final = {
    # {"symbol": "BTC-USDT", "buy": "67192.5", "sell": "67192.6", "changeRate": "-0.0014", "last": "67193", ...}
    "symbol": "venue_symbol",
    "last": "last_price",
    "high": "high_price",
    "low": "low_price",
    "vol": "volume",
    "volValue": "quote_volume",
    "changePrice": "price_change",
    "changeRate": "price_change_percent",
    **_SIDES,
}
# Numbers are null of a symbol that was not traded in 24 hours, or never, and of a side where nobody is.
_OR_NULL: Final = dict.fromkeys({"price", *_DAY.values()} - {"venue_symbol"}, Decimal | None)
_TICKER = shape(Ticker, _DAY, _OR_NULL)
_STATS = shape(Ticker, {"time": "close_time_ms", **_DAY}, _OR_NULL)  # 1729175612158
_QUOTE = shape(Quote, {"symbol": "venue_symbol", **_SIDES}, _OR_NULL)
_PRICE = shape(Price, {"symbol": "venue_symbol", "last": "price"}, _OR_NULL)


class WireAverage(Numbers):
    """{"averagePrice": "67281.21437289", ...}"""

    averagePrice: Decimal | None


class WireBest(Numbers):
    """{"sequence": "14609309753", "price": "67269", "size": "0.000025", "bestBid": "67267.5", "bestBidSize": ...}"""

    price: Decimal | None
    bestBid: Decimal | None
    bestBidSize: Decimal | None
    bestAsk: Decimal | None
    bestAskSize: Decimal | None


def _reader_of_all(record: Any) -> Any:
    """Reads {"time": 1729173207043, "ticker": [...]}."""
    return msgspec.json.Decoder(msgspec.defstruct("AllTickers", [("time", int), ("ticker", list[record])])).decode


_read_tickers, _read_quotes, _read_prices = _reader_of_all(_TICKER), _reader_of_all(_QUOTE), _reader_of_all(_PRICE)
# All is null about a symbol that KuCoin does not know.
_read_ticker = msgspec.json.Decoder(_STATS | None).decode
_read_average = msgspec.json.Decoder(WireAverage | None).decode
_read_best = msgspec.json.Decoder(WireBest | None).decode

_set_instrument = setter(Named, "instrument")
_set_change, _set_percent = setter(Ticker, "price_change"), setter(Ticker, "price_change_percent")
_set_open, _set_high, _set_low = (setter(Ticker, f"{name}_price") for name in ("open", "high", "low"))
_set_volume, _set_quote_volume = setter(Ticker, "volume"), setter(Ticker, "quote_volume")
_set_open_time, _set_close_time = setter(Ticker, "open_time_ms"), setter(Ticker, "close_time_ms")
_set_average, _set_previous = setter(Ticker, "weighted_average_price"), setter(Ticker, "previous_close_price")
_set_last_quantity, _set_count = setter(Ticker, "last_quantity"), setter(Ticker, "trade_count")
_sides = attrgetter(*_SIDES.values())
_set_sides = [setter(Quote, name) for name in _SIDES.values()]


def _completed(record: Any, time_ms: int, instrument: Known) -> Ticker[Known]:
    """A ticker just read that has a last price, with what is not on the wire."""
    last, change, percent = record.last_price, record.price_change, record.price_change_percent
    # Where nobody traded in 24 hours, the price stood still.
    if change is None:
        _set_change(record, change := _ZERO)
    if record.high_price is None:
        _set_high(record, last)
    if record.low_price is None:
        _set_low(record, last)
    if record.volume is None:
        _set_volume(record, _ZERO)
    if record.quote_volume is None:
        _set_quote_volume(record, _ZERO)
    _set_percent(record, _ZERO if percent is None else EXACT.multiply(percent, _HUNDRED))
    _set_open(record, EXACT.subtract(last, change))
    _set_open_time(record, time_ms - DAY_MS)
    _set_close_time(record, time_ms)
    _set_instrument(record, instrument)
    _set_average(record, None)
    _set_previous(record, None)
    _set_last_quantity(record, None)
    _set_count(record, None)
    completed: Ticker[Known] = record
    return completed


def _with_every_field(payload: bytes) -> bytes:
    """The answer as of 2019, which left out volValue and what is null today, as it would be today."""
    nothing = dict.fromkeys(("volValue", "changePrice", "high", "low"))
    found: Any = exact_json(payload)
    return msgspec.json.encode({**found, "ticker": [{**nothing, **each} for each in found["ticker"]]})


def ticker(payload: bytes, instrument: Instrument) -> Ticker[Instrument] | None:
    """The answer of stats; None where it has no last price."""
    record: Ticker | None = _read_ticker(payload)
    if record is None or record.last_price is None:
        return None
    return finite(_completed(record, record.close_time_ms, instrument), payload)


def average_price(payload: bytes, instrument: Instrument) -> AveragePrice | None:
    """The average of 24 hours in the answer of stats; None where it has none."""
    wire: WireAverage | None = _read_average(payload)
    if wire is None or wire.averagePrice is None:
        return None
    return AveragePrice(instrument.venue_symbol, instrument, wire.averagePrice, 24 * 60)


def tickers(payload: bytes, listed: Instruments) -> Listing[Ticker]:
    """The answer of allTickers, without those that were never traded."""
    try:
        wire = _read_tickers(payload)
    except msgspec.ValidationError as problem:
        try:
            wire = _read_tickers(_with_every_field(payload))
        except (msgspec.ValidationError, KeyError, TypeError):
            raise problem from None
    time_ms, find = wire.time, listed.by_venue_symbol.get
    traded = finite([each for each in wire.ticker if each.last_price is not None], payload)
    return Listing([_completed(each, time_ms, find(each.venue_symbol)) for each in traded], payload)


def quote(payload: bytes, instrument: Instrument) -> Quote[Instrument] | None:
    """The best bid and ask in the answer of level1."""
    wire: WireBest | None = _read_best(payload)
    if wire is None:
        return None
    sides = (wire.bestBid, wire.bestBidSize, wire.bestAsk, wire.bestAskSize)
    return Quote(instrument.venue_symbol, instrument, *(each or _ZERO for each in sides))


def quotes(payload: bytes, listed: Instruments) -> Listing[Quote]:
    """The best bids and asks in the answer of allTickers."""
    records: list[Quote] = _read_quotes(payload).ticker
    find = listed.by_venue_symbol.get
    for record in records:
        _set_instrument(record, find(record.venue_symbol))
        if None in (sides := _sides(record)):
            for put, found in zip(_set_sides, sides, strict=True):
                put(record, found or _ZERO)
    return finite(Listing(records, payload), payload)


def price(payload: bytes, instrument: Instrument) -> Price[Instrument] | None:
    """The last price in the answer of level1; None where it has none."""
    wire: WireBest | None = _read_best(payload)
    if wire is None or wire.price is None:
        return None
    return Price(instrument.venue_symbol, instrument, wire.price)


def prices(payload: bytes, listed: Instruments) -> Listing[Price]:
    """The last prices in the answer of allTickers, without those that were never traded."""
    records: list[Price] = [each for each in _read_prices(payload).ticker if each.price is not None]
    find = listed.by_venue_symbol.get
    for record in records:
        _set_instrument(record, find(record.venue_symbol))
    return finite(Listing(records, payload), payload)


# ------------------------------------------------------------------------------------------------ book, trades


class WireBook(msgspec.Struct):
    """{"time": 1729176273859, "sequence": "14610502970", "bids": [["66976.4", "0.69109872"]], "asks": [...]}"""

    sequence: str
    bids: list[Level] | None
    asks: list[Level] | None


_read_book = msgspec.json.Decoder(WireBook).decode
_level_price = itemgetter(0)


def order_book(payload: bytes, instrument: Instrument, depth: int) -> OrderBook:
    """The answer of any of the order books, `depth` levels a side at most."""
    wire = _read_book(payload)
    # Before they are compared: with "NaN" nothing can be.
    bids, asks = finite((wire.bids or [], wire.asks or []), payload)
    # Best first is documented, but in 2019 asks came the other way round. What is in order costs next to nothing.
    bids.sort(key=_level_price, reverse=True)
    asks.sort(key=_level_price)
    book = OrderBook(instrument.venue_symbol, instrument, tuple(bids[:depth]), tuple(asks[:depth]), wire.sequence)
    return with_payload(book, payload)


_TRADE = shape(
    Trade,
    {
        # {"sequence": "10976028003549185", "price": "67122", "size": "0.000025", "side": "buy", "time": ...}
        "sequence": "_id",
        "price": "price",
        "size": "quantity",
        "side": "buyer_is_maker",
        "time": "timestamp_ms",
    },
    {"_id": str, "buyer_is_maker": Literal["buy", "sell"]},
)
_read_trades = msgspec.json.Decoder(list[_TRADE]).decode  # type: ignore[valid-type]
_set_symbol, _set_quote_quantity = setter(Trade, "symbol"), setter(Trade, "quote_quantity")
_set_time, _set_buyer_is_maker = setter(Trade, "timestamp_ms"), setter(Trade, "buyer_is_maker")


def trades(payload: bytes, symbol: str, limit: int) -> Listing[Trade]:
    """The array of histories, oldest first, the last `limit` of them.

    The wire's times are nanoseconds, such as 1729177117877000000. They, and among equal ones the sequence, make the
    order before they are rounded down to milliseconds; `raw` keeps them.
    """
    records: list[Any] = _read_trades(payload)
    records.sort(key=lambda each: (each.timestamp_ms, int(each.id)))
    for record in records:
        _set_symbol(record, symbol)
        _set_quote_quantity(record, None)
        _set_time(record, record.timestamp_ms // 1_000_000)
        # The side is that of the order that took.
        _set_buyer_is_maker(record, record.buyer_is_maker == "sell")
    return finite(Listing(records[-limit:], payload), payload)


# ------------------------------------------------------------------------------------------------ candles

MINUTE: Final = 60
INTERVALS: Final = {
    Interval.M1: ("1min", MINUTE),
    Interval.M3: ("3min", 3 * MINUTE),
    Interval.M5: ("5min", 5 * MINUTE),
    Interval.M15: ("15min", 15 * MINUTE),
    Interval.M30: ("30min", 30 * MINUTE),
    Interval.H1: ("1hour", 60 * MINUTE),
    Interval.H2: ("2hour", 120 * MINUTE),
    Interval.H4: ("4hour", 240 * MINUTE),
    Interval.H6: ("6hour", 360 * MINUTE),
    Interval.H8: ("8hour", 480 * MINUTE),
    Interval.H12: ("12hour", 720 * MINUTE),
    Interval.D1: ("1day", 1440 * MINUTE),
    Interval.W1: ("1week", 7 * 1440 * MINUTE),
    Interval.MO1: ("1month", 28 * 1440 * MINUTE),
}
"""KuCoin's word for each interval, and its seconds at least."""
OPENED: Final = 1_504_224_000
"""September 2017, in seconds, when KuCoin opened: there is nothing older."""
WEEK: Final = 7 * 1440 * MINUTE
FAR: Final = 10
"""So many pages of nothing are worth a look for where the candles begin."""

_WIRE_CANDLE = tuple[int, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal]
"""["1566789720", "10411.5", "10401.9", "10411.5", "10396.3", "29.11357276", "302889.301529914"]: time in seconds,
open, close, high, low, volume, turnover."""
_read_candles = msgspec.json.Decoder(list[_WIRE_CANDLE], strict=False).decode  # For the time, which is a text.
_open_time_ms = itemgetter(0)


def _month_later_ms(open_ms: int) -> int:
    opened = moment(open_ms)
    year, month = divmod(opened.year * 12 + opened.month, 12)
    return int(datetime(year, month + 1, 1, tzinfo=UTC).timestamp()) * 1000


def candles(payload: bytes, interval: Interval) -> Listing[Candle]:
    """The array of candles, which is newest first on the wire, oldest first."""
    make, kind, last_ms = tuple.__new__, Candle, INTERVALS[interval][1] * 1000 - 1
    monthly = interval is Interval.MO1
    made: list[Candle] = [
        make(
            kind,
            (
                ms := seconds * 1000,
                opened,
                high,
                low,
                close,
                volume,
                _month_later_ms(ms) - 1 if monthly else ms + last_ms,
                turnover,
                None,
                None,
                None,
            ),
        )
        for seconds, opened, close, high, low, volume, turnover in _read_candles(payload)
    ]
    made.sort(key=_open_time_ms)
    return finite(Listing(made, payload), payload)


# ------------------------------------------------------------------------------------------------ the rest


class WireStatus(msgspec.Struct):
    """{"status": "open", "msg": ""}; "close" is maintenance, and with "cancelonly" orders can only be cancelled"""

    status: str
    msg: str | None = None


_read_status = msgspec.json.Decoder(WireStatus).decode
_read_time = msgspec.json.Decoder(int).decode
_STATES: Final = {
    "open": VenueState.NORMAL,
    "close": VenueState.MAINTENANCE,
    "cancelonly": VenueState.MAINTENANCE,
}


def status(payload: bytes) -> VenueStatus:
    """The answer of status; the message begins with KuCoin's word."""
    wire = _read_status(payload)
    state = _STATES.get(wire.status, VenueState.UNKNOWN)
    return with_payload(VenueStatus(state, f"{wire.status}: {wire.msg}" if wire.msg else wire.status), payload)


class KuCoinMarket(Market[W]):
    """Market data of KuCoin.

    An order book of up to 100 levels a side needs no key; a deeper one is cut out of the full book, which needs one
    that may read. Of trades there are the last 100. Candles leave out intervals without trades. `average_price` is
    that of 24 hours. A symbol that was never traded has no ticker and no price: it is left out of `tickers` and
    `prices`, and asked for alone it is `NotFound`.
    """

    _historical_trades = not_offered("KuCoin keeps the last 100 trades; see trades")
    _aggregate_trades = not_offered("KuCoin does not add trades up")

    async def _server_time(self) -> datetime:
        return await self.session.call(self._endpoint("server_time"), {}, lambda payload: moment(_read_time(payload)))

    async def _status(self) -> VenueStatus:
        return await self.session.call(self._endpoint("service_status"), {}, status)

    async def _instruments(self) -> Listing[Instrument]:
        return await self.session.call(self._endpoint("all_symbols"), {}, instruments)

    async def _ticker(self, instrument: Instrument) -> Ticker[Instrument]:
        return await self._of_one("stats_24hr", instrument, ticker)

    async def _tickers(self, instruments: Sequence[Instrument] | None) -> Listing[Ticker]:
        return await self._of_several(instruments, tickers)

    async def _quote(self, instrument: Instrument) -> Quote[Instrument]:
        return await self._of_one("ticker", instrument, quote)

    async def _quotes(self, instruments: Sequence[Instrument] | None) -> Listing[Quote]:
        return await self._of_several(instruments, quotes)

    async def _price(self, instrument: Instrument) -> Price[Instrument]:
        return await self._of_one("ticker", instrument, price)

    async def _prices(self, instruments: Sequence[Instrument] | None) -> Listing[Price]:
        return await self._of_several(instruments, prices)

    async def _average_price(self, instrument: Instrument) -> AveragePrice:
        return await self._of_one("stats_24hr", instrument, average_price)

    async def _of_one(self, name: str, instrument: Instrument, read: Callable[[bytes, Instrument], T | None]) -> T:
        endpoint = self._endpoint(name)

        def found(payload: bytes) -> T:
            record = read(payload, instrument)
            if record is None:
                said = f"KuCoin says nothing of {instrument.venue_symbol}"
                raise NotFound(said, venue=self.session.name, endpoint=endpoint.label, status=200)
            return with_payload(record, payload)

        return await self.session.call(endpoint, {"symbol": instrument.venue_symbol}, found)

    async def _of_several(
        self, instruments: Sequence[Instrument] | None, read: Callable[[bytes, Instruments], Listing[T]]
    ) -> Listing[T]:
        listed = await self.listed()
        found = await self.session.call(self._endpoint("all_tickers"), {}, lambda payload: read(payload, listed))
        if instruments is None:
            return found
        # There is no way to ask for some.
        by_symbol = {each.venue_symbol: each for each in found}
        wanted = dict.fromkeys(each.venue_symbol for each in instruments)
        return Listing([by_symbol[symbol] for symbol in wanted if symbol in by_symbol], found.payload)

    async def _order_book(self, instrument: Instrument, depth: int) -> OrderBook:
        part = {} if depth > 100 else {"size": "20" if depth <= 20 else "100"}
        return await self.session.call(
            self._endpoint("part_order_book" if part else "full_order_book"),
            {"symbol": instrument.venue_symbol, **part},
            lambda payload: order_book(payload, instrument, depth),
        )

    async def _trades(self, instrument: Instrument, limit: int) -> Listing[Trade]:
        return await self.session.call(
            self._endpoint("market_trade_history"),
            {"symbol": instrument.venue_symbol},
            lambda payload: trades(payload, instrument.symbol, limit),
        )

    async def _candles(
        self, instrument: Instrument, interval: Interval, since: int | None, until: int | None, limit: int | None
    ) -> AsyncIterator[Listing[Candle]]:
        if interval not in INTERVALS:
            offered = ", ".join(each.value for each in INTERVALS)
            raise BadRequest(f"KuCoin has no candles of {interval.value}; it has {offered}")

        async def between(first: int, last: int, interval: Interval = interval) -> Listing[Candle]:
            """Those that open in these minutes, whether KuCoin counts its `endAt` in or not."""
            found = await self.session.call(
                self._endpoint("klines"),
                {
                    "symbol": instrument.venue_symbol,
                    "type": INTERVALS[interval][0],
                    "startAt": first,
                    "endAt": last + 1,
                },
                lambda payload: candles(payload, interval),
            )
            return Listing(
                (each for each in found if first * 1000 <= each.open_time_ms <= last * 1000), found.payload
            )

        length = INTERVALS[interval][1]
        size = min(limit or PAGE, PAGE)
        # All candles open at full minutes.
        end = (self.session.clock.now_ms() if until is None else until) // 1000 // MINUTE * MINUTE
        if since is None:
            if limit is not None and limit > PAGE:
                raise BadRequest(f"more than {PAGE} candles need `since`")
            longest = 31 * 1440 * MINUTE if interval is Interval.MO1 else length
            found = await between(max(OPENED, end - size * longest + MINUTE), end)
            yield Listing(found[-size:], found.payload)
            return
        begin = max(OPENED, -(-since // (1000 * MINUTE)) * MINUTE)
        searched = False
        while begin <= end:
            last = min(end, begin + (size - 1) * length)
            found = await between(begin, last)
            begin, size = last + MINUTE, PAGE
            if found:
                yield found
            elif not searched and end - begin > FAR * PAGE * length:
                searched = True
                weeks = await between(begin - WEEK, end, Interval.W1)
                # The week that is not over may be missing.
                begin = max(begin, weeks[0].open_time_ms // 1000 if weeks else end - 2 * WEEK)
