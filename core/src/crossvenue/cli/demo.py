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
from crossvenue.cli.account import show_balances, show_memo, show_networks
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
    out.print("Recorded answers that come with the plugins: nothing is sent, and no price is of today.")
    steps: list[Found] = []
    with ExitStack() as stack:
        # All are opened first, so that a recording that is missing is told of before anything else.
        venues = [stack.enter_context(_opened(each)) for each in chosen]
        first = venues[0]
        if len(venues) > 1:
            out.print()
            steps.append(side_by_side(venues, out))
        out.print(f"\n{first.exchange.title}, from beginning to end", style="bold")
        steps.extend(demo(first, out))
    if invocation.json:
        show.as_json(steps)
    out.print()
    if len(venues) > 1:
        others = ", ".join(f"`crossvenue demo {each.name}`" for each in venues[1:])
        out.print(f"The same story elsewhere: {others}.")
    out.print(
        f"Next: `crossvenue --venue {first.name} book {_asked(first).symbol}` asks the live venue, without a key; "
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
    """The same questions, asked of each venue; and where one asset can go, from which of them."""
    title = "The same questions, asked of each venue"
    console.print(title, style="bold")
    answers = {venue.name: _answers(venue) for venue in venues}
    titles = {venue.name: venue.exchange.title for venue in venues}
    questions = answers[venues[0].name]
    compared = [(question, *(said[question] for said in answers.values())) for question in questions]
    show.table(console, ("", *titles.values()), compared)
    asset = _asked(venues[0]).asset
    networks = _networks_by_venue(venues, asset)
    rows = [
        (name if not number else "", titles[venue], *_terms(on))
        for name, by_venue in networks.items()
        for number, (venue, on) in enumerate(by_venue.items())
    ]
    headings = ("network", "exchange", "called there", "deposits", "withdrawals", "fee", "minimum", "memo")
    show.table(console, headings, rows, title=f"Where {asset} can go")
    return {"step": title, "answers": answers, "asset": asset, "networks": networks}


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
        "spread": book.spread,
    }


def _networks_by_venue(venues: Sequence[Venue], asset: str) -> dict[str, dict[str, AssetNetwork]]:
    """The networks of an asset by their neutral name, and by venue: those that most venues have come first.

    What only one venue knows goes by its name there. Venues whose recording is of another asset are left out.
    """
    found: dict[str, dict[str, AssetNetwork]] = {}
    for venue in venues:
        if _asked(venue).asset == asset:
            for each in venue.wallet.asset(asset).networks:
                found.setdefault(each.network or each.venue_network, {})[venue.name] = each
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _terms(on: AssetNetwork) -> tuple[object, ...]:
    return (
        on.venue_network,
        "open" if on.deposit_open else "closed",
        "open" if on.withdrawal_open else "closed",
        on.withdrawal_fee,
        on.withdrawal_minimum,
        show_memo(on),
    )


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
    from crossvenue.model import WalletKind

    kinds = dict.fromkeys((WalletKind.SPOT, venue.wallet.wallets[0]))  # What orders take from, and withdrawals.
    found = {kind.value: [each for each in venue.wallet.balances(kind) if each.total] for kind in kinds}
    for kind, held in found.items():
        if len(found) > 1:
            console.print(f"In the {kind} wallet:")
        show_balances(console, held)
    return {"balances": found}


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
    told = ("symbol", "side", "type", "price", "quantity", "filled_quantity", "status", "created", "id", "client_id")
    show.facts(console, {name: getattr(order, name) for name in told}, title="Placed")
    return {"refused": refused, "order": order}


def _networks(venue: Venue, console: Console) -> Found:
    """Where the asset can go."""
    asset = venue.wallet.asset(_asked(venue).asset)
    show_networks(console, asset)
    return {"asset": asset}


def _withdrawal(venue: Venue, console: Console) -> Found:
    """A withdrawal: checked, sent once, and found again by the id it was given before it left."""
    from crossvenue.model import NO_MEMO
    from crossvenue.preflight import Verdict

    asked = _asked(venue)
    what: dict[str, Any] = {
        "asset": asked.asset,
        "amount": asked.amount,
        "network": asked.network,
        "address": asked.address,
        "memo": NO_MEMO,  # On purpose: not every venue says whether one is needed.
    }
    checked = venue.wallet.preflight(**what)
    show_preflight(console, checked)
    clear = checked.verdict is Verdict.CLEAR
    if not clear:
        unknown = ", ".join(each.name for each in checked.reasons)
        console.print(f"{venue.exchange.title} does not say everything that would make it clear: {unknown}.")
        console.print("Who sends it answers for these. Here that is done, and `accept=` names them.")
    client_id = venue.session.mint_id()
    # What failed is not accepted by any name.
    accepted = [each.name for each in checked.reasons]
    sent = venue.wallet.withdraw(**what, client_id=client_id, checked=checked, accept=accepted)
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
    from crossvenue.model import NO_MEMO

    asked = _asked(venue)
    what: dict[str, Any] = {
        "asset": asked.asset,
        "amount": asked.closed_amount,
        "network": asked.closed_network,
        "address": asked.address,
        "memo": NO_MEMO,  # On purpose: not every venue says whether one is needed.
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
