"""What a user's editor and type checker see of the ports, in both worlds. Checked by `test_types`, never run."""

from collections.abc import Coroutine
from datetime import datetime
from decimal import Decimal
from typing import Any, assert_type

from crossvenue import AsyncVenue, Venue, connect, connect_async
from crossvenue.desks import (
    Convert,
    Fiat,
    IsolatedMarginAccount,
    Margin,
    MarginAccount,
    MarginBalance,
    MarginInterest,
    Otc,
    OtcQuote,
    QuotedTrade,
    StakedBalance,
    Staking,
    StakingMovement,
    SubAccount,
    SubAccounts,
    SubAccountTransfer,
)
from crossvenue.errors import PartialSuccess
from crossvenue.instrument import Instrument
from crossvenue.interfaces import AsyncHistory, History, Market, Trading, Wallet
from crossvenue.limits import BudgetState
from crossvenue.model import (
    NO_MEMO,
    AccountSnapshot,
    AggregateTrade,
    Asset,
    AssetNetwork,
    AveragePrice,
    Balance,
    Candle,
    Deposit,
    DepositAddress,
    DustConversion,
    Fill,
    KeyPermissions,
    Level,
    Listing,
    Order,
    OrderBook,
    OrderList,
    OrderTest,
    PartialReplacement,
    Price,
    Quote,
    RateUsage,
    Replacement,
    Ticker,
    Trade,
    TradingFee,
    Transfer,
    VenueStatus,
    Withdrawal,
    WithdrawalQuota,
)
from crossvenue.preflight import Preflight
from crossvenue.secrets import Secret
from crossvenue.world import Awaiting, Blocking

ONE = Decimal(1)


def opening() -> None:
    with connect("main") as venue:
        assert_type(venue, Venue)
    assert_type(connect(), Venue)
    assert_type(connect_async("main"), AsyncVenue)
    # Settings: those of every exchange are known by name and type, an exchange's own have a place.
    connect("binance", environment="testnet", on_limit="raise", timeout=3, api_key={"env": "BINANCE_KEY"})
    connect_async("binance", http="aiohttp", api_key="k", api_secret=Secret("s"), settings={"recv_window": 9000})
    assert_type(venue.market, Market[Blocking])
    assert_type(venue.trading, Trading[Blocking])
    assert_type(venue.wallet, Wallet[Blocking])
    assert_type(venue.budget, BudgetState)
    assert_type(venue.supports("wallet.withdraw"), bool)
    assert_type(venue.environment, str)


async def opening_awaited() -> None:
    async with connect_async("main") as venue:
        assert_type(venue, AsyncVenue)
    assert_type(venue.market, Market[Awaiting])
    assert_type(venue.trading, Trading[Awaiting])
    assert_type(venue.wallet, Wallet[Awaiting])


def market(venue: Venue, since: datetime) -> None:
    market = venue.market
    assert_type(market.server_time(), datetime)
    assert_type(market.status(), VenueStatus)
    assert_type(market.instruments(refresh=True), Listing[Instrument])
    assert_type(market.instrument("BTC/USDT"), Instrument)
    assert_type(market.ticker("BTC/USDT"), Ticker[Instrument])
    assert_type(market.tickers(), Listing[Ticker])
    assert_type(market.tickers(["BTC/USDT"])["BTC/USDT"], Ticker)
    assert_type(market.quotes(), Listing[Quote])
    assert_type(market.quote("BTC/USDT"), Quote[Instrument])
    assert_type(market.price("BTC/USDT"), Price[Instrument])
    assert_type(market.average_price("BTC/USDT"), AveragePrice)
    book = market.order_book("BTC/USDT", depth=100)
    assert_type(book, OrderBook)
    assert_type(book.best_bid, Level | None)
    assert_type(book.bids[0].price, Decimal)
    assert_type(market.trades("BTC/USDT"), Listing[Trade])
    assert_type(market.trades("BTC/USDT")[0].time, datetime)
    assert_type(market.historical_trades("BTC/USDT"), History[Trade])
    assert_type(market.aggregate_trades("BTC/USDT", since=since).all(), Listing[AggregateTrade])
    for candle in market.candles("BTC/USDT", "1m", since=since):
        assert_type(candle, Candle)
        assert_type(candle.open_time, datetime)
    for page in market.candles("BTC/USDT", "1m").pages():
        assert_type(page, Listing[Candle])


def instruments(venue: Venue) -> None:
    """What was asked for by a symbol that is listed has its instrument; of a delisted one there may be none."""
    market, trading = venue.market, venue.trading
    assert_type(market.order_book("BTC/USDT").instrument, Instrument)
    assert_type(market.ticker("BTC/USDT").instrument.quote, str)
    assert_type(market.quote("BTC/USDT").instrument.quote, str)
    assert_type(market.price("BTC/USDT").instrument.quote, str)
    assert_type(market.average_price("BTC/USDT").instrument.quote, str)
    assert_type(market.tickers()[0].instrument, Instrument | None)
    assert_type(trading.place_order("BTC/USDT", side="BUY", type="MARKET", quantity=1).instrument, Instrument)
    assert_type(trading.open_orders()[0].instrument, Instrument | None)
    assert_type(trading.trading_fees()[0].instrument, Instrument | None)
    for order in trading.orders("BTC/USDT"):
        assert_type(order.instrument, Instrument | None)
    # A function of the user's that takes either.
    last(market.ticker("BTC/USDT"))
    last(market.tickers()[0])


def last(ticker: Ticker) -> Decimal:
    assert_type(ticker.instrument, Instrument | None)
    return ticker.last_price


def replacing(venue: Venue) -> None:
    done = venue.trading.replace_order("BTC/USDT", cancel_order_id="1", side="BUY", type="LIMIT", quantity=1, price=1)
    assert_type(done.canceled.id, str)
    assert_type(done.placed.instrument.quote, str)


def replaced_in_part(error: PartialSuccess) -> None:
    assert_type(error.replacement, PartialReplacement | None)
    if error.replacement is not None:
        assert_type(error.replacement.placed, Order[Instrument] | None)
        assert_type(error.replacement.place_error, Exception | None)


async def market_awaited(venue: AsyncVenue, since: datetime) -> None:
    market = venue.market
    book = market.order_book("BTC/USDT")
    assert_type(await assert_type(book, Coroutine[Any, Any, OrderBook]), OrderBook)
    assert_type(await market.server_time(), datetime)
    assert_type(await market.instrument("BTC/USDT"), Instrument)
    assert_type(await market.tickers(), Listing[Ticker])
    assert_type((await market.order_book("BTC/USDT", depth=100)).best_bid, Level | None)
    assert_type(market.historical_trades("BTC/USDT"), AsyncHistory[Trade])
    assert_type(await market.aggregate_trades("BTC/USDT", since=since).all(), Listing[AggregateTrade])
    async for candle in market.candles("BTC/USDT", "1m", since=since):
        assert_type(candle, Candle)
    async for page in market.candles("BTC/USDT", "1m").pages():
        assert_type(page, Listing[Candle])


def trading(venue: Venue) -> None:
    trading = venue.trading
    placed = trading.place_order("BTC/USDT", side="BUY", type="LIMIT", quantity=ONE, price="20000")
    assert_type(placed, Order[Instrument])
    assert_type(trading.test_order("BTC/USDT", side="BUY", type="MARKET", quote_quantity=10), OrderTest)
    assert_type(trading.order("BTC/USDT", order_id="1"), Order)
    assert_type(trading.open_orders(), Listing[Order])
    assert_type(trading.orders("BTC/USDT"), History[Order])
    assert_type(trading.fills("BTC/USDT"), History[Fill])
    assert_type(trading.cancel_order("BTC/USDT", client_id="x"), Order)
    assert_type(trading.cancel_open_orders("BTC/USDT"), Listing[Order])
    assert_type(
        trading.replace_order("BTC/USDT", cancel_order_id="1", side="BUY", type="LIMIT", quantity=1, price=1),
        Replacement,
    )
    assert_type(trading.place_oco("BTC/USDT", side="SELL", quantity=1, price=2, stop_price=1), OrderList[Instrument])
    assert_type(trading.order_lists(open_only=True), History[OrderList])
    assert_type(trading.trading_fees(), Listing[TradingFee])
    assert_type(trading.order_rate_usage(), Listing[RateUsage])


async def trading_awaited(venue: AsyncVenue) -> None:
    trading = venue.trading
    placed = trading.place_order("BTC/USDT", side="BUY", type="MARKET", quantity=1)
    assert_type(await assert_type(placed, Coroutine[Any, Any, Order[Instrument]]), Order[Instrument])
    assert_type(await trading.open_orders(), Listing[Order])
    assert_type(trading.fills("BTC/USDT"), AsyncHistory[Fill])
    assert_type(await trading.orders("BTC/USDT").all(), Listing[Order])


def wallet(venue: Venue, since: datetime) -> None:
    wallet = venue.wallet
    assert_type(wallet.balances(), Listing[Balance])
    assert_type(wallet.balances().get("BTC"), Balance | None)
    assert_type(wallet.asset("USDT"), Asset)
    assert_type(wallet.asset("USDT").networks, tuple[AssetNetwork, ...])
    assert_type(wallet.deposit_address("USDT", network="TRX"), DepositAddress)
    assert_type(wallet.deposits(since=since), History[Deposit])
    assert_type(wallet.withdrawals("USDT"), History[Withdrawal])
    assert_type(wallet.withdrawal(client_id="x"), Withdrawal | None)
    assert_type(wallet.withdrawal_quota(), WithdrawalQuota)
    assert_type(wallet.key_permissions(), KeyPermissions)
    assert_type(wallet.transfers(source="SPOT", target="FUNDING"), History[Transfer])
    assert_type(wallet.account_snapshots(), History[AccountSnapshot])
    check = wallet.preflight(asset="USDT", amount=ONE, network="TRX", address="T", memo=NO_MEMO)
    assert_type(check, Preflight)
    assert_type(
        wallet.withdraw(asset="USDT", amount="50", network="TRX", address="T", memo=NO_MEMO, checked=check),
        Withdrawal,
    )
    assert_type(wallet.convert_dust(assets=["BNB"]), Listing[DustConversion])


async def wallet_awaited(venue: AsyncVenue) -> None:
    wallet = venue.wallet
    sent = wallet.withdraw(asset="USDT", amount=ONE, network="TRX", address="T")
    assert_type(await assert_type(sent, Coroutine[Any, Any, Withdrawal]), Withdrawal)
    assert_type(await wallet.balances(), Listing[Balance])
    assert_type(wallet.deposits(), AsyncHistory[Deposit])


def desks(venue: Venue, since: datetime) -> None:
    assert_type(venue.sub_accounts, SubAccounts[Blocking])
    assert_type(venue.convert, Convert[Blocking])
    assert_type(venue.fiat, Fiat[Blocking])
    assert_type(venue.otc, Otc[Blocking])
    assert_type(venue.staking, Staking[Blocking])
    assert_type(venue.margin, Margin[Blocking])
    assert_type(venue.sub_accounts.accounts(), History[SubAccount])
    assert_type(venue.sub_accounts.balances("a@b.c", "margin"), Listing[Balance])
    assert_type(venue.sub_accounts.create(name="sub", password=Secret("s"), wallets=["spot"]), SubAccount)
    assert_type(venue.sub_accounts.transfer(asset="BTC", amount=ONE, target="a@b.c"), SubAccountTransfer)
    assert_type(venue.convert.trades(since=since).all(), Listing[QuotedTrade])
    assert_type(venue.fiat.deposits("USD"), History[Deposit])
    assert_type(venue.otc.quote("BTC", "USDT", receive="10"), OtcQuote)
    assert_type(venue.otc.order(quote_id="1"), QuotedTrade | None)
    assert_type(venue.staking.stake(asset="BNB", amount=1), StakingMovement)
    assert_type(venue.margin.account().balances, tuple[MarginBalance, ...])
    assert_type(venue.margin.isolated_accounts()[0].instrument, Instrument | None)
    for charged in venue.margin.interest(symbol="BTC/USDT"):
        assert_type(charged, MarginInterest)


async def desks_awaited(venue: AsyncVenue) -> None:
    assert_type(venue.sub_accounts, SubAccounts[Awaiting])
    assert_type(venue.otc, Otc[Awaiting])
    assert_type(await venue.otc.quote("BTC", "USDT", amount=1), OtcQuote)
    assert_type(await venue.fiat.withdraw(currency="USD", amount=1, method="ACH", account="x"), Withdrawal)
    assert_type(venue.sub_accounts.transfers(), AsyncHistory[SubAccountTransfer])
    assert_type(await venue.staking.balances(), Listing[StakedBalance])
    assert_type(await assert_type(venue.margin.account(), Coroutine[Any, Any, MarginAccount]), MarginAccount)
    assert_type(await venue.margin.isolated_accounts(["BTC/USDT"]), Listing[IsolatedMarginAccount])
