"""An honest plugin keeps every rule, and for each rule a plugin with one fault in it breaks that rule.

The honest one is that of `honest_venue`. A fault is a method of it, or of its dialect, that is a little different;
the cassette is recorded anew with the fault in it, as it would be by who made it, and the rule runs on it in an inner
pytest.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple

import attrs
import honest_venue

# pytest forgets what an inner run imports. These are dear to import anew each time, and not made for it.
import httpcore  # noqa: F401
import httpx  # noqa: F401
import hypothesis.extra  # noqa: F401
import msgspec
import pytest
import vcr  # noqa: F401
import yaml  # type: ignore[import-untyped]  # noqa: F401
from honest_venue import (
    CATALOGUE,
    CODES,
    DAY,
    HONEST,
    NOW,
    HonestDialect,
    HonestMarket,
    HonestMarketRules,
    HonestTrading,
    HonestTradingRules,
    HonestWallet,
    HonestWalletRules,
    Speaking,
)

from crossvenue.endpoint import Catalogue, Endpoint, Weight
from crossvenue.errors import (
    CrossvenueError,
    InvalidRequest,
    NotOffered,
    OutcomeUnknown,
    RateLimited,
    VenueError,
)
from crossvenue.exchange import Exchange
from crossvenue.hookspecs import hookimpl
from crossvenue.instrument import Instrument
from crossvenue.interfaces import PORTS, History, Market
from crossvenue.model import (
    NO_MEMO,
    AccountStatus,
    Level,
    Listing,
    Order,
    OrderStatus,
    Replacement,
    Side,
    Trade,
    Transfer,
    WalletKind,
    moment,
    with_payload,
)
from crossvenue.port import history, not_offered, operation
from crossvenue.registry import registry
from crossvenue.testing import Loopback, recorded
from crossvenue.testing.rules import RULES
from crossvenue.wire import plain
from crossvenue.world import finish

RULES_OF = {"market": HonestMarketRules, "trading": HonestTradingRules, "wallet": HonestWalletRules}
PORT_OF = {"market": HonestMarket, "trading": HonestTrading, "wallet": HonestWallet}


# ------------------------------------------------------------------------------------------------ making faults


def faulty(**methods: Any) -> Exchange:
    """The honest exchange, with other methods in the port that has those."""
    port = next(name for name, each in PORT_OF.items() if all(hasattr(each, method) for method in methods))
    return attrs.evolve(HONEST, **{port: type("Faulty", (PORT_OF[port],), methods)})


def of_dialect(**methods: Any) -> Exchange:
    return attrs.evolve(HONEST, dialect=type("Faulty", (HonestDialect,), methods))


def with_endpoint(name: str, **changes: Any) -> Exchange:
    catalogue = Catalogue({**CATALOGUE, name: attrs.evolve(CATALOGUE[name], **changes)})
    return attrs.evolve(HONEST, catalogue=lambda: catalogue)


def told(method: str, change: Callable[[Any], Any]) -> Exchange:
    """The honest exchange, with one result (or each page of one) changed."""
    honest = next(getattr(each, method) for each in PORT_OF.values() if hasattr(each, method))

    async def pages(made: Any) -> Any:
        async for page in made:
            yield change(page)

    def changed(self: Any, *given: Any) -> Any:
        made = honest(self, *given)

        async def result() -> Any:
            return change(await made)

        return pages(made) if inspect.isasyncgen(made) else result()

    return faulty(**{method: changed})


def but(record: Any, **changes: Any) -> Any:
    """A record with something else in it, and its payload."""
    return with_payload(attrs.evolve(record, **changes), record._payload) if changes else record


def each(**changes: Callable[[Any], Any]) -> Callable[[Listing[Any]], Listing[Any]]:
    """Changes fields of every record of a listing."""

    def changed(page: Listing[Any]) -> Listing[Any]:
        return Listing(
            [
                made._replace(**new) if hasattr(made, "_replace") else attrs.evolve(made, **new)
                for made in page
                for new in [{name: change(made) for name, change in changes.items()}]
            ],
            page.payload,
        )

    return changed


def backwards(page: Listing[Any]) -> Listing[Any]:
    return Listing(page[::-1], page.payload)


# ------------------------------------------------------------------------------------------------ the faults


def says_refused(self: Any, endpoint: Endpoint, response: Any) -> VenueError | None:
    if response.status >= 500:
        return InvalidRequest("failed", venue="honest", endpoint=endpoint.label, status=response.status)
    return HonestDialect.judge(self, endpoint, response)


def forgets_the(field: str) -> Callable[..., VenueError | None]:
    def judge(self: Any, endpoint: Endpoint, response: Any) -> VenueError | None:
        error = HonestDialect.judge(self, endpoint, response)
        if error is not None:
            setattr(error, field, None)
        return error

    return judge


def logs_headers(self: Any, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Any:
    request = HonestDialect.request(self, endpoint, params, now_ms)
    logging.getLogger("honest").debug("sending %s", dict(request.headers))
    return request


async def shows_the_key(self: Any, request: Any) -> Any:
    try:
        return await HonestTrading._place_order(self, request)
    except OutcomeUnknown as error:
        error.args = (f"{error} with the key {self.session.settings.api_key.reveal()}",)
        error.advice = error.args[0]
        raise


async def reads_again(self: Any, instrument: Instrument, depth: int) -> Any:
    with suppress(CrossvenueError):
        return await HonestMarket._order_book(self, instrument, depth)
    return await HonestMarket._order_book(self, instrument, depth)


async def writes_again(self: Any, request: Any) -> Any:
    with suppress(OutcomeUnknown):
        return await HonestTrading._place_order(self, request)
    return await HonestTrading._place_order(self, request)


async def sends_and_is_not_offered(self: Any, asset: str, amount: Decimal, *ends: WalletKind) -> Any:
    await HonestWallet._transfer(self, asset, amount, *ends)
    raise NotOffered("honest", "wallet.transfer", "it is no use")


async def differs_by_world(self: Any, instrument: Instrument) -> Any:
    price = await HonestMarket._price(self, instrument)
    return but(price, price=price.price + 1) if self.session.world.awaiting else price


class Loud(Listing[Any]):
    def __repr__(self) -> str:
        return f"{list(self)} of {self.payload!r}"


def asks_at_once(self: Any, asset: str | None, since: int | None, until: int | None) -> Any:
    if not self.session.world.awaiting:
        finish(self._records("deposits", honest_venue.model.Deposit, asset=asset))
    return HonestWallet._deposits(self, asset, since, until)


async def asks_for_all_at_once(self: Any, asset: str | None, since: int | None, until: int | None) -> Any:
    for page in [page async for page in HonestWallet._deposits(self, asset, since, until)]:
        yield page


def deposits(self: Any, asset: Any = None, *, since: Any = None, until: Any = None, limit: Any = None) -> Any:
    begin, end = (None if each is None else int(each.timestamp() * 1000) for each in (since, until))
    return self._deposits(asset, begin, end)


async def all_deposits(self: Any, asset: str | None = None, **span: Any) -> Any:
    return [each async for page in deposits(self, asset, **span) for each in page]


async def stops_early(self: Any, name: str, kind: Any, **params: Any) -> Any:
    yield await self._records(name, kind, **params, page=1)


async def overlaps(self: Any, name: str, kind: Any, **params: Any) -> Any:
    last: list[Any] = []
    async for page in Speaking._pages(self, name, kind, **params):
        yield Listing([*last, *page], page.payload)
        last = list(page[-1:])


async def asks_the_same(self: Any, name: str, kind: Any, **params: Any) -> Any:
    if params["since"] is not None:
        await self._records(name, kind, **params, page=1)
    async for page in Speaking._pages(self, name, kind, **params):
        yield page


async def takes_more(self: Any, name: str, kind: Any, **params: Any) -> Any:
    if params["since"] is not None:
        params["since"] -= DAY
    async for page in Speaking._pages(self, name, kind, **params):
        yield page


async def invents_an_instrument(self: Any, symbol: str) -> Instrument:
    listed = await self.listed()
    return listed.find(symbol) or attrs.evolve(listed.listing[0], symbol=symbol)


async def any_trades(self: Any, instrument: Instrument, limit: int) -> Any:
    return await self._records("trades", Trade, symbol=instrument)


async def all_of_them(self: Any, kind: Any, instruments: Any) -> Any:
    return await self._records("tickers", kind)


async def the_last_one(self: Any, kind: Any, instrument: Instrument) -> Any:
    found = await self._of_all(kind, None)
    return with_payload(found[-1], found.payload)


async def unchecked_book(self: Any, symbol: str, *, depth: int = 100) -> Any:
    return await self._order_book(await self._instrument_of(symbol), depth)


def unchecked_candles(
    self: Any, symbol: str, interval: Any, *, since: Any = None, until: Any = None, **more: Any
) -> Any:
    begin, end = (None if each is None else int(each.timestamp() * 1000) for each in (since, until))

    async def pages() -> Any:
        async for page in self._candles(await self._instrument_of(symbol), interval, begin, end, None):
            yield page

    return pages()


async def mints_its_own(self: Any, request: Any) -> Any:
    return await HonestTrading._place_order(self, attrs.evolve(request, client_id=self.session.mint_id()))


def without_the(field: str) -> Callable[..., Any]:
    def said(self: Any, request: Any) -> dict[str, object]:
        return {**HonestTrading._said(self, request), field: None}

    return said


async def takes_floats(self: Any, *named: Any, **given: Any) -> Any:
    amounts = {name: str(value) if isinstance(value, float) else value for name, value in given.items()}
    return await HonestTrading._request(self, *named, **amounts)


def saying(**changes: Callable[[Any], object]) -> Exchange:
    """The honest exchange, with something else in what it sends of an order."""

    def said(self: Any, request: Any) -> dict[str, object]:
        return {**HonestTrading._said(self, request), **{name: change(request) for name, change in changes.items()}}

    return faulty(_said=said)


async def replaces_with_a_buy(self: Any, request: Any, *canceled: Any) -> Any:
    return await HonestTrading._replace_order(self, attrs.evolve(request, side=Side.BUY), *canceled)


async def the_wrong_way(self: Any, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Any:
    return await HonestWallet._transfer(self, asset, amount, target, source)


async def one_way(self: Any, asset: str, amount: Decimal, *ends: WalletKind) -> Any:
    return await HonestWallet._transfer(self, asset, amount, WalletKind.SPOT, WalletKind.FUNDING)


async def without_the_memo(self: Any, request: Any) -> Any:
    return await HonestWallet._withdraw(self, attrs.evolve(request, memo=None))


class Lax(Instrument):
    def check(self, request: object, reference_price: object = None) -> None:
        pass


def lax(page: Listing[Instrument]) -> Listing[Instrument]:
    return Listing([Lax(*(getattr(it, name) for name in LAX)) for it in page], page.payload)


LAX = [field.name for field in attrs.fields(Instrument) if field.init]


async def forgets_the_id(self: Any, venue_symbol: str, order_id: str | None, client_id: str | None) -> Any:
    return await self._record("order", Order, symbol=venue_symbol, id="o-9")


def passes_on(self: Any, asset: Any, network: str) -> Any:
    return asset.network(network) or attrs.evolve(asset.networks[0], venue_network=network)


async def means_no_memo(self: Any, *, memo: Any = None, **given: Any) -> Any:
    return await HonestWallet.withdraw(self, memo=memo or NO_MEMO, **given)


async def with_the_default_network(self: Any, request: Any) -> Any:
    return await HonestWallet._withdraw(self, attrs.evolve(request, venue_network=None))


async def without_an_id(self: Any, request: Any) -> Any:
    done = await HonestWallet._withdraw(self, attrs.evolve(request, client_id=""))
    return but(done, client_id=request.client_id)


async def withdraws_twice(self: Any, request: Any) -> Any:
    with suppress(CrossvenueError):
        await HonestWallet._withdraw(self, request)
    return await HonestWallet._withdraw(self, request)


async def tries_it_out(self: Any, plan: Any) -> Any:
    await self._transfer(plan.asset, plan.amount, WalletKind.SPOT, WalletKind.FUNDING)
    return await HonestWallet._preflight(self, plan)


async def in_good_faith(self: Any) -> AccountStatus:
    try:
        return await HonestWallet._account_status(self)
    except CrossvenueError:
        return AccountStatus(normal=True, message="no news is good news")


async def ignores_the_preflight(self: Any, *, checked: Any = None, **given: Any) -> Any:
    return await HonestWallet.withdraw(self, **given)


async def finds_nothing(self: Any, *given: Any) -> None:
    return None


async def remembers(self: Any, instrument: Instrument) -> Any:
    with suppress(CrossvenueError):
        self.remembered = await HonestMarket._price(self, instrument)
    return getattr(self, "remembered", instrument)


def writes(text: Callable[[Decimal], str]) -> Exchange:
    return of_dialect(
        text=lambda self, it: text(it) if isinstance(it, Decimal) else HonestDialect.text(self, it),
    )


def one_late(page: Listing[Any]) -> Listing[Any]:
    return Listing([each._replace(open_time_ms=each.open_time_ms + (each is page[1])) for each in page], page.payload)


def wordless(preflight: Any) -> Any:
    return attrs.evolve(preflight, checks=tuple(attrs.evolve(check, words="") for check in preflight.checks))


def all_tron(asset: Any) -> Any:
    return tuple(attrs.evolve(each, network="TRX") for each in asset.networks)


class Case(NamedTuple):
    fault: str
    exchange: Exchange
    says: str
    """What the failure says, beyond the sentence of the rule."""
    port: str = ""
    """Whose contract shows it, of a rule of all ports; by default the one that has the fault."""


BOOK, TICKER, NOTHING = "_order_book", "_ticker", Decimal(0)
OTHER_CODES = {"BAD_TIME": CODES["BAD_TIME"]}

CASES: dict[str, list[Case]] = {
    "C01": [
        Case("an operation fails", told(TICKER, lambda it: it.nothing), "ticker fails: AttributeError"),
        Case("not written yet", faulty(_ticker=Market._ticker, _price=Market._price), "left to do: _ticker, _price"),
    ],
    "C02": [
        Case("it sends", faulty(_transfer=sends_and_is_not_offered), "not offered, and sends POST /v1/transfer"),
        Case("no reason", faulty(_transfer=not_offered("")), "because ''"),
    ],
    "C03": [Case("one world differs", faulty(_price=differs_by_world), "price: Price(")],
    "C04": [
        Case("a float", told(TICKER, lambda it: but(it, last_price=float(it.last_price))), "is a float: 67000.5"),
        Case("rounded", told(TICKER, lambda it: but(it, last_price=round(it.last_price))), "is 67000, which does"),
        Case("no number", told(TICKER, lambda it: but(it, volume=Decimal("NaN"))), "ticker.volume is NaN"),
    ],
    "C05": [
        Case("a naive time", told("_server_time", lambda it: it.replace(tzinfo=None)), "server_time is not aware"),
        Case("a clock in seconds", told("_server_time", lambda it: moment(NOW // 1000)), "server_time is 1970-01-20"),
        Case(
            "seconds read as milliseconds",
            told("_trades", each(timestamp_ms=lambda it: it.timestamp_ms // 1000)),
            "trades[0].time is 1970-01-20: in which unit",
        ),
    ],
    "C06": [
        Case("a number for an id", told("_order", lambda it: but(it, order_list_id=9)), "order.order_list_id is 9"),
        Case("an empty id", told("_order", lambda it: but(it, id="")), "order.id is ''"),
        Case("the venue's symbol", told("_trades", each(symbol=lambda it: "BTC-USDT")), "symbol is 'BTC-USDT'"),
    ],
    "C07": [
        Case("no payload", told(TICKER, attrs.evolve), "ticker has no raw"),
        Case("shown", told("_trades", lambda page: Loud(page, page.payload)), "the repr of trades shows its payload"),
    ],
    "C08": [
        Case("the signature in the log", of_dialect(request=logs_headers), "sending {", "wallet"),
        Case("the key in a repr", of_dialect(__repr__=lambda it: it._key.reveal()), "is shown: …cont…", "market"),
        Case("the key in an error", faulty(_place_order=shows_the_key), "with the key"),
    ],
    "C09": [
        Case("no weight", with_endpoint("withdraw", weights=[]), "POST /v1/withdraw is charged to no", "wallet"),
        Case("no charge", of_dialect(charges=lambda *given: ()), "GET /v1/book is charged to no scope", "market"),
        Case("from memory", faulty(_price=remembers), "price answers although its budget is closed"),
        Case(
            "a misspelt scope",
            with_endpoint("book", weights=[Weight("read", 1)]),
            "GET /v1/book is charged to read, which has no limit; did you mean reads?",
            "market",
        ),
        Case(
            "a misspelt limit",
            attrs.evolve(HONEST, limits={"reads": HONEST.limits["reads"], "wirtes": HONEST.limits["writes"]}),
            "POST /v1/order-place is charged to writes, which has no limit; did you mean wirtes?",
            "wallet",
        ),
    ],
    "C10": [
        Case("a 5XX is a refusal", of_dialect(judge=says_refused), "HTTP 503 comes: InvalidRequest", "market"),
        Case("sent once", with_endpoint("book", repeatable=False), "OutcomeUnknown", "market"),
        Case("sent too often", faulty(_order_book=reads_again), "it was sent 4 times, not 2"),
        Case("no status", of_dialect(judge=forgets_the("status")), "has the status None, not 503", "market"),
    ],
    "C11": [
        Case("a 5XX is a refusal", of_dialect(judge=says_refused), "InvalidRequest: ", "trading"),
        Case("sent again", faulty(_place_order=writes_again), "it was sent 2 times"),
        Case("repeatable", with_endpoint("withdraw", repeatable=True), "it sends no write: ", "wallet"),
        Case("no way to find out", faulty(find_out={}, _withdraw=HonestWallet._withdraw), "to `find_out`"),
    ],
    "C12": [
        Case("another error", of_dialect(codes={}), "withdraw: sent 1 times, the clock set 0 times", "wallet"),
        Case("no time", of_dialect(server_time_ms=lambda self, body: int(body)), "the clock set 0 times", "trading"),
    ],
    "C13": [
        Case("eager", faulty(_deposits=asks_at_once), "deposits asks before anybody wants to know"),
        Case("a list", faulty(deposits=operation(all_deposits)), "deposits gives no history: implement _deposits"),
        Case("all pages at once", faulty(_deposits=asks_for_all_at_once), "deposits asks for all pages"),
        Case("no limit", faulty(deposits=history(deposits)), "deposits gives 3 records with a limit of 2"),
    ],
    "C14": [
        Case("one page", faulty(_pages=stops_early, _deposits=HonestWallet._deposits), "deposits asks once for"),
        Case("a record twice", faulty(_pages=overlaps, _orders=HonestTrading._orders), "orders gives ('o-2', None)"),
        Case("a page twice", faulty(_pages=asks_the_same, _fills=HonestTrading._fills), "fills asks the same twice"),
        Case("outside", faulty(_pages=takes_more, _deposits=HonestWallet._deposits), "gives one of 2024-05-25"),
        Case("newest first", told("_candles", backwards), "candles is not oldest first"),
    ],
    "C15": [
        Case("no code", of_dialect(judge=forgets_the("code")), "order_book: the error has the code None", "market"),
        Case("no words", of_dialect(judge=forgets_the("venue_message")), "withdraw: the error says None", "wallet"),
        Case("unknown", of_dialect(codes={"BAD_FIELD": OutcomeUnknown}), "VenueUnavailable: ", "trading"),
        Case("sent again", faulty(_order_book=reads_again), "order_book: it was sent 2 times"),
    ],
    "C16": [
        Case("it goes on", of_dialect(closed_scopes=lambda *given: ()), "order_book is sent again", "market"),
        Case("the header is passed over", of_dialect(judge=forgets_the("retry_after")), "not 7", "market"),
    ],
    "M01": [
        Case("the venue's", told("_instruments", each(symbol=lambda it: it.venue_symbol)), "is not BASE/QUOTE"),
        Case("two of a name", told("_instruments", each(venue_symbol=lambda it: "BTC-USDT")), "BTC-USDT stands for"),
        Case("0 for no rule", told("_instruments", each(min_notional=lambda it: NOTHING)), "min_notional is 0"),
    ],
    "M02": [
        Case("it passes", faulty(_instrument_of=invents_an_instrument, _quote=HonestMarket._quote), "LISTED: GET"),
    ],
    "M03": [
        Case("worst first", told(BOOK, lambda it: but(it, bids=it.bids[::-1])), "bids do not fall"),
        Case("mixed up", told(BOOK, lambda it: but(it, bids=it.asks[::-1], asks=it.bids[::-1])), "is not below the"),
        Case("empty", told(BOOK, lambda it: but(it, bids=(*it.bids, Level(Decimal(1), NOTHING)))), "level is empty"),
    ],
    "M04": [
        Case("newest first", told("_trades", backwards), "not in the order of their times"),
        Case("no limit", faulty(_trades=any_trades), "3 came, with a limit of 2"),
        Case("nothing traded", told("_trades", each(quantity=lambda it: NOTHING)), "no price or quantity"),
    ],
    "M05": [
        Case("newest first", told("_candles", backwards), "their times do not rise"),
        Case("mixed up", told("_candles", each(high=lambda it: it.low, low=lambda it: it.high)), "order of its"),
        Case("too long", told("_candles", each(close_time_ms=lambda it: it.close_time_ms + 1)), "last millisecond"),
        Case("apart", told("_candles", one_late), "not whole intervals apart"),
    ],
    "M06": [
        Case("too high", told(TICKER, lambda it: but(it, last_price=it.high_price + 1)), "the order of its prices"),
        Case("mixed up", told(TICKER, lambda it: but(it, open_time_ms=it.close_time_ms)), "it is of 0:00:00"),
    ],
    "M07": [
        Case("all of them", faulty(_of_all=all_of_them), "tickers gives ['BTC/USDT', 'ETH/USDT']"),
        Case("no instrument", told("_quotes", each(instrument=lambda it: None)), "has no instrument"),
    ],
    "M08": [Case("another one", faulty(_of_one=the_last_one), "quote speaks of ETH/USDT, not of BTC/USDT")],
    "M09": [
        Case("no check of a depth", faulty(order_book=operation(unchecked_book)), "a depth of 0: "),
        Case("no check of a time", faulty(candles=history(unchecked_candles)), "a naive time: "),
    ],
    "T01": [
        Case("an id of its own", faulty(_place_order=mints_its_own), "the id given was cvff"),
        Case("no id is sent", faulty(_said=without_the("client_id")), "is not in BTC-USDT"),
    ],
    "T02": [
        Case("floats", writes(lambda it: str(float(it))), "is not among what was sent"),
        Case("exponents", writes(str), "20000 is written with an exponent: 2E+4"),
        Case("rounded", writes(lambda it: plain(round(it, 2))), "0.001 is not among what was sent"),
    ],
    "T03": [Case("a float is taken", faulty(_request=takes_floats), "quantity 0.1: POST /v1/order-place is sent")],
    "T04": [
        Case("no check", told("_instruments", lax), "0.001001 with steps of 0.00001: POST /v1/order-place is sent"),
        Case("no steps", told("_instruments", each(lot_size=lambda it: None)), "BTC/USDT has no steps"),
    ],
    "T05": [
        Case("another error", of_dialect(codes=OTHER_CODES), "Refused: "),
        Case("no code", of_dialect(judge=forgets_the("code")), "code or client id are missing"),
    ],
    "T06": [
        Case("no state", told("_order", lambda it: but(it, status=None)), "order has no state, side or type"),
        Case("too much", told("_orders", each(filled_quantity=lambda it: it.quantity * 2)), "orders[0] is filled"),
        Case("not open", told("_open_orders", each(status=lambda it: OrderStatus.CANCELED)), "[0] is CANCELED"),
    ],
    "T07": [
        Case("no asset", told("_fills", each(fee_asset=lambda it: "")), "what its fee is paid in"),
        Case("no price", told("_fills", each(price=lambda it: NOTHING)), "one has no price or quantity"),
    ],
    "T08": [Case("not by its id", faulty(_order=forgets_the_id), "order does not ask for cv")],
    "T09": [
        Case("another side", saying(side=lambda it: "SELL"), "the side is BUY, but `side` is SELL"),
        Case("one side", saying(side=lambda it: "BUY"), "place_order: another side leaves as the same"),
        Case("another type", saying(type=lambda it: "MARKET"), "the type is LIMIT, but `type` is MARKET"),
        Case("one type", saying(type=lambda it: "LIMIT"), "the type is MARKET, but `type` is LIMIT"),
        Case(
            "price and quantity swapped",
            saying(price=lambda it: it.quantity, quantity=lambda it: it.price),
            "the price is 20000, but `price` is 0.001",
        ),
        Case("one price", saying(price=lambda it: Decimal(20000)), "place_order: another price leaves as the same"),
        Case(
            "more than the price",
            saying(stop_price=lambda it: it.price),
            "where only the price is another, so is stop_price",
        ),
        Case(
            "one side of a replacement",
            faulty(_replace_order=replaces_with_a_buy),
            "replace_order: another side leaves as the same",
        ),
        Case("left out", faulty(_said=without_the("quantity")), "`quantity` is not among symbol, side, type, price"),
    ],
    "W01": [
        Case("the venue's", told("_deposits", each(network=lambda it: it.venue_network)), "TRC20 is no neutral name"),
        Case("two of a name", told("_assets", each(networks=all_tron)), "two networks are called TRX"),
        Case("of another asset", told("_assets", each(asset=lambda it: "USDT")), "USDT: its network XRP is of XRP"),
        Case("no name", told("_withdrawals", each(venue_network=lambda it: "")), "without the venue's name"),
    ],
    "W02": [Case("networks pass", faulty(_network_of=passes_on), "an unknown network: POST /v1/withdraw is sent")],
    "W03": [Case("no memo is meant", faulty(withdraw=operation(means_no_memo)), "XRP on XRP without a memo: ")],
    "W04": [
        Case("floats", writes(lambda it: str(float(it))), "is not among what was sent"),
        Case("the default network", faulty(_withdraw=with_the_default_network), "the network TRC20 is not in"),
        Case("no id", faulty(_withdraw=without_an_id), "the client id cvff"),
        Case("twice", faulty(_withdraw=withdraws_twice), "it sends 2 writes, not one"),
    ],
    "W05": [
        Case("it tries", faulty(_preflight=tries_it_out), "it sent ['POST /v1/transfer']"),
        Case("no words", told("_preflight", wordless), "memo says nothing"),
    ],
    "W06": [Case("good faith", faulty(_account_status=in_good_faith), "account status: no news is good news")],
    "W07": [Case("not looked at", faulty(withdraw=operation(ignores_the_preflight)), "not clear: POST /v1/withdraw")],
    "W08": [
        Case("twice", told("_balances", lambda page: Listing([*page, *page], page.payload)), "USDT stands there 2"),
        Case("below zero", told("_balances", each(free=lambda it: -it.free)), "free=Decimal('-1000.5')"),
    ],
    "W09": [
        Case("not found", faulty(_withdrawal=finds_nothing), "none is found for cv"),
        Case("another", told("_withdrawal", lambda it: but(it, id="w-2")), "id is w-1, but what is found has w-2"),
    ],
    "W10": [
        Case("nothing", told("_deposits", each(amount=lambda it: NOTHING)), "deposits[0]: 0 USDT"),
        Case("no state", told("_withdrawals", each(status=lambda it: None)), "with the state None"),
    ],
    "W11": [Case("it is dropped", faulty(_withdraw=without_the_memo), "XRP on XRP: the memo 5772156649 is not in")],
    "W12": [
        Case("the wrong way", faulty(_transfer=the_wrong_way), "the source is spot, but `source` is funding"),
        Case("one way", faulty(_transfer=one_way), "back, the source is funding, but `source` is spot"),
    ],
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ the tests

CHOSEN = {"M": "market", "T": "trading", "W": "wallet"}

STRANGER = """
from crossvenue.testing import {contract}
class TestIt({contract}):
    exchange = "honest"
"""


class Judged(NamedTuple):
    counts: Mapping[str, int]
    said: str


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with honest_venue.serving() as loopback:
        yield loopback


@pytest.fixture
def offer() -> Iterator[Callable[[Exchange], None]]:
    plugins: list[object] = []

    def offered(exchange: Exchange) -> None:
        plugins.append(SimpleNamespace(__name__="honest_plugin", exchanges=hookimpl(lambda: [exchange])))
        registry().register(plugins[-1])

    yield offered
    for plugin in plugins:
        registry().unregister(plugin)


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Judged]:
    """Runs a contract in an inner pytest: all its rules, or one."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # They take their time, a hundred times.

    def running(text: str, rules: type, rule: str = "") -> Judged:
        file = f"{pytester.makepyfile(test_it=text)}"
        chosen = f"{file}::TestIt::{the_test_of(rules, rule)}" if rule else file
        once = ["--maxfail=1"] if rule else []
        ran = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "crossvenue.testing.plugin", *once, chosen)
        return Judged(ran.parseoutcomes(), ran.stdout.str())

    return running


@pytest.fixture
def record(
    pytester: pytest.Pytester, offer: Callable[[Exchange], None], server: Loopback
) -> Callable[[Exchange, str], None]:
    """Records the cassette of a contract with an exchange, as `pytest --record` does, whatever goes wrong in it."""

    def recording(exchange: Exchange, port: str) -> None:
        offer(exchange)
        path = pytester.path / "cassettes" / "honest" / "contract" / f"{port}.yaml"
        done: dict[str, Any] = {}
        with recorded(path, "honest", loopback=server) as venue:
            for name, call in RULES_OF[port]().conversation().items():
                with suppress(Exception):  # What is wrong, the rules say.
                    made = call(venue, done)
                    done[name] = made.all() if isinstance(made, History) else made

    return recording


def the_test_of(rules: type, rule: str) -> str:
    docs = {name: getattr(rules, name).__doc__ or "" for name in dir(rules) if name.startswith("test_")}
    return next(name for name, doc in docs.items() if doc.startswith(f"{rule}:"))


def inheriting(port: str) -> str:
    name = RULES_OF[port].__name__
    return f"from honest_venue import {name}\nclass TestIt({name}):\n    pass\n"


@pytest.mark.parametrize("port", RULES_OF)
def test_an_honest_plugin_keeps_every_rule(
    record: Callable[..., None], run: Callable[..., Judged], port: str
) -> None:
    record(HONEST, port)

    found = run(inheriting(port), RULES_OF[port])

    assert found.counts.keys() == {"passed"}, found.said


@pytest.mark.parametrize(
    ("rule", "case"),
    [pytest.param(rule, case, id=f"{rule} {case.fault}") for rule, cases in CASES.items() for case in cases],
)
def test_a_plugin_with_a_fault_breaks_its_rule(
    record: Callable[..., None], run: Callable[..., Judged], rule: str, case: Case
) -> None:
    changed = (name for name in RULES_OF if getattr(case.exchange, name) is not getattr(HONEST, name))
    port = CHOSEN.get(rule[0]) or case.port or next(changed)
    record(case.exchange, port)

    found = run(inheriting(port), RULES_OF[port], rule)

    assert found.counts.get("failed"), found.said
    assert [each for each in RULES if f"{each}: {RULES[each]}" in found.said] == [rule]
    assert case.says in found.said


def test_every_rule_has_a_plugin_that_breaks_it() -> None:
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize("port", PORTS, ids=lambda port: port.kind)
def test_every_operation_of_a_port_is_called(port: Any) -> None:
    assert set(RULES_OF[port.kind]().calls()) == {"server_time", *port.operations()}


@pytest.mark.parametrize(
    ("port", "rule", "asks"),
    [
        ("market", "C14", "TestIt does not state `paged`: a history (historical_trades or candles) with a span"),
        ("market", "C15", "TestIt does not state `refusal`: an answer, (status, body)"),
        ("trading", "C12", "TestIt does not state `refused_timestamp`"),
        ("trading", "T05", "TestIt does not state `insufficient_funds`"),
        ("wallet", "W04", "TestIt does not state `withdrawal`"),
    ],
)
def test_a_rule_asks_for_what_the_class_does_not_state(
    record: Callable[..., None], run: Callable[..., Judged], port: str, rule: str, asks: str
) -> None:
    record(HONEST, port)

    found = run(STRANGER.format(contract=f"{port.title()}Contract"), RULES_OF[port], rule)

    assert "passed" not in found.counts
    assert asks in found.said


def says_it_otherwise(self: Any, request: Any) -> dict[str, object]:
    """A venue with words of its own, two of them in one parameter."""
    said = HonestTrading._said(self, request)
    side = {"BUY": "bid", "SELL": "ask"}[request.side.value]
    return {
        **said,
        "side": None,
        "type": f"{side}-{request.type.value.lower()}",
        "quantity": None,
        "sz": said["quantity"],
    }


async def replaces_it_otherwise(self: Any, request: Any, *canceled: Any) -> Any:
    def read(payload: bytes) -> Any:
        halves = msgspec.json.decode(payload, type=dict[str, honest_venue.shaped(Order)])  # type: ignore[misc]
        return with_payload(Replacement(**halves), payload)

    said = {f"new_{name}": value for name, value in HonestTrading._said(self, request).items()}
    return await self._read("order-replace", read, **said, client_id=request.client_id)


async def moves_it_otherwise(self: Any, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Any:
    words = {WalletKind.SPOT: "MAIN", WalletKind.FUNDING: "SAVINGS"}
    way = f"{words[source]}_{words[target]}"
    return await self._record("transfer", Transfer, asset=asset, amount=amount, way=way)


async def moves_it_backwards(self: Any, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Any:
    return await moves_it_otherwise(self, asset, amount, target, source)


OWN_WORDS = """words = {"side": "type", "quantity": "sz", "BUY": "bid", "SELL": "ask"}"""
OWN_WAYS = """words = {"source": "way", "target": "way", "spot": "MAIN", "funding": "SAVINGS"}"""


@pytest.mark.parametrize(
    ("exchange", "port", "rule", "words", "said"),
    [
        (faulty(_said=says_it_otherwise), "trading", "T09", OWN_WORDS, ""),
        (faulty(_said=says_it_otherwise), "trading", "T09", "pass", "others, state them as `words`"),
        (faulty(_replace_order=replaces_it_otherwise), "trading", "T09", "pass", ""),
        (faulty(_transfer=moves_it_otherwise), "wallet", "W12", OWN_WAYS, ""),
        (faulty(_transfer=moves_it_otherwise), "wallet", "W12", "pass", "others, state them as `words`"),
        (faulty(_transfer=moves_it_backwards), "wallet", "W12", OWN_WAYS, "names the target first"),
        (faulty(_transfer=one_way), "wallet", "W12", 'words = {"source": "", "target": ""}', "leaves as the same"),
        (HONEST, "wallet", "W12", 'words = {"source": "", "target": ""}', ""),
    ],
)
def test_a_venue_may_have_words_of_its_own(
    record: Callable[..., None],
    run: Callable[..., Judged],
    exchange: Exchange,
    port: str,
    rule: str,
    words: str,
    said: str,
) -> None:
    record(exchange, port)

    found = run(inheriting(port).replace("pass", words), RULES_OF[port], rule)

    assert found.counts.keys() == ({"failed"} if said else {"passed"}), found.said
    assert said in found.said


def test_a_venue_may_say_otherwise_how_long_to_wait(record: Callable[..., None], run: Callable[..., Judged]) -> None:
    def judge(self: Any, endpoint: Endpoint, response: Any) -> VenueError | None:
        error = HonestDialect.judge(self, endpoint, response)
        if isinstance(error, RateLimited):
            error.retry_after = int(response.header("X-Ms")) / 1000
        return error

    record(of_dialect(judge=judge), "market")
    stated = 'rate_limited = (429, b"", {"X-MS": "%s"}, 3)'

    for wait, ended in (("3000", {"passed": 2}), ("5000", {"failed": 1})):
        found = run(inheriting("market").replace("pass", stated % wait), RULES_OF["market"], "C16")
        assert found.counts == ended, found.said


def test_without_a_network_that_has_memos_their_rules_are_skipped(
    record: Callable[..., None], run: Callable[..., Judged]
) -> None:
    record(told("_assets", lambda page: Listing(page[:1], page.payload)), "wallet")

    found = run(inheriting("wallet"), RULES_OF["wallet"], "W11")

    assert found.counts == {"skipped": 2}


def test_a_venue_without_timestamps_says_so(record: Callable[..., None], run: Callable[..., Judged]) -> None:
    record(HONEST, "wallet")

    found = run(inheriting("wallet").replace("pass", "refused_timestamp = None"), RULES_OF["wallet"], "C12")

    assert found.counts == {"skipped": 2}


def test_a_plugin_that_is_just_begun_is_told_what_is_left_to_do(
    offer: Callable[[Exchange], None], run: Callable[..., Judged]
) -> None:
    offer(faulty(_ticker=Market._ticker, _tickers=Market._tickers, _candles=Market._candles))

    found = run(inheriting("market"), RULES_OF["market"])

    assert "left to do: _ticker, _tickers, _candles\n" in found.said
    assert "contract/market.yaml; `pytest --record=live` makes it\n" in found.said
    assert found.counts["failed"] == 2  # The one rule, in both worlds; the recording itself is an error.
    assert "passed" not in found.counts
