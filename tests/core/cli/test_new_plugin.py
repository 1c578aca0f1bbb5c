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


def run(folder: Path, *command: str, path: Sequence[Path] = ()) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, env=environ, timeout=300
    )


def test_it_passes_lint_and_types(folder: Path) -> None:
    for command in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy", "src")):
        done = run(folder, *command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_its_contract_tests_fail_with_what_is_left_to_do(folder: Path, tmp_path: Path) -> None:
    # As an installation would leave it.
    installed = tmp_path / "crossvenue_acme_eu-0.1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: crossvenue-acme-eu\nVersion: 0.1.0\n")
    (installed / "entry_points.txt").write_text("[crossvenue]\nacme_eu = crossvenue_acme_eu\n")

    # Outside the repository, as it will be.
    done = run(folder, "pytest", "-q", "-p", "no:cacheprovider", path=[folder / "src", tmp_path])

    assert done.returncode == 1, done.stdout + done.stderr
    for port, names in (
        ("market", "_server_time, _status, _instruments"),
        ("trading", "_place_order"),
        ("wallet", "_balances, _assets"),
    ):
        assert any("left to do" in line and names in line for line in done.stdout.splitlines()), port
    assert "C01: Every operation of the port answers" in done.stdout


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


def test_what_is_there_already_is_left_as_it_is(folder: Path) -> None:
    before = (folder / "README.md").read_text()

    result = CliRunner().invoke(main, ["new-plugin", "acme_eu", "--into", str(folder.parent)])

    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert (folder / "README.md").read_text() == before
