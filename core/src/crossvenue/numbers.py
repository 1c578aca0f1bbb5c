"""Exact numbers: what a user gives, checked; and the arithmetic of amounts. Below the model, which adds with it."""

from __future__ import annotations

import decimal
import re
from collections.abc import Iterable
from decimal import Context, Decimal, localcontext
from typing import Final

from crossvenue.errors import BadRequest, InexactNumber

MOST_DIGITS: Final = 1000
"""No venue writes longer numbers; a bound keeps 1E+999999999 from filling the memory with its digits."""

ORDINARY: Final = frozenset(range(-MOST_DIGITS, MOST_DIGITS + 1))
"""Where the first digit of a number may stand (`adjusted()`): a set, for loops over thousands of them look it up."""

EXACT: Final = Context(
    prec=8 * MOST_DIGITS,
    Emax=10**6,
    Emin=-(10**6),
    traps=[decimal.Inexact, decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""Where amounts are added and multiplied: the thread's own context is the user's to change, and rounds at 28 digits.

It has room for any sum or product of two amounts; a result that would still be rounded raises.
"""

_BOUNDED: Final = Context(
    prec=2 * MOST_DIGITS,
    Emax=MOST_DIGITS,
    Emin=-MOST_DIGITS,
    traps=[decimal.Rounded, decimal.Subnormal, decimal.Clamped, decimal.Overflow, decimal.InvalidOperation],
)

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,9})?|[+-]?(inf|infinity|s?nan)", re.ASCII | re.IGNORECASE)


def plain(number: Decimal) -> str:
    """A number as venues read it: no exponent (`str` writes 1E-8), every digit kept."""
    return format(number, "f")


def is_ordinary(number: Decimal) -> bool:
    """Finite, and of at most `MOST_DIGITS` digits before and after the point: what may be reckoned with and shown."""
    if not number.is_finite() or number.adjusted() not in ORDINARY:
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DIGITS


def ordinary(number: Decimal, name: str = "") -> Decimal:
    """`number`, for what a venue says: `Decimal` also reads "NaN", "Infinity" and "1E+999999999".

    Raises `ValueError`, which names the field `name`, where `is_ordinary` is false.
    """
    if is_ordinary(number):
        return number
    wanted = "a number of fewer digits" if number.is_finite() else "a finite number"
    raise ValueError(f"Expected {wanted}{f' in `{name}`' if name else ''}, got {number!s:.40}")


def all_ordinary(numbers: Iterable[Decimal]) -> bool:
    """Whether each number is one by `is_ordinary`, for hundreds at once, at the cost of their sum.

    A sum that keeps every digit and is bounded has no part that is not; True may be wrong for digits past the bound
    that fill no memory. False may be wrong for numbers that only differ much: look at each.
    """
    with localcontext(_BOUNDED):
        try:
            return sum(numbers, Decimal(0)).is_finite()
        except ArithmeticError:
            return False


def exact(value: object, name: str) -> Decimal:
    """A finite `Decimal` from a `Decimal`, an `int` or a `str`.

    Raises `InexactNumber` (a `TypeError`) for a float, `BadRequest` for anything else that is no number.
    """
    if type(value) is Decimal:
        number = value
    elif isinstance(value, float):
        raise InexactNumber(f"{name} is a float ({value!r}); give a Decimal, an int or a str")
    elif isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise BadRequest(f"{name} must be a Decimal, an int or a str, not {type(value).__name__}")
    else:
        # Decimal also reads blanks, underscores and other scripts' digits, which nobody means.
        if isinstance(value, str) and not _NUMBER.fullmatch(value):
            raise BadRequest(f"{name} is no number: {value!r}")
        number = Decimal(value)
    if not number.is_finite():
        raise BadRequest(f"{name} must be finite, not {number}")
    if not is_ordinary(number):
        raise BadRequest(f"{name} has more than {MOST_DIGITS} digits before or after the point")
    return number


def positive(value: object, name: str) -> Decimal:
    """`exact`, and above zero (`BadRequest` otherwise)."""
    number = exact(value, name)
    if number <= 0:
        raise BadRequest(f"{name} must be above zero, not {number:f}")
    return number
