"""Binance.US keeps the rules of the ports."""

from decimal import Decimal

from crossvenue.model import NO_MEMO
from crossvenue.testing import MarketContract, TradingContract, WalletContract

TIMESTAMP = (400, b'{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}')


class TestMarket(MarketContract):
    exchange = "binance_us"
    symbol = "LTC/BTC"
    # Of lists the document tells dollars.
    arguments = {name: {"symbols": ["BTC/USD"]} for name in ("tickers", "quotes", "prices")}


class TestTrading(TradingContract):
    exchange = "binance_us"
    refused_timestamp = TIMESTAMP
    insufficient_funds = (400, b'{"code":-2010,"msg":"Account has insufficient balance for requested action."}')


class TestWallet(WalletContract):
    exchange = "binance_us"
    refused_timestamp = TIMESTAMP
    withdrawal = {
        "asset": "BNB",
        "amount": Decimal("0.90000001"),
        "network": "BSC",
        "address": "0xd709f9d0bbc6b0e746a13142dfe353086edf87c2",
        "memo": NO_MEMO,
    }
