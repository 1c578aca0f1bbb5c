"""KuCoin's trading. Its specification (release of 2025-11-04) and https://www.kucoin.com/docs-new, November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar, cast

import attrs
import msgspec

from crossvenue.endpoint import Endpoint
from crossvenue.errors import (
    BadRequest,
    CrossvenueError,
    InvalidRequest,
    NotFound,
    NotOffered,
    OrderNotFound,
    OutcomeUnknown,
    PartialSuccess,
    VenueError,
)
from crossvenue.instrument import Instrument
from crossvenue.interfaces import Instruments, Trading, W, not_offered
from crossvenue.model import (
    Fill,
    Listing,
    OcoRequest,
    Order,
    OrderList,
    OrderListStatus,
    OrderRequest,
    OrderStatus,
    OrderTest,
    OrderType,
    Replacement,
    SelfTradePrevention,
    Side,
    TimeInForce,
    TradingFee,
    with_payload,
)
from crossvenue.wire import Id, Numbers, amount_or_none, finite, present_ms, setter, shape

T = TypeVar("T")

PAGE: Final = 100
"""The most that one answer holds of closed orders and fills."""
STOP_PAGE: Final = 500
"""The most that one answer holds of stop orders and of OCO orders."""
SPAN_MS: Final = 7 * 86_400_000
"""The longest time that one request for closed orders or fills spans: KuCoin silently cuts longer ones to it."""
FEES_AT_ONCE: Final = 10
"""The most symbols that one request for fees names."""


# ------------------------------------------------------------------------------------------------ words

BuyOrSell = Literal["buy", "sell"]
_SIDES: Final[dict[str, Side]] = {"buy": Side.BUY, "sell": Side.SELL}

# https://www.kucoin.com/docs-new/doc-338146: cancel new, old, both; decrease the larger and cancel the smaller. The
# new order is the taker.
_PREVENTIONS: Final = {
    "CN": SelfTradePrevention.EXPIRE_TAKER,
    "CO": SelfTradePrevention.EXPIRE_MAKER,
    "CB": SelfTradePrevention.EXPIRE_BOTH,
    "DC": SelfTradePrevention.DECREMENT,
}
_WORD_OF: Final = {prevention: word for word, prevention in _PREVENTIONS.items()}

_MARKET: Final = (OrderType.MARKET, OrderType.STOP_LOSS, OrderType.TAKE_PROFIT)
_LOSSES: Final = (OrderType.STOP_LOSS, OrderType.STOP_LOSS_LIMIT)
_STOPS: Final = (*_LOSSES, OrderType.TAKE_PROFIT, OrderType.TAKE_PROFIT_LIMIT)

_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


def self_trade_prevention(word: str | None) -> SelfTradePrevention:
    """What `stp` says; nothing means that an order may match another of the same account."""
    return _PREVENTIONS.get(word, SelfTradePrevention.UNKNOWN) if word else SelfTradePrevention.NONE


def order_type(word: str, *, post_only: bool) -> OrderType:
    """What `type` and `postOnly` say together."""
    if word == "limit":
        return OrderType.LIMIT_MAKER if post_only else OrderType.LIMIT
    return OrderType.MARKET if word == "market" else OrderType.UNKNOWN


def trigger(kind: OrderType, side: Side) -> str:
    """Which way the last price must come to the stop price: ``loss`` from above, ``entry`` from below.

    https://www.kucoin.com/docs/rest/spot-trading/stop-order/introduction
    """
    return "loss" if (kind in _LOSSES) == (side is Side.SELL) else "entry"


def stop_type(word: str, side: Side, stop: str | None) -> OrderType:
    """What `type`, `side` and `stop` say together. The kinds of `stop` are those of the channel of stop orders."""
    if word not in ("limit", "market"):
        return OrderType.UNKNOWN
    limited = word == "limit"
    if stop in ("l_l_o", "e_l_o"):  # Of an OCO, the limit order.
        return OrderType.LIMIT
    if stop in ("l_s_o", "e_s_o", "tso") or stop == ("loss" if side is Side.SELL else "entry"):
        return OrderType.STOP_LOSS_LIMIT if limited else OrderType.STOP_LOSS
    if stop in ("loss", "entry"):
        return OrderType.TAKE_PROFIT_LIMIT if limited else OrderType.TAKE_PROFIT
    return OrderType.UNKNOWN


def order_status(*, active: bool, quantity: Decimal | None, filled: Decimal, canceled: bool) -> OrderStatus:
    """The state of an order. One that is not active is filled or canceled: KuCoin knows no other end.

    `quantity` is None for a market order by its amount in quote, whose end only `canceled` tells: whether there
    was a cancellation.
    """
    if active:
        return OrderStatus.PARTIALLY_FILLED if filled else OrderStatus.NEW
    whole = filled >= quantity if quantity else bool(filled) and not canceled
    return OrderStatus.FILLED if whole else OrderStatus.CANCELED


# ------------------------------------------------------------------------------------------------ orders


class WireOrder(Numbers):
    """{"id": "6717422bd51c29000775ea03", "clientOid": "5c52e11203aa677f33e493fb", "symbol": "BTC-USDT",

    "type": "limit", "side": "buy", "price": "70000", "size": "0.00001", "funds": "0.7", "dealSize": "0.00001", ...}
    """

    id: str
    symbol: str
    type: str
    side: BuyOrSell
    size: Decimal
    dealSize: Decimal
    dealFunds: Decimal
    cancelExist: bool
    active: bool
    createdAt: int
    lastUpdatedAt: int
    timeInForce: TimeInForce
    postOnly: bool
    iceberg: bool
    clientOid: str | None = None
    price: Decimal | None = None
    funds: Decimal | None = None
    visibleSize: Decimal | None = None
    stp: str | None = None
    cancelledSize: Decimal | None = None


class WireClosed(msgspec.Struct):
    """{"lastId": 19814995255305, "items": [...]}"""

    lastId: int | None
    items: list[WireOrder] | None


_read_order = msgspec.json.Decoder(WireOrder | None).decode
_read_orders = msgspec.json.Decoder(list[WireOrder] | None).decode
_read_closed = msgspec.json.Decoder(WireClosed | None).decode


def _order(wire: WireOrder, listed: Instruments) -> Order:
    kind = order_type(wire.type, post_only=wire.postOnly)
    quantity = amount_or_none(wire.size)
    by_funds = kind is OrderType.MARKET and quantity is None
    return Order(
        venue_symbol=wire.symbol,
        instrument=listed.by_venue_symbol.get(wire.symbol),
        id=wire.id,
        client_id=wire.clientOid or "",
        side=_SIDES[wire.side],
        type=kind,
        status=order_status(
            active=wire.active,
            quantity=quantity,
            filled=wire.dealSize,
            canceled=wire.cancelExist or bool(wire.cancelledSize),
        ),
        time_in_force=wire.timeInForce,
        price=None if kind is OrderType.MARKET else amount_or_none(wire.price),
        quantity=quantity,
        # Of other orders, it is only their price times their size.
        quote_quantity=amount_or_none(wire.funds) if by_funds else None,
        filled_quantity=wire.dealSize,
        filled_quote_quantity=wire.dealFunds,
        iceberg_quantity=amount_or_none(wire.visibleSize) if wire.iceberg else None,
        self_trade_prevention=self_trade_prevention(wire.stp),
        created_ms=present_ms(wire.createdAt),
        updated_ms=present_ms(wire.lastUpdatedAt),
    )


def stored_order(payload: bytes, listed: Instruments) -> Order | None:
    """The answer to a question about one order; None where there is none."""
    wire = _read_order(payload)
    return None if wire is None else with_payload(_order(wire, listed), payload)


def active_orders(payload: bytes, listed: Instruments) -> Listing[Order]:
    """The array of active orders of one symbol, oldest first."""
    found = [_order(wire, listed) for wire in _read_orders(payload) or ()]
    return Listing(sorted(found, key=_by_change), payload)


def closed_orders(payload: bytes, listed: Instruments) -> tuple[Listing[Order], int | None]:
    """A page of closed orders, oldest first (the venue gives the newest first), and where the next one begins."""
    wire = _read_closed(payload) or WireClosed(None, None)
    found = [_order(each, listed) for each in wire.items or ()]
    return Listing(sorted(found, key=_by_change), payload), wire.lastId


def _by_change(order: Order) -> tuple[int, int, str]:
    return order.updated_ms or order.created_ms or 0, order.created_ms or 0, order.id


class WirePlaced(Numbers):
    """{"orderId": "67111a7cb7cbdf000703e1f6", "clientOid": "5c52e11203aa677f33e493f", "orderTime": 1729174140586,

    "originSize": "0.00001", "dealSize": "0", "remainSize": "0.00001", "canceledSize": "0", "status": "open", ...}
    """

    orderId: Id
    status: Literal["open", "done"]
    dealSize: Decimal
    clientOid: str | None = None
    canceledSize: Decimal | None = None
    orderTime: int | None = None
    matchTime: int | None = None


class WireCanceled(Numbers):
    """{"orderId": "671128ee365ccb0007534d45", "originSize": "0.00001", "dealSize": "0", "remainSize": "0",

    "canceledSize": "0.00001", "status": "done"}, or the same with clientOid in place of orderId
    """

    status: Literal["open", "done"]
    originSize: Decimal
    dealSize: Decimal
    canceledSize: Decimal
    orderId: str | None = None
    clientOid: str | None = None


class WireId(msgspec.Struct):
    """{"orderId": "670fd33bf9406e0007ab3945"}"""

    orderId: Id


class WireAltered(msgspec.Struct):
    """{"newOrderId": "67112258f9406e0007408827", "clientOid": "client order id 12"}, the client id of both orders"""

    newOrderId: Id


_read_placed = msgspec.json.Decoder(WirePlaced).decode
_read_canceled = msgspec.json.Decoder(WireCanceled).decode
_read_id = msgspec.json.Decoder(WireId).decode
_read_altered = msgspec.json.Decoder(WireAltered).decode


def _as_sent(request: OrderRequest, order_id: str, **told: Any) -> Order[Instrument]:
    """The order that the venue took: it repeats only its ids and state, the rest is as it was sent."""
    return Order(
        venue_symbol=request.instrument.venue_symbol,
        instrument=request.instrument,
        id=order_id,
        client_id=request.client_id,
        side=request.side,
        type=request.type,
        time_in_force=request.time_in_force,
        price=request.price,
        stop_price=request.stop_price,
        quantity=request.quantity,
        quote_quantity=request.quote_quantity,
        iceberg_quantity=request.iceberg_quantity,
        self_trade_prevention=request.self_trade_prevention or SelfTradePrevention.NONE,
        **told,
    )


def placed_order(payload: bytes, request: OrderRequest) -> Order[Instrument]:
    """The answer to a new order that was waited for."""
    wire = _read_placed(payload)
    status = order_status(
        active=wire.status == "open",
        quantity=request.quantity,
        filled=wire.dealSize,
        canceled=bool(wire.canceledSize),
    )
    order = _as_sent(
        request,
        wire.orderId,
        status=status,
        filled_quantity=wire.dealSize,
        created_ms=present_ms(wire.orderTime),
        updated_ms=present_ms(wire.matchTime),
    )
    return with_payload(order, payload)


def placed_stop_order(payload: bytes, request: OrderRequest) -> Order[Instrument]:
    """The answer to a new stop order, which has only its id."""
    return with_payload(_as_sent(request, _read_id(payload).orderId, status=OrderStatus.NEW), payload)


def altered_order(payload: bytes, request: OrderRequest, old: Order) -> Order[Instrument]:
    """The answer to a change of price and size: the order that takes the place of `old`, and keeps its client id."""
    order_id = _read_altered(payload).newOrderId
    if order_id == old.id:
        raise msgspec.ValidationError("The id of the order before - at `$.newOrderId`")
    kept = attrs.evolve(
        request, client_id=old.client_id, self_trade_prevention=old.self_trade_prevention or SelfTradePrevention.NONE
    )
    return with_payload(_as_sent(kept, order_id), payload)


def canceled_order(
    payload: bytes, venue_symbol: str, instrument: Instrument | None, order_id: str | None, client_id: str | None
) -> Order:
    """The answer to a cancellation that was waited for. It repeats the id it was asked by; the other one is empty."""
    wire = _read_canceled(payload)
    if not (wire.orderId or wire.clientOid):
        raise msgspec.ValidationError("Object has neither `orderId` nor `clientOid` - at `$`")
    return Order(
        venue_symbol=venue_symbol,
        instrument=instrument,
        id=wire.orderId or order_id or "",
        client_id=wire.clientOid or client_id or "",
        status=order_status(
            active=wire.status == "open",
            quantity=amount_or_none(wire.originSize),
            filled=wire.dealSize,
            canceled=bool(wire.canceledSize),
        ),
        quantity=amount_or_none(wire.originSize),
        filled_quantity=wire.dealSize,
    )


# ------------------------------------------------------------------------------------------------ stop orders


class WireStop(Numbers):
    """{"id": "vs93gptvr9t2fsql003l8k5p", "symbol": "BTC-USDT", "status": "NEW", "type": "limit", "side": "buy",

    "price": "50000.00000000000000000000", "size": "0.00001000000000000000", "stop": "loss", ...}
    """

    id: str
    symbol: str
    status: Literal["NEW", "TRIGGERED"]
    type: str
    side: BuyOrSell
    stopPrice: Decimal
    createdAt: int
    stop: str | None = None
    clientOid: str | None = None
    price: Decimal | None = None
    size: Decimal | None = None
    funds: Decimal | None = None
    stp: str | None = None
    timeInForce: TimeInForce | None = None
    iceberg: bool | None = None
    visibleSize: Decimal | None = None
    stopTriggerTime: int | None = None


class WireStops(msgspec.Struct):
    """{"currentPage": 1, "pageSize": 50, "totalNum": 2, "totalPage": 1, "items": [...]}"""

    totalPage: int
    items: list[WireStop] | None


class WireStopped(msgspec.Struct):
    """{"cancelledOrderIds": ["671124f9365ccb00073debd4"]}, of stop orders and of both orders of an OCO"""

    cancelledOrderIds: list[Id]


_read_stop = msgspec.json.Decoder(WireStop | None).decode
_read_stop_list = msgspec.json.Decoder(list[WireStop]).decode
_read_stops = msgspec.json.Decoder(WireStops | None).decode
_read_stopped = msgspec.json.Decoder(WireStopped).decode


def _stop_order(wire: WireStop, listed: Instruments) -> Order:
    side = _SIDES[wire.side]
    kind = stop_type(wire.type, side, wire.stop)
    return Order(
        venue_symbol=wire.symbol,
        instrument=listed.by_venue_symbol.get(wire.symbol),
        id=wire.id,
        client_id=wire.clientOid or "",
        side=side,
        type=kind,
        # What becomes of it once it is triggered, this record does not say.
        status=OrderStatus.NEW if wire.status == "NEW" else None,
        time_in_force=wire.timeInForce,
        price=None if kind in _MARKET else amount_or_none(wire.price),
        stop_price=amount_or_none(wire.stopPrice),
        quantity=amount_or_none(wire.size),
        quote_quantity=amount_or_none(wire.funds) if kind in _MARKET and not wire.size else None,
        filled_quantity=Decimal(0) if wire.status == "NEW" else None,
        filled_quote_quantity=Decimal(0) if wire.status == "NEW" else None,
        iceberg_quantity=amount_or_none(wire.visibleSize) if wire.iceberg else None,
        self_trade_prevention=self_trade_prevention(wire.stp),
        created_ms=present_ms(wire.createdAt),
        working_ms=present_ms(wire.stopTriggerTime),
    )


def stop_order(payload: bytes, listed: Instruments) -> Order | None:
    """The answer to a question about one stop order: by its id the order, by its client id an array of it."""
    listed_alone = payload.lstrip()[:1] == b"["
    wire = next(iter(_read_stop_list(payload)), None) if listed_alone else _read_stop(payload)
    return None if wire is None else with_payload(_stop_order(wire, listed), payload)


def stop_orders(payload: bytes, listed: Instruments) -> tuple[Listing[Order], int]:
    """A page of stop orders, oldest first (the venue gives the newest first), and how many pages there are."""
    wire = _read_stops(payload) or WireStops(0, None)
    found = [_stop_order(each, listed) for each in wire.items or ()]
    return Listing(sorted(found, key=_by_change), payload), wire.totalPage


# ------------------------------------------------------------------------------------------------ lists (OCO)

OcoState = Literal["NEW", "DONE", "TRIGGERED", "CANCELLED"]
_LIST_STATES: Final[dict[str, OrderListStatus]] = {
    "NEW": OrderListStatus.EXECUTING,
    "TRIGGERED": OrderListStatus.EXECUTING,  # One of the two is on the market now.
    "DONE": OrderListStatus.ALL_DONE,
    "CANCELLED": OrderListStatus.ALL_DONE,
}
# Of an order that was triggered or is done nobody says here whether it was filled.
_LEG_STATES: Final[dict[str, OrderStatus]] = {"NEW": OrderStatus.NEW, "CANCELLED": OrderStatus.CANCELED}


class WireLeg(Numbers):
    """{"id": "vs93gpqc7dn6h3fa003sfelj", "symbol": "BTC-USDT", "side": "buy", "price": "94000.00000000000000000000",

    "stopPrice": "94000.00000000000000000000", "size": "0.10000000000000000000", "status": "NEW"}
    """

    id: str
    symbol: str
    side: BuyOrSell
    price: Decimal
    stopPrice: Decimal
    size: Decimal
    status: OcoState


class WireOco(msgspec.Struct):
    """{"orderId": "674c3b6e688dea0007c7bab2", "symbol": "BTC-USDT", "clientOid": "5c52e1203aa6f37f1e493fb",

    "orderTime": 1733049198863, "status": "NEW", "orders": [...]}, the orders only in the details of one
    """

    orderId: str
    symbol: str
    clientOid: str
    orderTime: int
    status: OcoState
    orders: list[WireLeg] | None = None


class WireOcos(msgspec.Struct):
    """{"currentPage": 1, "pageSize": 50, "totalNum": 1, "totalPage": 1, "items": [...]}"""

    totalPage: int
    items: list[WireOco] | None


_read_oco = msgspec.json.Decoder(WireOco | None).decode
_read_ocos = msgspec.json.Decoder(WireOcos | None).decode


def _leg(wire: WireLeg, of: WireOco, instrument: Instrument | None) -> Order:
    return Order(
        venue_symbol=wire.symbol,
        instrument=instrument,
        id=wire.id,
        client_id="",
        order_list_id=of.orderId,
        side=_SIDES[wire.side],
        status=_LEG_STATES.get(wire.status),
        price=wire.price,
        stop_price=wire.stopPrice,
        quantity=wire.size,
        created_ms=present_ms(of.orderTime),
    )


def _order_list(wire: WireOco, listed: Instruments) -> OrderList:
    instrument = listed.by_venue_symbol.get(wire.symbol)
    orders = tuple(_leg(each, wire, instrument) for each in wire.orders or ())
    return OrderList(
        venue_symbol=wire.symbol,
        instrument=instrument,
        id=wire.orderId,
        client_id=wire.clientOid,
        contingency="OCO",
        status=_LIST_STATES[wire.status],
        timestamp_ms=present_ms(wire.orderTime),
        order_ids=tuple((each.id, each.client_id) for each in orders),
        orders=orders,
    )


def order_list(payload: bytes, listed: Instruments) -> OrderList | None:
    """The answer to a question about one OCO; None where there is none."""
    wire = _read_oco(payload)
    return None if wire is None else with_payload(_order_list(wire, listed), payload)


def order_lists(payload: bytes, listed: Instruments) -> tuple[Listing[OrderList], int]:
    """A page of OCOs, oldest first (the venue gives the newest first), and how many pages there are."""
    wire = _read_ocos(payload) or WireOcos(0, None)
    found = [_order_list(each, listed) for each in wire.items or ()]
    return Listing(sorted(found, key=_by_time), payload), wire.totalPage


def placed_list(payload: bytes, request: OcoRequest) -> OrderList[Instrument]:
    """The answer to a new OCO, which has only its id."""
    made = OrderList(
        venue_symbol=request.instrument.venue_symbol,
        instrument=request.instrument,
        id=_read_id(payload).orderId,
        client_id=request.client_id,
        contingency="OCO",
        status=OrderListStatus.EXECUTING,
        timestamp_ms=None,
        order_ids=(),
    )
    return with_payload(made, payload)


def _by_time(found: OrderList) -> tuple[int, str]:
    return found.timestamp_ms or 0, found.id


# ------------------------------------------------------------------------------------------------ fills and fees


class WireFill(Numbers):
    """{"id": 19814995255305, "orderId": "6717422bd51c29000775ea03", "tradeId": 11029373945659392, "side": "buy",

    "symbol": "BTC-USDT", "liquidity": "taker", "price": "67717.6", "size": "0.00001", "funds": "0.677176", ...}
    """

    id: int
    orderId: str
    symbol: str
    side: BuyOrSell
    liquidity: Literal["taker", "maker"]
    price: Decimal
    size: Decimal
    funds: Decimal
    fee: Decimal
    feeCurrency: str
    createdAt: int


class WireFills(msgspec.Struct):
    """{"items": [...], "lastId": 19814995255305}"""

    lastId: int | None
    items: list[WireFill] | None


_read_fills = msgspec.json.Decoder(WireFills | None).decode


def fills(payload: bytes, listed: Instruments) -> tuple[Listing[Fill], int | None]:
    """A page of fills, oldest first (the venue gives the newest first), and where the next one begins.

    A fill goes by `id`, which is the account's own, not by `tradeId`, which both sides of a trade share.
    """
    wire = _read_fills(payload) or WireFills(None, None)
    found = [_fill(each, listed.by_venue_symbol.get(each.symbol)) for each in wire.items or ()]
    return Listing(sorted(found, key=_by_number), payload), wire.lastId


def _fill(wire: WireFill, instrument: Instrument | None) -> Fill:
    return Fill(
        id=wire.id,
        price=wire.price,
        quantity=wire.size,
        fee=wire.fee,
        fee_asset=wire.feeCurrency,
        quote_quantity=wire.funds,
        symbol=wire.symbol if instrument is None else instrument.symbol,
        venue_symbol=wire.symbol,
        order_id=wire.orderId,
        side=_SIDES[wire.side],
        is_maker=wire.liquidity == "maker",
        timestamp_ms=wire.createdAt,
    )


def _by_number(fill: Fill) -> int:
    return int(fill.id)


# {"symbol": "BTC-USDT", "takerFeeRate": "0.001", "makerFeeRate": "0.001"}
_FEE = shape(TradingFee, {"symbol": "venue_symbol", "makerFeeRate": "maker", "takerFeeRate": "taker"})
_read_fees = msgspec.json.Decoder(list[_FEE]).decode  # type: ignore[valid-type]
_set_fee_instrument = setter(TradingFee, "instrument")


def trading_fees(payload: bytes, listed: Instruments) -> Listing[TradingFee]:
    """The array of trade-fees."""
    records: list[TradingFee] = _read_fees(payload)
    for record in records:
        _set_fee_instrument(record, listed.by_venue_symbol.get(record.venue_symbol))
    return finite(Listing(records, payload), payload)


class WireSymbols(msgspec.Struct):
    """{"symbols": ["ETH-USDT", "BTC-USDT"]}"""

    symbols: list[str] | None


_read_symbols = msgspec.json.Decoder(WireSymbols | None).decode


def open_symbols(payload: bytes) -> list[str]:
    """The symbols that have active orders."""
    wire = _read_symbols(payload)
    return [] if wire is None else wire.symbols or []


# ------------------------------------------------------------------------------------------------ requests


def order_params(request: OrderRequest) -> dict[str, object]:
    """What describes a new order, as the venue spells it."""
    kind, prevention = request.type, request.self_trade_prevention
    limited = kind not in _MARKET
    params: dict[str, object] = {
        "clientOid": _client_id(request.client_id),
        "symbol": request.instrument.venue_symbol,
        "side": request.side.value.lower(),
        "type": "limit" if limited else "market",
        "size": request.quantity,
        "funds": request.quote_quantity,
        "price": request.price,
        "timeInForce": (request.time_in_force or TimeInForce.GTC).value if limited else None,
        "postOnly": True if kind is OrderType.LIMIT_MAKER else None,
        "iceberg": None if request.iceberg_quantity is None else True,
        "visibleSize": request.iceberg_quantity,
        "stp": None if prevention is None else _WORD_OF.get(prevention),
    }
    if kind in _STOPS:
        # Without `stop` KuCoin takes any order for a "loss", and a purchase above the market is triggered at once.
        params |= {"stopPrice": request.stop_price, "stop": trigger(kind, request.side), "tradeType": "TRADE"}
    return params


def oco_params(request: OcoRequest) -> dict[str, object]:
    """What describes a new OCO. Raises `BadRequest` for what KuCoin's has no word for."""
    prevention = request.self_trade_prevention
    for said, problem in (
        (request.stop_limit_price is None, "its stop order is a limit order: give a stop_limit_price"),
        (request.stop_limit_time_in_force not in (None, TimeInForce.GTC), "both orders stand until cancelled (GTC)"),
        (prevention not in (None, SelfTradePrevention.NONE), "it takes no self_trade_prevention"),
    ):
        if said:
            raise BadRequest(f"{request.instrument.symbol}: KuCoin's OCO: {problem}")
    return {
        "clientOid": _client_id(request.client_id),
        "symbol": request.instrument.venue_symbol,
        "side": request.side.value.lower(),
        "size": request.quantity,
        "price": request.price,
        "stopPrice": request.stop_price,
        "limitPrice": request.stop_limit_price,
        "tradeType": "TRADE",
    }


def check_change(request: OrderRequest, old: Order) -> None:
    """Raises `BadRequest` where the new order is more than the old one at another price or of another size."""
    symbol, prevention = request.instrument.symbol, request.self_trade_prevention
    if request.type not in (OrderType.LIMIT, OrderType.LIMIT_MAKER):
        raise BadRequest(f"{symbol}: KuCoin changes limit orders of the book, not to a {request.type.value} order")
    if old.filled_quantity:
        raise BadRequest(
            f"{symbol}: {old.filled_quantity:f} of the order {old.id} is filled, which KuCoin counts into the new "
            "size: cancel the order and place another"
        )
    for name, new, kept in (
        ("side", request.side, old.side),
        ("type", request.type, old.type),
        ("time_in_force", request.time_in_force or old.time_in_force, old.time_in_force),
        ("iceberg_quantity", request.iceberg_quantity, old.iceberg_quantity),
        ("self_trade_prevention", prevention or old.self_trade_prevention, old.self_trade_prevention),
    ):
        if new != kept:
            raise BadRequest(
                f"{symbol}: KuCoin changes the price and the size of an order, and {name} of the order {old.id} is "
                f"{getattr(kept, 'value', kept)}, not {getattr(new, 'value', new)}: cancel it and place another"
            )


def _client_id(client_id: str) -> str:
    if not _CLIENT_ID.fullmatch(client_id):
        raise BadRequest(f"KuCoin takes client ids of at most 40 letters, digits, _ and -, not {client_id!r}")
    return client_id


def _is_stop(order_id: str | None) -> bool:
    # Other orders have hexadecimal ids.
    return order_id is not None and order_id.startswith("vs")


def _one_page(limit: int | None, what: str) -> int:
    if limit is not None and limit > PAGE:
        raise BadRequest(f"KuCoin gives at most the last {PAGE} {what}; for more give `since`")
    return limit or PAGE


def _joined(items: Sequence[T], pages: Sequence[Listing[Any]]) -> Listing[T]:
    """`items` taken from several answers, all of which are its payload."""
    return Listing(items, b"[" + b",".join(page.payload or b"null" for page in pages) + b"]")


Fetch = Callable[[dict[str, object]], Awaitable[tuple[Listing[T], int | None]]]
"""Asks for one page with these parameters; with it comes where the next, older one begins."""


class KuCoinTrading(Trading[W]):
    """Trading at KuCoin, with the orders that it calls HF orders, and its stop and OCO orders.

    Stop orders are a second kind beside the orders of the book: their ids begin with ``vs``, the others are
    hexadecimal. `open_orders` has both, those of an OCO included, and `order` and `cancel_order` find both; `orders`
    and `fills` know those of the book only, a stop order from when it is triggered. One that is triggered has
    `working` set; its `status` is that of the order it became, or None where KuCoin does not say.

    An order is placed and a cancellation sent so that KuCoin answers when it is done. The answers repeat little, so
    what was sent is told of a placed order, and a canceled one is read afterwards; should that fail, the id that was
    not given is empty. Stop orders, and all orders of a symbol, are canceled later than KuCoin answers, and come back
    as PENDING_CANCEL; an OCO comes back as it stands just after. `cancel_open_orders` reads what is open, then sends
    a cancellation for each kind; where only some are taken it raises `PartialSuccess`.

    `replace_order` is KuCoin's change of price and size, which cancels the order and places another that keeps the
    client id: the rest must be as it was, and what is filled in part is refused, because KuCoin counts that into the
    new size. Both orders are read afterwards; one that is filled just before shows in their quantities.

    `orders` and `fills` are asked for in spans of seven days. KuCoin keeps canceled orders for two or three days and
    others for seven; it does not say whether it goes by when an order was made or last changed, so a span has both.
    The orders still open come last. KuCoin marks OCOs and the placing of stop orders as deprecated, and names nothing
    in their place.
    """

    replacement_keeps_id = True

    _order_rate_usage = not_offered("KuCoin counts the weight of requests, not orders")
    _prevented_matches = not_offered("KuCoin has no list of prevented matches")

    async def _listed(self, venue_symbol: str) -> tuple[Instrument | None, str]:
        """The instrument, None where it is no longer listed, and the symbol to call it by."""
        instrument = (await self._market.listed()).by_venue_symbol.get(venue_symbol)
        return instrument, venue_symbol if instrument is None else instrument.symbol

    # ---------------------------------------------------------------------------------------- reads

    async def _order(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        places = [self._of_book, self._of_stops]
        if _is_stop(order_id):
            places.reverse()
        try:
            return await places[0](venue_symbol, order_id, client_id)
        except OrderNotFound as missing:
            try:
                return await places[1](venue_symbol, order_id, client_id)
            except (NotFound, InvalidRequest):
                raise missing from None

    async def _of_book(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        listed = await self._market.listed()
        endpoint = self._endpoint("order_by_client_oid" if order_id is None else "order_by_order_id")
        by = {"clientOid": client_id} if order_id is None else {"orderId": order_id}
        return await self.session.call(
            endpoint,
            {"symbol": venue_symbol, **by},
            lambda payload: self._found(endpoint, stored_order(payload, listed)),
            client_id=client_id,
        )

    async def _of_stops(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        order = await self._stop(venue_symbol, order_id, client_id)
        if order.status is not None or not order.client_id:
            return order
        try:
            became = await self._of_book(order.venue_symbol, None, order.client_id)
        except NotFound:
            return order
        return attrs.evolve(
            order,
            status=became.status,
            filled_quantity=became.filled_quantity,
            filled_quote_quantity=became.filled_quote_quantity,
            updated_ms=became.updated_ms,
        )

    async def _stop(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        listed = await self._market.listed()
        endpoint = self._endpoint("stop_order_by_client_oid" if order_id is None else "stop_order_by_order_id")
        return await self.session.call(
            endpoint,
            {"symbol": venue_symbol, "clientOid": client_id} if order_id is None else {"orderId": order_id},
            lambda payload: self._found(endpoint, stop_order(payload, listed)),
            client_id=client_id,
        )

    def _found(self, endpoint: Endpoint, found: T | None) -> T:
        if found is None:
            raise OrderNotFound(
                "there is no such order", venue=self.session.name, endpoint=endpoint.label, status=200
            )
        return found

    async def _open_orders(self, venue_symbol: str | None) -> Listing[Order]:
        if venue_symbol is None:
            symbols = await self.session.call(self._endpoint("symbols_with_open_order"), {}, open_symbols)
        else:
            symbols = [venue_symbol]
        pages = [await self._active(symbol) for symbol in symbols]
        pages += await self._stops(venue_symbol)
        found = {order.id: order for page in pages for order in page}
        return _joined(sorted(found.values(), key=_by_change), pages)

    async def _active(self, venue_symbol: str) -> Listing[Order]:
        listed = await self._market.listed()
        return await self.session.call(
            self._endpoint("open_orders"),
            {"symbol": venue_symbol},
            lambda payload: active_orders(payload, listed),
        )

    async def _stops(self, venue_symbol: str | None) -> list[Listing[Order]]:
        """The stop orders, newest page first: what is placed meanwhile moves the others on, and none is missed."""
        listed = await self._market.listed()
        pages: list[Listing[Order]] = []
        while True:
            page, last = await self.session.call(
                self._endpoint("stop_orders_list"),
                {
                    "symbol": venue_symbol,
                    "tradeType": "TRADE",
                    "currentPage": len(pages) + 1,
                    "pageSize": STOP_PAGE,
                },
                lambda payload: stop_orders(payload, listed),
            )
            pages.append(page)
            if len(pages) >= last:
                return pages

    async def _orders(
        self, venue_symbol: str, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Order]]:
        listed = await self._market.listed()

        async def fetch(params: dict[str, object]) -> tuple[Listing[Order], int | None]:
            return await self.session.call(
                self._endpoint("closed_orders"),
                {"symbol": venue_symbol, **params},
                lambda payload: closed_orders(payload, listed),
            )

        begin = since
        if from_id is not None:
            begin = (await self._of_book(venue_symbol, from_id, None)).created_ms or 0

        def wanted(order: Order) -> bool:
            times = [order.created_ms or 0] if from_id is not None else [order.created_ms or 0, order.updated_ms or 0]
            return any((begin or 0) <= time and (until is None or time <= until) for time in times)

        # First, so that what is done meanwhile is found among the closed ones; told last.
        active = await self._active(venue_symbol)
        if begin is None:
            size = _one_page(limit, "orders")
            closed, _ = await fetch({"endAt": until, "limit": size})
            found = {order.id: order for page in (active, closed) for order in page if wanted(order)}
            yield _joined(sorted(found.values(), key=_by_change)[-size:], (active, closed))
            return
        seen: set[str] = set()
        async for page in self._by_time(fetch, begin, until):
            new = [order for order in page if wanted(order) and order.id not in seen]
            seen.update(order.id for order in new)
            if new:
                yield page if len(new) == len(page) else Listing(new, page.payload)
        left = [order for order in active if wanted(order) and order.id not in seen]
        if left:
            yield Listing(left, active.payload)

    async def _fills(
        self,
        venue_symbol: str,
        order_id: str | None,
        since: int | None,
        until: int | None,
        from_id: str | None,
        limit: int | None,
    ) -> AsyncIterator[Listing[Fill]]:
        listed = await self._market.listed()

        async def fetch(params: dict[str, object]) -> tuple[Listing[Fill], int | None]:
            return await self.session.call(
                self._endpoint("fills"),
                {"symbol": venue_symbol, "orderId": order_id, **params},
                lambda payload: fills(payload, listed),
            )

        begin = since
        first = 0 if from_id is None else _number_of_fill(from_id)
        if from_id is not None and order_id is None:
            # KuCoin goes from an id back in time only, so it is asked when that fill was.
            around, _ = await fetch({"lastId": first + 1, "limit": 2})
            if not around:
                raise BadRequest(f"KuCoin does not say when the fill {from_id} was; give `since` instead")
            begin = min(fill.timestamp_ms or 0 for fill in around)

        def wanted(fill: Fill) -> bool:
            time = fill.timestamp_ms or 0
            return (since or 0) <= time and (until is None or time <= until) and int(fill.id) >= first

        if order_id is None and begin is None:
            page, _ = await fetch({"endAt": until, "limit": _one_page(limit, "fills")})
            yield page
            return
        pages = self._of_order(fetch) if order_id is not None else self._by_time(fetch, begin or 0, until)
        seen: set[str] = set()
        async for page in pages:
            new = [fill for fill in page if wanted(fill) and fill.id not in seen]
            seen.update(fill.id for fill in new)
            if new:
                yield page if len(new) == len(page) else Listing(new, page.payload)

    async def _by_time(self, fetch: Fetch[T], begin: int, until: int | None) -> AsyncIterator[Listing[T]]:
        """Pages of spans of seven days, the oldest first. KuCoin goes back in time, so a span is read whole."""
        while True:
            end = self.session.clock.now_ms() if until is None else until
            if begin > end:
                return
            last = min(begin + SPAN_MS - 1, end)
            for page in await self._pages(fetch, {"startAt": begin, "endAt": last}):
                yield page
            if last == end:
                return
            begin = last + 1

    async def _of_order(self, fetch: Fetch[T]) -> AsyncIterator[Listing[T]]:
        for page in await self._pages(fetch, {}):
            yield page

    async def _pages(self, fetch: Fetch[T], span: dict[str, object]) -> list[Listing[T]]:
        """All pages of a span, the oldest first."""
        pages: list[Listing[T]] = []
        following: int | None = None
        while True:
            page, last = await fetch({**span, "lastId": following, "limit": PAGE})
            pages.insert(0, page)
            # An id that does not change would give the same page for ever.
            if len(page) < PAGE or not last or last == following:
                return pages
            following = last

    async def _order_list(self, order_list_id: str | None, client_id: str | None) -> OrderList:
        if order_list_id is None:
            # Only the details have the orders, and they are asked for by KuCoin's id.
            order_list_id = (await self._oco("oco_order_by_client_oid", {"clientOid": client_id}, client_id)).id
        return await self._oco("oco_order_detail_by_order_id", {"orderId": order_list_id}, client_id)

    async def _oco(self, name: str, params: dict[str, object], client_id: str | None) -> OrderList:
        listed = await self._market.listed()
        endpoint = self._endpoint(name)
        return await self.session.call(
            endpoint,
            params,
            lambda payload: self._found(endpoint, order_list(payload, listed)),
            client_id=client_id,
        )

    async def _order_lists(
        self, open_only: bool, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[OrderList]]:
        listed = await self._market.listed()
        whole = open_only or since is not None or from_id is not None
        size = STOP_PAGE if whole else max(10, min(limit or STOP_PAGE, STOP_PAGE))
        begin = since
        if from_id is not None:
            begin = (await self._oco("oco_order_by_order_id", {"orderId": from_id}, None)).timestamp_ms
        pages: list[Listing[OrderList]] = []
        while True:
            page, last = await self.session.call(
                self._endpoint("oco_order_list"),
                {"startAt": begin, "endAt": until, "pageSize": size, "currentPage": len(pages) + 1},
                lambda payload: order_lists(payload, listed),
            )
            pages.append(page)
            if len(pages) >= last or not whole:
                break
        found = {
            each.id: each
            for page in pages
            for each in page
            if not open_only or each.status is OrderListStatus.EXECUTING
        }
        lists = sorted(found.values(), key=_by_time)
        if not whole:
            lists = lists[-(limit or size) :]
        yield _joined(lists, pages) if len(pages) > 1 else Listing(lists, pages[0].payload)

    async def _trading_fees(self, instrument: Instrument | None) -> Listing[TradingFee]:
        listed = await self._market.listed()
        names = list(listed.by_venue_symbol) if instrument is None else [instrument.venue_symbol]
        pages = [
            await self.session.call(
                self._endpoint("spot_actual_fee"),
                {"symbols": ",".join(names[first : first + FEES_AT_ONCE])},
                lambda payload: trading_fees(payload, listed),
            )
            for first in range(0, len(names), FEES_AT_ONCE)
        ]
        if len(pages) == 1:
            return pages[0]
        return _joined([fee for page in pages for fee in page], pages)

    # ---------------------------------------------------------------------------------------- acts

    async def _place_order(self, request: OrderRequest) -> Order[Instrument]:
        stop = request.type in _STOPS
        read = placed_stop_order if stop else placed_order
        return await self.session.call(
            self._endpoint("add_stop_order" if stop else "add_order_sync"),
            order_params(request),
            lambda payload: read(payload, request),
            client_id=request.client_id,
            find_out=f'trading.order("{request.instrument.symbol}", client_id="{request.client_id}")',
        )

    async def _test_order(self, request: OrderRequest) -> OrderTest:
        if request.type in _STOPS:
            raise NotOffered(self.session.name, "trading.test_order", "KuCoin tests no stop orders")
        return await self.session.call(
            self._endpoint("add_order_test"),
            order_params(request),
            lambda payload: _tested(payload, request),
            client_id=request.client_id,
        )

    async def _cancel_order(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        if _is_stop(order_id):
            return await self._cancel_stop(venue_symbol, order_id, client_id)
        instrument, symbol = await self._listed(venue_symbol)
        by = f'order_id="{order_id}"' if client_id is None else f'client_id="{client_id}"'
        try:
            canceled, payload = await self.session.call(
                self._endpoint(
                    "cancel_order_by_client_oid_sync" if order_id is None else "cancel_order_by_order_id_sync"
                ),
                {"symbol": venue_symbol, **({"clientOid": client_id} if order_id is None else {"orderId": order_id})},
                lambda payload: (canceled_order(payload, venue_symbol, instrument, order_id, client_id), payload),
                client_id=client_id,
                find_out=f'trading.order("{symbol}", {by})',
            )
        except OrderNotFound as missing:
            # KuCoin certainly did nothing, and may have it among the stop orders.
            try:
                return await self._cancel_stop(venue_symbol, order_id, client_id)
            except (NotFound, InvalidRequest):
                raise missing from None
        return with_payload(await self._told_whole(canceled, order_id, client_id), payload)

    async def _told_whole(self, canceled: Order, order_id: str | None, client_id: str | None) -> Order:
        """A canceled order with all that KuCoin knows of it. That it is canceled does not depend on hearing more."""
        try:
            order = await self._of_book(canceled.venue_symbol, order_id, client_id)
        except VenueError:
            return canceled
        same = order.filled_quantity == canceled.filled_quantity
        return attrs.evolve(
            order,
            status=canceled.status,
            filled_quantity=canceled.filled_quantity,
            filled_quote_quantity=order.filled_quote_quantity if same else None,
        )

    async def _cancel_stop(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        order = await self._stop(venue_symbol, order_id, client_id)
        endpoint = self._endpoint("batch_cancel_stop_order")  # The others are deprecated.

        def read(payload: bytes) -> bytes:
            if order.id not in _read_stopped(payload).cancelledOrderIds:
                raise OrderNotFound(
                    "there is no such stop order any more",
                    venue=self.session.name,
                    endpoint=endpoint.label,
                    status=200,
                )
            return payload

        payload = await self.session.call(
            endpoint,
            {"symbol": order.venue_symbol, "orderIds": order.id},
            read,
            client_id=client_id,
            find_out=f'trading.order("{order.symbol}", order_id="{order.id}")',
        )
        return with_payload(attrs.evolve(order, status=OrderStatus.PENDING_CANCEL), payload)

    async def _cancel_open_orders(self, venue_symbol: str) -> Listing[Order]:
        _, symbol = await self._listed(venue_symbol)
        find_out = f'trading.open_orders("{symbol}")'
        found = await self._open_orders(venue_symbol)  # The answers do not tell what is canceled.
        answers: list[Listing[Any]] = []
        failed: list[VenueError] = []
        # All three, whatever became of the others: an order that is not listed yet is to be canceled too.
        for name in ("cancel_all_orders_by_symbol", "batch_cancel_stop_order", "batch_cancel_oco_orders"):
            try:
                answers.append(
                    await self.session.call(
                        self._endpoint(name),
                        {"symbol": venue_symbol},
                        lambda payload: Listing((), payload),
                        find_out=find_out,
                    )
                )
            except OrderNotFound:
                continue  # Nothing of this kind is open.
            except VenueError as problem:
                failed.append(problem)
        if failed:
            raise self._canceled_in_part(failed, len(answers), find_out)
        return _joined([attrs.evolve(order, status=OrderStatus.PENDING_CANCEL) for order in found], answers)

    def _canceled_in_part(self, failed: Sequence[VenueError], done: int, find_out: str) -> VenueError:
        unknown = next((each for each in failed if isinstance(each, OutcomeUnknown)), None)
        if unknown is not None or not done:
            return unknown or failed[0]
        first = failed[0]
        return PartialSuccess(
            "not all kinds of orders were canceled: "
            + "; ".join(f"{each.endpoint}: {each.venue_message}" for each in failed),
            venue=self.session.name,
            endpoint=first.endpoint,
            status=first.status,
            code=first.code,
            advice=f"Look with {find_out} at what is left.",
        )

    async def _replace_order(
        self, request: OrderRequest, order_id: str | None, client_id: str | None, place_anyway: bool
    ) -> Replacement:
        symbol, endpoint = request.instrument.symbol, self._endpoint("modify_order")
        if place_anyway:
            raise BadRequest(f"{symbol}: KuCoin places nothing where there is nothing to cancel: no place_anyway")
        if _is_stop(order_id):
            raise BadRequest(f"{symbol}: KuCoin changes orders of the book, not stop orders")
        # What may change and what is kept depends on the order that is there.
        old = await self._of_book(request.instrument.venue_symbol, order_id, client_id)
        if old.status is None or not old.status.open:
            raise OrderNotFound(
                f"the order {old.id} is not open any more",
                venue=self.session.name,
                endpoint=endpoint.label,
                client_id=old.client_id,
            )
        check_change(request, old)
        placed, payload = await self.session.call(
            endpoint,
            {
                "symbol": request.instrument.venue_symbol,
                "orderId": old.id,
                "newPrice": request.price,
                "newSize": request.quantity,
            },
            lambda payload: (altered_order(payload, request, old), payload),
            client_id=old.client_id,
            # By the client id, which both orders have, KuCoin tells of one of them.
            find_out=f'trading.order("{symbol}", order_id="{old.id}") and trading.open_orders("{symbol}")',
        )
        gone = attrs.evolve(
            cast("Order[Instrument]", old),
            instrument=request.instrument,
            status=OrderStatus.CANCELED,
            filled_quantity=None,
            filled_quote_quantity=None,
        )
        canceled = await self._as_it_stands(gone)
        if canceled.status is None or canceled.status.open:
            canceled = attrs.evolve(canceled, status=OrderStatus.CANCELED)  # Told late: the answer says that it is.
        return with_payload(Replacement(canceled=canceled, placed=await self._as_it_stands(placed)), payload)

    async def _as_it_stands(self, known: Order[Instrument]) -> Order[Instrument]:
        """`known` with all that KuCoin tells of it now. That it was done does not depend on hearing more."""
        try:
            order = await self._of_book(known.venue_symbol, known.id, None)
        except CrossvenueError:
            return known
        return cast("Order[Instrument]", attrs.evolve(order, instrument=known.instrument))

    async def _place_oco(self, request: OcoRequest) -> OrderList[Instrument]:
        return await self.session.call(
            self._endpoint("add_oco_order"),
            oco_params(request),
            lambda payload: placed_list(payload, request),
            client_id=request.client_id,
            find_out=f'trading.order_list(client_id="{request.client_id}")',
        )

    async def _cancel_order_list(
        self, venue_symbol: str, order_list_id: str | None, client_id: str | None
    ) -> OrderList:
        instrument, _ = await self._listed(venue_symbol)
        by = f'order_list_id="{order_list_id}"' if client_id is None else f'client_id="{client_id}"'
        payload, ids = await self.session.call(
            self._endpoint(
                "cancel_oco_order_by_client_oid" if order_list_id is None else "cancel_oco_order_by_order_id"
            ),
            {"clientOid": client_id} if order_list_id is None else {"orderId": order_list_id},
            lambda payload: (payload, _read_stopped(payload).cancelledOrderIds),
            client_id=client_id,
            find_out=f"trading.order_list({by})",
        )
        try:
            return with_payload(await self._order_list(order_list_id, client_id), payload)
        except VenueError:
            # The cancellation was taken, whether more is heard of it or not.
            canceled = OrderList(
                venue_symbol=venue_symbol,
                instrument=instrument,
                id=order_list_id or "",
                client_id=client_id or "",
                contingency="OCO",
                status=OrderListStatus.EXECUTING,
                timestamp_ms=None,
                order_ids=tuple((each, "") for each in ids),
            )
            return with_payload(canceled, payload)


def _tested(payload: bytes, request: OrderRequest) -> OrderTest:
    """{"orderId": "670fd33bf9406e0007ab3945", "clientOid": "5c52e11203aa677f33e493fb"}"""
    _read_id(payload)
    return with_payload(OrderTest(request=request), payload)


def _number_of_fill(fill_id: str) -> int:
    if not fill_id.isdecimal():
        raise BadRequest(f"the ids of KuCoin's fills are whole numbers, not {fill_id!r}")
    return int(fill_id)
