"""Answers that others recorded from Binance.US, 2019 to 2021, read through the ports, compared to the digit.

They lie beside the repository and are not kept in it. Each is read a second time by Python's own JSON reader, with
every number as text, and must say the same.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import yaml  # type: ignore[import-untyped]

from crossvenue import Venue, connect
from crossvenue.instrument import PriceGrid, QuantityGrid
from crossvenue.model import InstrumentStatus, OrderType

RECORDINGS: Final = Path(__file__).parents[3].parent / "shared" / "recordings"

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not there")

FILES: Final = {
    "cryptoexchange-pairs.yml": "/api/v3/exchangeInfo",
    "cryptoexchange-ticker.yml": "/api/v3/ticker/24hr",
    "cryptoexchange-trades.yml": "/api/v3/trades",
    "mwlang-ping_success.yml": "/api/v3/ping",
    "mwlang-time.yml": "/api/v3/time",
    "mwlang-time_success.yml": "/api/v3/time",
    "mwlang-twenty_four_hour.yml": "/api/v3/ticker/24hr",
    "mwlang-twenty_four_hour_all.yml": "/api/v3/ticker/24hr",
}
TICKER: Final = {
    "priceChange": "price_change",
    "priceChangePercent": "price_change_percent",
    "weightedAvgPrice": "weighted_average_price",
    "prevClosePrice": "previous_close_price",
    "lastPrice": "last_price",
    "lastQty": "last_quantity",
    "bidPrice": "bid_price",
    "bidQty": "bid_quantity",
    "askPrice": "ask_price",
    "askQty": "ask_quantity",
    "openPrice": "open_price",
    "highPrice": "high_price",
    "lowPrice": "low_price",
    "volume": "volume",
    "quoteVolume": "quote_volume",
}


class Said(NamedTuple):
    """One recorded answer, under the path of today's interface."""

    path: str
    params: dict[str, str]
    body: bytes

    @property
    def text(self) -> Any:
        """The answer with every number as the text that stands there."""
        return json.loads(self.body, parse_float=str, parse_int=str)


@cache
def said(file: str) -> Said:
    """Ruby VCR, or a single interaction of a Crystal client."""
    document = yaml.safe_load((RECORDINGS / "binanceus" / "vcr" / file).read_text())
    if "http_interactions" in document:
        (each,) = document["http_interactions"]
        target, body = each["request"]["uri"], each["response"]["body"]["string"]
    else:
        target = f"{document['request']['uri']}?{document['request']['query_params']}"
        body = document["response"]["body"]
    parts = urlsplit(target)
    return Said(parts.path.replace("/api/v1/", "/api/v3/"), dict(parse_qsl(parts.query)), body.encode())


def venue_that_says(answer: Said) -> Venue:
    symbol = answer.params.get("symbol", "BTCUSD")
    listed = {
        "symbol": symbol,
        "status": "TRADING",
        "baseAsset": symbol,
        "baseAssetPrecision": 8,
        "quoteAsset": "USD",
        "quotePrecision": 8,
        "orderTypes": [],
        "filters": [],
    }

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == answer.path:
            return httpx.Response(200, content=answer.body)
        assert request.url.path == "/api/v3/exchangeInfo"
        return httpx.Response(200, json={"symbols": [listed]})

    return connect("binance_us", transport=httpx.MockTransport(respond), api_key="k", api_secret="s")


def plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def test_every_recording_is_read_here() -> None:
    found = {path.name for path in (RECORDINGS / "binanceus").rglob("*") if path.is_file()}
    assert found == set(FILES)
    assert {file: said(file).path for file in found} == FILES
    # The mixed samples are of two other exchanges.
    mixed = json.loads((RECORDINGS / "mixed" / "xchange-samples.json").read_text())
    assert {each["project"] for each in mixed} <= {"xchange-binance", "xchange-stream-binance", "xchange-kucoin"}


@pytest.mark.parametrize("file", [file for file, path in FILES.items() if path == "/api/v3/ticker/24hr"])
def test_tickers(file: str) -> None:
    answer = said(file)
    with venue_that_says(answer) as venue:
        if isinstance(answer.text, dict):
            pairs = [(answer.text, venue.market.ticker(answer.params["symbol"]))]
        else:
            pairs = list(zip(answer.text, venue.market.tickers(), strict=True))
    assert pairs
    for wire, found in pairs:
        assert found.venue_symbol == wire["symbol"]
        assert {name: plain(getattr(found, field)) for name, field in TICKER.items()} == {
            name: wire[name] for name in TICKER
        }
        times = (str(found.open_time_ms), str(found.close_time_ms), str(found.trade_count))
        assert times == (wire["openTime"], wire["closeTime"], wire["count"])


def test_trades() -> None:
    answer = said("cryptoexchange-trades.yml")
    with venue_that_says(answer) as venue:
        (found,) = venue.market.trades("BTCUSD")
    (wire,) = answer.text
    assert (found.id, plain(found.price), plain(found.quantity), plain(found.quote_quantity)) == (
        wire["id"],
        wire["price"],
        wire["qty"],
        wire["quoteQty"],
    )
    assert (str(found.timestamp_ms), found.buyer_is_maker) == (wire["time"], wire["isBuyerMaker"])


@pytest.mark.parametrize("file", ["mwlang-time.yml", "mwlang-time_success.yml"])
def test_time(file: str) -> None:
    answer = said(file)
    with venue_that_says(answer) as venue:
        assert str(round(venue.market.server_time().timestamp() * 1000)) == answer.text["serverTime"]


def test_ping() -> None:
    with venue_that_says(said("mwlang-ping_success.yml")) as venue:
        assert venue.raw.ping() == {}


def test_instruments_of_2019() -> None:
    answer = said("cryptoexchange-pairs.yml")
    with venue_that_says(answer) as venue:
        found = venue.market.instruments()
        limits = venue.budget.scopes
    wire = answer.text
    assert len(found) == len(wire["symbols"]) > 0
    for instrument, each in zip(found, wire["symbols"], strict=True):
        assert (instrument.venue_symbol, instrument.base, instrument.quote) == (
            each["symbol"],
            each["baseAsset"],
            each["quoteAsset"],
        )
        assert instrument.status is InstrumentStatus(each["status"])
        assert instrument.order_types == {OrderType(word) for word in each["orderTypes"]}
        assert [made.name for made in instrument.filters] == [rule["filterType"] for rule in each["filters"]]
        for made, rule in zip(instrument.filters, each["filters"], strict=True):
            if isinstance(made, PriceGrid):
                assert not made.steps_from_minimum
                assert (plain(made.minimum), plain(made.step)) == (rule["minPrice"], rule["tickSize"])
            elif isinstance(made, QuantityGrid):
                assert not made.steps_from_minimum
                told = (plain(made.minimum), plain(made.maximum), plain(made.step))
                assert told == tuple(
                    None if Decimal(rule[name]) == 0 else rule[name] for name in ("minQty", "maxQty", "stepSize")
                )
    assert {str(window.limit) for scope in limits.values() for window in scope.windows} >= {
        each["limit"] for each in wire["rateLimits"] if each["rateLimitType"] != "RAW_REQUESTS"
    }
