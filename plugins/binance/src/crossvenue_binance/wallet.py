"""Binance's wallet. https://developers.binance.com/docs/wallet, read November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

import enum
import functools
import warnings
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_UP, Context, Decimal
from itertools import chain
from operator import attrgetter
from typing import Any, Final, Literal, Self, TypeVar, cast

import msgspec

from crossvenue.dialect import Session
from crossvenue.endpoint import Endpoint
from crossvenue.errors import NotOffered, UnknownInstrument, UnreadableResponse
from crossvenue.instrument import Instrument
from crossvenue.interfaces import Market, W, Wallet, not_offered
from crossvenue.model import (
    AccountSnapshot,
    AccountStatus,
    ApiTradingStatus,
    Asset,
    AssetNetwork,
    Balance,
    Deposit,
    DepositAddress,
    DepositStatus,
    Distribution,
    DustConversion,
    InstrumentStatus,
    KeyPermissions,
    Listing,
    Transfer,
    TransferStatus,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
    WithdrawalRequest,
    WithdrawalStatus,
    with_payload,
)
from crossvenue.networks import canonical
from crossvenue.numbers import EXACT, ORDINARY, all_ordinary, is_ordinary, ordinary
from crossvenue.preflight import Rate
from crossvenue.wire import Id, Numbers, null_is_absent, present_ms, setter, shape, utc_text_ms
from crossvenue_binance.dialect import error_class

T = TypeVar("T")

PAGE: Final = 1000
"""The most that one answer holds of deposits and withdrawals."""
TRANSFER_PAGE: Final = 100
DISTRIBUTION_PAGE: Final = 500
SNAPSHOT_PAGE: Final = 30

DAY_MS: Final = 86_400_000
MINUTE_MS: Final = 60_000


# ------------------------------------------------------------------------------------------------ networks

VENUE_NETWORKS: Final = {
    # Its own words that are no alias of the chain they stand for.
    "AVAX": "AVAXX",
    "BNB": "BEACON",
}

VENUE_ONLY: Final = frozenset(
    # Words of the list of May 2021 that mean another chain, or another unit, in another list or at another time:
    # Bitcoin Cash ABC before it was eCash, Chiliz' first chain, Lisk before it moved onto Ethereum, Terra's first
    # chain, Neo before N3, Omni's layer on Bitcoin, Stratis and Syscoin before they had a second chain.
    {"BCHA", "CHZ", "LSK", "LUNA", "NEO", "OMNI", "STRAX", "SYS"}
    # Chains of one asset, which no other recording has.
    | {"ARDR", "BCX", "BEAM", "CLOAK", "CMT", "COCOS", "DOCK", "GXS", "HCC", "NAS", "NBS", "POA", "SBTC", "SKY"}
    | {"TOMO", "TRIG", "VIA", "WTC", "YOYO"}
    # No chains at all: leveraged tokens, which stay at Binance, and money in banks.
    | {"ETF", "FIAT_MONEY"}
)
"""Networks of Binance that have no neutral name: they go by Binance's word."""


class _Networks(dict[str, str | None]):
    """Binance's name of a network -> the neutral one; None for one that only Binance knows (ETF, FIAT_MONEY ...)."""

    def __missing__(self, venue_network: str) -> str | None:
        name = VENUE_NETWORKS.get(venue_network)
        if name is None and venue_network not in VENUE_ONLY:
            name = canonical(venue_network)
        self[venue_network] = name
        return name


_networks: Final = _Networks()


# ------------------------------------------------------------------------------------------------ assets

_NETWORK: Final = {
    # {"network": "BNB", "coin": "BTC", "name": "BEP2", "isDefault": false, "depositEnable": false, ...}; until 2022
    # without sameAddress, depositDust and all that came later.
    "network": "venue_network",
    "coin": "asset",
    "name": "name",
    "depositEnable": "deposit_open",
    "withdrawEnable": "withdrawal_open",
    "withdrawFee": "withdrawal_fee",
    "withdrawMin": "withdrawal_minimum",
    "withdrawMax": "withdrawal_maximum",
    "withdrawIntegerMultiple": "withdrawal_multiple",
    "isDefault": "is_default",
    "depositDesc": "deposit_note",
    "withdrawDesc": "withdrawal_note",
    "specialTips": "tips",
    "addressRegex": "address_pattern",
    "memoRegex": "memo_pattern",
    "minConfirm": "confirmations",
    "unLockConfirm": "unlock_confirmations",
    "contractAddress": "contract_address",
    "busy": "busy",
    "depositDust": "deposit_minimum",
    # Binance takes no share of the amount: on no wire of it, and so as where nothing is said.
    "withdrawFeeRate": "withdrawal_fee_rate",
    # `tips` and `memo_required` take two of the wire's fields each: the second waits where another thing is put
    # afterwards.
    "specialWithdrawTips": "network",
    "withdrawTag": "memo_required",
    "sameAddress": "withdrawal_fee_maximum",
}
_NOT_SAID: Final = {
    "network": "",
    "memo_required": None,
    "withdrawal_fee_maximum": None,
    "memo_pattern": None,
}
"""What stands where the wire says nothing."""
_COIN: Final = {
    # {"coin": "BTC", "name": "Bitcoin", "depositAllEnable": true, "withdrawAllEnable": true, "networkList": [...]}
    "coin": "asset",
    "name": "name",
    "networkList": "networks",
    "depositAllEnable": "deposit_open",
    "withdrawAllEnable": "withdrawal_open",
    "trading": "trading",
    "isLegalMoney": "is_fiat",
    "free": "free",
    "locked": "locked",
}


@functools.cache
def _coin_reader() -> Callable[[bytes], list[Asset]]:
    network: Any = shape(
        AssetNetwork,
        _NETWORK,
        types={"network": str, "withdrawal_fee_maximum": bool | None, "memo_pattern": str | None},
        absent=_NOT_SAID,
    )
    coin: Any = shape(Asset, _COIN, types={"networks": tuple[network, ...]})
    read: Callable[[bytes], list[Asset]] = null_is_absent(
        msgspec.json.Decoder(list[coin]).decode, but=("withdrawMax", "withdrawIntegerMultiple")
    )
    return read


NO_MAXIMUM: Final = Decimal("Infinity")

_set_network = setter(AssetNetwork, "network")
_set_maximum = setter(AssetNetwork, "withdrawal_maximum")
_set_fee_maximum = setter(AssetNetwork, "withdrawal_fee_maximum")
_set_memo_required, _set_memo_pattern = setter(AssetNetwork, "memo_required"), setter(AssetNetwork, "memo_pattern")
_set_tips = setter(AssetNetwork, "tips")


def assets(payload: bytes) -> Listing[Asset]:
    """The array of capital/config/getall."""
    coins = _coin_reader()(payload)
    names, put_name, places = _networks, _set_network, ORDINARY
    for coin in coins:
        for network in coin.networks:
            said = network.network
            put_name(network, names[network.venue_network])
            if said and said != network.tips:
                _set_tips(network, f"{network.tips} {said}".strip())
            fee, least = network.withdrawal_fee, network.withdrawal_minimum
            most, step = network.withdrawal_maximum, network.withdrawal_multiple
            if (
                fee.is_signed()
                or fee.adjusted() not in places
                or least.adjusted() not in places
                or not (fee.is_finite() and least.is_finite())
                or not (most is None or (most.adjusted() in places and most.is_finite()))
                or not (step is None or (step.adjusted() in places and step.is_finite()))
            ):
                _check_numbers(network, coins)
            if most is not None and not most:  # 0 in old answers, where there was no maximum.
                _set_maximum(network, NO_MAXIMUM)
            same_address: Any = network.withdrawal_fee_maximum
            if same_address is not None:
                _set_fee_maximum(network, None)
            if same_address or network.memo_required is None or network.memo_pattern is None:
                _tell_memos(network, same_address)
    return Listing(coins, payload)


def _tell_memos(network: AssetNetwork, same_address: bool | None) -> None:
    """Whether memos are needed, by both flags: no page says that withdrawTag and sameAddress always agree.

    Without either, as in answers of 2021, only an empty pattern says that there are none.
    """
    said, pattern = (network.memo_required, same_address), network.memo_pattern
    _set_memo_required(network, True if True in said else False if False in said or pattern == "" else None)
    if pattern is None:
        _set_memo_pattern(network, "")


def _check_numbers(network: AssetNetwork, coins: Sequence[Asset]) -> None:
    """Raises where a number of a network is none, or its fee below zero: there is no price for being paid."""
    at = next(
        f"$[{place}].networkList[{inner}]"
        for place, coin in enumerate(coins)
        for inner, each in enumerate(coin.networks)
        if each is network
    )
    for name in ("withdrawFee", "withdrawMin", "withdrawMax", "withdrawIntegerMultiple"):
        number = getattr(network, _NETWORK[name])
        if number is not None:
            try:
                ordinary(number)
            except ValueError as problem:
                raise msgspec.ValidationError(f"{problem} - at `{at}.{name}`") from None
    if network.withdrawal_fee < 0:
        number = network.withdrawal_fee
        raise msgspec.ValidationError(f"Expected a number not below zero, got {number} - at `{at}.withdrawFee`")


class WireAddress(msgspec.Struct):
    """{"address": "1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv", "coin": "BTC", "tag": "", "url": "https://btc.com/..."}"""

    address: str
    coin: str
    tag: str | None = None
    url: str | None = None


_read_address = msgspec.json.Decoder(WireAddress).decode


def deposit_address(payload: bytes, network: AssetNetwork) -> DepositAddress:
    """The answer of capital/deposit/address."""
    wire = _read_address(payload)
    address = DepositAddress(
        asset=wire.coin, network=network.network, address=wire.address, memo=wire.tag or None, url=wire.url or ""
    )
    return with_payload(address, payload)


# ------------------------------------------------------------------------------------------------ balances

_BALANCE = shape(
    Balance,
    # {"asset": "BTC", "free": "4723846.89208129", "locked": "0.00000000"}
    {"asset": "asset", "free": "free", "locked": "locked"},
)
# Of an account, `spot_balances` looks at all numbers together: to ask each of hundreds of balances costs more.
_OF_ACCOUNT: Any = type("Balance", (_BALANCE,), {"__slots__": (), "__attrs_post_init__": None})


class WireAccount(msgspec.Struct):
    """{"makerCommission": 15, "canTrade": true, "updateTime": 123456789, "balances": [...], ...}"""

    balances: list[_OF_ACCOUNT]


class WireFunding(Numbers):
    """{"asset": "USDT", "free": "1", "locked": "0", "freeze": "0", "withdrawing": "0", ...}"""

    asset: str
    free: Decimal
    locked: Decimal
    freeze: Decimal = Decimal(0)
    withdrawing: Decimal = Decimal(0)


class WireMargin(msgspec.Struct):
    """{"marginLevel": "11.64405625", "userAssets": [{"asset": "BTC", "free": "0.00499500", ...}],
    ...}"""

    userAssets: list[_BALANCE]  # type: ignore[valid-type]


class WirePair(msgspec.Struct):
    """{"symbol": "BTCUSDT", "baseAsset": {"asset": "BTC", "free": "0.00000000", ...}, "quoteAsset": {...}, ...}"""

    baseAsset: _BALANCE  # type: ignore[valid-type]
    quoteAsset: _BALANCE  # type: ignore[valid-type]


class WireIsolated(msgspec.Struct):
    """{"assets": [{"symbol": "BTCUSDT", ...}], "totalAssetOfBtc": "0.00000000", ...}"""

    assets: list[WirePair]


_read_margin = msgspec.json.Decoder(WireMargin).decode
_read_isolated = msgspec.json.Decoder(WireIsolated).decode
_free, _locked = attrgetter("free"), attrgetter("locked")
_read_account = msgspec.json.Decoder(WireAccount).decode
_read_funding = msgspec.json.Decoder(list[WireFunding]).decode


def spot_balances(payload: bytes) -> Listing[Balance]:
    """The balances of account."""
    balances: list[Balance] = _read_account(payload).balances
    if not all_ordinary(chain(map(_free, balances), map(_locked, balances))):
        for place, each in enumerate(balances):
            try:
                Balance(each.asset, each.free, each.locked)
            except ValueError as problem:
                raise msgspec.ValidationError(f"{problem} - at `$.balances[{place}]`") from None
    return Listing(balances, payload)


def funding_balances(payload: bytes) -> Listing[Balance]:
    """The array of asset/get-funding-asset: what is locked, frozen or on its way out is not free."""
    add = EXACT.add
    return Listing(
        [
            Balance(each.asset, each.free, add(add(each.locked, each.freeze), each.withdrawing))
            for each in _read_funding(payload)
        ],
        payload,
    )


def margin_balances(payload: bytes) -> Listing[Balance]:
    """The assets of margin/account; what is borrowed is in `raw`."""
    return Listing(_read_margin(payload).userAssets, payload)


def isolated_balances(payload: bytes) -> Listing[Balance]:
    """The assets of margin/isolated/account, each added up over all pairs."""
    free: dict[str, Decimal] = {}
    locked: dict[str, Decimal] = {}
    for pair in _read_isolated(payload).assets:
        held: tuple[Balance, Balance] = (pair.baseAsset, pair.quoteAsset)
        for each in held:
            free[each.asset] = EXACT.add(free.get(each.asset, Decimal(0)), each.free)
            locked[each.asset] = EXACT.add(locked.get(each.asset, Decimal(0)), each.locked)
    return Listing([Balance(asset, free[asset], locked[asset]) for asset in free], payload)


# ------------------------------------------------------------------------------------------------ deposits


class DepositCode(enum.Enum):
    """The wire's number of each `DepositStatus`."""

    PENDING = 0
    SUCCESS = 1
    REJECTED = 2
    CREDITED = 6
    WRONG = 7
    AWAITING_CONFIRMATION = 8


class WireDeposit(Numbers):
    """{"amount": "0.00999800", "coin": "PAXG", "network": "ETH", "status": 1, "insertTime": 1599621997000, ...}"""

    amount: Decimal
    coin: str
    status: DepositCode
    insertTime: int
    txId: str = ""
    id: str | int | None = None
    network: str = ""
    address: str = ""
    addressTag: str | None = None
    transferType: int = 0
    confirmTimes: str | int | None = None


_read_deposits = null_is_absent(msgspec.json.Decoder(list[WireDeposit]).decode)


def deposits(payload: bytes) -> Listing[Deposit]:
    """The array of capital/deposit/hisrec. Until 2023 it had no ids: the transaction's takes their place."""
    return Listing(map(_deposit, _read_deposits(payload)), payload)


def _deposit(wire: WireDeposit) -> Deposit:
    # "12/12": so many are there, so many are needed.
    have, _, need = str(wire.confirmTimes).partition("/")
    return Deposit(
        id=wire.txId if wire.id is None else str(wire.id),
        asset=wire.coin,
        amount=wire.amount,
        network=_networks[wire.network],
        venue_network=wire.network,
        status=DepositStatus[wire.status.name],
        address=wire.address,
        memo=wire.addressTag or None,
        transaction_id=wire.txId,
        timestamp_ms=present_ms(wire.insertTime),
        confirmations=int(have) if have.isdecimal() else None,
        required_confirmations=int(need) if need.isdecimal() else None,
        internal=wire.transferType == 1,
    )


# ------------------------------------------------------------------------------------------------ withdrawals

WALLET_TYPES: Final = {WalletKind.SPOT: 0, WalletKind.FUNDING: 1}
"""The wallets that withdrawals are made from, and the wire's number of each."""
_WALLETS: Final = {number: wallet for wallet, number in WALLET_TYPES.items()}


class WithdrawalCode(enum.Enum):
    """The wire's number of each `WithdrawalStatus`, as all references have it."""

    EMAIL_SENT = 0
    CANCELED = 1
    AWAITING_APPROVAL = 2
    REJECTED = 3
    PROCESSING = 4
    FAILED = 5
    COMPLETED = 6


class WireWithdrawal(Numbers):
    """{"id": "b6ae22b3aa844210a7041aee7589627c", "amount": "8.91000000", "transactionFee": "0.004", "coin": "USDT",
    "status": 6, "applyTime": "2019-10-12 11:12:02", "withdrawOrderId": "WITHDRAWtest123", "network": "ETH", ...}

    No page says whether `amount` is before or after the fee. In the examples of the older interface (WAPI) it is
    after: 0.99 and a fee of 0.01, 999.9999 and 0.0001.
    """

    id: str
    coin: str
    amount: Decimal
    status: WithdrawalCode
    applyTime: str | int
    address: str = ""
    addressTag: str | None = None
    network: str = ""
    transactionFee: Decimal | None = None
    txId: str | None = None
    withdrawOrderId: str | None = None
    transferType: int = 0
    walletType: int | None = None
    info: str | None = None
    completeTime: str | int | None = None


class WireWithdrawalId(msgspec.Struct):
    """{"id": "7213fea8e94b4a5593d507237e5a555b"}"""

    id: Id


_read_withdrawals = null_is_absent(msgspec.json.Decoder(list[WireWithdrawal]).decode)
_read_withdrawal_id = msgspec.json.Decoder(WireWithdrawalId).decode


def withdrawals(payload: bytes) -> Listing[Withdrawal]:
    """The array of capital/withdraw/history."""
    return Listing(map(_withdrawal, _read_withdrawals(payload)), payload)


def _withdrawal(wire: WireWithdrawal) -> Withdrawal:
    return Withdrawal(
        id=wire.id,
        client_id=wire.withdrawOrderId or None,
        asset=wire.coin,
        amount=wire.amount,
        network=_networks[wire.network],
        venue_network=wire.network,
        address=wire.address,
        memo=wire.addressTag or None,
        status=WithdrawalStatus[wire.status.name],
        fee=wire.transactionFee,
        transaction_id=wire.txId or None,
        applied_ms=_time_ms(wire.applyTime),
        completed_ms=_time_ms(wire.completeTime),
        internal=wire.transferType == 1,
        wallet=None if wire.walletType is None else _WALLETS.get(wire.walletType),
        note=wire.info or "",
    )


def _time_ms(time: str | int | None) -> int | None:
    return present_ms(time) if isinstance(time, int) else utc_text_ms(time)


def withdrawn(payload: bytes, request: WithdrawalRequest) -> Withdrawal:
    """The answer of capital/withdraw/apply, which is only an id: the rest is what was asked."""
    made = Withdrawal(
        id=_read_withdrawal_id(payload).id,
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


class WireQuota(Numbers):
    """{"wdQuota": "10000", "usedWdQuota": "1000"}; both in USD, of the past 24 hours"""

    wdQuota: Decimal
    usedWdQuota: Decimal


QUOTA_UNIT: Final = "USD"
DOLLAR: Final = "USDT"
"""What stands in for the dollars of the quota, in which nothing trades here."""

_INVERSE: Final = Context(prec=12, rounding=ROUND_UP)
"""Upwards: better a withdrawal that is valued a trifle too high than one that the venue refuses."""

_read_quota = msgspec.json.Decoder(WireQuota).decode


def withdrawal_quota(payload: bytes) -> WithdrawalQuota:
    """The answer of capital/withdraw/quota."""
    wire = _read_quota(payload)
    left = EXACT.subtract(wire.wdQuota, wire.usedWdQuota)
    quota = WithdrawalQuota(unit=QUOTA_UNIT, limit=wire.wdQuota, used=wire.usedWdQuota, remaining=left)
    return with_payload(quota, payload)


def priced_by(asset: str, listed: Iterable[Instrument]) -> list[Instrument]:
    """The instruments whose prices lead from `asset` to `DOLLAR`, in that order; none if nothing does.

    Of those that trade now: ASSET/USDT; else USDT/ASSET; else ASSET/X with X/USDT or USDT/X, where X is of all that
    ASSET is quoted in what most instruments are quoted in, and of several the first by name.
    """
    trading = {each.symbol: each for each in listed if each.status is InstrumentStatus.TRADING}

    def between(one: str) -> Instrument | None:
        return trading.get(f"{one}/{DOLLAR}") or trading.get(f"{DOLLAR}/{one}")

    direct = between(asset)
    if direct is not None:
        return [direct]
    quoting = Counter(each.quote for each in trading.values())
    quotes = [each.quote for each in trading.values() if each.base == asset]
    for quote in sorted(quotes, key=lambda name: (-quoting[name], name)):
        onwards = between(quote)
        if onwards is not None:
            return [trading[f"{asset}/{quote}"], onwards]
    return []


# ------------------------------------------------------------------------------------------------ account

_Flag = bool | Literal["true", "false"]


class WireRestrictions(msgspec.Struct):
    """{"ipRestrict": false, "createTime": 1623840271000, "enableWithdrawals": false, "enableReading": true, ...}"""

    ipRestrict: _Flag
    enableWithdrawals: _Flag
    enableReading: _Flag
    createTime: int | None = None
    enableSpotAndMarginTrading: _Flag | None = None
    permitsUniversalTransfer: _Flag | None = None
    tradingAuthorityExpirationTime: int | None = None


class WireAccountStatus(msgspec.Struct):
    """{"data": "Normal"}"""

    data: str


class WireIndicator(msgspec.Struct):
    """{"i": "UFR", "c": 20, "v": 0.05, "t": 0.995}: name, count, value, value at which it locks"""

    i: str
    v: Decimal
    t: Decimal


class WireTrading(msgspec.Struct):
    """{"isLocked": false, "plannedRecoverTime": 0, "triggerCondition": {"GCR": 150, "IFER": 150, "UFR": 300}, ...}"""

    isLocked: bool
    plannedRecoverTime: int | None = None
    triggerCondition: dict[str, Decimal] = {}
    indicators: dict[str, list[WireIndicator]] = {}


class WireTradingStatus(msgspec.Struct):
    """{"data": {...}}"""

    data: WireTrading


_read_restrictions = msgspec.json.Decoder(WireRestrictions).decode
_read_account_status = msgspec.json.Decoder(WireAccountStatus).decode
_read_trading_status = msgspec.json.Decoder(WireTradingStatus).decode


def _flag(said: bool | str | None) -> bool | None:
    return said == "true" if isinstance(said, str) else said


def key_permissions(payload: bytes) -> KeyPermissions:
    """The answer of account/apiRestrictions."""
    wire = _read_restrictions(payload)
    permissions = KeyPermissions(
        read=_flag(wire.enableReading),
        trade=_flag(wire.enableSpotAndMarginTrading),
        withdraw=_flag(wire.enableWithdrawals),
        transfer=_flag(wire.permitsUniversalTransfer),
        ip_restricted=_flag(wire.ipRestrict),
        created_ms=present_ms(wire.createTime),
        trading_expires_ms=present_ms(wire.tradingAuthorityExpirationTime),
    )
    return with_payload(permissions, payload)


def account_status(
    payload: bytes, read: Callable[[bytes], WireAccountStatus] = _read_account_status
) -> AccountStatus:
    """The answer of account/status, of whose words only "Normal" is documented."""
    word = read(payload).data
    return with_payload(AccountStatus(normal=True if word == "Normal" else None, message=word), payload)


def api_trading_status(
    payload: bytes, read: Callable[[bytes], WireTradingStatus] = _read_trading_status
) -> ApiTradingStatus:
    """The answer of account/apiTradingStatus. Its newer form tells only at which values it locks."""
    wire = read(payload).data
    watched: list[tuple[str, Decimal | None, Decimal]] = [
        (f"{symbol} {each.i}", each.v, each.t) for symbol, rules in wire.indicators.items() for each in rules
    ]
    watched += [(name, None, value) for name, value in wire.triggerCondition.items()]
    status = ApiTradingStatus(
        locked=wire.isLocked, recovers_ms=present_ms(wire.plannedRecoverTime), indicators=tuple(watched)
    )
    return with_payload(status, payload)


# ------------------------------------------------------------------------------------------------ transfers

TRANSFER_WORDS: Final = {
    WalletKind.SPOT: "MAIN",
    WalletKind.FUNDING: "FUNDING",
    WalletKind.MARGIN: "MARGIN",
    WalletKind.USD_FUTURES: "UMFUTURE",
    WalletKind.COIN_FUTURES: "CMFUTURE",
    WalletKind.OPTIONS: "OPTION",
}
"""What each wallet is called in the types of transfers, such as MAIN_UMFUTURE."""


class WireTransfer(Numbers):
    """{"asset": "USDT", "amount": "1", "type": "MAIN_UMFUTURE", "status": "CONFIRMED", "tranId": 11415955596, ...}"""

    asset: str
    amount: Decimal
    status: TransferStatus
    tranId: int | str
    timestamp: int


class WireTransfers(msgspec.Struct):
    """{"total": 2, "rows": [...]}; without rows where there are none"""

    rows: list[WireTransfer] = []


class WireTransferId(msgspec.Struct):
    """{"tranId": 13526853623}"""

    tranId: int | Id


_read_transfers = msgspec.json.Decoder(WireTransfers).decode
_read_transfer_id = msgspec.json.Decoder(WireTransferId).decode


def transfers(payload: bytes, source: WalletKind, target: WalletKind) -> Listing[Transfer]:
    """The rows of asset/transfer."""
    return Listing(
        [
            Transfer(
                id=str(each.tranId),
                asset=each.asset,
                amount=each.amount,
                source=source,
                target=target,
                status=each.status,
                timestamp_ms=present_ms(each.timestamp),
            )
            for each in _read_transfers(payload).rows
        ],
        payload,
    )


# ------------------------------------------------------------------------------------------------ dust, distributions

DUST_TARGET: Final = "BNB"


class WireDust(Numbers):
    """{"transId": 4359321, "serviceChargeAmount": "0.000009", "amount": "0.0009", "operateTime": 1615985535000,
    "transferedAmount": "0.000441", "fromAsset": "USDT"}"""

    fromAsset: str
    amount: Decimal
    transferedAmount: Decimal
    serviceChargeAmount: Decimal
    operateTime: int
    transId: int | str | None = None
    targetAsset: str = DUST_TARGET


class WireDribblet(msgspec.Struct):
    """{"operateTime": 1615985535000, "transId": 45178372831, "userAssetDribbletDetails": [...], ...}"""

    operateTime: int
    transId: int | str
    userAssetDribbletDetails: list[WireDust]


class WireDustLog(msgspec.Struct):
    """{"total": 8, "userAssetDribblets": [...]}; the total is of dribblets, as the examples of WAPI show"""

    total: int = 0
    userAssetDribblets: list[WireDribblet] = []


class WireConverted(WireDust, kw_only=True):
    """The same in the answer to a conversion, which spells its id tranId: {"tranId": 2970932918, ...}"""

    tranId: int | Id


class WireConversion(msgspec.Struct):
    """{"totalServiceCharge": "0.02102542", "totalTransfered": "1.05127099", "transferResult": [...]}"""

    transferResult: list[WireConverted]


class WireDividend(Numbers):
    """{"id": 1637366104, "amount": "10.00000000", "asset": "BHFT", "divTime": 1563189166000, "enInfo": "BHFT
    distribution", "tranId": 2968885920}"""

    asset: str
    amount: Decimal
    divTime: int
    enInfo: str = ""
    tranId: int | str | None = None
    id: int | str | None = None  # Until 2020 there was none.


class WireDividends(msgspec.Struct):
    """{"rows": [...], "total": 2}"""

    rows: list[WireDividend] = []


_read_dust_log = msgspec.json.Decoder(WireDustLog).decode
_read_conversion = msgspec.json.Decoder(WireConversion).decode
_read_dividends = msgspec.json.Decoder(WireDividends).decode


def _dust(wire: WireDust, number: int | str | None) -> DustConversion:
    return DustConversion(
        id="" if number is None else str(number),
        asset=wire.fromAsset,
        amount=wire.amount,
        target=wire.targetAsset,
        received=wire.transferedAmount,
        fee=wire.serviceChargeAmount,
        timestamp_ms=present_ms(wire.operateTime),
    )


def dust_conversions(payload: bytes) -> tuple[WireDustLog, Listing[DustConversion]]:
    """The answer of asset/dribblet, and of it each detail of each conversion."""
    wire = _read_dust_log(payload)
    details = [
        _dust(each, dribblet.transId if each.transId is None else each.transId)
        for dribblet in wire.userAssetDribblets
        for each in dribblet.userAssetDribbletDetails
    ]
    return wire, Listing(details, payload)


def converted(payload: bytes) -> Listing[DustConversion]:
    """The answer of asset/dust."""
    return Listing([_dust(each, each.tranId) for each in _read_conversion(payload).transferResult], payload)


def _dividends(payload: bytes) -> Sequence[WireDividend]:
    return _read_dividends(payload).rows


def distributions(
    payload: bytes, read: Callable[[bytes], Sequence[WireDividend]] = _dividends
) -> Listing[Distribution]:
    """The rows of asset/assetDividend."""
    return Listing(
        [
            Distribution(
                id=str(each.tranId if each.id is None else each.id),
                asset=each.asset,
                amount=each.amount,
                description=each.enInfo,
                timestamp_ms=present_ms(each.divTime),
                transaction_id=None if each.tranId is None else str(each.tranId),
            )
            for each in read(payload)
        ],
        payload,
    )


# ------------------------------------------------------------------------------------------------ snapshots

SNAPSHOT_TYPES: Final = {
    WalletKind.SPOT: "SPOT",
    WalletKind.MARGIN: "MARGIN",
    WalletKind.USD_FUTURES: "FUTURES",
}


class WireFutures(Numbers):
    """{"asset": "USDT", "marginBalance": "118.99782335", "walletBalance": "120.23811389"}"""

    asset: str
    walletBalance: Decimal


class WireSnapshotData(Numbers):
    """{"balances": [...], "totalAssetOfBtc": "0.09942700"}; userAssets for margin, assets for futures"""

    balances: list[_BALANCE] = []  # type: ignore[valid-type]
    userAssets: list[_BALANCE] = []  # type: ignore[valid-type]
    assets: list[WireFutures] = []
    totalAssetOfBtc: Decimal | None = None


class WireSnapshot(msgspec.Struct):
    """{"data": {...}, "type": "spot", "updateTime": 1576281599000}"""

    data: WireSnapshotData
    updateTime: int


class WireSnapshots(msgspec.Struct):
    """{"code": 200, "msg": "", "snapshotVos": [...]}; another code is an error"""

    code: int
    msg: str = ""
    snapshotVos: list[WireSnapshot] | None = None


_read_snapshots = msgspec.json.Decoder(WireSnapshots).decode


def account_snapshots(wire: WireSnapshots, payload: bytes, wallet: WalletKind) -> Listing[AccountSnapshot]:
    """The answer of accountSnapshot."""
    return Listing(
        [
            AccountSnapshot(
                wallet=wallet,
                timestamp_ms=present_ms(each.updateTime),
                balances=(
                    *each.data.balances,
                    *each.data.userAssets,
                    # Of futures only the whole is told.
                    *(Balance(held.asset, held.walletBalance, Decimal(0)) for held in each.data.assets),
                ),
                total_in_btc=each.data.totalAssetOfBtc,
            )
            for each in wire.snapshotVos or ()
        ],
        payload,
    )


# ------------------------------------------------------------------------------------------------ windows


def windows(since: int | None, until: int | None, now: int, days: int) -> Iterator[tuple[int | None, int | None]]:
    """The spans from `since` to `until`, in milliseconds, newest first, each shorter than `days`.

    Neighbours share a millisecond, so that nothing falls between them whether the venue counts the ends in or
    not. Without `since`, one span: the venue's own default, or as long as may be before `until`.
    """
    longest = days * DAY_MS - 1
    if until is not None and until >= now:
        until = None
    if since is None:
        yield (None if until is None else until - longest), until
        return
    end = until
    while True:
        # An open end is now by the venue's clock, which may be ahead of ours.
        start = max(since, (now + MINUTE_MS if end is None else end) - longest)
        yield start, end
        if start == since:
            return
        end = start


class _Unseen:
    """Tells which records are new, where neighbouring pages and spans may hold the same."""

    def __init__(self) -> None:
        self.before: set[object] = set()
        self.here: set[object] = set()

    def next_span(self) -> None:
        """Only the neighbour can hold the same."""
        self.before, self.here = self.here, set()

    def of(self, page: Listing[T], key: Callable[[T], object]) -> Listing[T]:
        """What no earlier page held. Two that look alike within one page are two."""
        known = self.before | self.here
        keys = [key(each) for each in page]
        self.here.update(keys)
        if known.isdisjoint(keys):
            return page
        return Listing((each for each, name in zip(page, keys, strict=True) if name not in known), page.payload)


# ------------------------------------------------------------------------------------------------ the port


class BinanceWallet(Wallet[W]):
    """The wallet of Binance. With the setting ``wallet_api = "wapi"`` it is `wapi.WapiWallet`."""

    def __new__(cls, session: Session, market: Market[Any] | None = None) -> Self:
        """The wallet that the settings of the session ask for."""
        kind: type[Self] = cls
        if cls is BinanceWallet and getattr(session.settings, "wallet_api", "sapi") == "wapi":
            from crossvenue_binance.wapi import WapiWallet  # Seldom wanted.

            kind = cast("type[Self]", WapiWallet)
        return object.__new__(kind)

    fee_from_amount = True
    """What arrives is the amount less the fee."""

    wallets = tuple(WALLET_TYPES)

    read_distributions: Callable[[bytes], Listing[Distribution]] = staticmethod(distributions)

    restricted_keys_only = True
    """"You must apply the IP Access Restriction filter in order to enable withdrawals" (Get API Key Permission)."""

    async def _balances(self, wallet: WalletKind) -> Listing[Balance]:
        if wallet is WalletKind.SPOT:
            return await self.session.call(self._endpoint("account"), {}, spot_balances)
        if wallet is WalletKind.FUNDING:
            return await self.session.call(self._endpoint("funding_wallet"), {}, funding_balances)
        if wallet is WalletKind.MARGIN:
            return await self.session.call(self._endpoint("margin_account"), {}, margin_balances)
        if wallet is WalletKind.ISOLATED_MARGIN:
            # The pairs' accounts are apart from each other; `raw` has them one by one.
            return await self.session.call(self._endpoint("isolated_margin_account"), {}, isolated_balances)
        why = f"{wallet.value} is no part of the spot interface, and has one of its own"
        raise NotOffered(self.session.name, "wallet.balances", why)

    async def _assets(self) -> Listing[Asset]:
        return await self.session.call(self._endpoint("coins"), {}, assets)

    async def _deposit_address(self, network: AssetNetwork) -> DepositAddress:
        return await self.session.call(
            self._endpoint("deposit_address"),
            {"coin": network.asset, "network": network.venue_network},
            lambda payload: deposit_address(payload, network),
        )

    # -------------------------------------------------------------------------------------- histories

    def _deposits(self, asset: str | None, since: int | None, until: int | None) -> AsyncIterator[Listing[Deposit]]:
        return self._history(
            self._endpoint("deposit_history"),
            asset,
            since,
            until,
            deposits,
            lambda each: (each.id, each.asset, each.address, each.amount, each.timestamp_ms),
        )

    def _withdrawals(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Withdrawal]]:
        return self._history(
            self._endpoint("withdraw_history"), asset, since, until, withdrawals, lambda each: each.id
        )

    async def _history(
        self,
        endpoint: Endpoint,
        asset: str | None,
        since: int | None,
        until: int | None,
        read: Callable[[bytes], Listing[T]],
        key: Callable[[T], object],
    ) -> AsyncIterator[Listing[T]]:
        unseen = _Unseen()
        for start, end in windows(since, until, self.session.clock.now_ms(), 90):
            unseen.next_span()
            async for page in self._span(endpoint, {"coin": asset, "startTime": start, "endTime": end}, read):
                fresh = unseen.of(page, key)
                if fresh:
                    yield fresh

    async def _span(
        self, endpoint: Endpoint, asked: Mapping[str, object], read: Callable[[bytes], Listing[T]]
    ) -> AsyncIterator[Listing[T]]:
        """The pages of one span of a history."""
        offset = 0
        while True:
            page = await self.session.call(endpoint, {**asked, "offset": offset or None, "limit": PAGE}, read)
            yield page
            if len(page) < PAGE:
                return
            offset += len(page)

    async def _withdrawal(
        self, withdrawal_id: str | None, client_id: str | None, around: int | None
    ) -> Withdrawal | None:
        # Without times the venue looks at the last 7 days for an id of ours, at the last 90 for one of its own.
        span = self._around(around, 90 if client_id is None else 7)
        params: dict[str, object] = {"withdrawOrderId": client_id, "idList": withdrawal_id, **span}
        found = await self.session.call(self._endpoint("withdraw_history"), params, withdrawals)
        for each in found:
            if each.id == withdrawal_id or (client_id is not None and each.client_id == client_id):
                return each if found.payload is None else with_payload(each, found.payload)
        return None

    def _around(self, around: int | None, days: int) -> dict[str, object]:
        """The span of `days` that has `around` in its middle; without it the venue's own."""
        if around is None:
            return {"startTime": None, "endTime": None}
        half = days * DAY_MS // 2 - MINUTE_MS
        end = around + half
        return {"startTime": around - half, "endTime": end if end < self.session.clock.now_ms() else None}

    def _transfer_type(self, operation: str, source: WalletKind, target: WalletKind) -> str:
        words = [TRANSFER_WORDS.get(each) for each in (source, target)]
        if None in words:
            raise NotOffered(
                self.session.name,
                operation,
                "isolated margin has an account for each pair: use raw.universal_transfer, which takes the pair",
            )
        kind = f"{words[0]}_{words[1]}"
        if kind not in (self._endpoint("universal_transfer").params["type"].values or ()):
            raise NotOffered(
                self.session.name, operation, f"nothing moves from {source.value} to {target.value} in one step"
            )
        return kind

    async def _transfers(
        self, source: WalletKind, target: WalletKind, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Transfer]]:
        kind = self._transfer_type("wallet.transfers", source, target)
        if since is None and until is not None:
            since = until - 7 * DAY_MS  # As the venue has it when no times are given.
        unseen, current = _Unseen(), 1
        while True:
            page = await self.session.call(
                self._endpoint("universal_transfer_history"),
                {"type": kind, "startTime": since, "endTime": until, "current": current, "size": TRANSFER_PAGE},
                lambda payload: transfers(payload, source, target),
            )
            fresh = unseen.of(page, lambda each: each.id)
            if fresh:
                yield fresh
            if len(page) < TRANSFER_PAGE:
                return
            current += 1

    async def _dust_conversions(self, since: int | None, until: int | None) -> AsyncIterator[Listing[DustConversion]]:
        # One answer holds the last 100, with a count of all: what is older is asked for by time.
        unseen, end = _Unseen(), until
        given: set[tuple[int | str, int]] = set()
        total = 0
        while True:
            wire, page = await self.session.call(
                self._endpoint("dust_log"), {"startTime": since, "endTime": end}, dust_conversions
            )
            before = len(given)
            given.update((each.transId, each.operateTime) for each in wire.userAssetDribblets)
            total = max(total, wire.total)
            fresh = unseen.of(page, lambda each: (each.id, each.asset, each.amount, each.timestamp_ms))
            if fresh:
                yield fresh
            if len(given) >= total or len(given) == before:
                break
            end = min(each.operateTime for each in wire.userAssetDribblets)
        if len(given) < total:
            # No error: what it counts is not documented further, and nothing before December 2020 is given.
            warnings.warn(
                f"{self.session.name} counts {total} conversions of small balances and gave {len(given)} of them: "
                "the history is not complete",
                RuntimeWarning,
                stacklevel=2,
            )

    async def _distributions(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Distribution]]:
        endpoint, read = self._endpoint("asset_dividend"), self.read_distributions
        unseen = _Unseen()
        for start, last in windows(since, until, self.session.clock.now_ms(), 180):
            unseen.next_span()
            end = last
            while True:
                page = await self.session.call(
                    endpoint,
                    {"asset": asset, "startTime": start, "endTime": end, "limit": DISTRIBUTION_PAGE},
                    read,
                )
                fresh = unseen.of(page, lambda each: each)
                if fresh:
                    yield fresh
                if len(page) < DISTRIBUTION_PAGE:
                    break
                # No offset here: what is older than the oldest, and what shares its millisecond.
                oldest = min(each.timestamp_ms or 0 for each in page)
                if oldest == end:
                    raise UnreadableResponse(
                        f"{DISTRIBUTION_PAGE} distributions share a millisecond: the venue cannot be asked for more",
                        venue=self.session.name,
                        endpoint=endpoint.label,
                    )
                end = oldest

    async def _account_snapshots(
        self, wallet: WalletKind, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[AccountSnapshot]]:
        kind = SNAPSHOT_TYPES.get(wallet)
        if kind is None:
            raise NotOffered(
                self.session.name, "wallet.account_snapshots", f"Binance takes none of the {wallet.value} wallet"
            )
        endpoint = self._endpoint("account_snapshot")

        def read(payload: bytes) -> Listing[AccountSnapshot]:
            wire = _read_snapshots(payload)
            if wire.code != 200:  # Errors come as successes here.
                raise error_class(wire.code, wire.msg)(
                    wire.msg, venue=self.session.name, endpoint=endpoint.label, status=200, code=wire.code
                )
            return account_snapshots(wire, payload, wallet)

        unseen = _Unseen()
        for start, end in windows(since, until, self.session.clock.now_ms(), 30):
            unseen.next_span()
            params: Mapping[str, object] = {"type": kind, "startTime": start, "endTime": end, "limit": SNAPSHOT_PAGE}
            fresh = unseen.of(await self.session.call(endpoint, params, read), lambda each: each.timestamp_ms)
            if fresh:
                yield fresh

    # -------------------------------------------------------------------------------------- the account

    async def _withdrawal_quota(self, asset: str | None) -> WithdrawalQuota:
        # One quota, in USD, for all assets together.
        return await self.session.call(self._endpoint("withdraw_quota"), {}, withdrawal_quota)

    async def _rate(self, asset: str, unit: str) -> Rate:
        said = f"{DOLLAR} taken for {QUOTA_UNIT}"
        if asset == DOLLAR:
            return Rate(unit=QUOTA_UNIT, rate=Decimal(1), words=said)
        path = priced_by(asset, (await self._market.listed()).listing)
        if not path:
            raise UnknownInstrument(f"nothing that trades here leads from {asset} to {DOLLAR}, taken for {unit}")
        rate = Decimal(1)
        words: list[str] = []
        for instrument in path:
            price: Decimal = (await self._market._price(instrument)).price  # noqa: SLF001 - a port of ours
            if not is_ordinary(price) or price <= 0:
                raise UnknownInstrument(f"{instrument.symbol} has no price: it has never traded")
            words.append(f"market.price of {instrument.symbol} {price:f}")
            if instrument.base != asset:
                price = _INVERSE.divide(Decimal(1), price)
            rate = EXACT.multiply(rate, price)
            asset = instrument.quote if instrument.base == asset else instrument.base
        return Rate(unit=QUOTA_UNIT, rate=rate, words=", ".join([*words, said]))

    async def _key_permissions(self) -> KeyPermissions:
        return await self.session.call(self._endpoint("api_restrictions"), {}, key_permissions)

    async def _account_status(self) -> AccountStatus:
        return await self.session.call(self._endpoint("account_status"), {}, account_status)

    async def _api_trading_status(self) -> ApiTradingStatus:
        return await self.session.call(self._endpoint("api_trading_status"), {}, api_trading_status)

    # -------------------------------------------------------------------------------------- acts

    async def _withdraw(self, request: WithdrawalRequest) -> Withdrawal:
        return await self.session.call(
            self._endpoint("withdraw"),
            {
                "coin": request.asset,
                "withdrawOrderId": request.client_id,
                "network": request.venue_network,
                "address": request.address,
                "addressTag": request.memo,
                "amount": request.amount,
                **self._switches(request),
            },
            lambda payload: withdrawn(payload, request),
            client_id=request.client_id,
            find_out=f'wallet.withdrawal(client_id="{request.client_id}")',
        )

    def _switches(self, request: WithdrawalRequest) -> dict[str, object]:
        """What has a default at the venue, and is sent all the same."""
        # To another account of Binance: the fee stays with whom it is taken from.
        return {"transactionFeeFlag": False, "walletType": WALLET_TYPES[request.wallet]}

    _cancel_withdrawal = not_offered("Binance has no request that stops a withdrawal")

    async def _transfer(self, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> Transfer:
        kind = self._transfer_type("wallet.transfer", source, target)

        def read(payload: bytes) -> Transfer:
            number = str(_read_transfer_id(payload).tranId)
            made = Transfer(id=number, asset=asset, amount=amount, source=source, target=target)
            return with_payload(made, payload)

        return await self.session.call(
            self._endpoint("universal_transfer"),
            {"type": kind, "asset": asset, "amount": amount},
            read,
            find_out=f'wallet.transfers(source="{source.value}", target="{target.value}")',
        )

    async def _convert_dust(self, assets: Sequence[str]) -> Listing[DustConversion]:
        return await self.session.call(
            self._endpoint("dust_convert"),
            {"asset": list(assets), "accountType": "SPOT"},
            converted,
            find_out="wallet.dust_conversions()",
        )
