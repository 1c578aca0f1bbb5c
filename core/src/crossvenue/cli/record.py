"""The command that makes cassettes. Apart, because it alone writes a file and reaches every operation by its name."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from crossvenue.cli.arguments import keyword_arguments
from crossvenue.cli.invocation import NOT_CLEAR, Invocation, command


@command("record")
@click.argument("cassette", type=click.Path(dir_okay=False))
@click.argument("operation")
@click.argument("arguments", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--yes", is_flag=True, help="Do not ask before an operation that changes something.")
def record(
    invocation: Invocation,
    cassette: str,
    operation: str,
    arguments: tuple[str, ...],
    yes: bool,
) -> None:
    """Record a call to the live venue, without secrets.

    What OPERATION says to the venue and gets from it is written to the file CASSETTE.
    OPERATION is port.name, such as market.order_book, with its arguments as name=value: symbol=BTC/USDT depth=5.
    raw.<endpoint> reaches every documented endpoint by the venue's own parameters.
    """
    from pathlib import Path

    from crossvenue import testing
    from crossvenue.cli import show

    given = _given(operation, arguments)
    changed: dict[str, str] = {}
    invocation.under_way = changed

    def may(name: str) -> bool:
        if not yes:
            click.echo(f"{name} changes something at the venue. Record it? [y/N] ", nl=False, err=True)
            if sys.stdin.readline().strip().lower() not in ("y", "yes"):
                click.echo("crossvenue: nothing was sent: it was not confirmed", err=True)
                click.get_current_context().exit(NOT_CLEAR)
        changed.update(operation=name, cassette=cassette)
        return True

    testing.record(Path(cassette), invocation.venue, [(operation, given)], acts=may, config=invocation.config)
    invocation.done = changed
    if invocation.json:
        show.as_json({"cassette": cassette, "operation": operation})
    else:
        click.echo(
            f"{cassette} holds {operation}; keys, addresses and the like are taken out, while balances, amounts and "
            "ids of orders and withdrawals stay: look through it before you publish it"
        )


def _given(operation: str, arguments: tuple[str, ...]) -> Mapping[str, Any]:
    from crossvenue.interfaces import PORTS

    port, _, name = operation.partition(".")
    if port == "raw":
        pairs = [each.partition("=") for each in arguments]
        if not name or not all(equals for _, equals, _ in pairs):
            raise click.UsageError("write raw.<endpoint> and its parameters as name=value")
        return {key: value for key, _, value in pairs}
    kinds = {each.kind: each for each in PORTS}
    if port not in kinds or name not in kinds[port].operations():
        from crossvenue.errors import did_you_mean

        known = [f"{each.kind}.{one}" for each in PORTS for one in each.operations()]
        hint = did_you_mean(operation, known, limit=3) or "; operations are named port.name: market.ticker"
        raise click.UsageError(f"there is no operation {operation!r}{hint}")
    return keyword_arguments(getattr(kinds[port], name), arguments)
