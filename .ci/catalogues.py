"""Writes what is derived from the catalogues of endpoints: the stubs that editors read, the pages of the
documentation, and the schema of the format. `tests/test_catalogues.py` says whether they are true.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from crossvenue.endpoint import Endpoint
from crossvenue.exchange import Exchange
from crossvenue.registry import registry
from crossvenue.testing.stubs import stub

DOCS = Path(__file__).parents[1] / "docs"

HEAD = """# Endpoints of {title}

Every endpoint that {title} documents, {count} of them, by the name that `venue.raw` knows it by. Written from the
catalogue by `.ci/catalogues.py`; `crossvenue endpoints` searches the same, and
`crossvenue endpoint {name} NAME` shows one with its parameters and rules. See [Every endpoint](../endpoints.md).
"""


def derived() -> Iterator[tuple[Path, str]]:
    """Each file that is written, and what it should hold."""
    for exchange in registry().load_all():
        catalogue = exchange.catalogue()
        package = importlib.util.find_spec(f"crossvenue_{exchange.name}")
        assert package is not None
        assert package.origin is not None
        yield Path(package.origin).with_name("raw.pyi"), stub(exchange.title, catalogue)
        yield DOCS / "endpoints" / f"{exchange.name}.md", page(exchange, catalogue)
    yield DOCS / "endpoints.schema.json", json.dumps(schema(), indent=2) + "\n"


def page(exchange: Exchange, catalogue: Mapping[str, Endpoint]) -> str:
    """The index of one venue."""
    lines = [HEAD.format(title=exchange.title, name=exchange.name, count=len(catalogue))]
    for section, endpoints in groupby(catalogue.values(), key=lambda each: each.section):
        lines += [f"## {section or 'Endpoints'}\n", "| name | call | needs | weight | |", "|---|---|---|---|---|"]
        lines += [row(each) for each in endpoints]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def row(endpoint: Endpoint) -> str:
    """One endpoint, in a line."""
    said = endpoint.title
    if endpoint.retired is not None:
        said += f". Retired {endpoint.retired}"
    elif endpoint.deprecated is not None:
        said += f". Deprecated: {endpoint.deprecated}"
    units: dict[str, list[int]] = {}
    for weight in endpoint.weights:
        if weight.units:
            units.setdefault(weight.scope.partition(" ")[0], []).append(weight.units)
    told = ", ".join(
        f"{min(each)}{f' to {max(each)}' if min(each) < max(each) else ''} {scope}" for scope, each in units.items()
    )
    cells = (f"`{endpoint.name}`", f"`{endpoint.label}`", endpoint.security.value, told, f"[{said}]({endpoint.docs})")
    return f"| {' | '.join(each.replace('|', chr(92) + '|') for each in cells)} |"


def schema() -> dict[str, Any]:
    """The format of `endpoints.json` as a JSON Schema, without what only a program fills in."""
    made = msgspec.json.schema(dict[str, Endpoint])
    for name, kind in made["$defs"].items():
        if "properties" in kind:
            for inner in ("name", "in_path", "other_paths", "label", "fixed_charges"):
                if name == "Endpoint":
                    kind["properties"].pop(inner, None)
            kind["additionalProperties"] = False
    made["properties"] = {"$schema": {"type": "string"}}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Endpoints of a venue", **made}


if __name__ == "__main__":
    for path, text in derived():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
