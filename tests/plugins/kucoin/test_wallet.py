"""KuCoin's wallet: what is asked, what is made of the answers, and how acts end. In both worlds.

The payloads are the examples of KuCoin's specification (`shared/reference/kucoin-spec`, release of 2025-11-04), the
recordings those of `shared/recordings`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossvenue import NO_MEMO, connect
from crossvenue.clock import Clock
from crossvenue.endpoint import Catalogue
from crossvenue.errors import (
    AccountRestricted,
    BadRequest,
    ConnectionFailed,
    InexactNumber,
    InsufficientFunds,
    InvalidRequest,
    NotFound,
    NotOffered,
    OutcomeUnknown,
    PermissionDenied,
    RateLimited,
    Refused,
    UnknownAsset,
    UnknownNetwork,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    WithdrawalAmountRefused,
    WithdrawalBlocked,
    WithdrawalSuspended,
)
from crossvenue.model import (
    AssetNetwork,
    Balance,
    DepositStatus,
    Listing,
    WalletKind,
    Withdrawal,
    WithdrawalStatus,
    moment,
)
from crossvenue.networks import canonical
from crossvenue.preflight import Preflight, Result, Verdict
from crossvenue.testing.plugin import Ask
from crossvenue_kucoin import wallet as wallet_module
from crossvenue_kucoin.dialect import body_of
from crossvenue_kucoin.wallet import (
    DAY_MS,
    PAGE,
    VENUE_NETWORKS,
    VENUE_ONLY,
    DepositState,
    KuCoinWallet,
    WithdrawalState,
    assets,
    deposit_addresses,
    deposits,
    key_permissions,
    network_of,
    withdrawal,
    withdrawal_quota,
    withdrawals,
)

D = Decimal
SHARED = Path(__file__).parents[3].parent / "shared"
RECORDED = SHARED / "recordings" / "kucoin" / "dumps" / "currencies-2024-03.json.gz"
NOW_MS = 1_762_300_800_000
"""2025-11-05 00:00 UTC."""

Simulated = Callable[..., Ask]


# ------------------------------------------------------------------------------------------------ the venue's answers

BTC_CHAIN = {
    "chainName": "BTC",
    "withdrawalMinSize": "0.001",
    "depositMinSize": "0.0002",
    "withdrawFeeRate": "0",
    "withdrawalMinFee": "0.0005",
    "isWithdrawEnabled": True,
    "isDepositEnabled": True,
    "confirms": 3,
    "preConfirms": 1,
    "contractAddress": "",
    "withdrawPrecision": 8,
    "maxWithdraw": None,
    "maxDeposit": None,
    "needTag": False,
    "chainId": "btc",
}
SEGWIT = {
    **BTC_CHAIN,
    "chainName": "BTC-Segwit",
    "withdrawalMinSize": "0.0008",
    "isWithdrawEnabled": False,
    "confirms": 2,
    "preConfirms": 2,
    "chainId": "bech32",
}
BTC = {
    "currency": "BTC",
    "name": "BTC",
    "fullName": "Bitcoin",
    "precision": 8,
    "confirms": None,
    "contractAddress": None,
    "isMarginEnabled": True,
    "isDebitEnabled": True,
    "chains": [BTC_CHAIN, SEGWIT],
}
TRON = {
    **BTC_CHAIN,
    "chainName": "TRC20",
    "withdrawalMinSize": "3",
    "withdrawalMinFee": "1.5",
    "withdrawPrecision": 6,
    "maxWithdraw": "100000",
    "contractAddress": "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    "chainId": "trx",
}
TON = {**TRON, "chainName": "TON", "needTag": True, "chainId": "ton", "withdrawalMinFee": "0.5"}
USDT = {**BTC, "currency": "USDT", "name": "USDT", "fullName": "Tether", "chains": [TRON, TON]}
CASPIAN = {
    # As recorded in March 2024.
    "currency": "CSP",
    "name": "CSP",
    "fullName": "Caspian",
    "precision": 8,
    "confirms": None,
    "contractAddress": None,
    "isMarginEnabled": False,
    "isDebitEnabled": False,
    "chains": [
        {
            "chainName": "ERC20",
            "withdrawalMinSize": "2999",
            "depositMinSize": None,
            "withdrawalMinFee": "2999",
            "isWithdrawEnabled": False,
            "isDepositEnabled": False,
            "confirms": 64,
            "preConfirms": 12,
            "contractAddress": "0xa6446d655a0c34bc4f05042ee88170d056cbaf45",
            "chainId": "eth",
        }
    ],
}
BARE = {**CASPIAN, "currency": "BIFI", "chains": None}
CURRENCIES: dict[str, Any] = {each["currency"]: each for each in (BTC, USDT, CASPIAN, BARE)}

ADDRESSES: list[dict[str, Any]] = [
    {
        "address": "TSv3L1fS7yA3SxzKD8c1qdX4nLP6rqNxYz",
        "memo": "",
        "chainId": "trx",
        "to": "TRADE",
        "expirationDate": 0,
        "currency": "USDT",
        "contractAddress": "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        "chainName": "TRC20",
    },
    {
        "address": "EQCA1BI4QRZ8qYmskSRDzJmkucGodYRTZCf_b9hckjla6dZl",
        "memo": "2085202643",
        "chainId": "ton",
        "to": "TRADE",
        "expirationDate": 0,
        "currency": "USDT",
        "contractAddress": "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs",
        "chainName": "TON",
    },
    {
        "address": "0x0a2586d5a901c8e7e68f6b0dc83bfd8bd8600ff5",
        "memo": "",
        "chainId": "eth",
        "to": "MAIN",
        "expirationDate": 0,
        "currency": "USDT",
        "contractAddress": "0xdac17f958d2ee523a2206206994597c13d831ec7",
        "chainName": "ERC20",
    },
]
ACCOUNTS = [
    {
        "id": "548674591753",
        "currency": "USDT",
        "type": "trade",
        "balance": "26.66759503",
        "available": "26.66759503",
        "holds": "0",
    },
    {
        "id": "63355cd156298d0001b66e61",
        "currency": "USDT",
        "type": "main",
        "balance": "100.01",
        "available": "100",
        "holds": "0.01",
    },
]
SENT = {
    "id": "67e6515f7960ba0007b42025",
    "uid": 165111215,
    "currency": "USDT",
    "chainId": "trx",
    "chainName": "TRC20",
    "currencyName": "USDT",
    "status": "SUCCESS",
    "failureReason": "",
    "failureReasonMsg": None,
    "address": "TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8",
    "memo": "",
    "isInner": True,
    "amount": "3.00000000",
    "fee": "0.00000000",
    "walletTxId": None,
    "addressRemark": None,
    "remark": "this is Remark",
    "createdAt": 1743147359000,
    "cancelType": "NON_CANCELABLE",
    "taxes": None,
    "taxDescription": None,
    "returnStatus": "NOT_RETURN",
    "returnAmount": None,
    "returnCurrency": "KCS",
}
RECORD = {
    # Of withdrawals and of deposits alike; without an id, as the examples are.
    "currency": "USDT",
    "chain": "trx",
    "status": "SUCCESS",
    "address": "TSv3L1fS7******X4nLP6rqNxYz",
    "memo": "",
    "isInner": True,
    "amount": "6.00000000",
    "fee": "0.00000000",
    "walletTxId": None,
    "createdAt": 1721730920000,
    "updatedAt": 1721730920000,
    "remark": "",
    "arrears": False,
}
QUOTA = {
    "currency": "BTC",
    "limitBTCAmount": "15.79590095",
    "usedBTCAmount": "0.00000000",
    "quotaCurrency": "USDT",
    "limitQuotaCurrencyAmount": "999999.00000000",
    "usedQuotaCurrencyAmount": "0",
    "remainAmount": "15.79590095",
    "availableAmount": "0",
    "withdrawMinFee": "0.0005",
    "innerWithdrawMinFee": "0",
    "withdrawMinSize": "0.001",
    "isWithdrawEnabled": True,
    "precision": 8,
    "chain": "BTC",
    "reason": None,
    "lockedAmount": "0",
}
KEY = {
    "remark": "account1",
    "apiKey": "6705f5c311545b000157d3eb",
    "apiVersion": 3,
    "permission": "General,Futures,Spot,Earn,InnerTransfer,Transfer,Margin",
    "ipWhitelist": "203.**.154,103.**.34",
    "createdAt": 1728443843000,
    "uid": 165111215,
    "isMaster": True,
}

V3 = "POST /api/v3/withdrawals"
V1 = "POST /api/v1/withdrawals"
HISTORY = "GET /api/v1/withdrawals"
ONE = "GET /api/v1/withdrawals/67e6515f7960ba0007b42025"
CANCEL = "DELETE /api/v1/withdrawals/67e6515f7960ba0007b42025"
FLEX = "POST /api/v3/accounts/universal-transfer"
INNER = "POST /api/v2/accounts/inner-transfer"
MADE = {"withdrawalId": "670deec84d64da0007d7c946"}
MOVED = {"orderId": "6705f7248c6954000733ecac"}
CREATE = "POST /api/v3/deposit-address/create"


def page(*items: Mapping[str, Any], number: int = 1, pages: int = 1) -> dict[str, Any]:
    return {"currentPage": number, "pageSize": PAGE, "totalNum": len(items), "totalPage": pages, "items": list(items)}


ANSWERS: dict[str, Any] = {
    "GET /api/v3/currencies": list(CURRENCIES.values()),
    **{f"GET /api/v3/currencies/{name}": each for name, each in CURRENCIES.items()},
    "GET /api/v1/accounts": lambda params: [each for each in ACCOUNTS if params.get("type") in (None, each["type"])],
    "GET /api/v3/deposit-addresses": lambda params: [
        each for each in ADDRESSES if params.get("chain") in (None, each["chainId"])
    ],
    CREATE: {
        "address": "EQCA1BI4QRZ8qYmskSRDzJmkucGodYRTZCf_b9hckjla6dZl",
        "memo": "2090821203",
        "chainId": "ton",
        "to": "TRADE",
        "expirationDate": 0,
        "currency": "TON",
        "chainName": "TON",
    },
    HISTORY: page(RECORD),
    ONE: SENT,
    CANCEL: None,
    "GET /api/v1/deposits": page(RECORD),
    "GET /api/v1/withdrawals/quotas": QUOTA,
    "GET /api/v1/user/api-key": KEY,
    "GET /api/v1/status": {"status": "open", "msg": ""},
    V3: MADE,
    V1: MADE,
    FLEX: MOVED,
    INNER: MOVED,
}


class Venue:
    """Answers in KuCoin's place, and remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Any] | None = None) -> None:
        self.answers = {**ANSWERS, **(answers or {})}
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.bodies: list[bytes] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        label = f"{request.method} {request.url.path}"
        params: dict[str, Any] = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
        if request.content:
            assert request.method == "POST"
            params = json.loads(request.content, parse_float=Decimal)
        self.asked.append((label, params))
        self.bodies.append(request.content)
        if label not in self.answers:
            return httpx.Response(200, json={"code": "400100", "msg": "currency is invalid"})
        answer = self.answers[label]
        if callable(answer):
            answer = answer(params)
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, tuple):
            status, payload = answer
        elif isinstance(answer, str):
            status, payload = 200, {"code": answer, "msg": "as documented"}
        else:
            status, payload = 200, {"code": "200000", "data": answer}
        return httpx.Response(status, content=payload if isinstance(payload, bytes) else json.dumps(payload).encode())

    def count(self, label: str) -> int:
        return sum(each == label for each, _ in self.asked)

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.asked]


def still() -> Clock:
    return Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0)


@pytest.fixture
def ask(simulated: Simulated) -> Callable[..., Any]:
    """(a venue, an operation, settings) -> its result, in both worlds."""

    def asking(server: Venue, do: Callable[[Any], Any], **more: Any) -> Any:
        given: dict[str, Any] = {"passphrase": "p", "retries": 0, "clock": still(), **more}
        return simulated("kucoin", server, **given)(do)

    return asking


def asked(ask: Any, do: Callable[[Any], Any], answers: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """The result, and the requests that it took."""
    server = Venue(answers)
    return ask(server, do, **more), server.asked


def encoded(payload: Any) -> bytes:
    return json.dumps(payload).encode()


# ------------------------------------------------------------------------------------------------ assets


def test_an_asset_with_its_chains(ask: Any) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.asset("BTC"))

    assert requests == [("GET /api/v3/currencies/BTC", {})]
    assert (found.asset, found.name, found.deposit_open, found.withdrawal_open) == ("BTC", "Bitcoin", True, True)
    assert found.networks[0] == AssetNetwork(
        network="BTC",
        venue_network="btc",
        asset="BTC",
        name="BTC",
        deposit_open=True,
        withdrawal_open=True,
        withdrawal_fee=D("0.0005"),
        withdrawal_minimum=D("0.001"),
        withdrawal_maximum=None,
        withdrawal_multiple=D("0.00000001"),
        confirmations=3,
        deposit_minimum=D("0.0002"),
    )
    assert (found.networks[1].network, found.networks[1].withdrawal_open) == ("SEGWITBTC", False)
    assert found.raw == BTC


def test_what_a_chain_asks_of_a_withdrawal_is_told_to_the_digit() -> None:
    (usdt,) = assets(encoded([USDT]))

    tron = usdt.network("TRC20")
    assert tron is not None
    assert (tron.venue_network, str(tron.withdrawal_fee), str(tron.withdrawal_minimum)) == ("trx", "1.5", "3")
    assert (str(tron.withdrawal_multiple), tron.withdrawal_maximum) == ("0.000001", D(100000))
    assert (tron.memo_required, tron.has_memo) == (False, False)
    assert tron.contract_address == "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
    ton = usdt.network("TON")
    assert ton is not None
    assert (ton.memo_required, ton.has_memo) == (True, True)


def chain(**changes: Any) -> AssetNetwork:
    return assets(encoded([{**USDT, "chains": [{**TRON, **changes}]}]))[0].networks[0]


@pytest.mark.parametrize(
    ("rates", "amount", "fee"),
    [
        ({}, "1000", "1.5"),
        ({"withdrawFeeRate": "0.001"}, "1000", "1.5"),
        ({"withdrawFeeRate": "0.001"}, "5000", "5.000"),
        ({"withdrawFeeRate": "0.001", "withdrawMaxFee": "4"}, "5000", "4"),
        ({"withdrawFeeRate": "0.001", "withdrawMaxFee": ""}, "5000", "5.000"),
        ({"withdrawFeeRate": None, "withdrawMaxFee": None}, "5000", "1.5"),
    ],
)
def test_a_fee_by_rate_is_the_share_of_the_amount_within_its_bounds(rates, amount, fee) -> None:
    assert str(chain(**rates).fee_of(D(amount))) == fee


def test_a_maximum_may_be_a_number_and_is_exact() -> None:
    payload = encoded([USDT]).replace(b'"100000"', b"0.12345678901234567890123456789")

    assert str(assets(payload)[0].networks[0].withdrawal_maximum) == "0.12345678901234567890123456789"


def test_the_generation_of_2024_counts_by_the_digits_of_the_asset_and_does_not_know_of_memos() -> None:
    (found,) = assets(encoded([CASPIAN]))

    (ether,) = found.networks
    assert (ether.network, ether.withdrawal_multiple, ether.withdrawal_fee_rate) == ("ETH", D("0.00000001"), 0)
    assert (found.deposit_open, found.withdrawal_open) == (False, False)
    # Nobody says that there are none: whoever sends says it.
    assert (ether.has_memo, ether.memo_required) == (True, None)
    # Nor what the most is that may be withdrawn.
    assert ether.withdrawal_maximum is None


def test_an_asset_without_chains_goes_nowhere() -> None:
    (found,) = assets(encoded([BARE]))

    assert (list(found.networks), found.deposit_open, found.withdrawal_open) == ([], False, False)


@pytest.mark.parametrize("field", ["chainId", "withdrawalMinSize", "withdrawalMinFee", "isWithdrawEnabled"])
def test_a_chain_without_what_is_needed_is_unreadable_and_the_place_is_named(ask: Any, field: str) -> None:
    cut = {**USDT, "chains": [{name: value for name, value in TRON.items() if name != field}]}
    with pytest.raises(UnreadableResponse) as raised:
        ask(Venue({"GET /api/v3/currencies": [BTC, cut]}), lambda venue: venue.wallet.assets())

    assert raised.value.path == "$[1].chains[0]"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-1"])
@pytest.mark.parametrize("field", ["withdrawalMinFee", "withdrawFeeRate", "withdrawMaxFee"])
def test_a_fee_that_cannot_be_paid_is_unreadable_and_the_place_is_named(ask: Any, field: str, number: str) -> None:
    wrong = {**USDT, "chains": [TON, {**TRON, field: number}]}
    with pytest.raises(UnreadableResponse, match=field) as raised:
        ask(Venue({"GET /api/v3/currencies": [BTC, wrong]}), lambda venue: venue.wallet.assets())

    assert raised.value.path == "$[1].chains[1]"


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
@pytest.mark.parametrize(
    ("label", "answer", "do", "path"),
    [
        (
            "GET /api/v3/currencies",
            lambda number: [{**BTC, "chains": [{**BTC_CHAIN, "withdrawalMinSize": number}]}],
            lambda venue: venue.wallet.assets(),
            "$[0].chains[0]",
        ),
        (
            "GET /api/v3/currencies",
            lambda number: [{**BTC, "chains": [{**BTC_CHAIN, "maxWithdraw": number}]}],
            lambda venue: venue.wallet.assets(),
            "$[0].chains[0]",
        ),
        (
            "GET /api/v1/accounts",
            lambda number: [{**ACCOUNTS[0], "available": number}],
            lambda venue: venue.wallet.balances("spot"),
            "$[0]",
        ),
        (
            HISTORY,
            lambda number: page({**RECORD, "amount": number}),
            lambda venue: venue.wallet.withdrawals("USDT"),
            "$.items[0]",
        ),
        (
            "GET /api/v1/deposits",
            lambda number: page({**RECORD, "amount": number}),
            lambda venue: venue.wallet.deposits("USDT"),
            "$.items[0]",
        ),
        (
            "GET /api/v1/withdrawals/quotas",
            lambda number: {**QUOTA, "remainAmount": number},
            lambda venue: venue.wallet.withdrawal_quota("BTC"),
            "",  # The answer itself: its field is named all the same.
        ),
    ],
    ids=["minimum", "maximum", "balances", "withdrawals", "deposits", "quota"],
)
def test_money_that_is_no_number_is_unreadable_and_its_place_is_named(
    ask: Any, label: str, answer: Any, do: Any, path: str, number: str
) -> None:
    with pytest.raises(UnreadableResponse, match=number) as raised:
        ask(Venue({label: answer(number)}), do)

    assert raised.value.path == path


@pytest.mark.parametrize("answer", ["400100", "900001", "260999", None])
def test_what_the_list_of_assets_lacks_is_not_there_however_the_venue_puts_it(ask: Any, answer: Any) -> None:
    server = Venue({"GET /api/v3/currencies/GONE": answer})
    with pytest.raises(UnknownAsset, match="GONE"):
        ask(server, lambda venue: venue.wallet.asset("GONE"))

    assert server.labels == ["GET /api/v3/currencies/GONE", "GET /api/v3/currencies"]


def test_an_asset_of_another_case_is_not_taken_for_it(ask: Any) -> None:
    with pytest.raises(UnknownAsset, match="usdt"):
        ask(Venue({"GET /api/v3/currencies/usdt": USDT}), lambda venue: venue.wallet.asset("usdt"))


def test_a_refusal_for_another_reason_stays_one(ask: Any) -> None:
    server = Venue({"GET /api/v3/currencies/BTC": (429, {"code": "429000", "msg": "Too Many Requests"})})
    with pytest.raises((RateLimited, VenueBusy)):
        ask(server, lambda venue: venue.wallet.asset("BTC"))

    assert server.labels == ["GET /api/v3/currencies/BTC"]


# ------------------------------------------------------------------------------------------------ networks


@pytest.mark.parametrize(
    ("chain_id", "name", "network"),
    [
        ("eth", "ERC20", "ETH"),
        ("trx", "TRC20", "TRX"),
        ("bsc", "BEP20", "BSC"),
        ("bnb", "BEP2", "BEACON"),
        ("avaxc", "AVAX C-Chain", "AVAXC"),
        ("bech32", "BTC-Segwit", "SEGWITBTC"),
        ("btcln", "Lightning Network", "LIGHTNING"),
        ("matic", "MATIC", "POLYGON"),
        ("zksync2", "ZKS20", "ZKSYNCERA"),
        ("rbtc", "RBTC", "RSK"),
        # Of two chains of one name, which others mean is not known.
        ("cfx", "CFX", None),
        ("cfxcore", "CFXCORE", None),
        ("terra", "TERRA", None),
        ("avax", "AVAX", None),
        # Nobody has seen it: its name alone does not make it a chain that is known.
        ("eth2", "ERC20", None),
        # Id and name contradict each other.
        ("eth", "TRC20", None),
        ("brandnew", "Brand New", None),
        # Histories have the one or the other.
        ("ERC20", "", "ETH"),
        ("AVAX", "", None),
        ("", "", None),
    ],
)
def test_a_chain_has_its_neutral_name_or_none(chain_id: str, name: str, network: str | None) -> None:
    assert network_of(chain_id, name) == network


def test_the_names_of_listed_chains_are_neutral_ones_and_nothing_is_named_and_nameless_at_once() -> None:
    assert {canonical(name) for name in VENUE_NETWORKS.values()} == set(VENUE_NETWORKS.values())
    assert not VENUE_NETWORKS.keys() & VENUE_ONLY


def test_an_unknown_network_is_refused_and_the_venue_s_own_name_of_it_is_taken(ask: Any) -> None:
    luniverse = {**CASPIAN, "currency": "MLK", "chains": [{**TRON, "chainName": "LUK", "chainId": "luk"}]}
    server = Venue({"GET /api/v3/currencies/MLK": luniverse})
    with pytest.raises(UnknownNetwork, match="it has luk"):
        ask(server, lambda venue: venue.wallet.deposit_address("MLK", network="TRX"))
    with pytest.raises(NotFound, match="no address of MLK on luk was made yet"):
        ask(server, lambda venue: venue.wallet.deposit_address("MLK", network="luk"))


@pytest.fixture(scope="module")
def recorded() -> tuple[list[dict[str, Any]], Listing[Any]]:
    if not RECORDED.exists():
        pytest.skip("the recordings are not there")
    payload = gzip.decompress(RECORDED.read_bytes())
    data = bytes(msgspec.json.decode(payload, type=dict[str, msgspec.Raw])["data"])
    return json.loads(data), assets(data)


def test_the_currencies_of_2024_read_to_the_digit(recorded: Any) -> None:
    told, found = recorded

    assert [each.asset for each in found] == [each["currency"] for each in told]
    assert sum(len(each.networks) for each in found) == 796
    for currency, read in zip(told, found, strict=True):
        for said, network in zip(currency["chains"] or (), read.networks, strict=True):
            assert (network.venue_network, network.name) == (said["chainId"], said["chainName"])
            assert str(network.withdrawal_fee) == str(D(said["withdrawalMinFee"]))
            assert str(network.withdrawal_minimum) == str(D(said["withdrawalMinSize"]))
            assert network.withdrawal_open == said["isWithdrawEnabled"]
            assert network.withdrawal_multiple == D(10) ** -currency["precision"]


def test_every_chain_of_2024_has_a_neutral_name_or_is_said_to_have_none(recorded: Any) -> None:
    networks = [network for each in recorded[1] for network in each.networks]
    nameless = {each.venue_network for each in networks if each.network is None}

    assert nameless - VENUE_ONLY == set()
    assert VENUE_ONLY - {each.venue_network for each in networks} == set()


def test_no_two_chains_of_2024_have_one_neutral_name(recorded: Any) -> None:
    ids: dict[str, set[str]] = {}
    for each in recorded[1]:
        named = [network.network for network in each.networks if network.network]
        assert [name for name, count in Counter(named).items() if count > 1] == [], each.asset
        for network in each.networks:
            if network.network:
                ids.setdefault(network.network, set()).add(network.venue_network)
    assert {name: chains for name, chains in ids.items() if len(chains) > 1} == {}


def test_a_chain_of_2024_is_found_by_its_neutral_name_and_by_its_id(recorded: Any) -> None:
    for each in recorded[1]:
        for network in each.networks:
            assert each.network(network.venue_network if network.network is None else network.network) is network


# ------------------------------------------------------------------------------------------------ deposit addresses


def test_a_deposit_address_is_asked_for_by_the_id_of_the_chain(ask: Any) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.deposit_address("USDT", network="TON"))

    assert requests[-1] == ("GET /api/v3/deposit-addresses", {"currency": "USDT", "chain": "ton"})
    assert (found.address, found.memo, found.network) == (ADDRESSES[1]["address"], "2085202643", "TON")
    assert found.raw == [ADDRESSES[1]]


def test_an_empty_memo_of_a_deposit_address_is_none(ask: Any) -> None:
    assert ask(Venue(), lambda venue: venue.wallet.deposit_address("USDT", network="TRC20")).memo is None


@pytest.mark.parametrize("nothing", [[], None])
def test_where_there_is_no_address_none_is_made_and_it_is_said_how(ask: Any, nothing: Any) -> None:
    server = Venue({"GET /api/v3/deposit-addresses": nothing})
    with pytest.raises(NotFound, match=re.escape('wallet.create_deposit_address("USDT", network="TRX")')):
        ask(server, lambda venue: venue.wallet.deposit_address("USDT", network="TRX"))

    assert not [label for label in server.labels if label.startswith("POST")]


def test_an_address_of_another_chain_is_not_taken() -> None:
    assert list(deposit_addresses(encoded(ADDRESSES), "kcc")) == []


def test_all_addresses_of_an_asset_those_of_the_main_account_first(ask: Any) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.deposit_addresses("USDT"))

    assert requests == [("GET /api/v3/deposit-addresses", {"currency": "USDT"})]
    assert [(each.network, each.address) for each in found] == [
        ("ETH", ADDRESSES[2]["address"]),
        ("TRX", ADDRESSES[0]["address"]),
        ("TON", ADDRESSES[1]["address"]),
    ]


@pytest.mark.parametrize(("wallet", "to"), [("funding", "main"), (WalletKind.SPOT, "trade")])
def test_an_address_is_made_when_asked_for(ask: Any, wallet: Any, to: str) -> None:
    found, requests = asked(
        ask, lambda venue: venue.wallet.create_deposit_address("USDT", network="TON", wallet=wallet)
    )

    assert requests[-1] == (CREATE, {"currency": "USDT", "chain": "ton", "to": to})
    assert (found.address, found.memo) == ("EQCA1BI4QRZ8qYmskSRDzJmkucGodYRTZCf_b9hckjla6dZl", "2090821203")


def test_an_address_goes_into_the_main_account_unless_it_is_said(ask: Any) -> None:
    _, requests = asked(ask, lambda venue: venue.wallet.create_deposit_address("USDT", network="TON"))

    assert requests[-1][1]["to"] == "main"
    with pytest.raises(BadRequest, match="one of funding, spot"):
        ask(Venue(), lambda venue: venue.wallet.create_deposit_address("USDT", network="TON", wallet="margin"))


def test_an_address_of_which_nobody_knows_whether_it_was_made_can_be_looked_up(ask: Any) -> None:
    server = Venue({CREATE: (502, b"")})
    with pytest.raises(OutcomeUnknown, match=re.escape('wallet.deposit_address("USDT", network="TON")')):
        ask(server, lambda venue: venue.wallet.create_deposit_address("USDT", network="TON"), retries=3)

    assert server.count(CREATE) == 1


# ------------------------------------------------------------------------------------------------ balances


@pytest.mark.parametrize(
    ("wallet", "kind", "free", "locked"),
    [("funding", "main", "100", "0.01"), ("spot", "trade", "26.66759503", "0")],
)
def test_what_an_account_holds(ask: Any, wallet: str, kind: str, free: str, locked: str) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.balances(wallet))

    assert requests == [("GET /api/v1/accounts", {"type": kind})]
    assert list(found) == [Balance("USDT", D(free), D(locked))]
    assert str(found["USDT"].free) == free
    assert found.raw == [each for each in ACCOUNTS if each["type"] == kind]


def test_what_the_margin_account_holds(ask: Any) -> None:
    margin = {
        "totalAssetOfQuoteCurrency": "40.8648372",
        "totalLiabilityOfQuoteCurrency": "0",
        "debtRatio": "0",
        "status": "EFFECTIVE",
        "accounts": [
            {
                "currency": "USDT",
                "total": "38.68855864",
                "available": "20.01916691",
                "hold": "18.66939173",
                "liability": "0",
                "liabilityPrincipal": "0",
                "liabilityInterest": "0",
                "maxBorrowSize": "163",
                "borrowEnabled": True,
                "transferInEnabled": True,
            }
        ],
    }
    found, requests = asked(
        ask, lambda venue: venue.wallet.balances("margin"), {"GET /api/v3/margin/accounts": margin}
    )

    assert requests == [("GET /api/v3/margin/accounts", {"queryType": "MARGIN_V2"})]
    assert list(found) == [Balance("USDT", D("20.01916691"), D("18.66939173"))]
    assert found["USDT"].total == D("38.68855864")


PAIRS: dict[str, Any] = {
    "totalAssetOfQuoteCurrency": "4.97047372",
    "totalLiabilityOfQuoteCurrency": "0.00038891",
    "timestamp": 1747303659773,
    "assets": [
        {
            "symbol": "BTC-USDT",
            "status": "EFFECTIVE",
            "debtRatio": "0",
            "baseAsset": {
                "currency": "BTC",
                "borrowEnabled": True,
                "transferInEnabled": True,
                "liability": "0",
                "liabilityPrincipal": "0",
                "liabilityInterest": "0",
                "total": "0",
                "available": "0",
                "hold": "0",
                "maxBorrowSize": "0",
            },
            "quoteAsset": {
                "currency": "USDT",
                "borrowEnabled": True,
                "transferInEnabled": True,
                "liability": "0.00038891",
                "liabilityPrincipal": "0.00038888",
                "liabilityInterest": "0.00000003",
                "total": "4.97047372",
                "available": "4.97047372",
                "hold": "0",
                "maxBorrowSize": "44",
            },
        }
    ],
}
FUTURES = {
    "accountEquity": 394.439280806,
    "unrealisedPNL": 20.15278,
    "marginBalance": 371.394298816,
    "positionMargin": 102.20664159,
    "orderMargin": 10.06002012,
    "frozenFunds": 0.5,
    "availableBalance": 290.326799096,
    "currency": "USDT",
    "riskRatio": 0.0065289525,
    "maxWithdrawAmount": 290.326419096,
}
ISOLATED, OVERVIEW = "GET /api/v3/isolated/accounts", "GET /api/v1/account-overview"


def test_what_all_pairs_of_isolated_margin_hold_of_an_asset_is_told_together(ask: Any) -> None:
    (pair,) = PAIRS["assets"]
    ether = {
        **pair,
        "symbol": "ETH-USDT",
        "baseAsset": {**pair["baseAsset"], "currency": "ETH", "available": "0.5"},
        "quoteAsset": {**pair["quoteAsset"], "available": "1.00000001", "hold": "0.25"},
    }
    answer = {**PAIRS, "assets": [pair, ether]}
    found, requests = asked(ask, lambda venue: venue.wallet.balances("isolated_margin"), {ISOLATED: answer})

    assert requests == [(ISOLATED, {"queryType": "ISOLATED_V2"})]
    assert list(found) == [
        Balance("BTC", D(0), D(0)),
        Balance("USDT", D("5.97047373"), D("0.25")),
        Balance("ETH", D("0.5"), D(0)),
    ]
    assert found.raw == answer


@pytest.mark.parametrize(
    ("wallet", "currencies", "assets"),
    [("usd_futures", ("USDT", "USDC"), ("USDT", "USDC")), ("coin_futures", ("XBT", "ETH"), ("BTC", "ETH"))],
)
def test_a_futures_account_is_told_one_currency_at_a_time(
    ask: Any, wallet: str, currencies: tuple[str, ...], assets: tuple[str, ...]
) -> None:
    found, requests = asked(
        ask,
        lambda venue: venue.wallet.balances(wallet),
        {OVERVIEW: lambda params: {**FUTURES, "currency": params["currency"]}},
    )

    assert requests == [(OVERVIEW, {"currency": each}) for each in currencies]
    # Locked is what positions, orders and transfers hold; profit that is not realised is in neither.
    assert list(found) == [Balance(each, D("290.326799096"), D("112.76666171")) for each in assets]
    assert [each["currency"] for each in found.raw] == list(currencies)


def test_futures_are_asked_for_at_their_own_host(simulated: Simulated) -> None:
    hosts = []

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(200, json={"code": "200000", "data": FUTURES})

    simulated("kucoin", answer, passphrase="p", clock=still())(lambda venue: venue.wallet.balances("usd_futures"))
    assert set(hosts) == {"api-futures.kucoin.com"}


@pytest.mark.parametrize("field", ["availableBalance", "positionMargin", "orderMargin", "frozenFunds"])
def test_a_futures_account_without_a_part_of_it_is_unreadable(ask: Any, field: str) -> None:
    without = {name: value for name, value in FUTURES.items() if name != field}
    with pytest.raises(UnreadableResponse, match=field):
        ask(Venue({OVERVIEW: without}), lambda venue: venue.wallet.balances("usd_futures"))


# ------------------------------------------------------------------------------------------------ histories


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("REVIEW", WithdrawalStatus.AWAITING_APPROVAL),
        ("PROCESSING", WithdrawalStatus.PROCESSING),
        ("WALLET_PROCESSING", WithdrawalStatus.PROCESSING),
        ("SUCCESS", WithdrawalStatus.COMPLETED),
        ("FAILURE", WithdrawalStatus.FAILED),
    ],
)
def test_the_states_of_withdrawals(state: str, status: WithdrawalStatus) -> None:
    (found,), _ = withdrawals(encoded(page({**RECORD, "status": state})))
    one = withdrawal(encoded({**SENT, "status": state}))

    assert found.status is status
    assert one is not None
    assert one.status is status


@pytest.mark.parametrize(
    ("state", "status"),
    [("PROCESSING", DepositStatus.PENDING), ("SUCCESS", DepositStatus.SUCCESS), ("FAILURE", DepositStatus.REJECTED)],
)
def test_the_states_of_deposits(state: str, status: DepositStatus) -> None:
    (found,), _ = deposits(encoded(page({**RECORD, "status": state})))

    assert found.status is status


def test_every_state_has_its_meaning() -> None:
    assert set(wallet_module.WITHDRAWAL_STATES) == set(WithdrawalState)
    assert set(wallet_module.DEPOSIT_STATES) == set(DepositState)


@pytest.mark.parametrize(
    ("label", "do"),
    [
        (HISTORY, lambda venue: venue.wallet.withdrawals("USDT")),
        ("GET /api/v1/deposits", lambda venue: venue.wallet.deposits("USDT")),
        (ONE, lambda venue: venue.wallet.withdrawal(withdrawal_id=SENT["id"])),
    ],
)
def test_a_state_that_nobody_documents_is_unreadable(ask: Any, label: str, do: Callable[[Any], Any]) -> None:
    odd = {**SENT, **RECORD, "status": "DONE"}
    with pytest.raises(UnreadableResponse, match="DONE"):
        ask(Venue({label: odd if label == ONE else page(odd)}), do)


def test_one_withdrawal_by_the_venue_s_id(ask: Any) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.withdrawal(withdrawal_id=SENT["id"]))

    assert requests == [(ONE, {})]
    assert found == Withdrawal(
        id="67e6515f7960ba0007b42025",
        client_id="this is Remark",
        asset="USDT",
        amount=D(3),
        network="TRX",
        venue_network="trx",
        address="TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8",
        memo=None,
        status=WithdrawalStatus.COMPLETED,
        fee=D(0),
        applied_ms=1743147359000,
        internal=True,
    )
    assert str(found.amount) == "3.00000000"
    assert found.raw == SENT


@pytest.mark.parametrize("answer", ["404000", "260220", None])
def test_a_withdrawal_that_the_venue_does_not_have_is_none(ask: Any, answer: Any) -> None:
    assert ask(Venue({ONE: answer}), lambda venue: venue.wallet.withdrawal(withdrawal_id=SENT["id"])) is None


def test_why_a_withdrawal_failed_is_told() -> None:
    found = withdrawal(encoded({**SENT, "status": "FAILURE", "failureReason": "1001", "failureReasonMsg": "no"}))

    assert found is not None
    assert found.note == "no"


def test_withdrawals_of_an_asset_and_a_span(ask: Any) -> None:
    (found,), requests = asked(
        ask, lambda venue: venue.wallet.withdrawals("USDT", since=moment(NOW_MS - DAY_MS), until=moment(NOW_MS))
    )

    assert requests == [
        (
            HISTORY,
            {
                "currency": "USDT",
                "startAt": str(NOW_MS - DAY_MS),
                "endAt": str(NOW_MS),
                "currentPage": "1",
                "pageSize": "500",
            },
        )
    ]
    # The documented records have no ids.
    assert (found.id, found.client_id, found.applied_ms) == ("", None, 1721730920000)
    assert (found.network, found.venue_network, found.internal) == ("TRX", "trx", True)


def test_a_deposit_without_a_chain_reads(ask: Any) -> None:
    inner = {**RECORD, "chain": "", "address": "a435*****@gmail.com"}
    (found,), requests = asked(
        ask, lambda venue: venue.wallet.deposits("USDT"), {"GET /api/v1/deposits": page(inner)}
    )

    assert requests == [("GET /api/v1/deposits", {"currency": "USDT", "currentPage": "1", "pageSize": "500"})]
    assert (found.network, found.venue_network, found.address) == (None, "", "a435*****@gmail.com")
    assert (found.id, found.transaction_id, found.amount, found.internal) == ("", "", D(6), True)


def numbered(*numbers: int, **more: Any) -> list[dict[str, Any]]:
    return [{**RECORD, "id": f"w{number}", "createdAt": NOW_MS - number, **more} for number in numbers]


def test_a_history_is_read_page_by_page_to_its_end(ask: Any) -> None:
    def answer(params: Mapping[str, str]) -> Any:
        number = int(params["currentPage"])
        return page(*numbered(2 * number - 1, 2 * number), number=number, pages=3)

    found, requests = asked(ask, lambda venue: venue.wallet.withdrawals("USDT"), {HISTORY: answer})

    assert [each.id for each in found] == ["w1", "w2", "w3", "w4", "w5", "w6"]
    assert [params["currentPage"] for _, params in requests] == ["1", "2", "3"]


def test_a_history_asks_for_no_more_than_is_wanted(ask: Any) -> None:
    _, requests = asked(
        ask,
        lambda venue: venue.wallet.withdrawals("USDT", limit=2),
        {HISTORY: page(*numbered(1, 2), pages=9)},
    )

    assert len(requests) == 1


def test_one_that_moves_to_the_next_page_while_reading_comes_once_and_two_alike_are_two(ask: Any) -> None:
    twins = [{**RECORD, "createdAt": NOW_MS}] * 2
    pages = {"1": page(*numbered(1, 2), pages=3), "2": page(*numbered(2, 3), pages=3), "3": page(*twins, pages=3)}

    found, _ = asked(
        ask, lambda venue: venue.wallet.withdrawals("USDT"), {HISTORY: lambda params: pages[params["currentPage"]]}
    )

    assert [each.id for each in found] == ["w1", "w2", "w3", "", ""]


def test_a_page_that_is_empty_is_the_end_whatever_the_venue_counts(ask: Any) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.withdrawals("USDT"), {HISTORY: page(pages=7)})

    assert (list(found), len(requests)) == ([], 1)


HELD = [{**ACCOUNTS[0], "currency": "BTC"}, *ACCOUNTS]


def test_a_history_of_all_assets_asks_for_each_that_the_accounts_have_and_is_newest_first(ask: Any) -> None:
    told = {"BTC": page(*numbered(2, 4, currency="BTC")), "USDT": page(*numbered(1, 3))}
    found, requests = asked(
        ask,
        lambda venue: venue.wallet.withdrawals(),
        {"GET /api/v1/accounts": HELD, HISTORY: lambda params: told[params["currency"]]},
    )

    assert [label for label, _ in requests] == ["GET /api/v1/accounts", HISTORY, HISTORY]
    assert [params["currency"] for _, params in requests[1:]] == ["BTC", "USDT"]
    assert [(each.id, each.asset) for each in found] == [("w1", "USDT"), ("w2", "BTC"), ("w3", "USDT"), ("w4", "BTC")]
    assert found.raw == [[told["BTC"], told["USDT"]]]


def test_an_account_that_holds_nothing_has_no_history(ask: Any) -> None:
    found, _ = asked(ask, lambda venue: venue.wallet.deposits(), {"GET /api/v1/accounts": []})

    assert list(found) == []


@settings(max_examples=60)
@given(st.lists(st.integers(0, 40), max_size=60), st.integers(1, 7))
def test_a_history_comes_whole_and_once_while_others_come_in(arrivals: list[int], size: int) -> None:
    """Records come in between the requests; none that was there at the beginning is lost or comes twice."""
    there = numbered(*range(len(arrivals)))
    before = [each["id"] for each in there]

    def answer(params: Mapping[str, str]) -> Any:
        number = int(params["currentPage"])
        told = page(*there[size * (number - 1) : size * number], number=number, pages=-(-len(there) // size))
        if arrivals:
            there[:0] = [{**RECORD, "id": f"n{len(there)}", "createdAt": NOW_MS}] * (arrivals.pop() % 3 == 0)
        return told

    given_: dict[str, Any] = {"api_key": "k", "api_secret": "s", "passphrase": "p", "clock": still()}
    with connect("kucoin", transport=httpx.MockTransport(Venue({HISTORY: answer})), **given_) as venue:
        found = [each.id for each in venue.wallet.withdrawals("USDT")]

    assert [each for each in found if each in before] == before


# ------------------------------------------------------------------------------------------------ found by its remark


def test_a_withdrawal_is_found_by_its_client_id_in_what_the_accounts_have(ask: Any) -> None:
    told = {"BTC": page(*numbered(2, currency="BTC")), "USDT": page(*numbered(1), {**SENT, "remark": "mine"})}
    found, requests = asked(
        ask,
        lambda venue: venue.wallet.withdrawal(client_id="mine"),
        {"GET /api/v1/accounts": HELD, HISTORY: lambda params: told[params["currency"]]},
    )

    assert (found.id, found.client_id) == (SENT["id"], "mine")
    assert found.raw == told["USDT"]
    assert [params["startAt"] for _, params in requests[1:]] == [str(NOW_MS - 7 * DAY_MS)] * 2
    assert all("endAt" not in params for _, params in requests)


def test_a_withdrawal_that_no_history_has_is_not_found(ask: Any) -> None:
    assert ask(Venue(), lambda venue: venue.wallet.withdrawal(client_id="mine")) is None


@pytest.mark.parametrize(("age", "ends"), [(30, True), (3, False), (0, False)])
def test_around_a_time_seven_days_are_searched_and_none_in_the_future(ask: Any, age: int, ends: bool) -> None:
    around = NOW_MS - age * DAY_MS
    _, requests = asked(ask, lambda venue: venue.wallet.withdrawal(client_id="x", around=moment(around)))

    start = around - 7 * DAY_MS // 2
    assert requests[-1][1]["startAt"] == str(start)
    assert requests[-1][1].get("endAt") == (str(start + 7 * DAY_MS) if ends else None)


# ------------------------------------------------------------------------------------------------ the account


def test_what_may_still_be_withdrawn_is_told_in_the_asset(ask: Any) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.withdrawal_quota("BTC"))

    assert requests == [("GET /api/v1/withdrawals/quotas", {"currency": "BTC"})]
    # 15.79590095 of the day is left, and nothing is there to be withdrawn.
    assert (found.unit, found.remaining, found.limit, found.used) == ("BTC", 0, None, None)
    assert found.raw == QUOTA


def test_the_limit_is_told_where_it_is_in_the_asset_itself() -> None:
    found = withdrawal_quota(
        encoded({**QUOTA, "currency": "USDT", "remainAmount": "999999", "availableAmount": "1000000"})
    )

    assert (found.unit, found.limit, found.used, found.remaining) == ("USDT", D("999999.00000000"), 0, 999999)


def test_a_quota_is_one_of_an_asset(ask: Any) -> None:
    with pytest.raises(BadRequest, match="name one"):
        ask(Venue(), lambda venue: venue.wallet.withdrawal_quota())


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("General,Futures,Spot,Earn,InnerTransfer,Transfer,Margin", (True, True, True, True)),
        ("General", (True, False, False, False)),
        ("General, Spot", (True, True, False, False)),
        ("General,Withdrawal", (True, False, True, False)),
        ("General,InnerTransfer", (True, False, False, True)),
        ("General,FlexTransfers", (True, False, False, True)),
        ("", (False, False, False, False)),
    ],
)
def test_what_the_key_may_do(words: str, may: tuple[bool, ...]) -> None:
    found = key_permissions(encoded({**KEY, "permission": words}))

    assert (found.read, found.trade, found.withdraw, found.transfer) == may
    assert found.created == datetime(2024, 10, 9, 3, 17, 23, tzinfo=UTC)


@pytest.mark.parametrize(("listed", "restricted"), [("203.**.154", True), ("", False), (None, False)])
def test_whether_the_key_is_restricted_to_addresses(listed: str | None, restricted: bool) -> None:
    assert key_permissions(encoded({**KEY, "ipWhitelist": listed})).ip_restricted is restricted


def test_what_kucoin_does_not_have_is_not_offered_and_nothing_is_left_to_do() -> None:
    offers = {name: KuCoinWallet.offers(name) for name in KuCoinWallet.operations()}

    assert {name for name, offered in offers.items() if offered is False} == {
        *("account_status", "api_trading_status", "transfers", "dust_conversions", "convert_dust"),
        *("distributions", "account_snapshots"),
    }
    assert None not in offers.values()
    assert offers["withdraw_inside"]
    assert offers["deposit_addresses"]
    assert offers["create_deposit_address"]
    assert offers["transfer_isolated"]


@pytest.mark.parametrize(
    "do",
    [
        lambda venue: venue.wallet.account_status(),
        lambda venue: venue.wallet.transfers(source="spot", target="funding"),
        lambda venue: venue.wallet.distributions(),
    ],
)
def test_what_is_not_offered_says_why(ask: Any, do: Callable[[Any], Any]) -> None:
    server = Venue()
    with pytest.raises(NotOffered, match="KuCoin"):
        ask(server, do)

    assert server.asked == []


# ------------------------------------------------------------------------------------------------ withdraw

ADDRESS = "TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8"
SEND: dict[str, Any] = {"asset": "USDT", "amount": D("50.10"), "network": "TRX", "address": ADDRESS}


def send(**changes: Any) -> Callable[[Any], Any]:
    return lambda venue: venue.wallet.withdraw(**{**SEND, "client_id": "payout-17", **changes})


def test_a_withdrawal_leaves_nothing_to_the_venue_s_defaults(ask: Any) -> None:
    found, requests = asked(ask, send())

    assert requests[-1] == (
        V3,
        {
            "currency": "USDT",
            "chain": "trx",
            "toAddress": ADDRESS,
            "withdrawType": "ADDRESS",
            "amount": "50.10",
            "isInner": False,
            "feeDeductType": "INTERNAL",
            "remark": "payout-17",
        },
    )
    assert found == Withdrawal(
        id="670deec84d64da0007d7c946",
        client_id="payout-17",
        asset="USDT",
        amount=D("50.10"),
        network="TRX",
        venue_network="trx",
        address=ADDRESS,
        memo=None,
        wallet=WalletKind.FUNDING,
    )
    assert found.raw == MADE


def test_the_older_generation_is_chosen_by_configuration_and_says_as_much(ask: Any) -> None:
    server = Venue()
    found = ask(server, send(), withdrawals="v1")

    assert server.asked[-1] == (
        V1,
        {
            "currency": "USDT",
            "chain": "trx",
            "address": ADDRESS,
            "amount": D("50.10"),
            "isInner": False,
            "feeDeductType": "INTERNAL",
            "remark": "payout-17",
        },
    )
    assert b'"amount":50.10,' in server.bodies[-1]
    assert (found.id, found.client_id) == ("670deec84d64da0007d7c946", "payout-17")


@pytest.mark.parametrize("generation", ["v3", "v1"])
def test_a_memo_leaves_with_it_and_none_on_purpose_leaves_none(ask: Any, generation: str) -> None:
    _, requests = asked(ask, send(network="TON", memo="2085202643"), withdrawals=generation)
    assert (requests[-1][1]["memo"], requests[-1][1]["chain"]) == ("2085202643", "ton")

    _, requests = asked(ask, send(network="TON", memo=NO_MEMO), withdrawals=generation)
    assert "memo" not in requests[-1][1]


def test_an_id_is_minted_where_none_is_given(ask: Any) -> None:
    found, requests = asked(ask, send(client_id=None))

    assert requests[-1][1]["remark"] == found.client_id
    assert re.fullmatch(r"cv[0-9a-f]{22}", found.client_id)


AMOUNTS = st.decimals(min_value=3, max_value=100000, places=6, allow_nan=False, allow_infinity=False)
FORMS = st.sampled_from([lambda amount: amount, str, lambda amount: D(f"{amount:E}"), lambda amount: f"{amount:E}"])


@pytest.mark.parametrize("generation", ["v3", "v1"])
def test_any_amount_leaves_with_every_digit_and_no_exponent(generation: str) -> None:
    server = Venue()
    given_: dict[str, Any] = {"api_key": "k", "api_secret": "s", "passphrase": "p", "withdrawals": generation}

    with connect("kucoin", transport=httpx.MockTransport(server), clock=still(), **given_) as venue:

        @settings(max_examples=60)
        @given(AMOUNTS, FORMS)
        def check(amount: Decimal, form: Callable[[Decimal], Any]) -> None:
            made = venue.wallet.withdraw(**{**SEND, "amount": form(amount)})

            assert made.amount == amount
            body = server.bodies[-1].decode()
            quoted = '"' if generation == "v3" else ""
            written = re.search(rf'"amount":{quoted}([0-9.]+){quoted},', body)
            assert written, body
            assert D(written[1]) == amount

        check()


@given(st.integers(1, 10**40), st.integers(0, 30))
@settings(max_examples=100)
def test_a_long_amount_is_not_rounded_on_its_way(digits: int, places: int) -> None:
    amount = D((0, tuple(map(int, str(digits))), -places))
    catalogue = Catalogue.load("crossvenue_kucoin")

    assert body_of(catalogue["withdrawal_v3"], {"amount": amount}) == f'{{"amount":"{amount:f}"}}'
    assert body_of(catalogue["withdrawal_v1"], {"amount": amount}) == f'{{"amount":{amount:f}}}'
    assert body_of(catalogue["flex_transfer"], {"amount": amount}) == f'{{"amount":"{amount:f}"}}'


NOT_SENT: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"amount": 50.1}, InexactNumber, "float"),
    ({"amount": D(0)}, BadRequest, "above zero"),
    ({"amount": D("NaN")}, BadRequest, "finite"),
    ({"amount": D("2.99")}, WithdrawalBlocked, "below the minimum 3"),
    ({"amount": D("100000.1")}, WithdrawalBlocked, "above the maximum 100000"),
    ({"amount": D("50.0000001")}, WithdrawalBlocked, "not a multiple of 0.000001"),
    ({"asset": "NOPE"}, UnknownAsset, "NOPE"),
    ({"asset": "CSP", "network": "ETH", "amount": 3000, "memo": NO_MEMO}, WithdrawalBlocked, "closed for withdrawal"),
    ({"network": "SOL"}, UnknownNetwork, "it has TON, TRX"),
    ({"network": None}, BadRequest, "network"),
    ({"address": ADDRESS + " "}, WithdrawalBlocked, "white space"),
    ({"memo": "123"}, WithdrawalBlocked, "no memos"),
    ({"network": "TON"}, WithdrawalBlocked, "the network has memos"),
    ({"wallet": "spot"}, BadRequest, "does not withdraw from the spot wallet"),
    ({"client_id": ""}, BadRequest, "client_id"),
]


@pytest.mark.parametrize(("changes", "kind", "words"), NOT_SENT)
def test_what_cannot_be_right_is_never_sent(ask: Any, changes: Any, kind: Any, words: str) -> None:
    server = Venue()
    with pytest.raises(kind, match=re.escape(words)):
        ask(server, send(**changes))

    assert server.count(V3) == server.count(V1) == 0


def test_a_fee_that_its_rate_makes_more_than_the_amount_is_never_sent(ask: Any) -> None:
    greedy = {**USDT, "chains": [{**TRON, "withdrawFeeRate": "1"}]}
    with pytest.raises(WithdrawalBlocked, match="does not exceed the fee"):
        ask(Venue({"GET /api/v3/currencies/USDT": greedy}), send())


NOBODY_KNOWS: list[Any] = [
    (500, {"code": "500000", "msg": "Internal Server Error"}),
    (502, b"<html>Bad Gateway</html>"),
    (503, b""),
    (504, b""),
    (200, {"code": "500000", "msg": "Internal Server Error"}),
    (200, {"code": "200000", "msg": "success"}),
    (200, {"code": "200000", "data": None}),
    (200, {"code": "200000", "data": {"withdrawalId": None}}),
    (200, b'{"code":"200000","data":{"withdra'),
    (200, b""),
    (200, b"<html>"),
    httpx.ReadTimeout("no answer"),
    httpx.WriteTimeout("half sent"),
    httpx.ReadError("reset"),
    httpx.RemoteProtocolError("cut off"),
]
ONCE = [
    (V3, send(), {}),
    (V1, send(), {"withdrawals": "v1"}),
    (V3, lambda venue: venue.wallet.withdraw_inside(asset="USDT", amount=5, uid="7", client_id="payout-17"), {}),
]


@pytest.mark.parametrize(("label", "do", "more"), ONCE, ids=["v3", "v1", "inside"])
@pytest.mark.parametrize("ending", NOBODY_KNOWS, ids=str)
def test_when_nobody_knows_what_became_of_it_it_was_sent_once_and_can_be_looked_up(
    ask: Any, label: str, do: Callable[[Any], Any], more: Any, ending: Any
) -> None:
    server = Venue({label: ending})
    with pytest.raises(OutcomeUnknown) as raised:
        ask(server, do, retries=3, **more)

    assert server.count(label) == 1
    assert raised.value.client_id == "payout-17"
    assert raised.value.find_out == 'wallet.withdrawal(client_id="payout-17")'


def test_a_withdrawal_of_which_nobody_knew_is_found_again_by_its_remark(ask: Any) -> None:
    server = Venue({V3: httpx.ReadTimeout("no answer")})
    with pytest.raises(OutcomeUnknown) as raised:
        ask(server, send())
    remark = server.asked[-1][1]["remark"]
    server.answers[HISTORY] = page({**SENT, "remark": remark, "status": "PROCESSING"})

    found = ask(server, lambda venue: venue.wallet.withdrawal(client_id=raised.value.client_id))

    assert (found.id, found.status) == (SENT["id"], WithdrawalStatus.PROCESSING)
    assert server.count(V3) == 1


REFUSALS: list[tuple[Any, type[VenueError]]] = [
    ((200, {"code": "260210", "msg": "withdraw.disabled"}), WithdrawalSuspended),
    ((200, {"code": "260100", "msg": "account.noBalance"}), InsufficientFunds),
    ((200, {"code": "400100", "msg": "The withdrawal amount is below the minimum requirement."}), Refused),
    ((200, {"code": "400100", "msg": "Parameter Error"}), InvalidRequest),
    ((200, {"code": "411100", "msg": "User are frozen"}), AccountRestricted),
    ((400, {"code": "400007", "msg": "Access denied, require more permission."}), PermissionDenied),
    ((200, {"code": "900014", "msg": "Invalid chainId"}), InvalidRequest),
    ((429, {"code": "429000", "msg": "Too Many Requests"}), VenueBusy),
    ((429, b""), RateLimited),
]


@pytest.mark.parametrize(("answer", "kind"), REFUSALS, ids=str)
def test_a_refusal_is_one_and_was_sent_once(ask: Any, answer: Any, kind: type[VenueError]) -> None:
    server = Venue({V3: answer})
    with pytest.raises(kind) as raised:
        ask(server, send(), retries=3)

    assert isinstance(raised.value, Refused)
    assert (server.count(V3), raised.value.client_id) == (1, "payout-17")


def test_too_little_is_told_apart_by_its_text(ask: Any) -> None:
    server = Venue({V3: (200, {"code": "400100", "msg": "The withdrawal amount is below the minimum requirement."})})
    with pytest.raises(WithdrawalAmountRefused):
        ask(server, send())


def test_without_a_connection_nothing_was_sent_and_it_may_be_tried_again(ask: Any) -> None:
    failures = iter([httpx.ConnectError("refused"), MADE])
    server = Venue({V3: lambda _: next(failures)})

    assert ask(server, send(), retries=1).id == MADE["withdrawalId"]
    with pytest.raises(ConnectionFailed):
        ask(Venue({V3: httpx.ConnectTimeout("nobody")}), send())


# ------------------------------------------------------------------------------------------------ inside KuCoin


@pytest.mark.parametrize(
    ("to", "kind"),
    [({"uid": "165111215"}, "UID"), ({"mail": "a@example.org"}, "MAIL"), ({"phone": "+41 1"}, "PHONE")],
)
def test_a_withdrawal_to_a_user_leaves_no_chain_to_the_venue_s_default(
    ask: Any, to: dict[str, str], kind: str
) -> None:
    """KuCoin takes "eth" where none is sent, which not every asset has."""
    found, requests = asked(
        ask, lambda venue: venue.wallet.withdraw_inside(asset="USDT", amount=D("1E+1"), client_id="gift", **to)
    )

    (recipient,) = to.values()
    assert requests == [
        ("GET /api/v3/currencies/USDT", {}),
        (
            V3,
            {
                "currency": "USDT",
                "chain": "trx",
                "toAddress": recipient,
                "withdrawType": kind,
                "amount": "10",
                "isInner": True,
                "feeDeductType": "INTERNAL",
                "remark": "gift",
            },
        ),
    ]
    assert (found.address, found.internal, found.client_id) == (recipient, True, "gift")
    assert (found.network, found.venue_network) == ("TRX", "trx")


CLOSED_TRON = {**TRON, "isWithdrawEnabled": False}


@pytest.mark.parametrize(
    ("chains", "named", "chain"),
    [
        ([TRON, TON], None, "trx"),
        ([CLOSED_TRON, TON], None, "ton"),
        ([CLOSED_TRON], None, "trx"),
        ([TRON, TON], "TON", "ton"),
        ([TRON, TON], "trc20", "trx"),
        ([], None, None),
    ],
)
def test_the_chain_of_a_withdrawal_to_a_user_is_the_one_named_or_the_first_open_one(
    ask: Any, chains: list[Any], named: str | None, chain: str | None
) -> None:
    _, requests = asked(
        ask,
        lambda venue: venue.wallet.withdraw_inside(asset="USDT", amount=1, uid="7", network=named),
        {"GET /api/v3/currencies/USDT": {**USDT, "chains": chains}},
    )

    assert requests[-1][0] == V3
    assert requests[-1][1].get("chain") == chain


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [({"asset": "XXX"}, UnknownAsset), ({"network": "BTC"}, UnknownNetwork), ({"network": "ERC21"}, UnknownNetwork)],
)
def test_an_asset_or_a_chain_that_is_not_there_is_not_sent_inside(ask: Any, arguments: Any, kind: Any) -> None:
    server = Venue()
    with pytest.raises(kind):
        ask(
            server,
            lambda venue: venue.wallet.withdraw_inside(**{"asset": "USDT", "amount": 1, "uid": "7"} | arguments),
        )

    assert server.count(V3) == 0


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ({}, BadRequest, "one of uid, mail, phone"),
        ({"uid": "7", "mail": "a@example.org"}, BadRequest, "one of uid, mail, phone"),
        ({"uid": " "}, BadRequest, "uid"),
        ({"uid": 7}, BadRequest, "uid"),
        ({"uid": "7", "amount": 0.1}, InexactNumber, "float"),
        ({"uid": "7", "amount": 0}, BadRequest, "above zero"),
        ({"uid": "7", "asset": ""}, BadRequest, "asset"),
        ({"uid": "7", "client_id": ""}, BadRequest, "client_id"),
    ],
)
def test_what_cannot_be_right_is_not_sent_inside_either(ask: Any, arguments: Any, kind: Any, words: str) -> None:
    server = Venue()
    with pytest.raises(kind, match=words):
        ask(server, lambda venue: venue.wallet.withdraw_inside(**{"asset": "USDT", "amount": 1, **arguments}))

    assert server.asked == []


def test_the_older_generation_knows_addresses_only(ask: Any) -> None:
    server = Venue()
    with pytest.raises(NotOffered, match='withdrawals = "v3"'):
        ask(server, lambda venue: venue.wallet.withdraw_inside(asset="USDT", amount=1, uid="7"), withdrawals="v1")

    assert server.asked == []


# ------------------------------------------------------------------------------------------------ cancel


def stop(venue: Any) -> Any:
    return venue.wallet.cancel_withdrawal(withdrawal_id=SENT["id"])


def in_turn(*answers: Any) -> Callable[[Any], Any]:
    left = iter(answers)
    return lambda params: next(left)


PENDING = {**SENT, "status": "PROCESSING", "cancelType": "CANCELABLE"}


@pytest.mark.parametrize(
    ("after", "status"),
    [
        # KuCoin has no other word for one that was cancelled.
        ("FAILURE", "CANCELED"),
        ("PROCESSING", "PROCESSING"),
        ("SUCCESS", "COMPLETED"),
    ],
)
def test_a_cancelled_withdrawal_has_the_state_that_it_is_in_then(ask: Any, after: str, status: str) -> None:
    then = {**PENDING, "status": after, "cancelType": "CANCELING"}
    found, requests = asked(ask, stop, {ONE: in_turn(PENDING, then)})

    assert requests == [(ONE, {}), (CANCEL, {}), (ONE, {})]
    assert (found.id, found.amount, found.client_id) == (SENT["id"], D(3), "this is Remark")
    assert found.status is WithdrawalStatus[status]
    assert found.raw["status"] == after


@pytest.mark.parametrize("answer", [None, "400100", "500000", (200, b"{}"), httpx.ReadTimeout("late")], ids=str)
def test_a_withdrawal_that_cannot_be_read_again_is_cancelled_all_the_same(ask: Any, answer: Any) -> None:
    server = Venue({ONE: in_turn(PENDING, answer)})
    found = ask(server, stop, retries=0)

    assert server.labels == [ONE, CANCEL, ONE]
    assert (found.id, found.amount, found.status, found.raw) == (SENT["id"], D(3), None, None)


@pytest.mark.parametrize("answer", [None, "260220"])
def test_what_is_not_there_is_not_cancelled(ask: Any, answer: Any) -> None:
    server = Venue({ONE: answer})
    with pytest.raises(NotFound):
        ask(server, stop)

    assert server.count(CANCEL) == 0


# A cancellation is answered without data: an answer that says no more than that it was done is a success.
BARE_ENDINGS = [each for each in NOBODY_KNOWS if not (isinstance(each, tuple) and "data" in str(each[1]))]


@pytest.mark.parametrize("ending", [*BARE_ENDINGS, (200, b'{"code":"200000","da')], ids=str)
def test_a_cancellation_that_nobody_knows_of_was_sent_once_and_says_where_to_look(ask: Any, ending: Any) -> None:
    server = Venue({CANCEL: ending})
    with pytest.raises(OutcomeUnknown, match=re.escape(f'wallet.withdrawal(withdrawal_id="{SENT["id"]}")')):
        ask(server, stop, retries=3)

    assert server.count(CANCEL) == 1


def test_a_cancellation_that_is_too_late_is_refused(ask: Any) -> None:
    server = Venue({CANCEL: "400100"})
    with pytest.raises(InvalidRequest):
        ask(server, stop, retries=3)

    assert server.count(CANCEL) == 1


# ------------------------------------------------------------------------------------------------ transfers


def move(source: str = "funding", target: str = "spot", amount: Any = "0.010") -> Callable[[Any], Any]:
    return lambda venue: venue.wallet.transfer(asset="USDT", amount=amount, source=source, target=target)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("funding", "spot", ("MAIN", "TRADE")),
        ("spot", "funding", ("TRADE", "MAIN")),
        ("funding", "margin", ("MAIN", "MARGIN_V2")),
        ("usd_futures", "funding", ("CONTRACT", "MAIN")),
        ("coin_futures", "spot", ("CONTRACT", "TRADE")),
        ("options", "funding", ("OPTION", "MAIN")),
    ],
)
def test_a_transfer_between_own_accounts_carries_an_id(ask: Any, source: str, target: str, words: Any) -> None:
    found, requests = asked(ask, move(source, target))

    ((label, sent),) = requests
    assert label == FLEX
    assert re.fullmatch(r"cv[0-9a-f]{22}", sent.pop("clientOid"))
    assert sent == {
        "currency": "USDT",
        "amount": "0.010",
        "type": "INTERNAL",
        "fromAccountType": words[0],
        "toAccountType": words[1],
    }
    assert (found.id, found.source.value, found.target.value) == (MOVED["orderId"], source, target)
    assert (str(found.amount), found.raw) == ("0.010", MOVED)


def test_the_inner_transfer_is_chosen_by_configuration(ask: Any) -> None:
    _, requests = asked(ask, move(), transfers="inner")

    ((label, sent),) = requests
    assert label == INNER
    assert re.fullmatch(r"cv[0-9a-f]{22}", sent.pop("clientOid"))
    assert sent == {"currency": "USDT", "amount": "0.010", "from": "main", "to": "trade"}


@pytest.mark.parametrize(
    ("source", "target", "more", "kind"),
    [
        ("usd_futures", "coin_futures", {}, NotOffered),
        ("isolated_margin", "spot", {}, NotOffered),
        ("spot", "isolated_margin", {"transfers": "inner"}, NotOffered),
        ("spot", "usd_futures", {"transfers": "inner"}, NotOffered),
        ("spot", "spot", {}, BadRequest),
        ("spot", "pocket", {}, BadRequest),
    ],
)
def test_moves_that_are_not_made_are_refused_here(ask: Any, source: str, target: str, more: Any, kind: Any) -> None:
    server = Venue()
    with pytest.raises(kind):
        ask(server, move(source, target), **more)

    assert server.asked == []


SYMBOLS = {
    "GET /api/v2/symbols": [
        {
            "symbol": f"{base}-USDT",
            "name": f"{base}-USDT",
            "baseCurrency": base,
            "quoteCurrency": "USDT",
            "feeCurrency": "USDT",
            "market": "USDS",
            "baseMinSize": "0.00001",
            "quoteMinSize": "0.1",
            "baseMaxSize": "10000000000",
            "quoteMaxSize": "99999999",
            "baseIncrement": "0.00000001",
            "quoteIncrement": "0.000001",
            "priceIncrement": "0.1",
            "priceLimitRate": "0.1",
            "minFunds": "0.1",
            "isMarginEnabled": True,
            "enableTrading": True,
        }
        for base in ("BTC", "ETH")
    ]
}


def isolated(**changes: Any) -> Callable[[Any], Any]:
    given = {"asset": "USDT", "amount": "0.010", "source": "funding", "target": "isolated_margin"}
    return lambda venue: venue.wallet.transfer_isolated(**given | {"target_symbol": "BTC/USDT"} | changes)


OUT_OF_IT: dict[str, Any] = {
    "source": WalletKind.ISOLATED_MARGIN,
    "target": WalletKind.SPOT,
    "source_symbol": "ETH-USDT",
    "target_symbol": None,
}


@pytest.mark.parametrize(
    ("changes", "flex", "inner"),
    [
        (
            {},
            {"fromAccountType": "MAIN", "toAccountType": "ISOLATED_V2", "toAccountTag": "BTC-USDT"},
            {"from": "main", "to": "isolated_v2", "toTag": "BTC-USDT"},
        ),
        (
            OUT_OF_IT,
            {"fromAccountType": "ISOLATED_V2", "fromAccountTag": "ETH-USDT", "toAccountType": "TRADE"},
            {"from": "isolated_v2", "fromTag": "ETH-USDT", "to": "trade"},
        ),
        (
            {"source": "isolated_margin", "source_symbol": "ETH/USDT"},
            {
                "fromAccountType": "ISOLATED_V2",
                "fromAccountTag": "ETH-USDT",
                "toAccountType": "ISOLATED_V2",
                "toAccountTag": "BTC-USDT",
            },
            {"from": "isolated_v2", "fromTag": "ETH-USDT", "to": "isolated_v2", "toTag": "BTC-USDT"},
        ),
    ],
    ids=["into", "out of", "from pair to pair"],
)
def test_a_transfer_to_or_from_isolated_margin_names_its_pair(ask: Any, changes: Any, flex: Any, inner: Any) -> None:
    for label, kind, more in ((FLEX, {"type": "INTERNAL", **flex}, {}), (INNER, inner, {"transfers": "inner"})):
        found, requests = asked(ask, isolated(**changes), SYMBOLS, **more)

        sent = requests[-1][1]
        assert re.fullmatch(r"cv[0-9a-f]{22}", sent.pop("clientOid"))
        assert requests[-1] == (label, {"currency": "USDT", "amount": "0.010", **kind})
        assert WalletKind.ISOLATED_MARGIN in (found.source, found.target)
        assert (found.id, str(found.amount), found.raw) == (MOVED["orderId"], "0.010", MOVED)


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"target_symbol": None}, BadRequest, "target_symbol goes with target isolated_margin"),
        ({"target": "spot"}, BadRequest, "target_symbol goes with target isolated_margin"),
        ({"target": "spot", "target_symbol": None}, BadRequest, "use transfer"),
        ({"source_symbol": "BTC/USDT"}, BadRequest, "source_symbol goes with source isolated_margin"),
        ({"source": "isolated_margin", "source_symbol": "BTC-USDT"}, BadRequest, "both the account of one pair"),
        ({"target_symbol": "DOGE/USDT"}, BadRequest, "lists no 'DOGE/USDT'"),
        ({"source": "pocket"}, BadRequest, "source must be one of funding"),
        ({"asset": " "}, BadRequest, "asset must be a text"),
        ({"amount": 0.01}, InexactNumber, "float"),
        ({"amount": 0}, BadRequest, "above zero"),
    ],
)
def test_a_transfer_to_a_pair_that_cannot_be_right_is_not_sent(ask: Any, changes: Any, kind: Any, said: str) -> None:
    server = Venue(SYMBOLS)
    with pytest.raises(kind, match=said):
        ask(server, isolated(**changes))

    assert server.count(FLEX) == 0


def test_a_transfer_to_a_pair_that_nobody_knows_of_was_sent_once_and_says_where_to_look(ask: Any) -> None:
    server = Venue({**SYMBOLS, FLEX: httpx.ReadTimeout("late")})
    with pytest.raises(OutcomeUnknown) as raised:
        ask(server, isolated(**OUT_OF_IT), retries=3)

    assert server.count(FLEX) == 1
    assert raised.value.client_id == server.asked[-1][1]["clientOid"]
    assert 'wallet.balances("isolated_margin")' in str(raised.value)


def test_the_port_s_transfer_says_which_one_takes_the_pair(ask: Any) -> None:
    with pytest.raises(NotOffered, match=r"wallet\.transfer_isolated"):
        ask(Venue(), move("isolated_margin", "spot"))


@pytest.mark.parametrize(
    ("label", "answer", "do"),
    [
        (V3, {"withdrawalId": ""}, lambda venue: venue.wallet.withdraw(**SEND)),
        (
            V3,
            {"withdrawalId": ""},
            lambda venue: venue.wallet.withdraw_inside(asset="USDT", amount="3", uid="165111215"),
        ),
        (FLEX, {"orderId": ""}, lambda venue: move()(venue)),
    ],
    ids=["withdraw", "withdraw_inside", "transfer"],
)
def test_an_act_whose_answer_has_no_id_may_have_been_done(ask: Any, label: str, answer: Any, do: Any) -> None:
    server = Venue({label: answer})
    with pytest.raises(OutcomeUnknown, match="the answer cannot be read"):
        ask(server, do, retries=3)

    assert server.count(label) == 1


@pytest.mark.parametrize(("label", "more"), [(FLEX, {}), (INNER, {"transfers": "inner"})])
@pytest.mark.parametrize("ending", NOBODY_KNOWS, ids=str)
def test_a_transfer_that_nobody_knows_of_was_sent_once_and_says_where_to_look(
    ask: Any, label: str, more: Any, ending: Any
) -> None:
    server = Venue({label: ending})
    with pytest.raises(OutcomeUnknown) as raised:
        ask(server, move(), retries=3, **more)

    assert server.count(label) == 1
    assert raised.value.client_id == server.asked[-1][1]["clientOid"]
    assert "raw.spot_ledger" in str(raised.value)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((200, {"code": "230003", "msg": "Balance insufficient!"}), InsufficientFunds),
        ((429, b""), RateLimited),
        ((429, {"code": "429000", "msg": "Too Many Requests"}), VenueBusy),
        ((400, {"code": "400007", "msg": "Access denied, require more permission."}), PermissionDenied),
    ],
    ids=str,
)
def test_a_transfer_that_is_refused_was_sent_once(ask: Any, answer: Any, kind: type[VenueError]) -> None:
    server = Venue({FLEX: answer})
    with pytest.raises(kind):
        ask(server, move(), retries=3)

    assert server.count(FLEX) == 1


def test_an_amount_that_is_a_float_is_not_moved(ask: Any) -> None:
    with pytest.raises(InexactNumber):
        ask(Venue(), move(amount=0.01))


# ------------------------------------------------------------------------------------------------ pre-flight

ENOUGH = {
    "GET /api/v1/withdrawals/quotas": {**QUOTA, "currency": "USDT", "availableAmount": "90", "remainAmount": "95"}
}


def check(**changes: Any) -> Callable[[Any], Any]:
    return lambda venue: venue.wallet.preflight(**{**SEND, **changes})


def open_points(found: Preflight) -> list[tuple[str, Result]]:
    return [(each.name, each.result) for each in found.reasons]


NEVER_KNOWN = [("account status", Result.UNKNOWN), ("address", Result.UNKNOWN)]
"""KuCoin tells nothing of the account, and gives no patterns of addresses."""


def test_with_everything_in_order_only_what_kucoin_does_not_tell_is_open(ask: Any) -> None:
    found, requests = asked(ask, check(), ENOUGH)

    assert open_points(found) == NEVER_KNOWN
    assert found.verdict is Verdict.UNCERTAIN
    assert (found.fee, found.arrives) == (D("1.5"), D("48.60"))
    assert found.network is not None
    assert (found.network.venue_network, found.request.wallet) == ("trx", WalletKind.FUNDING)
    assert not [label for label, _ in requests if not label.startswith("GET")]
    words = {each.name: each.words for each in found.checks}
    assert "100 free covers 50.10" in words["free balance"]
    assert words["withdrawn in 24 hours"].endswith("90 USDT may still be withdrawn")


def test_a_fee_by_rate_is_in_what_arrives_and_in_the_facts(ask: Any) -> None:
    rated = {**USDT, "chains": [{**TRON, "withdrawFeeRate": "0.1"}]}
    found, _ = asked(ask, check(), {**ENOUGH, "GET /api/v3/currencies/USDT": rated})

    assert (found.fee, found.arrives) == (D("5.010"), D("45.090"))
    assert found.network is not None
    assert found.network.withdrawal_fee_rate == D("0.1")


@pytest.mark.parametrize(
    ("answers", "changes", "name"),
    [
        ({"GET /api/v1/user/api-key": {**KEY, "permission": "General,Spot"}}, {}, "key permission"),
        ({"GET /api/v1/user/api-key": {**KEY, "ipWhitelist": ""}}, {}, "key address list"),
        (
            {"GET /api/v3/currencies/USDT": {**USDT, "chains": [{**TRON, "isWithdrawEnabled": False}]}},
            {},
            "network open",
        ),
        ({}, {"amount": D("2.9")}, "minimum"),
        ({}, {"amount": D("50.0000001")}, "multiple"),
        ({}, {"network": "TON"}, "memo"),
        ({}, {"memo": "7"}, "memo"),
        ({}, {"address": "T T"}, "address"),
        ({"GET /api/v1/accounts": []}, {}, "free balance"),
        ({"GET /api/v1/withdrawals/quotas": {**QUOTA, "currency": "USDT"}}, {}, "withdrawn in 24 hours"),
    ],
)
def test_what_the_venue_would_refuse_is_blocked(ask: Any, answers: Any, changes: Any, name: str) -> None:
    found, _ = asked(ask, check(**changes), {**ENOUGH, **answers})

    assert found.verdict is Verdict.BLOCKED
    assert (name, Result.FAIL) in open_points(found)


@pytest.mark.parametrize(
    ("changes", "asks", "name", "words"),
    [
        ({"maxWithdraw": None}, {}, "maximum", "the venue does not say what the maximum is"),
        ({"needTag": None}, {}, "memo", "the venue does not say whether the network has memos"),
        ({"needTag": None}, {"memo": NO_MEMO}, "memo", "the venue does not say whether the network has memos"),
        ({"needTag": True}, {"memo": NO_MEMO}, "memo", "where the venue asks for one"),
    ],
)
def test_what_kucoin_leaves_out_is_unknown(ask: Any, changes: Any, asks: Any, name: str, words: str) -> None:
    told = {**USDT, "chains": [{**TRON, **changes}]}
    found, _ = asked(ask, check(**asks), {**ENOUGH, "GET /api/v3/currencies/USDT": told})

    assert (name, Result.UNKNOWN) in open_points(found)
    assert words in next(each.words for each in found.checks if each.name == name)


def test_without_needtag_a_withdrawal_needs_a_memo_or_none_on_purpose(ask: Any) -> None:
    server = Venue({"GET /api/v3/currencies/USDT": {**USDT, "chains": [{**TRON, "needTag": None}]}})
    with pytest.raises(WithdrawalBlocked, match="memo=NO_MEMO on purpose"):
        ask(server, send())
    assert server.count(V3) == 0

    ask(server, send(memo=NO_MEMO))
    assert server.count(V3) == 1


QUOTAS = "GET /api/v1/withdrawals/quotas"


def test_a_pre_flight_asks_for_the_quota_on_the_network_it_is_about(ask: Any) -> None:
    """KuCoin takes "eth" where none is named, and tells by it whether withdrawals are open."""
    _, requests = asked(ask, check(network="TON", memo="7"), ENOUGH)

    assert [params for label, params in requests if label == QUOTAS] == [{"currency": "USDT", "chain": "ton"}]


@pytest.mark.parametrize(
    ("reason", "words"),
    [("Withdrawals are suspended for 24 h", "Withdrawals are suspended for 24 h"), (None, "KuCoin gives no reason")],
)
def test_withdrawals_that_kucoin_has_closed_to_the_account_are_blocked_with_its_reason(
    ask: Any, reason: str | None, words: str
) -> None:
    """It once was no more than uncertain, for what KuCoin never tells, and could be sent all the same."""
    server = Venue({QUOTAS: {**ENOUGH[QUOTAS], "isWithdrawEnabled": False, "reason": reason}})
    found = ask(server, check())

    assert found.verdict is Verdict.BLOCKED
    assert [each for each in open_points(found) if each not in NEVER_KNOWN] == [
        ("withdrawn in 24 hours", Result.FAIL)
    ]
    assert next(each.words for each in found.checks if each.result is Result.FAIL).endswith(
        f"withdrawals are closed: {words}"
    )
    with pytest.raises(WithdrawalBlocked, match=words):
        ask(server, send(checked=found, accept=[each.name for each in found.checks]))
    assert server.count(V3) == 0


@pytest.mark.parametrize("field", ["isWithdrawEnabled", "reason"])
def test_a_quota_that_does_not_say_whether_withdrawals_are_open_is_no_pass(ask: Any, field: str) -> None:
    without = {name: value for name, value in ENOUGH[QUOTAS].items() if name != field}
    found, _ = asked(ask, check(), {QUOTAS: without})

    assert ("withdrawn in 24 hours", Result.UNKNOWN) in open_points(found)


def test_without_the_network_the_quota_of_another_is_not_asked_for(ask: Any) -> None:
    found, requests = asked(ask, check(), {**ENOUGH, "GET /api/v3/currencies/USDT": (503, b"")})

    assert ("withdrawn in 24 hours", Result.UNKNOWN) in open_points(found)
    assert QUOTAS not in [label for label, _ in requests]


def test_the_trading_account_does_not_count(ask: Any) -> None:
    """Withdrawals leave the main account: what lies in the other must be moved first."""
    trade = [each for each in ACCOUNTS if each["type"] == "trade"]
    found, _ = asked(
        ask,
        check(amount=D(20)),
        {**ENOUGH, "GET /api/v1/accounts": lambda params: trade if params["type"] == "trade" else []},
    )

    assert ("free balance", Result.FAIL) in open_points(found)


def test_the_same_withdrawal_a_day_before_is_asked_about(ask: Any) -> None:
    before = {**SENT, "amount": "50.10", "createdAt": NOW_MS - 1000}
    found, requests = asked(ask, check(), {**ENOUGH, HISTORY: page(before)})

    assert ("withdrawn in 24 hours", Result.UNKNOWN) in open_points(found)
    asked_for = next(params for label, params in requests if label == HISTORY)
    assert (asked_for["currency"], asked_for["startAt"]) == ("USDT", str(NOW_MS - DAY_MS))


@pytest.mark.parametrize(
    "label",
    [
        *("GET /api/v1/user/api-key", "GET /api/v1/status", "GET /api/v3/currencies/USDT", "GET /api/v1/accounts"),
        *(HISTORY, "GET /api/v1/withdrawals/quotas"),
    ],
)
def test_a_read_that_fails_leaves_something_open(ask: Any, label: str) -> None:
    found, _ = asked(ask, check(), {**ENOUGH, label: (503, b"")})

    assert found.verdict is Verdict.UNCERTAIN
    assert len(found.reasons) > len(NEVER_KNOWN)


def test_one_that_is_not_clear_stops_the_withdrawal_it_was_made_for(ask: Any) -> None:
    """KuCoin tells too little for a clear one: whoever wants to send all the same says what need not be known."""
    server = Venue(ENOUGH)
    checked = ask(server, check())
    with pytest.raises(WithdrawalBlocked, match=r"uncertain: account status: .*; address: "):
        ask(server, send(checked=checked))
    with pytest.raises(WithdrawalBlocked, match=r"uncertain: address: the venue gives no pattern for this address$"):
        ask(server, send(checked=checked, accept=["account status"]))
    assert server.count(V3) == 0

    ask(server, send(checked=checked, accept=[name for name, _ in NEVER_KNOWN]))
    assert server.count(V3) == 1


def test_what_kucoin_never_tells_is_accepted_and_what_failed_is_not(ask: Any) -> None:
    server = Venue({**ENOUGH, "GET /api/v1/accounts": []})
    checked = ask(server, check())
    with pytest.raises(WithdrawalBlocked, match="blocked: free balance: 0 free does not cover"):
        ask(server, send(checked=checked, accept=("account status", "address", "free balance")))

    assert server.count(V3) == 0


# ------------------------------------------------------------------------------------------------ the documents

READERS: dict[tuple[str, str], Callable[[bytes], object]] = {
    ("get", "/api/v3/currencies"): assets,
    ("get", "/api/v3/currencies/{currency}"): wallet_module.one_asset,
    ("get", "/api/v3/deposit-addresses"): deposit_addresses,
    ("post", "/api/v3/deposit-address/create"): wallet_module.deposit_address,
    ("get", "/api/v1/deposits"): deposits,
    ("get", "/api/v1/withdrawals"): withdrawals,
    ("get", "/api/v1/withdrawals/{withdrawalId}"): withdrawal,
    ("get", "/api/v1/withdrawals/quotas"): withdrawal_quota,
    ("get", "/api/v1/accounts"): wallet_module.balances,
    ("get", "/api/v3/margin/accounts"): wallet_module.margin_balances,
    ("get", "/api/v3/isolated/accounts"): wallet_module.isolated_balances,
    ("get", "/api/v1/account-overview"): lambda payload: wallet_module.futures_balance(payload, "USDT"),
    ("get", "/api/v1/user/api-key"): key_permissions,
}


@pytest.mark.parametrize(("method", "path"), READERS)
def test_every_documented_example_reads(method: str, path: str) -> None:
    folder = SHARED / "reference" / "kucoin-spec" / "rest" / "api"
    if not folder.is_dir():
        pytest.skip("the documents are not there")
    for file in folder.glob("*.json"):
        operation = json.loads(file.read_text())["paths"].get(path, {}).get(method)
        if operation is None:
            continue
        written = json.loads(f'"{operation["x-response-example"]}"', strict=False)
        data = bytes(msgspec.json.decode(written.encode(), type=dict[str, msgspec.Raw])["data"])
        assert READERS[method, path](data)
        return
    raise AssertionError(f"the specification has no {method} {path}")
