"""The desks beside the ports: what they check themselves, what a plugin gets of it, and what there is without one."""

from __future__ import annotations

import asyncio
import inspect
import itertools
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import attrs
import httpx
import pytest
from toy_venue import TOY

from crossvenue import AsyncVenue, Venue, connect, connect_async
from crossvenue.desks import (
    DESKS,
    Fiat,
    Margin,
    MarginAccount,
    MarginBalance,
    MarginInterest,
    Otc,
    OtcQuote,
    QuotedTrade,
    QuotedTradeStatus,
    Staking,
    StakingAction,
    StakingMovement,
    StakingStatus,
    SubAccount,
    SubAccounts,
    SubAccountTransfer,
    desk,
)
from crossvenue.errors import BadRequest, InexactNumber, NotImplementedByPlugin, NotOffered, UnknownInstrument
from crossvenue.hookspecs import hookimpl
from crossvenue.interfaces import AsyncHistory, History, W, not_offered
from crossvenue.model import Balance, Listing, WalletKind, Withdrawal
from crossvenue.registry import Registry
from crossvenue.secrets import Secret
from crossvenue.testing import ACTS, changes_something

D = Decimal
doings: list[Any] = []
"""What the toy's desks were to do, and what they were asked."""


def fails(*asked: object) -> None:
    raise AssertionError(asked)


never: Any = fails
"""What a plugin has, and nothing wrong must come to."""


class ToySubAccounts(SubAccounts[W]):
    """Sub-accounts that write down what they were to do."""

    async def _create(self, name: str, password: Secret | None, wallets: Sequence[WalletKind]) -> SubAccount:
        doings.append((name, password, wallets))
        return SubAccount(id="7", name=name, active=True)

    async def _transfer(self, move: SubAccountTransfer) -> SubAccountTransfer:
        doings.append(move)
        return attrs.evolve(move, id="1")

    async def _transfers(
        self, source: str | None, target: str | None, client_id: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[SubAccountTransfer]]:
        doings.append((source, target, client_id, since, until))
        move = SubAccountTransfer(id="1", client_id=None, asset="BTC", amount=D(1), source="a", target="b")
        yield Listing([move] * 3, b"[1]")
        yield Listing([move] * 3, b"[2]")

    _balances = not_offered("the toy counts nothing")


class ToyFiat(Fiat[W]):
    """A bank that writes down what it was to do."""

    _deposits = _withdrawals = never

    async def _withdraw(self, currency: str, amount: Decimal, method: str, account: str) -> Withdrawal:
        doings.append((currency, amount, method, account))
        return Withdrawal(
            id="1",
            client_id=None,
            asset=currency,
            amount=amount,
            network=None,
            venue_network=method,
            address=account,
            memo=None,
        )


class ToyOtc(Otc[W]):
    """A desk over the counter that writes down what it was asked."""

    _pairs = _orders = never

    async def _quote(self, asset: str, target: str, amount: Decimal | None, receive: Decimal | None) -> OtcQuote:
        doings.append((asset, target, amount, receive))
        return OtcQuote(
            id="q",
            asset=asset,
            amount=D(1),
            target=target,
            received=D(2),
            price=D(2),
            inverse_price=None,
            expires_ms=1_641_806_714_000,
        )

    async def _place_order(self, quote_id: str) -> QuotedTrade:
        doings.append(quote_id)
        return QuotedTrade(id="1", quote_id=quote_id, status=QuotedTradeStatus.PROCESSING)

    async def _order(self, order_id: str | None, quote_id: str | None) -> QuotedTrade | None:
        doings.append((order_id, quote_id))
        return None


class ToyStaking(Staking[W]):
    """Staking that writes down what it was to do."""

    _products = _balances = _movements = _rewards = never

    async def _stake(self, asset: str, amount: Decimal, auto_restake: bool) -> StakingMovement:
        doings.append((asset, amount, auto_restake))
        return self._moved(asset, amount, StakingAction.STAKED)

    async def _unstake(self, asset: str, amount: Decimal) -> StakingMovement:
        doings.append((asset, amount))
        return self._moved(asset, amount, StakingAction.UNSTAKED)

    def _moved(self, asset: str, amount: Decimal, action: StakingAction) -> StakingMovement:
        return StakingMovement(id=None, asset=asset, amount=amount, action=action, status=StakingStatus.SUCCESS)


class ToyMargin(Margin[W]):
    """Margin accounts that write down what they were asked."""

    _max_borrowable = _isolated_accounts = _loans = _repayments = never

    async def _interest(
        self, asset: str | None, venue_symbol: str | None, since: int | None, until: int | None
    ) -> AsyncIterator[Listing[MarginInterest]]:
        doings.append((asset, venue_symbol, since, until))
        yield Listing()


WITH_DESKS = attrs.evolve(TOY, desks=lambda: [ToySubAccounts, ToyFiat, ToyOtc, ToyStaking, ToyMargin])


def opened(kind: Callable[..., Any], exchange: Any = WITH_DESKS) -> Any:
    registry = Registry(entry_points=lambda group: [])
    registry.register(SimpleNamespace(__name__="toys", exchanges=hookimpl(lambda: [exchange])))
    transport = httpx.MockTransport(lambda request: pytest.fail("the toy sends nothing"))
    ids = (f"minted{number}" for number in itertools.count(1))
    return kind("toy", registry=registry, transport=transport, ids=lambda: next(ids))


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    doings.clear()


@pytest.fixture(params=["blocking", "awaiting"])
def ask(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Runs an operation of a toy in each world; a history is read to its end."""

    def asked(do: Callable[[Any], Any], exchange: Any = WITH_DESKS) -> Any:
        if request.param == "blocking":
            with opened(connect, exchange) as venue:
                found = do(venue)
                return found.all() if isinstance(found, History) else found

        async def main() -> Any:
            async with opened(connect_async, exchange) as venue:
                found = do(venue)
                return await (found.all() if isinstance(found, AsyncHistory) else found)

        return asyncio.run(main())

    return asked


MOVE: dict[str, Any] = {"asset": "USDT", "amount": 50, "target": "a@b.c"}

WRITES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "sub_accounts.transfer": (MOVE, ["amount"]),
    "fiat.withdraw": ({"currency": "USD", "amount": 50, "method": "ACH", "account": "x"}, ["amount"]),
    "otc.quote": ({"asset": "BTC", "target": "USDT"}, ["amount", "receive"]),
    "staking.stake": ({"asset": "BNB", "amount": 50}, ["amount"]),
    "staking.unstake": ({"asset": "BNB", "amount": 50}, ["amount"]),
}
"""Every operation that takes an amount, what it is called with, and which of it are amounts."""

READS: dict[str, dict[str, Any]] = {
    "sub_accounts.balances": {"account": "a@b.c"},
    "sub_accounts.create": {"name": "sub"},
    "fiat.payments": {"side": "BUY"},
    "otc.quote": {"asset": "BTC", "target": "USDT", "amount": 1},
    "otc.place_order": {"quote_id": "q"},
    "otc.order": {"order_id": "1"},
    "margin.max_borrowable": {"asset": "BTC"},
    "margin.max_transferable": {"asset": "BTC"},
}
"""What the others need to be called with."""

ALL = [f"{each.kind}.{name}" for each in DESKS for name in each.operations()]


def operation(venue: Any, name: str) -> Callable[..., Any]:
    kind, _, inner = name.partition(".")
    found: Callable[..., Any] = getattr(getattr(venue, kind), inner)
    return found


# ------------------------------------------------------------------------------------------------ what there is


@pytest.mark.parametrize("name", ALL)
def test_without_a_plugin_s_desk_every_operation_says_that_there_is_none_yet(
    ask: Callable[..., Any], name: str
) -> None:
    arguments = WRITES[name][0] if name in WRITES else {}

    with pytest.raises(NotImplementedByPlugin, match=f"^toy: {name}: the installed plugin does not have it yet"):
        ask(lambda venue: operation(venue, name)(**{**arguments, **READS.get(name, {})}), TOY)


def test_every_operation_has_a_hook_of_its_name_and_is_documented() -> None:
    for each in DESKS:
        assert each.__doc__
        for name in each.operations():
            assert callable(getattr(each, f"_{name}")), f"{each.kind}.{name}"
            assert inspect.getdoc(getattr(each, name)), f"{each.kind}.{name} has no docstring"


def test_a_venue_has_each_desk_and_makes_it_once() -> None:
    assert [each.kind for each in DESKS] == ["sub_accounts", "convert", "fiat", "otc", "staking", "margin"]
    with opened(connect) as venue:
        for each in DESKS:
            assert isinstance(getattr(venue, each.kind), each)
            assert getattr(venue, each.kind) is getattr(venue, each.kind)
        assert type(venue.otc) is ToyOtc
        assert type(venue.convert) is desk(TOY, "convert")
    assert {each.kind for each in DESKS} <= set(dir(Venue)) & set(dir(AsyncVenue))


def test_what_is_supported_is_read_off_the_plugin_s_desks() -> None:
    with opened(connect) as venue:
        assert venue.supports("sub_accounts.transfer") is True
        assert venue.supports("sub_accounts.balances") is False
        assert venue.supports("sub_accounts.accounts") is False
        assert venue.supports("convert.trades") is False
        with pytest.raises(BadRequest, match="sub_accounts has no operation withdraw"):
            venue.supports("sub_accounts.withdraw")
        with pytest.raises(BadRequest, match=r"there is no operation 'savings\.list'"):
            venue.supports("savings.list")


def test_what_the_venue_does_not_have_says_why(ask: Callable[..., Any]) -> None:
    with pytest.raises(NotOffered, match=r"^toy: sub_accounts\.balances: the toy counts nothing$"):
        ask(lambda venue: venue.sub_accounts.balances("a@b.c"))


def test_what_changes_something_is_known_by_its_desk() -> None:
    acts = {each.kind: each.acts() for each in DESKS}
    assert acts == {
        "sub_accounts": ["create", "transfer"],
        "convert": [],
        "fiat": ["withdraw"],
        "otc": ["place_order"],
        "staking": ["stake", "unstake"],
        "margin": [],
    }
    assert {name for names in acts.values() for name in names} <= ACTS
    with opened(connect) as venue:
        for each in DESKS:
            for name in each.operations():
                assert changes_something(venue, f"{each.kind}.{name}") is (name in acts[each.kind])


def test_opening_a_venue_does_not_wait_for_the_desks() -> None:
    program = (
        "import sys\nfrom crossvenue import connect\n"
        "with connect('binance', environment='replay') as venue:\n"
        "    found = [each for each in sys.modules if each.endswith('.desks')]\n"
        "    venue.otc\n"
        "    found += sorted({'crossvenue.desks', 'crossvenue_binance.desks'} - set(sys.modules))\n"
        "sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# ------------------------------------------------------------------------------------------------ money


MONEY = [(name, field) for name, (_, fields) in WRITES.items() for field in fields]


@pytest.mark.parametrize(("name", "field"), MONEY)
def test_a_float_is_a_type_error_before_anything_is_done(ask: Callable[..., Any], name: str, field: str) -> None:
    with pytest.raises(InexactNumber, match=f"{field} is a float") as caught:
        ask(lambda venue: operation(venue, name)(**{**WRITES[name][0], field: 1.5}))
    assert isinstance(caught.value, TypeError)
    assert doings == []


@pytest.mark.parametrize("value", [0, "-1", "NaN", Decimal("Infinity"), True, "much", b"1"])
@pytest.mark.parametrize(("name", "field"), MONEY)
def test_what_is_no_amount_is_refused_before_anything_is_done(
    ask: Callable[..., Any], name: str, field: str, value: object
) -> None:
    with pytest.raises(BadRequest, match=field):
        ask(lambda venue: operation(venue, name)(**{**WRITES[name][0], field: value}))
    assert doings == []


def test_every_operation_that_takes_an_amount_is_in_the_table() -> None:
    taking = {
        f"{each.kind}.{name}"
        for each in DESKS
        for name in each.operations()
        for parameter in inspect.signature(getattr(each, name)).parameters.values()
        if "Decimal" in str(parameter.annotation)
    }
    assert taking == set(WRITES)


@pytest.mark.parametrize(("name", "field"), MONEY)
def test_what_is_right_is_done_once_and_exact(ask: Callable[..., Any], name: str, field: str) -> None:
    ask(lambda venue: operation(venue, name)(**{**WRITES[name][0], field: "0.00000001000"}))
    (did,) = doings
    amounts = [did.amount] if isinstance(did, SubAccountTransfer) else [each for each in did if type(each) is Decimal]
    assert [str(each) for each in amounts] == ["1.000E-8"]


# ------------------------------------------------------------------------------------------------ what is checked


def test_a_move_reaches_the_plugin_whole(ask: Callable[..., Any]) -> None:
    made = ask(lambda venue: venue.sub_accounts.transfer(**MOVE, source_wallet="margin", client_id="mine"))

    (move,) = doings
    assert move == SubAccountTransfer(
        id=None,
        client_id="mine",
        asset="USDT",
        amount=D(50),
        source=None,
        target="a@b.c",
        source_wallet=WalletKind.MARGIN,
        target_wallet=WalletKind.SPOT,
    )
    assert made.id == "1"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target": None}, r"give source or target: within the master account it is wallet\.transfer"),
        ({"source": "a@b.c"}, "source and target are both the spot wallet of a@b.c"),
        ({"source_wallet": "savings"}, "source_wallet must be one of spot"),
        ({"target_wallet": "savings"}, "target_wallet must be one of spot"),
        ({"asset": ""}, "asset must be a text"),
        ({"target": 5}, "target must be a text"),
        ({"source": " "}, "source must be a text"),
        ({"client_id": ""}, "client_id must be a text"),
    ],
)
def test_a_move_that_cannot_be_right_is_refused(ask: Callable[..., Any], changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        ask(lambda venue: venue.sub_accounts.transfer(**{**MOVE, **changes}))
    assert doings == []


def test_between_two_wallets_of_one_sub_account_something_can_move(ask: Callable[..., Any]) -> None:
    ask(lambda venue: venue.sub_accounts.transfer(**MOVE, source="a@b.c", target_wallet="margin"))
    assert len(doings) == 1


@pytest.mark.parametrize("password", ["hunter2hunter", Secret("hunter2hunter")])
def test_a_password_reaches_the_plugin_as_a_secret(ask: Callable[..., Any], password: Any) -> None:
    ask(lambda venue: venue.sub_accounts.create(name="sub", password=password, wallets=["spot", "margin", "spot"]))

    assert doings == [("sub", Secret("hunter2hunter"), [WalletKind.SPOT, WalletKind.MARGIN])]
    assert "hunter2" not in repr(doings)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "name must be a text"),
        ({"name": "sub", "password": ""}, "password must be a text or a Secret that is not empty"),
        ({"name": "sub", "password": b"secret"}, "password must be a text or a Secret that is not empty$"),
        ({"name": "sub", "wallets": []}, "wallets must be a list of wallets that is not empty"),
        ({"name": "sub", "wallets": "spot"}, "wallets must be a list of wallets"),
        ({"name": "sub", "wallets": ["savings"]}, "wallets must be one of spot"),
    ],
)
def test_a_sub_account_that_cannot_be_right_is_not_opened(
    ask: Callable[..., Any], given: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadRequest, match=said):
        ask(lambda venue: venue.sub_accounts.create(**given))
    assert doings == []


def test_a_quote_is_for_one_of_both_amounts(ask: Callable[..., Any]) -> None:
    for given in ({}, {"amount": 1, "receive": 2}):
        with pytest.raises(BadRequest, match="give one of amount and receive"):
            ask(lambda venue, given=given: venue.otc.quote("BTC", "USDT", **given))
    quote = ask(lambda venue: venue.otc.quote("BTC", "USDT", receive=2))
    assert doings == [("BTC", "USDT", None, D(2))]
    assert quote.expires == datetime(2022, 1, 10, 9, 25, 14, tzinfo=UTC)


@pytest.mark.parametrize("given", [{}, {"order_id": "1", "quote_id": "q"}])
def test_a_trade_over_the_counter_goes_by_one_id(ask: Callable[..., Any], given: dict[str, str]) -> None:
    with pytest.raises(BadRequest, match="give one of order_id and quote_id"):
        ask(lambda venue: venue.otc.order(**given))
    assert doings == []


@pytest.mark.parametrize("value", ["", " ", 5, b"5"])
def test_what_is_no_text_is_refused_before_anything_is_done(ask: Callable[..., Any], value: Any) -> None:
    calls: list[Callable[[Any], Any]] = [
        lambda venue: venue.otc.place_order(quote_id=value),
        lambda venue: venue.otc.order(quote_id=value),
        lambda venue: venue.otc.quote(value, "USDT", amount=1),
        lambda venue: venue.otc.pairs(value),
        lambda venue: venue.otc.orders(target=value),
        lambda venue: venue.staking.products(value),
        lambda venue: venue.staking.balances(value),
        lambda venue: venue.staking.movements(value),
        lambda venue: venue.staking.rewards(value),
        lambda venue: venue.staking.stake(asset=value, amount=1),
        lambda venue: venue.fiat.deposits(value),
        lambda venue: venue.fiat.withdrawals(value),
        lambda venue: venue.fiat.withdraw(currency="USD", amount=1, method="ACH", account=value),
        lambda venue: venue.margin.max_borrowable(value),
        lambda venue: venue.margin.loans(value),
        lambda venue: venue.margin.repayments(value),
        lambda venue: venue.margin.interest(value),
        lambda venue: venue.sub_accounts.transfers(client_id=value),
    ]
    for call in calls:
        with pytest.raises(BadRequest, match="must be a text that is not empty"):
            ask(call)
    assert doings == []


def test_whether_rewards_are_staked_again_is_said_or_left_as_venues_have_it(ask: Callable[..., Any]) -> None:
    ask(lambda venue: venue.staking.stake(asset="BNB", amount="1.50"))
    ask(lambda venue: venue.staking.stake(asset="BNB", amount="1.50", auto_restake=False))
    with pytest.raises(BadRequest, match="auto_restake must be True or False, not 'no'"):
        ask(lambda venue: venue.staking.stake(asset="BNB", amount=1, auto_restake="no"))
    assert doings == [("BNB", D("1.50"), True), ("BNB", D("1.50"), False)]


def test_a_history_is_cut_and_its_times_are_aware(ask: Callable[..., Any]) -> None:
    since = datetime(2024, 6, 1, tzinfo=UTC)
    found = ask(lambda venue: venue.sub_accounts.transfers(source="a", since=since, limit=4))
    assert (len(found), found.raw) == (4, [[1], [2]])
    assert doings == [("a", None, None, 1_717_200_000_000, None)]
    for wrong in (
        {"since": datetime(2024, 6, 1)},  # noqa: DTZ001 - said on purpose
        {"since": since, "until": since - timedelta(days=1)},
        {"limit": 0},
    ):
        with pytest.raises(BadRequest):
            ask(lambda venue, wrong=wrong: venue.sub_accounts.transfers(**wrong))


def test_an_isolated_account_goes_by_our_symbol_and_the_cross_account_by_none(ask: Callable[..., Any]) -> None:
    ask(lambda venue: venue.margin.interest("BTC", symbol="LTC/BTC"))
    ask(lambda venue: venue.margin.interest())
    assert doings == [("BTC", "LTCBTC", None, None), (None, None, None, None)]
    with pytest.raises(UnknownInstrument, match="LTC/USD"):
        ask(lambda venue: venue.margin.interest(symbol="LTC/USD"))
    for wrong in ("LTC/BTC", []):
        with pytest.raises(BadRequest, match="symbols must be a list of symbols that is not empty"):
            ask(lambda venue, wrong=wrong: venue.margin.isolated_accounts(wrong))


# ------------------------------------------------------------------------------------------------ records


def test_what_a_margin_account_is_worth_is_exact() -> None:
    held = MarginBalance(
        asset="BNB",
        free=D("2346.50000000"),
        locked=D(0),
        borrowed=D("201.66666672"),
        interest=D("0.0000000000000000000000000001"),
    )
    assert isinstance(held, Balance)
    assert held.net == D("2144.8333332799999999999999999999")
    account = MarginAccount(
        unit="BTC", total_assets=D("6.82728457"), total_liabilities=D("0.58633215"), balances=(held,)
    )
    assert account.net == D("6.24095242")


def test_a_word_that_nobody_documents_is_unknown_where_it_only_describes() -> None:
    assert StakingStatus("SUCCESS") is StakingStatus.SUCCESS
    assert StakingStatus("ON_ITS_WAY") is StakingStatus.UNKNOWN
    assert StakingAction("unstaked") is StakingAction.UNSTAKED
    with pytest.raises(ValueError, match="LATER"):
        QuotedTradeStatus("LATER")
