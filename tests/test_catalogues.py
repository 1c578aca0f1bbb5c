"""The catalogues of our plugins: in their format, and everything that is written from them up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from crossvenue.endpoint import Endpoint
from crossvenue.registry import registry

ROOT = Path(__file__).parents[1]


def written() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / ".ci" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_written_from_the_catalogues_is_up_to_date() -> None:
    stale = [path for path, text in written().derived() if not path.is_file() or path.read_text() != text]
    assert [str(path.relative_to(ROOT)) for path in stale] == [], "run .ci/catalogues.py"


def test_every_exchange_has_its_stub_and_its_page() -> None:
    names = {path.name for path, _ in written().derived()}
    assert names == {"raw.pyi", "endpoints.schema.json", *(f"{each.name}.md" for each in registry().load_all())}


@pytest.mark.parametrize("exchange", registry().load_all(), ids=lambda each: each.name)
def test_every_entry_can_be_read(exchange: object) -> None:
    catalogue = exchange.catalogue()  # type: ignore[attr-defined]
    assert all(isinstance(each, Endpoint) and each.title and each.section for each in catalogue.values())
