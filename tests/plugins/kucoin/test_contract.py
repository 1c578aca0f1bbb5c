"""KuCoin keeps the rules of the ports."""

from decimal import Decimal

from crossvenue.model import NO_MEMO, WalletKind
from crossvenue.testing import MarketContract, TradingContract, WalletContract

TIMESTAMP = (200, b'{"code":"400002","msg":"KC-API-TIMESTAMP Invalid"}')


class TestMarket(MarketContract):
    exchange = "kucoin"


class TestTrading(TradingContract):
    exchange = "kucoin"
    refused_timestamp = TIMESTAMP
    insufficient_funds = (200, b'{"code":"200004","msg":"Balance insufficient!"}')


class TestWallet(WalletContract):
    exchange = "kucoin"
    refused_timestamp = TIMESTAMP
    withdrawal = {
        "asset": "USDT",
        "amount": Decimal("25.5"),
        "network": "TRX",
        "address": "TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj",
        "memo": NO_MEMO,
    }
    transfer = {
        "asset": "USDT",
        "amount": Decimal("1.5"),
        "source": WalletKind.SPOT,
        "target": WalletKind.FUNDING,
    }
