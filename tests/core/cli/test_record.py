"""Cassettes from the command line: the right call is made, and nothing that changes something without a yes."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

import httpx
import pytest

from crossvenue import connect, testing
from crossvenue.cli import show
from crossvenue.errors import ConnectionFailed

CANCELED = {
    "symbol": "BNBBTC",
    "origClientOrderId": "myOrder1",
    "orderId": 1,
    "orderListId": -1,
    "clientOrderId": "cancelMyOrder1",
    "price": "2.00000000",
    "origQty": "1.00000000",
    "executedQty": "0.00000000",
    "cummulativeQuoteQty": "0.00000000",
    "status": "CANCELED",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "BUY",
}


@pytest.fixture
def opened(monkeypatch, telling):
    """With what each venue was opened that would be recorded from; it answers with documents, and nothing is kept."""
    opened, told = [], telling({"DELETE /api/v3/order": CANCELED, "POST /api/v3/order": CANCELED})

    @contextmanager
    def recorded(path, venue, **more):
        opened.append((path, venue, more))
        transport = httpx.MockTransport(told)
        with connect(venue or "binance", transport=transport, api_key="k", api_secret="s") as found:
            yield found

    monkeypatch.setattr(testing, "recorded", recorded)
    return SimpleNamespace(opened=opened, asked=told.asked)


def test_an_operation_is_recorded_with_typed_arguments_from_a_venue_opened_once(run, opened, tmp_path):
    path = tmp_path / "new" / "book.yaml"
    ran = run("--venue", "binance", "record", str(path), "market.order_book", "symbol=BNB/BTC", "depth=5")
    assert (ran.status, ran.told.asked) == (0, [])
    assert "while balances, amounts and ids of orders and withdrawals stay: look through it" in ran.out
    assert opened.opened == [(path, "binance", {"loopback": None, "config": None})]
    assert opened.asked[-1] == ("GET /api/v3/depth", {"symbol": "BNBBTC", "limit": "5"})


def test_a_raw_endpoint_gets_the_words_as_they_are(run, opened):
    assert run("record", "x.yaml", "raw.depth", "symbol=BTCUSDT", "limit=5").status == 0
    assert opened.asked == [("GET /api/v3/depth", {"symbol": "BTCUSDT", "limit": "5"})]


CANCEL = ("record", "x.yaml", "trading.cancel_order", "symbol=BNB/BTC", "order_id=1")
ORDER = ("record", "x.yaml", "raw.new_order", "symbol=BNBBTC", "side=BUY", "type=MARKET", "quantity=1")


@pytest.mark.parametrize("act", [CANCEL, ORDER])
@pytest.mark.parametrize(
    ("more", "answer", "status", "made"),
    [((), "n\n", 4, False), ((), "", 4, False), ((), "y\n", 0, True), (("--yes",), "", 0, True)],
)
def test_what_changes_something_needs_a_yes(run, opened, act, more, answer, status, made):
    ran = run(*act, *more, input=answer)
    assert (ran.status, bool(opened.asked), len(opened.opened)) == (status, made, 1)
    assert (f"{act[2]} changes something at the venue" in ran.err) is not bool(more)
    assert ("nothing was sent" in ran.err) is not made


def test_an_endpoint_that_there_is_not_is_said_with_near_ones(run, opened):
    ran = run("record", "x.yaml", "raw.new_oder", "--yes")
    assert (ran.status, "did you mean" in ran.err, opened.asked) == (2, True, [])


def test_what_was_done_stays_done_when_it_cannot_be_said(run, opened, monkeypatch):
    def full(value):
        raise OSError("No space left on device")

    monkeypatch.setattr(show, "as_json", full)
    ran = run(*CANCEL, "--yes", "--json")
    assert (ran.status, "trading.cancel_order" in ran.err, opened.asked[-1][0]) == (0, True, "DELETE /api/v3/order")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("market.order_bok", "symbol=A/B"), "did you mean market.order_book"),
        (("ticker",), "did you mean market.ticker"),
        (("xyz",), "operations are named port.name"),
        (("market.order_book", "depth=5"), "needs symbol"),
        (("market.order_book", "symbol=A/B", "depth=x"), "no whole number"),
        (("raw.", "a=b"), "raw.<endpoint>"),
        (("raw.ping", "a"), "raw.<endpoint>"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_opened(run, opened, arguments, said):
    ran = run("record", "x.yaml", *arguments)
    assert (ran.status, said in ran.err, opened.opened) == (2, True, [])


def test_a_failure_has_the_status_of_its_kind(run, monkeypatch):
    def fails(*args, **more):
        raise ConnectionFailed("no answer came", venue="v", endpoint="e")

    monkeypatch.setattr(testing, "record", fails)
    assert run("record", "x.yaml", "market.server_time").status == 3
