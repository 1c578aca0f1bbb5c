"""Whether a withdrawal will pass, judged before it is sent. Judgement only: the facts are handed in.

Each check ends as pass, fail or unknown, with the venue's own words and where they came from. Nothing that could
not be learned counts as passed: one failure blocks, one unknown makes the verdict uncertain.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

import attrs

from crossvenue.errors import CrossvenueError, NotSupported
from crossvenue.model import (
    NO_MEMO,
    AccountStatus,
    Asset,
    AssetNetwork,
    Balance,
    KeyPermissions,
    Memo,
    VenueState,
    VenueStatus,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
)

T = TypeVar("T")


class Result(enum.Enum):
    """How a check ended."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    """It could not be learned. That is not a pass."""


class Verdict(enum.Enum):
    """What the checks say together."""

    CLEAR = "clear"
    """Every check passed."""
    BLOCKED = "blocked"
    """At least one failed: the venue would refuse it, or money would be lost."""
    UNCERTAIN = "uncertain"
    """None failed, but something could not be learned."""


@attrs.frozen
class Check:
    """One question about a withdrawal and its answer. `evidence` is the operation the facts came from."""

    name: str
    result: Result
    words: str
    evidence: str


@attrs.frozen(kw_only=True)
class Plan:
    """What somebody wants to withdraw, before it is known to be possible."""

    asset: str
    amount: Decimal
    network: str
    address: str
    memo: Memo
    wallet: WalletKind


@attrs.frozen(kw_only=True)
class Preflight:
    """A withdrawal and everything learned about it. Amounts in whole units of the asset.

    `fee` and `arrives` are None where the network is not known; `network` has its facts.
    """

    request: Plan
    checks: tuple[Check, ...]
    fee: Decimal | None
    arrives: Decimal | None
    """What the recipient gets: the amount less the fee, where the fee comes out of the amount."""
    network: AssetNetwork | None

    @property
    def verdict(self) -> Verdict:
        """Blocked if a check failed, uncertain if one is unknown, else clear."""
        results = {check.result for check in self.checks}
        if Result.FAIL in results:
            return Verdict.BLOCKED
        return Verdict.UNCERTAIN if Result.UNKNOWN in results else Verdict.CLEAR

    @property
    def reasons(self) -> tuple[Check, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if check.result is not Result.PASS)


@attrs.frozen(kw_only=True)
class Facts:
    """What the reads said; an error stands where a read failed."""

    permissions: KeyPermissions | CrossvenueError
    account: AccountStatus | CrossvenueError
    venue: VenueStatus | CrossvenueError
    asset: Asset | CrossvenueError
    balance: Balance | CrossvenueError
    withdrawn: Sequence[Withdrawal] | CrossvenueError
    """The withdrawals of this asset in the last 24 hours."""
    quota: WithdrawalQuota | CrossvenueError


def judge(plan: Plan, facts: Facts, *, fee_from_amount: bool) -> Preflight:
    """Every check of `plan` against `facts`."""
    network = None if isinstance(facts.asset, CrossvenueError) else facts.asset.network(plan.network)
    fee = None if network is None else network.withdrawal_fee
    checks = (
        *_key(facts),
        _account(facts),
        _venue(facts),
        *_asset(plan, facts, network),
        *_amount(plan, network, fee_from_amount),
        _balance(plan, facts, fee, fee_from_amount),
        *_address(plan, network),
        _memo(plan, network),
        _recent(plan, facts),
    )
    arrives = None if fee is None else (plan.amount - fee if fee_from_amount else plan.amount)
    return Preflight(request=plan, checks=checks, fee=fee, arrives=arrives, network=network)


def of_request(plan: Plan, network: AssetNetwork, *, fee_from_amount: bool) -> tuple[Check, ...]:
    """The checks that need nothing but the network's facts: what `withdraw` makes sure of by itself."""
    return (
        _open(network),
        *_amount(plan, network, fee_from_amount),
        *_address(plan, network),
        _memo(plan, network),
    )


def _known(name: str, holds: bool | None, good: str, bad: str, evidence: str) -> Check:
    if holds is None:
        return Check(name, Result.UNKNOWN, "the venue does not say", evidence)
    return Check(name, Result.PASS if holds else Result.FAIL, good if holds else bad, evidence)


def _not_learned(name: str, error: CrossvenueError, evidence: str) -> Check:
    words = error.reason if isinstance(error, NotSupported) else str(error)
    return Check(name, Result.UNKNOWN, f"could not be learned: {words}", evidence)


def _key(facts: Facts) -> Iterable[Check]:
    evidence = "wallet.key_permissions"
    held = facts.permissions
    if isinstance(held, CrossvenueError):
        yield _not_learned("key permission", held, evidence)
        yield _not_learned("key address list", held, evidence)
        return
    yield _known(
        "key permission",
        held.withdraw,
        "the key may withdraw",
        "the key may not withdraw: enable withdrawals for it on the venue's site",
        evidence,
    )
    yield _known(
        "key address list",
        held.ip_restricted,
        "the key is restricted to listed addresses",
        "the key is not restricted to addresses: venues do not let such keys withdraw",
        evidence,
    )


def _account(facts: Facts) -> Check:
    name, evidence = "account status", "wallet.account_status"
    if isinstance(facts.account, CrossvenueError):
        return _not_learned(name, facts.account, evidence)
    words = facts.account.message
    return _known(name, facts.account.normal, words, words, evidence)


def _venue(facts: Facts) -> Check:
    name, evidence = "system status", "market.status"
    if isinstance(facts.venue, CrossvenueError):
        return _not_learned(name, facts.venue, evidence)
    state = facts.venue.state
    words = facts.venue.message or state.value.lower()
    return _known(name, None if state is VenueState.UNKNOWN else state is VenueState.NORMAL, words, words, evidence)


def _asset(plan: Plan, facts: Facts, network: AssetNetwork | None) -> Iterable[Check]:
    evidence = "wallet.asset"
    asset = facts.asset
    if isinstance(asset, CrossvenueError):
        yield _not_learned("asset open", asset, evidence)
        yield _not_learned("network open", asset, evidence)
        return
    yield _known(
        "asset open",
        asset.withdrawal_open,
        f"{asset.asset} is open for withdrawal",
        f"{asset.asset} is closed for withdrawal on every network",
        evidence,
    )
    if network is None:
        names = ", ".join(each.network or each.venue_network for each in asset.networks)
        yield Check(
            "network open", Result.FAIL, f"{asset.asset} has no network {plan.network}; it has {names}", evidence
        )
        return
    yield _open(network)


def _open(network: AssetNetwork) -> Check:
    said = " ".join(text for text in (network.withdrawal_note, network.tips) if text)
    where = f"{network.network or network.venue_network} (here: {network.venue_network})"
    return _known(
        "network open",
        network.withdrawal_open,
        f"{where} is open for withdrawal" + (f". The venue notes: {said}" if said else ""),
        f"{where} is closed for withdrawal" + (f": {said}" if said else ""),
        "wallet.asset",
    )


def _amount(plan: Plan, network: AssetNetwork | None, fee_from_amount: bool) -> Iterable[Check]:
    evidence = "wallet.asset"
    if network is None:
        for name in ("minimum", "maximum", "multiple"):
            yield Check(name, Result.UNKNOWN, "the network is not known", evidence)
        return
    amount, least, most, step = (
        plan.amount,
        network.withdrawal_minimum,
        network.withdrawal_maximum,
        network.withdrawal_multiple,
    )
    enough = amount >= least and (not fee_from_amount or amount > network.withdrawal_fee)
    yield _known(
        "minimum",
        enough,
        f"at least {least:f}",
        f"{amount:f} is below the minimum {least:f}"
        if amount < least
        else f"{amount:f} does not exceed the fee {network.withdrawal_fee:f}",
        evidence,
    )
    yield _known(
        "maximum",
        most is None or amount <= most,
        "no maximum is stated" if most is None else f"at most {most:f}",
        f"{amount:f} is above the maximum {most or Decimal(0):f}",
        evidence,
    )
    yield _known(
        "multiple",
        not step or _is_multiple(amount, step),
        f"a multiple of {step:f}" if step else "any amount",
        f"{amount:f} is not a multiple of {step or Decimal(0):f}",
        evidence,
    )


def _is_multiple(amount: Decimal, step: Decimal) -> bool:
    # In integers, because Decimal's own remainder gives up beyond 28 digits.
    a, b = amount.as_integer_ratio(), step.as_integer_ratio()
    return (a[0] * b[1]) % (a[1] * b[0]) == 0


def _balance(plan: Plan, facts: Facts, fee: Decimal | None, fee_from_amount: bool) -> Check:
    name, evidence = "free balance", "wallet.balances"
    if isinstance(facts.balance, CrossvenueError):
        return _not_learned(name, facts.balance, evidence)
    if fee is None:
        return Check(name, Result.UNKNOWN, "the fee is not known", evidence)
    free = facts.balance.free
    needed = plan.amount if fee_from_amount else plan.amount + fee
    fees = f"fee {fee:f} included" if fee_from_amount else f"{plan.amount:f} and the fee {fee:f}"
    return _known(
        name,
        free >= needed,
        f"{free:f} free covers {needed:f} ({fees})",
        f"{free:f} free does not cover {needed:f} ({fees})",
        evidence,
    )


def _address(plan: Plan, network: AssetNetwork | None) -> Iterable[Check]:
    evidence = "wallet.asset"
    if network is None:
        yield Check("address", Result.UNKNOWN, "the network is not known", evidence)
        return
    yield _matches("address", network.address_pattern, plan.address, evidence)


def _matches(name: str, pattern: str, value: str, evidence: str) -> Check:
    if not value:
        return Check(name, Result.FAIL, f"the {name} is empty", evidence)
    if value != value.strip():
        return Check(name, Result.FAIL, f"the {name} begins or ends with white space", evidence)
    if not pattern:
        return Check(name, Result.UNKNOWN, f"the venue gives no pattern for this {name}", evidence)
    try:
        # fullmatch: a pattern without its dollar sign must not let a longer text through.
        fits = re.fullmatch(pattern, value) is not None
    except re.error:
        return Check(name, Result.UNKNOWN, f"the venue's pattern cannot be read: {pattern}", evidence)
    return _known(name, fits, f"fits {pattern}", f"{value} does not fit {pattern}", evidence)


def _memo(plan: Plan, network: AssetNetwork | None) -> Check:
    name, evidence = "memo", "wallet.asset"
    if network is None:
        return Check(name, Result.UNKNOWN, "the network is not known", evidence)
    memo = plan.memo
    if isinstance(memo, str):
        if not network.has_memo:
            return Check(name, Result.FAIL, "the network has no memos, so one would be lost or refused", evidence)
        return _matches(name, network.memo_pattern, memo, evidence)
    if network.memo_required:
        return Check(
            name, Result.FAIL, "the network needs a memo: without it the money does not reach its owner", evidence
        )
    if network.has_memo and memo is not NO_MEMO:
        return Check(name, Result.FAIL, "the network has memos: give one, or memo=NO_MEMO on purpose", evidence)
    return Check(name, Result.PASS, "none needed" if not network.has_memo else "none, on purpose", evidence)


def _recent(plan: Plan, facts: Facts) -> Check:
    name, evidence = "withdrawn in 24 hours", "wallet.withdrawals"
    if isinstance(facts.withdrawn, CrossvenueError):
        return _not_learned(name, facts.withdrawn, evidence)
    counted = [each for each in facts.withdrawn if each.status is None or each.status.counts_as_used]
    total = sum((each.amount for each in counted), Decimal(0))
    words = f"{total:f} {plan.asset} in {len(counted)} withdrawals"
    quota = facts.quota
    if not isinstance(quota, CrossvenueError) and quota.remaining is not None:
        if quota.unit == plan.asset:
            return _known(
                name,
                plan.amount <= quota.remaining,
                f"{words}; {quota.remaining:f} {quota.unit} may still be withdrawn",
                f"{words}; only {quota.remaining:f} {quota.unit} may still be withdrawn",
                "wallet.withdrawal_quota",
            )
        words = f"{words}; the quota left is {quota.remaining:f} {quota.unit}"
    # Where the venue states no quota in this asset, the sum is all that can be told, and the venue may refuse.
    same = [each for each in counted if each.address == plan.address and each.amount == plan.amount]
    if same:
        return Check(
            name,
            Result.UNKNOWN,
            f"{words}; the same amount already went to this address (id {same[0].id}): is this one meant?",
            evidence,
        )
    return Check(name, Result.PASS, words, evidence)
