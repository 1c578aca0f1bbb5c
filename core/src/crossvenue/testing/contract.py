"""The rules of the three ports, as tests for the plugin that inherits them. Apart, because it is all rules.

    class TestMarket(MarketContract):
        exchange = "kraken"

    class TestWallet(WalletContract):
        exchange = "kraken"
        withdrawal = {"asset": "USDT", "amount": "25.5", "network": "TRX", "address": "T...", "memo": NO_MEMO}

A class names its exchange, and its cassette if that is not ``cassettes/<exchange>/contract/<port>.yaml``. The test
`test_cassette` makes that recording (`pytest --record=live`, or `--record=documents`) by calling every operation of
the port once, with the arguments of `arguments` over those below. All other tests are rules; they run on that
recording, in both worlds, with httpx itself down to a transport that answers from the cassette or breaks as the rule
wants it. Each rule has an id and a sentence, and says both when it is broken; `RULES` has them all.
"""

from __future__ import annotations

import functools
import itertools
import logging
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, ParamSpec, TypeVar
from urllib.parse import parse_qsl, unquote_plus, urlsplit

import attrs
import pytest

from crossvenue import preflight as checks
from crossvenue.cassette import SECRETS, Replay
from crossvenue.errors import (
    BadRequest,
    ConnectionFailed,
    CrossvenueError,
    FilterViolation,
    InexactNumber,
    InsufficientFunds,
    NotImplementedByPlugin,
    NotOffered,
    OutcomeUnknown,
    RateLimited,
    UnknownInstrument,
    UnknownNetwork,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    VenueUnavailable,
    WithdrawalBlocked,
)
from crossvenue.instrument import Instrument
from crossvenue.interfaces import PORTS, History
from crossvenue.model import NO_MEMO, Asset, Candle, Instant, Interval, Listing, MaybeInstant, WalletKind
from crossvenue.networks import canonical
from crossvenue.testing import ACTS, clock_at
from crossvenue.testing.plugin import Ask, cassette_path, opened_in
from crossvenue.world import Request, finish

if TYPE_CHECKING:
    import httpx

P = ParamSpec("P")
T = TypeVar("T")

RULES: Final[dict[str, str]] = {}
"""The sentence of each rule by its id: C for all ports, M, T and W for those of one."""

CREDENTIALS: Final[Mapping[str, str]] = {
    "api_key": "contract-key-3141592653",
    "api_secret": "contract-secret-2718281828",
    "passphrase": "contract-passphrase-1618033988",
}
"""What venues are opened with here. Nothing of it may ever be shown."""

_EARLIEST_MS: Final = 1_225_411_200_000
"""October 2008. What lies before, or days after the recording, was read in the wrong unit."""
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


class Broken(AssertionError):
    """A rule that does not hold."""


def rule(name: str, sentence: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Makes a test a rule: whatever goes wrong in it is told with the rule's id and sentence."""
    RULES[name] = sentence

    def ruled(test: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(test)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return test(*args, **kwargs)
            except Exception as problem:
                said = str(problem) if isinstance(problem, Broken) else f"{type(problem).__name__}: {problem}"
                raise Broken(f"{name}: {sentence}\n{said}") from (None if isinstance(problem, Broken) else problem)

        return run

    return ruled


def holds(condition: object, otherwise: str) -> None:
    """Breaks the rule with what is wrong, unless `condition`."""
    if not condition:
        raise Broken(otherwise)


def all_hold(problems: Sequence[str]) -> None:
    """Breaks the rule with all `problems`, one to a line, if there are any."""
    holds(not problems, "\n".join(problems))


# ------------------------------------------------------------------------------------------------ the wire


class Fault(NamedTuple):
    """A way in which a request goes wrong: what the transport does, and how an act must end after it."""

    name: str
    act: Callable[[], httpx.Response]
    """Raises an error of httpx, or gives a wrong answer."""
    ending: type[VenueError]
    read: tuple[type[VenueError], ...]
    """How a read must end after it, all tries failing."""


def _raises(kind: str, said: str) -> Callable[[], httpx.Response]:
    def act() -> httpx.Response:
        import httpx

        raise getattr(httpx, kind)(said)

    return act


def _answers(status: int, body: bytes, **headers: str) -> Callable[[], httpx.Response]:
    def act() -> httpx.Response:
        import httpx

        return httpx.Response(status, content=body, headers=headers)

    return act


FAULTS: Final = (
    Fault("the connection is refused", _raises("ConnectError", "refused"), ConnectionFailed, (ConnectionFailed,)),
    Fault("no answer comes in time", _raises("ReadTimeout", "too late"), OutcomeUnknown, (ConnectionFailed,)),
    Fault(
        "the connection breaks before the answer",
        _raises("RemoteProtocolError", "disconnected"),
        OutcomeUnknown,
        (ConnectionFailed,),
    ),
    Fault("half an answer comes", _answers(200, b'{"'), OutcomeUnknown, (UnreadableResponse,)),
    Fault("a page comes that is no answer", _answers(200, b"<html></html>"), OutcomeUnknown, (UnreadableResponse,)),
    *(
        Fault(
            f"HTTP {status} comes", _answers(status, b"<html></html>"), OutcomeUnknown, (VenueUnavailable, VenueBusy)
        )
        for status in (500, 502, 503, 504)
    ),
    Fault("HTTP 429 comes", _answers(429, b"too many requests", **{"Retry-After": "7"}), RateLimited, (RateLimited,)),
)
"""What every plugin must get through."""


class Wire:
    """The far end of a transport: it answers from a cassette, or breaks where a rule wants it."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.sent: list[httpx.Request] = []
        self.breaks: Callable[[httpx.Request], httpx.Response | None] = lambda request: None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        import httpx

        self.sent.append(request)
        broken = self.breaks(request)
        if broken is not None:
            return broken
        asked = Request(request.method, str(request.url), tuple(request.headers.items()), request.content)
        answer = finish(self.replay.send(asked))
        headers = [(name, value) for name, value in answer.headers if name != b"content-encoding"]
        return httpx.Response(answer.status, headers=headers, content=answer.body)


def _label(request: httpx.Request) -> str:
    return f"{request.method} {request.url.path}"


def _text(request: httpx.Request) -> str:
    """Query and body, readable."""
    return f"{unquote_plus(request.url.query.decode())}&{unquote_plus(request.content.decode(errors='replace'))}"


@attrs.define
class Seen:
    """What became of every operation of a port on its cassette, in one world."""

    results: dict[str, Any] = attrs.field(factory=dict)
    errors: dict[str, Exception] = attrs.field(factory=dict)
    sent: dict[str, list[Any]] = attrs.field(factory=dict)
    """The requests of each operation."""
    shown: list[str] = attrs.field(factory=list)
    """Everything that a person could come to see: log lines, errors, reprs."""
    charged: dict[str, int] = attrs.field(factory=dict)
    """Units used of each scope in the end."""
    clock_ms: int = 0


Call = Callable[[Any, Mapping[str, Any]], Any]
"""Takes the venue and the results so far; gives what the operation gives."""


class _Listener(logging.Handler):
    def __init__(self, shown: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.shown = shown

    def emit(self, record: logging.LogRecord) -> None:
        self.shown.append(self.format(record))


@contextmanager
def _listening(shown: list[str]) -> Iterator[None]:
    root, handler = logging.getLogger(), _Listener(shown)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


# ------------------------------------------------------------------------------------------------ all ports


class _Contract:
    """What holds for every port."""

    exchange: ClassVar[str]
    """The name of the plugin's entry point."""
    cassette: ClassVar[str]
    """The cassette, below ``cassettes/<exchange>/`` and without its ending."""
    settings: ClassVar[Mapping[str, object]] = {}
    """Settings of the venue beside key and secret."""
    answers: ClassVar[Mapping[str, object]] = {}
    """What a documentation server shall answer when the cassette is recorded from one."""
    arguments: ClassVar[Mapping[str, Mapping[str, object]]] = {}
    """Arguments of operations, by name, that take the place of the usual ones."""
    symbol: ClassVar[str] = "BTC/USDT"
    """An instrument that the cassette knows."""
    port: ClassVar[str]
    _seen: ClassVar[dict[str, Seen]]

    def __init_subclass__(cls) -> None:
        if hasattr(cls, "exchange"):
            cls._seen = {}
            cls.pytestmark = [  # type: ignore[attr-defined]
                pytest.mark.cassette(cls.exchange, cls.cassette, answers=dict(cls.answers), **cls.settings)
            ]

    # -------------------------------------------------------------------------------------- what is called

    def calls(self) -> dict[str, Call]:
        """Every operation of the port with its arguments, in an order that makes sense."""
        raise NotImplementedError

    def _call(
        self, name: str, usual: Mapping[str, object] | Callable[[Mapping[str, Any]], Mapping[str, object]]
    ) -> Call:
        def call(venue: Any, done: Mapping[str, Any]) -> Any:
            known = usual if isinstance(usual, Mapping) else None
            given = self.arguments.get(name)
            if given is None:
                given = usual(done) if known is None else known  # type: ignore[operator]
            return getattr(getattr(venue, self.port), name)(**given)

        return call

    def _acts(self) -> list[str]:
        return [name for name in self.calls() if name in ACTS]

    # -------------------------------------------------------------------------------------- how it is run

    @pytest.fixture(params=["blocking", "awaiting"])
    def world(self, request: pytest.FixtureRequest) -> str:
        """One world after the other."""
        return str(request.param)

    @pytest.fixture
    def recording(self, request: pytest.FixtureRequest) -> Callable[[], Replay]:
        """Opens the cassette anew."""
        path = cassette_path(request.config, self.exchange, self.cassette)
        return lambda: Replay(path)

    @pytest.fixture
    def seen(self, world: str, recording: Callable[[], Replay]) -> Seen:
        """What every operation gave."""
        return self._in_both(recording)[world]

    def _in_both(self, recording: Callable[[], Replay]) -> dict[str, Seen]:
        for world in ("blocking", "awaiting"):
            if world not in self._seen:
                self._seen[world] = self._performed(world, recording)
        return self._seen

    @contextmanager
    def _opened(self, world: str, recording: Callable[[], Replay], **settings: object) -> Iterator[tuple[Any, Wire]]:
        import httpx

        replay = recording()
        started = replay.started_ms()
        wire = Wire(replay)
        given: dict[str, Any] = {"retries": 1, **CREDENTIALS, **self.settings, **settings}
        with ExitStack() as stack:
            ask = opened_in(
                stack,
                world,
                self.exchange,
                transport=httpx.MockTransport(wire),
                clock=None if started is None else clock_at(started),
                **given,
            )

            async def at_once(seconds: float) -> None:
                """Nobody waits here."""

            ask.venue.session.world.pause = at_once
            yield ask, wire

    def _performed(self, world: str, recording: Callable[[], Replay]) -> Seen:
        seen = Seen()
        with _listening(seen.shown), self._opened(world, recording) as (ask, wire):
            seen.clock_ms = ask.venue.session.clock.now_ms()
            for name, call in self.calls().items():
                before = len(wire.sent)
                try:
                    seen.results[name] = ask(lambda venue, call=call: call(venue, seen.results))
                except Exception as error:
                    seen.errors[name] = error
                seen.sent[name] = wire.sent[before:]
            venue = ask.venue
            for scope, state in venue.budget.scopes.items():
                seen.charged[scope] = max((window.used for window in state.windows), default=0)
            shown: list[object] = [venue, venue.settings, venue.session, venue.session.dialect, venue.budget]
            seen.shown += [repr(each) for each in (*shown, *seen.results.values())]
            seen.shown += ["".join(traceback.format_exception(each)) for each in seen.errors.values()]
        return seen

    def _wanted(self, seen: Seen, name: str) -> Any:
        """The result of an operation; the test is skipped where the venue does not offer it."""
        if isinstance(seen.errors.get(name), NotOffered):
            pytest.skip(f"{name} is not offered")
        if name in seen.errors:
            raise Broken(f"{name} fails: {seen.errors[name]}")
        return seen.results[name]

    def _repeatable(self, venue: Any, request: httpx.Request) -> bool:
        for endpoint in venue.session.catalogue.values():
            pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(endpoint.path))
            if endpoint.method == request.method and re.fullmatch(pattern, request.url.path):
                return bool(endpoint.repeatable)
        raise Broken(f"the catalogue has no {_label(request)}")

    def _broken_act(
        self,
        world: str,
        recording: Callable[[], Replay],
        name: str,
        fault: Callable[[], httpx.Response],
        **more: object,
    ) -> tuple[BaseException | None, int, list[str]]:
        """How an act ends whose every request goes wrong: the error, how often it was sent, what was shown."""
        shown: list[str] = []
        with _listening(shown), self._opened(world, recording, **more) as (ask, wire):
            done = dict(self._in_both(recording)[world].results)
            hits = 0

            def breaks(request: httpx.Request) -> httpx.Response | None:
                nonlocal hits
                if self._repeatable(ask.venue, request):
                    return None
                hits += 1
                return fault()

            wire.breaks = breaks
            error: BaseException | None = None
            try:
                ask(lambda venue: self.calls()[name](venue, done))
            except Exception as problem:
                error = problem
                shown.append("".join(traceback.format_exception(problem)))
        return error, hits, shown

    def _refuses_before_sending(
        self, ask: Any, wire: Wire, what: str, call: Callable[[Any], Any], *kinds: type[Exception]
    ) -> str | None:
        """None if the call raises one of `kinds` and no write leaves; else what is wrong."""
        before = len(wire.sent)
        try:
            ask(call)
        except kinds:
            left = [each for each in wire.sent[before:] if not self._repeatable(ask.venue, each)]
            return f"{what}: {_label(left[0])} was sent all the same" if left else None
        except Exception as error:
            return f"{what}: raises {type(error).__name__} ({error}), not {' or '.join(k.__name__ for k in kinds)}"
        return f"{what}: nothing is raised"

    # -------------------------------------------------------------------------------------- rules

    def test_cassette(self, ask: Ask) -> None:
        """Plays, or with `--record` makes, the cassette: every operation once, and nothing is left over."""
        done: dict[str, Any] = {}
        failed: list[str] = []
        for name, call in self.calls().items():
            try:
                done[name] = ask(lambda venue, call=call: call(venue, done))  # type: ignore[misc]
            except (NotOffered, NotImplementedByPlugin):
                continue
            except CrossvenueError as error:
                failed.append(f"{name}: {type(error).__name__}: {error}")
        all_hold(failed)

    @rule("C01", "Every operation of the port answers, or is said not to be offered.")
    def test_every_operation_answers(self, seen: Seen) -> None:
        left = [name for name, error in seen.errors.items() if isinstance(error, NotImplementedByPlugin)]
        others = [
            f"{name} fails: {type(error).__name__}: {error}"
            for name, error in seen.errors.items()
            if not isinstance(error, NotOffered | NotImplementedByPlugin)
        ]
        all_hold(([f"left to do: {', '.join(left)}"] if left else []) + others)

    @rule("C02", "What is not offered raises NotOffered with its reason, sends nothing, and `supports` says so.")
    def test_what_is_not_offered(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        with self._opened(world, recording) as (ask, wire):
            for name in self._port().operations():
                label = f"{self.port}.{name}"
                error = seen.errors.get(name)
                missing = isinstance(error, NotOffered | NotImplementedByPlugin)
                if ask.venue.supports(label) == missing:
                    problems.append(f"supports({label!r}) is {not missing} is not what calling it shows: {error}")
                if isinstance(error, NotOffered) and (not error.reason or error.operation != label):
                    problems.append(f"{label} raises NotOffered without saying what and why")
            for name in [name for name, error in seen.errors.items() if isinstance(error, NotOffered)]:
                before = len(wire.sent)
                try:
                    ask(lambda venue, name=name: self.calls()[name](venue, seen.results))
                except NotOffered:
                    writes = [each for each in wire.sent[before:] if not self._repeatable(ask.venue, each)]
                    problems += [f"{name} sends {_label(each)}" for each in writes]
        all_hold(problems)

    @rule("C03", "Both worlds give the same.")
    def test_both_worlds_give_the_same(self, recording: Callable[[], Replay]) -> None:
        both = self._in_both(recording)
        blocking, awaiting = both["blocking"], both["awaiting"]
        holds(blocking.results.keys() == awaiting.results.keys(), "one world fails where the other answers")
        all_hold(
            [
                f"{name}: {result!r:.300} and {awaiting.results[name]!r:.300}"
                for name, result in blocking.results.items()
                if name != "preflight" and result != awaiting.results[name]
            ]
        )

    @rule("C04", "Numbers are finite Decimals with the digits of the wire: no float is anywhere.")
    def test_numbers_are_exact(self, seen: Seen) -> None:
        problems = []
        for name, result in seen.results.items():
            for way, value in _leaves(result):
                if isinstance(value, float):
                    problems.append(f"{name}{way} is a float: {value!r}")
                elif isinstance(value, Decimal) and not value.is_finite():
                    problems.append(f"{name}{way} is {value}")
            stated = _EXACT.get(name)
            if stated is not None and getattr(result, "raw", None) is not None:
                wire = set(_numbers(result.raw))
                problems += [
                    f"{name}: {number} does not stand on the wire" for number in stated(result) if number not in wire
                ]
        all_hold(problems[:20])

    @rule("C05", "Times are aware, in UTC, and lie between 2008 and the day after the recording.")
    def test_times_are_aware_and_in_the_right_unit(self, seen: Seen) -> None:
        problems = []
        latest = seen.clock_ms + 2 * 86_400_000
        for name, result in seen.results.items():
            for way, record in _records(result):
                for field, time in _times(record):
                    if time.utcoffset() != timedelta(0):
                        problems.append(f"{name}{way}.{field} is not aware and in UTC: {time!r}")
                    elif not _EARLIEST_MS <= time.timestamp() * 1000 <= latest:
                        problems.append(f"{name}{way}.{field} is {time:%Y-%m-%d}: in which unit was it read?")
            if isinstance(result, datetime) and result.utcoffset() != timedelta(0):
                problems.append(f"{name} is not aware and in UTC: {result!r}")
        all_hold(problems[:20])

    @rule("C06", "Ids are text that is not empty; symbols are BASE/QUOTE where the instrument is listed.")
    def test_ids_are_text(self, seen: Seen) -> None:
        problems = []
        for name, result in seen.results.items():
            for way, record in _records(result):
                for field in ("id", "client_id", "order_id", "order_list_id"):
                    value = getattr(record, field, None)
                    if value is not None and (not isinstance(value, str) or not value):
                        problems.append(f"{name}{way}.{field} is {value!r}")
                instrument = getattr(record, "instrument", None)
                symbol = getattr(record, "symbol", None)
                if isinstance(instrument, Instrument) and symbol not in (None, instrument.symbol):
                    problems.append(f"{name}{way}.symbol is {symbol!r}")
        all_hold(problems[:20])

    @rule("C07", "The untouched answer is within reach as `raw`, and outside repr.")
    def test_the_answer_is_within_reach(self, seen: Seen) -> None:
        problems = []
        for name, result in seen.results.items():
            if not seen.sent[name] or name in _NO_RAW or result is None:
                continue
            if getattr(result, "raw", None) is None:
                problems.append(f"{name} has no raw")
            elif "payload" in repr(result):
                problems.append(f"the repr of {name} shows its payload")
        all_hold(problems)

    @rule("C08", "No key, secret, passphrase or signature is shown in a log line, an error or a repr.")
    def test_nothing_secret_is_shown(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        shown = list(seen.shown)
        secrets = set(CREDENTIALS.values())
        for requests in seen.sent.values():
            for request in requests:
                secrets |= _secrets_of(request)
        for name in self._acts():
            if name in seen.results:
                for fault in (FAULTS[1], FAULTS[3]):
                    shown += self._broken_act(world, recording, name, fault.act)[2]
        all_hold(
            sorted({f"{each[:6]}… is in: {text[:200]}" for each in secrets for text in shown if each in text})[:5]
        )

    @rule("C09", "Every call is charged to the budget, and none is sent while a scope of it is closed.")
    def test_the_budget_is_kept(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        holds(any(seen.charged.values()), "after every operation, no scope of the budget shows any use")
        problems = []
        with self._opened(world, recording, on_limit="raise", retries=0) as (ask, wire):
            session = ask.venue.session
            if self.port == "trading":
                ask(lambda venue: venue.market.instruments())
            charges = {scope for each in session.catalogue.values() for scope, _ in each.charges({})}
            for scope in charges:
                session.budget.close(scope, session.clock.monotonic() + 60)
            for name, result in seen.results.items():
                if not seen.sent[name] or name in ("preflight", "instruments", "instrument"):
                    continue
                before = len(wire.sent)
                try:
                    ask(lambda venue, name=name: self.calls()[name](venue, seen.results))
                except RateLimited as error:
                    if error.retry_after is None:
                        problems.append(f"{name}: RateLimited without retry_after")
                except Exception as error:
                    problems.append(f"{name}: raises {type(error).__name__} instead of RateLimited: {error}")
                else:
                    if len(wire.sent) > before or not isinstance(result, list):
                        problems.append(f"{name} answers although its budget is closed")
                problems += [f"{name} sent {_label(each)}" for each in wire.sent[before:]]
        all_hold(problems)

    @rule("C10", "A read that goes wrong ends as documented, its retries included, and says venue and endpoint.")
    def test_reads_that_go_wrong(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        for name in seen.results:
            if name in ACTS or not seen.sent[name] or name in ("preflight", "instrument"):
                continue
            path = seen.sent[name][-1].url.path
            for fault in FAULTS:
                with self._opened(world, recording, on_limit="raise") as (ask, wire):
                    hits = 0

                    def breaks(
                        request: httpx.Request, path: str = path, fault: Fault = fault
                    ) -> httpx.Response | None:
                        nonlocal hits
                        if request.url.path != path:
                            return None
                        hits += 1
                        return fault.act()

                    wire.breaks = breaks
                    try:
                        ask(lambda venue, name=name: self.calls()[name](venue, seen.results))
                    except fault.read as error:
                        if error.venue != ask.venue.name or not re.match(r"[A-Z]+ /", error.endpoint):
                            problems.append(f"{name}, {fault.name}: the error names {error.venue} {error.endpoint}")
                        wanted = 1 if fault.read in ((UnreadableResponse,), (RateLimited,)) else 2
                        if hits != wanted:
                            problems.append(f"{name}, {fault.name}: it was sent {hits} times, not {wanted}")
                    except Exception as error:
                        problems.append(f"{name}, {fault.name}: {type(error).__name__}: {error}")
                    else:
                        problems.append(f"{name}, {fault.name}: it answers all the same")
        all_hold(problems[:20])

    def _port(self) -> Any:
        return next(each for each in PORTS if each.kind == self.port)


class _WithActs(_Contract):
    """What holds for the ports that change something."""

    refused_timestamp: ClassVar[tuple[int, bytes]] = (0, b"")
    """The venue's answer, status and body, to a request whose timestamp it does not take."""

    @rule("C11", "An act that goes wrong ends as refused or unknown, is sent once, and is found again by its id.")
    def test_acts_that_go_wrong(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        for name in self._acts():
            if name not in seen.results:
                continue
            for fault in FAULTS:
                error, hits, _ = self._broken_act(world, recording, name, fault.act, on_limit="raise")
                what = f"{name}, {fault.name}"
                if type(error) is not fault.ending:
                    problems.append(f"{what}: {type(error).__name__}, not {fault.ending.__name__}: {error}")
                    continue
                if fault.ending is not ConnectionFailed and hits != 1:
                    problems.append(f"{what}: it was sent {hits} times")
                if isinstance(error, OutcomeUnknown):
                    if not error.find_out and not error.client_id:
                        problems.append(f"{what}: the error does not say how to find out")
                    if not re.match(r"[A-Z]+ /", error.endpoint):
                        problems.append(f"{what}: the error names no endpoint")
        all_hold(problems[:20])

    @rule("C12", "A refused timestamp sets the clock, and the request is signed anew once, acts alike.")
    def test_a_refused_timestamp(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        status, body = self.refused_timestamp
        holds(status, "the test class does not state `refused_timestamp`, the venue's answer to a wrong timestamp")
        problems = []
        for name in self._acts():
            if name not in seen.results:
                continue
            with self._opened(world, recording) as (ask, wire):
                acts = 0

                def breaks(request: httpx.Request, ask: Any = ask) -> httpx.Response | None:
                    nonlocal acts
                    if self._repeatable(ask.venue, request):
                        return None
                    acts += 1
                    return _answers(status, body)() if acts == 1 else None

                wire.breaks = breaks
                set_before = ask.venue.session.clock.times_set
                try:
                    ask(lambda venue, name=name: self.calls()[name](venue, seen.results))
                except Exception as error:
                    problems.append(f"{name}: {type(error).__name__}: {error}")
                if acts != 2 or ask.venue.session.clock.times_set == set_before:
                    times = ask.venue.session.clock.times_set - set_before
                    problems.append(f"{name}: it was sent {acts} times, the clock was set {times} times")
        all_hold(problems)


# ------------------------------------------------------------------------------------------------ market


class MarketContract(_Contract):
    """Public market data."""

    port = "market"
    cassette = "contract/market"
    interval: ClassVar[Interval] = Interval.H1
    """Of the candles."""

    def calls(self) -> dict[str, Call]:
        """See `_Contract`."""
        one, several = {"symbol": self.symbol}, {"symbols": [self.symbol]}
        usual: dict[str, Mapping[str, object]] = {
            "server_time": {},
            "status": {},
            "instruments": {},
            "instrument": one,
            "ticker": one,
            "tickers": several,
            "quote": one,
            "quotes": several,
            "price": one,
            "prices": several,
            "average_price": one,
            "order_book": {**one, "depth": 20},
            "trades": {**one, "limit": 20},
            "historical_trades": {**one, "limit": 20},
            "aggregate_trades": {**one, "limit": 20},
            "candles": {**one, "interval": self.interval, "limit": 20},
        }
        return {name: self._call(name, given) for name, given in usual.items()}

    @rule("M01", "Instruments are found by BASE/QUOTE and by the venue's symbol, each standing for one.")
    def test_instruments_are_found_by_both_names(self, seen: Seen) -> None:
        listed: Listing[Instrument] = self._wanted(seen, "instruments")
        holds(listed, "there are none")
        problems = [
            f"{each.symbol} is not BASE/QUOTE" for each in listed if each.symbol != f"{each.base}/{each.quote}"
        ]
        for field in ("symbol", "venue_symbol"):
            names = [getattr(each, field) for each in listed]
            problems += [f"{name} stands for {names.count(name)}" for name in set(names) if names.count(name) > 1]
        for each in listed:
            for step in ("tick_size", "lot_size", "min_price", "min_quantity", "min_notional"):
                value = getattr(each, step)
                if value is not None and value <= 0:
                    problems.append(f"{each.symbol}: {step} is {value}; no rule is None")
        all_hold(problems[:20])

    @rule("M02", "An unknown symbol is an error before anything about it is sent.")
    def test_an_unknown_symbol(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        with self._opened(world, recording) as (ask, wire):
            ask(lambda venue: venue.market.instruments())
            for name, given in (("ticker", {}), ("order_book", {}), ("trades", {}), ("candles", {"interval": "1h"})):
                if name not in seen.results:
                    continue
                before = len(wire.sent)
                try:
                    ask(lambda venue, name=name, given=given: getattr(venue.market, name)("NOT/LISTED", **given))
                except UnknownInstrument:
                    problems += [f"{name} sent {_label(each)}" for each in wire.sent[before:]]
                else:
                    problems.append(f"{name} answers")
        all_hold(problems)

    @rule("M03", "A book is ordered from the best price away on both sides, without crossing, as deep as asked.")
    def test_books_are_ordered(self, seen: Seen) -> None:
        book = self._wanted(seen, "order_book")
        bids, asks = [level.price for level in book.bids], [level.price for level in book.asks]
        holds(bids and asks, "a side is empty: record an instrument that trades")
        holds(all(a > b for a, b in itertools.pairwise(bids)), f"bids do not fall: {bids}")
        holds(all(a < b for a, b in itertools.pairwise(asks)), f"asks do not rise: {asks}")
        holds(bids[0] < asks[0], f"the best bid {bids[0]} is not below the best ask {asks[0]}")
        holds(all(level.quantity > 0 for level in (*book.bids, *book.asks)), "a level is empty")

    @rule("M04", "Trades come oldest first, with positive prices and quantities, no more than asked for.")
    def test_trades_are_ordered(self, seen: Seen) -> None:
        trades = self._wanted(seen, "trades")
        holds(trades, "there are none")
        limit = self.arguments.get("trades", {}).get("limit", 20)
        holds(len(trades) <= int(str(limit)), f"{len(trades)} came")
        times = [each.timestamp_ms for each in trades]
        holds(times == sorted(times), "they are not in the order of their times")
        holds(all(each.price > 0 and each.quantity > 0 for each in trades), "one has no price or quantity")

    @rule("M05", "Candles come oldest first, a whole interval apart from each other, high above and low below all.")
    def test_candles_are_ordered(self, seen: Seen) -> None:
        candles: Listing[Candle] = self._wanted(seen, "candles")
        holds(candles, "there are none")
        opened = [each.open_time_ms for each in candles]
        holds(opened == sorted(set(opened)), f"their times do not rise: {opened}")
        length = 3_600_000 if self.interval is Interval.H1 else None
        if length is not None:
            holds(all(time % length == 0 for time in opened), f"they do not open on the hour: {opened}")
        for each in candles:
            low, high = min(each.open, each.close), max(each.open, each.close)
            holds(each.low <= low and high <= each.high, f"the order of its prices is wrong: {each}")
            holds(each.close_time_ms >= each.open_time_ms, f"it closes before it opens: {each}")

    @rule("M06", "A ticker lies within its day, and speaks of the instrument that was asked for.")
    def test_tickers_make_sense(self, seen: Seen) -> None:
        ticker = self._wanted(seen, "ticker")
        holds(ticker.symbol == self.symbol, f"it speaks of {ticker.symbol}")
        holds(ticker.low_price <= ticker.last_price <= ticker.high_price, f"{ticker}")
        holds(ticker.open_time_ms < ticker.close_time_ms, "its window ends before it begins")

    @rule("M07", "Of all quotes, prices and tickers only those that were asked for come, each with its instrument.")
    def test_only_what_was_asked_for(self, seen: Seen) -> None:
        problems = []
        for name in ("tickers", "quotes", "prices"):
            if name in seen.results:
                symbols = [each.symbol for each in seen.results[name]]
                wanted = self.arguments.get(name, {}).get("symbols", [self.symbol])
                if wanted is not None and symbols != wanted:
                    problems.append(f"{name} gives {symbols}, not {wanted}")
        all_hold(problems)

    @rule("M08", "A history asks for nothing before its first item is wanted, and for no page beyond its limit.")
    def test_histories_are_lazy(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        all_hold(_lazy(self, world, recording, seen, ("historical_trades", "aggregate_trades", "candles")))

    @rule("M09", "Arguments that make no sense are errors, and nothing is sent for them.")
    def test_senseless_arguments(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        calls: dict[str, tuple[str, Callable[[Any], Any]]] = {
            "a depth of 0": ("order_book", lambda venue: venue.market.order_book(self.symbol, depth=0)),
            "a limit of -1": ("trades", lambda venue: venue.market.trades(self.symbol, limit=-1)),
            "an interval of 7 weeks": ("candles", lambda venue: venue.market.candles(self.symbol, "7w")),
            "a naive time": (
                "candles",
                lambda venue: venue.market.candles(self.symbol, "1h", since=datetime(2024, 1, 1)),  # noqa: DTZ001
            ),
        }
        with self._opened(world, recording) as (ask, wire):
            ask(lambda venue: venue.market.instruments())
            problems = [
                self._refuses_before_sending(ask, wire, what, call, BadRequest)
                for what, (name, call) in calls.items()
                if name in seen.results
            ]
        all_hold([each for each in problems if each])


def _lazy(
    contract: _Contract, world: str, recording: Callable[[], Replay], seen: Seen, names: Sequence[str]
) -> list[str]:
    problems = []
    for name in names:
        if name not in seen.results:
            continue
        with contract._opened(world, recording) as (ask, wire):  # noqa: SLF001 - of the kit
            if contract.port != "wallet":
                ask(lambda venue: venue.market.instruments())
            before = len(wire.sent)
            call = contract.calls()[name]
            made = call(ask.venue, seen.results)
            if not hasattr(made, "pages"):
                problems.append(f"{name} gives no history")
            elif len(wire.sent) > before:
                problems.append(f"{name} asks before anybody wants to know")
            if isinstance(made, History):
                next(iter(made), None)
    return problems


# ------------------------------------------------------------------------------------------------ trading


class TradingContract(_WithActs):
    """Orders of the account."""

    port = "trading"
    cassette = "contract/trading"
    order: ClassVar[Mapping[str, object]] = {
        "symbol": "BTC/USDT",
        "side": "BUY",
        "type": "LIMIT",
        "quantity": Decimal("0.001"),
        "price": Decimal("20000"),
    }
    """A limit order within the instrument's rules; what `place_order` takes."""
    oco: ClassVar[Mapping[str, object]] = {
        "symbol": "BTC/USDT",
        "side": "SELL",
        "quantity": Decimal("0.001"),
        "price": Decimal("90000"),
        "stop_price": Decimal("20000"),
        "stop_limit_price": Decimal("19900"),
    }
    """What `place_oco` takes."""
    insufficient_funds: ClassVar[tuple[int, bytes]] = (0, b"")
    """The venue's answer, status and body, to an order that the balance does not cover."""

    def calls(self) -> dict[str, Call]:
        """See `_Contract`. The venue's time is asked for first, so that the cassette has it."""
        symbol = {"symbol": self.order["symbol"]}

        def mine(done: Mapping[str, Any]) -> Mapping[str, object]:
            return {**symbol, "client_id": done["place_order"].client_id}

        def list_of_mine(done: Mapping[str, Any]) -> Mapping[str, object]:
            return {"client_id": done["place_oco"].client_id}

        def replacing(done: Mapping[str, Any]) -> Mapping[str, object]:
            return {**self.order, "cancel_client_id": done["place_order"].client_id}

        usual: dict[str, Any] = {
            "test_order": self.order,
            "place_order": self.order,
            "order": mine,
            "open_orders": symbol,
            "orders": {**symbol, "limit": 5},
            "fills": {**symbol, "limit": 5},
            "replace_order": replacing,
            "cancel_order": mine,
            "cancel_open_orders": symbol,
            "place_oco": self.oco,
            "order_list": list_of_mine,
            "order_lists": {"limit": 5},
            "cancel_order_list": lambda done: {**symbol, **list_of_mine(done)},
            "trading_fees": symbol,
            "order_rate_usage": {},
            "prevented_matches": {**symbol, "order_id": "1"},
        }
        clock = {"server_time": lambda venue, done: venue.market.server_time()}
        return clock | {name: self._call(name, given) for name, given in usual.items()}

    def _placed(self, world: str, recording: Callable[[], Replay], **more: object) -> tuple[Any, Any]:
        """An order placed on the cassette, and the request that placed it."""
        with self._opened(world, recording) as (ask, wire):
            order = ask(lambda venue: venue.trading.place_order(**{**self.order, **more}))
            acts = [each for each in wire.sent if not self._repeatable(ask.venue, each)]
            holds(len(acts) == 1, f"placing an order sent {len(acts)} writes")
            return order, acts[0]

    @rule("T01", "An order carries an id minted before it is sent, which is the id of the answer.")
    def test_orders_carry_an_id(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        order, request = self._placed(world, recording)
        holds(order.client_id, "the order has no client id")
        holds(order.client_id in _text(request), f"{order.client_id} is not in {_label(request)}")

    @rule("T02", "Amounts leave exactly as they were given, and never in exponents.")
    def test_amounts_leave_exactly(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        _, request = self._placed(world, recording)
        text = _text(request)
        sent = {Decimal(each) for each in _NUMBER.findall(text)}
        for field in ("quantity", "price"):
            if field in self.order:
                holds(Decimal(str(self.order[field])) in sent, f"{field} {self.order[field]} is not in {text}")
        holds(
            not re.search(r"\d[eE][-+]?\d", re.sub(r"cv[0-9a-f]{22}|[0-9a-f]{32,}", "", text)), f"exponents: {text}"
        )

    @rule("T03", "A float is a TypeError, and what is not above zero an error, before anything is sent.")
    def test_inexact_numbers(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        with self._opened(world, recording) as (ask, wire):
            problems = [
                self._refuses_before_sending(
                    ask,
                    wire,
                    f"{field} {value!r}",
                    lambda venue, field=field, value=value: venue.trading.place_order(**{**self.order, field: value}),  # type: ignore[misc]
                    kind,
                )
                for field in ("quantity", "price")
                for value, kind in ((0.1, InexactNumber), (0, BadRequest), ("-1", BadRequest), ("NaN", BadRequest))
            ]
        all_hold([each for each in problems if each])

    @rule(
        "T04", "An order against the instrument's rules is refused before it is sent, with the nearest valid value."
    )
    def test_orders_are_checked(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        with self._opened(world, recording) as (ask, wire):
            instrument: Instrument = ask(lambda venue: venue.market.instrument(str(self.order["symbol"])))
            holds(instrument.lot_size and instrument.tick_size, f"{instrument.symbol} has no steps: {instrument}")
            for field, step in (("quantity", instrument.lot_size), ("price", instrument.tick_size)):
                off = Decimal(str(self.order[field])) + (step or Decimal(1)) / 10
                before = len(wire.sent)
                try:
                    ask(lambda venue, field=field, off=off: venue.trading.place_order(**{**self.order, field: off}))
                except FilterViolation as error:
                    holds(error.field == field and error.filter and error.rule, f"{error!r} does not say what")
                    holds(error.nearest is not None, f"{field} {off}: no nearest value")
                    holds(len(wire.sent) == before, f"{field} {off}: something was sent")
                else:
                    raise Broken(f"{field} {off} is taken")

    @rule("T05", "What the balance does not cover is InsufficientFunds: refused, sent once, with the venue's code.")
    def test_insufficient_funds(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        status, body = self.insufficient_funds
        holds(status, "the test class does not state `insufficient_funds`, the venue's answer")
        error, hits, _ = self._broken_act(world, recording, "place_order", _answers(status, body))
        holds(type(error) is InsufficientFunds, f"{type(error).__name__}: {error}")
        assert isinstance(error, InsufficientFunds)
        holds(hits == 1, f"it was sent {hits} times")
        holds(error.code is not None and error.client_id, f"code or client id are missing: {error}")

    @rule("T06", "An order that is asked for has a state, a side, and amounts that fit each other.")
    def test_orders_make_sense(self, seen: Seen) -> None:
        problems = []
        for name in ("order", "open_orders", "orders"):
            found = seen.results.get(name)
            for each in [] if found is None else [found] if name == "order" else found:
                if each.status is None or each.side is None or each.type is None:
                    problems.append(f"{name}: {each.id} has no state, side or type")
                if each.quantity and each.filled_quantity is not None and each.filled_quantity > each.quantity:
                    problems.append(f"{name}: {each.id} is filled with more than it is for")
        all_hold(problems)

    @rule("T07", "Fills have a positive price and quantity, a fee and its asset.")
    def test_fills_make_sense(self, seen: Seen) -> None:
        fills = self._wanted(seen, "fills")
        holds(all(each.price > 0 and each.quantity > 0 for each in fills), "one has no price or quantity")
        holds(all(each.fee_asset for each in fills), "one does not say what its fee is paid in")

    @rule("T08", "A history asks for nothing before its first item is wanted.")
    def test_histories_are_lazy(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        all_hold(_lazy(self, world, recording, seen, ("orders", "fills", "order_lists", "prevented_matches")))


# ------------------------------------------------------------------------------------------------ wallet


class WalletContract(_WithActs):
    """The account's money."""

    port = "wallet"
    cassette = "contract/wallet"
    withdrawal: ClassVar[Mapping[str, object]]
    """A withdrawal that the venue's facts allow; what `withdraw` takes."""
    transfer: ClassVar[Mapping[str, object]] = {
        "asset": "USDT",
        "amount": Decimal("1.5"),
        "source": WalletKind.SPOT,
        "target": WalletKind.FUNDING,
    }
    """What `transfer` takes."""

    def calls(self) -> dict[str, Call]:
        """See `_Contract`. The venue's time is asked for first, so that the cassette has it."""
        asset = {"asset": self.withdrawal["asset"]}
        ends = {"source": self.transfer["source"], "target": self.transfer["target"]}
        usual: dict[str, Any] = {
            "balances": {},
            "assets": {},
            "asset": asset,
            "deposit_address": {**asset, "network": self.withdrawal["network"]},
            "deposits": {**asset, "limit": 5},
            "withdrawals": {**asset, "limit": 5},
            "withdrawal_quota": asset,
            "key_permissions": {},
            "account_status": {},
            "api_trading_status": {},
            "transfers": {**ends, "limit": 5},
            "dust_conversions": {"limit": 5},
            "distributions": {"limit": 5},
            "account_snapshots": {"limit": 5},
            "preflight": self.withdrawal,
            "withdraw": self.withdrawal,
            "withdrawal": lambda done: {"client_id": done["withdraw"].client_id},
            "cancel_withdrawal": lambda done: {"withdrawal_id": done["withdraw"].id},
            "transfer": self.transfer,
            "convert_dust": {"assets": ["BNB"]},
        }
        clock = {"server_time": lambda venue, done: venue.market.server_time()}
        return clock | {name: self._call(name, given) for name, given in usual.items()}

    @rule(
        "W01", "Every network has the venue's name, and the neutral one, or none at all if only this venue knows it."
    )
    def test_networks_have_two_names(self, seen: Seen) -> None:
        assets: Listing[Asset] = self._wanted(seen, "assets")
        problems = []
        for asset in assets:
            neutral = [each.network for each in asset.networks if each.network is not None]
            problems += [
                f"{asset.asset}: two networks are called {each}" for each in neutral if neutral.count(each) > 1
            ]
            for each in asset.networks:
                if not each.venue_network:
                    problems.append(f"{asset.asset} has a network without the venue's name")
                if each.network is not None and canonical(each.network) != each.network:
                    problems.append(f"{asset.asset}: {each.network} is no neutral name")
                if each.asset != asset.asset:
                    problems.append(f"{asset.asset}: its network {each.venue_network} is of {each.asset}")
        all_hold(problems[:20])

    @rule("W02", "A withdrawal that cannot be right is an error before anything is sent.")
    def test_senseless_withdrawals(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        wrong: list[tuple[str, dict[str, object], tuple[type[Exception], ...]]] = [
            ("a float", {"amount": 1.5}, (InexactNumber,)),
            ("nothing", {"amount": 0}, (BadRequest,)),
            ("an unknown network", {"network": "NOWHERE"}, (UnknownNetwork,)),
            ("an unknown asset", {"asset": "NOTHING"}, (BadRequest,)),
            ("no address", {"address": ""}, (BadRequest,)),
            ("a dust of an amount", {"amount": Decimal("0.000000000000000001")}, (WithdrawalBlocked,)),
        ]
        with self._opened(world, recording) as (ask, wire):
            problems = [
                self._refuses_before_sending(
                    ask,
                    wire,
                    what,
                    lambda venue, given=given: venue.wallet.withdraw(**{**self.withdrawal, **given}),  # type: ignore[misc]
                    *kinds,
                )
                for what, given, kinds in wrong
            ]
        all_hold([each for each in problems if each])

    @rule("W03", "Where a network has memos, a withdrawal without one is an error unless it says so on purpose.")
    def test_memos_are_not_forgotten(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        assets: Listing[Asset] = self._wanted(seen, "assets")
        found = next(
            (each for asset in assets for each in asset.networks if each.has_memo and each.withdrawal_open), None
        )
        if found is None:
            pytest.skip("no network of the cassette has memos")
        given = {
            "asset": found.asset,
            "network": found.network or found.venue_network,
            "amount": found.withdrawal_minimum or 1,
        }
        with self._opened(world, recording) as (ask, wire):
            problem = self._refuses_before_sending(
                ask,
                wire,
                f"{found.asset} on {found.venue_network} without a memo",
                lambda venue: venue.wallet.withdraw(**{**self.withdrawal, **given, "memo": None}),
                WithdrawalBlocked,
                BadRequest,
            )
        all_hold([problem] if problem else [])

    @rule("W04", "A withdrawal leaves with its exact amount, address and network named, and an id minted before.")
    def test_withdrawals_leave_nothing_out(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        with self._opened(world, recording) as (ask, wire):
            done = ask(lambda venue: venue.wallet.withdraw(**self.withdrawal))
            acts = [each for each in wire.sent if not self._repeatable(ask.venue, each)]
        holds(len(acts) == 1, f"it sent {len(acts)} writes")
        text = _text(acts[0])
        holds(Decimal(str(self.withdrawal["amount"])) in {Decimal(each) for each in _NUMBER.findall(text)}, text)
        holds(str(self.withdrawal["address"]) in text, f"the address is not in {text}")
        holds(done.venue_network and done.venue_network in text, f"the network {done.venue_network} is not in {text}")
        holds(done.client_id and done.client_id in text, f"the client id {done.client_id} is not in {text}")

    @rule("W05", "A pre-flight writes nothing, and every check says what it is about and where that was learned.")
    def test_preflights_only_read(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        found: checks.Preflight = self._wanted(seen, "preflight")
        with self._opened(world, recording) as (ask, wire):
            ask(lambda venue: venue.wallet.preflight(**self.withdrawal))
            writes = [_label(each) for each in wire.sent if not self._repeatable(ask.venue, each)]
        holds(not writes, f"it sent {writes}")
        names = [check.name for check in found.checks]
        holds(len(set(names)) == len(names) > 8, f"it has the checks {names}")
        all_hold([f"{each.name} says nothing" for each in found.checks if not each.words or not each.evidence])

    @rule("W06", "Nothing that could not be learned counts as passed.")
    def test_what_is_not_learned_does_not_pass(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "preflight")
        with self._opened(world, recording, retries=0) as (ask, wire):
            wire.breaks = lambda request: _answers(503, b"")()
            found: checks.Preflight = ask(lambda venue: venue.wallet.preflight(**self.withdrawal))
        holds(found.verdict is not checks.Verdict.CLEAR, "it is clear although nothing was learned")
        all_hold([f"{each.name}: {each.words}" for each in found.checks if each.result is checks.Result.PASS])

    @rule(
        "W07", "A pre-flight that is not clear stops a withdrawal, and one that is clear is for one withdrawal only."
    )
    def test_preflights_stop_withdrawals(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        with self._opened(world, recording, retries=0) as (ask, wire):
            wire.breaks = lambda request: _answers(503, b"")()
            doubtful = ask(lambda venue: venue.wallet.preflight(**self.withdrawal))
            wire.breaks = lambda request: None
            problem = self._refuses_before_sending(
                ask,
                wire,
                "a pre-flight that is not clear",
                lambda venue: venue.wallet.withdraw(**self.withdrawal, checked=doubtful),
                WithdrawalBlocked,
            )
        all_hold([problem] if problem else [])

    @rule("W08", "Balances are of one asset each, and nothing is below zero.")
    def test_balances_make_sense(self, seen: Seen) -> None:
        balances = self._wanted(seen, "balances")
        names = [each.asset for each in balances]
        holds(len(set(names)) == len(names), f"an asset stands twice: {names}")
        all_hold([f"{each}" for each in balances if each.free < 0 or each.locked < 0])

    @rule("W09", "A withdrawal that was made is found by its client id.")
    def test_withdrawals_are_found_again(self, seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        self._wanted(seen, "withdrawal")
        asked = seen.sent["withdrawal"]
        holds(asked, "looking for it asks the venue nothing")

    @rule("W10", "A history asks for nothing before its first item is wanted.")
    def test_histories_are_lazy(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        names = ("deposits", "withdrawals", "transfers", "dust_conversions", "distributions", "account_snapshots")
        all_hold(_lazy(self, world, recording, seen, names))


# ------------------------------------------------------------------------------------------------ reading results


_NO_RAW: Final = frozenset({"server_time", "asset", "preflight", "withdrawal", "order_lists"})
"""Operations whose result is no record of one answer of its own."""

_EXACT: Final[Mapping[str, Callable[[Any], Iterator[Decimal]]]] = {
    "order_book": lambda book: (number for level in (*book.bids, *book.asks) for number in level),
    "trades": lambda trades: (number for each in trades for number in (each.price, each.quantity)),
    "candles": lambda candles: (
        number for each in candles for number in (each.open, each.high, each.low, each.close, each.volume)
    ),
    "balances": lambda balances: (each.free for each in balances if each.free),
    "ticker": lambda ticker: iter((ticker.last_price, ticker.high_price, ticker.low_price)),
    "fills": lambda fills: (number for each in fills for number in (each.price, each.quantity)),
    "deposits": lambda deposits: (each.amount for each in deposits),
    "withdrawals": lambda withdrawals: (each.amount for each in withdrawals),
}
"""Numbers that must stand in the answer as they are."""


def _numbers(raw: object) -> Iterator[Decimal]:
    if isinstance(raw, dict):
        for each in raw.values():
            yield from _numbers(each)
    elif isinstance(raw, list):
        for each in raw:
            yield from _numbers(each)
    elif isinstance(raw, str):
        if _NUMBER.fullmatch(raw):
            yield Decimal(raw)
    elif isinstance(raw, Decimal | int):
        yield Decimal(raw)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """What a value of the vocabulary is made of, with the way there. Instruments are told of only by themselves."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        yield from ((f".{name}", getattr(value, name)) for name in value._fields)
    elif isinstance(value, tuple | list | frozenset):
        yield from ((f"[{index}]", each) for index, each in enumerate(value))
    elif isinstance(value, dict):
        yield from ((f"[{name!r}]", each) for name, each in value.items())
    elif attrs.has(value.__class__):
        for field in attrs.fields(value.__class__):
            if field.repr and field.name != "instrument":
                yield f".{field.name}", getattr(value, field.name)


def _leaves(value: object, way: str = "") -> Iterator[tuple[str, object]]:
    parts = list(_parts(value))
    if not parts:
        yield way, value
    for step, inner in parts:
        yield from _leaves(inner, way + step)


def _records(value: object, way: str = "") -> Iterator[tuple[str, object]]:
    if attrs.has(value.__class__) or hasattr(value, "_fields"):
        yield way, value
    for step, inner in _parts(value):
        yield from _records(inner, way + step)


def _times(record: object) -> Iterator[tuple[str, datetime]]:
    for name in dir(record.__class__):
        described = next((vars(base)[name] for base in record.__class__.__mro__ if name in vars(base)), None)
        if isinstance(described, Instant | MaybeInstant) or (isinstance(record, Candle) and name.endswith("_time")):
            time = getattr(record, name)
            if time is not None:
                yield name, time


def _secrets_of(request: httpx.Request) -> set[str]:
    """What a request carries that nobody may see: signatures and the like."""
    found = set()
    pairs = parse_qsl(urlsplit(str(request.url)).query) + parse_qsl(request.content.decode(errors="replace"))
    for name, value in pairs:
        if name.lower().replace("_", "") in SECRETS:
            found.add(value)
    for name, value in request.headers.items():
        if re.search(r"sign|passphrase|secret|key(?!-version)", name.lower()) and not name.lower().endswith(
            "version"
        ):
            found.add(value)
    return {each for each in found if len(each) >= 8}


__all__ = ["FAULTS", "NO_MEMO", "RULES", "Broken", "Fault", "MarketContract", "TradingContract", "WalletContract"]
