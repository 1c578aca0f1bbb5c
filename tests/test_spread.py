"""One program on three venues: the same calls, in both worlds, where only the exchange's name differs.

The recordings are the documents' answers; what they have no example of (USDT on TRX) is made of documented fields.
"""

from __future__ import annotations

import asyncio
import json
import runpy
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, TypeVar

import pytest

from crossvenue import NO_MEMO, connect, connect_async
from crossvenue.endpoint import Endpoint
from crossvenue.preflight import Preflight
from crossvenue.testing import ids_in_order
from crossvenue.testing.plugin import Ask, cassette_path
from crossvenue.world import Request

T = TypeVar("T")

ROOT: Final = Path(__file__).parents[1]
SPREAD: Final = SimpleNamespace(**runpy.run_path(str(ROOT / "examples" / "spread.py")))

EXCHANGES: Final = ("binance", "binance_us", "kucoin")
VERDICTS: Final = {"binance": "clear", "binance_us": "uncertain", "kucoin": "uncertain"}
"""What a venue can tell decides it: it is the one thing that is not the same everywhere."""

ADDRESS: Final = "TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8"
PAYMENT: Final = {"asset": "USDT", "amount": "25", "network": "TRX", "address": ADDRESS}
ARGUMENTS: Final = ("main", "BTC/USDT", "0.01", *PAYMENT.values())

ORDER, WITHDRAWAL = (f"cv{number:022x}" for number in (1, 2))
"""The ids that the order and the withdrawal get before they leave."""

# 80 % of the best bid as it was seen last.
CALLS: Final[tuple[tuple[str, tuple[object, ...], Mapping[str, object]], ...]] = (
    *[("market.quote", ("BTC/USDT",), {})] * 3,
    (
        "trading.place_order",
        ("BTC/USDT",),
        {"side": "BUY", "type": "LIMIT", "price": Decimal(53814), "quantity": Decimal("0.01")},
    ),
    ("trading.cancel_order", ("BTC/USDT",), {"client_id": ORDER}),
    ("wallet.preflight", (), {**PAYMENT, "memo": NO_MEMO}),
    ("wallet.withdraw", (), {**PAYMENT, "memo": NO_MEMO}),
)
"""All that the program asks of any venue, whichever it is."""


# ------------------------------------------------------------------------------------------------ what venues answer

BIDS: Final = ("67267.4", "67267.4", "67267.5")


def _kucoin(data: object) -> tuple[int, object]:
    return 200, {"code": "200000", "data": data}


def _coin(**network: object) -> list[object]:
    """The documented coin, as USDT on TRX."""
    on_tron = {
        "network": "TRX",
        "coin": "USDT",
        "name": "Tron (TRC20)",
        "isDefault": True,
        "depositEnable": True,
        "withdrawEnable": True,
        "depositDesc": "",
        "withdrawDesc": "",
        "specialTips": "",
        "resetAddressStatus": False,
        "memoRegex": "",
        "minConfirm": 1,
        "unLockConfirm": 2,
        "withdrawFee": "1",
        "withdrawIntegerMultiple": "0.00000001",
        "withdrawMax": "9999999",
        "withdrawMin": "10",
        **network,
    }
    return [
        {
            "coin": "USDT",
            "name": "TetherUS",
            "depositAllEnable": True,
            "withdrawAllEnable": True,
            "free": "1000.00000000",
            "locked": "0",
            "freeze": "0",
            "withdrawing": "0",
            "ipoing": "0",
            "ipoable": "0",
            "storage": "0",
            "isLegalMoney": False,
            "trading": True,
            "networkList": [on_tron],
        }
    ]


def of_binance(*, us: bool) -> Mapping[str, object]:
    """Binance's answers; those of Binance.US have the same form."""
    account = {
        "makerCommission": 15,
        "takerCommission": 15,
        "buyerCommission": 0,
        "sellerCommission": 0,
        "canTrade": True,
        "canWithdraw": True,
        "canDeposit": True,
        "updateTime": 123456789,
        "accountType": "SPOT",
        "balances": [{"asset": "USDT", "free": "1000.00000000", "locked": "0.00000000"}],
        "permissions": ["SPOT"],
    }
    order = {
        "symbol": "BTCUSDT",
        "orderId": 28,
        "orderListId": -1,
        "price": "53814.00000000",
        "origQty": "0.01000000",
        "executedQty": "0.00000000",
        "cummulativeQuoteQty": "0.00000000",
        "timeInForce": "GTC",
        "type": "LIMIT",
        "side": "BUY",
    }
    quotes = [
        {"symbol": "BTCUSDT", "bidPrice": bid, "bidQty": "0.07100000", "askPrice": "67267.6", "askQty": "0.42600000"}
        for bid in BIDS
    ]
    told: dict[str, object] = {
        "GET /api/v3/ticker/bookTicker": [(200, each) for each in quotes],
        "POST /api/v3/order": (
            200,
            {**order, "clientOrderId": ORDER, "transactTime": 1717200003000, "status": "NEW", "fills": []},
        ),
        "DELETE /api/v3/order": (
            200,
            {**order, "origClientOrderId": ORDER, "clientOrderId": "cancelMyOrder1", "status": "CANCELED"},
        ),
        "GET /api/v3/account": (200, account),
        "GET /sapi/v1/capital/withdraw/history": (200, []),
    }
    if us:
        told["GET /sapi/v3/accountStatus"] = (200, {"msg": "Normal", "success": True})
        told["GET /sapi/v1/capital/config/getall"] = (200, _coin())
        return told
    told["GET /sapi/v1/capital/config/getall"] = (200, _coin(addressRegex="^T[1-9A-HJ-NP-Za-km-z]{33}$"))
    told["GET /sapi/v1/capital/withdraw/quota"] = (200, {"wdQuota": "10000", "usedWdQuota": "1000"})
    told["GET /sapi/v1/account/apiRestrictions"] = (
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
    )
    return told


def of_kucoin() -> Mapping[str, object]:
    """KuCoin's: USDT is on TRX in its documents; account, order and history are put together."""
    account = {
        "id": "63355cd156298d0001b66e61",
        "currency": "USDT",
        "type": "main",
        "balance": "1000",
        "available": "1000",
        "holds": "0",
    }
    quotes = [
        {
            "time": 1762300800000,
            "sequence": "14609309753",
            "price": "67269",
            "size": "0.000025",
            "bestBid": bid,
            "bestBidSize": "0.000025",
            "bestAsk": "67267.6",
            "bestAskSize": "1.24808993",
        }
        for bid in BIDS
    ]
    placed = {
        "orderId": "67111a7cb7cbdf000703e1f6",
        "clientOid": ORDER,
        "originSize": "0.01",
        "dealSize": "0",
        "canceledSize": "0",
    }
    return {
        "GET /api/v1/market/orderbook/level1": [_kucoin(each) for each in quotes],
        "POST /api/v1/hf/orders/sync": {
            **placed,
            "remainSize": "0.01",
            "status": "open",
            "orderTime": 1762300803000,
            "matchTime": 1762300803002,
        },
        "DELETE /api/v1/hf/orders/sync/client-order/{clientOid}": {
            **placed,
            "canceledSize": "0.01",
            "remainSize": "0",
            "status": "done",
        },
        "GET /api/v1/hf/orders/client-order/{clientOid}": {
            "id": placed["orderId"],
            "clientOid": ORDER,
            "symbol": "BTC-USDT",
            "opType": "DEAL",
            "type": "limit",
            "side": "buy",
            "price": "53814",
            "size": "0.01",
            "funds": "538.14",
            "dealSize": "0",
            "dealFunds": "0",
            "remainSize": "0",
            "remainFunds": "0",
            "cancelledSize": "0.01",
            "cancelledFunds": "538.14",
            "fee": "0",
            "feeCurrency": "USDT",
            "stp": None,
            "timeInForce": "GTC",
            "postOnly": False,
            "hidden": False,
            "iceberg": False,
            "visibleSize": "0",
            "cancelAfter": 0,
            "channel": "API",
            "remark": None,
            "tags": None,
            "cancelExist": True,
            "tradeType": "TRADE",
            "inOrderBook": False,
            "active": False,
            "tax": "0",
            "createdAt": 1762300803000,
            "lastUpdatedAt": 1762300804000,
        },
        "GET /api/v1/accounts": _kucoin([account]),
        "GET /api/v1/withdrawals": {"currentPage": 1, "pageSize": 500, "totalNum": 0, "totalPage": 0, "items": []},
        "GET /api/v1/withdrawals/quotas": {
            "currency": "USDT",
            "limitBTCAmount": "15.79590095",
            "usedBTCAmount": "0.00000000",
            "quotaCurrency": "USDT",
            "limitQuotaCurrencyAmount": "999999.00000000",
            "usedQuotaCurrencyAmount": "0",
            "remainAmount": "999999.00000000",
            "availableAmount": "1000",
            "withdrawMinFee": "0.0005",
            "innerWithdrawMinFee": "0",
            "withdrawMinSize": "0.001",
            "isWithdrawEnabled": True,
            "precision": 8,
            "chain": "TRC20",
            "reason": None,
            "lockedAmount": "0",
        },
    }


ANSWERS: Final = {"binance": of_binance(us=False), "binance_us": of_binance(us=True), "kucoin": of_kucoin()}
RECORDED: Final = [
    pytest.param(name, id=name, marks=pytest.mark.cassette(name, "spread", answers=ANSWERS[name]))
    for name in EXCHANGES
]


# ------------------------------------------------------------------------------------------------ what is watched


class Watched:
    """A venue that writes down what is asked of its ports, and what of that is sent to do something."""

    def __init__(self, venue: Any) -> None:
        self.calls: list[tuple[str, tuple[object, ...], Mapping[str, object]]] = []
        self.acts: list[str] = []
        """The requests that may not be sent twice, as method and path."""
        self.checked: list[tuple[object, object]] = []
        """What was handed to `withdraw` as its pre-flight."""
        for port in ("market", "trading", "wallet"):
            setattr(self, port, self._watched(port, getattr(venue, port)))
        dialect = venue.session.dialect
        plain = dialect.request

        def sent(endpoint: Endpoint, params: Mapping[str, object], now_ms: int) -> Request:
            if not endpoint.repeatable:
                self.acts.append(f"{endpoint.method} {endpoint.path}")
            request: Request = plain(endpoint, params, now_ms)
            return request

        dialect.request = sent

    def _watched(self, name: str, port: Any) -> Any:
        def operation(called: str) -> Callable[..., object]:
            def call(*given: object, **named: object) -> object:
                told = dict(named)
                if called == "withdraw":
                    self.checked.append((told.pop("checked"), told.pop("accept")))
                self.calls.append((f"{name}.{called}", given, told))
                return getattr(port, called)(*given, **named)

            return call

        class Port:
            def __getattr__(self, called: str) -> Callable[..., object]:
                return operation(called)

        return Port()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks no time passes."""
    for function in (SPREAD.trade, SPREAD.trade_async):
        monkeypatch.setitem(function.__globals__, "PAUSE", 0)


ACTS: Final = {
    "binance": ["POST /api/v3/order", "DELETE /api/v3/order", "POST /sapi/v1/capital/withdraw/apply"],
    "binance_us": ["POST /api/v3/order", "DELETE /api/v3/order", "POST /sapi/v1/capital/withdraw/apply"],
    "kucoin": [
        "POST /api/v1/hf/orders/sync",
        "DELETE /api/v1/hf/orders/sync/client-order/{clientOid}",
        "POST /api/v3/withdrawals",
    ],
}
"""One order, its cancellation and one withdrawal, each once, as the venue calls them."""


# ------------------------------------------------------------------------------------------------ the program


@pytest.mark.parametrize("exchange", RECORDED)
def test_the_program_asks_the_same_of_every_venue_in_both_worlds(exchange: str, ask: Ask) -> None:
    watched, said = Watched(ask.venue), list[str]()
    blocking = hasattr(ask.venue, "close")
    program = SPREAD.trade if blocking else SPREAD.trade_async

    sent: Any = ask(lambda _: program(watched, "BTC/USDT", "0.01", PAYMENT, True, said.append))

    assert tuple(watched.calls) == CALLS
    assert watched.acts == ACTS[exchange]
    assert (sent.client_id, sent.amount, sent.network, sent.address) == (WITHDRAWAL, Decimal(25), "TRX", ADDRESS)
    *looks, placed, canceled, verdict, receipt = said
    assert looks == [f"BTC/USDT: {bid} to 67267.6, {Decimal('67267.6') - Decimal(bid)} apart" for bid in BIDS]
    assert (placed.startswith(f"placed {ORDER}, "), canceled) == (True, f"cancelled {ORDER}")
    assert verdict.partition(";")[0] == VERDICTS[exchange]
    assert receipt == f"sent 25 USDT on TRX, id {sent.id}, ours {WITHDRAWAL}"
    # Held to the pre-flight, whose unknown checks are answered for by their names.
    ((checked, accepted),) = watched.checked
    assert isinstance(checked, Preflight)
    assert checked.verdict.value == VERDICTS[exchange]
    assert accepted == [each.name for each in checked.reasons]


# ------------------------------------------------------------------------------------------------ one line changes


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> Callable[[str], str]:
    """Writes the crossvenue.toml of one exchange into the working directory, and gives its text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CROSSVENUE_CONFIG", raising=False)
    monkeypatch.delenv("CROSSVENUE_DEFAULT", raising=False)
    # KuCoin's ids stand in the path of a request, where a recording knows only its own.
    for name, opening in (("connect", connect), ("connect_async", connect_async)):
        monkeypatch.setitem(
            SPREAD.main.__globals__, name, lambda venue, opening=opening: opening(venue, ids=ids_in_order())
        )

    def write(exchange: str) -> str:
        shutil.copy(cassette_path(pytestconfig, exchange, "spread"), "spread.yaml")
        text = f'[venues.main]\nexchange = {json.dumps(exchange)}\nenvironment = "replay"\ncassette = "spread.yaml"\n'
        Path("crossvenue.toml").write_text(text)
        return text

    return write


def test_only_the_name_of_the_exchange_in_the_configuration_differs(configured: Callable[[str], str]) -> None:
    texts: list[set[str]] = []
    runs: list[tuple[object, ...]] = []
    for exchange in EXCHANGES:
        texts.append(set(configured(exchange).splitlines()))
        with connect("main", ids=ids_in_order()) as venue:
            watched = Watched(venue)
            assert SPREAD.trade(watched, *ARGUMENTS[1:3], PAYMENT, True, str) is not None
        runs.append(tuple(watched.calls))

        async def awaited() -> Watched:
            async with connect_async("main", ids=ids_in_order()) as venue:
                watched = Watched(venue)
                assert await SPREAD.trade_async(watched, *ARGUMENTS[1:3], PAYMENT, True, str) is not None
                return watched

        again = asyncio.run(awaited())
        assert again.acts == watched.acts == ACTS[exchange]
        runs.append(tuple(again.calls))

    assert runs == [runs[0]] * (2 * len(EXCHANGES))
    common = set.intersection(*texts)
    assert [each - common for each in texts] == [{f'exchange = "{name}"'} for name in EXCHANGES]


@pytest.mark.parametrize("awaiting", [[], ["--async"]], ids=["blocking", "awaiting"])
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_the_program_runs_from_its_command_line(
    exchange: str, awaiting: list[str], configured: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    configured(exchange)
    assert SPREAD.main([*ARGUMENTS, "--uncertain", *awaiting]) == SPREAD.SENT
    said = capsys.readouterr()
    assert (said.out.count("apart"), said.out.count("\nplaced cv"), said.out.count("\nsent 25 USDT")) == (3, 1, 1)
    assert said.err == ""


@pytest.mark.parametrize("awaiting", [[], ["--async"]], ids=["blocking", "awaiting"])
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_what_is_uncertain_is_sent_only_if_the_user_says_so(
    exchange: str, awaiting: list[str], configured: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    configured(exchange)
    status = SPREAD.SENT if VERDICTS[exchange] == "clear" else SPREAD.NOT_SENT
    assert SPREAD.main([*ARGUMENTS, *awaiting]) == status
    assert ("sent 25 USDT" in capsys.readouterr().out) is (status == SPREAD.SENT)


@pytest.mark.parametrize("awaiting", [[], ["--async"]], ids=["blocking", "awaiting"])
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_what_is_blocked_is_never_sent(
    exchange: str, awaiting: list[str], configured: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    configured(exchange)
    too_much = [*ARGUMENTS[:4], "2500", *ARGUMENTS[5:]]
    assert SPREAD.main([*too_much, "--uncertain", *awaiting]) == SPREAD.NOT_SENT
    said = capsys.readouterr().out
    assert ("blocked; " in said, "sent 2500" in said) == (True, False)


@pytest.mark.parametrize("exchange", EXCHANGES)
def test_what_a_venue_does_not_know_stops_the_program_before_anything_is_sent(
    exchange: str, configured: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    configured(exchange)
    assert SPREAD.main(["main", "BTC/MONEY", *ARGUMENTS[2:]]) == SPREAD.STOPPED
    said = capsys.readouterr()
    assert (said.out, said.err.startswith("stopped: main lists no 'BTC/MONEY'")) == ("", True)
