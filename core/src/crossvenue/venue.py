"""A venue, opened: `connect` and `connect_async`, and what they give."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from crossvenue.clock import Clock
from crossvenue.dialect import Session, mint_id
from crossvenue.errors import BadRequest, ConfigurationError, RecordingMissing
from crossvenue.exchange import Exchange, Site
from crossvenue.limits import Budget, BudgetState, LocalBudget
from crossvenue.raw import Raw
from crossvenue.registry import Registry
from crossvenue.registry import registry as installed
from crossvenue.world import Awaiting, Backend, Blocking, World, backend_for, finish

if TYPE_CHECKING:
    from typing import Literal, TypeAlias, TypedDict, Unpack

    from crossvenue.config import Configuration, Settings
    from crossvenue.desks import Convert, Fiat, Margin, Otc, Staking, SubAccounts
    from crossvenue.interfaces import Market, Trading, Wallet
    from crossvenue.port import Port
    from crossvenue.secrets import Secret
    from crossvenue.world import Client

    SecretSetting: TypeAlias = Secret | str | Mapping[str, str | list[str]] | None

    class CommonSettings(TypedDict, total=False):
        """The keyword settings that every exchange takes, for editors and type checkers; `Settings` explains them."""

        environment: str
        api_key: SecretSetting
        api_secret: SecretSetting
        private_key: SecretSetting
        passphrase: SecretSetting
        on_limit: Literal["wait", "raise"]
        max_wait: float
        timeout: float
        connect_timeout: float
        retries: int
        max_connections: int
        http: Client
        allow_retired: bool
        cassette: str | None


W = TypeVar("W", Blocking, Awaiting)


class _Desk:
    """A desk of a venue, made when it is first asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.kind = name

    def __get__(self, venue: Any, owner: type | None = None) -> Any:
        if venue is None:
            return self
        from crossvenue.desks import desk

        kind = desk(venue.exchange, self.kind)
        assert kind is not None
        made = venue.__dict__[self.kind] = kind(venue.session, venue.market)
        return made


_desk: Any = _Desk
"""To type checkers, whatever the attribute is declared to be."""


class _Venue(Generic[W]):
    """What a venue is in both worlds."""

    raw: Raw
    """Every documented endpoint, also those that no port covers."""
    sub_accounts: SubAccounts[W] = _desk()
    """The accounts below this one."""
    convert: Convert[W] = _desk()
    """The venue's own conversions."""
    fiat: Fiat[W] = _desk()
    """Money in banks."""
    otc: Otc[W] = _desk()
    """Trades over the counter."""
    staking: Staking[W] = _desk()
    """Assets that are staked."""
    margin: Margin[W] = _desk()
    """The margin accounts, to read."""

    def __init__(self, name: str, exchange: Exchange, session: Session) -> None:
        self.name = name
        """The name it was opened by."""
        self.exchange = exchange
        self.session = session
        self.settings: Settings = session.settings
        self.raw = Raw(session)

    @functools.cached_property
    def market(self) -> Market[W]:
        """Public market data."""
        return self.exchange.market(self.session)

    @functools.cached_property
    def trading(self) -> Trading[W]:
        """Orders of the account."""
        return self.exchange.trading(self.session, self.market)

    @functools.cached_property
    def wallet(self) -> Wallet[W]:
        """The account's money."""
        return self.exchange.wallet(self.session, self.market)

    @property
    def environment(self) -> str:
        """`production`, `testnet`, `sandbox` or `replay`; it never changes."""
        return self.settings.environment

    @property
    def budget(self) -> BudgetState:
        """What is used of the venue's limits, and what is left, now."""
        return self.session.budget_state()

    def supports(self, operation: str) -> bool:
        """Whether `operation`, such as ``wallet.withdraw``, can be called here. Raises `BadRequest`."""
        kind, _, name = operation.partition(".")
        if kind in ("market", "trading", "wallet"):
            port: Port[Any] = getattr(self, kind)
            return port.offers(name) is True
        from crossvenue.desks import desk

        found = desk(self.exchange, kind)
        if found is not None:
            return found.offers(name) is True
        raise BadRequest(
            f"there is no operation {operation!r}; operations are named port.name, such as market.ticker"
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}: {self.exchange.name}, {self.environment}>"


class Venue(_Venue[Blocking]):
    """A venue whose operations block. Use it as a context manager, or `close` it."""

    def close(self) -> None:
        """Give the connections back."""
        finish(self.session.world.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncVenue(_Venue[Awaiting]):
    """A venue whose operations are awaited. Use it as an async context manager, or `aclose` it."""

    async def aclose(self) -> None:
        """Give the connections back."""
        await self.session.world.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def connect(
    name: str | None = None,
    *,
    transport: object | None = None,
    config: Configuration | str | Path | None = None,
    registry: Registry | None = None,
    clock: Clock | None = None,
    ids: Callable[[], str] = mint_id,
    budget: Budget | None = None,
    settings: Mapping[str, object] | None = None,
    **common: Unpack[CommonSettings],
) -> Venue:
    """Open a venue whose operations block. Nothing is sent yet.

    `name` is a venue of `crossvenue.toml` or the name of an exchange; without it, the default venue of the
    configuration. Keyword settings (see `Settings`) go over what the file says, and so do those in `settings`, which
    is the place for an exchange's own: type checkers do not know them as keywords. `transport` is an
    `httpx.BaseTransport` to send through, closed with the venue; `config` a file or a loaded configuration; `clock`,
    `ids` and `budget` take the place of ours. Raises `ConfigurationError` and `PluginError`.
    """
    given = {**(settings or {}), **common}
    exchange, session, opened = _opened(Blocking, name, transport, config, registry, clock, ids, budget, given)
    return Venue(opened, exchange, session)


def connect_async(
    name: str | None = None,
    *,
    transport: object | None = None,
    config: Configuration | str | Path | None = None,
    registry: Registry | None = None,
    clock: Clock | None = None,
    ids: Callable[[], str] = mint_id,
    budget: Budget | None = None,
    settings: Mapping[str, object] | None = None,
    **common: Unpack[CommonSettings],
) -> AsyncVenue:
    """Open a venue whose operations are awaited. Arguments and errors as for `connect`.

    `transport` is an `httpx.AsyncBaseTransport`. Not a coroutine function itself: `async with connect_async()`.
    """
    given = {**(settings or {}), **common}
    exchange, session, opened = _opened(Awaiting, name, transport, config, registry, clock, ids, budget, given)
    return AsyncVenue(opened, exchange, session)


def _opened(
    kind: type[World],
    name: str | None,
    transport: object | None,
    config: Configuration | str | Path | None,
    registry: Registry | None,
    clock: Clock | None,
    ids: Callable[[], str],
    budget: Budget | None,
    given: Mapping[str, object],
) -> tuple[Exchange, Session, str]:
    from crossvenue.config import Configuration, load

    plugins = registry or installed()
    configuration = config if isinstance(config, Configuration) else load(config)
    opened, settings = configuration.venue(name, plugins, **given)
    # Its names alone: whoever looks at a session must not find the secrets that were given.
    located = functools.partial(configuration.located, opened, dict.fromkeys(given))
    try:
        exchange, session = _session(kind, opened, settings, plugins, transport, clock, ids, budget, located)
    except ConfigurationError as error:
        raise located(error) from None
    except RecordingMissing as missing:
        if settings.cassette is not None:
            raise
        # Whoever did not name a recording did not lose it either: it is a part of the plugin.
        advice = f"it comes with the plugin for {settings.exchange}: install that anew"
        raise RecordingMissing(missing.problem, advice=advice) from None
    return exchange, session, opened


def _session(
    kind: type[World],
    opened: str,
    settings: Settings,
    plugins: Registry,
    transport: object | None,
    clock: Clock | None,
    ids: Callable[[], str],
    budget: Budget | None,
    located: Callable[[ConfigurationError], ConfigurationError],
) -> tuple[Exchange, Session]:
    exchange = plugins.exchange(settings.exchange)
    if settings.environment == "replay":
        settings = _with_stand_ins(settings)
    site = _site(exchange, settings)
    if settings.environment == "replay" and transport is not None:
        raise ConfigurationError(
            "a transport is given for the environment replay, which sends nothing",
            source="keyword settings",
            key="transport",
            expected="another environment, or no transport",
        )
    if settings.environment == "replay":
        replay, recorded_clock = _replay(exchange, settings)
        clock = clock or recorded_clock

        def make_backend() -> Backend:
            return replay

    else:
        make_backend = backend_for(
            awaiting=kind.awaiting,
            client=settings.http,
            secure=site.secure,
            transport=transport,
            timeout=settings.timeout,
            connect_timeout=settings.connect_timeout,
            connections=settings.max_connections,
        )
    clock = clock or Clock()
    world = kind(make_backend, settings.max_connections, settings.timeout + settings.connect_timeout)
    if transport is not None:
        _ = world.backend  # It is open already, and closed with the venue even if it is never used.
    session = Session(
        name=opened,
        world=world,
        dialect=exchange.dialect(settings, site, clock),
        catalogue=exchange.catalogue(),
        settings=settings,
        budget=budget or LocalBudget(exchange.limits),
        clock=clock,
        mint_id=ids,
        on_sent=plugins.observer("request_sent"),
        on_received=plugins.observer("response_received"),
        located=located,
    )
    return exchange, session


def _with_stand_ins(settings: Settings) -> Settings:
    """`settings` with credentials that open nothing, so that requests to a cassette can be signed."""
    import attrs

    from crossvenue.secrets import Secret

    stand_in = Secret("replay")
    return attrs.evolve(settings, api_key=stand_in, api_secret=stand_in, passphrase=stand_in)


def _site(exchange: Exchange, settings: Settings) -> Site:
    if settings.environment == "replay":
        return exchange.environments["production"]
    return exchange.environments[settings.environment]


def _replay(exchange: Exchange, settings: Settings) -> tuple[Backend, Clock]:
    from importlib import resources

    from crossvenue.cassette import Replay

    if settings.cassette is not None:
        path = Path(settings.cassette)
    elif exchange.demo is not None:
        path = Path(str(resources.files(exchange.demo.package).joinpath(exchange.demo.file)))
    else:
        raise ConfigurationError(
            f"{exchange.name} ships no cassette", key="cassette", expected="the path of a cassette to replay"
        )
    replay = Replay(path)
    started = replay.started_ms()
    return replay, Clock() if started is None else Clock(wall=lambda: started / 1000)


def capability_matrix(exchanges: list[Exchange]) -> list[tuple[str, list[bool | None]]]:
    """For each operation of the vocabulary, what each exchange says: offered, not offered, None: not in the plugin.

    The ports first, then the desks. Computed from what the plugins override.
    """
    from crossvenue.desks import DESKS, desk
    from crossvenue.interfaces import PORTS

    rows: list[tuple[str, list[bool | None]]] = []
    for port in (*PORTS, *DESKS):
        kinds = [desk(each, port.kind) or getattr(each, port.kind) for each in exchanges]
        rows += [(f"{port.kind}.{name}", [kind.offers(name) for kind in kinds]) for name in port.operations()]
    return rows
