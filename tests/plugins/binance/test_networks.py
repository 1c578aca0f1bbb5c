"""Binance's networks: each has one neutral name, or stands among those that have none."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from crossvenue.errors import UnknownNetwork
from crossvenue.model import Asset, AssetNetwork, Listing
from crossvenue.networks import NETWORKS, canonical
from crossvenue.testing.plugin import Ask
from crossvenue_binance.wallet import VENUE_NETWORKS, VENUE_ONLY, assets

RECORDED = (
    Path(__file__).parents[3].parent
    / "shared"
    / "recordings"
    / "binance"
    / "dumps"
    / "capital-config-getall-2021-05-16.json.gz"
)
CITED = "Binance getall 2021-05: "


def read(venue_network: str) -> AssetNetwork:
    network = (
        f'{{"network":"{venue_network}","coin":"X","name":"X","depositEnable":true,"withdrawEnable":true,'
        '"withdrawFee":"1","withdrawMin":"2","withdrawMax":"3","withdrawIntegerMultiple":"1"}'
    )
    coin = f'{{"coin":"X","name":"X","depositAllEnable":true,"withdrawAllEnable":true,"networkList":[{network}]}}'
    return assets(f"[{coin}]".encode())[0].networks[0]


@pytest.fixture(scope="module")
def recorded() -> Listing[Asset]:
    if not RECORDED.exists():
        pytest.skip("the recordings are not there")
    found = assets(gzip.decompress(RECORDED.read_bytes()))
    assert len(found) == 466
    return found


def test_every_network_of_the_466_coins_has_a_neutral_name_or_is_said_to_have_none(recorded: Listing[Asset]) -> None:
    nameless = {each.venue_network for coin in recorded for each in coin.networks if each.network is None}

    assert nameless == VENUE_ONLY


def test_no_two_networks_of_the_466_coins_have_one_neutral_name(recorded: Listing[Asset]) -> None:
    names = {(each.network, each.venue_network) for coin in recorded for each in coin.networks if each.network}

    assert [name for name, count in Counter(name for name, _ in names).items() if count > 1] == []


def test_no_two_canonical_networks_claim_a_word_of_binance() -> None:
    assert {
        word: canonical(word) for word in VENUE_NETWORKS if canonical(word) not in (None, VENUE_NETWORKS[word])
    } == {}
    assert {word: canonical(word) for word in VENUE_ONLY if canonical(word)} == {}
    assert VENUE_NETWORKS.keys() & VENUE_ONLY == set()
    assert len(set(VENUE_NETWORKS.values())) == len(VENUE_NETWORKS)


def test_a_word_of_binance_stands_for_a_network_that_core_knows() -> None:
    assert {network for network in VENUE_NETWORKS.values() if canonical(network) != network} == set()


def test_the_table_s_sources_agree_with_what_is_read() -> None:
    cited = [
        (each.removeprefix(CITED).partition(" named ")[0], network)
        for network, _, source in NETWORKS
        for each in source.split("; ")
        if each.startswith(CITED)
    ]
    assert cited
    assert [(read(word).network, network) for word, network in cited if read(word).network != network] == []


@pytest.mark.parametrize("word", ["BRANDNEW", "CHZ2", "NEO3", "avax", "bnb", ""])
def test_a_word_that_nobody_knows_is_never_passed_on_as_a_neutral_name(word: str) -> None:
    found = read(word)

    assert (found.network, found.venue_network) == (None, word)


@pytest.mark.cassette("binance", "wallet/unknown_network")
def test_an_unknown_network_is_refused_before_anything_is_sent(ask: Ask) -> None:
    with pytest.raises(UnknownNetwork, match="no network 'NOWHERE' for BTC; it has BEACON, BTC"):
        ask(
            lambda venue: venue.wallet.withdraw(
                asset="BTC", amount="1", network="NOWHERE", address="1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv"
            )
        )
