"""Binance's wallet."""

from __future__ import annotations

from crossvenue.interfaces import Wallet, W


class BinanceWallet(Wallet[W]):
    """x"""
