"""KuCoin's market data on recordings of the documented answers: every operation, to the digit, in both worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crossvenue import Venue
from crossvenue.errors import (
    InvalidRequest,
    NotFound,
    PermissionDenied,
    RateLimited,
    UnreadableResponse,
    VenueBusy,
    VenueUnavailable,
)
from crossvenue.model import (
    AveragePrice,
    Candle,
    InstrumentStatus,
    Interval,
    Level,
    OrderBook,
    Price,
    Quote,
    Ticker,
    Trade,
    VenueState,
)
from crossvenue.testing.plugin import Ask


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def digits(record: object, names: Sequence[str]) -> dict[str, str]:
    return {name: str(getattr(record, name)) for name in names}


# The venue


@pytest.mark.cassette("kucoin", "market/server_time")
def test_the_clock_of_the_venue(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.server_time()) == datetime(2025, 11, 5, tzinfo=UTC)


@pytest.mark.cassette("kucoin", "market/status")
def test_the_state_of_the_venue(ask: Ask) -> None:
    status = ask(lambda venue: venue.market.status())

    assert (status.state, status.message) == (VenueState.NORMAL, "open")
    assert status.raw == {"status": "open", "msg": ""}


@pytest.mark.cassette(
    "kucoin",
    "market/status_close",
    answers={"GET /api/v1/status": {"status": "close", "msg": "upgrading match engine"}},
)
def test_maintenance(ask: Ask) -> None:
    status = ask(lambda venue: venue.market.status())

    assert (status.state, status.message) == (VenueState.MAINTENANCE, "close: upgrading match engine")


@pytest.mark.cassette(
    "kucoin", "market/status_cancelonly", answers={"GET /api/v1/status": {"status": "cancelonly", "msg": ""}}
)
def test_a_venue_that_takes_no_orders_is_not_normal(ask: Ask) -> None:
    status = ask(lambda venue: venue.market.status())

    assert (status.state, status.message) == (VenueState.MAINTENANCE, "cancelonly")


# Instruments


@pytest.mark.cassette("kucoin", "market/instruments")
def test_instruments(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instruments())

    assert [each.symbol for each in found] == ["BTC/USDT", "ETH/USDT", "KCS/USDT", "DOGE/USDT"]
    assert found["KCS/USDT"] is found["KCS-USDT"] is found[2]
    assert found.raw[2]["feeCurrency"] == "USDT"


@pytest.mark.cassette("kucoin", "market/instrument")
def test_an_instrument(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instrument("BTC/USDT"))

    assert (found.base, found.quote, found.venue_symbol) == ("BTC", "USDT", "BTC-USDT")
    assert found.status is InstrumentStatus.TRADING
    assert digits(found, ["tick_size", "min_price", "lot_size", "min_quantity", "max_quantity", "min_notional"]) == {
        "tick_size": "0.1",
        "min_price": "0.1",
        "lot_size": "1E-8",
        "min_quantity": "0.00001",
        "max_quantity": "10000000000",
        "min_notional": "0.1",
    }
    assert (found.max_price, found.max_notional, found.steps_from_minimum) == (None, None, False)
    assert (found.base_precision, found.quote_precision) == (8, 6)
    assert found.margin_allowed


@pytest.mark.cassette("kucoin", "market/instruments_again")
def test_instruments_are_loaded_once_and_again_on_request(ask: Ask) -> None:
    first = ask(lambda venue: venue.market.instruments())

    assert ask(lambda venue: venue.market.instruments()) is first
    again = ask(lambda venue: venue.market.instruments(refresh=True))
    assert again is not first
    assert again == first


# Prices

DAY = {
    "last_price": "66981.5",
    "open_price": "67759.6",
    "high_price": "68107.7",
    "low_price": "66683.3",
    "volume": "1738.02898182",
    "quote_volume": "117321982.415978333",
    "price_change": "-778.1",
    "price_change_percent": "-1.1400",
    "bid_price": "66982.4",
    "ask_price": "66982.5",
}


@pytest.mark.cassette("kucoin", "market/ticker")
def test_a_ticker(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.ticker("BTC/USDT"))

    assert isinstance(found, Ticker)
    assert (found.symbol, found.venue_symbol) == ("BTC/USDT", "BTC-USDT")
    assert digits(found, list(DAY)) == DAY
    assert (found.open_time, found.close_time) == (at(1729089212158), at(1729175612158))
    assert (found.bid_quantity, found.ask_quantity, found.trade_count) == (None, None, None)
    assert (found.weighted_average_price, found.previous_close_price, found.last_quantity) == (None, None, None)
    assert found.raw["averagePrice"] == "67281.21437289"


@pytest.mark.cassette("kucoin", "market/tickers")
def test_all_tickers(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.tickers())

    assert [each.symbol for each in found] == ["BTC/USDT", "ETH/USDT", "KCS/USDT", "DOGE/USDT"]
    assert digits(found["BTC/USDT"], list(DAY)) == {
        "last_price": "67193",
        "open_price": "67291.5",
        "high_price": "68321.4",
        "low_price": "66683.3",
        "volume": "1836.03034612",
        "quote_volume": "124068431.06726933",
        "price_change": "-98.5",
        "price_change_percent": "-0.1400",
        "bid_price": "67192.5",
        "ask_price": "67192.6",
    }
    assert digits(found[0], ["bid_quantity", "ask_quantity"]) == {
        "bid_quantity": "0.000025",
        "ask_quantity": "1.24949204",
    }
    assert {each.close_time for each in found} == {at(1729173207043)}
    assert found.raw["ticker"][0]["takerFeeRate"] == "0.001"


@pytest.mark.cassette("kucoin", "market/tickers_of_some")
def test_tickers_of_some_are_in_the_order_they_were_asked_for(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.tickers(["KCS/USDT", "BTC-USDT", "KCS/USDT"]))

    assert [each.symbol for each in found] == ["KCS/USDT", "BTC/USDT"]
    assert len(found.raw["ticker"]) == 4


BEST = {"bid_price": "67267.5", "bid_quantity": "0.000025", "ask_price": "67267.6", "ask_quantity": "1.24808993"}


@pytest.mark.cassette("kucoin", "market/quote")
def test_a_quote(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.quote("BTC/USDT"))

    assert isinstance(found, Quote)
    assert found.instrument is ask(lambda venue: venue.market.instrument("BTC/USDT"))
    assert digits(found, list(BEST)) == BEST
    assert found.raw["sequence"] == "14609309753"


@pytest.mark.cassette("kucoin", "market/quotes")
def test_all_quotes(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.quotes())

    assert len(found) == 4
    assert digits(found["ETH-USDT"], list(BEST)) == {
        "bid_price": "67192.5",
        "bid_quantity": "0.000025",
        "ask_price": "67192.6",
        "ask_quantity": "1.24949204",
    }


@pytest.mark.cassette("kucoin", "market/quotes_of_some")
def test_quotes_of_some(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.market.quotes(["DOGE/USDT"]))

    assert (found.symbol, str(found.ask_price)) == ("DOGE/USDT", "67192.6")


@pytest.mark.cassette("kucoin", "market/price")
def test_a_price(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.price("BTC/USDT"))

    assert isinstance(found, Price)
    assert (found.symbol, str(found.price)) == ("BTC/USDT", "67269")


@pytest.mark.cassette("kucoin", "market/prices")
def test_all_prices(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.prices())

    assert [(each.symbol, str(each.price)) for each in found][:2] == [("BTC/USDT", "67193"), ("ETH/USDT", "67193")]


@pytest.mark.cassette("kucoin", "market/prices_of_some")
def test_prices_of_some(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.market.prices(["KCS-USDT"]))

    assert (found.symbol, str(found.price)) == ("KCS/USDT", "67193")


@pytest.mark.cassette("kucoin", "market/average_price")
def test_the_average_price_is_that_of_a_day(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.average_price("BTC/USDT"))

    assert isinstance(found, AveragePrice)
    assert (found.symbol, str(found.price), found.minutes) == ("BTC/USDT", "67281.21437289", 1440)


# Book, trades, candles

BIDS = (
    Level(Decimal("66976.4"), Decimal("0.69109872")),
    Level(Decimal("66976.3"), Decimal("0.14377")),
)
ASKS = (
    Level(Decimal("66976.5"), Decimal("0.05408199")),
    Level(Decimal("66976.8"), Decimal("0.0005")),
)


def assert_documented(book: object) -> None:
    assert isinstance(book, OrderBook)
    assert (book.bids, book.asks) == (BIDS, ASKS)
    assert (book.symbol, book.sequence, str(book.spread)) == ("BTC/USDT", "14610502970", "0.1")
    assert book.raw["time"] == 1729176273859


@pytest.mark.cassette("kucoin", "market/order_book_20")
def test_twenty_levels_of_the_order_book(ask: Ask) -> None:
    assert_documented(ask(lambda venue: venue.market.order_book("BTC/USDT", depth=20)))


@pytest.mark.cassette("kucoin", "market/order_book")
def test_the_order_book(ask: Ask) -> None:
    assert_documented(ask(lambda venue: venue.market.order_book("BTC/USDT")))


@pytest.mark.cassette("kucoin", "market/order_book_full")
def test_the_full_order_book(ask: Ask) -> None:
    assert_documented(ask(lambda venue: venue.market.order_book("BTC/USDT", depth=101)))


@pytest.mark.cassette("kucoin", "market/order_book_cut")
def test_no_more_levels_than_were_asked_for(ask: Ask) -> None:
    book = ask(lambda venue: venue.market.order_book("BTC/USDT", depth=1))

    assert (book.bids, book.asks) == (BIDS[:1], ASKS[:1])
    assert len(book.raw["bids"]) == 2


@pytest.mark.cassette("kucoin", "market/order_book_denied", answers={"GET /api/v3/market/orderbook/level2": "400007"})
def test_a_key_that_may_not_read_gets_no_full_book(ask: Ask) -> None:
    with pytest.raises(PermissionDenied) as caught:
        ask(lambda venue: venue.market.order_book("BTC/USDT", depth=500))
    assert caught.value.code == "400007"


@pytest.mark.cassette("kucoin", "market/trades")
def test_trades(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.trades("BTC/USDT"))

    assert [each.id for each in found] == ["10976028003549185", "10976028003549188", "10976028003549191"]
    assert found[1] == Trade(
        symbol="BTC/USDT",
        id="10976028003549188",
        price=Decimal("67122"),
        quantity=Decimal("0.01792257"),
        quote_quantity=None,
        timestamp_ms=1729177117877,
        buyer_is_maker=False,
    )
    assert isinstance(found[0], Trade)
    assert (str(found[0].quantity), found[0].time) == ("0.000025", at(1729177117877))
    assert found.raw[0]["time"] == 1729177117877000000


@pytest.mark.cassette("kucoin", "market/trades_last")
def test_the_last_trade(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.market.trades("BTC/USDT", limit=1))

    assert (found.id, str(found.price)) == ("10976028003549191", "67122.9")


@pytest.mark.cassette("kucoin", "market/candles")
def test_candles(ask: Ask) -> None:
    found = ask(
        lambda venue: venue.market.candles("BTC/USDT", "1m", since=at(1566789600000), until=at(1566789720000))
    )

    assert [each.open_time_ms for each in found] == [1566789600000, 1566789660000, 1566789720000]
    assert type(found[0]) is Candle
    assert found[1]._asdict() == {
        "open_time_ms": 1566789660000,
        "open": Decimal("10416"),
        "high": Decimal("10422.3"),
        "low": Decimal("10411.5"),
        "close": Decimal("10411.5"),
        "volume": Decimal("15.61781842"),
        "close_time_ms": 1566789719999,
        "quote_volume": Decimal("162703.708997029"),
        "trade_count": None,
        "taker_buy_volume": None,
        "taker_buy_quote_volume": None,
    }
    assert found.raw[0][0][0] == "1566789720"


@pytest.mark.cassette("kucoin", "market/candles_last")
def test_the_last_candles(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.candles("BTC/USDT", Interval.M1, until=at(1566789720000), limit=2))

    assert [each.open_time_ms for each in found] == [1566789660000, 1566789720000]


@pytest.mark.cassette("kucoin", "market/candles_of_now")
def test_the_last_candles_of_a_symbol_that_nobody_trades(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.candles("BTC/USDT", Interval.H1)) == ()


# Errors


@pytest.mark.cassette("kucoin", "market/unknown_symbol")
def test_an_unknown_symbol_at_the_venue(ask: Ask) -> None:
    with pytest.raises(NotFound, match="symbol not exists") as caught:
        ask(lambda venue: venue.raw.ticker(symbol="NO-PE"))
    assert (caught.value.code, caught.value.status) == ("900001", 200)


NOTHING = (200, {"code": "200000", "data": None})


@pytest.mark.cassette(
    "kucoin",
    "market/nothing_known",
    answers={"GET /api/v1/market/orderbook/level1": NOTHING, "GET /api/v1/market/stats": NOTHING},
)
def test_a_symbol_that_the_venue_knows_nothing_of(ask: Ask) -> None:
    calls: list[Callable[[Venue], Any]] = [
        lambda venue: venue.market.quote("BTC/USDT"),
        lambda venue: venue.market.price("BTC/USDT"),
        lambda venue: venue.market.ticker("BTC/USDT"),
        lambda venue: venue.market.average_price("BTC/USDT"),
    ]
    for call in calls:
        with pytest.raises(NotFound, match="nothing of BTC-USDT"):
            ask(call)


@pytest.mark.cassette(
    "kucoin",
    "market/candles_refused",
    answers={"GET /api/v1/market/candles": ("400100", "Incorrect candlestick type.")},
)
def test_candles_that_the_venue_refuses(ask: Ask) -> None:
    with pytest.raises(InvalidRequest, match="Incorrect candlestick type"):
        ask(lambda venue: venue.market.candles("BTC/USDT", "1m", limit=1))


@pytest.mark.cassette(
    "kucoin", "market/trades_limited", retries=0, answers={"GET /api/v1/market/histories": "429000"}
)
def test_the_limit_of_the_public_pool(ask: Ask) -> None:
    with pytest.raises(RateLimited) as caught:
        ask(lambda venue: venue.market.trades("BTC/USDT"))
    assert (caught.value.code, caught.value.retry_after) == ("429000", 30)


@pytest.mark.cassette("kucoin", "market/status_unavailable", retries=0, answers={"GET /api/v1/status": "500000"})
def test_a_venue_that_fails(ask: Ask) -> None:
    with pytest.raises((VenueUnavailable, VenueBusy)):
        ask(lambda venue: venue.market.status())


@pytest.mark.cassette(
    "kucoin", "market/tickers_unreadable", answers={"GET /api/v1/market/allTickers": {"time": 1, "ticker": [{}]}}
)
def test_a_listing_that_cannot_be_read_says_where(ask: Ask) -> None:
    with pytest.raises(UnreadableResponse, match=r"symbol.*\$\.ticker\[0\]"):
        ask(lambda venue: venue.market.tickers())
