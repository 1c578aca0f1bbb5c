"""The neutral names of networks and their aliases."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.model import Asset, AssetNetwork
from crossvenue.networks import NETWORKS, canonical
from crossvenue.wire import exact

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

EVERY_NAME = [name for network, aliases, _ in NETWORKS for name in (network, *aliases)]
CITED = [(network, each) for network, _, source in NETWORKS for each in source.split("; ")]
"""Each network with each of its sources."""


def test_no_name_means_two_networks() -> None:
    assert [name for name, count in Counter(EVERY_NAME).items() if count > 1] == []


def test_names_are_written_as_they_are_compared() -> None:
    assert [name for name in EVERY_NAME if name != name.strip().upper() or not name] == []


def test_networks_are_listed_by_name() -> None:
    names = [network for network, _, _ in NETWORKS]

    assert names == sorted(names)


@pytest.mark.parametrize(("network", "aliases"), [(network, aliases) for network, aliases, _ in NETWORKS])
def test_a_network_and_all_its_aliases_have_its_name(network: str, aliases: tuple[str, ...]) -> None:
    assert {canonical(name) for name in (network, *aliases)} == {network}


@given(
    st.sampled_from(EVERY_NAME), st.sampled_from([str.lower, str.title, str.upper]), st.sampled_from(["", " ", "\t"])
)
def test_case_and_white_space_around_a_name_do_not_matter(name, written, around) -> None:
    # Letters whose lower case has another upper case would not come back; no network is called by one.
    assert canonical(f"{around}{written(name)}{around}") == canonical(name)


@pytest.mark.parametrize("alias", ["ERC20", "erc20", "Ethereum", "ETH"])
def test_the_standards_of_tokens_name_their_chain(alias: str) -> None:
    assert canonical(alias) == "ETH"


@pytest.mark.parametrize("name", ["", "ETF", "FIAT_MONEY", "TRC-20", "NOWHERE"])
def test_what_nobody_knows_has_no_name(name: str) -> None:
    assert canonical(name) is None


AMBIGUOUS = [
    ("ARB", "Arbitrum One (EIP-155 42161) or Arbitrum Nova (EIP-155 42170)"),
    ("AVALANCHE", "Avalanche's X-Chain, C-Chain or P-Chain"),
    ("AVAX", "Avalanche's X-Chain (Binance, 2021) or its C-Chain (EIP-155 43114, avax)"),
    ("BCHA", "Bitcoin Cash ABC, or eCash with a unit a million times smaller"),
    ("BNB", "BNB Beacon Chain (Binance, 2021) or BNB Smart Chain (EIP-155 56, bnb)"),
    ("CFX", "Conflux Core or Conflux eSpace (KuCoin, 2024: cfxcore and cfx)"),
    ("CHZ", "Chiliz' chain of 2021 or its successor"),
    ("COTI", "Coti's first chain (KuCoin, 2024) or EIP-155 2632500"),
    ("ELASTOS", "Elastos or Elastos Smart Chain (KuCoin, 2024: ela and esc)"),
    ("HRC20", "a token of Heco (KuCoin, 2024) or of Harmony"),
    ("HORIZEN", "Horizen (SLIP-44 121) or Horizen EON (EIP-155 7332)"),
    ("KCS", "the token (SLIP-44 641) or KuCoin Community Chain (SLIP-44 642)"),
    ("LISK", "Lisk's own chain (SLIP-44 134) or EIP-155 1135"),
    ("LN", "Lightning or EIP-155 998"),
    ("LSK", "Lisk's own chain (SLIP-44 134) or EIP-155 1135"),
    ("LUNA", "Terra's first chain (Binance, 2021) or its second (KuCoin, 2024)"),
    ("NEO", "Neo Legacy (Binance, 2021) or Neo N3"),
    ("NEXUS", "SLIP-44 67 or SLIP-44 630"),
    ("OMNI", "Omni's layer on Bitcoin (Binance, 2021) or EIP-155 166"),
    ("OP", "OP Mainnet or any chain of the OP stack"),
    ("SYS", "Syscoin (Binance, 2021) or Syscoin NEVM (EIP-155 57)"),
    ("TELOS", "Telos or Telos EVM (KuCoin, 2024: tlos and tlosevm)"),
    ("XBT", "Bitcoin or Bitcoin Classic (SLIP-44 2010)"),
    ("XCHAIN", "Avalanche's X-Chain or SLIP-44 378"),
    ("ZKSYNC", "zkSync Lite or zkSync Era (EIP-155 324)"),
]


@pytest.mark.parametrize(("name", "meanings"), AMBIGUOUS)
def test_what_means_several_chains_has_no_name(name: str, meanings: str) -> None:
    assert canonical(name) is None, meanings


# ------------------------------------------------------------------------------------------------ sources

SOURCE = re.compile(
    r"SLIP-44 \d+|EIP-155 \d+"
    r"|Binance getall 2021-05: (?P<binance>[A-Z]+)( named (?P<binance_name>.+))?"
    r"|KuCoin currencies 2024-03: (?P<kucoin>[a-z0-9]+)( named (?P<kucoin_name>.+))?"
    r"|KuCoin specification: (?P<kucoin_documented>[a-z0-9]+) named (?P<kucoin_documented_name>.+)"
)


@pytest.mark.parametrize(("network", "source"), CITED)
def test_a_source_is_one_that_can_be_looked_up(network: str, source: str) -> None:
    assert SOURCE.fullmatch(source), f"{network}: {source!r}"


def test_no_coin_type_chain_id_or_venue_s_name_is_cited_for_two_networks() -> None:
    cited = Counter(source.partition(" named ")[0] for _, source in CITED)

    assert [source for source, count in cited.items() if count > 1] == []


def citations(kind: str) -> list[tuple[str, str | None]]:
    """(venue's name, how the venue calls it) of each source of this kind."""
    found = [SOURCE.fullmatch(source) for _, source in CITED]
    return [(each[kind], each[f"{kind}_name"]) for each in found if each and each[kind]]


def recorded(*path: str) -> Any:
    file = SHARED.joinpath("recordings", *path)
    if not file.exists():
        pytest.skip("the recordings are not there")
    return json.loads(gzip.decompress(file.read_bytes()))


def test_what_is_cited_of_binance_is_what_it_said() -> None:
    coins = recorded("binance", "dumps", "capital-config-getall-2021-05-16.json.gz")
    said = {(each["network"], each["name"]) for coin in coins for each in coin["networkList"]}

    assert [each for each in citations("binance") if each not in said | {(name, None) for name, _ in said}] == []


def test_what_is_cited_of_kucoin_is_what_it_said() -> None:
    currencies = recorded("kucoin", "dumps", "currencies-2024-03.json.gz")["data"]
    said = {(each["chainId"], each["chainName"]) for currency in currencies for each in currency["chains"] or ()}

    assert [each for each in citations("kucoin") if each not in said | {(name, None) for name, _ in said}] == []


def test_what_is_cited_of_kucoin_s_specification_stands_there() -> None:
    file = SHARED / "reference" / "kucoin-spec" / "rest" / "api" / "openapi-spot-market.json"
    if not file.exists():
        pytest.skip("the documents are not there")
    # Its examples are JSON in JSON strings.
    text = re.sub(r"\\+n", "", file.read_text()).replace("\\", "")

    cited = citations("kucoin_documented")
    assert cited
    for chain, name in cited:
        assert re.search(rf'"chainName": ?"{name}"[^}}]*"chainId": ?"{chain}"', text), chain


def test_the_documents_list_every_network() -> None:
    page = (ROOT / "docs" / "networks.md").read_text()
    listed = {row for row in page.splitlines() if row.startswith("| `")}
    named = {
        f"| `{network}` | {', '.join(f'`{each}`' for each in aliases)} | {source} |".replace("|  |", "| |")
        for network, aliases, source in NETWORKS
    }

    ambiguous = {f"| `{name}` | {meanings} |" for name, meanings in AMBIGUOUS}
    assert listed == named | ambiguous


# ------------------------------------------------------------------------------------------------ networks of assets


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
        ("avalanche c-chain", "AVAXC"),
        ("AVAX X-Chain", "AVAX"),
        # Elsewhere it may mean another chain; here it is the venue's own word, and to the letter.
        ("AVAX", "AVAX"),
        ("avax", None),
        ("AVAXP", "AVAXP"),
        ("avaxp", None),
        ("ETH", None),
        ("", None),
    ],
)
def test_an_asset_finds_its_network_by_neutral_name_alias_or_the_venue_s_own_name(name, venue_network) -> None:
    found = AVALANCHE.network(name)

    assert (found and found.venue_network) == venue_network


def test_a_venue_s_word_for_another_chain_is_not_taken_for_the_one_that_is_meant() -> None:
    # A venue that calls Ethereum by the token that lives on it.
    only_ethereum = Asset("MATIC", "Polygon", (on("MATIC", "ETH"),), True, True)

    assert only_ethereum.network("MATIC") is None
    assert only_ethereum.network("Polygon") is None
    assert only_ethereum.network("ERC20") is only_ethereum.networks[0]
