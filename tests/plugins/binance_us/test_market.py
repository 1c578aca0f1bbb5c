"""Market data of Binance.US on recordings of the documented answers, in both worlds; what differs from Binance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from crossvenue import Venue
from crossvenue.errors import (
    BadRequest,
    ConfigurationError,
    FilterViolation,
    FirewallBlocked,
    InvalidRequest,
    NotFound,
    PermissionDenied,
    RateLimited,
    VenueBusy,
    VenueError,
    VenueUnavailable,
)
from crossvenue.instrument import CountLimit, PriceGrid, QuantityGrid
from crossvenue.limits import Limit
from crossvenue.model import Interval, OrderType, SelfTradePrevention, VenueState
from crossvenue.testing.plugin import Ask

Sent = list[tuple[str, dict[str, str]]]
INFO = ("GET /api/v3/exchangeInfo", {})


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


# The venue


@pytest.mark.cassette("binance_us", "market/server_time")
def test_the_clock_of_the_venue(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.server_time()) == datetime(2024, 6, 1, tzinfo=UTC)


@pytest.mark.cassette("binance_us", "market/status")
def test_the_state_of_the_venue_has_no_words_and_is_asked_with_a_signature(ask: Ask, sent: Sent) -> None:
    status = ask(lambda venue: venue.market.status())

    assert (status.state, status.message, status.raw) == (VenueState.NORMAL, "", {"status": 0})
    assert sent == [("GET /sapi/v1/system/status", {})]
    assert ask.venue.session.catalogue["system_status"].security.signed


@pytest.mark.cassette(
    "binance_us", "market/status_maintenance", answers={"GET /sapi/v1/system/status": (200, {"status": 1})}
)
def test_maintenance(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.status()).state is VenueState.MAINTENANCE


@pytest.mark.parametrize(
    "call",
    [lambda venue: venue.market.status(), lambda venue: venue.raw.historical_trades(symbol="LTCBTC")],
    ids=["status", "historical_trades"],
)
def test_without_a_key_these_are_refused_before_anything_is_sent(
    simulated: Callable[..., Ask], call: Callable[[Venue], Any]
) -> None:
    def nothing(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    ask = simulated("binance_us", nothing, api_key=None, api_secret=None)
    with pytest.raises(ConfigurationError, match="needs a key"):
        ask(call)


# Instruments


@pytest.mark.cassette("binance_us", "market/instruments")
def test_instruments_and_the_limits_that_come_with_them(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instruments())

    assert [each.symbol for each in found] == ["BTC/USDT", "BTC/USD", "LTC/BTC", "BNB/BTC", "1INCH/USD"]
    scopes = ask.venue.budget.scopes
    assert [(each.limit, each.seconds) for each in scopes["api"].windows] == [(1200, 60)]
    assert [(each.limit, each.seconds) for each in scopes["orders"].windows] == [(100, 10), (200_000, 86_400)]
    assert [(each.limit, each.seconds) for each in scopes["raw"].windows] == [(5000, 300)]
    # The header counts what the documented weight is.
    assert scopes["api"].windows[0].used == 10


@pytest.mark.cassette("binance_us", "market/instrument")
def test_an_instrument_has_what_the_venue_says_once_for_all(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instrument("BTC/USDT"))

    assert found.permissions == ("SPOT",)
    assert found.self_trade_preventions == (
        SelfTradePrevention.EXPIRE_MAKER,
        SelfTradePrevention.EXPIRE_TAKER,
        SelfTradePrevention.EXPIRE_BOTH,
    )
    assert (found.replace_allowed, found.trailing_allowed, found.quote_quantity_allowed) == (True, False, True)
    assert OrderType.STOP_LOSS in found.order_types


@pytest.mark.cassette("binance_us", "market/instrument_filters")
def test_filters_count_steps_from_zero_and_orders_by_limit(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instrument("LTC/BTC"))

    filters = {each.name: each for each in found.filters}
    count = filters["MAX_NUM_ORDERS"]
    assert isinstance(count, CountLimit)
    assert count.limit == 25
    for name, kind in (("PRICE_FILTER", PriceGrid), ("LOT_SIZE", QuantityGrid), ("MARKET_LOT_SIZE", QuantityGrid)):
        grid = filters[name]
        assert isinstance(grid, kind)
        assert not grid.steps_from_minimum


def instrument_with(filters: list[dict[str, str]], ask: Callable[..., Ask]) -> Any:
    symbol = {
        "symbol": "BTCUSD",
        "status": "TRADING",
        "baseAsset": "BTC",
        "baseAssetPrecision": 8,
        "quoteAsset": "USD",
        "quotePrecision": 4,
        "orderTypes": ["LIMIT", "LIMIT_MAKER", "MARKET"],
        "filters": filters,
    }
    opened = ask("binance_us", lambda _: httpx.Response(200, json={"symbols": [symbol]}))
    return opened(lambda venue: venue.market.instrument("BTC/USD"))


def test_the_minimum_is_not_subtracted_before_steps_are_counted(simulated: Callable[..., Ask]) -> None:
    """Binance would take 0.5 + n * 1, and refuse whole numbers."""
    btc = instrument_with(
        [
            {"filterType": "PRICE_FILTER", "minPrice": "0.50", "maxPrice": "100000", "tickSize": "1.00"},
            {"filterType": "LOT_SIZE", "minQty": "0.015", "maxQty": "100", "stepSize": "0.01"},
        ],
        simulated,
    )

    assert btc.quantise_price("7.4") == 7
    assert btc.quantise_quantity("0.029") == Decimal("0.02")
    with pytest.raises(FilterViolation) as caught:
        btc.quantise_quantity("0.016")
    assert caught.value.nearest == Decimal("0.02")


def test_dollars_have_four_digits(simulated: Callable[..., Ask]) -> None:
    assert instrument_with([], simulated).quote_precision == 4


# Prices


@pytest.mark.cassette("binance_us", "market/ticker")
def test_the_last_day_of_a_symbol(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.ticker("BNB/BTC"))

    assert (found.symbol, str(found.last_price), str(found.quote_volume)) == ("BNB/BTC", "0.00950520", "77.64747556")
    assert (found.open_time, found.trade_count) == (at(1637042984994), 5018)


@pytest.mark.cassette("binance_us", "market/tickers")
def test_the_last_day_of_all_symbols(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.tickers())

    assert str(found["BTC/USD"].last_price) == "59566.4300"
    # Not among the instruments any more: its own symbol is kept.
    assert found["ETHUSD"].instrument is None


@pytest.mark.cassette("binance_us", "market/tickers_of_some")
def test_the_last_day_of_some_symbols(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.market.tickers(["BTC/USD"]))

    assert [each.symbol for each in found] == ["BTC/USD"]
    assert sent[1:] == [("GET /api/v3/ticker/24hr", {"symbols": '["BTCUSD"]'})]


@pytest.mark.cassette("binance_us", "market/quote")
def test_the_best_bid_and_ask(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.quote("LTC/BTC"))

    assert [str(each) for each in (found.bid_price, found.bid_quantity, found.ask_price, found.ask_quantity)] == [
        "0.00378600",
        "3.50000000",
        "0.00379100",
        "26.69000000",
    ]


@pytest.mark.cassette("binance_us", "market/quotes")
def test_the_best_bids_and_asks_of_all(ask: Ask) -> None:
    assert str(ask(lambda venue: venue.market.quotes())["BTC/USD"].ask_price) == "59630.2500"


@pytest.mark.cassette("binance_us", "market/price")
def test_the_last_price(ask: Ask) -> None:
    assert str(ask(lambda venue: venue.market.price("LTC/BTC")).price) == "0.00378800"


@pytest.mark.cassette("binance_us", "market/prices")
def test_the_last_prices_of_all(ask: Ask) -> None:
    assert [(each.symbol, str(each.price)) for each in ask(lambda venue: venue.market.prices())] == [
        ("BTC/USD", "59705.0700"),
        ("ETHUSD", "4178.7200"),
    ]


@pytest.mark.cassette("binance_us", "market/average_price")
def test_the_average_price(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.average_price("LTC/BTC"))

    assert (str(found.price), found.minutes) == ("0.00378906", 5)


# Book, trades, candles


@pytest.mark.cassette("binance_us", "market/order_book")
def test_the_book(ask: Ask, sent: Sent) -> None:
    book = ask(lambda venue: venue.market.order_book("LTC/BTC", depth=5))

    assert [[str(number) for number in level] for level in book.bids] == [["0.00379200", "31.26000000"]]
    assert [[str(number) for number in level] for level in book.asks] == [["0.00380100", "32.37000000"]]
    assert (book.sequence, str(book.spread)) == ("1027024", "0.00000900")
    assert sent[1:] == [("GET /api/v3/depth", {"symbol": "LTCBTC", "limit": "5"})]


@pytest.mark.cassette("binance_us", "market/trades")
def test_the_last_trades(ask: Ask) -> None:
    (trade,) = ask(lambda venue: venue.market.trades("LTC/BTC", limit=10))

    assert (trade.id, str(trade.price), str(trade.quote_quantity)) == ("981492", "0.00380100", "0.00083622")
    assert (trade.time, trade.buyer_is_maker) == (at(1637128016269), False)


@pytest.mark.cassette("binance_us", "market/historical_trades")
def test_older_trades_need_the_key_and_no_signature(ask: Ask, sent: Sent) -> None:
    (trade,) = ask(lambda venue: venue.market.historical_trades("LTC/BTC", from_id="17", limit=10))

    assert (trade.id, str(trade.price)) == ("17", "0.06800000")
    assert sent[1:] == [("GET /api/v3/historicalTrades", {"symbol": "LTCBTC", "limit": "10", "fromId": "17"})]
    endpoint = ask.venue.session.catalogue["historical_trades"]
    assert (endpoint.security.value, endpoint.security.signed) == ("api_key", False)


@pytest.mark.cassette("binance_us", "market/aggregate_trades")
def test_aggregates_of_years_are_found_with_one_request_by_time(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.market.aggregate_trades("LTC/BTC", since=at(0), until=at(1637128220041)))

    assert [(each.id, str(each.price), each.time) for each in found] == [("874844", "0.00379700", at(1637128220041))]
    # No window of an hour: both times, years apart; from there on by id.
    assert sent[1:] == [
        (
            "GET /api/v3/aggTrades",
            {"symbol": "LTCBTC", "limit": "1000", "startTime": "0", "endTime": "1637128220041"},
        ),
        ("GET /api/v3/aggTrades", {"symbol": "LTCBTC", "limit": "1000", "fromId": "874845"}),
    ]


@pytest.mark.cassette("binance_us", "market/candles")
def test_candles(ask: Ask) -> None:
    (candle,) = ask(lambda venue: venue.market.candles("LTC/BTC", "1w", since=at(1499040000000)))

    assert (candle.open_time_ms, str(candle.close), candle.trade_count) == (1499040000000, "0.00386200", 1)


@pytest.mark.cassette("binance_us", "market/no_candles_of_a_second")
def test_there_are_no_candles_of_a_second(ask: Ask, sent: Sent) -> None:
    with pytest.raises(BadRequest, match="binance_us has no candles of 1s; it has 1m, 3m"):
        ask(lambda venue: venue.market.candles("LTC/BTC", Interval.S1))
    assert sent == [INFO]


# Errors

BUSY = {"code": -1008, "msg": "Spot server is currently overloaded with other requests. Please try again later."}
FIREWALL = (403, b"<html><head><title>403 Forbidden</title></head></html>")


def ends(
    id: str,  # noqa: A002 - pytest's word
    call: Callable[[Venue], Any],
    endpoint: str,
    answer: object,
    kind: type[VenueError],
    **settings: object,
) -> Any:
    """A call that begins with the name of its operation, what is answered, and what it ends as."""
    name = f"market/error_{id.replace(' ', '_')}"
    answers = {f"GET /api/v3/{endpoint}" if "/" not in endpoint else f"GET {endpoint}": answer}
    mark = pytest.mark.cassette("binance_us", name, answers=answers, retries=0, **settings)
    return pytest.param(call, kind, id=id, marks=mark)


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ends(
            "server_time of a busy venue",
            lambda venue: venue.market.server_time(),
            "time",
            (503, BUSY),
            VenueUnavailable,
        ),
        ends(
            "status with a key that may not",
            lambda venue: venue.market.status(),
            "/sapi/v1/system/status",
            -2015,
            PermissionDenied,
        ),
        ends(
            "instruments behind the firewall",
            lambda venue: venue.market.instruments(),
            "exchangeInfo",
            FIREWALL,
            FirewallBlocked,
        ),
        ends(
            "instrument too often",
            lambda venue: venue.market.instrument("BTC/USD"),
            "exchangeInfo",
            (429, {"code": -1003, "msg": "Too many requests queued."}, {"Retry-After": "3"}),
            RateLimited,
            on_limit="raise",
        ),
        ends(
            "ticker of no symbol",
            lambda venue: venue.market.ticker("BTC/USD"),
            "/api/v3/ticker/24hr",
            -1121,
            NotFound,
        ),
        ends(
            "tickers of a list that is none",
            lambda venue: venue.market.tickers(["BTC/USD"]),
            "/api/v3/ticker/24hr",
            -1135,
            InvalidRequest,
        ),
        ends(
            "quote while the venue is busy",
            lambda venue: venue.market.quote("BTC/USD"),
            "/api/v3/ticker/bookTicker",
            -1008,
            VenueBusy,
        ),
        ends(
            "quotes while the venue is busy",
            lambda venue: venue.market.quotes(),
            "/api/v3/ticker/bookTicker",
            -1008,
            VenueBusy,
        ),
        ends(
            "price of no symbol", lambda venue: venue.market.price("BTC/USD"), "/api/v3/ticker/price", -1121, NotFound
        ),
        ends(
            "prices while the venue is down",
            lambda venue: venue.market.prices(),
            "/api/v3/ticker/price",
            (502, b""),
            VenueUnavailable,
        ),
        ends(
            "average_price of no symbol",
            lambda venue: venue.market.average_price("BTC/USD"),
            "avgPrice",
            -1121,
            NotFound,
        ),
        ends("order_book that is empty", lambda venue: venue.market.order_book("BTC/USD"), "depth", -1112, NotFound),
        ends("trades of no symbol", lambda venue: venue.market.trades("BTC/USD"), "trades", -1121, NotFound),
        ends(
            "historical_trades with a malformed key",
            lambda venue: venue.market.historical_trades("BTC/USD"),
            "historicalTrades",
            -2015,
            PermissionDenied,
        ),
        ends(
            "aggregate_trades from a number too large",
            lambda venue: venue.market.aggregate_trades("BTC/USD", from_id="9" * 30),
            "aggTrades",
            -1108,
            InvalidRequest,
        ),
        ends(
            "candles of too long a time",
            lambda venue: venue.market.candles("BTC/USD", "1d"),
            "klines",
            -1127,
            InvalidRequest,
        ),
    ],
)
def test_errors_are_told_apart(ask: Ask, call: Callable[[Venue], Any], kind: type[VenueError]) -> None:
    with pytest.raises(kind) as caught:
        ask(call)
    assert caught.value.venue == "binance_us"


def test_one_count_for_all_of_the_interface() -> None:
    from crossvenue_binance_us import BINANCE_US

    assert BINANCE_US.limits == {
        "api": (Limit(1200, 60),),
        "orders": (Limit(100, 10), Limit(200_000, 86_400)),
        "raw": (Limit(5000, 300),),
    }
    for endpoint in BINANCE_US.catalogue().values():
        charged = dict(endpoint.charges({}))
        assert {"api", "raw", "address"} <= set(charged) <= {"api", "raw", "address", "orders"}
        assert (charged["raw"], charged["address"]) == (1, 0)
