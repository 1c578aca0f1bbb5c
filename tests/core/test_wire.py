"""The edge: what comes in and goes out to the digit, and what is refused."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.errors import BadRequest
from crossvenue.model import Balance, Level, Listing, OrderBook, Price, Ticker, Trade, VenueStatus, moment
from crossvenue.wire import (
    Id,
    Numbers,
    amount_or_none,
    exact,
    exact_json,
    finite,
    milliseconds,
    null_is_absent,
    plain,
    present_ms,
    setter,
    shape,
    utc_text_ms,
)

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda number: abs(number.adjusted()) < 200
)
TIMES = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30))  # noqa: DTZ001


# ------------------------------------------------------------------------------------------------ numbers


@given(DECIMALS)
def test_a_number_of_an_answer_is_exact_as_text_and_as_a_number(number: Decimal) -> None:
    text = plain(number)
    if "." not in text:
        text += ".0"
    record: Any = exact_json(f'{{"text": "{text}", "number": {text}}}'.encode())
    assert record["text"] == text
    assert type(record["number"]) is Decimal
    assert plain(record["number"]) == text
    assert msgspec.json.decode(f'"{text}"', type=Decimal) == Decimal(text)
    assert plain(msgspec.json.decode(text, type=Decimal)) == text


def test_a_zero_that_means_nothing() -> None:
    assert amount_or_none(Decimal("0.00")) is None
    assert amount_or_none(None) is None
    assert amount_or_none(Decimal("0.01")) == Decimal("0.01")


def test_plain_data_is_what_json_says() -> None:
    text = '{"a": [1, "x", null, true, {"b": 0.10}], "": 1e2}'
    record: Any = exact_json(text.encode())
    assert record == json.loads(text, parse_float=Decimal)
    assert str(record["a"][4]["b"]) == "0.10"


@pytest.mark.parametrize("payload", [b"", b"{", b"<html>", b"NaN", b"{'a': 1}"])
def test_what_is_no_json_is_an_error(payload: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        exact_json(payload)


# ------------------------------------------------------------------------------------------------ times


@given(TIMES, st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
def test_milliseconds_of_any_time_zone_come_back_as_the_same_time(naive: datetime, offset: timedelta) -> None:
    aware = naive.replace(tzinfo=timezone(offset))
    ms = milliseconds(aware)
    assert ms is not None
    assert timedelta(0) <= aware - moment(ms) < timedelta(milliseconds=1)
    assert milliseconds(moment(ms)) == ms
    assert moment(ms).tzinfo is UTC


@pytest.mark.parametrize(
    ("time", "ms"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(2019, 9, 11, 4, 12, 12, 345_678, tzinfo=UTC), 1_568_175_132_345),
        (datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1),
        (datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8))), 1_767_225_600_000),
    ],
)
def test_milliseconds_are_rounded_down(time: datetime, ms: int) -> None:
    assert milliseconds(time) == ms


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(BadRequest, match="since has no time zone"):
        milliseconds(datetime(2026, 1, 1), "since")  # noqa: DTZ001


@pytest.mark.parametrize("value", [1_568_175_132_345, "2026-01-01", 1.5])
def test_what_is_no_time_is_refused(value: Any) -> None:
    with pytest.raises(BadRequest, match="since must be a datetime"):
        milliseconds(value, "since")


def test_no_time_stays_none() -> None:
    assert milliseconds(None) is None


def test_a_time_that_the_venue_writes_as_text_is_utc() -> None:
    assert utc_text_ms("2019-10-12 11:12:02") == 1_570_878_722_000
    assert moment(1_570_878_722_000) == datetime(2019, 10, 12, 11, 12, 2, tzinfo=UTC)
    assert utc_text_ms("2019-10-12T11:12:02+08:00") == 1_570_849_922_000
    assert utc_text_ms("") is None
    assert utc_text_ms(None) is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_any_time_written_as_text_reads_back(naive: datetime) -> None:
    text = naive.strftime("%Y-%m-%d %H:%M:%S")
    ms = utc_text_ms(text)
    assert ms is not None
    assert moment(ms).strftime("%Y-%m-%d %H:%M:%S") == text


@pytest.mark.parametrize("text", ["yesterday", "12.10.2019", "1570878722000 "])
def test_a_text_that_is_no_time_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        utc_text_ms(text)


@pytest.mark.parametrize(("given_ms", "ms"), [(-1, None), (0, None), (None, None), (1, 1), (1_568_175_132_345,) * 2])
def test_times_that_stand_for_no_time_are_absent(given_ms: int | None, ms: int | None) -> None:
    assert present_ms(given_ms) == ms


# ------------------------------------------------------------------------------------------------ shapes

# {"asset": "BTC", "free": "4723846.89208129", "locked": "0.00000000"}
BALANCE: Any = shape(Balance, {"asset": "asset", "free": "free", "locked": "locked"})
PRICE: Any = shape(Price, {"symbol": "venue_symbol", "price": "price"})
TRADE: Any = shape(
    Trade,
    {
        "id": "_id",
        "price": "price",
        "qty": "quantity",
        "quoteQty": "quote_quantity",
        "time": "timestamp_ms",
        "isBuyerMaker": "buyer_is_maker",
    },
    types={"_id": int},
)
FREE = b'{"asset": "BTC", "free": "4723846.89208129", "locked": "0.00000000"}'


def read(kind: Any, payload: bytes) -> Any:
    return msgspec.json.decode(payload, type=kind)


def test_a_shape_reads_straight_into_the_record() -> None:
    found, made = read(BALANCE, FREE), Balance("BTC", Decimal("4723846.89208129"), Decimal("0.00000000"))
    assert found == made
    assert made == found
    assert found.__class__ is Balance
    assert isinstance(found, Balance)
    assert repr(found) == repr(made)
    assert hash(found) == hash(made)
    assert found.free == Decimal("4723846.89208129")
    assert plain(found.locked) == "0.00000000"
    assert len({found, made}) == 1


def test_a_shape_differs_where_the_values_do() -> None:
    found = read(BALANCE, FREE)
    assert found != Balance("BTC", Decimal(1), Decimal(0))
    assert found != "BTC"


def test_what_a_shape_reads_is_frozen() -> None:
    found = read(BALANCE, FREE)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.free = Decimal(0)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del found.free


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_what_a_shape_reads_can_be_pickled_and_is_then_a_plain_record(protocol: int) -> None:
    found = read(BALANCE, FREE)
    back = pickle.loads(pickle.dumps(found, protocol))
    assert back == found
    assert type(back) is Balance


def test_what_a_shape_reads_can_be_copied_and_changed_into_another() -> None:
    found = read(BALANCE, FREE)
    assert copy.copy(found) == found
    assert copy.deepcopy(found) == found
    assert attrs.asdict(found)["asset"] == "BTC"
    assert attrs.evolve(found, locked=Decimal(1)).locked == Decimal(1)


def test_fields_that_the_wire_leaves_out_have_their_defaults() -> None:
    ticker: Any = shape(
        Ticker,
        {
            "symbol": "venue_symbol",
            "lastPrice": "last_price",
            "openPrice": "open_price",
            "highPrice": "high_price",
            "lowPrice": "low_price",
            "volume": "volume",
            "quoteVolume": "quote_volume",
            "priceChange": "price_change",
            "priceChangePercent": "price_change_percent",
            "openTime": "open_time_ms",
            "closeTime": "close_time_ms",
            "bidPrice": "bid_price",
            "count": "trade_count",
        },
    )
    texts = ("lastPrice", "openPrice", "highPrice", "lowPrice", "volume", "quoteVolume", "priceChange")
    wire = {"symbol": "BNBBTC", **dict.fromkeys(texts, "4.00000200"), "priceChangePercent": "-95.960"}
    found = read(ticker, json.dumps({**wire, "openTime": 1499783499040, "closeTime": 1499869899040}).encode())
    assert found.bid_price is None
    assert found.trade_count is None
    assert found.close_time == datetime(2017, 7, 12, 14, 31, 39, 40_000, tzinfo=UTC)


def test_a_field_that_a_shape_leaves_open_is_filled_once_read() -> None:
    found = read(
        TRADE,
        b'{"id":28457,"price":"4.00000100","qty":"12.00000000","quoteQty":"48.000012","time":1499865549590,"isBuyerMaker":true,"isBestMatch":true}',
    )
    setter(Trade, "symbol")(found, "BNB/BTC")
    assert found == Trade(
        "BNB/BTC", 28457, Decimal("4.00000100"), Decimal("12.00000000"), Decimal("48.000012"), 1499865549590, True
    )
    assert found.id == "28457"
    assert found.time == moment(1499865549590)


def test_unknown_fields_pass() -> None:
    assert read(BALANCE, FREE[:-1] + b', "new": {"deep": [1]}}') == read(BALANCE, FREE)


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b'[{"asset": "BTC", "free": "1"}]', r"missing required field `locked` - at `\$\[0\]`"),
        (
            b'[{"asset": "BTC", "free": "1", "locked": null}]',
            r"Expected `decimal`, got `null` - at `\$\[0\]\.locked`",
        ),
        (b'[{"asset": 5, "free": "1", "locked": "1"}]', r"Expected `str`, got `int` - at `\$\[0\]\.asset`"),
        (b'[{"asset": "BTC", "free": true, "locked": "1"}]', r"Expected `decimal`, got `bool` - at `\$\[0\]\.free`"),
        (b'[{"asset": "BTC", "free": "x", "locked": "1"}]', r"Invalid decimal string - at `\$\[0\]\.free`"),
        (b'[{"asset": "BTC", "free": "", "locked": "1"}]', r"Invalid decimal string - at `\$\[0\]\.free`"),
        (b'[{"asset": "BTC", "free": {}, "locked": "1"}]', r"Expected `decimal`, got `object` - at `\$\[0\]\.free`"),
    ],
)
def test_a_missing_or_mistyped_field_is_an_error_with_its_path(payload: bytes, said: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=said):
        read(list[BALANCE], payload)


@pytest.mark.parametrize("literal", ["1.10", '"1.10"'])
def test_a_number_is_read_to_the_digit_from_either_spelling(literal: str) -> None:
    found = read(PRICE, f'{{"symbol": "LTCBTC", "price": {literal}}}'.encode())
    assert str(found.price) == "1.10"


@given(free=DECIMALS, locked=DECIMALS)
def test_every_number_survives_the_way_through_a_shape(free: Decimal, locked: Decimal) -> None:
    payload = json.dumps({"asset": "X", "free": plain(free), "locked": plain(locked)}).encode()
    found = read(BALANCE, payload)
    assert (found.free, found.locked) == (free, locked)
    assert pickle.loads(pickle.dumps(found)) == found


def test_what_a_shape_reads_is_no_larger_than_the_record() -> None:
    made = Balance("BTC", Decimal(1), Decimal(0))
    assert sys.getsizeof(read(BALANCE, FREE)) == sys.getsizeof(made)


def test_a_shape_of_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises((AttributeError, KeyError), match="nothing"):
        shape(Balance, {"asset": "nothing"})


@pytest.mark.parametrize("number", ["1E+1001", "1E-1001", "1E+999999999"])
def test_a_number_longer_than_any_venues_is_refused_before_it_fills_the_memory(number: str) -> None:
    with pytest.raises(BadRequest, match="more than 1000 digits"):
        exact(Decimal(number), "amount")


def test_a_null_that_cannot_be_read_is_as_good_as_no_field() -> None:
    class Coin(msgspec.Struct):
        coin: str
        free: Decimal
        tips: str = ""

    read = null_is_absent(msgspec.json.Decoder(list[Coin]).decode)
    assert read(b'[{"coin":"BTC","free":0.10,"tips":null}]') == [Coin("BTC", Decimal("0.10"))]
    with pytest.raises(msgspec.ValidationError, match=r"`\$\[0\]\.coin`"):
        read(b'[{"coin":null,"free":"1","tips":null}]')
    with pytest.raises(msgspec.ValidationError, match=r"`\$\[0\]\.free`"):
        read(b'[{"coin":"BTC","free":true}]')


def test_a_null_that_says_something_stays_where_others_are_passed_over() -> None:
    class Coin(msgspec.Struct):
        most: Decimal | None
        tips: str = ""

    read = null_is_absent(msgspec.json.Decoder(list[Coin]).decode, but=("most",))
    assert read(b'[{"most":null,"tips":null}]') == [Coin(None)]


@pytest.mark.parametrize("number", ["NaN", "sNaN", "nan", "Infinity", "-inf"])
def test_what_is_no_number_is_unreadable_and_its_place_is_named(number: str) -> None:
    class Quota(Numbers):
        unit: str
        left: Decimal
        used: Decimal | None = None

    class Fee(Numbers):
        not_negative = ("fee",)

        fee: Decimal

    read = msgspec.json.Decoder(list[Quota]).decode
    assert read(b'[{"unit":"NaN","left":"-1.50"}]') == [Quota("NaN", Decimal("-1.50"))]
    for field in ("left", "used"):
        answer = json.dumps([{"unit": "USD", "left": "1"}, {"unit": "USD", "left": "1", field: number}])
        with pytest.raises(msgspec.ValidationError, match=rf"finite number in `{field}`.*`\$\[1\]`$"):
            read(answer.encode())
    with pytest.raises(msgspec.ValidationError, match=r"not below zero in `fee`, got -0\.1$"):
        msgspec.json.decode(b'{"fee":"-0.1"}', type=Fee)
    assert msgspec.json.decode(b'{"fee":"0"}', type=Fee) == Fee(Decimal(0))


def test_an_empty_id_is_unreadable() -> None:
    assert msgspec.json.decode(b'{"id":"7"}', type=dict[str, Id]) == {"id": "7"}
    with pytest.raises(msgspec.ValidationError, match="length >= 1"):
        msgspec.json.decode(b'{"id":""}', type=dict[str, Id])


def test_what_the_wire_does_not_have_may_be_told_apart_from_what_it_says() -> None:
    told = shape(
        VenueStatus,
        {"state": "state", "msg": "message"},
        types={"message": str | None},
        absent={"message": None},
    )
    read = msgspec.json.Decoder(told).decode
    said = [read(b'{"state":"NORMAL"' + rest + b"}").message for rest in (b',"msg":""', b"", b',"msg":null')]
    assert said == ["", None, None]


def test_a_number_without_end_is_unreadable_too() -> None:
    class Quota(Numbers):
        left: Decimal

    with pytest.raises(msgspec.ValidationError, match=r"number of fewer digits in `left`, got 1E\+999999$"):
        msgspec.json.decode(b'{"left":"1e999999"}', type=Quota)


NOT_FINITE = ["NaN", "nan", "sNaN", "-sNaN12", "Infinity", "-INFINITY", "inf", "+Inf", " NaN "]


@pytest.mark.parametrize("number", NOT_FINITE)
def test_of_thousands_of_numbers_the_one_that_is_not_finite_is_found(number: str) -> None:
    payload = json.dumps([["1.5", "2"], ["1", number]]).encode()
    levels = tuple(msgspec.json.decode(payload, type=list[Level]))
    unlisted: Any = None
    book = OrderBook("LTCBTC", unlisted, levels, (), "1")

    with pytest.raises(msgspec.ValidationError, match=r"^Expected a finite number, got .* - at `\$\[1\]\.quantity`$"):
        finite(levels, payload)
    with pytest.raises(msgspec.ValidationError, match=r"`\$\.bids\[1\]\.quantity`$"):
        finite(book, payload)
    with pytest.raises(msgspec.ValidationError, match=r"`\$\[0\]\.bids\[1\]\.quantity`$"):
        finite(Listing([book]), payload)


@pytest.mark.parametrize("symbol", ["INF", "NAN", "BANANA", "INFINITY", "Confirm"])
def test_a_coin_may_be_called_so(symbol: str) -> None:
    price = Price(symbol, None, Decimal("1E+3"))

    assert finite(price, json.dumps({"symbol": symbol, "price": "1E+3"}).encode()) is price
