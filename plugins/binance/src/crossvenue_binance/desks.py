"""Binance's desks. https://developers.binance.com/docs (sub-accounts, convert, fiat, margin), read November 2026.

Each part: the wire's shape with a sample, the mapping, and at the end the methods that use them.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar

import attrs
import msgspec

from crossvenue.desks import (
    Convert,
    Fiat,
    FiatPayment,
    FiatPaymentStatus,
    IsolatedMarginAccount,
    Margin,
    MarginAccount,
    MarginBalance,
    MarginInterest,
    MarginLimit,
    MarginLoan,
    MarginRepayment,
    MarginState,
    Otc,
    QuotedTrade,
    QuotedTradeStatus,
    SubAccount,
    SubAccounts,
    SubAccountTransfer,
)
from crossvenue.errors import BadRequest, NotImplementedByPlugin, NotOffered, UnreadableResponse
from crossvenue.interfaces import Instruments, W, not_offered
from crossvenue.model import (
    Balance,
    Deposit,
    DepositStatus,
    Listing,
    Side,
    TransferStatus,
    WalletKind,
    Withdrawal,
    WithdrawalStatus,
    with_payload,
)
from crossvenue.numbers import EXACT
from crossvenue.port import Port
from crossvenue.secrets import Secret
from crossvenue.wire import Id, Numbers, null_is_absent, present_ms, shape
from crossvenue_binance.wallet import DAY_MS, _Unseen, windows

T = TypeVar("T")

ACCOUNT_PAGE: Final = 200
TRANSFER_PAGE: Final = 500
TRANSFER_DAYS: Final = 7
CONVERT_PAGE: Final = 1000
CONVERT_DAYS: Final = 30
FIAT_PAGE: Final = 500
FIAT_DAYS: Final = 30
"""How far back the venue looks when no times are given."""
LOAN_PAGE: Final = 100
LOAN_DAYS: Final = (7, 30)
"""The longest span of loans and repayments: of all assets, and of one."""
INTEREST_PAGE: Final = 100
INTEREST_DAYS: Final = 30
ARCHIVE_DAYS: Final = (170, 195)
"""Interest older than six months is in an archive: none in days that are fewer than these, all in more."""


# ------------------------------------------------------------------------------------------------ pages and times


def stamp_ms(stamp: int | None) -> int | None:
    """A time that some documents give in seconds and others in milliseconds; 0 and -1 are none.

    Seconds have eleven digits from the year 5138 on, milliseconds had fewer until 1973.
    """
    present = present_ms(stamp)
    return present * 1000 if present is not None and present < 100_000_000_000 else present


async def numbered(
    port: Port[Any],
    endpoint: str,
    asked: Mapping[str, object],
    read: Callable[[bytes], Listing[T]],
    key: Callable[[T], object] | None,
    *,
    size: int,
    named: tuple[str, str] = ("page", "limit"),
) -> AsyncIterator[Listing[T]]:
    """The pages of an endpoint that counts them from 1, until one is not full; `named`: its page, and its size.

    What comes in meanwhile may move others to the next page: none of the same `key` is given twice. Without a key
    everything is, for where two that look alike may be two.
    """
    unseen, number, last = _Unseen(), 1, b""
    while True:
        page = await port.session.call(
            port._endpoint(endpoint),  # noqa: SLF001 - a port of ours
            {**asked, named[0]: number, named[1]: size},
            read,
        )
        fresh = page if key is None else unseen.of(page, key)
        if not fresh or page.payload == last:
            return
        yield fresh
        if len(page) < size:
            return
        number, last = number + 1, page.payload or b""


# ------------------------------------------------------------------------------------------------ sub-accounts

ACCOUNT_TYPES: Final = {
    WalletKind.SPOT: "SPOT",
    WalletKind.MARGIN: "MARGIN",
    WalletKind.ISOLATED_MARGIN: "ISOLATED_MARGIN",
    WalletKind.USD_FUTURES: "USDT_FUTURE",
    WalletKind.COIN_FUTURES: "COIN_FUTURE",
}
_WALLETS: Final = {word: wallet for wallet, word in ACCOUNT_TYPES.items()}

_BALANCE = shape(
    Balance,
    # {"asset": "BTC", "free": 11467.6399, "locked": 0}
    {"asset": "asset", "free": "free", "locked": "locked"},
)


class WireSubAccount(msgspec.Struct):
    """{"email": "testsub@gmail.com", "isFreeze": false, "createTime": 1544433328000}"""

    email: Id
    isFreeze: bool
    createTime: int | None = None


class WireSubAccounts(msgspec.Struct):
    """{"subAccounts": [...]}"""

    subAccounts: list[WireSubAccount]


class WireCreated(msgspec.Struct):
    """{"email": "addsdd_virtual@aasaixwqnoemail.com"}"""

    email: Id


class WireHoldings(msgspec.Struct):
    """{"balances": [...]}"""

    balances: list[_BALANCE]  # type: ignore[valid-type]


class TransferWord(enum.Enum):
    """The wire's word for each `TransferStatus`: SUCCESS in the example, the others those of its universal transfers.

    One that is not here raises, as every unknown state does.
    """

    SUCCESS = "SUCCESS"
    CONFIRMED = "CONFIRMED"
    PENDING = "PENDING"
    FAILED = "FAILED"


class WireMove(Numbers):
    """{"tranId": 92275823339, "fromEmail": "abctest@gmail.com", "toEmail": "deftest@gmail.com", "asset": "BNB",
    "amount": "0.01", "createTimeStamp": 1640317374000, "fromAccountType": "USDT_FUTURE", "toAccountType": "SPOT",
    "status": "SUCCESS", "clientTranId": "test"}"""

    tranId: int | Id
    asset: str
    amount: Decimal
    status: TransferWord
    createTimeStamp: int
    fromEmail: str = ""
    toEmail: str = ""
    fromAccountType: str = ""
    toAccountType: str = ""
    clientTranId: str = ""


class WireMoves(msgspec.Struct):
    """{"result": [...], "totalCount": 1}; by the specification of 2024 the array alone"""

    result: list[WireMove]


class WireMoveId(msgspec.Struct):
    """{"tranId": 11945860693, "clientTranId": "test"}"""

    tranId: int | Id


_read_sub_accounts = msgspec.json.Decoder(WireSubAccounts).decode
_read_created = msgspec.json.Decoder(WireCreated).decode
_read_holdings = msgspec.json.Decoder(WireHoldings).decode
_read_moves = null_is_absent(msgspec.json.Decoder(WireMoves | list[WireMove]).decode)
_read_move_id = msgspec.json.Decoder(WireMoveId).decode


def sub_accounts(payload: bytes) -> Listing[SubAccount]:
    """The answer of sub-account/list."""
    return Listing(
        [
            SubAccount(
                id=each.email, name=each.email, active=not each.isFreeze, created_ms=present_ms(each.createTime)
            )
            for each in _read_sub_accounts(payload).subAccounts
        ],
        payload,
    )


def created(payload: bytes) -> SubAccount:
    """The answer of sub-account/virtualSubAccount."""
    email = _read_created(payload).email
    return with_payload(SubAccount(id=email, name=email, active=None), payload)


def holdings(payload: bytes) -> Listing[Balance]:
    """The balances of sub-account/assets."""
    return Listing(_read_holdings(payload).balances, payload)


def moves(payload: bytes) -> Listing[SubAccountTransfer]:
    """The answer of sub-account/universalTransfer."""
    wire: Any = _read_moves(payload)
    return Listing(map(_move, wire if isinstance(wire, list) else wire.result), payload)


def _move(wire: WireMove) -> SubAccountTransfer:
    done = wire.status in (TransferWord.SUCCESS, TransferWord.CONFIRMED)
    return SubAccountTransfer(
        id=str(wire.tranId),
        client_id=wire.clientTranId or None,
        asset=wire.asset,
        amount=wire.amount,
        source=wire.fromEmail or None,
        target=wire.toEmail or None,
        source_wallet=_WALLETS.get(wire.fromAccountType),
        target_wallet=_WALLETS.get(wire.toAccountType),
        status=TransferStatus.CONFIRMED if done else TransferStatus[wire.status.name],
        timestamp_ms=present_ms(wire.createTimeStamp),
    )


class BinanceSubAccounts(SubAccounts[W]):
    """The sub-accounts of Binance, which go by their mail addresses.

    They are opened with an address that Binance makes up, and let into margin and futures afterwards. Without a
    `source` or `target`, `transfers` has those that left the master account.
    """

    def _accounts(self) -> AsyncIterator[Listing[SubAccount]]:
        return numbered(self, "sub_account_list", {}, sub_accounts, lambda each: each.id, size=ACCOUNT_PAGE)

    async def _balances(self, account: str, wallet: WalletKind) -> Listing[Balance]:
        if wallet is not WalletKind.SPOT:
            raise NotImplementedByPlugin(
                self.session.name,
                "sub_accounts.balances",
                f"the plugin reads spot, not {wallet.value}: see raw.sub_account_margin_account and those of futures",
            )
        return await self.session.call(self._endpoint("sub_account_assets"), {"email": account}, holdings)

    async def _transfers(
        self, source: str | None, target: str | None, client_id: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[SubAccountTransfer]]:
        unseen = _Unseen()
        for start, end in windows(since, until, self.session.clock.now_ms(), TRANSFER_DAYS):
            unseen.next_span()
            asked = {
                "fromEmail": source,
                # Not both at a time: of those that left the one, what came to the other is picked here.
                "toEmail": None if source is not None else target,
                "clientTranId": client_id,
                "startTime": start,
                "endTime": end,
            }
            pages = numbered(
                self, "sub_account_universal_transfers", asked, moves, lambda each: each.id, size=TRANSFER_PAGE
            )
            async for page in pages:
                fresh = unseen.of(page, lambda each: each.id)
                if target is not None:
                    fresh = Listing((each for each in fresh if each.target == target), fresh.payload)
                if fresh:
                    yield fresh

    async def _create(self, name: str, password: Secret | None, wallets: Sequence[WalletKind]) -> SubAccount:
        if password is not None:
            raise BadRequest(f"{self.session.name} takes no password: its sub-accounts are used with keys")
        if list(wallets) != [WalletKind.SPOT]:
            raise BadRequest(
                f"{self.session.name} opens sub-accounts for spot: raw.sub_account_enable_futures is for afterwards"
            )
        return await self.session.call(
            self._endpoint("sub_account_create"),
            {"subAccountString": name},
            created,
            find_out="sub_accounts.accounts()",
        )

    async def _transfer(self, move: SubAccountTransfer) -> SubAccountTransfer:
        words = [ACCOUNT_TYPES.get(each) for each in (move.source_wallet, move.target_wallet) if each is not None]
        if None in words:
            raise NotOffered(
                self.session.name, "sub_accounts.transfer", "nothing moves between funding or options wallets"
            )
        if "ISOLATED_MARGIN" in words:
            raise NotImplementedByPlugin(
                self.session.name,
                "sub_accounts.transfer",
                "isolated margin has an account for each pair: use raw.sub_account_universal_transfer",
            )
        number = move.client_id or self.session.mint_id()

        def read(payload: bytes) -> SubAccountTransfer:
            made = attrs.evolve(move, id=str(_read_move_id(payload).tranId), client_id=number)
            return with_payload(made, payload)

        # The history is of what left the master account, unless it is told another.
        left = "" if move.source is None else f'source="{move.source}", '
        return await self.session.call(
            self._endpoint("sub_account_universal_transfer"),
            {
                "fromEmail": move.source,
                "toEmail": move.target,
                "fromAccountType": words[0],
                "toAccountType": words[1],
                "clientTranId": number,
                "asset": move.asset,
                "amount": move.amount,
            },
            read,
            client_id=number,
            find_out=f'sub_accounts.transfers({left}client_id="{number}")',
        )


# ------------------------------------------------------------------------------------------------ convert


class TradeWord(enum.Enum):
    """The wire's word for each `QuotedTradeStatus`."""

    PROCESSING = "PROCESS"
    ACCEPTED = "ACCEPT_SUCCESS"
    SUCCESS = "SUCCESS"
    FAILED = "FAIL"


class WireTrade(Numbers):
    """{"quoteId": "f3b91c525b2644c7bc1e1cd31b6e1aa6", "orderId": 940708407462087195, "orderStatus": "SUCCESS",
    "fromAsset": "USDT", "fromAmount": "20", "toAsset": "BNB", "toAmount": "0.06154036", "ratio": "0.00307702",
    "inverseRatio": "324.99", "createTime": 1624248872184}"""

    orderId: int | Id
    orderStatus: TradeWord
    fromAsset: str
    fromAmount: Decimal
    toAsset: str
    toAmount: Decimal
    ratio: Decimal
    createTime: int
    inverseRatio: Decimal | None = None
    quoteId: str | None = None


class WireTrades(msgspec.Struct):
    """{"list": [...], "startTime": 1623824139000, "endTime": 1626416139000, "limit": 100, "moreData": false}"""

    moreData: bool
    trades: list[WireTrade] = msgspec.field(name="list", default_factory=list)


_read_trades = msgspec.json.Decoder(WireTrades).decode


def trades(payload: bytes) -> tuple[Listing[QuotedTrade], bool]:
    """The answer of convert/tradeFlow, and whether there are more in the same span."""
    wire = _read_trades(payload)
    return Listing(map(_trade, wire.trades), payload), wire.moreData


def _trade(wire: WireTrade) -> QuotedTrade:
    return QuotedTrade(
        id=str(wire.orderId),
        quote_id=wire.quoteId or None,
        status=QuotedTradeStatus[wire.orderStatus.name],
        asset=wire.fromAsset,
        amount=wire.fromAmount,
        target=wire.toAsset,
        received=wire.toAmount,
        price=wire.ratio,
        inverse_price=wire.inverseRatio,
        timestamp_ms=present_ms(wire.createTime),
    )


class BinanceConvert(Convert[W]):
    """The conversions of Binance."""

    async def _trades(self, since: int | None, until: int | None) -> AsyncIterator[Listing[QuotedTrade]]:
        now, unseen = self.session.clock.now_ms(), _Unseen()
        for start, end in windows(since, until, now, CONVERT_DAYS):
            unseen.next_span()
            # The venue wants both times.
            last = now if end is None else end
            first = last - CONVERT_DAYS * DAY_MS + 1 if start is None else start
            async for page in self._between(first, last):
                fresh = unseen.of(page, lambda each: each.id)
                if fresh:
                    yield fresh

    async def _between(self, start: int, end: int) -> AsyncIterator[Listing[QuotedTrade]]:
        """All of a span. Which part of it an answer that is not all has, is not documented: so halves are asked."""
        endpoint = self._endpoint("convert_trades")
        page, more = await self.session.call(
            endpoint, {"startTime": start, "endTime": end, "limit": CONVERT_PAGE}, trades
        )
        if not more:
            yield page
            return
        if start >= end or not page:
            raise UnreadableResponse(
                f"it counts more conversions than it gives in the span from {start} to {end}",
                venue=self.session.name,
                endpoint=endpoint.label,
            )
        middle = (start + end) // 2
        for half in ((middle + 1, end), (start, middle)):
            async for page in self._between(*half):
                yield page


# ------------------------------------------------------------------------------------------------ fiat


class FiatState(enum.Enum):
    """The states of both histories of fiat. Expired is in the example, the others in the list beside it."""

    PROCESSING = "Processing"
    FAILED = "Failed"
    SUCCESSFUL = "Successful"
    FINISHED = "Finished"
    REFUNDING = "Refunding"
    REFUNDED = "Refunded"
    REFUND_FAILED = "Refund Failed"
    STOPPED = "Order Partial credit Stopped"
    EXPIRED = "Expired"


_DEPOSITED: Final = {
    FiatState.PROCESSING: DepositStatus.PENDING,
    FiatState.FAILED: DepositStatus.REJECTED,
    FiatState.SUCCESSFUL: DepositStatus.SUCCESS,
    FiatState.FINISHED: DepositStatus.SUCCESS,
    FiatState.REFUNDING: DepositStatus.REJECTED,
    FiatState.REFUNDED: DepositStatus.REJECTED,
    FiatState.REFUND_FAILED: DepositStatus.WRONG,
    FiatState.STOPPED: DepositStatus.WRONG,
    FiatState.EXPIRED: DepositStatus.REJECTED,
}
_WITHDRAWN: Final = {
    FiatState.PROCESSING: WithdrawalStatus.PROCESSING,
    FiatState.FAILED: WithdrawalStatus.FAILED,
    FiatState.SUCCESSFUL: WithdrawalStatus.COMPLETED,
    FiatState.FINISHED: WithdrawalStatus.COMPLETED,
    # On its way back, or stuck: until it is back nobody may count it as not gone.
    FiatState.REFUNDING: WithdrawalStatus.PROCESSING,
    FiatState.REFUNDED: WithdrawalStatus.FAILED,
    FiatState.REFUND_FAILED: WithdrawalStatus.PROCESSING,
    FiatState.STOPPED: WithdrawalStatus.PROCESSING,
    FiatState.EXPIRED: WithdrawalStatus.CANCELED,
}
_PLAIN: Final = (FiatState.PROCESSING, FiatState.FAILED, FiatState.SUCCESSFUL, FiatState.FINISHED)


class WireFiat(Numbers):
    """{"orderNo": "7d76d611-0568-4f43-afb6-24cac7767365", "fiatCurrency": "BRL", "indicatedAmount": "10.00",
    "amount": "10.00", "totalFee": "0.00", "method": "BankAccount", "status": "Expired", "createTime": 1626144956000,
    "updateTime": 1626400907000}"""

    orderNo: str
    fiatCurrency: str
    amount: Decimal
    status: FiatState
    createTime: int
    totalFee: Decimal | None = None
    method: str = ""
    updateTime: int | None = None


class WireFiatOrders(msgspec.Struct):
    """{"code": "000000", "message": "success", "data": [...], "total": 1, "success": true}"""

    data: list[WireFiat] = []


class FiatPaymentWord(enum.Enum):
    """The wire's word for each `FiatPaymentStatus`."""

    PROCESSING = "Processing"
    COMPLETED = "Completed"
    FAILED = "Failed"
    REFUNDED = "Refunded"


class WirePayment(Numbers):
    """{"orderNo": "353fca443f06466db0c4dc89f94f027a", "sourceAmount": "20.0", "fiatCurrency": "EUR", "obtainAmount":
    "4.462", "cryptoCurrency": "LUNA", "totalFee": "0.2", "price": "4.437472", "status": "Failed", "createTime":
    1624529919000, "updateTime": 1624529919000}; sourceAmount is of the fiat, obtainAmount of the crypto"""

    orderNo: str
    sourceAmount: Decimal
    fiatCurrency: str
    obtainAmount: Decimal
    cryptoCurrency: str
    totalFee: Decimal
    price: Decimal
    status: FiatPaymentWord
    createTime: int
    updateTime: int | None = None


class WirePayments(msgspec.Struct):
    """{"code": "000000", "message": "success", "data": [...], "total": 1, "success": true}"""

    data: list[WirePayment] = []


_read_fiat = null_is_absent(msgspec.json.Decoder(WireFiatOrders).decode)
_read_payments = null_is_absent(msgspec.json.Decoder(WirePayments).decode)


def fiat_deposits(payload: bytes) -> Listing[Deposit]:
    """The deposits of fiat/orders: the way of payment stands as network."""
    return Listing(
        [
            Deposit(
                id=each.orderNo,
                asset=each.fiatCurrency,
                amount=each.amount,
                network=None,
                venue_network=each.method,
                status=_DEPOSITED[each.status],
                address="",
                memo=None,
                transaction_id="",
                timestamp_ms=present_ms(each.createTime),
            )
            for each in _read_fiat(payload).data
        ],
        payload,
    )


def fiat_withdrawals(payload: bytes) -> Listing[Withdrawal]:
    """The withdrawals of fiat/orders."""
    return Listing(
        [
            Withdrawal(
                id=each.orderNo,
                client_id=None,
                asset=each.fiatCurrency,
                amount=each.amount,
                network=None,
                venue_network=each.method,
                address="",
                memo=None,
                status=_WITHDRAWN[each.status],
                fee=each.totalFee,
                applied_ms=present_ms(each.createTime),
                completed_ms=present_ms(each.updateTime) if each.status in _PLAIN[2:] else None,
                note="" if each.status in _PLAIN else each.status.value,
            )
            for each in _read_fiat(payload).data
        ],
        payload,
    )


def fiat_payments(payload: bytes, side: Side) -> Listing[FiatPayment]:
    """The answer of fiat/payments."""
    return Listing(
        [
            FiatPayment(
                id=each.orderNo,
                side=side,
                asset=each.cryptoCurrency,
                amount=each.obtainAmount,
                currency=each.fiatCurrency,
                currency_amount=each.sourceAmount,
                fee=each.totalFee,
                price=each.price,
                status=FiatPaymentStatus[each.status.name],
                created_ms=present_ms(each.createTime),
                updated_ms=present_ms(each.updateTime),
            )
            for each in _read_payments(payload).data
        ],
        payload,
    )


class BinanceFiat(Fiat[W]):
    """Money in banks, and what it bought, at Binance. Its deposits and withdrawals take two requests a minute."""

    def _deposits(
        self, currency: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Deposit]]:
        return self._orders("0", currency, since, until, fiat_deposits)

    def _withdrawals(
        self, currency: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[Withdrawal]]:
        return self._orders("1", currency, since, until, fiat_withdrawals)

    async def _orders(
        self,
        kind: str,
        currency: str | None,
        since: int | None,
        until: int | None,
        read: Callable[[bytes], Listing[Any]],
    ) -> AsyncIterator[Listing[Any]]:
        async for page in self._pages("fiat_orders", kind, since, until, read):
            found = page
            if currency is not None:
                found = Listing((each for each in page if each.asset == currency), page.payload)
            if found:
                yield found

    def _payments(self, side: Side, since: int | None, until: int | None) -> AsyncIterator[Listing[FiatPayment]]:
        kind = "0" if side is Side.BUY else "1"
        return self._pages("fiat_payments", kind, since, until, lambda payload: fiat_payments(payload, side))

    def _pages(
        self, endpoint: str, kind: str, since: int | None, until: int | None, read: Callable[[bytes], Listing[Any]]
    ) -> AsyncIterator[Listing[Any]]:
        if since is None and until is not None:
            since = until - FIAT_DAYS * DAY_MS
        elif since is not None and until is None:
            until = self.session.clock.now_ms()  # What one time alone means, is not documented.
        asked = {"transactionType": kind, "beginTime": since, "endTime": until}
        return numbered(self, endpoint, asked, read, lambda each: each.id, size=FIAT_PAGE, named=("page", "rows"))


# ------------------------------------------------------------------------------------------------ over the counter


_NO_COUNTER: Final = "Binance documents no trades over the counter; its own conversions are convert.trades"


class BinanceOtc(Otc[W]):
    """Binance documents none."""

    _pairs = not_offered(_NO_COUNTER)
    _quote = not_offered(_NO_COUNTER)
    _place_order = not_offered(_NO_COUNTER)
    _order = not_offered(_NO_COUNTER)
    _orders = not_offered(_NO_COUNTER)


# ------------------------------------------------------------------------------------------------ margin

_STATES: Final = {
    "EXCESSIVE": MarginState.NORMAL,
    "NORMAL": MarginState.NORMAL,
    "MARGIN_CALL": MarginState.MARGIN_CALL,
    "PRE_LIQUIDATION": MarginState.LIQUIDATION,
    "FORCE_LIQUIDATION": MarginState.LIQUIDATION,
}


class WireMarginAsset(Numbers):
    """{"asset": "BNB", "borrowed": "201.66666672", "free": "2346.50000000", "interest": "0.00000000", "locked":
    "0.00000000", "netAsset": "2144.83333328"}; of an isolated account with "borrowEnabled": true, and more"""

    asset: str
    free: Decimal
    locked: Decimal
    borrowed: Decimal
    interest: Decimal
    borrowEnabled: bool | None = None


class WireMarginAccount(Numbers):
    """{"borrowEnabled": true, "marginLevel": "11.64405625", "totalAssetOfBtc": "6.82728457", "totalLiabilityOfBtc":
    "0.58633215", "totalNetAssetOfBtc": "6.24095242", "tradeEnabled": true, "transferEnabled": true, "userAssets":
    [...]}"""

    marginLevel: Decimal
    totalAssetOfBtc: Decimal
    totalLiabilityOfBtc: Decimal
    userAssets: list[WireMarginAsset]
    borrowEnabled: bool | None = None
    tradeEnabled: bool | None = None
    transferEnabled: bool | None = None


class WireIsolated(Numbers):
    """{"baseAsset": {...}, "quoteAsset": {...}, "symbol": "BTCUSDT", "isolatedCreated": true, "enabled": true,
    "marginLevel": "0.00000000", "marginLevelStatus": "EXCESSIVE", "marginRatio": "0.00000000", "indexPrice":
    "10000.00000000", "liquidatePrice": "1000.00000000", "liquidateRate": "1.00000000", "tradeEnabled": true}"""

    symbol: str
    baseAsset: WireMarginAsset
    quoteAsset: WireMarginAsset
    marginLevel: Decimal
    marginLevelStatus: str = ""
    indexPrice: Decimal | None = None
    liquidatePrice: Decimal | None = None
    tradeEnabled: bool | None = None


class WireIsolatedAccounts(msgspec.Struct):
    """{"assets": [...], "totalAssetOfBtc": "0.00000000", ...}; without totals where symbols were asked for"""

    assets: list[WireIsolated]


class WireMost(Numbers):
    """{"amount": "1.69248805", "borrowLimit": "60"}; what may be moved out has the amount alone"""

    amount: Decimal
    borrowLimit: Decimal | None = None


class WireInterest(Numbers):
    """{"isolatedSymbol": "BNBUSDT", "asset": "BNB", "interest": "0.02414667", "interestAccuredTime": 1566813600000,
    "interestRate": "0.01600000", "principal": "36.22000000", "type": "ON_BORROW"}; of the cross account without
    isolatedSymbol. The specification of 2024 shows the time in seconds."""

    asset: str
    interest: Decimal
    interestAccuredTime: int
    interestRate: Decimal
    principal: Decimal
    type: str = ""
    isolatedSymbol: str | None = None


class WireInterests(msgspec.Struct):
    """{"rows": [...], "total": 1}"""

    rows: list[WireInterest] = []


class WireDebt(Numbers):
    """{"isolatedSymbol": "BNBUSDT", "amount": "14.00000000", "asset": "BNB", "interest": "0.01866667", "principal":
    "13.98133333", "status": "CONFIRMED", "timestamp": 1563438204000, "txId": 2970933056}; without isolatedSymbol
    where it is of the cross account"""

    asset: str
    principal: Decimal
    status: TransferStatus
    timestamp: int
    txId: int | Id
    amount: Decimal | None = None
    interest: Decimal = Decimal(0)
    isolatedSymbol: str | None = None


class WireDebts(msgspec.Struct):
    """{"rows": [...], "total": 1}"""

    rows: list[WireDebt] = []


_read_debts = null_is_absent(msgspec.json.Decoder(WireDebts).decode)
_read_margin_account = msgspec.json.Decoder(WireMarginAccount).decode
_read_isolated = msgspec.json.Decoder(WireIsolatedAccounts).decode
_read_most = msgspec.json.Decoder(WireMost).decode
_read_interest = null_is_absent(msgspec.json.Decoder(WireInterests).decode)


def _margin_balance(wire: WireMarginAsset) -> MarginBalance:
    return MarginBalance(
        asset=wire.asset,
        free=wire.free,
        locked=wire.locked,
        borrowed=wire.borrowed,
        interest=wire.interest,
        borrow_enabled=wire.borrowEnabled,
    )


def margin_account(payload: bytes) -> MarginAccount:
    """The answer of margin/account."""
    wire = _read_margin_account(payload)
    account = MarginAccount(
        unit="BTC",
        total_assets=wire.totalAssetOfBtc,
        total_liabilities=wire.totalLiabilityOfBtc,
        balances=tuple(map(_margin_balance, wire.userAssets)),
        level=wire.marginLevel,
        trade_enabled=wire.tradeEnabled,
        borrow_enabled=wire.borrowEnabled,
        transfer_enabled=wire.transferEnabled,
    )
    return with_payload(account, payload)


def isolated_accounts(payload: bytes, instruments: Instruments) -> Listing[IsolatedMarginAccount]:
    """The answer of margin/isolated/account."""
    return Listing(
        [
            IsolatedMarginAccount(
                venue_symbol=each.symbol,
                instrument=instruments.find(each.symbol),
                base=_margin_balance(each.baseAsset),
                quote=_margin_balance(each.quoteAsset),
                state=_STATES.get(each.marginLevelStatus, MarginState.UNKNOWN),
                level=each.marginLevel,
                index_price=each.indexPrice,
                liquidation_price=each.liquidatePrice,
                trade_enabled=each.tradeEnabled,
            )
            for each in _read_isolated(payload).assets
        ],
        payload,
    )


def margin_limit(payload: bytes, asset: str) -> MarginLimit:
    """The answer of margin/maxBorrowable and of margin/maxTransferable."""
    wire = _read_most(payload)
    return with_payload(MarginLimit(asset=asset, amount=wire.amount, account_limit=wire.borrowLimit), payload)


def margin_interest(payload: bytes) -> Listing[MarginInterest]:
    """The rows of margin/interestHistory."""
    return Listing(
        [
            MarginInterest(
                asset=each.asset,
                amount=each.interest,
                principal=each.principal,
                rate=each.interestRate,
                reason=each.type,
                venue_symbol=each.isolatedSymbol or None,
                timestamp_ms=stamp_ms(each.interestAccuredTime),
            )
            for each in _read_interest(payload).rows
        ],
        payload,
    )


def margin_loans(payload: bytes) -> Listing[MarginLoan]:
    """The rows of margin/borrow-repay with the type BORROW."""
    return Listing(
        [
            MarginLoan(
                id=str(each.txId),
                asset=each.asset,
                amount=each.principal,
                status=each.status,
                venue_symbol=each.isolatedSymbol or None,
                timestamp_ms=each.timestamp,
            )
            for each in _read_debts(payload).rows
        ],
        payload,
    )


def margin_repayments(payload: bytes) -> Listing[MarginRepayment]:
    """The rows of margin/borrow-repay with the type REPAY."""
    return Listing(
        [
            MarginRepayment(
                id=str(each.txId),
                asset=each.asset,
                amount=EXACT.add(each.principal, each.interest) if each.amount is None else each.amount,
                principal=each.principal,
                interest=each.interest,
                status=each.status,
                venue_symbol=each.isolatedSymbol or None,
                timestamp_ms=each.timestamp,
            )
            for each in _read_debts(payload).rows
        ],
        payload,
    )


class BinanceMargin(Margin[W]):
    """The margin accounts of Binance, whose totals are in BTC."""

    def _loans(
        self, asset: str | None, venue_symbol: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[MarginLoan]]:
        return self._debts("BORROW", asset, venue_symbol, since, until, margin_loans)

    def _repayments(
        self, asset: str | None, venue_symbol: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[MarginRepayment]]:
        return self._debts("REPAY", asset, venue_symbol, since, until, margin_repayments)

    async def _debts(
        self,
        kind: str,
        asset: str | None,
        venue_symbol: str | None,
        since: int | None,
        until: int | None,
        read: Callable[[bytes], Listing[Any]],
    ) -> AsyncIterator[Listing[Any]]:
        unseen = _Unseen()
        days = LOAN_DAYS[asset is not None]
        for start, end in windows(since, until, self.session.clock.now_ms(), days):
            unseen.next_span()
            asked = {"type": kind, "asset": asset, "isolatedSymbol": venue_symbol, "startTime": start, "endTime": end}
            pages = numbered(
                self,
                "margin_borrow_repay",
                asked,
                read,
                lambda each: each.id,
                size=LOAN_PAGE,
                named=("current", "size"),
            )
            async for page in pages:
                fresh = unseen.of(page, lambda each: each.id)
                if fresh:
                    yield fresh

    async def _account(self) -> MarginAccount:
        return await self.session.call(self._endpoint("margin_account"), {}, margin_account)

    async def _isolated_accounts(self, venue_symbols: Sequence[str] | None) -> Listing[IsolatedMarginAccount]:
        read = functools.partial(isolated_accounts, instruments=await self._market.listed())
        # It takes five at most.
        few = None if venue_symbols is None or len(venue_symbols) > 5 else ",".join(venue_symbols)
        found = await self.session.call(self._endpoint("isolated_margin_account"), {"symbols": few}, read)
        if venue_symbols is None:
            return found
        return Listing((each for each in found if each.venue_symbol in venue_symbols), found.payload)

    async def _max_borrowable(self, asset: str, venue_symbol: str | None) -> MarginLimit:
        return await self._most("margin_max_borrowable", asset, venue_symbol)

    async def _max_transferable(self, asset: str, venue_symbol: str | None) -> MarginLimit:
        return await self._most("margin_max_transferable", asset, venue_symbol)

    async def _most(self, endpoint: str, asset: str, venue_symbol: str | None) -> MarginLimit:
        return await self.session.call(
            self._endpoint(endpoint),
            {"asset": asset, "isolatedSymbol": venue_symbol},
            lambda payload: margin_limit(payload, asset),
        )

    async def _interest(
        self, asset: str | None, venue_symbol: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[MarginInterest]]:
        now, unseen = self.session.clock.now_ms(), _Unseen()
        for start, end in windows(since, until, now, INTEREST_DAYS):
            unseen.next_span()
            asked = {"asset": asset, "isolatedSymbol": venue_symbol, "startTime": start, "endTime": end}
            youngest: int = 0 if end is None else (now - end) // DAY_MS
            oldest: int = 0 if start is None else (now - start) // DAY_MS
            for archived, may_be in ((None, youngest <= ARCHIVE_DAYS[1]), (True, oldest >= ARCHIVE_DAYS[0])):
                if not may_be:
                    continue
                pages = numbered(
                    self,
                    "margin_interest_history",
                    {**asked, "archived": archived},
                    margin_interest,
                    lambda each: each,
                    size=INTEREST_PAGE,
                    named=("current", "size"),
                )
                async for page in pages:
                    fresh = unseen.of(page, lambda each: each)
                    if fresh:
                        yield fresh


DESKS: Final[tuple[type[Port[Any]], ...]] = (
    BinanceSubAccounts,
    BinanceConvert,
    BinanceFiat,
    BinanceOtc,
    BinanceMargin,
)
