"""The demonstration: told on the cassette that a plugin ships, and recorded by the very same steps.

`--record=documents` makes the cassette anew, from the documentation server with the answers of `stories.py`.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest
import pytest_socket
from click.testing import CliRunner
from rich.console import Console

from crossvenue import Venue
from crossvenue import registry as plugins
from crossvenue.cli import main
from crossvenue.cli.demo import demo
from crossvenue.hookspecs import hookimpl
from crossvenue_binance import BINANCE
from crossvenue_binance_us import BINANCE_US
from crossvenue_kucoin import KUCOIN

# With the import mode `importlib` the folder of the tests is not on the path.
sys.path.append(str(Path(__file__).parent))
import stories
from stories import PLACED, SENT, WITHDRAWALS

EXCHANGES = {each.name: each for each in (BINANCE, BINANCE_US, KUCOIN)}


def told(venue):
    """What the demonstration says in `venue`."""
    file = io.StringIO()
    demo(venue, Console(file=file, width=200, highlight=False, markup=False, emoji=False))
    return file.getvalue()


def in_the_plugin(name):
    """A demonstration's cassette and the answers that it is recorded with."""
    cassette = f"../../plugins/{name}/src/crossvenue_{name}/demo"
    return pytest.param(name, id=name, marks=pytest.mark.cassette(name, cassette, answers=stories.STORIES[name]()))


# What each venue's own rules make of the same wish, and what it leaves open about a withdrawal.
PRICES = {"binance": "3960", "binance_us": "3958.02", "kucoin": "3959.1"}
FILTERS = {"binance": "PRICE_FILTER", "binance_us": "PRICE_FILTER", "kucoin": "priceIncrement"}
UNKNOWN = {
    "binance": "",
    "binance_us": "key permission, key address list, address, memo",
    "kucoin": "account status, maximum, address",
}


@pytest.mark.parametrize("exchange", [in_the_plugin(name) for name in EXCHANGES])
def test_the_story_hangs_together(exchange, ask):
    if not isinstance(ask.venue, Venue):
        pytest.skip("the demonstration is told in the blocking world")
    said = told(ask.venue)
    assert f"breaks {FILTERS[exchange]}" in said
    assert f"the nearest valid price is {PRICES[exchange]}\n" in said
    # What cannot be learned is said, and is no reason to call the withdrawal clear.
    verdict = "uncertain" if UNKNOWN[exchange] else "clear"
    assert said.count(f"would make it clear: {UNKNOWN[exchange]}.") == bool(UNKNOWN[exchange])
    assert said.index(f"verdict: {verdict}") < said.index("Found again in") < said.index("verdict: blocked")
    # The order and the withdrawal are the ones that were sent, and the balance is what can be withdrawn.
    assert said.count(PLACED) == 1
    assert said.count(SENT) == 2
    assert said.count(WITHDRAWALS[exchange]) == 2
    assert said.count("0.08074558 free") == 2
    held = said[said.index("What the account holds") : said.index("An order")]
    assert "0.08074558" in held
    if exchange == "binance":
        # What is withdrawn is worth so much of the day's quota.
        assert "0.0015 BTC at 4000 is 6 USD" in said


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A folder of its own, with a configuration that nobody may read, and a network that nobody may use."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crossvenue.toml").write_text("this is no TOML")
    pytest_socket.disable_socket()
    yield tmp_path
    pytest_socket.enable_socket()


def run(*arguments):
    ran = CliRunner().invoke(main, ["demo", *arguments])
    assert (ran.exit_code, ran.stderr) == (0, "")
    return ran.stdout


def test_the_command_needs_no_key_no_network_and_no_configuration(alone):
    said = run()
    assert said.splitlines()[-1].startswith("Next: `crossvenue --venue binance book BTC/USDT`")
    # The whole story of the first, after all of them side by side.
    assert said.index("asked of each venue") < said.index("Where BTC can go") < said.index("1. What trades")
    assert said.count(f"Sent with client id {SENT}") == 1
    assert run() == said


@pytest.mark.parametrize("arguments", [[], *([name] for name in EXCHANGES)])
def test_it_fits_the_lines_that_it_is_printed_on(alone, arguments):
    assert max(len(line.rstrip()) for line in run(*arguments).splitlines()) <= 120


@pytest.mark.parametrize("name", EXCHANGES)
def test_every_exchange_tells_the_whole_story_by_its_name(alone, name):
    said = run(name)
    assert "asked of each venue" not in said
    assert (f"the venue calls it {WITHDRAWALS[name]}" in said, f"--venue {name} book" in said) == (True, True)


def test_the_first_story_is_the_one_of_the_first_exchange(alone):
    (_, of_all), (_, alone_told) = (run(*each).split("from beginning to end") for each in ([], ["binance"]))
    assert of_all.partition("\nThe same story")[0] == alone_told.partition("\nNext")[0]


def test_the_matrix_has_a_row_for_each_network_at_each_venue(alone):
    table = run().partition("Where BTC can go")[2].partition("from beginning")[0]
    rows = [line.split() for line in table.splitlines() if "closed" in line or "open" in line]
    assert rows == [
        ["BTC", "Binance", "BTC", "open", "open", "0.00050000", "0.00100000", "none"],
        ["Binance.US", "BTC", "open", "open", "0.0005", "0.001", "not", "said"],
        ["KuCoin", "btc", "open", "open", "0.0005", "0.001", "none"],
        ["BEACON", "Binance", "BNB", "closed", "closed", "0.00000220", "0.00000440", "required"],
        ["Binance.US", "BNB", "closed", "closed", "0", "0", "possible"],
        ["BSC", "Binance.US", "BSC", "open", "open", "0", "0", "none"],
        ["LIGHTNING", "KuCoin", "btcln", "open", "open", "0.000015", "0.00001", "none"],
        ["KCC", "KuCoin", "kcc", "open", "open", "0.00002", "0.0008", "none"],
        ["SEGWITBTC", "KuCoin", "bech32", "open", "closed", "0.0005", "0.0008", "none"],
    ]


def test_a_program_gets_the_comparison_too(alone):
    compared, *story = json.loads(run("--json"))
    assert [each["step"] for each in story] == [each["step"] for each in json.loads(run("binance", "--json"))]
    assert {name: said["spread"] for name, said in compared["answers"].items()} == {
        "binance": "1.00000000",
        "binance_us": "3.70000000",
        "kucoin": "0.1",
    }
    assert compared["asset"] == "BTC"
    assert {name: list(by_venue) for name, by_venue in compared["networks"].items()}["BEACON"] == [
        "binance",
        "binance_us",
    ]
    assert compared["networks"]["SEGWITBTC"]["kucoin"]["withdrawal_open"] is False


@pytest.mark.parametrize("name", EXCHANGES)
def test_a_program_gets_what_each_step_came_to(alone, name):
    steps = json.loads(run(name, "--json"))
    assert [each["step"].partition(" ")[0] for each in steps] == ["What", "The", "What", "An", "Where", "A", "A"]
    _, book, held, order, _, sent, blocked = steps
    assert book["book"]["bids"][0]["price"].startswith("399")
    assert "BTC" in [each["asset"] for each in held["balances"]["funding" if name == "kucoin" else "spot"]]
    assert (order["order"]["client_id"], order["order"]["status"]) == (PLACED, "NEW")
    assert sent["verdict"] == ("uncertain" if UNKNOWN[name] else "clear")
    assert (sent["sent"]["client_id"], sent["sent"]["id"]) == (SENT, WITHDRAWALS[name])
    assert (sent["found"]["client_id"], sent["found"]["id"]) == (SENT, WITHDRAWALS[name])
    assert (blocked["verdict"], "sent" in blocked) == ("blocked", False)


def test_every_check_is_shown_with_its_verdict(alone):
    clear, blocked = run().split("verdict: clear")
    for check in ("key permission", "account status", "network open", "free balance", "address", "memo"):
        assert check in clear
        assert check in blocked
    assert "Maintenance, Withdrawal Suspended" in blocked
    assert "withdraw() refuses it; nothing was sent." in blocked


@pytest.fixture
def installed(monkeypatch):
    """Makes exchanges the only ones that are installed."""

    def only(*exchanges):
        made = plugins.Registry(entry_points=lambda group: [])
        monkeypatch.setattr(plugins, "registry", lambda: made)
        monkeypatch.setattr("crossvenue.venue.installed", lambda: made)
        made.register(SimpleNamespace(exchanges=hookimpl(lambda: list(exchanges))))

    return only


@pytest.mark.parametrize("name", EXCHANGES)
def test_with_one_exchange_installed_there_is_nothing_to_compare(alone, installed, name):
    wanted = run(name)
    installed(EXCHANGES[name])
    assert run() == wanted


def test_an_exchange_without_a_recording_is_left_out_of_the_comparison(alone, installed):
    installed(BINANCE, attrs.evolve(BINANCE_US, demo=None), KUCOIN)
    said = run()
    assert ("Binance.US" in said, "KuCoin" in said) == (False, True)


def test_where_the_recordings_are_of_different_assets_the_matrix_keeps_to_one(alone, installed):
    other = attrs.evolve(KUCOIN, demo=attrs.evolve(KUCOIN.demo, asset="ETH"))
    installed(BINANCE, other)
    assert "btcln" not in run()


@pytest.mark.parametrize("name", EXCHANGES)
def test_one_recording_that_is_gone_is_told_of_before_anything_else(alone, installed, name):
    broken = attrs.evolve(EXCHANGES[name], demo=attrs.evolve(EXCHANGES[name].demo, file="gone.yaml"))
    installed(*({**EXCHANGES, name: broken}).values())
    ran = CliRunner().invoke(main, ["demo"])
    assert (ran.exit_code, f"crossvenue_{name}/gone.yaml" in ran.stderr.replace("\\", "/")) == (6, True)
    assert "Traceback" not in ran.stderr
    assert "asked of each venue" not in ran.stdout


def test_where_nobody_has_a_recording_it_says_so(alone, installed):
    installed(attrs.evolve(BINANCE, demo=None))
    ran = CliRunner().invoke(main, ["demo"])
    assert (ran.exit_code, "no installed exchange ships a demonstration" in ran.stderr) == (2, True)


def test_an_answer_that_is_missing_ends_in_6(alone, monkeypatch):
    monkeypatch.setattr("crossvenue.cli.demo._asked", lambda venue: attrs.evolve(BINANCE.demo, symbol="ETH/BTC"))
    ran = CliRunner().invoke(main, ["demo", "binance"])
    assert (ran.exit_code, "holds GET /api/v3/ticker/24hr only with" in ran.stderr) == (6, True)


def test_an_exchange_without_a_demonstration_is_named(alone):
    ran = CliRunner().invoke(main, ["demo", "nobody"])
    assert (ran.exit_code, "no installed exchange called 'nobody' ships" in ran.stderr) == (2, True)
