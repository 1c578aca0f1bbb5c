"""A plugin of a few lines for the tests of the ports: it answers out of its head, and writes down what it did."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import attrs
import httpx
import pytest

from crossvenue import connect, connect_async
from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.dialect import Dialect
from crossvenue.endpoint import Catalogue
from crossvenue.exchange import Exchange, Site
from crossvenue.hookspecs import hookimpl
from crossvenue.instrument import Instrument
from crossvenue.interfaces import AsyncHistory, History, Market, Trading, Wallet, not_offered
from crossvenue.model import (
    Asset,
    AssetNetwork,
    InstrumentStatus,
    Level,
    Listing,
    OcoRequest,
    Order,
    OrderBook,
    OrderList,
    OrderListStatus,
    OrderRequest,
    OrderTest,
    OrderType,
    Price,
    Replacement,
    Trade,
    Transfer,
    WalletKind,
    Withdrawal,
    WithdrawalRequest,
)
from crossvenue.port import W
from crossvenue.registry import Registry

ONE = Decimal(1)
PAGE = 3


def instrument(symbol: str) -> Instrument:
    base, _, quote = symbol.partition("/")
    return Instrument(
        symbol=symbol,
        base=base,
        quote=quote,
        venue_symbol=base + quote,
        status=InstrumentStatus.TRADING,
        base_precision=8,
        quote_precision=8,
        order_types=frozenset(OrderType),
        oco_allowed=True,
    )


def network(neutral: str, **changes: Any) -> AssetNetwork:
    return AssetNetwork(neutral, neutral, "USDT", neutral, True, True, ONE, Decimal(10), None, None, **changes)


TETHER = Asset(
    "USDT",
    "Tether",
    (
        network("TRX"),
        network("XRP", memo_pattern="^[0-9]+$", memo_required=True),
        network("TON", memo_pattern="^[0-9A-Za-z]+$"),
    ),
    True,
    True,
)


class ToyMarket(Market[W]):
    """A market that answers out of its head."""

    loads = 0
    asked: list[object]

    async def _instruments(self) -> Listing[Instrument]:
        self.loads += 1
        await self.session.world.pause(0.005)
        return Listing([instrument("LTC/BTC"), instrument("ETH/BTC")], b"[]")

    async def _order_book(self, instrument: Instrument, depth: int) -> OrderBook:
        return OrderBook(instrument.venue_symbol, instrument, (Level(ONE, Decimal(depth)),), (), "1")

    async def _price(self, instrument: Instrument) -> Price[Instrument]:
        return Price(instrument.venue_symbol, instrument, ONE)

    _quote = not_offered("the toy has no quotes")

    async def _historical_trades(
        self, instrument: Instrument, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Trade]]:
        for page in itertools.count():
            self.asked = [*getattr(self, "asked", []), page]
            await self.session.world.pause(0)
            numbers = range(page * PAGE, page * PAGE + PAGE)
            yield Listing([Trade("X", number, ONE, ONE, None, 0, True) for number in numbers], f"[{page}]".encode())
            if page == 3:
                return


class ToyTrading(Trading[W]):
    """Trading that writes down what it was to do."""

    did: list[Any]

    def _write_down(self, request: Any) -> None:
        self.did = [*getattr(self, "did", []), request]

    def _placed(self, request: OrderRequest) -> Order[Instrument]:
        self._write_down(request)
        return Order(venue_symbol="LTCBTC", instrument=request.instrument, id="1", client_id=request.client_id)

    async def _place_order(self, request: OrderRequest) -> Order[Instrument]:
        return self._placed(request)

    async def _test_order(self, request: OrderRequest) -> OrderTest:
        self._write_down(request)
        return OrderTest(request=request)

    async def _replace_order(
        self, request: OrderRequest, order_id: str | None, client_id: str | None, place_anyway: bool
    ) -> Replacement:
        placed = self._placed(request)
        return Replacement(canceled=attrs.evolve(placed, id="0", client_id=client_id or "x"), placed=placed)

    async def _place_oco(self, request: OcoRequest) -> OrderList[Instrument]:
        self._write_down(request)
        return OrderList(
            venue_symbol="LTCBTC",
            instrument=request.instrument,
            id="1",
            client_id=request.client_id,
            contingency="OCO",
            status=OrderListStatus.EXECUTING,
            timestamp_ms=0,
            order_ids=(),
        )

    async def _orders(
        self, venue_symbol: str, since: int | None, until: int | None, from_id: str | None, limit: int | None
    ) -> AsyncIterator[Listing[Order]]:
        yield Listing([Order(venue_symbol=venue_symbol, instrument=None, id="1", client_id="x")])


class ToyWallet(Wallet[W]):
    """A wallet that writes down what it was to do."""

    did: list[Any]

    async def _assets(self) -> Listing[Asset]:
        return Listing([TETHER])

    async def _withdraw(self, request: WithdrawalRequest) -> Withdrawal:
        self.did = [*getattr(self, "did", []), request]
        return Withdrawal(
            id="1",
            client_id=request.client_id,
            asset=request.asset,
            amount=request.amount,
            network=request.network,
            venue_network=request.venue_network,
            address=request.address,
            memo=request.memo,
        )

    async def _transfer(self, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Transfer:
        self.did = [*getattr(self, "did", []), (asset, amount, source, target)]
        return Transfer(id="1", asset=asset, amount=amount, source=source, target=target)

    _account_snapshots = not_offered("the toy keeps no snapshots")
    _deposit_address = not_offered("the toy takes no deposits")


class ToyDialect(Dialect):
    """Never asked: the toy sends nothing."""

    venue = "toy"
    time_endpoint = "time"

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        pass


TOY = Exchange(
    name="toy",
    title="Toy",
    environments={"production": Site({"/": "http://127.0.0.1:9"})},
    settings=Settings,
    dialect=ToyDialect,
    catalogue=lambda: Catalogue({}),
    market=ToyMarket,
    trading=ToyTrading,
    wallet=ToyWallet,
)


def whole(port: Any) -> Any:
    """The port with what the toy lacks, for calls that must be refused before they come so far."""

    async def reached(*_: object) -> None:
        pytest.fail("it was asked")

    lacking = (name for name in port.operations() if port.offers(name) is None)
    hooks = {f"_{port._derived.get(name, name)}": reached for name in lacking}
    return type(f"Whole{port.__name__}", (port,), hooks)


WHOLE = attrs.evolve(TOY, market=whole(ToyMarket), trading=whole(ToyTrading), wallet=whole(ToyWallet))


def opened(kind: Callable[..., Any], exchange: Exchange = TOY, **given: Any) -> Any:
    registry = Registry(entry_points=lambda group: [])
    registry.register(SimpleNamespace(__name__="toys", exchanges=hookimpl(lambda: [exchange])))
    transport = httpx.MockTransport(lambda request: pytest.fail("the toy sends nothing"))
    ids = (f"minted{number}" for number in itertools.count(1))
    return kind("toy", registry=registry, transport=transport, ids=lambda: next(ids), **given)


Asking = Callable[[Callable[[Any], Any]], Any]


def asking(world: str) -> Asking:
    """Runs an operation of a venue in one world; a history is read to its end."""

    def ask(do: Callable[[Any], Any]) -> Any:
        if world == "blocking":
            with opened(connect) as venue:
                found = do(venue)
                return found.all() if isinstance(found, History) else found

        async def main() -> Any:
            async with opened(connect_async) as venue:
                found = do(venue)
                return await (found.all() if isinstance(found, AsyncHistory) else found)

        return asyncio.run(main())

    return ask
