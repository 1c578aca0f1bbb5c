"""The command line. Tables for people, `--json` for programs, exact numbers in both; errors on stderr.

Exit statuses:

    0    done
    1    refused by the venue, or done only in part; doctor: something is wrong
    2    wrong usage or configuration, or a request that cannot be right; nothing was sent
    3    no connection, the venue is down, its answer is unreadable, or a rate limit; nothing was changed
    4    a withdrawal's pre-flight is blocked or uncertain, or it was not confirmed; nothing was sent
    5    OUTCOME UNKNOWN: it was sent and may have been done; find out before sending it again
    6    replay: the cassette does not hold the answer
    70   a bug in Crossvenue or a plugin
    74   the output cannot be written: a full disk, a closed pipe; nothing was sent
    130  interrupted

With `--json`, amounts are strings that hold every digit (many programs read JSON's numbers as floats), times are
ISO 8601 in UTC, and an error, also one of usage, is one JSON object on stderr. Whatever is not needed for `--help` is
imported inside the commands.
"""

from __future__ import annotations

import click

from crossvenue.cli import account, demo, doctor, endpoints, market, new_plugin, record, withdrawal
from crossvenue.cli.invocation import STATUSES, Commands, keep, with_venue

_EPILOG = "\b\nExit statuses:\n" + "\n".join(f"  {status:<4} {meaning}" for status, meaning in STATUSES.items())


@click.group(cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="crossvenue")
@click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=keep,
    help="Log every request to stderr; an error shows where it came from.",
)
@with_venue
def main() -> None:
    """One exact, safe interface to crypto exchanges. Begin with: crossvenue demo."""


for _each in (
    doctor.venues,
    demo.demo_command,
    market.ticker,
    market.book,
    market.candles,
    market.trades,
    account.balances,
    account.assets,
    withdrawal.preflight,
    withdrawal.withdraw,
    withdrawal.withdrawals,
    account.orders,
    endpoints.endpoints,
    endpoints.endpoint,
    endpoints.call,
    doctor.doctor,
    record.record,
    new_plugin.new_plugin,
):
    main.add_command(_each)

__all__ = ["main"]
