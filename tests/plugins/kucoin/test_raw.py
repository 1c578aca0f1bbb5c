"""Every documented endpoint of KuCoin, called through `venue.raw` in both worlds: what leaves, and what comes back.

The requests and answers are the examples of KuCoin's specification, with the very digits they have there. It has no
examples of errors: the codes are those of its pages.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossvenue import connect
from crossvenue.endpoint import Endpoint, Kind, Param
from crossvenue.errors import (
    AuthenticationFailed,
    BadRequest,
    InexactNumber,
    InvalidRequest,
    OutcomeUnknown,
    Refused,
    RegionBlocked,
    VenueError,
    VenueUnavailable,
)
from crossvenue.testing.plugin import Ask
from crossvenue_kucoin import KUCOIN
from crossvenue_kucoin.dialect import FUTURES
from crossvenue_kucoin.raw import raw

SPECIFICATION = Path(__file__).parents[3].parent / "shared" / "reference" / "kucoin-spec"
HOSTS = {"Spot": "api.kucoin.com", "Futures": "api-futures.kucoin.com"}
# The example credentials of KuCoin's retired documents.
KEY = "5c2db93503aa674c74a31734"
SECRET = "f03a5284-5c39-4aaa-9b20-dea10bdcf8e3"
PASSPHRASE = "Ab12345678)(*&^%$#@"
CREDENTIALS = {"api_key": KEY, "api_secret": SECRET, "passphrase": PASSPHRASE}
MINTED = "0123456789abcdef0123456789abcdef"

CATALOGUE = KUCOIN.catalogue()
every_endpoint = pytest.mark.parametrize("name", list(CATALOGUE))
Simulated = Callable[..., Ask]


# The documents


LEFT_OUT = {"addStopOrder": {"stop": ("body", {"type": "string", "enum": ["loss", "entry"]})}}
"""What the specification lacks: see departures.json."""


class Documented(NamedTuple):
    """An operation of the specification."""

    method: str
    path: str
    entry: Mapping[str, Any]

    @property
    def places(self) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
        """Where each parameter travels (path, query, body), and its schema."""
        found = {each["name"]: (each["in"], each["schema"]) for each in self.entry.get("parameters", ())}
        body = self.entry.get("requestBody", {"content": {"application/json": {"schema": {"properties": {}}}}})
        properties = body["content"]["application/json"]["schema"]["properties"]
        left_out = LEFT_OUT.get(self.entry["x-sdk-method-name"], {})
        return found | {name: ("body", schema) for name, schema in properties.items()} | left_out

    def example(self, of: str) -> str:
        # One has backslashes that JSON does not know.
        written = re.sub(r'\\(?!["\\/bfnrtu])', "", self.entry.get(f"x-{of}-example") or "{}")
        text: str = json.loads(f'"{written}"', strict=False)
        return text


@cache
def specification() -> Mapping[tuple[str, str, bool], Documented]:
    found = {}
    for file in sorted((SPECIFICATION / "rest" / "api").glob("*.json")):
        for path, methods in json.loads(file.read_text(encoding="utf-8"))["paths"].items():
            for method, entry in methods.items():
                # Two GETs of one path can only stand in it under two methods.
                verb = "GET" if method == "patch" else method.upper()
                found[verb, path, entry["x-domain"] == "Futures"] = Documented(verb, path, entry)
    return found


def documented(name: str) -> Documented:
    if not SPECIFICATION.exists():
        pytest.skip("../shared is not here")
    endpoint = CATALOGUE[name]
    return specification()[endpoint.method, endpoint.path, name in FUTURES]


def exact(text: str) -> Any:
    return json.loads(text, strict=False, parse_float=Decimal)


def plain_types(value: Any) -> Any:
    """Tells 1, 1.0, 1.00, "1" and True apart, which compare equal or may."""
    if isinstance(value, dict):
        return {name: plain_types(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain_types(inner) for inner in value]
    return type(value), str(value)


# What leaves, and what comes back


class Answers:
    """Answers every request with the next of `answers`, the last of which stays, and keeps what came."""

    def __init__(self, *answers: bytes | str) -> None:
        self.answers, self.came = list(answers), list[httpx.Request]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.came.append(request)
        return httpx.Response(200, content=self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])


def texts(value: Any) -> list[str]:
    """How a value is written in a query: once for each of a list."""
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def assert_is_as_documented(request: httpx.Request, how: Documented, params: Mapping[str, Any]) -> None:
    """`params` are the values as they stand in the documents: what is one text there is one text here."""
    places = {name: place for name, (place, _) in how.places.items()}
    path = how.path
    for name, value in params.items():
        if places[name] == "path":
            path = path.replace(f"{{{name}}}", value)
    sent = unquote(request.url.raw_path.decode().partition("?")[0])
    assert (request.method, request.url.host, sent) == (how.method, HOSTS[how.entry["x-domain"]], path)
    query = [(name, text) for name, value in params.items() if places[name] == "query" for text in texts(value)]
    assert sorted(parse_qsl(request.url.query.decode(), strict_parsing=bool(query))) == sorted(query)
    body = {name: value for name, value in params.items() if places[name] == "body"}
    if body:
        assert request.headers["content-type"] == "application/json"
        assert plain_types(exact(request.content.decode())) == plain_types(body)
    else:
        assert request.content == b""


def assert_is_signed(request: httpx.Request, how: Documented) -> None:
    """As https://www.kucoin.com/docs-new/authentication says, for a key of version 3; and not at all if public."""
    sent = {name.lower(): value for name, value in request.headers.items() if name.lower().startswith("kc-api-")}
    if how.entry["x-api-channel"] == "Public":
        assert sent == {}
        return

    def signed(text: str) -> str:
        return base64.b64encode(hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()).decode()

    target = unquote(request.url.raw_path.decode())
    said = f"{sent['kc-api-timestamp']}{request.method}{target}{request.content.decode()}"
    assert sent == {
        "kc-api-key": KEY,
        "kc-api-key-version": "3",
        "kc-api-passphrase": signed(PASSPHRASE),
        "kc-api-sign": signed(said),
        "kc-api-timestamp": sent["kc-api-timestamp"],
    }


def assert_is_charged(ask: Ask, how: Documented) -> None:
    used = {scope: state.windows[0].used for scope, state in ask.venue.budget.scopes.items()}
    pool, units = how.entry["x-api-rate-limit-pool"].lower(), how.entry["x-api-rate-limit-weight"]
    assert {scope: units for scope, units in used.items() if units} == ({pool: units} if units else {})


def documented_params(name: str, how: Documented) -> dict[str, Any]:
    """Those of the documented request; what only holds its place there is made up."""
    found: dict[str, Any] = exact(how.example("request"))
    for param, value in found.items():
        rules = CATALOGUE[name].params[param]
        if value == "example_string_default_value" and rules.type is not Kind.TEXT:
            found[param] = rules.values[0] if rules.values else "1.50"
    return found


def with_client_id(name: str, params: Mapping[str, Any]) -> dict[str, Any]:
    endpoint = CATALOGUE[name]
    return {endpoint.client_id: MINTED, **params} if endpoint.client_id else dict(params)


@every_endpoint
def test_the_documented_request_leaves_and_the_documented_answer_comes_back(name: str, simulated: Simulated) -> None:
    how = documented(name)
    params, answer = documented_params(name, how), how.example("response")
    server = Answers(answer)
    ask = simulated("kucoin", server, **CREDENTIALS, ids=lambda: MINTED)
    found = ask(lambda venue: getattr(venue.raw, name)(**params))
    assert plain_types(found) == plain_types(exact(answer)["data"])
    (request,) = server.came
    assert_is_as_documented(request, how, with_client_id(name, params))
    assert_is_signed(request, how)
    assert_is_charged(ask, how)


# All parameters at once

AWKWARD = "a b/ü&+%~"
MOMENT = datetime(2024, 10, 11, 16, 15, 38, tzinfo=UTC)


def made(schema: Mapping[str, Any], kind: Kind | None) -> tuple[Any, Any]:
    """A value as a program has it, and as the documents have it."""
    if kind is Kind.TIME:
        return MOMENT, 1728663338000
    if "enum" in schema:
        first = schema["enum"][0]
        word = first.strip() if isinstance(first, str) else first
        return word, word
    if kind is Kind.DECIMAL:
        number = Decimal("0.00000010")
        return number, "0.00000010" if schema["type"] == "string" else number
    if schema["type"] == "array":
        if "properties" not in schema["items"]:
            return [AWKWARD, "2"], [AWKWARD, "2"]
        pairs = {name: made(inner, None) for name, inner in schema["items"]["properties"].items()}
        return (
            [{name: ours for name, (ours, _) in pairs.items()}] * 2,
            [{name: theirs for name, (_, theirs) in pairs.items()}] * 2,
        )
    value = {"boolean": True, "integer": 30, "string": AWKWARD}[schema["type"]]
    return value, value


def everything(name: str, how: Documented) -> tuple[dict[str, Any], dict[str, Any]]:
    """All parameters that may go together: as a program has them, and as the documents have them."""
    endpoint = CATALOGUE[name]
    left_out = {each for group in endpoint.not_together for each in group[1:]}
    pairs = {}
    for each, param in endpoint.params.items():
        _, schema = how.places[each]
        words = {"enum": param.values} if param.values is not None else {}
        if each not in left_out:
            pairs[each] = made({**words, **schema}, param.type)
    return {each: ours for each, (ours, _) in pairs.items()}, {each: theirs for each, (_, theirs) in pairs.items()}


@every_endpoint
def test_every_parameter_is_written_as_kucoin_wants_it_and_where(name: str, simulated: Simulated) -> None:
    how = documented(name)
    ours, theirs = everything(name, how)
    server = Answers('{"code": "200000", "data": null}')
    ask = simulated("kucoin", server, **CREDENTIALS)
    assert ask(lambda venue: getattr(venue.raw, name)(**ours)) is None
    (request,) = server.came
    assert_is_as_documented(request, how, theirs)
    assert_is_signed(request, how)
    assert_is_charged(ask, how)


# Errors

CODES: list[tuple[str, type[VenueError], type[VenueError]]] = [
    # What it is for a read, and for what changes something.
    ("400100", InvalidRequest, InvalidRequest),
    ("400004", AuthenticationFailed, AuthenticationFailed),
    ("400301", RegionBlocked, RegionBlocked),
    ("499999", Refused, Refused),
    # Of what nobody knows, only what begins with a 4 says that nothing was done.
    ("800000", Refused, OutcomeUnknown),
    ("500000", VenueUnavailable, OutcomeUnknown),
]


@every_endpoint
def test_a_code_inside_a_200_is_the_error_it_says(name: str, simulated: Simulated) -> None:
    endpoint = CATALOGUE[name]
    params = minimal(endpoint)
    server = Answers(*(json.dumps({"code": code, "msg": "words"}) for code, _, _ in CODES))
    ask = simulated("kucoin", server, **CREDENTIALS, retries=0, ids=lambda: MINTED)
    for code, for_reads, for_writes in CODES:
        with pytest.raises(VenueError) as caught:
            ask(lambda venue: getattr(venue.raw, name)(**params))
        error = caught.value
        assert type(error) is (for_reads if endpoint.repeatable else for_writes)
        assert (error.code, error.status, error.endpoint) == (code, 200, str(endpoint))
        if not endpoint.repeatable:
            assert error.client_id == (MINTED if endpoint.client_id else None)
        assert "words" in str(error)
    assert len(server.came) == len(CODES)


# Malformed parameters


def right(param: Param) -> Any:
    """Something that `param` may be."""
    if param.values is not None:
        return param.values[0]
    number = max(param.min or 0, min(Decimal(1), param.max or 1))
    return {
        Kind.TEXT: "x",
        Kind.INTEGER: int(number),
        Kind.DECIMAL: number,
        Kind.BOOLEAN: True,
        Kind.TIME: MOMENT,
        Kind.REPEATED: ["x"],
        Kind.RECORDS: [{"x": "y"}],
    }[param.type]


def minimal(endpoint: Endpoint) -> dict[str, Any]:
    """As little as it takes; client ids are minted."""
    names = [name for name, param in endpoint.params.items() if param.required and name != endpoint.client_id]
    names += [group[0] for group in endpoint.any_of]
    found = {name: right(endpoint.params[name]) for name in names}
    for name, by_value in endpoint.required_by.items():
        for needed in by_value.get(found.get(name, ""), ()):
            each = needed if isinstance(needed, str) else needed[0]
            found[each] = right(endpoint.params[each])
    return found


class Wrong(NamedTuple):
    """Values that nothing of the kind may be, drawn anew for each example."""

    unknown: str
    float_: float
    no_integer: Any
    no_decimal: Any
    no_boolean: Any
    no_time: Any
    no_list: Any
    no_word: str
    beyond: Decimal
    too_many: int

    def of(self, param: Param) -> Iterator[Any]:
        yield self.float_
        if param.type is Kind.CHOICE:
            yield self.no_word
        if param.type is Kind.TEXT:
            yield self.no_list
        if param.type is Kind.INTEGER:
            yield self.no_integer
        if param.type is Kind.DECIMAL:
            yield self.no_decimal
        if param.type is Kind.BOOLEAN:
            yield self.no_boolean
        if param.type is Kind.TIME:
            yield self.no_time
        if param.type in (Kind.REPEATED, Kind.RECORDS):
            yield self.no_boolean
        if param.min is not None:
            yield int(param.min - self.beyond)
        if param.max is not None:
            yield int(param.max + self.beyond)
        if param.max_items is not None:
            yield right(param) * (param.max_items + self.too_many)


WORDS = {word for each in CATALOGUE.values() for param in each.params.values() for word in param.values or ()}
not_a_number = st.text().filter(lambda text: not re.fullmatch(r"\s*[-+]?[\d_.,]*([eE][-+]?\d+)?\s*", text))
wrong = st.builds(
    Wrong,
    unknown=st.from_regex(r"[a-z]{1,9}_[a-z]{1,9}", fullmatch=True),
    float_=st.floats(),
    no_integer=st.integers().map(lambda number: Decimal(f"{number}.5"))
    | st.sampled_from([Decimal("NaN"), Decimal("Infinity"), True, "1.5", "", [1], b"1"])
    | not_a_number,
    no_decimal=st.sampled_from([Decimal("NaN"), Decimal("-Infinity"), "Infinity", "", False, [1], b"1"])
    | not_a_number,
    no_boolean=st.integers() | st.text().filter(lambda text: text.lower() not in ("true", "false")),
    no_time=st.datetimes() | st.dates() | st.text() | st.booleans(),
    no_list=st.lists(st.text(), min_size=1) | st.dictionaries(st.text(), st.text()) | st.binary() | st.decimals(),
    no_word=st.text().filter(lambda text: text not in WORDS),
    beyond=st.decimals(1, 10**12, places=0),
    too_many=st.integers(1, 5),
)


def malformed(endpoint: Endpoint, wrong: Wrong) -> Iterator[dict[str, Any]]:
    """Each breaks one rule of the endpoint, and no other."""
    fine = minimal(endpoint)
    yield {**fine, wrong.unknown: "x"}
    for name, param in endpoint.params.items():
        yield from ({**fine, name: value} for value in wrong.of(param))
        if param.required and name != endpoint.client_id:
            yield {each: value for each, value in fine.items() if each != name}
            yield {**fine, name: None}
    for name in endpoint.in_path:
        if endpoint.params[name].type is Kind.TEXT:
            yield from ({**fine, name: value} for value in ("", ".", ".."))
    for group in endpoint.any_of:
        yield {each: value for each, value in fine.items() if each not in group}
    for group in endpoint.not_together:
        yield {**fine, **{each: right(endpoint.params[each]) for each in group[:2]}}
    for name, by_value in endpoint.required_by.items():
        for word, needed in by_value.items():
            first = [each for item in needed for each in ([item] if isinstance(item, str) else item)]
            yield {each: value for each, value in {**fine, name: word}.items() if each not in first}


def test_what_is_malformed_never_reaches_the_wire() -> None:
    server = Answers('{"code": "200000", "data": null}')
    with connect("kucoin", transport=httpx.MockTransport(server), settings=CREDENTIALS) as venue:

        @settings(max_examples=10)
        @given(wrong)
        def sweep(wrong: Wrong) -> None:
            for name, endpoint in CATALOGUE.items():
                for params in malformed(endpoint, wrong):
                    with pytest.raises((BadRequest, InexactNumber)):
                        getattr(venue.raw, name)(**params)

        sweep()
    assert server.came == []


@every_endpoint
def test_as_little_as_it_takes_is_sent(name: str) -> None:
    server = Answers('{"code": "200000", "data": null}')
    with connect("kucoin", transport=httpx.MockTransport(server), settings=CREDENTIALS) as venue:
        getattr(venue.raw, name)(**minimal(CATALOGUE[name]))
    assert len(server.came) == 1


@pytest.mark.parametrize(
    ("name", "param", "words"),
    [
        ("cancel_order_by_order_id", "orderId", ("cancelAll", "sync/1")),
        ("cancel_stop_order_by_order_id", "orderId", ("cancel", "cancelOrderByClientOid")),
        ("order_by_order_id", "orderId", ("active", "done")),
        ("withdrawal_history_by_id", "withdrawalId", ("quotas",)),
        ("spot_account_detail", "accountId", ("ledgers", "transferable")),
    ],
)
def test_what_stands_in_a_path_never_makes_it_another_call(name: str, param: str, words: tuple[str, ...]) -> None:
    server = Answers('{"code": "200000", "data": null}')
    with connect("kucoin", transport=httpx.MockTransport(server), settings=CREDENTIALS) as venue:
        for word in words:
            given = {**minimal(CATALOGUE[name]), param: word}
            if "/" in word:
                getattr(venue.raw, name)(**given)
                assert server.came.pop().url.raw_path.partition(b"?")[0].endswith(b"/sync%2F1")
            else:
                with pytest.raises(BadRequest, match=f"which {word} is not"):
                    getattr(venue.raw, name)(**given)
    assert server.came == []


# Types


def test_raw_with_types_is_the_venue_s_own() -> None:
    with connect("kucoin") as venue:
        assert raw(venue) is venue.raw
    with connect("binance") as venue, pytest.raises(BadRequest, match="these are the endpoints of kucoin"):
        raw(venue)
