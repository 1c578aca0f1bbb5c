"""Endpoints found, shown and called by their own names; nothing that changes something without a yes."""

from __future__ import annotations

import json
import re

import pytest

ORDER = {
    "symbol": "BTCUSDT",
    "orderId": 28,
    "orderListId": -1,
    "clientOrderId": "6gCrw2kRUAF9CvJDGP16IP",
    "transactTime": 1507725176595,
    "price": "0.00000000",
    "fills": [{"price": "4000.00000000", "qty": "1.00000000"}],
}
NEW_ORDER = ("symbol=BTCUSDT", "side=SELL", "type=MARKET", "quantity=0.10")


def test_all_words_must_stand_somewhere_in_an_endpoint(run):
    ran = run("endpoints", "kucoin", "withdraw", "cancel")
    assert ran.status == 0
    assert "cancel_withdrawal" in ran.out
    assert "DELETE" in ran.out
    assert "binance" not in ran.out
    assert "1 endpoints" in ran.out


def test_endpoints_of_every_exchange_are_found_for_programs_too(run):
    found = run("endpoints", "--json").json
    assert {each["exchange"] for each in found} == {"binance", "binance_us", "kucoin"}
    [depth] = [each for each in found if (each["exchange"], each["name"]) == ("binance", "depth")]
    assert (depth["call"], depth["security"]) == ("GET /api/v3/depth", "none")
    assert depth["params"]["symbol"]["required"] is True
    assert {"scope": "api", "units": 250, "when": None} in depth["weights"]


def test_nothing_found_is_no_failure(run):
    ran = run("endpoints", "hamster")
    assert (ran.status, ran.out.strip()) == (0, "0 endpoints")


def test_one_endpoint_is_shown_with_parameters_weight_and_rules(run):
    ran = run("endpoint", "binance", "depth")
    assert ran.status == 0
    for said in ("GET /api/v3/depth", "Costs 50 of api if limit is 501 to 1000.", "symbol", "required", "1 to 5000"):
        assert said in ran.out
    assert "type LIMIT needs timeInForce, quantity" in run("endpoint", "binance", "new_order").out
    assert run("endpoint", "binance", "depth", "--json").json["call"] == "GET /api/v3/depth"


@pytest.mark.parametrize("command", ["endpoint", "call"])
def test_a_misspelt_endpoint_is_said_with_the_right_one(run, command):
    ran = run(command, "binance", "new_odrer")
    assert ran.status == 2
    assert "there is no endpoint new_odrer; did you mean new_order" in ran.err


def test_a_read_is_called_at_once_and_its_answer_shown_as_it_is(run):
    ran = run("call", "binance", "depth", "symbol=BNBBTC", "limit=5", "--json")
    assert ran.status == 0
    assert ran.told.asked == [("GET /api/v3/depth", {"symbol": "BNBBTC", "limit": "5"})]
    assert ran.json == {
        "lastUpdateId": 1027024,
        "bids": [["4.00000000", "431.00000000"]],
        "asks": [["4.00000200", "12.00000000"]],
    }


def test_people_see_names_and_values_or_a_table_where_the_answer_is_one(run):
    ran = run("call", "binance", "server_time")
    assert ran.out.split() == ["serverTime", "1499827319559"]
    listed = run("call", "binance", "trades", "symbol=BNBBTC").out
    assert listed.split()[:3] == ["id", "price", "qty"]


@pytest.mark.parametrize("answer", ["", "n\n", "perhaps\n"])
def test_what_changes_something_is_not_sent_without_a_yes(run, answer):
    ran = run("call", "binance", "new_order", *NEW_ORDER, input=answer)
    assert (ran.status, ran.told.asked) == (4, [])
    assert "new_order symbol=BTCUSDT side=SELL type=MARKET quantity=0.10" in ran.err
    assert re.search(r"POST /api/v3/order moves money at binance. Send it\? \[y/N\]", ran.err)


@pytest.mark.parametrize("more", [{"input": "y\n"}, {"yes": True}])
def test_what_changes_something_is_sent_once_with_a_yes(run, more):
    given = ("--yes",) if more.pop("yes", False) else ()
    ran = run("call", "binance", "new_order", *NEW_ORDER, *given, answers={"POST /api/v3/order": ORDER}, **more)
    assert ran.status == 0
    [(call, sent)] = ran.told.asked
    assert call == "POST /api/v3/order"
    assert sent["quantity"] == "0.10"
    assert len(sent["newClientOrderId"]) > 10
    assert '"orderId": 28' in ran.out


def test_an_outcome_that_nobody_knows_names_the_id_that_was_sent(run):
    arguments = ("call", "binance", "new_order", *NEW_ORDER, "newClientOrderId=mine-1", "--yes", "--json")
    ran = run(*arguments, answers={"POST /api/v3/order": (503, {})})
    assert ran.status == 5
    told = json.loads(ran.err.splitlines()[-1])
    assert (told["error"], told["client_id"], told["exit_status"]) == ("OutcomeUnknown", "mine-1", 5)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("symbol",), "is not of the form name=value"),
        (("symbol=A", "symbol=B"), "symbol is given twice"),
        (("symbl=BNBBTC",), "depth has no parameter symbl; did you mean symbol"),
        (("limit=5",), "depth needs symbol"),
        (("symbol=BNBBTC", "limit=many"), "limit must be a whole number"),
        (("symbol=BNBBTC", "limit=5001"), "limit must be at most 5000"),
    ],
)
def test_a_call_that_cannot_be_right_is_not_sent(run, arguments, said):
    ran = run("call", "binance", "depth", *arguments)
    assert (ran.status, ran.told.asked) == (2, [])
    assert said in ran.err


def test_times_and_lists_are_written_as_the_venue_wants_them(run):
    klines = ("call", "binance", "klines", "symbol=BNBBTC", "interval=1m", "startTime=2024-05-31T00:00:00Z")
    ran = run(*klines, "endTime=1717200000000", answers={"GET /api/v3/klines": []})
    assert ran.told.asked[0][1]["startTime"] == "1717113600000"
    assert ran.told.asked[0][1]["endTime"] == "1717200000000"
    for written in ("symbols=BTCUSDT,BNBBTC", 'symbols=["BTCUSDT","BNBBTC"]'):
        ran = run("call", "binance", "ticker_price", written, answers={"GET /api/v3/ticker/price": []})
        assert ran.told.asked[0][1] == {"symbols": '["BTCUSDT","BNBBTC"]'}
    assert "has no time zone" in run("call", "binance", "klines", "startTime=2024-05-31").err
