"""Writes docs/capabilities.md: which venue offers what, read off the plugins. With --check, says if it is true."""

from __future__ import annotations

import sys
from pathlib import Path

from crossvenue.desks import DESKS, desk
from crossvenue.interfaces import PORTS
from crossvenue.port import NotOfferedOperation
from crossvenue.registry import registry
from crossvenue.venue import capability_matrix

PAGE = Path(__file__).parents[1] / "docs" / "capabilities.md"
WORDS = {True: "yes", False: "no", None: "not yet"}

HEAD = """# What each venue offers

Read off the plugins by `.ci/capabilities.py`, as `crossvenue venues` and `venue.supports("wallet.withdraw")` do it.
*yes*: it can be called. *no*: the venue does not have it, and calling it raises `NotOffered` with the reason below.
*not yet*: the venue has it and the plugin does not; calling it raises `NotImplementedByPlugin`.
"""


def page() -> str:
    """The page as it should be."""
    exchanges = registry().load_all()
    lines = [HEAD]
    matrix = dict(capability_matrix(exchanges))
    for port in (*PORTS, *DESKS):
        lines += [
            f"## {port.kind.replace('_', '-').capitalize()}\n",
            f"| {port.kind} | {' | '.join(each.title for each in exchanges)} |",
            "|---" * (len(exchanges) + 1) + "|",
        ]
        for name in port.operations():
            told = matrix[f"{port.kind}.{name}"]
            lines.append(f"| `{name}` | {' | '.join(WORDS[each] for each in told)} |")
        lines.append("")
    lines.append("## Why not\n")
    for exchange in exchanges:
        lines.append(f"### {exchange.title}\n")
        for port in (*PORTS, *DESKS):
            kind = desk(exchange, port.kind) or getattr(exchange, port.kind)
            for name in port.operations():
                found = next((vars(base)[f"_{name}"] for base in kind.__mro__ if f"_{name}" in vars(base)), None)
                if isinstance(found, NotOfferedOperation):
                    lines.append(f"- `{port.kind}.{name}`: {found.reason}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            None if PAGE.read_text() == page() else "docs/capabilities.md is out of date: run .ci/capabilities.py"
        )
    PAGE.write_text(page())
