"""The edge: exact numbers and times in both directions, and bytes read strictly into the vocabulary.

Reading is done by msgspec: a missing or mistyped field is an error with its JSON path, an unknown one passes.
Numbers become `Decimal` from the text that stands on the wire, whether it is a JSON string or a JSON number.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, TypeVar

import attrs
import msgspec

from crossvenue.errors import BadRequest
from crossvenue.model import EPOCH, Record, exact_json
from crossvenue.numbers import exact, ordinary, plain, positive

T = TypeVar("T")

Id = Annotated[str, msgspec.Meta(min_length=1)]
"""An id on the wire: an empty one is unreadable, for it names nothing."""

__all__ = [
    "Id",
    "Numbers",
    "amount_or_none",
    "exact",
    "exact_json",
    "finite",
    "milliseconds",
    "null_is_absent",
    "ordinary",
    "plain",
    "positive",
    "present_ms",
    "setter",
    "shape",
    "utc_text_ms",
]


class Numbers(msgspec.Struct):
    """A shape of the wire whose numbers are numbers: `Decimal` reads "NaN", "Infinity" and "1E+999999" too.

    One that is not `ordinary`, and one below zero that `not_negative` names, makes the answer unreadable.
    """

    not_negative: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            number = getattr(self, name)
            if isinstance(number, Decimal):
                ordinary(number, name)
        for name in self.not_negative:
            if getattr(self, name) < 0:
                raise ValueError(f"Expected a number not below zero in `{name}`, got {getattr(self, name)}")


_NOT_FINITE: Final = {
    letter: re.compile(letter + rb"(?:[aA][nN]\d*|[fF](?:[iI][nN][iI][tT][yY])?)\s*\"").search
    for letter in (b"n", b"N")
}
"""Finds the end of a text such as "-Infinity" or "sNaN" in a payload, past the letter that all of them have."""


def finite(result: T, payload: bytes) -> T:
    """`result`, which was read out of `payload`, if each `Decimal` in it is a finite number.

    For records by the thousand, where a look at each number is dear: they are only looked at where the payload has a
    text that `Decimal` reads as none. Raises `msgspec.ValidationError` with the path.
    """
    if any(letter in payload and found(payload) is not None for letter, found in _NOT_FINITE.items()):
        for path, number in _decimals(result, "$"):
            if not number.is_finite():
                raise msgspec.ValidationError(f"Expected a finite number, got {number} - at `{path}`")
    return result


def _decimals(value: Any, path: str) -> Iterator[tuple[str, Decimal]]:
    """The numbers in a result, each with the way to it."""
    if isinstance(value, Decimal):
        yield path, value
    elif isinstance(value, tuple | list):
        names = getattr(value, "_fields", None)
        for place, each in enumerate(value):
            yield from _decimals(each, f"{path}[{place}]" if names is None else f"{path}.{names[place]}")
    elif isinstance(value, Record):
        for field in attrs.fields(value.__class__):  # type: ignore[arg-type] # of a subclass
            yield from _decimals(getattr(value, field.name, None), f"{path}.{field.name}")


def milliseconds(time: datetime | None, name: str = "time") -> int | None:
    """Integer milliseconds since 1970 of an aware `datetime`, rounded down; None stays None.

    Raises `BadRequest` for a naive one: nobody knows which time it is.
    """
    if time is None:
        return None
    if not isinstance(time, datetime):
        raise BadRequest(f"{name} must be a datetime, not {type(time).__name__}")
    if time.tzinfo is None:
        raise BadRequest(f"{name} has no time zone; give an aware datetime, such as datetime.now(UTC)")
    since = time - EPOCH
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def utc_text_ms(text: str | None) -> int | None:
    """Milliseconds of "YYYY-MM-DD HH:MM:SS", which venues write in UTC without saying so; None for nothing, -1 and 0.

    Raises `ValueError` for anything else.
    """
    if not text or text in ("-1", "0"):
        return None
    time = datetime.fromisoformat(text)
    return milliseconds(time if time.tzinfo else time.replace(tzinfo=UTC))


def present_ms(ms: int | None) -> int | None:
    """A time that venues also use to say "none": -1 and 0 become None, not 1969."""
    return ms if ms is not None and ms > 0 else None


def amount_or_none(number: Decimal | None) -> Decimal | None:
    """A number where venues write 0 for "not given"."""
    return number or None


def null_is_absent(read: Callable[[bytes], T], but: Collection[str] = ()) -> Callable[[bytes], T]:
    """A reader that takes a field that is null for one that is not there, where it cannot be read as it stands.

    For listings, where one null in a text that only describes must not hide everything else; of the fields named
    in `but`, null is a value. What is still wrong then raises as `read` did.
    """

    def reading(payload: bytes) -> T:
        try:
            return read(payload)
        except msgspec.ValidationError as problem:
            found = exact_json(payload)
            kept = _without_nulls(found, but)
            if kept == found:
                raise
            try:
                return read(msgspec.json.encode(kept))
            except msgspec.ValidationError:
                raise problem from None

    return reading


def _without_nulls(value: object, but: Collection[str]) -> object:
    if isinstance(value, dict):
        kept = {name: inner for name, inner in value.items() if inner is not None or name in but}
        return {name: _without_nulls(inner, but) for name, inner in kept.items()}
    return [_without_nulls(inner, but) for inner in value] if isinstance(value, list) else value


def shape(
    record: type[T],
    names: Mapping[str, str],
    types: Mapping[str, Any] | None = None,
    absent: Mapping[str, object] | None = None,
) -> type[T]:
    """A class that msgspec reads straight into instances laid out as `record`, under the wire's names.

    `names` maps wire name -> field name; `types` overrides the type of a field on the wire, `absent` what it is
    where the wire does not have it. Fields that are not named are left to be set with `setter` (all of them must
    be, or have no reader).

    This is what makes listings of thousands cheap: the values are built in C, where an `__init__` of Python
    costs several times the decoding. msgspec knows no other names for attrs fields, so the class returned is an
    empty subclass whose attributes, under the wire's names, are the slots of `record`. Its instances say that
    they are `record` (`__class__`), compare, print and pickle as such, and are as frozen. Once read, they have
    the names of `record` where the wire uses one of them for something else.
    """
    fields = attrs.fields_dict(record)  # type: ignore[arg-type]
    annotations: dict[str, Any] = {}
    body: dict[str, Any] = {
        "__slots__": (),
        "__module__": record.__module__,
        "__doc__": record.__doc__,
        "__annotations__": annotations,
        "__class__": property(lambda self: record),
        "__reduce__": _reduce,
        "__copy__": lambda self: self,
    }
    wire = []
    for name, field in names.items():
        body[name] = _slot(record, field)
        annotations[name] = (types or {}).get(field, _type_of(record, field))
        default = (absent or {}).get(field, fields[field].default)
        wire.append(fields[field].evolve(name=name, default=default))
    # msgspec would evaluate the annotations of the bases too, some of which name classes it cannot see.
    for base in record.__mro__:
        for name in base.__dict__.get("__annotations__", ()):
            annotations.setdefault(name, object)
    # msgspec wants fields with defaults last.
    wire.sort(key=lambda each: each.default is not attrs.NOTHING)
    body["__attrs_attrs__"] = tuple(wire)
    made: Any = type(record.__name__, (record,), body)
    # A wire name may hide what the record has by that name (`symbol`, `id`, `network`): readers get the latter.
    hidden = {name: _slot(record, name) for name, field in names.items() if name != field and hasattr(record, name)}
    if hidden:
        seen = type(record.__name__, (made,), {"__slots__": (), "__module__": record.__module__, **hidden})
        made.__attrs_post_init__ = lambda self: _become(self, seen)
    shaped: type[T] = made
    return shaped


_become = object.__dict__["__class__"].__set__


def _reduce(self: Any) -> tuple[Any, ...]:
    record = self.__class__
    return _rebuilt, (record, {field.name: getattr(self, field.name) for field in attrs.fields(record)})


def _rebuilt(record: type[T], values: Mapping[str, object]) -> T:
    made = object.__new__(record)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def _type_of(record: type, field: str) -> Any:
    for base in record.__mro__:
        written = base.__dict__.get("__annotations__", {}).get(field)
        if isinstance(written, str):
            # Only this one: others may name classes that their module sees at type checking only.
            return eval(written, vars(sys.modules[base.__module__]))
        if written is not None:
            return written
    raise AttributeError(f"{record.__name__} has no field {field}")


def _slot(record: type, field: str) -> Any:
    for cls in record.__mro__:
        if field in cls.__dict__:
            return cls.__dict__[field]
    raise AttributeError(f"{record.__name__} has no field {field}")


def setter(record: type[T], field: str) -> Any:
    """A function (record, value) that fills a field `shape` left open. For a record just decoded, nobody else's."""
    return _slot(record, field).__set__
