"""What request budgets promise: never over a limit, everybody served in turn, never fooled by a late answer."""

from __future__ import annotations

import heapq
import random
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossvenue.errors import BadRequest
from crossvenue.limits import Limit, LocalBudget, Ticket

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crossvenue.limits import Budget

type_checked: type[Budget] = LocalBudget


def one(units: int, seconds: float, scope: str = "api") -> LocalBudget:
    return LocalBudget({scope: [Limit(units, seconds)]})


def used(budget: LocalBudget, now: float, scope: str = "api", window: int = 0) -> int:
    return budget.state(now).scopes[scope].windows[window].used


def send(budget: LocalBudget, units: int, now: float, scope: str = "api") -> Ticket:
    """A request that is on its way."""
    ticket = budget.join([(scope, units)], now)
    assert ticket.wait == 0.0, f"{units} units should have fitted at {now}"
    return ticket


def spend(budget: LocalBudget, units: int, now: float, scope: str = "api") -> None:
    """A request that ended as soon as it was sent."""
    budget.settle(send(budget, units, now, scope), now, {})


def most_in_any_interval(sent: Iterable[tuple[float, int]], seconds: float) -> int:
    """The heaviest interval of this length, which always ends at one of the charges."""
    charges = list(sent)
    return max(
        (sum(units for at, units in charges if at <= end and at + seconds > end) for end, _ in charges), default=0
    )


# Room


def test_a_request_is_admitted_at_once_while_there_is_room() -> None:
    budget = one(10, 60.0)
    ticket = budget.join([("api", 10)], 0.0)
    assert (ticket.wait, ticket.admitted) == (0.0, 0.0)
    assert budget.admit(ticket, 1.0) == 0.0
    assert used(budget, 1.0) == 10


def test_without_room_it_is_told_exactly_when_to_ask_again() -> None:
    budget = one(10, 60.0)
    spend(budget, 4, 0.0)
    spend(budget, 6, 7.0)
    small = budget.join([("api", 4)], 10.0)
    assert small.wait == 50.0
    assert budget.admit(small, 59.999) == pytest.approx(0.001)
    assert budget.admit(small, 60.0) == 0.0
    big = budget.join([("api", 5)], 60.0)
    assert big.wait == 7.0


def test_what_is_waited_for_is_named() -> None:
    budget = LocalBudget({"api": [Limit(10, 60.0)], "orders": [Limit(1, 10.0)]})
    first = budget.join([("api", 1), ("orders", 1)], 0.0)
    assert first.scope == ""
    assert budget.join([("api", 1), ("orders", 1)], 1.0).scope == "orders"
    budget.close("api", 30.0)
    assert budget.join([("api", 1), ("orders", 1)], 1.0).scope == "api"


def test_a_charge_counts_until_the_last_moment_of_its_window() -> None:
    budget = one(10, 60.0)
    spend(budget, 10, 0.0)
    assert budget.join([("api", 1)], 59.9999999).wait > 0


def test_a_charge_counts_from_its_sending_until_its_window_after_its_answer() -> None:
    # The venue counts when a request arrives, which is known only to be between the two.
    budget = one(10, 60.0)
    slow = send(budget, 10, 0.0)
    waiting = budget.join([("api", 1)], 60.0)
    assert waiting.wait == 60.0, "at the earliest, if it ends now"
    budget.settle(slow, 60.3, {})
    assert budget.admit(waiting, 120.0) == pytest.approx(0.3)
    assert budget.admit(waiting, 120.3) == 0.0


def test_a_slow_first_request_does_not_let_the_venue_count_more_than_its_limit() -> None:
    # A first request takes a handshake more than those after it: once 120 of 100 arrived in a minute of the venue's.
    budget, now, arrived = one(100, 60.0), 79.8, list[tuple[float, int]]()
    for number in range(10):
        ticket = budget.join([("api", 20)], now)
        while ticket.wait:
            now += ticket.wait
            budget.admit(ticket, now)
        now += 0.001 if number else 0.3
        arrived.append((now, 20))
        minute = [units for at, units in arrived if at // 60 == now // 60]
        budget.settle(ticket, now, {("api", 60.0): sum(minute)})
    assert most_in_any_interval(arrived, 60.0) == 100


def test_the_wait_is_never_rounded_to_a_moment_too_early() -> None:
    budget = one(1, 10.1)
    spend(budget, 1, 5.0)
    ticket = budget.join([("api", 1)], 6.2)
    assert 6.2 + (5.0 + 10.1 - 6.2) < 5.0 + 10.1, "the plain difference would be too short"
    assert budget.admit(ticket, 6.2 + ticket.wait) == 0.0


def test_all_windows_of_a_scope_must_have_room() -> None:
    budget = LocalBudget({"orders": [Limit(2, 10.0), Limit(3, 100.0)]})
    for now in (0.0, 0.0, 10.0):
        spend(budget, 1, now, "orders")
    assert budget.join([("orders", 1)], 11.0).wait == 89.0


def test_a_request_is_charged_to_all_its_scopes_or_to_none() -> None:
    budget = LocalBudget({"api": [Limit(10, 60.0)], "orders": [Limit(1, 10.0)]})
    budget.settle(budget.join([("api", 2), ("orders", 1)], 0.0), 0.0, {})
    second = budget.join([("api", 2), ("orders", 1)], 1.0)
    assert second.wait == 9.0
    assert used(budget, 1.0) == 2
    assert budget.admit(second, 10.0) == 0.0
    assert used(budget, 10.0) == 4


def test_a_scope_without_limits_has_none() -> None:
    budget = LocalBudget()
    assert [budget.join([("api", 10**6)], 0.0).wait for _ in range(3)] == [0.0] * 3
    assert budget.state(0.0).scopes["api"].windows == ()


def test_what_can_never_fit_is_refused_and_holds_up_nobody() -> None:
    budget = one(10, 60.0)
    with pytest.raises(ValueError, match="11 units can never fit into api, which has 10 in 60 s"):
        budget.join([("api", 11)], 0.0)
    assert budget.state(0.0).scopes["api"].waiting == 0
    spend(budget, 10, 0.0)


@pytest.mark.parametrize(
    "charges", [[("api", -1)], [("api", 1), ("api", 1)], [("api", 1), ("orders", 1), ("api", 1)]]
)
def test_negative_units_and_a_scope_named_twice_are_refused(charges: Sequence[tuple[str, int]]) -> None:
    budget = LocalBudget({"api": [Limit(10, 60.0)], "orders": [Limit(10, 60.0)]})
    with pytest.raises(BadRequest):
        budget.join(charges, 0.0)
    assert used(budget, 0.0) == 0


@pytest.mark.parametrize(("units", "seconds"), [(0, 1.0), (-1, 1.0), (1, 0.0), (1, float("inf")), (1, float("nan"))])
def test_a_limit_that_can_hold_nothing_is_refused(units: int, seconds: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        Limit(units, seconds)


def test_zero_units_need_no_room_but_wait_for_a_closure() -> None:
    budget = one(1, 60.0)
    spend(budget, 1, 0.0)
    assert budget.join([("api", 0)], 0.5).wait == 0.0
    assert len(budget._scopes["api"].windows[0].stamps) == 1, "and are kept nowhere"
    budget.close("api", 5.0)
    assert budget.join([("api", 0)], 1.0).wait == 4.0


def test_a_charge_of_zero_units_beside_others_does_not_send_a_request_through_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # It once did, and cost every order a fifth more: what a ban closes is charged with zero by all requests.
    budget = one(10, 60.0)
    budget.join([("api", 1), ("address", 0)], 0.0)

    def line_up(*_: object) -> None:
        raise AssertionError("there is room, so nobody needs to line up")

    monkeypatch.setattr(LocalBudget, "_line_up", line_up)
    assert budget.join([("api", 1), ("address", 0)], 1.0).wait == 0.0


def test_a_clock_read_too_early_by_another_thread_does_not_turn_time_back() -> None:
    budget = one(2, 10.0)
    spend(budget, 1, 5.0)
    late = send(budget, 1, 4.0)
    assert late.admitted == 5.0
    budget.settle(late, 4.0, {})
    assert budget.join([("api", 1)], 14.5).wait == 0.5


def test_long_windows_keep_few_charges_and_forget_none_too_early() -> None:
    budget = one(200_000, 86_400.0)
    for second in range(0, 86_400, 2):
        spend(budget, 1, float(second))
    window = budget._scopes["api"].windows[0]
    assert len(window.stamps) <= 202
    assert window.settled == 43_200
    assert used(budget, 86_400.0) == 43_200, "merged charges expire with the latest of them"
    assert used(budget, 86_400.0 + 864.0) in range(43_200 - 432, 43_200 - 216 + 1)
    assert used(budget, 86_398.0 + 86_400.0) == 0


# The line


def test_first_come_first_served() -> None:
    budget = one(10, 60.0)
    spend(budget, 9, 0.0)
    heavy = budget.join([("api", 10)], 1.0)
    light = budget.join([("api", 1)], 2.0)
    assert light.wait > budget.admit(heavy, 2.0) == 58.0, "one unit is free, but it is the heavy one's turn"
    assert budget.admit(light, 60.0) > 0
    assert budget.admit(heavy, 60.0) == 0.0
    budget.settle(heavy, 60.0, {})
    assert budget.admit(light, 61.0) == 59.0
    assert budget.admit(light, 120.0) == 0.0


def test_a_read_passes_an_order_that_waits_elsewhere_but_leaves_it_its_room() -> None:
    budget = LocalBudget({"api": [Limit(3, 60.0)], "orders": [Limit(1, 10.0)]})
    spend(budget, 1, 0.0, "orders")
    order = budget.join([("api", 1), ("orders", 1)], 0.0)
    assert order.wait == 10.0
    assert budget.join([("api", 1)], 0.0).wait == 0.0
    assert budget.join([("api", 1)], 0.0).wait == 0.0
    third = budget.join([("api", 1)], 0.0)
    assert third.wait > order.wait
    assert budget.admit(order, 10.0) == 0.0


def test_a_light_request_does_not_pass_a_heavy_one_that_waits_for_the_same_units() -> None:
    budget = one(100, 60.0)
    spend(budget, 60, 0.0)
    heavy = budget.join([("api", 50)], 0.0)
    light = budget.join([("api", 1)], 0.0)
    assert light.wait >= heavy.wait == 60.0
    budget.leave(heavy)
    assert budget.admit(light, 0.0) == 0.0


def test_estimates_grow_along_the_line_and_count_the_turns_before_it() -> None:
    budget = one(2, 10.0)
    spend(budget, 2, 0.0)
    waits = [budget.join([("api", 1)], 0.0).wait for _ in range(6)]
    assert waits == sorted(set(waits))
    assert [round(wait, 2) for wait in waits] == [10.0, 10.0, 20.0, 20.0, 30.0, 30.0]


def test_when_the_one_in_front_is_late_the_next_asks_again_soon_but_does_not_spin() -> None:
    budget = one(1, 10.0)
    spend(budget, 1, 0.0)
    first, second = budget.join([("api", 1)], 0.0), budget.join([("api", 1)], 0.0)
    assert budget.admit(second, 50.0) > 0.0005
    assert budget.admit(first, 50.0) == 0.0
    budget.settle(first, 50.0, {})
    assert budget.admit(second, 60.0) == 0.0


def test_leaving_the_line_lets_the_next_one_in() -> None:
    budget = one(1, 10.0)
    spend(budget, 1, 0.0)
    first, second, third = (budget.join([("api", 1)], 0.0) for _ in range(3))
    budget.leave(second)
    budget.leave(second)
    assert budget.state(0.0).scopes["api"].waiting == 2
    assert budget.admit(first, 10.0) == 0.0
    budget.settle(first, 10.0, {})
    assert budget.admit(third, 10.0) == 10.0
    budget.leave(third)
    assert send(budget, 1, 20.0).admitted == 20.0
    with pytest.raises(ValueError, match="has left"):
        budget.admit(second, 30.0)


def test_a_ticket_that_leaves_the_end_of_the_line_makes_no_room_in_front_of_it() -> None:
    budget = one(4, 10.0)
    spend(budget, 4, 0.0)
    heavy, light, last = (budget.join([("api", units)], 0.0) for units in (3, 2, 4))
    budget.leave(last)
    assert budget.admit(light, 0.0) > 10.0, "three and two are more than four"
    assert budget.admit(heavy, 10.0) == 0.0
    assert budget.admit(light, 10.0) == 10.0


def test_units_that_were_never_sent_are_given_back_once() -> None:
    budget = one(10, 60.0)
    spend(budget, 3, 0.0)
    ticket = send(budget, 4, 1.0)
    budget.leave(ticket)
    budget.leave(ticket)
    budget.settle(ticket, 2.0, {("api", 60.0): 9})
    assert used(budget, 2.0) == 3


def test_units_given_back_after_an_answer_stay_charged_for_they_may_stand_for_others() -> None:
    budget = one(10, 60.0)
    ticket, unsent = send(budget, 1, 0.0), send(budget, 1, 0.0)
    budget.settle(ticket, 1.0, {("api", 60.0): 2})
    budget.leave(unsent)
    assert used(budget, 1.0) == 2


def test_units_given_back_are_those_that_never_left_however_late() -> None:
    budget = one(10, 60.0)
    early = send(budget, 5, 0.0)
    spend(budget, 5, 30.0)
    assert used(budget, 60.0) == 10
    budget.leave(early)
    assert used(budget, 60.0) == 5


def test_units_charged_before_the_limits_were_known_are_not_given_back_from_others() -> None:
    budget = LocalBudget()
    early = budget.join([("api", 5)], 0.0)
    budget.set_limits("api", [Limit(10, 60.0)])
    spend(budget, 5, 1.0)
    budget.leave(early)
    assert used(budget, 1.0) == 5


# New limits


def test_new_limits_keep_what_is_used() -> None:
    budget = LocalBudget({"api": [Limit(10, 60.0)]})
    spend(budget, 3, 0.0)
    spend(budget, 4, 50.0)
    budget.set_limits("api", [Limit(20, 60.0), Limit(6, 20.0), Limit(100, 600.0)])
    assert [used(budget, 55.0, window=each) for each in range(3)] == [7, 4, 7]
    assert budget.join([("api", 3)], 55.0).wait == 15.0


def test_a_new_window_learns_from_the_next_longer_one_that_was_there() -> None:
    budget = LocalBudget({"api": [Limit(10, 10.0), Limit(20, 100.0)]})
    spend(budget, 3, 0.0)
    spend(budget, 4, 15.0)
    budget.set_limits("api", [Limit(30, 50.0)])
    assert used(budget, 20.0) == 7


def test_a_longer_window_does_not_give_back_what_a_shorter_one_had_forgotten() -> None:
    budget = one(10, 10.0)
    early = send(budget, 5, 0.0)
    spend(budget, 4, 15.0)
    budget.set_limits("api", [Limit(20, 60.0)])
    budget.leave(early)
    assert used(budget, 15.0) == 4


def test_a_ticket_in_the_line_that_can_no_longer_fit_is_told_and_leaves() -> None:
    budget = one(10, 60.0)
    spend(budget, 10, 0.0)
    heavy, light = budget.join([("api", 8)], 0.0), budget.join([("api", 1)], 0.0)
    budget.set_limits("api", [Limit(5, 60.0)])
    with pytest.raises(ValueError, match="8 units can never fit"):
        budget.admit(heavy, 1.0)
    assert budget.admit(light, 60.0) == 0.0


# Closures


def test_a_closed_scope_admits_nothing_until_it_opens() -> None:
    budget = one(10, 60.0)
    budget.close("api", 30.0)
    ticket = budget.join([("api", 1)], 10.0)
    assert ticket.wait == 20.0
    assert budget.join([("orders", 1)], 10.0).wait == 0.0
    assert budget.admit(ticket, 29.0) == 1.0
    assert budget.admit(ticket, 30.0) == 0.0


def test_closing_never_shortens_a_longer_closure() -> None:
    budget = LocalBudget()
    budget.close("api", 30.0)
    budget.close("api", 20.0)
    assert budget.join([("api", 1)], 10.0).wait == 20.0
    budget.close("api", 40.0)
    assert budget.state(10.0).scopes["api"].closed_for == 30.0


@pytest.mark.parametrize(
    ("limits", "charges", "now", "seconds"),
    [
        ([], [], 0.0, 1.0),
        ([Limit(2, 10.0)], [], 0.0, 10.0),
        ([Limit(2, 10.0)], [(1, 0.0), (1, 4.0)], 4.0, 6.0),
        ([Limit(2, 10.0)], [(1, 0.0), (1, 4.0)], 9.9, 1.0),
        ([Limit(4, 10.0), Limit(2, 100.0)], [(2, 0.0)], 1.0, 99.0),
        ([Limit(2, 100.0), Limit(2, 10.0)], [(2, 0.0)], 1.0, 9.0),
        ([Limit(4, 10.0), Limit(8, 100.0)], [(3, 0.0)], 1.0, 9.0),
    ],
    ids=["unknown", "unused", "full", "at least one second", "the full one", "the shorter one", "the nearest"],
)
def test_after_a_refusal_without_a_time_the_fullest_window_tells_how_long(
    limits: list[Limit], charges: list[tuple[int, float]], now: float, seconds: float
) -> None:
    budget = LocalBudget({"orders": limits})
    for units, at in charges:
        spend(budget, units, at, "orders")
    assert budget.earliest_reset("orders", now) == seconds


# Corrections


def test_usage_by_others_is_learnt_and_expires_a_whole_window_later() -> None:
    budget = one(10, 60.0)
    budget.settle(send(budget, 1, 0.0), 1.0, {("api", 60.0): 9})
    assert used(budget, 1.0) == 9
    assert budget.join([("api", 2)], 1.0).wait == 60.0
    assert used(budget, 61.0) == 0


def test_a_lower_answer_lowers_nothing_that_may_arrive_yet() -> None:
    budget = one(10, 60.0)
    send(budget, 5, 0.0)
    budget.settle(send(budget, 1, 58.0), 59.0, {})
    ticket = send(budget, 1, 59.0)
    assert used(budget, 59.0) == 7
    budget.settle(ticket, 59.5, {("api", 60.0): 1})
    assert used(budget, 59.5) == 6, "five are without an answer still"


def test_once_everything_is_answered_the_answer_is_believed() -> None:
    budget = one(10, 60.0)
    budget.settle(send(budget, 5, 0.0), 1.0, {})
    budget.settle(send(budget, 1, 58.0), 58.0, {})
    budget.settle(send(budget, 1, 59.0), 59.5, {("api", 60.0): 2})
    assert used(budget, 60.0) == 2, "the oldest went: these two stay their whole time"
    assert used(budget, 118.0) == 1


def test_what_was_sent_after_it_is_added_to_a_lower_answer() -> None:
    budget = one(10, 60.0)
    budget.settle(send(budget, 5, 0.0), 0.0, {})
    ticket = send(budget, 1, 1.0)
    spend(budget, 2, 2.0)
    budget.settle(ticket, 3.0, {("api", 60.0): 1})
    assert used(budget, 3.0) == 3


def test_what_was_sent_after_it_from_the_line_is_added_too() -> None:
    budget = one(10, 60.0)
    budget.settle(send(budget, 5, 0.0), 0.0, {})
    ticket = send(budget, 1, 0.0)
    budget.close("api", 1.0)
    assert budget.admit(budget.join([("api", 2)], 0.0), 1.0) == 0.0
    budget.settle(ticket, 3.0, {("api", 60.0): 1})
    assert used(budget, 3.0) == 3


def test_a_request_that_left_before_is_not_waited_for() -> None:
    budget = one(10, 60.0)
    budget.settle(send(budget, 3, 0.0), 0.0, {})
    gone = send(budget, 5, 0.0)
    ticket = send(budget, 1, 1.0)
    budget.leave(gone)
    budget.settle(ticket, 2.0, {("api", 60.0): 1})
    assert used(budget, 2.0) == 1


def test_an_overtaken_answer_does_not_make_us_forget_the_others() -> None:
    budget = one(100, 60.0)
    first, second = send(budget, 1, 0.0), send(budget, 1, 0.0)
    budget.settle(second, 1.0, {("api", 60.0): 52})
    budget.settle(first, 1.5, {("api", 60.0): 1})
    assert used(budget, 1.5) == 52


def test_only_the_named_window_is_corrected_and_unknown_ones_are_passed_over() -> None:
    budget = LocalBudget({"orders": [Limit(100, 10.0), Limit(1000, 100.0)]})
    ticket = send(budget, 1, 0.0, "orders")
    budget.settle(ticket, 0.0, {("orders", 100.0): 7, ("orders", 5.0): 50, ("nowhere", 1.0): 3})
    assert [used(budget, 0.0, "orders", each) for each in range(2)] == [1, 7]
    assert "nowhere" not in budget.state(0.0).scopes


def test_a_scope_that_was_not_charged_is_only_raised() -> None:
    budget = LocalBudget({"api": [Limit(10, 60.0)], "orders": [Limit(10, 60.0)]})
    budget.settle(send(budget, 5, 0.0, "orders"), 0.0, {})
    budget.settle(send(budget, 1, 0.0), 0.0, {("orders", 60.0): 3})
    assert used(budget, 0.0, "orders") == 5
    budget.settle(send(budget, 1, 0.0), 0.0, {("orders", 60.0): 8})
    assert used(budget, 0.0, "orders") == 8


def test_what_still_waits_cannot_be_settled() -> None:
    budget = one(1, 60.0)
    spend(budget, 1, 0.0)
    with pytest.raises(ValueError, match="still waits"):
        budget.settle(budget.join([("api", 1)], 0.0), 0.0, {})


# For people


def test_the_state_reads_well() -> None:
    budget = LocalBudget({"api": [Limit(10, 60.0)]})
    assert str(LocalBudget().state(0.0)) == "no scope used yet"
    spend(budget, 4, 0.0)
    budget.close("api", 12.5)
    budget.join([("api", 1), ("orders", 1)], 0.0)
    state = budget.state(0.0)
    assert str(state) == ("api: 4 of 10 in 60 s, closed for 12.5 s, 1 waiting\norders: no limit known, 1 waiting")
    assert state.scopes["api"].windows[0].remaining == 6
    assert "WindowState(limit=10, used=4, seconds=60.0)" in repr(state)


# Properties

LIMITS: Mapping[str, list[Limit]] = {
    "api": [Limit(12, 1.0), Limit(30, 7.3)],
    "orders": [Limit(3, 0.7)],
    "pool": [Limit(450, 2.0), Limit(900, 9.0)],  # large enough to merge
}
STEPS = st.one_of(st.sampled_from([0.0, 0.0, 0.001, 0.1, 0.3, 0.7, 1.0, 7.3]), st.floats(0, 3))
CHARGES = st.fixed_dictionaries(
    {}, optional={"api": st.integers(0, 12), "orders": st.integers(1, 3), "pool": st.integers(1, 450)}
).map(lambda charges: tuple(charges.items()))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(STEPS, st.sampled_from(["join", "join", "ask", "ask all", "leave", "end"]), CHARGES)),
    st.floats(0, 1e6),
    st.lists(st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1)), min_size=1),
)
def test_never_over_a_limit_in_any_interval_wherever_between_sending_and_ending_the_venue_counts(
    steps: list[tuple[float, str, tuple[tuple[str, int], ...]]], now: float, travels: list[float]
) -> None:
    budget = LocalBudget(LIMITS)
    waiting: list[Ticket] = []
    flying: list[Ticket] = []
    sent: list[tuple[Ticket, float]] = []
    for step, act, charges in steps:
        now += step
        if act == "join":
            waiting.append(budget.join(charges, now))
        elif act == "ask" and waiting:
            budget.admit(waiting[len(charges) % len(waiting)], now)
        elif act == "ask all":
            for ticket in waiting:
                budget.admit(ticket, now)
        elif act == "leave" and waiting:
            budget.leave(waiting.pop(len(charges) % len(waiting)))
        elif act == "end" and flying:
            ticket = flying.pop(len(charges) % len(flying))
            budget.settle(ticket, now, {})
            sent.append((ticket, now))
        flying += [ticket for ticket in waiting if ticket.admitted is not None]
        waiting = [ticket for ticket in waiting if ticket.admitted is None]
    sent += [(ticket, now) for ticket in flying]
    for scope, limits in LIMITS.items():
        charged = []
        for number, (ticket, ended) in enumerate(sent):
            assert ticket.admitted is not None
            arrived = ticket.admitted + travels[number % len(travels)] * (ended - ticket.admitted)
            charged += [(min(arrived, ended), units) for name, units in ticket.charges if name == scope]
        for limit in limits:
            assert most_in_any_interval(charged, limit.seconds) <= limit.units


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(STEPS, st.integers(1, 9)), max_size=30), st.integers(1, 9), st.floats(0, 1e6))
def test_the_wait_of_the_first_in_line_is_exact(past: list[tuple[float, int]], units: int, now: float) -> None:
    limits = [Limit(9, 1.3), Limit(20, 7.7)]
    budget = LocalBudget({"api": limits})
    sent: list[tuple[float, int]] = []
    for step, each in past:
        now += step
        ticket = budget.join([("api", each)], now)
        if ticket.wait:
            budget.leave(ticket)
        else:
            budget.settle(ticket, now, {})
            sent.append((now, each))

    def fits(at: float) -> bool:
        return all(
            sum(each for stamp, each in sent if stamp + limit.seconds > at) + units <= limit.units for limit in limits
        )

    ticket = budget.join([("api", units)], now)
    moments = sorted(m for stamp, _ in sent for limit in limits if (m := stamp + limit.seconds) > now)
    first = next(at for at in [now, *moments] if fits(at))
    assert ticket.wait == pytest.approx(first - now, rel=1e-12, abs=1e-9)
    assert now + ticket.wait >= first
    assert budget.admit(ticket, now + ticket.wait) == 0.0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 2), CHARGES), min_size=1, max_size=80), st.randoms(use_true_random=False))
def test_everybody_is_served_by_asking_when_told(
    arrivals: list[tuple[float, tuple[tuple[str, int], ...]]], chance: random.Random
) -> None:
    budget = LocalBudget(LIMITS)
    tickets: list[Ticket] = []
    served: list[int] = []
    asked = 0
    now = 0.0
    agenda: list[tuple[float, int]] = []
    for number, (step, _) in enumerate(arrivals):
        now += step / 10
        agenda.append((now, number))
    heapq.heapify(agenda)
    while agenda:
        at, number = heapq.heappop(agenda)
        if number < 0:
            budget.settle(tickets[~number], at, {})
            continue
        if number == len(tickets):
            tickets.append(budget.join(arrivals[number][1], at))
            wait = tickets[number].wait
        elif number > len(tickets):  # two arrive at one moment
            heapq.heappush(agenda, (at, number))
            continue
        else:
            asked += 1
            wait = budget.admit(tickets[number], at)
        if wait:
            heapq.heappush(agenda, (at + wait + chance.choice([0.0, 0.0, 1e-5, 0.01]), number))
        else:
            served.append(number)
            heapq.heappush(agenda, (at + chance.choice([0.0, 0.01, 0.5]), ~number))
        assert asked <= 40 * len(arrivals), "they ask too often"
    assert sorted(served) == list(range(len(arrivals)))


def test_a_long_line_is_served_at_full_speed_and_seldom_asks() -> None:
    budget = one(100, 10.0)
    tickets = [budget.join([("api", 1)], 0.0) for _ in range(3000)]
    agenda = [(ticket.wait, number) for number, ticket in enumerate(tickets) if ticket.wait]
    heapq.heapify(agenda)
    for ticket in tickets[:100]:
        budget.settle(ticket, 0.0, {})
    asked, now = 0, 0.0
    while agenda:
        now, number = heapq.heappop(agenda)
        asked += 1
        if wait := budget.admit(tickets[number], now):
            heapq.heappush(agenda, (now + wait, number))
        else:
            budget.settle(tickets[number], now, {})
    assert now == pytest.approx(290.0, abs=0.1)
    assert asked < 3 * len(tickets)


class Server:
    """A venue that counts by itself, in one long window or in fixed ones, and answers in any order."""

    def __init__(self, window: float) -> None:
        self.window, self.count, self.began = window, 0, 0.0

    def at(self, now: float) -> int:
        if now // self.window != self.began // self.window:
            self.count = 0
        self.began = now
        return self.count

    def process(self, units: int, now: float) -> int:
        self.count = self.at(now) + units
        return self.count


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["send", "send", "arrive", "arrive", "answer", "answer", "lose", "leave", "others"]),
        st.integers(0, 20),
        st.integers(1, 5),
    ),
    max_size=120,
)


@settings(max_examples=500, deadline=None)
@example([("send", 0, 1), ("send", 0, 1), ("others", 0, 1), ("arrive", 0, 1), ("answer", 0, 1), ("leave", 0, 1)])
@given(EVENTS)
def test_a_correction_never_counts_less_than_was_sent_or_told(events: list[tuple[str, int, int]]) -> None:
    """Requests arrive late and in any order, answers too, and others use the same address."""
    budget, server = one(10**6, 1e9), Server(1e9)
    flying: list[Ticket] = []
    answers: list[tuple[Ticket, int]] = []
    ours, told, now = 0, 0, 0.0
    for act, which, units in events:
        now += which / 10
        if act == "send":
            flying.append(send(budget, units, now))
            ours += units
        elif act == "others":
            server.process(units, now)
        elif act == "arrive" and flying:
            ticket = flying.pop(which % len(flying))
            answers.append((ticket, server.process(ticket.charges[0][1], now)))
        elif act == "leave" and flying:
            ticket = flying.pop(which % len(flying))
            ours -= ticket.charges[0][1]
            budget.leave(ticket)
        elif act in ("answer", "lose") and answers:
            ticket, count = answers.pop(which % len(answers))
            budget.settle(ticket, now, {("api", 1e9): count} if act == "answer" else {})
            told = max(told, count if act == "answer" else 0)
        assert used(budget, now) >= max(ours, told)


@settings(max_examples=500, deadline=None)
@given(EVENTS)
def test_a_venue_that_counts_by_the_minute_never_counts_more_than_we(events: list[tuple[str, int, int]]) -> None:
    """Its count falls to nothing at each full minute, ours follows its answers, some of them from before."""
    budget, server = one(10**6, 60.0), Server(60.0)
    answers: list[tuple[Ticket, int]] = []
    now = 0.0
    for act, which, units in events:
        now += which * 2.3
        if act in ("send", "arrive"):
            ticket = send(budget, units, now)
            answers.append((ticket, server.process(units, now)))
        elif act == "leave":
            budget.leave(send(budget, units, now))
        elif act in ("answer", "lose") and answers:
            ticket, count = answers.pop(which % len(answers))
            budget.settle(ticket, now, {("api", 60.0): count} if act == "answer" else {})
        assert used(budget, now) >= server.at(now)


def test_threads_that_rush_in_get_exactly_what_there_is() -> None:
    scopes = [f"scope {number}" for number in range(1000)]
    budget = LocalBudget({scope: [Limit(3, 60.0), Limit(5, 600.0)] for scope in scopes})
    begin = threading.Barrier(4)

    def rush() -> None:
        begin.wait()
        for scope in scopes:
            for _ in range(2):
                ticket = budget.join(((scope, 1), (f"unlimited {scope}", 1)), 5.0)
                if ticket.wait:
                    budget.leave(ticket)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=rush, daemon=True) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    finally:
        sys.setswitchinterval(interval)
    state = budget.state(5.0)
    assert {window.used for scope in scopes for window in state.scopes[scope].windows} == {3}
    assert {scope.waiting for scope in state.scopes.values()} == {0}


def test_threads_together_stay_within_the_limits() -> None:
    limits = {"api": [Limit(60, 0.05), Limit(250, 0.4)], "orders": [Limit(20, 0.05)]}
    budget = LocalBudget(limits)
    kept = threading.Lock()
    sent: list[tuple[float, Sequence[tuple[str, int]]]] = []

    def work(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(30):
            charges = [("api", chance.randint(1, 9))]
            if chance.random() < 0.5:
                charges.append(("orders", chance.randint(1, 3)))
            ticket = budget.join(charges, time.monotonic())
            wait = ticket.wait
            while wait:
                if chance.random() < 0.05:
                    budget.leave(ticket)
                    break
                time.sleep(wait)
                wait = budget.admit(ticket, time.monotonic())
            else:
                time.sleep(chance.choice([0.0, 0.001, 0.01]))
                with kept:
                    sent.append((time.monotonic(), charges))  # as it arrives
                budget.settle(ticket, time.monotonic(), {})

    threads = [threading.Thread(target=work, args=(seed,), daemon=True) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "somebody was never served"
    assert len(sent) > 100
    for scope, windows in limits.items():
        charged = [(at, units) for at, charges in sent for name, units in charges if name == scope]
        for limit in windows:
            assert most_in_any_interval(charged, limit.seconds) <= limit.units
    assert all(scope.waiting == 0 for scope in budget.state(time.monotonic()).scopes.values())


def test_each_scope_of_a_family_has_the_limits_of_the_family_for_itself() -> None:
    budget = LocalBudget({"sapi *": [Limit(2, 60.0)], "sapi": [Limit(1, 60.0)]})
    for name in ("sapi GET /a", "sapi GET /b"):
        assert budget.join(((name, 2),), 0.0).wait == 0.0
        assert budget.join(((name, 1),), 0.0).wait > 0
    assert set(budget.state(0.0).scopes) == {"sapi", "sapi GET /a", "sapi GET /b"}
    assert budget.join((("sapi2 GET /a", 50),), 0.0).wait == 0.0
