"""How Gate is spoken to: its signature, its limits, and its words for what went wrong.

Source: https://www.gate.com/docs/developers/apiv4/en/, v4.106.88, the sections on authentication, on the frequency
limit rule and on error handling.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from crossvenue import errors
from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.dialect import Dialect
from crossvenue.endpoint import Endpoint
from crossvenue.exchange import Site
from crossvenue.interfaces import Port
from crossvenue.limits import Limit
from crossvenue.model import Listing, with_payload
from crossvenue.wire import plain
from crossvenue.world import Request, Response

T = TypeVar("T")
R = TypeVar("R")

KINDS: dict[type[errors.VenueError], str] = {
    errors.AccountRestricted: "ACCOUNT_LOCKED ACCOUNT_EXCEPTION SUB_ACCOUNT_LOCKED",
    errors.AddressRefused: "ADDRESS_NOT_USED",
    errors.AuthenticationFailed: "INVALID_CREDENTIALS INVALID_KEY INVALID_SIGNATURE MISSING_REQUIRED_HEADER",
    errors.InsufficientFunds: "BALANCE_NOT_ENOUGH FUTURES_BALANCE_NOT_ENOUGH",
    errors.InvalidRequest: "INVALID_PARAM_VALUE INVALID_ARGUMENT INVALID_REQUEST_BODY MISSING_REQUIRED_PARAM",
    errors.NotFound: "NOT_FOUND INVALID_CURRENCY INVALID_CURRENCY_PAIR INVALID_WITHDRAW_ID",
    errors.OutcomeUnknown: "INTERNAL SERVER_ERROR INTERNAL_SERVER_ERROR SERVER_TIMEOUT TOO_BUSY",
    errors.PermissionDenied: "FORBIDDEN IP_FORBIDDEN READ_ONLY",
    errors.RateLimited: "TOO_FAST TOO_MANY_REQUESTS",
    errors.TimestampRefused: "REQUEST_EXPIRED",
    errors.WithdrawalLimited: "WITHDRAWAL_OVER_LIMIT",
    errors.WithdrawalRefused: "INVALID_WITHDRAW_CANCEL_STATUS",
    errors.WithdrawalSuspended: "API_WITHDRAW_DISABLED",
}
LABELS = {label: kind for kind, labels in KINDS.items() for label in labels.split()}


class WireError(msgspec.Struct):
    """{"label": "INVALID_PARAM_VALUE", "message": "Invalid parameter `text` with value: abc"}"""

    label: str
    message: str = ""
    detail: str = ""


def signature(secret: str, method: str, path: str, query: str, body: bytes, seconds: str) -> str:
    """HMAC-SHA512 over five lines; the query as it was before it was encoded."""
    signed = "\n".join((method, path, query, hashlib.sha512(body).hexdigest(), seconds))
    return hmac.new(secret.encode(), signed.encode(), hashlib.sha512).hexdigest()


def rate(endpoint: str) -> Limit:
    """How often an endpoint may be asked: by each address the public ones, by each account the others."""
    return {"withdraw": Limit(1, 3), "transfer": Limit(80, 10)}.get(endpoint, Limit(200, 10))


class GateDialect(Dialect):
    """Gate's APIv4: a query to read, JSON to write, key, time and signature in headers."""

    venue, time_endpoint = "gate", "server_time"

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        self.settings, self.site, self.clock = settings, site, clock

    def request(self, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        """Parameters go where the path has them, else into the JSON of a POST or the query of anything else."""
        base = self.site.base(self.venue, endpoint.label, endpoint.path)
        path, rest = endpoint.located(params)
        given = {name: _written(value) for name, value in rest.items() if value is not None}
        headers, body, query = [("Accept", "application/json")], b"", ""
        if endpoint.method == "POST":
            body = msgspec.json.encode(given)
            headers.append(("Content-Type", "application/json"))
        else:
            query = "&".join(f"{name}={value}" for name, value in given.items())
        if endpoint.security.signed:
            key, secret, seconds = self.settings.api_key, self.settings.api_secret, str(now_ms // 1000)
            if key is None or secret is None:
                raise errors.ConfigurationError(f"{endpoint.label} needs a key and its secret", key="api_key")
            signed = signature(secret.reveal(), endpoint.method, path, query, body, seconds)
            headers += [("KEY", key.reveal()), ("Timestamp", seconds), ("SIGN", signed)]
        url = base + path + (f"?{quote(query, safe='=&')}" if query else "")
        return Request(endpoint.method, url, tuple(headers), body)

    def judge(self, endpoint: Endpoint, response: Response) -> errors.VenueError | None:
        """2xx is success. A refusal has a label; without one, or with 5xx, nobody knows what was done."""
        if 200 <= response.status < 300:
            return None
        try:
            said = msgspec.json.decode(response.body, type=WireError)
        except msgspec.DecodeError:
            said = WireError("")
        about: dict[str, Any] = {"venue": self.venue, "endpoint": endpoint.label, "status": response.status}
        about["code"], message = said.label or None, said.message or said.detail or "no reason is given"
        kind = LABELS.get(said.label, errors.Refused)
        if response.status == 429 or kind is errors.RateLimited:
            reset = response.header("X-Gate-RateLimit-Reset-Timestamp")
            wait = max(0, int(reset) - self.clock.now_ms() // 1000) if reset else None
            return errors.RateLimited(message, retry_after=wait, **about)
        return (kind if said.label and response.status < 500 else errors.OutcomeUnknown)(message, **about)

    def server_time_ms(self, body: bytes) -> int:
        """{"server_time": 1597026383085}"""
        return msgspec.json.decode(body, type=dict[str, int])["server_time"]

    def usage(self, endpoint: Endpoint, response: Response) -> Mapping[tuple[str, float], int]:
        """What the headers say is left of the endpoint's own count."""
        limit, left = (response.header(f"X-Gate-RateLimit-{name}") for name in ("Limit", "Requests-Remain"))
        return {(endpoint.name, rate(endpoint.name).seconds): int(limit) - int(left)} if limit and left else {}


def _written(value: object) -> object:
    return plain(value) if isinstance(value, Decimal) else value


async def one(
    port: Port[Any], name: str, asked: Mapping[str, object], wire: type[T], made: Callable[[T], R], **about: str
) -> R:
    """Asks an endpoint for one record."""

    def read(payload: bytes) -> R:
        return with_payload(made(msgspec.json.decode(payload, type=wire)), payload)

    return await port.session.call(port.session.catalogue[name], asked, read, **about)


async def several(
    port: Port[Any], name: str, asked: Mapping[str, object], wire: type[T], made: Callable[[T], R]
) -> Listing[R]:
    """Asks an endpoint for an array of records."""

    def read(payload: bytes) -> Listing[R]:
        return Listing(map(made, msgspec.json.decode(payload, type=list[wire])), payload)  # type: ignore[valid-type]

    return await port.session.call(port.session.catalogue[name], asked, read)
