"""KuCoin for Crossvenue: what the plugin offers, and its registration."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crossvenue.endpoint import Catalogue
from crossvenue.exchange import Demo, Exchange, Site
from crossvenue.hookspecs import hookimpl
from crossvenue_kucoin.dialect import LIMITS, KuCoinDialect, KuCoinSettings

if TYPE_CHECKING:
    from crossvenue.port import Port


@functools.cache
def _catalogue() -> Catalogue:
    return Catalogue.load(__name__)


def _desks() -> Sequence[type[Port[Any]]]:
    from crossvenue_kucoin.desks import DESKS

    return DESKS


KUCOIN = Exchange(
    name="kucoin",
    title="KuCoin",
    # KuCoin has no test network any more. Its endpoints of futures accounts are on another host.
    environments={
        "production": Site({"/api/": "https://api.kucoin.com", "futures:/api/": "https://api-futures.kucoin.com"})
    },
    settings=KuCoinSettings,
    dialect=KuCoinDialect,
    catalogue=_catalogue,
    market="crossvenue_kucoin.market:KuCoinMarket",
    trading="crossvenue_kucoin.trading:KuCoinTrading",
    wallet="crossvenue_kucoin.wallet:KuCoinWallet",
    limits=LIMITS,
    docs="https://www.kucoin.com/docs-new",
    desks=_desks,
    demo=Demo(
        package=__name__,
        symbol="BTC/USDT",
        quantity=Decimal("0.0123456789"),
        asset="BTC",
        network="BTC",
        amount=Decimal("0.0015"),
        address="1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
        closed_network="SEGWITBTC",
        closed_amount=Decimal(2),
    ),
)


@hookimpl
def exchanges() -> Sequence[Exchange]:
    """KuCoin."""
    return (KUCOIN,)
