"""How Binance.US is spoken to: as Binance is, with HMAC keys only. https://docs.binance.us, read November 2026."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import attrs

from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.endpoint import Endpoint
from crossvenue.errors import ConfigurationError
from crossvenue.exchange import Site
from crossvenue.world import Request
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

    def request(self, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        """As at Binance; a parameter may also be part of the path."""
        named = [name for name in params if f"{{{name}}}" in endpoint.path]
        if named:
            path = endpoint.path.format_map({name: quote(str(params[name]), safe="") for name in named})
            endpoint = attrs.evolve(endpoint, path=path)
            params = {name: value for name, value in params.items() if name not in named}
        return super().request(endpoint, params, now_ms)
