"""What Binance.US offers of the vocabulary, what it does not have, and that every offer is on a recording."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossvenue.desks import DESKS, Convert, Margin
from crossvenue.interfaces import PORTS
from crossvenue.venue import capability_matrix, connect
from crossvenue_binance_us import BINANCE_US
from crossvenue_binance_us.market import BinanceUsMarket
from crossvenue_binance_us.trading import BinanceUsTrading
from crossvenue_binance_us.wallet import BinanceUsWallet

NOT_OFFERED = {
    *("wallet.withdrawal_quota", "wallet.key_permissions", "wallet.transfers", "wallet.account_snapshots"),
    *("wallet.cancel_withdrawal", "wallet.transfer"),
    *("sub_accounts.create", "fiat.payments"),
    *(f"{each.kind}.{name}" for each in (Convert, Margin) for name in each.operations()),
}


def test_every_operation_is_offered_or_not_had_and_none_is_left_to_do() -> None:
    matrix = {name: offered for name, (offered,) in capability_matrix([BINANCE_US])}

    assert {name for name, offered in matrix.items() if offered is False} == NOT_OFFERED
    assert {name for name, offered in matrix.items() if offered is None} == set()
    assert len(matrix) == sum(len(port.operations()) for port in (*PORTS, *DESKS))
    with connect("binance_us") as venue:
        assert venue.supports("wallet.withdraw")
        assert not venue.supports("wallet.key_permissions")


def asked(port: str, errors: bool) -> set[str]:
    """The operations of a port that tests on a cassette ask, or that calls of the tables of errors do."""
    found: set[str] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ends_in(path) if errors else on_a_cassette(path):
            found |= {
                each.attr
                for each in ast.walk(node)
                if isinstance(each, ast.Attribute) and ast.unparse(each.value) == f"venue.{port}"
            }
    return found


def on_a_cassette(path: Path) -> Iterator[ast.AST]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            marks = [ast.unparse(each.func) for each in node.decorator_list if isinstance(each, ast.Call)]
            if "pytest.mark.cassette" in marks:
                yield ast.Module(node.body, [])


def ends_in(path: Path) -> Iterator[ast.AST]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ends":
            yield node.args[1]


@pytest.mark.parametrize("port", [BinanceUsMarket, BinanceUsTrading, BinanceUsWallet])
def test_every_offered_operation_is_on_a_recording_and_so_is_an_error_of_it(port: Any) -> None:
    offered = {name for name in port.operations() if port.offers(name)}

    assert offered - asked(port.kind, errors=False) == set()
    # A pre-flight does not fail: what it cannot read is unknown, on a recording of its own.
    assert offered - asked(port.kind, errors=True) - {"preflight"} == set()
