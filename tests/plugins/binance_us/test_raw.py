"""`raw`: the endpoints of the venue, with types."""

import pytest

from crossvenue import connect
from crossvenue.errors import BadRequest
from crossvenue_binance_us.raw import raw


def test_raw_with_types_is_the_venue_s_own() -> None:
    with connect("binance_us") as venue:
        assert raw(venue) is venue.raw
    with connect("kucoin") as venue, pytest.raises(BadRequest, match="these are the endpoints of binance_us"):
        raw(venue)
