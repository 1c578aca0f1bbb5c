"""How KuCoin's market data are read and paged: what the recordings of the documents do not show."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from unittest import mock

import attrs
import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue import Venue, connect
from crossvenue.errors import (
    BadRequest,
    ConfigurationError,
    FilterViolation,
    NotFound,
    NotOffered,
    UnknownInstrument,
    UnreadableResponse,
)
from crossvenue.instrument import Grid, Instrument, Notional, OtherFilter, PriceGrid, QuantityGrid
from crossvenue.interfaces import Instruments
from crossvenue.model import (
    InstrumentStatus,
    Interval,
    Level,
    Listing,
    OrderRequest,
    OrderType,
    SelfTradePrevention,
    Side,
    Trade,
    VenueState,
)
from crossvenue.testing import clock_at
from crossvenue.testing.plugin import Ask
from crossvenue_kucoin import market

D = Decimal


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


# The venue


@pytest.mark.parametrize(
    ("payload", "state", "message"),
    [
        (b'{"status":"open","msg":""}', VenueState.NORMAL, "open"),
        (b'{"status":"open","msg":null}', VenueState.NORMAL, "open"),
        (b'{"status":"close","msg":"upgrade"}', VenueState.MAINTENANCE, "close: upgrade"),
        (b'{"status":"cancelonly"}', VenueState.MAINTENANCE, "cancelonly"),
        (b'{"status":"on fire","msg":"help"}', VenueState.UNKNOWN, "on fire: help"),
    ],
)
def test_the_state_of_the_venue_comes_with_its_own_words(payload: bytes, state: VenueState, message: str) -> None:
    found = market.status(payload)

    assert (found.state, found.message) == (state, message)


# Instruments

SYMBOL: Final = {
    "symbol": "BTC-USDT",
    "name": "BTC-USDT",
    "baseCurrency": "BTC",
    "quoteCurrency": "USDT",
    "feeCurrency": "USDT",
    "market": "USDS",
    "baseMinSize": "0.00001",
    "quoteMinSize": "0.1",
    "baseMaxSize": "10000000000",
    "quoteMaxSize": "99999999",
    "baseIncrement": "0.00000001",
    "quoteIncrement": "0.000001",
    "priceIncrement": "0.1",
    "priceLimitRate": "0.1",
    "minFunds": "0.1",
    "isMarginEnabled": True,
    "enableTrading": True,
    "feeCategory": 1,
    "makerFeeCoefficient": "1.00",
    "takerFeeCoefficient": "1.00",
    "st": False,
    "callauctionIsEnabled": False,
    "callauctionPriceFloor": None,
    "callauctionPriceCeiling": None,
    "callauctionFirstStageStartTime": None,
    "callauctionSecondStageStartTime": None,
    "callauctionThirdStageStartTime": None,
    "tradingStartTime": None,
}
"""The documented symbol."""


def read(*symbols: dict[str, Any]) -> Listing[Instrument]:
    return market.instruments(json.dumps(symbols).encode())


def without(symbol: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in symbol.items() if name not in names}


def test_an_instrument_has_every_field() -> None:
    # They are made without `__init__`, for speed: none of its fields may be forgotten.
    (found,) = read(SYMBOL)
    given_: dict[str, Any] = {
        str(field.alias): getattr(found, field.name) for field in attrs.fields(Instrument) if field.init
    }

    assert type(found) is Instrument
    assert Instrument(**given_) == found
    assert Instrument(**given_).filters == found.filters


def test_the_rules_of_an_instrument_have_the_names_of_the_fields_that_state_them() -> None:
    (found,) = read(SYMBOL)
    size, funds = ("quantity",), ("quote_quantity",)

    assert found.filters == (
        PriceGrid(name="priceIncrement", minimum=D("0.1"), step=D("0.1")),
        QuantityGrid(name="baseMinSize", minimum=D("0.00001"), fields=size),
        QuantityGrid(name="baseMaxSize", maximum=D("10000000000"), fields=size),
        QuantityGrid(name="baseIncrement", step=D("0.00000001")),
        QuantityGrid(name="quoteMinSize", minimum=D("0.1"), fields=funds, market_only=True),
        QuantityGrid(name="quoteMaxSize", maximum=D("99999999"), fields=funds, market_only=True),
        QuantityGrid(name="quoteIncrement", step=D("0.000001"), fields=funds, market_only=True),
        Notional(name="minFunds", minimum=D("0.1")),
        OtherFilter(name="priceLimitRate"),
    )


def order(instrument: Instrument, type_: OrderType = OrderType.LIMIT, **amounts: str) -> OrderRequest:
    given_: dict[str, Any] = {name: D(amount) for name, amount in amounts.items()}
    return OrderRequest(instrument=instrument, side=Side.BUY, type=type_, client_id="cv1", **given_)


@pytest.mark.parametrize(
    ("type_", "amounts", "rule", "nearest"),
    [
        (OrderType.LIMIT, {"quantity": "0.00001", "price": "66666.66"}, "priceIncrement", "66666.7"),
        (OrderType.LIMIT, {"quantity": "0.00001", "price": "0.01"}, "priceIncrement", "0.1"),
        (OrderType.LIMIT, {"quantity": "0.000009", "price": "66666"}, "baseMinSize", "0.00001"),
        (OrderType.LIMIT, {"quantity": "10000000001", "price": "66666"}, "baseMaxSize", "10000000000"),
        (OrderType.LIMIT, {"quantity": "0.000010005", "price": "66666"}, "precision", "0.00001"),
        (OrderType.LIMIT, {"quantity": "0.00001", "price": "1000"}, "minFunds", "0.0001"),
        (OrderType.LIMIT_MAKER, {"quantity": "0.00001", "price": "1000"}, "minFunds", "0.0001"),
        (OrderType.MARKET, {"quantity": "0.000009"}, "baseMinSize", "0.00001"),
        (OrderType.MARKET, {"quote_quantity": "0.09"}, "quoteMinSize", "0.1"),
        (OrderType.MARKET, {"quote_quantity": "100000000"}, "quoteMaxSize", "99999999"),
        (OrderType.MARKET, {"quote_quantity": "10.0000005"}, "precision", "10"),
        (
            OrderType.STOP_LOSS_LIMIT,
            {"quantity": "1", "price": "60000", "stop_price": "60000.05"},
            "priceIncrement",
            "60000",
        ),
    ],
)
def test_an_order_that_breaks_a_rule_names_it_and_what_would_pass(
    type_: OrderType, amounts: dict[str, str], rule: str, nearest: str
) -> None:
    (found,) = read(SYMBOL)

    with pytest.raises(FilterViolation) as caught:
        found.check(order(found, type_, **amounts))
    assert (caught.value.filter, caught.value.nearest) == (rule, D(nearest))


@pytest.mark.parametrize(
    ("type_", "amounts"),
    [
        (OrderType.LIMIT, {"quantity": "0.00001", "price": "10000"}),
        (OrderType.LIMIT, {"quantity": "0.00001001", "price": "66666.6"}),
        (OrderType.LIMIT_MAKER, {"quantity": "1.0000000000", "price": "66666.60"}),
        (OrderType.LIMIT, {"quantity": "1", "price": "66666.6", "iceberg_quantity": "0.000001"}),
        (OrderType.MARKET, {"quantity": "0.00001"}),
        (OrderType.MARKET, {"quote_quantity": "0.1"}),
        (OrderType.MARKET, {"quote_quantity": "99999998.999999"}),
        (OrderType.STOP_LOSS, {"quantity": "1", "stop_price": "60000"}),
        (OrderType.TAKE_PROFIT_LIMIT, {"quantity": "1", "price": "70000", "stop_price": "70000.1"}),
    ],
)
def test_an_order_within_the_rules_passes(type_: OrderType, amounts: dict[str, str]) -> None:
    (found,) = read(SYMBOL)

    found.check(order(found, type_, **amounts))


def test_funds_have_an_increment_of_their_own_where_it_is_coarser_than_that_of_prices() -> None:
    (found,) = read({**SYMBOL, "priceIncrement": "0.0001", "quoteIncrement": "0.5"})

    assert found.quote_precision == 4
    with pytest.raises(FilterViolation) as caught:
        found.check(order(found, OrderType.MARKET, quote_quantity="10.3"))
    assert (caught.value.filter, caught.value.nearest) == ("quoteIncrement", D("10.5"))
    found.check(order(found, quantity="1", price="10.3001"))


def test_prices_and_quantities_are_rounded_to_the_increments() -> None:
    (found,) = read(SYMBOL)

    assert found.quantise_price("66666.66") == D("66666.6")
    assert found.quantise_quantity("0.123456789") == D("0.12345678")
    with pytest.raises(FilterViolation, match="baseMinSize"):
        found.quantise_quantity("0.000001")


@pytest.mark.parametrize(
    ("symbol", "status"),
    [
        ({}, InstrumentStatus.TRADING),
        ({"enableTrading": False}, InstrumentStatus.HALTED),
        ({"callauctionIsEnabled": True}, InstrumentStatus.AUCTION),
        ({"callauctionIsEnabled": True, "enableTrading": False}, InstrumentStatus.AUCTION),
        ({"callauctionIsEnabled": None}, InstrumentStatus.TRADING),
    ],
)
def test_whether_an_instrument_trades(symbol: dict[str, Any], status: InstrumentStatus) -> None:
    (found,) = read({**SYMBOL, **symbol})

    assert (found.status, found.active) == (status, status is InstrumentStatus.TRADING)


def test_prices_have_a_floor_and_a_ceiling_during_a_call_auction() -> None:
    (found,) = read(
        {
            **SYMBOL,
            "callauctionIsEnabled": True,
            "callauctionPriceFloor": "0.5",
            "callauctionPriceCeiling": "2",
            "callauctionFirstStageStartTime": 1740654000000,
        }
    )
    rules = {each.name: each for each in found.filters}

    assert rules["callauctionPriceFloor"] == PriceGrid(
        name="callauctionPriceFloor", minimum=D("0.5"), fields=("price",)
    )
    assert rules["callauctionPriceCeiling"] == PriceGrid(
        name="callauctionPriceCeiling", maximum=D(2), fields=("price",)
    )


@pytest.mark.parametrize(
    ("symbol", "field", "value"),
    [
        ({"isMarginEnabled": False}, "margin_allowed", False),
        ({"baseIncrement": "1", "priceIncrement": "10", "quoteIncrement": "1"}, "base_precision", 0),
        ({"baseIncrement": "0.0010"}, "base_precision", 3),
        ({"priceIncrement": "0.0000000001"}, "quote_precision", 10),
        ({"baseMinSize": "0"}, "min_quantity", None),
        ({"baseMaxSize": None}, "max_quantity", None),
        ({"minFunds": None}, "min_notional", None),
        ({"somethingNew": {"a": [1.5]}}, "symbol", "BTC/USDT"),
        ({"symbol": "BCHSV-USDT", "name": "BSV-USDT", "baseCurrency": "BSV"}, "symbol", "BSV/USDT"),
    ],
)
def test_what_symbols_say(symbol: dict[str, Any], field: str, value: object) -> None:
    (found,) = read({**SYMBOL, **symbol})

    assert getattr(found, field) == value


def test_a_symbol_of_an_older_generation_has_fewer_rules() -> None:
    (found,) = read(
        without(
            SYMBOL,
            *("feeCurrency", "priceLimitRate", "minFunds", "isMarginEnabled", "callauctionIsEnabled"),
            *("callauctionPriceFloor", "callauctionPriceCeiling", "st", "feeCategory"),
        )
    )

    assert {type(each) for each in found.filters} == {PriceGrid, QuantityGrid}
    assert all(isinstance(each, Grid) for each in found.filters)
    assert (found.min_notional, found.margin_allowed, found.active) == (None, False, True)


def test_what_every_symbol_takes() -> None:
    (found,) = read(SYMBOL)

    assert found.order_types == {
        OrderType.LIMIT,
        OrderType.LIMIT_MAKER,
        OrderType.MARKET,
        OrderType.STOP_LOSS,
        OrderType.STOP_LOSS_LIMIT,
        OrderType.TAKE_PROFIT,
        OrderType.TAKE_PROFIT_LIMIT,
    }
    assert SelfTradePrevention.UNKNOWN not in found.self_trade_preventions
    assert (found.iceberg_allowed, found.oco_allowed, found.quote_quantity_allowed) == (True, True, True)
    assert (found.replace_allowed, found.trailing_allowed) == (False, False)


@pytest.mark.parametrize(
    "name", ["symbol", "baseCurrency", "quoteCurrency", "baseIncrement", "quoteIncrement", "priceIncrement"]
)
def test_a_symbol_that_lacks_what_we_use_is_named(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=rf"`{name}` - at `\$\[0\]`"):
        read(without(SYMBOL, name))


# Prices

LISTED: Final = Instruments("kucoin", read(SYMBOL))
BTC: Final = LISTED.listing[0]
DAY: Final = {
    "symbol": "BTC-USDT",
    "symbolName": "BTC-USDT",
    "buy": "67192.5",
    "bestBidSize": "0.000025",
    "sell": "67192.6",
    "bestAskSize": "1.24949204",
    "changeRate": "-0.0014",
    "changePrice": "-98.5",
    "high": "68321.4",
    "low": "66683.3",
    "vol": "1836.03034612",
    "volValue": "124068431.06726933",
    "last": "67193",
    "averagePrice": "67281.21437289",
}
"""The documented ticker of allTickers."""
NEVER: Final = {**dict.fromkeys(DAY), "symbol": "NEW-USDT", "changeRate": "0", "vol": "0"}


def all_tickers(*days: dict[str, Any]) -> bytes:
    return json.dumps({"time": 1729173207043, "ticker": days}).encode()


def test_a_listing_keeps_a_symbol_that_is_not_listed_any_more() -> None:
    payload = all_tickers({**DAY, "symbol": "GONE-BTC"}, DAY)

    for found in (market.tickers(payload, LISTED), market.quotes(payload, LISTED), market.prices(payload, LISTED)):
        gone, known = found
        assert (gone.venue_symbol, gone.symbol, gone.instrument) == ("GONE-BTC", "GONE-BTC", None)
        assert known.instrument is BTC


def test_a_symbol_that_was_never_traded_has_a_quote_but_no_ticker_and_no_price() -> None:
    payload = all_tickers(NEVER, DAY)

    assert [each.venue_symbol for each in market.tickers(payload, LISTED)] == ["BTC-USDT"]
    assert [each.venue_symbol for each in market.prices(payload, LISTED)] == ["BTC-USDT"]
    quote = market.quotes(payload, LISTED)["NEW-USDT"]
    assert (quote.bid_price, quote.bid_quantity, quote.ask_price, quote.ask_quantity) == (D(0),) * 4


def test_the_price_of_a_symbol_that_was_not_traded_in_a_day_stood_still() -> None:
    still = {**DAY, **dict.fromkeys(("high", "low", "changePrice", "volValue", "changeRate", "vol"))}

    (found,) = market.tickers(all_tickers(still), LISTED)

    assert (found.last_price, found.open_price, found.high_price, found.low_price) == (D(67193),) * 4
    assert (found.volume, found.quote_volume, found.price_change, found.price_change_percent) == (D(0),) * 4


def test_tickers_of_2019_left_out_what_is_null_today() -> None:
    traded = without(DAY, "volValue", "averagePrice", "bestBidSize", "bestAskSize", "symbolName")
    still = without(traded, "high", "low", "changePrice")

    found = market.tickers(all_tickers(traded, {**still, "symbol": "OMX-ETH"}), LISTED)

    assert (str(found[0].high_price), str(found[0].open_price), found[0].bid_quantity) == ("68321.4", "67291.5", None)
    assert (str(found[1].high_price), str(found[1].open_price)) == ("67193", "67193")
    assert found.raw["ticker"][1] == {**still, "symbol": "OMX-ETH"}


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (all_tickers(without(DAY, "last")), r"`last` - at `\$\.ticker\[0\]`"),
        (all_tickers({**DAY, "vol": True}), r"\$\.ticker\[0\]\.vol"),
        (b'{"ticker":[]}', "time"),
        (b"[]", "array"),
        (b'{"time":1,"ticker":[1]}', "ticker"),
    ],
)
def test_tickers_that_cannot_be_read_say_where(payload: bytes, said: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=said):
        market.tickers(payload, LISTED)


amounts = st.decimals(min_value=0, max_value=10**12, places=8)


@given(amounts, amounts, st.decimals(min_value=-10, max_value=10, places=4))
def test_what_is_reckoned_of_a_ticker_is_exact(last: Decimal, opened: Decimal, rate: Decimal) -> None:
    day = {**DAY, "last": str(last), "changePrice": f"{last - opened:f}", "changeRate": f"{rate:f}"}

    (found,) = market.tickers(all_tickers(day), LISTED)

    assert (found.open_price, found.last_price) == (opened, last)
    assert found.price_change_percent == rate * 100
    assert found.close_time - found.open_time == timedelta(days=1)


def test_a_best_side_where_nobody_is_is_zero() -> None:
    found = market.quote(
        b'{"price":null,"bestBid":"1.5","bestBidSize":"2","bestAsk":null,"bestAskSize":null}', LISTED.listing[0]
    )

    assert found is not None
    assert (found.bid_price, found.bid_quantity, found.ask_price, found.ask_quantity) == (D("1.5"), D(2), D(0), D(0))


# Book

levels = st.dictionaries(
    st.decimals(min_value="0.0001", max_value=10**6, places=4), st.decimals(min_value="0.0001", max_value=10**9)
)


@given(levels, levels, st.data(), st.integers(1, 12))
def test_a_book_is_sorted_from_the_best_away_however_it_came(
    bids: dict[Decimal, Decimal], asks: dict[Decimal, Decimal], data: st.DataObject, depth: int
) -> None:
    shuffled = [data.draw(st.permutations(sorted(side.items()))) for side in (bids, asks)]
    wire = [[[f"{price:f}", f"{size:f}"] for price, size in side] for side in shuffled]
    payload = json.dumps({"time": 1, "sequence": "7", "bids": wire[0], "asks": wire[1]}).encode()

    book = market.order_book(payload, BTC, depth)

    assert book.bids == tuple(sorted(bids.items(), reverse=True)[:depth])
    assert book.asks == tuple(sorted(asks.items())[:depth])
    assert book.raw["bids"] == wire[0]


def test_asks_of_2019_came_the_other_way_round() -> None:
    book = market.order_book(
        b'{"sequence":"1550467183408","asks":[["220","6.1801"],["0.00013309","5"]],"bids":[["0.00013201","4.6693"]]}',
        BTC,
        100,
    )

    assert book.best_ask == Level(D("0.00013309"), D(5))
    assert (book.sequence, book.spread) == ("1550467183408", D("0.00000108"))


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity"])
def test_a_book_of_what_is_no_number_cannot_be_sorted_and_says_where(number: str) -> None:
    payload = b'{"sequence":"1","asks":[["220","6.1801"],["%s","5"]],"bids":[]}' % number.encode()

    with pytest.raises(msgspec.ValidationError, match=r"finite number.*`\$\[1\]\[1\]\.price`"):
        market.order_book(payload, BTC, 100)


@pytest.mark.parametrize("number", ["NaN", "1e999999", "ten"])
@pytest.mark.parametrize("name", ["baseIncrement", "quoteIncrement", "priceIncrement", "baseMaxSize", "minFunds"])
def test_a_rule_that_is_no_number_is_unreadable_and_its_symbol_is_named(name: str, number: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"- at `\$\[1\]`$"):
        read(SYMBOL, {**SYMBOL, "symbol": "ETH-USDT", "baseCurrency": "ETH", name: number})


@pytest.mark.parametrize("nobody", ["null", "[]"])
def test_an_empty_book_has_no_best(nobody: str) -> None:
    book = market.order_book(f'{{"sequence":"1","bids":{nobody},"asks":{nobody}}}'.encode(), BTC, 1)

    assert (book.bids, book.best_bid, book.best_ask, book.spread) == ((), None, None, None)


@pytest.mark.parametrize("level", ['["1"]', '["1","2","3"]', '["1",null]', '["one","2"]'])
def test_a_book_that_cannot_be_read_says_where(level: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.asks\[0\]"):
        market.order_book(f'{{"sequence":"1","bids":[],"asks":[{level}]}}'.encode(), BTC, 1)


# Trades

SECOND_NS = 10**9
prints = st.lists(
    st.tuples(
        st.sampled_from([1_700_000_000 * SECOND_NS + each for each in (0, 1, 999_999, 1_000_000, 1_000_001)]),
        st.integers(1, 10**16),
    ),
    max_size=20,
    unique=True,
)


@given(prints, st.integers(1, 30))
def test_trades_are_in_the_order_of_their_nanoseconds_and_then_of_their_sequence(
    wire: list[tuple[int, int]], limit: int
) -> None:
    payload = json.dumps(
        [
            {"sequence": str(sequence), "price": "1.5", "size": "2", "side": "buy", "time": time}
            for time, sequence in wire
        ]
    ).encode()

    found = market.trades(payload, "BTC/USDT", limit)

    expected = sorted(wire)[-limit:]
    assert [int(each.id) for each in found] == [sequence for _, sequence in expected]
    assert [each.timestamp_ms for each in found] == [time // 1_000_000 for time, _ in expected]
    assert found.raw == json.loads(payload)


@pytest.mark.parametrize(("side", "maker"), [("buy", False), ("sell", True)])
def test_the_side_of_a_trade_is_that_of_the_order_that_took(side: str, *, maker: bool) -> None:
    payload = json.dumps(
        [{"sequence": "5", "price": "67122", "size": "0.000025", "side": side, "time": 1729177117877999999}]
    ).encode()

    (found,) = market.trades(payload, "BTC/USDT", 1)

    assert found == Trade(
        symbol="BTC/USDT",
        id="5",
        price=D(67122),
        quantity=D("0.000025"),
        quote_quantity=None,
        timestamp_ms=1729177117877,
        buyer_is_maker=maker,
    )
    assert hash(found) == hash(attrs.evolve(found))


def test_a_trade_of_a_side_that_nobody_knows_cannot_be_read() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\[0\]\.side"):
        market.trades(b'[{"sequence":"5","price":"1","size":"1","side":"both","time":1}]', "BTC/USDT", 1)


# Candles


def candle(seconds: int) -> list[str]:
    return [str(seconds), "10411.5", "10401.9", "10412.5", "10396.3", "29.11357276", "302889.301529914"]


def test_candles_are_open_close_high_low_on_the_wire() -> None:
    (found,) = market.candles(json.dumps([candle(1566789720)]).encode(), Interval.M1)

    assert (str(found.open), str(found.close)) == ("10411.5", "10401.9")
    assert (str(found.high), str(found.low)) == ("10412.5", "10396.3")
    assert (str(found.volume), str(found.quote_volume)) == ("29.11357276", "302889.301529914")
    assert found.trade_count is None


@pytest.mark.parametrize(
    ("interval", "opened", "closed"),
    [
        (Interval.M3, "2024-02-28T23:57:00", "2024-02-28T23:59:59.999"),
        (Interval.H12, "2024-02-28T12:00:00", "2024-02-28T23:59:59.999"),
        (Interval.D1, "2024-02-29T00:00:00", "2024-02-29T23:59:59.999"),
        (Interval.W1, "2024-02-26T00:00:00", "2024-03-03T23:59:59.999"),
        (Interval.MO1, "2024-02-01T00:00:00", "2024-02-29T23:59:59.999"),
        (Interval.MO1, "2023-02-01T00:00:00", "2023-02-28T23:59:59.999"),
        (Interval.MO1, "2024-12-01T00:00:00", "2024-12-31T23:59:59.999"),
        (Interval.MO1, "2024-01-01T00:00:00", "2024-01-31T23:59:59.999"),
    ],
)
def test_a_candle_ends_where_the_next_begins(interval: Interval, opened: str, closed: str) -> None:
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (opened, closed))

    (found,) = market.candles(json.dumps([candle(int(begin.timestamp()))]).encode(), interval)

    assert (found.open_time, found.close_time) == (begin, end)


@pytest.mark.parametrize("wire", ['["1566789720","1","1","1","1","1"]', '["now","1","1","1","1","1","1"]', "{}"])
def test_candles_that_cannot_be_read_say_where(wire: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\[0\]"):
        market.candles(f"[{wire}]".encode(), Interval.M1)


# What is asked for

ONE_SYMBOL: Final[dict[str, Callable[[Venue, str], Any]]] = {
    "ticker": lambda venue, symbol: venue.market.ticker(symbol),
    "tickers": lambda venue, symbol: venue.market.tickers([symbol]),
    "quote": lambda venue, symbol: venue.market.quote(symbol),
    "quotes": lambda venue, symbol: venue.market.quotes([symbol]),
    "price": lambda venue, symbol: venue.market.price(symbol),
    "prices": lambda venue, symbol: venue.market.prices([symbol]),
    "average_price": lambda venue, symbol: venue.market.average_price(symbol),
    "order_book": lambda venue, symbol: venue.market.order_book(symbol),
    "full_order_book": lambda venue, symbol: venue.market.order_book(symbol, depth=101),
    "trades": lambda venue, symbol: venue.market.trades(symbol),
    "candles": lambda venue, symbol: venue.market.candles(symbol, "1m"),
    "candles_since": lambda venue, symbol: venue.market.candles(symbol, "1m", since=at(1), until=at(1 << 41)),
}
every_operation = pytest.mark.parametrize("call", ONE_SYMBOL.values(), ids=list(ONE_SYMBOL))


class Server:
    """Knows one symbol, notes what is asked, and answers everything else with `answer`."""

    def __init__(self, answer: httpx.Response | Callable[[httpx.Request], object] | None = None) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if request.url.path == "/api/v2/symbols":
            return httpx.Response(200, json={"code": "200000", "data": [SYMBOL]})
        if isinstance(self.answer, httpx.Response):
            return httpx.Response(self.answer.status_code, content=self.answer.content)
        assert self.answer is not None
        return httpx.Response(200, json={"code": "200000", "data": self.answer(request)})


def opened(simulated: Callable[..., Ask], server: Server) -> Ask:
    return simulated("kucoin", server, passphrase="passphrase", retries=0)


@every_operation
def test_an_unknown_symbol_is_refused_before_it_is_sent(
    simulated: Callable[..., Ask], call: Callable[[Venue, str], Any]
) -> None:
    server = Server()

    with pytest.raises(UnknownInstrument, match="kucoin lists no 'BTC/USDX'; did you mean BTC/USDT"):
        opened(simulated, server)(lambda venue: call(venue, "BTC/USDX"))
    assert server.asked == ["/api/v2/symbols"]


@every_operation
def test_the_venue_may_still_not_know_it(simulated: Callable[..., Ask], call: Callable[[Venue, str], Any]) -> None:
    ask = opened(simulated, Server(httpx.Response(200, json={"code": "900001", "msg": "symbol not exists"})))

    with pytest.raises(NotFound, match="symbol not exists") as caught:
        ask(lambda venue: call(venue, "BTC/USDT"))
    assert (caught.value.code, caught.value.venue) == ("900001", "kucoin")


@every_operation
@pytest.mark.parametrize(
    "content",
    [b"", b"[", b"<html>", b'"text"', b"[1]", b'{"code":"200000","data":7}', b'{"code":"200000","data":[[]]}'],
)
def test_an_answer_that_cannot_be_read_is_said_to_be(
    simulated: Callable[..., Ask], call: Callable[[Venue, str], Any], content: bytes
) -> None:
    ask = opened(simulated, Server(httpx.Response(200, content=content)))

    with pytest.raises(UnreadableResponse):
        ask(lambda venue: call(venue, "BTC/USDT"))


@pytest.mark.parametrize("name", ["ticker", "quote", "price", "average_price"])
@pytest.mark.parametrize("data", [None, {**dict.fromkeys(DAY), "time": 1727106506457, "symbol": "BTC-USDT"}])
def test_a_symbol_that_the_venue_says_nothing_of_is_not_found(
    simulated: Callable[..., Ask], name: str, data: dict[str, Any] | None
) -> None:
    if name in ("quote", "price") and data is not None:
        data = dict.fromkeys(("price", "bestBid", "bestBidSize", "bestAsk", "bestAskSize"))
    ask = opened(simulated, Server(lambda _: data))

    if name == "quote" and data is not None:
        assert ask(lambda venue: venue.market.quote("BTC/USDT")).bid_price == 0
        return
    with pytest.raises(NotFound, match=r"kucoin GET /api/v1/market/.*: KuCoin says nothing of BTC-USDT"):
        ask(lambda venue: ONE_SYMBOL[name](venue, "BTC/USDT"))


@pytest.mark.parametrize(
    ("depth", "path"),
    [
        (1, "/api/v1/market/orderbook/level2_20"),
        (20, "/api/v1/market/orderbook/level2_20"),
        (21, "/api/v1/market/orderbook/level2_100"),
        (100, "/api/v1/market/orderbook/level2_100"),
        (101, "/api/v3/market/orderbook/level2"),
        (10_000, "/api/v3/market/orderbook/level2"),
    ],
)
def test_the_depth_decides_which_book_is_asked_for(simulated: Callable[..., Ask], depth: int, path: str) -> None:
    def book(request: httpx.Request) -> object:
        assert dict(request.url.params) == {"symbol": "BTC-USDT"}
        assert ("kc-api-sign" in request.headers) is (depth > 100)
        return {"sequence": "1", "bids": [[str(9000 - each), "1"] for each in range(200)], "asks": []}

    server = Server(book)

    found = opened(simulated, server)(lambda venue: venue.market.order_book("BTC/USDT", depth=depth))

    assert server.asked == ["/api/v2/symbols", path]
    assert len(found.bids) == min(depth, 200)


def test_the_full_book_needs_a_key() -> None:
    server = Server(lambda _: {"sequence": "1", "bids": [], "asks": []})

    with connect("kucoin", transport=httpx.MockTransport(server)) as venue:
        assert venue.market.order_book("BTC/USDT", depth=100).bids == ()
        with pytest.raises(ConfigurationError, match="api_key"):
            venue.market.order_book("BTC/USDT", depth=101)
    assert server.asked == ["/api/v2/symbols", "/api/v1/market/orderbook/level2_100"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda venue: venue.market.order_book("BTC/USDT", depth=0), "above zero"),
        (lambda venue: venue.market.candles("BTC/USDT", "1m", limit=1501), "more than 1500 candles need `since`"),
        (lambda venue: venue.market.candles("BTC/USDT", "1s"), "no candles of 1s; it has 1m, 3m, .*1M"),
        (lambda venue: venue.market.candles("BTC/USDT", Interval.D3, since=at(1)), "no candles of 3d"),
        (lambda venue: venue.market.candles("BTC/USDT", "7m"), "interval must be one of"),
        (lambda venue: venue.market.candles("BTC/USDT", "1m", since=at(2), until=at(1)), "after"),
        (lambda venue: venue.market.tickers([]), "not empty"),
    ],
)
def test_what_cannot_be_right_is_not_sent(
    simulated: Callable[..., Ask], call: Callable[[Venue], Any], said: str
) -> None:
    server = Server()

    with pytest.raises(BadRequest, match=said):
        opened(simulated, server)(call)
    assert set(server.asked) <= {"/api/v2/symbols"}


@pytest.mark.parametrize("name", ["historical_trades", "aggregate_trades"])
def test_what_kucoin_does_not_have(simulated: Callable[..., Ask], name: str) -> None:
    ask = opened(simulated, Server())

    assert not ask.venue.supports(f"market.{name}")
    with pytest.raises(NotOffered, match="KuCoin"):
        ask(lambda venue: getattr(venue.market, name)("BTC/USDT"))


def test_everything_else_of_the_market_is_there() -> None:
    offers = {name: market.KuCoinMarket.offers(name) for name in market.KuCoinMarket.operations()}

    assert [name for name, offered in offers.items() if not offered] == ["historical_trades", "aggregate_trades"]
    assert None not in offers.values()


# Paging: against a venue that keeps candles as the documents say

MINUTE = 60
BEGIN = 1_566_789_600


class Tape(Server):
    """Candles that open at `times`, in seconds: the newest `page` of a span, newest first.

    Whether `endAt` is part of the span, the documents do not say. A week that is not over has a candle or has none.
    """

    def __init__(
        self, times: Sequence[int], page: int, *, end_included: bool = True, current_week: bool = True
    ) -> None:
        super().__init__(self.look)
        self.times, self.page, self.end_included, self.current_week = times, page, end_included, current_week
        self.spans: list[tuple[str, int, int]] = []

    def look(self, request: httpx.Request) -> object:
        params = dict(request.url.params)
        start, end = int(params["startAt"]), int(params["endAt"])
        assert 0 < start < end
        self.spans.append((params["type"], start, end))
        times = self.times
        if params["type"] == "1week":
            times = sorted({each - each % market.WEEK for each in times})
            if times and not self.current_week:
                times.pop()
        found = [each for each in times if start <= each < end + self.end_included]
        page = 1500 if params["type"] == "1week" else self.page
        return [candle(each) for each in found[::-1][:page]]


minutes = st.lists(st.sampled_from([1, 1, 1, 2, 3, 7, 40]), max_size=12).map(
    lambda gaps: [BEGIN + MINUTE * sum(gaps[: each + 1]) for each in range(len(gaps))]
)
pages = st.integers(1, 4)
edges = st.integers(-200, 10_000)
limits = st.none() | st.integers(1, 8)


def asked_of(tape: Tape, call: Callable[[Venue], Any]) -> list[int]:
    with (
        mock.patch.object(market, "PAGE", tape.page),
        connect("kucoin", transport=httpx.MockTransport(tape)) as venue,
    ):
        return [each.open_time_ms // 1000 for each in call(venue)]


@given(
    times=minutes,
    page=pages,
    since=edges,
    length=edges,
    limit=limits,
    end_included=st.booleans(),
    current_week=st.booleans(),
)
def test_candles_page_by_time(
    times: list[int], page: int, since: int, length: int, limit: int | None, *, end_included: bool, current_week: bool
) -> None:
    tape = Tape(times, page, end_included=end_included, current_week=current_week)
    begin, end = BEGIN + since, BEGIN + since + max(0, length)

    found = asked_of(
        tape,
        lambda venue: venue.market.candles(
            "BTC/USDT", "1m", since=at(begin * 1000 - 1), until=at(end * 1000 + 1), limit=limit
        ),
    )

    assert found == [each for each in times if begin <= each <= end][:limit]
    assert all(end - start <= (page - 1) * MINUTE + 1 for kind, start, end in tape.spans if kind == "1min")


@given(times=minutes, page=st.integers(2, 12), until=edges, limit=st.integers(1, 12), end_included=st.booleans())
def test_the_last_candles_are_those_of_the_last_intervals(
    times: list[int], page: int, until: int, limit: int, *, end_included: bool
) -> None:
    tape = Tape(times, page, end_included=end_included)
    end, size = BEGIN + until, min(limit, page)

    found = asked_of(tape, lambda venue: venue.market.candles("BTC/USDT", "1m", until=at(end * 1000), limit=size))

    whole = end // MINUTE * MINUTE
    assert found == [each for each in times if whole - size * MINUTE < each <= whole]
    assert len(tape.spans) == 1


def test_the_last_months_are_as_many_as_were_asked_for() -> None:
    opens = [int(datetime(2024, month, 1, tzinfo=UTC).timestamp()) for month in range(1, 13)]
    tape = Tape(opens, 1500)

    found = asked_of(
        tape,
        lambda venue: venue.market.candles("BTC/USDT", "1M", until=datetime(2024, 4, 1, tzinfo=UTC), limit=3),
    )

    assert found == opens[1:4]


def test_months_page_without_a_gap() -> None:
    opens = [int(datetime(2020 + each // 12, each % 12 + 1, 1, tzinfo=UTC).timestamp()) for each in range(60)]
    tape = Tape(opens, 5)

    found = asked_of(
        tape,
        lambda venue: venue.market.candles(
            "BTC/USDT", "1M", since=datetime(2020, 1, 1, tzinfo=UTC), until=datetime(2024, 12, 31, tzinfo=UTC)
        ),
    )

    assert found == opens


@pytest.mark.parametrize("current_week", [True, False])
@pytest.mark.parametrize("ago", [timedelta(days=2), timedelta(days=9), timedelta(days=400)])
def test_years_before_the_first_candle_are_not_walked_through(ago: timedelta, *, current_week: bool) -> None:
    now = datetime(2025, 11, 5, 12, 30, tzinfo=UTC)
    first = int((now - ago).timestamp()) // MINUTE * MINUTE
    tape = Tape(range(first, int(now.timestamp()) + 1, MINUTE), 1500, current_week=current_week)

    found = asked_of(
        tape,
        lambda venue: venue.market.candles(
            "BTC/USDT", "1m", since=datetime(1990, 1, 1, tzinfo=UTC), until=now, limit=5
        ),
    )

    assert found == [first + each * MINUTE for each in range(5)]
    assert len(tape.spans) <= 2 + 2 * 7 * 1440 // 1500 + 1


def test_what_follows_a_silence_within_a_week_is_not_skipped() -> None:
    friday = int(datetime(2024, 5, 3, tzinfo=UTC).timestamp())  # The weeks of the tape begin on Thursdays.
    sunday = friday + 2 * 1440 * MINUTE
    tape = Tape([sunday, sunday + 30 * 1440 * MINUTE], 1500)

    found = asked_of(
        tape,
        lambda venue: venue.market.candles(
            "BTC/USDT", "1m", since=at(friday * 1000), until=at((sunday + 60 * 1440 * MINUTE) * 1000), limit=1
        ),
    )

    assert found == [sunday]


def test_an_instrument_without_any_candle_ends() -> None:
    tape = Tape([], 1500)

    assert asked_of(tape, lambda venue: venue.market.candles("BTC/USDT", "1m", since=at(0), until=at(1 << 41))) == []
    assert len(tape.spans) < 20


def test_pages_are_asked_for_as_they_are_needed(simulated: Callable[..., Ask]) -> None:
    tape = Tape([BEGIN + each * MINUTE for each in range(9)], 3)

    with mock.patch.object(market, "PAGE", 3):
        found = opened(simulated, tape)(
            lambda venue: venue.market.candles("BTC/USDT", "1m", since=at(BEGIN * 1000), limit=5)
        )

    assert [each.open_time_ms // 1000 for each in found] == [BEGIN + each * MINUTE for each in range(5)]
    assert tape.spans == [
        ("1min", BEGIN, BEGIN + 2 * MINUTE + 1),
        ("1min", BEGIN + 3 * MINUTE, BEGIN + 5 * MINUTE + 1),
    ]


def test_without_an_end_candles_go_on_to_now(simulated: Callable[..., Ask]) -> None:
    tape = Tape([BEGIN + each * MINUTE for each in range(9)], 1500)
    now = clock_at((BEGIN + 5 * MINUTE + 30) * 1000)
    ask = simulated("kucoin", tape, clock=now)

    last = ask(lambda venue: venue.market.candles("BTC/USDT", "1m", limit=3))
    since = ask(lambda venue: venue.market.candles("BTC/USDT", "1m", since=at((BEGIN + MINUTE) * 1000)))

    assert [each.open_time_ms // 1000 for each in last] == [BEGIN + each * MINUTE for each in (3, 4, 5)]
    assert [each.open_time_ms // 1000 for each in since] == [BEGIN + each * MINUTE for each in (1, 2, 3, 4, 5)]
