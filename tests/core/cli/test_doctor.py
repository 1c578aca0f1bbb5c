"""What is installed and whether it works: each finding is ok or not, and one that is not decides the exit status."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest

from crossvenue import registry as plugins
from crossvenue.registry import Registry

HEALTHY = {
    "GET /api/v3/time": lambda params: {"serverTime": time.time_ns() // 1_000_000},
    "GET /sapi/v1/account/status": {"data": "Normal"},
    "GET /sapi/v1/account/apiRestrictions": {
        "ipRestrict": True,
        "createTime": 1623840271000,
        "enableWithdrawals": True,
        "enableReading": True,
        "enableSpotAndMarginTrading": False,
    },
}


def found(ran):
    return {each["name"]: each for each in ran.json["findings"]}


def test_a_healthy_venue_ends_in_0(run):
    ran = run("doctor", answers=HEALTHY)
    assert (ran.status, "not ok" in ran.out) == (0, False)
    ran = run("doctor", "--json", answers=HEALTHY)
    findings = found(ran)
    assert ran.json["ok"] is True
    assert findings["configuration"]["words"] == "no crossvenue.toml: no venue"
    assert findings["plugins"]["words"].startswith("binance, binance_us")
    assert findings["key permissions"]["words"] == "read: yes, trade: no, withdraw: yes, listed addresses only"
    assert "ms from this machine (round trip" in findings["clock"]["words"]
    assert findings["venue status"]["words"] == "normal"
    assert "of 6000 in 60 s" in findings["budget api"]["words"]


@pytest.mark.parametrize(
    ("answers", "name", "said"),
    [
        ({"GET /api/v3/time": {"serverTime": 1499827319559}}, "clock", "set this machine's clock"),
        ({"GET /api/v3/time": (503, b"")}, "clock", "HTTP 503"),
        ({"GET /sapi/v1/system/status": {"status": 1, "msg": "system maintenance"}}, "venue status", "maintenance"),
        (
            {"GET /sapi/v1/account/apiRestrictions": (401, {"code": -2015, "msg": "Invalid API-key."})},
            "key permissions",
            "Invalid API-key",
        ),
        (
            {
                "GET /sapi/v1/account/apiRestrictions": {
                    "ipRestrict": False,
                    "enableWithdrawals": True,
                    "enableReading": True,
                }
            },
            "key permissions",
            "restrict a key that may withdraw",
        ),
    ],
)
def test_what_is_wrong_is_named_and_hides_nothing_else(run, answers, name, said):
    ran = run("doctor", "--json", answers={**HEALTHY, **answers})
    assert (ran.status, ran.json["ok"]) == (1, False)
    assert [each for each, finding in found(ran).items() if not finding["ok"]] == [name]
    assert said in found(ran)[name]["words"]
    assert "account status" in found(ran)


def test_without_a_key_there_is_market_data(run):
    ran = run("doctor", "--json", answers=HEALTHY, api_key=None, api_secret=None)
    assert (ran.status, found(ran)["key"]["words"]) == (0, "none is configured: market data only")


def test_a_wrong_configuration_is_a_finding(run, tmp_path):
    (tmp_path / "crossvenue.toml").write_text("[venues.main]\nexchange = 7\n")
    ran = run("--venue", "main", "doctor", "--json", answers=HEALTHY)
    assert ran.status == 1
    assert "venues.main.exchange" in found(ran)["venue"]["words"]
    (tmp_path / "crossvenue.toml").write_text("[venues")
    assert "is no TOML" in found(run("doctor", "--json"))["configuration"]["words"]


def test_no_secret_is_shown(run, monkeypatch):
    monkeypatch.setenv("CROSSVENUE_VENUES__BINANCE__EXCHANGE", "binance")
    monkeypatch.setenv("CROSSVENUE_VENUES__BINANCE__API_SECRET", "hunter2")
    for more in ((), ("--json",)):
        ran = run("doctor", *more, answers=HEALTHY)
        assert "CROSSVENUE_VENUES__BINANCE__API_SECRET" in ran.out.replace("\n", "")
        assert not any(secret in ran.out + ran.err for secret in ("hunter2", "s" * 64, "k" * 64))


@pytest.fixture
def broken_plugin(monkeypatch):
    """A registry with the installed plugins and one that cannot be imported."""

    class Entry(SimpleNamespace):
        def load(self):
            raise ImportError("no module named nobody")

    entry = Entry(name="nobody", value="crossvenue_nobody", dist=SimpleNamespace(name="crossvenue-nobody"))
    found: Any = lambda group: [*plugins._installed()(group), *([entry] if group == "crossvenue" else [])]  # noqa: E731
    made = Registry(entry_points=found)
    monkeypatch.setattr(plugins, "registry", lambda: made)


def test_a_broken_plugin_is_named(run, broken_plugin):
    ran = run("doctor", "--json", answers=HEALTHY)
    assert (ran.status, found(ran)["plugin nobody"]["ok"]) == (1, False)
    assert "no module named nobody" in found(ran)["plugin nobody"]["words"]


def test_venues_lists_the_exchanges_and_what_they_offer(run, broken_plugin):
    ran = run("venues")
    assert ran.status == 0
    assert ["market.ticker", "offered"] in [line.split()[:2] for line in ran.out.splitlines()]
    assert "wallet.cancel_withdrawal not offered" in " ".join(ran.out.split())
    assert "no module named nobody" in " ".join(ran.out.split())
    listed = run("venues", "--json").json
    assert [each["name"] for each in listed["exchanges"]][:2] == ["binance", "binance_us"]
    assert listed["exchanges"][0]["operations"]["market.order_book"] == "offered"
    assert listed["exchanges"][0]["environments"][-1] == "replay"
    assert list(listed["failures"]) == ["nobody"]
