"""Cassettes from the command line: the right call is made, and nothing that changes something without a yes."""

from __future__ import annotations

import pytest

from crossvenue import testing
from crossvenue.cli import show
from crossvenue.errors import ConnectionFailed


@pytest.fixture
def recorded(monkeypatch):
    """What `crossvenue.testing.record` was called with; nothing is recorded."""
    calls = []
    monkeypatch.setattr(testing, "record", lambda *args, **more: calls.append((*args, more)))
    return calls


def test_an_operation_is_recorded_with_typed_arguments(run, recorded, tmp_path):
    path = tmp_path / "new" / "book.yaml"
    ran = run("--venue", "binance", "record", str(path), "market.order_book", "symbol=BTC/USDT", "depth=5")
    assert ran.status == 0
    call = ("market.order_book", {"symbol": "BTC/USDT", "depth": 5})
    assert recorded == [(path, "binance", [call], {"acts": False, "config": None})]
    assert path.parent.is_dir()


def test_a_raw_endpoint_gets_the_words_as_they_are(run, recorded):
    run("record", "x.yaml", "raw.depth", "symbol=BTCUSDT", "limit=5")
    assert recorded[0][2] == [("raw.depth", {"symbol": "BTCUSDT", "limit": "5"})]


CANCEL = ("record", "x.yaml", "trading.cancel_order", "symbol=BTC/USDT", "order_id=1")


@pytest.mark.parametrize(
    ("more", "answer", "status", "made"),
    [((), "n\n", 4, 0), ((), "", 4, 0), ((), "y\n", 0, 1), (("--yes",), "", 0, 1)],
)
def test_what_changes_something_needs_a_yes(run, recorded, more, answer, status, made):
    ran = run(*CANCEL, *more, input=answer)
    assert (ran.status, len(recorded)) == (status, made)
    assert all(call[3]["acts"] for call in recorded)


def test_of_a_raw_endpoint_the_catalogue_knows_whether_it_changes_something(run, recorded):
    order = ("record", "x.yaml", "raw.new_order", "symbol=BTCUSDT", "side=BUY", "type=MARKET", "quantity=1")
    ran = run(*order, input="n\n")
    assert (ran.status, "raw.new_order changes something at the venue" in ran.err, recorded) == (4, True, [])
    assert run(*order, "--yes").status == 0
    assert recorded[0][3]["acts"] is True
    ran = run("record", "x.yaml", "raw.new_oder", "--yes")
    assert (ran.status, "did you mean" in ran.err, len(recorded), ran.told.asked) == (2, True, 1, [])


def test_what_was_done_stays_done_when_it_cannot_be_said(run, recorded, monkeypatch):
    def full(value):
        raise OSError("No space left on device")

    monkeypatch.setattr(show, "as_json", full)
    ran = run(*CANCEL, "--yes", "--json")
    assert (ran.status, "trading.cancel_order" in ran.err, len(recorded)) == (0, True, 1)


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
def test_a_wrong_call_is_refused_before_anything_is_sent(run, recorded, arguments, said):
    ran = run("record", "x.yaml", *arguments)
    assert (ran.status, said in ran.err, recorded) == (2, True, [])


def test_a_failure_has_the_status_of_its_kind(run, monkeypatch):
    def fails(*args, **more):
        raise ConnectionFailed("no answer came", venue="v", endpoint="e")

    monkeypatch.setattr(testing, "record", fails)
    assert run("record", "x.yaml", "market.server_time").status == 3
