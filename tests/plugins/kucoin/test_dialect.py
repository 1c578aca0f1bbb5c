"""How KuCoin is spoken to: what is signed is what is sent, and what each answer means for a program."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue import Venue, connect
from crossvenue.clock import Clock
from crossvenue.config import load
from crossvenue.endpoint import Endpoint, Security
from crossvenue.errors import (
    AccountRestricted,
    AuthenticationFailed,
    BadRequest,
    CancelRejected,
    ConfigurationError,
    CrossvenueError,
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
    UnreadableResponse,
    VenueBusy,
    VenueError,
    VenueUnavailable,
    WithdrawalAmountRefused,
    WithdrawalSuspended,
)
from crossvenue.limits import Limit
from crossvenue.secrets import Secret
from crossvenue.testing import Loopback, recorded
from crossvenue.testing.plugin import Ask
from crossvenue.world import Request, Response
from crossvenue_kucoin import KUCOIN
from crossvenue_kucoin.dialect import (
    CODES,
    FUTURES,
    KuCoinDialect,
    KuCoinSettings,
    error_class,
    hmac_sign,
    string_to_sign,
)

SHARED = Path(__file__).parents[3].parent / "shared"
NOW_MS = 1547015186532
# The example credentials of KuCoin's retired documents.
KEY = "5c2db93503aa674c74a31734"
SECRET = "f03a5284-5c39-4aaa-9b20-dea10bdcf8e3"
PASSPHRASE = "Ab12345678)(*&^%$#@"
CREDENTIALS = {"api_key": KEY, "api_secret": SECRET, "passphrase": PASSPHRASE}

ENDPOINTS = KUCOIN.catalogue()
ORDER = ENDPOINTS["add_order"]
WITHDRAW = ENDPOINTS["withdrawal_v3"]
READ = ENDPOINTS["spot_account_list"]
PUBLIC = ENDPOINTS["ticker"]


def document(*names: str) -> Any:
    path = SHARED.joinpath(*names)
    return json.loads(path.read_text(), parse_float=Decimal) if path.is_file() else {}


def dialect(**settings: Any) -> KuCoinDialect:
    given: dict[str, Any] = {name: Secret(text) for name, text in CREDENTIALS.items()} | settings
    return KuCoinDialect(
        KuCoinSettings(exchange="kucoin", **given),
        KUCOIN.environments["production"],
        Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
    )


def header(request: Request, name: str) -> str | None:
    return dict(request.headers).get(name)


def address(request: Request) -> str:
    """Path and query as they are sent."""
    parts = urlsplit(request.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def expected_signature(request: Request) -> str:
    """What KuCoin reckons of what it got: it signs path and query as they are before percent-encoding."""
    text = f"{header(request, 'KC-API-TIMESTAMP')}{request.method}{unquote(address(request))}{request.body.decode()}"
    return base64.b64encode(hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()).decode()


# ------------------------------------------------------------------------------------------------ vectors

VECTORS: list[Any] = [
    each for each in document("reference", "signing-vectors.json").get("vectors", []) if each["exchange"] == "kucoin"
]
WRONG_PASSPHRASES = {"kucoin-create-deposit-address": "plain base64, a left-over of key version 1"}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: str(each["id"]))
def test_a_published_signature_comes_out(vector: Mapping[str, Any]) -> None:
    text = vector.get("payload") or vector["string_to_sign"]
    assert hmac_sign(Secret(vector["secret_key"]))(text) == vector["signature"]


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS if "timestamp" in each], ids=lambda each: str(each["id"])
)
def test_the_published_text_is_what_is_signed(vector: Mapping[str, Any]) -> None:
    text = string_to_sign(int(vector["timestamp"]), vector["method"], vector["endpoint"], vector["body"])
    assert text == vector["string_to_sign"]


REQUESTS: dict[str, tuple[str, dict[str, object]]] = {
    "kucoin-create-deposit-address": ("add_deposit_address_v1", {"currency": "BTC"}),
    "kucoin-derived-get-query-v2": ("deposit_address_v1", {"currency": "XBT"}),
    "kucoin-derived-get-query-v3": ("trade_history_old", {"symbol": "BTC-USDT", "pageSize": 50, "currentPage": 1}),
    "kucoin-derived-delete-v3": (
        "cancel_order_by_order_id",
        {"orderId": "671128ee365ccb0007534d45", "symbol": "BTC-USDT"},
    ),
    "kucoin-derived-post-v3": (
        "add_order",
        {
            "type": "limit",
            "symbol": "BTC-USDT",
            "side": "buy",
            "price": Decimal("50000"),
            "size": Decimal("0.00001"),
            "clientOid": "5c52e11203aa677f33e493fb",
            "remark": "order remarks",
        },
    ),
    "kucoin-derived-get-no-query-v1": ("spot_account_list", {}),
}


@pytest.mark.parametrize("vector", [each for each in VECTORS if "endpoint" in each], ids=lambda each: str(each["id"]))
def test_the_whole_published_request_is_built(vector: Mapping[str, Any]) -> None:
    name, params = REQUESTS[vector["id"]]
    version = int(vector.get("key_version") or vector["headers"]["KC-API-KEY-VERSION"])
    request = dialect(key_version=version).request(ENDPOINTS[name], params, NOW_MS)

    assert (request.method, address(request)) == (vector["method"], vector["endpoint"])
    assert request.body.decode() == vector["body"]
    assert header(request, "KC-API-SIGN") == vector["signature"]
    assert header(request, "KC-API-TIMESTAMP") == "1547015186532"
    assert header(request, "KC-API-KEY") == "5c2db93503aa674c74a31734"
    assert header(request, "KC-API-KEY-VERSION") == str(version)
    assert header(request, "Content-Type") == "application/json"
    printed = vector.get("passphrase_header") or vector["headers"]["KC-API-PASSPHRASE"]
    assert (header(request, "KC-API-PASSPHRASE") == printed) is (vector["id"] not in WRONG_PASSPHRASES)


def test_every_published_vector_is_tried() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    assert len(VECTORS) == 7
    assert {each["id"] for each in VECTORS if "endpoint" in each} == set(REQUESTS)


def test_the_signature_of_the_retired_documents_comes_out() -> None:
    """Printed under "Example for Create Deposit Address"."""
    request = dialect().request(ENDPOINTS["add_deposit_address_v1"], {"currency": "BTC"}, NOW_MS)
    assert request.body == b'{"currency":"BTC"}'
    assert header(request, "KC-API-SIGN") == "7QP/oM0ykidMdrfNEUmng8eZjg/ZvPafjIqmxiVfYu4="


def test_the_passphrase_is_plain_for_keys_of_version_1_and_signed_from_then_on() -> None:
    sent = [
        header(dialect(key_version=version).request(READ, {}, NOW_MS), "KC-API-PASSPHRASE") for version in (1, 2, 3)
    ]
    assert sent == [PASSPHRASE, *["F2p2bNS1bBehHvC/Z4YkB7l1Wd0Pq2iV/oLHM/DyE+I="] * 2]


# ------------------------------------------------------------------------------------------------ requests

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=18)


@given(texts.filter(lambda text: text not in (".", "..")), texts)
def test_what_is_signed_is_what_is_sent_and_every_character_arrives(order_id: str, symbol: str) -> None:
    params = {"orderId": order_id, "symbol": symbol}
    request = dialect().request(ENDPOINTS["cancel_order_by_order_id"], params, NOW_MS)

    parts = urlsplit(request.url)
    assert unquote(parts.path.rpartition("/")[2]) == order_id
    assert parse_qsl(parts.query, keep_blank_values=True) == [("symbol", symbol)]
    assert header(request, "KC-API-SIGN") == expected_signature(request)
    # Nothing on the way may write it anew.
    assert httpx.Request(request.method, request.url).url.raw_path.decode() == address(request)


@given(texts, numbers, numbers, st.booleans(), st.integers(-1, 2_592_000))
def test_a_body_arrives_as_it_was_signed_with_every_digit(
    remark: str, price: Decimal, size: Decimal, hidden: bool, seconds: int
) -> None:
    params = {"remark": remark, "price": price, "size": size, "hidden": hidden, "cancelAfter": seconds, "stp": None}
    request = dialect().request(ORDER, params, NOW_MS)

    assert json.loads(request.body) == {
        "remark": remark,
        "price": format(price, "f"),
        "size": format(size, "f"),
        "hidden": hidden,
        "cancelAfter": seconds,
    }
    assert header(request, "KC-API-SIGN") == expected_signature(request)


@pytest.mark.parametrize(
    ("name", "params", "body"),
    [
        ("add_order", {"size": Decimal("0.00000001")}, '{"size":"0.00000001"}'),
        ("add_order", {"size": 3}, '{"size":"3"}'),
        ("add_order", {"cancelAfter": "30"}, '{"cancelAfter":30}'),
        ("add_order", {"postOnly": "TRUE"}, '{"postOnly":true}'),
        ("add_order", {"clientOid": 7}, '{"clientOid":"7"}'),
        ("add_order", {"clientTimestamp": datetime(2024, 6, 1, tzinfo=UTC)}, '{"clientTimestamp":1717200000000}'),
        ("withdrawal_v3", {"amount": Decimal("1E-8"), "isInner": False}, '{"amount":"0.00000001","isInner":false}'),
        # The first withdrawal takes a number: exact, and with no exponent.
        ("withdrawal_v1", {"amount": Decimal("1E-8")}, '{"amount":0.00000001}'),
        ("withdrawal_v1", {"amount": Decimal("3.10")}, '{"amount":3.10}'),
        ("withdrawal_v1", {"amount": "3"}, '{"amount":3}'),
        ("futures_account_transfer_in", {"amount": Decimal("0.1")}, '{"amount":0.1}'),
        (
            "batch_add_orders",
            {"orderList": [{"symbol": "BTC-USDT", "size": Decimal("1E-5"), "postOnly": True, "stp": None}]},
            '{"orderList":[{"symbol":"BTC-USDT","size":"0.00001","postOnly":true}]}',
        ),
        ("public_token", {}, ""),
    ],
)
def test_a_body_is_written_as_the_specification_has_its_types(name: str, params: dict[str, Any], body: str) -> None:
    assert dialect().request(ENDPOINTS[name], params, NOW_MS).body.decode() == body


@pytest.mark.parametrize(
    ("name", "params", "query"),
    [
        (
            "klines",
            {"symbol": "BTC-USDT", "startAt": 1566703297, "endAt": None},
            "symbol=BTC-USDT&startAt=1566703297",
        ),
        ("deposit_history", {"startAt": datetime(2024, 6, 1, tzinfo=UTC)}, "startAt=1717200000000"),
        ("spot_actual_fee", {"symbols": "BTC-USDT,ETH-USDT"}, "symbols=BTC-USDT%2CETH-USDT"),
        ("futures_ledger", {"forward": False}, "forward=false"),
        ("futures_account_transfer_out_ledger", {"tag": ["a", "b c"]}, "tag=a&tag=b%20c"),
        ("cancel_partial_order", {"orderId": "1", "cancelSize": Decimal("1E-8")}, "cancelSize=0.00000001"),
    ],
)
def test_a_query_is_written_as_the_specification_has_it(name: str, params: dict[str, Any], query: str) -> None:
    assert urlsplit(dialect().request(ENDPOINTS[name], params, NOW_MS).url).query == query


@pytest.mark.parametrize(("endpoint", "name"), [(ORDER, "size"), (ENDPOINTS["cancel_partial_order"], "cancelSize")])
def test_a_float_is_refused_before_anything_is_signed(endpoint: Endpoint, name: str) -> None:
    with pytest.raises(InexactNumber, match=name):
        dialect().request(endpoint, {"orderId": "1", name: 0.1}, NOW_MS)


def test_a_float_inside_a_batch_is_refused_too() -> None:
    with pytest.raises(InexactNumber):
        dialect().request(ENDPOINTS["batch_add_orders"], {"orderList": [{"size": 0.1}]}, NOW_MS)


@pytest.mark.parametrize("order_id", ["", None, ".", "..", "cancelAll"])
def test_an_id_never_makes_the_path_of_another_call(order_id: str | None) -> None:
    """DELETE /api/v1/hf/orders cancels all orders of a symbol, and .../cancelAll those of every symbol."""
    with pytest.raises(BadRequest, match="needs orderId"):
        dialect().request(ENDPOINTS["cancel_order_by_order_id"], {"orderId": order_id, "symbol": "BTC-USDT"}, NOW_MS)


def test_each_try_is_signed_for_its_own_time() -> None:
    signed = [dialect().request(READ, {}, NOW_MS + late) for late in (0, 1)]
    assert [header(each, "KC-API-TIMESTAMP") for each in signed] == ["1547015186532", "1547015186533"]
    assert header(signed[0], "KC-API-SIGN") != header(signed[1], "KC-API-SIGN")


@pytest.mark.parametrize("endpoint", [each for each in ENDPOINTS.values() if each.security is Security.NONE], ids=str)
def test_a_public_request_carries_neither_key_nor_signature(endpoint: Endpoint) -> None:
    params = dict.fromkeys(endpoint.in_path, "x")
    request = dialect().request(endpoint, params, NOW_MS)
    assert not [name for name, _ in request.headers if name.startswith("KC-")]


@pytest.mark.parametrize("lacking", ["api_key", "api_secret", "passphrase"])
def test_without_one_of_the_three_a_request_that_needs_a_key_is_refused(lacking: str) -> None:
    bare = dialect(**{lacking: None})
    assert bare.request(PUBLIC, {"symbol": "BTC-USDT"}, NOW_MS)
    with pytest.raises(ConfigurationError) as refused:
        bare.request(READ, {}, NOW_MS)
    assert refused.value.key == lacking


@pytest.mark.parametrize(("setting", "version"), [("api_key", 3), ("passphrase", 1)])
def test_what_cannot_stand_in_a_header_is_refused_and_not_shown(setting: str, version: int) -> None:
    with pytest.raises(ConfigurationError) as refused:
        dialect(**{setting: Secret("TOP\nSECRET"), "key_version": version})
    assert refused.value.key == setting
    assert "SECRET" not in str(refused.value)


def test_a_passphrase_of_any_characters_is_signed() -> None:
    assert dialect(passphrase=Secret("p\u00e4ss \U0001f511")).request(READ, {}, NOW_MS)


def test_a_request_shows_neither_key_nor_signature() -> None:
    shown = repr(dialect().request(READ, {"currency": "BTC"}, NOW_MS))
    assert shown == "Request(GET https://api.kucoin.com/api/v1/accounts)"


@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=list(ENDPOINTS))
def test_every_endpoint_stays_at_kucoin_and_futures_at_their_own_host(endpoint: Endpoint) -> None:
    request = dialect().request(endpoint, dict.fromkeys(endpoint.in_path, "x"), NOW_MS)
    host = "api-futures.kucoin.com" if endpoint.name in FUTURES else "api.kucoin.com"
    assert urlsplit(request.url)[:2] == ("https", host)


def test_there_is_no_test_network() -> None:
    assert list(KUCOIN.environments) == ["production"]


# ------------------------------------------------------------------------------------------------ settings


def test_the_defaults_are_the_newest_generations() -> None:
    made = KuCoinSettings(exchange="kucoin")
    assert (made.key_version, made.withdrawals) == (3, "v3")


@pytest.mark.parametrize(("setting", "value"), [("key_version", 4), ("key_version", "two"), ("withdrawals", "v2")])
def test_a_setting_that_there_is_not_is_named(setting: str, value: object) -> None:
    given: dict[str, Any] = {setting: value}
    with pytest.raises(ConfigurationError, match=setting):
        connect("kucoin", **given)


def test_a_file_and_the_environment_choose_the_version_of_the_key(tmp_path: Path) -> None:
    file = tmp_path / "crossvenue.toml"
    file.write_text('[venues.main]\nexchange = "kucoin"\nkey_version = 2\nwithdrawals = "v1"\n')
    for environ, version in (({}, 2), ({"CROSSVENUE_VENUES__MAIN__KEY_VERSION": "1"}, 1)):
        with connect("main", config=load(file, environ)) as venue:
            assert isinstance(venue.settings, KuCoinSettings)
            assert (venue.settings.key_version, venue.settings.withdrawals) == (version, "v1")


def test_settings_show_no_secret() -> None:
    shown = repr(dialect().settings)
    assert not any(text in shown for text in CREDENTIALS.values())


# ------------------------------------------------------------------------------------------------ errors


def answered(
    body: object, status: int = 200, endpoint: Endpoint = ORDER, headers: Mapping[str, str] | None = None
) -> VenueError | None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    return dialect().judge(endpoint, Response(status, named, content))


def refusal(code: str, message: str = "", **more: Any) -> VenueError:
    error = answered({"code": code, "msg": message}, **more)
    assert error is not None
    assert error.code == code
    return error


@pytest.mark.parametrize(
    "body",
    [
        b'{"code":"200000","data":null}',
        b'{"code":"200000","data":"success"}',
        b'{"code":"200000","data":{"status":"open","msg":"maintenance"}}',
        b'{"data":[],"code":"200000"}',
        b' { "code" : "200000" , "data" : [] }',
        b'{"code":"200000"}',
        b'{"code":"200000","msg":null}',
        b'{"code":"200000","data":{},"msg":"success"}',
        b'{"data":{},"code":"200000","msg":"success"}',
    ],
)
def test_a_success_is_no_error(body: bytes) -> None:
    assert answered(body) is None


@pytest.mark.parametrize("code", CODES)
def test_a_code_asks_for_what_it_means_also_inside_http_200(code: str) -> None:
    assert type(refusal(code)) is CODES[code]


@pytest.mark.parametrize(
    ("code", "message", "kind"),
    [
        ("400002", "Invalid KC-API-TIMESTAMP", TimestampRefused),
        ("400005", "Invalid KC-API-SIGN", AuthenticationFailed),
        ("400006", "The requested ip address is not in the api whitelist", PermissionDenied),
        ("400007", "Access denied, require more permission.", PermissionDenied),
        ("400100", "order_not_exist_or_not_allow_to_cancel", OrderNotFound),
        ("400100", "order not exist.", OrderNotFound),
        ("400100", "account.available.amount", InsufficientFunds),
        ("400100", "Order size below the minimum requirement.", FilterRefused),
        ("400100", "The withdrawal amount is below the minimum requirement.", WithdrawalAmountRefused),
        ("400100", "The amount increment is invalid.", FilterRefused),
        ("400100", "symbol can not be empty", InvalidRequest),
        ("400200", "Forbidden to place an order", OrderRejected),
        ("400200", "Unknown partner", AuthenticationFailed),
        ("400600", "validation.createOrder.symbolNotAvailable", MarketClosed),
        ("200001", "Order creation for this pair suspended", MarketClosed),
        ("200002", "Order cancel for this pair suspended", CancelRejected),
        ("200002", "Exceeded the access frequency", RateLimited),
        ("200003", "Number of orders breached the limit", OrderRejected),
        ("200003", "Invalid symbol.", NotFound),
        ("200004", "Balance insufficient", InsufficientFunds),
        ("230003", "Balance insufficient!", InsufficientFunds),
        ("260100", "account.noBalance", InsufficientFunds),
        ("260210", "withdraw.disabled", WithdrawalSuspended),
        ("400500", "Your located country/region is currently not supported", RegionBlocked),
        ("411100", "User are frozen", AccountRestricted),
        ("900001", "symbol not exists", NotFound),
    ],
)
def test_what_is_refused_is_told_apart(code: str, message: str, kind: type[VenueError]) -> None:
    assert type(refusal(code, message)) is kind
    assert error_class(code, message) is kind


def test_a_success_that_says_no_is_a_refusal() -> None:
    """Seen of transfers: the code of success, and a text in place of the data."""
    body = {"code": "200000", "msg": "Unsuccessful! Exceeded the max. funds out-transfer limit"}
    assert type(answered(body, endpoint=ENDPOINTS["flex_transfer"])) is TransferRefused
    assert type(answered({"code": "200000", "msg": "something else"})) is OutcomeUnknown


@given(st.integers(400_000, 499_999).map(str).filter(lambda code: code not in {*CODES, "429000"}))
def test_a_code_nobody_knows_that_is_made_like_a_4xx_is_a_plain_refusal(code: str) -> None:
    assert type(refusal(code)) is Refused


@given(st.integers(100_000, 399_999).map(str).filter(lambda code: code not in {*CODES, "200000"}))
def test_another_code_nobody_knows_proves_nothing_about_a_write_inside_http_200(code: str) -> None:
    assert type(refusal(code)) is OutcomeUnknown
    assert type(refusal(code, status=400)) is Refused
    assert type(refusal(code, endpoint=READ)) is Refused


@given(st.integers(500_000, 599_999).map(str))
def test_the_venues_own_trouble_is_unknown(code: str) -> None:
    assert type(refusal(code)) is OutcomeUnknown
    assert type(refusal(code, status=400)) is OutcomeUnknown


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 302, 204])
@pytest.mark.parametrize("page", [b"", b"<html>Bad gateway</html>", b'{"code":"400100","msg":"x"}'])
def test_after_these_statuses_nobody_knows_what_was_done(status: int, page: bytes) -> None:
    assert type(answered(page, status)) is OutcomeUnknown


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, AuthenticationFailed),
        (403, FirewallBlocked),
        (404, NotFound),
        (415, InvalidRequest),
        (429, RateLimited),
        (451, RegionBlocked),
        (400, OutcomeUnknown),
    ],
)
def test_a_page_that_is_not_the_venues_own_is_judged_by_its_status(status: int, kind: type[VenueError]) -> None:
    assert type(answered(b"<html></html>", status)) is kind


@pytest.mark.parametrize("body", [b'{"code":"400100","msg":"Para', b'{"code":400100'])
def test_a_code_counts_however_much_of_the_answer_is_there(body: bytes) -> None:
    error = answered(body, 400)
    assert type(error) is InvalidRequest
    assert error.code == "400100"


def test_an_error_tells_what_a_person_needs_at_night() -> None:
    said = str(refusal("260210", "withdraw.disabled", endpoint=WITHDRAW))
    assert said == "kucoin POST /api/v3/withdrawals: withdraw.disabled [HTTP 200, code 260210]"


# ------------------------------------------------------------------------------------------------ limits

LEFT = {"gw-ratelimit-limit": "4000", "gw-ratelimit-remaining": "0", "gw-ratelimit-reset": "1489"}


def test_too_many_of_ours_is_told_from_an_overloaded_venue() -> None:
    """Both are 429000; only of ours the answer says what is left."""
    ours = refusal("429000", "Too Many Requests", status=429, headers=LEFT)
    assert isinstance(ours, RateLimited)
    assert ours.retry_after == pytest.approx(1.489)
    assert dialect().closed_scopes(ORDER, ours) == ("spot",)
    assert type(refusal("429000", "Too Many Requests", status=429)) is VenueBusy
    assert type(refusal("429000", "Too Many Requests")) is VenueBusy
    assert type(refusal("429000", status=429, headers={**LEFT, "gw-ratelimit-remaining": "300"})) is VenueBusy


def test_less_left_than_the_call_costs_is_a_limit_of_ours() -> None:
    left = {**LEFT, "gw-ratelimit-remaining": "29"}
    assert type(refusal("429000", status=429, headers=left, endpoint=ENDPOINTS["cancel_all_orders"])) is RateLimited


@pytest.mark.parametrize(
    ("headers", "wait"),
    [({}, None), ({"retry-after": "7"}, 7.0), ({"gw-ratelimit-reset": "soon"}, None), (LEFT, 1.489)],
)
def test_other_429s_are_our_limit(headers: dict[str, str], wait: float | None) -> None:
    error = answered({"code": "200002", "msg": "Too Many Requests"}, 429, headers=headers)
    assert type(error) is RateLimited
    assert error.retry_after == wait


def test_cloudflare_keeps_the_whole_address_out() -> None:
    error = answered(b"error code: 1015", 429)
    assert isinstance(error, RateLimited)
    assert (error.code, error.retry_after) == ("1015", 30.0)
    assert dialect().closed_scopes(ORDER, error) == ("spot", "management", "futures", "public")


def test_a_limit_of_a_withdrawal_closes_its_pool() -> None:
    error = refusal("429000", status=429, headers=LEFT, endpoint=WITHDRAW)
    assert isinstance(error, RateLimited)
    assert dialect().closed_scopes(WITHDRAW, error) == ("management",)


@pytest.mark.parametrize(
    ("endpoint", "left", "usage"),
    [
        (ORDER, "3999", {("spot", 30): 1}),
        (READ, "1500", {("management", 30): 500}),
        (PUBLIC, "0", {("public", 30): 2000}),
        # More than we count with: an account of a higher level.
        (ORDER, "15998", {("spot", 30): 0}),
        (ORDER, "many", {}),
    ],
)
def test_what_is_left_corrects_the_budget_of_the_pool(
    endpoint: Endpoint, left: str, usage: Mapping[tuple[str, float], int]
) -> None:
    answer = Response(200, [(b"GW-RateLimit-Remaining", left.encode())], b"")
    assert dialect().usage(endpoint, answer) == usage


def test_an_answer_without_a_word_about_limits_corrects_nothing() -> None:
    assert dialect().usage(ORDER, Response(200, [(b"content-type", b"application/json")], b"")) == {}


@pytest.mark.parametrize(
    ("endpoint", "said", "limits"),
    [
        (ORDER, "16000", {"spot": (Limit(16000, 30),)}),
        (READ, "2600", {"management": (Limit(2600, 30),)}),
        # That of VIP0 is what we begin with, and less than that is never counted with.
        (ORDER, "4000", {}),
        (ORDER, "10", {}),
        (ORDER, "many", {}),
    ],
)
def test_the_level_of_the_account_makes_its_pools_larger(
    endpoint: Endpoint, said: str, limits: Mapping[str, tuple[Limit, ...]]
) -> None:
    answer = Response(200, [(b"GW-RateLimit-Limit", said.encode()), (b"gw-ratelimit-remaining", b"15998")], b"")
    speaker = dialect()
    assert speaker.limits(endpoint, answer) == limits
    assert speaker.limits(endpoint, answer) == {}, "told once"


def test_a_pool_that_grew_is_used_to_its_end_and_shrinks_again_with_the_level(simulated: Simulated) -> None:
    headers = iter([("16000", "11000"), ("16000", "15000"), ("4000", "3990")])

    def answer(request: httpx.Request) -> httpx.Response:
        limit, left = next(headers)
        told = {"gw-ratelimit-limit": limit, "gw-ratelimit-remaining": left, "gw-ratelimit-reset": "1489"}
        return httpx.Response(200, json={"code": "200000", "data": []}, headers=told)

    ask = simulated("kucoin", answer, **CREDENTIALS, on_limit="raise")
    shown = []
    for _ in range(3):
        ask(lambda venue: venue.raw.fills(symbol="BTC-USDT"))
        (window,) = ask.venue.budget.scopes["spot"].windows
        shown.append((window.limit, window.remaining, window.seconds))
    assert shown == [(16000, 11000, 30), (16000, 15000, 30), (4000, 3990, 30)]
    assert ask.venue.budget.scopes["public"].windows[0].limit == 2000


# ------------------------------------------------------------------------------------------------ the envelope


@pytest.mark.parametrize(
    ("body", "data"),
    [
        (b'{"code":"200000","data":{"a": 1.10}}', b'{"a": 1.10}'),
        (b'{"data":"success","code":"200000"}', b'"success"'),
        (b'{"code":"200000"}', b"null"),
        (b'{"code":"200000","data":[1],"msg":"ok","new":{}}', b"[1]"),
    ],
)
def test_the_payload_is_what_is_in_data_to_the_byte(body: bytes, data: bytes) -> None:
    assert dialect().payload(body) == data


@pytest.mark.parametrize("body", [b"", b"[]", b'{"data":[]}', b'{"code":"200000","data":{"a":', b"<html>"])
def test_half_an_envelope_is_not_read(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        dialect().payload(body)


def test_the_time_of_the_venue() -> None:
    assert dialect().server_time_ms(b'{"code":"200000","data":1729100692873}') == 1729100692873


# ------------------------------------------------------------------------------------------------ conversations

Simulated = Callable[..., Ask]


def test_a_refused_time_is_learnt_and_the_request_signed_anew_once(simulated: Simulated) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        if request.url.path == "/api/v1/timestamp":
            return httpx.Response(200, json={"code": "200000", "data": 1729100692873})
        late = abs(int(request.headers["KC-API-TIMESTAMP"]) - 1729100692873) > 5000
        if late:
            return httpx.Response(400, json={"code": "400002", "msg": "Invalid KC-API-TIMESTAMP"})
        return httpx.Response(200, json={"code": "200000", "data": {"withdrawalId": "670deec84d64da0007d7c946"}})

    ask = simulated("kucoin", answer, **CREDENTIALS)
    made = ask(
        lambda venue: venue.raw.withdrawal_v3(currency="USDT", toAddress="T", amount="3", withdrawType="ADDRESS")
    )

    assert made == {"withdrawalId": "670deec84d64da0007d7c946"}
    assert [path for path in seen if path != "/api/v1/timestamp"] == ["/api/v3/withdrawals"] * 2


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"code":"200000","data":{"withdra'),
        (200, b'{"code":"500000","msg":"Internal Server Error"}'),
        (200, b"<html>"),
        (502, b"<html>"),
    ],
)
def test_a_withdrawal_without_a_clear_answer_ends_unknown_and_is_sent_once(
    simulated: Simulated, status: int, body: bytes
) -> None:
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(status, content=body)

    ask = simulated("kucoin", answer, **CREDENTIALS)
    with pytest.raises(OutcomeUnknown) as ended:
        ask(lambda venue: venue.raw.withdrawal_v3(currency="USDT", toAddress="T", amount="3", withdrawType="ADDRESS"))
    (only,) = sent
    assert ended.value.client_id == only["remark"]


def test_an_overloaded_venue_is_asked_again_and_a_write_is_not(simulated: Simulated) -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.method)
        if len(sent) == 1 or request.method == "POST":
            return httpx.Response(429, json={"code": "429000", "msg": "Too Many Requests"})
        return httpx.Response(200, json={"code": "200000", "data": []})

    ask = simulated("kucoin", answer, **CREDENTIALS)
    assert ask(lambda venue: venue.raw.spot_account_list()) == []
    assert sent == ["GET", "GET"]
    with pytest.raises(VenueBusy):
        ask(lambda venue: venue.raw.add_stop_order(symbol="BTC-USDT", type="market", side="buy", size=1, stopPrice=1))
    assert sent == ["GET", "GET", "POST"]


def test_a_used_up_pool_is_closed_until_it_is_full_again_and_the_others_stay_open(simulated: Simulated) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/v1/accounts":
            body = {"code": "429000", "msg": "Too Many Requests"}
            return httpx.Response(429, json=body, headers={**LEFT, "gw-ratelimit-reset": "20000"})
        return httpx.Response(200, json={"code": "200000", "data": []})

    ask = simulated("kucoin", answer, **CREDENTIALS, on_limit="raise")
    with pytest.raises(RateLimited) as refused:
        ask(lambda venue: venue.raw.spot_account_list())
    assert refused.value.retry_after == 20
    scopes = ask.venue.budget.scopes
    assert 19 < scopes["management"].closed_for <= 20
    assert scopes["spot"].closed_for == scopes["public"].closed_for == 0
    with pytest.raises(RateLimited, match="nothing was sent"):
        ask(lambda venue: venue.raw.deposit_history(currency="USDT"))
    assert ask(lambda venue: venue.raw.fills(symbol="BTC-USDT")) == []


def test_what_is_left_is_what_the_budget_shows(simulated: Simulated) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        headers = {"gw-ratelimit-limit": "4000", "gw-ratelimit-remaining": "3000", "gw-ratelimit-reset": "1489"}
        return httpx.Response(200, json={"code": "200000", "data": []}, headers=headers)

    ask = simulated("kucoin", answer, **CREDENTIALS)
    ask(lambda venue: venue.raw.fills(symbol="BTC-USDT"))
    (window,) = ask.venue.budget.scopes["spot"].windows
    assert (window.limit, window.remaining) == (4000, 3000)


@pytest.mark.parametrize(
    ("body", "kind"), [(b'{"code":"200000","data":[', UnreadableResponse), (b'{"code":"500000"}', VenueUnavailable)]
)
def test_a_read_without_a_clear_answer_changed_nothing(
    simulated: Simulated, body: bytes, kind: type[VenueError]
) -> None:
    ask = simulated("kucoin", lambda request: httpx.Response(200, content=body), **CREDENTIALS, retries=0)
    with pytest.raises(kind):
        ask(lambda venue: venue.raw.spot_account_list())


# ------------------------------------------------------------------------------------------------ the documents


def documented_calls() -> list[tuple[str, dict[str, Any]]]:
    """The request examples of the specification by the endpoint's name, without those that are placeholders."""
    found = []
    for file in sorted((SHARED / "reference" / "kucoin-spec" / "rest" / "api").glob("*.json")):
        for path, methods in json.loads(file.read_text(encoding="utf-8"))["paths"].items():
            for method, operation in methods.items():
                domain = operation["x-domain"] == "Futures"
                verb = "GET" if method == "patch" else method.upper()
                name = next(
                    name
                    for name, each in ENDPOINTS.items()
                    if (each.method, each.path, name in FUTURES) == (verb, path, domain)
                )
                written = operation.get("x-request-example") or "{}"
                params = json.loads(json.loads(f'"{written}"', strict=False), strict=False, parse_float=Decimal)
                if "example_string_default_value" not in written:
                    found.append((name, params))
    return found


def test_the_documented_requests_pass_a_server_that_verifies_them(
    documentation: Callable[[str, Mapping[str, object]], AbstractContextManager[Loopback]], tmp_path: Path
) -> None:
    """Over real HTTP, signed, through the catalogue's checks: what the server does not accept, it refuses."""
    calls = documented_calls()
    assert len(calls) > 100
    refused: dict[str, str] = {}
    path = tmp_path / "all.yaml"
    with documentation("kucoin", {}) as loopback, recorded(path, "kucoin", loopback=loopback) as venue:
        for name, params in calls:
            try:
                _called(venue, name, params)
            except CrossvenueError as error:
                refused[name] = str(error)
    # Three examples ask for BTC on the chain eth, which the specification does not list; one lacks what it demands.
    assert set(refused) == {"withdrawal_quotas", "deposit_address_v1", "currency", "sub_account_transfer"}
    tape = path.read_text()
    assert not any(text in tape for text in (SECRET, PASSPHRASE, KEY))


def _called(venue: Venue, name: str, params: Mapping[str, Any]) -> None:
    getattr(venue.raw, name)(**params)
