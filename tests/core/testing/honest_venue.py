"""An honest plugin for a venue that there is not, and what its server answers: both as small as can be.

The venue takes GET and DELETE with a query and POST with JSON, wants a signature over time, method, target and body
in the header ``hx-sign``, and puts every answer into an envelope: ``{"ok": true, "result": ...}``, or
``{"ok": false, "code": "...", "message": "..."}``. It names its fields as the vocabulary does, gives at most three
records of a history on a page, and keeps no state.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import itertools
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import attrs
import msgspec

from crossvenue import model
from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.dialect import Dialect
from crossvenue.endpoint import Catalogue, Endpoint, Security, Weight
from crossvenue.errors import (
    InsufficientFunds,
    InvalidRequest,
    OrderNotFound,
    OutcomeUnknown,
    RateLimited,
    Refused,
    TimestampRefused,
    VenueError,
)
from crossvenue.exchange import Exchange, Site
from crossvenue.instrument import Instrument
from crossvenue.interfaces import Instruments, Market, Trading, W, Wallet, not_offered
from crossvenue.limits import Limit
from crossvenue.model import moment, with_payload
from crossvenue.networks import canonical
from crossvenue.testing import Loopback, MarketContract, TradingContract, WalletContract
from crossvenue.wire import plain, setter, shape
from crossvenue.world import Request, Response

# ------------------------------------------------------------------------------------------------ the dialect

ENDPOINTS: Final[Mapping[Security, str]] = {
    Security.NONE: "time status instruments tickers book trades candles",
    Security.READ: "order open-orders orders fills fees order-test balances assets address deposits "
    "withdrawals withdrawal quota key account transfers",
    Security.TRADE: "order-place order-replace order-cancel orders-cancel",
    Security.WITHDRAW: "withdraw withdraw-cancel transfer",
}


def _endpoint(name: str, security: Security) -> Endpoint:
    reads = security in (Security.NONE, Security.READ)
    cancels = name.endswith("cancel")
    return Endpoint(
        method="DELETE" if cancels else "POST" if name == "order-test" or not reads else "GET",
        path=f"/v1/{name}",
        security=security,
        docs="https://docs.honest.test",
        weights=[Weight("reads" if reads else "writes", 1)],
        repeatable=reads,
    )


CATALOGUE: Final = Catalogue(
    {name: _endpoint(name, security) for security, names in ENDPOINTS.items() for name in names.split()}
)

CODES: Final[Mapping[str, type[VenueError]]] = {
    "BAD_TIME": TimestampRefused,
    "NO_FUNDS": InsufficientFunds,
    "BAD_FIELD": InvalidRequest,
    "NO_ORDER": OrderNotFound,
}


class Envelope(msgspec.Struct):
    """{"ok": true, "result": ...} or {"ok": false, "code": "BAD_TIME", "message": "..."}"""

    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    code: str | None = None
    message: str = ""


class HonestDialect(Dialect):
    """How the venue is spoken to."""

    venue, time_endpoint = "honest", "time"
    codes = CODES

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        self.site = site
        self._key, self._secret = settings.api_key, settings.api_secret

    def sign(self, text: str) -> str:
        assert self._secret is not None
        return hmac.new(self._secret.reveal().encode(), text.encode(), hashlib.sha256).hexdigest()

    def text(self, value: object) -> str:
        if isinstance(value, Instrument):
            return value.venue_symbol
        return plain(value) if isinstance(value, Decimal) else str(value.value if isinstance(value, Enum) else value)

    def request(self, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        said = {name: self.text(value) for name, value in params.items() if value is not None}
        target, body = endpoint.path, ""
        if endpoint.method == "POST":
            body = json.dumps(said)
        elif said:
            target += f"?{urlencode(said)}"
        headers: tuple[tuple[str, str], ...] = (("content-type", "application/json"),)
        if endpoint.security.signed:
            assert self._key is not None
            signature = self.sign(f"{now_ms}{endpoint.method}{target}{body}")
            headers += (("hx-key", self._key.reveal()), ("hx-time", str(now_ms)), ("hx-sign", signature))
        base = self.site.base(self.venue, endpoint.label, endpoint.path)
        return Request(endpoint.method, base + target, headers, body.encode())

    def judge(self, endpoint: Endpoint, response: Response) -> VenueError | None:
        told: Any = {"venue": self.venue, "endpoint": endpoint.label, "status": response.status}
        if response.status >= 500:
            return OutcomeUnknown("the venue failed", **told)
        if response.status == 429:
            wait = response.header("retry-after")
            return RateLimited("too many requests", **told, retry_after=None if wait is None else float(wait))
        envelope = msgspec.json.decode(response.body, type=Envelope)
        if envelope.ok:
            return None
        return self.codes.get(envelope.code or "", Refused)(envelope.message, **told, code=envelope.code)

    def payload(self, body: bytes) -> bytes:
        return bytes(msgspec.json.decode(body, type=Envelope).result)

    def server_time_ms(self, body: bytes) -> int:
        return msgspec.json.decode(self.payload(body), type=int)


# ------------------------------------------------------------------------------------------------ the ports

PAGE: Final = 3
FILLED_HERE: Final = ("instrument", "symbol", "network")
"""What the venue says in its own words: read off `venue_symbol` and `venue_network`."""

FIND_OUT: Final = {
    "order-place": "trading.order",
    "order-replace": "trading.order",
    "order-cancel": "trading.order",
    "orders-cancel": "trading.open_orders",
    "withdraw": "wallet.withdrawal",
    "withdraw-cancel": "wallet.withdrawal",
    "transfer": "wallet.transfers",
}


@functools.cache
def shaped(kind: Any) -> Any:
    """A record as the venue writes it: with the names of our fields."""
    if kind is model.Candle:
        return kind
    fields = [field.name for field in attrs.fields(kind) if field.name not in FILLED_HERE]
    inner = {"networks": tuple[shaped(model.AssetNetwork), ...]} if kind is model.Asset else None  # type: ignore[misc]
    return shape(kind, {name.lstrip("_"): name for name in fields}, inner)


def filled(record: Any, listed: Instruments | None, instrument: Any = None) -> Any:
    """`record` with our words beside the venue's."""
    kind = record.__class__
    fields = [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []
    if listed and hasattr(record, "venue_symbol"):
        instrument = listed.find(record.venue_symbol)
    if "instrument" in fields:
        setter(kind, "instrument")(record, instrument)
    if "symbol" in fields:
        setter(kind, "symbol")(record, instrument and instrument.symbol)
    if "network" in fields:
        setter(kind, "network")(record, canonical(record.venue_network))
    for each in getattr(record, "networks", ()):
        filled(each, listed)
    return record


class Speaking:
    """What the three ports share: one record, several, or page after page of them."""

    session: Any
    _market: Any
    _endpoint: Any
    find_out: Mapping[str, str] = FIND_OUT

    async def _read(self, name: str, read: Callable[[bytes], Any], **params: object) -> Any:
        about: Any = {"client_id": params.get("client_id"), "find_out": self.find_out.get(name)}
        return await self.session.call(self._endpoint(name), params, read, **about)

    async def _listing_for(self, kind: Any) -> Instruments | None:
        names = [] if kind is model.Candle else [field.name for field in attrs.fields(kind)]
        return await self._market.listed() if "instrument" in names or "symbol" in names else None

    async def _record(self, name: str, kind: Any, **params: object) -> Any:
        listed = await self._listing_for(kind)

        def read(payload: bytes) -> Any:
            found = msgspec.json.decode(payload, type=shaped(kind) | None)
            return found and with_payload(filled(found, listed), payload)

        return await self._read(name, read, **params)

    async def _records(self, name: str, kind: Any, **params: object) -> Any:
        listed = await self._listing_for(kind)

        def read(payload: bytes) -> model.Listing[Any]:
            found = msgspec.json.decode(payload, type=list[shaped(kind)])  # type: ignore[misc]
            return model.Listing([filled(each, listed, params.get("symbol")) for each in found], payload)

        return await self._read(name, read, **params)

    async def _pages(self, name: str, kind: Any, **params: object) -> AsyncIterator[model.Listing[Any]]:
        """From `since` or `from_id` on page by page; without either the last page."""
        for page in itertools.count(1):
            found = await self._records(name, kind, **params, page=page)
            yield found
            if len(found) < PAGE or (params.get("since") is None and params.get("from_id") is None):
                return


def one(name: str, kind: Any, *params: str) -> Any:
    """An operation that gives one record; `params` name its arguments in their order."""

    async def read(self: Speaking, *given: object) -> Any:
        return await self._record(name, kind, **dict(zip(params, given, strict=False)))

    return read


def several(name: str, kind: Any, *params: str) -> Any:
    async def read(self: Speaking, *given: object) -> Any:
        return await self._records(name, kind, **dict(zip(params, given, strict=False)))

    return read


def paged(name: str, kind: Any, *params: str) -> Any:
    def read(self: Speaking, *given: object) -> Any:
        return self._pages(name, kind, **dict(zip(params, given, strict=False)))

    return read


class HonestMarket(Speaking, Market[W]):
    """Market data."""

    _average_price = not_offered("the venue does not average prices")
    _aggregate_trades = not_offered("the venue does not add trades up")

    _status = one("status", model.VenueStatus)

    async def _server_time(self) -> datetime:
        return await self._read("time", lambda payload: moment(msgspec.json.decode(payload, type=int)))

    async def _instruments(self) -> model.Listing[Instrument]:
        def read(payload: bytes) -> model.Listing[Instrument]:
            return model.Listing(map(self._instrument, msgspec.json.decode(payload)), payload)

        return await self._read("instruments", read)

    def _instrument(self, wire: Mapping[str, str]) -> Instrument:
        return Instrument(
            symbol=f"{wire['base']}/{wire['quote']}",
            base=wire["base"],
            quote=wire["quote"],
            venue_symbol=wire["symbol"],
            status=model.InstrumentStatus.TRADING,
            base_precision=8,
            quote_precision=8,
            order_types=frozenset({model.OrderType.LIMIT, model.OrderType.MARKET}),
            tick_size=Decimal(wire["tick"]),
            lot_size=Decimal(wire["lot"]),
            min_notional=Decimal(wire["least"]),
        )

    async def _of_all(self, kind: Any, instruments: Sequence[Instrument] | None) -> Any:
        symbols = None if instruments is None else ",".join(each.venue_symbol for each in instruments)
        return await self._records("tickers", kind, symbols=symbols)

    async def _of_one(self, kind: Any, instrument: Instrument) -> Any:
        found = await self._of_all(kind, [instrument])
        return with_payload(found[0], found.payload)

    async def _ticker(self, instrument: Instrument) -> Any:
        return await self._of_one(model.Ticker, instrument)

    async def _tickers(self, instruments: Sequence[Instrument] | None) -> Any:
        return await self._of_all(model.Ticker, instruments)

    async def _quote(self, instrument: Instrument) -> Any:
        return await self._of_one(model.Quote, instrument)

    async def _quotes(self, instruments: Sequence[Instrument] | None) -> Any:
        return await self._of_all(model.Quote, instruments)

    async def _price(self, instrument: Instrument) -> Any:
        return await self._of_one(model.Price, instrument)

    async def _prices(self, instruments: Sequence[Instrument] | None) -> Any:
        return await self._of_all(model.Price, instruments)

    _order_book = one("book", model.OrderBook, "symbol", "depth")
    _trades = several("trades", model.Trade, "symbol", "limit")
    _historical_trades = paged("trades", model.Trade, "symbol", "from_id")
    _candles = paged("candles", model.Candle, "symbol", "interval", "since", "until")


class HonestTrading(Speaking, Trading[W]):
    """Orders."""

    _place_oco = not_offered("no order hangs on another here")
    _order_list = not_offered("no order hangs on another here")
    _order_lists = not_offered("no order hangs on another here")
    _cancel_order_list = not_offered("no order hangs on another here")
    _order_rate_usage = not_offered("the venue does not count orders")
    _prevented_matches = not_offered("the venue lets orders of one account match")

    _order = one("order", model.Order, "symbol", "id", "client_id")
    _open_orders = several("open-orders", model.Order, "symbol")
    _orders = paged("orders", model.Order, "symbol", "since", "until", "from_id")
    _fills = paged("fills", model.Fill, "symbol", "order_id", "since", "until", "from_id")
    _trading_fees = several("fees", model.TradingFee, "symbol")
    _cancel_order = one("order-cancel", model.Order, "symbol", "id", "client_id")
    _cancel_open_orders = several("orders-cancel", model.Order, "symbol")

    def _said(self, request: model.OrderRequest) -> dict[str, object]:
        fields = ("side", "type", "quantity", "price", "stop_price", "time_in_force", "client_id")
        return {"symbol": request.instrument.venue_symbol, **{name: getattr(request, name) for name in fields}}

    async def _place_order(self, request: model.OrderRequest) -> model.Order[Instrument]:
        return await self._record("order-place", model.Order, **self._said(request))

    async def _test_order(self, request: model.OrderRequest) -> model.OrderTest:
        def read(payload: bytes) -> model.OrderTest:
            return with_payload(model.OrderTest(request=request), payload)

        return await self._read("order-test", read, **self._said(request))

    async def _replace_order(
        self, request: model.OrderRequest, order_id: str | None, client_id: str | None, place_anyway: bool
    ) -> model.Replacement:
        listed = await self._market.listed()

        def read(payload: bytes) -> model.Replacement:
            halves = msgspec.json.decode(payload, type=dict[str, shaped(model.Order)])  # type: ignore[misc]
            for each in halves.values():
                filled(each, listed)
            return with_payload(model.Replacement(**halves), payload)

        canceled = {"cancel_id": order_id, "cancel_client_id": client_id, "anyway": place_anyway}
        return await self._read("order-replace", read, **self._said(request), **canceled)


class HonestWallet(Speaking, Wallet[W]):
    """Money."""

    wallets = (model.WalletKind.SPOT, model.WalletKind.FUNDING)
    _api_trading_status = not_offered("the venue locks nobody out")
    _dust_conversions = not_offered("the venue does not convert dust")
    _convert_dust = not_offered("the venue does not convert dust")
    _distributions = not_offered("the venue pays nothing out")
    _account_snapshots = not_offered("the venue keeps no snapshots")

    _balances = several("balances", model.Balance, "wallet")
    _assets = several("assets", model.Asset)
    _deposits = paged("deposits", model.Deposit, "asset", "since", "until")
    _withdrawals = paged("withdrawals", model.Withdrawal, "asset", "since", "until")
    _withdrawal = one("withdrawal", model.Withdrawal, "id", "client_id")
    _withdrawal_quota = one("quota", model.WithdrawalQuota, "asset")
    _key_permissions = one("key", model.KeyPermissions)
    _account_status = one("account", model.AccountStatus)
    _transfers = paged("transfers", model.Transfer, "source", "target", "since", "until")
    _cancel_withdrawal = one("withdraw-cancel", model.Withdrawal, "id")
    _transfer = one("transfer", model.Transfer, "asset", "amount", "source", "target")

    async def _deposit_address(self, network: model.AssetNetwork) -> model.DepositAddress:
        def read(payload: bytes) -> model.DepositAddress:
            told = msgspec.json.decode(payload, type=dict[str, str])
            address = model.DepositAddress(asset=network.asset, network=network.network, memo=None, **told)
            return with_payload(address, payload)

        return await self._read("address", read, asset=network.asset, network=network.venue_network)

    async def _withdraw(self, request: model.WithdrawalRequest) -> model.Withdrawal:
        said = {field.name: getattr(request, field.name) for field in attrs.fields(model.WithdrawalRequest)}
        return await self._record("withdraw", model.Withdrawal, **{**said, "network": None})


HONEST: Final = Exchange(
    name="honest",
    title="Honest",
    environments={"production": Site({"/v1/": "https://api.honest.test"})},
    settings=Settings,
    dialect=HonestDialect,
    catalogue=lambda: CATALOGUE,
    market=HonestMarket,
    trading=HonestTrading,
    wallet=HonestWallet,
    limits={"reads": (Limit(1000, 60),), "writes": (Limit(100, 10),)},
)

# ------------------------------------------------------------------------------------------------ the server

NOW: Final = 1_717_200_000_000
HOUR, DAY = 3_600_000, 86_400_000
SEVEN: Final = range(7)

INSTRUMENTS = """[
    {"symbol": "BTC-USDT", "base": "BTC", "quote": "USDT", "tick": "0.01", "lot": "0.00001", "least": "5"},
    {"symbol": "ETH-USDT", "base": "ETH", "quote": "USDT", "tick": "0.01", "lot": "0.0001", "least": "5"}]"""
TICKER = """{
    "last_price": "67000.5", "open_price": "66000", "high_price": "68000.25", "low_price": "65000.1",
    "volume": "12.5", "quote_volume": "830000.1", "price_change": "1000.5", "price_change_percent": "1.5",
    "open_time_ms": 1717113600000, "close_time_ms": 1717200000000, "price": "67000.5",
    "bid_price": "67000.4", "bid_quantity": "0.5", "ask_price": "67000.6", "ask_quantity": "0.75"}"""
BOOK = """{"bids": [["67000.4", "0.5"], ["67000.3", "1.25"]], "asks": [["67000.6", "0.75"], ["67000.7", "2"]],
    "sequence": "12"}"""
TRADE = """{"price": "67000.1", "quantity": "0.01", "quote_quantity": null, "buyer_is_maker": true}"""
CANDLE = """["67000", "67010.5", "66990.5", "67005", "3.25"]"""
ORDER = """{
    "venue_symbol": "BTC-USDT", "side": "BUY", "type": "LIMIT", "status": "NEW", "time_in_force": "GTC",
    "price": "20000", "quantity": "0.001", "filled_quantity": "0", "created_ms": 1717200000000}"""
FILL = """{"venue_symbol": "BTC-USDT", "order_id": "o-1", "price": "67000.1", "quantity": "0.01", "fee": "0.067",
    "fee_asset": "USDT"}"""
NETWORK = """{"name": "", "deposit_open": true, "withdrawal_open": true, "withdrawal_fee": "1",
    "withdrawal_minimum": "10", "withdrawal_maximum": null, "withdrawal_multiple": "0.000001"}"""
ADDRESS = "TQ5VcFQzJqzVtUnvGpGUFsVTpDBLvMqvSr"
PAID = """{"asset": "USDT", "amount": "12.5", "venue_network": "TRC20", "memo": null, "transaction_id": "f00d",
    "address": "TQ5VcFQzJqzVtUnvGpGUFsVTpDBLvMqvSr", "client_id": null}"""
MOVED = """{"id": "m-1", "asset": "USDT", "amount": "1.5", "source": "spot", "target": "funding"}"""


def _with(wire: str, **more: object) -> dict[str, Any]:
    return {**json.loads(wire), **more}


def _asset(asset: str, *networks: Mapping[str, object]) -> Mapping[str, object]:
    listed = [_with(NETWORK, asset=asset, **each) for each in networks]
    return {"asset": asset, "name": asset, "deposit_open": True, "withdrawal_open": True, "networks": listed}


TETHER = {"venue_network": "TRC20", "address_pattern": "^T[0-9A-Za-z]{33}$"}
ASSETS: Final = [
    _asset("USDT", TETHER, {"venue_network": "HOUSE"}),
    _asset("XRP", {"venue_network": "XRP", "memo_pattern": "^[0-9]+$"}),
]
TRADES = [_with(TRADE, id=100 + n, timestamp_ms=NOW - (7 - n) * HOUR) for n in SEVEN]
CANDLES = [[NOW - (7 - n) * HOUR, *json.loads(CANDLE), NOW - (6 - n) * HOUR - 1, "217750"] for n in SEVEN]
ORDERS = [_with(ORDER, id=f"o-{n}", client_id=f"mine-{n}", created_ms=NOW - (7 - n) * HOUR) for n in SEVEN]
FILLS = [_with(FILL, id=n, timestamp_ms=NOW - (7 - n) * HOUR) for n in SEVEN]
PAYMENTS = [_with(PAID, id=f"p-{n}", applied_ms=NOW - n * DAY, timestamp_ms=NOW - n * DAY) for n in range(1, 8)]


def _page(records: Sequence[Any], params: Mapping[str, str], time: str | int = "timestamp_ms") -> Sequence[Any]:
    if "since" in params:
        until = int(params.get("until", NOW))
        records = [each for each in records if int(params["since"]) <= each[time] <= until]
    elif "from_id" in params:
        records = [each for each in records if each["id"] >= int(params["from_id"])]
    else:
        return records[-int(params.get("limit", PAGE)) :]
    return records[(int(params["page"]) - 1) * PAGE :][:PAGE]


def _order(params: Mapping[str, str], **more: object) -> Mapping[str, object]:
    return _with(ORDER, id="o-9", client_id=params.get("client_id", "mine-9"), **more)


def _withdrawal(params: Mapping[str, str]) -> Mapping[str, object]:
    return {**_with(PAID), **params, "id": "w-1", "status": "PROCESSING"}


def _tickers(params: Mapping[str, str]) -> Sequence[object]:
    listed = params.get("symbols", "BTC-USDT,ETH-USDT").split(",")
    return [_with(TICKER, venue_symbol=symbol) for symbol in listed]


ANSWERS: Final[Mapping[str, Callable[[Mapping[str, str]], object]]] = {
    "time": lambda asked: NOW,
    "status": lambda asked: {"state": "NORMAL", "message": "all is well"},
    "instruments": lambda asked: json.loads(INSTRUMENTS),
    "tickers": _tickers,
    "book": lambda asked: _with(BOOK, venue_symbol=asked["symbol"]),
    "trades": lambda asked: _page(TRADES, asked),
    "candles": lambda asked: _page(CANDLES, asked, 0),
    "order-test": lambda asked: {},
    "order-place": _order,
    "order": _order,
    "open-orders": lambda asked: ORDERS[-2:],
    "orders": lambda asked: _page(ORDERS, asked, "created_ms"),
    "fills": lambda asked: _page(FILLS, asked),
    "order-cancel": lambda asked: _order(asked, status="CANCELED"),
    "orders-cancel": lambda asked: [{**each, "status": "CANCELED"} for each in ORDERS[-2:]],
    "order-replace": lambda asked: {"canceled": _order({}, status="CANCELED"), "placed": _order(asked)},
    "fees": lambda asked: [{"venue_symbol": asked["symbol"], "maker": "0.001", "taker": "0.002"}],
    "balances": lambda asked: [{"asset": "USDT", "free": "1000.5", "locked": "1"}],
    "assets": lambda asked: ASSETS,
    "address": lambda asked: {"address": ADDRESS},
    "deposits": lambda asked: _page([{**each, "status": "SUCCESS"} for each in PAYMENTS], asked),
    "withdrawals": lambda asked: _page([{**each, "status": "COMPLETED"} for each in PAYMENTS], asked),
    "withdrawal": _withdrawal,
    "withdraw": _withdrawal,
    "withdraw-cancel": lambda asked: _with(PAID, id=asked["id"], status="CANCELED"),
    "quota": lambda asked: {"unit": asked["asset"], "limit": "5000", "used": "0", "remaining": "5000"},
    "key": lambda asked: {"read": True, "trade": True, "withdraw": True, "ip_restricted": True},
    "account": lambda asked: {"normal": True, "message": "in order"},
    "transfers": lambda asked: _page([_with(MOVED, timestamp_ms=NOW - DAY)], asked),
    "transfer": lambda asked: _with(MOVED),
}


def answer(path: str, params: Mapping[str, str]) -> tuple[int, bytes]:
    """What the venue says, HTTP status and body, to a request that is in order."""
    return 200, json.dumps({"ok": True, "result": ANSWERS[path.removeprefix("/v1/")](params)}).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # Or each answer waits 40 ms.

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        status, told = answer(path, json.loads(body) if body else dict(parse_qsl(query)))
        self.send_response(status)
        self.send_header("content-length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST = do_DELETE = _serve

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's word
        pass


@contextmanager
def serving() -> Iterator[Loopback]:
    """The venue on a free port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Loopback(
                address=f"http://127.0.0.1:{server.server_port}",
                clock_ms=NOW,
                settings={"api_key": "a-key", "api_secret": "a-secret"},
            )
        finally:
            server.shutdown()
            thread.join()


# ------------------------------------------------------------------------------------------------ its contracts

REFUSAL: Final = (400, b'{"ok": false, "code": "BAD_FIELD", "message": "no such field"}')
BAD_TIME: Final = (401, b'{"ok": false, "code": "BAD_TIME", "message": "too old"}')
SPAN: Final = {"since": moment(NOW - 6 * DAY), "until": moment(NOW - HOUR)}


class HonestMarketRules(MarketContract):
    exchange = "honest"
    arguments = {"trades": {"symbol": "BTC/USDT", "limit": 2}}
    paged = {"candles": {"symbol": "BTC/USDT", "interval": "1h", **SPAN}}
    refusal = REFUSAL


class HonestTradingRules(TradingContract):
    exchange = "honest"
    paged = {"orders": {"symbol": "BTC/USDT", **SPAN}, "fills": {"symbol": "BTC/USDT", **SPAN}}
    refusal, refused_timestamp = REFUSAL, BAD_TIME
    insufficient_funds = (400, b'{"ok": false, "code": "NO_FUNDS", "message": "too little"}')


class HonestWalletRules(WalletContract):
    exchange = "honest"
    arguments = {"deposits": {"limit": 2}}
    paged = {"deposits": SPAN}
    refusal, refused_timestamp = REFUSAL, BAD_TIME
    withdrawal = {"asset": "USDT", "amount": "25.5", "network": "TRX", "address": ADDRESS, "memo": model.NO_MEMO}
