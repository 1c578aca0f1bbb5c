"""Crossvenue: what is measured of it, in the shape that every contender has.

`parsers()`, `signers()` and `http_cases(base)` are read by `worker.py`; see `docs/benchmarks.md`.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Awaitable, Callable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from crossvenue import connect, connect_async
from crossvenue.clock import Clock
from crossvenue.exchange import Site
from crossvenue.hookspecs import hookimpl
from crossvenue.interfaces import Instruments
from crossvenue.limits import Limit, LocalBudget
from crossvenue.registry import Registry
from crossvenue.secrets import Secret
from crossvenue_binance import BINANCE, market, trading, wallet
from crossvenue_binance.dialect import BinanceDialect, BinanceSettings

payload: Callable[[str], bytes] = importlib.import_module(
    "perfkit" if importlib.util.find_spec("perfkit") else "payloads"
).payload

# The example key of Binance's documentation.
KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
SYMBOL = "BTC/USDT"

Case = Callable[[], object]


def parsers() -> dict[str, dict[str, Case]]:
    """Bytes -> finished objects of the vocabulary, for each payload."""
    info = payload("exchangeInfo")
    coins, account, order = payload("capitalConfig"), payload("account"), payload("orderFull")
    listed = Instruments("binance", market.instruments(market.read_info(info), info, steps_from_minimum=True))
    bitcoin = listed.required(SYMBOL)
    book = {depth: payload(f"depth{depth}") for depth in (1000, 5000)}
    day, candles = payload("ticker24hr"), payload("klines1000")
    trades, aggregates = payload("trades1000"), payload("aggTrades1000")
    cases: dict[str, Case] = {
        "exchangeInfo": lambda: market.instruments(market.read_info(info), info, steps_from_minimum=True),
        "capitalConfig": lambda: wallet.assets(coins),
        "ticker24hr": lambda: market.tickers(day, listed),
        "trades1000": lambda: market.trades(trades, SYMBOL),
        "aggTrades1000": lambda: market.aggregate_trades(aggregates, SYMBOL),
        "account": lambda: wallet.spot_balances(account),
        "orderFull": lambda: trading.placed_order(order, bitcoin),
        "depth1000": lambda: market.order_book(book[1000], bitcoin),
        "depth5000": lambda: market.order_book(book[5000], bitcoin),
        "klines1000": lambda: market.candles(candles),
    }
    return {name: {"ours": case} for name, case in cases.items()}


ORDER: dict[str, object] = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": Decimal("0.01000000"),
    "price": Decimal("121345.67000000"),
    "newOrderRespType": "FULL",
    "newClientOrderId": "cv5c52e11203aa677f33e493",
    "selfTradePreventionMode": "EXPIRE_MAKER",
}


def signers() -> dict[str, dict[str, Case]]:
    """Building and signing one order of nine parameters, up to the bytes that would leave."""
    clock = Clock()
    settings = BinanceSettings(exchange="binance", api_key=Secret(KEY), api_secret=Secret(SECRET))
    dialect = BinanceDialect(settings, BINANCE.environments["production"], clock)
    endpoint = BINANCE.catalogue()["new_order"]
    return {"request": {"ours": lambda: dialect.request(endpoint, ORDER, clock.now_ms())}}


class Roomy(LocalBudget):
    """A budget that works as ever and never says no: an exchange allows fewer orders than a benchmark sends."""

    def set_limits(self, scope: str, limits: Sequence[Limit]) -> None:
        """A million times as much."""
        super().set_limits(scope, [Limit(each.units * 1_000_000, each.seconds) for each in limits])


def registry_at(base: str) -> Registry:
    """A registry whose Binance lives at `base`."""

    class Loopback:
        """The plugin, with other addresses."""

        @staticmethod
        @hookimpl
        def exchanges() -> list[Any]:
            return [attrs.evolve(BINANCE, environments={"production": Site({"/api/": base, "/sapi/": base})})]

    plugins = Registry(entry_points=lambda group: ())
    plugins.register(Loopback, "loopback")
    return plugins


def http_cases(base: str) -> dict[str, Callable[[], Any]]:
    """Name -> a function that opens a venue at `base` and gives (get a ticker, place an order, close)."""
    settings: dict[str, Any] = {"api_key": KEY, "api_secret": SECRET}

    def blocking(client: str) -> Callable[[], tuple[Case, Case, Case]]:
        def open_venue() -> tuple[Case, Case, Case]:
            venue = connect(
                "binance", registry=registry_at(base), budget=Roomy(BINANCE.limits), http=client, **settings
            )
            venue.market.instruments()

            def post() -> object:
                return venue.trading.place_order(
                    SYMBOL, side="BUY", type="LIMIT", quantity=Decimal("0.01"), price=Decimal("121345.67")
                )

            return (lambda: venue.market.ticker(SYMBOL)), post, venue.close

        return open_venue

    def awaiting(client: str) -> Callable[[], Awaitable[tuple[Case, Case, Case]]]:
        async def open_venue() -> tuple[Case, Case, Case]:
            venue = connect_async(
                "binance", registry=registry_at(base), budget=Roomy(BINANCE.limits), http=client, **settings
            )
            await venue.market.instruments()

            def post() -> object:
                return venue.trading.place_order(
                    SYMBOL, side="BUY", type="LIMIT", quantity=Decimal("0.01"), price=Decimal("121345.67")
                )

            return (lambda: venue.market.ticker(SYMBOL)), post, venue.aclose

        return open_venue

    installed = [each for each in ("httpx", "httpx2", "aiohttp") if importlib.util.find_spec(each)]
    cases: dict[str, Callable[[], Any]] = {}
    for client in installed:
        if client != "aiohttp":
            cases[f"ours, blocking, {client}"] = blocking(client)
        cases[f"ours, awaiting, {client}"] = awaiting(client)
    return cases
