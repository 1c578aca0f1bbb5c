"""Whether a withdrawal will pass: each check passing, failing and not learned, and what they say together."""

import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.errors import (
    ConnectionFailed,
    CrossvenueError,
    NotImplementedByPlugin,
    NotOffered,
    OutsideEnvironment,
    PermissionDenied,
    RateLimited,
    UnknownAsset,
    UnknownInstrument,
    UnreadableResponse,
    VenueUnavailable,
    WithdrawalSuspended,
)
from crossvenue.model import (
    NO_MEMO,
    AccountStatus,
    Asset,
    AssetNetwork,
    Balance,
    KeyPermissions,
    VenueState,
    VenueStatus,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
    WithdrawalStatus,
)
from crossvenue.preflight import (
    Check,
    Facts,
    Plan,
    Preflight,
    Rate,
    Result,
    Verdict,
    judge,
    of_request,
    unit_to_value_in,
)

D = Decimal
PASS, FAIL, UNKNOWN = Result.PASS, Result.FAIL, Result.UNKNOWN

NAMES = [
    *("key permission", "key address list", "account status", "system status", "asset open", "network open"),
    *("minimum", "maximum", "multiple", "free balance", "address", "memo", "withdrawn in 24 hours"),
]

TRON = AssetNetwork(
    network="TRX",
    venue_network="TRX",
    asset="USDT",
    name="TRC20",
    deposit_open=True,
    withdrawal_open=True,
    withdrawal_fee=D("1"),
    withdrawal_minimum=D("2"),
    withdrawal_maximum=D("1000000"),
    withdrawal_multiple=D("0.000001"),
    address_pattern="^T[1-9A-HJ-NP-Za-km-z]{33}$",
)
TETHER = Asset("USDT", "TetherUS", (TRON,), deposit_open=True, withdrawal_open=True)
ADDRESS = "TJ6Piuaw35M4PM54CzWFqzEPP998yXydc6"
PLAN = Plan(asset="USDT", amount=D("50"), network="TRX", address=ADDRESS, memo=None, wallet=WalletKind.SPOT)
FACTS = Facts(
    permissions=KeyPermissions(read=True, trade=False, withdraw=True, ip_restricted=True),
    account=AccountStatus(normal=True, message="Normal"),
    venue=VenueStatus(VenueState.NORMAL, "normal"),
    asset=TETHER,
    balance=Balance("USDT", D("100"), D("0")),
    withdrawn=[],
    quota=WithdrawalQuota(unit="USD", limit=D("10000"), used=D("1000"), remaining=D("9000")),
    rate=Rate(unit="USD", rate=D("0.9990"), words="market.price of USDT/USD 0.9990"),
)


def judged(
    plan: Plan = PLAN, facts: Facts = FACTS, *, fee_from_amount: bool = True, listed: bool = True
) -> Preflight:
    return judge(plan, facts, fee_from_amount=fee_from_amount, restricted_keys_only=listed)


def check_of(name: str, preflight: Preflight) -> Check:
    return next(each for each in preflight.checks if each.name == name)


def with_network(**changes: Any) -> Facts:
    asset = attrs.evolve(TETHER, networks=(attrs.evolve(TRON, **changes),))
    return attrs.evolve(FACTS, asset=asset)


def with_facts(**changes: Any) -> Facts:
    return attrs.evolve(FACTS, **changes)


def planned(**changes: Any) -> Plan:
    return attrs.evolve(PLAN, **changes)


def withdrawal(amount: str, status: WithdrawalStatus | None, **changes: Any) -> Withdrawal:
    made = Withdrawal(
        id="b6ae22b3aa844210a7041aee7589627c",
        client_id=None,
        asset="USDT",
        amount=D(amount),
        network="TRX",
        venue_network="TRX",
        address="another",
        memo=None,
        status=status,
    )
    return attrs.evolve(made, **changes)


def error(kind: type[Any]) -> CrossvenueError:
    if issubclass(kind, NotOffered | NotImplementedByPlugin | OutsideEnvironment):
        return kind("venue", "wallet.something", "that is not here")
    return kind("the venue said no", venue="venue", endpoint="GET /something")


ERRORS = [
    *(ConnectionFailed, VenueUnavailable, UnreadableResponse, PermissionDenied, RateLimited),
    *(OutsideEnvironment, NotImplementedByPlugin, NotOffered),
]


# ------------------------------------------------------------------------------------------------ the whole


def test_when_everything_is_in_order_every_check_passes_and_the_verdict_is_clear() -> None:
    found = judged()

    assert [check.name for check in found.checks] == NAMES
    assert {check.result for check in found.checks} == {PASS}
    assert found.verdict is Verdict.CLEAR
    assert found.reasons == ()
    assert (found.fee, found.arrives, found.network) == (D("1"), D("49"), TRON)


def test_each_check_says_which_operation_its_evidence_came_from() -> None:
    operations = {"market.status"} | {
        f"wallet.{name}" for name in ("key_permissions", "account_status", "asset", "balances", "withdrawal_quota")
    }

    assert {check.evidence for check in judged().checks} == operations


def test_a_failure_outweighs_what_is_unknown() -> None:
    failing = with_facts(permissions=KeyPermissions(read=True, trade=True, withdraw=False, ip_restricted=None))
    found = judged(facts=failing)

    assert [check.result for check in found.reasons] == [FAIL, UNKNOWN]
    assert found.verdict is Verdict.BLOCKED


FACT_NAMES = [field.name for field in attrs.fields(Facts)]


@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.parametrize("fact", FACT_NAMES)
def test_whatever_read_fails_in_whatever_way_nothing_of_it_passes(fact: str, kind: type[Any]) -> None:
    found = judged(facts=with_facts(**{fact: error(kind)}))

    # A venue without a quota is the one thing that is known to be unknowable.
    expected = Verdict.CLEAR if (fact, kind) == ("quota", NotOffered) else Verdict.UNCERTAIN
    assert found.verdict is expected
    assert all(check.result is UNKNOWN for check in found.reasons)


@st.composite
def facts(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Facts:
    """Good facts and bad ones in any mixture, at least one of them an error."""
    bad = {
        "permissions": KeyPermissions(read=True, trade=True, withdraw=False, ip_restricted=False),
        "account": AccountStatus(normal=None, message="Locked"),
        "venue": VenueStatus(VenueState.MAINTENANCE, "system_maintenance"),
        "asset": attrs.evolve(TETHER, withdrawal_open=False),
        "balance": Balance("USDT", D(0), D("7")),
        "withdrawn": [withdrawal("1", WithdrawalStatus.PROCESSING)],
        "quota": WithdrawalQuota(unit="USD", limit=D(1), used=D(1), remaining=D(0)),
        "rate": None,
    }
    wrong = st.sampled_from(ERRORS).map(error)
    chosen = {name: draw(st.one_of(st.just(getattr(FACTS, name)), st.just(bad[name]), wrong)) for name in FACT_NAMES}
    # Without a quota no rate is missed.
    chosen[draw(st.sampled_from([name for name in FACT_NAMES if name not in ("quota", "rate")]))] = draw(wrong)
    return Facts(**chosen)


@given(facts(), st.booleans(), st.booleans())
def test_with_one_fact_unknown_the_verdict_is_never_clear(found: Facts, from_amount: bool, listed: bool) -> None:
    preflight = judged(facts=found, fee_from_amount=from_amount, listed=listed)

    assert preflight.verdict is not Verdict.CLEAR
    assert [check.name for check in preflight.checks] == NAMES
    assert all(check.words and check.evidence for check in preflight.checks)


# ------------------------------------------------------------------------------------------------ check by check

ABOUT: list[tuple[str, Result, str, Plan, Facts]] = [
    # The key.
    ("key permission", PASS, "may withdraw", PLAN, FACTS),
    (
        "key permission",
        FAIL,
        "may not withdraw",
        PLAN,
        with_facts(permissions=KeyPermissions(read=True, trade=True, withdraw=False)),
    ),
    (
        "key permission",
        UNKNOWN,
        "does not say",
        PLAN,
        with_facts(permissions=KeyPermissions(read=True, trade=True, withdraw=None)),
    ),
    ("key address list", PASS, "restricted to listed addresses", PLAN, FACTS),
    (
        "key address list",
        FAIL,
        "not restricted",
        PLAN,
        with_facts(permissions=KeyPermissions(read=True, trade=True, withdraw=True, ip_restricted=False)),
    ),
    (
        "key address list",
        UNKNOWN,
        "does not say",
        PLAN,
        with_facts(permissions=KeyPermissions(read=True, trade=True, withdraw=True, ip_restricted=None)),
    ),
    # The account and the venue, in the venue's own words.
    ("account status", PASS, "Normal", PLAN, FACTS),
    (
        "account status",
        FAIL,
        "Withdrawals disabled",
        PLAN,
        with_facts(account=AccountStatus(normal=False, message="Withdrawals disabled")),
    ),
    (
        "account status",
        UNKNOWN,
        "Under review",
        PLAN,
        with_facts(account=AccountStatus(normal=None, message="Under review")),
    ),
    ("system status", PASS, "normal", PLAN, FACTS),
    (
        "system status",
        FAIL,
        "system_maintenance",
        PLAN,
        with_facts(venue=VenueStatus(VenueState.MAINTENANCE, "system_maintenance")),
    ),
    ("system status", UNKNOWN, "half open", PLAN, with_facts(venue=VenueStatus(VenueState.UNKNOWN, "half open"))),
    # The asset and its networks.
    ("asset open", PASS, "open", PLAN, FACTS),
    ("asset open", FAIL, "closed", PLAN, with_facts(asset=attrs.evolve(TETHER, withdrawal_open=False))),
    ("asset open", FAIL, "no asset 'USDT'", PLAN, with_facts(asset=UnknownAsset("venue has no asset 'USDT'"))),
    ("network open", UNKNOWN, "asset is not known", PLAN, with_facts(asset=UnknownAsset("no asset"))),
    ("network open", PASS, "TRX (here: TRX) is open", PLAN, FACTS),
    ("network open", PASS, "notes: Only to contracts", PLAN, with_network(tips="Only to contracts")),
    ("network open", PASS, "though busy", PLAN, with_network(busy=True)),
    (
        "network open",
        FAIL,
        "closed for withdrawal: Wallet Maintenance, Withdrawal Suspended Back on Monday",
        PLAN,
        with_network(
            withdrawal_open=False,
            withdrawal_note="Wallet Maintenance, Withdrawal Suspended",
            tips="Back on Monday",
        ),
    ),
    ("network open", FAIL, "no network SOL; it has TRX", planned(network="SOL"), FACTS),
    ("network open", FAIL, "it has none", PLAN, with_facts(asset=attrs.evolve(TETHER, networks=()))),
    ("minimum", UNKNOWN, "network is not known", planned(network="SOL"), FACTS),
    ("address", UNKNOWN, "network is not known", planned(network="SOL"), FACTS),
    ("memo", UNKNOWN, "network is not known", planned(network="SOL"), FACTS),
    ("free balance", UNKNOWN, "fee is not known", planned(network="SOL"), FACTS),
    # The amount.
    ("minimum", PASS, "at least 2", planned(amount=D("2")), FACTS),
    ("minimum", FAIL, "1.999999 is below the minimum 2", planned(amount=D("1.999999")), FACTS),
    ("minimum", FAIL, "does not exceed the fee 7", planned(amount=D("7")), with_network(withdrawal_fee=D("7"))),
    ("maximum", PASS, "at most 1000000", planned(amount=D("1000000")), FACTS),
    ("maximum", FAIL, "above the maximum 1000000", planned(amount=D("1000000.000001")), FACTS),
    ("maximum", PASS, "no maximum", planned(amount=D("1e12")), with_network(withdrawal_maximum=D("Infinity"))),
    ("maximum", UNKNOWN, "does not say", PLAN, with_network(withdrawal_maximum=None)),
    ("multiple", PASS, "a multiple of 0.000001", planned(amount=D("50.123456")), FACTS),
    ("multiple", FAIL, "not a multiple of 0.000001", planned(amount=D("50.1234567")), FACTS),
    ("multiple", UNKNOWN, "does not say", PLAN, with_network(withdrawal_multiple=None)),
    ("multiple", PASS, "any amount", planned(amount=D("50.1234567")), with_network(withdrawal_multiple=D(0))),
    # The balance.
    ("free balance", PASS, "100 free covers 100", planned(amount=D("100")), FACTS),
    ("free balance", FAIL, "100 free does not cover 100.000001", planned(amount=D("100.000001")), FACTS),
    # The address.
    ("address", PASS, "fits", PLAN, FACTS),
    ("address", FAIL, "does not fit", planned(address=ADDRESS[:-1]), FACTS),
    ("address", FAIL, "does not fit", planned(address=ADDRESS + "x"), FACTS),
    ("address", FAIL, "white space", planned(address=ADDRESS + "\n"), with_network(address_pattern="")),
    ("address", FAIL, "invisible", planned(address=ADDRESS + "\u200b"), with_network(address_pattern="")),
    ("address", UNKNOWN, "no pattern", PLAN, with_network(address_pattern="")),
    ("address", UNKNOWN, "cannot be read", PLAN, with_network(address_pattern="^T[1-9")),
    ("address", UNKNOWN, "cannot be read", PLAN, with_network(address_pattern="T{1,99999999999}")),
    ("address", UNKNOWN, "too long", planned(address="T" * 501), FACTS),
    # A pattern that would be tried for years is not waited for.
    ("address", UNKNOWN, "takes too long", planned(address="T" * 60 + "x"), with_network(address_pattern="^(T|T)*$")),
    ("memo", UNKNOWN, "takes too long", planned(memo="7" * 60 + "x"), with_network(memo_pattern="(7|7)*")),
    # A pattern that forgot its dollar sign lets no longer text through.
    (
        "address",
        FAIL,
        "does not fit",
        planned(address=ADDRESS + "x"),
        with_network(address_pattern="^T[0-9a-zA-Z]{33}"),
    ),
    ("address", FAIL, "does not fit", planned(address="T٣٣"), with_network(address_pattern=r"^T\d+$")),
    # The memo.
    ("memo", PASS, "none needed", PLAN, FACTS),
    ("memo", PASS, "none needed", planned(memo=NO_MEMO), FACTS),
    ("memo", FAIL, "no memos", planned(memo="123"), FACTS),
    ("memo", FAIL, "has memos", PLAN, with_network(memo_pattern="^[0-9]{1,10}$")),
    ("memo", FAIL, "has memos", PLAN, with_network(memo_required=True)),
    ("memo", PASS, "on purpose", planned(memo=NO_MEMO), with_network(memo_pattern="^[0-9]{1,10}$")),
    ("memo", UNKNOWN, "on purpose", planned(memo=NO_MEMO), with_network(memo_required=True)),
    # One that says "needed" is believed, whatever the pattern; where nothing is said, nothing passes.
    (
        "memo",
        UNKNOWN,
        "asks for one",
        planned(memo=NO_MEMO),
        with_network(memo_required=True, memo_pattern="^[0-9]{1,10}$"),
    ),
    (
        "memo",
        UNKNOWN,
        "may ask for one",
        planned(memo=NO_MEMO),
        with_network(memo_required=None, memo_pattern="^[0-9]{1,10}$"),
    ),
    ("memo", UNKNOWN, "memo=NO_MEMO on purpose", PLAN, with_network(memo_required=None)),
    ("memo", UNKNOWN, "does not say whether", planned(memo=NO_MEMO), with_network(memo_required=None)),
    ("memo", UNKNOWN, "no pattern", planned(memo="123"), with_network(memo_required=None)),
    ("memo", PASS, "fits", planned(memo="123"), with_network(memo_pattern="^[0-9]{1,10}$")),
    ("memo", FAIL, "does not fit", planned(memo="abc"), with_network(memo_pattern="^[0-9]{1,10}$")),
    ("memo", FAIL, "white space", planned(memo=" 123"), with_network(memo_required=True)),
    ("memo", UNKNOWN, "no pattern", planned(memo="123"), with_network(memo_required=True)),
    # What was withdrawn already.
    (
        "withdrawn in 24 hours",
        PASS,
        (
            "0 USDT in 0 withdrawals; 50 USDT at 0.999 is 49.95 USD (market.price of USDT/USD 0.9990); "
            "9000 USD may still be withdrawn"
        ),
        PLAN,
        FACTS,
    ),
    (
        "withdrawn in 24 hours",
        FAIL,
        "; 10000 USDT at 0.999 is 9990 USD (market.price of USDT/USD 0.9990); only 9000 USD may still be withdrawn",
        planned(amount=D(10000)),
        FACTS,
    ),
    (
        "withdrawn in 24 hours",
        UNKNOWN,
        "9000 USD may still be withdrawn; what 50 USDT is worth in USD could not be learned: nothing trades",
        PLAN,
        with_facts(rate=UnknownInstrument("nothing trades")),
    ),
    (
        "withdrawn in 24 hours",
        UNKNOWN,
        "9000 USD may still be withdrawn; what 50 USDT is worth in USD is not known",
        PLAN,
        with_facts(rate=None),
    ),
    (
        "withdrawn in 24 hours",
        FAIL,
        "only 0 USD",
        PLAN,
        with_facts(quota=WithdrawalQuota(unit="USD", limit=D(1), used=D(1), remaining=D(0))),
    ),
    (
        "withdrawn in 24 hours",
        FAIL,
        "only 49.9 USDT",
        PLAN,
        with_facts(quota=WithdrawalQuota(unit="USDT", limit=D(50), used=D("0.1"), remaining=D("49.9"))),
    ),
    (
        "withdrawn in 24 hours",
        PASS,
        "50 USDT may still",
        PLAN,
        with_facts(quota=WithdrawalQuota(unit="USDT", limit=D(50), used=D(0), remaining=D(50))),
    ),
    (
        "withdrawn in 24 hours",
        UNKNOWN,
        "does not say what may still",
        PLAN,
        with_facts(quota=WithdrawalQuota(unit="USD", limit=None, used=None, remaining=None)),
    ),
]


@pytest.mark.parametrize(
    ("name", "result", "words", "plan", "known"),
    ABOUT,
    ids=[f"{number}-{name}-{result.value}" for number, (name, result, *_) in enumerate(ABOUT)],
)
def test_a_check_says_what_is_so_and_why(name: str, result: Result, words: str, plan: Plan, known: Facts) -> None:
    check = check_of(name, judged(plan, known))

    assert check.result is result
    assert words in check.words


def test_every_check_is_seen_in_all_its_endings_above() -> None:
    seen = {(name, result) for name, result, *_ in ABOUT}
    # Limits come with the network or not at all: without it they are unknown, together.
    seen |= {("maximum", UNKNOWN), ("multiple", UNKNOWN)}
    # The verdict of a failed read is in a test of its own.
    seen |= {("asset open", UNKNOWN)}

    assert seen == {(name, result) for name in NAMES for result in Result}


def test_a_key_without_an_address_list_passes_where_the_venue_has_no_such_rule_and_is_warned_of() -> None:
    open_key = with_facts(permissions=KeyPermissions(read=True, trade=True, withdraw=True, ip_restricted=False))
    check = check_of("key address list", judged(facts=open_key, listed=False))

    assert check.result is PASS
    assert "from anywhere" in check.words


def test_where_the_fee_comes_on_top_the_balance_must_cover_both_and_all_of_the_amount_arrives() -> None:
    just, over = planned(amount=D("99")), planned(amount=D("99.000001"))

    assert check_of("free balance", judged(just, fee_from_amount=False)).result is PASS
    assert check_of("free balance", judged(over, fee_from_amount=False)).result is FAIL
    assert judged(just, fee_from_amount=False).arrives == D("99")


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        # The least, a share of the amount, the most.
        ("50", "1"),
        ("1000", "2.000"),
        ("100000", "30"),
    ],
)
def test_a_fee_that_is_a_share_of_the_amount_has_a_least_and_may_have_a_most(amount: str, fee: str) -> None:
    rated = with_network(withdrawal_fee_rate=D("0.002"), withdrawal_fee_maximum=D("30"))
    found = judged(planned(amount=D(amount)), rated)

    assert str(found.fee) == fee
    assert found.arrives == D(amount) - D(fee)


def test_what_its_share_eats_up_is_below_the_minimum() -> None:
    check = check_of("minimum", judged(planned(amount=D("50")), with_network(withdrawal_fee_rate=D(1))))

    assert (check.result, check.words) == (FAIL, "50 does not exceed the fee 50")


def test_the_balance_must_cover_a_share_that_comes_on_top() -> None:
    rated = with_network(withdrawal_fee_rate=D("0.1"))

    assert check_of("free balance", judged(planned(amount=D("90.9")), rated, fee_from_amount=False)).result is PASS
    assert check_of("free balance", judged(planned(amount=D("91")), rated, fee_from_amount=False)).result is FAIL


def test_nothing_arrives_of_less_than_the_fee() -> None:
    assert judged(planned(amount=D("0.5"))).arrives == 0


@given(
    st.decimals(min_value="0.000000000000000001", max_value="1e24", places=18, allow_nan=False),
    st.decimals(min_value=0, max_value="1e6", places=18, allow_nan=False),
)
def test_what_arrives_is_exact_beyond_the_digits_of_the_default_context(amount: Decimal, fee: Decimal) -> None:
    found = judged(planned(amount=amount), with_network(withdrawal_fee=fee))

    assert found.arrives is not None
    assert Fraction(found.arrives) == max(Fraction(0), Fraction(amount) - Fraction(fee))


@given(st.integers(1, 10**30), st.integers(1, 10**12), st.integers(0, 18))
def test_a_multiple_is_told_exactly_at_any_size(count: int, units: int, places: int) -> None:
    step = D(units).scaleb(-places)
    amount = D(f"{count * units}E-{places}")
    known = with_network(withdrawal_multiple=step)

    assert check_of("multiple", judged(planned(amount=amount), known)).result is PASS
    if units > 1:
        between = D(f"{count * units + 1}E-{places}")
        assert check_of("multiple", judged(planned(amount=between), known)).result is FAIL


# ------------------------------------------------------------------------------------------------ already withdrawn


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (WithdrawalStatus.EMAIL_SENT, True),
        (WithdrawalStatus.AWAITING_APPROVAL, True),
        (WithdrawalStatus.PROCESSING, True),
        (WithdrawalStatus.COMPLETED, True),
        (None, True),
        (WithdrawalStatus.CANCELED, False),
        (WithdrawalStatus.REJECTED, False),
        (WithdrawalStatus.FAILED, False),
    ],
)
def test_what_may_have_left_counts_as_withdrawn_and_what_certainly_did_not_does_not(status, counts) -> None:
    check = check_of("withdrawn in 24 hours", judged(facts=with_facts(withdrawn=[withdrawal("8.91", status)])))

    assert check.words.startswith("8.91 USDT in 1 withdrawal;" if counts else "0 USDT in 0 withdrawals;")


def test_the_same_amount_to_the_same_address_again_is_asked_about() -> None:
    again = withdrawal("50", WithdrawalStatus.PROCESSING, address=ADDRESS)
    net_of_fee = withdrawal("49", WithdrawalStatus.COMPLETED, address=ADDRESS, fee=D("1"))

    for made in (again, net_of_fee):
        check = check_of("withdrawn in 24 hours", judged(facts=with_facts(withdrawn=[made])))
        assert check.result is UNKNOWN
        assert made.id in check.words


@pytest.mark.parametrize(
    "other",
    [
        withdrawal("50", WithdrawalStatus.COMPLETED),
        withdrawal("51", WithdrawalStatus.COMPLETED, address=ADDRESS),
        withdrawal("50", WithdrawalStatus.COMPLETED, address=ADDRESS, memo="7"),
        withdrawal("50", WithdrawalStatus.FAILED, address=ADDRESS),
    ],
)
def test_another_amount_address_or_memo_and_one_that_failed_are_not_the_same(other: Withdrawal) -> None:
    assert judged(facts=with_facts(withdrawn=[other])).verdict is Verdict.CLEAR


@pytest.mark.parametrize("withdrawn", [[withdrawal("50", None, address=ADDRESS)], error(ConnectionFailed)])
def test_more_than_the_quota_fails_whatever_else_is_in_doubt(withdrawn: Any) -> None:
    used_up = WithdrawalQuota(unit="USD", limit=D(100), used=D(90), remaining=D(10))
    check = check_of("withdrawn in 24 hours", judged(facts=with_facts(withdrawn=withdrawn, quota=used_up)))

    assert check.result is FAIL
    assert "only 10 USD" in check.words


@pytest.mark.parametrize("withdrawn", [(), error(VenueUnavailable)], ids=["known", "not known"])
def test_withdrawals_that_the_venue_has_closed_fail_with_its_words(withdrawn: Any) -> None:
    closed = WithdrawalSuspended("suspended for 24 h", venue="toy", endpoint="GET /quotas", status=200)
    found = judged(facts=with_facts(withdrawn=withdrawn, quota=closed))
    check = check_of("withdrawn in 24 hours", found)

    assert (check.result, check.evidence) == (Result.FAIL, "wallet.withdrawal_quota")
    assert check.words.endswith("withdrawals are closed: suspended for 24 h")
    assert found.verdict is Verdict.BLOCKED


# ------------------------------------------------------------------------------------------------ the quota's unit


def quota(unit: str, remaining: str | None) -> WithdrawalQuota:
    return WithdrawalQuota(unit=unit, limit=None, used=None, remaining=None if remaining is None else D(remaining))


@pytest.mark.parametrize(
    ("told", "unit"),
    [
        (quota("USD", "1"), "USD"),
        (quota("BTC", "0.1"), "BTC"),
        # In the asset itself; used up, overdrawn, not said, not there: no price would change a thing.
        (quota("USDT", "1"), None),
        (quota("USD", "0"), None),
        (quota("USD", "-3"), None),
        (quota("USD", None), None),
        (error(NotOffered), None),
        (error(ConnectionFailed), None),
    ],
)
def test_a_rate_is_wanted_only_where_it_decides(told: Any, unit: str | None) -> None:
    assert unit_to_value_in(PLAN, told) == unit
    # And where none is wanted none is missed.
    check = check_of("withdrawn in 24 hours", judged(facts=with_facts(quota=told, rate=None)))
    assert ("worth" in check.words) == (unit is not None)


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity", "-Infinity"])
def test_what_is_no_rate_lets_nothing_pass(rate: str) -> None:
    known = with_facts(rate=Rate(unit="USD", rate=D(rate), words=""))

    assert check_of("withdrawn in 24 hours", judged(facts=known)).result is UNKNOWN


def test_a_rate_in_another_unit_than_the_quota_s_is_none() -> None:
    known = with_facts(rate=Rate(unit="EUR", rate=D("0.9"), words=""))

    assert check_of("withdrawn in 24 hours", judged(facts=known)).result is UNKNOWN


@given(
    st.decimals(min_value="0.000000000000000001", max_value="1e18", places=18, allow_nan=False),
    st.decimals(min_value="0.00000001", max_value="1e9", places=8, allow_nan=False),
)
def test_the_very_rest_of_a_quota_passes_and_a_trifle_more_does_not(amount: Decimal, rate: Decimal) -> None:
    worth = Fraction(amount) * Fraction(rate)
    exact = D(int(worth * 10**26)).scaleb(-26, context=Context(prec=200))
    trifle = D("1E-26")

    def result(remaining: Decimal) -> Result:
        told = WithdrawalQuota(unit="EUR", limit=None, used=None, remaining=remaining)
        known = with_facts(quota=told, rate=Rate(unit="EUR", rate=rate, words="the rate of the day"))
        return check_of("withdrawn in 24 hours", judged(planned(amount=amount), known)).result

    assert result(exact) is PASS
    assert result(Context(prec=200).subtract(exact, trifle)) is FAIL


# ------------------------------------------------------------------------------------------------ without reads


def test_withdraw_makes_sure_of_what_the_asset_s_facts_tell() -> None:
    checks = of_request(PLAN, TETHER, TRON, fee_from_amount=True)

    assert [check.name for check in checks] == [
        *("asset open", "network open", "minimum", "maximum", "multiple", "address", "memo")
    ]
    assert {check.result for check in checks} == {PASS}


@pytest.mark.parametrize(("memo", "result"), [(None, FAIL), (NO_MEMO, UNKNOWN), ("123", UNKNOWN)])
def test_where_nobody_says_whether_there_are_memos_whoever_withdraws_must_say_it(memo: Any, result: Result) -> None:
    unsaid = attrs.evolve(TRON, memo_required=None)
    checks = of_request(planned(memo=memo), TETHER, unsaid, fee_from_amount=True)

    assert next(check for check in checks if check.name == "memo").result is result


@pytest.mark.parametrize("pattern", ["^(T+)+$", "^(T|T)*$", "(T|TT)+", "((T{1,1000}){1,1000}){1,1000}"])
def test_no_pattern_of_a_venue_holds_the_program_up(pattern: str) -> None:
    began = time.process_time()
    check = check_of("address", judged(planned(address="T" * 400 + "x"), with_network(address_pattern=pattern)))

    assert check.result is not PASS
    assert time.process_time() - began < 2


def test_the_matcher_of_patterns_is_loaded_when_the_first_is_tried() -> None:
    program = "import sys, crossvenue.preflight, crossvenue.interfaces; sys.exit('regex' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_each_pre_flight_has_an_id_of_its_own_which_its_copies_keep_and_nothing_shows() -> None:
    one, other = judged(), judged()

    assert one.id != other.id
    assert attrs.evolve(one, made_ms=1).id == pickle.loads(pickle.dumps(one)).id == one.id
    assert one == other
    assert one.id not in repr(one)


def test_a_plan_for_one_venue_is_not_a_plan_for_another() -> None:
    assert planned(venue="one") != planned(venue="two")


def test_a_plan_for_one_account_is_not_a_plan_for_another_and_shows_neither() -> None:
    assert planned(account="one") != planned(account="two")
    assert repr(planned(account="one")) == repr(planned(account="two"))
