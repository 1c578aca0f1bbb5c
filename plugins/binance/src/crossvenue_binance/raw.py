"""`raw(venue)` is `venue.raw` of Binance, with its endpoints known to editors and type checkers by `raw.pyi`."""

from __future__ import annotations

import functools

from crossvenue.raw import Raw as Endpoints
from crossvenue.raw import raw_of

raw = functools.partial(raw_of, "binance")

__all__ = ["Endpoints", "raw"]
