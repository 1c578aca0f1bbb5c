"""Binance.US's market data: what differs from Binance's. https://docs.binance.us, read November 2026."""

from __future__ import annotations

from typing import Final

from crossvenue.interfaces import W
from crossvenue_binance.market import BinanceMarket

ALWAYS_MS: Final = 1 << 48


class BinanceUsMarket(BinanceMarket[W]):
    """Market data of Binance.US. `status` and `historical_trades` need a key; there are no candles of a second."""

    steps_from_minimum = False
    """price % tickSize == 0 and, since March 2023, quantity % stepSize == 0."""

    aggregate_span_ms = ALWAYS_MS
    """Since November 2022 the times of a request for aggregates may be any distance apart."""
