"""Every endpoint of Binance through `raw`: what leaves for a call that the document allows, what comes back of each
of its examples, and that a call that breaks a rule never leaves.
"""

import asyncio
import hashlib
import hmac
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import attrs
import httpx
import pytest
from hypothesis import HealthCheck, given, settings

from crossvenue import AsyncVenue, Venue, connect, connect_async
from crossvenue.clock import Clock
from crossvenue.endpoint import Endpoint, Security
from crossvenue.errors import BadRequest, InexactNumber, NotFound
from crossvenue.limits import LocalBudget
from crossvenue.secrets import Secret
from crossvenue_binance import BINANCE

# With the import mode `importlib` the folder of the tests is not on the path.
sys.path.append(str(Path(__file__).parents[2]))
import raw_support as support

KEY, SECRET = "the-key", "the-secret"
NOW_MS = 1_499_827_319_559  # Of the documented server time, which sets the clock.
CLIENT_ID = "cv0000000000000000000001"

CATALOGUE = BINANCE.catalogue()
DOCUMENTED = support.documented("binance.json")
DEPARTED = {
    difference
    for departure in json.loads(Path(__file__).with_name("departures.json").read_bytes())["binance.json"]
    for difference in departure["differences"]
}
every_endpoint = pytest.mark.parametrize("endpoint", CATALOGUE.values(), ids=list(CATALOGUE))
every_documented_one = pytest.mark.parametrize(
    "endpoint",
    [each for each in CATALOGUE.values() if str(each) in DOCUMENTED],
    ids=lambda endpoint: endpoint.name,
)


def sent(endpoint: Endpoint, request: httpx.Request) -> Mapping[str, support.Pairs]:
    """The parameters of a request, checked as the general part of the document says it is done."""
    query, body = request.url.query.decode(), request.content.decode()
    place, payload = ("query", query) if query or not body else ("form", body)
    assert "" in (query, body)
    assert re.fullmatch(r"[\w.~%&=-]*", payload, re.ASCII)
    assert request.headers.get("x-mbx-apikey") == (None if endpoint.security is Security.NONE else KEY)
    if place == "form":
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    added = {}
    if endpoint.security.signed:
        payload, _, signature = payload.rpartition("&signature=")
        assert signature == hmac.new(SECRET.encode(), payload.encode(), hashlib.sha256).hexdigest()
        added = {"recvWindow": "5000", "timestamp": str(NOW_MS)}
    pairs = parse_qsl(
        payload, keep_blank_values=True, strict_parsing=bool(payload), encoding="utf-8", errors="strict"
    )
    assert {name: value for name, value in pairs if name in added} == added
    return {place: [(name, value) for name, value in pairs if name not in added]}


def place(endpoint: Endpoint) -> str:
    """GET takes a query; the others take either, and the key alone without a signature goes with a query."""
    if endpoint.sent_in:
        return endpoint.sent_in
    return "form" if endpoint.method in ("POST", "PUT") and endpoint.security.signed else "query"


SPEECH = support.Speech(
    sent=sent,
    place=place,
    added=lambda endpoint: {endpoint.client_id: CLIENT_ID} if endpoint.client_id else {},
)


@attrs.frozen
class Open:
    """A venue in each world, and the wire of both."""

    venue: Venue
    wire: support.Wire


def given_to(wire: support.Wire) -> dict[str, Any]:
    return {
        "transport": httpx.MockTransport(wire),
        "api_key": Secret(KEY),
        "api_secret": Secret(SECRET),
        "clock": Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
        "budget": LocalBudget(),
        "ids": lambda: CLIENT_ID,
        "allow_retired": True,
        "retries": 0,
    }


@pytest.fixture(scope="module")
def opened() -> Iterator[Open]:
    wire = support.Wire()
    with connect("binance", **given_to(wire)) as venue:
        yield Open(venue, wire)


def answers(endpoint: Endpoint) -> list[Any]:
    """The documented answers; where there is no document, one that says what a success says."""
    entry = DOCUMENTED.get(str(endpoint))
    if entry is None:
        return [{field: values[0] for field, values in endpoint.success.items()}]
    return [each["json"] for each in entry["responses"]]


# What leaves, and what comes back


@every_endpoint
def test_a_call_leaves_with_just_its_parameters_and_comes_back_digit_for_digit(
    opened: Open, endpoint: Endpoint
) -> None:
    calls = support.right_calls(endpoint)
    bodies = answers(endpoint)
    for turn in range(max(len(calls), len(bodies))):
        call, body = calls[turn % len(calls)], bodies[turn % len(bodies)]
        opened.wire.says(body)

        got = getattr(opened.venue.raw, endpoint.name)(**call)

        support.assert_sent(SPEECH, endpoint, call, opened.wire.requests)
        assert support.digits(got) == support.digits(SPEECH.payload(body))


def test_every_example_comes_back_digit_for_digit_when_awaited() -> None:
    async def all_of_them(venue: AsyncVenue, wire: support.Wire) -> None:
        for endpoint in CATALOGUE.values():
            call = support.fewest(endpoint)
            for body in answers(endpoint):
                wire.says(body)
                got = await getattr(venue.raw, endpoint.name)(**call)
                support.assert_sent(SPEECH, endpoint, call, wire.requests)
                assert support.digits(got) == support.digits(SPEECH.payload(body)), endpoint.name

    async def run() -> None:
        wire = support.Wire()
        async with connect_async("binance", **given_to(wire)) as venue:
            await all_of_them(venue, wire)

    asyncio.run(run())


@every_documented_one
def test_the_fewest_parameters_are_those_of_the_document(endpoint: Endpoint) -> None:
    named = {each["name"] for each in DOCUMENTED[str(endpoint)]["params"]}
    for call in support.right_calls(endpoint)[:-1]:
        assert {f"{endpoint.name}: adds {name}" for name in call if name not in named} <= DEPARTED


def test_every_documented_answer_is_tried() -> None:
    if not DOCUMENTED:
        pytest.skip("../shared is not here")
    tried = sum(len(answers(each)) for each in CATALOGUE.values() if str(each) in DOCUMENTED)
    assert tried == sum(len(entry["responses"]) for entry in DOCUMENTED.values()) == 233


@every_endpoint
def test_the_documented_error_is_told_with_the_venue_s_own_words(opened: Open, endpoint: Endpoint) -> None:
    opened.wire.says({"code": -1121, "msg": "Invalid symbol."}, status=400)

    with pytest.raises(NotFound) as caught:
        getattr(opened.venue.raw, endpoint.name)(**support.fewest(endpoint))

    error = caught.value
    assert (error.code, error.venue_message, error.status) == (-1121, "Invalid symbol.", 400)
    assert error.endpoint == str(endpoint)
    assert error.client_id == (CLIENT_ID if endpoint.client_id else None)
    assert len(opened.wire.requests) == 1


# What does not leave


def refusal(called: Callable[..., object], call: support.Call) -> BadRequest | None:
    try:
        called(**call)
    except BadRequest as error:
        return error
    return None


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=support.junk)
def test_a_call_that_breaks_a_rule_never_leaves(opened: Open, drawn: support.Junk) -> None:
    opened.wire.says({})
    for endpoint in CATALOGUE.values():
        called = getattr(opened.venue.raw, endpoint.name)
        for rule, call in support.wrong_calls(endpoint, drawn):
            wanted = InexactNumber if rule.startswith(support.FLOAT) else BadRequest
            assert isinstance(refusal(called, call), wanted), f"{endpoint.name} with {rule}: {call}"
    assert opened.wire.requests == []


# What is charged


@every_documented_one
def test_the_documented_weight_is_charged_under_each_of_its_conditions(endpoint: Endpoint) -> None:
    if any(each.startswith(f"{endpoint.name}: weight ") for each in DEPARTED):
        return  # Newer documents charge otherwise: the departures have them, and `EXAMPLES` beside them.
    entry = DOCUMENTED[str(endpoint)]
    api = endpoint.path.startswith("/api/")
    always = {"address": 0, **({"raw": 1} if api else {})}
    scopes = (
        {"ip": "api", "unspecified": "api", "uid": "orders"}
        if api
        else {"ip": "sapi_ip", "unspecified": "sapi_ip", "uid": "sapi_uid"}
    )
    scopes |= {"1/1s per account": "every_second", "1 request every three seconds": "every_3_seconds"}
    scopes |= {"60times/min per IP": "sixty_a_minute"}

    def counted(scope: str) -> str:
        return scope if api else f"{scope} {endpoint.label}"  # Each /sapi endpoint has counts of its own.

    extra = {counted(scopes[text]): 1 for text in entry.get("extra_limits", ())}
    for kind, weight in entry["weight"].items():
        others = {
            counted(scopes[each]): units
            for each, units in entry["weight"].items()
            if each != kind and isinstance(units, int)
        }
        for call, units in support.charging_calls(weight):
            assert dict(endpoint.charges(call)) == {counted(scopes[kind]): units, **others, **extra, **always}
    if not entry["weight"]:
        assert dict(endpoint.charges({})) == extra | always
        assert extra


def test_extra_limits_hold_each_endpoint_back_for_itself() -> None:
    budget = LocalBudget(BINANCE.limits)
    borrow, swap = CATALOGUE["cross_collateral_borrow"], CATALOGUE["bswap_swap"]

    waits = [budget.join(each.charges({}), 0.0).wait for each in (borrow, borrow, swap, swap, swap)]

    assert waits == [0.0, 1.0, 0.0, 3.0, 6.0]
    orders = CATALOGUE["margin_all_orders"]
    # Its weight of 200 holds it back later: 12000 a minute is as many.
    assert [budget.join(orders.charges({}), 0.0).wait for _ in range(61)] == [0.0] * 60 + [60.0]
