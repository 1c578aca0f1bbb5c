"""Binance.US's networks: the words are Binance's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossvenue.errors import UnknownNetwork
from crossvenue.testing.plugin import Ask
from crossvenue_binance.wallet import VENUE_ONLY, _networks

DOCUMENT = Path(__file__).parents[3].parent / "shared" / "reference" / "binance-us.txt"


def test_every_network_of_the_document_has_a_neutral_name_or_is_said_to_have_none() -> None:
    if not DOCUMENT.exists():
        pytest.skip("the documents are not there")
    words = set(re.findall(r'"network": "(\w+)"', DOCUMENT.read_text()))

    assert words > {"BNB", "BSC", "ETH"}
    assert {word for word in words if _networks[word] is None} <= VENUE_ONLY


@pytest.mark.cassette("binance_us", "wallet/assets")
def test_its_own_words_are_those_of_binance(ask: Ask) -> None:
    found = ask(lambda venue: venue.wallet.assets())

    read = {each.venue_network: each.network for asset in found for each in asset.networks}
    assert read == {word: _networks[word] for word in read}
    assert read["BNB"] == "BEACON"
    # What the document says of that network: addresses of the Beacon Chain.
    assert found["BCH"].networks[1].address_pattern.startswith("^(bnb1)")


@pytest.mark.cassette("binance_us", "wallet/assets")
def test_an_unknown_network_is_refused_before_anything_is_sent(ask: Ask) -> None:
    with pytest.raises(UnknownNetwork, match="no network 'NOWHERE' for BCH; it has BCH, BEACON, BSC"):
        ask(lambda venue: venue.wallet.deposit_address("BCH", network="NOWHERE"))
