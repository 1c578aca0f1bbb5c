"""KuCoin's wallet. Its specification (release of 2025-11-04) and https://www.kucoin.com/docs-new, November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

import enum
from collections.abc import AsyncIterator, Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Final, Generic, TypeVar

import attrs
import msgspec

from crossvenue.errors import (
    BadRequest,
    CrossvenueError,
    InvalidRequest,
    NotFound,
    NotOffered,
    Refused,
    WithdrawalSuspended,
)
from crossvenue.interfaces import W, Wallet, act, not_offered, operation
from crossvenue.model import (
    Asset,
    AssetNetwork,
    Balance,
    Deposit,
    DepositAddress,
    DepositStatus,
    KeyPermissions,
    Listing,
    Transfer,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
    WithdrawalRequest,
    WithdrawalStatus,
    with_payload,
)
from crossvenue.networks import canonical
from crossvenue.numbers import EXACT
from crossvenue.wire import Id, Numbers, exact, null_is_absent, positive, present_ms, shape
from crossvenue_kucoin.dialect import KuCoinSettings

T = TypeVar("T")

PAGE: Final = 500
"""The most that one answer holds of deposits and withdrawals."""

DAY_MS: Final = 86_400_000
SEARCHED_MS: Final = 7 * DAY_MS
"""How long a time is searched for a client id."""


# ------------------------------------------------------------------------------------------------ networks

VENUE_NETWORKS: Final = {
    # Ids that are no alias of the chain they stand for.
    "bech32": "SEGWITBTC",
    "bnb": "BEACON",
    "btcln": "LIGHTNING",
    "ckb2": "CKB",
    "zksync2": "ZKSYNCERA",
}

VENUE_ONLY: Final = frozenset(
    # Terra's second chain, which others call LUNA as they did the first; two chains of Conflux, two assets called
    # Flux and two chains of Enjin, of which others mean the one or the other; chains that were replaced under their
    # names (Stratis, Electroneum, Bitcoin Cash ABC, RChain, Coti, Lisk, Neo); Manta's two; the one of Avalanche that
    # is not the C-Chain, of which KuCoin does not say whether it is the X-Chain.
    {"terra", "cfx", "cfxcore", "flux", "zel", "enj", "efi", "strax", "etn", "bchabc", "rhoc", "manta", "coti"}
    | {"lsk", "neo", "avax"}
    # Chains of one asset, which nobody else is known to have.
    | {"actevm", "apl", "bu", "cpc", "cs", "derohe", "enq", "fra", "hmnd", "hpb", "itc", "jup", "kma", "kts", "luk"}
    | {"meta", "mhc", "mxc", "mxw", "ndau", "neer", "nix", "nom", "olt", "onion", "pcx", "pdex", "pix", "psl"}
    | {"pura", "sphtx", "statemine", "west", "xas", "xlr", "zpt"}
)
"""Chains of KuCoin's list of March 2024 that have no neutral name: they go by KuCoin's id."""


def network_of(chain: str, name: str = "") -> str | None:
    """The neutral name of a chain of this id, and name where it is known; None for one that only KuCoin knows.

    An id that is not listed here must say it by itself, and the name must not say otherwise.
    """
    key = chain.lower()
    if key in VENUE_ONLY:
        return None
    known = VENUE_NETWORKS.get(key)
    if known is not None:
        return known
    meant = canonical(chain)
    return meant if canonical(name) in (None, meant) else None


# ------------------------------------------------------------------------------------------------ assets


class WireChain(Numbers):
    """{"chainName": "BTC", "withdrawalMinSize": "0.001", "depositMinSize": "0.0002", "withdrawFeeRate": "0",
    "withdrawalMinFee": "0.0005", "isWithdrawEnabled": true, "isDepositEnabled": true, "confirms": 3,
    "withdrawPrecision": 8, "maxWithdraw": null, "needTag": false, "chainId": "btc", ...}; in 2024 without
    withdrawFeeRate, withdrawPrecision, maxWithdraw and needTag"""

    not_negative = ("withdrawalMinFee",)

    chainId: str
    chainName: str
    withdrawalMinSize: Decimal
    withdrawalMinFee: Decimal
    isWithdrawEnabled: bool
    isDepositEnabled: bool
    withdrawFeeRate: str = ""
    withdrawMaxFee: str = ""
    withdrawPrecision: int | None = None
    maxWithdraw: Decimal | None = None
    depositMinSize: Decimal | None = None
    needTag: bool | None = None
    confirms: int | None = None
    contractAddress: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("withdrawFeeRate", "withdrawMaxFee"):  # Texts, because they may be empty.
            text = getattr(self, name)
            if text and exact(text, name) < 0:
                raise ValueError(f"Expected a number not below zero in `{name}`, got {text}")


class WireCurrency(msgspec.Struct):
    """{"currency": "BTC", "name": "BTC", "fullName": "Bitcoin", "precision": 8, "chains": [...], ...}; chains may be
    null"""

    currency: str
    fullName: str
    precision: int
    chains: list[WireChain] = []


_read_currencies = null_is_absent(msgspec.json.Decoder(list[WireCurrency]).decode)
_read_currency = null_is_absent(msgspec.json.Decoder(WireCurrency | None).decode)


def assets(payload: bytes) -> Listing[Asset]:
    """The answer of currencies."""
    return Listing(map(_asset, _read_currencies(payload)), payload)


def one_asset(payload: bytes) -> Asset | None:
    """The answer of currencies/{currency}."""
    wire = _read_currency(payload)
    return None if wire is None else with_payload(_asset(wire), payload)


def _asset(wire: WireCurrency) -> Asset:
    return Asset(
        asset=wire.currency,
        name=wire.fullName,
        networks=tuple(_network(each, wire) for each in wire.chains),
        deposit_open=any(each.isDepositEnabled for each in wire.chains),
        withdrawal_open=any(each.isWithdrawEnabled for each in wire.chains),
    )


def _network(wire: WireChain, of: WireCurrency) -> AssetNetwork:
    digits = of.precision if wire.withdrawPrecision is None else wire.withdrawPrecision
    return AssetNetwork(
        network=network_of(wire.chainId, wire.chainName),
        venue_network=wire.chainId,
        asset=of.currency,
        name=wire.chainName,
        deposit_open=wire.isDepositEnabled,
        withdrawal_open=wire.isWithdrawEnabled,
        withdrawal_fee=wire.withdrawalMinFee,
        withdrawal_fee_rate=Decimal(wire.withdrawFeeRate or 0),
        withdrawal_fee_maximum=Decimal(wire.withdrawMaxFee) if wire.withdrawMaxFee else None,
        withdrawal_minimum=wire.withdrawalMinSize,
        withdrawal_maximum=wire.maxWithdraw,
        withdrawal_multiple=Decimal((0, (1,), -digits)),
        memo_required=wire.needTag,  # None where nobody says whether there are memos: whoever sends must.
        confirmations=wire.confirms,
        contract_address=wire.contractAddress,
        deposit_minimum=wire.depositMinSize,
    )


# ------------------------------------------------------------------------------------------------ deposit addresses


class WireAddress(msgspec.Struct):
    """{"address": "TSv3L1fS7yA3SxzKD8c1qdX4nLP6rqNxYz", "memo": "", "chainId": "trx", "to": "TRADE",
    "expirationDate": 0, "currency": "USDT", "chainName": "TRC20", ...}"""

    address: str
    chainId: str
    currency: str
    memo: str | None = None
    chainName: str = ""
    to: str = ""


_read_addresses = msgspec.json.Decoder(list[WireAddress] | None).decode
_read_address = msgspec.json.Decoder(WireAddress).decode


def deposit_addresses(payload: bytes, chain: str | None = None) -> Listing[DepositAddress]:
    """The answer of deposit-addresses, or what it has of a chain: those of the main account come first."""
    found = [each for each in _read_addresses(payload) or () if chain in (None, each.chainId)]
    return Listing(map(_address, sorted(found, key=lambda each: each.to.upper() != "MAIN")), payload)


def deposit_address(payload: bytes) -> DepositAddress:
    """The answer of deposit-address/create."""
    return with_payload(_address(_read_address(payload)), payload)


def _address(wire: WireAddress) -> DepositAddress:
    return DepositAddress(
        asset=wire.currency,
        network=network_of(wire.chainId, wire.chainName),
        address=wire.address,
        memo=wire.memo or None,
    )


# ------------------------------------------------------------------------------------------------ balances

ACCOUNTS: Final = {
    WalletKind.FUNDING: "MAIN",
    WalletKind.SPOT: "TRADE",
    WalletKind.MARGIN: "MARGIN_V2",
    WalletKind.ISOLATED_MARGIN: "ISOLATED_V2",
    WalletKind.OPTIONS: "OPTION",
    # One account holds the money of all futures.
    WalletKind.USD_FUTURES: "CONTRACT",
    WalletKind.COIN_FUTURES: "CONTRACT",
}
"""What KuCoin calls each wallet. Of margin it is the account that orders of today's generation trade with."""

FUTURES_ASSETS: Final = {
    WalletKind.USD_FUTURES: {"USDT": "USDT", "USDC": "USDC"},
    WalletKind.COIN_FUTURES: {"XBT": "BTC", "ETH": "ETH"},
}
"""The currencies that the specification names of a futures account, which it tells one at a time, and our assets."""

_LISTED: Final = (WalletKind.FUNDING, WalletKind.SPOT, WalletKind.OPTIONS)
"""The wallets that the list of accounts has."""

_BALANCE = shape(
    Balance,
    # {"currency": "USDT", "type": "trade", "balance": "26.66759503", "available": "26.66759503", "holds": "0", ...}
    {"currency": "asset", "available": "free", "holds": "locked"},
)
_MARGIN_BALANCE = shape(
    Balance,
    # {"currency": "USDT", "total": "38.68855864", "available": "20.01916691", "hold": "18.66939173", ...}
    {"currency": "asset", "available": "free", "hold": "locked"},
)


class WireMargin(msgspec.Struct):
    """{"totalAssetOfQuoteCurrency": "40.8648372", "debtRatio": "0", "status": "EFFECTIVE", "accounts": [...], ...}"""

    accounts: list[_MARGIN_BALANCE]  # type: ignore[valid-type]


class WirePair(msgspec.Struct):
    """{"symbol": "BTC-USDT", "status": "EFFECTIVE", "debtRatio": "0", "baseAsset": {"currency": "BTC", "available":
    "0", "hold": "0", ...}, "quoteAsset": {"currency": "USDT", "available": "4.97047372", "hold": "0", ...}}"""

    baseAsset: _MARGIN_BALANCE  # type: ignore[valid-type]
    quoteAsset: _MARGIN_BALANCE  # type: ignore[valid-type]


class WireIsolated(msgspec.Struct):
    """{"totalAssetOfQuoteCurrency": "4.97047372", "timestamp": 1747303659773, "assets": [...], ...}"""

    assets: list[WirePair]


class WireFutures(Numbers):
    """{"accountEquity": 394.439280806, "unrealisedPNL": 20.15278, "positionMargin": 102.20664159, "orderMargin":
    10.06002012, "frozenFunds": 0.0, "availableBalance": 290.326799096, "currency": "USDT", ...}"""

    currency: str
    availableBalance: Decimal
    positionMargin: Decimal
    orderMargin: Decimal
    frozenFunds: Decimal


class WireAccount(msgspec.Struct):
    """An account, of which only the asset is wanted."""

    currency: str


_read_balances: Callable[[bytes], list[Balance]] = msgspec.json.Decoder(list[_BALANCE]).decode  # type: ignore[valid-type]
_read_margin = msgspec.json.Decoder(WireMargin).decode
_read_isolated = msgspec.json.Decoder(WireIsolated).decode
_read_futures = msgspec.json.Decoder(WireFutures).decode
_read_accounts = msgspec.json.Decoder(list[WireAccount]).decode


def balances(payload: bytes) -> Listing[Balance]:
    """The answer of accounts."""
    return Listing(_read_balances(payload), payload)


def margin_balances(payload: bytes) -> Listing[Balance]:
    """The accounts of margin/accounts. What is owed is not taken off: see `raw`."""
    return Listing(_read_margin(payload).accounts, payload)


def isolated_balances(payload: bytes) -> Listing[Balance]:
    """The accounts of isolated/accounts: what all pairs hold of an asset together. `raw` has each, and its debt."""
    pairs: list[tuple[Balance, Balance]] = [
        (each.baseAsset, each.quoteAsset) for each in _read_isolated(payload).assets
    ]
    held: dict[str, Balance] = {}
    for found in (each for pair in pairs for each in pair):
        known = held.get(found.asset, Balance(found.asset, Decimal(0), Decimal(0)))
        held[found.asset] = Balance(
            found.asset, EXACT.add(known.free, found.free), EXACT.add(known.locked, found.locked)
        )
    return Listing(held.values(), payload)


def futures_balance(payload: bytes, asset: str) -> tuple[Balance, bytes]:
    """The answer of account-overview, and its bytes: what positions, orders and transfers hold is locked.

    Profit and loss that is not realised is in neither.
    """
    wire = _read_futures(payload)
    locked = EXACT.add(EXACT.add(wire.positionMargin, wire.orderMargin), wire.frozenFunds)
    return Balance(asset, wire.availableBalance, locked), payload


def held_assets(payload: bytes) -> list[str]:
    """The assets of accounts, each once."""
    return list(dict.fromkeys(each.currency for each in _read_accounts(payload)))


# ------------------------------------------------------------------------------------------------ histories


class DepositState(enum.Enum):
    """The states of a deposit."""

    PROCESSING = "PROCESSING"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"


class WithdrawalState(enum.Enum):
    """The states of a withdrawal."""

    REVIEW = "REVIEW"
    PROCESSING = "PROCESSING"
    WALLET_PROCESSING = "WALLET_PROCESSING"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"


DEPOSIT_STATES: Final = {
    DepositState.PROCESSING: DepositStatus.PENDING,
    DepositState.SUCCESS: DepositStatus.SUCCESS,
    DepositState.FAILURE: DepositStatus.REJECTED,
}
WITHDRAWAL_STATES: Final = {
    WithdrawalState.REVIEW: WithdrawalStatus.AWAITING_APPROVAL,
    WithdrawalState.PROCESSING: WithdrawalStatus.PROCESSING,
    WithdrawalState.WALLET_PROCESSING: WithdrawalStatus.PROCESSING,
    WithdrawalState.SUCCESS: WithdrawalStatus.COMPLETED,
    # Also of one that was cancelled: KuCoin has no other word for it.
    WithdrawalState.FAILURE: WithdrawalStatus.FAILED,
}


class WireDeposit(Numbers):
    """{"currency": "USDT", "chain": "trx", "status": "SUCCESS", "address": "TSv3L1fS7******X4nLP6rqNxYz", "memo": "",
    "isInner": true, "amount": "6.00000000", "walletTxId": null, "createdAt": 1721730920000, "remark": "", ...}"""

    currency: str
    amount: Decimal
    status: DepositState
    createdAt: int
    chain: str | None = None
    address: str | None = None
    memo: str | None = None
    walletTxId: str | None = None
    isInner: bool = False


class WireWithdrawal(Numbers):
    """{"id": "67e6515f7960ba0007b42025", "currency": "USDT", "chain": "trx", "status": "SUCCESS", "address":
    "TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8", "memo": "", "isInner": true, "amount": "3.00000000", "fee": "0.00000000",
    "walletTxId": null, "createdAt": 1743147359000, "remark": "this is Remark", ...}; a single one says chainId"""

    currency: str
    amount: Decimal
    status: WithdrawalState
    createdAt: int
    id: str | None = None
    chain: str | None = None
    chainId: str | None = None
    address: str | None = None
    memo: str | None = None
    fee: Decimal | None = None
    walletTxId: str | None = None
    remark: str | None = None
    isInner: bool = False
    failureReason: str | None = None
    failureReasonMsg: str | None = None


class WireDeposits(msgspec.Struct):
    """{"currentPage": 1, "pageSize": 50, "totalNum": 5, "totalPage": 1, "items": [...]}"""

    totalPage: int
    items: list[WireDeposit]


class WireWithdrawals(msgspec.Struct):
    """{"currentPage": 1, "pageSize": 50, "totalNum": 5, "totalPage": 1, "items": [...]}"""

    totalPage: int
    items: list[WireWithdrawal]


_read_deposits = msgspec.json.Decoder(WireDeposits).decode
_read_withdrawals = msgspec.json.Decoder(WireWithdrawals).decode
_read_withdrawal = msgspec.json.Decoder(WireWithdrawal | None).decode


def deposits(payload: bytes) -> tuple[Listing[Deposit], int]:
    """The page of deposits, and how many pages there are. They have no ids: the transaction's takes their place."""
    wire = _read_deposits(payload)
    return Listing(map(_deposit, wire.items), payload), wire.totalPage


def _deposit(wire: WireDeposit) -> Deposit:
    return Deposit(
        id=wire.walletTxId or "",
        asset=wire.currency,
        amount=wire.amount,
        network=network_of(wire.chain or ""),
        venue_network=wire.chain or "",
        status=DEPOSIT_STATES[wire.status],
        address=wire.address or "",
        memo=wire.memo or None,
        transaction_id=wire.walletTxId or "",
        timestamp_ms=present_ms(wire.createdAt),
        internal=wire.isInner,
    )


def withdrawals(payload: bytes) -> tuple[Listing[Withdrawal], int]:
    """The page of withdrawals, and how many pages there are."""
    wire = _read_withdrawals(payload)
    return Listing(map(_withdrawal, wire.items), payload), wire.totalPage


def withdrawal(payload: bytes) -> Withdrawal | None:
    """The answer of withdrawals/{withdrawalId}."""
    wire = _read_withdrawal(payload)
    return None if wire is None else with_payload(_withdrawal(wire), payload)


def _withdrawal(wire: WireWithdrawal) -> Withdrawal:
    chain = wire.chainId or wire.chain or ""
    return Withdrawal(
        id=wire.id or "",
        client_id=wire.remark or None,
        asset=wire.currency,
        amount=wire.amount,
        network=network_of(chain),
        venue_network=chain,
        address=wire.address or "",
        memo=wire.memo or None,
        status=WITHDRAWAL_STATES[wire.status],
        fee=wire.fee,
        transaction_id=wire.walletTxId or None,
        applied_ms=present_ms(wire.createdAt),
        internal=wire.isInner,
        note=wire.failureReasonMsg or wire.failureReason or "",
    )


def canceled(payload: bytes) -> Withdrawal | None:
    """The answer of withdrawals/{withdrawalId} for one that KuCoin agreed to stop.

    The agreement is no proof, for KuCoin knows one that is still being stopped (CANCELING): FAILURE after it is.
    """
    found = withdrawal(payload)
    if found is None or found.status is not WithdrawalStatus.FAILED:
        return found
    return with_payload(attrs.evolve(found, status=WithdrawalStatus.CANCELED), payload)


@attrs.frozen
class PagedHistory(Generic[T]):
    """How one kind of history is read: its endpoint, a page, what tells two records apart, and when one was made."""

    endpoint: str
    read: Callable[[bytes], tuple[Listing[T], int]]
    key: Callable[[T], object]
    made_ms: Callable[[T], int]


DEPOSITS: Final = PagedHistory(
    "deposit_history",
    deposits,
    lambda each: (each.transaction_id, each.address, each.memo, each.amount, each.timestamp_ms),
    lambda each: each.timestamp_ms or 0,
)
WITHDRAWALS: Final = PagedHistory(
    "withdrawal_history",
    withdrawals,
    lambda each: each.id or (each.client_id, each.address, each.memo, each.amount, each.applied_ms),
    lambda each: each.applied_ms or 0,
)


# ------------------------------------------------------------------------------------------------ acts

FEE_FROM_AMOUNT: Final = "INTERNAL"
"""The fee comes out of the amount. Left to itself KuCoin takes it from the main account, and out of the amount where
that has too little."""


class WireWithdrawalId(msgspec.Struct):
    """{"withdrawalId": "670deec84d64da0007d7c946"}"""

    withdrawalId: Id


class WireTransferId(msgspec.Struct):
    """{"orderId": "6705f7248c6954000733ecac"}"""

    orderId: Id


_read_withdrawal_id = msgspec.json.Decoder(WireWithdrawalId).decode
_read_transfer_id = msgspec.json.Decoder(WireTransferId).decode


def withdrawn(payload: bytes, request: WithdrawalRequest) -> Withdrawal:
    """The answer to a withdrawal, which is only an id: the rest is what was asked."""
    made = Withdrawal(
        id=_read_withdrawal_id(payload).withdrawalId,
        client_id=request.client_id,
        asset=request.asset,
        amount=request.amount,
        network=request.network,
        venue_network=request.venue_network,
        address=request.address,
        memo=request.memo,
        wallet=request.wallet,
    )
    return with_payload(made, payload)


def withdrawn_inside(
    payload: bytes, asset: str, amount: Decimal, on: AssetNetwork | None, to: str, client_id: str
) -> Withdrawal:
    """The answer to a withdrawal to a user of KuCoin: it goes on no network, and the history names the one sent."""
    made = Withdrawal(
        id=_read_withdrawal_id(payload).withdrawalId,
        client_id=client_id,
        asset=asset,
        amount=amount,
        network=None if on is None else on.network,
        venue_network="" if on is None else on.venue_network,
        address=to,
        memo=None,
        internal=True,
        wallet=WalletKind.FUNDING,
    )
    return with_payload(made, payload)


# ------------------------------------------------------------------------------------------------ the account


class WireQuota(Numbers):
    """{"currency": "BTC", "limitBTCAmount": "15.79590095", "usedBTCAmount": "0.00000000", "quotaCurrency": "USDT",
    "limitQuotaCurrencyAmount": "999999.00000000", "usedQuotaCurrencyAmount": "0", "remainAmount": "15.79590095",
    "availableAmount": "0", "isWithdrawEnabled": true, "reason": null, ...}"""

    currency: str
    remainAmount: Decimal
    availableAmount: Decimal
    isWithdrawEnabled: bool
    reason: str | None
    quotaCurrency: str = ""
    limitQuotaCurrencyAmount: Decimal | None = None
    usedQuotaCurrencyAmount: Decimal | None = None


class WireKey(msgspec.Struct):
    """{"remark": "account1", "apiKey": "6705f5c311545b000157d3eb", "apiVersion": 3, "permission":
    "General,Futures,Spot,Earn,InnerTransfer,Transfer,Margin", "ipWhitelist": "203.**.154,103.**.34", "createdAt":
    1728443843000, "uid": 165111215, "isMaster": true}"""

    permission: str
    ipWhitelist: str | None = None
    createdAt: int | None = None


_read_quota = msgspec.json.Decoder(WireQuota).decode
_read_key = msgspec.json.Decoder(WireKey).decode


def withdrawal_quota(payload: bytes) -> WithdrawalQuota:
    """The answer of withdrawals/quotas, in the asset.

    What remains is the less of what is left of the day and what the account could withdraw now. Limit and use are
    told in the currency of the quota, and are None where that is another one.
    """
    return _quota(_read_quota(payload), payload)


def _quota(wire: WireQuota, payload: bytes) -> WithdrawalQuota:
    same = wire.quotaCurrency == wire.currency
    quota = WithdrawalQuota(
        unit=wire.currency,
        limit=wire.limitQuotaCurrencyAmount if same else None,
        used=wire.usedQuotaCurrencyAmount if same else None,
        remaining=min(wire.remainAmount, wire.availableAmount),
    )
    return with_payload(quota, payload)


def key_permissions(payload: bytes) -> KeyPermissions:
    """The answer of user/api-key.

    Its Transfer and InnerTransfer are what the page of permissions calls Withdrawal and FlexTransfers.
    """
    wire = _read_key(payload)
    words = {each.strip() for each in wire.permission.split(",")}
    permissions = KeyPermissions(
        read="General" in words,
        trade="Spot" in words,
        withdraw=not words.isdisjoint(("Transfer", "Withdrawal")),
        transfer=not words.isdisjoint(("InnerTransfer", "FlexTransfers")),
        ip_restricted=bool(wire.ipWhitelist),
        created_ms=present_ms(wire.createdAt),
    )
    return with_payload(permissions, payload)


# ------------------------------------------------------------------------------------------------ the port


class KuCoinWallet(Wallet[W]):
    """The wallet of KuCoin. Its funding wallet is KuCoin's main account, its spot wallet the trading account.

    Withdrawals leave the main account, with the fee out of the amount, and carry the client id in their remark.
    KuCoin tells histories one asset at a time: without an asset, `deposits` and `withdrawals` ask for each asset that
    the account list has, and so does `withdrawal` by a client id, in the last seven days or those around `around`.
    The amount of a withdrawal in a history is KuCoin's, which does not say whether the fee is in it. What its
    first platform knew is under `raw.deposit_history_old` and `raw.withdrawal_history_old`.

    Balances of isolated margin are those of all pairs together. Of futures, which KuCoin tells one currency at a
    time, they are those of the currencies that its specification names: USDT and USDC, BTC (its XBT) and ETH.
    """

    _derived = {
        **Wallet._derived,  # noqa: SLF001 - a port of ours
        "withdraw_inside": "withdraw",
        "deposit_addresses": "deposit_address",
        "create_deposit_address": "deposit_address",
        "transfer_isolated": "transfer",
    }

    fee_from_amount = True
    """What arrives is the amount less the fee: `feeDeductType` is sent as INTERNAL."""

    wallets = (WalletKind.FUNDING,)

    restricted_keys_only = True
    """"To use this permission, you must enable IP Restriction" (Introduction, api-permission, Withdrawal)."""

    _account_status = not_offered("KuCoin has no request that tells the state of the account")
    _api_trading_status = not_offered("KuCoin has no request that tells whether trading is locked")
    _transfers = not_offered(
        "KuCoin's ledgers tell what left an account and what came to one, not where from and to: raw.spot_ledger"
    )
    _dust_conversions = not_offered("KuCoin's interface does not convert dust")
    _convert_dust = not_offered("KuCoin's interface does not convert dust")
    _distributions = not_offered("KuCoin keeps what it pays out in its ledgers among all else: raw.spot_ledger")
    _account_snapshots = not_offered("KuCoin takes none")

    @property
    def _settings(self) -> KuCoinSettings:
        settings = self.session.settings
        assert isinstance(settings, KuCoinSettings)
        return settings

    async def _balances(self, wallet: WalletKind) -> Listing[Balance]:
        if wallet in _LISTED:
            return await self.session.call(
                self._endpoint("spot_account_list"), {"type": ACCOUNTS[wallet].lower()}, balances
            )
        if wallet is WalletKind.MARGIN:
            return await self.session.call(
                self._endpoint("cross_margin_account"), {"queryType": ACCOUNTS[wallet]}, margin_balances
            )
        if wallet is WalletKind.ISOLATED_MARGIN:
            return await self.session.call(
                self._endpoint("isolated_margin_account"), {"queryType": ACCOUNTS[wallet]}, isolated_balances
            )
        found = [
            await self.session.call(
                self._endpoint("futures_account"),
                {"currency": currency},
                partial(futures_balance, asset=asset),
            )
            for currency, asset in FUTURES_ASSETS[wallet].items()
        ]
        return Listing((balance for balance, _ in found), b"[" + b",".join(payload for _, payload in found) + b"]")

    async def _assets(self) -> Listing[Asset]:
        return await self.session.call(self._endpoint("all_currencies"), {}, assets)

    async def _asset_of(self, asset: str) -> Asset:
        try:
            found = await self.session.call(self._endpoint("currency"), {"currency": asset}, one_asset)
        except Refused as error:
            if not (isinstance(error, NotFound | InvalidRequest) or type(error) is Refused):
                raise
            found = None
        # Which refusal means that there is no such asset is not documented: the list tells.
        return await super()._asset_of(asset) if found is None or found.asset != asset else found

    # -------------------------------------------------------------------------------------- deposit addresses

    @operation
    async def deposit_addresses(self, asset: str) -> Listing[DepositAddress]:
        """The addresses on all networks that were made for `asset`, those of the main account first. KuCoin only."""
        return await self._addresses(asset, None)

    async def _addresses(self, asset: str, chain: str | None) -> Listing[DepositAddress]:
        return await self.session.call(
            self._endpoint("deposit_address_v3"),
            {"currency": asset, "chain": chain},
            lambda payload: deposit_addresses(payload, chain),
        )

    async def _deposit_address(self, network: AssetNetwork) -> DepositAddress:
        found = await self._addresses(network.asset, network.venue_network)
        if not found:
            network_name = network.network or network.venue_network
            raise NotFound(
                f"no address of {network.asset} on {network_name} was made yet",
                venue=self.session.name,
                endpoint=self._endpoint("deposit_address_v3").label,
                advice=f'Make one with wallet.create_deposit_address("{network.asset}", network="{network_name}").',
            )
        return found[0] if found.payload is None else with_payload(found[0], found.payload)

    @act
    async def create_deposit_address(
        self, asset: str, *, network: str, wallet: WalletKind | str = WalletKind.FUNDING
    ) -> DepositAddress:
        """Make an address to which `asset` can be sent on `network`, into the wallet funding or spot. KuCoin only.

        `deposit_address` never makes one by itself. Raises `UnknownAsset`, `UnknownNetwork`; `OutcomeUnknown`, after
        which `deposit_address` tells whether it was made.
        """
        account = {"funding": "main", "spot": "trade"}.get(str(getattr(wallet, "value", wallet)))
        if account is None:
            raise BadRequest(f"wallet must be one of funding, spot, not {wallet!r}")
        found = self._network_of(await self._asset_of(asset), network)
        return await self.session.call(
            self._endpoint("add_deposit_address_v3"),
            {"currency": found.asset, "chain": found.venue_network, "to": account},
            deposit_address,
            find_out=f'wallet.deposit_address("{found.asset}", network="{network}")',
        )

    # -------------------------------------------------------------------------------------- histories

    def _deposits(self, asset: str | None, since: int | None, until: int | None) -> AsyncIterator[Listing[Deposit]]:
        return self._history(DEPOSITS, asset, since, until)

    def _withdrawals(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Withdrawal]]:
        return self._history(WITHDRAWALS, asset, since, until)

    async def _history(
        self, history: PagedHistory[T], asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[T]]:
        if asset is not None:
            async for page in self._pages(history, asset, since, until):
                yield page
            return
        found: list[T] = []
        answers: list[bytes] = []
        for each in await self._held():
            async for page in self._pages(history, each, since, until):
                found.extend(page)
                answers.append(page.payload or b"null")
        yield Listing(sorted(found, key=history.made_ms, reverse=True), b"[" + b",".join(answers) + b"]")

    async def _held(self) -> list[str]:
        return await self.session.call(self._endpoint("spot_account_list"), {}, held_assets)

    async def _pages(
        self, history: PagedHistory[T], asset: str, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[T]]:
        seen: set[object] = set()
        number = 1
        while True:
            page, pages = await self.session.call(
                self._endpoint(history.endpoint),
                {"currency": asset, "startAt": since, "endAt": until, "currentPage": number, "pageSize": PAGE},
                history.read,
            )
            # One that came in meanwhile moves the others to the next page. Two alike on one page are two.
            keys = [history.key(each) for each in page]
            if not seen.isdisjoint(keys):
                fresh = [each for each, key in zip(page, keys, strict=True) if key not in seen]
                page = Listing(fresh, page.payload)
            if page:
                yield page
            if number >= pages or not keys:
                return
            seen.update(keys)
            number += 1

    async def _withdrawal(
        self, withdrawal_id: str | None, client_id: str | None, around: int | None
    ) -> Withdrawal | None:
        if withdrawal_id is not None:
            try:
                return await self._withdrawal_by_id(withdrawal_id)
            except NotFound:
                return None
        now = self.session.clock.now_ms()
        since, until = now - SEARCHED_MS, None
        if around is not None:
            since = around - SEARCHED_MS // 2
            until = since + SEARCHED_MS if since + SEARCHED_MS < now else None
        for asset in await self._held():
            async for page in self._pages(WITHDRAWALS, asset, since, until):
                for each in page:
                    if each.client_id == client_id:
                        return each if page.payload is None else with_payload(each, page.payload)
        return None

    async def _withdrawal_by_id(
        self, withdrawal_id: str, read: Callable[[bytes], Withdrawal | None] = withdrawal
    ) -> Withdrawal | None:
        return await self.session.call(
            self._endpoint("withdrawal_history_by_id"), {"withdrawalId": withdrawal_id}, read
        )

    # -------------------------------------------------------------------------------------- the account

    async def _withdrawal_quota(self, asset: str | None) -> WithdrawalQuota:
        if asset is None:
            raise BadRequest(f"{self.session.name} has a quota for each asset: name one")
        # Without a chain, which the port does not name: what a day allows goes by the currency.
        return await self.session.call(self._endpoint("withdrawal_quotas"), {"currency": asset}, withdrawal_quota)

    async def _quota_on(self, asset: str, network: AssetNetwork | None) -> WithdrawalQuota:
        if network is None:
            raise BadRequest("KuCoin tells by network whether withdrawals are open, and the network is not known")
        endpoint = self._endpoint("withdrawal_quotas")

        def read(payload: bytes) -> WithdrawalQuota:
            wire = _read_quota(payload)
            if not wire.isWithdrawEnabled:
                raise WithdrawalSuspended(
                    wire.reason or "KuCoin gives no reason",
                    venue=self.session.name,
                    endpoint=endpoint.label,
                    status=200,
                )
            return _quota(wire, payload)

        return await self.session.call(endpoint, {"currency": asset, "chain": network.venue_network}, read)

    async def _key_permissions(self) -> KeyPermissions:
        return await self.session.call(self._endpoint("apikey_info"), {}, key_permissions)

    # -------------------------------------------------------------------------------------- acts

    async def _withdraw(self, request: WithdrawalRequest) -> Withdrawal:
        newest = self._settings.withdrawals == "v3"
        to: Mapping[str, object] = (
            {"toAddress": request.address, "withdrawType": "ADDRESS"} if newest else {"address": request.address}
        )
        return await self.session.call(
            self._endpoint("withdrawal_v3" if newest else "withdrawal_v1"),
            {
                "currency": request.asset,
                "chain": request.venue_network,
                **to,
                "memo": request.memo,
                "amount": request.amount,
                "isInner": False,
                "feeDeductType": FEE_FROM_AMOUNT,
                "remark": request.client_id,
            },
            lambda payload: withdrawn(payload, request),
            client_id=request.client_id,
            find_out=f'wallet.withdrawal(client_id="{request.client_id}")',
        )

    @act
    async def withdraw_inside(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        uid: str | None = None,
        mail: str | None = None,
        phone: str | None = None,
        network: str | None = None,
        client_id: str | None = None,
    ) -> Withdrawal:
        """Send `amount` of `asset` to another user of KuCoin, by UID, mail address or telephone number. KuCoin only.

        It leaves the main account, goes on no network, and KuCoin allows three in ten seconds and fifty in a day.
        KuCoin has a chain for it all the same, and takes ETH where none is named: `network`, or else the first of
        the asset's that is open for withdrawal (of none that is open, the first).
        Like `withdraw` it is sent once, and ends in the same ways; nothing is checked before but the arguments, the
        asset and the network. `NotOffered` with the setting `withdrawals = "v1"`.
        """
        given = {"uid": uid, "mail": mail, "phone": phone}
        named = [(kind, to) for kind, to in given.items() if to is not None]
        if len(named) != 1:
            raise BadRequest(f"give one of {', '.join(given)}")
        ((kind, to),) = named
        number = self.session.mint_id() if client_id is None else client_id
        for name, text in (("asset", asset), (kind, to), ("client_id", number)):
            if not isinstance(text, str) or not text.strip():
                raise BadRequest(f"{name} must be a text that is not empty, not {text!r}")
        exactly = positive(amount, "amount")
        if self._settings.withdrawals != "v3":
            raise NotOffered(
                self.session.name, "wallet.withdraw_inside", 'only the newest generation has it: withdrawals = "v3"'
            )
        found = await self._asset_of(asset)
        if network is None:
            on = next((each for each in found.networks if each.withdrawal_open), next(iter(found.networks), None))
        else:
            on = self._network_of(found, network)
        return await self.session.call(
            self._endpoint("withdrawal_v3"),
            {
                "currency": asset,
                # Which chain an inner withdrawal is booked on is not documented, only that it has a default.
                "chain": None if on is None else on.venue_network,
                "toAddress": to,
                "withdrawType": kind.upper(),
                "amount": exactly,
                "isInner": True,
                "feeDeductType": FEE_FROM_AMOUNT,
                "remark": number,
            },
            lambda payload: withdrawn_inside(payload, asset, exactly, on, to, number),
            client_id=number,
            find_out=f'wallet.withdrawal(client_id="{number}")',
        )

    async def _cancel_withdrawal(self, withdrawal_id: str) -> Withdrawal:
        # The answer to the act says nothing: what is cancelled is read before, and what became of it after.
        made = await self._withdrawal_by_id(withdrawal_id)
        endpoint = self._endpoint("cancel_withdrawal")
        if made is None:
            raise NotFound(f"no withdrawal {withdrawal_id}", venue=self.session.name, endpoint=endpoint.label)
        stopped = await self.session.call(
            endpoint,
            {"withdrawalId": withdrawal_id},
            lambda payload: with_payload(attrs.evolve(made, status=None), payload),
            find_out=f'wallet.withdrawal(withdrawal_id="{withdrawal_id}")',
        )
        try:
            return await self._withdrawal_by_id(withdrawal_id, canceled) or stopped
        except CrossvenueError:
            return stopped  # Whatever keeps its state from being read, KuCoin agreed.

    async def _transfer(self, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Transfer:
        if WalletKind.ISOLATED_MARGIN in (source, target):
            raise NotOffered(
                self.session.name,
                "wallet.transfer",
                "isolated margin has an account for each pair, which must be named: wallet.transfer_isolated",
            )
        return await self._move(asset, amount, source, target, None, None)

    @act
    async def transfer_isolated(
        self,
        *,
        asset: str,
        amount: Decimal | int | str,
        source: WalletKind | str,
        target: WalletKind | str,
        source_symbol: str | None = None,
        target_symbol: str | None = None,
    ) -> Transfer:
        """Move `amount` of `asset` to or from the isolated margin account of a pair. KuCoin only.

        `source` or `target` is `isolated_margin`, or both; `source_symbol` and `target_symbol` name the pair of each
        that is (BTC/USDT). Otherwise as `transfer`: after `OutcomeUnknown` look at `balances`.
        """
        ends: list[tuple[WalletKind, str | None]] = []
        for name, wallet, symbol in (("source", source, source_symbol), ("target", target, target_symbol)):
            kind = next((each for each in ACCOUNTS if wallet in (each, each.value)), None)
            if kind is None:
                raise BadRequest(
                    f"{name} must be one of {', '.join(each.value for each in ACCOUNTS)}, not {wallet!r}"
                )
            if (kind is WalletKind.ISOLATED_MARGIN) is not bool(symbol):
                raise BadRequest(f"{name}_symbol goes with {name} isolated_margin, and that with it")
            ends.append((kind, symbol))
        if all(kind is not WalletKind.ISOLATED_MARGIN for kind, _ in ends):
            raise BadRequest("neither source nor target is isolated_margin: use transfer")
        if not isinstance(asset, str) or not asset.strip():
            raise BadRequest(f"asset must be a text that is not empty, not {asset!r}")
        exactly = positive(amount, "amount")
        tags = [
            None if symbol is None else (await self._market.listed()).required(symbol).venue_symbol
            for _, symbol in ends
        ]
        if tags[0] == tags[1]:
            raise BadRequest("source and target are both the account of one pair")
        return await self._move(asset, exactly, ends[0][0], ends[1][0], *tags)

    async def _move(
        self,
        asset: str,
        amount: Decimal,
        source: WalletKind,
        target: WalletKind,
        source_tag: str | None,
        target_tag: str | None,
    ) -> Transfer:
        pair = ACCOUNTS[source], ACCOUNTS[target]
        flexible = self._settings.transfers == "flex"
        endpoint = self._endpoint("flex_transfer" if flexible else "inner_transfer")
        ends: Mapping[str, object]
        if flexible:
            ends = {
                "type": "INTERNAL",
                "fromAccountType": pair[0],
                "fromAccountTag": source_tag,
                "toAccountType": pair[1],
                "toAccountTag": target_tag,
            }
        else:
            ends = {"from": pair[0].lower(), "fromTag": source_tag, "to": pair[1].lower(), "toTag": target_tag}
        one = pair[0] == pair[1] and source_tag == target_tag
        if one or (not flexible and "CONTRACT" in pair):
            raise NotOffered(
                self.session.name,
                "wallet.transfer",
                f"nothing moves from {source.value} to {target.value}"
                + ("" if flexible else " by inner transfer")
                + (": they are one account" if one else ""),
            )
        number = self.session.mint_id()

        def read(payload: bytes) -> Transfer:
            made = _read_transfer_id(payload).orderId
            return with_payload(Transfer(id=made, asset=asset, amount=amount, source=source, target=target), payload)

        return await self.session.call(
            endpoint,
            {"clientOid": number, "currency": asset, "amount": amount, **ends},
            read,
            client_id=number,
            find_out=f'raw.spot_ledger(currency="{asset}", bizType="TRANSFER") and wallet.balances("{source.value}")',
        )
