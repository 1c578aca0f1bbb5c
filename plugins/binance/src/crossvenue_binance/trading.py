"""Binance's trading. https://developers.binance.com/docs/binance-spot-api-docs/rest-api, read November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar

import msgspec

from crossvenue.errors import BadRequest, OrderRejected, OutcomeUnknown, PartialSuccess, VenueError
from crossvenue.instrument import Instrument
from crossvenue.interfaces import Instruments, Trading, W
from crossvenue.model import (
    Fill,
    Listing,
    OcoRequest,
    Order,
    OrderList,
    OrderListStatus,
    OrderRequest,
    OrderTest,
    OrderType,
    PartialReplacement,
    PreventedMatch,
    RateUsage,
    Replacement,
    SelfTradePrevention,
    Side,
    TradingFee,
    with_payload,
)
from crossvenue.numbers import ORDINARY, ordinary
from crossvenue.wire import Numbers, finite, present_ms, setter, shape
from crossvenue_binance.dialect import error_class

T = TypeVar("T")
Known = TypeVar("Known", bound=Instrument | None)

PAGE: Final = 1000
"""The most that one answer holds of orders, fills, lists and prevented matches."""
DAY_MS: Final = 86_400_000
"""The longest time that one request for orders, fills or lists may span."""


# ------------------------------------------------------------------------------------------------ orders


def _never(shaped: type[T], **values: object) -> type[T]:
    """`shaped`, told what the fields hold that its answer never has: read off the class, they cost nothing."""
    for field, value in values.items():
        setattr(shaped, field, value)
    return shaped


_FILL_OF_ORDER = _never(
    shape(
        Fill,
        {
            # {"price": "4000.00000000", "qty": "1.00000000", "commission": "4.00000000", "commissionAsset": "USDT",
            #  "tradeId": 56}
            "price": "price",
            "qty": "quantity",
            "commission": "fee",
            "commissionAsset": "fee_asset",
            "tradeId": "_id",
        },
        types={"_id": int},
    ),
    quote_quantity=None,
    _order_id=None,
    is_maker=None,
    timestamp_ms=None,
)

_STATE: Final = {
    # Older answers lack origQuoteOrderQty, workingTime and selfTradePreventionMode.
    "price": "price",
    "origQty": "quantity",
    "executedQty": "filled_quantity",
    "origQuoteOrderQty": "quote_quantity",
    "cummulativeQuoteQty": "filled_quote_quantity",
    "status": "status",
    "timeInForce": "time_in_force",
    "type": "type",
    "side": "side",
    "stopPrice": "stop_price",
    "trailingDelta": "trailing_delta",
    "icebergQty": "iceberg_quantity",
    "workingTime": "working_ms",
    "selfTradePreventionMode": "self_trade_prevention",
}
_TYPES: Final = {"id": int, "order_list_id": int | None, "fills": tuple[_FILL_OF_ORDER, ...]}  # type: ignore[valid-type]

_PLACED = shape(
    Order,
    {
        # {"symbol": "BTCUSDT", "orderId": 28, "orderListId": -1, "clientOrderId": "6gCrw2kRUAF9CvJDGP16IP",
        #  "transactTime": 1507725176595, "price": "0.00000000", "origQty": "10.00000000", ..., "fills": [...]}
        # A bare acknowledgement ends after transactTime.
        "symbol": "venue_symbol",
        "orderId": "id",
        "orderListId": "order_list_id",
        "clientOrderId": "client_id",
        "transactTime": "updated_ms",
        **_STATE,
        "fills": "fills",
    },
    _TYPES,
)
_CANCELED = _never(
    shape(
        Order,
        {
            # {"symbol": "LTCBTC", "origClientOrderId": "myOrder1", "orderId": 4, "orderListId": -1,
            #  "clientOrderId": "cancelMyOrder1", "price": "2.00000000", ..., "status": "CANCELED", ...}
            # clientOrderId names the cancellation here. Older answers have no transactTime.
            "symbol": "venue_symbol",
            "origClientOrderId": "client_id",
            "orderId": "id",
            "orderListId": "order_list_id",
            "transactTime": "updated_ms",
            **_STATE,
        },
        _TYPES,
    ),
    created_ms=None,
    fills=(),
)
_STORED = _never(
    shape(
        Order,
        {
            # {"symbol": "LTCBTC", "orderId": 1, "orderListId": -1, "clientOrderId": "myOrder1", "price": "0.1", ...,
            #  "time": 1499827319559, "updateTime": 1499827319559, "isWorking": true, "workingTime": 1499827319559}
            "symbol": "venue_symbol",
            "orderId": "id",
            "orderListId": "order_list_id",
            "clientOrderId": "client_id",
            **_STATE,
            "time": "created_ms",
            "updateTime": "updated_ms",
        },
        _TYPES,
    ),
    fills=(),
)

_read_placed = msgspec.json.Decoder(_PLACED).decode
_read_canceled = msgspec.json.Decoder(_CANCELED).decode
_read_stored = msgspec.json.Decoder(_STORED).decode
_read_stored_list = msgspec.json.Decoder(list[_STORED]).decode  # type: ignore[valid-type]

_set_instrument = setter(Order, "instrument")
_set_id, _set_order_list_id = setter(Order, "id"), setter(Order, "order_list_id")
_set_created, _set_updated = setter(Order, "created_ms"), setter(Order, "updated_ms")
_set_working = setter(Order, "working_ms")
_set_price, _set_stop_price = setter(Order, "price"), setter(Order, "stop_price")
_set_quote_quantity = setter(Order, "quote_quantity")
_set_filled_quote_quantity = setter(Order, "filled_quote_quantity")
_set_iceberg_quantity = setter(Order, "iceberg_quantity")
_set_fill_symbol, _set_fill_venue_symbol = setter(Fill, "symbol"), setter(Fill, "venue_symbol")
_set_fill_side = setter(Fill, "side")


def _told(order: Order, instrument: Known) -> Order[Known]:
    """A decoded order in our words: ids are text, and what the venue writes as 0 or -1 for "none" is None."""
    wire: Any = order
    _set_instrument(order, instrument)
    _set_id(order, str(wire.id))
    in_list = wire.order_list_id
    if in_list is not None:
        _set_order_list_id(order, None if in_list < 0 else str(in_list))
    price, stop, iceberg, quote = order.price, order.stop_price, order.iceberg_quantity, order.quote_quantity
    quantity, filled, spent = order.quantity, order.filled_quantity, order.filled_quote_quantity
    places = ORDINARY  # As `numbers.is_ordinary` has it, without its call: a placed order is on the hot path.
    if (
        (price is not None and (price.adjusted() not in places or not price.is_finite()))
        or (stop is not None and (stop.adjusted() not in places or not stop.is_finite()))
        or (iceberg is not None and (iceberg.adjusted() not in places or not iceberg.is_finite()))
        or (quote is not None and (quote.adjusted() not in places or not quote.is_finite()))
        or (quantity is not None and (quantity.adjusted() not in places or not quantity.is_finite()))
        or (filled is not None and (filled.adjusted() not in places or not filled.is_finite()))
        or (spent is not None and (spent.adjusted() not in places or not spent.is_finite()))
    ):
        _check_numbers(order, _NUMBERS, "order")
    if price is not None and not price:
        _set_price(order, None)
    if stop is not None and not stop:
        _set_stop_price(order, None)
    if iceberg is not None and not iceberg:
        _set_iceberg_quantity(order, None)
    if quote is not None and not quote:
        _set_quote_quantity(order, None)
    if spent is not None and spent < 0:  # "Not available at this time", for some historical orders.
        _set_filled_quote_quantity(order, None)
    working, updated = order.working_ms, order.updated_ms
    if working is not None and working <= 0:
        _set_working(order, None)
    if updated is not None and updated <= 0:
        _set_updated(order, None)
    told: Order[Known] = wire
    return told


_NUMBERS: Final = (
    "price",
    "origQty",
    "executedQty",
    "origQuoteOrderQty",
    "cummulativeQuoteQty",
    "stopPrice",
    "icebergQty",
)
_NUMBERS_OF_FILL: Final = ("price", "qty", "quoteQty", "commission")


def _check_numbers(record: Order | Fill, names: Sequence[str], where: str) -> None:
    """Raises where a number of an order or a fill is not finite, or monstrous."""
    for name in names:
        number = getattr(record, name, None)
        if number is not None:
            try:
                ordinary(number, name)
            except ValueError as problem:
                raise msgspec.ValidationError(f"{problem} - at `$` of {where} {record.id}") from None


def placed_order(payload: bytes, instrument: Known) -> Order[Known]:
    """The answer to a new order: FULL, RESULT, or ACK, which has only ids and a time."""
    return with_payload(_placed(_read_placed(payload), instrument), payload)


def _placed(order: Order, instrument: Known) -> Order[Known]:
    told = _told(order, instrument)
    _set_created(order, order.updated_ms)
    if order.fills:
        venue_symbol, side = order.venue_symbol, order.side
        symbol = venue_symbol if instrument is None else instrument.symbol
        for fill in order.fills:
            # How long they are costs too much to see for each; that of their sums, which the order has, was seen.
            if not (fill.price.is_finite() and fill.quantity.is_finite() and fill.fee.is_finite()):
                _check_numbers(fill, _NUMBERS_OF_FILL, "fill")
            _set_fill_symbol(fill, symbol)
            _set_fill_venue_symbol(fill, venue_symbol)
            _set_fill_side(fill, side)
    return told


def canceled_order(payload: bytes, instrument: Known) -> Order[Known]:
    """The answer to a cancellation."""
    return with_payload(_canceled(_read_canceled(payload), instrument), payload)


def _canceled(order: Order, instrument: Known) -> Order[Known]:
    _required(order, "status")
    return _told(order, instrument)


def stored_order(payload: bytes, listed: Instruments) -> Order:
    """The answer to a question about one order."""
    order = _read_stored(payload)
    return with_payload(_stored(order, listed), payload)


def stored_orders(payload: bytes, listed: Instruments) -> Listing[Order]:
    """The array of openOrders and allOrders, oldest first."""
    orders = [_stored(order, listed) for order in _read_stored_list(payload)]
    orders.sort(key=_by_id)
    return Listing(orders, payload)


def _stored(order: Order, listed: Instruments) -> Order:
    _required(order, "status", "side", "type", "origQty", "executedQty", "time", "updateTime")
    created = order.created_ms
    if created is not None and created <= 0:
        _set_created(order, None)
    return _told(order, listed.by_venue_symbol.get(order.venue_symbol))


def _required(order: Order, *names: str) -> None:
    # An acknowledgement may lack them, so their shape cannot insist.
    for name in names:
        if getattr(order, name) is None:
            raise msgspec.ValidationError(f"Object missing required field `{name}` - at `$` of order {order.id}")


def _by_id(record: Order | Fill | OrderList | PreventedMatch) -> int:
    return int(record.id)


class WireReports(msgspec.Struct):
    """{"orderListId": 1929, "contingencyType": "OCO", ..., "orderReports": [...]}: a list among canceled orders"""

    orderReports: list[_CANCELED] | None = None  # type: ignore[valid-type]


_read_raws = msgspec.json.Decoder(list[msgspec.Raw]).decode
_read_reports = msgspec.json.Decoder(WireReports).decode


def canceled_orders(payload: bytes, instrument: Instrument | None) -> Listing[Order]:
    """The array of openOrders after its DELETE: orders, and lists whose orders are taken out of them."""
    found: list[Order] = []
    for raw in _read_raws(payload):
        reports = _read_reports(raw).orderReports
        orders = [_read_canceled(raw)] if reports is None else reports
        found.extend(_canceled(order, instrument) for order in orders)
    return Listing(found, payload)


# ------------------------------------------------------------------------------------------------ replacing


class WireReason(msgspec.Struct):
    """{"code": -2010, "msg": "Order would immediately match and take."}"""

    code: int
    msg: str


class WireHalves(msgspec.Struct):
    """{"cancelResult": "SUCCESS", "newOrderResult": "FAILURE", "cancelResponse": {...}, "newOrderResponse": {...}}

    A half is an order after SUCCESS, a reason after FAILURE, null after NOT_ATTEMPTED.
    """

    cancelResult: str
    newOrderResult: str
    cancelResponse: msgspec.Raw = msgspec.Raw(b"null")
    newOrderResponse: msgspec.Raw = msgspec.Raw(b"null")


class WireFailure(msgspec.Struct):
    """{"code": -2021, "msg": "Order cancel-replace partially failed.", "data": {...}}"""

    data: WireHalves


CANCEL: Final = "cancel"
NEW_ORDER: Final = "new order"
HalfError = Callable[[WireReason | str, str], VenueError]
"""From the venue's reason to the error of a half, `CANCEL` or `NEW_ORDER`; from a text where nobody knows its end."""

_read_halves = msgspec.json.Decoder(WireHalves).decode
_read_failure = msgspec.json.Decoder(WireFailure).decode
_read_reason = msgspec.json.Decoder(WireReason).decode


def both_halves(halves: WireHalves, instrument: Instrument, error: HalfError) -> PartialReplacement:
    """Both halves: an order where one was done, the error that `error` makes where it was refused or is unknown."""

    def canceled(answer: msgspec.Raw) -> Order[Instrument]:
        return _canceled(_read_canceled(answer), instrument)

    def placed(answer: msgspec.Raw) -> Order[Instrument]:
        return _placed(_read_placed(answer), instrument)

    old, cancel_error = _half(halves.cancelResult, halves.cancelResponse, canceled, error, CANCEL)
    new, place_error = _half(halves.newOrderResult, halves.newOrderResponse, placed, error, NEW_ORDER)
    return PartialReplacement(canceled=old, placed=new, cancel_error=cancel_error, place_error=place_error)


def _half(
    result: str, answer: msgspec.Raw, read: Callable[[msgspec.Raw], Order[Instrument]], error: HalfError, what: str
) -> tuple[Order[Instrument] | None, VenueError | None]:
    try:
        match result:
            case "SUCCESS":
                return read(answer), None
            case "FAILURE":
                return None, error(_read_reason(answer), what)
            case "NOT_ATTEMPTED":
                return None, None
    except (msgspec.DecodeError, ValueError, ArithmeticError) as problem:
        return None, error(f"what became of it cannot be read ({problem})", what)
    return None, error(f"its result is {result!r}", what)


def _reasons(both: PartialReplacement) -> list[VenueError]:
    return [each for each in (both.cancel_error, both.place_error) if isinstance(each, VenueError)]


def _failed(
    failure: VenueError, payload: bytes, instrument: Instrument, error: HalfError, find_out: str
) -> VenueError:
    """What a replacement ended as that was not done whole: partial, refused, or unknown if a half is."""
    about: dict[str, Any] = {
        "venue": failure.venue,
        "endpoint": failure.endpoint,
        "status": failure.status,
        "code": failure.code,
        "client_id": failure.client_id,
    }
    try:
        both = both_halves(_read_failure(payload).data, instrument, error)
    except (msgspec.DecodeError, ValueError) as problem:
        said = f"{failure.venue_message} What became of its halves cannot be read ({problem})"
        return OutcomeUnknown(said, **about, find_out=find_out)
    reasons = _reasons(both)
    done = [(what, each) for what, each in ((CANCEL, both.canceled), (NEW_ORDER, both.placed)) if each is not None]
    told = " ".join(
        (
            failure.venue_message,
            *(
                each.venue_message if each.code is None else f"{each.venue_message} (code {each.code})"
                for each in reasons
            ),
            *(f"{what}: done (order {order.id})" for what, order in done),
        )
    )
    both = with_payload(both, payload)
    if any(isinstance(each, OutcomeUnknown) for each in reasons):
        unknown = OutcomeUnknown(told, **about, find_out=find_out)
        unknown.replacement = both
        return unknown
    if not done:
        return OrderRejected(told, **about)
    partial = PartialSuccess(told, **about)
    partial.payload, partial.replacement = payload, both
    return partial


# ------------------------------------------------------------------------------------------------ lists


class WireMember(msgspec.Struct):
    """{"symbol": "LTCBTC", "orderId": 4, "clientOrderId": "qD1gy3kc3Gx0rihm9Y3xwS"}"""

    orderId: int
    clientOrderId: str


class WireOrderList(msgspec.Struct):
    """{"orderListId": 27, "contingencyType": "OCO", "listStatusType": "EXEC_STARTED", "listOrderStatus": ..., ...}"""

    orderListId: int
    contingencyType: str
    listOrderStatus: OrderListStatus
    listClientOrderId: str
    transactionTime: int
    symbol: str
    orders: list[WireMember]


class PlacedList(WireOrderList):
    """The same with the orders as they were placed."""

    orderReports: list[_PLACED] = []  # type: ignore[valid-type]


class CanceledList(WireOrderList):
    """The same with the orders as they were canceled."""

    orderReports: list[_CANCELED] = []  # type: ignore[valid-type]


_read_list = msgspec.json.Decoder(WireOrderList).decode
_read_lists = msgspec.json.Decoder(list[WireOrderList]).decode
_read_placed_list = msgspec.json.Decoder(PlacedList).decode
_read_canceled_list = msgspec.json.Decoder(CanceledList).decode


def _order_list(wire: WireOrderList, instrument: Known, orders: tuple[Order[Known], ...] = ()) -> OrderList[Known]:
    return OrderList(
        venue_symbol=wire.symbol,
        instrument=instrument,
        id=str(wire.orderListId),
        client_id=wire.listClientOrderId,
        contingency=wire.contingencyType,
        status=wire.listOrderStatus,
        timestamp_ms=present_ms(wire.transactionTime),
        order_ids=tuple((str(each.orderId), each.clientOrderId) for each in wire.orders),
        orders=orders,
    )


def order_list(payload: bytes, listed: Instruments) -> OrderList:
    """The answer to a question about one list."""
    wire = _read_list(payload)
    return with_payload(_order_list(wire, listed.by_venue_symbol.get(wire.symbol)), payload)


def order_lists(payload: bytes, listed: Instruments) -> Listing[OrderList]:
    """The array of openOrderList and allOrderList, oldest first (the venue gives the newest first)."""
    lists = [_order_list(wire, listed.by_venue_symbol.get(wire.symbol)) for wire in _read_lists(payload)]
    lists.sort(key=_by_id)
    return Listing(lists, payload)


def placed_list(payload: bytes, instrument: Instrument) -> OrderList[Instrument]:
    """The answer to a new list."""
    wire = _read_placed_list(payload)
    orders = tuple(_placed(each, instrument) for each in wire.orderReports)
    return with_payload(_order_list(wire, instrument, orders), payload)


def canceled_list(payload: bytes, instrument: Instrument | None) -> OrderList:
    """The answer to the cancellation of a list."""
    wire = _read_canceled_list(payload)
    orders = tuple(_canceled(each, instrument) for each in wire.orderReports)
    return with_payload(_order_list(wire, instrument, orders), payload)


# ------------------------------------------------------------------------------------------------ fills


_FILL = shape(
    Fill,
    {
        # {"symbol": "BNBBTC", "id": 28457, "orderId": 100234, "orderListId": -1, "price": "4.00000100", "qty":
        #  "12.00000000", "quoteQty": "48.000012", "commission": "10.10000000", "commissionAsset": "BNB",
        #  "time": 1499865549590, "isBuyer": true, "isMaker": false, "isBestMatch": true}
        "symbol": "venue_symbol",
        "id": "_id",
        "orderId": "_order_id",
        "price": "price",
        "qty": "quantity",
        "quoteQty": "quote_quantity",
        "commission": "fee",
        "commissionAsset": "fee_asset",
        "time": "timestamp_ms",
        "isBuyer": "side",
        "isMaker": "is_maker",
    },
    types={"_id": int, "_order_id": int, "venue_symbol": str, "timestamp_ms": int, "side": bool, "is_maker": bool},
)
_read_fills = msgspec.json.Decoder(list[_FILL]).decode  # type: ignore[valid-type]


def fills(payload: bytes, listed: Instruments) -> Listing[Fill]:
    """The array of myTrades, oldest first."""
    records: list[Fill] = _read_fills(payload)
    for record in records:
        if record.timestamp_ms is None or record.side is None or record.venue_symbol is None:
            raise msgspec.ValidationError(f"fill {record.id} lacks its symbol, time or side")
        _check_numbers(record, _NUMBERS_OF_FILL, "fill")
        instrument = listed.by_venue_symbol.get(record.venue_symbol)
        _set_fill_symbol(record, record.venue_symbol if instrument is None else instrument.symbol)
        _set_fill_side(record, Side.BUY if record.side else Side.SELL)
    records.sort(key=_by_id)
    return Listing(records, payload)


# ------------------------------------------------------------------------------------------------ the rest


# {"symbol": "ADABNB", "makerCommission": "0.001", "takerCommission": "0.001"}
_FEE = shape(TradingFee, {"symbol": "venue_symbol", "makerCommission": "maker", "takerCommission": "taker"})
_read_fees = msgspec.json.Decoder(list[_FEE]).decode  # type: ignore[valid-type]
_set_fee_instrument = setter(TradingFee, "instrument")


def trading_fees(payload: bytes, listed: Instruments) -> Listing[TradingFee]:
    """The array of tradeFee."""
    records: list[TradingFee] = _read_fees(payload)
    for record in records:
        _set_fee_instrument(record, listed.by_venue_symbol.get(record.venue_symbol))
    return finite(Listing(records, payload), payload)


class WireUsage(msgspec.Struct):
    """{"rateLimitType": "ORDERS", "interval": "SECOND", "intervalNum": 10, "limit": 10000, "count": 0}"""

    interval: str
    intervalNum: int
    limit: int
    count: int


_read_usage = msgspec.json.Decoder(list[WireUsage]).decode
_SECONDS: Final = {"SECOND": 1, "MINUTE": 60, "HOUR": 3600, "DAY": 86_400}


def rate_usage(payload: bytes) -> Listing[RateUsage]:
    """The array of rateLimit/order."""
    try:
        found = [
            RateUsage(used=each.count, limit=each.limit, seconds=_SECONDS[each.interval] * each.intervalNum)
            for each in _read_usage(payload)
        ]
    except KeyError as unknown:
        raise msgspec.ValidationError(f"the interval {unknown} is not known - at `$[...].interval`") from None
    return Listing(found, payload)


class WirePreventedMatch(Numbers):
    """{"symbol": "BTCUSDT", "preventedMatchId": 1, "takerOrderId": 5, "makerOrderId": 3, "tradeGroupId": 1, ...}"""

    symbol: str
    preventedMatchId: int
    takerOrderId: int
    makerOrderId: int
    tradeGroupId: int
    selfTradePreventionMode: SelfTradePrevention
    price: Decimal
    transactTime: int
    takerPreventedQuantity: Decimal | None = None
    makerPreventedQuantity: Decimal | None = None


_read_matches = msgspec.json.Decoder(list[WirePreventedMatch]).decode


def prevented_matches(payload: bytes, instrument: Instrument | None) -> Listing[PreventedMatch]:
    """The array of myPreventedMatches, oldest first."""
    found = [
        PreventedMatch(
            venue_symbol=wire.symbol,
            instrument=instrument,
            id=str(wire.preventedMatchId),
            taker_order_id=str(wire.takerOrderId),
            maker_order_id=str(wire.makerOrderId),
            trade_group_id=str(wire.tradeGroupId),
            self_trade_prevention=wire.selfTradePreventionMode,
            price=wire.price,
            taker_prevented_quantity=wire.takerPreventedQuantity,
            maker_prevented_quantity=wire.makerPreventedQuantity,
            timestamp_ms=wire.transactTime,
        )
        for wire in _read_matches(payload)
    ]
    found.sort(key=_by_id)
    return Listing(found, payload)


class WireRates(Numbers):
    """{"maker": "0.00000112", "taker": "0.00000114"}"""

    maker: Decimal
    taker: Decimal


class WireTest(msgspec.Struct):
    """{"standardCommissionForOrder": {...}, "taxCommissionForOrder": {...}, "discount": {...}}, or {}"""

    standardCommissionForOrder: WireRates | None = None
    specialCommissionForOrder: WireRates | None = None
    taxCommissionForOrder: WireRates | None = None


_read_test = msgspec.json.Decoder(WireTest | None).decode


def order_test(payload: bytes, request: OrderRequest) -> OrderTest:
    """The answer to a tested order. A fee is the sum of its parts, before the discount for paying it in BNB."""
    wire = _read_test(payload) or WireTest()  # Some answer null for nothing.
    parts = (wire.standardCommissionForOrder, wire.specialCommissionForOrder, wire.taxCommissionForOrder)
    rates = [each for each in parts if each is not None]
    maker = sum((each.maker for each in rates), Decimal(0)) if rates else None
    taker = sum((each.taker for each in rates), Decimal(0)) if rates else None
    return with_payload(OrderTest(request=request, maker_fee_rate=maker, taker_fee_rate=taker), payload)


# ------------------------------------------------------------------------------------------------ requests


def order_params(request: OrderRequest) -> dict[str, object]:
    """What describes a new order, as the venue spells it."""
    wait, prevention = request.time_in_force, request.self_trade_prevention
    return {
        "symbol": request.instrument.venue_symbol,
        "side": request.side.value,
        "type": request.type.value,
        # The venue takes no timeInForce with LIMIT_MAKER, which always stands until it is cancelled.
        "timeInForce": None if wait is None or request.type is OrderType.LIMIT_MAKER else wait.value,
        "quantity": request.quantity,
        "quoteOrderQty": request.quote_quantity,
        "price": request.price,
        "newClientOrderId": request.client_id,
        "stopPrice": request.stop_price,
        "trailingDelta": request.trailing_delta,
        "icebergQty": request.iceberg_quantity,
        "newOrderRespType": "FULL",
        "selfTradePreventionMode": None if prevention is None else prevention.value,
    }


def oco_params(request: OcoRequest) -> dict[str, object]:
    """What describes a new OCO: to sell, the limit order lies above the market and the stop below it."""
    limit, stop = ("above", "below") if request.side is Side.SELL else ("below", "above")
    wait, prevention = request.stop_limit_time_in_force, request.self_trade_prevention
    return {
        "symbol": request.instrument.venue_symbol,
        "listClientOrderId": request.client_id,
        "side": request.side.value,
        "quantity": request.quantity,
        f"{limit}Type": "LIMIT_MAKER",
        f"{limit}ClientOrderId": request.limit_client_id,
        f"{limit}Price": request.price,
        f"{stop}Type": "STOP_LOSS" if request.stop_limit_price is None else "STOP_LOSS_LIMIT",
        f"{stop}ClientOrderId": request.stop_client_id,
        f"{stop}Price": request.stop_limit_price,
        f"{stop}StopPrice": request.stop_price,
        f"{stop}TimeInForce": None if wait is None else wait.value,
        "newOrderRespType": "FULL",
        "selfTradePreventionMode": None if prevention is None else prevention.value,
    }


Fetch = Callable[[dict[str, object]], Coroutine[Any, Any, Listing[T]]]
"""Asks for one page with these parameters."""


async def _all_from(fetch: Fetch[T], begin: int, end: int, width: int) -> tuple[Listing[T], int]:
    """Every record of a time that starts at `begin` and is at most `width` long, and when that time ends.

    Which records a full answer leaves out is not documented, so one is asked for again in a shorter time.
    """
    while True:
        last = min(begin + width - 1, end)
        found = await fetch({"startTime": begin, "endTime": last, "limit": PAGE})
        if len(found) < PAGE or last == begin:
            return found, last
        width = (last - begin + 1) // 2


def _size(limit: int | None) -> int:
    return PAGE if limit is None else min(limit, PAGE)


def _one_page(limit: int | None, what: str) -> int:
    if limit is not None and limit > PAGE:
        raise BadRequest(f"one request gives at most the last {PAGE} {what}; for more give `since` or `from_id`")
    return limit or PAGE


def _within(page: Listing[T], times: Callable[[T], int | None], since: int | None, until: int | None) -> Listing[T]:
    """What of a page lies between two times."""
    kept = [
        each
        for each in page
        if (since is None or (times(each) or 0) >= since) and (until is None or (times(each) or 0) <= until)
    ]
    return page if len(kept) == len(page) else Listing(kept, page.payload)


class BinanceTrading(Trading[W]):
    """Trading at Binance.

    Orders and lists of orders are found by the time of their last change, fills by when they happened. The venue
    archives orders that ended unfilled more than 90 days ago.
    """

    tested_with: Mapping[str, object] = {"computeCommissionRates": True}
    """What the request for a test carries beside the order."""

    def _order_params(self, request: OrderRequest) -> dict[str, object]:
        return order_params(request)

    def _oco_params(self, request: OcoRequest) -> dict[str, object]:
        return oco_params(request)

    async def _listed(self, venue_symbol: str) -> tuple[Instrument | None, str]:
        """The instrument, None where it is no longer listed, and the symbol to call it by."""
        instrument = (await self._market.listed()).by_venue_symbol.get(venue_symbol)
        return instrument, venue_symbol if instrument is None else instrument.symbol

    # ---------------------------------------------------------------------------------------- reads

    async def _order(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        listed = await self._market.listed()
        return await self.session.call(
            self._endpoint("query_order"),
            {"symbol": venue_symbol, "orderId": order_id, "origClientOrderId": client_id},
            lambda payload: stored_order(payload, listed),
            client_id=client_id,
        )

    async def _open_orders(self, venue_symbol: str | None) -> Listing[Order]:
        listed = await self._market.listed()
        return await self.session.call(
            self._endpoint("open_orders"), {"symbol": venue_symbol}, lambda payload: stored_orders(payload, listed)
        )

    async def _orders(
        self, venue_symbol: str, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Order]]:
        listed = await self._market.listed()

        async def fetch(span: dict[str, object]) -> Listing[Order]:
            return await self.session.call(
                self._endpoint("all_orders"),
                {"symbol": venue_symbol, **span},
                lambda payload: stored_orders(payload, listed),
            )

        if since is not None:
            async for page in self._by_time(fetch, since, until):
                yield page
        elif from_id is not None:
            async for page in self._by_id(fetch, "orderId", from_id, limit):
                yield _within(page, lambda order: order.updated_ms, None, until)
        else:
            yield await fetch({"endTime": until, "limit": _one_page(limit, "orders")})

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

        async def fetch(span: dict[str, object]) -> Listing[Fill]:
            return await self.session.call(
                self._endpoint("my_trades"),
                {"symbol": venue_symbol, "orderId": order_id, **span},
                lambda payload: fills(payload, listed),
            )

        following = from_id
        if order_id is not None:
            following = from_id or "0"  # Without an id the venue gives the last ones.
        elif since is not None:
            # The first by time, a day at most at once; from there on by id, which knows no such window.
            end = self.session.clock.now_ms() if until is None else until
            found, begin = Listing[Fill](), since
            while not found and begin <= end:
                found, last = await _all_from(fetch, begin, end, DAY_MS)
                begin = last + 1
            if found:
                yield found
            if begin > end:
                return
            following = str(int(found[-1].id) + 1)
        if following is None:
            yield await fetch({"endTime": until, "limit": _one_page(limit, "fills")})
            return
        async for page in self._by_id(fetch, "fromId", following, limit):
            kept = _within(page, lambda fill: fill.timestamp_ms, since, until)
            if kept:
                yield kept
            if until is not None and page and (page[-1].timestamp_ms or 0) > until:
                return

    async def _order_list(self, order_list_id: str | None, client_id: str | None) -> OrderList:
        listed = await self._market.listed()
        return await self.session.call(
            self._endpoint("query_order_list"),
            {"orderListId": order_list_id, "origClientOrderId": client_id},
            lambda payload: order_list(payload, listed),
            client_id=client_id,
        )

    async def _order_lists(
        self, open_only: bool, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[OrderList]]:
        listed = await self._market.listed()
        endpoint = self._endpoint("open_order_lists" if open_only else "all_order_lists")

        async def fetch(span: dict[str, object]) -> Listing[OrderList]:
            return await self.session.call(endpoint, span, lambda payload: order_lists(payload, listed))

        if open_only:
            yield await fetch({})
        elif since is not None:
            async for page in self._by_time(fetch, since, until):
                yield page
        elif from_id is not None:
            async for page in self._by_id(fetch, "fromId", from_id, limit):
                yield _within(page, lambda each: each.timestamp_ms, None, until)
        else:
            yield await fetch({"endTime": until, "limit": _one_page(limit, "lists")})

    async def _trading_fees(self, instrument: Instrument | None) -> Listing[TradingFee]:
        listed = await self._market.listed()
        return await self.session.call(
            self._endpoint("trade_fee"),
            {"symbol": None if instrument is None else instrument.venue_symbol},
            lambda payload: trading_fees(payload, listed),
        )

    async def _order_rate_usage(self) -> Listing[RateUsage]:
        return await self.session.call(self._endpoint("order_rate_limit"), {}, rate_usage)

    async def _prevented_matches(
        self,
        venue_symbol: str,
        prevented_match_id: str | None,
        order_id: str | None,
        from_id: str | None,
        limit: int | None,
    ) -> AsyncIterator[Listing[PreventedMatch]]:
        instrument, _ = await self._listed(venue_symbol)

        async def fetch(span: dict[str, object]) -> Listing[PreventedMatch]:
            return await self.session.call(
                self._endpoint("my_prevented_matches"),
                {"symbol": venue_symbol, **span},
                lambda payload: prevented_matches(payload, instrument),
            )

        if prevented_match_id is not None:
            yield await fetch({"preventedMatchId": prevented_match_id})
            return

        async def of_order(span: dict[str, object]) -> Listing[PreventedMatch]:
            return await fetch({"orderId": order_id, **span})

        async for page in self._by_id(of_order, "fromPreventedMatchId", from_id, limit):
            yield page

    async def _by_time(
        self, fetch: Fetch[Order] | Fetch[OrderList], since: int, until: int | None
    ) -> AsyncIterator[Listing[Any]]:
        """Pages of at most 24 hours, each record once: what changes meanwhile moves on to a later window."""
        ask: Fetch[Any] = fetch
        begin, width = since, DAY_MS
        seen: set[str] = set()
        while True:
            end = self.session.clock.now_ms() if until is None else until
            if begin > end:
                return
            page, last = await _all_from(ask, begin, end, width)
            new = [each for each in page if each.id not in seen]
            seen.update(each.id for each in new)
            if new:
                yield page if len(new) == len(page) else Listing(new, page.payload)
            if last == end:
                return
            begin, width = last + 1, min(2 * (last - begin + 1), DAY_MS)

    async def _by_id(
        self, fetch: Fetch[T], name: str, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[T]]:
        """Pages upward from an id."""
        size = _size(limit)
        following = from_id
        while True:
            page = await fetch({name: following, "limit": size})
            if page:
                yield page
            if len(page) < size:
                return
            following = str(max(int(each.id) for each in page) + 1)  # type: ignore[attr-defined]

    # ---------------------------------------------------------------------------------------- acts

    async def _place_order(self, request: OrderRequest) -> Order[Instrument]:
        instrument = request.instrument
        return await self.session.call(
            self._endpoint("new_order"),
            self._order_params(request),
            lambda payload: placed_order(payload, instrument),
            client_id=request.client_id,
            find_out=f'trading.order("{instrument.symbol}", client_id="{request.client_id}")',
        )

    async def _test_order(self, request: OrderRequest) -> OrderTest:
        return await self.session.call(
            self._endpoint("test_order"),
            {**self._order_params(request), **self.tested_with},
            lambda payload: order_test(payload, request),
            client_id=request.client_id,
        )

    async def _cancel_order(self, venue_symbol: str, order_id: str | None, client_id: str | None) -> Order:
        instrument, symbol = await self._listed(venue_symbol)
        by = f'order_id="{order_id}"' if client_id is None else f'client_id="{client_id}"'
        return await self.session.call(
            self._endpoint("cancel_order"),
            {"symbol": venue_symbol, "orderId": order_id, "origClientOrderId": client_id},
            lambda payload: canceled_order(payload, instrument),
            client_id=client_id,
            find_out=f'trading.order("{symbol}", {by})',
        )

    async def _cancel_open_orders(self, venue_symbol: str) -> Listing[Order]:
        instrument, symbol = await self._listed(venue_symbol)
        return await self.session.call(
            self._endpoint("cancel_open_orders"),
            {"symbol": venue_symbol},
            lambda payload: canceled_orders(payload, instrument),
            find_out=f'trading.open_orders("{symbol}")',
        )

    async def _replace_order(
        self, request: OrderRequest, order_id: str | None, client_id: str | None, place_anyway: bool
    ) -> Replacement:
        instrument = request.instrument
        endpoint = self._endpoint("cancel_replace")
        by = f'order_id="{order_id}"' if client_id is None else f'client_id="{client_id}"'
        asking = {
            CANCEL: f'trading.order("{instrument.symbol}", {by})',
            NEW_ORDER: f'trading.order("{instrument.symbol}", client_id="{request.client_id}")',
        }
        find_out = " and ".join(asking.values())

        def error(reason: WireReason | str, what: str) -> VenueError:
            about: dict[str, Any] = {
                "venue": self.session.name,
                "endpoint": endpoint.label,
                "client_id": request.client_id if what == NEW_ORDER else client_id,
            }
            if isinstance(reason, str):
                return OutcomeUnknown(f"{what}: {reason}", **about, find_out=asking[what])
            kind, about["code"] = error_class(reason.code, reason.msg), reason.code
            if issubclass(kind, OutcomeUnknown):
                return kind(f"{what}: {reason.msg}", **about, find_out=asking[what])
            return kind(f"{what}: {reason.msg}", **about)

        def read(payload: bytes) -> tuple[PartialReplacement, bytes]:
            return both_halves(_read_halves(payload), instrument, error), payload

        try:
            both, payload = await self.session.call(
                endpoint,
                {
                    **self._order_params(request),
                    "cancelReplaceMode": "ALLOW_FAILURE" if place_anyway else "STOP_ON_FAILURE",
                    "cancelOrderId": order_id,
                    "cancelOrigClientOrderId": client_id,
                },
                read,
                client_id=request.client_id,
                find_out=find_out,
            )
        except (PartialSuccess, OrderRejected) as failure:
            if failure.payload is None:
                raise
            raise _failed(failure, failure.payload, instrument, error, find_out) from None
        if both.canceled is None or both.placed is None:
            # After a success: what became of the other half, nobody knows.
            lost = next((each for each in _reasons(both)), None)
            unknown = OutcomeUnknown(
                "one half was not done, after a success" if lost is None else lost.venue_message,
                venue=self.session.name,
                endpoint=endpoint.label,
                status=200,
                code=None if lost is None else lost.code,
                client_id=request.client_id,
                find_out=find_out,
            )
            unknown.replacement = with_payload(both, payload)
            raise unknown
        return with_payload(Replacement(canceled=both.canceled, placed=both.placed), payload)

    async def _place_oco(self, request: OcoRequest) -> OrderList[Instrument]:
        instrument = request.instrument
        return await self.session.call(
            self._endpoint("new_oco"),
            self._oco_params(request),
            lambda payload: placed_list(payload, instrument),
            client_id=request.client_id,
            find_out=f'trading.order_list(client_id="{request.client_id}")',
        )

    async def _cancel_order_list(
        self, venue_symbol: str, order_list_id: str | None, client_id: str | None
    ) -> OrderList:
        instrument, _ = await self._listed(venue_symbol)
        by = f'order_list_id="{order_list_id}"' if client_id is None else f'client_id="{client_id}"'
        return await self.session.call(
            self._endpoint("cancel_order_list"),
            {"symbol": venue_symbol, "orderListId": order_list_id, "listClientOrderId": client_id},
            lambda payload: canceled_list(payload, instrument),
            client_id=client_id,
            find_out=f"trading.order_list({by})",
        )
