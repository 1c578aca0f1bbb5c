"""What a plugin offers: an exchange, its sites, and the classes that speak for it. Values only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from crossvenue.errors import OutsideEnvironment

if TYPE_CHECKING:
    from crossvenue.clock import Clock
    from crossvenue.config import Settings
    from crossvenue.dialect import Dialect
    from crossvenue.endpoint import Catalogue
    from crossvenue.interfaces import Market, Trading, Wallet
    from crossvenue.limits import Limit
    from crossvenue.port import Port

P = TypeVar("P")


@attrs.frozen
class Site:
    """Where an environment of an exchange is: `hosts` maps the beginning of a path to a base address.

    A path that none of the beginnings fits is outside the environment, and is never sent anywhere else.
    """

    hosts: Mapping[str, str]

    def base(self, venue: str, label: str, path: str) -> str:
        """The base address for `path`; `OutsideEnvironment` if this site does not have it."""
        for beginning, base in self.hosts.items():
            if path.startswith(beginning):
                return base
        raise OutsideEnvironment(venue, label, f"this environment has only {', '.join(self.hosts)}")

    @property
    def secure(self) -> bool:
        """Whether any of its addresses needs TLS."""
        return any(base.startswith("https:") for base in self.hosts.values())


@attrs.frozen(kw_only=True)
class Demo:
    """A cassette that an exchange ships, and what the demonstration asks of it; replay uses it by default."""

    package: str
    file: str = "demo.yaml"
    symbol: str
    quantity: Decimal
    """Of an order, before it is rounded to the instrument's steps."""
    asset: str
    network: str
    amount: Decimal
    """Of a withdrawal that can be sent, to `address` on `network`."""
    address: str
    closed_network: str
    """A network of the asset on which `closed_amount` cannot be withdrawn."""
    closed_amount: Decimal


@attrs.frozen(kw_only=True)
class Exchange:
    """An exchange as a plugin offers it.

    `environments` maps names (`production`, `testnet`, `sandbox`) to sites; core adds `replay`, which answers
    from a cassette as if it were production. `settings` is the class of its settings, `dialect` how it speaks,
    `catalogue` reads its endpoints. `market`, `trading` and `wallet` are the classes of its ports, or where they
    are as entry points are written ("crossvenue_acme.market:AcmeMarket"): these are imported when a port is first
    used. `demo` is what it ships for the demonstration.
    """

    name: str
    title: str
    environments: Mapping[str, Site]
    settings: type[Settings]
    dialect: Callable[[Settings, Site, Clock], Dialect]
    catalogue: Callable[[], Catalogue]
    _market: type[Market[Any]] | str = attrs.field(alias="market")
    _trading: type[Trading[Any]] | str = attrs.field(alias="trading")
    _wallet: type[Wallet[Any]] | str = attrs.field(alias="wallet")
    limits: Mapping[str, Sequence[Limit]] = attrs.field(factory=dict)
    """The budgets to begin with, by scope, until the venue says its own; ``"a *"`` are those of every scope that is
    called ``a`` and something, each for itself."""
    docs: str = ""
    demo: Demo | None = None
    desks: Callable[[], Sequence[type[Port[Any]]]] = tuple
    """Its classes of `crossvenue.desks`, imported when they are asked for: opening a venue does not wait for them."""

    @property
    def market(self) -> type[Market[Any]]:
        """The class of its market port."""
        return _imported(self._market)

    @property
    def trading(self) -> type[Trading[Any]]:
        """The class of its trading port."""
        return _imported(self._trading)

    @property
    def wallet(self) -> type[Wallet[Any]]:
        """The class of its wallet port."""
        return _imported(self._wallet)


def _imported(port: type[P] | str) -> type[P]:
    if not isinstance(port, str):
        return port
    module, _, name = port.partition(":")
    found: type[P] = getattr(import_module(module), name)
    return found
