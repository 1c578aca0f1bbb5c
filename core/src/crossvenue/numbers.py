"""Exact numbers: what a user gives, checked; and the arithmetic of amounts. Below the model, which adds with it."""

from __future__ import annotations

import decimal
import re
from decimal import Context, Decimal
from typing import Final

from crossvenue.errors import BadRequest, InexactNumber

MOST_DIGITS: Final = 1000
"""No venue writes longer numbers; a bound keeps 1E+999999999 from filling the memory with its digits."""

EXACT: Final = Context(
    prec=8 * MOST_DIGITS,
    Emax=10**6,
    Emin=-(10**6),
    traps=[decimal.Inexact, decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""Where amounts are added and multiplied: the thread's own context is the user's to change, and rounds at 28 digits.

It has room for any sum or product of two amounts; a result that would still be rounded raises.
"""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,9})?|[+-]?(inf|infinity|s?nan)", re.ASCII | re.IGNORECASE)


def plain(number: Decimal) -> str:
    """A number as venues read it: no exponent (`str` writes 1E-8), every digit kept."""
    return format(number, "f")


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
    exponent = number.as_tuple().exponent
    if number.adjusted() > MOST_DIGITS or (isinstance(exponent, int) and exponent < -MOST_DIGITS):
        raise BadRequest(f"{name} has more than {MOST_DIGITS} digits before or after the point")
    return number


def positive(value: object, name: str) -> Decimal:
    """`exact`, and above zero (`BadRequest` otherwise)."""
    number = exact(value, name)
    if number <= 0:
        raise BadRequest(f"{name} must be above zero, not {number:f}")
    return number
