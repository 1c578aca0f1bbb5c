"""What the tests of Binance.US share: what was sent in a test that runs on a cassette."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from crossvenue.endpoint import Endpoint
from crossvenue.testing.plugin import Ask
from crossvenue.world import Request

SIGNING = ("recvWindow", "timestamp", "signature")


@pytest.fixture
def sent(ask: Ask) -> list[tuple[str, dict[str, str]]]:
    """Method and path of each request, and its parameters less those that only sign; it grows as the test asks."""
    requests: list[tuple[str, dict[str, str]]] = []
    dialect: Any = ask.venue.session.dialect
    plain = dialect.request

    def told(endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        request: Request = plain(endpoint, params, now_ms)
        parts = urlsplit(request.url)
        pairs = parse_qsl(f"{parts.query}&{request.body.decode()}", keep_blank_values=True)
        given = {name: value for name, value in pairs if name not in SIGNING}
        requests.append((f"{request.method} {parts.path}", given))
        return request

    dialect.request = told
    return requests
