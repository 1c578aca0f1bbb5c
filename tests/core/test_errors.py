"""The errors: the tree as it is drawn, and all that a person needs in each."""

from __future__ import annotations

import inspect
import pickle
import re
from decimal import Decimal

import pytest

from crossvenue import errors
from crossvenue.errors import (
    Banned,
    ConfigurationError,
    ConnectionFailed,
    CrossvenueError,
    FilterRefused,
    FilterViolation,
    InexactNumber,
    InsufficientFunds,
    NotOffered,
    OutcomeUnknown,
    PluginError,
    RateLimited,
    Refused,
    UnreadableResponse,
    VenueError,
    VenueUnavailable,
    WithdrawalBlocked,
    did_you_mean,
    one_of,
)


def drawn() -> dict[str, str | None]:
    """Class -> parent, as drawn at the top of the module."""
    parents: dict[str, str | None] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^    ((?:[│ ]   )*)(?:[├└]── )?([A-Z]\w+)", line)
        if found is None or not line.startswith("    "):
            continue
        depth = len(line[: found.start(2)])
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above else None
        names = [name for name in re.split(r" · ", re.split(r"  +| \(", line[found.start(2) :])[0]) if name]
        for name in names:
            parents[name] = parent
        above.append((depth, names[-1]))
    return parents


def real() -> dict[str, str | None]:
    """Class -> parent among ours, as it is."""
    ours = {
        name: kind for name, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__
    }
    return {
        name: next((base.__name__ for base in kind.__mro__[1:] if base.__module__ == errors.__name__), None)
        for name, kind in ours.items()
    }


def test_the_tree_is_as_it_is_drawn() -> None:
    assert len(drawn()) > 40
    assert drawn() == real()


def test_the_kinds_that_python_has_a_word_for() -> None:
    assert issubclass(InexactNumber, TypeError)
    assert issubclass(errors.BadRequest, ValueError)
    assert issubclass(errors.NotSupported, NotImplementedError)


def test_an_unknown_outcome_is_no_failure_and_no_network_error() -> None:
    """Who catches refusals or lost connections to try again must not catch this."""
    assert not issubclass(OutcomeUnknown, Refused | ConnectionFailed | VenueUnavailable | UnreadableResponse)
    assert not issubclass(OutcomeUnknown, OSError)
    assert not issubclass(errors.PartialSuccess, Refused)


def venue_errors() -> list[type[VenueError]]:
    return [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, VenueError)]


@pytest.mark.parametrize("kind", venue_errors())
def test_every_particular_is_said(kind: type[VenueError]) -> None:
    error = kind(
        "Filter failure: LOT_SIZE",
        venue="main",
        endpoint="POST /api/v3/order",
        status=400,
        code=-1013,
        client_id="cv0123456789abcdef012345",
        advice="Do this.",
    )
    assert str(error) == (
        "main POST /api/v3/order: Filter failure: LOT_SIZE "
        "[HTTP 400, code -1013, client id cv0123456789abcdef012345]. Do this."
    )
    assert (error.venue, error.endpoint, error.status, error.code) == ("main", "POST /api/v3/order", 400, -1013)
    assert error.venue_message == "Filter failure: LOT_SIZE"


@pytest.mark.parametrize("kind", venue_errors())
def test_what_is_not_known_is_left_out(kind: type[VenueError]) -> None:
    error = kind("no answer came", venue="main", endpoint="GET /api/v3/time")
    assert str(error).startswith("main GET /api/v3/time: no answer came")
    assert "[" not in str(error)
    assert "None" not in str(error)


def test_the_venue_of_an_error_is_as_it_was_named_last() -> None:
    error = Refused("no", venue="binance", endpoint="GET /x")
    error.venue, error.client_id = "main", "cv0"
    assert str(error) == "main GET /x: no [client id cv0]"


def test_an_unknown_outcome_says_how_to_find_out() -> None:
    error = OutcomeUnknown(
        "no answer came", venue="main", endpoint="POST /x", client_id="cv0", find_out="trading.order"
    )
    assert error.find_out == "trading.order"
    assert str(error).endswith("It may have been done. Find out with trading.order before sending it again.")
    assert "before sending it again" in str(OutcomeUnknown("no answer came", venue="main", endpoint="POST /x"))


@pytest.mark.parametrize("kind", [RateLimited, Banned])
@pytest.mark.parametrize(("wait", "said"), [(None, "later"), (7.0, "in 7 seconds"), (0.25, "in 0.25 seconds")])
def test_a_limit_says_how_long_to_wait(kind: type[RateLimited], wait: float | None, said: str) -> None:
    error = kind("too much", venue="main", endpoint="GET /x", retry_after=wait)
    assert error.retry_after == wait
    assert str(error).endswith(f"Nothing was done; try again {said}.")


def test_an_unreadable_answer_says_where() -> None:
    said = "Expected `str`, got `int` - at `$.data[3].amount`"
    assert UnreadableResponse(said, venue="main", endpoint="GET /x").path == "$.data[3].amount"
    assert UnreadableResponse("JSON is malformed", venue="main", endpoint="GET /x").path == ""


@pytest.mark.parametrize("said", ["Filter failure: LOT_SIZE", "Filter failure: LOT_SIZE."])
def test_a_refused_filter_is_named(said: str) -> None:
    assert FilterRefused(said, venue="main", endpoint="POST /x").filter == "LOT_SIZE"


def test_a_broken_rule_says_the_nearest_value_without_exponents() -> None:
    error = FilterViolation(
        "BTC/USDT",
        filter="LOT_SIZE",
        rule="a multiple of 0.00001",
        field="quantity",
        value=Decimal("1E-8"),
        nearest=Decimal("0.00001000"),
    )
    assert str(error) == (
        "BTC/USDT: quantity 0.00000001 breaks LOT_SIZE (a multiple of 0.00001); "
        "the nearest valid quantity is 0.00001000"
    )
    assert error.nearest == Decimal("0.00001000")
    without = FilterViolation("BTC/USDT", filter="X", rule="y", field="type", value="ICEBERG")
    assert str(without) == "BTC/USDT: type ICEBERG breaks X (y)"


def test_a_wrong_setting_says_where_and_what_was_expected() -> None:
    error = ConfigurationError("is 5", source="crossvenue.toml", key="venues.main.http", expected="httpx")
    assert str(error) == "crossvenue.toml: venues.main.http: is 5 (expected httpx)"
    assert str(ConfigurationError("is missing")) == "is missing"


def test_the_others_say_what_they_are_about() -> None:
    assert str(PluginError("broken", plugin="kraken")) == "plugin 'kraken': broken"
    assert str(NotOffered("main", "wallet.transfer", "one wallet")) == "main: wallet.transfer: one wallet"
    assert WithdrawalBlocked("no").preflight is None
    assert one_of(["b", "a"]) == "a, b"
    assert one_of([str(number) for number in range(20)], 2) == "0, 1 ..."


def test_a_slip_is_answered_with_the_words_near_it() -> None:
    known = ["timeout", "retries", "LTC/BTC"]
    assert did_you_mean("tiemout", known) == "; did you mean timeout?"
    assert did_you_mean("ltc/btx", known) == "; did you mean LTC/BTC?"
    assert did_you_mean("cassette", known) == ""
    assert did_you_mean("order", ["orders", "order_list", "x"], limit=2) == "; did you mean orders or order_list?"
    assert did_you_mean("order", ["orders", "order_list", "x"], limit=2, cutoff=0.9) == "; did you mean orders?"


def test_advice_is_a_whole_sentence_where_there_is_any() -> None:
    for kind in venue_errors():
        if kind.advice:
            assert kind.advice[0].isupper(), kind
            assert kind.advice.endswith("."), kind


def test_errors_go_between_processes() -> None:
    """As a pool of workers hands them back."""
    made: list[CrossvenueError] = [
        InsufficientFunds("no", venue="main", endpoint="POST /x", status=400, code=-2010, client_id="cv0"),
        OutcomeUnknown("no answer came", venue="main", endpoint="POST /x", client_id="cv0", find_out="trading.order"),
        RateLimited("too much", venue="main", endpoint="GET /x", retry_after=7.0),
        FilterViolation("BTC/USDT", filter="LOT_SIZE", rule="a", field="quantity", value=Decimal(1)),
        ConfigurationError("is 5", source="file", key="key", expected="6"),
        NotOffered("main", "wallet.transfer", "one wallet"),
        PluginError("broken", plugin="kraken"),
    ]
    for error in made:
        back = pickle.loads(pickle.dumps(error))
        assert type(back) is type(error)
        assert str(back) == str(error)
        assert vars(back) == vars(error)
