"""What the three ports are made of: operations that exist in two worlds, histories, and who offers what.

`operation` and `history` give each name its type in each world: `OrderBook` in the blocking one, an awaitable
`OrderBook` in the awaiting one; a `History` to iterate with `for`, or an `AsyncHistory` with `async for`.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from types import MethodType
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, TypeVar, cast, overload

from crossvenue.dialect import Session
from crossvenue.endpoint import Endpoint
from crossvenue.errors import (
    BadRequest,
    CrossvenueError,
    NotImplementedByPlugin,
    NotOffered,
    UnknownInstrument,
    did_you_mean,
    one_of,
)
from crossvenue.instrument import Instrument
from crossvenue.model import Listing
from crossvenue.world import Awaiting, Blocking, finish

if TYPE_CHECKING:
    from crossvenue.interfaces import Market

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
W = TypeVar("W", Blocking, Awaiting)


# ------------------------------------------------------------------------------------------------ worlds


class operation(Generic[P, T]):  # noqa: N801 - it is used as a decorator
    """An operation of a port: a coroutine function that blocks in one world and is awaited in the other."""

    def __init__(self, function: Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]) -> None:
        self.function = function

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, port: None, owner: Any = None) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]: ...
    @overload
    def __get__(self, port: Port[Blocking], owner: Any = None) -> Callable[P, T]: ...
    @overload
    def __get__(self, port: Port[Awaiting], owner: Any = None) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def __get__(self, port: Any, owner: Any = None) -> Any:
        function = self.function
        if port is None:
            return function  # For `help` and `inspect`, which look at the class.
        lacking: Callable[[], CrossvenueError] | None = port._lacking(self.name)  # noqa: SLF001 - of ours
        if lacking is not None:

            async def refuse(*_: object, **__: object) -> Any:
                raise lacking()  # Before anything else is wrong with the call, and before instruments are asked for.

            function = functools.update_wrapper(refuse, self.function)
        bound: Any = MethodType(function, port)
        if not port.session.world.awaiting:

            def blocking(*args: P.args, **kwargs: P.kwargs) -> T:
                return finish(function(port, *args, **kwargs))

            bound = functools.update_wrapper(blocking, bound)
        port.__dict__[self.name] = bound  # Found before this descriptor from now on.
        return bound


class act(operation[P, T]):  # noqa: N801 - it is used as a decorator
    """An operation that changes something at the venue, so that nobody records or repeats it by the way."""


class history(Generic[P, T]):  # noqa: N801 - it is used as a decorator
    """An operation that pages: what it checks it checks when called, the pages it gives are asked for lazily."""

    def __init__(self, function: Callable[Concatenate[Any, P], AsyncIterator[Listing[T]]]) -> None:
        self.function = function
        # What people are told of it is what they get, not what that is made of.
        told = function.__annotations__
        told["return"] = str(told.get("return")).replace("AsyncIterator[Listing[", "History[").replace("]]", "]")

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, port: None, owner: Any = None) -> Callable[Concatenate[Any, P], AsyncIterator[Listing[T]]]: ...
    @overload
    def __get__(self, port: Port[Blocking], owner: Any = None) -> Callable[P, History[T]]: ...
    @overload
    def __get__(self, port: Port[Awaiting], owner: Any = None) -> Callable[P, AsyncHistory[T]]: ...
    def __get__(self, port: Any, owner: Any = None) -> Any:
        function = self.function
        if port is None:
            return function
        awaiting = port.session.world.awaiting
        lacking = port._lacking(self.name)  # noqa: SLF001 - of ours
        kind: Any = AsyncHistory if awaiting else History

        def bound(*args: P.args, **kwargs: P.kwargs) -> Any:
            if lacking is not None:
                raise lacking()
            pages = functools.partial(function, port, *args, **kwargs)
            pages()  # A wrong call fails here, not at the first item. Nothing is asked for before that one.
            return kind(pages)

        method: Any = MethodType(function, port)
        functools.update_wrapper(bound, method)
        if awaiting:
            bound.__wrapped__ = _Awaited(method)  # type: ignore[attr-defined]
        port.__dict__[self.name] = bound
        return bound


class _Awaited:
    """What `inspect` and `help` are told of a history that is awaited, reckoned when they ask."""

    def __init__(self, method: Callable[..., object]) -> None:
        self.__wrapped__ = method

    @property
    def __signature__(self) -> object:
        import inspect

        told = inspect.signature(self.__wrapped__)
        return told.replace(return_annotation=f"Async{told.return_annotation}")


def _refusal(said: str) -> Any:
    def refuse(*_: object) -> None:
        raise TypeError(said)

    return refuse


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

    if not TYPE_CHECKING:  # Checkers refuse all of it; to others it is said what to write instead.
        __getitem__ = _refusal("a history has no positions before it is read: write history.all()[0]")
        __len__ = _refusal("a history has no length before it is read: write len(history.all())")
        __aiter__ = _refusal("the history of a venue that blocks is not awaited: write `for`, not `async for`")
        __await__ = _refusal("the history of a venue that blocks is not awaited: write history.all()")

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

    if not TYPE_CHECKING:
        __getitem__ = _refusal("a history has no positions before it is read: write (await history.all())[0]")
        __len__ = _refusal("a history has no length before it is read: write len(await history.all())")
        __iter__ = _refusal("the history of a venue that is awaited is too: write `async for`, not `for`")
        __await__ = _refusal("a history is not awaited itself: write await history.all(), or `async for`")

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


_FOR_PLUGINS: Final = frozenset({"acts", "kind", "listed", "offers", "operations", "session"})


class Port(Generic[W]):
    """What the ports share: the conversation with the venue, and its instruments."""

    kind: str = ""
    _derived: dict[str, str] = {}
    """Operations that core makes out of others: name -> the operation it stands or falls with."""

    def __init__(self, session: Session, market: Market[Any] | None = None) -> None:
        self.session = session
        self._market: Market[Any] = cast("Market[Any]", self) if market is None else market

    def __dir__(self) -> list[str]:
        # Shells complete what a user calls; who writes a plugin reads about the rest.
        return [name for name in super().__dir__() if name not in _FOR_PLUGINS]

    @classmethod
    def operations(cls) -> list[str]:
        """The names of all operations of the port, in the order of the vocabulary."""
        return cls._named((operation, history))

    @classmethod
    def acts(cls) -> list[str]:
        """The names of those that change something at the venue."""
        return cls._named(act)

    @classmethod
    def _named(cls, kinds: type | tuple[type, ...]) -> list[str]:
        bases = reversed(cls.__mro__)
        return [name for base in bases for name, value in vars(base).items() if isinstance(value, kinds)]

    @classmethod
    def offers(cls, name: str) -> bool | None:
        """True if the operation can be called, False if the venue lacks it, None if the plugin does."""
        if name not in cls.operations():
            raise BadRequest(f"{cls.kind} has no operation {name}; it has {one_of(cls.operations(), 40)}")
        hook = f"_{cls._derived.get(name, name)}"
        found = getattr(cls, hook, None)  # An operation that only this plugin has does without a hook.
        if isinstance(found, NotOfferedOperation):
            return False
        port = next(base for base in cls.__mro__ if Port in base.__bases__)
        return None if found is not None and found is getattr(port, hook, None) else True

    def _lacking(self, name: str) -> Callable[[], CrossvenueError] | None:
        """What makes the error of an operation that cannot be called here; None where it can."""
        offered = self.offers(name)
        if offered:
            return None
        if offered is None:
            return lambda: self._missing(name)
        reason = getattr(type(self), f"_{self._derived.get(name, name)}").reason
        return lambda: NotOffered(self.session.name, f"{self.kind}.{name}", reason)

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
        listed = await self._market.listed()
        found = listed.find(symbol)
        if found is not None:
            return found.venue_symbol
        if "/" in symbol:
            hint = did_you_mean(symbol, listed.by_symbol)
            raise UnknownInstrument(
                f"{self.session.name} lists no {symbol!r}{hint}; for one it no longer lists, give its own symbol"
            )
        return symbol
