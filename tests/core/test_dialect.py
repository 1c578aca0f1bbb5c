"""The policy around every request: each fault ends as documented, and so many requests reached the server."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import re
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import attrs
import httpx
import pytest
from fault_server import (
    Behaviour,
    FaultServer,
    and_hangs_up,
    answer,
    deaf_port,
    half_a_head,
    half_an_answer,
    hangs_up,
    html,
    refusing_port,
    registry_at,
    resets,
    sends,
    silence,
)

from crossvenue import connect, connect_async
from crossvenue.clock import Clock
from crossvenue.dialect import CLOCK_SAMPLES, backoff
from crossvenue.errors import (
    BadRequest,
    Banned,
    ConfigurationError,
    ConnectionFailed,
    CrossvenueError,
    FirewallBlocked,
    NotFound,
    OrderRejected,
    OutcomeUnknown,
    RateLimited,
    Refused,
    RegionBlocked,
    TimestampRefused,
    UnreadableResponse,
    VenueError,
    VenueUnavailable,
)
from crossvenue.hookspecs import RequestSent, ResponseReceived
from crossvenue.limits import Limit, LocalBudget
from crossvenue.secrets import Secret
from crossvenue.wire import exact_json
from crossvenue.world import finish

RETRIES = 2
KEY, SECRET = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP"
CLIENT_ID = "cv0123456789abcdef012345"
ORDER = {"symbol": "LTCBTC", "side": "BUY", "type": "LIMIT", "timeInForce": "GTC", "quantity": 1, "price": "0.1"}
BOOK = {"lastUpdateId": 1027024, "bids": [["4.00000000", "431.00000000"]], "asks": [["4.00000200", "12.00000000"]]}
PLACED = {"symbol": "LTCBTC", "orderId": 28, "orderListId": -1, "clientOrderId": CLIENT_ID}

WAYS = [
    pytest.param(("blocking", "httpx"), id="blocking-httpx"),
    pytest.param(("blocking", "httpx2"), id="blocking-httpx2"),
    pytest.param(("awaiting", "httpx"), id="awaiting-httpx"),
    pytest.param(("awaiting", "httpx2"), id="awaiting-httpx2"),
    pytest.param(("awaiting", "aiohttp"), id="awaiting-aiohttp"),
]
KINDS = ["read", "write", "delete"]
"""A GET, an order (POST) and a cancellation (DELETE, which clients like to send again)."""


class Run:
    """Makes calls of a venue at `url` in one world over one client, with pauses that take no time."""

    def __init__(self, way: tuple[str, str], url: str) -> None:
        self.world, self.client = way
        self.awaiting = self.world == "awaiting"
        self.url = url
        self.pauses: list[float] = []
        self.shift = 0.0
        self.events: list[RequestSent | ResponseReceived] = []
        self.budget = LocalBudget({"api": [Limit(6000, 60.0)], "orders": [Limit(50, 10.0)]})
        self.settings: dict[str, object] = {"timeout": 5.0, "connect_timeout": 5.0, "retries": RETRIES}

    def clock(self) -> Clock:
        return Clock(monotonic=lambda: time.monotonic() + self.shift)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.shift += seconds

    def __call__(self, do: Callable[[Any], Any], **settings: object) -> Any:
        """What the coroutine function `do` makes of a session."""
        arguments: dict[str, Any] = {
            "registry": registry_at(self.url),
            "clock": self.clock(),
            "budget": self.budget,
            "http": self.client,
            "api_key": Secret(KEY),
            "api_secret": Secret(SECRET),
            **self.settings,
            **settings,
        }

        async def within(session: Any) -> Any:
            session.world.pause = self.pause
            session.on_sent = session.on_received = self.events.append
            return await do(session)

        if self.awaiting:

            async def main() -> Any:
                async with connect_async("binance", **arguments) as venue:
                    return await within(venue.session)

            return asyncio.run(main())
        with connect("binance", **arguments) as venue:
            coroutine = within(venue.session)
            try:
                coroutine.send(None)
            except StopIteration as done:
                return done.value
            raise AssertionError("it suspended in the blocking world")


async def read(session: Any) -> Any:
    return await session.call(session.catalogue["depth"], {"symbol": "LTCBTC"}, exact_json)


async def write(session: Any) -> Any:
    params = {**ORDER, "newClientOrderId": CLIENT_ID}
    return await session.call(
        session.catalogue["new_order"], params, exact_json, client_id=CLIENT_ID, find_out="trading.order"
    )


async def delete(session: Any) -> Any:
    params = {"symbol": "LTCBTC", "origClientOrderId": CLIENT_ID}
    return await session.call(
        session.catalogue["cancel_order"], params, exact_json, client_id=CLIENT_ID, find_out="trading.order"
    )


CALLS: dict[str, Callable[[Any], Any]] = {"read": read, "write": write, "delete": delete}


@pytest.fixture
def server() -> Iterator[FaultServer]:
    server = FaultServer()
    yield server
    server.close()


@pytest.fixture(params=WAYS)
def run(request: pytest.FixtureRequest, server: FaultServer) -> Run:
    return Run(request.param, server.url)


def said_by_venue(status: int, code: int, message: str, headers: dict[str, str] | None = None) -> Behaviour:
    return answer(status, {"code": code, "msg": message}, headers)


# What the venue or the network does: how a read ends, how a write ends, and whether the read is worth repeating.
LOST = (ConnectionFailed, OutcomeUnknown, True)
UNAVAILABLE = (VenueUnavailable, OutcomeUnknown, True)
UNREADABLE = (UnreadableResponse, OutcomeUnknown, False)


def refused(kind: type[Refused]) -> tuple[type[VenueError], type[VenueError], bool]:
    return (kind, kind, False)


FAULTS: dict[str, tuple[Behaviour, tuple[type[VenueError], type[VenueError], bool]]] = {
    "no answer in time": (silence, LOST),
    "closed without an answer": (hangs_up, LOST),
    "connection reset": (resets, LOST),
    "half a head": (half_a_head, LOST),
    "half an answer": (half_an_answer, LOST),
    "not HTTP": (sends(b"\x00\x01SSH-2.0-OpenSSH_9.6\r\n\r\n"), LOST),
    "a body that does not unpack": (answer(200, b"\x1f\x8bjunk", {"Content-Encoding": "gzip"}), LOST),
    "junk in a 200": (answer(200, b'{"lastUpdateId": 1027024, '), UNREADABLE),
    "nothing in a 200": (answer(200, b""), UNREADABLE),
    "bytes that are no text in a 200": (answer(200, b'{"msg": "\xff\xfe"}'), UNREADABLE),
    "a page in a 200": (html(200), UNREADABLE),
    "a redirect": (html(302, {"Location": "/api/v3/depth"}), UNAVAILABLE),
    "a lasting redirect": (html(308, {"Location": "/api/v3/order"}), UNAVAILABLE),
    "500": (said_by_venue(500, -1000, "An unknown error occurred while processing the request."), UNAVAILABLE),
    "500 with a page": (html(500), UNAVAILABLE),
    "500 with bytes that are no text": (answer(500, b'{"code": -1000, "msg": "\xff"}'), UNAVAILABLE),
    "502 with a page": (html(502), UNAVAILABLE),
    "503": (said_by_venue(503, -1001, "Internal error; unable to process your request."), UNAVAILABLE),
    "503 with a page": (html(503), UNAVAILABLE),
    "504": (said_by_venue(504, -1007, "Timeout waiting for response from backend server."), UNAVAILABLE),
    "504 with a page": (html(504), UNAVAILABLE),
    "-1006": (said_by_venue(400, -1006, "An unexpected response was received."), UNAVAILABLE),
    "-1007": (said_by_venue(400, -1007, "Timeout waiting for response from backend server."), UNAVAILABLE),
    "the firewall": (html(403), refused(FirewallBlocked)),
    "the region": (html(451), refused(RegionBlocked)),
    "no such page": (html(404), refused(NotFound)),
    "a parameter": (said_by_venue(400, -1121, "Invalid symbol."), refused(NotFound)),
    "the matching engine": (said_by_venue(400, -2010, "Something new."), refused(OrderRejected)),
    "a code nobody knows": (said_by_venue(400, -987654, "Whatever."), refused(Refused)),
    "a code in a 200": (said_by_venue(200, -2010, "Something new."), refused(OrderRejected)),
    "a ban": (said_by_venue(418, -1003, "Too much.", {"Retry-After": "120"}), refused(Banned)),
}


def assert_holds_no_secret(error: BaseException) -> None:
    """No key, signature or address in it, nor in any error behind it, which is all that may be there."""
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = "".join([str(error), repr(error), *traceback.format_exception_only(error), repr(vars(error))])
    assert "signature=" not in shown
    assert KEY not in shown
    assert SECRET not in shown
    assert "http://" not in f"{error} {error!r} {vars(error)}"


# A DELETE is worth its own case only where a client, not the answer, decides what happens.
CASES = [
    (fault, kind)
    for fault, (_, ending) in FAULTS.items()
    for kind in KINDS
    if kind != "delete" or ending is LOST or "redirect" in fault
]


@pytest.mark.parametrize(("fault", "kind"), CASES)
def test_each_fault_has_its_ending_and_its_count(
    run: Run, server: FaultServer, fault: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    behaviour, (of_read, of_write, repeated) = FAULTS[fault]
    server.plays(behaviour)
    if behaviour is silence:
        run.settings["timeout"] = 0.06
    caplog.set_level(logging.DEBUG)

    with pytest.raises(VenueError) as caught:
        run(CALLS[kind])

    error = caught.value
    tries = 1 + RETRIES if repeated and kind == "read" else 1
    assert type(error) is (of_read if kind == "read" else of_write)
    assert server.reached_by(tries)
    assert len(run.pauses) == tries - 1
    assert not server.time_requests
    assert error.venue == "binance"
    assert error.endpoint == f"{server.requests[0].method} {server.requests[0].target.partition('?')[0]}"
    assert error.client_id == (None if kind == "read" else CLIENT_ID)
    if isinstance(error, OutcomeUnknown):
        assert error.find_out == "trading.order"
        assert CLIENT_ID in str(error)
        assert "Find out with trading.order" in str(error)
    assert_holds_no_secret(error)
    assert "signature=" not in caplog.text
    assert KEY not in caplog.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_connection_is_tried_again_by_reads_and_writes(run: Run, kind: str) -> None:
    with refusing_port() as port:
        run.url = f"http://127.0.0.1:{port}"
        with pytest.raises(ConnectionFailed, match="nothing was sent") as caught:
            run(CALLS[kind])

    assert len(run.pauses) == RETRIES
    assert sum(isinstance(event, RequestSent) for event in run.events) == 1 + RETRIES
    assert caught.value.client_id == (None if kind == "read" else CLIENT_ID)
    assert_holds_no_secret(caught.value)


@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_connection_that_does_not_come_about_sends_nothing(run: Run, kind: str) -> None:
    with deaf_port() as port:
        run.url = f"http://127.0.0.1:{port}"
        with pytest.raises(ConnectionFailed, match="nothing was sent"):
            run(CALLS[kind], connect_timeout=0.05, retries=1)

    assert len(run.pauses) == 1


@pytest.mark.parametrize("kind", ["write", "delete"])
def test_a_write_that_was_not_sent_is_sent_once_the_venue_is_there(run: Run, server: FaultServer, kind: str) -> None:
    """Its connection is refused, then somebody listens: one request, and a client id that is the same."""
    server.plays(answer(200, PLACED))
    with refusing_port() as port:
        run.url = f"http://127.0.0.1:{port}"

        async def moved(session: Any) -> Any:
            async def pause(seconds: float) -> None:
                hosts = {"/api/": server.url}
                session.dialect.site = attrs.evolve(session.dialect.site, hosts=hosts)

            session.world.pause = pause
            return await CALLS[kind](session)

        assert run(moved) == PLACED
    assert len(server.requests) == 1


def test_nothing_is_charged_for_what_was_not_sent(run: Run) -> None:
    with refusing_port() as port:
        run.url = f"http://127.0.0.1:{port}"
        with pytest.raises(ConnectionFailed):
            run(write)
    assert run.budget.state(time.monotonic()).scopes["orders"].windows[0].used == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", ["connection reset", "no answer in time", "502 with a page", "the firewall"])
def test_what_left_stays_charged_and_no_ticket_stays_open(
    run: Run, server: FaultServer, fault: str, kind: str
) -> None:
    ended: list[object] = []
    settle = run.budget.settle
    run.budget.settle = lambda ticket, now, used: (ended.append(ticket), settle(ticket, now, used))[1]  # type: ignore[method-assign, assignment, func-returns-value]
    server.plays(FAULTS[fault][0])
    if fault == "no answer in time":
        run.settings["timeout"] = 0.06
    with pytest.raises(VenueError):
        run(CALLS[kind])

    weight = 5 if kind == "read" else 1
    assert run.budget.state(run.clock().monotonic()).scopes["api"].windows[0].used == weight * len(server.requests)
    assert len(ended) == len(server.requests)


@pytest.mark.parametrize(
    "fault", [fault for fault, (_, ending) in FAULTS.items() if ending is LOST] + ["503", "a redirect"]
)
def test_a_read_gets_over_faults_that_pass(run: Run, server: FaultServer, fault: str) -> None:
    server.plays(*[FAULTS[fault][0]] * RETRIES, answer(200, BOOK))
    if fault == "no answer in time":
        run.settings["timeout"] = 0.1
    assert run(read)["lastUpdateId"] == 1027024
    assert len(server.requests) == 1 + RETRIES


def test_a_whole_answer_that_ends_with_the_connection_counts(run: Run, server: FaultServer) -> None:
    server.plays(and_hangs_up(answer(200, PLACED)))
    assert run(write) == PLACED
    assert run(write) == PLACED
    assert len(server.requests) == 2


def test_a_packed_answer_is_unpacked(run: Run, server: FaultServer) -> None:
    server.plays(answer(200, gzip.compress(json.dumps(PLACED).encode()), {"Content-Encoding": "gzip"}))
    assert run(write) == PLACED


# ------------------------------------------------------------------------------------------------ kept connections


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_that_was_closed_while_idle_is_not_used(run: Run, server: FaultServer, kind: str) -> None:
    server.plays(answer(200, PLACED))

    async def twice(session: Any) -> Any:
        await read(session)
        server.hang_up_on_all()
        if run.awaiting:
            await asyncio.sleep(0.02)  # For the loop to see it.
        else:
            time.sleep(0.02)
        return await CALLS[kind](session)

    assert run(twice) == PLACED
    assert len(server.requests) == 2
    assert [request.connection for request in server.requests] == [1, 2]


@pytest.mark.parametrize("kind", ["write", "delete"])
def test_a_kept_connection_that_breaks_under_a_write_does_not_send_it_twice(
    run: Run, server: FaultServer, kind: str
) -> None:
    """Clients send what they hold for idempotent a second time by themselves; a cancellation is a DELETE."""
    server.plays(answer(200, BOOK), hangs_up, answer(200, PLACED))

    async def twice(session: Any) -> Any:
        await read(session)
        return await CALLS[kind](session)

    with pytest.raises(OutcomeUnknown):
        run(twice)
    assert len(server.requests) == 2


def test_a_kept_connection_that_breaks_under_a_read_counts_as_a_try(run: Run, server: FaultServer) -> None:
    server.plays(answer(200, BOOK), hangs_up, hangs_up, hangs_up, answer(200, BOOK))

    async def twice(session: Any) -> Any:
        await read(session)
        return await read(session)

    with pytest.raises(ConnectionFailed):
        run(twice)
    assert len(server.requests) == 1 + 1 + RETRIES
    assert len(run.pauses) == RETRIES


# ------------------------------------------------------------------------------------------------ limits

TOO_MANY = said_by_venue(429, -1003, "Too many requests.", {"Retry-After": "7"})
TOO_MANY_ORDERS = said_by_venue(429, -1015, "Too many new orders; current limit is 50 orders per 10 SECOND.")


def test_a_patient_read_waits_as_long_as_the_venue_says(run: Run, server: FaultServer) -> None:
    server.plays(TOO_MANY, answer(200, BOOK))
    assert run(read)["lastUpdateId"] == 1027024
    assert len(server.requests) == 2
    assert 7 <= sum(run.pauses) < 7.5


def test_a_patient_read_gives_up_after_its_retries(run: Run, server: FaultServer) -> None:
    server.plays(TOO_MANY)
    with pytest.raises(RateLimited) as caught:
        run(read)
    assert caught.value.retry_after == 7.0
    assert len(server.requests) == 1 + RETRIES


def test_an_impatient_read_raises_at_once_and_the_next_does_not_even_ask(run: Run, server: FaultServer) -> None:
    server.plays(TOO_MANY, answer(200, BOOK))

    async def twice(session: Any) -> Any:
        with pytest.raises(RateLimited) as caught:
            await read(session)
        assert caught.value.status == 429
        assert caught.value.retry_after == 7.0
        return await read(session)

    with pytest.raises(RateLimited, match="nothing was sent") as caught:
        run(twice, on_limit="raise")
    assert caught.value.status is None
    assert caught.value.retry_after is not None
    assert 6 < caught.value.retry_after <= 7
    assert len(server.requests) == 1
    assert run.pauses == []


def test_a_long_ban_is_said_and_not_slept_through(run: Run, server: FaultServer) -> None:
    server.plays(said_by_venue(418, -1003, "Way too much request weight used.", {"Retry-After": "7200"}))

    async def twice(session: Any) -> Any:
        with pytest.raises(Banned):
            await read(session)
        return await read(session)

    with pytest.raises(RateLimited, match="nothing was sent") as caught:
        run(twice, on_limit="wait")
    assert caught.value.retry_after is not None
    assert 7000 < caught.value.retry_after <= 7200
    assert len(server.requests) == 1
    assert run.pauses == []


@pytest.mark.parametrize("on_limit", ["wait", "raise"])
def test_a_limited_write_is_refused_and_not_repeated(run: Run, server: FaultServer, on_limit: str) -> None:
    server.plays(TOO_MANY, answer(200, PLACED))
    with pytest.raises(RateLimited) as caught:
        run(write, on_limit=on_limit)
    assert caught.value.retry_after == 7.0
    assert caught.value.client_id == CLIENT_ID
    assert len(server.requests) == 1


def test_too_many_orders_close_the_count_of_orders_and_leave_reads_alone(run: Run, server: FaultServer) -> None:
    """The venue does not say how long: until the oldest order leaves the window, ten seconds at most."""
    server.plays(TOO_MANY_ORDERS, answer(200, BOOK), answer(200, PLACED))

    async def order_read_order(session: Any) -> Any:
        with pytest.raises(RateLimited) as caught:
            await write(session)
        assert caught.value.code == -1015
        assert caught.value.retry_after is not None
        assert 9 < caught.value.retry_after <= 10, "for as long as the count is closed"
        assert "The venue does not say how long to wait: try again in 10 seconds" in str(caught.value)
        await read(session)
        assert run.pauses == []
        return await write(session)

    assert run(order_read_order) == PLACED
    assert len(server.requests) == 3
    assert 1 <= sum(run.pauses) <= 10


def test_a_ban_closes_everything_for_its_time(run: Run, server: FaultServer) -> None:
    server.plays(FAULTS["a ban"][0], answer(200, BOOK))

    async def twice(session: Any) -> Any:
        with pytest.raises(Banned) as caught:
            await write(session)
        assert caught.value.retry_after == 120.0
        return await read(session)

    assert run(twice)["lastUpdateId"] == 1027024
    assert 119 < sum(run.pauses) <= 120.5


def test_a_ban_that_does_not_say_how_long_is_taken_for_one_of_two_minutes(run: Run, server: FaultServer) -> None:
    """It once closed the address for a second, and each request during a ban makes it longer."""
    server.plays(said_by_venue(418, -1003, "Way too much request weight used."), answer(200, BOOK))

    async def twice(session: Any) -> Any:
        with pytest.raises(
            Banned, match="how long to wait: try again in 120 seconds, which is the shortest ban"
        ) as caught:
            await write(session)
        assert caught.value.retry_after == 120.0
        return await read(session)

    assert run(twice)["lastUpdateId"] == 1027024
    assert 119 < sum(run.pauses) <= 120.5


def test_a_limit_that_does_not_say_how_long_says_what_we_keep_to(run: Run, server: FaultServer) -> None:
    run.budget = LocalBudget({"api": [Limit(6000, 60.0)]})
    server.plays(said_by_venue(429, -1003, "Too many requests."))
    with pytest.raises(RateLimited, match="try again in 60 seconds, when our own count has room again") as caught:
        run(read, on_limit="raise")
    assert caught.value.retry_after is not None
    assert 59 < caught.value.retry_after <= 60


def test_a_call_waits_for_its_budget_before_it_is_sent(run: Run, server: FaultServer) -> None:
    run.budget = LocalBudget({"api": [Limit(5, 60.0)]})
    server.plays(answer(200, BOOK))

    async def twice(session: Any) -> Any:
        await read(session)
        return await read(session)

    run(twice)
    assert len(server.requests) == 2
    assert 59 < sum(run.pauses) <= 61


def test_a_call_waits_no_longer_than_it_may(run: Run, server: FaultServer) -> None:
    run.budget = LocalBudget({"api": [Limit(5, 60.0)]})
    server.plays(answer(200, BOOK))

    async def twice(session: Any) -> Any:
        await read(session)
        return await read(session)

    with pytest.raises(RateLimited, match="nothing was sent") as caught:
        run(twice, max_wait=59)
    assert caught.value.retry_after is not None
    assert 59 < caught.value.retry_after <= 60
    assert run.pauses == []
    assert len(server.requests) == 1

    run.budget.close("api", run.clock().monotonic() + 300)
    assert run(read, max_wait=301)["lastUpdateId"] == 1027024
    assert 299 < sum(run.pauses) <= 300


def test_a_wait_that_grows_while_it_lasts_is_given_up_at_its_end(server: FaultServer) -> None:
    run = Run(("blocking", "httpx"), server.url)
    server.plays(answer(200, BOOK))

    async def pause(seconds: float) -> None:
        await Run.pause(run, seconds)
        run.budget.close("api", run.clock().monotonic() + 50)  # As when another call is told to slow down.

    async def closed(session: Any) -> Any:
        session.world.pause = pause
        run.budget.close("api", run.clock().monotonic() + 50)
        return await read(session)

    with pytest.raises(RateLimited) as caught:
        run(closed)
    assert caught.value.retry_after == pytest.approx(50, abs=0.1)
    assert [round(each) for each in run.pauses] == [50, 50]
    assert not server.requests


def test_a_read_that_the_venue_makes_wait_longer_than_it_may_raises_at_once(run: Run, server: FaultServer) -> None:
    server.plays(TOO_MANY, answer(200, BOOK))
    with pytest.raises(RateLimited) as caught:
        run(read, max_wait=6.9)
    assert caught.value.retry_after == 7.0
    assert len(server.requests) == 1
    assert run.pauses == []


def test_a_long_wait_says_once_who_waits_for_what(
    run: Run, server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    run.budget = LocalBudget({"api": [Limit(6, 60.0)], "orders": [Limit(50, 10.0)]})
    server.plays(answer(200, BOOK))

    async def twice(session: Any) -> Any:
        await read(session)
        budget, admit = session.budget, session.budget.admit
        # A line in which the others are late: it is asked for more than once.
        early = iter((0.5,))
        budget.admit = lambda ticket, now: next(early, None) or admit(ticket, now)
        return await read(session)

    with caplog.at_level(logging.WARNING, "crossvenue"):
        run(twice)
    (said,) = [record.getMessage() for record in caplog.records]
    assert re.fullmatch(
        r"binance GET /api/v3/depth waits (59\.\d|60) s for its budget: api has 5 of 6 in 60 s, 1 waiting", said
    )
    assert len(run.pauses) == 2


def test_a_long_pause_after_a_refusal_says_why(
    run: Run, server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.plays(TOO_MANY, answer(200, BOOK))
    with caplog.at_level(logging.WARNING, "crossvenue"):
        run(read)
    said = [record.getMessage() for record in caplog.records]
    assert said == ["binance GET /api/v3/depth waits 7 s to try again: RateLimited 429 -1003"]


def test_a_short_wait_is_not_worth_a_word(run: Run, server: FaultServer, caplog: pytest.LogCaptureFixture) -> None:
    run.budget = LocalBudget({"api": [Limit(5, 1.0)]})
    server.plays(html(502), answer(200, BOOK))
    with caplog.at_level(logging.WARNING, "crossvenue"):
        run(read)
    assert len(run.pauses) == 2
    assert not caplog.records


def test_what_the_headers_say_counts(run: Run, server: FaultServer) -> None:
    server.plays(answer(200, PLACED, {"X-MBX-USED-WEIGHT-1M": "1234", "X-MBX-ORDER-COUNT-10S": "17"}))
    run(write)
    scopes = run.budget.state(run.clock().monotonic()).scopes
    assert scopes["api"].windows[0].used == 1234
    assert scopes["orders"].windows[0].used == 17


def test_what_the_headers_say_of_a_limit_is_the_limit(run: Run, server: FaultServer) -> None:
    server.plays(answer(200, PLACED, {"X-MBX-USED-WEIGHT-1M": "1234"}))
    assert with_dialect(run, write, limits=lambda *given: {"api": (Limit(9000, 60.0),)}) == PLACED
    (window,) = run.budget.state(run.clock().monotonic()).scopes["api"].windows
    assert (window.limit, window.used) == (9000, 1234)


def test_a_header_that_breaks_the_plugin_does_not_change_how_a_write_ends(
    run: Run, server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.plays(answer(200, PLACED))
    assert with_dialect(run, write, usage=fails) == PLACED
    server.plays(answer(200, PLACED))
    assert with_dialect(run, write, limits=fails) == PLACED
    assert caplog.text.count("its usage cannot be read (KeyError)") == 2
    assert run.budget.state(run.clock().monotonic()).scopes["orders"].windows[0].used == 2


# ------------------------------------------------------------------------------------------------ the clock

TOO_EARLY = said_by_venue(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.")


def timestamp_of(target_or_body: str) -> int:
    return int(target_or_body.partition("timestamp=")[2].partition("&")[0])


@pytest.mark.parametrize("kind", ["account", "write", "delete"])
def test_after_a_refused_timestamp_the_clock_is_set_once_and_the_request_signed_anew(
    run: Run, server: FaultServer, kind: str
) -> None:
    server.skew = 3_600_000
    server.plays(TOO_EARLY, answer(200, PLACED))

    async def account(session: Any) -> Any:
        return await session.call(session.catalogue["account"], {}, exact_json)

    assert run({**CALLS, "account": account}[kind]) == PLACED
    assert len(server.requests) == 2
    assert len(server.time_requests) == CLOCK_SAMPLES
    first, second = (
        request.body.decode() if request.method == "POST" else request.target for request in server.requests
    )
    assert 3_599_000 < timestamp_of(second) - timestamp_of(first) < 3_601_000
    assert first.rpartition("signature=")[2] != second.rpartition("signature=")[2]
    assert run.pauses == []


@pytest.mark.parametrize("kind", ["write", "delete"])
def test_a_timestamp_that_stays_refused_is_refused_after_one_resynchronisation(
    run: Run, server: FaultServer, kind: str
) -> None:
    server.plays(TOO_EARLY)
    with pytest.raises(TimestampRefused) as caught:
        run(CALLS[kind])
    assert caught.value.client_id == CLIENT_ID
    assert len(server.requests) == 2
    assert len(server.time_requests) == CLOCK_SAMPLES
    assert_holds_no_secret(caught.value)


@pytest.mark.parametrize(
    "behaviour",
    [hangs_up, html(503), answer(200, b"<html>"), answer(200, {"time": 5}), silence],
    ids=["hangs up", "503", "a page", "other JSON", "silence"],
)
def test_when_the_clock_cannot_be_set_the_request_stays_refused(
    run: Run, server: FaultServer, behaviour: Behaviour
) -> None:
    """Its refusal is certain: nothing that happens to the time endpoint may say otherwise."""
    server.plays(TOO_EARLY)
    server.time_behaviours = [behaviour]
    if behaviour is silence:
        run.settings["timeout"] = 0.1
    with pytest.raises(TimestampRefused, match="The clock could not be set") as caught:
        run(write)
    assert caught.value.client_id == CLIENT_ID
    assert caught.value.code == -1021
    assert len(server.requests) == 1
    assert len(server.time_requests) == 1
    assert_holds_no_secret(caught.value)


def test_one_sample_is_enough_to_set_the_clock(run: Run, server: FaultServer) -> None:
    server.time_behaviours = [answer(200, {"serverTime": int(time.time() * 1000) + 5_000}), hangs_up]
    server.plays(TOO_EARLY, answer(200, PLACED))
    assert run(write) == PLACED


def test_many_refused_at_once_set_the_clock_once(server: FaultServer) -> None:
    """As when a machine wakes up: its monotonic clock stood still."""
    run = Run(("awaiting", "aiohttp"), server.url)
    server.plays(*[TOO_EARLY] * 10, answer(200, PLACED))
    server.delay = 0.25  # All of them must be there before the first is answered, on a busy machine too.

    async def at_once(session: Any) -> Any:
        return await asyncio.gather(*(write(session) for _ in range(10)))

    assert run(at_once) == [PLACED] * 10
    assert len(server.requests) == 20
    assert len(server.time_requests) == CLOCK_SAMPLES


def test_whoever_sets_the_clock_does_it_alone(server: FaultServer) -> None:
    """Another thread that forgets the sample in between would make the first believe that there was none."""
    told, forgotten = threading.Event(), threading.Event()
    ends: list[Any] = []

    def set_clock(session: Any) -> None:
        try:
            ends.append(finish(session.set_clock()))
        except Exception as error:
            ends.append(error)

    def until_the_other_has_forgotten(_: object) -> None:
        if not told.is_set():
            told.set()
            forgotten.wait(0.2)  # It cannot, so this is not for ever.

    with connect("binance", registry=registry_at(server.url)) as venue:
        session, forget = venue.session, venue.session.clock.forget

        def second() -> None:
            told.wait()
            session.clock.forget = lambda: (forget(), forgotten.set())  # type: ignore[method-assign, assignment]
            set_clock(session)

        session.on_received = until_the_other_has_forgotten
        threads = [threading.Thread(target=set_clock, args=(session,)), threading.Thread(target=second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert ends == [None, None]
    assert len(server.time_requests) == 2 * CLOCK_SAMPLES


def test_every_read_of_the_venues_time_sets_the_clock(run: Run, server: FaultServer) -> None:
    server.skew = -500_000

    async def look(session: Any) -> Any:
        await session.call(session.catalogue["server_time"], {}, exact_json)
        return session.clock.offset_ms

    assert -501_000 < run(look) < -499_000


# ------------------------------------------------------------------------------------------------ interruptions


def test_a_write_that_is_cancelled_says_that_it_may_have_been_done(server: FaultServer) -> None:
    server.plays(silence)
    run = Run(("awaiting", "httpx"), server.url)

    async def cancelled(session: Any) -> Any:
        task = asyncio.ensure_future(write(session))
        while not server.requests:
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
        return caught.value

    interruption = run(cancelled)
    (note,) = interruption.__notes__
    assert note == (
        "binance POST /api/v3/order was interrupted and may have been done "
        f"(client id {CLIENT_ID}); find out with trading.order before sending it again"
    )
    assert len(server.requests) == 1
    assert run.budget.state(time.monotonic()).scopes["orders"].windows[0].used == 1
    last = run.events[-1]
    assert isinstance(last, ResponseReceived)
    assert (last.endpoint, last.status, last.error) == ("POST /api/v3/order", None, "CancelledError")


@pytest.mark.parametrize("client", ["httpx", "httpx2", "aiohttp"])
def test_a_write_that_is_cancelled_in_the_queue_for_a_connection_was_not_sent_and_says_nothing(
    server: FaultServer, client: str
) -> None:
    server.plays(silence)
    run = Run(("awaiting", client), server.url)

    async def cancelled(session: Any) -> Any:
        first = asyncio.ensure_future(read(session))
        while not server.requests:
            await asyncio.sleep(0.005)
        task = asyncio.ensure_future(write(session))
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        return caught.value

    interruption = run(cancelled, max_connections=1)
    assert not hasattr(interruption, "__notes__")
    assert len(server.requests) == 1
    assert run.budget.state(time.monotonic()).scopes["orders"].windows[0].used == 0


def test_a_read_that_is_cancelled_says_nothing(server: FaultServer) -> None:
    server.plays(silence)
    run = Run(("awaiting", "httpx"), server.url)

    async def cancelled(session: Any) -> Any:
        async with asyncio.timeout(0.05):
            await read(session)

    with pytest.raises(TimeoutError) as caught:
        run(cancelled)
    assert not hasattr(caught.value.__cause__, "__notes__")
    assert len(server.requests) == 1


@pytest.mark.parametrize("client", ["httpx", "httpx2"])
def test_a_write_that_is_interrupted_at_the_keyboard_says_that_it_may_have_been_done(
    server: FaultServer, client: str
) -> None:
    server.plays(silence)
    run = Run(("blocking", client), server.url)

    main = threading.get_ident()

    def press() -> None:
        while not server.requests:
            time.sleep(0.005)
        signal.pthread_kill(main, signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    pressing = threading.Thread(target=press)
    pressing.start()
    try:
        with pytest.raises(KeyboardInterrupt) as caught:
            run(write)
    finally:
        pressing.join()
        signal.signal(signal.SIGINT, before)
    assert CLIENT_ID in caught.value.__notes__[0]
    assert len(server.requests) == 1


def test_a_write_that_is_interrupted_while_it_waits_to_be_tried_again_says_nothing() -> None:
    with refusing_port() as port:
        run = Run(("blocking", "httpx"), f"http://127.0.0.1:{port}")

        async def interrupted(session: Any) -> Any:
            async def pause(seconds: float) -> None:
                raise KeyboardInterrupt

            session.world.pause = pause
            await write(session)

        with pytest.raises(KeyboardInterrupt) as caught:
            run(interrupted)
    assert not hasattr(caught.value, "__notes__")


def test_an_interrupted_wait_for_the_budget_leaves_the_line(server: FaultServer) -> None:
    run = Run(("awaiting", "httpx"), server.url)
    run.budget = LocalBudget({"api": [Limit(5, 60.0)]})
    server.plays(answer(200, BOOK))

    async def cancelled(session: Any) -> Any:
        await read(session)

        async def pause(seconds: float) -> None:
            raise asyncio.CancelledError

        session.world.pause = pause
        with pytest.raises(asyncio.CancelledError):
            await read(session)

    run(cancelled)
    assert run.budget.state(time.monotonic()).scopes["api"].waiting == 0
    assert len(server.requests) == 1


# ------------------------------------------------------------------------------------------------ what is not sent


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_signed_is_not_sent_nor_charged(server: FaultServer, kind: str) -> None:
    run = Run(("blocking", "httpx"), server.url)

    async def broken(session: Any) -> Any:
        def request(*arguments: object) -> object:
            raise ConfigurationError("no key")

        session.dialect.request = request
        return await CALLS[kind](session)

    with pytest.raises(ConfigurationError) as caught:
        run(broken)
    assert not hasattr(caught.value, "__notes__")
    assert not server.requests
    assert run.events == []
    assert run.budget.state(time.monotonic()).scopes["api"].windows[0].used == 0


def test_a_request_is_signed_when_its_turn_comes() -> None:
    """Signed before, it would reach the venue with a timestamp as old as the queue was long."""
    server = FaultServer()
    server.plays(answer(200, PLACED))
    server.delay = 0.1
    run = Run(("awaiting", "httpx"), server.url)

    async def at_once(session: Any) -> Any:
        return await asyncio.gather(*(write(session) for _ in range(3)))

    try:
        run(at_once, max_connections=1)
    finally:
        server.close()
    times = [timestamp_of(request.body.decode()) for request in server.requests]
    assert times[1] - times[0] >= 95
    assert times[2] - times[1] >= 95


# ------------------------------------------------------------------------------------------------ odd answers


class Odd(httpx.BaseTransport):
    """A transport of the user's that raises what it likes."""

    def __init__(self, error: BaseException) -> None:
        self.error, self.calls = error, 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.calls += 1
        raise self.error


def through(transport: Odd, call: Callable[[Any], Any]) -> Any:
    return Run(("blocking", "httpx"), "http://127.0.0.1:9")(call, transport=transport)


@pytest.mark.parametrize("error", [RuntimeError("http://x?signature=1"), OSError("no route"), ValueError()])
def test_whatever_a_transport_raises_a_write_ends_as_unknown(error: Exception) -> None:
    transport = Odd(error)
    with pytest.raises(OutcomeUnknown) as caught:
        through(transport, write)
    assert transport.calls == 1
    assert type(error).__name__ in str(caught.value)
    assert_holds_no_secret(caught.value)


@pytest.mark.parametrize("error", [httpx.ConnectTimeout(""), httpx.PoolTimeout(""), httpx.ConnectError("refused")])
def test_errors_that_prove_that_nothing_was_sent(error: Exception) -> None:
    transport = Odd(error)
    with pytest.raises(ConnectionFailed, match="nothing was sent"):
        through(transport, write)
    assert transport.calls == 1 + RETRIES


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout(""),
        httpx.WriteTimeout(""),
        httpx.ReadError(""),
        httpx.WriteError(""),
        httpx.CloseError(""),
        httpx.RemoteProtocolError(""),
        httpx.LocalProtocolError(f"Illegal header value b'{KEY}'"),
        httpx.ProxyError(""),
        httpx.DecodingError(""),
    ],
)
def test_errors_that_prove_nothing(error: Exception) -> None:
    transport = Odd(error)
    with pytest.raises(OutcomeUnknown, match=type(error).__name__) as caught:
        through(transport, write)
    assert transport.calls == 1
    assert_holds_no_secret(caught.value)


def test_a_bug_in_a_transport_shows_itself_in_a_read() -> None:
    transport = Odd(RuntimeError("a bug"))
    with pytest.raises(RuntimeError, match="a bug"):
        through(transport, read)
    assert transport.calls == 1


def test_our_own_errors_pass_through_as_they_are() -> None:
    with pytest.raises(CrossvenueError, match="no recording"):
        through(Odd(CrossvenueError("no recording")), write)


def with_dialect(run: Run, call: Callable[[Any], Any], **methods: Callable[..., Any]) -> Any:
    async def changed(session: Any) -> Any:
        for name, method in methods.items():
            setattr(session.dialect, name, method)
        return await call(session)

    return run(changed)


def fails(*arguments: object) -> Any:
    raise KeyError("orderId")


@pytest.mark.parametrize("method", ["judge", "payload"])
def test_an_answer_that_breaks_the_plugin_is_unreadable(server: FaultServer, method: str) -> None:
    run = Run(("blocking", "httpx"), server.url)
    with pytest.raises(OutcomeUnknown, match="cannot be read") as caught:
        with_dialect(run, write, **{method: fails})
    assert caught.value.client_id == CLIENT_ID
    with pytest.raises(UnreadableResponse, match="KeyError"):
        with_dialect(run, read, **{method: fails})
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "error", [KeyError("orderId"), TypeError(), IndexError(), ZeroDivisionError(), RecursionError()]
)
def test_whatever_reading_raises_a_write_ends_as_unknown(server: FaultServer, error: Exception) -> None:
    run = Run(("blocking", "httpx"), server.url)

    def reading(payload: bytes) -> object:
        raise error

    async def placed(session: Any) -> Any:
        return await session.call(session.catalogue["new_order"], ORDER, reading, client_id=CLIENT_ID)

    async def asked(session: Any) -> Any:
        return await session.call(session.catalogue["depth"], {"symbol": "LTCBTC"}, reading)

    with pytest.raises(OutcomeUnknown) as caught:
        run(placed)
    assert caught.value.find_out is None
    assert "before sending it again" in str(caught.value)
    with pytest.raises(UnreadableResponse):
        run(asked)


def test_a_plugin_may_read_a_refusal_out_of_a_success(server: FaultServer) -> None:
    run = Run(("blocking", "httpx"), server.url)

    def reading(payload: bytes) -> object:
        raise Refused("success: false", venue="binance", endpoint="POST /api/v3/order")

    async def placed(session: Any) -> Any:
        return await session.call(session.catalogue["new_order"], ORDER, reading)

    with pytest.raises(Refused, match="success: false"):
        run(placed)


def test_a_write_that_a_plugin_finds_unreadable_is_unknown(server: FaultServer) -> None:
    run = Run(("blocking", "httpx"), server.url)

    def reading(payload: bytes) -> object:
        raise UnreadableResponse("no such state", venue="binance", endpoint="POST /api/v3/order")

    async def placed(session: Any) -> Any:
        return await session.call(session.catalogue["new_order"], ORDER, reading)

    with pytest.raises(OutcomeUnknown, match="no such state"):
        run(placed)


def test_the_path_of_what_is_wrong_is_said(server: FaultServer) -> None:
    import msgspec

    run = Run(("blocking", "httpx"), server.url)
    server.plays(answer(200, {"orders": [{"price": "1.0"}, {"price": True}]}))
    reading = msgspec.json.Decoder(dict[str, list[dict[str, Decimal]]]).decode

    async def asked(session: Any) -> Any:
        return await session.call(session.catalogue["depth"], {"symbol": "LTCBTC"}, reading)

    with pytest.raises(UnreadableResponse) as caught:
        run(asked)
    assert caught.value.path == "$[...][1][...]"


# ------------------------------------------------------------------------------------------------ observers


def test_observers_are_told_of_every_try_and_how_it_ended(run: Run, server: FaultServer) -> None:
    server.plays(hangs_up, html(502), answer(200, BOOK))
    run(read)
    sent, received = run.events[0::2], run.events[1::2]
    assert all(isinstance(event, RequestSent) for event in sent)
    assert [event.attempt for event in sent] == [1, 2, 3]
    assert [(each.attempt, each.status, each.error) for each in received if isinstance(each, ResponseReceived)] == [
        (1, None, "ConnectionFailed"),
        (2, 502, "VenueUnavailable"),
        (3, 200, None),
    ]
    assert all(event.venue == "binance" and event.endpoint == "GET /api/v3/depth" for event in run.events)
    assert run.events[-1].budget.scopes["api"].windows[0].used == 15


@pytest.mark.parametrize(
    ("behaviour", "status", "error"),
    [
        (answer(200, PLACED), 200, None),
        (said_by_venue(400, -2010, "Whatever."), 400, "OrderRejected"),
        (html(504), 504, "OutcomeUnknown"),
        (hangs_up, None, "OutcomeUnknown"),
    ],
)
def test_observers_are_told_how_a_write_ended(
    server: FaultServer, behaviour: Behaviour, status: int | None, error: str | None
) -> None:
    run = Run(("blocking", "httpx"), server.url)
    server.plays(behaviour)

    async def ended(session: Any) -> Any:
        with pytest.raises(VenueError) if error else pytest.MonkeyPatch.context():
            await write(session)

    run(ended)
    last = run.events[-1]
    assert isinstance(last, ResponseReceived)
    assert (last.status, last.error) == (status, error)
    assert 0 < last.elapsed < 5


# ------------------------------------------------------------------------------------------------ backoff


def test_pauses_grow_are_scattered_and_have_a_longest() -> None:
    for retries in range(10):
        pauses = list(backoff(retries))
        assert len(pauses) == retries
        for number, pause in enumerate(pauses):
            most = min(0.2 * 2**number, 10.0)
            assert most / 2 <= pause <= most
    assert len({next(backoff(1)) for _ in range(50)}) > 40


def test_without_retries_a_read_is_asked_once(run: Run, server: FaultServer) -> None:
    server.plays(html(502))
    with pytest.raises(VenueUnavailable):
        run(read, retries=0)
    assert len(server.requests) == 1


def test_an_impossible_charge_is_refused_before_anything_is_sent(server: FaultServer) -> None:
    run = Run(("blocking", "httpx"), server.url)
    run.budget = LocalBudget({"api": [Limit(1, 60.0)]})
    with pytest.raises(BadRequest, match="can never fit"):
        run(read)
    assert not server.requests
