"""Gate keeps the rules of the ports that the plugin has."""

from datetime import UTC, datetime

import pytest

from crossvenue.limits import Limit
from crossvenue.model import NO_MEMO, Interval, WalletKind
from crossvenue.testing import MarketContract, WalletContract
from crossvenue_gate import GATE

REFUSAL = (400, b'{"label": "INVALID_PARAM_VALUE", "message": "Invalid parameter"}')
RECORDED = datetime(2025, 8, 27, 13, 16, 7, tzinfo=UTC)
TOO_MANY = (
    429,
    b'{"label": "TOO_MANY_REQUESTS", "message": "Request Rate limit Exceeded (90005)"}',
    {"X-Gate-RateLimit-Reset-Timestamp": f"{RECORDED.timestamp() + 8:.0f}"},
    8,
)


class TestMarket(MarketContract):
    exchange = "gate"
    symbol = "ETH/USDT"
    interval = Interval.M1  # The documents' candle opens at 48 minutes past the hour.
    # A thousand minutes at a time.
    paged = {
        "candles": {
            "symbol": "ETH/USDT",
            "interval": Interval.M1,
            "since": datetime(2018, 10, 18, tzinfo=UTC),
            "until": datetime(2018, 10, 19, tzinfo=UTC),
        }
    }
    refusal = REFUSAL
    rate_limited = TOO_MANY


class TestWallet(WalletContract):
    exchange = "gate"
    # Thirty days at a time.
    paged = {"deposits": {"since": datetime(2018, 10, 1, tzinfo=UTC), "until": datetime(2018, 12, 15, tzinfo=UTC)}}
    refusal = REFUSAL
    rate_limited = TOO_MANY
    withdrawal = {
        "asset": "GT",
        "amount": "222.61",
        "network": "ETH",
        "address": "1HkxtBAMrA3tP5ENnYY2CZortjZvFDH5Cs",
        "memo": NO_MEMO,
    }
    transfer = {"asset": "BTC", "amount": "1", "source": WalletKind.SPOT, "target": WalletKind.USD_FUTURES}
    words = {"source": "from", "target": "to", "usd_futures": "futures"}
    refused_timestamp = (
        401,
        b'{"label": "REQUEST_EXPIRED", "message": "Request `Timestamp` is far from the server time"}',
    )

    @pytest.fixture(autouse=True)
    def _often(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # The kit's clock stands still while a request waits for its budget, and Gate takes a withdrawal in 3 seconds.
        monkeypatch.setitem(GATE.limits, "withdraw", (Limit(100, 3),))
