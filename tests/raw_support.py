"""What the tests of `raw` share, whichever the venue: calls made from the rules of an endpoint, right and wrong, what
must leave for them, and what must come back.

A venue's test says how it is spoken to (`Speech`) and has the entries of its documents; everything else is read off
the catalogue. Nothing here uses what the plugins write with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import attrs
import httpx
from hypothesis import strategies as st

from crossvenue.endpoint import Endpoint, Kind, Param

SHARED: Final = Path(__file__).parents[1].parent / "shared"

Call = dict[str, object]
"""The parameters of a call, as a user gives them."""

Pairs = list[tuple[str, str]]
"""Names and values as they travel, in their order."""


# ------------------------------------------------------------------------------------------------ documents


def documented(file: str, key: str = "rest") -> dict[str, dict[str, Any]]:
    """The entries of a catalogue in `shared`, by method and path; none where it is not there."""
    path = SHARED / "catalogue" / file
    if not path.is_file():
        return {}
    entries = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)[key]
    return {f"{entry['method']} {entry['path']}": entry for entry in entries}


def printed(value: object) -> str:
    """JSON with every number as it was read: `json` would turn exact ones into floats."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{json.dumps(name)}:{printed(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(printed, value)) + "]"
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value)


def digits(value: object) -> object:
    """Plain data in which two numbers are equal only if their types and all their digits are."""
    if isinstance(value, Mapping):
        return {name: digits(each) for name, each in value.items()}
    if isinstance(value, list):
        return [digits(each) for each in value]
    return (type(value).__name__, format(value, "f") if isinstance(value, Decimal) else value)


# ------------------------------------------------------------------------------------------------ right calls

NOON: Final = datetime(2022, 2, 1, 12, 0, 0, 123_000, tzinfo=UTC)
NOON_MS: Final = "1643716800123"


def example(name: str, param: Param) -> object:
    """A value that the rules permit, of a kind that is not written as it stands where there is one."""
    least = param.min if param.min is not None else Decimal(1)
    return {
        Kind.TEXT: f"{name}+ä/&= %",
        Kind.INTEGER: int(least),
        Kind.DECIMAL: max(least, Decimal("0.000000010")) if param.min is not None else Decimal("0.000000010"),
        Kind.BOOLEAN: True,
        Kind.TIME: NOON,
        Kind.CHOICE: (param.values or [""])[-1],
        Kind.JSON_LIST: ["BTCUSDT", "BNB/BTC"][: param.max_items],
        Kind.REPEATED: ["BTC", "USDT"][: param.max_items],
        Kind.RECORDS: [{"symbol": "BTC-USDT", "size": Decimal("0.10")}],
    }[param.type]


def written(name: str, param: Param, value: object) -> Pairs:
    """How `value` must travel in a query or a form."""
    if isinstance(value, bool) and param.type is Kind.BOOLEAN:
        return [(name, (param.values or ["false", "true"])[value])]
    if isinstance(value, datetime):
        return [(name, NOON_MS)]
    if param.type is Kind.JSON_LIST:
        return [(name, printed(value))]
    if isinstance(value, list):
        return [(name, str(each)) for each in value]
    return [(name, format(value, "f") if isinstance(value, Decimal) else str(value))]


def examples(endpoint: Endpoint, *names: str) -> Call:
    return {name: example(name, endpoint.params[name]) for name in names}


def fewest(endpoint: Endpoint) -> Call:
    """What must be given: the required parameters, the first of each group that needs one, what those need."""
    call = examples(endpoint, *(name for name, param in endpoint.params.items() if param.required))
    for group in endpoint.any_of:
        if not any(name in call for name in group):
            call |= examples(endpoint, group[0])
    return completed(endpoint, call)


def completed(endpoint: Endpoint, call: Call, **preferred: str) -> Call:
    """`call` with what its values make mandatory; of alternatives the first, or the one that `preferred` names."""
    for name, by_value in endpoint.required_by.items():
        for needed in by_value.get(str(call.get(name)), ()):
            names = [needed] if isinstance(needed, str) else needed
            if not any(each in call for each in names):
                call = call | examples(endpoint, next((each for each in names if each in preferred), names[0]))
    return call


def right_calls(endpoint: Endpoint) -> list[Call]:
    """The fewest parameters, with each alternative of each rule once; then as many as go together."""
    base = fewest(endpoint)
    calls = [base]
    for group in endpoint.any_of:
        bare = {name: value for name, value in base.items() if name not in group or endpoint.params[name].required}
        calls += [completed(endpoint, bare | examples(endpoint, name)) for name in group]
    for name, by_value in endpoint.required_by.items():
        needed_names = {each for needed in by_value.values() for item in needed for each in _names(item)}
        bare = {
            each: value for each, value in base.items() if each not in needed_names or endpoint.params[each].required
        }
        for value, needed in by_value.items():
            alternatives = [{each: each} for item in needed for each in _names(item)] or [{}]
            calls += [completed(endpoint, bare | {name: value}, **chosen) for chosen in alternatives]
    calls.append(most(endpoint, base))
    return [call for index, call in enumerate(calls) if call not in calls[:index]]


def most(endpoint: Endpoint, base: Call) -> Call:
    """`base` and every other parameter that may be sent with it."""
    call = dict(base)
    for name in endpoint.params:
        together = any(name in group and any(each in call for each in group) for group in endpoint.not_together)
        if name not in call and not together:
            call |= examples(endpoint, name)
    return completed(endpoint, call)


def _names(item: str | list[str]) -> list[str]:
    return [item] if isinstance(item, str) else item


# ------------------------------------------------------------------------------------------------ wrong calls


FLOAT: Final = "a float"


@attrs.frozen
class Junk:
    """What hypothesis draws for the wrong calls of all endpoints."""

    number: float
    beyond: int
    word: str
    wrong: Mapping[Kind, object]


_naive = st.datetimes()
_bytes_or_mapping = st.binary() | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
_no_number = st.text(max_size=8).filter(lambda text: not re.fullmatch(r"\s*[-+\d_.eE]+\s*", text))
_wrong: Final[Mapping[Kind, st.SearchStrategy[object]]] = {
    Kind.TEXT: st.booleans() | _bytes_or_mapping | st.lists(st.text(max_size=3)) | _naive,
    Kind.INTEGER: st.booleans()
    | _no_number
    | st.sampled_from(["1.5", "NaN", Decimal("0.1"), Decimal("NaN")])
    | _naive,
    Kind.DECIMAL: st.booleans() | _no_number | st.sampled_from(["NaN", "Infinity", Decimal("-Infinity")]) | _naive,
    Kind.BOOLEAN: st.integers() | st.sampled_from(["", "yes", "1", "truee"]) | st.decimals() | _naive,
    Kind.TIME: _naive | st.booleans() | st.text(max_size=20) | st.decimals() | _bytes_or_mapping,
    Kind.CHOICE: st.booleans() | _bytes_or_mapping | st.lists(st.text(max_size=3)) | _naive,
    Kind.JSON_LIST: st.text() | st.integers() | _bytes_or_mapping | st.lists(st.floats() | st.binary(), min_size=1),
    Kind.REPEATED: st.text() | st.integers() | _bytes_or_mapping | st.lists(st.floats() | st.binary(), min_size=1),
    Kind.RECORDS: st.text() | st.integers() | _bytes_or_mapping | st.lists(st.text() | st.integers(), min_size=1),
}

junk: Final[st.SearchStrategy[Junk]] = st.builds(
    Junk,
    number=st.floats(),
    beyond=st.integers(1, 10**12),
    word=st.text(min_size=1, max_size=12),
    wrong=st.fixed_dictionaries(dict(_wrong)),
)


def wrong_calls(endpoint: Endpoint, drawn: Junk) -> Iterator[tuple[str, Call]]:
    """Calls that break one rule of the endpoint each, and which: `BadRequest`, and `InexactNumber` for a float."""
    base = fewest(endpoint)
    if drawn.word not in endpoint.params:
        yield "an unknown name", base | {drawn.word: "1"}
    for name, param in endpoint.params.items():
        yield f"{FLOAT} for {name}", base | {name: drawn.number}
        yield f"{name} mistyped", base | {name: drawn.wrong[param.type]}
        if param.required:
            yield f"{name} missing", without(base, name)
            yield f"{name} that is None", base | {name: None}
        if param.type is Kind.CHOICE and drawn.word not in (param.values or ()):
            yield f"{name} not permitted", base | {name: drawn.word}
        if param.type in (Kind.INTEGER, Kind.DECIMAL):
            outside = [int(param.min) - drawn.beyond] if param.min is not None else []
            outside += [int(param.max) + drawn.beyond] if param.max is not None else []
            for number in outside:
                for spelt in (number, str(number), Decimal(number)):
                    yield f"{name} out of range", base | {name: spelt}
        if param.max_items is not None:
            yield f"too many {name}", base | {name: ["x"] * (param.max_items + 1 + drawn.beyond % 100)}
    for group in endpoint.any_of:
        yield f"none of {group}", without(base, *group)
    for group in endpoint.not_together:
        for first in group:
            for second in group:
                if first != second:
                    yield f"{first} and {second}", completed(endpoint, base | examples(endpoint, first, second))
    for name, by_value in endpoint.required_by.items():
        for value, needed in by_value.items():
            whole = completed(endpoint, base | {name: value})
            for item in needed:
                if not any(endpoint.params[each].required for each in _names(item)):
                    yield f"{name} {value} without {item}", without(whole, *_names(item))
    for name in endpoint.in_path:
        for step in ("", ".", ".."):
            yield f"{step!r} in the path", base | {name: step}


def without(call: Call, *names: str) -> Call:
    return {name: value for name, value in call.items() if name not in names}


# ------------------------------------------------------------------------------------------------ the wire


@attrs.frozen(kw_only=True)
class Speech:
    """How a venue is spoken to, as its documents say it: told apart from the plugin that is tested."""

    sent: Callable[[Endpoint, httpx.Request], Mapping[str, Pairs]]
    """Where parameters travelled (`query`, `form`, `json`) and which. Asserts key, time and signature, which it
    leaves out."""
    place: Callable[[Endpoint], str]
    """Where they must."""
    payload: Callable[[Any], object] = lambda body: body
    """What `raw` must hand back of an answer, where it is in an envelope."""
    added: Callable[[Endpoint], Call] = lambda endpoint: {}
    """What is given besides by `raw` itself: an id."""


@attrs.define
class Wire:
    """In the venue's place: says what it is told to say, and keeps what was sent."""

    status: int = 200
    body: str = "{}"
    requests: list[httpx.Request] = attrs.field(factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        return httpx.Response(self.status, content=self.body.encode())

    def says(self, body: object, status: int = 200) -> None:
        self.status, self.body = status, printed(body)
        self.requests.clear()


def assert_sent(speech: Speech, endpoint: Endpoint, call: Call, requests: Sequence[httpx.Request]) -> None:
    """That one request left, to the right place, with just these parameters, each written as it must be."""
    assert len(requests) == 1
    request, given = requests[0], call | without(speech.added(endpoint), *call)
    raw_path, _, _ = request.url.raw_path.decode().partition("?")
    path = endpoint.path
    for name in endpoint.in_path:
        path = path.replace(f"{{{name}}}", "".join(f"%{each:02X}" for each in str(given[name]).encode()))
    assert request.method == endpoint.method
    assert unescaped(raw_path) == unescaped(path)
    wanted = [
        pair
        for name, value in given.items()
        if name not in endpoint.in_path
        for pair in written(name, endpoint.params[name], value)
    ]
    found = {place: pairs for place, pairs in speech.sent(endpoint, request).items() if pairs}
    assert found == ({speech.place(endpoint): wanted} if wanted else {}), (found, wanted)


def unescaped(path: str) -> bytes:
    """A path with its percent signs read, a slash that was one kept apart from one that was escaped."""
    path = re.sub("%2f", "\0", path, flags=re.IGNORECASE)
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), path.encode())


# ------------------------------------------------------------------------------------------------ charges


def charging_calls(weight: Sequence[Mapping[str, Any]] | int) -> Iterator[tuple[Call, int]]:
    """Parameters for each documented condition of a weight, at its edges, and the units that the document charges.

    `weight` is a number, or entries of `weight` and `cond` as the catalogues in `shared` have them.
    """
    if isinstance(weight, int):
        yield {}, weight
        return
    for each in weight:
        cond = each["cond"]
        name = cond["param"]
        values: list[object] = [
            *cond.get("in", ()),
            *(cond[key] for key in ("min", "max") if cond.get(key) is not None),
        ]
        counts = [cond[key] for key in ("count_min", "count_max") if cond.get(key) is not None]
        values += [[f"C{number}USDT" for number in range(count)] for count in counts]
        if "present" in cond:
            values += [NOON_MS] if cond["present"] else [None]
        assert values, cond
        for value in values:
            yield {name: value}, each["weight"]
