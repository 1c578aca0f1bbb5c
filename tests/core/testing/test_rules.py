"""What the contracts are made of: how a broken rule is told, and how requests and results are read."""

from __future__ import annotations

import json
import logging
from decimal import Decimal

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.errors import CrossvenueError, RecordingMissing
from crossvenue.model import Balance, Deposit, DepositStatus, Listing, Trade, moment
from crossvenue.testing import rules
from crossvenue.testing.rules import (
    FAULTS,
    RULES,
    Broken,
    Fault,
    all_hold,
    as_written,
    differing,
    holds,
    leaves_of,
    listening,
    moment_of,
    name_of,
    numbers_in,
    question_of,
    records_of,
    rule,
    secrets_of,
    times_of,
    values_of,
)
from crossvenue.wire import plain

SIGNED = "symbol=BTCUSDT&quantity=0.001&timestamp=1717200000000&signature=0123456789abcdef"


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A table of rules for the test alone."""
    monkeypatch.setattr(rules, "RULES", table := {})
    return table


# ------------------------------------------------------------------------------------------------ rules


def test_a_rule_that_holds_gives_what_it_gives(table: dict[str, str]) -> None:
    @rule("X01", "All is well.")
    def test(value: int) -> int:
        return value

    assert test(7) == 7
    assert table == {"X01": "All is well."}
    assert test.__doc__ == "X01: All is well."
    assert "X01" not in RULES


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Broken("it is 7, not 8"), "X01: All is well.\nit is 7, not 8"),
        (KeyError("price"), "X01: All is well.\nKeyError: 'price'"),
        (CrossvenueError("no"), "X01: All is well.\nCrossvenueError: no"),
        (RecordingMissing("no answer to GET /book"), "X01: All is well.\nno answer to GET /book. If the plugin asks"),
    ],
)
def test_a_broken_rule_says_its_id_its_sentence_and_what_is_wrong(problem: Exception, said: str) -> None:
    @rule("X01", "All is well.")
    def test() -> None:
        raise problem

    with pytest.raises(Broken) as broken:
        test()

    assert str(broken.value).startswith(said)


def test_a_rule_can_skip() -> None:
    @rule("X01", "All is well.")
    def test() -> None:
        pytest.skip("not offered")

    with pytest.raises(pytest.skip.Exception):
        test()


def test_an_id_stands_for_one_rule() -> None:
    rule("X01", "All is well.")

    with pytest.raises(ValueError, match="there are two rules called X01"):
        rule("X01", "Something else.")


def test_the_first_problems_are_told() -> None:
    holds([1], "there are none")
    all_hold([])

    with pytest.raises(Broken, match="there are none"):
        holds([], "there are none")
    with pytest.raises(Broken) as broken:
        all_hold([f"problem {number}" for number in range(25)])

    assert str(broken.value).splitlines() == [*(f"problem {number}" for number in range(20)), "... and 5 more"]


# ------------------------------------------------------------------------------------------------ the wire


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_an_error_of_the_connection_or_a_wrong_answer(fault: Fault) -> None:
    if fault.status is None:
        with pytest.raises(httpx.TransportError):
            fault.act()
        return

    answer = fault.act()

    assert answer.status_code == fault.status
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_what_is_logged_is_written_down_and_shown_to_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    shown: list[str] = []
    log = logging.getLogger("a.plugin")

    with listening(shown):
        log.debug("sending %s", "this")
    log.warning("afterwards")

    assert shown == ["sending this"]
    assert caplog.messages == ["afterwards"]


# ------------------------------------------------------------------------------------------------ requests

GET = httpx.Request("GET", f"https://api.test/order?{SIGNED}", headers={"X-KEY": "a-key-of-mine"})
FORM = httpx.Request("POST", "https://api.test/order", content=SIGNED, headers={"X-KEY": "a-key-of-mine"})
JSON = httpx.Request(
    "POST",
    "https://api.test/order",
    content='{"symbol": "BTCUSDT", "orders": [{"quantity": 0.001, "note": null}], "timestamp": 1717200000000}',
    headers={"X-SIGN": "0123456789abcdef", "X-KEY-VERSION": "3-and-more"},
)


@pytest.mark.parametrize("request_", [GET, FORM], ids=["query", "form"])
def test_a_request_says_what_it_says_wherever_that_stands(request_: httpx.Request) -> None:
    assert values_of(request_) == ["BTCUSDT", "0.001"]
    assert secrets_of(request_) == {"a-key-of-mine", "0123456789abcdef"}


def test_a_request_in_json_says_what_its_leaves_say() -> None:
    assert values_of(JSON) == ["BTCUSDT", "0.001", "None"]
    assert secrets_of(JSON) == {"0123456789abcdef"}


def test_two_requests_ask_the_same_whatever_time_it_is() -> None:
    later = httpx.Request("GET", str(GET.url).replace("1717200000000", "1717200000001"))
    other = httpx.Request("GET", str(GET.url).replace("0.001", "0.002"))

    assert question_of(GET) == question_of(later)
    assert question_of(GET) != question_of(other)
    assert question_of(GET) != question_of(FORM)


@pytest.mark.parametrize(
    ("method", "path", "body", "differ"),
    [
        ("POST", "/v1/order", {"side": "BUY", "timestamp": 2, "legs": [{"price": "1"}]}, set()),
        ("POST", "/v1/order", {"side": "SELL", "timestamp": 1, "legs": [{"price": "1"}]}, {"side"}),
        ("POST", "/v1/order", {"side": "BUY", "legs": [{"price": "1.0"}], "size": "5"}, {"price", "size"}),
        ("POST", "/v1/order", {"legs": [{"price": "1"}]}, {"side"}),
        ("PUT", "/v1/order", {"side": "BUY", "legs": [{"price": "1"}]}, {"path"}),
        ("POST", "/v1/order/BUY", {"legs": [{"price": "1"}]}, {"side", "path"}),
    ],
)
def test_what_two_requests_differ_in_is_told_by_name(
    method: str, path: str, body: dict[str, object], differ: set[str]
) -> None:
    url = "https://api.honest.test"
    one = httpx.Request("POST", f"{url}/v1/order", json={"side": "BUY", "timestamp": 1, "legs": [{"price": "1"}]})

    assert differing(one, httpx.Request(method, url + path, json=body)) == differ


@given(st.decimals(min_value=0, max_value=10**30, allow_nan=False, allow_infinity=False))
def test_a_number_as_venues_read_it_is_written_right(number: Decimal) -> None:
    assert as_written(number, ["x", plain(number)]) is None


@pytest.mark.parametrize(
    ("number", "text", "said"),
    [
        (
            "98765432198.76543219",
            "98765432198.76543",
            "98765432198.76543219 is not among what was sent",
        ),
        ("0.001", "1E-3", "0.001 is written with an exponent: 1E-3"),
        ("0.00000001", "1e-08", "0.00000001 is written with an exponent: 1e-08"),
    ],
)
def test_a_number_written_otherwise_is_told(number: str, text: str, said: str) -> None:
    assert str(as_written(Decimal(number), [text])).startswith(said)


# ------------------------------------------------------------------------------------------------ results

DEPOSIT = Deposit(
    id="d-1",
    asset="BTC",
    amount=Decimal("1.5"),
    network="BTC",
    venue_network="BTC",
    status=DepositStatus.SUCCESS,
    address="",
    memo=None,
    transaction_id="",
    timestamp_ms=1717200000000,
)


def test_results_are_read_to_their_leaves() -> None:
    listing = Listing([Balance("BTC", Decimal("1.5"), Decimal(0))])

    assert list(leaves_of(listing)) == [
        ("[0].asset", "BTC"),
        ("[0].free", Decimal("1.5")),
        ("[0].locked", Decimal(0)),
    ]
    assert [way for way, _ in records_of(listing)] == ["[0]"]
    assert list(leaves_of(None)) == [("", None)]
    assert list(records_of(None)) == []


def test_records_are_told_apart_by_what_they_are_called_and_ordered_by_their_times() -> None:
    trade = Trade("BTC/USDT", 7, Decimal(1), Decimal(1), None, 1717200000000, True)

    assert name_of(DEPOSIT) == ("d-1", "BTC")
    assert name_of(trade) == ("7", None)
    assert name_of(moment(0)) == moment(0)
    assert moment_of(DEPOSIT) == moment_of(trade) == moment(1717200000000)
    assert moment_of(Balance("BTC", Decimal(1), Decimal(0))) is None
    assert dict(times_of(trade)) == {"time": moment(1717200000000)}


def test_every_number_of_an_answer_is_found_as_it_stands() -> None:
    raw = {"price": "0.10", "levels": [["1.5", Decimal("2.25")], [3]], "note": "1 of 2", "ok": None}

    assert list(numbers_in(raw)) == [Decimal("0.10"), Decimal("1.5"), Decimal("2.25"), Decimal(3)]
