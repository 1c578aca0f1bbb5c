"""KuCoin's desks. Its specification (release of 2025-11-04) and https://www.kucoin.com/docs-new, November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs
import msgspec

from crossvenue.desks import (
    Fiat,
    IsolatedMarginAccount,
    Margin,
    MarginAccount,
    MarginBalance,
    MarginLimit,
    MarginState,
    Otc,
    SubAccount,
    SubAccounts,
    SubAccountTransfer,
)
from crossvenue.errors import BadRequest, NotImplementedByPlugin, NotOffered, UnknownAsset, did_you_mean
from crossvenue.interfaces import Instruments, W, not_offered
from crossvenue.model import Balance, Listing, WalletKind, with_payload
from crossvenue.port import Port
from crossvenue.secrets import Secret
from crossvenue.wire import Id, Numbers, null_is_absent, present_ms, shape
from crossvenue_kucoin.dialect import KuCoinSettings
from crossvenue_kucoin.wallet import ACCOUNTS

PAGE: Final = 100
QUOTE: Final = "USDT"
"""What the totals of margin accounts are asked for in."""
CROSS, ISOLATED = "MARGIN_V2", "ISOLATED_V2"
"""The margin accounts that orders of today's generation trade with."""

_CROSS: Final = {"quoteCurrency": QUOTE, "queryType": CROSS}
_ISOLATED: Final = {"quoteCurrency": QUOTE, "queryType": ISOLATED}


# ------------------------------------------------------------------------------------------------ sub-accounts

NAME: Final = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])\S{7,32}")
PASSWORD: Final = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z]{7,24}")

ACCESS: Final = {
    WalletKind.SPOT: "Spot",
    WalletKind.MARGIN: "Margin",
    WalletKind.USD_FUTURES: "Futures",
    WalletKind.COIN_FUTURES: "Futures",
}
"""What KuCoin calls the permission to trade from each wallet."""

_STATES: Final = {2: True, 3: False}
_HELD: Final = {
    WalletKind.FUNDING: "mainAccounts",
    WalletKind.SPOT: "tradeAccounts",
    WalletKind.MARGIN: "marginAccounts",
}

_BALANCE = shape(
    Balance,
    # {"currency": "USDT", "balance": "0.01", "available": "0.01", "holds": "0", "baseCurrency": "BTC", ...}
    {"currency": "asset", "available": "free", "holds": "locked"},
)


class WireSubAccount(msgspec.Struct):
    """{"userId": "63743f07e0c5230001761d08", "uid": 169579801, "subName": "testapi6", "status": 2, "type": 0,
    "access": "All", "createdAt": 1668562696000, "remarks": "remarks", ...}"""

    userId: Id
    subName: str
    status: int
    createdAt: int | None = None


class WireSubAccounts(msgspec.Struct):
    """{"currentPage": 1, "pageSize": 10, "totalNum": 1, "totalPage": 1, "items": [...]}"""

    totalPage: int
    items: list[WireSubAccount]


class WireCreated(msgspec.Struct):
    """{"uid": 245730746, "subName": "subNameTest1", "remarks": "TheRemark", "access": "Spot"}"""

    subName: Id


class WireHoldings(msgspec.Struct):
    """{"subUserId": "63743f07e0c5230001761d08", "subName": "testapi6", "mainAccounts": [...], "tradeAccounts": [...],
    "marginAccounts": [...], "tradeHFAccounts": []}"""

    mainAccounts: list[_BALANCE]  # type: ignore[valid-type]
    tradeAccounts: list[_BALANCE]  # type: ignore[valid-type]
    marginAccounts: list[_BALANCE]  # type: ignore[valid-type]


class WireTransferId(msgspec.Struct):
    """{"orderId": "6705f7248c6954000733ecac"}"""

    orderId: Id


_read_sub_accounts = null_is_absent(msgspec.json.Decoder(WireSubAccounts).decode)
_read_created = msgspec.json.Decoder(WireCreated).decode
_read_holdings = msgspec.json.Decoder(WireHoldings).decode
_read_transfer_id = msgspec.json.Decoder(WireTransferId).decode


def sub_accounts(payload: bytes) -> tuple[Listing[SubAccount], int]:
    """The page of sub-accounts, and how many pages there are."""
    wire = _read_sub_accounts(payload)
    found = [
        SubAccount(
            id=each.userId,
            name=each.subName,
            active=_STATES.get(each.status),
            created_ms=present_ms(each.createdAt),
        )
        for each in wire.items
    ]
    return Listing(found, payload), wire.totalPage


def created(payload: bytes) -> SubAccount:
    """The answer to a sub-account that was opened, which has its number and not the id that it goes by."""
    return with_payload(SubAccount(id=None, name=_read_created(payload).subName, active=None), payload)


def holdings(payload: bytes, wallet: WalletKind) -> Listing[Balance]:
    """The balances of one wallet in sub-accounts/{subUserId}."""
    return Listing(getattr(_read_holdings(payload), _HELD[wallet]), payload)


class KuCoinSubAccounts(SubAccounts[W]):
    """The sub-accounts of KuCoin, which go by their user ids. They log in with a name and a password.

    Money moves between the master account and one of them, by the flex transfer.
    """

    _transfers = not_offered(
        "KuCoin's ledgers tell what left an account and what came to one, not where from and to: raw.spot_ledger"
    )

    async def _accounts(self) -> AsyncIterator[Listing[SubAccount]]:
        seen: set[str | None] = set()
        number = 1
        while True:
            page, pages = await self.session.call(
                self._endpoint("spot_sub_accounts_summary_v2"),
                {"currentPage": number, "pageSize": PAGE},
                sub_accounts,
            )
            fresh = [each for each in page if each.id not in seen]
            if fresh:
                yield Listing(fresh, page.payload)
            if number >= pages or not page:
                return
            seen.update(each.id for each in page)
            number += 1

    async def _balances(self, account: str, wallet: WalletKind) -> Listing[Balance]:
        if wallet not in _HELD:
            raise NotImplementedByPlugin(
                self.session.name,
                "sub_accounts.balances",
                f"the plugin reads funding, spot and margin, not {wallet.value}: see raw.futures_account",
            )
        return await self.session.call(
            self._endpoint("spot_sub_account_detail"),
            {"subUserId": account, "includeBaseAmount": False},
            lambda payload: holdings(payload, wallet),
        )

    async def _create(self, name: str, password: Secret | None, wallets: Sequence[WalletKind]) -> SubAccount:
        if not NAME.fullmatch(name):
            raise BadRequest(f"name must have 7 to 32 characters, a letter and a digit, and no blank, not {name!r}")
        if password is None:
            raise BadRequest(f"sub-accounts of {self.session.name} log in: give a password")
        if not PASSWORD.fullmatch(password.reveal()):
            raise BadRequest("password must have 7 to 24 letters and digits, of both at least one")
        unknown = next((each for each in wallets if each not in ACCESS), None)
        if unknown is not None:
            raise BadRequest(f"{self.session.name} gives no permission for the {unknown.value} wallet")
        access = list(dict.fromkeys(ACCESS[each] for each in wallets))
        return await self.session.call(
            self._endpoint("add_sub_account"),
            # How several are combined is not documented: as in the permissions of keys.
            {"subName": name, "password": password.reveal(), "access": ",".join(access)},
            created,
            find_out="sub_accounts.accounts()",
        )

    async def _transfer(self, move: SubAccountTransfer) -> SubAccountTransfer:
        operation = "sub_accounts.transfer"
        settings = self.session.settings
        assert isinstance(settings, KuCoinSettings)
        if settings.transfers != "flex":
            raise NotOffered(self.session.name, operation, 'it takes the flex transfer: transfers = "flex"')
        if move.source is not None and move.target is not None:
            raise NotOffered(
                self.session.name, operation, "money moves between the master account and one sub-account"
            )
        wallets = [each for each in (move.source_wallet, move.target_wallet) if each is not None]
        words = [ACCOUNTS[each] for each in wallets]
        if WalletKind.ISOLATED_MARGIN in wallets:
            raise NotOffered(
                self.session.name,
                operation,
                "isolated margin has an account for each pair: use raw.flex_transfer, which takes the pair",
            )
        number = move.client_id or self.session.mint_id()
        out = move.source is None
        account = move.target if out else move.source

        def read(payload: bytes) -> SubAccountTransfer:
            made = attrs.evolve(move, id=_read_transfer_id(payload).orderId, client_id=number)
            return with_payload(made, payload)

        return await self.session.call(
            self._endpoint("flex_transfer"),
            {
                "clientOid": number,
                "currency": move.asset,
                "amount": move.amount,
                "type": "PARENT_TO_SUB" if out else "SUB_TO_PARENT",
                "fromUserId": move.source,
                "fromAccountType": words[0],
                "toUserId": move.target,
                "toAccountType": words[1],
            },
            read,
            client_id=number,
            find_out=f'raw.spot_ledger(currency="{move.asset}", bizType="SUB_TRANSFER") and '
            f'sub_accounts.balances("{account}")',
        )


# ------------------------------------------------------------------------------------------------ margin

STATES: Final = {
    "EFFECTIVE": MarginState.NORMAL,
    "BORROW": MarginState.NORMAL,
    "REPAY": MarginState.NORMAL,
    "LIQUIDATION": MarginState.LIQUIDATION,
    "BANKRUPTCY": MarginState.BANKRUPT,
}


class WireMarginAsset(Numbers):
    """{"currency": "USDT", "total": "38.68855864", "available": "20.01916691", "hold": "18.66939173", "liability":
    "0", "liabilityPrincipal": "0", "liabilityInterest": "0", "maxBorrowSize": "163", "borrowEnabled": true,
    "transferInEnabled": true}"""

    currency: str
    available: Decimal
    hold: Decimal
    liabilityPrincipal: Decimal
    liabilityInterest: Decimal
    maxBorrowSize: Decimal
    borrowEnabled: bool | None = None


class WireCross(Numbers):
    """{"totalAssetOfQuoteCurrency": "40.8648372", "totalLiabilityOfQuoteCurrency": "0", "debtRatio": "0", "status":
    "EFFECTIVE", "accounts": [...]}"""

    totalAssetOfQuoteCurrency: Decimal
    totalLiabilityOfQuoteCurrency: Decimal
    debtRatio: Decimal
    status: str
    accounts: list[WireMarginAsset]


class WireIsolated(Numbers):
    """{"symbol": "BTC-USDT", "status": "EFFECTIVE", "debtRatio": "0", "baseAsset": {...}, "quoteAsset": {...}}"""

    symbol: str
    status: str
    debtRatio: Decimal
    baseAsset: WireMarginAsset
    quoteAsset: WireMarginAsset


class WireIsolatedAccounts(msgspec.Struct):
    """{"totalAssetOfQuoteCurrency": "4.97047372", "totalLiabilityOfQuoteCurrency": "0.00038891", "timestamp":
    1747303659773, "assets": [...]}"""

    assets: list[WireIsolated]


class WireTransferable(Numbers):
    """{"currency": "USDT", "balance": "10.5", "available": "10.5", "holds": "0", "transferable": "10.5"}"""

    transferable: Decimal


_read_cross = msgspec.json.Decoder(WireCross).decode
_read_isolated = msgspec.json.Decoder(WireIsolatedAccounts).decode
_read_transferable = msgspec.json.Decoder(WireTransferable).decode


def _balance(wire: WireMarginAsset) -> MarginBalance:
    return MarginBalance(
        asset=wire.currency,
        free=wire.available,
        locked=wire.hold,
        borrowed=wire.liabilityPrincipal,
        interest=wire.liabilityInterest,
        borrow_enabled=wire.borrowEnabled,
    )


def margin_account(payload: bytes) -> MarginAccount:
    """The answer of margin/accounts."""
    wire = _read_cross(payload)
    account = MarginAccount(
        unit=QUOTE,
        total_assets=wire.totalAssetOfQuoteCurrency,
        total_liabilities=wire.totalLiabilityOfQuoteCurrency,
        balances=tuple(map(_balance, wire.accounts)),
        debt_ratio=wire.debtRatio,
        state=STATES.get(wire.status, MarginState.UNKNOWN),
    )
    return with_payload(account, payload)


def isolated_accounts(payload: bytes, instruments: Instruments) -> Listing[IsolatedMarginAccount]:
    """The answer of isolated/accounts."""
    return Listing(
        [
            IsolatedMarginAccount(
                venue_symbol=each.symbol,
                instrument=instruments.find(each.symbol),
                base=_balance(each.baseAsset),
                quote=_balance(each.quoteAsset),
                state=STATES.get(each.status, MarginState.UNKNOWN),
                debt_ratio=each.debtRatio,
            )
            for each in _read_isolated(payload).assets
        ],
        payload,
    )


def cross_limits(payload: bytes) -> Listing[MarginLimit]:
    """What may still be borrowed of each asset, as margin/accounts says it."""
    return Listing(map(_limit, _read_cross(payload).accounts), payload)


def isolated_limits(payload: bytes) -> Listing[MarginLimit]:
    """What may still be borrowed of both assets of each pair, as isolated/accounts says it."""
    pairs = _read_isolated(payload).assets
    return Listing([_limit(part) for each in pairs for part in (each.baseAsset, each.quoteAsset)], payload)


def _limit(wire: WireMarginAsset) -> MarginLimit:
    return MarginLimit(asset=wire.currency, amount=wire.maxBorrowSize)


def max_transferable(payload: bytes, asset: str) -> MarginLimit:
    """The answer of accounts/transferable."""
    return with_payload(MarginLimit(asset=asset, amount=_read_transferable(payload).transferable), payload)


class KuCoinMargin(Margin[W]):
    """The margin accounts of KuCoin: those that orders of today's generation trade with. Totals are in USDT."""

    async def _account(self) -> MarginAccount:
        return await self.session.call(self._endpoint("cross_margin_account"), _CROSS, margin_account)

    async def _isolated_accounts(self, venue_symbols: Sequence[str] | None) -> Listing[IsolatedMarginAccount]:
        instruments = await self._market.listed()
        # It takes one; for several all are asked for.
        one = venue_symbols[0] if venue_symbols is not None and len(venue_symbols) == 1 else None
        found = await self.session.call(
            self._endpoint("isolated_margin_account"),
            {"symbol": one, **_ISOLATED},
            lambda payload: isolated_accounts(payload, instruments),
        )
        if venue_symbols is None:
            return found
        return Listing((each for each in found if each.venue_symbol in venue_symbols), found.payload)

    async def _max_borrowable(self, asset: str, venue_symbol: str | None) -> MarginLimit:
        if venue_symbol is None:
            limits = await self.session.call(self._endpoint("cross_margin_account"), _CROSS, cross_limits)
        else:
            limits = await self.session.call(
                self._endpoint("isolated_margin_account"), {"symbol": venue_symbol, **_ISOLATED}, isolated_limits
            )
        found = limits.get(asset)
        if found is None:
            hint = did_you_mean(asset, {each.asset for each in limits})
            raise UnknownAsset(f"the margin account has no {asset!r}{hint}")
        return found if limits.payload is None else with_payload(found, limits.payload)

    async def _max_transferable(self, asset: str, venue_symbol: str | None) -> MarginLimit:
        kind = CROSS if venue_symbol is None else ISOLATED
        return await self.session.call(
            self._endpoint("transfer_quotas"),
            {"currency": asset, "type": kind, "tag": venue_symbol},
            lambda payload: max_transferable(payload, asset),
        )


# ------------------------------------------------------------------------------------------------ what it has not

_NO_BANKS: Final = "KuCoin's interface moves no money from or to banks"
_NO_COUNTER: Final = "KuCoin's interface trades nothing over the counter"


class KuCoinFiat(Fiat[W]):
    """KuCoin documents none."""

    _deposits = not_offered(_NO_BANKS)
    _withdrawals = not_offered(_NO_BANKS)
    _payments = not_offered(_NO_BANKS)
    _withdraw = not_offered(_NO_BANKS)


class KuCoinOtc(Otc[W]):
    """KuCoin documents none."""

    _pairs = not_offered(_NO_COUNTER)
    _quote = not_offered(_NO_COUNTER)
    _place_order = not_offered(_NO_COUNTER)
    _order = not_offered(_NO_COUNTER)
    _orders = not_offered(_NO_COUNTER)


DESKS: Final[tuple[type[Port[Any]], ...]] = (KuCoinSubAccounts, KuCoinFiat, KuCoinOtc, KuCoinMargin)
