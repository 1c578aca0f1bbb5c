"""A book and the balances: what somebody looks at first."""

from decimal import Decimal

import pytest

from crossvenue.testing.plugin import Ask


@pytest.mark.cassette("gate", "first_look")
def test_a_book_and_the_balances_are_read(ask: Ask) -> None:
    book = ask(lambda venue: venue.market.order_book("ETH/USDT", depth=5))
    balances = ask(lambda venue: venue.wallet.balances())

    assert (book.best_bid, book.spread) == ((Decimal("1.17"), Decimal("201.863")), Decimal("0.35"))
    assert balances["ETH"].free == Decimal("968.8")
    assert not ask.venue.supports("trading.place_order")
