"""Cassettes: what is matched when one is replayed, what is taken out when one is recorded. vcrpy does the rest.

Matching covers method, host, path, query and body, so a wrong amount does not replay. Left out are the parameters
that change by themselves (timestamp, signature, nonce). Client ids that we minted compare equal as long as each
stands for the same one throughout; times of a span that were reckoned from the clock may differ by a minute,
because a replay's clock starts where the recording's did and then goes on.

A recording keeps of the headers only those named in `KEPT_HEADERS`, and nothing of the parameters and fields named
in `SECRETS`. One of a live account also loses what says whose it is: see `PERSONAL`. What a replay finds things by
stays: the ids of orders, withdrawals and transfers, client ids, a withdrawal's remark; and so do amounts.
"""

from __future__ import annotations

import copy
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from crossvenue.errors import RecordingMissing
from crossvenue.world import Request, Response

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request as RecordedRequest

VOLATILE: Final = frozenset({"timestamp", "signature", "nonce"})
"""Parameters that change with every request."""

SECRETS: Final = frozenset(
    {"signature", "sign", "apikey", "secret", "secretkey", "apisecret", "passphrase", "password", "token"}
    | {"listenkey"}
)
"""Parameters and fields, in any case and without underscores, whose values are taken out of every recording."""

PERSONAL: Final = frozenset(
    {"addresstag", "memo", "tag", "txkey", "url", "info", "phone", "ip", "ipwhitelist", "uid", "puid", "accountid"}
    | {"subname", "paymentaccount"}
)
"""Those whose values are also taken out of a recording of a live account, with those of `PERSONAL_ENDINGS`."""

PERSONAL_ENDINGS: Final = ("address", "email", "userid", "username", "pooluser", "txid")
"""How names end whose values are taken out too: toAddress, subUserId, walletTxId; but a contract is nobody's."""

PERSONAL_SENT: Final = frozenset({"name"})
"""Those taken out of a live account's requests alone: the label of an address; in answers, coins have names."""

KEPT_HEADERS: Final = re.compile(
    r"content-(type|encoding)|retry-after|.*-(limit|weight|count|remain(?:ing)?|reset)(-.*)?"
)
"""Headers that stay: what the answer is, and what it says of limits. Every other one may hold a key or a trace."""

REDACTED: Final = "redacted"

_MINTED = re.compile(r"cv[0-9a-f]{22}")
_SPAN_TIME: Final = re.compile(r"(start|end|begin)(_?time|at)?|from|to", re.IGNORECASE)
_TOLERANCE_MS: Final = 60_000
_SHOWN: Final = 3
"""So many recorded requests are shown of those that are near one that was not."""


# ------------------------------------------------------------------------------------------------ matching


class _Asked(NamedTuple):
    method: str
    uri: str
    body: bytes


Pairs = list[tuple[tuple[str, ...], str]]
"""What a request says: the way to a value, and the value as text."""


def _form(text: str, *way: str) -> Pairs:
    return [((*way, name), value) for name, value in parse_qsl(text, keep_blank_values=True) if name not in VOLATILE]


def _fields(value: object, *way: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each leaf of a JSON document; text keeps its quotes, so that "1" is not 1."""
    if isinstance(value, dict | list):
        yield way, f"{type(value).__name__} of {len(value)}"
    if isinstance(value, dict):
        for name, inner in value.items():
            if len(way) > 1 or name not in VOLATILE:
                yield from _fields(inner, *way, name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _fields(inner, *way, str(index))
    else:
        minted = isinstance(value, str) and _MINTED.fullmatch(value)
        yield way, str(value) if minted or isinstance(value, Decimal) else json.dumps(value)


def _body(body: object) -> Pairs:
    if isinstance(body, bytes):
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return [(("body",), repr(body))]
    else:
        text = str(body or "")
    if text[:1] in ("{", "["):
        try:
            return list(_fields(json.loads(text, parse_float=Decimal), "body"))
        except ValueError:
            return [(("body",), text)]
    return _form(text, "body")


def _path(path: str) -> Pairs:
    return [(("path", f"{place:03}"), step) for place, step in enumerate(path.split("/"))]


def _said(request: RecordedRequest | _Asked) -> Pairs:
    target = urlsplit(request.uri)
    # An id of ours may stand in the path, too.
    return sorted(_path(target.path) + _form(target.query, "query") + _body(request.body))


class _Ids:
    """Which minted id of a replay stands for which of the recording: one for one, once it is settled."""

    def __init__(self) -> None:
        self.recorded: dict[str, str] = {}
        self.asked: dict[str, str] = {}

    def agree(self, asked: str, recorded: str) -> bool:
        return self.recorded.get(asked, recorded) == recorded and self.asked.get(recorded, asked) == asked

    def settle(self, pairs: Mapping[str, str]) -> None:
        for asked, recorded in pairs.items():
            self.recorded[asked], self.asked[recorded] = recorded, asked


def _same_time(name: str, one: str, other: str) -> bool:
    if not _SPAN_TIME.fullmatch(name) or not (one.isdecimal() and other.isdecimal() and len(one) == len(other)):
        return False
    unit = {13: 1, 10: 1000}.get(len(one))  # Milliseconds, or seconds.
    return unit is not None and abs(int(one) - int(other)) * unit <= _TOLERANCE_MS


def _host(uri: str) -> tuple[str, str]:
    target = urlsplit(uri)
    return target.scheme, target.netloc


def _match(asked: RecordedRequest | _Asked, recorded: RecordedRequest, ids: _Ids) -> dict[str, str] | None:
    """The minted ids (asked -> recorded) under which both are the same request; None if they are not."""
    if asked.method != recorded.method or _host(asked.uri) != _host(recorded.uri):
        return None
    said, known = _said(asked), _said(recorded)
    if len(said) != len(known):
        return None
    found: dict[str, str] = {}
    for (way, one), (other_way, other) in zip(said, known, strict=True):
        if way != other_way:
            return None
        if _MINTED.fullmatch(one) and _MINTED.fullmatch(other):
            if not ids.agree(one, other) or found.setdefault(one, other) != other:
                return None
        elif one != other and other not in (REDACTED, f'"{REDACTED}"') and not _same_time(way[-1], one, other):
            return None
    return found if len(set(found.values())) == len(found) else None


def same_request(asked: RecordedRequest, recorded: RecordedRequest) -> bool:
    """Whether a request is the one that was recorded."""
    return _match(asked, recorded, _Ids()) is not None


# ------------------------------------------------------------------------------------------------ recording


def is_hidden(name: str, *, personal: bool, sent: bool) -> bool:
    """Whether the value of this name is taken out: of a live account (`personal`), in a request (`sent`)."""
    plain = name.lower().replace("_", "").replace("-", "")
    if plain in SECRETS or not personal:
        return plain in SECRETS
    if plain in PERSONAL or (sent and plain in PERSONAL_SENT):
        return True
    return plain.endswith(PERSONAL_ENDINGS) and not plain.endswith("contractaddress")


class _Redaction:
    """What is taken out of a request and of an answer before they are kept."""

    def __init__(self, *, personal: bool, loopback: str | None = None) -> None:
        self.personal = personal
        self.loopback = None if loopback is None else urlsplit(loopback).netloc

    def hides(self, name: str, *, sent: bool) -> bool:
        return is_hidden(name, personal=self.personal, sent=sent)

    def form(self, text: str, *, sent: bool) -> str:
        # Only what is hidden changes: everything else stays as it was sent, to the byte.
        parts = []
        for part in text.split("&"):
            name, _, value = part.partition("=")
            parts.append(f"{name}={REDACTED}" if value and self.hides(name, sent=sent) else part)
        return "&".join(parts)

    def json(self, value: object, *, sent: bool) -> object:
        if isinstance(value, dict):
            return {
                name: _hidden(inner) if self.hides(name, sent=sent) else self.json(inner, sent=sent)
                for name, inner in value.items()
            }
        return [self.json(inner, sent=sent) for inner in value] if isinstance(value, list) else value

    def text(self, text: str, *, sent: bool) -> str:
        if text.lstrip()[:1] not in ("{", "["):
            return self.form(text, sent=sent) if "=" in text else text
        try:
            document = json.loads(text, parse_float=Decimal)
        except ValueError:
            return text
        hidden = self.json(document, sent=sent)
        # Written anew only if something was hidden: the digits of the wire stay.
        return text if hidden == document else _written(hidden)

    def body(self, body: object, *, sent: bool) -> object:
        if isinstance(body, bytes):
            try:
                return self.text(body.decode(), sent=sent).encode()
            except UnicodeDecodeError:
                return body
        return self.text(body, sent=sent) if isinstance(body, str) else body

    def request(self, request: Any) -> Any:
        parts = urlsplit(request.uri)
        if self.loopback is not None and parts.netloc == self.loopback:
            # The client spoke to the venue's host and only its connection went elsewhere.
            parts = parts._replace(scheme="https", netloc=request.headers["host"])
        request.uri = urlunsplit(parts._replace(query=self.form(parts.query, sent=True)))
        request.body = self.body(request.body, sent=True)
        request.headers = {
            name: value for name, value in request.headers.items() if KEPT_HEADERS.fullmatch(name.lower())
        }
        return request

    def response(self, response: Any) -> Any:
        response["headers"] = {
            name: values for name, values in response["headers"].items() if KEPT_HEADERS.fullmatch(name.lower())
        }
        response["body"]["string"] = self.body(response["body"]["string"], sent=False)
        return response


def _hidden(value: object) -> object:
    # Of the same type, so that a replay still reads it.
    if isinstance(value, str):
        return value and REDACTED
    if isinstance(value, list):
        return [_hidden(each) for each in value]
    if isinstance(value, dict):
        return {name: _hidden(each) for name, each in value.items()}
    return value if value is None or isinstance(value, bool) else 0


def _written(value: object) -> str:
    """JSON with every number as it stood."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{_written(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_written(inner) for inner in value) + "]"
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value)


def _library(redaction: _Redaction, **options: Any) -> Any:
    import vcr

    library = vcr.VCR(
        before_record_request=redaction.request,
        before_record_response=redaction.response,
        decode_compressed_response=True,
        **options,
    )

    def same(asked: Any, recorded: Any) -> None:
        # vcrpy wants an assertion from a matcher that explains itself.
        if not same_request(asked, recorded):
            raise AssertionError(f"{asked.method} {asked.uri.partition('?')[0]} was recorded with other parameters")

    library.register_matcher("crossvenue", same)
    library.match_on = ["crossvenue"]
    return library


@contextmanager
def _quiet() -> Iterator[None]:
    """vcrpy logs the address of what it records, signature and all."""
    import logging

    log = logging.getLogger("vcr")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


@contextmanager
def recording(
    path: Path, *, source: str, clock_ms: int, personal: bool = True, loopback: str | None = None
) -> Iterator[Cassette]:
    """Record everything that httpx, httpx2 or aiohttp sends into a new cassette at `path`, without secrets.

    `source` says where the answers come from and `clock_ms` when a replay's clock begins; both are kept in the
    cassette. `personal` takes out what tells of a live account. Requests that went to the address `loopback` are
    kept with the host that they named. A cassette that is there is replaced at the end, if anything was said.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.stem}.part{path.suffix}")
    fresh.unlink(missing_ok=True)
    library = _library(_Redaction(personal=personal, loopback=loopback), record_mode="new_episodes")
    tape = None
    try:
        with _quiet(), library.use_cassette(str(fresh)) as tape:
            tape.get_metadata("source", source)
            tape.get_metadata("clock_ms", clock_ms)
            yield tape
    finally:
        if tape is not None and tape.data:
            fresh.replace(path)
        fresh.unlink(missing_ok=True)


# ------------------------------------------------------------------------------------------------ replaying


class Replay:
    """A backend that answers from a cassette: nothing is sent, and each answer is given once.

    Unless `strict`, a read may be asked again and gets the same answer; a write never is. Where a request carries
    a client id that was minted anew, the answer names that one.
    """

    def __init__(self, path: Path, *, strict: bool = False) -> None:
        from vcr.persisters.filesystem import FilesystemPersister
        from vcr.serializers import yamlserializer

        if not path.is_file():
            raise RecordingMissing(f"there is no cassette at {path}", advice="`crossvenue record` makes one")
        self.path, self.strict = path, strict
        try:
            requests, answers, *metadata = FilesystemPersister.load_cassette(str(path), yamlserializer)
        except Exception as problem:  # An empty or broken file: YAML, vcrpy and this line each say it their own way.
            said = type(problem).__name__
            raise RecordingMissing(
                f"the cassette at {path} cannot be read ({said})", advice="`crossvenue record` makes it anew"
            ) from None
        self._tape: list[tuple[RecordedRequest, dict[str, Any]]] = list(zip(requests, answers, strict=True))
        self._metadata: Mapping[str, Any] = metadata[0] if metadata else {}
        self._played: set[int] = set()
        self._ids = _Ids()
        self._playing = threading.Lock()  # Two threads that ask for the same thing get one answer each.

    def rewound(self) -> Replay:
        """The same recording from its beginning, without reading the file again."""
        again = copy.copy(self)
        again._played, again._ids, again._playing = set(), _Ids(), threading.Lock()  # noqa: SLF001 - its own kind
        return again

    def started_ms(self) -> int | None:
        """When the recording's clock began, or the timestamp of its first signed request; None if unknown."""
        known = self._metadata.get("clock_ms")
        if known is not None:
            return int(known)
        for request, _ in self._tape:
            for name, value in (*parse_qsl(urlsplit(request.uri).query), *_stamps(request.body)):
                if name == "timestamp" and value.isdecimal():
                    return int(value)
        return None

    async def send(self, request: Request) -> Response:
        """The recorded answer; `RecordingMissing` if there is none."""
        # Not vcrpy's class: that one logs its address, which is signed.
        asked = _Asked(request.method, request.url, request.body)
        again = None
        with self._playing:
            for index, (recorded, answer) in enumerate(self._tape):
                ids = _match(asked, recorded, self._ids)
                if ids is None:
                    continue
                if index not in self._played:
                    self._played.add(index)
                    self._ids.settle(ids)
                    return self._answer(answer)
                again = answer
            if again is not None and not self.strict and request.method == "GET":
                return self._answer(again)
            raise RecordingMissing(self._why(asked))

    def _answer(self, answer: Mapping[str, Any]) -> Response:
        headers = [
            (name.lower().encode(), value.encode("latin-1"))
            for name, values in answer["headers"].items()
            for value in (values if isinstance(values, list) else [values])
        ]
        body: bytes = answer["body"]["string"] or b""
        for recorded, asked in self._ids.asked.items():
            body = body.replace(recorded.encode(), asked.encode())
        return Response(answer["status"]["code"], headers, body)

    def _why(self, asked: _Asked) -> str:
        target = urlsplit(asked.uri)
        label = f"{asked.method} {target.path}"
        there = [
            each for each, _ in self._tape if each.method == asked.method and urlsplit(each.uri).path == target.path
        ]
        if not there:
            return f"{self.path.name} holds no answer to {label}"
        if any(_match(asked, each, self._ids) is not None for each in there):
            return f"{self.path.name} holds no further answer to {label}: each is given once"
        known = list(dict.fromkeys(_shown(_said(each)) for each in there))
        given = " or with ".join(known[:_SHOWN])
        if len(known) > _SHOWN:
            given += f" or {len(known) - _SHOWN} others"
        return f"{self.path.name} holds {label} only with {given}, not with {_shown(_said(asked))}"

    @property
    def unplayed(self) -> list[str]:
        """Method and path of each interaction that nobody asked for."""
        left = [request for index, (request, _) in enumerate(self._tape) if index not in self._played]
        return [f"{request.method} {urlsplit(request.uri).path}" for request in left]

    async def close(self) -> None:
        """Nothing to give back."""


def _stamps(body: object) -> list[tuple[str, str]]:
    text = body.decode(errors="replace") if isinstance(body, bytes) else str(body or "")
    if not text.startswith("{"):
        return parse_qsl(text)
    try:
        return [(name, str(value)) for name, value in json.loads(text).items()]
    except ValueError:
        return []


def _shown(pairs: Pairs) -> str:
    told = (f"{'.'.join(way[1:])}={value}" for way, value in pairs if way[1:] and way[0] != "path")
    return "&".join(told) or "no parameters"
