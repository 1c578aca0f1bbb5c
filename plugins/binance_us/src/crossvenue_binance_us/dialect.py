"""How Binance.US is spoken to: as Binance is, with HMAC keys only. https://docs.binance.us, read November 2026."""

from __future__ import annotations

from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.errors import ConfigurationError
from crossvenue.exchange import Site
from crossvenue_binance.dialect import BinanceDialect


class BinanceUsDialect(BinanceDialect):
    """Binance.US's REST interface."""

    venue = "binance_us"

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        if settings.private_key is not None:
            raise ConfigurationError(
                "Binance.US documents HMAC keys only", key="private_key", expected="an api_secret in its place"
            )
        super().__init__(settings, site, clock)
        if self.settings.wallet_api != "sapi":
            raise ConfigurationError(
                "Binance.US documents no other wallet interface", key="wallet_api", expected='"sapi"'
            )
