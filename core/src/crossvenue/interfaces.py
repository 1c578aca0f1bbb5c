"""The three ports, documented once: what a user calls, and what a plugin implements.

A user calls the plain name (`wallet.withdraw`); a plugin implements the name with an underscore (`_withdraw`),
which gets checked and complete arguments. What a plugin does not override raises `NotImplementedByPlugin`; what
it sets to `not_offered(reason)` raises `NotOffered`. `supports` and the capability matrix are read off that.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

import attrs

from crossvenue import preflight as checks
from crossvenue.dialect import Session
from crossvenue.errors import (
    BadRequest,
    CrossvenueError,
    UnknownAsset,
    UnknownInstrument,
    UnknownNetwork,
    WithdrawalBlocked,
    did_you_mean,
    one_of,
)
from crossvenue.instrument import Instrument
from crossvenue.model import (
    NO_MEMO,
    AccountSnapshot,
    AccountStatus,
    AggregateTrade,
    ApiTradingStatus,
    Asset,
    AssetNetwork,
    AveragePrice,
    Balance,
    Candle,
    Deposit,
    DepositAddress,
    Distribution,
    DustConversion,
    Fill,
    Interval,
    KeyPermissions,
    Listing,
    Memo,
    OcoRequest,
    Order,
    OrderBook,
    OrderList,
    OrderRequest,
    OrderTest,
    OrderType,
    PreventedMatch,
    Price,
    Quote,
    RateUsage,
    Replacement,
    SelfTradePrevention,
    Side,
    Ticker,
    TimeInForce,
    Trade,
    TradingFee,
    Transfer,
    VenueStatus,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
    WithdrawalRequest,
)
from crossvenue.networks import canonical
from crossvenue.port import AsyncHistory, History, Port, W, act, history, not_offered, operation
from crossvenue.preflight import Preflight
from crossvenue.wire import exact, milliseconds, positive

E = TypeVar("E", bound=Enum)
S = TypeVar("S")
T = TypeVar("T")


class Instruments:
    """The instruments of a venue, by our symbol and by its own."""

    def __init__(self, venue: str, listing: Listing[Instrument]) -> None:
        self.venue, self.listing = venue, listing
        self.by_symbol = {each.symbol: each for each in listing}
        self.by_venue_symbol = {each.venue_symbol: each for each in listing}

    def find(self, symbol: str) -> Instrument | None:
        """By our symbol or the venue's, or None."""
        return self.by_symbol.get(symbol) or self.by_venue_symbol.get(symbol)

    def required(self, symbol: str) -> Instrument:
        """By our symbol or the venue's; `UnknownInstrument` with near ones if there is none."""
        found = self.by_symbol.get(symbol)
        if found is None:
            found = self.by_venue_symbol.get(symbol)
        if found is None:
            near = did_you_mean(str(symbol), self.by_symbol, limit=3)
            hint = near or "; symbols are BASE/QUOTE, such as BTC/USDT"
            raise UnknownInstrument(f"{self.venue} lists no {symbol!r}{hint}")
        return found


def _count(value: int | None, name: str = "limit") -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise BadRequest(f"{name} must be a whole number above zero, not {value!r}")


def _span(since: datetime | None, until: datetime | None) -> tuple[int | None, int | None]:
    begin, end = milliseconds(since, "since"), milliseconds(until, "until")
    if begin is not None and end is not None and begin > end:
        raise BadRequest(f"since ({since}) is after until ({until})")
    return begin, end


def _choice(kind: type[E], value: object, name: str) -> E:
    found = None
    with suppress(ValueError):
        found = kind(value)
    if found is None or found.name == "UNKNOWN":
        words = ", ".join(str(each.value) for each in kind if each.name != "UNKNOWN")
        raise BadRequest(f"{name} must be one of {words}, not {value!r}")
    return found


def _one_id(**ids: str | None) -> None:
    if sum(each is not None for each in ids.values()) != 1:
        raise BadRequest(f"give one of {' and '.join(ids)}")
    for name, value in ids.items():
        _text_id(value, name)


def _text_id(value: str | None, name: str) -> None:
    if value is not None:
        _word(value, name)


# ------------------------------------------------------------------------------------------------ market


class Market(Port[W]):
    """Public market data: no key needed, except where an operation says so."""

    kind = "market"
    _derived = {"instrument": "instruments"}

    def __init__(self, session: Session, market: Market[Any] | None = None) -> None:
        super().__init__(session, market)
        self._listed: Instruments | None = None
        self._loading = session.world.alone()

    async def listed(self, *, refresh: bool = False) -> Instruments:
        """The instruments, loaded once; for plugins and the other ports."""
        if self._listed is not None and not refresh:
            return self._listed
        before = self._listed
        async with self._loading():
            if self._listed is before:  # Nobody loaded them while we waited.
                self._listed = Instruments(self.session.name, await self._instruments())
            return self._listed  # type: ignore[return-value]

    @operation
    async def server_time(self) -> datetime:
        """The venue's clock, to the millisecond. Also sets the clock that requests are signed with."""
        return await self._server_time()

    async def _server_time(self) -> datetime:
        raise self._missing("server_time")

    @operation
    async def status(self) -> VenueStatus:
        """Whether the venue works or is in maintenance, with its own words."""
        return await self._status()

    async def _status(self) -> VenueStatus:
        raise self._missing("status")

    @operation
    async def instruments(self, *, refresh: bool = False) -> Listing[Instrument]:
        """Everything that trades, with the venue's rules for orders. Loaded once; `refresh` asks again."""
        return (await self.listed(refresh=refresh)).listing

    async def _instruments(self) -> Listing[Instrument]:
        raise self._missing("instruments")

    @operation
    async def instrument(self, symbol: str) -> Instrument:
        """One instrument by its symbol, such as ``BTC/USDT``. Raises `UnknownInstrument`."""
        return (await self.listed()).required(symbol)

    @operation
    async def ticker(self, symbol: str) -> Ticker[Instrument]:
        """Statistics of the last 24 hours of one instrument."""
        return await self._ticker(await self._instrument_of(symbol))

    async def _ticker(self, instrument: Instrument) -> Ticker[Instrument]:
        raise self._missing("ticker")

    @operation
    async def tickers(self, symbols: Sequence[str] | None = None) -> Listing[Ticker]:
        """Statistics of the last 24 hours of these instruments, or of all: dear on the budget."""
        return await self._tickers(await self._several(symbols))

    async def _tickers(self, instruments: Sequence[Instrument] | None) -> Listing[Ticker]:
        raise self._missing("tickers")

    @operation
    async def quote(self, symbol: str) -> Quote[Instrument]:
        """The best bid and ask of one instrument."""
        return await self._quote(await self._instrument_of(symbol))

    async def _quote(self, instrument: Instrument) -> Quote[Instrument]:
        raise self._missing("quote")

    @operation
    async def quotes(self, symbols: Sequence[str] | None = None) -> Listing[Quote]:
        """The best bids and asks of these instruments, or of all."""
        return await self._quotes(await self._several(symbols))

    async def _quotes(self, instruments: Sequence[Instrument] | None) -> Listing[Quote]:
        raise self._missing("quotes")

    @operation
    async def price(self, symbol: str) -> Price[Instrument]:
        """The price of the last trade of one instrument."""
        return await self._price(await self._instrument_of(symbol))

    async def _price(self, instrument: Instrument) -> Price[Instrument]:
        raise self._missing("price")

    @operation
    async def prices(self, symbols: Sequence[str] | None = None) -> Listing[Price]:
        """The prices of the last trades of these instruments, or of all."""
        return await self._prices(await self._several(symbols))

    async def _prices(self, instruments: Sequence[Instrument] | None) -> Listing[Price]:
        raise self._missing("prices")

    @operation
    async def average_price(self, symbol: str) -> AveragePrice:
        """The average price of the last minutes, which some order rules are measured by."""
        return await self._average_price(await self._instrument_of(symbol))

    async def _average_price(self, instrument: Instrument) -> AveragePrice:
        raise self._missing("average_price")

    @operation
    async def order_book(self, symbol: str, *, depth: int = 100) -> OrderBook:
        """Bids and asks from the best away, `depth` levels a side at most (venues round up to what they have)."""
        _count(depth, "depth")
        return await self._order_book(await self._instrument_of(symbol), depth)

    async def _order_book(self, instrument: Instrument, depth: int) -> OrderBook:
        raise self._missing("order_book")

    @operation
    async def trades(self, symbol: str, *, limit: int = 500) -> Listing[Trade]:
        """The last public trades, oldest first, `limit` at most."""
        _count(limit)
        return await self._trades(await self._instrument_of(symbol), limit)

    async def _trades(self, instrument: Instrument, limit: int) -> Listing[Trade]:
        raise self._missing("trades")

    @history
    def historical_trades(
        self, symbol: str, *, from_id: str | None = None, limit: int | None = None
    ) -> AsyncIterator[Listing[Trade]]:
        """Public trades from the id `from_id` on, oldest first, to the present or `limit`.

        Without `from_id` the last ones, one page. Some venues want a key for it.
        """
        _count(limit)
        _text_id(from_id, "from_id")
        return _of(
            self._instrument_of, symbol, lambda instrument: self._historical_trades(instrument, from_id, limit), limit
        )

    def _historical_trades(
        self, instrument: Instrument, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Trade]]:
        raise self._missing("historical_trades")

    @history
    def aggregate_trades(
        self,
        symbol: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        from_id: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[AggregateTrade]]:
        """Public trades added up per taker order and price, oldest first.

        From `since` to `until` (now), or from the aggregate `from_id` on; without either the last ones, one page.
        """
        _count(limit)
        _text_id(from_id, "from_id")
        begin, end = _span(since, until)
        if from_id is not None and begin is not None:
            raise BadRequest("give one of from_id and since")
        return _of(
            self._instrument_of,
            symbol,
            lambda instrument: self._aggregate_trades(instrument, begin, end, from_id, limit),
            limit,
        )

    def _aggregate_trades(
        self, instrument: Instrument, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[AggregateTrade]]:
        raise self._missing("aggregate_trades")

    @history
    def candles(
        self,
        symbol: str,
        interval: Interval | str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Candle]]:
        """Candles that open from `since` to `until` (now), oldest first; without `since` the last ones, one page.

        `interval` is an `Interval` or its text ("1m", "1h", "1d", "1M" for a month).
        """
        _count(limit)
        begin, end = _span(since, until)
        length = _choice(Interval, interval, "interval")
        return _of(
            self._instrument_of,
            symbol,
            lambda instrument: self._candles(instrument, length, begin, end, limit),
            limit,
        )

    def _candles(
        self, instrument: Instrument, interval: Interval, since: int | None, until: int | None, limit: int | None
    ) -> AsyncIterator[Listing[Candle]]:
        raise self._missing("candles")

    async def _several(self, symbols: Sequence[str] | None) -> Sequence[Instrument] | None:
        if symbols is None:
            await self.listed()
            return None
        if isinstance(symbols, str) or not symbols:
            raise BadRequest(f"symbols must be a list of symbols that is not empty, not {symbols!r}")
        listed = await self.listed()
        return [listed.required(symbol) for symbol in symbols]


async def _of(
    find: Callable[[str], Coroutine[Any, Any, S]],
    symbol: str,
    pages: Callable[[S], AsyncIterator[Listing[T]]],
    limit: int | None,
) -> AsyncIterator[Listing[T]]:
    """The first `limit` items of the pages of what `symbol` names, which is looked up when the first is asked for."""
    found = await find(symbol)
    async for page in _cut(pages(found), limit):
        yield page


async def _cut(pages: AsyncIterator[Listing[T]], limit: int | None) -> AsyncIterator[Listing[T]]:
    """The first `limit` items of `pages`, asking for no page beyond them."""
    left = limit
    async for page in pages:
        if left is not None and len(page) >= left:
            yield page if len(page) == left else Listing(page[:left], page.payload)
            return
        if left is not None:
            left -= len(page)
        yield page


# ------------------------------------------------------------------------------------------------ trading


class Trading(Port[W]):
    """Orders of the account. Needs a key that may trade; reads need one that may read.

    Every order carries a client id minted before the first byte leaves, or the one you give. An order is checked
    against the instrument's rules before it is sent. A write whose answer did not come is `OutcomeUnknown`.
    """

    kind = "trading"
    _derived = {}

    replacement_keeps_id: bool = False
    """Whether an order that takes the place of another keeps its client id, so that none can be given."""

    @operation
    async def order(self, symbol: str, *, order_id: str | None = None, client_id: str | None = None) -> Order:
        """One order, by the venue's id or by yours. Raises `OrderNotFound`."""
        _one_id(order_id=order_id, client_id=client_id)
        return await self._order(await self._venue_symbol_of(symbol), order_id, client_id)

    async def _order(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        raise self._missing("order")

    @operation
    async def open_orders(self, symbol: str | None = None) -> Listing[Order]:
        """Orders that can still be filled, of one instrument, or of all (dear on the budget)."""
        return await self._open_orders(None if symbol is None else await self._venue_symbol_of(symbol))

    async def _open_orders(self, venue_symbol: str | None) -> Listing[Order]:
        raise self._missing("open_orders")

    @history
    def orders(
        self,
        symbol: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        from_id: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Order]]:
        """Orders in any state, oldest first: from `since` to `until` (now), or from the order `from_id` on.

        Without either the last ones, one page.
        """
        _count(limit)
        _text_id(from_id, "from_id")
        begin, end = _span(since, until)
        if from_id is not None and begin is not None:
            raise BadRequest("give one of from_id and since")
        return _of(
            self._venue_symbol_of,
            symbol,
            lambda venue_symbol: self._orders(venue_symbol, begin, end, from_id, limit),
            limit,
        )

    def _orders(
        self, venue_symbol: str, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Order]]:
        raise self._missing("orders")

    @history
    def fills(
        self,
        symbol: str,
        *,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        from_id: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Fill]]:
        """What was executed, with fees, oldest first: of one order, from `since` to `until` (now), or from a fill on.

        Without any of them the last ones, one page.
        """
        _count(limit)
        _text_id(from_id, "from_id")
        _text_id(order_id, "order_id")
        begin, end = _span(since, until)
        if from_id is not None and begin is not None:
            raise BadRequest("give one of from_id and since")
        return _of(
            self._venue_symbol_of,
            symbol,
            lambda venue_symbol: self._fills(venue_symbol, order_id, begin, end, from_id, limit),
            limit,
        )

    def _fills(
        self,
        venue_symbol: str,
        order_id: str | None,
        since: int | None,
        until: int | None,
        from_id: str | None,
        limit: int | None,
    ) -> AsyncIterator[Listing[Fill]]:
        raise self._missing("fills")

    @operation
    async def order_list(self, *, order_list_id: str | None = None, client_id: str | None = None) -> OrderList:
        """One list of orders (OCO), by the venue's id or by yours."""
        _one_id(order_list_id=order_list_id, client_id=client_id)
        return await self._order_list(order_list_id, client_id)

    async def _order_list(self, order_list_id: str | None, client_id: str | None) -> OrderList:
        raise self._missing("order_list")

    @history
    def order_lists(
        self,
        *,
        open_only: bool = False,
        since: datetime | None = None,
        until: datetime | None = None,
        from_id: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[OrderList]]:
        """Lists of orders, oldest first: those that are open, from `since` to `until` (now), or from a list on."""
        _count(limit)
        _text_id(from_id, "from_id")
        begin, end = _span(since, until)
        if (from_id is not None and begin is not None) or (open_only and (from_id or begin or end)):
            raise BadRequest("give one of open_only, from_id and since")
        return _cut(self._order_lists(open_only, begin, end, from_id, limit), limit)

    def _order_lists(
        self, open_only: bool, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[OrderList]]:
        raise self._missing("order_lists")

    @operation
    async def trading_fees(self, symbol: str | None = None) -> Listing[TradingFee]:
        """Fee rates of the account, as fractions, of one instrument or of all."""
        await self._market.listed()
        return await self._trading_fees(None if symbol is None else await self._instrument_of(symbol))

    async def _trading_fees(self, instrument: Instrument | None) -> Listing[TradingFee]:
        raise self._missing("trading_fees")

    @operation
    async def order_rate_usage(self) -> Listing[RateUsage]:
        """How many orders were placed in each of the venue's windows, and how many may be."""
        return await self._order_rate_usage()

    async def _order_rate_usage(self) -> Listing[RateUsage]:
        raise self._missing("order_rate_usage")

    @history
    def prevented_matches(
        self,
        symbol: str,
        *,
        prevented_match_id: str | None = None,
        order_id: str | None = None,
        from_id: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[PreventedMatch]]:
        """Matches that self-trade prevention stopped: one by its id, or those of an order, from `from_id` on."""
        _count(limit)
        _one_id(prevented_match_id=prevented_match_id, order_id=order_id)
        _text_id(from_id, "from_id")
        if from_id is not None and order_id is None:
            raise BadRequest("from_id goes with order_id")
        return _of(
            self._venue_symbol_of,
            symbol,
            lambda venue_symbol: self._prevented_matches(venue_symbol, prevented_match_id, order_id, from_id, limit),
            limit,
        )

    def _prevented_matches(
        self,
        venue_symbol: str,
        prevented_match_id: str | None,
        order_id: str | None,
        from_id: str | None,
        limit: int | None,
    ) -> AsyncIterator[Listing[PreventedMatch]]:
        raise self._missing("prevented_matches")

    async def _request(
        self,
        symbol: str,
        side: Side | str,
        type: OrderType | str,  # noqa: A002 - the field's own word
        *,
        quantity: Decimal | int | str | None,
        quote_quantity: Decimal | int | str | None,
        price: Decimal | int | str | None,
        stop_price: Decimal | int | str | None,
        trailing_delta: int | None,
        iceberg_quantity: Decimal | int | str | None,
        time_in_force: TimeInForce | str | None,
        self_trade_prevention: SelfTradePrevention | str | None,
        client_id: str | None,
    ) -> OrderRequest:
        def number(value: Decimal | int | str | None, name: str) -> Decimal | None:
            return None if value is None else positive(value, name)

        kind = _choice(OrderType, type, "type")
        wait = None if time_in_force is None else _choice(TimeInForce, time_in_force, "time_in_force")
        prevention = (
            None
            if self_trade_prevention is None
            else _choice(SelfTradePrevention, self_trade_prevention, "self_trade_prevention")
        )
        if trailing_delta is not None:
            exact(trailing_delta, "trailing_delta")
            _count(trailing_delta, "trailing_delta")
        _text_id(client_id, "client_id")
        amounts = {
            "quantity": number(quantity, "quantity"),
            "quote_quantity": number(quote_quantity, "quote_quantity"),
            "price": number(price, "price"),
            "stop_price": number(stop_price, "stop_price"),
            "iceberg_quantity": number(iceberg_quantity, "iceberg_quantity"),
        }
        if wait is None and kind in (OrderType.LIMIT, OrderType.STOP_LOSS_LIMIT, OrderType.TAKE_PROFIT_LIMIT):
            wait = TimeInForce.GTC
        request = OrderRequest(
            instrument=await self._instrument_of(symbol),
            side=_choice(Side, side, "side"),
            type=kind,
            client_id=client_id or self.session.mint_id(),
            trailing_delta=trailing_delta,
            time_in_force=wait,
            self_trade_prevention=prevention,
            **amounts,
        )
        request.instrument.check(request)
        return request

    @act
    async def place_order(
        self,
        symbol: str,
        *,
        side: Side | str,
        type: OrderType | str,  # noqa: A002 - the field's own word
        quantity: Decimal | int | str | None = None,
        quote_quantity: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        stop_price: Decimal | int | str | None = None,
        trailing_delta: int | None = None,
        iceberg_quantity: Decimal | int | str | None = None,
        time_in_force: TimeInForce | str | None = None,
        self_trade_prevention: SelfTradePrevention | str | None = None,
        client_id: str | None = None,
    ) -> Order[Instrument]:
        """Place an order, checked against the instrument's rules first; the answer has fills made at once.

        `quantity` and `iceberg_quantity` are in base, `quote_quantity` (market orders) in quote, `trailing_delta`
        in basis points. Limit orders stand until cancelled (GTC) unless `time_in_force` says otherwise.
        Raises before sending: `FilterViolation`, `UnknownInstrument`, `BadRequest`, `InexactNumber` for a float.
        Raises after: `OrderRejected` and its kinds, `InsufficientFunds`, `OutcomeUnknown` (ask with `order`).
        """
        request = await self._request(
            symbol,
            side,
            type,
            quantity=quantity,
            quote_quantity=quote_quantity,
            price=price,
            stop_price=stop_price,
            trailing_delta=trailing_delta,
            iceberg_quantity=iceberg_quantity,
            time_in_force=time_in_force,
            self_trade_prevention=self_trade_prevention,
            client_id=client_id,
        )
        return await self._place_order(request)

    async def _place_order(self, request: OrderRequest) -> Order[Instrument]:
        raise self._missing("place_order")

    @operation
    async def test_order(
        self,
        symbol: str,
        *,
        side: Side | str,
        type: OrderType | str,  # noqa: A002 - the field's own word
        quantity: Decimal | int | str | None = None,
        quote_quantity: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        stop_price: Decimal | int | str | None = None,
        trailing_delta: int | None = None,
        iceberg_quantity: Decimal | int | str | None = None,
        time_in_force: TimeInForce | str | None = None,
        self_trade_prevention: SelfTradePrevention | str | None = None,
        client_id: str | None = None,
    ) -> OrderTest:
        """Have the venue check an order without placing it. Parameters and errors as for `place_order`."""
        request = await self._request(
            symbol,
            side,
            type,
            quantity=quantity,
            quote_quantity=quote_quantity,
            price=price,
            stop_price=stop_price,
            trailing_delta=trailing_delta,
            iceberg_quantity=iceberg_quantity,
            time_in_force=time_in_force,
            self_trade_prevention=self_trade_prevention,
            client_id=client_id,
        )
        return await self._test_order(request)

    async def _test_order(self, request: OrderRequest) -> OrderTest:
        raise self._missing("test_order")

    @act
    async def cancel_order(self, symbol: str, *, order_id: str | None = None, client_id: str | None = None) -> Order:
        """Cancel one open order, by the venue's id or by yours.

        Raises `OrderNotFound` (it may be filled already), `CancelRejected`, `OutcomeUnknown`.
        """
        _one_id(order_id=order_id, client_id=client_id)
        return await self._cancel_order(await self._venue_symbol_of(symbol), order_id, client_id)

    async def _cancel_order(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        raise self._missing("cancel_order")

    @act
    async def cancel_open_orders(self, symbol: str) -> Listing[Order]:
        """Cancel every open order of one instrument, lists included; what was cancelled comes back."""
        return await self._cancel_open_orders(await self._venue_symbol_of(symbol))

    async def _cancel_open_orders(self, venue_symbol: str) -> Listing[Order]:
        raise self._missing("cancel_open_orders")

    @act
    async def replace_order(
        self,
        symbol: str,
        *,
        cancel_order_id: str | None = None,
        cancel_client_id: str | None = None,
        place_anyway: bool = False,
        side: Side | str,
        type: OrderType | str,  # noqa: A002 - the field's own word
        quantity: Decimal | int | str | None = None,
        quote_quantity: Decimal | int | str | None = None,
        price: Decimal | int | str | None = None,
        stop_price: Decimal | int | str | None = None,
        trailing_delta: int | None = None,
        iceberg_quantity: Decimal | int | str | None = None,
        time_in_force: TimeInForce | str | None = None,
        self_trade_prevention: SelfTradePrevention | str | None = None,
        client_id: str | None = None,
    ) -> Replacement:
        """Cancel an order and place another in one request; the new order as for `place_order`.

        With `place_anyway` the new order is tried even if the cancellation fails; by default it is not.
        Where the new order keeps the client id of the other (`replacement_keeps_id`), no other can be given.
        Raises `PartialSuccess` with both halves where only one was done; otherwise as `place_order`.
        """
        _one_id(cancel_order_id=cancel_order_id, cancel_client_id=cancel_client_id)
        _text_id(client_id, "client_id")
        if self.replacement_keeps_id and client_id not in (None, cancel_client_id):
            raise BadRequest(
                f"{self.session.name}: the new order keeps the client id of the one that it takes the place of: "
                "give no client_id"
            )
        request = await self._request(
            symbol,
            side,
            type,
            quantity=quantity,
            quote_quantity=quote_quantity,
            price=price,
            stop_price=stop_price,
            trailing_delta=trailing_delta,
            iceberg_quantity=iceberg_quantity,
            time_in_force=time_in_force,
            self_trade_prevention=self_trade_prevention,
            client_id=client_id,
        )
        return await self._replace_order(request, cancel_order_id, cancel_client_id, place_anyway)

    async def _replace_order(
        self, request: OrderRequest, order_id: str | None, client_id: str | None, place_anyway: bool
    ) -> Replacement:
        raise self._missing("replace_order")

    @act
    async def place_oco(
        self,
        symbol: str,
        *,
        side: Side | str,
        quantity: Decimal | int | str,
        price: Decimal | int | str,
        stop_price: Decimal | int | str,
        stop_limit_price: Decimal | int | str | None = None,
        stop_limit_time_in_force: TimeInForce | str | None = None,
        self_trade_prevention: SelfTradePrevention | str | None = None,
        client_id: str | None = None,
    ) -> OrderList[Instrument]:
        """Place a limit order and a stop order of which one cancels the other.

        `price` is the limit. Selling, it lies above the market and `stop_price` below; buying, the other way
        round. With `stop_limit_price` the stop order is a limit order too (GTC unless said otherwise).
        Raises as `place_order`; after `OutcomeUnknown` ask with `order_list`.
        """
        _text_id(client_id, "client_id")
        limit = None if stop_limit_price is None else positive(stop_limit_price, "stop_limit_price")
        wait = (
            None
            if stop_limit_time_in_force is None
            else _choice(TimeInForce, stop_limit_time_in_force, "stop_limit_time_in_force")
        )
        if limit is None and wait is not None:
            raise BadRequest("stop_limit_time_in_force goes with stop_limit_price")
        request = OcoRequest(
            instrument=await self._instrument_of(symbol),
            side=_choice(Side, side, "side"),
            quantity=positive(quantity, "quantity"),
            price=positive(price, "price"),
            stop_price=positive(stop_price, "stop_price"),
            stop_limit_price=limit,
            stop_limit_time_in_force=wait or (None if limit is None else TimeInForce.GTC),
            self_trade_prevention=None
            if self_trade_prevention is None
            else _choice(SelfTradePrevention, self_trade_prevention, "self_trade_prevention"),
            client_id=client_id or self.session.mint_id(),
            limit_client_id=self.session.mint_id(),
            stop_client_id=self.session.mint_id(),
        )
        request.instrument.check_oco(request)
        return await self._place_oco(request)

    async def _place_oco(self, request: OcoRequest) -> OrderList[Instrument]:
        raise self._missing("place_oco")

    @act
    async def cancel_order_list(
        self, symbol: str, *, order_list_id: str | None = None, client_id: str | None = None
    ) -> OrderList:
        """Cancel a list of orders, all of it, by the venue's id or by yours."""
        _one_id(order_list_id=order_list_id, client_id=client_id)
        return await self._cancel_order_list(await self._venue_symbol_of(symbol), order_list_id, client_id)

    async def _cancel_order_list(
        self, venue_symbol: str, order_list_id: str | None, client_id: str | None
    ) -> OrderList:
        raise self._missing("cancel_order_list")


# ------------------------------------------------------------------------------------------------ wallet


class Wallet(Port[W]):
    """The account's money. Reads need a key that may read; `withdraw` one that may withdraw.

    Amounts are in whole units of the asset, exact; networks go by their neutral names, aliases accepted.
    """

    kind = "wallet"
    _derived = {"asset": "assets", "preflight": "assets"}

    fee_from_amount: bool = True
    """Whether the venue takes the withdrawal fee out of the amount, or on top of it."""

    wallets: tuple[WalletKind, ...] = (WalletKind.SPOT,)
    """The wallets that withdrawals can be made from; where none is named, they are from the first."""

    restricted_keys_only: bool = False
    """Whether only keys that are restricted to listed addresses may withdraw, by the venue's own documents."""

    @operation
    async def balances(self, wallet: WalletKind | str = WalletKind.SPOT) -> Listing[Balance]:
        """What the account holds in one of its wallets, assets with nothing included where the venue lists them."""
        return await self._balances(_choice(WalletKind, wallet, "wallet"))

    async def _balances(self, wallet: WalletKind) -> Listing[Balance]:
        raise self._missing("balances")

    @operation
    async def assets(self) -> Listing[Asset]:
        """Every asset with its networks: open or closed, fee, minimum, patterns, the venue's notes."""
        return await self._assets()

    async def _assets(self) -> Listing[Asset]:
        raise self._missing("assets")

    @operation
    async def asset(self, asset: str) -> Asset:
        """One asset with its networks. Raises `UnknownAsset`."""
        return await self._asset_of(asset)

    async def _asset_of(self, asset: str) -> Asset:
        assets = await self._assets()
        found = assets.get(asset)
        if found is None:
            hint = did_you_mean(asset, {each.asset for each in assets})
            raise UnknownAsset(f"{self.session.name} has no asset {asset!r}{hint}")
        return found

    def _network_of(self, asset: Asset, network: str) -> AssetNetwork:
        found = asset.network(network) if isinstance(network, str) else None
        if found is None:
            names = one_of([each.network or each.venue_network for each in asset.networks], 40)
            raise UnknownNetwork(f"{self.session.name} has no network {network!r} for {asset.asset}; it has {names}")
        return found

    @operation
    async def deposit_address(self, asset: str, *, network: str) -> DepositAddress:
        """Where to send `asset` on `network` to. Where there is a memo, it must be sent too."""
        found = self._network_of(await self._asset_of(asset), network)
        return await self._deposit_address(found)

    async def _deposit_address(self, network: AssetNetwork) -> DepositAddress:
        raise self._missing("deposit_address")

    @history
    def deposits(
        self,
        asset: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Deposit]]:
        """Money that came in from `since` (by default what the venue gives, about 90 days) to `until` (now).

        The newest span comes first, as venues give it; ask for a year and you get a year.
        """
        _count(limit)
        begin, end = _span(since, until)
        wanted = None if asset is None else _word(asset, "asset")
        return _cut(self._deposits(wanted, begin, end), limit)

    def _deposits(self, asset: str | None, since: int | None, until: int | None) -> AsyncIterator[Listing[Deposit]]:
        raise self._missing("deposits")

    @history
    def withdrawals(
        self,
        asset: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Withdrawal]]:
        """Money that went out from `since` (by default what the venue gives, about 90 days) to `until` (now).

        The newest span comes first, as venues give it; ask for a year and you get a year.
        """
        _count(limit)
        begin, end = _span(since, until)
        wanted = None if asset is None else _word(asset, "asset")
        return _cut(self._withdrawals(wanted, begin, end), limit)

    def _withdrawals(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Withdrawal]]:
        raise self._missing("withdrawals")

    @operation
    async def withdrawal(
        self, *, withdrawal_id: str | None = None, client_id: str | None = None, around: datetime | None = None
    ) -> Withdrawal | None:
        """One withdrawal, by the venue's id or by yours; None if the venue has none.

        This is how to find out about a withdrawal whose outcome is unknown. `around` says when it was made, if
        it was not today: venues search only some days at a time. None right after sending is no proof yet.
        """
        _one_id(withdrawal_id=withdrawal_id, client_id=client_id)
        return await self._withdrawal(withdrawal_id, client_id, milliseconds(around, "around"))

    async def _withdrawal(
        self, withdrawal_id: str | None, client_id: str | None, around: int | None
    ) -> Withdrawal | None:
        raise self._missing("withdrawal")

    @operation
    async def withdrawal_quota(self, asset: str | None = None) -> WithdrawalQuota:
        """How much may be withdrawn in a day, and how much of that is left."""
        return await self._withdrawal_quota(asset)

    async def _withdrawal_quota(self, asset: str | None) -> WithdrawalQuota:
        raise self._missing("withdrawal_quota")

    @operation
    async def key_permissions(self) -> KeyPermissions:
        """What the API key may do, and whether it is restricted to listed addresses."""
        return await self._key_permissions()

    async def _key_permissions(self) -> KeyPermissions:
        raise self._missing("key_permissions")

    @operation
    async def account_status(self) -> AccountStatus:
        """Whether the account is in order, with the venue's own word."""
        return await self._account_status()

    async def _account_status(self) -> AccountStatus:
        raise self._missing("account_status")

    @operation
    async def api_trading_status(self) -> ApiTradingStatus:
        """Whether the venue has locked trading over the interface for this account."""
        return await self._api_trading_status()

    async def _api_trading_status(self) -> ApiTradingStatus:
        raise self._missing("api_trading_status")

    @history
    def transfers(
        self,
        *,
        source: WalletKind | str,
        target: WalletKind | str,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Transfer]]:
        """Moves from the wallet `source` to the wallet `target` of the account, newest first.

        From `since` (by default what the venue gives, about 7 days) to `until` (now).
        """
        _count(limit)
        begin, end = _span(since, until)
        ends = _choice(WalletKind, source, "source"), _choice(WalletKind, target, "target")
        return _cut(self._transfers(*ends, begin, end), limit)

    def _transfers(
        self, source: WalletKind, target: WalletKind, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Transfer]]:
        raise self._missing("transfers")

    @history
    def dust_conversions(
        self, *, since: datetime | None = None, until: datetime | None = None, limit: int | None = None
    ) -> AsyncIterator[Listing[DustConversion]]:
        """Small balances that were turned into another asset, from `since` (the beginning) to `until` (now).

        Newest page first. A venue may keep only some of them: where it counts more than it gives, a
        `RuntimeWarning` says so at the end.
        """
        _count(limit)
        begin, end = _span(since, until)
        return _cut(self._dust_conversions(begin, end), limit)

    def _dust_conversions(self, since: int | None, until: int | None) -> AsyncIterator[Listing[DustConversion]]:
        raise self._missing("dust_conversions")

    @history
    def distributions(
        self,
        asset: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Distribution]]:
        """What the venue paid out: interest, airdrops, rebates.

        From `since` (by default what the venue gives, which it may not say) to `until` (now): give `since` where
        nothing may be missing. The newest span comes first.
        """
        _count(limit)
        begin, end = _span(since, until)
        wanted = None if asset is None else _word(asset, "asset")
        return _cut(self._distributions(wanted, begin, end), limit)

    def _distributions(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Distribution]]:
        raise self._missing("distributions")

    @history
    def account_snapshots(
        self,
        wallet: WalletKind | str = WalletKind.SPOT,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[AccountSnapshot]]:
        """What a wallet held at the end of each day.

        From `since` (by default what the venue gives, about 7 days) to `until` (now), the newest span first.
        """
        _count(limit)
        begin, end = _span(since, until)
        return _cut(self._account_snapshots(_choice(WalletKind, wallet, "wallet"), begin, end), limit)

    def _account_snapshots(
        self, wallet: WalletKind, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[AccountSnapshot]]:
        raise self._missing("account_snapshots")

    @operation
    async def preflight(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        network: str,
        address: str,
        memo: Memo = None,
        wallet: WalletKind | str | None = None,
    ) -> Preflight:
        """Whether a withdrawal will pass, without sending it: every check with its verdict and evidence.

        Without `wallet` it is from the one that the venue withdraws from first (`wallets`).
        Reads key permissions, account and system status, the asset, the balance, the last 24 hours and what may
        still be withdrawn; where the venue states that in another unit than the asset, also the price that it
        takes to compare them. What cannot be read makes its checks unknown, never passed. Raises only for
        arguments that make no sense.
        """
        return await self._preflight(self._plan(asset, amount, network, address, memo, wallet))

    def _plan(
        self,
        asset: str,
        amount: Decimal | int | str,
        network: str,
        address: str,
        memo: Memo,
        wallet: WalletKind | str | None,
    ) -> checks.Plan:
        plan = checks.Plan(
            venue=self.session.name,
            account=_account(self.session),
            asset=_word(asset, "asset"),
            amount=positive(amount, "amount"),
            network=canonical(_word(network, "network")) or network,
            address=_word(address, "address"),
            memo=_memo(memo),
            wallet=self.wallets[0] if wallet is None else _choice(WalletKind, wallet, "wallet"),
        )
        if plan.wallet not in self.wallets:
            raise BadRequest(f"{self.session.name} does not withdraw from the {plan.wallet.value} wallet")
        return plan

    async def _preflight(self, plan: checks.Plan) -> Preflight:
        yesterday = self.session.clock.now_ms() - int(timedelta(days=1).total_seconds() * 1000)
        network: AssetNetwork | None = None

        async def learned(reading: Callable[[], Coroutine[Any, Any, T]]) -> T | CrossvenueError:
            try:
                return await reading()
            except CrossvenueError as error:
                return error

        async def balance() -> Balance:
            held = await self._balances(plan.wallet)
            # Venues list only what they want to: what is not listed is nothing.
            return held.get(plan.asset) or Balance(plan.asset, Decimal(0), Decimal(0))

        async def withdrawn() -> list[Withdrawal]:
            return [each async for page in self._withdrawals(plan.asset, yesterday, None) for each in page]

        async def asset() -> Asset:
            nonlocal network
            found = await self._asset_of(plan.asset)
            network = found.network(plan.network)
            return found

        async def quota_of() -> WithdrawalQuota:
            return await self._quota_on(plan.asset, network)

        async def rate(unit: str | None) -> checks.Rate | CrossvenueError | None:
            return None if unit is None else await learned(lambda: self._rate(plan.asset, unit))

        facts = checks.Facts(
            permissions=await learned(lambda: self._key_permissions()),
            account=await learned(lambda: self._account_status()),
            venue=await learned(lambda: self._market._status()),  # noqa: SLF001 - a port of ours
            asset=await learned(asset),
            balance=await learned(balance),
            withdrawn=await learned(withdrawn),
            # Last, because the quota says what it is in, and so whether a price is needed.
            quota=(quota := await learned(quota_of)),
            rate=await rate(checks.unit_to_value_in(plan, quota)),
        )
        return checks.judge(
            plan,
            facts,
            made_ms=self.session.clock.now_ms(),
            fee_from_amount=self.fee_from_amount,
            restricted_keys_only=self.restricted_keys_only,
        )

    async def _quota_on(self, asset: str, network: AssetNetwork | None) -> WithdrawalQuota:
        """The quota for a pre-flight, where the venue tells it by network (None: that is not known).

        Raises `WithdrawalSuspended` with the venue's words where it says that nothing may be withdrawn now.
        """
        return await self._withdrawal_quota(asset)

    async def _rate(self, asset: str, unit: str) -> checks.Rate:
        """What one `asset` is worth in `unit`, where `_withdrawal_quota` is in a unit that is not the asset."""
        raise self._missing("preflight")

    @act
    async def withdraw(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        network: str,
        address: str,
        memo: Memo = None,
        wallet: WalletKind | str | None = None,
        client_id: str | None = None,
        checked: Preflight | None = None,
        accept: Sequence[str] = (),
    ) -> Withdrawal:
        """Send `amount` of `asset` to `address` outside. Once: it is never sent a second time by itself.

        Without `wallet` it is from the one that the venue withdraws from first (`wallets`).
        `network` must be named, and on a network that has memos so must `memo` (a text, or `NO_MEMO` on purpose).
        The network, the amount, the address and the memo are checked against the venue's facts first; for all
        checks call `preflight` before, and hand its result in as `checked` to refuse unless it was clear, for this
        very withdrawal, made with the same key in the last five minutes, and not handed in before: each serves one
        call, whatever that ends as. `accept` names the checks of `checked` that may be unknown, such as
        ``("address", "account status")`` where the venue has no way to answer them; one that failed never passes,
        nor does one that is unknown and not named.

        Raises before sending: `BadRequest`, `InexactNumber`, `UnknownAsset`, `UnknownNetwork`,
        `WithdrawalBlocked`; `TypeError` if `checked` is no pre-flight. After: `WithdrawalRefused` and its kinds,
        `InsufficientFunds`, `PermissionDenied`; `OutcomeUnknown` with the client id, by which `withdrawal` finds it.
        """
        _text_id(client_id, "client_id")
        if checked is not None and not isinstance(checked, Preflight):
            raise TypeError(f"checked must be what preflight gave, or None, not {checked!r}")
        plan = self._plan(asset, amount, network, address, memo, wallet)
        accepted = _accepted(accept, checked)
        if checked is not None:
            _same_and_clear(plan, checked, self.session.clock.now_ms(), accepted)
            _spend(checked)
        found = await self._asset_of(plan.asset)
        on = self._network_of(found, plan.network)
        about = checks.of_request(plan, found, on, fee_from_amount=self.fee_from_amount)
        failed = [check for check in about if check.result is checks.Result.FAIL]
        if failed:
            raise WithdrawalBlocked(
                f"{self.session.name}: {plan.amount:f} {plan.asset} on {plan.network} was not sent: "
                + "; ".join(f"{check.name}: {check.words}" for check in failed)
            )
        return await self._withdraw(
            WithdrawalRequest(
                asset=plan.asset,
                amount=plan.amount,
                network=on.network or on.venue_network,
                venue_network=on.venue_network,
                address=plan.address,
                memo=plan.memo if isinstance(plan.memo, str) else None,
                wallet=plan.wallet,
                client_id=client_id or self.session.mint_id(),
                fee_from_amount=self.fee_from_amount,
            )
        )

    async def _withdraw(self, request: WithdrawalRequest) -> Withdrawal:
        raise self._missing("withdraw")

    @act
    async def cancel_withdrawal(self, *, withdrawal_id: str) -> Withdrawal:
        """Stop a withdrawal that the venue has not processed yet."""
        _word(withdrawal_id, "withdrawal_id")
        return await self._cancel_withdrawal(withdrawal_id)

    async def _cancel_withdrawal(self, withdrawal_id: str) -> Withdrawal:
        raise self._missing("cancel_withdrawal")

    @act
    async def transfer(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        source: WalletKind | str,
        target: WalletKind | str,
    ) -> Transfer:
        """Move `amount` of `asset` between the account's own wallets. Venues know no client id for it.

        After `OutcomeUnknown` look at `transfers` and `balances`.
        """
        ends = _choice(WalletKind, source, "source"), _choice(WalletKind, target, "target")
        if ends[0] is ends[1]:
            raise BadRequest(f"source and target are both {ends[0].value}")
        return await self._transfer(_word(asset, "asset"), positive(amount, "amount"), *ends)

    async def _transfer(self, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Transfer:
        raise self._missing("transfer")

    @act
    async def convert_dust(self, *, assets: Sequence[str]) -> Listing[DustConversion]:
        """Turn small balances of these assets into the venue's own asset. Cannot be undone."""
        if isinstance(assets, str) or not assets:
            raise BadRequest(f"assets must be a list of assets that is not empty, not {assets!r}")
        return await self._convert_dust([_word(asset, "assets") for asset in assets])

    async def _convert_dust(self, assets: Sequence[str]) -> Listing[DustConversion]:
        raise self._missing("convert_dust")


def _word(value: str, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadRequest(f"{name} must be a text that is not empty, not {value!r}")
    return value


def _memo(memo: Memo) -> Memo:
    if memo is None or memo is NO_MEMO:
        return memo
    if not isinstance(memo, str) or not memo:
        raise BadRequest(f"memo must be a text that is not empty, or NO_MEMO, not {memo!r}")
    return memo


def _account(session: Session) -> str:
    """The same for each connection with the same key to the same environment; the key cannot be told from it."""
    from hashlib import blake2b

    key = session.settings.api_key
    said = f"{session.settings.environment}:{'' if key is None else key.reveal()}"
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16, key=b"crossvenue pre-flight").hexdigest()


GOOD_FOR_MS: Final = 300_000
"""How long a pre-flight can be handed to `withdraw`, in milliseconds: five minutes."""


def _accepted(accept: Sequence[str], checked: Preflight | None) -> Sequence[str]:
    if isinstance(accept, str) or not all(isinstance(each, str) for each in accept):
        raise BadRequest(f"accept must be a list of the names of checks, not {accept!r}")
    if checked is None:
        if accept:
            raise BadRequest("accept goes with checked: it names what may be unknown of a pre-flight")
        return accept
    names = [each.name for each in checked.checks]
    for each in accept:
        if each not in names:  # A slip, which else would show only on the day that the check is unknown.
            hint = did_you_mean(each, names) or f"; it has {', '.join(names) or 'none'}"
            raise BadRequest(f"accept: the pre-flight has no check {each!r}{hint}")
    return accept


def _same_and_clear(plan: checks.Plan, checked: Preflight, now_ms: int, accepted: Sequence[str]) -> None:
    if checked.made_ms is None or not -GOOD_FOR_MS <= now_ms - checked.made_ms <= GOOD_FOR_MS:
        raise WithdrawalBlocked(
            "the pre-flight is older than five minutes, and things change: make it again", preflight=checked
        )
    if checked.request != plan:
        same = attrs.evolve(checked.request, account=plan.account) == plan
        what = "another account (another key) than this one" if same else "another withdrawal than this one"
        raise WithdrawalBlocked(f"the pre-flight was for {what}", preflight=checked)
    left = [each for each in checked.reasons if each.result is checks.Result.FAIL or each.name not in accepted]
    if left:
        reasons = "; ".join(f"{check.name}: {check.words}" for check in left)
        raise WithdrawalBlocked(f"the pre-flight is {checked.verdict.value}: {reasons}", preflight=checked)


_spent: Final[dict[str, object]] = {}
"""The ids of the pre-flights that `withdraw` took, of the whole process: another connection takes none again."""


def _spend(checked: Preflight) -> None:
    mine = object()
    # One step: of two threads that come with the same, one finds the other's.
    if _spent.setdefault(checked.id, mine) is not mine:
        raise WithdrawalBlocked(
            "this pre-flight was handed to withdraw before, and things may have changed: find out what became of "
            "that withdrawal, then make a new pre-flight",
            preflight=checked,
        )


PORTS: Final[tuple[type[Port[Any]], ...]] = (Market, Trading, Wallet)

__all__ = [
    "PORTS",
    "AsyncHistory",
    "History",
    "Instruments",
    "Market",
    "Port",
    "Preflight",
    "Trading",
    "W",
    "Wallet",
    "act",
    "history",
    "not_offered",
    "operation",
]
