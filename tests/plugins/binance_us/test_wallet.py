"""The wallet of Binance.US on recordings of the documented answers, in both worlds; what differs from Binance."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from crossvenue import NO_MEMO, Venue
from crossvenue.errors import (
    AccountRestricted,
    BadRequest,
    Banned,
    FirewallBlocked,
    InsufficientFunds,
    InvalidRequest,
    NotOffered,
    OutcomeUnknown,
    PermissionDenied,
    RateLimited,
    UnknownAsset,
    UnknownNetwork,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    VenueUnavailable,
    WithdrawalBlocked,
)
from crossvenue.model import (
    Balance,
    Deposit,
    DepositAddress,
    DepositStatus,
    Distribution,
    DustConversion,
    Withdrawal,
    WithdrawalStatus,
)
from crossvenue.preflight import Result, Verdict
from crossvenue.testing.plugin import Ask
from crossvenue_binance_us import BINANCE_US
from crossvenue_binance_us.wallet import FiatState, converted, dust_conversions, fiat_deposits, fiat_withdrawals

D = Decimal
SHARED = Path(__file__).parents[3].parent / "shared"
Sent = list[tuple[str, dict[str, str]]]
MINTED = f"cv{1:022x}"
"""The first client id that is minted in a test."""
GETALL, APPLY = "GET /sapi/v1/capital/config/getall", "POST /sapi/v1/capital/withdraw/apply"
WITHDRAWN, DEPOSITED = "GET /sapi/v1/capital/withdraw/history", "GET /sapi/v1/capital/deposit/hisrec"
FIAT_WITHDRAWN = "GET /sapi/v1/fiatpayment/query/withdraw/history"
FIAT_DEPOSITED = "GET /sapi/v1/fiatpayment/query/deposit/history"


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


# Balances, assets


@pytest.mark.cassette("binance_us", "wallet/balances")
def test_balances_of_the_one_wallet(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.wallet.balances())

    assert found["BTC"] == Balance("BTC", D("4723846.89208129"), D(0))
    with pytest.raises(NotOffered, match=r"Binance\.US has no funding wallet"):
        ask(lambda venue: venue.wallet.balances("funding"))
    assert sent == [("GET /api/v3/account", {})]


@pytest.mark.cassette("binance_us", "wallet/assets")
def test_assets_and_their_networks(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.assets())

    assert [each.asset for each in found] == ["BCH", "PAX", "BNB"]
    own, beacon, smart = found["BCH"].networks
    assert [(each.network, each.venue_network) for each in (own, beacon, smart)] == [
        ("BCH", "BCH"),
        ("BEACON", "BNB"),
        ("BSC", "BSC"),
    ]
    # No field says that a memo is needed; that there are none is told by an empty pattern, which the first lacks.
    assert [(each.has_memo, each.memo_required) for each in (own, beacon, smart)] == [
        (True, None),
        (True, None),
        (False, False),
    ]
    assert (own.address_pattern, own.withdrawal_multiple, own.withdrawal_maximum) == ("", D("1E-8"), D(9999999))
    assert found["PAX"].networks[0].withdrawal_multiple == 0


@pytest.mark.cassette("binance_us", "wallet/asset")
def test_an_asset_that_is_not_there(ask: Ask) -> None:
    assert ask(lambda venue: venue.wallet.asset("BNB")).network("BEP20") is not None
    with pytest.raises(UnknownAsset, match="'XYZ'"):
        ask(lambda venue: venue.wallet.asset("XYZ"))


@pytest.mark.cassette("binance_us", "wallet/deposit_address")
def test_where_to_deposit(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.wallet.deposit_address("BNB", network="BSC"))

    address = "0xcf1988d27e402086941284313b632466fdf28a22"
    assert found == DepositAddress(asset="BNB", network="BSC", address=address, memo=None, url=address)
    assert sent[1:] == [("GET /sapi/v1/capital/deposit/address", {"coin": "BNB", "network": "BSC"})]


# Histories

SENT = Withdrawal(
    id="4e7f4f31560041ee880b5386f06d4053",
    client_id=None,
    asset="BNB",
    amount=D("0.9"),
    network="BSC",
    venue_network="BSC",
    address="0xd709f9d0bbc6b0e746a13142dfe353086edf87c2",
    memo=None,
    status=WithdrawalStatus.AWAITING_APPROVAL,
    fee=D("0.1"),
    applied_ms=1645155364000,
)
CAME = Deposit(
    id="0xa9ebf3f4f60bc18bd6bdf4616ff8ffa14ef93a08fe79cad40519b31ea1044290",
    asset="BNB",
    amount=D("8.73234"),
    network="BSC",
    venue_network="BSC",
    status=DepositStatus.SUCCESS,
    address="0xd709f9d0bbc6b0e746a13142dfe353086edf87c2",
    memo=None,
    transaction_id="0xa9ebf3f4f60bc18bd6bdf4616ff8ffa14ef93a08fe79cad40519b31ea1044290",
    timestamp_ms=1638342348000,
    confirmations=0,
    required_confirmations=0,
)
DOLLARS_CAME = Deposit(
    id="c3415d574fa747df88a75c66c037f890",
    asset="USD",
    amount=D("0.99"),
    network=None,
    venue_network="ACH",
    status=DepositStatus.SUCCESS,
    address="ab13f629-b074-470a-bc80-b830e169691f",
    memo=None,
    transaction_id="",
    timestamp_ms=None,
)
DOLLARS_SENT = Withdrawal(
    id="6c2ff984890145fdac2b7160299062f0",
    client_id=None,
    asset="USD",
    amount=D(65),
    network=None,
    venue_network="WIRE_INTERNATIONAL",
    address="4a992541-c12d-4cca-bbd6-df637f801526",
    memo=None,
    status=WithdrawalStatus.PROCESSING,
    fee=D(20),
)


@pytest.mark.cassette("binance_us", "wallet/deposits")
def test_deposits_of_a_coin_name_the_coin(ask: Ask, sent: Sent) -> None:
    assert list(
        ask(lambda venue: venue.wallet.deposits("BNB", since=at(1638300000000), until=at(1638400000000)))
    ) == [CAME]
    assert sent == [
        (DEPOSITED, {"coin": "BNB", "limit": "1000", "startTime": "1638300000000", "endTime": "1638400000000"})
    ]


@pytest.mark.cassette("binance_us", "wallet/deposits_of_all")
def test_without_a_coin_each_is_asked_and_dollars_too(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.wallet.deposits(since=at(1638300000000), until=at(1638400000000)))

    assert list(found) == [CAME, DOLLARS_CAME]
    span = {"startTime": "1638300000000", "endTime": "1638400000000"}
    assert sent == [
        (GETALL, {}),
        *((DEPOSITED, {"coin": coin, "limit": "1000", **span}) for coin in ("BCH", "PAX", "BNB")),
        # Until nothing new comes: how many come at once is not documented.
        (FIAT_DEPOSITED, {"fiatCurrency": "USD", **span}),
        (FIAT_DEPOSITED, {"fiatCurrency": "USD", **span, "offset": "1"}),
    ]
    assert [answer for page in found.raw for answer in page][2] == [
        {
            "amount": "8.73234",
            "coin": "BNB",
            "network": "BSC",
            "status": 1,
            "address": "0xd709f9d0bbc6b0e746a13142dfe353086edf87c2",
            "addressTag": "",
            "txId": "0xa9ebf3f4f60bc18bd6bdf4616ff8ffa14ef93a08fe79cad40519b31ea1044290",
            "insertTime": 1638342348000,
            "transferType": 0,
            "confirmTimes": "0/0",
        }
    ]


@pytest.mark.cassette("binance_us", "wallet/deposits_of_dollars")
def test_deposits_of_dollars_are_payments(ask: Ask, sent: Sent) -> None:
    (found,) = ask(lambda venue: venue.wallet.deposits("USD"))

    assert (found, found.time) == (DOLLARS_CAME, None)
    assert {endpoint for endpoint, _ in sent} == {FIAT_DEPOSITED}


@pytest.mark.cassette("binance_us", "wallet/withdrawals")
def test_withdrawals_of_a_coin_name_the_coin(ask: Ask, sent: Sent) -> None:
    # From the day before to the day after, in UTC.
    found = ask(lambda venue: venue.wallet.withdrawals("BNB", since=at(1645100000000), until=at(1645200000000)))

    assert list(found) == [SENT]
    assert found[0].applied == datetime(2022, 2, 18, 3, 36, 4, tzinfo=UTC)
    assert sent == [
        (WITHDRAWN, {"coin": "BNB", "limit": "1000", "startTime": "1645100000000", "endTime": "1645200000000"})
    ]


@pytest.mark.cassette("binance_us", "wallet/withdrawals_of_all")
def test_withdrawals_of_all_come_the_newest_first(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.wallet.withdrawals(since=at(1640000000000), until=at(1650000000000)))

    assert list(found) == [SENT, DOLLARS_SENT]
    # Two spans of less than 90 days, and in each one request for each of three coins.
    assert [params["coin"] for endpoint, params in sent if endpoint == WITHDRAWN] == ["BCH", "PAX", "BNB"] * 2
    starts = {params["startTime"] for endpoint, params in sent if endpoint == FIAT_WITHDRAWN}
    assert starts == {params["startTime"] for endpoint, params in sent if endpoint == WITHDRAWN}
    assert len(starts) == 2


@pytest.mark.cassette("binance_us", "wallet/withdrawals_of_dollars")
def test_withdrawals_of_dollars_have_the_fees_of_bank_and_platform(ask: Ask) -> None:
    assert list(ask(lambda venue: venue.wallet.withdrawals("USD"))) == [DOLLARS_SENT]


def test_an_unknown_state_of_a_payment_is_not_guessed() -> None:
    payload = b'{"assetLogRecordList": [{"orderId": "1", "orderStatus": "Wandering", "amount": "1"}]}'
    for read in (fiat_deposits, fiat_withdrawals):
        with pytest.raises(ValueError, match="Wandering"):
            read(payload)


PAYMENTS = {
    # What became of it: as a deposit, as a withdrawal.
    "INIT": (DepositStatus.PENDING, WithdrawalStatus.PROCESSING),
    "Processing": (DepositStatus.PENDING, WithdrawalStatus.PROCESSING),
    "Successful": (DepositStatus.SUCCESS, WithdrawalStatus.COMPLETED),
    "Finished": (DepositStatus.SUCCESS, WithdrawalStatus.COMPLETED),
    "Failed": (DepositStatus.REJECTED, WithdrawalStatus.FAILED),
    "Expired": (DepositStatus.REJECTED, WithdrawalStatus.FAILED),
    "Refunding": (DepositStatus.REJECTED, WithdrawalStatus.PROCESSING),
    "Refunded": (DepositStatus.REJECTED, WithdrawalStatus.FAILED),
    "Refund Failed": (DepositStatus.WRONG, None),
    "Order Partial credit Stopped": (DepositStatus.WRONG, None),
}


def payments(**changes: object) -> dict[str, Any]:
    """The documented withdrawal of dollars, changed."""
    made = {
        "orderId": "6c2ff984890145fdac2b7160299062f0",
        "paymentAccount": "4a992541-c12d-4cca-bbd6-df637f801526",
        "paymentChannel": "PRIMETRUST",
        "paymentMethod": "WIRE_INTERNATIONAL",
        "orderStatus": "Processing",
        "amount": "65",
        "transactionFee": "20",
        "platformFee": "0",
    }
    return {"assetLogRecordList": [{**made, **changes}]}


@pytest.mark.parametrize(("word", "ends"), PAYMENTS.items())
def test_every_state_of_a_payment_has_its_meaning(
    word: str, ends: tuple[DepositStatus, WithdrawalStatus | None]
) -> None:
    """One that went back to the bank once made all histories unreadable."""
    payload = json.dumps(payments(orderStatus=word)).encode()
    (came,), (left,) = fiat_deposits(payload), fiat_withdrawals(payload)

    assert (came.status, left.status) == ends
    # What no word of ours says, the venue's does.
    assert left.note == ("" if left.status is not None else word)


def test_no_state_of_a_payment_is_left_out() -> None:
    assert {each.value for each in FiatState} == set(PAYMENTS)
    listed = SHARED / "reference" / "binance.txt"
    if not listed.is_file():
        pytest.skip("the documents are not there")
    (line,) = [each for each in listed.read_text().splitlines() if "Order Partial credit Stopped" in each]
    words = {each.strip() for each in line.partition("//")[2].split(",")}
    assert words <= set(PAYMENTS)
    assert line.partition('"status": "')[2].partition('"')[0] in PAYMENTS


@pytest.mark.parametrize("word", PAYMENTS)
def test_only_dollars_that_certainly_did_not_leave_may_be_paid_again(word: str) -> None:
    (made,) = fiat_withdrawals(json.dumps(payments(orderStatus=word)).encode())
    assert (made.status is None or made.status.counts_as_used) is (word not in ("Failed", "Expired", "Refunded"))


@pytest.mark.parametrize(
    ("bank", "platform", "fee"), [("20", "0.5", "20.5"), ("0", "0.01", "0.01"), ("0.10", "0.20", "0.30")]
)
def test_the_fee_of_a_payment_is_that_of_the_bank_and_of_the_platform(bank: str, platform: str, fee: str) -> None:
    payload = json.dumps(payments(transactionFee=bank, platformFee=platform)).encode()
    assert [str(each.fee) for each in fiat_withdrawals(payload)] == [fee]


@pytest.mark.parametrize(
    ("history", "coin_record", "coins_told"),
    [
        (
            lambda venue, **more: venue.wallet.deposits(**more),
            {
                "amount": "8.73234",
                "coin": "BNB",
                "network": "BSC",
                "status": 1,
                "address": CAME.address,
                "addressTag": "",
                "txId": CAME.id,
                "insertTime": CAME.timestamp_ms,
                "transferType": 0,
                "confirmTimes": "0/0",
            },
            "hisrec",
        ),
        (
            lambda venue, **more: venue.wallet.withdrawals(**more),
            {
                "id": SENT.id,
                "amount": "0.9",
                "transactionFee": "0.1",
                "coin": "BNB",
                "status": 2,
                "address": SENT.address,
                "applyTime": "2022-02-18 03:36:04",
                "network": "BSC",
                "transferType": 0,
            },
            "capital/withdraw/history",
        ),
    ],
    ids=["deposits", "withdrawals"],
)
def test_a_payment_that_cannot_be_read_hides_no_coin(
    simulated: Callable[..., Ask], history: Any, coin_record: dict[str, Any], coins_told: str
) -> None:
    """Coins of all spans come before dollars are asked for: a new word of the bank's stands in nobody's way."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        asked.append(path)
        if path.endswith("getall"):
            return httpx.Response(200, json=coins())
        if "/fiatpayment/" in path:
            return httpx.Response(200, json=payments(orderStatus="Wandering"))
        first = sum(each.endswith(coins_told) for each in asked) == 1
        return httpx.Response(200, json=[coin_record] if first else [])

    span = {"since": at(1640000000000), "until": at(1650000000000)}
    ask = simulated("binance_us", answer, retries=0)
    (found,) = ask(lambda venue: history(venue, **span, limit=1))
    assert found.asset == "BNB"
    assert not any("fiatpayment" in path for path in asked)

    asked.clear()
    with pytest.raises(UnreadableResponse, match="Wandering"):
        ask(lambda venue: history(venue, **span))
    # Two spans of less than 90 days.
    told = [path for path in asked if not path.endswith("getall")]
    assert ["fiatpayment" in path for path in told] == [False, False, True]


@pytest.mark.cassette("binance_us", "wallet/withdrawal_by_id")
def test_a_withdrawal_by_the_id_of_the_venue(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.wallet.withdrawal(withdrawal_id=SENT.id, around=at(1645155364000)))

    assert found == SENT
    # Coin after coin, and no further than to the one that has it.
    assert [params.get("coin") for _, params in sent] == [None, "BCH", "PAX", "BNB"]


@pytest.mark.cassette("binance_us", "wallet/withdrawal_not_there")
def test_a_withdrawal_that_is_not_there(ask: Ask, sent: Sent) -> None:
    assert ask(lambda venue: venue.wallet.withdrawal(client_id="mine")) is None
    # Payments carry no id of ours.
    assert [params.get("coin") for _, params in sent] == [None, "BCH", "PAX", "BNB"]
    assert all(params["withdrawOrderId"] == "mine" for _, params in sent[1:])


def test_two_withdrawals_that_answer_to_one_id_are_not_taken_for_it(simulated: Callable[..., Ask]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("getall"):
            coin = {"coin": "BNB", "name": "BNB", "networkList": [], "depositAllEnable": True}
            return httpx.Response(200, json=[{**coin, "withdrawAllEnable": True}])
        sent = {"id": "1", "coin": "BNB", "amount": "1", "status": 6, "applyTime": "2022-02-18 03:36:04"}
        return httpx.Response(200, json=[sent, {**sent, "id": "2"}])

    ask = simulated("binance_us", answer)
    with pytest.raises(UnreadableResponse, match="2 withdrawals of BNB go by the id mine"):
        ask(lambda venue: venue.wallet.withdrawal(client_id="mine"))


@pytest.mark.cassette("binance_us", "wallet/distributions")
def test_distributions_of_which_several_share_an_id(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.wallet.distributions("BHFT", since=at(1563100000000), until=at(1563200000000)))

    assert list(found) == [
        Distribution(
            id="2968885920",
            asset="BHFT",
            amount=D("10.00000000"),
            description="BHFT distribution",
            timestamp_ms=ms,
            transaction_id="2968885920",
        )
        for ms in (1563189166000, 1563189165000)
    ]
    assert {endpoint for endpoint, _ in sent} == {"GET /sapi/v1/asset/assetDistributionHistory"}


# Dust

CONVERTED = DustConversion(
    id="28822799",
    asset="LTC",
    amount=D("0.2"),
    target="BTC",
    received=D("0.00284058"),
    fee=D("0.00005797"),
    timestamp_ms=1659583487273,
)


@pytest.mark.cassette("binance_us", "wallet/convert_dust")
def test_dust_is_converted_into_the_asset_of_the_venue(ask: Ask, sent: Sent) -> None:
    # The document's example was one into BTC.
    assert list(ask(lambda venue: venue.wallet.convert_dust(assets=["LTC", "ETH"]))) == [CONVERTED]
    assert [endpoint for endpoint, _ in sent] == ["POST /sapi/v1/asset/dust"]


def test_each_asset_is_a_parameter_of_its_own(simulated: Callable[..., Ask]) -> None:
    bodies: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content.decode())
        return httpx.Response(200, json={"transferResult": []})

    simulated("binance_us", answer)(lambda venue: venue.wallet.convert_dust(assets=["LTC", "ETH"]))
    assert bodies[0].startswith("fromAsset=LTC&fromAsset=ETH&toAsset=BNB&")


@pytest.mark.cassette("binance_us", "wallet/dust_conversions")
def test_conversions_of_a_span(ask: Ask) -> None:
    (found,) = ask(lambda venue: venue.wallet.dust_conversions(since=at(1659500000000), until=at(1659600000000)))

    assert (found.id, found.received, found.time) == (CONVERTED.id, CONVERTED.received, at(1659583487000))


@pytest.mark.cassette("binance_us", "wallet/dust_conversions_of_late")
def test_both_times_are_always_sent(ask: Ask, sent: Sent) -> None:
    assert ask(lambda venue: venue.wallet.dust_conversions()) == ()
    (_, params) = sent[0]
    assert int(params["endTime"]) - int(params["startTime"]) == 90 * 86_400_000


def test_the_answer_and_the_history_say_the_same_of_one_conversion() -> None:
    answer = (
        b'{"transferResult": [{"tranId": 28822799, "fromAsset": "LTC", "toAsset": "BTC", "amount": "0.2", '
        b'"transferredAmount": "0.00289855", "serviceChargeAmount": "0.00005797", '
        b'"operateTime": 1659583487000, "result": "S"}]}'
    )
    history = (
        b'{"userDustConvertHistory": [{"userAssetDribbletDetails": [{"tranId": 28822799, "fromAsset": "LTC", '
        b'"toAsset": "BTC", "amount": "0.2", "transferredAmount": "0.00284058", '
        b'"serviceChargeAmount": "0.00005797", "operateTime": 1659583487000}]}]}'
    )
    assert list(converted(answer)) == list(dust_conversions(history))
    with pytest.raises(ValueError, match="F"):
        converted(answer.replace(b'"S"', b'"F"'))


# The account


@pytest.mark.cassette(
    "binance_us",
    "wallet/account_status",
    answers={
        "GET /sapi/v3/accountStatus": [
            (200, {"msg": "Normal", "success": True}),
            (
                200,
                {
                    "msg": "Order failed:Low Order fill rate! Will be reactivated after 5 minutes.",
                    "success": True,
                    "objs": ["5"],
                },
            ),
        ]
    },
)
def test_the_state_of_the_account(ask: Ask, sent: Sent) -> None:
    normal = ask(lambda venue: venue.wallet.account_status())
    other = ask(lambda venue: venue.wallet.account_status())

    assert (normal.normal, normal.message) == (True, "Normal")
    # A sentence, of which nobody says what it means for a withdrawal.
    assert (other.normal, other.message.partition("!")[0]) == (None, "Order failed:Low Order fill rate")
    assert [endpoint for endpoint, _ in sent] == ["GET /sapi/v3/accountStatus"] * 2


@pytest.mark.cassette("binance_us", "wallet/api_trading_status")
def test_whether_trading_is_locked(ask: Ask, sent: Sent) -> None:
    found = ask(lambda venue: venue.wallet.api_trading_status())

    assert (found.locked, found.recovers) == (False, None)
    assert found.indicators[0] == ("BTCUSDT UFR", D("0.05"), D("0.995"))
    assert sent == [("GET /sapi/v3/apiTradingStatus", {})]


def test_what_the_venue_does_not_have_is_said_so_without_a_request(simulated: Callable[..., Ask]) -> None:
    def nothing(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    ask = simulated("binance_us", nothing)
    calls: list[Callable[[Venue], Any]] = [
        lambda venue: venue.wallet.key_permissions(),
        lambda venue: venue.wallet.withdrawal_quota(),
        lambda venue: venue.wallet.account_snapshots(),
        lambda venue: venue.wallet.transfer(asset="BTC", amount=1, source="spot", target="funding"),
        lambda venue: venue.wallet.transfers(source="spot", target="funding"),
        lambda venue: venue.wallet.cancel_withdrawal(withdrawal_id="1"),
    ]
    for call in calls:
        with pytest.raises(NotOffered, match=r"Binance\.US"):
            ask(call)


# Withdrawing

TO: dict[str, Any] = {
    "asset": "BNB",
    "amount": "0.9",
    "network": "BEP20",
    "address": "0xd709f9d0bbc6b0e746a13142dfe353086edf87c2",
}


@pytest.mark.cassette("binance_us", "wallet/withdraw")
def test_a_withdrawal_names_its_network_and_nothing_that_is_not_documented(ask: Ask, sent: Sent) -> None:
    made = ask(lambda venue: venue.wallet.withdraw(**TO))

    assert (made.id, made.client_id, made.network) == (SENT.id, MINTED, "BSC")
    # No walletType, no transactionFeeFlag.
    assert sent[1:] == [
        (
            APPLY,
            {
                "coin": "BNB",
                "withdrawOrderId": MINTED,
                "network": "BSC",
                "address": TO["address"],
                "amount": "0.9",
            },
        )
    ]


@pytest.mark.cassette("binance_us", "wallet/withdraw_refused_here")
def test_a_withdrawal_that_cannot_be_right_is_not_sent(ask: Ask, sent: Sent) -> None:
    with pytest.raises(UnknownNetwork, match="it has BSC"):
        ask(lambda venue: venue.wallet.withdraw(**{**TO, "network": "ETH"}))
    with pytest.raises(WithdrawalBlocked, match="does not fit"):
        ask(lambda venue: venue.wallet.withdraw(**{**TO, "address": "bnb1"}))
    with pytest.raises(BadRequest, match="does not withdraw from the funding wallet"):
        ask(lambda venue: venue.wallet.withdraw(**TO, wallet="funding"))
    with pytest.raises(BadRequest, match="needs network"):
        ask(lambda venue: venue.raw.withdraw(coin="BNB", address=TO["address"], amount="1"))
    with pytest.raises(BadRequest, match="withdraw_history needs coin"):
        ask(lambda venue: venue.raw.withdraw_history())
    assert {endpoint for endpoint, _ in sent} == {GETALL}


FOUND = {
    "id": SENT.id,
    "amount": "0.9",
    "transactionFee": "0.1",
    "coin": "BNB",
    "status": 2,
    "address": SENT.address,
    "applyTime": "2024-06-01 00:00:02",
    "network": "BSC",
    "transferType": 0,
}


@pytest.mark.cassette(
    "binance_us",
    "wallet/withdraw_unknown",
    answers={
        APPLY: (503, b"<html>Service Unavailable</html>"),
        WITHDRAWN: [(200, []), (200, []), (200, [FOUND])],
    },
)
def test_a_withdrawal_of_which_nobody_knows_is_found_by_its_client_id(ask: Ask, sent: Sent) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        ask(lambda venue: venue.wallet.withdraw(**TO))
    error = caught.value
    assert (error.client_id, error.find_out) == (MINTED, f'wallet.withdrawal(client_id="{MINTED}")')

    found = ask(lambda venue: venue.wallet.withdrawal(client_id=error.client_id))
    # The answer does not repeat the id of ours, by which it was asked for.
    assert found is not None
    assert (found.id, found.client_id, found.status) == (SENT.id, MINTED, WithdrawalStatus.AWAITING_APPROVAL)
    assert [params["withdrawOrderId"] for endpoint, params in sent if endpoint == WITHDRAWN] == [MINTED] * 3
    assert [endpoint for endpoint, _ in sent].count(APPLY) == 1


@pytest.mark.cassette("binance_us", "wallet/withdraw_fiat")
def test_dollars_are_paid_out_through_raw(ask: Ask, sent: Sent) -> None:
    with pytest.raises(UnknownAsset):
        ask(lambda venue: venue.wallet.withdraw(**{**TO, "asset": "USD"}))
    answer = ask(
        lambda venue: venue.raw.withdraw_fiat(paymentMethod="BITGO", paymentAccount="mine", amount=D("100.00"))
    )

    assert answer == {
        "orderId": "6c2ff984890145fdac2b7160299062f0",
        "channelCode": "BITGO",
        "currencyCode": "USD",
        "amount": "100.00000000",
        "orderStatus": "INIT",
    }
    assert sent[1:] == [
        (
            "POST /sapi/v1/fiatpayment/withdraw/apply",
            {"paymentMethod": "BITGO", "paymentAccount": "mine", "amount": "100.00"},
        )
    ]
    endpoint = ask.venue.session.catalogue["withdraw_fiat"]
    assert not endpoint.repeatable


@pytest.mark.cassette(
    "binance_us",
    "wallet/preflight",
    answers={
        "GET /sapi/v3/accountStatus": (200, {"msg": "Normal", "success": True}),
        "GET /api/v3/account": (200, {"balances": [{"asset": "BNB", "free": "2.5", "locked": "0"}]}),
    },
)
def test_a_preflight_knows_nothing_of_the_key_and_says_so(ask: Ask, sent: Sent) -> None:
    check = ask(lambda venue: venue.wallet.preflight(**TO))

    results = {each.name: each.result for each in check.checks}
    unknown = {name for name, result in results.items() if result is Result.UNKNOWN}
    assert unknown == {"key permission", "key address list"}
    assert all("no request that tells what a key may do" in each.words for each in check.reasons)
    assert set(results.values()) == {Result.PASS, Result.UNKNOWN}
    assert check.verdict is Verdict.UNCERTAIN
    assert (check.fee, check.arrives) == (D(0), D("0.9"))
    # One coin's history, not that of all.
    assert [params["coin"] for endpoint, params in sent if endpoint == WITHDRAWN] == ["BNB"]


NEVER_TOLD = ("key permission", "key address list")
"""Binance.US has no request that tells what a key may do."""


def checking(simulated: Callable[..., Ask], free: str = "5") -> tuple[Ask, list[str]]:
    """A venue where all is in order that it can tell, and the writes that it was asked for."""
    writes: list[str] = []
    answers: dict[str, Any] = {
        "getall": coins(),
        "accountStatus": {"msg": "Normal", "success": True},
        "system/status": {"status": 0, "msg": "normal"},
        "account": {"balances": [{"asset": "BNB", "free": free, "locked": "0"}]},
        "withdraw/history": [],
        "apply": {"id": "1"},
    }

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            writes.append(request.url.path)
        path = request.url.path
        given = next(each for name, each in answers.items() if path.endswith(f"/{name}"))
        return httpx.Response(200, json=given)

    return simulated("binance_us", answer, retries=0), writes


def test_what_the_venue_never_tells_of_a_key_can_be_accepted_by_name(simulated: Callable[..., Ask]) -> None:
    """No pre-flight is clear here: without the names none could be handed in."""
    ask, writes = checking(simulated)
    check = ask(lambda venue: venue.wallet.preflight(**TO))
    assert [(each.name, each.result) for each in check.reasons] == [(name, Result.UNKNOWN) for name in NEVER_TOLD]
    for accept, left in (((), "key permission: .*; key address list: "), (NEVER_TOLD[:1], "key address list: ")):
        with pytest.raises(WithdrawalBlocked, match=f"the pre-flight is uncertain: {left}"):
            ask(lambda venue, accept=accept: venue.wallet.withdraw(**TO, checked=check, accept=accept))
    assert writes == []

    assert ask(lambda venue: venue.wallet.withdraw(**TO, checked=check, accept=NEVER_TOLD)).id == "1"
    assert len(writes) == 1


def test_what_failed_is_not_accepted_here_either(simulated: Callable[..., Ask]) -> None:
    ask, writes = checking(simulated, free="0")
    check = ask(lambda venue: venue.wallet.preflight(**TO))
    with pytest.raises(WithdrawalBlocked, match="blocked: free balance"):
        ask(lambda venue: venue.wallet.withdraw(**TO, checked=check, accept=(*NEVER_TOLD, "free balance")))
    assert writes == []


@pytest.mark.cassette("binance_us", "wallet/preflight_of_a_memo")
def test_a_network_with_memos_wants_one_or_none_on_purpose(ask: Ask) -> None:
    to = {**TO, "asset": "BCH", "network": "BEP2", "address": "bnb1" + "q" * 38}
    checks = {each.name: each.result for each in ask(lambda venue: venue.wallet.preflight(**to, memo=NO_MEMO)).checks}

    # None on purpose, where nobody says whether one is needed.
    assert (checks["memo"], checks["address"]) == (Result.UNKNOWN, Result.PASS)
    with pytest.raises(WithdrawalBlocked, match="memo"):
        ask(lambda venue: venue.wallet.withdraw(**to))


# Answers that are almost right

CONVERSION = {
    "fromAsset": "LTC",
    "toAsset": "BTC",
    "amount": "0.2",
    "transferredAmount": "0.00289855",
    "serviceChargeAmount": "0.00005797",
    "operateTime": 1659583487000,
    "tranId": 28822799,
    "result": "S",
}
NETWORK = {
    "network": "BSC",
    "coin": "BNB",
    "name": "BSC (BEP20)",
    "isDefault": True,
    "depositEnable": True,
    "withdrawEnable": True,
    "addressRegex": "^(0x)[0-9A-Fa-f]{40}$",
    "memoRegex": "",
    "withdrawFee": "0",
    "withdrawMin": "0",
    "withdrawMax": "9999999",
    "withdrawIntegerMultiple": "0.00000001",
}


def coins(**changes: object) -> list[dict[str, Any]]:
    network = {**NETWORK, **changes}
    return [
        {
            "coin": "BNB",
            "name": "BNB",
            "depositAllEnable": True,
            "withdrawAllEnable": True,
            "networkList": [network],
        }
    ]


def answering(**answers: Any) -> Callable[[httpx.Request], httpx.Response]:
    """The venue, which answers each path that ends as a name does."""

    def answer(request: httpx.Request) -> httpx.Response:
        given = next(each for name, each in answers.items() if request.url.path.endswith(f"/{name}"))
        return httpx.Response(200, json=given)

    return answer


@pytest.mark.parametrize(
    ("answers", "do"),
    [
        ({"getall": coins(), "apply": {"id": ""}}, lambda venue: venue.wallet.withdraw(**TO)),
        (
            {"dust": {"transferResult": [{**CONVERSION, "tranId": ""}]}},
            lambda venue: venue.wallet.convert_dust(assets=["LTC"]),
        ),
    ],
    ids=["withdraw", "convert_dust"],
)
def test_an_act_whose_answer_has_no_id_may_have_been_done(
    simulated: Callable[..., Ask], answers: dict[str, Any], do: Callable[[Venue], Any]
) -> None:
    with pytest.raises(OutcomeUnknown, match="the answer cannot be read"):
        simulated("binance_us", answering(**answers))(do)


@pytest.mark.parametrize(
    ("answers", "do", "path"),
    [
        (
            {"account": {"balances": [{"asset": "BTC", "free": "NaN", "locked": "0"}]}},
            lambda venue: venue.wallet.balances(),
            "$.balances[0]",
        ),
        (
            {"getall": coins(withdrawFee="Infinity")},
            lambda venue: venue.wallet.assets(),
            "$[0].networkList[0].withdrawFee",
        ),
        (
            {"getall": coins(withdrawFee="-1")},
            lambda venue: venue.wallet.assets(),
            "$[0].networkList[0].withdrawFee",
        ),
        (
            {"history": {"assetLogRecordList": [{"orderId": "1", "orderStatus": "Successful", "amount": "NaN"}]}},
            lambda venue: venue.wallet.deposits("USD"),
            "$.assetLogRecordList[0]",
        ),
    ],
    ids=["balances", "fee", "fee below zero", "dollars"],
)
def test_money_that_is_no_number_is_unreadable_and_its_place_is_named(
    simulated: Callable[..., Ask], answers: dict[str, Any], do: Callable[[Venue], Any], path: str
) -> None:
    with pytest.raises(UnreadableResponse) as raised:
        simulated("binance_us", answering(**answers), retries=0)(do)
    assert raised.value.path == path


def test_limits_and_memos_that_are_null_are_not_known(simulated: Callable[..., Ask]) -> None:
    null = coins(withdrawMax=None, withdrawIntegerMultiple=None, memoRegex=None)
    (asset,) = simulated("binance_us", answering(getall=null))(lambda venue: venue.wallet.assets())

    (network,) = asset.networks
    assert (network.withdrawal_maximum, network.withdrawal_multiple, network.memo_required) == (None, None, None)


# Times


@pytest.mark.cassette("binance_us", "wallet/times_in_seconds")
def test_where_times_are_in_seconds_the_catalogue_says_so(ask: Ask) -> None:
    catalogue = ask.venue.session.catalogue
    in_seconds = {name for name, each in catalogue.items() if "in seconds" in each.title}

    assert in_seconds == {
        "sub_account_transfers",
        "otc_quote",
        "otc_order_new",
        "otc_order",
        "otc_orders",
        "ocbs_orders",
    }
    # As they stand there; ten digits.
    assert ask(lambda venue: venue.raw.sub_account_transfers())["transfers"][0]["time"] == 1637789299
    answer = ask(lambda venue: venue.raw.ocbs_orders())
    assert [each["createTime"] for each in answer["dataList"]] == [1641806714, 1641916714]
    assert answer["dataList"][0]["toAmount"] == D("50550.26")


# Errors


def ends(
    id: str,  # noqa: A002 - pytest's word
    call: Callable[[Venue], Any],
    endpoint: str,
    answer: object,
    kind: type[VenueError],
    **settings: object,
) -> Any:
    """A call that begins with the name of its operation, what is answered, and what it ends as."""
    name = f"wallet/error_{id.replace(' ', '_')}"
    mark = pytest.mark.cassette("binance_us", name, answers={endpoint: answer}, retries=0, **settings)
    return pytest.param(call, kind, id=id, marks=mark)


FIREWALL = (403, b"<html><head><title>403 Forbidden</title></head></html>")
BAN = (
    418,
    {"code": -1003, "msg": "Way too much request weight used; IP banned until 1717200120000."},
    {"Retry-After": "120"},
)
NO_FUNDS = (400, {"code": -2010, "msg": "Account has insufficient balance for requested action."})
DISABLED = (400, {"code": -2010, "msg": "This action is disabled on this account."})


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ends(
            "balances with a key that may not",
            lambda venue: venue.wallet.balances(),
            "GET /api/v3/account",
            -2015,
            PermissionDenied,
        ),
        ends("assets behind the firewall", lambda venue: venue.wallet.assets(), GETALL, FIREWALL, FirewallBlocked),
        ends(
            "asset while the venue is down",
            lambda venue: venue.wallet.asset("BNB"),
            GETALL,
            (502, b""),
            VenueUnavailable,
        ),
        ends(
            "deposit_address with an illegal sign",
            lambda venue: venue.wallet.deposit_address("BNB", network="BSC"),
            "GET /sapi/v1/capital/deposit/address",
            -1100,
            InvalidRequest,
        ),
        ends(
            "deposits of too long a time",
            lambda venue: venue.wallet.deposits("BNB"),
            DEPOSITED,
            -1127,
            InvalidRequest,
        ),
        ends(
            "deposits in a state that is in no table",
            lambda venue: venue.wallet.deposits("BNB"),
            DEPOSITED,
            (200, [{"coin": "BNB", "amount": "1", "status": 4, "insertTime": 1652942429211}]),
            UnreadableResponse,
        ),
        ends(
            "withdrawals of too long a time",
            lambda venue: venue.wallet.withdrawals("BNB"),
            WITHDRAWN,
            -1127,
            InvalidRequest,
        ),
        ends(
            "withdrawal while the venue is busy",
            lambda venue: venue.wallet.withdrawal(client_id="mine"),
            WITHDRAWN,
            -1008,
            VenueBusy,
        ),
        ends(
            "withdraw without the money",
            lambda venue: venue.wallet.withdraw(**TO),
            APPLY,
            NO_FUNDS,
            InsufficientFunds,
        ),
        ends(
            "withdraw with a parameter too large",
            lambda venue: venue.wallet.withdraw(**TO),
            APPLY,
            -1108,
            InvalidRequest,
        ),
        ends(
            "withdraw of an account that may not",
            lambda venue: venue.wallet.withdraw(**TO),
            APPLY,
            DISABLED,
            AccountRestricted,
        ),
        ends(
            "distributions too often",
            lambda venue: venue.wallet.distributions(),
            "GET /sapi/v1/asset/assetDistributionHistory",
            (429, {"code": -1003, "msg": "Too many requests queued."}, {"Retry-After": "3"}),
            RateLimited,
            on_limit="raise",
        ),
        ends(
            "dust_conversions of a long time",
            lambda venue: venue.wallet.dust_conversions(),
            "GET /sapi/v1/asset/query/dust-logs",
            -1127,
            InvalidRequest,
        ),
        ends(
            "convert_dust of which nobody knows",
            lambda venue: venue.wallet.convert_dust(assets=["LTC"]),
            "POST /sapi/v1/asset/dust",
            (504, b""),
            OutcomeUnknown,
        ),
        ends(
            "convert_dust that may have failed",
            lambda venue: venue.wallet.convert_dust(assets=["LTC"]),
            "POST /sapi/v1/asset/dust",
            (200, {"transferResult": [{"result": "F"}]}),
            OutcomeUnknown,
        ),
        ends(
            "account_status with a wrong signature",
            lambda venue: venue.wallet.account_status(),
            "GET /sapi/v3/accountStatus",
            -1002,
            PermissionDenied,
        ),
        ends(
            "api_trading_status of a banned address",
            lambda venue: venue.wallet.api_trading_status(),
            "GET /sapi/v3/apiTradingStatus",
            BAN,
            Banned,
            on_limit="raise",
        ),
    ],
)
def test_errors_are_told_apart(ask: Ask, call: Callable[[Venue], Any], kind: type[VenueError]) -> None:
    with pytest.raises(kind) as caught:
        ask(call)
    assert caught.value.venue == "binance_us"


@pytest.mark.cassette(
    "binance_us",
    "wallet/error_preflight_while_the_venue_is_down",
    answers={GETALL: (502, b""), WITHDRAWN: (502, b""), "GET /api/v3/account": -2015},
    retries=0,
)
def test_what_a_preflight_cannot_read_is_unknown(ask: Ask) -> None:
    check = ask(lambda venue: venue.wallet.preflight(**TO))

    results = {each.name: each.result for each in check.checks}
    assert check.verdict is Verdict.UNCERTAIN
    assert {results[name] for name in ("asset open", "network open", "free balance")} == {Result.UNKNOWN}


def test_no_key_is_said_to_be_restricted() -> None:
    # Binance wants keys that withdraw to be restricted to addresses; Binance.US only recommends it.
    assert not BINANCE_US.wallet.restricted_keys_only
    assert BINANCE_US.wallet.fee_from_amount
