"""`raw(venue)` is `venue.raw` of Binance.US, with its endpoints known to editors and type checkers by `raw.pyi`."""

from __future__ import annotations

import functools

from crossvenue.raw import Raw as Endpoints
from crossvenue.raw import raw_of

raw = functools.partial(raw_of, "binance_us")

__all__ = ["Endpoints", "raw"]
