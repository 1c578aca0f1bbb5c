"""The exchange-neutral names of networks, and the aliases accepted on the way in.

A plugin maps its venue's names onto these. An alias is what people and venues call the same network; each
canonical name is the ticker of the chain's native coin or, where that would be ambiguous, the chain's own name.

A comment names a chain by its id at KuCoin, with an asset on it, as KuCoin's list of currencies of March 2024 has it.

A name that means different chains at different venues or times is no alias of any (LUNA is Terra's first chain in
old listings and its second in new ones): who needs it gives the venue's own name.
"""

from __future__ import annotations

from typing import Final

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "ACA": ("ACALA",),  # aca: AUSD, Acala Dollar
    "ADA": ("CARDANO",),
    "AE": ("AETERNITY",),
    "AION": (),
    "AKT": ("AKASH", "AKASH NETWORK"),  # akt: AKT, Akash Network
    "ALGO": ("ALGORAND",),
    "AMB": ("AMBROSUS", "AIRDAO"),  # amb: AMB, AirDAO; Binance, 2021: AMB (Ambrosus)
    "APT": ("APTOS",),
    "AR": ("ARWEAVE",),  # ar: AR, Arweave
    "ARBITRUM": ("ARB", "ARBITRUM ONE", "ARBI"),
    "ARK": (),
    "ARRR": ("PIRATE CHAIN",),  # arrr: ARRR, Pirate Chain
    "ASTR": ("ASTAR", "ASTAR NETWORK"),  # astr: ASTR, Astar Network
    "ATOM": ("COSMOS",),
    "AURORA": (),  # aurora: AURORA
    "AVAXC": ("AVAX", "AVAX C-CHAIN", "AVALANCHE", "CCHAIN", "AVAX-C"),
    "AVAXX": ("AVAX X-CHAIN", "XCHAIN"),
    "BAND": ("BAND PROTOCOL",),
    "BASE": ("BASE MAINNET",),
    "BCD": ("BITCOIN DIAMOND",),  # bcd: BCD, Bitcoin Diamond; Binance, 2021: BCD
    "BCH": ("BITCOIN CASH",),
    "BEACON": ("BEP2", "BNB BEACON CHAIN"),
    "BSC": ("BEP20", "BNB SMART CHAIN", "BINANCE SMART CHAIN", "BEP20(BSC)"),
    "BSV": ("BCHSV", "BITCOIN CASH SV", "BITCOIN SV"),
    "BTC": ("BITCOIN", "XBT"),
    "BTG": ("BITCOIN GOLD",),
    "BTS": ("BITSHARES",),
    "CELO": (),
    "CFG": ("CENTRIFUGE",),  # cfg: CFG, Centrifuge
    "CFX": ("CONFLUX",),
    "CHZ": ("CHILIZ", "CHILIZ CHAIN"),
    "CKB": ("NERVOS",),
    "COTI": (),  # coti: COTI, Coti
    "CSPR": ("CASPER",),  # cspr: CSPR, Casper
    "CTK": ("CERTIK", "SHENTU"),
    "CTXC": ("CORTEX",),
    "DASH": (),
    "DCR": ("DECRED",),
    "DGB": ("DIGIBYTE",),
    "DOGE": ("DOGECOIN",),
    "DOGECHAIN": ("DOG20",),  # dogechain: DC, Dogechain; named DOG20
    "DOT": ("POLKADOT",),
    "DVPN": ("SENTINEL",),  # dvpn: DVPN, Sentinel
    "EGLD": ("MULTIVERSX", "ELROND"),
    "ELA": ("ELASTOS",),  # ela: ELA, Elastos
    "EOS": (),
    "ESC": ("ELASTOS SMART CHAIN",),  # esc: ELA, Elastos
    "ETC": ("ETHEREUM CLASSIC",),
    "ETH": ("ERC20", "ETHEREUM"),
    "FIL": ("FILECOIN",),
    "FIO": (),
    "FIRO": (),
    "FLOW": (),
    "FTM": ("FANTOM",),
    "GO": ("GOCHAIN",),  # go: GO, GoChain; Binance, 2021: GO (GoChain)
    "GRS": ("GROESTLCOIN",),
    "HBAR": ("HEDERA",),
    "HC": ("HYPERCASH",),  # hc: HC; Binance, 2021: HC (HyperCash)
    "HECO": ("HRC20",),  # heco: TRIAS; named HRC20
    "HIVE": (),
    "HNT": ("HELIUM",),
    "HTR": ("HATHOR",),  # htr: HTR, Hathor
    "ICP": ("INTERNET COMPUTER",),
    "ICX": ("ICON",),
    "INJ": ("INJECTIVE",),
    "IOST": (),
    "IOTA": ("MIOTA",),
    "IOTX": ("IOTEX",),
    "IRIS": ("IRISNET",),
    "ISLM": ("HAQQ",),  # haqq: ISLM, Islamic Coin; named Haqq
    "KAR": ("KARURA",),  # kar: AUSD, Acala Dollar
    "KAS": ("KASPA",),
    "KAVA": (),
    "KCC": ("KCS",),
    "KDA": ("KADENA",),  # kda: KDA, Kadena
    "KMD": ("KOMODO",),
    "KSM": ("KUSAMA",),
    "LIGHTNING": ("LN", "LIGHTNING NETWORK"),
    "LINEA": (),
    "LSK": ("LISK",),
    "LTC": ("LITECOIN",),
    "LTO": ("LTO NETWORK",),
    "LUNC": ("TERRA CLASSIC",),  # lunc: USTC, TerraClassicUSD
    "LYX": ("LUKSO",),  # lukso: LYX, LUKSO
    "MERLIN": (),  # merlin: VOYA; named Merlin
    "MINA": (),
    "MOVR": ("MOONRIVER",),  # movr: MOVR, Moonriver
    "MTRG": ("METER",),  # meter: MTRG, Meter
    "NANO": ("XNO",),
    "NAV": ("NAVCOIN", "NAV COIN"),
    "NEAR": ("NEAR PROTOCOL",),
    "NEBL": ("NEBLIO",),
    "NEO": ("NEO LEGACY", "NEP5"),
    "NEO3": ("N3", "NEP17"),
    "NIM": ("NIMIQ",),  # nim: NIM, Nimiq
    "NRG": ("ENERGI",),  # nrg: NRG, Energi
    "NULS": (),
    "NXS": ("NEXUS",),
    "OAS": ("OASYS",),  # oas: OAS, Oasys
    "OMNI": ("OMNI LAYER",),
    "ONE": ("HARMONY",),
    "ONT": ("ONTOLOGY",),
    "OPBNB": (),
    "OPTIMISM": ("OP", "OPT", "OP MAINNET"),
    "OSMO": ("OSMOSIS",),
    "PIVX": (),
    "POLYGON": ("MATIC", "POL", "POLYGON POS"),
    "POLYX": ("POLYMESH",),  # polymesh: POLYX, Polymesh
    "QTUM": (),
    "RON": ("RONIN",),
    "ROSE": ("OASIS",),
    "RSK": ("ROOTSTOCK", "RBTC"),  # rbtc: RBTC, RSK Smart Bitcoin
    "RVN": ("RAVENCOIN",),
    "SC": ("SIACOIN",),
    "SCROLL": (),
    "SCRT": ("SECRET", "SECRET NETWORK"),
    "SEGWITBTC": ("BTC-SEGWIT", "SEGWIT"),
    "SEI": (),
    "SOL": ("SOLANA", "SPL"),
    "SONIC": (),
    "SOUL": ("PHANTASMA",),  # phantasma: SOUL, Phantasma
    "STEEM": (),
    "STRK": ("STARKNET",),
    "STX": ("STACKS",),
    "SUI": (),
    "SYS": ("SYSCOIN",),
    "TAO": ("BITTENSOR",),  # tao: TAO, Bittensor
    "THETA": ("THETA TOKEN",),
    "TIA": ("CELESTIA",),
    "TLOS": ("TELOS",),  # tlos: TLOS, Telos
    "TLOSEVM": ("TELOS EVM", "TELOS(EVM)"),  # tlosevm: TLOS, Telos; named TELOS(EVM)
    "TON": ("TONCOIN",),
    "TRX": ("TRC20", "TRON"),
    "UOS": ("ULTRA",),  # uos: UOS, Ultra
    "VET": ("VECHAIN",),
    "VITE": (),
    "WAN": ("WANCHAIN",),
    "WAVES": (),
    "WAXP": ("WAX",),  # waxp: WAXP, WAX Protocol Tokens
    "XDB": ("XDB CHAIN", "XDBCHAIN"),  # xdbchain: XDB, XDB Chain
    "XDC": ("XDC NETWORK",),  # xdc: XDC, XDC Mainnet
    "XEC": ("ECASH", "BCHA"),
    "XEM": ("NEM",),
    "XLM": ("STELLAR",),
    "XMR": ("MONERO",),
    "XPR": ("PROTON",),  # xpr: XPR, Proton
    "XRD": ("RADIX",),  # radix: XRD, Radix
    "XRP": ("RIPPLE", "XRP LEDGER"),
    "XTZ": ("TEZOS",),
    "XVG": ("VERGE",),
    "XYM": ("SYMBOL",),
    "ZEC": ("ZCASH",),
    "ZEN": ("HORIZEN",),
    "ZIL": ("ZILLIQA",),
    "ZKSYNCERA": ("ZKSYNC", "ZKSYNC ERA"),
}

_CANONICAL: Final = {alias: name for name, aliases in ALIASES.items() for alias in (name, *aliases)}


def canonical(name: str) -> str | None:
    """The neutral name of a network called `name` (any case, an alias is fine), or None if nobody knows it."""
    return _CANONICAL.get(name.strip().upper())
