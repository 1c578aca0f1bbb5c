"""How Binance is spoken to: what is signed is what is sent, and what each answer means for a program."""

import base64
import gc
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import attrs
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from crossvenue.clock import Clock
from crossvenue.endpoint import Endpoint
from crossvenue.errors import (
    AccountRestricted,
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
    OutsideEnvironment,
    PartialSuccess,
    PermissionDenied,
    RateLimited,
    Refused,
    RegionBlocked,
    TimestampRefused,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    WithdrawalSuspended,
    WouldTakeLiquidity,
    WouldTriggerImmediately,
)
from crossvenue.limits import LocalBudget
from crossvenue.secrets import Secret
from crossvenue.world import Request, Response
from crossvenue_binance import BINANCE
from crossvenue_binance.dialect import CODES, BinanceDialect, BinanceSettings, error_class, hmac_sign, key_sign

SHARED = Path(__file__).parents[3].parent / "shared"
KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
NOW_MS = 1499827319559

ENDPOINTS = BINANCE.catalogue()
ORDER = ENDPOINTS["new_order"]

needs_documents = pytest.mark.skipif(not SHARED.is_dir(), reason="the documents are not there")


def document(*names: str) -> Any:
    path = SHARED.joinpath(*names)
    return json.loads(path.read_text(), parse_float=Decimal) if path.is_file() else {}


def dialect(environment: str = "production", **settings: Any) -> BinanceDialect:
    given: dict[str, Any] = {"api_key": Secret(KEY), "api_secret": Secret(SECRET)} | settings
    return BinanceDialect(
        BinanceSettings(exchange="binance", environment=environment, **given),
        BINANCE.environments[environment],
        Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
    )


def sent_query(request: Request) -> str:
    return request.body.decode() if request.body else urlsplit(request.url).query


# ------------------------------------------------------------------------------------------------ vectors

CATALOGUED: list[Any] = document("catalogue", "signing_vectors.json") or []
PUBLISHED: list[Any] = [
    each for each in document("reference", "signing-vectors.json").get("vectors", []) if each["exchange"] == "binance"
]

WRONG = {
    ("binance_us", "Example 2 As a query string"): "the signature of the first example, printed again",
    ("binance_us_ws_api", "orderList.status"): "it covers a symbol that the printed request lacks",
    ("binance_us_ws_api", "orderList.cancel"): "no order of the printed parameters gives it",
    ("binance_us_ws_api", "myPreventedMatches"): "the signature of the myTrades example, printed again",
    ("binance_wapi", "queryString (as printed)"): "&times became a multiplication sign",
    ("binance_wapi", "echo command"): "the value belongs to other parameters",
    ("binance_wapi", "echo command (as printed)"): "&times became a multiplication sign",
    ("binance_wapi", "curl command"): "the value belongs to other parameters",
    ("binance_wapi", "curl command (as printed)"): "&times became a multiplication sign",
    ("binance_wapi", "parameter table, in its order"): "the example was signed in another order",
}
SECRET_UNKNOWN = {("binance_us_ws_api", "Request format example (order.place)")}


@needs_documents
def test_every_documented_example_is_tried() -> None:
    def named(reproduces: object) -> set[tuple[str, str]]:
        return {(each["exchange"], each["label"]) for each in CATALOGUED if each["reproduces"] is reproduces}

    assert named(False) == set(WRONG)
    assert named(None) == SECRET_UNKNOWN
    assert len(named(True)) == 22


@pytest.mark.parametrize(
    "vector",
    [each for each in CATALOGUED if each["reproduces"] is not None],
    ids=lambda each: f"{each['exchange']} {each['label']}",
)
def test_a_documented_signature_comes_out_where_the_document_is_right(vector: Mapping[str, Any]) -> None:
    signed = hmac_sign(Secret(vector["secret"]))(vector["payload"].encode())

    right = (vector["exchange"], vector["label"]) not in WRONG
    assert (signed == vector["expected"]) is right


@pytest.mark.parametrize(
    "vector", [each for each in PUBLISHED if each.get("secret_key")], ids=lambda each: str(each["id"])
)
def test_a_published_hmac_signature_comes_out(vector: Mapping[str, Any]) -> None:
    assert hmac_sign(Secret(vector["secret_key"]))(vector["payload"].encode()) == vector["signature"]


@pytest.mark.parametrize(
    "vector", [each for each in PUBLISHED if each.get("private_key_pem")], ids=lambda each: str(each["id"])
)
def test_a_published_ed25519_signature_comes_out(vector: Mapping[str, Any]) -> None:
    signed = key_sign(Secret(vector["private_key_pem"]), None)(vector["payload"].encode())

    assert unquote(signed) == (vector.get("signature_base64") or vector["signature"])
    assert signed == vector.get("signature_percent_encoded", signed)


@needs_documents
def test_only_signatures_without_a_published_key_are_left_out() -> None:
    left = {each["id"] for each in PUBLISHED if not each.get("secret_key") and not each.get("private_key_pem")}

    assert left == {
        "binance-rest-rsa-ascii",
        "binance-rest-rsa-non-ascii",
        # Labelled Ed25519 but 256 bytes long, as only an RSA signature is: an error of the document.
        "binance-rest-ed25519-ascii",
        "binance-rest-ed25519-non-ascii",
        *(f"binance-wsapi-order.place-{number}" for number in (4, 5, 6, 7)),
        "binance-wsapi-userDataStream.subscribe.signature-38",
    }


@pytest.mark.parametrize(
    "vector",
    [each for each in PUBLISHED if each["id"] in ("binance-rest-hmac-ascii", "binance-rest-hmac-non-ascii")],
    ids=lambda each: str(each["id"]),
)
def test_the_whole_request_of_the_documents_is_built(vector: Mapping[str, Any]) -> None:
    params = {name: value for name, value in vector["params"] if name not in ("recvWindow", "timestamp")}

    request = dialect().request(ORDER, params, NOW_MS)

    assert (request.method, request.url) == (vector["method"], vector["url"])
    assert request.body.decode() == f"{vector['payload']}&signature={vector['signature']}"
    assert ("X-MBX-APIKEY", KEY) in request.headers


# ------------------------------------------------------------------------------------------------ requests

unhurried = settings(deadline=None)
"""A busy machine is no failure."""
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
decimals = st.decimals(allow_nan=False, allow_infinity=False)
values = texts | st.integers() | decimals | st.booleans()


@unhurried
@given(params=st.dictionaries(st.sampled_from(sorted(ORDER.params)), values), get=st.booleans())
def test_what_is_signed_is_what_is_sent_and_every_value_arrives(params: dict[str, Any], get: bool) -> None:
    endpoint = ENDPOINTS["query_order"] if get else ORDER

    request = dialect().request(endpoint, params, NOW_MS)

    payload, _, signature = sent_query(request).rpartition("&signature=")
    assert signature == hmac_sign(Secret(SECRET))(payload.encode())
    assert bool(request.body) is not get
    assert payload.isascii()
    arrived = parse_qsl(payload, keep_blank_values=True, strict_parsing=True)
    assert [name for name, _ in arrived] == [*params, "recvWindow", "timestamp"]
    for (_, text), value in zip(arrived, params.values(), strict=False):
        if isinstance(value, bool):
            assert text == ("true" if value else "false")
        elif isinstance(value, Decimal):
            assert "E" not in text
            assert Decimal(text).compare_total(value) == 0 or Decimal(text) == value
        else:
            assert text == str(value)


@unhurried
@given(number=decimals)
def test_a_number_leaves_with_every_digit_and_no_exponent(number: Decimal) -> None:
    assert f"quantity={number:f}&" in dialect().request(ORDER, {"quantity": number}, NOW_MS).body.decode()


def test_a_tiny_number_has_no_exponent() -> None:
    body = dialect().request(ORDER, {"quantity": Decimal("1E-8"), "price": Decimal("1E+3")}, NOW_MS).body

    assert body.startswith(b"quantity=0.00000001&price=1000&")


def test_a_float_is_refused_before_anything_is_signed() -> None:
    with pytest.raises(InexactNumber):
        dialect().request(ORDER, {"quantity": 0.1}, NOW_MS)


def test_a_parameter_that_is_none_is_not_sent() -> None:
    query = sent_query(dialect().request(ENDPOINTS["query_order"], {"symbol": "LTCBTC", "orderId": None}, NOW_MS))

    assert query.startswith("symbol=LTCBTC&recvWindow=5000&timestamp=1499827319559&signature=")


def test_a_delete_carries_everything_in_its_query() -> None:
    request = dialect().request(ENDPOINTS["cancel_order"], {"symbol": "LTCBTC", "orderId": "4"}, NOW_MS)

    assert not request.body
    assert request.url.startswith("https://api.binance.com/api/v3/order?symbol=LTCBTC&orderId=4&recvWindow=5000&")


def test_each_try_is_signed_for_its_own_time() -> None:
    speaker = dialect()

    first, second = (speaker.request(ORDER, {"symbol": "LTCBTC"}, NOW_MS + later).body for later in (0, 1))

    assert first != second
    assert b"timestamp=1499827319560" in second


def test_the_receive_window_is_the_configured_one() -> None:
    assert b"recvWindow=250&" in dialect(recv_window=250).request(ORDER, {}, NOW_MS).body
    with pytest.raises(ConfigurationError, match="60000 at most"):
        dialect(recv_window=60_001)


def test_a_public_request_carries_neither_key_nor_signature() -> None:
    request = dialect().request(ENDPOINTS["depth"], {"symbol": "LTCBTC"}, NOW_MS)

    assert request.url == "https://api.binance.com/api/v3/depth?symbol=LTCBTC"
    assert "X-MBX-APIKEY" not in dict(request.headers)


@pytest.mark.parametrize(("name", "key"), [("listen_key_create", "api_key"), ("new_order", "api_key")])
def test_without_a_key_a_request_that_needs_one_is_refused(name: str, key: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        dialect(api_key=None, api_secret=None).request(ENDPOINTS[name], {}, NOW_MS)
    assert refused.value.key == key


def test_the_test_network_has_no_wallet_and_nothing_falls_through_to_production() -> None:
    with pytest.raises(OutsideEnvironment):
        dialect("testnet").request(ENDPOINTS["trade_fee"], {}, NOW_MS)
    assert dialect("testnet").request(ORDER, {}, NOW_MS).url == "https://testnet.binance.vision/api/v3/order"


def test_a_request_shows_neither_key_nor_signature() -> None:
    request = dialect().request(ENDPOINTS["query_order"], {"symbol": "LTCBTC"}, NOW_MS)

    assert repr(request) == "Request(GET https://api.binance.com/api/v3/order)"


# ------------------------------------------------------------------------------------------------ keys


def pem(key: Any, passphrase: bytes | None = None) -> Secret:
    encryption: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    )
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
    return Secret(text.decode())


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@unhurried
@given(payload=st.binary(min_size=1))
def test_an_rsa_signature_is_verified_by_its_public_key(payload: bytes) -> None:
    signed = key_sign(pem(rsa_key()), None)(payload)

    rsa_key().public_key().verify(base64.b64decode(unquote(signed)), payload, padding.PKCS1v15(), hashes.SHA256())


def test_an_ed25519_signature_is_verified_by_its_public_key_and_sent_encoded() -> None:
    key = ed25519.Ed25519PrivateKey.generate()

    request = dialect(private_key=pem(key), api_secret=None).request(ORDER, {"symbol": "\uff11\uff12\uff13"}, NOW_MS)

    payload, _, signature = request.body.decode().rpartition("&signature=")
    assert not set("+/=") & set(signature)
    key.public_key().verify(base64.b64decode(unquote(signature)), payload.encode())


def test_a_pem_may_have_a_passphrase() -> None:
    key = ed25519.Ed25519PrivateKey.generate()

    signed = key_sign(pem(key, b"open sesame"), Secret("open sesame"))(b"payload")

    key.public_key().verify(base64.b64decode(unquote(signed)), b"payload")


BAD = "-----BEGIN PRIVATE KEY-----\nTOPSECRET\udc80\n-----END PRIVATE KEY-----"


def _carried(error: BaseException) -> str:
    """Everything that an error and what it came from hold."""
    parts: list[str] = []
    while True:
        parts += [str(error), repr(error), repr(error.args), repr(getattr(error, "object", ""))]
        follows = error.__cause__ or error.__context__
        if follows is None:
            return " ".join(parts)
        error = follows


@pytest.mark.parametrize(
    ("key", "passphrase"),
    [
        (Secret(BAD), None),
        (Secret(BAD.replace("\udc80", "")), None),
        (Secret("TOPSECRET"), None),
        (pem(ed25519.Ed25519PrivateKey.generate(), b"right"), Secret("TOPSECRET")),
        (pem(ed25519.Ed25519PrivateKey.generate()), Secret("TOPSECRET")),
        (pem(ed25519.Ed25519PrivateKey.generate(), b"right"), None),
        (pem(ec.generate_private_key(ec.SECP256R1())), None),
    ],
    ids=["not text", "not base64", "not a PEM", "wrong passphrase", "needless passphrase", "no passphrase", "EC"],
)
def test_a_pem_that_cannot_be_used_is_named_and_not_shown(key: Secret, passphrase: Secret | None) -> None:
    with pytest.raises(ConfigurationError) as refused:
        key_sign(key, passphrase)

    assert refused.value.key == "private_key"
    carried = _carried(refused.value)
    assert "TOPSECRET" not in carried
    assert key.reveal() not in carried
    gc.collect()


def test_a_secret_of_any_bytes_signs() -> None:
    assert len(hmac_sign(Secret("caf\udce9"))(b"payload")) == 64


def test_a_key_that_cannot_stand_in_a_header_is_refused_and_not_shown() -> None:
    with pytest.raises(ConfigurationError) as refused:
        dialect(api_key=Secret("TOP\nSECRET"))
    assert "SECRET" not in str(refused.value)


# ------------------------------------------------------------------------------------------------ codes

# What a program does next, for every code of the documents. Written down here by their meaning; a change of the
# table must be made twice.
MEANINGS = """
OutcomeUnknown: -1000 -1001 -1006 -1007 -3000 -4027 -4030 -4037 -5012 -6019
InvalidRequest: -1020 -1100 -1101 -1102 -1103 -1104 -1105 -1106 -1111 -1114 -1115 -1116 -1117 -1118 -1119 -1120
    -1127 -1128 -1130 -1131 -3011 -3013 -3015 -3016 -3024 -3025 -3026 -3027 -3028 -4002 -4003 -4042 -4047 -5007
    -6005 -6006 -6015 -6016 -7001 -7002 -10017 -13006 -450001 -450005
TimestampRefused: -1021
AuthenticationFailed: -1022 -1099 -1999 -2014 -4004
PermissionDenied: -1002 -2015 -3999 -6017
AccountRestricted: -3001 -3004 -3008 -3010 -3014 -3018 -3019 -3021 -3022 -3023 -3036 -4006 -4013 -4046 -13007
RegionBlocked: -4044
RateLimited: -1003 -1015 -4005 -4038 -4041 -5006 -6009 -12014 -450018 -450020 -450022
VenueBusy: -1004 -1016 -3007 -3037 -3044 -4045
NotFound: -1112 -1121 -1125 -2016 -3002 -3003 -3038 -3042 -4018 -4029 -4039 -5009 -5011 -5021 -6001 -6003 -6020
OrderNotFound: -2013
InsufficientFunds: -3041 -4024 -4025 -4026 -5002 -5003 -5008 -6012 -6018
OrderRejected: -1013 -2010
OrderTypeNotAllowed: -1014
CancelRejected: -2011
WithdrawalRefused: -4001 -4010 -4011 -4031 -4032
WithdrawalSuspended: -4019
WithdrawalLimited: -4014 -4015 -4016 -4017 -4023 -4043
WithdrawalAmountRefused: -4021 -4022 -4028
AddressRefused: -4007 -4008 -4012 -4033 -4034 -4035 -4036 -4040
TransferRefused: -3005 -3006 -3009 -3012 -3017 -3020 -3029 -3043 -3045 -5001 -5004 -5005 -5010 -6004 -6007 -6008
    -6011 -6013 -6014 -13000 -13001 -13002 -13003 -13004 -13005 -450017
"""
EXPECTED = {
    int(code): kind
    for kind, codes in re.findall(r"^(\w+): ([-\d\s]+)$", MEANINGS, re.MULTILINE)
    for code in codes.split()
}


@needs_documents
def test_every_documented_code_has_a_meaning() -> None:
    errors = document("catalogue", "errors.json")
    documented = {each["code"] for each in errors["codes"]["binance"] + errors["changelog_only_codes"]["binance"]}

    assert documented == set(EXPECTED)
    assert all(code in CODES or -1199 <= code <= -1100 for code in documented)


@pytest.mark.parametrize("code", sorted(EXPECTED, reverse=True))
def test_a_code_asks_for_what_it_means(code: int) -> None:
    assert error_class(code, "").__name__ == EXPECTED[code]


@unhurried
@given(code=st.integers().filter(lambda code: code not in CODES and not -10_000 < code <= -1100))
def test_a_code_nobody_knows_stays_an_error_with_its_code(code: int) -> None:
    error = judged(400, {"code": code, "msg": "Something new."})

    assert type(error) is Refused
    assert error.code == (code or None)
    assert error.venue_message == "Something new."


REJECTIONS: dict[str, type[VenueError]] = {
    "Unknown order sent": OrderNotFound,
    "Duplicate order sent": DuplicateOrder,
    "Market is closed": MarketClosed,
    "Account has insufficient balance for requested action": InsufficientFunds,
    "Market orders are not supported for this symbol": OrderTypeNotAllowed,
    "Iceberg orders are not supported for this symbol": OrderTypeNotAllowed,
    "Stop loss orders are not supported for this symbol": OrderTypeNotAllowed,
    "Stop loss limit orders are not supported for this symbol": OrderTypeNotAllowed,
    "Take profit orders are not supported for this symbol": OrderTypeNotAllowed,
    "Take profit limit orders are not supported for this symbol": OrderTypeNotAllowed,
    "OCO orders are not supported for this symbol": OrderTypeNotAllowed,
    "Quote order qty market orders are not support for this symbol": OrderTypeNotAllowed,
    "Trailing stop orders are not supported for this symbol": OrderTypeNotAllowed,
    "Price * QTY is zero or less": OrderRejected,
    "IcebergQty exceeds QTY": InvalidRequest,
    "This action is disabled on this account": AccountRestricted,
    "This action disabled is on this account": AccountRestricted,
    "This account may not place or cancel orders": AccountRestricted,
    "This symbol is not permitted for this account": AccountRestricted,
    "This symbol is restricted for this account": AccountRestricted,
    "This order type is not possible in this trading phase": MarketClosed,
    "Limit orders require GTC for this phase": OrderTypeNotAllowed,
    "Unsupported order combination": OrderTypeNotAllowed,
    "Order would trigger immediately": WouldTriggerImmediately,
    "Cancel order is invalid. Check origClOrdId and orderId": InvalidRequest,
    "Cancel order is invalid. Check origClientOrderId and orderId": InvalidRequest,
    "Order was not canceled due to cancel restrictions": CancelRejected,
    "Order cancel-replace is not supported for this symbol": OrderTypeNotAllowed,
    "Order would immediately match and take": WouldTakeLiquidity,
    "The relationship of the prices for the orders is not correct": OrderRejected,
    "A parameter for one of the orders is incorrect": InvalidRequest,
    "Rest API trading is not enabled": AccountRestricted,
}


@pytest.mark.parametrize("code", [-1010, -2010, -2011])
@pytest.mark.parametrize("message", REJECTIONS)
def test_a_rejection_is_told_by_its_text(message: str, code: int) -> None:
    assert error_class(code, message) is REJECTIONS[message]
    assert error_class(code, f"{message}.") is REJECTIONS[message]


@needs_documents
def test_every_documented_rejection_is_told_apart() -> None:
    errors = document("catalogue", "errors.json")
    rejections = errors["order_rejections"]
    documented = {
        each["message"] for exchange in ("binance", "binance_us") for each in rejections[exchange]["messages"]
    } | {each[when] for each in errors["order_rejection_message_changes"]["binance_us"] for when in ("old", "new")}
    known = {message.lower() for message in REJECTIONS}

    assert {each.rstrip(".").lower() for each in documented} <= known


@needs_documents
@pytest.mark.parametrize("code", [-1010, -1013, -2010])
def test_a_refused_filter_is_named(code: int) -> None:
    failures = document("catalogue", "errors.json")["filter_failures"]
    for each in failures["binance"] + failures["binance_us"]:
        error = judged(400, {"code": code, "msg": each["message"]})
        assert isinstance(error, FilterRefused)
        assert error.filter == each["filter"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [(-1010, OrderRejected), (-2010, OrderRejected), (-2011, CancelRejected), (-1013, OrderRejected)],
)
def test_a_rejection_with_a_text_nobody_knows_is_still_a_rejection(code: int, kind: type[VenueError]) -> None:
    assert error_class(code, "Something new.") is kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Asset transfer is in pending.", OutcomeUnknown),
        ("future account or sub relation not exists.", NotFound),
        ("Something new.", OutcomeUnknown),
        ("", OutcomeUnknown),
    ],
)
def test_a_pending_transfer_is_not_taken_for_the_refusal_of_the_same_code(
    message: str, kind: type[VenueError]
) -> None:
    error = judged(400, {"code": -5012, "msg": message}, endpoint=ENDPOINTS["universal_transfer"])
    assert error is not None
    assert (type(error), error.code) == (kind, -5012)


@needs_documents
def test_no_other_code_of_the_documents_has_two_meanings() -> None:
    documented = document("catalogue", "errors.json")["codes"]["binance"]
    names: dict[int, set[str]] = {}
    for each in documented:
        names.setdefault(each["code"], set()).add(each["name"])

    assert {code for code, meanings in names.items() if len(meanings) > 1} == {-5012}


def test_the_text_of_other_codes_decides_nothing() -> None:
    assert error_class(-1007, "Unknown order sent.") is OutcomeUnknown


# ------------------------------------------------------------------------------------------------ answers


def answered(status: int, body: object, headers: Mapping[str, str] | None = None) -> Response:
    payload = body if isinstance(body, bytes) else json.dumps(body, separators=(",", ":")).encode()
    return Response(status, [(name.encode(), value.encode()) for name, value in (headers or {}).items()], payload)


def judged(
    status: int, body: object, headers: Mapping[str, str] | None = None, endpoint: Endpoint = ORDER
) -> VenueError | None:
    return dialect().judge(endpoint, answered(status, body, headers))


def test_a_success_is_no_error() -> None:
    assert judged(200, {"symbol": "BTCUSDT"}) is None
    assert judged(200, []) is None


@unhurried
@given(status=st.integers(500, 599) | st.just(408) | st.integers(300, 399) | st.integers(201, 299), page=st.binary())
def test_after_these_statuses_nobody_knows_what_was_done(status: int, page: bytes) -> None:
    assert type(judged(status, page)) is OutcomeUnknown


@pytest.mark.parametrize("code", [-2010, -1121, -1003, -2015])
def test_a_5xx_is_unknown_whatever_it_says(code: int) -> None:
    error = judged(503, {"code": code, "msg": "x"})

    assert type(error) is OutcomeUnknown
    assert error.code == code


def test_a_200_with_a_code_is_judged_by_it_and_unknown_if_nobody_knows_it() -> None:
    assert type(judged(200, {"code": -2010, "msg": "x"})) is OrderRejected
    assert type(judged(200, b'{"code": -2010, "msg": "x"}')) is OrderRejected
    assert type(judged(200, {"code": -8_888, "msg": "x"})) is OutcomeUnknown


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, FirewallBlocked), (451, RegionBlocked), (404, NotFound), (400, OutcomeUnknown), (410, Refused)],
)
def test_a_page_that_is_not_the_venues_own_is_judged_by_its_status(status: int, kind: type[VenueError]) -> None:
    error = judged(status, b"<html><body><h1>403 Forbidden</h1></body></html>")

    assert type(error) is kind
    assert "<" not in str(error)


def test_a_key_that_may_not_or_is_not_known_is_to_be_looked_at_in_all_its_parts() -> None:
    """Binance does not say which of them it is."""
    error = judged(401, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."})

    assert error is not None
    for part in ("key", "permission", "address"):
        assert part in error.advice


def test_the_firewall_is_not_taken_for_a_missing_permission() -> None:
    assert type(judged(403, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."})) is (
        PermissionDenied
    )
    assert type(judged(451, {"code": 0, "msg": "Service unavailable from a restricted location."})) is RegionBlocked


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimited), (418, Banned)])
@pytest.mark.parametrize("header", ["Retry-After", "retry-after"])
def test_a_rate_limit_says_for_how_long(status: int, kind: type[RateLimited], header: str) -> None:
    error = judged(status, {"code": -1003, "msg": "Too many requests."}, {header: "17"})

    assert type(error) is kind
    assert isinstance(error, RateLimited)
    assert error.retry_after == 17
    assert "in 17 seconds" in str(error)


def test_a_rate_limit_that_does_not_say_for_how_long_says_so() -> None:
    error = judged(429, b"<html>")

    assert isinstance(error, RateLimited)
    assert error.retry_after is None


def test_a_ban_tells_its_end_in_its_text() -> None:
    text = f"Way too much request weight used; IP banned until {NOW_MS + 90_000}. Please use the websocket."

    error = judged(418, {"code": -1003, "msg": text})

    assert isinstance(error, Banned)
    assert error.retry_after == 90


def test_too_many_orders_closes_the_count_of_orders_alone() -> None:
    speaker = dialect()
    too_many = speaker.judge(ORDER, answered(429, {"code": -1015, "msg": "Too many new orders."}))
    too_heavy = speaker.judge(ORDER, answered(429, {"code": -1003, "msg": "Too much request weight used."}))
    assert isinstance(too_many, RateLimited)
    assert isinstance(too_heavy, RateLimited)

    assert speaker.closed_scopes(ORDER, too_many) == ("orders",)
    assert speaker.closed_scopes(ORDER, too_heavy) == ("api",)


def test_a_ban_closes_the_whole_address() -> None:
    speaker = dialect()
    endpoint = ENDPOINTS["trade_fee"]
    banned = speaker.judge(endpoint, answered(418, {"code": -1003, "msg": "banned"}))
    assert isinstance(banned, Banned)

    assert speaker.closed_scopes(endpoint, banned) == ("address",)
    assert all(("address", 0) in each.charges({}) for each in BINANCE.catalogue().values())


def test_a_409_of_cancel_replace_is_a_partial_success_that_keeps_its_answer() -> None:
    body = {"code": -2021, "msg": "Order cancel-replace partially failed.", "data": {}}
    replace = ENDPOINTS["cancel_replace"]

    for error in (judged(409, body, endpoint=replace), judged(400, body, endpoint=replace)):
        assert type(error) is PartialSuccess
        assert error.payload == json.dumps(body, separators=(",", ":")).encode()
    unreadable = judged(409, b"<html>", endpoint=replace)
    assert type(unreadable) is OutcomeUnknown


def test_a_409_of_anything_else_is_judged_by_its_code() -> None:
    assert type(judged(409, {"code": -2011, "msg": "Unknown order sent."})) is OrderNotFound
    assert type(judged(409, b"")) is OutcomeUnknown


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b'{"code":-1007,"msg":null}', OutcomeUnknown, -1007),
        (b'{"code":-1006,"msg":"An unexp', OutcomeUnknown, -1006),
        (b'{"code":-4019.0,"msg":null}', WithdrawalSuspended, -4019),
        (b' { "code" : -2010 , "msg":"Market is closed."}', MarketClosed, -2010),
        (b'{"success":false}', OutcomeUnknown, None),
    ],
)
def test_a_code_counts_however_much_of_the_answer_is_there(body: bytes, kind: type[VenueError], code: int) -> None:
    error = judged(400, body)

    assert type(error) is kind
    assert error is not None
    assert error.code == code


@needs_documents
def test_a_4xx_is_documented_as_a_refusal_and_its_error_as_two_parts() -> None:
    """What the judgement of a code that nobody knows stands on."""
    said = {each["status"]: each["text"] for each in document("catalogue", "errors.json")["http_status"]["binance"]}
    assert "malformed requests; the issue is on the sender's side" in said["4XX"]
    assert document("catalogue", "errors.json")["error_payload_examples"]["binance"]["json"].keys() == {"code", "msg"}


@pytest.mark.parametrize("status", [400, 409, 422, 499])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"code": -98_765, "msg": "Something new."}, Refused),
        ({"code": 100_001_003, "msg": "Verification failed"}, Refused),
        ({"code": "-98765", "msg": "Something new."}, Refused),
        ({"msg": "Something new."}, OutcomeUnknown),
        ({"code": -98_765}, OutcomeUnknown),
        ({"code": 400, "message": "Bad Request"}, OutcomeUnknown),
        ({"code": "BAD_REQUEST", "msg": "Bad Request"}, OutcomeUnknown),
        ({"code": None, "msg": "Bad Request"}, OutcomeUnknown),
        ({"message": "no Route matched with those values"}, OutcomeUnknown),
        ({"success": False, "msg": "Invalid symbol."}, OutcomeUnknown),
        ({}, OutcomeUnknown),
        ([], OutcomeUnknown),
        ("Bad Request", OutcomeUnknown),
        (b"", OutcomeUnknown),
        (b"<html>", OutcomeUnknown),
        (b'{"code":-98765,"ms', OutcomeUnknown),
    ],
    ids=str,
)
def test_a_write_is_refused_by_the_venues_own_error_and_by_no_other_page(
    status: int, body: object, kind: type[VenueError]
) -> None:
    error = judged(status, body)

    assert error is not None
    assert (type(error), error.status) == (kind, status)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [(400, -1021, TimestampRefused), (401, -2014, AuthenticationFailed), (400, -1008, VenueBusy)],
)
def test_codes_of_a_4xx(status: int, code: int, kind: type[VenueError]) -> None:
    assert type(judged(status, {"code": code, "msg": "x"})) is kind


def test_an_error_tells_what_a_person_needs_at_night() -> None:
    error = judged(400, {"code": -2010, "msg": "Account has insufficient balance for requested action."})
    assert error is not None
    error.client_id = "cv1"

    assert str(error) == (
        "binance POST /api/v3/order: Account has insufficient balance for requested action. "
        "[HTTP 400, code -2010, client id cv1]. Compare the free balance with the amount and the fee."
    )


# ------------------------------------------------------------------------------------------------ usage


def test_usage_is_read_from_the_headers() -> None:
    headers = {
        "X-MBX-USED-WEIGHT": "12",
        "X-MBX-USED-WEIGHT-1M": "34",
        "x-mbx-order-count-10s": "2",
        "x-mbx-order-count-1d": "7",
        "Content-Type": "application/json",
        "X-MBX-UUID": "5c2db935-03aa",
    }

    assert dialect().usage(ORDER, answered(200, {}, headers)) == {
        ("api", 60): 34,
        ("orders", 10): 2,
        ("orders", 86_400): 7,
    }


def test_usage_of_the_wallet_is_counted_for_each_endpoint() -> None:
    endpoint = ENDPOINTS["trade_fee"]
    headers = {"X-SAPI-USED-IP-WEIGHT-1M": "5", "X-SAPI-USED-UID-WEIGHT-1M": "6"}

    assert dialect().usage(endpoint, answered(200, {}, headers)) == {
        ("sapi_ip GET /sapi/v1/asset/tradeFee", 60): 5,
        ("sapi_uid GET /sapi/v1/asset/tradeFee", 60): 6,
    }


def test_the_withdrawal_history_is_counted_by_the_second() -> None:
    """Its page: 180000 a second for an account, weight 18000, 10 requests a second."""
    endpoint = BINANCE.catalogue()["withdraw_history"]
    scope = f"sapi_uid_second {endpoint.label}"
    budget = LocalBudget(BINANCE.limits)

    waits = [budget.join(endpoint.charges({}), 0.0).wait for _ in range(11)]

    assert waits == [0.0] * 10 + [1.0]
    said = answered(200, [], {"X-SAPI-USED-UID-WEIGHT-1S": "36000"})
    assert dialect().usage(endpoint, said) == {(scope, 1): 36_000}


def test_a_window_that_nobody_knows_is_told_and_the_others_still_count(caplog: pytest.LogCaptureFixture) -> None:
    headers = {"X-MBX-USED-WEIGHT-1Q": "1", "X-MBX-USED-WEIGHT-1M": "34"}

    assert dialect().usage(ORDER, answered(200, {}, headers)) == {("api", 60): 34}
    assert "X-MBX-USED-WEIGHT-1Q cannot be read" in caplog.text


@unhurried
@given(
    name=st.from_regex(r"[xX]-(mbx-(used-weight|order-count)|sapi-used)-[\x21-\x7e]{0,6}", fullmatch=True),
    value=st.just("5") | texts,
)
def test_a_header_that_nobody_knows_harms_nothing(name: str, value: str) -> None:
    response = Response(200, [(name.encode(), value.encode())], b"{}")

    assert all(seconds > 0 for _, seconds in dialect().usage(ORDER, response))


def test_the_time_of_the_venue() -> None:
    assert dialect().server_time_ms(b'{"serverTime":1499827319559}') == 1499827319559


def test_settings_show_no_secret() -> None:
    settings = dialect().settings

    assert SECRET not in repr(settings)
    assert SECRET not in repr(attrs.asdict(settings))


# ------------------------------------------------------------------------------------------------ what a success says

READS = {
    "fiat_orders": {"code": "000000"},
    "rebate_history": {"code": "000000000"},
    "mining_workers": {"code": 0},
    "account_snapshot": {"code": 200},
    "sub_account_futures_transfers": {"success": True},
}
WRITES = {
    "gift_card_create": {"code": "000000"},
    "mining_resale_create": {"code": 0},
    "isolated_margin_enable": {"success": True},
}


@pytest.mark.parametrize(("name", "says"), [*READS.items(), *WRITES.items()])
def test_a_success_that_says_so_is_one(name: str, says: Mapping[str, object]) -> None:
    assert ENDPOINTS[name].success == {field: [value] for field, value in says.items()}
    for answer in (says, {field: str(value) for field, value in says.items()}, {"data": {"code": 1}, **says}):
        assert judged(200, answer, endpoint=ENDPOINTS[name]) is None


@pytest.mark.parametrize("name", [*READS, *WRITES])
@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"code": "000002", "message": "No such card.", "data": None, "success": False}, "000002", "No such card."),
        ({"code": "PAY4001COM000", "message": "Internal error"}, "PAY4001COM000", "Internal error"),
        ({"code": 1, "msg": "miner not found"}, 1, "miner not found"),
        ({"code": -98_765, "msg": "Something new."}, -98_765, "Something new."),
        ({"success": False, "msg": "Invalid symbol."}, None, "Invalid symbol."),
        ({"success": "false", "msg": "Invalid symbol."}, None, "Invalid symbol."),
    ],
    ids=str,
)
def test_a_200_that_says_no_is_refused_with_the_venues_own_words(
    name: str, body: object, code: int | str | None, message: str
) -> None:
    error = judged(200, body, endpoint=ENDPOINTS[name])

    assert error is not None
    assert (type(error), error.code, error.venue_message) == (Refused, code, message)


@pytest.mark.parametrize("name", [*READS, *WRITES])
def test_a_200_with_a_code_that_is_known_is_that_error(name: str) -> None:
    def kind(code: int, message: str) -> type[VenueError]:
        return type(judged(200, {"msg": message, "code": code}, endpoint=ENDPOINTS[name]))  # type: ignore[return-value]

    assert kind(-1121, "Invalid symbol.") is NotFound
    assert kind(-3041, "Balance is not enough") is InsufficientFunds
    assert kind(-1003, "Too many requests.") is RateLimited
    assert kind(-1007, "Timeout waiting for response from backend server.") is OutcomeUnknown


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": []},
        {"code": None, "msg": "what?"},
        {"code": {"is": 7}, "msg": "what?"},
        {"code": "000002"},
        {"code": 7, "success": True, "msg": "what?"},
        {"code": "000000", "success": False},
        {"code": 200, "success": False, "msg": "what?"},
        {"code": 0, "success": False, "msg": "what?"},
        [],
        "success",
        b"",
        b"<html>",
        b'{"code":"000002","message":"No such',
        b"[" * 100_000,
    ],
    ids=lambda body: str(body)[:40],
)
def test_a_200_that_says_neither_yes_nor_no_is_unreadable_and_unknown_of_a_write(body: object) -> None:
    for name, wanted in [
        *((name, UnreadableResponse) for name in READS),
        *((name, OutcomeUnknown) for name in WRITES),
    ]:
        endpoint = ENDPOINTS[name]
        if endpoint.success == {"success": [True]} and isinstance(body, dict):
            continue
        error = judged(200, body, endpoint=endpoint)
        assert (type(error), error and error.status) == (wanted, 200), name


@pytest.mark.parametrize("body", [{}, {"success": None}, {"success": 7}, {"success": {}}, {"tranId": 1}])
def test_a_success_that_is_not_stated_is_none(body: object) -> None:
    assert type(judged(200, body, endpoint=ENDPOINTS["sub_account_futures_transfers"])) is UnreadableResponse
    assert type(judged(200, body, endpoint=ENDPOINTS["isolated_margin_enable"])) is OutcomeUnknown


def test_an_error_without_a_code_is_a_refusal_where_answers_say_whether_they_succeeded() -> None:
    body = {"success": False, "msg": "Invalid symbol."}

    assert type(judged(400, body, endpoint=ENDPOINTS["isolated_margin_enable"])) is Refused
    assert type(judged(400, body, endpoint=ENDPOINTS["gift_card_create"])) is OutcomeUnknown
    assert type(judged(400, body)) is OutcomeUnknown
    assert type(judged(502, body, endpoint=ENDPOINTS["isolated_margin_enable"])) is OutcomeUnknown


@given(
    body=st.binary() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json.dumps)
)
def test_nothing_that_a_200_holds_breaks_the_judgement_or_passes_for_a_yes(body: bytes | str) -> None:
    sent = body.encode() if isinstance(body, str) else body
    assert type(judged(200, sent, endpoint=ENDPOINTS["gift_card_create"])) is OutcomeUnknown
