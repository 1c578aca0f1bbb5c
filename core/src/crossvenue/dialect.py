"""How a venue speaks (`Dialect`, which a plugin writes), and the one policy around every request (`Session`).

    charge the budget -> sign -> send -> correct the budget -> judge -> read

A read is tried again after a lost connection, a 5XX, a busy venue or a rate limit, with growing pauses. A write
is sent again only when it certainly did nothing: no connection was made, or the venue refused its timestamp (the
clock is set once and the request signed anew). Everything else that is not an answer ends a write as
`OutcomeUnknown`. See `errors` for the endings.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from crossvenue.errors import (
    Banned,
    ConfigurationError,
    ConnectionFailed,
    CrossvenueError,
    OutcomeUnknown,
    RateLimited,
    TimestampRefused,
    UnreadableResponse,
    VenueBusy,
    VenueError,
    VenueUnavailable,
)
from crossvenue.world import NoAnswer, NotSent, Request, Response, World

if TYPE_CHECKING:
    from crossvenue.clock import Clock
    from crossvenue.config import Settings
    from crossvenue.endpoint import Catalogue, Endpoint
    from crossvenue.hookspecs import RequestSent, ResponseReceived
    from crossvenue.limits import Budget, BudgetState, Limit, Ticket

T = TypeVar("T")

log: Final = logging.getLogger("crossvenue")

SAID_FROM: Final = 1.0
"""Waits longer than this many seconds are logged, so that a person sees why the program stands still."""

SHORTEST_BAN: Final = 120.0
"""Seconds to keep away after a ban that does not say how long: those of venues are from 2 minutes to 3 days."""

CLOCK_SAMPLES: Final = 3
"""How often the venue is asked for its time when the clock must be set."""


def mint_id() -> str:
    """A client id: 24 letters and digits that nobody else will use. All venues take these characters."""
    return "cv" + os.urandom(11).hex()


class Dialect:
    """How one venue is spoken to. A plugin's subclass signs, and judges answers; it never sends or waits."""

    venue: str
    """The exchange's name, for errors."""

    time_endpoint: str
    """The name of the endpoint that tells the venue's time."""

    def request(self, endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
        """The request to send, encoded and, where the endpoint wants it, signed for the time `now_ms`.

        Called anew for each try. A parameter that is None is not sent.
        """
        raise NotImplementedError

    def judge(self, endpoint: Endpoint, response: Response) -> VenueError | None:
        """None if the answer is a success, else the error it means, seen before the payload is read.

        An answer after which nobody knows whether the request was done is `OutcomeUnknown`, for reads too:
        the policy knows which requests are reads.
        """
        raise NotImplementedError

    def server_time_ms(self, body: bytes) -> int:
        """The venue's time in the answer of `time_endpoint`."""
        raise NotImplementedError

    def payload(self, body: bytes) -> bytes:
        """The payload within the envelope: `raw` and `read` see this. By default there is no envelope."""
        return body

    def charges(self, endpoint: Endpoint, params: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
        """Scopes and units of a call; by default those of the endpoint."""
        return endpoint.charges(params)

    def limits(self, endpoint: Endpoint, response: Response) -> Mapping[str, Sequence[Limit]]:
        """Scopes whose windows the answer's headers say are others than until now: scope -> windows."""
        return {}

    def usage(self, endpoint: Endpoint, response: Response) -> Mapping[tuple[str, float], int]:
        """What the answer's headers say is used: (scope, window in seconds) -> units."""
        return {}

    def closed_scopes(self, endpoint: Endpoint, error: RateLimited) -> tuple[str, ...]:
        """The scopes that a rate limit closes."""
        return tuple(scope for scope, _ in self.charges(endpoint, {}))


class Session:
    """A conversation with one venue in one world: what the ports call through."""

    def __init__(
        self,
        *,
        name: str,
        world: World,
        dialect: Dialect,
        catalogue: Catalogue,
        settings: Settings,
        budget: Budget,
        clock: Clock,
        mint_id: Callable[[], str],
        on_sent: Callable[[RequestSent], None] | None = None,
        on_received: Callable[[ResponseReceived], None] | None = None,
        located: Callable[[ConfigurationError], ConfigurationError] = lambda error: error,
    ) -> None:
        self.name, self.world, self.dialect, self.catalogue = name, world, dialect, catalogue
        self.settings, self.budget, self.clock, self.mint_id = settings, budget, clock, mint_id
        self.on_sent, self.on_received = on_sent, on_received
        self.located = located
        """Gives an error about a setting the place where that stands."""
        self._setting_clock = world.alone()

    async def call(
        self,
        endpoint: Endpoint,
        params: Mapping[str, object],
        read: Callable[[bytes], T],
        *,
        client_id: str | None = None,
        find_out: str | None = None,
    ) -> T:
        """Make one call to its end and hand back what `read` makes of the payload.

        `client_id` and `find_out` (an operation to call) go into the error of a write that has no answer.
        Raises `VenueError`, as drawn in `errors`; `NotSupported` outside the environment.
        """
        pauses = backoff(self.settings.retries)
        resynced = False
        attempt = 0
        while True:
            attempt += 1
            times_set = self.clock.times_set
            got = await self._tried(endpoint, params, attempt, client_id, find_out)
            if isinstance(got, Response):
                return self._read(endpoint, got, read, client_id, find_out)
            if isinstance(got, TimestampRefused) and not resynced:
                # The venue certainly did nothing: set the clock and sign anew, once.
                resynced = True
                if await self._clock_set_anew(times_set, got):
                    continue
            pause = next(pauses, None) if self._may_be_repeated(endpoint, got) else None
            if pause is None:
                raise got
            if isinstance(got, RateLimited) and got.retry_after is not None:
                pause = max(pause, got.retry_after)
            if pause > SAID_FROM:
                why = " ".join(str(each) for each in (type(got).__name__, got.status, got.code) if each is not None)
                log.warning("%s %s waits %.3g s to try again: %s", self.name, endpoint.label, pause, why)
            await self.world.pause(pause)

    async def set_clock(self) -> None:
        """Learn the venue's time: the sample with the smallest round trip of a few.

        Raises `VenueError` when there is none to be had.
        """
        async with self._setting_clock():
            await self._clock_set()

    async def _clock_set(self) -> None:
        endpoint = self.catalogue[self.dialect.time_endpoint]
        clock = self.clock
        clock.forget()
        for attempt in range(1, CLOCK_SAMPLES + 1):
            got = await self._tried(endpoint, {}, attempt, None, None)
            if isinstance(got, Response) and clock.round_trip is not None:
                continue
            if clock.round_trip is not None:
                return  # One sample is enough.
            if isinstance(got, Response):
                said = "the answer does not say the venue's time"
                got = UnreadableResponse(said, venue=self.name, endpoint=endpoint.label, status=got.status)
            raise got

    async def _clock_set_anew(self, times_set: int, refusal: TimestampRefused) -> bool:
        """Set the clock, unless somebody else did since it had been set `times_set` times."""
        async with self._setting_clock():
            if self.clock.times_set != times_set:
                return True
            try:
                await self._clock_set()
            except CrossvenueError as problem:
                # That the request was refused is what counts; why the clock stays wrong is said beside it.
                refusal.advice = f"The clock could not be set ({problem}). {refusal.advice}"
                return False
            return True

    async def _tried(
        self,
        endpoint: Endpoint,
        params: Mapping[str, object],
        attempt: int,
        client_id: str | None,
        find_out: str | None,
    ) -> Response | VenueError:
        """One try: a successful answer, or what went wrong. A request that left is always charged and told."""
        dialect, clock, budget = self.dialect, self.clock, self.budget
        ticket = await self._admitted(endpoint, params, client_id)
        left: float | None = None
        lost: NotSent | NoAnswer

        def signed() -> Request:
            nonlocal left
            try:
                request = dialect.request(endpoint, params, clock.now_ms())
            except ConfigurationError as error:
                raise self.located(error) from None
            if self.on_sent is not None:
                from crossvenue.hookspecs import RequestSent

                self.on_sent(RequestSent(self.name, endpoint.label, attempt, self.budget_state))
            left = clock.monotonic()
            return request

        try:
            response = await self.world.send(signed)
            received = clock.monotonic()
            budget.settle(ticket, received, self._usage(endpoint, response))
            if endpoint.name == dialect.time_endpoint and response.status == 200 and left is not None:
                with suppress(Exception):  # Whoever reads it says what is wrong with it.
                    clock.learn(dialect.server_time_ms(response.body), left, received)
            error = self._judged(endpoint, response, client_id, find_out)
            self._tell_received(endpoint, attempt, response.status, left, error)
            return response if error is None else error
        except (NotSent, NoAnswer) as failure:
            lost = failure
        except BaseException as failure:
            if left is None:
                budget.leave(ticket)
                raise
            if endpoint.repeatable or not isinstance(failure, Exception) or isinstance(failure, CrossvenueError):
                budget.settle(ticket, clock.monotonic(), {})
                self._tell_received(endpoint, attempt, None, left, failure)
                if not endpoint.repeatable and not isinstance(failure, Exception):
                    # Timeouts put around a call drop the note.
                    log.warning(said := self._interrupted(endpoint, client_id, find_out))
                    failure.add_note(said)
                raise
            # A transport of the user's may raise anything: a write that had left ends as unknown all the same.
            lost = NoAnswer(type(failure).__name__)
        # Out here, so that the error holds no other one, nor the request in it.
        if isinstance(lost, NotSent):
            budget.leave(ticket)
            error = self._connection_failed(endpoint, f"nothing was sent ({lost})", client_id)
        else:
            budget.settle(ticket, clock.monotonic(), {})
            said = f"no answer came ({lost})"
            if endpoint.repeatable:
                error = self._connection_failed(endpoint, said, client_id)
            else:
                error = self._unknown(endpoint, said, client_id, find_out)
        self._tell_received(endpoint, attempt, None, left, error)
        return error

    def _may_be_repeated(self, endpoint: Endpoint, error: VenueError) -> bool:
        if not endpoint.repeatable:
            return isinstance(error, ConnectionFailed)  # Of a write, that says that nothing was sent.
        if isinstance(error, RateLimited):
            patient = self.settings.on_limit == "wait" and (error.retry_after or 0) <= self.settings.max_wait
            return patient and error.status == 429
        return isinstance(error, ConnectionFailed | VenueBusy | VenueUnavailable)

    def _read(
        self,
        endpoint: Endpoint,
        response: Response,
        read: Callable[[bytes], T],
        client_id: str | None,
        find_out: str | None,
    ) -> T:
        try:
            return read(self.dialect.payload(response.body))
        except VenueError as error:
            # A plugin found it in the payload: it ends as if `judge` had.
            if not isinstance(error, UnreadableResponse):
                raise self._as_it_ends(endpoint, error, client_id, find_out) from None
            said = error.venue_message
        except Exception as problem:
            said = (
                f"{problem}" if isinstance(problem, msgspec.DecodeError) else f"{type(problem).__name__}: {problem}"
            )
        raise self._unreadable(endpoint, response, said, client_id, find_out)

    def _judged(
        self, endpoint: Endpoint, response: Response, client_id: str | None, find_out: str | None
    ) -> VenueError | None:
        """What the answer says went wrong, as the user gets it. Closes the budgets that a rate limit is about."""
        try:
            error = self.dialect.judge(endpoint, response)
        except Exception as problem:
            said = type(problem).__name__
            error = self._unreadable(endpoint, response, said, client_id, find_out)
        return None if error is None else self._as_it_ends(endpoint, error, client_id, find_out)

    def _as_it_ends(
        self, endpoint: Endpoint, error: VenueError, client_id: str | None, find_out: str | None
    ) -> VenueError:
        error.venue = self.name
        error.client_id = client_id
        if isinstance(error, OutcomeUnknown):
            status, code, said = error.status, error.code, error.venue_message
            if not endpoint.repeatable:
                return self._unknown(endpoint, said, client_id, find_out, status, code)
            return VenueUnavailable(said, venue=self.name, endpoint=endpoint.label, status=status, code=code)
        if isinstance(error, RateLimited):
            now = self.clock.monotonic()
            told, why = error.retry_after, "when our own count has room again"
            if told is None and isinstance(error, Banned):
                told, why = SHORTEST_BAN, "which is the shortest ban"
            waits = []
            for scope in self.dialect.closed_scopes(endpoint, error):
                waits.append(self.budget.earliest_reset(scope, now) if told is None else told)
                self.budget.close(scope, now + waits[-1])
            if waits and error.retry_after is None:
                error.retry_after = max(waits)
                error.advice = (
                    "Nothing was done. The venue does not say how long to wait: "
                    f"try again in {error.retry_after:.0f} seconds, {why}."
                )
        return error

    async def _admitted(self, endpoint: Endpoint, params: Mapping[str, object], client_id: str | None) -> Ticket:
        budget = self.budget
        ticket = budget.join(self.dialect.charges(endpoint, params), self.clock.monotonic())
        wait = ticket.wait
        if wait <= 0:
            return ticket
        patience = 0.0 if self.settings.on_limit == "raise" else self.settings.max_wait
        said = False
        try:
            while wait > 0:
                if wait > patience:
                    raise RateLimited(
                        "the request budget is used up; nothing was sent",
                        venue=self.name,
                        endpoint=endpoint.label,
                        retry_after=wait,
                        client_id=client_id,
                    )
                if wait > SAID_FROM and not said:
                    said = True
                    full = f"{ticket.scope or 'it'} has {self.budget_state().scopes.get(ticket.scope, 'no room')}"
                    log.warning("%s %s waits %.3g s for its budget: %s", self.name, endpoint.label, wait, full)
                patience -= wait
                await self.world.pause(wait)
                wait = budget.admit(ticket, self.clock.monotonic())
        except BaseException:
            budget.leave(ticket)
            raise
        return ticket

    def _usage(self, endpoint: Endpoint, response: Response) -> Mapping[tuple[str, float], int]:
        try:
            for scope, windows in self.dialect.limits(endpoint, response).items():
                self.budget.set_limits(scope, windows)
            return self.dialect.usage(endpoint, response)
        except Exception as problem:  # A strange header must not change how a write ends.
            log.warning("%s %s: its usage cannot be read (%s)", self.name, endpoint.label, type(problem).__name__)
            return {}

    def _interrupted(self, endpoint: Endpoint, client_id: str | None, find_out: str | None) -> str:
        said = f"{self.name} {endpoint.label} was interrupted and may have been done"
        said += f" (client id {client_id})" if client_id else ""
        return f"{said}; find out with {find_out} before sending it again" if find_out else said

    def _unreadable(
        self, endpoint: Endpoint, response: Response, said: str, client_id: str | None, find_out: str | None
    ) -> VenueError:
        if not endpoint.repeatable:
            said = f"the answer cannot be read ({said})"
            return self._unknown(endpoint, said, client_id, find_out, response.status)
        return UnreadableResponse(
            said, venue=self.name, endpoint=endpoint.label, status=response.status, client_id=client_id
        )

    def _connection_failed(self, endpoint: Endpoint, said: str, client_id: str | None) -> ConnectionFailed:
        return ConnectionFailed(said, venue=self.name, endpoint=endpoint.label, client_id=client_id)

    def _unknown(
        self,
        endpoint: Endpoint,
        said: str,
        client_id: str | None,
        find_out: str | None,
        status: int | None = None,
        code: int | str | None = None,
    ) -> OutcomeUnknown:
        return OutcomeUnknown(
            said,
            venue=self.name,
            endpoint=endpoint.label,
            status=status,
            code=code,
            client_id=client_id,
            find_out=find_out,
        )

    # -------------------------------------------------------------------------------------- observers

    def budget_state(self) -> BudgetState:
        """The budget now, for people."""
        return self.budget.state(self.clock.monotonic())

    def _tell_received(
        self,
        endpoint: Endpoint,
        attempt: int,
        status: int | None,
        left: float | None,
        error: BaseException | None,
    ) -> None:
        if left is None or (self.on_received is None and not log.isEnabledFor(logging.DEBUG)):
            return
        elapsed = self.clock.monotonic() - left
        name = None if error is None else type(error).__name__
        if log.isEnabledFor(logging.DEBUG):
            said = status if name is None else f"{name} ({status})"
            log.debug("%s %s attempt %d: %s in %.1f ms", self.name, endpoint.label, attempt, said, elapsed * 1000)
        if self.on_received is not None:
            from crossvenue.hookspecs import ResponseReceived

            self.on_received(
                ResponseReceived(self.name, endpoint.label, attempt, status, elapsed, self.budget_state, name)
            )


def backoff(retries: int, first: float = 0.2, factor: float = 2.0, longest: float = 10.0) -> Iterator[float]:
    """Pauses in seconds before each further try: growing, and scattered so that many do not return at once."""
    import random  # Seldom needed.

    pause = first
    for _ in range(retries):
        yield pause * random.uniform(0.5, 1.0)
        pause = min(pause * factor, longest)
