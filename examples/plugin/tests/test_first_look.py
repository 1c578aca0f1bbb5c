"""A book and the balances: what somebody looks at first."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

from crossvenue.errors import NotImplementedByPlugin
from crossvenue.testing.plugin import Ask


@pytest.mark.cassette("gate", "first_look")
def test_a_book_and_the_balances_are_read(ask: Ask) -> None:
    book = ask(lambda venue: venue.market.order_book("ETH/USDT", depth=5))
    balances = ask(lambda venue: venue.wallet.balances())

    assert (book.best_bid, book.spread) == ((Decimal("1.17"), Decimal("201.863")), Decimal("0.35"))
    assert balances["ETH"].free == Decimal("968.8")
    assert not ask.venue.supports("trading.place_order")


def test_what_is_left_out_says_so_before_anything_is_asked(simulated: Callable[..., Any]) -> None:
    def asked(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url.path)

    order = {"side": "BUY", "type": "LIMIT", "quantity": "1", "price": "2000"}
    with pytest.raises(NotImplementedByPlugin):
        simulated("gate", asked)(lambda venue: venue.trading.place_order("ETH/USDT", **order))
