"""How a venue speaks (`Dialect`, which a plugin writes), and the one policy around every request (`Session`).

    charge the budget -> sign -> send -> correct the budget -> judge -> read

A read is tried again after a lost connection, a 5XX, a busy venue or a rate limit, with growing pauses. A write
is sent again only when it certainly did nothing: no connection was made, or the venue refused its timestamp (the
clock is set once and the request signed anew). Everything else that is not an answer ends a write as
`OutcomeUnknown`. See `errors` for the endings.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from crossvenue.errors import (
    ConnectionFailed,
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
    from crossvenue.limits import Budget, BudgetState, Ticket

T = TypeVar("T")

log: Final = logging.getLogger("crossvenue")

CLOCK_SAMPLES: Final = 3
"""How often the venue is asked for its time when the clock must be set."""


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
    ) -> None:
        self.name, self.world, self.dialect, self.catalogue = name, world, dialect, catalogue
        self.settings, self.budget, self.clock, self.mint_id = settings, budget, clock, mint_id
        self.on_sent, self.on_received = on_sent, on_received

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
        repeatable = endpoint.repeatable
        pauses = backoff(self.settings.retries)
        resynced = False
        attempt = 0
        while True:
            attempt += 1
            ticket = await self._admitted(endpoint, params, client_id)
            try:
                response = await self._sent(endpoint, params, ticket, attempt)
            except NotSent as failure:
                error: VenueError = self._connection_failed(endpoint, f"nothing was sent ({failure})", client_id)
                again = True
            except NoAnswer as failure:
                if not repeatable:
                    raise self._unknown(endpoint, f"no answer came ({failure})", client_id, find_out) from None
                error = self._connection_failed(endpoint, f"no answer came ({failure})", client_id)
                again = True
            except BaseException as interruption:
                if not repeatable:
                    interruption.add_note(
                        f"{self.name} {endpoint.label} was interrupted and may have been done"
                        + (f" (client id {client_id}); find out with {find_out}" if client_id else "")
                    )
                raise
            else:
                verdict = self.dialect.judge(endpoint, response)
                if verdict is None:
                    return self._read(endpoint, response, read, client_id, find_out)
                error, again = self._judged(endpoint, verdict, client_id, find_out)
                if isinstance(error, TimestampRefused) and not resynced:
                    # The venue certainly did nothing: set the clock and sign anew, once.
                    resynced = True
                    await self.set_clock()
                    continue
            pause = next(pauses, None) if again else None
            if pause is None:
                raise error from None
            if not isinstance(error, RateLimited):  # The budget itself waits for those.
                await self.world.pause(pause)

    async def set_clock(self) -> None:
        """Learn the venue's time: the sample with the smallest round trip of a few."""
        endpoint = self.catalogue[self.dialect.time_endpoint]
        self.clock.forget()
        for _ in range(CLOCK_SAMPLES):
            ticket = await self._admitted(endpoint, {}, None)
            try:
                response = await self._sent(endpoint, {}, ticket, 1)
            except (NotSent, NoAnswer) as failure:
                raise self._connection_failed(endpoint, f"the clock was not set ({failure})", None) from None
            error = self.dialect.judge(endpoint, response)
            if error is not None:
                raise error

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
        except (msgspec.DecodeError, ValueError, ArithmeticError) as problem:
            said = (
                f"{problem}" if isinstance(problem, msgspec.DecodeError) else f"{type(problem).__name__}: {problem}"
            )
            if not endpoint.repeatable:
                raise self._unknown(
                    endpoint, f"the answer cannot be read ({said})", client_id, find_out, response.status
                ) from None
            raise UnreadableResponse(
                said, venue=self.name, endpoint=endpoint.label, status=response.status, client_id=client_id
            ) from None

    def _judged(
        self, endpoint: Endpoint, error: VenueError, client_id: str | None, find_out: str | None
    ) -> tuple[VenueError, bool]:
        """The error as the user gets it, and whether to try again."""
        error.venue = self.name
        error.client_id = client_id
        if isinstance(error, OutcomeUnknown):
            if endpoint.repeatable:
                return VenueUnavailable(
                    error.venue_message,
                    venue=self.name,
                    endpoint=endpoint.label,
                    status=error.status,
                    code=error.code,
                ), True
            return self._unknown(endpoint, error.venue_message, client_id, find_out, error.status, error.code), False
        if isinstance(error, RateLimited):
            now = self.clock.monotonic()
            for scope in self.dialect.closed_scopes(endpoint, error):
                wait = error.retry_after
                self.budget.close(scope, now + (self.budget.earliest_reset(scope, now) if wait is None else wait))
            patient = self.settings.on_limit == "wait" and error.status == 429
            return error, endpoint.repeatable and patient
        return error, endpoint.repeatable and isinstance(error, VenueBusy | VenueUnavailable)

    async def _admitted(self, endpoint: Endpoint, params: Mapping[str, object], client_id: str | None) -> Ticket:
        budget = self.budget
        ticket = budget.join(self.dialect.charges(endpoint, params), self.clock.monotonic())
        wait = budget.admit(ticket, self.clock.monotonic())
        if wait <= 0:
            return ticket
        try:
            while wait > 0:
                if self.settings.on_limit == "raise":
                    raise RateLimited(
                        "the request budget is used up; nothing was sent",
                        venue=self.name,
                        endpoint=endpoint.label,
                        retry_after=wait,
                        client_id=client_id,
                    )
                await self.world.pause(wait)
                wait = budget.admit(ticket, self.clock.monotonic())
        except BaseException:
            budget.leave(ticket)
            raise
        return ticket

    async def _sent(self, endpoint: Endpoint, params: Mapping[str, object], ticket: Ticket, attempt: int) -> Response:
        clock, dialect = self.clock, self.dialect
        try:
            request = dialect.request(endpoint, params, clock.now_ms())
        except BaseException:
            self.budget.leave(ticket)
            raise
        if self.on_sent is not None:
            from crossvenue.hookspecs import RequestSent

            self.on_sent(RequestSent(self.name, endpoint.label, attempt, self.budget_state))
        started = clock.monotonic()
        try:
            response = await self.world.send(request)
        except (NotSent, NoAnswer) as failure:
            if isinstance(failure, NotSent):
                self.budget.leave(ticket)
            self._tell_received(endpoint, attempt, None, started, type(failure).__name__)
            raise
        received = clock.monotonic()
        self.budget.settle(ticket, received, dialect.usage(endpoint, response))
        if endpoint.name == dialect.time_endpoint and response.status == 200:
            with suppress(msgspec.DecodeError):  # `read` says what is wrong with it.
                clock.learn(dialect.server_time_ms(response.body), started, received)
        self._tell_received(endpoint, attempt, response.status, started, None)
        return response

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
        self, endpoint: Endpoint, attempt: int, status: int | None, started: float, error: str | None
    ) -> None:
        if log.isEnabledFor(logging.DEBUG):
            log.debug(
                "%s %s attempt %d: %s in %.1f ms",
                self.name,
                endpoint.label,
                attempt,
                error or status,
                (self.clock.monotonic() - started) * 1000,
            )
        if self.on_received is not None:
            from crossvenue.hookspecs import ResponseReceived

            elapsed = self.clock.monotonic() - started
            self.on_received(
                ResponseReceived(self.name, endpoint.label, attempt, status, elapsed, self.budget_state, error)
            )


def backoff(retries: int, first: float = 0.2, factor: float = 2.0, longest: float = 10.0) -> Iterator[float]:
    """Pauses in seconds before each further try: growing, and scattered so that many do not return at once."""
    pause = first
    for _ in range(retries):
        yield pause * random.uniform(0.5, 1.0)
        pause = min(pause * factor, longest)
