"""Commands that read the account: what it holds, where that can go, and its orders. Apart, because they need a key
that may read and nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from crossvenue.cli import show
from crossvenue.cli.arguments import TIME
from crossvenue.cli.invocation import Invocation, command

if TYPE_CHECKING:
    from rich.console import Console

    from crossvenue.model import Asset, AssetNetwork, Balance, Order


@command("balances")
@click.option("--wallet", default="spot", show_default=True, help="Which wallet of the account.")
@click.option("--all", "everything", is_flag=True, help="Assets with nothing too.")
def balances(invocation: Invocation, wallet: str, everything: bool) -> None:
    """What the account holds, in whole units of each asset."""
    with invocation.open() as venue:
        found = [each for each in venue.wallet.balances(wallet) if everything or each.total]
    if invocation.json:
        show.as_json(found)
    else:
        show_balances(show.console(), found)


def show_balances(out: Console, found: Sequence[Balance]) -> None:
    """The table of balances."""
    rows = [(each.asset, each.free, each.locked, each.total) for each in found]
    show.table(out, ("asset", "free", "locked", "total"), rows, title="Balances")


@command("assets")
@click.argument("asset")
def assets(invocation: Invocation, asset: str) -> None:
    """The networks of ASSET: open or closed, fee, limits, memo.

    And the venue's notes about them. Amounts are in whole units.
    """
    with invocation.open() as venue:
        found = venue.wallet.asset(asset)
    if invocation.json:
        show.as_json(found)
    else:
        show_networks(show.console(), found)


def show_networks(out: Console, asset: Asset) -> None:
    """The table of an asset's networks, and the venue's notes below it."""
    show.table(
        out,
        ("network", "here", "deposits", "withdrawals", "fee", "minimum", "maximum", "multiple", "memo"),
        [
            (
                each.network or "?",
                each.venue_network,
                "open" if each.deposit_open else "closed",
                "open" if each.withdrawal_open else "closed",
                each.withdrawal_fee,
                each.withdrawal_minimum,
                each.withdrawal_maximum,
                each.withdrawal_multiple,
                show_memo(each),
            )
            for each in asset.networks
        ],
        title=f"{asset.asset} ({asset.name})",
    )
    for each in asset.networks:
        for note in (each.tips, each.withdrawal_note, each.deposit_note):
            if note:
                out.print(f"{each.network or each.venue_network}: {show.text(note)}")


def show_memo(network: AssetNetwork) -> str:
    """Whether addresses on a network come with a memo."""
    if network.memo_required is None and not network.memo_pattern:
        return "not said"
    return "required" if network.memo_required else "possible" if network.has_memo else "none"


@command("orders")
@click.argument("symbol", required=False)
@click.option("--all", "everything", is_flag=True, help="Orders in any state, of SYMBOL.")
@click.option("--since", type=TIME, help="With --all: those made since (ISO 8601 with its zone); else the last ones.")
@click.option("--limit", type=click.IntRange(1), help="With --all: at most so many.")
def orders(
    invocation: Invocation, symbol: str | None, everything: bool, since: datetime | None, limit: int | None
) -> None:
    """Open orders, of SYMBOL or all; with --all in any state."""
    if everything and symbol is None:
        raise click.UsageError("--all needs a SYMBOL")
    if not everything and (since is not None or limit is not None):
        raise click.UsageError("--since and --limit go with --all")
    with invocation.open() as venue:
        found: Sequence[Order]
        if everything and symbol is not None:
            found = venue.trading.orders(symbol, since=since, limit=limit).all()
        else:
            found = venue.trading.open_orders(symbol)
    if invocation.json:
        show.as_json(found)
    else:
        show_orders(show.console(), found, title="Orders" if everything else "Open orders")


def show_orders(out: Console, found: Sequence[Order], *, title: str) -> None:
    """The table of orders."""
    show.table(
        out,
        ("time", "symbol", "side", "type", "price", "quantity", "filled", "status", "id", "client id"),
        [
            (
                each.created or each.updated,
                each.symbol,
                each.side,
                each.type,
                each.price,
                each.quantity,
                each.filled_quantity,
                each.status,
                each.id,
                each.client_id,
            )
            for each in found
        ],
        title=title,
    )
