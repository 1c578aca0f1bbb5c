"""What a rule is, what goes wrong on the wire, and how requests and results are read: what `contract` is made of.

A rule is a test with an id and a sentence. What breaks it is said with both, so that whoever writes a plugin reads
what holds for all of them before what does not hold for theirs.
"""

from __future__ import annotations

import functools
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple, ParamSpec, TypeVar
from urllib.parse import parse_qsl, unquote

import attrs

from crossvenue.cassette import SECRETS, VOLATILE, Replay
from crossvenue.errors import (
    ConnectionFailed,
    OutcomeUnknown,
    RateLimited,
    RecordingMissing,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    VenueUnavailable,
)
from crossvenue.model import (
    AggregateTrade,
    Balance,
    Candle,
    Deposit,
    Fill,
    Instant,
    Level,
    MaybeInstant,
    Order,
    Price,
    Quote,
    Ticker,
    Trade,
    Withdrawal,
)
from crossvenue.world import Request, finish

if TYPE_CHECKING:
    import httpx

P = ParamSpec("P")
T = TypeVar("T")

RULES: Final[dict[str, str]] = {}
"""The sentence of each rule by its id: C for all ports, M, T and W for those of one."""


class Broken(AssertionError):
    """A rule that does not hold."""


def rule(name: str, sentence: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Makes a test a rule: whatever goes wrong in it is told with the rule's id and sentence."""
    if name in RULES:
        raise ValueError(f"there are two rules called {name}")
    RULES[name] = sentence

    def ruled(test: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(test)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            __tracebackhide__ = True
            try:
                return test(*args, **kwargs)
            except Broken as problem:
                said, cause = str(problem), None
            except RecordingMissing as problem:
                said, cause = f"{problem}. If the plugin asks for the right thing, `pytest --record` asks anew", None
            except Exception as problem:
                said, cause = f"{type(problem).__name__}: {problem}", problem
            raise Broken(f"{name}: {sentence}\n{said}") from cause

        run.__doc__ = f"{name}: {sentence}"
        return run

    return ruled


def holds(condition: object, otherwise: str) -> None:
    """Breaks the rule with what is wrong, unless `condition`."""
    if not condition:
        raise Broken(otherwise)


def all_hold(problems: Sequence[str]) -> None:
    """Breaks the rule with the first `problems`, one to a line, if there are any."""
    more = [f"... and {len(problems) - 20} more"] if len(problems) > 20 else []
    holds(not problems, "\n".join([*problems[:20], *more]))


# ------------------------------------------------------------------------------------------------ the wire


class Fault(NamedTuple):
    """A way in which a request goes wrong: what the transport does, and how a call must end after it."""

    name: str
    act: Callable[[], httpx.Response]
    """Raises an error of httpx, or gives a wrong answer."""
    ending: type[VenueError]
    """Of a write."""
    read: tuple[type[VenueError], ...]
    """Of a read, after all tries."""
    status: int | None = None
    """What HTTP said; None without an answer."""


def raising(kind: str, said: str) -> Callable[[], httpx.Response]:
    """A transport that raises the error `kind` of httpx."""

    def act() -> httpx.Response:
        import httpx

        raise getattr(httpx, kind)(said)

    return act


def answering(status: int, body: bytes, **headers: str) -> Callable[[], httpx.Response]:
    """A transport that answers this, whatever it is asked."""

    def act() -> httpx.Response:
        import httpx

        return httpx.Response(status, content=body, headers=headers)

    return act


NO_ANSWER: Final = Fault(
    "no answer comes in time", raising("ReadTimeout", "too late"), OutcomeUnknown, (ConnectionFailed,)
)
HALF: Final = Fault("half an answer comes", answering(200, b'{"'), OutcomeUnknown, (UnreadableResponse,), 200)
TOO_MANY: Final = Fault(
    "HTTP 429 comes",
    answering(429, b"too many requests", **{"Retry-After": "7"}),
    RateLimited,
    (RateLimited,),
    429,
)
FAULTS: Final = (
    Fault("the connection is refused", raising("ConnectError", "refused"), ConnectionFailed, (ConnectionFailed,)),
    NO_ANSWER,
    Fault(
        "the connection breaks before the answer",
        raising("RemoteProtocolError", "disconnected"),
        OutcomeUnknown,
        (ConnectionFailed,),
    ),
    HALF,
    Fault(
        "a page comes that is no answer",
        answering(200, b"<html></html>"),
        OutcomeUnknown,
        (UnreadableResponse,),
        200,
    ),
    *(
        Fault(
            f"HTTP {status} comes",
            answering(status, b"<html></html>"),
            OutcomeUnknown,
            (VenueUnavailable, VenueBusy),
            status,
        )
        for status in (500, 502, 503, 504)
    ),
    TOO_MANY,
)
"""What every plugin must get through."""


class Wire:
    """The far end of a transport: it answers from a cassette, or breaks where a rule wants it."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.sent: list[httpx.Request] = []
        self.breaks: Callable[[httpx.Request], httpx.Response | None] = lambda request: None
        """Raises, gives a wrong answer, or gives None for the one that was recorded."""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answers a request, as a transport of httpx does."""
        import httpx

        self.sent.append(request)
        broken = self.breaks(request)
        if broken is not None:
            return broken
        asked = Request(request.method, str(request.url), tuple(request.headers.items()), request.content)
        answer = finish(self.replay.send(asked))
        headers = [(name, value) for name, value in answer.headers if name != b"content-encoding"]
        return httpx.Response(answer.status, headers=headers, content=answer.body)


@contextmanager
def listening(shown: list[str]) -> Iterator[None]:
    """Puts every line that is logged, at any level, into `shown`."""

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            shown.append(self.format(record))

    root, listener = logging.getLogger(), Listener(logging.DEBUG)
    level, others = root.level, root.handlers[:]
    # Alone: what is said here would hide the failure that pytest is to show.
    root.handlers[:] = [listener]
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = others


# ------------------------------------------------------------------------------------------------ reading requests


def label_of(request: httpx.Request) -> str:
    """Method and path."""
    return f"{request.method} {request.url.path}"


def pairs_of(request: httpx.Request) -> list[tuple[str, str]]:
    """Name and text of all that a request says: of its query, and of its body, be it a form or JSON."""
    pairs = parse_qsl(request.url.query.decode(), keep_blank_values=True)
    body = request.content.decode(errors="replace")
    if not body.startswith(("{", "[")):
        return pairs + parse_qsl(body, keep_blank_values=True)

    def leaves(name: str, value: object) -> Iterator[tuple[str, str]]:
        inner = value.items() if isinstance(value, dict) else [(name, each) for each in value or ()]  # type: ignore[attr-defined]
        for word, each in inner:
            if isinstance(each, dict | list):
                yield from leaves(word, each)
            else:
                yield word, str(each)

    return pairs + list(leaves("", json.loads(body, parse_float=str, parse_int=str)))


def values_of(request: httpx.Request) -> list[str]:
    """The values of all parameters that mean something, as they stand on the wire."""
    return [value for name, value in pairs_of(request) if name not in VOLATILE]


def steps_of(request: httpx.Request) -> list[str]:
    """The parts of the path, where some venues put ids."""
    return [unquote(each) for each in request.url.path.split("/")]


def question_of(request: httpx.Request) -> tuple[object, ...]:
    """What is asked, for comparison: all but what changes with every request."""
    return label_of(request), *sorted(pair for pair in pairs_of(request) if pair[0] not in VOLATILE)


def differing(one: httpx.Request, other: httpx.Request) -> set[str]:
    """The names of the parameters that two requests differ in, and ``path`` where that or the method differs."""
    told = [{pair for pair in pairs_of(each) if pair[0] not in VOLATILE} for each in (one, other)]
    return {name for name, _ in told[0] ^ told[1]} | ({"path"} if label_of(one) != label_of(other) else set())


def as_written(number: Decimal, values: Sequence[str]) -> str | None:
    """None if `number` stands exactly, without an exponent, among the values of a request; else what is wrong."""
    texts = [each for each in values if NUMBER.fullmatch(each) and Decimal(each) == number]
    if not texts:
        return f"{number:f} is not among what was sent: {', '.join(values)}"
    if all("e" in each.lower() for each in texts):
        return f"{number:f} is written with an exponent: {texts[0]}"
    return None


def secrets_of(request: httpx.Request) -> set[str]:
    """What a request carries that nobody may see: key, signature and the like."""
    found = {value for name, value in pairs_of(request) if name.lower().replace("_", "") in SECRETS}
    for name, value in request.headers.items():
        if re.search(r"sign|passphrase|secret|key", name.lower()) and not name.lower().endswith("version"):
            found.add(value)
    return {each for each in found if len(each) >= 8}


# ------------------------------------------------------------------------------------------------ reading results

NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")

STATED: Final[Mapping[type, Sequence[str]]] = {
    Level: ("price", "quantity"),
    Trade: ("price", "quantity"),
    AggregateTrade: ("price", "quantity"),
    Candle: ("open", "high", "low", "close", "volume"),
    Ticker: ("last_price", "high_price", "low_price"),
    Quote: ("bid_price", "bid_quantity", "ask_price", "ask_quantity"),
    Price: ("price",),
    Order: ("price", "quantity"),
    Fill: ("price", "quantity", "fee"),
    Balance: ("free",),
    Deposit: ("amount",),
    Withdrawal: ("amount",),
}
"""Numbers that nobody reckons: they stand in the answer as they are. Some venues tell networks' fees apart."""


def numbers_in(raw: object) -> Iterator[Decimal]:
    """Every number of an answer, be it written as one or as text."""
    if isinstance(raw, dict):
        for each in raw.values():
            yield from numbers_in(each)
    elif isinstance(raw, list):
        for each in raw:
            yield from numbers_in(each)
    elif isinstance(raw, str):
        if NUMBER.fullmatch(raw):
            yield Decimal(raw)
    elif isinstance(raw, Decimal | int):
        yield Decimal(raw)


def _parts(value: Any) -> Iterator[tuple[str, object]]:
    """What a value of the vocabulary is made of, with the way there. Instruments are told of only by themselves."""
    if hasattr(value, "_fields"):
        yield from ((f".{name}", getattr(value, name)) for name in value._fields)
    elif isinstance(value, tuple | list | frozenset):
        yield from ((f"[{index}]", each) for index, each in enumerate(value))
    elif isinstance(value, dict):
        yield from ((f"[{name!r}]", each) for name, each in value.items())
    elif attrs.has(value.__class__):
        for field in attrs.fields(value.__class__):
            if field.repr and field.name != "instrument":
                yield f".{field.name}", getattr(value, field.name)


def leaves_of(value: object, way: str = "") -> Iterator[tuple[str, object]]:
    """What is not made of anything further, with the way there."""
    parts = list(_parts(value))
    if not parts:
        yield way, value
    for step, inner in parts:
        yield from leaves_of(inner, way + step)


def records_of(value: object, way: str = "") -> Iterator[tuple[str, Any]]:
    """Every record of the vocabulary in a result, with the way there."""
    if attrs.has(value.__class__) or hasattr(value, "_fields"):
        yield way, value
    for step, inner in _parts(value):
        yield from records_of(inner, way + step)


@functools.cache
def _time_fields(kind: type) -> tuple[str, ...]:
    described = {name: value for base in reversed(kind.__mro__) for name, value in vars(base).items()}
    times = [name for name, value in described.items() if isinstance(value, Instant | MaybeInstant)]
    return (*times, "open_time", "close_time") if kind is Candle else tuple(times)


def times_of(record: Any) -> Iterator[tuple[str, datetime]]:
    """The times of a record, by name, that it has."""
    for name in _time_fields(record.__class__):
        time = getattr(record, name)
        if time is not None:
            yield name, time


def moment_of(record: object) -> datetime | None:
    """The time that a history chooses and orders a record by."""
    times = dict(times_of(record))
    return next((times[name] for name in ("time", "open_time", "applied", "created") if name in times), None)


def name_of(record: object) -> object:
    """What tells a record from the others of its history."""
    own = getattr(record, "id", None)
    return record if own is None else (own, getattr(record, "asset", None))
