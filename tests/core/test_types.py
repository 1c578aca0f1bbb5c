"""The types that a user sees, by mypy and by pyright: right calls give these types, wrong calls are errors."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIGHT = Path(__file__).with_name("typing_of_the_ports.py")

BEFORE = """\
from datetime import datetime
from crossvenue import AsyncVenue, Venue, connect, connect_async
from crossvenue_binance.raw import raw

async def wrong(venue: Venue, other: AsyncVenue) -> None:
"""
WRONG = [
    # A float where money is meant.
    'venue.wallet.withdraw(asset="USDT", amount=5.0, network="TRX", address="T")',
    'venue.trading.place_order("BTC/USDT", side="BUY", type="LIMIT", quantity=0.5, price=1)',
    # What must be named, what is missing, what is misspelt.
    'venue.wallet.withdraw("USDT", amount=5, network="TRX", address="T")',
    'venue.wallet.withdraw(asset="USDT", amount=5, address="T")',
    'venue.market.order_book("BTC/USDT", 5)',
    'venue.market.order_book("BTC/USDT", deep=5)',
    'venue.market.candles("BTC/USDT", "1m", sinse=datetime.min)',
    'venue.market.order_buch("BTC/USDT")',
    "venue.market.order_book(5)",
    # The other world's verbs.
    'await venue.market.order_book("BTC/USDT")',
    "await venue.aclose()",
    'other.market.order_book("BTC/USDT").best_bid',
    '[candle for candle in other.market.candles("BTC/USDT", "1m")]',
    '[candle async for candle in venue.market.candles("BTC/USDT", "1m")]',
    'other.market.candles("BTC/USDT", "1m").all().raw',
    "other.close()",
    # Settings.
    'connect("binance", on_limitt="wait")',
    'connect("binance", on_limit="weit")',
    'connect_async("binance", timeout="3")',
    # A history that is not read yet.
    'venue.market.candles("BTC/USDT", "1m")[0]',
    'len(venue.market.candles("BTC/USDT", "1m"))',
    'await other.market.candles("BTC/USDT", "1m")',
    # What may not be there.
    "venue.market.tickers()[0].instrument.quote",
    'venue.trading.orders("BTC/USDT").all()[0].instrument.quote',
    # An endpoint of the venue's own, its parameters and their values.
    'raw(venue).deptth(symbol="BTCUSDT")',
    'raw(venue).depth(simbol="BTCUSDT")',
    "raw(venue).depth()",
    'raw(venue).depth("BTCUSDT")',
    'raw(venue).depth(symbol="BTCUSDT", limit="5")',
    'raw(venue).new_order(symbol="BTCUSDT", side="BOTH", type="MARKET")',
    'raw(venue).new_order(symbol="BTCUSDT", side="BUY", type="MARKET", quantity=0.5)',
    'raw(other).depth(symbol="BTCUSDT")["bids"]',
    # What nobody can change.
    'venue.market.order_book("BTC/USDT").bids = ()',
    'venue.wallet.asset("BTC").networks.append',
]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("types") / "wrong_calls.py"
    path.write_text(BEFORE + "".join(f"    {line}\n" for line in WRONG))
    return path


def lines_of(numbers: Sequence[int]) -> list[str]:
    """The lines of the file of wrong calls that have an error."""
    return [line for number, line in enumerate(WRONG, BEFORE.count("\n") + 1) if number in numbers]


def test_mypy(wrong: Path) -> None:
    pytest.importorskip("mypy")
    files = [str(RIGHT), str(wrong)]
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--output=json", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.stderr == ""
    assert [each for each in found if Path(each["file"]).name == RIGHT.name] == []
    assert {Path(each["file"]).name for each in found} == {wrong.name}
    assert lines_of([each["line"] for each in found if each["severity"] == "error"]) == WRONG


def test_pyright(wrong: Path) -> None:
    pytest.importorskip("pyright")
    ran = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, str(RIGHT), str(wrong)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(ran.stdout)["generalDiagnostics"]
    assert [each for each in found if Path(each["file"]).name == RIGHT.name] == []
    assert {Path(each["file"]).name for each in found} == {wrong.name}
    assert lines_of([each["range"]["start"]["line"] + 1 for each in found if each["severity"] == "error"]) == WRONG
