"""What an endpoint is: its charges, the rules of its parameters, and catalogues read from data."""

from __future__ import annotations

import enum
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import attrs
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.endpoint import Catalogue, Condition, Endpoint, Kind, Param, Security, Weight
from crossvenue.errors import BadRequest, InexactNumber

DOCS = "https://example.com/docs"


def endpoint(**fields: Any) -> Endpoint:
    """An endpoint of a catalogue that has only it."""
    values = {"method": "GET", "path": "/api/v3/depth", "security": Security.NONE, "docs": DOCS, **fields}
    return Catalogue({"depth": Endpoint(**values)})["depth"]


def taking(kind: Kind, **rules: Any) -> Endpoint:
    """An endpoint with one parameter, `x`."""
    return endpoint(params={"x": Param(kind, **rules)})


class Side(enum.Enum):
    BUY = "BUY"
    SHORT = "SHORT"


# ------------------------------------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "LTCBTC"),
        (Kind.TEXT, 28),
        (Kind.TEXT, Side.BUY),
        (Kind.INTEGER, 5),
        (Kind.INTEGER, "5"),
        (Kind.INTEGER, Decimal("5.00")),
        (Kind.DECIMAL, Decimal("1E-8")),
        (Kind.DECIMAL, 5),
        (Kind.DECIMAL, "0.00000001"),
        (Kind.BOOLEAN, True),
        (Kind.BOOLEAN, "false"),
        (Kind.BOOLEAN, "TRUE"),
        (Kind.TIME, 1499865549590),
        (Kind.TIME, datetime(2026, 1, 1, tzinfo=UTC)),
        (Kind.CHOICE, "BUY"),
        (Kind.CHOICE, 5),
        (Kind.CHOICE, Side.BUY),
        (Kind.JSON_LIST, ["LTCBTC", "ETHBTC"]),
        (Kind.JSON_LIST, ("LTCBTC",)),
        (Kind.REPEATED, ["BTC", Side.BUY]),
        (Kind.RECORDS, [{"symbol": "BTC-USDT"}, {}]),
    ],
)
def test_values_that_fit(kind: Kind, value: object) -> None:
    taking(kind).check({"x": value})


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.TEXT, True, "text"),
        (Kind.TEXT, b"LTCBTC", "text"),
        (Kind.TEXT, ["LTCBTC"], "text"),
        (Kind.INTEGER, "5.5", "a whole number"),
        (Kind.INTEGER, Decimal("0.1"), "a whole number"),
        (Kind.INTEGER, True, "a whole number"),
        (Kind.INTEGER, "five", "a whole number"),
        (Kind.INTEGER, "NaN", "a whole number"),
        (Kind.INTEGER, Decimal("Infinity"), "a whole number"),
        (Kind.DECIMAL, "1,5", "an exact number"),
        (Kind.DECIMAL, "NaN", "an exact number"),
        (Kind.DECIMAL, Decimal("Infinity"), "an exact number"),
        (Kind.DECIMAL, False, "an exact number"),
        (Kind.BOOLEAN, 1, "True or False"),
        (Kind.BOOLEAN, "yes", "True or False"),
        (Kind.TIME, datetime(2026, 1, 1), "an aware datetime"),  # noqa: DTZ001
        (Kind.TIME, "2026-01-01", "an aware datetime"),
        (Kind.TIME, True, "an aware datetime"),
        (Kind.CHOICE, ["BUY"], "a word"),
        (Kind.JSON_LIST, "LTCBTC", "a list of texts"),
        (Kind.JSON_LIST, [b"LTCBTC"], "a list of texts"),
        (Kind.REPEATED, {"BTC"}, "a list of texts"),
        (Kind.RECORDS, ["BTC"], "a list of mappings"),
        (Kind.RECORDS, {"symbol": "BTC-USDT"}, "a list of mappings"),
    ],
)
def test_values_that_do_not_fit(kind: Kind, value: object, expected: str) -> None:
    with pytest.raises(BadRequest, match=f"depth: x must be {expected}"):
        taking(kind).check({"x": value})


@given(value=st.floats(), kind=st.sampled_from(list(Kind)))
def test_a_float_is_a_type_error_whatever_the_parameter(value: float, kind: Kind) -> None:
    with pytest.raises(InexactNumber, match="x is a float") as caught:
        taking(kind).check({"x": value})
    assert isinstance(caught.value, TypeError)


@given(value=st.one_of(st.text(), st.binary(), st.integers(), st.booleans(), st.none(), st.lists(st.text())))
def test_whatever_is_given_is_taken_or_refused_and_never_crashes(value: object) -> None:
    for kind in Kind:
        with suppress(BadRequest):
            taking(kind, values=["a"], min=Decimal(1), max=Decimal(5)).check({"x": value})


@given(number=st.decimals(allow_nan=False, allow_infinity=False), bounds=st.tuples(st.integers(), st.integers()))
def test_bounds(number: Decimal, bounds: tuple[int, int]) -> None:
    low, high = sorted(bounds)
    limited = taking(Kind.DECIMAL, min=Decimal(low), max=Decimal(high))
    if low <= number <= high:
        limited.check({"x": number})
        limited.check({"x": format(number, "f")})
    else:
        with pytest.raises(BadRequest, match=f"x must be at {'least' if number < low else 'most'} "):
            limited.check({"x": number})


def test_words_are_told_with_the_nearest() -> None:
    sided = taking(Kind.CHOICE, values=["BUY", "SELL"])
    sided.check({"x": "BUY"})
    sided.check({"x": Side.BUY})
    with pytest.raises(BadRequest, match=r"x must be one of BUY, SELL, not SEL; did you mean SELL\?"):
        sided.check({"x": "SEL"})
    with pytest.raises(BadRequest, match="must be one of BUY, SELL, not SHORT"):
        sided.check({"x": Side.SHORT})


def test_every_word_of_a_list_is_looked_at() -> None:
    listed = taking(Kind.JSON_LIST, values=["SPOT", "MARGIN"])
    listed.check({"x": ["SPOT", "MARGIN"]})
    with pytest.raises(BadRequest, match="not SPOTS; did you mean SPOT"):
        listed.check({"x": ["SPOT", "SPOTS"]})


# ------------------------------------------------------------------------------------------------ rules

ORDER = endpoint(
    method="POST",
    path="/api/v3/order",
    params={
        "symbol": Param(Kind.TEXT, required=True),
        "type": Param(Kind.CHOICE, values=["LIMIT", "MARKET"]),
        "price": Param(Kind.DECIMAL),
        "quantity": Param(Kind.DECIMAL),
        "quoteOrderQty": Param(Kind.DECIMAL),
        "orderId": Param(Kind.INTEGER),
        "origClientOrderId": Param(Kind.TEXT),
    },
    any_of=[["orderId", "origClientOrderId"]],
    not_together=[["quantity", "quoteOrderQty"]],
    required_by={"type": {"LIMIT": ["price", "quantity"], "MARKET": [["quantity", "quoteOrderQty"]]}},
)


@pytest.mark.parametrize(
    ("given_params", "said"),
    [
        ({"orderId": 1}, "depth needs symbol"),
        ({"symbol": None, "orderId": 1}, "depth needs symbol"),
        ({"symbol": "LTCBTC"}, "depth needs one of orderId and origClientOrderId"),
        ({"symbol": "LTCBTC", "orderId": None}, "depth needs one of orderId and origClientOrderId"),
        ({"symbol": "X", "orderId": 1, "quantity": 1, "quoteOrderQty": 1}, "takes only one of quantity and quoteO"),
        ({"symbol": "X", "orderId": 1, "type": "LIMIT", "price": 1}, "depth with type LIMIT needs quantity"),
        ({"symbol": "X", "orderId": 1, "type": "MARKET"}, "with type MARKET needs quantity or quoteOrderQty"),
        ({"symbol": "X", "orderId": 1, "prise": 1}, r"depth has no parameter prise; did you mean price\?"),
        ({"symbol": "X", "orderId": 1, "zzz": 1}, "has no parameter zzz; it takes .*symbol, type"),
    ],
)
def test_parameters_that_do_not_go_together(given_params: dict[str, object], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        ORDER.check(given_params)


@pytest.mark.parametrize(
    "given_params",
    [
        {"symbol": "LTCBTC", "orderId": 1},
        {"symbol": "LTCBTC", "orderId": 1, "origClientOrderId": "x"},
        {"symbol": "LTCBTC", "orderId": 1, "type": None},
        {"symbol": "LTCBTC", "orderId": 1, "type": "LIMIT", "price": "0.1", "quantity": 1, "quoteOrderQty": None},
        {"symbol": "LTCBTC", "orderId": 1, "type": "MARKET", "quoteOrderQty": 10},
    ],
)
def test_parameters_that_go_together(given_params: dict[str, object]) -> None:
    ORDER.check(given_params)


@given(
    st.dictionaries(
        st.sampled_from([*ORDER.params, "other"]),
        st.one_of(st.none(), st.integers(0, 9), st.sampled_from(["LIMIT", "MARKET", "x"])),
    )
)
def test_what_passes_obeys_every_rule(params: dict[str, Any]) -> None:
    try:
        ORDER.check(params)
    except BadRequest:
        return
    sent = {name for name, value in params.items() if value is not None}
    assert sent <= set(ORDER.params)
    assert "symbol" in sent
    assert sent & {"orderId", "origClientOrderId"}
    assert len(sent & {"quantity", "quoteOrderQty"}) <= 1
    if params.get("type") == "LIMIT":
        assert {"price", "quantity"} <= sent
    if params.get("type") == "MARKET":
        assert sent & {"quantity", "quoteOrderQty"}


# ------------------------------------------------------------------------------------------------ paths

IN_PATH = Catalogue(
    {
        "cancel": Endpoint(
            method="DELETE",
            path="/orders/{orderId}/of/{symbol}",
            security=Security.TRADE,
            docs=DOCS,
            params={name: Param(Kind.TEXT, required=name != "reason") for name in ("orderId", "symbol", "reason")},
        ),
        "cancel_one": Endpoint(
            method="DELETE",
            path="/orders/{orderId}",
            security=Security.TRADE,
            docs=DOCS,
            params={"orderId": Param(Kind.TEXT, required=True)},
        ),
        "cancel_all": Endpoint(method="DELETE", path="/orders/all", security=Security.TRADE, docs=DOCS),
        "open_orders": Endpoint(method="GET", path="/orders/open", security=Security.READ, docs=DOCS),
    }
)


def test_parameters_of_the_path_are_written_there_and_nowhere_else() -> None:
    path, rest = IN_PATH["cancel"].located({"orderId": 7, "symbol": Side.BUY, "reason": "why"})
    assert path == "/orders/7/of/BUY"
    assert rest == {"reason": "why"}
    assert IN_PATH["cancel"].label == "DELETE /orders/{orderId}/of/{symbol}"
    assert IN_PATH["cancel_all"].located({"x": 1}) == ("/orders/all", {"x": 1})


@given(st.text(min_size=1).filter(lambda text: text not in (".", "..", "all") and text.isprintable()))
def test_no_text_leaves_its_place_in_the_path(text: str) -> None:
    path, _ = IN_PATH["cancel_one"].located({"orderId": text})
    assert path.count("/") == 2
    assert not set("?#{} ") & set(path)
    assert unquote(path) == f"/orders/{text}"


@pytest.mark.parametrize("value", [None, "", ".", "..", "all"])
def test_what_would_be_the_path_of_another_call_is_refused(value: str | None) -> None:
    with pytest.raises(BadRequest, match="cancel_one needs orderId"):
        IN_PATH["cancel_one"].located({"orderId": value})


def test_the_path_of_another_method_is_not_taken() -> None:
    assert IN_PATH["cancel_one"].located({"orderId": "open"})[0] == "/orders/open"


@pytest.mark.parametrize("params", [{}, {"orderId": Param(Kind.TEXT)}])
def test_a_parameter_of_the_path_that_may_be_left_out_is_a_wrong_entry(params: dict[str, Param]) -> None:
    with pytest.raises(ValueError, match="depth: orderId, which stands in its path, is no required parameter"):
        endpoint(path="/orders/{orderId}", params=params)


# ------------------------------------------------------------------------------------------------ charges


def test_charges_without_conditions_are_worked_out_once() -> None:
    fixed = endpoint(weights=[Weight("api", 5), Weight("orders", 1)])
    assert fixed.charges({}) == (("api", 5), ("orders", 1))
    assert fixed.charges({"limit": 5000}) is fixed.charges({})


def test_the_first_condition_that_holds_charges_its_scope() -> None:
    """The order book of Binance: by the number of levels."""
    depth = endpoint(
        weights=[
            Weight("api", 5, Condition("limit", max=100)),
            Weight("api", 25, Condition("limit", max=500)),
            Weight("api", 250, Condition("limit", min=1001)),
            Weight("api", 50, Condition("limit", present=True)),
            Weight("api", 5),
            Weight("raw", 1),
        ]
    )
    weights = {limit: dict(depth.charges({"limit": limit}))["api"] for limit in (1, 100, 101, 500, 501, 1000, 1001)}
    assert weights == {1: 5, 100: 5, 101: 25, 500: 25, 501: 50, 1000: 50, 1001: 250}
    assert depth.charges({}) == (("api", 5), ("raw", 1))


@pytest.mark.parametrize(
    ("condition", "params", "holds"),
    [
        (Condition("symbol", present=True), {"symbol": "X"}, True),
        (Condition("symbol", present=True), {"symbol": None}, False),
        (Condition("symbol", present=True), {}, False),
        (Condition("symbol", present=False), {}, True),
        (Condition("symbol", present=False), {"symbol": None}, True),
        (Condition("symbol", present=False), {"symbol": "X"}, False),
        (Condition("type", values=["FULL", "MINI"]), {"type": "MINI"}, True),
        (Condition("type", values=["FULL"]), {"type": "MINI"}, False),
        (Condition("type", values=["FULL"]), {}, False),
        (Condition("limit", min=5, max=10), {"limit": 5}, True),
        (Condition("limit", min=5, max=10), {"limit": Decimal(10)}, True),
        (Condition("limit", min=5, max=10), {"limit": 11}, False),
        (Condition("limit", min=5, max=10), {"limit": "7"}, True),
        (Condition("limit", min=5, max=10), {"limit": "11"}, False),
        (Condition("limit", min=5), {"limit": "many"}, None),
        (Condition("limit", min=5), {"limit": Decimal("NaN")}, None),
        (Condition("limit", min=5), {"limit": True}, None),
        (Condition("symbols", count_max=20), {"symbols": ["X"] * 20}, True),
        (Condition("symbols", count_max=20), {"symbols": ["X"] * 21}, False),
        (Condition("symbols", count_min=21, count_max=100), {"symbols": ("X",) * 21}, True),
        (Condition("symbols", count_min=2), {"symbols": "X"}, False),
        (Condition("symbols", count_min=1), {"symbols": "X"}, True),
        (Condition("symbols", count_min=1), {}, False),
    ],
)
def test_conditions(condition: Condition, params: dict[str, object], holds: bool | None) -> None:
    assert condition.holds(params) is holds


def test_a_value_that_cannot_be_compared_is_charged_the_dearest_wherever_it_stands() -> None:
    tiered = [Weight("api", 250, Condition("limit", min=1001)), Weight("api", 50, Condition("limit", min=501))]
    book = endpoint(weights=[*tiered, Weight("api", 5), Weight("raw", 1)])
    assert book.charges({"limit": "many"}) == (("api", 250), ("raw", 1))
    assert book.charges({"limit": "600"}) == (("api", 50), ("raw", 1))
    assert book.charges({"limit": "5"}) == (("api", 5), ("raw", 1))


# ------------------------------------------------------------------------------------------------ catalogues


def test_an_entry_knows_its_name_and_label() -> None:
    assert endpoint().name == "depth"
    assert str(endpoint()) == endpoint().label == "GET /api/v3/depth"


@pytest.mark.parametrize(
    ("security", "signed"),
    [("none", False), ("api_key", False), ("read", True), ("trade", True), ("withdraw", True)],
)
def test_what_is_signed(security: str, signed: bool) -> None:
    assert Security(security).signed is signed


def test_a_name_that_is_not_there_is_said_with_near_ones() -> None:
    catalogue = Catalogue({"order_book": endpoint(), "new_order": endpoint()})
    with pytest.raises(BadRequest, match=r"there is no endpoint order_buch; did you mean .*order_book"):
        catalogue["order_buch"]
    assert "order_buch" not in catalogue
    assert "order_book" in catalogue
    assert list(catalogue) == catalogue.names() == ["order_book", "new_order"]
    assert len(catalogue) == 2


def test_a_catalogue_is_read_from_a_file_of_the_package(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "catalogue_of_a_plugin"
    package.mkdir()
    (package / "__init__.py").touch()
    entry = {
        "title": "Cancel one open order",
        "method": "DELETE",
        "path": "/api/v3/order",
        "security": "trade",
        "weights": [{"scope": "api", "units": 1}],
        "params": {"symbol": {"type": "text", "required": True}, "price": {"type": "decimal", "min": "0.1"}},
        "any_of": [["symbol", "price"]],
        "docs": DOCS,
    }
    (package / "endpoints.json").write_bytes(msgspec.json.encode({"cancel_order": entry}))
    (package / "broken.json").write_bytes(msgspec.json.encode({"cancel_order": {**entry, "security": "maybe"}}))
    monkeypatch.syspath_prepend(tmp_path)

    found = Catalogue.load("catalogue_of_a_plugin")["cancel_order"]
    assert found.label == "DELETE /api/v3/order"
    assert found.security is Security.TRADE
    assert found.repeatable is False
    assert found.params["price"].min == Decimal("0.1")
    assert found.charges({}) == (("api", 1),)
    broken = Catalogue.load("catalogue_of_a_plugin", "broken.json")
    assert broken.names() == ["cancel_order"]  # Entries are read when they are asked for.
    with pytest.raises(msgspec.ValidationError, match=r"'maybe' - at `\$\.security` of cancel_order"):
        broken["cancel_order"]


def test_a_catalogue_may_lie_in_several_files_that_name_nothing_twice(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "catalogue_of_two_files"
    package.mkdir()
    (package / "__init__.py").touch()
    entry = {"method": "GET", "path": "/api/v3/time", "security": "none", "docs": DOCS}
    (package / "endpoints.json").write_bytes(msgspec.json.encode({"$schema": "here", "time": entry}))
    (package / "old.json").write_bytes(msgspec.json.encode({"$schema": "here", "old_time": entry}))
    (package / "again.json").write_bytes(msgspec.json.encode({"time": entry}))
    monkeypatch.syspath_prepend(tmp_path)

    assert Catalogue.load("catalogue_of_two_files").names() == ["time"]
    assert Catalogue.load("catalogue_of_two_files", "endpoints.json", "old.json").names() == ["time", "old_time"]
    with pytest.raises(ValueError, match=r"again\.json of catalogue_of_two_files has time once more"):
        Catalogue.load("catalogue_of_two_files", "endpoints.json", "again.json")


WRITTEN: dict[str, Any] = {
    "method": "GET",
    "path": "/api/v3/depth",
    "security": "none",
    "docs": DOCS,
    "weights": [{"scope": "api", "units": 1, "when": {"param": "limit", "max": 100}}],
    "params": {"limit": {"type": "integer", "min": "1"}},
}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"repeatble": True}, r"^depth has a field repeatble, which there is not; did you mean repeatable\?"),
        ({"note": "?"}, "^depth has a field note, which there is not; it may have any_of, audience"),
        ({"label": "GET /"}, "^depth has a field label"),
        ({"name": "book"}, "^depth has a field name"),
        (
            {"params": {"limit": {"type": "integer", "requird": True}}},
            r"^depth: limit has a field requird, which there is not; did you mean required\?",
        ),
        (
            {"weights": [{"scope": "api", "units": 1, "If": {"param": "limit"}}]},
            "^depth: the weight of api has a field If, which there is not; it may have scope, units, when",
        ),
        (
            {"weights": [{"scope": "api", "units": 1, "when": {"param": "limit", "count_maximum": 100}}]},
            r"^depth: the condition on limit has a field count_maximum, which there is not; did you mean count_max\?",
        ),
        (
            {"params": {"limit": {"type": "number"}}},
            "of depth: the type of limit must be one of boolean, choice, decimal, .*, time, not number",
        ),
        ({"params": {"limit": {"type": "intger"}}}, r"not intger; did you mean integer\?"),
        ({"security": "readonly"}, "security must be one of api_key, none, read, trade, withdraw, not readonly"),
        ({"sent_in": "body"}, r"'body' - at `\$\.sent_in` of depth"),
        ({"params": ["limit"]}, r"got `array` - at `\$\.params` of depth"),
    ],
)
def test_a_wrong_entry_says_where_and_what_is_meant(wrong: dict[str, object], said: str) -> None:
    Catalogue({"depth": msgspec.Raw(msgspec.json.encode(WRITTEN))})["depth"]

    with pytest.raises(msgspec.ValidationError, match=said):
        Catalogue({"depth": msgspec.Raw(msgspec.json.encode(WRITTEN | wrong))})["depth"]


def test_a_catalogue_makes_its_endpoints_when_they_are_asked_for() -> None:
    made = []

    def change(entry: Endpoint) -> Endpoint:
        made.append(entry.name)
        return attrs.evolve(entry, weights=[Weight(f"own {entry.label}", 3)])

    catalogue = Catalogue({"order_book": endpoint(), "new_order": endpoint()}, change)
    assert (len(catalogue), "new_order" in catalogue, made) == (2, True, [])
    assert catalogue["new_order"].charges({}) == ((f"own {catalogue['new_order'].label}", 3),)
    assert catalogue["new_order"] is catalogue["new_order"]
    assert made == ["new_order"]


def test_a_list_is_not_longer_than_the_venue_takes() -> None:
    taking = attrs.evolve(endpoint(), params={"symbols": Param(Kind.JSON_LIST, max_items=2)})
    taking.check({"symbols": ["BTCUSDT", "ETHUSDT"]})
    with pytest.raises(BadRequest, match="symbols takes at most 2 values, not 3"):
        taking.check({"symbols": ["BTCUSDT", "ETHUSDT", "LTCUSDT"]})


@pytest.mark.parametrize("isolated", [True, "true", "TRUE"])
def test_a_boolean_requires_by_the_venue_s_word_for_it(isolated: bool | str) -> None:
    loan = attrs.evolve(
        endpoint(),
        params={"symbol": Param(Kind.TEXT), "isIsolated": Param(Kind.BOOLEAN, values=["FALSE", "TRUE"])},
        required_by={"isIsolated": {"TRUE": ["symbol"]}},
    )
    loan.check({"isIsolated": False})
    loan.check({"isIsolated": isolated, "symbol": "BTCUSDT"})
    with pytest.raises(BadRequest, match="with isIsolated TRUE needs symbol"):
        loan.check({"isIsolated": isolated})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"symbol": ""}, "symbol is empty; leave it out"),
        ({"symbols": []}, "symbols is empty; leave it out"),
        ({"quantity": Decimal("-1")}, "quantity must not be below zero, as -1 is"),
        ({"quantity": "-0.5"}, "quantity must not be below zero, as -0.5 is"),
    ],
)
def test_what_is_empty_or_below_nothing_is_not_sent(given: dict[str, object], said: str) -> None:
    kinds = {"symbol": Kind.TEXT, "symbols": Kind.JSON_LIST, "quantity": Kind.DECIMAL}
    taking = attrs.evolve(endpoint(), params={name: Param(kind) for name, kind in kinds.items()})
    taking.check({"symbol": "BTCUSDT", "symbols": ["BTCUSDT"], "quantity": 0})
    with pytest.raises(BadRequest, match=said):
        taking.check(given)


def test_an_endpoint_without_parameters_says_so() -> None:
    with pytest.raises(BadRequest, match="has no parameter foo; it takes none"):
        attrs.evolve(endpoint(), params={}).check({"foo": 1})
