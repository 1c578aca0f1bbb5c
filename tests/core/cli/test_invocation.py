"""How a command ends: one readable line on stderr, no traceback, and the exit status that is documented."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from crossvenue import cli, errors
from crossvenue.cli import main
from crossvenue.cli.invocation import STATUSES, status_of

ABOUT: dict[str, Any] = {"venue": "v", "endpoint": "GET /x"}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.OutcomeUnknown("?", **ABOUT), 5),
        (errors.WithdrawalBlocked("no"), 4),
        (errors.RecordingMissing("gone"), 6),
        (errors.RateLimited("slow", **ABOUT), 3),
        (errors.Banned("slower", **ABOUT), 3),
        (errors.VenueBusy("later", **ABOUT), 3),
        (errors.ConnectionFailed("down", **ABOUT), 3),
        (errors.VenueUnavailable("503", **ABOUT), 3),
        (errors.UnreadableResponse("junk", **ABOUT), 3),
        (errors.InsufficientFunds("poor", **ABOUT), 1),
        (errors.PartialSuccess("half", **ABOUT), 1),
        (errors.ConfigurationError("wrong"), 2),
        (errors.PluginError("broken"), 2),
        (errors.UnknownInstrument("what"), 2),
        (errors.InexactNumber("float"), 2),
        (errors.NotOffered("v", "x", "no"), 2),
        (KeyError("x"), 70),
    ],
)
def test_each_error_has_its_status(error, status):
    assert status_of(error) == status


def test_every_error_of_the_tree_has_a_status():
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)]
    assert {status_of(kind.__new__(kind)) for kind in kinds} == {1, 2, 3, 4, 5, 6}


def test_the_statuses_are_documented_in_help_and_docstring(run):
    said = run("--help").out
    for status, meaning in STATUSES.items():
        assert f"{status:<4} {meaning}" in said
        assert f"{status:<4} {meaning}" in (cli.__doc__ or "")


def test_the_errors_of_a_venue_are_one_line(run):
    refusal = (400, {"code": -1100, "msg": "Illegal characters found in a parameter."})
    ran = run("ticker", "BNB/BTC", answers={"GET /api/v3/ticker/24hr": refusal})
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert ran.err.startswith("crossvenue: binance GET /api/v3/ticker/24hr: Illegal characters")


def test_errors_for_programs_are_json_on_stderr(run):
    refusal = (400, {"code": -1100, "msg": "Illegal characters found in a parameter."})
    ran = run("ticker", "BNB/BTC", "--json", answers={"GET /api/v3/ticker/24hr": refusal})
    said = json.loads(ran.err)
    assert (ran.status, ran.out) == (1, "")
    assert (said["error"], said["code"], said["status"], said["exit_status"]) == ("InvalidRequest", -1100, 400, 1)


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        (("ticker", "--json"), "MissingParameter", "Missing argument 'SYMBOL'."),
        (("--json", "ticker"), "NoSuchOption", "No such option '--json'."),
        (("tiker", "BNB/BTC", "--json"), "UsageError", "No such command 'tiker'."),
        (("ticker", "BNB/BTC", "--deep", "--json"), "NoSuchOption", "No such option '--deep'."),
        (("orders", "--json", "--all"), "UsageError", "--all needs a SYMBOL"),
        (("record", "x.yaml", "--json", "market.tiker"), "UsageError", "there is no operation 'market.tiker'"),
    ],
)
def test_wrong_usage_is_json_too_wherever_json_stands(run, arguments, kind, said):
    ran = run(*arguments)
    found = json.loads(ran.err)
    assert (ran.status, ran.out, found["exit_status"]) == (2, "", 2)
    assert found["message"].startswith(said.rstrip("."))
    # Its name is more precise in later versions of click.
    assert found["error"] in (kind, "NoSuchCommand")


def test_a_bug_shows_no_traceback_unless_asked(run):
    bug = {"GET /api/v3/ticker/24hr": KeyError("oops")}
    ran = run("ticker", "BNB/BTC", answers=bug)
    assert ran.status == 70
    assert ran.err == "crossvenue: this is a bug: KeyError: 'oops' (--debug shows where)\n"


def test_an_interruption_of_a_read_ends_in_130(run):
    ran = run("ticker", "BNB/BTC", answers={"GET /api/v3/ticker/24hr": KeyboardInterrupt()})
    assert (ran.status, ran.err) == (130, "crossvenue: interrupted\n")


def test_a_lost_connection_ends_in_3(run):
    ran = run("ticker", "BNB/BTC", answers={"GET /api/v3/ticker/24hr": httpx.ConnectError("refused")})
    assert (ran.status, "Nothing was changed" in ran.err) == (3, True)


# --- as a process ---


def process(*arguments, cwd, warnings="error", **environ):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CROSSVENUE_", "COV_"))}
    return subprocess.run(
        [
            sys.executable,
            "-W",
            warnings,
            "-c",
            "from crossvenue.cli import main; main(prog_name='crossvenue')",
            *arguments,
        ],
        cwd=cwd,
        env={**kept, "XDG_CONFIG_HOME": str(cwd), **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


EXTENSION = """
from crossvenue.hookspecs import hookimpl

@hookimpl
def response_received(event):
    raise RuntimeError("the disk of the\\nmetrics is full")
"""


@pytest.fixture
def extended(tmp_path, replayed):
    """A configuration on a recording, and two installed extensions: one does not load, one fails when it observes."""
    site = tmp_path / "site"
    info = site / "acme_extensions-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "acme_watch.py").write_text(EXTENSION)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-extensions\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[crossvenue.extensions]\ngone = acme_gone\nwatch = acme_watch\n")
    (tmp_path / "crossvenue.toml").write_text(
        f'[venues.paper]\nexchange = "binance"\nenvironment = "replay"\ncassette = "{replayed}"\n'
    )

    def ran(*arguments):
        return process(*arguments, cwd=tmp_path, warnings="default", PYTHONPATH=str(site))

    return ran


BROKEN = "skipped: plugin 'gone (extension)': acme-extensions cannot be loaded from acme_gone: "
FAILED = "the observer 'watch (extension)' failed; ignored: RuntimeError: the disk of the metrics is full"


def test_what_is_wrong_with_an_extension_is_one_line_each(extended):
    ran = extended("book", "BTC/USDT", "--depth", "5")
    assert ran.returncode == 0
    first, second = ran.stderr.splitlines()
    assert first.startswith(f"crossvenue: {BROKEN}")
    assert second == f"crossvenue: {FAILED}"


def test_what_is_wrong_with_an_extension_is_not_in_the_way_of_an_error_for_programs(extended):
    ran = extended("book", "BTC/USDT", "--depth", "5", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["bids"][0]["price"]) == (0, "3999.00000000")
    assert ran.stderr.splitlines()[-1] == f"crossvenue: {FAILED}"
    ran = extended("ticker", "ETH/BTC", "--json")
    said = json.loads(ran.stderr)
    assert (ran.returncode, said["error"]) == (6, "RecordingMissing")
    assert said["notices"][0].startswith(BROKEN)


def test_with_debug_a_failing_observer_shows_where(extended):
    ran = extended("--debug", "book", "BTC/USDT", "--depth", "5")
    assert (ran.returncode, "Traceback" in ran.stderr, "acme_watch.py" in ran.stderr) == (0, True, True)


def test_help_imports_neither_the_library_nor_what_it_stands_on(tmp_path):
    heavy = [
        "attrs",
        "cattrs",
        "msgspec",
        "httpx",
        "rich",
        "pluggy",
        "asyncio",
        "crossvenue.model",
        "crossvenue.errors",
    ]
    code = f"""
import sys
from crossvenue.cli import main
main(["--help"], standalone_mode=False)
print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert "Commands:" in ran.stdout
    assert ran.stderr.strip() == "[]"


def test_help_takes_little_more_than_click_itself(tmp_path):
    def seconds(code):
        began = os.times()
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, timeout=60)
        ended = os.times()
        return ended.children_user + ended.children_system - began.children_user - began.children_system

    # Processor time, the best of some: other things run on this machine.
    floor = min(seconds("import click") for _ in range(5))
    ours = min(seconds("from crossvenue.cli import main; main(['--help'])") for _ in range(5))
    assert ours < max(0.2, 3 * floor)


def test_a_process_ends_with_the_status_and_nothing_on_stdout(tmp_path):
    ran = process("ticker", "BTC/USDT", cwd=tmp_path)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (2, "", 1)
    assert "no venue is configured: give --venue binance, or write crossvenue.toml" in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["book", "--help"]], ids=" ".join)
def test_help_for_a_full_disk_is_no_bug(tmp_path, words):
    """The group's own was once a traceback and status 1."""
    code = "import sys; from crossvenue.cli import main; main()"
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-c", code, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
    assert (ran.returncode, len(ran.stderr.splitlines())) == (74, 1)
    assert "nothing was sent: the output cannot be written: [Errno 28]" in ran.stderr


def test_a_process_reads_its_configuration_and_a_cassette(tmp_path, replayed):
    (tmp_path / "crossvenue.toml").write_text(
        f'default = "paper"\n[venues.paper]\nexchange = "binance"\nenvironment = "replay"\ncassette = "{replayed}"\n'
        'api_key = {env = "NOT_SET"}\n'
    )
    ran = process("book", "BTC/USDT", "--depth", "5", "--json", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["bids"][0]["price"] == "3999.00000000"
    # Text for a pipe is neither coloured nor cut.
    ran = process(
        "book", "BTC/USDT", "--depth", "5", cwd=tmp_path, COLUMNS="10", LC_ALL="C", PYTHONIOENCODING="ascii"
    )
    assert ran.returncode == 0
    assert "3999.00000000" in ran.stdout
    assert "\x1b" not in ran.stdout
    ran = process("ticker", "ETH/BTC", cwd=tmp_path)
    assert (ran.returncode, "holds GET /api/v3/ticker/24hr only with" in ran.stderr) == (6, True)
    assert process("doctor", cwd=tmp_path).returncode == 0
    ran = process("balances", "--json", cwd=tmp_path, CROSSVENUE_DEFAULT="nowhere")
    assert (ran.returncode, json.loads(ran.stderr)["source"]) == (2, "CROSSVENUE_DEFAULT")


def test_debug_logs_requests_without_their_secrets(tmp_path, replayed):
    (tmp_path / "crossvenue.toml").write_text(
        f'[venues.paper]\nexchange = "binance"\nenvironment = "replay"\ncassette = "{replayed}"\n'
    )
    ran = process("--debug", "balances", cwd=tmp_path)
    assert ran.returncode == 0
    assert "GET /api/v3/account attempt 1: 200" in ran.stderr
    assert "signature" not in ran.stderr


@pytest.fixture
def replayed():
    """The cassette that the plugin ships."""
    from importlib import resources

    return Path(str(resources.files("crossvenue_binance").joinpath("demo.yaml"))).as_posix()


def test_the_main_function_is_the_entry_point():
    from importlib.metadata import entry_points

    (found,) = entry_points(group="console_scripts", name="crossvenue")
    assert found.load() is main
