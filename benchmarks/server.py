"""A loopback exchange that answers at once with fixed payloads, so that the client is what is measured.

python server.py        prints its port; ends when its standard input closes, or after half an hour
"""

from __future__ import annotations

import asyncio
import contextlib
import os

from payloads import payload

# As many headers as the exchange sends: clients pay for each.
HEADERS = (
    b"Content-Type: application/json;charset=UTF-8\r\nConnection: keep-alive\r\nServer: nginx\r\n"
    b"Date: Sat, 21 Nov 2026 08:00:00 GMT\r\nx-mbx-uuid: 00000000-0000-0000-0000-000000000000\r\n"
    b"x-mbx-used-weight: 4\r\nx-mbx-used-weight-1m: 4\r\nx-mbx-order-count-10s: 1\r\nx-mbx-order-count-1d: 17\r\n"
    b"Strict-Transport-Security: max-age=31536000; includeSubdomains\r\nX-Frame-Options: SAMEORIGIN\r\n"
    b"X-Xss-Protection: 1; mode=block\r\nX-Content-Type-Options: nosniff\r\n"
    b"Content-Security-Policy: default-src 'self'\r\nCache-Control: no-cache, no-store, must-revalidate\r\n"
    b"Pragma: no-cache\r\nExpires: 0\r\nAccess-Control-Allow-Origin: *\r\n"
    b"Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\nVia: 1.1 proxy.example (CloudFront)\r\n"
)


def _answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %b\r\n%bContent-Length: %d\r\n\r\n%b" % (status, HEADERS, len(body), body)


class Exchange(asyncio.Protocol):
    """Reads a request line and a Content-Length, and answers."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self.answers, self.received = answers, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        while (end := self.received.find(b"\r\n\r\n")) >= 0:
            head, whole = self.received[:end], end + 4
            if not head.startswith(b"GET "):
                _, found, after = head.lower().partition(b"content-length:")
                whole += int(after.partition(b"\r\n")[0]) if found else 0
            if len(self.received) < whole:
                return
            self.received = self.received[whole:]
            path = head.split(b" ", 2)[1].partition(b"?")[0]
            answer = self.answers.get(path) or _answer(b'{"code":-1,"msg":"not here"}', b"404 Not Found")
            self.transport.write(answer)  # type: ignore[attr-defined] # of a connection


async def serve() -> None:
    """Serve until nobody listens to us any more."""
    answers = {
        path: _answer(body)
        for path, body in {
            b"/api/v3/time": b'{"serverTime":1790000000000}',
            b"/api/v3/exchangeInfo": payload("exchangeInfo"),
            b"/api/v3/ticker/24hr": payload("ticker1"),
            b"/api/v3/order": payload("orderFull"),
        }.items()
    }
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Exchange(answers), "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    over = asyncio.Event()
    loop.add_reader(0, lambda: None if os.read(0, 4096) else over.set())
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(over.wait(), 1800)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve())
