"""The two worlds: the only file that waits, sleeps or sends.

Everything else is plain `async def` that awaits only a world's `send` and `pause`. In the awaiting world these
are real awaits. In the blocking world they block and the coroutine never suspends, so `finish` runs it to its
end with one `send(None)`: no event loop, no thread, and it works inside a notebook's running loop.

A backend turns a `Request` into bytes on a wire and back. httpx is the default, called at its transports: a
request then has no redirects, cookies or logging of signed addresses around it. httpx2 is taken in its place,
aiohttp in the awaiting world. All clients are imported on first use.

httpx's pool looks at every connection and every waiting request whenever one moves, which makes 50 requests in
flight ten times dearer than one, and a cancelled request can leave it broken. So each connection is a transport
of its own, with a pool of one, kept in a stack: a request takes the one used last, or a new one, and puts it back
only if it came to a proper end.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeVar

from crossvenue.errors import ConfigurationError, CrossvenueError

if TYPE_CHECKING:
    import asyncio
    import ssl

T = TypeVar("T")

Client = Literal["httpx", "httpx2", "aiohttp"]

KEEP_ALIVE_SECONDS: Final = 15.0
"""How long an idle connection is kept: shorter than venues keep theirs, so that it is rarely closed under us."""


class Request:
    """One HTTP request, ready to leave: `url` and `body` are sent exactly as they stand."""

    __slots__ = ("body", "headers", "method", "url")

    def __init__(self, method: str, url: str, headers: tuple[tuple[str, str], ...], body: bytes = b"") -> None:
        self.method, self.url, self.headers, self.body = method, url, headers, body

    def __repr__(self) -> str:
        # The query holds a signature and the headers the key.
        return f"Request({self.method} {self.url.partition('?')[0]})"


class Response:
    """One HTTP answer, whole. Header names are bytes in any case; `header` finds one."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def header(self, name: str) -> str | None:
        """The value of the header `name`, in any case, or None."""
        wanted = name.lower().encode()
        for key, value in self.headers:
            if key.lower() == wanted:
                return value.decode("latin-1")
        return None

    def __repr__(self) -> str:
        return f"Response({self.status}, {len(self.body)} bytes)"


class NotSent(Exception):
    """The request certainly never left: no connection was made."""


class NoAnswer(Exception):
    """The request may have left, and no whole answer came."""


class Backend(Protocol):
    """Sends one request in one world. Raises `NotSent` or `NoAnswer`, nothing else of its own."""

    async def send(self, request: Request) -> Response:
        """The whole answer."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


class World:
    """What a coroutine of ours may await: `connections` requests at one time, of so many `seconds`, and pauses."""

    awaiting: bool

    def __init__(self, make_backend: Callable[[], Backend], connections: int, seconds: float) -> None:
        # The clients' own timeouts are for each piece that comes; `seconds` are for the whole. Without an event loop
        # they are looked at with each piece of the body: httpx has no means to cut short a head that drips.
        self._make_backend, self.connections, self.seconds = make_backend, connections, seconds
        self._backend: Backend | None = None
        self._making = threading.Lock()
        self._closed = False

    @property
    def backend(self) -> Backend:
        """What sends, made when first needed: a client's import and the certificates are dear."""
        if self._backend is None:
            with self._making:
                if self._closed:
                    raise CrossvenueError("the venue is closed")
                if self._backend is None:
                    self._backend = self._make_backend()
        return self._backend

    async def send(self, signed: Callable[[], Request]) -> Response:
        """The answer to the request that `signed` makes.

        It is called when a connection is free and not before, so that no timestamp grows old in a queue; what it
        raises certainly was not sent. Raises `NotSent` and `NoAnswer`.
        """
        raise NotImplementedError

    async def pause(self, seconds: float) -> None:
        """Wait."""
        raise NotImplementedError

    def alone(self) -> Any:
        """An async context manager that one task or thread enters at a time; a new one each call."""
        raise NotImplementedError

    async def close(self) -> None:
        """Give back connections. Whoever asks for the backend from now on is told that the venue is closed."""
        with self._making:
            self._closed, backend, self._backend = True, self._backend, None
        if backend is not None:
            await backend.close()


class Blocking(World):
    """The world without an event loop."""

    awaiting = False

    def __init__(self, make_backend: Callable[[], Backend], connections: int, seconds: float) -> None:
        super().__init__(make_backend, connections, seconds)
        self._free = threading.BoundedSemaphore(connections)

    async def send(self, signed: Callable[[], Request]) -> Response:
        """See `World`."""
        backend = self._backend or self.backend
        with self._free:
            return await backend.send(signed())

    async def pause(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)

    def alone(self) -> Any:
        """A lock between threads."""
        lock = threading.Lock()

        @asynccontextmanager
        async def held() -> AsyncIterator[None]:
            with lock:
                yield

        return held


class Awaiting(World):
    """The world of asyncio."""

    awaiting = True

    # What needs asyncio is made at the first request: its import is dear, and a loop is running by then.
    _free: asyncio.Semaphore | None = None
    _running: Callable[[], asyncio.AbstractEventLoop] | None = None
    _within: Callable[[float], asyncio.Timeout]
    _loop: asyncio.AbstractEventLoop | None = None

    async def send(self, signed: Callable[[], Request]) -> Response:
        """See `World`."""
        if self._running is None or self._loop is not self._running():
            self._stay()
        backend = self._backend or self.backend
        assert self._free is not None
        async with self._free:
            try:
                async with self._within(self.seconds):
                    return await backend.send(signed())
            except TimeoutError:
                raise _late(self.seconds) from None

    def _stay(self) -> None:
        """Stay with the event loop that sends first: connections and locks belong to it."""
        import asyncio

        loop = asyncio.get_running_loop()
        if self._loop not in (None, loop):
            raise CrossvenueError(
                "the venue was used under another event loop before, and its connections belong to that one; "
                "open, use and close it within one asyncio.run"
            )
        if self._free is None:
            self._free, self._running = asyncio.Semaphore(self.connections), asyncio.get_running_loop
            self._within = asyncio.timeout
        self._loop = loop

    async def pause(self, seconds: float) -> None:
        """Let other tasks run for as long."""
        import asyncio

        await asyncio.sleep(seconds)

    def alone(self) -> Any:
        """A lock between tasks."""
        lock: asyncio.Lock | None = None

        @asynccontextmanager
        async def held() -> AsyncIterator[None]:
            nonlocal lock
            if lock is None:
                import asyncio

                lock = asyncio.Lock()
            async with lock:
                yield

        return held

    async def close(self) -> None:
        """See `World`."""
        self._stay()
        await super().close()


def _late(seconds: float) -> NoAnswer:
    return NoAnswer(f"no whole answer within {seconds:g} s")


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine of the blocking world, which never suspends, to its end."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    # The next item of an async generator is awaited without having a name.
    name = getattr(coroutine, "__qualname__", "an operation")
    raise CrossvenueError(f"{name} awaited something that is not ours, in a blocking venue; use connect_async")


# ------------------------------------------------------------------------------------------------ backends


def backend_for(
    *,
    awaiting: bool,
    client: Client,
    secure: bool,
    transport: object | None,
    timeout: float,
    connect_timeout: float,
    connections: int,
) -> Callable[[], Backend]:
    """Makes the backend of a world: of the user's own `transport`, or of `client`. Timeouts in seconds.

    Raises `ConfigurationError` now for what cannot be had; the rest happens when it is called.
    """
    if transport is not None:
        backend = _given(transport, awaiting, timeout, connect_timeout)
        return lambda: backend
    if client == "aiohttp" and not awaiting:
        raise ConfigurationError(
            "aiohttp only serves connect_async", key="http", expected="httpx or httpx2 for connect"
        )
    if find_spec(client) is None:
        raise _not_installed(client)
    if client == "aiohttp":
        return lambda: _Aiohttp(timeout, connect_timeout, connections, secure)
    return lambda: _of_httpx(client, awaiting, secure, timeout, connect_timeout)


def _of_httpx(client: Client, awaiting: bool, secure: bool, timeout: float, connect_timeout: float) -> Backend:
    module = _module(client)
    limits = module.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=KEEP_ALIVE_SECONDS)
    context = _tls(module) if secure else _no_tls()
    kind = module.AsyncHTTPTransport if awaiting else module.HTTPTransport

    def make() -> Any:
        return kind(verify=context, limits=limits)

    pool = _AwaitingPool if awaiting else _BlockingPool
    return pool(module, make, None, timeout, connect_timeout)


def _given(transport: object, awaiting: bool, timeout: float, connect_timeout: float) -> Backend:
    wanted = "handle_async_request" if awaiting else "handle_request"
    if not hasattr(transport, wanted):
        raise ConfigurationError(
            f"transport= has no {wanted}",
            source="keyword settings",
            key="transport",
            expected=f"an httpx.{'Async' if awaiting else ''}BaseTransport",
        )
    module = _module("httpx2" if type(transport).__module__.partition(".")[0] == "httpx2" else "httpx")
    pool = _AwaitingPool if awaiting else _BlockingPool
    return pool(module, lambda: transport, transport, timeout, connect_timeout)


def _module(client: str) -> Any:
    import importlib
    import sys

    # Where rich and click are installed, httpx loads its own command line with them: half of its import, unused here.
    shell = f"{client}._main"
    hidden = sys.modules.setdefault(shell, None) is None  # type: ignore[arg-type] # an import that finds None fails
    try:
        return importlib.import_module(client)
    except ImportError:
        raise _not_installed(client) from None
    finally:
        if hidden:
            sys.modules.pop(shell, None)


def _not_installed(client: str) -> ConfigurationError:
    return ConfigurationError(f"{client} is not installed", key="http", expected=f"pip install crossvenue[{client}]")


_contexts: dict[str, ssl.SSLContext] = {}


def _tls(module: Any) -> ssl.SSLContext:
    # Reading the certificates takes 23 ms: once per process, not once per connection.
    if module.__name__ not in _contexts:
        _contexts[module.__name__] = module.create_ssl_context()
    return _contexts[module.__name__]


def _no_tls() -> ssl.SSLContext:
    # For http:// addresses on loopback; a context without certificates trusts nobody.
    import ssl

    if "" not in _contexts:
        _contexts[""] = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return _contexts[""]


class _Pool:
    """Transports of one connection each (or the user's one transport, `given`), and how httpx is spoken."""

    def __init__(
        self, module: Any, make: Callable[[], Any], given: object | None, timeout: float, connect_timeout: float
    ) -> None:
        self.make, self.given = make, given
        self.seconds = timeout + connect_timeout
        self.idle: list[Any] = []
        self.closed = False
        self.extensions = {
            "timeout": {"connect": connect_timeout, "read": timeout, "write": timeout, "pool": connect_timeout}
        }
        self.unsent = (
            module.ConnectError,
            module.ConnectTimeout,
            module.PoolTimeout,
            module.UnsupportedProtocol,
            module.InvalidURL,
        )
        # TLS raises errors of its own past httpx, all of which are OSErrors.
        self.failures = (module.HTTPError, module.InvalidURL, OSError)
        self.untold = module.LocalProtocolError
        self.url = module.URL
        # To take an address apart is a tenth of a request, and pollers ask for the same ones again and again.
        self.known = functools.lru_cache(maxsize=128)(module.URL)
        self.request = module.Request

    def built(self, request: Request) -> Any:
        return self.request(
            request.method,
            # A signed address comes once, and is not kept.
            (self.url if "signature=" in request.url else self.known)(request.url),
            headers=request.headers,
            content=request.body or None,
            extensions=self.extensions,
        )

    def taken(self) -> Any:
        if self.closed:
            raise CrossvenueError("the venue is closed")
        try:
            return self.idle.pop()
        except IndexError:
            return self.make()

    def failure(self, error: BaseException) -> NotSent | NoAnswer:
        # httpx's texts name no address; its requests, which do, stay behind. That of a header which cannot be
        # sent quotes the header, which may be the key.
        quiet = isinstance(error, self.untold) or not str(error)
        said = type(error).__name__ if quiet else f"{type(error).__name__}: {error}"[:200]
        return NotSent(said) if isinstance(error, self.unsent) else NoAnswer(said)


class _BlockingPool(_Pool):
    async def send(self, request: Request) -> Response:
        transport, answer = self.taken(), None
        try:
            late = time.monotonic() + self.seconds
            answer = transport.handle_request(self.built(request))
            pieces = []
            for piece in answer.iter_bytes():
                pieces.append(piece)
                if time.monotonic() > late:
                    raise _late(self.seconds)
        except BaseException as error:
            self._dropped(transport, answer)
            if not isinstance(error, self.failures):
                raise
            failure = self.failure(error)
        else:
            if self.given is None:
                self.idle.append(transport)
                if self.closed:  # Meanwhile, by another thread.
                    await self.close()
            return Response(answer.status_code, answer.headers.raw, b"".join(pieces))
        raise failure  # Here, so that it does not hold the client's own error, with its request.

    def _dropped(self, transport: Any, answer: Any) -> None:
        # What goes wrong here must not take the place of what went wrong before, nor carry it along.
        with suppress(Exception):
            if self.given is None:
                transport.close()
            elif answer is not None:
                answer.close()

    async def close(self) -> None:
        if self.given is not None and not self.closed:
            self.idle.append(self.given)
        self.closed = True
        with suppress(IndexError):  # Another thread may take or close one meanwhile.
            while self.idle:
                self.idle.pop().close()


class _AwaitingPool(_Pool):
    async def send(self, request: Request) -> Response:
        transport, answer = self.taken(), None
        try:
            answer = await transport.handle_async_request(self.built(request))
            body = await answer.aread()
        except BaseException as error:
            await self._dropped(transport, answer)
            if not isinstance(error, self.failures):
                raise
            failure = self.failure(error)
        else:
            if self.given is None:
                self.idle.append(transport)
                if self.closed:  # Meanwhile, by another task.
                    await self.close()
            return Response(answer.status_code, answer.headers.raw, body)
        raise failure  # Here, so that it does not hold the client's own error, with its request.

    async def _dropped(self, transport: Any, answer: Any) -> None:
        with suppress(Exception):
            if self.given is None:
                await transport.aclose()
            elif answer is not None:
                await answer.aclose()

    async def close(self) -> None:
        if self.given is not None and not self.closed:
            self.idle.append(self.given)
        self.closed = True
        while self.idle:
            await self.idle.pop().aclose()


class _Aiohttp:
    """aiohttp's session: a fourth of the processor time of httpx, for the awaiting world."""

    def __init__(self, timeout: float, connect_timeout: float, connections: int, secure: bool) -> None:
        self.module = _module("aiohttp")
        self.timeout, self.connect_timeout = timeout, connect_timeout
        self.connections, self.secure = connections, secure
        self.session: Any = None
        self.closed = False

    def _open(self) -> Any:
        aiohttp = self.module
        connector = aiohttp.TCPConnector(
            limit=self.connections,
            ssl=_tls(_module("httpx")) if self.secure else False,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
        )
        import yarl

        self.url = yarl.URL
        self.unsent = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
        self.failures = (aiohttp.ClientError, OSError)
        return aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(
                total=None, connect=None, sock_connect=self.connect_timeout, sock_read=self.timeout
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=True,
            middlewares=(self._once,),
        )

    async def _once(self, request: Any, handler: Any) -> Any:
        # aiohttp sends GET, PUT and DELETE again by itself when a kept connection breaks, and cancelling an order
        # is a DELETE: what it would do that for becomes ours before it sees it.
        try:
            return await handler(request)
        except self.failures as error:
            failure = self._failure(error)
        raise failure

    def _failure(self, error: Exception) -> NotSent | NoAnswer:
        # aiohttp's texts name addresses; that of the operating system does not.
        said = ": ".join(filter(None, (type(error).__name__, str(getattr(error, "os_error", "")))))
        return NotSent(said) if isinstance(error, self.unsent) else NoAnswer(said)

    async def send(self, request: Request) -> Response:
        if self.closed:
            raise CrossvenueError("the venue is closed")
        if self.session is None:
            self.session = self._open()
        try:
            async with self.session.request(
                request.method,
                # Encoded already: what was signed is what is sent.
                self.url(request.url, encoded=True),
                headers=request.headers,
                data=request.body or None,
                allow_redirects=False,
            ) as answer:
                return Response(answer.status, answer.raw_headers, await answer.read())
        except self.failures as error:
            failure = self._failure(error)
        raise failure

    async def close(self) -> None:
        self.closed = True
        if self.session is not None:
            await self.session.close()
            self.session = None
