"""`crossvenue new-plugin` begins a plugin that is in order, and whose tests say what it lacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from crossvenue.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    result = CliRunner().invoke(main, ["new-plugin", "acme_eu", "--into", str(tmp_path)])
    assert result.exit_code == 0, result.output
    return tmp_path / "crossvenue-acme-eu"


@pytest.fixture
def installed(folder: Path, tmp_path: Path) -> Sequence[Path]:
    """Where Python finds it, as an installation would leave it."""
    about = tmp_path / "crossvenue_acme_eu-0.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: crossvenue-acme-eu\nVersion: 0.1.0\n")
    (about / "entry_points.txt").write_text("[crossvenue]\nacme_eu = crossvenue_acme_eu\n")
    return [folder / "src", tmp_path]


def run(folder: Path, *command: str, path: Sequence[Path] = ()) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, env=environ, timeout=300
    )


def test_it_passes_lint_and_types(folder: Path) -> None:
    for command in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy", "src")):
        done = run(folder, *command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_its_contract_tests_fail_with_what_is_left_to_do(folder: Path, installed: Sequence[Path]) -> None:
    # Outside the repository, as it will be.
    done = run(folder, "pytest", "-q", "-p", "no:cacheprovider", path=installed)

    assert done.returncode == 1, done.stdout + done.stderr
    for port, names in (
        ("market", "_server_time, _status, _instruments"),
        ("trading", "_place_order"),
        ("wallet", "_balances, _assets"),
    ):
        assert any("left to do" in line and names in line for line in done.stdout.splitlines()), port
    assert "C01: Every operation of the port answers" in done.stdout


FIRST_TWO = """
    async def _server_time(self):
        def read(body):
            return moment(json.loads(body)["serverTime"])

        return await self.session.call(self._endpoint("server_time"), {}, read)

    async def _status(self):
        def read(body):
            return with_payload(VenueStatus(VenueState.NORMAL, json.loads(body)["said"]), body)

        return await self.session.call(self._endpoint("status"), {"of": "all/of it", "since": 1}, read)
"""


def test_what_is_written_into_it_is_recorded_from_its_own_server(folder: Path, installed: Sequence[Path]) -> None:
    package = folder / "src" / "crossvenue_acme_eu"
    market = package / "market.py"
    heading = "import json\nfrom crossvenue.model import VenueState, VenueStatus, moment, with_payload\n"
    market.write_text(heading + market.read_text() + FIRST_TWO)
    entries = json.loads((package / "endpoints.json").read_text())
    params = {"of": {"type": "text", "required": True}, "since": {"type": "integer"}}
    entries["status"] = {**entries["server_time"], "path": "/status/{of}", "params": params}
    (package / "endpoints.json").write_text(json.dumps(entries))
    conftest = folder / "tests" / "conftest.py"
    known = conftest.read_text()
    more = known.replace("NOW_MS}}", 'NOW_MS}, "GET /status/all%2Fof%20it": {"said": "well"}}')
    assert more != known
    conftest.write_text(more)

    options = ("pytest", "-q", "-p", "no:cacheprovider", "tests/test_contract.py::TestMarket::test_cassette")
    recorded = run(folder, *options, "--record=documents", path=installed)
    played = run(folder, *options, path=installed)

    assert recorded.returncode == played.returncode == 0, recorded.stdout + played.stdout
    text = (folder / "tests" / "cassettes" / "acme_eu" / "contract" / "market.yaml").read_text()
    assert "https://api.acme_eu.example/time" in text
    assert "https://api.acme_eu.example/status/all%2Fof%20it?since=1" in text


def test_with_json_it_tells_what_it_wrote(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new-plugin", "acme", "--into", str(tmp_path), "--json"])

    told = json.loads(result.stdout)
    assert told["folder"] == str(tmp_path / "crossvenue-acme")
    assert all((tmp_path / "crossvenue-acme" / each).is_file() for each in told["files"])


@pytest.mark.parametrize("name", ["Acme", "9lives", "a-b", "../acme", "acme_", ""])
def test_a_name_that_no_module_can_have_is_refused(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new-plugin", name, "--into", str(tmp_path)])

    assert result.exit_code == 2
    assert "is no name of an exchange" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_exchange_that_is_installed_is_not_begun_again(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new-plugin", "binance", "--into", str(tmp_path)])

    assert result.exit_code == 2
    assert "binance is installed already: a plugin of your own needs another name" in result.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_there_already_is_left_as_it_is(folder: Path) -> None:
    before = (folder / "README.md").read_text()

    result = CliRunner().invoke(main, ["new-plugin", "acme_eu", "--into", str(folder.parent)])

    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert (folder / "README.md").read_text() == before
