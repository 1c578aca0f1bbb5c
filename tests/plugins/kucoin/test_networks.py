"""KuCoin's chains: each has one neutral name, or stands among those that have none."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest

from crossvenue.errors import UnknownNetwork
from crossvenue.model import Asset, Listing
from crossvenue.networks import NETWORKS, canonical
from crossvenue.testing.plugin import Ask
from crossvenue_kucoin.wallet import VENUE_NETWORKS, VENUE_ONLY, assets, network_of

RECORDED = (
    Path(__file__).parents[3].parent / "shared" / "recordings" / "kucoin" / "dumps" / "currencies-2024-03.json.gz"
)


@pytest.fixture(scope="module")
def recorded() -> Listing[Asset]:
    if not RECORDED.exists():
        pytest.skip("the recordings are not there")
    payload = gzip.decompress(RECORDED.read_bytes())
    return assets(bytes(msgspec.json.decode(payload, type=dict[str, msgspec.Raw])["data"]))


def test_every_chain_of_2024_has_a_neutral_name_or_is_said_to_have_none(recorded: Listing[Asset]) -> None:
    nameless = {each.venue_network for asset in recorded for each in asset.networks if each.network is None}

    assert nameless == VENUE_ONLY


def test_no_two_canonical_networks_claim_a_chain_of_kucoin() -> None:
    assert {
        chain: canonical(chain)
        for chain, network in VENUE_NETWORKS.items()
        if canonical(chain) not in (None, network)
    } == {}
    assert {chain: canonical(chain) for chain in VENUE_ONLY if canonical(chain)} == {}
    assert VENUE_NETWORKS.keys() & VENUE_ONLY == set()
    assert len(set(VENUE_NETWORKS.values())) == len(VENUE_NETWORKS)


def test_ids_are_listed_as_they_are_compared() -> None:
    assert {chain for chain in VENUE_NETWORKS.keys() | VENUE_ONLY if chain != chain.lower()} == set()


def test_the_table_s_sources_agree_with_what_is_read() -> None:
    cited = [
        (*each.partition(": ")[2].partition(" named ")[::2], network)
        for network, _, source in NETWORKS
        for each in source.split("; ")
        if each.startswith("KuCoin ")
    ]
    assert cited
    assert [each for *each, network in cited if network_of(*each) != network] == []


@pytest.mark.parametrize("chain", ["brandnew", "eth2", "neo3", "cfxevm", ""])
def test_a_chain_that_nobody_knows_is_never_passed_on_as_a_neutral_name(chain: str) -> None:
    assert network_of(chain, chain.upper()) is None


@pytest.mark.cassette("kucoin", "wallet/unknown_network")
def test_an_unknown_network_is_refused_before_anything_is_sent(ask: Ask) -> None:
    with pytest.raises(UnknownNetwork, match="no network 'NOWHERE' for USDT; it has ETH, KCC, TON, TRX"):
        ask(lambda venue: venue.wallet.withdraw(asset="USDT", amount="1", network="NOWHERE", address="T" * 34))
