"""Binance's wallet on recordings: every operation, and an error of each that the documents name, in both worlds.

What is sent, how histories are paged and what a pre-flight judges is in `test_wallet.py`; here a whole conversation
is, as it went over HTTP. That no operation is forgotten is asserted in `test_trading_replayed.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from crossvenue import NO_MEMO, Venue
from crossvenue.errors import (
    AccountRestricted,
    AddressRefused,
    Banned,
    InsufficientFunds,
    InvalidRequest,
    NotFound,
    NotOffered,
    OutcomeUnknown,
    PermissionDenied,
    RateLimited,
    TransferRefused,
    UnknownAsset,
    UnknownNetwork,
    VenueError,
    VenueUnavailable,
    WithdrawalAmountRefused,
    WithdrawalLimited,
    WithdrawalSuspended,
)
from crossvenue.model import (
    AccountSnapshot,
    AccountStatus,
    ApiTradingStatus,
    AssetNetwork,
    Balance,
    Deposit,
    DepositAddress,
    DepositStatus,
    Distribution,
    DustConversion,
    KeyPermissions,
    Transfer,
    TransferStatus,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
    WithdrawalStatus,
)
from crossvenue.preflight import Result, Verdict
from crossvenue.testing.plugin import Ask
from crossvenue_binance.wallet import BinanceWallet

MINTED = f"cv{1:022x}"
"""The first client id that is minted in a test."""


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def assert_exactly(found: object, expected: Any) -> None:
    """The same record, and its amounts with the very digits of the wire."""
    assert found == expected
    for field in attrs.fields(type(expected)):
        if field.eq:
            assert str(getattr(found, field.name)) == str(getattr(expected, field.name)), field.name


# Balances

SPOT = [
    Balance("BTC", Decimal("4723846.89208129"), Decimal("0E-8")),
    Balance("LTC", Decimal("4763368.68006011"), Decimal("0E-8")),
]
ACCOUNT = {
    "makerCommission": 15,
    "takerCommission": 15,
    "buyerCommission": 0,
    "sellerCommission": 0,
    "canTrade": True,
    "canWithdraw": True,
    "canDeposit": True,
    "updateTime": 123456789,
    "accountType": "SPOT",
    "balances": [
        {"asset": "BTC", "free": "4723846.89208129", "locked": "0.00000000"},
        {"asset": "LTC", "free": "4763368.68006011", "locked": "0.00000000"},
    ],
    "permissions": ["SPOT"],
}


@pytest.mark.cassette("binance", "wallet/balances")
def test_balances_of_the_spot_wallet(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.balances())

    for balance, expected in zip(found, SPOT, strict=True):
        assert_exactly(balance, expected)
    assert str(found["BTC"].total) == "4723846.89208129"
    assert found.raw == ACCOUNT


@pytest.mark.cassette("binance", "wallet/balances_funding")
def test_balances_of_the_funding_wallet(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.wallet.balances("funding"))

    assert_exactly(found, Balance("USDT", Decimal(1), Decimal(0)))


@pytest.mark.cassette("binance", "wallet/clock", answers={"GET /api/v3/account": [-1021, (200, ACCOUNT)]})
def test_a_request_at_the_wrong_time_is_signed_anew_by_the_clock_of_the_venue(ask: Ask) -> None:
    assert list(ask(lambda venue: venue.wallet.balances())) == SPOT


# Assets

BTC_ON_BTC = AssetNetwork(
    network="BTC",
    venue_network="BTC",
    asset="BTC",
    name="BTC",
    deposit_open=True,
    withdrawal_open=True,
    withdrawal_fee=Decimal("0.00050000"),
    withdrawal_minimum=Decimal("0.00100000"),
    withdrawal_maximum=Decimal(750),
    withdrawal_multiple=Decimal("1E-8"),
    is_default=True,
    address_pattern="^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$|^(bc1)[0-9A-Za-z]{39,59}$",
    confirmations=1,
    unlock_confirmations=2,
)
BTC_ON_BEP2 = AssetNetwork(
    network="BEACON",
    venue_network="BNB",
    asset="BTC",
    name="BEP2",
    deposit_open=False,
    withdrawal_open=False,
    withdrawal_fee=Decimal("0.00000220"),
    withdrawal_minimum=Decimal("0.00000440"),
    withdrawal_maximum=Decimal("9999999999.99999999"),
    withdrawal_multiple=Decimal("1E-8"),
    deposit_note="Wallet Maintenance, Deposit Suspended",
    withdrawal_note="Wallet Maintenance, Withdrawal Suspended",
    tips="Both a MEMO and an Address are required to successfully deposit your BEP2-BTCB tokens to Binance.",
    address_pattern="^(bnb1)[0-9a-z]{38}$",
    memo_pattern=r"^[0-9A-Za-z\-_]{1,120}$",
    memo_required=True,
    confirmations=1,
    unlock_confirmations=0,
)


@pytest.mark.cassette("binance", "wallet/assets")
def test_assets(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.wallet.assets())

    assert (found.asset, found.name, found.deposit_open, found.withdrawal_open) == ("BTC", "Bitcoin", True, True)
    assert (found.trading, found.is_fiat) == (True, False)
    assert (str(found.free), str(found.locked)) == ("0.08074558", "0E-8")
    for network, expected in zip(found.networks, [BTC_ON_BEP2, BTC_ON_BTC], strict=True):
        assert_exactly(network, expected)


@pytest.mark.cassette("binance", "wallet/asset")
def test_an_asset_and_its_networks_by_any_of_their_names(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.asset("BTC"))

    assert found.network("BTC") == BTC_ON_BTC
    # Binance's BNB is the Beacon chain; what others call BNB, the Smart Chain, is not among these.
    assert found.network("BEP2") == found.network("BEACON") == BTC_ON_BEP2
    assert found.network("ETH") is None


@pytest.mark.cassette("binance", "wallet/deposit_address")
def test_where_to_deposit(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.deposit_address("BTC", network="BTC"))

    assert_exactly(
        found,
        DepositAddress(
            asset="BTC",
            network="BTC",
            address="1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv",
            memo=None,
            url="https://btc.com/1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv",
        ),
    )


# Histories

IOTA = Deposit(
    # In 2022 deposits had no ids of their own.
    id="ESBFVQUTPIWQNJSPXFNHNYHSQNTGKRVKPRABQWTAXCDWOAKDKYWPTVG9BGXNVNKTLEJGESAVXIKIZ9999",
    asset="IOTA",
    amount=Decimal("0.50000000"),
    network="IOTA",
    venue_network="IOTA",
    status=DepositStatus.SUCCESS,
    address="SIZ9VLMHWATXKV99LH99CIGFJFUMLEHGWVZVNNZXRJJVWBPHYWPPBOSDORZ9EQSHCZAMPVAPGFYQAUUV9DROOXJLNW",
    memo=None,
    transaction_id="ESBFVQUTPIWQNJSPXFNHNYHSQNTGKRVKPRABQWTAXCDWOAKDKYWPTVG9BGXNVNKTLEJGESAVXIKIZ9999",
    timestamp_ms=1599620082000,
    confirmations=1,
    required_confirmations=1,
)
PAXG = Deposit(
    id="0xaad4654a3234aa6118af9b4b335f5ae81c360b2394721c019b5d1e75328b09f3",
    asset="PAXG",
    amount=Decimal("0.00999800"),
    network="ETH",
    venue_network="ETH",
    status=DepositStatus.SUCCESS,
    address="0x788cabe9236ce061e5a892e1a59395a81fc8d62c",
    memo=None,
    transaction_id="0xaad4654a3234aa6118af9b4b335f5ae81c360b2394721c019b5d1e75328b09f3",
    timestamp_ms=1599621997000,
    confirmations=12,
    required_confirmations=12,
)


@pytest.mark.cassette("binance", "wallet/deposits")
def test_deposits(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.deposits())

    for deposit, expected in zip(found, [PAXG, IOTA], strict=True):
        assert_exactly(deposit, expected)
    assert found[0].time == at(1599621997000)


@pytest.mark.cassette("binance", "wallet/deposits_span")
def test_deposits_of_an_asset_in_half_a_year_take_three_requests(ask: Ask) -> None:
    found = ask(
        lambda venue: venue.wallet.deposits(
            "IOTA", since=datetime(2020, 7, 1, tzinfo=UTC), until=datetime(2021, 1, 1, tzinfo=UTC)
        )
    )

    assert list(found) == [IOTA]


TO_BTC = Withdrawal(
    id="156ec387f49b41df8724fa744fa82719",
    client_id=None,
    asset="BTC",
    amount=Decimal("0.00150000"),
    network="BTC",
    venue_network="BTC",
    address="1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
    memo=None,
    status=WithdrawalStatus.COMPLETED,
    fee=Decimal("0.004"),
    transaction_id="60fd9007ebfddc753455f95fafa808c4302c836e4d1eebc5a132c36c1d8ac354",
    applied_ms=1569329025000,
)
TO_ETH = Withdrawal(
    id="b6ae22b3aa844210a7041aee7589627c",
    client_id="WITHDRAWtest123",
    asset="USDT",
    amount=Decimal("8.91000000"),
    network="ETH",
    venue_network="ETH",
    address="0x94df8b352de7f46f64b01d3666bf6e936e44ce60",
    memo=None,
    status=WithdrawalStatus.COMPLETED,
    fee=Decimal("0.004"),
    transaction_id="0xb5ef8c13b968a406cc62a93a8bd80f9e9a906ef1b3fcf20a2e48573c17659268",
    applied_ms=1570878722000,
    note="The address is not valid. Please confirm with the recipient",
)


@pytest.mark.cassette("binance", "wallet/withdrawals")
def test_withdrawals(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.withdrawals())

    for withdrawal, expected in zip(found, [TO_ETH, TO_BTC], strict=True):
        assert_exactly(withdrawal, expected)
    assert [each.applied for each in found] == [
        datetime(2019, 10, 12, 11, 12, 2, tzinfo=UTC),
        datetime(2019, 9, 24, 12, 43, 45, tzinfo=UTC),
    ]
    assert [each.completed for each in found] == [None, None]


@pytest.mark.cassette("binance", "wallet/withdrawals_span")
def test_withdrawals_of_an_asset_and_a_span(ask: Ask) -> None:
    found = ask(
        lambda venue: venue.wallet.withdrawals(
            "BTC", since=datetime(2019, 9, 1, tzinfo=UTC), until=datetime(2019, 10, 1, tzinfo=UTC)
        )
    )

    assert list(found) == [TO_BTC]


@pytest.mark.cassette("binance", "wallet/withdrawal")
def test_a_withdrawal_by_our_id(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.withdrawal(client_id="WITHDRAWtest123"))

    assert_exactly(found, TO_ETH)
    assert found is not None
    assert found.raw[0]["confirmNo"] == 3


@pytest.mark.cassette("binance", "wallet/withdrawal_by_id")
def test_a_withdrawal_by_the_venues_id(ask: Ask) -> None:
    assert ask(lambda venue: venue.wallet.withdrawal(withdrawal_id=TO_BTC.id)) == TO_BTC


@pytest.mark.cassette("binance", "wallet/withdrawal_not_there")
def test_a_withdrawal_that_the_venue_does_not_have_is_none(ask: Ask) -> None:
    assert ask(lambda venue: venue.wallet.withdrawal(client_id="nobodys")) is None


@pytest.mark.cassette("binance", "wallet/transfers")
def test_transfers(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.transfers(source="spot", target="usd_futures"))

    for transfer, (number, amount) in zip(found, [("11415955596", "1"), ("11366865406", "2")], strict=True):
        assert_exactly(
            transfer,
            Transfer(
                id=number,
                asset="USDT",
                amount=Decimal(amount),
                source=WalletKind.SPOT,
                target=WalletKind.USD_FUTURES,
                status=TransferStatus.CONFIRMED,
                timestamp_ms=1544433328000,
            ),
        )
    assert found[0].time == at(1544433328000)


def dust(number: int, asset: str, amount: str, received: str, fee: str, time: int) -> DustConversion:
    return DustConversion(
        id=str(number),
        asset=asset,
        amount=Decimal(amount),
        target="BNB",
        received=Decimal(received),
        fee=Decimal(fee),
        timestamp_ms=time,
    )


@pytest.mark.cassette("binance", "wallet/dust_conversions")
def test_dust_that_was_converted(ask: Ask) -> None:
    # The example counts eight and shows two; asked for those before, the server has none.
    with pytest.warns(RuntimeWarning, match="counts 8 conversions of small balances and gave 2 of them"):
        found = ask(lambda venue: venue.wallet.dust_conversions())

    expected = [
        dust(4359321, "USDT", "0.0009", "0.000441", "0.000009", 1615985535000),
        dust(4359321, "ETH", "0.0009", "0.00088156", "0.00001799", 1615985535000),
        dust(4357015, "USDT", "0.001", "0.00049", "0.00001", 1616203180000),
        dust(4357015, "ETH", "0.0001", "0.00009795", "0.000002", 1616203180000),
    ]
    for conversion, each in zip(found, expected, strict=True):
        assert_exactly(conversion, each)
    assert found[0].time == at(1615985535000)


@pytest.mark.cassette("binance", "wallet/distributions")
def test_distributions(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.distributions("BHFT"))

    for distribution, (number, time) in zip(
        found, [("1637366104", 1563189166000), ("1631750237", 1563189165000)], strict=True
    ):
        assert_exactly(
            distribution,
            Distribution(
                id=number,
                asset="BHFT",
                amount=Decimal("10.00000000"),
                description="BHFT distribution",
                timestamp_ms=time,
                transaction_id="2968885920",
            ),
        )


@pytest.mark.cassette("binance", "wallet/account_snapshots")
def test_snapshots_of_the_spot_wallet(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.wallet.account_snapshots())

    assert_exactly(
        found,
        AccountSnapshot(
            wallet=WalletKind.SPOT,
            timestamp_ms=1576281599000,
            balances=(
                Balance("BTC", Decimal("0.09905021"), Decimal("0E-8")),
                Balance("USDT", Decimal("1.89109409"), Decimal("0E-8")),
            ),
            total_in_btc=Decimal("0.09942700"),
        ),
    )
    assert found.time == at(1576281599000)


@pytest.mark.cassette("binance", "wallet/account_snapshots_futures")
def test_snapshots_of_the_futures_wallet(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.wallet.account_snapshots("usd_futures"))

    assert (found.wallet, found.total_in_btc) == (WalletKind.USD_FUTURES, None)
    assert found.balances == (Balance("USDT", Decimal("120.23811389"), Decimal(0)),)


# The account

QUOTA = {"GET /sapi/v1/capital/withdraw/quota": (200, {"wdQuota": "10000", "usedWdQuota": "1000"})}


@pytest.mark.cassette("binance", "wallet/withdrawal_quota", answers=QUOTA)
def test_what_may_still_be_withdrawn(ask: Ask) -> None:
    assert_exactly(
        ask(lambda venue: venue.wallet.withdrawal_quota()),
        WithdrawalQuota(unit="USD", limit=Decimal(10000), used=Decimal(1000), remaining=Decimal(9000)),
    )


@pytest.mark.cassette("binance", "wallet/key_permissions")
def test_what_the_key_may_do(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.key_permissions())

    assert_exactly(
        found,
        KeyPermissions(
            read=True,
            trade=False,
            withdraw=False,
            transfer=True,
            ip_restricted=False,
            created_ms=1623840271000,
            trading_expires_ms=1628985600000,
        ),
    )
    assert (found.created, found.trading_expires) == (at(1623840271000), at(1628985600000))


@pytest.mark.cassette("binance", "wallet/account_status")
def test_the_state_of_the_account(ask: Ask) -> None:
    assert ask(lambda venue: venue.wallet.account_status()) == AccountStatus(normal=True, message="Normal")


@pytest.mark.cassette("binance", "wallet/api_trading_status")
def test_whether_trading_is_locked(ask: Ask) -> None:
    assert_exactly(
        ask(lambda venue: venue.wallet.api_trading_status()),
        ApiTradingStatus(
            locked=False,
            indicators=(("GCR", None, Decimal(150)), ("IFER", None, Decimal(150)), ("UFR", None, Decimal(300))),
        ),
    )


@pytest.mark.cassette(
    "binance", "wallet/api_trading_status_today", answers={"GET /sapi/v1/account/apiTradingStatus": "openapi"}
)
def test_the_indicators_of_each_symbol_are_exact_numbers(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.api_trading_status())

    assert found.indicators[0] == ("BTCUSDT UFR", Decimal("0.05"), Decimal("0.99"))
    assert found.recovers is None


# Moving money

TO: dict[str, Any] = {
    "asset": "BTC",
    "amount": Decimal("0.0015"),
    "network": "BTC",
    "address": "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
    "memo": NO_MEMO,
}


@pytest.mark.cassette("binance", "wallet/preflight", answers=QUOTA)
def test_a_pre_flight_says_what_the_documented_key_lacks(ask: Ask) -> None:
    checked = ask(
        lambda venue: venue.wallet.preflight(
            asset="BTC", amount="0.0015", network="BTC", address=TO["address"], memo=NO_MEMO
        )
    )

    assert checked.verdict is Verdict.BLOCKED
    assert [(each.name, each.result) for each in checked.reasons] == [
        ("key permission", Result.FAIL),
        ("key address list", Result.FAIL),
    ]
    assert (str(checked.fee), str(checked.arrives)) == ("0.00050000", "0.00100000")
    assert checked.network == BTC_ON_BTC
    words = {each.name: each.words for each in checked.checks}
    assert words["free balance"].startswith("4723846.89208129 free covers 0.0015")
    # The documented price.
    assert words["withdrawn in 24 hours"] == (
        "0 BTC in 0 withdrawals; 0.0015 BTC at 4.000002 is 0.006000003 USD (market.price of BTC/USDT 4.00000200, "
        "USDT taken for USD); 9000 USD may still be withdrawn"
    )


@pytest.mark.cassette("binance", "wallet/preflight_uncertain", answers={next(iter(QUOTA)): -4006})
def test_what_a_pre_flight_cannot_learn_is_unknown(ask: Ask) -> None:
    checked = ask(lambda venue: venue.wallet.preflight(**TO))

    (quota,) = [each for each in checked.reasons if each.result is Result.UNKNOWN]
    assert (quota.name, quota.evidence) == ("withdrawn in 24 hours", "wallet.withdrawal_quota")
    assert "Support main account only." in quota.words


@pytest.mark.cassette("binance", "wallet/withdraw")
def test_a_withdrawal(ask: Ask) -> None:
    made = ask(
        lambda venue: venue.wallet.withdraw(
            asset="BTC", amount="0.00150", network="BTC", address=TO["address"], memo=NO_MEMO
        )
    )

    assert_exactly(
        made,
        Withdrawal(
            id="7213fea8e94b4a5593d507237e5a555b",
            client_id=MINTED,
            asset="BTC",
            amount=Decimal("0.00150"),
            network="BTC",
            venue_network="BTC",
            address="1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
            memo=None,
            wallet=WalletKind.SPOT,
        ),
    )
    assert made.raw == {"id": "7213fea8e94b4a5593d507237e5a555b"}


@pytest.mark.cassette("binance", "wallet/transfer")
def test_a_transfer(ask: Ask) -> None:
    made = ask(lambda venue: venue.wallet.transfer(asset="USDT", amount="1.50", source="spot", target="usd_futures"))

    assert_exactly(
        made,
        Transfer(
            id="13526853623",
            asset="USDT",
            amount=Decimal("1.50"),
            source=WalletKind.SPOT,
            target=WalletKind.USD_FUTURES,
        ),
    )


@pytest.mark.cassette("binance", "wallet/convert_dust")
def test_dust_is_converted(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.convert_dust(assets=["ETH", "LTC", "TRX"]))

    expected = [
        dust(2970932918, "ETH", "0.03000000", "0.25000000", "0.00500000", 1563368549307),
        dust(2970932918, "LTC", "0.09000000", "0.77400000", "0.01548000", 1563368549404),
        dust(2970932918, "TRX", "248.61878453", "0.02727099", "0.00054542", 1563368549489),
    ]
    for conversion, each in zip(found, expected, strict=True):
        assert_exactly(conversion, each)


# The whole story

APPLY, HISTORY = "POST /sapi/v1/capital/withdraw/apply", "GET /sapi/v1/capital/withdraw/history"
FOUND = {
    "address": "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
    "amount": "0.00150000",
    "applyTime": "2024-06-01 00:00:02",
    "coin": "BTC",
    "id": "156ec387f49b41df8724fa744fa82719",
    "withdrawOrderId": MINTED,
    "network": "BTC",
    "status": 4,
    "transactionFee": "0.0005",
    "transferType": 0,
    "confirmNo": 0,
    "info": "",
    "txId": "",
}


@pytest.mark.cassette(
    "binance",
    "wallet/withdraw_unknown",
    answers={APPLY: (503, b"<html>Service Unavailable</html>"), HISTORY: [(200, []), (200, [FOUND])]},
)
def test_a_withdrawal_whose_outcome_nobody_knows_is_found_by_its_client_id(ask: Ask) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        ask(lambda venue: venue.wallet.withdraw(**TO))
    error = caught.value
    assert (error.status, error.endpoint, error.client_id) == (503, APPLY, MINTED)
    assert error.find_out == f'wallet.withdrawal(client_id="{MINTED}")'
    assert "Find out with wallet.withdrawal" in str(error)

    # It cannot be stopped, which is said without a request: the recording has none.
    with pytest.raises(NotOffered):
        ask(lambda venue: venue.wallet.cancel_withdrawal(withdrawal_id="7213fea8e94b4a5593d507237e5a555b"))
    # Not there yet, which is no proof; then it is. Sent once: the recording holds it once.
    assert ask(lambda venue: venue.wallet.withdrawal(client_id=error.client_id)) is None
    found = ask(lambda venue: venue.wallet.withdrawal(client_id=error.client_id))
    assert_exactly(
        found,
        attrs.evolve(
            TO_BTC,
            client_id=MINTED,
            status=WithdrawalStatus.PROCESSING,
            fee=Decimal("0.0005"),
            transaction_id=None,
            applied_ms=1717200002000,
        ),
    )


# Errors

BUSY = {"code": -1003, "msg": "Too many requests queued."}
BAN = {
    "code": -1003,
    "msg": "Way too much request weight used; IP banned until 1717200120000. "
    "Please use the websocket for live updates to avoid bans.",
}


def ends(
    id: str,  # noqa: A002 - pytest's word
    call: Callable[[Venue], Any],
    endpoint: str,
    answer: object,
    kind: type[VenueError],
    code: int | None,
    status: int = 400,
    **settings: object,
) -> Any:
    """A call that begins with the name of its operation, what is answered, and what it ends as."""
    name = f"wallet/error_{id.replace(' ', '_')}"
    mark = pytest.mark.cassette("binance", name, answers={endpoint: answer}, **settings)
    return pytest.param(call, endpoint, kind, code, status, id=id, marks=mark)


def withdraws(id: str, answer: object, kind: type[VenueError], code: int) -> Any:  # noqa: A002
    return ends(f"withdraw {id}", lambda venue: venue.wallet.withdraw(**TO), APPLY, answer, kind, code)


ERRORS = [
    ends(
        "balances with a key that may not",
        lambda venue: venue.wallet.balances(),
        "GET /api/v3/account",
        (401, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}),
        PermissionDenied,
        -2015,
        401,
    ),
    ends(
        "assets too often",
        lambda venue: venue.wallet.assets(),
        "GET /sapi/v1/capital/config/getall",
        (429, BUSY, {"Retry-After": "7"}),
        RateLimited,
        -1003,
        429,
        on_limit="raise",
    ),
    ends(
        "asset while the venue is down",
        lambda venue: venue.wallet.asset("BTC"),
        "GET /sapi/v1/capital/config/getall",
        (502, b"<html>Bad Gateway</html>"),
        VenueUnavailable,
        None,
        502,
        retries=0,
    ),
    ends(
        "deposit_address that is not given again",
        lambda venue: venue.wallet.deposit_address("BTC", network="BTC"),
        "GET /sapi/v1/capital/deposit/address",
        -4042,
        InvalidRequest,
        -4042,
    ),
    ends(
        "deposits of too long a time",
        lambda venue: venue.wallet.deposits(),
        "GET /sapi/v1/capital/deposit/hisrec",
        -4047,
        InvalidRequest,
        -4047,
    ),
    ends(
        "withdrawals of too long a time",
        lambda venue: venue.wallet.withdrawals(),
        HISTORY,
        -4047,
        InvalidRequest,
        -4047,
    ),
    ends(
        "withdrawal that the venue cannot look up",
        lambda venue: venue.wallet.withdrawal(client_id="WITHDRAWtest123"),
        HISTORY,
        -1000,
        VenueUnavailable,
        -1000,
        retries=0,
    ),
    ends(
        "withdrawal_quota of a sub account",
        lambda venue: venue.wallet.withdrawal_quota(),
        next(iter(QUOTA)),
        -4006,
        AccountRestricted,
        -4006,
    ),
    ends(
        "key_permissions of a user that is gone",
        lambda venue: venue.wallet.key_permissions(),
        "GET /sapi/v1/account/apiRestrictions",
        -4039,
        NotFound,
        -4039,
    ),
    ends(
        "account_status without authority",
        lambda venue: venue.wallet.account_status(),
        "GET /sapi/v1/account/status",
        (401, {"code": -1002, "msg": "You are not authorized to execute this request."}),
        PermissionDenied,
        -1002,
        401,
    ),
    ends(
        "api_trading_status of a banned address",
        lambda venue: venue.wallet.api_trading_status(),
        "GET /sapi/v1/account/apiTradingStatus",
        (418, BAN, {"Retry-After": "120"}),
        Banned,
        -1003,
        418,
        on_limit="raise",
    ),
    ends(
        "transfers of a wallet that was never opened",
        lambda venue: venue.wallet.transfers(source="spot", target="usd_futures"),
        "GET /sapi/v1/asset/transfer",
        -5011,
        NotFound,
        -5011,
    ),
    ends(
        "dust_conversions of a long time",
        lambda venue: venue.wallet.dust_conversions(),
        "GET /sapi/v1/asset/dribblet",
        -7001,
        InvalidRequest,
        -7001,
    ),
    ends(
        "distributions of no asset",
        lambda venue: venue.wallet.distributions("GONE"),
        "GET /sapi/v1/asset/assetDividend",
        -3002,
        NotFound,
        -3002,
    ),
    ends(
        "account_snapshots of a long time",
        lambda venue: venue.wallet.account_snapshots(),
        "GET /sapi/v1/accountSnapshot",
        # This one refuses in a successful answer.
        (200, {"code": -7001, "msg": "Date range is not supported."}),
        InvalidRequest,
        -7001,
        200,
    ),
    withdraws("without the money", -4026, InsufficientFunds, -4026),
    withdraws("of a closed asset", -4019, WithdrawalSuspended, -4019),
    withdraws(
        "of too little",
        (400, {"code": -4022, "msg": "Not less than the minimum pick-up quantity 0.002."}),
        WithdrawalAmountRefused,
        -4022,
    ),
    withdraws("beyond the limit of a day", -4023, WithdrawalLimited, -4023),
    withdraws("to an address that is not listed", -4035, AddressRefused, -4035),
    withdraws("without a number of its own", -4027, OutcomeUnknown, -4027),
    ends(
        "transfer without the money",
        lambda venue: venue.wallet.transfer(asset="USDT", amount=1, source="spot", target="usd_futures"),
        "POST /sapi/v1/asset/transfer",
        -5002,
        InsufficientFunds,
        -5002,
    ),
    ends(
        "transfer of which nobody knows",
        lambda venue: venue.wallet.transfer(asset="USDT", amount=1, source="spot", target="usd_futures"),
        "POST /sapi/v1/asset/transfer",
        (400, {"code": -5012, "msg": "Asset transfer is in pending."}),
        OutcomeUnknown,
        -5012,
    ),
    ends(
        "convert_dust of what is more than dust",
        lambda venue: venue.wallet.convert_dust(assets=["ETH"]),
        "POST /sapi/v1/asset/dust",
        -5004,
        TransferRefused,
        -5004,
    ),
]


@pytest.mark.parametrize(("call", "endpoint", "kind", "code", "status"), ERRORS)
def test_a_documented_error(
    ask: Ask, call: Callable[[Venue], Any], endpoint: str, kind: type[VenueError], code: int | None, status: int
) -> None:
    with pytest.raises(kind) as caught:
        ask(call)

    error = caught.value
    assert type(error) is kind
    assert (error.venue, error.endpoint, error.status, error.code) == ("binance", endpoint, status, code)
    if isinstance(error, RateLimited):
        assert error.retry_after == (120 if kind is Banned else 7)
    if endpoint == APPLY:
        # Minted before anything was sent.
        assert error.client_id == MINTED


def test_every_operation_of_the_wallet_has_a_documented_error() -> None:
    offered = {name for name in BinanceWallet.operations() if BinanceWallet.offers(name)}

    # A pre-flight does not raise what its reads end as: it says that they are unknown.
    assert {each.id.partition(" ")[0] for each in ERRORS} == offered - {"preflight"}


@pytest.mark.cassette("binance", "wallet/unknown_asset")
def test_an_asset_that_the_venue_does_not_list(ask: Ask) -> None:
    with pytest.raises(UnknownAsset, match="binance has no asset 'GONE'"):
        ask(lambda venue: venue.wallet.asset("GONE"))


@pytest.mark.cassette("binance", "wallet/unknown_network")
def test_a_network_that_the_asset_does_not_have_is_not_sent(ask: Ask) -> None:
    to: dict[str, Any] = {**TO, "network": "TRX"}

    with pytest.raises(UnknownNetwork, match="no network 'TRX' for BTC; it has BEACON, BTC"):
        ask(lambda venue: venue.wallet.withdraw(**to))
