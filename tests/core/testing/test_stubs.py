"""What editors read of a catalogue."""

from __future__ import annotations

import ast
from decimal import Decimal

from crossvenue.endpoint import Catalogue, Endpoint, Kind, Param, Security
from crossvenue.testing.stubs import stub

CATALOGUE = Catalogue(
    {
        "server_time": Endpoint(
            method="GET", path="/time", security=Security.NONE, docs="https://x", title="The clock"
        ),
        "transfer": Endpoint(
            method="POST",
            path="/transfer",
            security=Security.TRADE,
            docs="https://x",
            title='Says """ and \\n',
            retired="2026-02-20: use another",
            params={
                "from": Param(Kind.CHOICE, required=True, values=["main", "trade"]),
                "amount": Param(Kind.DECIMAL, min=Decimal(1)),
                "tags": Param(Kind.JSON_LIST),
                "fast": Param(Kind.BOOLEAN, values=["FALSE", "TRUE"]),
            },
        ),
    }
)


def test_a_stub_is_python_with_every_parameter() -> None:
    tree = ast.parse(stub("Toy", CATALOGUE))
    [kind] = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    clock, transfer = [node for node in kind.body if isinstance(node, ast.FunctionDef)]
    assert ast.unparse(clock.args) == "self"
    assert ast.get_docstring(clock) == "The clock: GET /time.\n\nhttps://x"
    assert ast.unparse(transfer.args) == (
        "self, *, from_: Literal['main', 'trade'], amount: Decimal | int | str | None=None,"
        " tags: Sequence[str] | None=None, fast: bool | None=None"
    )
    assert [ast.unparse(each) for each in transfer.decorator_list] == ["deprecated('2026-02-20: use another')"]
    assert (ast.get_docstring(transfer) or "").startswith("Says ''' and \\n: POST /transfer.")
