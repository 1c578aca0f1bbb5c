"""Finds, reads and checks the configuration. Apart, because a file that people write needs its own kind of
error.

    default = "main"

    [venues.main]
    exchange    = "binance"
    environment = "production"
    api_key     = {env = "BINANCE_KEY"}
    api_secret  = {file = "~/.keys/binance"}
    on_limit    = "wait"      # a setting of core, see `Settings`
    recv_window = 5000        # a setting of the plugin

Environment variables lie over the file: `CROSSVENUE_DEFAULT=other`, and with double underscores between the
parts of a path `CROSSVENUE_VENUES__MAIN__ENVIRONMENT=testnet`. Their names may be in either case, and stand
for a name with hyphens too; any other variable that begins with `CROSSVENUE_` is an error. A value is what it would
be in the file (a number, a boolean, a table, a quoted text), and else the text itself. Keyword settings of `connect`
lie over both.
"""

from __future__ import annotations

import enum
import functools
import math
import os
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin

import attrs

from crossvenue import secrets
from crossvenue.errors import ConfigurationError, PluginError, did_you_mean, one_of
from crossvenue.secrets import Origin, Secret

if TYPE_CHECKING:
    from cattrs import Converter

    from crossvenue.registry import Registry

N = TypeVar("N", int, float)

FILE = "crossvenue.toml"
"""The name of the file that is looked for."""
REPLAY = "replay"
"""The environment that core adds to those of every exchange: answers come from a cassette."""
_PREFIX = "CROSSVENUE_"
_KEYWORDS = "keyword settings"


def above(least: int) -> Callable[[object, attrs.Attribute[float], float], None]:
    """A validator for a field of a settings class: a finite number above `least`."""

    def check(settings: object, field: attrs.Attribute[float], value: float) -> None:
        if not (math.isfinite(value) and value > least):
            raise ConfigurationError(f"is {value}", key=field.name, expected=f"a number above {least}")

    return check


def at_least(least: int) -> Callable[[object, attrs.Attribute[N], N], None]:
    """A validator for a field of a settings class: a finite number not below `least`."""

    def check(settings: object, field: attrs.Attribute[N], value: N) -> None:
        if not least <= value < math.inf:
            raise ConfigurationError(f"is {value}", key=field.name, expected=f"a number not below {least}")

    return check


@attrs.frozen(kw_only=True)
class Settings:
    """What a venue is opened with. A plugin subclasses it to add settings of its own.

    A plugin's field may be of type str, int, float, Decimal, bool, Secret, an Enum, a Literal, a list, tuple,
    set or dict of these, an attrs class of these, or any of them or None. Its validators raise
    `ConfigurationError` with `key` and `expected`, as `above` and `at_least` do, or plain `ValueError`s.
    """

    exchange: str
    """The exchange's name: the name of its plugin's entry point."""
    environment: str = "production"
    """`replay`, or one that the exchange has: `production`, `testnet`, `sandbox`."""
    api_key: Secret | None = None
    api_secret: Secret | None = None
    """The secret of an HMAC key."""
    private_key: Secret | None = None
    """The private key, as PEM, that belongs to an RSA or Ed25519 key."""
    passphrase: Secret | None = None
    """What some venues (KuCoin) want beside key and secret; with `private_key`, the passphrase of the PEM."""
    on_limit: Literal["wait", "raise"] = "wait"
    """What happens when a budget is used up: wait (`max_wait` at most), or raise `RateLimited` at once."""
    max_wait: float = attrs.field(default=120.0, validator=at_least(0))
    """The longest wait for a budget, or for what a 429 asks, in seconds. Where more is needed (a ban, a used-up day),
    `RateLimited` is raised at once: better said than slept through."""
    timeout: float = attrs.field(default=10.0, validator=above(0))
    """Seconds to wait for an answer, and for each piece of one; the whole has `connect_timeout` more at most.

    (In the blocking world what sends nothing but a head that never ends is only bounded by the pieces.)"""
    connect_timeout: float = attrs.field(default=5.0, validator=above(0))
    """Seconds to wait for a connection."""
    retries: int = attrs.field(default=3, validator=at_least(0))
    """Further tries of a read that failed; a write that may have been done is never tried again."""
    max_connections: int = attrs.field(default=20, validator=at_least(1))
    """Connections to the venue at one time, which is also the number of requests in flight."""
    http: Literal["httpx", "httpx2", "aiohttp"] = "httpx"
    """What sends the requests; httpx2 and aiohttp are extras, and aiohttp only for `connect_async`."""
    allow_retired: bool = False
    """Send also what the venue has retired (`raw` refuses it otherwise); in replay it always may be."""
    cassette: str | None = None
    """The path of the cassette to replay, instead of the plugin's own; only with `environment = "replay"`."""

    def __attrs_post_init__(self) -> None:
        if self.cassette is not None and self.environment != REPLAY:
            raise ConfigurationError(
                f"a cassette is given for the environment {self.environment}",
                key="cassette",
                expected=f'environment = "{REPLAY}" beside it',
            )


class _Given(NamedTuple):
    """One setting as it was given: `raw` is the whole text of the variable that it came from, if it did."""

    value: object
    origin: Origin
    key: str
    raw: str | None = None


@attrs.frozen
class Configuration:
    """What the file and the environment say. Made by `load`; nothing in it has been fetched or tried yet."""

    source: str | None
    """The file it was read from; None if there is none."""
    default: str | None
    """The name of the venue that is opened when none is named."""
    _default_source: str
    _venues: Mapping[str, Mapping[str, _Given]] = attrs.field(repr=False)
    _environ: Mapping[str, str] = attrs.field(repr=False)

    def names(self) -> list[str]:
        """The names of the configured venues, sorted."""
        return sorted(self._venues)

    def venue(self, name: str | None, registry: Registry, /, **overrides: object) -> tuple[str, Settings]:
        """The venue's name and its settings, checked and with its secrets fetched (in `replay`, none is).

        `name` is that of a configured venue, else that of an exchange (whose settings are then `overrides`
        alone); None stands for the default, or for the only venue that is configured. `overrides` lie over
        what is configured. The settings are an instance of the exchange's own class.

        Raises `ConfigurationError` with source, key and what was expected if anything is missing, unknown, of
        the wrong type or out of range, and if a secret is not to be had or unsafely kept; `PluginError` if
        the exchange's plugin does not load.
        """
        name, given = self._named(name, registry)
        chosen = given["exchange"]
        other = overrides.get("exchange", chosen.value)
        if other != chosen.value:
            raise ConfigurationError(
                f"{name} is at {chosen.value!r}",
                source=_KEYWORDS,
                key="exchange",
                expected="the exchange to be named first and alone: keys of one are not for another",
            )
        exchange = registry.exchange(str(chosen.value))
        keywords = Origin(_KEYWORDS)
        given = {**given, **{key: _Given(value, keywords, key) for key, value in overrides.items()}}
        settings = self._settings(exchange.settings, name, given, registry)
        environments = [*exchange.environments, REPLAY]
        if settings.environment not in environments:
            where = given.get("environment") or given["exchange"]._replace(key=_path(name, "environment"))
            hint = did_you_mean(settings.environment, environments)
            raise _wrong(
                where, f"{exchange.name} has no environment {settings.environment!r}{hint}", one_of(environments)
            )
        return name, settings

    def located(self, name: str, overrides: Mapping[str, object], error: ConfigurationError, /) -> ConfigurationError:
        """`error` about a setting of the venue `name`, with the place where that stands or would stand.

        For what is found wrong only when the venue is opened (with `overrides`) or used. It stays as it is where it
        names its source, and where the venue is not a configured one.
        """
        given = self._venues.get(name)
        if error.source is not None or error.key is None or given is None:
            return error
        if error.key in overrides:
            at = _Given(None, Origin(_KEYWORDS), error.key)
        else:
            at = given.get(error.key) or given["exchange"]._replace(key=_path(name, error.key))
        return _wrong(at, error.problem, error.expected)

    def _named(self, name: str | None, registry: Registry) -> tuple[str, Mapping[str, _Given]]:
        source, key = None, None
        if name is None:
            if self.default is not None:
                name, source, key = self.default, self._default_source, "default"
            elif len(self._venues) == 1:
                name = next(iter(self._venues))
            else:
                has = f"configured: {one_of(self.names())}"
                if not self._venues:
                    known = next(iter(registry.names()), "NAME")
                    has = f"no venue is configured: give --venue {known}, or write crossvenue.toml"
                raise ConfigurationError(
                    f"no venue is named, and there is no default; {has}",
                    source=self.source,
                    key="default",
                    expected="the name of a venue",
                )
        if name in self._venues:
            given = self._venues[name]
            exchange = given["exchange"]
            if not isinstance(exchange.value, str):
                raise _wrong(exchange, _is(exchange.value), "the name of an exchange")
            if exchange.value not in registry.names():
                raise _wrong(exchange, registry.missing(exchange.value), "an installed exchange")
            return name, given
        if name in registry.names():
            return name, {"exchange": _Given(name, Origin(_KEYWORDS), "exchange")}
        hint = did_you_mean(name, self.names())
        has = f"; configured: {one_of(self.names())}" if self._venues else ""
        raise ConfigurationError(
            f"no venue called {name!r} is configured{hint}{has}; and {registry.missing(name)}",
            source=source or self.source,
            key=key,
        )

    def _settings(
        self, kind: type[Settings], venue: str, given: Mapping[str, _Given], registry: Registry
    ) -> Settings:
        fields = {field.name: field for field in _fields(kind)}
        chosen = given["environment"].value if "environment" in given else fields["environment"].default
        replayed = chosen == REPLAY
        values: dict[str, object] = {}
        for name, each in given.items():
            field = fields.get(name)
            if field is None:
                problem = f"{given['exchange'].value} has no such setting{did_you_mean(name, list(fields))}"
                raise _wrong(each, problem, f"one of {one_of(list(fields), 40)}")
            values[field.alias or name] = self._value(field.type, each, registry, replayed=replayed)
        for name, field in fields.items():
            if field.default is attrs.NOTHING and name not in given:
                source = given["exchange"].origin.source
                raise ConfigurationError(
                    "is missing", source=source, key=_path(venue, name), expected=_expected(field.type)
                )
        try:
            return kind(**values)  # type: ignore[arg-type]  # each was checked against its field
        except ConfigurationError as error:
            named, problem, expected = error.key, error.problem, error.expected
        except (ValueError, TypeError) as error:
            # attrs' own validators begin their message with the field's name in quotes.
            text = str(error.args[0]) if error.args else type(error).__name__
            named = next((each for each in fields if f"'{each}'" in text), None)
            problem, expected = text, None
        at = given.get(named or "")
        if at is None:
            place = _path(venue, named) if named else _path(venue)
            at = given["exchange"]._replace(key=place)
        raise _wrong(at, problem, expected)

    def _value(self, kind: object, given: _Given, registry: Registry, *, replayed: bool) -> object:
        value = given.value
        members = _members(kind)
        if Secret in members:
            # It would open nothing, and a replay must run where it is not at hand. But a text that others can read is
            # refused in every environment: the key that it opens is as lost.
            if replayed and (given.origin.private or not isinstance(value, str)):
                return None if types.NoneType in members else Secret(REPLAY)
            if value is None and types.NoneType in members:
                return None
            if given.raw is not None and not isinstance(value, str | dict):
                value = given.raw  # a secret may look like a number
            return secrets.fetch(
                value,
                key=given.key,
                origin=given.origin,
                environ=self._environ,
                others=registry.secret_sources,
            )
        if given.raw is not None and not isinstance(value, str) and _texts(members):
            value = given.raw
        if kind in (str, int, bool) and type(value) is kind:
            return value  # As it should be; cattrs, which is dear to import, is for everything else.
        from cattrs.errors import StructureHandlerNotFoundError

        try:
            return _converter().structure(value, kind)  # type: ignore[arg-type]  # a type, or a union of them
        except StructureHandlerNotFoundError as error:
            problem = f"a setting of type {_expected(kind)} cannot be read: {error}"
            raise PluginError(f"{given.key}: {problem}") from None
        except Exception as error:
            path, wrong = _deepest(error)
        at = given._replace(key=given.key + path)
        raise _wrong(at, *wrong) if wrong else _wrong(at, _is(value), _expected(kind))


def load(path: str | os.PathLike[str] | None = None, environ: Mapping[str, str] | None = None) -> Configuration:
    """Find and read the configuration, and lay the environment over it.

    The file is `path`, else what `CROSSVENUE_CONFIG` names (both must exist), else `crossvenue.toml` in the
    working directory, else in the user's configuration folder, else there is none. `environ` stands in for
    `os.environ`.

    Raises `ConfigurationError` if the file cannot be read or is no TOML, if it or a variable has an unknown
    key outside the venues' settings, if a variable with our prefix is none of ours, or if a venue names no exchange.
    The settings themselves are checked, and secrets fetched, when a venue is opened: one wrong venue does no harm to
    the others.
    """
    environ = os.environ if environ is None else environ
    file, document, origin = _read(path, environ)
    where = Origin("the configuration") if origin is None else origin
    for key in document:
        if key not in ("default", "venues"):
            hint = did_you_mean(key, ["default", "venues"])
            raise ConfigurationError(f"is unknown{hint}", source=file, key=key, expected="default or venues")
    default, default_source = document.get("default"), where.source
    if default is not None and not isinstance(default, str):
        raise ConfigurationError(_is(default), source=file, key="default", expected="the name of a venue")
    tables = document.get("venues", {})
    if not isinstance(tables, dict):
        raise ConfigurationError(_is(tables), source=file, key="venues", expected="tables, as [venues.main]")
    venues: dict[str, dict[str, _Given]] = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigurationError(_is(table), source=file, key=_path(name), expected="a table")
        venues[name] = {key: _Given(value, where, _path(name, key)) for key, value in table.items()}
    for variable, parts, text in _variables(environ):
        if parts == ["default"]:
            value = _literal(text)
            default, default_source = value if isinstance(value, str) else text, variable
        else:
            _lay_over(venues, variable, parts[1:], text)
    for name, given in venues.items():
        if "exchange" not in given:
            laid = next((each for each in given.values() if each.origin.source != where.source), None)
            if laid is not None and name not in tables:
                raise ConfigurationError(
                    f"no venue called {name!r} is configured{did_you_mean(name, list(tables))}",
                    source=laid.origin.source,
                    key=_path(name),
                    expected=f"one of {one_of(list(tables))}" if tables else f"{laid.origin.source}'s exchange too",
                )
            raise ConfigurationError(
                "is missing", source=file, key=_path(name, "exchange"), expected="the name of an exchange"
            )
    return Configuration(file, default, default_source, venues, environ)


def _read(
    path: str | os.PathLike[str] | None, environ: Mapping[str, str]
) -> tuple[str | None, dict[str, object], Origin | None]:
    if path is not None:
        return _read_file(Path(path), None)
    for variable, named in sorted(environ.items()):
        if named and variable.upper() == f"{_PREFIX}CONFIG":
            return _read_file(Path(named), variable)
    for find in (_in_working_directory, _in_user_folder):
        file = find()
        if file.exists():
            return _read_file(file, None)
    return None, {}, None


def _in_working_directory() -> Path:
    return Path(FILE)


def _in_user_folder() -> Path:
    from platformdirs import user_config_path

    return user_config_path("crossvenue") / FILE


def _read_file(path: Path, variable: str | None) -> tuple[str, dict[str, object], Origin]:
    import tomllib

    said = f" (named by {variable})" if variable else ""
    try:
        path = path.expanduser()
        with path.open("rb") as file:
            # The opened file is asked, not its name: the name may mean another file a moment later.
            status = os.fstat(file.fileno())
            content = file.read()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        problem = f"cannot be read: {reason}{said}"
        raise ConfigurationError(problem, source=str(path), expected="a TOML file") from None
    origin = Origin(
        str(path),
        folder=path.absolute().parent,
        private=secrets.closed_to_others(status),
        trusted=_trusted(status),
    )
    try:
        # Exact numbers, as everywhere: a plugin's setting may be an amount.
        return str(path), tomllib.loads(content.decode("utf-8"), parse_float=Decimal), origin
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 at byte {error.start}"
    except (ValueError, RecursionError) as error:
        problem = f"is no TOML: {error}"
    # After the handlers: these errors carry the document, and it may hold secrets.
    raise ConfigurationError(problem, source=str(path), expected="a TOML file")


def _trusted(status: os.stat_result) -> bool:
    # The working directory may be anybody's (/tmp), and a command in a file there would be run as the user.
    return os.name != "posix" or (status.st_uid in (os.geteuid(), 0) and not status.st_mode & 0o002)


def _variables(environ: Mapping[str, str]) -> Iterator[tuple[str, list[str], str]]:
    """Each of our variables: its name, the parts of the path in it, its text. Shorter paths come first.

    Raises `ConfigurationError` for one that has our prefix and means nothing.
    """
    for variable in sorted(environ):
        if not variable.upper().startswith(_PREFIX):
            continue
        parts = variable[len(_PREFIX) :].lower().split("__")
        if parts == ["config"] or (parts == ["default"] and not environ[variable]):
            continue
        if parts == ["default"] or (len(parts) > 1 and parts[0] == "venues" and all(parts)):
            yield variable, parts, environ[variable]
        else:
            # A slip here must not go unnoticed: ..._ENVIRONMENT=testnet ignored is production.
            meant = (
                field.name.upper() for field in attrs.fields(Settings) if field.name.startswith(parts[-1] or "?")
            )
            raise ConfigurationError(
                "is not a variable of Crossvenue",
                source=variable,
                expected=f"{_PREFIX}CONFIG, {_PREFIX}DEFAULT or {_PREFIX}VENUES__<VENUE>__{next(meant, '<SETTING>')}",
            )


def _literal(text: str) -> object:
    """What `text` is as the value of a TOML key; the text itself if it is none."""
    import tomllib

    try:
        # Read in two places: a comment, a second value, or what ends a table early cannot pass in both.
        tomllib.loads(f"table = {{value = {text}}}", parse_float=Decimal)
        value: object = tomllib.loads(f"value = {text}", parse_float=Decimal)["value"]
    except (ValueError, RecursionError):
        return text
    return value


def _lay_over(venues: dict[str, dict[str, _Given]], variable: str, parts: list[str], text: str) -> None:
    origin, value = Origin(variable), _literal(text)
    venue = _existing(parts[0], venues, variable)
    given = venues.setdefault(venue, {})
    if len(parts) == 1:
        if not isinstance(value, dict):
            raise ConfigurationError("is no table", source=variable, key=_path(venue), expected="a table")
        given.update({key: _Given(each, origin, _path(venue, key)) for key, each in value.items()})
        return
    setting = _existing(parts[1], given, variable)
    key = _path(venue, setting)
    if len(parts) == 2:
        given[setting] = _Given(value, origin, key, text)
        return
    before = given[setting].value if setting in given else None
    # Copied level by level on the way down: the file's own tables stay as they were read.
    table = whole = dict(before) if isinstance(before, dict) else {}
    for part in parts[2:-1]:
        name = _existing(part, table, variable)
        inner = table.get(name)
        table[name] = dict(inner) if isinstance(inner, dict) else {}
        table = table[name]
    table[_existing(parts[-1], table, variable)] = value
    given[setting] = _Given(whole, origin, key)


def _existing(part: str, names: Mapping[str, object], variable: str) -> str:
    """The one of `names` that `part` of a variable's name stands for; `part` if it is none of them."""
    found = [name for name in names if name.lower().replace("-", "_") == part.replace("-", "_")]
    if len(found) > 1:
        raise ConfigurationError(
            f"may mean any of {one_of(found)}", source=variable, expected="names that case does not confuse"
        )
    return found[0] if found else part


def _fields(kind: type[Settings]) -> tuple[attrs.Attribute[object], ...]:
    try:
        attrs.resolve_types(kind)
    except NameError as error:
        raise PluginError(f"{kind.__qualname__} has a setting of an unknown type: {error}") from None
    return tuple(field for field in attrs.fields(kind) if field.init)


@functools.cache
def _converter() -> Converter:
    """A converter that converts next to nothing: out of the box cattrs turns 7 into "7" and 1.9 into 1."""
    from cattrs import Converter
    from cattrs.cols import list_structure_factory
    from cattrs.gen import make_dict_structure_fn

    converter = Converter(forbid_extra_keys=True)

    def strict(kind: type, accept: Callable[[object], bool], make: Callable[..., object]) -> None:
        def structure(value: object, _: object) -> object:
            if not accept(value):
                raise _Wrong(value, kind)
            return make(value)

        converter.register_structure_hook(kind, structure)

    strict(str, lambda value: isinstance(value, str), str)
    strict(bool, lambda value: isinstance(value, bool), bool)
    strict(int, lambda value: isinstance(value, int) and not isinstance(value, bool), int)
    strict(float, lambda value: isinstance(value, int | float | Decimal) and not isinstance(value, bool), float)
    strict(Decimal, _exact, Decimal)
    strict(bytes, lambda _: False, bytes)
    # A secret inside a table of a plugin's own would have no key path to be fetched for.
    strict(Secret, lambda _: False, Secret)

    # By type too: True is 1 to Python, and so to cattrs where 1 is one of the values.
    @converter.register_structure_hook_factory(_is_choice)
    def choice(kind: object) -> Callable[[object, object], object]:
        chosen = _choices(kind)

        def structure(value: object, _: object) -> object:
            for written, meant in chosen:
                if value is meant or (type(value) is type(written) and value == written):
                    return meant
            raise _Wrong(value, kind)

        return structure

    @converter.register_structure_hook_factory(attrs.has)
    def table(kind: type, converter: Converter) -> Callable[[object, object], object]:
        fill: Callable[[Mapping[str, object], type], object] = make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True
        )

        def structure(value: object, _: object) -> object:
            if isinstance(value, kind):
                return value
            if not isinstance(value, Mapping):
                raise _Wrong(value, kind)
            return fill(value, kind)

        return structure

    # cattrs would take a text for a list of its letters.
    @converter.register_structure_hook_factory(_is_collection)
    def collection(kind: object, converter: Converter) -> Callable[[object, object], object]:
        (element, *_), make = get_args(kind), _COLLECTIONS[get_origin(kind)]
        items = list_structure_factory(cast("type", types.GenericAlias(list, (element,))), converter)

        def structure(value: object, _: object) -> object:
            if not isinstance(value, list | tuple | set | frozenset):
                raise _Wrong(value, kind)
            return make(items(list(value), _))

        return structure

    return converter


class _Wrong(Exception):
    """A value that is not of the kind that is wanted."""

    def __init__(self, value: object, kind: object) -> None:
        self.value, self.kind = value, kind
        super().__init__()


_COLLECTIONS: Mapping[object, Callable[[list[object]], object]] = {
    list: list,
    Sequence: list,
    tuple: tuple,
    set: set,
    AbstractSet: frozenset,
    frozenset: frozenset,
}


def _is_collection(kind: object) -> bool:
    arguments = get_args(kind)
    return get_origin(kind) in _COLLECTIONS and (len(arguments) == 1 or arguments[1:] == (...,))


def _is_choice(kind: object) -> bool:
    return get_origin(kind) is Literal or isinstance(kind, enum.EnumMeta)


def _choices(kind: object) -> list[tuple[object, object]]:
    """The values of a Literal or an Enum: as they are written, and what they mean."""
    values: list[object] = list(kind) if isinstance(kind, enum.EnumMeta) else list(get_args(kind))
    return [(each.value if isinstance(each, enum.Enum) else each, each) for each in values]


def _exact(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return False
    try:
        return Decimal(value).is_finite()
    except ArithmeticError:
        return False


def _deepest(error: BaseException, path: str = "") -> tuple[str, tuple[str, str | None] | None]:
    """Where in a setting the first thing wrong is, and what it is (None: the setting as a whole is)."""
    from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

    if isinstance(error, BaseValidationError):
        first = error.exceptions[0]
        for note in getattr(first, "__notes__", ()):
            if (name := getattr(note, "name", None)) is not None:
                return _deepest(first, f"{path}.{name}")
            if (index := getattr(note, "index", None)) is not None:
                return _deepest(first, f"{path}[{index}]" if isinstance(index, int) else f"{path}.{index}")
        return _deepest(first, path)
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        unknown = min(error.extra_fields)
        return f"{path}.{unknown}", (f"is unknown{did_you_mean(unknown, known)}", f"one of {one_of(known)}")
    if isinstance(error, ConfigurationError):  # from a validator
        return f"{path}.{error.key}" if error.key else path, (error.problem, error.expected)
    if not path:
        return path, None
    if isinstance(error, KeyError):
        return path, ("is missing", None)
    if isinstance(error, _Wrong):
        return path, (_is(error.value), _expected(error.kind))
    if isinstance(error, AttributeError | TypeError):  # cattrs found no table where it wanted one
        return path, ("is of the wrong type", None)
    return path, (str(error), None)


def _members(kind: object) -> tuple[object, ...]:
    """The members of a union, or the type itself."""
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def _texts(members: tuple[object, ...]) -> bool:
    """Whether none of the types is anything but text, so that a variable's text needs no reading as TOML."""
    return all(
        each in (str, types.NoneType)
        or (get_origin(each) is Literal and all(isinstance(value, str) for value in get_args(each)))
        for each in members
    )


def _expected(kind: object) -> str:
    """A type in the words of somebody who writes a configuration."""
    if kind in _WORDS:
        return _WORDS[kind]
    members = [each for each in _members(kind) if each is not types.NoneType]
    if members != [kind]:
        return " or ".join(_expected(each) for each in members)
    if _is_choice(kind):
        return " or ".join(_shown(written) for written, _ in _choices(kind))
    if _is_collection(kind):
        return f"a list, each item {_expected(get_args(kind)[0])}"
    return "a table"


_WORDS: Mapping[object, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    Decimal: "an exact number",
    bool: "true or false",
    Secret: secrets.EXPECTED,
}


def _is(value: object) -> str:
    """What is wrong with a value of the wrong type, without repeating much of it."""
    if value is None:
        return "is None"
    if isinstance(value, bool | int | float | Decimal | str):
        return f"is {_shown(value)}"
    if isinstance(value, Mapping):
        return "is a table"
    return "is a list" if isinstance(value, list | tuple) else f"is a {type(value).__name__}"


def _shown(value: object) -> str:
    """A value as TOML writes it, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else f"{text[:36]}..."


def _path(name: str, *parts: str) -> str:
    return ".".join(("venues", name, *parts))


def _wrong(given: _Given, problem: str, expected: str | None = None) -> ConfigurationError:
    return ConfigurationError(problem, source=given.origin.source, key=given.key, expected=expected)
