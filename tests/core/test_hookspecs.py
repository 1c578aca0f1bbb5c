"""The hooks: each is documented, each is tested here, and the events hold nothing they should not."""

from __future__ import annotations

import inspect
import re

import attrs
import pytest

from crossvenue import hookspecs
from crossvenue.hookspecs import RequestSent, ResponseReceived, hookimpl
from crossvenue.registry import Registry

HOOKS = [name for name, value in vars(hookspecs).items() if hasattr(value, f"{hookspecs.PROJECT}_spec")]


class Offered:
    name = "alpha"


def plugin(**hooks):
    """An object with these hook implementations."""
    return type("Plugin", (), {name: staticmethod(hookimpl(each)) for name, each in hooks.items()})()


@pytest.fixture
def registry():
    return Registry(entry_points=lambda group: [])


def budget():
    raise AssertionError("nobody looked at the budget")


SENT = RequestSent("main", "GET /time", 1, budget)
RECEIVED = ResponseReceived("main", "GET /time", 1, 200, 0.25, budget)


def test_there_are_hooks_to_look_at():
    assert sorted(HOOKS) == ["exchanges", "request_sent", "response_received", "secret_sources"]


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_says_when_it_is_called_and_what_returning_nothing_means(name):
    said = " ".join((inspect.getdoc(getattr(hookspecs, name)) or "").split())
    assert "Called " in said
    assert re.search("returning nothing (means|is)", said, re.IGNORECASE)


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_has_a_test_named_after_it(name):
    assert [test for test in globals() if test.startswith(f"test_hook_{name}")]


def test_the_module_says_that_hooks_do_no_input_or_output():
    assert "none does input or output" in (hookspecs.__doc__ or "")


def test_hook_exchanges_offers_what_can_be_opened(registry):
    registry.register(plugin(exchanges=lambda: [Offered]))
    assert registry.names() == ["alpha"]
    assert registry.exchange("alpha") is Offered


@pytest.mark.parametrize("nothing", [None, [], ()])
def test_hook_exchanges_that_returns_nothing_offers_none(registry, nothing):
    registry.register(plugin(exchanges=lambda: nothing))
    assert registry.names() == []


def test_hook_secret_sources_gives_functions_by_name(registry):
    registry.register(plugin(secret_sources=lambda: {"vault": lambda where: f"from {where}"}))
    assert registry.secret_sources()["vault"]("here") == "from here"


def test_hook_secret_sources_that_returns_nothing_gives_none(registry):
    registry.register(plugin(secret_sources=lambda: None))
    assert registry.secret_sources() == {}


@pytest.mark.parametrize(("hook", "event"), [("request_sent", SENT), ("response_received", RECEIVED)])
def test_hook_request_sent_and_its_answer_are_told(registry, hook, event):
    seen = []
    registry.register(plugin(**{hook: lambda event: seen.append(event)}))
    registry.observer(hook)(event)
    assert seen == [event]


def test_hook_response_received_may_return_anything(registry):
    registry.register(plugin(response_received=lambda event: "ignored"))
    assert registry.observer("response_received")(RECEIVED) is None


@pytest.mark.parametrize("event", [SENT, RECEIVED])
def test_the_budget_is_worked_out_only_for_who_looks(event):
    repr(event)
    assert event == attrs.evolve(event, budget=lambda: 7)
    with pytest.raises(AssertionError, match="looked"):
        _ = event.budget
    assert attrs.evolve(event, budget=lambda: 7).budget == 7


@pytest.mark.parametrize("event", [SENT, RECEIVED])
def test_an_event_cannot_be_changed(event):
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.venue = "other"


def test_events_hold_these_fields_and_no_more():
    """Parameters, bodies and headers have no place in them: that is where the secrets are."""
    names = [[field.alias for field in attrs.fields(kind)] for kind in (RequestSent, ResponseReceived)]
    common = ["venue", "endpoint", "attempt"]
    assert names == [[*common, "budget"], [*common, "status", "elapsed", "budget", "error"]]
