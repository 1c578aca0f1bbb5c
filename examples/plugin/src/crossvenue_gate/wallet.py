"""Gate's wallet. Source: https://www.gate.com/docs/developers/apiv4/en/wallet, and withdrawal, spot, account."""

import functools
import re
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from typing import Any, TypeVar

import attrs
import msgspec

from crossvenue import model
from crossvenue.errors import BadRequest, NotFound
from crossvenue.interfaces import W, Wallet, not_offered
from crossvenue.model import Listing, WalletKind
from crossvenue.model import WithdrawalStatus as Sent
from crossvenue_gate.dialect import one, several

T = TypeVar("T")
DAY_MS = 86_400_000
PAGE = 100

NEUTRAL = frozenset({"BSC", "BTC", "EOS", "ETH", "TRX"})
"""The chains of the documents whose names are the neutral ones; any other goes by Gate's own name."""

SENT = {
    **dict.fromkeys(("BCODE", "CANCELPEND", "EXTPEND", "LOCKED", "PEND", "PROCES", "REQUEST"), Sent.PROCESSING),
    "FAIL": Sent.PROCESSING,  # On the chain, and not confirmed: it may still arrive.
    **dict.fromkeys(("DMOVE", "FVERIFY", "MANUAL", "REVIEW", "VERIFY"), Sent.AWAITING_APPROVAL),
    "CANCEL": Sent.CANCELED,
    "DONE": Sent.COMPLETED,
    **dict.fromkeys(("INVALID", "REJECT"), Sent.REJECTED),
}
RECEIVED = {
    **dict.fromkeys(("BLOCKED", "MANUAL", "PEND", "REVIEW", "TRACK"), model.DepositStatus.PENDING),
    "DEP_CREDITED": model.DepositStatus.CREDITED,
    "DONE": model.DepositStatus.SUCCESS,
    "INVALID": model.DepositStatus.REJECTED,
}
ACCOUNTS = {WalletKind.SPOT: "spot", WalletKind.USD_FUTURES: "futures", WalletKind.OPTIONS: "options"}


class WireBalance(msgspec.Struct):
    """{"currency": "ETH", "available": "968.8", "locked": "0", "update_id": 98}"""

    currency: str
    available: Decimal
    locked: Decimal


class WireChain(msgspec.Struct):
    """{"name": "ETH", "addr": "0xE66…", "withdraw_disabled": false, "withdraw_delayed": false, ...}"""

    name: str
    withdraw_disabled: bool
    withdraw_delayed: bool
    deposit_disabled: bool
    addr: str = ""


class WireCurrency(msgspec.Struct):
    """{"currency": "GT", "name": "GateToken", "delisted": false, "trade_disabled": false, "chains": [...]}"""

    currency: str
    name: str
    trade_disabled: bool
    chains: list[WireChain] = []


class WireDetail(msgspec.Struct):
    """{"chain": "ETH", "is_disabled": 0, "is_deposit_disabled": 0, "is_withdraw_disabled": 0, "is_tag": 0}"""

    chain: str
    is_disabled: int
    is_tag: int = 0
    decimal: str = ""

    @property
    def step(self) -> Decimal | None:
        """What an amount must be a multiple of, if Gate says how many decimals it takes."""
        return Decimal(1).scaleb(-int(self.decimal)) if self.decimal else None


class WireFees(msgspec.Struct):
    """{"currency": "GT", "withdraw_fix": "0.01", "withdraw_amount_mini": "0.11", ...}"""

    currency: str
    withdraw_fix: Decimal
    withdraw_amount_mini: Decimal
    withdraw_eachtime_limit: Decimal
    withdraw_day_limit: Decimal
    withdraw_day_limit_remain: Decimal
    withdraw_fix_on_chains: dict[str, Decimal] = {}
    withdraw_percent_on_chains: dict[str, str] = {}


class WireAddress(msgspec.Struct):
    """{"chain": "TRX", "address": "LPXtk1kWHioP62SzfqwKbYE3Z7Wt2ujYEc", "payment_id": "", "obtain_failed": 0}"""

    chain: str
    address: str
    payment_id: str = ""
    obtain_failed: int = 0


class WireAddresses(msgspec.Struct):
    """{"currency": "USDT", "multichain_addresses": [...]}"""

    multichain_addresses: list[WireAddress]


class WireKey(msgspec.Struct):
    """{"user_id": 1667201533, "ip_whitelist": ["127.0.0.1"], "tier": 2, ...}"""

    ip_whitelist: list[str]


class WireTransfer(msgspec.Struct):
    """{"tx_id": 59636381286}"""

    tx_id: int


class WireMove(msgspec.Struct):
    """{"id": "210496", "timestamp": "1542000000", "currency": "USDT", "amount": "222.61", "status": "DONE", ...}"""

    id: str
    timestamp: Decimal
    currency: str
    amount: Decimal
    status: str
    chain: str
    address: str = ""
    txid: str = ""
    memo: str = ""
    withdraw_order_id: str = ""
    fee: Decimal | None = None
    fail_reason: str = ""
    timestamp2: str = ""


def network(asset: str, wire: WireChain, fees: WireFees) -> model.AssetNetwork:
    """One chain of a currency. Of a fee that is a part of the amount the note tells."""
    part = fees.withdraw_percent_on_chains.get(wire.name, "0%")
    return model.AssetNetwork(
        network=wire.name if wire.name in NEUTRAL else None,
        venue_network=wire.name,
        asset=asset,
        name=wire.name,
        deposit_open=not wire.deposit_disabled,
        withdrawal_open=not wire.withdraw_disabled,
        withdrawal_fee=fees.withdraw_fix_on_chains.get(wire.name, fees.withdraw_fix),
        withdrawal_minimum=fees.withdraw_amount_mini,
        withdrawal_maximum=fees.withdraw_eachtime_limit,
        withdrawal_multiple=None,
        withdrawal_note="" if part == "0%" else f"{part} of the amount are added to the fee",
        contract_address=wire.addr,
        busy=wire.withdraw_delayed,
    )


def moved(wire: WireMove) -> dict[str, Any]:
    """What deposits and withdrawals have in common."""
    return {
        "id": wire.id,
        "asset": wire.currency,
        "amount": wire.amount,
        "network": wire.chain if wire.chain in NEUTRAL else None,
        "venue_network": wire.chain,
        "address": wire.address,
        "memo": wire.memo or None,
    }


def deposit(wire: WireMove) -> model.Deposit:
    """One of deposits."""
    status, time = RECEIVED[wire.status], int(wire.timestamp * 1000)
    return model.Deposit(**moved(wire), status=status, transaction_id=wire.txid, timestamp_ms=time)


def withdrawal(wire: WireMove) -> model.Withdrawal:
    """One of withdrawals, and the answer to a withdrawal."""
    return model.Withdrawal(
        **moved(wire),
        client_id=wire.withdraw_order_id or None,
        status=SENT[wire.status],
        fee=wire.fee,
        transaction_id=wire.txid or None,
        applied_ms=int(wire.timestamp * 1000),
        completed_ms=int(Decimal(wire.timestamp2) * 1000) if wire.status == "DONE" and wire.timestamp2 else None,
        wallet=WalletKind.SPOT,
        note=wire.fail_reason,
    )


class GateWallet(Wallet[W]):
    """The wallet of Gate. Whether fees come out of the amount is not documented; they are taken to."""

    _account_status = not_offered("Gate does not tell whether an account is in order")
    _api_trading_status = not_offered("Gate does not tell whether trading is locked")
    _transfers = not_offered("Gate lists no transfers between the account's own wallets")
    _distributions = not_offered("Gate lists no distributions")
    _account_snapshots = not_offered("Gate keeps no snapshots")
    _dust_conversions = not_offered("Gate lists conversions without their fees: see raw.small_balance_history")
    _convert_dust = not_offered("Gate does not say what was converted: use raw.convert_small_balance")

    async def _balances(self, wallet: WalletKind) -> Listing[model.Balance]:
        if wallet is not WalletKind.SPOT:
            raise BadRequest(f"only the spot wallet is read here, not {wallet.value}")

        return await several(
            self, "accounts", {}, WireBalance, lambda wire: model.Balance(wire.currency, wire.available, wire.locked)
        )

    async def _assets(self) -> Listing[model.Asset]:
        every = await several(self, "withdraw_status", {}, WireFees, lambda wire: wire)
        fees = {each.currency: each for each in every}

        def asset(wire: WireCurrency) -> model.Asset:
            known = fees.get(wire.currency)  # What has none cannot be moved over this interface.
            networks = tuple(network(wire.currency, each, known) for each in wire.chains if known)
            come = any(each.deposit_open for each in networks)
            go = any(each.withdrawal_open for each in networks)
            return model.Asset(wire.currency, wire.name, networks, come, go, not wire.trade_disabled)

        return await several(self, "currencies", {}, WireCurrency, asset)

    async def _asset_of(self, asset: str) -> model.Asset:
        """With what Gate tells only of one at a time: which chains are served, their memos and decimals."""
        found = await super()._asset_of(asset)
        served = await several(self, "currency_chains", {"currency": asset}, WireDetail, lambda wire: wire)
        networks = tuple(
            attrs.evolve(each, memo_required=bool(chain.is_tag), withdrawal_multiple=chain.step)
            for each in found.networks
            for chain in served
            if chain.chain == each.venue_network and not chain.is_disabled
        )
        return attrs.evolve(found, networks=networks)

    async def _deposit_address(self, network: model.AssetNetwork) -> model.DepositAddress:
        def address(wire: WireAddresses) -> model.DepositAddress:
            for each in wire.multichain_addresses:
                if each.chain == network.venue_network and not each.obtain_failed:
                    memo, neutral = each.payment_id or None, network.network
                    return model.DepositAddress(asset=network.asset, network=neutral, address=each.address, memo=memo)
            said = f"Gate has no address for {network.asset} on {network.venue_network}"
            raise NotFound(said, venue=self.session.name, endpoint="GET /api/v4/wallet/deposit_address")

        return await one(self, "deposit_address", {"currency": network.asset}, WireAddresses, address)

    def _deposits(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[model.Deposit]]:
        return self._moves("deposits", deposit, asset, since, until)

    def _withdrawals(
        self, asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[model.Withdrawal]]:
        return self._moves("withdrawals", withdrawal, asset, since, until)

    async def _moves(
        self, name: str, made: Callable[[WireMove], T], asset: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[T]]:
        """Spans of 30 days, which is Gate's longest, the newest first; without `since` seven days, as Gate has it."""
        end = self.session.clock.now_ms() if until is None else until
        begin = end - 7 * DAY_MS if since is None else since
        while begin <= end:
            start, offset, size = max(begin, end - 30 * DAY_MS), 0, PAGE
            # Whole seconds, none before `since` and none in two spans.
            span = {"from": -(-start // 1000), "to": end // 1000} if (since, until) != (None, None) else {}
            asked = {"currency": asset, **span, "limit": PAGE}
            while size == PAGE:
                page = await several(self, name, {**asked, "offset": offset}, WireMove, made)
                yield page
                offset, size = offset + PAGE, len(page)
            end = start - 1

    async def _withdrawal(
        self, withdrawal_id: str | None, client_id: str | None, around: int | None
    ) -> model.Withdrawal | None:
        asked: dict[str, object] = {"withdraw_id": withdrawal_id, "withdraw_order_id": client_id}
        if around is not None:
            asked |= {"from": around // 1000 - 15 * 86_400, "to": around // 1000 + 15 * 86_400}
        page = await several(self, "withdrawals", asked, WireMove, withdrawal)
        found = page.get(withdrawal_id or client_id or "")
        return None if found is None else model.with_payload(found, page.payload or b"null")

    async def _withdrawal_quota(self, asset: str | None) -> model.WithdrawalQuota:
        if asset is None:
            raise BadRequest("Gate has a quota for each asset: name one")

        def quota(rows: list[WireFees]) -> model.WithdrawalQuota:
            limit, left = rows[0].withdraw_day_limit, rows[0].withdraw_day_limit_remain
            return model.WithdrawalQuota(unit=asset, limit=limit, used=limit - left, remaining=left)

        return await one(self, "withdraw_status", {"currency": asset}, list[WireFees], quota)

    async def _key_permissions(self) -> model.KeyPermissions:
        # That the key may read shows; what else it may, Gate does not tell.
        held = functools.partial(model.KeyPermissions, read=True, trade=None, withdraw=None)
        return await one(
            self, "account_detail", {}, WireKey, lambda wire: held(ip_restricted=bool(wire.ip_whitelist))
        )

    async def _withdraw(self, request: model.WithdrawalRequest) -> model.Withdrawal:
        if not re.fullmatch(r"[0-9A-Za-z_.-]{1,32}", request.client_id):
            raise BadRequest(f"Gate takes 32 letters, digits, _, - and . as a client id, not {request.client_id!r}")
        asked = {
            "withdraw_order_id": request.client_id,
            "currency": request.asset,
            "address": request.address,
            "amount": request.amount,
            "memo": request.memo or "",
            "chain": request.venue_network,
        }
        ask = f'wallet.withdrawal(client_id="{request.client_id}")'
        return await one(self, "withdraw", asked, WireMove, withdrawal, client_id=request.client_id, find_out=ask)

    async def _cancel_withdrawal(self, withdrawal_id: str) -> model.Withdrawal:
        ask = f'wallet.withdrawal(withdrawal_id="{withdrawal_id}")'
        asked = {"withdrawal_id": withdrawal_id}
        return await one(self, "cancel_withdrawal", asked, WireMove, withdrawal, find_out=ask)

    async def _transfer(self, asset: str, amount: Decimal, source: WalletKind, target: WalletKind) -> model.Transfer:
        ends = ACCOUNTS.get(source), ACCOUNTS.get(target)
        if None in ends or "spot" not in ends:
            raise BadRequest("transfers go from or to spot, usd_futures and options; see raw.transfer for others")

        made = functools.partial(model.Transfer, asset=asset, amount=amount, source=source, target=target)
        asked = {"currency": asset, "from": ends[0], "to": ends[1], "amount": amount}
        asked["settle"] = "usdt" if "futures" in ends else None
        return await one(
            self, "transfer", asked, WireTransfer, lambda wire: made(id=str(wire.tx_id)), find_out="wallet.balances()"
        )
