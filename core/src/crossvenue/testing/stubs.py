"""Writes what editors and type checkers read of a catalogue. Apart, because nothing of it is needed to run."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from typing import Final

from crossvenue.endpoint import Endpoint, Kind, Param
from crossvenue.raw import argument, described

_TYPES: Final = {
    Kind.TEXT: "str",
    Kind.INTEGER: "int",
    Kind.DECIMAL: "Decimal | int | str",
    Kind.BOOLEAN: "bool",
    Kind.TIME: "datetime | int",
    Kind.CHOICE: "str",
    Kind.JSON_LIST: "Sequence[str]",
    Kind.REPEATED: "Sequence[str]",
    Kind.RECORDS: "Sequence[Mapping[str, object]]",
}

_HEAD: Final = '''# Written from the catalogue, and held to it by a test; see `crossvenue.testing.stubs`.
from collections.abc import Awaitable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar, overload

from typing_extensions import deprecated

from crossvenue.venue import AsyncVenue, Venue

T = TypeVar("T")

@overload
def raw(venue: Venue) -> Endpoints[Any]: ...
@overload
def raw(venue: AsyncVenue) -> Endpoints[Awaitable[Any]]: ...

class Endpoints(Generic[T]):
    """Every documented endpoint of {title}. The answer is the venue's own, as plain data with exact Decimals."""
'''


def stub(title: str, catalogue: Mapping[str, Endpoint]) -> str:
    """The text of `raw.pyi` beside a plugin's `raw.py`: every endpoint with its parameters and what they mean."""
    return _HEAD.format(title=title) + "".join(f"\n{_method(each)}" for each in catalogue.values())


def _method(endpoint: Endpoint) -> str:
    lines = []
    against = endpoint.retired or endpoint.deprecated
    if against is not None:
        lines.append(f"@deprecated({json.dumps(against)})")
    params = [f"    {_parameter(name, param)}," for name, param in endpoint.params.items()]
    lines += (
        [f"def {endpoint.name}(", "    self,", "    *,", *params, ") -> T:"]
        if params
        else [f"def {endpoint.name}(self) -> T:"]
    )
    said = described(endpoint).replace("\\", "\\\\").replace('"""', "'''")
    lines += textwrap.indent(f'"""{said}\n"""', "    ").splitlines()
    return textwrap.indent("\n".join(lines), "    ") + "\n"


def _parameter(name: str, param: Param) -> str:
    kind = _TYPES[param.type]
    if param.values and param.type in (Kind.CHOICE, Kind.TEXT):
        kind = f"Literal[{', '.join(json.dumps(each) for each in param.values)}]"
    return f"{argument(name)}: {kind}" + ("" if param.required else " | None = None")


__all__ = ["stub"]
