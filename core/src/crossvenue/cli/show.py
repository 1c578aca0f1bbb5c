"""How results look: tables for people, JSON for programs. Apart, because every command shows something.

No digit is ever cut: a table whose words are wider than the terminal keeps its width. Away from a terminal nothing
is coloured, and lines are 120 columns wide unless COLUMNS says otherwise.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console

_AWAY: Final = 120
"""Columns where there is no terminal."""
_ANY: Final = 10_000
_STYLES: Final = {
    "pass": "green",
    "ok": "green",
    "clear": "bold green",
    "fail": "red",
    "not ok": "red",
    "blocked": "bold red",
    "unknown": "yellow",
    "uncertain": "bold yellow",
    "open": "green",
    "closed": "red",
}
"""Words that have a colour on a terminal."""


def console() -> Console:
    """Where tables go: standard output as it is now."""
    from rich.console import Console

    made = Console(highlight=False, markup=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = _AWAY
    return made


def text(value: object) -> str:
    """One value for people: all digits of a number, times in UTC, nothing that could steer a terminal."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime):
        utc = value.astimezone(UTC).replace(tzinfo=None)
        return utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds") + "Z"
    if isinstance(value, enum.Enum):
        return text(value.value)
    return "".join(each if each.isprintable() else " " for each in str(value))


def number(value: Decimal) -> str:
    """Every digit and no exponent; but 1E+999999 stays as that, and does not become a megabyte of zeros."""
    from crossvenue.numbers import is_ordinary, plain

    return plain(value) if is_ordinary(value) else str(value)


def table(
    to: Console, headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """Print a table: numbers aligned right, and neither they nor any other single word (an address) broken."""
    from rich import box
    from rich.cells import cell_len
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    listed = [list(row) for row in rows]
    lines = box.SIMPLE_HEAD
    if to.options.ascii_only:  # What rich would take instead has edges, which take the place of digits.
        lines = box.Box(str(lines).replace("\N{BOX DRAWINGS LIGHT HORIZONTAL}", "-"), ascii=True)
    made = Table(title=title, title_justify="left", box=lines, pad_edge=False, header_style="bold")
    made.show_header = any(headings)
    made.title_style = "bold"
    for index, heading in enumerate(headings):
        cells = [row[index] for row in listed if row[index] is not None]
        numbers = bool(cells) and all(
            isinstance(each, Decimal | int) and not isinstance(each, bool) for each in cells
        )
        words = not any(" " in text(each) for each in cells)
        widest = max(cell_len(each) for each in (heading, *map(text, cells))) if words else None
        made.add_column(
            heading, justify="right" if numbers else "left", no_wrap=words, min_width=widest, overflow="fold"
        )
    for row in listed:
        said = [text(each) for each in row]
        made.add_row(*(Text(each, style=style(each)) for each in said))
    width = to.width
    to.width = max(width, Measurement.get(to, to.options.update(max_width=_ANY), made).minimum)
    try:
        to.print(made)
    finally:
        to.width = width


def style(word: str) -> str:
    """The colour of a word on a terminal; empty for most."""
    return _STYLES.get(word, "")


def facts(to: Console, named: Mapping[str, object], *, title: str | None = None) -> None:
    """Print names and values below each other; what is not known is left out."""
    rows = [(name.replace("_", " "), text(value)) for name, value in named.items() if value not in (None, "")]
    table(to, ("", ""), rows, title=title)


def as_json(value: object) -> None:
    """Print `value` as one JSON document."""
    import json

    import click

    click.echo(json.dumps(data(value), indent=2))


def data(value: object) -> Any:
    """`value` as plain data for JSON: amounts and times as text, records as objects, nothing of their `raw`."""
    from crossvenue.model import NO_MEMO

    if value is NO_MEMO:
        return None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, enum.Enum):
        return data(value.value)
    if isinstance(value, Mapping):
        return {str(name): data(each) for name, each in value.items()}
    named = fields(value)
    if named is not None:
        return {name: data(each) for name, each in named.items()}
    if isinstance(value, Iterable):
        return [data(each) for each in value]
    raise TypeError(f"a {type(value).__name__} cannot be shown")


def fields(record: object) -> dict[str, object] | None:
    """The fields of one of the vocabulary's records by name, times as `datetime`; None for anything else."""
    import attrs

    from crossvenue.model import moment

    known: Any = record
    kind = record.__class__  # A record read off the wire is of a type of its own, and says what it is.
    if attrs.has(kind):
        names = [each.name.lstrip("_") for each in attrs.fields(kind) if each.repr]
    elif isinstance(record, tuple) and hasattr(record, "_fields"):
        names = list(known._fields)
    else:
        return None
    found: dict[str, object] = {}
    if hasattr(record, "symbol"):
        found["symbol"] = known.symbol
    for name in names:
        value = getattr(record, name)
        if name.endswith("_ms"):
            name = "time" if name == "timestamp_ms" else name.removesuffix("_ms")
            value = None if value is None else moment(value)
        found[name] = value
    return found
