"""With every logger at DEBUG, nothing that is logged, raised or printed holds the key, the secret or a signature."""

from __future__ import annotations

import asyncio
import logging
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

import pytest
from fault_server import (
    Behaviour,
    FaultServer,
    answer,
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
from crossvenue.errors import CrossvenueError
from crossvenue.hookspecs import RequestSent, ResponseReceived, hookimpl

KEY: Final = "KeyOfNobodyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
SECRET: Final = "SecretOfNobodyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"

LOGGERS: Final = (
    "",
    "crossvenue",
    "httpx",
    "httpcore",
    "httpx2",
    "httpcore2",
    "aiohttp",
    "aiohttp.client",
    "asyncio",
)

ENDINGS: Final[dict[str, Behaviour]] = {
    "success": answer(200, {"balances": []}),
    "key refused": answer(401, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}),
    "signature refused": answer(400, {"code": -1022, "msg": "Signature for this request is not valid."}),
    "timestamp refused": answer(
        400, {"code": -1021, "msg": "Timestamp for this request is outside of the recvWindow."}
    ),
    "slow down": answer(429, {"code": -1003, "msg": "Too many requests."}, {"Retry-After": "0"}),
    "banned": answer(418, {"code": -1003, "msg": "IP banned until 1499827319559."}, {"Retry-After": "1"}),
    "firewall": html(403),
    "region": html(451),
    "broken": html(502),
    "status unknown": answer(504, {"code": -1007, "msg": "Timeout waiting for response from backend server."}),
    "elsewhere": answer(302, b"", {"Location": "https://elsewhere.example/"}),
    "junk": answer(200, b"\xff\xfe{"),
    "not HTTP": sends(b"220 mail.example ESMTP\r\n"),
    "half an answer": half_an_answer,
    "hangs up": hangs_up,
    "resets": resets,
    "silence": silence,
}

WORLDS: Final = [
    ("blocking", "httpx"),
    ("blocking", "httpx2"),
    ("awaiting", "httpx"),
    ("awaiting", "httpx2"),
    ("awaiting", "aiohttp"),
]

CALLS: Final[dict[str, Callable[[Any], Any]]] = {
    "read": lambda venue: venue.raw.account(),
    "write": lambda venue: venue.raw.withdraw(
        coin="USDT", address="TJ6P", amount="1", network="TRX", walletType=0, transactionFeeFlag=False
    ),
}


@pytest.fixture
def everything_logged() -> Iterator[list[str]]:
    """Every record of every logger, as text, with its arguments and its traceback."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.name}: {logging.Formatter().format(record)} {record.args!r}")

    keeper = Keeper(logging.DEBUG)
    before = {name: logging.getLogger(name).level for name in LOGGERS}
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger().addHandler(keeper)
    yield lines
    logging.getLogger().removeHandler(keeper)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@contextmanager
def server() -> Iterator[FaultServer]:
    made = FaultServer()
    try:
        yield made
    finally:
        made.close()


def told_by(error: BaseException | None) -> Iterator[str]:
    """All that anybody may print of an error and of those behind it."""
    while error is not None:
        yield str(error)
        yield repr(error)
        yield repr(error.args)
        yield repr(vars(error))
        yield "".join(traceback.format_exception(error))
        error = error.__cause__ or error.__context__


def called(world: str, http: str, url: str, call: Callable[[Any], Any], seen: list[str]) -> CrossvenueError | None:
    """One call, to its end; what observers and `repr` show goes into `seen`."""
    registry = registry_at(url)
    watcher = SimpleNamespace(
        __name__="watcher",
        request_sent=hookimpl(lambda event: seen.append(_shown(event))),
        response_received=hookimpl(lambda event: seen.append(_shown(event))),
    )
    registry.register(watcher)
    given: dict[str, Any] = {
        "registry": registry,
        "api_key": KEY,
        "api_secret": SECRET,
        "http": http,
        "timeout": 0.6,
        "retries": 1,
        "on_limit": "raise",
    }

    async def awaited() -> None:
        async with connect_async("binance", **given) as venue:
            seen.extend(shown_of(venue))
            await call(venue)

    try:
        if world == "awaiting":
            asyncio.run(awaited())
        else:
            with connect("binance", **given) as venue:
                seen.extend(shown_of(venue))
                call(venue)
    except CrossvenueError as error:
        return error
    return None


def shown_of(venue: Any) -> Iterator[str]:
    """What a debugger or a curious program prints of a venue."""
    session = venue.session
    for each in (venue, venue.settings, session.dialect, session.world, vars(venue), session.located, vars(session)):
        yield repr(each)


def _shown(event: RequestSent | ResponseReceived) -> str:
    return f"{event} {event!r} {event.budget}"


def assert_clean(texts: list[str], signatures: list[str]) -> None:
    everything = "\n".join(texts)
    for hidden in (KEY, SECRET, *signatures):
        assert hidden not in everything
    assert "signature=" not in everything


@pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=list(ENDINGS))
@pytest.mark.parametrize(("world", "http"), WORLDS)
def test_no_ending_of_a_call_shows_a_secret(
    world: str, http: str, ending: Behaviour, call: Callable[[Any], Any], everything_logged: list[str]
) -> None:
    seen: list[str] = []
    with server() as venue:
        venue.plays(ending)

        error = called(world, http, venue.url, call, seen)

        sent = [f"{each.target} {each.body.decode()}" for each in venue.requests]
        keys = [
            value for each in venue.requests for name, value in each.headers.items() if name.lower() == "x-mbx-apikey"
        ]
    signatures = [found for each in sent for found in re.findall(r"signature=([0-9a-f]{64})", each)]
    # They were sent, so they might have been shown; and the logs were on.
    assert len(signatures) == len(sent) >= 1
    assert set(keys) == {KEY}
    assert any("crossvenue" in line for line in everything_logged)
    assert any("attempt=1" in line for line in seen)
    assert_clean([*everything_logged, *seen, *told_by(error)], signatures)


@pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))
@pytest.mark.parametrize(("world", "http"), WORLDS)
def test_a_venue_that_cannot_be_reached_shows_no_secret(
    world: str, http: str, call: Callable[[Any], Any], everything_logged: list[str]
) -> None:
    seen: list[str] = []
    with refusing_port() as port:
        error = called(world, http, f"http://127.0.0.1:{port}", call, seen)

    assert error is not None
    assert_clean([*everything_logged, *seen, *told_by(error)], [])


def test_the_other_loggers_do_speak(everything_logged: list[str]) -> None:
    """Else the tests above would prove little."""
    with server() as venue:
        called("blocking", "httpx", venue.url, CALLS["read"], [])

    assert any(line.startswith("httpcore") for line in everything_logged)
