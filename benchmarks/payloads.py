"""Payloads in the exchange's documented wire format, generated: the same bytes on every machine.

Shapes and words are those of Binance's REST reference (Market Data, Account, Trade and Wallet), the numbers are
drawn from a seed. `payload(name)` gives the bytes, made when first asked for.
"""

from __future__ import annotations

import functools
import json
import random
from collections.abc import Callable
from typing import Any

NOW = 1_790_000_000_000
QUOTES = ("USDT", "BTC", "USDC", "FDUSD", "ETH", "TRY", "EUR", "BNB")
SYMBOLS = 2500
COINS = 600


def _assets() -> list[str]:
    dice = random.Random("assets")
    names = dict.fromkeys(("BTC", "ETH", "BNB", "SOL", "XRP", "LTC", *QUOTES))
    while len(names) < COINS:
        names["".join(dice.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=dice.choice((3, 4, 5))))] = None
    return list(names)


def _pairs() -> list[tuple[str, str]]:
    pairs = [(base, quote) for quote in QUOTES for base in _assets() if base != quote]
    return pairs[:SYMBOLS]


def _amount(dice: random.Random, scale: float = 1.0) -> str:
    return f"{scale * dice.lognormvariate(0, 1.5):.8f}"


def _symbol(dice: random.Random, base: str, quote: str) -> dict[str, Any]:
    tick, step = f"{10.0 ** -dice.randint(2, 8):.8f}", f"{10.0 ** -dice.randint(0, 5):.8f}"
    known = base == "BTC" and quote == "USDT"  # An order is placed there.
    if known:
        tick, step = "0.01000000", "0.00001000"
    groups = [f"TRD_GRP_{number:03d}" for number in range(4, 4 + dice.choice((6, 12, 22)))]
    return {
        "symbol": base + quote,
        "status": "TRADING" if known or dice.random() < 0.7 else "BREAK",
        "baseAsset": base,
        "baseAssetPrecision": 8,
        "quoteAsset": quote,
        "quotePrecision": 8,
        "quoteAssetPrecision": 8,
        "baseCommissionPrecision": 8,
        "quoteCommissionPrecision": 8,
        "orderTypes": [
            "LIMIT",
            "LIMIT_MAKER",
            "MARKET",
            "STOP_LOSS",
            "STOP_LOSS_LIMIT",
            "TAKE_PROFIT",
            "TAKE_PROFIT_LIMIT",
        ],
        "icebergAllowed": True,
        "ocoAllowed": True,
        "otoAllowed": True,
        "quoteOrderQtyMarketAllowed": True,
        "allowTrailingStop": True,
        "cancelReplaceAllowed": True,
        "amendAllowed": True,
        "pegInstructionsAllowed": True,
        "isSpotTradingAllowed": True,
        "isMarginTradingAllowed": dice.random() < 0.5,
        "filters": [
            {"filterType": "PRICE_FILTER", "minPrice": tick, "maxPrice": "1000000.00000000", "tickSize": tick},
            {"filterType": "LOT_SIZE", "minQty": step, "maxQty": "9000000.00000000", "stepSize": step},
            {"filterType": "ICEBERG_PARTS", "limit": 10},
            {
                "filterType": "MARKET_LOT_SIZE",
                "minQty": "0.00000000",
                "maxQty": _amount(dice, 5000),
                "stepSize": "0.00000000",
            },
            {
                "filterType": "TRAILING_DELTA",
                "minTrailingAboveDelta": 10,
                "maxTrailingAboveDelta": 2000,
                "minTrailingBelowDelta": 10,
                "maxTrailingBelowDelta": 2000,
            },
            {
                "filterType": "PERCENT_PRICE_BY_SIDE",
                "bidMultiplierUp": "5",
                "bidMultiplierDown": "0.2",
                "askMultiplierUp": "5",
                "askMultiplierDown": "0.2",
                "avgPriceMins": 5,
            },
            {
                "filterType": "NOTIONAL",
                "minNotional": "5.00000000",
                "applyMinToMarket": True,
                "maxNotional": "9000000.00000000",
                "applyMaxToMarket": False,
                "avgPriceMins": 5,
            },
            {"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 200},
            {"filterType": "MAX_NUM_ORDER_LISTS", "maxNumOrderLists": 20},
            {"filterType": "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 5},
            {"filterType": "MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends": 10},
        ],
        "permissions": [],
        "permissionSets": [["SPOT", "MARGIN", *groups]],
        "defaultSelfTradePreventionMode": "EXPIRE_MAKER",
        "allowedSelfTradePreventionModes": ["EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT"],
    }


def _exchange_info() -> object:
    dice = random.Random("exchangeInfo")
    return {
        "timezone": "UTC",
        "serverTime": NOW,
        "rateLimits": [
            {"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 1, "limit": 6000},
            {"rateLimitType": "ORDERS", "interval": "SECOND", "intervalNum": 10, "limit": 100},
            {"rateLimitType": "ORDERS", "interval": "DAY", "intervalNum": 1, "limit": 200_000},
            {"rateLimitType": "RAW_REQUESTS", "interval": "MINUTE", "intervalNum": 5, "limit": 61_000},
        ],
        "exchangeFilters": [],
        "symbols": [_symbol(dice, base, quote) for base, quote in _pairs()],
    }


def _tickers(pairs: list[tuple[str, str]]) -> list[dict[str, Any]]:
    dice = random.Random("tickers")
    made = []
    for number, (base, quote) in enumerate(pairs):
        price, change = dice.lognormvariate(2, 3), dice.gauss(0, 0.03)
        made.append(
            {
                "symbol": base + quote,
                "priceChange": f"{price * change:.8f}",
                "priceChangePercent": f"{change * 100:.3f}",
                "weightedAvgPrice": f"{price * (1 + change / 2):.8f}",
                "prevClosePrice": f"{price * (1 - change):.8f}",
                "lastPrice": f"{price:.8f}",
                "lastQty": _amount(dice),
                "bidPrice": f"{price * 0.9999:.8f}",
                "bidQty": _amount(dice, 10),
                "askPrice": f"{price * 1.0001:.8f}",
                "askQty": _amount(dice, 10),
                "openPrice": f"{price * (1 - change):.8f}",
                "highPrice": f"{price * 1.05:.8f}",
                "lowPrice": f"{price * 0.95:.8f}",
                "volume": _amount(dice, 10_000),
                "quoteVolume": _amount(dice, 1_000_000),
                "openTime": NOW - 86_400_000,
                "closeTime": NOW + number,
                "firstId": 1000 * number,
                "lastId": 1000 * number + 999,
                "count": 1000,
            }
        )
    return made


def _levels(dice: random.Random, price: float, step: float, count: int) -> list[list[str]]:
    made = []
    for _ in range(count):
        price += step * dice.choice((1, 1, 2, 5, 31))
        made.append([f"{price:.8f}", _amount(dice, 0.1)])
    return made


def _book(depth: int) -> object:
    dice = random.Random(f"book of {depth}")
    bids, asks = _levels(dice, 121_345.67, -0.01, depth), _levels(dice, 121_345.67, 0.01, depth)
    return {"lastUpdateId": 49_021_876_543, "bids": bids, "asks": asks}


def _candles() -> object:
    dice = random.Random("candles")
    price, made = 121_345.67, []
    for number in range(1000):
        first, price = price, price + dice.gauss(0, 25)
        high, low = max(first, price) + dice.random() * 9, min(first, price) - dice.random() * 9
        volume, opened = dice.lognormvariate(2, 1), NOW + number * 60_000
        made.append(
            [
                opened,
                *(f"{each:.8f}" for each in (first, high, low, price, volume)),
                opened + 59_999,
                f"{volume * price:.8f}",
                dice.randrange(50, 9000),
                f"{volume * 0.48:.8f}",
                f"{volume * 0.48 * price:.8f}",
                "0",
            ]
        )
    return made


def _trades() -> object:
    dice = random.Random("trades")
    made = []
    for number in range(1000):
        price, quantity = 121_345.67 + dice.gauss(0, 5), dice.lognormvariate(-4, 2)
        made.append(
            {
                "id": 5_312_345_678 + number,
                "price": f"{price:.8f}",
                "qty": f"{quantity:.8f}",
                "quoteQty": f"{price * quantity:.8f}",
                "time": NOW + number * 7,
                "isBuyerMaker": dice.random() < 0.5,
                "isBestMatch": True,
            }
        )
    return made


def _aggregates() -> object:
    dice = random.Random("aggregates")
    return [
        {
            "a": 3_612_345_678 + number,
            "p": f"{121_345.67 + dice.gauss(0, 5):.8f}",
            "q": f"{dice.lognormvariate(-4, 2):.8f}",
            "f": 5_312_345_678 + 2 * number,
            "l": 5_312_345_679 + 2 * number,
            "T": NOW + number * 11,
            "m": dice.random() < 0.5,
            "M": True,
        }
        for number in range(1000)
    ]


_NETWORKS = (
    ("ETH", "Ethereum (ERC20)", "^(0x)[0-9A-Fa-f]{40}$", ""),
    ("BSC", "BNB Smart Chain (BEP20)", "^(0x)[0-9A-Fa-f]{40}$", ""),
    ("TRX", "Tron (TRC20)", "^T[1-9A-HJ-NP-Za-km-z]{33}$", ""),
    ("SOL", "Solana", "^[1-9A-HJ-NP-Za-km-z]{32,44}$", ""),
    ("ARBITRUM", "Arbitrum One", "^(0x)[0-9A-Fa-f]{40}$", ""),
    ("XLM", "Stellar", "^G[A-D]{1}[A-Z2-7]{54}$", "^[0-9A-Za-z]{1,28}$"),
)


def _coins() -> object:
    dice = random.Random("coins")

    def network(coin: str, number: int, facts: tuple[str, str, str, str]) -> dict[str, Any]:
        name, title, addresses, memos = facts
        return {
            "network": name,
            "coin": coin,
            "withdrawIntegerMultiple": dice.choice(("0.00000001", "0.000001", "0.01")),
            "isDefault": number == 0,
            "depositEnable": True,
            "withdrawEnable": dice.random() < 0.9,
            "depositDesc": "",
            "withdrawDesc": "",
            "specialTips": "",
            "specialWithdrawTips": "",
            "name": title,
            "resetAddressStatus": False,
            "addressRegex": addresses,
            "memoRegex": memos,
            "withdrawFee": f"{dice.lognormvariate(-1, 2):.6f}",
            "withdrawMin": f"{dice.lognormvariate(0, 2):.6f}",
            "withdrawMax": "9999999999.99999999",
            "depositDust": "0.00000001",
            "minConfirm": dice.choice((1, 6, 12)),
            "unLockConfirm": dice.choice((0, 12, 64)),
            "sameAddress": bool(memos),
            "withdrawTag": bool(memos),
            "estimatedArrivalTime": dice.choice((1, 2, 5)),
            "busy": False,
            "contractAddressUrl": "https://scan.example/token/",
            "contractAddress": f"0x{dice.getrandbits(160):040x}",
        }

    return [
        {
            "coin": coin,
            "depositAllEnable": True,
            "withdrawAllEnable": True,
            "name": coin.title(),
            "free": _amount(dice) if dice.random() < 0.05 else "0",
            "locked": "0",
            "freeze": "0",
            "withdrawing": "0",
            "ipoing": "0",
            "ipoable": "0",
            "storage": "0",
            "isLegalMoney": False,
            "trading": True,
            "networkList": [
                network(coin, number, facts)
                for number, facts in enumerate(dice.sample(_NETWORKS, dice.choice((2, 3, 4, 5, 6))))
            ],
        }
        for coin in _assets()
    ]


def _account() -> object:
    dice = random.Random("account")
    return {
        "makerCommission": 10,
        "takerCommission": 10,
        "buyerCommission": 0,
        "sellerCommission": 0,
        "commissionRates": {
            "maker": "0.00100000",
            "taker": "0.00100000",
            "buyer": "0.00000000",
            "seller": "0.00000000",
        },
        "canTrade": True,
        "canWithdraw": True,
        "canDeposit": True,
        "brokered": False,
        "requireSelfTradePrevention": False,
        "preventSor": False,
        "updateTime": NOW,
        "accountType": "SPOT",
        "balances": [
            {
                "asset": coin,
                "free": _amount(dice) if dice.random() < 0.1 else "0.00000000",
                "locked": _amount(dice) if dice.random() < 0.02 else "0.00000000",
            }
            for coin in _assets()
        ],
        "permissions": ["SPOT"],
        "uid": 354_937_868,
    }


def _order() -> object:
    return {
        "symbol": "BTCUSDT",
        "orderId": 28_457_612_345,
        "orderListId": -1,
        "clientOrderId": "cv5c52e11203aa677f33e493",
        "transactTime": NOW,
        "price": "121350.00000000",
        "origQty": "10.00000000",
        "executedQty": "10.00000000",
        "origQuoteOrderQty": "0.00000000",
        "cummulativeQuoteQty": "1213476.70000000",
        "status": "FILLED",
        "timeInForce": "GTC",
        "type": "LIMIT",
        "side": "BUY",
        "workingTime": NOW,
        "fills": [
            {
                "price": f"{121_345 + number}.67000000",
                "qty": "2.00000000",
                "commission": "0.00200000",
                "commissionAsset": "BTC",
                "tradeId": 5_312_345_678 + number,
            }
            for number in range(5)
        ],
        "selfTradePreventionMode": "EXPIRE_MAKER",
    }


MAKERS: dict[str, Callable[[], object]] = {
    "exchangeInfo": _exchange_info,
    "capitalConfig": _coins,
    "ticker24hr": lambda: _tickers(_pairs()),
    "ticker1": lambda: _tickers(_pairs()[:1])[0],
    "trades1000": _trades,
    "aggTrades1000": _aggregates,
    "account": _account,
    "orderFull": _order,
    "depth1000": lambda: _book(1000),
    "depth5000": lambda: _book(5000),
    "klines1000": _candles,
}
"""Name -> what makes the document. The names are those of `docs/benchmarks.md`."""


@functools.cache
def payload(name: str) -> bytes:
    """The bytes of a payload."""
    return json.dumps(MAKERS[name](), separators=(",", ":")).encode()
