"""Finds plugins and loads them one at a time. Apart, because only here is somebody else's code imported.

An entry point of the group `crossvenue` is named as the exchange it offers and points to a module with
`@hookimpl def exchanges()`, so that opening one venue loads one plugin. Extensions, which only observe or
fetch secrets, are in the group `crossvenue.extensions` and are loaded when a hook is first needed. Whatever
is wrong with one of them is said with its name, and harms none of the others.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from crossvenue.errors import PluginError, did_you_mean, one_of
from crossvenue.secrets import OWN_SOURCES

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from pluggy import HookCaller, HookImpl, HookRelay, PluginManager

    from crossvenue.exchange import Exchange
    from crossvenue.hookspecs import RequestSent, ResponseReceived
    from crossvenue.secrets import SecretSource

GROUP = "crossvenue"
"""The entry-point group of plugins that offer an exchange."""
EXTENSIONS = "crossvenue.extensions"
"""The entry-point group of extensions: observers and sources of secrets."""

T = TypeVar("T")


class Registry:
    """The plugins of this process. Safe under threads.

    `entry_points` gives the entry points of a group; by default, those of the installed distributions.
    """

    def __init__(self, *, entry_points: Callable[[str], Iterable[EntryPoint]] | None = None) -> None:
        self._entry_points = _installed() if entry_points is None else entry_points
        self._lock = threading.RLock()
        self._loaded: dict[str, Exchange] = {}
        self._by_hand: dict[str, list[str]] = {}
        self._extending = self._extended = False
        self.failures: dict[str, PluginError] = {}
        """What could not be loaded so far, and why, by entry point; an extension is marked as one."""

    @functools.cached_property
    def _claims(self) -> dict[str, list[EntryPoint]]:
        claims: dict[str, list[EntryPoint]] = {}
        for point in self._entry_points(GROUP):
            claimed = claims.setdefault(point.name, [])
            # One distribution can be on the path twice (a checkout over an installation): that is no dispute.
            if all((_owner(each), each.value) != (_owner(point), point.value) for each in claimed):
                claimed.append(point)
        return claims

    @functools.cached_property
    def _manager(self) -> PluginManager:
        from pluggy import PluginManager

        from crossvenue import hookspecs

        manager = PluginManager(hookspecs.PROJECT)
        manager.add_hookspecs(hookspecs)
        return manager

    def names(self) -> list[str]:
        """The names of the exchanges that can be opened, sorted; no plugin is loaded for it."""
        with self._lock:
            return sorted({*self._claims, *self._loaded})

    def missing(self, name: str) -> str:
        """What to tell somebody who asks for an exchange that is not installed."""
        names = self.names()
        near = did_you_mean(name, names, limit=3)
        said = f"no exchange called {name!r} is installed{near}"
        said += f"; installed: {one_of(names)}" if names else "; no exchange is installed at all"
        # Not for what looks misspelt: somebody else may own that name.
        if not near and re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", name):
            said += f"; its plugin may be had by: pip install crossvenue-{name.replace('_', '-')}"
        return said

    def exchange(self, name: str) -> Exchange:
        """The exchange of this name, loading its plugin, and no other, at the first call.

        An exchange that was given to `register` comes before an installed one of the same name.

        Raises `PluginError` if no plugin offers it (with near names), if two distributions claim it, or if
        the plugin fails to import, misspells a hook, or does not offer an exchange of its entry point's name.
        """
        with self._lock:
            loaded = self._loaded.get(name)
            if loaded is not None:
                return loaded
            claims = self._claims.get(name, [])
            if not claims:
                raise PluginError(self.missing(name))
            try:
                self._loaded[name] = found = self._open(name, claims)
            except PluginError as error:
                self.failures[name] = error
                raise
            self.failures.pop(name, None)
            return found

    def load_all(self) -> list[Exchange]:
        """Every exchange whose plugin loads, sorted by name; `failures` has the others and the reasons."""
        found: list[Exchange] = []
        for name in self.names():
            try:
                found.append(self.exchange(name))
            except PluginError:
                continue  # exchange() has put it in `failures`
        return found

    def register(self, plugin: object, name: str | None = None) -> str:
        """Take a plugin by hand (a module, or any object with hook implementations); gives its name.

        For tests and notebooks. The exchanges it offers come before installed ones of the same name. The same
        plugin again is no error.

        Raises `PluginError` for a misspelt or wrong hook (the plugin is then not registered), and for an
        exchange or a plugin name that another plugin given by hand has.
        """
        with self._lock:
            known = _name_of(self._manager, plugin)
            if known is not None and known in self._by_hand:
                return known
            if known is not None:
                self._manager.unregister(plugin)  # so far there by its entry point; by hand comes first
            if name is None:
                name = str(getattr(plugin, "__name__", type(plugin).__name__))
            self._add(name, plugin)
            try:
                offered = self._offered(name, plugin)
                for each in offered:
                    for other, others in self._by_hand.items():
                        if each.name in others:
                            raise PluginError(f"{each.name} is offered by {other!r} already", plugin=name)
            except PluginError:
                self._manager.unregister(plugin)
                raise
            self._loaded.update((each.name, each) for each in offered)
            self._by_hand[name] = [each.name for each in offered]
            return name

    def unregister(self, plugin: object) -> None:
        """Forget a plugin that was given to `register`, with what it offers; no error if it was not."""
        with self._lock:
            name = _name_of(self._manager, plugin)
            if name is None or name not in self._by_hand:
                return
            self._manager.unregister(plugin)
            for each in self._by_hand.pop(name):
                self._loaded.pop(each, None)

    @property
    def hook(self) -> HookRelay:
        """Pluggy's relay: call a hook on every plugin loaded so far and on every extension.

        Loads the extensions at the first use; one that is broken is skipped, with a warning that names it.
        """
        self._extend()
        return self._manager.hook

    def observer(
        self, hook: Literal["request_sent", "response_received"]
    ) -> Callable[[RequestSent | ResponseReceived], None] | None:
        """What tells every observer of `hook` about an event, or None if there is none to tell.

        An observer that raises is logged by name: watching a withdrawal must not change how it ends.
        """
        watching = getattr(self.hook, hook).get_hookimpls()
        return functools.partial(_tell, watching) if watching else None

    def secret_sources(self) -> Mapping[str, SecretSource]:
        """The third parties' sources of secrets by name, of the extensions and of the plugins loaded so far.

        Raises `PluginError` when two claim one name, or one claims a name of core's, or one is no function.
        """
        found: dict[str, SecretSource] = {}
        owners: dict[str, str] = dict.fromkeys(OWN_SOURCES, "crossvenue")
        for each in self.hook.secret_sources.get_hookimpls():
            owner = each.plugin_name
            given: object = _called(owner, "secret_sources", each.function)
            if given is not None and not isinstance(given, Mapping):
                wrong = type(given).__name__
                raise PluginError(f"secret_sources() gave a {wrong}, not a mapping", plugin=owner)
            sources: Mapping[str, SecretSource] = given or {}
            for name, source in sources.items():
                if name in owners:
                    raise PluginError(
                        f"{owners[name]!r} has a source of secrets called {name!r} already", plugin=owner
                    )
                if not callable(source):
                    raise PluginError(f"its source of secrets {name!r} cannot be called", plugin=owner)
                owners[name], found[name] = owner, source
        return found

    def _extend(self) -> None:
        if self._extended:
            return
        broken: list[PluginError] = []
        with self._lock:
            if self._extended or self._extending:
                return
            self._extending = True  # an extension may ask for a hook while it is being imported
            for point in self._entry_points(EXTENSIONS):
                name = f"{point.name} (extension)"
                try:
                    plugin = _imported(name, point)
                    if _name_of(self._manager, plugin) is None:
                        self._add(name, plugin)
                except PluginError as error:
                    self.failures[name] = error
                    broken.append(error)
            self._extended = True
        # After the lock and the loop: where warnings are errors, this raises.
        for each in broken:
            import warnings

            warnings.warn(f"skipped: {each}", RuntimeWarning, stacklevel=3)

    def _open(self, name: str, claims: Sequence[EntryPoint]) -> Exchange:
        if len(claims) > 1:
            owners = " and ".join(f"{_owner(each)} ({each.value})" for each in claims)
            raise PluginError(f"claimed by {owners}; uninstall all but one", plugin=name)
        plugin = _imported(name, claims[0])
        if _name_of(self._manager, plugin) is None:
            self._add(name, plugin)
            added = True
        else:
            added = False  # one module may stand behind several names
        try:
            offered = self._offered(name, plugin)
            for each in offered:
                if each.name == name:
                    return each
            has = one_of([each.name for each in offered]) or "no exchange"
            raise PluginError(f"it offers {has}, but its entry point is named {name}", plugin=name)
        except PluginError:
            if added:
                self._manager.unregister(plugin)
            raise

    def _add(self, name: str, plugin: object) -> None:
        """Register `plugin`, or leave it unregistered and say what is wrong with its hooks."""
        import inspect

        from pluggy import PluginValidationError

        manager = self._manager
        try:
            manager.register(plugin, name)
            manager.check_pending()  # pluggy ignores a hook that nobody specified, until asked
        except PluginValidationError as error:
            pending = [each.name for each in manager.get_hookcallers(plugin) or () if _refused(each, plugin)]
            if not pending:
                raise PluginError(" ".join(str(error).split()), plugin=name) from None
            manager.unregister(plugin)
            known = [hook for hook, caller in vars(manager.hook).items() if caller.has_spec()]
            hint = did_you_mean(pending[0], known) or f"; the hooks are {one_of(known)}"
            raise PluginError(f"there is no hook called {pending[0]}{hint}", plugin=name) from None
        except ValueError:
            raise PluginError("another plugin of this name is registered already", plugin=name) from None
        for caller in manager.get_hookcallers(plugin) or ():
            for each in caller.get_hookimpls():
                # A wrapper stands around all others, and could change what they return or raise; a coroutine
                # function would never be awaited.
                wrapper = each.wrapper or each.hookwrapper
                if each.plugin is plugin and (wrapper or inspect.iscoroutinefunction(each.function)):
                    manager.unregister(plugin)
                    raise PluginError(f"its hook {caller.name} is not a plain function", plugin=name)

    def _offered(self, name: str, plugin: object) -> list[Exchange]:
        offered: list[Exchange] = []
        for each in self._manager.hook.exchanges.get_hookimpls():
            if each.plugin is plugin:
                given = _called(name, "exchanges", each.function)
                if given is not None and not isinstance(given, list | tuple):
                    raise PluginError(f"exchanges() gave a {type(given).__name__}, not a list", plugin=name)
                offered.extend(given or ())
        for exchange in offered:
            if not isinstance(getattr(exchange, "name", None), str):
                wrong = type(exchange).__name__
                raise PluginError(f"exchanges() gave a {wrong}, not an Exchange", plugin=name)
        return offered


@functools.cache
def registry() -> Registry:
    """The registry of this process, with what is installed."""
    return Registry()


def _installed() -> Callable[[str], Iterable[EntryPoint]]:
    """Gives the entry points of a group; the installed distributions are read once, when it is first asked."""

    @functools.cache
    def everything() -> Any:  # Its type differs between the versions of Python.
        from importlib.metadata import entry_points

        return entry_points()

    def of_group(group: str) -> Iterable[EntryPoint]:
        found: Iterable[EntryPoint] = everything().select(group=group)
        return found

    return of_group


def _owner(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else "an unknown distribution"


def _name_of(manager: PluginManager, plugin: object) -> str | None:
    # By identity: pluggy compares with ==, which a stranger's object may define as it likes.
    return next((name for name, each in manager.list_name_plugin() if each is plugin), None)


def _refused(caller: HookCaller, plugin: object) -> bool:
    """Whether `plugin` implements a hook that nobody specified, and does not say that this is intended."""
    return not caller.has_spec() and any(
        each.plugin is plugin and not each.optionalhook for each in caller.get_hookimpls()
    )


def _imported(name: str, point: EntryPoint) -> object:
    try:
        return point.load()
    except (Exception, SystemExit) as error:
        said = f"{_owner(point)} cannot be loaded from {point.value}: {type(error).__name__}: {error}"
        raise PluginError(said, plugin=name) from error


def _called(name: str, hook: str, function: Callable[..., T]) -> T:
    try:
        return function()
    except Exception as error:
        raise PluginError(f"{hook}() failed: {type(error).__name__}: {error}", plugin=name) from error


def _tell(watching: Sequence[HookImpl], event: RequestSent | ResponseReceived) -> None:
    for each in watching:
        try:
            # As pluggy does it, an implementation may leave the argument out.
            each.function(*(event for _ in each.argnames))
        except Exception:
            import logging

            logging.getLogger(__name__).exception("the observer %r failed; ignored", each.plugin_name)
