"""The catalogue of Binance.US: true to its document but for the departures here, each with its reason."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crossvenue.endpoint import Catalogue, Endpoint, Kind, Security

REFERENCE = Path(__file__).parents[3].parent / "shared" / "catalogue" / "binance_us.json"
CATALOGUE = Catalogue.load("crossvenue_binance_us")
ADDED_BY_THE_DIALECT = {"timestamp", "recvWindow", "signature"}

READ_BY_POST = {"test_order", "otc_quote"}
MONEY_MOVERS = {
    *("new_order", "cancel_replace", "new_oco", "otc_order_new", "custodian_order_new", "custodian_oco_new"),
    *("withdraw", "withdraw_fiat", "dust_convert", "sub_account_transfer", "credit_transfer", "stake", "unstake"),
    *("custodian_transfer_in", "custodian_transfer", "custodian_transfer_undo"),
}

DEPARTURES = {
    "The table of cancelReplace is printed there by mistake; sample and WebSocket API need only the symbol.": [
        *(
            f"cancel_open_orders: lacks {name}"
            for name in (
                *("side", "type", "cancelReplaceMode", "timeInForce", "quantity", "quoteOrderQty", "price"),
                *("cancelNewClientOrderId", "cancelOrigClientOrderId", "cancelOrderId", "newClientOrderId"),
                *("stopPrice", "trailingDelta", "icebergQty", "newOrderRespType", "selfTradePreventionMode"),
                "cancelRestrictions",
            )
        ),
        "cancel_open_orders: any_of [['cancelOrigClientOrderId', 'cancelOrderId']] -> []",
    ],
    "The changelog of 2023-03-16 gives it to cancelReplace; its row stands in the table named above.": [
        "cancel_replace: adds cancelRestrictions",
    ],
    "The table of types wants both, the WebSocket API either: a trailing stop has no fixed price.": [
        f"{name}: required by {kind} {both} -> {either}"
        for name in ("new_order", "test_order")
        for kind in ("STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT")
        for both, either in [
            (
                "['price', 'quantity', 'stopPrice', 'timeInForce', 'trailingDelta']",
                "['price', 'quantity', 'stopPrice or trailingDelta', 'timeInForce']",
            )
        ]
    ],
    'The text of the endpoint ("determined by type") and its parameters: one of two ways to ask.': [
        "my_prevented_matches: any_of [] -> [['preventedMatchId', 'orderId']]",
    ],
}


@cache
def reference() -> Mapping[str, Mapping[str, Any]]:
    if not REFERENCE.exists():
        pytest.skip("../shared is not here")
    return {f"{each['method']} {each['path']}": each for each in json.loads(REFERENCE.read_bytes())["rest"]}


@pytest.mark.parametrize("endpoint", CATALOGUE.values(), ids=list(CATALOGUE))
def test_is_well_formed(endpoint: Endpoint) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", endpoint.name)
    assert re.fullmatch(r"/s?api/v\d(/[\w-]+)+(/\{orderId\})?", endpoint.path)
    assert endpoint.title
    assert re.fullmatch(r"https://docs\.binance\.us/#[a-z0-9-]+", endpoint.docs)
    assert endpoint.retired is None
    assert {weight.scope for weight in endpoint.weights} <= {"api", "orders"}
    for param in endpoint.params.values():
        assert (param.type is Kind.CHOICE) == (param.values is not None)
    for name in {each for group in (*endpoint.any_of, *endpoint.not_together) for each in group}:
        assert name in endpoint.params
    assert not endpoint.client_id or endpoint.client_id in endpoint.params


def test_every_documented_endpoint_is_there_and_no_other() -> None:
    assert {str(each) for each in CATALOGUE.values()} == set(reference())
    assert len(CATALOGUE) == 95
    assert not [call for call, times in Counter(map(str, CATALOGUE.values())).items() if times > 1]


def test_links_lead_to_different_places() -> None:
    assert len({each.docs for each in CATALOGUE.values()}) == len(CATALOGUE)


def test_what_may_be_sent_twice() -> None:
    repeatable = {name for name, each in CATALOGUE.items() if each.repeatable}
    reads = {name for name, each in CATALOGUE.items() if each.method == "GET"}
    assert repeatable == reads | READ_BY_POST | {"listen_key_create", "listen_key_keep_alive"}


def test_what_moves_money_is_never_repeated_and_needs_a_permission() -> None:
    for endpoint in CATALOGUE.values():
        if not endpoint.repeatable and not endpoint.name.startswith("listen_key"):
            assert endpoint.security in {Security.TRADE, Security.WITHDRAW}, endpoint.name
    assert not any(CATALOGUE[name].repeatable for name in MONEY_MOVERS)


def test_what_has_a_field_for_an_id_of_ours_gets_one() -> None:
    assert {name: each.client_id for name, each in CATALOGUE.items() if each.client_id} == {
        "new_order": "newClientOrderId",
        "cancel_replace": "newClientOrderId",
        "new_oco": "listClientOrderId",
        "withdraw": "withdrawOrderId",
        "custodian_transfer_in": "clientOrderId",
        "custodian_transfer": "clientOrderId",
    }


# True to the document


def listed(needed: Any) -> str:
    return str(sorted(each if isinstance(each, str) else " or ".join(each) for each in needed))


def compared(endpoint: Endpoint, entry: Mapping[str, Any]) -> Iterator[str]:
    name = endpoint.name
    signed = entry["signed"]
    assert endpoint.security.signed is signed, name
    if not signed:
        word = {"NONE": Security.NONE, "MARKET_DATA": Security.API_KEY, "USER_STREAM": Security.API_KEY}
        assert endpoint.security is word[entry["security"]], name
    elif entry["security"] == "TRADE":
        assert endpoint.security is Security.TRADE, name
    theirs = {each["name"]: each["mandatory"] for each in entry["params"] if each["name"] not in ADDED_BY_THE_DIALECT}
    yield from (f"{name}: adds {each}" for each in endpoint.params if each not in theirs)
    yield from (f"{name}: lacks {each}" for each in theirs if each not in endpoint.params)
    for each, required in theirs.items():
        if each in endpoint.params and endpoint.params[each].required is not bool(required):
            yield f"{name}: {each} required {required}"
    if (entry.get("one_of") or []) != endpoint.any_of:
        yield f"{name}: any_of {entry.get('one_of') or []} -> {endpoint.any_of}"
    for pair in entry.get("exclusive") or []:
        if not any(set(pair) <= set(group) for group in endpoint.not_together):
            yield f"{name}: not_together lacks {pair}"
    for kind, needed in (entry.get("mandatory_by_type") or {}).items():
        ours = endpoint.required_by["type"][kind]
        if listed(needed) != listed(ours):
            yield f"{name}: required by {kind} {listed(needed)} -> {listed(ours)}"


def test_agrees_with_the_document_but_for_the_departures() -> None:
    found = [each for endpoint in CATALOGUE.values() for each in compared(endpoint, reference()[str(endpoint)])]
    known = [each for reason in DEPARTURES.values() for each in reason]
    assert sorted(found) == sorted(known)


def test_network_and_coin_are_mandatory_here() -> None:
    assert CATALOGUE["withdraw"].params["network"].required
    assert not {"walletType", "transactionFeeFlag", "name"} & set(CATALOGUE["withdraw"].params)
    assert CATALOGUE["withdraw_history"].params["coin"].required
    assert CATALOGUE["deposit_history"].params["coin"].required


def test_there_is_no_endpoint_for_what_a_key_may_do() -> None:
    assert not [each for each in CATALOGUE.values() if "estriction" in each.path]


# Charging

MANY = [f"C{number}USD" for number in range(120)]


@pytest.mark.parametrize(
    ("name", "params", "units"),
    [
        *[("depth", {"limit": limit}, 1) for limit in (1, 5, 100)],
        *[("depth", {"limit": limit}, 5) for limit in (101, 500)],
        *[("depth", {"limit": limit}, 10) for limit in (501, 1000)],
        *[("depth", {"limit": limit}, 50) for limit in (1001, 5000)],
        ("depth", {}, 1),
        ("ticker_24hr", {"symbol": "BTCUSD"}, 1),
        *[("ticker_24hr", {"symbols": MANY[:count]}, 1) for count in (1, 20)],
        *[("ticker_24hr", {"symbols": MANY[:count]}, 20) for count in (21, 100)],
        ("ticker_24hr", {"symbols": MANY[:101]}, 40),
        ("ticker_24hr", {}, 40),
        *[(name, {"symbol": "BTCUSD"}, 1) for name in ("ticker_price", "ticker_book")],
        *[(name, {"symbols": MANY[:1]}, 2) for name in ("ticker_price", "ticker_book")],
        *[(name, {}, 2) for name in ("ticker_price", "ticker_book")],
        ("ticker_rolling", {"symbol": "BTCUSD"}, 2),
        *[("ticker_rolling", {"symbols": MANY[:count]}, 2 * count) for count in (1, 2, 3, 4, 5, 10, 20, 40)],
        *[("ticker_rolling", {"symbols": MANY[:count]}, 100) for count in (50, 51, 120)],
        ("open_orders", {"symbol": "BTCUSD"}, 3),
        ("open_orders", {}, 40),
        ("my_prevented_matches", {"symbol": "BTCUSD", "preventedMatchId": 1}, 1),
        ("my_prevented_matches", {"symbol": "BTCUSD", "orderId": 5}, 10),
    ],
)
def test_charges_by_the_parameters(name: str, params: Mapping[str, object], units: int) -> None:
    assert CATALOGUE[name].charges(params) == (("api", units),)


def test_charges_what_the_document_says() -> None:
    """Where it depends on parameters the examples above have it; a count by account counts with the rest."""
    conditional = {name for name, each in CATALOGUE.items() if each.fixed_charges is None}
    for name, endpoint in CATALOGUE.items():
        stated = next(iter(reference()[str(endpoint)]["weight"].values()))
        if name not in conditional:
            units = stated if isinstance(stated, int) else stated[0]["weight"]
            assert dict(endpoint.charges({}))["api"] == units, name
    assert conditional == {
        *("depth", "ticker_24hr", "ticker_price", "ticker_book", "ticker_rolling"),
        *("open_orders", "my_prevented_matches"),
    }


def test_orders_count_and_a_pair_counts_twice() -> None:
    counted = {name: dict(each.charges({})).get("orders") for name, each in CATALOGUE.items()}
    assert {name: units for name, units in counted.items() if units} == {
        "new_order": 1,
        "cancel_replace": 1,
        "new_oco": 2,
    }
