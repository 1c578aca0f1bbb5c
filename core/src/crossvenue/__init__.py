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
        # All of it at the first look: the command line imports this package too, and its help needs nothing of it.
        if not name.startswith("__"):
            from crossvenue import model, venue

            scope = globals()
            scope.update({each: getattr(venue, each) for each in __all__ if each != "NO_MEMO"})
            scope["NO_MEMO"] = model.NO_MEMO
            if name in scope:
                return scope[name]
        raise AttributeError(f"module 'crossvenue' has no attribute {name!r}")


__all__ = ["NO_MEMO", "AsyncVenue", "Venue", "connect", "connect_async"]
