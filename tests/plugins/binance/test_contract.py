"""Binance keeps the rules of the ports."""

from decimal import Decimal

from crossvenue.model import NO_MEMO
from crossvenue.testing import MarketContract, TradingContract, WalletContract

TIMESTAMP = (400, b'{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}')


class TestMarket(MarketContract):
    exchange = "binance"
    symbol = "LTC/BTC"  # Of which the documents tell most.
    arguments = {"tickers": {"symbols": ["BNB/BTC"]}}


class TestTrading(TradingContract):
    exchange = "binance"
    refused_timestamp = TIMESTAMP
    insufficient_funds = (400, b'{"code":-2010,"msg":"Account has insufficient balance for requested action."}')


class TestWallet(WalletContract):
    exchange = "binance"
    # Fewer than there are: the documents count eight conversions and show two.
    arguments = {"dust_conversions": {"limit": 3}}
    answers = {"GET /sapi/v1/capital/withdraw/quota": (200, {"wdQuota": "10000", "usedWdQuota": "1000"})}
    refused_timestamp = TIMESTAMP
    withdrawal = {
        "asset": "BTC",
        "amount": Decimal("0.01234567"),
        "network": "BTC",
        "address": "1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv",
        "memo": NO_MEMO,
    }
