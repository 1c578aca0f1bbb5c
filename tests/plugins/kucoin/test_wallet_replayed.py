"""KuCoin's wallet on recordings: every operation, and an error of each, in both worlds.

What is sent, how histories are paged and what a pre-flight judges is in `test_wallet.py`; here a whole conversation
is, as it went over HTTP. The documentation server answers with the examples of the specification, whatever was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from crossvenue import Venue
from crossvenue.errors import (
    AccountRestricted,
    AuthenticationFailed,
    InsufficientFunds,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    PermissionDenied,
    RateLimited,
    UnknownAsset,
    UnknownNetwork,
    VenueBusy,
    VenueError,
    VenueUnavailable,
    WithdrawalSuspended,
)
from crossvenue.model import (
    AssetNetwork,
    Balance,
    Deposit,
    DepositAddress,
    DepositStatus,
    KeyPermissions,
    Transfer,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
    WithdrawalStatus,
)
from crossvenue.preflight import Result, Verdict
from crossvenue.testing.plugin import Ask
from crossvenue_kucoin.wallet import KuCoinWallet

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

TRADE = Balance("USDT", Decimal("26.66759503"), Decimal(0))
MAIN = Balance("USDT", Decimal("0.01"), Decimal(0))


@pytest.mark.cassette("kucoin", "wallet/balances")
def test_balances_of_the_trading_and_of_the_main_account(ask: Ask) -> None:
    (spot,) = ask(lambda venue: venue.wallet.balances())
    (funding,) = ask(lambda venue: venue.wallet.balances("funding"))

    assert_exactly(spot, TRADE)
    assert_exactly(funding, MAIN)


@pytest.mark.cassette("kucoin", "wallet/balances_margin")
def test_balances_of_the_margin_account(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.wallet.balances("margin"))

    assert_exactly(found, Balance("USDT", Decimal("20.01916691"), Decimal("18.66939173")))
    assert str(found.total) == "38.68855864"


@pytest.mark.cassette("kucoin", "wallet/balances_isolated_margin")
def test_balances_of_isolated_margin(ask: Ask) -> None:
    bitcoin, tether = ask(lambda venue: venue.wallet.balances("isolated_margin"))

    assert_exactly(bitcoin, Balance("BTC", Decimal(0), Decimal(0)))
    assert_exactly(tether, Balance("USDT", Decimal("4.97047372"), Decimal(0)))


@pytest.mark.cassette("kucoin", "wallet/balances_futures")
def test_balances_of_the_futures_account(ask: Ask) -> None:
    found = [each for kind in ("usd_futures", "coin_futures") for each in _balances(ask, kind)]

    assert [each.asset for each in found] == ["USDT", "USDC", "BTC", "ETH"]
    # The digits of the wire: 102.20664159, 10.06002012 and 0.0 are held.
    assert {(str(each.free), str(each.locked)) for each in found} == {("290.326799096", "112.26666171")}


def _balances(ask: Ask, kind: str) -> Any:
    return ask(lambda venue: venue.wallet.balances(kind))


# Assets

BTC_ON_BTC = AssetNetwork(
    network="BTC",
    venue_network="btc",
    asset="BTC",
    name="BTC",
    deposit_open=True,
    withdrawal_open=True,
    withdrawal_fee=Decimal("0.0005"),
    withdrawal_minimum=Decimal("0.001"),
    withdrawal_maximum=None,
    withdrawal_multiple=Decimal("1E-8"),
    confirmations=3,
    deposit_minimum=Decimal("0.0002"),
)


@pytest.mark.cassette("kucoin", "wallet/assets")
def test_assets(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.assets())

    assert_exactly(found["BTC"].networks[0], BTC_ON_BTC)
    assert [(each.network, each.venue_network) for each in found["BTC"].networks] == [
        ("BTC", "btc"),
        ("LIGHTNING", "btcln"),
        ("KCC", "kcc"),
        ("SEGWITBTC", "bech32"),
    ]
    assert [each.network for each in found["USDT"].networks] == ["TRX", "KCC", "TON", "ETH"]
    assert (found["TON"].networks[0].memo_required, found["ETH"].networks[0].memo_required) == (True, False)


@pytest.mark.cassette("kucoin", "wallet/asset")
def test_an_asset_and_its_networks_by_any_of_their_names(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.asset("BTC"))

    for name in ("BTC", "bitcoin", "btc"):
        assert found.network(name) is found.networks[0]
    assert found.network("SegWit") is found.networks[3]
    assert found.raw["chains"][0]["withdrawFeeRate"] == "0"


@pytest.mark.cassette("kucoin", "wallet/unknown_asset")
def test_an_asset_that_the_venue_does_not_list(ask: Ask) -> None:
    with pytest.raises(UnknownAsset, match="kucoin has no asset 'GONE'"):
        ask(lambda venue: venue.wallet.asset("GONE"))


# Deposit addresses

ON_TRON = DepositAddress(asset="USDT", network="TRX", address="TSv3L1fS7yA3SxzKD8c1qdX4nLP6rqNxYz", memo=None)
ON_TON = DepositAddress(
    asset="USDT", network="TON", address="EQCA1BI4QRZ8qYmskSRDzJmkucGodYRTZCf_b9hckjla6dZl", memo="2085202643"
)


@pytest.mark.cassette("kucoin", "wallet/deposit_address")
def test_where_to_deposit(ask: Ask) -> None:
    assert_exactly(ask(lambda venue: venue.wallet.deposit_address("USDT", network="TON")), ON_TON)


@pytest.mark.cassette("kucoin", "wallet/deposit_addresses")
def test_all_deposit_addresses_of_an_asset(ask: Ask) -> None:
    venue: Any = ask.venue
    found = ask(lambda _: venue.wallet.deposit_addresses("USDT"))

    assert [each.network for each in found] == ["ETH", "TRX", "KCC", "TON"]
    assert_exactly(found[1], ON_TRON)


@pytest.mark.cassette(
    "kucoin",
    "wallet/create_deposit_address",
    answers={"GET /api/v3/deposit-addresses": (200, b'{"code":"200000","data":[]}')},
)
def test_where_there_is_no_address_one_is_made_when_asked_for(ask: Ask) -> None:
    venue: Any = ask.venue
    with pytest.raises(NotFound, match="create_deposit_address"):
        ask(lambda venue: venue.wallet.deposit_address("TON", network="TON"))

    found = ask(lambda _: venue.wallet.create_deposit_address("TON", network="TON", wallet="spot"))

    assert_exactly(found, attrs.evolve(ON_TON, asset="TON", memo="2090821203"))


# Histories

DEPOSIT = Deposit(
    id="",
    asset="USDT",
    amount=Decimal("6.00000000"),
    network="TRX",
    venue_network="trx",
    status=DepositStatus.SUCCESS,
    address="TSv3L1fS7******X4nLP6rqNxYz",
    memo=None,
    transaction_id="",
    timestamp_ms=1721730920000,
    internal=True,
)
TO_A_USER = Withdrawal(
    id="",
    client_id=None,
    asset="USDT",
    amount=Decimal("1.00000000"),
    network=None,
    venue_network="",
    address="a435*****@gmail.com",
    memo=None,
    status=WithdrawalStatus.COMPLETED,
    fee=Decimal("0E-8"),
    applied_ms=1728555875000,
    internal=True,
)
DONE = Withdrawal(
    id="67e6515f7960ba0007b42025",
    client_id="this is Remark",
    asset="USDT",
    amount=Decimal("3.00000000"),
    network="TRX",
    venue_network="trx",
    address="TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8",
    memo=None,
    status=WithdrawalStatus.COMPLETED,
    fee=Decimal("0E-8"),
    applied_ms=1743147359000,
    internal=True,
)


@pytest.mark.cassette("kucoin", "wallet/deposits")
def test_deposits_of_all_assets(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.deposits())

    assert [each.time for each in found] == [at(1728555875000), at(1721730920000)]
    assert_exactly(found[1], DEPOSIT)


@pytest.mark.cassette("kucoin", "wallet/deposits_span")
def test_deposits_of_an_asset_and_a_span(ask: Ask) -> None:
    (found,) = ask(
        lambda venue: venue.wallet.deposits("USDT", since=at(1721700000000), until=at(1721800000000)),
    )

    assert_exactly(found, DEPOSIT)


@pytest.mark.cassette("kucoin", "wallet/withdrawals")
def test_withdrawals_of_an_asset(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.withdrawals("USDT"))

    assert len(found) == 2
    assert_exactly(found[0], TO_A_USER)


@pytest.mark.cassette("kucoin", "wallet/withdrawals_all")
def test_withdrawals_of_all_assets(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.withdrawals(limit=1))

    assert_exactly(found[0], TO_A_USER)


@pytest.mark.cassette("kucoin", "wallet/withdrawal")
def test_a_withdrawal_by_the_venue_s_id(ask: Ask) -> None:
    assert_exactly(ask(lambda venue: venue.wallet.withdrawal(withdrawal_id=DONE.id)), DONE)


@pytest.mark.cassette(
    "kucoin", "wallet/withdrawal_unknown", answers={"GET /api/v1/withdrawals/{withdrawalId}": "404000"}
)
def test_a_withdrawal_that_the_venue_does_not_have_is_none(ask: Ask) -> None:
    assert ask(lambda venue: venue.wallet.withdrawal(withdrawal_id=DONE.id)) is None


# The account


@pytest.mark.cassette("kucoin", "wallet/withdrawal_quota")
def test_what_may_still_be_withdrawn(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.withdrawal_quota("BTC"))

    assert_exactly(found, WithdrawalQuota(unit="BTC", limit=None, used=None, remaining=Decimal(0)))
    assert found.raw["remainAmount"] == "15.79590095"


@pytest.mark.cassette("kucoin", "wallet/key_permissions")
def test_what_the_key_may_do(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.key_permissions())

    assert_exactly(
        found,
        KeyPermissions(
            read=True, trade=True, withdraw=True, transfer=True, ip_restricted=True, created_ms=1728443843000
        ),
    )


@pytest.mark.cassette("kucoin", "wallet/preflight")
def test_a_pre_flight_says_what_the_documented_account_lacks(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.preflight(**TO))

    assert found.verdict is Verdict.BLOCKED
    assert [(each.name, each.result) for each in found.reasons] == [
        ("account status", Result.UNKNOWN),
        ("maximum", Result.UNKNOWN),
        ("free balance", Result.FAIL),
        ("address", Result.UNKNOWN),
        ("withdrawn in 24 hours", Result.FAIL),
    ]
    assert (str(found.fee), str(found.arrives)) == ("0.0005", "2.9995")


@pytest.mark.cassette(
    "kucoin",
    "wallet/preflight_of_a_closed_account",
    answers={
        "GET /api/v1/withdrawals/quotas": {
            "currency": "USDT",
            "limitBTCAmount": "15.79590095",
            "usedBTCAmount": "0.00000000",
            "quotaCurrency": "USDT",
            "limitQuotaCurrencyAmount": "999999.00000000",
            "usedQuotaCurrencyAmount": "0",
            "remainAmount": "999999.00000000",
            "availableAmount": "26",
            "withdrawMinFee": "0.0005",
            "innerWithdrawMinFee": "0",
            "withdrawMinSize": "0.001",
            "isWithdrawEnabled": False,
            "precision": 8,
            "chain": "TRC20",
            "reason": "Withdrawals are suspended for 24 h",
            "lockedAmount": "0",
        }
    },
)
def test_a_pre_flight_has_kucoin_s_reason_why_withdrawals_are_closed(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.preflight(**TO))

    closed = next(each for each in found.checks if each.name == "withdrawn in 24 hours")
    assert (found.verdict, closed.result) == (Verdict.BLOCKED, Result.FAIL)
    assert closed.words.endswith("withdrawals are closed: Withdrawals are suspended for 24 h")


# Acts

ADDRESS = "TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8"
TO: dict[str, Any] = {"asset": "USDT", "amount": Decimal(3), "network": "TRX", "address": ADDRESS}
V3 = "POST /api/v3/withdrawals"
V1 = "POST /api/v1/withdrawals"
SENT = Withdrawal(
    id="670deec84d64da0007d7c946",
    client_id=MINTED,
    asset="USDT",
    amount=Decimal(3),
    network="TRX",
    venue_network="trx",
    address=ADDRESS,
    memo=None,
    wallet=WalletKind.FUNDING,
)


@pytest.mark.cassette("kucoin", "wallet/withdraw")
def test_a_withdrawal(ask: Ask) -> None:
    assert_exactly(ask(lambda venue: venue.wallet.withdraw(**TO)), SENT)


@pytest.mark.cassette("kucoin", "wallet/withdraw_v1", withdrawals="v1")
def test_a_withdrawal_of_the_older_generation(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.withdraw(**{**TO, "amount": Decimal("3.10")}))

    assert_exactly(found, attrs.evolve(SENT, id="670a973cf07b3800070e216c", amount=Decimal("3.10")))


@pytest.mark.cassette("kucoin", "wallet/withdraw_inside")
def test_withdrawals_to_users(ask: Ask) -> None:
    venue: Any = ask.venue
    for to in ({"uid": "165111215"}, {"mail": "someone@example.org"}, {"phone": "+41790000000"}):
        found = ask(lambda _, to=to: venue.wallet.withdraw_inside(asset="USDT", amount=3, client_id="gift", **to))

        # The first of the asset's chains; it goes on none.
        assert_exactly(found, attrs.evolve(SENT, client_id="gift", address=next(iter(to.values())), internal=True))


# The documented withdrawal, before it was done; and as one that failed.
PENDING = {
    "id": DONE.id,
    "uid": 165111215,
    "currency": "USDT",
    "chainId": "trx",
    "chainName": "TRC20",
    "currencyName": "USDT",
    "status": "PROCESSING",
    "failureReason": "",
    "failureReasonMsg": None,
    "address": DONE.address,
    "memo": "",
    "isInner": True,
    "amount": "3.00000000",
    "fee": "0.00000000",
    "walletTxId": None,
    "addressRemark": None,
    "remark": "this is Remark",
    "createdAt": 1743147359000,
    "cancelType": "CANCELABLE",
    "taxes": None,
    "taxDescription": None,
    "returnStatus": "NOT_RETURN",
    "returnAmount": None,
    "returnCurrency": "KCS",
}
STOPPED = {**PENDING, "status": "FAILURE", "cancelType": "NON_CANCELABLE"}


@pytest.mark.cassette(
    "kucoin",
    "wallet/cancel_withdrawal",
    answers={"GET /api/v1/withdrawals/{withdrawalId}": [PENDING, STOPPED]},
)
def test_a_withdrawal_is_cancelled(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.cancel_withdrawal(withdrawal_id=DONE.id))

    assert_exactly(found, attrs.evolve(DONE, status=WithdrawalStatus.CANCELED))


@pytest.mark.cassette("kucoin", "wallet/transfer")
def test_a_transfer(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.transfer(asset="USDT", amount="0.01", source="funding", target="spot"))

    assert_exactly(found, MOVED)


@pytest.mark.cassette("kucoin", "wallet/transfer_isolated")
def test_a_transfer_to_the_account_of_a_pair_and_back(ask: Ask) -> None:
    venue: Any = ask.venue
    pair = {"asset": "USDT", "amount": "0.01"}
    isolated = WalletKind.ISOLATED_MARGIN
    came = ask(
        lambda _: venue.wallet.transfer_isolated(
            **pair, source="funding", target="isolated_margin", target_symbol="BTC/USDT"
        )
    )
    left = ask(
        lambda _: venue.wallet.transfer_isolated(
            **pair, source="isolated_margin", source_symbol="BTC/USDT", target="spot"
        )
    )

    assert_exactly(came, attrs.evolve(MOVED, target=isolated))
    assert_exactly(left, attrs.evolve(MOVED, source=isolated))


@pytest.mark.cassette("kucoin", "wallet/transfer_inner", transfers="inner")
def test_an_inner_transfer(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.transfer(asset="USDT", amount="0.01", source="funding", target="spot"))

    assert_exactly(found, attrs.evolve(MOVED, id="670beb3482a1bb0007dec644"))


MOVED = Transfer(
    id="6705f7248c6954000733ecac",
    asset="USDT",
    amount=Decimal("0.01"),
    source=WalletKind.FUNDING,
    target=WalletKind.SPOT,
)
FOUND = {
    "id": "67e6515f7960ba0007b42025",
    "currency": "USDT",
    "chain": "trx",
    "status": "WALLET_PROCESSING",
    "address": ADDRESS,
    "memo": "",
    "isInner": False,
    "amount": "3.00000000",
    "fee": "0.0005",
    "walletTxId": None,
    "createdAt": 1762300800000,
    "updatedAt": 1762300801000,
    "remark": MINTED,
}
NOTHING = {"currentPage": 1, "pageSize": 500, "totalNum": 0, "totalPage": 0, "items": []}


@pytest.mark.cassette(
    "kucoin",
    "wallet/withdraw_unknown",
    answers={
        V3: (502, b"<html>Bad Gateway</html>"),
        "GET /api/v1/withdrawals": [NOTHING, {**NOTHING, "totalNum": 1, "totalPage": 1, "items": [FOUND]}],
    },
)
def test_a_withdrawal_whose_outcome_nobody_knows_is_found_by_its_remark(ask: Ask) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        ask(lambda venue: venue.wallet.withdraw(**TO))
    error = caught.value
    assert (error.status, error.endpoint, error.client_id) == (502, V3, MINTED)
    assert error.find_out == f'wallet.withdrawal(client_id="{MINTED}")'

    # Not there yet, which is no proof; then it is. Sent once: the recording holds it once.
    assert ask(lambda venue: venue.wallet.withdrawal(client_id=error.client_id)) is None
    found = ask(lambda venue: venue.wallet.withdrawal(client_id=error.client_id))
    assert found is not None
    assert (found.id, found.client_id, found.status) == (DONE.id, MINTED, WithdrawalStatus.PROCESSING)


@pytest.mark.cassette("kucoin", "wallet/unknown_network")
def test_a_network_that_the_asset_does_not_have_is_not_sent(ask: Ask) -> None:
    with pytest.raises(UnknownNetwork, match="no network 'SOL' for USDT; it has ETH, KCC, TON, TRX"):
        ask(lambda venue: venue.wallet.withdraw(**{**TO, "network": "SOL"}))


# Errors


def ends(
    id: str,  # noqa: A002 - pytest's word
    call: Callable[[Any], Any],
    endpoint: str,
    answer: object,
    kind: type[VenueError],
    code: str | None,
    status: int = 200,
    **settings: object,
) -> Any:
    """A call that begins with the name of its operation, what is answered, and what it ends as."""
    name = f"wallet/error_{id.replace(' ', '_')}"
    mark = pytest.mark.cassette("kucoin", name, answers={endpoint: answer}, **settings)
    return pytest.param(call, endpoint, kind, code, status, id=id, marks=mark)


def withdraws(id: str, answer: object, kind: type[VenueError], code: str | None, status: int = 200) -> Any:  # noqa: A002
    return ends(f"withdraw {id}", lambda venue: venue.wallet.withdraw(**TO), V3, answer, kind, code, status)


def moves(venue: Any) -> Any:
    return venue.wallet.transfer(asset="USDT", amount=1, source="funding", target="spot")


def fills_a_pair(venue: Any) -> Any:
    return venue.wallet.transfer_isolated(
        asset="USDT", amount=1, source="funding", target="isolated_margin", target_symbol="BTC/USDT"
    )


FLEX = "POST /api/v3/accounts/universal-transfer"
ERRORS = [
    ends(
        "balances with a wrong passphrase",
        lambda venue: venue.wallet.balances(),
        "GET /api/v1/accounts",
        "400004",
        AuthenticationFailed,
        "400004",
        400,
    ),
    ends(
        "assets while the venue is down",
        lambda venue: venue.wallet.assets(),
        "GET /api/v3/currencies",
        (502, b"<html>Bad Gateway</html>"),
        VenueUnavailable,
        None,
        502,
        retries=0,
    ),
    ends(
        "asset too often",
        lambda venue: venue.wallet.asset("BTC"),
        "GET /api/v3/currencies/BTC",
        (429, {"code": "429000", "msg": "Too Many Requests"}),
        RateLimited,
        "429000",
        429,
        on_limit="raise",
    ),
    ends(
        "deposit_address of a chain that is gone",
        lambda venue: venue.wallet.deposit_address("USDT", network="TRX"),
        "GET /api/v3/deposit-addresses",
        "900014",
        InvalidRequest,
        "900014",
    ),
    ends(
        "deposit_addresses from another address",
        lambda venue: venue.wallet.deposit_addresses("USDT"),
        "GET /api/v3/deposit-addresses",
        "400006",
        PermissionDenied,
        "400006",
        400,
    ),
    ends(
        "create_deposit_address of which nobody knows",
        lambda venue: venue.wallet.create_deposit_address("USDT", network="TRX"),
        "POST /api/v3/deposit-address/create",
        (504, b""),
        OutcomeUnknown,
        None,
        504,
    ),
    ends(
        "deposits of what is no asset",
        lambda venue: venue.wallet.deposits("USDT"),
        "GET /api/v1/deposits",
        "400100",
        InvalidRequest,
        "400100",
    ),
    ends(
        "withdrawals of a frozen user",
        lambda venue: venue.wallet.withdrawals("USDT"),
        "GET /api/v1/withdrawals",
        "411100",
        AccountRestricted,
        "411100",
    ),
    ends(
        "withdrawal that the venue cannot look up",
        lambda venue: venue.wallet.withdrawal(withdrawal_id=DONE.id),
        f"GET /api/v1/withdrawals/{DONE.id}",
        "500000",
        VenueUnavailable,
        "500000",
        500,
        retries=0,
    ),
    ends(
        "withdrawal_quota of no asset",
        lambda venue: venue.wallet.withdrawal_quota("USDT"),
        "GET /api/v1/withdrawals/quotas",
        "400100",
        InvalidRequest,
        "400100",
    ),
    ends(
        "key_permissions of a key that is gone",
        lambda venue: venue.wallet.key_permissions(),
        "GET /api/v1/user/api-key",
        "400003",
        AuthenticationFailed,
        "400003",
        400,
    ),
    withdraws("of a closed asset", "260210", WithdrawalSuspended, "260210"),
    withdraws("without the money", "260100", InsufficientFunds, "260100"),
    withdraws("with a key that may not", "400007", PermissionDenied, "400007", 400),
    withdraws("of which nobody knows", "500000", OutcomeUnknown, "500000", 500),
    ends(
        "withdraw_inside without the money",
        lambda venue: venue.wallet.withdraw_inside(asset="USDT", amount=3, uid="165111215"),
        V3,
        "260100",
        InsufficientFunds,
        "260100",
    ),
    ends(
        "cancel_withdrawal that is too late",
        lambda venue: venue.wallet.cancel_withdrawal(withdrawal_id=DONE.id),
        f"DELETE /api/v1/withdrawals/{DONE.id}",
        "400100",
        InvalidRequest,
        "400100",
    ),
    ends("transfer without the money", moves, FLEX, "200004", InsufficientFunds, "200004"),
    ends("transfer_isolated without the money", fills_a_pair, FLEX, "200004", InsufficientFunds, "200004"),
    ends("transfer of which nobody knows", moves, FLEX, (503, b""), OutcomeUnknown, None, 503),
    ends(
        "transfer while the venue is overloaded",
        moves,
        FLEX,
        (429, {"code": "429000", "msg": "Too Many Requests"}, {"gw-ratelimit-remaining": "1990"}),
        VenueBusy,
        "429000",
        429,
    ),
]


@pytest.mark.parametrize(("call", "endpoint", "kind", "code", "status"), ERRORS)
def test_an_error(
    ask: Ask, call: Callable[[Venue], Any], endpoint: str, kind: type[VenueError], code: str | None, status: int
) -> None:
    with pytest.raises(kind) as caught:
        ask(call)

    error = caught.value
    assert type(error) is kind
    assert error.venue == "kucoin"
    # The endpoint is told as the catalogue has it.
    assert error.endpoint.split("{")[0] in endpoint or endpoint.startswith(error.endpoint.split("{")[0])
    assert (error.status, error.code) == (status, code)
    if error.endpoint in (V3, FLEX):
        # Minted before anything was sent.
        assert error.client_id == MINTED


def test_every_operation_of_the_wallet_has_an_error() -> None:
    offered = {name for name in KuCoinWallet.operations() if KuCoinWallet.offers(name)}

    # A pre-flight does not raise what its reads end as: it says that they are unknown.
    assert {each.id.partition(" ")[0] for each in ERRORS} == offered - {"preflight"}
