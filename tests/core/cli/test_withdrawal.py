"""Withdrawals: judged first, asked about, sent once; and each ending has its own exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import httpx
import pytest

from crossvenue import interfaces
from crossvenue.cli import show, withdrawal

ADDRESS = "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB"
TO = ("BTC", "0.0015", "--network", "BTC", "--address", ADDRESS)
APPLY = "POST /sapi/v1/capital/withdraw/apply"
HISTORY = "GET /sapi/v1/capital/withdraw/history"
ID = "7213fea8e94b4a5593d507237e5a555b"
TAPE = Path(__file__).parents[3] / "cassettes" / "binance" / "docs.yaml"
APPLY_ON_TAPE = "invoice-17"
"""The client id of a withdrawal that can be sent on the recording of the documents."""
SENDS = """
import os
from crossvenue.cli import main, withdrawal

send = withdrawal._sent

def sent(*given):
    made = send(*given)
    if os.environ["LOSE_STDERR"]:
        os.dup2(1, 2)
    return made

withdrawal._sent = sent
main()
"""
"""The command line, whose stderr goes where its stdout does once the withdrawal was sent."""


@pytest.fixture
def clear(coins):
    """Documented answers under which every check passes."""
    restrictions = {
        "ipRestrict": True,
        "createTime": 1623840271000,
        "enableWithdrawals": True,
        "enableReading": True,
        "enableSpotAndMarginTrading": True,
        "permitsUniversalTransfer": True,
        "tradingAuthorityExpirationTime": 1628985600000,
    }
    bitcoin = {
        "symbol": "BTCUSDT",
        "status": "TRADING",
        "baseAsset": "BTC",
        "baseAssetPrecision": 8,
        "quoteAsset": "USDT",
        "quotePrecision": 8,
        "quoteAssetPrecision": 8,
        "orderTypes": ["LIMIT"],
        "icebergAllowed": True,
        "ocoAllowed": True,
        "isSpotTradingAllowed": True,
        "isMarginTradingAllowed": True,
        "filters": [],
        "permissions": ["SPOT", "MARGIN"],
    }
    account = {"updateTime": 123456789, "balances": [{"asset": "BTC", "free": "0.08074558", "locked": "0.00000000"}]}
    return {
        **coins,
        "GET /api/v3/exchangeInfo": {"serverTime": 1565246363776, "rateLimits": [], "symbols": [bitcoin]},
        "GET /api/v3/ticker/price": {"symbol": "BTCUSDT", "price": "4.00000200"},
        "GET /api/v3/account": account,
        "GET /sapi/v1/account/apiRestrictions": restrictions,
        "GET /sapi/v1/account/status": {"data": "Normal"},
        "GET /sapi/v1/capital/withdraw/quota": {"wdQuota": "10000", "usedWdQuota": "1000"},
        HISTORY: [],
        APPLY: {"id": ID},
    }


@pytest.fixture
def uncertain(clear):
    """The same, but the venue is too busy for one of the questions."""
    return {**clear, "GET /sapi/v1/account/status": (429, {"code": -1003, "msg": "Too many requests."})}


def of(ran, name):
    return next(each for each in ran.json["checks"] if each["name"] == name)


def test_a_clear_preflight_shows_every_check_and_sends_nothing(run, clear):
    ran = run("preflight", *TO, answers=clear)
    assert ran.status == 0
    assert "verdict: clear" in ran.out
    assert "fee 0.00050000 BTC, arrives 0.00100000 BTC" in ran.out
    assert ran.told.count(APPLY) == 0
    ran = run("preflight", *TO, "--json", answers=clear)
    assert (ran.json["verdict"], ran.json["fee"], ran.json["request"]["amount"]) == ("clear", "0.00050000", "0.0015")
    assert {each["result"] for each in ran.json["checks"]} == {"pass"}
    assert all(each["evidence"] for each in ran.json["checks"])


def test_a_blocked_preflight_ends_in_4(run, clear):
    ran = run("preflight", "BTC", "2", "--network", "BEP2", "--address", ADDRESS, "--json", answers=clear)
    assert (ran.status, ran.json["verdict"]) == (4, "blocked")
    assert of(ran, "network open")["result"] == "fail"
    assert "Wallet Maintenance" in of(ran, "network open")["words"]
    assert of(ran, "memo")["result"] == "fail"


def test_an_uncertain_preflight_ends_in_4(run, uncertain):
    ran = run("preflight", *TO, answers=uncertain, on_limit="raise")
    assert (ran.status, "verdict: uncertain" in ran.out) == (4, True)


@pytest.mark.parametrize("answer", ["y\n", "YES\n"])
def test_a_clear_withdrawal_is_sent_once_after_a_yes(run, clear, answer):
    ran = run("withdraw", *TO, answers=clear, input=answer)
    assert ran.status == 0
    assert ran.told.count(APPLY) == 1
    sent = next(params for label, params in ran.told.asked if label == APPLY)
    assert (sent["amount"], sent["network"], sent["address"]) == ("0.0015", "BTC", ADDRESS)
    assert f"Send 0.0015 BTC on BTC to {ADDRESS}? [y/N]" in ran.err
    # The id was told before it was used.
    assert f"sending with client id {sent['withdrawOrderId']}" in ran.err
    assert ID in ran.out


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "yess\n"])
def test_without_a_yes_nothing_is_sent(run, clear, answer):
    ran = run("withdraw", *TO, answers=clear, input=answer)
    assert (ran.status, ran.told.count(APPLY)) == (4, 0)
    assert "nothing was sent: it was not confirmed" in ran.err


def test_yes_does_not_ask(run, clear):
    ran = run("withdraw", *TO, "--yes", "--client-id", "mine-1", answers=clear)
    assert (ran.status, ran.told.count(APPLY), "[y/N]" in ran.err) == (0, 1, False)
    assert next(params for label, params in ran.told.asked if label == APPLY)["withdrawOrderId"] == "mine-1"


def test_json_has_the_checks_and_the_withdrawal(run, clear):
    ran = run("withdraw", *TO, "--yes", "--json", answers=clear)
    assert ran.json["preflight"]["verdict"] == "clear"
    assert (ran.json["withdrawal"]["id"], ran.json["withdrawal"]["amount"]) == (ID, "0.0015")


@pytest.mark.parametrize("more", [(), ("--yes",), ("--yes", "--accept-uncertain")])
def test_a_blocked_withdrawal_is_never_sent(run, clear, more):
    ran = run("withdraw", "BTC", "2", "--network", "BTC", "--address", ADDRESS, *more, answers=clear, input="y\n")
    assert (ran.status, ran.told.count(APPLY)) == (4, 0)
    assert "nothing was sent: the pre-flight is blocked: free balance: 0.08074558 free does not cover 2" in ran.err
    ran = run("withdraw", "BTC", "2", "--network", "BTC", "--address", ADDRESS, "--yes", "--json", answers=clear)
    assert (ran.status, ran.json["withdrawal"], ran.json["preflight"]["verdict"]) == (4, None, "blocked")


@pytest.mark.parametrize(
    ("more", "answer", "status"),
    [
        ((), "y\n", 0),
        ((), "n\n", 4),
        (("--yes",), "y\n", 4),
        (("--accept-uncertain",), "", 4),
        (("--yes", "--accept-uncertain"), "", 0),
    ],
)
def test_an_uncertain_withdrawal_needs_more_than_yes(run, uncertain, more, answer, status):
    ran = run("withdraw", *TO, *more, answers=uncertain, input=answer, on_limit="raise")
    assert (ran.status, ran.told.count(APPLY)) == (status, 1 if status == 0 else 0)
    if "--yes" not in more:
        assert "NOT CERTAIN (account status: could not be learned" in ran.err


@pytest.mark.parametrize(("more", "answer"), [((), "y\n"), (("--yes", "--accept-uncertain"), "")])
def test_what_was_accepted_is_handed_in_with_the_names_of_what_was_shown(run, uncertain, monkeypatch, more, answer):
    """It once was not handed in at all, and so not held to the withdrawal that it was made for."""
    seen = []
    real = interfaces._accepted
    monkeypatch.setattr(interfaces, "_accepted", lambda *given: seen.append(given) or real(*given))
    ran = run("withdraw", *TO, *more, answers=uncertain, input=answer, on_limit="raise")
    assert (ran.status, ran.told.count(APPLY)) == (0, 1)
    ((names, checked),) = seen
    assert (list(names), checked.verdict.value) == (["account status"], "uncertain")


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ReadTimeout("timed out"),
        httpx.RemoteProtocolError("half an answer"),
        (504, b"<html>"),
        (200, b'{"id'),
        (400, {"code": -1007, "msg": "Timeout waiting for response from backend server."}),
    ],
    ids=["timeout", "half", "504", "junk", "-1007"],
)
def test_an_unknown_outcome_ends_in_5_with_the_id_that_finds_it(run, clear, failure):
    ran = run("withdraw", *TO, "--yes", "--client-id", "mine-1", answers={**clear, APPLY: failure})
    assert (ran.status, ran.told.count(APPLY)) == (5, 1)
    assert "crossvenue: OUTCOME UNKNOWN: " in ran.err
    # A command, not an operation of Python.
    assert "Find out with `crossvenue withdrawals --client-id mine-1` before" in ran.err.splitlines()[-1]
    assert "wallet.withdrawal" not in ran.err
    ran = run("withdraw", *TO, "--yes", "--client-id", "mine-1", "--json", answers={**clear, APPLY: failure})
    said = json.loads(ran.err)
    assert (said["error"], said["exit_status"], said["client_id"]) == ("OutcomeUnknown", 5, "mine-1")
    assert said["find_out"] == "`crossvenue withdrawals --client-id mine-1`"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_it_was_sent_is_an_unknown_outcome_too(run, clear, number):
    """It once ended the process without a word."""

    def killed(_):
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), signal.SIGTERM)  # A service manager sends a pair.
        return {"id": "too late"}

    before = signal.getsignal(number)
    ran = run("withdraw", *TO, "--yes", answers={**clear, APPLY: killed})
    assert (ran.status, ran.told.count(APPLY)) == (5, 1)
    assert "crossvenue: OUTCOME UNKNOWN: interrupted; " in ran.err
    ran = run("withdraw", *TO, "--yes", "--client-id", "mine-1", "--json", answers={**clear, APPLY: killed})
    said = json.loads(ran.err)
    assert (said["error"], said["exit_status"], said["client_id"]) == ("Interrupted", 5, "mine-1")
    assert signal.getsignal(number) == before


def test_what_a_program_reads_is_one_document_on_stdout_or_one_on_stderr(run, clear):
    ran = run("withdraw", *TO, "--yes", "--json", answers=clear)
    assert (ran.status, ran.err) == (0, "")
    assert ran.json["withdrawal"]["client_id"]
    ran = run("withdraw", *TO, "--yes", "--json", answers={**clear, APPLY: httpx.ReadTimeout("timed out")})
    assert (ran.status, ran.out) == (5, "")
    assert json.loads(ran.err)["client_id"]


def test_a_bug_while_it_was_sent_is_an_unknown_outcome_too(run, clear):
    ran = run("withdraw", *TO, "--yes", "--client-id", "mine-1", answers={**clear, APPLY: KeyError("id")})
    assert (ran.status, "OUTCOME UNKNOWN" in ran.err, "mine-1" in ran.err) == (5, True, True)


def test_an_interruption_while_it_was_sent_is_an_unknown_outcome_too(run, clear):
    words = ("--venue", "binance", "withdraw", *TO, "--yes", "--client-id", "mine-1")
    ran = run(*words, answers={**clear, APPLY: KeyboardInterrupt()})
    assert ran.status == 5
    assert "may have been done (client id mine-1)" in ran.err
    assert "in the shell that is `crossvenue withdrawals --client-id mine-1 --venue binance`" in ran.err


@pytest.mark.parametrize(
    "failure",
    [BrokenPipeError(), OSError(28, "No space left on device"), SystemExit(1), KeyboardInterrupt(), KeyError("bug")],
    ids=repr,
)
def test_what_was_sent_ends_in_0_also_where_it_cannot_be_printed(run, clear, monkeypatch, failure):
    def fails(*args, **more):
        raise failure

    monkeypatch.setattr(withdrawal, "show_withdrawals", fails)
    ran = run("withdraw", *TO, "--yes", "--client-id", "mine-1", answers=clear)
    assert (ran.status, ran.told.count(APPLY)) == (0, 1)
    assert "done (client id mine-1), but it could not be shown" in ran.err.splitlines()[-1]
    monkeypatch.setattr(show, "as_json", fails)
    ran = run("withdraw", *TO, "--yes", "--client-id", "mine-1", "--json", answers=clear)
    said = json.loads(ran.err)
    assert (ran.status, said["exit_status"], said["client_id"]) == (0, 0, "mine-1")


@pytest.mark.parametrize("to", ["nobody", "full"])
@pytest.mark.parametrize("also", [False, True], ids=["stdout", "both"])
def test_a_process_that_sent_ends_in_0_whoever_reads_it(tmp_path, to, also):
    if to == "full" and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    assert APPLY_ON_TAPE in TAPE.read_text()
    (tmp_path / "crossvenue.toml").write_text(
        f'[venues.paper]\nexchange = "binance"\nenvironment = "replay"\ncassette = "{TAPE.as_posix()}"\n'
    )
    if to == "full":
        out = os.open("/dev/full", os.O_WRONLY)
    else:
        nobody, out = os.pipe()
        os.close(nobody)
    words = ("withdraw", *TO, "--client-id", APPLY_ON_TAPE, "--yes", "--json")
    lost = "1" if also else ""
    try:
        ran = subprocess.run(
            [sys.executable, "-c", SENDS, *words],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            # Buffered, so that Python itself writes at its end, too.
            env={**os.environ, "PYTHONUNBUFFERED": "", "XDG_CONFIG_HOME": str(tmp_path), "LOSE_STDERR": lost},
            timeout=60,
            check=False,
        )
    finally:
        os.close(out)
    assert ran.returncode == 0, ran.stderr
    if not also:
        assert json.loads(ran.stderr)["client_id"] == APPLY_ON_TAPE


@pytest.mark.parametrize("to", ["nobody", "full"])
def test_a_process_that_cannot_show_the_pre_flight_sends_nothing_and_says_so(tmp_path, to):
    """It once said that this was a bug, or that the venue had refused it."""
    if to == "full" and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / "crossvenue.toml").write_text(
        f'[venues.paper]\nexchange = "binance"\nenvironment = "replay"\ncassette = "{TAPE.as_posix()}"\n'
    )
    if to == "full":
        out = os.open("/dev/full", os.O_WRONLY)
    else:
        nobody, out = os.pipe()
        os.close(nobody)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", SENDS, "withdraw", *TO, "--client-id", APPLY_ON_TAPE, "--yes"],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONUNBUFFERED": "", "XDG_CONFIG_HOME": str(tmp_path), "LOSE_STDERR": ""},
            timeout=60,
            check=False,
        )
    finally:
        os.close(out)
    assert ran.returncode == 74, ran.stderr
    assert ran.stderr.startswith("crossvenue: nothing was sent: the output cannot be written: ")
    assert len(ran.stderr.splitlines()) == 1


def test_an_unknown_outcome_ends_in_5_also_where_nobody_reads_it(run, clear, monkeypatch):
    echo = click.echo

    def fails(message=None, **more):
        if "OUTCOME UNKNOWN" in str(message):
            raise BrokenPipeError
        echo(message, **more)

    monkeypatch.setattr(click, "echo", fails)
    ran = run("withdraw", *TO, "--yes", answers={**clear, APPLY: httpx.ReadTimeout("timed out")})
    assert (ran.status, ran.told.count(APPLY)) == (5, 1)


def test_a_refusal_ends_in_1(run, clear):
    refusal = (400, {"code": -4019, "msg": "Current currency is not open for withdrawal."})
    ran = run("withdraw", *TO, "--yes", answers={**clear, APPLY: refusal})
    assert (ran.status, "not open for withdrawal" in ran.err) == (1, True)


def test_what_was_certainly_not_sent_ends_in_3(run, clear):
    ran = run("withdraw", *TO, "--yes", answers={**clear, APPLY: httpx.ConnectError("refused")})
    assert (ran.status, "nothing was sent" in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("BTC", "1e-3", "--network", "BTC", "--address", ADDRESS), "no plain number"),
        (("BTC", "0,5", "--network", "BTC", "--address", ADDRESS), "no plain number"),
        (("BTC", "0", "--network", "BTC", "--address", ADDRESS), "not above zero"),
        (("BTC", "1", "--address", ADDRESS), "Missing option '--network'"),
        ((*TO, "--memo", "1", "--no-memo"), "one of --memo and --no-memo"),
        ((*TO, "--wallet", "shoe"), "wallet must be one of"),
    ],
)
def test_wrong_usage_sends_nothing(run, clear, arguments, said):
    for command in ("preflight", "withdraw"):
        ran = run(command, *arguments, answers=clear, input="y\n")
        assert (ran.status, said in ran.err, ran.told.count(APPLY)) == (2, True, 0)


def test_the_memo_and_its_absence_reach_the_check(run, clear):
    beacon = ("BTC", "1", "--network", "BEP2", "--address", ADDRESS, "--json")
    assert "NO_MEMO on purpose" in of(run("preflight", *beacon, answers=clear), "memo")["words"]
    assert of(run("preflight", *beacon, "--memo", "104", answers=clear), "memo")["result"] == "pass"
    assert run("preflight", *beacon, "--memo", "104", answers=clear).json["request"]["memo"] == "104"


def test_a_withdrawal_is_found_by_the_id_it_was_sent_with(run):
    # The documented example of the history.
    made = {
        "address": "0x94df8b352de7f46f64b01d3666bf6e936e44ce60",
        "amount": "8.91000000",
        "applyTime": "2019-10-12 11:12:02",
        "coin": "USDT",
        "id": "b6ae22b3aa844210a7041aee7589627c",
        "withdrawOrderId": "WITHDRAWtest123",
        "network": "ETH",
        "transferType": 0,
        "status": 6,
        "transactionFee": "0.004",
        "confirmNo": 3,
        "info": "The address is not valid. Please confirm with the recipient",
        "txId": "0xb5ef8c13b968a406cc62a93a8bd80f9e9a906ef1b3fcf20a2e48573c17659268",
    }
    ran = run("withdrawals", "--client-id", "WITHDRAWtest123", answers={HISTORY: [made]})
    assert ran.told.asked[-1][1]["withdrawOrderId"] == "WITHDRAWtest123"
    assert "8.91000000" in ran.out
    assert "2019-10-12T11:12:02Z" in ran.out
    ran = run("withdrawals", "USDT", "--json", answers={HISTORY: [made]})
    assert (ran.json[0]["amount"], ran.json[0]["status"], ran.json[0]["applied"]) == (
        "8.91000000",
        "COMPLETED",
        "2019-10-12T11:12:02.000Z",
    )


def test_not_found_is_no_proof_and_says_so(run):
    ran = run("withdrawals", "--client-id", "nobody", answers={HISTORY: []})
    assert (ran.status, "no proof yet" in ran.out) == (0, True)
    assert run("withdrawals", "--client-id", "nobody", "--json", answers={HISTORY: []}).json == []


def test_one_of_long_ago_is_looked_for_around_its_time(run):
    ran = run("withdrawals", "--client-id", "x", "--around", "2019-10-12T11:12:02Z", answers={HISTORY: []})
    (asked,) = [params for label, params in ran.told.asked if label == HISTORY]
    assert int(asked["startTime"]) < 1570878722000 < int(asked["endTime"])
    ran = run("withdrawals", "--around", "2019-10-12T11:12:02Z")
    assert (ran.status, "--around goes with an id" in ran.err) == (2, True)
    ran = run("withdrawals", "--id", "y", "--since", "2019-10-12T11:12:02Z")
    assert (ran.status, "--around says when it was made" in ran.err, ran.told.asked) == (2, True, [])


def test_an_id_stands_alone(run):
    assert run("withdrawals", "BTC", "--client-id", "x").status == 2
    assert run("withdrawals", "--client-id", "x", "--id", "y").status == 2
