"""The rules of the house that no linter can say."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path for folder in (ROOT / "core" / "src", *ROOT.glob("plugins/*/src")) for path in folder.rglob("*.py")
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def source_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_holds_the_path_of_a_machine() -> None:
    machine = re.compile(r"(?<![\w./-])/(?:work|root|home|tmp|Users)/[\w.-]+")
    held = [
        f"{source_id(path)}: {found[0]}"
        for path in tracked()
        if path.name != Path(__file__).name
        for found in [machine.search(text_of(path))]
        if found
    ]
    assert held == []


def test_no_file_holds_the_host_of_a_package_index() -> None:
    hosts = re.compile(r"files\.pythonhosted\.org|https?://(?:[\w.-]+\.)?pypi\.|registry\.npmjs\.org")
    held = [source_id(path) for path in tracked() if path.name != Path(__file__).name and hosts.search(text_of(path))]
    assert held == []


def test_no_lock_file_is_tracked() -> None:
    assert [path.name for path in tracked() if path.name in ("uv.lock", "poetry.lock", "requirements.txt")] == []


@pytest.mark.parametrize("path", SOURCES, ids=source_id)
def test_a_source_file_has_one_subject_and_says_it_first(path: Path) -> None:
    assert path.stem not in ("utils", "util", "helpers", "manager", "base", "common", "misc")
    tree = ast.parse(path.read_text())
    said = ast.get_docstring(tree)
    assert said, "the first line says what the file is about"


@pytest.mark.parametrize("path", SOURCES, ids=source_id)
def test_no_source_file_turns_money_into_a_float(path: Path) -> None:
    # Seconds may be floats; the functions that read them are named here.
    seconds = {
        ("crossvenue_binance/market.py", "limits"),
        ("crossvenue_binance/dialect.py", "_retry_after"),
        ("crossvenue_binance/dialect.py", "_window"),
        ("crossvenue_kucoin/dialect.py", "_retry_after"),
    }
    calls = {
        ("/".join(path.parts[-2:]), function.name)
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    }
    assert calls <= seconds


@pytest.mark.parametrize("path", sorted((ROOT / "core" / "src").rglob("*.py")), ids=source_id)
def test_core_names_no_exchange(path: Path) -> None:
    tree = ast.parse(path.read_text())
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = {
        node.value.lower()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    }
    named = [word for word in words if re.search(r"\b(crossvenue_)?(binance|kucoin)", word)]
    # Names of networks (an alias of BSC is the exchange's chain) are no exchanges.
    if path.name == "networks.py":
        named = []
    assert named == []


@pytest.mark.parametrize("path", SOURCES, ids=source_id)
def test_a_source_file_has_its_tests(path: Path) -> None:
    if path.name == "__init__.py":
        return
    parts = path.relative_to(ROOT).parts
    inner = parts[parts.index("src") + 2 : -1]
    home = ROOT / "tests" / (Path("core") if parts[0] == "core" else Path("plugins", parts[1]))
    wanted = [home.joinpath(*inner, f"test_{path.stem}.py"), home / f"test_{(*inner, path.stem)[0]}.py"]
    assert any(each.is_file() for each in wanted), f"none of {[source_id(each) for each in wanted]}"


def test_each_distribution_ships_its_types() -> None:
    packages = {path.parent for path in SOURCES if path.name == "__init__.py" and path.parents[1].name == "src"}
    assert {"crossvenue", "crossvenue_binance", "crossvenue_binance_us"} <= {package.name for package in packages}
    assert [package.name for package in packages if not (package / "py.typed").is_file()] == []
