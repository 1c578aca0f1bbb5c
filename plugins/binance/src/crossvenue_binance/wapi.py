"""Binance's wallet over WAPI, which the exchange retired on 2021-08-01; for those who replay or kept it.

Chosen by ``wallet_api = "wapi"``, with `allow_retired` or in replay. The document is that of December 2017 to 2020,
https://github.com/binance-exchange/binance-official-api-docs, and the changelog of the Spot reference (2019-10-11,
2019-12, 2020-01-15, 2020-03-13) for what came later. Numbers are JSON numbers here, and read with all their digits.
"""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Callable, Mapping
from decimal import Decimal
from typing import Final, TypeVar

import attrs
import msgspec

from crossvenue.endpoint import Endpoint
from crossvenue.errors import NotOffered, UnknownNetwork
from crossvenue.interfaces import W, not_offered
from crossvenue.model import (
    AccountStatus,
    ApiTradingStatus,
    Asset,
    AssetNetwork,
    Balance,
    Deposit,
    DepositAddress,
    DepositStatus,
    DustConversion,
    Listing,
    Memo,
    WalletKind,
    Withdrawal,
    WithdrawalRequest,
    WithdrawalStatus,
    with_payload,
)
from crossvenue.networks import canonical
from crossvenue.preflight import Check, Plan, Preflight, Result
from crossvenue.wire import Id, Numbers, null_is_absent, present_ms, utc_text_ms
from crossvenue_binance import wallet as sapi
from crossvenue_binance.wallet import VENUE_NETWORKS, BinanceWallet, DepositCode, WithdrawalCode, _networks

T = TypeVar("T")

DEFAULT: Final = "default"
"""The network that the venue takes where none is named: WAPI tells of no other, and not which that is."""


# ------------------------------------------------------------------------------------------------ assets


class WireDetail(Numbers):
    """{"minWithdrawAmount": "70.00000000", "depositStatus": false, "withdrawFee": 35, "withdrawStatus": true,
    "depositTip": "Delisted, Deposit Suspended"}"""

    not_negative = ("withdrawFee",)

    minWithdrawAmount: Decimal
    depositStatus: bool
    withdrawFee: Decimal
    withdrawStatus: bool
    depositTip: str = ""
    withdrawTip: str = ""


class WireDetails(msgspec.Struct):
    """{"success": true, "assetDetail": {"CTR": {...}, "SKY": {...}}}"""

    assetDetail: dict[str, WireDetail]


_read_details = null_is_absent(msgspec.json.Decoder(WireDetails).decode)

_WORDS: Final = {name: word for word, name in VENUE_NETWORKS.items()} | {"BSV": "BCHSV"}
"""The neutral names that are not Binance's own, as its list of May 2021 has them."""


@attrs.frozen(eq=False, repr=False)
class WapiAsset(Asset):
    """An asset of whose networks WAPI tells only that there are some.

    `networks` has one, the venue's default, called "default": fee, minimum and state are of that. Any other known
    network may be asked for and has the same numbers, because it may be that one.
    """

    def network(self, name: str) -> AssetNetwork | None:
        """The asset on the network of this name; None if nobody knows such a network."""
        (found,) = self.networks
        if name == DEFAULT:
            return found
        neutral = canonical(name)
        word = "" if neutral is None else _WORDS.get(neutral, neutral)
        if neutral is None or _networks[word] != neutral:
            return None  # Nobody's word, or one that means another network at Binance.
        return attrs.evolve(found, network=neutral, venue_network=word, name="", is_default=False)


def assets(payload: bytes) -> Listing[Asset]:
    """The details of assetDetail."""
    return Listing(
        [
            WapiAsset(
                asset=asset,
                name=asset,
                networks=(
                    AssetNetwork(
                        network=None,
                        venue_network=DEFAULT,
                        asset=asset,
                        name="the venue's default",
                        deposit_open=wire.depositStatus,
                        withdrawal_open=wire.withdrawStatus,
                        withdrawal_fee=wire.withdrawFee,
                        withdrawal_minimum=wire.minWithdrawAmount,
                        withdrawal_maximum=None,
                        withdrawal_multiple=None,
                        is_default=True,
                        deposit_note=wire.depositTip,
                        withdrawal_note=wire.withdrawTip,
                        memo_required=None,
                    ),
                ),
                deposit_open=wire.depositStatus,
                withdrawal_open=wire.withdrawStatus,
            )
            for asset, wire in _read_details(payload).assetDetail.items()
        ],
        payload,
    )


class WireAddress(msgspec.Struct):
    """{"address": "0x6915f16f8791d0a1cc2bf47c13a6b2a92000504b", "success": true, "addressTag": "1231212", "asset":
    "BNB"}"""

    address: Id
    asset: str
    addressTag: str | None = None


_read_address = msgspec.json.Decoder(WireAddress).decode


def deposit_address(payload: bytes) -> DepositAddress:
    """The answer of depositAddress, which does not say on which network it is."""
    wire = _read_address(payload)
    found = DepositAddress(asset=wire.asset, network=None, address=wire.address, memo=wire.addressTag or None)
    return with_payload(found, payload)


# ------------------------------------------------------------------------------------------------ histories


class WireDeposit(Numbers):
    """{"insertTime": 1508198532000, "amount": 0.04670582, "asset": "ETH", "address": "0x6915f16f8791d0a1cc2bf47c13a6b
    2a92000504b", "txId": "0xdf33b22bdb2b28b1f75ccd201a4a4m6e7g83jy5fc5d5a9d1340961598cfcb0a1", "status": 1}"""

    asset: str
    amount: Decimal
    status: DepositCode
    insertTime: int
    address: str = ""
    addressTag: str | None = None
    txId: str = ""


class WireDeposits(msgspec.Struct):
    """{"depositList": [...], "success": true}"""

    depositList: list[WireDeposit]


class WireWithdrawal(Numbers):
    """{"id": "7213fea8e94b4a5593d507237e5a555b", "amount": 0.99, "transactionFee": 0.01, "asset": "ETH", "applyTime":
    1508198532000, "status": 4, ...}; since 2020 with a withdrawOrderId. The amount is what arrives."""

    id: str
    asset: str
    amount: Decimal
    status: WithdrawalCode
    applyTime: int
    transactionFee: Decimal | None = None
    address: str = ""
    addressTag: str | None = None
    txId: str | None = None
    withdrawOrderId: str | None = None


class WireWithdrawals(msgspec.Struct):
    """{"withdrawList": [...], "success": true}"""

    withdrawList: list[WireWithdrawal]


_read_deposits = null_is_absent(msgspec.json.Decoder(WireDeposits).decode)
_read_withdrawals = null_is_absent(msgspec.json.Decoder(WireWithdrawals).decode)


def deposits(payload: bytes) -> Listing[Deposit]:
    """The list of depositHistory. It has no ids: the transaction's takes their place; and no networks."""
    return Listing(
        [
            Deposit(
                id=wire.txId,
                asset=wire.asset,
                amount=wire.amount,
                network=None,
                venue_network="",
                status=DepositStatus[wire.status.name],
                address=wire.address,
                memo=wire.addressTag or None,
                transaction_id=wire.txId,
                timestamp_ms=present_ms(wire.insertTime),
            )
            for wire in _read_deposits(payload).depositList
        ],
        payload,
    )


def withdrawals(payload: bytes) -> Listing[Withdrawal]:
    """The list of withdrawHistory, which has no networks."""
    return Listing(
        [
            Withdrawal(
                id=wire.id,
                client_id=wire.withdrawOrderId or None,
                asset=wire.asset,
                amount=wire.amount,
                network=None,
                venue_network="",
                address=wire.address,
                memo=wire.addressTag or None,
                status=WithdrawalStatus[wire.status.name],
                fee=wire.transactionFee,
                transaction_id=wire.txId or None,
                applied_ms=present_ms(wire.applyTime),
            )
            for wire in _read_withdrawals(payload).withdrawList
        ],
        payload,
    )


# ------------------------------------------------------------------------------------------------ account, dust


class WireAccountStatus(sapi.WireAccountStatus):
    """{"msg": "Order failed:Low Order fill rate! Will be reactivated after 5 minutes.", "success": true, "objs":
    ["5"]}"""

    data: str = msgspec.field(name="msg")


class WireTradingStatus(sapi.WireTradingStatus):
    """{"success": true, "status": {"isLocked": false, "plannedRecoverTime": 0, "triggerCondition": {...}, ...}}"""

    data: sapi.WireTrading = msgspec.field(name="status")


class WireDust(Numbers):
    """{"tranId": 4359321, "serviceChargeAmount": "0.000009", "uid": "10000015", "amount": "0.0009", "operateTime":
    "2018-05-03 17:07:04", "transferedAmount": "0.000441", "fromAsset": "USDT"}"""

    tranId: int | Id
    fromAsset: str
    amount: Decimal
    transferedAmount: Decimal
    serviceChargeAmount: Decimal
    operateTime: str


class WireDustRow(msgspec.Struct):
    """{"tran_id": 4359321, "operate_time": "2018-05-03 17:07:04", "logs": [...], ...}"""

    logs: list[WireDust]


class WireDustRows(msgspec.Struct):
    """{"total": 2, "rows": [...]}; the total is of rows"""

    total: int = 0
    rows: list[WireDustRow] = []


class WireDustLog(msgspec.Struct):
    """{"success": true, "results": {...}}"""

    results: WireDustRows


_read_account_status = msgspec.json.Decoder(WireAccountStatus).decode
_read_trading_status = msgspec.json.Decoder(WireTradingStatus).decode
_read_dust_log = msgspec.json.Decoder(WireDustLog).decode


def dust_conversions(payload: bytes) -> tuple[WireDustRows, Listing[DustConversion]]:
    """The answer of userAssetDribbletLog, and of it each detail of each conversion."""
    wire = _read_dust_log(payload).results
    details = [
        DustConversion(
            id=str(each.tranId),
            asset=each.fromAsset,
            amount=each.amount,
            target=sapi.DUST_TARGET,
            received=each.transferedAmount,
            fee=each.serviceChargeAmount,
            timestamp_ms=utc_text_ms(each.operateTime),
        )
        for row in wire.rows
        for each in row.logs
    ]
    return wire, Listing(details, payload)


# ------------------------------------------------------------------------------------------------ the port


class WapiWallet(BinanceWallet[W]):
    """The wallet of Binance over WAPI.

    WAPI names no networks but the one that a withdrawal asks for: assets have one network called "default", whose
    address `deposit_address(..., network="default")` gives, histories have none, and a pre-flight doubts what it
    says of any network. Balances are those of the spot account, from its own interface; small balances are converted
    and distributions read over SAPI, as its document has it. The trading fees are in `raw.wapi_trade_fee`: in what
    unit they are is not documented.
    """

    wallets = (WalletKind.SPOT,)

    _key_permissions = not_offered("WAPI has no request that tells what a key may do")
    _withdrawal_quota = not_offered("WAPI has no request that tells how much may be withdrawn")
    _account_snapshots = not_offered("WAPI has no snapshots")
    _transfer = not_offered("WAPI knows one wallet; raw.wapi_sub_account_transfer moves between accounts")
    _transfers = not_offered("WAPI knows one wallet; raw.wapi_sub_account_transfers has those between accounts")
    _cancel_withdrawal = not_offered("Binance has no request that stops a withdrawal")

    async def _balances(self, wallet: WalletKind) -> Listing[Balance]:
        if wallet is not WalletKind.SPOT:
            raise NotOffered(self.session.name, "wallet.balances", f"WAPI knows no {wallet.value} wallet")
        return await super()._balances(wallet)

    async def _assets(self) -> Listing[Asset]:
        return await self.session.call(self._endpoint("wapi_asset_detail"), {}, assets)

    async def _deposit_address(self, network: AssetNetwork) -> DepositAddress:
        if network.venue_network != DEFAULT:
            raise NotOffered(
                self.session.name,
                "wallet.deposit_address",
                "WAPI gives addresses on the network that the venue takes by default, and does not say which it is; "
                f'network="{DEFAULT}" asks for that one',
            )
        return await self.session.call(
            self._endpoint("wapi_deposit_address"), {"asset": network.asset}, deposit_address
        )

    # -------------------------------------------------------------------------------------- histories

    def _deposits(self, asset: str | None, since: int | None, until: int | None) -> AsyncIterator[Listing[Deposit]]:
        return self._history(
            self._endpoint("wapi_deposit_history"),
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
            self._endpoint("wapi_withdraw_history"), asset, since, until, withdrawals, lambda each: each.id
        )

    async def _span(
        self, endpoint: Endpoint, asked: Mapping[str, object], read: Callable[[bytes], Listing[T]]
    ) -> AsyncIterator[Listing[T]]:
        # One answer has all of it.
        span = {"startTime": asked["startTime"], "endTime": asked["endTime"]}
        yield await self.session.call(endpoint, {"asset": asked["coin"], **span}, read)

    async def _withdrawal(
        self, withdrawal_id: str | None, client_id: str | None, around: int | None
    ) -> Withdrawal | None:
        # No parameter asks for one: it is looked for among those of the 90 days.
        asked = {"asset": None, **self._around(around, 90)}
        found = await self.session.call(self._endpoint("wapi_withdraw_history"), asked, withdrawals)
        for each in found:
            if each.id == withdrawal_id or (client_id is not None and each.client_id == client_id):
                return each if found.payload is None else with_payload(each, found.payload)
        return None

    async def _dust_conversions(self, since: int | None, until: int | None) -> AsyncIterator[Listing[DustConversion]]:
        # No parameters: what lies outside the span is left out here.
        wire, page = await self.session.call(self._endpoint("wapi_dust_log"), {}, dust_conversions)
        begin, end = since or 0, 1 << 62 if until is None else until
        wanted = [each for each in page if each.timestamp_ms is None or begin <= each.timestamp_ms <= end]
        yield Listing(wanted, page.payload)
        if len(wire.rows) < wire.total:
            warnings.warn(
                f"{self.session.name} counts {wire.total} conversions of small balances and gave {len(wire.rows)} of "
                "them: the history is not complete",
                RuntimeWarning,
                stacklevel=2,
            )

    # -------------------------------------------------------------------------------------- the account

    async def _account_status(self) -> AccountStatus:
        return await self.session.call(
            self._endpoint("wapi_account_status"),
            {},
            lambda payload: sapi.account_status(payload, _read_account_status),
        )

    async def _api_trading_status(self) -> ApiTradingStatus:
        return await self.session.call(
            self._endpoint("wapi_api_trading_status"),
            {},
            lambda payload: sapi.api_trading_status(payload, _read_trading_status),
        )

    # -------------------------------------------------------------------------------------- withdrawals

    def _plan(
        self,
        asset: str,
        amount: Decimal | int | str,
        network: str,
        address: str,
        memo: Memo,
        wallet: WalletKind | str | None,
    ) -> Plan:
        if network == DEFAULT:
            raise UnknownNetwork(
                f"{self.session.name}: a withdrawal names its network; the default is left to nobody"
            )
        return super()._plan(asset, amount, network, address, memo, wallet)

    async def _preflight(self, plan: Plan) -> Preflight:
        found = await super()._preflight(plan)
        return attrs.evolve(found, checks=tuple(map(_doubted, found.checks)))

    async def _withdraw(self, request: WithdrawalRequest) -> Withdrawal:
        return await self.session.call(
            self._endpoint("wapi_withdraw"),
            {
                "asset": request.asset,
                "network": request.venue_network,
                "address": request.address,
                "addressTag": request.memo,
                "amount": request.amount,
                "withdrawOrderId": request.client_id,
                # To another account of Binance: the fee stays with whom it is taken from.
                "transactionFeeFlag": False,
            },
            lambda payload: sapi.withdrawn(payload, request),
            client_id=request.client_id,
            find_out=f'wallet.withdrawal(client_id="{request.client_id}")',
        )


_OF_A_NETWORK: Final = frozenset({"network open", "minimum"})
"""Checks that WAPI answers for the default network, which may be another than the one that is asked for."""


def _doubted(check: Check) -> Check:
    if check.name not in _OF_A_NETWORK or check.result is not Result.PASS:
        return check
    words = f"{check.words}, on the network that the venue takes by default; WAPI does not say which that is"
    return attrs.evolve(check, result=Result.UNKNOWN, words=words)
