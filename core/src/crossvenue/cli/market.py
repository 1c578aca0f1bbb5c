"""Commands that read the market. Apart, because they need no key."""

from __future__ import annotations

from datetime import datetime

import click

from crossvenue.cli import show
from crossvenue.cli.arguments import TIME
from crossvenue.cli.invocation import Invocation, command

_SHOWN = 20
"""Rows of a listing when nobody says how many."""


@command("ticker")
@click.argument("symbol")
def ticker(invocation: Invocation, symbol: str) -> None:
    """Statistics of the last 24 hours of SYMBOL, such as BTC/USDT."""
    with invocation.open() as venue:
        found = venue.market.ticker(symbol)
    if invocation.json:
        show.as_json(found)
    else:
        show.facts(show.console(), show.fields(found) or {})


@command("book")
@click.argument("symbol")
@click.option("--depth", type=click.IntRange(1), default=10, show_default=True, help="Levels a side.")
def book(invocation: Invocation, symbol: str, depth: int) -> None:
    """Bids and asks of SYMBOL, the best first. Prices in quote, quantities in base."""
    with invocation.open() as venue:
        found = venue.market.order_book(symbol, depth=depth)
    if invocation.json:
        show.as_json(found)
        return
    out = show.console()
    bids, asks = found.bids[:depth], found.asks[:depth]
    rows = []
    for index in range(max(len(bids), len(asks))):
        bid = bids[index] if index < len(bids) else None
        ask = asks[index] if index < len(asks) else None
        rows.append(
            (
                None if bid is None else bid.quantity,
                None if bid is None else bid.price,
                None if ask is None else ask.price,
                None if ask is None else ask.quantity,
            )
        )
    show.table(out, ("bid quantity", "bid", "ask", "ask quantity"), rows, title=found.symbol)
    if found.spread is not None:
        out.print(f"spread {show.text(found.spread)}")


@command("candles")
@click.argument("symbol")
@click.argument("interval")
@click.option("--limit", type=click.IntRange(1), help=f"At most so many; {_SHOWN} unless --since is given.")
@click.option("--since", type=TIME, help="The first to open at or after this time (ISO 8601 with its zone).")
@click.option("--until", type=TIME, help="The last to open at or before this time; else now.")
def candles(
    invocation: Invocation,
    symbol: str,
    interval: str,
    limit: int | None,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Candles of SYMBOL, oldest first. INTERVAL is 1m, 1h, 1d ... and 1M for a month."""
    if limit is None and since is None:
        limit = _SHOWN
    with invocation.open() as venue:
        found = venue.market.candles(symbol, interval, since=since, until=until, limit=limit).all()
    if invocation.json:
        show.as_json(found)
        return
    show.table(
        show.console(),
        ("open time", "open", "high", "low", "close", "volume"),
        [(each.open_time, each.open, each.high, each.low, each.close, each.volume) for each in found],
        title=f"{symbol}, {interval}",
    )


@command("trades")
@click.argument("symbol")
@click.option("--limit", type=click.IntRange(1), default=_SHOWN, show_default=True, help="At most so many.")
def trades(invocation: Invocation, symbol: str, limit: int) -> None:
    """The last public trades of SYMBOL, oldest first."""
    with invocation.open() as venue:
        found = venue.market.trades(symbol, limit=limit)
    if invocation.json:
        show.as_json(found)
        return
    show.table(
        show.console(),
        ("time", "price", "quantity", "taker", "id"),
        [
            (each.time, each.price, each.quantity, "sold" if each.buyer_is_maker else "bought", each.id)
            for each in found
        ],
        title=symbol,
    )
