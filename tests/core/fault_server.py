"""A venue on loopback that misbehaves as told, byte by byte, and remembers what reached it."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace

import attrs

from crossvenue.exchange import Site
from crossvenue.hookspecs import hookimpl
from crossvenue.registry import Registry
from crossvenue_binance import BINANCE

TIME = "/api/v3/time"


@attrs.frozen
class Received:
    """One request as it arrived. `connection` numbers the connections from 1."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


class Connection:
    """One connection to the server, for behaviours."""

    def __init__(self, server: FaultServer, sock: socket.socket, number: int) -> None:
        self.server, self.sock, self.number = server, sock, number
        self.buffer = b""

    def send(self, raw: bytes) -> None:
        with contextlib.suppress(OSError):  # The client may have gone.
            self.sock.sendall(raw)

    def received(self) -> Received | None:
        """The next request, or None when the client has gone."""
        while b"\r\n\r\n" not in self.buffer:
            if not self._more() or self.buffer[:1] == b"\x16":
                return None  # Gone, or greeting us in TLS.
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(self.buffer) < length:
            if not self._more():
                return None
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return Received(method, target, headers, body, self.number)

    def _more(self) -> bool:
        try:
            chunk = self.sock.recv(65536)
        except OSError:
            return False
        self.buffer += chunk
        return bool(chunk)


Behaviour = Callable[[Connection], bool]
"""Answers a request, well or badly; True if the connection stays open."""


def raw_answer(status: int, body: bytes, headers: Mapping[str, str] | None = None) -> bytes:
    said = {"Content-Length": str(len(body)), "Content-Type": "application/json", **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode() + body


def answer(status: int, body: object, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A whole answer; a `body` that is not bytes goes as JSON."""
    sent = raw_answer(
        status, body if isinstance(body, bytes) else json.dumps(body, separators=(",", ":")).encode(), headers
    )

    def behave(connection: Connection) -> bool:
        connection.send(sent)
        return True

    return behave


def html(status: int, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A page of a proxy, not of the venue."""
    page = b"<html><head><title>An error</title></head><body>Sorry.</body></html>"
    return answer(status, page, {"Content-Type": "text/html", **(headers or {})})


def sends(raw: bytes) -> Behaviour:
    """These bytes, and then the end of the connection."""

    def behave(connection: Connection) -> bool:
        connection.send(raw)
        return False

    return behave


def half_an_answer(connection: Connection) -> bool:
    """A length is promised that never comes."""
    connection.send(raw_answer(200, b'{"lastUpdateId": 1027024, ', {"Content-Length": "4000"}))
    return False


def half_a_head(connection: Connection) -> bool:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Le")
    return False


def silence(connection: Connection) -> bool:
    """Read, and never answered."""
    connection.server.stopping.wait(5)
    return False


def dripping(start: bytes, drops: bytes, seconds: float = 0.03) -> Behaviour:
    """The beginning of an answer, and then a byte now and then."""

    def behave(connection: Connection) -> bool:
        connection.send(start)
        for each in drops:
            if connection.server.stopping.wait(seconds):
                break
            connection.send(bytes([each]))
        return False

    return behave


def hangs_up(connection: Connection) -> bool:
    return False


def resets(connection: Connection) -> bool:
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def and_hangs_up(behaviour: Behaviour) -> Behaviour:
    """Answers as if the connection stayed open, and closes it."""

    def behave(connection: Connection) -> bool:
        behaviour(connection)
        return False

    return behave


class FaultServer:
    """Plays behaviours in turn, the last one for ever; the time endpoint has its own, and its own count.

    `skew` is how many milliseconds the venue's clock is ahead of this machine's; `tls` a context to serve https with.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tls = tls
        self.requests: list[Received] = []
        self.time_requests: list[Received] = []
        self.skew = 0
        self.time_behaviours: list[Behaviour] = []
        self.behaviours: list[Behaviour] = [answer(200, {})]
        self.stopping = threading.Event()
        self.delay = 0.0
        self.in_flight = self.most_in_flight = 0
        self.connections = 0
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listening.getsockname()[1]
        self.url = f"{'http' if tls is None else 'https'}://127.0.0.1:{self.port}"
        self._start(self._accept)

    def plays(self, *behaviours: Behaviour) -> None:
        self.behaviours = list(behaviours)

    def reached_by(self, count: int) -> bool:
        """Whether exactly so many requests reached the venue; the last may still be on its way to us."""
        deadline = time.monotonic() + 2
        while len(self.requests) < count and time.monotonic() < deadline:
            time.sleep(0.002)
        return len(self.requests) == count

    def hang_up_on_all(self) -> None:
        """Close every connection, as a server does with idle ones."""
        with self._lock:
            for sock in self._open:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.hang_up_on_all()
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listening.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                if self.tls is None:
                    self._open.add(sock)
                self.connections += 1
                number = self.connections
            self._start(self._serve, sock, number)

    def _serve(self, sock: socket.socket, number: int) -> None:
        try:
            if self.tls is not None:
                sock = self.tls.wrap_socket(sock, server_side=True)
                with self._lock:
                    self._open.add(sock)
            connection = Connection(self, sock, number)
            while (request := connection.received()) is not None:
                if not self._behaviour(request)(connection):
                    break
        except OSError:
            pass  # The handshake failed.
        finally:
            with self._lock:
                self._open.discard(sock)
            sock.close()

    def _behaviour(self, request: Received) -> Behaviour:
        with self._lock:
            if request.target.partition("?")[0] == TIME:
                self.time_requests.append(request)
                if self.time_behaviours:
                    return self.time_behaviours[min(len(self.time_requests), len(self.time_behaviours)) - 1]
                return answer(200, {"serverTime": int(time.time() * 1000) + self.skew})
            self.requests.append(request)
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            chosen = self.behaviours[min(len(self.requests), len(self.behaviours)) - 1]

        def behave(connection: Connection) -> bool:
            if self.delay:
                self.stopping.wait(self.delay)
            with self._lock:  # Before the answer, or the client might ask again before it counts as over.
                self.in_flight -= 1
            return chosen(connection)

        return behave


def registry_at(url: str) -> Registry:
    """A registry whose Binance lives at `url`."""
    exchange = attrs.evolve(BINANCE, environments={"production": Site({"/api/": url, "/sapi/": url})})
    registry = Registry(entry_points=lambda group: [])
    registry.register(SimpleNamespace(__name__="loopback", exchanges=hookimpl(lambda: [exchange])))
    return registry


@contextlib.contextmanager
def refusing_port() -> Iterator[int]:
    """A port that nobody listens at, and nobody can come to listen at meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@contextlib.contextmanager
def deaf_port() -> Iterator[int]:
    """A port where connecting takes for ever: the queue of those who wait to be accepted is full."""
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                waiting.connect(listening.getsockname())
        time.sleep(0.02)
        yield listening.getsockname()[1]
