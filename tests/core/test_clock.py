"""The clock: the venue's time learnt from samples, on a clock of this machine that may be wrong but not jump."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from crossvenue.clock import Clock

WALL = 1_790_000_000.0
"""What this machine holds for the time at the start, in seconds."""


class Machine:
    """A machine whose clocks the test turns."""

    def __init__(self, wall: float = WALL) -> None:
        self.wall, self.monotonic = wall, 1000.0

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.monotonic)


def test_before_a_sample_the_venues_time_is_this_machines() -> None:
    machine = Machine()
    clock = machine.clock()
    assert clock.now_ms() == 1_790_000_000_000
    assert clock.offset_ms is None
    assert clock.round_trip is None
    machine.monotonic += 1.5
    assert clock.now_ms() == 1_790_000_001_500


def test_a_sample_is_taken_to_be_read_at_the_midpoint_of_its_round_trip() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.monotonic = 1000.4
    clock.learn(1_790_000_060_000, 1000.0, 1000.4)
    assert clock.now_ms() == 1_790_000_060_200
    assert clock.round_trip is not None
    assert round(clock.round_trip, 6) == 0.4
    assert clock.offset_ms is not None
    assert round(clock.offset_ms) == 59_800


def test_the_sample_with_the_smallest_round_trip_is_kept() -> None:
    clock = Machine().clock()
    clock.learn(1_790_000_100_000, 1000.0, 1000.3)
    clock.learn(1_790_000_200_000, 1000.0, 1000.1)
    best = clock.now_ms()
    clock.learn(1_790_000_300_000, 1000.0, 1000.2)
    assert clock.now_ms() == best == 1_790_000_199_950


def test_after_forgetting_the_next_sample_counts_whatever_its_round_trip() -> None:
    clock = Machine().clock()
    clock.learn(1_790_000_100_000, 1000.0, 1000.1)
    clock.forget()
    assert clock.now_ms() == 1_790_000_099_950  # Until there is a better one.
    assert clock.round_trip is None
    clock.learn(1_790_000_500_000, 1000.0, 1002.0)
    assert clock.now_ms() == 1_790_000_499_000


def test_a_sample_of_another_thread_does_not_come_between() -> None:
    """Else the offset of the worse sample would stay, under the round trip of the better one."""
    clock = Machine().clock()
    clock.learn(1_790_000_100_000, 1000.0, 1000.3)
    compared, learnt = threading.Event(), threading.Event()

    class RoundTrip(float):
        def __lt__(self, other: float) -> bool:
            compared.set()
            learnt.wait(0.2)  # The other cannot, so this is not for ever.
            return float(self) < other

    class Received(float):
        def __sub__(self, sent: float) -> RoundTrip:
            return RoundTrip(float(self) - sent)

    def better() -> None:
        compared.wait()
        clock.learn(1_790_000_200_000, 1000.0, 1000.1)
        learnt.set()

    worse = threading.Thread(target=clock.learn, args=(1_790_000_300_000, 1000.0, Received(1000.2)))
    threads = [worse, threading.Thread(target=better)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert clock.round_trip is not None
    assert round(clock.round_trip, 6) == 0.1
    assert clock.now_ms() == 1_790_000_199_950


def test_how_often_it_was_set_is_counted() -> None:
    clock = Machine().clock()
    assert clock.times_set == 0
    clock.learn(1, 0.0, 1.0)
    clock.learn(1, 0.0, 0.5)
    assert clock.times_set == 1
    clock.forget()
    assert clock.times_set == 1
    clock.learn(1, 0.0, 1.0)
    assert clock.times_set == 2


@given(jump=st.floats(-1e8, 1e8), passed=st.floats(0, 1e6))
def test_jumps_of_the_machines_clock_do_not_matter(jump: float, passed: float) -> None:
    """Somebody sets it, or a daylight-saving rule is wrong: only the monotonic clock counts."""
    machine, untouched = Machine(), Machine()
    clock, other = machine.clock(), untouched.clock()
    for each in (clock, other):
        each.learn(1_790_000_060_000, 1000.0, 1000.1)
    machine.wall += jump
    machine.monotonic += passed
    untouched.monotonic += passed
    assert clock.now_ms() == other.now_ms()
    assert clock.offset_ms == other.offset_ms


ROUND_TRIP = st.tuples(st.floats(0.0, 5.0), st.floats(0.0, 5.0))
"""Seconds on the way there, seconds on the way back."""


@given(
    skew=st.floats(-1e6, 1e6),
    trips=st.lists(ROUND_TRIP, min_size=1, max_size=8),
    later=st.floats(0.0, 1e5),
)
def test_the_error_is_at_most_half_of_the_smallest_round_trip(
    skew: float, trips: list[tuple[float, float]], later: float
) -> None:
    """However wrong this machine's clock is, and however lopsided the way. A millisecond is the venue's rounding."""
    machine = Machine(wall=WALL - skew)
    clock = machine.clock()
    epoch = WALL - machine.monotonic  # The true time, when the monotonic clock shows 0.
    for there, back in trips:
        sent = machine.monotonic
        server_ms = int((epoch + sent + there) * 1000)
        machine.monotonic += there + back
        clock.learn(server_ms, sent, machine.monotonic)
    machine.monotonic += later

    true_ms = (epoch + machine.monotonic) * 1000
    smallest = min(there + back for there, back in trips)
    assert abs(clock.now_ms() - true_ms) <= smallest * 1000 / 2 + 2.001
    assert clock.round_trip is not None
    assert abs(clock.round_trip - smallest) < 1e-6


@given(steps=st.lists(st.floats(0.0, 100.0), max_size=20))
def test_between_samples_time_never_goes_back(steps: list[float]) -> None:
    machine = Machine()
    clock = machine.clock()
    seen = [clock.now_ms()]
    for step in steps:
        machine.monotonic += step
        seen.append(clock.now_ms())
    assert seen == sorted(seen)
    assert all(isinstance(each, int) for each in seen)


def test_the_clocks_of_the_system_are_used_by_default() -> None:
    import time

    assert abs(Clock().now_ms() - time.time() * 1000) < 1000
