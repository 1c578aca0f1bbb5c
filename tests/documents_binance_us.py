"""Binance.US as its document tells of it, for the server of `documents.py`: what differs from Binance.

The examples are those of the reference of 2023. What it leaves out is composed of its own pieces (see `exchange_info`
and `coins`), and the parameters of `DELETE /api/v3/openOrders` are those of its sample, not of the table that was
printed there by mistake.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from documents import HISTORIES, MOMENT_MS, Binance, History, _read, documented

SYMBOLS: Final = (
    ("BTC", "USDT"),
    ("BTC", "USD"),
    ("LTC", "BTC"),
    ("BNB", "BTC"),
    ("1INCH", "USD"),
)
"""The symbols that the documented examples use."""


def exchange_info() -> dict[str, Any]:
    """The documented exchangeInfo, with what it elides put in: the document's limits, symbols and filters.

    The limits of orders are those of the example of `GET /api/v3/rateLimit/order`.
    """
    info: dict[str, Any] = copy.deepcopy(
        documented("binance_us")["GET", "/api/v3/exchangeInfo"]["responses"][0]["json"]
    )
    filters = {each["filterType"]: each["example"] for each in _read("filters.json")["filters"]["binance_us"]}
    limits = [each["json"] for each in _read("enums.json")["binance_us"]["rate_limit_type"]["examples"]]
    orders = documented("binance_us")["GET", "/api/v3/rateLimit/order"]["responses"][0]["json"]
    counted = [{name: value for name, value in each.items() if name != "count"} for each in orders]
    template = info["symbols"][0]
    template["filters"] = [
        each for name, each in filters.items() if not name.startswith("EXCHANGE") and name != "MAX_POSITION"
    ]
    info["serverTime"] = MOMENT_MS
    info["rateLimits"] = [*(each for each in limits if each["rateLimitType"] != "ORDERS"), *counted]
    info["exchangeFilters"] = [each for name, each in filters.items() if name.startswith("EXCHANGE")]
    info["symbols"] = [
        {**template, "symbol": base + quote, "baseAsset": base, "quoteAsset": quote} for base, quote in SYMBOLS
    ]
    return info


def coins() -> list[Any]:
    """The documented coins, and BNB, which the examples of histories are of: as the first coin stands on BSC."""
    found: list[Any] = copy.deepcopy(
        documented("binance_us")["GET", "/sapi/v1/capital/config/getall"]["responses"][0]["json"]
    )
    on_bsc = next(each for each in found[0]["networkList"] if each["network"] == "BSC")
    return [*found, {**found[0], "coin": "BNB", "name": "BNB", "networkList": [{**on_bsc, "coin": "BNB"}]}]


class BinanceUs(Binance):
    """The venue as its document tells of it."""

    exchange: ClassVar = "binance_us"
    symbols: ClassVar = SYMBOLS
    composed: ClassVar[Mapping[tuple[str, str], Callable[[], Any]]] = {
        ("GET", "/api/v3/time"): lambda: {"serverTime": MOMENT_MS},
        ("GET", "/api/v3/exchangeInfo"): exchange_info,
        ("GET", "/sapi/v1/capital/config/getall"): coins,
    }
    histories: ClassVar[Mapping[str, History]] = {
        **HISTORIES,
        "/sapi/v1/asset/assetDistributionHistory": History(at="rows", time="divTime", same=("asset", "category")),
        "/sapi/v1/asset/query/dust-logs": History(at="userDustConvertHistory", time="operateTime"),
        "/sapi/v1/fiatpayment/query/deposit/history": History(at="assetLogRecordList", same=("orderId",)),
        "/sapi/v1/fiatpayment/query/withdraw/history": History(at="assetLogRecordList", same=("orderId",)),
        "/sapi/v1/asset/query/trading-fee": History(same=("symbol",)),
    }

    def _rules(self, method: str, path: str) -> tuple[bool, bool, list[str]]:
        entry = documented(self.exchange)[method, path]
        mandatory = [each["name"] for each in entry["params"] if each["mandatory"]]
        if (method, path) == ("DELETE", "/api/v3/openOrders"):
            mandatory = ["symbol"]
        return entry["signed"], entry["signed"] or entry["security"] != "NONE", mandatory
