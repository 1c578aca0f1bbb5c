"""Binance's trading on recordings: every operation, and an error of each that the documents name, in both worlds.

What is sent and how histories are paged is in `test_trading.py`; here a whole conversation is, as it went over HTTP.
The documentation server answers with the examples of the documents, whatever was ordered.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from crossvenue import Venue
from crossvenue.errors import (
    FilterRefused,
    InsufficientFunds,
    InvalidRequest,
    NotFound,
    OrderNotFound,
    OrderRejected,
    OutcomeUnknown,
    PartialSuccess,
    PermissionDenied,
    RateLimited,
    VenueError,
    VenueUnavailable,
    WouldTakeLiquidity,
)
from crossvenue.model import (
    Fill,
    Order,
    OrderList,
    OrderListStatus,
    OrderStatus,
    OrderType,
    PartialReplacement,
    PreventedMatch,
    RateUsage,
    SelfTradePrevention,
    Side,
    TimeInForce,
    TradingFee,
)
from crossvenue.testing.plugin import Ask
from crossvenue_binance.market import BinanceMarket
from crossvenue_binance.trading import BinanceTrading
from crossvenue_binance.wallet import BinanceWallet

FIRST, SECOND, THIRD = (f"cv{number:022x}" for number in (1, 2, 3))
"""The client ids that are minted in a test, in their order."""


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def assert_exactly(found: object, expected: Any) -> None:
    """The same record, and its amounts with the very digits of the wire."""
    assert found == expected
    for field in attrs.fields(type(expected)):
        if field.eq:
            assert str(getattr(found, field.name)) == str(getattr(expected, field.name)), field.name


# Orders

STORED = Order(
    venue_symbol="LTCBTC",
    instrument=None,
    id="1",
    client_id="myOrder1",
    price=Decimal("0.1"),
    quantity=Decimal("1.0"),
    filled_quantity=Decimal("0.0"),
    filled_quote_quantity=Decimal("0.0"),
    status=OrderStatus.NEW,
    time_in_force=TimeInForce.GTC,
    type=OrderType.LIMIT,
    side=Side.BUY,
    created_ms=1499827319559,
    updated_ms=1499827319559,
)
"""The documented order, as one, as an open one and as one of all. Instruments are not compared."""


@pytest.mark.cassette("binance", "trading/order")
def test_an_order(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.order("LTC/BTC", client_id="myOrder1"))

    assert_exactly(order, STORED)
    assert order.symbol == "LTC/BTC"
    assert (order.created, order.updated, order.working) == (at(1499827319559), at(1499827319559), None)
    assert (str(order.remaining_quantity), order.average_price) == ("1.0", None)
    assert order.raw["origQuoteOrderQty"] == "0.000000"


@pytest.mark.cassette("binance", "trading/order_of_today", answers={"GET /api/v3/order": "openapi"})
def test_an_order_of_todays_generation(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))

    assert_exactly(
        order,
        attrs.evolve(STORED, working_ms=1499827319559, self_trade_prevention=SelfTradePrevention.NONE),
    )
    assert order.working == at(1499827319559)


@pytest.mark.cassette("binance", "trading/open_orders")
def test_open_orders_of_a_symbol(ask: Ask) -> None:
    (order,) = ask(lambda venue: venue.trading.open_orders("LTC/BTC"))

    assert_exactly(order, STORED)


@pytest.mark.cassette("binance", "trading/open_orders_of_all")
def test_open_orders_of_all_symbols(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.open_orders())

    assert [(each.symbol, each.id) for each in found] == [("LTC/BTC", "1")]
    assert found.raw[0]["isWorking"] is True


@pytest.mark.cassette("binance", "trading/orders")
def test_the_last_orders(ask: Ask) -> None:
    (order,) = ask(lambda venue: venue.trading.orders("LTC/BTC", limit=10))

    assert_exactly(order, STORED)


@pytest.mark.cassette("binance", "trading/orders_span")
def test_orders_of_a_span_that_takes_two_requests(ask: Ask) -> None:
    # From the day before the order to the hour after it.
    found = ask(
        lambda venue: venue.trading.orders("LTC/BTC", since=at(1499740919559), until=at(1499830919559)),
    )

    assert list(found) == [STORED]
    assert [len(page) for page in found.raw] == [1]


@pytest.mark.cassette("binance", "trading/orders_from")
def test_orders_from_an_id_on(ask: Ask) -> None:
    assert ask(lambda venue: venue.trading.orders("LTC/BTC", from_id="2")) == ()


# Lists of orders


@pytest.mark.cassette("binance", "trading/order_list")
def test_a_list_of_orders(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.order_list(order_list_id="27"))

    assert_exactly(
        found,
        OrderList(
            venue_symbol="LTCBTC",
            instrument=None,
            id="27",
            client_id="h2USkA5YQpaXHPIrkd96xE",
            contingency="OCO",
            status=OrderListStatus.EXECUTING,
            timestamp_ms=1565245656253,
            order_ids=(("4", "qD1gy3kc3Gx0rihm9Y3xwS"), ("5", "ARzZ9I00CPM8i3NhmU9Ega")),
        ),
    )
    assert (found.symbol, found.time) == ("LTC/BTC", at(1565245656253))


@pytest.mark.cassette("binance", "trading/order_lists")
def test_lists_of_orders_oldest_first(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.order_lists())

    assert [(each.id, each.client_id, each.time) for each in found] == [
        ("28", "hG7hFNxJV6cZy3Ze4AUT4d", at(1565245913407)),
        ("29", "amEEAXryFzFwYF1FeRpUoZ", at(1565245913483)),
    ]
    assert found[1].order_ids == (("4", "oD7aesZqjEGlZrbtRpy5zB"), ("5", "Jr1h6xirOxgeJOUuYQS7V3"))


@pytest.mark.cassette("binance", "trading/order_lists_open")
def test_open_lists_of_orders(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.trading.order_lists(open_only=True))

    assert (found.id, found.status, found.symbol) == ("31", OrderListStatus.EXECUTING, "LTC/BTC")


# Fills, fees and the rest

DOCUMENTED_FILL = Fill(
    id=28457,
    price=Decimal("4.00000100"),
    quantity=Decimal("12.00000000"),
    fee=Decimal("10.10000000"),
    fee_asset="BNB",
    quote_quantity=Decimal("48.000012"),
    symbol="BNB/BTC",
    venue_symbol="BNBBTC",
    order_id=100234,
    side=Side.BUY,
    is_maker=False,
    timestamp_ms=1499865549590,
)


@pytest.mark.cassette("binance", "trading/fills")
def test_the_last_fills(ask: Ask) -> None:
    (fill,) = ask(lambda venue: venue.trading.fills("BNB/BTC"))

    assert_exactly(fill, DOCUMENTED_FILL)
    assert (fill.id, fill.order_id, fill.time) == ("28457", "100234", at(1499865549590))


@pytest.mark.cassette("binance", "trading/fills_of_order")
def test_the_fills_of_an_order(ask: Ask) -> None:
    assert ask(lambda venue: venue.trading.fills("BNB/BTC", order_id="100234")) == (DOCUMENTED_FILL,)


@pytest.mark.cassette("binance", "trading/trading_fees")
def test_the_fees_of_a_symbol(ask: Ask) -> None:
    (fee,) = ask(lambda venue: venue.trading.trading_fees("BNB/BTC"))

    assert_exactly(
        fee,
        TradingFee(venue_symbol="BNBBTC", instrument=None, maker=Decimal("0.001"), taker=Decimal("0.001")),
    )
    assert fee.symbol == "BNB/BTC"


@pytest.mark.cassette("binance", "trading/trading_fees_of_all")
def test_fees_name_also_what_is_not_listed(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.trading_fees())

    assert [(each.symbol, each.instrument is None) for each in found] == [("ADABNB", True), ("BNB/BTC", False)]


@pytest.mark.cassette("binance", "trading/order_rate_usage")
def test_how_many_orders_were_placed(ask: Ask) -> None:
    assert ask(lambda venue: venue.trading.order_rate_usage()) == (
        RateUsage(used=0, limit=10000, seconds=10),
        RateUsage(used=0, limit=20000, seconds=86_400),
    )


@pytest.mark.cassette("binance", "trading/prevented_matches")
def test_prevented_matches_of_an_order(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.trading.prevented_matches("BTC/USDT", order_id="5"))

    assert_exactly(
        found,
        PreventedMatch(
            venue_symbol="BTCUSDT",
            instrument=None,
            id="1",
            taker_order_id="5",
            maker_order_id="3",
            trade_group_id="1",
            self_trade_prevention=SelfTradePrevention.EXPIRE_MAKER,
            price=Decimal("1.100000"),
            taker_prevented_quantity=None,
            maker_prevented_quantity=Decimal("1.300000"),
            timestamp_ms=1669101687094,
        ),
    )
    assert (found.symbol, found.time) == ("BTC/USDT", at(1669101687094))


# Placing and cancelling


def fill_of_order(number: int, price: str, quantity: str, fee: str) -> Fill:
    return Fill(
        id=number,
        price=Decimal(price),
        quantity=Decimal(quantity),
        fee=Decimal(fee),
        fee_asset="USDT",
        symbol="BTC/USDT",
        venue_symbol="BTCUSDT",
        side=Side.SELL,
    )


@pytest.mark.cassette("binance", "trading/place_order")
def test_an_order_is_placed_and_filled(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.place_order("BTC/USDT", side="SELL", type="MARKET", quantity=10))

    fills = (
        fill_of_order(56, "4000.00000000", "1.00000000", "4.00000000"),
        fill_of_order(57, "3999.00000000", "5.00000000", "19.99500000"),
        fill_of_order(58, "3998.00000000", "2.00000000", "7.99600000"),
        fill_of_order(59, "3997.00000000", "1.00000000", "3.99700000"),
        fill_of_order(60, "3995.00000000", "1.00000000", "3.99500000"),
    )
    for fill, expected in zip(order.fills, fills, strict=True):
        assert_exactly(fill, expected)
    assert_exactly(
        attrs.evolve(order, fills=()),
        Order(
            venue_symbol="BTCUSDT",
            instrument=None,
            id="28",
            client_id=FIRST,
            side=Side.SELL,
            type=OrderType.MARKET,
            status=OrderStatus.FILLED,
            time_in_force=TimeInForce.GTC,
            quantity=Decimal("10.00000000"),
            filled_quantity=Decimal("10.00000000"),
            filled_quote_quantity=Decimal("10.00000000"),
            created_ms=1507725176595,
            updated_ms=1507725176595,
        ),
    )
    assert (order.symbol, order.created) == ("BTC/USDT", at(1507725176595))
    assert (str(order.remaining_quantity), order.average_price) == ("0E-8", Decimal(1))


@pytest.mark.cassette("binance", "trading/test_order")
def test_an_order_is_tested_and_the_documents_tell_no_fees(ask: Ask) -> None:
    tested = ask(
        lambda venue: venue.trading.test_order("LTC/BTC", side="BUY", type="LIMIT", quantity=1, price="0.02")
    )

    assert (tested.maker_fee_rate, tested.taker_fee_rate, tested.raw) == (None, None, {})
    assert (tested.request.client_id, tested.request.time_in_force) == (FIRST, TimeInForce.GTC)


@pytest.mark.cassette("binance", "trading/cancel_order")
def test_an_order_is_cancelled(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.cancel_order("LTC/BTC", client_id="myOrder1"))

    assert_exactly(
        order,
        Order(
            venue_symbol="LTCBTC",
            instrument=None,
            id="4",
            client_id="myOrder1",
            side=Side.BUY,
            type=OrderType.LIMIT,
            status=OrderStatus.CANCELED,
            time_in_force=TimeInForce.GTC,
            price=Decimal("2.00000000"),
            quantity=Decimal("1.00000000"),
            filled_quantity=Decimal("0E-8"),
            filled_quote_quantity=Decimal("0E-8"),
        ),
    )
    assert order.raw["clientOrderId"] == "cancelMyOrder1"


@pytest.mark.cassette("binance", "trading/cancel_open_orders")
def test_all_open_orders_are_cancelled_with_those_of_lists(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))

    assert {each.status for each in found} == {OrderStatus.CANCELED}
    assert [(each.id, each.client_id, each.order_list_id) for each in found] == [
        ("11", "E6APeyTJvkMvLMYMqu1KQ4", None),
        ("13", "A3EF2HCwxgZPFMrfwbgrhv", None),
        ("20", "CwOOIPHSmYywx6jZX77TdL", "1929"),
        ("21", "461cPg51vQjV3zIMOXNz39", "1929"),
    ]
    assert [(str(each.price), str(each.stop_price), str(each.iceberg_quantity)) for each in found] == [
        ("0.089853", "None", "None"),
        ("0.090430", "None", "None"),
        ("0.668611", "0.378131", "0.017083"),
        ("0.008791", "None", "0.639962"),
    ]


@pytest.mark.cassette("binance", "trading/place_oco")
def test_a_list_of_two_orders_is_placed(ask: Ask) -> None:
    placed = ask(
        lambda venue: venue.trading.place_oco(
            "LTC/BTC", side="SELL", quantity=5, price=3, stop_price=1, stop_limit_price=1
        )
    )
    stop, limit = placed.orders

    assert (placed.id, placed.client_id, placed.status) == ("1", FIRST, OrderListStatus.EXECUTING)
    assert (placed.contingency, placed.time) == ("OCO", at(1710485608839))
    assert placed.order_ids == (("10", THIRD), ("11", SECOND))
    assert [(each.id, each.client_id, each.order_list_id) for each in placed.orders] == [
        ("10", THIRD, "1"),
        ("11", SECOND, "1"),
    ]
    assert (stop.type, str(stop.price), str(stop.stop_price), str(stop.iceberg_quantity), stop.working) == (
        OrderType.STOP_LOSS_LIMIT,
        "1.000000",
        "1.00000000",
        "1.00000000",
        None,
    )
    assert (limit.type, str(limit.price), str(limit.quantity), limit.working) == (
        OrderType.LIMIT_MAKER,
        "3.00000000",
        "5.00000000",
        at(1710485608839),
    )


@pytest.mark.cassette("binance", "trading/cancel_order_list")
def test_a_list_of_orders_is_cancelled(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.cancel_order_list("LTC/BTC", client_id="C3wyj4WVEktd7u9aVBRXcN"))

    assert (found.id, found.client_id, found.status) == ("0", "C3wyj4WVEktd7u9aVBRXcN", OrderListStatus.ALL_DONE)
    assert found.time == at(1574040868128)
    assert [(each.id, each.client_id, each.status, str(each.price)) for each in found.orders] == [
        ("2", "pO9ufTiFGg3nw2fOdgeOXa", OrderStatus.CANCELED, "1.00000000"),
        ("3", "TXOvglzXuaubXAaENpaRCB", OrderStatus.CANCELED, "3.00000000"),
    ]


# Replacing


@pytest.mark.cassette("binance", "trading/replace_order")
def test_an_order_is_replaced(ask: Ask) -> None:
    both = ask(
        lambda venue: venue.trading.replace_order(
            "BTC/USDT", cancel_order_id="9", side="BUY", type="LIMIT", quantity="0.040", price="25000.10"
        )
    )

    assert_exactly(
        both.canceled,
        Order(
            venue_symbol="BTCUSDT",
            instrument=None,
            id="9",
            client_id="DnLo3vTAQcjha43lAZhZ0y",
            side=Side.SELL,
            type=OrderType.LIMIT,
            status=OrderStatus.CANCELED,
            time_in_force=TimeInForce.GTC,
            price=Decimal("0.01000000"),
            quantity=Decimal("0.000100"),
            filled_quantity=Decimal("0E-8"),
            filled_quote_quantity=Decimal("0E-8"),
            self_trade_prevention=SelfTradePrevention.NONE,
            updated_ms=1507725176595,
        ),
    )
    assert_exactly(
        both.placed,
        Order(
            venue_symbol="BTCUSDT",
            instrument=None,
            id="10",
            client_id=FIRST,
            side=Side.BUY,
            type=OrderType.LIMIT,
            status=OrderStatus.NEW,
            time_in_force=TimeInForce.GTC,
            price=Decimal("0.02000000"),
            quantity=Decimal("0.040000"),
            filled_quantity=Decimal("0E-8"),
            filled_quote_quantity=Decimal("0E-8"),
            self_trade_prevention=SelfTradePrevention.NONE,
            created_ms=1652928801803,
            updated_ms=1652928801803,
            working_ms=1669277163808,
        ),
    )


REPLACE = "POST /api/v3/order/cancelReplace"
UNKNOWN_ORDER = {"code": -2011, "msg": "Unknown order sent."}
CANCELED_HALF = {
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
PARTLY = {
    "code": -2021,
    "msg": "Order cancel-replace partially failed.",
    "data": {
        "cancelResult": "SUCCESS",
        "newOrderResult": "FAILURE",
        "cancelResponse": CANCELED_HALF,
        "newOrderResponse": {"code": -2010, "msg": "Order would immediately match and take."},
    },
}
NEITHER = {
    "code": -2022,
    "msg": "Order cancel-replace failed.",
    "data": {
        "cancelResult": "FAILURE",
        "newOrderResult": "NOT_ATTEMPTED",
        "cancelResponse": UNKNOWN_ORDER,
        "newOrderResponse": None,
    },
}


@pytest.mark.cassette("binance", "trading/replace_order_partly", answers={REPLACE: (409, PARTLY)})
def test_a_replacement_of_which_one_half_was_done_has_both(ask: Ask) -> None:
    with pytest.raises(PartialSuccess) as caught:
        ask(
            lambda venue: venue.trading.replace_order(
                "BTC/USDT",
                cancel_client_id="4d96324ff9d44481926157",
                side="BUY",
                type="LIMIT",
                quantity="0.040",
                price="25000.10",
            )
        )

    error = caught.value
    assert (error.status, error.code, error.client_id, error.endpoint) == (409, -2021, FIRST, REPLACE)
    both = error.replacement
    assert isinstance(both, PartialReplacement)
    assert both.canceled is not None
    assert (both.canceled.id, both.canceled.client_id) == ("125690984230", "4d96324ff9d44481926157")
    assert (str(both.canceled.filled_quantity), both.canceled.status) == ("0.00001000", OrderStatus.CANCELED)
    assert (both.placed, both.cancel_error) == (None, None)
    assert isinstance(both.place_error, WouldTakeLiquidity)
    assert (both.place_error.code, both.place_error.client_id) == (-2010, FIRST)
    assert "new order: Order would immediately match and take." in str(error)
    assert "cancel: done (order 125690984230)" in str(error)


# Errors

SALE: dict[str, Any] = {"side": "SELL", "type": "MARKET", "quantity": 10}
BUSY = {"code": -1003, "msg": "Too many requests queued."}


def ends(
    id: str,  # noqa: A002 - pytest's word
    call: Callable[[Venue], Any],
    endpoint: str,
    answer: object,
    kind: type[VenueError],
    status: int,
    code: int | None,
    **settings: object,
) -> Any:
    """A call that begins with the name of its operation, what is answered (None: by itself), and what it ends as."""
    answers = {} if answer is None else {endpoint: answer}
    name = f"trading/error_{id.replace(' ', '_')}"
    mark = pytest.mark.cassette("binance", name, answers=answers, **settings)
    return pytest.param(call, endpoint, kind, status, code, id=id, marks=mark)


ERRORS = [
    ends(
        "order that does not exist",
        lambda venue: venue.trading.order("LTC/BTC", client_id="nobodys"),
        "GET /api/v3/order",
        -2013,
        OrderNotFound,
        400,
        -2013,
    ),
    ends(
        "open_orders of no symbol",
        lambda venue: venue.trading.open_orders("GONE"),
        "GET /api/v3/openOrders",
        None,
        NotFound,
        400,
        -1121,
    ),
    ends(
        "orders too often",
        lambda venue: venue.trading.orders("LTC/BTC"),
        "GET /api/v3/allOrders",
        (429, BUSY, {"Retry-After": "7"}),
        RateLimited,
        429,
        -1003,
        on_limit="raise",
    ),
    ends(
        "fills of what does not go together",
        lambda venue: venue.trading.fills("BNB/BTC", order_id="1"),
        "GET /api/v3/myTrades",
        -1128,
        InvalidRequest,
        400,
        -1128,
    ),
    ends(
        "order_list that does not exist",
        lambda venue: venue.trading.order_list(client_id="nobodys"),
        "GET /api/v3/orderList",
        -2013,
        OrderNotFound,
        400,
        -2013,
    ),
    ends(
        "order_lists while the venue is down",
        lambda venue: venue.trading.order_lists(),
        "GET /api/v3/allOrderList",
        (503, b""),
        VenueUnavailable,
        503,
        None,
        retries=0,
    ),
    ends(
        "trading_fees with a key that may not",
        lambda venue: venue.trading.trading_fees("BNB/BTC"),
        "GET /sapi/v1/asset/tradeFee",
        (401, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}),
        PermissionDenied,
        401,
        -2015,
    ),
    ends(
        "order_rate_usage of a backend that is late",
        lambda venue: venue.trading.order_rate_usage(),
        "GET /api/v3/rateLimit/order",
        -1007,
        VenueUnavailable,
        400,
        -1007,
        retries=0,
    ),
    ends(
        "prevented_matches of no symbol",
        lambda venue: venue.trading.prevented_matches("GONE", order_id="5"),
        "GET /api/v3/myPreventedMatches",
        None,
        NotFound,
        400,
        -1121,
    ),
    ends(
        "place_order without the money",
        lambda venue: venue.trading.place_order("BTC/USDT", **SALE),
        "POST /api/v3/order",
        (400, {"code": -2010, "msg": "Account has insufficient balance for requested action."}),
        InsufficientFunds,
        400,
        -2010,
    ),
    ends(
        "place_order too often",
        lambda venue: venue.trading.place_order("BTC/USDT", **SALE),
        "POST /api/v3/order",
        (429, {"code": -1015, "msg": "Too many new orders."}, {"Retry-After": "7"}),
        RateLimited,
        429,
        -1015,
    ),
    ends(
        "place_order of a backend that is late",
        lambda venue: venue.trading.place_order("BTC/USDT", **SALE),
        "POST /api/v3/order",
        -1007,
        OutcomeUnknown,
        400,
        -1007,
    ),
    ends(
        "test_order that a filter stops",
        lambda venue: venue.trading.test_order("BTC/USDT", **SALE),
        "POST /api/v3/order/test",
        (400, {"code": -1013, "msg": "Filter failure: MAX_NUM_ORDERS"}),
        FilterRefused,
        400,
        -1013,
    ),
    ends(
        "cancel_order that is unknown",
        lambda venue: venue.trading.cancel_order("LTC/BTC", order_id="4"),
        "DELETE /api/v3/order",
        (400, UNKNOWN_ORDER),
        OrderNotFound,
        400,
        -2011,
    ),
    ends(
        "cancel_open_orders where there are none",
        lambda venue: venue.trading.cancel_open_orders("LTC/BTC"),
        "DELETE /api/v3/openOrders",
        (400, UNKNOWN_ORDER),
        OrderNotFound,
        400,
        -2011,
    ),
    ends(
        "replace_order of which neither half was done",
        lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id="9", **SALE),
        REPLACE,
        (400, NEITHER),
        OrderRejected,
        400,
        -2022,
    ),
    ends(
        "place_oco with prices out of order",
        lambda venue: venue.trading.place_oco("LTC/BTC", side="SELL", quantity=5, price=3, stop_price=1),
        "POST /api/v3/orderList/oco",
        (400, {"code": -2010, "msg": "The relationship of the prices for the orders is not correct."}),
        OrderRejected,
        400,
        -2010,
    ),
    ends(
        "cancel_order_list that is unknown",
        lambda venue: venue.trading.cancel_order_list("LTC/BTC", order_list_id="27"),
        "DELETE /api/v3/orderList",
        (400, UNKNOWN_ORDER),
        OrderNotFound,
        400,
        -2011,
    ),
]


@pytest.mark.parametrize(("call", "endpoint", "kind", "status", "code"), ERRORS)
def test_a_documented_error(
    ask: Ask, call: Callable[[Venue], Any], endpoint: str, kind: type[VenueError], status: int, code: int | None
) -> None:
    with pytest.raises(kind) as caught:
        ask(call)

    error = caught.value
    assert type(error) is kind
    assert (error.venue, error.endpoint, error.status, error.code) == ("binance", endpoint, status, code)
    if isinstance(error, RateLimited):
        assert error.retry_after == 7
    if isinstance(error, FilterRefused):
        assert error.filter == "MAX_NUM_ORDERS"
    if endpoint.startswith("POST"):
        # Minted before anything was sent.
        assert error.client_id == FIRST


def test_every_operation_of_trading_has_a_documented_error() -> None:
    assert {each.id.partition(" ")[0] for each in ERRORS} == offered(BinanceTrading)


# Whole stories


@pytest.mark.cassette(
    "binance",
    "trading/place_order_unknown",
    answers={"POST /api/v3/order": (503, b"<html>Service Unavailable</html>")},
)
def test_an_order_whose_outcome_nobody_knows_is_found_by_its_client_id(ask: Ask) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        ask(
            lambda venue: venue.trading.place_order("LTC/BTC", side="BUY", type="LIMIT", quantity=1, price="0.1"),
        )
    error = caught.value
    assert (error.status, error.endpoint, error.client_id) == (503, "POST /api/v3/order", FIRST)
    assert error.find_out == f'trading.order("LTC/BTC", client_id="{FIRST}")'

    # Sent once: the recording holds it once, and one more would not have replayed.
    order = ask(lambda venue: venue.trading.order("LTC/BTC", client_id=error.client_id))
    assert_exactly(order, attrs.evolve(STORED, client_id=FIRST))


USAGE = [
    {"rateLimitType": "ORDERS", "interval": "SECOND", "intervalNum": 10, "limit": 10000, "count": 0},
    {"rateLimitType": "ORDERS", "interval": "DAY", "intervalNum": 1, "limit": 20000, "count": 0},
]


@pytest.mark.cassette(
    "binance",
    "trading/order_rate_usage_again",
    answers={"GET /api/v3/rateLimit/order": [(503, b""), (200, USAGE)]},
)
def test_a_read_that_the_venue_could_not_answer_is_asked_again(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.order_rate_usage())

    assert [(each.used, each.limit) for each in found] == [(0, 10000), (0, 20000)]


# Nothing is forgotten


def offered(port: type[BinanceMarket[Any] | BinanceTrading[Any] | BinanceWallet[Any]]) -> set[str]:
    return {name for name in port.operations() if port.offers(name)}


def replayed(port: str) -> set[str]:
    """The operations of a port that tests on a cassette ask in their own body."""
    return {
        node.attr
        for path in Path(__file__).parent.glob("test_*.py")
        for test in on_a_cassette(ast.parse(path.read_text()))
        for node in ast.walk(ast.Module(test.body, []))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == f"venue.{port}"
    }


def on_a_cassette(module: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marks = [each.func for each in node.decorator_list if isinstance(each, ast.Call)]
            if "pytest.mark.cassette" in map(ast.unparse, marks):
                yield node


@pytest.mark.parametrize("port", [BinanceMarket, BinanceTrading, BinanceWallet])
def test_every_offered_operation_is_asked_on_a_cassette(
    port: type[BinanceMarket[Any] | BinanceTrading[Any] | BinanceWallet[Any]],
) -> None:
    assert offered(port) - replayed(port.kind) == set()
