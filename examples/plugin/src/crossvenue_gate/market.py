"""Gate's market data. Source: https://www.gate.com/docs/developers/apiv4/en/spot"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal

import msgspec

from crossvenue import model
from crossvenue.errors import BadRequest
from crossvenue.instrument import Instrument
from crossvenue.interfaces import Market, W, not_offered
from crossvenue.model import Candle, InstrumentStatus, Interval, Level, Listing, Price, Trade
from crossvenue_gate.dialect import one, several

PAGE = 1000
"""Most trades, and most candles, of one answer."""
STATES = {"tradable": InstrumentStatus.TRADING, "untradable": InstrumentStatus.HALTED}


class WirePair(msgspec.Struct):
    """{"id": "ETH_USDT", "base": "ETH", "quote": "USDT", "min_base_amount": "0.001", "amount_precision": 3, ...}"""

    id: str
    base: str
    quote: str
    amount_precision: int
    precision: int
    trade_status: str
    min_base_amount: Decimal | None = None
    max_base_amount: Decimal | None = None
    min_quote_amount: Decimal | None = None
    max_quote_amount: Decimal | None = None


def instrument(wire: WirePair) -> Instrument:
    """The status of a pair that can only be bought, or only sold, is unknown."""
    return Instrument(
        symbol=f"{wire.base}/{wire.quote}",
        base=wire.base,
        quote=wire.quote,
        venue_symbol=wire.id,
        status=STATES.get(wire.trade_status, InstrumentStatus.UNKNOWN),
        base_precision=wire.amount_precision,
        quote_precision=wire.precision,
        order_types=frozenset({model.OrderType.LIMIT, model.OrderType.MARKET}),
        tick_size=Decimal(1).scaleb(-wire.precision),
        lot_size=Decimal(1).scaleb(-wire.amount_precision),
        min_quantity=wire.min_base_amount,
        max_quantity=wire.max_base_amount,
        min_notional=wire.min_quote_amount,
        max_notional=wire.max_quote_amount,
    )


class WireTicker(msgspec.Struct):
    """{"currency_pair": "BTC3L_USDT", "last": "2.46140352", "lowest_ask": "2.477", "highest_bid": "2.4606821", ...}

    Nothing is an empty text, and the sizes come only where one pair is asked for.
    """

    currency_pair: str
    last: Decimal
    highest_bid: str = ""
    highest_size: str = ""
    lowest_ask: str = ""
    lowest_size: str = ""


class WireBook(msgspec.Struct):
    """{"id": 123456, "current": 1623898993123, "asks": [["1.52", "1.151"]], "bids": [["1.17", "201.863"]]}"""

    id: int
    bids: tuple[Level, ...]
    asks: tuple[Level, ...]


class WireTrade(msgspec.Struct):
    """{"id": "1232893232", "create_time_ms": "1548000000123.456", "side": "buy", "amount": "0.15", ...}"""

    id: str
    create_time_ms: Decimal
    side: Literal["buy", "sell"]
    amount: Decimal
    price: Decimal
    deal: Decimal | None = None


class WireCandle(msgspec.Struct, array_like=True):
    """["1539852480", "971519.677", "0.0021724", "0.0021922", "0.0021724", "0.0021737", "447.2", "true"]"""

    seconds: Decimal
    quote_volume: Decimal
    close: Decimal
    high: Decimal
    low: Decimal
    open: Decimal
    volume: Decimal


SECONDS = {"1s": 1, "1m": 60, "5m": 300, "15m": 900, "30m": 1800, "1h": 3600, "4h": 14400, "8h": 28800, "1d": 86400}


class GateMarket(Market[W]):
    """Market data of Gate."""

    _status = not_offered("Gate publishes no status of the venue as a whole")
    _ticker = not_offered("Gate's statistics lack the opening price and their time: see raw.tickers")
    _tickers = not_offered("Gate's statistics lack the opening price and their time: see raw.tickers")
    _quotes = not_offered("Gate tells the sizes at the best prices of one instrument at a time only: use quote")
    _average_price = not_offered("Gate publishes no average price")
    _aggregate_trades = not_offered("Gate does not add trades up")

    async def _server_time(self) -> datetime:
        read = self.session.dialect.server_time_ms
        return await self.session.call(self._endpoint("server_time"), {}, lambda body: model.moment(read(body)))

    async def _instruments(self) -> Listing[Instrument]:
        return await several(self, "currency_pairs", {}, WirePair, instrument)

    async def _quote(self, instrument: Instrument) -> model.Quote[Instrument]:
        def quote(rows: list[WireTicker]) -> model.Quote[Instrument]:
            best = rows[0].highest_bid, rows[0].highest_size, rows[0].lowest_ask, rows[0].lowest_size
            return model.Quote(rows[0].currency_pair, instrument, *(Decimal(each or 0) for each in best))

        return await one(self, "tickers", {"currency_pair": instrument.venue_symbol}, list[WireTicker], quote)

    async def _price(self, instrument: Instrument) -> Price[Instrument]:
        symbol = instrument.venue_symbol
        asked = {"currency_pair": symbol}
        return await one(
            self, "tickers", asked, list[WireTicker], lambda rows: Price(symbol, instrument, rows[0].last)
        )

    async def _prices(self, instruments: Sequence[Instrument] | None) -> Listing[Price]:
        known = (await self.listed()).by_venue_symbol

        def price(wire: WireTicker) -> Price:
            return Price(wire.currency_pair, known.get(wire.currency_pair), wire.last)

        every = await several(self, "tickers", {}, WireTicker, price)
        if instruments is None:
            return every
        return Listing([each for wanted in instruments if (each := every.get(wanted.symbol))], every.payload)

    async def _order_book(self, instrument: Instrument, depth: int) -> model.OrderBook:
        def book(wire: WireBook) -> model.OrderBook:
            return model.OrderBook(instrument.venue_symbol, instrument, wire.bids, wire.asks, str(wire.id))

        asked = {"currency_pair": instrument.venue_symbol, "limit": depth, "with_id": "true"}
        return await one(self, "order_book", asked, WireBook, book)

    async def _trades(self, instrument: Instrument, limit: int) -> Listing[Trade]:
        if limit > PAGE:
            raise BadRequest(f"Gate gives at most the last {PAGE} trades; historical_trades goes on from any of them")
        return await self._traded(instrument, limit, None)

    async def _historical_trades(
        self, instrument: Instrument, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Trade]]:
        if from_id is not None and not from_id.isdecimal():
            raise BadRequest(f"Gate's ids of trades are numbers, not {from_id!r}")
        size, last = min(limit or PAGE, PAGE), None if from_id is None else str(int(from_id) - 1)
        while True:
            page = await self._traded(instrument, size, last)
            yield page
            if last is None or len(page) < size:
                return
            last = page[-1].id

    async def _traded(self, instrument: Instrument, limit: int, last_id: str | None) -> Listing[Trade]:
        def trade(wire: WireTrade) -> Trade:
            made, seller_took = int(wire.create_time_ms), wire.side == "sell"
            return Trade(instrument.symbol, wire.id, wire.price, wire.amount, wire.deal, made, seller_took)

        asked = {"currency_pair": instrument.venue_symbol, "limit": limit, "last_id": last_id}
        page = await several(self, "trades", asked, WireTrade, trade)
        # In which order they come is not documented.
        return Listing(sorted(page, key=lambda each: int(each.id)), page.payload)

    async def _candles(
        self, instrument: Instrument, interval: Interval, since: int | None, until: int | None, limit: int | None
    ) -> AsyncIterator[Listing[Candle]]:
        length = SECONDS.get(interval.value)
        if length is None or (since is None and limit is not None and limit > PAGE):
            raise BadRequest(f"candles here are of {', '.join(SECONDS)}; more than {PAGE} need `since`")

        def candle(wire: WireCandle) -> Candle:
            begin, end = int(wire.seconds * 1000), int(wire.seconds + length) * 1000 - 1
            return Candle(begin, wire.open, wire.high, wire.low, wire.close, wire.volume, end, wire.quote_volume)

        async def page(**span: int) -> Listing[Candle]:
            asked = {"currency_pair": instrument.venue_symbol, "interval": interval.value, **span}
            found = await several(self, "candlesticks", asked, WireCandle, candle)
            return Listing(sorted(found), found.payload)

        if since is None and until is None:
            yield await page(limit=limit or 100)
            return
        end = (self.session.clock.now_ms() if until is None else until) // 1000
        begin = end - (limit or 100) * length + 1 if since is None else -(-since // 1000)
        while begin <= end:
            stop = min(begin + (PAGE - 1) * length, end)
            # Gate takes a limit or a span, not both.
            yield await page(**{"from": begin, "to": stop})
            begin = stop + 1
