"""The vocabulary: times, ids, states, and results that keep what they were made from."""

from __future__ import annotations

import copy
import enum
import inspect
import pickle
import re
from datetime import UTC, datetime
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue import model
from crossvenue.instrument import Instrument
from crossvenue.model import (
    NO_MEMO,
    AggregateTrade,
    Asset,
    AssetNetwork,
    Balance,
    Candle,
    Deposit,
    DepositStatus,
    Descriptive,
    Fill,
    InstrumentStatus,
    Level,
    Listing,
    Order,
    OrderBook,
    OrderStatus,
    OrderType,
    Price,
    Ticker,
    Trade,
    VenueState,
    Withdrawal,
    WithdrawalStatus,
    moment,
    with_payload,
)

ONE = Decimal(1)
DIGITS = st.decimals(min_value=0, max_value=10**15, places=12)
LITECOIN = Instrument(
    symbol="LTC/BTC",
    base="LTC",
    quote="BTC",
    venue_symbol="LTCBTC",
    status=InstrumentStatus.TRADING,
    base_precision=8,
    quote_precision=8,
    order_types=frozenset(),
)


def trade(number: int | str = 28457, **changes: Any) -> Trade:
    values: dict[str, Any] = {
        "price": Decimal("4.00000100"),
        "quantity": Decimal("12.00000000"),
        "quote_quantity": Decimal("48.000012"),
        "timestamp_ms": 1499865549590,
        "buyer_is_maker": True,
    }
    return Trade("BNB/BTC", number, **{**values, **changes})


def order(**values: Any) -> Order:
    return Order(venue_symbol="LTCBTC", instrument=None, id="1", client_id="x", **values)


# ------------------------------------------------------------------------------------------------ times


def test_times_are_aware_utc_to_the_millisecond() -> None:
    time = trade().time
    assert time == datetime(2017, 7, 12, 13, 19, 9, 590_000, tzinfo=UTC)
    assert time.tzinfo is UTC


@given(st.integers(-62_135_596_800_000, 253_402_300_799_999))
def test_a_moment_is_exact(ms: int) -> None:
    """Not by way of a float, which would be off by a microsecond here and there."""
    time = moment(ms)
    assert time.microsecond == ms % 1000 * 1000
    assert int((time - moment(0)).total_seconds() // 1) == ms // 1000


def test_a_time_that_is_not_there_is_none() -> None:
    fill = Fill("1", ONE, ONE, ONE, "BNB")
    assert fill.time is None
    assert attrs.evolve(fill, timestamp_ms=1499865549590).time == trade().time


def test_every_time_of_the_vocabulary_reads_a_field_that_is_there() -> None:
    seen = 0
    for _, kind in inspect.getmembers(model, inspect.isclass):
        for name, value in vars(kind).items():
            if isinstance(value, model.Instant | model.MaybeInstant):
                seen += 1
                assert value.field in {field.name for field in attrs.fields(kind)}, (kind, name)
                assert value.__doc__
                assert getattr(kind, name) is value
                optional = "None" in str(attrs.fields_dict(kind)[value.field].type)
                assert optional == isinstance(value, model.MaybeInstant), (kind, name)
    assert seen > 15


def test_a_candle_has_its_times() -> None:
    candle = Candle(1499040000000, ONE, ONE, ONE, ONE, ONE, 1499644799999, Decimal("2434.19055334"), 308)
    assert candle.open_time == datetime(2017, 7, 3, tzinfo=UTC)
    assert candle.close_time == datetime(2017, 7, 9, 23, 59, 59, 999_000, tzinfo=UTC)
    assert candle.taker_buy_volume is None


# ------------------------------------------------------------------------------------------------ ids


def test_ids_are_text_however_the_venue_writes_them() -> None:
    assert trade(28457).id == trade("28457").id == "28457"
    assert trade(28457) == trade("28457")
    assert trade(28457) != trade(28458)
    assert hash(trade(28457)) == hash(trade(28457))
    aggregate = AggregateTrade("BNB/BTC", 26129, ONE, ONE, 27781, 27782, 1498793709153, True)
    assert (aggregate.id, aggregate.first_trade_id, aggregate.last_trade_id) == ("26129", "27781", "27782")
    fill = Fill(5, ONE, ONE, ONE, "BNB", order_id=7)
    assert (fill.id, fill.order_id, Fill("5", ONE, ONE, ONE, "BNB").order_id) == ("5", "7", None)


def test_ids_are_shown_without_the_underscore_they_are_kept_under() -> None:
    assert repr(trade()).startswith("Trade(symbol='BNB/BTC', id='28457', price=Decimal('4.00000100')")


# ------------------------------------------------------------------------------------------------ exactness


@given(free=DIGITS, locked=DIGITS)
def test_sums_are_exact_whatever_the_context(free: Decimal, locked: Decimal) -> None:
    expected = Decimal(int(free * 10**12) + int(locked * 10**12)).scaleb(-12)
    with localcontext() as context:
        context.prec = 4
        total = Balance("BTC", free, locked).total
        remaining = order(quantity=free, filled_quantity=locked).remaining_quantity
        book = OrderBook("LTCBTC", LITECOIN, (Level(locked, ONE),), (Level(free, ONE),), "1")
        spread = book.spread
    assert total == expected
    assert total - locked == free
    assert remaining == spread == free - locked


def test_an_order_says_what_is_left_and_what_was_paid() -> None:
    placed = order(
        quantity=Decimal("3"), filled_quantity=Decimal("1.5"), filled_quote_quantity=Decimal("0.30"), price=ONE
    )
    assert placed.remaining_quantity == Decimal("1.5")
    assert placed.average_price == Decimal("0.2")
    with localcontext() as context:
        context.prec = 2
        third = order(filled_quantity=Decimal(3), filled_quote_quantity=Decimal(1)).average_price
    assert third == Decimal("0.3333333333333333333333333333")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"filled_quantity": Decimal(0), "filled_quote_quantity": Decimal(0)},
        {"filled_quantity": Decimal(1)},
        # Of old orders the venue writes -1: not known.
        {"filled_quantity": Decimal(1), "filled_quote_quantity": Decimal(-1)},
    ],
)
def test_an_average_that_nobody_knows_is_none(values: dict[str, Decimal]) -> None:
    assert order(**values).average_price is None


def test_a_book_without_a_side_has_no_best_and_no_spread() -> None:
    bids = (Level(Decimal("4.00000000"), Decimal("431.00000000")),)
    book = OrderBook("LTCBTC", LITECOIN, bids, (), "1027024")
    assert book.best_bid == bids[0]
    assert book.best_ask is None
    assert book.spread is None


# ------------------------------------------------------------------------------------------------ raw


def test_raw_is_the_untouched_payload_with_exact_numbers() -> None:
    payload = b'{"symbol": "LTCBTC", "price": "4.00000200", "unknown": [1.10, null]}'
    price = with_payload(Price("LTCBTC", None, Decimal("4.00000200")), payload)
    assert price.raw == {"symbol": "LTCBTC", "price": "4.00000200", "unknown": [Decimal("1.10"), None]}
    assert str(price.raw["unknown"][0]) == "1.10"


def test_raw_is_out_of_representation_and_comparison() -> None:
    plain = Price("LTCBTC", None, ONE)
    price = with_payload(Price("LTCBTC", None, ONE), b"{}")
    assert price == plain
    assert hash(price) == hash(plain)
    assert repr(price) == repr(plain) == "Price(venue_symbol='LTCBTC', price=Decimal('1'))"


def test_a_record_made_by_hand_has_no_raw() -> None:
    assert Price("LTCBTC", None, ONE).raw is None
    assert trade().raw is None


def test_records_are_frozen_values_without_a_dictionary() -> None:
    for _, kind in inspect.getmembers(model, inspect.isclass):
        if issubclass(kind, model.Record) and attrs.has(kind):
            assert not hasattr(kind, "__dict__") or "__dict__" not in dir(kind.__new__(kind)), kind
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        trade().price = ONE  # type: ignore[misc]


def test_nothing_within_a_record_can_be_changed_either() -> None:
    kinds = [kind for _, kind in inspect.getmembers(model, inspect.isclass) if attrs.has(kind)]
    types = {f"{kind.__name__}.{field.name}": str(field.type) for kind in kinds for field in attrs.fields(kind)}
    assert types["Asset.networks"] == "tuple[AssetNetwork, ...]"
    assert [name for name, written in types.items() if re.match("list|dict|set", written)] == []


def test_records_can_be_pickled_and_copied() -> None:
    for record in (trade(), order(fills=(Fill("1", ONE, ONE, ONE, "BNB"),)), Balance("BTC", ONE, ONE)):
        assert pickle.loads(pickle.dumps(record)) == record
        assert copy.deepcopy(record) == record
        assert copy.copy(record) == record


# ------------------------------------------------------------------------------------------------ listings


def listing() -> Listing[Price]:
    payload = b'[{"symbol":"LTCBTC","price":"4.00000200"},{"symbol":"ETHBTC","price":"0.07946600"}]'
    return Listing(
        [Price("LTCBTC", None, Decimal("4.00000200")), Price("ETHBTC", None, Decimal("0.07946600"))], payload
    )


def test_a_listing_is_an_immutable_sequence() -> None:
    prices = listing()
    assert len(prices) == 2
    assert [each.venue_symbol for each in prices] == ["LTCBTC", "ETHBTC"]
    assert prices[0].price == Decimal("4.00000200")
    assert prices[-1] is prices[1]
    assert type(prices[:1]) is tuple
    assert prices == tuple(prices)
    assert repr(prices).startswith("Listing([Price(")
    with pytest.raises(TypeError):
        prices[0] = prices[1]  # type: ignore[index]


def test_a_listing_is_looked_up_by_what_its_items_are_called() -> None:
    prices = listing()
    assert prices["ETHBTC"] is prices[1]
    assert prices.get("ETHBTC") is prices[1]
    assert prices.get("BTCUSDT") is None
    with pytest.raises(KeyError, match="BTCUSDT"):
        prices["BTCUSDT"]


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (Balance("BTC", ONE, ONE), "BTC"),
        (trade(5), "5"),
        (trade(5), "BNB/BTC"),
        (order(), "LTCBTC"),
        (order(), "1"),
    ],
)
def test_items_go_by_symbol_asset_and_id(item: object, name: str) -> None:
    assert Listing([item])[name] is item


def test_a_deposit_does_not_go_by_its_network() -> None:
    deposit = Deposit(
        id="1",
        asset="USDT",
        amount=ONE,
        network="ETH",
        venue_network="ETH",
        status=DepositStatus.SUCCESS,
        address="0x",
        memo=None,
        transaction_id="0x",
        timestamp_ms=0,
    )
    assert Listing([deposit])["1"] is deposit
    assert "ETH" not in Listing([deposit])
    assert deposit in Listing([deposit])
    assert "BTC" in Listing([Balance("BTC", ONE, ONE)])


def test_a_listing_keeps_the_answer() -> None:
    assert listing().raw[1] == {"symbol": "ETHBTC", "price": "0.07946600"}
    assert Listing([1, 2]).raw is None
    assert Listing().raw is None


def test_a_listing_can_be_pickled_and_copied_with_its_answer() -> None:
    for back in (pickle.loads(pickle.dumps(listing())), copy.copy(listing()), copy.deepcopy(listing())):
        assert back == listing()
        assert back.raw == listing().raw


# ------------------------------------------------------------------------------------------------ words


def test_a_descriptive_word_that_nobody_knows_yet_is_unknown() -> None:
    kinds = [kind for _, kind in inspect.getmembers(model, inspect.isclass) if issubclass(kind, Descriptive)]
    described = [kind for kind in kinds if kind is not Descriptive]
    assert len(described) >= 5
    for kind in described:
        assert kind("WORD_OF_NEXT_YEAR") is kind["UNKNOWN"]
    assert InstrumentStatus("HALT") is InstrumentStatus.HALTED
    assert OrderType("TWAP") is OrderType.UNKNOWN
    assert VenueState("NORMAL") is VenueState.NORMAL


def test_a_state_that_nobody_knows_yet_is_an_error() -> None:
    states = [
        kind
        for _, kind in inspect.getmembers(model, inspect.isclass)
        if issubclass(kind, enum.Enum) and kind not in (enum.Enum, Descriptive) and not issubclass(kind, Descriptive)
    ]
    assert {OrderStatus, WithdrawalStatus, model.DepositStatus, model.TransferStatus} <= set(states)
    for kind in states:
        assert "UNKNOWN" not in kind.__members__
        with pytest.raises(ValueError, match="WORD_OF_NEXT_YEAR"):
            kind("WORD_OF_NEXT_YEAR")


def test_which_orders_are_open() -> None:
    assert {each.name for each in OrderStatus if each.open} == {
        "NEW",
        "PENDING_NEW",
        "PARTIALLY_FILLED",
        "PENDING_CANCEL",
    }


def test_which_withdrawals_count_as_used() -> None:
    """All but those that certainly left nothing."""
    assert {each.name for each in WithdrawalStatus if not each.counts_as_used} == {"CANCELED", "REJECTED", "FAILED"}


def test_no_memo_says_what_it_is() -> None:
    assert repr(NO_MEMO) == "NO_MEMO"
    assert copy.copy(NO_MEMO) is NO_MEMO
    assert copy.deepcopy(NO_MEMO) is NO_MEMO
    assert pickle.loads(pickle.dumps(NO_MEMO)) is NO_MEMO


# ------------------------------------------------------------------------------------------------ networks


def test_a_record_of_an_instrument_that_is_no_longer_listed_keeps_the_venues_symbol() -> None:
    assert Price("BCCBTC", None, ONE).symbol == "BCCBTC"


def test_a_record_of_a_listed_instrument_goes_by_our_symbol() -> None:
    price = Price("LTCBTC", LITECOIN, ONE)
    assert price.symbol == "LTC/BTC"
    assert Listing([price])["LTC/BTC"] is Listing([price])["LTCBTC"] is price
    assert price == Price("LTCBTC", None, ONE)


def network(neutral: str | None, venues: str, **changes: Any) -> AssetNetwork:
    return AssetNetwork(neutral, venues, "USDT", venues, True, True, ONE, ONE, None, None, **changes)


def test_an_asset_is_found_on_a_network_by_neutral_name_alias_and_the_venues_own() -> None:
    tron, own = network("TRX", "TRX"), network(None, "VENUECHAIN")
    asset = Asset("USDT", "Tether", (tron, own), True, True)
    for name in ("TRX", "trx", "TRC20", "Tron"):
        assert asset.network(name) is tron
    assert asset.network("VENUECHAIN") is own
    assert asset.network("ETH") is None


def test_a_neutral_name_outweighs_a_venues_own_use_of_the_word() -> None:
    """A venue that calls another chain ETH must not get what was meant for Ethereum."""
    odd, ether = network("ARBITRUM", "ETH"), network("ETH", "ETHEREUM1")
    assert Asset("USDT", "Tether", (odd, ether), True, True).network("ETH") is ether
    assert Asset("USDT", "Tether", (odd,), True, True).network("ETH") is None


@pytest.mark.parametrize(
    ("changes", "has_memo"),
    [
        ({}, False),
        ({"memo_pattern": "^[0-9]+$"}, True),
        ({"memo_required": True}, True),
        # Nobody says that it has none.
        ({"memo_required": None}, True),
    ],
)
def test_networks_with_memos(changes: dict[str, Any], has_memo: bool) -> None:
    assert network("XRP", "XRP", **changes).has_memo is has_memo


def test_a_withdrawal_that_was_just_sent_knows_little() -> None:
    sent = Withdrawal(
        id="7213fea8e94b4a5593d507237e5a555b",
        client_id="cv0",
        asset="USDT",
        amount=ONE,
        network="TRX",
        venue_network="TRX",
        address="T",
        memo=None,
    )
    assert sent.status is None
    assert sent.applied is None
    assert sent.completed is None


def test_ticker_fields_that_a_venue_does_not_give_are_none() -> None:
    ticker = Ticker("X", None, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, 0, 86_400_000)
    assert ticker.bid_price is None
    assert ticker.close_time == datetime(1970, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999", "1E-999999"])
@pytest.mark.parametrize("field", ["free", "locked"])
def test_a_balance_is_a_number(field: str, number: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"`{field}` {number}")):
        Balance("USDT", **{"free": ONE, "locked": ONE, field: Decimal(number)})
