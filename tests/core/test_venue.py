"""Opening and closing a venue: by which name, where to, and what it shows of itself."""

from __future__ import annotations

import ast
import asyncio
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import httpx
import pytest
from fault_server import FaultServer, answer, hangs_up, registry_at

from crossvenue import AsyncVenue, Venue, connect, connect_async
from crossvenue.clock import Clock
from crossvenue.config import Settings, load
from crossvenue.errors import (
    BadRequest,
    ConfigurationError,
    ConnectionFailed,
    CrossvenueError,
    NotOffered,
    OutcomeUnknown,
    OutsideEnvironment,
    PluginError,
    RecordingMissing,
)
from crossvenue.hookspecs import ResponseReceived, hookimpl
from crossvenue.limits import Limit, LocalBudget
from crossvenue.registry import Registry
from crossvenue.secrets import Secret
from crossvenue_binance import BINANCE

KEY, SECRET = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP"
KINDS = [pytest.param(connect, id="blocking"), pytest.param(connect_async, id="awaiting")]


def finished(found: Any) -> Any:
    """The result of a call in either world."""
    return asyncio.run(found) if inspect.iscoroutine(found) else found


@pytest.fixture
def server() -> Iterator[FaultServer]:
    server = FaultServer()
    server.plays(answer(200, {}))
    yield server
    server.close()


@pytest.fixture
def registry(server: FaultServer) -> Registry:
    return registry_at(server.url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "crossvenue.toml"
    path.write_text(
        'default = "main"\n'
        '[venues.main]\nexchange = "binance"\nretries = 7\n'
        '[venues.other]\nexchange = "binance"\non_limit = "raise"\n'
    )
    return path


# ------------------------------------------------------------------------------------------------ by which name


@pytest.mark.parametrize("kind", KINDS)
def test_a_venue_is_opened_by_its_configured_name(kind: Callable[..., Any], file: Path, registry: Registry) -> None:
    venue = kind("other", config=file, registry=registry)
    assert isinstance(venue, Venue if kind is connect else AsyncVenue)
    assert (venue.name, venue.exchange.name, venue.settings.on_limit) == ("other", "binance", "raise")


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_name_it_is_the_default(kind: Callable[..., Any], file: Path, registry: Registry) -> None:
    venue = kind(config=file, registry=registry)
    assert (venue.name, venue.settings.retries) == ("main", 7)


@pytest.mark.parametrize("kind", KINDS)
def test_an_exchange_is_opened_by_its_own_name_with_settings(kind: Callable[..., Any], registry: Registry) -> None:
    venue = kind("binance", registry=registry, recv_window=9000, retries=0)
    assert (venue.name, venue.settings.recv_window, venue.settings.retries) == ("binance", 9000, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_settings_of_the_exchange_alone_have_a_place_that_type_checkers_know(
    kind: Callable[..., Any], file: Path, registry: Registry
) -> None:
    venue = kind(
        config=file, registry=registry, settings={"recv_window": 9000, "retries": 1, "timeout": 2}, timeout=3
    )
    settings = venue.settings
    assert (settings.recv_window, settings.retries, settings.timeout) == (9000, 1, 3)
    with pytest.raises(ConfigurationError, match="recv_windw"):
        kind("binance", registry=registry, settings={"recv_windw": 9000})


def test_type_checkers_know_the_settings_that_every_exchange_has() -> None:
    source = Path(inspect.getsourcefile(connect) or "").read_text()
    classes = {node.name: node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)}
    names = {ast.unparse(node.target) for node in classes["CommonSettings"].body if isinstance(node, ast.AnnAssign)}
    assert names == {field.name for field in attrs.fields(Settings)} - {"exchange"}


def test_settings_given_go_over_those_of_the_file(file: Path, registry: Registry) -> None:
    assert connect(config=file, registry=registry, retries=1).settings.retries == 1


def test_a_loaded_configuration_does_as_well_as_a_file(file: Path, registry: Registry) -> None:
    assert connect(config=load(file), registry=registry).name == "main"


def test_a_name_that_is_nothing_is_an_error(file: Path, registry: Registry) -> None:
    with pytest.raises((ConfigurationError, PluginError), match="mian"):
        connect("mian", config=file, registry=registry)


def test_a_setting_that_is_nothing_is_an_error(registry: Registry) -> None:
    with pytest.raises(ConfigurationError, match="retrys"):
        connect("binance", registry=registry, retrys=1)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


def test_an_environment_that_the_exchange_does_not_have_is_an_error(registry: Registry) -> None:
    with pytest.raises(ConfigurationError, match="no environment 'sandbox'"):
        connect("binance", registry=registry, environment="sandbox")


def test_opening_sends_nothing(server: FaultServer, registry: Registry) -> None:
    connect("binance", registry=registry).close()
    assert server.connections == 0


def test_an_error_says_the_name_it_was_opened_by(server: FaultServer, file: Path, registry: Registry) -> None:
    server.plays(hangs_up)
    with (
        connect("other", config=file, registry=registry, retries=0) as venue,
        pytest.raises(ConnectionFailed, match=r"^other GET /api/v3/ping: "),
    ):
        venue.raw.ping()


# ------------------------------------------------------------------------------------------------ what is injected


def test_clock_ids_and_budget_take_the_place_of_ours(registry: Registry) -> None:
    clock, budget = Clock(), LocalBudget({"api": [Limit(1, 60.0)]})
    venue = connect("binance", registry=registry, clock=clock, budget=budget, ids=lambda: "mine")
    assert venue.session.clock is clock
    assert venue.session.mint_id() == "mine"
    assert venue.budget.scopes["api"].windows[0].limit == 1


def test_the_budget_begins_with_the_limits_of_the_exchange(server: FaultServer, registry: Registry) -> None:
    with connect("binance", registry=registry) as venue:
        venue.raw.ping()
        windows = venue.budget.scopes["api"].windows
    assert [(window.limit, window.seconds, window.used) for window in windows] == [(6000, 60, 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_observers_of_plugins_are_told(server: FaultServer, kind: Callable[..., Any], registry: Registry) -> None:
    seen: list[ResponseReceived] = []

    def response_received(event: ResponseReceived) -> None:
        seen.append(event)
        raise RuntimeError("an observer changes nothing")

    registry.register(SimpleNamespace(__name__="watching", response_received=hookimpl(response_received)))
    if kind is connect:
        with connect("binance", registry=registry) as venue:
            venue.raw.ping()
    else:

        async def main() -> None:
            async with connect_async("binance", registry=registry) as venue:
                await venue.raw.ping()

        asyncio.run(main())
    assert [(event.venue, event.endpoint, event.status, event.error) for event in seen] == [
        ("binance", "GET /api/v3/ping", 200, None)
    ]


# ------------------------------------------------------------------------------------------------ environments


def test_production_is_the_environment_unless_another_is_named(registry: Registry) -> None:
    assert connect("binance", registry=registry).environment == "production"


def test_the_environment_cannot_be_changed(registry: Registry) -> None:
    venue = connect("binance", registry=registry)
    with pytest.raises(AttributeError):
        venue.environment = "testnet"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(AttributeError):
        venue.settings.environment = "testnet"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_environment_does_not_cover_is_never_sent(kind: Callable[..., Any]) -> None:
    """The test network of Binance has no wallet; production must not get what was meant for it."""
    transport = httpx.MockTransport(lambda request: pytest.fail(f"sent to {request.url.host}"))
    keys = {"api_key": Secret(KEY), "api_secret": Secret(SECRET)}
    venue = kind("binance", environment="testnet", transport=transport, **keys)
    with pytest.raises(OutsideEnvironment, match="POST /sapi/v1/capital/withdraw/apply") as caught:
        finished(
            venue.raw.withdraw(
                coin="USDT", address="T", amount=1, network="TRX", walletType=0, transactionFeeFlag=False
            )
        )
    assert not hasattr(caught.value, "__notes__")
    assert venue.budget.scopes["sapi_uid POST /sapi/v1/capital/withdraw/apply"].windows[0].used == 0


def test_each_environment_has_its_hosts() -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={})

    for environment in ("production", "testnet"):
        with connect("binance", environment=environment, transport=httpx.MockTransport(handle)) as venue:
            venue.raw.ping()
    assert asked == ["https://api.binance.com/api/v3/ping", "https://testnet.binance.vision/api/v3/ping"]


# ------------------------------------------------------------------------------------------------ replay


def test_replay_answers_from_the_cassette_that_the_plugin_ships() -> None:
    with connect("binance", environment="replay") as venue:
        assert venue.environment == "replay"
        ticker = venue.market.ticker("BTC/USDT")
        assert ticker.last_price == Decimal("4000.00000000")
        assert venue.wallet.balances()  # Signed, with a key that opens nothing.


def test_replay_is_the_same_in_the_awaiting_world() -> None:
    async def main() -> Any:
        async with connect_async("binance", environment="replay") as venue:
            return await venue.market.ticker("BTC/USDT")

    assert asyncio.run(main()).last_price == Decimal("4000.00000000")


def test_the_clock_of_a_replay_stands_where_the_recording_was_made() -> None:
    with connect("binance", environment="replay") as venue:
        recorded = datetime.fromtimestamp(1_717_200_000, tz=venue.market.server_time().tzinfo)
        now = datetime.fromtimestamp(venue.session.clock.now_ms() / 1000, tz=recorded.tzinfo)
    assert abs(now - recorded) < timedelta(seconds=30)


def test_a_replay_without_its_cassette_says_so(tmp_path: Path) -> None:
    with pytest.raises(RecordingMissing, match=r"there is no cassette at .*crossvenue record"):
        connect("binance", environment="replay", cassette=str(tmp_path / "none.yaml"))


def test_a_plugin_without_the_recording_that_it_ships_must_be_installed_anew() -> None:
    """The advice once was to record it, into the plugin."""
    lost = attrs.evolve(BINANCE, demo=attrs.evolve(BINANCE.demo, file="lost.yaml"))
    plugins = Registry(entry_points=lambda group: ())
    plugins.register(SimpleNamespace(exchanges=hookimpl(lambda: [lost])), "lost")

    with pytest.raises(
        RecordingMissing, match=r"lost[.]yaml; it comes with the plugin for binance: install that anew$"
    ):
        connect("binance", environment="replay", registry=plugins)


def test_what_the_cassette_does_not_hold_is_an_error_and_no_request() -> None:
    with connect("binance", environment="replay") as venue, pytest.raises(RecordingMissing, match="/api/v3/avgPrice"):
        venue.raw.avg_price(symbol="LTCBTC")


def test_opening_a_venue_imports_no_port_no_event_loop_and_no_client() -> None:
    # Each is dear, and waits until somebody uses it.
    late = "asyncio httpx vcr click rich crossvenue.preflight crossvenue_binance.market crossvenue_binance.wallet"
    program = (
        "import sys; from crossvenue import connect_async; venue = connect_async('binance');"
        f"print(*(name for name in '{late}'.split() if name in sys.modules)); venue.wallet;"
        "print('crossvenue_binance.wallet' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True"]


# ------------------------------------------------------------------------------------------------ what it shows


@pytest.mark.parametrize("kind", KINDS)
def test_no_representation_holds_a_secret(kind: Callable[..., Any], registry: Registry) -> None:
    venue = kind("binance", registry=registry, api_key=Secret(KEY), api_secret=Secret(SECRET))
    assert repr(venue) == f"<{type(venue).__name__} binance: binance, production>"
    for shown in (
        repr(venue),
        repr(venue.settings),
        str(venue.settings),
        repr(venue.session),
        repr(venue.session.dialect),
        repr(venue.exchange),
        repr(venue.raw),
        repr(venue.market),
    ):
        assert KEY not in shown
        assert SECRET not in shown


def test_supports_wants_the_name_of_an_operation(registry: Registry) -> None:
    venue = connect("binance", registry=registry)
    assert venue.supports("market.order_book") is True
    with pytest.raises(BadRequest, match=r"operations are named port.name, such as market.ticker"):
        venue.supports("order_book")
    with pytest.raises(BadRequest, match="market has no operation tickr; it has"):
        venue.supports("market.tickr")


# ------------------------------------------------------------------------------------------------ raw


def test_raw_has_every_endpoint_of_the_catalogue(registry: Registry) -> None:
    raw = connect("binance", registry=registry).raw
    assert {"new_order", "withdraw", "system_status"} <= set(dir(raw))
    assert "Place an order: POST /api/v3/order." in (raw.new_order.__doc__ or "")
    with pytest.raises(AttributeError, match=r"there is no endpoint new_odrer; did you mean .*new_order"):
        _ = raw.new_odrer
    with pytest.raises(AttributeError):
        _ = raw._repr_html_


def test_raw_does_not_send_what_the_venue_has_retired_and_says_what_took_its_place(registry: Registry) -> None:
    sent: list[httpx.Request] = []
    transport = httpx.MockTransport(lambda request: sent.append(request) or httpx.Response(410))
    with (
        connect("binance", registry=registry, transport=transport, api_key=Secret("k")) as venue,
        pytest.raises(NotOffered, match=r"raw\.listen_key_create: retired by the venue on 2026-02-20: .*WebSocket"),
    ):
        venue.raw.listen_key_create()
    assert sent == []


@pytest.mark.parametrize("kind", KINDS)
def test_replay_takes_no_transport_that_would_send(kind: Callable[..., Any], registry: Registry) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(500))
    with pytest.raises(ConfigurationError, match="replay, which sends nothing"):
        kind("binance", registry=registry, environment="replay", transport=transport)


@pytest.mark.parametrize("given", [{}, {"newClientOrderId": "mine"}], ids=["minted", "given"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_raw_write_carries_an_id_of_ours_and_its_unknown_end_names_it(
    server: FaultServer, kind: Callable[..., Any], registry: Registry, given: dict[str, str]
) -> None:
    server.plays(answer(503, b""))
    venue = kind("binance", registry=registry, api_key=Secret(KEY), api_secret=Secret(SECRET))
    order = {"symbol": "LTCBTC", "side": "SELL", "type": "MARKET", "quantity": "1", **given}

    async def awaited() -> None:
        async with venue:
            await venue.raw.new_order(**order)

    def blocking() -> None:
        with venue:
            venue.raw.new_order(**order)

    with pytest.raises(OutcomeUnknown) as caught:
        asyncio.run(awaited()) if kind is connect_async else blocking()
    assert caught.value.client_id
    assert caught.value.client_id == given.get("newClientOrderId", caught.value.client_id)
    assert f"newClientOrderId={caught.value.client_id}".encode() in server.requests[0].body
    assert len(server.requests) == 1


def test_raw_writes_decimals_as_venues_read_them(server: FaultServer, registry: Registry) -> None:
    with connect("binance", registry=registry, api_key=Secret(KEY), api_secret=Secret(SECRET)) as venue:
        rest = {"coin": "BTC", "address": "a", "network": "BTC", "walletType": 0, "transactionFeeFlag": False}
        venue.raw.withdraw(**rest, amount="1E-8")
        for odd in (" 1 ", "1_0", "\u0661"):
            with pytest.raises(BadRequest, match="amount"):
                venue.raw.withdraw(**rest, amount=odd)
    assert b"amount=0.00000001&" in server.requests[0].body
    assert len(server.requests) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_raw_checks_before_it_sends(server: FaultServer, kind: Callable[..., Any], registry: Registry) -> None:
    venue = kind("binance", registry=registry)
    for wrong in ({}, {"symbol": "LTCBTC", "limit": 0.5}, {"symbol": "LTCBTC", "depth": 5}):
        with pytest.raises(BadRequest):
            finished(venue.raw.depth(**wrong))
    assert server.connections == 0


def test_raw_answers_have_exact_numbers(server: FaultServer, registry: Registry) -> None:
    server.plays(answer(200, b'{"price": 0.10, "qty": "1.00"}'))
    with connect("binance", registry=registry) as venue:
        found = venue.raw.ping()
    assert found == {"price": Decimal("0.10"), "qty": "1.00"}
    assert str(found["price"]) == "0.10"


def test_raw_is_a_coroutine_function_only_where_it_is_awaited(registry: Registry) -> None:
    assert inspect.iscoroutinefunction(connect_async("binance", registry=registry).raw.ping)
    assert not inspect.iscoroutinefunction(connect("binance", registry=registry).raw.ping)


def test_without_a_key_what_needs_one_is_refused_here(server: FaultServer, registry: Registry) -> None:
    with connect("binance", registry=registry) as venue:
        with pytest.raises(ConfigurationError) as none:
            venue.raw.account()
        assert venue.budget.scopes["api"].windows[0].used == 0
    with connect("binance", registry=registry, api_key="k") as venue, pytest.raises(ConfigurationError) as half:
        venue.raw.account()
    said = "api_key: GET /api/v3/account needs a key, and {} configured; market data works without (expected api_key"
    assert str(none.value).startswith(said.format("none is"))
    assert str(half.value).startswith(said.format("only api_key is"))
    for error in (none, half):
        assert "api_secret" in str(error.value)
        assert "private_key" in str(error.value)
    assert server.connections == 0


# ------------------------------------------------------------------------------------------------ closing


def test_leaving_the_block_closes_also_after_an_error(registry: Registry) -> None:
    with pytest.raises(ZeroDivisionError), connect("binance", registry=registry) as venue:
        _ = 1 / 0
    with pytest.raises(Exception, match="the venue is closed"):
        venue.raw.ping()


def test_leaving_the_block_closes_awaiting(registry: Registry) -> None:
    async def main() -> None:
        venue = connect_async("binance", registry=registry)
        with suppress(ZeroDivisionError):
            async with venue:
                await venue.raw.ping()
                _ = 1 / 0
        with pytest.raises(Exception, match="the venue is closed"):
            await venue.raw.ping()

    asyncio.run(main())


def test_a_closed_replay_says_so_as_a_live_venue_does() -> None:
    with connect("binance", environment="replay") as venue:
        venue.market.server_time()
    with pytest.raises(CrossvenueError, match=r"^the venue is closed$"):
        venue.market.server_time()

    async def main() -> None:
        async with connect_async("binance", environment="replay") as venue:
            await venue.market.server_time()
        with pytest.raises(CrossvenueError, match=r"^the venue is closed$"):
            await venue.market.server_time()

    asyncio.run(main())


def test_the_worlds_verbs_are_not_mixed_up(registry: Registry) -> None:
    assert not hasattr(connect("binance", registry=registry), "aclose")
    assert not hasattr(connect_async("binance", registry=registry), "close")
