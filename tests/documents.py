"""A server on this machine that answers as Binance's documents say: real HTTP, with their own examples.

KuCoin's are in `documents_kucoin.py`; `serving` starts a server of either.

The examples come from the catalogue of the documents (2022) and, where it has none, from the exchange's OpenAPI
(2024), both read when recording. What the documents leave out is composed of their own pieces: see `exchange_info`.
Like the venue, it verifies key, signature and timestamp, wants mandatory parameters and known symbols, speaks of the
symbol and the client ids that were asked for, keeps histories to the span that was asked for, and states what is used
of the limits. It keeps no state but that count: an order placed here is not found later.
"""

from __future__ import annotations

import copy
import functools
import gzip
import hashlib
import hmac
import importlib.util
import json
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple, Protocol
from urllib.parse import parse_qsl

import attrs

from crossvenue.endpoint import Catalogue
from crossvenue.testing import Loopback

SHARED: Final = Path(__file__).parents[1].parent / "shared"

MOMENT_MS: Final = 1_717_200_000_000
"""What time it is at this server when a recording begins: 2024-06-01 00:00 UTC, after every documented example."""

SYMBOLS: Final = (("BTC", "USDT"), ("LTC", "BTC"), ("ETH", "BTC"), ("BNB", "BTC"))
"""The symbols that the documented examples of spot trading use."""


# ------------------------------------------------------------------------------------------------ the documents


def _read(name: str) -> Any:
    return json.loads((SHARED / "catalogue" / name).read_text(), parse_float=Decimal)


@functools.cache
def documented(exchange: str = "binance") -> Mapping[tuple[str, str], Any]:
    """The endpoints of the documents by method and path; of Binance those of WAPI too."""
    found = {(each["method"], each["path"]): each for each in _read(f"{exchange}.json")["rest"]}
    wapi = _read("binance_wapi.json")["rest"] if exchange == "binance" else ()
    return {(each["method"], each["path"]): each for each in wapi} | found


@functools.cache
def key_and_secret() -> tuple[str, str]:
    """The example key and secret that the documents print."""
    vector = _read("signing_vectors.json")
    first = (vector if isinstance(vector, list) else vector["vectors"])[0]
    return first["key"], first["secret"]


@functools.cache
def messages(exchange: str = "binance") -> Mapping[int, str]:
    """The documented text of each error code."""
    codes = _read("errors.json")["codes"][exchange]
    return {each["code"]: each["messages"][0] for each in codes if each["messages"]}


@functools.cache
def open_api() -> Any:
    """The exchange's own OpenAPI, numbers exact."""
    import yaml  # type: ignore[import-untyped]

    class Exact(yaml.CSafeLoader):  # type: ignore[misc]
        """Reads fractions as they stand."""

    def fraction(loader: Any, node: Any) -> Decimal:
        return Decimal(loader.construct_scalar(node))

    Exact.add_constructor("tag:yaml.org,2002:float", fraction)
    text = (SHARED / "reference" / "binance-openapi" / "spot_api.yaml").read_text()
    return yaml.load(text, Loader=Exact)


def _resolved(schema: Any) -> Any:
    while "$ref" in schema:
        found = open_api()
        for name in schema["$ref"].split("/")[1:]:
            found = found[name]
        schema = found
    return schema


_NOTHING: Final = object()


def _example(schema: Any) -> Any:
    """The example of a schema, put together from those of its fields; a field without one is left out."""
    schema = _resolved(schema)
    if "example" in schema:
        return schema["example"]
    if "allOf" in schema:
        return {name: value for each in schema["allOf"] for name, value in _example(each).items()}
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return _example(schema[several][-1])
    if "properties" in schema:
        fields = {name: _example(inner) for name, inner in schema["properties"].items()}
        return {name: value for name, value in fields.items() if value is not _NOTHING}
    if "items" in schema:
        item = _example(schema["items"])
        if item is _NOTHING:
            return []
        # Some examples of an item are the whole list.
        return item if isinstance(item, list) and _resolved(schema["items"]).get("type") != "array" else [item]
    return _NOTHING


def open_api_example(method: str, path: str, status: str = "200") -> Any:
    """The example of the OpenAPI for an answer, or None."""
    answers = open_api()["paths"].get(path, {}).get(method.lower(), {}).get("responses", {})
    content = _resolved(answers.get(status, {})).get("content", {}).get("application/json")
    if content is None:
        return None
    found = content["example"] if "example" in content else _example(content["schema"])
    return None if found is _NOTHING else found


# ------------------------------------------------------------------------------------------------ composed


def exchange_info() -> dict[str, Any]:
    """The documented exchangeInfo, with what it elides composed of documented pieces.

    `rateLimits` are the examples of the documents' own section; each symbol of `SYMBOLS` is the documented symbol
    with other names. BTCUSDT is of today's generation (permissionSets, NOTIONAL, PERCENT_PRICE_BY_SIDE,
    TRAILING_DELTA: the filters' documented examples, the newer ones as Binance.US documents them), the others are
    as in 2022 (permissions, MIN_NOTIONAL, PERCENT_PRICE).
    """
    info: dict[str, Any] = copy.deepcopy(documented()["GET", "/api/v3/exchangeInfo"]["responses"][0]["json"])
    filters = _read("filters.json")["filters"]
    old = {each["filterType"]: each["example"] for each in filters["binance"]}
    new = {each["filterType"]: each["example"] for each in filters["binance_us"]}
    common = ["PRICE_FILTER", "LOT_SIZE", "ICEBERG_PARTS", "MARKET_LOT_SIZE", "MAX_NUM_ORDERS", "MAX_NUM_ALGO_ORDERS"]
    template = info["symbols"][0]
    info["serverTime"] = MOMENT_MS
    info["rateLimits"] = [each["json"] for each in _read("enums.json")["binance"]["rate_limit_type"]["examples"]]
    info["symbols"] = []
    for base, quote in SYMBOLS:
        symbol = {**template, "symbol": base + quote, "baseAsset": base, "quoteAsset": quote}
        if quote == "BTC":
            symbol["filters"] = [old[name] for name in (*common, "PERCENT_PRICE", "MIN_NOTIONAL")]
        else:
            later = open_api_example("GET", "/api/v3/exchangeInfo")["symbols"][0]
            symbol |= {name: value for name, value in later.items() if name not in symbol}
            symbol |= {"permissions": [], "permissionSets": [["SPOT", "MARGIN"]]}
            symbol["filters"] = [old[name] for name in common]
            symbol["filters"] += [new[name] for name in ("PERCENT_PRICE_BY_SIDE", "NOTIONAL", "TRAILING_DELTA")]
        info["symbols"].append(symbol)
    return info


COMPOSED: Final = {
    ("GET", "/api/v3/time"): lambda: {"serverTime": MOMENT_MS},
    ("GET", "/api/v3/exchangeInfo"): exchange_info,
}


# ------------------------------------------------------------------------------------------------ as the venue does


class History(NamedTuple):
    """Where the records of an answer are, and by which fields a request chooses among them."""

    at: str | None = None
    time: str | int | None = None
    first: tuple[str, str] | None = None
    """(parameter, field): records whose field is not below the parameter."""
    same: tuple[str, ...] = ()
    """Fields that equal the parameter of their name."""


HISTORIES: Final = {
    "/api/v3/historicalTrades": History(time="time", first=("fromId", "id")),
    "/api/v3/trades": History(),
    "/api/v3/aggTrades": History(time="T", first=("fromId", "a")),
    "/api/v3/klines": History(time=0),
    "/api/v3/allOrders": History(time="time", first=("orderId", "orderId")),
    "/api/v3/allOrderList": History(time="transactionTime", first=("fromId", "orderListId")),
    "/api/v3/myTrades": History(time="time", first=("fromId", "id"), same=("orderId",)),
    "/api/v3/myPreventedMatches": History(
        first=("fromPreventedMatchId", "preventedMatchId"), same=("preventedMatchId",)
    ),
    "/sapi/v1/capital/deposit/hisrec": History(time="insertTime", same=("coin", "status", "txId")),
    "/sapi/v1/capital/withdraw/history": History(time="applyTime", same=("coin", "status", "withdrawOrderId")),
    "/sapi/v1/asset/assetDividend": History(at="rows", time="divTime", same=("asset",)),
    "/sapi/v1/asset/transfer": History(at="rows", time="timestamp", same=("type",)),
    "/sapi/v1/asset/dribblet": History(at="userAssetDribblets", time="operateTime"),
    "/sapi/v1/accountSnapshot": History(at="snapshotVos", time="updateTime"),
    "/sapi/v1/asset/tradeFee": History(same=("symbol",)),
}

ECHOED: Final[Mapping[tuple[str, str], Mapping[str, Sequence[str]]]] = {
    ("POST", "/api/v3/order"): {"newClientOrderId": ["clientOrderId"]},
    ("GET", "/api/v3/order"): {"origClientOrderId": ["clientOrderId"], "orderId": ["orderId"]},
    ("DELETE", "/api/v3/order"): {
        "origClientOrderId": ["origClientOrderId"],
        "newClientOrderId": ["clientOrderId"],
        "orderId": ["orderId"],
    },
    ("POST", "/api/v3/order/cancelReplace"): {
        "newClientOrderId": ["newOrderResponse.clientOrderId"],
        "cancelNewClientOrderId": ["cancelResponse.clientOrderId"],
        "cancelOrigClientOrderId": ["cancelResponse.origClientOrderId"],
        "cancelOrderId": ["cancelResponse.orderId"],
    },
    ("POST", "/api/v3/order/oco"): {
        "listClientOrderId": ["listClientOrderId"],
        "stopClientOrderId": ["orders.0.clientOrderId", "orderReports.0.clientOrderId"],
        "limitClientOrderId": ["orders.1.clientOrderId", "orderReports.1.clientOrderId"],
    },
    ("POST", "/api/v3/orderList/oco"): {
        "listClientOrderId": ["listClientOrderId"],
        "belowClientOrderId": ["orders.0.clientOrderId", "orderReports.0.clientOrderId"],
        "aboveClientOrderId": ["orders.1.clientOrderId", "orderReports.1.clientOrderId"],
    },
    ("DELETE", "/api/v3/orderList"): {"listClientOrderId": ["listClientOrderId"], "orderListId": ["orderListId"]},
    ("GET", "/api/v3/orderList"): {"origClientOrderId": ["listClientOrderId"], "orderListId": ["orderListId"]},
}
"""Parameters that the answer repeats, and where."""


class Refusal(Exception):
    """An error that the venue answers with."""

    def __init__(self, code: int, *names: str, status: int = 400) -> None:
        self.code, self.names, self.status = code, names, status

    def payload(self, exchange: str) -> Mapping[str, object]:
        text = messages(exchange)[self.code]
        if self.code == -1102 and self.names:
            text = f"Mandatory parameter '{self.names[0]}' was not sent, was empty/null, or malformed."
        return {"code": self.code, "msg": text}


def _moment(record: Any, field: str | int) -> int:
    value = record[field]
    if isinstance(value, str):
        return int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp() * 1000)
    return int(value)


def _chosen(records: list[Any], history: History, params: Mapping[str, str]) -> list[Any]:
    if history.time is not None:
        start, end = int(params.get("startTime", 0)), int(params.get("endTime", 1 << 62))
        records = [each for each in records if start <= _moment(each, history.time) <= end]
    if history.first is not None and history.first[0] in params:
        records = [each for each in records if int(each[history.first[1]]) >= int(params[history.first[0]])]
    for field in history.same:
        if field in params:
            records = [each for each in records if str(each.get(field)) == params[field]]
    size = int(params.get("limit", params.get("size", 1000)))
    skipped = int(params.get("offset", (int(params.get("current", 1)) - 1) * size))
    return records[skipped : skipped + size]


def _renamed(value: Any, symbol: str) -> Any:
    if isinstance(value, dict):
        return {
            name: symbol if name == "symbol" and isinstance(inner, str) else _renamed(inner, symbol)
            for name, inner in value.items()
        }
    return [_renamed(each, symbol) for each in value] if isinstance(value, list) else value


def _put(document: Any, path: str, value: str) -> None:
    *way, last = path.split(".")
    for step in way:
        document = document[int(step) if step.isdigit() else step]
    document[last] = type(document[last])(value)


def _one_of(responses: Sequence[Any], params: Mapping[str, str]) -> Any:
    wanted = params.get("newOrderRespType")
    if any(each["label"] == "FULL" for each in responses) and wanted is None:
        wanted = "FULL" if params.get("type") in ("MARKET", "LIMIT") else "ACK"
    # Only some have an example for each kind of answer.
    fitting = [each["json"] for each in responses if each["label"] == wanted] or [each["json"] for each in responses]
    if "type" in params and len(fitting) > 1:
        kinds = [each for each in fitting if each.get("snapshotVos", [{}])[0].get("type") == params["type"].lower()]
        fitting = kinds or fitting
    shape = dict if "symbol" in params else list
    return next((each for each in fitting if isinstance(each, shape)), fitting[0])


def answer(venue: type[Binance], method: str, path: str, params: Mapping[str, str]) -> Any:
    """What the documents of `venue` say to a request that is in order."""
    entry = documented(venue.exchange).get((method, path))
    found: Any
    if (method, path) in venue.composed:
        found = venue.composed[method, path]()
    elif entry is not None:
        found = _one_of(entry["responses"], params)
    else:
        found = open_api_example(method, path)
    found = copy.deepcopy(found)
    history = venue.histories.get(path) if method == "GET" else None
    if history is not None:
        if history.at is None:
            found = _chosen(found, history, params)
        else:
            found[history.at] = _chosen(found[history.at], history, params)
    if "symbols" in params and isinstance(found, list):
        found = [each for each in found if each["symbol"] in json.loads(params["symbols"])]
    if "symbol" in params:
        found = _renamed(found, params["symbol"])
    for name, places in ECHOED.get((method, path), {}).items():
        for place in places if name in params else ():
            _put(found, place, params[name])
    return found


# ------------------------------------------------------------------------------------------------ the server


@attrs.define
class Binance:
    """The venue as its documents tell of it; `answers` take the place of the examples.

    An answer is an error code of the documents, ``"openapi"`` for the example there, ``(status, payload)`` with a
    payload that is JSON or bytes, ``(status, payload, headers)``, or a list of such answers, given one after another.
    """

    exchange: ClassVar = "binance"
    symbols: ClassVar[Sequence[tuple[str, str]]] = SYMBOLS
    composed: ClassVar[Mapping[tuple[str, str], Callable[[], Any]]] = COMPOSED
    histories: ClassVar[Mapping[str, History]] = HISTORIES

    answers: dict[str, Any]
    used: Counter[tuple[str, str]] = attrs.field(factory=Counter, init=False)

    def respond(
        self, method: str, path: str, query: str, body: str, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        params = dict(parse_qsl(f"{query}&{body}", keep_blank_values=True))
        told = self._metered(method, path, params)
        try:
            self._check(method, path, query + body, params, headers)
            status, payload, more = self._told(method, path, params)
        except Refusal as refusal:
            status, payload, more = refusal.status, refusal.payload(self.exchange), {}
        content = payload if isinstance(payload, bytes) else written(payload).encode()
        return status, {"Content-Type": "application/json;charset=UTF-8", **told, **more}, content

    def _told(self, method: str, path: str, params: Mapping[str, str]) -> tuple[int, Any, Mapping[str, str]]:
        key = f"{method} {path}"
        if key not in self.answers:
            return 200, answer(type(self), method, path, params), {}
        given = self.answers[key]
        if isinstance(given, list):
            # The last one stays.
            self.answers[key] = given[1:] or given
            given = given[0]
        if isinstance(given, int):
            raise Refusal(given)
        if given == "openapi":
            return 200, open_api_example(method, path), {}
        status, payload, *rest = given
        return status, payload, rest[0] if rest else {}

    def _rules(self, method: str, path: str) -> tuple[bool, bool, list[str]]:
        """Whether a request must be signed, whether it needs a key, and which parameters are mandatory."""
        entry = documented().get((method, path))
        # The later document decides who needs a key: historicalTrades does not any more.
        operation = open_api()["paths"].get(path, {}).get(method.lower())
        if operation is not None:
            known = [_resolved(each) for each in operation.get("parameters", [])]
            signed, keyed = any(each["name"] == "signature" for each in known), bool(operation.get("security"))
            mandatory = [each["name"] for each in known if each.get("required")]
        elif entry is not None:
            signed, keyed = entry["signed"], entry["signed"] or entry["security"] != "NONE"
            mandatory = []
        elif f"{method} {path}" in self.answers:
            # A test answers what no document describes; all that is asked of this kind is signed.
            signed, keyed, mandatory = True, True, []
        else:
            raise AssertionError(f"the documents have no {method} {path}")
        if entry is not None:
            mandatory = [each["name"] for each in entry["params"] if each["mandatory"]]
        return signed, keyed, mandatory

    def _check(
        self, method: str, path: str, sent: str, params: Mapping[str, str], headers: Mapping[str, str]
    ) -> None:
        signed, keyed, mandatory = self._rules(method, path)
        key, secret = key_and_secret()
        if keyed and headers.get("x-mbx-apikey") != key:
            raise Refusal(-2015, status=401)
        for name in mandatory:
            if not params.get(name):
                raise Refusal(-1102, name)
        if signed:
            payload, _, signature = sent.rpartition("&signature=")
            if signature != hmac.new(secret.encode(), payload.encode(), hashlib.sha256).hexdigest():
                raise Refusal(-1022)
            ahead = int(params["timestamp"]) - MOMENT_MS
            if not -int(params.get("recvWindow", 5000)) - 60_000 <= ahead <= 60_000:
                raise Refusal(-1021)
        listed = {base + quote for base, quote in self.symbols}
        asked = {params["symbol"]} if "symbol" in params else set(json.loads(params.get("symbols", "[]")))
        if not asked <= listed:
            raise Refusal(-1121)

    def _metered(self, method: str, path: str, params: Mapping[str, str]) -> dict[str, str]:
        known = _catalogue(self.exchange).values()
        endpoint = next((each for each in known if (each.method, each.path) == (method, path)), None)
        if endpoint is None:
            return {}
        values = {name: int(value) if value.isdigit() else value for name, value in params.items()}
        told = {}
        for scope, units in endpoint.charges(values):
            counted = (scope, path if scope.startswith("sapi") else "")
            self.used[counted] += units
            for header in _HEADERS[scope]:
                told[header] = str(self.used[counted])
        return told


@functools.cache
def _catalogue(exchange: str) -> Catalogue:
    return Catalogue.load(f"crossvenue_{exchange}")


_HEADERS: Final = {
    "api": ("X-MBX-USED-WEIGHT", "X-MBX-USED-WEIGHT-1M"),
    "orders": ("X-MBX-ORDER-COUNT-10S", "X-MBX-ORDER-COUNT-1D"),
    "sapi_ip": ("X-SAPI-USED-IP-WEIGHT-1M",),
    "sapi_uid": ("X-SAPI-USED-UID-WEIGHT-1M",),
    "sapi_uid_second": ("X-SAPI-USED-UID-WEIGHT-1S",),
}


def written(value: Any) -> str:
    """JSON with the very digits of the documents."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{written(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(written(inner) for inner in value) + "]"
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value)


class _Venue(Protocol):
    def respond(
        self, method: str, path: str, query: str, body: str, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]: ...


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and content leave in two pieces, of which the second would wait for the client.
    disable_nagle_algorithm = True

    def _serve(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            status, told, content = server.venue.respond(self.command, path, query, body, headers)
        except Exception as error:
            # The test that records says it.
            server.failures.append(error)
            status, told, content = 500, {}, b""
        # As the venue does; the recording shows it readable.
        compressed = gzip.compress(content) if "gzip" in headers.get("accept-encoding", "") else None
        self.send_response(status)
        for name, value in told.items():
            self.send_header(name, value)
        if compressed is not None:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(compressed or content)))
        self.end_headers()
        self.wfile.write(compressed or content)

    do_GET = do_POST = do_PUT = do_DELETE = _serve

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's word
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, venue: _Venue) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.venue = venue
        self.failures: list[Exception] = []


def _beside(name: str) -> Any:
    """A module of this folder, which is not on the path; it may import from this one, as `documents`."""
    if name not in sys.modules:
        sys.modules.setdefault("documents", sys.modules[__name__])
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


@contextmanager
def serving(exchange: str, answers: Mapping[str, object]) -> Iterator[Loopback]:
    """A server for one test, on a free port of this machine; it and its threads end with the block."""
    venue: _Venue
    key, secret = key_and_secret()
    settings: Mapping[str, object] = {"api_key": key, "api_secret": secret}
    clock_ms = MOMENT_MS
    if exchange == "binance":
        venue = Binance(dict(answers))
    elif exchange == "binance_us":
        venue = _beside("documents_binance_us").BinanceUs(dict(answers))
    elif exchange == "kucoin":
        kucoin = _beside("documents_kucoin")
        venue, clock_ms, settings = kucoin.KuCoin(dict(answers)), kucoin.MOMENT_MS, kucoin.credentials()
    else:
        raise AssertionError(f"there are no documents of {exchange} here")
    with _Server(venue) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Loopback(
                address=f"http://127.0.0.1:{server.server_port}",
                clock_ms=clock_ms,
                settings=settings,
            )
        finally:
            server.shutdown()
            thread.join()
    if server.failures:
        raise AssertionError("the documentation server failed") from server.failures[0]
