"""Pays something out, and never twice, however often it is run.

    python examples/pay_out.py main invoice-17 BTC 0.0015 BTC 1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB

The reference is what the books call the payment. It is the withdrawal's client id, so the venue can be asked for it.
A venue's history may be late, and is searched only so far (Binance: 7 days for a client id, the last ones or around a
given time). So a receipt with the time is written to the working directory before anything is sent: keep receipts.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from crossvenue import Venue, connect
from crossvenue.errors import CrossvenueError, OutcomeUnknown
from crossvenue.preflight import Verdict

PAID, NOT_PAID, UNKNOWN, USAGE = 0, 1, 2, 64
"""Exit statuses."""


def pay_out(venue: Venue, reference: str, asset: str, amount: str, network: str, address: str) -> int:
    """Asks, checks, sends; says what became of it, and gives the exit status."""
    receipt = Path(f"{reference}.receipt")
    tried = datetime.fromisoformat(receipt.read_text().split()[0]) if receipt.exists() else None
    made = venue.wallet.withdrawal(client_id=reference, around=tried)
    if made is not None:
        status = made.status.value if made.status else "no status yet"
        print(f"{reference} was sent before: {status}, id {made.id}")
        if made.status is None or made.status.counts_as_used:
            return PAID
        print("so it is not paid: pay it under another reference")
        return NOT_PAID
    if tried is not None:
        print(f"{receipt} says that it may have been sent, and the venue does not have it yet: ask again later")
        return UNKNOWN
    check = venue.wallet.preflight(asset=asset, amount=amount, network=network, address=address)
    if check.verdict is not Verdict.CLEAR:
        for reason in check.reasons:
            print(f"{reason.result.value}: {reason.name}: {reason.words}")
        return NOT_PAID
    now = venue.market.server_time()
    with receipt.open("x") as file:
        file.write(f"{now.isoformat()} {amount} {asset} on {network} to {address}\n")
    try:
        sent = venue.wallet.withdraw(
            asset=asset, amount=amount, network=network, address=address, client_id=reference, checked=check
        )
    except OutcomeUnknown as unknown:
        print(f"nobody knows whether it was sent: {unknown}")
        return UNKNOWN
    except CrossvenueError:
        # Everything else means that the venue certainly did nothing.
        receipt.unlink()
        raise
    print(f"sent {sent.amount:f} {sent.asset}, of which {check.arrives:f} arrives; id {sent.id}")
    return PAID


def main(arguments: list[str]) -> int:
    """Reads the command line: venue, reference, asset, amount, network, address."""
    if len(arguments) != 6:
        print("pay_out.py VENUE REFERENCE ASSET AMOUNT NETWORK ADDRESS: nothing was sent", file=sys.stderr)
        return USAGE
    name, reference, asset, amount, network, address = arguments
    try:
        with connect(name) as venue:
            return pay_out(venue, reference, asset, amount, network, address)
    except CrossvenueError as error:
        if Path(f"{reference}.receipt").exists():
            # It may have been sent before, and this error says nothing about that.
            print(f"nobody can say now whether it was paid: {error}")
            return UNKNOWN
        print(f"not paid: {error}")
        return NOT_PAID


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
