"""Binance's trading."""

from __future__ import annotations

from crossvenue.interfaces import Trading, W


class BinanceTrading(Trading[W]):
    """x"""
