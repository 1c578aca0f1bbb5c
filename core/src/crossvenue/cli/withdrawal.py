"""The commands that judge, send and find withdrawals. Apart, because one of them moves money."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from crossvenue.cli import show
from crossvenue.cli.arguments import AMOUNT, TIME
from crossvenue.cli.invocation import NOT_CLEAR, Invocation, command

if TYPE_CHECKING:
    from rich.console import Console

    from crossvenue.model import Withdrawal
    from crossvenue.preflight import Preflight
    from crossvenue.venue import Venue


def _described(function: Callable[..., Any]) -> Callable[..., Any]:
    for decorator in (
        click.option("--wallet", help="The wallet it comes from; by default the one that the venue withdraws from."),
        click.option("--no-memo", is_flag=True, help="No memo, on purpose, on a network that has memos."),
        click.option("--memo", help="The memo, tag or payment id that goes with the address; else see --no-memo."),
        click.option("--address", required=True, help="Where it goes."),
        click.option("--network", required=True, help="TRX, ETH, BTC ...; aliases such as ERC20 too."),
        click.argument("amount", type=AMOUNT),
        click.argument("asset"),
    ):
        function = decorator(function)
    return function


def _checked(
    venue: Venue,
    asset: str,
    amount: Decimal,
    network: str,
    address: str,
    memo: str | None,
    no_memo: bool,
    wallet: str | None,
) -> Preflight:
    from crossvenue.model import NO_MEMO

    if memo is not None and no_memo:
        raise click.UsageError("give one of --memo and --no-memo")
    return venue.wallet.preflight(
        asset=asset,
        amount=amount,
        network=network,
        address=address,
        memo=NO_MEMO if no_memo else memo,
        wallet=wallet,
    )


def _as_data(checked: Preflight) -> dict[str, object]:
    return {"verdict": checked.verdict, **(show.fields(checked) or {})}


def show_preflight(out: Console, checked: Preflight) -> None:
    """Every check with its result and evidence, what it costs, and the verdict."""
    plan = checked.request
    show.table(
        out,
        ("check", "result", "the venue's words", "evidence"),
        [(each.name, each.result, each.words, each.evidence) for each in checked.checks],
        title=f"Pre-flight: {plan.amount:f} {plan.asset} on {plan.network} to {show.text(plan.address)}",
    )
    if checked.fee is not None and checked.arrives is not None:
        out.print(f"fee {checked.fee:f} {plan.asset}, arrives {checked.arrives:f} {plan.asset}")
    out.print(f"verdict: {checked.verdict.value}", style=show.style(checked.verdict.value))


def show_withdrawals(out: Console, found: Sequence[Withdrawal], *, title: str) -> None:
    """The table of withdrawals; of a single one, all that is known of it."""
    if len(found) == 1:
        show.facts(out, show.fields(found[0]) or {}, title=title)
        return
    show.table(
        out,
        ("applied", "amount", "asset", "network", "status", "fee", "address", "client id", "id"),
        [
            (
                each.applied,
                each.amount,
                each.asset,
                each.network or each.venue_network,
                each.status,
                each.fee,
                each.address if not each.memo else f"{each.address} memo {each.memo}",
                each.client_id,
                each.id,
            )
            for each in found
        ],
        title=title,
    )


@command("preflight")
@_described
def preflight(invocation: Invocation, **described: Any) -> None:
    """Judge a withdrawal without sending it.

    AMOUNT of ASSET in whole units; every check with its result and evidence. Exit status 4 unless all checks pass.
    """
    with invocation.open() as venue:
        checked = _checked(venue, **described)
    if invocation.json:
        show.as_json(_as_data(checked))
    else:
        show_preflight(show.console(), checked)
    if checked.reasons:
        click.get_current_context().exit(NOT_CLEAR)


@command("withdraw")
@_described
@click.option("--client-id", help="Your id of it; else one is made. It finds the withdrawal again.")
@click.option("--yes", is_flag=True, help="Do not ask: for scripts. Only what is clear is sent.")
@click.option("--accept-uncertain", is_flag=True, help="With --yes: send although a check could not be made.")
def withdraw(
    invocation: Invocation,
    client_id: str | None,
    yes: bool,
    accept_uncertain: bool,
    **described: Any,
) -> None:
    """Check a withdrawal, ask, and send it once.

    AMOUNT of ASSET in whole units. The client id is printed before anything is sent (with --json it is in the result
    and in every error instead); a blocked withdrawal never is.
    Exit status 5 means that it may have been sent: look for it with `crossvenue withdrawals --client-id`. What was
    sent ends in 0, also where its result cannot be printed.
    """
    from crossvenue.errors import WithdrawalBlocked
    from crossvenue.preflight import Verdict

    with invocation.open() as venue:
        checked = _checked(venue, **described)
        if not invocation.json:
            show_preflight(show.console(), checked)
        refusal = None
        if checked.verdict is Verdict.BLOCKED:
            refusal = "the pre-flight is blocked: " + _reasons(checked)
        elif checked.verdict is Verdict.UNCERTAIN and yes and not accept_uncertain:
            refusal = f"the pre-flight is uncertain (--accept-uncertain sends it all the same): {_reasons(checked)}"
        elif not yes and not _confirmed(checked):
            refusal = "it was not confirmed (--yes confirms it for scripts)"
        if refusal is not None:
            if invocation.json:
                show.as_json({"preflight": _as_data(checked), "withdrawal": None})
            raise WithdrawalBlocked(f"nothing was sent: {refusal}", preflight=checked)
        client_id = client_id or venue.session.mint_id()
        if not invocation.json:
            click.echo(f"sending with client id {client_id}", err=True)
        invocation.under_way = {"client_id": client_id}
        at = f" --venue {invocation.venue}" if invocation.venue else ""
        look = f"crossvenue withdrawals --client-id {client_id}{at}"
        sent = _sent(venue, checked, client_id, look)
        invocation.done = {"client_id": client_id}
    if invocation.json:
        show.as_json({"preflight": _as_data(checked), "withdrawal": sent})
        return
    out = show.console()
    show_withdrawals(out, [sent], title="Sent")
    out.print(f"Follow it with: {look}")


def _reasons(checked: Preflight) -> str:
    return "; ".join(f"{each.name}: {each.words}" for each in checked.reasons)


def _confirmed(checked: Preflight) -> bool:
    # Read from the stream and not by click, which takes Ctrl-C and the end of the input for the same.
    plan = checked.request
    doubt = f"NOT CERTAIN ({_reasons(checked)}). " if checked.reasons else ""
    click.echo(
        f"{doubt}Send {plan.amount:f} {plan.asset} on {plan.network} to {show.text(plan.address)}? [y/N] ",
        nl=False,
        err=True,
    )
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        click.echo(err=True)
    return answer.strip().lower() in ("y", "yes")


def _sent(venue: Venue, checked: Preflight, client_id: str, look: str) -> Withdrawal:
    """Send it. An end that nobody knows names the command `look`, where the port names an operation of Python."""
    from crossvenue.errors import CrossvenueError, OutcomeUnknown

    plan = checked.request
    try:
        return venue.wallet.withdraw(
            asset=plan.asset,
            amount=plan.amount,
            network=plan.network,
            address=plan.address,
            memo=plan.memo,
            wallet=plan.wallet,
            client_id=client_id,
            checked=checked,
            # Whoever confirmed it, or said --accept-uncertain, saw these.
            accept=[each.name for each in checked.reasons],
        )
    except KeyboardInterrupt as interrupted:
        if getattr(interrupted, "__notes__", ()):
            interrupted.add_note(f"in the shell that is `{look}`")
        raise
    except OutcomeUnknown as unknown:
        raise OutcomeUnknown(
            unknown.venue_message,
            venue=unknown.venue,
            endpoint=unknown.endpoint,
            status=unknown.status,
            code=unknown.code,
            client_id=unknown.client_id,
            find_out=f"`{look}`",
        ) from unknown
    except CrossvenueError:
        raise
    except Exception as error:
        # A bug, ours or a plugin's, proves nothing about what the venue did.
        raise OutcomeUnknown(
            f"{type(error).__name__}: {error}",
            venue=venue.name,
            endpoint="withdraw",
            client_id=client_id,
            find_out=f"`{look}`",
        ) from error


@command("withdrawals")
@click.argument("asset", required=False)
@click.option("--client-id", help="The one with this id of yours.")
@click.option("--id", "withdrawal_id", help="The one with this id of the venue.")
@click.option("--around", type=TIME, help="With an id: when it was made, if that is some days ago.")
@click.option("--since", type=TIME, help="Since when (ISO 8601 with its zone); else what the venue gives.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
def withdrawals(
    invocation: Invocation,
    asset: str | None,
    client_id: str | None,
    withdrawal_id: str | None,
    around: datetime | None,
    since: datetime | None,
    limit: int | None,
) -> None:
    """Withdrawals of ASSET or of all, or one by its id."""
    by_id = client_id is not None or withdrawal_id is not None
    if by_id and (asset, since, limit) != (None, None, None):
        raise click.UsageError("an id goes with none of ASSET, --since and --limit; --around says when it was made")
    if around is not None and not by_id:
        raise click.UsageError("--around goes with an id; --since begins a list")
    with invocation.open() as venue:
        found: Sequence[Withdrawal]
        if by_id:
            one = venue.wallet.withdrawal(withdrawal_id=withdrawal_id, client_id=client_id, around=around)
            found = [] if one is None else [one]
        else:
            found = venue.wallet.withdrawals(asset, since=since, limit=limit).all()
    if invocation.json:
        show.as_json(found)
        return
    out = show.console()
    show_withdrawals(out, found, title="Withdrawals")
    if by_id and not found:
        out.print("The venue has none of this id. Right after sending that is no proof yet: ask again.")
