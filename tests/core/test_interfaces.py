"""The ports: what a call does before and around a plugin, in both worlds."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any, cast
from unittest.mock import AsyncMock

import attrs
import pytest
from toy_venue import WHOLE, Asking, ToyMarket, asking, opened

from crossvenue import Venue, connect, connect_async
from crossvenue.errors import (
    BadRequest,
    ConnectionFailed,
    FilterViolation,
    InexactNumber,
    InsufficientFunds,
    OutcomeUnknown,
    UnknownAsset,
    UnknownInstrument,
    UnknownNetwork,
    WithdrawalBlocked,
)
from crossvenue.interfaces import PORTS
from crossvenue.model import (
    NO_MEMO,
    OrderRequest,
    OrderType,
    Side,
    TimeInForce,
    WalletKind,
    Withdrawal,
    WithdrawalRequest,
)
from crossvenue.preflight import Check, Preflight, Result, Verdict
from crossvenue.world import finish


@pytest.fixture
def venue() -> Iterator[Venue]:
    with opened(connect) as venue:
        yield venue


@pytest.fixture
def whole() -> Iterator[Venue]:
    """A venue that lacks nothing, and must not be reached."""
    with opened(connect, WHOLE) as venue:
        yield venue


@pytest.fixture(params=["blocking", "awaiting"])
def ask(request: pytest.FixtureRequest) -> Asking:
    return asking(request.param)


# ------------------------------------------------------------------------------------------------ instruments


def test_instruments_are_loaded_once_and_again_when_asked(venue: Venue) -> None:
    market = cast("ToyMarket[Any]", venue.market)
    for _ in range(3):
        venue.market.order_book("LTC/BTC")
        venue.trading.orders("LTC/BTC").all()
    assert market.loads == 1
    venue.market.instruments(refresh=True)
    assert market.loads == 2


def test_many_tasks_load_the_instruments_once() -> None:
    async def main() -> int:
        async with opened(connect_async) as venue:
            await asyncio.gather(*(venue.market.order_book("LTC/BTC") for _ in range(20)))
            loads: int = venue.market.loads
            return loads

    assert asyncio.run(main()) == 1


def test_many_threads_load_the_instruments_once(venue: Venue) -> None:
    venue.session.world.pause = slow  # type: ignore[method-assign]
    threads = [threading.Thread(target=venue.market.order_book, args=("LTC/BTC",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cast("ToyMarket[Any]", venue.market).loads == 1


async def slow(seconds: float) -> None:
    time.sleep(0.02)


def test_a_symbol_is_ours_or_the_venues(venue: Venue) -> None:
    assert venue.market.instrument("LTC/BTC") is venue.market.instrument("LTCBTC")


def test_a_name_in_small_letters_is_one_that_is_not_there_and_the_right_one_is_said(venue: Venue) -> None:
    with pytest.raises(UnknownInstrument, match=r"toy lists no 'ltc/btc'; did you mean LTC/BTC\?$"):
        venue.market.instrument("ltc/btc")
    with pytest.raises(UnknownInstrument, match=r"toy lists no 'eth/btc'; did you mean ETH/BTC\?; for one"):
        venue.trading.orders("eth/btc").all()
    with pytest.raises(UnknownAsset, match=r"toy has no asset 'usdt'; did you mean USDT\?$"):
        venue.wallet.asset("usdt")
    with pytest.raises(UnknownAsset, match=r"toy has no asset 'GOLD'$"):
        venue.wallet.asset("GOLD")


def test_an_unknown_symbol_is_said_with_near_ones(ask: Asking) -> None:
    with pytest.raises(UnknownInstrument, match=r"toy lists no 'LCT/BTC'; did you mean LTC/BTC"):
        ask(lambda venue: venue.market.price("LCT/BTC"))


def test_the_history_of_a_delisted_symbol_is_read_by_the_venues_own(venue: Venue) -> None:
    assert venue.trading.orders("BCCBTC").all()[0].venue_symbol == "BCCBTC"
    with pytest.raises(UnknownInstrument, match="give its own symbol"):
        venue.trading.orders("BCC/BTC").all()


@pytest.mark.parametrize("symbols", ["LTC/BTC", []])
def test_several_symbols_are_a_list(whole: Venue, symbols: Any) -> None:
    with pytest.raises(BadRequest, match="symbols must be a list"):
        whole.market.tickers(symbols)


# ------------------------------------------------------------------------------------------------ writes

ORDER: dict[str, Any] = {"side": "BUY", "type": "LIMIT", "quantity": 1, "price": "0.1"}
WRITES: dict[str, tuple[Callable[[Any], Callable[..., Any]], dict[str, Any], list[str]]] = {
    "place_order": (
        lambda venue: venue.trading.place_order,
        {"symbol": "LTC/BTC", **ORDER},
        ["quantity", "quote_quantity", "price", "stop_price", "iceberg_quantity"],
    ),
    "test_order": (
        lambda venue: venue.trading.test_order,
        {"symbol": "LTC/BTC", **ORDER},
        ["quantity", "quote_quantity", "price", "stop_price", "iceberg_quantity"],
    ),
    "replace_order": (
        lambda venue: venue.trading.replace_order,
        {"symbol": "LTC/BTC", "cancel_order_id": "1", **ORDER},
        ["quantity", "quote_quantity", "price", "stop_price", "iceberg_quantity"],
    ),
    "place_oco": (
        lambda venue: venue.trading.place_oco,
        {"symbol": "LTC/BTC", "side": "SELL", "quantity": 1, "price": 2, "stop_price": 1},
        ["quantity", "price", "stop_price", "stop_limit_price"],
    ),
    "withdraw": (
        lambda venue: venue.wallet.withdraw,
        {"asset": "USDT", "amount": 50, "network": "TRX", "address": "T"},
        ["amount"],
    ),
    "preflight": (
        lambda venue: venue.wallet.preflight,
        {"asset": "USDT", "amount": 50, "network": "TRX", "address": "T"},
        ["amount"],
    ),
    "transfer": (
        lambda venue: venue.wallet.transfer,
        {"asset": "USDT", "amount": 50, "source": "spot", "target": "funding"},
        ["amount"],
    ),
}
MONEY = [(name, field) for name, (_, _, fields) in WRITES.items() for field in fields]


def did(venue: Any) -> list[Any]:
    return [*getattr(venue.trading, "did", []), *getattr(venue.wallet, "did", [])]


@pytest.mark.parametrize(("name", "field"), MONEY)
def test_a_float_is_a_type_error_before_anything_is_done(ask: Asking, name: str, field: str) -> None:
    method, arguments, _ = WRITES[name]
    seen: list[Any] = []

    def do(venue: Any) -> Any:
        seen.append(venue)
        return method(venue)(**{**arguments, field: 1.5})

    with pytest.raises(InexactNumber, match=f"{field} is a float") as caught:
        ask(do)
    assert isinstance(caught.value, TypeError)
    assert did(seen[0]) == []


@pytest.mark.parametrize("value", [0, "-1", "NaN", Decimal("Infinity"), True, "much", b"1", [1]])
@pytest.mark.parametrize(("name", "field"), MONEY)
def test_what_is_no_amount_is_refused_before_anything_is_done(
    venue: Venue, name: str, field: str, value: object
) -> None:
    method, arguments, _ = WRITES[name]
    with pytest.raises(BadRequest, match=field):
        method(venue)(**{**arguments, field: value})
    assert did(venue) == []


def test_every_write_of_the_ports_that_takes_money_is_in_the_table() -> None:
    taking = {
        name
        for port in PORTS
        for name in port.operations()
        for parameter in inspect.signature(getattr(port, name)).parameters.values()
        if "Decimal" in str(parameter.annotation)
    }
    assert taking == set(WRITES)


@pytest.mark.parametrize("name", [name for name in WRITES if name != "preflight"])
def test_what_is_right_is_done_once(ask: Asking, name: str) -> None:
    method, arguments, _ = WRITES[name]
    seen: list[Any] = []

    def do(venue: Any) -> Any:
        seen.append(venue)
        return method(venue)(**arguments)

    ask(do)
    assert len(did(seen[0])) == 1


def test_an_order_reaches_the_plugin_whole_and_exact(venue: Venue) -> None:
    placed = venue.trading.place_order(
        "LTCBTC", side="SELL", type="LIMIT", quantity="0.00000001", price=Decimal("1E+3")
    )
    (request,) = did(venue)
    assert request == OrderRequest(
        instrument=venue.market.instrument("LTC/BTC"),
        side=Side.SELL,
        type=OrderType.LIMIT,
        client_id="minted1",
        quantity=Decimal("1E-8"),
        price=Decimal(1000),
        time_in_force=TimeInForce.GTC,
    )
    assert placed.client_id == "minted1"


def test_a_client_id_is_minted_or_yours(venue: Venue) -> None:
    for given in (None, "mine", None):
        venue.trading.place_order("LTC/BTC", **ORDER, client_id=given)
    assert [request.client_id for request in did(venue)] == ["minted1", "mine", "minted2"]
    venue.trading.place_oco("LTC/BTC", side="SELL", quantity=1, price=2, stop_price=1)
    oco = did(venue)[-1]
    assert len({oco.client_id, oco.limit_client_id, oco.stop_client_id}) == 3
    with pytest.raises(BadRequest, match="client_id must be a text that is not empty"):
        venue.trading.place_order("LTC/BTC", **ORDER, client_id="")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"side": "HOLD"}, "side must be one of BUY, SELL"),
        ({"type": "limit"}, "type must be one of LIMIT, MARKET, LIMIT_MAKER, .*, not 'limit'"),
        (
            {"type": OrderType.UNKNOWN},
            "type must be one of LIMIT, [A-Z_, ]*TAKE_PROFIT_LIMIT, not <OrderType.UNKNOWN",
        ),
        ({"time_in_force": "GTX"}, "time_in_force must be one of GTC, IOC, FOK, not 'GTX'"),
        ({"self_trade_prevention": "SOME"}, "self_trade_prevention must be one of NONE, .*, not 'SOME'"),
        ({"trailing_delta": 0}, "trailing_delta must be a whole number above zero"),
        ({"trailing_delta": Decimal("1.5")}, "trailing_delta must be a whole number above zero"),
        ({"trailing_delta": True}, "trailing_delta must be"),
        ({"symbol": "LTC/EUR"}, "toy lists no 'LTC/EUR'"),
    ],
)
def test_words_that_nobody_knows_are_refused(venue: Venue, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        venue.trading.place_order(**{"symbol": "LTC/BTC", **ORDER, **changes})
    assert did(venue) == []


def test_an_order_is_checked_against_the_instrument_first(venue: Venue) -> None:
    with pytest.raises((FilterViolation, BadRequest)):
        venue.trading.place_order("LTC/BTC", side="BUY", type="LIMIT", quantity=1)
    assert did(venue) == []


@pytest.mark.parametrize("ids", [{}, {"order_id": "1", "client_id": "x"}])
def test_an_order_goes_by_one_id(whole: Venue, ids: dict[str, str]) -> None:
    with pytest.raises(BadRequest, match=r"give one of order_id and client_id$"):
        whole.trading.order("LTC/BTC", **ids)
    with pytest.raises(BadRequest, match=r"give one of order_id and client_id$"):
        whole.trading.cancel_order("LTC/BTC", **ids)
    others: dict[str, Any] = {name.replace("order_id", "order_list_id"): each for name, each in ids.items()}
    with pytest.raises(BadRequest, match=r"give one of order_list_id and client_id$"):
        whole.trading.order_list(**others)
    others = {name.replace("order_id", "withdrawal_id"): each for name, each in ids.items()}
    with pytest.raises(BadRequest, match=r"give one of withdrawal_id and client_id$"):
        whole.wallet.withdrawal(**others)
    with pytest.raises(BadRequest, match=r"give one of cancel_order_id and cancel_client_id$"):
        whole.trading.replace_order("LTC/BTC", **{f"cancel_{name}": each for name, each in ids.items()}, **ORDER)


def test_a_trailing_delta_that_is_a_float_is_a_type_error(venue: Venue) -> None:
    with pytest.raises(InexactNumber, match="trailing_delta is a float") as caught:
        venue.trading.place_order("LTC/BTC", **ORDER, trailing_delta=100.0)  # type: ignore[arg-type] # said on purpose
    assert isinstance(caught.value, TypeError)
    assert did(venue) == []


IDS: dict[str, tuple[Callable[[Any], Callable[..., Any]], dict[str, Any], list[str]]] = {
    "order": (lambda venue: venue.trading.order, {"symbol": "LTC/BTC"}, ["order_id", "client_id"]),
    "orders": (lambda venue: venue.trading.orders, {"symbol": "LTC/BTC"}, ["from_id"]),
    "fills": (lambda venue: venue.trading.fills, {"symbol": "LTC/BTC"}, ["order_id", "from_id"]),
    "order_list": (lambda venue: venue.trading.order_list, {}, ["order_list_id", "client_id"]),
    "order_lists": (lambda venue: venue.trading.order_lists, {}, ["from_id"]),
    "prevented_matches": (
        lambda venue: venue.trading.prevented_matches,
        {"symbol": "LTC/BTC"},
        ["prevented_match_id", "order_id"],
    ),
    "prevented_matches of an order": (
        lambda venue: venue.trading.prevented_matches,
        {"symbol": "LTC/BTC", "order_id": "1"},
        ["from_id"],
    ),
    "place_order": (lambda venue: venue.trading.place_order, {"symbol": "LTC/BTC", **ORDER}, ["client_id"]),
    "test_order": (lambda venue: venue.trading.test_order, {"symbol": "LTC/BTC", **ORDER}, ["client_id"]),
    "cancel_order": (lambda venue: venue.trading.cancel_order, {"symbol": "LTC/BTC"}, ["order_id", "client_id"]),
    "replace_order": (
        lambda venue: venue.trading.replace_order,
        {"symbol": "LTC/BTC", **ORDER},
        ["cancel_order_id", "cancel_client_id"],
    ),
    "replace_order by another": (
        lambda venue: venue.trading.replace_order,
        {"symbol": "LTC/BTC", "cancel_order_id": "1", **ORDER},
        ["client_id"],
    ),
    "place_oco": (
        lambda venue: venue.trading.place_oco,
        {"symbol": "LTC/BTC", "side": "SELL", "quantity": 1, "price": 2, "stop_price": 1},
        ["client_id"],
    ),
    "cancel_order_list": (
        lambda venue: venue.trading.cancel_order_list,
        {"symbol": "LTC/BTC"},
        ["order_list_id", "client_id"],
    ),
    "historical_trades": (lambda venue: venue.market.historical_trades, {"symbol": "LTC/BTC"}, ["from_id"]),
    "aggregate_trades": (lambda venue: venue.market.aggregate_trades, {"symbol": "LTC/BTC"}, ["from_id"]),
    "withdrawal": (lambda venue: venue.wallet.withdrawal, {}, ["withdrawal_id", "client_id"]),
    "withdraw": (
        lambda venue: venue.wallet.withdraw,
        {"asset": "USDT", "amount": 50, "network": "TRX", "address": "T"},
        ["client_id"],
    ),
    "cancel_withdrawal": (lambda venue: venue.wallet.cancel_withdrawal, {}, ["withdrawal_id"]),
}


@pytest.mark.parametrize("value", ["", " ", 5, 5.0, b"5"])
@pytest.mark.parametrize(("name", "field"), [(name, field) for name, (*_, fields) in IDS.items() for field in fields])
def test_what_is_no_id_is_refused_before_anything_is_done(whole: Venue, name: str, field: str, value: object) -> None:
    method, arguments, _ = IDS[name]
    with pytest.raises(BadRequest, match=f"^{field} must be a text that is not empty"):
        method(whole)(**{**arguments, field: value})
    assert did(whole) == []


def test_an_order_that_keeps_the_id_of_the_one_it_replaces_takes_no_other(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(venue.trading), "replacement_keeps_id", True)
    with pytest.raises(BadRequest, match="keeps the client id"):
        venue.trading.replace_order("LTC/BTC", cancel_client_id="old", client_id="new", **ORDER)
    with pytest.raises(BadRequest, match="keeps the client id"):
        venue.trading.replace_order("LTC/BTC", cancel_order_id="1", client_id="new", **ORDER)
    assert getattr(venue.trading, "did", []) == []

    venue.trading.replace_order("LTC/BTC", cancel_client_id="old", **ORDER)
    venue.trading.replace_order("LTC/BTC", cancel_client_id="old", client_id="old", **ORDER)


def test_every_id_that_an_operation_takes_is_in_the_table() -> None:
    taken = {
        (name, parameter)
        for port in PORTS
        for name in port.operations()
        for parameter in inspect.signature(getattr(port, name)).parameters
        if parameter.endswith("_id")
    }
    assert taken == {(name.split()[0], field) for name, (*_, fields) in IDS.items() for field in fields}


# ------------------------------------------------------------------------------------------------ withdrawals


def withdraw(venue: Venue, **changes: Any) -> Withdrawal:
    arguments: dict[str, Any] = {"asset": "USDT", "amount": 50, "network": "TRX", "address": "T"}
    return venue.wallet.withdraw(**{**arguments, **changes})


def test_a_withdrawal_leaves_nothing_to_the_venue(venue: Venue) -> None:
    sent = withdraw(venue, network="trc20", amount="50.00")
    (request,) = did(venue)
    assert request == WithdrawalRequest(
        asset="USDT",
        amount=Decimal("50.00"),
        network="TRX",
        venue_network="TRX",
        address="T",
        memo=None,
        wallet=WalletKind.SPOT,
        client_id="minted1",
        fee_from_amount=True,
    )
    assert sent.client_id == "minted1"


def test_where_no_wallet_is_named_a_withdrawal_is_from_the_one_that_the_venue_withdraws_from_first(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(venue.wallet), "wallets", (WalletKind.FUNDING, WalletKind.SPOT))

    check = venue.wallet.preflight(asset="USDT", amount=50, network="TRX", address="T")
    withdraw(venue)
    withdraw(venue, wallet="spot")

    assert check.request.wallet is WalletKind.FUNDING
    assert [request.wallet for request in did(venue)] == [WalletKind.FUNDING, WalletKind.SPOT]


@pytest.mark.parametrize(
    ("network", "memo", "sent"),
    [
        ("TRX", None, None),
        ("TRX", NO_MEMO, None),
        ("XRP", "123", "123"),
        ("TON", "abc", "abc"),
        ("TON", NO_MEMO, None),
    ],
)
def test_memos_that_fit_their_network(venue: Venue, network: str, memo: Any, sent: str | None) -> None:
    withdraw(venue, network=network, memo=memo)
    assert [request.memo for request in did(venue)] == [sent]


@pytest.mark.parametrize(
    ("network", "memo"),
    [
        ("XRP", None),  # It has memos: forgotten, or meant?
        ("TON", None),
        ("TRX", "123"),  # It has none.
        ("XRP", "abc"),  # Not what the venue's pattern allows.
    ],
)
def test_memos_that_do_not_fit_are_blocked(venue: Venue, network: str, memo: Any) -> None:
    with pytest.raises(WithdrawalBlocked, match="memo"):
        withdraw(venue, network=network, memo=memo)
    assert did(venue) == []


@pytest.mark.parametrize("memo", ["", 123, True, b"1"])
def test_what_is_no_memo_is_refused(venue: Venue, memo: Any) -> None:
    with pytest.raises(BadRequest, match="memo must be a text that is not empty, or NO_MEMO"):
        withdraw(venue, network="XRP", memo=memo)
    assert did(venue) == []


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"asset": "XXX"}, UnknownAsset, "has no asset 'XXX'"),
        ({"network": "ETH"}, UnknownNetwork, "no network 'ETH' for USDT; it has TON, TRX, XRP"),
        ({"network": "MYCHAIN"}, UnknownNetwork, "no network 'MYCHAIN'"),
        ({"network": ""}, BadRequest, "network must be a text"),
        ({"address": " "}, BadRequest, "address must be a text"),
        ({"address": None}, BadRequest, "address must be a text"),
        ({"amount": "9.99"}, WithdrawalBlocked, "minimum"),
        ({"wallet": "margin"}, BadRequest, "does not withdraw from the margin wallet"),
        ({"wallet": "pocket"}, BadRequest, "wallet must be one of"),
        ({"client_id": ""}, BadRequest, "client_id must be a text"),
    ],
)
def test_withdrawals_that_are_refused_before_they_are_sent(
    venue: Venue, changes: dict[str, Any], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        withdraw(venue, **changes)
    assert did(venue) == []


def test_a_withdrawal_that_was_checked_must_be_the_one_that_was_checked(venue: Venue) -> None:
    check = venue.wallet.preflight(asset="USDT", amount=50, network="TRX", address="T")
    with pytest.raises(WithdrawalBlocked, match="another withdrawal") as caught:
        withdraw(venue, amount=51, checked=check)
    assert isinstance(caught.value.preflight, Preflight)
    for age_ms in (300_001, -360_000, None):
        made = None if age_ms is None or check.made_ms is None else check.made_ms - age_ms
        with pytest.raises(WithdrawalBlocked, match="older than five minutes"):
            withdraw(venue, checked=attrs.evolve(check, made_ms=made))
    # The toy's wallet cannot tell the balance, which is no pass.
    with pytest.raises(WithdrawalBlocked, match="uncertain"):
        withdraw(venue, checked=check)
    assert did(venue) == []


def clear(venue: Any) -> Preflight:
    """A pre-flight that may be handed in: the toy itself can tell too little for one."""
    made = venue.wallet.preflight(asset="USDT", amount=50, network="TRX", address="T")
    if inspect.iscoroutine(made):
        made = finish(made)
    return attrs.evolve(cast("Preflight", made), checks=())


def test_a_pre_flight_serves_one_withdrawal(ask: Asking) -> None:
    seen: list[Any] = []

    def again(venue: Any) -> Any:
        seen.append(venue)
        check = clear(venue)
        first: Any = withdraw(venue, checked=check)
        if not inspect.iscoroutine(first):
            return withdraw(venue, checked=check)

        async def rest() -> Any:
            await first
            second: Any = withdraw(venue, checked=check)
            return await second

        return rest()

    with pytest.raises(BadRequest, match=r"handed to withdraw before.*make a new pre-flight") as caught:
        ask(again)
    assert isinstance(caught.value, WithdrawalBlocked)
    assert caught.value.preflight is not None
    assert len(did(seen[0])) == 1


def test_a_pre_flight_that_was_used_is_so_for_its_copies_and_on_another_connection(venue: Venue) -> None:
    check = clear(venue)
    withdraw(venue, checked=check)
    with pytest.raises(WithdrawalBlocked, match="handed to withdraw before"):
        withdraw(venue, checked=attrs.evolve(check))
    with opened(connect) as other, pytest.raises(WithdrawalBlocked, match="handed to withdraw before"):
        withdraw(other, checked=check)
    withdraw(venue, checked=clear(venue))
    assert len(did(venue)) == 2


def test_a_pre_flight_of_one_account_is_none_of_another(venue: Venue) -> None:
    key, other = "key-of-the-first-account", "key-of-the-second-account"
    with opened(connect, api_key=key) as mine:
        checks = [clear(mine) for _ in range(2)]
    with opened(connect, api_key=other) as others:
        for stranger in (others, venue):  # With another key, and with none.
            with pytest.raises(WithdrawalBlocked, match="for another account"):
                withdraw(stranger, checked=checks[0])
            assert did(stranger) == []
    with opened(connect, api_key=key) as reopened:
        for check in checks:
            withdraw(reopened, checked=check)
        assert len(did(reopened)) == 2
    assert key not in f"{checks[0]!r} {checks[0].request.account} {attrs.asdict(checks[0])}"
    assert checks[0].request.account not in repr(checks[0])


def test_of_many_threads_with_one_pre_flight_one_withdraws(venue: Venue) -> None:
    check, threads = clear(venue), 16
    ready = threading.Barrier(threads)

    def once(_: int) -> str:
        ready.wait()
        try:
            return withdraw(venue, checked=check).id
        except WithdrawalBlocked:
            return "blocked"

    with ThreadPoolExecutor(threads) as pool:
        ended = list(pool.map(once, range(threads)))
    assert sorted(ended) == ["1", *["blocked"] * (threads - 1)]
    assert len(did(venue)) == 1


@pytest.mark.parametrize(
    "failure",
    [
        InsufficientFunds("no", venue="toy", endpoint="POST /withdraw"),
        OutcomeUnknown("no answer", venue="toy", endpoint="POST /withdraw"),
        ConnectionFailed("refused", venue="toy", endpoint="POST /withdraw"),
    ],
)
def test_a_pre_flight_is_used_up_whatever_its_withdrawal_ends_as(
    venue: Venue, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = clear(venue)
    with monkeypatch.context() as patched:
        patched.setattr(venue.wallet, "_withdraw", AsyncMock(side_effect=failure))
        with pytest.raises(type(failure)):
            withdraw(venue, checked=check)
    with pytest.raises(WithdrawalBlocked, match="handed to withdraw before"):
        withdraw(venue, checked=check)
    assert did(venue) == []


def test_a_slip_of_the_caller_does_not_use_a_pre_flight_up(venue: Venue) -> None:
    check = clear(venue)
    with pytest.raises(WithdrawalBlocked, match="another withdrawal"):
        withdraw(venue, amount=51, checked=check)
    withdraw(venue, checked=check)
    assert len(did(venue)) == 1


def doubtful(venue: Venue, **results: Result) -> Preflight:
    """A pre-flight whose address and account are unknown, and whose other checks passed, but for what is said."""
    ended = {"key permission": Result.PASS, "account_status": Result.UNKNOWN, "address": Result.UNKNOWN} | results
    found = [Check(name.replace("_", " "), each, f"the words of {name}", "wallet") for name, each in ended.items()]
    return attrs.evolve(clear(venue), checks=tuple(found))


BOTH = ("address", "account status")


def test_what_is_unknown_can_be_accepted_by_name(venue: Venue) -> None:
    """At a venue that has no way to tell, no pre-flight is ever clear: it could not be handed in at all."""
    check = doubtful(venue)
    assert check.verdict is Verdict.UNCERTAIN

    withdraw(venue, checked=check, accept=BOTH)

    assert len(did(venue)) == 1
    with pytest.raises(WithdrawalBlocked, match="handed to withdraw before"):
        withdraw(venue, checked=check, accept=BOTH)


def test_what_is_accepted_may_as_well_have_passed(venue: Venue) -> None:
    withdraw(venue, checked=doubtful(venue, address=Result.PASS), accept=list(BOTH))
    assert len(did(venue)) == 1


@pytest.mark.parametrize(
    ("results", "accept", "said"),
    [
        ({}, (), "uncertain: account status: the words of account_status; address: the words of address$"),
        ({}, ("address",), "uncertain: account status: the words of account_status$"),
        ({"balance": Result.UNKNOWN}, BOTH, "uncertain: balance: the words of balance$"),
        ({"address": Result.FAIL}, BOTH, "blocked: address: the words of address$"),
        ({"balance": Result.FAIL}, (*BOTH, "balance"), "blocked: balance: the words of balance$"),
    ],
)
def test_what_failed_and_what_is_not_named_is_never_accepted(
    venue: Venue, results: dict[str, Result], accept: tuple[str, ...], said: str
) -> None:
    check = doubtful(venue, **results)
    with pytest.raises(WithdrawalBlocked, match=f"the pre-flight is {said}") as caught:
        withdraw(venue, checked=check, accept=accept)
    assert caught.value.preflight is check
    assert did(venue) == []


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        (("adress",), "no check 'adress'; did you mean address"),
        (("everything",), "no check 'everything'; it has key permission, account status, address"),
        ("address", "must be a list of the names"),
        ((Result.UNKNOWN,), "must be a list of the names"),
    ],
)
def test_names_of_no_check_are_slips_and_use_nothing_up(venue: Venue, accept: Any, said: str) -> None:
    check = doubtful(venue)
    with pytest.raises(BadRequest, match=said):
        withdraw(venue, checked=check, accept=accept)
    assert did(venue) == []
    withdraw(venue, checked=check, accept=BOTH)
    assert len(did(venue)) == 1


def test_without_a_pre_flight_there_is_nothing_to_accept(ask: Asking) -> None:
    with pytest.raises(BadRequest, match="accept goes with checked"):
        ask(lambda venue: withdraw(venue, accept=("address",)))


def test_what_is_accepted_is_still_for_this_very_withdrawal_and_account(venue: Venue) -> None:
    with pytest.raises(WithdrawalBlocked, match="another withdrawal"):
        withdraw(venue, amount=51, checked=doubtful(venue), accept=BOTH)
    with opened(connect, api_key="another") as other, pytest.raises(WithdrawalBlocked, match="another account"):
        withdraw(other, checked=doubtful(venue), accept=BOTH)
    assert did(venue) == []


@pytest.mark.parametrize("checked", [True, False, "clear", Verdict.CLEAR, ()])
def test_what_is_no_pre_flight_is_a_type_error(ask: Asking, checked: Any) -> None:
    seen: list[Any] = []

    def do(venue: Any) -> Any:
        seen.append(venue)
        return withdraw(venue, checked=checked)

    with pytest.raises(TypeError, match="checked must be what preflight gave, or None, not "):
        ask(do)
    assert did(seen[0]) == []


def test_a_transfer_has_two_ends(venue: Venue) -> None:
    with pytest.raises(BadRequest, match="source and target are both spot"):
        venue.wallet.transfer(asset="USDT", amount=1, source="spot", target="spot")


def test_a_list_of_orders_takes_no_word_that_nobody_knows_either(venue: Venue) -> None:
    oco: dict[str, Any] = {"side": "SELL", "quantity": 1, "price": 2, "stop_price": 1}
    with pytest.raises(BadRequest, match="self_trade_prevention must be one of NONE"):
        venue.trading.place_oco("LTC/BTC", **oco, self_trade_prevention="SOME")
    assert did(venue) == []


@pytest.mark.parametrize("assets", ["BNB", [], [""], [5]])
def test_dust_is_a_list_of_assets(whole: Venue, assets: Any) -> None:
    with pytest.raises(BadRequest, match="assets must be"):
        whole.wallet.convert_dust(assets=assets)
