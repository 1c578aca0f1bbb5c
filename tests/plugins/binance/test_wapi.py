"""Binance's wallet over WAPI, and WAPI's endpoints through `raw`: retired, and right all the same. In both worlds.

The payloads are the examples of its document (`shared/catalogue/binance_wapi.json`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue import NO_MEMO, Venue, connect
from crossvenue.clock import Clock
from crossvenue.endpoint import Endpoint, Kind, Security
from crossvenue.errors import (
    BadRequest,
    ConfigurationError,
    ConnectionFailed,
    InexactNumber,
    InsufficientFunds,
    NotFound,
    NotOffered,
    OutcomeUnknown,
    OutsideEnvironment,
    PermissionDenied,
    RateLimited,
    Refused,
    TimestampRefused,
    UnknownAsset,
    UnknownNetwork,
    UnreadableResponse,
    VenueUnavailable,
    WithdrawalBlocked,
    WithdrawalRefused,
)
from crossvenue.limits import LocalBudget
from crossvenue.model import (
    AssetNetwork,
    Deposit,
    DepositAddress,
    DepositStatus,
    DustConversion,
    VenueState,
    WalletKind,
    Withdrawal,
    WithdrawalStatus,
)
from crossvenue.preflight import Result, Verdict
from crossvenue.testing.plugin import Ask
from crossvenue_binance import BINANCE
from crossvenue_binance.wallet import BinanceWallet
from crossvenue_binance.wapi import WapiWallet, assets, deposits, withdrawals

# With the import mode `importlib` the folder of the tests is not on the path.
sys.path.append(str(Path(__file__).parents[2]))
import raw_support as support

D = Decimal
CATALOGUE = BINANCE.catalogue()
WAPI = {name: each for name, each in CATALOGUE.items() if name.startswith("wapi_")}
DOCUMENTED = support.documented("binance_wapi.json")
every_endpoint = pytest.mark.parametrize("endpoint", WAPI.values(), ids=list(WAPI))
wapi: dict[str, Any] = {"wallet_api": "wapi", "allow_retired": True}

MINTED = f"cv{1:022x}"
"""The first client id that is minted in a test."""
ETH_ADDRESS = "0x6915f16f8791d0a1cc2bf47c13a6b2a92000504b"
XMR_ADDRESS = "463tWEBn5XZJSxLU34r6g7h8jtxuNcDbjLSjkn3XAXHCbLrTTErJrBWYgHJQyrCwkNgYvyV3z8zctJLPCZy24jvb3NiTcTJ"
ETH_TX = "0xdf33b22bdb2b28b1f75ccd201a4a4m6e7g83jy5fc5d5a9d1340961598cfcb0a1"

DETAILS = {
    "success": True,
    "assetDetail": {
        "CTR": {
            "minWithdrawAmount": "70.00000000",
            "depositStatus": False,
            "withdrawFee": 35,
            "withdrawStatus": True,
            "depositTip": "Delisted, Deposit Suspended",
        },
        "SKY": {
            "minWithdrawAmount": "0.02000000",
            "depositStatus": True,
            "withdrawFee": 0.01,
            "withdrawStatus": True,
        },
    },
}
APPLY, DETAIL = "POST /wapi/v3/withdraw.html", "GET /wapi/v3/assetDetail.html"
HISTORY = "GET /wapi/v3/withdrawHistory.html"
MADE = {"msg": "success", "success": True, "id": "7213fea8e94b4a5593d507237e5a555b"}


# The catalogue

DEPARTURES = {
    "The changelog of the Spot reference: 2020-01-15, 2020-03-13 and 2021-03-31. The document is older.": [
        "wapi_withdraw: adds withdrawOrderId",
        "wapi_withdraw: adds transactionFeeFlag",
        "wapi_sub_account_transfers: adds fromEmail",
        "wapi_sub_account_transfers: adds toEmail",
    ],
    "Its default network is the venue's to change: no withdrawal leaves that to it.": [
        "wapi_withdraw: network required False -> True",
    ],
    "All of it is called USER_DATA, with the same effect. It moves money, which a key must be allowed to.": [
        "wapi_withdraw: security read -> withdraw",
        "wapi_sub_account_transfer: security read -> withdraw",
    ],
    "The document lists what it may be.": [
        "wapi_deposit_history: status type integer -> choice",
        "wapi_withdraw_history: status type integer -> choice",
        "wapi_sub_account_list: status type text -> choice",
    ],
    "No weight is documented; it is one request.": [
        "wapi_system_status: weight None -> 1",
    ],
}


def compared(endpoint: Endpoint, entry: Mapping[str, Any]) -> Iterator[str]:
    def changed(what: str, theirs: object, ours: object) -> Iterator[str]:
        if theirs != ours:
            yield f"{endpoint.name}: {what} {theirs} -> {ours}"

    kinds = {"STRING": "text", "INT": "integer", "LONG": "integer", "DECIMAL": "decimal", "BOOLEAN": "boolean"}
    theirs = {each["name"]: each for each in entry["params"] if each["name"] not in ("timestamp", "recvWindow")}
    yield from (f"{endpoint.name}: adds {name}" for name in endpoint.params if name not in theirs)
    yield from (f"{endpoint.name}: lacks {name}" for name in theirs if name not in endpoint.params)
    for name, each in theirs.items():
        ours = endpoint.params[name]
        kind = "time" if name in ("startTime", "endTime") else kinds[each["type"].upper()]
        stated = re.search(r"Default value: (\d+)", each.get("description") or "")
        yield from changed(f"{name} required", each["mandatory"], ours.required)
        yield from changed(f"{name} type", kind, ours.type.value)
        yield from changed(f"{name} default", int(stated[1]) if stated else None, ours.default)
    yield from changed("security", {"NONE": "none", "USER_DATA": "read"}[entry["security"]], endpoint.security.value)
    assert endpoint.security.signed is entry["signed"]
    yield from changed("weight", entry["weight"].get("unspecified"), dict(endpoint.charges({}))["api"])
    answers = [each["json"] for each in entry["responses"]]
    assert all(each.get(name) in values for each in answers for name, values in endpoint.success.items())


def test_agrees_with_the_document_but_for_the_departures() -> None:
    if not DOCUMENTED:
        pytest.skip("../shared is not here")
    documented = {label: each for label, each in DOCUMENTED.items() if "/wapi/" in label}
    assert {str(each) for each in WAPI.values()} == set(documented)
    assert len(WAPI) == 14
    found = [each for endpoint in WAPI.values() for each in compared(endpoint, documented[str(endpoint)])]
    assert sorted(found) == sorted(each for reason in DEPARTURES.values() for each in reason)


def test_the_two_other_endpoints_of_the_document_are_those_of_sapi() -> None:
    labels = {str(each) for each in CATALOGUE.values()}
    assert {"POST /sapi/v1/asset/dust", "GET /sapi/v1/asset/assetDividend"} <= labels
    assert {label for label in DOCUMENTED if "/wapi/" not in label} <= labels


@every_endpoint
def test_is_retired_since_a_date_with_a_successor(endpoint: Endpoint) -> None:
    said = re.fullmatch(r"2021-08-01: use (\w+|[A-Z]+ /sapi/[\w/-]+)(?:, or (\w+))?", endpoint.retired or "")
    assert said is not None
    successors = [each for each in said.groups() if each is not None]
    known = {*CATALOGUE, *support.documented("binance.json")}
    assert not DOCUMENTED or set(successors) <= known
    assert not any(each.startswith("wapi_") for each in successors)


@every_endpoint
def test_is_well_formed(endpoint: Endpoint) -> None:
    assert re.fullmatch(r"/wapi/v3/[\w/-]+\.html", endpoint.path)
    assert endpoint.title
    assert endpoint.docs.startswith("https://github.com/binance-exchange/")
    assert endpoint.sent_in == ("query" if endpoint.method == "POST" else "")
    assert endpoint.repeatable is (endpoint.method == "GET") is not endpoint.moves_money
    assert endpoint.success
    for param in endpoint.params.values():
        assert (param.type is Kind.CHOICE) == (param.values is not None)


# Through raw


class Server:
    """In the venue's place: answers by method and path, and remembers what was asked and how it was signed."""

    def __init__(self, answers: Mapping[str, Any] | None = None) -> None:
        self.answers: dict[str, Any] = {DETAIL: DETAILS, APPLY: MADE, **(answers or {})}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        label = f"{request.method} {request.url.path}"
        assert request.content == b"", "WAPI takes its parameters in the query alone"
        payload, _, signature = request.url.query.decode().rpartition("&signature=")
        assert not signature or signature == hmac.new(b"secret", payload.encode(), hashlib.sha256).hexdigest()
        params = dict(parse_qsl(payload))
        assert {"timestamp", "recvWindow"} <= set(params) or not signature
        self.asked.append((label, {k: v for k, v in params.items() if k not in ("timestamp", "recvWindow")}))
        answer = self.answers[label]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        status, payload_ = answer if isinstance(answer, tuple) else (200, answer)
        content = payload_ if isinstance(payload_, bytes) else support.printed(payload_).encode()
        return httpx.Response(status, content=content)

    def count(self, label: str) -> int:
        return sum(each == label for each, _ in self.asked)


Opened = Callable[..., Ask]


@pytest.fixture
def speaking(simulated: Callable[..., Ask]) -> Opened:
    def opened(server: Server, **more: Any) -> Ask:
        return simulated("binance", server, **{**wapi, "retries": 0, **more})

    return opened


@every_endpoint
def test_is_refused_with_the_date_and_the_successor(simulated: Opened, endpoint: Endpoint) -> None:
    server = Server()
    ask = simulated("binance", server)
    successor = str(endpoint.retired).partition(": use ")[2]
    with pytest.raises(NotOffered, match=rf"retired by the venue on 2021-08-01: use {re.escape(successor)}"):
        ask(lambda venue: getattr(venue.raw, endpoint.name)(**support.fewest(endpoint)))
    assert server.asked == []


def test_the_test_network_has_no_wapi(simulated: Opened) -> None:
    ask = simulated("binance", Server(), environment="testnet", **wapi)
    with pytest.raises(OutsideEnvironment):
        ask(lambda venue: venue.wallet.assets())


@pytest.fixture(scope="module")
def opened() -> Iterator[tuple[Venue, support.Wire]]:
    wire = support.Wire()
    with connect(
        "binance",
        transport=httpx.MockTransport(wire),
        clock=Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
        budget=LocalBudget(),
        ids=lambda: MINTED,
        api_key="key",
        api_secret="secret",
        allow_retired=True,
        retries=0,
    ) as venue:
        yield venue, wire


NOW_MS = 1_510_903_211_000
"""Of the documented signing example."""


def sent(endpoint: Endpoint, request: httpx.Request) -> Mapping[str, support.Pairs]:
    query = request.url.query.decode()
    assert request.content == b""
    assert request.headers.get("x-mbx-apikey") == (None if endpoint.security is Security.NONE else "key")
    added = {}
    if endpoint.security.signed:
        query, _, signature = query.rpartition("&signature=")
        assert signature == hmac.new(b"secret", query.encode(), hashlib.sha256).hexdigest()
        added = {"recvWindow": "5000", "timestamp": str(NOW_MS)}
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    assert {name: value for name, value in pairs if name in added} == added
    return {"query": [(name, value) for name, value in pairs if name not in added]}


SPEECH = support.Speech(
    sent=sent,
    place=lambda endpoint: "query",
    added=lambda endpoint: {endpoint.client_id: MINTED} if endpoint.client_id else {},
)


@every_endpoint
def test_a_call_leaves_in_the_query_and_its_example_comes_back_digit_for_digit(
    opened: tuple[Venue, support.Wire], endpoint: Endpoint
) -> None:
    if not DOCUMENTED:
        pytest.skip("../shared is not here")
    venue, wire = opened
    (example,) = [each["json"] for each in DOCUMENTED[str(endpoint)]["responses"]]
    for call in support.right_calls(endpoint):
        wire.says(example)
        got = getattr(venue.raw, endpoint.name)(**call)
        support.assert_sent(SPEECH, endpoint, call, wire.requests)
        assert support.digits(got) == support.digits(example)


@every_endpoint
def test_the_documented_error_has_no_code_and_is_told_in_its_own_words(
    opened: tuple[Venue, support.Wire], endpoint: Endpoint
) -> None:
    venue, wire = opened
    for status in (200, 400):
        wire.says({"success": False, "msg": "Invalid symbol."}, status=status)
        with pytest.raises(NotFound) as caught:
            getattr(venue.raw, endpoint.name)(**support.fewest(endpoint))
        assert (caught.value.code, caught.value.venue_message) == (None, "Invalid symbol.")
        assert len(wire.requests) == 1


@given(drawn=support.junk)
def test_a_call_that_breaks_a_rule_never_leaves(opened: tuple[Venue, support.Wire], drawn: support.Junk) -> None:
    venue, wire = opened
    wire.says({})
    for endpoint in WAPI.values():
        for rule, call in support.wrong_calls(endpoint, drawn):
            try:
                getattr(venue.raw, endpoint.name)(**call)
            except BadRequest:
                continue
            pytest.fail(f"{endpoint.name} took {rule}: {call}")
    assert wire.requests == []


# Chosen by configuration


def test_the_wallet_speaks_it_only_when_asked_to(simulated: Opened) -> None:
    assert type(simulated("binance", Server()).venue.wallet) is BinanceWallet
    old = simulated("binance", Server(), **wapi).venue
    assert type(old.wallet) is WapiWallet
    assert old.supports("wallet.withdraw")
    assert not old.supports("wallet.transfer")
    assert old.supports("trading.place_order")


def test_without_leave_for_what_is_retired_it_is_an_error_in_the_configuration(tmp_path: Path) -> None:
    file = tmp_path / "crossvenue.toml"
    file.write_text('[venues.main]\nexchange = "binance"\nwallet_api = "wapi"\n')
    with pytest.raises(ConfigurationError, match=r"2021-08-01 \(expected \"sapi\", its successor") as caught:
        connect("main", config=file)
    assert (caught.value.source, caught.value.key) == (str(file), "venues.main.wallet_api")

    file.write_text('[venues.main]\nexchange = "binance"\nwallet_api = "wapi"\nallow_retired = true\n')
    with connect("main", config=file) as venue:
        assert type(venue.wallet) is WapiWallet


def test_in_replay_it_needs_no_leave() -> None:
    cassette = Path(__file__).parents[3] / "cassettes" / "binance" / "wapi" / "assets.yaml"
    with connect("binance", environment="replay", cassette=str(cassette), settings={"wallet_api": "wapi"}) as venue:
        assert [each.asset for each in venue.wallet.assets()] == ["CTR", "SKY"]
    with connect("binance", environment="replay", cassette=str(cassette)) as venue:
        assert set(venue.raw.wapi_asset_detail()["assetDetail"]) == {"CTR", "SKY"}


def test_a_word_for_neither_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="sapi"):
        connect("binance", settings={"wallet_api": "papi"})


def test_binance_us_never_had_it() -> None:
    pytest.importorskip("crossvenue_binance_us")
    with pytest.raises(ConfigurationError, match="wallet_api"):
        connect("binance_us", settings=wapi)


# On recordings


def network(**changes: Any) -> AssetNetwork:
    given: dict[str, Any] = {
        "network": None,
        "venue_network": "default",
        "asset": "CTR",
        "name": "the venue's default",
        "deposit_open": False,
        "withdrawal_open": True,
        "withdrawal_fee": D(35),
        "withdrawal_minimum": D("70.00000000"),
        "withdrawal_maximum": None,
        "withdrawal_multiple": None,
        "is_default": True,
        "deposit_note": "Delisted, Deposit Suspended",
        "memo_required": None,
    }
    return AssetNetwork(**{**given, **changes})


@pytest.mark.cassette("binance", "wapi/assets", **wapi)
def test_assets_tell_of_the_default_network_and_of_no_other(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.assets())

    assert [each.asset for each in found] == ["CTR", "SKY"]
    ctr, sky = found["CTR"], found["SKY"]
    assert ctr.networks == (network(),)
    assert (ctr.deposit_open, ctr.withdrawal_open) == (False, True)
    (only,) = sky.networks
    assert (str(only.withdrawal_fee), str(only.withdrawal_minimum)) == ("0.01", "0.02000000")
    assert found.raw["assetDetail"]["SKY"]["withdrawFee"] == D("0.01")


@pytest.mark.cassette("binance", "wapi/deposit_address", **wapi)
def test_an_address_is_given_on_the_default_network_alone(ask: Ask) -> None:
    with pytest.raises(NotOffered, match='network="default" asks for that one'):
        ask(lambda venue: venue.wallet.deposit_address("SKY", network="ETH"))

    found = ask(lambda venue: venue.wallet.deposit_address("SKY", network="default"))
    # The documented example is of BNB.
    assert found == DepositAddress(asset="BNB", network=None, address=ETH_ADDRESS, memo="1231212")


@pytest.mark.cassette("binance", "wapi/deposits", **wapi)
def test_deposits_with_their_numbers_and_times(ask: Ask) -> None:
    eth, xmr = ask(lambda venue: venue.wallet.deposits())

    assert eth == Deposit(
        id=ETH_TX,
        asset="ETH",
        amount=D("0.04670582"),
        network=None,
        venue_network="",
        status=DepositStatus.SUCCESS,
        address=ETH_ADDRESS,
        memo=None,
        transaction_id=ETH_TX,
        timestamp_ms=1508198532000,
    )
    assert eth.time == datetime(2017, 10, 17, 0, 2, 12, tzinfo=UTC)
    assert (xmr.asset, str(xmr.amount), xmr.memo) == ("XMR", "1000", "342341222")


@pytest.mark.cassette("binance", "wapi/withdrawals", **wapi)
def test_withdrawals_with_what_they_cost(ask: Ask) -> None:
    eth, xmr = ask(lambda venue: venue.wallet.withdrawals())

    assert eth == Withdrawal(
        id="7213fea8e94b4a5593d507237e5a555b",
        client_id=None,
        asset="ETH",
        amount=D("0.99"),
        network=None,
        venue_network="",
        address=ETH_ADDRESS,
        memo=None,
        status=WithdrawalStatus.PROCESSING,
        fee=D("0.01"),
        transaction_id=ETH_TX,
        applied_ms=1508198532000,
    )
    assert (str(xmr.amount), str(xmr.fee), xmr.memo) == ("999.9999", "0.0001", "342341222")
    one = ask(lambda venue: venue.wallet.withdrawal(withdrawal_id="7213fea8e94b4a5534ggsd237e5a555b"))
    assert one is not None
    assert (one, one.raw["success"]) == (xmr, True)


@pytest.mark.cassette("binance", "wapi/account_status", **wapi)
def test_the_state_of_the_account(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.account_status())
    assert found.normal is None
    assert found.message == "Order failed:Low Order fill rate! Will be reactivated after 5 minutes."


@pytest.mark.cassette("binance", "wapi/api_trading_status", **wapi)
def test_whether_trading_is_locked(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.api_trading_status())
    assert (found.locked, found.recovers_ms) == (False, None)
    assert ("BTCUSDT UFR", D("0.05"), D("0.995")) in found.indicators
    assert ("GCR", None, D(150)) in found.indicators


@pytest.mark.cassette("binance", "wapi/status", **wapi)
def test_the_state_of_the_venue(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.status())
    assert (found.state, found.message) == (VenueState.NORMAL, "normal")


@pytest.mark.cassette("binance", "wapi/dust_conversions", **wapi)
def test_conversions_of_small_balances_of_any_time(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.dust_conversions())

    assert len(found) == 4
    assert found[0] == DustConversion(
        id="4359321",
        asset="USDT",
        amount=D("0.0009"),
        target="BNB",
        received=D("0.000441"),
        fee=D("0.000009"),
        timestamp_ms=1525367224000,
    )
    assert found[0].time == datetime(2018, 5, 3, 17, 7, 4, tzinfo=UTC)
    # Nothing asks the venue for a span, so it is cut here: a second request, the same.
    since = datetime(2018, 5, 3, tzinfo=UTC)
    later = ask(lambda venue: venue.wallet.dust_conversions(since=since, until=since + timedelta(days=1)))
    assert [each.id for each in later] == ["4359321", "4359321"]


SEND: dict[str, Any] = {"asset": "SKY", "amount": D("1.50"), "network": "ERC20", "address": ETH_ADDRESS}


@pytest.mark.cassette("binance", "wapi/withdraw", **wapi)
def test_a_withdrawal(ask: Ask) -> None:
    made = ask(lambda venue: venue.wallet.withdraw(**SEND, memo=NO_MEMO))

    assert made == Withdrawal(
        id="7213fea8e94b4a5593d507237e5a555b",
        client_id=MINTED,
        asset="SKY",
        amount=D("1.50"),
        network="ETH",
        venue_network="ETH",
        address=ETH_ADDRESS,
        memo=None,
        wallet=WalletKind.SPOT,
    )
    assert made.raw == MADE


@pytest.mark.cassette(
    "binance",
    "wapi/withdraw_unknown",
    **wapi,
    answers={
        APPLY: (504, b""),
        HISTORY: [
            (200, {"withdrawList": [], "success": True}),
            (
                200,
                {
                    "withdrawList": [
                        {
                            "id": "7213fea8e94b4a5593d507237e5a555b",
                            "withdrawOrderId": MINTED,
                            "amount": D("1.49"),
                            "transactionFee": D("0.01"),
                            "address": ETH_ADDRESS,
                            "asset": "SKY",
                            "txId": "",
                            "applyTime": 1717200002000,
                            "status": 2,
                        }
                    ],
                    "success": True,
                },
            ),
        ],
    },
)
def test_a_withdrawal_that_timed_out_at_the_venue_is_found_by_its_client_id(ask: Ask) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        ask(lambda venue: venue.wallet.withdraw(**SEND, memo=NO_MEMO))
    error = caught.value
    assert (error.status, error.endpoint, error.client_id) == (504, APPLY, MINTED)

    assert ask(lambda venue: venue.wallet.withdrawal(client_id=error.client_id)) is None
    found = ask(lambda venue: venue.wallet.withdrawal(client_id=error.client_id))
    assert found is not None
    assert (found.client_id, found.status) == (MINTED, WithdrawalStatus.AWAITING_APPROVAL)


@pytest.mark.cassette(
    "binance",
    "wapi/error_withdraw_without_the_money",
    **wapi,
    answers={APPLY: (200, {"msg": "You have insufficient balance.", "success": False})},
)
def test_a_no_without_a_code_is_a_refusal(ask: Ask) -> None:
    with pytest.raises(InsufficientFunds) as caught:
        ask(lambda venue: venue.wallet.withdraw(**SEND, memo=NO_MEMO))
    assert (caught.value.status, caught.value.code, caught.value.client_id) == (200, None, MINTED)


@pytest.mark.cassette("binance", "wapi/preflight", **wapi)
def test_a_pre_flight_doubts_what_it_says_of_a_network(ask: Ask) -> None:
    checked = ask(lambda venue: venue.wallet.preflight(**SEND, memo=NO_MEMO))

    results = {each.name: each.result for each in checked.checks}
    assert checked.verdict is Verdict.BLOCKED  # The documented account holds no SKY.
    assert results["free balance"] is Result.FAIL
    assert results["system status"] is results["asset open"] is Result.PASS
    for name in ("key permission", "key address list", "account status", "network open", "minimum", "maximum"):
        assert results[name] is Result.UNKNOWN, name
    words = {each.name: each.words for each in checked.checks}
    assert "WAPI does not say which that is" in words["network open"]
    assert (str(checked.fee), str(checked.arrives)) == ("0.01", "1.49")


@pytest.mark.cassette("binance", "wapi/raw_trade_fee", **wapi)
def test_trading_fees_come_with_their_digits_and_without_a_unit(ask: Ask) -> None:
    found = ask(lambda venue: venue.raw.wapi_trade_fee())
    assert [str(each["maker"]) for each in found["tradeFee"]] == ["0.9000", "0.3000"]
    assert [str(each["taker"]) for each in found["tradeFee"]] == ["1.0000", "0.3000"]


# What is asked


def send(**changes: Any) -> Callable[[Venue], Withdrawal]:
    return lambda venue: venue.wallet.withdraw(**{**SEND, "memo": NO_MEMO, "client_id": "WITHDRAWtest123", **changes})


def test_a_withdrawal_leaves_in_the_query_and_nothing_to_the_venue_s_defaults(speaking: Opened) -> None:
    server = Server()
    speaking(server)(send(memo="42"))
    assert server.asked == [
        (DETAIL, {}),
        (
            APPLY,
            {
                "asset": "SKY",
                "network": "ETH",
                "address": ETH_ADDRESS,
                "addressTag": "42",
                "amount": "1.50",
                "withdrawOrderId": "WITHDRAWtest123",
                "transactionFeeFlag": "false",
            },
        ),
    ]


@pytest.mark.parametrize(("neutral", "word"), [("BEACON", "BNB"), ("BSV", "BCHSV"), ("TRC20", "TRX"), ("BSC", "BSC")])
def test_a_network_leaves_under_the_name_that_it_had_at_binance(speaking: Opened, neutral: str, word: str) -> None:
    server = Server()
    speaking(server)(send(network=neutral))
    assert server.asked[-1][1]["network"] == word


NOT_SENT: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"amount": 1.5}, InexactNumber, "float"),
    ({"amount": D("0.01")}, WithdrawalBlocked, "below the minimum"),
    ({"asset": "NOPE"}, UnknownAsset, "NOPE"),
    ({"network": "default"}, UnknownNetwork, "names its network"),
    ({"network": "nonsense"}, UnknownNetwork, "nonsense"),
    ({"network": "LUNA"}, UnknownNetwork, "LUNA"),  # At Binance that word was another chain's.
    ({"memo": None}, WithdrawalBlocked, "memo"),
    ({"address": f" {ETH_ADDRESS}"}, WithdrawalBlocked, "white space"),
    ({"wallet": "funding"}, BadRequest, "funding"),
]


@pytest.mark.parametrize(("changes", "kind", "words"), NOT_SENT)
def test_what_cannot_be_right_is_never_sent(
    speaking: Opened, changes: dict[str, Any], kind: type[Exception], words: str
) -> None:
    server = Server()
    with pytest.raises(kind, match=words):
        speaking(server)(send(**changes))
    assert server.count(APPLY) == 0


def test_a_closed_asset_is_not_sent(speaking: Opened) -> None:
    closed = {**DETAILS["assetDetail"]["SKY"], "withdrawStatus": False}  # type: ignore[index]
    server = Server({DETAIL: {"success": True, "assetDetail": {"SKY": closed}}})
    with pytest.raises(WithdrawalBlocked, match="closed"):
        speaking(server)(send())
    assert server.count(APPLY) == 0


def test_a_year_of_withdrawals_is_asked_for_in_spans_of_less_than_90_days(speaking: Opened) -> None:
    server = Server({HISTORY: {"withdrawList": [], "success": True}})
    until = datetime(2020, 12, 31, tzinfo=UTC)
    speaking(server)(lambda venue: venue.wallet.withdrawals("ETH", since=until - timedelta(days=365), until=until))
    spans = [(int(each["startTime"]), int(each["endTime"])) for _, each in server.asked]
    assert len(spans) == 5
    assert all(end - start < 90 * 86_400_000 for start, end in spans)
    assert {each["asset"] for _, each in server.asked} == {"ETH"}


@pytest.mark.parametrize(
    "name",
    ["key_permissions", "withdrawal_quota", "transfers", "account_snapshots", "transfer", "cancel_withdrawal"],
)
def test_what_it_never_had_says_so_without_a_request(speaking: Opened, name: str) -> None:
    given: dict[str, dict[str, Any]] = {
        "transfers": {"source": "spot", "target": "funding"},
        "transfer": {"asset": "BTC", "amount": 1, "source": "spot", "target": "funding"},
        "cancel_withdrawal": {"withdrawal_id": "7"},
    }
    server = Server()
    with pytest.raises(NotOffered, match=r"WAPI|stops a withdrawal"):
        speaking(server)(lambda venue: getattr(venue.wallet, name)(**given.get(name, {})))
    assert server.asked == []


def test_only_the_spot_wallet_has_balances(speaking: Opened) -> None:
    balances = {"balances": [{"asset": "SKY", "free": "2", "locked": "0"}]}
    ask = speaking(Server({"GET /api/v3/account": balances}))
    assert ask(lambda venue: venue.wallet.balances())["SKY"].free == 2
    with pytest.raises(NotOffered, match="funding"):
        ask(lambda venue: venue.wallet.balances("funding"))


def test_a_history_that_counts_more_than_it_gives_says_so(speaking: Opened) -> None:
    answer = {"success": True, "results": {"total": 2, "rows": []}}
    ask = speaking(Server({"GET /wapi/v3/userAssetDribbletLog.html": answer}))
    with pytest.warns(RuntimeWarning, match="counts 2 conversions of small balances and gave 0"):
        assert list(ask(lambda venue: venue.wallet.dust_conversions())) == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        whole = {"success": True, "results": {"total": 0, "rows": []}}
        ask = speaking(Server({"GET /wapi/v3/userAssetDribbletLog.html": whole}))
        assert list(ask(lambda venue: venue.wallet.dust_conversions())) == []


# How a withdrawal ends

UNKNOWN: Sequence[Any] = [
    (504, b""),
    (504, {"success": False, "msg": "Timeout"}),
    (500, {"success": False, "msg": "System error"}),
    (200, b""),
    (200, b'{"msg": "success", "success": tr'),
    (200, {}),
    (200, []),
    (200, {"success": True}),
    (200, {"success": True, "id": None}),
    (200, {"success": True, "id": ""}),
    (200, {"msg": "success", "id": "7213fea8e94b4a5593d507237e5a555b"}),
    (200, {"success": None, "msg": "The operation failed", "id": "7213fea8e94b4a5593d507237e5a555b"}),
    (200, {"success": False}),
    (200, {"success": False, "msg": ""}),
    # Seen at the venue: a no, and the id of what it says was not made.
    (200, {"success": False, "msg": "The operation failed, please try again later.", "id": "de01da4a695745e7"}),
    (200, {"success": 1, "id": "7213fea8e94b4a5593d507237e5a555b"}),
    (400, b"<html>Bad Request</html>"),
    (302, b""),
    httpx.ReadTimeout("no answer"),
    httpx.WriteTimeout("half sent"),
    httpx.ReadError("reset"),
    httpx.RemoteProtocolError("peer closed connection without sending complete message body"),
]


@pytest.mark.parametrize("ending", UNKNOWN, ids=str)
def test_when_nobody_knows_it_was_sent_once_and_can_be_looked_up(speaking: Opened, ending: Any) -> None:
    server = Server({APPLY: ending})
    with pytest.raises(OutcomeUnknown) as caught:
        speaking(server, retries=3)(send())
    assert server.count(APPLY) == 1
    assert caught.value.client_id == "WITHDRAWtest123"
    assert caught.value.find_out == 'wallet.withdrawal(client_id="WITHDRAWtest123")'


REFUSED: Sequence[tuple[int, Any, type[Refused]]] = [
    (200, {"success": False, "msg": "The operation failed, please try again later."}, WithdrawalRefused),
    (200, {"success": False, "msg": "Illegal parameter.", "id": ""}, WithdrawalRefused),
    (200, {"success": False, "msg": "You have insufficient balance."}, InsufficientFunds),
    (400, {"success": False, "msg": "You are not authorized to execute this request."}, PermissionDenied),
    (400, {"success": False, "msg": "Illegal parameter."}, WithdrawalRefused),
    (400, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}, PermissionDenied),
    (429, {"success": False, "msg": "Too many requests."}, RateLimited),
]


@pytest.mark.parametrize(("status", "body", "kind"), REFUSED)
def test_a_no_in_so_many_words_is_a_refusal(speaking: Opened, status: int, body: Any, kind: type[Refused]) -> None:
    server = Server({APPLY: (status, body)})
    with pytest.raises(kind) as caught:
        speaking(server, retries=3)(send())
    assert server.count(APPLY) == 1
    assert (caught.value.venue_message, caught.value.client_id) == (body["msg"], "WITHDRAWtest123")


def test_a_wrong_clock_is_set_once_and_the_withdrawal_signed_anew(speaking: Opened) -> None:
    late = {"success": False, "msg": "Timestamp for this request is outside of the recvWindow."}
    time = {"GET /api/v3/time": {"serverTime": 1510903211000}}
    server = Server({APPLY: [(400, late), (200, MADE)], **time})
    assert speaking(server)(send()).id == MADE["id"]
    assert server.count(APPLY) == 2

    server = Server({APPLY: (400, late), **time})
    with pytest.raises(TimestampRefused):
        speaking(server)(send())
    assert server.count(APPLY) == 2


def test_without_a_connection_nothing_was_sent_and_it_is_tried_again(speaking: Opened) -> None:
    server = Server({APPLY: [httpx.ConnectError("refused"), (200, MADE)]})
    assert speaking(server, retries=1)(send()).id == MADE["id"]
    with pytest.raises(ConnectionFailed):
        speaking(Server({APPLY: httpx.ConnectTimeout("nobody")}))(send())


# How a read ends


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((200, {"success": False, "msg": "Invalid symbol."}), NotFound),
        ((200, {"success": False, "msg": "Something new."}), Refused),
        ((200, {"withdrawList": []}), UnreadableResponse),
        ((200, {"success": True}), UnreadableResponse),
        ((200, b"half of it"), UnreadableResponse),
        ((504, b""), VenueUnavailable),
    ],
    ids=str,
)
def test_a_read_without_a_yes_is_no_success(speaking: Opened, answer: Any, kind: type[Exception]) -> None:
    server = Server({HISTORY: answer})
    with pytest.raises(kind):
        speaking(server)(lambda venue: venue.wallet.withdrawals())
    assert server.count(HISTORY) == 1


def test_a_read_that_timed_out_at_the_venue_is_tried_again(speaking: Opened) -> None:
    server = Server({HISTORY: [(504, b""), (200, {"withdrawList": [], "success": True})]})
    assert list(speaking(server, retries=1)(lambda venue: venue.wallet.withdrawals())) == []
    assert server.count(HISTORY) == 2


@pytest.mark.parametrize("status", [7, -1, "4", None])
def test_an_unknown_state_is_unreadable(speaking: Opened, status: object) -> None:
    row = {"id": "1", "asset": "ETH", "amount": 1, "status": status, "applyTime": 1508198532000}
    server = Server({HISTORY: {"withdrawList": [row], "success": True}})
    with pytest.raises(UnreadableResponse):
        speaking(server)(lambda venue: venue.wallet.withdrawals())


# Exactness

amounts = st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=8)


@given(amount=amounts, fee=amounts)
def test_a_json_number_is_read_with_all_its_digits(amount: Decimal, fee: Decimal) -> None:
    row = {"id": "1", "asset": "ETH", "status": 1, "applyTime": 1, "insertTime": 1, "amount": amount}
    row |= {"transactionFee": fee, "txId": "2"}
    (one,) = withdrawals(support.printed({"withdrawList": [row]}).encode())
    assert (f"{one.amount:f}", f"{one.fee:f}") == (f"{amount:f}", f"{fee:f}")
    (other,) = deposits(support.printed({"depositList": [row]}).encode())
    assert f"{other.amount:f}" == f"{amount:f}"
    detail = {"minWithdrawAmount": f"{amount:f}", "withdrawFee": fee, "depositStatus": True, "withdrawStatus": True}
    (asset,) = assets(support.printed({"assetDetail": {"ETH": detail}}).encode())
    (only,) = asset.networks
    assert (f"{only.withdrawal_fee:f}", f"{only.withdrawal_minimum:f}") == (f"{fee:f}", f"{amount:f}")


def test_the_smallest_of_numbers_is_not_rounded_away() -> None:
    (one,) = withdrawals(
        json.dumps({"withdrawList": [{"id": "1", "asset": "BTC", "amount": "@", "status": 1, "applyTime": 1}]})
        .replace('"@"', "0.00000001")
        .encode()
    )
    assert one.amount == D("0.00000001")
    assert f"{one.amount:f}" == "0.00000001"
