"""Watches a spread, places and cancels an order below it, checks a withdrawal and sends it: on any venue.

    python examples/spread.py main BTC/USDT 0.01 USDT 25 TRX TKFRQXSDcY4kd3QLzw7uK16GmLrjJggwX8

Nothing in it knows which exchange it speaks to: `main` is a name in crossvenue.toml, and what stands there decides.
`trade` does it in a blocking program, `trade_async` in an asyncio one (`--async`). What a venue cannot tell leaves a
pre-flight uncertain, and then the withdrawal is sent only with `--uncertain`. A blocked one is never sent.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from decimal import Decimal

from crossvenue import NO_MEMO, AsyncVenue, Venue, connect, connect_async
from crossvenue.errors import CrossvenueError
from crossvenue.instrument import Instrument
from crossvenue.model import Order, Quote, Withdrawal
from crossvenue.preflight import Preflight, Verdict

LOOKS, PAUSE = 3, 1.0
"""How often the spread is looked at before the order, and the seconds between two looks."""
BELOW = Decimal("0.8")
"""The order's price as a fraction of the best bid: far enough from it not to be filled."""

SENT, NOT_SENT, STOPPED = 0, 1, 2
"""Exit statuses."""

Tell = Callable[[str], None]


def trade(
    venue: Venue, symbol: str, quantity: str, payment: Mapping[str, str], uncertain: bool, tell: Tell
) -> Withdrawal | None:
    """The whole of it, blocking; None if the withdrawal was not sent. Raises what the venue refuses."""
    quote = venue.market.quote(symbol)
    tell(spread(quote))
    for _ in range(LOOKS - 1):
        time.sleep(PAUSE)
        quote = venue.market.quote(symbol)
        tell(spread(quote))
    order = venue.trading.place_order(
        symbol, side="BUY", type="LIMIT", price=below(quote), quantity=whole(quote, quantity)
    )
    tell(placed(order))
    canceled = venue.trading.cancel_order(symbol, client_id=order.client_id)
    tell(f"cancelled {canceled.client_id}")
    check = venue.wallet.preflight(**payment, memo=NO_MEMO)
    tell(verdict(check))
    if not allowed(check, uncertain):
        return None
    sent = venue.wallet.withdraw(**payment, memo=NO_MEMO, checked=check, accept=accepted(check))
    tell(receipt(sent))
    return sent


async def trade_async(
    venue: AsyncVenue, symbol: str, quantity: str, payment: Mapping[str, str], uncertain: bool, tell: Tell
) -> Withdrawal | None:
    """The same, awaited."""
    quote = await venue.market.quote(symbol)
    tell(spread(quote))
    for _ in range(LOOKS - 1):
        await asyncio.sleep(PAUSE)
        quote = await venue.market.quote(symbol)
        tell(spread(quote))
    order = await venue.trading.place_order(
        symbol, side="BUY", type="LIMIT", price=below(quote), quantity=whole(quote, quantity)
    )
    tell(placed(order))
    canceled = await venue.trading.cancel_order(symbol, client_id=order.client_id)
    tell(f"cancelled {canceled.client_id}")
    check = await venue.wallet.preflight(**payment, memo=NO_MEMO)
    tell(verdict(check))
    if not allowed(check, uncertain):
        return None
    sent = await venue.wallet.withdraw(**payment, memo=NO_MEMO, checked=check, accept=accepted(check))
    tell(receipt(sent))
    return sent


def spread(quote: Quote[Instrument]) -> str:
    """What there is between the best bid and the best ask."""
    return f"{quote.symbol}: {quote.bid_price:f} to {quote.ask_price:f}, {quote.ask_price - quote.bid_price:f} apart"


def below(quote: Quote[Instrument]) -> Decimal:
    """A price below the best bid, valid for the instrument wherever it trades."""
    return quote.instrument.quantise_price(quote.bid_price * BELOW)


def whole(quote: Quote[Instrument], quantity: str) -> Decimal:
    """The quantity in steps of the instrument."""
    return quote.instrument.quantise_quantity(quantity)


def placed(order: Order) -> str:
    """What an order is called, here and there."""
    return f"placed {order.client_id}, which the venue calls {order.id}"


def verdict(check: Preflight) -> str:
    """The verdict, and what did not pass."""
    return "; ".join([check.verdict.value, *(f"{each.name}: {each.words}" for each in check.reasons)])


def allowed(check: Preflight, uncertain: bool) -> bool:
    """Never when blocked; when uncertain, only if the user said so."""
    return check.verdict is Verdict.CLEAR or (check.verdict is Verdict.UNCERTAIN and uncertain)


def accepted(check: Preflight) -> list[str]:
    """The checks that the venue cannot answer, and whoever says --accept-uncertain does: each is named."""
    return [each.name for each in check.reasons]


def receipt(sent: Withdrawal) -> str:
    """What to keep."""
    return f"sent {sent.amount:f} {sent.asset} on {sent.network}, id {sent.id}, ours {sent.client_id}"


def main(arguments: list[str]) -> int:
    """Reads the command line and does it; gives the exit status."""
    parser = argparse.ArgumentParser(prog="spread.py", description=str(__doc__).partition("\n")[0])
    for name in ("venue", "symbol", "quantity", "asset", "amount", "network", "address"):
        parser.add_argument(name)
    parser.add_argument("--uncertain", action="store_true", help="send although the venue could not tell everything")
    parser.add_argument("--async", action="store_true", dest="awaiting", help="in an event loop")
    told = parser.parse_args(arguments)
    payment = {name: getattr(told, name) for name in ("asset", "amount", "network", "address")}

    def blocking() -> Withdrawal | None:
        with connect(told.venue) as venue:
            return trade(venue, told.symbol, told.quantity, payment, told.uncertain, print)

    async def awaiting() -> Withdrawal | None:
        async with connect_async(told.venue) as venue:
            return await trade_async(venue, told.symbol, told.quantity, payment, told.uncertain, print)

    try:
        sent = asyncio.run(awaiting()) if told.awaiting else blocking()
    except CrossvenueError as error:
        # Of what may have been done all the same, it has the client id and says how to find out.
        print(f"stopped: {error}", file=sys.stderr)
        return STOPPED
    return NOT_SENT if sent is None else SENT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
