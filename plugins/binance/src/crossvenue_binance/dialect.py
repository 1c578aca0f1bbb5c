"""How Binance is spoken to: parameters, signatures, limits, and what its answers mean.

Sources: the general part of the Spot REST documentation (limits, signed endpoint security, HTTP return codes)
and its error codes, https://developers.binance.com/docs/binance-spot-api-docs, read in November 2026.
"""

from __future__ import annotations

import base64
import enum
import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal
from urllib.parse import quote

import attrs
import msgspec

from crossvenue.clock import Clock
from crossvenue.config import Settings, at_least
from crossvenue.dialect import Dialect, log
from crossvenue.endpoint import Endpoint, Kind, Security
from crossvenue.errors import (
    AccountRestricted,
    AddressRefused,
    AuthenticationFailed,
    Banned,
    CancelRejected,
    ConfigurationError,
    DuplicateOrder,
    FilterRefused,
    FirewallBlocked,
    InexactNumber,
    InsufficientFunds,
    InvalidRequest,
    MarketClosed,
    NotFound,
    OrderNotFound,
    OrderRejected,
    OrderTypeNotAllowed,
    OutcomeUnknown,
    PartialSuccess,
    PermissionDenied,
    RateLimited,
    Refused,
    RegionBlocked,
    TimestampRefused,
    TransferRefused,
    TravelRuleRequired,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    WithdrawalAmountRefused,
    WithdrawalLimited,
    WithdrawalRefused,
    WithdrawalSuspended,
    WouldTakeLiquidity,
    WouldTriggerImmediately,
)
from crossvenue.exchange import Site
from crossvenue.secrets import Secret
from crossvenue.wire import milliseconds, plain
from crossvenue.world import Request, Response


@attrs.frozen(kw_only=True)
class BinanceSettings(Settings):
    """What Binance is opened with, beside the settings of every venue."""

    recv_window: int = attrs.field(default=5000, validator=at_least(1))
    """Milliseconds after its timestamp during which the venue accepts a request; 60000 at most."""
    wallet_api: Literal["sapi", "wapi"] = "sapi"
    """What the wallet speaks: SAPI, or WAPI, which Binance retired on 2021-08-01. See `wapi`."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.recv_window > 60_000:
            raise ConfigurationError(f"is {self.recv_window}", key="recv_window", expected="60000 at most")
        if self.wallet_api == "wapi" and not (self.allow_retired or self.environment == "replay"):
            raise ConfigurationError(
                "is 'wapi', which the venue retired on 2021-08-01",
                key="wallet_api",
                expected='"sapi", its successor; or allow_retired = true beside it, or environment = "replay"',
            )


# ------------------------------------------------------------------------------------------------ signing

Sign = Callable[[bytes], str]
"""From the exact bytes that are signed to the text that is sent as `signature`."""


def hmac_sign(secret: Secret) -> Sign:
    """HMAC-SHA256 in hexadecimal. The two keyed states are made once and copied: half the cost of `hmac`."""
    key = secret.reveal().encode("utf-8", "surrogateescape")
    if len(key) > 64:
        key = hashlib.sha256(key).digest()
    key = key.ljust(64, b"\0")
    inner, outer = hashlib.sha256(bytes(k ^ 0x36 for k in key)), hashlib.sha256(bytes(k ^ 0x5C for k in key))

    def sign(payload: bytes) -> str:
        first, second = inner.copy(), outer.copy()
        first.update(payload)
        second.update(first.digest())
        return second.hexdigest()

    return sign


def key_sign(private_key: Secret, passphrase: Secret | None) -> Sign:
    """RSA (PKCS #1 v1.5, SHA-256) or Ed25519, whichever the PEM holds; base64, percent-encoded.

    Raises `ConfigurationError` for a PEM that cannot be read, and without the extra ``crossvenue[signing]``.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
    except ImportError:
        raise ConfigurationError(
            "cryptography is not installed", key="private_key", expected="pip install crossvenue[signing]"
        ) from None
    key, failure = None, ""
    try:
        key = serialization.load_pem_private_key(
            private_key.reveal().encode(), passphrase.reveal().encode() if passphrase else None
        )
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        failure = type(problem).__name__
    if key is None:
        # Raised out here, because the problem may carry the key, also as a context.
        raise ConfigurationError(
            f"the PEM cannot be read ({failure})",
            key="private_key",
            expected="an RSA or Ed25519 private key in PEM, and its passphrase if it has one",
        )
    if isinstance(key, ed25519.Ed25519PrivateKey):
        signing = key

        def sign(payload: bytes) -> str:
            return quote(base64.b64encode(signing.sign(payload)), safe="")

        return sign
    if isinstance(key, rsa.RSAPrivateKey):
        rsa_key, pad, digest = key, padding.PKCS1v15(), hashes.SHA256()

        def sign_rsa(payload: bytes) -> str:
            return quote(base64.b64encode(rsa_key.sign(payload, pad, digest)), safe="")

        return sign_rsa
    raise ConfigurationError(
        f"a key of the kind {type(key).__name__} is not used by Binance",
        key="private_key",
        expected="an RSA or Ed25519 private key in PEM",
    )


def encoded(endpoint: Endpoint, params: Mapping[str, object]) -> list[str]:
    """`name=value` of each parameter that is not None, percent-encoded (required before signing since 2026-01-15)."""
    parts = []
    for name, value in params.items():
        kind = type(value)
        if kind is str:
            text: str = value  # type: ignore[assignment]
            parts.append(f"{name}={text}" if text.isalnum() and text.isascii() else f"{name}={_quoted(text)}")
        elif kind is Decimal:
            digits = str(value)  # A quarter of the price of the format, and the same but for an exponent.
            parts.append(f"{name}={value:f}" if "E" in digits else f"{name}={digits}")
        elif kind is int:
            parts.append(f"{name}={value}")
        elif value is not None:
            parts.extend(_written(endpoint, name, value))
    return parts


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _written(endpoint: Endpoint, name: str, value: object) -> list[str]:
    if isinstance(value, enum.Enum):
        return [f"{name}={_quoted(str(value.value))}"]
    if isinstance(value, bool):
        param = endpoint.params.get(name)
        said = None if param is None or param.type is not Kind.BOOLEAN else param.values
        return [f"{name}={(said or ('false', 'true'))[value]}"]
    if isinstance(value, datetime):
        return [f"{name}={milliseconds(value, name)}"]
    if isinstance(value, list | tuple):
        param = endpoint.params.get(name)
        words = [str(each.value if isinstance(each, enum.Enum) else each) for each in value]
        if param is not None and param.type is Kind.REPEATED:
            return [f"{name}={_quoted(word)}" for word in words]
        return [f"{name}={_quoted(msgspec.json.encode(words).decode())}"]
    if isinstance(value, Decimal):
        return [f"{name}={plain(value)}"]
    if isinstance(value, float):
        raise InexactNumber(f"{endpoint.name}: {name} is a float; give a Decimal, an int or a str")
    return [f"{name}={_quoted(str(value))}"]


# ------------------------------------------------------------------------------------------------ errors


class _Error(msgspec.Struct):
    """{"code": -1121, "msg": "Invalid symbol."}; without a code {"success": false, "msg": "Invalid symbol."}"""

    code: int | float | str | None = None
    msg: str | None = None
    success: object = None


_read_error = msgspec.json.Decoder(_Error).decode
_read_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_read_time = msgspec.json.Decoder(dict[str, int]).decode

CODES: Final[dict[int, type[VenueError]]] = {
    # 10xx: the server or the network. -1000 and -1001 do not say that nothing was done.
    -1000: OutcomeUnknown,
    -1001: OutcomeUnknown,
    -1002: PermissionDenied,
    -1003: RateLimited,
    -1004: VenueBusy,
    -1006: OutcomeUnknown,
    -1007: OutcomeUnknown,
    -1008: VenueBusy,
    -1010: OrderRejected,
    -1013: OrderRejected,  # Also other things than filters, which are told by the text.
    -1014: OrderTypeNotAllowed,
    -1015: RateLimited,
    -1016: VenueBusy,
    -1020: InvalidRequest,
    -1021: TimestampRefused,
    -1022: AuthenticationFailed,
    -1033: VenueBusy,
    -1034: RateLimited,
    -1099: AuthenticationFailed,
    -1999: AuthenticationFailed,
    # 11xx: what was sent. All others down to -1199 are InvalidRequest.
    -1112: NotFound,
    -1121: NotFound,
    -1125: NotFound,
    # 20xx: the matching engine and the key.
    -2010: OrderRejected,
    -2011: CancelRejected,
    -2013: OrderNotFound,
    -2014: AuthenticationFailed,
    -2015: PermissionDenied,
    -2016: NotFound,
    -2018: InsufficientFunds,
    -2019: InsufficientFunds,
    -2021: PartialSuccess,
    -2022: OrderRejected,
    -2026: NotFound,
    # 3xxx: SAPI.
    -3000: OutcomeUnknown,
    -3001: AccountRestricted,
    -3002: NotFound,
    -3003: NotFound,
    -3004: AccountRestricted,
    -3005: TransferRefused,
    -3006: TransferRefused,
    -3007: VenueBusy,
    -3008: AccountRestricted,
    -3009: TransferRefused,
    -3010: AccountRestricted,
    -3011: InvalidRequest,
    -3012: TransferRefused,
    -3013: InvalidRequest,
    -3014: AccountRestricted,
    -3015: InvalidRequest,
    -3016: InvalidRequest,
    -3017: TransferRefused,
    -3018: AccountRestricted,
    -3019: AccountRestricted,
    -3020: TransferRefused,
    -3021: AccountRestricted,
    -3022: AccountRestricted,
    -3023: AccountRestricted,
    -3024: InvalidRequest,
    -3025: InvalidRequest,
    -3026: InvalidRequest,
    -3027: InvalidRequest,
    -3028: InvalidRequest,
    -3029: TransferRefused,
    -3036: AccountRestricted,
    -3037: VenueBusy,
    -3038: NotFound,
    -3041: InsufficientFunds,
    -3042: NotFound,
    -3043: TransferRefused,
    -3044: VenueBusy,
    -3045: TransferRefused,
    -3999: PermissionDenied,
    # 4xxx: deposits and withdrawals.
    -4001: WithdrawalRefused,
    -4002: InvalidRequest,
    -4003: InvalidRequest,
    -4004: AuthenticationFailed,
    -4005: RateLimited,
    -4006: AccountRestricted,
    -4007: AddressRefused,
    -4008: AddressRefused,
    -4010: WithdrawalRefused,
    -4011: WithdrawalRefused,
    -4012: AddressRefused,
    -4013: AccountRestricted,
    -4014: WithdrawalLimited,
    -4015: WithdrawalLimited,
    -4016: WithdrawalLimited,
    -4017: WithdrawalLimited,
    -4018: NotFound,
    -4019: WithdrawalSuspended,
    -4021: WithdrawalAmountRefused,
    -4022: WithdrawalAmountRefused,
    -4023: WithdrawalLimited,
    -4024: InsufficientFunds,
    -4025: InsufficientFunds,
    -4026: InsufficientFunds,
    -4027: OutcomeUnknown,  # "Failed to obtain tranId": nothing says that the withdrawal was not made.
    -4028: WithdrawalAmountRefused,
    -4029: NotFound,
    -4030: OutcomeUnknown,  # A success text among the errors: whatever happened, it was not refused.
    -4031: WithdrawalRefused,
    -4032: WithdrawalRefused,
    -4033: AddressRefused,
    -4034: AddressRefused,
    -4035: AddressRefused,
    -4036: AddressRefused,
    -4037: OutcomeUnknown,  # A mail that failed is no word about the withdrawal it was about.
    -4038: RateLimited,
    -4039: NotFound,
    -4040: AddressRefused,
    -4041: RateLimited,
    -4042: InvalidRequest,
    -4043: WithdrawalLimited,
    -4044: RegionBlocked,
    -4045: VenueBusy,
    -4046: AccountRestricted,
    -4047: InvalidRequest,
    -4104: TravelRuleRequired,
    # 5xxx: dust and transfers.
    -5001: TransferRefused,
    -5002: InsufficientFunds,
    -5003: InsufficientFunds,
    -5004: TransferRefused,
    -5005: TransferRefused,
    -5006: RateLimited,
    -5007: InvalidRequest,
    -5008: InsufficientFunds,
    -5009: NotFound,
    -5010: TransferRefused,
    -5011: NotFound,
    # Two meanings share this code, told apart by the text: the pending one must not be taken for a refusal.
    -5012: OutcomeUnknown,
    -5021: NotFound,
    # 6xxx: savings.
    -6001: NotFound,
    -6003: NotFound,
    -6004: TransferRefused,
    -6005: InvalidRequest,
    -6006: InvalidRequest,
    -6007: TransferRefused,
    -6008: TransferRefused,
    -6009: RateLimited,
    -6011: TransferRefused,
    -6012: InsufficientFunds,
    -6013: TransferRefused,
    -6014: TransferRefused,
    -6015: InvalidRequest,
    -6016: InvalidRequest,
    -6017: PermissionDenied,
    -6018: InsufficientFunds,
    -6019: OutcomeUnknown,  # "Need confirm".
    -6020: NotFound,
    # The rest of the documented products.
    -7001: InvalidRequest,
    -7002: InvalidRequest,
    -10017: InvalidRequest,
    -12014: RateLimited,
    -13000: TransferRefused,
    -13001: TransferRefused,
    -13002: TransferRefused,
    -13003: TransferRefused,
    -13004: TransferRefused,
    -13005: TransferRefused,
    -13006: InvalidRequest,
    -13007: AccountRestricted,
    -450001: InvalidRequest,
    -450005: InvalidRequest,
    -450017: TransferRefused,
    -450018: RateLimited,
    -450020: RateLimited,
    -450022: RateLimited,
}
"""What each documented code asks a program to do. Codes that are not listed stay errors: see `error_class`."""

MESSAGES: Final[tuple[tuple[str, type[VenueError]], ...]] = (
    # -1010, -2010, -2011 and -5012 tell their reasons apart only in the text, with and without a full stop.
    ("unknown order sent", OrderNotFound),
    ("duplicate order sent", DuplicateOrder),
    ("market is closed", MarketClosed),
    ("account has insufficient balance", InsufficientFunds),
    ("would trigger immediately", WouldTriggerImmediately),
    ("would immediately match and take", WouldTakeLiquidity),
    ("this action is disabled on this account", AccountRestricted),
    ("this action disabled is on this account", AccountRestricted),
    ("this account may not place or cancel orders", AccountRestricted),
    ("this symbol is not permitted for this account", AccountRestricted),
    ("this symbol is restricted for this account", AccountRestricted),
    ("this order type is not possible in this trading phase", MarketClosed),
    ("limit orders require gtc for this phase", OrderTypeNotAllowed),
    ("unsupported order combination", OrderTypeNotAllowed),
    ("the relationship of the prices for the orders is not correct", OrderRejected),
    ("a parameter for one of the orders is incorrect", InvalidRequest),
    ("price * qty is zero or less", OrderRejected),
    ("icebergqty exceeds qty", InvalidRequest),
    ("cancel order is invalid", InvalidRequest),
    ("order was not canceled due to cancel restrictions", CancelRejected),
    ("filter failure", FilterRefused),
    ("rest api trading is not enabled", AccountRestricted),
    ("not supported for this symbol", OrderTypeNotAllowed),
    ("are not support for this symbol", OrderTypeNotAllowed),
    ("future account or sub relation not exists", NotFound),
)

WITHOUT_A_CODE: Final[tuple[tuple[str, type[VenueError]], ...]] = (
    # WAPI's errors have no codes; these are the documented texts of -1021, -1022, -1121, -2014, -2015 and the like.
    ("timestamp for this request", TimestampRefused),
    ("signature for this request is not valid", AuthenticationFailed),
    ("api-key format invalid", AuthenticationFailed),
    ("invalid api-key, ip, or permissions", PermissionDenied),
    ("you are not authorized", PermissionDenied),
    ("invalid symbol", NotFound),
    ("insufficient balance", InsufficientFunds),
)

_BANNED_UNTIL = re.compile(r"banned until (\d{13})")


def error_class(code: int | None, message: str) -> type[VenueError]:
    """The class of an error code and its text; a code nobody knows is a plain refusal that keeps its code."""
    if code in (-1010, -1013, -2010, -2011, -5012):
        said = message.lower()
        for words, kind in MESSAGES:
            if words in said:
                return kind
    if code is None:
        return Refused
    known = CODES.get(code)
    if known is not None:
        return known
    if -1200 < code <= -1100:
        return InvalidRequest
    if -10000 < code <= -9000:
        return FilterRefused
    return Refused


# ------------------------------------------------------------------------------------------------ dialect

_SECONDS: Final = {"S": 1, "M": 60, "H": 3600, "D": 86400}
_USER_AGENT: Final = ("User-Agent", "crossvenue")
_ENCODING: Final = ("Accept-Encoding", "gzip, deflate")
_FORM: Final = ("Content-Type", "application/x-www-form-urlencoded")


class BinanceDialect(Dialect):
    """Binance's REST interface: a query or a form, a key in a header, a signature at the end."""

    venue = "binance"
    time_endpoint = "server_time"

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        assert isinstance(settings, BinanceSettings)
        self.settings, self.site, self.clock = settings, site, clock
        self.recv_window = f"recvWindow={settings.recv_window}"
        self._public = (_USER_AGENT, _ENCODING)
        key = settings.api_key
        if key is not None and not (key.reveal().isascii() and key.reveal().isprintable()):
            raise ConfigurationError("the key has characters that no key has", key="api_key")
        self._keyed = None if key is None else (*self._public, ("X-MBX-APIKEY", key.reveal()))
        self._form = None if self._keyed is None else (*self._keyed, _FORM)
        self.sign: Sign | None = None
        if settings.private_key is not None:
            self.sign = key_sign(settings.private_key, settings.passphrase)
        elif settings.api_secret is not None:
            self.sign = hmac_sign(settings.api_secret)

    def request(self, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        """GET and DELETE carry everything in the query, POST and PUT in a form, unless the endpoint says otherwise.

        What is signed is what is sent.
        """
        path = endpoint.path
        if endpoint.in_path:
            path, params = endpoint.located(params)
        address = f"{self.site.base(self.settings.exchange, endpoint.label, path)}{path}"
        headers: tuple[tuple[str, str], ...] = self._public
        parts = encoded(endpoint, params)
        security = endpoint.security
        in_query = endpoint.method in ("GET", "DELETE") or endpoint.sent_in == "query"
        if security is not Security.NONE:
            keyed = self._keyed if in_query else self._form
            if keyed is None:
                raise self._no_key(endpoint)
            headers = keyed
            if security is not Security.API_KEY:
                if self.sign is None:
                    raise self._no_key(endpoint)
                parts.append(self.recv_window)
                parts.append(f"timestamp={now_ms}")
                payload = "&".join(parts)
                payload = f"{payload}&signature={self.sign(payload.encode())}"
                if in_query:
                    return Request(endpoint.method, f"{address}?{payload}", headers)
                return Request(endpoint.method, address, headers, payload.encode())
        query = "&".join(parts)
        return Request(endpoint.method, f"{address}?{query}" if query else address, headers)

    def _no_key(self, endpoint: Endpoint) -> ConfigurationError:
        given = "none is configured" if self._keyed is None else "only api_key is configured"
        return ConfigurationError(
            f"{endpoint.label} needs a key, and {given}; market data works without",
            key="api_key",
            expected="api_key and api_secret, or for an RSA or Ed25519 key api_key and private_key",
        )

    def judge(self, endpoint: Endpoint, response: Response) -> VenueError | None:
        """Success is 200 without a negative `code`, or with what the endpoint says that a success says.

        5XX and a few codes say nothing about what was done.
        """
        status, body = response.status, response.body
        if status == 200:
            if endpoint.success:
                return self._stated(endpoint, response)
            if not _FAILED.match(body):
                return None
        try:
            said = _read_error(body)
        except (ValueError, RecursionError):
            # A proxy's or the firewall's page, or half an answer of Binance's own, whose code still counts.
            cut = _CODE.match(body)
            said = _Error(code=None if cut is None else cut[1].decode())
        number = _integer(said.code)
        code = number or None
        message = said.msg or _REASONS.get(status, "the answer has no message")
        if status not in _PROOF and not endpoint.repeatable:
            # "4XX return codes are used for malformed requests", and "errors consist of two parts: an error code and
            # a message" (HTTP return codes, error codes): both parts in a 4XX are the venue's refusal, also with a
            # code that is new. A code of the table counts alone, too. Whose answer anything else is, nobody knows: no
            # proof that a write was not done.
            plain_no = number is not None or (said.success is False and "success" in endpoint.success)
            whole = plain_no and said.msg is not None
            if not whole and error_class(code, message) is Refused:
                return OutcomeUnknown(message, venue=self.venue, endpoint=endpoint.label, status=status, code=code)
        return self._error(endpoint, response, code, message)

    def _stated(self, endpoint: Endpoint, response: Response) -> VenueError | None:
        """What a 200 says of itself where the endpoint's answers do: {"code": "000000"}, {"success": true}."""
        code, message, refused = None, "the answer is no JSON object", False
        with suppress(ValueError, RecursionError):
            said = _scalars(response.body)
            success, code = _word(said.get("success")), said.get("code")
            well = all(_word(said.get(name)) in map(_word, values) for name, values in endpoint.success.items())
            if well and success != "false":
                return None
            told = str(said.get("msg") or said.get("message") or "")
            message = told or "the answer does not say that it succeeded"
            # In so many words: it did not succeed, or a code and what it means. A yes beside it makes it unclear.
            if not well and _integer(code) not in _YES:
                refused = success == "false" or (success != "true" and code is not None and told != "")
            if endpoint.path.startswith("/wapi/") and (not told or said.get("id")):
                # Its withdrawals were seen to say no and name one all the same: ccxt/binance-api-node, issue 6.
                refused = False
        if refused:
            error = self._error(endpoint, response, _integer(code), message, refused=True)
            error.code = code  # As the venue writes it: "000002".
            return error
        kind = UnreadableResponse if endpoint.repeatable else OutcomeUnknown
        return kind(message, venue=self.venue, endpoint=endpoint.label, status=response.status, code=code)

    def _error(
        self, endpoint: Endpoint, response: Response, code: int | None, message: str, *, refused: bool = False
    ) -> VenueError:
        status = response.status
        about = {"venue": self.venue, "endpoint": endpoint.label}
        if status >= 500 or status == 408 or (status < 400 and status != 200):
            return OutcomeUnknown(message, **about, status=status, code=code)
        if status == 418:
            return Banned(
                message, **about, status=status, code=code, retry_after=self._retry_after(response, message)
            )
        if status == 429:
            wait = self._retry_after(response, message)
            return RateLimited(message, **about, status=status, code=code, retry_after=wait)
        if code is None and status in _STATUSES:
            return _STATUSES[status](message, **about, status=status)
        halves = endpoint.name == "cancel_replace"
        kind = PartialSuccess if halves and status == 409 else error_class(code, message)
        if kind is Refused and endpoint.path.startswith("/wapi/") and (refused or status != 200):
            plain: type[VenueError] = WithdrawalRefused if endpoint.name == "wapi_withdraw" else Refused
            kind = next((each for words, each in WITHOUT_A_CODE if words in message.lower()), plain)
        if kind is Refused and status == 200 and not refused:
            kind = OutcomeUnknown  # Only a 4XX says by itself that nothing was done.
        if issubclass(kind, RateLimited):
            wait = self._retry_after(response, message)
            return kind(message, **about, status=status, code=code, retry_after=wait)
        error = kind(message, **about, status=status, code=code)
        if kind is PartialSuccess or (halves and code == -2022):
            error.payload = response.body
        return error

    def _retry_after(self, response: Response, message: str) -> float | None:
        given = response.header("retry-after")
        if given is not None and given.strip().isdecimal():
            return float(given)
        until = _BANNED_UNTIL.search(message)
        return None if until is None else max(1.0, (int(until[1]) - self.clock.now_ms()) / 1000)

    def server_time_ms(self, body: bytes) -> int:
        """{"serverTime": 1499827319559}"""
        try:
            return _read_time(body)["serverTime"]
        except KeyError:
            raise msgspec.ValidationError("Object missing required field `serverTime` - at `$`") from None

    def usage(self, endpoint: Endpoint, response: Response) -> Mapping[tuple[str, float], int]:
        """What X-MBX-USED-WEIGHT-1M, X-MBX-ORDER-COUNT-10S and X-SAPI-USED-IP-WEIGHT-1M (-UID- too, -1S) say."""
        found: dict[tuple[str, float], int] = {}
        for name, value in response.headers:
            if name[:2] not in (b"x-", b"X-") or not value.isdigit():
                continue
            key = name.lower()
            counted = _COUNTS.get(key[:18])
            if counted is not None:
                window = _window(key[18:])
                if window is None:
                    # The other headers of the answer still count.
                    log.warning("%s: the header %s cannot be read", endpoint.label, name.decode("latin-1"))
                else:
                    found[counted, window] = int(value)
            elif key == b"x-sapi-used-ip-weight-1m":
                found[f"sapi_ip {endpoint.label}", 60.0] = int(value)
            elif key == b"x-sapi-used-uid-weight-1m":
                found[f"sapi_uid {endpoint.label}", 60.0] = int(value)
            elif key == b"x-sapi-used-uid-weight-1s":
                found[f"sapi_uid_second {endpoint.label}", 1.0] = int(value)
        return found

    def closed_scopes(self, endpoint: Endpoint, error: RateLimited) -> tuple[str, ...]:
        """Too many orders (-1015) closes the count of orders, a ban the address, else what the endpoint counts in."""
        if error.code == -1015:
            return ("orders",)
        if isinstance(error, Banned):
            return ("address",)
        return tuple(scope for scope, _ in endpoint.charges({}) if scope not in ("address", "orders", "raw"))


_STATUSES: Final[dict[int, type[Refused]]] = {403: FirewallBlocked, 451: RegionBlocked, 404: NotFound}
_PROOF: Final = frozenset({401, 403, 404, 405, 410, 413, 414, 418, 429, 431, 451})
"""Statuses that say without a code that nothing was done."""
_FAILED = re.compile(rb'\s*\{\s*"code"\s*:\s*-')
_CODE = re.compile(rb'\s*\{\s*"code"\s*:\s*(-?\d{1,9})\b')
_REASONS: Final = {
    403: "the web application firewall stopped the request",
    404: "the venue has no such address",
    410: "the venue has retired this endpoint",
    429: "too many requests",
    418: "this address is banned for sending too many requests",
    451: "the venue does not serve this region",
}


def _scalars(body: bytes) -> dict[str, str | int]:
    """The fields of an answer that are a text, a whole number or a boolean, unquoted; the others are not read."""
    fields = {
        name: msgspec.json.decode(raw) for name, raw in _read_fields(body).items() if bytes(raw)[:1] not in b"[{"
    }
    return {name: value for name, value in fields.items() if isinstance(value, str | int)}


def _word(value: object) -> str:
    """As the venue may write it: it sends booleans and codes as words too."""
    return str(value).lower()


def _integer(code: float | str | None) -> int | None:
    try:
        return None if code is None else int(code)
    except (ValueError, OverflowError):
        return None


_YES: Final = frozenset({0, 200, 200_000})
"""Codes that venues say yes with: nothing that carries one was refused."""
_COUNTS: Final = {b"x-mbx-used-weight-": "api", b"x-mbx-order-count-": "orders"}
_WINDOW = re.compile(rb"(\d{1,6})([smhd])")
_windows: dict[bytes, float] = {}


def _window(text: bytes) -> float | None:
    """Seconds of ``1m`` or ``10s``, as the ends of header names have them; None for anything else."""
    known = _windows.get(text)
    if known is None:
        written = _WINDOW.fullmatch(text)
        if written is None or not int(written[1]):
            return None
        known = _windows[text] = float(int(written[1]) * _SECONDS[written[2].decode().upper()])
    return known
