"""Text of a command line as the values that operations take. Apart, because one slip here moves the wrong amount.

An amount is written in plain digits, so that 1e3, 1_000 and 1,000 are questions and not numbers; a time has its
zone.
"""

from __future__ import annotations

import enum
import re
import types
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

import click

_PLAIN: Final = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)


def amount(text: str) -> Decimal:
    """An exact number above zero from plain digits; `ValueError` says what is wrong with it."""
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"{text!r} is no plain number: write digits and a point, such as 0.001")
    number = Decimal(text)
    if number <= 0:
        raise ValueError(f"{text} is not above zero")
    return number


def moment(text: str) -> datetime:
    """A time with its zone from ISO 8601; `ValueError` says what is wrong with it."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no ISO 8601 time, such as 2026-11-21T10:00:00Z") from None
    if time.tzinfo is None:
        raise ValueError(f"{text} has no time zone: add Z for UTC, as in 2026-11-21T10:00:00Z, or an offset")
    return time


if TYPE_CHECKING:
    _Type = click.ParamType[Any]  # Generic for type checkers and not in every version.
else:
    _Type = click.ParamType


class _Read(_Type):
    def __init__(self, name: str, read: Callable[[str], object]) -> None:
        self.name, self._read = name, read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


AMOUNT: Final = _Read("amount", amount)
"""The type of an option that holds an amount."""
TIME: Final = _Read("time", moment)
"""The type of an option that holds a time."""


def keyword_arguments(operation: Callable[..., Any], pairs: Iterable[str]) -> dict[str, Any]:
    """`name=text` pairs as the arguments that `operation` takes, each of the type that its signature says.

    Raises `click.UsageError` for an unknown, repeated, missing or unreadable one. `memo=NO_MEMO` is the word for
    no memo; several values (symbols, assets) are separated by commas.
    """
    import inspect

    hints = get_type_hints(operation)
    parameters = {
        name: each
        for name, each in inspect.signature(operation).parameters.items()
        if name not in ("self", "checked")
    }
    given: dict[str, Any] = {}
    for pair in pairs:
        name, equals, written = pair.partition("=")
        if not equals:
            raise click.UsageError(f"{pair!r} is not of the form name=value")
        if name not in parameters:
            has = ", ".join(parameters) or "nothing"
            raise click.UsageError(f"{operation.__name__} takes no {name!r}; it takes {has}")
        if name in given:
            raise click.UsageError(f"{name} is given twice")
        try:
            given[name] = _value(hints[name], written)
        except ValueError as problem:
            raise click.UsageError(f"{name}: {problem}") from None
    missing = [name for name, each in parameters.items() if each.default is each.empty and name not in given]
    if missing:
        raise click.UsageError(f"{operation.__name__} needs {', '.join(missing)}")
    return given


def _value(kind: Any, written: str) -> Any:
    from crossvenue.model import NO_MEMO

    members = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    if type(NO_MEMO) in members and written == "NO_MEMO":
        return NO_MEMO
    if Decimal in members:
        return amount(written)
    if datetime in members:
        return moment(written)
    if bool in members:
        if written not in ("true", "false"):
            raise ValueError(f"{written!r} is neither true nor false")
        return written == "true"
    for member in members:
        if isinstance(member, enum.EnumMeta):
            words = [str(each.value) for each in member]  # type: ignore[var-annotated]
            if written not in words:
                raise ValueError(f"{written!r} is none of {', '.join(words)}")
            return member(written)
        if get_origin(member) is Sequence:
            return [each.strip() for each in written.split(",")]
    if int in members:
        if not re.fullmatch(r"[0-9]+", written, re.ASCII):
            raise ValueError(f"{written!r} is no whole number")
        return int(written)
    return written
