"""Request budgets: how many units a scope has left, and who waits for them in which order.

Arithmetic only: nothing here waits, sends or reads a clock. `now` is always an argument, in seconds of one
monotonic clock. A caller, in either world, does this:

    ticket = budget.join((("api", 20), ("orders", 1)), clock())
    wait = ticket.wait                             # 0.0: admitted at once, which is the usual case
    while wait:
        pause(wait)                                # cancelled meanwhile: budget.leave(ticket)
        wait = budget.admit(ticket, clock())
    ...                                            # send
    budget.settle(ticket, clock(), {("api", 60.0): 1234})

Windows slide: no interval of `seconds` ever holds more than `units`, whatever the venue's alignment. A venue counts
a request when it arrives, which is at some time between its admission and its end. So a charge counts from the
first until `seconds` after the second.
"""

from __future__ import annotations

import threading
from collections import deque
from math import inf, nextafter
from typing import TYPE_CHECKING, Protocol

import attrs

from crossvenue.errors import BadRequest
from crossvenue.model import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EXACT = 200  # limits up to this many units keep every charge, larger ones merge within seconds / _EXACT
_BEHIND = 1e-4  # seconds between the estimates of two neighbours in a line
_OVERDUE = 1e-3  # seconds after which to ask again when the one in front should have asked already


@attrs.frozen(eq=False, repr=False)
class Limit(Value):
    """At most `units` in any `seconds`: one window of one scope."""

    units: int
    seconds: float

    def __attrs_post_init__(self) -> None:
        if self.units < 1 or not 0 < self.seconds < inf:
            raise ValueError(f"{self} can hold nothing: both must be positive, and seconds finite")


@attrs.define(eq=False, weakref_slot=False)
class Ticket:
    """One request's claim on its scopes: waiting, then admitted, then ended (settled or left)."""

    charges: Sequence[tuple[str, int]]
    """Scope and units, each scope once."""
    wait: float = 0.0
    """Seconds to wait before asking again, as last answered; 0.0 once admitted."""
    admitted: float | None = None
    """When it was admitted; None while it waits."""
    paid: list[tuple[_Scope, int, int, int]] | None = attrs.field(default=None, repr=False)
    """The store's own, from admission to end: scope, units, what was settled and answered there before."""
    places: list[_Place] | None = attrs.field(default=None, repr=False)
    """The store's own, while it waits: its places in the lines."""
    scope: str = ""
    """The scope that it waits for longest, as last answered; empty where it never had to."""


@attrs.frozen(eq=False, repr=False)
class WindowState(Value):
    """One window as it stands: `used` may exceed `limit` when others use the same address or account."""

    limit: int
    used: int
    seconds: float

    @property
    def remaining(self) -> int:
        """Units that may still be charged now."""
        return max(0, self.limit - self.used)

    def __str__(self) -> str:
        return f"{self.used} of {self.limit} in {self.seconds:g} s"


@attrs.frozen(eq=False, repr=False)
class ScopeState(Value):
    """One scope as it stands: its windows, seconds until it opens again (0.0: open), tickets waiting."""

    windows: tuple[WindowState, ...]
    closed_for: float
    waiting: int

    def __str__(self) -> str:
        parts = [str(window) for window in self.windows] or ["no limit known"]
        if self.closed_for:
            parts.append(f"closed for {self.closed_for:.3g} s")
        if self.waiting:
            parts.append(f"{self.waiting} waiting")
        return ", ".join(parts)


@attrs.frozen(eq=False, repr=False)
class BudgetState(Value):
    """All scopes as they stand, by name; for people."""

    scopes: Mapping[str, ScopeState]

    def __str__(self) -> str:
        return "\n".join(f"{name}: {scope}" for name, scope in self.scopes.items()) or "no scope used yet"


class Budget(Protocol):
    """Where budgets are kept: in memory (`LocalBudget`), or one day in a store that machines share."""

    def set_limits(self, scope: str, limits: Sequence[Limit]) -> None:
        """Replace the windows of `scope`; what is known to be used stays used. No windows: no limit."""
        ...

    def join(self, charges: Sequence[tuple[str, int]], now: float) -> Ticket:
        """Ask for units of scopes, all or nothing: admitted and charged at once if there is room.

        Otherwise the ticket stands in the line of each of its scopes and `ticket.wait` is positive. Every
        ticket must end, in `settle` or in `leave`: one that is forgotten in a line holds it up for ever, and one
        that is forgotten once admitted counts for ever.
        A charge of 0 units waits for closures and its turn only. A scope without limits has no limit.
        Raises BadRequest (a ValueError) when the units exceed a limit and could never fit, are negative, or
        a scope is there twice.
        """
        ...

    def admit(self, ticket: Ticket, now: float) -> float:
        """0.0 when the ticket is admitted (now, or before); else the seconds after which to ask again.

        A ticket is admitted when all its scopes are open and have room beyond what every ticket that joined them
        earlier and still waits will need. For the first in line the seconds are exact as long as all others have
        ended, and not too long where some have not; behind it they are an estimate, never less than for the one
        in front where that one needs the room.
        Raises BadRequest, and leaves, when new limits are too small for it.
        """
        ...

    def leave(self, ticket: Ticket) -> None:
        """Give up: stop waiting; or, admitted but certainly never sent, give the units back.

        They stay charged when an answer about the scope came since: it may have counted others in their
        place. Does nothing to a ticket that has ended, so it may stand in a `finally`.
        """
        ...

    def settle(self, ticket: Ticket, now: float, used: Mapping[tuple[str, float], int]) -> None:
        """The request is over; `used` is what the answer says is used, by scope and window seconds.

        Call it without an answer too, with an empty `used`: the units stay charged for their windows from now on,
        as the venue may have counted them at any time until now. The count is raised to
        what the answer says: others use the same address. It is lowered to what the answer says plus all of
        ours that may have reached the venue after it, and only when no other answer about the scope came
        between admission and now, so late and overtaking answers do no harm. A scope that the ticket did not
        charge is only raised. Windows that are not known are passed over.
        """
        ...

    def close(self, scope: str, until: float) -> None:
        """Admit nothing to `scope` before the monotonic time `until`; a longer closure stays as it is."""
        ...

    def earliest_reset(self, scope: str, now: float) -> float:
        """Seconds, at least 1.0, to keep away after a refusal that does not say how long.

        Until the shortest full window has room again; when we count none as full, until the oldest charge
        of the fullest expires (its whole length if it has none that has ended).
        """
        ...

    def state(self, now: float) -> BudgetState:
        """Everything as it stands, for people."""
        ...


class _Window:
    """The charges of one window that are settled, oldest first, and their sum."""

    __slots__ = ("counts", "expires", "grain", "limit", "merge_until", "seconds", "settled", "stamps")

    def __init__(self, limit: Limit, source: _Window | None) -> None:
        self.limit: int = limit.units
        self.seconds: float = limit.seconds
        self.grain = limit.seconds / _EXACT if limit.units > _EXACT else 0.0
        self.stamps: deque[float] = deque(source.stamps if source else ())
        self.counts: deque[int] = deque(source.counts if source else ())
        self.settled: int = source.settled if source else 0
        self.expires = self.stamps[0] + self.seconds if self.stamps else inf  # or earlier than the truth
        self.merge_until = -inf

    def expire(self, now: float) -> None:
        while self.stamps and self.stamps[0] + self.seconds <= now:
            self.stamps.popleft()
            self.settled -= self.counts.popleft()
        self.expires = self.stamps[0] + self.seconds if self.stamps else inf

    def charge(self, units: int, now: float) -> None:
        # A merged charge takes the later time, so it counts too long rather than too short; it is measured
        # from its first time, or under steady load it would move on for ever.
        if now <= self.merge_until:
            self.stamps[-1] = now
            self.counts[-1] += units
        else:
            if not self.stamps:
                self.expires = now + self.seconds
            self.stamps.append(now)
            self.counts.append(units)
            self.merge_until = now + self.grain
        self.settled += units

    def drop(self, units: int) -> None:
        """Forget the oldest units: whichever they were, those that stay count no shorter than the truth."""
        while units > 0 and self.counts:
            gone = min(units, self.counts[0])
            units -= gone
            self.settled -= gone
            self.counts[0] -= gone
            if not self.counts[0]:
                self.counts.popleft()
                self.stamps.popleft()
        if not self.counts:
            self.expires, self.merge_until = inf, -inf

    def correct(self, reported: int, flying: int, after: int | None, now: float) -> None:
        if self.expires <= now:
            self.expire(now)
        used = self.settled + flying
        target = max(used, reported)
        if after is not None:
            target = min(target, reported + after)  # What is in flight is among those after it.
        if target > used:
            self.charge(target - used, now)
        elif target < used:
            self.drop(used - target)

    def free_at(self, units: int, flying: int, now: float) -> float:
        """When `units` fit: exact up to the limit; beyond it (the units of a whole line) not too late.

        What is in `flying` counts as if it were settled now, which is the earliest.
        """
        self.expire(now)
        if units <= 0:
            return now
        turns, rest = divmod(units - 1, self.limit)
        missing = self.settled + flying + rest + 1 - self.limit
        at = now
        if missing > 0:
            at = now + self.seconds
            for stamp, count in zip(self.stamps, self.counts, strict=True):
                missing -= count
                if missing <= 0:
                    at = stamp + self.seconds
                    break
        return at + turns * self.seconds


class _Scope:
    """The windows of one scope, its closure and its line."""

    __slots__ = (
        "answers", "charged", "closed", "finished", "gone", "joined", "last", "name", "waiting", "windows"
    )  # fmt: skip

    def __init__(self, name: str) -> None:
        self.name = name
        self.windows: list[_Window] = []
        self.closed = -inf  # until this time
        self.charged = self.finished = 0  # units ever admitted (less those given back); of them, settled
        self.answers = 0  # how often an answer told what is used
        self.last: _Place | None = None
        self.waiting = 0
        self.joined = self.gone = 0  # units that ever stood in the line; of them, no longer there

    @property
    def flying(self) -> int:
        """Units of requests that have not ended: the venue may count them at any time."""
        return self.charged - self.finished

    def check(self, units: int) -> None:
        for window in self.windows:
            if units > window.limit:
                raise BadRequest(
                    f"a request of {units} units can never fit into {self.name}, "
                    f"which has {window.limit} in {window.seconds:g} s"
                )

    def free_at(self, units: int, now: float) -> float:
        flying = self.flying
        return max(now, self.closed, *(window.free_at(units, flying, now) for window in self.windows))


class _Place:
    """A ticket's place in the line of one scope: a doubly linked list, so that anybody may leave at once."""

    __slots__ = ("behind", "expected", "front", "joined", "scope", "units")

    def __init__(self, scope: _Scope, units: int) -> None:
        self.scope, self.units = scope, units
        self.expected = inf  # when the ticket may be admitted, as last answered
        self.joined = scope.joined
        self.behind: _Place | None = None
        self.front = scope.last
        if self.front is not None:
            self.front.behind = self
        scope.last = self
        scope.joined += units
        scope.waiting += 1

    def vacate(self) -> None:
        if self.front is not None:
            self.front.behind = self.behind
        if self.behind is not None:
            self.behind.front = self.front
        else:
            self.scope.last = self.front
        self.scope.gone += self.units
        self.scope.waiting -= 1
        ahead = self.front
        while ahead is not None:  # what leaves behind somebody makes no room in front of them
            ahead.joined += self.units
            ahead = ahead.front


class LocalBudget:
    """The budgets of one process, in memory; safe for threads and tasks. See `Budget`."""

    def __init__(self, limits: Mapping[str, Sequence[Limit]] | None = None) -> None:
        self._lock = threading.Lock()
        self._scopes: dict[str, _Scope] = {}
        self._families: dict[str, Sequence[Limit]] = {}
        self._now = -inf  # threads may come with times in the wrong order; the latest is true for all
        for scope, windows in (limits or {}).items():
            self.set_limits(scope, windows)

    def set_limits(self, scope: str, limits: Sequence[Limit]) -> None:
        """See `Budget`. A window of a new length learns from the next longer one, else from the longest."""
        with self._lock:
            if scope.endswith(" *"):
                self._families[scope] = limits
                return
            found = self._scope(scope)
            old = sorted(found.windows, key=lambda window: window.seconds)
            longest = old[-1] if old else None
            windows = []
            for limit in limits:
                source = next((each for each in old if each.seconds >= limit.seconds), longest)
                windows.append(_Window(limit, source))
            found.windows = windows

    def join(self, charges: Sequence[tuple[str, int]], now: float) -> Ticket:
        """See `Budget`."""
        with self._lock:
            if now < self._now:
                now = self._now
            self._now = now
            paid = []
            for name, units in charges:
                scope = self._scopes.get(name)
                if scope is None or scope.last is not None or now < scope.closed or units < 0:
                    return self._line_up(charges, now)
                if units:
                    wanted = scope.charged - scope.finished + units
                    for window in scope.windows:
                        if window.expires <= now:
                            window.expire(now)
                        if window.settled + wanted > window.limit:
                            return self._line_up(charges, now)
                paid.append((scope, units, scope.finished, scope.answers))
            if len(paid) > 1 and (paid[0][0] is paid[1][0] or len(paid) > 2):
                _check_charges(charges)
            for scope, units, _, _ in paid:
                scope.charged += units
            return Ticket(charges, 0.0, now, paid)

    def admit(self, ticket: Ticket, now: float) -> float:
        """See `Budget`."""
        with self._lock:
            if ticket.admitted is not None:
                return 0.0
            return self._ask(ticket, self._at(now))

    def leave(self, ticket: Ticket) -> None:
        """See `Budget`."""
        with self._lock:
            self._vacate(ticket)
            paid, ticket.paid = ticket.paid, None
            for scope, units, _, answers in paid or ():
                scope.charged -= units
                # Our unsent units may have hidden as many of others when an answer was compared with our count.
                for window in scope.windows if units and answers != scope.answers else ():
                    window.charge(units, self._now)

    def settle(self, ticket: Ticket, now: float, used: Mapping[tuple[str, float], int]) -> None:
        """See `Budget`."""
        with self._lock:
            if ticket.places is not None:
                raise ValueError(f"{ticket} still waits, so it cannot be settled")
            if ticket.paid is None:
                return
            now = self._at(now)
            after: dict[str, int] = {}
            paid, ticket.paid = ticket.paid, None
            for scope, units, finished, answers in paid:
                if answers == scope.answers:
                    # All that was not finished when this was admitted may have reached the venue after it.
                    after[scope.name] = scope.charged - units - finished
                scope.finished += units
                for window in scope.windows if units else ():
                    window.charge(units, now)
            for (name, seconds), reported in used.items():
                if name in self._scopes:
                    scope = self._scopes[name]
                    scope.answers += 1
                    for window in scope.windows:
                        if window.seconds == seconds:
                            window.correct(reported, scope.flying, after.get(name), now)

    def close(self, scope: str, until: float) -> None:
        """See `Budget`."""
        with self._lock:
            found = self._scope(scope)
            found.closed = max(found.closed, until)

    def earliest_reset(self, scope: str, now: float) -> float:
        """See `Budget`."""
        with self._lock:
            now = self._at(now)
            found = self._scope(scope)
            windows, flying = found.windows, found.flying
            if not windows:
                return 1.0
            for window in windows:
                window.expire(now)
            fullest = min(windows, key=lambda each: (-min((each.settled + flying) / each.limit, 1.0), each.seconds))
            if fullest.settled + flying >= fullest.limit:
                at = fullest.free_at(1, flying, now)
            else:
                at = (fullest.stamps[0] if fullest.stamps else now) + fullest.seconds
            return max(1.0, _until(at, now))

    def state(self, now: float) -> BudgetState:
        """See `Budget`."""
        with self._lock:
            now = self._at(now)
            scopes = {}
            for name, scope in self._scopes.items():
                for window in scope.windows:
                    window.expire(now)
                windows = tuple(
                    WindowState(each.limit, each.settled + scope.flying, each.seconds) for each in scope.windows
                )
                scopes[name] = ScopeState(windows, max(0.0, scope.closed - now), scope.waiting)
            return BudgetState(scopes)

    def _at(self, now: float) -> float:
        self._now = max(self._now, now)
        return self._now

    def _scope(self, name: str) -> _Scope:
        scope = self._scopes.get(name)
        if scope is None:
            scope = self._scopes[name] = _Scope(name)
            family = self._families.get(f"{name.partition(' ')[0]} *", ())
            scope.windows = [_Window(limit, None) for limit in family]
        return scope

    def _line_up(self, charges: Sequence[tuple[str, int]], now: float) -> Ticket:
        _check_charges(charges)
        ticket = Ticket(charges)
        for name, units in charges:
            self._scope(name).check(units)
        ticket.places = [_Place(self._scope(name), units) for name, units in charges]
        self._ask(ticket, now)
        return ticket

    def _ask(self, ticket: Ticket, now: float) -> float:
        if ticket.places is None:
            raise ValueError(f"{ticket} has left, so it cannot be admitted")
        expected = now
        for place in ticket.places:
            try:
                place.scope.check(place.units)
            except BadRequest:
                self._vacate(ticket)
                raise
            ahead = place.joined - place.scope.gone
            room = place.scope.free_at(ahead + place.units, now)
            before, expected = expected, max(expected, room)
            # Where there is room beyond what everybody in front needs, nobody is delayed by going ahead: an order
            # that waits for a full count of orders does not hold up the reads behind it.
            if place.front is not None and room > now:
                expected = max(expected, now + _OVERDUE, place.front.expected + _BEHIND)
            if expected > before:
                ticket.scope = place.scope.name
        for place in ticket.places:
            place.expected = expected
        ticket.wait = _until(expected, now)
        if expected <= now:
            ticket.admitted = now
            ticket.paid = []
            for place in ticket.places:
                scope, units = place.scope, place.units
                ticket.paid.append((scope, units, scope.finished, scope.answers))
                scope.charged += units
            self._vacate(ticket)
        return ticket.wait

    def _vacate(self, ticket: Ticket) -> None:
        for place in ticket.places or ():
            place.vacate()
        ticket.places = None


def _until(at: float, now: float) -> float:
    """Seconds from `now` to `at`, rounded so that `now` plus them is never before `at`."""
    wait = at - now
    while now + wait < at:
        wait = nextafter(wait, inf)
    return wait


def _check_charges(charges: Sequence[tuple[str, int]]) -> None:
    if len(dict(charges)) < len(charges):
        raise BadRequest(f"a scope is charged twice in {charges}")
    if any(units < 0 for _, units in charges):
        raise BadRequest(f"units cannot be negative: {charges}")
