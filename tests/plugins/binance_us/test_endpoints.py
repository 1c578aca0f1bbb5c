"""The catalogues of Binance.US, REST and WebSocket API: well formed, true to their document, charging what it says.

Every difference to the document stands in `departures.json`, with its reason; a difference that is not there fails,
and so does one that is there and no longer occurs.
"""

from __future__ import annotations

import json
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from crossvenue.endpoint import Catalogue, Endpoint, Kind, Security
from crossvenue.errors import BadRequest
from crossvenue_binance_us import BINANCE_US, ws_requests

HERE = Path(__file__).parent
SHARED = HERE.parents[2].parent / "shared" / "catalogue"
CATALOGUE = Catalogue.load("crossvenue_binance_us")
WS_REQUESTS = ws_requests()
ADDED_BY_THE_DIALECT = {"timestamp", "recvWindow", "signature", "apiKey"}

READ_BY_POST = {"test_order", "otc_quote"}
MONEY_MOVERS = {
    *("new_order", "cancel_replace", "new_oco", "otc_order_new", "custodian_order_new", "custodian_oco_new"),
    *("withdraw", "withdraw_fiat", "dust_convert", "sub_account_transfer", "credit_transfer", "stake", "unstake"),
    *("custodian_transfer_in", "custodian_transfer", "custodian_transfer_undo"),
}
STREAMS_KEPT_OPEN = {"listen_key_create", "listen_key_keep_alive"}
WS_WRITES = {
    *("order_place", "order_cancel_replace", "order_list_place"),
    *("order_cancel", "open_orders_cancel_all", "order_list_cancel", "user_data_stream_stop"),
}

rest = pytest.mark.parametrize("endpoint", CATALOGUE.values(), ids=list(CATALOGUE))
of_the_web_socket = pytest.mark.parametrize("request_", WS_REQUESTS.values(), ids=list(WS_REQUESTS))
both = pytest.mark.parametrize(
    "entry",
    [*CATALOGUE.values(), *WS_REQUESTS.values()],
    ids=[*CATALOGUE, *(f"ws-{name}" for name in WS_REQUESTS)],
)


@cache
def document() -> Mapping[str, Any]:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    found: Mapping[str, Any] = json.loads((SHARED / "binance_us.json").read_bytes())
    return found


def reference() -> Mapping[str, Mapping[str, Any]]:
    return {f"{each['method']} {each['path']}": each for each in document()["rest"]}


def ws_reference() -> Mapping[str, Mapping[str, Any]]:
    return {f"WS {each['method']}": each for each in document()["ws_api"]}


# Well formed


@both
def test_is_well_formed(entry: Endpoint) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", entry.name)
    assert entry.title
    assert re.fullmatch(r"https://docs\.binance\.us/#[a-z0-9-]+", entry.docs)
    assert entry.retired is None
    assert {weight.scope for weight in entry.weights} <= {"api", "orders"}
    *conditional, last = [weight for weight in entry.weights if weight.scope == "api"]
    assert last.when is None
    assert all(weight.when is not None for weight in conditional)
    for name, param in entry.params.items():
        assert (param.type is Kind.CHOICE) == (param.values is not None), name
        assert param.min is None or param.max is None or param.min < param.max, name
        assert param.max_items is None or param.type in (Kind.JSON_LIST, Kind.REPEATED), name
        assert not re.search(r"default (\d+|[A-Z]+|true|false)$", param.about), name
        if param.default is not None:
            entry_of_one = Endpoint(method="", path="", security=Security.NONE, docs="", params={name: param})
            entry_of_one.check({name: param.default})


@rest
def test_is_at_a_place_of_the_venue(endpoint: Endpoint) -> None:
    assert re.fullmatch(r"/s?api/v\d(/[\w-]+)+(/\{orderId\})?", endpoint.path)
    assert endpoint.method in {"GET", "POST", "PUT", "DELETE"}
    assert not endpoint.sent_in, "query for GET and DELETE, form for the others"


@both
def test_rules_speak_of_its_own_parameters(entry: Endpoint) -> None:
    named = {each for group in (*entry.any_of, *entry.not_together) for each in group}
    named |= {weight.when.param for weight in entry.weights if weight.when is not None}
    for name, by_value in entry.required_by.items():
        assert set(by_value) <= set(entry.params[name].values or ())
        for needed in by_value.values():
            named |= {each for item in needed for each in ([item] if isinstance(item, str) else item)}
    assert named <= set(entry.params)
    assert not ADDED_BY_THE_DIALECT & set(entry.params)
    assert not entry.client_id or entry.client_id in entry.params
    for group in (*entry.any_of, *entry.not_together):
        assert len(set(group)) == len(group) > 1
        assert not any(entry.params[name].required for name in group)


def test_every_documented_endpoint_is_there_and_no_other() -> None:
    assert {str(each) for each in CATALOGUE.values()} == set(reference())
    assert len(CATALOGUE) == 95
    assert not [call for call, times in Counter(map(str, CATALOGUE.values())).items() if times > 1]


def test_every_documented_request_of_the_web_socket_is_there_and_no_other() -> None:
    assert {str(each) for each in WS_REQUESTS.values()} == set(ws_reference())
    assert len(WS_REQUESTS) == 33


def test_nothing_sends_the_requests_of_the_web_socket_yet() -> None:
    assert {each.method for each in WS_REQUESTS.values()} == {"WS"}
    assert not [each for each in BINANCE_US.catalogue().values() if each.method == "WS"]


@pytest.mark.parametrize("file", ["endpoints.json", "ws_requests.json"])
def test_every_entry_stands_in_its_section_and_every_section_in_one_piece(file: str) -> None:
    entries = json.loads((pkgutil.get_data("crossvenue_binance_us", file) or b"").decode())
    sections = [section for section, _ in groupby(entries.values(), key=lambda each: each["section"])]
    assert all(sections)
    assert len(set(sections)) == len(sections)


def test_links_lead_to_different_places() -> None:
    links = [each.docs for each in (*CATALOGUE.values(), *WS_REQUESTS.values())]
    assert len(set(links)) == len(links) == 95 + 33


def test_what_may_be_sent_twice() -> None:
    repeatable = {name for name, each in CATALOGUE.items() if each.repeatable}
    reads = {name for name, each in CATALOGUE.items() if each.method == "GET"}
    assert repeatable == reads | READ_BY_POST | STREAMS_KEPT_OPEN
    assert {name for name, each in WS_REQUESTS.items() if not each.repeatable} == WS_WRITES


def test_what_moves_money_is_never_repeated_and_needs_a_permission() -> None:
    assert {name for name, each in CATALOGUE.items() if each.moves_money} == MONEY_MOVERS
    assert not any(CATALOGUE[name].repeatable for name in MONEY_MOVERS)
    assert {name for name, each in WS_REQUESTS.items() if each.moves_money} == {
        *("order_place", "order_cancel_replace", "order_list_place")
    }
    for entry in (*CATALOGUE.values(), *WS_REQUESTS.values()):
        if not entry.repeatable and not entry.name.startswith(("listen_key", "user_data_stream")):
            assert entry.security in {Security.TRADE, Security.WITHDRAW}, entry.name


def test_what_has_a_field_for_an_id_of_ours_gets_one() -> None:
    assert {name: each.client_id for name, each in CATALOGUE.items() if each.client_id} == {
        "new_order": "newClientOrderId",
        "cancel_replace": "newClientOrderId",
        "new_oco": "listClientOrderId",
        "withdraw": "withdrawOrderId",
        "custodian_transfer_in": "clientOrderId",
        "custodian_transfer": "clientOrderId",
    }
    assert {name: each.client_id for name, each in WS_REQUESTS.items() if each.client_id} == {
        "order_place": "newClientOrderId",
        "order_cancel_replace": "newClientOrderId",
        "order_list_place": "listClientOrderId",
    }


# True to the document


def test_agrees_with_the_document_but_for_the_departures() -> None:
    found = [each for entry in CATALOGUE.values() for each in compared(entry, reference()[str(entry)])]
    assert_departures("rest", found)


def test_the_web_socket_agrees_with_the_document_but_for_the_departures() -> None:
    found = [each for entry in WS_REQUESTS.values() for each in compared(entry, ws_reference()[str(entry)])]
    assert_departures("ws_api", found)


def compared(entry: Endpoint, theirs: Mapping[str, Any]) -> Iterator[str]:
    name = entry.name
    word = {"NONE": "none", "MARKET_DATA": "api_key", "USER_STREAM": "api_key", "USER_DATA": "read", "TRADE": "trade"}
    yield from changed(name, "security", word[theirs["security"]], entry.security.value)
    yield from changed(name, "signed", theirs["signed"], entry.security.signed)
    yield from charged_otherwise(entry, theirs)
    yield from compared_params(entry, [each for each in theirs["params"] if each["name"] not in ADDED_BY_THE_DIALECT])
    yield from changed(name, "any_of", theirs.get("one_of") or [], entry.any_of)
    yield from changed(name, "not_together", theirs.get("exclusive") or [], entry.not_together)
    by_type, ours = theirs.get("mandatory_by_type") or {}, entry.required_by.get("type", {})
    for kind in {**by_type, **ours}:
        yield from changed(name, f"required by {kind}", listed(by_type.get(kind, ())), listed(ours.get(kind, ())))
    said = success(theirs)
    yield from changed(name, "success", said, {field: list(values) for field, values in entry.success.items()})
    if theirs["section"] in AUDIENCES:
        yield from changed(name, "audience", AUDIENCES[theirs["section"]], entry.audience)


AUDIENCES = {
    "Custodial Solution Endpoints": "keys of the custodial solution",
    "Credit Line Endpoints": "credit line keys",
    "API Partner Endpoints": "members of the API partner program",
}


def compared_params(entry: Endpoint, documented: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    theirs = {each["name"]: each for each in documented}
    yield from (f"{entry.name}: adds {each}" for each in entry.params if each not in theirs)
    yield from (f"{entry.name}: lacks {each}" for each in theirs if each not in entry.params)
    for name, each in theirs.items():
        if name in entry.params:
            ours = entry.params[name]
            yield from changed(entry.name, f"{name} required", each["mandatory"], ours.required)
            yield from changed(entry.name, f"{name} type", kind(each), ours.type.value)
            text = each.get("description") or ""
            yield from changed(entry.name, f"{name} default", default(text), ours.default)
            most = re.search(r"(?:[mM]ax(?: Value)?:?|at most) ?(\d+)", text)
            yield from changed(entry.name, f"{name} max", most and most[1], ours.max and f"{ours.max:f}")
            assert (each.get("in") == "path") == (name in entry.in_path), entry.name


def kind(param: Mapping[str, Any]) -> str:
    if param["name"] in ("startTime", "endTime"):
        return "time"
    word = str(param["type"] or "STRING").upper()
    kinds = {"STRING": "text", "ENUM": "choice", "ARRAY": "repeated", "ARRAY OF STRING": "json_list"}
    return kinds.get(word) or {"INT": "integer", "INTEGER": "integer", "LONG": "integer"}.get(word) or word.lower()


def default(text: str) -> str | int | bool | None:
    """A default that the document states as a value. "90 days from current timestamp" is none."""
    found = re.search(
        r"[dD]efault(?:s to|Value|s? [vV]alue| mode is|)[:= ]*\"?(\d+(?! days)\b|[A-Z_]{3,}|\d[dhm]|true|false)\b",
        text,
    )
    if found is None:
        found = re.search(r"\b([A-Z]+) \(default\)|the default is ([A-Z]+)", text)
    if found is None or re.search(r"default to ACK", text):
        return None  # The last is a rule by the type of the order.
    word = found[1] or found[2]
    if word.lower() in ("true", "false"):
        return word.lower() == "true"
    return int(word) if word.isdecimal() else word


def success(theirs: Mapping[str, Any]) -> Mapping[str, object]:
    """What its examples say of themselves. A `code` below zero is an error's."""
    found: dict[str, list[object]] = {}
    for example in theirs.get("responses", ()):
        if isinstance(example["json"], dict):
            for field in ("code", "success"):
                value = example["json"].get(field)
                if value is not None and value not in found.setdefault(field, []):
                    found[field].append(value)
    return found


def charged_otherwise(entry: Endpoint, theirs: Mapping[str, Any]) -> Iterator[str]:
    """Where the charge is not what the document says, tried at both ends of each of its conditions.

    It has one count, whatever it calls that; of the order count it speaks in its text.
    """
    (weight,) = theirs["weight"].values()
    differing = Counter[str]()
    for each in [{"weight": weight, "cond": {}}] if isinstance(weight, int) else weight:
        for params in satisfying(each["cond"]):
            units = each["weight"] * (len(params["symbols"]) if "per" in each else 1)
            charged = dict(entry.charges(params))["api"]
            if "per" in each and units < charged < 2 * units:
                differing["is up to twice as much for some numbers of symbols"] += 1
            elif charged != units:
                differing[f"of {params} {units} -> {charged}"] += 1
    yield from (f"{entry.name}: weight {each}" for each in differing)
    if "orders" in dict(entry.charges({})):
        yield f"{entry.name}: counts {dict(entry.charges({}))['orders']} of the order limits"


def satisfying(condition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Parameters at which a condition of the document holds."""
    name = condition.get("param", "")
    if "count_min" in condition:
        for count in range(condition["count_min"], condition.get("count_max", condition["count_min"] + 5) + 1):
            yield {name: [f"C{number}USD" for number in range(count)]}
    elif "min" in condition:
        yield from ({name: condition[end]} for end in ("min", "max"))
    elif condition.get("present"):
        yield {name: ["BTCUSD"] if name == "symbols" else "BTCUSD" if name == "symbol" else 1}
    elif "valid" in condition:
        yield {name: "no symbol"}
    else:
        yield {}


def changed(name: str, what: str, theirs: object, ours: object) -> Iterator[str]:
    if theirs != ours:
        yield f"{name}: {what} {theirs} -> {ours}"


def listed(needed: Iterable[str | Sequence[str]]) -> str:
    return ", ".join(sorted(each if isinstance(each, str) else " or ".join(each) for each in needed)) or "nothing"


def assert_departures(part: str, differences: Sequence[str]) -> None:
    departures = json.loads((HERE / "departures.json").read_bytes())[part]
    assert all(departure["why"] for departure in departures)
    recorded = Counter(each for departure in departures for each in departure["differences"])
    assert not [each for each, times in recorded.items() if times > 1], "recorded twice"
    assert not [each for each in differences if each not in recorded], "not recorded in departures.json"
    assert not [each for each in recorded if each not in differences], "in departures.json, but not so"


def test_network_and_coin_are_mandatory_here() -> None:
    assert CATALOGUE["withdraw"].params["network"].required
    assert not {"walletType", "transactionFeeFlag", "name"} & set(CATALOGUE["withdraw"].params)
    assert CATALOGUE["withdraw_history"].params["coin"].required
    assert CATALOGUE["deposit_history"].params["coin"].required


def test_there_is_no_endpoint_for_what_a_key_may_do() -> None:
    assert not [each for each in CATALOGUE.values() if "estriction" in each.path]


# The requests of the WebSocket API


@of_the_web_socket
def test_the_documented_example_of_a_request_passes_its_check(request_: Endpoint) -> None:
    params = ws_reference()[str(request_)]["request_example"]["json"].get("params", {})
    request_.check({name: value for name, value in params.items() if name not in ADDED_BY_THE_DIALECT})


def test_the_parameters_of_the_published_signatures_pass_the_check() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    vectors = json.loads((SHARED / "signing_vectors.json").read_bytes())
    named = {each.path: each for each in WS_REQUESTS.values()} | {
        "SIGNED request example": WS_REQUESTS["order_place"]
    }
    seen = set()
    for vector in vectors:
        if vector["exchange"] == "binance_us_ws_api" and vector["label"] in named:
            sent = dict(pair.split("=") for pair in vector["payload"].split("&"))
            request = named[vector["label"]]
            assert {"apiKey", "timestamp"} <= set(sent), vector["label"]
            assert request.security.signed
            params = {name: value for name, value in sent.items() if name not in ADDED_BY_THE_DIALECT}
            times = {name: int(value) for name, value in params.items() if request.params[name].type is Kind.TIME}
            request.check({**params, **times})
            seen.add(request.name)
    assert seen == {name for name, each in WS_REQUESTS.items() if each.security.signed}


@pytest.mark.parametrize(
    ("name", "params", "wrong"),
    [
        ("order_place", {"symbol": "BTCUSDT", "side": "SELL", "type": "STOP_LOSS", "quantity": "1"}, "trailingDelta"),
        ("order_list_status", {}, "orderListId"),
        ("ticker", {"symbols": ["BTCUSDT"], "windowSize": "8d"}, "windowSize"),
        ("ticker", {"symbols": [f"C{number}" for number in range(101)]}, "at most 100"),
        ("order_cancel", {"symbol": "BTCUSDT", "orderID": 1}, "did you mean orderId"),
    ],
)
def test_a_request_that_cannot_be_right_is_refused(name: str, params: Mapping[str, object], wrong: str) -> None:
    with pytest.raises(BadRequest, match=wrong):
        WS_REQUESTS[name].check(params)


# Charging

MANY = [f"C{number}USD" for number in range(120)]
CONDITIONAL: Mapping[str, Sequence[tuple[Mapping[str, object], int]]] = {
    "depth": [
        *[({"limit": limit}, 1) for limit in (1, 5, 100)],
        *[({"limit": limit}, 5) for limit in (101, 500)],
        *[({"limit": limit}, 10) for limit in (501, 1000)],
        *[({"limit": limit}, 50) for limit in (1001, 5000)],
        ({}, 1),
    ],
    "ticker_24hr": [
        ({"symbol": "BTCUSD"}, 1),
        *[({"symbols": MANY[:count]}, 1) for count in (1, 20)],
        *[({"symbols": MANY[:count]}, 20) for count in (21, 100)],
        ({"symbols": MANY[:101]}, 40),
        ({}, 40),
    ],
    "ticker_price": [({"symbol": "BTCUSD"}, 1), ({"symbols": MANY[:1]}, 2), ({}, 2)],
    "ticker_book": [({"symbol": "BTCUSD"}, 1), ({"symbols": MANY[:1]}, 2), ({}, 2)],
    "ticker_rolling": [
        ({"symbol": "BTCUSD"}, 2),
        *[({"symbols": MANY[:count]}, 2 * count) for count in (1, 2, 3, 4, 5, 10, 15, 20, 30, 40)],
        *[({"symbols": MANY[:count]}, 100) for count in (50, 51, 120)],
    ],
    "open_orders": [({"symbol": "BTCUSD"}, 3), ({}, 40)],
    "my_prevented_matches": [
        ({"symbol": "BTCUSD", "preventedMatchId": 1}, 1),
        ({"symbol": "BTCUSD", "orderId": 5}, 10),
    ],
}
OVER_THE_WEB_SOCKET = {"ticker_rolling": "ticker", "open_orders": "open_orders_status"}
"""What the same is called there, where it is not called the same."""


@pytest.mark.parametrize(
    ("name", "params", "units"),
    [(name, params, units) for name, examples in CONDITIONAL.items() for params, units in examples],
)
def test_charges_by_the_parameters_wherever_it_is_asked(name: str, params: Mapping[str, object], units: int) -> None:
    assert CATALOGUE[name].charges(params) == (("api", units),)
    assert WS_REQUESTS[OVER_THE_WEB_SOCKET.get(name, name)].charges(params) == (("api", units),)


def test_every_conditional_weight_has_an_example() -> None:
    assert {name for name, each in CATALOGUE.items() if each.fixed_charges is None} == set(CONDITIONAL)
    assert {name for name, each in WS_REQUESTS.items() if each.fixed_charges is None} == {
        OVER_THE_WEB_SOCKET.get(name, name) for name in CONDITIONAL
    }


@pytest.mark.parametrize("catalogue", [(CATALOGUE, "ticker_rolling"), (WS_REQUESTS, "ticker")], ids=["rest", "ws"])
def test_charges_two_for_each_symbol_or_a_little_more(catalogue: tuple[Catalogue, str]) -> None:
    entry = catalogue[0][catalogue[1]]
    charged = {count: dict(entry.charges({"symbols": MANY[:count]}))["api"] for count in range(1, 101)}
    assert all(min(2 * count, 100) <= units <= 4 * count for count, units in charged.items())


def test_orders_count_and_a_pair_counts_twice() -> None:
    counted = {name: dict(each.charges({})).get("orders") for name, each in CATALOGUE.items()}
    assert {name: units for name, units in counted.items() if units} == {
        "new_order": 1,
        "cancel_replace": 1,
        "new_oco": 2,
        "custodian_order_new": 1,
        "custodian_oco_new": 2,
    }
    over_the_web_socket = {name: dict(each.charges({})).get("orders") for name, each in WS_REQUESTS.items()}
    assert {name: units for name, units in over_the_web_socket.items() if units} == {
        "order_place": 1,
        "order_cancel_replace": 1,
        "order_list_place": 2,
    }
