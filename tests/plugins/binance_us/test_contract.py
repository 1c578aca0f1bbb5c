"""Binance.US keeps the rules of the ports."""

from datetime import UTC, datetime
from decimal import Decimal

from crossvenue.model import NO_MEMO, Interval
from crossvenue.testing import MarketContract, TradingContract, WalletContract

# The documented record of the history, and the same for the withdrawal that is made here.
WITHDRAWN = {
    "id": "4e7f4f31560041ee880b5386f06d4053",
    "amount": "0.9",
    "transactionFee": "0.1",
    "coin": "BNB",
    "status": 2,
    "address": "0xd709f9d0bbc6b0e746a13142dfe353086edf87c2",
    "applyTime": "2022-02-18 03:36:04",
    "network": "BSC",
    "transferType": 0,
}
MADE = {**WITHDRAWN, "amount": "0.90000001", "withdrawOrderId": f"cv{1:022x}"}
HISTORY = "GET /sapi/v1/capital/withdraw/history"
REFUSAL = (400, b'{"code":-1100,"msg":"Illegal characters found in a parameter."}')
TIMESTAMP = (400, b'{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}')


class TestMarket(MarketContract):
    exchange = "binance_us"
    symbol = "LTC/BTC"
    interval = Interval.W1  # Of the documented candle.
    # From the first that is found on by id.
    paged = {
        "aggregate_trades": {
            "symbol": "LTC/BTC",
            "since": datetime(2021, 11, 17, 5, tzinfo=UTC),
            "until": datetime(2021, 11, 17, 6, tzinfo=UTC),
        }
    }
    refusal = REFUSAL
    # Of lists the document tells dollars.
    arguments = {name: {"symbols": ["BTC/USD"]} for name in ("tickers", "quotes", "prices")}


class TestTrading(TradingContract):
    exchange = "binance_us"
    # A day at a time.
    paged = {
        "orders": {
            "symbol": "BTC/USD",
            "since": datetime(2023, 3, 14, tzinfo=UTC),
            "until": datetime(2023, 3, 17, tzinfo=UTC),
        }
    }
    refusal = REFUSAL
    refused_timestamp = TIMESTAMP
    insufficient_funds = (400, b'{"code":-2010,"msg":"Account has insufficient balance for requested action."}')


class TestWallet(WalletContract):
    exchange = "binance_us"
    # Ninety days at a time.
    paged = {
        "deposits": {
            "asset": "BNB",
            "since": datetime(2021, 10, 1, tzinfo=UTC),
            "until": datetime(2022, 3, 1, tzinfo=UTC),
        }
    }
    # Of the history, of the last day, and of the withdrawal that is looked for coin by coin.
    answers = {HISTORY: [(200, [WITHDRAWN]), (200, []), (200, []), (200, []), (200, [MADE])]}
    refusal = REFUSAL
    refused_timestamp = TIMESTAMP
    withdrawal = {
        "asset": "BNB",
        "amount": Decimal("0.90000001"),
        "network": "BSC",
        "address": "0xd709f9d0bbc6b0e746a13142dfe353086edf87c2",
        "memo": NO_MEMO,
    }
