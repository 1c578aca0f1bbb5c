"""KuCoin's trading on recordings: every operation, and errors as the venue words them, in both worlds.

What is sent and how histories are paged is in `test_trading.py`; here a whole conversation is, as it went over HTTP.
The documentation server answers with the examples of the specification, whatever was ordered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from crossvenue import Venue
from crossvenue.errors import (
    AccountRestricted,
    InsufficientFunds,
    InvalidRequest,
    MarketClosed,
    NotFound,
    OrderNotFound,
    OutcomeUnknown,
    PartialSuccess,
    PermissionDenied,
    RateLimited,
    VenueBusy,
    VenueError,
)
from crossvenue.model import (
    Fill,
    Order,
    OrderListStatus,
    OrderStatus,
    OrderType,
    SelfTradePrevention,
    Side,
    TimeInForce,
    TradingFee,
)
from crossvenue.testing.plugin import Ask

MINTED = f"cv{1:022x}"
"""The client id that is minted first in a test."""

NOT_THERE = ("400100", "order_not_exist_or_not_allow_to_cancel")


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def assert_exactly(found: object, expected: Any) -> None:
    """The same record, and its amounts with the very digits of the wire."""
    assert found == expected
    for field in attrs.fields(type(expected)):
        if field.eq:
            assert str(getattr(found, field.name)) == str(getattr(expected, field.name)), field.name


# Orders

FILLED = Order(
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
"""The documented order, as one and as a closed one. Instruments are not compared."""

ACTIVE = attrs.evolve(
    FILLED,
    id="67120bbef094e200070976f6",
    status=OrderStatus.NEW,
    price=Decimal("50000"),
    filled_quantity=Decimal("0"),
    filled_quote_quantity=Decimal("0"),
    created_ms=1729235902748,
    updated_ms=1729235909862,
)
"""The documented order that is still open."""

STOP = Order(
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


@pytest.mark.cassette("kucoin", "trading/order")
def test_an_order(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.order("BTC/USDT", order_id=FILLED.id))

    assert_exactly(order, FILLED)
    assert (order.symbol, order.created, order.updated) == ("BTC/USDT", at(1729577515444), at(1729577515481))
    assert order.average_price == Decimal("67717.6")
    assert order.raw["remainFunds"] == "0.022824"


@pytest.mark.cassette("kucoin", "trading/order_by_client_id")
def test_an_order_by_its_client_id(ask: Ask) -> None:
    assert_exactly(ask(lambda venue: venue.trading.order("BTC/USDT", client_id=FILLED.client_id)), FILLED)


@pytest.mark.cassette("kucoin", "trading/stop_order")
def test_a_stop_order(ask: Ask) -> None:
    assert_exactly(ask(lambda venue: venue.trading.order("KCS/USDT", order_id=STOP.id)), STOP)


@pytest.mark.cassette(
    "kucoin",
    "trading/stop_order_by_client_id",
    answers={"GET /api/v1/hf/orders/client-order/{clientOid}": NOT_THERE},
)
def test_a_stop_order_by_its_client_id(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.order("KCS/USDT", client_id="2b700942b5db41cebe578cff48960e09"))

    assert (order.id, order.client_id) == ("vs8hoo8os561f5np0032vngj", "2b700942b5db41cebe578cff48960e09")
    assert (order.status, order.stop_price) == (OrderStatus.NEW, Decimal("1"))


@pytest.mark.cassette("kucoin", "trading/open_orders")
def test_open_orders_of_a_symbol_with_its_stop_orders(ask: Ask) -> None:
    active, stop = ask(lambda venue: venue.trading.open_orders("BTC/USDT"))

    assert_exactly(active, ACTIVE)
    assert (stop.id, stop.type, stop.status) == (
        "vs93gptvr9t2fsql003l8k5p",
        OrderType.TAKE_PROFIT_LIMIT,
        OrderStatus.NEW,
    )
    assert (str(stop.stop_price), stop.created) == ("60000.00000000000000000000", at(1740626554884))


@pytest.mark.cassette("kucoin", "trading/open_orders_of_all")
def test_open_orders_of_all_symbols(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.open_orders())

    # The example has the same order for each of the two symbols.
    assert [(order.symbol, order.id) for order in found] == [
        ("BTC/USDT", "67120bbef094e200070976f6"),
        ("BTC/USDT", "vs93gptvr9t2fsql003l8k5p"),
    ]


@pytest.mark.cassette("kucoin", "trading/orders")
def test_the_last_orders(ask: Ask) -> None:
    active, filled = ask(lambda venue: venue.trading.orders("BTC/USDT", limit=10))

    assert_exactly(active, ACTIVE)
    assert_exactly(filled, FILLED)


@pytest.mark.cassette("kucoin", "trading/orders_span")
def test_orders_of_a_span_that_takes_two_requests(ask: Ask) -> None:
    begin, end = at(1729577515444 - 8 * 86_400_000), at(1729577515444 + 86_400_000)

    found = ask(lambda venue: venue.trading.orders("BTC/USDT", since=begin, until=end))

    assert list(found) == [FILLED, ACTIVE]
    assert found.raw[0]["lastId"] == 19814995255305


@pytest.mark.cassette(
    "kucoin",
    "trading/orders_from",
    answers={
        "GET /api/v1/hf/orders/{orderId}": {
            "id": "690a90000000000000000001",
            "clientOid": "",
            "symbol": "BTC-USDT",
            "type": "limit",
            "side": "sell",
            "price": "120000",
            "size": "0.00001",
            "funds": "1.2",
            "dealSize": "0",
            "dealFunds": "0",
            "stp": "CN",
            "timeInForce": "GTC",
            "postOnly": False,
            "iceberg": False,
            "visibleSize": "0",
            "cancelExist": True,
            "cancelledSize": "0.00001",
            "active": False,
            "createdAt": 1762214400000,
            "lastUpdatedAt": 1762214460000,
        }
    },
)
def test_orders_from_one_on(ask: Ask) -> None:
    assert ask(lambda venue: venue.trading.orders("BTC/USDT", from_id="690a90000000000000000001")) == ()


@pytest.mark.cassette("kucoin", "trading/fills")
def test_the_last_fills(ask: Ask) -> None:
    (fill,) = ask(lambda venue: venue.trading.fills("BTC/USDT"))

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
    assert (fill.id, fill.time) == ("19814995255305", at(1729577515473))


@pytest.mark.cassette("kucoin", "trading/fills_of_order")
def test_the_fills_of_an_order(ask: Ask) -> None:
    (fill,) = ask(lambda venue: venue.trading.fills("BTC/USDT", order_id="6717422bd51c29000775ea03"))

    assert fill.order_id == "6717422bd51c29000775ea03"


@pytest.mark.cassette("kucoin", "trading/fills_span")
def test_fills_of_a_span(ask: Ask) -> None:
    begin, end = at(1729577515473 - 7 * 86_400_000), at(1729577515473)

    assert [fill.id for fill in ask(lambda venue: venue.trading.fills("BTC/USDT", since=begin, until=end))] == [
        "19814995255305"
    ]


@pytest.mark.cassette("kucoin", "trading/trading_fees")
def test_the_fees_of_a_symbol(ask: Ask) -> None:
    (fee,) = ask(lambda venue: venue.trading.trading_fees("ETH/USDT"))

    assert_exactly(fee, TradingFee("ETH-USDT", None, maker=Decimal("0.001"), taker=Decimal("0.001")))
    assert fee.symbol == "ETH/USDT"


@pytest.mark.cassette("kucoin", "trading/trading_fees_of_all")
def test_the_fees_of_all_symbols(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.trading_fees())

    assert [fee.symbol for fee in found] == ["BTC/USDT", "ETH/USDT", "KCS/USDT", "DOGE/USDT"]


# Placing and cancelling


@pytest.mark.cassette("kucoin", "trading/place_order")
def test_an_order_is_placed(ask: Ask) -> None:
    order = ask(
        lambda venue: venue.trading.place_order(
            "BTC/USDT", side="BUY", type="LIMIT", quantity="0.00001", price="50000"
        )
    )

    assert_exactly(
        order,
        Order(
            venue_symbol="BTC-USDT",
            instrument=None,
            id="67111a7cb7cbdf000703e1f6",
            client_id=order.client_id,
            side=Side.BUY,
            type=OrderType.LIMIT,
            status=OrderStatus.NEW,
            time_in_force=TimeInForce.GTC,
            price=Decimal("50000"),
            quantity=Decimal("0.00001"),
            filled_quantity=Decimal("0"),
            self_trade_prevention=SelfTradePrevention.NONE,
            created_ms=1729174140586,
            updated_ms=1729174140588,
        ),
    )
    assert order.raw["clientOid"] == order.client_id == MINTED


@pytest.mark.cassette("kucoin", "trading/place_stop_order")
def test_a_stop_order_is_placed_with_the_way_that_the_price_must_go(ask: Ask) -> None:
    order = ask(
        lambda venue: venue.trading.place_order(
            "BTC/USDT", side="SELL", type="STOP_LOSS_LIMIT", quantity="0.00001", price="50000", stop_price="51000"
        )
    )

    assert order.id == "670fd33bf9406e0007ab3945"
    assert (order.type, order.stop_price, order.client_id) == (OrderType.STOP_LOSS_LIMIT, Decimal(51000), MINTED)


@pytest.mark.cassette("kucoin", "trading/place_iceberg_maker")
def test_an_order_with_all_that_it_can_have_is_taken(ask: Ask) -> None:
    order = ask(
        lambda venue: venue.trading.place_order(
            "BTC/USDT",
            side="SELL",
            type="LIMIT_MAKER",
            quantity="1",
            price="120000.1",
            iceberg_quantity="0.1",
            self_trade_prevention="EXPIRE_TAKER",
            client_id="mine-1",
        )
    )

    assert (order.client_id, order.type, order.raw["clientOid"]) == ("mine-1", OrderType.LIMIT_MAKER, "mine-1")


@pytest.mark.cassette(
    "kucoin",
    "trading/place_market",
    answers={
        "POST /api/v1/hf/orders/sync": {
            "orderId": "67111a7cb7cbdf000703e1f6",
            "clientOid": "mine-2",
            "orderTime": 1729174140586,
            "originSize": "0",
            "dealSize": "0.00015",
            "remainSize": "0",
            "canceledSize": "0",
            "status": "done",
            "matchTime": 1729174140588,
        }
    },
)
def test_a_market_order_by_its_amount_in_quote(ask: Ask) -> None:
    order = ask(
        lambda venue: venue.trading.place_order(
            "BTC/USDT", side="BUY", type="MARKET", quote_quantity="10", client_id="mine-2"
        )
    )

    assert (order.status, order.filled_quantity) == (OrderStatus.FILLED, Decimal("0.00015"))
    assert (order.quantity, order.quote_quantity) == (None, Decimal("10"))


@pytest.mark.cassette("kucoin", "trading/test_order")
def test_an_order_is_tested(ask: Ask) -> None:
    tested = ask(
        lambda venue: venue.trading.test_order("BTC/USDT", side="BUY", type="LIMIT", quantity="0.00001", price=50000)
    )

    assert (tested.request.client_id, tested.request.price) == (MINTED, Decimal(50000))
    assert (tested.maker_fee_rate, tested.taker_fee_rate) == (None, None)
    assert tested.raw["orderId"] == "670fd33bf9406e0007ab3945"


@pytest.mark.cassette("kucoin", "trading/cancel_order")
def test_an_order_is_canceled(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.cancel_order("BTC/USDT", order_id="671128ee365ccb0007534d45"))

    # The example of the order that is read afterwards is that of another one, which was filled.
    assert (order.id, order.client_id) == ("671128ee365ccb0007534d45", FILLED.client_id)
    assert (order.status, order.filled_quantity, order.filled_quote_quantity) == (
        OrderStatus.CANCELED,
        Decimal(0),
        None,
    )


@pytest.mark.cassette("kucoin", "trading/cancel_order_by_client_id")
def test_an_order_is_canceled_by_its_client_id(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.cancel_order("BTC/USDT", client_id=FILLED.client_id))

    assert (order.id, order.client_id, order.status) == (FILLED.id, FILLED.client_id, OrderStatus.CANCELED)
    assert order.raw["canceledSize"] == "0.00001"


@pytest.mark.cassette(
    "kucoin",
    "trading/cancel_stop_order",
    answers={"DELETE /api/v1/stop-order/cancel": {"cancelledOrderIds": [STOP.id]}},
)
def test_a_stop_order_is_canceled(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.cancel_order("KCS/USDT", order_id=STOP.id))

    assert_exactly(order, attrs.evolve(STOP, status=OrderStatus.PENDING_CANCEL))


@pytest.mark.cassette("kucoin", "trading/cancel_open_orders")
def test_all_orders_of_a_symbol_are_canceled(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))

    assert [(order.id, order.status) for order in found] == [
        ("67120bbef094e200070976f6", OrderStatus.PENDING_CANCEL),
        ("vs93gptvr9t2fsql003l8k5p", OrderStatus.PENDING_CANCEL),
    ]
    assert found.raw[0] == "success"


# Lists of orders


@pytest.mark.cassette("kucoin", "trading/place_oco")
def test_an_oco_is_placed(ask: Ask) -> None:
    placed = ask(
        lambda venue: venue.trading.place_oco(
            "BTC/USDT", side="BUY", quantity="0.1", price=94000, stop_price=98000, stop_limit_price=96000
        )
    )

    assert (placed.id, placed.client_id) == ("674c316e688dea0007c7b986", MINTED)
    assert placed.status is OrderListStatus.EXECUTING


@pytest.mark.cassette("kucoin", "trading/order_list")
def test_a_list_of_orders(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.order_list(order_list_id="674c3b6e688dea0007c7bab2"))

    assert (found.id, found.client_id) == ("674c3b6e688dea0007c7bab2", "5c52e1203aa6f37f1e493fb")
    assert (found.status, found.time) == (OrderListStatus.EXECUTING, at(1733049198863))
    assert [(order.id, order.side, str(order.stop_price)) for order in found.orders] == [
        ("vs93gpqc7dn6h3fa003sfelj", Side.BUY, "94000.00000000000000000000"),
        ("vs93gpqc7dn6h3fa003sfelk", Side.BUY, "98000.00000000000000000000"),
    ]


@pytest.mark.cassette("kucoin", "trading/order_list_by_client_id")
def test_a_list_of_orders_by_its_client_id(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.order_list(client_id="5c52e1203aa6f3g7f1e493fb"))

    assert (found.id, len(found.orders)) == ("674c3cfa72cf2800072ee7ce", 2)


@pytest.mark.cassette("kucoin", "trading/order_lists")
def test_lists_of_orders(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.trading.order_lists())

    assert (found.id, found.client_id) == ("674c3cfa72cf2800072ee7ce", "5c52e1203aa6f3g7f1e493fb")
    assert (found.symbol, found.orders) == ("BTC/USDT", ())


@pytest.mark.cassette("kucoin", "trading/order_lists_from")
def test_lists_of_orders_from_one_on(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.trading.order_lists(from_id="674c3b6e688dea0007c7bab2"))

    assert found.id == "674c3cfa72cf2800072ee7ce"


@pytest.mark.cassette("kucoin", "trading/order_lists_open")
def test_open_lists_of_orders(ask: Ask) -> None:
    assert [found.status for found in ask(lambda venue: venue.trading.order_lists(open_only=True))] == [
        OrderListStatus.EXECUTING
    ]


@pytest.mark.cassette("kucoin", "trading/cancel_order_list")
def test_a_list_is_canceled(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.cancel_order_list("BTC/USDT", order_list_id="674c3b6e688dea0007c7bab2"))

    # The example of its details is that of one that still stands.
    assert (found.id, found.status) == ("674c3b6e688dea0007c7bab2", OrderListStatus.EXECUTING)
    assert found.raw["cancelledOrderIds"] == ["vs93gpqc6kkmkk57003gok16", "vs93gpqc6kkmkk57003gok17"]


@pytest.mark.cassette("kucoin", "trading/cancel_order_list_by_client_id")
def test_a_list_is_canceled_by_its_client_id(ask: Ask) -> None:
    found = ask(lambda venue: venue.trading.cancel_order_list("BTC/USDT", client_id="5c52e11203aa67f1e493fb"))

    assert found.id == "674c3cfa72cf2800072ee7ce"


# What has no operation, through `raw`


@pytest.mark.cassette("kucoin", "trading/raw_modify")
def test_an_order_is_changed(ask: Ask) -> None:
    changed = ask(
        lambda venue: venue.raw.modify_order(
            symbol="BTC-USDT", orderId="670fd33bf9406e0007ab3945", newPrice=Decimal("3E+4"), newSize=Decimal("0.0001")
        )
    )

    assert changed["newOrderId"] == "67112258f9406e0007408827"


@pytest.mark.cassette("kucoin", "trading/raw_batch")
def test_orders_are_placed_together(ask: Ask) -> None:
    orders = [
        {"clientOid": oid, "symbol": "BTC-USDT", "type": "limit", "side": "buy", "price": price, "size": "0.00001"}
        for oid, price in (("client-order-id-13", Decimal("3E+4")), ("client-order-id-14", Decimal(2000)))
    ]

    sent = ask(lambda venue: venue.raw.batch_add_orders(orderList=orders))
    waited_for = ask(lambda venue: venue.raw.batch_add_orders_sync(orderList=orders))

    assert [(each["success"], each.get("orderId")) for each in sent] == [
        (True, "6710d8336afcdb0007319c27"),
        (False, None),
    ]
    assert [each.get("status", each.get("failMsg")) for each in waited_for] == [
        "open",
        "The order funds should more then 0.1 USDT.",
    ]


@pytest.mark.cassette("kucoin", "trading/raw_cancel_partial")
def test_a_part_of_an_order_is_canceled(ask: Ask) -> None:
    canceled = ask(
        lambda venue: venue.raw.cancel_partial_order(
            orderId="6711f73c1ef16c000717bb31", symbol="BTC-USDT", cancelSize=Decimal("0.00001")
        )
    )

    assert canceled == {"orderId": "6711f73c1ef16c000717bb31", "cancelSize": "0.00001"}


@pytest.mark.cassette("kucoin", "trading/raw_cancel_all")
def test_the_orders_of_all_symbols_are_canceled(ask: Ask) -> None:
    canceled = ask(lambda venue: venue.raw.cancel_all_orders())

    assert canceled == {"succeedSymbols": ["ETH-USDT", "BTC-USDT"], "failedSymbols": []}


# Errors

REFUSALS: dict[str, tuple[Any, type[VenueError]]] = {
    "no_funds": ("200004", InsufficientFunds),
    "no_available_amount": (("400100", "account.available.amount"), InsufficientFunds),
    "not_open_yet": ("400600", MarketClosed),
    "account_at_risk": ("400700", AccountRestricted),
    "no_permission": ("400007", PermissionDenied),
    "wrong_parameter": ("400100", InvalidRequest),
}


def limit_order(venue: Venue) -> Any:
    return venue.trading.place_order(
        "BTC/USDT", side="BUY", type="LIMIT", quantity="0.00001", price=50000, client_id="mine"
    )


def refused(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A test of the order that is refused as `REFUSALS` says."""
    return pytest.mark.cassette(
        "kucoin", f"trading/refused_{name}", answers={"POST /api/v1/hf/orders/sync": REFUSALS[name][0]}
    )


def assert_refused(ask: Ask, name: str) -> None:
    with pytest.raises(REFUSALS[name][1]) as caught:
        ask(limit_order)
    code = REFUSALS[name][0]
    assert caught.value.code == (code if isinstance(code, str) else code[0])
    assert (caught.value.venue, caught.value.client_id) == ("kucoin", "mine")
    assert caught.value.endpoint == "POST /api/v1/hf/orders/sync"


@refused("no_funds")
def test_an_order_without_funds(ask: Ask) -> None:
    assert_refused(ask, "no_funds")


@refused("no_available_amount")
def test_an_order_without_funds_in_other_words(ask: Ask) -> None:
    assert_refused(ask, "no_available_amount")


@refused("not_open_yet")
def test_an_order_for_what_does_not_trade_yet(ask: Ask) -> None:
    assert_refused(ask, "not_open_yet")


@refused("account_at_risk")
def test_an_order_of_an_account_that_may_not_trade(ask: Ask) -> None:
    assert_refused(ask, "account_at_risk")


@refused("no_permission")
def test_an_order_with_a_key_that_may_not_trade(ask: Ask) -> None:
    assert_refused(ask, "no_permission")


@refused("wrong_parameter")
def test_an_order_with_a_parameter_that_the_venue_does_not_take(ask: Ask) -> None:
    assert_refused(ask, "wrong_parameter")


@pytest.mark.cassette(
    "kucoin",
    "trading/overloaded",
    answers={
        "POST /api/v1/hf/orders/sync": (
            429,
            {"code": "429000", "msg": "Too Many Requests"},
            {"gw-ratelimit-remaining": "3999"},
        )
    },
)
def test_an_overloaded_venue_did_nothing(ask: Ask) -> None:
    with pytest.raises(VenueBusy) as caught:
        ask(limit_order)
    assert caught.value.client_id == "mine"


@pytest.mark.cassette("kucoin", "trading/used_up", answers={"POST /api/v1/hf/orders/sync": "429000"})
def test_an_order_beyond_the_limit_was_not_placed(ask: Ask) -> None:
    with pytest.raises(RateLimited) as caught:
        ask(limit_order)
    assert caught.value.retry_after == 30


@pytest.mark.cassette("kucoin", "trading/unknown", answers={"POST /api/v1/hf/orders/sync": "500000"})
def test_an_order_that_the_venue_stumbled_over_may_have_been_placed(ask: Ask) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        ask(limit_order)
    assert caught.value.find_out == 'trading.order("BTC/USDT", client_id="mine")'


@pytest.mark.cassette(
    "kucoin",
    "trading/order_not_found",
    answers={
        "GET /api/v1/hf/orders/client-order/{clientOid}": ("400100", "The order does not exist."),
        "GET /api/v1/stop-order/queryOrderByClientOid": (200, {"code": "200000", "data": []}),
    },
)
def test_an_order_that_is_nowhere(ask: Ask) -> None:
    with pytest.raises(OrderNotFound, match="does not exist"):
        ask(lambda venue: venue.trading.order("BTC/USDT", client_id="mine"))


@pytest.mark.cassette(
    "kucoin",
    "trading/cancel_not_found",
    answers={
        "DELETE /api/v1/hf/orders/sync/{orderId}": NOT_THERE,
        "GET /api/v1/stop-order/{orderId}": (200, {"code": "200000", "data": None}),
    },
)
def test_a_cancellation_of_an_order_that_is_nowhere(ask: Ask) -> None:
    with pytest.raises(OrderNotFound, match="order_not_exist"):
        ask(lambda venue: venue.trading.cancel_order("BTC/USDT", order_id="6711f73c1ef16c000717bb31"))


@pytest.mark.cassette(
    "kucoin",
    "trading/cancel_open_orders_in_part",
    answers={"DELETE /api/v1/stop-order/cancel": ("200002", "Order cancel for this pair suspended")},
)
def test_a_cancellation_of_all_that_leaves_stop_orders(ask: Ask) -> None:
    with pytest.raises(PartialSuccess, match="cancel for this pair suspended"):
        ask(lambda venue: venue.trading.cancel_open_orders("BTC/USDT"))


@pytest.mark.cassette(
    "kucoin", "trading/order_list_not_found", answers={"GET /api/v3/oco/client-order/{clientOid}": NOT_THERE}
)
def test_a_list_that_is_nowhere(ask: Ask) -> None:
    with pytest.raises(OrderNotFound):
        ask(lambda venue: venue.trading.order_list(client_id="mine"))


@pytest.mark.cassette("kucoin", "trading/unknown_symbol")
def test_a_symbol_that_the_venue_does_not_know(ask: Ask) -> None:
    with pytest.raises(NotFound, match="symbol not exists"):
        ask(lambda venue: venue.trading.fills("GONE-USDT"))


# The documented open order, and the same as it is afterwards.
OPEN_ORDER = {
    "id": ACTIVE.id,
    "clientOid": ACTIVE.client_id,
    "symbol": "BTC-USDT",
    "opType": "DEAL",
    "type": "limit",
    "side": "buy",
    "price": "50000",
    "size": "0.00001",
    "funds": "0.5",
    "dealSize": "0",
    "dealFunds": "0",
    "fee": "0",
    "feeCurrency": "USDT",
    "stp": None,
    "timeInForce": "GTC",
    "postOnly": False,
    "hidden": False,
    "iceberg": False,
    "visibleSize": "0",
    "cancelAfter": 0,
    "channel": "API",
    "remark": None,
    "tags": None,
    "cancelExist": False,
    "tradeType": "TRADE",
    "inOrderBook": True,
    "cancelledSize": "0",
    "cancelledFunds": "0",
    "remainSize": "0.00001",
    "remainFunds": "0.5",
    "tax": "0",
    "active": True,
    "createdAt": ACTIVE.created_ms,
    "lastUpdatedAt": ACTIVE.updated_ms,
}
MADE_WAY = OPEN_ORDER | {"active": False, "inOrderBook": False, "cancelExist": True, "cancelledSize": "0.00001"}
TOOK_ITS_PLACE = OPEN_ORDER | {"id": "67112258f9406e0007408827", "price": "30000", "size": "0.0001"}


@pytest.mark.cassette(
    "kucoin",
    "trading/replace_order",
    answers={
        f"GET /api/v1/hf/orders/{ACTIVE.id}": [OPEN_ORDER, MADE_WAY],
        "GET /api/v1/hf/orders/67112258f9406e0007408827": TOOK_ITS_PLACE,
    },
)
def test_an_order_is_replaced(ask: Ask) -> None:
    both = ask(
        lambda venue: venue.trading.replace_order(
            "BTC/USDT", cancel_order_id=ACTIVE.id, side="BUY", type="LIMIT", quantity="0.0001", price=30000
        )
    )

    assert_exactly(both.canceled, attrs.evolve(ACTIVE, status=OrderStatus.CANCELED))
    assert_exactly(
        both.placed,
        attrs.evolve(ACTIVE, id="67112258f9406e0007408827", price=Decimal("30000"), quantity=Decimal("0.0001")),
    )


@pytest.mark.cassette(
    "kucoin",
    "trading/replace_order_without_funds",
    answers={f"GET /api/v1/hf/orders/{ACTIVE.id}": OPEN_ORDER, "POST /api/v1/hf/orders/alter": "200004"},
)
def test_an_order_that_nothing_can_replace_stays(ask: Ask) -> None:
    with pytest.raises(InsufficientFunds) as caught:
        ask(
            lambda venue: venue.trading.replace_order(
                "BTC/USDT", cancel_order_id=ACTIVE.id, side="BUY", type="LIMIT", quantity="0.0001", price=30000
            )
        )
    assert (caught.value.code, caught.value.client_id) == ("200004", ACTIVE.client_id)
