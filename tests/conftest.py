"""What all tests share: no network beyond this machine, and the server that cassettes are recorded from."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
import pytest_socket

# A busy machine is no failure.
hypothesis.settings.register_profile("crossvenue", deadline=None)
hypothesis.settings.load_profile("crossvenue")

# The tests of the kit run tests of their own.
pytest_plugins = ["pytester"]

if TYPE_CHECKING:
    from crossvenue.testing import Loopback


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    # Tables are as wide as the terminal, which is nobody's business here.
    os.environ.pop("COLUMNS", None)
    if item.config.getoption("--record") != "live":
        pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture
def documentation() -> Callable[[str, Mapping[str, object]], AbstractContextManager[Loopback]]:
    """The server that answers with the exchanges' documented examples; see `documents.py`."""
    # With the import mode `importlib` the folder of the tests is not on the path.
    name = "crossvenue_tests_documents"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("documents.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    documents = sys.modules[name]
    if not documents.SHARED.is_dir():
        pytest.skip("the documents are not there")
    start: Callable[[str, Mapping[str, object]], AbstractContextManager[Loopback]] = documents.serving
    return start
