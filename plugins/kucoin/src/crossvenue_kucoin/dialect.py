"""How KuCoin is spoken to: parameters, signatures, the envelope, limits, and what its answers mean.

Sources: KuCoin's specification (release of 2025-11-04) and its pages on authentication, rate limits and error codes,
https://www.kucoin.com/docs-new, read in November 2026.
"""

from __future__ import annotations

import base64
import enum
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal
from urllib.parse import quote, unquote

import attrs
import msgspec

from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.dialect import Dialect
from crossvenue.endpoint import Endpoint, Kind, Param, Security
from crossvenue.errors import (
    AccountRestricted,
    AuthenticationFailed,
    CancelRejected,
    ConfigurationError,
    FilterRefused,
    FirewallBlocked,
    InexactNumber,
    InsufficientFunds,
    InvalidRequest,
    MarketClosed,
    NotFound,
    OrderNotFound,
    OrderRejected,
    OutcomeUnknown,
    PermissionDenied,
    RateLimited,
    Refused,
    RegionBlocked,
    TimestampRefused,
    TransferRefused,
    VenueBusy,
    VenueError,
    WithdrawalAmountRefused,
    WithdrawalSuspended,
)
from crossvenue.exchange import Site
from crossvenue.limits import Limit
from crossvenue.secrets import Secret
from crossvenue.wire import exact, milliseconds, plain
from crossvenue.world import Request, Response


@attrs.frozen(kw_only=True)
class KuCoinSettings(Settings):
    """What KuCoin is opened with, beside the settings of every venue: `api_key`, `api_secret` and `passphrase`."""

    key_version: Literal[1, 2, 3] = 3
    """The version of the API key, as KuCoin's page of keys shows it. Keys made today are of version 3."""
    withdrawals: Literal["v3", "v1"] = "v3"
    """Which generation of the endpoint withdraws: POST /api/v3/withdrawals, or /api/v1, which KuCoin gives up."""
    transfers: Literal["flex", "inner"] = "flex"
    """Which request moves money between own accounts: the flex transfer, for which the key needs the permission
    FlexTransfers, or the inner transfer, which KuCoin gives up."""


LIMITS: Final[Mapping[str, tuple[Limit, ...]]] = {
    # An account of the level VIP0; answers say what others have. https://www.kucoin.com/docs-new/rate-limit
    "spot": (Limit(4000, 30),),
    "management": (Limit(2000, 30),),
    "futures": (Limit(2000, 30),),
    "public": (Limit(2000, 30),),
    # Withdrawals to a UID, a mail address or a telephone number, of the specification's `withdrawType`.
    "inner_withdrawals": (Limit(3, 10), Limit(50, 86_400)),
}

FUTURES: Final = frozenset(
    {"futures_account", "futures_ledger", "futures_actual_fee", "futures_sub_account_list_v2"}
    | {"futures_account_transfer_out_ledger", "futures_account_transfer_out", "futures_account_transfer_in"}
)
"""The endpoints that the specification has in the domain Futures, which is another host."""

NUMBERS: Final = frozenset({"withdrawal_v1", "futures_account_transfer_out", "futures_account_transfer_in"})
"""The endpoints whose amount is a JSON number; everywhere else it is a text."""


# ------------------------------------------------------------------------------------------------ signing

Sign = Callable[[str], str]
"""From the text that is signed to the signature."""


def hmac_sign(secret: Secret) -> Sign:
    """HMAC-SHA256 in base64: of a request, and from version 2 of the key on of the passphrase."""
    key = secret.reveal().encode("utf-8", "surrogateescape")

    def sign(text: str) -> str:
        digest = hmac.digest(key, text.encode("utf-8", "surrogateescape"), "sha256")
        return base64.b64encode(digest).decode()

    return sign


def string_to_sign(now_ms: int, method: str, path: str, body: str) -> str:
    """Time, method, path with its query, and body.

    Path and query are signed as they are before percent-encoding: https://www.kucoin.com/docs-new/authentication
    """
    return f"{now_ms}{method}{unquote(path) if '%' in path else path}{body}"


def query_of(endpoint: Endpoint, params: Mapping[str, object]) -> str:
    """The parameters that are not None, percent-encoded, as a query."""
    parts: list[str] = []
    for name, value in params.items():
        if isinstance(value, list | tuple):
            parts.extend(f"{name}={quote(_text(endpoint, name, each), safe='')}" for each in value)
        elif value is not None:
            parts.append(f"{name}={quote(_text(endpoint, name, value), safe='')}")
    return "&".join(parts)


def body_of(endpoint: Endpoint, params: Mapping[str, object]) -> str:
    """The parameters that are not None as JSON without spaces; nothing if there are none."""
    found = {
        name: _json(endpoint, name, value, endpoint.params.get(name))
        for name, value in params.items()
        if value is not None
    }
    return msgspec.json.encode(found).decode() if found else ""


def _text(endpoint: Endpoint, name: str, value: object) -> str:
    if isinstance(value, enum.Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return str(milliseconds(value, name))
    if isinstance(value, float):
        raise InexactNumber(f"{endpoint.name}: {name} is a float; give a Decimal, an int or a str")
    return str(value)


def _json(endpoint: Endpoint, name: str, value: object, param: Param | None) -> object:
    kind = None if param is None else param.type
    if isinstance(value, Mapping):
        return {key: _json(endpoint, key, each, None) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_json(endpoint, name, each, None) for each in value]
    if kind is Kind.DECIMAL and endpoint.name in NUMBERS:
        return msgspec.Raw(plain(exact(value, name)).encode())
    if kind is Kind.BOOLEAN and isinstance(value, str):
        return value.lower() == "true"
    if isinstance(value, bool):
        return value
    if kind is Kind.INTEGER and isinstance(value, str | Decimal):
        return int(exact(value, name))
    if isinstance(value, datetime):
        return milliseconds(value, name)
    if type(value) is int and kind in (None, Kind.INTEGER, Kind.TIME):
        return value
    return _text(endpoint, name, value)


# ------------------------------------------------------------------------------------------------ errors


class _Envelope(msgspec.Struct):
    """{"code": "200000", "data": ...}, or {"code": "400100", "msg": "..."}"""

    code: str | int
    data: msgspec.Raw = msgspec.Raw(b"null")
    msg: str | None = None


class _Error(msgspec.Struct):
    code: str | int | None = None
    data: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    msg: str | None = None


class _Time(msgspec.Struct):
    """{"code": "200000", "data": 1729100692873}"""

    data: int


_read_envelope = msgspec.json.Decoder(_Envelope).decode
_read_error = msgspec.json.Decoder(_Error).decode
_read_time = msgspec.json.Decoder(_Time).decode

CODES: Final[dict[str, type[VenueError]]] = {
    # Orders: the page of spot error codes.
    "200001": MarketClosed,
    "200002": CancelRejected,
    "200003": OrderRejected,
    "200004": InsufficientFunds,
    "200009": AccountRestricted,
    "400200": OrderRejected,
    "400500": RegionBlocked,
    "400600": MarketClosed,
    "400700": AccountRestricted,
    "400800": OrderRejected,
    "600203": MarketClosed,
    "900001": NotFound,
    # The gateway: key, signature, permission, region. The page of gateway error codes.
    "400001": AuthenticationFailed,
    "400002": TimestampRefused,
    "400003": AuthenticationFailed,
    "400004": AuthenticationFailed,
    "400005": AuthenticationFailed,
    "400006": PermissionDenied,
    "400007": PermissionDenied,
    "400008": AuthenticationFailed,
    "400009": AuthenticationFailed,
    "400010": PermissionDenied,
    "400011": AuthenticationFailed,
    "400012": AuthenticationFailed,
    "400201": AuthenticationFailed,
    "400202": PermissionDenied,
    "400301": RegionBlocked,
    # The system: the page of spot error codes.
    "400100": InvalidRequest,
    "404000": NotFound,
    "411100": AccountRestricted,
    "415000": InvalidRequest,
    "500000": OutcomeUnknown,
    # Withdrawals: the page of spot error codes.
    "260210": WithdrawalSuspended,
    # Not on KuCoin's pages, but seen by those who use it: the table of ccxt, whose comments quote the answers.
    "100001": InvalidRequest,
    "100004": CancelRejected,
    "101030": PermissionDenied,
    "210021": InsufficientFunds,
    "230003": InsufficientFunds,
    "260000": InvalidRequest,
    "260100": InsufficientFunds,
    "260220": NotFound,
    "300000": OrderRejected,
    "400000": InvalidRequest,
    "400303": AccountRestricted,
    "400350": OrderRejected,
    "400370": FilterRefused,
    "400760": FilterRefused,
    "401000": InvalidRequest,
    "408000": OutcomeUnknown,
    "900014": InvalidRequest,
}
"""What each code asks a program to do. Codes that are not listed stay errors: see `error_class`."""

MESSAGES: Final[tuple[tuple[str, type[VenueError]], ...]] = (
    # 400100, 400200, 200003 and a few others tell their reasons apart only in the text. Sources as above.
    ("order_not_exist", OrderNotFound),
    ("order not exist", OrderNotFound),
    ("order does not exist", OrderNotFound),
    ("account.available.amount", InsufficientFunds),
    ("balance insufficient", InsufficientFunds),
    ("insufficient balance", InsufficientFunds),
    ("the withdrawal amount is below the minimum", WithdrawalAmountRefused),
    ("below the minimum requirement", FilterRefused),
    ("increment is invalid", FilterRefused),
    ("increment invalid", FilterRefused),
    ("out-transfer limit", TransferRefused),
    ("symbolnotavailable", MarketClosed),
    ("invalid symbol", NotFound),
    ("exceeded the access frequency", RateLimited),
    ("too many requests", RateLimited),
    ("require more permission", PermissionDenied),
    ("partner", AuthenticationFailed),
)
_TOLD_BY_TEXT: Final = frozenset({"200000", "200002", "200003", "400100", "400200", "400007"})


def error_class(code: str | None, message: str) -> type[VenueError]:
    """The class of an error code and its text; a code nobody knows is a plain refusal that keeps its code.

    Codes of 5XXXXX are the venue's own trouble, which says nothing about what was done.
    """
    if code in _TOLD_BY_TEXT:
        said = message.lower()
        for words, kind in MESSAGES:
            if words in said:
                return kind
    if code is None:
        return Refused
    known = CODES.get(code)
    if known is not None:
        return known
    return OutcomeUnknown if len(code) == 6 and code[0] == "5" else Refused


# ------------------------------------------------------------------------------------------------ dialect

_PUBLIC: Final = (("User-Agent", "crossvenue"), ("Accept-Encoding", "gzip, deflate"))
_JSON: Final = ("Content-Type", "application/json")


class KuCoinDialect(Dialect):
    """KuCoin's REST interface: a query or a JSON body, an envelope around every answer, signatures in headers."""

    venue = "kucoin"
    time_endpoint = "server_time"

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        assert isinstance(settings, KuCoinSettings)
        self.settings, self.site, self.clock = settings, site, clock
        self._units = {pool: windows[0].units for pool, windows in LIMITS.items()}
        self.sign: Sign | None = None if settings.api_secret is None else hmac_sign(settings.api_secret)
        self._keyed: tuple[tuple[str, str], ...] | None = None
        if settings.api_key is not None and settings.passphrase is not None and self.sign is not None:
            passphrase = settings.passphrase.reveal()
            if settings.key_version > 1:
                passphrase = self.sign(passphrase)
            self._keyed = (
                *_PUBLIC,
                _JSON,
                ("KC-API-KEY", _header(settings.api_key.reveal(), "api_key")),
                ("KC-API-PASSPHRASE", _header(passphrase, "passphrase")),
                ("KC-API-KEY-VERSION", str(settings.key_version)),
            )

    def request(self, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        """GET and DELETE carry their parameters in the query, POST in a JSON body; what is signed is what is sent."""
        prefix = "futures:" if endpoint.name in FUTURES else ""
        base = self.site.base(self.settings.exchange, endpoint.label, prefix + endpoint.path)
        path, rest = endpoint.located(params)
        body = ""
        if endpoint.method in ("GET", "DELETE"):
            query = query_of(endpoint, rest)
            if query:
                path = f"{path}?{query}"
        else:
            body = body_of(endpoint, rest)
        headers: tuple[tuple[str, str], ...] = _PUBLIC
        if endpoint.security is not Security.NONE:
            sign, keyed = self.sign, self._keyed
            if sign is None or keyed is None:
                raise self._no_key(endpoint)
            signature = sign(string_to_sign(now_ms, endpoint.method, path, body))
            headers = (*keyed, ("KC-API-TIMESTAMP", str(now_ms)), ("KC-API-SIGN", signature))
        return Request(endpoint.method, base + path, headers, body.encode())

    def _no_key(self, endpoint: Endpoint) -> ConfigurationError:
        names = ("api_key", "api_secret", "passphrase")
        lacking = next(name for name in names if getattr(self.settings, name) is None)
        return ConfigurationError(
            f"{endpoint.label} needs a key, and {lacking} is not configured",
            key=lacking,
            expected='a secret, such as {env = "KUCOIN_SECRET"}',
        )

    def judge(self, endpoint: Endpoint, response: Response) -> VenueError | None:
        """Success is the code 200000 with its data; anything else is an error, also inside HTTP 200."""
        status, body = response.status, response.body
        if status == 200 and _SUCCESS.match(body) and (len(body) > _SHORT or b'"data"' in body):
            return None
        try:
            said = _read_error(body)
        except (ValueError, RecursionError):
            # A proxy's or Cloudflare's page, or half an answer of KuCoin's own, whose code still counts.
            cut = _CODE.match(body) or _CLOUDFLARE.search(body)
            said = _Error(code=None if cut is None else cut[1].decode())
        code = None if said.code is None else str(said.code)
        if status == 200 and (
            code is None or (code == "200000" and (said.data is not msgspec.UNSET or not said.msg))
        ):
            return None  # If it is not the envelope, or half of it, whoever reads it says what is wrong with it.
        message = said.msg or _REASONS.get(status, "the answer has no message")
        if code is None and status not in _PROOF and not endpoint.repeatable:
            # Whose answer it is, nobody knows: no proof that a write was not done.
            return OutcomeUnknown(message, venue=self.venue, endpoint=endpoint.label, status=status)
        return self._error(endpoint, response, code, message)

    def _error(self, endpoint: Endpoint, response: Response, code: str | None, message: str) -> VenueError:
        status = response.status
        about = {"venue": self.venue, "endpoint": endpoint.label}
        if status >= 500 or status == 408 or (status < 400 and status != 200):
            return OutcomeUnknown(message, **about, status=status, code=code)
        if code == "429000" and not self._used_up(endpoint, response):
            return VenueBusy(message, **about, status=status, code=code)
        kind: type[VenueError]
        if status == 429 or code in ("429000", "1015"):
            kind = RateLimited
        elif code is None:
            kind = _STATUSES.get(status, Refused)
        else:
            kind = error_class(code, message)
            if code == "200000" and kind is Refused:
                kind = OutcomeUnknown  # Done, it says, and then a text instead of what was done.
            elif kind is Refused and status == 200 and not endpoint.repeatable and code[0] != "4":
                kind = OutcomeUnknown  # Only a 4XX, or a code made like one, says by itself that nothing was done.
        if issubclass(kind, RateLimited):
            wait = self._retry_after(response, code)
            return kind(message, **about, status=status, code=code, retry_after=wait)
        return kind(message, **about, status=status, code=code)

    def _used_up(self, endpoint: Endpoint, response: Response) -> bool:
        """Whether the pool is used up: an overloaded venue answers 429000 as well, without what is left to us."""
        left = _number(response, b"gw-ratelimit-remaining")
        return left is not None and left < max(1, sum(units for _, units in endpoint.charges({})))

    def _retry_after(self, response: Response, code: str | None) -> float | None:
        given = response.header("retry-after")
        if given is not None and given.strip().isdecimal():
            return float(given)
        reset = _number(response, b"gw-ratelimit-reset")
        if reset is not None:
            return reset / 1000
        return 30.0 if code == "1015" else None  # As long as Cloudflare keeps an address out.

    def payload(self, body: bytes) -> bytes:
        """What is in `data`; ``null`` where the answer has none."""
        return bytes(_read_envelope(body).data)

    def server_time_ms(self, body: bytes) -> int:
        """{"code": "200000", "data": 1729100692873}"""
        return _read_time(body).data

    def limits(self, endpoint: Endpoint, response: Response) -> Mapping[str, tuple[Limit, ...]]:
        """The endpoint's pool as `gw-ratelimit-limit` has it, when that changes.

        It grows with the VIP level of the account. It is never taken for less than VIP0 has: what is left then
        (`usage`) says soon enough that there is less.
        """
        said = _number(response, b"gw-ratelimit-limit")
        pool = _pool(endpoint)
        if said is None or pool is None:
            return {}
        least = LIMITS[pool][0]
        units = max(said, least.units)
        if units == self._units[pool]:
            return {}
        self._units[pool] = units
        return {pool: (Limit(units, least.seconds),)}

    def usage(self, endpoint: Endpoint, response: Response) -> Mapping[tuple[str, float], int]:
        """What `gw-ratelimit-remaining` leaves of the endpoint's pool, as what is missing to its limit."""
        left = _number(response, b"gw-ratelimit-remaining")
        pool = _pool(endpoint)
        if left is None or pool is None:
            return {}
        return {(pool, LIMITS[pool][0].seconds): max(0, self._units[pool] - left)}

    def closed_scopes(self, endpoint: Endpoint, error: RateLimited) -> tuple[str, ...]:
        """The endpoint's pool; all of them when Cloudflare (1015) keeps the address out."""
        if error.code == "1015":
            return ("spot", "management", "futures", "public")
        return super().closed_scopes(endpoint, error)


def _header(text: str, key: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise ConfigurationError(f"the {key} has characters that none has", key=key)
    return text


def _pool(endpoint: Endpoint) -> str | None:
    """The pool that the headers of an answer are about."""
    pool = endpoint.weights[0].scope if endpoint.weights else ""
    return pool if pool in LIMITS else None


def _number(response: Response, name: bytes) -> int | None:
    for key, value in response.headers:
        if key.lower() == name:
            return int(value) if value.isdigit() else None
    return None


_SUCCESS = re.compile(rb'\s*\{\s*"code"\s*:\s*"200000"')
_CODE = re.compile(rb'\s*\{\s*"code"\s*:\s*"?(\d{1,9})\b')
_CLOUDFLARE = re.compile(rb"error code: (1015)\b")
_SHORT: Final = 500
"""Longer answers are no mere messages."""
_STATUSES: Final[dict[int, type[Refused]]] = {
    401: AuthenticationFailed,
    403: FirewallBlocked,
    404: NotFound,
    405: InvalidRequest,
    415: InvalidRequest,
    451: RegionBlocked,
}
_PROOF: Final = frozenset({401, 403, 404, 405, 410, 413, 414, 415, 429, 431, 451})
"""Statuses that say without a code that nothing was done."""
_REASONS: Final = {
    401: "the key is not accepted",
    403: "the request is forbidden, or too many were sent",
    404: "the venue has no such address",
    429: "too many requests",
    451: "the venue does not serve this region",
    503: "the venue is in maintenance",
}
