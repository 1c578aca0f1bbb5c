"""How Binance.US is spoken to: its own host and no other, its published signatures, its own errors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import crossvenue_binance
import crossvenue_binance_us
from crossvenue.clock import Clock
from crossvenue.endpoint import Endpoint, Kind, Security
from crossvenue.errors import (
    AccountRestricted,
    AuthenticationFailed,
    BadRequest,
    Banned,
    CancelRejected,
    ConfigurationError,
    DuplicateOrder,
    FirewallBlocked,
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
    TimestampRefused,
    VenueBusy,
    VenueError,
    WouldTakeLiquidity,
    WouldTriggerImmediately,
)
from crossvenue.secrets import Secret
from crossvenue.venue import connect
from crossvenue.world import Response
from crossvenue_binance.dialect import BinanceSettings, error_class, hmac_sign
from crossvenue_binance_us import BINANCE_US
from crossvenue_binance_us.dialect import BinanceUsDialect

SHARED = Path(__file__).parents[3].parent / "shared"
KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
NOW_MS = 1499827319559
ENDPOINTS = BINANCE_US.catalogue()

needs_documents = pytest.mark.skipif(not SHARED.is_dir(), reason="the documents are not there")


def document(name: str) -> Any:
    path = SHARED / "catalogue" / name
    return json.loads(path.read_text(), parse_float=Decimal) if path.is_file() else {}


def dialect(environment: str = "production", **settings: Any) -> BinanceUsDialect:
    given: dict[str, Any] = {"api_key": Secret(KEY), "api_secret": Secret(SECRET)} | settings
    return BinanceUsDialect(
        BinanceSettings(exchange="binance_us", environment=environment, **given),
        BINANCE_US.environments["production" if environment == "replay" else environment],
        Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
    )


# Where requests go


@pytest.mark.parametrize("environment", [*BINANCE_US.environments, "replay"])
@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=list(ENDPOINTS))
def test_no_request_of_any_endpoint_leaves_for_another_host(endpoint: Endpoint, environment: str) -> None:
    params = {name: "1" if param.type is not Kind.REPEATED else ["1"] for name, param in endpoint.params.items()}

    for given in ({}, params):
        if any(f"{{{name}}}" in endpoint.path and name not in given for name in params):
            continue
        request = dialect(environment).request(endpoint, given, NOW_MS)
        assert urlsplit(request.url)[:2] == ("https", "api.binance.us")
        assert b"binance.com" not in repr(request).encode() + request.url.encode() + request.body


def test_nothing_that_the_plugin_ships_names_a_host_of_binance() -> None:
    (folder,) = crossvenue_binance_us.__path__
    texts = {path.name: path.read_text() for path in Path(folder).rglob("*") if path.suffix in (".py", ".json")}

    assert {"__init__.py", "endpoints.json"} <= set(texts)
    assert [name for name, text in texts.items() if "binance.com" in text] == []
    hosts = {host for text in texts.values() for host in re.findall(r"https?://([\w.-]+)", text)}
    assert hosts == {"api.binance.us", "docs.binance.us"}


def test_a_parameter_in_the_path_makes_it_no_other_call() -> None:
    # Filled in by hand, an id of ".." once asked for the orders of the account instead of one.
    endpoint = BINANCE_US.catalogue()["otc_order"]

    request = dialect("production").request(endpoint, {"orderId": "10002349"}, NOW_MS)
    assert urlsplit(request.url).path == "/sapi/v1/otc/orders/10002349"
    assert "orderId" not in urlsplit(request.url).query
    for wrong in ("", ".", ".."):
        with pytest.raises(BadRequest, match="orderId"):
            dialect("production").request(endpoint, {"orderId": wrong}, NOW_MS)


def test_there_is_no_other_environment() -> None:
    assert set(BINANCE_US.environments) == {"production"}
    with pytest.raises(ConfigurationError, match="testnet"):
        connect("binance_us", environment="testnet")
    outside = Endpoint(method="GET", path="/fapi/v1/time", security=Security.NONE, docs="")
    with pytest.raises(OutsideEnvironment):
        dialect().request(outside, {}, NOW_MS)


def test_no_file_of_binance_knows_of_it() -> None:
    (folder,) = crossvenue_binance.__path__
    knowing = [
        path.name
        for path in Path(folder).rglob("*.py")
        if re.search(r"binance[._ ]?us\b", path.read_text(), flags=re.IGNORECASE)
    ]
    assert knowing == []


# Signatures

VECTORS = [
    each for each in document("signing_vectors.json") or [] if each["exchange"] in ("binance_us", "binance_us_ws_api")
]
WRONG = {
    "Example 2 As a query string": "the signature of the first example, printed again",
    "orderList.status": "it covers a symbol that the printed request lacks",
    "orderList.cancel": "no order of the printed parameters gives it",
    "myPreventedMatches": "the signature of the myTrades example, printed again",
}
SECRET_UNKNOWN = {"Request format example (order.place)": "another key, whose secret is not printed"}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: str(each["label"]))
def test_a_published_signature_comes_out_where_the_document_is_right(vector: Mapping[str, Any]) -> None:
    if vector["label"] in SECRET_UNKNOWN:
        assert vector["secret"] is None
        return
    signed = hmac_sign(Secret(vector["secret"]))(vector["payload"].encode())
    assert (signed == vector["expected"]) is (vector["label"] not in WRONG)


@needs_documents
def test_every_published_signature_is_tried() -> None:
    labels = [each["label"] for each in VECTORS]
    assert len(labels) == len(set(labels)) == 23
    assert {*WRONG, *SECRET_UNKNOWN} <= set(labels)


def test_the_whole_request_of_the_first_example_is_built() -> None:
    params = {
        "symbol": "LTCBTC",
        "side": "BUY",
        "type": "LIMIT",
        "timeInForce": "GTC",
        "quantity": Decimal(1),
        "price": Decimal("0.1"),
    }
    request = dialect().request(ENDPOINTS["new_order"], params, NOW_MS)

    assert (request.method, request.url) == ("POST", "https://api.binance.us/api/v3/order")
    assert request.body.decode() == (
        "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
        "&timestamp=1499827319559&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71"
    )
    assert ("X-MBX-APIKEY", KEY) in request.headers


def test_what_the_tables_forget_is_signed_all_the_same() -> None:
    """Fourteen tables have no timestamp, and four headings no "(HMAC SHA256)"; their samples sign."""
    request = dialect().request(ENDPOINTS["trading_volume"], {}, NOW_MS)
    assert "timestamp=1499827319559&signature=" in request.url


def test_a_parameter_may_be_part_of_the_path() -> None:
    request = dialect().request(ENDPOINTS["otc_order"], {"orderId": "../10002349"}, NOW_MS)

    assert urlsplit(request.url).path == "/sapi/v1/otc/orders/..%2F10002349"
    assert "orderId" not in urlsplit(request.url).query


def test_only_hmac_keys_are_documented() -> None:
    with pytest.raises(ConfigurationError, match="HMAC keys only"):
        dialect(private_key=Secret("-----BEGIN PRIVATE KEY-----"))


# Errors


def judged(status: int, payload: object, endpoint: str = "new_order") -> VenueError | None:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return dialect().judge(ENDPOINTS[endpoint], Response(status, [], body))


CODES = {
    **dict.fromkeys((-1000, -1001, -1006, -1007), OutcomeUnknown),
    **dict.fromkeys((-1008, -1016), VenueBusy),
    **dict.fromkeys((-1002, -2015), PermissionDenied),
    **dict.fromkeys((-1003, -1015), RateLimited),
    **dict.fromkeys((-1022, -2014), AuthenticationFailed),
    **dict.fromkeys((-1112, -1121, -1125, -2016, -2026), NotFound),
    **dict.fromkeys((-1100, -1101, -1102, -1103, -1104, -1105, -1106, -1108, -1111, -1114), InvalidRequest),
    **dict.fromkeys((-1115, -1116, -1117, -1118, -1119, -1120, -1127, -1128, -1130, -1135, -1145), InvalidRequest),
    -1014: OrderTypeNotAllowed,
    -1020: InvalidRequest,
    -1021: TimestampRefused,
    -2010: OrderRejected,
    -2011: CancelRejected,
    -2013: OrderNotFound,
    -2021: PartialSuccess,
    -2022: OrderRejected,
}
OWN = (-1008, -1108, -1135, -1145, -2021, -2022, -2026)


@needs_documents
def test_every_documented_code_is_here() -> None:
    documented = {each["code"] for each in document("errors.json")["codes"]["binance_us"]}
    assert documented == set(CODES)
    other = {each["code"] for each in document("errors.json")["codes"]["binance"]}
    assert {code for code in documented - other if code > -3000} == set(OWN)


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_its_meaning(code: int) -> None:
    assert error_class(code, "") is CODES[code]
    status = 409 if code == -2021 else 400
    error = judged(status, {"code": code, "msg": "said"}, "cancel_replace" if code < -2020 else "new_order")
    assert error is not None
    assert type(error) is CODES[code]
    assert (error.code, error.venue, error.status) == (code, "binance_us", status)


MESSAGES = {
    "Unknown order sent": OrderNotFound,
    "Duplicate order sent": DuplicateOrder,
    "Market is closed": MarketClosed,
    "Account has insufficient balance for requested action": InsufficientFunds,
    "This action is disabled on this account": AccountRestricted,
    "This account may not place or cancel orders": AccountRestricted,
    "This symbol is not permitted for this account": AccountRestricted,
    "This symbol is restricted for this account": AccountRestricted,
    "This order type is not possible in this trading phase": MarketClosed,
    "Order would trigger immediately": WouldTriggerImmediately,
    "Order would immediately match and take": WouldTakeLiquidity,
    "Order was not canceled due to cancel restrictions": CancelRejected,
}


@needs_documents
def test_every_documented_rejection_has_a_meaning() -> None:
    for each in document("errors.json")["order_rejections"]["binance_us"]["messages"]:
        kind = error_class(-2010, each["message"])
        known = next((kind for words, kind in MESSAGES.items() if words in each["message"]), None)
        assert kind is (known or kind), each["message"]
        # More than "rejected" is known of each but the few that say no more.
        assert kind is not OrderRejected or any(
            words in each["message"] for words in ("Price * QTY", "relationship of the prices")
        ), each["message"]


def test_the_firewall_is_no_missing_permission() -> None:
    error = judged(403, b"<html><title>403 Forbidden</title></html>")
    assert isinstance(error, FirewallBlocked)
    assert isinstance(error, Refused)


def test_409_is_half_a_success_of_a_replacement() -> None:
    error = judged(409, {"code": -2021, "msg": "Order cancel-replace partially failed."}, "cancel_replace")
    assert type(error) is PartialSuccess
    assert error.payload is not None


@pytest.mark.parametrize("code", [-2022, -2010, -1013, -9999])
def test_409_is_half_a_success_whatever_code_is_with_it(code: int) -> None:
    """The status alone says so ("cancelReplace order partially succeeds"), also with a code that nobody knows."""
    answer = {"code": code, "msg": "said"}
    error = judged(409, answer, "cancel_replace")
    assert (type(error), getattr(error, "status", None), getattr(error, "code", None)) == (PartialSuccess, 409, code)
    assert error is not None
    assert json.loads(error.payload or b"") == answer
    # Of another request no half is done.
    assert not isinstance(judged(409, answer, "new_order"), PartialSuccess)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_5xx_says_nothing_about_what_was_done(status: int) -> None:
    assert type(judged(status, b"")) is OutcomeUnknown


def test_a_ban_and_a_limit_say_how_long() -> None:
    for status, kind in ((418, Banned), (429, RateLimited)):
        response = Response(
            status, [(b"Retry-After", b"120")], b'{"code": -1003, "msg": "Too many requests queued."}'
        )
        error = dialect().judge(ENDPOINTS["account"], response)
        assert type(error) is kind
        assert error.retry_after == 120


# Headers


def test_one_header_counts_all_of_the_interface() -> None:
    headers = [
        (b"X-MBX-USED-WEIGHT", b"41"),
        (b"X-MBX-USED-WEIGHT-1M", b"41"),
        (b"X-MBX-ORDER-COUNT-10S", b"3"),
        (b"X-MBX-ORDER-COUNT-1D", b"7"),
        (b"X-MBX-UUID", b"3e82d21d-60eb-4829-b531-717910ebc3bd"),
    ]
    for name in ("new_order", "coins"):
        used = dialect().usage(ENDPOINTS[name], Response(200, headers, b"{}"))
        assert used == {("api", 60.0): 41, ("orders", 10.0): 3, ("orders", 86_400.0): 7}
