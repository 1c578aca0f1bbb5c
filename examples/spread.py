"""Watches a spread, places and cancels an order below it, checks a withdrawal and sends it: on any venue.

    python examples/spread.py main BTC/USDT 0.01 USDT 25 TRX TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj

Nothing in it knows which exchange it speaks to: `main` is a name in crossvenue.toml, and what stands there decides.
`trade` does it in a blocking program, `trade_async` in an asyncio one. What a venue cannot tell leaves a pre-flight
uncertain; then the withdrawal is sent only after `--uncertain`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from decimal import Decimal

from crossvenue import NO_MEMO, AsyncVenue, Venue, connect
from crossvenue.errors import CrossvenueError
from crossvenue.instrument import Instrument
from crossvenue.model import Quote, Withdrawal
from crossvenue.preflight import Preflight, Verdict

LOOKS = 2
"""How often the spread is looked at before the order."""
BELOW = Decimal("0.8")
"""The order's price, of the best bid: far enough not to be filled."""

Tell = Callable[[str], None]


def trade(venue: Venue, symbol: str, quantity: str, payment: Mapping[str, str], uncertain: bool, tell: Tell) -> None:
    """The whole of it, blocking. Raises `CrossvenueError` for whatever the venue refuses."""
    for _ in range(LOOKS):
        quote = venue.market.quote(symbol)
        tell(spread(quote))
    order = venue.trading.place_order(
        symbol, side="BUY", type="LIMIT", price=below(quote), quantity=whole(quote, quantity)
    )
    canceled = venue.trading.cancel_order(symbol, client_id=order.client_id)
    tell(f"placed and cancelled {canceled.client_id}")
    check = venue.wallet.preflight(**payment, memo=NO_MEMO)
    tell(verdict(check))
    if allowed(check, uncertain):
        checked = check if check.verdict is Verdict.CLEAR else None
        sent = venue.wallet.withdraw(**payment, memo=NO_MEMO, checked=checked)
        tell(receipt(sent))


async def trade_async(
    venue: AsyncVenue, symbol: str, quantity: str, payment: Mapping[str, str], uncertain: bool, tell: Tell
) -> None:
    """The same, awaited."""
    for _ in range(LOOKS):
        quote = await venue.market.quote(symbol)
        tell(spread(quote))
    order = await venue.trading.place_order(
        symbol, side="BUY", type="LIMIT", price=below(quote), quantity=whole(quote, quantity)
    )
    canceled = await venue.trading.cancel_order(symbol, client_id=order.client_id)
    tell(f"placed and cancelled {canceled.client_id}")
    check = await venue.wallet.preflight(**payment, memo=NO_MEMO)
    tell(verdict(check))
    if allowed(check, uncertain):
        checked = check if check.verdict is Verdict.CLEAR else None
        sent = await venue.wallet.withdraw(**payment, memo=NO_MEMO, checked=checked)
        tell(receipt(sent))


def spread(quote: Quote[Instrument]) -> str:
    """What there is between the best bid and the best ask."""
    return f"{quote.symbol}: {quote.bid_price:f} to {quote.ask_price:f}, {quote.ask_price - quote.bid_price:f} apart"


def below(quote: Quote[Instrument]) -> Decimal:
    """A price below the best bid, valid for the instrument wherever it trades."""
    return quote.instrument.quantise_price(quote.bid_price * BELOW)


def whole(quote: Quote[Instrument], quantity: str) -> Decimal:
    """The quantity in steps of the instrument."""
    return quote.instrument.quantise_quantity(quantity)


def verdict(check: Preflight) -> str:
    """The verdict, and what did not pass."""
    return "; ".join([check.verdict.value, *(f"{each.name}: {each.words}" for each in check.reasons)])


def allowed(check: Preflight, uncertain: bool) -> bool:
    """Never when blocked; when uncertain, only if the user said so."""
    return check.verdict is Verdict.CLEAR or (check.verdict is Verdict.UNCERTAIN and uncertain)


def receipt(sent: Withdrawal) -> str:
    """What to keep."""
    return f"sent {sent.amount:f} {sent.asset} on {sent.network}, id {sent.id}, ours {sent.client_id}"


def main(arguments: list[str]) -> int:
    """Reads the command line: venue, symbol, quantity, and the payment's asset, amount, network and address."""
    uncertain = "--uncertain" in arguments
    name, symbol, quantity, *paid = (each for each in arguments if each != "--uncertain")
    payment = dict(zip(("asset", "amount", "network", "address"), paid, strict=True))
    try:
        with connect(name) as venue:
            trade(venue, symbol, quantity, payment, uncertain, print)
    except CrossvenueError as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
