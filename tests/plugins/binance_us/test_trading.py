"""Trading at Binance.US on recordings of the documented answers, in both worlds; what differs from Binance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crossvenue import Venue
from crossvenue.errors import (
    AccountRestricted,
    BadRequest,
    CancelRejected,
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
    VenueBusy,
    VenueError,
    VenueUnavailable,
    WouldTakeLiquidity,
)
from crossvenue.model import OrderListStatus, OrderStatus, OrderType, SelfTradePrevention
from crossvenue.testing.plugin import Ask
from crossvenue_binance_us.trading import ORDER_TYPES

Sent = list[tuple[str, dict[str, str]]]
FIRST, SECOND, THIRD = (f"cv{number:022x}" for number in (1, 2, 3))
"""The client ids that are minted in a test, in their order."""
LIMIT: dict[str, Any] = {"side": "BUY", "type": "LIMIT", "quantity": 10, "price": 2}


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


# Placing


@pytest.mark.cassette("binance_us", "trading/place_order")
def test_an_order_is_placed_with_its_own_prevention_of_self_trades(ask: Ask, sent: Sent) -> None:
    order = ask(
        lambda venue: venue.trading.place_order(
            "BTC/USDT", side="SELL", type="MARKET", quantity=10, self_trade_prevention="EXPIRE_BOTH"
        )
    )

    assert (order.id, order.client_id, order.status) == ("28", FIRST, OrderStatus.FILLED)
    assert [(each.id, str(each.price), each.fee_asset) for each in order.fills][:2] == [
        ("56", "4000.00000000", "USDT"),
        ("57", "3999.00000000", "USDT"),
    ]
    assert order.working == at(1507725176595)
    assert sent[1:] == [
        (
            "POST /api/v3/order",
            {
                "symbol": "BTCUSDT",
                "side": "SELL",
                "type": "MARKET",
                "quantity": "10",
                "newClientOrderId": FIRST,
                "newOrderRespType": "FULL",
                "selfTradePreventionMode": "EXPIRE_BOTH",
            },
        )
    ]


@pytest.mark.cassette("binance_us", "trading/place_order_refused_here")
def test_what_the_rest_interface_does_not_take_is_refused_before_anything_is_sent(ask: Ask, sent: Sent) -> None:
    for kind in ("STOP_LOSS", "TAKE_PROFIT"):
        # The instrument lists it: it is for the WebSocket interface.
        assert OrderType(kind) in ask(lambda venue: venue.market.instrument("BTC/USDT")).order_types
        order: dict[str, Any] = {"side": "SELL", "type": kind, "quantity": 1, "stop_price": 20}
        with pytest.raises(BadRequest, match=f"{kind} orders are not offered over REST; LIMIT, MARKET"):
            ask(lambda venue, order=order: venue.trading.place_order("BTC/USDT", **order))
        with pytest.raises(BadRequest, match="not offered over REST"):
            ask(lambda venue, order=order: venue.trading.test_order("BTC/USDT", **order))
        with pytest.raises(BadRequest, match="not offered over REST"):
            ask(lambda venue, order=order: venue.trading.replace_order("BTC/USDT", cancel_order_id="9", **order))
        with pytest.raises(BadRequest, match=f"type must be one of .*, not {kind}"):
            ask(lambda venue, kind=kind: venue.raw.new_order(symbol="BTCUSDT", side="SELL", type=kind))
    for prevention in ("NONE", "DECREMENT"):
        with pytest.raises(BadRequest, match=f"self_trade_prevention {prevention} is not offered"):
            ask(
                lambda venue, prevention=prevention: venue.trading.place_order(
                    "BTC/USDT", **LIMIT, self_trade_prevention=prevention
                )
            )
    assert [endpoint for endpoint, _ in sent] == ["GET /api/v3/exchangeInfo"]


def test_the_types_are_those_of_the_catalogue() -> None:
    from crossvenue_binance_us import BINANCE_US

    for name in ("new_order", "test_order", "cancel_replace"):
        assert tuple(BINANCE_US.catalogue()[name].params["type"].values or ()) == ORDER_TYPES


@pytest.mark.cassette("binance_us", "trading/test_order")
def test_an_order_is_tested_without_asking_for_fees(ask: Ask, sent: Sent) -> None:
    tested = ask(lambda venue: venue.trading.test_order("BTC/USDT", **LIMIT))

    assert (tested.maker_fee_rate, tested.taker_fee_rate, tested.raw) == (None, None, {})
    endpoint, params = sent[1]
    assert endpoint == "POST /api/v3/order/test"
    # A parameter that the venue does not read is an error there.
    assert set(params) <= set(ask.venue.session.catalogue["test_order"].params)


@pytest.mark.cassette("binance_us", "trading/place_oco")
def test_two_orders_of_which_one_cancels_the_other(ask: Ask, sent: Sent) -> None:
    placed = ask(
        lambda venue: venue.trading.place_oco(
            "LTC/BTC",
            side="BUY",
            quantity="624.363",
            price="0.036435",
            stop_price="0.960664",
            self_trade_prevention="EXPIRE_TAKER",
        )
    )
    stop, limit = placed.orders

    assert (placed.id, placed.client_id, placed.status) == ("0", FIRST, OrderListStatus.EXECUTING)
    assert (stop.client_id, stop.type, stop.working) == (THIRD, OrderType.STOP_LOSS, None)
    assert (limit.client_id, limit.type, limit.working) == (SECOND, OrderType.LIMIT_MAKER, at(1563417480525))
    assert sent[1:] == [
        (
            "POST /api/v3/order/oco",
            {
                "symbol": "LTCBTC",
                "listClientOrderId": FIRST,
                "side": "BUY",
                "quantity": "624.363",
                "limitClientOrderId": SECOND,
                "price": "0.036435",
                "stopClientOrderId": THIRD,
                "stopPrice": "0.960664",
                "newOrderRespType": "FULL",
                "selfTradePreventionMode": "EXPIRE_TAKER",
            },
        )
    ]
    # It counts as two orders.
    assert ask.venue.budget.scopes["orders"].windows[0].used == 2


@pytest.mark.cassette("binance_us", "trading/place_oco_limited")
def test_the_stop_order_of_an_oco_with_a_price_has_a_time_in_force(ask: Ask, sent: Sent) -> None:
    ask(
        lambda venue: venue.trading.place_oco(
            "LTC/BTC", side="SELL", quantity=100, price=3, stop_price=1, stop_limit_price="0.9"
        )
    )

    (_, params) = sent[1]
    assert (params["stopLimitPrice"], params["stopLimitTimeInForce"]) == ("0.9", "GTC")
    assert set(params) <= set(ask.venue.session.catalogue["new_oco"].params)


# Cancelling


@pytest.mark.cassette("binance_us", "trading/cancel_order")
def test_an_order_is_cancelled(ask: Ask, sent: Sent) -> None:
    order = ask(lambda venue: venue.trading.cancel_order("LTC/BTC", client_id="myOrder1"))

    assert (order.id, order.client_id, order.status) == ("4", "myOrder1", OrderStatus.CANCELED)
    # No time here.
    assert (order.updated, order.self_trade_prevention) == (None, SelfTradePrevention.NONE)
    assert sent[1:] == [("DELETE /api/v3/order", {"symbol": "LTCBTC", "origClientOrderId": "myOrder1"})]


@pytest.mark.cassette(
    "binance_us",
    "trading/cancel_restrictions",
    answers={
        "DELETE /api/v3/order": [
            (400, {"code": -2011, "msg": "Order was not canceled due to cancel restrictions."}),
            (400, {"code": -1145, "msg": "Invalid cancelRestrictions"}),
        ]
    },
)
def test_a_cancellation_may_be_restricted_to_orders_without_fills(ask: Ask, sent: Sent) -> None:
    def cancel(venue: Venue) -> object:
        return venue.raw.cancel_order(symbol="LTCBTC", orderId=4, cancelRestrictions="ONLY_NEW")

    with pytest.raises(CancelRejected, match="cancel restrictions"):
        ask(cancel)
    with pytest.raises(InvalidRequest) as caught:
        ask(cancel)
    assert caught.value.code == -1145
    with pytest.raises(BadRequest, match="must be one of ONLY_NEW, ONLY_PARTIALLY_FILLED"):
        ask(lambda venue: venue.raw.cancel_order(symbol="LTCBTC", orderId=4, cancelRestrictions="ONLY_OLD"))
    assert (
        sent == [("DELETE /api/v3/order", {"symbol": "LTCBTC", "orderId": "4", "cancelRestrictions": "ONLY_NEW"})] * 2
    )


@pytest.mark.cassette("binance_us", "trading/cancel_open_orders")
def test_all_open_orders_of_a_symbol_are_cancelled_by_the_symbol_alone(ask: Ask, sent: Sent) -> None:
    (order,) = ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))

    assert (order.id, order.client_id, order.status) == ("0", "KZJijIsAFf5BU5oxkWTAU3", OrderStatus.CANCELED)
    # The document prints the parameters of cancelReplace here, by mistake.
    assert sent[1:] == [("DELETE /api/v3/openOrders", {"symbol": "BTCUSDT"})]


@pytest.mark.cassette("binance_us", "trading/cancel_order_list")
def test_a_list_of_orders_is_cancelled(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.cancel_order_list("LTC/BTC", order_list_id="0"))

    assert (found.id, found.status) == ("0", OrderListStatus.ALL_DONE)
    assert [(each.id, each.client_id) for each in found.orders] == [
        ("2", "pO9ufTiFGg3nw2fOdgeOXa"),
        ("3", "TXOvglzXuaubXAaENpaRCB"),
    ]


# Replacing


REPLACE = "POST /api/v3/order/cancelReplace"
CANCELED = {
    "symbol": "BTCUSDT",
    "origClientOrderId": "DnLo3vTAQcjha43lAZhZ0y",
    "orderId": 9,
    "orderListId": -1,
    "clientOrderId": "osxN3JXAtJvKvCqGeMWMVR",
    "price": "0.01000000",
    "origQty": "0.000100",
    "executedQty": "0.00000000",
    "cummulativeQuoteQty": "0.00000000",
    "status": "CANCELED",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "SELL",
    "selfTradePreventionMode": "NONE",
}
UNKNOWN_ORDER = {"code": -2011, "msg": "Unknown order sent."}
WOULD_TAKE = {"code": -2010, "msg": "Order would immediately match and take."}


def halves(cancel: str, canceled: object, new_order: str, placed: object) -> dict[str, object]:
    return {
        "cancelResult": cancel,
        "newOrderResult": new_order,
        "cancelResponse": canceled,
        "newOrderResponse": placed,
    }


@pytest.mark.cassette("binance_us", "trading/replace_order")
def test_an_order_is_replaced(ask: Ask, sent: Sent) -> None:
    both = ask(lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id="9", **LIMIT))

    assert both.canceled is not None
    assert both.placed is not None
    assert (both.canceled.id, both.canceled.status) == ("9", OrderStatus.CANCELED)
    assert (both.placed.id, both.placed.client_id, both.placed.status) == ("10", FIRST, OrderStatus.NEW)
    endpoint, params = sent[1]
    assert (endpoint, params["cancelReplaceMode"]) == (REPLACE, "STOP_ON_FAILURE")
    assert set(params) <= set(ask.venue.session.catalogue["cancel_replace"].params)


@pytest.mark.cassette(
    "binance_us",
    "trading/replace_order_partly",
    answers={
        REPLACE: (
            409,
            {
                "code": -2021,
                "msg": "Order cancel-replace partially failed.",
                "data": halves("SUCCESS", CANCELED, "FAILURE", WOULD_TAKE),
            },
        )
    },
)
def test_half_of_a_replacement_is_a_partial_success(ask: Ask) -> None:
    with pytest.raises(PartialSuccess) as caught:
        ask(lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id="9", **LIMIT))

    error = caught.value
    assert (error.status, error.code, error.client_id) == (409, -2021, FIRST)
    assert error.replacement is not None
    assert error.replacement.canceled is not None
    assert (error.replacement.canceled.id, error.replacement.placed) == ("9", None)
    assert isinstance(error.replacement.place_error, WouldTakeLiquidity)


@pytest.mark.cassette(
    "binance_us",
    "trading/replace_order_not_at_all",
    answers={
        REPLACE: (
            400,
            {
                "code": -2022,
                "msg": "Order cancel-replace failed.",
                "data": halves("FAILURE", UNKNOWN_ORDER, "NOT_ATTEMPTED", None),
            },
        )
    },
)
def test_a_replacement_of_which_nothing_was_done_is_refused(ask: Ask) -> None:
    with pytest.raises(OrderRejected, match="Unknown order sent") as caught:
        ask(lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id="9", **LIMIT))
    assert (caught.value.code, caught.value.status) == (-2022, 400)


# Reading


@pytest.mark.cassette("binance_us", "trading/order")
def test_an_order(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.order("LTC/BTC", order_id="1"))

    assert (order.id, order.client_id, order.status, str(order.price)) == ("1", "myOrder1", OrderStatus.NEW, "0.1")
    assert (order.working, order.self_trade_prevention) == (at(1507725176595), SelfTradePrevention.NONE)


@pytest.mark.cassette("binance_us", "trading/open_orders")
def test_open_orders(ask: Ask) -> None:
    (order,) = ask(lambda venue: venue.trading.open_orders("LTC/BTC"))
    # Without a working time here.
    assert (order.id, order.working) == ("1", None)


@pytest.mark.cassette("binance_us", "trading/orders")
def test_orders(ask: Ask) -> None:
    (order,) = ask(lambda venue: venue.trading.orders("BTC/USD", limit=10))
    assert (order.symbol, order.id, str(order.filled_quote_quantity)) == ("BTC/USD", "221505", "7155.37000000")


@pytest.mark.cassette("binance_us", "trading/fills")
def test_fills_of_an_order(ask: Ask, sent: Sent) -> None:
    (fill,) = ask(lambda venue: venue.trading.fills("BNB/BTC", order_id="100234"))

    assert (fill.id, str(fill.quote_quantity), fill.time) == ("28457", "48.000012", at(1499865549590))
    # One of the documented combinations.
    assert set(sent[1][1]) - {"limit"} == {"symbol", "orderId", "fromId"}


@pytest.mark.cassette("binance_us", "trading/order_list")
def test_a_list_of_orders(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.trading.order_list(client_id="h2USkA5YQpaXHPIrkd96xE"))

    assert (found.id, found.symbol) == ("27", "LTC/BTC")
    # The document's text says listClientOrderId, its table this.
    assert sent[1:] == [("GET /api/v3/orderList", {"origClientOrderId": "h2USkA5YQpaXHPIrkd96xE"})]


@pytest.mark.cassette("binance_us", "trading/order_lists")
def test_lists_of_orders_come_oldest_first(ask: Ask) -> None:
    assert [each.id for each in ask(lambda venue: venue.trading.order_lists(limit=10))] == ["28", "29"]


@pytest.mark.cassette("binance_us", "trading/order_lists_open")
def test_an_open_list_of_a_symbol_that_nobody_lists(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.trading.order_lists(open_only=True))
    # As the document's example has it.
    assert (found.venue_symbol, found.instrument) == ("1565246079109", None)


@pytest.mark.cassette("binance_us", "trading/trading_fees")
def test_trading_fees_of_a_symbol(ask: Ask, sent: Sent) -> None:
    (fee,) = ask(lambda venue: venue.trading.trading_fees("1INCH/USD"))

    assert (fee.symbol, str(fee.maker), str(fee.taker)) == ("1INCH/USD", "0.004", "0.006")
    assert sent[1:] == [("GET /sapi/v1/asset/query/trading-fee", {"symbol": "1INCHUSD"})]


@pytest.mark.cassette("binance_us", "trading/trading_fees_of_all")
def test_trading_fees_of_all_symbols(ask: Ask) -> None:
    assert [each.symbol for each in ask(lambda venue: venue.trading.trading_fees())] == ["1INCH/USD", "1INCHUSDT"]


@pytest.mark.cassette("binance_us", "trading/trading_volume")
def test_the_volume_that_fees_depend_on(ask: Ask, sent: Sent) -> None:
    assert ask(lambda venue: venue.raw.trading_volume()) == {"past30DaysTradingVolume": 100}
    assert sent == [("GET /sapi/v1/asset/query/trading-volume", {})]


@pytest.mark.cassette("binance_us", "trading/order_rate_usage")
def test_how_many_orders_were_counted(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.order_rate_usage())
    assert [(each.used, each.limit, each.seconds) for each in found] == [(0, 100, 10), (0, 200_000, 86_400)]


@pytest.mark.cassette("binance_us", "trading/prevented_matches")
def test_matches_that_were_prevented(ask: Ask, sent: Sent) -> None:
    (match,) = ask(lambda venue: venue.trading.prevented_matches("BTC/USDT", order_id="5"))

    assert (match.id, match.taker_order_id, match.maker_order_id) == ("1", "5", "3")
    assert (match.self_trade_prevention, str(match.price)) == (SelfTradePrevention.EXPIRE_MAKER, "1.100000")
    assert (str(match.maker_prevented_quantity), match.taker_prevented_quantity) == ("1.300000", None)
    assert sent[1:] == [("GET /api/v3/myPreventedMatches", {"symbol": "BTCUSDT", "orderId": "5", "limit": "1000"})]


# Errors


def ends(
    id: str,  # noqa: A002 - pytest's word
    call: Callable[[Venue], Any],
    endpoint: str,
    answer: object,
    kind: type[VenueError],
    **settings: object,
) -> Any:
    """A call that begins with the name of its operation, what is answered, and what it ends as."""
    name = f"trading/error_{id.replace(' ', '_')}"
    mark = pytest.mark.cassette("binance_us", name, answers={endpoint: answer}, retries=0, **settings)
    return pytest.param(call, kind, id=id, marks=mark)


NO_FUNDS = (400, {"code": -2010, "msg": "Account has insufficient balance for requested action."})
NOT_ALLOWED = (400, {"code": -2010, "msg": "This account may not place or cancel orders."})
NOTIONAL = (400, {"code": -1013, "msg": "Filter failure: MIN_NOTIONAL"})
TOO_MANY = (
    429,
    {"code": -1015, "msg": "Too many new orders; current limit is 100 orders per 10 SECOND."},
    {"Retry-After": "7"},
)


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ends(
            "place_order without the money",
            lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT),
            "POST /api/v3/order",
            NO_FUNDS,
            InsufficientFunds,
        ),
        ends(
            "place_order of an account that may not",
            lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT),
            "POST /api/v3/order",
            NOT_ALLOWED,
            AccountRestricted,
        ),
        ends(
            "place_order of a busy venue",
            lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT),
            "POST /api/v3/order",
            -1008,
            VenueBusy,
        ),
        ends(
            "place_order too often",
            lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT),
            "POST /api/v3/order",
            TOO_MANY,
            RateLimited,
            on_limit="raise",
        ),
        ends(
            "place_order of which nobody knows",
            lambda venue: venue.trading.place_order("BTC/USDT", **LIMIT),
            "POST /api/v3/order",
            -1007,
            OutcomeUnknown,
        ),
        ends(
            "test_order that a filter stops",
            lambda venue: venue.trading.test_order("BTC/USDT", **LIMIT),
            "POST /api/v3/order/test",
            NOTIONAL,
            FilterRefused,
        ),
        ends(
            "place_oco without the money",
            lambda venue: venue.trading.place_oco("LTC/BTC", side="SELL", quantity=100, price=3, stop_price=1),
            "POST /api/v3/order/oco",
            NO_FUNDS,
            InsufficientFunds,
        ),
        ends(
            "replace_order while the venue is down",
            lambda venue: venue.trading.replace_order("BTC/USDT", cancel_order_id="9", **LIMIT),
            REPLACE,
            (502, b""),
            OutcomeUnknown,
        ),
        ends(
            "cancel_order that is unknown",
            lambda venue: venue.trading.cancel_order("LTC/BTC", order_id="4"),
            "DELETE /api/v3/order",
            (400, UNKNOWN_ORDER),
            OrderNotFound,
        ),
        ends(
            "cancel_open_orders where there are none",
            lambda venue: venue.trading.cancel_open_orders("LTC/BTC"),
            "DELETE /api/v3/openOrders",
            (400, UNKNOWN_ORDER),
            OrderNotFound,
        ),
        ends(
            "cancel_order_list that is unknown",
            lambda venue: venue.trading.cancel_order_list("LTC/BTC", order_list_id="1"),
            "DELETE /api/v3/orderList",
            (400, UNKNOWN_ORDER),
            OrderNotFound,
        ),
        ends(
            "order that does not exist",
            lambda venue: venue.trading.order("LTC/BTC", order_id="1"),
            "GET /api/v3/order",
            -2013,
            OrderNotFound,
        ),
        ends(
            "order that was archived",
            lambda venue: venue.trading.order("LTC/BTC", order_id="1"),
            "GET /api/v3/order",
            -2026,
            NotFound,
        ),
        ends(
            "open_orders of no symbol",
            lambda venue: venue.trading.open_orders("LTC/BTC"),
            "GET /api/v3/openOrders",
            -1121,
            NotFound,
        ),
        ends(
            "orders of too long a time",
            lambda venue: venue.trading.orders("LTC/BTC"),
            "GET /api/v3/allOrders",
            -1127,
            InvalidRequest,
        ),
        ends(
            "fills of what does not go together",
            lambda venue: venue.trading.fills("LTC/BTC"),
            "GET /api/v3/myTrades",
            -1128,
            InvalidRequest,
        ),
        ends(
            "order_list that does not exist",
            lambda venue: venue.trading.order_list(order_list_id="1"),
            "GET /api/v3/orderList",
            -2013,
            OrderNotFound,
        ),
        ends(
            "order_lists while the venue is down",
            lambda venue: venue.trading.order_lists(),
            "GET /api/v3/allOrderList",
            (503, b""),
            VenueUnavailable,
        ),
        ends(
            "trading_fees with a key that may not",
            lambda venue: venue.trading.trading_fees(),
            "GET /sapi/v1/asset/query/trading-fee",
            -1002,
            PermissionDenied,
        ),
        ends(
            "order_rate_usage of a backend that is late",
            lambda venue: venue.trading.order_rate_usage(),
            "GET /api/v3/rateLimit/order",
            -1007,
            VenueUnavailable,
        ),
        ends(
            "prevented_matches of a number too large",
            lambda venue: venue.trading.prevented_matches("BTC/USDT", order_id="9" * 30),
            "GET /api/v3/myPreventedMatches",
            -1108,
            InvalidRequest,
        ),
    ],
)
def test_errors_are_told_apart(ask: Ask, call: Callable[[Venue], Any], kind: type[VenueError]) -> None:
    with pytest.raises(kind) as caught:
        ask(call)
    assert caught.value.venue == "binance_us"
