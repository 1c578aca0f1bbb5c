"""Commands that find, show and call the endpoints that exchanges document. Apart, because they know nothing of ports:
names, parameters and answers are the venue's own.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from crossvenue.cli import show
from crossvenue.cli.arguments import moment
from crossvenue.cli.invocation import NOT_CLEAR, Invocation, command

if TYPE_CHECKING:
    from crossvenue.endpoint import Endpoint, Param


@command("endpoints", venue=False)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
def endpoints(invocation: Invocation, words: tuple[str, ...]) -> None:
    """Find endpoints of the installed exchanges.

    Those in whose exchange, name, title, path, section or parameters all WORDS stand; without words, all.
    """
    from crossvenue.registry import registry

    found = [
        (exchange.name, endpoint)
        for exchange in registry().load_all()
        for endpoint in exchange.catalogue().values()
        if _about(exchange.name, endpoint, words)
    ]
    if invocation.json:
        show.as_json([{"exchange": exchange, **_data(endpoint)} for exchange, endpoint in found])
        return
    out = show.console()
    if found:
        rows = [(exchange, each.name, each.label, _title(each)) for exchange, each in found]
        show.table(out, ("exchange", "name", "call", "what it does"), rows)
    out.print(f"{len(found)} endpoints" + ("; crossvenue endpoint EXCHANGE NAME shows one" if found else ""))


def _about(exchange: str, endpoint: Endpoint, words: Iterable[str]) -> bool:
    said = " ".join(
        (exchange, endpoint.name, endpoint.title, endpoint.label, endpoint.section, *endpoint.params)
    ).lower()
    return all(word.lower() in said for word in words)


def _title(endpoint: Endpoint) -> str:
    if endpoint.retired is not None:
        return f"{endpoint.title} (retired {endpoint.retired.partition(':')[0]})"
    return f"{endpoint.title} (deprecated)" if endpoint.deprecated is not None else endpoint.title


@command("endpoint", venue=False)
@click.argument("exchange", metavar="VENUE")
@click.argument("name")
def endpoint(invocation: Invocation, exchange: str, name: str) -> None:
    """Show the endpoint NAME of an exchange, or of a venue of crossvenue.toml: parameters, weight and rules."""
    invocation.venue = exchange
    with invocation.open() as venue:
        found = venue.session.catalogue[name]
    if invocation.json:
        show.as_json(_data(found))
        return
    out = show.console()
    facts = {
        "does": found.title,
        "call": found.label,
        "needs": found.security.value + ("" if found.security.signed else ", not signed"),
        "for": found.audience,
        "changes something": None if found.repeatable else "yes",
        "moves money": "yes" if found.moves_money else None,
        "succeeds with": " or ".join(f"{name} {_words(values)}" for name, values in found.success.items()),
        "retired": found.retired,
        "deprecated": found.deprecated,
        "document": found.docs,
    }
    show.facts(out, facts, title=found.name)
    if found.params:
        rows = [(name, each.type.value, _needed(each), each.told) for name, each in found.params.items()]
        show.table(out, ("parameter", "type", "", "what it is"), rows)
    costs = [f"Costs {each}." for each in found.weights if each.units]
    for sentence in (*found.rules, *costs):
        out.print(sentence)


def _needed(param: Param) -> str | None:
    return "required" if param.required else None


def _words(values: Iterable[object]) -> str:
    return ", ".join(json.dumps(each) for each in values)


def _data(endpoint: Endpoint) -> dict[str, Any]:
    """The entry, and what is made of it."""
    named = show.fields(endpoint) or {}
    return {"name": endpoint.name, "call": endpoint.label, **named, "rules": endpoint.rules}


@command("call", venue=False)
@click.argument("exchange", metavar="VENUE")
@click.argument("name")
@click.argument("arguments", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--yes", is_flag=True, help="Do not ask before a call that changes something.")
@click.option("--config", metavar="PATH", help="The configuration file; else CROSSVENUE_CONFIG, and so on.")
def call(
    invocation: Invocation, exchange: str, name: str, arguments: tuple[str, ...], yes: bool, config: str | None
) -> None:
    """Call the endpoint NAME of VENUE with its own parameters, and print its own answer.

    Lists are separated by commas, or are JSON; times are ISO 8601 with their zone, or the venue's integers.
    """
    invocation.venue = exchange
    invocation.config = config or invocation.config
    with invocation.open() as venue:
        found = venue.session.catalogue[name]
        given = _given(found, arguments)
        found.check(given)
        if not found.repeatable:
            if found.client_id:
                given.setdefault(found.client_id, venue.session.mint_id())
            _confirm(venue.name, found, given, yes)
            invocation.under_way = {"endpoint": found.label, **_named(found, given)}
        answer = getattr(venue.raw, name)(**given)
        if not found.repeatable:
            invocation.done = {"endpoint": found.label, **_named(found, given)}
    if invocation.json:
        show.as_json(answer)
    else:
        _show(answer)


def _named(endpoint: Endpoint, given: Mapping[str, object]) -> dict[str, str]:
    return {"client_id": str(given[endpoint.client_id])} if endpoint.client_id else {}


def _confirm(venue: str, endpoint: Endpoint, given: Mapping[str, object], yes: bool) -> None:
    if yes:
        return
    told = " ".join(f"{name}={show.text(value)}" for name, value in given.items())
    does = "moves money" if endpoint.moves_money else "changes something"
    said = f"{endpoint.name} {told}".strip()
    click.echo(f"{said}\n{endpoint.label} {does} at {venue}. Send it? [y/N] ", nl=False, err=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        click.echo("crossvenue: nothing was sent: it was not confirmed", err=True)
        click.get_current_context().exit(NOT_CLEAR)


def _given(endpoint: Endpoint, arguments: Iterable[str]) -> dict[str, Any]:
    """`name=text` pairs as the endpoint takes them. Raises `click.UsageError`; what `check` refuses is left to it."""
    given: dict[str, Any] = {}
    for each in arguments:
        name, equals, written = each.partition("=")
        if not equals:
            raise click.UsageError(f"{each!r} is not of the form name=value")
        if name in given:
            raise click.UsageError(f"{name} is given twice")
        param = endpoint.params.get(name)
        try:
            given[name] = written if param is None else _value(param, written)
        except ValueError as problem:
            raise click.UsageError(f"{name}: {problem}") from None
    return given


def _value(param: Param, written: str) -> object:
    from crossvenue.endpoint import Kind

    if param.type is Kind.TIME:
        return int(written) if re.fullmatch("[0-9]+", written) else moment(written)
    if param.type in (Kind.JSON_LIST, Kind.REPEATED, Kind.RECORDS):
        if written.startswith("["):
            return json.loads(written, parse_float=Decimal)
        return [each.strip() for each in written.split(",")]
    return written


def _show(answer: object) -> None:
    """A table of equal records, names and values of one, JSON of anything deeper."""
    out = show.console()
    if isinstance(answer, list) and answer and all(_flat(each) for each in answer):
        names = list(dict.fromkeys(name for each in answer for name in each))
        show.table(out, names, [tuple(each.get(name) for name in names) for each in answer])
    elif _flat(answer):
        assert isinstance(answer, Mapping)
        show.facts(out, dict(answer.items()))
    else:
        show.as_json(answer)


def _flat(value: object) -> bool:
    return isinstance(value, Mapping) and not any(isinstance(each, Mapping | list) for each in value.values())
