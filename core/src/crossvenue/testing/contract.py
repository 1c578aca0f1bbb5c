"""The rules of the three ports, as tests for the plugin that inherits them. Apart, because it is all rules.

    class TestMarket(MarketContract):
        exchange = "kraken"

    class TestWallet(WalletContract):
        exchange = "kraken"
        withdrawal = {"asset": "USDT", "amount": "25.5", "network": "TRX", "address": "T...", "memo": NO_MEMO}

A class names its exchange, and its cassette if that is not ``cassettes/<exchange>/contract/<port>.yaml``. The test
`test_cassette` makes that recording (`pytest --record=live`, or `--record=documents`) by calling every operation of
the port once, with the arguments of `arguments` over those below, and then the histories of `paged`. All other tests
are rules; they run on that recording, in both worlds, with httpx itself down to a transport that answers from the
cassette or breaks as the rule wants it. Each rule has an id and a sentence, and says both when it is broken; `RULES`
has them all. What a rule needs and the class does not state, the rule asks for.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import traceback
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

import attrs
import pytest

from crossvenue import preflight as checks
from crossvenue.cassette import Replay
from crossvenue.endpoint import Endpoint
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
    RecordingMissing,
    Refused,
    UnknownInstrument,
    UnknownNetwork,
    UnreadableResponse,
    VenueError,
    WithdrawalBlocked,
    did_you_mean,
)
from crossvenue.instrument import Instrument
from crossvenue.interfaces import PORTS
from crossvenue.model import (
    EPOCH,
    NO_MEMO,
    Asset,
    Candle,
    Deposit,
    Interval,
    Listing,
    Order,
    OrderType,
    Side,
    WalletKind,
    WithdrawalRequest,
    moment,
)
from crossvenue.networks import canonical
from crossvenue.port import AsyncHistory, History, history
from crossvenue.registry import registry
from crossvenue.testing import ACTS, clock_at
from crossvenue.testing.plugin import Ask, cassette_path, opened_in
from crossvenue.testing.rules import (
    FAULTS,
    HALF,
    NO_ANSWER,
    RULES,
    STATED,
    Broken,
    Fault,
    Wire,
    all_hold,
    answering,
    as_written,
    differing,
    holds,
    label_of,
    leaves_of,
    listening,
    moment_of,
    name_of,
    numbers_in,
    pairs_of,
    question_of,
    records_of,
    rule,
    secrets_of,
    steps_of,
    times_of,
    values_of,
)
from crossvenue.world import finish

if TYPE_CHECKING:
    import httpx

E = TypeVar("E", bound=Enum)

CREDENTIALS: Final[Mapping[str, str]] = {
    "api_key": "contract-key-3141592653",
    "api_secret": "contract-secret-2718281828",
    "passphrase": "contract-passphrase-1618033988",
}
"""What venues are opened with here. Nothing of it may ever be shown."""

GIVEN_ID: Final = f"cv{'f' * 22}"
"""A client id of a user's own, of the kind that a cassette takes for any other."""

GIVEN_MEMO: Final = "5772156649"
"""A memo that is nothing else of a withdrawal."""

EARLIEST: Final = moment(1_225_411_200_000)
"""October 2008. What lies before, or days after the recording, was read in the wrong unit."""

ANY_DIGITS: Final = Decimal("0.98765432109876543210987654321")
"""Of some number, the most that leave no digit out."""

PAGED: Final = ", page by page"
"""After the name of an operation: the one of `paged`."""

_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
"""Of an interval, by its letter; a month has no length."""

Arguments = Mapping[str, object] | Callable[[Mapping[str, Any]], Mapping[str, object]]
"""Of an operation: as they are, or made of the results so far."""

Call = Callable[[Any, Mapping[str, Any]], Any]
"""Takes the venue and the results so far; gives what the operation gives."""


@attrs.define
class Seen:
    """What became of every operation of a port on its cassette, in one world."""

    results: dict[str, Any] = attrs.field(factory=dict)
    errors: dict[str, Exception] = attrs.field(factory=dict)
    sent: dict[str, list[httpx.Request]] = attrs.field(factory=dict)
    """The requests of each operation."""
    shown: list[str] = attrs.field(factory=list)
    """Everything that a person could come to see: log lines, errors, reprs."""
    uncharged: set[str] = attrs.field(factory=set)
    """The endpoints that were asked and charged to no scope of the budget."""
    limited: set[str] = attrs.field(factory=set)
    """The scopes that had a limit at the end: some are known only from the venue's answers."""
    clock_ms: int = 0

    def reads(self) -> list[str]:
        """The operations that asked something and got it, without those that core makes out of others."""
        others = {*ACTS, "preflight", "instrument"}
        return [name for name in self.results if self.sent[name] and name not in others and PAGED not in name]


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
    paged: ClassVar[Mapping[str, Mapping[str, object]]] = {}
    """Arguments of histories, by name, for which this venue needs more than one page: ``since`` and ``until``."""
    symbol: ClassVar[str] = "BTC/USDT"
    """An instrument that the cassette knows."""
    refusal: ClassVar[tuple[int, bytes]]
    """An answer, status and body, with which the venue refuses any request: with its code and its words."""
    rate_limited: ClassVar[tuple[int, bytes, Mapping[str, str], float]] = (
        429,
        b"too many requests",
        {"Retry-After": "7"},
        7,
    )
    """Status, body and headers of the venue's answer to too many requests, and the seconds that it says to wait."""
    port: ClassVar[str]
    _seen: ClassVar[dict[str, Seen]]

    def __init_subclass__(cls) -> None:
        if hasattr(cls, "exchange"):
            cls._seen = {}
            mark = pytest.mark.cassette(cls.exchange, cls.cassette, answers=dict(cls.answers), **cls.settings)
            own = cls.__dict__.get("pytestmark", [])
            cls.pytestmark = [*(own if isinstance(own, list) else [own]), mark]  # type: ignore[attr-defined]

    def _stated(self, name: str, what: str) -> Any:
        holds(hasattr(self, name), f"{type(self).__name__} does not state `{name}`: {what}")
        return getattr(self, name)

    # -------------------------------------------------------------------------------------- what is called

    def usual(self) -> Mapping[str, Arguments]:
        """Every operation of the port with its usual arguments, in an order that makes sense."""
        raise NotImplementedError

    def calls(self) -> dict[str, Call]:
        """Every operation of the port. The venue's time is asked for first, so that the cassette has it."""
        time: dict[str, Call] = {"server_time": lambda venue, done: venue.market.server_time()}
        return time | {
            name: self._call(name, self.arguments.get(name, given)) for name, given in self.usual().items()
        }

    def conversation(self) -> dict[str, Call]:
        """What the cassette holds: every operation, then those of `paged` once more."""
        return self.calls() | {f"{name}{PAGED}": self._call(name, given) for name, given in self.paged.items()}

    def _call(self, name: str, arguments: Arguments) -> Call:
        def call(venue: Any, done: Mapping[str, Any]) -> Any:
            given = arguments(done) if callable(arguments) else arguments
            return getattr(getattr(venue, self.port), name)(**given)

        return call

    def _arguments(self, name: str) -> Mapping[str, object]:
        """Those of an operation that takes none from the results of another."""
        given = self.arguments.get(name, self.usual()[name])
        assert not callable(given)
        return given

    def _limit(self, name: str) -> int | None:
        limit = self._arguments(name).get("limit")
        return None if limit is None else int(str(limit))

    def _port(self) -> Any:
        return next(each for each in PORTS if each.kind == self.port)

    def _histories(self, seen: Seen) -> list[str]:
        described = vars(self._port())
        return [name for name in seen.results if isinstance(described.get(name), history)]

    # -------------------------------------------------------------------------------------- how it is run

    @pytest.fixture(params=["blocking", "awaiting"])
    def world(self, request: pytest.FixtureRequest) -> str:
        """One world after the other."""
        return str(request.param)

    @pytest.fixture
    def recording(self, request: pytest.FixtureRequest) -> Callable[[], Replay]:
        """Opens the cassette, each time from its beginning."""
        path = cassette_path(request.config, self.exchange, self.cassette)
        read: list[Replay] = []

        def opened() -> Replay:
            if not path.is_file():
                raise RecordingMissing(f"there is no cassette at {path}; `pytest --record=live` makes it")
            if not read:
                read.append(Replay(path))
            return read[0].rewound()

        return opened

    @pytest.fixture
    def seen(self, world: str, recording: Callable[[], Replay]) -> Seen:
        """What every operation gave."""
        try:
            return self._in_both(recording)[world]
        except RecordingMissing as missing:
            pytest.skip(str(missing))  # C01 fails for it, with what is left to do.

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
        with listening(seen.shown), self._opened(world, recording) as (ask, wire):
            venue = ask.venue
            seen.clock_ms = venue.session.clock.now_ms()
            charges = venue.session.dialect.charges

            def charged(endpoint: Endpoint, params: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
                found: tuple[tuple[str, int], ...] = charges(endpoint, params)
                seen.uncharged |= set() if found else {endpoint.label}
                return found

            venue.session.dialect.charges = charged
            for name, call in self.conversation().items():
                before = len(wire.sent)
                try:
                    seen.results[name] = ask(lambda venue, call=call: call(venue, seen.results))
                except Exception as error:
                    seen.errors[name] = error
                seen.sent[name] = wire.sent[before:]
            seen.limited = {name for name, scope in venue.budget.scopes.items() if scope.windows}
            shown: list[object] = [venue, venue.settings, venue.session, venue.session.dialect, venue.budget]
            seen.shown += [repr(each) for each in (*shown, *seen.results.values())]
            seen.shown += ["".join(traceback.format_exception(each)) for each in seen.errors.values()]
        return seen

    def _wanted(self, seen: Seen, name: str) -> Any:
        """The result of an operation; the test is skipped where the venue does not offer it."""
        if isinstance(seen.errors.get(name), NotOffered):
            pytest.skip(f"{name} is not offered")
        holds(name in seen.results, f"{name} fails: {seen.errors.get(name)}")
        return seen.results[name]

    def _endpoint(self, venue: Any, request: httpx.Request) -> Endpoint:
        endpoints: Mapping[str, Endpoint] = venue.session.catalogue
        for endpoint in endpoints.values():
            pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(endpoint.path))
            if endpoint.method == request.method and re.fullmatch(pattern, request.url.path):
                return endpoint
        raise Broken(f"the catalogue has no {label_of(request)}")

    def _repeatable(self, venue: Any, request: httpx.Request) -> bool:
        return self._endpoint(venue, request).repeatable

    def _strikes(self, venue: Any, seen: Seen, name: str, request: httpx.Request) -> bool:
        """Whether a fault of an operation is one of this request: any write of an act, of a read the last thing."""
        if name in ACTS:
            return not self._repeatable(venue, request)
        return request.url.path == seen.sent[name][-1].url.path

    def _ends(
        self,
        world: str,
        recording: Callable[[], Replay],
        name: str,
        act: Callable[[], httpx.Response],
        **settings: object,
    ) -> tuple[Exception | None, int, list[str]]:
        """How a call ends that goes wrong each time: the error, how often the same was sent, and what was shown."""
        shown: list[str] = []
        seen = self._in_both(recording)[world]
        with listening(shown), self._opened(world, recording, **settings) as (ask, wire):
            hits: Counter[str] = Counter()

            def breaks(request: httpx.Request) -> httpx.Response | None:
                if not self._strikes(ask.venue, seen, name, request):
                    return None
                hits[label_of(request)] += 1  # An act may consist of several.
                return act()

            wire.breaks = breaks
            error: Exception | None = None
            try:
                ask(lambda venue: self.calls()[name](venue, seen.results))
            except Exception as problem:
                error = problem
                shown.append("".join(traceback.format_exception(problem)))
        return error, max(hits.values(), default=0), shown

    def _refuses_before_sending(
        self,
        ask: Any,
        wire: Wire,
        what: str,
        call: Callable[[Any], Any],
        kind: type[Exception],
        *,
        reads: bool = True,
        saying: Callable[[Any], object] = str,
    ) -> str | None:
        """None if the call raises an error of this kind, `saying` what it must, and nothing leaves but reads.

        Else what is wrong. Without `reads` none of those may leave either.
        """
        import httpx

        left: list[httpx.Request] = []

        def breaks(request: httpx.Request) -> httpx.Response | None:
            if reads and self._repeatable(ask.venue, request):
                return None
            left.append(request)
            raise httpx.ConnectError("caught")

        error: Exception | None = None
        wire.breaks = breaks
        try:
            ask(call)
        except Exception as problem:
            error = problem
        wire.breaks = lambda request: None
        if left:
            return f"{what}: {label_of(left[0])} is sent"
        if reads and isinstance(error, RecordingMissing):
            return None  # The venue would have been asked about it, which no recording has.
        if not isinstance(error, kind):
            return f"{what}: {_ended(error)}, not {kind.__name__}"
        return None if saying(error) else f"{what}: the error does not say enough: {error!r}"

    def _writes(self, world: str, recording: Callable[[], Replay], call: Callable[[Any], Any]) -> list[httpx.Request]:
        """The writes that a call sends, none of which arrives."""
        import httpx

        caught: list[httpx.Request] = []
        with self._opened(world, recording, retries=0) as (ask, wire):

            def breaks(request: httpx.Request) -> httpx.Response | None:
                if self._repeatable(ask.venue, request):
                    return None
                caught.append(request)
                raise httpx.ConnectError("caught")

            wire.breaks = breaks
            with suppress(ConnectionFailed):
                ask(call)
        holds(len(caught) == 1, f"it sends {len(caught)} writes, not one")
        return caught

    # -------------------------------------------------------------------------------------- rules

    def test_cassette(self, ask: Ask) -> None:
        """Plays, or with `--record` makes, the cassette: the whole conversation, and nothing is left over."""
        done: dict[str, Any] = {}
        failed: list[str] = []
        for name, call in self.conversation().items():
            try:
                done[name] = ask(lambda venue, call=call: call(venue, done))  # type: ignore[misc]
            except (NotOffered, NotImplementedByPlugin):
                continue
            except CrossvenueError as error:
                failed.append(f"{name}: {type(error).__name__}: {error}")
        all_hold(failed)

    @rule("C01", "Every operation of the port answers, or is said not to be offered.")
    def test_every_operation_answers(self, world: str, recording: Callable[[], Replay]) -> None:
        port = getattr(registry().exchange(self.exchange), self.port)
        left = [name for name in port.operations() if port.offers(name) is None]
        problems = []
        try:
            errors = self._in_both(recording)[world].errors
        except RecordingMissing as missing:
            problems.append(str(missing))
            errors = {}
        for name, error in errors.items():
            if isinstance(error, NotImplementedByPlugin):
                left += [] if name in left else [name]
            elif not isinstance(error, NotOffered):
                problems.append(f"{name} fails: {type(error).__name__}: {error}")
        if left:
            problems.insert(0, f"left to do: {', '.join(f'_{name}' for name in left)}")
        all_hold(problems)

    @rule("C02", "What is not offered raises NotOffered with its reason, writes nothing, and `supports` says so.")
    def test_what_is_not_offered(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        with self._opened(world, recording) as (ask, _):
            for name in self._port().operations():
                label, error = f"{self.port}.{name}", seen.errors.get(name)
                missing = isinstance(error, NotOffered | NotImplementedByPlugin)
                if ask.venue.supports(label) == missing:
                    outcome = f"raises {type(error).__name__}" if missing else "does not say so when called"
                    problems.append(f"supports({label!r}) is {missing}, but it {outcome}: use not_offered(reason)")
                if isinstance(error, NotOffered):
                    if not error.reason or error.operation != label:
                        problems.append(
                            f"{label} raises NotOffered of {error.operation!r} because {error.reason!r}: "
                            "say why with not_offered(reason)"
                        )
                    writes = [each for each in seen.sent[name] if not self._repeatable(ask.venue, each)]
                    problems += [f"{label} is not offered, and sends {label_of(each)}" for each in writes]
        all_hold(problems)

    @rule("C03", "Both worlds give the same.")
    @pytest.mark.parametrize("world", ["blocking"], indirect=True)
    def test_both_worlds_give_the_same(self, recording: Callable[[], Replay], seen: Seen) -> None:
        blocking, awaiting = seen, self._in_both(recording)["awaiting"]
        problems = []
        for name in self.conversation():
            ends = [each.results.get(name, type(each.errors.get(name))) for each in (blocking, awaiting)]
            if ends[0] != ends[1]:
                problems.append(f"{name}: {ends[0]!r:.300} and {ends[1]!r:.300}")
        all_hold(problems)

    @rule(
        "C04", "Numbers are finite Decimals, no float is anywhere, and what the venue states is given as it stands."
    )
    def test_numbers_are_exact(self, seen: Seen) -> None:
        problems = []
        for name, result in seen.results.items():
            for way, value in leaves_of(result):
                if isinstance(value, float):
                    problems.append(f"{name}{way} is a float: {value!r}")
                elif isinstance(value, Decimal) and not value.is_finite():
                    problems.append(f"{name}{way} is {value}")
            if name in ACTS or getattr(result, "raw", None) is None:
                continue  # What is known of an act is what was asked for.
            there = set(numbers_in(result.raw))
            for way, record in records_of(result):
                for field in STATED.get(record.__class__, ()):
                    value = getattr(record, field)
                    if value and value not in there:
                        problems.append(f"{name}{way}.{field} is {value}, which does not stand in the answer")
        all_hold(problems)

    @rule("C05", "Times are aware, in UTC, and lie between 2008 and the day after the recording.")
    def test_times_are_aware_and_in_the_right_unit(self, seen: Seen) -> None:
        problems = []
        latest = moment(seen.clock_ms) + timedelta(days=1)
        for name, result in seen.results.items():
            found = [(f"{way}.{field}", time) for way, each in records_of(result) for field, time in times_of(each)]
            if isinstance(result, datetime):
                found.append(("", result))
            for way, time in found:
                if time.utcoffset() != timedelta(0):
                    problems.append(f"{name}{way} is not aware and in UTC: {time!r}")
                elif time < EARLIEST or (time > latest and not way.endswith(_TO_COME)):
                    problems.append(f"{name}{way} is {time:%Y-%m-%d}: in which unit was it read?")
        all_hold(problems)

    @rule("C06", "Ids are text that is not empty, and symbols are BASE/QUOTE where the instrument is listed.")
    def test_ids_are_text(self, seen: Seen) -> None:
        problems = []
        for name, result in seen.results.items():
            for way, record in records_of(result):
                for field in ("id", "client_id", "order_id", "order_list_id"):
                    value = getattr(record, field, None)
                    # Some venues number no deposits, and keep no id of an order that nobody gave one.
                    may_be_empty = field == "client_id" or isinstance(record, Deposit)
                    if value is not None and (not isinstance(value, str) or not (value or may_be_empty)):
                        problems.append(f"{name}{way}.{field} is {value!r}")
                symbol = getattr(record, "symbol", None)
                # What the venue does not list any more has its word alone.
                listed = getattr(record, "instrument", record) is not None
                if symbol is not None and "/" not in str(symbol) and listed:
                    problems.append(f"{name}{way}.symbol is {symbol!r}, which is the venue's word")
        all_hold(problems)

    @rule("C07", "The untouched answer is within reach as `raw`, and outside repr.")
    def test_the_answer_is_within_reach(self, seen: Seen) -> None:
        problems = []
        for name, result in seen.results.items():
            if not seen.sent[name] or name in _NO_RAW or result is None:
                continue
            # Of an answer that is null, raw is None and the payload there all the same.
            if getattr(result, "_payload", None) is None and getattr(result, "raw", None) is None:
                problems.append(f"{name} has no raw: with_payload(record, payload), or Listing(records, payload)")
            elif re.search(r"payload|b['\"][{\[]", repr(result)):
                problems.append(f"the repr of {name} shows its payload")
        all_hold(problems)

    @rule("C08", "No key, secret, passphrase or signature is shown in a log line, an error or a repr.")
    def test_nothing_secret_is_shown(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        shown = list(seen.shown)
        secrets = set(CREDENTIALS.values())
        for requests in seen.sent.values():
            for request in requests:
                secrets |= secrets_of(request)
        for name in self.calls():
            if name in seen.results and seen.sent[name] and name != "preflight":
                for fault in (NO_ANSWER, HALF):
                    shown += self._ends(world, recording, name, fault.act)[2]
        found = {_before(each, text) for each in secrets for text in shown if each in text}
        all_hold(sorted(found)[:5])

    @rule("C09", "Every call is charged to scopes with a limit, and none is sent while a scope of it is closed.")
    def test_the_budget_is_kept(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = [f"{each} is charged to no scope: has it no weight?" for each in sorted(seen.uncharged)]
        with self._opened(world, recording, on_limit="raise", retries=0) as (ask, wire):
            session = ask.venue.session
            if self.port != "wallet":
                ask(lambda venue: venue.market.instruments())
            charged: dict[str, str] = {}
            for endpoint in session.catalogue.values():
                weights = [(weight.scope, weight.units) for weight in endpoint.weights]
                for scope, units in (*weights, *session.dialect.charges(endpoint, {})):
                    session.budget.close(scope, session.clock.monotonic() + 60)
                    if units:
                        charged.setdefault(scope, endpoint.label)
            limited = seen.limited | {name for name, scope in ask.venue.budget.scopes.items() if scope.windows}
            known = {name.removesuffix(" *") for name in ask.venue.exchange.limits}
            problems += [
                f"{label} is charged to {scope}, which has no limit{did_you_mean(scope.partition(' ')[0], known)}"
                for scope, label in charged.items()
                if scope not in limited
            ]
            again: dict[str, Call] = {"instruments": lambda venue, done: venue.market.instruments(refresh=True)}
            for name, call in (self.calls() | (again if self.port == "market" else {})).items():
                if name not in seen.results or not seen.sent[name] or name == "preflight":
                    continue
                before = len(wire.sent)
                try:
                    ask(lambda venue, call=call: call(venue, seen.results))
                except RateLimited as error:
                    if error.retry_after is None:
                        problems.append(f"{name}: RateLimited without retry_after")
                except Exception as error:
                    problems.append(f"{name}: raises {type(error).__name__} instead of RateLimited: {error}")
                else:
                    problems.append(f"{name} answers although its budget is closed")
                problems += [f"{name} sent {label_of(each)}" for each in wire.sent[before:]]
        all_hold(problems)

    @rule("C10", "A read that goes wrong ends as documented, its retries included, and says venue, endpoint, status.")
    def test_reads_that_go_wrong(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        for name, fault in itertools.product(seen.reads(), FAULTS):
            error, hits, _ = self._ends(world, recording, name, fault.act, on_limit="raise")
            what = f"{name}, {fault.name}"
            if not isinstance(error, fault.read):
                wanted = " or ".join(each.__name__ for each in fault.read)
                problems.append(f"{what}: {_ended(error)}, not {wanted}")
                continue
            problems += _particulars(what, error, fault)
            tries = 1 if fault.read[0] in (UnreadableResponse, RateLimited) else 2
            if hits != tries:
                problems.append(f"{what}: it was sent {hits} times, not {tries}: is its endpoint `repeatable`?")
        all_hold(problems)

    @rule("C13", "A history asks for nothing before its first item is wanted, then page by page, within its limit.")
    def test_histories_are_lazy(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        for name in self._histories(seen):
            key = f"{name}{PAGED}" if f"{name}{PAGED}" in seen.results else name
            with self._opened(world, recording) as (ask, wire):
                if self.port != "wallet":
                    ask(lambda venue: venue.market.instruments())
                before = len(wire.sent)
                made = self.conversation()[key]
                early, page = ask(lambda venue, made=made: _begun(lambda: made(venue, seen.results), wire, world))
                asked = len(wire.sent) - before
            if page is None:
                problems.append(f"{name} gives no history: implement _{name}, and leave {name} as it is")
            elif early > before:
                problems.append(f"{name} asks before anybody wants to know")
            elif key != name and len(seen.results[key].raw) > 1 and asked >= len(seen.sent[key]):
                problems.append(f"{name} asks for all pages when the first item is wanted")
            limit = self._limit(name)
            if limit is not None and len(seen.results[name]) > limit:
                problems.append(f"{name} gives {len(seen.results[name])} records with a limit of {limit}")
        all_hold(problems)

    @rule("C14", "A history goes on page after page, and gives each record of its span once, in its order.")
    def test_histories_are_paged(self, seen: Seen) -> None:
        offered = self._histories(seen)
        if not offered:
            pytest.skip("no history is offered")
        holds(
            self.paged,
            f"{type(self).__name__} does not state `paged`: a history ({' or '.join(offered)}) with a span, `since` "
            "and `until`, for which the venue needs more than one page",
        )
        problems = []
        for name, given in self.paged.items():
            records, sent = self._wanted(seen, f"{name}{PAGED}"), seen.sent[f"{name}{PAGED}"]
            asked = [question_of(each) for each in sent]
            if len(asked) < 2:
                problems.append(f"{name} asks once for {dict(given)}: does it go on, and does that need two pages?")
            if len(set(asked)) < len(asked):
                problems.append(f"{name} asks the same twice: {label_of(sent[-1])}")
            names = [name_of(each) for each in records]
            problems += [f"{name} gives {each} twice" for each in {each for each in names if names.count(each) > 1}]
            times = [time for each in records if (time := moment_of(each)) is not None]
            since, until = given.get("since", EPOCH), given.get("until", datetime.max.replace(tzinfo=EPOCH.tzinfo))
            problems += [f"{name} gives one of {each}" for each in times if not since <= each <= until]  # type: ignore[operator]
            if self.port != "wallet" and times != sorted(times):
                problems.append(f"{name} is not oldest first: {[str(each) for each in times]}")
        all_hold(problems)

    @rule("C15", "What the venue refuses is `Refused` with its code, words and status, and is sent once.")
    def test_refusals_say_all(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        status, body = self._stated("refusal", "an answer, (status, body), with which the venue refuses a request")
        problems = []
        for name in [*seen.reads(), *(each for each in ACTS if each in seen.results)]:
            error, hits, _ = self._ends(world, recording, name, answering(status, body), on_limit="raise")
            if not isinstance(error, Refused):
                problems.append(f"{name}: {_ended(error)}, not Refused")
                continue
            problems += _particulars(name, error, Fault("", answering(status, body), Refused, (Refused,), status))
            if error.code is None or str(error.code) not in body.decode():
                problems.append(f"{name}: the error has the code {error.code}")
            if not error.venue_message or error.venue_message not in body.decode():
                problems.append(f"{name}: the error says {error.venue_message!r}, not what the venue said")
            if hits != 1:
                problems.append(f"{name}: it was sent {hits} times")
        all_hold(problems)

    @rule("C16", "After a rate limit of the venue nothing more is sent to its scope for as long as it says.")
    def test_rate_limits_are_kept(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        status, body, headers, seconds = self.rate_limited
        refuses = answering(status, body, **headers)
        problems = []
        for name in seen.reads():
            path = seen.sent[name][-1].url.path
            with self._opened(world, recording, on_limit="raise", retries=0) as (ask, wire):
                wire.breaks = lambda request, path=path: refuses() if request.url.path == path else None  # type: ignore[misc]
                for attempt in range(2):
                    before = len(wire.sent)
                    try:
                        ask(lambda venue, name=name: self.calls()[name](venue, seen.results))
                    except RateLimited as error:
                        wait = error.retry_after or 0
                        # Afterwards it may be longer, for what else the answer says of the scope.
                        if abs(wait - seconds) > 1 and not (attempt and wait > seconds):
                            problems.append(f"{name}: it says to wait {wait:g} seconds, not {seconds:g}")
                    except Exception as error:
                        problems.append(f"{name}: {_ended(error)}, not RateLimited")
                    else:
                        problems.append(f"{name} answers all the same")
                    if attempt and any(each.url.path == path for each in wire.sent[before:]):
                        problems.append(f"{name} is sent again at once: does `closed_scopes` give its scope?")
        all_hold(problems)


class _Nothing:
    """Stands for what could not be made, so that looking for it is tried all the same."""

    id = client_id = GIVEN_ID


def _made(done: Mapping[str, Any], name: str) -> Any:
    return done.get(name, _Nothing)


def _ended(error: Exception | None) -> str:
    return "it answers all the same" if error is None else f"{type(error).__name__}: {error}"


def _particulars(what: str, error: VenueError, fault: Fault) -> list[str]:
    """What an error does not say that it must: which request of which venue, and what HTTP said."""
    problems = []
    if not error.venue or not re.match(r"[A-Z]+ /", error.endpoint):
        problems.append(f"{what}: the error names the venue {error.venue!r} and the endpoint {error.endpoint!r}")
    if error.status != fault.status:
        problems.append(f"{what}: the error has the status {error.status}, not {fault.status}")
    return problems


def _before(secret: str, text: str) -> str:
    """Where a secret stands, without most of it."""
    at = text.index(secret)
    return f"something secret is shown: …{text[max(0, at - 150) : at + 4]}…"


def _begun(make: Callable[[], Any], wire: Wire, world: str) -> Any:
    """How many requests had left when a history was made, and its first page; None where it is no history."""
    if world == "blocking":
        made = make()
        return len(wire.sent), next(made.pages(), ()) if isinstance(made, History) else None

    async def begun() -> tuple[int, object]:
        made = make()
        for _ in range(10):  # What it might have started by itself runs now.
            await asyncio.sleep(0)
        early = len(wire.sent)
        if isinstance(made, AsyncHistory):
            async for page in made.pages():
                return early, page
            return early, ()
        if isinstance(made, Coroutine):
            made.close()
        return early, None

    return begun()


_TO_COME: Final = (".close_time", ".trading_expires", ".recovers")
"""Times that may lie in the future."""

_NO_RAW: Final = frozenset({"server_time", "asset", "preflight"})
"""Operations whose result is no record of one answer of its own."""


_FIELDS: Final = ("side", "type", "price", "quantity", "source", "target")
"""What an order or a transfer says by a parameter of its own."""


class _WithActs(_Contract):
    """What holds for the ports that change something."""

    words: ClassVar[Mapping[str, str]] = {}
    """What the venue calls our words on the wire, where that is another word, capitals aside.

    Of parameters: `side`, `type`, `price` and `quantity` of an order, `source` and `target` of a transfer; empty for
    one that is said otherwise than by a parameter. Of values: `BUY`, `SELL`, `LIMIT`, `MARKET`, `spot`, `funding` ...
    """

    refused_timestamp: ClassVar[tuple[int, bytes] | None]
    """The venue's answer, status and body, to a request whose timestamp it does not take; None if it takes none."""

    def _word(self, ours: str) -> str:
        return self.words.get(ours, ours)

    def _says(self, request: httpx.Request, field: str, meant: Enum | Decimal) -> list[str]:
        """What is wrong where the parameter of `field` does not say what is meant by it."""
        name = self._word(field)
        if not name:
            return []
        told = [value for each, value in pairs_of(request) if each == name]
        if isinstance(meant, Decimal):
            said, right = f"{meant:f}", len(told) == 1 and as_written(meant, told) is None
        else:
            said = self._word(str(meant.value))
            # Some venues say two things in one parameter.
            shared = [self._word(each) for each in _FIELDS].count(name) > 1
            folded, wanted = "".join(told).casefold(), said.casefold()
            right = wanted in folded if shared else wanted == folded
        if right:
            return []
        names = ", ".join(each for each, _ in pairs_of(request))
        found = f"is {', '.join(told)}" if told else f"is not among {names}"
        return [f"the {field} is {said}, but `{name}` {found}: are the venue's words others, state them as `words`"]

    def _acts(self, seen: Seen) -> list[str]:
        return [name for name in self.calls() if name in ACTS and name in seen.results]

    @rule("C11", "An act that goes wrong ends as refused or unknown, is sent once, and says how to find out.")
    def test_acts_that_go_wrong(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        problems = []
        for name, fault in itertools.product(self._acts(seen), FAULTS):
            error, hits, _ = self._ends(world, recording, name, fault.act, on_limit="raise")
            what = f"{name}, {fault.name}"
            if not hits:
                problems.append(f"{what}: it sends no write: is its endpoint marked as repeatable?")
                continue
            if error is None or type(error) is not fault.ending:
                problems.append(f"{what}: {_ended(error)}, not {fault.ending.__name__}")
                continue
            problems += _particulars(what, error, fault)
            if fault.ending is not ConnectionFailed and hits != 1:
                problems.append(f"{what}: it was sent {hits} times")
            if isinstance(error, OutcomeUnknown) and not error.find_out:
                problems.append(f"{what}: the error does not say with which operation to `find_out`")
        all_hold(problems)

    @rule("C12", "A refused timestamp sets the clock, and the request, act or read, is signed anew, once.")
    def test_a_refused_timestamp(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        stated = self._stated(
            "refused_timestamp", "the venue's answer, (status, body), to a wrong timestamp, or None if it takes none"
        )
        if stated is None:
            pytest.skip("the venue takes no timestamps")
        problems = []
        for name in [*self._acts(seen), *seen.reads()]:
            with self._opened(world, recording) as (ask, wire):
                if not self._endpoint(ask.venue, seen.sent[name][-1]).security.signed:
                    continue
                sent = 0

                def breaks(request: httpx.Request, ask: Any = ask, name: str = name) -> httpx.Response | None:
                    nonlocal sent
                    if not self._strikes(ask.venue, seen, name, request):
                        return None
                    sent += 1
                    return answering(*stated)() if sent == 1 else None

                wire.breaks = breaks
                clock = ask.venue.session.clock
                before, error = clock.times_set, None
                try:
                    ask(lambda venue, name=name: self.calls()[name](venue, seen.results))
                except Exception as problem:
                    error = problem
                times = clock.times_set - before
                if error or sent < 2 or not times:
                    problems.append(f"{name}: sent {sent} times, the clock set {times} times: {_ended(error)}")
        all_hold(problems)


# ------------------------------------------------------------------------------------------------ market


class MarketContract(_Contract):
    """Public market data."""

    port = "market"
    cassette = "contract/market"
    interval: ClassVar[Interval] = Interval.H1
    """Of the candles."""

    def usual(self) -> Mapping[str, Arguments]:
        """See `_Contract`."""
        one, several = {"symbol": self.symbol}, {"symbols": [self.symbol]}
        return {
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

    @rule("M01", "Instruments are found by BASE/QUOTE and by the venue's symbol, each standing for one.")
    def test_instruments_are_found_by_both_names(self, seen: Seen) -> None:
        listed: Listing[Instrument] = self._wanted(seen, "instruments")
        holds(listed, "there are none")
        problems = [
            f"{each.symbol} is not BASE/QUOTE" for each in listed if each.symbol != f"{each.base}/{each.quote}"
        ]
        for field in ("symbol", "venue_symbol"):
            counted = Counter(getattr(each, field) for each in listed)
            problems += [f"{name} stands for {count}" for name, count in counted.items() if count > 1]
        for each in listed:
            for step in ("tick_size", "lot_size", "min_price", "min_quantity", "min_notional"):
                value = getattr(each, step)
                if value is not None and value <= 0:
                    problems.append(f"{each.symbol}: {step} is {value}; no rule is None")
        all_hold(problems)

    @rule("M02", "An unknown symbol is an error before anything about it is sent.")
    def test_an_unknown_symbol(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        given: dict[str, dict[str, object]] = {
            "ticker": {},
            "order_book": {},
            "trades": {},
            "candles": {"interval": "1h"},
        }
        with self._opened(world, recording) as (ask, wire):
            ask(lambda venue: venue.market.instruments())
            problems = [
                self._refuses_before_sending(
                    ask,
                    wire,
                    f"{name} of NOT/LISTED",
                    lambda venue, name=name: getattr(venue.market, name)("NOT/LISTED", **given[name]),  # type: ignore[misc]
                    UnknownInstrument,
                    reads=False,
                )
                for name in given
                if name in seen.results
            ]
        all_hold([each for each in problems if each])

    @rule("M03", "A book is ordered from the best price away on both sides, which do not cross.")
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
        limit = self._limit("trades")
        holds(limit is None or len(trades) <= limit, f"{len(trades)} came, with a limit of {limit}")
        times = [each.timestamp_ms for each in trades]
        holds(times == sorted(times), f"they are not in the order of their times: {times}")
        holds(all(each.price > 0 and each.quantity > 0 for each in trades), "one has no price or quantity")

    @rule(
        "M05", "Candles come oldest first, whole intervals apart, each as long as one, high above and low below all."
    )
    def test_candles_are_ordered(self, seen: Seen) -> None:
        candles: Listing[Candle] = self._wanted(seen, "candles")
        holds(candles, "there are none")
        opened = [each.open_time_ms for each in candles]
        holds(opened == sorted(set(opened)), f"their times do not rise: {opened}")
        length = _length_ms(self.interval)
        for each in candles:
            low, high = min(each.open, each.close), max(each.open, each.close)
            holds(each.low <= low and high <= each.high, f"the order of its prices is wrong: {each}")
            if length is None:
                holds(each.close_time_ms > each.open_time_ms, f"it closes before it opens: {each}")
                continue
            holds((each.open_time_ms - opened[0]) % length == 0, f"they are not whole intervals apart: {opened}")
            last = each.open_time_ms + length - 1
            holds(each.close_time_ms == last, f"its last millisecond is {last}, not {each.close_time_ms}")

    @rule("M06", "A ticker lies within its day, with its last price between the lowest and the highest.")
    def test_tickers_make_sense(self, seen: Seen) -> None:
        ticker = self._wanted(seen, "ticker")
        holds(
            ticker.low_price <= ticker.last_price <= ticker.high_price, f"the order of its prices is wrong: {ticker}"
        )
        length = ticker.close_time - ticker.open_time
        holds(timedelta(0) < length <= timedelta(hours=25), f"it is of {length}")

    @rule("M07", "Of all tickers, quotes and prices those come that were asked for, and each has its instrument.")
    def test_only_what_was_asked_for(self, seen: Seen) -> None:
        problems = []
        for name in ("tickers", "quotes", "prices"):
            if name in seen.results:
                symbols = [each.symbol for each in seen.results[name]]
                wanted = self._arguments(name)["symbols"]
                if wanted is not None and symbols != wanted:
                    problems.append(f"{name} gives {symbols}, not {wanted}")
                problems += [
                    f"{name}: {each} has no instrument" for each in seen.results[name] if not each.instrument
                ]
        all_hold(problems)

    @rule("M08", "What was asked of one instrument speaks of that instrument.")
    def test_one_instrument_is_spoken_of(self, seen: Seen) -> None:
        problems = []
        for name in ("ticker", "quote", "price", "average_price", "order_book", "trades", "historical_trades"):
            wanted = self._arguments(name)["symbol"]
            for way, record in records_of(seen.results.get(name)):
                symbol = getattr(record, "symbol", wanted)
                if symbol != wanted:
                    problems.append(f"{name}{way} speaks of {symbol}, not of {wanted}")
        all_hold(problems)

    @rule("M09", "Arguments that make no sense are errors, and nothing is sent for them.")
    def test_senseless_arguments(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        now = moment(seen.clock_ms)
        naive, spans = datetime(2024, 1, 1), {"since": now, "until": now - timedelta(days=1)}  # noqa: DTZ001
        calls: dict[str, tuple[str, Callable[[Any], Any]]] = {
            "a depth of 0": ("order_book", lambda venue: venue.market.order_book(self.symbol, depth=0)),
            "a limit of -1": ("trades", lambda venue: venue.market.trades(self.symbol, limit=-1)),
            "an interval of 7 weeks": ("candles", lambda venue: venue.market.candles(self.symbol, "7w")),
            "a naive time": ("candles", lambda venue: venue.market.candles(self.symbol, "1h", since=naive)),
            "a span from its end": ("candles", lambda venue: venue.market.candles(self.symbol, "1h", **spans)),
        }
        with self._opened(world, recording) as (ask, wire):
            ask(lambda venue: venue.market.instruments())
            problems = [
                self._refuses_before_sending(ask, wire, what, call, BadRequest, reads=False)
                for what, (name, call) in calls.items()
                if name in seen.results
            ]
        all_hold([each for each in problems if each])


def _length_ms(interval: Interval) -> int | None:
    seconds = _SECONDS.get(interval.value[-1])
    return None if seconds is None else int(interval.value[:-1]) * seconds * 1000


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
    insufficient_funds: ClassVar[tuple[int, bytes]]
    """The venue's answer, status and body, to an order that the balance does not cover."""

    def usual(self) -> Mapping[str, Arguments]:
        """See `_Contract`."""
        symbol = {"symbol": self.order["symbol"]}

        def mine(done: Mapping[str, Any]) -> Mapping[str, object]:
            return {**symbol, "client_id": _made(done, "place_order").client_id}

        def list_of_mine(done: Mapping[str, Any]) -> Mapping[str, object]:
            return {"client_id": _made(done, "place_oco").client_id}

        def replacing(done: Mapping[str, Any]) -> Mapping[str, object]:
            return {**self.order, "cancel_client_id": _made(done, "place_order").client_id}

        return {
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

    def _place(self, **changes: object) -> Callable[[Any], Any]:
        return lambda venue: venue.trading.place_order(**{**self.order, **changes})

    @rule(
        "T01", "An order carries an id minted before it is sent, or the one that was given, which the answer has too."
    )
    def test_orders_carry_an_id(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        for given in (None, GIVEN_ID):
            with self._opened(world, recording) as (ask, wire):
                order = ask(self._place(client_id=given))
                sent = [each for each in wire.sent if not self._repeatable(ask.venue, each)]
            holds(len(sent) == 1, f"placing an order sent {len(sent)} writes")
            holds(order.client_id, "the order has no client id")
            holds(given in (None, order.client_id), f"the id given was {given}, the order has {order.client_id}")
            holds(
                order.client_id in values_of(sent[0]), f"{order.client_id} is not in {', '.join(values_of(sent[0]))}"
            )

    @rule("T02", "Amounts leave exactly as they were given, every digit and no exponent.")
    def test_amounts_leave_exactly(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        fields = [field for field in ("quantity", "price") if field in self.order]
        with self._opened(world, recording) as (ask, _):
            instrument: Instrument = ask(lambda venue: venue.market.instrument(str(self.order["symbol"])))
        short = {field: Decimal(str(self.order[field])).normalize() for field in fields}
        # As many digits as the rules allow: of more than sixteen, a float loses some.
        long = {
            "quantity": instrument.quantise_quantity(ANY_DIGITS * (instrument.max_quantity or 10**12)),
            "price": instrument.quantise_price(ANY_DIGITS * (instrument.max_price or 10**12)),
        }
        for amounts in (short, {field: long[field] for field in fields}):
            try:
                sent = self._writes(world, recording, self._place(**amounts))
            except FilterViolation:
                continue  # Worth more than an order may be.
            all_hold([said for each in amounts.values() if (said := as_written(each, values_of(sent[0])))])

    @rule("T03", "A float is a TypeError, and what is not above zero an error, before anything is sent.")
    def test_inexact_numbers(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        wrong: list[tuple[object, type[Exception]]] = [
            (0.1, InexactNumber),
            (0, BadRequest),
            ("-1", BadRequest),
            ("NaN", BadRequest),
        ]
        with self._opened(world, recording) as (ask, wire):
            problems = [
                self._refuses_before_sending(ask, wire, f"{field} {value!r}", self._place(**{field: value}), kind)
                for field in ("quantity", "price")
                for value, kind in wrong
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
            problems = [
                self._refuses_before_sending(
                    ask,
                    wire,
                    f"{field} {off} with steps of {step}",
                    self._place(**{field: off}),
                    FilterViolation,
                    saying=lambda error, field=field: error.field == field and error.rule and error.nearest,  # type: ignore[misc]
                )
                for field, step in (("quantity", instrument.lot_size), ("price", instrument.tick_size))
                if field in self.order
                for off in [Decimal(str(self.order[field])) + (step or Decimal(1)) / 10]
            ]
        all_hold([each for each in problems if each])

    @rule("T05", "What the balance does not cover is InsufficientFunds: refused, sent once, with code and client id.")
    def test_insufficient_funds(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        stated = self._stated("insufficient_funds", "the venue's answer, (status, body), to an order without cover")
        error, hits, _ = self._ends(world, recording, "place_order", answering(*stated))
        if not isinstance(error, InsufficientFunds):
            raise Broken(f"{_ended(error)}, not InsufficientFunds")
        holds(hits == 1, f"it was sent {hits} times")
        holds(error.code is not None and error.client_id, f"code or client id are missing: {error}")

    @rule(
        "T06",
        "An order that is asked for has state, side and type, amounts that fit, and is open if it is said to be.",
    )
    def test_orders_make_sense(self, seen: Seen) -> None:
        problems = []
        for name in ("order", "open_orders", "orders"):
            for way, each in records_of(seen.results.get(name)):
                if not isinstance(each, Order):
                    continue
                if each.status is None or each.side is None or each.type is None:
                    problems.append(f"{name}{way} has no state, side or type: {each}")
                elif name == "open_orders" and not each.status.open:
                    problems.append(f"{name}{way} is {each.status.value}")
                if each.quantity and each.filled_quantity is not None and each.filled_quantity > each.quantity:
                    problems.append(f"{name}{way} is filled with more than it is for: {each}")
        all_hold(problems)

    @rule("T07", "Fills have a positive price and quantity, a fee and its asset.")
    def test_fills_make_sense(self, seen: Seen) -> None:
        fills = self._wanted(seen, "fills")
        holds(all(each.price > 0 and each.quantity > 0 for each in fills), "one has no price or quantity")
        holds(all(each.fee_asset for each in fills), "one does not say what its fee is paid in")

    @rule("T08", "An order that was placed is found, and cancelled, by its client id.")
    def test_orders_are_found_again(self, seen: Seen) -> None:
        placed = self._wanted(seen, "place_order")
        problems = []
        for name in ("order", "cancel_order"):
            found = self._wanted(seen, name)
            if (found.client_id, found.symbol) != (placed.client_id, placed.symbol):
                problems.append(f"{name}: {found.client_id} of {found.symbol}, not {placed.client_id}")
            if not any(placed.client_id in (*values_of(each), *steps_of(each)) for each in seen.sent[name]):
                problems.append(f"{name} does not ask for {placed.client_id}")
        all_hold(problems)

    @rule(
        "T09",
        "Side, type, price and quantity of an order leave as what they are; what differs in one differs in it alone.",
    )
    def test_orders_leave_as_they_are_meant(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "place_order")
        with self._opened(world, recording) as (ask, _):
            instrument: Instrument = ask(lambda venue: venue.market.instrument(str(self.order["symbol"])))
            keeps_id = ask.venue.trading.replacement_keeps_id
        usual: dict[str, Any] = {
            name: _enum(kind, self.order[name]) if kind else Decimal(str(self.order[name]))
            for name, kind in (("side", Side), ("type", OrderType), ("price", None), ("quantity", None))
            if name in self.order
        }
        others: dict[str, dict[str, object]] = {
            "side": {"side": Side.SELL if usual["side"] is Side.BUY else Side.BUY},
            "price": {"price": usual.get("price", 0) + (instrument.tick_size or 1)},
            "quantity": {"quantity": usual.get("quantity", 0) + (instrument.lot_size or 1)},
        }
        if usual["type"] is OrderType.LIMIT and OrderType.MARKET in instrument.order_types:
            others["type"] = {"type": OrderType.MARKET, "price": None, "time_in_force": None}
        problems = []
        for act in ("place_order", "replace_order"):
            if act not in seen.results:
                continue

            def leaves(changes: Mapping[str, object], act: str = act) -> httpx.Request:
                given = self.arguments.get(act, self.usual()[act])
                own = {} if act == "replace_order" and keeps_id else {"client_id": GIVEN_ID}
                given = {**(given(seen.results) if callable(given) else given), **changes, **own}
                return self._writes(world, recording, lambda venue: getattr(venue.trading, act)(**given))[0]

            first = leaves(usual)
            # To replace one, the venue may have words that nobody states: then it is enough that it differs.
            names = {self._word(field) for field in usual}
            if act != "place_order":
                names &= {name for name, _ in pairs_of(first)}
            named = [field for field in usual if self._word(field) in names]
            problems += [f"{act}: {each}" for field in named for each in self._says(first, field, usual[field])]
            for field in usual.keys() & others.keys():
                try:
                    other = leaves({**usual, **others[field]})
                except BadRequest:
                    continue  # The instrument does not take it, or the venue does not replace by such a one.
                differ = differing(first, other)
                # Another type has others beside it.
                beside = differ - {self._word(field)} if self._word(field) and field != "type" else ()
                if not differ:
                    problems.append(f"{act}: another {field} leaves as the same")
                elif field in named and beside:
                    problems.append(f"{act}: where only the {field} is another, so is {', '.join(sorted(beside))}")
                elif field in named:
                    problems += [f"{act}: {each}" for each in self._says(other, field, others[field][field])]  # type: ignore[arg-type]
        all_hold(problems)


def _enum(kind: type[E], given: object) -> E:
    return given if isinstance(given, kind) else kind(str(given).upper())


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

    def usual(self) -> Mapping[str, Arguments]:
        """See `_Contract`."""
        withdrawal = self._stated("withdrawal", "one that the venue's facts allow, as `withdraw` takes it")
        asset = {"asset": withdrawal["asset"]}
        ends = {"source": self.transfer["source"], "target": self.transfer["target"]}
        return {
            "balances": {},
            "assets": {},
            "asset": asset,
            "deposit_address": {**asset, "network": withdrawal["network"]},
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
            "preflight": withdrawal,
            "withdraw": withdrawal,
            "withdrawal": lambda done: {"client_id": _made(done, "withdraw").client_id},
            "cancel_withdrawal": lambda done: {"withdrawal_id": _made(done, "withdraw").id},
            "transfer": self.transfer,
            "convert_dust": {"assets": ["BNB"]},
        }

    def _withdraw(self, **changes: object) -> Callable[[Any], Any]:
        return lambda venue: venue.wallet.withdraw(**{**self.withdrawal, **changes})

    @rule("W01", "A network has the venue's name, and the neutral one, or none at all if only this venue knows it.")
    def test_networks_have_two_names(self, seen: Seen) -> None:
        problems = []
        for name, result in seen.results.items():
            for way, record in records_of(result):
                if isinstance(record, Asset):
                    neutral = [each.network for each in record.networks if each.network is not None]
                    twice = {each for each in neutral if neutral.count(each) > 1}
                    problems += [f"{record.asset}: two networks are called {each}" for each in twice]
                    problems += [
                        f"{record.asset}: its network {each.venue_network} is of {each.asset}"
                        for each in record.networks
                        if each.asset != record.asset
                    ]
                known = getattr(record, "network", None)
                if isinstance(known, str) and canonical(known) != known:
                    problems.append(f"{name}{way}: {known} is no neutral name; one that core does not know is None")
                if getattr(record, "venue_network", "unasked") == "" and not getattr(record, "internal", False):
                    problems.append(f"{name}{way} has a network without the venue's name: {record}")
        all_hold(problems)

    @rule("W02", "A withdrawal that cannot be right is an error before anything is sent.")
    def test_senseless_withdrawals(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        network = self._wanted(seen, "asset").network(self.withdrawal["network"])
        wrong: list[tuple[str, dict[str, object], type[Exception]]] = [
            ("a float", {"amount": 1.5}, InexactNumber),
            ("nothing", {"amount": 0}, BadRequest),
            ("an unknown network", {"network": "NOWHERE"}, UnknownNetwork),
            ("an unknown asset", {"asset": "NOTHING"}, BadRequest),
            ("no address", {"address": ""}, BadRequest),
        ]
        if network.withdrawal_minimum:
            wrong.append(("half the minimum", {"amount": network.withdrawal_minimum / 2}, WithdrawalBlocked))
        with self._opened(world, recording) as (ask, wire):
            problems = [
                self._refuses_before_sending(ask, wire, what, self._withdraw(**given), kind)
                for what, given, kind in wrong
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
            "memo": None,
        }
        with self._opened(world, recording) as (ask, wire):
            what = f"{found.asset} on {found.venue_network} without a memo"
            call = self._withdraw(**given)
            problem = self._refuses_before_sending(
                ask, wire, what, call, BadRequest, saying=lambda error: "memo" in str(error)
            )
        all_hold([problem] if problem else [])

    @rule(
        "W04",
        "A withdrawal leaves once, with its exact amount, address, memo and network named, and an id minted before.",
    )
    def test_withdrawals_leave_nothing_out(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        done = self._wanted(seen, "withdraw")
        network = self._wanted(seen, "asset").network(self.withdrawal["network"])
        amount = Decimal(str(self.withdrawal["amount"]))
        step, most = network.withdrawal_multiple or Decimal("1e-8"), network.withdrawal_maximum or Decimal(10**12)
        # As many digits as the venue takes: of more than sixteen, a float loses some.
        longest = int(ANY_DIGITS * most / step) * step
        problems = []
        for number in (amount.normalize(), longest):
            values = values_of(self._writes(world, recording, self._withdraw(amount=number, client_id=GIVEN_ID))[0])
            told = {"address": self.withdrawal["address"], "network": network.venue_network, "client id": GIVEN_ID}
            if isinstance(self.withdrawal.get("memo"), str):
                told["memo"] = self.withdrawal["memo"]
            problems += [each] if (each := as_written(number, values)) else []
            for what, word in told.items():
                # An asset may be called as its network; and an id may stand in a remark.
                there = sum(str(word) in each for each in values) > (what == "network" and word == network.asset)
                problems += [] if there else [f"the {what} {word} is not in what is sent: {', '.join(values)}"]
        sent = [
            each for each in seen.sent["withdraw"] if done.client_id and done.client_id in "".join(values_of(each))
        ]
        if not sent:
            problems.append(f"the client id of the answer, {done.client_id}, was not sent")
        all_hold(problems)

    @rule("W05", "A pre-flight writes nothing, and every check says what it is about and where that was learned.")
    def test_preflights_only_read(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        found: checks.Preflight = self._wanted(seen, "preflight")
        with self._opened(world, recording) as (ask, _):
            writes = [label_of(each) for each in seen.sent["preflight"] if not self._repeatable(ask.venue, each)]
        holds(not writes, f"it sent {writes}")
        names = [check.name for check in found.checks]
        holds(len(set(names)) == len(names) > 8, f"it has the checks {names}")
        all_hold([f"{each.name} says nothing" for each in found.checks if not each.words or not each.evidence])

    @rule("W06", "Nothing that could not be learned counts as passed.")
    def test_what_is_not_learned_does_not_pass(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "preflight")
        with self._opened(world, recording, retries=0) as (ask, wire):
            wire.breaks = lambda request: answering(503, b"")()
            found: checks.Preflight = ask(lambda venue: venue.wallet.preflight(**self.withdrawal))
        holds(found.verdict is not checks.Verdict.CLEAR, "it is clear although nothing was learned")
        all_hold([f"{each.name}: {each.words}" for each in found.checks if each.result is checks.Result.PASS])

    @rule(
        "W07", "A pre-flight that is not clear stops a withdrawal, and one that is clear is for one withdrawal only."
    )
    def test_preflights_stop_withdrawals(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        with self._opened(world, recording, retries=0) as (ask, wire):
            wire.breaks = lambda request: answering(503, b"")()
            doubtful = ask(lambda venue: venue.wallet.preflight(**self.withdrawal))
            wire.breaks = lambda request: None
            made = ask(lambda venue: venue.wallet.preflight(**self.withdrawal))
            stopped = [("a pre-flight that is not clear", doubtful)]
            if made.verdict is checks.Verdict.CLEAR:
                ask(self._withdraw(checked=made))
                stopped.append(("a pre-flight that was used", made))
            problems = [
                self._refuses_before_sending(ask, wire, what, self._withdraw(checked=each), WithdrawalBlocked)
                for what, each in stopped
            ]
        all_hold([each for each in problems if each])

    @rule("W08", "Balances are of one asset each, and nothing is below zero.")
    def test_balances_make_sense(self, seen: Seen) -> None:
        counted = Counter(each.asset for each in self._wanted(seen, "balances"))
        problems = [f"{asset} stands there {count} times" for asset, count in counted.items() if count > 1]
        all_hold(problems + [f"{each}" for each in seen.results["balances"] if each.free < 0 or each.locked < 0])

    @rule("W09", "A withdrawal that was made is found by its client id.")
    def test_withdrawals_are_found_again(self, seen: Seen) -> None:
        made = self._wanted(seen, "withdraw")
        found = self._wanted(seen, "withdrawal")
        holds(found is not None, f"none is found for {made.client_id}: does the recording have it?")
        for field in ("client_id", "id", "asset"):
            one, other = getattr(made, field), getattr(found, field)
            holds(one == other, f"its {field} is {one}, but what is found has {other}")

    @rule("W10", "What came in and went out has a state, and an amount above zero.")
    def test_histories_make_sense(self, seen: Seen) -> None:
        problems = []
        for name in ("deposits", "withdrawals"):
            for way, each in records_of(seen.results.get(name)):
                if each.amount <= 0 or each.status is None:
                    problems.append(f"{name}{way}: {each.amount} {each.asset} with the state {each.status}")
        all_hold(problems)

    @rule("W11", "On a network that has memos, a withdrawal carries the one that it was given.")
    def test_memos_are_not_dropped(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "withdraw")
        assets: Listing[Asset] = self._wanted(seen, "assets")
        found = next((each for asset in assets for each in asset.networks if each.has_memo), None)
        if found is None:
            pytest.skip("no network of the cassette has memos")
        network, given = found, self.withdrawal.get("memo")
        memo = given if isinstance(given, str) else GIVEN_MEMO

        def past_the_checks(venue: Any) -> Any:
            # The port would stop it: the network may be closed, and the address is another network's.
            wallet = venue.wallet
            sending = wallet._withdraw(  # noqa: SLF001
                WithdrawalRequest(
                    asset=network.asset,
                    amount=network.withdrawal_minimum or Decimal(1),
                    network=network.network or network.venue_network,
                    venue_network=network.venue_network,
                    address=str(self.withdrawal["address"]),
                    memo=memo,
                    wallet=wallet.wallets[0],
                    client_id=GIVEN_ID,
                    fee_from_amount=wallet.fee_from_amount,
                )
            )
            return finish(sending) if world == "blocking" else sending

        values = values_of(self._writes(world, recording, past_the_checks)[0])
        there = any(memo in each for each in values)
        holds(there, f"{network.asset} on {network.venue_network}: the memo {memo} is not in {', '.join(values)}")

    @rule("W12", "A transfer names its source and its target as what they are, and the way back is another request.")
    def test_transfers_go_the_right_way(self, world: str, recording: Callable[[], Replay], seen: Seen) -> None:
        self._wanted(seen, "transfer")
        given = self._arguments("transfer")
        ends = [WalletKind(getattr(given[name], "value", given[name])) for name in ("source", "target")]
        problems, sent = [], []
        for way, (source, target) in (("", ends), ("back, ", ends[::-1])):
            change = {**given, "source": source, "target": target}
            try:
                sent += self._writes(world, recording, lambda venue, change=change: venue.wallet.transfer(**change))  # type: ignore[misc]
            except (BadRequest, NotOffered):
                if not way:
                    raise
                break  # Some ways go in one direction.
            said = self._says(sent[-1], "source", source) + self._says(sent[-1], "target", target)
            problems += [f"{way}{each}" for each in said]
            name, words = self._word("source"), [self._word(each.value).casefold() for each in (source, target)]
            if name and name == self._word("target") and not said:
                (told,) = [value.casefold() for each, value in pairs_of(sent[-1]) if each == name]
                if told.index(words[0]) > told.rindex(words[1]):
                    problems.append(f"{way}`{name}` is {told}, which names the target first")
        if len(sent) > 1 and not differing(*sent):
            problems.append("the way back leaves as the same")
        all_hold(problems)


__all__ = ["FAULTS", "NO_MEMO", "RULES", "Broken", "Fault", "MarketContract", "TradingContract", "WalletContract"]
