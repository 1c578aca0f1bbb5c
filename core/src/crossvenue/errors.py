"""Every error Crossvenue raises. A leaf: it imports nothing of ours.

    CrossvenueError
    ├── ConfigurationError            the file, the key path, what was expected
    ├── PluginError                   a plugin is missing, broken, misspelt or there twice
    ├── BadRequest (ValueError)       refused here; nothing was sent
    │   ├── InexactNumber (TypeError) a float where money is meant
    │   ├── UnknownInstrument · UnknownAsset · UnknownNetwork
    │   ├── FilterViolation           an order the venue's filters would refuse; nearest valid value
    │   └── WithdrawalBlocked         a withdrawal whose pre-flight failed
    ├── NotSupported
    │   ├── NotOffered                the venue does not have it
    │   ├── NotImplementedByPlugin    the plugin does not have it yet
    │   └── OutsideEnvironment        this environment does not cover the call
    ├── RecordingMissing              replay has no answer to this request
    └── VenueError                    something about a request that was made, with all its particulars
        ├── Refused                   the venue certainly did nothing
        │   ├── InvalidRequest        a parameter is wrong or missing
        │   ├── TimestampRefused      the clocks disagree
        │   ├── AuthenticationFailed · PermissionDenied · AccountRestricted
        │   ├── FirewallBlocked · RegionBlocked
        │   ├── RateLimited           slow down for `retry_after` seconds
        │   │   └── Banned            the address is banned for `retry_after` seconds
        │   ├── VenueBusy             try again later
        │   ├── NotFound              no such order, withdrawal, symbol ...
        │   │   └── OrderNotFound
        │   ├── InsufficientFunds
        │   ├── OrderRejected
        │   │   ├── FilterRefused · MarketClosed · DuplicateOrder
        │   │   ├── WouldTakeLiquidity · WouldTriggerImmediately · OrderTypeNotAllowed
        │   │   └── CancelRejected
        │   ├── WithdrawalRefused
        │   │   ├── WithdrawalSuspended · WithdrawalLimited · WithdrawalAmountRefused
        │   │   └── AddressRefused · TravelRuleRequired
        │   └── TransferRefused
        ├── PartialSuccess            one half of the request was done, the other was not
        ├── OutcomeUnknown            a write whose result nobody knows: ask, never send again
        ├── UnreadableResponse        the answer to a read is not what is documented
        ├── VenueUnavailable          a read that the venue could not answer (5XX), retries included
        └── ConnectionFailed          a read that no answer came to, or a write that was certainly not sent

A write ends in one of three ways: done (it returns), refused (`Refused`, `BadRequest`, `NotSupported`, or
`ConnectionFailed`, which for a write means that nothing left this machine), or unknown (`OutcomeUnknown`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from crossvenue.model import PartialReplacement
    from crossvenue.preflight import Preflight


class CrossvenueError(Exception):
    """The root of all errors raised here."""

    def __reduce__(self) -> tuple[object, ...]:
        # By default an error is made again from its text alone, which a pool of processes does not survive.
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[CrossvenueError], args: tuple[object, ...], particulars: dict[str, object]) -> CrossvenueError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(particulars)
    return error


class ConfigurationError(CrossvenueError):
    """A setting is missing, unknown, of the wrong type, or unsafe.

    `source` is the file or variable, `key` the dotted path in it, `expected` what would have been right.
    """

    def __init__(
        self, problem: str, *, source: str | None = None, key: str | None = None, expected: str | None = None
    ) -> None:
        self.problem, self.source, self.key, self.expected = problem, source, key, expected
        place = ": ".join(part for part in (source, key) if part)
        text = f"{place}: {problem}" if place else problem
        super().__init__(f"{text} (expected {expected})" if expected else text)


class PluginError(CrossvenueError):
    """A plugin could not be found, loaded or accepted; `plugin` names it."""

    def __init__(self, problem: str, *, plugin: str | None = None) -> None:
        self.problem, self.plugin = problem, plugin
        super().__init__(f"plugin {plugin!r}: {problem}" if plugin else problem)


class BadRequest(CrossvenueError, ValueError):
    """The request cannot be right, so it was not sent."""


class InexactNumber(BadRequest, TypeError):
    """A `float` was given where money is meant: give a `Decimal`, an `int` or a `str`."""


class UnknownInstrument(BadRequest):
    """The venue lists no instrument of this symbol."""


class UnknownAsset(BadRequest):
    """The venue lists no asset of this name."""


class UnknownNetwork(BadRequest):
    """No network of this name is known, or the asset has none of this name at this venue."""


class FilterViolation(BadRequest):
    """An order that the venue's own rules would refuse.

    `filter` is the venue's name of the rule set, `rule` the rule that is broken, `field` the parameter,
    `value` what it was, and `nearest` the closest value that would pass (None if there is none).
    """

    def __init__(
        self,
        symbol: str,
        *,
        filter: str,  # noqa: A002 - the venue's own word
        rule: str,
        field: str,
        value: object,
        nearest: Decimal | None = None,
    ) -> None:
        self.symbol, self.filter, self.rule, self.field = symbol, filter, rule, field
        self.value, self.nearest = value, nearest
        shown = format(value, "f") if hasattr(value, "as_tuple") else value
        text = f"{symbol}: {field} {shown} breaks {filter} ({rule})"
        super().__init__(text if nearest is None else f"{text}; the nearest valid {field} is {nearest:f}")


class WithdrawalBlocked(BadRequest):
    """A withdrawal whose pre-flight did not pass; `preflight` has every check and its verdict."""

    def __init__(self, problem: str, *, preflight: Preflight | None = None) -> None:
        self.preflight = preflight
        super().__init__(problem)


class NotSupported(CrossvenueError, NotImplementedError):
    """The operation cannot be called here; which of the subclasses says why."""

    def __init__(self, venue: str, operation: str, reason: str) -> None:
        self.venue, self.operation, self.reason = venue, operation, reason
        super().__init__(f"{venue}: {operation}: {reason}")


class NotOffered(NotSupported):
    """The venue does not have this operation, now or in another version of the plugin."""


class NotImplementedByPlugin(NotSupported):
    """The venue may have this operation; the installed plugin does not have it yet."""


class OutsideEnvironment(NotSupported):
    """The chosen environment (testnet, sandbox, replay) does not cover this call; nothing was sent."""


class RecordingMissing(CrossvenueError):
    """Replay was asked for a request that the cassette does not hold, or not once more; or there is no cassette.

    `problem` says which, `advice` what to do about it.
    """

    def __init__(self, problem: str, *, advice: str = "") -> None:
        self.problem, self.advice = problem, advice
        super().__init__(f"{problem}; {advice}" if advice else problem)


class VenueError(CrossvenueError):
    """What happened to a request, with all that a person needs at three in the morning.

    `venue`, `endpoint` (method and path), `status` (HTTP, None without an answer), `code` and `venue_message`
    (the venue's own), `client_id` (ours, where the request carried one), `advice` (what to do next).
    """

    advice: str = ""
    payload: bytes | None = None
    """The answer itself, kept where a plugin reads more from it."""

    def __init__(
        self,
        message: str,
        *,
        venue: str,
        endpoint: str,
        status: int | None = None,
        code: int | str | None = None,
        client_id: str | None = None,
        advice: str | None = None,
    ) -> None:
        self.venue_message = message
        self.venue, self.endpoint, self.status, self.code = venue, endpoint, status, code
        self.client_id = client_id
        if advice is not None:
            self.advice = advice
        super().__init__(message)

    def __str__(self) -> str:
        said = [f"HTTP {self.status}"] if self.status is not None else []
        if self.code is not None:
            said.append(f"code {self.code}")
        if self.client_id is not None:
            said.append(f"client id {self.client_id}")
        where = f"{self.venue} {self.endpoint}"
        text = f"{where}: {self.venue_message}" + (f" [{', '.join(said)}]" if said else "")
        return f"{text}. {self.advice}" if self.advice else text


class Refused(VenueError):
    """The venue said no, and certainly did nothing."""


class InvalidRequest(Refused):
    """A parameter is missing, malformed or not allowed with the others."""

    advice = "Correct the parameter; sending the same again gives the same answer."


class TimestampRefused(Refused):
    """The request's timestamp is outside the venue's window, also after one resynchronisation."""

    advice = "Check this machine's clock, or widen the receive window."


class AuthenticationFailed(Refused):
    """The key is unknown or malformed, or the signature does not fit it."""

    advice = "Check key, secret and the kind of key in the configuration."


class PermissionDenied(Refused):
    """The key may not do this, or not from this address; some venues say the same of a key that they do not know."""

    advice = (
        "On the venue's site, compare the key with the configured one, and look whether it has the permission and "
        "whether this machine's address is on its list."
    )


class AccountRestricted(Refused):
    """The account, not the key, may not do this."""

    advice = "Look for a notice on the venue's site, or ask its support."


class FirewallBlocked(Refused):
    """The venue's web application firewall stopped the request (HTTP 403)."""

    advice = "Wait some minutes, send less, and check that no parameter looks like an attack."


class RegionBlocked(Refused):
    """The venue does not serve this region (HTTP 451)."""

    advice = "The venue does not serve the country of this machine's address."


class RateLimited(Refused):
    """A limit is reached, ours or the venue's; `retry_after` is in seconds (None if the venue did not say)."""

    def __init__(
        self,
        message: str,
        *,
        venue: str,
        endpoint: str,
        retry_after: float | None = None,
        status: int | None = None,
        code: int | str | None = None,
        client_id: str | None = None,
        advice: str | None = None,
    ) -> None:
        self.retry_after = retry_after
        if advice is None:
            when = "later" if retry_after is None else f"in {retry_after:.3g} seconds"
            advice = f"Nothing was done; try again {when}."
        super().__init__(
            message, venue=venue, endpoint=endpoint, status=status, code=code, client_id=client_id, advice=advice
        )


class Banned(RateLimited):
    """The venue has banned this address for `retry_after` seconds (HTTP 418)."""


class VenueBusy(Refused):
    """The venue is overloaded or in maintenance and did not take the request."""

    advice = "Nothing was done; try again later."


class NotFound(Refused):
    """What was asked for does not exist at the venue."""


class OrderNotFound(NotFound):
    """No such order; for a cancellation it may have been filled or cancelled already."""

    advice = "Ask for the order by its id: it may be filled or cancelled already."


class InsufficientFunds(Refused):
    """The free balance does not cover the request and its fees."""

    advice = "Compare the free balance with the amount and the fee."


class OrderRejected(Refused):
    """The matching engine did not accept the order."""


class FilterRefused(OrderRejected):
    """The venue applied one of its filters; `filter` names it."""

    advice = "Refresh the instruments: the venue's rules may have changed."

    @property
    def filter(self) -> str:
        """The venue's name of the filter, such as ``LOT_SIZE``."""
        return self.venue_message.rpartition(":")[2].strip().rstrip(".")


class MarketClosed(OrderRejected):
    """The instrument is not trading now."""


class DuplicateOrder(OrderRejected):
    """An open order has this client id already."""

    advice = "Ask for the order by its client id before placing another."


class WouldTakeLiquidity(OrderRejected):
    """A maker-only order would have matched at once."""


class WouldTriggerImmediately(OrderRejected):
    """The trigger price is on the wrong side of the last price."""


class OrderTypeNotAllowed(OrderRejected):
    """The instrument does not take this type or combination."""


class CancelRejected(OrderRejected):
    """The cancellation was not accepted; the order is as it was."""


class WithdrawalRefused(Refused):
    """The venue did not accept the withdrawal."""


class WithdrawalSuspended(WithdrawalRefused):
    """The asset or network is closed for withdrawals now."""


class WithdrawalLimited(WithdrawalRefused):
    """The account has withdrawn its maximum, or must wait after a security change."""


class WithdrawalAmountRefused(WithdrawalRefused):
    """The amount is too small, too large, or not a multiple of the unit."""


class AddressRefused(WithdrawalRefused):
    """Address or memo is malformed, suspicious, or not on the list of allowed addresses."""


class TravelRuleRequired(WithdrawalRefused):
    """The venue wants a questionnaire about the recipient first."""

    advice = "File the travel-rule questionnaire on the venue's site, then withdraw again."


class TransferRefused(Refused):
    """A transfer or conversion between the account's own wallets was not accepted."""


class PartialSuccess(VenueError):
    """One half of a cancel-and-replace was done; `replacement` has both halves."""

    advice = "Look at both halves before doing anything else: one of them did happen."
    replacement: PartialReplacement | None = None
    """Set by the plugin: what was cancelled and what was placed, each with its error where it was not."""


class OutcomeUnknown(VenueError):
    """A write was sent and nobody knows whether it was done: it may have been.

    It is not a failure and was not sent again. `client_id` finds it; `find_out` says with which operation.
    """

    advice = "It may have been done. Find out before sending it again."
    replacement: PartialReplacement | None = None
    """Of a cancel-and-replace whose halves the venue told: what is known of each; the error of one that nobody knows
    is an `OutcomeUnknown` of its own. Set by the plugin."""

    def __init__(
        self,
        message: str,
        *,
        venue: str,
        endpoint: str,
        status: int | None = None,
        code: int | str | None = None,
        client_id: str | None = None,
        find_out: str | None = None,
        advice: str | None = None,
    ) -> None:
        self.find_out = find_out
        if advice is None and find_out:
            advice = f"It may have been done. Find out with {find_out} before sending it again."
        super().__init__(
            message, venue=venue, endpoint=endpoint, status=status, code=code, client_id=client_id, advice=advice
        )


class UnreadableResponse(VenueError):
    """The answer to a read is not what the venue documents; `path` is the JSON path where it differs."""

    advice = "The venue may have changed its interface: look at the recorded answer and update the plugin."

    @property
    def path(self) -> str:
        """Where in the payload, such as ``$.data[3].amount``; empty when it is not JSON at all."""
        _, found, rest = self.venue_message.partition("`$")
        return f"${rest.partition('`')[0]}" if found else ""


class VenueUnavailable(VenueError):
    """The venue could not answer a read (HTTP 5XX, or a busy code), retries included."""

    advice = "Nothing was changed; try again later."


class ConnectionFailed(VenueError):
    """No answer came to a read; or a write was certainly never sent."""

    advice = "Nothing was changed; check the network and try again."


def one_of(names: Sequence[str], limit: int = 12) -> str:
    """`names` as a readable list for an error message, cut after `limit`."""
    shown = ", ".join(sorted(names)[:limit])
    return f"{shown} ..." if len(names) > limit else shown


def did_you_mean(word: str, known: Iterable[str], limit: int = 1, cutoff: float = 0.6) -> str:
    """``; did you mean X or Y?`` for an error message: up to `limit` of the `known` words near `word`, in any case.

    Empty when none is as near as `cutoff` (of 1.0, which is the same word).
    """
    from difflib import get_close_matches  # Dear to import, and only for errors.

    by_folded, folded = {each.casefold(): each for each in known}, word.casefold()
    found = [folded] if folded in by_folded else get_close_matches(folded, by_folded, limit, cutoff)
    near = [by_folded[each] for each in found]
    return f"; did you mean {' or '.join(near)}?" if near else ""
