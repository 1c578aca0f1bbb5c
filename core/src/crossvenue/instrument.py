"""An instrument, the venue's trading rules for it, rounding to them, and the check of an order before it is sent.

Arithmetic only, and exact: no float, no rounding that nobody asked for, nothing of the caller's decimal context.
A venue's rules are `Filter`s and carry the venue's own names as data. Thousands of instruments are loaded at
once, so an instrument keeps the venue's filters unread until somebody looks at `filters`, or has an order checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_UP, Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, gcd
from typing import Any, Final, NamedTuple

import attrs

from crossvenue.errors import BadRequest, FilterViolation, InexactNumber
from crossvenue.model import (
    InstrumentStatus,
    OcoRequest,
    OrderRequest,
    OrderType,
    Record,
    SelfTradePrevention,
    Side,
    TimeInForce,
    Value,
)
from crossvenue.numbers import EXACT, positive

_PRICED: Final = (
    OrderType.LIMIT,
    OrderType.LIMIT_MAKER,
    OrderType.STOP_LOSS_LIMIT,
    OrderType.TAKE_PROFIT_LIMIT,
)
_STOP_LOSSES: Final = (OrderType.STOP_LOSS, OrderType.STOP_LOSS_LIMIT)
_TRIGGERED: Final = (*_STOP_LOSSES, OrderType.TAKE_PROFIT, OrderType.TAKE_PROFIT_LIMIT)
_IN_BASE: Final = ("quantity", "iceberg_quantity")
_AMOUNTS: Final = (*_IN_BASE, "quote_quantity", "price", "stop_price")


# ----------------------------------------------------------------------------------------------- numbers


def _amount(field: str, value: object) -> Decimal:
    """An amount of a request, which should be a Decimal by now."""
    if isinstance(value, float):
        raise InexactNumber(f"{field} must be a Decimal, not the float {value!r}")
    if not isinstance(value, Decimal):
        raise BadRequest(f"{field} must be a Decimal, not {type(value).__name__}")
    return positive(value, field)


def _tidy(value: Decimal) -> Decimal:
    """`value` with no zeros after its last decimal place and no positive exponent (100, never 1E+2)."""
    short = EXACT.normalize(value)
    return EXACT.quantize(short, Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


def _text(value: Decimal) -> str:
    return format(_tidy(value), "f")


class _Lattice(NamedTuple):
    """The values that satisfy several grids at once, as integers in units of 10**-digits.

    They are residue + n * step for whole n, from `first` to `last` (None: no end), all positive.
    """

    digits: int
    residue: int
    step: int
    first: int
    last: int | None

    @classmethod
    def of(cls, grids: Iterable[Grid], places: int) -> _Lattice | None:
        """What satisfies all of `grids` and has at most `places` decimal places; None if nothing does."""
        grids = tuple(grids)
        digits = places
        for grid in grids:
            for fact in (grid.minimum, grid.maximum, grid.step):
                if fact is not None:
                    digits = max(digits, -int(fact.as_tuple().exponent))
        scale: int = 10**digits

        def units(fact: Decimal) -> int:
            numerator, denominator = fact.as_integer_ratio()
            return numerator * scale // denominator

        residue, step = 0, scale // 10**places
        first, last = 1, None
        for grid in grids:
            if grid.minimum is not None:
                first = max(first, units(grid.minimum))
            if grid.maximum is not None:
                last = units(grid.maximum) if last is None else min(last, units(grid.maximum))
            if grid.step:
                # Two progressions meet in one (the Chinese remainder theorem), or nowhere.
                other, anchor = units(grid.step), units(grid.anchor)
                common = gcd(step, other)
                apart, odd = divmod(anchor - residue, common)
                if odd:
                    return None
                period = other // common
                residue += step * (apart * pow(step // common, -1, period) % period)
                step *= period
                residue %= step
        first += (residue - first) % step
        if last is not None:
            last -= (last - residue) % step
            if last < first:
                return None
        return cls(digits, residue, step, first, last)

    def value(self, units: int) -> Decimal:
        return _tidy(EXACT.scaleb(Decimal(units), -self.digits))

    def holds(self, units: int) -> bool:
        """Whether a point of the progression lies between its ends."""
        return units >= self.first and (self.last is None or units <= self.last)

    def rounded(self, value: Decimal, rounding: str) -> int:
        """The point of the progression that `value` rounds to, also beyond its ends."""
        numerator, denominator = value.as_integer_ratio()
        scale: int = 10**self.digits
        whole = self.step * denominator
        count, rest = divmod(numerator * scale - self.residue * denominator, whole)
        if rounding == ROUND_UP:
            count += rest > 0
        elif rounding == ROUND_HALF_EVEN:
            count += 2 * rest > whole or (2 * rest == whole and count % 2 == 1)
        elif rounding == ROUND_HALF_DOWN:
            count += 2 * rest > whole
        return self.residue + count * self.step

    def nearest(self, value: Decimal, low: Fraction | None = None, high: Fraction | None = None) -> Decimal | None:
        """The closest point to `value`, of two the lower; the first or last one where that is beyond the ends.

        `low` and `high` narrow the ends; None if no point lies between them.
        """
        scale: int = 10**self.digits
        first, last = self.first, self.last
        if low is not None:
            least = ceil(low * scale)
            first = max(first, least + (self.residue - least) % self.step)
        if high is not None:
            most = floor(high * scale)
            most -= (most - self.residue) % self.step
            last = most if last is None else min(last, most)
        if last is not None and last < first:
            return None
        found = max(first, self.rounded(value, ROUND_HALF_DOWN))
        return self.value(found if last is None else min(found, last))


def _grids(instrument: Instrument, field: str, *, market: bool) -> tuple[Grid, ...]:
    """The grids that rule `field` of an order, MARKET or not."""
    return tuple(
        each
        for each in instrument.filters
        if isinstance(each, Grid) and field in each.fields and (market or not each.market_only)
    )


def _valid(instrument: Instrument, field: str, *, market: bool, also: Grid | None = None) -> _Lattice | None:
    """What `field` of an order for `instrument` may be, by all its grids, `also` and the decimal places."""
    grids = _grids(instrument, field, market=market)
    places = instrument.base_precision if field in _IN_BASE else instrument.quote_precision
    return _Lattice.of(grids if also is None else (*grids, also), places)


def _nearest(
    request: OrderRequest,
    field: str,
    value: Decimal,
    low: Fraction | None = None,
    high: Fraction | None = None,
    also: Grid | None = None,
) -> Decimal | None:
    valid = _valid(request.instrument, field, market=request.type is OrderType.MARKET, also=also)
    return None if valid is None else valid.nearest(value, low, high)


# ----------------------------------------------------------------------------------------------- filters


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Filter(Value):
    """A trading rule of the venue, under the venue's own name. A fact that is None is a rule that is off."""

    name: str

    def check(self, request: OrderRequest, reference_price: Decimal | None = None) -> None:
        """Raise FilterViolation if `request` breaks the rule; its amounts are positive, finite Decimals.

        `reference_price` is the price in quote that the venue would measure by (its recent average, or the last
        price). Without it, what depends on it passes. This class knows no rule and lets everything pass.
        """


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Grid(Filter):
    """Values from a minimum to a maximum, in steps. Both ends are allowed."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    step: Decimal | None = None
    steps_from_minimum: bool = False
    """True: valid values are minimum + n * step; False: they are n * step."""
    fields: tuple[str, ...] = ()
    """The fields of an `OrderRequest` it rules."""
    market_only: bool = False
    """Whether it rules MARKET orders only."""

    @property
    def anchor(self) -> Decimal:
        """Where the steps are counted from."""
        return self.minimum if self.steps_from_minimum and self.minimum is not None else Decimal(0)

    def check(self, request: OrderRequest, reference_price: Decimal | None = None) -> None:
        """Raise FilterViolation if a ruled field is below the minimum, above the maximum or between steps.

        `nearest` satisfies the instrument's other grids too: the next lower value, or the closest end.
        """
        if self.market_only and request.type is not OrderType.MARKET:
            return
        for field in self.fields:
            value: Decimal | None = getattr(request, field)
            if value is not None and (rule := self.broken_rule(field, value)) is not None:
                raise FilterViolation(
                    request.instrument.symbol,
                    filter=self.name,
                    rule=rule,
                    field=field,
                    value=value,
                    nearest=_nearest(request, field, value, also=self),
                )

    def broken_rule(self, field: str, value: Decimal) -> str | None:
        """The rule that `value` breaks, such as "price >= 0.01", or None."""
        if self.minimum is not None and value < self.minimum:
            return f"{field} >= {_text(self.minimum)}"
        if self.maximum is not None and value > self.maximum:
            return f"{field} <= {_text(self.maximum)}"
        if self.step and EXACT.remainder(EXACT.subtract(value, self.anchor), self.step):
            counted = f"({field} - {_text(self.anchor)})" if self.anchor else field
            return f"{counted} % {_text(self.step)} == 0"
        return None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class PriceGrid(Grid):
    """Valid prices, in quote per base: of the order and of its trigger."""

    fields: tuple[str, ...] = ("price", "stop_price")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class QuantityGrid(Grid):
    """Valid quantities, in base: of the order and of its visible part.

    A rule for market orders has `market_only` and rules "quantity"; one for amounts in quote, "quote_quantity".
    """

    fields: tuple[str, ...] = _IN_BASE


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Notional(Filter):
    """What an order must be worth, in quote. Both ends are allowed."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    minimum_on_market: bool = True
    """Whether the minimum rules MARKET orders too."""
    maximum_on_market: bool = True
    on_stop_price: bool = False
    """Whether stop_price * quantity is measured as well."""
    on_iceberg: bool = False
    """Whether price * iceberg_quantity is measured as well."""
    average_minutes: int | None = None
    """Over how many minutes the venue averages the price of market orders; 0 is the last price."""

    def check(self, request: OrderRequest, reference_price: Decimal | None = None) -> None:
        """Raise FilterViolation if the order is worth too little or too much.

        A MARKET order is worth its quote_quantity; one with a quantity is measured only with `reference_price`.
        `nearest` is the smallest valid quantity that is worth enough (the largest that is not worth too much)
        at the order's prices, or None.
        """
        market = request.type is OrderType.MARKET
        minimum = self.minimum if self.minimum_on_market or not market else None
        maximum = self.maximum if self.maximum_on_market or not market else None
        if request.quote_quantity is not None:
            self._measure(request, "quote_quantity", request.quote_quantity, {}, minimum, maximum)
        if request.quantity is None:
            return
        prices: dict[str, Decimal] = {}
        if request.price is not None:
            prices["price"] = request.price
        if self.on_stop_price and request.stop_price is not None:
            prices["stop_price"] = request.stop_price
        if market and reference_price is not None:
            prices["average price"] = reference_price
        if prices:
            self._measure(request, "quantity", request.quantity, prices, minimum, maximum)
        if self.on_iceberg and request.iceberg_quantity is not None and request.price is not None:
            visible = {"price": request.price}
            self._measure(request, "iceberg_quantity", request.iceberg_quantity, visible, minimum, None)

    def _measure(
        self,
        request: OrderRequest,
        field: str,
        amount: Decimal,
        prices: dict[str, Decimal],
        minimum: Decimal | None,
        maximum: Decimal | None,
    ) -> None:
        worths = {f"{name} * {field}": EXACT.multiply(price, amount) for name, price in prices.items()}
        for what, worth in (worths or {field: amount}).items():
            if minimum is not None and worth < minimum:
                rule = f"{what} >= {_text(minimum)}"
            elif maximum is not None and worth > maximum:
                rule = f"{what} <= {_text(maximum)}"
            else:
                continue
            cheapest, dearest = min(prices.values(), default=1), max(prices.values(), default=1)
            low = None if minimum is None else Fraction(minimum) / Fraction(cheapest)
            high = None if maximum is None else Fraction(maximum) / Fraction(dearest)
            raise FilterViolation(
                request.instrument.symbol,
                filter=self.name,
                rule=rule,
                field=field,
                value=amount,
                nearest=_nearest(request, field, amount, low, high),
            )


@attrs.frozen(eq=False, repr=False, kw_only=True)
class PercentPrice(Filter):
    """How far the price may be from the average price, as factors of it (1.2 is 20 % above), for each side."""

    buy_minimum: Decimal | None = None
    buy_maximum: Decimal | None = None
    sell_minimum: Decimal | None = None
    sell_maximum: Decimal | None = None
    average_minutes: int | None = None
    """Over how many minutes the venue averages the price; 0 is the last price."""

    def check(self, request: OrderRequest, reference_price: Decimal | None = None) -> None:
        """Raise FilterViolation if the price is too far from `reference_price`; without one it passes.

        `nearest` is the closest valid price within the range, or None.
        """
        price = request.price
        if price is None or reference_price is None:
            return
        buy = request.side is Side.BUY
        minimum = self.buy_minimum if buy else self.sell_minimum
        maximum = self.buy_maximum if buy else self.sell_maximum
        low = None if minimum is None else EXACT.multiply(minimum, reference_price)
        high = None if maximum is None else EXACT.multiply(maximum, reference_price)
        if low is not None and minimum is not None and price < low:
            rule = f"price >= {_text(minimum)} * average price = {_text(low)}"
        elif high is not None and maximum is not None and price > high:
            rule = f"price <= {_text(maximum)} * average price = {_text(high)}"
        else:
            return
        lowest = None if low is None else Fraction(low)
        highest = None if high is None else Fraction(high)
        raise FilterViolation(
            request.instrument.symbol,
            filter=self.name,
            rule=rule,
            field="price",
            value=price,
            nearest=_nearest(request, "price", price, lowest, highest),
        )


@attrs.frozen(eq=False, repr=False, kw_only=True)
class IcebergParts(Filter):
    """Into how many visible parts an iceberg order may fall."""

    limit: int | None

    def check(self, request: OrderRequest, reference_price: Decimal | None = None) -> None:
        """Raise FilterViolation if quantity / iceberg_quantity, rounded up, is above the limit.

        `nearest` is the smallest valid iceberg_quantity that makes few enough parts, or None.
        """
        quantity, part = request.quantity, request.iceberg_quantity
        if self.limit is None or quantity is None or part is None:
            return
        if EXACT.multiply(part, Decimal(self.limit)) < quantity:
            whole = Fraction(quantity)
            raise FilterViolation(
                request.instrument.symbol,
                filter=self.name,
                rule=f"ceil(quantity / iceberg_quantity) <= {self.limit}",
                field="iceberg_quantity",
                value=part,
                nearest=_nearest(request, "iceberg_quantity", part, whole / self.limit, whole)
                if self.limit > 0
                else None,
            )


@attrs.frozen(eq=False, repr=False, kw_only=True)
class TrailingDelta(Filter):
    """How far a trailing stop may trail, in basis points (1/10000). Both ends are allowed.

    "Above" rules triggers above the market: STOP_LOSS BUY and TAKE_PROFIT SELL, limit or not. "Below" the others.
    """

    minimum_above: int | None = None
    maximum_above: int | None = None
    minimum_below: int | None = None
    maximum_below: int | None = None

    def check(self, request: OrderRequest, reference_price: Decimal | None = None) -> None:
        """Raise FilterViolation if the order trails by too little or too much; `nearest` is the closest end."""
        delta = request.trailing_delta
        if delta is None or request.type not in _TRIGGERED:
            return
        above = (request.side is Side.BUY) == (request.type in _STOP_LOSSES)
        least = self.minimum_above if above else self.minimum_below
        most = self.maximum_above if above else self.maximum_below
        if least is not None and delta < least:
            rule, nearest = f"trailing_delta >= {least}", least
        elif most is not None and delta > most:
            rule, nearest = f"trailing_delta <= {most}", most
        else:
            return
        raise FilterViolation(
            request.instrument.symbol,
            filter=self.name,
            rule=rule,
            field="trailing_delta",
            value=delta,
            nearest=Decimal(nearest),
        )


@attrs.frozen(eq=False, repr=False, kw_only=True)
class CountLimit(Filter):
    """How many orders may be open at once; which ones count, `name` says. A fact: orders are not counted here."""

    limit: int | None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class PositionLimit(Filter):
    """How much of base the account may hold, open buy orders included. A fact: balances are not known here."""

    maximum: Decimal | None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class OtherFilter(Filter):
    """A rule that only its name is known of. The instrument's `raw` has the rest; nothing is checked."""


# -------------------------------------------------------------------------------------------- instrument


# Not kw_only: a plugin makes thousands at once, and in order they take three fifths of the time.
@attrs.frozen(eq=False, repr=False)
class Instrument(Record):
    """What is traded against what, and the venue's rules for it. A rule that is None does not exist or is off.

    Prices are in quote per base, quantities in base, notionals in quote. Where a venue writes 0 for "no rule",
    whoever makes the instrument writes None. `read_filters(filters)` makes the venue's filters when they are
    first looked at, from whatever `filters` is.
    """

    symbol: str
    """``BASE/QUOTE``."""
    base: str
    quote: str
    venue_symbol: str
    """The venue's own id."""
    status: InstrumentStatus
    base_precision: int
    """Most decimal places of a quantity."""
    quote_precision: int
    """Most decimal places of a price, and of an amount in quote."""
    order_types: frozenset[OrderType]
    tick_size: Decimal | None = None
    """The step of prices."""
    lot_size: Decimal | None = None
    """The step of quantities."""
    min_price: Decimal | None = None
    max_price: Decimal | None = None
    min_quantity: Decimal | None = None
    max_quantity: Decimal | None = None
    min_notional: Decimal | None = None
    max_notional: Decimal | None = None
    steps_from_minimum: bool = False
    """True: prices and quantities step up from their minimum; False: they are multiples of their step."""
    iceberg_allowed: bool = False
    oco_allowed: bool = False
    quote_quantity_allowed: bool = False
    """Whether a MARKET order may name its amount in quote."""
    replace_allowed: bool = False
    trailing_allowed: bool = False
    margin_allowed: bool = False
    permissions: tuple[str, ...] = ()
    """The venue's words for what an account needs to trade it."""
    self_trade_preventions: tuple[SelfTradePrevention, ...] = ()
    """Empty where the venue does not say."""
    _filters: Any = attrs.field(default=None, alias="filters", eq=False, repr=False)
    _read_filters: Callable[[Any], Sequence[Filter]] | None = attrs.field(
        default=None, alias="read_filters", eq=False, repr=False
    )

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        """The venue's rules under its own names, made when first asked for.

        Where the venue has no such list they are made of the facts above and named "price", "quantity" and
        "notional". Raises BadRequest where one cannot be read: nothing can be checked then, nor sent.
        """
        if self._read_filters is not None:
            try:
                return tuple(self._read_filters(self._filters))
            except (ValueError, ArithmeticError) as problem:
                raise self._refused(f"the venue's rules for it cannot be read: {problem}") from None
        notional = Notional(name="notional", minimum=self.min_notional, maximum=self.max_notional)
        return self._price_grid("price"), self._quantity_grid("quantity"), notional

    @property
    def active(self) -> bool:
        """Whether it trades now."""
        return self.status is InstrumentStatus.TRADING

    def quantise_price(self, price: Decimal | int | str, rounding: str = ROUND_DOWN) -> Decimal:
        """`price`, in quote, as the closest valid price: toward zero, unless `rounding` says otherwise.

        `rounding` is decimal's ROUND_DOWN, ROUND_UP or ROUND_HALF_EVEN (ties to the even multiple of the step).
        The result has no more decimal places than it needs.

        Raises FilterViolation with the nearest valid price if the rounded one is below the minimum or above the
        maximum, BadRequest for what is not a positive number, InexactNumber for a float.
        """
        return self._quantise("price", price, rounding, self._price_lattice, market=False)

    def quantise_quantity(
        self, quantity: Decimal | int | str, rounding: str = ROUND_DOWN, market: bool = False
    ) -> Decimal:
        """`quantity`, in base, as the closest valid quantity: toward zero, unless `rounding` says otherwise.

        With `market`, it satisfies the rules for MARKET orders too. `rounding` is decimal's ROUND_DOWN, ROUND_UP
        or ROUND_HALF_EVEN (ties to the even multiple of the step). The result has no more decimal places than
        it needs.

        Raises FilterViolation with the nearest valid quantity if the rounded one is below the minimum or above
        the maximum (it is never enlarged to fit), BadRequest for what is not a positive number, InexactNumber
        for a float.
        """
        lattice = self._market_lattice if market else self._quantity_lattice
        return self._quantise("quantity", quantity, rounding, lattice, market=market)

    def check(self, request: OrderRequest, reference_price: Decimal | None = None) -> None:
        """Return if, by all that is known here, the venue's rules let `request` pass; send nothing.

        `reference_price` is the average or last price in quote: with it, market orders are checked for what they
        are worth and prices for their distance from it. A missing `time_in_force` counts as GTC. How many orders
        are open and what the account holds is not known here.

        Raises FilterViolation with the rule and the nearest valid value for a number that breaks a rule,
        BadRequest for an order that cannot be right (the instrument does not trade or has no such type, a field
        is missing, not positive, or does not go with the others), InexactNumber for a float.
        """
        if request.instrument.symbol != self.symbol:
            raise self._refused(f"the order is for {request.instrument.symbol}")
        self._check_tradable()
        self._check_type(request)
        self._check_amounts(request, _AMOUNTS)
        self._check_shape(request)
        if reference_price is not None:
            _amount("reference_price", reference_price)
        self._check_places(request)
        for each in self.filters:
            each.check(request, reference_price)

    def check_oco(self, request: OcoRequest, reference_price: Decimal | None = None) -> None:
        """Return if, by all that is known here, the venue's rules let both orders of `request` pass.

        To sell, the limit price is above the stop price; to buy, below it. The last price, which must lie between
        them, is not known here. `reference_price` as in `check`. The price of the stop order is called
        `stop_limit_price` in errors.

        Raises FilterViolation, BadRequest and InexactNumber as `check` does.
        """
        if request.instrument.symbol != self.symbol:
            raise self._refused(f"the orders are for {request.instrument.symbol}")
        self._check_tradable()
        if not self.oco_allowed:
            raise self._refused("one-cancels-the-other orders are not offered")
        self._check_amounts(request, ("quantity", "price", "stop_price", "stop_limit_price"))
        if request.side is Side.SELL and request.price <= request.stop_price:
            raise self._refused("to sell, the price must be above the stop_price")
        if request.side is Side.BUY and request.price >= request.stop_price:
            raise self._refused("to buy, the price must be below the stop_price")
        limited = request.stop_limit_price is not None
        if request.stop_limit_time_in_force is not None and not limited:
            raise self._refused("stop_limit_time_in_force needs a stop_limit_price")
        maker = OrderType.LIMIT_MAKER in self.order_types
        limit = OrderRequest(
            instrument=request.instrument,
            side=request.side,
            type=OrderType.LIMIT_MAKER if maker else OrderType.LIMIT,
            client_id=request.limit_client_id,
            quantity=request.quantity,
            price=request.price,
            self_trade_prevention=request.self_trade_prevention,
        )
        stop = OrderRequest(
            instrument=request.instrument,
            side=request.side,
            type=OrderType.STOP_LOSS_LIMIT if limited else OrderType.STOP_LOSS,
            client_id=request.stop_client_id,
            quantity=request.quantity,
            price=request.stop_limit_price,
            stop_price=request.stop_price,
            time_in_force=request.stop_limit_time_in_force,
            self_trade_prevention=request.self_trade_prevention,
        )
        self.check(limit, reference_price)
        try:
            self.check(stop, reference_price)
        except FilterViolation as broken:
            if broken.field != "price":
                raise
            raise FilterViolation(
                self.symbol,
                filter=broken.filter,
                rule=broken.rule,
                field="stop_limit_price",
                value=broken.value,
                nearest=broken.nearest,
            ) from None

    # The parts of a check, in the order in which they run.

    def _refused(self, problem: str) -> BadRequest:
        return BadRequest(f"{self.symbol}: {problem}")

    def _check_tradable(self) -> None:
        if not self.active:
            raise self._refused(f"not trading now ({self.status.value})")

    def _check_type(self, request: OrderRequest) -> None:
        if request.type not in self.order_types or request.type is OrderType.UNKNOWN:
            raise self._refused(f"{request.type.value} orders are not offered")

    def _check_amounts(self, request: OrderRequest | OcoRequest, fields: Iterable[str]) -> None:
        for field in fields:
            value = getattr(request, field)
            if value is not None:
                _amount(field, value)

    def _check_shape(self, request: OrderRequest) -> None:
        """Which fields go with which type of order, and with each other."""
        kind, order = request.type, f"a {request.type.value} order"
        if kind is OrderType.MARKET:
            if (request.quantity is None) == (request.quote_quantity is None):
                raise self._refused(f"{order} needs either a quantity or a quote_quantity")
            if request.quote_quantity is not None and not self.quote_quantity_allowed:
                raise self._refused(f"{order} cannot have a quote_quantity here")
        elif request.quote_quantity is not None:
            raise self._refused(f"{order} cannot have a quote_quantity")
        elif request.quantity is None:
            raise self._refused(f"{order} needs a quantity")

        priced, triggered = kind in _PRICED, kind in _TRIGGERED
        if priced and request.price is None:
            raise self._refused(f"{order} needs a price")
        if not priced and request.price is not None:
            raise self._refused(f"{order} cannot have a price")

        delta = request.trailing_delta
        if triggered and request.stop_price is None and delta is None:
            raise self._refused(f"{order} needs a stop_price or a trailing_delta")
        if not triggered and request.stop_price is not None:
            raise self._refused(f"{order} cannot have a stop_price")
        if delta is not None:
            self._check_trailing(delta, order, triggered=triggered)

        standing = request.time_in_force
        if standing is TimeInForce.UNKNOWN:
            raise self._refused("time_in_force is not one that is known")
        if not priced and standing is not None:
            raise self._refused(f"{order} cannot have a time_in_force")
        if kind is OrderType.LIMIT_MAKER and standing not in (None, TimeInForce.GTC):
            raise self._refused(f"{order} can only stand until it is cancelled (GTC)")

        if request.iceberg_quantity is not None and request.quantity is not None:
            if not self.iceberg_allowed:
                raise self._refused("iceberg orders are not offered")
            if not priced:
                raise self._refused(f"{order} cannot have an iceberg_quantity")
            if standing not in (None, TimeInForce.GTC):
                raise self._refused("an iceberg order must stand until it is cancelled (GTC)")
            if request.iceberg_quantity > request.quantity:
                raise self._refused("iceberg_quantity exceeds quantity")
        elif request.iceberg_quantity is not None:
            raise self._refused(f"{order} cannot have an iceberg_quantity")

        prevention = request.self_trade_prevention
        offered = self.self_trade_preventions
        if prevention is SelfTradePrevention.UNKNOWN or (prevention and offered and prevention not in offered):
            raise self._refused(f"self_trade_prevention {prevention.value} is not offered")

    def _check_trailing(self, delta: object, order: str, *, triggered: bool) -> None:
        if isinstance(delta, float):
            raise InexactNumber("trailing_delta must be an int (basis points), not a float")
        if isinstance(delta, bool) or not isinstance(delta, int):
            raise self._refused("trailing_delta must be an int (basis points)")
        if delta <= 0:
            raise self._refused("trailing_delta must be positive")
        if not triggered:
            raise self._refused(f"{order} cannot have a trailing_delta")
        if not self.trailing_allowed:
            raise self._refused("trailing stops are not offered")

    def _check_places(self, request: OrderRequest) -> None:
        for field in _AMOUNTS:
            value: Decimal | None = getattr(request, field)
            if value is None:
                continue
            most = self.base_precision if field in _IN_BASE else self.quote_precision
            # Zeros at the end are spelling, not precision.
            if (
                -int(_amount(field, value).as_tuple().exponent) > most
                and -int(_tidy(value).as_tuple().exponent) > most
            ):
                raise FilterViolation(
                    self.symbol,
                    filter="precision",
                    rule=f"at most {most} decimal places",
                    field=field,
                    value=value,
                    nearest=_nearest(request, field, value),
                )

    # Where the valid values lie.

    def _price_grid(self, name: str) -> PriceGrid:
        return PriceGrid(
            name=name,
            minimum=self.min_price,
            maximum=self.max_price,
            step=self.tick_size,
            steps_from_minimum=self.steps_from_minimum,
        )

    def _quantity_grid(self, name: str) -> QuantityGrid:
        return QuantityGrid(
            name=name,
            minimum=self.min_quantity,
            maximum=self.max_quantity,
            step=self.lot_size,
            steps_from_minimum=self.steps_from_minimum,
        )

    @cached_property
    def _price_lattice(self) -> _Lattice | None:
        return _Lattice.of([self._price_grid("price")], self.quote_precision)

    @cached_property
    def _quantity_lattice(self) -> _Lattice | None:
        return _Lattice.of([self._quantity_grid("quantity")], self.base_precision)

    @cached_property
    def _market_lattice(self) -> _Lattice | None:
        grids = (self._quantity_grid("quantity"), *_grids(self, "quantity", market=True))
        return _Lattice.of(grids, self.base_precision)

    def _quantise(
        self,
        field: str,
        value: Decimal | int | str,
        rounding: str,
        lattice: _Lattice | None,
        *,
        market: bool,
    ) -> Decimal:
        exact = positive(value, field)
        if rounding not in (ROUND_DOWN, ROUND_UP, ROUND_HALF_EVEN):
            raise BadRequest(f"rounding must be ROUND_DOWN, ROUND_UP or ROUND_HALF_EVEN, not {rounding!r}")
        if lattice is None:
            names = [each.name for each in _grids(self, field, market=market)]
            rule = f"no {field} satisfies every rule"
            raise FilterViolation(self.symbol, filter=", ".join(names) or field, rule=rule, field=field, value=exact)
        units = lattice.rounded(exact, rounding)
        if lattice.holds(units):
            return lattice.value(units)
        end = lattice.first if units < lattice.first or lattice.last is None else lattice.last
        beyond, nearest = lattice.value(units), lattice.value(end)
        ruling = _grids(self, field, market=market)
        names = [each.name for each in ruling if each.broken_rule(field, beyond)]
        names += [each.name for each in ruling]
        raise FilterViolation(
            self.symbol,
            filter=names[0] if names else field,
            rule=f"{field} {'>=' if end > units else '<='} {nearest:f}",
            field=field,
            value=exact,
            nearest=nearest,
        )
