"""Text of the command line as exact values: what is not certain is refused, never guessed."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.cli.arguments import amount, keyword_arguments, moment
from crossvenue.interfaces import Market, Trading, Wallet
from crossvenue.model import NO_MEMO, Interval, Side, WalletKind

positive = st.decimals(min_value=Decimal("1E-30"), max_value=Decimal("1E30"), allow_nan=False, allow_infinity=False)


@given(positive)
def test_an_amount_keeps_every_digit(number):
    written = format(number, "f")
    assert format(amount(written), "f") == written


@pytest.mark.parametrize(
    "text",
    ["1e3", "1_000", "1,000", "1,5", "", " 1", "1 ", "NaN", "Infinity", "0x10", "٣", "1.2.3", ".", "+1", "--1"],
)
def test_what_is_no_plain_number_is_refused(text):
    with pytest.raises(ValueError, match="no plain number"):
        amount(text)


@pytest.mark.parametrize("text", ["0", "0.000", "-1"])
def test_an_amount_is_above_zero(text):
    with pytest.raises(ValueError, match="not above zero"):
        amount(text)


@given(st.text())
def test_no_text_makes_an_amount_fail_otherwise(text):
    with contextlib.suppress(ValueError):
        assert amount(text) > 0


def test_a_time_has_its_zone():
    assert moment("2026-11-21T10:00:00Z") == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert moment("2026-11-21T10:00+02:00").utcoffset() == timedelta(hours=2)
    for text, problem in (("2026-11-21", "no time zone"), ("21.11.2026", "no ISO 8601 time")):
        with pytest.raises(ValueError, match=problem):
            moment(text)


def arguments(operation, *pairs):
    return keyword_arguments(operation, pairs)


def test_arguments_get_the_types_of_the_signature():
    assert arguments(Market.order_book, "symbol=BTC/USDT", "depth=5") == {"symbol": "BTC/USDT", "depth": 5}
    assert arguments(Market.candles, "symbol=BTC/USDT", "interval=1h", "since=2026-11-21T00:00:00Z", "limit=2") == {
        "symbol": "BTC/USDT",
        "interval": Interval.H1,
        "since": datetime(2026, 11, 21, tzinfo=UTC),
        "limit": 2,
    }
    assert arguments(Market.tickers, "symbols=BTC/USDT, ETH/USDT") == {"symbols": ["BTC/USDT", "ETH/USDT"]}
    assert arguments(Market.instruments, "refresh=true") == {"refresh": True}
    assert arguments(Wallet.balances, "wallet=funding") == {"wallet": WalletKind.FUNDING}
    placed = arguments(Trading.place_order, "symbol=A/B", "side=BUY", "type=LIMIT", "quantity=0.10", "price=1")
    assert (placed["side"], str(placed["quantity"]), placed["price"]) == (Side.BUY, "0.10", Decimal(1))


def test_a_memo_is_text_unless_it_is_the_word_for_none():
    to = ("asset=XRP", "amount=1", "network=XRP", "address=r")
    assert arguments(Wallet.withdraw, *to, "memo=NO_MEMO")["memo"] is NO_MEMO
    assert arguments(Wallet.withdraw, *to, "memo=12=3")["memo"] == "12=3"


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (["symbol"], "not of the form name=value"),
        (["symbol=A/B", "size=5"], "takes no 'size'; it takes symbol, depth"),
        (["symbol=A/B", "depth=five"], "depth: 'five' is no whole number"),
        (["symbol=A/B", "symbol=A/B"], "given twice"),
        (["depth=5"], "needs symbol"),
    ],
)
def test_wrong_arguments_are_named(pairs, said):
    with pytest.raises(click.UsageError) as problem:
        arguments(Market.order_book, *pairs)
    assert said in problem.value.message


@pytest.mark.parametrize(
    ("operation", "pair", "said"),
    [
        (Market.candles, "interval=7h", "is none of 1s, 1m"),
        (Market.candles, "since=now", "no ISO 8601 time"),
        (Market.instruments, "refresh=maybe", "neither true nor false"),
        (Trading.place_order, "quantity=1e3", "no plain number"),
        (Wallet.withdraw, "checked=yes", "takes no 'checked'"),
    ],
)
def test_a_wrong_value_is_named(operation, pair, said):
    with pytest.raises(click.UsageError) as problem:
        arguments(operation, pair)
    assert said in problem.value.message
