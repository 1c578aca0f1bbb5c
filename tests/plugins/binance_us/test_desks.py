"""Binance.US's desks in both worlds, on the examples of its document: what is asked, what comes of it, how acts end.

The payloads are those of `shared/catalogue/binance_us.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from crossvenue.clock import Clock
from crossvenue.desks import (
    OtcPair,
    OtcQuote,
    QuotedTrade,
    QuotedTradeStatus,
    StakedBalance,
    StakingAction,
    StakingMovement,
    StakingProduct,
    StakingReward,
    StakingStatus,
    SubAccount,
    SubAccountTransfer,
)
from crossvenue.errors import (
    BadRequest,
    InexactNumber,
    InsufficientFunds,
    NotFound,
    NotOffered,
    OutcomeUnknown,
    PermissionDenied,
    UnreadableResponse,
    VenueError,
)
from crossvenue.model import Balance, DepositStatus, WalletKind, Withdrawal, WithdrawalStatus, moment
from crossvenue.testing.plugin import Ask
from crossvenue_binance_us import BINANCE_US
from crossvenue_binance_us.desks import PAID_OUT

D = Decimal
NOW_MS = 1_717_200_000_000
"""2024-06-01 00:00 UTC."""
NOW = moment(NOW_MS)
SIGNING = ("recvWindow", "timestamp", "signature")


class Venue:
    """What answers in the venue's place: by method and path, one after another, the last for good."""

    def __init__(self, simulated: Callable[..., Ask], answers: Mapping[str, Any]) -> None:
        self.answers = {name: list(each) if isinstance(each, tuple) else [each] for name, each in answers.items()}
        self.asked: list[tuple[str, dict[str, str]]] = []
        clock = Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0)
        self.ask = simulated("binance_us", self.answer, clock=clock, retries=0)

    def answer(self, request: httpx.Request) -> httpx.Response:
        pairs = parse_qsl(f"{request.url.query.decode()}&{request.content.decode()}", keep_blank_values=True)
        assert pairs[-1][0] == "signature"
        name = f"{request.method} {request.url.path}"
        self.asked.append((name, {key: value for key, value in pairs if key not in SIGNING}))
        left = self.answers[name]
        found = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(found, Exception):
            raise found
        if isinstance(found, httpx.Response):
            return found
        content = found if isinstance(found, bytes) else json.dumps(found).encode()
        return httpx.Response(200, content=content)

    def __call__(self, operation: Callable[[Any], Any]) -> Any:
        return self.ask(operation)


Opened = Callable[..., Venue]


@pytest.fixture
def us(simulated: Callable[..., Ask]) -> Opened:
    return lambda answers=(): Venue(simulated, dict(answers))


def refused(code: int, said: str) -> httpx.Response:
    return httpx.Response(400, json={"code": code, "msg": said})


# ------------------------------------------------------------------------------------------------ sub-accounts

LIST, ASSETS = "GET /sapi/v3/sub-account/list", "GET /sapi/v3/sub-account/assets"
MOVE, MOVES = "POST /sapi/v3/sub-account/transfer", "GET /sapi/v3/sub-account/transfer/history"
LISTED = {
    "success": True,
    "subAccounts": [
        {
            "email": "123@test.com",
            "status": "enabled",
            "activated": True,
            "mobile": "91605290",
            "gAuth": True,
            "createTime": 1544433328000,
        },
        {"email": "321@test.com", "status": "disabled", "createTime": 1544433328000},
        {"email": "new@test.com", "status": "paused", "createTime": 0},
    ],
}
HOLDINGS = b"""{"balances": [{"asset": "BTC", "Free": 0.10, "Locked": 0}, {"asset": "BNB", "free": 98, "locked": 0}],
    "success": true}"""
MOVED = {"asset": "BNB", "from": "aa.email.com", "qty": "10", "time": 1637789299, "to": "bb.email.com"}
ENDS = {"source": "aa.email.com", "target": "bb.email.com"}


def moves(*transfers: Mapping[str, object]) -> dict[str, object]:
    return {"msg": "string", "success": True, "transfers": list(transfers)}


def test_sub_accounts_and_whether_they_may_be_used(us: Opened) -> None:
    venue = us({LIST: LISTED})

    first, second, third = venue(lambda venue: venue.sub_accounts.accounts())

    assert first == SubAccount(id="123@test.com", name="123@test.com", active=True, created_ms=1544433328000)
    # A word that the document does not have says nothing.
    assert (second.active, third.active, third.created) == (False, None, None)
    assert venue.asked == [(LIST, {"page": "1", "limit": "500"})]


def test_what_a_sub_account_holds_however_its_fields_are_written(us: Opened) -> None:
    venue = us({ASSETS: HOLDINGS})

    found = venue(lambda venue: venue.sub_accounts.balances("123@test.com"))

    assert list(found) == [Balance("BTC", D("0.10"), D(0)), Balance("BNB", D(98), D(0))]
    assert str(found["BTC"].free) == "0.10"
    assert venue.asked == [(ASSETS, {"email": "123@test.com"})]


@pytest.mark.parametrize("held", [{"asset": "BTC"}, {"asset": "BTC", "free": 1, "Free": 1, "locked": 0}])
def test_a_balance_without_its_amount_or_with_two_is_unreadable(us: Opened, held: dict[str, object]) -> None:
    venue = us({ASSETS: {"balances": [held], "success": True}})
    with pytest.raises(UnreadableResponse, match="one of `free` and `Free`"):
        venue(lambda venue: venue.sub_accounts.balances("123@test.com"))


def test_a_move_between_accounts(us: Opened) -> None:
    venue = us({MOVE: {"msg": "Success", "success": True, "txnId": "2966662589"}})

    made = venue(lambda venue: venue.sub_accounts.transfer(asset="BNB", amount="10.50", **ENDS))

    assert made == SubAccountTransfer(
        id="2966662589",
        client_id=None,
        asset="BNB",
        amount=D("10.50"),
        source="aa.email.com",
        target="bb.email.com",
        source_wallet=WalletKind.SPOT,
        target_wallet=WalletKind.SPOT,
    )
    asked = {"fromEmail": "aa.email.com", "toEmail": "bb.email.com", "asset": "BNB", "amount": "10.50"}
    assert venue.asked == [(MOVE, asked)]


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        ({"amount": 0.5}, InexactNumber, "amount is a float"),
        ({"source": None}, BadRequest, "wants both mail addresses, that of the master account too"),
        ({"target": None}, BadRequest, "wants both mail addresses"),
        ({"client_id": "mine"}, BadRequest, "carry no client id"),
        ({"source_wallet": "margin"}, NotOffered, r"Binance\.US has no margin wallet"),
    ],
)
def test_a_move_that_cannot_be_is_not_sent(
    us: Opened, given: dict[str, Any], kind: type[Exception], said: str
) -> None:
    venue = us()
    with pytest.raises(kind, match=said):
        venue(lambda venue: venue.sub_accounts.transfer(**{"asset": "BNB", "amount": 1, **ENDS, **given}))
    with pytest.raises(BadRequest, match="carry no client id"):
        venue(lambda venue: venue.sub_accounts.transfers(client_id="mine"))
    with pytest.raises(NotOffered, match="no margin wallet"):
        venue(lambda venue: venue.sub_accounts.balances("123@test.com", "margin"))
    assert venue.asked == []


def test_moves_of_an_account_whose_times_are_in_seconds(us: Opened) -> None:
    venue = us({MOVES: moves(MOVED, {**MOVED, "from": "bb.email.com", "to": "aa.email.com"})})
    since = datetime(2021, 11, 1, tzinfo=UTC)

    (found,) = venue(lambda venue: venue.sub_accounts.transfers(source="aa.email.com", since=since))

    assert (found.source, found.target, found.amount) == ("aa.email.com", "bb.email.com", D(10))
    assert (found.id, found.time) == (None, datetime(2021, 11, 24, 21, 28, 19, tzinfo=UTC))
    asked = {"email": "aa.email.com", "startTime": "1635724800000", "page": "1", "limit": "500"}
    assert venue.asked == [(MOVES, asked)]
    assert len(venue(lambda venue: venue.sub_accounts.transfers())) == 2
    assert len(venue(lambda venue: venue.sub_accounts.transfers(target="aa.email.com"))) == 1
    assert len(venue(lambda venue: venue.sub_accounts.transfers(**ENDS))) == 1


def test_two_moves_that_look_alike_are_two(us: Opened) -> None:
    venue = us({MOVES: (moves(*[MOVED] * 500), moves(MOVED))})
    assert len(venue(lambda venue: venue.sub_accounts.transfers())) == 501


def test_a_page_that_comes_for_ever_ends_all_the_same(us: Opened) -> None:
    venue = us({MOVES: moves(*[MOVED] * 500)})
    assert len(venue(lambda venue: venue.sub_accounts.transfers())) == 500


# ------------------------------------------------------------------------------------------------ fiat

CAME, WENT = "GET /sapi/v1/fiatpayment/query/deposit/history", "GET /sapi/v1/fiatpayment/query/withdraw/history"
PAY = "POST /sapi/v1/fiatpayment/withdraw/apply"
PAID = {
    "orderId": "6c2ff984890145fdac2b7160299062f0",
    "channelCode": "BITGO",
    "currencyCode": "USD",
    "amount": "100.00000000",
    "orderStatus": "INIT",
}
PAYING: dict[str, Any] = {
    "currency": "USD",
    "amount": "100.00",
    "method": "BITGO",
    "account": "4a992541-c12d-4cca-bbd6-df637f801526",
}
HISTORY = {
    CAME: {
        "assetLogRecordList": [
            {
                "orderId": "c3415d574fa747df88a75c66c037f890",
                "paymentAccount": "ab13f629-b074-470a-bc80-b830e169691f",
                "paymentChannel": "MODERNTREASURY",
                "paymentMethod": "ACH",
                "orderStatus": "Successful",
                "fiatCurrency": "USD",
                "amount": "0.99",
                "transactionFee": "0.01",
                "platformFee": "0",
            }
        ]
    },
    WENT: {
        "assetLogRecordList": [
            {
                "orderId": "6c2ff984890145fdac2b7160299062f0",
                "paymentAccount": "4a992541-c12d-4cca-bbd6-df637f801526",
                "paymentChannel": "PRIMETRUST",
                "paymentMethod": "WIRE_INTERNATIONAL",
                "orderStatus": "Processing",
                "amount": "65",
                "transactionFee": "20",
                "platformFee": "0",
            }
        ]
    },
}


def test_dollars_that_came_and_went(us: Opened) -> None:
    venue = us(HISTORY)

    (came,) = venue(lambda venue: venue.fiat.deposits())
    (went,) = venue(lambda venue: venue.fiat.withdrawals("USD", since=NOW - timedelta(days=1)))

    assert (came.asset, came.amount, came.venue_network) == ("USD", D("0.99"), "ACH")
    assert came.status is DepositStatus.SUCCESS
    assert (went.amount, went.fee, went.status) == (D(65), D(20), WithdrawalStatus.PROCESSING)
    assert {params["fiatCurrency"] for _, params in venue.asked} == {"USD"}
    with pytest.raises(BadRequest, match="has USD in banks, not EUR"):
        venue(lambda venue: venue.fiat.deposits("EUR"))


def test_dollars_are_paid_to_a_payment_account(us: Opened) -> None:
    venue = us({PAY: PAID})

    made = venue(lambda venue: venue.fiat.withdraw(**PAYING))

    assert made == Withdrawal(
        id="6c2ff984890145fdac2b7160299062f0",
        client_id=None,
        asset="USD",
        amount=D("100.00"),
        network=None,
        venue_network="BITGO",
        address="4a992541-c12d-4cca-bbd6-df637f801526",
        memo=None,
        status=WithdrawalStatus.PROCESSING,
    )
    assert made.raw == PAID
    asked = {"paymentMethod": "BITGO", "paymentAccount": PAYING["account"], "fiatCurrency": "USD", "amount": "100.00"}
    assert venue.asked == [(PAY, asked)]


@pytest.mark.parametrize(("word", "status"), PAID_OUT.items())
def test_the_state_of_a_payment_is_told(us: Opened, word: str, status: WithdrawalStatus) -> None:
    venue = us({PAY: {**PAID, "orderStatus": word}})
    assert venue(lambda venue: venue.fiat.withdraw(**PAYING)).status is status


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        ({"amount": 100.0}, InexactNumber, "amount is a float"),
        ({"currency": "EUR"}, BadRequest, "has USD in banks, not EUR"),
        ({"method": "ACH"}, BadRequest, "method must be one of BITGO, not 'ACH'"),
    ],
)
def test_a_payment_that_cannot_be_is_not_sent(
    us: Opened, given: dict[str, Any], kind: type[Exception], said: str
) -> None:
    venue = us()
    with pytest.raises(kind, match=said):
        venue(lambda venue: venue.fiat.withdraw(**{**PAYING, **given}))
    assert venue.asked == []


# ------------------------------------------------------------------------------------------------ over the counter

PAIRS, QUOTES = "GET /sapi/v1/otc/coinPairs", "POST /sapi/v1/otc/quotes"
PLACE, ORDERS = "POST /sapi/v1/otc/orders", "GET /sapi/v1/otc/orders"
ORDER = "GET /sapi/v1/otc/orders/10002349"
# Every amount is a number here; what is written is kept to the digit.
PAIRED = b"""[{"fromCoin": "BTC", "toCoin": "USDT", "fromCoinMinAmount": 0.10, "fromCoinMaxAmount": 100,
    "toCoinMinAmount": 1000, "toCoinMaxAmount": 500000}]"""
QUOTED = b"""{"symbol": "BTCUSDT", "ratio": 50550.26, "inverseRatio": 0.00001978, "validTimestamp": 1641806714,
    "toAmount": 50550.26, "fromAmount": 1}"""
TRADED = b"""{"quoteId": "4e5446f2cc6f44ab86ab02abf19a2fd2", "orderId": "10002349", "orderStatus": "SUCCESS",
    "fromCoin": "BTC", "fromAmount": 1, "toCoin": "USDT", "toAmount": 50550.26, "ratio": 50550.26,
    "inverseRatio": 0.00001978, "createTime": 1641806714}"""
WAITING = b"""{"quoteId": "15848645308", "orderId": "10002380", "orderStatus": "PROCESS", "fromCoin": "SHIB",
    "fromAmount": 10000, "toCoin": "KSHIB", "toAmount": 10, "ratio": 0.001, "inverseRatio": 1000,
    "createTime": 1641916714}"""
BOTH = b'{"total": 2, "rows": [' + TRADED + b", " + WAITING + b"]}"
PLACED = {"orderId": "10002349", "createTime": 1641906714, "orderStatus": "PROCESS"}
DONE = QuotedTrade(
    id="10002349",
    quote_id="4e5446f2cc6f44ab86ab02abf19a2fd2",
    status=QuotedTradeStatus.SUCCESS,
    asset="BTC",
    amount=D(1),
    target="USDT",
    received=D("50550.26"),
    price=D("50550.26"),
    inverse_price=D("0.00001978"),
    timestamp_ms=1641806714000,
)


def test_what_is_quoted_and_between_which_amounts(us: Opened) -> None:
    venue = us({PAIRS: PAIRED})

    (found,) = venue(lambda venue: venue.otc.pairs("BTC", "USDT"))

    assert found == OtcPair(
        asset="BTC",
        target="USDT",
        minimum=D("0.10"),
        maximum=D(100),
        target_minimum=D(1000),
        target_maximum=D(500000),
    )
    assert str(found.minimum) == "0.10"
    assert venue.asked == [(PAIRS, {"fromCoin": "BTC", "toCoin": "USDT"})]


def test_a_quote_is_exact_and_holds_until_a_time(us: Opened) -> None:
    venue = us({QUOTES: (QUOTED, QUOTED.replace(b'"symbol"', b'"quoteId": "15848701022", "symbol"'))})

    # The example has no id, which an order needs.
    bare = venue(lambda venue: venue.otc.quote("BTC", "USDT", amount=1))
    found = venue(lambda venue: venue.otc.quote("BTC", "USDT", receive="50550.26"))

    assert (bare.id, found.id) == (None, "15848701022")
    assert found == OtcQuote(
        id="15848701022",
        asset="BTC",
        amount=D(1),
        target="USDT",
        received=D("50550.26"),
        price=D("50550.26"),
        inverse_price=D("0.00001978"),
        expires_ms=1641806714000,
    )
    assert found.expires == datetime(2022, 1, 10, 9, 25, 14, tzinfo=UTC)
    asked = {"fromCoin": "BTC", "toCoin": "USDT"}
    assert venue.asked == [
        (QUOTES, {**asked, "requestCoin": "BTC", "requestAmount": "1"}),
        (QUOTES, {**asked, "requestCoin": "USDT", "requestAmount": "50550.26"}),
    ]
    with pytest.raises(InexactNumber, match="amount is a float"):
        venue(lambda venue: venue.otc.quote("BTC", "USDT", amount=1.0))


def test_a_trade_at_a_quote(us: Opened) -> None:
    venue = us({PLACE: PLACED})

    made = venue(lambda venue: venue.otc.place_order(quote_id="15848701022"))

    assert made == QuotedTrade(
        id="10002349",
        quote_id="15848701022",
        status=QuotedTradeStatus.PROCESSING,
        timestamp_ms=1641906714000,
    )
    assert venue.asked == [(PLACE, {"quoteId": "15848701022"})]


def test_one_trade_by_its_id_or_its_quote_s(us: Opened) -> None:
    venue = us({ORDER: TRADED, ORDERS: BOTH})

    assert venue(lambda venue: venue.otc.order(order_id="10002349")) == DONE
    by_quote = venue(lambda venue: venue.otc.order(quote_id="15848645308"))
    assert (by_quote.id, by_quote.status) == ("10002380", QuotedTradeStatus.PROCESSING)
    assert by_quote.raw["total"] == 2
    assert venue(lambda venue: venue.otc.order(quote_id="another")) is None
    assert [name for name, _ in venue.asked] == [ORDER, ORDERS, ORDERS]


def test_all_trades_whose_times_are_in_seconds(us: Opened) -> None:
    venue = us({ORDERS: BOTH})
    since = datetime(2022, 1, 1, tzinfo=UTC)

    found = venue(lambda venue: venue.otc.orders("BTC", since=since))

    assert found[0] == DONE
    assert found[1].time == datetime(2022, 1, 11, 15, 58, 34, tzinfo=UTC)
    asked = {"fromCoin": "BTC", "startTime": "1640995200000", "page": "1", "limit": "100"}
    assert venue.asked == [(ORDERS, asked)]


def test_a_state_that_nobody_documents_is_unreadable(us: Opened) -> None:
    venue = us({ORDER: TRADED.replace(b'"SUCCESS"', b'"LATER"')})
    with pytest.raises(UnreadableResponse, match="LATER"):
        venue(lambda venue: venue.otc.order(order_id="10002349"))


# ------------------------------------------------------------------------------------------------ staking

PRODUCTS, STAKED = "GET /sapi/v1/staking/asset", "GET /sapi/v1/staking/stakingBalance"
STAKE, UNSTAKE = "POST /sapi/v1/staking/stake", "POST /sapi/v1/staking/unstake"
MOVEMENTS, REWARDS = "GET /sapi/v1/staking/history", "GET /sapi/v1/staking/stakingRewardsHistory"
PRODUCT = {
    "stakingAsset": "BNB",
    "rewardAsset": "BNB",
    "apr": "0.0517",
    "apy": "0.04",
    "unstakingPeriod": 168,
    "minStakingLimit": "0.01",
    "maxStakingLimit": "10000",
    "autoRestake": True,
}
REWARD = {
    "asset": "BNB",
    "amount": "0.03371769",
    "usdValue": "20.23",
    "time": 1658475133009,
    "tranId": 3123201,
    "autoRestaked": False,
}


def wrapped(data: object) -> dict[str, object]:
    return {"code": "000000", "message": "success", "data": data, "success": True}


def test_what_can_be_staked_and_what_is(us: Opened) -> None:
    held = {
        "asset": "BNB",
        "stakingAmount": "3882.50133916",
        "rewardAsset": "BNB",
        "apr": "0.0517",
        "apy": "0.0869",
        "autoRestake": True,
    }
    venue = us({PRODUCTS: [PRODUCT], STAKED: {**wrapped([held]), "status": ["holding"]}})

    (product,) = venue(lambda venue: venue.staking.products("BNB"))
    (balance,) = venue(lambda venue: venue.staking.balances())

    assert product == StakingProduct(
        asset="BNB",
        reward_asset="BNB",
        rate=D("0.0517"),
        compound_rate=D("0.04"),
        unstaking_hours=168,
        minimum=D("0.01"),
        maximum=D(10000),
        auto_restake=True,
    )
    assert balance == StakedBalance(
        asset="BNB",
        amount=D("3882.50133916"),
        reward_asset="BNB",
        rate=D("0.0517"),
        compound_rate=D("0.0869"),
        auto_restake=True,
    )
    assert venue.asked == [(PRODUCTS, {"stakingAsset": "BNB"}), (STAKED, {})]


def test_staking_says_what_becomes_of_the_rewards(us: Opened) -> None:
    venue = us({STAKE: wrapped({"result": "SUCCESS", "purchaseRecordId": "111"})})

    made = venue(lambda venue: venue.staking.stake(asset="BNB", amount="1.50"))
    venue(lambda venue: venue.staking.stake(asset="BNB", amount="1.50", auto_restake=False))

    assert made == StakingMovement(
        id="111", asset="BNB", amount=D("1.50"), action=StakingAction.STAKED, status=StakingStatus.SUCCESS
    )
    asked = {"stakingAsset": "BNB", "amount": "1.50"}
    assert venue.asked == [
        (STAKE, {**asked, "autoRestake": "true"}),
        (STAKE, {**asked, "autoRestake": "false"}),
    ]


def test_the_end_of_a_staking(us: Opened) -> None:
    venue = us({UNSTAKE: wrapped({"result": "SUCCESS"})})

    made = venue(lambda venue: venue.staking.unstake(asset="BNB", amount="0.00000001"))

    assert (made.id, made.action, made.amount) == (None, StakingAction.UNSTAKED, D("1E-8"))
    assert venue.asked == [(UNSTAKE, {"stakingAsset": "BNB", "amount": "0.00000001"})]


def test_what_was_staked_and_what_it_paid(us: Opened) -> None:
    staked = {"asset": "ETH", "amount": "2500", "type": "staked", "initiatedTime": 1663096490748, "status": "SUCCESS"}
    slow = {**staked, "type": "unstaked", "amount": "1", "status": "WAITING"}
    venue = us({MOVEMENTS: [staked, slow], REWARDS: {**wrapped([REWARD]), "total": 1}})

    first, second = venue(lambda venue: venue.staking.movements("ETH"))
    (reward,) = venue(lambda venue: venue.staking.rewards(until=NOW))

    assert (first.amount, first.action, first.status) == (D(2500), StakingAction.STAKED, StakingStatus.SUCCESS)
    assert first.time == moment(1663096490748)
    assert (second.action, second.status) == (StakingAction.UNSTAKED, StakingStatus.UNKNOWN)
    assert reward == StakingReward(
        id="3123201",
        asset="BNB",
        amount=D("0.03371769"),
        value_in_usd=D("20.23"),
        restaked=False,
        timestamp_ms=1658475133009,
    )
    assert venue.asked == [
        (MOVEMENTS, {"asset": "ETH", "page": "1", "limit": "500"}),
        (REWARDS, {"endTime": str(NOW_MS), "page": "1", "limit": "500"}),
    ]


@pytest.mark.parametrize("name", ["stake", "unstake"])
def test_a_float_is_not_staked(us: Opened, name: str) -> None:
    venue = us()
    with pytest.raises(InexactNumber, match="amount is a float"):
        venue(lambda venue: getattr(venue.staking, name)(asset="BNB", amount=1.5))
    assert venue.asked == []


# ------------------------------------------------------------------------------------------------ how it ends

READS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "sub_accounts.accounts": (LIST, lambda venue: venue.sub_accounts.accounts()),
    "sub_accounts.balances": (ASSETS, lambda venue: venue.sub_accounts.balances("a@b.c")),
    "sub_accounts.transfers": (MOVES, lambda venue: venue.sub_accounts.transfers()),
    "fiat.deposits": (CAME, lambda venue: venue.fiat.deposits()),
    "fiat.withdrawals": (WENT, lambda venue: venue.fiat.withdrawals()),
    "otc.pairs": (PAIRS, lambda venue: venue.otc.pairs()),
    "otc.quote": (QUOTES, lambda venue: venue.otc.quote("BTC", "USDT", amount=1)),
    "otc.order": (ORDER, lambda venue: venue.otc.order(order_id="10002349")),
    "otc.orders": (ORDERS, lambda venue: venue.otc.orders()),
    "staking.products": (PRODUCTS, lambda venue: venue.staking.products()),
    "staking.balances": (STAKED, lambda venue: venue.staking.balances()),
    "staking.movements": (MOVEMENTS, lambda venue: venue.staking.movements()),
    "staking.rewards": (REWARDS, lambda venue: venue.staking.rewards()),
}
ACTS: dict[str, tuple[str, Callable[[Any], Any], str]] = {
    "sub_accounts.transfer": (
        MOVE,
        lambda venue: venue.sub_accounts.transfer(asset="BNB", amount=1, **ENDS),
        'sub_accounts.transfers(source="aa.email.com", target="bb.email.com")',
    ),
    "fiat.withdraw": (PAY, lambda venue: venue.fiat.withdraw(**PAYING), "fiat.withdrawals()"),
    "otc.place_order": (PLACE, lambda venue: venue.otc.place_order(quote_id="q1"), 'otc.order(quote_id="q1")'),
    "staking.stake": (
        STAKE,
        lambda venue: venue.staking.stake(asset="BNB", amount=1),
        'staking.movements("BNB")',
    ),
    "staking.unstake": (
        UNSTAKE,
        lambda venue: venue.staking.unstake(asset="BNB", amount=1),
        'staking.movements("BNB")',
    ),
}
"""Where each act goes, a call of it, and how to find out about it."""


def test_every_operation_that_the_venue_has_is_in_the_tables() -> None:
    offered = {
        f"{each.kind}.{name}" for each in BINANCE_US.desks() for name in each.operations() if each.offers(name)
    }
    assert offered == {*READS, *ACTS}


@pytest.mark.parametrize("name", [*READS, *ACTS])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused(-2015, "Invalid API-key, IP, or permissions for action."), PermissionDenied),
        (refused(-2018, "Balance is insufficient."), InsufficientFunds),
        (refused(-2016, "No trading window could be found."), NotFound),
    ],
)
def test_a_refusal_is_one(us: Opened, name: str, answer: httpx.Response, kind: type[VenueError]) -> None:
    endpoint, call = (READS.get(name) or ACTS[name])[:2]
    venue = us({endpoint: answer})
    with pytest.raises(kind):
        venue(call)
    assert len(venue.asked) == 1


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("answer", [b"<html></html>", b'{"rows": 5, "data": 5, "assetLogRecordList": 5}'])
def test_an_answer_to_a_read_that_is_none_is_unreadable(us: Opened, name: str, answer: Any) -> None:
    endpoint, call = READS[name]
    with pytest.raises(UnreadableResponse):
        us({endpoint: answer})(call)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(
    "fault",
    [
        httpx.ReadTimeout("no answer"),
        httpx.RemoteProtocolError("half an answer"),
        httpx.Response(502, content=b""),
        b'{"success": true, ',
        {"msg": "thank you"},
        {"success": True, "txnId": "", "orderId": "", "data": {"result": "LATER"}},
        {"orderId": "1", "orderStatus": "LATER", "success": True, "data": {}},
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_an_act_without_an_answer_is_unknown_and_sent_once(us: Opened, name: str, fault: Any) -> None:
    endpoint, call, find_out = ACTS[name]
    venue = us({endpoint: fault})

    with pytest.raises(OutcomeUnknown) as caught:
        venue(call)

    assert caught.value.find_out == find_out
    assert len(venue.asked) == 1


def test_what_the_venue_does_not_have_is_said_without_a_request(us: Opened) -> None:
    venue = us()
    calls: dict[str, Callable[[Any], Any]] = {
        "has no request that opens a sub-account": lambda venue: venue.sub_accounts.create(name="sub"),
        "converts dust only": lambda venue: venue.convert.trades(),
        "keeps no history of what was bought": lambda venue: venue.fiat.payments("BUY"),
        r"margin\.account: Binance\.US has no margin accounts": lambda venue: venue.margin.account(),
        r"margin\.interest: Binance\.US has no margin accounts": lambda venue: venue.margin.interest(),
    }
    for said, call in calls.items():
        with pytest.raises(NotOffered, match=said):
            venue(call)
    assert venue.asked == []


# ------------------------------------------------------------------------------------------------ the page

WITH_AN_ID = {
    "quoteId": DONE.quote_id,
    "symbol": "BTCUSDT",
    "ratio": D("50550.26"),
    "inverseRatio": D("0.00001978"),
    "validTimestamp": 1717200010,
    "toAmount": D("50550.26"),
    "fromAmount": 1,
}
"""The example has no id, which an order needs."""


@pytest.mark.cassette("binance_us", "desks", answers={QUOTES: (200, WITH_AN_ID)})
def test_what_the_page_about_desks_asks(ask: Ask) -> None:
    pairs = ask(lambda venue: venue.otc.pairs("BTC"))
    quote = ask(lambda venue: venue.otc.quote("BTC", "USDT", amount=1))
    trade = ask(lambda venue: venue.otc.place_order(quote_id=quote.id or ""))
    later = ask(lambda venue: venue.otc.order(quote_id=quote.id))
    products = ask(lambda venue: venue.staking.products())
    staked = ask(lambda venue: venue.staking.stake(asset="BNB", amount="1.5"))
    paid = ask(
        lambda venue: venue.fiat.withdraw(currency="USD", amount=100, method="BITGO", account=PAYING["account"])
    )

    assert [(each.asset, each.target) for each in pairs] == [("BTC", "USDT"), ("USDT", "BNB")]
    assert (quote.id, quote.received) == (DONE.quote_id, D("50550.26"))
    assert (trade.id, trade.status) == ("10002349", QuotedTradeStatus.PROCESSING)
    assert later == DONE
    assert [each.unstaking_hours for each in products] == [168]
    assert (staked.id, paid.status) == ("111", WithdrawalStatus.PROCESSING)
