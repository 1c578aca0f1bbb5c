"""Instruments: what a venue's rules let pass, what is nearest to it, and how amounts are rounded to them.

The numbers are those of the documented filter examples: prices from 0.000001 to 100000 in steps of 0.000001,
quantities from 0.001 to 100000 in steps of 0.001, at least 0.001 in quote (or 10 to 10000), at most 10 parts.
"""

from __future__ import annotations

import decimal
import pickle
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from crossvenue.errors import BadRequest, FilterViolation, InexactNumber
from crossvenue.instrument import (
    CountLimit,
    Filter,
    Grid,
    IcebergParts,
    Instrument,
    Notional,
    OtherFilter,
    PercentPrice,
    PositionLimit,
    PriceGrid,
    QuantityGrid,
    TrailingDelta,
)
from crossvenue.model import (
    InstrumentStatus,
    Listing,
    OcoRequest,
    OrderRequest,
    OrderType,
    SelfTradePrevention,
    Side,
    TimeInForce,
)

D = Decimal
ALL_TYPES = frozenset(OrderType) - {OrderType.UNKNOWN}

PRICE_FILTER = PriceGrid(
    name="PRICE_FILTER",
    minimum=D("0.00000100"),
    maximum=D("100000.00000000"),
    step=D("0.00000100"),
    steps_from_minimum=True,
)
LOT_SIZE = QuantityGrid(
    name="LOT_SIZE",
    minimum=D("0.00100000"),
    maximum=D("100000.00000000"),
    step=D("0.00100000"),
    steps_from_minimum=True,
)
MARKET_LOT_SIZE = QuantityGrid(
    name="MARKET_LOT_SIZE", maximum=D("1246.45808480"), fields=("quantity",), market_only=True
)
MIN_NOTIONAL = Notional(
    name="MIN_NOTIONAL", minimum=D("0.00100000"), on_stop_price=True, on_iceberg=True, average_minutes=5
)
NOTIONAL = Notional(
    name="NOTIONAL",
    minimum=D("10.00000000"),
    maximum=D("10000.00000000"),
    minimum_on_market=False,
    maximum_on_market=False,
    average_minutes=5,
)
PERCENT_PRICE = PercentPrice(
    name="PERCENT_PRICE",
    buy_minimum=D("0.7000"),
    buy_maximum=D("1.3000"),
    sell_minimum=D("0.7000"),
    sell_maximum=D("1.3000"),
    average_minutes=5,
)
PERCENT_PRICE_BY_SIDE = PercentPrice(
    name="PERCENT_PRICE_BY_SIDE",
    buy_minimum=D("0.2"),
    buy_maximum=D("1.2"),
    sell_minimum=D("0.8"),
    sell_maximum=D("5"),
    average_minutes=1,
)
ICEBERG_PARTS = IcebergParts(name="ICEBERG_PARTS", limit=10)
TRAILING_DELTA = TrailingDelta(
    name="TRAILING_DELTA", minimum_above=10, maximum_above=2000, minimum_below=20, maximum_below=1000
)


def instrument(*filters: Filter, **facts: Any) -> Instrument:
    """ETH/BTC with these filters; the facts on it are those of the first price and quantity grid among them."""
    made: dict[str, Any] = {
        "symbol": "ETH/BTC",
        "base": "ETH",
        "quote": "BTC",
        "venue_symbol": "ETHBTC",
        "status": InstrumentStatus.TRADING,
        "base_precision": 8,
        "quote_precision": 8,
        "order_types": ALL_TYPES,
        "iceberg_allowed": True,
        "oco_allowed": True,
        "quote_quantity_allowed": True,
        "trailing_allowed": True,
        "filters": filters,
        "read_filters": lambda given: given,
    }
    for each in filters:
        if isinstance(each, PriceGrid):
            made |= {"min_price": each.minimum, "max_price": each.maximum, "tick_size": each.step}
            made["steps_from_minimum"] = each.steps_from_minimum
        elif isinstance(each, QuantityGrid) and not each.market_only:
            made |= {"min_quantity": each.minimum, "max_quantity": each.maximum, "lot_size": each.step}
            made["steps_from_minimum"] = each.steps_from_minimum
    return Instrument(**{**made, **facts})


ETH_BTC = instrument(PRICE_FILTER, LOT_SIZE, MARKET_LOT_SIZE, MIN_NOTIONAL, ICEBERG_PARTS, TRAILING_DELTA)


def order(of: Instrument = ETH_BTC, /, **changes: Any) -> OrderRequest:
    """A limit order to buy 1 for 0.05, changed by `changes`."""
    asked: dict[str, Any] = {"side": Side.BUY, "type": OrderType.LIMIT, "quantity": D(1), "price": D("0.05")}
    return OrderRequest(**{"instrument": of, "client_id": "c1", **asked, **changes})


def market(of: Instrument = ETH_BTC, /, **changes: Any) -> OrderRequest:
    return order(of, type=OrderType.MARKET, price=None, **changes)


def check(request: OrderRequest, reference_price: Decimal | None = None) -> None:
    request.instrument.check(request, reference_price)


def broken(request: OrderRequest, reference_price: Decimal | None = None) -> FilterViolation:
    with pytest.raises(FilterViolation) as caught:
        check(request, reference_price)
    return caught.value


def refusal(act: Callable[[], object]) -> FilterViolation | None:
    """How the rules refuse what `act` does, or None if they do not."""
    try:
        act()
    except FilterViolation as problem:
        return problem
    return None


def passes(rule: Filter, request: OrderRequest, reference_price: Decimal | None = None) -> bool:
    return refusal(lambda: rule.check(request, reference_price)) is None


# ---------------------------------------------------------------------------------------- the instrument


def test_filters_are_read_once_and_only_when_somebody_looks() -> None:
    read: list[object] = []

    def reader(given: object) -> list[Filter]:
        read.append(given)
        return [LOT_SIZE]

    one = instrument(filters="as the venue wrote them", read_filters=reader, lot_size=D("0.001"))
    assert one.quantise_quantity("1.0009") == D(1)
    assert read == []
    assert one.filters == (LOT_SIZE,)
    assert one.filters is one.filters
    assert read == ["as the venue wrote them"]


def test_the_source_of_the_filters_is_outside_comparison_and_repr() -> None:
    one, other = instrument(LOT_SIZE), instrument(LOT_SIZE, filters=(), read_filters=None)
    assert one == other
    assert hash(one) == hash(other)
    assert "symbol='ETH/BTC'" in repr(one)
    assert "LOT_SIZE" not in repr(one)
    assert "read_filters" not in repr(one)
    assert one != attrs.evolve(one, lot_size=D("0.01"))


def test_an_instrument_without_a_list_of_filters_is_checked_by_its_own_facts() -> None:
    bare = instrument(
        read_filters=None,
        tick_size=D("0.01"),
        lot_size=D("0.1"),
        min_quantity=D("0.2"),
        min_notional=D(5),
    )
    assert [each.name for each in bare.filters] == ["price", "quantity", "notional"]
    check(order(bare, price=D("10.01"), quantity=D("0.5")))
    assert broken(order(bare, price=D("10.011"), quantity=D("0.5"))).filter == "price"
    assert broken(order(bare, price=D("100"), quantity=D("0.1"))).nearest == D("0.2")
    assert broken(order(bare, price=D("10"), quantity=D("0.2"))).filter == "notional"


def test_it_is_frozen_small_and_survives_pickling() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ETH_BTC.symbol = "X/Y"  # type: ignore[misc]
    assert not hasattr(ETH_BTC, "__dict__")
    bare = instrument(read_filters=None, filters=None, tick_size=D("0.01"))
    assert bare.filters
    again = pickle.loads(pickle.dumps(bare))
    assert again == bare
    assert again.filters == bare.filters


def test_it_is_found_in_a_listing_by_either_symbol() -> None:
    listing = Listing([ETH_BTC])
    assert listing["ETH/BTC"] is listing["ETHBTC"] is ETH_BTC


@pytest.mark.parametrize("status", list(InstrumentStatus))
def test_it_is_active_only_while_it_trades(status: InstrumentStatus) -> None:
    assert instrument(status=status).active is (status is InstrumentStatus.TRADING)


# ----------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize("quantise", [ETH_BTC.quantise_price, ETH_BTC.quantise_quantity])
def test_a_float_is_a_type_error_everywhere(quantise: Any) -> None:
    with pytest.raises(InexactNumber):
        quantise(0.5)
    with pytest.raises(TypeError):
        quantise(0.5)


@pytest.mark.parametrize(
    "value",
    [
        *("NaN", "sNaN", "Infinity", "-Infinity", "", "ten", "0", "-1", "1E+1001", "1E+999999999", "1E-999999999"),
        *(D("NaN"), D("-0"), D("1E-1001"), 10**2000, True, None, b"1"),
    ],
)
def test_what_is_not_a_positive_number_of_bearable_length_is_refused(value: Any) -> None:
    for quantise in (ETH_BTC.quantise_price, ETH_BTC.quantise_quantity):
        with pytest.raises(BadRequest) as caught:
            quantise(value)
        assert not isinstance(caught.value, FilterViolation)


@pytest.mark.parametrize("field", ["quantity", "price", "stop_price", "iceberg_quantity"])
@pytest.mark.parametrize("value", [D("NaN"), D("sNaN"), D("Infinity"), D(0), D("-1"), D("1E+2000"), 1, "1"])
def test_an_order_with_an_amount_that_is_not_a_positive_decimal_is_refused(field: str, value: Any) -> None:
    request = order(type=OrderType.STOP_LOSS_LIMIT, stop_price=D("0.05"), iceberg_quantity=D("0.5"))
    check(request)
    with pytest.raises(BadRequest, match=field) as caught:
        check(attrs.evolve(request, **{field: value}))
    assert not isinstance(caught.value, FilterViolation)


@pytest.mark.parametrize("field", ["quantity", "price", "stop_price", "iceberg_quantity", "quote_quantity"])
def test_an_order_with_a_float_is_a_type_error(field: str) -> None:
    with pytest.raises(InexactNumber, match=field):
        check(order(**{field: 0.5}))
    with pytest.raises(InexactNumber, match="reference_price"):
        check(order(), 0.5)  # type: ignore[arg-type]


def test_the_callers_decimal_context_changes_nothing() -> None:
    dear = D("12345.678901")
    with decimal.localcontext() as context:
        context.prec = 2
        context.rounding = ROUND_CEILING
        context.traps[decimal.Inexact] = True
        context.traps[decimal.Rounded] = True
        assert ETH_BTC.quantise_price("12345.6789019") == dear
        check(order(price=dear, quantity=D("54321.987")))
        assert broken(order(price=D("12345.67890150"))).nearest == dear
        assert broken(order(price=dear, quantity=D("0.0012"))).nearest == D("0.001")
        assert not context.flags[decimal.Inexact]


@pytest.mark.parametrize(
    ("given", "written"),
    [("1.23000", "1.23"), ("100", "100"), ("1E+2", "100"), ("0.001", "0.001"), (7, "7")],
)
def test_a_rounded_amount_is_written_without_spare_zeros_or_exponent(given: str | int, written: str) -> None:
    assert str(ETH_BTC.quantise_quantity(given)) == written


# ---------------------------------------------------------------------------------------------- rounding


@pytest.mark.parametrize(
    ("rounding", "given", "expected"),
    [
        (ROUND_DOWN, "0.0019999", "0.001"),
        (ROUND_UP, "0.0010001", "0.002"),
        (ROUND_UP, "0.002", "0.002"),
        (ROUND_HALF_EVEN, "0.0025", "0.002"),
        (ROUND_HALF_EVEN, "0.0035", "0.004"),
        (ROUND_HALF_EVEN, "0.00250000000000000000000000001", "0.003"),
    ],
)
def test_quantities_round_toward_zero_unless_told_otherwise(rounding: str, given: str, expected: str) -> None:
    assert ETH_BTC.quantise_quantity(given, rounding) == D(expected)
    if rounding == ROUND_DOWN:
        assert ETH_BTC.quantise_quantity(given) == D(expected)


def test_other_ways_of_rounding_are_refused() -> None:
    with pytest.raises(BadRequest, match="ROUND_CEILING"):
        ETH_BTC.quantise_price("1", ROUND_CEILING)


def test_an_amount_below_the_minimum_is_never_enlarged() -> None:
    with pytest.raises(FilterViolation) as caught:
        ETH_BTC.quantise_quantity("0.0009")
    assert caught.value.nearest == D("0.001")
    assert caught.value.value == D("0.0009")
    assert caught.value.rule == "quantity >= 0.001"
    assert str(caught.value) == (
        "ETH/BTC: quantity 0.0009 breaks LOT_SIZE (quantity >= 0.001); the nearest valid quantity is 0.001"
    )
    assert ETH_BTC.quantise_quantity("0.0009", ROUND_UP) == D("0.001")


def test_an_amount_above_the_maximum_is_not_cut_down_either() -> None:
    with pytest.raises(FilterViolation) as caught:
        ETH_BTC.quantise_price("100000.000001")
    assert (caught.value.filter, caught.value.nearest) == ("PRICE_FILTER", D(100000))
    assert caught.value.rule == "price <= 100000"


def test_steps_count_from_the_minimum_at_one_venue_and_from_zero_at_another() -> None:
    grid = PriceGrid(name="PRICE_FILTER", minimum=D("0.5"), maximum=D(10), step=D(1), steps_from_minimum=True)
    assert instrument(grid).quantise_price("2.4") == D("1.5")
    zero = attrs.evolve(grid, steps_from_minimum=False)
    assert instrument(zero).quantise_price("2.4") == D(2)
    assert broken(order(instrument(grid), price=D(2))).rule == "(price - 0.5) % 1 == 0"
    assert broken(order(instrument(zero), price=D("1.5"))).rule == "price % 1 == 0"
    assert broken(order(instrument(zero), price=D("0.1"))).nearest == D(1)
    assert broken(order(instrument(grid), price=D(11))).nearest == D("9.5")


def test_without_a_step_the_precision_is_the_step() -> None:
    free = instrument(quote_precision=2)
    assert free.quantise_price("1.239") == D("1.23")
    with pytest.raises(FilterViolation) as caught:
        free.quantise_price("0.009")
    assert caught.value.nearest == D("0.01")


def test_rules_that_leave_no_value_are_reported_as_such() -> None:
    none = instrument(PriceGrid(name="PRICE_FILTER", minimum=D("1.1"), maximum=D("1.9"), step=D(1)))
    with pytest.raises(FilterViolation) as caught:
        none.quantise_price("1.5")
    assert (caught.value.filter, caught.value.nearest) == ("PRICE_FILTER", None)
    assert broken(order(none, price=D("1.5"))).nearest is None


def test_market_quantities_obey_both_lot_sizes() -> None:
    assert ETH_BTC.quantise_quantity("1246.4589") == D("1246.458")
    assert ETH_BTC.quantise_quantity("1246.4580848", market=True) == D("1246.458")
    assert ETH_BTC.quantise_quantity("2000") == D(2000)
    with pytest.raises(FilterViolation) as caught:
        ETH_BTC.quantise_quantity("2000", market=True)
    assert (caught.value.filter, caught.value.nearest) == ("MARKET_LOT_SIZE", D("1246.458"))
    assert broken(market(quantity=D(2000))).nearest == D("1246.458")
    check(order(quantity=D(2000)))


# ------------------------------------------------------------------------- rounding and checks, all of it

places = st.integers(0, 12)


@st.composite
def amounts(draw: st.DrawFn, digits: int = 30, most_places: int = 25) -> Decimal:
    """Any positive Decimal of up to `digits` digits."""
    return D(draw(st.integers(1, 10**digits))).scaleb(-draw(st.integers(0, most_places)), decimal.Context(60))


@st.composite
def steps(draw: st.DrawFn) -> Decimal:
    spare = draw(st.integers(0, 4))
    return D(f"{draw(st.integers(1, 5000))}{'0' * spare}").scaleb(-draw(places) - spare)


@st.composite
def grids(draw: st.DrawFn) -> PriceGrid:
    minimum = draw(st.none() | steps())
    width = draw(st.none() | steps())
    return PriceGrid(
        name="PRICE_FILTER",
        minimum=minimum,
        maximum=width if width is None or minimum is None else minimum + width,
        step=draw(steps()),
        steps_from_minimum=draw(st.booleans()),
    )


def anchor_of(grid: Grid) -> Fraction:
    return Fraction(grid.minimum or 0) if grid.steps_from_minimum else Fraction(0)


def on_grid(grid: Grid, value: Fraction) -> bool:
    """The documented formula, in rational numbers."""
    assert grid.step is not None
    return (
        value > 0
        and (grid.minimum is None or value >= Fraction(grid.minimum))
        and (grid.maximum is None or value <= Fraction(grid.maximum))
        and (value - anchor_of(grid)) % Fraction(grid.step) == 0
    )


@st.composite
def grids_and_prices(draw: st.DrawFn) -> tuple[PriceGrid, Decimal]:
    """A grid, and a price: on it, next to it, or anywhere."""
    grid = draw(grids())
    assert grid.step is not None
    base = grid.minimum if grid.steps_from_minimum and grid.minimum is not None else D(0)
    near = base + draw(st.integers(0, 10**6)) * grid.step
    near += draw(st.sampled_from([D(0), D(0), D("1E-12"), D("-1E-12"), grid.step / 2]))
    price = draw(st.just(near) | amounts())
    assume(price > 0)
    return grid, price


def fine(grid: PriceGrid) -> Instrument:
    """An instrument whose precision is finer than any grid here and any price of 30 digits."""
    return instrument(grid, quote_precision=40)


@given(grids_and_prices())
def test_a_check_accepts_exactly_the_values_on_the_grid(case: tuple[PriceGrid, Decimal]) -> None:
    grid, price = case
    request = order(fine(grid), price=price)
    assert passes(grid, request) is on_grid(grid, Fraction(price))
    assert (refusal(lambda: check(request)) is None) is on_grid(grid, Fraction(price))


@given(grids_and_prices(), st.sampled_from([ROUND_DOWN, ROUND_UP, ROUND_HALF_EVEN]))
def test_a_rounded_price_is_the_right_neighbour_or_refused_as_outside(
    case: tuple[PriceGrid, Decimal], rounding: str
) -> None:
    grid, price = case
    assert grid.step is not None
    step, offset = Fraction(grid.step), anchor_of(grid) % Fraction(grid.step)
    count = (Fraction(price) - offset) / step
    index = floor(count) if rounding == ROUND_DOWN else ceil(count) if rounding == ROUND_UP else round(count)
    expected = offset + index * step
    one = fine(grid)
    if on_grid(grid, expected):
        assert Fraction(one.quantise_price(price, rounding)) == expected
    else:
        assert refusal(lambda: one.quantise_price(price, rounding)) is not None


@given(grids_and_prices())
def test_a_rounded_price_passes_is_no_dearer_within_a_step_and_stays_when_rounded_again(
    case: tuple[PriceGrid, Decimal],
) -> None:
    grid, price = case
    one = fine(grid)
    assert grid.step is not None
    outside = refusal(lambda: one.quantise_price(price))
    if outside is not None:
        assert outside.nearest is None or on_grid(grid, Fraction(outside.nearest))
        return
    rounded = one.quantise_price(price)
    check(order(one, price=rounded))
    assert 0 <= Fraction(price) - Fraction(rounded) < Fraction(grid.step)
    for rounding in (ROUND_DOWN, ROUND_UP, ROUND_HALF_EVEN):
        again = one.quantise_price(rounded, rounding)
        assert again.as_tuple() == rounded.as_tuple()
    exponent = rounded.as_tuple().exponent
    assert exponent == 0 or (isinstance(exponent, int) and exponent < 0 and rounded.as_tuple().digits[-1] != 0)


@given(grids_and_prices())
def test_the_nearest_price_is_the_closest_one_or_the_closest_end(
    case: tuple[PriceGrid, Decimal],
) -> None:
    grid, price = case
    request = order(fine(grid), price=price)
    assume(not on_grid(grid, Fraction(price)))
    nearest = broken(request).nearest
    assert grid.step is not None
    step, anchor = Fraction(grid.step), anchor_of(grid)
    lowest = max(Fraction(grid.minimum or 0), step / 10**20)
    first = anchor + ceil((lowest - anchor) / step) * step
    wanted = Fraction(price)
    below = anchor + floor((wanted - anchor) / step) * step
    closest = below if wanted - below <= below + step - wanted else below + step
    if grid.maximum is not None:
        closest = min(closest, anchor + floor((Fraction(grid.maximum) - anchor) / step) * step)
    if grid.maximum is not None and first > Fraction(grid.maximum):
        assert nearest is None
    else:
        assert nearest is not None
        assert Fraction(nearest) == max(first, closest)
        check(attrs.evolve(request, price=nearest))


small = st.builds(
    QuantityGrid,
    name=st.just("LOT_SIZE"),
    minimum=st.none() | st.integers(0, 30).map(lambda n: D(n) / 10),
    maximum=st.none() | st.integers(1, 300).map(lambda n: D(n) / 10),
    step=st.none() | st.integers(1, 40).map(lambda n: D(n) / 10),
    steps_from_minimum=st.booleans(),
)


def stepping(start: str, step: str) -> QuantityGrid:
    return QuantityGrid(name="LOT_SIZE", minimum=D(start), step=D(step), steps_from_minimum=True)


@example(stepping("0.1", "0.2"), stepping("0.2", "0.2"), D("0.3"))  # They never meet.
@example(stepping("0.2", "0.2"), stepping("0.3", "0.7"), D("3.0"))  # They meet at 1.0, 2.4, 3.8 ...
@given(small, small, st.integers(1, 400).map(lambda n: D(n) / 10))
def test_of_two_crossing_grids_exactly_the_common_values_are_valid(
    lot: QuantityGrid, market_lot: QuantityGrid, asked: Decimal
) -> None:
    market_lot = attrs.evolve(market_lot, name="MARKET_LOT_SIZE", fields=("quantity",), market_only=True)
    both = instrument(lot, market_lot, base_precision=1)

    def allows(grid: Grid, tenths: int) -> bool:
        least, most = int(10 * (grid.minimum or 0)), int(10 * (grid.maximum or 1000))
        step = int(10 * (grid.step or D("0.1")))
        return least <= tenths <= most and (tenths - (least if grid.steps_from_minimum else 0)) % step == 0

    # Two such steps meet again after 4 * 3.9 * 10 at the latest, so what lies below 200 shows every pattern.
    points = [D(n) / 10 for n in range(1, 2000) if allows(lot, n) and allows(market_lot, n)]
    toward_zero = [value for value in points if value <= asked]
    outside = refusal(lambda: both.quantise_quantity(asked, market=True))
    if outside is None:
        assert both.quantise_quantity(asked, market=True) == toward_zero[-1]
    elif points:
        assert outside.nearest == min(points, key=lambda value: (abs(value - asked), value))
    else:
        assert outside.nearest is None
    refused = refusal(lambda: check(market(both, quantity=asked)))
    if refused is None:
        assert asked in points
    else:
        assert asked not in points
        assert refused.nearest == min(points, key=lambda value: (abs(value - asked), value), default=None)


# ------------------------------------------------------------------------------------- decimal places


def test_more_decimal_places_than_the_asset_has_are_refused() -> None:
    problem = broken(order(instrument(base_precision=8), quantity=D("0.123456789")))
    assert problem.rule == "at most 8 decimal places"
    assert (problem.field, problem.nearest) == ("quantity", D("0.12345679"))
    coarse = instrument(quote_precision=2, base_precision=8)
    assert broken(order(coarse, price=D("1.005"))).nearest == D("1.00")
    assert broken(market(coarse, quantity=None, quote_quantity=D("0.001"))).nearest == D("0.01")
    check(order(coarse, price=D("1.01"), quantity=D("0.00000001")))


def test_zeros_at_the_end_are_no_precision() -> None:
    check(order(instrument(base_precision=2, quote_precision=2), quantity=D("1.1000000"), price=D("1E+3")))


@given(amounts())
def test_exactly_the_amounts_of_few_enough_places_pass(value: Decimal) -> None:
    request = order(instrument(base_precision=8), quantity=value)
    if (Fraction(value) * 10**8).denominator == 1:
        check(request)
    else:
        problem = broken(request)
        units, half = Fraction(value) * 10**8, Fraction(1, 2)
        expected = Fraction(max(1, ceil(units - half)), 10**8)  # Of two as close, the lower.
        assert problem.nearest is not None
        assert Fraction(problem.nearest) == expected
        check(attrs.evolve(request, quantity=problem.nearest))


# ------------------------------------------------------------------------------------------- the filters


def test_the_documented_grid_examples_hold_at_their_ends() -> None:
    for price in ("0.000001", "0.000002", "99999.999999", "100000"):
        check(order(price=D(price), quantity=D(1000)))
    assert broken(order(price=D("0.0000005"))).rule == "price >= 0.000001"
    assert broken(order(price=D("100000.000001"))).rule == "price <= 100000"
    assert broken(order(price=D("0.0000015"))).rule == "(price - 0.000001) % 0.000001 == 0"
    assert broken(order(quantity=D("0.0015"))).filter == "LOT_SIZE"


def test_the_price_filter_rules_the_stop_price_and_the_lot_size_the_visible_part() -> None:
    stop = broken(order(type=OrderType.STOP_LOSS_LIMIT, stop_price=D("0.0500005")))
    assert (stop.filter, stop.field, stop.nearest) == ("PRICE_FILTER", "stop_price", D("0.05"))
    part = broken(order(iceberg_quantity=D("0.2505")))
    assert (part.filter, part.field, part.nearest) == ("LOT_SIZE", "iceberg_quantity", D("0.25"))


def test_the_market_lot_size_rules_market_orders_only() -> None:
    assert broken(market(quantity=D("1246.459"))).filter == "MARKET_LOT_SIZE"
    check(order(quantity=D("1246.459")))
    check(market(quantity=D("1246.458")))


def test_a_grid_may_rule_the_amount_in_quote() -> None:
    funds = QuantityGrid(name="funds", minimum=D("0.1"), step=D("0.05"), fields=("quote_quantity",))
    one = instrument(funds)
    check(market(one, quantity=None, quote_quantity=D("0.15")))
    assert broken(market(one, quantity=None, quote_quantity=D("0.17"))).nearest == D("0.15")


def test_an_order_must_be_worth_enough() -> None:
    problem = broken(order(price=D("0.003"), quantity=D("0.333")))
    assert (problem.filter, problem.rule) == ("MIN_NOTIONAL", "price * quantity >= 0.001")
    assert (problem.field, problem.value, problem.nearest) == ("quantity", D("0.333"), D("0.334"))
    check(order(price=D("0.003"), quantity=D("0.334")))
    check(order(price=D("0.002"), quantity=D("0.5")))


def test_a_stop_order_must_be_worth_enough_at_both_prices() -> None:
    low_stop = order(type=OrderType.STOP_LOSS_LIMIT, price=D("0.004"), stop_price=D("0.002"), quantity=D("0.4"))
    problem = broken(low_stop)
    assert (problem.rule, problem.nearest) == ("stop_price * quantity >= 0.001", D("0.5"))
    check(attrs.evolve(low_stop, quantity=D("0.5")))
    triggered = order(type=OrderType.STOP_LOSS, price=None, stop_price=D("0.002"), quantity=D("0.4"))
    assert broken(triggered).nearest == D("0.5")
    plain = instrument(PRICE_FILTER, LOT_SIZE, attrs.evolve(MIN_NOTIONAL, on_stop_price=False))
    check(attrs.evolve(low_stop, instrument=plain))
    check(attrs.evolve(triggered, instrument=plain))


def test_the_visible_part_must_be_worth_enough() -> None:
    request = order(price=D("0.01"), quantity=D("0.5"), iceberg_quantity=D("0.05"))
    problem = broken(request)
    assert (problem.field, problem.rule) == ("iceberg_quantity", "price * iceberg_quantity >= 0.001")
    assert problem.nearest == D("0.1")
    check(attrs.evolve(request, iceberg_quantity=D("0.1")))


def test_a_market_order_is_worth_what_is_only_known_with_a_reference_price() -> None:
    request = market(quantity=D("0.009"))
    check(request)
    assert broken(request, D("0.1")).nearest == D("0.010")
    assert broken(request, D("0.1")).rule == "average price * quantity >= 0.001"
    check(attrs.evolve(request, quantity=D("0.01")), D("0.1"))
    check(order(quantity=D("0.02")), D("0.0001"))
    spending = broken(market(quantity=None, quote_quantity=D("0.0009")))
    assert (spending.field, spending.rule, spending.nearest) == (
        "quote_quantity",
        "quote_quantity >= 0.001",
        D("0.001"),
    )


def test_a_notional_rule_may_leave_market_orders_alone() -> None:
    one = instrument(LOT_SIZE, NOTIONAL)
    check(market(one, quantity=D("0.001")), D(1))
    check(market(one, quantity=None, quote_quantity=D("1000000")))
    assert broken(order(one, price=D(3), quantity=D(3))).nearest == D("3.334")
    too_much = broken(order(one, price=D(3), quantity=D(4000)))
    assert (too_much.rule, too_much.nearest) == ("price * quantity <= 10000", D("3333.333"))
    check(order(one, price=D(3), quantity=D("3333.333")))
    strict = instrument(LOT_SIZE, attrs.evolve(NOTIONAL, minimum_on_market=True))
    assert broken(market(strict, quantity=None, quote_quantity=D(9))).nearest == D(10)
    check(market(strict, quantity=None, quote_quantity=D("1000000")))


def test_no_quantity_is_nearest_when_none_is_worth_enough() -> None:
    one = instrument(QuantityGrid(name="LOT_SIZE", step=D(1), maximum=D(5)), NOTIONAL)
    assert broken(order(one, price=D(1), quantity=D(5))).nearest is None
    tight = instrument(QuantityGrid(name="LOT_SIZE", step=D(1)), attrs.evolve(NOTIONAL, maximum=D(11)))
    assert broken(order(tight, price=D(7), quantity=D(1))).nearest is None


@given(
    amounts(12, 8),
    amounts(12, 8),
    st.none() | amounts(9, 6),
    st.none() | amounts(12, 6),
    st.integers(1, 10**6),
    st.sampled_from([D(1), D("0.1"), D("0.003"), D("0.00000001")]),
)
def test_the_nearest_quantity_is_the_smallest_that_is_worth_enough(
    price: Decimal, stop: Decimal, least: Decimal | None, most: Decimal | None, count: int, step: Decimal
) -> None:
    worth = Notional(name="NOTIONAL", minimum=least, maximum=most, on_stop_price=True)
    one = instrument(QuantityGrid(name="LOT_SIZE", step=step), worth)
    request = order(one, type=OrderType.STOP_LOSS_LIMIT, price=price, stop_price=stop, quantity=count * step)
    low = 0 if least is None else ceil(Fraction(least) / Fraction(min(price, stop)) / Fraction(step))
    high = None if most is None else floor(Fraction(most) / Fraction(max(price, stop)) / Fraction(step))
    if count >= low and (high is None or count <= high):
        check(request)
        return
    problem = broken(request)
    expected = max(1, low) if count < low else high
    if expected is None or expected < max(1, low) or (high is not None and expected > high):
        assert problem.nearest is None
    else:
        assert problem.nearest == expected * step
        check(attrs.evolve(request, quantity=problem.nearest))


@pytest.mark.parametrize(
    ("rule", "side", "lowest", "highest"),
    [
        (PERCENT_PRICE, Side.BUY, "0.7", "1.3"),
        (PERCENT_PRICE, Side.SELL, "0.7", "1.3"),
        (PERCENT_PRICE_BY_SIDE, Side.BUY, "0.2", "1.2"),
        (PERCENT_PRICE_BY_SIDE, Side.SELL, "0.8", "5"),
    ],
)
def test_a_price_must_not_be_far_from_the_average(rule: PercentPrice, side: Side, lowest: str, highest: str) -> None:
    one = instrument(PRICE_FILTER, rule)
    average, tick = D("0.05"), D("0.000001")
    low, high = average * D(lowest), average * D(highest)
    for price in (low, high):
        check(order(one, side=side, price=price), average)
    cheap, dear = order(one, side=side, price=low - tick), order(one, side=side, price=high + tick)
    check(cheap)
    check(dear)
    assert broken(cheap, average).nearest == low
    assert broken(dear, average).nearest == high
    assert broken(dear, average).rule == f"price <= {highest} * average price = {high.normalize():f}"


def test_the_nearest_price_near_the_average_is_on_the_grid() -> None:
    one = instrument(PriceGrid(name="PRICE_FILTER", step=D("0.01")), PERCENT_PRICE)
    assert broken(order(one, price=D("0.01")), D("1.001")).nearest == D("0.71")
    assert broken(order(one, price=D(2)), D("1.001")).nearest == D("1.30")
    coarse = instrument(PriceGrid(name="PRICE_FILTER", step=D(10)), PERCENT_PRICE)
    assert broken(order(coarse, price=D(10)), D(4)).nearest is None


@pytest.mark.parametrize(("quantity", "part", "fits"), [("1", "0.1", True), ("1", "0.099", False)])
def test_an_iceberg_has_at_most_so_many_parts(quantity: str, part: str, fits: bool) -> None:
    request = order(quantity=D(quantity), iceberg_quantity=D(part))
    if fits:
        check(request)
    else:
        problem = broken(request)
        assert (problem.filter, problem.nearest) == ("ICEBERG_PARTS", D("0.1"))
        assert problem.rule == "ceil(quantity / iceberg_quantity) <= 10"


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 100))
def test_parts_are_counted_as_documented_and_the_nearest_part_fits(whole: int, part: int, limit: int) -> None:
    assume(part <= whole)
    one = instrument(LOT_SIZE, IcebergParts(name="ICEBERG_PARTS", limit=limit), max_quantity=None)
    step = D("0.001")
    request = order(one, quantity=whole * step, iceberg_quantity=part * step)
    if ceil(Fraction(whole, part)) <= limit:
        check(request)
    else:
        problem = broken(request)
        assert problem.nearest == ceil(Fraction(whole, limit)) * step
        check(attrs.evolve(request, iceberg_quantity=problem.nearest))


@pytest.mark.parametrize(
    ("side", "kind", "lowest", "highest"),
    [
        (Side.BUY, OrderType.STOP_LOSS, 10, 2000),
        (Side.BUY, OrderType.STOP_LOSS_LIMIT, 10, 2000),
        (Side.SELL, OrderType.TAKE_PROFIT, 10, 2000),
        (Side.SELL, OrderType.TAKE_PROFIT_LIMIT, 10, 2000),
        (Side.SELL, OrderType.STOP_LOSS, 20, 1000),
        (Side.SELL, OrderType.STOP_LOSS_LIMIT, 20, 1000),
        (Side.BUY, OrderType.TAKE_PROFIT, 20, 1000),
        (Side.BUY, OrderType.TAKE_PROFIT_LIMIT, 20, 1000),
    ],
)
def test_a_trailing_stop_above_the_market_obeys_other_limits_than_one_below(
    side: Side, kind: OrderType, lowest: int, highest: int
) -> None:
    price = D("0.05") if "LIMIT" in kind.value else None
    for delta in (lowest, highest):
        check(order(side=side, type=kind, price=price, trailing_delta=delta))
    for delta, nearest in ((lowest - 1, lowest), (highest + 1, highest)):
        problem = broken(order(side=side, type=kind, price=price, trailing_delta=delta))
        assert (problem.filter, problem.nearest) == ("TRAILING_DELTA", D(nearest))


def test_rules_that_need_the_account_are_kept_as_facts_and_let_orders_pass() -> None:
    facts = (
        CountLimit(name="MAX_NUM_ORDERS", limit=0),
        PositionLimit(name="MAX_POSITION", maximum=D("0.1")),
        OtherFilter(name="T_PLUS_SELL"),
        IcebergParts(name="ICEBERG_PARTS", limit=None),
    )
    one = instrument(*facts)
    check(order(one, iceberg_quantity=D("0.0001")))
    assert one.filters == facts


# --------------------------------------------------------------------------------------- the whole order


def refused(request: OrderRequest, words: str) -> None:
    with pytest.raises(BadRequest, match=words) as caught:
        check(request)
    assert not isinstance(caught.value, FilterViolation)
    assert str(caught.value).startswith(request.instrument.symbol)


def test_an_order_for_another_instrument_is_refused() -> None:
    other = instrument(symbol="BTC/USDT")
    with pytest.raises(BadRequest, match="BTC/USDT"):
        ETH_BTC.check(order(other))


def test_an_instrument_that_does_not_trade_takes_no_order() -> None:
    refused(order(instrument(status=InstrumentStatus.HALTED)), "not trading")


@pytest.mark.parametrize("kind", list(OrderType))
def test_an_order_type_must_be_offered_and_known(kind: OrderType) -> None:
    refused(order(instrument(order_types=ALL_TYPES - {kind}), type=kind), "not offered")
    refused(order(instrument(order_types=frozenset(OrderType)), type=OrderType.UNKNOWN), "not offered")


COMPLETE: dict[OrderType, dict[str, Any]] = {
    OrderType.LIMIT: {"price": D(1)},
    OrderType.LIMIT_MAKER: {"price": D(1)},
    OrderType.MARKET: {},
    OrderType.STOP_LOSS: {"stop_price": D(1)},
    OrderType.STOP_LOSS_LIMIT: {"price": D(1), "stop_price": D(1)},
    OrderType.TAKE_PROFIT: {"stop_price": D(1)},
    OrderType.TAKE_PROFIT_LIMIT: {"price": D(1), "stop_price": D(1)},
}


@pytest.mark.parametrize("kind", list(COMPLETE))
def test_each_type_needs_its_fields_and_takes_no_others(kind: OrderType) -> None:
    needed = {"quantity": D(1), "price": None, "stop_price": None, **COMPLETE[kind]}
    check(order(type=kind, **needed))
    for field in ("quantity", "price", "stop_price"):
        if needed[field] is not None:
            refused(order(type=kind, **{**needed, field: None}), f"{kind.value} order needs .*{field}")
        else:
            refused(order(type=kind, **{**needed, field: D(1)}), f"{kind.value} order cannot have a {field}")
    if kind is not OrderType.MARKET:
        refused(order(type=kind, **{**needed, "quote_quantity": D(1)}), "quote_quantity")
        refused(order(type=kind, **{**needed, "quote_quantity": D(1), "quantity": None}), "quote_quantity")
    triggered = needed["stop_price"] is not None
    if triggered:
        check(order(type=kind, **{**needed, "stop_price": None, "trailing_delta": 100}))
        check(order(type=kind, **{**needed, "trailing_delta": 100}))
    else:
        refused(order(type=kind, **{**needed, "trailing_delta": 100}), "cannot have a trailing_delta")
    if needed["price"] is None:
        refused(order(type=kind, **{**needed, "time_in_force": TimeInForce.GTC}), "time_in_force")
        refused(order(type=kind, **{**needed, "iceberg_quantity": D("0.5")}), "iceberg_quantity")
    else:
        check(order(type=kind, **{**needed, "time_in_force": TimeInForce.GTC}))
        check(order(type=kind, **{**needed, "iceberg_quantity": D("0.5")}))


def test_a_market_order_has_one_amount_in_base_or_where_allowed_in_quote() -> None:
    check(market(quantity=None, quote_quantity=D(5)))
    refused(market(quantity=None), "either a quantity or a quote_quantity")
    refused(market(quote_quantity=D(5)), "either a quantity or a quote_quantity")
    without = instrument(quote_quantity_allowed=False)
    refused(market(without, quantity=None, quote_quantity=D(5)), "quote_quantity")
    check(market(without))
    refused(market(quantity=None, quote_quantity=D(5), iceberg_quantity=D(1)), "iceberg_quantity")


@pytest.mark.parametrize("standing", [None, *TimeInForce])
def test_what_cannot_stand_on_the_book_refuses_what_would(standing: TimeInForce | None) -> None:
    maker = order(type=OrderType.LIMIT_MAKER, time_in_force=standing)
    iceberg = order(iceberg_quantity=D("0.5"), time_in_force=standing)
    limit = order(time_in_force=standing)
    if standing is TimeInForce.UNKNOWN:
        refused(limit, "time_in_force")
    else:
        check(limit)
    if standing in (None, TimeInForce.GTC):
        check(maker)
        check(iceberg)
    else:
        refused(maker, r"GTC|time_in_force")
        refused(iceberg, r"GTC|time_in_force")


def test_icebergs_must_be_allowed_and_show_no_more_than_there_is() -> None:
    refused(order(instrument(iceberg_allowed=False), iceberg_quantity=D("0.5")), "iceberg")
    check(order(iceberg_quantity=D(1)))
    refused(order(iceberg_quantity=D("1.001")), "exceeds")


@pytest.mark.parametrize("delta", [0, -10, True, D(100), "100"])
def test_a_trailing_delta_is_a_positive_int(delta: Any) -> None:
    request = order(type=OrderType.STOP_LOSS, price=None, trailing_delta=delta)
    refused(request, "trailing_delta")
    with pytest.raises(InexactNumber, match="trailing_delta"):
        check(attrs.evolve(request, trailing_delta=100.0))  # type: ignore[arg-type]


def test_trailing_stops_must_be_offered() -> None:
    request = order(instrument(), type=OrderType.STOP_LOSS, price=None, trailing_delta=100)
    check(request)
    refused(attrs.evolve(request, instrument=instrument(trailing_allowed=False)), "trailing")


def test_a_self_trade_prevention_must_be_one_of_those_offered() -> None:
    both, maker = SelfTradePrevention.EXPIRE_BOTH, SelfTradePrevention.EXPIRE_MAKER
    one = instrument(self_trade_preventions=(maker,))
    check(order(one, self_trade_prevention=maker))
    refused(order(one, self_trade_prevention=both), "EXPIRE_BOTH")
    check(order(instrument(self_trade_preventions=()), self_trade_prevention=both))
    refused(order(self_trade_prevention=SelfTradePrevention.UNKNOWN), "self_trade_prevention")


# ------------------------------------------------------------------------------ one cancels the other


def oco(of: Instrument = ETH_BTC, /, **changes: Any) -> OcoRequest:
    """To sell 1 at 0.06, or when the price falls to 0.04, at 0.039."""
    asked: dict[str, Any] = {
        "side": Side.SELL,
        "quantity": D(1),
        "price": D("0.06"),
        "stop_price": D("0.04"),
        "stop_limit_price": D("0.039"),
    }
    ids = {"client_id": "l1", "limit_client_id": "c1", "stop_client_id": "c2"}
    return OcoRequest(**{"instrument": of, **ids, **asked, **changes})


def test_the_prices_of_both_orders_must_enclose_the_market() -> None:
    ETH_BTC.check_oco(oco())
    ETH_BTC.check_oco(oco(side=Side.BUY, price=D("0.04"), stop_price=D("0.06"), stop_limit_price=D("0.061")))
    for wrong in (
        oco(price=D("0.04")),
        oco(price=D("0.03")),
        oco(side=Side.BUY),
        oco(side=Side.BUY, price=D("0.04"), stop_price=D("0.04")),
    ):
        with pytest.raises(BadRequest, match="stop_price"):
            ETH_BTC.check_oco(wrong)


def test_both_orders_must_be_offered() -> None:
    cases = (
        (instrument(oco_allowed=False), oco(), "one-cancels-the-other"),
        (instrument(status=InstrumentStatus.BREAK), oco(), "not trading"),
        (instrument(order_types=ALL_TYPES - {OrderType.STOP_LOSS_LIMIT}), oco(), "STOP_LOSS_LIMIT"),
        (instrument(order_types=ALL_TYPES - {OrderType.STOP_LOSS}), oco(stop_limit_price=None), "STOP_LOSS "),
        (instrument(order_types=frozenset({OrderType.STOP_LOSS_LIMIT})), oco(), "LIMIT"),
        (instrument(symbol="BTC/USDT"), oco(), "ETH/BTC"),
    )
    for one, request, words in cases:
        with pytest.raises(BadRequest, match=words):
            one.check_oco(request)
    no_maker = instrument(order_types=ALL_TYPES - {OrderType.LIMIT_MAKER})
    no_maker.check_oco(oco(no_maker))
    no_stop_limit = instrument(order_types=ALL_TYPES - {OrderType.STOP_LOSS_LIMIT})
    no_stop_limit.check_oco(oco(no_stop_limit, stop_limit_price=None))


@pytest.mark.parametrize(
    ("field", "value", "name", "nearest"),
    [
        ("price", "0.0600005", "PRICE_FILTER", "0.06"),
        ("stop_price", "0.0400005", "PRICE_FILTER", "0.04"),
        ("stop_limit_price", "0.0390005", "PRICE_FILTER", "0.039"),
        ("stop_limit_price", "0.039000000001", "precision", "0.039"),
        ("quantity", "1.0005", "LOT_SIZE", "1"),
        ("quantity", "0.02", "MIN_NOTIONAL", "0.026"),
    ],
)
def test_each_order_of_the_pair_obeys_the_filters_under_the_pairs_own_names(
    field: str, value: str, name: str, nearest: str
) -> None:
    with pytest.raises(FilterViolation) as caught:
        ETH_BTC.check_oco(oco(**{field: D(value)}))
    problem = caught.value
    assert (problem.field, problem.filter, problem.nearest) == (field, name, D(nearest))
    assert problem.value == D(value)
    ETH_BTC.check_oco(oco(**{field: problem.nearest}))


def test_the_amounts_of_a_pair_are_positive_decimals() -> None:
    for field in ("quantity", "price", "stop_price", "stop_limit_price"):
        with pytest.raises(InexactNumber, match=field):
            ETH_BTC.check_oco(oco(**{field: 0.05}))
        with pytest.raises(BadRequest, match=field):
            ETH_BTC.check_oco(oco(**{field: D("NaN")}))


def test_a_pair_is_measured_by_the_reference_price_too() -> None:
    one = instrument(PRICE_FILTER, PERCENT_PRICE)
    one.check_oco(oco(one), D("0.05"))
    with pytest.raises(FilterViolation) as caught:
        one.check_oco(oco(one, stop_limit_price=D("0.03")), D("0.05"))
    assert (caught.value.field, caught.value.nearest) == ("stop_limit_price", D("0.035"))


def test_a_time_in_force_of_the_stop_order_needs_its_price() -> None:
    with pytest.raises(BadRequest, match="stop_limit_price"):
        ETH_BTC.check_oco(oco(stop_limit_price=None, stop_limit_time_in_force=TimeInForce.GTC))
    ETH_BTC.check_oco(oco(stop_limit_time_in_force=TimeInForce.IOC))
