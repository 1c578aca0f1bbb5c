"""Crossvenue and its peers, measured in one run; see `docs/benchmarks.md`.

    python benchmarks/run.py                              # all parts, with the peers that are installed
    python benchmarks/run.py parse sign --rounds 9
    python benchmarks/run.py --make-peers                 # environments of their own for the peers, in build/peers

Every contender has a process of its own. In each round each gives one sample, in a new random order; a ratio is
the median of the ratios within the rounds, so that a slow moment of the machine weighs on both sides of it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, Self, TypeVar

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
PEERS: Final = {
    # contender -> (what must be importable, dependency group)
    "ccxt": ("ccxt", "peers"),
    "python-binance": ("binance.client", "peers"),
    "binance-connector": ("binance.spot", "peers-connector"),
    "plain": ("aiohttp, httpx, requests", "peers"),
}
PARTS: Final = ("parse", "sign", "import", "http")

K = TypeVar("K", bound=Hashable)
Table = list[dict[str, float]]


# ------------------------------------------------------------------------------------------------ contenders


class Worker:
    """A contender in a process of its own."""

    def __init__(self, name: str, python: str) -> None:
        self.name = name
        environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        self.process = subprocess.Popen(
            [python, str(HERE / "worker.py"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environ, "PYTHONPATH": str(HERE)},
        )

    def ask(self, **question: Any) -> dict[str, Any]:
        """The answer to a question; `RuntimeError` with what the contender says is wrong."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question).encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "the worker died"}
        if "error" in answer:
            raise RuntimeError(f"{self.name}: {answer['error']}")
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def interpreters(only: Sequence[str] | None) -> dict[str, str]:
    """Peer -> an interpreter that has it; says which are missing."""
    found = {}
    for name, (modules, group) in PEERS.items():
        if only is not None and name not in only:
            continue
        made = ROOT / "build" / "peers" / group / "bin" / "python"
        for python in (str(made), sys.executable):
            if python == str(made) and not made.exists():
                continue
            if subprocess.run([python, "-c", f"import {modules}"], capture_output=True, check=False).returncode == 0:
                found[name] = python
                break
        else:
            print(f"{name} is not installed and is left out (--make-peers installs it)", file=sys.stderr)
    return found


def make_peers() -> None:
    """One environment per dependency group of peers, in build/peers, by uv."""
    for group in dict.fromkeys(group for _, group in PEERS.values()):
        folder = ROOT / "build" / "peers" / group
        subprocess.run(["uv", "venv", "--quiet", "--clear", str(folder)], check=True)
        install = ["uv", "pip", "install", "--quiet", "--python", str(folder), "--group", group]
        subprocess.run(install, check=True, cwd=ROOT)
        print(f"{group}: {folder.relative_to(ROOT)}")


# ------------------------------------------------------------------------------------------------ rounds


def rounds_of(keys: Sequence[K], rounds: int, sample: Callable[[K], Mapping[str, float]]) -> dict[K, Table]:
    """`rounds` samples of each, interleaved. What fails is left out, and said."""
    order, dice = list(keys), random.Random(1)
    samples: dict[K, Table] = {key: [] for key in keys}
    for _ in range(rounds):
        dice.shuffle(order)
        for key in tuple(order):
            try:
                samples[key].append(dict(sample(key)))
            except RuntimeError as error:
                print(f"left out: {key}: {error}", file=sys.stderr)
                order.remove(key)
                del samples[key]
    return samples


def median(samples: Table, figure: str) -> float:
    """Over the rounds."""
    return statistics.median(each[figure] for each in samples)


def ratio(samples: Table, reference: Table, figure: str) -> float:
    """The median of the ratios within the rounds."""
    return statistics.median(a[figure] / b[figure] for a, b in zip(samples, reference, strict=True))


def spread(samples: Table, figure: str) -> float:
    """(largest - smallest) / median: how far to believe it."""
    values = [each[figure] for each in samples]
    return (max(values) - min(values)) / statistics.median(values)


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table in Markdown."""
    print(f"\n### {title}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for row in rows:
        print(f"| {' | '.join(map(_cell, row))} |")


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


# ------------------------------------------------------------------------------------------------ parts


def timed(area: str, peers: Mapping[str, str], options: argparse.Namespace) -> None:
    """`parse` and `sign`: nanoseconds of processor time a call, as multiples of the limit."""
    with ExitStack() as open_workers:
        workers = {
            name: open_workers.enter_context(Worker(name, python))
            for name, python in {"ours": sys.executable, **peers}.items()
            if name != "plain"
        }
        cases: dict[str, list[tuple[str, str]]] = {}
        for name, worker in workers.items():
            try:
                listed = worker.ask(task="list", area=area)
            except RuntimeError as error:
                if name == "ours":
                    raise
                print(f"left out: {error}", file=sys.stderr)
                continue
            for group, names in listed.items():
                cases.setdefault(group, []).extend((name, each) for each in names)
        rows: list[list[object]] = []
        for group, keys in cases.items():
            if options.only and group not in options.only:
                continue

            def sample(key: tuple[str, str], group: str = group) -> Mapping[str, float]:
                question = {"area": area, "group": group, "case": key[1], "seconds": options.seconds}
                return workers[key[0]].ask(task="time", **question)

            found = rounds_of(keys, options.rounds, sample)
            reference = found["ours", "limit"]
            for key, samples in found.items():
                rows.append(
                    [
                        group,
                        key[1],
                        median(samples, "ns") / 1000,
                        ratio(samples, reference, "ns"),
                        f"{spread(samples, 'ns'):.0%}",
                    ]
                )
    titles = {"parsers": "Bytes to objects", "signers": "One order, built and signed"}
    show(titles[area], ("payload", "contender", "us", "x limit", "spread"), rows)


FLOOR: Final = "attrs, cattrs, httpx and pluggy"
# httpx brings its own command line wherever rich and click are installed; that is not what it costs by itself.
_BARE_HTTPX = "import sys; sys.modules['httpx._main'] = None; "
_READY = (
    "from crossvenue import {0}; venue = {0}('binance'); backend = venue.session.world.backend; "
    "backend.idle.append(backend.make())"
)
_CALLED = (
    "transport = httpx.MockTransport(lambda _: httpx.Response(200, content=b'{\"serverTime\": 1}')); "
    "connect('binance', transport=transport).raw.server_time()"
)
STARTS: Final = {
    # row -> (contender whose interpreter runs it, program)
    "nothing": ("ours", "pass"),
    FLOOR: ("ours", f"{_BARE_HTTPX}import attrs, cattrs, httpx, pluggy"),
    "the same, an AsyncClient made": (
        "ours",
        f"{_BARE_HTTPX}import attrs, cattrs, httpx, pluggy; httpx.AsyncClient()",
    ),
    "import crossvenue": ("ours", "import crossvenue"),
    "from crossvenue import connect": ("ours", "from crossvenue import connect"),
    "the same and httpx": ("ours", f"{_BARE_HTTPX}import httpx; from crossvenue import connect"),
    "the same, Binance's catalogue loaded, one endpoint called": (
        "ours",
        f"{_BARE_HTTPX}import httpx; from crossvenue import connect; {_CALLED}",
    ),
    "crossvenue, awaiting, opened": ("ours", "from crossvenue import connect_async; connect_async('binance')"),
    "crossvenue, awaiting and ready": ("ours", _READY.format("connect_async")),
    "crossvenue, blocking and ready": ("ours", _READY.format("connect")),
    "ccxt, imported": ("ccxt", "import ccxt"),
    "ccxt, awaiting, binance() made": ("ccxt", "import ccxt.async_support as ccxt; ccxt.binance()"),
    "python-binance, Client made": ("python-binance", "from binance import Client; Client(ping=False)"),
    "binance-connector, Spot made": ("binance-connector", "from binance.spot import Spot; Spot()"),
}


def start(python: str, program: str) -> dict[str, float]:
    """Processor milliseconds and resident MiB of a fresh interpreter that runs `program`."""
    told = "\nimport sys\nfor line in open('/proc/self/status'):\n    line[:6] == 'VmRSS:' and sys.stderr.write(line)"
    process = subprocess.Popen(
        [python, "-I", "-c", program + told], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read().decode()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise RuntimeError(said.strip().splitlines()[-1] if said.strip() else f"status {status}")
    resident = float(said.rpartition("VmRSS:")[2].split()[0]) / 1024
    return {"cpu": (used.ru_utime + used.ru_stime) * 1000, "rss": resident}


def imports(peers: Mapping[str, str], options: argparse.Namespace) -> None:
    """What it costs to import each and to stand ready, less the bare interpreter."""
    python = {"ours": sys.executable, **peers}
    keys = [row for row, (contender, _) in STARTS.items() if contender in python]
    jobs = {row: (python[STARTS[row][0]], STARTS[row][1]) for row in keys}
    bare = {(python[contender], "pass") for contender, _ in STARTS.values() if contender in python}
    for interpreter, program in {*jobs.values(), *bare}:
        try:
            start(interpreter, program)  # Writes the .pyc files.
        except RuntimeError as error:
            print(f"{program}: {error}", file=sys.stderr)
    found = rounds_of(sorted({*jobs.values(), *bare}), options.rounds, lambda job: start(*job))

    def less_bare(job: tuple[str, str]) -> Table:
        nothing = found[job[0], "pass"]
        return [
            {figure: each[figure] - none[figure] for figure in ("cpu", "rss")}
            for each, none in zip(found[job], nothing, strict=True)
        ]

    reference = less_bare(jobs[FLOOR])
    rows = [
        [
            row,
            median(samples, "cpu"),
            ratio(samples, reference, "cpu"),
            median(samples, "rss"),
            f"{spread(found[jobs[row]], 'cpu'):.0%}",
        ]
        for row in keys
        if row != "nothing" and jobs[row] in found
        for samples in (less_bare(jobs[row]),)
    ]
    show("To start", ("what", "cpu ms", "x floor", "MiB", "spread"), rows)


@contextmanager
def exchange() -> Iterator[str]:
    """The address of a loopback exchange in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "server.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(10)


def http(peers: Mapping[str, str], options: argparse.Namespace) -> None:
    """Round trips: processor time a request, one at a time and many in flight."""
    with ExitStack() as opened:
        base = opened.enter_context(exchange())
        workers = {
            name: opened.enter_context(Worker(name, python))
            for name, python in {"ours": sys.executable, **peers}.items()
        }
        keys: list[tuple[str, str]] = []
        suspends: dict[tuple[str, str], bool] = {}
        for name, worker in workers.items():
            for case, awaits in worker.ask(task="list http", base=base).items():
                keys.append((name, case))
                suspends[name, case] = awaits
        for kind in ("GET", "POST"):
            for in_flight in (1, options.in_flight):

                def sample(key: tuple[str, str], kind: str = kind, in_flight: int = in_flight) -> Mapping[str, float]:
                    about = {"kind": kind, "count": options.requests, "in_flight": in_flight, "base": base}
                    return workers[key[0]].ask(task="http", case=key[1], **about)

                asked = [key for key in keys if suspends[key] or in_flight == 1]
                found = rounds_of(asked, options.rounds, sample)
                rows = []
                for key, samples in sorted(found.items(), key=lambda item: median(item[1], "cpu")):
                    mode = "awaiting" if suspends[key] else "blocking"
                    row: list[object] = [key[1], median(samples, "cpu"), median(samples, "rate")]
                    for peer in (("ccxt", f"ccxt, {mode}"), ("plain", f"plain httpx, {mode}")):
                        reference = found.get(peer)
                        row.append("" if reference is None else ratio(samples, reference, "cpu"))
                    plain = found.get(("plain", f"plain httpx, {mode}"))
                    row.append("" if plain is None else ratio(samples, plain, "rate"))
                    rows.append([*row, f"{spread(samples, 'cpu'):.0%}"])
                show(
                    f"{kind}, {in_flight} in flight",
                    ("contender", "cpu us", "req/s", "cpu x ccxt", "cpu x httpx", "req/s x httpx", "spread"),
                    rows,
                )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.05, help="that a sample of parse or sign takes")
    parser.add_argument("--requests", type=int, default=1000, help="in a sample of http")
    parser.add_argument("--in-flight", type=int, default=50)
    parser.add_argument("--only", nargs="*", help="payloads to parse")
    parser.add_argument("--peers", nargs="*", help=f"of {', '.join(PEERS)}; default: those installed")
    parser.add_argument("--make-peers", action="store_true", help="install the peers with uv, and stop")
    options = parser.parse_args(arguments)
    wrong = [*({*options.parts} - {*PARTS}), *({*(options.peers or ())} - {*PEERS})]
    if wrong:
        parser.error(f"there is no {' and no '.join(sorted(wrong))}")
    if options.make_peers:
        make_peers()
        return
    peers = interpreters(options.peers)
    for part in options.parts or PARTS:
        if part == "parse":
            timed("parsers", peers, options)
        elif part == "sign":
            timed("signers", peers, options)
        elif part == "import":
            imports(peers, options)
        else:
            http(peers, options)


if __name__ == "__main__":
    main()
