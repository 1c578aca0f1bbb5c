"""The plugin of somebody else: its wheel beside core's, in an environment of its own, proves itself there."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "examples" / "plugin"

PIECES = ("dialect.py", "market.py")
"""Where the pieces are that the documents show."""

LOOK = """
from crossvenue import connect

with connect("main") as venue:
    book = venue.market.order_book("ETH/USDT", depth=5)
    print(venue.exchange.name, f"{book.spread:f}", f"{venue.wallet.balances()['ETH'].free:f}")
"""


class Elsewhere:
    """A folder with a copy of the plugin, and an environment that has its wheel, core's, and nothing else of ours."""

    def __init__(self, folder: Path, uv: str) -> None:
        self.folder, self.uv = folder, uv
        self.plugin = folder / "plugin"
        self.wheels = folder / "dist"
        self.python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"

    def run(self, *command: str | Path, cwd: Path | None = None) -> str:
        """What a command prints; its error is the test's."""
        # Nothing of the environment that these tests run in.
        ours = re.compile(r"PYTHON|PYTEST|CROSSVENUE_|VIRTUAL_ENV|UV_PROJECT|COV_")
        environ = {name: value for name, value in os.environ.items() if not ours.match(name)}
        done = subprocess.run(
            [str(each) for each in command],
            cwd=cwd or self.folder,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def crossvenue(self, *words: str) -> str:
        """The command, as installed there."""
        return self.run(self.python.with_name("crossvenue"), *words)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    uv = os.environ.get("UV") or shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        pytest.skip("uv, which builds the wheels and the environment, is not installed")
    made = Elsewhere(tmp_path_factory.mktemp("elsewhere"), uv)
    shutil.copytree(PLUGIN, made.plugin, ignore=shutil.ignore_patterns("__pycache__"))
    for source in (ROOT / "core", made.plugin):
        made.run(uv, "build", "--quiet", "--wheel", "--out-dir", made.wheels, source)
    tested = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["uv"]["constraint-dependencies"]
    (made.folder / "tested.txt").write_text("\n".join(tested))
    (core,) = made.wheels.glob("crossvenue-*.whl")
    (plugin,) = made.wheels.glob("crossvenue_gate-*.whl")
    made.run(uv, "venv", "--quiet", "--python", sys.executable, made.folder / "venv")
    install = (uv, "pip", "install", "--quiet", "--python", made.python, "--constraint", made.folder / "tested.txt")
    made.run(*install, f"crossvenue[testing] @ {core.as_uri()}", plugin)
    return made


def test_the_wheel_has_all_that_the_plugin_is(elsewhere: Elsewhere) -> None:
    (wheel,) = elsewhere.wheels.glob("crossvenue_gate-*.whl")
    with zipfile.ZipFile(wheel) as opened:
        files = {name: opened.read(name).decode() for name in opened.namelist()}

    assert {"crossvenue_gate/py.typed", "crossvenue_gate/endpoints.json"} <= set(files)
    (points,) = [text for name, text in files.items() if name.endswith("entry_points.txt")]
    assert "[crossvenue]\ngate = crossvenue_gate" in points
    (metadata,) = [text for name, text in files.items() if name.endswith("METADATA")]
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Dist: crossvenue\n" in metadata


def test_exactly_this_exchange_is_found(elsewhere: Elsewhere) -> None:
    found = json.loads(elsewhere.crossvenue("venues", "--json"))

    assert [each["name"] for each in found["exchanges"]] == ["gate"]
    assert found["failures"] == {}
    operations = found["exchanges"][0]["operations"]
    assert operations["wallet.withdraw"] == "offered"
    assert operations["wallet.account_snapshots"] == "not offered"
    # Every operation of the port and the desks that were left out, and no other, is said to be missing.
    assert {name for name, said in operations.items() if said == "not yet"} == {
        name for name in operations if not name.startswith(("market.", "wallet."))
    }


def test_a_line_of_configuration_swaps_to_it(elsewhere: Elsewhere) -> None:
    recording = elsewhere.plugin / "tests" / "cassettes" / "gate" / "first_look.yaml"
    (elsewhere.folder / "crossvenue.toml").write_text(
        f'[venues.main]\nexchange = "gate"\nenvironment = "replay"\ncassette = {json.dumps(str(recording))}\n'
    )
    (elsewhere.folder / "look.py").write_text(LOOK)

    assert elsewhere.run(elsewhere.python, "look.py").split() == ["gate", "0.35", "968.8"]


def test_it_keeps_the_rules_of_its_ports(elsewhere: Elsewhere) -> None:
    said = elsewhere.run(elsewhere.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=elsewhere.plugin)

    counted = re.search(r"(\d+) passed", said)
    assert counted is not None, said
    assert int(counted[1]) > 90


def test_it_knows_nothing_but_what_core_shows() -> None:
    allowed = {*sys.stdlib_module_names, "attrs", "crossvenue", "crossvenue_gate", "msgspec"}
    for path in (PLUGIN / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                assert {each.name.partition(".")[0] for each in node.names} <= allowed, path
            elif isinstance(node, ast.ImportFrom):
                assert str(node.module).partition(".")[0] in allowed, path
                assert [each.name for each in node.names if each.name.startswith("_")] == [], path


def test_the_walk_in_the_documents_shows_pieces_of_it() -> None:
    page = (ROOT / "docs" / "plugins.md").read_text()
    walk = page.partition("## Write a plugin: from an exchange's API page")[2].partition("\n## ")[0]
    shown = _definitions("\n".join(re.findall(r"```python\n(.*?)```", walk, flags=re.DOTALL)))
    there = _definitions("\n".join((PLUGIN / "src" / "crossvenue_gate" / name).read_text() for name in PIECES))

    assert {name: shown[name] for name in ("signature", "WireBook")} == {
        name: there[name] for name in ("signature", "WireBook")
    }
    project = tomllib.loads(re.findall(r"```toml\n(.*?)```", walk, flags=re.DOTALL)[0])
    real = tomllib.loads((PLUGIN / "pyproject.toml").read_text())
    assert project["project"].items() <= real["project"].items()
    for table in ("build-system", "dependency-groups"):
        assert project[table] == real[table]
    assert project["tool"]["pytest"]["ini_options"].items() <= real["tool"]["pytest"]["ini_options"].items()


def _definitions(source: str) -> dict[str, str]:
    nodes = ast.parse(source).body
    return {each.name: ast.unparse(each) for each in nodes if isinstance(each, ast.FunctionDef | ast.ClassDef)}


def test_its_recordings_hold_no_key_and_say_where_they_came_from() -> None:
    recordings = list((PLUGIN / "tests" / "cassettes").rglob("*.yaml"))
    assert recordings
    for path in recordings:
        text = path.read_text()
        assert "source: documents" in text
        # A signature is 128 digits; the headers that carry it, the key and the time are not kept.
        assert re.search(r"\b[0-9a-f]{128}\b|^\s+(KEY|SIGN|Timestamp):", text, flags=re.MULTILINE) is None, path
