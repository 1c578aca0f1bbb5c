"""What ports are made of: operations in two worlds, histories, and what a plugin offers."""

from __future__ import annotations

import asyncio
import gc
import inspect
import pydoc
import typing
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

import attrs
import pytest
from toy_venue import ONE, TOY, WHOLE, Asking, ToyMarket, asking, opened

from crossvenue import Venue, connect, connect_async
from crossvenue.desks import DESKS
from crossvenue.dialect import mint_id
from crossvenue.errors import (
    BadRequest,
    NotImplementedByPlugin,
    NotOffered,
    NotSupported,
    UnknownInstrument,
)
from crossvenue.interfaces import PORTS, History, Market, Trading, Wallet
from crossvenue.model import Level, Withdrawal
from crossvenue.port import history
from crossvenue.venue import capability_matrix
from crossvenue.world import finish


@pytest.fixture
def venue() -> Iterator[Venue]:
    with opened(connect) as venue:
        yield venue


@pytest.fixture
def whole() -> Iterator[Venue]:
    """A venue that lacks nothing, and must not be reached."""
    with opened(connect, WHOLE) as venue:
        yield venue


@pytest.fixture(params=["blocking", "awaiting"])
def ask(request: pytest.FixtureRequest) -> Asking:
    return asking(request.param)


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
    assert len(matrix) == sum(len(port.operations()) for port in (*PORTS, *DESKS))
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


def test_what_the_venue_does_not_have_says_so_whatever_else_is_wrong_with_the_call(ask: Asking) -> None:
    with pytest.raises(NotOffered, match=r"^toy: wallet.deposit_address: the toy takes no deposits$"):
        ask(lambda venue: venue.wallet.deposit_address("NOTHING", network="NOWHERE"))


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
            hook = f"_{port._derived.get(name, name)}"
            assert callable(getattr(port, hook)), f"{port.kind}.{name}"
            assert inspect.getdoc(getattr(port, name)), f"{port.kind}.{name} has no docstring"


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


@pytest.mark.parametrize(
    ("world", "book", "withdrawals"),
    [(connect, "OrderBook", "History[Withdrawal]"), (connect_async, "OrderBook", "AsyncHistory[Withdrawal]")],
)
def test_a_signature_says_what_one_gets(world: Callable[..., Any], book: str, withdrawals: str) -> None:
    venue = opened(world)
    assert inspect.signature(venue.market.order_book).return_annotation == book
    assert inspect.signature(venue.wallet.withdrawals).return_annotation == withdrawals
    assert list(inspect.signature(venue.wallet.withdrawals).parameters) == ["asset", "since", "until", "limit"]
    assert inspect.iscoroutinefunction(venue.market.order_book) is (world is connect_async)
    assert "(asset: 'str | None' = None, *, since" in pydoc.render_doc(venue.wallet.withdrawals)
    assert "Money that went out" in pydoc.render_doc(venue.wallet.withdrawals)
    assert "def withdrawals" in inspect.getsource(venue.wallet.withdrawals)


def test_the_class_shows_its_operations_too() -> None:
    assert list(inspect.signature(Wallet.withdraw).parameters)[:3] == ["self", "asset", "amount"]
    assert inspect.signature(Wallet.withdrawals).return_annotation == "History[Withdrawal]"
    assert typing.get_type_hints(Wallet.withdrawals)["return"] == History[Withdrawal]
    told = pydoc.render_doc(Wallet)
    for name in Wallet.operations():
        assert f" {name}(self" in pydoc.plain(told), name
    assert "Once: it is never sent a second time by itself." in pydoc.render_doc(Wallet.withdraw)


def test_to_open_a_venue_and_to_call_it_looks_at_no_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect, "signature", lambda *_, **__: pytest.fail("a signature costs more than a call"))
    with opened(connect) as venue:
        assert venue.market.order_book("LTC/BTC").symbol == "LTC/BTC"
        assert len(venue.market.historical_trades("LTC/BTC", limit=4).all()) == 4


HABITS = {
    "trading": {"replacement_keeps_id"},
    "wallet": {"fee_from_amount", "restricted_keys_only", "wallets"},
}
"""What the ports say of a venue's habits."""


def test_a_shell_completes_what_a_user_calls(venue: Venue) -> None:
    for port in (venue.market, venue.trading, venue.wallet):
        shown = {name for name in dir(port) if not name.startswith("_")}
        ours = HABITS.get(port.kind, set())
        assert shown - {"loads"} == {*type(port).operations(), *ours}


@pytest.mark.parametrize("name", ["place_order", "test_order", "replace_order", "place_oco"])
def test_writes_name_all_but_the_symbol(venue: Venue, name: str) -> None:
    parameters = list(inspect.signature(getattr(venue.trading, name)).parameters.values())
    assert parameters[0].name == "symbol"
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters[1:])


@pytest.mark.parametrize("name", ["withdraw", "transfer", "preflight", "cancel_withdrawal"])
def test_moving_money_names_everything(whole: Venue, name: str) -> None:
    parameters = inspect.signature(getattr(whole.wallet, name)).parameters.values()
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
    with pytest.raises(TypeError):
        getattr(whole.wallet, name)("USDT")


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


def test_a_history_that_is_taken_for_a_list_says_what_to_write(venue: Venue) -> None:
    history: Any = venue.market.historical_trades("LTC/BTC", limit=4)

    async def awaiting() -> None:
        with pytest.raises(TypeError, match=r"write `for`, not `async for`"):
            async for _ in history:
                pass
        with pytest.raises(TypeError, match=r"write history\.all\(\)$"):
            await history

    with pytest.raises(TypeError, match=r"write history\.all\(\)\[0\]"):
        history[0]
    with pytest.raises(TypeError, match=r"write len\(history\.all\(\)\)"):
        len(history)
    with pytest.raises(TypeError, match="before it is read"):
        bool(history)  # It would always be true.
    asyncio.run(awaiting())
    assert cast("ToyMarket[Any]", venue.market).loads == 0
    assert [each.id for each in list(history)] == ["0", "1", "2", "3"]


def test_a_history_that_is_awaited_says_so_to_who_does_not(venue: Venue) -> None:
    async def main() -> None:
        async with opened(connect_async) as venue:
            history = venue.market.historical_trades("LTC/BTC", limit=4)
            with pytest.raises(TypeError, match=r"write await history\.all\(\), or `async for`"):
                await history
            with pytest.raises(TypeError, match=r"write `async for`, not `for`"):
                list(history)
            with pytest.raises(TypeError, match=r"write \(await history\.all\(\)\)\[0\]"):
                history[0]
            with pytest.raises(TypeError, match=r"write len\(await history\.all\(\)\)"):
                len(history)
            assert len(await history.all()) == 4

    asyncio.run(main())


def test_a_wrong_call_of_a_history_fails_at_the_call(venue: Venue) -> None:
    with pytest.raises(TypeError, match="sinse"):
        venue.market.historical_trades("LTC/BTC", sinse=5)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda market: market.historical_trades("LTC/BTC", limit=0), "limit must be a whole number above zero"),
        (lambda market: market.historical_trades("LTC/BTC", limit=True), "limit must be a whole number above zero"),
        (lambda market: market.historical_trades("LTC/BTC", from_id=""), "from_id must be a text"),
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
def test_arguments_of_a_history_that_make_no_sense_are_refused_at_the_call(
    whole: Venue, do: Callable[[Any], Any], said: str
) -> None:
    with pytest.raises(BadRequest, match=said):
        do(whole.market)
    assert cast("ToyMarket[Any]", whole.market).loads == 0


@pytest.mark.parametrize("limit", [0, -1, True, "5", 1.5])
def test_every_history_refuses_a_wrong_limit_at_the_call(limit: Any) -> None:
    given: dict[str, dict[str, Any]] = {
        "candles": {"interval": "1m"},
        "prevented_matches": {"order_id": "1"},
        "transfers": {"source": "spot", "target": "funding"},
    }
    asked = 0
    for kind in (connect, connect_async):
        venue = opened(kind, WHOLE)
        for port in (venue.market, venue.trading, venue.wallet):
            for name in port.operations():
                if isinstance(inspect.getattr_static(type(port), name), history) and port.offers(name):
                    asked += 1
                    symbol = ["LTC/BTC"] if "symbol" in inspect.signature(getattr(port, name)).parameters else []
                    with pytest.raises(BadRequest, match="limit must be a whole number above zero"):
                        getattr(port, name)(*symbol, **given.get(name, {}), limit=limit)
    assert asked == 2 * 12  # The toy keeps no snapshots.


def test_a_symbol_of_a_history_is_looked_up_with_the_first_item(venue: Venue) -> None:
    history = venue.market.historical_trades("LTC/USD")
    with pytest.raises(UnknownInstrument, match="lists no 'LTC/USD'"):
        next(iter(history))


# ------------------------------------------------------------------------------------------------ ids


def test_minted_ids_are_letters_and_digits_that_nobody_else_has() -> None:
    minted = {mint_id() for _ in range(1000)}
    assert len(minted) == 1000
    assert all(len(each) == 24 and each.isalnum() and each.isascii() and each.startswith("cv") for each in minted)


@pytest.mark.parametrize("kind", [connect, connect_async], ids=["blocking", "awaiting"])
def test_nothing_is_asked_before_an_operation_that_is_lacking_says_so(kind: Callable[..., Any]) -> None:
    # An order of a plugin without trading once asked for the instruments first, and failed offline for want of them.
    class Deaf(ToyMarket[Any]):
        async def _instruments(self) -> Any:
            pytest.fail("it was asked")

    bare = attrs.evolve(TOY, market=Deaf, trading=Trading)
    venue = opened(kind, bare)
    order: dict[str, Any] = {"side": "BUY", "type": "MARKET", "quantity": 1}
    calls = [lambda: venue.trading.place_order("LTC/BTC", **order), lambda: venue.trading.fills("LTC/BTC")]
    for call in calls:
        with pytest.raises(NotImplementedByPlugin):
            _ended(call())


def _ended(found: Any) -> Any:
    return finish(found) if inspect.iscoroutine(found) else found
