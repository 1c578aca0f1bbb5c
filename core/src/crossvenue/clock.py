"""What time it is at the venue, in milliseconds, without trusting this machine's clock to stand still.

Arithmetic only: both clocks are given, and samples are handed in.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Clock:
    """The venue's time: an offset learnt from its answers, anchored on the monotonic clock.

    `wall` gives seconds since 1970 and is read once; `monotonic` gives seconds that never jump. Until a sample
    was learnt, the venue's time is taken to be this machine's. Safe for threads.
    """

    def __init__(
        self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.monotonic = monotonic
        self._anchor_ms = wall() * 1000 - monotonic() * 1000
        self._local_ms = self._anchor_ms
        self._best_round_trip: float | None = None
        self._learning = threading.Lock()  # The offset and the round trip that it comes from change together.
        self.times_set = 0
        """How often it was set: by the first sample, and by the first after each `forget`."""

    def now_ms(self) -> int:
        """The venue's time now."""
        return int(self._anchor_ms + self.monotonic() * 1000)

    @property
    def offset_ms(self) -> float | None:
        """How far the venue is ahead of this machine's clock as it was at the start; None before a sample."""
        return None if self._best_round_trip is None else self._anchor_ms - self._local_ms

    @property
    def round_trip(self) -> float | None:
        """Seconds of the round trip that the offset comes from: it is off by at most half of that."""
        return self._best_round_trip

    def forget(self) -> None:
        """Let the next sample count whatever its round trip: the venue said that the offset is wrong."""
        with self._learning:
            self._best_round_trip = None

    def learn(self, server_ms: int, sent: float, received: float) -> None:
        """A sample: the venue said `server_ms` to a request between these monotonic seconds.

        The venue read its clock somewhere between, so at the midpoint give or take half the round trip; the
        sample with the smallest round trip is kept.
        """
        round_trip = received - sent
        with self._learning:
            if self._best_round_trip is None:
                self.times_set += 1
            if self._best_round_trip is None or round_trip < self._best_round_trip:
                self._best_round_trip = round_trip
                self._anchor_ms = server_ms - (sent + received) / 2 * 1000
