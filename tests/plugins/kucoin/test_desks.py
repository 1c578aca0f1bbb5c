"""KuCoin's desks in both worlds, on the examples of its specification: what is asked, what comes of it, how acts end.

The payloads are those of `shared/reference/kucoin-spec`, release of 2025-11-04.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import httpx
import pytest

from crossvenue.clock import Clock
from crossvenue.desks import MarginBalance, MarginLimit, MarginState, SubAccount, SubAccountTransfer
from crossvenue.errors import (
    BadRequest,
    InexactNumber,
    InsufficientFunds,
    InvalidRequest,
    NotImplementedByPlugin,
    NotOffered,
    OutcomeUnknown,
    UnknownAsset,
    UnreadableResponse,
    VenueError,
)
from crossvenue.model import Balance, WalletKind, moment
from crossvenue.testing.plugin import Ask
from crossvenue_kucoin import KUCOIN

D = Decimal
NOW_MS = 1_762_300_800_000
"""2025-11-05 00:00 UTC."""
MINTED = f"cv{1:022x}"
"""The first client id that is minted in a test."""
SUB = "63743f07e0c5230001761d08"


class Venue:
    """What answers in the venue's place: by method and path, one after another, the last for good."""

    def __init__(self, simulated: Callable[..., Ask], answers: Mapping[str, Any], **settings: object) -> None:
        self.answers = {name: list(each) if isinstance(each, tuple) else [each] for name, each in answers.items()}
        self.asked: list[tuple[str, dict[str, Any]]] = []
        clock = Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0)
        self.ask = simulated("kucoin", self.answer, clock=clock, retries=0, passphrase="passphrase", **settings)

    def answer(self, request: httpx.Request) -> httpx.Response:
        name = f"{request.method} {request.url.path}"
        if name != SYMBOLS:
            assert request.headers["KC-API-SIGN"]
            asked = json.loads(request.content) if request.content else dict(request.url.params)
            self.asked.append((name, asked))
        left = self.answers[name]
        found = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(found, Exception):
            raise found
        if isinstance(found, httpx.Response):
            return found
        return httpx.Response(200, json={"code": "200000", "data": found})

    def __call__(self, operation: Callable[[Any], Any]) -> Any:
        return self.ask(operation)


Opened = Callable[..., Venue]


@pytest.fixture
def kucoin(simulated: Callable[..., Ask]) -> Opened:
    return lambda answers=(), **settings: Venue(simulated, dict(answers), **settings)


def refused(code: str, said: str) -> httpx.Response:
    return httpx.Response(200, json={"code": code, "msg": said})


# ------------------------------------------------------------------------------------------------ sub-accounts

LIST, DETAIL = "GET /api/v2/sub/user", f"GET /api/v1/sub-accounts/{SUB}"
CREATE, MOVE = "POST /api/v2/sub/user/created", "POST /api/v3/accounts/universal-transfer"
MEMBER = {
    "userId": SUB,
    "uid": 169579801,
    "subName": "testapi6",
    "status": 2,
    "type": 0,
    "access": "All",
    "createdAt": 1668562696000,
    "remarks": "remarks",
    "tradeTypes": ["Spot", "Futures", "Margin"],
    "openedTradeTypes": ["Spot"],
    "hostedStatus": None,
}
HELD = {
    "currency": "USDT",
    "balance": "0.01",
    "available": "0.01",
    "holds": "0",
    "baseCurrency": "BTC",
    "baseCurrencyPrice": "62384.3",
    "baseAmount": "0.00000016",
    "tag": "DEFAULT",
}
HOLDINGS = {
    "subUserId": SUB,
    "subName": "testapi6",
    "mainAccounts": [HELD],
    "tradeAccounts": [{**HELD, "balance": "0.03", "holds": "0.02"}],
    "marginAccounts": [{**HELD, "currency": "BTC"}],
    "tradeHFAccounts": [],
}
OPENING: dict[str, Any] = {"name": "subNameTest1", "password": "q1234567"}


def members(*items: Mapping[str, object], pages: int = 1) -> dict[str, object]:
    return {"currentPage": 1, "pageSize": 10, "totalNum": len(items), "totalPage": pages, "items": list(items)}


def test_sub_accounts_go_by_their_user_ids(kucoin: Opened) -> None:
    frozen = {**MEMBER, "userId": "2", "status": 3}
    venue = kucoin(
        {LIST: (members(MEMBER, pages=2), members(MEMBER, frozen, {**MEMBER, "userId": "3", "status": 9}))}
    )

    first, second, third = venue(lambda venue: venue.sub_accounts.accounts())

    assert first == SubAccount(id=SUB, name="testapi6", active=True, created_ms=1668562696000)
    assert first.created == moment(1668562696000)
    # One that is on two pages is there once; what another state means is not documented.
    assert (second.active, third.active) == (False, None)
    assert venue.asked == [(LIST, {"currentPage": page, "pageSize": "100"}) for page in ("1", "2")]


@pytest.mark.parametrize(
    ("wallet", "balance"),
    [
        ("funding", Balance("USDT", D("0.01"), D(0))),
        ("spot", Balance("USDT", D("0.01"), D("0.02"))),
        ("margin", Balance("BTC", D("0.01"), D(0))),
    ],
)
def test_what_a_sub_account_holds(kucoin: Opened, wallet: str, balance: Balance) -> None:
    venue = kucoin({DETAIL: HOLDINGS})

    found = venue(lambda venue: venue.sub_accounts.balances(SUB, wallet))

    assert list(found) == [balance]
    assert found.raw == HOLDINGS
    assert venue.asked == [(DETAIL, {"includeBaseAmount": "false"})]
    with pytest.raises(NotImplementedByPlugin, match="reads funding, spot and margin, not options"):
        venue(lambda venue: venue.sub_accounts.balances(SUB, "options"))


def test_a_sub_account_is_opened_with_a_password_that_is_nowhere_told(
    kucoin: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = {"uid": 245730746, "subName": "subNameTest1", "remarks": "TheRemark", "access": "Spot"}
    venue = kucoin({CREATE: (answer, refused("400100", "no"))})

    made = venue(lambda venue: venue.sub_accounts.create(**OPENING))
    with pytest.raises(VenueError) as caught:
        venue(lambda venue: venue.sub_accounts.create(**OPENING, wallets=["spot", "usd_futures", "coin_futures"]))

    # Its user id, which the others take, is not in the answer.
    assert made == SubAccount(id=None, name="subNameTest1", active=None)
    assert [asked for _, asked in venue.asked] == [
        {"subName": "subNameTest1", "password": "q1234567", "access": access} for access in ("Spot", "Spot,Futures")
    ]
    assert "q1234567" not in f"{caplog.text}{caught.value!r}{caught.value}{made!r}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"password": None}, "give a password"),
        *(({"password": word}, "7 to 24 letters") for word in ("q12345", "1234567", "qwertyu", "q123 456", "q" * 25)),
        *(({"name": name}, "7 to 32 characters") for name in ("sub1", "subName", "1234567", "sub Name1", "s1" * 17)),
        ({"wallets": ["options"]}, "gives no permission for the options wallet"),
    ],
)
def test_a_sub_account_that_cannot_be_is_not_asked_for(kucoin: Opened, given: dict[str, Any], said: str) -> None:
    venue = kucoin()
    with pytest.raises(BadRequest, match=said) as caught:
        venue(lambda venue: venue.sub_accounts.create(**{**OPENING, **given}))
    if given.get("password"):
        assert given["password"] not in str(caught.value)
    assert venue.asked == []


def test_money_goes_to_a_sub_account_by_the_flex_transfer(kucoin: Opened) -> None:
    venue = kucoin({MOVE: {"orderId": "6705f7248c6954000733ecac"}})

    made = venue(lambda venue: venue.sub_accounts.transfer(asset="USDT", amount="0.0100", target=SUB))

    assert made == SubAccountTransfer(
        id="6705f7248c6954000733ecac",
        client_id=MINTED,
        asset="USDT",
        amount=D("0.0100"),
        source=None,
        target=SUB,
        source_wallet=WalletKind.SPOT,
        target_wallet=WalletKind.SPOT,
    )
    assert venue.asked == [
        (
            MOVE,
            {
                "clientOid": MINTED,
                "type": "PARENT_TO_SUB",
                "currency": "USDT",
                "amount": "0.0100",
                "fromAccountType": "TRADE",
                "toUserId": SUB,
                "toAccountType": "TRADE",
            },
        )
    ]


def test_money_comes_back_from_a_sub_account(kucoin: Opened) -> None:
    venue = kucoin({MOVE: {"orderId": "1"}})
    given = {"source": SUB, "source_wallet": "margin", "target_wallet": "funding", "client_id": "mine"}

    made = venue(lambda venue: venue.sub_accounts.transfer(asset="BTC", amount=1, **given))

    assert (made.client_id, made.source, made.target) == ("mine", SUB, None)
    ((_, asked),) = venue.asked
    assert asked == {
        "clientOid": "mine",
        "type": "SUB_TO_PARENT",
        "currency": "BTC",
        "amount": "1",
        "fromUserId": SUB,
        "fromAccountType": "MARGIN_V2",
        "toAccountType": "MAIN",
    }


@pytest.mark.parametrize(
    ("given", "settings", "kind", "said"),
    [
        ({"amount": 0.01}, {}, InexactNumber, "amount is a float"),
        ({"source": "another"}, {}, NotOffered, "between the master account and one sub-account"),
        ({"target_wallet": "isolated_margin"}, {}, NotOffered, "raw.flex_transfer"),
        ({}, {"transfers": "inner"}, NotOffered, 'transfers = "flex"'),
    ],
)
def test_a_move_that_cannot_be_is_not_sent(
    kucoin: Opened, given: dict[str, Any], settings: dict[str, Any], kind: type[Exception], said: str
) -> None:
    venue = kucoin(**settings)
    with pytest.raises(kind, match=said):
        venue(lambda venue: venue.sub_accounts.transfer(**{"asset": "USDT", "amount": 1, "target": SUB, **given}))
    assert venue.asked == []


# ------------------------------------------------------------------------------------------------ margin

CROSS, ISOLATED = "GET /api/v3/margin/accounts", "GET /api/v3/isolated/accounts"
MOVABLE, SYMBOLS = "GET /api/v1/accounts/transferable", "GET /api/v2/symbols"
ACCOUNT = {
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
NOTHING = {
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
}
PAIR = {
    "symbol": "BTC-USDT",
    "status": "EFFECTIVE",
    "debtRatio": "0",
    "baseAsset": NOTHING,
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
PAIRS = {
    "totalAssetOfQuoteCurrency": "4.97047372",
    "totalLiabilityOfQuoteCurrency": "0.00038891",
    "timestamp": 1747303659773,
    "assets": [PAIR, {**PAIR, "symbol": "ETH-BTC", "status": "LIQUIDATION"}],
}
LISTED = [
    {
        "symbol": symbol,
        "name": symbol,
        "baseCurrency": symbol.partition("-")[0],
        "quoteCurrency": symbol.partition("-")[2],
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
        "feeCategory": 1,
        "makerFeeCoefficient": "1.00",
        "takerFeeCoefficient": "1.00",
        "st": False,
        "callauctionIsEnabled": False,
    }
    for symbol in ("BTC-USDT", "ETH-USDT")
]
ASKED = {"quoteCurrency": "USDT", "queryType": "ISOLATED_V2"}


def test_the_cross_margin_account_is_that_of_today_s_orders(kucoin: Opened) -> None:
    venue = kucoin({CROSS: ACCOUNT})

    found = venue(lambda venue: venue.margin.account())

    assert (found.unit, found.net, found.debt_ratio, found.level) == ("USDT", D("40.8648372"), D(0), None)
    assert found.state is MarginState.NORMAL
    (held,) = found.balances
    assert held == MarginBalance(
        asset="USDT",
        free=D("20.01916691"),
        locked=D("18.66939173"),
        borrowed=D(0),
        interest=D(0),
        borrow_enabled=True,
    )
    assert held.total == D("38.68855864")
    assert venue.asked == [(CROSS, {"quoteCurrency": "USDT", "queryType": "MARGIN_V2"})]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("BANKRUPTCY", MarginState.BANKRUPT),
        ("LIQUIDATION", MarginState.LIQUIDATION),
        ("BORROW", MarginState.NORMAL),
        ("LATER", MarginState.UNKNOWN),
    ],
)
def test_how_a_margin_account_stands(kucoin: Opened, word: str, state: MarginState) -> None:
    venue = kucoin({CROSS: {**ACCOUNT, "status": word}})
    assert venue(lambda venue: venue.margin.account()).state is state


def test_isolated_margin_accounts_and_what_they_owe(kucoin: Opened) -> None:
    venue = kucoin({ISOLATED: PAIRS, SYMBOLS: LISTED})

    (found,) = venue(lambda venue: venue.margin.isolated_accounts(["BTC/USDT"]))
    both = venue(lambda venue: venue.margin.isolated_accounts())
    (picked,) = venue(lambda venue: venue.margin.isolated_accounts(["BTC/USDT", "ETH/USDT"]))

    assert (found.symbol, found.base.asset, found.state) == ("BTC/USDT", "BTC", MarginState.NORMAL)
    assert (found.quote.borrowed, found.quote.interest) == (D("0.00038888"), D("0.00000003"))
    assert found.quote.net == D("4.97008481")
    assert (both[1].instrument, both[1].symbol, both[1].state) == (None, "ETH-BTC", MarginState.LIQUIDATION)
    assert picked == found
    assert venue.asked == [(ISOLATED, {"symbol": "BTC-USDT", **ASKED}), (ISOLATED, ASKED), (ISOLATED, ASKED)]


def test_how_much_can_be_borrowed_and_moved_out(kucoin: Opened) -> None:
    movable = {"currency": "USDT", "balance": "10.5", "available": "10.5", "holds": "0", "transferable": "10.50"}
    venue = kucoin({CROSS: ACCOUNT, ISOLATED: {**PAIRS, "assets": [PAIR]}, MOVABLE: movable, SYMBOLS: LISTED})

    cross = venue(lambda venue: venue.margin.max_borrowable("USDT"))
    isolated = venue(lambda venue: venue.margin.max_borrowable("USDT", symbol="BTC/USDT"))
    out = venue(lambda venue: venue.margin.max_transferable("USDT"))
    venue(lambda venue: venue.margin.max_transferable("USDT", symbol="BTC/USDT"))

    assert cross == MarginLimit(asset="USDT", amount=D(163))
    assert cross.raw == ACCOUNT
    assert isolated == MarginLimit(asset="USDT", amount=D(44))
    assert out == MarginLimit(asset="USDT", amount=D("10.50"))
    assert venue.asked[1:] == [
        (ISOLATED, {"symbol": "BTC-USDT", **ASKED}),
        (MOVABLE, {"currency": "USDT", "type": "MARGIN_V2"}),
        (MOVABLE, {"currency": "USDT", "type": "ISOLATED_V2", "tag": "BTC-USDT"}),
    ]
    with pytest.raises(UnknownAsset, match="'USDC'; did you mean USDT"):
        venue(lambda venue: venue.margin.max_borrowable("USDC"))


# ------------------------------------------------------------------------------------------------ how it ends

READS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "sub_accounts.accounts": (LIST, lambda venue: venue.sub_accounts.accounts()),
    "sub_accounts.balances": (DETAIL, lambda venue: venue.sub_accounts.balances(SUB)),
    "margin.account": (CROSS, lambda venue: venue.margin.account()),
    "margin.isolated_accounts": (ISOLATED, lambda venue: venue.margin.isolated_accounts()),
    "margin.max_borrowable": (CROSS, lambda venue: venue.margin.max_borrowable("BTC")),
    "margin.max_transferable": (MOVABLE, lambda venue: venue.margin.max_transferable("BTC")),
}
ACTS: dict[str, tuple[str, Callable[[Any], Any], str | None, str]] = {
    "sub_accounts.create": (
        CREATE,
        lambda venue: venue.sub_accounts.create(**OPENING),
        None,
        "sub_accounts.accounts()",
    ),
    "sub_accounts.transfer": (
        MOVE,
        lambda venue: venue.sub_accounts.transfer(asset="USDT", amount=1, source=SUB),
        MINTED,
        f'raw.spot_ledger(currency="USDT", bizType="SUB_TRANSFER") and sub_accounts.balances("{SUB}")',
    ),
}
"""Where each act goes, a call of it, its client id, and how to find out about it."""


def test_every_operation_that_kucoin_has_is_in_the_tables() -> None:
    offered = {f"{each.kind}.{name}" for each in KUCOIN.desks() for name in each.operations() if each.offers(name)}
    assert offered == {*READS, *ACTS}


@pytest.mark.parametrize("name", [*READS, *ACTS])
@pytest.mark.parametrize(
    ("code", "said", "kind"),
    [
        ("400100", "Parameter Error", InvalidRequest),
        ("230003", "Balance insufficient!", InsufficientFunds),
    ],
)
def test_a_refusal_is_one(kucoin: Opened, name: str, code: str, said: str, kind: type[VenueError]) -> None:
    endpoint, call = (READS.get(name) or ACTS[name])[:2]
    venue = kucoin({endpoint: refused(code, said), SYMBOLS: LISTED})
    with pytest.raises(kind):
        venue(call)
    assert len(venue.asked) == 1


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("answer", [None, {}, {"items": 5}, [1]])
def test_an_answer_to_a_read_that_is_none_is_unreadable(kucoin: Opened, name: str, answer: Any) -> None:
    endpoint, call = READS[name]
    with pytest.raises(UnreadableResponse):
        kucoin({endpoint: answer, SYMBOLS: LISTED})(call)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(
    "fault",
    [
        httpx.ReadTimeout("no answer"),
        httpx.RemoteProtocolError("half an answer"),
        httpx.Response(502, content=b""),
        httpx.Response(200, content=b'{"code": "200000", "data": '),
        {},
        {"orderId": "", "subName": ""},
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_an_act_without_an_answer_is_unknown_and_sent_once(kucoin: Opened, name: str, fault: Any) -> None:
    endpoint, call, client_id, find_out = ACTS[name]
    venue = kucoin({endpoint: fault})

    with pytest.raises(OutcomeUnknown) as caught:
        venue(call)

    assert (caught.value.client_id, caught.value.find_out) == (client_id, find_out)
    assert len(venue.asked) == 1
    assert "q1234567" not in str(caught.value)


def test_what_kucoin_does_not_have_is_said_without_a_request(kucoin: Opened) -> None:
    venue = kucoin()
    calls: dict[str, Callable[[Any], Any]] = {
        "ledgers tell": lambda venue: venue.sub_accounts.transfers(),
        "no money from or to banks": lambda venue: venue.fiat.deposits(),
        "nothing over the counter": lambda venue: venue.otc.orders(),
    }
    for said, call in calls.items():
        with pytest.raises(NotOffered, match=said):
            venue(call)
    for lacking in (lambda venue: venue.staking.products(), lambda venue: venue.convert.trades()):
        with pytest.raises(NotImplementedByPlugin):
            venue(lacking)
    assert venue.asked == []
