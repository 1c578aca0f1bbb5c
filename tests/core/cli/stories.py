"""What each venue answers in the demonstration: one market, one account, one withdrawal, as the venue tells them.

Each function gives the answers that take the place of the documented examples, so that the story hangs together.
The fields are the documented ones; which values are documented and which made up is in cassettes/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ADDRESS: Final = "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB"
PLACED, SENT = (f"cv{number:022x}" for number in (2, 3))
"""The client ids of the order (the refused one took the first) and of the withdrawal."""

WITHDRAWALS: Final = {
    "binance": "156ec387f49b41df8724fa744fa82719",
    "binance_us": "4e7f4f31560041ee880b5386f06d4053",
    "kucoin": "670deec84d64da0007d7c946",
}
"""What each venue calls the withdrawal."""

Answers = dict[str, object]


# ------------------------------------------------------------------------------------------------ Binance

WITHDRAWAL: Final = {
    "address": ADDRESS,
    "amount": "0.00150000",
    "applyTime": "2024-06-01 00:00:05",
    "coin": "BTC",
    "id": WITHDRAWALS["binance"],
    "withdrawOrderId": SENT,
    "network": "BTC",
    "transferType": 0,
    "status": 4,
    "transactionFee": "0.0005",
    "confirmNo": 0,
    "info": "",
    "txId": "",
}
TICKER: Final = {
    "symbol": "BTCUSDT",
    "priceChange": "42.00000000",
    "priceChangePercent": "1.061",
    "weightedAvgPrice": "3989.12345678",
    "prevClosePrice": "3958.00000000",
    "lastPrice": "4000.00000000",
    "lastQty": "1.00000000",
    "bidPrice": "3999.00000000",
    "bidQty": "5.00000000",
    "askPrice": "4000.00000000",
    "askQty": "1.00000000",
    "openPrice": "3958.00000000",
    "highPrice": "4012.50000000",
    "lowPrice": "3940.00000000",
    "volume": "8913.30000000",
    "quoteVolume": "35556254.10731737",
    "openTime": 1717113600000,
    "closeTime": 1717200000000,
    "firstId": 28385,
    "lastId": 28460,
    "count": 76,
}
ACCOUNT: Final = {
    "makerCommission": 15,
    "takerCommission": 15,
    "buyerCommission": 0,
    "sellerCommission": 0,
    "canTrade": True,
    "canWithdraw": True,
    "canDeposit": True,
    "updateTime": 123456789,
    "accountType": "SPOT",
    "balances": [
        {"asset": "BTC", "free": "0.08074558", "locked": "0.00000000"},
        {"asset": "LTC", "free": "4763368.68006011", "locked": "0.00000000"},
        {"asset": "USDT", "free": "1000.00000000", "locked": "0.00000000"},
    ],
    "permissions": ["SPOT"],
}
ORDER: Final = {
    "symbol": "BTCUSDT",
    "orderId": 28,
    "orderListId": -1,
    "clientOrderId": PLACED,
    "transactTime": 1717200003000,
    "price": "3960.00000000",
    "origQty": "0.01200000",
    "executedQty": "0.00000000",
    "cummulativeQuoteQty": "0.00000000",
    "status": "NEW",
    "timeInForce": "GTC",
    "type": "LIMIT",
    "side": "BUY",
    "fills": [],
}


def binance() -> Answers:
    """A key that may withdraw and a quota to hold it against: everything can be learned."""
    return {
        "GET /api/v3/ticker/price": (200, {"symbol": "BTCUSDT", "price": "4000.00000000"}),
        "GET /api/v3/ticker/24hr": (200, TICKER),
        "GET /api/v3/depth": (
            200,
            {
                "lastUpdateId": 1027024,
                "bids": [
                    ["3999.00000000", "5.00000000"],
                    ["3998.00000000", "2.00000000"],
                    ["3997.00000000", "1.00000000"],
                ],
                "asks": [
                    ["4000.00000000", "1.00000000"],
                    ["4001.00000000", "12.00000000"],
                    ["4002.00000000", "431.00000000"],
                ],
            },
        ),
        "GET /api/v3/account": (200, ACCOUNT),
        "POST /api/v3/order": (200, ORDER),
        "GET /sapi/v1/account/apiRestrictions": (
            200,
            {
                "ipRestrict": True,
                "createTime": 1623840271000,
                "enableWithdrawals": True,
                "enableInternalTransfer": True,
                "permitsUniversalTransfer": True,
                "enableVanillaOptions": False,
                "enableReading": True,
                "enableFutures": False,
                "enableMargin": False,
                "enableSpotAndMarginTrading": True,
                "tradingAuthorityExpirationTime": 1743465600000,
            },
        ),
        "GET /sapi/v1/capital/withdraw/quota": (200, {"wdQuota": "10000", "usedWdQuota": "1000"}),
        "POST /sapi/v1/capital/withdraw/apply": (200, {"id": WITHDRAWAL["id"]}),
        # Before it was sent the history of the day is empty; afterwards it has it.
        "GET /sapi/v1/capital/withdraw/history": [(200, []), (200, [WITHDRAWAL])],
    }


# ------------------------------------------------------------------------------------------------ Binance.US


def _on(network: str, name: str, **more: object) -> dict[str, Any]:
    return {
        "network": network,
        "coin": "BTC",
        "withdrawIntegerMultiple": "0.00000001",
        "isDefault": False,
        "depositEnable": True,
        "withdrawEnable": True,
        "depositDesc": "",
        "withdrawDesc": "",
        "name": name,
        "resetAddressStatus": False,
        "withdrawFee": "0",
        "withdrawMin": "0",
        "withdrawMax": "9999999",
        **more,
    }


COIN: Final = {
    "coin": "BTC",
    "depositAllEnable": True,
    "withdrawAllEnable": True,
    "name": "Bitcoin",
    "free": "0.08074558",
    "locked": "0",
    "freeze": "0",
    "withdrawing": "0",
    "ipoing": "0",
    "ipoable": "0",
    "storage": "0",
    "isLegalMoney": False,
    "trading": True,
    "networkList": [
        _on("BTC", "Bitcoin", isDefault=True, withdrawFee="0.0005", withdrawMin="0.001"),
        _on(
            "BNB",
            "BEP222ee",
            depositEnable=False,
            withdrawEnable=False,
            depositDesc="Wallet Maintenance, Deposit Suspended",
            withdrawDesc="Wallet Maintenance, Withdrawal Suspended",
            addressRegex="^(bnb1)[0-9a-z]{38}$",
            memoRegex="^[0-9A-Za-z\\-_]{1,120}$",
            minConfirm=15,
            unLockConfirm=3,
        ),
        _on(
            "BSC",
            "BSC (BEP20)",
            addressRegex="^(0x)[0-9A-Fa-f]{40}$",
            memoRegex="",
            minConfirm=0,
            unLockConfirm=0,
        ),
    ],
}


def binance_us() -> Answers:
    """What the key may do, and patterns for addresses, are what Binance.US does not tell."""
    us: Mapping[str, object] = {
        "lastPrice": "3998.00000000",
        "priceChange": "40.00000000",
        "priceChangePercent": "1.011",
        "lastQty": "0.03454900",
        "bidPrice": "3997.50000000",
        "bidQty": "0.07100000",
        "askPrice": "4001.20000000",
        "askQty": "0.42600000",
        "highPrice": "4010.00000000",
        "lowPrice": "3941.00000000",
        "volume": "1675.88065900",
        "quoteVolume": "6685297.11000000",
    }
    withdrawal = {
        "id": WITHDRAWALS["binance_us"],
        "amount": "0.001",
        "transactionFee": "0.0005",
        "coin": "BTC",
        "status": 4,
        "address": ADDRESS,
        "applyTime": "2024-06-01 00:00:05",
        "network": "BTC",
        "transferType": 0,
    }
    return {
        "GET /api/v3/ticker/24hr": (200, {**TICKER, **us}),
        "GET /api/v3/depth": (
            200,
            {
                "lastUpdateId": 1027024,
                "bids": [["3997.50000000", "0.07100000"], ["3996.00000000", "0.25000000"]],
                "asks": [["4001.20000000", "0.42600000"], ["4002.00000000", "13.74000000"]],
            },
        ),
        "GET /api/v3/account": (
            200,
            {
                **ACCOUNT,
                "commissionRates": {
                    "maker": "0.00150000",
                    "taker": "0.00150000",
                    "buyer": "0.00000000",
                    "seller": "0.00000000",
                },
                "brokered": False,
                "requireSelfTradePrevention": False,
            },
        ),
        "POST /api/v3/order": (
            200,
            {
                **ORDER,
                "price": "3958.02000000",
                "workingTime": 1717200003000,
                "selfTradePreventionMode": "NONE",
            },
        ),
        "GET /sapi/v3/accountStatus": (200, {"msg": "Normal", "success": True}),
        "GET /sapi/v1/capital/config/getall": (200, [COIN]),
        "POST /sapi/v1/capital/withdraw/apply": (200, {"id": withdrawal["id"]}),
        "GET /sapi/v1/capital/withdraw/history": [(200, []), (200, [withdrawal])],
    }


# ------------------------------------------------------------------------------------------------ KuCoin


def _data(data: object) -> tuple[int, object]:
    return 200, {"code": "200000", "data": data}


def kucoin() -> Answers:
    """The state of the account, and patterns for addresses, are what KuCoin does not tell; its quota is in BTC."""
    spot = {
        "id": "548674591753",
        "currency": "USDT",
        "type": "trade",
        "balance": "1000",
        "available": "1000",
        "holds": "0",
    }
    main = {
        "id": "63355cd156298d0001b66e61",
        "currency": "BTC",
        "type": "main",
        "balance": "0.08074558",
        "available": "0.08074558",
        "holds": "0",
    }
    withdrawal = {
        "id": WITHDRAWALS["kucoin"],
        "currency": "BTC",
        "chain": "btc",
        "status": "PROCESSING",
        "address": ADDRESS,
        "memo": "",
        "isInner": False,
        "amount": "0.00150000",
        "fee": "0.00050000",
        "walletTxId": None,
        "createdAt": 1762300805000,
        "updatedAt": 1762300805000,
        "remark": SENT,
        "arrears": False,
    }
    page = {"currentPage": 1, "pageSize": 500, "totalNum": 0, "totalPage": 0, "items": []}
    found = {**page, "totalNum": 1, "totalPage": 1, "items": [withdrawal]}
    return {
        "GET /api/v1/market/stats": {
            "time": 1762300800000,
            "symbol": "BTC-USDT",
            "buy": "3999.1",
            "sell": "3999.2",
            "changeRate": "0.0103",
            "changePrice": "40.8",
            "high": "4013",
            "low": "3941.2",
            "vol": "1738.02898182",
            "volValue": "6933262.45",
            "last": "3999.1",
            "averagePrice": "3989.21437289",
            "takerFeeRate": "0.001",
            "makerFeeRate": "0.001",
            "takerCoefficient": "1",
            "makerCoefficient": "1",
        },
        "GET /api/v1/market/orderbook/level2_{size}": {
            "time": 1762300800000,
            "sequence": "14610502970",
            "bids": [["3999.1", "0.69109872"], ["3999", "0.14377"]],
            "asks": [["3999.2", "0.05408199"], ["3999.5", "0.0005"]],
        },
        # The spot wallet, the one that withdrawals leave, all of them, and that one again.
        "GET /api/v1/accounts": [_data([spot]), _data([main]), _data([main, spot]), _data([main])],
        "POST /api/v1/hf/orders/sync": {
            "orderId": "67111a7cb7cbdf000703e1f6",
            "clientOid": PLACED,
            "orderTime": 1762300803000,
            "originSize": "0.01234567",
            "dealSize": "0",
            "remainSize": "0.01234567",
            "canceledSize": "0",
            "status": "open",
            "matchTime": 1762300803002,
        },
        "GET /api/v1/withdrawals/quotas": {
            "currency": "BTC",
            "limitBTCAmount": "15.79590095",
            "usedBTCAmount": "0.00000000",
            "quotaCurrency": "USDT",
            "limitQuotaCurrencyAmount": "999999.00000000",
            "usedQuotaCurrencyAmount": "0",
            "remainAmount": "15.79590095",
            "availableAmount": "0.08074558",
            "withdrawMinFee": "0.0005",
            "innerWithdrawMinFee": "0",
            "withdrawMinSize": "0.001",
            "isWithdrawEnabled": True,
            "precision": 8,
            "chain": "BTC",
            "reason": None,
            "lockedAmount": "0",
        },
        "GET /api/v1/withdrawals": [found if sent else page for sent in (False, True)],
    }


STORIES: Final = {"binance": binance, "binance_us": binance_us, "kucoin": kucoin}
