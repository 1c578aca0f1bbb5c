"""The hooks through which plugins and extensions reach core; apart, as the one file that they all import.

A hook registers something or observes something; none does input or output. Hooks are called synchronously,
on the thread (and in the task) of whoever made the request, in both worlds: what takes time goes to a queue.

    from crossvenue.hookspecs import hookimpl

    @hookimpl
    def exchanges():
        return [BINANCE]

A plugin that offers an exchange is an entry point of the group `crossvenue`, named as the exchange; one that
only observes or fetches secrets is an entry point of the group `crossvenue.extensions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pluggy

from crossvenue.model import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crossvenue.exchange import Exchange
    from crossvenue.limits import BudgetState
    from crossvenue.secrets import SecretSource

PROJECT = "crossvenue"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function as the implementation of the hook of its name."""


@attrs.frozen(eq=False, repr=False)
class RequestSent(Value):
    """A request is about to leave. It names the call, never its parameters, and holds no secret.

    `venue` is the configured name, `endpoint` method and path, `attempt` 1 for the first try. `budget` is
    given as a function and read as a property.
    """

    venue: str
    endpoint: str
    attempt: int
    _budget: Callable[[], BudgetState] = attrs.field(repr=False, eq=False)

    @property
    def budget(self) -> BudgetState:
        """The state of the budget, worked out at the moment of asking: not to look costs nothing."""
        return self._budget()


@attrs.frozen(eq=False, repr=False)
class ResponseReceived(Value):
    """A try has ended, answered or not. It holds no secret, and of the answer only the status.

    `status` is HTTP's (None: no answer came), `elapsed` the seconds since the request left, `error` the name
    of the class of what went wrong (None: nothing did). `budget` is given as a function and read as a
    property.
    """

    venue: str
    endpoint: str
    attempt: int
    status: int | None
    elapsed: float
    _budget: Callable[[], BudgetState] = attrs.field(repr=False, eq=False)
    error: str | None = None

    @property
    def budget(self) -> BudgetState:
        """The state of the budget, worked out at the moment of asking: not to look costs nothing."""
        return self._budget()


@hookspec
def exchanges() -> Sequence[Exchange] | None:
    """What a plugin offers: its exchanges.

    Called once, when the first venue of the plugin's name is opened or all plugins are listed. One of the
    exchanges has the name of the plugin's entry point. Returning nothing means
    that the plugin offers none, which is an error for an entry point of the group `crossvenue` and fine for
    any other.
    """


@hookspec
def secret_sources() -> Mapping[str, SecretSource] | None:
    """Ways to fetch a secret, by the name that stands for them in a configuration: `{name = "where"}`.

    Called when a configuration names a source that is not one of core's (env, file, command, keyring); the
    function of that name is then called with what stands beside it (a text, or a list of texts) and returns
    the secret. Nothing it raises is shown but the name of the class. Returning nothing means no sources. Two
    implementations that claim one name, or a name of core's, are an error that names both.
    """


@hookspec
def request_sent(event: RequestSent) -> None:
    """Observe a request.

    Called for every try, retries included, just before it is handed to the network. What is returned is
    ignored, so returning nothing is the rule; an exception is logged and changes nothing about the request.
    """


@hookspec
def response_received(event: ResponseReceived) -> None:
    """Observe how a try ended.

    Called once for every `request_sent`, after the answer was judged or the connection failed. What is
    returned is ignored, so returning nothing is the rule; an exception is logged and changes nothing about
    the result.
    """
