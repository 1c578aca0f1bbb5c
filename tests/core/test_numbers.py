"""Exact numbers: to the digit, and what is refused."""

from __future__ import annotations

import decimal
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.errors import BadRequest, InexactNumber
from crossvenue.instrument import Instrument
from crossvenue.model import InstrumentStatus
from crossvenue.numbers import EXACT, all_ordinary, exact, is_ordinary, ordinary, plain, positive

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda number: abs(number.adjusted()) < 200
)


@given(DECIMALS)
def test_a_number_goes_out_without_an_exponent_and_comes_back_the_same(number: Decimal) -> None:
    text = plain(number)
    assert "E" not in text.upper()
    back = exact(text, "amount")
    assert back == number
    # Every digit after the point is kept too.
    if number.as_tuple().exponent <= 0:  # type: ignore[operator]
        assert back.as_tuple() == number.as_tuple()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1E-8"), "0.00000001"),
        (Decimal("0.00000001"), "0.00000001"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1.10"), "1.10"),
        (Decimal("123456789012345678901234567890.123456789"), "123456789012345678901234567890.123456789"),
        (Decimal(0), "0"),
    ],
)
def test_numbers_as_venues_read_them(number: Decimal, text: str) -> None:
    assert plain(number) == text


@given(DECIMALS)
def test_the_precision_of_the_context_plays_no_part(number: Decimal) -> None:
    with localcontext() as context:
        context.prec = 3
        assert exact(plain(number), "x") == number
        assert plain(number) == format(number, "f")


@given(st.integers())
def test_whole_numbers_are_exact(number: int) -> None:
    assert exact(number, "x") == number
    assert exact(str(number), "x") == number


@given(st.floats())
def test_a_float_is_a_type_error(number: float) -> None:
    for check in (exact, positive):
        with pytest.raises(InexactNumber, match=r"amount is a float.*give a Decimal, an int or a str") as caught:
            check(number, "amount")
        assert isinstance(caught.value, TypeError)
        assert isinstance(caught.value, BadRequest)


@pytest.mark.parametrize("value", [True, None, b"1", [], Fraction(1, 2), complex(1)])
def test_what_is_no_number_is_refused_by_its_type(value: object) -> None:
    with pytest.raises(BadRequest, match=f"amount must be a Decimal, an int or a str, not {type(value).__name__}"):
        exact(value, "amount")


@pytest.mark.parametrize("text", ["", "abc", "1,5", "0x10", "--1", "1.2.3"])
def test_a_text_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="amount is no number"):
        exact(text, "amount")


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-inf", Decimal("sNaN"), Decimal("inf")])
def test_only_finite_numbers_pass(value: object) -> None:
    for check in (exact, positive):
        with pytest.raises(BadRequest, match="amount must be finite"):
            check(value, "amount")


@pytest.mark.parametrize("value", [0, "0.000", Decimal(-1), "-0"])
def test_nothing_and_less_is_not_positive(value: object) -> None:
    with pytest.raises(BadRequest, match="amount must be above zero"):
        positive(value, "amount")


@pytest.mark.parametrize("text", ["1_0", " 5 ", "\N{ARABIC-INDIC DIGIT FIVE}"])
def test_what_an_order_refuses_no_quantising_takes(text: str) -> None:
    # Instruments once read numbers by rules of their own, and made 10 of "1_0".
    instrument = Instrument(
        symbol="BTC/USDT",
        base="BTC",
        quote="USDT",
        venue_symbol="BTCUSDT",
        status=InstrumentStatus.TRADING,
        base_precision=8,
        quote_precision=8,
        order_types=frozenset(),
    )
    for read in (instrument.quantise_quantity, instrument.quantise_price):
        with pytest.raises(BadRequest, match="is no number"):
            read(text)


@given(DECIMALS, DECIMALS)
def test_sums_and_products_are_exact_whatever_the_context(one: Decimal, other: Decimal) -> None:
    with localcontext() as context:
        context.prec = 3
        assert EXACT.subtract(EXACT.add(one, other), other) == one
        assert EXACT.multiply(one, other).as_tuple().exponent == one.as_tuple().exponent + other.as_tuple().exponent  # type: ignore[operator]
    with pytest.raises(decimal.Inexact):
        EXACT.divide(Decimal(1), Decimal(3))


MONSTERS = ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999", "-1E+999999", "1E-999999", "0E-999999"]


@pytest.mark.parametrize("number", [*MONSTERS, "1E+1001", "1E-1001"])
def test_what_a_venue_says_must_be_finite_and_of_a_length_that_somebody_means(number: str) -> None:
    """A last price of 1E+999999 was once printed as a megabyte of zeros."""
    with pytest.raises(ValueError, match=r"^Expected a (finite number|number of fewer digits) in `price`, got "):
        ordinary(Decimal(number), "price")
    assert not is_ordinary(Decimal(number))


@given(st.lists(DECIMALS))
def test_numbers_that_somebody_means_are_all_let_through(numbers: list[Decimal]) -> None:
    assert all_ordinary(numbers)
    assert [ordinary(number) for number in numbers] == numbers


@given(st.lists(DECIMALS), st.sampled_from(MONSTERS), st.integers(min_value=0))
def test_one_monster_among_many_is_seen_whatever_the_context(
    numbers: list[Decimal], monster: str, place: int
) -> None:
    numbers.insert(place % (len(numbers) + 1), Decimal(monster))
    with localcontext() as context:
        context.prec = 3
        context.clear_traps()
        assert not all_ordinary(numbers)


def test_a_number_may_be_as_long_for_a_venue_as_for_a_user() -> None:
    for text in ("1" * 1000, "1" + "0" * 1000, "0." + "0" * 999 + "1"):
        assert is_ordinary(exact(text, "amount"))
    for text in ("1" + "0" * 1001, "0." + "0" * 1000 + "1", "1." + "0" * 1001):
        assert not is_ordinary(Decimal(text))
        with pytest.raises(BadRequest, match="more than 1000 digits"):
            exact(text, "amount")
