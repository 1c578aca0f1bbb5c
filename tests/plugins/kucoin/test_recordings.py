"""Answers that others recorded from the live exchange, 2019 to 2024, read through the ports, compared to the digit.

They lie beside the repository and are not kept in it. Each is read a second time by Python's own JSON reader, with
every number as text, and must say the same. A file that is not read is named here with the reason. Answers of
endpoints that no port asks are read through `raw`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import yaml  # type: ignore[import-untyped]

from crossvenue import Venue, connect
from crossvenue.errors import VenueError
from crossvenue.model import InstrumentStatus
from crossvenue.wire import exact_json
from crossvenue.world import finish

RECORDINGS: Final = Path(__file__).parents[3].parent / "shared" / "recordings"

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not there")

NO_ANSWERS: Final = {
    "kucoin/dumps/xchange-all-ticker-data.json": "the interface of 2018, which ended in 2019",
    "kucoin/ws/cryptofeed-ws-streams.txt.gz": "stream messages; there are no streams yet",
    "kucoin/ws/gocryptotrader-wsHandleData.ndjson": "stream messages; there are no streams yet",
    "mixed/xchange-samples.json": "of KuCoin, the interface of 2018; of the others, another exchange",
}
"""Files without an answer of this interface."""

TODAY: Final = {
    "/api/v1/symbols": "/api/v2/symbols",
    "/api/v1/market/orderbook/level2": "/api/v3/market/orderbook/level2",
}
"""What has the same answer under another path today."""


class Said(NamedTuple):
    """One recorded answer; `path` is that of today's interface, and as it is called in the catalogue."""

    file: str
    method: str
    path: str
    params: Mapping[str, str]
    body: bytes

    def __str__(self) -> str:
        return f"{self.file}:{self.method} {self.path}?{self.params.get('symbol', '')}"


# ------------------------------------------------------------------------------------------------ reading the files


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()


def said(file: str, method: str, target: str, body: str) -> Said:
    parts = urlsplit(target)
    path = TODAY.get(parts.path, parts.path)
    params = dict(parse_qsl(parts.query))
    if found := re.fullmatch(r"(/api/v1/orders)/(\w+)", path):
        path, params = f"{found[1]}/{{orderId}}", {**params, "orderId": found[2]}
    return Said(file, method.upper(), path, params, body.encode())


def from_cassette(file: str, text: str) -> Iterator[Said]:
    """Ruby VCR."""
    for each in yaml.load(text, Loader=yaml.CSafeLoader)["http_interactions"]:
        request, answer = each["request"], each["response"]["body"]["string"]
        found = said(file, request["method"], request["uri"], answer)
        sent = json.loads(request["body"]["string"] or "{}")
        yield found._replace(params={**found.params, **sent})


def from_log(file: str, text: str) -> Iterator[Said]:
    for line in text.splitlines():
        found = re.match(r"(https://\S+) -> [\d.]+: (.*)", line)
        if found is not None:
            yield said(file, "GET", found[1], found[2])


def from_dump(file: str, text: str) -> Iterator[Said]:
    if file in NO_ANSWERS:
        return
    if "currencies" in file:
        yield said(file, "GET", "/api/v3/currencies", text)
    else:
        yield from from_log(file, text)


READERS: Final[Mapping[str, Callable[[str, str], Iterator[Said]]]] = {
    "kucoin/vcr/": from_cassette,
    "kucoin/dumps/": from_dump,
    "kucoin/ws/": from_log,
    "mixed/": from_log,
}


def files() -> list[str]:
    found = [path for folder in ("kucoin", "mixed") for path in (RECORDINGS / folder).rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(RECORDINGS)) for path in found)


@cache
def of_file(file: str) -> tuple[Said, ...]:
    reader = next(reader for folder, reader in READERS.items() if file.startswith(folder))
    return tuple(reader(file, text_of(RECORDINGS / file)))


def everything() -> list[Said]:
    return [each for file in files() for each in of_file(file)] if RECORDINGS.is_dir() else []


# ------------------------------------------------------------------------------------------------ asking for them


def venue_that_says(answer: Said) -> Venue:
    """A venue that gives this answer to its request, and lists the symbol it is about."""
    symbol = answer.params.get("symbol", "BTC-USDT")
    increments = dict.fromkeys(("baseIncrement", "quoteIncrement", "priceIncrement"), "0.00000001")
    base, _, quote = symbol.partition("-")
    listed = {"symbol": symbol, "baseCurrency": base, "quoteCurrency": quote, "enableTrading": True, **increments}

    def respond(request: httpx.Request) -> httpx.Response:
        if request.method == answer.method and request.url.path == answer.path.format(**answer.params):
            return httpx.Response(200, content=answer.body)
        assert request.url.path == "/api/v2/symbols"
        return httpx.Response(200, json={"code": "200000", "data": [listed]})

    transport = httpx.MockTransport(respond)
    return connect("kucoin", transport=transport, api_key="k", api_secret="s", passphrase="p", retries=0)


def plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def as_text(answer: Said) -> Any:
    """The answer's data, read independently: every number the text that stands there."""
    return json.loads(answer.body, parse_float=str, parse_int=str)["data"]


def same_numbers(record: object, wire: Mapping[str, str], names: Mapping[str, str]) -> None:
    told = {field: plain(getattr(record, field)) for field in names.values()}
    assert told == {field: wire.get(name) for name, field in names.items()}


def check_raw(answer: Said, venue: Venue) -> None:
    """What no port asks for is the same in `raw`, numbers exact."""
    (endpoint,) = [
        each for each in venue.session.catalogue.values() if (each.method, each.path) == (answer.method, answer.path)
    ]
    found = finish(venue.session.call(endpoint, answer.params, exact_json))
    assert found == json.loads(answer.body, parse_float=Decimal)["data"]


# ------------------------------------------------------------------------------------------------ market

SYMBOL: Final = {
    "baseMinSize": "min_quantity",
    "baseMaxSize": "max_quantity",
    "baseIncrement": "lot_size",
    "priceIncrement": "tick_size",
    "minFunds": "min_notional",
}
RULES: Final = {
    "priceIncrement": ("minimum", "step"),
    "baseMinSize": ("minimum",),
    "baseMaxSize": ("maximum",),
    "baseIncrement": ("step",),
    "quoteMinSize": ("minimum",),
    "quoteMaxSize": ("maximum",),
    "quoteIncrement": ("step",),
}


def check_instruments(answer: Said, venue: Venue) -> None:
    found, wire = venue.market.instruments(), as_text(answer)
    assert len(found) == len(wire) > 0
    assert len({each.symbol for each in found}) == len(wire)
    for record, said_of in zip(found, wire, strict=True):
        assert (record.base, record.quote) == (said_of["baseCurrency"], said_of["quoteCurrency"])
        assert record.symbol == f"{record.base}/{record.quote}"
        assert record.venue_symbol == said_of["symbol"]
        assert record.status is (InstrumentStatus.TRADING if said_of["enableTrading"] else InstrumentStatus.HALTED)
        assert record.margin_allowed is said_of.get("isMarginEnabled", False)
        same_numbers(record, said_of, SYMBOL)
        assert Decimal(1).scaleb(-record.base_precision) == min(Decimal(said_of["baseIncrement"]), Decimal(1))
        assert Decimal(1).scaleb(-record.quote_precision) == min(
            Decimal(said_of["priceIncrement"]), Decimal(said_of["quoteIncrement"])
        )
        rules = {each.name: each for each in record.filters}
        assert set(rules) == set(RULES) | ({"priceLimitRate"} & set(said_of))
        for name, facts in RULES.items():
            assert {plain(getattr(rules[name], fact)) for fact in facts} == {said_of[name]}


TICKER: Final = {
    "last": "last_price",
    "vol": "volume",
    "buy": "bid_price",
    "bestBidSize": "bid_quantity",
    "sell": "ask_price",
    "bestAskSize": "ask_quantity",
}
MOVED: Final = {"high": "high_price", "low": "low_price", "changePrice": "price_change"}
"""What symbols that nobody traded in a day have not."""


def check_tickers(answer: Said, venue: Venue) -> None:
    found, wire = venue.market.tickers(), as_text(answer)
    assert len(found) == len(wire["ticker"]) > 0
    for record, said_of in zip(found, wire["ticker"], strict=True):
        assert record.venue_symbol == said_of["symbol"]
        same_numbers(record, said_of, TICKER)
        if "high" in said_of:
            same_numbers(record, said_of, MOVED)
            assert record.last_price - record.open_price == Decimal(said_of["changePrice"])
        else:
            assert record.volume == record.price_change == 0
            assert {record.open_price, record.high_price, record.low_price} == {record.last_price}
        assert record.price_change_percent == Decimal(said_of["changeRate"]) * 100
        assert str(record.close_time_ms) == wire["time"]
    prices = venue.market.prices()
    assert [(each.venue_symbol, plain(each.price)) for each in prices] == [
        (each["symbol"], each["last"]) for each in wire["ticker"]
    ]


def check_quote(answer: Said, venue: Venue) -> None:
    symbol, wire = answer.params["symbol"], as_text(answer)
    names = {
        "bestBid": "bid_price",
        "bestBidSize": "bid_quantity",
        "bestAsk": "ask_price",
        "bestAskSize": "ask_quantity",
    }
    same_numbers(venue.market.quote(symbol), wire, names)
    assert plain(venue.market.price(symbol).price) == wire["price"]


def check_book(answer: Said, venue: Venue) -> None:
    book, wire = venue.market.order_book(answer.params["symbol"], depth=100_000), as_text(answer)
    assert (book.venue_symbol, book.sequence) == (answer.params["symbol"], wire["sequence"])
    for side, best in (("bids", max), ("asks", min)):
        told = [[plain(each.price), plain(each.quantity)] for each in getattr(book, side)]
        assert told in (wire[side], wire[side][::-1])
        assert getattr(book, side)[0].price == best(Decimal(price) for price, _ in wire[side])
    assert book.spread is not None
    assert book.spread > 0


# ------------------------------------------------------------------------------------------------ the ports' checks

CHECKS: Final[dict[tuple[str, str], Callable[[Said, Venue], None]]] = {
    ("GET", "/api/v2/symbols"): check_instruments,
    ("GET", "/api/v1/market/allTickers"): check_tickers,
    ("GET", "/api/v1/market/orderbook/level1"): check_quote,
    ("GET", "/api/v3/market/orderbook/level2"): check_book,
}
"""By method and path. What is not here is checked through `raw`."""


@pytest.mark.parametrize("answer", everything(), ids=str)
def test_a_recorded_answer_is_read_to_the_digit(answer: Said) -> None:
    with venue_that_says(answer) as venue:
        CHECKS.get((answer.method, answer.path), check_raw)(answer, venue)


def test_no_recording_is_skipped_in_silence() -> None:
    assert [file for file in files() if not of_file(file)] == sorted(NO_ANSWERS)
    assert set(CHECKS) <= {(each.method, each.path) for each in everything()}


def test_every_generation_of_what_the_market_reads_is_there() -> None:
    counted = Counter(each.path for each in everything())

    assert counted["/api/v2/symbols"] == 2
    assert counted["/api/v3/market/orderbook/level2"] == 5
    assert counted["/api/v1/market/allTickers"] == counted["/api/v1/market/orderbook/level1"] == 1


def test_the_interface_of_2018_is_not_taken_for_todays() -> None:
    body = (RECORDINGS / "kucoin/dumps/xchange-all-ticker-data.json").read_text()
    answer = said("", "GET", "/api/v1/market/allTickers", body)

    with venue_that_says(answer) as venue, pytest.raises(VenueError):
        venue.market.tickers()


# ------------------------------------------------------------------------------------------------ trading and wallet
#
# Checks of the other ports stand here: a function (answer, venue), put into CHECKS.
