"""Binance.US's wallet: what differs from Binance's. https://docs.binance.us, read November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

import enum
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar

import attrs
import msgspec

from crossvenue.endpoint import Endpoint
from crossvenue.errors import NotOffered, UnreadableResponse
from crossvenue.interfaces import W, not_offered
from crossvenue.model import (
    AccountStatus,
    ApiTradingStatus,
    Balance,
    Deposit,
    DepositStatus,
    Distribution,
    DustConversion,
    Listing,
    WalletKind,
    Withdrawal,
    WithdrawalRequest,
    WithdrawalStatus,
    with_payload,
)
from crossvenue.numbers import EXACT
from crossvenue.wire import Id, Numbers, null_is_absent, present_ms
from crossvenue_binance import wallet as binance
from crossvenue_binance.wallet import DAY_MS, BinanceWallet

T = TypeVar("T")

FIAT: Final = "USD"
"""The one currency of its fiat histories."""
DUST_TARGET: Final = "BNB"
DUST_DAYS: Final = 90
"""How far back conversions are asked for when nobody says it: the venue wants both times."""


# ------------------------------------------------------------------------------------------------ account


class WireAccountStatus(binance.WireAccountStatus):
    """{"msg": "Normal", "success": true}"""

    data: str = msgspec.field(name="msg")


class WireTradingStatus(binance.WireTradingStatus):
    """{"success": true, "status": {"isLocked": false, "plannedRecoverTime": 0, "triggerCondition": {...}, ...}}"""

    data: binance.WireTrading = msgspec.field(name="status")


class WireDistribution(binance.WireDividend):
    """{"amount": "10.00000000", "asset": "BHFT", "divTime": 1563189166000, "category": "BHFT distribution", "tranId":
    2968885920}; several may share a tranId"""

    enInfo: str = msgspec.field(name="category", default="")


class WireDistributions(msgspec.Struct):
    """{"rows": [...], "total": 2}"""

    rows: list[WireDistribution] = []


_read_account_status = msgspec.json.Decoder(WireAccountStatus).decode
_read_trading_status = msgspec.json.Decoder(WireTradingStatus).decode
_read_distributions = msgspec.json.Decoder(WireDistributions).decode


def account_status(payload: bytes) -> AccountStatus:
    """The answer of accountStatus: "Normal", or a sentence about what is not."""
    return binance.account_status(payload, _read_account_status)


def api_trading_status(payload: bytes) -> ApiTradingStatus:
    """The answer of apiTradingStatus."""
    return binance.api_trading_status(payload, _read_trading_status)


def distributions(payload: bytes) -> Listing[Distribution]:
    """The rows of asset/assetDistributionHistory."""
    return binance.distributions(payload, lambda answer: _read_distributions(answer).rows)


# ------------------------------------------------------------------------------------------------ dollars


class FiatState(enum.Enum):
    """The words of both histories of dollars, of which the document shows Processing and Successful.

    INIT is that of the answer to a withdrawal of dollars. The others are those that Binance's reference of 2022 lists
    for its own (GET /sapi/v1/fiat/orders), and Expired that of its example. One that is not here raises, as every
    unknown state does.
    """

    INIT = "INIT"
    PROCESSING = "Processing"
    SUCCESSFUL = "Successful"
    FINISHED = "Finished"
    FAILED = "Failed"
    EXPIRED = "Expired"
    REFUNDING = "Refunding"
    REFUNDED = "Refunded"
    REFUND_FAILED = "Refund Failed"
    PARTIAL_CREDIT_STOPPED = "Order Partial credit Stopped"


_DEPOSITED: Final = {
    FiatState.INIT: DepositStatus.PENDING,
    FiatState.PROCESSING: DepositStatus.PENDING,
    FiatState.SUCCESSFUL: DepositStatus.SUCCESS,
    FiatState.FINISHED: DepositStatus.SUCCESS,
    FiatState.FAILED: DepositStatus.REJECTED,
    FiatState.EXPIRED: DepositStatus.REJECTED,
    # What goes back to the bank is not the account's, whether it is there yet or not.
    FiatState.REFUNDING: DepositStatus.REJECTED,
    FiatState.REFUNDED: DepositStatus.REJECTED,
    # It came, and is neither credited whole nor back at the bank: somebody must look after it.
    FiatState.REFUND_FAILED: DepositStatus.WRONG,
    FiatState.PARTIAL_CREDIT_STOPPED: DepositStatus.WRONG,
}
_WITHDRAWN: Final = {
    FiatState.INIT: WithdrawalStatus.PROCESSING,
    FiatState.PROCESSING: WithdrawalStatus.PROCESSING,
    FiatState.SUCCESSFUL: WithdrawalStatus.COMPLETED,
    FiatState.FINISHED: WithdrawalStatus.COMPLETED,
    FiatState.FAILED: WithdrawalStatus.FAILED,
    FiatState.EXPIRED: WithdrawalStatus.FAILED,
    FiatState.REFUNDING: WithdrawalStatus.PROCESSING,  # Not over: who paid again now would pay twice if it fails.
    FiatState.REFUNDED: WithdrawalStatus.FAILED,
    # Dollars left and are not back, or arrived in part: none of our words says that, and "failed" would say that
    # nothing left.
    FiatState.REFUND_FAILED: None,
    FiatState.PARTIAL_CREDIT_STOPPED: None,
}


class WireFiat(Numbers):
    """{"orderId": "c3415d574fa747df88a75c66c037f890", "paymentAccount": "ab13f629-b074-470a-bc80-b830e169691f",
    "paymentChannel": "MODERNTREASURY", "paymentMethod": "ACH", "orderStatus": "Successful", "fiatCurrency": "USD",
    "amount": "0.99", "transactionFee": "0.01", "platformFee": "0"}; a withdrawal has no fiatCurrency, and no time"""

    orderId: str
    orderStatus: FiatState
    amount: Decimal
    paymentMethod: str = ""
    paymentAccount: str = ""
    fiatCurrency: str = FIAT
    transactionFee: Decimal = Decimal(0)
    platformFee: Decimal = Decimal(0)


class WireFiatHistory(msgspec.Struct):
    """{"assetLogRecordList": [...]}"""

    assetLogRecordList: list[WireFiat] = []


_read_fiat = null_is_absent(msgspec.json.Decoder(WireFiatHistory).decode)


def fiat_deposits(payload: bytes) -> Listing[Deposit]:
    """The records of fiatpayment/query/deposit/history: dollars that came, the way of payment as network."""
    return Listing(
        [
            Deposit(
                id=each.orderId,
                asset=each.fiatCurrency,
                amount=each.amount,
                network=None,
                venue_network=each.paymentMethod,
                status=_DEPOSITED[each.orderStatus],
                address=each.paymentAccount,
                memo=None,
                transaction_id="",
                timestamp_ms=None,
            )
            for each in _read_fiat(payload).assetLogRecordList
        ],
        payload,
    )


def fiat_withdrawals(payload: bytes) -> Listing[Withdrawal]:
    """The records of fiatpayment/query/withdraw/history; the fee is that of the transaction and of the platform.

    One that is neither paid nor taken back has no status: `note` has the venue's word.
    """
    return Listing(
        [
            Withdrawal(
                id=each.orderId,
                client_id=None,
                asset=each.fiatCurrency,
                amount=each.amount,
                network=None,
                venue_network=each.paymentMethod,
                address=each.paymentAccount,
                memo=None,
                status=_WITHDRAWN[each.orderStatus],
                note="" if _WITHDRAWN[each.orderStatus] is not None else each.orderStatus.value,
                fee=EXACT.add(each.transactionFee, each.platformFee),
            )
            for each in _read_fiat(payload).assetLogRecordList
        ],
        payload,
    )


# ------------------------------------------------------------------------------------------------ dust


class WireDust(Numbers):
    """{"fromAsset": "LTC", "toAsset": "BTC", "amount": "0.2", "transferredAmount": "0.00284058",
    "serviceChargeAmount": "0.00005797", "operateTime": 1659583487000, "tranId": 28822799}"""

    fromAsset: str
    toAsset: str
    amount: Decimal
    transferredAmount: Decimal
    serviceChargeAmount: Decimal
    operateTime: int
    tranId: int | Id


class WireConverted(WireDust, kw_only=True):
    """The same in the answer to a conversion: {..., "transferredAmount": "0.00289855", "result": "S"}"""

    result: Literal["S"]


class WireConversion(msgspec.Struct):
    """{"totalTransferred": "0.00289855", "totalServiceCharge": "0.00005797", "transferResult": [...]}"""

    transferResult: list[WireConverted]


class WireDustDetails(msgspec.Struct):
    """{"operateTime": 1659583487000, "userAssetDribbletDetails": [...], ...}"""

    userAssetDribbletDetails: list[WireDust]


class WireDustLog(msgspec.Struct):
    """{"total": 1, "userDustConvertHistory": [...]}"""

    userDustConvertHistory: list[WireDustDetails] = []


_read_conversion = msgspec.json.Decoder(WireConversion).decode
_read_dust_log = msgspec.json.Decoder(WireDustLog).decode


def _dust(wire: WireDust, received: Decimal) -> DustConversion:
    return DustConversion(
        id=str(wire.tranId),
        asset=wire.fromAsset,
        amount=wire.amount,
        target=wire.toAsset,
        received=received,
        fee=wire.serviceChargeAmount,
        timestamp_ms=present_ms(wire.operateTime),
    )


def converted(payload: bytes) -> Listing[DustConversion]:
    """The answer of asset/dust, which states amounts with the fee in them; the history states them without it.

    The document shows one conversion (28822799) both ways: 0.00289855 with the fee of 0.00005797, 0.00284058 without.
    """
    return Listing(
        [
            _dust(each, EXACT.subtract(each.transferredAmount, each.serviceChargeAmount))
            for each in _read_conversion(payload).transferResult
        ],
        payload,
    )


def dust_conversions(payload: bytes) -> Listing[DustConversion]:
    """The answer of asset/query/dust-logs: each detail of each conversion."""
    return Listing(
        [
            _dust(each, each.transferredAmount)
            for conversion in _read_dust_log(payload).userDustConvertHistory
            for each in conversion.userAssetDribbletDetails
        ],
        payload,
    )


# ------------------------------------------------------------------------------------------------ histories

_DOLLARS: Final[Mapping[str, tuple[str, Callable[[bytes], Listing[Any]]]]] = {
    "deposit_history": ("fiat_deposit_history", fiat_deposits),
    "withdraw_history": ("fiat_withdraw_history", fiat_withdrawals),
}
"""Where the same is told of dollars, and how it is read."""


def _newest_first(record: Any) -> int:
    time = record.timestamp_ms if isinstance(record, Deposit) else record.applied_ms
    return -(time or 0)


def _found(page: Listing[Withdrawal], withdrawal_id: str | None, client_id: str | None) -> list[Withdrawal]:
    if client_id is None:
        return [each for each in page if each.id == withdrawal_id]
    # The answer need not repeat the id of ours that was asked for.
    return [each for each in page if each.client_id == client_id] or [each for each in page if each.client_id is None]


# ------------------------------------------------------------------------------------------------ the port


class BinanceUsWallet(BinanceWallet[W]):
    """The wallet of Binance.US: one wallet, and histories that are told one asset at a time.

    Without an asset, `deposits` and `withdrawals` ask for each asset that the venue lists, and at the end for
    dollars: as many requests as there are assets for each 90 days. `withdrawal` asks likewise until it finds it. The
    histories of "USD" are those of bank payments, which have no times; paying out dollars is `fiat.withdraw`.
    """

    wallets = (WalletKind.SPOT,)
    read_distributions = staticmethod(distributions)
    restricted_keys_only = False

    _key_permissions = not_offered("Binance.US has no request that tells what a key may do")
    _withdrawal_quota = not_offered("Binance.US has no request that tells how much may be withdrawn")
    _account_snapshots = not_offered("Binance.US has removed its snapshots")
    _transfer = not_offered("Binance.US has one wallet; sub_accounts.transfer moves between accounts")
    _transfers = not_offered("Binance.US has one wallet; sub_accounts.transfers has those between accounts")
    _cancel_withdrawal = not_offered("Binance.US has no request that stops a withdrawal")

    async def _balances(self, wallet: WalletKind) -> Listing[Balance]:
        if wallet is not WalletKind.SPOT:
            raise NotOffered(self.session.name, "wallet.balances", f"Binance.US has no {wallet.value} wallet")
        return await super()._balances(wallet)

    async def _account_status(self) -> AccountStatus:
        return await self.session.call(self._endpoint("account_status"), {}, account_status)

    async def _api_trading_status(self) -> ApiTradingStatus:
        return await self.session.call(self._endpoint("api_trading_status"), {}, api_trading_status)

    # -------------------------------------------------------------------------------------- histories

    async def _told_apart(self) -> list[str]:
        """The coins that a history is asked for, one by one."""
        return [each.asset for each in await self._assets() if each.asset != FIAT]

    async def _history(
        self,
        endpoint: Endpoint,
        asset: str | None,
        since: int | None,
        until: int | None,
        read: Callable[[bytes], Listing[T]],
        key: Callable[[T], object],
    ) -> AsyncIterator[Listing[T]]:
        # Of all assets, dollars are asked for when every coin is told: a payment that cannot be read hides no coin.
        for each in (None, FIAT) if asset is None else (asset,):
            async for page in super()._history(endpoint, each, since, until, read, key):
                yield page

    async def _span(
        self, endpoint: Endpoint, asked: Mapping[str, object], read: Callable[[bytes], Listing[T]]
    ) -> AsyncIterator[Listing[T]]:
        if asked["coin"] is None:
            found: list[T] = []
            answers: list[bytes] = []
            for asset in await self._told_apart():
                async for page in self._span(endpoint, {**asked, "coin": asset}, read):
                    found.extend(page)
                    answers.append(page.payload or b"null")
            yield Listing(sorted(found, key=_newest_first), b"[" + b",".join(answers) + b"]")
            return
        pages = self._dollars(endpoint, asked) if asked["coin"] == FIAT else super()._span(endpoint, asked, read)
        async for page in pages:
            yield page

    async def _dollars(self, endpoint: Endpoint, asked: Mapping[str, object]) -> AsyncIterator[Listing[Any]]:
        name, read = _DOLLARS[endpoint.name]
        span = {"fiatCurrency": FIAT, "startTime": asked["startTime"], "endTime": asked["endTime"]}
        seen: set[str] = set()
        while True:
            page = await self.session.call(self._endpoint(name), {**span, "offset": len(seen) or None}, read)
            if page or not seen:
                yield page
            # How many come at once is not documented, so only nothing new is the end.
            if seen.issuperset(each.id for each in page):
                return
            seen.update(each.id for each in page)

    async def _withdrawal(
        self, withdrawal_id: str | None, client_id: str | None, around: int | None
    ) -> Withdrawal | None:
        endpoint, span = self._endpoint("withdraw_history"), self._around(around, 90)
        # Payments carry no id of ours.
        for asset in [*await self._told_apart(), *([FIAT] if client_id is None else [])]:
            asked = {"coin": asset, "withdrawOrderId": client_id, **span}
            async for page in self._span(endpoint, asked, binance.withdrawals):
                found = _found(page, withdrawal_id, client_id)
                if len(found) > 1:
                    raise UnreadableResponse(
                        f"{len(found)} withdrawals of {asset} go by the id {client_id}",
                        venue=self.session.name,
                        endpoint=endpoint.label,
                    )
                if found:
                    made = attrs.evolve(found[0], client_id=client_id or found[0].client_id)
                    return made if page.payload is None else with_payload(made, page.payload)
        return None

    async def _dust_conversions(self, since: int | None, until: int | None) -> AsyncIterator[Listing[DustConversion]]:
        end = self.session.clock.now_ms() if until is None else until
        begin = end - DUST_DAYS * DAY_MS if since is None else since
        yield await self.session.call(
            self._endpoint("dust_log"), {"startTime": begin, "endTime": end}, dust_conversions
        )

    # -------------------------------------------------------------------------------------- acts

    def _switches(self, request: WithdrawalRequest) -> dict[str, object]:
        return {}

    async def _convert_dust(self, assets: Sequence[str]) -> Listing[DustConversion]:
        return await self.session.call(
            self._endpoint("dust_convert"),
            {"fromAsset": list(assets), "toAsset": DUST_TARGET},
            converted,
            find_out="wallet.dust_conversions()",
        )
