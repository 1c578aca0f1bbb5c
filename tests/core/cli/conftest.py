"""The command line over a venue that answers with documented payloads, without a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from click.testing import CliRunner, Result

from crossvenue import connect
from crossvenue.cli import main
from crossvenue.cli.invocation import Invocation
from crossvenue.venue import Venue

Answer = object
"""A payload, (status, payload), an exception to raise, or a function of the parameters that gives one of these."""

FILTERS = [
    {"filterType": "PRICE_FILTER", "minPrice": "0.00000100", "maxPrice": "100000.00000000", "tickSize": "0.00000100"},
    {"filterType": "LOT_SIZE", "minQty": "0.00100000", "maxQty": "100000.00000000", "stepSize": "0.00100000"},
]
SYMBOL = {
    "symbol": "BNBBTC",
    "status": "TRADING",
    "baseAsset": "BNB",
    "baseAssetPrecision": 8,
    "quoteAsset": "BTC",
    "quotePrecision": 8,
    "quoteAssetPrecision": 8,
    "orderTypes": ["LIMIT", "LIMIT_MAKER", "MARKET"],
    "icebergAllowed": True,
    "ocoAllowed": True,
    "isSpotTradingAllowed": True,
    "isMarginTradingAllowed": True,
    "filters": FILTERS,
    "permissions": ["SPOT", "MARGIN"],
}
DOCUMENTED: dict[str, Answer] = {
    "GET /api/v3/time": {"serverTime": 1499827319559},
    "GET /sapi/v1/system/status": {"status": 0, "msg": "normal"},
    "GET /api/v3/exchangeInfo": {
        "timezone": "UTC",
        "serverTime": 1565246363776,
        "rateLimits": [],
        "exchangeFilters": [],
        "symbols": [SYMBOL],
    },
    "GET /api/v3/ticker/24hr": {
        "symbol": "BNBBTC",
        "priceChange": "-94.99999800",
        "priceChangePercent": "-95.960",
        "weightedAvgPrice": "0.29628482",
        "prevClosePrice": "0.10002000",
        "lastPrice": "4.00000200",
        "lastQty": "200.00000000",
        "bidPrice": "4.00000000",
        "bidQty": "100.00000000",
        "askPrice": "4.00000200",
        "askQty": "100.00000000",
        "openPrice": "99.00000000",
        "highPrice": "100.00000000",
        "lowPrice": "0.10000000",
        "volume": "8913.30000000",
        "quoteVolume": "15.30000000",
        "openTime": 1499783499040,
        "closeTime": 1499869899040,
        "firstId": 28385,
        "lastId": 28460,
        "count": 76,
    },
    "GET /api/v3/depth": {
        "lastUpdateId": 1027024,
        "bids": [["4.00000000", "431.00000000"]],
        "asks": [["4.00000200", "12.00000000"]],
    },
    "GET /api/v3/trades": [
        {
            "id": 28457,
            "price": "4.00000100",
            "qty": "12.00000000",
            "quoteQty": "48.000012",
            "time": 1499865549590,
            "isBuyerMaker": True,
            "isBestMatch": True,
        }
    ],
    "GET /api/v3/klines": [
        [
            1499040000000,
            "0.01634790",
            "0.80000000",
            "0.01575800",
            "0.01577100",
            "148976.11427815",
            1499644799999,
            "2434.19055334",
            308,
            "1756.87402397",
            "28.46694368",
            "17928899.62484339",
        ]
    ],
}


class Told:
    """What the server was asked, in order: (method and path, parameters)."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = {**DOCUMENTED, **answers}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        label = f"{request.method} {request.url.path}"
        params = dict(parse_qsl(f"{request.url.query.decode()}&{request.content.decode()}", keep_blank_values=True))
        self.asked.append((label, params))
        answer = self.answers.get(label)
        if callable(answer):
            answer = answer(params)
        if isinstance(answer, BaseException):
            raise answer
        if answer is None:
            answer = (404, {"code": -1, "msg": f"no answer to {label}"})
        status, payload = answer if isinstance(answer, tuple) else (200, answer)
        return httpx.Response(status, content=payload if isinstance(payload, bytes) else json.dumps(payload).encode())

    def count(self, label: str) -> int:
        """How many requests of this method and path came."""
        return sum(each == label for each, _ in self.asked)


@pytest.fixture
def telling() -> type[Told]:
    """The server, for tests that open their venue themselves."""
    return Told


class Ran:
    """A finished run of the command line, and what the server was asked."""

    def __init__(self, result: Result, told: Told) -> None:
        self.result, self.told = result, told
        self.status, self.out, self.err = result.exit_code, result.stdout, result.stderr

    @property
    def json(self) -> object:
        """Standard output, which must be one JSON document."""
        document: object = json.loads(self.out)
        return document


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path, monkeypatch) -> Run:
    """Runs a command over a venue that gives `answers` in place of the documented ones."""
    monkeypatch.chdir(tmp_path)  # No configuration of this machine is found by accident.
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    for name in ("CROSSVENUE_DEFAULT", "CROSSVENUE_CONFIG"):
        monkeypatch.delenv(name, raising=False)

    def ran(
        *arguments: str,
        answers: Mapping[str, Answer] | None = None,
        input: str | None = None,  # noqa: A002 - click's word
        **settings: object,
    ) -> Ran:
        told = Told(answers or {})
        given: dict[str, Any] = {"api_key": "k" * 64, "api_secret": "s" * 64, "retries": 0, **settings}

        def opened(name: str | None, *, config: str | None) -> Venue:
            return connect(name or "binance", config=config, transport=httpx.MockTransport(told), **given)

        result = CliRunner().invoke(main, list(arguments), obj=Invocation(opened), input=input)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result, told)

    return ran


@pytest.fixture
def coins() -> dict[str, Answer]:
    """The documented answer of capital/config/getall."""
    beacon = {
        "addressRegex": "^(bnb1)[0-9a-z]{38}$",
        "coin": "BTC",
        "depositDesc": "Wallet Maintenance, Deposit Suspended",
        "depositEnable": False,
        "isDefault": False,
        "memoRegex": "^[0-9A-Za-z\\-_]{1,120}$",
        "minConfirm": 1,
        "name": "BEP2",
        "network": "BNB",
        "resetAddressStatus": False,
        "specialTips": "Both a MEMO and an Address are required to successfully deposit your BEP2-BTCB tokens.",
        "unLockConfirm": 0,
        "withdrawDesc": "Wallet Maintenance, Withdrawal Suspended",
        "withdrawEnable": False,
        "withdrawFee": "0.00000220",
        "withdrawIntegerMultiple": "0.00000001",
        "withdrawMax": "9999999999.99999999",
        "withdrawMin": "0.00000440",
        "sameAddress": True,
    }
    bitcoin = {
        "addressRegex": "^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$|^(bc1)[0-9A-Za-z]{39,59}$",
        "coin": "BTC",
        "depositEnable": True,
        "isDefault": True,
        "memoRegex": "",
        "minConfirm": 1,
        "name": "BTC",
        "network": "BTC",
        "resetAddressStatus": False,
        "specialTips": "",
        "unLockConfirm": 2,
        "withdrawEnable": True,
        "withdrawFee": "0.00050000",
        "withdrawIntegerMultiple": "0.00000001",
        "withdrawMax": "750",
        "withdrawMin": "0.00100000",
        "sameAddress": False,
    }
    coin = {
        "coin": "BTC",
        "depositAllEnable": True,
        "free": "0.08074558",
        "freeze": "0.00000000",
        "isLegalMoney": False,
        "locked": "0.00000000",
        "name": "Bitcoin",
        "networkList": [beacon, bitcoin],
        "trading": True,
        "withdrawAllEnable": True,
    }
    return {"GET /sapi/v1/capital/config/getall": [coin]}
