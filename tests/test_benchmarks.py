"""Each part of the benchmarks runs, with tiny counts and without the peers."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from crossvenue.instrument import Instrument
from crossvenue_binance import market

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

QUICK = ("--rounds", "1", "--seconds", "0.001", "--requests", "4", "--in-flight", "2", "--peers")


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("parse", ["| trades1000 | ours |", "| trades1000 | limit |", "| capitalConfig | ours |"]),
        ("sign", ["| request | ours |"]),
        ("import", ["| import crossvenue |", "| crossvenue, awaiting and ready |"]),
        ("http", ["| ours, blocking, httpx |", "| ours, awaiting, httpx |", "### POST, 2 in flight"]),
    ],
)
def test_a_part_runs(part: str, says: list[str]) -> None:
    options = ("--only", "trades1000", "capitalConfig") if part == "parse" else ()
    ran = subprocess.run(
        [sys.executable, str(BENCHMARKS / "run.py"), part, *QUICK, *options],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    assert [line for line in says if line not in ran.stdout] == []


def test_a_peer_that_is_not_installed_is_named_and_left_out(tmp_path: Path) -> None:
    # What a user without peers has: an interpreter that finds none of them.
    (tmp_path / "ccxt.py").write_text("raise ImportError")
    script = (
        f"import run; run.ROOT = run.Path({str(tmp_path)!r}); run.main(['sign', '--peers', 'ccxt', '--rounds', '1'])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(BENCHMARKS)))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.startswith("ccxt is not installed and is left out")


def test_what_is_measured_are_whole_instruments(monkeypatch: pytest.MonkeyPatch) -> None:
    # They are made without `__init__`, for speed: none of its fields may be forgotten.
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    payloads = importlib.import_module("payloads")
    payload = payloads.payload("exchangeInfo")
    found = market.instruments(market.read_info(payload), payload, steps_from_minimum=True)

    assert len(found) == payloads.SYMBOLS
    assert type(found[0]) is Instrument
    given: dict[str, Any] = {
        str(field.alias): getattr(found[0], field.name) for field in attrs.fields(Instrument) if field.init
    }
    assert Instrument(**given) == found[0]
    assert Instrument(**given).filters == found[0].filters
