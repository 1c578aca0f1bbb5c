"""The commands that read the market: tables for people, JSON for programs, exact numbers in both."""

from __future__ import annotations

import pytest


def test_a_ticker_shows_every_digit(run):
    ran = run("ticker", "BNB/BTC")
    assert ran.status == 0
    assert "4.00000200" in ran.out
    assert "BNB/BTC" in ran.out
    assert "2017-07-12T14:31:39.040Z" in ran.out


def test_json_has_amounts_as_text_and_times_in_utc(run):
    ticker = run("ticker", "BNB/BTC", "--json").json
    assert ticker["last_price"] == "4.00000200"
    assert ticker["symbol"] == "BNB/BTC"
    assert ticker["trade_count"] == 76
    assert ticker["close_time"] == "2017-07-12T14:31:39.040Z"
    assert not any("payload" in name or "raw" in name for name in ticker)


def test_a_book_stands_side_by_side_and_asks_for_the_depth(run):
    ran = run("book", "BNB/BTC", "--depth", "5")
    assert ("GET /api/v3/depth", {"symbol": "BNBBTC", "limit": "5"}) in ran.told.asked
    line = next(line for line in ran.out.splitlines() if "431.00000000" in line)
    assert line.split() == ["431.00000000", "4.00000000", "4.00000200", "12.00000000"]
    assert "spread 0.00000200" in ran.out


def test_a_book_with_one_side_only_is_shown(run):
    ran = run("book", "BNB/BTC", answers={"GET /api/v3/depth": {"lastUpdateId": 1, "bids": [], "asks": [["4", "1"]]}})
    assert (ran.status, "spread" in ran.out) == (0, False)


def test_a_small_number_has_no_exponent(run):
    tiny = {"lastUpdateId": 1, "bids": [["0.00000001", "1"]], "asks": [["0.00000002", "1"]]}
    for more in ((), ("--json",)):
        ran = run("book", "BNB/BTC", *more, answers={"GET /api/v3/depth": tiny})
        assert "0.00000001" in ran.out
        assert "E-" not in ran.out


def test_candles_are_asked_for_by_limit_and_time(run):
    ran = run("candles", "BNB/BTC", "1h")
    assert ran.told.asked[-1][1]["limit"] == "20"
    assert "0.01634790" in ran.out
    ran = run("candles", "BNB/BTC", "1h", "--since", "2017-07-03T00:00:00Z", "--until", "2017-07-03T01:00+01:00")
    assert (ran.told.asked[-1][1]["startTime"], ran.told.asked[-1][1]["endTime"]) == (
        "1499040000000",
        "1499040000000",
    )
    assert run("candles", "BNB/BTC", "1h", "--json").json[0]["open_time"] == "2017-07-03T00:00:00.000Z"


def test_trades_say_who_took(run):
    ran = run("trades", "BNB/BTC", "--limit", "1")
    assert "sold" in ran.out
    assert run("trades", "BNB/BTC", "--json").json == [
        {
            "symbol": "BNB/BTC",
            "id": "28457",
            "price": "4.00000100",
            "quantity": "12.00000000",
            "quote_quantity": "48.000012",
            "time": "2017-07-12T13:19:09.590Z",
            "buyer_is_maker": True,
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("candles", "BNB/BTC", "1h", "--since", "2017-07-03"), "no time zone"),
        (("candles", "BNB/BTC", "1h", "--since", "yesterday"), "no ISO 8601 time"),
        (("candles", "BNB/BTC", "7h"), "interval must be one of 1s, 1m"),
        (("book", "BNB/BTC", "--depth", "0"), "0 is not in the range"),
        (("ticker", "BNB/BTX"), "did you mean BNB/BTC?"),
        (("ticker",), "Missing argument"),
        (("--venue", "nowhere", "ticker", "BNB/BTC"), "no venue called 'nowhere' is configured"),
    ],
)
def test_what_cannot_be_right_ends_in_2(run, arguments, said):
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_the_venue_is_named_before_the_command_or_after_it(run):
    for arguments in (("--venue", "nowhere", "ticker", "X"), ("ticker", "X", "--venue", "nowhere")):
        assert "nowhere" in run(*arguments).err


def test_a_symbol_is_ours_also_where_the_venue_calls_its_own_by_that_name(run):
    # The wire's `symbol` once hid the record's.
    assert run("ticker", "BNBBTC", "--json").json["venue_symbol"] == "BNBBTC"
    assert run("ticker", "BNBBTC", "--json").json["symbol"] == "BNB/BTC"
