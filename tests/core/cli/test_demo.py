"""The demonstration: told on the cassette that a plugin ships, and recorded by the very same steps.

`--record=documents` makes the cassette anew, from the documentation server with the answers composed below (what is
composed, and of what, is in cassettes/README.md).
"""

from __future__ import annotations

import io
import json
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

PLACED, SENT = (f"cv{number:022x}" for number in (2, 3))
"""The client ids of the order (the refused one took the first) and of the withdrawal."""

LEVELS = [("3999.00000000", "5.00000000"), ("3998.00000000", "2.00000000"), ("3997.00000000", "1.00000000")]
"""Prices and quantities of the documented fills of a sale of BTCUSDT."""
WITHDRAWAL = {
    "address": BINANCE.demo.address,
    "amount": "0.00150000",
    "applyTime": "2024-06-01 00:00:05",
    "coin": "BTC",
    "id": "156ec387f49b41df8724fa744fa82719",
    "withdrawOrderId": SENT,
    "network": "BTC",
    "transferType": 0,
    "status": 4,
    "transactionFee": "0.0005",
    "confirmNo": 0,
    "info": "",
    "txId": "",
}


def story() -> dict[str, object]:
    """The answers that take the place of the documented examples, so that they hang together."""
    return {
        "GET /api/v3/ticker/price": (200, {"symbol": "BTCUSDT", "price": "4000.00000000"}),
        "GET /api/v3/ticker/24hr": (
            200,
            {
                "symbol": "BTCUSDT",
                "priceChange": "42.00000000",
                "priceChangePercent": "1.061",
                "weightedAvgPrice": "3989.12345678",
                "prevClosePrice": "3958.00000000",
                "lastPrice": "4000.00000000",
                "lastQty": "1.00000000",
                "bidPrice": "3999.00000000",
                "bidQty": "5.00000000",
                "askPrice": "4000.00000000",
                "askQty": "1.00000000",
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
        "GET /api/v3/depth": (
            200,
            {
                "lastUpdateId": 1027024,
                "bids": [list(level) for level in LEVELS],
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
                    {"asset": "LTC", "free": "4763368.68006011", "locked": "0.00000000"},
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
                "clientOrderId": PLACED,
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
        "POST /sapi/v1/capital/withdraw/apply": (200, {"id": WITHDRAWAL["id"]}),
        # Before it was sent the history of the day is empty; afterwards it has it.
        "GET /sapi/v1/capital/withdraw/history": [(200, []), (200, [WITHDRAWAL])],
    }


def told(venue):
    """What the demonstration says in `venue`."""
    file = io.StringIO()
    demo(venue, Console(file=file, width=200, highlight=False, markup=False, emoji=False))
    return file.getvalue()


@pytest.mark.cassette("binance", "../../plugins/binance/src/crossvenue_binance/demo", answers=story())
def test_the_story_hangs_together(ask, request):
    if not isinstance(ask.venue, Venue):
        pytest.skip("the demonstration is told in the blocking world")
    said = told(ask.venue)
    assert "breaks PRICE_FILTER" in said
    assert "the nearest valid price is 3960" in said
    # What is withdrawn is worth so much of the day's quota.
    assert "0.0015 BTC at 4000 is 6 USD" in said
    assert said.index("verdict: clear") < said.index("Found again in the history") < said.index("verdict: blocked")
    # The order and the withdrawal are the ones that were sent.
    assert said.count(PLACED) == 1
    assert said.count(SENT) == 2
    assert WITHDRAWAL["id"] in said


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A folder of its own, with a configuration that nobody may read, and a network that nobody may use."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crossvenue.toml").write_text("this is no TOML")
    pytest_socket.disable_socket()
    yield tmp_path
    pytest_socket.enable_socket()


def test_the_command_needs_no_key_no_network_and_no_configuration(alone):
    ran = CliRunner().invoke(main, ["demo"])
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1].startswith("Next: ")
    assert f"Sent with client id {SENT}" in ran.stdout
    # Twice is the same.
    assert CliRunner().invoke(main, ["demo", "binance"]).stdout == ran.stdout


def test_a_program_gets_what_each_step_came_to(alone):
    ran = CliRunner().invoke(main, ["demo", "--json"])
    assert (ran.exit_code, ran.stderr) == (0, "")
    steps = json.loads(ran.stdout)
    assert [each["step"].partition(" ")[0] for each in steps] == ["What", "The", "What", "An", "Where", "A", "A"]
    _, book, _, order, _, sent, blocked = steps
    assert book["book"]["bids"][0] == {"price": "3999.00000000", "quantity": "5.00000000"}
    assert ("the nearest valid price is 3960" in order["refused"], order["order"]["client_id"]) == (True, PLACED)
    assert (sent["verdict"], sent["sent"]["client_id"], sent["found"]["id"]) == ("clear", SENT, WITHDRAWAL["id"])
    assert (blocked["verdict"], "sent" in blocked) == ("blocked", False)


def test_every_check_is_shown_with_its_verdict(alone):
    said = CliRunner().invoke(main, ["demo"]).stdout
    clear, blocked = said.split("verdict: clear")
    for check in ("key permission", "account status", "network open", "free balance", "address", "memo"):
        assert check in clear
        assert check in blocked
    assert "Maintenance, Withdrawal Suspended" in blocked
    assert "withdraw() refuses it; nothing was sent." in blocked


@pytest.mark.parametrize("shipped", [attrs.evolve(BINANCE.demo, file="gone.yaml"), None])
def test_without_its_recording_it_fails_with_a_clear_message(alone, monkeypatch, shipped):
    installed = plugins.registry().exchange("binance")
    made = plugins.Registry(entry_points=lambda group: [])
    monkeypatch.setattr(plugins, "registry", lambda: made)
    monkeypatch.setattr("crossvenue.venue.installed", lambda: made)
    changed = attrs.evolve(installed, demo=shipped)
    made.register(SimpleNamespace(exchanges=hookimpl(lambda: [changed])))
    ran = CliRunner().invoke(main, ["demo"])
    said = "there is no cassette at" if shipped else "no installed exchange ships a demonstration"
    assert (ran.exit_code, said in ran.stderr) == (6 if shipped else 2, True)
    assert "Traceback" not in ran.stderr


def test_an_answer_that_is_missing_ends_in_6(alone, monkeypatch):
    monkeypatch.setattr("crossvenue.cli.demo._asked", lambda venue: attrs.evolve(BINANCE.demo, symbol="ETH/BTC"))
    ran = CliRunner().invoke(main, ["demo", "binance"])
    assert (ran.exit_code, "holds GET /api/v3/ticker/24hr only with" in ran.stderr) == (6, True)


def test_an_exchange_without_a_demonstration_is_named(alone):
    ran = CliRunner().invoke(main, ["demo", "nobody"])
    assert (ran.exit_code, "no installed exchange called 'nobody' ships" in ran.stderr) == (2, True)
