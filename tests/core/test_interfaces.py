"""The ports: what a call does before and around a plugin, in both worlds, with a plugin of a few lines."""

from __future__ import annotations

import asyncio
import gc
import inspect
import itertools
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest

from crossvenue import Venue, connect, connect_async
from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.dialect import Dialect
from crossvenue.endpoint import Catalogue
from crossvenue.errors import (
    BadRequest,
    FilterViolation,
    InexactNumber,
    NotImplementedByPlugin,
    NotOffered,
    NotSupported,
    UnknownAsset,
    UnknownInstrument,
    UnknownNetwork,
    WithdrawalBlocked,
)
from crossvenue.exchange import Exchange, Site
from crossvenue.hookspecs import hookimpl
from crossvenue.instrument import Instrument
from crossvenue.interfaces import PORTS, AsyncHistory, History, Market, Trading, Wallet, not_offered
from crossvenue.model import (
    NO_MEMO,
    Asset,
    AssetNetwork,
    InstrumentStatus,
    Level,
    Listing,
    OcoRequest,
    Order,
    OrderBook,
    OrderList,
    OrderListStatus,
    OrderRequest,
    OrderTest,
    OrderType,
    Price,
    Replacement,
    Side,
    TimeInForce,
    Trade,
    Transfer,
    WalletKind,
    Withdrawal,
    WithdrawalRequest,
)
from crossvenue.port import W, mint_id
from crossvenue.preflight import Preflight
from crossvenue.registry import Registry
from crossvenue.venue import capability_matrix

ONE = Decimal(1)
PAGE = 3


def instrument(symbol: str) -> Instrument:
    base, _, quote = symbol.partition("/")
    return Instrument(
        symbol=symbol,
        base=base,
        quote=quote,
        venue_symbol=base + quote,
        status=InstrumentStatus.TRADING,
        base_precision=8,
        quote_precision=8,
        order_types=frozenset(OrderType),
        oco_allowed=True,
    )


def network(neutral: str, **changes: Any) -> AssetNetwork:
    return AssetNetwork(neutral, neutral, "USDT", neutral, True, True, ONE, Decimal(10), None, None, **changes)


TETHER = Asset(
    "USDT",
    "Tether",
    [
        network("TRX"),
        network("XRP", memo_pattern="^[0-9]+$", memo_required=True),
        network("TON", memo_pattern="^[0-9A-Za-z]+$"),
    ],
    True,
    True,
)


class ToyMarket(Market[W]):
    """A market that answers out of its head."""

    loads = 0
    asked: list[object]

    async def _instruments(self) -> Listing[Instrument]:
        self.loads += 1
        await self.session.world.pause(0.005)
        return Listing([instrument("LTC/BTC"), instrument("ETH/BTC")], b"[]")

    async def _order_book(self, instrument: Instrument, depth: int) -> OrderBook:
        return OrderBook(instrument.venue_symbol, instrument, (Level(ONE, Decimal(depth)),), (), "1")

    async def _price(self, instrument: Instrument) -> Price:
        return Price(instrument.venue_symbol, instrument, ONE)

    _quote = not_offered("the toy has no quotes")

    async def _historical_trades(
        self, instrument: Instrument, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Trade]]:
        for page in itertools.count():
            self.asked = [*getattr(self, "asked", []), page]
            await self.session.world.pause(0)
            numbers = range(page * PAGE, page * PAGE + PAGE)
            yield Listing([Trade("X", number, ONE, ONE, None, 0, True) for number in numbers], f"[{page}]".encode())
            if page == 3:
                return


class ToyTrading(Trading[W]):
    """Trading that writes down what it was to do."""

    did: list[Any]

    def _write_down(self, request: Any) -> None:
        self.did = [*getattr(self, "did", []), request]

    def _placed(self, request: Any) -> Order:
        self._write_down(request)
        return Order(venue_symbol="LTCBTC", instrument=None, id="1", client_id=request.client_id)

    async def _place_order(self, request: OrderRequest) -> Order:
        return self._placed(request)

    async def _test_order(self, request: OrderRequest) -> OrderTest:
        self._write_down(request)
        return OrderTest(request=request)

    async def _replace_order(
        self, request: OrderRequest, order_id: str | None, client_id: str | None, place_anyway: bool
    ) -> Replacement:
        return Replacement(canceled=None, placed=self._placed(request))

    async def _place_oco(self, request: OcoRequest) -> OrderList:
        self._write_down(request)
        return OrderList(
            venue_symbol="LTCBTC",
            instrument=None,
            id="1",
            client_id=request.client_id,
            contingency="OCO",
            status=OrderListStatus.EXECUTING,
            timestamp_ms=0,
            order_ids=(),
        )

    async def _orders(
        self, venue_symbol: str, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Order]]:
        yield Listing([Order(venue_symbol=venue_symbol, instrument=None, id="1", client_id="x")])


class ToyWallet(Wallet[W]):
    """A wallet that writes down what it was to do."""

    did: list[Any]

    async def _assets(self) -> Listing[Asset]:
        return Listing([TETHER])

    async def _withdraw(self, request: WithdrawalRequest) -> Withdrawal:
        self.did = [*getattr(self, "did", []), request]
        return Withdrawal(
            id="1",
            client_id=request.client_id,
            asset=request.asset,
            amount=request.amount,
            network=request.network,
            venue_network=request.venue_network,
            address=request.address,
            memo=request.memo,
        )

    async def _transfer(self, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Transfer:
        self.did = [*getattr(self, "did", []), (asset, amount, source, target)]
        return Transfer(id="1", asset=asset, amount=amount, source=source, target=target)

    _account_snapshots = not_offered("the toy keeps no snapshots")


class ToyDialect(Dialect):
    """Never asked: the toy sends nothing."""

    venue = "toy"
    time_endpoint = "time"

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        pass


TOY = Exchange(
    name="toy",
    title="Toy",
    environments={"production": Site({"/": "http://127.0.0.1:9"})},
    settings=Settings,
    dialect=ToyDialect,
    catalogue=lambda: Catalogue({}),
    market=ToyMarket,
    trading=ToyTrading,
    wallet=ToyWallet,
)


def opened(kind: Callable[..., Any]) -> Any:
    registry = Registry(entry_points=lambda group: [])
    registry.register(SimpleNamespace(__name__="toys", exchanges=hookimpl(lambda: [TOY])))
    transport = httpx.MockTransport(lambda request: pytest.fail("the toy sends nothing"))
    ids = (f"minted{number}" for number in itertools.count(1))
    return kind("toy", registry=registry, transport=transport, ids=lambda: next(ids))


@pytest.fixture
def venue() -> Iterator[Venue]:
    with opened(connect) as venue:
        yield venue


Asking = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture(params=["blocking", "awaiting"])
def ask(request: pytest.FixtureRequest) -> Asking:
    """Runs an operation of a venue in one world and then the other; a history is read to its end."""

    def ask(do: Callable[[Any], Any]) -> Any:
        if request.param == "blocking":
            with opened(connect) as venue:
                found = do(venue)
                return found.all() if isinstance(found, History) else found

        async def main() -> Any:
            async with opened(connect_async) as venue:
                found = do(venue)
                return await (found.all() if isinstance(found, AsyncHistory) else found)

        return asyncio.run(main())

    return ask


# ------------------------------------------------------------------------------------------------ capability


@pytest.mark.parametrize(
    ("operation", "offered"),
    [
        ("market.order_book", True),
        ("market.instruments", True),
        ("market.instrument", True),  # Made out of the instruments by core.
        ("market.historical_trades", True),
        ("market.quote", False),
        ("market.ticker", False),
        ("trading.place_order", True),
        ("trading.cancel_order", False),
        ("wallet.withdraw", True),
        ("wallet.asset", True),
        ("wallet.preflight", True),
        ("wallet.account_snapshots", False),
        ("wallet.balances", False),
    ],
)
def test_what_is_supported_is_read_off_the_plugin(venue: Venue, operation: str, offered: bool) -> None:
    assert venue.supports(operation) is offered


@pytest.mark.parametrize("name", ["market.order_buch", "order_book", "", "spot.order_book", "wallet._withdraw"])
def test_to_ask_for_an_operation_that_no_port_has_is_an_error(venue: Venue, name: str) -> None:
    with pytest.raises(BadRequest, match=r"operation"):
        venue.supports(name)


def test_they_cannot_and_we_have_not_yet_are_told_apart() -> None:
    assert ToyMarket.offers("quote") is False
    assert ToyMarket.offers("ticker") is None
    assert ToyMarket.offers("price") is True


def test_the_matrix_has_every_operation_of_the_vocabulary() -> None:
    matrix = dict(capability_matrix([TOY]))
    assert matrix["market.order_book"] == [True]
    assert matrix["market.quote"] == [False]
    assert matrix["market.ticker"] == [None]
    assert len(matrix) == sum(len(port.operations()) for port in PORTS)
    vocabulary = set(matrix)
    assert {"market.candles", "trading.replace_order", "wallet.convert_dust", "wallet.preflight"} <= vocabulary


def test_the_order_of_operations_is_that_of_the_vocabulary() -> None:
    assert Market.operations()[:4] == ["server_time", "status", "instruments", "instrument"]
    assert ToyMarket.operations() == Market.operations()


def test_what_the_venue_does_not_have_says_why(ask: Asking) -> None:
    with pytest.raises(NotOffered, match=r"^toy: market.quote: the toy has no quotes$") as caught:
        ask(lambda venue: venue.market.quote("LTC/BTC"))
    assert isinstance(caught.value, NotSupported)
    with pytest.raises(NotOffered, match=r"^toy: wallet.account_snapshots: the toy keeps no snapshots$"):
        ask(lambda venue: venue.wallet.account_snapshots())


@pytest.mark.parametrize(
    ("name", "do"),
    [
        ("market.ticker", lambda venue: venue.market.ticker("LTC/BTC")),
        ("market.candles", lambda venue: venue.market.candles("LTC/BTC", "1m")),
        ("trading.cancel_order", lambda venue: venue.trading.cancel_order("LTC/BTC", order_id="1")),
        ("wallet.balances", lambda venue: venue.wallet.balances()),
        ("wallet.deposits", lambda venue: venue.wallet.deposits()),
    ],
)
def test_what_the_plugin_does_not_have_yet_says_so(ask: Asking, name: str, do: Callable[[Any], Any]) -> None:
    with pytest.raises(NotImplementedByPlugin, match=f"^toy: {name}: the installed plugin does not have it yet"):
        ask(do)


def test_every_operation_has_a_hook_of_its_name() -> None:
    for port in PORTS:
        for name in port.operations():
            hook = f"_{port.derived.get(name, name)}"
            assert callable(getattr(port, hook)), f"{port.kind}.{name}"
            assert inspect.getdoc(vars(port)[name]), f"{port.kind}.{name} has no docstring"


# ------------------------------------------------------------------------------------------------ two worlds


def test_an_operation_gives_its_result_in_either_world(ask: Asking) -> None:
    book = ask(lambda venue: venue.market.order_book("LTC/BTC", depth=5))
    assert book.bids == (Level(ONE, Decimal(5)),)
    assert book.symbol == "LTC/BTC"


def test_help_shows_the_parameters_and_the_docstring(venue: Venue) -> None:
    for method in (venue.market.order_book, venue.market.candles, venue.wallet.withdraw):
        assert "self" not in inspect.signature(method).parameters
        assert inspect.getdoc(method)
    assert str(inspect.signature(venue.market.order_book)).startswith("(symbol: 'str', *, depth: 'int' = 100)")
    assert venue.market.order_book.__name__ == "order_book"
    assert venue.market.order_book is venue.market.order_book


@pytest.mark.parametrize("name", ["place_order", "test_order", "replace_order", "place_oco"])
def test_writes_name_all_but_the_symbol(venue: Venue, name: str) -> None:
    parameters = list(inspect.signature(getattr(venue.trading, name)).parameters.values())
    assert parameters[0].name == "symbol"
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters[1:])


@pytest.mark.parametrize("name", ["withdraw", "transfer", "preflight", "cancel_withdrawal"])
def test_moving_money_names_everything(venue: Venue, name: str) -> None:
    parameters = inspect.signature(getattr(venue.wallet, name)).parameters.values()
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
    with pytest.raises(TypeError):
        getattr(venue.wallet, name)("USDT")


# ------------------------------------------------------------------------------------------------ histories


def test_a_history_is_read_to_its_end(ask: Asking) -> None:
    trades = ask(lambda venue: venue.market.historical_trades("LTC/BTC"))
    assert [int(each.id) for each in trades] == list(range(12))
    assert trades.raw == [[0], [1], [2], [3]]


@pytest.mark.parametrize(("limit", "pages"), [(1, 1), (2, 1), (3, 1), (4, 2), (6, 2), (7, 3), (100, 4)])
def test_a_limit_cuts_and_asks_for_no_page_beyond_it(venue: Venue, limit: int, pages: int) -> None:
    trades = venue.market.historical_trades("LTC/BTC", limit=limit).all()
    assert [int(each.id) for each in trades] == list(range(min(limit, 12)))
    assert cast("ToyMarket[Any]", venue.market).asked == list(range(pages))


def test_nothing_is_asked_before_the_first_item(venue: Venue) -> None:
    history = venue.market.historical_trades("LTC/BTC")
    market = cast("ToyMarket[Any]", venue.market)
    assert market.loads == 0
    assert next(iter(history)).id == "0"
    assert market.asked == [0]
    assert "not read yet" in repr(history)


def test_each_iteration_begins_anew(venue: Venue) -> None:
    history = venue.market.historical_trades("LTC/BTC", limit=4)
    assert [each.id for each in history] == [each.id for each in history] == ["0", "1", "2", "3"]


def test_pages_are_listings_with_their_answers(venue: Venue) -> None:
    pages = list(venue.market.historical_trades("LTC/BTC", limit=5).pages())
    assert [len(page) for page in pages] == [3, 2]
    assert [page.raw for page in pages] == [[0], [1]]


def test_a_history_may_be_left_in_the_middle(venue: Venue) -> None:
    seen = next(trade.id for trade in venue.market.historical_trades("LTC/BTC") if trade.id == "4")
    gc.collect()
    assert seen == "4"
    assert cast("ToyMarket[Any]", venue.market).asked == [0, 1]


def test_a_history_may_be_left_in_the_middle_awaiting() -> None:
    async def main() -> Any:
        async with opened(connect_async) as venue:
            async for trade in venue.market.historical_trades("LTC/BTC"):
                if trade.id == "4":
                    break
            return venue.market.asked

    assert asyncio.run(main()) == [0, 1]


def test_a_wrong_call_of_a_history_fails_at_the_call(venue: Venue) -> None:
    with pytest.raises(TypeError, match="sinse"):
        venue.market.historical_trades("LTC/BTC", sinse=5)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda market: market.historical_trades("LTC/BTC", limit=0), "limit must be a whole number above zero"),
        (lambda market: market.historical_trades("LTC/BTC", limit=True), "limit must be a whole number above zero"),
        (lambda market: market.historical_trades("LTC/BTC", from_id=""), "from_id must be a text"),
        (lambda market: market.historical_trades("LTC/USD"), "lists no 'LTC/USD'"),
        (lambda market: market.candles("LTC/BTC", "7m"), "interval must be one of 1s, 1m"),
        (
            lambda market: market.candles(
                "LTC/BTC", "1m", since=datetime(2026, 1, 2, tzinfo=UTC), until=datetime(2026, 1, 1, tzinfo=UTC)
            ),
            "is after until",
        ),
        (lambda market: market.candles("LTC/BTC", "1m", since=datetime(2026, 1, 1)), "since has no time zone"),  # noqa: DTZ001
        (
            lambda market: market.aggregate_trades("LTC/BTC", from_id="1", since=datetime(2026, 1, 1, tzinfo=UTC)),
            "give one of from_id and since",
        ),
    ],
)
def test_arguments_of_a_history_that_make_no_sense(venue: Venue, do: Callable[[Any], Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        do(venue.market).all()


# ------------------------------------------------------------------------------------------------ instruments


def test_instruments_are_loaded_once_and_again_when_asked(venue: Venue) -> None:
    market = cast("ToyMarket[Any]", venue.market)
    for _ in range(3):
        venue.market.order_book("LTC/BTC")
        venue.trading.orders("LTC/BTC").all()
    assert market.loads == 1
    venue.market.instruments(refresh=True)
    assert market.loads == 2


def test_many_tasks_load_the_instruments_once() -> None:
    async def main() -> int:
        async with opened(connect_async) as venue:
            await asyncio.gather(*(venue.market.order_book("LTC/BTC") for _ in range(20)))
            loads: int = venue.market.loads
            return loads

    assert asyncio.run(main()) == 1


def test_many_threads_load_the_instruments_once(venue: Venue) -> None:
    venue.session.world.pause = slow  # type: ignore[method-assign]
    threads = [threading.Thread(target=venue.market.order_book, args=("LTC/BTC",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cast("ToyMarket[Any]", venue.market).loads == 1


async def slow(seconds: float) -> None:
    time.sleep(0.02)


def test_a_symbol_is_ours_or_the_venues(venue: Venue) -> None:
    assert venue.market.instrument("LTC/BTC") is venue.market.instrument("LTCBTC")


def test_an_unknown_symbol_is_said_with_near_ones(ask: Asking) -> None:
    with pytest.raises(UnknownInstrument, match=r"toy lists no 'LCT/BTC'; did you mean LTC/BTC"):
        ask(lambda venue: venue.market.price("LCT/BTC"))


def test_the_history_of_a_delisted_symbol_is_read_by_the_venues_own(venue: Venue) -> None:
    assert venue.trading.orders("BCCBTC").all()[0].venue_symbol == "BCCBTC"
    with pytest.raises(UnknownInstrument, match="give its own symbol"):
        venue.trading.orders("BCC/BTC").all()


@pytest.mark.parametrize("symbols", ["LTC/BTC", []])
def test_several_symbols_are_a_list(venue: Venue, symbols: Any) -> None:
    with pytest.raises(BadRequest, match="symbols must be a list"):
        venue.market.tickers(symbols)


# ------------------------------------------------------------------------------------------------ writes

ORDER: dict[str, Any] = {"side": "BUY", "type": "LIMIT", "quantity": 1, "price": "0.1"}
WRITES: dict[str, tuple[Callable[[Any], Callable[..., Any]], dict[str, Any], list[str]]] = {
    "place_order": (
        lambda venue: venue.trading.place_order,
        {"symbol": "LTC/BTC", **ORDER},
        ["quantity", "quote_quantity", "price", "stop_price", "iceberg_quantity"],
    ),
    "test_order": (
        lambda venue: venue.trading.test_order,
        {"symbol": "LTC/BTC", **ORDER},
        ["quantity", "quote_quantity", "price", "stop_price", "iceberg_quantity"],
    ),
    "replace_order": (
        lambda venue: venue.trading.replace_order,
        {"symbol": "LTC/BTC", "cancel_order_id": "1", **ORDER},
        ["quantity", "quote_quantity", "price", "stop_price", "iceberg_quantity"],
    ),
    "place_oco": (
        lambda venue: venue.trading.place_oco,
        {"symbol": "LTC/BTC", "side": "SELL", "quantity": 1, "price": 2, "stop_price": 1},
        ["quantity", "price", "stop_price", "stop_limit_price"],
    ),
    "withdraw": (
        lambda venue: venue.wallet.withdraw,
        {"asset": "USDT", "amount": 50, "network": "TRX", "address": "T"},
        ["amount"],
    ),
    "preflight": (
        lambda venue: venue.wallet.preflight,
        {"asset": "USDT", "amount": 50, "network": "TRX", "address": "T"},
        ["amount"],
    ),
    "transfer": (
        lambda venue: venue.wallet.transfer,
        {"asset": "USDT", "amount": 50, "source": "spot", "target": "funding"},
        ["amount"],
    ),
}
MONEY = [(name, field) for name, (_, _, fields) in WRITES.items() for field in fields]


def did(venue: Any) -> list[Any]:
    return [*getattr(venue.trading, "did", []), *getattr(venue.wallet, "did", [])]


@pytest.mark.parametrize(("name", "field"), MONEY)
def test_a_float_is_a_type_error_before_anything_is_done(ask: Asking, name: str, field: str) -> None:
    method, arguments, _ = WRITES[name]
    seen: list[Any] = []

    def do(venue: Any) -> Any:
        seen.append(venue)
        return method(venue)(**{**arguments, field: 1.5})

    with pytest.raises(InexactNumber, match=f"{field} is a float") as caught:
        ask(do)
    assert isinstance(caught.value, TypeError)
    assert did(seen[0]) == []


@pytest.mark.parametrize("value", [0, "-1", "NaN", Decimal("Infinity"), True, "much", b"1", [1]])
@pytest.mark.parametrize(("name", "field"), MONEY)
def test_what_is_no_amount_is_refused_before_anything_is_done(
    venue: Venue, name: str, field: str, value: object
) -> None:
    method, arguments, _ = WRITES[name]
    with pytest.raises(BadRequest, match=field):
        method(venue)(**{**arguments, field: value})
    assert did(venue) == []


def test_every_write_of_the_ports_that_takes_money_is_in_the_table() -> None:
    taking = {
        name
        for port in PORTS
        for name in port.operations()
        for parameter in inspect.signature(vars(port)[name].function).parameters.values()
        if "Decimal" in str(parameter.annotation)
    }
    assert taking == set(WRITES)


@pytest.mark.parametrize("name", [name for name in WRITES if name != "preflight"])
def test_what_is_right_is_done_once(ask: Asking, name: str) -> None:
    method, arguments, _ = WRITES[name]
    seen: list[Any] = []

    def do(venue: Any) -> Any:
        seen.append(venue)
        return method(venue)(**arguments)

    ask(do)
    assert len(did(seen[0])) == 1


def test_an_order_reaches_the_plugin_whole_and_exact(venue: Venue) -> None:
    placed = venue.trading.place_order(
        "LTCBTC", side="SELL", type="LIMIT", quantity="0.00000001", price=Decimal("1E+3")
    )
    (request,) = did(venue)
    assert request == OrderRequest(
        instrument=venue.market.instrument("LTC/BTC"),
        side=Side.SELL,
        type=OrderType.LIMIT,
        client_id="minted1",
        quantity=Decimal("1E-8"),
        price=Decimal(1000),
        time_in_force=TimeInForce.GTC,
    )
    assert placed.client_id == "minted1"


def test_a_client_id_is_minted_or_yours(venue: Venue) -> None:
    for given in (None, "mine", None):
        venue.trading.place_order("LTC/BTC", **ORDER, client_id=given)
    assert [request.client_id for request in did(venue)] == ["minted1", "mine", "minted2"]
    venue.trading.place_oco("LTC/BTC", side="SELL", quantity=1, price=2, stop_price=1)
    oco = did(venue)[-1]
    assert len({oco.client_id, oco.limit_client_id, oco.stop_client_id}) == 3
    with pytest.raises(BadRequest, match="client_id must be a text that is not empty"):
        venue.trading.place_order("LTC/BTC", **ORDER, client_id="")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"side": "HOLD"}, "side must be one of BUY, SELL"),
        ({"type": "TWAP"}, "type 'TWAP' is not known"),
        ({"time_in_force": "GTX"}, "time_in_force 'GTX' is not known"),
        ({"self_trade_prevention": "SOME"}, "self_trade_prevention 'SOME' is not known"),
        ({"trailing_delta": 0}, "trailing_delta must be a whole number above zero"),
        ({"symbol": "LTC/EUR"}, "toy lists no 'LTC/EUR'"),
    ],
)
def test_words_that_nobody_knows_are_refused(venue: Venue, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        venue.trading.place_order(**{"symbol": "LTC/BTC", **ORDER, **changes})
    assert did(venue) == []


def test_an_order_is_checked_against_the_instrument_first(venue: Venue) -> None:
    with pytest.raises((FilterViolation, BadRequest)):
        venue.trading.place_order("LTC/BTC", side="BUY", type="LIMIT", quantity=1)
    assert did(venue) == []


@pytest.mark.parametrize("ids", [{}, {"order_id": "1", "client_id": "x"}])
def test_an_order_goes_by_one_id(venue: Venue, ids: dict[str, str]) -> None:
    with pytest.raises(BadRequest, match="give one of"):
        venue.trading.order("LTC/BTC", **ids)
    with pytest.raises(BadRequest, match="give one of"):
        venue.trading.cancel_order("LTC/BTC", **ids)


# ------------------------------------------------------------------------------------------------ withdrawals


def withdraw(venue: Venue, **changes: Any) -> Withdrawal:
    arguments: dict[str, Any] = {"asset": "USDT", "amount": 50, "network": "TRX", "address": "T"}
    return venue.wallet.withdraw(**{**arguments, **changes})


def test_a_withdrawal_leaves_nothing_to_the_venue(venue: Venue) -> None:
    sent = withdraw(venue, network="trc20", amount="50.00")
    (request,) = did(venue)
    assert request == WithdrawalRequest(
        asset="USDT",
        amount=Decimal("50.00"),
        network="TRX",
        venue_network="TRX",
        address="T",
        memo=None,
        wallet=WalletKind.SPOT,
        client_id="minted1",
        fee_from_amount=True,
    )
    assert sent.client_id == "minted1"


@pytest.mark.parametrize(
    ("network", "memo", "sent"),
    [
        ("TRX", None, None),
        ("TRX", NO_MEMO, None),
        ("XRP", "123", "123"),
        ("TON", "abc", "abc"),
        ("TON", NO_MEMO, None),
    ],
)
def test_memos_that_fit_their_network(venue: Venue, network: str, memo: Any, sent: str | None) -> None:
    withdraw(venue, network=network, memo=memo)
    assert [request.memo for request in did(venue)] == [sent]


@pytest.mark.parametrize(
    ("network", "memo"),
    [
        ("XRP", None),  # It has memos: forgotten, or meant?
        ("TON", None),
        ("TRX", "123"),  # It has none.
        ("XRP", "abc"),  # Not what the venue's pattern allows.
    ],
)
def test_memos_that_do_not_fit_are_blocked(venue: Venue, network: str, memo: Any) -> None:
    with pytest.raises(WithdrawalBlocked, match="memo"):
        withdraw(venue, network=network, memo=memo)
    assert did(venue) == []


@pytest.mark.parametrize("memo", ["", 123, True, b"1"])
def test_what_is_no_memo_is_refused(venue: Venue, memo: Any) -> None:
    with pytest.raises(BadRequest, match="memo must be a text that is not empty, or NO_MEMO"):
        withdraw(venue, network="XRP", memo=memo)
    assert did(venue) == []


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"asset": "XXX"}, UnknownAsset, "has no asset 'XXX'"),
        ({"network": "ETH"}, UnknownNetwork, "no network 'ETH' for USDT; it has TON, TRX, XRP"),
        ({"network": "MYCHAIN"}, UnknownNetwork, "no network 'MYCHAIN'"),
        ({"network": ""}, BadRequest, "network must be a text"),
        ({"address": " "}, BadRequest, "address must be a text"),
        ({"address": None}, BadRequest, "address must be a text"),
        ({"amount": "9.99"}, WithdrawalBlocked, "minimum"),
        ({"wallet": "margin"}, BadRequest, "does not withdraw from the margin wallet"),
        ({"wallet": "pocket"}, BadRequest, "wallet must be one of"),
        ({"client_id": ""}, BadRequest, "client_id must be a text"),
    ],
)
def test_withdrawals_that_are_refused_before_they_are_sent(
    venue: Venue, changes: dict[str, Any], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        withdraw(venue, **changes)
    assert did(venue) == []


def test_a_withdrawal_that_was_checked_must_be_the_one_that_was_checked(venue: Venue) -> None:
    check = venue.wallet.preflight(asset="USDT", amount=50, network="TRX", address="T")
    with pytest.raises(WithdrawalBlocked, match="another withdrawal") as caught:
        withdraw(venue, amount=51, checked=check)
    assert isinstance(caught.value.preflight, Preflight)
    # The toy's wallet cannot tell the balance, which is no pass.
    with pytest.raises(WithdrawalBlocked, match="uncertain"):
        withdraw(venue, checked=check)
    assert did(venue) == []


def test_a_transfer_has_two_ends(venue: Venue) -> None:
    with pytest.raises(BadRequest, match="source and target are both spot"):
        venue.wallet.transfer(asset="USDT", amount=1, source="spot", target="spot")


@pytest.mark.parametrize("assets", ["BNB", [], [""], [5]])
def test_dust_is_a_list_of_assets(venue: Venue, assets: Any) -> None:
    with pytest.raises(BadRequest, match="assets must be"):
        venue.wallet.convert_dust(assets)


# ------------------------------------------------------------------------------------------------ ids


def test_minted_ids_are_letters_and_digits_that_nobody_else_has() -> None:
    minted = {mint_id() for _ in range(1000)}
    assert len(minted) == 1000
    assert all(len(each) == 24 and each.isalnum() and each.isascii() and each.startswith("cv") for each in minted)
