"""Trading at KuCoin: what leaves, what comes back, and how what goes wrong ends.

The payloads are the specification's own examples. The venue is a function, so each request can be looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import unquote

import attrs
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue import Venue, connect
from crossvenue.clock import Clock
from crossvenue.errors import (
    BadRequest,
    ConnectionFailed,
    FilterViolation,
    InexactNumber,
    InsufficientFunds,
    NotOffered,
    OrderNotFound,
    OutcomeUnknown,
    PartialSuccess,
    RateLimited,
    UnknownInstrument,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    VenueUnavailable,
)
from crossvenue.model import (
    Fill,
    Order,
    OrderListStatus,
    OrderStatus,
    OrderType,
    Replacement,
    SelfTradePrevention,
    Side,
    TimeInForce,
    TradingFee,
)
from crossvenue.testing.plugin import Ask
from crossvenue_kucoin import trading

SHARED = Path(__file__).parents[3].parent / "shared"
SPECIFICATION = SHARED / "reference" / "kucoin-spec" / "rest" / "api" / "openapi-spot-order.json"
RECORDINGS = SHARED / "recordings" / "kucoin" / "vcr"

NOW_MS = 1_762_300_800_000
DAY_MS = 86_400_000
MINTED = "cv" + "0" * 21 + "1"
PASSPHRASE = "passphrase"


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


# ------------------------------------------------------------------------------------------------ payloads

SYMBOL = {
    "symbol": "BTC-USDT",
    "name": "BTC-USDT",
    "baseCurrency": "BTC",
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
    "feeCategory": 1,
    "makerFeeCoefficient": "1.00",
    "takerFeeCoefficient": "1.00",
    "st": False,
    "callauctionIsEnabled": False,
    "callauctionPriceFloor": None,
    "callauctionPriceCeiling": None,
    "callauctionFirstStageStartTime": None,
    "callauctionSecondStageStartTime": None,
    "callauctionThirdStageStartTime": None,
    "tradingStartTime": None,
}
KCS = SYMBOL | {"symbol": "KCS-USDT", "name": "KCS-USDT", "baseCurrency": "KCS"}
DONE: dict[str, Any] = {
    "id": "6717422bd51c29000775ea03",
    "clientOid": "5c52e11203aa677f33e493fb",
    "symbol": "BTC-USDT",
    "opType": "DEAL",
    "type": "limit",
    "side": "buy",
    "price": "70000",
    "size": "0.00001",
    "funds": "0.7",
    "dealSize": "0.00001",
    "dealFunds": "0.677176",
    "remainSize": "0",
    "remainFunds": "0.022824",
    "cancelledSize": "0",
    "cancelledFunds": "0",
    "fee": "0.000677176",
    "feeCurrency": "USDT",
    "stp": None,
    "timeInForce": "GTC",
    "postOnly": False,
    "hidden": False,
    "iceberg": False,
    "visibleSize": "0",
    "cancelAfter": 0,
    "channel": "API",
    "remark": "order remarks",
    "tags": None,
    "cancelExist": False,
    "tradeType": "TRADE",
    "inOrderBook": False,
    "active": False,
    "tax": "0",
    "createdAt": 1729577515444,
    "lastUpdatedAt": 1729577515481,
}
ACTIVE: dict[str, Any] = DONE | {
    "id": "67120bbef094e200070976f6",
    "price": "50000",
    "funds": "0.5",
    "dealSize": "0",
    "dealFunds": "0",
    "fee": "0",
    "tags": "order tags",
    "inOrderBook": True,
    "remainSize": "0.00001",
    "remainFunds": "0.5",
    "active": True,
    "createdAt": 1729235902748,
    "lastUpdatedAt": 1729235909862,
}
PLACED: dict[str, Any] = {
    "orderId": "67111a7cb7cbdf000703e1f6",
    "clientOid": "5c52e11203aa677f33e493f",
    "orderTime": 1729174140586,
    "originSize": "0.00001",
    "dealSize": "0",
    "remainSize": "0.00001",
    "canceledSize": "0",
    "status": "open",
    "matchTime": 1729174140588,
}
CANCELED: dict[str, Any] = {
    "orderId": "671128ee365ccb0007534d45",
    "originSize": "0.00001",
    "dealSize": "0",
    "remainSize": "0",
    "canceledSize": "0.00001",
    "status": "done",
}
STOP: dict[str, Any] = {
    "id": "vs8hoo8q2ceshiue003b67c0",
    "symbol": "KCS-USDT",
    "userId": "60fe4956c43cbc0006562c2c",
    "status": "NEW",
    "type": "limit",
    "side": "buy",
    "price": "0.01000000000000000000",
    "size": "0.01000000000000000000",
    "funds": None,
    "stp": None,
    "timeInForce": "GTC",
    "cancelAfter": -1,
    "postOnly": False,
    "hidden": False,
    "iceberg": False,
    "visibleSize": None,
    "channel": "API",
    "clientOid": "40e0eb9efe6311eb8e58acde48001122",
    "remark": None,
    "tags": None,
    "orderTime": 1629098781127530200,
    "domainId": "kucoin",
    "tradeSource": "USER",
    "tradeType": "TRADE",
    "feeCurrency": "USDT",
    "takerFeeRate": "0.00200000000000000000",
    "makerFeeRate": "0.00200000000000000000",
    "createdAt": 1629098781128,
    "stop": "loss",
    "stopTriggerTime": None,
    "stopPrice": "10.00000000000000000000",
}
OCO: dict[str, Any] = {
    "orderId": "674c3b6e688dea0007c7bab2",
    "symbol": "BTC-USDT",
    "clientOid": "5c52e1203aa6f37f1e493fb",
    "orderTime": 1733049198863,
    "status": "NEW",
}
DETAIL: dict[str, Any] = OCO | {
    "orders": [
        {
            "id": "vs93gpqc7dn6h3fa003sfelj",
            "symbol": "BTC-USDT",
            "side": "buy",
            "price": "94000.00000000000000000000",
            "stopPrice": "94000.00000000000000000000",
            "size": "0.10000000000000000000",
            "status": "NEW",
        },
        {
            "id": "vs93gpqc7dn6h3fa003sfelk",
            "symbol": "BTC-USDT",
            "side": "buy",
            "price": "96000.00000000000000000000",
            "stopPrice": "98000.00000000000000000000",
            "size": "0.10000000000000000000",
            "status": "NEW",
        },
    ]
}
FILL: dict[str, Any] = {
    "id": 19814995255305,
    "orderId": "6717422bd51c29000775ea03",
    "counterOrderId": "67174228135f9e000709da8c",
    "tradeId": 11029373945659392,
    "symbol": "BTC-USDT",
    "side": "buy",
    "liquidity": "taker",
    "type": "limit",
    "forceTaker": False,
    "price": "67717.6",
    "size": "0.00001",
    "funds": "0.677176",
    "fee": "0.000677176",
    "feeRate": "0.001",
    "feeCurrency": "USDT",
    "stop": "",
    "tradeType": "TRADE",
    "taxRate": "0",
    "tax": "0",
    "createdAt": 1729577515473,
}


def closed(*items: Mapping[str, Any]) -> dict[str, object]:
    return {"lastId": 19814995255305, "items": list(items)}


def paged(*items: Mapping[str, Any], page: int = 1, pages: int = 1) -> dict[str, object]:
    return {"currentPage": page, "pageSize": 500, "totalNum": len(items), "totalPage": pages, "items": list(items)}


def refusal(code: str, message: str, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "msg": message})


MISSING = refusal("400100", "order_not_exist_or_not_allow_to_cancel")


# ------------------------------------------------------------------------------------------------ the venue

BOOK = "/api/v1/hf/orders"
PLACE = f"POST {BOOK}/sync"
PLACE_STOP = "POST /api/v1/stop-order"
BY_ID = f"GET {BOOK}/{DONE['id']}"
BY_CLIENT_ID = f"GET {BOOK}/client-order/{DONE['clientOid']}"
CANCEL = f"DELETE {BOOK}/sync/{DONE['id']}"
CANCEL_BY_CLIENT_ID = f"DELETE {BOOK}/sync/client-order/{DONE['clientOid']}"
OPEN, DONE_ORDERS, FILLS = f"GET {BOOK}/active", f"GET {BOOK}/done", "GET /api/v1/hf/fills"
STOPS, STOP_BY_CLIENT_ID = "GET /api/v1/stop-order", "GET /api/v1/stop-order/queryOrderByClientOid"
STOP_BY_ID = f"GET /api/v1/stop-order/{STOP['id']}"
CANCEL_ALL, CANCEL_STOPS = f"DELETE {BOOK}", "DELETE /api/v1/stop-order/cancel"
CANCEL_OCOS, PLACE_OCO = "DELETE /api/v3/oco/orders", "POST /api/v3/oco/order"
OCO_BY_CLIENT_ID = f"GET /api/v3/oco/client-order/{OCO['clientOid']}"
OCO_DETAIL = f"GET /api/v3/oco/order/details/{OCO['orderId']}"
OCOS, CANCEL_OCO = "GET /api/v3/oco/orders", f"DELETE /api/v3/oco/order/{OCO['orderId']}"

Opens = Callable[..., Ask]


class Desk:
    """What the venue answers, by method and path, and what it was asked: (method and path, parameters).

    An answer is the data in the envelope, a response, an error of the connection, or a function of the parameters.
    """

    def __init__(self, answers: Mapping[str, object] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.bodies: list[bytes] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        label = f"{request.method} {unquote(request.url.path)}"
        if label == "GET /api/v2/symbols":
            return httpx.Response(200, json={"code": "200000", "data": [SYMBOL, KCS]})
        assert request.headers["KC-API-KEY"] == "key"
        assert bool(request.content) is (request.method == "POST")
        params = json.loads(request.content) if request.content else dict(request.url.params)
        self.asked.append((label, params))
        self.bodies.append(request.content)
        answer = self.answers[label]
        if callable(answer):
            answer = answer(params)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, content=answer.content, headers=answer.headers)
        return httpx.Response(200, json={"code": "200000", "data": answer})

    @property
    def writes(self) -> list[str]:
        return [label for label, _ in self.asked if not label.startswith("GET")]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def ask(simulated: Opens, desk: Desk) -> Ask:
    """The venue in each world, answered by `desk`."""
    clock = Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0)
    return simulated("kucoin", desk, passphrase=PASSPHRASE, retries=0, clock=clock)


def assert_exactly(found: object, expected: Any) -> None:
    """The same record, and its amounts with the very digits of the wire."""
    assert found == expected
    for field in attrs.fields(type(expected)):
        if field.eq:
            assert str(getattr(found, field.name)) == str(getattr(expected, field.name)), field.name


# ------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("word", "prevention"),
    [
        ("CN", SelfTradePrevention.EXPIRE_TAKER),
        ("CO", SelfTradePrevention.EXPIRE_MAKER),
        ("CB", SelfTradePrevention.EXPIRE_BOTH),
        ("DC", SelfTradePrevention.DECREMENT),
        (None, SelfTradePrevention.NONE),
        ("", SelfTradePrevention.NONE),
        ("XX", SelfTradePrevention.UNKNOWN),
    ],
)
def test_what_prevents_self_trades(word: str | None, prevention: SelfTradePrevention) -> None:
    assert trading.self_trade_prevention(word) is prevention


@pytest.mark.parametrize(
    ("kind", "sell", "buy"),
    [
        # To stop a loss, a sale waits for the price to fall, a purchase for it to rise; to take profit, the reverse.
        (OrderType.STOP_LOSS, "loss", "entry"),
        (OrderType.STOP_LOSS_LIMIT, "loss", "entry"),
        (OrderType.TAKE_PROFIT, "entry", "loss"),
        (OrderType.TAKE_PROFIT_LIMIT, "entry", "loss"),
    ],
)
def test_which_way_the_price_must_go(kind: OrderType, sell: str, buy: str) -> None:
    assert (trading.trigger(kind, Side.SELL), trading.trigger(kind, Side.BUY)) == (sell, buy)
    word = "limit" if kind.value.endswith("_LIMIT") else "market"
    assert trading.stop_type(word, Side.SELL, sell) is kind
    assert trading.stop_type(word, Side.BUY, buy) is kind


@pytest.mark.parametrize(
    ("side", "stop", "kind"),
    [
        # The kinds that the channel of stop orders documents.
        (Side.SELL, "e_l_o", OrderType.LIMIT),
        (Side.SELL, "l_s_o", OrderType.STOP_LOSS_LIMIT),
        (Side.BUY, "l_l_o", OrderType.LIMIT),
        (Side.BUY, "e_s_o", OrderType.STOP_LOSS_LIMIT),
        (Side.SELL, "tso", OrderType.STOP_LOSS_LIMIT),
        (Side.SELL, "xxx", OrderType.UNKNOWN),
        (Side.SELL, None, OrderType.UNKNOWN),
    ],
)
def test_stop_orders_of_other_kinds(side: Side, stop: str | None, kind: OrderType) -> None:
    assert trading.stop_type("limit", side, stop) is kind


sizes = st.decimals("0.00000001", "1000000", places=8)


@given(size=sizes, part=st.fractions(0, 1), canceled=st.booleans(), active=st.booleans())
def test_the_state_of_an_order_follows_from_what_was_filled(
    size: Decimal, part: Any, canceled: bool, active: bool
) -> None:
    filled = (size * part.numerator / part.denominator).quantize(Decimal("0.00000001"))

    status = trading.order_status(active=active, quantity=size, filled=filled, canceled=canceled)

    assert status.open is active
    if active:
        assert status is (OrderStatus.PARTIALLY_FILLED if filled else OrderStatus.NEW)
    else:
        # Whatever cancellation there was, what is filled whole is filled, and what is not can only be canceled.
        assert status is (OrderStatus.FILLED if filled == size else OrderStatus.CANCELED)


@pytest.mark.parametrize(
    ("filled", "canceled", "status"),
    [
        ("0.5", False, OrderStatus.FILLED),
        ("0.5", True, OrderStatus.CANCELED),
        ("0", True, OrderStatus.CANCELED),
        ("0", False, OrderStatus.CANCELED),
    ],
)
def test_the_end_of_an_order_by_its_amount_in_quote(filled: str, canceled: bool, status: OrderStatus) -> None:
    ended = trading.order_status(active=False, quantity=None, filled=Decimal(filled), canceled=canceled)

    assert ended is status


# ------------------------------------------------------------------------------------------------ reads

STORED = Order(
    venue_symbol="BTC-USDT",
    instrument=None,
    id="6717422bd51c29000775ea03",
    client_id="5c52e11203aa677f33e493fb",
    side=Side.BUY,
    type=OrderType.LIMIT,
    status=OrderStatus.FILLED,
    time_in_force=TimeInForce.GTC,
    price=Decimal("70000"),
    quantity=Decimal("0.00001"),
    filled_quantity=Decimal("0.00001"),
    filled_quote_quantity=Decimal("0.677176"),
    self_trade_prevention=SelfTradePrevention.NONE,
    created_ms=1729577515444,
    updated_ms=1729577515481,
)


@pytest.mark.parametrize(
    ("by", "label"), [({"order_id": DONE["id"]}, BY_ID), ({"client_id": DONE["clientOid"]}, BY_CLIENT_ID)]
)
def test_one_order(desk: Desk, ask: Ask, by: dict[str, Any], label: str) -> None:
    desk.answers[label] = DONE

    order = ask(lambda venue: venue.trading.order("BTC/USDT", **by))

    assert_exactly(order, STORED)
    assert (order.symbol, order.created, order.average_price) == ("BTC/USDT", at(1729577515444), Decimal("67717.6"))
    assert order.raw["feeCurrency"] == "USDT"
    assert desk.asked == [(label, {"symbol": "BTC-USDT"})]


@pytest.mark.parametrize(
    ("wire", "told"),
    [
        ({"postOnly": True}, {"type": OrderType.LIMIT_MAKER}),
        ({"iceberg": True, "visibleSize": "0.000001"}, {"iceberg_quantity": Decimal("0.000001")}),
        ({"hidden": True}, {"iceberg_quantity": None}),
        ({"timeInForce": "IOC"}, {"time_in_force": TimeInForce.IOC}),
        ({"timeInForce": "GTT", "cancelAfter": 60}, {"time_in_force": TimeInForce.UNKNOWN}),
        ({"stp": "DC"}, {"self_trade_prevention": SelfTradePrevention.DECREMENT}),
        ({"type": "limit_chase"}, {"type": OrderType.UNKNOWN}),
        ({"clientOid": ""}, {"client_id": ""}),
        ({"side": "sell"}, {"side": Side.SELL}),
        (
            {"type": "market", "price": "0", "size": "0", "funds": "1", "dealSize": "0.00001"},
            {"type": OrderType.MARKET, "price": None, "quantity": None, "quote_quantity": Decimal("1")},
        ),
        (
            {"type": "market", "price": "0", "funds": "0"},
            {"type": OrderType.MARKET, "price": None, "quantity": Decimal("0.00001"), "quote_quantity": None},
        ),
        (
            {"dealSize": "0.000004", "cancelledSize": "0.000006", "cancelExist": True},
            {"status": OrderStatus.CANCELED, "filled_quantity": Decimal("0.000004")},
        ),
        (
            {"type": "market", "size": "0", "funds": "1", "dealSize": "0.00001", "cancelExist": True},
            {"status": OrderStatus.CANCELED},
        ),
        # As the older documents have it: canceled, and nothing is said to be.
        ({"dealSize": "0", "cancelExist": True}, {"status": OrderStatus.CANCELED}),
        ({"active": True, "dealSize": "0.000004"}, {"status": OrderStatus.PARTIALLY_FILLED}),
        ({"active": True, "dealSize": "0", "cancelExist": True}, {"status": OrderStatus.NEW}),
    ],
)
def test_what_an_order_says(desk: Desk, ask: Ask, wire: dict[str, Any], told: dict[str, Any]) -> None:
    desk.answers[BY_ID] = DONE | wire

    order = ask(lambda venue: venue.trading.order("BTC/USDT", order_id=DONE["id"]))

    assert {name: getattr(order, name) for name in told} == told


@pytest.mark.parametrize(
    "field", ["id", "symbol", "type", "side", "size", "dealSize", "active", "cancelExist", "createdAt", "timeInForce"]
)
def test_an_order_without_what_is_documented_cannot_be_read(desk: Desk, ask: Ask, field: str) -> None:
    desk.answers[BY_ID] = {name: value for name, value in DONE.items() if name != field}

    with pytest.raises(UnreadableResponse, match=field):
        ask(lambda venue: venue.trading.order("BTC/USDT", order_id=DONE["id"]))


@pytest.mark.parametrize("field", ["side", "active"])
def test_a_word_nobody_knows_where_it_counts_is_an_error_with_its_path(desk: Desk, ask: Ask, field: str) -> None:
    desk.answers[BY_ID] = DONE | {field: "maybe"}

    with pytest.raises(UnreadableResponse) as caught:
        ask(lambda venue: venue.trading.order("BTC/USDT", order_id=DONE["id"]))
    assert caught.value.path == f"$.{field}"


KCS_STOP = Order(
    venue_symbol="KCS-USDT",
    instrument=None,
    id="vs8hoo8q2ceshiue003b67c0",
    client_id="40e0eb9efe6311eb8e58acde48001122",
    side=Side.BUY,
    type=OrderType.TAKE_PROFIT_LIMIT,
    status=OrderStatus.NEW,
    time_in_force=TimeInForce.GTC,
    price=Decimal("0.01000000000000000000"),
    stop_price=Decimal("10.00000000000000000000"),
    quantity=Decimal("0.01000000000000000000"),
    filled_quantity=Decimal(0),
    filled_quote_quantity=Decimal(0),
    self_trade_prevention=SelfTradePrevention.NONE,
    created_ms=1629098781128,
)


def test_a_stop_order_is_known_by_its_id(desk: Desk, ask: Ask) -> None:
    desk.answers[STOP_BY_ID] = STOP

    order = ask(lambda venue: venue.trading.order("KCS/USDT", order_id=STOP["id"]))

    assert_exactly(order, KCS_STOP)
    assert order.status is not None
    assert order.status.open
    assert order.working is None
    assert desk.asked == [(STOP_BY_ID, {})]


def test_a_client_id_that_is_none_of_the_book_may_be_a_stop_orders(desk: Desk, ask: Ask) -> None:
    first = f"GET {BOOK}/client-order/{STOP['clientOid']}"
    desk.answers |= {first: MISSING, STOP_BY_CLIENT_ID: [STOP]}

    order = ask(lambda venue: venue.trading.order("KCS/USDT", client_id=STOP["clientOid"]))

    assert_exactly(order, KCS_STOP)
    assert desk.asked == [
        (first, {"symbol": "KCS-USDT"}),
        (STOP_BY_CLIENT_ID, {"clientOid": STOP["clientOid"], "symbol": "KCS-USDT"}),
    ]


@pytest.mark.parametrize("of_book", [MISSING, refusal("400100", "The order does not exist."), None])
@pytest.mark.parametrize("of_stops", [None, [], refusal("400100", "Parameter Error"), MISSING])
def test_an_order_that_is_nowhere_is_not_found(desk: Desk, ask: Ask, of_book: object, of_stops: object) -> None:
    desk.answers |= {f"GET {BOOK}/client-order/mine": of_book, STOP_BY_CLIENT_ID: of_stops}

    with pytest.raises(OrderNotFound) as caught:
        ask(lambda venue: venue.trading.order("BTC/USDT", client_id="mine"))
    assert (caught.value.venue, caught.value.client_id) == ("kucoin", "mine")
    assert caught.value.endpoint == f"GET {BOOK}/client-order/{{clientOid}}"


def test_that_the_second_place_cannot_answer_is_not_taken_for_no_order(desk: Desk, ask: Ask) -> None:
    desk.answers |= {f"GET {BOOK}/client-order/mine": MISSING, STOP_BY_CLIENT_ID: httpx.Response(503)}

    with pytest.raises(VenueUnavailable):
        ask(lambda venue: venue.trading.order("BTC/USDT", client_id="mine"))


def test_a_triggered_stop_order_says_what_became_of_it(desk: Desk, ask: Ask) -> None:
    became = DONE | {"symbol": "KCS-USDT", "clientOid": STOP["clientOid"], "size": "0.01", "dealSize": "0.01"}
    desk.answers |= {
        STOP_BY_ID: STOP | {"status": "TRIGGERED", "stopTriggerTime": 1729577515443},
        f"GET {BOOK}/client-order/{STOP['clientOid']}": became,
    }

    order = ask(lambda venue: venue.trading.order("KCS/USDT", order_id=STOP["id"]))

    assert (order.id, order.status, order.filled_quantity) == (STOP["id"], OrderStatus.FILLED, Decimal("0.01"))
    assert (order.working, order.updated) == (at(1729577515443), at(1729577515481))


def test_of_a_triggered_stop_order_that_left_no_trace_no_state_is_known(desk: Desk, ask: Ask) -> None:
    desk.answers |= {
        STOP_BY_ID: STOP | {"status": "TRIGGERED", "stopTriggerTime": 1729577515443},
        f"GET {BOOK}/client-order/{STOP['clientOid']}": MISSING,
    }

    order = ask(lambda venue: venue.trading.order("KCS/USDT", order_id=STOP["id"]))

    assert (order.status, order.filled_quantity, order.working) == (None, None, at(1729577515443))


def test_a_state_of_a_stop_order_that_nobody_knows_cannot_be_read(desk: Desk, ask: Ask) -> None:
    desk.answers[STOP_BY_ID] = STOP | {"status": "ASLEEP"}

    with pytest.raises(UnreadableResponse) as caught:
        ask(lambda venue: venue.trading.order("KCS/USDT", order_id=STOP["id"]))
    assert caught.value.path == "$.status"


def test_open_orders_are_those_of_the_book_and_stop_orders(desk: Desk, ask: Ask) -> None:
    desk.answers |= {OPEN: [ACTIVE], STOPS: paged(STOP | {"symbol": "BTC-USDT"})}

    found = ask(lambda venue: venue.trading.open_orders("BTC/USDT"))

    assert [(order.id, order.status) for order in found] == [
        ("vs8hoo8q2ceshiue003b67c0", OrderStatus.NEW),
        ("67120bbef094e200070976f6", OrderStatus.NEW),
    ]
    assert found.raw == [[ACTIVE], paged(STOP | {"symbol": "BTC-USDT"})]
    assert desk.asked == [
        (OPEN, {"symbol": "BTC-USDT"}),
        (STOPS, {"symbol": "BTC-USDT", "tradeType": "TRADE", "currentPage": "1", "pageSize": "500"}),
    ]


def test_open_orders_of_all_symbols_ask_for_each_that_has_some(desk: Desk, ask: Ask) -> None:
    desk.answers |= {
        f"GET {BOOK}/active/symbols": {"symbols": ["KCS-USDT", "OLD-USDT"]},
        OPEN: lambda params: [ACTIVE | {"symbol": params["symbol"], "id": params["symbol"]}],
        STOPS: lambda params: paged(STOP | {"id": f"vs{params['currentPage']}"}, pages=2),
    }

    found = ask(lambda venue: venue.trading.open_orders())

    assert [(order.id, order.symbol) for order in found] == [
        ("vs1", "KCS/USDT"),
        ("vs2", "KCS/USDT"),
        ("KCS-USDT", "KCS/USDT"),
        ("OLD-USDT", "OLD-USDT"),
    ]
    assert [label for label, _ in desk.asked] == [f"GET {BOOK}/active/symbols", OPEN, OPEN, STOPS, STOPS]


@pytest.mark.parametrize("nothing", [None, []])
def test_no_open_orders(desk: Desk, ask: Ask, nothing: object) -> None:
    desk.answers |= {
        f"GET {BOOK}/active/symbols": {"symbols": nothing},
        OPEN: nothing,
        STOPS: {"currentPage": 1, "pageSize": 500, "totalNum": 0, "totalPage": 0, "items": nothing},
    }

    assert ask(lambda venue: venue.trading.open_orders()) == ()
    assert ask(lambda venue: venue.trading.open_orders("BTC/USDT")) == ()


def test_fills(desk: Desk, ask: Ask) -> None:
    desk.answers[FILLS] = {"items": [FILL], "lastId": 19814995255305}

    (fill,) = ask(lambda venue: venue.trading.fills("BTC/USDT", limit=7))

    assert_exactly(
        fill,
        Fill(
            id=19814995255305,
            price=Decimal("67717.6"),
            quantity=Decimal("0.00001"),
            fee=Decimal("0.000677176"),
            fee_asset="USDT",
            quote_quantity=Decimal("0.677176"),
            symbol="BTC/USDT",
            venue_symbol="BTC-USDT",
            order_id="6717422bd51c29000775ea03",
            side=Side.BUY,
            is_maker=False,
            timestamp_ms=1729577515473,
        ),
    )
    assert desk.asked == [(FILLS, {"symbol": "BTC-USDT", "limit": "7"})]


def test_the_fills_of_an_order_are_all_of_them(desk: Desk, ask: Ask) -> None:
    def answer(params: dict[str, str]) -> object:
        assert params["orderId"] == FILL["orderId"]
        last = int(params.get("lastId", 8))
        ids = list(range(last - 1, max(last - 4, 0), -1))
        return {"items": [FILL | {"id": each} for each in ids], "lastId": ids[-1] if ids else 0}

    desk.answers[FILLS] = answer
    with mock.patch.object(trading, "PAGE", 3):
        found = ask(lambda venue: venue.trading.fills("BTC/USDT", order_id=FILL["orderId"]))
        from_five = ask(lambda venue: venue.trading.fills("BTC/USDT", order_id=FILL["orderId"], from_id="5"))

    assert [fill.id for fill in found] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [fill.id for fill in from_five] == ["5", "6", "7"]


def test_fees_of_a_symbol(desk: Desk, ask: Ask) -> None:
    desk.answers["GET /api/v1/trade-fees"] = [
        {"symbol": "BTC-USDT", "takerFeeRate": "0.001", "makerFeeRate": "0.0008"}
    ]

    (fee,) = ask(lambda venue: venue.trading.trading_fees("BTC/USDT"))

    assert_exactly(fee, TradingFee("BTC-USDT", None, maker=Decimal("0.0008"), taker=Decimal("0.001")))
    assert fee.symbol == "BTC/USDT"
    assert desk.asked == [("GET /api/v1/trade-fees", {"symbols": "BTC-USDT"})]


@pytest.mark.parametrize("at_once", [1, 2, 10])
def test_fees_of_all_symbols_are_asked_for_some_at_a_time(desk: Desk, ask: Ask, at_once: int) -> None:
    desk.answers["GET /api/v1/trade-fees"] = lambda params: [
        {"symbol": name, "takerFeeRate": "0.001", "makerFeeRate": "0.001"} for name in params["symbols"].split(",")
    ]
    with mock.patch.object(trading, "FEES_AT_ONCE", at_once):
        found = ask(lambda venue: venue.trading.trading_fees())

    assert [fee.symbol for fee in found] == ["BTC/USDT", "KCS/USDT"]
    assert all(params["symbols"].count(",") < at_once for _, params in desk.asked)


@pytest.mark.parametrize("by", [{"order_list_id": OCO["orderId"]}, {"client_id": OCO["clientOid"]}])
def test_one_list_of_orders(desk: Desk, ask: Ask, by: dict[str, Any]) -> None:
    desk.answers |= {OCO_BY_CLIENT_ID: OCO, OCO_DETAIL: DETAIL}

    found = ask(lambda venue: venue.trading.order_list(**by))

    assert (found.id, found.client_id, found.contingency) == (OCO["orderId"], OCO["clientOid"], "OCO")
    assert (found.status, found.symbol, found.time) == (OrderListStatus.EXECUTING, "BTC/USDT", at(1733049198863))
    assert found.order_ids == (("vs93gpqc7dn6h3fa003sfelj", ""), ("vs93gpqc7dn6h3fa003sfelk", ""))
    first, second = found.orders
    assert (str(first.price), str(second.price)) == ("94000.00000000000000000000", "96000.00000000000000000000")
    assert (second.stop_price, second.quantity) == (Decimal(98000), Decimal("0.1"))
    assert {(each.side, each.status, each.order_list_id) for each in found.orders} == {
        (Side.BUY, OrderStatus.NEW, found.id)
    }


@pytest.mark.parametrize(
    ("word", "of_list", "of_order"),
    [
        ("NEW", OrderListStatus.EXECUTING, OrderStatus.NEW),
        ("TRIGGERED", OrderListStatus.EXECUTING, None),
        ("DONE", OrderListStatus.ALL_DONE, None),
        ("CANCELLED", OrderListStatus.ALL_DONE, OrderStatus.CANCELED),
    ],
)
def test_states_of_a_list_and_its_orders(
    desk: Desk, ask: Ask, word: str, of_list: OrderListStatus, of_order: OrderStatus | None
) -> None:
    orders = [each | {"status": word} for each in DETAIL["orders"]]
    desk.answers[OCO_DETAIL] = DETAIL | {"status": word, "orders": orders}

    found = ask(lambda venue: venue.trading.order_list(order_list_id=OCO["orderId"]))

    assert found.status is of_list
    assert {order.status for order in found.orders} == {of_order}


def test_a_state_of_a_list_that_nobody_knows_cannot_be_read(desk: Desk, ask: Ask) -> None:
    desk.answers[OCO_DETAIL] = DETAIL | {"status": "ASLEEP"}

    with pytest.raises(UnreadableResponse) as caught:
        ask(lambda venue: venue.trading.order_list(order_list_id=OCO["orderId"]))
    assert caught.value.path == "$.status"


@pytest.mark.parametrize("by", [{"order_list_id": OCO["orderId"]}, {"client_id": OCO["clientOid"]}])
def test_a_list_that_is_not_there_is_not_found(desk: Desk, ask: Ask, by: dict[str, Any]) -> None:
    desk.answers |= {OCO_BY_CLIENT_ID: None, OCO_DETAIL: MISSING}

    with pytest.raises(OrderNotFound):
        ask(lambda venue: venue.trading.order_list(**by))


def lists(*ids: int, status: str = "NEW") -> list[dict[str, Any]]:
    return [OCO | {"orderId": str(each), "orderTime": each, "status": status} for each in ids]


def test_lists_come_oldest_first_from_all_pages(desk: Desk, ask: Ask) -> None:
    desk.answers[OCOS] = lambda params: (
        paged(*lists(5, 4), pages=2) if params["currentPage"] == "1" else paged(*lists(4, 2), page=2, pages=2)
    )

    found = ask(lambda venue: venue.trading.order_lists(since=at(2), until=at(9)))

    assert [each.id for each in found] == ["2", "4", "5"]
    assert desk.asked[1][1] == {"startAt": "2", "endAt": "9", "pageSize": "500", "currentPage": "2"}


def test_open_lists_are_those_that_can_still_do_something(desk: Desk, ask: Ask) -> None:
    desk.answers[OCOS] = paged(*lists(4), *lists(3, status="CANCELLED"), *lists(2, status="TRIGGERED"))

    assert [each.id for each in ask(lambda venue: venue.trading.order_lists(open_only=True))] == ["2", "4"]


def test_lists_from_one_on(desk: Desk, ask: Ask) -> None:
    desk.answers |= {
        "GET /api/v3/oco/order/3": lists(3)[0],
        OCOS: lambda params: paged(*lists(*range(9, int(params["startAt"]) - 1, -1))),
    }

    found = ask(lambda venue: venue.trading.order_lists(from_id="3", until=at(20)))

    assert [each.id for each in found] == ["3", "4", "5", "6", "7", "8", "9"]
    assert desk.asked[-1][1]["endAt"] == "20"


@pytest.mark.parametrize(("limit", "size"), [(1, "10"), (20, "20"), (None, "500")])
def test_the_last_lists_are_one_page(desk: Desk, ask: Ask, limit: int | None, size: str) -> None:
    desk.answers[OCOS] = paged(*lists(4, 3, 2), pages=9)

    found = ask(lambda venue: venue.trading.order_lists(limit=limit))

    assert [each.id for each in found] == ["2", "3", "4"][-(limit or 3) :]
    assert desk.asked == [(OCOS, {"pageSize": size, "currentPage": "1"})]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(500), VenueUnavailable),
        (refusal("500000", "Internal Server Error"), VenueUnavailable),
        (httpx.ReadTimeout("late"), ConnectionFailed),
        (httpx.ConnectError("refused"), ConnectionFailed),
        (refusal("429000", "Too many requests in a short period of time, please retry later", 429), VenueBusy),
        (httpx.Response(200, content=b'{"code":"200000","data":{"i'), UnreadableResponse),
    ],
)
@pytest.mark.parametrize(
    ("label", "read"),
    [
        (BY_ID, lambda venue: venue.trading.order("BTC/USDT", order_id=DONE["id"])),
        (OPEN, lambda venue: venue.trading.open_orders("BTC/USDT")),
        (OPEN, lambda venue: venue.trading.orders("BTC/USDT")),
        (FILLS, lambda venue: venue.trading.fills("BTC/USDT")),
        (OCO_DETAIL, lambda venue: venue.trading.order_list(order_list_id=OCO["orderId"])),
        (OCOS, lambda venue: venue.trading.order_lists()),
        ("GET /api/v1/trade-fees", lambda venue: venue.trading.trading_fees("BTC/USDT")),
    ],
    ids=["order", "open_orders", "orders", "fills", "order_list", "order_lists", "trading_fees"],
)
def test_how_a_read_goes_wrong(
    desk: Desk, ask: Ask, label: str, read: Callable[[Venue], Any], answer: object, kind: type[VenueError]
) -> None:
    desk.answers[label] = answer

    with pytest.raises(kind):
        ask(read)
    assert [asked for asked, _ in desk.asked] == [label]


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda venue: venue.trading.order_rate_usage(), "weight of requests"),
        (lambda venue: venue.trading.prevented_matches("BTC/USDT", order_id="1"), "prevented matches"),
        (
            lambda venue: venue.trading.test_order(
                "BTC/USDT", side="SELL", type="STOP_LOSS", quantity=1, stop_price="60000"
            ),
            "tests no stop orders",
        ),
    ],
)
def test_what_kucoin_does_not_have(desk: Desk, ask: Ask, call: Callable[[Venue], Any], reason: str) -> None:
    with pytest.raises(NotOffered, match=reason):
        ask(call)
    assert desk.asked == []


def test_the_whole_port_is_offered_or_said_not_to_be() -> None:
    port = trading.KuCoinTrading
    offered = {name: port.offers(name) for name in port.operations()}

    assert {name for name, told in offered.items() if told is None} == set()
    assert {name for name, told in offered.items() if told is False} == {"order_rate_usage", "prevented_matches"}


# ------------------------------------------------------------------------------------------------ placing


LIMIT: dict[str, Any] = {"side": "BUY", "type": "LIMIT", "quantity": "0.00001", "price": 50000}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999999"])
def test_a_number_in_the_answer_that_is_none_says_nothing_of_the_order(desk: Desk, ask: Ask, number: str) -> None:
    desk.answers[PLACE] = PLACED | {"dealSize": number}
    desk.answers[BY_ID] = DONE | {"dealSize": number}

    with pytest.raises(OutcomeUnknown, match=r"number.* in `dealSize`, got ") as unknown:
        ask(lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT))
    assert (unknown.value.client_id, desk.writes) == (MINTED, [PLACE])
    with pytest.raises(UnreadableResponse, match=r"number.* in `dealSize`, got "):
        ask(lambda venue: venue.trading.order("BTC/USDT", order_id=DONE["id"]))


@pytest.mark.parametrize("name", ["price", "size", "funds", "fee"])
def test_a_fill_that_is_no_number_cannot_be_read(desk: Desk, ask: Ask, name: str) -> None:
    desk.answers[FILLS] = closed(FILL | {name: "1e999999"})

    with pytest.raises(UnreadableResponse, match=f"fewer digits in `{name}`, got 1E\\+999999"):
        ask(lambda venue: venue.trading.fills("BTC/USDT", limit=5))


def test_an_order_is_placed_and_waited_for(desk: Desk, ask: Ask) -> None:
    desk.answers[PLACE] = lambda params: PLACED | {"clientOid": params["clientOid"]}

    order = ask(lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT))

    assert_exactly(
        order,
        Order(
            venue_symbol="BTC-USDT",
            instrument=None,
            id="67111a7cb7cbdf000703e1f6",
            client_id=MINTED,
            side=Side.BUY,
            type=OrderType.LIMIT,
            status=OrderStatus.NEW,
            time_in_force=TimeInForce.GTC,
            price=Decimal(50000),
            quantity=Decimal("0.00001"),
            filled_quantity=Decimal("0"),
            self_trade_prevention=SelfTradePrevention.NONE,
            created_ms=1729174140586,
            updated_ms=1729174140588,
        ),
    )
    assert order.raw == PLACED | {"clientOid": MINTED}
    assert desk.asked == [
        (
            PLACE,
            {
                "clientOid": MINTED,
                "symbol": "BTC-USDT",
                "side": "buy",
                "type": "limit",
                "size": "0.00001",
                "price": "50000",
                "timeInForce": "GTC",
            },
        )
    ]


@pytest.mark.parametrize(
    ("wire", "given", "status"),
    [
        ({"dealSize": "0.000004"}, {}, OrderStatus.PARTIALLY_FILLED),
        ({"dealSize": "0.00001", "status": "done"}, {}, OrderStatus.FILLED),
        (
            {"dealSize": "0.000004", "canceledSize": "0.000006", "status": "done"},
            {"time_in_force": "IOC"},
            OrderStatus.CANCELED,
        ),
        ({"canceledSize": "0.00001", "status": "done"}, {"time_in_force": "FOK"}, OrderStatus.CANCELED),
        (
            {"originSize": "0", "dealSize": "0.00002", "status": "done"},
            {"type": "MARKET", "quantity": None, "price": None, "quote_quantity": 1},
            OrderStatus.FILLED,
        ),
    ],
)
def test_how_a_placed_order_stands(
    desk: Desk, ask: Ask, wire: dict[str, str], given: dict[str, Any], status: OrderStatus
) -> None:
    desk.answers[PLACE] = PLACED | wire

    order = ask(lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT | given))

    assert (order.status, order.filled_quantity) == (status, Decimal(wire.get("dealSize", "0")))


SALE: dict[str, Any] = {"side": "SELL", "quantity": "0.5"}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (LIMIT | {"time_in_force": "IOC"}, {"timeInForce": "IOC"}),
        (LIMIT | {"time_in_force": "FOK"}, {"timeInForce": "FOK"}),
        (LIMIT | {"type": "LIMIT_MAKER"}, {"type": "limit", "timeInForce": "GTC", "postOnly": True}),
        (
            LIMIT | {"quantity": 1, "iceberg_quantity": "0.1"},
            {"size": "1", "iceberg": True, "visibleSize": "0.1"},
        ),
        (LIMIT | {"self_trade_prevention": "EXPIRE_TAKER"}, {"stp": "CN"}),
        (LIMIT | {"self_trade_prevention": "EXPIRE_MAKER"}, {"stp": "CO"}),
        (LIMIT | {"self_trade_prevention": "EXPIRE_BOTH"}, {"stp": "CB"}),
        (LIMIT | {"self_trade_prevention": "DECREMENT"}, {"stp": "DC"}),
        (LIMIT | {"self_trade_prevention": "NONE"}, {"stp": None}),
        (LIMIT | {"client_id": "my-order_1"}, {"clientOid": "my-order_1"}),
        (
            {"side": "SELL", "type": "MARKET", "quantity": "0.5"},
            {"side": "sell", "type": "market", "size": "0.5", "funds": None, "timeInForce": None, "price": None},
        ),
        (
            {"side": "BUY", "type": "MARKET", "quote_quantity": "12.5"},
            {"side": "buy", "type": "market", "size": None, "funds": "12.5"},
        ),
        (
            SALE | {"type": "STOP_LOSS", "stop_price": "60000.1"},
            {"type": "market", "size": "0.5", "stopPrice": "60000.1", "stop": "loss", "tradeType": "TRADE"},
        ),
        (
            SALE | {"type": "TAKE_PROFIT_LIMIT", "stop_price": 60000, "price": 60001, "time_in_force": "IOC"},
            {"type": "limit", "price": "60001", "stopPrice": "60000", "stop": "entry", "timeInForce": "IOC"},
        ),
        (
            SALE | {"side": "BUY", "type": "STOP_LOSS_LIMIT", "stop_price": 60000, "price": 60001},
            {"side": "buy", "stop": "entry", "timeInForce": "GTC"},
        ),
        (SALE | {"side": "BUY", "type": "TAKE_PROFIT", "stop_price": 60000}, {"side": "buy", "stop": "loss"}),
    ],
)
def test_what_leaves_for_an_order(desk: Desk, ask: Ask, given: dict[str, Any], sent: dict[str, Any]) -> None:
    desk.answers |= {PLACE: PLACED, PLACE_STOP: {"orderId": "vs8hoo8kpkmklv4m0038lql0"}}

    order = ask(lambda venue: venue.trading.place_order("BTC/USDT", **given))

    ((label, params),) = desk.asked
    assert {name: params.get(name) for name in sent} == sent
    assert None not in params.values()
    assert label == (PLACE_STOP if "stop_price" in given else PLACE)
    assert order.client_id == params["clientOid"]
    assert order.type is OrderType(given["type"])


# ------------------------------------------------------------------------------------------------ replacing

ALTER = f"POST {BOOK}/alter"
OLD, NEW = f"GET {BOOK}/{ACTIVE['id']}", f"GET {BOOK}/67112258f9406e0007408827"
ALTERED = {"newOrderId": "67112258f9406e0007408827", "clientOid": ACTIVE["clientOid"]}
GONE = ACTIVE | {"active": False, "inOrderBook": False, "cancelExist": True, "cancelledSize": "0.00001"}
CAME = ACTIVE | {"id": ALTERED["newOrderId"], "price": "30000", "size": "0.0001"}
OTHER: dict[str, Any] = LIMIT | {"quantity": "0.0001", "price": "3E+4"}
"""The price and the size of the documented change."""


def replaced(**changes: Any) -> Callable[[Venue], Replacement]:
    cancel = {} if "cancel_client_id" in changes else {"cancel_order_id": ACTIVE["id"]}
    return lambda venue: venue.trading.replace_order("BTC/USDT", **cancel, **OTHER | changes)


def in_turn(*answers: object) -> Callable[[Any], object]:
    left = iter(answers)
    return lambda params: next(left)


@pytest.mark.parametrize("by", [{}, {"cancel_client_id": ACTIVE["clientOid"]}], ids=["id", "client id"])
def test_an_order_of_another_price_and_size_takes_the_place_of_one(desk: Desk, ask: Ask, by: dict[str, Any]) -> None:
    by_client_id = {BY_CLIENT_ID: ACTIVE, OLD: GONE} if by else {OLD: in_turn(ACTIVE, GONE, ACTIVE, GONE)}
    desk.answers |= {**by_client_id, NEW: CAME, ALTER: ALTERED}

    both = ask(replaced(**by))

    assert (both.canceled.id, both.canceled.status, both.canceled.price) == (
        ACTIVE["id"],
        OrderStatus.CANCELED,
        50000,
    )
    placed = both.placed
    assert (placed.id, placed.status) == (ALTERED["newOrderId"], OrderStatus.NEW)
    assert (str(placed.price), str(placed.quantity)) == ("30000", "0.0001")
    # Both have the client id that the first had.
    assert {both.canceled.client_id, placed.client_id} == {ACTIVE["clientOid"]}
    assert both.canceled.instrument.symbol == placed.instrument.symbol == "BTC/USDT"
    assert both.raw == ALTERED
    assert (ALTER, {"symbol": "BTC-USDT", "orderId": ACTIVE["id"], "newPrice": "30000", "newSize": "0.0001"}) in (
        desk.asked
    )
    assert desk.writes == [ALTER]


@pytest.mark.parametrize("answer", [httpx.ReadTimeout("late"), httpx.Response(500), MISSING])
def test_a_replacement_that_cannot_be_read_again_was_made_all_the_same(
    desk: Desk, ask: Ask, answer: httpx.Response | Exception
) -> None:
    desk.answers |= {OLD: in_turn(ACTIVE, answer), NEW: answer, ALTER: ALTERED}

    both = ask(replaced())

    # What was filled of either is not known then.
    assert (both.canceled.id, both.canceled.status, both.canceled.filled_quantity) == (
        ACTIVE["id"],
        OrderStatus.CANCELED,
        None,
    )
    placed = both.placed
    assert (placed.id, placed.client_id, placed.status) == (ALTERED["newOrderId"], ACTIVE["clientOid"], None)
    assert (placed.side, placed.price, placed.quantity) == (Side.BUY, 30000, Decimal("0.0001"))
    assert (placed.filled_quantity, placed.self_trade_prevention) == (None, SelfTradePrevention.NONE)


def test_an_order_that_is_told_late_to_be_gone_is_canceled_all_the_same(desk: Desk, ask: Ask) -> None:
    desk.answers |= {OLD: ACTIVE, NEW: CAME, ALTER: ALTERED}
    assert ask(replaced()).canceled.status is OrderStatus.CANCELED


def test_what_was_filled_just_before_shows_in_the_order_that_made_way(desk: Desk, ask: Ask) -> None:
    part = GONE | {"dealSize": "0.000004", "dealFunds": "0.2", "cancelledSize": "0.000006"}
    desk.answers |= {OLD: in_turn(ACTIVE, part), NEW: CAME, ALTER: ALTERED}

    canceled = ask(replaced()).canceled

    assert (canceled.status, str(canceled.filled_quantity)) == (OrderStatus.CANCELED, "0.000004")


@pytest.mark.parametrize(
    ("old", "changes", "said"),
    [
        ({}, {"side": "SELL"}, "side of the order .* is BUY, not SELL"),
        ({}, {"type": "LIMIT_MAKER"}, "type of the order .* is LIMIT, not LIMIT_MAKER"),
        ({"postOnly": True}, {}, "type of the order .* is LIMIT_MAKER, not LIMIT"),
        ({}, {"time_in_force": "IOC"}, "time_in_force of the order .* is GTC, not IOC"),
        ({}, {"iceberg_quantity": "0.00005"}, "iceberg_quantity of the order .* is None, not 0.00005"),
        ({"iceberg": True, "visibleSize": "0.00001"}, {}, "iceberg_quantity of the order .* is 0.00001, not None"),
        ({"stp": "CN"}, {"self_trade_prevention": "EXPIRE_MAKER"}, "is EXPIRE_TAKER, not EXPIRE_MAKER"),
        ({"dealSize": "0.000001"}, {}, "0.000001 of the order .* is filled, which KuCoin counts into the new size"),
        ({}, {"type": "MARKET", "price": None}, "limit orders of the book, not to a MARKET order"),
        ({}, {"type": "STOP_LOSS_LIMIT", "stop_price": "40000"}, "not to a STOP_LOSS_LIMIT order"),
    ],
)
def test_more_than_price_and_size_does_not_change(
    desk: Desk, ask: Ask, old: dict[str, Any], changes: dict[str, Any], said: str
) -> None:
    desk.answers |= {OLD: ACTIVE | old, ALTER: ALTERED}

    with pytest.raises(BadRequest, match=said):
        ask(replaced(**changes))
    assert desk.writes == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"place_anyway": True}, "no place_anyway"),
        ({"client_id": "mine"}, "keeps the client id"),
        ({"quantity": "0.000001"}, "baseMinSize|quantity"),
    ],
)
def test_a_replacement_that_kucoin_has_no_word_for_is_refused_before_anything_is_asked(
    desk: Desk, ask: Ask, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadRequest, match=said):
        ask(replaced(**changes))
    assert desk.asked == []


def test_a_stop_order_is_not_replaced(desk: Desk, ask: Ask) -> None:
    with pytest.raises(BadRequest, match="not stop orders"):
        ask(lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id=STOP["id"], **OTHER))
    assert desk.asked == []


@pytest.mark.parametrize("answer", [DONE, None, MISSING], ids=["filled", "nothing", "not there"])
def test_what_is_not_open_makes_no_way(desk: Desk, ask: Ask, answer: Any) -> None:
    desk.answers[OLD] = answer
    with pytest.raises(OrderNotFound):
        ask(replaced())
    assert desk.writes == []


@pytest.mark.parametrize("order_id", ["", None, ACTIVE["id"]])
def test_a_replacement_whose_answer_names_no_other_order_may_have_only_canceled(
    desk: Desk, ask: Ask, order_id: str | None
) -> None:
    """Of a size below what was filled meanwhile KuCoin places nothing, and does not say how it tells so."""
    desk.answers |= {OLD: ACTIVE, ALTER: ALTERED | {"newOrderId": order_id}}
    with pytest.raises(OutcomeUnknown, match="the answer cannot be read"):
        ask(replaced())
    assert desk.writes == [ALTER]


def test_a_replacement_that_is_refused_changed_nothing(desk: Desk, ask: Ask) -> None:
    desk.answers |= {OLD: ACTIVE, ALTER: refusal("200004", "Balance insufficient")}
    with pytest.raises(InsufficientFunds) as refused:
        ask(replaced())
    assert (refused.value.client_id, desk.writes) == (ACTIVE["clientOid"], [ALTER])


def test_a_placed_stop_order_waits(desk: Desk, ask: Ask) -> None:
    desk.answers[PLACE_STOP] = {"orderId": "vs8hoo8kpkmklv4m0038lql0"}

    order = ask(lambda venue: venue.trading.place_order("BTC/USDT", **SALE, type="STOP_LOSS", stop_price="60000"))

    assert (order.id, order.client_id, order.status) == ("vs8hoo8kpkmklv4m0038lql0", MINTED, OrderStatus.NEW)
    assert (order.type, order.stop_price, order.quantity) == (OrderType.STOP_LOSS, Decimal(60000), Decimal("0.5"))
    assert (order.filled_quantity, order.created) == (None, None)


def test_a_tested_order_is_sent_like_one_that_is_placed(desk: Desk, ask: Ask) -> None:
    desk.answers |= {f"POST {BOOK}/test": {"orderId": "670fd33bf9406e0007ab3945", "clientOid": "x"}, PLACE: PLACED}

    tested = ask(lambda venue: venue.trading.test_order("BTC/USDT", **LIMIT, client_id="x"))
    ask(lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT, client_id="x"))

    assert (tested.request.client_id, tested.maker_fee_rate) == ("x", None)
    assert desk.bodies[0] == desk.bodies[1]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (LIMIT | {"price": 50000.0}, InexactNumber),
        (LIMIT | {"quantity": 0.1}, InexactNumber),
        (LIMIT | {"price": "50000.01"}, FilterViolation),
        (LIMIT | {"quantity": "0.000001"}, FilterViolation),
        (LIMIT | {"client_id": "x" * 41}, BadRequest),
        (LIMIT | {"client_id": "my order"}, BadRequest),
        (LIMIT | {"client_id": "ordeŕ"}, BadRequest),
        (LIMIT | {"price": None}, BadRequest),
        (LIMIT | {"trailing_delta": 5}, BadRequest),
        (LIMIT | {"time_in_force": "GTT"}, BadRequest),
        ({"side": "BUY", "type": "MARKET", "quantity": 1, "quote_quantity": 1}, BadRequest),
    ],
)
def test_an_order_that_cannot_be_right_is_not_sent(
    desk: Desk, ask: Ask, given: dict[str, Any], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        ask(lambda venue: venue.trading.place_order("BTC/USDT", **given))
    assert desk.asked == []


def test_an_order_for_an_unknown_symbol_is_not_sent(desk: Desk, ask: Ask) -> None:
    with pytest.raises(UnknownInstrument):
        ask(lambda venue: venue.trading.place_order("BTC/USDC", **LIMIT))
    assert desk.asked == []


amounts = {
    "quantity": st.integers(1_000, 10**17).map(lambda units: Decimal(units).scaleb(-8)),
    "price": st.integers(10**5, 10**9).map(lambda ticks: Decimal(ticks).scaleb(-1)),
    "spelling": st.sampled_from(["as it is", "normalised", "with zeros"]),
}


def spelt(number: Decimal, spelling: str) -> Decimal:
    """The same number, written in another way: 1E+2, 0.10."""
    if spelling == "normalised":
        return number.normalize()
    return number.quantize(Decimal("1E-8")) if spelling == "with zeros" else number


@given(**amounts)
def test_numbers_leave_exactly_and_without_an_exponent(quantity: Decimal, price: Decimal, spelling: str) -> None:
    desk = Desk({PLACE: PLACED, PLACE_STOP: {"orderId": "vs1"}})
    numbers: dict[str, Any] = {"quantity": spelt(quantity, spelling), "price": spelt(price, spelling)}
    with opened(desk) as venue:
        venue.trading.place_order("BTC/USDT", side="BUY", type="LIMIT", **numbers)
        venue.trading.place_order(
            "BTC/USDT", side="SELL", type="STOP_LOSS_LIMIT", stop_price=numbers["price"], **numbers
        )

    for body in desk.bodies:
        sent = json.loads(body, parse_float=lambda text: pytest.fail(f"a bare number: {text}"))
        for name, number in (("size", quantity), ("price", price), ("stopPrice", price)):
            if name in sent:
                assert re.fullmatch(r"\d+(\.\d+)?", sent[name])
                assert Decimal(sent[name]) == number


def opened(desk: Desk, **settings: Any) -> Venue:
    return connect(
        "kucoin",
        transport=httpx.MockTransport(desk),
        api_key="key",
        api_secret="secret",
        passphrase=PASSPHRASE,
        clock=Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
        **settings,
    )


OCO_BUY: dict[str, Any] = {
    "side": "BUY",
    "quantity": "0.1",
    "price": 94000,
    "stop_price": 98000,
    "stop_limit_price": 96000,
}


def test_an_oco_is_placed(desk: Desk, ask: Ask) -> None:
    desk.answers[PLACE_OCO] = {"orderId": "674c316e688dea0007c7b986"}

    placed = ask(lambda venue: venue.trading.place_oco("BTC/USDT", **OCO_BUY))

    assert (placed.id, placed.client_id) == ("674c316e688dea0007c7b986", MINTED)
    assert (placed.status, placed.orders, placed.symbol) == (OrderListStatus.EXECUTING, (), "BTC/USDT")
    assert desk.asked == [
        (
            PLACE_OCO,
            {
                "clientOid": MINTED,
                "symbol": "BTC-USDT",
                "side": "buy",
                "size": "0.1",
                "price": "94000",
                "stopPrice": "98000",
                "limitPrice": "96000",
                "tradeType": "TRADE",
            },
        )
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"stop_limit_price": None}, "give a stop_limit_price"),
        ({"stop_limit_time_in_force": "IOC"}, "GTC"),
        ({"self_trade_prevention": "EXPIRE_TAKER"}, "self_trade_prevention"),
        ({"client_id": "my oco"}, "at most 40"),
        ({"price": 99000}, "below the stop_price"),
        ({"quantity": 0.1}, "float"),
    ],
)
def test_an_oco_that_kucoin_has_no_word_for_is_not_sent(
    desk: Desk, ask: Ask, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadRequest, match=said):
        ask(lambda venue: venue.trading.place_oco("BTC/USDT", **OCO_BUY | given))
    assert desk.asked == []


# ------------------------------------------------------------------------------------------------ cancelling


@pytest.mark.parametrize(
    ("by", "cancel", "read"),
    [
        ({"order_id": DONE["id"]}, CANCEL, BY_ID),
        ({"client_id": DONE["clientOid"]}, CANCEL_BY_CLIENT_ID, BY_CLIENT_ID),
    ],
)
def test_an_order_is_canceled_and_told_whole(
    desk: Desk, ask: Ask, by: dict[str, Any], cancel: str, read: str
) -> None:
    answer = CANCELED | {"dealSize": "0.000004", "canceledSize": "0.000006"}
    # What is read may be older than what the cancellation said.
    desk.answers |= {cancel: answer, read: ACTIVE | {"id": DONE["id"], "dealSize": "0.000003", "dealFunds": "0.15"}}

    order = ask(lambda venue: venue.trading.cancel_order("BTC/USDT", **by))

    assert (order.id, order.client_id, order.status) == (DONE["id"], DONE["clientOid"], OrderStatus.CANCELED)
    assert (order.filled_quantity, order.filled_quote_quantity) == (Decimal("0.000004"), None)
    assert (order.side, order.price, order.type) == (Side.BUY, Decimal(50000), OrderType.LIMIT)
    assert order.raw == answer
    assert desk.asked == [(cancel, {"symbol": "BTC-USDT"}), (read, {"symbol": "BTC-USDT"})]


def test_what_was_filled_before_is_told_in_quote_too(desk: Desk, ask: Ask) -> None:
    desk.answers |= {
        CANCEL: CANCELED | {"dealSize": "0.000004", "canceledSize": "0.000006"},
        BY_ID: DONE | {"dealSize": "0.000004", "dealFunds": "0.27", "cancelExist": True},
    }

    order = ask(lambda venue: venue.trading.cancel_order("BTC/USDT", order_id=DONE["id"]))

    assert (order.status, order.filled_quote_quantity) == (OrderStatus.CANCELED, Decimal("0.27"))


@pytest.mark.parametrize("answer", [httpx.ReadTimeout("late"), httpx.Response(500), MISSING, b"{"])
def test_a_canceled_order_that_cannot_be_read_is_canceled_all_the_same(desk: Desk, ask: Ask, answer: object) -> None:
    answer = httpx.Response(200, content=answer) if isinstance(answer, bytes) else answer
    desk.answers |= {CANCEL: CANCELED, BY_ID: answer}

    order = ask(lambda venue: venue.trading.cancel_order("BTC/USDT", order_id=DONE["id"]))

    assert (order.id, order.client_id, order.status) == (CANCELED["orderId"], "", OrderStatus.CANCELED)
    assert (order.quantity, order.filled_quantity, order.side) == (Decimal("0.00001"), Decimal(0), None)


def test_a_cancellation_that_came_too_late_says_that_the_order_is_filled(desk: Desk, ask: Ask) -> None:
    desk.answers |= {CANCEL: CANCELED | {"dealSize": "0.00001", "canceledSize": "0"}, BY_ID: DONE}

    order = ask(lambda venue: venue.trading.cancel_order("BTC/USDT", order_id=DONE["id"]))

    assert (order.status, order.filled_quote_quantity) == (OrderStatus.FILLED, Decimal("0.677176"))


def test_a_stop_order_is_canceled_by_its_id(desk: Desk, ask: Ask) -> None:
    desk.answers |= {STOP_BY_ID: STOP, CANCEL_STOPS: {"cancelledOrderIds": [STOP["id"]]}}

    order = ask(lambda venue: venue.trading.cancel_order("KCS/USDT", order_id=STOP["id"]))

    assert_exactly(order, attrs.evolve(KCS_STOP, status=OrderStatus.PENDING_CANCEL))
    assert order.raw == {"cancelledOrderIds": [STOP["id"]]}
    assert desk.asked == [(STOP_BY_ID, {}), (CANCEL_STOPS, {"symbol": "KCS-USDT", "orderIds": STOP["id"]})]


def test_a_stop_order_is_canceled_by_its_client_id(desk: Desk, ask: Ask) -> None:
    first = f"DELETE {BOOK}/sync/client-order/{STOP['clientOid']}"
    desk.answers |= {first: MISSING, STOP_BY_CLIENT_ID: [STOP], CANCEL_STOPS: {"cancelledOrderIds": [STOP["id"]]}}

    order = ask(lambda venue: venue.trading.cancel_order("KCS/USDT", client_id=STOP["clientOid"]))

    assert (order.id, order.status) == (STOP["id"], OrderStatus.PENDING_CANCEL)
    assert [label for label, _ in desk.asked] == [first, STOP_BY_CLIENT_ID, CANCEL_STOPS]


@pytest.mark.parametrize("of_stops", [None, [], refusal("400100", "Parameter Error")])
def test_a_cancellation_of_what_is_not_there_is_not_found(desk: Desk, ask: Ask, of_stops: object) -> None:
    desk.answers |= {CANCEL_BY_CLIENT_ID: MISSING, STOP_BY_CLIENT_ID: of_stops}

    with pytest.raises(OrderNotFound, match="order_not_exist") as caught:
        ask(lambda venue: venue.trading.cancel_order("BTC/USDT", client_id=DONE["clientOid"]))
    assert caught.value.endpoint == f"DELETE {BOOK}/sync/client-order/{{clientOid}}"
    assert desk.writes == [CANCEL_BY_CLIENT_ID]


def test_a_stop_order_that_is_not_among_the_canceled_is_not_found(desk: Desk, ask: Ask) -> None:
    desk.answers |= {STOP_BY_ID: STOP, CANCEL_STOPS: {"cancelledOrderIds": []}}

    with pytest.raises(OrderNotFound):
        ask(lambda venue: venue.trading.cancel_order("KCS/USDT", order_id=STOP["id"]))


ALL_CANCELED: dict[str, object] = {
    OPEN: [ACTIVE],
    STOPS: paged(STOP | {"symbol": "BTC-USDT"}),
    CANCEL_ALL: "success",
    CANCEL_STOPS: {"cancelledOrderIds": [STOP["id"]]},
    CANCEL_OCOS: {"cancelledOrderIds": []},
}


def test_all_orders_of_a_symbol_are_canceled_whatever_their_kind(desk: Desk, ask: Ask) -> None:
    desk.answers |= ALL_CANCELED

    found = ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))

    assert [(order.id, order.status) for order in found] == [
        (STOP["id"], OrderStatus.PENDING_CANCEL),
        (ACTIVE["id"], OrderStatus.PENDING_CANCEL),
    ]
    assert found.raw == ["success", {"cancelledOrderIds": [STOP["id"]]}, {"cancelledOrderIds": []}]
    assert desk.asked[2:] == [(label, {"symbol": "BTC-USDT"}) for label in (CANCEL_ALL, CANCEL_STOPS, CANCEL_OCOS)]


def test_that_nothing_of_a_kind_is_open_is_no_failure(desk: Desk, ask: Ask) -> None:
    desk.answers |= ALL_CANCELED | {STOPS: paged(), CANCEL_STOPS: MISSING}

    assert len(ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))) == 1


def test_nothing_is_canceled_if_nobody_can_say_what_is_open(desk: Desk, ask: Ask) -> None:
    desk.answers |= ALL_CANCELED | {STOPS: httpx.Response(503)}

    with pytest.raises(VenueUnavailable):
        ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))
    assert desk.writes == []


def test_orders_of_one_kind_that_cannot_be_canceled_do_not_keep_the_others(desk: Desk, ask: Ask) -> None:
    desk.answers |= ALL_CANCELED | {CANCEL_STOPS: refusal("200002", "Order cancel for this pair suspended")}

    with pytest.raises(PartialSuccess, match="cancel for this pair suspended") as caught:
        ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))
    assert 'trading.open_orders("BTC/USDT")' in str(caught.value)
    assert desk.writes == [CANCEL_ALL, CANCEL_STOPS, CANCEL_OCOS]


def test_when_nothing_could_be_canceled_it_is_refused(desk: Desk, ask: Ask) -> None:
    suspended = refusal("200002", "Order cancel for this pair suspended")
    desk.answers |= ALL_CANCELED | {CANCEL_ALL: suspended, CANCEL_STOPS: suspended, CANCEL_OCOS: suspended}

    with pytest.raises(VenueError, match="suspended") as caught:
        ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))
    assert not isinstance(caught.value, PartialSuccess | OutcomeUnknown)


@pytest.mark.parametrize("by", [{"order_list_id": OCO["orderId"]}, {"client_id": OCO["clientOid"]}])
def test_a_list_is_canceled_and_told_as_it_stands(desk: Desk, ask: Ask, by: dict[str, Any]) -> None:
    legs = [each["id"] for each in DETAIL["orders"]]
    by_client = f"DELETE /api/v3/oco/client-order/{OCO['clientOid']}"
    desk.answers |= {
        CANCEL_OCO: {"cancelledOrderIds": legs},
        by_client: {"cancelledOrderIds": legs},
        OCO_BY_CLIENT_ID: OCO,
        OCO_DETAIL: DETAIL | {"status": "CANCELLED"},
    }

    found = ask(lambda venue: venue.trading.cancel_order_list("BTC/USDT", **by))

    assert (found.id, found.client_id, found.status) == (OCO["orderId"], OCO["clientOid"], OrderListStatus.ALL_DONE)
    assert [order_id for order_id, _ in found.order_ids] == legs
    assert found.raw == {"cancelledOrderIds": legs}
    assert desk.writes == [CANCEL_OCO if "order_list_id" in by else by_client]


def test_a_canceled_list_that_cannot_be_read_is_told_as_far_as_it_is_known(desk: Desk, ask: Ask) -> None:
    desk.answers |= {CANCEL_OCO: {"cancelledOrderIds": ["vs1", "vs2"]}, OCO_DETAIL: httpx.ReadTimeout("late")}

    found = ask(lambda venue: venue.trading.cancel_order_list("BTC/USDT", order_list_id=OCO["orderId"]))

    assert (found.id, found.client_id, found.status) == (OCO["orderId"], "", OrderListStatus.EXECUTING)
    assert found.order_ids == (("vs1", ""), ("vs2", ""))


# ------------------------------------------------------------------------------------------------ endings

WRITES: dict[str, tuple[str, Callable[[Venue], Any], str | None, str]] = {
    "place_order": (
        PLACE,
        lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT),
        MINTED,
        f'trading.order("BTC/USDT", client_id="{MINTED}")',
    ),
    "place_order with a stop": (
        PLACE_STOP,
        lambda venue: venue.trading.place_order("BTC/USDT", **SALE, type="STOP_LOSS", stop_price=60000),
        MINTED,
        f'trading.order("BTC/USDT", client_id="{MINTED}")',
    ),
    "cancel_order by id": (
        CANCEL,
        lambda venue: venue.trading.cancel_order("BTC/USDT", order_id=DONE["id"]),
        None,
        f'trading.order("BTC/USDT", order_id="{DONE["id"]}")',
    ),
    "cancel_order by client id": (
        CANCEL_BY_CLIENT_ID,
        lambda venue: venue.trading.cancel_order("BTC/USDT", client_id=DONE["clientOid"]),
        DONE["clientOid"],
        f'trading.order("BTC/USDT", client_id="{DONE["clientOid"]}")',
    ),
    "cancel_order of a stop": (
        CANCEL_STOPS,
        lambda venue: venue.trading.cancel_order("KCS/USDT", order_id=STOP["id"]),
        None,
        f'trading.order("KCS/USDT", order_id="{STOP["id"]}")',
    ),
    "replace_order": (
        ALTER,
        lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id=ACTIVE["id"], **LIMIT),
        ACTIVE["clientOid"],
        f'trading.order("BTC/USDT", order_id="{ACTIVE["id"]}") and trading.open_orders("BTC/USDT")',
    ),
    "place_oco": (
        PLACE_OCO,
        lambda venue: venue.trading.place_oco("BTC/USDT", **OCO_BUY),
        MINTED,
        f'trading.order_list(client_id="{MINTED}")',
    ),
    "cancel_order_list": (
        CANCEL_OCO,
        lambda venue: venue.trading.cancel_order_list("BTC/USDT", order_list_id=OCO["orderId"]),
        None,
        f'trading.order_list(order_list_id="{OCO["orderId"]}")',
    ),
}

NOBODY_KNOWS: dict[str, httpx.Response | Exception] = {
    "timeout": httpx.ReadTimeout("late"),
    "reset": httpx.ReadError("reset"),
    "half": httpx.RemoteProtocolError("half an answer"),
    "500": httpx.Response(500),
    "502": httpx.Response(502, content=b"<html>"),
    "503": httpx.Response(503, json={"code": "503000", "msg": "Service Unavailable"}),
    "504": httpx.Response(504),
    "500000": refusal("500000", "Internal Server Error"),
}
UNREADABLE: dict[str, httpx.Response | Exception] = {
    "half JSON": httpx.Response(200, content=b'{"code":"200000","data":{"order'),
    "no data": httpx.Response(200, json={"code": "200000"}),
    "empty data": httpx.Response(200, json={"code": "200000", "data": {}}),
}


@pytest.mark.parametrize("answer", [*NOBODY_KNOWS, *UNREADABLE])
@pytest.mark.parametrize("write", WRITES)
def test_a_write_that_nobody_answered_is_unknown_and_not_sent_again(
    desk: Desk, ask: Ask, write: str, answer: str
) -> None:
    label, act, client_id, find_out = WRITES[write]
    desk.answers |= {STOP_BY_ID: STOP, OLD: ACTIVE, label: (NOBODY_KNOWS | UNREADABLE)[answer]}

    with pytest.raises(OutcomeUnknown) as unknown:
        ask(act)

    assert desk.writes == [label]
    assert (unknown.value.venue, unknown.value.client_id) == ("kucoin", client_id)
    assert unknown.value.find_out == find_out
    assert f"Find out with {find_out} before sending it again." in str(unknown.value)


@pytest.mark.parametrize("answer", NOBODY_KNOWS)
@pytest.mark.parametrize("label", [CANCEL_ALL, CANCEL_STOPS, CANCEL_OCOS])
def test_a_cancellation_of_all_is_unknown_if_that_of_any_kind_is(
    desk: Desk, ask: Ask, label: str, answer: str
) -> None:
    desk.answers |= ALL_CANCELED | {label: NOBODY_KNOWS[answer]}

    with pytest.raises(OutcomeUnknown) as unknown:
        ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))

    assert desk.writes == [CANCEL_ALL, CANCEL_STOPS, CANCEL_OCOS]
    assert unknown.value.find_out == 'trading.open_orders("BTC/USDT")'


@pytest.mark.parametrize("write", WRITES)
def test_a_write_that_never_left_is_no_unknown(desk: Desk, ask: Ask, write: str) -> None:
    label, act, client_id, _ = WRITES[write]
    desk.answers |= {STOP_BY_ID: STOP, OLD: ACTIVE, label: httpx.ConnectError("refused")}

    with pytest.raises(ConnectionFailed) as failure:
        ask(act)
    assert failure.value.client_id == client_id


LIMITED = {"gw-ratelimit-limit": "4000", "gw-ratelimit-remaining": "0", "gw-ratelimit-reset": "1500"}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (
            httpx.Response(429, headers=LIMITED, json={"code": "429000", "msg": "Too Many Requests"}),
            RateLimited,
        ),
        (refusal("429000", "Too many requests in a short period of time, please retry later", 429), VenueBusy),
    ],
    ids=["our limit", "overloaded"],
)
@pytest.mark.parametrize("write", WRITES)
def test_a_write_that_came_too_fast_was_not_done(
    desk: Desk, ask: Ask, write: str, answer: httpx.Response, kind: type[VenueError]
) -> None:
    label, act, client_id, _ = WRITES[write]
    desk.answers |= {STOP_BY_ID: STOP, OLD: ACTIVE, label: answer}

    with pytest.raises(kind) as refused:
        ask(act)

    assert desk.writes == [label]
    assert refused.value.client_id == client_id
    assert getattr(refused.value, "retry_after", None) == (1.5 if kind is RateLimited else None)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal("200004", "Balance insufficient"), InsufficientFunds),
        (refusal("400100", "account.available.amount"), InsufficientFunds),
    ],
)
def test_a_refused_order_is_refused_and_not_sent_again(
    desk: Desk, ask: Ask, answer: httpx.Response, kind: type[VenueError]
) -> None:
    desk.answers[PLACE] = answer

    with pytest.raises(kind) as refused:
        ask(WRITES["place_order"][1])

    assert desk.writes == [PLACE]
    assert f"client id {MINTED}" in str(refused.value)


@pytest.mark.parametrize(
    ("write", "answer"),
    [
        ("place_order", PLACED | {"orderId": ""}),
        ("place_order with a stop", {"orderId": ""}),
        ("place_oco", {"orderId": ""}),
        ("cancel_order by id", CANCELED | {"orderId": "", "clientOid": None}),
        ("cancel_order of a stop", {"cancelledOrderIds": [""]}),
        ("cancel_order_list", {"cancelledOrderIds": [""]}),
    ],
)
def test_an_answer_to_a_write_that_names_no_order_is_unknown(
    desk: Desk, ask: Ask, write: str, answer: dict[str, Any]
) -> None:
    label, act, *_ = WRITES[write]
    desk.answers |= {STOP_BY_ID: STOP, OLD: ACTIVE, label: answer}

    with pytest.raises(OutcomeUnknown, match="the answer cannot be read"):
        ask(act)
    assert desk.writes == [label]


def test_a_state_nobody_knows_in_the_answer_to_a_write_is_unknown(desk: Desk, ask: Ask) -> None:
    desk.answers[PLACE] = PLACED | {"status": "asleep"}

    with pytest.raises(OutcomeUnknown, match=r"\$\.status"):
        ask(WRITES["place_order"][1])


# ------------------------------------------------------------------------------------------------ histories


class Archive:
    """What KuCoin keeps, as it is documented: the newest first, on from an id, seven days at most at once.

    What lies further apart is cut to the last seven days. Whether it goes by when a closed order was made or last
    changed, and whether a page begins with the last id itself, is not documented: `by` and `inclusive` say.
    """

    def __init__(
        self, records: Sequence[Mapping[str, Any]], by: str = "lastUpdatedAt", *, inclusive: bool = False
    ) -> None:
        self.inclusive = inclusive
        self.records = sorted(records, key=lambda each: (each[by], each["sequence"]), reverse=True)
        self.by = by
        self.asked: list[dict[str, str]] = []

    def __call__(self, params: dict[str, str]) -> object:
        self.asked.append(params)
        found = self.records
        if "orderId" in params:
            found = [each for each in found if each["orderId"] == params["orderId"]]
        if "lastId" in params:
            last = int(params["lastId"]) + self.inclusive
            found = [each for each in found if each["sequence"] < last]
        end = int(params.get("endAt", NOW_MS))
        start = int(params.get("startAt", 0))
        if "startAt" in params:
            start = max(start, end - 7 * DAY_MS)
        found = [each for each in found if start <= each[self.by] <= end][: int(params["limit"])]
        return {"lastId": found[-1]["sequence"] if found else None, "items": found}


instants = st.integers(NOW_MS - 40 * DAY_MS, NOW_MS)
clusters = st.builds(
    lambda start, gaps: [start + sum(gaps[:count]) for count in range(1, len(gaps) + 1)],
    instants,
    st.lists(st.integers(1, 5000), max_size=12),
)
"""Moments, some of them many at a time, so that a span does not fit into one answer."""
moments = st.lists(st.one_of(instants.map(lambda each: [each]), clusters), max_size=12).map(
    lambda groups: sorted({each for group in groups for each in group if each <= NOW_MS})
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[int], int, int | None]:
    times = draw(moments)
    # The ends belong to the span, so a record often lies on one of them.
    ends = instants | st.sampled_from(times) if times else instants
    since, until = draw(ends), draw(st.none() | ends)
    if until is not None and until < since:
        since, until = until, since
    return times, since, until


def told(call: Callable[[Venue], Any], **answers: object) -> list[Any]:
    desk = Desk({OPEN: [], **answers})
    with opened(desk) as venue, mock.patch.object(trading, "PAGE", 5):
        return list(call(venue))


def spanned(since: int, until: int | None) -> dict[str, Any]:
    return {"since": at(since), "until": None if until is None else at(until)}


def in_span(times: Sequence[int], since: int, until: int | None) -> list[int]:
    return [index for index, time in enumerate(times) if since <= time <= (NOW_MS if until is None else until)]


@given(history=histories(), inclusive=st.booleans())
def test_fills_of_any_span_come_each_once_oldest_first(
    history: tuple[list[int], int, int | None], inclusive: bool
) -> None:
    times, since, until = history
    records = [FILL | {"id": number, "sequence": number, "createdAt": time} for number, time in enumerate(times)]

    archive = Archive(records, "createdAt", inclusive=inclusive)
    found = told(lambda venue: venue.trading.fills("BTC/USDT", **spanned(since, until)), **{FILLS: archive})

    assert [int(fill.id) for fill in found] == in_span(times, since, until)
    assert all(int(each["endAt"]) - int(each["startAt"]) < 7 * DAY_MS for each in archive.asked)


@given(history=histories(), data=st.data(), by=st.sampled_from(["createdAt", "lastUpdatedAt"]))
def test_orders_of_any_span_come_each_once_in_the_order_of_their_end(
    history: tuple[list[int], int, int | None], data: st.DataObject, by: str
) -> None:
    times, since, until = history
    lasted = data.draw(st.lists(st.integers(0, 3 * DAY_MS), min_size=len(times), max_size=len(times)))
    records = [
        DONE
        | {"id": f"{number:024x}", "sequence": number, "createdAt": time, "lastUpdatedAt": min(time + long, NOW_MS)}
        for number, (time, long) in enumerate(zip(times, lasted, strict=True))
    ]
    # By the last change, the sequence goes with it.
    for number, record in enumerate(sorted(records, key=lambda each: (each[by], each["sequence"]))):
        record["sequence"] = number

    found = told(
        lambda venue: venue.trading.orders("BTC/USDT", **spanned(since, until)), **{DONE_ORDERS: Archive(records, by)}
    )

    end = NOW_MS if until is None else until
    assert sorted(order.id for order in found) == sorted(each["id"] for each in records if since <= each[by] <= end)
    if by == "lastUpdatedAt":
        assert all(first.updated <= second.updated for first, second in pairwise(found))


@given(count=st.integers(0, 13), still=st.integers(0, 5), both=st.booleans())
def test_open_orders_come_last_unless_they_ended_meanwhile(count: int, still: int, both: bool) -> None:
    day = NOW_MS - 10 * DAY_MS
    records = [
        DONE | {"id": f"{number:024x}", "sequence": number, "createdAt": day + number, "lastUpdatedAt": day + number}
        for number in range(count)
    ]
    active = [ACTIVE | {"id": f"a{number:023x}", "createdAt": day, "lastUpdatedAt": day} for number in range(still)]
    if both and count:
        active.append(records[-1] | {"active": True, "dealSize": "0"})

    found = told(
        lambda venue: venue.trading.orders("BTC/USDT", since=at(day)),
        **{OPEN: active, DONE_ORDERS: Archive(records)},
    )

    assert [order.id for order in found] == [each["id"] for each in [*records, *active[:still]]]
    assert all(order.status is OrderStatus.FILLED for order in found[:count])


def test_orders_that_are_open_and_out_of_the_span_are_left_out() -> None:
    found = told(
        lambda venue: venue.trading.orders("BTC/USDT", since=at(NOW_MS - DAY_MS)),
        **{OPEN: [ACTIVE], DONE_ORDERS: Archive([])},
    )

    assert found == []


def test_orders_from_one_on_are_those_placed_since(desk: Desk, ask: Ask) -> None:
    records = [
        DONE
        | {
            "id": f"{number:024x}",
            "sequence": number,
            "createdAt": NOW_MS - number * DAY_MS,
            "lastUpdatedAt": NOW_MS - number * DAY_MS // 2,
        }
        for number in range(20)
    ]
    desk.answers |= {OPEN: [], DONE_ORDERS: Archive(records), f"GET {BOOK}/{9:024x}": records[9]}

    found = ask(lambda venue: venue.trading.orders("BTC/USDT", from_id=f"{9:024x}"))

    assert sorted(int(order.id, 16) for order in found) == list(range(10))


@given(
    count=st.integers(1, 23), start=st.integers(0, 25), limit=st.none() | st.integers(1, 30), inclusive=st.booleans()
)
def test_fills_from_one_on(count: int, start: int, limit: int | None, inclusive: bool) -> None:
    records = [
        FILL | {"id": number, "sequence": number, "createdAt": NOW_MS - (count - number) * DAY_MS}
        for number in range(count)
    ]

    found = told(
        lambda venue: venue.trading.fills("BTC/USDT", from_id=str(start), limit=limit),
        **{FILLS: Archive(records, "createdAt", inclusive=inclusive)},
    )

    assert [int(fill.id) for fill in found] == list(range(start, count))[:limit]


@pytest.mark.parametrize(("from_id", "said"), [("9", "give `since`"), ("9x", "whole numbers")])
def test_fills_from_one_that_kucoin_cannot_place(desk: Desk, ask: Ask, from_id: str, said: str) -> None:
    desk.answers[FILLS] = {"items": [], "lastId": None}

    with pytest.raises(BadRequest, match=said):
        ask(lambda venue: venue.trading.fills("BTC/USDT", from_id=from_id))


def test_the_last_orders_are_the_newest_of_both_kinds(desk: Desk, ask: Ask) -> None:
    desk.answers |= {OPEN: [ACTIVE], DONE_ORDERS: closed(DONE, DONE | {"id": "1", "lastUpdatedAt": 1})}

    two = ask(lambda venue: venue.trading.orders("BTC/USDT", limit=2))
    everything = ask(lambda venue: venue.trading.orders("BTC/USDT"))

    assert [order.id for order in two] == [ACTIVE["id"], DONE["id"]]
    assert [order.id for order in everything] == ["1", ACTIVE["id"], DONE["id"]]
    assert [params for label, params in desk.asked if label == DONE_ORDERS] == [
        {"symbol": "BTC-USDT", "limit": "2"},
        {"symbol": "BTC-USDT", "limit": "100"},
    ]


def test_of_two_answers_about_an_order_the_later_one_counts(desk: Desk, ask: Ask) -> None:
    desk.answers |= {OPEN: [DONE | {"active": True, "dealSize": "0"}], DONE_ORDERS: closed(DONE)}

    (order,) = ask(lambda venue: venue.trading.orders("BTC/USDT"))

    assert order.status is OrderStatus.FILLED


@pytest.mark.parametrize("last", [None, 0, 7])
def test_pages_end_when_the_venue_does_not_go_on(desk: Desk, ask: Ask, last: int | None) -> None:
    # It gives the same page for each span, and says each time that it goes on from where it stands.
    desk.answers |= {OPEN: [], DONE_ORDERS: closed(DONE) | {"lastId": last}}
    begin = 1729577515444

    with mock.patch.object(trading, "PAGE", 1):
        found = ask(lambda venue: venue.trading.orders("BTC/USDT", since=at(begin), until=at(begin + 10 * DAY_MS)))

    assert [order.id for order in found] == [DONE["id"]]
    assert len(desk.asked) == (5 if last else 3)


@pytest.mark.parametrize("name", ["orders", "fills"])
def test_more_than_a_page_needs_a_beginning(desk: Desk, ask: Ask, name: str) -> None:
    desk.answers[OPEN] = []
    with pytest.raises(BadRequest, match="give `since`"):
        ask(lambda venue: getattr(venue.trading, name)("BTC/USDT", limit=101))


@pytest.mark.parametrize("name", ["orders", "fills"])
def test_a_history_of_the_future_is_empty(desk: Desk, ask: Ask, name: str) -> None:
    desk.answers[OPEN] = []
    assert ask(lambda venue: getattr(venue.trading, name)("BTC/USDT", since=at(NOW_MS + 1))) == ()
    assert [label for label, _ in desk.asked if label != OPEN] == []


def test_spans_are_asked_for_as_they_are_needed(desk: Desk, ask: Ask) -> None:
    records = [
        FILL | {"id": number, "sequence": number, "createdAt": NOW_MS - (30 - number) * DAY_MS}
        for number in range(30)
    ]
    desk.answers[FILLS] = Archive(records, "createdAt")

    found = ask(lambda venue: venue.trading.fills("BTC/USDT", since=at(NOW_MS - 30 * DAY_MS), limit=9))

    assert [int(fill.id) for fill in found] == list(range(9))
    assert len(desk.asked) == 2


# ------------------------------------------------------------------------------------------------ documents


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the documents are not there")
def test_every_example_of_the_specification_can_be_read() -> None:
    paths = json.loads(SPECIFICATION.read_text(encoding="utf-8"))["paths"]
    listed = mock.Mock(by_venue_symbol={})

    def example(method: str, path: str) -> bytes:
        written = json.loads(f'"{paths[path][method]["x-response-example"]}"', strict=False)
        return json.dumps(json.loads(written)["data"]).encode()

    orders = [
        trading.stored_order(example("get", f"{BOOK}/{{orderId}}"), listed),
        trading.stored_order(example("get", f"{BOOK}/client-order/{{clientOid}}"), listed),
        *trading.active_orders(example("get", f"{BOOK}/active"), listed),
        *trading.closed_orders(example("get", f"{BOOK}/done"), listed)[0],
        trading.stop_order(example("get", "/api/v1/stop-order/{orderId}"), listed),
        trading.stop_order(example("get", "/api/v1/stop-order/queryOrderByClientOid"), listed),
        *trading.stop_orders(example("get", "/api/v1/stop-order"), listed)[0],
    ]
    assert [order.status.value for order in orders if order is not None and order.status is not None] == [
        *("FILLED", "FILLED", "NEW", "FILLED"),
        *("NEW", "NEW", "NEW"),
    ]
    oco = "/api/v3/oco"
    assert [
        found.status
        for found in (
            trading.order_list(example("get", f"{oco}/order/{{orderId}}"), listed),
            trading.order_list(example("get", f"{oco}/client-order/{{clientOid}}"), listed),
            trading.order_list(example("get", f"{oco}/order/details/{{orderId}}"), listed),
            *trading.order_lists(example("get", f"{oco}/orders"), listed)[0],
        )
        if found is not None
    ] == [OrderListStatus.EXECUTING] * 4
    (fill,) = trading.fills(example("get", "/api/v1/hf/fills"), listed)[0]
    assert fill.id == "19814995255305"
    assert trading.open_symbols(example("get", f"{BOOK}/active/symbols")) == ["ETH-USDT", "BTC-USDT"]


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not there")
def test_what_others_recorded_can_be_read(desk: Desk, ask: Ask) -> None:
    # Of 2019, by endpoints that are deprecated and reached through `raw`.
    def recorded(name: str) -> httpx.Response:
        text = (RECORDINGS / f"{name}.yml").read_text()
        (body,) = re.findall(r"string: '(\{\"code\".*\})'", text)
        return httpx.Response(200, content=body.encode())

    desk.answers |= {
        "POST /api/v1/orders": recorded("kucoin-ruby-orders-limit-buy"),
        "DELETE /api/v1/orders/5ce430474c06871c7be99af9": recorded("kucoin-ruby-orders-cancel"),
    }

    placed = ask(
        lambda venue: venue.raw.add_order_old(
            clientOid="x", side="buy", symbol="XRP-USDT", type="limit", price="0.1", size="0.8", timeInForce="GTC"
        )
    )
    canceled = ask(lambda venue: venue.raw.cancel_order_by_order_id_old(orderId=placed["orderId"]))

    assert canceled == {"cancelledOrderIds": ["5ce430474c06871c7be99af9"]}
    assert desk.bodies[0] == (
        b'{"clientOid":"x","side":"buy","symbol":"XRP-USDT","type":"limit","price":"0.1","size":"0.8",'
        b'"timeInForce":"GTC"}'
    )
