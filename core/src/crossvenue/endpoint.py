"""What an endpoint is: one documented call of a venue, as data.

A plugin keeps its endpoints in a JSON file, `endpoints.json`, an object of name -> entry, read by `Catalogue`.
The ports and `venue.raw` use the same entries, so method, path, security, weight and "may this be sent twice"
stand in one place. An entry looks like this (only `method`, `path`, `security` and `docs` are required):

    "cancel_order": {
      "title": "Cancel one open order",
      "method": "DELETE", "path": "/api/v3/order", "security": "trade",
      "weights": [{"scope": "api", "units": 1}],
      "repeatable": false,
      "params": {"symbol": {"type": "text", "required": true},
                 "orderId": {"type": "integer"}, "origClientOrderId": {"type": "text"}},
      "any_of": [["orderId", "origClientOrderId"]],
      "docs": "https://..."
    }

Data only: nothing here sends, signs or waits.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal
from urllib.parse import quote

import attrs
import msgspec

from crossvenue.errors import BadRequest, InexactNumber, did_you_mean, one_of
from crossvenue.model import Value


class Security(enum.Enum):
    """What a request must carry."""

    NONE = "none"
    API_KEY = "api_key"
    """The key, no signature (Binance: MARKET_DATA, USER_STREAM)."""
    READ = "read"
    """Key and signature; reads the account (Binance: USER_DATA)."""
    TRADE = "trade"
    """Key and signature; needs the permission to trade."""
    WITHDRAW = "withdraw"
    """Key and signature; needs the permission to withdraw or transfer."""

    @property
    def signed(self) -> bool:
        """Whether the request carries a signature."""
        return self not in (Security.NONE, Security.API_KEY)


class Kind(enum.Enum):
    """How a parameter is written."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    TIME = "time"
    """Milliseconds since 1970; an aware `datetime` is accepted."""
    CHOICE = "choice"
    JSON_LIST = "json_list"
    """One parameter that holds a JSON array of strings."""
    REPEATED = "repeated"
    """The parameter once for each value."""
    RECORDS = "records"
    """A JSON array of objects, for venues that take JSON bodies."""


@attrs.frozen(eq=False, repr=False)
class Condition(Value):
    """When a weight applies: one thing about one parameter.

    `present` asks whether it is sent; `values` whether it is one of these; `min` and `max` bound its value;
    `count_min` and `count_max` bound the number of its values (of a list; a lone value counts as one).
    """

    param: str
    present: bool | None = None
    values: list[str | int] | None = None
    min: int | None = None
    max: int | None = None
    count_min: int | None = None
    count_max: int | None = None

    def holds(self, params: Mapping[str, object]) -> bool | None:
        """Whether it holds for these parameters; None where the value is no number and so cannot be compared."""
        value = params.get(self.param)
        if self.present is not None:
            return (value is not None) == self.present
        if value is None:
            return False
        if self.values is not None:
            return value in self.values
        if self.count_min is not None or self.count_max is not None:
            count = len(value) if isinstance(value, list | tuple) else 1
            return (self.count_min or 0) <= count and (self.count_max is None or count <= self.count_max)
        number = value if type(value) is int else _number(value)
        if number is None:
            return None
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)

    def __str__(self) -> str:
        if self.present is not None:
            return f"{self.param} is {'sent' if self.present else 'not sent'}"
        if self.values is not None:
            return f"{self.param} is {one_of([str(each) for each in self.values], 40)}"
        if self.count_min is not None or self.count_max is not None:
            return f"{self.param} has {_span(self.count_min, self.count_max)} values"
        return f"{self.param} is {_span(self.min, self.max)}"


@attrs.frozen(eq=False, repr=False)
class Weight(Value):
    """Units charged to one scope of the budget, always or under a condition."""

    scope: str
    units: int
    when: Condition | None = None

    def __str__(self) -> str:
        return f"{self.units} of {self.scope}" + ("" if self.when is None else f" if {self.when}")


@attrs.frozen(eq=False, repr=False)
class Param(Value):
    """One parameter: how it is written and what it may be."""

    type: Kind
    required: bool = False
    values: list[str] | None = None
    """What it may be. Of a boolean, the venue's words for false and true, if not ``false`` and ``true``."""
    min: Decimal | None = None
    max: Decimal | None = None
    max_items: int | None = None
    """Of a list."""
    default: str | int | bool | None = None
    """What the venue takes it for when it is not sent."""
    about: str = ""

    def word(self, value: object) -> str:
        """A value as the venue's document writes it: a boolean by the venue's words for it."""
        if self.type is Kind.BOOLEAN and value is not None:
            return (self.values or ("false", "true"))[str(value).lower() == "true"]
        return _word(value)

    @property
    def told(self) -> str:
        """What it is, in words; empty where its name and type say it all."""
        parts = [self.about] if self.about else []
        if self.values is not None and self.type is not Kind.BOOLEAN:
            parts.append(f"one of {', '.join(self.values)}")
        if self.min is not None or self.max is not None:
            parts.append(_span(self.min, self.max))
        if self.max_items is not None:
            parts.append(f"at most {self.max_items}")
        if self.default is not None:
            parts.append(f"default {str(self.default).lower() if isinstance(self.default, bool) else self.default}")
        return "; ".join(parts)


@attrs.frozen(eq=False, repr=False)
class Endpoint(Value):
    """One documented call.

    A parameter whose name stands in braces in `path`, as in ``/orders/{orderId}``, is sent there; it is required.
    `weights` charge every scope once: of the entries of a scope the first whose condition holds, or the dearest
    where a value cannot be compared.
    `any_of` groups need at least one member, `not_together` at most one, `required_by` adds required
    parameters by the value of another: {"type": {"LIMIT": ["price", "quantity"]}}; an item may be a list, of
    which one is enough. `repeatable` is True for what may be sent twice without doing anything twice.
    `success` is what an answer says that is one, where its status alone does not: {"code": ["000000"]}.
    """

    method: str
    path: str
    security: Security
    docs: str
    name: str = ""
    title: str = ""
    section: str = ""
    """The chapter of the venue's document."""
    weights: list[Weight] = attrs.field(factory=list)
    params: dict[str, Param] = attrs.field(factory=dict)
    any_of: list[list[str]] = attrs.field(factory=list)
    not_together: list[list[str]] = attrs.field(factory=list)
    required_by: dict[str, dict[str, list[str | list[str]]]] = attrs.field(factory=dict)
    repeatable: bool = False
    moves_money: bool = False
    """Whether it trades, transfers, borrows or pays."""
    sent_in: Literal["", "query", "form", "json"] = ""
    """Where its parameters travel, if not where those of its method do."""
    success: dict[str, list[str | int | bool]] = attrs.field(factory=dict)
    audience: str = ""
    """Who may call it, where not everybody may."""
    client_id: str = ""
    """The parameter that carries our id of what is made; empty where there is none."""
    retired: str | None = None
    """Since when the venue has it no longer, and what to use instead: ``2026-02-20: ...``. It is not sent."""
    deprecated: str | None = None
    """Where the venue advises against it, what it says; it still answers."""
    in_path: tuple[str, ...] = attrs.field(init=False, default=(), eq=False, repr=False)
    """The parameters that stand in the path."""
    other_paths: frozenset[str] = attrs.field(init=False, default=frozenset(), eq=False, repr=False)
    label: str = attrs.field(init=False, default="", eq=False, repr=False)
    fixed_charges: tuple[tuple[str, int], ...] | None = attrs.field(init=False, default=None, eq=False, repr=False)

    def __str__(self) -> str:
        return self.label

    @property
    def rules(self) -> list[str]:
        """What holds between its parameters, in sentences."""
        told = [f"Needs one of {' and '.join(group)}." for group in self.any_of]
        told += [f"Takes only one of {' and '.join(group)}." for group in self.not_together]
        for name, by_value in self.required_by.items():
            for value, needed in by_value.items():
                named = [each if isinstance(each, str) else f"one of {' and '.join(each)}" for each in needed]
                told.append(f"{name} {value} needs {', '.join(named)}.")
        return told

    def charges(self, params: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
        """Scope and units of this call with these parameters."""
        if self.fixed_charges is not None:
            return self.fixed_charges
        chosen: dict[str, int] = {}
        for weight in self.weights:
            if weight.scope in chosen:
                continue
            holds = weight.when is None or weight.when.holds(params)
            if holds is None:
                # Nobody knows which applies: better too much than a ban.
                chosen[weight.scope] = max(each.units for each in self.weights if each.scope == weight.scope)
            elif holds:
                chosen[weight.scope] = weight.units
        return tuple(chosen.items())

    def located(self, params: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
        """The path with the parameters that stand in it, percent-encoded; and the other parameters.

        Raises `BadRequest` for one that is missing, or that would make it the path of another call.
        """
        path = self.path
        for name in self.in_path:
            word = "" if params.get(name) is None else _word(params[name])
            path = path.replace(f"{{{name}}}", quote(word, safe=""))
            if word in ("", ".", "..") or path in self.other_paths:
                raise BadRequest(f"{self.name} needs {name}" + (f", which {word} is not" if word else ""))
        return path, {name: value for name, value in params.items() if name not in self.in_path}

    def check(self, given: Mapping[str, object]) -> None:
        """Refuse parameters that are unknown, missing, mistyped or not allowed together (`BadRequest`)."""
        for name, value in given.items():
            param = self.params.get(name)
            if param is None:
                takes = one_of(list(self.params), 40) or "none"
                hint = did_you_mean(name, self.params, cutoff=0.5) or f"; it takes {takes}"
                raise BadRequest(f"{self.name} has no parameter {name}{hint}")
            _check_value(self.name, name, param, value)
        for name, param in self.params.items():
            if param.required and given.get(name) is None:
                raise BadRequest(f"{self.name} needs {name}")
        for group in self.any_of:
            if all(given.get(name) is None for name in group):
                raise BadRequest(f"{self.name} needs one of {' and '.join(group)}")
        for group in self.not_together:
            sent = [name for name in group if given.get(name) is not None]
            if len(sent) > 1:
                raise BadRequest(f"{self.name} takes only one of {' and '.join(sent)}")
        for name, by_value in self.required_by.items():
            word = self.params[name].word(given.get(name))
            for needed in by_value.get(word, ()):
                names = [needed] if isinstance(needed, str) else needed
                if all(given.get(each) is None for each in names):
                    raise BadRequest(f"{self.name} with {name} {word} needs {' or '.join(names)}")


def _span(least: Decimal | int | None, most: Decimal | int | None) -> str:
    low, high = (None if each is None else format(Decimal(each), "f") for each in (least, most))
    if low is None or high is None:
        return f"at least {low}" if high is None else f"at most {high}"
    return low if low == high else f"{low} to {high}"


def _word(value: object) -> str:
    return str(value.value if isinstance(value, enum.Enum) else value)


def _check_value(endpoint: str, name: str, param: Param, value: object) -> None:
    if value is None:
        return
    if isinstance(value, float):
        raise InexactNumber(f"{endpoint}: {name} is a float; give a Decimal, an int or a str")
    wanted = param.type
    if isinstance(value, enum.Enum):
        value = value.value
    number = _number(value)
    fits = {
        Kind.TEXT: isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)),
        Kind.INTEGER: number is not None and number == number.to_integral_value(),
        Kind.DECIMAL: number is not None and number.is_finite(),
        Kind.BOOLEAN: isinstance(value, bool) or (isinstance(value, str) and value.lower() in ("true", "false")),
        Kind.TIME: (isinstance(value, datetime) and value.tzinfo is not None)
        or (isinstance(value, int) and not isinstance(value, bool)),
        Kind.CHOICE: isinstance(value, str | int),
        Kind.JSON_LIST: _is_list(value),
        Kind.REPEATED: _is_list(value),
        Kind.RECORDS: isinstance(value, list | tuple) and all(isinstance(each, Mapping) for each in value),
    }[wanted]
    if not fits:
        raise BadRequest(f"{endpoint}: {name} must be {_EXPECTED[wanted]}, not {value!r}")
    if isinstance(value, str | list | tuple) and not value:
        raise BadRequest(f"{endpoint}: {name} is empty; leave it out, if it is not to be sent")
    if param.max_items is not None and isinstance(value, list | tuple) and len(value) > param.max_items:
        raise BadRequest(f"{endpoint}: {name} takes at most {param.max_items} values, not {len(value)}")
    for each in value if isinstance(value, list | tuple) else (value,):
        if param.values is not None and wanted is not Kind.BOOLEAN and str(each) not in param.values:
            hint = did_you_mean(str(each), param.values)
            raise BadRequest(f"{endpoint}: {name} must be one of {one_of(param.values, 40)}, not {each}{hint}")
    if number is not None and wanted in (Kind.INTEGER, Kind.DECIMAL):
        if param.min is None and wanted is Kind.DECIMAL and number < 0:
            raise BadRequest(f"{endpoint}: {name} must not be below zero, as {number:f} is")
        if param.min is not None and number < param.min:
            raise BadRequest(f"{endpoint}: {name} must be at least {param.min:f}, not {number:f}")
        if param.max is not None and number > param.max:
            raise BadRequest(f"{endpoint}: {name} must be at most {param.max:f}, not {number:f}")


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str | int | enum.Enum) for each in value)


_EXPECTED = {
    Kind.TEXT: "text",
    Kind.INTEGER: "a whole number",
    Kind.DECIMAL: "an exact number (Decimal, int or str)",
    Kind.BOOLEAN: "True or False",
    Kind.TIME: "an aware datetime, or milliseconds as an int",
    Kind.CHOICE: "a word",
    Kind.JSON_LIST: "a list of texts",
    Kind.REPEATED: "a list of texts",
    Kind.RECORDS: "a list of mappings",
}


def _fields(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in attrs.fields(kind) if field.init)


_OF_ENDPOINT: Final = _fields(Endpoint) - {"name"}  # Which stands before the entry.
_OF_PARAM, _OF_WEIGHT, _OF_CONDITION = _fields(Param), _fields(Weight), _fields(Condition)


class _Place(msgspec.Struct):
    method: str
    path: str


class Catalogue(Mapping[str, Endpoint]):
    """All endpoints of a venue, by name. Each is made when it is first asked for."""

    def __init__(
        self,
        entries: Mapping[str, Endpoint | msgspec.Raw],
        change: Callable[[Endpoint], Endpoint] = lambda endpoint: endpoint,
    ) -> None:
        self._entries, self._change = entries, change
        self._made: dict[str, Endpoint] = {}

    @classmethod
    def load(
        cls,
        package: str,
        *files: str,
        change: Callable[[Endpoint], Endpoint] = lambda endpoint: endpoint,
    ) -> Catalogue:
        """The catalogue that `package` ships, with its endpoints as `change` gives them back.

        `files` are ``endpoints.json`` if none is named; the names in all of them are different. A wrong entry is an
        error with its JSON path, when it is asked for.
        """
        import pkgutil  # importlib.resources would bring tempfile, shutil and random along.

        entries: dict[str, msgspec.Raw] = {}
        for file in files or ("endpoints.json",):
            text = pkgutil.get_data(package, file)
            if text is None:
                raise FileNotFoundError(f"{package} has no {file}")
            more = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
            more.pop("$schema", None)
            if twice := entries.keys() & more.keys():
                raise ValueError(f"{file} of {package} has {one_of(sorted(twice))} once more")
            entries |= more
        return cls(entries, change)

    def __getitem__(self, name: str) -> Endpoint:
        made = self._made.get(name)
        if made is None:
            if name not in self._entries:
                hint = did_you_mean(name, self._entries, limit=3, cutoff=0.4)
                raise BadRequest(f"there is no endpoint {name}{hint}")
            made = self._made[name] = self._make(name)
        return made

    def _make(self, name: str) -> Endpoint:
        entry = self._entries[name]
        endpoint = _read(name, entry) if isinstance(entry, msgspec.Raw) else entry
        for field, value in (("name", name), ("label", f"{endpoint.method} {endpoint.path}")):
            object.__setattr__(endpoint, field, value)
        endpoint = self._change(endpoint)
        in_path = tuple(re.findall(r"{(.*?)}", endpoint.path))
        for param in in_path:
            if param not in endpoint.params or not endpoint.params[param].required:
                raise ValueError(f"{name}: {param}, which stands in its path, is no required parameter")
        fixed = all(weight.when is None for weight in endpoint.weights)
        for field, found in (
            ("name", name),
            ("label", f"{endpoint.method} {endpoint.path}"),
            ("in_path", in_path),
            ("other_paths", self._paths(endpoint.method) if in_path else frozenset()),
            ("fixed_charges", endpoint.charges({}) if fixed else None),
        ):
            object.__setattr__(endpoint, field, found)
        return endpoint

    def _paths(self, method: str) -> frozenset[str]:
        """Those without parameters."""
        places = (
            msgspec.json.decode(entry, type=_Place) if isinstance(entry, msgspec.Raw) else entry
            for entry in self._entries.values()
        )
        return frozenset(each.path for each in places if each.method == method and "{" not in each.path)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def names(self) -> Sequence[str]:
        """The names, in the order of the file."""
        return list(self._entries)


def _read(name: str, entry: msgspec.Raw) -> Endpoint:
    try:
        endpoint = msgspec.json.decode(entry, type=Endpoint)
    except msgspec.ValidationError as error:
        raise msgspec.ValidationError(f"{error} of {name}{_instead(msgspec.json.decode(entry))}") from None
    # A misspelt field would be read over in silence, with the rule that it states.
    told: dict[str, Any] = msgspec.json.decode(entry)
    if not told.keys() <= _OF_ENDPOINT:
        raise _misspelt(name, told, _OF_ENDPOINT)
    for param, about in told.get("params", {}).items():
        if not about.keys() <= _OF_PARAM:
            raise _misspelt(f"{name}: {param}", about, _OF_PARAM)
    for weight in told.get("weights", ()):
        if not weight.keys() <= _OF_WEIGHT:
            raise _misspelt(f"{name}: the weight of {weight['scope']}", weight, _OF_WEIGHT)
        when = weight.get("when")
        if when is not None and not when.keys() <= _OF_CONDITION:
            raise _misspelt(f"{name}: the condition on {when['param']}", when, _OF_CONDITION)
    return endpoint


def _misspelt(what: str, told: Mapping[str, object], known: frozenset[str]) -> msgspec.ValidationError:
    word = next(each for each in told if each not in known)
    hint = did_you_mean(word, sorted(known)) or f"; it may have {one_of(sorted(known), 40)}"
    return msgspec.ValidationError(f"{what} has a field {word}, which there is not{hint}")


def _instead(told: Any) -> str:
    """What stands in an entry that cannot be read where only certain words may."""
    params = told.get("params") if isinstance(told, dict) else None
    words: list[tuple[str, object, type[enum.Enum]]] = [
        (f"the type of {name}", about.get("type"), Kind)
        for name, about in (params if isinstance(params, dict) else {}).items()
        if isinstance(about, dict)
    ]
    if isinstance(told, dict):
        words.append(("security", told.get("security"), Security))
    for what, word, kind in words:
        known = [str(each.value) for each in kind]
        if isinstance(word, str) and word not in known:
            return f": {what} must be one of {one_of(known)}, not {word}{did_you_mean(word, known)}"
    return ""
