"""Crossvenue: one exact, safe Python interface to crypto exchanges.

`connect` opens a venue whose operations block, `connect_async` one whose operations are awaited. A venue has
three ports: `market`, `trading` and `wallet`. See `interfaces` for what they offer and `errors` for what they
raise.
"""

from crossvenue.model import NO_MEMO
from crossvenue.venue import AsyncVenue, Venue, connect, connect_async

__all__ = ["NO_MEMO", "AsyncVenue", "Venue", "connect", "connect_async"]
