"""`raw`: the endpoints of the venue, with types."""

import pytest

from crossvenue import connect
from crossvenue.errors import BadRequest
from crossvenue_kucoin.raw import raw


def test_raw_with_types_is_the_venue_s_own() -> None:
    with connect("kucoin") as venue:
        assert raw(venue) is venue.raw
    with connect("binance") as venue, pytest.raises(BadRequest, match="these are the endpoints of kucoin"):
        raw(venue)
