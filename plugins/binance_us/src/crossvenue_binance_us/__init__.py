"""Binance.US for Crossvenue: what the plugin offers, and its registration."""

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
from crossvenue_binance.dialect import BinanceSettings
from crossvenue_binance_us.dialect import BinanceUsDialect

if TYPE_CHECKING:
    from crossvenue.port import Port

HOST = "https://api.binance.us"


@functools.cache
def _catalogue() -> Catalogue:
    """The catalogue with what every request counts: one raw request, and nothing in a scope that a ban closes."""

    def counted(endpoint: Endpoint) -> Endpoint:
        return attrs.evolve(endpoint, weights=[*endpoint.weights, Weight("raw", 1), Weight("address", 0)])

    return Catalogue.load(__name__, change=counted)


@functools.cache
def ws_requests() -> Catalogue:
    """The requests of the WebSocket API as data: their parameters, rules and weights. Nothing sends them yet.

    `method` is ``WS`` and `path` the request's name, such as ``order.place``. What a connection adds to each is not
    among the parameters: apiKey, timestamp, recvWindow, signature, returnRateLimits. They count with those over REST.
    """
    return Catalogue.load(__name__, "ws_requests.json")


def _desks() -> Sequence[type[Port[Any]]]:
    from crossvenue_binance_us.desks import DESKS

    return DESKS


BINANCE_US = Exchange(
    name="binance_us",
    title="Binance.US",
    environments={"production": Site({"/api/": HOST, "/sapi/": HOST})},
    settings=BinanceSettings,
    dialect=BinanceUsDialect,
    catalogue=_catalogue,
    market="crossvenue_binance_us.market:BinanceUsMarket",
    trading="crossvenue_binance_us.trading:BinanceUsTrading",
    wallet="crossvenue_binance_us.wallet:BinanceUsWallet",
    # One count for all of the interface; the document's examples, until exchangeInfo says the venue's own.
    limits={
        "api": (Limit(1200, 60),),
        "orders": (Limit(100, 10), Limit(200_000, 86_400)),
        "raw": (Limit(5000, 300),),
    },
    docs="https://docs.binance.us",
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
    """Binance.US."""
    return (BINANCE_US,)
