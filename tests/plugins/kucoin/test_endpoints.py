"""The catalogue of KuCoin: well formed, true to the specification, and charging what it says.

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

import attrs
import pytest

from crossvenue.endpoint import Catalogue, Endpoint, Kind, Security
from crossvenue.errors import BadRequest
from crossvenue_kucoin.dialect import FUTURES, LIMITS, NUMBERS

HERE = Path(__file__).parent
SHARED = HERE.parents[2].parent / "shared"
SPECIFICATION = SHARED / "reference" / "kucoin-spec"
WITHDRAWAL_V1 = SHARED / "catalogue" / "kucoin.json"
FOR_MASTER_ACCOUNTS = {
    *("add_sub_account", "add_sub_account_api", "modify_sub_account_api", "delete_sub_account_api"),
    *("add_sub_account_margin_permission", "add_sub_account_futures_permission", "sub_account_api_list"),
    *("spot_sub_accounts_summary_v2", "spot_sub_accounts_summary_v1", "spot_sub_account_detail"),
    *("spot_sub_account_list_v2", "spot_sub_account_list_v1", "futures_sub_account_list_v2", "sub_account_transfer"),
}
MONEY_MOVERS = {
    *("add_order", "add_order_sync", "batch_add_orders", "batch_add_orders_sync", "modify_order"),
    *("add_stop_order", "add_oco_order", "add_order_old", "batch_add_orders_old"),
    *("withdrawal_v3", "withdrawal_v1", "flex_transfer", "sub_account_transfer", "inner_transfer"),
    *("futures_account_transfer_out", "futures_account_transfer_in"),
}
READ_BY_POST = {"public_token", "private_token", "add_order_test", "add_order_test_old"}
CHANGED_WITH_A_KEY_THAT_READS = {
    *("add_deposit_address_v3", "add_deposit_address_v1"),
    *("add_sub_account", "add_sub_account_api", "modify_sub_account_api", "delete_sub_account_api"),
}
"""KuCoin asks for no more than the general permission for these, although they change something."""

CATALOGUE = Catalogue.load("crossvenue_kucoin")
every_endpoint = pytest.mark.parametrize("endpoint", CATALOGUE.values(), ids=list(CATALOGUE))


# Well formed


@every_endpoint
def test_is_well_formed(endpoint: Endpoint) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", endpoint.name)
    assert endpoint.method in {"GET", "POST", "DELETE"}
    assert re.fullmatch(r"/api/v\d(/[\w{}]+)+", endpoint.path.replace("-", "_"))
    assert endpoint.title
    assert endpoint.docs.startswith("https://www.kucoin.com/docs-new/")
    assert endpoint.sent_in == ""
    assert endpoint.success == {}, "the envelope of every answer says it, and the dialect knows it"
    assert endpoint.retired is None, "KuCoin advises against its older endpoints, and answers them"
    for param in endpoint.params.values():
        assert (param.type is Kind.CHOICE) == (param.values is not None)
        assert param.values is None or len(set(param.values)) == len(param.values) > 0
        assert param.min is None or param.max is None or param.min < param.max
        assert (param.max_items is not None) == (param.type is Kind.RECORDS)
        assert "default" not in param.about


@every_endpoint
def test_what_is_taken_by_default_could_be_sent(endpoint: Endpoint) -> None:
    for name, param in endpoint.params.items():
        if param.default is not None:
            assert not param.required
            assert type(param.default) is {Kind.INTEGER: int, Kind.BOOLEAN: bool}.get(param.type, str)
            alone = attrs.evolve(endpoint, params={name: param}, any_of=[], not_together=[], required_by={})
            alone.check({name: param.default})


@every_endpoint
def test_rules_speak_of_its_own_parameters(endpoint: Endpoint) -> None:
    named = {name for group in endpoint.any_of + endpoint.not_together for name in group}
    named |= {weight.when.param for weight in endpoint.weights if weight.when is not None}
    named |= {endpoint.client_id} - {""}
    for name, by_value in endpoint.required_by.items():
        assert set(by_value) <= set(endpoint.params[name].values or ())
        for needed in by_value.values():
            named |= {each for item in needed for each in ([item] if isinstance(item, str) else item)}
    assert named <= set(endpoint.params)
    for group in endpoint.any_of + endpoint.not_together:
        assert len(set(group)) == len(group) > 1
        assert not any(endpoint.params[name].required for name in group)


@every_endpoint
def test_always_charges_one_pool_that_has_a_limit(endpoint: Endpoint) -> None:
    pool, *others = endpoint.weights
    assert pool.scope in {"spot", "management", "futures", "public"}
    assert pool.when is None
    assert all(weight.when is not None for weight in others)
    assert {weight.scope for weight in endpoint.weights} <= set(LIMITS)
    assert (pool.units > 0) is (endpoint.name != "client_ip_address")


def test_what_may_be_repeated() -> None:
    repeatable = {name for name, each in CATALOGUE.items() if each.repeatable}
    assert repeatable == {name for name, each in CATALOGUE.items() if each.method == "GET"} | READ_BY_POST


def test_what_moves_money_is_never_repeated_and_needs_a_permission() -> None:
    assert {name for name, each in CATALOGUE.items() if each.moves_money} == MONEY_MOVERS
    for name in MONEY_MOVERS:
        assert not CATALOGUE[name].repeatable
        assert CATALOGUE[name].security in {Security.TRADE, Security.WITHDRAW}


def test_sub_accounts_are_the_master_accounts_to_look_after() -> None:
    assert {name for name, each in CATALOGUE.items() if each.audience.startswith("master")} == FOR_MASTER_ACCOUNTS
    assert {name for name, each in CATALOGUE.items() if each.audience} == FOR_MASTER_ACCOUNTS


def test_what_changes_something_needs_more_than_reading_but_for_what_kucoin_says() -> None:
    found = {name for name, each in CATALOGUE.items() if not each.repeatable and each.security is Security.READ}
    assert found == CHANGED_WITH_A_KEY_THAT_READS


def test_what_makes_something_carries_our_id() -> None:
    """A changed order keeps its client id, batches carry one in each order, and futures transfers have none."""
    without = {"modify_order", "batch_add_orders", "batch_add_orders_sync", "batch_add_orders_old"}
    without |= {"futures_account_transfer_out", "futures_account_transfer_in"}
    assert {name for name in MONEY_MOVERS if not CATALOGUE[name].client_id} == without
    assert CATALOGUE["withdrawal_v3"].client_id == CATALOGUE["withdrawal_v1"].client_id == "remark"


def test_no_call_is_listed_twice_but_for_the_fees_of_another_host() -> None:
    twice = [call for call, times in Counter(map(str, CATALOGUE.values())).items() if times > 1]
    assert twice == ["GET /api/v1/trade-fees"]
    assert "futures_actual_fee" in FUTURES


def test_an_order_must_have_its_price_and_size_or_its_funds() -> None:
    order = CATALOGUE["add_order"]
    given: dict[str, object] = {"symbol": "BTC-USDT", "side": "buy"}
    order.check({**given, "type": "limit", "price": "1", "size": "1"})
    order.check({**given, "type": "market", "funds": "1"})
    with pytest.raises(BadRequest, match="needs size"):
        order.check({**given, "type": "limit", "price": "1"})
    with pytest.raises(BadRequest, match="needs size or funds"):
        order.check({**given, "type": "market"})
    with pytest.raises(BadRequest, match="only one of size and funds"):
        order.check({**given, "type": "market", "size": "1", "funds": "1"})


def test_a_changed_order_is_named_once_and_something_of_it_changes() -> None:
    change = CATALOGUE["modify_order"]
    change.check({"symbol": "BTC-USDT", "orderId": "1", "newSize": "1"})
    for given in ({"newSize": "1"}, {"orderId": "1"}, {"orderId": "1", "clientOid": "2", "newSize": "1"}):
        with pytest.raises(BadRequest):
            change.check({"symbol": "BTC-USDT", **given})


def test_an_order_of_the_first_generation_is_a_limit_order_unless_it_says_otherwise() -> None:
    order = CATALOGUE["add_order_old"]
    given: dict[str, object] = {"clientOid": "1", "symbol": "BTC-USDT", "side": "buy"}
    order.check({**given, "price": "1", "size": "1"})
    order.check({**given, "type": "market", "funds": "1"})
    for wrong in ({"price": "1"}, {"type": "limit", "size": "1"}, {"type": "market", "size": "1", "funds": "1"}):
        with pytest.raises(BadRequest):
            order.check({**given, **wrong})


def test_a_batch_has_at_most_five_orders() -> None:
    for name in ("batch_add_orders", "batch_add_orders_sync", "batch_add_orders_old"):
        given: dict[str, object] = {"symbol": "BTC-USDT"} if name.endswith("old") else {}
        CATALOGUE[name].check({**given, "orderList": [{"symbol": "BTC-USDT"}] * 5})
        with pytest.raises(BadRequest, match="at most 5"):
            CATALOGUE[name].check({**given, "orderList": [{"symbol": "BTC-USDT"}] * 6})


@pytest.mark.parametrize(
    ("name", "given", "needed"),
    [
        ("transfer_quotas", {"type": "ISOLATED"}, "tag"),
        ("flex_transfer", {"type": "PARENT_TO_SUB"}, "toUserId"),
        ("flex_transfer", {"type": "SUB_TO_PARENT"}, "fromUserId"),
        ("flex_transfer", {"fromAccountType": "ISOLATED_V2"}, "fromAccountTag"),
        ("flex_transfer", {"toAccountType": "ISOLATED"}, "toAccountTag"),
        ("inner_transfer", {"from": "isolated"}, "fromTag"),
        ("inner_transfer", {"to": "isolated"}, "toTag"),
        ("sub_account_transfer", {"accountType": "ISOLATED"}, "tag"),
        ("sub_account_transfer", {"subAccountType": "ISOLATED"}, "subTag"),
    ],
)
def test_a_transfer_names_the_pair_or_the_user_where_it_needs_one(
    name: str, given: Mapping[str, object], needed: str
) -> None:
    endpoint = CATALOGUE[name]
    others: dict[str, object] = {
        param: "1" if rules.values is None else rules.values[0]
        for param, rules in endpoint.params.items()
        if rules.required
    }
    endpoint.check({**others, **given, needed: "BTC-USDT"})
    with pytest.raises(BadRequest, match=f"needs {needed}"):
        endpoint.check({**others, **given})


# True to the documents


def test_agrees_with_the_specification_but_for_the_departures() -> None:
    documented = specification()
    differences = [*missing(documented)]
    for endpoint in CATALOGUE.values():
        if call_of(endpoint) in documented:
            differences += compare(endpoint, documented[call_of(endpoint)])
    assert_departures("kucoin-spec", differences)


def test_every_endpoint_is_in_the_specification() -> None:
    assert {call_of(each) for each in CATALOGUE.values()} == set(specification())


def test_agrees_with_the_list_of_the_specification() -> None:
    assert Counter(f"{each.method} {each.path}" for each in CATALOGUE.values()) == listing()


def test_a_time_is_what_the_specification_has_in_milliseconds() -> None:
    documented = specification()
    for endpoint in CATALOGUE.values():
        described = {name: schema["about"] for name, (_, _, schema) in parameters(documented[call_of(endpoint)])}
        times = {name for name, about in described.items() if re.search(r"time \(mil+i?seconds?\)", about)}
        times |= {name for name, about in described.items() if "KC-API-TIMESTAMP" in about}
        assert times == {name for name, param in endpoint.params.items() if param.type is Kind.TIME}, endpoint.name


def test_agrees_with_the_document_of_the_first_withdrawal() -> None:
    if not WITHDRAWAL_V1.exists():
        pytest.skip("../shared is not here")
    (entry,) = json.loads(WITHDRAWAL_V1.read_bytes())["rest"]
    ours = CATALOGUE["withdrawal_v1"]
    assert str(ours) == f"{entry['method']} {entry['path']}"
    assert ours.charges({}) == ((entry["rate_limit_pool"].lower(), entry["weight"]["unspecified"]),)
    assert {name: param.required for name, param in ours.params.items()} == {
        each["name"]: each["mandatory"] for each in entry["params"]
    }
    assert {name: str(param.default).lower() for name, param in ours.params.items() if param.default is not None} == {
        each["name"]: each["default"] for each in entry["params"] if "default" in each
    }
    assert ours.security is Security.WITHDRAW


def call_of(endpoint: Endpoint) -> str:
    return f"{endpoint} ({'Futures' if endpoint.name in FUTURES else 'Spot'})"


@cache
def specification() -> Mapping[str, Mapping[str, Any]]:
    if not SPECIFICATION.exists():
        pytest.skip("../shared is not here")
    found = {}
    for file in sorted((SPECIFICATION / "rest" / "api").glob("*.json")):
        for path, methods in json.loads(file.read_text(encoding="utf-8"))["paths"].items():
            for method, operation in methods.items():
                # Two calls of one path can only stand in it under two methods: see departures.json.
                verb = "GET" if method == "patch" else method.upper()
                found[f"{verb} {path} ({operation['x-domain']})"] = {**operation, "method": method.upper()}
    return found


def listing() -> Mapping[str, int]:
    if not SPECIFICATION.exists():
        pytest.skip("../shared is not here")
    lines = [line.split(",") for line in (SPECIFICATION / "apis.csv").read_text(encoding="utf-8").splitlines()[1:]]
    # That of the other products, such as margin and futures orders, is not in the files of this specification.
    kept = [line for line in lines if line[0] in ("account", "spot")]
    return Counter(f"{line[3].upper()} {line[2]}" for line in kept)


def missing(documented: Mapping[str, object]) -> Iterator[str]:
    ours = {call_of(each) for each in CATALOGUE.values()}
    yield from (f"{call}: missing" for call in documented if call not in ours)


def compare(endpoint: Endpoint, entry: Mapping[str, Any]) -> Iterator[str]:
    name = endpoint.name
    permission = {"NULL": "none", "General": "read", "Withdrawal": "withdraw", "FlexTransfers": "withdraw"}
    yield from changed(name, "method", entry["method"], endpoint.method)
    yield from changed(name, "name", snake(entry["x-sdk-method-name"]), name)
    yield from changed(name, "security", permission.get(entry["x-api-permission"], "trade"), endpoint.security.value)
    yield from changed(name, "signed", entry["x-api-channel"] == "Private", endpoint.security.signed)
    pool = f"{entry['x-api-rate-limit-pool'].lower()} {entry['x-api-rate-limit-weight']}"
    charged = ", ".join(f"{weight.scope} {weight.units}" for weight in endpoint.weights)
    yield from changed(name, "weight", pool, charged)
    yield from changed(name, "deprecated", entry["x-abandon"] == "abandon", endpoint.deprecated is not None)
    yield from changed(name, "docs", entry["x-api-doc"], endpoint.docs)
    documented = dict(parameters(entry))
    yield from (f"{name}: adds {param}" for param in endpoint.params if param not in documented)
    for param, (place, required, schema) in documented.items():
        ours = endpoint.params.get(param)
        if ours is None:
            yield f"{name}: lacks {param}"
            continue
        yield from changed(name, f"{param} required", required, ours.required)
        yield from changed(name, f"{param} in", place, sent_in(endpoint, param))
        yield from changed(name, f"{param} type", schema["type"], said(endpoint, param))
        yield from changed(name, f"{param} values", [str(each) for each in schema.get("enum", [])], ours.values or [])
        # In a query and a path there are only texts.
        default = schema.get("default")
        same = str(default) == str(ours.default) if ours.type is Kind.CHOICE else default == ours.default
        if not same or (type(default) is bool) is not (type(ours.default) is bool):
            yield f"{name}: {param} default {default} -> {ours.default}"
        for bound, limit in (("minimum", ours.min), ("maximum", ours.max)):
            yield from changed(name, f"{param} {bound}", schema.get(bound), None if limit is None else int(limit))
            yield from changed(name, f"{param} exclusive {bound}", schema.get(f"exclusive{bound.title()}"), None)
        for length in ("minLength", "maxLength"):
            yield from changed(name, f"{param} {length}", schema.get(length), None)
        yield from changed(name, f"{param} maxItems", schema.get("maxItems"), ours.max_items)


def parameters(entry: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, bool, Mapping[str, Any]]]]:
    for each in entry.get("parameters", ()):
        about = each.get("description", "")
        yield each["name"], (each["in"], each.get("required", False), {**each["schema"], "about": about})
    if "requestBody" in entry:
        schema = entry["requestBody"]["content"]["application/json"]["schema"]
        for name, inner in schema["properties"].items():
            about = inner.get("description", "")
            yield name, ("body", name in schema.get("required", ()), {**inner, "about": about})


def sent_in(endpoint: Endpoint, name: str) -> str:
    if name in endpoint.in_path:
        return "path"
    return "query" if endpoint.method in ("GET", "DELETE") else "body"


def said(endpoint: Endpoint, name: str) -> str:
    """The JSON type that a parameter is sent as; in a query and a path there are only texts."""
    param = endpoint.params[name]
    if param.type is Kind.DECIMAL:
        return "number" if endpoint.name in NUMBERS else "string"
    if param.type in (Kind.INTEGER, Kind.TIME):
        return "integer"
    if param.type in (Kind.REPEATED, Kind.RECORDS):
        return "array"
    if param.type is Kind.BOOLEAN:
        return "boolean"
    return "string"


def snake(name: str) -> str:
    """What an operation is called here: getDepositAddressV3 is deposit_address_v3."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    return re.sub(r"^get_?", "", words)


def changed(name: str, what: str, theirs: object, ours: object) -> Iterator[str]:
    if theirs != ours:
        yield f"{name}: {what} {theirs} -> {ours}"


def assert_departures(document: str, differences: Sequence[str]) -> None:
    departures = json.loads((HERE / "departures.json").read_bytes())[document]
    assert all(departure["why"] for departure in departures)
    recorded = Counter(each for departure in departures for each in departure["differences"])
    assert not [each for each, times in recorded.items() if times > 1], "recorded twice"
    assert not [each for each in differences if each not in recorded], "not recorded in departures.json"
    assert not [each for each in recorded if each not in differences], "in departures.json, but not so"


# Charging


@pytest.mark.parametrize(
    ("name", "charge"),
    [
        ("announcements", ("public", 20)),
        ("full_order_book", ("spot", 3)),
        ("part_order_book", ("public", 2)),
        ("add_order", ("spot", 1)),
        ("cancel_all_orders", ("spot", 30)),
        ("withdrawal_history", ("management", 20)),
        ("futures_account", ("futures", 5)),
    ],
)
def test_charges_the_pool_of_the_specification(name: str, charge: tuple[str, int]) -> None:
    assert CATALOGUE[name].charges({}) == (charge,)


@pytest.mark.parametrize("receiver", ["UID", "MAIL", "PHONE"])
def test_a_withdrawal_inside_kucoin_is_counted_once_more(receiver: str) -> None:
    charges = CATALOGUE["withdrawal_v3"].charges({"withdrawType": receiver})
    assert charges == (("management", 5), ("inner_withdrawals", 1))


def test_a_withdrawal_to_an_address_is_not() -> None:
    assert CATALOGUE["withdrawal_v3"].charges({"withdrawType": "ADDRESS"}) == (("management", 5),)
