"""KuCoin keeps the rules of the ports."""

from datetime import UTC, datetime
from decimal import Decimal

from crossvenue.model import NO_MEMO, Interval, WalletKind
from crossvenue.testing import MarketContract, TradingContract, WalletContract

REFUSAL = (200, b'{"code":"400007","msg":"Access denied--> Require more permission."}')
# The documented fields of a withdrawal; the documented history is one of deposits.
WITHDRAWN = {
    "id": "670deec84d64da0007d7c946",
    "currency": "USDT",
    "chain": "trx",
    "status": "SUCCESS",
    "address": "TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj",
    "memo": "",
    "isInner": False,
    "amount": "3.00000000",
    "fee": "0.0005",
    "walletTxId": None,
    "createdAt": 1730000000000,
    "updatedAt": 1730000001000,
    "remark": "",
}
DEPOSITED = {
    "currency": "USDT",
    "chain": "trx",
    "status": "SUCCESS",
    "address": "TSv3L1fS7yA3SxzKD8c1qdX4nLP6rqNxYz",
    "memo": "",
    "isInner": False,
    "amount": "2.00000000",
    "fee": "0.00000000",
    "walletTxId": "abc",
    "createdAt": 1721730920000,
    "updatedAt": 1721730921000,
    "remark": "Deposit",
    "arrears": False,
}
MADE = {**WITHDRAWN, "status": "PROCESSING", "amount": "25.5", "createdAt": 1762300800000, "updatedAt": 1762300801000}
# The documented fields of an order; the documented one is filled, and no other takes the place of that.
ORDERED = {
    "id": "67111a7cb7cbdf000703e1f6",
    "clientOid": f"cv{2:022x}",
    "symbol": "BTC-USDT",
    "type": "limit",
    "side": "buy",
    "price": "20000",
    "size": "0.001",
    "dealSize": "0",
    "dealFunds": "0",
    "cancelledSize": "0",
    "stp": None,
    "timeInForce": "GTC",
    "postOnly": False,
    "iceberg": False,
    "visibleSize": "0",
    "cancelExist": False,
    "inOrderBook": True,
    "active": True,
    "createdAt": 1762300800000,
    "lastUpdatedAt": 1762300800000,
}
CANCELED = {**ORDERED, "cancelExist": True, "cancelledSize": "0.001", "inOrderBook": False, "active": False}
PAGE = {"currentPage": 1, "pageSize": 500, "totalNum": 1, "totalPage": 1}
TIMESTAMP = (200, b'{"code":"400002","msg":"KC-API-TIMESTAMP Invalid"}')
# What is left of the pool, and after how many milliseconds there is more.
TOO_MANY = (
    429,
    b'{"code":"429000","msg":"Too many requests in a short period of time, please retry later"}',
    {"gw-ratelimit-limit": "2000", "gw-ratelimit-remaining": "0", "gw-ratelimit-reset": "9000"},
    9,
)


class TestMarket(MarketContract):
    exchange = "kucoin"
    interval = Interval.M1  # Of the documented candles.
    arguments = {
        "candles": {
            "symbol": "BTC/USDT",
            "interval": Interval.M1,
            "since": datetime(2019, 8, 26, 3, 20, tzinfo=UTC),
            "until": datetime(2019, 8, 26, 3, 22, tzinfo=UTC),
        }
    }
    # At most 1500 at a time.
    paged = {
        "candles": {
            "symbol": "BTC/USDT",
            "interval": Interval.M1,
            "since": datetime(2019, 8, 25, tzinfo=UTC),
            "until": datetime(2019, 8, 27, tzinfo=UTC),
        }
    }
    refusal = REFUSAL
    rate_limited = TOO_MANY


class TestTrading(TradingContract):
    exchange = "kucoin"
    paged = {
        "fills": {
            "symbol": "BTC/USDT",
            "since": datetime(2024, 10, 10, tzinfo=UTC),
            "until": datetime(2024, 10, 25, tzinfo=UTC),
        }
    }
    answers = {
        "GET /api/v1/hf/orders/client-order/{clientOid}": ORDERED,
        f"GET /api/v1/hf/orders/{ORDERED['id']}": CANCELED,
        "GET /api/v1/hf/orders/67112258f9406e0007408827": {**ORDERED, "id": "67112258f9406e0007408827"},
    }
    refusal = REFUSAL
    rate_limited = TOO_MANY
    refused_timestamp = TIMESTAMP
    words = {"quantity": "size"}
    insufficient_funds = (200, b'{"code":"200004","msg":"Balance insufficient!"}')


class TestWallet(WalletContract):
    exchange = "kucoin"
    # A page after the other, of which the documents show one.
    paged = {
        "deposits": {
            "asset": "USDT",
            "since": datetime(2024, 7, 1, tzinfo=UTC),
            "until": datetime(2024, 11, 1, tzinfo=UTC),
        }
    }
    answers = {
        "GET /api/v1/deposits": [
            {**PAGE, "items": [DEPOSITED]},
            {
                **PAGE,
                "totalNum": 2,
                "totalPage": 2,
                "items": [{**DEPOSITED, "walletTxId": "def", "createdAt": 1728555876000}],
            },
            {**PAGE, "currentPage": 2, "totalNum": 2, "totalPage": 2, "items": [DEPOSITED]},
        ],
        # Of the history, of the last day, and of the withdrawal that is looked for.
        "GET /api/v1/withdrawals": [
            {**PAGE, "items": [WITHDRAWN]},
            {**PAGE, "totalNum": 0, "totalPage": 0, "items": []},
            {**PAGE, "items": [{**MADE, "remark": f"cv{1:022x}"}]},
        ],
    }
    refusal = REFUSAL
    rate_limited = TOO_MANY
    refused_timestamp = TIMESTAMP
    words = {"source": "fromAccountType", "target": "toAccountType", "spot": "TRADE", "funding": "MAIN"}
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
