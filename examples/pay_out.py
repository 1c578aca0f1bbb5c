"""Pays something out, once, however often it is run.

    python examples/pay_out.py main invoice-17 BTC 0.0015 BTC 1FZdVHtiBqMrWdjPyRPULCUceZPJ2WLCsB

The reference is the withdrawal's client id: it is what the books call the payment, so it is the same at the next run.
"""

from __future__ import annotations

import sys
from decimal import Decimal

from crossvenue import connect
from crossvenue.errors import CrossvenueError, OutcomeUnknown
from crossvenue.preflight import Verdict


def pay_out(name: str, reference: str, asset: str, amount: Decimal, network: str, address: str) -> int:
    """The exit status: 0 paid (now or before), 1 not paid, 2 nobody knows yet."""
    with connect(name) as venue:
        made = venue.wallet.withdrawal(client_id=reference)
        if made is not None:
            print(f"{reference} was sent before: {made.status.value if made.status else 'no status yet'}, id {made.id}")
            return 0
        check = venue.wallet.preflight(asset=asset, amount=amount, network=network, address=address)
        if check.verdict is not Verdict.CLEAR:
            for reason in check.reasons:
                print(f"{reason.result.value}: {reason.name}: {reason.words}")
            return 1
        try:
            sent = venue.wallet.withdraw(
                asset=asset,
                amount=amount,
                network=network,
                address=address,
                client_id=reference,
                checked=check,
            )
        except OutcomeUnknown as unknown:
            # Perhaps it happened. The next run asks for the reference before it sends anything.
            print(f"nobody knows whether {reference} was sent: {unknown}")
            return 2
        print(f"{reference}: sent {sent.amount} {sent.asset}, {check.arrives} arrives, id {sent.id}")
        return 0


def main(arguments: list[str]) -> int:
    """Reads the command line."""
    name, reference, asset, amount, network, address = arguments
    try:
        return pay_out(name, reference, asset, Decimal(amount), network, address)
    except CrossvenueError as error:
        # Everything but an unknown outcome: nothing was sent.
        print(f"not paid: {error}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
