"""The peers, each measured as a user would call it. A peer that is not installed is left out, by name.

ccxt makes dicts of floats; python-binance and binance-connector hand back what `json` reads; httpx, aiohttp and
requests only carry bytes. Their network is the loopback server, and none of them is asked to limit its rate.
"""

# mypy: disable-error-code="import-not-found, import-untyped"

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from payloads import MAKERS, payload

KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
ORDER = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.01000000",
    "price": "121345.67000000",
    "newOrderRespType": "FULL",
    "newClientOrderId": "cv5c52e11203aa677f33e493",
    "selfTradePreventionMode": "EXPIRE_MAKER",
}
SYMBOL = "BTC/USDT"

Case = Callable[[], Any]
Cases = dict[str, dict[str, Case]]
Client = Callable[[], "tuple[Case, Case, Case] | Awaitable[tuple[Case, Case, Case]]"]


class Ccxt:
    """ccxt."""

    @staticmethod
    def exchange(module: Any, base: str | None = None) -> Any:
        made = module.binance(
            {
                "apiKey": KEY,
                "secret": SECRET,
                "enableRateLimit": False,
                "options": {"fetchMarkets": {"types": ["spot"]}, "fetchCurrencies": False, "fetchMargins": False},
            }
        )
        if base is not None:
            hosts = made.urls["api"]
            for name, address in hosts.items():
                if isinstance(address, str):
                    hosts[name] = f"{base}/{address.split('/', 3)[3]}"
        return made

    def parsers(self) -> Cases:
        import ccxt

        ccxt_binance = self.exchange(ccxt)
        read = ccxt_binance.parse_json
        text = {name: payload(name).decode() for name in MAKERS}
        ccxt_binance.options |= {"crossMarginPairsData": [], "isolatedMarginPairsData": []}
        ccxt_binance.set_markets(ccxt_binance.parse_markets(read(text["exchangeInfo"])["symbols"]))
        market = ccxt_binance.market(SYMBOL)
        made: dict[str, Case] = {
            "exchangeInfo": lambda: ccxt_binance.parse_markets(read(text["exchangeInfo"])["symbols"]),
            "capitalConfig": lambda: ccxt_binance.parse_currencies_custom(read(text["capitalConfig"]), None),
            "ticker24hr": lambda: ccxt_binance.parse_tickers(read(text["ticker24hr"])),
            "trades1000": lambda: ccxt_binance.parse_trades(read(text["trades1000"]), market),
            "aggTrades1000": lambda: ccxt_binance.parse_trades(read(text["aggTrades1000"]), market),
            "account": lambda: ccxt_binance.parse_balance_custom(read(text["account"]), "spot"),
            "orderFull": lambda: ccxt_binance.parse_order(read(text["orderFull"]), market),
            "depth1000": lambda: ccxt_binance.parse_order_book(read(text["depth1000"]), SYMBOL),
            "depth5000": lambda: ccxt_binance.parse_order_book(read(text["depth5000"]), SYMBOL),
            "klines1000": lambda: ccxt_binance.parse_ohlcvs(read(text["klines1000"]), market, "1m", None, 1000),
        }
        return {name: {"ccxt": case} for name, case in made.items()}

    def signers(self) -> Cases:
        import ccxt

        ccxt_binance = self.exchange(ccxt)
        return {"request": {"ccxt": lambda: ccxt_binance.sign("order", "private", "POST", dict(ORDER))}}

    def http_cases(self, base: str) -> dict[str, Client]:
        def blocking() -> tuple[Case, Case, Case]:
            import ccxt

            made = self.exchange(ccxt, base)
            made.load_markets()
            return (
                lambda: made.fetch_ticker(SYMBOL),
                lambda: made.create_order(SYMBOL, "limit", "buy", 0.01, 121345.67),
                made.session.close,
            )

        async def awaiting() -> tuple[Case, Case, Case]:
            import ccxt.async_support

            made = self.exchange(ccxt.async_support, base)
            await made.load_markets()
            return (
                lambda: made.fetch_ticker(SYMBOL),
                lambda: made.create_order(SYMBOL, "limit", "buy", 0.01, 121345.67),
                made.close,
            )

        return {"ccxt, blocking": blocking, "ccxt, awaiting": awaiting}


class PythonBinance:
    """python-binance."""

    def parsers(self) -> Cases:
        return _dicts("python-binance, dicts")

    def signers(self) -> Cases:
        from binance import Client

        client = Client(KEY, SECRET, ping=False)
        return {"request": {"python-binance": lambda: client._get_request_kwargs("post", True, data=dict(ORDER))}}

    def http_cases(self, base: str) -> dict[str, Client]:
        def blocking() -> tuple[Case, Case, Case]:
            from binance import Client

            made = Client(KEY, SECRET, ping=False)
            made.API_URL = f"{base}/api"
            return lambda: made.get_ticker(symbol="BTCUSDT"), lambda: made.create_order(**ORDER), made.session.close

        async def awaiting() -> tuple[Case, Case, Case]:
            from binance import AsyncClient

            made = AsyncClient(KEY, SECRET)
            made.API_URL = f"{base}/api"
            return (
                lambda: made.get_ticker(symbol="BTCUSDT"),
                lambda: made.create_order(**ORDER),
                made.close_connection,
            )

        return {"python-binance, blocking": blocking, "python-binance, awaiting": awaiting}


class Connector:
    """binance-connector."""

    def parsers(self) -> Cases:
        return _dicts("binance-connector, dicts")

    def signers(self) -> Cases:
        from binance.spot import Spot

        client = Spot(KEY, SECRET)

        def sign() -> object:
            params: dict[str, object] = {**ORDER, "timestamp": int(time.time() * 1000)}
            params["signature"] = client._get_sign(client._prepare_params(params))
            return client._prepare_params(params)

        return {"request": {"binance-connector": sign}}

    def http_cases(self, base: str) -> dict[str, Client]:
        def blocking() -> tuple[Case, Case, Case]:
            from binance.spot import Spot

            made = Spot(KEY, SECRET, base_url=base)
            return lambda: made.ticker_24hr("BTCUSDT"), lambda: made.new_order(**ORDER), made.session.close

        return {"binance-connector, blocking": blocking}


def _dicts(name: str) -> Cases:
    """What both do with an answer: `json.loads` of its text, and nothing more."""

    def case(data: bytes) -> Case:
        return lambda: json.loads(data.decode())

    return {each: {name: case(payload(each))} for each in MAKERS if each != "ticker1"}


class Plain:
    """httpx, aiohttp and requests as their own documentation uses them: one GET, one signed POST, the bytes."""

    def parsers(self) -> Cases:
        return {}

    def signers(self) -> Cases:
        return {}

    def http_cases(self, base: str) -> dict[str, Client]:
        ticker, order = f"{base}/api/v3/ticker/24hr", f"{base}/api/v3/order"
        headers = {"X-MBX-APIKEY": KEY, "Content-Type": "application/x-www-form-urlencoded"}
        template = "&".join(f"{name}={value}" for name, value in ORDER.items()) + "&timestamp="

        def signed() -> bytes:
            body = template + str(int(time.time() * 1000))
            return f"{body}&signature={hmac.digest(SECRET.encode(), body.encode(), 'sha256').hex()}".encode()

        def with_requests() -> tuple[Case, Case, Case]:
            import requests

            made = requests.Session()
            made.trust_env = False
            return (
                lambda: made.get(ticker, params={"symbol": "BTCUSDT"}).content,
                lambda: made.post(order, data=signed(), headers=headers).content,
                made.close,
            )

        def with_httpx() -> tuple[Case, Case, Case]:
            import httpx

            made = httpx.Client(trust_env=False)
            return (
                lambda: made.get(ticker, params={"symbol": "BTCUSDT"}).content,
                lambda: made.post(order, content=signed(), headers=headers).content,
                made.close,
            )

        async def with_async_httpx() -> tuple[Case, Case, Case]:
            import httpx

            made = httpx.AsyncClient(trust_env=False, timeout=60)
            return (
                lambda: made.get(ticker, params={"symbol": "BTCUSDT"}),
                lambda: made.post(order, content=signed(), headers=headers),
                made.aclose,
            )

        async def with_aiohttp() -> tuple[Case, Case, Case]:
            import aiohttp

            made = aiohttp.ClientSession()

            async def get() -> bytes:
                async with made.get(ticker, params={"symbol": "BTCUSDT"}) as answer:
                    return await answer.read()

            async def post() -> bytes:
                async with made.post(order, data=signed(), headers=headers) as answer:
                    return await answer.read()

            return get, post, made.close

        return {
            "plain requests, blocking": with_requests,
            "plain httpx, blocking": with_httpx,
            "plain httpx, awaiting": with_async_httpx,
            "plain aiohttp, awaiting": with_aiohttp,
        }
