"""Keep the versions that were tested as names and versions, in `constraint-dependencies` of the root pyproject.

    uv sync && uv run python .ci/tested_versions.py rewrite the list from this environment
    uv run python .ci/tested_versions.py --check    fail when it is stale

A lock file would hold the addresses of downloads, which have no place in the repository.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = {"crossvenue", "crossvenue-binance", "crossvenue-binance-us", "crossvenue-kucoin", "crossvenue-workspace"}
BLOCK = re.compile(r"constraint-dependencies = \[\n(?:.*\n)*?\]\n")


def installed() -> str:
    """The block, as this environment would have it."""
    found = {re.sub(r"[-_.]+", "-", each.name).lower(): each.version for each in distributions()}
    lines = [f'    "{name}=={version}",' for name, version in sorted(found.items()) if name not in OURS]
    return "\n".join(["constraint-dependencies = [", *lines, "]", ""])


def main() -> int:
    """Rewrite or check; the exit status."""
    file = ROOT / "pyproject.toml"
    text = file.read_text()
    wanted = BLOCK.sub(lambda _: installed(), text)
    if wanted == text:
        return 0
    if "--check" in sys.argv:
        print("the tested versions in pyproject.toml are stale: run .ci/tested_versions.py", file=sys.stderr)
        return 1
    file.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
