"""The catalogue of Binance: well formed, true to the documents, and charging what they say.

Every difference to a document stands in `departures.json`, by document, with its reason; a difference that is not
there fails, and so does one that is there and no longer occurs.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs
import pytest

from crossvenue.endpoint import Catalogue, Condition, Endpoint, Kind, Security, Weight

HERE = Path(__file__).parent
SHARED = HERE.parents[2].parent / "shared"
REFERENCE = SHARED / "catalogue" / "binance.json"
DOCS_OF_2022 = "https://binance-docs.github.io/apidocs/spot/en/"
OPENAPI = SHARED / "reference" / "binance-openapi" / "spot_api.yaml"
AUDIENCES = {
    "": "",
    "For Master Account": "master accounts",
    "For Sub-account": "sub-accounts",
    "For Investor Master Account": "master accounts of investors",
}
WHOLE = {"integer", "time", "choice"}
TYPES = {
    "STRING": {"text", "choice", "boolean"},
    "ENUM": {"choice"},
    "LONG": WHOLE,
    "INT": WHOLE,
    "INTEGER": WHOLE,
    "DECIMAL": {"decimal"},
    "DOUBLE": {"decimal"},
    "BOOLEAN": {"boolean"},
    "ARRAY": {"repeated"},
    "LIST": {"repeated"},
    "": {"text", "json_list"},  # Two that only a table of examples has.
}
ADDED_BY_THE_DIALECT = {"timestamp", "recvWindow", "signature"}
EXTRA_LIMITS = {
    "1/1s per account": "every_second",
    "1 request every three seconds": "every_3_seconds",
    "60times/min per IP": "sixty_a_minute",
}
SCOPES = {
    "api": {"api", "orders"},
    "sapi": {"sapi_ip", "sapi_uid", "sapi_uid_second", *EXTRA_LIMITS.values()},
}
READ_BY_POST = {"test_order", "user_asset", "funding_wallet", "dust_convertible"}
CHANGES_WITHOUT_MONEY = {
    *("cancel_order", "cancel_open_orders", "cancel_order_list"),
    *("margin_cancel_order", "margin_cancel_open_orders", "margin_cancel_order_list"),
    *("disable_fast_withdraw", "enable_fast_withdraw", "bnb_burn_set", "mining_resale_cancel"),
    *("isolated_margin_disable", "isolated_margin_enable", "sub_account_create"),
    *("sub_account_enable_margin", "sub_account_enable_futures", "sub_account_enable_blvt"),
    *("sub_account_ip_restriction_set", "sub_account_ip_add", "sub_account_ip_delete"),
    *("listen_key_close", "listen_key_margin_close", "listen_key_isolated_margin_close"),
}
RETIRED = {
    # The change logs of sub-accounts and of margin, developers.binance.com/docs/sub_account and /margin_trading.
    "2023-01-13": ("sub_account_ip_restriction_set", "sub_account_ip_add"),
    "2025-06-03": ("sub_account_enable_margin", "sub_account_enable_blvt"),
    "2024-03-31": (
        *("margin_transfer", "margin_loan", "margin_repay", "margin_asset", "margin_pair", "margin_loans"),
        *("margin_repayments", "isolated_margin_transfer", "isolated_margin_transfers", "isolated_margin_pair"),
    ),
    "2026-02-20": tuple(
        f"listen_key_{kind}{act}"
        for kind in ("", "margin_", "isolated_margin_")
        for act in ("create", "keep_alive", "close")
    ),
    # The change log of the spot documentation as it was in October 2022; the six left then were gone from the OpenAPI
    # of 2023-09-27 (binance-api-swagger 1.18.0).
    "2022-09-05": ("cross_collateral_wallet",),
    "2022-09-30": (
        *("cross_collateral_borrow", "cross_collateral_repay", "cross_collateral_rates", "cross_collateral_rates_v2"),
        *("cross_collateral_adjusted_rate", "cross_collateral_adjusted_rate_v2", "cross_collateral_max_adjust"),
        *("cross_collateral_max_adjust_v2", "cross_collateral_adjust", "cross_collateral_adjust_v2"),
        *("cross_collateral_repay_limit", "cross_collateral_repay_quote", "cross_collateral_repay_with_collateral"),
        "cross_collateral_repay_result",
    ),
    "2023-09-27 at the latest": (
        *("cross_collateral_loans", "cross_collateral_repayments", "cross_collateral_wallet_v2"),
        *("cross_collateral_adjustments", "cross_collateral_liquidations", "cross_collateral_interest"),
    ),
    # binance-api-swagger 1.16.0. They answer that they are deprecated: JKorf/Binance.Net issue 1341.
    "2023-09-02 at the latest": (
        *("savings_flexible_products", "savings_flexible_quota", "savings_flexible_subscribe", "savings_account"),
        *("savings_flexible_redemption_quota", "savings_flexible_redeem", "savings_flexible_positions"),
        *("savings_subscriptions", "savings_redemptions", "savings_interest_history"),
    ),
    # "Deprecated BSwap endpoints" that binance-connector-js 3.2.0 removed; absent from the OpenAPI of 2024.
    "2024-01-23 at the latest": (
        *("bswap_pools", "bswap_liquidity", "bswap_add_liquidity", "bswap_remove_liquidity", "bswap_quote"),
        *("bswap_liquidity_operations", "bswap_swap", "bswap_history", "bswap_pool_rules", "bswap_add_preview"),
        *("bswap_remove_preview", "bswap_unclaimed_rewards", "bswap_claim_rewards", "bswap_claimed_rewards"),
    ),
    # The venue's announcement of 2024-02-19: no more subscriptions, and then no more redemptions.
    "2024-02-28": ("blvt_subscribe",),
    "2024-04-03": ("blvt_redeem",),
}
ADVISED_AGAINST = {
    "new_oco_legacy",  # binance-spot-api-docs, CHANGELOG.md
    # binance-connector-js 3.2.0 of 2024-01-23 and binance-connector-php 1.7.0 of 2024-12-17
    *("savings_fixed_projects", "savings_fixed_subscribe", "savings_fixed_positions", "savings_fixed_to_flexible"),
    # binance-connector-python 3.9.0 of 2024-10-01
    *("futures_transfer", "futures_transfers", "blvt_info", "blvt_subscriptions", "blvt_redemptions", "blvt_limits"),
}

CATALOGUE = Catalogue.load("crossvenue_binance")
every_endpoint = pytest.mark.parametrize("endpoint", CATALOGUE.values(), ids=list(CATALOGUE))


# Well formed


@every_endpoint
def test_is_well_formed(endpoint: Endpoint) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", endpoint.name)
    assert endpoint.method in {"GET", "POST", "PUT", "DELETE"}
    assert re.fullmatch(r"/s?api/v\d(/\w+)+", endpoint.path.replace("-", "_"))
    assert endpoint.title
    page, _, place = endpoint.docs.partition("#")
    assert page.startswith("https://developers.binance.com/") or (page == DOCS_OF_2022 and place)
    for name, param in endpoint.params.items():
        assert param.type in (Kind.CHOICE, Kind.BOOLEAN) or param.values is None
        assert param.type is not Kind.CHOICE or param.values is not None
        assert param.values is None or len(set(param.values)) == len(param.values) > 0
        assert param.type is not Kind.BOOLEAN or [word.lower() for word in param.values or ()] in (
            [],
            ["false", "true"],
        )
        assert param.min is None or param.max is None or param.min < param.max
        assert not (param.required and param.default is not None)
        optional = attrs.evolve(endpoint, params={name: attrs.evolve(param, required=False)})
        attrs.evolve(optional, any_of=[], not_together=[], required_by={}).check({name: param.default})


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


def test_every_change_moves_money_but_for_a_few() -> None:
    changes = {name for name, each in CATALOGUE.items() if not each.repeatable}
    assert {name for name, each in CATALOGUE.items() if each.moves_money} == changes - CHANGES_WITHOUT_MONEY
    assert changes >= CHANGES_WITHOUT_MONEY


def test_what_changes_something_needs_more_than_reading() -> None:
    for endpoint in CATALOGUE.values():
        if not endpoint.repeatable and not endpoint.name.startswith("listen_key"):
            assert endpoint.security in {Security.TRADE, Security.WITHDRAW}, endpoint.name


def test_what_is_retired_says_since_when_and_what_took_its_place() -> None:
    since = {name: date for date, names in RETIRED.items() for name in names}
    told = {name: each.retired.partition(": ") for name, each in CATALOGUE.items() if each.retired is not None}
    assert {name: date for name, (date, _, _) in told.items()} == since
    assert all(instead for _, _, instead in told.values())


def test_what_the_venue_advises_against_is_not_retired() -> None:
    deprecated = {name for name, each in CATALOGUE.items() if each.deprecated is not None}
    assert deprecated == ADVISED_AGAINST
    assert not [name for name in deprecated if CATALOGUE[name].retired is not None]


def test_what_is_named_instead_is_there_and_not_retired_itself() -> None:
    ours = {str(each): name for name, each in CATALOGUE.items()}
    for endpoint in CATALOGUE.values():
        for call, name in re.findall(r"use ([A-Z]+ /\S+) \((\w+)\)", f"{endpoint.retired} {endpoint.deprecated}"):
            assert ours[call] == name
            assert CATALOGUE[name].retired is CATALOGUE[name].deprecated is None


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


def test_nothing_that_the_openapi_of_2024_lacks_passes_for_current() -> None:
    gone = {str(each) for each in CATALOGUE.values() if each.retired is not None or each.deprecated is not None}
    assert set(reference()) - set(openapi()) <= gone


def test_every_endpoint_but_one_is_in_one_of_the_documents() -> None:
    # Its page is newer than both: developers.binance.com/docs/wallet/capital/fetch-withdraw-quota
    newer = {"GET /sapi/v1/capital/withdraw/quota"}
    assert {str(each) for each in CATALOGUE.values()} - set(reference()) - set(openapi()) == newer


@cache
def reference() -> Mapping[str, Mapping[str, Any]]:
    if not REFERENCE.exists():
        pytest.skip("../shared is not here")
    return {f"{entry['method']} {entry['path']}": entry for entry in json.loads(REFERENCE.read_bytes())["rest"]}


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
    yield from changed(name, "security", reference_security(entry), endpoint.security.value)
    yield from changed(name, "signed", entry["signed"], endpoint.security.signed)
    yield from changed(name, "weight", shown(reference_weights(entry)), shown(endpoint.weights))
    yield from changed(name, "audience", AUDIENCES[entry.get("audience", "")], endpoint.audience)
    yield from changed(name, "success", reference_success(entry), endpoint.success)
    yield from compare_params(endpoint, {each["name"]: each["mandatory"] for each in entry["params"]})
    for param in entry["params"]:
        if param["name"] in endpoint.params:
            yield from compare_param(endpoint, param)
    for said, theirs, ours in (
        ("any_of", entry.get("one_of", []), endpoint.any_of),
        ("not_together", pairs(entry.get("exclusive", [])), pairs(endpoint.not_together)),
    ):
        yield from (f"{name}: {said} lacks {group}" for group in theirs if group not in ours)
        yield from (f"{name}: {said} adds {group}" for group in ours if group not in theirs)
    needed = {("type", value): listed(names) for value, names in entry.get("mandatory_by_type", {}).items()}
    need = {
        (param, value): listed(names)
        for param, by_value in endpoint.required_by.items()
        for value, names in by_value.items()
    }
    for param, value in needed | need:
        yield from changed(name, f"required by {value}", needed.get((param, value)), need.get((param, value)))


def compare_param(endpoint: Endpoint, documented: Mapping[str, Any]) -> Iterator[str]:
    """Type, and where the description states them, permitted values, default, least and most."""
    name, param, text = documented["name"], endpoint.params[documented["name"]], documented["description"]
    if param.type.value not in TYPES[documented["type"].upper()]:
        yield f"{endpoint.name}: {name} is {documented['type']} -> {param.type.value}"
    values = param.values or (["false", "true"] if param.type is Kind.BOOLEAN else [])
    stated = [value for value in values if re.search(rf"(?<![A-Za-z0-9]){value}(?![A-Za-z0-9]*[0-9])", text)]
    if stated and param.type is Kind.CHOICE:
        yield from (f"{endpoint.name}: {name} adds {value}" for value in values if value not in stated)
        quoted = re.findall(r'["\u201c](\w+)["\u201d]', text)
        yield from (f"{endpoint.name}: {name} lacks {value}" for value in quoted if value not in values)
    for said, ours in (("default", param.default), ("min", param.min), ("max", param.max)):
        found = re.search(
            rf'\b{said}(?:imum|s)?(?: value)?(?: to)? ?[:=]? ?["\u201c]?(\w+)\b(?! days?)', text, re.IGNORECASE
        )
        if found is not None and (found[1].isdigit() or found[1] in values):
            yield from changed(endpoint.name, f"{name} {said}", found[1].lower(), str(ours).lower())


def compare_openapi(endpoint: Endpoint, entry: Mapping[str, Any]) -> Iterator[str]:
    name = endpoint.name
    yield from changed(name, "security", openapi_security(entry), endpoint.security.value)
    stated = re.search(r"^Weight(?:\((IP|UID)\))?: (\d+)$", entry["description"], re.MULTILINE)
    if stated is not None:  # the others are tables and sentences: EXAMPLES has them
        kind = (stated[1] or "IP").lower()
        scope = "api" if endpoint.path.startswith("/api") else f"sapi_{kind}"
        scope += "_second" if "per second UID rate limit" in entry["description"] else ""
        elsewhere = {"orders", *EXTRA_LIMITS.values()}  # which it does not state
        charged = [weight for weight in endpoint.weights if weight.scope not in elsewhere]
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


def reference_security(entry: Mapping[str, Any]) -> str:
    word = entry["security"]
    if word == "MARKET_DATA":
        return "read" if entry["signed"] else "api_key"  # Two of the mining pool are signed.
    return {"NONE": "none", "USER_STREAM": "api_key", "USER_DATA": "read"}.get(word, "trade")


def reference_success(entry: Mapping[str, Any]) -> dict[str, list[object]]:
    """What every documented answer says of itself: a `code`, or else `success`."""
    answers = [each["json"] for each in entry["responses"]]
    for field in ("code", "success"):
        if all(isinstance(answer, dict) and field in answer for answer in answers):
            return {field: list(dict.fromkeys(answer[field] for answer in answers))}
    return {}


def pairs(groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """Of three that exclude each other, each two do."""
    return [list(pair) for pair in dict.fromkeys(pair for group in groups for pair in combinations(group, 2))]


def reference_weights(entry: Mapping[str, Any]) -> Iterator[Weight]:
    """What the reference charges; it calls the order count the weight by UID, and some weights by nothing."""
    api = entry["path"].startswith("/api")
    scopes = (
        {"ip": "api", "unspecified": "api", "uid": "orders"}
        if api
        else {"ip": "sapi_ip", "unspecified": "sapi_ip", "uid": "sapi_uid"}
    )
    for kind, stated in entry["weight"].items():
        entries: list[dict[str, Any]] = [{"weight": stated, "cond": None}] if isinstance(stated, int) else stated
        given = [each["cond"]["param"] for each in entries if each["cond"] and each["cond"].get("present")]
        for each in entries:
            cond = {("values" if key == "in" else key): value for key, value in (each["cond"] or {}).items()}
            otherwise = cond.get("present") is False and cond["param"] in given
            yield Weight(scopes[kind], each["weight"], Condition(**cond) if cond and not otherwise else None)
    yield from (Weight(EXTRA_LIMITS[text], 1) for text in entry.get("extra_limits", ()))


def openapi_security(entry: Mapping[str, Any]) -> str:
    if "security" not in entry:
        return "none"
    if not any(each["name"] == "signature" for each in entry["params"]):
        return "api_key"
    word = re.search(r"\((\w+)\)$", entry["summary"])
    return "trade" if word and word[1].upper() == "TRADE" else "read"


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
    ("margin_fees", {"coin": "BTC"}, 1),
    ("margin_fees", {"vipLevel": 1}, 5),
    ("isolated_margin_fees", {"symbol": "BTCUSDT"}, 1),
    ("isolated_margin_fees", {}, 10),
    ("bswap_liquidity", {"poolId": 2}, 1),
    ("bswap_liquidity", {}, 10),
    ("test_order", {}, 1),
    *[("test_order", {"computeCommissionRates": word}, 20) for word in (True, "true", "TRUE")],
    *[("test_order", {"computeCommissionRates": word}, 1) for word in (False, "false")],
]


@pytest.mark.parametrize(("name", "params", "units"), EXAMPLES)
def test_charges_by_the_parameters(name: str, params: Mapping[str, object], units: int) -> None:
    scope = "api" if CATALOGUE[name].path.startswith("/api/") else "sapi_ip"
    assert CATALOGUE[name].charges(params) == ((scope, units),)


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
