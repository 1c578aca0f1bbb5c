"""What ports are made of: operations in two worlds, histories, and what a plugin offers."""

from __future__ import annotations

import asyncio
import gc
import inspect
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

import pytest
from toy_venue import ONE, TOY, Asking, ToyMarket, asking, opened

from crossvenue import Venue, connect, connect_async
from crossvenue.errors import (
    BadRequest,
    NotImplementedByPlugin,
    NotOffered,
    NotSupported,
)
from crossvenue.interfaces import PORTS, Market
from crossvenue.model import (
    Level,
)
from crossvenue.port import mint_id
from crossvenue.venue import capability_matrix


@pytest.fixture
def venue() -> Iterator[Venue]:
    with opened(connect) as venue:
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


# ------------------------------------------------------------------------------------------------ ids


def test_minted_ids_are_letters_and_digits_that_nobody_else_has() -> None:
    minted = {mint_id() for _ in range(1000)}
    assert len(minted) == 1000
    assert all(len(each) == 24 and each.isalnum() and each.isascii() and each.startswith("cv") for each in minted)
