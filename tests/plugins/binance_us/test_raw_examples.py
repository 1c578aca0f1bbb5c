"""Every endpoint of Binance.US through `raw`: what leaves for a call that the document allows, what comes back of its
examples and errors, what counts as a success, and that a call that breaks a rule never leaves.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator, Mapping
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
from crossvenue.errors import (
    BadRequest,
    CancelRejected,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    Refused,
    VenueError,
)
from crossvenue.limits import LocalBudget, Ticket
from crossvenue_binance_us import BINANCE_US

# With the import mode `importlib` the folder of the tests is not on the path.
sys.path.append(str(Path(__file__).parents[2]))
import raw_support as support

KEY, SECRET = "the-key", "the-secret"
NOW_MS = 1_499_827_319_559
"""Of the documented server time, which sets the clock."""
CLIENT_ID = "cv0000000000000000000001"

CATALOGUE = BINANCE_US.catalogue()
DOCUMENTED = support.documented("binance_us.json")
DEPARTED = {
    difference
    for departure in json.loads(Path(__file__).with_name("departures.json").read_bytes())["rest"]
    for difference in departure["differences"]
}
pytestmark = pytest.mark.skipif(not DOCUMENTED, reason="../shared is not here")
every_endpoint = pytest.mark.parametrize("endpoint", CATALOGUE.values(), ids=list(CATALOGUE))
that_says_so = pytest.mark.parametrize(
    "endpoint", [each for each in CATALOGUE.values() if each.success], ids=lambda endpoint: endpoint.name
)


def sent(endpoint: Endpoint, request: httpx.Request) -> Mapping[str, support.Pairs]:
    """The parameters of a request, checked as the general part of the document says it is done."""
    query, body = request.url.query.decode(), request.content.decode()
    assert request.url.host == "api.binance.us"
    assert "" in (query, body)
    place, payload = ("form", body) if body else ("query", query)
    assert request.headers.get("x-mbx-apikey") == (None if endpoint.security is Security.NONE else KEY)
    if body:
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    added = {}
    if endpoint.security.signed:
        payload, _, signature = payload.rpartition("&signature=")
        assert signature == hmac.new(SECRET.encode(), payload.encode(), hashlib.sha256).hexdigest()
        added = {"recvWindow": "5000", "timestamp": str(NOW_MS)}
    pairs = parse_qsl(payload, keep_blank_values=True, strict_parsing=bool(payload), errors="strict")
    assert {name: value for name, value in pairs if name in added} == added
    return {place: [(name, value) for name, value in pairs if name not in added]}


def place(endpoint: Endpoint) -> str:
    """GET takes a query; the others take either, and the key alone without a signature goes with a query."""
    return "form" if endpoint.method in ("POST", "PUT") and endpoint.security.signed else "query"


SPEECH = support.Speech(
    sent=sent,
    place=place,
    added=lambda endpoint: {endpoint.client_id: CLIENT_ID} if endpoint.client_id else {},
)


class Counting(LocalBudget):
    """A budget without limits that remembers what the last request was charged."""

    charged: Mapping[str, int] = {}

    def join(self, charges: Any, now: float) -> Ticket:
        self.charged = dict(charges)
        return super().join(charges, now)


@attrs.frozen
class Open:
    """A venue, and the wire and the budget of it."""

    venue: Venue
    wire: support.Wire
    budget: Counting

    def call(self, endpoint: Endpoint, call: support.Call | None = None) -> Any:
        return getattr(self.venue.raw, endpoint.name)(**(support.fewest(endpoint) if call is None else call))


def given_to(wire: support.Wire, budget: Counting) -> dict[str, Any]:
    return {
        "transport": httpx.MockTransport(wire),
        "api_key": KEY,
        "api_secret": SECRET,
        "clock": Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
        "budget": budget,
        "ids": lambda: CLIENT_ID,
        "retries": 0,
    }


@pytest.fixture(scope="module")
def opened() -> Iterator[Open]:
    wire, budget = support.Wire(), Counting()
    with connect("binance_us", **given_to(wire, budget)) as venue:
        yield Open(venue, wire, budget)


def answers(endpoint: Endpoint) -> list[Any]:
    """The documented answers, but those of a cancel-replace that says what failed."""
    found = [each["json"] for each in DOCUMENTED[str(endpoint)]["responses"]]
    return [each for each in found if not (isinstance(each, dict) and _negative(each))]


def failures(endpoint: Endpoint) -> list[Any]:
    """The documented errors of the endpoint, those among its answers included."""
    entry = DOCUMENTED[str(endpoint)]
    found = [each["json"] for each in entry["responses"]]
    errors = [each for each in found if isinstance(each, dict) and _negative(each)]
    return errors + [each["json"] for each in entry.get("error_examples") or ()]


def _negative(answer: Mapping[str, Any]) -> bool:
    return isinstance(answer.get("code"), int) and answer["code"] < 0


# What leaves, and what comes back


@every_endpoint
def test_a_call_leaves_with_just_its_parameters_and_comes_back_digit_for_digit(
    opened: Open, endpoint: Endpoint
) -> None:
    calls, bodies = support.right_calls(endpoint), answers(endpoint)
    for turn in range(max(len(calls), len(bodies))):
        call, body = calls[turn % len(calls)], bodies[turn % len(bodies)]
        opened.wire.says(body)

        got = opened.call(endpoint, call)

        support.assert_sent(SPEECH, endpoint, call, opened.wire.requests)
        assert support.digits(got) == support.digits(body)


def test_every_example_comes_back_digit_for_digit_when_awaited() -> None:
    async def all_of_them(venue: AsyncVenue, wire: support.Wire) -> None:
        for endpoint in CATALOGUE.values():
            call = support.fewest(endpoint)
            for body in answers(endpoint):
                wire.says(body)
                got = await getattr(venue.raw, endpoint.name)(**call)
                support.assert_sent(SPEECH, endpoint, call, wire.requests)
                assert support.digits(got) == support.digits(body), endpoint.name

    async def run() -> None:
        wire = support.Wire()
        async with connect_async("binance_us", **given_to(wire, Counting())) as venue:
            await all_of_them(venue, wire)

    asyncio.run(run())


@every_endpoint
def test_the_fewest_parameters_are_those_of_the_document(endpoint: Endpoint) -> None:
    named = {each["name"] for each in DOCUMENTED[str(endpoint)]["params"]}
    for call in support.right_calls(endpoint)[:-1]:
        assert {f"{endpoint.name}: adds {name}" for name in call if name not in named} <= DEPARTED


def test_every_documented_answer_is_tried() -> None:
    tried = sum(len(answers(each)) + len(failures(each)) for each in CATALOGUE.values())
    printed = sum(len(each["responses"]) + len(each.get("error_examples") or ()) for each in DOCUMENTED.values())
    assert tried == printed == 104


# Errors


@every_endpoint
def test_the_documented_error_is_told_with_the_venue_s_own_words(opened: Open, endpoint: Endpoint) -> None:
    opened.wire.says({"code": -1121, "msg": "Invalid symbol."}, status=400)

    with pytest.raises(NotFound) as caught:
        opened.call(endpoint)

    error = caught.value
    assert (error.code, error.venue_message, error.status) == (-1121, "Invalid symbol.", 400)
    assert error.endpoint == str(endpoint)
    assert error.client_id == (CLIENT_ID if endpoint.client_id else None)
    assert len(opened.wire.requests) == 1


@every_endpoint
def test_each_documented_error_of_the_endpoint_is_one_with_its_code(opened: Open, endpoint: Endpoint) -> None:
    for body in failures(endpoint):
        opened.wire.says(body, status=400)
        with pytest.raises(VenueError) as caught:
            opened.call(endpoint)
        assert (caught.value.code, caught.value.venue_message) == (body["code"], body["msg"])
        assert len(opened.wire.requests) == 1


def test_a_cancel_with_wrong_or_unmet_restrictions_is_refused(opened: Open) -> None:
    kinds = {-1145: InvalidRequest, -2011: CancelRejected}
    for body in failures(CATALOGUE["cancel_order"]):
        opened.wire.says(body, status=400)
        with pytest.raises(kinds.pop(body["code"])):
            opened.call(CATALOGUE["cancel_order"])
    assert kinds == {}


# What counts as a success


def test_what_says_of_itself_that_it_succeeded() -> None:
    alone = {"account_status", "api_trading_status", "sub_accounts", "sub_account_transfers", "sub_account_assets"}
    alone |= {"sub_account_transfer"}
    with_a_code = {"stake", "unstake", "staking_balance", "staking_rewards"}
    assert {name for name, each in CATALOGUE.items() if each.success == {"success": [True]}} == alone
    said = {"code": ["000000"], "success": [True]}
    assert {name for name, each in CATALOGUE.items() if each.success == said} == with_a_code
    assert {name for name, each in CATALOGUE.items() if each.success} == alone | with_a_code


@that_says_so
def test_a_no_inside_a_200_is_a_refusal(opened: Open, endpoint: Endpoint) -> None:
    (body,) = answers(endpoint)[:1]
    no = {"success": False, "msg": "Not today.", "message": "Not today."}
    opened.wire.says({**body, **no, **({"code": "000002"} if "code" in endpoint.success else {})})

    with pytest.raises(Refused) as caught:
        opened.call(endpoint)

    assert caught.value.venue_message == "Not today."
    assert len(opened.wire.requests) == 1


@that_says_so
def test_a_200_that_says_neither_yes_nor_no_is_no_success(opened: Open, endpoint: Endpoint) -> None:
    opened.wire.says({})

    with pytest.raises(VenueError) as caught:
        opened.call(endpoint)

    assert not isinstance(caught.value, Refused)
    assert isinstance(caught.value, OutcomeUnknown) is not endpoint.repeatable
    assert len(opened.wire.requests) == 1


# What does not leave


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=support.junk)
def test_a_call_that_breaks_a_rule_never_leaves(opened: Open, drawn: support.Junk) -> None:
    opened.wire.says({})
    for endpoint in CATALOGUE.values():
        for rule, call in support.wrong_calls(endpoint, drawn):
            try:
                opened.call(endpoint, call)
            except BadRequest:
                continue
            pytest.fail(f"{endpoint.name} took {rule}: {call}")
    assert opened.wire.requests == []


# What is charged

ORDERS = {"new_order": 1, "cancel_replace": 1, "new_oco": 2, "custodian_order_new": 1, "custodian_oco_new": 2}


@every_endpoint
def test_a_call_is_charged_the_documented_weight(opened: Open, endpoint: Endpoint) -> None:
    """With the counts of orders and raw requests; what a symbol or its validity costs, `test_endpoints.py` has."""
    always = {"raw": 1, "address": 0, **({"orders": ORDERS[endpoint.name]} if endpoint.name in ORDERS else {})}
    departs = any(each.startswith(f"{endpoint.name}: weight ") for each in DEPARTED)
    (weight,) = DOCUMENTED[str(endpoint)]["weight"].values()
    for call, units in [] if departs else support.charging_calls(weight):
        assert dict(endpoint.charges(call)) == {"api": units, **always}

    opened.wire.says(answers(endpoint)[0])
    call = support.fewest(endpoint)
    opened.call(endpoint, call)

    assert opened.budget.charged == dict(endpoint.charges(call))
    if isinstance(weight, int):
        assert opened.budget.charged == {"api": weight, **always}
