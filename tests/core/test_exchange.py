"""What a plugin offers: sites, which say where a path goes and where it never does."""

from __future__ import annotations

import attrs
import pytest

from crossvenue.errors import OutsideEnvironment
from crossvenue.exchange import Site


def test_a_path_goes_to_the_host_of_its_beginning() -> None:
    site = Site({"/api/": "https://a.example", "/sapi/": "http://b.example"})
    assert site.base("main", "GET /api/v3/x", "/api/v3/x") == "https://a.example"
    assert site.base("main", "GET /sapi/x", "/sapi/x") == "http://b.example"


@pytest.mark.parametrize("path", ["/wapi/x", "/", "", "api/", "/API/x", "/apix"])
def test_a_path_without_a_host_is_sent_nowhere(path: str) -> None:
    site = Site({"/api/": "https://a.example", "/sapi/": "https://b.example"})
    with pytest.raises(OutsideEnvironment, match=r"main: GET x: this environment has only /api/, /sapi/"):
        site.base("main", "GET x", path)


def test_one_address_with_tls_needs_certificates() -> None:
    assert Site({"/api/": "http://a.example", "/sapi/": "https://b.example"}).secure
    assert not Site({"/": "http://a.example"}).secure


def test_a_site_is_a_value() -> None:
    site = Site({"/": "https://a.example"})
    assert site == Site({"/": "https://a.example"})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        site.hosts = {}  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
