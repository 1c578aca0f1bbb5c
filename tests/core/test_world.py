"""The two worlds: what waits, what is sent byte for byte, and what becomes of connections."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote

import httpx
import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fault_server import Behaviour, FaultServer, answer, dripping, registry_at, silence
from hypothesis import given, settings
from hypothesis import strategies as st

from crossvenue import AsyncVenue, Venue, connect, connect_async, world
from crossvenue.errors import ConfigurationError, ConnectionFailed, CrossvenueError, OutcomeUnknown
from crossvenue.secrets import Secret
from crossvenue.world import Awaiting, Blocking, Request, Response, finish

KEY, SECRET = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP"
TIME = {"serverTime": 1499827319559}
BLOCKING = ["httpx", "httpx2"]
AWAITING = ["httpx", "httpx2", "aiohttp"]


@contextmanager
def serving() -> Iterator[FaultServer]:
    server = FaultServer()
    server.plays(answer(200, {}))
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with serving() as server:
        yield server


def keyed(server: FaultServer, **settings: Any) -> dict[str, Any]:
    return {
        "registry": registry_at(server.url),
        "api_key": Secret(KEY),
        "api_secret": Secret(SECRET),
        "retries": 0,
        **settings,
    }


def blocking(server: FaultServer, client: str = "httpx", **settings: Any) -> Venue:
    return connect("binance", **keyed(server, http=client, **settings))


def awaiting(server: FaultServer, client: str = "httpx", **settings: Any) -> AsyncVenue:
    return connect_async("binance", **keyed(server, http=client, **settings))


def awaited(server: FaultServer, client: str, do: Callable[[AsyncVenue], Any], **settings: Any) -> Any:
    async def main() -> Any:
        async with awaiting(server, client, **settings) as venue:
            return await do(venue)

    return asyncio.run(main())


# ------------------------------------------------------------------------------------------------ connections


@pytest.mark.parametrize("client", BLOCKING)
def test_one_call_after_another_uses_one_connection_blocking(server: FaultServer, client: str) -> None:
    with blocking(server, client) as venue:
        for _ in range(10):
            venue.raw.ping()
    assert len(server.requests) == 10
    assert server.connections == 1


@pytest.mark.parametrize("client", AWAITING)
def test_one_call_after_another_uses_one_connection_awaiting(server: FaultServer, client: str) -> None:
    async def calls(venue: AsyncVenue) -> None:
        for _ in range(10):
            await venue.raw.ping()

    awaited(server, client, calls)
    assert len(server.requests) == 10
    assert server.connections == 1


@pytest.mark.parametrize("client", BLOCKING)
def test_threads_share_a_venue_within_its_connections(server: FaultServer, client: str) -> None:
    server.delay = 0.03  # Long enough for all connections to be busy at once, on a busy machine too.
    failures: list[BaseException] = []

    with blocking(server, client, max_connections=3) as venue:

        def work() -> None:
            try:
                for _ in range(10):
                    venue.raw.ping()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
    assert len(server.requests) == 80
    assert server.connections == 3
    assert server.most_in_flight == 3


@pytest.mark.parametrize("client", AWAITING)
def test_tasks_share_a_venue_within_its_connections(server: FaultServer, client: str) -> None:
    server.delay = 0.03  # Long enough for all connections to be busy at once, on a busy machine too.

    async def calls(venue: AsyncVenue) -> None:
        await asyncio.gather(*(venue.raw.ping() for _ in range(80)))

    awaited(server, client, calls, max_connections=3)
    assert len(server.requests) == 80
    assert server.connections == 3
    assert server.most_in_flight == 3


@pytest.mark.parametrize("client", AWAITING)
def test_three_hundred_cancelled_requests_leave_the_venue_working(server: FaultServer, client: str) -> None:
    """httpx 0.28's own pool fails for good after this: every later request is a PoolTimeout."""

    async def calls(venue: AsyncVenue) -> None:
        server.plays(silence)
        tasks = [asyncio.ensure_future(venue.raw.ping()) for _ in range(300)]
        while len(server.requests) < 5:
            await asyncio.sleep(0.005)
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(each, asyncio.CancelledError) for each in ended)
        server.plays(answer(200, {}))
        await asyncio.wait_for(asyncio.gather(*(venue.raw.ping() for _ in range(20))), 5)

    awaited(server, client, calls, max_connections=5)


@pytest.mark.parametrize("client", BLOCKING)
def test_a_broken_connection_is_not_kept_blocking(server: FaultServer, client: str) -> None:
    with blocking(server, client, timeout=0.05) as venue:
        server.plays(silence)
        with pytest.raises(ConnectionFailed):
            venue.raw.ping()
        server.plays(answer(200, {}))
        venue.raw.ping()
    assert server.connections == 2


# ------------------------------------------------------------------------------------------------ timeouts

BODY = dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b" " * 100)
DRIPS = {
    "its body": BODY,
    "a body without length": dripping(b"HTTP/1.1 200 OK\r\n\r\n{", b" " * 100),
    "chunks": dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 20),
}
HEAD = dripping(b"HTTP/1.1 200 OK\r\nServer: ", b"x" * 100)
ORDER = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "1"}
BRIEF: dict[str, Any] = {"timeout": 0.2, "connect_timeout": 0.1, "retries": 0}
LATE = r"no whole answer within 0\.3 s"


@contextmanager
def soon() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 1.5  # The drips last for three seconds.


@pytest.mark.parametrize("drip", DRIPS.values(), ids=DRIPS)
@pytest.mark.parametrize("client", BLOCKING)
def test_an_answer_that_drips_is_not_waited_for_blocking(server: FaultServer, client: str, drip: Behaviour) -> None:
    """The timeout once was for each read: with 1.5 seconds, an answer was waited for 10."""
    with blocking(server, client, **BRIEF) as venue:
        server.plays(drip)
        with soon(), pytest.raises(ConnectionFailed, match=LATE):
            venue.raw.ping()
        with soon(), pytest.raises(OutcomeUnknown, match=LATE):
            venue.raw.new_order(**ORDER)
        server.plays(answer(200, {}))
        venue.raw.ping()


@pytest.mark.parametrize("drip", [*DRIPS.values(), HEAD], ids=[*DRIPS, "its head"])
@pytest.mark.parametrize("client", AWAITING)
def test_an_answer_that_drips_is_not_waited_for_awaiting(server: FaultServer, client: str, drip: Behaviour) -> None:
    async def calls(venue: AsyncVenue) -> None:
        server.plays(drip)
        with soon(), pytest.raises(ConnectionFailed, match=LATE):
            await venue.raw.ping()
        with soon(), pytest.raises(OutcomeUnknown, match=LATE):
            await venue.raw.new_order(**ORDER)
        server.plays(answer(200, {}))
        await venue.raw.ping()

    awaited(server, client, calls, **BRIEF)


@pytest.mark.parametrize("client", BLOCKING)
def test_a_head_that_drips_is_bounded_by_its_pieces_alone_blocking(server: FaultServer, client: str) -> None:
    """As the documentation of `timeout` says: no client without an event loop can be told to give up on it."""
    with blocking(server, client, **BRIEF) as venue:
        server.plays(dripping(b"HTTP/1.1 200 OK\r\nServer: ", b"x" * 20))  # 0.6 seconds, then it hangs up.
        with pytest.raises(OutcomeUnknown) as cut:
            venue.raw.new_order(**ORDER)
        assert "within" not in str(cut.value)
        server.plays(silence)
        with soon(), pytest.raises(OutcomeUnknown, match="ReadTimeout"):
            venue.raw.new_order(**ORDER)


@pytest.mark.parametrize("client", ["httpx", "httpx2"])
def test_a_transport_of_the_user_s_is_not_waited_for_either(server: FaultServer, client: str) -> None:
    async def calls(venue: AsyncVenue) -> None:
        with soon(), pytest.raises(OutcomeUnknown, match=LATE):
            await venue.raw.new_order(**ORDER)

    server.plays(BODY)
    module = {"httpx": httpx, "httpx2": httpx2}[client]
    with (
        blocking(server, client, transport=module.HTTPTransport(), **BRIEF) as venue,
        soon(),
        pytest.raises(OutcomeUnknown, match=LATE),
    ):
        venue.raw.new_order(**ORDER)
    awaited(server, client, calls, transport=module.AsyncHTTPTransport(), **BRIEF)


# ------------------------------------------------------------------------------------------------ one event loop


@pytest.mark.parametrize("client", AWAITING)
def test_a_venue_stays_with_the_event_loop_that_it_was_first_used_under(server: FaultServer, client: str) -> None:
    venue = awaiting(server, client)  # Opened outside of any, which is fine.

    async def other() -> None:
        for use in (venue.raw.ping, venue.aclose):
            with pytest.raises(CrossvenueError, match=r"another event loop before.*within one asyncio\.run"):
                await use()

    async def main() -> None:
        await venue.raw.ping()
        await asyncio.to_thread(asyncio.run, other())
        await venue.raw.ping()
        await venue.aclose()

    asyncio.run(main())
    assert len(server.requests) == 2


# ------------------------------------------------------------------------------------------------ closing


@pytest.mark.parametrize("client", BLOCKING)
def test_closing_gives_the_connections_back_and_may_be_done_twice(server: FaultServer, client: str) -> None:
    venue = blocking(server, client)
    venue.raw.ping()
    venue.close()
    venue.close()
    wait_until(lambda: not server._open)
    with pytest.raises(CrossvenueError, match="the venue is closed"):
        venue.raw.ping()


@pytest.mark.parametrize("client", AWAITING)
def test_closing_gives_the_connections_back_and_may_be_done_twice_awaiting(server: FaultServer, client: str) -> None:
    async def main() -> None:
        venue = awaiting(server, client)
        await asyncio.gather(*(venue.raw.ping() for _ in range(5)))
        await venue.aclose()
        await venue.aclose()
        with pytest.raises(CrossvenueError, match="the venue is closed"):
            await venue.raw.ping()

    asyncio.run(main())
    wait_until(lambda: not server._open)


def wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 2
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.mark.parametrize("client", BLOCKING)
def test_a_call_that_ends_after_the_closing_gives_its_connection_back_too(server: FaultServer, client: str) -> None:
    server.delay = 0.05
    venue = blocking(server, client)
    calling = threading.Thread(target=venue.raw.ping)
    calling.start()
    wait_until(lambda: bool(server.requests))
    venue.close()
    calling.join()
    wait_until(lambda: not server._open)


def test_a_task_that_ends_after_the_closing_gives_its_connection_back_too(server: FaultServer) -> None:
    server.delay = 0.05

    async def main() -> None:
        venue = awaiting(server)
        calling = asyncio.ensure_future(venue.raw.ping())
        while not server.requests:
            await asyncio.sleep(0.005)
        await venue.aclose()
        await calling

    asyncio.run(main())
    wait_until(lambda: not server._open)


def test_a_venue_that_was_never_used_has_nothing_to_give_back(server: FaultServer) -> None:
    blocking(server).close()
    assert server.connections == 0


# ------------------------------------------------------------------------------------------------ bytes


def signed_by_vector(payload: str) -> str:
    return hmac.new(SECRET.encode(), payload.encode(), hashlib.sha256).hexdigest()


def assert_signed_as_it_arrived(payload: str) -> None:
    signed, _, signature = payload.rpartition("&signature=")
    assert signature == signed_by_vector(signed)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def echo() -> Iterator[tuple[FaultServer, list[tuple[str, Callable[[str, str], None]]]]]:
    """A server, and for each client a function that sends a text in a query and in a form."""
    with serving() as server, contextmanager(_senders)(server) as senders:
        yield server, senders


def _senders(server: FaultServer) -> Iterator[list[tuple[str, Callable[[str, str], None]]]]:
    loop = asyncio.new_event_loop()
    venues = [blocking(server, client) for client in BLOCKING]
    others = [awaiting(server, client) for client in AWAITING]
    senders: list[tuple[str, Callable[[str, str], None]]] = []
    for venue in venues:

        def send(endpoint: str, text: str, venue: Venue = venue) -> None:
            getattr(venue.raw, endpoint)(**parameters(endpoint, text))

        senders.append((f"blocking {venue.settings.http}", send))
    for other in others:

        def send_awaiting(endpoint: str, text: str, venue: AsyncVenue = other) -> None:
            loop.run_until_complete(getattr(venue.raw, endpoint)(**parameters(endpoint, text)))

        senders.append((f"awaiting {other.settings.http}", send_awaiting))
    try:
        yield senders
    finally:
        for venue in venues:
            venue.close()
        for other in others:
            loop.run_until_complete(other.aclose())
        loop.close()


def parameters(endpoint: str, text: str) -> dict[str, object]:
    if endpoint == "withdraw":
        said = {"network": "TRX", "walletType": 0, "transactionFeeFlag": False}
        return {"coin": "USDT", "address": text, "amount": "1E-8", **said}
    return {"symbol": text}


@settings(max_examples=60, deadline=None)
@given(text=ANY_TEXT)
@pytest.mark.parametrize("endpoint", ["open_orders", "cancel_open_orders", "withdraw"])
def test_what_is_signed_is_what_arrives(
    echo: tuple[FaultServer, list[tuple[str, Callable[[str, str], None]]]], endpoint: str, text: str
) -> None:
    """To the byte, over every client, for any text in a query (GET, DELETE) and in a form (POST)."""
    server, senders = echo
    for _, send in senders:
        server.requests.clear()
        send(endpoint, text)
        (arrived,) = server.requests
        path, _, query = arrived.target.partition("?")
        payload = arrived.body.decode("ascii") if endpoint == "withdraw" else query
        assert_signed_as_it_arrived(payload)
        sent = dict(pair.split("=") for pair in payload.split("&"))
        assert unquote(sent["address" if endpoint == "withdraw" else "symbol"]) == text
        assert (query == "") == (endpoint == "withdraw")
        assert (arrived.body == b"") == (endpoint != "withdraw")
        assert path in ("/api/v3/openOrders", "/sapi/v1/capital/withdraw/apply")
        assert arrived.headers["x-mbx-apikey"] == KEY
        assert arrived.headers["user-agent"] == "crossvenue"
        assert arrived.headers["host"] == server.url.removeprefix("http://")


@pytest.mark.parametrize("symbol", ["币安人生USDT", "1000SATS-FDUSD", "A&B=C", "a b+c%20", '"quoted"', "é"])
def test_symbols_beyond_ascii_arrive_as_they_were_signed(server: FaultServer, symbol: str) -> None:
    with blocking(server) as venue:
        venue.raw.open_orders(symbol=symbol)
    payload = server.requests[0].target.partition("?")[2]
    assert_signed_as_it_arrived(payload)
    assert unquote(payload.partition("&")[0].partition("=")[2]) == symbol


def test_no_cookie_is_kept(server: FaultServer) -> None:
    server.plays(answer(200, {}, {"Set-Cookie": "session=1; Path=/"}))
    with blocking(server) as venue:
        venue.raw.ping()
        venue.raw.ping()

    async def twice(venue: AsyncVenue) -> None:
        await venue.raw.ping()
        await venue.raw.ping()

    for client in AWAITING:
        awaited(server, client, twice)
    assert not any("cookie" in request.headers for request in server.requests)


def test_proxies_of_the_environment_are_not_used(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine's proxy must not come between a signed request and the venue unasked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with blocking(server) as venue:
        venue.raw.ping()
    for client in AWAITING:
        awaited(server, client, lambda venue: venue.raw.ping())
    assert len(server.requests) == 1 + len(AWAITING)


# ------------------------------------------------------------------------------------------------ the blocking world


def test_a_blocking_venue_works_inside_a_running_event_loop(server: FaultServer) -> None:
    """As in a notebook."""

    async def cell() -> object:
        with blocking(server) as venue:
            return venue.raw.ping()

    assert asyncio.run(cell()) == {}


def test_a_coroutine_that_suspends_in_the_blocking_world_is_told_so() -> None:
    closed = []

    async def suspends() -> None:
        try:
            await asyncio.sleep(0)
        finally:
            closed.append(True)

    with pytest.raises(CrossvenueError, match=r"suspends awaited something that is not ours.*connect_async"):
        finish(suspends())
    assert closed == [True]


def test_an_async_generator_that_suspends_in_the_blocking_world_is_told_so() -> None:
    async def pages() -> AsyncIterator[int]:
        await asyncio.sleep(0)
        yield 1

    step: Any = pages().__anext__()
    with pytest.raises(CrossvenueError, match="an operation awaited something that is not ours"):
        finish(step)


def test_finish_hands_out_results_and_errors() -> None:
    async def gives() -> int:
        return 5

    async def fails() -> int:
        raise ZeroDivisionError

    assert finish(gives()) == 5
    with pytest.raises(ZeroDivisionError):
        finish(fails())


def test_pauses() -> None:
    started = time.monotonic()
    finish(Blocking(Silent, 1, 1).pause(0.02))
    assert time.monotonic() - started >= 0.02

    async def others_run() -> list[str]:
        said: list[str] = []

        async def other() -> None:
            said.append("other")

        task = asyncio.ensure_future(other())
        await Awaiting(Silent, 1, 1).pause(0.02)
        said.append("paused")
        await task
        return said

    assert asyncio.run(others_run()) == ["other", "paused"]


class Silent:
    """A backend for what does not send."""

    async def send(self, request: Request) -> Response:
        raise AssertionError

    async def close(self) -> None:
        pass


def test_one_thread_at_a_time_is_alone() -> None:
    alone = Blocking(Silent, 5, 1).alone()
    inside, most = 0, 0

    async def enters() -> None:
        nonlocal inside, most
        async with alone():
            inside += 1
            most = max(most, inside)
            time.sleep(0.002)
            inside -= 1

    threads = [threading.Thread(target=lambda: finish(enters())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_one_task_at_a_time_is_alone() -> None:
    inside, most = 0, 0

    async def main() -> None:
        alone = Awaiting(Silent, 5, 1).alone()

        async def enters() -> None:
            nonlocal inside, most
            async with alone():
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.001)
                inside -= 1

        await asyncio.gather(*(enters() for _ in range(8)))

    asyncio.run(main())
    assert most == 1


# ------------------------------------------------------------------------------------------------ transports


class Recorded(httpx.MockTransport):
    """A transport of the user's that counts its closings."""

    closings = 0

    def __init__(self) -> None:
        super().__init__(lambda request: httpx.Response(200, json=TIME))

    def close(self) -> None:
        self.closings += 1

    async def aclose(self) -> None:
        self.closings += 1


@pytest.mark.parametrize("calls", [0, 1, 3])
def test_a_transport_of_the_users_is_sent_through_and_closed_once(server: FaultServer, calls: int) -> None:
    transport = Recorded()
    with blocking(server, transport=transport) as venue:
        for _ in range(calls):
            assert venue.raw.server_time() == TIME
        assert transport.closings == 0
    venue.close()
    assert transport.closings == 1
    assert server.connections == 0


def test_a_transport_of_the_users_serves_the_awaiting_world(server: FaultServer) -> None:
    transport = Recorded()

    async def calls(venue: AsyncVenue) -> list[object]:
        return await asyncio.gather(*(venue.raw.server_time() for _ in range(10)))

    assert awaited(server, "httpx", calls, transport=transport, max_connections=2) == [TIME] * 10
    assert transport.closings == 1


def test_a_transport_of_the_users_survives_an_error(server: FaultServer) -> None:
    answers = iter([httpx.ReadTimeout("slow"), httpx.Response(200, json=TIME)])

    def handle(request: httpx.Request) -> httpx.Response:
        given = next(answers)
        if isinstance(given, Exception):
            raise given
        return given

    with blocking(server, transport=httpx.MockTransport(handle)) as venue:
        with pytest.raises(ConnectionFailed, match="ReadTimeout: slow"):
            venue.raw.server_time()
        assert venue.raw.server_time() == TIME


class Torn(httpx.SyncByteStream):
    """A body that breaks off, and wants to be closed all the same."""

    closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"{"
        raise httpx.ReadError("torn")

    def close(self) -> None:
        self.closed = True


def test_the_answer_of_a_transport_of_the_users_is_closed_when_it_breaks_off(server: FaultServer) -> None:
    torn = Torn()
    transport = httpx.MockTransport(lambda request: httpx.Response(200, stream=torn))
    with blocking(server, transport=transport) as venue, pytest.raises(OutcomeUnknown, match="torn"):
        venue.raw.withdraw(
            coin="USDT", address="T", amount="1", network="TRX", walletType=0, transactionFeeFlag=False
        )
    assert torn.closed


def test_a_transport_of_httpx2_is_spoken_to_in_its_own_classes(server: FaultServer) -> None:
    seen: list[object] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json=TIME)

    with blocking(server, transport=httpx2.MockTransport(handle)) as venue:
        assert venue.raw.server_time() == TIME
    assert isinstance(seen[0], httpx2.Request)


@pytest.mark.parametrize("transport", [httpx.HTTPTransport(), object()])
def test_a_transport_of_the_other_world_is_refused_awaiting(server: FaultServer, transport: object) -> None:
    with pytest.raises(ConfigurationError, match=r"transport: .*handle_async_request.*httpx.AsyncBaseTransport"):
        awaiting(server, transport=transport)


def test_a_transport_of_the_other_world_is_refused_blocking(server: FaultServer) -> None:
    with pytest.raises(ConfigurationError, match=r"transport: .*no handle_request.*httpx.BaseTransport"):
        blocking(server, transport=httpx.AsyncHTTPTransport())


def test_timeouts_of_the_settings_reach_the_transport(server: FaultServer) -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=TIME)

    transport = httpx.MockTransport(handle)
    with blocking(server, transport=transport, timeout=3.0, connect_timeout=2.0) as venue:
        venue.raw.server_time()
    assert seen[0].extensions["timeout"] == {"connect": 2.0, "read": 3.0, "write": 3.0, "pool": 2.0}


def test_aiohttp_serves_only_the_awaiting_world(server: FaultServer) -> None:
    with pytest.raises(ConfigurationError, match="aiohttp only serves connect_async"):
        blocking(server, "aiohttp")


@pytest.mark.parametrize("client", ["httpx2", "aiohttp"])
def test_a_client_that_is_not_installed_is_said_with_the_command(
    server: FaultServer, client: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, client, None)
    with pytest.raises(ConfigurationError, match=rf"pip install crossvenue\[{client}\]"):
        awaiting(server, client)


# ------------------------------------------------------------------------------------------------ TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a key and a certificate of its own for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return str(path)


@pytest.fixture
def secure(certificate: str) -> Iterator[FaultServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = FaultServer(context)
    server.plays(answer(200, {}))
    yield server
    server.close()


def test_certificates_are_read_once_and_serve_every_connection_and_client(
    secure: FaultServer, certificate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def trusting(client: str) -> Callable[[], ssl.SSLContext]:
        return lambda: (read.append(client), ssl.create_default_context(cafile=certificate))[1]

    monkeypatch.setattr(httpx, "create_ssl_context", trusting("httpx"))
    monkeypatch.setattr(httpx2, "create_ssl_context", trusting("httpx2"))
    monkeypatch.setattr(world, "_contexts", {})

    async def calls(venue: AsyncVenue) -> None:
        await asyncio.gather(*(venue.raw.ping() for _ in range(3)))

    for client in BLOCKING:
        with blocking(secure, client) as venue:
            venue.raw.ping()
            venue.raw.ping()
    for client in AWAITING:
        awaited(secure, client, calls)
    assert len(secure.requests) == 2 * 2 + 3 * 3
    assert sorted(read) == ["httpx", "httpx2"]


def order_by(venue: AsyncVenue) -> Any:
    return venue.raw.new_order(symbol="LTCBTC", side="BUY", type="MARKET", quantity=1)


@pytest.mark.parametrize("client", AWAITING)
def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent(
    secure: FaultServer, client: str
) -> None:
    with pytest.raises(ConnectionFailed, match="nothing was sent"):
        awaited(secure, client, order_by)
    assert secure.requests == []


@pytest.mark.parametrize("client", AWAITING)
def test_a_failed_handshake_sends_nothing(server: FaultServer, client: str) -> None:
    server.url = server.url.replace("http:", "https:")
    with pytest.raises(ConnectionFailed, match="nothing was sent"):
        awaited(server, client, order_by)
    assert server.requests == []


def test_without_tls_no_certificate_is_read(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: pytest.fail("read"))
    with blocking(server) as venue:
        venue.raw.ping()


# ------------------------------------------------------------------------------------------------ the rest


def test_no_representation_shows_more_than_method_and_path() -> None:
    request = Request("POST", "https://api.binance.com/x?signature=1", (("X-MBX-APIKEY", KEY),), b"signature=1")
    assert repr(request) == "Request(POST https://api.binance.com/x)"
    assert repr(Response(200, [], b"secret")) == "Response(200, 6 bytes)"


def test_a_header_is_found_in_any_case() -> None:
    response = Response(429, [(b"Retry-After", b"7"), (b"X-MBX-USED-WEIGHT-1M", b"5")], b"")
    assert response.header("retry-after") == "7"
    assert response.header("x-mbx-used-weight-1m") == "5"
    assert response.header("X-Mbx-Used-Weight-1M") == "5"
    assert response.header("date") is None


def test_importing_crossvenue_imports_no_client_and_no_event_loop() -> None:
    """They take longer than all of ours."""
    code = "import sys, crossvenue; print(*sorted({'httpx', 'aiohttp', 'asyncio', 'ssl', 'vcr'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
