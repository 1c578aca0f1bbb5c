"""A server on this machine that answers with the examples of Gate's documents; `README.md` says what it composes.

`pytest --record=documents` makes the cassettes from it. It checks key, time and signature as Gate says it does.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from crossvenue.testing import Loopback

NOW = 1_756_300_567
"""The latest time in the examples, in seconds."""
KEY, SECRET = "key", "secret"
"""Those of the documents' examples of signatures."""

PAIR = {
    "id": "ETH_USDT",
    "base": "ETH",
    "base_name": "Ethereum",
    "quote": "USDT",
    "quote_name": "Tether",
    "fee": "0.2",
    "min_base_amount": "0.001",
    "min_quote_amount": "1.0",
    "max_base_amount": "10000",
    "max_quote_amount": "10000000",
    "amount_precision": 3,
    "precision": 6,
    "trade_status": "tradable",
    "sell_start": 1516378650,
    "buy_start": 1516378650,
    "delisting_time": 0,
}
TICKER = {
    "currency_pair": "BTC3L_USDT",
    "last": "2.46140352",
    "lowest_ask": "2.477",
    "highest_bid": "2.4606821",
    "change_percentage": "-8.91",
    "base_volume": "656614.0845820589",
    "quote_volume": "1602221.66468375534639404191",
    "high_24h": "2.7431",
    "low_24h": "1.9863",
}
BOOK = {
    "id": 123456,
    "current": 1623898993123,
    "update": 1623898993121,
    "asks": [["1.52", "1.151"], ["1.53", "1.218"]],
    "bids": [["1.17", "201.863"], ["1.16", "725.464"]],
}
TRADE = {
    "id": "1232893232",
    "create_time": "1548000000",
    "create_time_ms": "1548000000123.456",
    "side": "buy",
    "amount": "0.15",
    "price": "0.03",
    "sequence_id": "588018",
    "deal": "0.0045",
}
CANDLE = ["1539852480", "971519.677", "0.0021724", "0.0021922", "0.0021724", "0.0021737", "656614.0845820589", "true"]
CHAIN = {"withdraw_disabled": False, "withdraw_delayed": False, "deposit_disabled": False, "addr": ""}
CURRENCY = {
    "currency": "GT",
    "name": "GateToken",
    "delisted": False,
    "trade_disabled": False,
    "chain": "GT",
    "chains": [
        {"name": "GT", **CHAIN},
        {"name": "ETH", **CHAIN, "addr": "0xE66747a101bFF2dBA3697199DCcE5b743b454759"},
        {"name": "GTEVM", **CHAIN},
    ],
    "total_supply": "2100000",
}
FEES = {
    "currency": "GT",
    "name": "GateToken",
    "deposit": "0",
    "withdraw_percent": "0%",
    "withdraw_fix": "0.01",
    "withdraw_day_limit": "20000",
    "withdraw_day_limit_remain": "20000",
    "withdraw_amount_mini": "0.11",
    "withdraw_eachtime_limit": "20000",
    "withdraw_fix_on_chains": {"BTC": "20", "ETH": "15", "TRX": "0", "EOS": "2.5"},
    "withdraw_percent_on_chains": {"ETH": "0%", "GTEVM": "0%"},
}
DETAIL = {
    "chain": "ETH",
    "name_en": "ETH/ERC20",
    "contract_address": "",
    "is_disabled": 0,
    "is_deposit_disabled": 0,
    "is_withdraw_disabled": 0,
    "is_tag": 0,
}
ADDRESS = {
    "chain": "TRX",
    "address": "LPXtk1kWHioP62SzfqwKbYE3Z7Wt2ujYEc",
    "payment_id": "",
    "payment_name": "",
    "obtain_failed": 0,
    "min_confirms": 1,
}
ADDRESSES = {
    "currency": "USDT",
    "address": "LPXtk1kWHioP62SzfqwKbYE3Z7Wt2ujYEc",
    "multichain_addresses": [ADDRESS, {**ADDRESS, "chain": "ETH"}],
    "min_deposit_amount": "0.000006",
}
MOVE = {
    "id": "210496",
    "timestamp": "1542000000",
    "currency": "USDT",
    "address": "1HkxtBAMrA3tP5ENnYY2CZortjZvFDH5Cs",
    "txid": "128988928203223323290",
    "amount": "222.61",
    "memo": "",
    "status": "DONE",
    "chain": "TRX",
}
WITHDRAWAL = {
    "id": "w1879219868",
    "currency": "USDT",
    "address": "THISISTESTADDRESSFORGATEPAY",
    "amount": "4.023",
    "fee": "0",
    "txid": "Internal transaction 260594131",
    "chain": "BSC",
    "timestamp": "1745220149",
    "status": "DONE",
    "withdraw_order_id": "202504211521368538928",
    "block_number": "1000",
    "fail_reason": "",
    "type": "appbankgp",
    "timestamp2": "1745220149",
    "memo": "",
}

EXAMPLES: dict[str, Any] = {
    "GET /spot/time": {"server_time": NOW * 1000},
    "GET /spot/currency_pairs": [PAIR],
    "GET /spot/currencies": [CURRENCY],
    "GET /spot/tickers": [TICKER, {**TICKER, "currency_pair": "ETH_USDT"}],
    "GET /spot/order_book": BOOK,
    "GET /spot/trades": [TRADE],
    "GET /spot/candlesticks": [CANDLE],
    "GET /spot/accounts": [{"currency": "ETH", "available": "968.8", "locked": "0", "update_id": 98}],
    "GET /account/detail": {"user_id": 1667201533, "ip_whitelist": ["127.0.0.1"], "key": {"mode": 1}, "tier": 2},
    "GET /wallet/currency_chains": [DETAIL],
    "GET /wallet/withdraw_status": [FEES],
    "GET /wallet/deposit_address": ADDRESSES,
    "GET /wallet/deposits": [MOVE],
    "GET /wallet/withdrawals": [WITHDRAWAL],
    # Under the id of the documented history, so that it is found there.
    "POST /withdrawals": {**MOVE, "id": WITHDRAWAL["id"], "withdraw_order_id": "order_123456"},
    f"DELETE /withdrawals/{WITHDRAWAL['id']}": {**MOVE, "id": WITHDRAWAL["id"], "block_number": "18217349"},
    "POST /wallet/transfers": {"tx_id": 59636381286},
}
SIZES = {"lowest_size": "1.151", "highest_size": "201.863"}
"""What a ticker has besides when one pair is asked for."""
PUBLIC = re.compile(r"GET /(spot/(?!accounts)|wallet/currency_chains)")
REPEATED = ("currency_pair", "currency", "withdraw_order_id", "amount", "address", "chain")
"""What the answer says after the request."""


def answer(method: str, target: str, body: bytes, headers: Mapping[str, str | None]) -> tuple[int, object]:
    """Status and payload that the documents have for a request."""
    parts = urlsplit(target)
    asked: dict[str, str] = json.loads(body) if body else dict(parse_qsl(parts.query))
    label = f"{method} {parts.path.removeprefix('/api/v4')}"
    if not PUBLIC.match(label):
        said = "\n".join(
            (method, parts.path, parts.query, hashlib.sha512(body).hexdigest(), headers["Timestamp"] or "")
        )
        if headers["KEY"] != KEY:
            return 401, {"label": "INVALID_KEY", "message": "Invalid API Key"}
        if hmac.new(SECRET.encode(), said.encode(), hashlib.sha512).hexdigest() != headers["SIGN"]:
            return 401, {"label": "INVALID_SIGNATURE", "message": "Invalid signature"}
        if abs(int(headers["Timestamp"] or 0) - NOW) > 60:
            return 401, {"label": "REQUEST_EXPIRED", "message": "Request `Timestamp` is far from the server time"}
    found = json.loads(json.dumps(EXAMPLES[label]))
    if label == "GET /spot/tickers" and "currency_pair" in asked:
        found = [found[0] | SIZES]
    if label == "GET /wallet/withdrawals" and "withdraw_order_id" in asked:
        # The documented record, of the withdrawal that the tests make.
        found = [found[0] | {"currency": "GT", "chain": "ETH", "amount": "222.61", "address": MOVE["address"]}]
    if "from" in asked and isinstance(found, list):
        begin, end = int(asked["from"]), int(asked.get("to", NOW))
        told = [(int(each[0] if isinstance(each, list) else each["timestamp"]), each) for each in found]
        found = [each for time, each in told if begin <= time <= end]
    for record in found if isinstance(found, list) else [found]:
        if isinstance(record, dict):
            record |= {name: asked[name] for name in REPEATED if name in asked and name in record}
    return 200, found


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name: self.headers.get(name) for name in ("KEY", "SIGN", "Timestamp")}
        status, found = answer(self.command, self.path, body, headers)
        payload = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    do_POST = do_DELETE = do_GET

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's word
        pass


@contextmanager
def serving(exchange: str, answers: Mapping[str, object]) -> Iterator[Loopback]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Loopback(
                address=f"http://127.0.0.1:{server.server_port}",
                clock_ms=NOW * 1000,
                settings={"api_key": KEY, "api_secret": SECRET},
            )
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def documentation() -> Callable[[str, Mapping[str, object]], AbstractContextManager[Loopback]]:
    return serving
