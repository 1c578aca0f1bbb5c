"""Binance's wallet: what is asked, what is made of the answers, and how acts end. In both worlds.

The payloads are the examples of the documents (`shared/catalogue/binance.json`, and of what came later the pages on
developers.binance.com), the recordings those of `shared/recordings`.
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl

import attrs
import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossvenue import NO_MEMO, connect, connect_async
from crossvenue.clock import Clock
from crossvenue.endpoint import Catalogue
from crossvenue.errors import (
    AccountRestricted,
    AddressRefused,
    BadRequest,
    ConnectionFailed,
    InexactNumber,
    InsufficientFunds,
    InvalidRequest,
    NotOffered,
    OutcomeUnknown,
    PermissionDenied,
    RateLimited,
    Refused,
    TransferRefused,
    TravelRuleRequired,
    UnknownAsset,
    UnknownNetwork,
    UnreadableResponse,
    VenueUnavailable,
    WithdrawalAmountRefused,
    WithdrawalBlocked,
    WithdrawalLimited,
    WithdrawalSuspended,
)
from crossvenue.model import (
    Asset,
    AssetNetwork,
    Balance,
    DepositStatus,
    Listing,
    TransferStatus,
    WalletKind,
    WithdrawalStatus,
    moment,
)
from crossvenue.port import AsyncHistory, History
from crossvenue.preflight import Preflight, Result, Verdict
from crossvenue_binance import wallet as wallet_module
from crossvenue_binance.market import instruments, read_info
from crossvenue_binance.wallet import DAY_MS, MINUTE_MS, BinanceWallet, assets, spot_balances, windows

D = Decimal
SHARED = Path(__file__).parents[3].parent / "shared"
NOW_MS = 1_717_200_000_000
"""2024-06-01 00:00 UTC."""
HOUR_MS = DAY_MS // 24

INFO, PRICE = "GET /api/v3/exchangeInfo", "GET /api/v3/ticker/price"
PUBLIC = ("GET /sapi/v1/system/status", INFO, PRICE)
QUOTA = "GET /sapi/v1/capital/withdraw/quota"

# ------------------------------------------------------------------------------------------------ the venue's answers

ACCOUNT = {
    "makerCommission": 15,
    "canTrade": True,
    "canWithdraw": True,
    "updateTime": 123456789,
    "accountType": "SPOT",
    "balances": [
        {"asset": "BTC", "free": "4723846.89208129", "locked": "0.00000000"},
        {"asset": "LTC", "free": "4763368.68006011", "locked": "0.00000000"},
    ],
    "permissions": ["SPOT"],
}
BEP2 = {
    "addressRegex": "^(bnb1)[0-9a-z]{38}$",
    "coin": "BTC",
    "depositDesc": "Wallet Maintenance, Deposit Suspended",
    "depositEnable": False,
    "isDefault": False,
    "memoRegex": "^[0-9A-Za-z\\-_]{1,120}$",
    "minConfirm": 1,
    "name": "BEP2",
    "network": "BNB",
    "resetAddressStatus": False,
    "specialTips": "Both a MEMO and an Address are required to successfully deposit your BEP2-BTCB tokens.",
    "unLockConfirm": 0,
    "withdrawDesc": "Wallet Maintenance, Withdrawal Suspended",
    "withdrawEnable": False,
    "withdrawFee": "0.00000220",
    "withdrawIntegerMultiple": "0.00000001",
    "withdrawMax": "9999999999.99999999",
    "withdrawMin": "0.00000440",
    "sameAddress": True,
}
BITCOIN = {
    "addressRegex": "^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$|^(bc1)[0-9A-Za-z]{39,59}$",
    "coin": "BTC",
    "depositEnable": True,
    "isDefault": True,
    "memoRegex": "",
    "minConfirm": 1,
    "name": "BTC",
    "network": "BTC",
    "resetAddressStatus": False,
    "specialTips": "",
    "unLockConfirm": 2,
    "withdrawEnable": True,
    "withdrawFee": "0.00050000",
    "withdrawIntegerMultiple": "0.00000001",
    "withdrawMax": "750",
    "withdrawMin": "0.00100000",
    "sameAddress": False,
}
BTC = {
    "coin": "BTC",
    "depositAllEnable": True,
    "free": "0.08074558",
    "freeze": "0.00000000",
    "isLegalMoney": False,
    "locked": "0.00000000",
    "name": "Bitcoin",
    "networkList": [BEP2, BITCOIN],
    "trading": True,
    "withdrawAllEnable": True,
}
COINS = [BTC]
ADDRESS = "1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv"
BNB_ADDRESS = "bnb1" + "q" * 38
WITHDRAWN = [
    {
        "address": "0x94df8b352de7f46f64b01d3666bf6e936e44ce60",
        "amount": "8.91000000",
        "applyTime": "2019-10-12 11:12:02",
        "coin": "USDT",
        "id": "b6ae22b3aa844210a7041aee7589627c",
        "withdrawOrderId": "WITHDRAWtest123",
        "network": "ETH",
        "transferType": 0,
        "status": 6,
        "transactionFee": "0.004",
        "confirmNo": 3,
        "info": "The address is not valid. Please confirm with the recipient",
        "txId": "0xb5ef8c13b968a406cc62a93a8bd80f9e9a906ef1b3fcf20a2e48573c17659268",
        "walletType": 1,
        "completeTime": "2023-03-23 16:52:41",
    },
    {
        "address": "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
        "amount": "0.00150000",
        "applyTime": "2019-09-24 12:43:45",
        "coin": "BTC",
        "id": "156ec387f49b41df8724fa744fa82719",
        "network": "BTC",
        "status": 6,
        "transactionFee": "0.004",
        "transferType": 0,
        "confirmNo": 2,
        "info": "",
        "txId": "60fd9007ebfddc753455f95fafa808c4302c836e4d1eebc5a132c36c1d8ac354",
    },
]
DEPOSITED = [
    {
        "amount": "0.00999800",
        "coin": "PAXG",
        "network": "ETH",
        "status": 1,
        "address": "0x788cabe9236ce061e5a892e1a59395a81fc8d62c",
        "addressTag": "",
        "txId": "0xaad4654a3234aa6118af9b4b335f5ae81c360b2394721c019b5d1e75328b09f3",
        "insertTime": 1599621997000,
        "transferType": 0,
        "unlockConfirm": "12/12",
        "confirmTimes": "12/12",
    },
    {
        "id": "769800519366885376",
        "amount": "0.001",
        "coin": "BNB",
        "network": "BNB",
        "status": 6,
        "address": "bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23",
        "addressTag": "101764890",
        "txId": "98A3EA560C6B3336D348B6C83F0F95ECE4F1F5919E94BD006E5BF3BF264FACFC",
        "insertTime": 1661493146000,
        "transferType": 1,
        "confirmTimes": "1/1",
        "unlockConfirm": 12,
        "walletType": 0,
    },
]
PERMISSIONS = {
    "ipRestrict": True,
    "createTime": 1623840271000,
    "enableWithdrawals": True,
    "enableInternalTransfer": True,
    "permitsUniversalTransfer": True,
    "enableVanillaOptions": False,
    "enableReading": True,
    "enableFutures": False,
    "enableMargin": False,
    "enableSpotAndMarginTrading": False,
    "tradingAuthorityExpirationTime": 1628985600000,
}
DUST = {
    "totalServiceCharge": "0.02102542",
    "totalTransfered": "1.05127099",
    "transferResult": [
        {
            "amount": "0.03000000",
            "fromAsset": "ETH",
            "operateTime": 1563368549307,
            "serviceChargeAmount": "0.00500000",
            "tranId": 2970932918,
            "transferedAmount": "0.25000000",
        }
    ],
}


def info(*symbols: str, **statuses: str) -> dict[str, Any]:
    """The exchangeInfo of these BASE/QUOTE; the status is TRADING unless given by the venue's symbol."""
    listed = []
    for base, quote in (each.split("/") for each in symbols):
        listed.append(
            {
                "symbol": base + quote,
                "status": statuses.get(base + quote, "TRADING"),
                "baseAsset": base,
                "baseAssetPrecision": 8,
                "quoteAsset": quote,
                "quotePrecision": 8,
                "quoteAssetPrecision": 8,
                "orderTypes": ["LIMIT", "LIMIT_MAKER", "MARKET"],
                "icebergAllowed": True,
                "ocoAllowed": True,
                "isSpotTradingAllowed": True,
                "isMarginTradingAllowed": True,
                "filters": [],
                "permissions": ["SPOT", "MARGIN"],
            }
        )
    return {
        "timezone": "UTC",
        "serverTime": 1565246363776,
        "rateLimits": [],
        "exchangeFilters": [],
        "symbols": listed,
    }


ANSWERS: dict[str, Any] = {
    INFO: info("BTC/USDT", "ETH/BTC"),
    PRICE: lambda params: {"symbol": params["symbol"], "price": "4000.00000000"},
    "GET /api/v3/account": ACCOUNT,
    "GET /sapi/v1/capital/config/getall": COINS,
    "GET /sapi/v1/capital/deposit/address": {
        "address": ADDRESS,
        "coin": "BTC",
        "tag": "",
        "url": "https://btc.com/1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv",
    },
    "GET /sapi/v1/capital/deposit/hisrec": DEPOSITED,
    "GET /sapi/v1/capital/withdraw/history": WITHDRAWN,
    "GET /sapi/v1/capital/withdraw/quota": {"wdQuota": "10000", "usedWdQuota": "1000"},
    "POST /sapi/v1/capital/withdraw/apply": {"id": "7213fea8e94b4a5593d507237e5a555b"},
    "POST /sapi/v1/asset/get-funding-asset": [
        {
            "asset": "USDT",
            "free": "1",
            "locked": "0",
            "freeze": "0",
            "withdrawing": "0",
            "btcValuation": "0.00000091",
        }
    ],
    "GET /sapi/v1/account/apiRestrictions": PERMISSIONS,
    "GET /sapi/v1/account/status": {"data": "Normal"},
    "GET /sapi/v1/account/apiTradingStatus": {
        "data": {
            "isLocked": False,
            "plannedRecoverTime": 0,
            "triggerCondition": {"GCR": 150, "IFER": 150, "UFR": 300},
            "updateTime": 1547630471725,
        }
    },
    "POST /sapi/v1/asset/transfer": {"tranId": 13526853623},
    "GET /sapi/v1/asset/transfer": {
        "total": 2,
        "rows": [
            {
                "asset": "USDT",
                "amount": "1",
                "type": "MAIN_UMFUTURE",
                "status": "CONFIRMED",
                "tranId": 11415955596,
                "timestamp": 1544433328000,
            },
            {
                "asset": "USDT",
                "amount": "2",
                "type": "MAIN_UMFUTURE",
                "status": "CONFIRMED",
                "tranId": 11366865406,
                "timestamp": 1544433328000,
            },
        ],
    },
    "POST /sapi/v1/asset/dust": DUST,
    "GET /sapi/v1/asset/dribblet": {
        "total": 1,
        "userAssetDribblets": [
            {
                "operateTime": 1615985535000,
                "totalTransferedAmount": "0.00132256",
                "totalServiceChargeAmount": "0.00002699",
                "transId": 45178372831,
                "userAssetDribbletDetails": [
                    {
                        "transId": 4359321,
                        "serviceChargeAmount": "0.000009",
                        "amount": "0.0009",
                        "operateTime": 1615985535000,
                        "transferedAmount": "0.000441",
                        "fromAsset": "USDT",
                    },
                    {
                        "transId": 4359321,
                        "serviceChargeAmount": "0.00001799",
                        "amount": "0.0009",
                        "operateTime": 1615985535000,
                        "transferedAmount": "0.00088156",
                        "fromAsset": "ETH",
                    },
                ],
            }
        ],
    },
    "GET /sapi/v1/asset/assetDividend": {
        "rows": [
            {
                "id": 1637366104,
                "amount": "10.00000000",
                "asset": "BHFT",
                "divTime": 1563189166000,
                "enInfo": "BHFT distribution",
                "tranId": 2968885920,
            }
        ],
        "total": 1,
    },
    "GET /sapi/v1/accountSnapshot": {
        "code": 200,
        "msg": "",
        "snapshotVos": [
            {
                "data": {
                    "balances": [{"asset": "BTC", "free": "0.09905021", "locked": "0.00000000"}],
                    "totalAssetOfBtc": "0.09942700",
                },
                "type": "spot",
                "updateTime": 1576281599000,
            }
        ],
    },
    "GET /sapi/v1/system/status": {"status": 0, "msg": "normal"},
}


class Venue:
    """Answers in Binance's place, and remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = {**ANSWERS, **answers}
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        label = f"{request.method} {request.url.path}"
        sent = request.url.query if request.method == "GET" else request.content
        params: dict[str, Any] = {}
        for name, value in parse_qsl(sent.decode(), keep_blank_values=True):
            params[name] = value if name not in params else [*_several(params[name]), value]
        assert len(params.pop("signature", "")) == (0 if label in PUBLIC else 64)
        params.pop("timestamp", None)
        params.pop("recvWindow", None)
        self.asked.append((label, params))
        answer = self.answers[label]
        if callable(answer):
            answer = answer(params)
        if isinstance(answer, BaseException):
            raise answer
        status, payload = answer if isinstance(answer, tuple) else (200, answer)
        return httpx.Response(status, content=payload if isinstance(payload, bytes) else json.dumps(payload).encode())

    def count(self, label: str) -> int:
        return sum(each == label for each, _ in self.asked)

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.asked]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class Ask:
    """Does something with a venue in one world, with a clock that stands still but for pauses."""

    def __init__(self, world: str) -> None:
        self.world = world

    def __call__(
        self, server: Callable[[httpx.Request], httpx.Response], do: Callable[[Any], Any], **more: Any
    ) -> Any:
        seconds = 0.0

        async def pause(wait: float) -> None:
            nonlocal seconds
            seconds += wait

        given: dict[str, Any] = {
            "api_key": "k" * 64,
            "api_secret": "s" * 64,
            "retries": 0,
            "clock": Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: seconds),
            "transport": httpx.MockTransport(server),
            **more,
        }
        if self.world == "blocking":
            with connect("binance", **given) as venue:
                venue.session.world.pause = pause  # type: ignore[method-assign]
                result = do(venue)
                return result.all() if isinstance(result, History) else result

        async def main() -> Any:
            async with connect_async("binance", **given) as venue:
                venue.session.world.pause = pause  # type: ignore[method-assign]
                result = do(venue)
                return await (result.all() if isinstance(result, AsyncHistory) else result)

        return asyncio.run(main())


@pytest.fixture(params=["blocking", "awaiting"])
def ask(request: pytest.FixtureRequest) -> Ask:
    return Ask(request.param)


def asked(ask: Ask, do: Callable[[Any], Any], **answers: Any) -> tuple[Any, list[tuple[str, dict[str, Any]]]]:
    """The result, and the requests that it took."""
    server = Venue(answers)
    return ask(server, do), server.asked


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# ------------------------------------------------------------------------------------------------ reads


def test_balances_of_the_spot_wallet(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.balances())

    assert requests == [("GET /api/v3/account", {})]
    assert list(found) == [
        Balance("BTC", D("4723846.89208129"), D("0.00000000")),
        Balance("LTC", D("4763368.68006011"), D("0.00000000")),
    ]
    assert found["LTC"].total == D("4763368.68006011")
    assert found.raw["accountType"] == "SPOT"


def test_what_the_funding_wallet_holds_back_in_three_ways_is_locked(ask: Ask) -> None:
    held = [{"asset": "USDT", "free": "1", "locked": "0.1", "freeze": "0.02", "withdrawing": "0.003"}]
    found, requests = asked(
        ask, lambda venue: venue.wallet.balances("funding"), **{"POST /sapi/v1/asset/get-funding-asset": held}
    )

    assert requests == [("POST /sapi/v1/asset/get-funding-asset", {})]
    assert list(found) == [Balance("USDT", D("1"), D("0.123"))]


def test_balances_of_the_margin_account_are_what_it_holds_not_what_it_owes(ask: Ask) -> None:
    owed = {"asset": "BNB", "borrowed": "201.66666672", "free": "2346.50000000", "interest": "0", "locked": "1.5"}
    answer = {"marginLevel": "11.64405625", "userAssets": [{**owed, "netAsset": "2144.83333328"}]}
    found, requests = asked(
        ask, lambda venue: venue.wallet.balances("margin"), **{"GET /sapi/v1/margin/account": answer}
    )

    assert requests == [("GET /sapi/v1/margin/account", {})]
    assert list(found) == [Balance("BNB", D("2346.50000000"), D("1.5"))]
    assert found.raw["userAssets"][0]["borrowed"] == "201.66666672"


def test_balances_of_isolated_margin_are_added_up_over_its_pairs(ask: Ask) -> None:
    def side(asset: str, free: str, locked: str = "0.00000000") -> dict[str, str]:
        return {"asset": asset, "borrowed": "0.00000000", "free": free, "locked": locked, "netAsset": free}

    pairs = [
        {"symbol": "BTCUSDT", "baseAsset": side("BTC", "0.5"), "quoteAsset": side("USDT", "100.10", "0.05")},
        {"symbol": "ETHUSDT", "baseAsset": side("ETH", "2"), "quoteAsset": side("USDT", "0.01")},
    ]
    found, requests = asked(
        ask,
        lambda venue: venue.wallet.balances("isolated_margin"),
        **{"GET /sapi/v1/margin/isolated/account": {"assets": pairs}},
    )

    assert requests == [("GET /sapi/v1/margin/isolated/account", {})]
    assert list(found) == [
        Balance("BTC", D("0.5"), D(0)),
        Balance("USDT", D("100.11"), D("0.05")),
        Balance("ETH", D(2), D(0)),
    ]


def test_a_wallet_of_another_interface_is_said_to_be_so(ask: Ask) -> None:
    with pytest.raises(NotOffered, match="usd_futures is no part of the spot interface"):
        asked(ask, lambda venue: venue.wallet.balances(WalletKind.USD_FUTURES))


def test_assets_with_their_networks(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.assets())

    assert requests == [("GET /sapi/v1/capital/config/getall", {})]
    [bitcoin] = found
    assert (bitcoin.asset, bitcoin.name, bitcoin.free, bitcoin.is_fiat) == ("BTC", "Bitcoin", D("0.08074558"), False)
    beacon, native = bitcoin.networks
    assert native == AssetNetwork(
        network="BTC",
        venue_network="BTC",
        asset="BTC",
        name="BTC",
        deposit_open=True,
        withdrawal_open=True,
        withdrawal_fee=D("0.00050000"),
        withdrawal_minimum=D("0.00100000"),
        withdrawal_maximum=D("750"),
        withdrawal_multiple=D("0.00000001"),
        is_default=True,
        address_pattern="^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$|^(bc1)[0-9A-Za-z]{39,59}$",
        confirmations=1,
        unlock_confirmations=2,
    )
    assert (beacon.network, beacon.venue_network, beacon.memo_required, beacon.has_memo) == (
        "BEACON",
        "BNB",
        True,
        True,
    )
    assert beacon.withdrawal_note == "Wallet Maintenance, Withdrawal Suspended"
    assert "MEMO" in beacon.tips
    assert {bitcoin: bitcoin.networks} == {bitcoin: (beacon, native)}, "it can be a key, as every value can"


def test_one_asset_and_one_that_is_not_there(ask: Ask) -> None:
    found, _ = asked(ask, lambda venue: venue.wallet.asset("BTC"))
    assert isinstance(found, Asset)

    with pytest.raises(UnknownAsset):
        asked(ask, lambda venue: venue.wallet.asset("NOPE"))


def read_one(**changes: Any) -> AssetNetwork:
    network = {name: value for name, value in {**BITCOIN, **changes}.items() if value is not ...}
    [coin] = assets(json.dumps([{**BTC, "networkList": [network]}]).encode())
    return coin.networks[0]


@pytest.mark.parametrize(
    ("flags", "needed"),
    [
        ({"sameAddress": True}, True),
        ({"sameAddress": False}, False),
        # Either flag is heard.
        ({"sameAddress": True, "withdrawTag": False}, True),
        ({"sameAddress": False, "withdrawTag": True}, True),
        ({"sameAddress": ..., "withdrawTag": True}, True),
        ({"sameAddress": True, "withdrawTag": None}, True),
        ({"sameAddress": None, "withdrawTag": True, "memoRegex": ...}, True),
        ({"sameAddress": False, "withdrawTag": None, "memoRegex": ...}, False),
        # Without flags, as in 2021, only an empty pattern says that there are no memos.
        ({"sameAddress": ...}, False),
        ({"sameAddress": ..., "memoRegex": "^[0-9]+$"}, None),
        ({"sameAddress": ..., "memoRegex": ...}, None),
        ({"sameAddress": None, "withdrawTag": None, "memoRegex": None}, None),
    ],
)
def test_each_flag_of_the_venue_says_whether_a_memo_is_needed(flags, needed) -> None:
    network = read_one(**flags)

    assert network.memo_required is needed
    assert network.has_memo is (needed is not False)
    # The fields that the flags pass through are left as they must be.
    assert (network.withdrawal_fee_maximum, type(network.memo_pattern)) == (None, str)


def test_a_flag_of_one_network_does_not_silence_the_flag_of_another() -> None:
    """Some networks have withdrawTag already, others still sameAddress."""
    newer = {**BITCOIN, "network": "XRP", "withdrawTag": False}
    [coin] = assets(json.dumps([{**BTC, "networkList": [BEP2, newer, BITCOIN]}]).encode())

    assert [each.memo_required for each in coin.networks] == [True, False, False]


def test_without_any_fact_about_memos_a_withdrawal_needs_one_or_none_on_purpose(ask: Ask) -> None:
    bare = {name: value for name, value in BITCOIN.items() if name not in ("sameAddress", "memoRegex")}
    silent = {"GET /sapi/v1/capital/config/getall": [{**BTC, "networkList": [bare]}]}
    for memo in (None, NO_MEMO):
        found, _ = asked(ask, check(memo=memo), **silent)
        assert (found.verdict, failing(found)) == (Verdict.UNCERTAIN, [("memo", Result.UNKNOWN)])
    server = Venue(silent)
    with pytest.raises(WithdrawalBlocked, match="does not say whether the network has memos: give one, or memo=NO_"):
        ask(server, send())
    assert server.count(APPLY) == 0

    ask(server, send(memo=NO_MEMO))
    assert server.count(APPLY) == 1


@pytest.mark.parametrize(
    ("name", "words"), [("withdrawMax", "what the maximum is"), ("withdrawIntegerMultiple", "a multiple of")]
)
def test_a_limit_that_is_null_is_not_known_and_not_clear(ask: Ask, name: str, words: str) -> None:
    # Another null beside it, which is passed over, makes it no less null.
    network = {**BITCOIN, name: None, "specialTips": None}
    found, _ = asked(ask, check(), **{"GET /sapi/v1/capital/config/getall": [{**BTC, "networkList": [network]}]})

    assert found.verdict is Verdict.UNCERTAIN
    (reason,) = found.reasons
    assert (reason.result, "the venue does not say" in reason.words, words in reason.words) == (
        Result.UNKNOWN,
        True,
        True,
    )


def snapshot(**data: Any) -> dict[str, Any]:
    return {"code": 200, "msg": "", "snapshotVos": [{"data": data, "type": "spot", "updateTime": 1576281599000}]}


NUMBERS = ["withdrawFee", "withdrawMin", "withdrawMax", "withdrawIntegerMultiple"]


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999"])
@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_of_a_network_that_is_none_is_unreadable_and_its_place_is_named(
    ask: Ask, name: str, number: str
) -> None:
    coins = [{**BTC, "networkList": [BEP2]}, {**BTC, "networkList": [BEP2, {**BITCOIN, name: number}]}]
    with pytest.raises(UnreadableResponse, match=re.escape(f", got {number}")) as raised:
        asked(ask, lambda venue: venue.wallet.assets(), **{"GET /sapi/v1/capital/config/getall": coins})

    assert raised.value.path == f"$[1].networkList[1].{name}"


def test_a_fee_below_zero_is_unreadable(ask: Ask) -> None:
    coins = [{**BTC, "networkList": [BEP2, {**BITCOIN, "withdrawFee": "-0.0005"}]}]
    with pytest.raises(UnreadableResponse, match=r"not below zero, got -0\.0005") as raised:
        asked(ask, lambda venue: venue.wallet.assets(), **{"GET /sapi/v1/capital/config/getall": coins})

    assert raised.value.path == "$[0].networkList[1].withdrawFee"
    assert read_one(withdrawFee="-0").withdrawal_fee == 0


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+999999"])
@pytest.mark.parametrize(
    ("label", "answer", "do", "path"),
    [
        (
            "GET /api/v3/account",
            lambda number: {**ACCOUNT, "balances": [{"asset": "BTC", "free": number, "locked": "0"}]},
            lambda venue: venue.wallet.balances(),
            "$.balances[0]",
        ),
        (
            "POST /sapi/v1/asset/get-funding-asset",
            lambda number: [{"asset": "BTC", "free": number, "locked": "0"}],
            lambda venue: venue.wallet.balances("funding"),
            "$[0]",
        ),
        (
            "GET /sapi/v1/capital/withdraw/history",
            lambda number: [WITHDRAWN[0], {**WITHDRAWN[1], "amount": number}],
            lambda venue: venue.wallet.withdrawals(),
            "$[1]",
        ),
        (
            "GET /sapi/v1/capital/deposit/hisrec",
            lambda number: [{**DEPOSITED[0], "amount": number}],
            lambda venue: venue.wallet.deposits(),
            "$[0]",
        ),
        (
            "GET /sapi/v1/capital/withdraw/quota",
            lambda number: {"wdQuota": number, "usedWdQuota": "0"},
            lambda venue: venue.wallet.withdrawal_quota(),
            "",  # The answer itself: its field is named all the same.
        ),
        (
            "GET /sapi/v1/accountSnapshot",
            lambda number: snapshot(balances=[{"asset": "BTC", "free": "1", "locked": number}]),
            lambda venue: venue.wallet.account_snapshots(),
            "$.snapshotVos[0].data.balances[0]",
        ),
        (
            "GET /sapi/v1/accountSnapshot",
            lambda number: snapshot(totalAssetOfBtc=number),
            lambda venue: venue.wallet.account_snapshots(),
            "$.snapshotVos[0].data",
        ),
    ],
    ids=["balances", "funding", "withdrawals", "deposits", "quota", "snapshot", "snapshot's sum"],
)
def test_money_that_is_no_number_is_unreadable_and_its_place_is_named(
    ask: Ask, label: str, answer: Any, do: Any, path: str, number: str
) -> None:
    with pytest.raises(UnreadableResponse, match=re.escape(number)) as raised:
        asked(ask, do, **{label: answer(number)})

    assert raised.value.path == path


def test_a_price_that_is_no_number_values_nothing(ask: Ask) -> None:
    found, _ = asked(ask, check(), **{PRICE: lambda params: {"symbol": params["symbol"], "price": "NaN"}})

    assert failing(found) == [("withdrawn in 24 hours", Result.UNKNOWN)]


@pytest.mark.parametrize(
    ("label", "answer", "do"),
    [
        ("POST /sapi/v1/capital/withdraw/apply", {"id": ""}, lambda venue: venue.wallet.withdraw(**SEND)),
        (
            "POST /sapi/v1/asset/transfer",
            {"tranId": ""},
            lambda venue: venue.wallet.transfer(asset="USDT", amount="1", source="spot", target="funding"),
        ),
        (
            "POST /sapi/v1/asset/dust",
            {**DUST, "transferResult": [{**DUST["transferResult"][0], "tranId": ""}]},  # type: ignore[index]
            lambda venue: venue.wallet.convert_dust(assets=["ETH"]),
        ),
        (
            "POST /sapi/v1/asset/dust",
            {**DUST, "transferResult": [{**DUST["transferResult"][0], "tranId": None}]},  # type: ignore[index]
            lambda venue: venue.wallet.convert_dust(assets=["ETH"]),
        ),
    ],
    ids=["withdraw", "transfer", "convert_dust", "convert_dust without"],
)
def test_an_act_whose_answer_has_no_id_may_have_been_done(ask: Ask, label: str, answer: Any, do: Any) -> None:
    server = Venue({label: answer})
    with pytest.raises(OutcomeUnknown, match="the answer cannot be read"):
        ask(server, do, retries=3)

    assert server.count(label) == 1


def test_what_an_account_was_told_is_not_handed_in_at_another_of_the_same_venue() -> None:
    first, second = Venue({}), Venue({})
    checked = BLOCKING(first, check())
    assert checked.verdict is Verdict.CLEAR
    with pytest.raises(WithdrawalBlocked, match="another account"):
        BLOCKING(second, send(checked=checked), api_key="o" * 64)
    assert second.asked == []

    BLOCKING(first, send(checked=checked))  # Opened anew, with the same key.
    assert first.count(APPLY) == 1


@pytest.mark.parametrize(
    ("told", "tips"),
    [
        ({"specialTips": "a"}, "a"),
        ({"specialTips": "a", "specialWithdrawTips": ""}, "a"),
        ({"specialTips": "", "specialWithdrawTips": "b"}, "b"),
        ({"specialTips": "a", "specialWithdrawTips": "b"}, "a b"),
        ({"specialTips": "a", "specialWithdrawTips": "a"}, "a"),
        ({"specialTips": ..., "specialWithdrawTips": "b"}, "b"),
        ({"specialTips": ...}, ""),
    ],
)
def test_both_kinds_of_tips_are_told_once(told, tips) -> None:
    network = read_one(**told)

    assert (network.tips, network.network) == (tips, "BTC")


def test_a_maximum_of_zero_is_none_as_old_answers_have_it() -> None:
    assert read_one(withdrawMax="0").withdrawal_maximum == D("Infinity")


def test_what_came_to_networks_later_is_read() -> None:
    network = read_one(
        depositDust="0.01", busy=True, contractAddress="0xc748", estimatedArrivalTime=1, denomination=1000000
    )

    assert (network.deposit_minimum, network.busy, network.contract_address) == (D("0.01"), True, "0xc748")


@pytest.mark.parametrize(
    ("venue_network", "network"),
    [
        ("BNB", "BEACON"),
        ("AVAX", "AVAXX"),
        ("AVAXC", "AVAXC"),
        ("MATIC", "POLYGON"),
        ("ARBITRUM", "ARBITRUM"),
        ("FIAT_MONEY", None),
    ],
)
def test_a_network_has_its_neutral_name_or_none(venue_network, network) -> None:
    assert read_one(network=venue_network).network == network


@pytest.mark.parametrize("field", ["network", "coin", "withdrawEnable", "withdrawFee", "withdrawMin", "withdrawMax"])
def test_a_network_without_what_is_needed_is_unreadable_and_the_place_is_named(ask: Ask, field: str) -> None:
    network = {name: value for name, value in BITCOIN.items() if name != field}
    with pytest.raises(UnreadableResponse) as raised:
        asked(
            ask,
            lambda venue: venue.wallet.assets(),
            **{"GET /sapi/v1/capital/config/getall": [{**BTC, "networkList": [BEP2, network]}]},
        )

    assert field in str(raised.value)
    assert raised.value.path == "$[0].networkList[1]"


def test_a_deposit_address_is_asked_for_by_the_venue_s_name_of_the_network(ask: Ask) -> None:
    answer = {"address": BNB_ADDRESS, "coin": "BTC", "tag": "101764890", "url": ""}
    found, requests = asked(
        ask,
        lambda venue: venue.wallet.deposit_address("BTC", network="bep2"),
        **{"GET /sapi/v1/capital/deposit/address": answer},
    )

    assert requests[-1] == ("GET /sapi/v1/capital/deposit/address", {"coin": "BTC", "network": "BNB"})
    assert (found.asset, found.network, found.address, found.memo) == ("BTC", "BEACON", BNB_ADDRESS, "101764890")


def test_an_empty_memo_of_a_deposit_address_is_none(ask: Ask) -> None:
    found, _ = asked(ask, lambda venue: venue.wallet.deposit_address("BTC", network="BTC"))

    assert (found.address, found.memo, found.network) == (ADDRESS, None, "BTC")
    assert found.raw["tag"] == ""


def test_deposits_of_both_generations(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.deposits())

    assert requests == [("GET /sapi/v1/capital/deposit/hisrec", {"limit": "1000"})]
    gold, coin = found
    assert gold.id == gold.transaction_id == DEPOSITED[0]["txId"]
    assert (gold.asset, gold.amount, gold.network, gold.memo) == ("PAXG", D("0.00999800"), "ETH", None)
    assert (gold.status, gold.confirmations, gold.required_confirmations) == (DepositStatus.SUCCESS, 12, 12)
    assert gold.time == day("2020-09-09 03:26:37")
    assert not gold.internal
    assert (coin.id, coin.memo, coin.status) == ("769800519366885376", "101764890", DepositStatus.CREDITED)
    assert coin.internal


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (0, DepositStatus.PENDING),
        (1, DepositStatus.SUCCESS),
        (2, DepositStatus.REJECTED),
        (6, DepositStatus.CREDITED),
        (7, DepositStatus.WRONG),
        (8, DepositStatus.AWAITING_CONFIRMATION),
    ],
)
def test_the_states_of_deposits(code, status) -> None:
    [found] = wallet_module.deposits(json.dumps([{**DEPOSITED[0], "status": code}]).encode())

    assert found.status is status


def test_withdrawals_with_times_in_utc(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.withdrawals("USDT"))

    assert requests == [("GET /sapi/v1/capital/withdraw/history", {"coin": "USDT", "limit": "1000"})]
    tether, bitcoin = found
    assert (tether.id, tether.client_id) == ("b6ae22b3aa844210a7041aee7589627c", "WITHDRAWtest123")
    assert (tether.amount, tether.fee, tether.network) == (D("8.91000000"), D("0.004"), "ETH")
    assert tether.applied == datetime(2019, 10, 12, 11, 12, 2, tzinfo=UTC)
    assert tether.completed == datetime(2023, 3, 23, 16, 52, 41, tzinfo=UTC)
    assert (tether.wallet, tether.internal, tether.status) == (WalletKind.FUNDING, False, WithdrawalStatus.COMPLETED)
    assert tether.note == "The address is not valid. Please confirm with the recipient"
    assert (bitcoin.client_id, bitcoin.wallet, bitcoin.completed, bitcoin.note) == (None, None, None, "")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (0, WithdrawalStatus.EMAIL_SENT),
        (1, WithdrawalStatus.CANCELED),
        (2, WithdrawalStatus.AWAITING_APPROVAL),
        (3, WithdrawalStatus.REJECTED),
        (4, WithdrawalStatus.PROCESSING),
        (5, WithdrawalStatus.FAILED),
        (6, WithdrawalStatus.COMPLETED),
    ],
)
def test_the_states_of_withdrawals_are_those_of_the_references_not_of_the_guide(code, status) -> None:
    [found] = wallet_module.withdrawals(json.dumps([{**WITHDRAWN[0], "status": code}]).encode())

    assert found.status is status


def test_a_state_that_nobody_documents_is_unreadable(ask: Ask) -> None:
    for label, payload, operation in (
        ("GET /sapi/v1/capital/withdraw/history", WITHDRAWN[0], "withdrawals"),
        ("GET /sapi/v1/capital/deposit/hisrec", DEPOSITED[0], "deposits"),
    ):
        with pytest.raises(UnreadableResponse) as raised:
            asked(
                ask,
                lambda venue, name=operation: getattr(venue.wallet, name)(),
                **{label: [{**payload, "status": 9}]},
            )
        assert raised.value.path == "$[0].status"


def test_an_old_withdrawal_without_a_network_reads(ask: Ask) -> None:
    old = {name: value for name, value in WITHDRAWN[1].items() if name not in ("network", "confirmNo", "info")}
    found, _ = asked(
        ask,
        lambda venue: venue.wallet.withdrawals(),
        **{"GET /sapi/v1/capital/withdraw/history": [{**old, "transferType": 1, "txId": ""}]},
    )

    assert (found[0].network, found[0].venue_network, found[0].internal) == (None, "", True)
    assert found[0].transaction_id is None


def test_amounts_and_times_as_json_numbers_are_exact_too() -> None:
    wire = b'[{"id":"7213","coin":"ETH","amount":0.99,"transactionFee":0.01,"status":4,"applyTime":1508198532000}]'
    [found] = wallet_module.withdrawals(wire)

    assert (found.amount, found.fee) == (D("0.99"), D("0.01"))
    assert found.applied_ms == 1508198532000


def test_what_may_still_be_withdrawn_is_told_in_dollars(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.withdrawal_quota("BTC"))

    assert requests == [("GET /sapi/v1/capital/withdraw/quota", {})]
    assert (found.unit, found.limit, found.used, found.remaining) == ("USD", D("10000"), D("1000"), D("9000"))


def test_what_the_key_may_do(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.key_permissions())

    assert requests == [("GET /sapi/v1/account/apiRestrictions", {})]
    assert (found.read, found.trade, found.withdraw, found.transfer) == (True, False, True, True)
    assert found.ip_restricted is True
    assert found.created == day("2021-06-16 10:44:31")
    assert found.trading_expires == day("2021-08-15")


def test_flags_written_as_words_are_flags() -> None:
    said = {**PERMISSIONS, "ipRestrict": "true", "enableWithdrawals": "false", "enableSpotAndMarginTrading": "true"}
    found = wallet_module.key_permissions(json.dumps(said).encode())
    assert (found.ip_restricted, found.withdraw, found.trade) == (True, False, True)

    with pytest.raises(msgspec.ValidationError):
        wallet_module.key_permissions(json.dumps({**PERMISSIONS, "ipRestrict": "perhaps"}).encode())


def test_what_the_venue_does_not_say_of_the_key_is_not_known() -> None:
    found = wallet_module.key_permissions(b'{"ipRestrict":false,"enableWithdrawals":false,"enableReading":true}')

    assert (found.trade, found.transfer, found.created, found.trading_expires) == (None, None, None, None)


@pytest.mark.parametrize(("word", "normal"), [("Normal", True), ("Locked", None)])
def test_of_the_words_for_an_account_only_one_is_documented(ask: Ask, word: str, normal: bool | None) -> None:
    found, _ = asked(
        ask, lambda venue: venue.wallet.account_status(), **{"GET /sapi/v1/account/status": {"data": word}}
    )

    assert (found.normal, found.message) == (normal, word)


def test_a_planned_recovery_at_zero_is_none(ask: Ask) -> None:
    found, _ = asked(ask, lambda venue: venue.wallet.api_trading_status())

    assert (found.locked, found.recovers) == (False, None)
    assert found.indicators == (("GCR", None, D(150)), ("IFER", None, D(150)), ("UFR", None, D(300)))


def test_a_lock_with_its_indicators(ask: Ask) -> None:
    locked = {
        "data": {
            "isLocked": True,
            "plannedRecoverTime": 1547630471725,
            "indicators": {"BTCUSDT": [{"i": "UFR", "c": 20, "v": 0.05, "t": 0.995}]},
        }
    }
    found, _ = asked(
        ask, lambda venue: venue.wallet.api_trading_status(), **{"GET /sapi/v1/account/apiTradingStatus": locked}
    )

    assert found.locked
    assert found.recovers_ms == 1547630471725
    assert found.indicators == (("BTCUSDT UFR", D("0.05"), D("0.995")),)


def test_transfers_between_two_wallets(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.transfers(source="spot", target="usd_futures"))

    assert requests == [
        ("GET /sapi/v1/asset/transfer", {"type": "MAIN_UMFUTURE", "current": "1", "size": "100"}),
    ]
    assert [(each.id, each.amount, each.status) for each in found] == [
        ("11415955596", D("1"), TransferStatus.CONFIRMED),
        ("11366865406", D("2"), TransferStatus.CONFIRMED),
    ]
    assert (found[0].source, found[0].target) == (WalletKind.SPOT, WalletKind.USD_FUTURES)


def test_no_transfers_at_all_is_an_answer_without_rows(ask: Ask) -> None:
    found, _ = asked(
        ask,
        lambda venue: venue.wallet.transfers(source="spot", target="funding"),
        **{"GET /sapi/v1/asset/transfer": {"total": 0}},
    )

    assert list(found) == []


def test_transfers_are_paged_by_number(ask: Ask) -> None:
    def rows(params: Mapping[str, str]) -> Any:
        first = (int(params["current"]) - 1) * int(params["size"])
        sample = ANSWERS["GET /sapi/v1/asset/transfer"]["rows"][0]
        numbers = range(first, min(first + int(params["size"]), 250))
        return {"total": 250, "rows": [{**sample, "tranId": number} for number in numbers]}

    since, until = day("2024-03-01"), day("2024-04-01")
    found, requests = asked(
        ask,
        lambda venue: venue.wallet.transfers(source="spot", target="funding", since=since, until=until),
        **{"GET /sapi/v1/asset/transfer": rows},
    )

    assert [each.id for each in found] == [str(number) for number in range(250)]
    assert [params["current"] for _, params in requests] == ["1", "2", "3"]
    assert {(params["startTime"], params["endTime"]) for _, params in requests} == {
        ("1709251200000", "1711929600000")
    }


def test_small_balances_that_were_converted(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.dust_conversions(since=day("2021-03-01")))

    assert requests == [("GET /sapi/v1/asset/dribblet", {"startTime": "1614556800000"})]
    assert [(each.id, each.asset, each.amount, each.received, each.fee, each.target) for each in found] == [
        ("4359321", "USDT", D("0.0009"), D("0.000441"), D("0.000009"), "BNB"),
        ("4359321", "ETH", D("0.0009"), D("0.00088156"), D("0.00001799"), "BNB"),
    ]


DRIBBLETS = "GET /sapi/v1/asset/dribblet"


def dribblets(times: Iterable[int], most: int, *, total: int | None = None) -> Callable[[Mapping[str, str]], Any]:
    """Gives the last of a span, `most` at a time, and counts all of it; or counts `total` whatever was asked for."""
    [sample] = ANSWERS[DRIBBLETS]["userAssetDribblets"]
    details = sample["userAssetDribbletDetails"]
    kept = [
        {
            **sample,
            "operateTime": time,
            "transId": number,
            "userAssetDribbletDetails": [{**each, "transId": number, "operateTime": time} for each in details],
        }
        for number, time in enumerate(times)
    ]

    def answer(params: Mapping[str, str]) -> Any:
        start, end = int(params.get("startTime", 0)), int(params.get("endTime", NOW_MS))
        within = sorted((each for each in kept if start <= each["operateTime"] <= end), key=_operated)
        return {"total": len(within) if total is None else total, "userAssetDribblets": within[-most:]}

    return answer


def _operated(dribblet: Mapping[str, Any]) -> tuple[int, int]:
    return dribblet["operateTime"], dribblet["transId"]


def converted_ids(listing: Listing[Any]) -> list[int]:
    """Of each conversion its id, once for its two details."""
    counted = Counter(int(each.id) for each in listing)
    assert set(counted.values()) <= {2}
    return sorted(counted)


def test_conversions_before_the_last_100_are_asked_for_by_time(ask: Ask) -> None:
    times = range(NOW_MS - 249 * DAY_MS, NOW_MS + 1, DAY_MS)
    found, requests = asked(ask, lambda venue: venue.wallet.dust_conversions(), **{DRIBBLETS: dribblets(times, 100)})

    assert converted_ids(found) == list(range(250))
    assert [params for _, params in requests] == [
        {},
        {"endTime": str(NOW_MS - 99 * DAY_MS)},
        {"endTime": str(NOW_MS - 198 * DAY_MS)},
    ]


@given(st.lists(st.integers(0, 30), max_size=20), st.integers(0, 30), st.integers(0, 30), st.booleans())
@settings(deadline=None, max_examples=50)
def test_every_conversion_of_a_span_is_found_once_also_where_several_share_their_time(
    minutes: list[int], one: int, other: int, all_counted: bool
) -> None:
    times = [NOW_MS - DAY_MS + each * MINUTE_MS for each in minutes]
    first, last = sorted((one, other))
    since, until = (NOW_MS - DAY_MS + each * MINUTE_MS for each in (first, last))
    # As many as ever share a time, and one more: a page must reach beyond it.
    most = max(Counter(times).values(), default=0) + 1
    within = [number for number, time in enumerate(times) if since <= time <= until]
    answer = dribblets(times, most, total=len(within) if all_counted else None)
    found, _ = asked(
        BLOCKING,
        lambda venue: venue.wallet.dust_conversions(since=moment(since), until=moment(until)),
        **{DRIBBLETS: answer},
    )

    assert converted_ids(found) == within


@pytest.mark.parametrize("times", [[NOW_MS] * 5, [NOW_MS, NOW_MS - 1, NOW_MS - 2]])
def test_a_history_of_conversions_that_is_not_complete_says_so(ask: Ask, times: list[int]) -> None:
    # More at one moment than an answer holds; more counted than the venue keeps.
    answer = dribblets(times, 3, total=5)
    with pytest.warns(RuntimeWarning, match="binance counts 5 conversions of small balances and gave 3 of them"):
        found, requests = asked(ask, lambda venue: venue.wallet.dust_conversions(), **{DRIBBLETS: answer})

    assert len(converted_ids(found)) == 3
    assert len(requests) == 2


def test_distributions(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.distributions("BHFT"))

    assert requests == [("GET /sapi/v1/asset/assetDividend", {"asset": "BHFT", "limit": "500"})]
    [one] = found
    assert (one.id, one.amount, one.description) == ("1637366104", D("10.00000000"), "BHFT distribution")
    assert (one.transaction_id, one.time) == ("2968885920", day("2019-07-15 11:12:46"))


def test_snapshots_of_the_spot_wallet(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.account_snapshots())

    assert requests == [("GET /sapi/v1/accountSnapshot", {"type": "SPOT", "limit": "30"})]
    [one] = found
    assert one.balances == (Balance("BTC", D("0.09905021"), D("0.00000000")),)
    assert (one.total_in_btc, one.time) == (D("0.09942700"), day("2019-12-13 23:59:59"))


@pytest.mark.parametrize(
    ("wallet", "kind", "told", "balances"),
    [
        (
            "margin",
            "MARGIN",
            {
                "marginLevel": "2748.02909813",
                "totalAssetOfBtc": "0.00274803",
                "userAssets": [
                    {
                        "asset": "XRP",
                        "borrowed": "0.00000000",
                        "free": "1.00000000",
                        "interest": "0.00000000",
                        "locked": "0.00000000",
                        "netAsset": "1.00000000",
                    }
                ],
            },
            (Balance("XRP", D("1.00000000"), D("0.00000000")),),
        ),
        (
            "usd_futures",
            "FUTURES",
            {
                "assets": [{"asset": "USDT", "marginBalance": "118.99782335", "walletBalance": "120.23811389"}],
                "position": [],
            },
            (Balance("USDT", D("120.23811389"), D(0)),),
        ),
    ],
)
def test_snapshots_of_other_wallets(ask: Ask, wallet, kind, told, balances) -> None:
    answer = {"code": 200, "msg": "", "snapshotVos": [{"data": told, "type": wallet, "updateTime": 1576281599000}]}
    found, requests = asked(
        ask, lambda venue: venue.wallet.account_snapshots(wallet), **{"GET /sapi/v1/accountSnapshot": answer}
    )

    assert requests[0][1]["type"] == kind
    assert found[0].balances == balances


def test_a_snapshot_that_is_refused_in_a_successful_answer_is_refused(ask: Ask) -> None:
    answer = {"code": -1003, "msg": "Too many requests.", "snapshotVos": None}
    with pytest.raises(RateLimited) as raised:
        asked(ask, lambda venue: venue.wallet.account_snapshots(), **{"GET /sapi/v1/accountSnapshot": {**answer}})
    assert raised.value.code == -1003

    with pytest.raises(Refused) as other:
        asked(
            ask,
            lambda venue: venue.wallet.account_snapshots(),
            **{"GET /sapi/v1/accountSnapshot": {"msg": "not now", "code": 500}},
        )
    assert (other.value.code, other.value.venue_message) == (500, "not now")


def test_wallets_of_which_no_snapshots_are_taken(ask: Ask) -> None:
    with pytest.raises(NotOffered, match="none of the funding wallet"):
        asked(ask, lambda venue: venue.wallet.account_snapshots("funding"))


def test_everything_of_the_port_is_offered_but_one() -> None:
    offers = {name: BinanceWallet.offers(name) for name in BinanceWallet.operations()}

    assert [name for name, offered in offers.items() if offered is not True] == ["cancel_withdrawal"]
    assert offers["cancel_withdrawal"] is False


def test_a_withdrawal_cannot_be_cancelled_here(ask: Ask) -> None:
    with pytest.raises(NotOffered, match="no request that stops a withdrawal"):
        asked(ask, lambda venue: venue.wallet.cancel_withdrawal(withdrawal_id="7213"))


# ------------------------------------------------------------------------------------------------ one withdrawal

HISTORY = "GET /sapi/v1/capital/withdraw/history"


def test_a_withdrawal_is_found_by_our_id(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.withdrawal(client_id="WITHDRAWtest123"))

    assert requests == [(HISTORY, {"withdrawOrderId": "WITHDRAWtest123"})]
    assert found.id == "b6ae22b3aa844210a7041aee7589627c"


def test_a_withdrawal_is_found_by_the_venue_s_id(ask: Ask) -> None:
    found, requests = asked(
        ask, lambda venue: venue.wallet.withdrawal(withdrawal_id="156ec387f49b41df8724fa744fa82719")
    )

    assert requests == [(HISTORY, {"idList": "156ec387f49b41df8724fa744fa82719"})]
    assert found.asset == "BTC"


def test_a_withdrawal_that_the_answer_does_not_hold_is_not_found(ask: Ask) -> None:
    # Also where the venue ignores what it was asked for.
    assert asked(ask, lambda venue: venue.wallet.withdrawal(client_id="another"))[0] is None
    assert asked(ask, lambda venue: venue.wallet.withdrawal(withdrawal_id="another"))[0] is None


@pytest.mark.parametrize(("which", "days"), [("client_id", 7), ("withdrawal_id", 90)])
def test_around_a_time_the_longest_span_is_searched(ask: Ask, which: str, days: int) -> None:
    around = moment(NOW_MS) - timedelta(days=400)
    _, [(_, params)] = asked(ask, lambda venue: venue.wallet.withdrawal(**{which: "x"}, around=around))

    start, end = int(params["startTime"]), int(params["endTime"])
    assert end - start == days * DAY_MS - 2 * MINUTE_MS
    assert (start + end) // 2 == NOW_MS - 400 * DAY_MS


def test_around_now_the_span_has_no_end_in_the_future(ask: Ask) -> None:
    _, [(_, params)] = asked(ask, lambda venue: venue.wallet.withdrawal(client_id="x", around=moment(NOW_MS)))

    assert "endTime" not in params
    assert NOW_MS - int(params["startTime"]) < 7 * DAY_MS / 2


@pytest.mark.parametrize("which", [{}, {"withdrawal_id": "a", "client_id": "b"}, {"client_id": ""}])
def test_a_withdrawal_is_looked_up_by_exactly_one_id(ask: Ask, which) -> None:
    with pytest.raises(BadRequest):
        asked(ask, lambda venue: venue.wallet.withdrawal(**which))


# ------------------------------------------------------------------------------------------------ histories

PAGE_HERE = 3


class Ledger:
    """A history as Binance keeps one: newest first, a span of less than so many days, by offset or by time."""

    def __init__(
        self, times: Iterable[int], days: int, ends: str, row: Callable[[int, int], Any], answer: Any
    ) -> None:
        self.records = [row(number, time) for number, time in enumerate(times)]
        self.times = dict(enumerate(times))
        self.days, self.ends, self.answer = days, ends, answer
        self.spans: list[tuple[int, int, int]] = []

    def __call__(self, params: Mapping[str, str]) -> Any:
        end = int(params.get("endTime", NOW_MS))
        start = int(params.get("startTime", NOW_MS - self.days * DAY_MS + 1))
        if end - start >= self.days * DAY_MS or end < start:
            return 400, {"code": -1127, "msg": "More than %s hours between startTime and endTime."}
        self.spans.append((start, end, int(params.get("offset", 0))))
        first, last = start + (self.ends[0] == "("), end - (self.ends[1] == ")")
        within = [number for number, time in self.times.items() if first <= time <= last]
        within.sort(key=lambda number: (-self.times[number], number))
        offset = int(params.get("offset", 0))
        return self.answer([self.records[number] for number in within[offset : offset + int(params["limit"])]])


def withdrawal_row(number: int, time: int) -> Any:
    applied = moment(time).strftime("%Y-%m-%d %H:%M:%S")
    return {**WITHDRAWN[1], "id": f"w{number}", "applyTime": applied}


def deposit_row(number: int, time: int) -> Any:
    return {**DEPOSITED[0], "txId": f"0x{number}", "insertTime": time}


def dividend_row(number: int, time: int) -> Any:
    return {"id": number, "amount": "1", "asset": "BHFT", "divTime": time, "enInfo": "", "tranId": 1}


BLOCKING = Ask("blocking")
YEAR_MS = 365 * DAY_MS
EDGES = [NOW_MS - count * (90 * DAY_MS - 1) + nudge for count in range(5) for nudge in (-1, 0, 1, MINUTE_MS)]
moments = st.lists(
    st.one_of(
        st.integers(NOW_MS - YEAR_MS, NOW_MS),
        st.sampled_from([each for each in EDGES if NOW_MS - YEAR_MS <= each <= NOW_MS]),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(moments, st.sampled_from(["[]", "[)", "(]"]), st.sampled_from(["withdrawals", "deposits"]), st.booleans())
def test_a_year_of_history_comes_whole_and_once_in_spans_that_the_venue_takes(times, ends, kind, open_end) -> None:
    row = withdrawal_row if kind == "withdrawals" else deposit_row
    ledger = Ledger(times, 90, ends, row, lambda rows: rows)
    path = "withdraw/history" if kind == "withdrawals" else "deposit/hisrec"
    until = None if open_end else moment(NOW_MS - HOUR_MS)
    since = moment(NOW_MS - YEAR_MS)

    with mock.patch.object(wallet_module, "PAGE", PAGE_HERE):
        found = BLOCKING(
            Venue({f"GET /sapi/v1/capital/{path}": ledger}),
            lambda venue: getattr(venue.wallet, kind)(since=since, until=until),
        )

    got = Counter(int(re.sub(r"\D+", "", each.id.removeprefix("0x"))) for each in found)
    assert all(count == 1 for count in got.values())
    last = NOW_MS if until is None else NOW_MS - HOUR_MS
    inside = {number for number, time in ledger.times.items() if NOW_MS - YEAR_MS < time < last}
    on_the_outer_edge = {number for number, time in ledger.times.items() if time in (NOW_MS - YEAR_MS, last)}
    assert inside <= set(got) <= inside | on_the_outer_edge
    # Five spans make a year, newest first; each takes its records by the page and one look for more.
    spans = list(dict.fromkeys((start, end) for start, end, _ in ledger.spans))
    assert len(spans) == 5
    assert spans == sorted(spans, reverse=True)
    assert spans[-1][0] == NOW_MS - YEAR_MS
    assert len(ledger.spans) <= 5 + (len(times) + 4 * 2) // PAGE_HERE + 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(NOW_MS - YEAR_MS, NOW_MS) | st.sampled_from(EDGES), max_size=40, unique=True),
    st.lists(st.integers(0, 39), max_size=10, unique=True),
)
def test_a_year_of_distributions_comes_whole_and_once_though_they_have_no_offset(times, twins) -> None:
    times = [time for time in times if NOW_MS - YEAR_MS <= time <= NOW_MS]
    times += [times[index] for index in twins if index < len(times)]
    ledger = Ledger(times, 180, "[]", dividend_row, lambda rows: {"rows": rows, "total": len(rows)})

    with mock.patch.object(wallet_module, "DISTRIBUTION_PAGE", PAGE_HERE):
        found = BLOCKING(
            Venue({"GET /sapi/v1/asset/assetDividend": ledger}),
            lambda venue: venue.wallet.distributions(since=moment(NOW_MS - YEAR_MS)),
        )

    assert Counter(int(each.id) for each in found) == Counter(range(len(times)))


def test_more_distributions_in_a_millisecond_than_an_answer_holds_are_not_lost_in_silence(ask: Ask) -> None:
    ledger = Ledger([NOW_MS - 5] * 7, 180, "[]", dividend_row, lambda rows: {"rows": rows})

    with (
        mock.patch.object(wallet_module, "DISTRIBUTION_PAGE", PAGE_HERE),
        pytest.raises(UnreadableResponse, match="share a millisecond"),
    ):
        asked(ask, lambda venue: venue.wallet.distributions(), **{"GET /sapi/v1/asset/assetDividend": ledger})


def test_two_deposits_that_look_alike_are_two(ask: Ask) -> None:
    twice = [DEPOSITED[0], DEPOSITED[0]]
    found, _ = asked(ask, lambda venue: venue.wallet.deposits(), **{"GET /sapi/v1/capital/deposit/hisrec": twice})

    assert len(found) == 2


def test_one_that_moves_to_the_next_page_while_reading_comes_once(ask: Ask) -> None:
    # A new one pushes the others down between two pages.
    pages = [[3, 2, 1], [1, 0]]

    def told(params: Mapping[str, str]) -> Any:
        return [withdrawal_row(number, NOW_MS) for number in pages[int(params.get("offset", 0)) // PAGE_HERE]]

    with mock.patch.object(wallet_module, "PAGE", PAGE_HERE):
        found, requests = asked(ask, lambda venue: venue.wallet.withdrawals(), **{HISTORY: told})

    assert [each.id for each in found] == ["w3", "w2", "w1", "w0"]
    assert [params.get("offset") for _, params in requests] == [None, "3"]


def test_a_history_asks_for_nothing_before_it_is_read_and_for_no_more_than_is_wanted(ask: Ask) -> None:
    ledger = Ledger([NOW_MS - number * DAY_MS for number in range(300)], 90, "[]", withdrawal_row, lambda rows: rows)
    server = Venue({HISTORY: ledger})

    def first_of(venue: Any) -> Any:
        history = venue.wallet.withdrawals(since=moment(NOW_MS - 300 * DAY_MS), limit=2)
        assert server.asked == []
        return history

    found = ask(server, first_of)

    assert [each.id for each in found] == ["w0", "w1"]
    assert server.count(HISTORY) == 1


def test_snapshots_of_a_season_take_a_request_a_month(ask: Ask) -> None:
    def told(params: Mapping[str, str]) -> Any:
        start, end = int(params["startTime"]), int(params.get("endTime", NOW_MS))
        assert end - start < 30 * DAY_MS
        days = [time for time in range(NOW_MS - 100 * DAY_MS, NOW_MS, DAY_MS) if start <= time <= end]
        vos = [{"data": {"balances": []}, "type": "spot", "updateTime": time} for time in days]
        return {"code": 200, "msg": "", "snapshotVos": vos}

    found, requests = asked(
        ask,
        lambda venue: venue.wallet.account_snapshots(since=moment(NOW_MS - 90 * DAY_MS)),
        **{"GET /sapi/v1/accountSnapshot": told},
    )

    assert sorted(each.timestamp_ms for each in found) == list(range(NOW_MS - 90 * DAY_MS, NOW_MS, DAY_MS))
    assert len(requests) == 4


@given(
    st.integers(0, 3 * YEAR_MS),
    st.one_of(st.none(), st.integers(0, 3 * YEAR_MS)),
    st.sampled_from([7, 30, 90, 180]),
)
def test_windows_touch_and_are_shorter_than_the_venue_allows(age: int, end_age: int | None, days: int) -> None:
    since = NOW_MS - age
    until = None if end_age is None else NOW_MS - min(age, end_age)
    spans = list(windows(since, until, NOW_MS, days))

    # The venue's clock may be a minute ahead of ours.
    closed = [(start, NOW_MS + MINUTE_MS if end is None else end) for start, end in spans]
    assert all(start is not None and 0 <= end - start < days * DAY_MS for start, end in closed)
    assert [end for _, end in spans[1:]] == [start for start, _ in spans[:-1]]
    assert spans[-1][0] == since
    assert spans[0][1] == (None if until is None or until >= NOW_MS else until)


def test_without_a_beginning_there_is_one_window() -> None:
    assert list(windows(None, None, NOW_MS, 90)) == [(None, None)]
    assert list(windows(None, NOW_MS - 5, NOW_MS, 90)) == [(NOW_MS - 5 - 90 * DAY_MS + 1, NOW_MS - 5)]


# ------------------------------------------------------------------------------------------------ withdraw

APPLY = "POST /sapi/v1/capital/withdraw/apply"
SEND: dict[str, Any] = {"asset": "BTC", "amount": D("0.05"), "network": "BTC", "address": ADDRESS}


def send(**changes: Any) -> Callable[[Any], Any]:
    return lambda venue: venue.wallet.withdraw(**{**SEND, "client_id": "WITHDRAWtest123", **changes})


def test_a_withdrawal_leaves_nothing_to_the_venue_s_defaults(ask: Ask) -> None:
    found, requests = asked(ask, send(amount=D("0.05000000")))

    assert requests[-1] == (
        APPLY,
        {
            "coin": "BTC",
            "withdrawOrderId": "WITHDRAWtest123",
            "network": "BTC",
            "address": ADDRESS,
            "amount": "0.05000000",
            "transactionFeeFlag": "false",
            "walletType": "0",
        },
    )
    assert (found.id, found.client_id, found.status) == ("7213fea8e94b4a5593d507237e5a555b", "WITHDRAWtest123", None)
    assert (found.amount, found.network, found.address, found.memo) == (D("0.05"), "BTC", ADDRESS, None)
    assert found.raw == {"id": "7213fea8e94b4a5593d507237e5a555b"}


@pytest.mark.parametrize("amount", ["0.00123400", D("1E+2"), 7])
def test_an_amount_leaves_with_every_digit_and_no_exponent(ask: Ask, amount) -> None:
    _, requests = asked(ask, send(amount=amount))

    assert requests[-1][1]["amount"] == f"{D(amount):f}"


def open_beacon() -> dict[str, Any]:
    return {
        "GET /sapi/v1/capital/config/getall": [{**BTC, "networkList": [{**BEP2, "withdrawEnable": True}, BITCOIN]}]
    }


def test_a_memo_and_the_wallet_leave_under_the_venue_s_names(ask: Ask) -> None:
    _, requests = asked(
        ask, send(network="BEP2", address=BNB_ADDRESS, memo="101764890", wallet="funding"), **open_beacon()
    )

    assert requests[-1][1] == {
        "coin": "BTC",
        "withdrawOrderId": "WITHDRAWtest123",
        "network": "BNB",
        "address": BNB_ADDRESS,
        "addressTag": "101764890",
        "amount": "0.05",
        "transactionFeeFlag": "false",
        "walletType": "1",
    }


def test_an_id_is_minted_where_none_is_given(ask: Ask) -> None:
    found, requests = asked(ask, send(client_id=None))

    assert requests[-1][1]["withdrawOrderId"] == found.client_id
    assert re.fullmatch(r"cv[0-9a-f]{22}", found.client_id)


def test_no_memo_on_purpose_is_taken_where_there_are_memos(ask: Ask) -> None:
    _, requests = asked(ask, send(network="BEACON", address=BNB_ADDRESS, memo=NO_MEMO), **open_beacon())

    assert requests[-1][0] == APPLY
    assert "addressTag" not in requests[-1][1]


NOT_SENT: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"amount": 0.05}, InexactNumber, "float"),
    ({"amount": D(0)}, BadRequest, "above zero"),
    ({"amount": D("-1")}, BadRequest, "above zero"),
    ({"amount": D("NaN")}, BadRequest, "finite"),
    ({"amount": "much"}, BadRequest, "no number"),
    ({"amount": D("0.0009")}, WithdrawalBlocked, "below the minimum"),
    ({"amount": D("751")}, WithdrawalBlocked, "above the maximum 750"),
    ({"amount": D("0.050000001")}, WithdrawalBlocked, "not a multiple of 0.00000001"),
    ({"asset": "NOPE"}, UnknownAsset, "NOPE"),
    ({"asset": ""}, BadRequest, "asset"),
    ({"network": "SOL"}, UnknownNetwork, "it has BEACON, BTC"),
    ({"network": "nonsense"}, UnknownNetwork, "nonsense"),
    ({"network": None}, BadRequest, "network"),
    ({"address": "T" * 34}, WithdrawalBlocked, "does not fit"),
    ({"address": ""}, BadRequest, "address"),
    ({"address": ADDRESS + " "}, WithdrawalBlocked, "white space"),
    ({"memo": "123"}, WithdrawalBlocked, "no memos"),
    ({"memo": ""}, BadRequest, "NO_MEMO"),
    ({"wallet": "margin"}, BadRequest, "does not withdraw from the margin wallet"),
    ({"wallet": "pocket"}, BadRequest, "wallet must be one of"),
    ({"client_id": ""}, BadRequest, "client_id"),
    ({"network": "BEP2", "address": BNB_ADDRESS, "memo": "1"}, WithdrawalBlocked, "Withdrawal Suspended"),
]


@pytest.mark.parametrize(("changes", "kind", "words"), NOT_SENT)
def test_what_cannot_be_right_is_never_sent(ask: Ask, changes, kind, words) -> None:
    server = Venue({})
    with pytest.raises(kind, match=words):
        ask(server, send(**changes))

    assert server.count(APPLY) == 0


@pytest.mark.parametrize("memo", [None, "with space at the end "])
def test_where_there_are_memos_one_is_given_rightly_or_refused_on_purpose(ask: Ask, memo) -> None:
    server = Venue(open_beacon())
    with pytest.raises(WithdrawalBlocked, match="memo"):
        ask(server, send(network="BEACON", address=BNB_ADDRESS, memo=memo))

    assert server.count(APPLY) == 0


def test_a_closed_asset_is_not_sent_though_a_network_of_it_is_open(ask: Ask) -> None:
    server = Venue({"GET /sapi/v1/capital/config/getall": [{**BTC, "withdrawAllEnable": False}]})
    with pytest.raises(WithdrawalBlocked, match="closed for withdrawal on every network"):
        ask(server, send())

    assert server.count(APPLY) == 0


NOBODY_KNOWS: list[Any] = [
    (500, {"code": -1000, "msg": "An unknown error occurred while processing the request."}),
    (502, b"<html>Bad Gateway</html>"),
    (503, {"msg": "Unknown error, please check your request or try again later."}),
    (504, b""),
    (400, {"code": -1006, "msg": "An unexpected response was received from the message bus."}),
    (400, {"code": -1007, "msg": "Timeout waiting for response from backend server."}),
    (400, {"code": -4027, "msg": "Failed to obtain tranId"}),
    (200, b""),
    (200, b"{"),
    (200, {"msg": "success"}),
    (200, {"id": None}),
    httpx.ReadTimeout("no answer"),
    httpx.WriteTimeout("half sent"),
    httpx.ReadError("reset"),
    httpx.RemoteProtocolError("cut off"),
]


@pytest.mark.parametrize("ending", NOBODY_KNOWS, ids=str)
def test_when_nobody_knows_what_became_of_it_it_was_sent_once_and_can_be_looked_up(ask: Ask, ending) -> None:
    server = Venue({APPLY: ending})
    with pytest.raises(OutcomeUnknown) as raised:
        ask(server, send(), retries=3)

    assert server.count(APPLY) == 1
    assert raised.value.client_id == "WITHDRAWtest123"
    assert 'wallet.withdrawal(client_id="WITHDRAWtest123")' in str(raised.value)
    assert not isinstance(raised.value, Refused | ConnectionFailed)


REFUSALS: list[tuple[int, str, type[Refused]]] = [
    (-2015, "Invalid API-key, IP, or permissions for action.", PermissionDenied),
    (-4002, "Invalid get", InvalidRequest),
    (-4006, "Support main account only", AccountRestricted),
    (-4007, "Address validation is not passed.", AddressRefused),
    (-4014, "This address has been", WithdrawalLimited),
    (-4019, "Current coin is not open for withdrawal", WithdrawalSuspended),
    (-4021, "Asset withdrawal must be an %s multiple of %s", WithdrawalAmountRefused),
    (-4026, "User has insufficient balance", InsufficientFunds),
    (-4036, "The new address should be withdrawn", AddressRefused),
    (-4104, "Please complete the questionnaire", TravelRuleRequired),
]


@pytest.mark.parametrize(("code", "message", "kind"), REFUSALS)
def test_a_refusal_says_what_to_do(ask: Ask, code, message, kind) -> None:
    server = Venue({APPLY: (400, {"code": code, "msg": message})})
    with pytest.raises(kind) as raised:
        ask(server, send(), retries=3)

    assert server.count(APPLY) == 1
    assert (raised.value.code, raised.value.client_id) == (code, "WITHDRAWtest123")


def test_every_documented_code_of_a_refused_withdrawal_ends_as_a_refusal_or_as_unknown(ask: Ask) -> None:
    path = SHARED / "catalogue" / "errors.json"
    if not path.exists():
        pytest.skip("the documents are not there")
    codes = {
        each["code"] for each in json.loads(path.read_text())["codes"]["binance"] if -5000 < each["code"] <= -4000
    }
    assert codes
    for code in codes:
        server = Venue({APPLY: (400, {"code": code, "msg": "as documented"})})
        with pytest.raises((Refused, OutcomeUnknown)):
            ask(server, send())
        assert server.count(APPLY) == 1


def test_without_a_connection_nothing_was_sent_and_it_may_be_tried_again(ask: Ask) -> None:
    failures = iter([httpx.ConnectError("refused"), {"id": "7213fea8e94b4a5593d507237e5a555b"}])
    server = Venue({APPLY: lambda _: next(failures)})

    assert ask(server, send(), retries=1).id == "7213fea8e94b4a5593d507237e5a555b"
    with pytest.raises(ConnectionFailed):
        ask(Venue({APPLY: httpx.ConnectTimeout("nobody")}), send())


# ------------------------------------------------------------------------------------------------ other acts


def test_a_transfer_between_own_wallets(ask: Ask) -> None:
    found, requests = asked(
        ask, lambda venue: venue.wallet.transfer(asset="USDT", amount="1.50", source="spot", target="usd_futures")
    )

    assert requests == [
        ("POST /sapi/v1/asset/transfer", {"type": "MAIN_UMFUTURE", "asset": "USDT", "amount": "1.50"})
    ]
    assert (found.id, found.amount, found.status) == ("13526853623", D("1.50"), None)


def test_a_transfer_that_nobody_knows_of_says_where_to_look(ask: Ask) -> None:
    server = Venue({"POST /sapi/v1/asset/transfer": httpx.ReadTimeout("no answer")})
    with pytest.raises(OutcomeUnknown, match=r'wallet\.transfers\(source="spot", target="funding"\)'):
        ask(server, lambda venue: venue.wallet.transfer(asset="USDT", amount=1, source="spot", target="funding"))

    assert server.count("POST /sapi/v1/asset/transfer") == 1


def test_a_transfer_that_is_refused(ask: Ask) -> None:
    answer = (400, {"code": -5001, "msg": "Don't allow transfer to micro assets."})
    with pytest.raises(TransferRefused):
        asked(
            ask,
            lambda venue: venue.wallet.transfer(asset="USDT", amount=1, source="spot", target="funding"),
            **{"POST /sapi/v1/asset/transfer": answer},
        )


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("options", "coin_futures", NotOffered),
        ("spot", "isolated_margin", NotOffered),
        ("isolated_margin", "margin", NotOffered),
        ("spot", "spot", BadRequest),
        ("spot", "pocket", BadRequest),
    ],
)
def test_moves_that_are_not_made_are_refused_here(ask: Ask, source, target, kind) -> None:
    server = Venue({})
    with pytest.raises(kind):
        ask(server, lambda venue: venue.wallet.transfer(asset="USDT", amount=1, source=source, target=target))

    assert server.asked == []


def test_every_type_of_transfer_that_needs_no_pair_can_be_made() -> None:
    types = Catalogue.load("crossvenue_binance")["universal_transfer"].params["type"].values or []
    server = Venue({})

    def all_of_them(venue: Any) -> None:
        for source, target in itertools.permutations(WalletKind, 2):
            with suppress(NotOffered):
                venue.wallet.transfer(asset="USDT", amount=1, source=source, target=target)

    BLOCKING(server, all_of_them)

    made = [params["type"] for _, params in server.asked]
    assert sorted(made) == sorted(each for each in types if "ISOLATED" not in each and "PORTFOLIO" not in each)


def test_small_balances_are_converted_asset_by_asset(ask: Ask) -> None:
    found, requests = asked(ask, lambda venue: venue.wallet.convert_dust(assets=["ETH", "LTC"]))

    assert requests == [("POST /sapi/v1/asset/dust", {"asset": ["ETH", "LTC"], "accountType": "SPOT"})]
    [one] = found
    assert (one.id, one.asset, one.amount, one.target) == ("2970932918", "ETH", D("0.03000000"), "BNB")
    assert (one.received, one.fee) == (D("0.25000000"), D("0.00500000"))


def test_a_conversion_that_nobody_knows_of_says_where_to_look(ask: Ask) -> None:
    server = Venue({"POST /sapi/v1/asset/dust": (504, b"")})
    with pytest.raises(OutcomeUnknown, match=r"wallet\.dust_conversions\(\)"):
        ask(server, lambda venue: venue.wallet.convert_dust(assets=["ETH"]))

    assert server.count("POST /sapi/v1/asset/dust") == 1


@pytest.mark.parametrize("left_out", ["network", "walletType", "transactionFeeFlag"])
def test_raw_leaves_nothing_of_a_withdrawal_to_the_venue_s_defaults_either(ask: Ask, left_out: str) -> None:
    server = Venue({})
    given: dict[str, Any] = {"coin": "BTC", "address": ADDRESS, "amount": "0.05"}
    said = {"network": "BTC", "walletType": 0, "transactionFeeFlag": False}
    with pytest.raises(BadRequest, match=f"withdraw needs {left_out}"):
        ask(server, lambda venue: venue.raw.withdraw(**given, **{**said, left_out: None}))
    assert server.asked == []

    ask(server, lambda venue: venue.raw.withdraw(**given, **said))
    assert {name: server.asked[0][1][name] for name in said} == {
        "network": "BTC",
        "walletType": "0",
        "transactionFeeFlag": "false",
    }


# ------------------------------------------------------------------------------------------------ pre-flight

READS = [
    "GET /sapi/v1/account/apiRestrictions",
    "GET /sapi/v1/account/status",
    "GET /sapi/v1/system/status",
    "GET /sapi/v1/capital/config/getall",
    "GET /api/v3/account",
    HISTORY,
    QUOTA,
    INFO,
    PRICE,
]


def check(**changes: Any) -> Callable[[Any], Any]:
    return lambda venue: venue.wallet.preflight(**{**SEND, **changes})


def failing(found: Preflight) -> list[tuple[str, Result]]:
    return [(each.name, each.result) for each in found.reasons]


def test_a_withdrawal_with_everything_in_order_is_clear(ask: Ask) -> None:
    found, requests = asked(ask, check())

    assert found.verdict is Verdict.CLEAR
    assert (found.fee, found.arrives) == (D("0.00050000"), D("0.04950000"))
    assert [label for label, _ in requests] == READS
    assert dict(requests)[PRICE] == {"symbol": "BTCUSDT"}
    # The last 24 hours, to the end of them by the venue's own clock.
    assert dict(requests)[HISTORY] == {"coin": "BTC", "startTime": str(NOW_MS - DAY_MS), "limit": "1000"}


@pytest.mark.parametrize(
    ("answers", "changes", "names"),
    [
        (
            {"GET /sapi/v1/account/apiRestrictions": {**PERMISSIONS, "enableWithdrawals": False}},
            {},
            ["key permission"],
        ),
        ({"GET /sapi/v1/account/apiRestrictions": {**PERMISSIONS, "ipRestrict": False}}, {}, ["key address list"]),
        ({"GET /sapi/v1/system/status": {"status": 1, "msg": "system_maintenance"}}, {}, ["system status"]),
        (
            {"GET /sapi/v1/capital/withdraw/quota": {"wdQuota": "1", "usedWdQuota": "1"}},
            {},
            ["withdrawn in 24 hours"],
        ),
        ({"GET /api/v3/account": {**ACCOUNT, "balances": []}}, {}, ["free balance"]),
        ({}, {"amount": "0.0001"}, ["minimum"]),
        ({}, {"amount": "800"}, ["maximum", "withdrawn in 24 hours"]),
        ({}, {"address": "0x94df8b352de7f46f64b01d3666bf6e936e44ce60", "memo": "7"}, ["address", "memo"]),
        ({}, {"network": "BEP2", "address": BNB_ADDRESS}, ["network open", "memo"]),
    ],
)
def test_what_the_venue_would_refuse_is_blocked_with_its_reasons(ask: Ask, answers, changes, names) -> None:
    found, _ = asked(ask, check(**changes), **answers)

    assert found.verdict is Verdict.BLOCKED
    assert failing(found) == [(name, Result.FAIL) for name in names]


def test_an_asset_or_network_that_is_not_there_is_blocked_not_raised(ask: Ask) -> None:
    asset, _ = asked(ask, check(asset="NOPE"))
    network, _ = asked(ask, check(network="SOL"))

    assert asset.verdict is network.verdict is Verdict.BLOCKED
    assert ("asset open", Result.FAIL) in failing(asset)
    assert ("network open", Result.FAIL) in failing(network)
    assert (asset.fee, asset.arrives, asset.network) == (None, None, None)


@pytest.mark.parametrize("label", READS)
@pytest.mark.parametrize(
    "failure",
    [
        (400, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}),
        (404, b"<html>"),
        (429, {"code": -1003, "msg": "Too many requests."}),
        (503, b""),
        (200, b"[]{}"),
        httpx.ReadTimeout("no answer"),
        httpx.ConnectError("refused"),
    ],
    ids=["refused", "not found", "limited", "down", "unreadable", "timeout", "no connection"],
)
def test_a_read_that_fails_leaves_the_verdict_uncertain(label: str, failure: Any) -> None:
    found, _ = asked(BLOCKING, check(), **{label: failure})

    assert found.verdict is Verdict.UNCERTAIN
    assert {each.result for each in found.reasons} == {Result.UNKNOWN}


@pytest.mark.parametrize(
    ("status", "words"),
    [(4, "0.00150000 BTC in 1 withdrawal;"), (6, "0.00150000 BTC in 1 withdrawal;"), (1, "0 BTC in 0 withdrawals;")],
)
def test_what_is_being_processed_counts_as_withdrawn_and_what_was_cancelled_does_not(ask: Ask, status, words) -> None:
    found, _ = asked(ask, check(), **{HISTORY: [{**WITHDRAWN[1], "status": status}]})

    assert found.checks[-1].name == "withdrawn in 24 hours"
    assert found.checks[-1].words.startswith(words)


def of_the_day(found: Preflight) -> tuple[Result, str]:
    return found.checks[-1].result, found.checks[-1].words


@pytest.mark.parametrize(
    ("used", "ends"),
    [
        ("9799", (Result.PASS, "; 201 USD may still be withdrawn")),
        ("9800", (Result.PASS, "; 200 USD may still be withdrawn")),
        ("9800.00000001", (Result.FAIL, "; only 199.99999999 USD may still be withdrawn")),
    ],
)
def test_a_quota_in_dollars_is_compared_by_the_venue_s_own_price(ask: Ask, used, ends) -> None:
    found, _ = asked(ask, check(), **{QUOTA: {"wdQuota": "10000", "usedWdQuota": used}})

    price = "market.price of BTC/USDT 4000.00000000, USDT taken for USD"
    result, words = of_the_day(found)
    assert (result, words.partition("; ")[2]) == (ends[0], f"0.05 BTC at 4000 is 200 USD ({price}){ends[1]}")
    assert found.verdict is (Verdict.CLEAR if ends[0] is Result.PASS else Verdict.BLOCKED)


def test_no_price_is_asked_for_what_is_taken_for_dollars_or_where_nothing_is_left(ask: Ask) -> None:
    tether = {**BTC, "coin": "USDT"}
    found, requests = asked(
        ask, check(asset="USDT", amount="9000.01"), **{"GET /sapi/v1/capital/config/getall": [tether]}
    )
    assert of_the_day(found)[0] is Result.FAIL
    assert of_the_day(found)[1].endswith(
        "; 9000.01 USDT at 1 is 9000.01 USD (USDT taken for USD); only 9000 USD may still be withdrawn"
    )
    assert [label for label, _ in requests] == READS[:-2]

    _, requests = asked(ask, check(), **{QUOTA: {"wdQuota": "1", "usedWdQuota": "1"}})
    assert [label for label, _ in requests] == READS[:-2]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({INFO: info("ETH/BTC")}, "could not be learned: nothing that trades here leads from BTC to USDT"),
        ({INFO: info("BTC/USDT", BTCUSDT="BREAK")}, "could not be learned: nothing that trades here leads from BTC"),
        ({INFO: (503, b"")}, "could not be learned: binance GET /api/v3/exchangeInfo"),
        ({PRICE: (503, b"")}, "could not be learned: binance GET /api/v3/ticker/price"),
        ({PRICE: {"symbol": "BTCUSDT", "price": "0.00000000"}}, "could not be learned: BTC/USDT has no price"),
    ],
)
def test_where_no_rate_can_be_learned_a_quota_in_dollars_is_not_passed(ask: Ask, answers, words) -> None:
    found, _ = asked(ask, check(), **answers)

    assert found.verdict is Verdict.UNCERTAIN
    assert of_the_day(found)[0] is Result.UNKNOWN
    assert f"9000 USD may still be withdrawn; what 0.05 BTC is worth in USD {words}" in of_the_day(found)[1]


@pytest.mark.parametrize(
    ("listed", "path"),
    [
        (info("BTC/USDT", "BTC/EUR", "EUR/USDT"), ["BTC/USDT"]),
        # As dollars are quoted in lira, and lira in nothing.
        (info("USDT/BTC"), ["USDT/BTC"]),
        (info("BTC/EUR", "EUR/USDT"), ["BTC/EUR", "EUR/USDT"]),
        (info("BTC/TRY", "USDT/TRY"), ["BTC/TRY", "USDT/TRY"]),
        # Three are quoted in ETH, one each in AUD and EUR, of which AUD is the first by name.
        (
            info("BTC/AUD", "AUD/USDT", "BTC/EUR", "EUR/USDT", "BTC/ETH", "LTC/ETH", "BNB/ETH", "ETH/USDT"),
            ["BTC/ETH", "ETH/USDT"],
        ),
        (info("BTC/EUR", "EUR/USDT", "BTC/AUD", "AUD/USDT"), ["BTC/AUD", "AUD/USDT"]),
        # What does not trade neither counts nor leads anywhere.
        (
            info("BTC/USDT", "BTC/EUR", "EUR/USDT", BTCUSDT="HALT"),
            ["BTC/EUR", "EUR/USDT"],
        ),
        (
            info("BTC/AUD", "AUD/USDT", "BTC/ETH", "LTC/ETH", "ETH/USDT", ETHUSDT="BREAK"),
            ["BTC/AUD", "AUD/USDT"],
        ),
        # Three steps are too many, and so are none.
        (info("BTC/ETH", "ETH/EUR", "EUR/USDT"), []),
        (info(), []),
    ],
)
def test_the_prices_that_lead_to_dollars_are_chosen_by_a_rule(listed: Mapping[str, Any], path: list[str]) -> None:
    for symbols in (listed["symbols"], listed["symbols"][::-1]):
        payload = json.dumps({**listed, "symbols": symbols}).encode()
        found = instruments(read_info(payload), payload, steps_from_minimum=True)
        assert [each.symbol for each in wallet_module.priced_by("BTC", found)] == path


def test_over_two_prices_the_rate_is_their_product_and_both_are_told(ask: Ask) -> None:
    prices = {"BTCTRY": "150000.00000000", "USDTTRY": "30.00000000"}
    found, requests = asked(
        ask,
        check(),
        **{
            INFO: info("BTC/TRY", "USDT/TRY"),
            PRICE: lambda params: {"symbol": params["symbol"], "price": prices[params["symbol"]]},
        },
    )

    assert [params["symbol"] for label, params in requests if label == PRICE] == ["BTCTRY", "USDTTRY"]
    # A thirtieth has no end, and is taken upwards.
    assert "; 0.05 BTC at 5000.00000001 is 250.0000000005 USD (" in of_the_day(found)[1]
    assert (
        "(market.price of BTC/TRY 150000.00000000, market.price of USDT/TRY 30.00000000, USDT taken for USD)"
        in of_the_day(found)[1]
    )


@pytest.mark.parametrize("changes", [{"amount": 0.05}, {"wallet": "margin"}, {"address": " "}, {"memo": ""}])
def test_a_pre_flight_raises_only_for_what_makes_no_sense_and_asks_nothing(ask: Ask, changes) -> None:
    server = Venue({})
    with pytest.raises(BadRequest):
        ask(server, check(**changes))

    assert server.asked == []


def checked_and_sent(later: Mapping[str, Any] | None = None) -> Callable[[Any], Any]:
    """Pre-flight, then the withdrawal with its result."""

    def both(venue: Any) -> Any:
        first = venue.wallet.preflight(**SEND)
        if not asyncio.iscoroutine(first):
            return venue.wallet.withdraw(**{**SEND, **(later or {})}, checked=first)

        async def rest() -> Any:
            return await venue.wallet.withdraw(**{**SEND, **(later or {})}, checked=await first)

        return rest()

    return both


def test_a_clear_pre_flight_lets_the_withdrawal_through(ask: Ask) -> None:
    found, requests = asked(ask, checked_and_sent())

    assert found.id == "7213fea8e94b4a5593d507237e5a555b"
    assert [label for label, _ in requests][-1] == APPLY


@pytest.mark.parametrize(
    ("answers", "later", "words"),
    [
        ({"GET /sapi/v1/account/status": {"data": "Locked"}}, {}, "uncertain: account status"),
        ({"GET /sapi/v1/system/status": {"status": 1, "msg": "system_maintenance"}}, {}, "blocked: system status"),
        ({}, {"amount": "0.06"}, "another withdrawal"),
    ],
)
def test_one_that_is_not_clear_or_was_for_something_else_stops_it(ask: Ask, answers, later, words) -> None:
    server = Venue(answers)
    with pytest.raises(WithdrawalBlocked, match=words):
        ask(server, checked_and_sent(later))

    assert server.count(APPLY) == 0


def test_a_pre_flight_whose_withdrawal_was_refused_serves_no_second_one() -> None:
    server = Venue({APPLY: (400, {"code": -4026, "msg": "User has insufficient balance."})})

    def twice(venue: Any) -> None:
        checked = venue.wallet.preflight(**SEND)
        with pytest.raises(InsufficientFunds):
            venue.wallet.withdraw(**SEND, checked=checked)
        with pytest.raises(WithdrawalBlocked, match="make a new pre-flight"):
            venue.wallet.withdraw(**SEND, checked=checked)

    BLOCKING(server, twice)

    assert server.count(APPLY) == 1


def test_a_pre_flight_of_another_venue_is_for_another_withdrawal() -> None:
    server = Venue({})

    def send_on_what_another_said(venue: Any) -> Any:
        here = venue.wallet.preflight(**SEND)
        assert here.request.venue == "binance"
        there = attrs.evolve(here, request=attrs.evolve(here.request, venue="another"))
        return venue.wallet.withdraw(**SEND, checked=there)

    with pytest.raises(WithdrawalBlocked, match="another withdrawal"):
        BLOCKING(server, send_on_what_another_said)

    assert server.count(APPLY) == 0


# ------------------------------------------------------------------------------------------------ reads that fail


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        ((503, b""), VenueUnavailable),
        ((400, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}), PermissionDenied),
        (httpx.ReadTimeout("no answer"), ConnectionFailed),
        ((200, {"nothing": "here"}), UnreadableResponse),
    ],
    ids=["down", "refused", "timeout", "unreadable"],
)
@pytest.mark.parametrize(
    ("label", "do"),
    [
        ("GET /api/v3/account", lambda venue: venue.wallet.balances()),
        ("GET /sapi/v1/capital/config/getall", lambda venue: venue.wallet.assets()),
        ("GET /sapi/v1/capital/deposit/hisrec", lambda venue: venue.wallet.deposits()),
        (HISTORY, lambda venue: venue.wallet.withdrawals()),
        (HISTORY, lambda venue: venue.wallet.withdrawal(client_id="x")),
        ("GET /sapi/v1/account/apiRestrictions", lambda venue: venue.wallet.key_permissions()),
        ("GET /sapi/v1/account/status", lambda venue: venue.wallet.account_status()),
        ("GET /sapi/v1/account/apiTradingStatus", lambda venue: venue.wallet.api_trading_status()),
        ("GET /sapi/v1/accountSnapshot", lambda venue: venue.wallet.account_snapshots()),
        ("GET /sapi/v1/capital/withdraw/quota", lambda venue: venue.wallet.withdrawal_quota()),
        ("POST /sapi/v1/asset/get-funding-asset", lambda venue: venue.wallet.balances("funding")),
    ],
)
def test_a_read_ends_as_errors_of_reads_do(label, do, failure, kind) -> None:
    with pytest.raises(kind):
        asked(BLOCKING, do, **{label: failure})


# ------------------------------------------------------------------------------------------------ recordings


def recorded(*path: str) -> Any:
    file = SHARED.joinpath("recordings", "binance", *path)
    if not file.exists():
        pytest.skip("the recordings are not there")
    content = file.read_bytes()
    return json.loads(gzip.decompress(content) if file.suffix == ".gz" else content)


@pytest.fixture(scope="module")
def coins_of_2021() -> tuple[list[dict[str, Any]], Listing[Asset]]:
    wire = recorded("dumps", "capital-config-getall-2021-05-16.json.gz")
    return wire, assets(json.dumps(wire).encode())


def test_the_coins_of_2021_read_to_the_digit(coins_of_2021) -> None:
    wire, found = coins_of_2021

    assert len(found) == 466
    assert sum(len(each.networks) for each in found) == 711
    for told, coin in zip(wire, found, strict=True):
        assert (coin.asset, coin.name, format(coin.free or D(0), "f")) == (told["coin"], told["name"], told["free"])
        assert (coin.deposit_open, coin.withdrawal_open) == (told["depositAllEnable"], told["withdrawAllEnable"])
        assert (coin.trading, coin.is_fiat) == (told["trading"], told["isLegalMoney"])
        for theirs, ours in zip(told["networkList"], coin.networks, strict=True):
            assert format(ours.withdrawal_fee, "f") == theirs["withdrawFee"]
            assert format(ours.withdrawal_minimum, "f") == theirs["withdrawMin"]
            assert ours.withdrawal_multiple is not None
            assert ours.withdrawal_maximum is not None
            assert format(ours.withdrawal_multiple, "f") == theirs["withdrawIntegerMultiple"]
            assert format(ours.withdrawal_maximum, "f") == (
                "Infinity" if theirs["withdrawMax"] == "0" else theirs["withdrawMax"]
            )
            assert ours.memo_required is (None if theirs["memoRegex"] else False)
            assert (ours.address_pattern, ours.memo_pattern) == (theirs["addressRegex"], theirs["memoRegex"])
            assert (ours.withdrawal_note, ours.tips) == (
                theirs.get("withdrawDesc", ""),
                theirs.get("specialTips", ""),
            )
            assert (ours.confirmations, ours.unlock_confirmations) == (theirs["minConfirm"], theirs["unLockConfirm"])


def test_the_networks_of_2021_are_found_by_their_neutral_names_and_by_the_venue_s_own(coins_of_2021) -> None:
    _, found = coins_of_2021

    def venue_network(asset: str, network: str) -> str | None:
        there = found[asset].network(network)
        return there and there.venue_network

    assert {venue_network("USDT", name) for name in ("Ethereum", "erc20", "ETH")} == {"ETH"}
    assert {venue_network("BNB", name) for name in ("BEP2", "BEACON", "BNB")} == {"BNB"}
    assert {venue_network("BNB", name) for name in ("BEP20", "BSC")} == {"BSC"}
    assert venue_network("AVAX", "AVAX X-Chain") == "AVAX"
    # Then there was no C-chain to withdraw on. AVAX means one or the other: here it is the venue's own word.
    assert venue_network("AVAX", "AVAX C-Chain") is None
    assert venue_network("AVAX", "AVAX") == "AVAX"
    named = [network for coin in found for network in coin.networks if network.network is not None]
    assert len(named) / 711 > 0.83


def test_every_pattern_of_2021_can_be_read(coins_of_2021) -> None:
    _, found = coins_of_2021
    patterns = {
        p for coin in found for network in coin.networks for p in (network.address_pattern, network.memo_pattern)
    }

    assert len(patterns) > 80
    assert all(re.compile(pattern, re.ASCII) for pattern in patterns)


def test_the_answers_that_others_recorded_read() -> None:
    routes = recorded("http-mock", "gocryptotrader-a.json.gz")["routes"]

    def payload(method: str, path: str) -> bytes:
        return json.dumps(routes[path][method][0]["data"]).encode()

    coins = assets(payload("GET", "/sapi/v1/capital/config/getall"))
    assert [coin.asset for coin in coins] == ["STPT", "MXN", "UGX", "RENBTC", "GLM"]
    assert coins["RENBTC"].networks[0].withdrawal_fee == D("0.0000051")
    assert len(spot_balances(payload("GET", "/api/v3/account"))) == 170
    for answers in routes.get("/sapi/v1/capital/withdraw/history", {}).get("GET", []):
        assert wallet_module.withdrawals(json.dumps(answers["data"]).encode()) is not None


READERS: dict[tuple[str, str], Callable[[bytes], Any]] = {
    ("GET", "/api/v3/account"): spot_balances,
    ("GET", "/sapi/v1/capital/config/getall"): assets,
    ("GET", "/sapi/v1/capital/deposit/hisrec"): wallet_module.deposits,
    ("GET", "/sapi/v1/capital/withdraw/history"): wallet_module.withdrawals,
    ("GET", "/sapi/v1/account/status"): wallet_module.account_status,
    ("GET", "/sapi/v1/account/apiTradingStatus"): wallet_module.api_trading_status,
    ("GET", "/sapi/v1/account/apiRestrictions"): wallet_module.key_permissions,
    ("GET", "/sapi/v1/asset/dribblet"): wallet_module.dust_conversions,
    ("POST", "/sapi/v1/asset/dust"): wallet_module.converted,
    ("GET", "/sapi/v1/asset/assetDividend"): wallet_module.distributions,
    ("POST", "/sapi/v1/asset/get-funding-asset"): wallet_module.funding_balances,
}


@pytest.mark.parametrize(("method", "path"), READERS)
def test_every_documented_example_reads(method: str, path: str) -> None:
    catalogue = SHARED / "catalogue" / "binance.json"
    if not catalogue.exists():
        pytest.skip("the documents are not there")
    entries = json.loads(catalogue.read_text(), parse_float=Decimal)["rest"]
    [entry] = [each for each in entries if (each["method"], each["path"]) == (method, path)]

    for response in entry["responses"]:
        assert READERS[method, path](msgspec.json.encode(response["json"]))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+999999"])
@pytest.mark.parametrize("wallet", ["spot", "funding", "margin", "isolated_margin"])
def test_no_wallet_holds_what_is_no_number(ask: Ask, wallet: str, number: str) -> None:
    held = {"asset": "BTC", "free": number, "locked": "0", "freeze": "0", "withdrawing": "0"}
    answers = {
        "GET /api/v3/account": {"balances": [held]},
        "POST /sapi/v1/asset/get-funding-asset": [held],
        "GET /sapi/v1/margin/account": {"userAssets": [held]},
        "GET /sapi/v1/margin/isolated/account": {"assets": [{"baseAsset": held, "quoteAsset": held}]},
        "GET /sapi/v1/accountSnapshot": {
            "code": 200,
            "msg": "",
            "snapshotVos": [{"data": {"balances": [held]}, "type": "spot", "updateTime": 1576281599000}],
        },
    }
    with pytest.raises(UnreadableResponse):
        asked(ask, lambda venue: venue.wallet.balances(wallet), **answers)
    if wallet == "spot":
        with pytest.raises(UnreadableResponse):
            asked(ask, lambda venue: venue.wallet.account_snapshots(), **answers)
