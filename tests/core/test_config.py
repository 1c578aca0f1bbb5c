"""The configuration: found, read, laid over, and refused with source, key and what was expected."""

# pyright: reportAttributeAccessIssue=false
# The settings that come out are of the plugin's class, which no type checker can know from a name in a file.

from __future__ import annotations

import enum
import json
import os
from decimal import Decimal
from types import SimpleNamespace
from typing import Literal

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crossvenue import config, connect, connect_async
from crossvenue.config import Configuration, Settings, above, load
from crossvenue.errors import ConfigurationError, CrossvenueError, PluginError
from crossvenue.hookspecs import hookimpl
from crossvenue.registry import Registry
from crossvenue.secrets import Secret

TEXT = "hunter2-is-the-secret"


class Mode(enum.Enum):
    FAST = "fast"
    SAFE = "safe"


@attrs.frozen
class Route:
    host: str
    weight: int = 1
    share: float = attrs.field(default=0.5, validator=above(0))


@attrs.frozen(kw_only=True)
class AlphaSettings(Settings):
    """A stranger's settings, with every type that `Settings` promises."""

    recv_window: int = attrs.field(default=5000, validator=attrs.validators.le(60000))
    maker_only: bool = False
    fee: Decimal = Decimal(0)
    ratio: float | None = None
    mode: Mode = Mode.SAFE
    level: Literal[1, 2, "all"] = 1
    words: list[str] = attrs.field(factory=list)
    pair: tuple[int, ...] = ()
    tags: frozenset[str] = frozenset()
    limits: dict[str, int] = attrs.field(factory=dict)
    routes: list[Route] = attrs.field(factory=list)
    ports: dict[str, dict[str, int]] = attrs.field(factory=dict)
    token: Secret | None = None


@attrs.frozen(kw_only=True)
class BetaSettings(Settings):
    subaccount: str


@pytest.fixture
def registry():
    registry = Registry(entry_points=lambda group: [])
    site = {"production": None, "testnet": None}
    offered = [
        SimpleNamespace(name="alpha", environments=site, settings=AlphaSettings),
        SimpleNamespace(name="beta", environments={"production": None}, settings=BetaSettings),
    ]
    registry.register(SimpleNamespace(exchanges=hookimpl(lambda: offered)))
    return registry


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """No configuration of this machine is found by accident."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))


@pytest.fixture
def file(tmp_path):
    def write(text, mode=0o600):
        path = tmp_path / "crossvenue.toml"
        path.write_text(text)
        path.chmod(mode)
        return path

    return write


def refusal(function, *args, **keywords):
    with pytest.raises(ConfigurationError) as caught:
        function(*args, **keywords)
    error = caught.value
    return error.source, error.key, error.problem, error.expected


MAIN = '[venues.main]\nexchange = "alpha"\n'


# --- finding the file ---


def named(configuration: Configuration) -> list[str]:
    return configuration.names()


def test_without_any_file_there_is_an_empty_configuration():
    configuration = load(environ={})
    assert configuration.names() == []
    assert configuration.source is None
    assert configuration.default is None


def test_the_order_is_argument_variable_working_directory_user_folder(tmp_path):
    def put(name):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'[venues.{path.stem}]\nexchange = "alpha"\n')
        return path

    user = tmp_path / "home" / "crossvenue" / "crossvenue.toml"
    user.parent.mkdir(parents=True)
    user.write_text('[venues.user]\nexchange = "alpha"\n')
    assert load(environ={}).names() == ["user"]
    assert load(environ={}).source == str(user)
    (tmp_path / "work" / "crossvenue.toml").write_text('[venues.here]\nexchange = "alpha"\n')
    assert load(environ={}).names() == ["here"]
    environ = {"CROSSVENUE_CONFIG": str(put("variable.toml"))}
    assert load(environ=environ).names() == ["variable"]
    assert load(put("argument.toml"), environ).names() == ["argument"]
    assert load(environ={"CROSSVENUE_CONFIG": ""}).names() == ["here"]


def test_the_process_environment_lies_over_by_default(file, monkeypatch):
    monkeypatch.setenv("CROSSVENUE_DEFAULT", "main")
    assert load(file(MAIN)).default == "main"


def test_a_file_that_is_named_must_exist(tmp_path):
    path = str(tmp_path / "none.toml")
    assert refusal(load, path, {}) == (path, None, "cannot be read: No such file or directory", "a TOML file")
    source, _, problem, _ = refusal(load, None, {"CROSSVENUE_CONFIG": path})
    assert source == path
    assert "named by CROSSVENUE_CONFIG" in problem


def test_a_folder_is_no_configuration(tmp_path):
    assert "Is a directory" in refusal(load, tmp_path, {})[2]


def test_a_file_that_is_no_toml_is_an_error_with_the_place_and_without_the_content(file):
    path = file(f'[venues.main]\napi_secret = "{TEXT}"\nexchange = \n')
    with pytest.raises(ConfigurationError) as caught:
        load(path, {})
    assert "line 3" in caught.value.problem
    error: BaseException | None = caught.value
    while error is not None:
        assert TEXT not in repr(error) + repr(vars(error))
        error = error.__context__
    path.write_bytes(b"\xff")
    assert refusal(load, path, {})[2] == "is not UTF-8 at byte 0"


# --- the whole file ---


def test_a_venue_is_read_with_core_s_settings_and_the_plugin_s(file, registry):
    text = MAIN + 'environment = "testnet"\ntimeout = 3\nrecv_window = 7000\non_limit = "raise"\n'
    name, settings = load(file(text), {}).venue("main", registry)
    assert name == "main"
    assert settings == AlphaSettings(
        exchange="alpha", environment="testnet", timeout=3.0, recv_window=7000, on_limit="raise"
    )
    assert type(settings.timeout) is float


def test_the_defaults_are_documented_ones(registry):
    assert load(environ={}).venue("alpha", registry)[1] == AlphaSettings(exchange="alpha")
    settings = Settings(exchange="alpha")
    assert (settings.environment, settings.on_limit, settings.http) == ("production", "wait", "httpx")
    assert (settings.timeout, settings.connect_timeout, settings.retries) == (10.0, 5.0, 3)
    assert settings.max_wait == 120.0
    assert settings.max_connections == 20


def test_every_setting_of_core_is_documented():
    import inspect

    source = inspect.getsource(Settings)
    for field in attrs.fields(Settings):
        if field.name not in ("api_key",):
            assert f"    {field.name}: " in source
    assert source.count('    """') >= len(attrs.fields(Settings)) - 1


@pytest.mark.parametrize(
    ("text", "key", "problem", "expected"),
    [
        ("defualt = 'main'\n", "defualt", "is unknown; did you mean default?", "default or venues"),
        ("default = 7\n", "default", "is 7", "the name of a venue"),
        ("venues = 7\n", "venues", "is 7", "tables, as [venues.main]"),
        ("[venues]\nmain = 'alpha'\n", "venues.main", 'is "alpha"', "a table"),
        ("[venues.main]\n", "venues.main.exchange", "is missing", "the name of an exchange"),
    ],
)
def test_what_is_wrong_in_the_file_as_a_whole_is_said_when_it_is_read(file, text, key, problem, expected):
    path = file(text)
    assert refusal(load, path, {}) == (str(path), key, problem, expected)


# --- which venue ---


def test_the_default_is_opened_when_none_is_named(file, registry):
    path = file('default = "two"\n[venues.one]\nexchange = "alpha"\n[venues.two]\nexchange = "alpha"\n')
    configuration = load(path, {})
    assert configuration.default == "two"
    assert configuration.names() == ["one", "two"]
    assert configuration.venue(None, registry)[0] == "two"


def test_the_only_venue_needs_no_default(file, registry):
    assert load(file(MAIN), {}).venue(None, registry)[0] == "main"


def test_without_default_and_with_several_venues_they_are_listed(file, registry):
    path = file(MAIN + '[venues.two]\nexchange = "alpha"\n')
    source, key, problem, _ = refusal(load(path, {}).venue, None, registry)
    assert (source, key) == (str(path), "default")
    assert problem == "no venue is named, and there is no default; configured: main, two"
    assert "no venue is configured" in refusal(load(environ={}).venue, None, registry)[2]


def test_the_default_may_be_an_exchange(registry):
    assert load(environ={"CROSSVENUE_DEFAULT": "alpha"}).venue(None, registry)[0] == "alpha"


def test_a_default_that_is_nothing_is_an_error_that_names_where_it_stands(file, registry):
    path = file('default = "mian"\n' + MAIN)
    source, key, problem, _ = refusal(load(path, {}).venue, None, registry)
    assert (source, key) == (str(path), "default")
    assert "no venue called 'mian' is configured; did you mean main?; configured: main" in problem
    environ = {"CROSSVENUE_DEFAULT": "nope"}
    assert refusal(load(path, environ).venue, None, registry)[0] == "CROSSVENUE_DEFAULT"


def test_a_configured_name_comes_before_an_exchange_s(file, registry):
    path = file('[venues.alpha]\nexchange = "alpha"\nrecv_window = 1\n')
    assert load(path, {}).venue("alpha", registry)[1].recv_window == 1


def test_an_exchange_s_name_takes_nothing_from_the_file(file, registry):
    path = file(MAIN + "recv_window = 1\n")
    name, settings = load(path, {}).venue("alpha", registry, timeout=1)
    assert (name, settings) == ("alpha", AlphaSettings(exchange="alpha", timeout=1.0))


def test_a_name_that_is_nothing_is_an_error_with_all_there_is(file, registry):
    _, _, problem, _ = refusal(load(file(MAIN), {}).venue, "alhpa", registry)
    assert "no venue called 'alhpa' is configured" in problem
    assert "configured: main" in problem
    assert "did you mean alpha?" in problem
    assert "pip install" not in problem  # Somebody else may own the misspelt name.


def test_an_unknown_exchange_is_an_error_with_file_and_key(file, registry):
    path = file(MAIN.replace("alpha", "alhpa"))
    source, key, problem, expected = refusal(load(path, {}).venue, "main", registry)
    assert (source, key, expected) == (str(path), "venues.main.exchange", "an installed exchange")
    assert "did you mean alpha?" in problem


def test_an_exchange_of_the_wrong_type_is_an_error(file, registry):
    assert refusal(load(file("[venues.main]\nexchange = 7\n"), {}).venue, "main", registry)[1:] == (
        "venues.main.exchange",
        "is 7",
        "the name of an exchange",
    )


def test_one_wrong_venue_does_no_harm_to_the_others(file, registry):
    path = file(MAIN + '[venues.bad]\nexchange = "nope"\ntimeout = "x"\napi_key = {env = "NONE"}\n')
    assert load(path, {}).venue("main", registry)[0] == "main"


# --- types, ranges, names ---

WRONG = [
    ("timeout", '"7"', 'is "7"', "a number"),
    ("timeout", "true", "is true", "a number"),
    ("timeout", "0", "is 0.0", "a number above 0"),
    ("timeout", "-1", "is -1.0", "a number above 0"),
    ("timeout", "nan", "is nan", "a number above 0"),
    ("timeout", "inf", "is inf", "a number above 0"),
    ("connect_timeout", "0", "is 0.0", "a number above 0"),
    ("retries", "-1", "is -1", "a number not below 0"),
    ("retries", "1.0", "is 1.0", "a whole number"),
    ("retries", "true", "is true", "a whole number"),
    ("retries", '"3"', 'is "3"', "a whole number"),
    ("max_wait", "-1", "is -1.0", "a number not below 0"),
    ("max_wait", "inf", "is inf", "a number not below 0"),
    ("max_wait", "nan", "is nan", "a number not below 0"),
    ("max_wait", '"2 min"', 'is "2 min"', "a number"),
    ("max_connections", "0", "is 0", "a number not below 1"),
    ("environment", "7", "is 7", "a text"),
    ("on_limit", '"wiat"', 'is "wiat"', '"wait" or "raise"'),
    ("http", '"requests"', 'is "requests"', '"httpx" or "httpx2" or "aiohttp"'),
    ("cassette", "7", "is 7", "a text"),
    ("maker_only", "1", "is 1", "true or false"),
    ("maker_only", '"false"', 'is "false"', "true or false"),
    ("fee", "true", "is true", "an exact number"),
    ("fee", '"x"', 'is "x"', "an exact number"),
    ("fee", "nan", "is NaN", "an exact number"),
    ("mode", '"slow"', 'is "slow"', '"fast" or "safe"'),
    ("level", "3", "is 3", '1 or 2 or "all"'),
    ("level", "true", "is true", '1 or 2 or "all"'),
    ("level", "1.0", "is 1.0", '1 or 2 or "all"'),
    ("level", "[1]", "is a list", '1 or 2 or "all"'),
    ("mode", "[]", "is a list", '"fast" or "safe"'),
    ("routes", "{host = 'h'}", "is a table", "a list, each item a table"),
    ("words", '"abc"', 'is "abc"', "a list, each item a text"),
    ("words", "{a = 1}", "is a table", "a list, each item a text"),
    ("pair", "[[1]]", None, None),
    ("limits", "[1]", "is a list", "a table"),
    ("ratio", "[]", "is a list", "a number"),
    ("recv_window", "60001", None, None),
]


@pytest.mark.parametrize(("key", "value", "problem", "expected"), WRONG)
def test_a_wrong_setting_is_refused_with_file_key_and_what_was_expected(
    file, registry, key, value, problem, expected
):
    path = file(f"{MAIN}{key} = {value}\n")
    source, where, said, wanted = refusal(load(path, {}).venue, "main", registry)
    assert source == str(path)
    assert where is not None
    assert where.startswith(f"venues.main.{key}")
    if problem is not None:
        assert (said, wanted) == (problem, expected)


RIGHT = [
    ("timeout", "7", 7.0),
    ("timeout", "0.25", 0.25),
    ("retries", "0", 0),
    ("maker_only", "true", True),
    ("fee", "0.1", Decimal("0.1")),
    ("fee", '"0.00000001"', Decimal("0.00000001")),
    ("fee", "12345678901234567890.123456789012345678901", Decimal("12345678901234567890.123456789012345678901")),
    ("ratio", "1", 1.0),
    ("mode", '"fast"', Mode.FAST),
    ("level", '"all"', "all"),
    ("level", "2", 2),
    ("words", '["a", "b"]', ["a", "b"]),
    ("pair", "[1, 2]", (1, 2)),
    ("tags", '["a"]', frozenset("a")),
    ("limits", "{a = 1}", {"a": 1}),
    ("routes", '[{host = "h", weight = 2}]', [Route("h", 2)]),
]


@pytest.mark.parametrize(("key", "value", "meant"), RIGHT)
def test_a_right_setting_is_taken_as_it_is_meant(file, registry, key, value, meant):
    found = getattr(load(file(f"{MAIN}{key} = {value}\n"), {}).venue("main", registry)[1], key)
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    ("key", "value", "where", "problem", "expected"),
    [
        ("routes", "[{host = 7}]", "routes[0].host", "is 7", "a text"),
        ("routes", "[{host = 'a'}, {hsot = 'h'}]", "routes[1].host", "is missing", None),
        ("routes", "[{host = 'a', wieght = 1}]", "routes[0].wieght", "is unknown; did you mean weight?",
         "one of host, share, weight"),
        ("routes", "[{host = 'a', share = 0}]", "routes[0].share", "is 0.0", "a number above 0"),
        ("routes", "[7]", "routes[0]", "is 7", "a table"),
        ("ports", "{a = 7}", "ports.a", "is of the wrong type", None),
        ("words", "['a', 1]", "words[1]", "is 1", "a text"),
        ("limits", "{a = 1, b = '2'}", "limits.b", 'is "2"', "a whole number"),
        ("pair", "[1, [2]]", "pair[1]", "is a list", "a whole number"),
    ],
)  # fmt: skip
def test_what_is_wrong_inside_a_setting_is_named_by_its_whole_path(
    file, registry, key, value, where, problem, expected
):
    path = file(f"{MAIN}{key} = {value}\n")
    assert refusal(load(path, {}).venue, "main", registry) == (
        str(path), f"venues.main.{where}", problem, expected,
    )  # fmt: skip


def test_an_unknown_setting_is_refused_with_the_near_one(file, registry):
    path = file(MAIN + f'api_secrt = "{TEXT}"\n')
    source, key, problem, expected = refusal(load(path, {}).venue, "main", registry)
    assert (source, key) == (str(path), "venues.main.api_secrt")
    assert problem == "alpha has no such setting; did you mean api_secret?"
    assert expected is not None
    assert "recv_window" in expected


def test_a_setting_that_a_plugin_needs_must_be_there(file, registry):
    path = file('[venues.main]\nexchange = "beta"\n')
    missing = (str(path), "venues.main.subaccount", "is missing", "a text")
    assert refusal(load(path, {}).venue, "main", registry) == missing
    assert refusal(load(environ={}).venue, "beta", registry)[0] == "keyword settings"
    assert load(path, {}).venue("main", registry, subaccount="x")[1].subaccount == "x"


def test_a_table_of_a_plugin_s_own_may_be_given_as_it_is(registry):
    route = Route("h")
    assert load(environ={}).venue("alpha", registry, routes=[route, {"host": "i"}])[1].routes == [route, Route("i")]


def settings_of(kind, **overrides):
    """The settings of an exchange whose settings class is this one."""
    registry = Registry(entry_points=lambda group: [])
    exchange = SimpleNamespace(name="odd", environments={"production": None}, settings=kind)
    registry.register(SimpleNamespace(exchanges=hookimpl(lambda: [exchange])))
    return load(environ={}).venue("odd", registry, **overrides)[1]


def test_what_a_plugin_says_about_its_settings_as_a_whole_is_passed_on():
    @attrs.frozen(kw_only=True)
    class Whole(Settings):
        def __attrs_post_init__(self):
            raise ValueError("these two do not go together")

    assert refusal(settings_of, Whole)[:3] == ("keyword settings", "venues.odd", "these two do not go together")


def test_an_unknown_type_in_a_settings_class_is_the_plugin_s_fault():
    @attrs.frozen(kw_only=True)
    class Unknown(Settings):
        odd: NoSuchType | None = None  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(PluginError, match="Unknown has a setting of an unknown type"):
        settings_of(Unknown)


def test_a_validator_of_attrs_is_traced_to_its_setting(file, registry):
    path = file(MAIN + "recv_window = 60001\n")
    _, key, problem, _ = refusal(load(path, {}).venue, "main", registry)
    assert key == "venues.main.recv_window"
    assert "60000" in problem


def test_a_long_wrong_value_is_cut(file, registry):
    problem = refusal(load(file(f'{MAIN}retries = "{"x" * 200}"\n'), {}).venue, "main", registry)[2]
    assert len(problem) < 60


def test_a_type_that_cannot_be_read_is_the_plugin_s_fault():
    @attrs.frozen(kw_only=True)
    class Odd(Settings):
        odd: int | list[str] = 0

    with pytest.raises(PluginError, match="odd"):
        settings_of(Odd, odd=1)


def test_settings_made_by_hand_are_checked_too():
    with pytest.raises(ConfigurationError, match="a number above 0"):
        Settings(exchange="alpha", timeout=0)


# --- environments ---


def test_an_environment_that_the_exchange_lacks_is_refused_with_those_it_has(file, registry):
    path = file(MAIN + 'environment = "tesnet"\n')
    assert refusal(load(path, {}).venue, "main", registry) == (
        str(path),
        "venues.main.environment",
        "alpha has no environment 'tesnet'; did you mean testnet?",
        "production, replay, testnet",
    )
    assert refusal(load(environ={}).venue, "beta", registry, subaccount="x", environment="testnet")[:2] == (
        "keyword settings",
        "environment",
    )


def test_every_exchange_has_replay(registry):
    _, settings = load(environ={}).venue("alpha", registry, environment="replay", cassette="x.yaml")
    assert (settings.environment, settings.cassette) == ("replay", "x.yaml")


def test_a_replay_fetches_no_secret(file, registry):
    text = MAIN + 'environment = "replay"\ncassette = "x.yaml"\napi_key = {env = "NOT_SET"}\n'
    text += 'api_secret = {command = ["false"]}\ntoken = {vault = "nobody has it"}\n'
    _, settings = load(file(text), {}).venue("main", registry)
    assert (settings.api_key, settings.api_secret, settings.token) == (None, None, None)


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_literal_secret_that_others_can_read_is_refused_in_a_replay_too(file, registry, mode):
    path = file(MAIN + f'environment = "replay"\ncassette = "x.yaml"\napi_key = "{TEXT}"\n', mode)
    if mode == 0o600:
        assert load(path, {}).venue("main", registry)[1].api_key is None
    else:
        source, key, problem, _ = refusal(load(path, {}).venue, "main", registry)
        assert (source, key) == (str(path), "venues.main.api_key")
        assert problem == "a secret stands in a file that others can read"


def test_a_replay_by_keyword_or_variable_fetches_no_secret_either(file, registry):
    path = file(MAIN + 'api_key = {env = "NOT_SET"}\n')
    for environ, keywords in (
        ({}, {"environment": "replay"}),
        ({"CROSSVENUE_VENUES__MAIN__ENVIRONMENT": "replay"}, {}),
    ):
        _, settings = load(path, environ).venue("main", registry, **keywords)
        assert (settings.environment, settings.api_key) == ("replay", None)
    with pytest.raises(ConfigurationError, match="NOT_SET"):
        load(path, {}).venue("main", registry)


def test_a_secret_that_an_exchange_requires_has_a_stand_in_in_a_replay(registry):
    @attrs.frozen(kw_only=True)
    class Keyed(Settings):
        token: Secret

    keyed = SimpleNamespace(name="keyed", environments={"production": None}, settings=Keyed)
    registry.register(SimpleNamespace(exchanges=hookimpl(lambda: [keyed])), "keyed")
    _, settings = load(environ={}).venue("keyed", registry, environment="replay", token={"env": "NOT_SET"})
    assert settings.token == Secret("replay")


def test_a_venue_in_replay_has_credentials_that_open_nothing(file):
    path = file('[venues.main]\nexchange = "binance"\nenvironment = "replay"\napi_key = {env = "NOT_SET"}\n')
    with connect("main", config=path) as venue:
        assert {venue.settings.api_key, venue.settings.api_secret} == {Secret("replay")}
        assert venue.settings.private_key is None


def test_a_cassette_is_for_replay_only(file, registry):
    path = file(MAIN + 'cassette = "x.yaml"\n')
    source, key, problem, expected = refusal(load(path, {}).venue, "main", registry)
    assert (source, key) == (str(path), "venues.main.cassette")
    assert problem == "a cassette is given for the environment production"
    assert expected == 'environment = "replay" beside it'


# --- what is found wrong only when the venue is opened or used ---

BINANCE = '[venues.main]\nexchange = "binance"\n'


@pytest.mark.parametrize("open_venue", [connect, connect_async])
@pytest.mark.parametrize(
    ("text", "key", "problem"),
    [
        ('api_key = "k"\nprivate_key = "no PEM"\n', "private_key", "the PEM cannot be read"),
        ('api_key = "k\\u00fc"\n', "api_key", "the key has characters that no key has"),
    ],
)
def test_what_is_wrong_with_a_setting_of_an_exchange_names_file_and_key(file, open_venue, text, key, problem):
    path = file(BINANCE + text)
    source, where, said, _ = refusal(open_venue, "main", config=path)
    assert (source, where) == (str(path), f"venues.main.{key}")
    assert said.startswith(problem)


def test_what_is_wrong_with_a_keyword_is_not_blamed_on_the_file(file):
    path = file(BINANCE + 'api_key = "k"\n')
    source, key, _, _ = refusal(connect, "main", config=path, private_key="no PEM")
    assert (source, key) == ("keyword settings", "private_key")


def test_a_key_that_is_lacking_is_missed_where_it_would_stand(file):
    path = file(BINANCE)
    with connect("main", config=path) as venue:
        source, key, problem, _ = refusal(venue.wallet.balances)
    assert (source, key) == (str(path), "venues.main.api_key")
    assert problem == "GET /api/v3/account needs a key, and none is configured; market data works without"
    with connect("binance", config=path) as venue:
        assert refusal(venue.wallet.balances)[:2] == (None, "api_key")


# --- keyword settings ---


def test_keyword_settings_lie_over_everything(file, registry):
    configuration = load(file(MAIN + "timeout = 1\n"), {"CROSSVENUE_VENUES__MAIN__TIMEOUT": "2"})
    assert configuration.venue("main", registry)[1].timeout == 2.0
    assert configuration.venue("main", registry, timeout=3)[1].timeout == 3.0


@pytest.mark.parametrize("value", ["3", True, None, [3]])
def test_keyword_settings_are_checked_as_strictly(registry, value):
    source, key, _, expected = refusal(load(environ={}).venue, "alpha", registry, timeout=value)
    assert (source, key, expected) == ("keyword settings", "timeout", "a number")


def test_an_unknown_keyword_is_refused(registry):
    assert refusal(load(environ={}).venue, "alpha", registry, tiemout=1)[1:3] == (
        "tiemout",
        "alpha has no such setting; did you mean timeout?",
    )


def test_keyword_settings_may_be_values_of_their_type(registry):
    venue = load(environ={}).venue
    assert venue("alpha", registry, mode=Mode.FAST)[1].mode is Mode.FAST
    assert venue("alpha", registry, api_key=TEXT)[1].api_key == Secret(TEXT)
    assert venue("alpha", registry, api_key=Secret(TEXT))[1].api_key == Secret(TEXT)
    assert venue("alpha", registry, api_key=None)[1].api_key is None
    assert venue("alpha", registry, ratio=None)[1].ratio is None


def test_the_exchange_of_a_venue_cannot_be_changed_by_a_keyword(file, registry):
    """The keys of one exchange would be shown to another."""
    venue = load(file(MAIN), {}).venue
    assert refusal(venue, "main", registry, exchange="beta")[:3] == (
        "keyword settings",
        "exchange",
        "main is at 'alpha'",
    )
    assert venue("main", registry, exchange="alpha")[0] == "main"


# --- secrets ---


def test_secrets_are_fetched_when_a_venue_is_opened_and_not_before(file, registry):
    path = file(MAIN + 'api_key = {env = "KEY"}\ntoken = {env = "TOKEN"}\n', 0o644)
    configuration = load(path, {"KEY": TEXT})
    assert refusal(configuration.venue, "main", registry)[:3] == (
        str(path),
        "venues.main.token",
        "the environment has no variable TOKEN",
    )
    _, settings = load(path, {"KEY": TEXT, "TOKEN": "t"}).venue("main", registry)
    assert settings.api_key == Secret(TEXT)
    assert settings.token == Secret("t")
    assert TEXT not in repr(settings) + repr(attrs.asdict(settings)) + repr(configuration)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_literal_secret_in_a_file_that_others_can_read_is_refused(file, registry, mode):
    path = file(MAIN + f'api_key = "{TEXT}"\n', mode)
    source, key, problem, expected = refusal(load(path, {}).venue, "main", registry)
    assert (source, key) == (str(path), "venues.main.api_key")
    assert "others can read" in problem
    assert expected is not None
    assert f"chmod 600 {path}" in expected


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_literal_secret_in_a_private_file_is_taken(file, registry, mode):
    _, settings = load(file(MAIN + f'api_key = "{TEXT}"\n', mode), {}).venue("main", registry)
    assert settings.api_key == Secret(TEXT)


def test_a_secret_file_is_relative_to_the_configuration(file, registry, tmp_path):
    (tmp_path / "key").write_text(TEXT)
    (tmp_path / "key").chmod(0o600)
    path = file(MAIN + 'api_key = {file = "key"}\n')
    assert load(path, {}).venue("main", registry)[1].api_key == Secret(TEXT)


def test_a_command_in_a_file_that_anybody_can_write_is_not_run(file, registry, tmp_path):
    text = MAIN + f'api_key = {{command = ["sh", "-c", "touch {tmp_path}/mark; echo x"]}}\n'
    assert "somebody else" in refusal(load(file(text, 0o646), {}).venue, "main", registry)[2]
    assert not (tmp_path / "mark").exists()
    assert load(file(text, 0o644), {}).venue("main", registry)[1].api_key == Secret("x")


def test_a_command_in_somebody_else_s_file_is_not_run(file, registry, monkeypatch):
    path = file(MAIN + 'api_key = {command = "echo x"}\n')
    owner = path.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    if owner != 0:
        assert "somebody else" in refusal(load(path, {}).venue, "main", registry)[2]
    else:  # root's files are trusted by everybody
        assert load(path, {}).venue("main", registry)[1].api_key == Secret("x")


def test_a_third_party_s_source_is_found_through_the_registry(file, registry):
    registry.register(
        SimpleNamespace(secret_sources=hookimpl(lambda: {"vault": lambda where: f"{where}-text"})), "vault"
    )
    path = file(MAIN + 'api_key = {vault = "a/b"}\n')
    assert load(path, {}).venue("main", registry)[1].api_key == Secret("a/b-text")


def test_a_secret_of_the_wrong_type_is_not_shown(file, registry):
    path = file(MAIN + "api_key = 80218021\n")
    _, key, problem, expected = refusal(load(path, {}).venue, "main", registry)
    assert (key, problem) == ("venues.main.api_key", "a secret cannot be a int")
    assert expected is not None
    assert "{env = " in expected


# --- variables ---


@pytest.mark.parametrize(
    "variable",
    [
        "CROSSVENUE_VENUES__MAIN__ENVIRONMENT",
        "crossvenue_venues__main__environment",
        "CROSSVENUE_Venues__Main__Environment",
    ],
)
def test_a_variable_lies_over_the_file_in_either_case(file, registry, variable):
    configuration = load(file(MAIN), {variable: "testnet"})
    assert configuration.venue("main", registry)[1].environment == "testnet"


def test_a_variable_finds_a_name_with_capitals_or_hyphens(file, registry):
    path = file('[venues.My-Desk]\nexchange = "alpha"\n')
    configuration = load(path, {"CROSSVENUE_VENUES__MY_DESK__TIMEOUT": "2.5"})
    assert configuration.names() == ["My-Desk"]
    assert configuration.venue("My-Desk", registry)[1].timeout == 2.5


def test_a_variable_that_may_mean_two_venues_is_refused(file):
    path = file('[venues.a-b]\nexchange = "alpha"\n[venues.A_b]\nexchange = "alpha"\n')
    source, _, problem, _ = refusal(load, path, {"CROSSVENUE_VENUES__A_B__TIMEOUT": "1"})
    assert (source, problem) == ("CROSSVENUE_VENUES__A_B__TIMEOUT", "may mean any of A_b, a-b")


def test_variables_alone_make_a_venue(registry):
    environ = {
        "CROSSVENUE_VENUES__MAIN__EXCHANGE": "alpha",
        "CROSSVENUE_VENUES__MAIN__API_KEY__ENV": "KEY",
        "KEY": TEXT,
    }
    name, settings = load(environ=environ).venue(None, registry)
    assert (name, settings.api_key) == ("main", Secret(TEXT))


def test_a_whole_venue_may_stand_in_a_variable(registry):
    environ = {"CROSSVENUE_VENUES__MAIN": '{exchange = "alpha", recv_window = 7}'}
    assert load(environ=environ).venue("main", registry)[1].recv_window == 7
    assert refusal(load, None, {"CROSSVENUE_VENUES__MAIN": "alpha"})[:3] == (
        "CROSSVENUE_VENUES__MAIN",
        "venues.main",
        "is no table",
    )


def test_a_variable_may_change_a_part_of_a_table_and_leaves_the_rest(file, registry):
    path = file(MAIN + "limits = {a = 1, B = 2}\n")
    configuration = load(path, {"CROSSVENUE_VENUES__MAIN__LIMITS__B": "7"})
    assert configuration.venue("main", registry)[1].limits == {"a": 1, "B": 7}
    path = file(MAIN + "ports = {x = {a = 1, b = 2}, y = {a = 3}}\n")
    configuration = load(
        path, {"CROSSVENUE_VENUES__MAIN__PORTS__X__B": "7", "CROSSVENUE_VENUES__MAIN__PORTS__Z__C": "8"}
    )
    ports = {"x": {"a": 1, "b": 7}, "y": {"a": 3}, "z": {"c": 8}}
    assert configuration.venue("main", registry)[1].ports == ports


@pytest.mark.parametrize(
    ("variable", "text", "key", "problem", "expected"),
    [
        ("TIMEOUT", "soon", "timeout", 'is "soon"', "a number"),
        ("TIMEOUT", '"7"', "timeout", 'is "7"', "a number"),
        ("TIMEOUT", "-1", "timeout", "is -1.0", "a number above 0"),
        ("RETRIES", "1.5", "retries", "is 1.5", "a whole number"),
        ("LIMITS__A", "x", "limits.a", 'is "x"', "a whole number"),
        ("ENVIRONMENT", "7", "environment", "alpha has no environment '7'", "production, replay, testnet"),
        ("TIEMOUT", "7", "tiemout", "alpha has no such setting; did you mean timeout?", None),
        ("EXCHANGE", "7", "exchange", "is 7", "the name of an exchange"),
    ],
)
def test_what_is_wrong_with_a_variable_names_it(file, registry, variable, text, key, problem, expected):
    variable = f"CROSSVENUE_VENUES__MAIN__{variable}"
    source, where, said, wanted = refusal(load(file(MAIN), {variable: text}).venue, "main", registry)
    assert (source, where, said) == (variable, f"venues.main.{key}", problem)
    assert expected is None or wanted == expected


def test_a_variable_for_a_venue_that_is_not_there_is_refused(file):
    """Ignored, a slip in the name of the venue would leave it in production."""
    source, key, problem, expected = refusal(load, file(MAIN), {"CROSSVENUE_VENUES__MIAN__ENVIRONMENT": "testnet"})
    assert (source, key) == ("CROSSVENUE_VENUES__MIAN__ENVIRONMENT", "venues.mian")
    assert problem == "no venue called 'mian' is configured; did you mean main?"
    assert expected == "one of main"


@pytest.mark.parametrize(
    "variable",
    [
        "CROSSVENUE_VENUE__MAIN__ENVIRONMENT",
        "CROSSVENUE_VENUES_MAIN_ENVIRONMENT",
        "CROSSVENUE_VENUES____ENVIRONMENT",
        "CROSSVENUE_VENUES",
        "CROSSVENUE_MAIN__ENVIRONMENT",
        "CROSSVENUE_DEFUALT",
        "CROSSVENUE_BINANCE_KEY",
        "CROSSVENUE_",
    ],
)
def test_a_slip_in_a_variable_s_name_is_refused(file, variable):
    source, _, problem, _ = refusal(load, file(MAIN), {variable: "testnet"})
    assert (source, problem) == (variable, "is not a variable of Crossvenue")


@pytest.mark.parametrize(
    ("variable", "setting"),
    [
        ("CROSSVENUE_ENVIRONMENT", "ENVIRONMENT"),
        ("CROSSVENUE_ENV", "ENVIRONMENT"),
        ("crossvenue_api_key", "API_KEY"),
        ("CROSSVENUE_MAIN__TIMEOUT", "TIMEOUT"),
        ("CROSSVENUE_BINANCE_KEY", "<SETTING>"),
    ],
)
def test_a_setting_without_its_venue_is_refused_with_the_right_name_and_not_its_text(file, variable, setting):
    """It was passed over once: CROSSVENUE_ENVIRONMENT=testnet traded in production."""
    source, _, problem, expected = refusal(load, file(MAIN), {variable: TEXT})
    assert (source, problem) == (variable, "is not a variable of Crossvenue")
    assert expected == f"CROSSVENUE_CONFIG, CROSSVENUE_DEFAULT or CROSSVENUE_VENUES__<VENUE>__{setting}"


def test_the_file_may_be_named_in_either_case(file):
    assert load(environ={"crossvenue_config": str(file(MAIN))}).names() == ["main"]


def test_variables_of_others_are_left_alone(file):
    assert load(file(MAIN), {"CROSSVENUES": "1", "CROSS": "x", "PATH": "/bin"}).names() == ["main"]


@pytest.mark.parametrize("text", ["12345678", "true", "0x1f", "1e5", "2020-01-01", "[1]", "a # b", "{x", "'q"])
def test_a_secret_in_a_variable_is_its_text_whatever_it_looks_like(file, registry, text):
    environ = {"CROSSVENUE_VENUES__MAIN__API_KEY": text}
    assert load(file(MAIN, 0o644), environ).venue("main", registry)[1].api_key == Secret(text)


def test_a_text_setting_in_a_variable_is_its_text_whatever_it_looks_like(registry):
    environ = {
        "CROSSVENUE_VENUES__MAIN__EXCHANGE": "beta",
        "CROSSVENUE_VENUES__MAIN__SUBACCOUNT": "0012",
        "CROSSVENUE_DEFAULT": '"main"',
    }
    assert load(environ=environ).venue(None, registry)[1].subaccount == "0012"
    environ["CROSSVENUE_VENUES__MAIN__SUBACCOUNT"] = "12"
    assert load(environ=environ).venue(None, registry)[1].subaccount == "12"


TOML = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(TOML)
def test_a_value_that_toml_can_write_is_read_back_exactly(value):
    # JSON writes these as TOML does.
    assert config._literal(json.dumps(value, ensure_ascii=False)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**20), max_value=10**20))
def test_a_decimal_number_is_read_back_exactly(number):
    assert config._literal(f"{number:f}") == number


@given(st.text())
@example("5\nother = 6")
@example("5, other = 6")
@example("5 # five")
@example("5} # ")
@example("1, 2")
@example("[" * 5000)
@example("9" * 5000)
@example("nan")
@example("")
def test_any_text_is_one_value_or_itself(text):
    value = config._literal(text)
    if isinstance(value, str) and not text.strip(" \t").startswith(('"', "'")):
        assert value == text
    assert not isinstance(value, dict) or text.strip(" \t").startswith("{")


@pytest.mark.parametrize("text", ["5\nother = 6", "5, other = 6", "5 # five", "5} # ", "1, 2", "a b", "x"])
def test_what_is_more_than_one_value_is_text(text):
    assert config._literal(text) == text


@given(st.dictionaries(st.sampled_from(["timeout", "retries", "api_key", "words", "mode", "nope"]), TOML))
def test_no_value_makes_anything_but_settings_or_an_error_of_ours(registry_of_strategy, values):
    error = settings = None
    try:
        _, settings = load(environ={}).venue("alpha", registry_of_strategy, **values)
    except CrossvenueError as caught:
        error = caught
    if error is None:
        assert isinstance(settings, AlphaSettings)
    else:
        assert isinstance(error, ConfigurationError)
        assert error.source == "keyword settings"
        assert error.key


@pytest.fixture(scope="module")
def registry_of_strategy():
    registry = Registry(entry_points=lambda group: [])
    offered = [SimpleNamespace(name="alpha", environments={"production": None}, settings=AlphaSettings)]
    registry.register(SimpleNamespace(exchanges=hookimpl(lambda: offered)))
    return registry
