"""The main job, told on recorded answers: nothing is sent, no key is needed. Apart, because the same steps also
record the cassette that an exchange's plugin ships.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import click

from crossvenue.cli import show
from crossvenue.cli.account import show_balances, show_networks, show_orders
from crossvenue.cli.invocation import Invocation, command
from crossvenue.cli.withdrawal import show_preflight, show_withdrawals

if TYPE_CHECKING:
    from rich.console import Console

    from crossvenue.exchange import Exchange
    from crossvenue.venue import Venue

SYMBOL: Final = "BTC/USDT"
ASSET: Final = "BTC"
AMOUNT: Final = Decimal("0.0015")
NETWORK: Final = "BTC"
ADDRESS: Final = "1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB"
CLOSED_NETWORK: Final = "BEP2"
CLOSED_AMOUNT: Final = Decimal(2)


@command("demo", venue=False)
@click.argument("exchange", required=False)
def demo_command(invocation: Invocation, exchange: str | None) -> None:
    """The main job on recorded answers: no key, no network.

    EXCHANGE is the first installed one that ships such answers.
    """
    from crossvenue.config import Configuration
    from crossvenue.registry import registry
    from crossvenue.testing import ids_in_order
    from crossvenue.venue import connect

    chosen = _with_demo(exchange, registry().load_all())
    # Not the configuration of this machine: the demonstration is the same everywhere.
    nothing = Configuration(None, None, "", {}, {})
    out = show.console()
    out.quiet = invocation.json
    with connect(chosen.name, config=nothing, environment="replay", ids=ids_in_order()) as venue:
        steps = demo(venue, out)
    if invocation.json:
        show.as_json(steps)
    out.print(
        f"\nNext: `crossvenue --venue {chosen.name} book {SYMBOL}` asks the live venue, without a key; "
        "`crossvenue --help` has the rest."
    )


def _with_demo(name: str | None, exchanges: list[Exchange]) -> Exchange:
    from crossvenue.errors import PluginError, one_of

    offering = {each.name: each for each in exchanges if each.demo is not None}
    if name is None and offering:
        return next(iter(offering.values()))
    if name in offering:
        return offering[name]
    has = f"; these do: {one_of(list(offering))}" if offering else ""
    raise PluginError(f"no installed exchange{f' called {name!r}' if name else ''} ships a demonstration{has}")


Found = dict[str, object]
"""What a step of the story came to, by name."""


def demo(venue: Venue, console: Console) -> list[Found]:
    """The story, step by step, in `venue`; told on `console`. Also run to record it: see the plugin's cassette.

    Sends one order and one withdrawal: for a replay, or a server that stands in for the venue.
    """
    found: list[Found] = []
    for number, step in enumerate(_STEPS, 1):
        title = (step.__doc__ or "").splitlines()[0]
        console.print(f"\n{number}. {title}", style="bold")
        found.append({"step": title, **step(venue, console)})
    return found


def _instrument(venue: Venue, console: Console) -> Found:
    """What trades, and the venue's rules for it."""
    listed = venue.market.instruments()
    instrument = venue.market.instrument(SYMBOL)
    ticker = venue.market.ticker(SYMBOL)
    now = show.text(venue.market.server_time())
    console.print(f"{venue.exchange.title} lists {len(listed)} instruments here; its clock says {now}.")
    show.facts(
        console,
        {
            "instrument": f"{instrument.symbol} ({instrument.venue_symbol}), {instrument.status.value.lower()}",
            "price step": instrument.tick_size,
            "quantity step": instrument.lot_size,
            "smallest order": f"{show.text(instrument.min_notional)} {instrument.quote}",
            "last price": ticker.last_price,
            "change in 24 hours": f"{show.text(ticker.price_change_percent)} %",
            "volume in 24 hours": f"{show.text(ticker.volume)} {instrument.base}",
        },
    )
    return {"instruments": len(listed), "ticker": ticker}


def _book(venue: Venue, console: Console) -> Found:
    """The order book."""
    book = venue.market.order_book(SYMBOL, depth=5)
    rows = [
        (bid.quantity, bid.price, ask.price, ask.quantity) for bid, ask in zip(book.bids, book.asks, strict=False)
    ]
    show.table(console, ("bid quantity", "bid", "ask", "ask quantity"), rows)
    return {"book": book}


def _balances(venue: Venue, console: Console) -> Found:
    """What the account holds."""
    held = [each for each in venue.wallet.balances() if each.total]
    show_balances(console, held)
    return {"balances": held}


def _order(venue: Venue, console: Console) -> Found:
    """An order: refused here by the venue's own rules, corrected, and placed."""
    from crossvenue.errors import FilterViolation

    instrument = venue.market.instrument(SYMBOL)
    # Between two steps of the price, where no order can be.
    wished = venue.market.ticker(SYMBOL).last_price * Decimal("0.99") + (instrument.tick_size or Decimal(1)) / 4
    wished = wished.normalize()
    quantity = instrument.quantise_quantity("0.0123456789")
    console.print(f"Wanted: buy {quantity:f} {instrument.base} at {wished:f} {instrument.quote}.")
    refused = None
    try:
        venue.trading.place_order(SYMBOL, side="BUY", type="LIMIT", quantity=quantity, price=wished)
    except FilterViolation as refusal:
        refused = str(refusal)
        console.print(f"Refused before it was sent: {refused}")
    price = instrument.quantise_price(wished)
    order = venue.trading.place_order(SYMBOL, side="BUY", type="LIMIT", quantity=quantity, price=price)
    show_orders(console, [order], title="Placed")
    return {"refused": refused, "order": order}


def _networks(venue: Venue, console: Console) -> Found:
    """Where the asset can go."""
    asset = venue.wallet.asset(ASSET)
    show_networks(console, asset)
    return {"asset": asset}


def _withdrawal(venue: Venue, console: Console) -> Found:
    """A withdrawal: checked, sent once, and found again by the id it was given before it left."""
    checked = venue.wallet.preflight(asset=ASSET, amount=AMOUNT, network=NETWORK, address=ADDRESS)
    show_preflight(console, checked)
    sent = venue.wallet.withdraw(
        asset=ASSET,
        amount=AMOUNT,
        network=NETWORK,
        address=ADDRESS,
        client_id=venue.session.mint_id(),
        checked=checked,
    )
    console.print(f"\nSent with client id {sent.client_id}; the venue calls it {sent.id}.")
    found = venue.wallet.withdrawal(client_id=sent.client_id)
    if found is None:
        console.print("The history does not have it yet; that is no proof that it was not made.")
    else:
        show_withdrawals(console, [found], title="Found again in the history, by that id")
    return {"verdict": checked.verdict, "preflight": checked, "sent": sent, "found": found}


def _blocked(venue: Venue, console: Console) -> Found:
    """A withdrawal that would not pass: blocked before anything is sent, with every reason."""
    from crossvenue.errors import WithdrawalBlocked

    checked = venue.wallet.preflight(asset=ASSET, amount=CLOSED_AMOUNT, network=CLOSED_NETWORK, address=ADDRESS)
    show_preflight(console, checked)
    try:
        venue.wallet.withdraw(
            asset=ASSET, amount=CLOSED_AMOUNT, network=CLOSED_NETWORK, address=ADDRESS, checked=checked
        )
    except WithdrawalBlocked:
        console.print("withdraw() refuses it; nothing was sent.")
    return {"verdict": checked.verdict, "preflight": checked}


_STEPS: Final[tuple[Callable[[Venue, Console], Found], ...]] = (
    _instrument,
    _book,
    _balances,
    _order,
    _networks,
    _withdrawal,
    _blocked,
)
