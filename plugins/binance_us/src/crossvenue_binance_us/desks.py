"""Binance.US's desks. https://docs.binance.us, read November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any, Final, Literal

import attrs
import msgspec

from crossvenue.desks import (
    Convert,
    Fiat,
    Margin,
    Otc,
    OtcPair,
    OtcQuote,
    QuotedTrade,
    QuotedTradeStatus,
    StakedBalance,
    Staking,
    StakingAction,
    StakingMovement,
    StakingProduct,
    StakingReward,
    StakingStatus,
    SubAccount,
    SubAccounts,
    SubAccountTransfer,
)
from crossvenue.errors import BadRequest, NotOffered
from crossvenue.interfaces import W, not_offered
from crossvenue.model import (
    Balance,
    Deposit,
    Listing,
    WalletKind,
    Withdrawal,
    WithdrawalStatus,
    with_payload,
)
from crossvenue.port import Port
from crossvenue.wire import Id, Numbers, null_is_absent, present_ms
from crossvenue_binance.desks import TradeWord, numbered, stamp_ms
from crossvenue_binance_us.wallet import FIAT, BinanceUsWallet

PAGE: Final = 500
OTC_PAGE: Final = 100


# ------------------------------------------------------------------------------------------------ sub-accounts


class WireSubAccount(msgspec.Struct):
    """{"email": "123@test.com", "status": "enabled", "activated": true, "mobile": "91605290", "gAuth": true,
    "createTime": 1544433328000}"""

    email: Id
    status: str
    createTime: int | None = None


class WireSubAccounts(msgspec.Struct):
    """{"success": true, "subAccounts": [...]}"""

    subAccounts: list[WireSubAccount]


class WireHolding(Numbers):
    """{"asset": "BNB", "free": 98, "locked": 0}; in the same example also {"asset": "BTC", "Free": 0, "Locked": 0}"""

    asset: str
    free: Decimal | None = None
    locked: Decimal | None = None
    Free: Decimal | None = None
    Locked: Decimal | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.free is None) == (self.Free is None) or (self.locked is None) == (self.Locked is None):
            raise ValueError("Expected one of `free` and `Free`, and one of `locked` and `Locked`")


class WireHoldings(msgspec.Struct):
    """{"balances": [...], "success": true}"""

    balances: list[WireHolding]


class WireMove(Numbers):
    """{"asset": "BNB", "from": "aa.email.com", "qty": "10", "time": 1637789299, "to": "bb.email.com"}; no id, and the
    time in seconds"""

    asset: str
    qty: Decimal
    time: int
    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")


class WireMoves(msgspec.Struct):
    """{"msg": "string", "success": true, "transfers": [...]}"""

    transfers: list[WireMove]


class WireMoveId(msgspec.Struct):
    """{"msg": "Success", "success": true, "txnId": "2966662589"}"""

    txnId: Id
    success: Literal[True]


_read_sub_accounts = null_is_absent(msgspec.json.Decoder(WireSubAccounts).decode)
_read_holdings = msgspec.json.Decoder(WireHoldings).decode
_read_moves = msgspec.json.Decoder(WireMoves).decode
_read_move_id = msgspec.json.Decoder(WireMoveId).decode

_ACTIVE: Final = {"enabled": True, "disabled": False}


def sub_accounts(payload: bytes) -> Listing[SubAccount]:
    """The answer of sub-account/list."""
    return Listing(
        [
            SubAccount(
                id=each.email,
                name=each.email,
                active=_ACTIVE.get(each.status),
                created_ms=present_ms(each.createTime),
            )
            for each in _read_sub_accounts(payload).subAccounts
        ],
        payload,
    )


def holdings(payload: bytes) -> Listing[Balance]:
    """The balances of sub-account/assets."""

    def balance(wire: WireHolding) -> Balance:
        free = wire.Free if wire.free is None else wire.free
        locked = wire.Locked if wire.locked is None else wire.locked
        assert free is not None
        assert locked is not None
        return Balance(wire.asset, free, locked)

    return Listing(map(balance, _read_holdings(payload).balances), payload)


def moves(payload: bytes) -> Listing[SubAccountTransfer]:
    """The answer of sub-account/transfer/history, which has only what was done."""
    return Listing(
        [
            SubAccountTransfer(
                id=None,
                client_id=None,
                asset=each.asset,
                amount=each.qty,
                source=each.source,
                target=each.target,
                source_wallet=WalletKind.SPOT,
                target_wallet=WalletKind.SPOT,
                timestamp_ms=stamp_ms(each.time),
            )
            for each in _read_moves(payload).transfers
        ],
        payload,
    )


class BinanceUsSubAccounts(SubAccounts[W]):
    """The sub-accounts of Binance.US, which go by their mail addresses; the master account too, in `transfer`."""

    _create = not_offered("Binance.US has no request that opens a sub-account")

    def _accounts(self) -> AsyncIterator[Listing[SubAccount]]:
        return numbered(self, "sub_accounts", {}, sub_accounts, lambda each: each.id, size=PAGE)

    async def _balances(self, account: str, wallet: WalletKind) -> Listing[Balance]:
        self._spot_only("sub_accounts.balances", wallet)
        return await self.session.call(self._endpoint("sub_account_assets"), {"email": account}, holdings)

    async def _transfers(
        self, source: str | None, target: str | None, client_id: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[SubAccountTransfer]]:
        if client_id is not None:
            raise BadRequest(f"transfers of {self.session.name} carry no client id")
        asked = {"email": source or target, "startTime": since, "endTime": until}
        async for page in numbered(self, "sub_account_transfers", asked, moves, None, size=PAGE):
            # It takes one address, and does not say whether it is who sent it or who got it.
            wanted = [each for each in page if source in (None, each.source) and target in (None, each.target)]
            if wanted:
                yield Listing(wanted, page.payload)

    async def _transfer(self, move: SubAccountTransfer) -> SubAccountTransfer:
        self._spot_only("sub_accounts.transfer", move.source_wallet, move.target_wallet)
        if move.client_id is not None:
            raise BadRequest(f"transfers of {self.session.name} carry no client id")
        if move.source is None or move.target is None:
            raise BadRequest(f"{self.session.name} wants both mail addresses, that of the master account too")

        def read(payload: bytes) -> SubAccountTransfer:
            return with_payload(attrs.evolve(move, id=_read_move_id(payload).txnId), payload)

        return await self.session.call(
            self._endpoint("sub_account_transfer"),
            {"fromEmail": move.source, "toEmail": move.target, "asset": move.asset, "amount": move.amount},
            read,
            find_out=f'sub_accounts.transfers(source="{move.source}", target="{move.target}")',
        )

    def _spot_only(self, operation: str, *wallets: WalletKind | None) -> None:
        other = next((each for each in wallets if each not in (None, WalletKind.SPOT)), None)
        if other is not None:
            raise NotOffered(self.session.name, operation, f"Binance.US has no {other.value} wallet")


# ------------------------------------------------------------------------------------------------ fiat

PAID_OUT: Final = {
    "INIT": WithdrawalStatus.PROCESSING,
    "Processing": WithdrawalStatus.PROCESSING,
    "Successful": WithdrawalStatus.COMPLETED,
    "Finished": WithdrawalStatus.COMPLETED,
    "Failed": WithdrawalStatus.FAILED,
}
"""The states in the answer to a withdrawal: INIT in the example, the others those of the history."""


class WirePaidOut(Numbers):
    """{"orderId": "6c2ff984890145fdac2b7160299062f0", "channelCode": "BITGO", "currencyCode": "USD", "amount":
    "100.00000000", "orderStatus": "INIT"}"""

    orderId: Id
    orderStatus: str


_read_paid_out = msgspec.json.Decoder(WirePaidOut).decode


def paid_out(payload: bytes, amount: Decimal, method: str, account: str) -> Withdrawal:
    """The answer of fiatpayment/withdraw/apply; a state that is not listed cannot be read."""
    wire = _read_paid_out(payload)
    made = Withdrawal(
        id=wire.orderId,
        client_id=None,
        asset=FIAT,
        amount=amount,
        network=None,
        venue_network=method,
        address=account,
        memo=None,
        status=PAID_OUT[wire.orderStatus],
    )
    return with_payload(made, payload)


class BinanceUsFiat(Fiat[W]):
    """Dollars in banks at Binance.US. `wallet.deposits("USD")` and `wallet.withdrawals("USD")` are the same."""

    _payments = not_offered("Binance.US keeps no history of what was bought for dollars of a bank")

    def _deposits(
        self, currency: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Deposit]]:
        self._dollars(currency)
        return BinanceUsWallet(self.session, self._market)._deposits(FIAT, since, until)  # noqa: SLF001 - a port of ours

    def _withdrawals(
        self, currency: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Withdrawal]]:
        self._dollars(currency)
        return BinanceUsWallet(self.session, self._market)._withdrawals(FIAT, since, until)  # noqa: SLF001 - a port of ours

    async def _withdraw(self, currency: str, amount: Decimal, method: str, account: str) -> Withdrawal:
        self._dollars(currency)
        endpoint = self._endpoint("withdraw_fiat")
        methods = endpoint.params["paymentMethod"].values or ()
        if method not in methods:
            raise BadRequest(f"method must be one of {', '.join(methods)}, not {method!r}")
        return await self.session.call(
            endpoint,
            {"paymentMethod": method, "paymentAccount": account, "fiatCurrency": FIAT, "amount": amount},
            lambda payload: paid_out(payload, amount, method, account),
            find_out="fiat.withdrawals()",
        )

    def _dollars(self, currency: str | None) -> None:
        if currency not in (None, FIAT):
            raise BadRequest(f"{self.session.name} has {FIAT} in banks, not {currency}")


# ------------------------------------------------------------------------------------------------ over the counter


class WirePair(Numbers):
    """{"fromCoin": "BTC", "toCoin": "USDT", "fromCoinMinAmount": 0.1, "fromCoinMaxAmount": 100, "toCoinMinAmount":
    1000, "toCoinMaxAmount": 500000}"""

    fromCoin: str
    toCoin: str
    fromCoinMinAmount: Decimal
    fromCoinMaxAmount: Decimal
    toCoinMinAmount: Decimal
    toCoinMaxAmount: Decimal


class WireQuote(Numbers):
    """{"symbol": "BTCUSDT", "ratio": 50550.26, "inverseRatio": 0.00001978, "validTimestamp": 1641806714, "toAmount":
    50550.26, "fromAmount": 1}; the time in seconds. The example has no quoteId, which an order needs."""

    ratio: Decimal
    validTimestamp: int
    toAmount: Decimal
    fromAmount: Decimal
    inverseRatio: Decimal | None = None
    quoteId: str | int | None = None


class WirePlaced(msgspec.Struct):
    """{"orderId": "10002349", "createTime": 1641906714, "orderStatus": "PROCESS"}; the time in seconds"""

    orderId: Id
    orderStatus: TradeWord
    createTime: int | None = None


class WireOrder(Numbers):
    """{"quoteId": "4e5446f2cc6f44ab86ab02abf19a2fd2", "orderId": "10002349", "orderStatus": "SUCCESS", "fromCoin":
    "BTC", "fromAmount": 1, "toCoin": "USDT", "toAmount": 50550.26, "ratio": 50550.26, "inverseRatio": 0.00001978,
    "createTime": 1641806714}; the time in seconds"""

    orderId: Id
    orderStatus: TradeWord
    fromCoin: str
    fromAmount: Decimal
    toCoin: str
    toAmount: Decimal
    ratio: Decimal
    createTime: int
    inverseRatio: Decimal | None = None
    quoteId: str | None = None


class WireOrders(msgspec.Struct):
    """{"total": 2, "rows": [...]}"""

    rows: list[WireOrder] = []


_read_pairs = msgspec.json.Decoder(list[WirePair]).decode
_read_quote = msgspec.json.Decoder(WireQuote).decode
_read_placed = msgspec.json.Decoder(WirePlaced).decode
_read_order = msgspec.json.Decoder(WireOrder).decode
_read_orders = msgspec.json.Decoder(WireOrders).decode


def otc_pairs(payload: bytes) -> Listing[OtcPair]:
    """The answer of otc/coinPairs."""
    return Listing(
        [
            OtcPair(
                asset=each.fromCoin,
                target=each.toCoin,
                minimum=each.fromCoinMinAmount,
                maximum=each.fromCoinMaxAmount,
                target_minimum=each.toCoinMinAmount,
                target_maximum=each.toCoinMaxAmount,
            )
            for each in _read_pairs(payload)
        ],
        payload,
    )


def otc_quote(payload: bytes, asset: str, target: str) -> OtcQuote:
    """The answer of otc/quotes."""
    wire = _read_quote(payload)
    expires = stamp_ms(wire.validTimestamp)
    if expires is None:
        raise ValueError("a quote that holds until no time")
    quote = OtcQuote(
        id=None if wire.quoteId is None else str(wire.quoteId) or None,
        asset=asset,
        amount=wire.fromAmount,
        target=target,
        received=wire.toAmount,
        price=wire.ratio,
        inverse_price=wire.inverseRatio,
        expires_ms=expires,
    )
    return with_payload(quote, payload)


def otc_placed(payload: bytes, quote_id: str) -> QuotedTrade:
    """The answer to an order at a quote, which tells no amounts."""
    wire = _read_placed(payload)
    made = QuotedTrade(
        id=wire.orderId,
        quote_id=quote_id,
        status=QuotedTradeStatus[wire.orderStatus.name],
        timestamp_ms=stamp_ms(wire.createTime),
    )
    return with_payload(made, payload)


def otc_order(payload: bytes) -> QuotedTrade:
    """The answer of otc/orders/{orderId}."""
    return with_payload(_order(_read_order(payload)), payload)


def otc_orders(payload: bytes) -> Listing[QuotedTrade]:
    """The rows of otc/orders."""
    return Listing(map(_order, _read_orders(payload).rows), payload)


def _order(wire: WireOrder) -> QuotedTrade:
    return QuotedTrade(
        id=wire.orderId,
        quote_id=wire.quoteId or None,
        status=QuotedTradeStatus[wire.orderStatus.name],
        asset=wire.fromCoin,
        amount=wire.fromAmount,
        target=wire.toCoin,
        received=wire.toAmount,
        price=wire.ratio,
        inverse_price=wire.inverseRatio,
        timestamp_ms=stamp_ms(wire.createTime),
    )


class BinanceUsOtc(Otc[W]):
    """Trades over the counter at Binance.US."""

    async def _pairs(self, asset: str | None, target: str | None) -> Listing[OtcPair]:
        return await self.session.call(self._endpoint("otc_pairs"), {"fromCoin": asset, "toCoin": target}, otc_pairs)

    async def _quote(self, asset: str, target: str, amount: Decimal | None, receive: Decimal | None) -> OtcQuote:
        return await self.session.call(
            self._endpoint("otc_quote"),
            {
                "fromCoin": asset,
                "toCoin": target,
                "requestCoin": target if amount is None else asset,
                "requestAmount": receive if amount is None else amount,
            },
            lambda payload: otc_quote(payload, asset, target),
        )

    async def _place_order(self, quote_id: str) -> QuotedTrade:
        return await self.session.call(
            self._endpoint("otc_order_new"),
            {"quoteId": quote_id},
            lambda payload: otc_placed(payload, quote_id),
            find_out=f'otc.order(quote_id="{quote_id}")',
        )

    async def _order(self, order_id: str | None, quote_id: str | None) -> QuotedTrade | None:
        if order_id is not None:
            return await self.session.call(self._endpoint("otc_order"), {"orderId": order_id}, otc_order)
        async for page in self._orders(None, None, None, None):
            for each in page:
                if each.quote_id == quote_id:
                    return each if page.payload is None else with_payload(each, page.payload)
        return None

    def _orders(
        self, asset: str | None, target: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[QuotedTrade]]:
        asked = {"fromCoin": asset, "toCoin": target, "startTime": since, "endTime": until}
        return numbered(self, "otc_orders", asked, otc_orders, lambda each: each.id, size=OTC_PAGE)


# ------------------------------------------------------------------------------------------------ staking


class WireProduct(Numbers):
    """{"stakingAsset": "BNB", "rewardAsset": "BNB", "apr": "0.0517", "apy": "0.04", "unstakingPeriod": 168,
    "minStakingLimit": "0.01", "maxStakingLimit": "10000", "autoRestake": true}; the period in hours"""

    stakingAsset: str
    rewardAsset: str
    apr: Decimal
    apy: Decimal
    unstakingPeriod: int
    minStakingLimit: Decimal
    maxStakingLimit: Decimal
    autoRestake: bool


class WireStaked(msgspec.Struct):
    """{"result": "SUCCESS", "purchaseRecordId": "111"}; the end of a staking has no id"""

    result: Literal["SUCCESS"]
    purchaseRecordId: str | None = None


class WireStakedAnswer(msgspec.Struct):
    """{"code": "000000", "message": "success", "data": {...}, "success": true}"""

    data: WireStaked
    success: Literal[True]


class WireStake(Numbers):
    """{"asset": "BNB", "stakingAmount": "3882.50133916", "rewardAsset": "BNB", "apr": "0.0517", "apy": "0.0869",
    "autoRestake": true}"""

    asset: str
    stakingAmount: Decimal
    rewardAsset: str
    apr: Decimal
    apy: Decimal
    autoRestake: bool


class WireStakes(msgspec.Struct):
    """{"code": "000000", "message": "success", "data": [...], "status": ["holding"], "success": true}"""

    data: list[WireStake] = []


class WireMovement(Numbers):
    """{"asset": "ETH", "amount": "2500", "type": "staked", "initiatedTime": 1663096490748, "status": "SUCCESS"}"""

    asset: str
    amount: Decimal
    initiatedTime: int
    type: str
    status: str


class WireReward(Numbers):
    """{"asset": "BNB", "amount": "0.03371769", "usdValue": "20.23", "time": 1658475133009, "tranId": 3123201,
    "autoRestaked": false}"""

    asset: str
    amount: Decimal
    time: int
    tranId: int | Id
    autoRestaked: bool
    usdValue: Decimal | None = None


class WireRewards(msgspec.Struct):
    """{"code": "000000", "message": "success", "data": [...], "total": 1, "success": true}"""

    data: list[WireReward] = []


_read_products = msgspec.json.Decoder(list[WireProduct]).decode
_read_staked = msgspec.json.Decoder(WireStakedAnswer).decode
_read_stakes = null_is_absent(msgspec.json.Decoder(WireStakes).decode)
_read_movements = msgspec.json.Decoder(list[WireMovement]).decode
_read_rewards = null_is_absent(msgspec.json.Decoder(WireRewards).decode)


def staking_products(payload: bytes) -> Listing[StakingProduct]:
    """The answer of staking/asset."""
    return Listing(
        [
            StakingProduct(
                asset=each.stakingAsset,
                reward_asset=each.rewardAsset,
                rate=each.apr,
                compound_rate=each.apy,
                unstaking_hours=each.unstakingPeriod,
                minimum=each.minStakingLimit,
                maximum=each.maxStakingLimit,
                auto_restake=each.autoRestake,
            )
            for each in _read_products(payload)
        ],
        payload,
    )


def staked(payload: bytes, asset: str, amount: Decimal, action: StakingAction) -> StakingMovement:
    """The answer of staking/stake and staking/unstake."""
    wire = _read_staked(payload).data
    made = StakingMovement(
        id=wire.purchaseRecordId or None, asset=asset, amount=amount, action=action, status=StakingStatus(wire.result)
    )
    return with_payload(made, payload)


def staked_balances(payload: bytes) -> Listing[StakedBalance]:
    """The answer of staking/stakingBalance."""
    return Listing(
        [
            StakedBalance(
                asset=each.asset,
                amount=each.stakingAmount,
                reward_asset=each.rewardAsset,
                rate=each.apr,
                compound_rate=each.apy,
                auto_restake=each.autoRestake,
            )
            for each in _read_stakes(payload).data
        ],
        payload,
    )


def staking_movements(payload: bytes) -> Listing[StakingMovement]:
    """The answer of staking/history."""
    return Listing(
        [
            StakingMovement(
                id=None,
                asset=each.asset,
                amount=each.amount,
                action=StakingAction(each.type),
                status=StakingStatus(each.status),
                timestamp_ms=present_ms(each.initiatedTime),
            )
            for each in _read_movements(payload)
        ],
        payload,
    )


def staking_rewards(payload: bytes) -> Listing[StakingReward]:
    """The answer of staking/stakingRewardsHistory."""
    return Listing(
        [
            StakingReward(
                id=str(each.tranId),
                asset=each.asset,
                amount=each.amount,
                value_in_usd=each.usdValue,
                restaked=each.autoRestaked,
                timestamp_ms=each.time,
            )
            for each in _read_rewards(payload).data
        ],
        payload,
    )


class BinanceUsStaking(Staking[W]):
    """Staking at Binance.US."""

    async def _products(self, asset: str | None) -> Listing[StakingProduct]:
        return await self.session.call(self._endpoint("staking_assets"), {"stakingAsset": asset}, staking_products)

    async def _balances(self, asset: str | None) -> Listing[StakedBalance]:
        return await self.session.call(self._endpoint("staking_balance"), {"asset": asset}, staked_balances)

    def _movements(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[StakingMovement]]:
        asked = {"asset": asset, "startTime": since, "endTime": until}
        return numbered(self, "staking_history", asked, staking_movements, None, size=PAGE)

    def _rewards(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[StakingReward]]:
        asked = {"asset": asset, "startTime": since, "endTime": until}
        return numbered(self, "staking_rewards", asked, staking_rewards, lambda each: each, size=PAGE)

    async def _stake(self, asset: str, amount: Decimal, auto_restake: bool) -> StakingMovement:
        return await self.session.call(
            self._endpoint("stake"),
            {"stakingAsset": asset, "amount": amount, "autoRestake": auto_restake},
            lambda payload: staked(payload, asset, amount, StakingAction.STAKED),
            find_out=f'staking.movements("{asset}")',
        )

    async def _unstake(self, asset: str, amount: Decimal) -> StakingMovement:
        return await self.session.call(
            self._endpoint("unstake"),
            {"stakingAsset": asset, "amount": amount},
            lambda payload: staked(payload, asset, amount, StakingAction.UNSTAKED),
            find_out=f'staking.movements("{asset}")',
        )


# ------------------------------------------------------------------------------------------------ what it has not


class BinanceUsConvert(Convert[W]):
    """Binance.US converts dust only: `wallet.convert_dust`."""

    _trades = not_offered("Binance.US converts dust only: wallet.dust_conversions")


_NO_MARGIN: Final = "Binance.US has no margin accounts; its credit line is raw.credit_account"


class BinanceUsMargin(Margin[W]):
    """Binance.US has none."""

    _account = not_offered(_NO_MARGIN)
    _isolated_accounts = not_offered(_NO_MARGIN)
    _max_borrowable = not_offered(_NO_MARGIN)
    _max_transferable = not_offered(_NO_MARGIN)
    _loans = not_offered(_NO_MARGIN)
    _repayments = not_offered(_NO_MARGIN)
    _interest = not_offered(_NO_MARGIN)


DESKS: Final[tuple[type[Port[Any]], ...]] = (
    BinanceUsSubAccounts,
    BinanceUsConvert,
    BinanceUsFiat,
    BinanceUsOtc,
    BinanceUsStaking,
    BinanceUsMargin,
)
