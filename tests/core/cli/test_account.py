"""What the account holds, where it can go, and its orders."""

from __future__ import annotations

import pytest

ACCOUNT = {
    "makerCommission": 15,
    "takerCommission": 15,
    "canTrade": True,
    "updateTime": 123456789,
    "accountType": "SPOT",
    "balances": [
        {"asset": "BTC", "free": "4723846.89208129", "locked": "0.00000000"},
        {"asset": "LTC", "free": "0.00000000", "locked": "0.00000000"},
    ],
}
ORDER = {
    "symbol": "BNBBTC",
    "orderId": 1,
    "orderListId": -1,
    "clientOrderId": "myOrder1",
    "price": "0.1",
    "origQty": "1.0",
    "executedQty": "0.0",
    "cummulativeQuoteQty": "0.0",
    "status": "NEW",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "BUY",
    "stopPrice": "0.0",
    "icebergQty": "0.0",
    "time": 1499827319559,
    "updateTime": 1499827319559,
    "isWorking": True,
    "origQuoteOrderQty": "0.000000",
}


def test_balances_leave_out_what_is_nothing(run):
    answers = {"GET /api/v3/account": ACCOUNT}
    ran = run("balances", answers=answers)
    assert ran.status == 0
    assert "4723846.89208129" in ran.out
    assert "LTC" not in ran.out
    assert "LTC" in run("balances", "--all", answers=answers).out
    assert run("balances", "--json", answers=answers).json == [
        {"asset": "BTC", "free": "4723846.89208129", "locked": "0.00000000"}
    ]


def test_networks_say_what_is_open_and_what_it_costs(run, coins):
    ran = run("assets", "BTC", answers=coins)
    closed = next(line.split() for line in ran.out.splitlines() if line.split()[:2] == ["BEACON", "BNB"])
    assert closed[2:] == [
        "closed",
        "closed",
        "0.00000220",
        "0.00000440",
        "9999999999.99999999",
        "0.00000001",
        "required",
    ]
    opened = next(line.split() for line in ran.out.splitlines() if line.split()[:2] == ["BTC", "BTC"])
    assert opened[2:] == ["open", "open", "0.00050000", "0.00100000", "750", "0.00000001", "none"]
    assert "BEACON: Wallet Maintenance, Withdrawal Suspended" in ran.out
    networks = run("assets", "BTC", "--json", answers=coins).json["networks"]
    assert [(each["network"], each["withdrawal_maximum"]) for each in networks] == [
        ("BEACON", "9999999999.99999999"),
        ("BTC", "750"),
    ]


def test_an_asset_that_the_venue_lacks_ends_in_2(run, coins):
    ran = run("assets", "NOPE", answers=coins)
    assert (ran.status, "has no asset 'NOPE'" in ran.err) == (2, True)


def test_open_orders_of_one_instrument_and_of_all(run):
    answers = {"GET /api/v3/openOrders": [ORDER]}
    ran = run("orders", "BNB/BTC", answers=answers)
    assert ran.told.asked[-1][1]["symbol"] == "BNBBTC"
    assert "myOrder1" in ran.out
    ran = run("orders", "--json", answers=answers)
    assert "symbol" not in ran.told.asked[-1][1]
    assert (ran.json[0]["symbol"], ran.json[0]["quantity"], ran.json[0]["status"]) == ("BNB/BTC", "1.0", "NEW")


def test_all_orders_since_a_time(run):
    answers = {"GET /api/v3/allOrders": [ORDER]}
    ran = run("orders", "BNB/BTC", "--all", answers=answers)
    assert "myOrder1" in ran.out
    ran = run("orders", "BNB/BTC", "--all", "--since", "2017-07-12T00:00:00Z", "--limit", "1", answers=answers)
    asked = next(params for label, params in ran.told.asked if label == "GET /api/v3/allOrders")
    assert asked["startTime"] == "1499817600000"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--all"], "--all needs a SYMBOL"), (["--limit", "3"], "go with --all"), (["--all", "NO/NE"], "lists no")],
)
def test_orders_that_make_no_sense_end_in_2(run, arguments, said):
    ran = run("orders", *arguments)
    assert (ran.status, said in ran.err) == (2, True)
