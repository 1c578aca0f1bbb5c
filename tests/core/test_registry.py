"""The registry: one plugin loaded at a time, and whatever is wrong with one said by name."""

from __future__ import annotations

import logging
import sys
import threading
import types
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from crossvenue import registry as module
from crossvenue.errors import PluginError
from crossvenue.hookspecs import RequestSent, hookimpl
from crossvenue.registry import EXTENSIONS, GROUP, Registry

SENT = RequestSent("main", "GET /time", 1, lambda: pytest.fail("nobody looked"))


def offers(*names):
    """An implementation of `exchanges` that offers exchanges of these names."""
    offered = [SimpleNamespace(name=name) for name in names]
    return {"exchanges": hookimpl(lambda: offered)}


class Installed:
    """What is installed: entry points, and modules that say when they are imported."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.points, self.asked = folder, [], []
        monkeypatch.syspath_prepend(folder)
        monkeypatch.setattr(sys, "modules", sys.modules.copy())

    def add(self, name, source, *, group=GROUP, distribution=None, file=None):
        """A plugin whose module has this source; a bare word is the name of the exchange it offers."""
        file = file or f"plugin_{name}"
        if source.isidentifier():
            source = (
                "from types import SimpleNamespace\nfrom crossvenue.hookspecs import hookimpl\n"
                f"@hookimpl\ndef exchanges():\n    return [SimpleNamespace(name={source!r})]\n"
            )
        (self.folder / f"{file}.py").write_text(source)
        owner = SimpleNamespace(name=distribution or f"crossvenue-{name}")
        point = EntryPoint(name, file, group)
        vars(point).update(dist=owner)
        self.points.append(point)

    def __call__(self, group):
        self.asked.append(group)
        return [point for point in self.points if point.group == group]


@pytest.fixture
def installed(tmp_path, monkeypatch):
    return Installed(tmp_path, monkeypatch)


@pytest.fixture
def registry(installed):
    return Registry(entry_points=installed)


def refusal(function, *args):
    with pytest.raises(PluginError) as caught:
        function(*args)
    return str(caught.value)


# --- finding and loading ---


def test_names_are_known_without_loading_anything(installed, registry):
    installed.add("beta", "raise AssertionError('loaded')")
    installed.add("alpha", "raise AssertionError('loaded')")
    assert registry.names() == ["alpha", "beta"]


def test_opening_one_exchange_loads_one_plugin(installed, registry):
    installed.add("alpha", "alpha")
    installed.add("beta", "beta")
    assert registry.exchange("alpha").name == "alpha"
    assert "plugin_alpha" in sys.modules
    assert "plugin_beta" not in sys.modules
    assert EXTENSIONS not in installed.asked


def test_a_plugin_is_asked_once(installed, registry):
    installed.add("alpha", "alpha")
    assert registry.exchange("alpha") is registry.exchange("alpha")


def test_threads_that_open_one_exchange_load_it_once(installed, registry):
    slow = "import time; time.sleep(0.02); return [SimpleNamespace(name='alpha')]"
    installed.add("alpha", _source("alpha").replace("return OFFERED", slow))
    found = []
    threads = [threading.Thread(target=lambda: found.append(registry.exchange("alpha"))) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


def _source(*names):
    return (
        "from types import SimpleNamespace\nfrom crossvenue.hookspecs import hookimpl\n"
        f"OFFERED = [SimpleNamespace(name=each) for each in {names!r}]\n"
        "@hookimpl\ndef exchanges():\n    return OFFERED\n"
    )


def test_one_module_may_stand_behind_two_names(installed, registry):
    installed.add("alpha", _source("alpha", "alpha_us"), file="both")
    installed.add("alpha_us", _source("alpha", "alpha_us"), file="both")
    assert [each.name for each in registry.load_all()] == ["alpha", "alpha_us"]
    assert registry.failures == {}


def test_the_installed_distributions_are_looked_through_by_default():
    assert Registry().names() == sorted({point.name for point in module._installed()(GROUP)})


def test_the_registry_of_the_process_is_one():
    assert module.registry() is module.registry()


# --- what can be wrong with a plugin ---


def test_an_exchange_that_is_not_installed_is_an_error_with_the_near_the_installed_and_a_hint(installed, registry):
    installed.add("binance", "binance")
    installed.add("kucoin", "kucoin")
    assert refusal(registry.exchange, "Binanse") == (
        "no exchange called 'Binanse' is installed; did you mean binance?; installed: binance, kucoin"
    )
    assert refusal(registry.exchange, "bit_stamp").endswith("by: pip install crossvenue-bit-stamp")
    assert registry.failures == {}


def test_without_any_plugin_the_error_says_so(registry):
    assert "no exchange is installed at all" in refusal(registry.exchange, "alpha")


@pytest.mark.parametrize("name", ["; rm -rf /", "--index-url=x", "Ä", ""])
def test_no_command_is_suggested_for_a_name_that_no_distribution_can_have(registry, name):
    assert "pip install" not in registry.missing(name)


def test_two_distributions_that_claim_one_name_are_both_named(installed, registry):
    installed.add("alpha", "alpha", distribution="one", file="first")
    installed.add("alpha", "alpha", distribution="two", file="second")
    said = refusal(registry.exchange, "alpha")
    assert said == "plugin 'alpha': claimed by one (first) and two (second); uninstall all but one"
    assert registry.names() == ["alpha"]


def test_one_distribution_found_twice_is_no_dispute(installed, registry):
    installed.add("alpha", "alpha")
    installed.add("alpha", "alpha")
    assert registry.exchange("alpha").name == "alpha"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise ValueError('some words')", "ValueError: some words"),
        ("def (", "SyntaxError: "),
        ("raise SystemExit('gone')", "SystemExit: gone"),
    ],
)
def test_a_plugin_that_does_not_import_is_named_with_the_cause(installed, registry, source, said):
    installed.add("broken", source)
    error = refusal(registry.exchange, "broken")
    assert error.startswith("plugin 'broken': crossvenue-broken cannot be loaded from plugin_broken: ")
    assert said in error


def test_a_misspelt_hook_is_named_and_its_plugin_forgotten(installed, registry):
    installed.add("slip", _source("slip").replace("def exchanges", "def exchangse"))
    assert refusal(registry.exchange, "slip") == (
        "plugin 'slip': there is no hook called exchangse; did you mean exchanges?"
    )
    assert registry._manager.get_plugins() == set()
    installed.add("other", "other")
    registry = Registry(entry_points=installed)
    assert [each.name for each in registry.load_all()] == ["other"]


def test_a_hook_that_is_meant_to_be_optional_is_no_misspelling(registry):
    registry.register(types.SimpleNamespace(__name__="x", later=hookimpl(lambda: None, optionalhook=True)))
    assert "x" in dict(registry._manager.list_name_plugin())


def test_a_hook_with_a_wrong_argument_is_named(installed, registry):
    installed.add("wrong", "from crossvenue.hookspecs import hookimpl\n@hookimpl\ndef request_sent(evnt): ...\n")
    said = refusal(registry.exchange, "wrong")
    assert said.startswith("plugin 'wrong': ")
    assert "request_sent" in said
    assert "evnt" in said


@pytest.mark.parametrize(
    "source",
    [
        "@hookimpl\nasync def request_sent(event): ...",
        "@hookimpl(wrapper=True)\ndef request_sent():\n    return (yield)",
    ],
)
def test_a_hook_that_is_no_plain_function_is_refused(installed, registry, source):
    installed.add("odd", f"from crossvenue.hookspecs import hookimpl\n{source}\n")
    assert refusal(registry.exchange, "odd") == "plugin 'odd': its hook request_sent is not a plain function"
    assert registry._manager.get_plugins() == set()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return [SimpleNamespace(name='other')]", "it offers other, but its entry point is named alpha"),
        ("return None", "it offers no exchange, but its entry point is named alpha"),
        ("return 'alpha'", "exchanges() gave a str, not a list"),
        ("return ['alpha']", "exchanges() gave a str, not an Exchange"),
        ("raise KeyError('x')", "exchanges() failed: KeyError: 'x'"),
    ],
)
def test_a_plugin_that_does_not_offer_its_name_is_refused(installed, registry, body, said):
    installed.add("alpha", _source("alpha").replace("return OFFERED", body))
    assert refusal(registry.exchange, "alpha") == f"plugin 'alpha': {said}"
    assert registry._manager.get_plugins() == set()


def test_a_plugin_without_hooks_is_refused(installed, registry):
    installed.add("empty", "'''Nothing here.'''")
    assert "offers no exchange" in refusal(registry.exchange, "empty")


def test_a_broken_plugin_harms_no_other(installed, registry):
    installed.add("alpha", "alpha")
    installed.add("broken", "import no_such_module")
    installed.add("slip", _source("slip").replace("def exchanges", "def exchangse"))
    installed.add("twice", "twice", distribution="one", file="first")
    installed.add("twice", "twice", distribution="two", file="second")
    installed.add("zeta", "zeta")
    assert [each.name for each in registry.load_all()] == ["alpha", "zeta"]
    assert sorted(registry.failures) == ["broken", "slip", "twice"]
    assert registry.failures["slip"].plugin == "slip"


def test_a_plugin_that_was_repaired_loads_and_is_no_failure_any_more(installed, registry, monkeypatch):
    installed.add("alpha", "import waited_for\n" + _source("alpha"))
    refusal(registry.exchange, "alpha")
    monkeypatch.setitem(sys.modules, "waited_for", types.ModuleType("waited_for"))
    assert registry.exchange("alpha").name == "alpha"
    assert registry.failures == {}


# --- plugins given by hand ---


def test_a_plugin_given_by_hand_is_listed_and_opened(registry):
    assert registry.register(SimpleNamespace(**offers("alpha")), "mine") == "mine"
    assert registry.names() == ["alpha"]
    assert registry.exchange("alpha").name == "alpha"
    assert [each.name for each in registry.load_all()] == ["alpha"]


def test_a_module_given_by_hand_goes_by_its_own_name(registry):
    plugin = types.ModuleType("my_plugin")
    vars(plugin).update(offers("alpha"))
    assert registry.register(plugin) == "my_plugin"


def test_the_same_plugin_again_is_no_error(registry):
    plugin = SimpleNamespace(**offers("alpha"))
    assert registry.register(plugin) == registry.register(plugin) == "SimpleNamespace"


def test_what_is_given_by_hand_comes_before_what_is_installed(installed, registry):
    installed.add("alpha", "raise AssertionError('loaded')")
    plugin = SimpleNamespace(**offers("alpha"))
    registry.register(plugin)
    assert registry.exchange("alpha") is plugin.exchanges()[0]


def test_an_installed_plugin_may_be_given_by_hand_before_or_after_it_is_opened(installed, registry):
    installed.add("alpha", _source("alpha"))
    before = registry.exchange("alpha")
    assert registry.register(sys.modules["plugin_alpha"]) == "plugin_alpha"
    assert registry.exchange("alpha") is before
    registry.unregister(sys.modules["plugin_alpha"])
    assert registry.exchange("alpha") is before


def test_two_plugins_given_by_hand_that_claim_one_exchange_are_both_named(registry):
    registry.register(SimpleNamespace(**offers("alpha")), "one")
    assert refusal(registry.register, SimpleNamespace(**offers("alpha")), "two") == (
        "plugin 'two': alpha is offered by 'one' already"
    )
    assert [name for name, _ in registry._manager.list_name_plugin()] == ["one"]


def test_two_plugins_given_by_hand_under_one_name_are_an_error(registry):
    registry.register(SimpleNamespace(**offers("alpha")), "one")
    assert "registered already" in refusal(registry.register, SimpleNamespace(x=1, **offers("beta")), "one")


def test_a_misspelt_hook_given_by_hand_is_refused(registry):
    plugin = SimpleNamespace(exchange=offers("alpha")["exchanges"])
    assert "no hook called exchange; did you mean exchanges?" in refusal(registry.register, plugin)
    assert registry._manager.get_plugins() == set()


def test_a_plugin_can_be_forgotten(registry):
    plugin = SimpleNamespace(**offers("alpha"))
    registry.unregister(plugin)  # not there yet: no error
    registry.register(plugin)
    registry.unregister(plugin)
    assert registry.names() == []
    refusal(registry.exchange, "alpha")


# --- extensions: observers and sources of secrets ---

VAULT = (
    "from crossvenue.hookspecs import hookimpl\n@hookimpl\ndef secret_sources():\n    return {'vault': str.upper}\n"
)


def test_extensions_are_loaded_when_a_hook_is_first_needed(installed, registry):
    installed.add("vault", VAULT, group=EXTENSIONS)
    assert registry.names() == []
    assert "plugin_vault" not in sys.modules
    assert registry.secret_sources()["vault"]("a") == "A"
    assert installed.asked.count(EXTENSIONS) == 1
    assert registry.hook is registry.hook
    assert installed.asked.count(EXTENSIONS) == 1


def test_a_broken_extension_is_skipped_with_a_warning_that_names_it(installed, registry):
    installed.add("broken", "import no_such_module", group=EXTENSIONS)
    installed.add("vault", VAULT, group=EXTENSIONS)
    with pytest.warns(RuntimeWarning, match=r"skipped: plugin 'broken \(extension\)'.*no_such_module"):
        assert list(registry.secret_sources()) == ["vault"]
    assert list(registry.failures) == ["broken (extension)"]
    assert list(registry.secret_sources()) == ["vault"]  # and is said once


def test_an_extension_may_ask_for_a_hook_while_it_is_loaded(installed, registry, monkeypatch):
    monkeypatch.setattr(module, "registry", lambda: registry)
    installed.add("eager", "import crossvenue.registry as r\nr.registry().hook\n" + VAULT, group=EXTENSIONS)
    assert list(registry.secret_sources()) == ["vault"]


def test_two_that_claim_one_source_of_secrets_are_both_named(registry):
    source = {"secret_sources": hookimpl(lambda: {"vault": str})}
    registry.register(SimpleNamespace(**source), "one")
    registry.register(SimpleNamespace(other=1, **source), "two")
    assert refusal(registry.secret_sources) == ("plugin 'two': 'one' has a source of secrets called 'vault' already")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"env": str}, "'crossvenue' has a source of secrets called 'env' already"),
        ({"vault": "text"}, "its source of secrets 'vault' cannot be called"),
        (["vault"], "secret_sources() gave a list, not a mapping"),
    ],
)
def test_a_wrong_source_of_secrets_is_refused(registry, given, said):
    registry.register(SimpleNamespace(secret_sources=hookimpl(lambda: given)), "one")
    assert refusal(registry.secret_sources) == f"plugin 'one': {said}"


def test_without_observers_there_is_nothing_to_tell(registry):
    registry.register(SimpleNamespace(**offers("alpha")))
    assert registry.observer("request_sent") is None
    assert registry.observer("response_received") is None


def test_an_observer_that_comes_later_is_told(registry):
    assert registry.observer("request_sent") is None
    seen = []
    registry.register(SimpleNamespace(request_sent=hookimpl(lambda event: seen.append(event))))
    registry.observer("request_sent")(SENT)
    assert seen == [SENT]


def test_an_observer_that_fails_is_logged_and_disturbs_neither_the_request_nor_the_others(registry, caplog):
    seen = []
    registry.register(SimpleNamespace(request_sent=hookimpl(lambda event: seen.append(event))), "first")
    registry.register(SimpleNamespace(request_sent=hookimpl(lambda event: 1 / 0)), "bad")
    registry.register(SimpleNamespace(request_sent=hookimpl(lambda: seen.append("no argument"))), "last")
    with caplog.at_level(logging.ERROR):
        registry.observer("request_sent")(SENT)
    assert seen == [SENT, "no argument"]
    assert "observer 'bad' failed" in caplog.text
