"""What the three ports are made of: operations that exist in two worlds, histories, and who offers what.

`operation` and `history` give each name its type in each world: `OrderBook` in the blocking one, an awaitable
`OrderBook` in the awaiting one; a `History` to iterate with `for`, or an `AsyncHistory` with `async for`.
"""

from __future__ import annotations

import functools
import inspect
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar, cast, overload

from crossvenue.dialect import Session
from crossvenue.endpoint import Endpoint
from crossvenue.errors import BadRequest, NotImplementedByPlugin, NotOffered, UnknownInstrument, one_of
from crossvenue.instrument import Instrument
from crossvenue.model import Listing
from crossvenue.world import Awaiting, Blocking, finish

if TYPE_CHECKING:
    from crossvenue.interfaces import Market

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
W = TypeVar("W", Blocking, Awaiting)


def mint_id() -> str:
    """A client id: 24 letters and digits that nobody else will use. All venues take these characters."""
    return "cv" + secrets.token_hex(11)


# ------------------------------------------------------------------------------------------------ worlds


class operation(Generic[P, T]):  # noqa: N801 - it is used as a decorator
    """An operation of a port: a coroutine function that blocks in one world and is awaited in the other."""

    def __init__(self, function: Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]) -> None:
        self.function = function
        functools.update_wrapper(cast("Any", self), function)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, port: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, port: Port[Blocking], owner: Any = None) -> Callable[P, T]: ...
    @overload
    def __get__(self, port: Port[Awaiting], owner: Any = None) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def __get__(self, port: Any, owner: Any = None) -> Any:
        if port is None:
            return self
        function = self.function
        bound: Any = functools.partial(function, port)
        if not port.session.world.awaiting:

            def blocking(*args: P.args, **kwargs: P.kwargs) -> T:
                return finish(function(port, *args, **kwargs))

            bound = blocking
        functools.update_wrapper(bound, function)
        bound.__signature__ = _without_self(function)
        port.__dict__[self.name] = bound  # Found before this descriptor from now on.
        return bound


class history(Generic[P, T]):  # noqa: N801 - it is used as a decorator
    """An operation that pages: an async generator of pages, read lazily in either world."""

    def __init__(self, function: Callable[Concatenate[Any, P], AsyncIterator[Listing[T]]]) -> None:
        self.function = function
        functools.update_wrapper(cast("Any", self), function)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, port: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, port: Port[Blocking], owner: Any = None) -> Callable[P, History[T]]: ...
    @overload
    def __get__(self, port: Port[Awaiting], owner: Any = None) -> Callable[P, AsyncHistory[T]]: ...
    def __get__(self, port: Any, owner: Any = None) -> Any:
        if port is None:
            return self
        function = self.function
        kind: Any = AsyncHistory if port.session.world.awaiting else History

        def bound(*args: P.args, **kwargs: P.kwargs) -> Any:
            inspect.signature(function).bind(port, *args, **kwargs)  # A wrong call fails here, not at the first item.
            return kind(lambda: function(port, *args, **kwargs))

        functools.update_wrapper(bound, function)
        bound.__signature__ = _without_self(function)  # type: ignore[attr-defined]
        port.__dict__[self.name] = bound
        return bound


def _without_self(function: Callable[..., object]) -> inspect.Signature:
    signature = inspect.signature(function)
    return signature.replace(parameters=list(signature.parameters.values())[1:])


class History(Generic[T_co]):
    """Records over any span of time, oldest page first unless the operation says otherwise, read as you iterate.

    Nothing is asked for before the first item is; each `for` begins anew.
    """

    def __init__(self, pages: Callable[[], AsyncIterator[Listing[T_co]]]) -> None:
        self._pages = pages

    def pages(self) -> Iterator[Listing[T_co]]:
        """The answers one by one, each a listing with its `raw`."""
        pages = self._pages()
        while True:
            try:
                yield finish(cast("Coroutine[Any, Any, Listing[T_co]]", pages.__anext__()))
            except StopAsyncIteration:
                return

    def __iter__(self) -> Iterator[T_co]:
        for page in self.pages():
            yield from page

    def all(self) -> Listing[T_co]:
        """Everything, read now. `raw` is a list with the payload of each page."""
        return _joined(list(self.pages()))

    def __repr__(self) -> str:
        return "History(not read yet; iterate, or call all())"


class AsyncHistory(Generic[T_co]):
    """Records over any span of time, oldest page first unless the operation says otherwise, read as you iterate.

    Nothing is asked for before the first item is; each `async for` begins anew.
    """

    def __init__(self, pages: Callable[[], AsyncIterator[Listing[T_co]]]) -> None:
        self._pages = pages

    def pages(self) -> AsyncIterator[Listing[T_co]]:
        """The answers one by one, each a listing with its `raw`."""
        return self._pages()

    async def __aiter__(self) -> AsyncIterator[T_co]:
        async for page in self._pages():
            for item in page:
                yield item

    async def all(self) -> Listing[T_co]:
        """Everything, read now. `raw` is a list with the payload of each page."""
        return _joined([page async for page in self._pages()])

    def __repr__(self) -> str:
        return "AsyncHistory(not read yet; iterate with async for, or await all())"


def _joined(pages: Sequence[Listing[T]]) -> Listing[T]:
    payload = b"[" + b",".join(page.payload for page in pages if page.payload is not None) + b"]"
    return Listing((item for page in pages for item in page), payload)


# ------------------------------------------------------------------------------------------------ capability


class NotOfferedOperation:
    """Marks an operation that the venue does not have, and why; made by `not_offered`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, port: Any, owner: Any = None) -> Any:
        if port is None:
            return self
        raise NotOffered(port.session.name, f"{port.kind}.{self.name.lstrip('_')}", self.reason)


def not_offered(reason: str) -> Any:
    """What a plugin sets an operation to that its venue does not have: `_transfer = not_offered("...")`."""
    return NotOfferedOperation(reason)


class Port(Generic[W]):
    """What the ports share: the conversation with the venue, and its instruments."""

    kind: str = ""
    derived: dict[str, str] = {}
    """Operations that core makes out of others: name -> the operation it stands or falls with."""

    def __init__(self, session: Session, market: Market[Any] | None = None) -> None:
        self.session = session
        self._market: Market[Any] = cast("Market[Any]", self) if market is None else market

    @classmethod
    def operations(cls) -> list[str]:
        """The names of all operations of the port, in the order of the vocabulary."""
        return [
            name
            for base in reversed(cls.__mro__)
            for name, value in vars(base).items()
            if isinstance(value, operation | history)
        ]

    @classmethod
    def offers(cls, name: str) -> bool | None:
        """True if the operation can be called, False if the venue lacks it, None if the plugin does."""
        if name not in cls.operations():
            raise BadRequest(f"{cls.kind} has no operation {name}; it has {one_of(cls.operations(), 40)}")
        hook = f"_{cls.derived.get(name, name)}"
        found = inspect.getattr_static(cls, hook)
        if isinstance(found, NotOfferedOperation):
            return False
        port = next(base for base in cls.__mro__ if Port in base.__bases__)
        return None if found is inspect.getattr_static(port, hook) else True

    def _missing(self, name: str) -> NotImplementedByPlugin:
        return NotImplementedByPlugin(
            self.session.name, f"{self.kind}.{name}", "the installed plugin does not have it yet"
        )

    def _endpoint(self, name: str) -> Endpoint:
        return self.session.catalogue[name]

    async def _instrument_of(self, symbol: str) -> Instrument:
        """The instrument of a symbol; `UnknownInstrument` if the venue lists none."""
        return (await self._market.listed()).required(symbol)

    async def _venue_symbol_of(self, symbol: str) -> str:
        """The venue's symbol, for histories: one that is not listed any more may be given as the venue's own."""
        if not isinstance(symbol, str):
            raise BadRequest(f"symbol must be text such as BTC/USDT, not {symbol!r}")
        found = (await self._market.listed()).find(symbol)
        if found is not None:
            return found.venue_symbol
        if "/" in symbol:
            raise UnknownInstrument(
                f"{self.session.name} lists no {symbol}; for one it no longer lists, give its own symbol"
            )
        return symbol
