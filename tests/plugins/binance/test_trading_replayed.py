"""Binance's trading on recordings: every operation, and errors that the documents name, in both worlds.

What is sent and how histories are paged is in `test_trading.py`; here a whole conversation is, as it went over HTTP.
The documentation server answers with the examples of the documents, whatever was ordered.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

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
from crossvenue.interfaces import Port
from crossvenue.model import (
    Fill,
    Order,
    OrderListStatus,
    OrderStatus,
    OrderType,
    PreventedMatch,
    RateUsage,
    Replacement,
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


def written(record: object, *names: str) -> list[str]:
    """Amounts with the very digits of the wire."""
    return [str(getattr(record, name)) for name in names]


# Orders

STORED = Order(
    venue_symbol="LTCBTC",
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
"""The documented order, as order, openOrders and allOrders answer it."""


def is_stored(order: Order) -> bool:
    """Whether it is the documented order, every field of it, of a listed instrument."""
    digits = written(order, "price", "quantity", "filled_quantity", "filled_quote_quantity", "remaining_quantity")
    names = [name for name in STORED.__slots__ if name in Order.__init__.__annotations__ and name != "instrument"]
    assert (order.symbol, digits) == ("LTC/BTC", ["0.1", "1.0", "0.0", "0.0", "1.0"])
    return all(getattr(order, name) == getattr(STORED, name) for name in names)


@pytest.mark.cassette("binance", "trading/order")
def test_an_order(ask: Ask) -> None:
    order = ask(lambda venue: venue.trading.order("LTC/BTC", client_id="myOrder1"))

    assert is_stored(order)
    assert (order.created, order.working, order.average_price) == (at(1499827319559), None, None)
    assert order.raw["origQuoteOrderQty"] == "0.000000"
