"""The vocabulary: what the three ports take and give, as frozen values. Exact `Decimal`s, aware UTC times.

Times are kept as the venue's integer milliseconds (`*_ms`) and read as `datetime` through the property beside
them, so that nobody pays for a `datetime` who does not look. Ids are read as `str`. `raw` on a result is the
venue's untouched payload, decoded when asked for. Instruments and their trading rules are in `instrument`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Self, SupportsIndex, TypeVar, overload

import attrs
import msgspec

from crossvenue.networks import canonical
from crossvenue.numbers import EXACT, ORDINARY

if TYPE_CHECKING:
    from crossvenue.instrument import Instrument

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
if TYPE_CHECKING:
    from typing_extensions import TypeVar as _TypeVar  # With a default, which `typing` has from Python 3.13 on.

    I_co = _TypeVar("I_co", bound=Instrument | None, default=Instrument | None, covariant=True)
else:
    I_co = TypeVar("I_co", covariant=True)

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

# Not the thread's context, which is the user's to change.
_QUOTIENT: Final = Context(prec=28)


def moment(ms: int) -> datetime:
    """The aware UTC time of integer milliseconds since 1970, exactly."""
    return EPOCH + timedelta(milliseconds=ms)


class Instant:
    """Reads an integer `*_ms` field as an aware UTC `datetime`."""

    def __init__(self, field: str, doc: str) -> None:
        self.field, self.__doc__ = field, doc

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...
    @overload
    def __get__(self, record: object, owner: type) -> datetime: ...
    def __get__(self, record: object | None, owner: type) -> datetime | Self:
        return self if record is None else moment(getattr(record, self.field))


class MaybeInstant:
    """Reads an integer `*_ms` field that may be absent as an aware UTC `datetime` or None."""

    def __init__(self, field: str, doc: str) -> None:
        self.field, self.__doc__ = field, doc

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...
    @overload
    def __get__(self, record: object, owner: type) -> datetime | None: ...
    def __get__(self, record: object | None, owner: type) -> datetime | Self | None:
        if record is None:
            return self
        ms: int | None = getattr(record, self.field)
        return None if ms is None else moment(ms)


_EXACT: Final = msgspec.json.Decoder(float_hook=Decimal)


def exact_json(payload: bytes) -> object:
    """Plain data, every fraction a `Decimal` with the digits of the wire. Raises `msgspec.DecodeError`."""
    return _EXACT.decode(payload)


_COMPARED: Final[dict[type, list[tuple[str, Callable[[Any], object] | None]]]] = {}


def _compared(value: object) -> tuple[object, ...]:
    fields = _COMPARED.get(value.__class__)
    if fields is None:
        of_class: Any = attrs.fields(value.__class__)  # type: ignore[arg-type] # of a subclass
        fields = _COMPARED[value.__class__] = [(each.name, each.eq_key) for each in of_class if each.eq]
    return tuple(getattr(value, name) if key is None else key(getattr(value, name)) for name, key in fields)


class Value:
    """What compares, hashes and prints by its fields. Once for all values: attrs would compile it for each class."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self) -> int:
        return hash((self.__class__, _compared(self)))

    def __repr__(self) -> str:
        names = [field.name.lstrip("_") for field in attrs.fields(self.__class__) if field.repr]  # type: ignore[arg-type] # of a subclass
        return f"{self.__class__.__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class Record(Value):
    """What every result shares: the venue's payload within reach, outside `repr` and comparison."""

    __slots__ = ("_payload",)
    _payload: bytes

    @property
    def raw(self) -> Any:
        """The venue's untouched answer as plain data with exact Decimals, decoded now.

        None for a record that came inside a listing or was made by hand: take `raw` of the listing.
        """
        payload = getattr(self, "_payload", None)
        return None if payload is None else exact_json(payload)


def with_payload(record: T, payload: bytes) -> T:
    """`record`, holding the bytes it was made from (for `raw`)."""
    _set_payload(record, payload)
    return record


_set_payload: Final[Callable[[object, bytes], None]] = Record.__dict__["_payload"].__set__


class Listing(tuple[T_co, ...], Generic[T_co]):
    """Several results of one answer: an immutable sequence that also keeps the answer (`raw`)."""

    payload: bytes | None
    """The bytes of the answer."""

    def __new__(cls, items: Iterable[T_co] = (), payload: bytes | None = None) -> Self:
        """A listing of `items` made from `payload`."""
        made = super().__new__(cls, items)
        made.payload = payload
        return made

    @property
    def raw(self) -> Any:
        """The venue's untouched answer as plain data with exact Decimals, decoded now."""
        return None if self.payload is None else exact_json(self.payload)

    @overload
    def __getitem__(self, key: SupportsIndex) -> T_co: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[T_co, ...]: ...
    @overload
    def __getitem__(self, key: str) -> T_co: ...
    def __getitem__(self, key: Any) -> Any:
        """By position, or by what the item is called: its id or client id, its network, its symbol, or its asset."""
        if isinstance(key, str):
            for item in self:
                if key in _names_of(item):
                    return item
            raise KeyError(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Whether an item is there, or one of this name."""
        return super().__contains__(key) or (isinstance(key, str) and self.get(key) is not None)

    def get(self, key: str) -> T_co | None:
        """The item of this name, or None."""
        try:
            return self[key]
        except KeyError:
            return None

    def __repr__(self) -> str:
        return f"Listing({list(self)!r})"


_NAMES: Final = (
    ("id", "client_id", "symbol", "venue_symbol"),
    ("venue_network", "network"),
    ("symbol", "venue_symbol"),
    ("asset",),
)


def _names_of(item: object) -> tuple[object, ...]:
    # The first kind of name that it has: a deposit has an id beside its asset and network.
    for names in _NAMES:
        if hasattr(item, names[0]):
            return tuple(getattr(item, name, None) for name in names)
    return ()


class Descriptive(enum.Enum):
    """An enum that only describes: a word nobody knows yet becomes `UNKNOWN`. States are not of this kind."""

    @classmethod
    def _missing_(cls, value: object) -> Descriptive:
        return cls["UNKNOWN"]


class Side(enum.Enum):
    """Which way an order goes, from the point of view of who places it."""

    BUY = "BUY"
    SELL = "SELL"


class OrderType(Descriptive):
    """How an order is priced and triggered."""

    LIMIT = "LIMIT"
    MARKET = "MARKET"
    LIMIT_MAKER = "LIMIT_MAKER"
    """A limit order that is refused rather than take liquidity."""
    STOP_LOSS = "STOP_LOSS"
    """A market order once `stop_price` is reached."""
    STOP_LOSS_LIMIT = "STOP_LOSS_LIMIT"
    TAKE_PROFIT = "TAKE_PROFIT"
    TAKE_PROFIT_LIMIT = "TAKE_PROFIT_LIMIT"
    UNKNOWN = "UNKNOWN"


class TimeInForce(Descriptive):
    """How long an order stands."""

    GTC = "GTC"
    """Until cancelled."""
    IOC = "IOC"
    """What can be filled at once; the rest expires."""
    FOK = "FOK"
    """All of it at once, or nothing."""
    UNKNOWN = "UNKNOWN"


class OrderStatus(enum.Enum):
    """The state of an order. A state that is not listed here raises `UnreadableResponse`."""

    NEW = "NEW"
    PENDING_NEW = "PENDING_NEW"
    """Waits for another order of its list."""
    PARTIALLY_FILLED = "PARTIALLY_FILLED"
    FILLED = "FILLED"
    CANCELED = "CANCELED"
    PENDING_CANCEL = "PENDING_CANCEL"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"
    EXPIRED_IN_MATCH = "EXPIRED_IN_MATCH"
    """Ended by self-trade prevention."""

    @property
    def open(self) -> bool:
        """Whether the order can still be filled."""
        return self in (
            OrderStatus.NEW,
            OrderStatus.PENDING_NEW,
            OrderStatus.PARTIALLY_FILLED,
            OrderStatus.PENDING_CANCEL,
        )


class SelfTradePrevention(Descriptive):
    """What happens to an order that would match another of the same account."""

    NONE = "NONE"
    EXPIRE_MAKER = "EXPIRE_MAKER"
    EXPIRE_TAKER = "EXPIRE_TAKER"
    EXPIRE_BOTH = "EXPIRE_BOTH"
    DECREMENT = "DECREMENT"
    UNKNOWN = "UNKNOWN"


class InstrumentStatus(Descriptive):
    """Whether an instrument trades now."""

    TRADING = "TRADING"
    HALTED = "HALT"
    BREAK = "BREAK"
    AUCTION = "AUCTION_MATCH"
    PRE_TRADING = "PRE_TRADING"
    POST_TRADING = "POST_TRADING"
    END_OF_DAY = "END_OF_DAY"
    UNKNOWN = "UNKNOWN"


class Interval(enum.Enum):
    """The length of a candle."""

    S1 = "1s"
    M1 = "1m"
    M3 = "3m"
    M5 = "5m"
    M15 = "15m"
    M30 = "30m"
    H1 = "1h"
    H2 = "2h"
    H4 = "4h"
    H6 = "6h"
    H8 = "8h"
    H12 = "12h"
    D1 = "1d"
    D3 = "3d"
    W1 = "1w"
    MO1 = "1M"


class WithdrawalStatus(enum.Enum):
    """The state of a withdrawal. A state that is not listed here raises `UnreadableResponse`."""

    EMAIL_SENT = "EMAIL_SENT"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    CANCELED = "CANCELED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"

    @property
    def counts_as_used(self) -> bool:
        """Whether it counts against what may be withdrawn: all but what certainly left nothing."""
        return self not in (WithdrawalStatus.CANCELED, WithdrawalStatus.REJECTED, WithdrawalStatus.FAILED)


class DepositStatus(enum.Enum):
    """The state of a deposit. A state that is not listed here raises `UnreadableResponse`."""

    PENDING = "PENDING"
    CREDITED = "CREDITED"
    """Credited, but it cannot be withdrawn yet."""
    SUCCESS = "SUCCESS"
    WRONG = "WRONG"
    AWAITING_CONFIRMATION = "AWAITING_CONFIRMATION"
    REJECTED = "REJECTED"


class TransferStatus(enum.Enum):
    """The state of a transfer between the account's own wallets."""

    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    FAILED = "FAILED"


class VenueState(Descriptive):
    """Whether the venue works."""

    NORMAL = "NORMAL"
    MAINTENANCE = "MAINTENANCE"
    UNKNOWN = "UNKNOWN"


class _NoMemo:
    __slots__ = ()

    def __repr__(self) -> str:
        return "NO_MEMO"

    def __reduce__(self) -> str:
        return "NO_MEMO"  # Copied and pickled, it stays itself.


NO_MEMO: Final = _NoMemo()
"""Says on purpose that a withdrawal carries no memo, on a network that has memos."""

Memo = str | _NoMemo | None


# ------------------------------------------------------------------------------------------------ market


@attrs.frozen(eq=False, repr=False)
class Named(Record, Generic[I_co]):
    """Something about one instrument.

    In a listing or a history the venue may name one that it does not list, whose `instrument` is None. To type
    checkers, what an operation gives for one listed instrument is a ``Ticker[Instrument]``; ``Ticker`` is either.
    """

    venue_symbol: str
    """The venue's own symbol, such as ``BTCUSDT``."""
    instrument: I_co = attrs.field(eq=False, repr=False)
    """The instrument, or None where the venue does not list it (any more)."""

    @property
    def symbol(self) -> str:
        """``BASE/QUOTE``; the venue's own symbol where the instrument is no longer listed."""
        return self.venue_symbol if self.instrument is None else self.instrument.symbol


@attrs.frozen(eq=False, repr=False)
class VenueStatus(Record):
    """Whether the venue works, and its own words."""

    state: VenueState
    message: str = ""


@attrs.frozen(eq=False, repr=False)
class Ticker(Named[I_co]):
    """Statistics of a rolling window of 24 hours. Prices in quote, volumes in base unless they say quote."""

    last_price: Decimal
    open_price: Decimal
    high_price: Decimal
    low_price: Decimal
    volume: Decimal
    quote_volume: Decimal
    price_change: Decimal
    price_change_percent: Decimal
    open_time_ms: int
    close_time_ms: int
    weighted_average_price: Decimal | None = None
    previous_close_price: Decimal | None = None
    last_quantity: Decimal | None = None
    bid_price: Decimal | None = None
    bid_quantity: Decimal | None = None
    ask_price: Decimal | None = None
    ask_quantity: Decimal | None = None
    trade_count: int | None = None

    open_time = Instant("open_time_ms", "When the window began.")
    close_time = Instant("close_time_ms", "When the window ended: the time of the statistics.")


@attrs.frozen(eq=False, repr=False)
class Quote(Named[I_co]):
    """The best bid and ask. A side without orders is 0, as venues give it."""

    bid_price: Decimal
    bid_quantity: Decimal
    ask_price: Decimal
    ask_quantity: Decimal


@attrs.frozen(eq=False, repr=False)
class Price(Named[I_co]):
    """The price of the last trade."""

    price: Decimal


@attrs.frozen(eq=False, repr=False)
class AveragePrice(Named["Instrument"]):
    """The average price over the last `minutes`, weighted by volume."""

    price: Decimal
    minutes: int


class Level(NamedTuple):
    """One price of an order book and what stands there, in base."""

    price: Decimal
    quantity: Decimal


@attrs.frozen(eq=False, repr=False)
class OrderBook(Named["Instrument"]):
    """Bids from the best (highest) down, asks from the best (lowest) up."""

    bids: tuple[Level, ...]
    asks: tuple[Level, ...]
    sequence: str
    """The venue's number of the last change in it."""

    @property
    def best_bid(self) -> Level | None:
        """The highest bid, or None where there is none."""
        return self.bids[0] if self.bids else None

    @property
    def best_ask(self) -> Level | None:
        """The lowest ask, or None where there is none."""
        return self.asks[0] if self.asks else None

    @property
    def spread(self) -> Decimal | None:
        """Best ask less best bid, in quote; None where a side is empty."""
        if not self.bids or not self.asks:
            return None
        return EXACT.subtract(self.asks[0].price, self.bids[0].price)


@attrs.frozen(eq=False, repr=False)
class Trade(Record):
    """One public trade. `quantity` in base, `quote_quantity` in quote."""

    symbol: str
    _id: int | str = attrs.field(eq=str, alias="id")
    price: Decimal
    quantity: Decimal
    quote_quantity: Decimal | None
    timestamp_ms: int
    buyer_is_maker: bool
    """True when the seller took liquidity: the trade printed at the bid."""

    time = Instant("timestamp_ms", "When it happened.")

    @property
    def id(self) -> str:
        """The venue's id of the trade."""
        return str(self._id)


@attrs.frozen(eq=False, repr=False)
class AggregateTrade(Record):
    """Trades of one taker order at one price, added up."""

    symbol: str
    _id: int | str = attrs.field(eq=str, alias="id")
    price: Decimal
    quantity: Decimal
    _first_trade_id: int | str = attrs.field(eq=str, alias="first_trade_id")
    _last_trade_id: int | str = attrs.field(eq=str, alias="last_trade_id")
    timestamp_ms: int
    buyer_is_maker: bool

    time = Instant("timestamp_ms", "When it happened.")

    @property
    def id(self) -> str:
        """The venue's id of the aggregate."""
        return str(self._id)

    @property
    def first_trade_id(self) -> str:
        """The id of the first trade in it."""
        return str(self._first_trade_id)

    @property
    def last_trade_id(self) -> str:
        """The id of the last trade in it."""
        return str(self._last_trade_id)


class Candle(NamedTuple):
    """Open, high, low and close of one interval; volumes in base unless they say quote.

    A named tuple, unlike the other values, because candles come by the thousand.
    """

    open_time_ms: int
    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: Decimal
    close_time_ms: int
    quote_volume: Decimal
    trade_count: int | None = None
    taker_buy_volume: Decimal | None = None
    taker_buy_quote_volume: Decimal | None = None

    @property
    def open_time(self) -> datetime:
        """When the interval began."""
        return moment(self.open_time_ms)

    @property
    def close_time(self) -> datetime:
        """The last millisecond of the interval."""
        return moment(self.close_time_ms)


# ------------------------------------------------------------------------------------------------ trading


@attrs.frozen(eq=False, repr=False, kw_only=True)
class OrderRequest(Value):
    """An order as it is about to be sent: complete, exact and checked."""

    instrument: Instrument
    side: Side
    type: OrderType
    client_id: str
    quantity: Decimal | None = None
    """In base."""
    quote_quantity: Decimal | None = None
    """In quote, instead of `quantity`, for market orders where the venue allows it."""
    price: Decimal | None = None
    stop_price: Decimal | None = None
    trailing_delta: int | None = None
    """In basis points (1/10000)."""
    iceberg_quantity: Decimal | None = None
    time_in_force: TimeInForce | None = None
    self_trade_prevention: SelfTradePrevention | None = None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class OcoRequest(Value):
    """One-cancels-the-other: a limit order and a stop order on the same side, of the same quantity."""

    instrument: Instrument
    side: Side
    quantity: Decimal
    price: Decimal
    """Of the limit order."""
    stop_price: Decimal
    client_id: str
    """Of the list; the two orders have their own."""
    limit_client_id: str
    stop_client_id: str
    stop_limit_price: Decimal | None = None
    stop_limit_time_in_force: TimeInForce | None = None
    self_trade_prevention: SelfTradePrevention | None = None


@attrs.frozen(eq=False, repr=False)
class Fill(Record):
    """One execution of an order of this account. `fee` is in whole units of `fee_asset`."""

    _id: int | str = attrs.field(eq=str, alias="id")
    price: Decimal
    quantity: Decimal
    fee: Decimal
    fee_asset: str
    quote_quantity: Decimal | None = None
    symbol: str | None = None
    venue_symbol: str | None = None
    _order_id: int | str | None = attrs.field(default=None, eq=str, alias="order_id")
    side: Side | None = None
    is_maker: bool | None = None
    timestamp_ms: int | None = None

    time = MaybeInstant("timestamp_ms", "When it happened; None inside the answer to an order.")

    @property
    def id(self) -> str:
        """The venue's id of the trade."""
        return str(self._id)

    @property
    def order_id(self) -> str | None:
        """The venue's id of the order; None inside the answer to that order."""
        return None if self._order_id is None else str(self._order_id)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Order(Named[I_co]):
    """An order and what became of it. Quantities in base unless they say quote.

    What the venue did not say is None, such as everything but the ids in the answer to a bare acknowledgement.
    """

    id: str
    client_id: str
    order_list_id: str | None = None
    side: Side | None = None
    type: OrderType | None = None
    status: OrderStatus | None = None
    time_in_force: TimeInForce | None = None
    price: Decimal | None = None
    """The limit; None for market orders."""
    stop_price: Decimal | None = None
    quantity: Decimal | None = None
    quote_quantity: Decimal | None = None
    filled_quantity: Decimal | None = None
    filled_quote_quantity: Decimal | None = None
    iceberg_quantity: Decimal | None = None
    trailing_delta: int | None = None
    self_trade_prevention: SelfTradePrevention | None = None
    created_ms: int | None = None
    updated_ms: int | None = None
    working_ms: int | None = None
    fills: tuple[Fill, ...] = ()

    created = MaybeInstant("created_ms", "When the venue took it.")
    updated = MaybeInstant("updated_ms", "When it last changed.")
    working = MaybeInstant("working_ms", "When it came onto the book; None when it did not.")

    @property
    def remaining_quantity(self) -> Decimal | None:
        """What is not filled yet, in base."""
        if self.quantity is None or self.filled_quantity is None:
            return None
        return EXACT.subtract(self.quantity, self.filled_quantity)

    @property
    def average_price(self) -> Decimal | None:
        """What was paid per unit of base so far, to 28 digits; None when nothing was filled or nobody said."""
        if not self.filled_quantity or self.filled_quote_quantity is None or self.filled_quote_quantity < 0:
            return None
        return _QUOTIENT.divide(self.filled_quote_quantity, self.filled_quantity)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class OrderTest(Record):
    """An order that the venue checked without placing it; fee rates where the venue gave them."""

    request: OrderRequest
    maker_fee_rate: Decimal | None = None
    taker_fee_rate: Decimal | None = None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Replacement(Record):
    """A cancelled order and the one placed instead."""

    canceled: Order[Instrument]
    placed: Order[Instrument]


@attrs.frozen(eq=False, repr=False, kw_only=True)
class PartialReplacement(Record):
    """A replacement of which one half did not happen: that one is None, with its error if it was tried."""

    canceled: Order[Instrument] | None
    placed: Order[Instrument] | None
    cancel_error: Exception | None = attrs.field(default=None, eq=False)
    place_error: Exception | None = attrs.field(default=None, eq=False)


class OrderListStatus(enum.Enum):
    """The state of an order list. A state that is not listed here raises `UnreadableResponse`."""

    EXECUTING = "EXECUTING"
    ALL_DONE = "ALL_DONE"
    REJECT = "REJECT"


@attrs.frozen(eq=False, repr=False, kw_only=True)
class OrderList(Named[I_co]):
    """Orders that hang together (one cancels the other)."""

    id: str
    client_id: str
    contingency: str
    status: OrderListStatus
    timestamp_ms: int | None
    order_ids: tuple[tuple[str, str], ...]
    """(id, client id) of each order."""
    orders: tuple[Order[I_co], ...] = ()
    """The orders themselves, where the answer had them."""

    time = MaybeInstant("timestamp_ms", "When the list last changed; None where the venue does not say.")


@attrs.frozen(eq=False, repr=False)
class TradingFee(Named):
    """Fee rates as fractions: 0.001 is 0.1 %."""

    maker: Decimal
    taker: Decimal


@attrs.frozen(eq=False, repr=False)
class RateUsage(Record):
    """How many orders were placed in a window, and how many may be."""

    used: int
    limit: int
    seconds: int


@attrs.frozen(eq=False, repr=False, kw_only=True)
class PreventedMatch(Named):
    """A match that self-trade prevention stopped. Quantities in base."""

    id: str
    taker_order_id: str
    maker_order_id: str
    trade_group_id: str
    self_trade_prevention: SelfTradePrevention
    price: Decimal
    taker_prevented_quantity: Decimal | None
    maker_prevented_quantity: Decimal | None
    timestamp_ms: int

    time = Instant("timestamp_ms", "When it was prevented.")


# ------------------------------------------------------------------------------------------------ wallet


class WalletKind(enum.Enum):
    """Which wallet of the account."""

    SPOT = "spot"
    FUNDING = "funding"
    MARGIN = "margin"
    ISOLATED_MARGIN = "isolated_margin"
    USD_FUTURES = "usd_futures"
    COIN_FUTURES = "coin_futures"
    OPTIONS = "options"


@attrs.frozen(eq=False, repr=False)
class Balance(Record):
    """What an account holds of one asset, in whole units."""

    asset: str
    free: Decimal
    locked: Decimal

    def __attrs_post_init__(self) -> None:
        # As `is_ordinary` has it, without its call: accounts hold hundreds. "NaN" compares with nothing, "Infinity"
        # and "1E+999999" cover everything.
        free, locked, places = self.free, self.locked, ORDINARY
        if (
            free.adjusted() not in places
            or locked.adjusted() not in places
            or not (free.is_finite() and locked.is_finite())
        ):
            raise ValueError(
                f"the balance of {self.asset} is no number: `free` {free!s:.40}, `locked` {locked!s:.40}"
            )

    @property
    def total(self) -> Decimal:
        """Free and locked together."""
        return EXACT.add(self.free, self.locked)


@attrs.frozen(eq=False, repr=False)
class AssetNetwork(Record):
    """An asset on one network: where it may go, at what cost. Amounts in whole units of the asset.

    A limit that the venue does not state is None, and nobody knows whether it has one; that it has none is stated by
    a `withdrawal_maximum` of infinity and a `withdrawal_multiple` of 0. A maximum written as a huge number stays.
    """

    network: str | None
    """The exchange-neutral name, such as ``TRX``; None for a network only this venue knows."""
    venue_network: str
    """The venue's own name of it."""
    asset: str
    name: str
    deposit_open: bool
    withdrawal_open: bool
    withdrawal_fee: Decimal
    withdrawal_minimum: Decimal
    withdrawal_maximum: Decimal | None
    """``Decimal("Infinity")`` where there is no such rule."""
    withdrawal_multiple: Decimal | None
    """An amount must be a multiple of this; 0 where there is no such rule."""
    is_default: bool = False
    deposit_note: str = ""
    withdrawal_note: str = ""
    tips: str = ""
    address_pattern: str = ""
    """A regular expression of the venue; empty where it gives none."""
    memo_pattern: str = ""
    memo_required: bool | None = False
    """True where every account shares one address, so a deposit without a memo is lost; None: nobody says."""
    confirmations: int | None = None
    """Confirmations until a deposit is credited."""
    unlock_confirmations: int | None = None
    contract_address: str = ""
    busy: bool = False
    deposit_minimum: Decimal | None = None
    withdrawal_fee_rate: Decimal = Decimal(0)
    """The fraction of the amount that a venue takes as fee, 0.001 for 0.1 %; `withdrawal_fee` is then the least."""
    withdrawal_fee_maximum: Decimal | None = None
    """The most that it takes by that rate."""

    def fee_of(self, amount: Decimal) -> Decimal:
        """What withdrawing `amount` costs, in whole units of the asset, before the venue's own rounding."""
        share = EXACT.multiply(amount, self.withdrawal_fee_rate)
        if self.withdrawal_fee_maximum is not None:
            share = min(share, self.withdrawal_fee_maximum)
        return max(share, self.withdrawal_fee)

    @property
    def has_memo(self) -> bool:
        """Whether addresses on this network come with a memo (tag, payment id), or may for all that is said."""
        return self.memo_required is not False or bool(self.memo_pattern)


@attrs.frozen(eq=False, repr=False)
class Asset(Record):
    """An asset, where it can be sent and received, and what the account holds of it."""

    asset: str
    name: str
    networks: tuple[AssetNetwork, ...]
    deposit_open: bool
    withdrawal_open: bool
    """Whether any network is open; `networks` has each."""
    trading: bool = True
    is_fiat: bool = False
    free: Decimal | None = None
    locked: Decimal | None = None

    def network(self, name: str) -> AssetNetwork | None:
        """The asset on the network of this name (neutral, an alias, or the venue's), or None."""
        wanted = canonical(name)
        for each in self.networks:
            # A venue's own word never outweighs the neutral meaning of the same word.
            if each.network == wanted if wanted and each.network else each.venue_network == name:
                return each
        return None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class DepositAddress(Record):
    """Where to send an asset to so that it is credited here. Without the memo, where there is one, it is lost."""

    asset: str
    network: str | None
    address: str
    memo: str | None
    url: str = ""


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Deposit(Record):
    """Money that came in, in whole units of `asset`."""

    id: str
    asset: str
    amount: Decimal
    network: str | None
    venue_network: str
    status: DepositStatus
    address: str
    memo: str | None
    transaction_id: str
    timestamp_ms: int | None
    confirmations: int | None = None
    required_confirmations: int | None = None
    internal: bool = False

    time = MaybeInstant("timestamp_ms", "When the venue saw it; None where the venue does not say.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class WithdrawalRequest(Value):
    """A withdrawal as it is about to be sent: complete, exact, and no venue default left to chance."""

    asset: str
    amount: Decimal
    """Sent to the venue as it is; whether the fee comes out of it is `fee_from_amount`."""
    network: str
    venue_network: str
    address: str
    memo: str | None
    wallet: WalletKind
    client_id: str
    fee_from_amount: bool = True


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Withdrawal(Record):
    """Money that went out, or is about to, in whole units of `asset`.

    The answer to `withdraw` has the id and what was asked; the rest comes with the history.

    `amount` on that answer is what was asked: gross where the fee comes out of it (`fee_from_amount` of the wallet),
    net where it comes on top. In a history it is the venue's own number, passed on as it is. What a venue documents
    of it stands in its plugin; with a net one, `amount` arrives and `amount` and `fee` together left the account, so
    for one and the same withdrawal it is smaller than on the answer, by the fee.

    `fee` is None on the answer. In a history it is what the venue took, beside a net `amount` and inside a gross one.
    """

    id: str
    client_id: str | None
    asset: str
    amount: Decimal
    network: str | None
    venue_network: str
    address: str
    memo: str | None
    status: WithdrawalStatus | None = None
    fee: Decimal | None = None
    transaction_id: str | None = None
    applied_ms: int | None = None
    completed_ms: int | None = None
    internal: bool = False
    wallet: WalletKind | None = None
    note: str = ""
    """The venue's reason for a failure."""

    applied = MaybeInstant("applied_ms", "When it was asked for.")
    completed = MaybeInstant("completed_ms", "When it was done.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class WithdrawalQuota(Record):
    """What may be withdrawn in a day, and what is left, in `unit`."""

    unit: str
    limit: Decimal | None
    used: Decimal | None
    remaining: Decimal | None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class KeyPermissions(Record):
    """What the API key may do. None: the venue does not say."""

    read: bool | None
    trade: bool | None
    withdraw: bool | None
    transfer: bool | None = None
    ip_restricted: bool | None = None
    created_ms: int | None = None
    trading_expires_ms: int | None = None

    created = MaybeInstant("created_ms", "When the key was made.")
    trading_expires = MaybeInstant("trading_expires_ms", "When the key loses the permission to trade.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class AccountStatus(Record):
    """Whether the account is in order; `normal` is None where the venue's word is not known to us."""

    normal: bool | None
    message: str


@attrs.frozen(eq=False, repr=False, kw_only=True)
class ApiTradingStatus(Record):
    """Whether the venue has locked trading over the interface for this account."""

    locked: bool
    recovers_ms: int | None = None
    indicators: tuple[tuple[str, Decimal | None, Decimal], ...] = ()
    """(name, value if the venue tells it, value at which it locks) of each rule the venue watches."""

    recovers = MaybeInstant("recovers_ms", "When trading is planned to be unlocked.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Transfer(Record):
    """A move between the account's own wallets, in whole units of `asset`."""

    id: str
    asset: str
    amount: Decimal
    source: WalletKind
    target: WalletKind
    status: TransferStatus | None = None
    timestamp_ms: int | None = None

    time = MaybeInstant("timestamp_ms", "When it was done.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class DustConversion(Record):
    """Small balances turned into one asset. Amounts in whole units."""

    id: str
    asset: str
    amount: Decimal
    target: str
    received: Decimal
    fee: Decimal
    """In units of `target`."""
    timestamp_ms: int | None

    time = MaybeInstant("timestamp_ms", "When it was done; None where the venue does not say.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Distribution(Record):
    """Something the venue paid out: interest, an airdrop, a rebate. In whole units of `asset`."""

    id: str
    asset: str
    amount: Decimal
    description: str
    timestamp_ms: int | None
    transaction_id: str | None = None

    time = MaybeInstant("timestamp_ms", "When it was paid; None where the venue does not say.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class AccountSnapshot(Record):
    """What a wallet held at the end of a day."""

    wallet: WalletKind
    timestamp_ms: int | None
    balances: tuple[Balance, ...]
    total_in_btc: Decimal | None = None

    time = MaybeInstant("timestamp_ms", "The moment of the snapshot; None where the venue does not say.")
