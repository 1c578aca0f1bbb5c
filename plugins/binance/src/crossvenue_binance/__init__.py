"""Binance for Crossvenue: what the plugin offers, and its registration."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from crossvenue.endpoint import Catalogue, Endpoint, Weight
from crossvenue.exchange import Demo, Exchange, Site
from crossvenue.hookspecs import hookimpl
from crossvenue.limits import Limit
from crossvenue_binance.dialect import BinanceDialect, BinanceSettings

if TYPE_CHECKING:
    from crossvenue.port import Port

LIMITS: dict[str, Sequence[Limit]] = {
    # Until exchangeInfo says the venue's own (`rateLimits`).
    "api": (Limit(6000, 60),),
    "orders": (Limit(100, 10), Limit(200_000, 86_400)),
    "raw": (Limit(61_000, 300),),
    # "Endpoints related to /sapi/*" in the general part: 12000 and 180000 a minute, each endpoint for itself.
    "sapi_ip *": (Limit(12_000, 60),),
    "sapi_uid *": (Limit(180_000, 60),),
    # The page of the withdrawal history alone: 180000 a second and weight 18000, which is 10 requests a second.
    "sapi_uid_second *": (Limit(180_000, 1),),
    # Requests, beside the weight, of the endpoints whose pages say so.
    "every_second *": (Limit(1, 1),),
    "every_3_seconds *": (Limit(1, 3),),
    "sixty_a_minute *": (Limit(60, 60),),
}


def metered(endpoint: Endpoint) -> Endpoint:
    """The endpoint with scopes as they are counted.

    Each /sapi endpoint has counts of its own; each /api request also counts as one raw request. A ban closes the
    address for all of them.
    """
    weights = [
        attrs.evolve(weight, scope=f"{weight.scope} {endpoint.label}") if f"{weight.scope} *" in LIMITS else weight
        for weight in endpoint.weights
    ]
    if endpoint.path.startswith("/api/"):
        weights.append(Weight("raw", 1))
    weights.append(Weight("address", 0))  # Counts nothing, and is closed by a ban.
    return attrs.evolve(endpoint, weights=weights)


@functools.cache
def _catalogue() -> Catalogue:
    return Catalogue.load(__name__, "endpoints.json", "wapi.json", change=metered)


def _desks() -> Sequence[type[Port[Any]]]:
    from crossvenue_binance.desks import DESKS

    return DESKS


BINANCE = Exchange(
    name="binance",
    title="Binance",
    environments={
        "production": Site(dict.fromkeys(("/api/", "/sapi/", "/wapi/"), "https://api.binance.com")),
        # The test network has no wallet: https://testnet.binance.vision
        "testnet": Site({"/api/": "https://testnet.binance.vision"}),
    },
    settings=BinanceSettings,
    dialect=BinanceDialect,
    catalogue=_catalogue,
    market="crossvenue_binance.market:BinanceMarket",
    trading="crossvenue_binance.trading:BinanceTrading",
    wallet="crossvenue_binance.wallet:BinanceWallet",
    limits=LIMITS,
    docs="https://developers.binance.com/docs/binance-spot-api-docs",
    desks=_desks,
    demo=Demo(
        package=__name__,
        symbol="BTC/USDT",
        quantity=Decimal("0.0123456789"),
        asset="BTC",
        network="BTC",
        amount=Decimal("0.0015"),
        address="1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
        closed_network="BEP2",
        closed_amount=Decimal(2),
    ),
)


@hookimpl
def exchanges() -> Sequence[Exchange]:
    """Binance global."""
    return (BINANCE,)
