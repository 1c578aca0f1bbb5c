"""The neutral names of networks and their aliases."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.model import Asset, AssetNetwork
from crossvenue.networks import ALIASES, canonical
from crossvenue.wire import exact

EVERY_NAME = [name for network, aliases in ALIASES.items() for name in (network, *aliases)]


def test_no_name_means_two_networks() -> None:
    assert [name for name, count in Counter(EVERY_NAME).items() if count > 1] == []


def test_names_are_written_as_they_are_compared() -> None:
    assert [name for name in EVERY_NAME if name != name.strip().upper() or not name] == []


@pytest.mark.parametrize("network", ALIASES)
def test_a_network_and_all_its_aliases_have_its_name(network: str) -> None:
    assert {canonical(name) for name in (network, *ALIASES[network])} == {network}


@given(
    st.sampled_from(EVERY_NAME), st.sampled_from([str.lower, str.title, str.upper]), st.sampled_from(["", " ", "\t"])
)
def test_case_and_white_space_around_a_name_do_not_matter(name, written, around) -> None:
    # Letters whose lower case has another upper case would not come back; no network is called by one.
    assert canonical(f"{around}{written(name)}{around}") == canonical(name)


@pytest.mark.parametrize("alias", ["ERC20", "erc20", "Ethereum", "ETH"])
def test_the_standards_of_tokens_name_their_chain(alias: str) -> None:
    assert canonical(alias) == "ETH"


@pytest.mark.parametrize("name", ["", "LUNA", "ETF", "FIAT_MONEY", "TRC-20", "BNB"])
def test_what_nobody_knows_or_what_means_several_chains_has_no_name(name: str) -> None:
    assert canonical(name) is None


def on(venue_network: str, network: str | None) -> AssetNetwork:
    return AssetNetwork(
        network=network,
        venue_network=venue_network,
        asset="AVAX",
        name=venue_network,
        deposit_open=True,
        withdrawal_open=True,
        withdrawal_fee=exact("0.01", "fee"),
        withdrawal_minimum=exact("0.1", "minimum"),
        withdrawal_maximum=None,
        withdrawal_multiple=None,
    )


AVALANCHE = Asset("AVAX", "Avalanche", (on("AVAX", "AVAXX"), on("AVAXC", "AVAXC"), on("AVAXP", None)), True, True)


@pytest.mark.parametrize(
    ("name", "venue_network"),
    [
        ("AVAXC", "AVAXC"),
        ("avalanche", "AVAXC"),
        ("AVAX X-Chain", "AVAX"),
        # The venue calls one chain what everybody calls the other: the neutral meaning wins.
        ("AVAX", "AVAXC"),
        ("AVAXP", "AVAXP"),
        ("avaxp", None),
        ("ETH", None),
        ("", None),
    ],
)
def test_an_asset_finds_its_network_by_neutral_name_alias_or_a_name_only_the_venue_knows(name, venue_network) -> None:
    found = AVALANCHE.network(name)

    assert (found and found.venue_network) == venue_network


def test_a_venue_s_word_for_another_chain_is_not_taken_for_the_one_that_is_meant() -> None:
    only_x_chain = Asset("AVAX", "Avalanche", (on("AVAX", "AVAXX"),), True, True)

    assert only_x_chain.network("AVAX") is None
