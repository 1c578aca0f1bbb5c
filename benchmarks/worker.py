"""Runs one contender in a process of its own: answers JSON lines on standard input with JSON lines.

python worker.py CONTENDER        (`run.py` starts it, in the interpreter that has the contender)
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import inspect
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

WARM_UP = 30


def contender(name: str) -> Any:
    """The module or object with `parsers`, `signers` and `http_cases`."""
    peers = {"ccxt": "Ccxt", "python-binance": "PythonBinance", "binance-connector": "Connector", "plain": "Plain"}
    if name in peers:
        return getattr(importlib.import_module("peers"), peers[name])()
    return Ours()


class Ours:
    """Crossvenue, and the limit beside it: in one process, so that the collector has as much to walk for both."""

    def __init__(self) -> None:
        self.ours, self.limit = importlib.import_module("ours"), importlib.import_module("limit")
        self.http_cases = self.ours.http_cases

    def parsers(self) -> Any:
        return _merged(self.limit.parsers(), self.ours.parsers())

    def signers(self) -> Any:
        return _merged(self.limit.signers(), self.ours.signers())


def _merged(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return {group: {**cases, **second[group]} for group, cases in first.items()}


def processor_time() -> float:
    """Seconds of this process, its threads and the kernel's work for it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Timer:
    """Processor time of one call: the mean of a batch that fills `seconds`, the garbage collector on as ever."""

    def __init__(self) -> None:
        self.counts: dict[Callable[[], object], int] = {}

    def sample(self, case: Callable[[], object], seconds: float) -> float:
        """Nanoseconds a call."""
        if case not in self.counts:
            case()
            started = time.perf_counter()
            case()
            once = max(time.perf_counter() - started, 1e-7)
            self.counts[case] = max(1, int(seconds / once))
        count = self.counts[case]
        gc.collect()
        started = time.process_time()
        for _ in range(count):
            case()
        return (time.process_time() - started) / count * 1e9


def blocking(make: Callable[[], Any], kind: str, count: int, in_flight: int) -> dict[str, float]:
    """`count` requests from `in_flight` threads."""
    get, post, close = make()
    call = get if kind == "GET" else post
    try:
        for _ in range(WARM_UP):
            call()
        gc.collect()
        share = max(1, count // in_flight)
        failed: list[BaseException] = []

        def work() -> None:
            try:
                for _ in range(share):
                    call()
            except Exception as error:
                failed.append(error)

        before, started = processor_time(), time.perf_counter()
        if in_flight == 1:
            work()
        else:
            threads = [threading.Thread(target=work) for _ in range(in_flight)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
        if failed:
            raise failed[0]
        return _figures(before, started, share * in_flight)
    finally:
        close()


async def awaiting(make: Callable[[], Any], kind: str, count: int, in_flight: int) -> dict[str, float]:
    """`count` requests from `in_flight` tasks."""
    get, post, close = await make()
    call = get if kind == "GET" else post
    try:
        for _ in range(WARM_UP):
            await call()
        await asyncio.gather(*(call() for _ in range(in_flight)))
        gc.collect()
        share = max(1, count // in_flight)

        async def work() -> None:
            for _ in range(share):
                await call()

        before, started = processor_time(), time.perf_counter()
        await asyncio.gather(*(work() for _ in range(in_flight)))
        return _figures(before, started, share * in_flight)
    finally:
        await close()


def _figures(before: float, started: float, count: int) -> dict[str, float]:
    return {"cpu": (processor_time() - before) / count * 1e6, "rate": count / (time.perf_counter() - started)}


def main() -> None:
    """Answer until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # What a library prints must not mix with the answers.
    timer = Timer()
    areas: dict[str, Any] = {}
    measured: Any = None
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            if measured is None:
                measured = contender(sys.argv[1])
            task, area = asked["task"], asked.get("area", "")
            said: dict[str, Any]
            if task == "http":
                make = measured.http_cases(asked["base"])[asked["case"]]
                run = (make, asked["kind"], asked["count"], asked["in_flight"])
                said = asyncio.run(awaiting(*run)) if inspect.iscoroutinefunction(make) else blocking(*run)
            elif task == "list http":
                cases = measured.http_cases(asked["base"])
                said = {name: inspect.iscoroutinefunction(make) for name, make in cases.items()}
            else:
                if area not in areas:
                    areas[area] = getattr(measured, area)()
                if task == "list":
                    said = {group: list(cases) for group, cases in areas[area].items()}
                else:
                    case = areas[area][asked["group"]][asked["case"]]
                    said = {"ns": timer.sample(case, asked["seconds"])}
        except Exception as error:
            said = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
