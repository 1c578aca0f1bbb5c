"""The command that begins a plugin: a distribution whose contract tests say what is left to do. Apart, because it
alone writes Python.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import Final

import click

from crossvenue.cli.invocation import Invocation, command

_PYPROJECT: Final = """\
[project]
name = "crossvenue-$dashed"
version = "0.1.0"
description = "$title for Crossvenue"
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["crossvenue", "msgspec>=0.20"]

[project.entry-points.crossvenue]
$name = "crossvenue_$name"

[dependency-groups]
dev = ["crossvenue[testing]", "mypy", "ruff"]

[build-system]
requires = ["uv_build>=0.8,<1"]
build-backend = "uv_build"

[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = ["--import-mode=importlib"]
crossvenue_cassettes = "tests/cassettes"

[tool.mypy]
strict = true

[tool.ruff]
line-length = 118
"""

_README: Final = """\
# Crossvenue: $title

The plugin of Crossvenue for $title. Begun with `crossvenue new-plugin $name`.

    uv run pytest                        # the contract tests: their rule C01 lists what is left to do
    uv run pytest --record=documents     # makes the cassettes from the server in tests/conftest.py
    uv run pytest --record=live          # makes them with your account: it sends orders and withdrawals
    uv run mypy src
    uv run ruff check

Crossvenue is not published yet: beside a clone of it, say once `uv add --editable ../crossvenue/core`.
"""

_INIT: Final = '''\
"""$title for Crossvenue: what the plugin offers, and its registration."""

from collections.abc import Sequence

from crossvenue.endpoint import Catalogue
from crossvenue.exchange import Exchange, Site
from crossvenue.hookspecs import hookimpl
from crossvenue.limits import Limit

from crossvenue_$name.dialect import ${camel}Dialect, ${camel}Settings
from crossvenue_$name.market import ${camel}Market
from crossvenue_$name.trading import ${camel}Trading
from crossvenue_$name.wallet import ${camel}Wallet

EXCHANGE = Exchange(
    name="$name",
    title="$title",
    environments={"production": Site({"/": "https://api.$name.example"})},
    settings=${camel}Settings,
    dialect=${camel}Dialect,
    catalogue=lambda: Catalogue.load(__name__),
    market=${camel}Market,
    trading=${camel}Trading,
    wallet=${camel}Wallet,
    # Units and seconds of each scope that endpoints.json names in its weights.
    limits={"requests": (Limit(60, 60),)},
    docs="https://$name.example/docs",
)


@hookimpl
def exchanges() -> Sequence[Exchange]:
    """$title."""
    return (EXCHANGE,)
'''

_DIALECT: Final = '''\
"""How $title is spoken to: parameters, signatures, and what its answers mean."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import quote

import msgspec
from crossvenue.clock import Clock
from crossvenue.config import Settings
from crossvenue.dialect import Dialect
from crossvenue.endpoint import Endpoint, Security
from crossvenue.errors import ConfigurationError, OutcomeUnknown, RateLimited, Refused, VenueError
from crossvenue.exchange import Site
from crossvenue.wire import plain
from crossvenue.world import Request, Response


class ${camel}Settings(Settings):
    """The settings of $title: those of every exchange. Make it an attrs class to add some."""


class WireError(msgspec.Struct):
    """{"code": "...", "message": "..."}: the venue's envelope of an error, as its documents print it."""

    code: str | None = None
    message: str = "the answer has no message"


class WireTime(msgspec.Struct):
    """{"serverTime": 1700000000000}"""

    serverTime: int


class ${camel}Dialect(Dialect):
    """$title's REST interface."""

    venue = "$name"
    time_endpoint = "server_time"

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        """Keys come with `settings`; `site` knows the hosts of the environment."""
        self.settings, self.site = settings, site

    def request(self, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        """What does not stand in the path goes into the query; signed as the venue's documents say."""
        path, rest = endpoint.located(params)
        query = "&".join(
            f"{name}={quote(plain(value) if isinstance(value, Decimal) else str(value), safe='')}"
            for name, value in rest.items()
            if value is not None
        )
        headers: tuple[tuple[str, str], ...] = ()
        if endpoint.security is not Security.NONE:
            key, secret = self.settings.api_key, self.settings.api_secret
            if key is None or secret is None:
                raise ConfigurationError(f"{endpoint.label} needs a key", key="api_key", expected="a secret")
            signed = f"{now_ms}{endpoint.method}{path}{query}".encode()
            signature = hmac.new(secret.reveal().encode(), signed, hashlib.sha256).hexdigest()
            headers = (("X-KEY", key.reveal()), ("X-TIMESTAMP", str(now_ms)), ("X-SIGN", signature))
        base = self.site.base(self.settings.exchange, endpoint.label, endpoint.path)
        return Request(endpoint.method, f"{base}{path}?{query}", headers)

    def judge(self, endpoint: Endpoint, response: Response) -> VenueError | None:
        """Refused needs the venue's own word: whatever else is no success leaves open what was done."""
        status = response.status
        if status == 200:
            return None
        if status == 429:
            wait = response.header("retry-after")
            return RateLimited(
                "too many requests",
                venue=self.venue,
                endpoint=endpoint.label,
                status=status,
                retry_after=float(wait) if wait is not None and wait.isdecimal() else None,
            )
        try:
            said = msgspec.json.decode(response.body, type=WireError)
        except msgspec.DecodeError:
            said = WireError()
        # A table of the venue's codes comes here: InsufficientFunds, TimestampRefused, OrderNotFound ...
        kind = Refused if 400 <= status < 500 and said.code is not None else OutcomeUnknown
        return kind(said.message, venue=self.venue, endpoint=endpoint.label, status=status, code=said.code)

    def server_time_ms(self, body: bytes) -> int:
        """{"serverTime": 1700000000000}"""
        return msgspec.json.decode(body, type=WireTime).serverTime
'''

_PORT: Final = '''\
"""The $port of $title: each wire class with its sample, its mapping, and at the end the methods."""

from crossvenue.interfaces import $names


class ${camel}$base($base[W]):
    """Override `_$first` and its like; give what the venue does not have `not_offered("why")`."""
'''

_CATALOGUE: Final = """\
{
  "server_time": {
    "title": "The venue's clock",
    "method": "GET",
    "path": "/time",
    "security": "none",
    "weights": [{"scope": "requests", "units": 1}],
    "repeatable": true,
    "docs": "https://$name.example/docs#time"
  }
}
"""

_TESTS: Final = '''\
"""$title keeps the rules of the ports. What `C01` lists is left to do."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from crossvenue.model import NO_MEMO
from crossvenue.testing import MarketContract, TradingContract, WalletContract

# Left to state in all three, from the venue's documents; the rules that need them say so:
#     refusal = (400, b'{"code": "...", "message": "..."}')    how it refuses any request
#     rate_limited = (429, b"...", {"Retry-After": "7"}, 7)    how it says that it was asked too often: the default
#     paged = {"candles": {...}}                               a history that needs more than one page


class TestMarket(MarketContract):
    """On tests/cassettes/$name/contract/market.yaml, which `pytest --record=documents` or `--record=live` makes."""

    exchange = "$name"


class TestTrading(TradingContract):
    """On tests/cassettes/$name/contract/trading.yaml. Recording places the order: use a test network."""

    exchange = "$name"
    # Left to state besides: refused_timestamp, insufficient_funds, and words, if the venue's are not ours.
    order: ClassVar[Mapping[str, object]] = {
        "symbol": "BTC/USDT",
        "side": "BUY",
        "type": "LIMIT",
        "quantity": Decimal("0.001"),
        "price": Decimal(20000),
    }


class TestWallet(WalletContract):
    """On tests/cassettes/$name/contract/wallet.yaml. Recording sends the withdrawal."""

    exchange = "$name"
    # Left to state besides: refused_timestamp, and words, if the venue's are not ours.
    withdrawal: ClassVar[Mapping[str, object]] = {
        "asset": "USDT",
        "amount": Decimal("10.5"),
        "network": "TRX",
        "address": "an address of yours",
        "memo": NO_MEMO,
    }
'''

_CONFTEST: Final = '''\
"""A server on this machine that answers with the examples of $title's documents.

`pytest --record=documents` makes the cassettes from it. Let it check the signature, and say in the README which
examples it has, and what you had to compose.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from crossvenue.testing import Loopback

NOW_MS = 1_700_000_000_000
"""What time it is there: that of the documents' examples."""

EXAMPLES: dict[str, object] = {"GET /time": {"serverTime": NOW_MS}}
"""The documented answer to each method and path."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        found = EXAMPLES.get(f"{self.command} {self.path.partition('?')[0]}")
        payload = json.dumps({"code": "NO_EXAMPLE", "message": self.path} if found is None else found).encode()
        self.send_response(400 if found is None else 200)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(exchange: str, answers: Mapping[str, object]) -> Iterator[Loopback]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}"
            yield Loopback(address=address, clock_ms=NOW_MS, settings={"api_key": "key", "api_secret": "secret"})
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def documentation() -> Callable[[str, Mapping[str, object]], AbstractContextManager[Loopback]]:
    return serving
'''

_NO_CASSETTE: Final = "interactions: []\nversion: 1\n"


def files(name: str) -> dict[str, str]:
    """The files of a plugin called `name`, by their paths below its folder."""
    title = name.replace("_", " ").title()
    words = {"name": name, "dashed": name.replace("_", "-"), "title": title, "camel": title.replace(" ", "")}

    def filled(template: str, **more: str) -> str:
        return Template(template).substitute(words, **more)

    package = f"src/crossvenue_{name}"
    ports = {
        "market": {"base": "Market", "names": "Market, W", "first": "ticker"},
        "trading": {"base": "Trading", "names": "Trading, W", "first": "place_order"},
        "wallet": {"base": "Wallet", "names": "W, Wallet", "first": "withdraw"},
    }
    return {
        "pyproject.toml": filled(_PYPROJECT),
        "README.md": filled(_README),
        f"{package}/__init__.py": filled(_INIT),
        f"{package}/py.typed": "",
        f"{package}/dialect.py": filled(_DIALECT),
        f"{package}/endpoints.json": filled(_CATALOGUE),
        **{f"{package}/{port}.py": filled(_PORT, port=port, **about) for port, about in ports.items()},
        "tests/conftest.py": filled(_CONFTEST),
        "tests/test_contract.py": filled(_TESTS),
        **{f"tests/cassettes/{name}/contract/{port}.yaml": _NO_CASSETTE for port in ports},
    }


@command("new-plugin", venue=False)
@click.argument("name")
@click.option("--into", metavar="FOLDER", default=".", type=click.Path(file_okay=False), help="Where; else here.")
def new_plugin(invocation: Invocation, name: str, into: str) -> None:
    """Begin a plugin for the exchange NAME.

    Writes the distribution crossvenue-NAME into a new folder: it passes lint and types, and its contract tests
    fail with the list of what is left to do. An exchange that is installed is not begun again.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        raise click.UsageError(f"{name!r} is no name of an exchange: small letters, digits and _, such as acme_eu")
    from crossvenue.registry import registry

    if name in registry().names():
        raise click.UsageError(f"{name} is installed already: a plugin of your own needs another name")
    folder = Path(into) / f"crossvenue-{name.replace('_', '-')}"
    if folder.exists():
        raise click.UsageError(f"{folder} is there already")
    written = files(name)
    for path, content in written.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    if invocation.json:
        from crossvenue.cli import show

        show.as_json({"folder": str(folder), "files": list(written)})
        return
    click.echo(f"{folder} has a plugin that does nothing yet. In it, `uv run pytest` lists what is left to do")
    click.echo("(beside a clone of Crossvenue, its README.md says what to do first).")
    click.echo("docs/plugins.md of Crossvenue walks from an exchange's API page to a published distribution.")
