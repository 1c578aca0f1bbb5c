"""KuCoin as its own specification tells of it, for the server in `documents.py`.

The answers are the examples of the specification, read when recording, with the very digits they have there. What it
leaves out is composed of its own pieces: see `symbols` and `currencies`. Like the venue, it verifies key, passphrase,
signature and time, wants mandatory parameters of the documented types and known symbols and currencies, speaks of the
symbol, currency and ids that were asked for, keeps histories to the span and the page that were asked for, and states
what is left of the pool. It keeps no state but that count: an order placed here is not found later.
"""

from __future__ import annotations

import base64
import copy
import functools
import hmac
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, unquote

import attrs
import msgspec

from crossvenue.endpoint import Catalogue

REFERENCE: Final = Path(__file__).parents[1].parent / "shared" / "reference"

MOMENT_MS: Final = 1_762_300_800_000
"""What time it is at this server when a recording begins: 2025-11-05 00:00 UTC, after the specification's release."""

SYMBOLS: Final = (("BTC", "USDT"), ("ETH", "USDT"), ("KCS", "USDT"), ("DOGE", "USDT"))
"""The symbols that the documented examples of spot trading use."""

LIMITS: Final = {"spot": 4000, "management": 2000, "futures": 2000, "public": 2000}
"""Units of the pools in 30 seconds, of an account of the lowest level."""


# ------------------------------------------------------------------------------------------------ the documents


@functools.cache
def operations() -> Mapping[tuple[str, str, str], Any]:
    """The operations of the specification, by method, path and domain; numbers exact."""
    found = {}
    for file in sorted((REFERENCE / "kucoin-spec" / "rest" / "api").glob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                # The spot path of the fees is that of the futures fees too, which stand under another method.
                verb = "GET" if method == "patch" else method.upper()
                found[verb, path, operation["x-domain"]] = operation
    return found


def example(method: str, path: str, domain: str = "Spot") -> Any:
    """The data of the documented answer."""
    written = operations()[method, path, domain]["x-response-example"]
    written = re.sub(r'\\(?!["\\/bfnrtu])', "", written)  # One has backslashes that JSON does not know.
    return json.loads(json.loads(f'"{written}"', strict=False), strict=False, parse_float=Decimal)["data"]


@functools.cache
def credentials() -> Mapping[str, str]:
    """The example key, secret and passphrase that the documents print."""
    vectors = json.loads((REFERENCE / "signing-vectors.json").read_text())["vectors"]
    printed = next(each for each in vectors if each["id"] == "kucoin-derived-post-v3")
    return {
        "api_key": printed["api_key"],
        "api_secret": printed["secret_key"],
        "passphrase": printed["passphrase"],
    }


MESSAGES: Final = {
    # The texts of the pages of error codes, and of answers that others have seen.
    "200004": "Balance insufficient",
    "260100": "account.noBalance",
    "260210": "withdraw.disabled",
    "400001": "Please check the header of your request for KC-API-KEY, KC-API-SIGN, KC-API-TIMESTAMP, "
    "KC-API-PASSPHRASE.",
    "400002": "Invalid KC-API-TIMESTAMP",
    "400003": "KC-API-KEY not exists",
    "400004": "Invalid KC-API-PASSPHRASE",
    "400005": "Invalid KC-API-SIGN",
    "400006": "The requested ip address is not in the api whitelist",
    "400007": "Access denied, require more permission.",
    "400100": "Parameter Error",
    "400600": "validation.createOrder.symbolNotAvailable",
    "400700": "Transaction restricted, there's a risk problem in your account",
    "404000": "Url Not Found",
    "411100": "User are frozen",
    "429000": "Too Many Requests",
    "500000": "Internal Server Error",
    "900001": "symbol not exists",
    "900014": "Invalid chainId",
}
STATUSES: Final = {"429000": 429, "500000": 500, "404000": 404}


# ------------------------------------------------------------------------------------------------ composed


def symbols() -> list[dict[str, Any]]:
    """The documented symbol, BTC-USDT, also under the names of the other examples."""
    template = example("GET", "/api/v2/symbols")[0]
    return [
        {**template, "symbol": f"{base}-{quote}", "name": f"{base}-{quote}", "baseCurrency": base}
        for base, quote in SYMBOLS
    ]


def currencies() -> list[dict[str, Any]]:
    """The documented currencies, and those that other examples use, made of the documented BTC.

    USDT has the chains and contracts of the example of its deposit addresses; the others have one chain. What chains
    say in numbers is what the documented chain of BTC says; TON wants a memo, as its deposit addresses do.
    """
    found: list[dict[str, Any]] = example("GET", "/api/v3/currencies")
    template = found[0]
    chain = template["chains"][0]

    def made(currency: str, name: str, chains: list[tuple[str, str, str]]) -> dict[str, Any]:
        return {
            **template,
            "currency": currency,
            "name": currency,
            "fullName": name,
            "chains": [
                {**chain, "chainName": title, "chainId": key, "contractAddress": contract, "needTag": key == "ton"}
                for title, key, contract in chains
            ],
        }

    usdt = example("GET", "/api/v3/deposit-addresses")
    found.append(
        made("USDT", "Tether", [(each["chainName"], each["chainId"], each["contractAddress"]) for each in usdt])
    )
    for currency, name, title, key in (
        ("ETH", "Ethereum", "ERC20", "eth"),
        ("TON", "Toncoin", "TON", "ton"),
        ("KCS", "KuCoin Token", "KCC", "kcc"),
        ("DOGE", "Dogecoin", "DOGE", "doge"),
    ):
        found.append(made(currency, name, [(title, key, "")]))
    return found


def tickers() -> dict[str, Any]:
    """The documented ticker, under the names of all symbols."""
    found: dict[str, Any] = example("GET", "/api/v1/market/allTickers")
    template = found["ticker"][0]
    names = [each["symbol"] for each in symbols()]
    found["ticker"] = [{**template, "symbol": name, "symbolName": name} for name in names]
    return found


COMPOSED: Final[Mapping[tuple[str, str], Callable[[], Any]]] = {
    ("GET", "/api/v1/timestamp"): lambda: MOMENT_MS,
    ("GET", "/api/v2/symbols"): symbols,
    ("GET", "/api/v3/currencies"): currencies,
    ("GET", "/api/v1/market/allTickers"): tickers,
}


# ------------------------------------------------------------------------------------------------ as the venue does


class History(NamedTuple):
    """The field that says when a record was made, in what fraction of a second, and how records are chosen."""

    time: str | int | None = None
    unit: int = 1
    """Milliseconds in one of the field: 1000 where it has seconds."""
    span: tuple[str, str] = ("startAt", "endAt")
    span_unit: int = 1
    same: Mapping[str, str] = {}
    """Parameters that a field must equal."""


_CHOSEN: Final = {"currency": "currency", "status": "status"}
_KIND: Final = {"side": "side", "type": "type"}
HISTORIES: Final = {
    "/api/v1/accounts": History(same={"currency": "currency", "type": "type"}),
    "/api/v1/accounts/ledgers": History("createdAt", same={"currency": "currency", "direction": "direction"}),
    "/api/v1/hf/accounts/ledgers": History("createdAt", same={"currency": "currency", "direction": "direction"}),
    "/api/v1/deposits": History("createdAt", same=_CHOSEN),
    "/api/v1/hist-deposits": History("createAt", 1000, same=_CHOSEN),
    "/api/v1/withdrawals": History("createdAt", same=_CHOSEN),
    "/api/v1/hist-withdrawals": History("createAt", 1000, same=_CHOSEN),
    "/api/v3/deposit-addresses": History(same={"currency": "currency", "chain": "chainId"}),
    "/api/v2/deposit-addresses": History(same={"currency": "currency", "chain": "chainId"}),
    "/api/v1/hf/orders/active/page": History(),
    "/api/v1/hf/orders/done": History("createdAt", same=_KIND),
    "/api/v1/hf/fills": History("createdAt", same={**_KIND, "orderId": "orderId"}),
    "/api/v1/stop-order": History("createdAt", same=_KIND),
    "/api/v3/oco/orders": History("orderTime"),
    "/api/v1/orders": History("createdAt", same=_KIND),
    "/api/v1/fills": History("createdAt", same={**_KIND, "orderId": "orderId"}),
    "/api/v1/market/candles": History(0, 1000, span_unit=1000),
    "/api/v2/sub/user": History(),
    "/api/v2/sub-accounts": History(),
    "/api/v3/announcements": History("cTime", span=("startTime", "endTime")),
    "/api/v1/transfer-list": History("createdAt", same=_CHOSEN),
}

ECHOED: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("GET", "/api/v1/hf/orders/{orderId}"): {"orderId": "id"},
    ("GET", "/api/v1/stop-order/{orderId}"): {"orderId": "id"},
    ("GET", "/api/v1/orders/{orderId}"): {"orderId": "id"},
    ("GET", "/api/v1/stop-order/queryOrderByClientOid"): {"clientOid": "0.clientOid"},
    ("DELETE", "/api/v1/stop-order/{orderId}"): {"orderId": "cancelledOrderIds.0"},
    ("DELETE", "/api/v1/orders/{orderId}"): {"orderId": "cancelledOrderIds.0"},
    ("GET", "/api/v1/withdrawals/{withdrawalId}"): {"withdrawalId": "id"},
}
"""Parameters that the answer repeats under another name; those of the same name it repeats anyway."""


class Refusal(Exception):
    """An error that the venue answers with."""

    def __init__(self, code: str, text: str | None = None) -> None:
        self.status = STATUSES.get(code, 400 if code.startswith("40000") else 200)
        self.payload = {"code": code, "msg": MESSAGES[code] if text is None else text}


def _chosen(records: list[Any], history: History, params: Mapping[str, Any]) -> list[Any]:
    if history.time is not None:
        start, end = (int(params.get(name) or 0) * history.span_unit for name in history.span)
        records = [
            each
            for each in records
            if start <= int(each[history.time]) * history.unit
            and (not end or int(each[history.time]) * history.unit <= end)
        ]
    for name, field in history.same.items():
        if name in params:
            records = [each for each in records if str(each.get(field)) == str(params[name])]
    return records


def _paged(found: Any, history: History, params: Mapping[str, Any]) -> Any:
    if isinstance(found, list):
        if "lastId" in params:
            found = [each for each in found if int(each["id"]) < int(params["lastId"])]
        return _chosen(found, history, params)[: int(params.get("limit", 1500))]
    records = _chosen(found["items"], history, params)
    if "lastId" in found:
        last = int(params.get("lastId", 0))
        if last and last <= int(found["lastId"]):
            records = []  # The example ends with its last id.
        records = records[: int(params.get("limit", 20))]
        return {**found, "items": records, "lastId": found["lastId"] if records else 0}
    page, size = int(params.get("currentPage", params.get("pageNum", 1))), int(params.get("pageSize", 50))
    told = {"currentPage": page, "pageSize": size, "totalNum": len(records), "totalPage": -(-len(records) // size)}
    return {**found, **told, "items": records[(page - 1) * size : page * size]}


def _renamed(value: Any, field: str, text: str) -> Any:
    if isinstance(value, dict):
        return {
            name: text if name == field and isinstance(inner, str) else _renamed(inner, field, text)
            for name, inner in value.items()
        }
    return [_renamed(each, field, text) for each in value] if isinstance(value, list) else value


def _put(document: Any, path: str, value: Any) -> None:
    *way, last = path.split(".")
    for step in way:
        document = document[int(step) if step.isdigit() else step]
    if isinstance(document, list):
        document[int(last)] = value
    else:
        document[last] = type(document[last])(value)


def _batch(found: list[Any], orders: list[Mapping[str, Any]]) -> list[Any]:
    """An example for each order, with its client id where it succeeded."""
    answers = [copy.deepcopy(found[index % len(found)]) for index in range(len(orders))]
    for answer, order in zip(answers, orders, strict=True):
        if "clientOid" in answer and "clientOid" in order:
            answer["clientOid"] = order["clientOid"]
    return answers


def answer(method: str, path: str, domain: str, params: Mapping[str, Any]) -> Any:
    """What the specification says to a request that is in order; `path` is as it stands there."""
    if path == "/api/v3/currencies/{currency}":
        return _currency(params)
    if path == "/api/v2/symbols/{symbol}":
        return next(each for each in symbols() if each["symbol"] == params["symbol"])
    found: Any
    if path == "/api/v1/trade-fees" and domain == "Spot":
        template = example(method, path)[0]
        return [{**template, "symbol": symbol} for symbol in params["symbols"].split(",")]
    found = COMPOSED[method, path]() if (method, path) in COMPOSED else example(method, path, domain)
    if method == "GET" and path in HISTORIES:
        found = _paged(found, HISTORIES[path], params)
    if "orderList" in params:
        found = _batch(found if isinstance(found, list) else found["data"], params["orderList"])
    if "symbol" in params and domain == "Spot":
        found = _renamed(found, "symbol", params["symbol"])
    if isinstance(found, dict):
        for name, value in params.items():
            if isinstance(found.get(name), str | int) and not isinstance(found[name], bool):
                found[name] = type(found[name])(value)
        if "chain" in params and "currency" in params:
            chain = _chain(params)
            named = {"chainId": chain["chainId"], "chainName": chain["chainName"], "chain": chain["chainName"]}
            found |= {name: value for name, value in named.items() if name in found}
    for name, place in ECHOED.get((method, path), {}).items():
        _put(found, place, params[name])
    return found


def _currency(params: Mapping[str, Any]) -> dict[str, Any]:
    found = next(each for each in currencies() if each["currency"] == params["currency"])
    return {**found, "chains": [_chain(params)]} if "chain" in params else found


def _chain(params: Mapping[str, Any]) -> dict[str, Any]:
    listed = next(each for each in currencies() if each["currency"] == params["currency"])["chains"]
    for chain in listed:
        if chain["chainId"] == params["chain"]:
            found: dict[str, Any] = chain
            return found
    raise Refusal("900014")


# ------------------------------------------------------------------------------------------------ the server

_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int, Decimal),
    "number": (int, Decimal),
    "boolean": (bool,),
    "array": (list,),
}
_encode = msgspec.json.Encoder(decimal_format="number").encode


LEFT_OUT: Final = {("POST", "/api/v1/stop-order"): frozenset({"stop"})}
"""Parameters that only KuCoin's older documents have."""


@attrs.define
class KuCoin:
    """The venue as its specification tells of it; `answers` take the place of the examples.

    They go by method and path, as ``"GET /api/v1/accounts"``, the path as it is sent or as the specification has it.
    An answer is an error code such as ``"400100"``, or ``(code, text)``; a mapping, which is the data of a success;
    ``(status, payload)`` with a whole payload that is JSON or bytes, ``(status, payload, headers)``; or a list of
    such answers, given one after another.
    """

    answers: dict[str, Any]
    used: Counter[str] = attrs.field(factory=Counter, init=False)

    def respond(
        self, method: str, path: str, query: str, body: str, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        domain = "Futures" if headers["host"].startswith("api-futures.") else "Spot"
        known, params = self._found(method, path, domain)
        params |= dict(parse_qsl(query, keep_blank_values=True))
        if body:
            params |= json.loads(body, parse_float=Decimal)
        told = self._metered(method, known, domain, params)
        more: Mapping[str, str] = {}
        payload: Any
        try:
            self._check(method, known, domain, params, is_json=bool(body))
            if operations()[method, known, domain]["x-api-channel"] == "Private":
                self._check_signature(method, f"{path}?{query}" if query else path, body, headers)
            status, payload, more = self._told(method, path, known, domain, params)
        except Refusal as refusal:
            status, payload = refusal.status, refusal.payload
        content = payload if isinstance(payload, bytes) else _encode(payload)
        if status == 429 and not isinstance(payload, bytes):
            told |= {"gw-ratelimit-remaining": "0"}
        return status, {"Content-Type": "application/json;charset=UTF-8", **told, **more}, content

    def _found(self, method: str, path: str, domain: str) -> tuple[str, dict[str, Any]]:
        """The path as the specification has it, and the parameters that stand in it; one without comes first."""
        if (method, path, domain) in operations():
            return path, {}
        for verb, known, place in operations():
            pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(known))
            match = re.fullmatch(pattern, path)
            if match and (verb, place) == (method, domain):
                return known, {name: unquote(value) for name, value in match.groupdict().items()}
        raise AssertionError(f"the specification has no {method} {path} ({domain})")

    def _told(
        self, method: str, path: str, known: str, domain: str, params: Mapping[str, Any]
    ) -> tuple[int, Any, Mapping[str, str]]:
        key = next((key for key in (f"{method} {path}", f"{method} {known}") if key in self.answers), None)
        if key is None:
            return 200, {"code": "200000", "data": answer(method, known, domain, params)}, {}
        given = self.answers[key]
        if isinstance(given, list):
            # The last one stays.
            self.answers[key] = given[1:] or given
            given = given[0]
        if isinstance(given, str | int):
            raise Refusal(str(given))
        if isinstance(given, dict):
            return 200, {"code": "200000", "data": given}, {}
        if isinstance(given[0], str):
            raise Refusal(*given)
        status, payload, *rest = given
        return status, payload, rest[0] if rest else {}

    def _check(self, method: str, known: str, domain: str, params: Mapping[str, Any], *, is_json: bool) -> None:
        documented = dict(_documented(operations()[method, known, domain]))
        unknown = params.keys() - documented.keys() - LEFT_OUT.get((method, known), frozenset())
        if unknown:
            raise AssertionError(f"{method} {known} has no parameter {', '.join(sorted(unknown))}")
        for name, (required, schema) in documented.items():
            value = params.get(name)
            if value in (None, ""):
                if required:
                    raise Refusal("400100", f"{name} can not be empty")
                continue
            if is_json and (
                not isinstance(value, _TYPES[schema["type"]])
                or isinstance(value, bool) is not (schema["type"] == "boolean")
            ):
                raise AssertionError(f"{method} {known}: {name} must be of type {schema['type']}, not {value!r}")
            allowed = [str(each).strip() for each in schema.get("enum", ())]
            if allowed and str(value) not in allowed:
                raise Refusal("400100", f"{name} is invalid")
        if domain == "Spot":
            listed = {each["symbol"] for each in symbols()}
            asked = ",".join(params[name] for name in ("symbol", "symbols") if params.get(name))
            if asked and not set(asked.split(",")) <= listed:
                raise Refusal("900001")
            if params.get("currency", "BTC") not in {each["currency"] for each in currencies()}:
                raise Refusal("400100", "currency is invalid")

    def _check_signature(self, method: str, address: str, body: str, headers: Mapping[str, str]) -> None:
        known = credentials()
        names = ("kc-api-key", "kc-api-sign", "kc-api-timestamp", "kc-api-passphrase", "kc-api-key-version")
        if not all(headers.get(name) for name in names):
            raise Refusal("400001")
        key, sign, timestamp, passphrase, version = (headers[name] for name in names)
        if not -60_000 <= int(timestamp) - MOMENT_MS <= 60_000:
            raise Refusal("400002")
        if key != known["api_key"]:
            raise Refusal("400003")
        if passphrase != (known["passphrase"] if version == "1" else _signed(known["passphrase"])):
            raise Refusal("400004")
        if sign != _signed(f"{timestamp}{method}{unquote(address)}{body}"):
            raise Refusal("400005")

    def _metered(self, method: str, known: str, domain: str, params: Mapping[str, Any]) -> dict[str, str]:
        kinds = (each for each in _catalogue().values() if (each.method, each.path) == (method, known))
        endpoint = next(each for each in kinds if each.name.startswith("futures_") is (domain == "Futures"))
        pool, units = endpoint.charges(params)[0]
        self.used[pool] += units
        left = str(LIMITS[pool] - self.used[pool])
        return {
            "gw-ratelimit-limit": str(LIMITS[pool]),
            "gw-ratelimit-remaining": left,
            "gw-ratelimit-reset": "30000",
        }


def _documented(operation: Any) -> Iterator[tuple[str, tuple[bool, Any]]]:
    for each in operation.get("parameters", ()):
        yield each["name"], (each.get("required", False), each["schema"])
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        for name, inner in schema["properties"].items():
            yield name, (name in schema.get("required", ()), inner)


def _signed(text: str) -> str:
    digest = hmac.digest(credentials()["api_secret"].encode(), text.encode(), "sha256")
    return base64.b64encode(digest).decode()


@functools.cache
def _catalogue() -> Catalogue:
    return Catalogue.load("crossvenue_kucoin")
