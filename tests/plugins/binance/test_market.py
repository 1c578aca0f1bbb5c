"""Market data of Binance: every operation on a recording of the documented answer, to the digit, in both worlds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest import mock

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue import Venue, connect
from crossvenue.errors import BadRequest, NotFound, OutsideEnvironment, UnknownInstrument, UnreadableResponse
from crossvenue.instrument import (
    CountLimit,
    Instrument,
    Notional,
    OtherFilter,
    PercentPrice,
    PriceGrid,
    TrailingDelta,
)
from crossvenue.interfaces import Instruments
from crossvenue.model import (
    AggregateTrade,
    Candle,
    InstrumentStatus,
    Interval,
    Level,
    Listing,
    OrderType,
    Price,
    Quote,
    SelfTradePrevention,
    Ticker,
    Trade,
    VenueState,
)
from crossvenue.testing.plugin import Ask
from crossvenue_binance import market

RECORDED_FROM = datetime(2024, 6, 1, tzinfo=UTC)


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


# The venue


@pytest.mark.cassette("binance", "market/server_time")
def test_the_clock_of_the_venue(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.server_time()) == RECORDED_FROM


@pytest.mark.cassette("binance", "market/status")
def test_the_state_of_the_venue(ask: Ask) -> None:
    status = ask(lambda venue: venue.market.status())

    assert (status.state, status.message, status.raw) == (VenueState.NORMAL, "normal", {"status": 0, "msg": "normal"})


@pytest.mark.cassette(
    "binance",
    "market/status_maintenance",
    answers={"GET /sapi/v1/system/status": (200, {"status": 1, "msg": "system maintenance"})},
)
def test_maintenance(ask: Ask) -> None:
    status = ask(lambda venue: venue.market.status())

    assert (status.state, status.message) == (VenueState.MAINTENANCE, "system maintenance")


@pytest.mark.parametrize(
    ("payload", "state"),
    [(b'{"status":0,"msg":"normal"}', VenueState.NORMAL), (b'{"status":7}', VenueState.UNKNOWN)],
)
def test_a_state_that_nobody_knows_yet_is_unknown(payload: bytes, state: VenueState) -> None:
    assert market.status(payload).state is state


# Instruments


@pytest.mark.cassette("binance", "market/instruments")
def test_instruments(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instruments())

    assert [each.symbol for each in found] == ["BTC/USDT", "LTC/BTC", "ETH/BTC", "BNB/BTC"]
    assert found["ETH/BTC"] is found["ETHBTC"] is found[2]
    assert found.raw["symbols"][2]["symbol"] == "ETHBTC"


@pytest.mark.cassette("binance", "market/instrument")
def test_an_instrument_of_the_old_generation(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instrument("ETH/BTC"))

    assert (found.base, found.quote, found.venue_symbol) == ("ETH", "BTC", "ETHBTC")
    assert found.status is InstrumentStatus.TRADING
    assert (found.base_precision, found.quote_precision) == (8, 8)
    assert found.order_types == {
        OrderType.LIMIT,
        OrderType.LIMIT_MAKER,
        OrderType.MARKET,
        OrderType.STOP_LOSS,
        OrderType.STOP_LOSS_LIMIT,
        OrderType.TAKE_PROFIT,
        OrderType.TAKE_PROFIT_LIMIT,
    }
    assert (found.iceberg_allowed, found.oco_allowed, found.margin_allowed) == (True, True, True)
    assert found.permissions == ("SPOT", "MARGIN")
    assert [str(each) for each in (found.min_price, found.max_price, found.tick_size)] == [
        "0.00000100",
        "100000.00000000",
        "0.00000100",
    ]
    assert [str(each) for each in (found.min_quantity, found.max_quantity, found.lot_size)] == [
        "0.00100000",
        "100000.00000000",
        "0.00100000",
    ]
    assert (found.min_notional, found.max_notional) == (Decimal("0.00100000"), None)
    assert found.steps_from_minimum
    assert [each.name for each in found.filters] == [
        "PRICE_FILTER",
        "LOT_SIZE",
        "ICEBERG_PARTS",
        "MARKET_LOT_SIZE",
        "MAX_NUM_ORDERS",
        "MAX_NUM_ALGO_ORDERS",
        "PERCENT_PRICE",
        "MIN_NOTIONAL",
    ]


@pytest.mark.cassette("binance", "market/instrument_of_today")
def test_an_instrument_of_todays_generation(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.instrument("BTC/USDT"))
    rules = {each.name: each for each in found.filters}

    assert found.permissions == ("SPOT", "MARGIN")
    assert found.self_trade_preventions == (SelfTradePrevention.NONE,)
    assert found.quote_quantity_allowed
    assert found.replace_allowed
    assert (found.min_notional, found.max_notional) == (Decimal(10), Decimal(10000))
    assert rules["NOTIONAL"] == Notional(
        name="NOTIONAL",
        minimum=Decimal("10.00000000"),
        maximum=Decimal("10000.00000000"),
        minimum_on_market=False,
        maximum_on_market=False,
        average_minutes=5,
    )
    assert rules["PERCENT_PRICE_BY_SIDE"] == PercentPrice(
        name="PERCENT_PRICE_BY_SIDE",
        buy_minimum=Decimal("0.2"),
        buy_maximum=Decimal("1.2"),
        sell_minimum=Decimal("0.8"),
        sell_maximum=Decimal(5),
        average_minutes=1,
    )
    assert rules["TRAILING_DELTA"] == TrailingDelta(
        name="TRAILING_DELTA", minimum_above=10, maximum_above=2000, minimum_below=10, maximum_below=2000
    )
    assert rules["MAX_NUM_ORDERS"] == CountLimit(name="MAX_NUM_ORDERS", limit=25)


@pytest.mark.cassette("binance", "market/instruments_again")
def test_instruments_are_loaded_once_and_again_on_request(ask: Ask) -> None:
    first = ask(lambda venue: venue.market.instruments())

    assert ask(lambda venue: venue.market.instruments()) is first
    assert ask(lambda venue: venue.market.instrument("ltcbtc".upper())) is first["LTC/BTC"]
    again = ask(lambda venue: venue.market.instruments(refresh=True))
    assert again is not first
    assert again == first


@pytest.mark.cassette("binance", "market/budget")
def test_the_budget_follows_the_venue(ask: Ask) -> None:
    ask(lambda venue: venue.market.order_book("LTC/BTC", depth=5))
    scopes = ask.venue.budget.scopes

    # exchangeInfo weighs 20 and so few levels 5, as the answer's header says; the limits are exchangeInfo's own.
    assert [(each.used, each.limit, each.seconds) for each in scopes["api"].windows] == [(25, 1200, 60)]
    assert [(each.limit, each.seconds) for each in scopes["raw"].windows] == [(5000, 300)]


SYMBOL = {
    "symbol": "ETHBTC",
    "status": "TRADING",
    "baseAsset": "ETH",
    "baseAssetPrecision": 8,
    "quoteAsset": "BTC",
    "quotePrecision": 8,
    "orderTypes": ["LIMIT"],
    "filters": [],
}


def read(*symbols: dict[str, Any], **more: Any) -> Listing[Instrument]:
    payload = json.dumps({"symbols": symbols, **more}).encode()
    return market.instruments(market.read_info(payload), payload, steps_from_minimum=True)


@pytest.mark.parametrize(
    "filters",
    [
        [{"filterType": "BRAND_NEW", "limit": 1}],
        [
            {"filterType": "PRICE_FILTER", "minPrice": "0.1", "maxPrice": "0", "tickSize": "0.1"},
            {"filterType": "NEW"},
        ],
        [{"filterType": "MAX_NUM_ICEBERG_ORDERS"}],
        [{"limit": 1}],
    ],
)
def test_a_filter_that_nobody_knows_yet_is_kept_by_name(filters: list[dict[str, Any]]) -> None:
    (known, found) = read(SYMBOL, {**SYMBOL, "symbol": "LTCBTC", "baseAsset": "LTC", "filters": filters})

    assert [each.name for each in found.filters] == [each.get("filterType", "None") for each in filters]
    assert known.filters == ()
    if filters[0].get("filterType") == "BRAND_NEW":
        assert found.filters == (OtherFilter(name="BRAND_NEW"),)


def test_a_zero_in_a_filter_switches_the_rule_off() -> None:
    price = {"filterType": "PRICE_FILTER", "minPrice": "0.00000000", "maxPrice": "0.00000000", "tickSize": "0"}

    (found,) = read({**SYMBOL, "filters": [price]})

    assert (found.min_price, found.max_price, found.tick_size) == (None, None, None)
    assert found.filters == (
        PriceGrid(name="PRICE_FILTER", minimum=None, maximum=None, step=None, steps_from_minimum=True),
    )


@pytest.mark.parametrize(
    ("symbol", "field", "value"),
    [
        ({"status": "SOMETHING_NEW"}, "status", InstrumentStatus.UNKNOWN),
        ({"status": "PRE_TRADING"}, "status", InstrumentStatus("PRE_TRADING")),
        ({"orderTypes": ["LIMIT", "PEGGED"]}, "order_types", {OrderType.LIMIT, OrderType.UNKNOWN}),
        ({"orderTypes": []}, "order_types", frozenset()),
        ({"permissions": ["SPOT", "TRD_GRP_004"]}, "permissions", ("SPOT", "TRD_GRP_004")),
        (
            {"permissions": [], "permissionSets": [["SPOT", "NEW"], ["SPOT", "B"]]},
            "permissions",
            ("SPOT", "NEW", "B"),
        ),
        ({"permissionSets": [[]]}, "permissions", ()),
        ({"permissions": None, "permissionSets": None}, "permissions", ()),
        ({"allowedSelfTradePreventionModes": ["NONE", "DECREMENT", "NEW"]}, "self_trade_preventions", None),
        ({"allowedSelfTradePreventionModes": None}, "self_trade_preventions", ()),
        ({"quoteAssetPrecision": 6}, "quote_precision", 6),
        ({"quoteAssetPrecision": None}, "quote_precision", 8),
        ({"ocoAllowed": None, "icebergAllowed": None, "allowTrailingStop": None}, "oco_allowed", False),
        ({"somethingNew": {"a": [1.5]}}, "symbol", "ETH/BTC"),
    ],
)
def test_what_other_generations_say_of_a_symbol(symbol: dict[str, Any], field: str, value: object) -> None:
    (found,) = read({**SYMBOL, **symbol})

    if value is None:
        assert [each.name for each in getattr(found, field)] == ["NONE", "DECREMENT", "UNKNOWN"]
    else:
        assert getattr(found, field) == value


@pytest.mark.parametrize("name", ["symbol", "status", "baseAsset", "quoteAsset", "orderTypes", "filters"])
def test_a_symbol_that_lacks_what_we_use_is_named(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=rf"`{name}` - at `\$\.symbols\[0\]`"):
        read({key: value for key, value in SYMBOL.items() if key != name})


def test_limits_of_kinds_nobody_knows_are_left_out() -> None:
    payload = json.dumps(
        {
            "symbols": [],
            "rateLimits": [
                {"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 2, "limit": 6000},
                {"rateLimitType": "CONNECTIONS", "interval": "MINUTE", "intervalNum": 5, "limit": 300},
                {"rateLimitType": "ORDERS", "interval": "FORTNIGHT", "intervalNum": 1, "limit": 1},
            ],
        }
    ).encode()

    found = market.limits(market.read_info(payload))

    assert {scope: [(each.units, each.seconds) for each in windows] for scope, windows in found.items()} == {
        "api": [(6000, 120.0)]
    }


# Prices

TICKER = {
    "price_change": "-94.99999800",
    "price_change_percent": "-95.960",
    "weighted_average_price": "0.29628482",
    "previous_close_price": "0.10002000",
    "last_price": "4.00000200",
    "last_quantity": "200.00000000",
    "bid_price": "4.00000000",
    "bid_quantity": "100.00000000",
    "ask_price": "4.00000200",
    "ask_quantity": "100.00000000",
    "open_price": "99.00000000",
    "high_price": "100.00000000",
    "low_price": "0.10000000",
    "volume": "8913.30000000",
    "quote_volume": "15.30000000",
}


def digits(record: object, names: Sequence[str]) -> dict[str, str]:
    return {name: str(getattr(record, name)) for name in names}


@pytest.mark.cassette("binance", "market/ticker")
def test_a_ticker(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.ticker("BNB/BTC"))

    assert isinstance(found, Ticker)
    assert (found.symbol, found.venue_symbol) == ("BNB/BTC", "BNBBTC")
    assert digits(found, list(TICKER)) == TICKER
    assert (found.open_time, found.close_time) == (at(1499783499040), at(1499869899040))
    assert found.trade_count == 76
    assert found.raw["firstId"] == 28385


@pytest.mark.cassette("binance", "market/tickers")
def test_all_tickers(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.market.tickers())

    assert (found.symbol, digits(found, list(TICKER))) == ("BNB/BTC", TICKER)


@pytest.mark.cassette("binance", "market/tickers_of_some")
def test_tickers_of_some(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.tickers(["BNB/BTC", "ETHBTC"]))

    assert found["BNB/BTC"].last_price == Decimal("4.00000200")
    assert found.raw[0]["lastPrice"] == "4.00000200"


@pytest.mark.cassette("binance", "market/quote")
def test_a_quote(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.quote("LTC/BTC"))

    assert isinstance(found, Quote)
    assert found.instrument is ask(lambda venue: venue.market.instrument("LTC/BTC"))
    assert digits(found, ["bid_price", "bid_quantity", "ask_price", "ask_quantity"]) == {
        "bid_price": "4.00000000",
        "bid_quantity": "431.00000000",
        "ask_price": "4.00000200",
        "ask_quantity": "9.00000000",
    }


@pytest.mark.cassette("binance", "market/quotes")
def test_all_quotes(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.quotes())

    assert [each.symbol for each in found] == ["LTC/BTC", "ETH/BTC"]
    assert str(found["ETH/BTC"].bid_price) == "0.07946700"


@pytest.mark.cassette("binance", "market/quotes_of_some")
def test_quotes_of_some(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.market.quotes(["ETH/BTC"]))

    assert (found.symbol, str(found.ask_price)) == ("ETH/BTC", "100000.00000000")


@pytest.mark.cassette("binance", "market/price")
def test_a_price(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.price("LTC/BTC"))

    assert isinstance(found, Price)
    assert (found.symbol, str(found.price)) == ("LTC/BTC", "4.00000200")


@pytest.mark.cassette("binance", "market/prices")
def test_all_prices(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.prices())

    assert [(each.symbol, str(each.price)) for each in found] == [
        ("LTC/BTC", "4.00000200"),
        ("ETH/BTC", "0.07946600"),
    ]


@pytest.mark.cassette("binance", "market/prices_of_some")
def test_prices_of_some(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.prices(["LTC/BTC", "ETH/BTC"]))

    assert str(found["ETHBTC"].price) == "0.07946600"


@pytest.mark.cassette("binance", "market/average_price")
def test_the_average_price(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.average_price("LTC/BTC"))

    assert (found.symbol, str(found.price), found.minutes) == ("LTC/BTC", "9.35751834", 5)
    assert found.raw == {"mins": 5, "price": "9.35751834"}


def test_a_listing_keeps_a_symbol_that_is_not_listed_any_more() -> None:
    gone = {**dict.fromkeys(WIRE_TICKER, "1"), "symbol": "GONE", "openTime": 1, "closeTime": 2, "count": 3}

    (found,) = market.tickers(json.dumps([gone]).encode(), Instruments("binance", Listing()))

    assert (found.venue_symbol, found.instrument) == ("GONE", None)


WIRE_TICKER = (
    *("priceChange", "priceChangePercent", "weightedAvgPrice", "prevClosePrice", "lastPrice", "lastQty", "bidPrice"),
    *("bidQty", "askPrice", "askQty", "openPrice", "highPrice", "lowPrice", "volume", "quoteVolume"),
)


# Book and trades


@pytest.mark.cassette("binance", "market/order_book")
def test_the_order_book(ask: Ask) -> None:
    book = ask(lambda venue: venue.market.order_book("LTC/BTC", depth=5))

    assert book.bids == (Level(Decimal("4.00000000"), Decimal("431.00000000")),)
    assert book.asks == (Level(Decimal("4.00000200"), Decimal("12.00000000")),)
    assert str(book.bids[0].price) == "4.00000000"
    assert (book.symbol, book.sequence, book.spread) == ("LTC/BTC", "1027024", Decimal("0.00000200"))


def test_a_book_of_the_old_generation_has_a_third_element() -> None:
    payload = b'{"lastUpdateId": 1, "bids": [["4.10", "431.0", []]], "asks": [["4.20", "12.0", []]]}'

    book = market.order_book(payload, read(SYMBOL)[0])

    assert [(str(level.price), str(level.quantity)) for level in book.bids + book.asks] == [
        ("4.10", "431.0"),
        ("4.20", "12.0"),
    ]


@pytest.mark.parametrize(
    "payload",
    [
        b'{"lastUpdateId": 1, "bids": [["1"]], "asks": []}',
        b'{"lastUpdateId": 1, "bids": [["1", "2", "3"]], "asks": []}',
    ],
)
def test_a_book_that_cannot_be_read_says_where(payload: bytes) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.bids"):
        market.order_book(payload, read(SYMBOL)[0])


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity"])
def test_a_book_of_what_is_no_number_says_where(number: str) -> None:
    """The spread of such a book once was a bare error of `decimal`."""
    payload = b'{"lastUpdateId": 1, "bids": [["1", "2"], ["0.9", "%s"]], "asks": []}' % number.encode()

    with pytest.raises(msgspec.ValidationError, match=r"finite number.*`\$\.bids\[1\]\.quantity`"):
        market.order_book(payload, read(SYMBOL)[0])


RULES = [
    {"filterType": "PRICE_FILTER", "minPrice": "0.1", "maxPrice": "0", "tickSize": "0.1"},
    {"filterType": "LOT_SIZE", "minQty": "1", "maxQty": "0", "stepSize": "1"},
]


@pytest.mark.parametrize("number", ["NaN", "sNaN", "-Infinity", "1e999999", "ten"])
@pytest.mark.parametrize(("place", "name"), [(0, "tickSize"), (0, "maxPrice"), (1, "stepSize")])
def test_a_rule_that_is_no_number_is_unreadable_and_its_symbol_is_named(place: int, name: str, number: str) -> None:
    """A tickSize of "NaN" once was a bare `ValueError`, when an order was to be placed."""
    broken = [dict(each) for each in RULES]
    broken[place][name] = number

    with pytest.raises(msgspec.ValidationError, match=r"- at `\$\.symbols\[1\]\.filters`$"):
        read(SYMBOL | {"filters": RULES}, {**SYMBOL, "symbol": "LTCBTC", "baseAsset": "LTC", "filters": broken})


def test_an_order_by_rules_that_cannot_be_read_is_not_sent() -> None:
    (found,) = read(SYMBOL | {"filters": [{"filterType": "MAX_POSITION", "maxPosition": "NaN"}]})

    with pytest.raises(BadRequest, match="ETH/BTC: the venue's rules for it cannot be read: Expected a finite"):
        _ = found.filters


def test_an_empty_book_has_no_best() -> None:
    book = market.order_book(b'{"lastUpdateId": 1, "bids": [], "asks": []}', read(SYMBOL)[0])

    assert (book.best_bid, book.best_ask, book.spread) == (None, None, None)


DOCUMENTED_TRADE = Trade(
    symbol="LTC/BTC",
    id=28457,
    price=Decimal("4.00000100"),
    quantity=Decimal("12.00000000"),
    quote_quantity=Decimal("48.000012"),
    timestamp_ms=1499865549590,
    buyer_is_maker=True,
)


@pytest.mark.cassette("binance", "market/trades")
def test_trades(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.market.trades("LTC/BTC", limit=5))

    assert isinstance(found, Trade)
    assert found == DOCUMENTED_TRADE
    assert (found.id, found.time, str(found.quote_quantity)) == ("28457", at(1499865549590), "48.000012")


@pytest.mark.cassette("binance", "market/historical_trades")
def test_historical_trades(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.historical_trades("LTC/BTC", from_id="28457")) == (DOCUMENTED_TRADE,)


@pytest.mark.cassette("binance", "market/historical_trades_last")
def test_the_last_historical_trades(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.historical_trades("LTC/BTC", limit=1))

    assert list(found) == [DOCUMENTED_TRADE]
    assert found.raw[0][0]["isBestMatch"] is True


@pytest.mark.parametrize("records", [["old"], ["old", "new"], ["new", "old"]])
def test_trades_of_the_old_generation_have_no_quote_quantity(records: list[str]) -> None:
    old = {"id": 1, "price": "2.50", "qty": "4.0", "time": 3, "isBuyerMaker": False, "isBestMatch": True}
    payload = json.dumps([old if each == "old" else {**old, "quoteQty": "10.00"} for each in records]).encode()

    found = market.trades(payload, "LTC/BTC")

    assert [str(each.quote_quantity) for each in found] == ["None" if each == "old" else "10.00" for each in records]
    assert {(each.symbol, each.id, str(each.price)) for each in found} == {("LTC/BTC", "1", "2.50")}


@pytest.mark.cassette("binance", "market/aggregate_trades")
def test_aggregate_trades(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.market.aggregate_trades("LTC/BTC"))

    assert isinstance(found, AggregateTrade)
    assert found == AggregateTrade(
        symbol="LTC/BTC",
        id=26129,
        price=Decimal("0.01633102"),
        quantity=Decimal("4.70443515"),
        first_trade_id=27781,
        last_trade_id=27781,
        timestamp_ms=1498793709153,
        buyer_is_maker=True,
    )
    assert (found.id, found.first_trade_id, found.last_trade_id) == ("26129", "27781", "27781")


@pytest.mark.cassette("binance", "market/aggregate_trades_span")
def test_aggregate_trades_of_a_span(ask: Ask) -> None:
    found = ask(
        lambda venue: venue.market.aggregate_trades(
            "LTC/BTC", since=at(1498790000000), until=at(1498790000000 + 2 * 3_600_000)
        )
    )

    assert [each.id for each in found] == ["26129"]


@pytest.mark.cassette("binance", "market/aggregate_trades_from")
def test_aggregate_trades_from_an_id(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.aggregate_trades("LTC/BTC", from_id="26130")) == ()


@pytest.mark.cassette("binance", "market/candles")
def test_candles(ask: Ask) -> None:
    found = ask(lambda venue: venue.market.candles("LTC/BTC", "1w", since=at(1499040000000), until=at(1499040000000)))

    assert found == (
        Candle(
            open_time_ms=1499040000000,
            open=Decimal("0.01634790"),
            high=Decimal("0.80000000"),
            low=Decimal("0.01575800"),
            close=Decimal("0.01577100"),
            volume=Decimal("148976.11427815"),
            close_time_ms=1499644799999,
            quote_volume=Decimal("2434.19055334"),
            trade_count=308,
            taker_buy_volume=Decimal("1756.87402397"),
            taker_buy_quote_volume=Decimal("28.46694368"),
        ),
    )
    assert isinstance(found[0], Candle)
    assert str(found[0].open) == "0.01634790"
    assert (found[0].open_time, found[0].close_time) == (at(1499040000000), at(1499644799999))


@pytest.mark.cassette("binance", "market/candles_last")
def test_the_last_candles(ask: Ask) -> None:
    assert len(ask(lambda venue: venue.market.candles("LTC/BTC", Interval.H1, limit=3))) == 1


# Errors

ONE_SYMBOL: dict[str, Callable[[Venue, str], Any]] = {
    "ticker": lambda venue, symbol: venue.market.ticker(symbol),
    "tickers": lambda venue, symbol: venue.market.tickers([symbol]),
    "quote": lambda venue, symbol: venue.market.quote(symbol),
    "quotes": lambda venue, symbol: venue.market.quotes([symbol]),
    "price": lambda venue, symbol: venue.market.price(symbol),
    "prices": lambda venue, symbol: venue.market.prices([symbol]),
    "average_price": lambda venue, symbol: venue.market.average_price(symbol),
    "order_book": lambda venue, symbol: venue.market.order_book(symbol),
    "trades": lambda venue, symbol: venue.market.trades(symbol),
    "historical_trades": lambda venue, symbol: venue.market.historical_trades(symbol),
    "aggregate_trades": lambda venue, symbol: venue.market.aggregate_trades(symbol),
    "candles": lambda venue, symbol: venue.market.candles(symbol, "1m"),
}
every_operation = pytest.mark.parametrize("call", ONE_SYMBOL.values(), ids=list(ONE_SYMBOL))


class Server:
    """Knows one symbol, notes what is asked, and answers everything else with `answer`."""

    def __init__(self, answer: httpx.Response | Callable[[httpx.Request], object] | None = None) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if request.url.path == "/api/v3/exchangeInfo":
            return httpx.Response(200, json={"symbols": [SYMBOL]})
        if isinstance(self.answer, httpx.Response):
            return httpx.Response(self.answer.status_code, content=self.answer.content)
        assert self.answer is not None
        return httpx.Response(200, json=self.answer(request))


@every_operation
def test_an_unknown_symbol_is_refused_before_it_is_sent(
    simulated: Callable[..., Ask], call: Callable[[Venue, str], Any]
) -> None:
    server = Server()
    ask = simulated("binance", server)

    with pytest.raises(UnknownInstrument, match="binance lists no 'ETH/BTX'; did you mean ETH/BTC"):
        ask(lambda venue: call(venue, "ETH/BTX"))
    assert server.asked == ["/api/v3/exchangeInfo"]


@every_operation
def test_the_venue_may_still_not_know_it(simulated: Callable[..., Ask], call: Callable[[Venue, str], Any]) -> None:
    ask = simulated("binance", Server(httpx.Response(400, json={"code": -1121, "msg": "Invalid symbol."})))

    with pytest.raises(NotFound, match="Invalid symbol") as caught:
        ask(lambda venue: call(venue, "ETH/BTC"))
    assert (caught.value.code, caught.value.status, caught.value.venue) == (-1121, 400, "binance")


@every_operation
@pytest.mark.parametrize("content", [b"", b"[", b"<html>", b'"text"', b"[1]", b'{"unexpected":true}'])
def test_an_answer_that_cannot_be_read_is_said_to_be(
    simulated: Callable[..., Ask], call: Callable[[Venue, str], Any], content: bytes
) -> None:
    ask = simulated("binance", Server(httpx.Response(200, content=content)))

    with pytest.raises(UnreadableResponse):
        ask(lambda venue: call(venue, "ETH/BTC"))


@pytest.mark.cassette("binance", "market/unknown_symbol")
def test_an_unknown_symbol_at_the_venue(ask: Ask) -> None:
    with pytest.raises(NotFound, match="Invalid symbol") as caught:
        ask(lambda venue: venue.raw.depth(symbol="NOPE"))
    assert caught.value.code == -1121


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda venue: venue.market.order_book("ETH/BTC", depth=5001), "at most 5000"),
        (lambda venue: venue.market.order_book("ETH/BTC", depth=0), "above zero"),
        (lambda venue: venue.market.trades("ETH/BTC", limit=1001), "historical_trades"),
        (lambda venue: venue.market.candles("ETH/BTC", "1m", limit=1001), "need `since`"),
        (lambda venue: venue.market.candles("ETH/BTC", "7m"), "interval must be one of"),
        (lambda venue: venue.market.candles("ETH/BTC", "1m", since=at(2), until=at(1)), "after"),
        (lambda venue: venue.market.tickers([]), "not empty"),
        (lambda venue: venue.market.tickers("ETH/BTC"), "not empty"),
        (lambda venue: venue.market.aggregate_trades("ETH/BTC", from_id="1", since=at(1)), "one of"),
    ],
)
def test_what_cannot_be_right_is_not_sent(
    simulated: Callable[..., Ask], call: Callable[[Venue], Any], said: str
) -> None:
    server = Server()
    ask = simulated("binance", server)

    with pytest.raises(BadRequest, match=said):
        ask(call)
    assert set(server.asked) <= {"/api/v3/exchangeInfo"}


def test_the_test_network_has_no_status(simulated: Callable[..., Ask]) -> None:
    server = Server()
    ask = simulated("binance", server, environment="testnet")

    with pytest.raises(OutsideEnvironment):
        ask(lambda venue: venue.market.status())
    assert server.asked == []


# Paging: against a venue that keeps trades and candles as the documents say

HOUR = 3_600_000


class Tape(Server):
    """Trades by id and candles by time, given in pages of at most `page`."""

    def __init__(self, times: Sequence[int], page: int) -> None:
        super().__init__(self.look)
        self.times, self.page = times, page

    def look(self, request: httpx.Request) -> object:
        params = dict(request.url.params)
        size = min(int(params.get("limit", 500)), self.page)
        start, end = int(params.get("startTime", 0)), int(params.get("endTime", 1 << 62))
        records = list(enumerate(self.times))
        if "fromId" in params:
            assert "startTime" not in params
            assert "endTime" not in params
            found = [each for each in records if each[0] >= int(params["fromId"])][:size]
        elif request.url.path == "/api/v3/aggTrades" and "startTime" in params:
            assert end - start < HOUR
            found = [each for each in records if start <= each[1] <= end][:size]
        elif "startTime" in params:
            found = [each for each in records if start <= each[1] <= end][:size]
        else:
            found = [each for each in records if each[1] <= end][-size:]
        return [self.wire(request.url.path, *each) for each in found]

    @staticmethod
    def wire(path: str, number: int, time: int) -> object:
        if path == "/api/v3/klines":
            return [time, "1", "1", "1", "1", "1", time, "1", number, "1", "1", "0"]
        if path == "/api/v3/aggTrades":
            return {"a": number, "p": "1", "q": "1", "f": number, "l": number, "T": time, "m": True}
        return {"id": number, "price": "1", "qty": "1", "quoteQty": "1", "time": time, "isBuyerMaker": True}


BEGIN = 1_499_040_000_000
gaps = st.lists(st.sampled_from([0, 1, 1000, HOUR - 1, HOUR, HOUR + 1, 3 * HOUR]), max_size=12)
candle_gaps = st.lists(st.sampled_from([60_000, 120_000, HOUR]), max_size=12)
limits = st.none() | st.integers(1, 8)
edges = st.integers(-2 * HOUR, 12 * HOUR)


def times(between: Sequence[int]) -> list[int]:
    found, now = [], BEGIN
    for gap in between:
        now += gap
        found.append(now)
    return found


def asked_of(tape: Tape, call: Callable[[Venue], Any]) -> list[Any]:
    with (
        mock.patch.object(market, "PAGE", tape.page),
        connect("binance", transport=httpx.MockTransport(tape)) as venue,
    ):
        return list(call(venue))


@given(gaps, st.integers(1, 4), st.integers(0, 12), limits)
def test_historical_trades_page_by_id(between: list[int], page: int, first: int, limit: int | None) -> None:
    tape = Tape(times(between), page)

    found = asked_of(tape, lambda venue: venue.market.historical_trades("ETH/BTC", from_id=str(first), limit=limit))

    assert [int(each.id) for each in found] == list(range(first, len(tape.times)))[:limit]


@given(gaps, st.integers(1, 4), limits)
def test_the_last_historical_trades_are_one_page(between: list[int], page: int, limit: int | None) -> None:
    tape = Tape(times(between), page)

    found = asked_of(tape, lambda venue: venue.market.historical_trades("ETH/BTC", limit=limit))

    assert [int(each.id) for each in found] == list(range(len(tape.times)))[-min(limit or page, page) :]
    assert len(tape.asked) == 2


@given(gaps, st.integers(1, 4), edges, edges, limits)
def test_aggregate_trades_page_by_time_and_then_by_id(
    between: list[int], page: int, since: int, length: int, limit: int | None
) -> None:
    tape = Tape(times(between), page)
    begin, end = BEGIN + since, BEGIN + since + max(0, length)

    found = asked_of(
        tape,
        lambda venue: venue.market.aggregate_trades("ETH/BTC", since=at(begin), until=at(end), limit=limit),
    )

    wanted = [number for number, time in enumerate(tape.times) if begin <= time <= end]
    assert [int(each.id) for each in found] == wanted[:limit]


@given(gaps, st.integers(1, 4), st.integers(0, 12), st.none() | edges, limits)
def test_aggregate_trades_page_by_id(
    between: list[int], page: int, first: int, until: int | None, limit: int | None
) -> None:
    tape = Tape(times(between), page)
    end = None if until is None else BEGIN + until

    found = asked_of(
        tape,
        lambda venue: venue.market.aggregate_trades(
            "ETH/BTC", from_id=str(first), until=None if end is None else at(end), limit=limit
        ),
    )

    wanted = [each for each in range(first, len(tape.times)) if end is None or tape.times[each] <= end]
    assert [int(each.id) for each in found] == wanted[:limit]


def test_trades_of_a_venue_whose_clock_is_ahead_are_not_lost() -> None:
    ahead = int(datetime.now(UTC).timestamp() * 1000) + 60_000
    tape = Tape([ahead, ahead + 1], 1)

    found = asked_of(tape, lambda venue: venue.market.aggregate_trades("ETH/BTC", from_id="0"))

    assert [each.id for each in found] == ["0", "1"]


@given(candle_gaps, st.integers(1, 4), edges, st.none() | edges, limits)
def test_candles_page_by_time(
    between: list[int], page: int, since: int, length: int | None, limit: int | None
) -> None:
    tape = Tape(times(between), page)
    begin = BEGIN + since
    end = None if length is None else begin + max(0, length)

    found = asked_of(
        tape,
        lambda venue: venue.market.candles(
            "ETH/BTC", "1m", since=at(begin), until=None if end is None else at(end), limit=limit
        ),
    )

    wanted = [time for time in tape.times if begin <= time and (end is None or time <= end)]
    assert [each.open_time_ms for each in found] == wanted[:limit]


def test_pages_are_asked_for_as_they_are_needed(simulated: Callable[..., Ask]) -> None:
    tape = Tape(times([1000] * 9), 3)
    ask = simulated("binance", tape)

    with mock.patch.object(market, "PAGE", 3):
        found = ask(lambda venue: venue.market.historical_trades("ETH/BTC", from_id="0", limit=4))

    assert [each.id for each in found] == ["0", "1", "2", "3"]
    assert tape.asked == ["/api/v3/exchangeInfo", "/api/v3/historicalTrades", "/api/v3/historicalTrades"]
    assert [len(page) for page in found.raw] == [3, 3]
