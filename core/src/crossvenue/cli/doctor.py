"""Commands that look at the installation: what is installed, and whether it works. Apart, because a broken
configuration or plugin must not keep them from saying so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from crossvenue.cli import show
from crossvenue.cli.invocation import REFUSED, Invocation, command

if TYPE_CHECKING:
    from crossvenue.registry import Registry
    from crossvenue.venue import Venue

_OFFERED: Final = {True: "offered", False: "not offered", None: "not yet"}
"""What the capability matrix says: the venue has it and the plugin too; the venue lacks it; the plugin does."""
_MOST_OFF_MS: Final = 1000


class Finding(NamedTuple):
    """One thing that was looked at. `ok` is False where something must be done."""

    name: str
    ok: bool
    words: str


@command("venues", venue=False)
def venues(invocation: Invocation) -> None:
    """The installed exchanges and what each of them offers.

    An operation is offered, not offered (by the venue), or not yet (by the plugin).
    """
    from crossvenue.registry import registry
    from crossvenue.venue import capability_matrix

    plugins = registry()
    exchanges = plugins.load_all()
    matrix = [(name, [_OFFERED[each] for each in row]) for name, row in capability_matrix(exchanges)]
    if invocation.json:
        show.as_json(
            {
                "exchanges": [
                    {
                        "name": each.name,
                        "title": each.title,
                        "environments": [*each.environments, "replay"],
                        "docs": each.docs,
                        "operations": {name: row[index] for name, row in matrix},
                    }
                    for index, each in enumerate(exchanges)
                ],
                "failures": {name: str(error) for name, error in plugins.failures.items()},
            }
        )
        return
    out = show.console()

    def offered(index: int, port: str) -> str:
        words = [row[index] for name, row in matrix if name.startswith(f"{port}.")]
        return f"{words.count('offered')} of {len(words)}"

    show.table(
        out,
        ("exchange", "title", "environments", "market", "trading", "wallet"),
        [
            (
                each.name,
                each.title,
                ", ".join([*each.environments, "replay"]),
                *(offered(index, port) for port in ("market", "trading", "wallet")),
            )
            for index, each in enumerate(exchanges)
        ],
        title="Installed exchanges, and how many operations of each port they offer",
    )
    show.table(out, ("operation", *(each.name for each in exchanges)), [(name, *row) for name, row in matrix])
    if plugins.failures:
        show.table(out, ("plugin", "why it does not load"), list(plugins.failures.items()), title="Broken plugins")


@command("doctor")
def doctor(invocation: Invocation) -> None:
    """Whether configuration, plugins, key and clock are in order.

    Each is ok or not ok; exit status 1 if one is not.
    """
    from crossvenue.registry import registry

    findings = [*_of_installation(invocation, registry())]
    try:
        with invocation.open() as venue:
            findings += _of_venue(venue)
    except Exception as error:  # noqa: BLE001, RUF100 - whatever is wrong is what the doctor is asked for
        findings.append(_wrong("venue", error))
    if invocation.json:
        show.as_json({"ok": all(each.ok for each in findings), "findings": findings})
    else:
        rows = [(each.name, "ok" if each.ok else "not ok", each.words) for each in findings]
        show.table(show.console(), ("what", "", "found"), rows)
    if not all(each.ok for each in findings):
        click.get_current_context().exit(REFUSED)


def _wrong(name: str, error: Exception) -> Finding:
    from crossvenue.errors import CrossvenueError

    said = str(error)
    return Finding(name, False, said if isinstance(error, CrossvenueError) else f"{type(error).__name__}: {said}")


def _of_installation(invocation: Invocation, plugins: Registry) -> Iterator[Finding]:
    import platform
    from importlib.metadata import version

    from crossvenue.config import load
    from crossvenue.errors import ConfigurationError

    yield Finding("versions", True, f"crossvenue {version('crossvenue')}, Python {platform.python_version()}")
    # The names alone: a value may be a secret.
    ours = ", ".join(sorted(name for name in os.environ if name.upper().startswith("CROSSVENUE_")))
    yield Finding("environment variables", True, ours or "none of ours")
    try:
        configuration = load(invocation.config)
    except ConfigurationError as error:
        yield _wrong("configuration", error)
    else:
        names = ", ".join(configuration.names()) or "no venue"
        source = configuration.source or "no crossvenue.toml"
        default = f"; default: {configuration.default}" if configuration.default else ""
        yield Finding("configuration", True, f"{source}: {names}{default}")
    loaded = [each.name for each in plugins.load_all()]
    _ = plugins.hook  # Loads the extensions, so that a broken one is among the failures.
    yield Finding("plugins", bool(loaded), ", ".join(loaded) or "no exchange is installed")
    for name, failure in plugins.failures.items():
        yield Finding(f"plugin {name}", False, str(failure))


def _of_venue(venue: Venue) -> Iterator[Finding]:
    settings = venue.settings
    yield Finding("venue", True, f"{venue.name}: {venue.exchange.title}, {venue.environment}, over {settings.http}")
    yield _looked("clock", lambda: _clock(venue))
    yield _looked("venue status", lambda: _status(venue))
    if settings.api_key is None:
        yield Finding("key", True, "none is configured: market data only")
    else:
        yield _looked("key permissions", lambda: _key(venue))
        yield _looked("account status", lambda: _account(venue))
    for scope, state in venue.budget.scopes.items():
        if state.closed_for or any(each.used for each in state.windows):
            yield Finding(f"budget {scope}", not state.closed_for, str(state))


def _looked(name: str, look: Callable[[], tuple[bool, str]]) -> Finding:
    from crossvenue.errors import NotSupported

    try:
        return Finding(name, *look())
    except NotSupported as error:
        return Finding(name, True, error.reason)
    except Exception as error:  # noqa: BLE001, RUF100 - one broken thing must not hide the others
        return _wrong(name, error)


def _clock(venue: Venue) -> tuple[bool, str]:
    from crossvenue.world import finish

    session = venue.session
    finish(session.set_clock())
    offset, round_trip = session.clock.offset_ms or 0, session.clock.round_trip or 0
    said = f"the venue is {offset:+.0f} ms from this machine (round trip {round_trip * 1000:.0f} ms)"
    if venue.environment == "replay":
        return True, f"{said}, as recorded"
    close = abs(offset) <= _MOST_OFF_MS
    return close, said if close else f"{said}: set this machine's clock"


def _status(venue: Venue) -> tuple[bool, str]:
    from crossvenue.model import VenueState

    found = venue.market.status()
    return found.state is VenueState.NORMAL, found.message or found.state.value.lower()


def _key(venue: Venue) -> tuple[bool, str]:
    held = venue.wallet.key_permissions()
    may = {"read": held.read, "trade": held.trade, "withdraw": held.withdraw}
    words = [f"{name}: {'not said' if allowed is None else show.text(allowed)}" for name, allowed in may.items()]
    open_to_all = held.withdraw is True and held.ip_restricted is False
    if held.ip_restricted is not None:
        words.append("listed addresses only" if held.ip_restricted else "from any address")
    if open_to_all:
        words.append("restrict a key that may withdraw to listed addresses")
    return held.read is not False and not open_to_all, ", ".join(words)


def _account(venue: Venue) -> tuple[bool, str]:
    found = venue.wallet.account_status()
    return found.normal is not False, found.message
