"""The exchange-neutral names of networks, and the aliases accepted on the way in.

A plugin maps its venue's names onto these. An alias is what people and venues call the same network; each
canonical name is the ticker of the chain's native coin or, where that would be ambiguous, the chain's own name.
"""

from __future__ import annotations

from typing import Final

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "ADA": ("CARDANO",),
    "ALGO": ("ALGORAND",),
    "APT": ("APTOS",),
    "ARBITRUM": ("ARB", "ARBITRUM ONE", "ARBI"),
    "ATOM": ("COSMOS",),
    "AVAXC": ("AVAX", "AVAX C-CHAIN", "AVALANCHE", "CCHAIN", "AVAX-C"),
    "AVAXX": ("AVAX X-CHAIN", "XCHAIN"),
    "BASE": ("BASE MAINNET",),
    "BCH": ("BITCOIN CASH",),
    "BEACON": ("BEP2", "BNB BEACON CHAIN"),
    "BSC": ("BEP20", "BNB SMART CHAIN", "BINANCE SMART CHAIN", "BEP20(BSC)"),
    "BTC": ("BITCOIN", "XBT"),
    "CELO": (),
    "DASH": (),
    "DOGE": ("DOGECOIN",),
    "DOT": ("POLKADOT",),
    "EGLD": ("MULTIVERSX", "ELROND"),
    "EOS": (),
    "ETC": ("ETHEREUM CLASSIC",),
    "ETH": ("ERC20", "ETHEREUM"),
    "FIL": ("FILECOIN",),
    "HBAR": ("HEDERA",),
    "ICP": ("INTERNET COMPUTER",),
    "KAVA": (),
    "KCC": ("KCS",),
    "KSM": ("KUSAMA",),
    "LTC": ("LITECOIN",),
    "NEAR": ("NEAR PROTOCOL",),
    "NEO": ("NEO LEGACY", "NEP5"),
    "NEO3": ("N3", "NEP17"),
    "OPTIMISM": ("OP", "OPT", "OP MAINNET"),
    "POLYGON": ("MATIC", "POL", "POLYGON POS"),
    "SEGWITBTC": ("BTC-SEGWIT", "SEGWIT"),
    "SOL": ("SOLANA", "SPL"),
    "SUI": (),
    "TON": ("TONCOIN",),
    "TRX": ("TRC20", "TRON"),
    "VET": ("VECHAIN",),
    "XEM": ("NEM",),
    "XLM": ("STELLAR",),
    "XMR": ("MONERO",),
    "XRP": ("RIPPLE", "XRP LEDGER"),
    "XTZ": ("TEZOS",),
    "ZEC": ("ZCASH",),
    "ZKSYNCERA": ("ZKSYNC", "ZKSYNC ERA"),
}

_CANONICAL: Final = {alias: name for name, aliases in ALIASES.items() for alias in (name, *aliases)}


def canonical(name: str) -> str | None:
    """The neutral name of a network called `name` (any case, an alias is fine), or None if nobody knows it."""
    return _CANONICAL.get(name.strip().upper())
