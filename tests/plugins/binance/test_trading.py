"""Trading at Binance, in both worlds: what leaves, what comes back, and how what goes wrong ends.

The payloads are the documents' own examples. The venue is a function, so each request can be looked at.
"""

import asyncio
import copy
import json
import pickle
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Literal
from unittest import mock
from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossvenue import connect, connect_async
from crossvenue.clock import Clock
from crossvenue.config import Configuration
from crossvenue.errors import (
    BadRequest,
    CancelRejected,
    ConnectionFailed,
    FilterViolation,
    InexactNumber,
    InsufficientFunds,
    OrderNotFound,
    OrderRejected,
    OutcomeUnknown,
    OutsideEnvironment,
    PartialSuccess,
    RateLimited,
    UnknownInstrument,
    UnreadableResponse,
    VenueError,
    VenueUnavailable,
    WouldTakeLiquidity,
)
from crossvenue.interfaces import AsyncHistory, History
from crossvenue.limits import LocalBudget
from crossvenue.model import (
    Fill,
    Listing,
    Order,
    OrderListStatus,
    OrderStatus,
    OrderType,
    PartialReplacement,
    RateUsage,
    Replacement,
    SelfTradePrevention,
    Side,
    TimeInForce,
    moment,
)
from crossvenue_binance import trading

KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
NOW_MS = 1_700_000_000_000
DAY_MS = 86_400_000

World = Literal["blocking", "awaiting"]
both_worlds = pytest.mark.parametrize("world", ["blocking", "awaiting"])

# ------------------------------------------------------------------------------------------------ the venue


def symbol(base: str, quote: str) -> dict[str, Any]:
    return {
        "symbol": base + quote,
        "status": "TRADING",
        "baseAsset": base,
        "baseAssetPrecision": 8,
        "quoteAsset": quote,
        "quotePrecision": 8,
        "quoteAssetPrecision": 8,
        "orderTypes": [
            "LIMIT",
            "LIMIT_MAKER",
            "MARKET",
            "STOP_LOSS",
            "STOP_LOSS_LIMIT",
            "TAKE_PROFIT",
            "TAKE_PROFIT_LIMIT",
        ],
        "icebergAllowed": True,
        "ocoAllowed": True,
        "quoteOrderQtyMarketAllowed": True,
        "allowTrailingStop": True,
        "cancelReplaceAllowed": True,
        "isSpotTradingAllowed": True,
        "permissions": ["SPOT"],
        "filters": [
            {
                "filterType": "PRICE_FILTER",
                "minPrice": "0.00000100",
                "maxPrice": "100000.00000000",
                "tickSize": "0.00000100",
            },
            {
                "filterType": "LOT_SIZE",
                "minQty": "0.00001000",
                "maxQty": "100000.00000000",
                "stepSize": "0.00001000",
            },
            {"filterType": "MIN_NOTIONAL", "minNotional": "0.00100000", "applyToMarket": True, "avgPriceMins": 5},
        ],
    }


INFO = {
    "timezone": "UTC",
    "serverTime": 1565246363776,
    "rateLimits": [],
    "exchangeFilters": [],
    "symbols": [symbol("BTC", "USDT"), symbol("LTC", "BTC"), symbol("BNB", "BTC")],
}

Asked = tuple[str, str, dict[str, str]]
Answer = Callable[[dict[str, str]], object]


class Desk:
    """A venue opened in one world on a function that answers, and what it was asked."""

    def __init__(self, world: World, answers: Mapping[str, object], **settings: Any) -> None:
        self.world: World = world
        self.answers = dict(answers)
        self.asked: list[Asked] = []
        self.signatures: list[str] = []
        given: dict[str, Any] = {
            "transport": httpx.MockTransport(self.respond),
            "config": no_configuration(),
            "api_key": KEY,
            "api_secret": SECRET,
            "retries": 0,
            "clock": Clock(wall=lambda: NOW_MS / 1000, monotonic=lambda: 0.0),
            "ids": (f"cv{number:022x}" for number in range(1, 100)).__next__,
            "budget": LocalBudget(),
        } | settings
        self.venue: Any = (connect if world == "blocking" else connect_async)("binance", **given)
        self.runner = asyncio.Runner() if world == "awaiting" else None

    def respond(self, request: httpx.Request) -> httpx.Response:
        label = f"{request.method} {request.url.path}"
        if label == "GET /api/v3/exchangeInfo":
            return httpx.Response(200, json=INFO)
        pairs = parse_qsl(request.content.decode() or request.url.query.decode(), strict_parsing=True)
        assert [name for name, _ in pairs[-3:]] == ["recvWindow", "timestamp", "signature"]
        assert request.headers["X-MBX-APIKEY"] == KEY
        self.signatures.append(pairs[-1][1])
        params = dict(pairs[:-3])
        assert len(params) == len(pairs) - 3
        self.asked.append((request.method, request.url.path, params))
        answer = self.answers[label]
        if callable(answer):
            answer = answer(params)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return answer
        return httpx.Response(200, content=answer if isinstance(answer, bytes) else json.dumps(answer))

    def ask(self, operation: Callable[[Any], Any]) -> Any:
        """The plain result of an operation; a history is read to its end."""
        result = operation(self.venue)
        if isinstance(result, History | AsyncHistory):
            result = result.all()
        return self._finished(result)

    def pages(self, operation: Callable[[Any], Any]) -> list[Listing[Any]]:
        """The pages of a history."""
        pages = operation(self.venue).pages()
        return list(self._finished(_collected(pages))) if isinstance(pages, AsyncIterator) else list(pages)

    def _finished(self, result: Any) -> Any:
        if isinstance(result, Coroutine):
            assert self.runner is not None
            return self.runner.run(result)
        return result

    def close(self) -> None:
        if self.runner is None:
            self.venue.close()
        else:
            with self.runner as runner:
                runner.run(self.venue.aclose())


async def _collected(pages: AsyncIterator[Listing[Any]]) -> list[Listing[Any]]:
    return [page async for page in pages]


def no_configuration() -> Configuration:
    """A configuration of nothing, whatever lies in the working directory."""
    return Configuration(None, None, "", {}, {})


@contextmanager
def opened(world: World, answers: Mapping[str, object], **settings: Any) -> Iterator[Desk]:
    desk = Desk(world, answers, **settings)
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture(params=["blocking", "awaiting"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A venue in each world, without answers yet."""
    with opened(request.param, {}) as made:
        yield made


def refusal(code: int, message: str, status: int = 400) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "msg": message})


# ------------------------------------------------------------------------------------------------ payloads

STORED = {
    "symbol": "LTCBTC",
    "orderId": 1,
    "orderListId": -1,
    "clientOrderId": "myOrder1",
    "price": "0.1",
    "origQty": "1.0",
    "executedQty": "0.0",
    "cummulativeQuoteQty": "0.0",
    "status": "NEW",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "BUY",
    "stopPrice": "0.0",
    "icebergQty": "0.0",
    "time": 1499827319559,
    "updateTime": 1499827319559,
    "isWorking": True,
    "origQuoteOrderQty": "0.000000",
}
PLACED = {
    "symbol": "BTCUSDT",
    "orderId": 28,
    "orderListId": -1,
    "clientOrderId": "6gCrw2kRUAF9CvJDGP16IP",
    "transactTime": 1507725176595,
    "price": "0.00000000",
    "origQty": "10.00000000",
    "executedQty": "10.00000000",
    "cummulativeQuoteQty": "10.00000000",
    "status": "FILLED",
    "timeInForce": "GTC",
    "type": "MARKET",
    "side": "SELL",
    "fills": [
        {
            "price": "4000.00000000",
            "qty": "1.00000000",
            "commission": "4.00000000",
            "commissionAsset": "USDT",
            "tradeId": 56,
        },
        {
            "price": "3999.00000000",
            "qty": "5.00000000",
            "commission": "19.99500000",
            "commissionAsset": "USDT",
            "tradeId": 57,
        },
    ],
}
CANCELED = {
    "symbol": "LTCBTC",
    "origClientOrderId": "myOrder1",
    "orderId": 4,
    "orderListId": -1,
    "clientOrderId": "cancelMyOrder1",
    "price": "2.00000000",
    "origQty": "1.00000000",
    "executedQty": "0.00000000",
    "cummulativeQuoteQty": "0.00000000",
    "status": "CANCELED",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "BUY",
}
LIST = {
    "orderListId": 27,
    "contingencyType": "OCO",
    "listStatusType": "EXEC_STARTED",
    "listOrderStatus": "EXECUTING",
    "listClientOrderId": "h2USkA5YQpaXHPIrkd96xE",
    "transactionTime": 1565245656253,
    "symbol": "LTCBTC",
    "orders": [
        {"symbol": "LTCBTC", "orderId": 4, "clientOrderId": "qD1gy3kc3Gx0rihm9Y3xwS"},
        {"symbol": "LTCBTC", "orderId": 5, "clientOrderId": "ARzZ9I00CPM8i3NhmU9Ega"},
    ],
}
CANCELED_ALL = [
    {
        "symbol": "BTCUSDT",
        "origClientOrderId": "E6APeyTJvkMvLMYMqu1KQ4",
        "orderId": 11,
        "orderListId": -1,
        "clientOrderId": "pXLV6Hz6mprAcVYpVMTGgx",
        "price": "0.089853",
        "origQty": "0.178622",
        "executedQty": "0.000000",
        "cummulativeQuoteQty": "0.000000",
        "status": "CANCELED",
        "timeInForce": "GTC",
        "type": "LIMIT",
        "side": "BUY",
    },
    {
        "orderListId": 1929,
        "contingencyType": "OCO",
        "listStatusType": "ALL_DONE",
        "listOrderStatus": "ALL_DONE",
        "listClientOrderId": "2inzWQdDvZLHbbAmAozX2N",
        "transactionTime": 1585230948299,
        "symbol": "BTCUSDT",
        "orders": [
            {"symbol": "BTCUSDT", "orderId": 20, "clientOrderId": "CwOOIPHSmYywx6jZX77TdL"},
            {"symbol": "BTCUSDT", "orderId": 21, "clientOrderId": "461cPg51vQjV3zIMOXNz39"},
        ],
        "orderReports": [
            {
                "symbol": "BTCUSDT",
                "origClientOrderId": "CwOOIPHSmYywx6jZX77TdL",
                "orderId": 20,
                "orderListId": 1929,
                "clientOrderId": "pXLV6Hz6mprAcVYpVMTGgx",
                "price": "0.668611",
                "origQty": "0.690354",
                "executedQty": "0.000000",
                "cummulativeQuoteQty": "0.000000",
                "status": "CANCELED",
                "timeInForce": "GTC",
                "type": "STOP_LOSS_LIMIT",
                "side": "BUY",
                "stopPrice": "0.378131",
                "icebergQty": "0.017083",
            },
            {
                "symbol": "BTCUSDT",
                "origClientOrderId": "461cPg51vQjV3zIMOXNz39",
                "orderId": 21,
                "orderListId": 1929,
                "clientOrderId": "pXLV6Hz6mprAcVYpVMTGgx",
                "price": "0.008791",
                "origQty": "0.690354",
                "executedQty": "0.000000",
                "cummulativeQuoteQty": "0.000000",
                "status": "CANCELED",
                "timeInForce": "GTC",
                "type": "LIMIT_MAKER",
                "side": "BUY",
                "icebergQty": "0.639962",
            },
        ],
    },
]
OCO = {
    "orderListId": 1,
    "contingencyType": "OCO",
    "listStatusType": "EXEC_STARTED",
    "listOrderStatus": "EXECUTING",
    "listClientOrderId": "lH1YDkuQKWiXVXHPSKYEIp",
    "transactionTime": 1710485608839,
    "symbol": "LTCBTC",
    "orders": [
        {"symbol": "LTCBTC", "orderId": 10, "clientOrderId": "44nZvqpemY7sVYgPYbvPih"},
        {"symbol": "LTCBTC", "orderId": 11, "clientOrderId": "NuMp0nVYnciDiFmVqfpBqK"},
    ],
    "orderReports": [
        {
            "symbol": "LTCBTC",
            "orderId": 10,
            "orderListId": 1,
            "clientOrderId": "44nZvqpemY7sVYgPYbvPih",
            "transactTime": 1710485608839,
            "price": "1.000000",
            "origQty": "5.00000000",
            "executedQty": "0.000000",
            "cummulativeQuoteQty": "0.000000",
            "status": "NEW",
            "timeInForce": "GTC",
            "type": "STOP_LOSS_LIMIT",
            "side": "SELL",
            "stopPrice": "1.00000000",
            "workingTime": -1,
            "icebergQty": "1.00000000",
            "selfTradePreventionMode": "NONE",
        },
        {
            "symbol": "LTCBTC",
            "orderId": 11,
            "orderListId": 1,
            "clientOrderId": "NuMp0nVYnciDiFmVqfpBqK",
            "transactTime": 1710485608839,
            "price": "3.00000000",
            "origQty": "5.00000000",
            "executedQty": "0.000000",
            "cummulativeQuoteQty": "0.000000",
            "status": "NEW",
            "timeInForce": "GTC",
            "type": "LIMIT_MAKER",
            "side": "SELL",
            "workingTime": 1710485608839,
            "selfTradePreventionMode": "NONE",
        },
    ],
}
FILL = {
    "symbol": "BNBBTC",
    "id": 28457,
    "orderId": 100234,
    "orderListId": -1,
    "price": "4.00000100",
    "qty": "12.00000000",
    "quoteQty": "48.000012",
    "commission": "10.10000000",
    "commissionAsset": "BNB",
    "time": 1499865549590,
    "isBuyer": True,
    "isMaker": False,
    "isBestMatch": True,
}
MATCH = {
    "symbol": "BTCUSDT",
    "preventedMatchId": 1,
    "takerOrderId": 5,
    "makerOrderId": 3,
    "tradeGroupId": 1,
    "selfTradePreventionMode": "EXPIRE_MAKER",
    "price": "1.100000",
    "makerPreventedQuantity": "1.300000",
    "transactTime": 1669101687094,
}
HALF_CANCELED = {
    "symbol": "BTCUSDT",
    "origClientOrderId": "4d96324ff9d44481926157",
    "orderId": 125690984230,
    "orderListId": -1,
    "clientOrderId": "91fe37ce9e69c90d6358c0",
    "price": "23450.00000000",
    "origQty": "0.00847000",
    "executedQty": "0.00001000",
    "cummulativeQuoteQty": "0.23450000",
    "status": "CANCELED",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "SELL",
    "selfTradePreventionMode": "NONE",
}
HALF_PLACED = {
    "symbol": "BTCUSDT",
    "orderId": 12569099453,
    "orderListId": -1,
    "clientOrderId": "bX5wROblo6YeDwa9iTLeyY",
    "transactTime": 1660813156959,
    "price": "23416.10000000",
    "origQty": "0.00847000",
    "executedQty": "0.00000000",
    "cummulativeQuoteQty": "0.00000000",
    "status": "NEW",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "SELL",
    "workingTime": 1660813156959,
    "fills": [],
    "selfTradePreventionMode": "NONE",
}
NO_CANCEL = {"code": -2011, "msg": "Unknown order sent."}
NO_ORDER = {"code": -2010, "msg": "Order would immediately match and take."}


def halves(cancel: object, order: object) -> dict[str, object]:
    """The two halves of a replacement, each an order, a reason, or None."""

    def result(half: object) -> str:
        if half is None:
            return "NOT_ATTEMPTED"
        return "FAILURE" if isinstance(half, dict) and "code" in half else "SUCCESS"

    return {
        "cancelResult": result(cancel),
        "newOrderResult": result(order),
        "cancelResponse": cancel,
        "newOrderResponse": order,
    }


def failed(status: int, code: int, cancel: object, order: object) -> httpx.Response:
    words = {-2021: "Order cancel-replace partially failed.", -2022: "Order cancel-replace failed."}
    return httpx.Response(status, json={"code": code, "msg": words[code], "data": halves(cancel, order)})


# ------------------------------------------------------------------------------------------------ reads


@pytest.mark.parametrize(
    ("by", "sent"),
    [({"order_id": "1"}, {"orderId": "1"}), ({"client_id": "myOrder1"}, {"origClientOrderId": "myOrder1"})],
)
def test_one_order(desk: Desk, by: dict[str, str], sent: dict[str, str]) -> None:
    desk.answers["GET /api/v3/order"] = STORED

    order: Order = desk.ask(lambda venue: venue.trading.order("LTC/BTC", **by))

    assert desk.asked == [("GET", "/api/v3/order", {"symbol": "LTCBTC", **sent})]
    assert order == Order(
        venue_symbol="LTCBTC",
        instrument=None,
        id="1",
        client_id="myOrder1",
        side=Side.BUY,
        type=OrderType.LIMIT,
        status=OrderStatus.NEW,
        time_in_force=TimeInForce.GTC,
        price=Decimal("0.1"),
        quantity=Decimal("1.0"),
        filled_quantity=Decimal("0.0"),
        filled_quote_quantity=Decimal("0.0"),
        created_ms=1499827319559,
        updated_ms=1499827319559,
    )
    assert order.symbol == "LTC/BTC"
    assert order.created == datetime(2017, 7, 12, 2, 41, 59, 559000, UTC)
    assert order.raw["icebergQty"] == "0.0"


def test_one_order_of_the_newer_generation(desk: Desk) -> None:
    desk.answers["GET /api/v3/order"] = STORED | {
        "workingTime": 1499827319560,
        "selfTradePreventionMode": "EXPIRE_TAKER",
        "stopPrice": "0.2",
        "icebergQty": "0.5",
        "trailingDelta": 10,
        "orderListId": 7,
        "status": "EXPIRED_IN_MATCH",
    }

    order: Order = desk.ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))

    assert order.working_ms == 1499827319560
    assert order.self_trade_prevention is SelfTradePrevention.EXPIRE_TAKER
    assert (order.stop_price, order.iceberg_quantity) == (Decimal("0.2"), Decimal("0.5"))
    assert (order.trailing_delta, order.order_list_id) == (10, "7")
    assert order.status is OrderStatus.EXPIRED_IN_MATCH


def test_what_stands_for_nothing_is_none(desk: Desk) -> None:
    desk.answers["GET /api/v3/order"] = STORED | {
        "price": "0.00000000",
        "type": "MARKET",
        "workingTime": -1,
        "cummulativeQuoteQty": "-1.0",
    }

    order: Order = desk.ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))

    for field in ("price", "stop_price", "iceberg_quantity", "quote_quantity", "filled_quote_quantity"):
        assert getattr(order, field) is None
    for field in ("working", "order_list_id", "average_price"):
        assert getattr(order, field) is None
    assert order.filled_quantity == 0


def test_an_order_survives_being_printed_compared_and_pickled(desk: Desk) -> None:
    desk.answers["GET /api/v3/order"] = STORED
    desk.answers["POST /api/v3/order"] = PLACED

    for order in (
        desk.ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1")),
        desk.ask(lambda venue: venue.trading.place_order("BTC/USDT", side="SELL", type="MARKET", quantity=10)),
    ):
        assert "client_id=" in repr(order)
        assert "clientOrderId" not in repr(order)
        assert type(pickle.loads(pickle.dumps(order))) is Order
        assert pickle.loads(pickle.dumps(order)) == order
        assert copy.copy(order) == order
        assert hash(order) == hash(pickle.loads(pickle.dumps(order)))
        with pytest.raises(AttributeError):
            order.price = Decimal(1)


@pytest.mark.parametrize("field", ["status", "side", "type", "origQty", "executedQty", "time", "updateTime"])
def test_an_order_without_what_is_documented_cannot_be_read(desk: Desk, field: str) -> None:
    desk.answers["GET /api/v3/order"] = {name: value for name, value in STORED.items() if name != field}

    with pytest.raises(UnreadableResponse, match=field):
        desk.ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))


def test_a_state_nobody_knows_is_an_error_with_its_path(desk: Desk) -> None:
    desk.answers["GET /api/v3/openOrders"] = [STORED, STORED | {"status": "HELD"}]

    with pytest.raises(UnreadableResponse) as unreadable:
        desk.ask(lambda venue: venue.trading.open_orders())
    assert unreadable.value.path == "$[1].status"


def test_a_type_nobody_knows_is_still_an_order(desk: Desk) -> None:
    desk.answers["GET /api/v3/order"] = STORED | {"type": "PEGGED", "timeInForce": "GTX"}

    order: Order = desk.ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))

    assert (order.type, order.time_in_force) == (OrderType.UNKNOWN, TimeInForce.UNKNOWN)


@pytest.mark.parametrize(("symbol", "sent"), [(None, {}), ("LTC/BTC", {"symbol": "LTCBTC"})])
def test_open_orders(desk: Desk, symbol: str | None, sent: dict[str, str]) -> None:
    desk.answers["GET /api/v3/openOrders"] = [STORED | {"orderId": 2}, STORED, STORED | {"symbol": "GONEBTC"}]

    found: Listing[Order] = desk.ask(lambda venue: venue.trading.open_orders(symbol))

    assert desk.asked == [("GET", "/api/v3/openOrders", sent)]
    assert [order.id for order in found] == ["1", "1", "2"]
    assert {order.symbol for order in found} == {"LTC/BTC", "GONEBTC"}
    assert found[1].instrument is None or found[0].instrument is None
    assert len(found.raw) == 3


@pytest.mark.parametrize(
    ("by", "sent"),
    [
        ({"order_list_id": "27"}, {"orderListId": "27"}),
        ({"client_id": "h2USkA5YQpaXHPIrkd96xE"}, {"origClientOrderId": "h2USkA5YQpaXHPIrkd96xE"}),
    ],
)
def test_one_list_of_orders(desk: Desk, by: dict[str, str], sent: dict[str, str]) -> None:
    desk.answers["GET /api/v3/orderList"] = LIST

    found = desk.ask(lambda venue: venue.trading.order_list(**by))

    assert desk.asked == [("GET", "/api/v3/orderList", sent)]
    assert (found.id, found.client_id, found.contingency) == ("27", "h2USkA5YQpaXHPIrkd96xE", "OCO")
    assert found.status is OrderListStatus.EXECUTING
    assert found.order_ids == (("4", "qD1gy3kc3Gx0rihm9Y3xwS"), ("5", "ARzZ9I00CPM8i3NhmU9Ega"))
    assert found.time == moment(1565245656253)
    assert found.symbol == "LTC/BTC"


def test_open_lists_of_orders(desk: Desk) -> None:
    desk.answers["GET /api/v3/openOrderList"] = [LIST]

    found = desk.ask(lambda venue: venue.trading.order_lists(open_only=True))

    assert desk.asked == [("GET", "/api/v3/openOrderList", {})]
    assert [each.id for each in found] == ["27"]


def test_lists_come_oldest_first_though_the_venue_gives_the_newest_first(desk: Desk) -> None:
    desk.answers["GET /api/v3/allOrderList"] = [LIST | {"orderListId": number} for number in (29, 28)]

    assert [each.id for each in desk.ask(lambda venue: venue.trading.order_lists())] == ["28", "29"]


def test_fills(desk: Desk) -> None:
    desk.answers["GET /api/v3/myTrades"] = [FILL]

    found = desk.ask(lambda venue: venue.trading.fills("BNB/BTC", limit=5))

    assert desk.asked == [("GET", "/api/v3/myTrades", {"symbol": "BNBBTC", "limit": "5"})]
    assert found == (
        Fill(
            28457,
            Decimal("4.00000100"),
            Decimal("12.00000000"),
            Decimal("10.10000000"),
            "BNB",
            Decimal("48.000012"),
            "BNB/BTC",
            "BNBBTC",
            100234,
            Side.BUY,
            False,
            1499865549590,
        ),
    )
    assert (found[0].id, found[0].order_id) == ("28457", "100234")


def test_fills_of_a_symbol_that_is_gone_are_still_read_and_old_ones_too(desk: Desk) -> None:
    old = {name: value for name, value in FILL.items() if name not in ("quoteQty", "orderListId")}
    desk.answers["GET /api/v3/myTrades"] = [old | {"symbol": "GONEBTC", "isBuyer": False}]

    (found,) = desk.ask(lambda venue: venue.trading.fills("GONEBTC"))

    assert (found.symbol, found.side, found.quote_quantity) == ("GONEBTC", Side.SELL, None)


@pytest.mark.parametrize("field", ["time", "isBuyer", "symbol", "commission"])
def test_a_fill_without_what_is_documented_cannot_be_read(desk: Desk, field: str) -> None:
    desk.answers["GET /api/v3/myTrades"] = [{name: value for name, value in FILL.items() if name != field}]

    with pytest.raises(UnreadableResponse):
        desk.ask(lambda venue: venue.trading.fills("BNB/BTC"))


@pytest.mark.parametrize(("symbol", "sent"), [(None, {}), ("BNB/BTC", {"symbol": "BNBBTC"})])
def test_trading_fees(desk: Desk, symbol: str | None, sent: dict[str, str]) -> None:
    desk.answers["GET /sapi/v1/asset/tradeFee"] = [
        {"symbol": "ADABNB", "makerCommission": "0.001", "takerCommission": "0.001"},
        {"symbol": "BNBBTC", "makerCommission": "0.001", "takerCommission": "0.0012"},
    ]

    fees = desk.ask(lambda venue: venue.trading.trading_fees(symbol))

    assert desk.asked == [("GET", "/sapi/v1/asset/tradeFee", sent)]
    assert (fees["BNB/BTC"].maker, fees["BNB/BTC"].taker) == (Decimal("0.001"), Decimal("0.0012"))
    assert (fees["ADABNB"].instrument, fees["ADABNB"].symbol) == (None, "ADABNB")


@both_worlds
def test_the_test_network_has_no_fees_and_is_not_asked(world: World) -> None:
    with opened(world, {}, environment="testnet") as desk:
        with pytest.raises(OutsideEnvironment):
            desk.ask(lambda venue: venue.trading.trading_fees())
        assert desk.asked == []


def test_how_many_orders_were_placed(desk: Desk) -> None:
    desk.answers["GET /api/v3/rateLimit/order"] = [
        {"rateLimitType": "ORDERS", "interval": "SECOND", "intervalNum": 10, "limit": 10000, "count": 3},
        {"rateLimitType": "ORDERS", "interval": "DAY", "intervalNum": 1, "limit": 20000, "count": 0},
    ]

    assert desk.ask(lambda venue: venue.trading.order_rate_usage()) == (
        RateUsage(used=3, limit=10000, seconds=10),
        RateUsage(used=0, limit=20000, seconds=86_400),
    )


def test_a_window_nobody_knows_cannot_be_read(desk: Desk) -> None:
    desk.answers["GET /api/v3/rateLimit/order"] = [
        {"rateLimitType": "ORDERS", "interval": "FORTNIGHT", "intervalNum": 1, "limit": 1, "count": 0}
    ]

    with pytest.raises(UnreadableResponse, match="FORTNIGHT"):
        desk.ask(lambda venue: venue.trading.order_rate_usage())


def test_one_prevented_match(desk: Desk) -> None:
    desk.answers["GET /api/v3/myPreventedMatches"] = [MATCH]

    (found,) = desk.ask(lambda venue: venue.trading.prevented_matches("BTC/USDT", prevented_match_id="1"))

    assert desk.asked == [("GET", "/api/v3/myPreventedMatches", {"symbol": "BTCUSDT", "preventedMatchId": "1"})]
    assert (found.id, found.taker_order_id, found.maker_order_id, found.trade_group_id) == ("1", "5", "3", "1")
    assert found.self_trade_prevention is SelfTradePrevention.EXPIRE_MAKER
    assert (found.price, found.maker_prevented_quantity) == (Decimal("1.100000"), Decimal("1.300000"))
    assert found.taker_prevented_quantity is None
    assert found.time == moment(1669101687094)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(-2013, "Order does not exist."), OrderNotFound),
        (httpx.Response(503), VenueUnavailable),
        (refusal(-1007, "Timeout waiting for response from backend server."), VenueUnavailable),
        (httpx.ReadTimeout("late"), ConnectionFailed),
        (b'{"symbol": "LTCBTC"', UnreadableResponse),
        (b"<html>", UnreadableResponse),
    ],
)
def test_how_a_read_goes_wrong(desk: Desk, answer: object, kind: type[VenueError]) -> None:
    desk.answers["GET /api/v3/order"] = answer

    with pytest.raises(kind):
        desk.ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))


# ------------------------------------------------------------------------------------------------ placing

LIMIT: dict[str, Any] = {"side": "BUY", "type": "LIMIT", "quantity": Decimal("0.1"), "price": Decimal("25000.10")}
MINTED = f"cv{1:022x}"
SENT = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.1",
    "price": "25000.10",
    "newClientOrderId": MINTED,
    "newOrderRespType": "FULL",
}


def test_an_order_is_placed_and_comes_back_with_its_fills(desk: Desk) -> None:
    desk.answers["POST /api/v3/order"] = PLACED

    order: Order = desk.ask(
        lambda venue: venue.trading.place_order("BTC/USDT", side="SELL", type="MARKET", quantity=10)
    )

    assert desk.asked == [
        (
            "POST",
            "/api/v3/order",
            {
                "symbol": "BTCUSDT",
                "side": "SELL",
                "type": "MARKET",
                "quantity": "10",
                "newClientOrderId": MINTED,
                "newOrderRespType": "FULL",
            },
        )
    ]
    assert (order.id, order.client_id) == ("28", "6gCrw2kRUAF9CvJDGP16IP")
    assert (order.status, order.type, order.side) == (OrderStatus.FILLED, OrderType.MARKET, Side.SELL)
    assert order.price is None
    assert order.created == order.updated == moment(1507725176595)
    assert order.working is None
    assert order.average_price == 1
    assert order.fills == (
        Fill(
            56,
            Decimal(4000),
            Decimal(1),
            Decimal(4),
            "USDT",
            symbol="BTC/USDT",
            venue_symbol="BTCUSDT",
            side=Side.SELL,
        ),
        Fill(
            57,
            Decimal(3999),
            Decimal(5),
            Decimal("19.995"),
            "USDT",
            symbol="BTC/USDT",
            venue_symbol="BTCUSDT",
            side=Side.SELL,
        ),
    )
    fill = order.fills[0]
    assert (fill.id, fill.order_id, fill.time, fill.is_maker, fill.quote_quantity) == ("56", None, None, None, None)
    assert pickle.loads(pickle.dumps(fill)) == fill
    assert order.raw == json.loads(json.dumps(PLACED))


def test_an_acknowledgement_has_only_ids_and_a_time(desk: Desk) -> None:
    desk.answers["POST /api/v3/order"] = {
        name: PLACED[name] for name in ("symbol", "orderId", "orderListId", "clientOrderId", "transactTime")
    }

    order: Order = desk.ask(lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT))

    assert order == Order(
        venue_symbol="BTCUSDT",
        instrument=None,
        id="28",
        client_id="6gCrw2kRUAF9CvJDGP16IP",
        created_ms=1507725176595,
        updated_ms=1507725176595,
    )


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({}, {}),
        ({"time_in_force": "IOC"}, {"timeInForce": "IOC"}),
        ({"client_id": "mine-1"}, {"newClientOrderId": "mine-1"}),
        ({"client_id": "a b&c=d"}, {"newClientOrderId": "a b&c=d"}),
        ({"self_trade_prevention": SelfTradePrevention.EXPIRE_BOTH}, {"selfTradePreventionMode": "EXPIRE_BOTH"}),
        ({"iceberg_quantity": "0.05"}, {"icebergQty": "0.05"}),
        ({"quantity": Decimal("1E+1")}, {"quantity": "10"}),
        ({"quantity": "0.00001", "price": "99999.999999"}, {"quantity": "0.00001", "price": "99999.999999"}),
        ({"type": "LIMIT_MAKER"}, {"type": "LIMIT_MAKER", "timeInForce": None}),
        ({"type": "LIMIT_MAKER", "time_in_force": "GTC"}, {"type": "LIMIT_MAKER", "timeInForce": None}),
        (
            {"type": "MARKET", "quantity": None, "price": None, "quote_quantity": "50"},
            {"type": "MARKET", "quantity": None, "price": None, "timeInForce": None, "quoteOrderQty": "50"},
        ),
        (
            {"type": "STOP_LOSS", "price": None, "stop_price": "26000"},
            {"type": "STOP_LOSS", "price": None, "timeInForce": None, "stopPrice": "26000"},
        ),
        (
            {"type": "TAKE_PROFIT_LIMIT", "trailing_delta": 100},
            {"type": "TAKE_PROFIT_LIMIT", "trailingDelta": "100"},
        ),
    ],
)
def test_what_leaves_for_an_order(desk: Desk, given: dict[str, Any], sent: dict[str, str | None]) -> None:
    desk.answers["POST /api/v3/order"] = PLACED

    desk.ask(lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT | given))

    expected = {name: value for name, value in (SENT | sent).items() if value is not None}
    assert desk.asked == [("POST", "/api/v3/order", expected)]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"price": Decimal("25000.0000001")}, FilterViolation),
        ({"quantity": Decimal("0.000011")}, FilterViolation),
        ({"quantity": Decimal("200000")}, FilterViolation),
        ({"quantity": Decimal("0.00001"), "price": Decimal("0.01")}, FilterViolation),
        ({"quantity": 0.1}, InexactNumber),
        ({"price": 25000.1}, InexactNumber),
        ({"price": None}, BadRequest),
        ({"quantity": Decimal(-1)}, BadRequest),
        ({"type": "PEGGED"}, BadRequest),
        ({"side": "HOLD"}, BadRequest),
    ],
)
def test_an_order_that_cannot_be_right_is_not_sent(desk: Desk, given: dict[str, Any], kind: type[Exception]) -> None:
    for act in ("place_order", "test_order"):
        with pytest.raises(kind):
            desk.ask(partial(_act, act, LIMIT | given))
    with pytest.raises(kind):
        desk.ask(lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id="1", **LIMIT | given))
    assert desk.asked == []


def _act(act: str, given: dict[str, Any], venue: Any) -> Any:
    return getattr(venue.trading, act)("BTC/USDT", **given)


def test_an_order_for_an_unknown_symbol_is_not_sent(desk: Desk) -> None:
    with pytest.raises(UnknownInstrument, match="BTC/USDT"):
        desk.ask(lambda venue: venue.trading.place_order("BTC/USD", **LIMIT))
    assert desk.asked == []


def test_a_tested_order_tells_its_fees(desk: Desk) -> None:
    desk.answers["POST /api/v3/order/test"] = {
        "standardCommissionForOrder": {"maker": "0.00000112", "taker": "0.00000114"},
        "taxCommissionForOrder": {"maker": "0.00000112", "taker": "0.00000114"},
        "discount": {
            "enabledForAccount": True,
            "enabledForSymbol": True,
            "discountAsset": "BNB",
            "discount": "0.25000000",
        },
    }

    tested = desk.ask(lambda venue: venue.trading.test_order("BTC/USDT", **LIMIT))

    assert desk.asked == [("POST", "/api/v3/order/test", SENT | {"computeCommissionRates": "true"})]
    assert (tested.maker_fee_rate, tested.taker_fee_rate) == (Decimal("0.00000224"), Decimal("0.00000228"))
    assert tested.request.client_id == MINTED


def test_a_tested_order_may_tell_nothing(desk: Desk) -> None:
    desk.answers["POST /api/v3/order/test"] = {}

    tested = desk.ask(lambda venue: venue.trading.test_order("BTC/USDT", **LIMIT))

    assert tested.maker_fee_rate is tested.taker_fee_rate is None


# ------------------------------------------------------------------------------------------------ canceling


@pytest.mark.parametrize(
    ("by", "sent"),
    [({"order_id": "4"}, {"orderId": "4"}), ({"client_id": "myOrder1"}, {"origClientOrderId": "myOrder1"})],
)
def test_an_order_is_canceled_and_keeps_its_own_id(desk: Desk, by: dict[str, str], sent: dict[str, str]) -> None:
    desk.answers["DELETE /api/v3/order"] = CANCELED

    order: Order = desk.ask(lambda venue: venue.trading.cancel_order("LTC/BTC", **by))

    assert desk.asked == [("DELETE", "/api/v3/order", {"symbol": "LTCBTC", **sent})]
    assert (order.id, order.client_id) == ("4", "myOrder1")
    assert order.status is OrderStatus.CANCELED
    assert order.created is order.updated is None
    assert order.raw["clientOrderId"] == "cancelMyOrder1"


def test_a_cancellation_of_the_newer_generation_says_when(desk: Desk) -> None:
    desk.answers["DELETE /api/v3/order"] = CANCELED | {"transactTime": 1684804350068}

    order: Order = desk.ask(lambda venue: venue.trading.cancel_order("LTC/BTC", order_id="4"))

    assert order.updated == moment(1684804350068)


def test_all_orders_of_a_symbol_are_canceled_lists_included(desk: Desk) -> None:
    desk.answers["DELETE /api/v3/openOrders"] = CANCELED_ALL

    found: Listing[Order] = desk.ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))

    assert desk.asked == [("DELETE", "/api/v3/openOrders", {"symbol": "BTCUSDT"})]
    assert [(order.id, order.client_id, order.order_list_id) for order in found] == [
        ("11", "E6APeyTJvkMvLMYMqu1KQ4", None),
        ("20", "CwOOIPHSmYywx6jZX77TdL", "1929"),
        ("21", "461cPg51vQjV3zIMOXNz39", "1929"),
    ]
    assert found[1].stop_price == Decimal("0.378131")
    assert all(order.symbol == "BTC/USDT" for order in found)


def test_a_list_is_canceled(desk: Desk) -> None:
    desk.answers["DELETE /api/v3/orderList"] = CANCELED_ALL[1]

    found = desk.ask(lambda venue: venue.trading.cancel_order_list("BTC/USDT", client_id="2inzWQdDvZLHbbAmAozX2N"))

    assert desk.asked == [
        ("DELETE", "/api/v3/orderList", {"symbol": "BTCUSDT", "listClientOrderId": "2inzWQdDvZLHbbAmAozX2N"})
    ]
    assert found.status is OrderListStatus.ALL_DONE
    assert [order.client_id for order in found.orders] == [client_id for _, client_id in found.order_ids]


# ------------------------------------------------------------------------------------------------ lists

OCO_SELL: dict[str, Any] = {"side": "SELL", "quantity": "5", "price": "3", "stop_price": "1"}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (
            OCO_SELL,
            {
                "aboveType": "LIMIT_MAKER",
                "aboveClientOrderId": f"cv{2:022x}",
                "abovePrice": "3",
                "belowType": "STOP_LOSS",
                "belowClientOrderId": f"cv{3:022x}",
                "belowStopPrice": "1",
            },
        ),
        (
            OCO_SELL | {"stop_limit_price": "0.9"},
            {
                "aboveType": "LIMIT_MAKER",
                "aboveClientOrderId": f"cv{2:022x}",
                "abovePrice": "3",
                "belowType": "STOP_LOSS_LIMIT",
                "belowClientOrderId": f"cv{3:022x}",
                "belowPrice": "0.9",
                "belowStopPrice": "1",
                "belowTimeInForce": "GTC",
            },
        ),
        (
            {"side": "BUY", "quantity": "5", "price": "1", "stop_price": "3", "stop_limit_price": "3.1"}
            | {"stop_limit_time_in_force": "FOK", "self_trade_prevention": "NONE"},
            {
                "belowType": "LIMIT_MAKER",
                "belowClientOrderId": f"cv{2:022x}",
                "belowPrice": "1",
                "aboveType": "STOP_LOSS_LIMIT",
                "aboveClientOrderId": f"cv{3:022x}",
                "abovePrice": "3.1",
                "aboveStopPrice": "3",
                "aboveTimeInForce": "FOK",
                "selfTradePreventionMode": "NONE",
            },
        ),
    ],
    ids=["sell, stop", "sell, stop limit", "buy, stop limit"],
)
def test_what_leaves_for_an_oco(desk: Desk, given: dict[str, Any], sent: dict[str, str]) -> None:
    desk.answers["POST /api/v3/orderList/oco"] = OCO

    desk.ask(lambda venue: venue.trading.place_oco("LTC/BTC", **given))

    common = {"symbol": "LTCBTC", "side": given["side"], "quantity": "5", "newOrderRespType": "FULL"}
    assert desk.asked == [("POST", "/api/v3/orderList/oco", {**common, "listClientOrderId": MINTED, **sent})]


def test_an_oco_comes_back_with_both_orders(desk: Desk) -> None:
    desk.answers["POST /api/v3/orderList/oco"] = OCO

    found = desk.ask(lambda venue: venue.trading.place_oco("LTC/BTC", **OCO_SELL))

    assert (found.id, found.client_id) == ("1", "lH1YDkuQKWiXVXHPSKYEIp")
    assert [order.order_list_id for order in found.orders] == ["1", "1"]
    assert [order.working_ms for order in found.orders] == [None, 1710485608839]
    assert [order.type for order in found.orders] == [OrderType.STOP_LOSS_LIMIT, OrderType.LIMIT_MAKER]


def test_an_oco_the_wrong_way_round_is_not_sent(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="to sell"):
        desk.ask(lambda venue: venue.trading.place_oco("LTC/BTC", **OCO_SELL | {"stop_price": "4"}))
    with pytest.raises(InexactNumber):
        desk.ask(lambda venue: venue.trading.place_oco("LTC/BTC", **OCO_SELL | {"price": 3.0}))
    assert desk.asked == []


# ------------------------------------------------------------------------------------------------ replacing

REPLACE = "POST /api/v3/order/cancelReplace"


def replace(desk: Desk, **given: Any) -> Any:
    by = {"cancel_client_id": "4d96324ff9d44481926157"} | given
    return desk.ask(lambda venue: venue.trading.replace_order("BTC/USDT", **by, **LIMIT))


@pytest.mark.parametrize(("anyway", "mode"), [(False, "STOP_ON_FAILURE"), (True, "ALLOW_FAILURE")])
def test_an_order_is_replaced(desk: Desk, anyway: bool, mode: str) -> None:
    desk.answers[REPLACE] = halves(HALF_CANCELED, HALF_PLACED)

    done: Replacement = replace(desk, place_anyway=anyway)

    cancel = {"cancelReplaceMode": mode, "cancelOrigClientOrderId": "4d96324ff9d44481926157"}
    assert desk.asked == [("POST", "/api/v3/order/cancelReplace", SENT | cancel)]
    assert (done.canceled.client_id, done.canceled.status) == ("4d96324ff9d44481926157", OrderStatus.CANCELED)
    assert (done.placed.id, done.placed.client_id) == ("12569099453", "bX5wROblo6YeDwa9iTLeyY")
    assert done.raw["cancelResult"] == "SUCCESS"


@pytest.mark.parametrize("status", [409, 400])
def test_a_cancellation_without_its_new_order_is_a_partial_success(desk: Desk, status: int) -> None:
    desk.answers[REPLACE] = failed(status, -2021, HALF_CANCELED, NO_ORDER)

    with pytest.raises(PartialSuccess) as partial:
        replace(desk)

    both = partial.value.replacement
    assert isinstance(both, PartialReplacement)
    assert both.canceled is not None
    assert both.canceled.id == "125690984230"
    assert both.placed is None
    assert isinstance(both.place_error, WouldTakeLiquidity)
    assert both.place_error.code == -2010
    assert both.place_error.client_id == partial.value.client_id == MINTED
    assert "match and take" in str(partial.value)
    assert "125690984230" in str(partial.value)
    assert len(desk.asked) == 1


def test_a_new_order_without_its_cancellation_is_a_partial_success(desk: Desk) -> None:
    desk.answers[REPLACE] = failed(409, -2021, NO_CANCEL, HALF_PLACED)

    with pytest.raises(PartialSuccess) as partial:
        replace(desk, place_anyway=True)

    both = partial.value.replacement
    assert isinstance(both, PartialReplacement)
    assert both.canceled is None
    assert isinstance(both.cancel_error, OrderNotFound)
    assert both.cancel_error.client_id == "4d96324ff9d44481926157"
    assert both.placed is not None
    assert both.placed.client_id == "bX5wROblo6YeDwa9iTLeyY"


@pytest.mark.parametrize("order", [NO_ORDER, None])
def test_when_both_halves_fail_nothing_happened_and_both_reasons_are_told(desk: Desk, order: object) -> None:
    desk.answers[REPLACE] = failed(400, -2022, NO_CANCEL, order)

    with pytest.raises(OrderRejected) as rejected:
        replace(desk)

    assert type(rejected.value) is OrderRejected
    assert rejected.value.code == -2022
    assert "cancel: Unknown order sent. (code -2011)" in str(rejected.value)
    assert ("new order: Order would immediately match and take. (code -2010)" in str(rejected.value)) is (
        order is not None
    )


LOST = {"code": -1007, "msg": "Timeout waiting for response from backend server."}
OLD, NEW = (f'trading.order("BTC/USDT", client_id="{each}")' for each in ("4d96324ff9d44481926157", MINTED))


@pytest.mark.parametrize(
    "answer",
    [
        failed(409, -2021, HALF_CANCELED, LOST),
        failed(400, -2022, NO_CANCEL, LOST),
        failed(400, -2022, LOST, None),
        failed(409, -2021, LOST, HALF_PLACED),
        httpx.Response(409, json={"code": -2021, "msg": "Order cancel-replace partially failed."}),
        httpx.Response(409, json={"code": -2021, "msg": "x", "data": halves({"symbol": 1}, HALF_PLACED)}),
        httpx.Response(409, content=b"<html>"),
        httpx.Response(200, json=halves(HALF_CANCELED, None) | {"newOrderResult": "PERHAPS"}),
        httpx.Response(200, json=halves(HALF_CANCELED, None)),
        httpx.Response(200, json=halves(NO_CANCEL, HALF_PLACED)),
        httpx.Response(200, json={}),
        httpx.Response(500),
    ],
)
def test_a_replacement_with_a_half_nobody_knows_is_unknown(desk: Desk, answer: httpx.Response) -> None:
    desk.answers[REPLACE] = answer

    with pytest.raises(OutcomeUnknown) as unknown:
        replace(desk)

    assert unknown.value.client_id == MINTED
    assert unknown.value.find_out == f"{OLD} and {NEW}"
    assert len(desk.asked) == 1


BOTH_ARE_THERE = {
    "the new order is lost": (failed(409, -2021, HALF_CANCELED, LOST), "cancel"),
    "the cancellation is lost": (failed(409, -2021, LOST, HALF_PLACED), "new order"),
    "the new order cannot be read": (failed(409, -2021, HALF_CANCELED, {"symbol": 1}), "cancel"),
    "the cancellation cannot be read": (failed(409, -2021, {"symbol": 1}, HALF_PLACED), "new order"),
    "the new order cannot be read in a 200": (
        httpx.Response(200, json=halves(HALF_CANCELED, {"symbol": 1})),
        "cancel",
    ),
    "the new order came to an end that nobody knows": (
        httpx.Response(200, json=halves(HALF_CANCELED, None) | {"newOrderResult": "PERHAPS"}),
        "cancel",
    ),
}


@pytest.mark.parametrize(("answer", "known"), BOTH_ARE_THERE.values(), ids=BOTH_ARE_THERE)
def test_a_replacement_of_which_one_half_is_known_tells_that_half(
    desk: Desk, answer: httpx.Response, known: str
) -> None:
    desk.answers[REPLACE] = answer

    with pytest.raises(OutcomeUnknown) as unknown:
        replace(desk, place_anyway=True)

    both = unknown.value.replacement
    assert isinstance(both, PartialReplacement)
    assert both.raw
    done, other, lost, find_out = (
        (both.canceled, both.placed, both.place_error, NEW)
        if known == "cancel"
        else (both.placed, both.canceled, both.cancel_error, OLD)
    )
    assert done is not None
    assert done.id == ("125690984230" if known == "cancel" else "12569099453")
    assert other is None
    assert type(lost) is OutcomeUnknown
    assert lost.find_out == find_out
    assert lost.client_id == (MINTED if known == "cancel" else "4d96324ff9d44481926157")
    assert lost.venue_message in str(unknown.value)
    assert pickle.loads(pickle.dumps(unknown.value)).replacement == both


def test_a_replacement_refused_in_one_half_and_lost_in_the_other_tells_both(desk: Desk) -> None:
    desk.answers[REPLACE] = failed(409, -2021, NO_CANCEL, LOST)

    with pytest.raises(OutcomeUnknown) as unknown:
        replace(desk, place_anyway=True)

    assert (unknown.value.status, unknown.value.code, unknown.value.client_id) == (409, -2021, MINTED)
    both = unknown.value.replacement
    assert isinstance(both, PartialReplacement)
    assert both.canceled is both.placed is None
    assert isinstance(both.cancel_error, OrderNotFound)
    assert isinstance(both.place_error, OutcomeUnknown)
    assert both.place_error.code == -1007
    assert "cancel: Unknown order sent. (code -2011)" in str(unknown.value)
    assert f"Find out with {OLD} and {NEW} before sending it again." in str(unknown.value)


def test_a_replacement_refused_before_its_halves_is_refused(desk: Desk) -> None:
    desk.answers[REPLACE] = refusal(-2010, "Account has insufficient balance for requested action.")

    with pytest.raises(InsufficientFunds):
        replace(desk)


# ------------------------------------------------------------------------------------------------ endings

WRITES: dict[str, tuple[str, Callable[[Any], Any], str | None, str]] = {
    "place_order": (
        "POST /api/v3/order",
        lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT),
        MINTED,
        f'trading.order("BTC/USDT", client_id="{MINTED}")',
    ),
    "cancel_order by client id": (
        "DELETE /api/v3/order",
        lambda venue: venue.trading.cancel_order("LTC/BTC", client_id="myOrder1"),
        "myOrder1",
        'trading.order("LTC/BTC", client_id="myOrder1")',
    ),
    "cancel_order by id": (
        "DELETE /api/v3/order",
        lambda venue: venue.trading.cancel_order("LTC/BTC", order_id="4"),
        None,
        'trading.order("LTC/BTC", order_id="4")',
    ),
    "cancel_open_orders": (
        "DELETE /api/v3/openOrders",
        lambda venue: venue.trading.cancel_open_orders("LTC/BTC"),
        None,
        'trading.open_orders("LTC/BTC")',
    ),
    "replace_order": (
        REPLACE,
        lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id="1", **LIMIT),
        MINTED,
        f'trading.order("BTC/USDT", order_id="1") and trading.order("BTC/USDT", client_id="{MINTED}")',
    ),
    "place_oco": (
        "POST /api/v3/orderList/oco",
        lambda venue: venue.trading.place_oco("LTC/BTC", **OCO_SELL),
        MINTED,
        f'trading.order_list(client_id="{MINTED}")',
    ),
    "cancel_order_list": (
        "DELETE /api/v3/orderList",
        lambda venue: venue.trading.cancel_order_list("LTC/BTC", order_list_id="27"),
        None,
        'trading.order_list(order_list_id="27")',
    ),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(504, content=b"<html>"),
        refusal(-1006, "An unexpected response was received from the message bus. Execution status unknown."),
        refusal(-1007, "Timeout waiting for response from backend server. Send status unknown.", 400),
        httpx.Response(202),
        httpx.Response(200, content=b'{"symbol": "BTCUS'),
        httpx.Response(200, json={"symbol": "BTCUSDT"}),
        httpx.ReadTimeout("late"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("half an answer"),
    ],
    ids=["500", "504", "-1006", "-1007", "202", "half JSON", "not documented", "timeout", "reset", "half"],
)
def test_a_write_that_nobody_answered_is_unknown_and_not_sent_again(desk: Desk, write: str, answer: object) -> None:
    label, act, client_id, find_out = WRITES[write]
    desk.answers[label] = answer

    with pytest.raises(OutcomeUnknown) as unknown:
        desk.ask(act)

    assert len(desk.asked) == 1
    error = unknown.value
    assert (error.venue, error.endpoint, error.client_id) == ("binance", label, client_id)
    assert error.find_out == find_out
    assert f"Find out with {find_out} before sending it again." in str(error)
    for secret in (SECRET, KEY, *desk.signatures):
        assert secret not in f"{error} {error!r} {error.__cause__!r}"


def test_a_state_nobody_knows_in_the_answer_to_a_write_is_unknown(desk: Desk) -> None:
    desk.answers["POST /api/v3/order"] = PLACED | {"status": "HELD"}

    with pytest.raises(OutcomeUnknown, match=r"\$\.status"):
        desk.ask(WRITES["place_order"][1])


@pytest.mark.parametrize("number", ["", None])
def test_an_order_without_an_id_in_the_answer_may_have_been_placed(desk: Desk, number: Any) -> None:
    desk.answers["POST /api/v3/order"] = PLACED | {"orderId": number}

    with pytest.raises(OutcomeUnknown, match=r"\$\.orderId"):
        desk.ask(WRITES["place_order"][1])


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity", "1e999999", "1e-999999"])
@pytest.mark.parametrize(
    "name", ["price", "origQty", "executedQty", "cummulativeQuoteQty", "stopPrice", "icebergQty"]
)
def test_a_number_in_the_answer_that_is_none_says_nothing_of_the_order(desk: Desk, name: str, number: str) -> None:
    """An executedQty of "Infinity" was once a filled quantity."""
    desk.answers["POST /api/v3/order"] = PLACED | {name: number}

    with pytest.raises(OutcomeUnknown, match=f"number.* in `{name}`, got ") as unknown:
        desk.ask(WRITES["place_order"][1])
    assert (unknown.value.client_id, len(desk.asked)) == (MINTED, 1)

    desk.answers["GET /api/v3/order"] = STORED | {name: number}
    with pytest.raises(UnreadableResponse, match=f"number.* in `{name}`, got "):
        desk.ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))


@pytest.mark.parametrize("number", ["NaN", "sNaN", "-Infinity"])
@pytest.mark.parametrize("name", ["price", "qty", "commission"])
def test_a_fill_in_the_answer_that_is_no_number_says_nothing_of_the_order(desk: Desk, name: str, number: str) -> None:
    desk.answers["POST /api/v3/order"] = PLACED | {"fills": [PLACED["fills"][0] | {name: number}]}

    with pytest.raises(OutcomeUnknown, match=f"finite number in `{name}`, got {number}") as unknown:
        desk.ask(WRITES["place_order"][1])
    assert unknown.value.client_id == MINTED


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999999"])
@pytest.mark.parametrize("name", ["price", "qty", "quoteQty", "commission"])
def test_a_fill_that_is_no_number_cannot_be_read(desk: Desk, name: str, number: str) -> None:
    desk.answers["GET /api/v3/myTrades"] = [FILL | {name: number}]

    with pytest.raises(UnreadableResponse, match=f"number.* in `{name}`, got "):
        desk.ask(lambda venue: venue.trading.fills("BNB/BTC", limit=5))


def test_a_replacement_whose_new_order_is_no_number_is_unknown_in_that_half(desk: Desk) -> None:
    desk.answers[REPLACE] = halves(HALF_CANCELED, HALF_PLACED | {"origQty": "NaN"})

    with pytest.raises(OutcomeUnknown, match="finite number in `origQty`") as unknown:
        desk.ask(WRITES["replace_order"][1])
    assert unknown.value.replacement is not None
    assert unknown.value.replacement.canceled is not None


@pytest.mark.parametrize("write", WRITES)
def test_a_write_that_never_left_is_no_unknown(desk: Desk, write: str) -> None:
    label, act, client_id, _ = WRITES[write]
    desk.answers[label] = httpx.ConnectError("refused")

    with pytest.raises(ConnectionFailed) as failure:
        desk.ask(act)
    assert failure.value.client_id == client_id


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(-2010, "Account has insufficient balance for requested action."), InsufficientFunds),
        (refusal(-2010, "Filter failure: PERCENT_PRICE"), OrderRejected),
        (httpx.Response(429, headers={"Retry-After": "1"}, json={"code": -1015, "msg": "Too many."}), RateLimited),
    ],
)
def test_a_refused_order_is_refused_and_not_sent_again(desk: Desk, answer: object, kind: type[VenueError]) -> None:
    desk.answers["POST /api/v3/order"] = answer

    with pytest.raises(kind) as refused:
        desk.ask(WRITES["place_order"][1])

    assert len(desk.asked) == 1
    assert f"client id {MINTED}" in str(refused.value)
    assert "POST /api/v3/order" in str(refused.value)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Unknown order sent.", OrderNotFound),
        ("Order was not canceled due to cancel restrictions.", CancelRejected),
    ],
)
def test_a_refused_cancellation(desk: Desk, message: str, kind: type[VenueError]) -> None:
    desk.answers["DELETE /api/v3/order"] = refusal(-2011, message)

    with pytest.raises(kind):
        desk.ask(WRITES["cancel_order by id"][1])


# ------------------------------------------------------------------------------------------------ histories

SINCE = moment(NOW_MS - 30 * DAY_MS)


class Archive:
    """A venue's history as it is documented: by time within 24 hours, else from an id, else the last ones.

    Which ones a full answer of a window leaves out is not documented: `newest` says.
    """

    def __init__(self, records: list[dict[str, Any]], id_name: str, time: str, from_name: str, newest: bool) -> None:
        self.records = sorted(records, key=lambda each: each[id_name])
        self.id_name, self.time, self.from_name, self.newest = id_name, time, from_name, newest
        self.windows = 0

    def __call__(self, params: dict[str, str]) -> object:
        found, limit = self.records, int(params["limit"])
        if "orderId" in params and self.from_name != "orderId":
            found = [each for each in found if each["orderId"] == int(params["orderId"])]
        if "startTime" in params:
            assert self.from_name not in params
            start, end = int(params["startTime"]), int(params["endTime"])
            assert 0 <= end - start <= DAY_MS
            self.windows += 1
            found = [each for each in found if start <= each[self.time] <= end]
            return found[-limit:] if self.newest else found[:limit]
        if self.from_name in params:
            return [each for each in found if each[self.id_name] >= int(params[self.from_name])][:limit]
        return found[-limit:]


instants = st.integers(NOW_MS - 40 * DAY_MS, NOW_MS)
clusters = st.builds(
    lambda start, gaps: [start + sum(gaps[:count]) for count in range(1, len(gaps) + 1)],
    instants,
    st.lists(st.integers(1, 5000), max_size=12),
)
"""Moments, some of them many at a time, so that a day does not fit into one answer."""
moments = st.lists(st.one_of(instants.map(lambda each: [each]), clusters), max_size=12).map(
    lambda groups: sorted({each for group in groups for each in group if each <= NOW_MS})
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[int], int, int | None, bool]:
    times = draw(moments)
    # The ends belong to the span, so a record often lies on one of them.
    ends = instants | st.sampled_from(times) if times else instants
    since, until = draw(ends), draw(st.none() | ends)
    if until is not None and until < since:
        since, until = until, since
    return times, since, until, draw(st.booleans())


few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def asked_for(since: int, until: int | None) -> dict[str, datetime | None]:
    return {"since": moment(since), "until": None if until is None else moment(until)}


def in_span(times: list[int], since: int, until: int | None) -> list[int]:
    return [index for index, time in enumerate(times) if since <= time <= (NOW_MS if until is None else until)]


@both_worlds
@few
@given(history=histories(), data=st.data())
def test_orders_of_any_span_come_each_once_oldest_first(
    world: World, history: tuple[list[int], int, int | None, bool], data: st.DataObject
) -> None:
    times, since, until, newest = history
    # The venue finds orders by their last change, which need not follow their ids.
    shuffled = data.draw(st.permutations(times))
    records = [
        STORED | {"orderId": number, "time": min(times), "updateTime": time} for number, time in enumerate(shuffled)
    ]
    archive = Archive(records, "orderId", "updateTime", "orderId", newest)
    with opened(world, {"GET /api/v3/allOrders": archive}) as desk, mock.patch.object(trading, "PAGE", 5):
        pages = desk.pages(lambda venue: venue.trading.orders("LTC/BTC", **asked_for(since, until)))

    ids = [int(order.id) for page in pages for order in page]
    assert sorted(ids) == in_span(list(shuffled), since, until)
    latest = [max(order.updated_ms for order in page) for page in pages]
    earliest = [min(order.updated_ms for order in page) for page in pages]
    assert all(before < after for before, after in zip(latest, earliest[1:], strict=False))
    assert all([int(order.id) for order in page] == sorted(int(order.id) for order in page) for page in pages)


@both_worlds
@few
@given(history=histories())
def test_lists_of_any_span_come_each_once(world: World, history: tuple[list[int], int, int | None, bool]) -> None:
    times, since, until, newest = history
    records = [LIST | {"orderListId": number, "transactionTime": time} for number, time in enumerate(times)]
    archive = Archive(records, "orderListId", "transactionTime", "fromId", newest)
    with opened(world, {"GET /api/v3/allOrderList": archive}) as desk, mock.patch.object(trading, "PAGE", 5):
        found = desk.ask(lambda venue: venue.trading.order_lists(**asked_for(since, until)))

    assert [int(each.id) for each in found] == in_span(times, since, until)


@both_worlds
@few
@given(history=histories())
def test_fills_of_any_span_come_each_once_oldest_first(
    world: World, history: tuple[list[int], int, int | None, bool]
) -> None:
    times, since, until, newest = history
    records = [FILL | {"id": number, "time": time} for number, time in enumerate(times)]
    archive = Archive(records, "id", "time", "fromId", newest)
    with opened(world, {"GET /api/v3/myTrades": archive}) as desk, mock.patch.object(trading, "PAGE", 5):
        found = desk.ask(lambda venue: venue.trading.fills("BNB/BTC", **asked_for(since, until)))

    assert [int(each.id) for each in found] == in_span(times, since, until)


HISTORIES: dict[str, tuple[str, dict[str, Any], str, str, Callable[..., Any]]] = {
    "orders": (
        "GET /api/v3/allOrders",
        STORED,
        "orderId",
        "orderId",
        lambda trade, **span: trade.orders("LTC/BTC", **span),
    ),
    "fills": ("GET /api/v3/myTrades", FILL, "id", "fromId", lambda trade, **span: trade.fills("LTC/BTC", **span)),
    "order_lists": (
        "GET /api/v3/allOrderList",
        LIST,
        "orderListId",
        "fromId",
        lambda trade, **span: trade.order_lists(**span),
    ),
    "prevented_matches": (
        "GET /api/v3/myPreventedMatches",
        MATCH,
        "preventedMatchId",
        "fromPreventedMatchId",
        lambda trade, **span: trade.prevented_matches("BTC/USDT", order_id="5", **span),
    ),
}


@both_worlds
@pytest.mark.parametrize("name", HISTORIES)
@few
@given(count=st.integers(0, 23), start=st.integers(0, 25), limit=st.none() | st.integers(1, 30))
def test_a_history_from_an_id_on(world: World, name: str, count: int, start: int, limit: int | None) -> None:
    label, record, id_name, from_name, ask = HISTORIES[name]
    records: list[dict[str, Any]] = [{"orderId": 5} | record | {id_name: number} for number in range(count)]
    archive = Archive(records, id_name, "time", from_name, False)
    with opened(world, {label: archive}) as desk, mock.patch.object(trading, "PAGE", 5):
        found = desk.ask(lambda venue: ask(venue.trading, from_id=str(start), limit=limit))

    assert [int(each.id) for each in found] == list(range(start, count))[:limit]


def test_a_year_of_orders_is_a_request_a_day(desk: Desk) -> None:
    year_ago = NOW_MS - 365 * DAY_MS
    records = [
        STORED | {"orderId": day, "time": year_ago + day * DAY_MS, "updateTime": year_ago + day * DAY_MS}
        for day in range(366)
    ]
    desk.answers["GET /api/v3/allOrders"] = Archive(records, "orderId", "updateTime", "orderId", False)

    found = desk.ask(lambda venue: venue.trading.orders("LTC/BTC", since=moment(year_ago)))

    assert [int(order.id) for order in found] == list(range(366))
    assert len(desk.asked) == 366
    first = desk.asked[0][2]
    assert first == {
        "symbol": "LTCBTC",
        "startTime": str(year_ago),
        "endTime": str(year_ago + DAY_MS - 1),
        "limit": "1000",
    }
    assert desk.asked[-1][2]["endTime"] == str(NOW_MS)


def test_a_year_of_fills_goes_on_by_id_after_the_first(desk: Desk) -> None:
    year_ago = NOW_MS - 365 * DAY_MS
    records = [FILL | {"id": day, "time": year_ago + day * DAY_MS} for day in range(3, 366)]
    desk.answers["GET /api/v3/myTrades"] = Archive(records, "id", "time", "fromId", False)

    found = desk.ask(lambda venue: venue.trading.fills("BNB/BTC", since=moment(year_ago)))

    assert [int(fill.id) for fill in found] == list(range(3, 366))
    assert [params.get("fromId") for _, _, params in desk.asked] == [None, None, None, None, "4"]


def test_an_order_that_changes_meanwhile_comes_once_and_is_not_lost(desk: Desk) -> None:
    old = [STORED | {"orderId": number, "updateTime": NOW_MS - (9 - 3 * number) * DAY_MS} for number in (0, 1)]
    archive = Archive(old, "orderId", "updateTime", "orderId", False)

    def changing(params: dict[str, str]) -> object:
        answer = archive(params)
        if archive.windows == 1:  # Both are filled now: the first has been seen, the second has not.
            archive.records = [each | {"updateTime": NOW_MS, "status": "FILLED"} for each in archive.records]
        return answer

    desk.answers["GET /api/v3/allOrders"] = changing

    found = desk.ask(lambda venue: venue.trading.orders("LTC/BTC", since=moment(NOW_MS - 9 * DAY_MS)))

    assert [order.id for order in found] == ["0", "1"]


def test_pages_are_read_lazily(desk: Desk) -> None:
    desk.answers["GET /api/v3/allOrders"] = [STORED]

    history = desk.venue.trading.orders("LTC/BTC", since=SINCE, limit=1)
    assert desk.asked == []

    assert len(desk.ask(lambda venue: history)) == 1
    assert len(desk.asked) == 1


def test_the_fills_of_an_order_begin_with_its_first(desk: Desk) -> None:
    records = [FILL | {"id": number, "orderId": 7 + number % 2} for number in range(1, 20)]
    desk.answers["GET /api/v3/myTrades"] = Archive(records, "id", "time", "fromId", True)

    with mock.patch.object(trading, "PAGE", 5):
        found = desk.ask(lambda venue: venue.trading.fills("BNB/BTC", order_id="7"))

    assert [int(fill.id) for fill in found] == [2, 4, 6, 8, 10, 12, 14, 16, 18]
    assert [params["fromId"] for _, _, params in desk.asked] == ["0", "11"]
    assert all(params["orderId"] == "7" for _, _, params in desk.asked)


def test_the_fills_of_an_order_within_a_span_are_picked_out_of_them_all(desk: Desk) -> None:
    records = [FILL | {"id": number, "orderId": 7, "time": NOW_MS + number} for number in range(1, 9)]
    desk.answers["GET /api/v3/myTrades"] = Archive(records, "id", "time", "fromId", True)

    span = asked_for(NOW_MS + 3, NOW_MS + 6)
    found = desk.ask(lambda venue: venue.trading.fills("BNB/BTC", order_id="7", **span))

    assert [int(fill.id) for fill in found] == [3, 4, 5, 6]
    assert not {"startTime", "endTime"} & set(desk.asked[0][2])


@pytest.mark.parametrize("name", ["orders", "fills", "order_lists"])
def test_without_a_beginning_the_last_ones_come_on_one_page(desk: Desk, name: str) -> None:
    label, *_, ask = HISTORIES[name]
    desk.answers[label] = []

    desk.ask(lambda venue: ask(venue.trading))
    desk.ask(lambda venue: ask(venue.trading, until=moment(NOW_MS - DAY_MS), limit=7))
    with pytest.raises(BadRequest, match="1000"):
        desk.ask(lambda venue: ask(venue.trading, limit=1001))

    spans = [{name: value for name, value in params.items() if name != "symbol"} for _, _, params in desk.asked]
    assert spans == [{"limit": "1000"}, {"endTime": str(NOW_MS - DAY_MS), "limit": "7"}]


def test_a_history_of_the_future_is_empty(desk: Desk) -> None:
    later = moment(NOW_MS) + timedelta(days=3)

    assert desk.ask(lambda venue: venue.trading.orders("LTC/BTC", since=later)) == ()
    assert desk.ask(lambda venue: venue.trading.fills("LTC/BTC", since=later)) == ()
    assert desk.asked == []
