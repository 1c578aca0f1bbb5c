"""The desks beside the ports, which only some venues have; apart from `interfaces`, which every start pays for.

Sub-accounts, conversions, money in banks, trades over the counter, staking, and margin accounts: what treasuries and
bots use of them, in the style of the ports and by their rules. A venue makes a desk when it is first asked for; of
one that its plugin does not bring, every operation raises `NotImplementedByPlugin`.
"""

from __future__ import annotations

import enum
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from crossvenue.errors import BadRequest
from crossvenue.interfaces import _choice, _count, _cut, _one_id, _span, _text_id, _word
from crossvenue.model import (
    Balance,
    Deposit,
    Descriptive,
    I_co,
    Instant,
    Listing,
    MaybeInstant,
    Named,
    Record,
    Side,
    TransferStatus,
    WalletKind,
    Withdrawal,
)
from crossvenue.numbers import EXACT
from crossvenue.port import Port, W, act, history, operation
from crossvenue.secrets import Secret
from crossvenue.wire import positive

if TYPE_CHECKING:
    from crossvenue.exchange import Exchange

T = TypeVar("T")


# ------------------------------------------------------------------------------------------------ sub-accounts


@attrs.frozen(eq=False, repr=False, kw_only=True)
class SubAccount(Record):
    """An account below the master account."""

    id: str | None
    """What the operations call it: its mail address or its user id. None where the answer to `create` has none."""
    name: str
    active: bool | None
    """None where the venue does not say."""
    created_ms: int | None = None

    created = MaybeInstant("created_ms", "When it was opened; None where the venue does not say.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class SubAccountTransfer(Record):
    """A move between two accounts of one master, in whole units of `asset`."""

    id: str | None
    """The venue's id; None where its history has none."""
    client_id: str | None
    asset: str
    amount: Decimal
    source: str | None
    """The account that it left; None for the master account, where the venue does not name it."""
    target: str | None
    """The account that it came to; None for the master account, where the venue does not name it."""
    source_wallet: WalletKind | None = None
    target_wallet: WalletKind | None = None
    status: TransferStatus | None = None
    timestamp_ms: int | None = None

    time = MaybeInstant("timestamp_ms", "When it was done; None where the venue does not say.")


class SubAccounts(Port[W]):
    """The accounts below a master account: needs the key of the master. `id` of an account is what names it here."""

    kind = "sub_accounts"

    @history
    def accounts(self, *, limit: int | None = None) -> AsyncIterator[Listing[SubAccount]]:
        """The accounts below this one."""
        _count(limit)
        return _cut(self._accounts(), limit)

    def _accounts(self) -> AsyncIterator[Listing[SubAccount]]:
        raise self._missing("accounts")

    @operation
    async def balances(self, account: str, wallet: WalletKind | str = WalletKind.SPOT) -> Listing[Balance]:
        """What a sub-account holds in one of its wallets."""
        return await self._balances(_word(account, "account"), _choice(WalletKind, wallet, "wallet"))

    async def _balances(self, account: str, wallet: WalletKind) -> Listing[Balance]:
        raise self._missing("balances")

    @history
    def transfers(
        self,
        *,
        source: str | None = None,
        target: str | None = None,
        client_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[SubAccountTransfer]]:
        """Moves between accounts, from the account `source` and to the account `target` where they are given.

        Without either what the venue gives, which may be only what left the master account; with `client_id` the one
        that carries it. From `since` (by default what the venue gives) to `until` (now), the newest span first.
        """
        _count(limit)
        begin, end = _span(since, until)
        for name, text in (("source", source), ("target", target), ("client_id", client_id)):
            _text_id(text, name)
        return _cut(self._transfers(source, target, client_id, begin, end), limit)

    def _transfers(
        self, source: str | None, target: str | None, client_id: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[SubAccountTransfer]]:
        raise self._missing("transfers")

    @act
    async def create(
        self,
        *,
        name: str,
        password: Secret | str | None = None,
        wallets: Sequence[WalletKind | str] = (WalletKind.SPOT,),
    ) -> SubAccount:
        """Open a sub-account. `wallets` is what it may trade from; `password` is for venues where it logs in.

        After `OutcomeUnknown` look at `accounts`.
        """
        if isinstance(wallets, str) or not wallets:
            raise BadRequest(f"wallets must be a list of wallets that is not empty, not {wallets!r}")
        chosen = [_choice(WalletKind, each, "wallets") for each in wallets]
        given = Secret(password) if isinstance(password, str) else password
        if given is not None and not (isinstance(given, Secret) and given.reveal()):
            raise BadRequest("password must be a text or a Secret that is not empty")
        return await self._create(_word(name, "name"), given, list(dict.fromkeys(chosen)))

    async def _create(self, name: str, password: Secret | None, wallets: Sequence[WalletKind]) -> SubAccount:
        raise self._missing("create")

    @act
    async def transfer(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        source: str | None = None,
        target: str | None = None,
        source_wallet: WalletKind | str = WalletKind.SPOT,
        target_wallet: WalletKind | str = WalletKind.SPOT,
        client_id: str | None = None,
    ) -> SubAccountTransfer:
        """Move `amount` of `asset` from the account `source` to the account `target`; None is the master account.

        Between wallets of the master account alone it is `wallet.transfer`. `client_id` is minted unless given, where
        the venue has a field for it; where it has none, giving one is a `BadRequest`. Sent once. After
        `OutcomeUnknown` look at `transfers`, or where the error says.
        """
        if source is None and target is None:
            raise BadRequest("give source or target: within the master account it is wallet.transfer")
        for name, text in (("source", source), ("target", target), ("client_id", client_id)):
            _text_id(text, name)
        wallets = (
            _choice(WalletKind, source_wallet, "source_wallet"),
            _choice(WalletKind, target_wallet, "target_wallet"),
        )
        if source == target and wallets[0] is wallets[1]:
            raise BadRequest(f"source and target are both the {wallets[0].value} wallet of {source}")
        move = SubAccountTransfer(
            id=None,
            client_id=client_id,
            asset=_word(asset, "asset"),
            amount=positive(amount, "amount"),
            source=source,
            target=target,
            source_wallet=wallets[0],
            target_wallet=wallets[1],
        )
        return await self._transfer(move)

    async def _transfer(self, move: SubAccountTransfer) -> SubAccountTransfer:
        """`move` is what is asked, without an id; its client id is None unless the user gave one."""
        raise self._missing("transfer")


# ------------------------------------------------------------------------------------------------ quoted trades


class QuotedTradeStatus(enum.Enum):
    """The state of a trade at a quoted price. A state that is not listed here raises `UnreadableResponse`."""

    PROCESSING = "PROCESSING"
    ACCEPTED = "ACCEPTED"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"


@attrs.frozen(eq=False, repr=False, kw_only=True)
class QuotedTrade(Record):
    """One asset turned into another at a price that was quoted, in whole units of each.

    What the venue did not say is None, such as the amounts in the answer to `otc.place_order`.
    """

    id: str
    quote_id: str | None
    status: QuotedTradeStatus
    asset: str | None = None
    """What was given."""
    amount: Decimal | None = None
    target: str | None = None
    """What was got for it."""
    received: Decimal | None = None
    price: Decimal | None = None
    """Units of `target` for one of `asset`."""
    inverse_price: Decimal | None = None
    """Units of `asset` for one of `target`, as the venue rounds it."""
    timestamp_ms: int | None = None

    time = MaybeInstant("timestamp_ms", "When it was made; None where the venue does not say.")


class Convert(Port[W]):
    """The venue's own conversion of one asset into another, beside its markets."""

    kind = "convert"

    @history
    def trades(
        self, *, since: datetime | None = None, until: datetime | None = None, limit: int | None = None
    ) -> AsyncIterator[Listing[QuotedTrade]]:
        """Conversions from `since` (30 days before the end) to `until` (now), the newest span first."""
        _count(limit)
        begin, end = _span(since, until)
        return _cut(self._trades(begin, end), limit)

    def _trades(self, since: int | None, until: int | None) -> AsyncIterator[Listing[QuotedTrade]]:
        raise self._missing("trades")


# ------------------------------------------------------------------------------------------------ fiat


class FiatPaymentStatus(enum.Enum):
    """The state of a payment. A state that is not listed here raises `UnreadableResponse`."""

    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    REFUNDED = "REFUNDED"


@attrs.frozen(eq=False, repr=False, kw_only=True)
class FiatPayment(Record):
    """An asset bought or sold for money in a bank or on a card."""

    id: str
    side: Side
    asset: str
    amount: Decimal
    """Of `asset`."""
    currency: str
    currency_amount: Decimal
    """Of `currency`."""
    fee: Decimal
    """In units of `currency`."""
    price: Decimal
    """Units of `currency` for one of `asset`."""
    status: FiatPaymentStatus
    created_ms: int | None = None
    updated_ms: int | None = None

    created = MaybeInstant("created_ms", "When it was begun.")
    updated = MaybeInstant("updated_ms", "When it last changed.")


class Fiat(Port[W]):
    """Money in banks. A deposit or withdrawal goes on no network: `venue_network` is the way of payment."""

    kind = "fiat"

    @history
    def deposits(
        self,
        currency: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Deposit]]:
        """Money that came from banks, of `currency` or of all, from `since` (what the venue gives) to `until` (now).

        What was sent back, or never came, is `DepositStatus.REJECTED`; what is stuck on the way is `WRONG`.
        """
        _count(limit)
        begin, end = _span(since, until)
        _text_id(currency, "currency")
        return _cut(self._deposits(currency, begin, end), limit)

    def _deposits(
        self, currency: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Deposit]]:
        raise self._missing("deposits")

    @history
    def withdrawals(
        self,
        currency: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[Withdrawal]]:
        """Money that went to banks, of `currency` or of all, from `since` (what the venue gives) to `until` (now).

        `note` has the venue's word for a state that is neither under way, done nor failed.
        """
        _count(limit)
        begin, end = _span(since, until)
        _text_id(currency, "currency")
        return _cut(self._withdrawals(currency, begin, end), limit)

    def _withdrawals(
        self, currency: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Withdrawal]]:
        raise self._missing("withdrawals")

    @history
    def payments(
        self,
        side: Side | str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[FiatPayment]]:
        """What was bought (`side` BUY) or sold for money, from `since` (what the venue gives) to `until` (now)."""
        _count(limit)
        begin, end = _span(since, until)
        return _cut(self._payments(_choice(Side, side, "side"), begin, end), limit)

    def _payments(self, side: Side, since: int | None, until: int | None) -> AsyncIterator[Listing[FiatPayment]]:
        raise self._missing("payments")

    @act
    async def withdraw(self, *, currency: str, amount: Decimal | int | str, method: str, account: str) -> Withdrawal:
        """Pay `amount` of `currency` to the payment account `account`, by the venue's own word for a `method`.

        Sent once; venues know no client id for it. After `OutcomeUnknown` look at `withdrawals`.
        """
        return await self._withdraw(
            _word(currency, "currency"),
            positive(amount, "amount"),
            _word(method, "method"),
            _word(account, "account"),
        )

    async def _withdraw(self, currency: str, amount: Decimal, method: str, account: str) -> Withdrawal:
        raise self._missing("withdraw")


# ------------------------------------------------------------------------------------------------ over the counter


@attrs.frozen(eq=False, repr=False, kw_only=True)
class OtcPair(Record):
    """Two assets that are quoted against each other, and between which amounts of each, in whole units."""

    asset: str
    target: str
    minimum: Decimal
    """Of `asset`."""
    maximum: Decimal
    target_minimum: Decimal
    """Of `target`."""
    target_maximum: Decimal


@attrs.frozen(eq=False, repr=False, kw_only=True)
class OtcQuote(Record):
    """A price that holds until `expires`, for these amounts in whole units."""

    id: str | None
    """What `place_order` takes; None where the venue's answer has none."""
    asset: str
    amount: Decimal
    target: str
    received: Decimal
    price: Decimal
    """Units of `target` for one of `asset`."""
    inverse_price: Decimal | None
    expires_ms: int

    expires = Instant("expires_ms", "Until when it can be traded at.")


class Otc(Port[W]):
    """Trades over the counter: at a price that is quoted for an amount, and holds for seconds."""

    kind = "otc"

    @operation
    async def pairs(self, asset: str | None = None, target: str | None = None) -> Listing[OtcPair]:
        """The pairs that are quoted: all, those from `asset`, or those to `target`."""
        _text_id(asset, "asset")
        _text_id(target, "target")
        return await self._pairs(asset, target)

    async def _pairs(self, asset: str | None, target: str | None) -> Listing[OtcPair]:
        raise self._missing("pairs")

    @operation
    async def quote(
        self,
        asset: str,
        target: str,
        *,
        amount: Decimal | int | str | None = None,
        receive: Decimal | int | str | None = None,
    ) -> OtcQuote:
        """A price for `amount` of `asset`, or for as much as gives `receive` of `target`. Binds nobody yet."""
        if (amount is None) == (receive is None):
            raise BadRequest("give one of amount and receive")
        given = None if amount is None else positive(amount, "amount")
        wanted = None if receive is None else positive(receive, "receive")
        return await self._quote(_word(asset, "asset"), _word(target, "target"), given, wanted)

    async def _quote(self, asset: str, target: str, amount: Decimal | None, receive: Decimal | None) -> OtcQuote:
        raise self._missing("quote")

    @act
    async def place_order(self, *, quote_id: str) -> QuotedTrade:
        """Trade at a quote. Sent once; after `OutcomeUnknown` ask with `order`, by the quote's id."""
        return await self._place_order(_word(quote_id, "quote_id"))

    async def _place_order(self, quote_id: str) -> QuotedTrade:
        raise self._missing("place_order")

    @operation
    async def order(self, *, order_id: str | None = None, quote_id: str | None = None) -> QuotedTrade | None:
        """One trade, by its id or by that of its quote; None if the venue's history has none at that quote.

        This is how to find out about one whose outcome is unknown. None right after placing it is no proof yet.
        """
        _one_id(order_id=order_id, quote_id=quote_id)
        return await self._order(order_id, quote_id)

    async def _order(self, order_id: str | None, quote_id: str | None) -> QuotedTrade | None:
        raise self._missing("order")

    @history
    def orders(
        self,
        asset: str | None = None,
        target: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[QuotedTrade]]:
        """Trades, from `asset` and to `target` where given, from `since` (what the venue gives) to `until` (now)."""
        _count(limit)
        begin, end = _span(since, until)
        _text_id(asset, "asset")
        _text_id(target, "target")
        return _cut(self._orders(asset, target, begin, end), limit)

    def _orders(
        self, asset: str | None, target: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[QuotedTrade]]:
        raise self._missing("orders")


# ------------------------------------------------------------------------------------------------ staking


class StakingAction(Descriptive):
    """What was done with an asset."""

    STAKED = "staked"
    UNSTAKED = "unstaked"
    UNKNOWN = "UNKNOWN"


class StakingStatus(Descriptive):
    """How far it is. Venues document few of their words: see `raw` of the page for others."""

    SUCCESS = "SUCCESS"
    UNKNOWN = "UNKNOWN"


@attrs.frozen(eq=False, repr=False, kw_only=True)
class StakingProduct(Record):
    """An asset that can be staked. Rates as fractions of a year: 0.05 is 5 %."""

    asset: str
    reward_asset: str
    rate: Decimal
    """Without the rewards staked again."""
    compound_rate: Decimal
    """With the rewards staked again."""
    unstaking_hours: int
    """How long it takes to get the asset back."""
    minimum: Decimal
    maximum: Decimal
    auto_restake: bool
    """Whether rewards are staked again by themselves."""


@attrs.frozen(eq=False, repr=False, kw_only=True)
class StakedBalance(Record):
    """What is staked of one asset. Rates as fractions of a year."""

    asset: str
    amount: Decimal
    reward_asset: str
    rate: Decimal
    compound_rate: Decimal
    auto_restake: bool


@attrs.frozen(eq=False, repr=False, kw_only=True)
class StakingMovement(Record):
    """An asset staked, or taken out again, in whole units."""

    id: str | None
    asset: str
    amount: Decimal
    action: StakingAction
    status: StakingStatus
    timestamp_ms: int | None = None

    time = MaybeInstant("timestamp_ms", "When it was begun; None in the answer to an act.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class StakingReward(Record):
    """What was paid for staking, in whole units of `asset`."""

    id: str
    asset: str
    amount: Decimal
    value_in_usd: Decimal | None
    restaked: bool
    timestamp_ms: int

    time = Instant("timestamp_ms", "When it was paid.")


class Staking(Port[W]):
    """Assets that are staked through the venue."""

    kind = "staking"

    @operation
    async def products(self, asset: str | None = None) -> Listing[StakingProduct]:
        """What can be staked, and what it yields."""
        _text_id(asset, "asset")
        return await self._products(asset)

    async def _products(self, asset: str | None) -> Listing[StakingProduct]:
        raise self._missing("products")

    @operation
    async def balances(self, asset: str | None = None) -> Listing[StakedBalance]:
        """What is staked now."""
        _text_id(asset, "asset")
        return await self._balances(asset)

    async def _balances(self, asset: str | None) -> Listing[StakedBalance]:
        raise self._missing("balances")

    @history
    def movements(
        self,
        asset: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[StakingMovement]]:
        """What was staked and taken out, from `since` (what the venue gives) to `until` (now)."""
        _count(limit)
        begin, end = _span(since, until)
        _text_id(asset, "asset")
        return _cut(self._movements(asset, begin, end), limit)

    def _movements(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[StakingMovement]]:
        raise self._missing("movements")

    @history
    def rewards(
        self,
        asset: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[StakingReward]]:
        """What was paid for staking, from `since` (what the venue gives) to `until` (now)."""
        _count(limit)
        begin, end = _span(since, until)
        _text_id(asset, "asset")
        return _cut(self._rewards(asset, begin, end), limit)

    def _rewards(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[StakingReward]]:
        raise self._missing("rewards")

    @act
    async def stake(self, *, asset: str, amount: Decimal | int | str, auto_restake: bool = True) -> StakingMovement:
        """Stake `amount` of `asset`; `auto_restake` stakes its rewards again. How long to get it back: `products`.

        Sent once; venues know no client id for it. After `OutcomeUnknown` look at `movements`.
        """
        if not isinstance(auto_restake, bool):
            raise BadRequest(f"auto_restake must be True or False, not {auto_restake!r}")
        return await self._stake(_word(asset, "asset"), positive(amount, "amount"), auto_restake)

    async def _stake(self, asset: str, amount: Decimal, auto_restake: bool) -> StakingMovement:
        raise self._missing("stake")

    @act
    async def unstake(self, *, asset: str, amount: Decimal | int | str) -> StakingMovement:
        """Take `amount` of `asset` out of staking.

        Sent once; venues know no client id for it. After `OutcomeUnknown` look at `movements`.
        """
        return await self._unstake(_word(asset, "asset"), positive(amount, "amount"))

    async def _unstake(self, asset: str, amount: Decimal) -> StakingMovement:
        raise self._missing("unstake")


# ------------------------------------------------------------------------------------------------ margin


class MarginState(Descriptive):
    """How a margin account stands."""

    NORMAL = "NORMAL"
    MARGIN_CALL = "MARGIN_CALL"
    LIQUIDATION = "LIQUIDATION"
    """It is being liquidated, or about to be."""
    BANKRUPT = "BANKRUPT"
    """It owes more than it has."""
    UNKNOWN = "UNKNOWN"


@attrs.frozen(eq=False, repr=False, kw_only=True)
class MarginBalance(Balance):
    """What a margin account holds and owes of one asset, in whole units."""

    borrowed: Decimal
    interest: Decimal
    """What is owed on top of what was borrowed."""
    borrow_enabled: bool | None = None

    @property
    def net(self) -> Decimal:
        """What is held less what is owed."""
        return EXACT.subtract(self.total, EXACT.add(self.borrowed, self.interest))


@attrs.frozen(eq=False, repr=False, kw_only=True)
class MarginAccount(Record):
    """The cross margin account: one pot for all its assets."""

    unit: str
    """What the totals are valued in."""
    total_assets: Decimal
    total_liabilities: Decimal
    balances: tuple[MarginBalance, ...]
    level: Decimal | None = None
    """Assets for each unit of debt, as the venue reckons it; None where it does not say."""
    debt_ratio: Decimal | None = None
    """Debt as a fraction of the assets, as the venue reckons it; None where it does not say."""
    state: MarginState | None = None
    """None where the venue does not say."""
    trade_enabled: bool | None = None
    borrow_enabled: bool | None = None
    transfer_enabled: bool | None = None

    @property
    def net(self) -> Decimal:
        """What the account is worth, in `unit`."""
        return EXACT.subtract(self.total_assets, self.total_liabilities)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class IsolatedMarginAccount(Named[I_co]):
    """The margin account of one instrument, liquidated by itself."""

    base: MarginBalance
    quote: MarginBalance
    state: MarginState
    level: Decimal | None = None
    """Assets for each unit of debt, as the venue reckons it; None where it does not say."""
    debt_ratio: Decimal | None = None
    """Debt as a fraction of the assets, as the venue reckons it; None where it does not say."""
    index_price: Decimal | None = None
    liquidation_price: Decimal | None = None
    trade_enabled: bool | None = None


@attrs.frozen(eq=False, repr=False, kw_only=True)
class MarginLimit(Record):
    """How much of an asset may be borrowed, or moved out, now; in whole units."""

    asset: str
    amount: Decimal
    account_limit: Decimal | None = None
    """The most that an account of this level may borrow, whatever it holds; None where the venue does not say."""


@attrs.frozen(eq=False, repr=False, kw_only=True)
class MarginLoan(Record):
    """Something borrowed on margin, in whole units of `asset`."""

    id: str
    asset: str
    amount: Decimal
    status: TransferStatus
    venue_symbol: str | None
    """Of the isolated account, in the venue's own words; None for the cross account."""
    timestamp_ms: int

    time = Instant("timestamp_ms", "When it was borrowed.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class MarginRepayment(Record):
    """Something paid back, in whole units of `asset`."""

    id: str
    asset: str
    amount: Decimal
    """Principal and interest together."""
    principal: Decimal
    interest: Decimal
    status: TransferStatus
    venue_symbol: str | None
    """Of the isolated account, in the venue's own words; None for the cross account."""
    timestamp_ms: int

    time = Instant("timestamp_ms", "When it was paid back.")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class MarginInterest(Record):
    """Interest that was charged, in whole units of `asset`."""

    asset: str
    amount: Decimal
    principal: Decimal
    rate: Decimal
    """As a fraction, for the span that the venue reckons it by."""
    reason: str
    """The venue's own word, such as PERIODIC."""
    venue_symbol: str | None
    """Of the isolated account, in the venue's own words; None for the cross account."""
    timestamp_ms: int | None

    time = MaybeInstant("timestamp_ms", "When it fell due; None where the venue does not say.")


class Margin(Port[W]):
    """The margin accounts, read only. Where `symbol` is not given it is about the cross account."""

    kind = "margin"

    @operation
    async def account(self) -> MarginAccount:
        """The cross margin account: what it holds, what it owes, how near it is to liquidation."""
        return await self._account()

    async def _account(self) -> MarginAccount:
        raise self._missing("account")

    @operation
    async def isolated_accounts(self, symbols: Sequence[str] | None = None) -> Listing[IsolatedMarginAccount]:
        """The isolated margin accounts of these instruments, or of all that have one."""
        if symbols is None:
            return await self._isolated_accounts(None)
        if isinstance(symbols, str) or not symbols:
            raise BadRequest(f"symbols must be a list of symbols that is not empty, not {symbols!r}")
        return await self._isolated_accounts([await self._venue_symbol_of(each) for each in symbols])

    async def _isolated_accounts(self, venue_symbols: Sequence[str] | None) -> Listing[IsolatedMarginAccount]:
        raise self._missing("isolated_accounts")

    @operation
    async def max_borrowable(self, asset: str, *, symbol: str | None = None) -> MarginLimit:
        """How much of `asset` can be borrowed now, by the cross account or by the isolated one of `symbol`."""
        return await self._max_borrowable(_word(asset, "asset"), await self._isolated(symbol))

    async def _max_borrowable(self, asset: str, venue_symbol: str | None) -> MarginLimit:
        raise self._missing("max_borrowable")

    @operation
    async def max_transferable(self, asset: str, *, symbol: str | None = None) -> MarginLimit:
        """How much of `asset` can be moved out now, of the cross account or of the isolated one of `symbol`."""
        return await self._max_transferable(_word(asset, "asset"), await self._isolated(symbol))

    async def _max_transferable(self, asset: str, venue_symbol: str | None) -> MarginLimit:
        raise self._missing("max_transferable")

    @history
    def loans(
        self,
        asset: str | None = None,
        *,
        symbol: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[MarginLoan]]:
        """What was borrowed, from `since` (by default what the venue gives) to `until` (now), newest span first."""
        _count(limit)
        begin, end = _span(since, until)
        _text_id(asset, "asset")
        return _cut(self._pages_of(symbol, lambda of: self._loans(asset, of, begin, end)), limit)

    def _loans(
        self, asset: str | None, venue_symbol: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[MarginLoan]]:
        raise self._missing("loans")

    @history
    def repayments(
        self,
        asset: str | None = None,
        *,
        symbol: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[MarginRepayment]]:
        """What was paid back, from `since` (by default what the venue gives) to `until` (now), newest span first."""
        _count(limit)
        begin, end = _span(since, until)
        _text_id(asset, "asset")
        return _cut(
            self._pages_of(symbol, lambda venue_symbol: self._repayments(asset, venue_symbol, begin, end)), limit
        )

    def _repayments(
        self, asset: str | None, venue_symbol: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[MarginRepayment]]:
        raise self._missing("repayments")

    @history
    def interest(
        self,
        asset: str | None = None,
        *,
        symbol: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[Listing[MarginInterest]]:
        """Interest charged, from `since` (by default what the venue gives) to `until` (now), newest span first."""
        _count(limit)
        begin, end = _span(since, until)
        _text_id(asset, "asset")
        return _cut(
            self._pages_of(symbol, lambda venue_symbol: self._interest(asset, venue_symbol, begin, end)), limit
        )

    def _interest(
        self, asset: str | None, venue_symbol: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[MarginInterest]]:
        raise self._missing("interest")

    async def _isolated(self, symbol: str | None) -> str | None:
        """The venue's symbol of an isolated account; None for the cross account."""
        return None if symbol is None else await self._venue_symbol_of(symbol)

    async def _pages_of(
        self, symbol: str | None, pages: Callable[[str | None], AsyncIterator[Listing[T]]]
    ) -> AsyncIterator[Listing[T]]:
        async for page in pages(await self._isolated(symbol)):
            yield page


# ------------------------------------------------------------------------------------------------ all of them

DESKS: Final[tuple[type[Port[Any]], ...]] = (SubAccounts, Convert, Fiat, Otc, Staking, Margin)


def desk(exchange: Exchange, kind: str) -> type[Port[Any]] | None:
    """The desk of this kind of `exchange`: its own class, or the one here; None if there is no such desk."""
    return next((each for each in (*exchange.desks(), *DESKS) if each.kind == kind), None)


__all__ = [
    "DESKS",
    "Convert",
    "Fiat",
    "FiatPayment",
    "FiatPaymentStatus",
    "IsolatedMarginAccount",
    "Margin",
    "MarginAccount",
    "MarginBalance",
    "MarginInterest",
    "MarginLimit",
    "MarginLoan",
    "MarginRepayment",
    "MarginState",
    "Otc",
    "OtcPair",
    "OtcQuote",
    "QuotedTrade",
    "QuotedTradeStatus",
    "StakedBalance",
    "Staking",
    "StakingAction",
    "StakingMovement",
    "StakingProduct",
    "StakingReward",
    "StakingStatus",
    "SubAccount",
    "SubAccountTransfer",
    "SubAccounts",
    "desk",
]
