"""How Gate is spoken to: the published signatures, and what its answers mean."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import httpx
import pytest

from crossvenue import errors
from crossvenue.clock import Clock
from crossvenue_gate.dialect import signature

ORDER = b'{"contract":"BTC_USD","type":"limit","size":100,"price":6800,"time_in_force":"gtc"}'
LISTED = (
    "55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6"
    "fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a"
)
ORDERED = (
    "eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541f"
    "c4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0"
)


@pytest.mark.parametrize(
    ("method", "query", "body", "published"),
    [("GET", "contract=BTC_USD&status=finished&limit=50", b"", LISTED), ("POST", "", ORDER, ORDERED)],
)
def test_the_published_signatures_come_out(method: str, query: str, body: bytes, published: str) -> None:
    assert signature("secret", method, "/api/v4/futures/orders", query, body, "1541993715") == published


@pytest.mark.parametrize(
    ("status", "label", "ending"),
    [
        (400, "WITHDRAWAL_OVER_LIMIT", errors.WithdrawalLimited),
        (401, "INVALID_SIGNATURE", errors.AuthenticationFailed),
        (403, "IP_FORBIDDEN", errors.PermissionDenied),
        (400, "TOO_FAST", errors.RateLimited),
        (400, "SOMETHING_NEW", errors.Refused),
        (400, "SERVER_ERROR", errors.OutcomeUnknown),
        (500, "INVALID_PARAM_VALUE", errors.OutcomeUnknown),
        (403, "", errors.OutcomeUnknown),
    ],
)
def test_only_a_label_of_gate_refuses(
    simulated: Callable[..., Any], status: int, label: str, ending: type[errors.VenueError]
) -> None:
    said = {"label": label, "message": "why"} if label else {"note": "not Gate's"}
    ask = simulated("gate", lambda request: httpx.Response(status, json=said))

    with pytest.raises(ending) as caught:
        ask(lambda venue: venue.wallet.cancel_withdrawal(withdrawal_id="w1879219868"))

    assert type(caught.value) is ending
    assert caught.value.code == (label or None)


def test_a_rate_limit_says_when_there_is_more(simulated: Callable[..., Any], frozen_clock: Clock) -> None:
    now = frozen_clock.now_ms() // 1000
    # The names as HTTP/2 writes them, and a client may.
    headers = {"x-gate-ratelimit-reset-timestamp": str(now + 7)}
    said = {"label": "TOO_MANY_REQUESTS", "message": "Request Rate limit Exceeded (90005)"}
    ask = simulated(
        "gate",
        lambda request: httpx.Response(429, json=said, headers=headers),
        clock=frozen_clock,
        on_limit="raise",
    )

    with pytest.raises(errors.RateLimited) as caught:
        ask(lambda venue: venue.wallet.balances())

    assert caught.value.retry_after == 7


def test_the_venues_count_of_an_endpoint_is_taken_over(simulated: Callable[..., Any]) -> None:
    headers = {"X-Gate-RateLimit-Limit": "200", "X-Gate-RateLimit-Requests-Remain": "150"}
    ask = simulated("gate", lambda request: httpx.Response(200, json=[], headers=headers))

    ask(lambda venue: venue.wallet.balances())

    (window,) = ask.venue.budget.scopes["accounts"].windows
    assert (window.used, window.limit, window.seconds) == (50, 200, 10)


def test_an_id_cannot_lead_to_another_path(simulated: Callable[..., Any]) -> None:
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.url.raw_path)
        return httpx.Response(400, json={"label": "INVALID_WITHDRAW_ID"})

    with pytest.raises(errors.NotFound):
        simulated("gate", answer)(lambda venue: venue.wallet.cancel_withdrawal(withdrawal_id="../wallet/transfers?"))

    assert sent == [b"/api/v4/withdrawals/..%2Fwallet%2Ftransfers%3F"]


def test_a_year_of_deposits_is_asked_for_in_months(simulated: Callable[..., Any]) -> None:
    spans = []

    def answer(request: httpx.Request) -> httpx.Response:
        spans.append((int(request.url.params["from"]), int(request.url.params["to"])))
        return httpx.Response(200, json=[])

    since, until = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    simulated("gate", answer)(lambda venue: venue.wallet.deposits(since=since, until=until))

    assert spans[0][1] == until.timestamp()
    assert spans[-1][0] == since.timestamp()
    assert all(to - begin <= 30 * 86_400 for begin, to in spans)
    assert all(newer[0] == older[1] + 1 for newer, older in pairwise(spans))
