"""Whether a withdrawal will pass, judged before it is sent. Judgement only: the facts are handed in.

Each check ends as pass, fail or unknown, with the venue's own words and where they came from. Nothing that could
not be learned counts as passed: one failure blocks, one unknown makes the verdict uncertain.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import attrs

from crossvenue.errors import CrossvenueError, NotOffered, NotSupported, UnknownAsset, WithdrawalSuspended
from crossvenue.model import (
    NO_MEMO,
    AccountStatus,
    Asset,
    AssetNetwork,
    Balance,
    KeyPermissions,
    MaybeInstant,
    Memo,
    Value,
    VenueState,
    VenueStatus,
    WalletKind,
    Withdrawal,
    WithdrawalQuota,
)
from crossvenue.numbers import EXACT

LONGEST_MATCHED: Final = 500
"""Characters of an address or memo that a venue's pattern is still tried on: longer than any but an attack's."""

MATCH_SECONDS: Final = 0.1
"""How long a venue's pattern is tried: some never come to an end, and the money waits for none."""


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


@attrs.frozen(eq=False, repr=False)
class Check(Value):
    """One question about a withdrawal and its answer. `evidence` is the operation the facts came from."""

    name: str
    result: Result
    words: str
    evidence: str


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Plan(Value):
    """What somebody wants to withdraw, before it is known to be possible."""

    asset: str
    amount: Decimal
    network: str
    address: str
    memo: Memo
    wallet: WalletKind
    venue: str = ""
    """The venue it is for: what is clear at one is not clear at another."""
    account: str = attrs.field(default="", repr=False)
    """What tells the key that asked from other keys: what is clear for one account is not for another."""


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Preflight(Value):
    """A withdrawal and everything learned about it. Amounts in whole units of the asset.

    `fee` and `arrives` are None where the network is not known; `network` has its facts.
    """

    request: Plan
    checks: tuple[Check, ...]
    fee: Decimal | None
    arrives: Decimal | None
    """What the recipient gets: the amount less the fee, where the fee comes out of the amount; 0 if that is more."""
    network: AssetNetwork | None
    made_ms: int | None = attrs.field(default=None, eq=False)
    """When the facts were read, by the venue's clock, in milliseconds since 1970."""
    id: str = attrs.field(factory=lambda: os.urandom(8).hex(), eq=False, repr=False)
    """Its own, and its copies': `withdraw` takes each once."""

    made = MaybeInstant("made_ms", "When the facts were read.")

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


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Rate(Value):
    """What one whole unit of an asset is worth in `unit`, by the venue's own prices. For a quota in that unit."""

    unit: str
    rate: Decimal
    words: str
    """How it was learned: which prices, and what was taken for what."""


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Facts(Value):
    """What the reads said; an error stands where a read failed."""

    permissions: KeyPermissions | CrossvenueError
    account: AccountStatus | CrossvenueError
    venue: VenueStatus | CrossvenueError
    asset: Asset | CrossvenueError
    balance: Balance | CrossvenueError
    withdrawn: Sequence[Withdrawal] | CrossvenueError
    """The withdrawals of this asset in the last 24 hours."""
    quota: WithdrawalQuota | CrossvenueError
    """`WithdrawalSuspended`, with the venue's words, where it says that nothing may be withdrawn now."""
    rate: Rate | CrossvenueError | None
    """What the asset is worth in the quota's unit; None where `unit_to_value_in` asks for no rate."""


def unit_to_value_in(plan: Plan, quota: WithdrawalQuota | CrossvenueError) -> str | None:
    """The unit that the amount must be valued in to be held against `quota`.

    None where no rate is needed: the quota is in the asset itself, used up, or not known.
    """
    if isinstance(quota, CrossvenueError) or quota.unit == plan.asset:
        return None
    return quota.unit if quota.remaining is not None and quota.remaining > 0 else None


def judge(
    plan: Plan,
    facts: Facts,
    *,
    fee_from_amount: bool,
    restricted_keys_only: bool,
    made_ms: int | None = None,
) -> Preflight:
    """Every check of `plan` against `facts`, under two rules of the venue.

    `fee_from_amount`: the fee comes out of the amount, not on top of it. `restricted_keys_only`: only keys that
    are restricted to listed addresses may withdraw.
    """
    asset = None if isinstance(facts.asset, CrossvenueError) else facts.asset
    network = None if asset is None else asset.network(plan.network)
    fee = None if network is None else network.fee_of(plan.amount)
    checks = (
        *_key(facts, restricted_keys_only),
        _account(facts),
        _venue(facts),
        *_asset(plan, facts, network),
        *_amount(plan, network, fee_from_amount),
        _balance(plan, facts, fee, fee_from_amount),
        _address(plan, network),
        _memo(plan, network),
        _recent(plan, facts),
    )
    arrives = _arrives(plan, fee, fee_from_amount)
    return Preflight(request=plan, checks=checks, fee=fee, arrives=arrives, network=network, made_ms=made_ms)


def of_request(plan: Plan, asset: Asset, network: AssetNetwork, *, fee_from_amount: bool) -> tuple[Check, ...]:
    """The checks that need nothing but the asset's facts: what `withdraw` makes sure of by itself."""
    memo = _memo(plan, network)
    if plan.memo is None and memo.result is Result.UNKNOWN:
        memo = attrs.evolve(memo, result=Result.FAIL)  # What nobody knows, whoever sends must say.
    return (
        _asset_open(asset),
        _network_open(network),
        *_amount(plan, network, fee_from_amount),
        _address(plan, network),
        memo,
    )


def _arrives(plan: Plan, fee: Decimal | None, fee_from_amount: bool) -> Decimal | None:
    if fee is None:
        return None
    return max(EXACT.subtract(plan.amount, fee), Decimal(0)) if fee_from_amount else plan.amount


def _known(
    name: str, holds: bool | None, good: str, bad: str, evidence: str, *, open_: str = "the venue does not say"
) -> Check:
    if holds is None:
        return Check(name, Result.UNKNOWN, open_, evidence)
    return Check(name, Result.PASS if holds else Result.FAIL, good if holds else bad, evidence)


def _not_learned(name: str, error: CrossvenueError, evidence: str) -> Check:
    words = error.reason if isinstance(error, NotSupported) else str(error)
    return Check(name, Result.UNKNOWN, f"could not be learned: {words}", evidence)


def _key(facts: Facts, restricted_keys_only: bool) -> Iterable[Check]:
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
    restricted = held.ip_restricted
    if restricted is False and not restricted_keys_only:
        words = "the key is not restricted to listed addresses: whoever holds it can withdraw from anywhere"
        yield Check("key address list", Result.PASS, words, evidence)
        return
    yield _known(
        "key address list",
        restricted,
        "the key is restricted to listed addresses",
        "the key is not restricted to listed addresses, which the venue wants of keys that withdraw",
        evidence,
    )


def _account(facts: Facts) -> Check:
    name, evidence = "account status", "wallet.account_status"
    if isinstance(facts.account, CrossvenueError):
        return _not_learned(name, facts.account, evidence)
    words = facts.account.message or "the venue says nothing"
    return _known(name, facts.account.normal, words, words, evidence, open_=f"not a word known here: {words}")


def _venue(facts: Facts) -> Check:
    name, evidence = "system status", "market.status"
    if isinstance(facts.venue, CrossvenueError):
        return _not_learned(name, facts.venue, evidence)
    state = facts.venue.state
    words = facts.venue.message or state.value.lower()
    holds = None if state is VenueState.UNKNOWN else state is VenueState.NORMAL
    return _known(name, holds, words, words, evidence, open_=f"not a word known here: {words}")


def _asset(plan: Plan, facts: Facts, network: AssetNetwork | None) -> Iterable[Check]:
    evidence = "wallet.asset"
    asset = facts.asset
    if isinstance(asset, UnknownAsset):
        # The venue did answer: what it does not list cannot be withdrawn.
        yield Check("asset open", Result.FAIL, str(asset), evidence)
        yield Check("network open", Result.UNKNOWN, "the asset is not known", evidence)
        return
    if isinstance(asset, CrossvenueError):
        yield _not_learned("asset open", asset, evidence)
        yield _not_learned("network open", asset, evidence)
        return
    yield _asset_open(asset)
    if network is None:
        names = ", ".join(each.network or each.venue_network for each in asset.networks) or "none"
        yield Check(
            "network open", Result.FAIL, f"{asset.asset} has no network {plan.network}; it has {names}", evidence
        )
        return
    yield _network_open(network)


def _asset_open(asset: Asset) -> Check:
    return _known(
        "asset open",
        asset.withdrawal_open,
        f"{asset.asset} is open for withdrawal",
        f"{asset.asset} is closed for withdrawal on every network",
        "wallet.asset",
    )


def _network_open(network: AssetNetwork) -> Check:
    said = " ".join(text for text in (network.withdrawal_note, network.tips) if text)
    where = f"{network.network or network.venue_network} (here: {network.venue_network})"
    busy = ", though busy" if network.busy else ""
    return _known(
        "network open",
        network.withdrawal_open,
        f"{where} is open for withdrawal{busy}" + (f". The venue notes: {said}" if said else ""),
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
    fee = network.fee_of(amount)
    enough = amount >= least and (not fee_from_amount or amount > fee)
    yield _known(
        "minimum",
        enough,
        f"at least {least:f}",
        f"{amount:f} is below the minimum {least:f}"
        if amount < least
        else f"{amount:f} does not exceed the fee {fee:f}",
        evidence,
    )
    yield _known(
        "maximum",
        None if most is None else amount <= most,
        "there is no maximum" if most is None or most.is_infinite() else f"at most {most:f}",
        f"{amount:f} is above the maximum {most or Decimal(0):f}",
        evidence,
        open_="the venue does not say what the maximum is",
    )
    yield _known(
        "multiple",
        None if step is None else not step or _is_multiple(amount, step),
        f"a multiple of {step:f}" if step else "any amount",
        f"{amount:f} is not a multiple of {step or Decimal(0):f}",
        evidence,
        open_="the venue does not say what it must be a multiple of",
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
    needed = plan.amount if fee_from_amount else EXACT.add(plan.amount, fee)
    fees = f"fee {fee:f} included" if fee_from_amount else f"{plan.amount:f} and the fee {fee:f}"
    return _known(
        name,
        free >= needed,
        f"{free:f} free covers {needed:f} ({fees})",
        f"{free:f} free does not cover {needed:f} ({fees})",
        evidence,
    )


def _address(plan: Plan, network: AssetNetwork | None) -> Check:
    evidence = "wallet.asset"
    if network is None:
        return Check("address", Result.UNKNOWN, "the network is not known", evidence)
    if any(each.isspace() or not each.isprintable() for each in plan.address):
        return Check("address", Result.FAIL, "the address has white space or invisible characters in it", evidence)
    return _matches("address", network.address_pattern, plan.address, evidence)


def _matches(name: str, pattern: str, value: str, evidence: str) -> Check:
    if value != value.strip():
        return Check(name, Result.FAIL, f"the {name} begins or ends with white space", evidence)
    if not pattern:
        return Check(name, Result.UNKNOWN, f"the venue gives no pattern for this {name}", evidence)
    if len(value) > LONGEST_MATCHED:
        return Check(
            name, Result.UNKNOWN, f"the {name} is too long to be compared: {len(value)} characters", evidence
        )
    import regex  # Dear to import. The matcher of the standard library cannot be told to stop.

    try:
        # fullmatch: a pattern without its dollar sign must not let a longer text through. ASCII: venues write
        # these for engines whose \w and \d know no other letters and digits. V0: the syntax of `re`.
        fits = regex.fullmatch(pattern, value, regex.ASCII | regex.V0, timeout=MATCH_SECONDS) is not None
    except TimeoutError:
        return Check(name, Result.UNKNOWN, f"the venue's pattern takes too long: {pattern}", evidence)
    except (regex.error, OverflowError, RecursionError):
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
    if not network.has_memo:
        return Check(name, Result.PASS, "none needed", evidence)
    if network.memo_required is None and not network.memo_pattern:
        words = "the venue does not say whether the network has memos"
        words += ": give one, or memo=NO_MEMO on purpose" if memo is None else ""
        return Check(name, Result.UNKNOWN, words, evidence)
    if memo is not NO_MEMO:
        return Check(name, Result.FAIL, "the network has memos: give one, or memo=NO_MEMO on purpose", evidence)
    if network.memo_required is not False:
        # An address of one's own takes it without a memo, one that an exchange shares among its users loses it,
        # and nothing here tells the two apart.
        asks = "asks for one" if network.memo_required else "may ask for one"
        words = f"none, on purpose, where the venue {asks}: an address that many share would lose the money"
        return Check(name, Result.UNKNOWN, words, evidence)
    return Check(name, Result.PASS, "none, on purpose", evidence)


def _recent(plan: Plan, facts: Facts) -> Check:
    name, evidence = "withdrawn in 24 hours", "wallet.withdrawals"
    doubt = None
    if isinstance(facts.withdrawn, CrossvenueError):
        doubt = _not_learned(name, facts.withdrawn, evidence)
        words = doubt.words
    else:
        counted = [each for each in facts.withdrawn if each.status is None or each.status.counts_as_used]
        total = Decimal(0)
        for each in counted:
            total = EXACT.add(total, each.amount)
        words = f"{total:f} {plan.asset} in {len(counted)} withdrawal{'' if len(counted) == 1 else 's'}"
        same = next((each for each in counted if _repeats(plan, each)), None)
        if same is not None:
            asked = f"the same amount already went to this address (id {same.id}): is this one meant?"
            doubt = Check(name, Result.UNKNOWN, f"{words}; {asked}", evidence)
    check = _within_quota(plan, facts, name, words)
    # What is more than the quota would be refused, whatever else is in doubt.
    return check if doubt is None or check.result is Result.FAIL else doubt


def _within_quota(plan: Plan, facts: Facts, name: str, words: str) -> Check:
    evidence, quota = "wallet.withdrawal_quota", facts.quota
    if isinstance(quota, NotOffered):
        # A venue without a quota to ask for: the sum is all that can be told.
        return Check(name, Result.PASS, words, "wallet.withdrawals")
    if isinstance(quota, WithdrawalSuspended):
        return Check(name, Result.FAIL, f"{words}; withdrawals are closed: {quota.venue_message}", evidence)
    if isinstance(quota, CrossvenueError):
        unknown = _not_learned(name, quota, evidence)
        return attrs.evolve(unknown, words=f"{words}; what may still be withdrawn {unknown.words}")
    left = quota.remaining
    if left is None:
        return Check(name, Result.UNKNOWN, f"{words}; the venue does not say what may still be withdrawn", evidence)
    may = f"{left:f} {quota.unit} may still be withdrawn"
    unit, value, rate = unit_to_value_in(plan, quota), plan.amount, facts.rate
    if unit is not None:
        amount = f"{plan.amount:f} {plan.asset}"
        if isinstance(rate, CrossvenueError):
            unknown = _not_learned(name, rate, evidence)
            return attrs.evolve(unknown, words=f"{words}; {may}; what {amount} is worth in {unit} {unknown.words}")
        # A price of zero is none: it would let any amount through.
        if rate is None or rate.unit != unit or not rate.rate.is_finite() or rate.rate <= 0:
            words = f"{words}; {may}; what {amount} is worth in {unit} is not known"
            return Check(name, Result.UNKNOWN, words, evidence)
        value = EXACT.multiply(plan.amount, rate.rate)
        words = f"{words}; {amount} at {_tidy(rate.rate)} is {_tidy(value)} {unit} ({rate.words})"
    return _known(name, value <= left, f"{words}; {may}", f"{words}; only {may}", evidence)


def _tidy(number: Decimal) -> str:
    return f"{number.normalize(EXACT):f}"


def _repeats(plan: Plan, made: Withdrawal) -> bool:
    # Histories state the amount with or without the fee that was taken out of it.
    amounts = (made.amount, made.amount if made.fee is None else EXACT.add(made.amount, made.fee))
    memo = plan.memo if isinstance(plan.memo, str) else ""
    # Letters of either case may be one address: to ask once too often costs little.
    same_address = made.address.casefold() == plan.address.casefold()
    return same_address and (made.memo or "") == memo and plan.amount in amounts
