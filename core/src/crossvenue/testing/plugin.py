"""What pytest gets: the mark `cassette`, the fixture `ask`, and the option `--record` that makes cassettes.

    @pytest.mark.cassette("binance", "market/order_book")
    def test_the_book(ask: Ask) -> None:
        book = ask(lambda venue: venue.market.order_book("BTC/USDT", depth=5))

The test runs in both worlds on the recording ``cassettes/binance/market/order_book.yaml``, or on one beside its own
file if the name begins with ``./``; each of its interactions must be played. `--record=live` makes the recording with
the venue that is configured, `--record=documents` with the server that the fixture `documentation` starts.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar, cast, overload

import pytest

from crossvenue.cassette import Replay
from crossvenue.clock import Clock
from crossvenue.errors import RecordingMissing
from crossvenue.interfaces import AsyncHistory, History
from crossvenue.model import Listing
from crossvenue.testing import Loopback, clock_at, ids_in_order, recorded
from crossvenue.venue import AsyncVenue, Venue, connect, connect_async

T = TypeVar("T")

Answers = Mapping[str, object]
"""What a documentation server shall answer in one test, by method and path; what it takes is up to the server."""

FROZEN_MS: Final = 1_717_200_000_000
"""2024-06-01 00:00 UTC."""

DUMMY: Final[Mapping[str, object]] = {"api_key": "key", "api_secret": "secret"}
"""What a venue is opened with on a cassette, where nothing is sent and no signature compared."""

_ENDED = pytest.StashKey[bool]()
_RECORDED = pytest.StashKey[dict[Path, str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--record` and the folder of the cassettes."""
    group = parser.getgroup("crossvenue", "cassettes of venues")
    group.addoption(
        "--record",
        choices=("documents", "live"),
        help="make the cassettes of the selected tests anew: from a documentation server, or the configured venue",
    )
    group.addoption("--record-venue", metavar="NAME", help="the configured venue that --record=live records from")
    parser.addini("crossvenue_cassettes", "folder of the cassettes, from the root", default="cassettes")


def pytest_configure(config: pytest.Config) -> None:
    """Registers the mark."""
    config.addinivalue_line(
        "markers",
        "cassette(exchange, name, answers=None, **settings): the recording that the test runs on, "
        "what a documentation server shall answer, and settings of the venue",
    )
    config.stash[_RECORDED] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """When cassettes are made, only tests that run on one are run, once each."""
    if config.getoption("--record") is None:
        return
    kept: list[pytest.Item] = []
    dropped: list[pytest.Item] = []
    for item in items:
        # Only parametrised tests have one.
        world = getattr(getattr(item, "callspec", None), "params", {}).get("ask")
        asks = "ask" in getattr(item, "fixturenames", ())
        wanted = asks and item.get_closest_marker("cassette") is not None and world != "awaiting"
        (kept if wanted else dropped).append(item)
    config.hook.pytest_deselected(items=dropped)
    items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Lets `ask` know whether the test itself passed."""
    report = yield
    if report.when == "call":
        item.stash[_ENDED] = report.passed
    return report


class Ask(Protocol):
    """Runs an operation of the test's venue, in the world of the test, and gives its plain result.

    A history is read to its end. Errors come as they are.
    """

    @property
    def venue(self) -> Any:
        """The venue itself: a `Venue`, or an `AsyncVenue`."""

    @overload
    def __call__(self, operation: Callable[[Venue], History[T]]) -> Listing[T]: ...
    @overload
    def __call__(self, operation: Callable[[Venue], T]) -> T: ...


class _Blocking:
    def __init__(self, venue: Venue) -> None:
        self.venue = venue

    def __call__(self, operation: Callable[[Any], Any]) -> Any:
        result = operation(self.venue)
        return result.all() if isinstance(result, History) else result


class _Awaiting:
    def __init__(self, venue: AsyncVenue, runner: asyncio.Runner) -> None:
        self.venue, self._runner = venue, runner

    def __call__(self, operation: Callable[[Any], Any]) -> Any:
        result = operation(self.venue)
        if isinstance(result, AsyncHistory):
            result = result.all()
        elif isinstance(result, AsyncIterator):
            result = _collected(result)
        return self._runner.run(result) if isinstance(result, Coroutine) else result


async def _collected(items: AsyncIterator[T]) -> list[T]:
    return [each async for each in items]


@pytest.fixture
def documentation() -> Callable[[str, Answers], AbstractContextManager[Loopback]]:
    """What `--record=documents` records from: override it to give (exchange, answers) -> a server, started."""
    raise pytest.UsageError(
        "--record=documents needs a fixture `documentation` that starts a server; "
        "--record=live records from the configured venue"
    )


def cassette_path(config: pytest.Config, exchange: str, name: str, test: Path | None = None) -> Path:
    """Where the cassette `name` of an exchange lies: in the folder of all; beside `test` if it begins with ``./``."""
    if test is not None and name.startswith("./"):
        return test.parent / f"{name.removeprefix('./')}.yaml"
    folder: str = config.getini("crossvenue_cassettes")
    return config.rootpath / folder / exchange / f"{name}.yaml"


@pytest.fixture
def frozen_clock() -> Clock:
    """A clock for `connect(clock=...)` that stands at 2024-06-01 00:00 UTC: what is signed is always the same."""
    return Clock(wall=lambda: FROZEN_MS / 1000, monotonic=lambda: 0.0)


@pytest.fixture
def ids() -> Callable[[], str]:
    """A source of client ids for `connect(ids=...)` that are the same in each run."""
    return ids_in_order()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets nothing leave this machine: a connection to anywhere else fails the test, whatever catches it."""
    import ipaddress
    import socket

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def guard(self: socket.socket, address: Any) -> Any:
            host = address[0] if isinstance(address, tuple) else ""
            try:
                here = not host or host == "localhost" or ipaddress.ip_address(host).is_loopback
            except ValueError:
                here = False
            if not here:
                pytest.fail(f"the test would connect to {host}", pytrace=False)
            return connect(self, address)

        return guard

    def resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in (None, "", "localhost", "127.0.0.1", "::1"):
            pytest.fail(f"the test would look up {name}", pytrace=False)
        return found(host, *args, **kwargs)

    found = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))


@pytest.fixture(params=["blocking", "awaiting"])
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    """The venue of the test's cassette, in each world. Every interaction must be played."""
    mark = request.node.get_closest_marker("cassette")
    if mark is None:
        raise pytest.UsageError("mark the test with @pytest.mark.cassette(exchange, name)")
    exchange, name = mark.args
    settings = dict(mark.kwargs)
    answers = settings.pop("answers", None) or {}
    config = request.config
    path = cassette_path(config, exchange, name, request.path)
    source = config.getoption("--record")
    with ExitStack() as stack:
        if source is None:
            try:
                replay, asking = _replayed(stack, request.param, exchange, path, settings)
            except RecordingMissing as missing:
                raise RecordingMissing(missing.problem, advice=_makes_one(request)) from None
            yield asking
            if request.node.stash.get(_ENDED, False) and replay.unplayed:
                pytest.fail(f"{path.name}: not played: {', '.join(replay.unplayed)}", pytrace=False)
            return
        taken = config.stash[_RECORDED].setdefault(path, request.node.nodeid)
        if taken != request.node.nodeid:
            pytest.fail(f"{exchange}/{name} is the cassette of {taken} already", pytrace=False)
        loopback = None
        if source == "documents":
            start = request.getfixturevalue("documentation")
            loopback = stack.enter_context(start(exchange, answers))
        # A test that fails leaves the cassette as it was.
        fresh = path.with_suffix(".new.yaml")
        try:
            name = (None if loopback else config.getoption("--record-venue")) or exchange
            with recorded(fresh, name, loopback=loopback, **settings) as venue:
                yield cast("Ask", _Blocking(venue))
            if request.node.stash.get(_ENDED, False):
                fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def _makes_one(request: pytest.FixtureRequest) -> str:
    # Asking for it is the only way to learn whether the project has one; why that one fails is another question.
    with suppress(Exception, pytest.skip.Exception):
        try:
            request.getfixturevalue("documentation")
        except pytest.UsageError:  # Ours, which is there to be overridden.
            return "`pytest --record=live` makes it"
    return "`pytest --record=documents` makes it, or `--record=live` with the configured venue"


def _replayed(
    stack: ExitStack, world: str, exchange: str, path: Path, settings: Mapping[str, object]
) -> tuple[Replay, Ask]:
    started = Replay(path).started_ms()
    given = {**settings, "environment": "replay", "cassette": str(path)}
    asking = opened_in(stack, world, exchange, clock=None if started is None else clock_at(started), **given)
    backend = asking.venue.session.world.backend
    assert isinstance(backend, Replay)
    backend.strict = True
    return backend, asking


def opened_in(stack: ExitStack, world: str, exchange: str, **settings: object) -> Ask:
    """The venue in one world, closed with `stack`."""
    given: dict[str, Any] = {"ids": ids_in_order(), **DUMMY, **settings}
    if world == "blocking":
        return cast("Ask", _Blocking(stack.enter_context(connect(exchange, **given))))
    runner = stack.enter_context(asyncio.Runner())
    venue = connect_async(exchange, **given)
    stack.callback(lambda: runner.run(venue.aclose()))
    return cast("Ask", _Awaiting(venue, runner))


@pytest.fixture(params=["blocking", "awaiting"])
def simulated(request: pytest.FixtureRequest) -> Iterator[Callable[..., Ask]]:
    """Opens a venue, in each world, whose requests a function of the test answers: (exchange, function, settings).

    The function takes an `httpx.Request` and gives an `httpx.Response` or raises an error of httpx. Nothing is sent.
    """
    import httpx

    with ExitStack() as stack:

        def opened(exchange: str, answer: Callable[[httpx.Request], httpx.Response], **settings: object) -> Ask:
            return opened_in(stack, request.param, exchange, transport=httpx.MockTransport(answer), **settings)

        yield opened
