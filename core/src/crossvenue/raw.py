"""`venue.raw`: every documented endpoint of a venue, called by its catalogue name.

Apart from `venue`, because a plugin gives it types: `crossvenue_binance.raw.raw(venue)` is `venue.raw` with every
endpoint, parameter and docstring known to editors and type checkers, out of a stub that `testing.stubs` writes.
"""

from __future__ import annotations

import inspect
import keyword
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crossvenue.endpoint import Endpoint, Kind
from crossvenue.errors import BadRequest, NotOffered
from crossvenue.wire import exact, exact_json
from crossvenue.world import finish

if TYPE_CHECKING:
    from crossvenue.dialect import Session
    from crossvenue.venue import AsyncVenue, Venue


class Raw:
    """Every documented endpoint of a venue by its catalogue name: `raw.system_status()`.

    Parameters go by the venue's own names and are checked against the catalogue before anything is sent; one that
    Python keeps for itself has a `_` more (`from_`). The answer is plain data with exact Decimals. Signed, metered,
    retried and judged as everything else is. Where the venue takes an id of ours for what is made, one is minted
    unless you give it; errors carry it. One that the venue has retired raises `NotOffered`, with what took its place,
    unless the setting `allow_retired` or replay lets it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            call = _call(self._session, self._session.catalogue[name])
        except BadRequest as unknown:
            raise AttributeError(str(unknown)) from None
        setattr(self, name, call)
        return call

    def __dir__(self) -> list[str]:
        return list(self._session.catalogue)


def _call(session: Session, endpoint: Endpoint) -> Callable[..., Any]:
    """The endpoint as a function of its parameters: it blocks or is awaited, as the session's world does."""

    async def call(**given: object) -> object:
        settings = session.settings
        if endpoint.retired is not None and not (settings.allow_retired or settings.environment == "replay"):
            why = f"retired by the venue on {endpoint.retired} (the setting allow_retired sends it all the same)"
            raise NotOffered(session.name, f"raw.{endpoint.name}", why)
        params = {_parameter(endpoint, name): value for name, value in given.items()}
        client_id = None
        if endpoint.client_id:
            client_id = str(params.setdefault(endpoint.client_id, session.mint_id()))
        endpoint.check(params)
        for name, value in params.items():
            if isinstance(value, str):  # Written as venues read it, whatever notation it came in.
                kind = endpoint.params[name].type
                if kind is Kind.DECIMAL:
                    params[name] = exact(value, name)
                elif kind is Kind.BOOLEAN:
                    params[name] = value.lower() == "true"
        return await session.call(endpoint, params, exact_json, client_id=client_id)

    made: Any = call if session.world.awaiting else lambda **given: finish(call(**given))
    made.__name__ = made.__qualname__ = endpoint.name
    made.__doc__ = described(endpoint)
    made.__signature__ = inspect.Signature(
        [
            inspect.Parameter(
                argument(name),
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if param.required else None,
            )
            for name, param in endpoint.params.items()
        ]
    )
    function: Callable[..., Any] = made
    return function


def raw_of(exchange: str, venue: Venue | AsyncVenue) -> Raw:
    """`venue.raw`, of a venue that is this exchange: what a plugin's own `raw` is made of. Raises `BadRequest`."""
    if venue.exchange.name != exchange:
        raise BadRequest(f"{venue.name} is {venue.exchange.name}, and these are the endpoints of {exchange}")
    return venue.raw


def argument(name: str) -> str:
    """A parameter's name as Python can write it."""
    return f"{name}_" if keyword.iskeyword(name) else name


def _parameter(endpoint: Endpoint, name: str) -> str:
    bare = name.removesuffix("_")
    return bare if bare in endpoint.params and keyword.iskeyword(bare) else name


def described(endpoint: Endpoint) -> str:
    """What an endpoint does, what is sent and what it costs, in lines."""
    lines = [f"{endpoint.title}: {endpoint.label}."]
    if endpoint.retired is not None:
        lines.append(f"Retired by the venue on {endpoint.retired}.")
    if endpoint.deprecated is not None:
        lines.append(f"Deprecated: {endpoint.deprecated}.")
    if endpoint.audience:
        lines.append(f"For {endpoint.audience}.")
    lines += [f"{argument(name)}: {param.told}" for name, param in endpoint.params.items() if param.told]
    lines += [*endpoint.rules, endpoint.docs]
    return "\n\n".join(lines)
