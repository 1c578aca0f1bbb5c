"""Pays something out, and never twice, however often it is run.

    python examples/pay_out.py main invoice-17 BTC 0.0015 BTC 1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB

The reference is what the books call the payment. It is the withdrawal's client id, so the venue can be asked for it;
and since a venue's history may be late, a receipt in the working directory is written before anything is sent.
"""

from __future__ import annotations

import sys
from pathlib import Path

from crossvenue import Venue, connect
from crossvenue.errors import CrossvenueError, OutcomeUnknown
from crossvenue.preflight import Verdict

PAID, NOT_PAID, UNKNOWN = 0, 1, 2
"""Exit statuses."""


def pay_out(venue: Venue, reference: str, asset: str, amount: str, network: str, address: str) -> int:
    """Asks, checks, sends; says what became of it, and gives the exit status."""
    made = venue.wallet.withdrawal(client_id=reference)
    if made is not None:
        status = made.status.value if made.status else "no status yet"
        print(f"{reference} was sent before: {status}, id {made.id}")
        return PAID
    receipt = Path(f"{reference}.receipt")
    if receipt.exists():
        print(f"{receipt} says that it may have been sent, and the venue does not have it yet: ask again later")
        return UNKNOWN
    check = venue.wallet.preflight(asset=asset, amount=amount, network=network, address=address)
    if check.verdict is not Verdict.CLEAR:
        for reason in check.reasons:
            print(f"{reason.result.value}: {reason.name}: {reason.words}")
        return NOT_PAID
    with receipt.open("x") as file:
        file.write(f"{amount} {asset} on {network} to {address}\n")
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
    name, reference, asset, amount, network, address = arguments
    try:
        with connect(name) as venue:
            return pay_out(venue, reference, asset, amount, network, address)
    except CrossvenueError as error:
        print(f"not paid: {error}")
        return NOT_PAID


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
