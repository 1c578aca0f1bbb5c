"""The limit: what msgspec costs into Structs of all fields, every number a Decimal, with nothing around it.

And for signing: a template that only wants the time, and one MAC.
"""

# mypy: disable-error-code="valid-type, misc"

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Union

import msgspec

from ours import KEY, SECRET, Case, payload

D, WORDS = Decimal, list[str]


def struct(kind: str, /, *, tag: Any = None, **fields: Any) -> Any:
    """A Struct of these fields, under the names of the wire."""
    tagged: dict[str, Any] = {} if tag is None else {"tag_field": "filterType", "tag": tag}
    return msgspec.defstruct(kind, list(fields.items()), **tagged)


Trade = struct("Trade", id=int, price=D, qty=D, quoteQty=D, time=int, isBuyerMaker=bool, isBestMatch=bool)
Aggregate = struct("Aggregate", a=int, p=D, q=D, f=int, l=int, T=int, m=bool, M=bool)
_TICKER = (
    "priceChange priceChangePercent weightedAvgPrice prevClosePrice lastPrice lastQty bidPrice bidQty askPrice "
    "askQty openPrice highPrice lowPrice volume quoteVolume"
)
Ticker = struct(
    "Ticker",
    symbol=str,
    **dict.fromkeys(_TICKER.split(), D),
    **dict.fromkeys(("openTime", "closeTime", "firstId", "lastId", "count"), int),
)
Network = struct(
    "Network",
    **dict.fromkeys(("network", "coin", "name", "depositDesc", "withdrawDesc", "specialTips"), str),
    **dict.fromkeys(("specialWithdrawTips", "addressRegex", "memoRegex"), str),
    **dict.fromkeys(("contractAddressUrl", "contractAddress"), str),
    **dict.fromkeys(("isDefault", "depositEnable", "withdrawEnable", "resetAddressStatus"), bool),
    **dict.fromkeys(("sameAddress", "withdrawTag", "busy"), bool),
    **dict.fromkeys(("withdrawIntegerMultiple", "withdrawFee", "withdrawMin", "withdrawMax", "depositDust"), D),
    **dict.fromkeys(("minConfirm", "unLockConfirm", "estimatedArrivalTime"), int),
)
Coin = struct(
    "Coin",
    coin=str,
    name=str,
    **dict.fromkeys(("depositAllEnable", "withdrawAllEnable", "isLegalMoney", "trading"), bool),
    **dict.fromkeys(("free", "locked", "freeze", "withdrawing", "ipoing", "ipoable", "storage"), D),
    networkList=list[Network],
)
Account = struct(
    "Account",
    **dict.fromkeys(("makerCommission", "takerCommission", "buyerCommission", "sellerCommission"), int),
    commissionRates=struct("Rates", maker=D, taker=D, buyer=D, seller=D),
    **dict.fromkeys(("canTrade", "canWithdraw", "canDeposit", "brokered"), bool),
    **dict.fromkeys(("requireSelfTradePrevention", "preventSor"), bool),
    updateTime=int,
    accountType=str,
    balances=list[struct("Balance", asset=str, free=D, locked=D)],
    permissions=WORDS,
    uid=int,
)
Order = struct(
    "Order",
    **dict.fromkeys(("symbol", "clientOrderId", "status", "timeInForce", "type", "side"), str),
    **dict.fromkeys(("orderId", "orderListId", "transactTime", "workingTime"), int),
    **dict.fromkeys(("price", "origQty", "executedQty", "origQuoteOrderQty", "cummulativeQuoteQty"), D),
    fills=list[struct("Fill", price=D, qty=D, commission=D, commissionAsset=str, tradeId=int)],
    selfTradePreventionMode=str,
)
_FILTERS = (
    struct("PriceFilter", tag="PRICE_FILTER", minPrice=D, maxPrice=D, tickSize=D),
    struct("LotSize", tag="LOT_SIZE", minQty=D, maxQty=D, stepSize=D),
    struct("IcebergParts", tag="ICEBERG_PARTS", limit=int),
    struct("MarketLotSize", tag="MARKET_LOT_SIZE", minQty=D, maxQty=D, stepSize=D),
    struct(
        "TrailingDelta",
        tag="TRAILING_DELTA",
        minTrailingAboveDelta=int,
        maxTrailingAboveDelta=int,
        minTrailingBelowDelta=int,
        maxTrailingBelowDelta=int,
    ),
    struct(
        "PercentPrice",
        tag="PERCENT_PRICE_BY_SIDE",
        bidMultiplierUp=D,
        bidMultiplierDown=D,
        askMultiplierUp=D,
        askMultiplierDown=D,
        avgPriceMins=int,
    ),
    struct(
        "Notional",
        tag="NOTIONAL",
        minNotional=D,
        applyMinToMarket=bool,
        maxNotional=D,
        applyMaxToMarket=bool,
        avgPriceMins=int,
    ),
    struct("MaxOrders", tag="MAX_NUM_ORDERS", maxNumOrders=int),
    struct("MaxLists", tag="MAX_NUM_ORDER_LISTS", maxNumOrderLists=int),
    struct("MaxAlgo", tag="MAX_NUM_ALGO_ORDERS", maxNumAlgoOrders=int),
    struct("MaxAmends", tag="MAX_NUM_ORDER_AMENDS", maxNumOrderAmends=int),
)
Symbol = struct(
    "Symbol",
    **dict.fromkeys(("symbol", "status", "baseAsset", "quoteAsset", "defaultSelfTradePreventionMode"), str),
    **dict.fromkeys(("baseAssetPrecision", "quotePrecision", "quoteAssetPrecision"), int),
    **dict.fromkeys(("baseCommissionPrecision", "quoteCommissionPrecision"), int),
    orderTypes=WORDS,
    **dict.fromkeys(("icebergAllowed", "ocoAllowed", "otoAllowed", "quoteOrderQtyMarketAllowed"), bool),
    **dict.fromkeys(("allowTrailingStop", "cancelReplaceAllowed", "amendAllowed", "pegInstructionsAllowed"), bool),
    **dict.fromkeys(("isSpotTradingAllowed", "isMarginTradingAllowed"), bool),
    filters=list[Union[_FILTERS]],  # noqa: UP007
    permissions=WORDS,
    permissionSets=list[WORDS],
    allowedSelfTradePreventionModes=WORDS,
)
Rate = struct("Rate", rateLimitType=str, interval=str, intervalNum=int, limit=int)
Info = struct(
    "Info", timezone=str, serverTime=int, rateLimits=list[Rate], exchangeFilters=list[Any], symbols=list[Symbol]
)
_SIDE = list[tuple[D, D]]
Book = struct("Book", lastUpdateId=int, bids=_SIDE, asks=_SIDE)
Candle = tuple[int, D, D, D, D, D, int, D, int, D, D, str]

DOCUMENTS: dict[str, Any] = {
    "exchangeInfo": Info,
    "capitalConfig": list[Coin],
    "ticker24hr": list[Ticker],
    "trades1000": list[Trade],
    "aggTrades1000": list[Aggregate],
    "account": Account,
    "orderFull": Order,
    "depth1000": Book,
    "depth5000": Book,
    "klines1000": list[Candle],
}


def parsers() -> dict[str, dict[str, Case]]:
    """Bytes -> Structs."""

    def reader(name: str) -> Case:
        read: Callable[[bytes], object] = msgspec.json.Decoder(DOCUMENTS[name]).decode
        data = payload(name)
        return lambda: read(data)

    return {name: {"limit": reader(name)} for name in DOCUMENTS}


def signers() -> dict[str, dict[str, Case]]:
    """A template, one MAC."""
    secret = SECRET.encode()
    template = (
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01000000&price=121345.67000000"
        "&newOrderRespType=FULL&newClientOrderId=cv5c52e11203aa677f33e493&selfTradePreventionMode=EXPIRE_MAKER"
        "&recvWindow=5000&timestamp="
    )
    headers = (("X-MBX-APIKEY", KEY),)

    def sign() -> object:
        body = template + str(int(time.time() * 1000))
        return headers, f"{body}&signature={hmac.digest(secret, body.encode(), 'sha256').hex()}".encode()

    return {"request": {"limit": sign}}
