"""The documents say what is so: their blocks run, their links lead somewhere, the reference leaves nothing out."""

from __future__ import annotations

import inspect
import operator
import re
import runpy
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
import yaml  # type: ignore[import-untyped]

from crossvenue import connect, errors, interfaces
from crossvenue.cli import main
from crossvenue.cli.invocation import STATUSES
from crossvenue.config import Settings
from crossvenue.desks import DESKS
from crossvenue.registry import Registry
from crossvenue.testing.plugin import Ask
from crossvenue.world import finish

# With the import mode `importlib` the folder of the tests is not on the path.
sys.path.append(str(Path(__file__).parent))
import docs_support as support

ROOT = support.ROOT


def page_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


# ------------------------------------------------------------------------------------------------ blocks


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, where `main` is the account that the documents tell of."""
    support.write_configuration(tmp_path / "main.toml")
    monkeypatch.setenv("CROSSVENUE_CONFIG", str(tmp_path / "main.toml"))
    monkeypatch.chdir(tmp_path)
    # A cassette is named from the root of the repository.
    (tmp_path / "cassettes").symlink_to(ROOT / "cassettes")
    return tmp_path


@pytest.mark.parametrize("path", support.PAGES, ids=page_id)
def test_every_block_of_a_page_runs(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if path.name in ("guide.md", "command-line.md"):  # They give a file of their own, on which they run.
        monkeypatch.delenv("CROSSVENUE_CONFIG")
    support.Page(path).run()


def test_each_script_of_the_readme_stands_alone(folder: Path) -> None:
    for source in support.Page(ROOT / "README.md").python():
        exec(compile(source, "README.md", "exec", dont_inherit=True), {"__name__": "alone"})


@pytest.mark.parametrize("path", support.PAGES, ids=page_id)
def test_no_block_is_of_a_language_that_nothing_runs(path: Path) -> None:
    fences = re.findall(r"^(?:```|~~~)(.*)$", path.read_text(), flags=re.MULTILINE)
    assert {each.strip() for each in fences[::2]} <= set(support.MEANT_TO_RUN)
    assert set(fences[1::2]) <= {""}


def test_the_tests_in_the_documents_pass(pytester: pytest.Pytester) -> None:
    page = support.Page(ROOT / "docs" / "cassettes.md")
    (pytester.path / "cassettes").symlink_to(ROOT / "cassettes")
    pytester.makepyfile("\n".join(page.python()))

    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")

    # Two of them in both worlds.
    result.assert_outcomes(passed=5)


def test_a_block_that_prints_something_else_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\nprint(1)\n```\n\n```text\n2\n```\n")

    with pytest.raises(AssertionError, match="it prints:\n1"):
        support.Page(page).run()


@pytest.mark.parametrize(
    "command",
    [
        "pip install crossvenue[telepathy]",
        "uv run pytest --record-everything",
        "crossvenue tickers BTC/USDT",
        "crossvenue ticker BTC/USDT --deep",
        "crossvenue record book.yaml market.orderbook symbol=BTC/USDT",
        "rm -r cassettes",
    ],
)
def test_a_command_that_does_not_exist_is_noticed(command: str) -> None:
    assert support.misspelt(command.split())


@pytest.mark.parametrize("page", ["README.md", "docs/plugins.md"])
def test_the_plugin_of_a_page_is_a_whole_one(page: str) -> None:
    source = next(each for each in support.Page(ROOT / page).python() if "class AcmeDialect" in each)
    module = ModuleType("crossvenue_acme")
    # Nothing that stands above it on the page.
    exec(compile(source, page, "exec", dont_inherit=True), vars(module))
    registry = Registry()
    registry.register(module.AcmePlugin() if hasattr(module, "AcmePlugin") else module, "acme")

    with connect("acme", registry=registry, transport=httpx.MockTransport(support.acme)) as venue:
        assert f"{venue.market.price('BTC/USD').price:f}" == "97000.10"
        assert not venue.supports("wallet.withdraw")
        finish(venue.session.set_clock())
        assert abs(venue.session.clock.now_ms() - 1_717_200_000_000) < 60_000


@pytest.mark.parametrize("page", ["README.md", "docs/plugins.md"])
def test_the_project_of_a_page_can_be_built(page: str) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", (ROOT / page).read_text(), flags=re.DOTALL)
    project = next(each for each in map(tomllib.loads, blocks) if "project" in each)
    assert {"name", "version", "dependencies", "entry-points"} <= set(project["project"])
    assert set(project["build-system"]) == {"requires", "build-backend"}


@pytest.mark.cassette("binance", "docs", answers=support.answers())
def test_the_recording_of_the_documents(ask: Ask) -> None:
    for name, arguments in support.CALLS:
        call = operator.attrgetter(name)(ask.venue)
        ask(lambda _: call(**arguments))  # noqa: B023 - it is called here and now


# ------------------------------------------------------------------------------------------------ examples


def run_example(name: str, *arguments: str) -> int:
    main = runpy.run_path(str(ROOT / "examples" / name))["main"]
    status: int = main(list(arguments))
    return status


def test_pay_out_pays_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    payment = ("BTC", "0.0015", "BTC", support.ADDRESS)

    assert run_example("pay_out.py", "main", support.DUE, *payment) == 0
    assert "of which 0.00100000 arrives" in capsys.readouterr().out

    # On the recording the venue never comes to know of it.
    assert run_example("pay_out.py", "main", support.DUE, *payment) == 2
    assert "may have been sent" in capsys.readouterr().out

    assert run_example("pay_out.py", "main", support.PAID, *payment) == 0
    assert f"{support.PAID} was sent before: PROCESSING" in capsys.readouterr().out


def test_pay_out_does_not_call_unpaid_what_it_cannot_ask_about(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # It once said "not paid" when the venue could not be asked, and whoever believed it paid twice.
    (folder / f"{support.DUE}.receipt").write_text("2024-06-01T00:00:00+00:00 0.0015 BTC on BTC to an address\n")

    assert run_example("pay_out.py", "nobody", support.DUE, "BTC", "0.0015", "BTC", support.ADDRESS) == 2
    assert "nobody can say now whether it was paid" in capsys.readouterr().out


def test_pay_out_does_not_take_what_was_rejected_for_paid(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_example("pay_out.py", "main", support.REJECTED, "BTC", "0.0015", "BTC", support.ADDRESS) == 1
    said = capsys.readouterr().out
    assert f"{support.REJECTED} was sent before: REJECTED" in said
    assert "not paid" in said


def test_pay_out_says_why_it_does_not_pay(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_example("pay_out.py", "main", support.DUE, "BTC", "2", "BEP2", support.ADDRESS) == 1
    assert "fail: network open: BEACON (here: BNB) is closed for withdrawal" in capsys.readouterr().out

    assert run_example("pay_out.py", "main", support.DUE, "BTC", "many", "BTC", support.ADDRESS) == 1
    assert "not paid: amount" in capsys.readouterr().out
    assert list(folder.glob("*.receipt")) == []


def test_the_ledger_keeps_every_digit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_example("ledger.py", "main", "2023-12-01", "BTC/USDT") == 0

    lines = [line.split(",") for line in capsys.readouterr().out.splitlines()]
    assert [line[1:4] for line in lines] == [
        ["what", "asset", "amount"],
        ["trade", "BTC", "-5.00000000"],
        ["trade", "USDT", "19995.00000000"],
        ["trade fee", "USDT", "-19.99500000"],
        ["deposit", "IOTA", "0.50000000"],
        ["withdrawal", "USDT", "-8.91000000"],
        ["withdrawal fee", "USDT", "-0.004"],
        ["deposit", "PAXG", "0.00999800"],
    ]


# ------------------------------------------------------------------------------------------------ what is said


def test_the_two_commands_are_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text()
    block = next(each for each in re.findall(r"```bash\n(.*?)```", text, flags=re.DOTALL) if "demo" in each)
    assert [line.partition(" #")[0].rstrip() for line in block.splitlines()] == [
        "pip install uv && uv run crossvenue demo",
        "pip install uv && uv run pytest",
    ]


def test_the_changelog_tells_of_the_version_that_this_is() -> None:
    version = tomllib.loads((ROOT / "core" / "pyproject.toml").read_text())["project"]["version"]
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("path", support.PAGES, ids=page_id)
def test_every_link_of_a_page_leads_to_something_that_is_there(path: Path) -> None:
    prose = re.sub(r"```.*?```", "", path.read_text(), flags=re.DOTALL)
    links = [each for each in re.findall(r"\]\(([^)\s]+)\)", prose) if "://" not in each]
    assert [each for each in links if not (path.parent / each.partition("#")[0]).exists()] == []
    anchors = [each for each in links if "#" in each]
    assert [each for each in anchors if not _has_heading(path, each)] == []


def _has_heading(path: Path, link: str) -> bool:
    target, _, anchor = link.partition("#")
    text = (path.parent / target if target else path).read_text()
    headings = re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)
    return anchor in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}


def test_every_page_of_the_site_is_in_its_menu() -> None:
    menu = (ROOT / "zensical.toml").read_text()
    pages = [str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")]
    assert [each for each in pages if f'"{each}"' not in menu] == []


def test_the_command_line_page_has_every_command_option_and_exit_status() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text()
    rows = {cells[0].split("`")[1].split()[0]: "|".join(cells) for cells in _rows(text) if cells[0].startswith("`")}
    assert set(rows) == set(main.commands)
    everywhere = {"--venue", "--config", "--json", "--help"}
    for name, command in main.commands.items():
        options = {each.opts[-1] for each in command.params if each.opts[-1].startswith("--")} - everywhere
        # What withdraw shares with preflight stands there.
        shown = rows[name] + (rows["preflight"] if name == "withdraw" else "")
        assert {each for each in options if f"`{each}`" not in shown} == set(), name
    statuses = {cells[0]: cells[1].replace("`", "") for cells in _rows(text) if cells[0].isdecimal()}
    assert statuses == {str(status): meaning for status, meaning in STATUSES.items()}


def test_the_configuration_page_has_every_setting() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text()
    named = set(re.findall(r"`(\w+)`", "".join(cells[0] for cells in _rows(text))))
    assert set(inspect.get_annotations(Settings)) - named == set()


def test_the_errors_page_names_only_errors_that_there_are() -> None:
    text = (ROOT / "docs" / "errors.md").read_text()
    rows = [cells for cells in _rows(text) if cells[0].startswith("`")]
    named = {each for cells in rows for each in re.findall(r"`([A-Z]\w+)`", cells[0])}
    assert len(named) > 10
    assert [each for each in named if not hasattr(errors, each)] == []


def _rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


# ------------------------------------------------------------------------------------------------ the reference


def in_reference() -> dict[str, dict[str, Any]]:
    """What each directive of the reference shows: the options by the name of the module or class."""
    found: dict[str, dict[str, Any]] = {}
    for page in (ROOT / "docs" / "reference").glob("*.md"):
        for name, options in re.findall(r"^::: (\S+)\n((?: {4}.*\n)*)", page.read_text() + "\n", flags=re.MULTILINE):
            assert name not in found, f"{name} is shown twice"
            found[name] = (yaml.safe_load(options) or {}).get("options", {})
    return found


REFERENCE = in_reference()


def shown(thing: Any) -> bool:
    """Whether a class or function is in the reference: what has no docstring is left out there."""
    if not thing.__doc__:
        return False
    if f"{thing.__module__}.{thing.__name__}" in REFERENCE:
        return True
    options = REFERENCE.get(thing.__module__)
    return options is not None and thing.__name__ in options.get("members", [thing.__name__])


def public(module: ModuleType) -> list[Any]:
    """The public classes and functions that a module defines."""
    return [
        thing
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(thing) or inspect.isfunction(thing))
        and thing.__module__ == module.__name__
    ]


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_what_the_reference_shows_is_there(name: str) -> None:
    try:
        thing: Any = import_module(name)
    except ModuleNotFoundError:
        module, _, inner = name.rpartition(".")
        thing = getattr(import_module(module), inner)
    assert [each for each in REFERENCE[name].get("members", []) if not hasattr(thing, each)] == []


@pytest.mark.parametrize("port", [*interfaces.PORTS, *DESKS])
def test_every_operation_is_in_the_reference(port: type[interfaces.Port[Any]]) -> None:
    assert shown(port)
    undocumented = [name for name in port.operations() if not getattr(port, name).__doc__ or name.startswith("_")]
    assert undocumented == []


@pytest.mark.parametrize(
    "module", ["model", "instrument", "preflight", "errors", "venue", "desks", "hookspecs", "testing"]
)
def test_every_public_name_is_in_the_reference(module: str) -> None:
    found = public(import_module(f"crossvenue.{module}"))
    assert found
    assert [each.__qualname__ for each in found if not shown(each)] == []


@pytest.mark.parametrize("name", ["pay_out.py", "ledger.py"])
def test_an_example_without_arguments_says_what_it_wants(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_example(name) == 64
    assert f"{name} VENUE " in capsys.readouterr().err
