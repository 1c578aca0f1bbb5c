"""Binance keeps the rules of the ports."""

from datetime import UTC, datetime
from decimal import Decimal

from crossvenue.model import NO_MEMO, Interval
from crossvenue.testing import MarketContract, TradingContract, WalletContract

REFUSAL = (400, b'{"code":-1100,"msg":"Illegal characters found in a parameter."}')
# The documented record of the history, and the same for the withdrawal that is made here.
WITHDRAWN = {
    "address": "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB",
    "amount": "0.00150000",
    "applyTime": "2019-09-24 12:43:45",
    "coin": "BTC",
    "id": "156ec387f49b41df8724fa744fa82719",
    "network": "BTC",
    "status": 6,
    "transactionFee": "0.004",
    "transferType": 0,
    "confirmNo": 2,
    "info": "",
    "txId": "60fd9007ebfddc753455f95fafa808c4302c836e4d1eebc5a132c36c1d8ac354",
}
MADE = {**WITHDRAWN, "id": "7213fea8e94b4a5593d507237e5a555b", "withdrawOrderId": f"cv{1:022x}"}
TIMESTAMP = (400, b'{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}')


class TestMarket(MarketContract):
    exchange = "binance"
    symbol = "LTC/BTC"  # Of which the documents tell most.
    interval = Interval.W1  # Of the documented candle.
    arguments = {"tickers": {"symbols": ["BNB/BTC"]}}
    # An hour at a time, and from the first that is found on by id.
    paged = {
        "aggregate_trades": {
            "symbol": "LTC/BTC",
            "since": datetime(2017, 6, 30, 2, tzinfo=UTC),
            "until": datetime(2017, 6, 30, 4, tzinfo=UTC),
        }
    }
    refusal = REFUSAL


class TestTrading(TradingContract):
    exchange = "binance"
    # A day at a time.
    paged = {
        "orders": {
            "symbol": "BTC/USDT",
            "since": datetime(2017, 7, 11, tzinfo=UTC),
            "until": datetime(2017, 7, 14, tzinfo=UTC),
        }
    }
    refusal = REFUSAL
    refused_timestamp = TIMESTAMP
    insufficient_funds = (400, b'{"code":-2010,"msg":"Account has insufficient balance for requested action."}')


class TestWallet(WalletContract):
    exchange = "binance"
    # Fewer than there are: the documents count eight conversions and show two.
    arguments = {"dust_conversions": {"limit": 3}}
    # Ninety days at a time.
    paged = {"deposits": {"since": datetime(2020, 4, 1, tzinfo=UTC), "until": datetime(2020, 12, 1, tzinfo=UTC)}}
    answers = {
        "GET /sapi/v1/capital/withdraw/quota": (200, {"wdQuota": "10000", "usedWdQuota": "1000"}),
        # Of the history, of the last day, and of the withdrawal that is looked for.
        "GET /sapi/v1/capital/withdraw/history": [(200, [WITHDRAWN]), (200, []), (200, [MADE])],
    }
    refusal = REFUSAL
    refused_timestamp = TIMESTAMP
    words = {"source": "type", "target": "type", "spot": "MAIN"}  # MAIN_FUNDING
    withdrawal = {
        "asset": "BTC",
        "amount": Decimal("0.01234567"),
        "network": "BTC",
        "address": "1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv",
        "memo": NO_MEMO,
    }
