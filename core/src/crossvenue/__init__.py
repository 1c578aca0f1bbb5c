"""Crossvenue: one exact, safe Python interface to crypto exchanges.

`connect` opens a venue whose operations block, `connect_async` one whose operations are awaited. A venue has
three ports: `market`, `trading` and `wallet`. See `interfaces` for what they offer and `errors` for what they
raise.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossvenue.model import NO_MEMO
    from crossvenue.venue import AsyncVenue, Venue, connect, connect_async
else:

    def __getattr__(name: str) -> object:
        # When first asked for: the command line imports this package too, and its help needs nothing of it.
        if name not in __all__:
            raise AttributeError(f"module 'crossvenue' has no attribute {name!r}")
        from crossvenue.model import NO_MEMO
        from crossvenue.venue import AsyncVenue, Venue, connect, connect_async

        found = (NO_MEMO, AsyncVenue, Venue, connect, connect_async)
        globals().update(zip(__all__, found, strict=True))
        return globals()[name]


__all__ = ["NO_MEMO", "AsyncVenue", "Venue", "connect", "connect_async"]
