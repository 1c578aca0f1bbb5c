"""The catalogue of Binance: well formed, true to the documents, and charging what they say.

Every difference to a document stands in `departures.json`, by document, with its reason; a difference that is not
there fails, and so does one that is there and no longer occurs.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crossvenue.endpoint import Catalogue, Condition, Endpoint, Kind, Security, Weight

HERE = Path(__file__).parent
SHARED = HERE.parents[2].parent / "shared"
REFERENCE = SHARED / "catalogue" / "binance.json"
OPENAPI = SHARED / "reference" / "binance-openapi" / "spot_api.yaml"
SECTIONS = ("Wallet Endpoints", "Market Data Endpoints", "Spot Account/Trade")
ADDED_BY_THE_DIALECT = {"timestamp", "recvWindow", "signature"}
SCOPES = {"api": {"api", "orders"}, "sapi": {"sapi_ip", "sapi_uid", "sapi_uid_second"}}
MONEY_MOVERS = {
    *("new_order", "cancel_replace", "new_oco", "new_oco_legacy"),
    *("withdraw", "universal_transfer", "dust_convert"),
}
READ_BY_POST = {"test_order", "user_asset", "funding_wallet", "dust_convertible"}
STREAM_KEYS = {"listen_key_create", "listen_key_keep_alive", "listen_key_close"}

CATALOGUE = Catalogue.load("crossvenue_binance")
every_endpoint = pytest.mark.parametrize("endpoint", CATALOGUE.values(), ids=list(CATALOGUE))


# Well formed


@every_endpoint
def test_is_well_formed(endpoint: Endpoint) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", endpoint.name)
    assert endpoint.method in {"GET", "POST", "PUT", "DELETE"}
    assert re.fullmatch(r"/s?api/v\d(/\w+)+", endpoint.path.replace("-", "_"))
    assert endpoint.title
    assert endpoint.docs.startswith("https://developers.binance.com/")
    for param in endpoint.params.values():
        assert (param.type is Kind.CHOICE) == (param.values is not None)
        assert param.values is None or len(set(param.values)) == len(param.values) > 0
        assert param.min is None or param.max is None or param.min < param.max


@every_endpoint
def test_rules_speak_of_its_own_parameters(endpoint: Endpoint) -> None:
    named = {name for group in endpoint.any_of + endpoint.not_together for name in group}
    named |= {weight.when.param for weight in endpoint.weights if weight.when is not None}
    for name, by_value in endpoint.required_by.items():
        assert set(by_value) <= set(endpoint.params[name].values or ())
        for needed in by_value.values():
            named |= {each for item in needed for each in ([item] if isinstance(item, str) else item)}
    assert named <= set(endpoint.params)
    assert not ADDED_BY_THE_DIALECT & set(endpoint.params)
    for group in endpoint.any_of + endpoint.not_together:
        assert len(set(group)) == len(group) > 1
        assert not any(endpoint.params[name].required for name in group)


@every_endpoint
def test_always_charges_a_scope_of_its_interface(endpoint: Endpoint) -> None:
    scopes = {weight.scope for weight in endpoint.weights}
    assert scopes
    assert scopes <= SCOPES[endpoint.path.split("/")[1]]
    for scope in scopes:
        *conditional, last = [weight for weight in endpoint.weights if weight.scope == scope]
        assert last.when is None
        assert all(weight.when is not None for weight in conditional)
        assert all(weight.units > 0 for weight in (*conditional, last))


def test_what_may_be_repeated() -> None:
    repeatable = {name for name, each in CATALOGUE.items() if each.repeatable}
    reads = {name for name, each in CATALOGUE.items() if each.method == "GET"}
    assert repeatable == reads | READ_BY_POST | {
        name for name in CATALOGUE if name.startswith("listen_key") and not name.endswith("close")
    }


def test_what_moves_money_is_never_repeated_and_needs_a_permission() -> None:
    for name in MONEY_MOVERS:
        assert not CATALOGUE[name].repeatable
        assert CATALOGUE[name].security in {Security.TRADE, Security.WITHDRAW}


def test_what_changes_something_needs_more_than_reading() -> None:
    for endpoint in CATALOGUE.values():
        if not endpoint.repeatable and not endpoint.name.startswith("listen_key"):
            assert endpoint.security in {Security.TRADE, Security.WITHDRAW}, endpoint.name


def test_only_the_listen_keys_are_retired() -> None:
    retired = {name for name, each in CATALOGUE.items() if each.retired is not None}
    assert retired == STREAM_KEYS
    assert all((CATALOGUE[name].retired or "").startswith("2026-02-20: ") for name in retired)


def test_no_call_is_listed_twice() -> None:
    assert not [call for call, times in Counter(map(str, CATALOGUE.values())).items() if times > 1]


# True to the documents


def test_agrees_with_the_reference_of_2022_but_for_the_departures() -> None:
    documented = reference()
    differences = [*missing(documented)]
    for endpoint in CATALOGUE.values():
        if str(endpoint) in documented:
            differences += compare_reference(endpoint, documented[str(endpoint)])
    assert_departures("binance.json", differences)


def test_agrees_with_the_openapi_of_2024_but_for_the_departures() -> None:
    documented = openapi()
    differences: list[str] = []
    for endpoint in CATALOGUE.values():
        if str(endpoint) in documented:
            differences += compare_openapi(endpoint, documented[str(endpoint)])
    assert_departures("spot_api.yaml", differences)


def test_every_endpoint_but_one_is_in_one_of_the_documents() -> None:
    # Its page is newer than both: developers.binance.com/docs/wallet/capital/fetch-withdraw-quota
    newer = {"GET /sapi/v1/capital/withdraw/quota"}
    assert {str(each) for each in CATALOGUE.values()} - set(reference()) - set(openapi()) == newer


@cache
def reference() -> Mapping[str, Mapping[str, Any]]:
    if not REFERENCE.exists():
        pytest.skip("../shared is not here")
    return {
        f"{entry['method']} {entry['path']}": entry
        for entry in json.loads(REFERENCE.read_bytes())["rest"]
        if entry["section"] in SECTIONS or entry["subsection"] == "LISTEN KEY (SPOT)"
    }


@cache
def openapi() -> Mapping[str, Mapping[str, Any]]:
    if not OPENAPI.exists():
        pytest.skip("../shared is not here")
    yaml = pytest.importorskip("yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(OPENAPI.read_text(encoding="utf-8"), Loader=loader)
    shared = document["components"]["parameters"]

    def resolved(param: Mapping[str, Any]) -> Mapping[str, Any]:
        return shared[param["$ref"].rpartition("/")[2]] if "$ref" in param else param

    return {
        f"{method.upper()} {path}": {**entry, "params": [resolved(each) for each in entry.get("parameters", ())]}
        for path, entries in document["paths"].items()
        for method, entry in entries.items()
    }


def missing(documented: Mapping[str, object]) -> Iterator[str]:
    ours = {str(each) for each in CATALOGUE.values()}
    yield from (f"{call}: missing" for call in documented if call not in ours)


def compare_reference(endpoint: Endpoint, entry: Mapping[str, Any]) -> Iterator[str]:
    name = endpoint.name
    word = {"NONE": "none", "MARKET_DATA": "api_key", "USER_STREAM": "api_key", "USER_DATA": "read", "TRADE": "trade"}
    yield from changed(name, "security", word[entry["security"]], endpoint.security.value)
    yield from changed(name, "signed", entry["signed"], endpoint.security.signed)
    yield from changed(name, "weight", shown(reference_weights(entry)), shown(endpoint.weights))
    yield from compare_params(endpoint, {each["name"]: each["mandatory"] for each in entry["params"]})
    yield from (f"{name}: any_of lacks {group}" for group in entry.get("one_of", ()) if group not in endpoint.any_of)
    for pair in entry.get("exclusive", ()):
        if not any(set(pair) <= set(group) for group in endpoint.not_together):
            yield f"{name}: not_together lacks {pair}"
    for value, needed in entry.get("mandatory_by_type", {}).items():
        yield from changed(name, f"required by {value}", listed(needed), listed(endpoint.required_by["type"][value]))


def compare_openapi(endpoint: Endpoint, entry: Mapping[str, Any]) -> Iterator[str]:
    name = endpoint.name
    yield from changed(name, "security", openapi_security(entry), endpoint.security.value)
    stated = re.search(r"^Weight(?:\((IP|UID)\))?: (\d+)$", entry["description"], re.MULTILINE)
    if stated is not None:  # the others are tables and sentences: EXAMPLES has them
        kind = (stated[1] or "IP").lower()
        scope = "api" if endpoint.path.startswith("/api") else f"sapi_{kind}"
        scope += "_second" if "per second UID rate limit" in entry["description"] else ""
        charged = [weight for weight in endpoint.weights if weight.scope != "orders"]  # which it does not state
        yield from changed(name, "weight", shown([Weight(scope, int(stated[2]))]), shown(charged))
    yield from compare_params(endpoint, {each["name"]: each.get("required", False) for each in entry["params"]})


def compare_params(endpoint: Endpoint, documented: Mapping[str, bool]) -> Iterator[str]:
    theirs = {name: required for name, required in documented.items() if name not in ADDED_BY_THE_DIALECT}
    yield from (f"{endpoint.name}: adds {name}" for name in endpoint.params if name not in theirs)
    yield from (f"{endpoint.name}: lacks {name}" for name in theirs if name not in endpoint.params)
    for name in theirs:
        if name in endpoint.params:
            yield from changed(endpoint.name, f"{name} required", theirs[name], endpoint.params[name].required)


def changed(name: str, what: str, theirs: object, ours: object) -> Iterator[str]:
    if theirs != ours:
        yield f"{name}: {what} {theirs} -> {ours}"


def reference_weights(entry: Mapping[str, Any]) -> Iterator[Weight]:
    """What the reference charges; it calls the order count the weight by UID, and some weights by nothing."""
    api = entry["path"].startswith("/api")
    scopes = {"ip": "api", "unspecified": "api", "uid": "orders"} if api else {"ip": "sapi_ip", "uid": "sapi_uid"}
    for kind, stated in entry["weight"].items():
        entries: list[dict[str, Any]] = [{"weight": stated, "cond": None}] if isinstance(stated, int) else stated
        for each in entries:
            cond = {("values" if key == "in" else key): value for key, value in (each["cond"] or {}).items()}
            yield Weight(scopes[kind], each["weight"], Condition(**cond) if cond else None)


def openapi_security(entry: Mapping[str, Any]) -> str:
    if "security" not in entry:
        return "none"
    word = re.search(r"\((\w+)\)$", entry["summary"])
    return {"TRADE": "trade", "USER_STREAM": "api_key"}.get(word[1].upper() if word else "", "read")


def shown(weights: Iterator[Weight] | Sequence[Weight]) -> str:
    return ", ".join(sorted(f"{each.scope} {each.units}{condition_shown(each.when)}" for each in weights))


def condition_shown(when: Condition | None) -> str:
    if when is None:
        return ""
    if when.present is not None:
        return f" {'with' if when.present else 'without'} {when.param}"
    if when.values is not None:
        return f" for {when.param} {'/'.join(map(str, when.values))}"
    low, high = (when.min, when.max) if when.min or when.max else (when.count_min, when.count_max)
    return f" for {when.param} {low}-{high}"


def listed(needed: Sequence[str | Sequence[str]]) -> str:
    return ", ".join(sorted(each if isinstance(each, str) else " or ".join(each) for each in needed))


def assert_departures(document: str, differences: Sequence[str]) -> None:
    departures = json.loads((HERE / "departures.json").read_bytes())[document]
    assert all(departure["why"] for departure in departures)
    recorded = Counter(each for departure in departures for each in departure["differences"])
    assert not [each for each, times in recorded.items() if times > 1], "recorded twice"
    assert not [each for each in differences if each not in recorded], "not recorded in departures.json"
    assert not [each for each in recorded if each not in differences], "in departures.json, but not so"


# Charging

MANY = [f"C{number}USDT" for number in range(120)]
EXAMPLES: list[tuple[str, Mapping[str, object], int]] = [
    *[("depth", {"limit": limit}, 5) for limit in (1, 5, 100, "5", "100")],
    *[("depth", {"limit": limit}, 25) for limit in (101, 500, "500")],
    *[("depth", {"limit": limit}, 50) for limit in (501, 1000)],
    *[("depth", {"limit": limit}, 250) for limit in (1001, 5000)],
    ("depth", {}, 5),
    ("depth", {"limit": None}, 5),
    ("ticker_24hr", {"symbol": "BTCUSDT"}, 2),
    ("ticker_24hr", {"symbol": "BTCUSDT", "type": "MINI"}, 2),
    *[("ticker_24hr", {"symbols": MANY[:count]}, 2) for count in (1, 20)],
    *[("ticker_24hr", {"symbols": MANY[:count]}, 40) for count in (21, 100)],
    ("ticker_24hr", {"symbols": tuple(MANY[:20])}, 2),
    ("ticker_24hr", {"symbols": MANY[:101]}, 80),
    ("ticker_24hr", {}, 80),
    *[(name, {"symbol": "BTCUSDT"}, 2) for name in ("ticker_price", "ticker_book")],
    *[(name, {"symbols": MANY[:1]}, 4) for name in ("ticker_price", "ticker_book")],
    *[(name, {}, 4) for name in ("ticker_price", "ticker_book")],
    *[(name, {"symbol": "BTCUSDT"}, 4) for name in ("ticker_rolling", "ticker_trading_day")],
    ("open_orders", {"symbol": "BTCUSDT"}, 6),
    ("open_orders", {}, 80),
    ("my_trades", {"symbol": "BTCUSDT"}, 20),
    ("my_trades", {"symbol": "BTCUSDT", "orderId": 28}, 5),
    ("my_trades", {"symbol": "BTCUSDT", "fromId": 28}, 20),
    ("my_prevented_matches", {"symbol": "BTCUSDT", "preventedMatchId": 1}, 2),
    ("my_prevented_matches", {"symbol": "BTCUSDT", "orderId": 5}, 20),
    ("test_order", {}, 1),
    *[("test_order", {"computeCommissionRates": word}, 20) for word in (True, "true", "TRUE")],
    *[("test_order", {"computeCommissionRates": word}, 1) for word in (False, "false")],
]


@pytest.mark.parametrize(("name", "params", "units"), EXAMPLES)
def test_charges_by_the_parameters(name: str, params: Mapping[str, object], units: int) -> None:
    assert CATALOGUE[name].charges(params) == (("api", units),)


def test_every_conditional_weight_has_an_example() -> None:
    conditional = {name for name, each in CATALOGUE.items() if each.fixed_charges is None}
    assert conditional == {name for name, _, _ in EXAMPLES}


@pytest.mark.parametrize("name", ["ticker_rolling", "ticker_trading_day"])
def test_charges_four_for_each_symbol_or_a_little_more(name: str) -> None:
    """The document says 4 for each, at most 200; the catalogue goes up in steps, never below it."""
    charged = {count: dict(CATALOGUE[name].charges({"symbols": MANY[:count]}))["api"] for count in range(1, 101)}
    assert all(units >= min(4 * count, 200) for count, units in charged.items())
    assert all(units <= 2 * min(4 * count, 200) for count, units in charged.items())
    exact = (1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 100)
    assert {count: charged[count] for count in exact} == {count: min(4 * count, 200) for count in exact}


@pytest.mark.parametrize(
    ("name", "orders"), [("new_order", 1), ("cancel_replace", 1), ("new_oco", 2), ("new_oco_legacy", 2)]
)
def test_orders_charge_the_order_count_too(name: str, orders: int) -> None:
    assert dict(CATALOGUE[name].charges({})) == {"api": 1, "orders": orders}


def test_nothing_else_charges_the_order_count() -> None:
    counted = {name for name, each in CATALOGUE.items() if "orders" in dict(each.charges({}))}
    assert counted == {"new_order", "cancel_replace", "new_oco", "new_oco_legacy"}


@pytest.mark.parametrize(
    ("name", "charge"),
    [
        ("account_snapshot", ("sapi_ip", 2400)),
        ("withdraw", ("sapi_uid", 900)),
        ("universal_transfer", ("sapi_uid", 300)),
        ("dust_convert", ("sapi_uid", 10)),
        ("withdraw_history", ("sapi_uid_second", 18000)),
    ],
)
def test_the_wallet_charges_by_address_or_by_account(name: str, charge: tuple[str, int]) -> None:
    assert CATALOGUE[name].charges({}) == (charge,)
