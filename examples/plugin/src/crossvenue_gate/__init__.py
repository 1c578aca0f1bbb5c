"""Gate for Crossvenue: what the plugin offers, and its registration. Trading is not in it yet."""

from collections.abc import Sequence

import attrs

from crossvenue.config import Settings
from crossvenue.endpoint import Catalogue, Weight
from crossvenue.exchange import Exchange, Site
from crossvenue.hookspecs import hookimpl
from crossvenue.interfaces import Trading
from crossvenue_gate.dialect import GateDialect, rate
from crossvenue_gate.market import GateMarket
from crossvenue_gate.wallet import GateWallet

# Every endpoint has a count of its own, and whatever is no GET writes.
ENDPOINTS = {
    name: attrs.evolve(endpoint, weights=[Weight(name, 1)], repeatable=endpoint.method == "GET")
    for name, endpoint in Catalogue.load(__name__).items()
}
GATE = Exchange(
    name="gate",
    title="Gate",
    environments={"production": Site({"/api/v4/": "https://api.gateio.ws"})},
    settings=Settings,
    dialect=GateDialect,
    catalogue=lambda: Catalogue(ENDPOINTS),
    market=GateMarket,
    trading=Trading,
    wallet=GateWallet,
    limits={name: (rate(name),) for name in ENDPOINTS},
    docs="https://www.gate.com/docs/developers/apiv4/en/",
)


@hookimpl
def exchanges() -> Sequence[Exchange]:
    """Gate."""
    return (GATE,)
