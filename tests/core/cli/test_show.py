"""Tables and JSON: no digit is cut, nothing steers a terminal, and away from one nothing is coloured."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from crossvenue.cli import show
from crossvenue.model import NO_MEMO, Balance, Candle, Level, Side, Trade

decimals = st.decimals(allow_nan=False, allow_infinity=False)


def printed(headings, rows, width, terminal=True, encoding="utf-8"):
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
    console = Console(file=file, width=width, force_terminal=terminal, highlight=False, markup=False, emoji=False)
    show.table(console, headings, rows)
    file.seek(0)
    return file.read()


@pytest.mark.parametrize("number", ["1E+999999", "1E-999999", "NaN", "-Infinity"])
def test_a_number_without_end_is_not_written_out(number):
    """It was once a megabyte of zeros."""
    assert show.text(Decimal(number)) == show.data(Decimal(number)) == number


@given(decimals)
def test_a_number_survives_both_ways_out(number):
    assert Decimal(show.text(number)) == number
    assert "E" not in show.text(number).upper()
    assert Decimal(json.loads(json.dumps(show.data(number)))) == number


@given(st.lists(decimals, min_size=1, max_size=8), st.integers(1, 30), st.sampled_from(["utf-8", "ascii"]))
def test_a_narrow_terminal_cuts_no_number(numbers, width, encoding):
    shown = printed([f"number {each} of them" for each in range(len(numbers))], [numbers], width, encoding=encoding)
    assert "…" not in shown
    assert [Decimal(each) for each in re.findall(r"-?\d[\d.]*(?=\s)", shown.splitlines()[-2])] == numbers


def test_an_address_is_never_broken_over_lines():
    address = "T" + "9" * 60
    assert address in printed(("check", "address"), [("some words that may wrap", address)], 20)


def test_words_have_a_colour_on_a_terminal_only():
    assert "\x1b[" in printed(("a",), [("fail",)], 80)
    assert "\x1b" not in printed(("a",), [("fail",)], 80, terminal=False)


def test_a_venue_cannot_steer_the_terminal():
    assert show.text("closed\x1b[2J\r\nopen") == "closed [2J  open"
    assert "\x1b[2J" not in printed(("a",), [("x\x1b[2J",)], 80)


def test_markup_of_a_venue_is_text():
    assert "[red]sale[/red]" in printed(("a",), [("[red]sale[/red]",)], 80)


def test_times_are_shown_in_utc():
    time = datetime(2026, 11, 21, 1, 0, 0, 5000, tzinfo=timezone(timedelta(hours=1)))
    assert show.text(time) == "2026-11-21T00:00:00.005Z"
    assert show.data(time) == "2026-11-21T00:00:00.005Z"


def test_records_become_objects_without_their_payload():
    assert show.data(Balance("BTC", Decimal("0.10"), Decimal(0))) == {"asset": "BTC", "free": "0.10", "locked": "0"}
    assert show.data((Level(Decimal(1), Decimal(2)),)) == [{"price": "1", "quantity": "2"}]
    trade = Trade("BTC/USDT", 7, Decimal(1), Decimal(2), None, 1_499_865_549_590, True)
    assert show.data(trade)["id"] == "7"
    assert show.data(trade)["quote_quantity"] is None
    assert show.data(Side.BUY) == "BUY"
    assert show.data({"memo": NO_MEMO}) == {"memo": None}


def test_a_candle_is_an_object_with_times():
    one = Decimal(1)
    candle = Candle(1_499_040_000_000, one, one, one, one, one, 1_499_644_799_999, one)
    assert show.data(candle)["close_time"] == "2017-07-09T23:59:59.999Z"


def test_what_has_no_shape_is_not_guessed():
    with pytest.raises(TypeError):
        show.data(object())


def test_none_is_empty_and_truth_is_a_word():
    assert [show.text(each) for each in (None, True, False, datetime(1970, 1, 1, tzinfo=UTC))] == [
        "",
        "yes",
        "no",
        "1970-01-01T00:00:00Z",
    ]
