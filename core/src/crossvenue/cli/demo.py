"""The main job, told on recorded answers: nothing is sent, no key is needed. Apart, because the same steps also
record the cassette that an exchange's plugin ships.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import click

from crossvenue.cli import show
from crossvenue.cli.account import show_balances, show_networks, show_orders
from crossvenue.cli.invocation import Invocation, command
from crossvenue.cli.withdrawal import show_preflight, show_withdrawals

if TYPE_CHECKING:
    from rich.console import Console

    from crossvenue.exchange import Demo, Exchange
    from crossvenue.model import AssetNetwork
    from crossvenue.venue import Venue


@command("demo", venue=False)
@click.argument("exchange", required=False)
def demo_command(invocation: Invocation, exchange: str | None) -> None:
    """The main job on recorded answers: no key, no network.

    Asks the same of every installed exchange that ships such answers, side by side; then tells the whole story of
    the first. With EXCHANGE only the story of that one.
    """
    from crossvenue.registry import registry

    chosen = _with_demo(exchange, registry().load_all())
    out = show.console()
    out.quiet = invocation.json
    steps: list[Found] = []
    if exchange is None and len(chosen) > 1:
        with ExitStack() as stack:
            steps.append(side_by_side([stack.enter_context(_opened(each)) for each in chosen], out))
    with _opened(chosen[0]) as venue:
        out.print(f"\n{chosen[0].title}, from beginning to end", style="bold")
        steps.extend(demo(venue, out))
    if invocation.json:
        show.as_json(steps)
    symbol = chosen[0].demo.symbol if chosen[0].demo else ""
    out.print(
        f"\nNext: `crossvenue --venue {chosen[0].name} book {symbol}` asks the live venue, without a key; "
        "`crossvenue --help` has the rest."
    )


def _opened(exchange: Exchange) -> Venue:
    from crossvenue.config import Configuration
    from crossvenue.testing import ids_in_order
    from crossvenue.venue import connect

    # Not the configuration of this machine: the demonstration is the same everywhere.
    nothing = Configuration(None, None, "", {}, {})
    return connect(exchange.name, config=nothing, environment="replay", ids=ids_in_order())


def _with_demo(name: str | None, exchanges: list[Exchange]) -> list[Exchange]:
    from crossvenue.errors import PluginError, one_of

    offering = {each.name: each for each in exchanges if each.demo is not None}
    if name is None and offering:
        return list(offering.values())
    if name in offering:
        return [offering[name]]
    has = f"; these do: {one_of(list(offering))}" if offering else ""
    raise PluginError(f"no installed exchange{f' called {name!r}' if name else ''} ships a demonstration{has}")


Found = dict[str, object]
"""What a step of the story came to, by name."""


def side_by_side(venues: Sequence[Venue], console: Console) -> Found:
    """The same questions, asked of each venue."""
    console.print("The same questions, asked of each venue", style="bold")
    answers = {venue.name: _answers(venue) for venue in venues}
    titles = [venue.exchange.title for venue in venues]
    questions = list(answers[venues[0].name])
    show.table(console, ("", *titles), [(each, *(found[each] for found in answers.values())) for each in questions])
    asset = _asked(venues[0]).asset
    networks = _matrix(venues, asset)
    cells = [(name, *(_cell(by_venue.get(venue.name)) for venue in venues)) for name, by_venue in networks.items()]
    show.table(console, ("network", *titles), cells, title=f"Where {asset} can go")
    return {"step": "The same questions, asked of each venue", "answers": answers, "networks": networks}


def _answers(venue: Venue) -> dict[str, object]:
    asked = _asked(venue)
    instrument = venue.market.instrument(asked.symbol)
    ticker = venue.market.ticker(asked.symbol)
    book = venue.market.order_book(asked.symbol, depth=5)
    return {
        "instrument": f"{instrument.symbol} ({instrument.venue_symbol})",
        "price step": instrument.tick_size,
        "quantity step": instrument.lot_size,
        "smallest order": instrument.min_notional,
        "last price": ticker.last_price,
        "volume in 24 hours": ticker.volume,
        "best bid": None if book.best_bid is None else book.best_bid.price,
        "best ask": None if book.best_ask is None else book.best_ask.price,
    }


def _matrix(venues: Sequence[Venue], asset: str) -> dict[str, dict[str, AssetNetwork]]:
    """The networks of an asset by their neutral name, and by venue; what only one venue knows, by its name there."""
    found: dict[str, dict[str, AssetNetwork]] = {}
    for venue in venues:
        for each in venue.wallet.asset(asset).networks:
            found.setdefault(each.network or each.venue_network, {})[venue.name] = each
    return found


def _cell(network: AssetNetwork | None) -> str:
    if network is None:
        return ""
    ways = {(True, True): "open", (False, False): "closed", (True, False): "deposits", (False, True): "withdrawals"}
    open_for = ways[network.deposit_open, network.withdrawal_open]
    memo = "memo needed" if network.memo_required else "memo possible" if network.has_memo else "no memo"
    fee = f"fee {network.withdrawal_fee:f}, least {network.withdrawal_minimum:f}"
    return f"{network.venue_network}: {open_for}, {fee}, {memo}"


def _asked(venue: Venue) -> Demo:
    demo = venue.exchange.demo
    assert demo is not None
    return demo


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
    instrument = venue.market.instrument(_asked(venue).symbol)
    ticker = venue.market.ticker(_asked(venue).symbol)
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
    book = venue.market.order_book(_asked(venue).symbol, depth=5)
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

    instrument = venue.market.instrument(_asked(venue).symbol)
    # Between two steps of the price, where no order can be.
    wished = (
        venue.market.ticker(_asked(venue).symbol).last_price * Decimal("0.99")
        + (instrument.tick_size or Decimal(1)) / 4
    )
    wished = wished.normalize()
    quantity = instrument.quantise_quantity(_asked(venue).quantity)
    console.print(f"Wanted: buy {quantity:f} {instrument.base} at {wished:f} {instrument.quote}.")
    refused = None
    try:
        venue.trading.place_order(instrument.symbol, side="BUY", type="LIMIT", quantity=quantity, price=wished)
    except FilterViolation as refusal:
        refused = str(refusal)
        console.print(f"Refused before it was sent: {refused}")
    price = instrument.quantise_price(wished)
    order = venue.trading.place_order(instrument.symbol, side="BUY", type="LIMIT", quantity=quantity, price=price)
    show_orders(console, [order], title="Placed")
    return {"refused": refused, "order": order}


def _networks(venue: Venue, console: Console) -> Found:
    """Where the asset can go."""
    asset = venue.wallet.asset(_asked(venue).asset)
    show_networks(console, asset)
    return {"asset": asset}


def _withdrawal(venue: Venue, console: Console) -> Found:
    """A withdrawal: checked, sent once, and found again by the id it was given before it left."""
    from crossvenue.preflight import Verdict

    asked = _asked(venue)
    what: dict[str, Any] = {
        "asset": asked.asset,
        "amount": asked.amount,
        "network": asked.network,
        "address": asked.address,
    }
    checked = venue.wallet.preflight(**what)
    show_preflight(console, checked)
    clear = checked.verdict is Verdict.CLEAR
    if not clear:
        console.print("What this venue cannot tell, a person must know; here it is sent without.")
    client_id = venue.session.mint_id()
    sent = venue.wallet.withdraw(**what, client_id=client_id, checked=checked if clear else None)
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

    asked = _asked(venue)
    what: dict[str, Any] = {
        "asset": asked.asset,
        "amount": asked.closed_amount,
        "network": asked.closed_network,
        "address": asked.address,
    }
    checked = venue.wallet.preflight(**what)
    show_preflight(console, checked)
    try:
        venue.wallet.withdraw(**what, checked=checked)
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
