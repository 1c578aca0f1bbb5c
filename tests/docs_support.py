"""How the blocks of the documents are run, and the account that they tell of.

A block of Python runs in one namespace per document (`>>>` as a doctest); a `text` block below it is what it prints.
The commands of a `console` block run too: what stands below one is what it prints, blank lines aside, and
`; echo $?` adds its exit status. TOML must be accepted by whatever reads it, and the commands of a `bash` block,
which are not run, must exist. `...` stands for anything.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click
import httpx
import msgspec
from click.testing import CliRunner, Result
from sybil import Document, Example
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import CodeBlockParser
from sybil.region import Region

from crossvenue.cli import main
from crossvenue.cli.record import _given
from crossvenue.config import load
from crossvenue.endpoint import Catalogue
from crossvenue.registry import registry

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "core/*.md", "plugins/*/*.md", "cassettes/*.md")
    for path in ROOT.glob(pattern)
)
"""Every page that a reader of the repository may open."""

MEANT_TO_RUN: Final = ("python", "text", "console", "bash", "toml", "json")
"""The languages of blocks that there are; a block of another is refused, so that none goes unread."""


# ------------------------------------------------------------------------------------------------ running blocks


def matches(wanted: str, got: str, *, flags: int = 0) -> bool:
    """Whether `got` is what was `wanted`: `...` stands for anything, and space at the ends of lines for nothing."""

    def lines(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"

    return doctest.OutputChecker().check_output(lines(wanted), lines(got), doctest.ELLIPSIS | flags)


class Page:
    """A document with its blocks, to be run once, from top to bottom."""

    def __init__(self, path: Path) -> None:
        self.said: str | None = None
        evaluators: Mapping[str, Callable[[Example], str | None]] = {
            "text": self._text,
            "console": _console,
            "bash": _bash,
            "toml": _toml,
            "json": _json,
        }
        blocks = [CodeBlockParser(language, evaluator) for language, evaluator in evaluators.items()]
        self.document = Document.parse(str(path), self._python_blocks, *blocks)

    def run(self) -> dict[str, Any]:
        """Runs every block, and gives the names that they left behind."""
        for example in self.document.examples():
            example.evaluate()
        return self.document.namespace

    def python(self) -> list[str]:
        """The source of each block of Python that is no doctest."""
        return [example.parsed for example in self.document.examples() if example.region.evaluator == self._python]

    def _python_blocks(self, document: Document) -> Iterator[Region]:
        sessions = DocTestStringParser(DocTestEvaluator(doctest.ELLIPSIS))
        for region in CodeBlockParser("python", self._python)(document):
            if not region.parsed.startswith(">>>"):
                yield region
                continue
            for session in sessions(region.parsed, document.path):
                session.adjust(region, region.parsed)
                yield session

    def _python(self, example: Example) -> None:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            PythonEvaluator()(example)
        self.said = said.getvalue()

    def _text(self, example: Example) -> str | None:
        if self.said is None:
            return "no block of Python stands above this"
        said, self.said = self.said, None
        return None if matches(str(example.parsed), said) else f"it prints:\n{said}"


def invoke(words: list[str]) -> Result:
    """`crossvenue` with these arguments, as a shell would run it."""
    return CliRunner().invoke(main, words, prog_name="crossvenue")


def _console(example: Example) -> str | None:
    for part in re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]:
        line, _, wanted = part.partition("\n")
        command, asked, _ = line.partition("; echo $?")
        name, *words = shlex.split(command)
        if name != "crossvenue":
            return f"{name} is not run here"
        result = invoke(words)
        if result.exit_code and not asked:
            return f"$ {line}\nends with {result.exit_code}:\n{result.output}{result.exception!r}"
        said = f"{result.output}\n{result.exit_code}\n" if asked else result.output
        # The columns of a table are as wide as what else is in it.
        if wanted.strip() and not matches(wanted, said, flags=doctest.NORMALIZE_WHITESPACE):
            return f"$ {line}\nprints:\n{said}"
    return None


def _bash(example: Example) -> str | None:
    for line in str(example.parsed).splitlines():
        for command in line.partition(" #")[0].split("&&"):
            problem = misspelt(shlex.split(command))
            if problem:
                return f"{command.strip()}: {problem}"
    return None


def misspelt(words: list[str]) -> str | None:
    """What does not exist in a command; None if all of it does."""
    match words:
        case []:
            return None
        case ["pip", "install", *packages]:
            return next((f"no {each}" for each in packages if each != "uv" and not _is_ours(each)), None)
        case ["uv", "run", "pytest", *options]:
            known = (ROOT / "core" / "src" / "crossvenue" / "testing" / "plugin.py").read_text()
            long = [each.partition("=")[0] for each in options if each.startswith("--")]
            return next((f"no option {each}" for each in long if f'"{each}"' not in known), None)
        case ["uv", "run", *command]:
            return misspelt(command)
        case ["crossvenue", *arguments]:
            try:
                _parse(main, arguments)
            except click.ClickException as problem:
                return problem.format_message()
            return None
        case ["zensical", "build", *_]:
            return None
    return "not a command that is known here"


def _is_ours(package: str) -> bool:
    if package.startswith("./"):
        return (ROOT / package / "pyproject.toml").is_file()
    name, _, extras = package.rstrip("]").partition("[")
    for project in (*ROOT.glob("core/pyproject.toml"), *ROOT.glob("plugins/*/pyproject.toml")):
        about = tomllib.loads(project.read_text())["project"]
        if about["name"] == name:
            return set(filter(None, extras.split(","))) <= set(about.get("optional-dependencies", {}))
    return False


def _parse(command: click.Command, arguments: list[str]) -> None:
    """Raises `click.ClickException` where a command line is wrong; runs nothing."""
    with command.make_context(command.name or "", list(arguments)) as context:
        if isinstance(command, click.Group):
            name, chosen, rest = command.resolve_command(context, [*context._protected_args, *context.args])
            assert chosen is not None, name
            _parse(chosen, rest)
        elif command.name == "record":
            _given(context.params["operation"], context.params["arguments"])


def _json(example: Example) -> str | None:
    """A block of JSON is a catalogue of endpoints."""
    entries = msgspec.json.decode(str(example.parsed), type=dict[str, msgspec.Raw])
    catalogue = Catalogue(entries)
    return None if all(catalogue[name].label for name in catalogue) else "an entry cannot be read"


def _toml(example: Example) -> str | None:
    document = tomllib.loads(str(example.parsed))
    file = Path("crossvenue.toml")
    for name, venue in document.get("venues", {}).items():
        file.write_text(str(example.parsed))
        file.chmod(0o600)
        environments = registry().exchange(venue["exchange"]).environments
        if venue.get("environment", "production") not in (*environments, "replay"):
            return f"{name}: {venue['exchange']} has no environment {venue['environment']}"
        # In replay no secret is fetched, and everything else is checked as ever.
        load(file, environ={}).venue(name, registry(), environment="replay")
    if "default" in document and document["default"] not in document["venues"]:
        return f"there is no venue {document['default']}"
    return None


# ------------------------------------------------------------------------------------------------ the account

ADDRESS: Final = "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB"
PAYMENT: Final = {"asset": "BTC", "amount": "0.0015", "network": "BTC", "address": ADDRESS}
BUY: Final = {"symbol": "BTC/USDT", "side": "BUY", "type": "LIMIT", "quantity": "0.012"}
PAID, DUE, REJECTED = "invoice-17", "invoice-18", "invoice-16"
"""The client ids of a withdrawal that was made, of one that was not yet, and of one that the venue rejected."""
NOW: Final = datetime(2024, 6, 1, tzinfo=UTC)
"""When the recording begins."""
SINCE: Final = datetime(2023, 12, 1, tzinfo=UTC)

CALLS: Final[tuple[tuple[str, Mapping[str, Any]], ...]] = (
    ("market.server_time", {}),
    ("market.status", {}),
    ("market.price", {"symbol": "BTC/USDT"}),
    ("market.price", {"symbol": "ETH/BTC"}),
    ("market.ticker", {"symbol": "BTC/USDT"}),
    ("market.order_book", {"symbol": "BTC/USDT", "depth": 5}),
    ("market.trades", {"symbol": "BTC/USDT", "limit": 5}),
    ("market.quotes", {"symbols": ["BTC/USDT", "ETH/BTC"]}),
    ("market.candles", {"symbol": "BTC/USDT", "interval": "1h", "limit": 24}),
    ("raw.ticker_rolling", {"symbol": "BTCUSDT", "windowSize": "1h"}),
    ("wallet.deposits", {"since": SINCE}),
    ("wallet.withdrawals", {"since": SINCE}),
    ("wallet.withdrawal", {"client_id": DUE}),
    ("wallet.withdrawal", {"client_id": DUE, "around": NOW}),
    ("wallet.preflight", PAYMENT),
    ("wallet.preflight", {**PAYMENT, "amount": "2", "network": "BEP2"}),
    ("wallet.withdraw", {**PAYMENT, "client_id": PAID}),
    ("wallet.withdraw", {**PAYMENT, "client_id": DUE}),
    ("wallet.withdrawal", {"client_id": PAID}),
    ("wallet.withdrawal", {"client_id": PAID, "around": NOW}),
    ("wallet.withdrawal", {"client_id": REJECTED}),
    ("trading.fills", {"symbol": "BTC/USDT", "since": SINCE}),
    ("trading.place_order", {**BUY, "price": "3960", "client_id": "grid-7"}),
    ("trading.order", {"symbol": "BTC/USDT", "client_id": "grid-7"}),
    ("trading.cancel_order", {"symbol": "BTC/USDT", "client_id": "grid-7"}),
    (
        "trading.place_oco",
        {"symbol": "BTC/USDT", "side": "SELL", "quantity": "0.012", "price": "4400", "stop_price": "3600"},
    ),
    ("trading.replace_order", {**BUY, "price": "3900", "cancel_client_id": "grid-8"}),
)
"""All that documents and examples ask the venue called `main`, in the order in which it is recorded."""


def _quote(symbol: str, bid: str, bid_quantity: str, ask: str, ask_quantity: str) -> dict[str, str]:
    return {"symbol": symbol, "bidPrice": bid, "bidQty": bid_quantity, "askPrice": ask, "askQty": ask_quantity}


def answers() -> dict[str, object]:
    """What takes the place of the documented examples, so that a reader meets one account and one price."""
    deposits = [
        {
            "amount": amount,
            "coin": coin,
            "network": network,
            "status": 1,
            "address": address,
            "addressTag": "",
            "txId": transaction,
            "insertTime": time_ms,
            "transferType": 0,
            "confirmTimes": "12/12",
        }
        for amount, coin, network, address, transaction, time_ms in (
            (
                "0.00999800",
                "PAXG",
                "ETH",
                "0x788cabe9236ce061e5a892e1a59395a81fc8d62c",
                "0xaad4654a3234aa6118af9b4b335f5ae81c360b2394721c019b5d1e75328b09f3",
                1716163200000,
            ),
            (
                "0.50000000",
                "IOTA",
                "IOTA",
                "SIZ9VLMHWATXKV99LH99CIGFJFUMLEHGWVZVNNZXRJJVWBPHYWPPBOSDORZ9EQSHCZAMPVAPGFYQAUUV9DROOXJLNW",
                "ESBFVQUTPIWQNJSPXFNHNYHSQNTGKRVKPRABQWTAXCDWOAKDKYWPTVG9BGXNVNKTLEJGESAVXIKIZ9999",
                1707609600000,
            ),
        )
    ]
    withdrawal = {
        "address": ADDRESS,
        "amount": "0.00150000",
        "applyTime": "2024-06-01 00:00:05",
        "coin": "BTC",
        "id": "156ec387f49b41df8724fa744fa82719",
        "withdrawOrderId": PAID,
        "network": "BTC",
        "transferType": 0,
        "status": 4,
        "transactionFee": "0.0005",
        "confirmNo": 0,
        "info": "",
        "txId": "",
    }
    completed = {
        **withdrawal,
        "amount": "8.91000000",
        "applyTime": "2024-05-12 11:12:02",
        "coin": "USDT",
        "id": "b6ae22b3aa844210a7041aee7589627c",
        "withdrawOrderId": "invoice-9",
        "address": "0x94df8b352de7f46f64b01d3666bf6e936e44ce60",
        "network": "ETH",
        "status": 6,
        "transactionFee": "0.004",
        "confirmNo": 3,
        "txId": "0xb5ef8c13b968a406cc62a93a8bd80f9e9a906ef1b3fcf20a2e48573c17659268",
    }
    rejected = {
        **withdrawal,
        "id": "b6ae22b3aa844210a7041aee7589627d",
        "withdrawOrderId": REJECTED,
        "applyTime": "2024-05-31 09:00:00",
        "status": 3,
    }
    sold = {
        "symbol": "BTCUSDT",
        "id": 28457,
        "orderId": 100234,
        "orderListId": -1,
        "price": "3999.00000000",
        "qty": "5.00000000",
        "quoteQty": "19995.00000000",
        "commission": "19.99500000",
        "commissionAsset": "USDT",
        "time": 1701417600000,
        "isBuyer": False,
        "isMaker": False,
        "isBestMatch": True,
    }
    told: dict[str, object] = {
        "GET /api/v3/ticker/price": [
            (200, {"symbol": "BTCUSDT", "price": "4000.00000000"}),
            (200, {"symbol": "ETHBTC", "price": "0.07946600"}),
            # Of the pre-flights.
            (200, {"symbol": "BTCUSDT", "price": "4000.00000000"}),
        ],
        "GET /api/v3/ticker/24hr": (
            200,
            {
                **_quote("BTCUSDT", "3999.00000000", "5.00000000", "4000.00000000", "1.00000000"),
                "priceChange": "42.00000000",
                "priceChangePercent": "1.061",
                "weightedAvgPrice": "3989.12345678",
                "prevClosePrice": "3958.00000000",
                "lastPrice": "4000.00000000",
                "lastQty": "1.00000000",
                "openPrice": "3958.00000000",
                "highPrice": "4012.50000000",
                "lowPrice": "3940.00000000",
                "volume": "8913.30000000",
                "quoteVolume": "35556254.10731737",
                "openTime": 1717113600000,
                "closeTime": 1717200000000,
                "firstId": 28385,
                "lastId": 28460,
                "count": 76,
            },
        ),
        "GET /api/v3/ticker/bookTicker": (
            200,
            [
                _quote("BTCUSDT", "3999.00000000", "5.00000000", "4000.00000000", "1.00000000"),
                _quote("ETHBTC", "0.07946700", "9.00000000", "0.07946800", "9.00000000"),
            ],
        ),
        "GET /api/v3/depth": (
            200,
            {
                "lastUpdateId": 1027024,
                "bids": [
                    ["3999.00000000", "5.00000000"],
                    ["3998.00000000", "2.00000000"],
                    ["3997.00000000", "1.00000000"],
                ],
                "asks": [
                    ["4000.00000000", "1.00000000"],
                    ["4001.00000000", "12.00000000"],
                    ["4002.00000000", "431.00000000"],
                ],
            },
        ),
        "GET /api/v3/account": (
            200,
            {
                "makerCommission": 15,
                "takerCommission": 15,
                "buyerCommission": 0,
                "sellerCommission": 0,
                "canTrade": True,
                "canWithdraw": True,
                "canDeposit": True,
                "updateTime": 123456789,
                "accountType": "SPOT",
                "balances": [
                    {"asset": "BTC", "free": "0.08074558", "locked": "0.00000000"},
                    {"asset": "USDT", "free": "1000.00000000", "locked": "0.00000000"},
                ],
                "permissions": ["SPOT"],
            },
        ),
        "POST /api/v3/order": (
            200,
            {
                "symbol": "BTCUSDT",
                "orderId": 28,
                "orderListId": -1,
                "clientOrderId": "grid-7",
                "transactTime": 1717200003000,
                "price": "3960.00000000",
                "origQty": "0.01200000",
                "executedQty": "0.00000000",
                "cummulativeQuoteQty": "0.00000000",
                "status": "NEW",
                "timeInForce": "GTC",
                "type": "LIMIT",
                "side": "BUY",
                "fills": [],
            },
        ),
        # Found on the first day; then by its id there are no more.
        "GET /api/v3/myTrades": [(200, [sold]), (200, [])],
        "GET /sapi/v1/account/apiRestrictions": (
            200,
            {
                "ipRestrict": True,
                "createTime": 1623840271000,
                "enableWithdrawals": True,
                "enableInternalTransfer": True,
                "permitsUniversalTransfer": True,
                "enableVanillaOptions": False,
                "enableReading": True,
                "enableFutures": False,
                "enableMargin": False,
                "enableSpotAndMarginTrading": True,
                "tradingAuthorityExpirationTime": 1743465600000,
            },
        ),
        "GET /sapi/v1/capital/withdraw/quota": (200, {"wdQuota": "10000", "usedWdQuota": "1000"}),
        "POST /sapi/v1/capital/withdraw/apply": (200, {"id": withdrawal["id"]}),
        # A history of half a year is read in three spans, the newest first.
        "GET /sapi/v1/capital/deposit/hisrec": [(200, deposits[:1]), (200, deposits[1:]), (200, [])],
        # The history in three spans, what is due twice, the last day twice, what was paid twice, what was rejected.
        "GET /sapi/v1/capital/withdraw/history": [
            (200, [completed]),
            *[(200, [])] * 6,
            *[(200, [withdrawal])] * 2,
            (200, [rejected]),
        ],
    }
    return told


def write_configuration(path: Path) -> None:
    """A `crossvenue.toml` whose venue `main` is the account of the documents, on its recording."""
    cassette = ROOT / "cassettes" / "binance" / "docs.yaml"
    path.write_text(
        'default = "main"\n\n[venues.main]\nexchange = "binance"\nenvironment = "replay"\n'
        f"cassette = {json.dumps(str(cassette))}\n"
    )


def acme(request: httpx.Request) -> httpx.Response:
    """The exchange of the plugin that the README writes."""
    payloads: Mapping[str, object] = {
        "/time": {"now": 1_717_200_000_000},
        "/pairs": ["BTC-USD"],
        "/last": {"pair": "BTC-USD", "last": "97000.10"},
    }
    return httpx.Response(200, json=payloads[request.url.path])
