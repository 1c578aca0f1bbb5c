"""Binance's desks in both worlds, on the examples of its documents: what is asked, what is made of it, how acts end.

The payloads are those of `shared/catalogue/binance.json`; the newer forms are from `shared/reference`.
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
    FiatPayment,
    FiatPaymentStatus,
    MarginBalance,
    MarginInterest,
    MarginLimit,
    MarginLoan,
    MarginRepayment,
    MarginState,
    QuotedTrade,
    QuotedTradeStatus,
    SubAccount,
    SubAccountTransfer,
)
from crossvenue.errors import (
    BadRequest,
    InexactNumber,
    InvalidRequest,
    NotImplementedByPlugin,
    NotOffered,
    OutcomeUnknown,
    PermissionDenied,
    TransferRefused,
    UnreadableResponse,
    VenueError,
)
from crossvenue.model import (
    Balance,
    Deposit,
    DepositStatus,
    Side,
    TransferStatus,
    WalletKind,
    Withdrawal,
    WithdrawalStatus,
    moment,
)
from crossvenue.testing.plugin import Ask
from crossvenue_binance import BINANCE
from crossvenue_binance.desks import ACCOUNT_PAGE, FIAT_PAGE, FiatState, fiat_deposits, fiat_withdrawals, stamp_ms

D = Decimal
NOW_MS = 1_717_200_000_000
"""2024-06-01 00:00 UTC."""
NOW = moment(NOW_MS)
DAY_MS = 86_400_000
MINTED = f"cv{1:022x}"
"""The first client id that is minted in a test."""
SIGNING = ("recvWindow", "timestamp", "signature")


class Venue:
    """What answers in Binance's place: by method and path, one after another, the last for good."""

    def __init__(self, simulated: Callable[..., Ask], answers: Mapping[str, Any], **settings: object) -> None:
        self.answers = {name: list(each) if isinstance(each, tuple) else [each] for name, each in answers.items()}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ask = simulated(
            "binance",
            self.answer,
            clock=Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
            retries=0,
            **settings,
        )

    def answer(self, request: httpx.Request) -> httpx.Response:
        pairs = parse_qsl(f"{request.url.query.decode()}&{request.content.decode()}", keep_blank_values=True)
        name = f"{request.method} {request.url.path}"
        if name not in ("GET /api/v3/exchangeInfo", "GET /api/v3/time"):
            assert pairs[-1][0] == "signature"
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
def binance(simulated: Callable[..., Ask]) -> Opened:
    return lambda answers=(), **settings: Venue(simulated, dict(answers), **settings)


def refused(code: int, said: str, status: int = 400) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "msg": said})


# ------------------------------------------------------------------------------------------------ sub-accounts

LIST, ASSETS = "GET /sapi/v1/sub-account/list", "GET /sapi/v3/sub-account/assets"
CREATE, MOVE = "POST /sapi/v1/sub-account/virtualSubAccount", "POST /sapi/v1/sub-account/universalTransfer"
MOVES = "GET /sapi/v1/sub-account/universalTransfer"
LISTED = {
    "subAccounts": [
        {"email": "testsub@gmail.com", "isFreeze": False, "createTime": 1544433328000},
        {"email": "virtual@oxebmvfonoemail.com", "isFreeze": True, "createTime": 1544433328000},
    ]
}
# Amounts are numbers here, and the zeros of one count.
HOLDINGS = b"""{"balances": [{"asset": "ADA", "free": 10000, "locked": 0},
    {"asset": "BTC", "free": 11467.6399, "locked": 0.10}, {"asset": "USDT", "free": 11652.14213, "locked": 0}]}"""
MOVED = {
    "tranId": 92275823339,
    "fromEmail": "abctest@gmail.com",
    "toEmail": "deftest@gmail.com",
    "asset": "BNB",
    "amount": "0.01",
    "createTimeStamp": 1640317374000,
    "fromAccountType": "USDT_FUTURE",
    "toAccountType": "SPOT",
    "status": "SUCCESS",
    "clientTranId": "test",
}


def test_sub_accounts_go_by_their_mail_addresses(binance: Opened) -> None:
    venue = binance({LIST: LISTED})

    found = venue(lambda venue: venue.sub_accounts.accounts())

    assert list(found) == [
        SubAccount(id="testsub@gmail.com", name="testsub@gmail.com", active=True, created_ms=1544433328000),
        SubAccount(
            id="virtual@oxebmvfonoemail.com",
            name="virtual@oxebmvfonoemail.com",
            active=False,
            created_ms=1544433328000,
        ),
    ]
    assert found["testsub@gmail.com"].created == moment(1544433328000)
    assert found.raw == [LISTED]
    assert venue.asked == [(LIST, {"page": "1", "limit": "200"})]


def test_a_full_page_of_sub_accounts_is_followed_by_the_next(binance: Opened) -> None:
    full = {"subAccounts": [{"email": f"{number}@x.y", "isFreeze": False} for number in range(ACCOUNT_PAGE)]}
    venue = binance(
        {LIST: (full, {"subAccounts": [full["subAccounts"][-1], {"email": "last@x.y", "isFreeze": False}]})}
    )

    found = venue(lambda venue: venue.sub_accounts.accounts())

    assert (len(found), found[-1].id) == (201, "last@x.y")
    assert [params["page"] for _, params in venue.asked] == ["1", "2"]


def test_a_page_that_comes_for_ever_ends_all_the_same(binance: Opened) -> None:
    full = {"subAccounts": [{"email": f"{number}@x.y", "isFreeze": False} for number in range(ACCOUNT_PAGE)]}
    venue = binance({LIST: full})
    assert len(venue(lambda venue: venue.sub_accounts.accounts())) == ACCOUNT_PAGE
    assert len(venue.asked) == 2


def test_what_a_sub_account_holds_is_exact(binance: Opened) -> None:
    venue = binance({ASSETS: HOLDINGS})

    found = venue(lambda venue: venue.sub_accounts.balances("testsub@gmail.com"))

    assert found["BTC"] == Balance("BTC", D("11467.6399"), D("0.10"))
    assert (str(found["BTC"].locked), str(found["ADA"].free)) == ("0.10", "10000")
    assert venue.asked == [(ASSETS, {"email": "testsub@gmail.com"})]
    with pytest.raises(NotImplementedByPlugin, match="reads spot, not margin"):
        venue(lambda venue: venue.sub_accounts.balances("testsub@gmail.com", "margin"))


def test_a_sub_account_is_opened_with_an_address_that_the_venue_makes_up(binance: Opened) -> None:
    venue = binance({CREATE: {"email": "addsdd_virtual@aasaixwqnoemail.com"}})

    made = venue(lambda venue: venue.sub_accounts.create(name="addsdd"))

    assert (made.id, made.active) == ("addsdd_virtual@aasaixwqnoemail.com", None)
    assert made.raw == {"email": "addsdd_virtual@aasaixwqnoemail.com"}
    assert venue.asked == [(CREATE, {"subAccountString": "addsdd"})]
    for given in ({"password": "hunter2hunter"}, {"wallets": ["spot", "margin"]}):
        with pytest.raises(BadRequest) as caught:
            venue(lambda venue, given=given: venue.sub_accounts.create(name="addsdd", **given))
        assert "hunter2" not in str(caught.value)
    assert len(venue.asked) == 1


def test_a_move_between_accounts_names_every_wallet_and_carries_an_id_of_ours(binance: Opened) -> None:
    venue = binance({MOVE: {"tranId": 11945860693, "clientTranId": MINTED}})

    made = venue(
        lambda venue: venue.sub_accounts.transfer(
            asset="USDT", amount="0.1000", target="deftest@gmail.com", target_wallet="usd_futures"
        )
    )

    assert made == SubAccountTransfer(
        id="11945860693",
        client_id=MINTED,
        asset="USDT",
        amount=D("0.1000"),
        source=None,
        target="deftest@gmail.com",
        source_wallet=WalletKind.SPOT,
        target_wallet=WalletKind.USD_FUTURES,
    )
    assert venue.asked == [
        (
            MOVE,
            {
                "toEmail": "deftest@gmail.com",
                "fromAccountType": "SPOT",
                "toAccountType": "USDT_FUTURE",
                "clientTranId": MINTED,
                "asset": "USDT",
                "amount": "0.1000",
            },
        )
    ]


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        ({"amount": 0.1}, InexactNumber, "amount is a float"),
        ({"amount": 0}, BadRequest, "amount must be above zero"),
        ({"source_wallet": "funding"}, NotOffered, "funding or options"),
        ({"target_wallet": "isolated_margin"}, NotImplementedByPlugin, "raw.sub_account_universal_transfer"),
    ],
)
def test_a_move_that_cannot_be_is_not_sent(
    binance: Opened, given: dict[str, Any], kind: type[Exception], said: str
) -> None:
    venue = binance()
    with pytest.raises(kind, match=said):
        venue(lambda venue: venue.sub_accounts.transfer(**{"asset": "USDT", "amount": 1, "target": "a@b.c", **given}))
    assert venue.asked == []


def test_moves_of_an_account_in_spans_of_seven_days(binance: Opened) -> None:
    venue = binance({MOVES: ({"result": [], "totalCount": 0}, {"result": [MOVED], "totalCount": 1})})
    since = NOW - timedelta(days=10)

    (found,) = venue(lambda venue: venue.sub_accounts.transfers(source="abctest@gmail.com", since=since))

    assert found == SubAccountTransfer(
        id="92275823339",
        client_id="test",
        asset="BNB",
        amount=D("0.01"),
        source="abctest@gmail.com",
        target="deftest@gmail.com",
        source_wallet=WalletKind.USD_FUTURES,
        target_wallet=WalletKind.SPOT,
        status=TransferStatus.CONFIRMED,
        timestamp_ms=1640317374000,
    )
    newest, oldest = (params for _, params in venue.asked)
    assert newest["fromEmail"] == oldest["fromEmail"] == "abctest@gmail.com"
    assert "endTime" not in newest
    assert oldest["startTime"] == str(NOW_MS - 10 * DAY_MS)
    assert newest["startTime"] == oldest["endTime"]
    assert int(oldest["endTime"]) - int(oldest["startTime"]) < 7 * DAY_MS


def test_only_one_end_of_a_move_is_asked_for_and_the_other_is_picked(binance: Opened) -> None:
    other = {**MOVED, "tranId": 1, "toEmail": "other@gmail.com"}
    venue = binance({MOVES: [other, MOVED]})  # The array alone, as the specification of 2024 has it.

    both = venue(lambda venue: venue.sub_accounts.transfers(source="abctest@gmail.com", target="deftest@gmail.com"))
    venue(lambda venue: venue.sub_accounts.transfers(target="deftest@gmail.com"))
    venue(lambda venue: venue.sub_accounts.transfers(client_id="test"))

    assert [each.id for each in both] == ["92275823339"]
    assert [params for _, params in venue.asked] == [
        {"fromEmail": "abctest@gmail.com", "page": "1", "limit": "500"},
        {"toEmail": "deftest@gmail.com", "page": "1", "limit": "500"},
        {"clientTranId": "test", "page": "1", "limit": "500"},
    ]


@pytest.mark.parametrize(
    ("word", "status"), [("PENDING", TransferStatus.PENDING), ("FAILED", TransferStatus.FAILED), ("LATER", None)]
)
def test_the_state_of_a_move_is_told_or_unreadable(binance: Opened, word: str, status: TransferStatus | None) -> None:
    venue = binance({MOVES: {"result": [{**MOVED, "status": word}]}})
    if status is not None:
        (found,) = venue(lambda venue: venue.sub_accounts.transfers())
        assert found.status is status
        return
    with pytest.raises(UnreadableResponse, match="LATER"):
        venue(lambda venue: venue.sub_accounts.transfers())


# ------------------------------------------------------------------------------------------------ convert

TRADE_FLOW = "GET /sapi/v1/convert/tradeFlow"
TRADED = {
    "quoteId": "f3b91c525b2644c7bc1e1cd31b6e1aa6",
    "orderId": 940708407462087195,
    "orderStatus": "SUCCESS",
    "fromAsset": "USDT",
    "fromAmount": "20",
    "toAsset": "BNB",
    "toAmount": "0.06154036",
    "ratio": "0.00307702",
    "inverseRatio": "324.99",
    "createTime": 1624248872184,
}


def trade_flow(*trades: Mapping[str, object], more: bool = False) -> dict[str, object]:
    span = {"startTime": 1623824139000, "endTime": 1626416139000}
    return {"list": list(trades), **span, "limit": 100, "moreData": more}


def test_conversions_and_both_times_are_always_sent(binance: Opened) -> None:
    venue = binance({TRADE_FLOW: trade_flow(TRADED)})

    (found,) = venue(lambda venue: venue.convert.trades())

    assert found == QuotedTrade(
        id="940708407462087195",
        quote_id="f3b91c525b2644c7bc1e1cd31b6e1aa6",
        status=QuotedTradeStatus.SUCCESS,
        asset="USDT",
        amount=D(20),
        target="BNB",
        received=D("0.06154036"),
        price=D("0.00307702"),
        inverse_price=D("324.99"),
        timestamp_ms=1624248872184,
    )
    start = NOW_MS - 30 * DAY_MS + 1
    assert venue.asked == [(TRADE_FLOW, {"startTime": str(start), "endTime": str(NOW_MS), "limit": "1000"})]


def test_a_span_with_more_than_one_answer_holds_is_asked_for_in_halves(binance: Opened) -> None:
    first, second = ({**TRADED, "orderId": number} for number in (1, 2))
    venue = binance({TRADE_FLOW: (trade_flow(first, more=True), trade_flow(second), trade_flow(first))})
    since = NOW - timedelta(days=1)

    found = venue(lambda venue: venue.convert.trades(since=since, until=NOW - timedelta(milliseconds=1)))

    assert [each.id for each in found] == ["2", "1"]
    spans = [(int(params["startTime"]), int(params["endTime"])) for _, params in venue.asked]
    (begin, end), newer, older = spans
    assert (older[0], newer[1]) == (begin, end)
    assert newer[0] == older[1] + 1


def test_a_history_that_the_venue_never_gives_whole_is_an_error(binance: Opened) -> None:
    since = NOW - timedelta(days=1)
    venue = binance({TRADE_FLOW: trade_flow(TRADED, more=True)})
    with pytest.raises(UnreadableResponse, match="counts more conversions than it gives"):
        venue(lambda venue: venue.convert.trades(since=since))
    empty = binance({TRADE_FLOW: trade_flow(more=True)})
    with pytest.raises(UnreadableResponse, match="counts more conversions than it gives"):
        empty(lambda venue: venue.convert.trades(since=since))
    assert len(empty.asked) == 1


def test_a_year_of_conversions_is_read_in_spans_of_thirty_days(binance: Opened) -> None:
    venue = binance({TRADE_FLOW: trade_flow(TRADED)})

    found = venue(lambda venue: venue.convert.trades(since=NOW - timedelta(days=365)))

    assert len(venue.asked) == 13
    assert all(int(params["endTime"]) - int(params["startTime"]) < 30 * DAY_MS for _, params in venue.asked)
    # Neighbours share a millisecond: what both hold is given once.
    assert len(found) == 1


# ------------------------------------------------------------------------------------------------ fiat

ORDERS, PAYMENTS = "GET /sapi/v1/fiat/orders", "GET /sapi/v1/fiat/payments"
ORDER = {
    "orderNo": "7d76d611-0568-4f43-afb6-24cac7767365",
    "fiatCurrency": "BRL",
    "indicatedAmount": "10.00",
    "amount": "10.00",
    "totalFee": "0.00",
    "method": "BankAccount",
    "status": "Expired",
    "createTime": 1626144956000,
    "updateTime": 1626400907000,
}
PAYMENT = {
    "orderNo": "353fca443f06466db0c4dc89f94f027a",
    "sourceAmount": "20.0",
    "fiatCurrency": "EUR",
    "obtainAmount": "4.462",
    "cryptoCurrency": "LUNA",
    "totalFee": "0.2",
    "price": "4.437472",
    "status": "Failed",
    "createTime": 1624529919000,
    "updateTime": 1624529919000,
}


def wrapped(*data: Mapping[str, object]) -> dict[str, object]:
    return {"code": "000000", "message": "success", "data": list(data), "total": len(data), "success": True}


def test_money_that_came_from_a_bank(binance: Opened) -> None:
    venue = binance({ORDERS: wrapped(ORDER, {**ORDER, "orderNo": "2", "fiatCurrency": "EUR"})})

    (found,) = venue(lambda venue: venue.fiat.deposits("BRL"))

    assert found == Deposit(
        id="7d76d611-0568-4f43-afb6-24cac7767365",
        asset="BRL",
        amount=D("10.00"),
        network=None,
        venue_network="BankAccount",
        status=DepositStatus.REJECTED,
        address="",
        memo=None,
        transaction_id="",
        timestamp_ms=1626144956000,
    )
    assert venue.asked == [(ORDERS, {"transactionType": "0", "page": "1", "rows": "500"})]


def test_money_that_went_to_a_bank(binance: Opened) -> None:
    done = {**ORDER, "orderNo": "2", "status": "Successful", "totalFee": "0.50"}
    venue = binance({ORDERS: wrapped(ORDER, done)})

    expired, paid = venue(lambda venue: venue.fiat.withdrawals(since=NOW - timedelta(days=400)))

    assert (expired.status, expired.note, expired.completed) == (WithdrawalStatus.CANCELED, "Expired", None)
    assert paid == Withdrawal(
        id="2",
        client_id=None,
        asset="BRL",
        amount=D("10.00"),
        network=None,
        venue_network="BankAccount",
        address="",
        memo=None,
        status=WithdrawalStatus.COMPLETED,
        fee=D("0.50"),
        applied_ms=1626144956000,
        completed_ms=1626400907000,
    )
    begin = NOW_MS - 400 * DAY_MS
    times = {"beginTime": str(begin), "endTime": str(NOW_MS)}
    assert venue.asked == [(ORDERS, {"transactionType": "1", **times, "page": "1", "rows": "500"})]


def test_a_page_is_full_before_a_currency_is_picked(binance: Opened) -> None:
    others = [{**ORDER, "orderNo": str(number), "fiatCurrency": "EUR"} for number in range(FIAT_PAGE)]
    venue = binance({ORDERS: (wrapped(*others), wrapped(ORDER))})
    assert len(venue(lambda venue: venue.fiat.deposits("BRL", until=NOW - timedelta(days=3)))) == 1
    (_, first), (_, second) = venue.asked
    assert (first["page"], second["page"]) == ("1", "2")
    assert int(first["endTime"]) - int(first["beginTime"]) == 30 * DAY_MS


@pytest.mark.parametrize("state", FiatState)
def test_every_documented_state_is_known_and_what_may_have_left_counts_as_used(state: FiatState) -> None:
    payload = json.dumps(wrapped({**ORDER, "status": state.value})).encode()
    (came,), (went,) = fiat_deposits(payload), fiat_withdrawals(payload)
    assert (came.status is DepositStatus.SUCCESS) == (state.value in ("Successful", "Finished"))
    assert went.status is not None
    assert went.status.counts_as_used == (state.value not in ("Failed", "Refunded", "Expired"))
    assert went.note == ("" if state.value in ("Processing", "Failed", "Successful", "Finished") else state.value)


def test_what_was_bought_and_sold_for_money(binance: Opened) -> None:
    venue = binance({PAYMENTS: wrapped(PAYMENT)})

    (bought,) = venue(lambda venue: venue.fiat.payments("BUY"))
    (sold,) = venue(lambda venue: venue.fiat.payments(Side.SELL))

    assert bought == FiatPayment(
        id="353fca443f06466db0c4dc89f94f027a",
        side=Side.BUY,
        asset="LUNA",
        amount=D("4.462"),
        currency="EUR",
        currency_amount=D("20.0"),
        fee=D("0.2"),
        price=D("4.437472"),
        status=FiatPaymentStatus.FAILED,
        created_ms=1624529919000,
        updated_ms=1624529919000,
    )
    assert sold.side is Side.SELL
    assert [params["transactionType"] for _, params in venue.asked] == ["0", "1"]


# ------------------------------------------------------------------------------------------------ margin

ACCOUNT, ISOLATED = "GET /sapi/v1/margin/account", "GET /sapi/v1/margin/isolated/account"
BORROWABLE, TRANSFERABLE = "GET /sapi/v1/margin/maxBorrowable", "GET /sapi/v1/margin/maxTransferable"
INTEREST, DEBTS = "GET /sapi/v1/margin/interestHistory", "GET /sapi/v1/margin/borrow-repay"
INSTRUMENTS = "GET /api/v3/exchangeInfo"
CROSS = {
    "borrowEnabled": True,
    "marginLevel": "11.64405625",
    "totalAssetOfBtc": "6.82728457",
    "totalLiabilityOfBtc": "0.58633215",
    "totalNetAssetOfBtc": "6.24095242",
    "tradeEnabled": True,
    "transferEnabled": False,
    "userAssets": [
        {
            "asset": "BNB",
            "borrowed": "201.66666672",
            "free": "2346.50000000",
            "interest": "0.00000000",
            "locked": "0.00000000",
            "netAsset": "2144.83333328",
        },
    ],
}
NOTHING = {
    "asset": "BTC",
    "borrowEnabled": True,
    "borrowed": "0.00000000",
    "free": "0.00000000",
    "interest": "0.00000000",
    "locked": "0.00000000",
    "netAsset": "0.00000000",
    "netAssetOfBtc": "0.00000000",
    "repayEnabled": True,
    "totalAsset": "0.00000000",
}
PAIR = {
    "baseAsset": NOTHING,
    "quoteAsset": {**NOTHING, "asset": "USDT"},
    "symbol": "BTCUSDT",
    "isolatedCreated": True,
    "enabled": True,
    "marginLevel": "0.00000000",
    "marginLevelStatus": "EXCESSIVE",
    "marginRatio": "0.00000000",
    "indexPrice": "10000.00000000",
    "liquidatePrice": "1000.00000000",
    "liquidateRate": "1.00000000",
    "tradeEnabled": True,
}
LISTING = {
    "timezone": "UTC",
    "serverTime": 1565246363776,
    "rateLimits": [],
    "symbols": [
        {
            "symbol": f"{base}USDT",
            "status": "TRADING",
            "baseAsset": base,
            "baseAssetPrecision": 8,
            "quoteAsset": "USDT",
            "quotePrecision": 8,
            "quoteAssetPrecision": 8,
            "orderTypes": ["LIMIT"],
            "icebergAllowed": True,
            "ocoAllowed": True,
            "isSpotTradingAllowed": True,
            "isMarginTradingAllowed": True,
            "filters": [],
            "permissions": ["SPOT", "MARGIN"],
        }
        for base in ("BTC", "BNB", "ADA", "ETH", "LTC", "XRP")
    ],
}
CHARGED = {
    "isolatedSymbol": "BNBUSDT",
    "asset": "BNB",
    "interest": "0.02414667",
    "interestAccuredTime": 1566813600000,
    "interestRate": "0.01600000",
    "principal": "36.22000000",
    "type": "ON_BORROW",
}


def test_the_cross_margin_account(binance: Opened) -> None:
    venue = binance({ACCOUNT: CROSS})

    found = venue(lambda venue: venue.margin.account())

    assert (found.unit, found.net, found.level) == ("BTC", D("6.24095242"), D("11.64405625"))
    assert (found.trade_enabled, found.borrow_enabled, found.transfer_enabled) == (True, True, False)
    (held,) = found.balances
    assert held == MarginBalance(
        asset="BNB",
        free=D("2346.50000000"),
        locked=D(0),
        borrowed=D("201.66666672"),
        interest=D(0),
    )
    assert held.net == D("2144.83333328")
    assert found.raw == CROSS
    assert venue.asked == [(ACCOUNT, {})]


def test_isolated_margin_accounts_go_by_our_symbols(binance: Opened) -> None:
    venue = binance({ISOLATED: {"assets": [PAIR]}, INSTRUMENTS: LISTING})

    found = venue(lambda venue: venue.margin.isolated_accounts(["BTC/USDT", "BNB/USDT"]))["BTC/USDT"]

    assert (found.symbol, found.state, found.level) == ("BTC/USDT", MarginState.NORMAL, D(0))
    assert (found.index_price, found.liquidation_price) == (D("10000.00000000"), D("1000.00000000"))
    assert (found.base.asset, found.quote.asset, found.base.borrow_enabled) == ("BTC", "USDT", True)
    assert venue.asked == [(ISOLATED, {"symbols": "BTCUSDT,BNBUSDT"})]


def test_of_more_than_five_isolated_accounts_all_are_asked_for(binance: Opened) -> None:
    answer = {"assets": [PAIR, {**PAIR, "symbol": "DOGEUSDT", "marginLevelStatus": "FORCE_LIQUIDATION"}]}
    venue = binance({ISOLATED: answer, INSTRUMENTS: LISTING})
    symbols = [f"{base}/USDT" for base in ("BTC", "BNB", "ADA", "ETH", "LTC", "XRP")]

    assert [each.symbol for each in venue(lambda venue: venue.margin.isolated_accounts(symbols))] == ["BTC/USDT"]
    every = venue(lambda venue: venue.margin.isolated_accounts())

    assert venue.asked == [(ISOLATED, {}), (ISOLATED, {})]
    # One that is listed no longer keeps the venue's symbol.
    assert (every[1].symbol, every[1].instrument, every[1].state) == ("DOGEUSDT", None, MarginState.LIQUIDATION)


def test_how_much_can_be_borrowed_and_moved_out(binance: Opened) -> None:
    venue = binance(
        {
            BORROWABLE: {"amount": "1.69248805", "borrowLimit": "60"},
            TRANSFERABLE: {"amount": "3.59498107"},
            INSTRUMENTS: LISTING,
        }
    )

    most = venue(lambda venue: venue.margin.max_borrowable("BTC", symbol="BTC/USDT"))
    out = venue(lambda venue: venue.margin.max_transferable("BTC"))

    assert most == MarginLimit(asset="BTC", amount=D("1.69248805"), account_limit=D(60))
    assert out == MarginLimit(asset="BTC", amount=D("3.59498107"))
    assert venue.asked == [
        (BORROWABLE, {"asset": "BTC", "isolatedSymbol": "BTCUSDT"}),
        (TRANSFERABLE, {"asset": "BTC"}),
    ]


def test_what_was_borrowed_and_what_was_paid_back(binance: Opened) -> None:
    debt = {
        "isolatedSymbol": "BNBUSDT",
        "amount": "14.00000000",
        "asset": "BNB",
        "interest": "0.01866667",
        "principal": "13.98133333",
        "status": "CONFIRMED",
        "timestamp": 1563438204000,
        "txId": 2970933056,
    }
    loan = {name: debt[name] for name in ("asset", "principal", "status", "timestamp", "txId")}
    venue = binance({DEBTS: ({"rows": [loan], "total": 1}, {"rows": [debt], "total": 1}), INSTRUMENTS: LISTING})

    (borrowed,) = venue(lambda venue: venue.margin.loans())
    (repaid,) = venue(lambda venue: venue.margin.repayments("BNB", symbol="BNB/USDT", since=NOW - timedelta(days=20)))

    about: dict[str, Any] = {
        "id": "2970933056",
        "asset": "BNB",
        "status": TransferStatus.CONFIRMED,
        "timestamp_ms": 1563438204000,
    }
    assert borrowed == MarginLoan(**about, amount=D("13.98133333"), venue_symbol=None)
    assert repaid == MarginRepayment(
        **about,
        amount=D("14.00000000"),
        principal=D("13.98133333"),
        interest=D("0.01866667"),
        venue_symbol="BNBUSDT",
    )
    pages = {"current": "1", "size": "100"}
    assert venue.asked[0] == (DEBTS, {"type": "BORROW", **pages})
    start = {"startTime": str(NOW_MS - 20 * DAY_MS)}
    assert venue.asked[1:] == [
        (DEBTS, {"type": "REPAY", "asset": "BNB", "isolatedSymbol": "BNBUSDT", **start, **pages})
    ]


def test_interest_that_was_charged(binance: Opened) -> None:
    # One document writes the time in seconds.
    other = {**CHARGED, "isolatedSymbol": None, "interestAccuredTime": 1566813600}
    venue = binance({INTEREST: {"rows": [CHARGED, other], "total": 2}, INSTRUMENTS: LISTING})

    found, cross = venue(lambda venue: venue.margin.interest("BNB", symbol="BNB/USDT"))

    assert found == MarginInterest(
        asset="BNB",
        amount=D("0.02414667"),
        principal=D("36.22000000"),
        rate=D("0.01600000"),
        reason="ON_BORROW",
        venue_symbol="BNBUSDT",
        timestamp_ms=1566813600000,
    )
    assert (cross.time, cross.venue_symbol) == (found.time, None)
    assert venue.asked == [(INTEREST, {"asset": "BNB", "isolatedSymbol": "BNBUSDT", "current": "1", "size": "100"})]


def test_interest_of_a_year_is_looked_for_in_the_archive_too_and_given_once(binance: Opened) -> None:
    venue = binance({INTEREST: {"rows": [CHARGED], "total": 1}})

    found = venue(lambda venue: venue.margin.interest(since=NOW - timedelta(days=365)))

    asked = [params for _, params in venue.asked]
    ages = {
        archived: [
            ((NOW_MS - int(params.get("endTime", NOW_MS))) // DAY_MS, (NOW_MS - int(params["startTime"])) // DAY_MS)
            for params in asked
            if params.get("archived") == archived
        ]
        for archived in (None, "true")
    }
    # Whatever half a year is to the venue, no day is left out: the archive from 170 days on, the rest to 195.
    assert ages[None][0][0] == 0
    assert ages[None][-1][1] >= 195
    assert ages["true"][0][0] <= 170
    assert ages["true"][-1][1] == 365
    assert len(found) == 1


@pytest.mark.parametrize(
    ("stamp", "ms"),
    [(1566813600, 1566813600000), (1566813600000, 1566813600000), (0, None), (-1, None), (None, None)],
)
def test_a_time_in_seconds_is_told_from_one_in_milliseconds(stamp: int | None, ms: int | None) -> None:
    assert stamp_ms(stamp) == ms


# ------------------------------------------------------------------------------------------------ how it ends

READS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "sub_accounts.accounts": (LIST, lambda venue: venue.sub_accounts.accounts()),
    "sub_accounts.balances": (ASSETS, lambda venue: venue.sub_accounts.balances("a@b.c")),
    "sub_accounts.transfers": (MOVES, lambda venue: venue.sub_accounts.transfers()),
    "convert.trades": (TRADE_FLOW, lambda venue: venue.convert.trades()),
    "fiat.deposits": (ORDERS, lambda venue: venue.fiat.deposits()),
    "fiat.withdrawals": (ORDERS, lambda venue: venue.fiat.withdrawals()),
    "fiat.payments": (PAYMENTS, lambda venue: venue.fiat.payments("BUY")),
    "margin.account": (ACCOUNT, lambda venue: venue.margin.account()),
    "margin.isolated_accounts": (ISOLATED, lambda venue: venue.margin.isolated_accounts()),
    "margin.max_borrowable": (BORROWABLE, lambda venue: venue.margin.max_borrowable("BTC")),
    "margin.max_transferable": (TRANSFERABLE, lambda venue: venue.margin.max_transferable("BTC")),
    "margin.loans": (DEBTS, lambda venue: venue.margin.loans()),
    "margin.repayments": (DEBTS, lambda venue: venue.margin.repayments()),
    "margin.interest": (INTEREST, lambda venue: venue.margin.interest()),
}
DEBT_READS = ("margin.loans", "margin.repayments")
ACTS: dict[str, tuple[str, Callable[[Any], Any], str | None, str]] = {
    "sub_accounts.create": (
        CREATE,
        lambda venue: venue.sub_accounts.create(name="addsdd"),
        None,
        "sub_accounts.accounts()",
    ),
    "sub_accounts.transfer": (
        MOVE,
        lambda venue: venue.sub_accounts.transfer(asset="BTC", amount="0.1", source="a@b.c"),
        MINTED,
        f'sub_accounts.transfers(source="a@b.c", client_id="{MINTED}")',
    ),
}
"""Where each act goes, a call of it, its client id, and how to find out about it."""


def test_every_operation_that_binance_has_is_in_the_tables() -> None:
    offered = {f"{each.kind}.{name}" for each in BINANCE.desks() for name in each.operations() if each.offers(name)}
    assert offered == {*READS, *ACTS}


@pytest.mark.parametrize("name", [*READS, *ACTS])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused(-2015, "Invalid API-key, IP, or permissions for action."), PermissionDenied),
        (refused(-1100, "Illegal characters found in a parameter."), InvalidRequest),
        (refused(-13000, "Redeption of the token is forbiden now"), TransferRefused),
    ],
)
def test_a_refusal_is_one(binance: Opened, name: str, answer: httpx.Response, kind: type[VenueError]) -> None:
    endpoint, call = (READS.get(name) or ACTS[name])[:2]
    venue = binance({endpoint: answer, INSTRUMENTS: LISTING})
    with pytest.raises(kind):
        venue(call)
    assert len(venue.asked) == 1


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("answer", [b"<html></html>", {}, {"rows": 5, "list": [], "data": None}, [{"a": 1}]])
def test_an_answer_to_a_read_that_is_none_is_unreadable_or_empty(binance: Opened, name: str, answer: Any) -> None:
    endpoint, call = READS[name]
    venue = binance({endpoint: answer, INSTRUMENTS: LISTING})
    try:
        found = venue(call)
    except UnreadableResponse:
        return
    assert len(found) == 0
    assert name in ("fiat.deposits", "fiat.withdrawals", "fiat.payments", "margin.interest", *DEBT_READS)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(
    "fault",
    [
        httpx.ReadTimeout("no answer"),
        httpx.RemoteProtocolError("half an answer"),
        httpx.Response(502, content=b""),
        b'{"tranId": ',
        {"msg": "thank you"},
        {"email": "", "tranId": ""},
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_an_act_without_an_answer_is_unknown_and_sent_once(binance: Opened, name: str, fault: Any) -> None:
    endpoint, call, client_id, find_out = ACTS[name]
    venue = binance({endpoint: fault})

    with pytest.raises(OutcomeUnknown) as caught:
        venue(call)

    assert (caught.value.client_id, caught.value.find_out) == (client_id, find_out)
    assert len(venue.asked) == 1


def test_what_binance_does_not_have_is_said_without_a_request(binance: Opened) -> None:
    venue = binance()
    calls: list[Callable[[Any], Any]] = [
        lambda venue: venue.otc.pairs(),
        lambda venue: venue.otc.quote("BTC", "USDT", amount=1),
        lambda venue: venue.otc.place_order(quote_id="1"),
        lambda venue: venue.otc.order(quote_id="1"),
        lambda venue: venue.otc.orders(),
    ]
    for call in calls:
        with pytest.raises(NotOffered, match=r"otc\.\w+: Binance documents no trades over the counter"):
            venue(call)
    with pytest.raises(NotImplementedByPlugin):
        venue(lambda venue: venue.staking.products())
    assert venue.asked == []


def test_the_time_of_a_desk_is_aware(binance: Opened) -> None:
    venue = binance({TRADE_FLOW: trade_flow(TRADED)})
    (found,) = venue(lambda venue: venue.convert.trades(since=datetime(2024, 5, 31, tzinfo=UTC)))
    assert found.time.tzinfo is UTC


# ------------------------------------------------------------------------------------------------ the page


@pytest.mark.cassette("binance", "desks")
def test_what_the_page_about_desks_asks(ask: Ask) -> None:
    accounts = ask(lambda venue: venue.sub_accounts.accounts())
    held = ask(lambda venue: venue.sub_accounts.balances("testsub@gmail.com"))
    move = ask(lambda venue: venue.sub_accounts.transfer(asset="BNB", amount="0.01", target="testsub@gmail.com"))
    found = ask(lambda venue: venue.sub_accounts.transfers(client_id="treasury-7"))
    account = ask(lambda venue: venue.margin.account())

    assert [each.id for each in accounts] == ["testsub@gmail.com", "virtual@oxebmvfonoemail.com"]
    assert held["BTC"].free == D("11467.6399")
    assert move.id == "11945860693"
    assert [each.status for each in found] == [TransferStatus.CONFIRMED]
    assert account.level == D("11.64405625")
