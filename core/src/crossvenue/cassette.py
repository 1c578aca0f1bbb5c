"""Cassettes: what is matched when one is replayed, what is taken out when one is recorded. vcrpy does the rest.

Matching covers method, host, path, query and body, so a wrong amount does not replay. Left out are the
parameters that change by themselves (timestamp, signature) and nonce headers. Client ids minted by us compare
equal, and so do times within five minutes of each other: a replay's clock stands where the recording's stood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crossvenue.errors import RecordingMissing
from crossvenue.world import Request, Response

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request as RecordedRequest

VOLATILE: Final = frozenset({"timestamp", "signature"})
"""Parameters that change with every request."""

SECRET_HEADERS: Final = frozenset(
    {
        "x-mbx-apikey",
        "kc-api-key",
        "kc-api-sign",
        "kc-api-timestamp",
        "kc-api-passphrase",
        "kc-api-partner-sign",
        "authorization",
        "cookie",
        "set-cookie",
    }
)
"""Headers that are taken out of a recording."""

REDACTED: Final = "redacted"

_MINTED = re.compile(r"cv[0-9a-f]{22}")
_TOLERANCE_MS: Final = 300_000


def _pairs(text: str) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in parse_qsl(text, keep_blank_values=True) if name not in VOLATILE)


def _same_value(one: str, other: str) -> bool:
    if one == other or (_MINTED.fullmatch(one) and _MINTED.fullmatch(other)):
        return True
    both_times = len(one) == 13 == len(other) and one.isdecimal() and other.isdecimal()
    return both_times and abs(int(one) - int(other)) <= _TOLERANCE_MS


def _same_pairs(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    a, b = list(one), list(other)
    return len(a) == len(b) and all(x[0] == y[0] and _same_value(x[1], y[1]) for x, y in zip(a, b, strict=True))


def _body_pairs(body: object) -> list[tuple[str, str]]:
    text = body.decode() if isinstance(body, bytes) else str(body or "")
    if text.startswith("{"):
        return sorted((name, str(value)) for name, value in json.loads(text).items())
    return _pairs(text)


def same_request(asked: RecordedRequest, recorded: RecordedRequest) -> bool:
    """Whether a request is the one that was recorded."""
    one, other = urlsplit(asked.uri), urlsplit(recorded.uri)
    return (
        asked.method == recorded.method
        and (one.netloc, one.path) == (other.netloc, other.path)
        and _same_pairs(_pairs(one.query), _pairs(other.query))
        and _same_pairs(_body_pairs(asked.body), _body_pairs(recorded.body))
    )


def _without_secrets(text: str) -> str:
    pairs = parse_qsl(text, keep_blank_values=True)
    if not any(name == "signature" for name, _ in pairs):
        return text
    return urlencode([(name, REDACTED if name == "signature" else value) for name, value in pairs])


def _redacted_request(request: Any) -> Any:
    parts = urlsplit(request.uri)
    request.uri = urlunsplit(parts._replace(query=_without_secrets(parts.query)))
    if request.body and not request.body.startswith(b"{"):
        request.body = _without_secrets(request.body.decode()).encode()
    request.headers = {name: value for name, value in request.headers.items() if name.lower() not in SECRET_HEADERS}
    return request


def _redacted_response(response: Any) -> Any:
    response["headers"] = {
        name: values for name, values in response["headers"].items() if name.lower() not in SECRET_HEADERS
    }
    return response


def _library(**options: Any) -> Any:
    import vcr

    library = vcr.VCR(
        before_record_request=_redacted_request,
        before_record_response=_redacted_response,
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


def recording(path: Path) -> AbstractContextManager[Cassette]:
    """Record everything that httpx, httpx2 or aiohttp sends into a new cassette at `path`, without secrets."""
    path.unlink(missing_ok=True)
    context: AbstractContextManager[Cassette] = _library(record_mode="new_episodes").use_cassette(str(path))
    return context


def replaying(path: Path) -> AbstractContextManager[Cassette]:
    """Answer httpx, httpx2 and aiohttp from the cassette at `path`, and refuse everything else."""
    context: AbstractContextManager[Cassette] = _library(record_mode="none").use_cassette(str(path))
    return context


class Replay:
    """A backend that answers from a cassette: nothing is sent, and each answer is given once.

    Unless `strict`, a read may be asked again and gets the same answer; a write never is.
    """

    def __init__(self, path: Path, *, strict: bool = False) -> None:
        from vcr.cassette import Cassette as Tape
        from vcr.record_mode import RecordMode

        if not path.is_file():
            raise RecordingMissing(f"there is no cassette at {path}; `crossvenue record` makes one")
        self.path, self.strict = path, strict
        library = _library(record_mode=RecordMode.NONE)
        self._tape = Tape.load(path=str(path), **self._options(library))

    def _options(self, library: Any) -> dict[str, Any]:
        options: dict[str, Any] = library.get_merged_config()
        wanted = ("serializer", "persister", "match_on", "record_mode", "before_record_request")
        return {name: options[name] for name in wanted if name in options}

    def started_ms(self) -> int | None:
        """When it was recorded: the timestamp of its first signed request, None if it has none."""
        for request in self._tape.requests:
            query = urlsplit(request.uri).query
            body = request.body.decode() if isinstance(request.body, bytes) else request.body or ""
            for name, value in (*parse_qsl(query), *parse_qsl("" if body.startswith("{") else body)):
                if name == "timestamp":
                    return int(value)
        return None

    async def send(self, request: Request) -> Response:
        """The recorded answer; `RecordingMissing` if there is none."""
        from vcr.errors import UnhandledHTTPRequestError
        from vcr.request import Request as Recorded

        asked = Recorded(request.method, request.url, request.body, dict(request.headers))
        if not self.strict and request.method == "GET":
            self._tape.allow_playback_repeats = True
        try:
            answer = self._tape.play_response(asked)
        except UnhandledHTTPRequestError:
            raise RecordingMissing(self._why(asked)) from None
        finally:
            self._tape.allow_playback_repeats = False
        headers = [
            (name.lower().encode(), value.encode("latin-1"))
            for name, values in answer["headers"].items()
            for value in (values if isinstance(values, list) else [values])
        ]
        return Response(answer["status"]["code"], headers, answer["body"]["string"])

    def _why(self, asked: RecordedRequest) -> str:
        label = f"{asked.method} {urlsplit(asked.uri).path}"
        there = [each for each in self._tape.requests if urlsplit(each.uri).path == urlsplit(asked.uri).path]
        if not there:
            return f"{self.path.name} holds no answer to {label}"
        if any(same_request(asked, each) for each in there):
            return f"{self.path.name} holds no further answer to {label}: each is given once"
        return (
            f"{self.path.name} holds {label} only with other parameters than "
            f"{_pairs(urlsplit(asked.uri).query) + _body_pairs(asked.body)}"
        )

    @property
    def unplayed(self) -> list[str]:
        """Method and path of each interaction that nobody asked for."""
        left = []
        for index, request in enumerate(self._tape.requests):
            if not self._tape.play_counts[index]:
                left.append(f"{request.method} {urlsplit(request.uri).path}")
        return left

    async def close(self) -> None:
        """Nothing to give back."""


Opener = Callable[[], Replay]
