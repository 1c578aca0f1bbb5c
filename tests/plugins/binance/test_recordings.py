"""Answers that others recorded from the live exchange, 2018 to 2025, read through the ports, compared to the digit.

They lie beside the repository and are not kept in it. Each is read a second time by Python's own JSON reader, with
every number as text, and must say the same. An endpoint or file that is not read is named here with the reason.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import httpx
import msgspec
import pytest
import yaml  # type: ignore[import-untyped]

from crossvenue import Venue, connect
from crossvenue.errors import VenueError
from crossvenue.instrument import (
    CountLimit,
    Filter,
    IcebergParts,
    Notional,
    PercentPrice,
    PositionLimit,
    PriceGrid,
    QuantityGrid,
    TrailingDelta,
)
from crossvenue.model import NO_MEMO, InstrumentStatus, OrderType
from crossvenue.wire import exact_json
from crossvenue.world import finish

RECORDINGS: Final = Path(__file__).parents[3].parent / "shared" / "recordings"

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not there")

NO_ANSWERS: Final = {
    "binance/ws/cryptofeed-ws-streams.txt": "stream messages; there are no streams yet",
    "binance/ws/unicorn-fy-messages.json": "stream messages; there are no streams yet",
}
"""Files without an answer to a request."""

OUTSIDE: Final = {
    ("POST", "/wapi/v3/withdraw.html"): "the interface before /sapi, closed in 2021",
    ("GET", "/wapi/v3/userAssetDribbletLog.html"): "the interface before /sapi, closed in 2021",
    ("POST", "/api/v3/userDataStream"): "keys of streams; ended in 2026, and no port has them",
    ("STREAM", "ticker"): "a stream message",
    ("KUCOIN", ""): "another exchange",
}
"""Requests that no operation of a port makes."""


class Said(NamedTuple):
    """One recorded answer; `path` is that of today's interface."""

    file: str
    method: str
    path: str
    params: Mapping[str, str]
    status: int
    body: bytes

    def __str__(self) -> str:
        query = "&".join(f"{name}={value}" for name, value in self.params.items() if name in ("symbol", "limit"))
        return f"{self.file}:{self.method} {self.path}?{query}:{self.status}"


# ------------------------------------------------------------------------------------------------ reading the files


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()


_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def exactly(value: object) -> bytes:
    # Where the recorder stored the answer parsed: its numbers keep their digits.
    return _ENCODER.encode(value)


def said(file: str, method: str, target: str, status: int, body: str | bytes) -> Said:
    parts = urlsplit(target)
    path = parts.path.replace("/api/v1/", "/api/v3/")
    return Said(
        file,
        method.upper(),
        path,
        dict(parse_qsl(parts.query)),
        status,
        body if isinstance(body, bytes) else body.encode(),
    )


def from_cassette(file: str, text: str) -> Iterator[Said]:
    """Ruby VCR, vcrpy of several generations, and a single interaction of a Crystal client."""
    document = yaml.load(text, Loader=yaml.CSafeLoader)
    if "request" in document:
        request, response = document["request"], document["response"]
        target = f"{request['uri']}?{request['query_params']}"
        yield said(file, request["method"], target, response["status"], response["body"])
    for each in document.get("interactions", []) + document.get("http_interactions", []):
        request, response = each["request"], each["response"]
        status = response["status_code"] if "status_code" in response else response["status"]["code"]
        body = response["content"] if "content" in response else response["body"].get("string")
        if body is None:
            body = base64.b64decode(response["body"]["base64_string"])
        if body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        yield said(file, request["method"], request["uri"], status, body)


def from_mock(file: str, text: str) -> Iterator[Said]:
    """Routes with parsed answers. The recorder blanked the name of a field called `m` in some, which is put back."""
    document: Any = exact_json(text.encode())
    for path, methods in document["routes"].items():
        for method, answers in methods.items():
            for each in answers:
                answer = each["data"]
                if path == "/api/v3/aggTrades":
                    answer = [{("m" if name == "" else name): value for name, value in one.items()} for one in answer]
                target = f"{path}?{each['queryString']}"
                yield said(file, method, target, 200, exactly(answer))


NAMED: Final = {
    # Collections that name an answer without its request.
    "http_spot_market_agg_trades": ("GET", "/api/v3/aggTrades"),
    "http_spot_market_avg_price": ("GET", "/api/v3/avgPrice"),
    "http_spot_market_book_ticker": ("GET", "/api/v3/ticker/bookTicker"),
    "http_spot_market_depth": ("GET", "/api/v3/depth"),
    "http_spot_market_exchange_info": ("GET", "/api/v3/exchangeInfo"),
    "http_spot_market_historical_trades": ("GET", "/api/v3/historicalTrades"),
    "http_spot_market_klines": ("GET", "/api/v3/klines"),
    "http_spot_market_ping": ("GET", "/api/v3/ping"),
    "http_spot_market_ticker_price": ("GET", "/api/v3/ticker/price"),
    "http_spot_market_time": ("GET", "/api/v3/time"),
    "http_spot_market_trades": ("GET", "/api/v3/trades"),
    "http_spot_wallet_account": ("GET", "/api/v3/account"),
    "http_wallet_trading_fee": ("GET", "/sapi/v1/asset/tradeFee"),
    "http_wallet_trading_fees": ("GET", "/sapi/v1/asset/tradeFee"),
    "depth.json": ("GET", "/api/v3/depth"),
    "dustlog.json": ("GET", "/wapi/v3/userAssetDribbletLog.html"),
    "open-orders.json": ("GET", "/api/v3/openOrders"),
    "single-24hr-ticker.json": ("GET", "/api/v3/ticker/24hr"),
    "withdraw-200.json": ("POST", "/sapi/v1/capital/withdraw/apply"),
    "withdraw-400.json": ("POST", "/sapi/v1/capital/withdraw/apply"),
    "asset-dividend-list.json": ("GET", "/sapi/v1/asset/assetDividend"),
    "filled-market-order.json": ("GET", "/api/v3/order"),
    "testTickerEvent.json": ("STREAM", "ticker"),
}


def from_named(file: str, text: str) -> Iterator[Said]:
    document: Any = exact_json(text.encode())
    for each in document:
        if each.get("project", "").endswith("kucoin"):
            yield Said(file, "KUCOIN", "", {}, 200, b"")
            continue
        method, path = NAMED[each["name"]]
        yield said(
            file, method, path, 400 if "400" in each["name"] else 200, exactly(each.get("response", each.get("body")))
        )


def from_log(file: str, text: str) -> Iterator[Said]:
    for line in text.splitlines():
        found = re.match(r"(https://\S+) -> [\d.]+: (.*)", line)
        if found is not None:
            yield said(file, "GET", found[1], 200, found[2])


def from_dump(file: str, text: str) -> Iterator[Said]:
    path = {"exchangeInfo": "/api/v3/exchangeInfo", "capital-config-getall": "/sapi/v1/capital/config/getall"}
    (found,) = [target for name, target in path.items() if name in file]
    yield said(file, "GET", found, 200, text)


READERS: Final[Mapping[str, Callable[[str, str], Iterator[Said]]]] = {
    "binance/vcr/": from_cassette,
    "binance/http-mock/": from_mock,
    "binance/endpoints/": from_named,
    "binance/dumps/": from_dump,
    "binance/ws/": from_log,
    "mixed/": from_named,
}


def files() -> list[str]:
    found = [path for folder in ("binance", "mixed") for path in (RECORDINGS / folder).rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(RECORDINGS)) for path in found)


@cache
def of_file(file: str) -> tuple[Said, ...]:
    reader = next(reader for folder, reader in READERS.items() if file.startswith(folder))
    return tuple(reader(file, text_of(RECORDINGS / file)))


# ------------------------------------------------------------------------------------------------ asking for them


def symbol_of(answer: Said) -> str:
    """The symbol that was asked for, or that the answer is about."""
    body = json.loads(answer.body or b"null")
    first = body[0] if isinstance(body, list) and body else body
    found = answer.params.get("symbol") or (first.get("symbol") if isinstance(first, dict) else None)
    return found or "BTCUSDT"


def venue_that_says(answer: Said) -> Venue:
    """A venue that gives this answer to its request, and lists the symbol it is about."""
    symbols = [
        {
            "symbol": symbol_of(answer),
            "status": "TRADING",
            "baseAsset": symbol_of(answer),
            "baseAssetPrecision": 8,
            "quoteAsset": "QUOTE",
            "quotePrecision": 8,
            "quoteOrderQtyMarketAllowed": True,
            "orderTypes": ["LIMIT", "MARKET"],
            "filters": [],
        }
    ]
    network = {
        "network": "TRX",
        "coin": "USDT",
        "name": "TRC20",
        "depositEnable": True,
        "withdrawEnable": True,
        "withdrawFee": "0",
        "withdrawMin": "0",
        "withdrawMax": "100",
        "withdrawIntegerMultiple": "0",
    }
    coin = {"coin": "USDT", "name": "USDT", "networkList": [network], "depositAllEnable": True}

    def respond(request: httpx.Request) -> httpx.Response:
        if (request.method, request.url.path) == (answer.method, answer.path):
            return httpx.Response(answer.status, content=answer.body)
        if request.url.path == "/sapi/v1/capital/config/getall":
            return httpx.Response(200, json=[{**coin, "withdrawAllEnable": True}])
        assert request.url.path == "/api/v3/exchangeInfo"
        return httpx.Response(200, json={"symbols": symbols})

    return connect("binance", transport=httpx.MockTransport(respond), api_key="k", api_secret="s", retries=0)


def plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def as_text(body: bytes) -> Any:
    """The answer, read independently: every number the text that stands there."""
    return json.loads(body, parse_float=str, parse_int=str)


def same_numbers(record: object, wire: Mapping[str, str], names: Mapping[str, str]) -> None:
    told = {field: plain(getattr(record, field)) for field in names.values()}
    assert told == {field: wire.get(name) for name, field in names.items()}


# ------------------------------------------------------------------------------------------------ what they must say

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
QUOTE: Final = {name: TICKER[name] for name in ("bidPrice", "bidQty", "askPrice", "askQty")}


def one_or_all(answer: Said, venue: Venue, one: str, several: str) -> list[tuple[Any, Any]]:
    wire = as_text(answer.body)
    if isinstance(wire, dict):
        return [(wire, getattr(venue.market, one)(symbol_of(answer)))]
    found = getattr(venue.market, several)()
    assert len(found) == len(wire) > 0
    return list(zip(wire, found, strict=True))


def check_tickers(answer: Said, venue: Venue) -> None:
    for wire, found in one_or_all(answer, venue, "ticker", "tickers"):
        assert found.venue_symbol == wire["symbol"]
        same_numbers(found, wire, TICKER)
        times = (str(found.open_time_ms), str(found.close_time_ms), str(found.trade_count))
        assert times == (wire["openTime"], wire["closeTime"], wire["count"])


def check_quotes(answer: Said, venue: Venue) -> None:
    for wire, found in one_or_all(answer, venue, "quote", "quotes"):
        assert found.venue_symbol == wire["symbol"]
        same_numbers(found, wire, QUOTE)


def check_prices(answer: Said, venue: Venue) -> None:
    for wire, found in one_or_all(answer, venue, "price", "prices"):
        assert (found.venue_symbol, plain(found.price)) == (wire["symbol"], wire["price"])


def check_average(answer: Said, venue: Venue) -> None:
    wire, found = as_text(answer.body), venue.market.average_price(symbol_of(answer))
    assert (plain(found.price), str(found.minutes)) == (wire["price"], wire["mins"])


def check_book(answer: Said, venue: Venue) -> None:
    wire, book = as_text(answer.body), venue.market.order_book(symbol_of(answer))
    assert [[plain(level.price), plain(level.quantity)] for level in book.bids] == [each[:2] for each in wire["bids"]]
    assert [[plain(level.price), plain(level.quantity)] for level in book.asks] == [each[:2] for each in wire["asks"]]
    assert book.sequence == wire["lastUpdateId"]
    assert book.spread is not None
    assert book.spread > 0


def check_trades(answer: Said, venue: Venue) -> None:
    symbol = symbol_of(answer)
    found: Sequence[Any]
    if answer.path.endswith("historicalTrades"):
        found = venue.market.historical_trades(symbol).all()
    else:
        found = venue.market.trades(symbol)
    wire = as_text(answer.body)
    assert len(found) == len(wire) > 0
    for record, said_of in zip(found, wire, strict=True):
        same_numbers(record, said_of, {"price": "price", "qty": "quantity", "quoteQty": "quote_quantity"})
        assert (record.id, str(record.timestamp_ms)) == (said_of["id"], said_of["time"])
        assert record.buyer_is_maker is said_of["isBuyerMaker"]


def check_aggregates(answer: Said, venue: Venue) -> None:
    found, wire = venue.market.aggregate_trades(symbol_of(answer)).all(), as_text(answer.body)
    assert len(found) == len(wire) > 0
    for record, said_of in zip(found, wire, strict=True):
        same_numbers(record, said_of, {"p": "price", "q": "quantity"})
        assert (record.id, record.first_trade_id, record.last_trade_id) == (said_of["a"], said_of["f"], said_of["l"])
        assert (str(record.timestamp_ms), record.buyer_is_maker) == (said_of["T"], said_of["m"])


def check_candles(answer: Said, venue: Venue) -> None:
    found, wire = venue.market.candles(symbol_of(answer), "1m").all(), as_text(answer.body)
    assert len(found) == len(wire) > 0
    for candle, said_of in zip(found, wire, strict=True):
        assert [plain(each) if isinstance(each, Decimal) else str(each) for each in candle] == said_of[:11]


def check_time(answer: Said, venue: Venue) -> None:
    assert str(int(venue.market.server_time().timestamp() * 1000)) == as_text(answer.body)["serverTime"]


def check_ping(answer: Said, venue: Venue) -> None:
    assert venue.raw.ping() == {}


FILTERS: Final[Mapping[str, tuple[type[Filter], Mapping[str, str]]]] = {
    "PRICE_FILTER": (PriceGrid, {"minPrice": "minimum", "maxPrice": "maximum", "tickSize": "step"}),
    "LOT_SIZE": (QuantityGrid, {"minQty": "minimum", "maxQty": "maximum", "stepSize": "step"}),
    "MARKET_LOT_SIZE": (QuantityGrid, {"minQty": "minimum", "maxQty": "maximum", "stepSize": "step"}),
    "MIN_NOTIONAL": (
        Notional,
        {"minNotional": "minimum", "applyToMarket": "minimum_on_market", "avgPriceMins": "average_minutes"},
    ),
    "NOTIONAL": (
        Notional,
        {
            "minNotional": "minimum",
            "maxNotional": "maximum",
            "applyMinToMarket": "minimum_on_market",
            "applyMaxToMarket": "maximum_on_market",
            "avgPriceMins": "average_minutes",
        },
    ),
    "PERCENT_PRICE": (
        PercentPrice,
        {"multiplierUp": "buy_maximum", "multiplierDown": "sell_minimum", "avgPriceMins": "average_minutes"},
    ),
    "PERCENT_PRICE_BY_SIDE": (
        PercentPrice,
        {
            "bidMultiplierUp": "buy_maximum",
            "bidMultiplierDown": "buy_minimum",
            "askMultiplierUp": "sell_maximum",
            "askMultiplierDown": "sell_minimum",
            "avgPriceMins": "average_minutes",
        },
    ),
    "ICEBERG_PARTS": (IcebergParts, {"limit": "limit"}),
    "TRAILING_DELTA": (
        TrailingDelta,
        {
            "minTrailingAboveDelta": "minimum_above",
            "maxTrailingAboveDelta": "maximum_above",
            "minTrailingBelowDelta": "minimum_below",
            "maxTrailingBelowDelta": "maximum_below",
        },
    ),
    "MAX_POSITION": (PositionLimit, {"maxPosition": "maximum"}),
    "MAX_NUM_ORDERS": (CountLimit, {"maxNumOrders": "limit", "limit": "limit"}),
    "MAX_NUM_ALGO_ORDERS": (CountLimit, {"maxNumAlgoOrders": "limit"}),
    "MAX_NUM_ICEBERG_ORDERS": (CountLimit, {"maxNumIcebergOrders": "limit"}),
    "MAX_NUM_ORDER_LISTS": (CountLimit, {"maxNumOrderLists": "limit"}),
    "MAX_NUM_ORDER_AMENDS": (CountLimit, {"maxNumOrderAmends": "limit"}),
    "EXCHANGE_MAX_NUM_ORDERS": (CountLimit, {"maxNumOrders": "limit"}),
    "EXCHANGE_MAX_NUM_ALGO_ORDERS": (CountLimit, {"maxNumAlgoOrders": "limit"}),
}


def told(value: object) -> object:
    """As the wire would write it; a rule that is switched off is None."""
    if isinstance(value, Decimal):
        return plain(value)
    return value if value is None or isinstance(value, bool) else str(value)


def check_instruments(answer: Said, venue: Venue) -> None:
    found, wire = venue.market.instruments(), as_text(answer.body)
    assert len(found) == len(wire["symbols"]) > 0
    for record, said_of in zip(found, wire["symbols"], strict=True):
        assert record.symbol == f"{said_of['baseAsset']}/{said_of['quoteAsset']}"
        assert (record.base, record.quote) == (said_of["baseAsset"], said_of["quoteAsset"])
        assert record.venue_symbol == said_of["symbol"]
        assert record.status is InstrumentStatus(said_of["status"])
        assert record.status is not InstrumentStatus.UNKNOWN
        assert str(record.base_precision) == said_of["baseAssetPrecision"]
        assert str(record.quote_precision) == said_of.get("quoteAssetPrecision", said_of["quotePrecision"])
        assert record.order_types == {OrderType(word) for word in said_of["orderTypes"]}
        assert OrderType.UNKNOWN not in record.order_types
        assert record.iceberg_allowed is said_of["icebergAllowed"]
        assert record.oco_allowed is said_of.get("ocoAllowed", False)
        assert record.quote_quantity_allowed is said_of.get("quoteOrderQtyMarketAllowed", False)
        assert record.trailing_allowed is said_of.get("allowTrailingStop", False)
        assert record.replace_allowed is said_of.get("cancelReplaceAllowed", False)
        assert record.margin_allowed is said_of.get("isMarginTradingAllowed", False)
        sets = [*said_of.get("permissionSets", []), said_of.get("permissions", [])]
        assert set(record.permissions) == {word for each in sets for word in each}
        modes = [each.value for each in record.self_trade_preventions]
        assert modes == said_of.get("allowedSelfTradePreventionModes", [])
        assert [each.name for each in record.filters] == [each["filterType"] for each in said_of["filters"]]
        for rule, filter_of in zip(record.filters, said_of["filters"], strict=True):
            kind, names = FILTERS[filter_of["filterType"]]
            assert type(rule) is kind
            for name, value in filter_of.items():
                if name != "filterType":
                    off = isinstance(value, str) and "." in value and not Decimal(value)
                    assert told(getattr(rule, names[name])) == (None if off else value)
    budget = venue.budget.scopes
    for limit in wire["rateLimits"]:
        scope = {"REQUEST_WEIGHT": "api", "ORDERS": "orders", "RAW_REQUESTS": "raw"}[limit["rateLimitType"]]
        unit = {"SECOND": 1, "MINUTE": 60, "DAY": 86_400}[limit["interval"]]
        window = (int(limit["limit"]), unit * int(limit["intervalNum"]))
        assert window in [(each.limit, each.seconds) for each in budget[scope].windows]


COIN: Final = {"free": "free", "locked": "locked"}
NETWORK: Final = {
    "withdrawFee": "withdrawal_fee",
    "withdrawMin": "withdrawal_minimum",
    "withdrawIntegerMultiple": "withdrawal_multiple",
}


def check_assets(answer: Said, venue: Venue) -> None:
    found, wire = venue.wallet.assets(), as_text(answer.body)
    assert len(found) == len(wire) > 0
    for record, said_of in zip(found, wire, strict=True):
        assert (record.asset, record.name) == (said_of["coin"], said_of["name"])
        assert (record.deposit_open, record.withdrawal_open) == (
            said_of["depositAllEnable"],
            said_of["withdrawAllEnable"],
        )
        assert (record.trading, record.is_fiat) == (said_of["trading"], said_of["isLegalMoney"])
        same_numbers(record, said_of, COIN)
        assert len(record.networks) == len(said_of["networkList"])
        for network, network_of in zip(record.networks, said_of["networkList"], strict=True):
            assert (network.venue_network, network.asset) == (network_of["network"], network_of["coin"])
            assert network.name == network_of["name"]
            same_numbers(network, network_of, NETWORK)
            most = network_of["withdrawMax"]
            assert plain(network.withdrawal_maximum) == (most if Decimal(most) else "Infinity")
            assert (network.deposit_open, network.withdrawal_open, network.is_default) == (
                network_of["depositEnable"],
                network_of["withdrawEnable"],
                network_of["isDefault"],
            )
            assert (network.address_pattern, network.memo_pattern) == (
                network_of["addressRegex"],
                network_of["memoRegex"],
            )
            assert network.withdrawal_note == network_of.get("withdrawDesc", "")
            assert network.deposit_note == network_of.get("depositDesc", "")
            assert network.tips == network_of.get("specialTips", "")


def check_account(answer: Said, venue: Venue) -> None:
    found, wire = venue.wallet.balances(), as_text(answer.body)["balances"]
    assert [(each.asset, plain(each.free), plain(each.locked)) for each in found] == [
        (each["asset"], each["free"], each["locked"]) for each in wire
    ]


ORDER: Final = {
    "origQty": "quantity",
    "executedQty": "filled_quantity",
    "cummulativeQuoteQty": "filled_quote_quantity",
}


def same_order(record: Any, wire: Mapping[str, str]) -> None:
    assert (record.venue_symbol, record.id) == (wire["symbol"], wire["orderId"])
    assert record.client_id in (wire["clientOrderId"], wire.get("origClientOrderId"))
    same_numbers(record, wire, ORDER)
    assert (record.side.value, record.type.value, record.status.value, record.time_in_force.value) == (
        wire["side"],
        wire["type"],
        wire["status"],
        wire["timeInForce"],
    )
    assert plain(record.price) == (wire["price"] if Decimal(wire["price"]) else None)
    assert record.stop_price is None or plain(record.stop_price) == wire["stopPrice"]
    if "time" in wire:
        assert (str(record.created_ms), str(record.updated_ms)) == (wire["time"], wire["updateTime"])


def check_orders(answer: Said, venue: Venue) -> None:
    symbol, wire = symbol_of(answer), as_text(answer.body)
    found = venue.trading.open_orders() if answer.path.endswith("openOrders") else venue.trading.orders(symbol).all()
    assert len(found) == len(wire) > 0
    for record, said_of in zip(found, wire, strict=True):
        same_order(record, said_of)


def check_order(answer: Said, venue: Venue) -> None:
    wire, act = as_text(answer.body), venue.trading.cancel_order if answer.method == "DELETE" else venue.trading.order
    same_order(act(wire["symbol"], order_id=wire["orderId"]), wire)


def check_test_order(answer: Said, venue: Venue) -> None:
    symbol = f"{symbol_of(answer)}/QUOTE"
    assert (
        venue.trading.test_order(symbol=symbol, side="SELL", type="MARKET", quote_quantity=10).maker_fee_rate is None
    )


def check_fees(answer: Said, venue: Venue) -> None:
    wire = as_text(answer.body)
    found = venue.trading.trading_fees()
    assert [(each.venue_symbol, plain(each.maker), plain(each.taker)) for each in found] == [
        (each["symbol"], each["makerCommission"], each["takerCommission"]) for each in wire
    ]


def check_withdrawal(answer: Said, venue: Venue) -> None:
    found = venue.wallet.withdraw(
        asset="USDT", amount=10, network="TRX", address="TJ6Piuaw35M4PM54CzWFqzEPP998yXydc6", memo=NO_MEMO
    )
    assert found.id == as_text(answer.body)["id"]


def check_distributions(answer: Said, venue: Venue) -> None:
    wire = as_text(answer.body)["rows"]
    found = venue.wallet.distributions().all()
    assert [(each.asset, plain(each.amount), each.description, str(each.timestamp_ms)) for each in found] == [
        (each["asset"], each["amount"], each["enInfo"], each["divTime"]) for each in wire
    ]


CHECKS: Final[Mapping[tuple[str, str], Callable[[Said, Venue], None]]] = {
    ("GET", "/api/v3/ping"): check_ping,
    ("GET", "/api/v3/time"): check_time,
    ("GET", "/api/v3/exchangeInfo"): check_instruments,
    ("GET", "/api/v3/depth"): check_book,
    ("GET", "/api/v3/trades"): check_trades,
    ("GET", "/api/v3/historicalTrades"): check_trades,
    ("GET", "/api/v3/aggTrades"): check_aggregates,
    ("GET", "/api/v3/klines"): check_candles,
    ("GET", "/api/v3/avgPrice"): check_average,
    ("GET", "/api/v3/ticker/24hr"): check_tickers,
    ("GET", "/api/v3/ticker/price"): check_prices,
    ("GET", "/api/v3/ticker/bookTicker"): check_quotes,
    ("GET", "/api/v3/account"): check_account,
    ("GET", "/api/v3/allOrders"): check_orders,
    ("GET", "/api/v3/openOrders"): check_orders,
    ("GET", "/api/v3/order"): check_order,
    ("DELETE", "/api/v3/order"): check_order,
    ("POST", "/api/v3/order/test"): check_test_order,
    ("GET", "/sapi/v1/asset/tradeFee"): check_fees,
    ("GET", "/sapi/v1/asset/assetDividend"): check_distributions,
    ("GET", "/sapi/v1/capital/config/getall"): check_assets,
    ("POST", "/sapi/v1/capital/withdraw/apply"): check_withdrawal,
}


def check_refusal(answer: Said, venue: Venue) -> None:
    """An error keeps its code, its text and its status, whatever was asked."""
    (endpoint,) = [
        each for each in venue.session.catalogue.values() if (each.method, each.path) == (answer.method, answer.path)
    ]
    with pytest.raises(VenueError) as caught:
        finish(venue.session.call(endpoint, answer.params, exact_json))
    wire = json.loads(answer.body)
    assert (caught.value.code, caught.value.venue_message, caught.value.status) == (
        wire["code"],
        wire["msg"],
        answer.status,
    )


def everything() -> list[Said]:
    if not RECORDINGS.is_dir():
        return []
    return [each for file in files() for each in of_file(file) if (each.method, each.path) not in OUTSIDE]


@pytest.mark.parametrize("answer", everything(), ids=str)
def test_a_recorded_answer_is_read_to_the_digit(answer: Said) -> None:
    if answer.path.endswith("tradeFee") and answer.body.startswith(b"{"):
        # The answer for one symbol is documented, and recorded elsewhere, as a list.
        answer = answer._replace(body=b"[" + answer.body + b"]")
    with venue_that_says(answer) as venue:
        if answer.status >= 400:
            check_refusal(answer, venue)
        else:
            CHECKS[answer.method, answer.path](answer, venue)


def test_no_recording_is_skipped_in_silence() -> None:
    empty = [file for file in files() if not of_file(file)]

    assert empty == sorted(NO_ANSWERS)
    known = {(each.method, each.path) for file in files() for each in of_file(file)}
    assert known <= {*CHECKS, *OUTSIDE}
    assert set(OUTSIDE) <= known


def test_every_answer_that_can_be_read_is_there_and_refusals_too() -> None:
    counted = Counter((each.path, each.status >= 400) for each in everything())

    assert {path for path, refused in counted if not refused} == {path for _, path in CHECKS}
    assert sum(count for (_, refused), count in counted.items() if refused) >= 7
    assert counted["/api/v3/exchangeInfo", False] >= 6


def test_the_long_ones_are_long() -> None:
    """Thousands of filters, and hundreds of coins: so much was really read."""
    longest = max(
        (each for each in everything() if each.path.endswith("exchangeInfo")), key=lambda each: len(each.body)
    )
    with venue_that_says(longest) as venue:
        found = venue.market.instruments()
        assert len(found) > 1500
        assert sum(len(each.filters) for each in found) > 12_000
    coins = max((each for each in everything() if each.path.endswith("getall")), key=lambda each: len(each.body))
    with venue_that_says(coins) as venue:
        assets = venue.wallet.assets()
        assert (len(assets), sum(len(each.networks) for each in assets)) == (466, 711)
