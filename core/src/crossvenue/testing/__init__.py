"""The kit that ships: cassettes are recorded with `record`, and tested with through the pytest plugin `plugin`.

`MarketContract`, `TradingContract` and `WalletContract` are the rules of the ports, for the tests of a plugin; they
need pytest.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from crossvenue.cassette import recording
from crossvenue.clock import Clock
from crossvenue.desks import DESKS
from crossvenue.dialect import mint_id
from crossvenue.errors import BadRequest
from crossvenue.interfaces import PORTS, History
from crossvenue.venue import Venue, connect

if TYPE_CHECKING:
    from crossvenue.config import Configuration
    from crossvenue.testing.contract import MarketContract, TradingContract, WalletContract
else:

    def __getattr__(name: str) -> object:
        if name not in ("MarketContract", "TradingContract", "WalletContract"):
            raise AttributeError(f"module 'crossvenue.testing' has no attribute {name!r}")
        from crossvenue.testing import contract  # It needs pytest, which `record` does not.

        return getattr(contract, name)


__all__ = [
    "ACTS",
    "Loopback",
    "MarketContract",
    "TradingContract",
    "WalletContract",
    "changes_something",
    "clock_at",
    "ids_in_order",
    "record",
    "recorded",
]

ACTS: Final = frozenset(name for port in (*PORTS, *DESKS) for name in port.acts())
"""The operations of the vocabulary that change something. A plugin may have more: `changes_something` knows them."""


@attrs.frozen(kw_only=True)
class Loopback:
    """A server on this machine that answers in a venue's place, such as one that knows the venue's documents."""

    address: str
    """Where it listens: ``http://127.0.0.1:8080``. Requests name the venue's host in their `Host` header."""
    clock_ms: int
    """What time it is there, in milliseconds since 1970; recordings begin at that time."""
    settings: Mapping[str, object] = attrs.field(factory=dict, repr=False)
    """What the venue is opened with: the key and secret that the server accepts."""


def ids_in_order() -> Callable[[], str]:
    """A source of client ids that are the same in each run: cv and 1, 2, 3 ... in 22 digits."""
    counter = itertools.count(1)
    return lambda: f"cv{next(counter):022x}"


def clock_at(ms: int) -> Clock:
    """A clock that begins at `ms` and goes on in steps of ten seconds, so that a recording made twice is the same."""
    begun = time.monotonic()
    return Clock(wall=lambda: ms / 1000, monotonic=lambda: (time.monotonic() - begun) // 10 * 10)


@contextmanager
def recorded(
    path: Path,
    venue: str | None,
    *,
    loopback: Loopback | None = None,
    config: Configuration | str | Path | None = None,
    **settings: object,
) -> Iterator[Venue]:
    """A venue whose conversation is written to a cassette at `path`, without secrets, when the block ends.

    From the live venue, with what is configured, unless a `loopback` answers in its place; of a live account
    addresses, transaction ids and the like are taken out too. Replaces a cassette that is there.
    """
    clock_ms = time.time_ns() // 1_000_000 if loopback is None else loopback.clock_ms
    source = "live" if loopback is None else "documents"
    address = None if loopback is None else loopback.address
    given: dict[str, Any] = {**({} if loopback is None else loopback.settings), **settings}
    transport = None if loopback is None else _to(loopback)
    with (
        recording(path, source=source, clock_ms=clock_ms, personal=loopback is None, loopback=address),
        connect(
            venue,
            config=config,
            transport=transport,
            clock=None if loopback is None else clock_at(clock_ms),
            # A live venue must see an id once only; a recording from documents is to come out the same each time.
            ids=mint_id if loopback is None else ids_in_order(),
            **given,
        ) as opened,
    ):
        if opened.environment == "replay":
            raise BadRequest(f"{opened.name} is a replay: there is nothing to record from it")
        try:
            yield opened
        finally:
            if transport is not None:
                transport.close()


def record(
    path: Path,
    venue: str | None,
    calls: Sequence[tuple[str, Mapping[str, object]]],
    *,
    acts: bool | Callable[[str], bool] = False,
    loopback: Loopback | None = None,
    config: Configuration | str | Path | None = None,
    **settings: object,
) -> None:
    """Perform `calls`, such as ``("market.order_book", {"symbol": "BTC/USDT"})``, and write a cassette at `path`.

    Histories are read to their end; ``raw.<endpoint>`` reaches the rest. Operations that change something are
    refused with `BadRequest` unless `acts`, or unless it says so, asked by their names. An operation that fails
    raises its error after the cassette was
    written. The other arguments are those of `recorded`.
    """
    with recorded(path, venue, loopback=loopback, config=config, **settings) as opened:
        operations = [_operation(opened, name, acts=acts) for name, _ in calls]
        for operation, (_, arguments) in zip(operations, calls, strict=True):
            result = operation(**arguments)
            if isinstance(result, History):
                result.all()


def changes_something(venue: Venue, name: str) -> bool:
    """Whether an operation, such as ``wallet.withdraw``, does something at the venue; nothing is sent to find out.

    Of ``raw.<endpoint>`` the catalogue tells: whatever may not be sent twice. Raises `BadRequest` for a name that
    there is not.
    """
    port, _, operation = name.partition(".")
    if port == "raw":
        return not venue.session.catalogue[operation].repeatable
    venue.supports(name)  # It says what is misspelt.
    return operation in getattr(venue, port).acts()


def _operation(venue: Venue, name: str, *, acts: bool | Callable[[str], bool]) -> Callable[..., object]:
    port, _, operation = name.partition(".")
    if changes_something(venue, name) and not (acts(name) if callable(acts) else acts):
        raise BadRequest(f"{name} changes something at the venue; give acts=True to record it")
    found: Callable[..., object] = getattr(getattr(venue, port), operation)
    return found


def _to(loopback: Loopback) -> Any:
    """A transport of httpx whose connections all go to the loopback server; requests still name their host."""
    import httpx

    target = httpx.URL(loopback.address)

    class ToLoopback(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            # vcrpy has put itself in the place of the method that this one overrides.
            request.url = request.url.copy_with(scheme=target.scheme, host=target.host, port=target.port)
            return super().handle_request(request)

    return ToLoopback()
