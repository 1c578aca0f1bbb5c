"""Recording without a test: what `crossvenue record` does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
import yaml  # type: ignore[import-untyped]

from crossvenue import connect
from crossvenue.desks import DESKS
from crossvenue.errors import BadRequest, NotFound
from crossvenue.interfaces import PORTS
from crossvenue.testing import ACTS, Loopback, _operation, ids_in_order, record

SYMBOL = (
    b'{"symbols": [{"symbol": "LTCBTC", "status": "TRADING", "baseAsset": "LTC", "baseAssetPrecision": 8,'
    b' "quoteAsset": "BTC", "quotePrecision": 8, "orderTypes": [], "filters": []}]}'
)
ANSWERS = {
    "/api/v3/exchangeInfo": SYMBOL,
    "/api/v3/ticker/price": b'{"symbol": "LTCBTC", "price": "4.00000200"}',
    "/api/v3/klines": b'[[1, "1.0", "1", "1", "1", "1", 2, "1", 1, "1", "1", "0"]]',
    "/sapi/v1/capital/withdraw/apply": b'{"id": "7213fea8e94b4a5593d507237e5a555b"}',
    "/sapi/v1/system/status": b'{"status": 0, "msg": "normal"}',
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = ANSWERS.get(self.path.partition("?")[0])
        self.send_response(200 if body else 400)
        body = body or b'{"code": -1121, "msg": "Invalid symbol."}'
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's word
        pass


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Loopback(
            address=f"http://127.0.0.1:{server.server_port}",
            clock_ms=1_717_200_000_000,
            settings={"api_key": "KEY-OF-MINE", "api_secret": "SECRET-OF-MINE"},
        )
        server.shutdown()
        thread.join()


def test_calls_are_made_in_order_and_replay(tmp_path: Path, loopback: Loopback) -> None:
    path = tmp_path / "demo.yaml"

    record(
        path,
        "binance",
        [("market.price", {"symbol": "LTC/BTC"}), ("market.candles", {"symbol": "LTC/BTC", "interval": "1m"})],
        loopback=loopback,
    )

    with connect("binance", environment="replay", cassette=str(path)) as venue:
        assert f"{venue.market.price('LTC/BTC').price}" == "4.00000200"
        assert len(venue.market.candles("LTC/BTC", "1m").all()) == 1
    uris = [each["request"]["uri"] for each in yaml.safe_load(path.read_text())["interactions"]]
    assert [uri.partition("?")[0].removeprefix("https://api.binance.com") for uri in uris] == [
        "/api/v3/exchangeInfo",
        "/api/v3/ticker/price",
        "/api/v3/klines",
    ]


def test_endpoints_outside_the_ports_are_reached(tmp_path: Path, loopback: Loopback) -> None:
    path = tmp_path / "demo.yaml"

    record(path, "binance", [("raw.system_status", {})], loopback=loopback)

    assert "/sapi/v1/system/status" in path.read_text()


@pytest.mark.parametrize("name", ["wallet.withdraw", "trading.place_order", "raw.withdraw", "raw.new_order"])
def test_what_changes_something_is_refused_unless_asked_for(tmp_path: Path, loopback: Loopback, name: str) -> None:
    with pytest.raises(BadRequest, match=f"{name} changes something"):
        record(tmp_path / "demo.yaml", "binance", [("raw.system_status", {}), (name, {})], loopback=loopback)
    assert not (tmp_path / "demo.yaml").exists()


def test_acts_are_recorded_on_purpose(tmp_path: Path, loopback: Loopback) -> None:
    path = tmp_path / "demo.yaml"
    said = {"network": "BTC", "walletType": 0, "transactionFeeFlag": False}
    call = ("raw.withdraw", {"coin": "BTC", "address": "1HPn", "amount": "1", **said})

    record(path, "binance", [call], acts=True, loopback=loopback)

    text = path.read_text()
    assert "7213fea8e94b4a5593d507237e5a555b" in text
    assert "KEY-OF-MINE" not in text
    assert "SECRET-OF-MINE" not in text
    assert "signature=redacted" in text


@pytest.mark.parametrize(
    "name", ["market", "ticker", "marker.ticker", "market.tickerr", "market._ticker", "raw.tickerr"]
)
def test_a_misspelt_call_is_refused_before_anything_is_sent(tmp_path: Path, loopback: Loopback, name: str) -> None:
    with pytest.raises(BadRequest):
        record(tmp_path / "demo.yaml", "binance", [("raw.system_status", {}), (name, {})], loopback=loopback)
    assert not (tmp_path / "demo.yaml").exists()


def test_a_call_that_fails_is_recorded_and_raised(tmp_path: Path, loopback: Loopback) -> None:
    path = tmp_path / "demo.yaml"

    with pytest.raises(NotFound):
        record(path, "binance", [("raw.depth", {"symbol": "NOPE"})], loopback=loopback)

    assert "Invalid symbol." in path.read_text()


def test_every_act_is_an_operation() -> None:
    assert {name for port in (*PORTS, *DESKS) for name in port.operations()} > ACTS
    assert {"place_order", "cancel_order_list", "withdraw", "transfer", "convert_dust"} <= ACTS
    assert not {"test_order", "preflight", "order", "withdrawals"} & ACTS


@pytest.mark.parametrize("name", ["wallet.withdraw_inside", "wallet.create_deposit_address"])
def test_an_act_that_only_one_venue_has_is_recorded_on_purpose_too(name: str) -> None:
    # A list kept by hand knew nothing of it, and recording it would have sent the money.
    with (
        connect("kucoin", transport=httpx.MockTransport(lambda request: pytest.fail("it is sent"))) as venue,
        pytest.raises(BadRequest, match="changes something at the venue"),
    ):
        _operation(venue, name, acts=False)


def test_ids_come_in_order() -> None:
    mint = ids_in_order()
    assert [mint(), mint()] == ["cv0000000000000000000001", "cv0000000000000000000002"]
