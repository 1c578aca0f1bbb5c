"""Writes what came in, what went out and what was traded as CSV, oldest first, for the books.

    python examples/ledger.py main 2023-12-01 BTC/USDT

Amounts keep every digit. The three histories are read at the same time.
"""

from __future__ import annotations

import asyncio
import csv
import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from crossvenue import AsyncVenue, connect_async
from crossvenue.model import Side, WithdrawalStatus


class Line(NamedTuple):
    """One line of the books; money that leaves is negative."""

    time: datetime
    what: str
    asset: str
    amount: Decimal
    id: str


async def deposits(venue: AsyncVenue, since: datetime) -> list[Line]:
    """What came in."""
    return [
        Line(each.time, "deposit", each.asset, each.amount, each.id)
        async for each in venue.wallet.deposits(since=since)
    ]


async def withdrawals(venue: AsyncVenue, since: datetime) -> list[Line]:
    """What went out, with its fee where the venue states one."""
    lines = []
    async for each in venue.wallet.withdrawals(since=since):
        if each.status is not WithdrawalStatus.COMPLETED or each.applied is None:
            continue
        lines.append(Line(each.applied, "withdrawal", each.asset, -each.amount, each.id))
        if each.fee:
            lines.append(Line(each.applied, "withdrawal fee", each.asset, -each.fee, each.id))
    return lines


async def fills(venue: AsyncVenue, symbol: str, since: datetime) -> list[Line]:
    """What was traded: base, quote and fee of each fill. A fill that cannot be booked is an error, not a gap."""
    instrument = await venue.market.instrument(symbol)
    lines = []
    async for each in venue.trading.fills(symbol, since=since):
        if each.time is None or each.quote_quantity is None:
            raise ValueError(f"fill {each.id} of {symbol} has no time or no quote quantity")
        sign = 1 if each.side is Side.BUY else -1
        lines += [
            Line(each.time, "trade", instrument.base, sign * each.quantity, each.id),
            Line(each.time, "trade", instrument.quote, -sign * each.quote_quantity, each.id),
            Line(each.time, "trade fee", each.fee_asset, -each.fee, each.id),
        ]
    return lines


async def ledger(name: str, since: datetime, symbol: str) -> list[Line]:
    """All lines, oldest first."""
    async with connect_async(name) as venue:
        found = await asyncio.gather(deposits(venue, since), withdrawals(venue, since), fills(venue, symbol, since))
    return sorted(line for lines in found for line in lines)


def main(arguments: list[str]) -> int:
    """Reads the command line and writes the CSV."""
    if len(arguments) != 3:
        print("ledger.py VENUE SINCE SYMBOL, such as: main 2023-12-01 BTC/USDT", file=sys.stderr)
        return 64
    name, since, symbol = arguments
    lines = asyncio.run(ledger(name, datetime.fromisoformat(since).replace(tzinfo=UTC), symbol))
    writer = csv.writer(sys.stdout)
    writer.writerow(Line._fields)
    writer.writerows((each.time.isoformat(), each.what, each.asset, f"{each.amount:f}", each.id) for each in lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
