"""Secrets: never shown, and fetched from where the configuration says."""

from __future__ import annotations

import copy
import json
import os
import pickle
import pprint
import sys
import traceback
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossvenue.errors import ConfigurationError
from crossvenue.secrets import Origin, Secret, SecretSource, fetch

TEXT = "hunter2-is-the-secret"
OWN = Origin("crossvenue.toml")


def private(path: Path, content: str | bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)
    return path


def refused(given: object, origin: Origin = OWN, **more: object) -> ConfigurationError:
    """The error that fetching raises, after a look whether it, or what it came from, holds the secret."""
    with pytest.raises(ConfigurationError) as caught:
        fetch(given, key="venues.main.api_key", origin=origin, **more)  # type: ignore[arg-type]
    error: BaseException | None = caught.value
    assert TEXT not in "".join(traceback.format_exception(caught.value))
    while error is not None:
        assert TEXT not in repr(error) + repr(vars(error))
        assert not isinstance(error, UnicodeDecodeError)  # it carries the content
        error = error.__cause__ or error.__context__
    assert caught.value.source == origin.source
    assert caught.value.key is not None
    assert caught.value.key.startswith("venues.main.api_key")
    return caught.value


def fetched(given: object, origin: Origin = OWN, **more: object) -> str:
    return fetch(given, key="k", origin=origin, **more).reveal()  # type: ignore[arg-type]


# --- the value ---


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        "{}".format,
        "{!r:>30}".format,
        "{:<20}".format,
        pprint.pformat,
        lambda s: repr([s]),
        lambda s: "%s" % (s,),  # noqa: UP031
    ],
)
def test_no_way_of_printing_shows_it(show):
    shown = show(Secret(TEXT))
    assert TEXT not in shown
    assert "Secret(***)" in shown


def test_it_gives_its_text_only_when_asked():
    assert Secret(TEXT).reveal() == TEXT


def test_asdict_shows_nothing():
    @attrs.frozen
    class Holder:
        key: Secret

    assert attrs.asdict(Holder(Secret(TEXT))) == {"key": Secret(TEXT)}
    assert TEXT not in repr(attrs.asdict(Holder(Secret(TEXT))))


def test_cattrs_and_json_do_not_write_it():
    import cattrs

    assert TEXT not in repr(cattrs.unstructure({"key": Secret(TEXT)}))
    with pytest.raises(TypeError):
        json.dumps(Secret(TEXT))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_cannot_be_pickled(protocol):
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(Secret(TEXT), protocol)


def test_its_state_cannot_be_had():
    with pytest.raises(TypeError):
        Secret(TEXT).__getstate__()
    with pytest.raises(TypeError):
        vars(Secret(TEXT))


def test_a_copy_is_itself():
    secret = Secret(TEXT)
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret])[0] is secret


def test_it_cannot_be_changed():
    secret = Secret(TEXT)
    with pytest.raises(AttributeError):
        secret._text = "other"
    with pytest.raises(AttributeError):
        del secret._text
    assert secret.reveal() == TEXT


@given(st.text(), st.text())
def test_equality_and_hash_are_those_of_the_text(one, other):
    assert (Secret(one) == Secret(other)) is (one == other)
    assert Secret(one) == Secret(one)
    assert hash(Secret(one)) == hash(Secret(one))


def test_it_equals_nothing_but_a_secret():
    assert Secret(TEXT) != TEXT
    assert Secret("\udcff") != Secret("\udcfe")  # undecodable bytes of an environment variable


def test_it_is_made_of_text_only():
    with pytest.raises(TypeError, match="not bytes"):
        Secret(TEXT.encode())  # type: ignore[arg-type]


# --- where it comes from ---


def test_the_environment_gives_it():
    assert fetched({"env": "KEY"}, environ={"KEY": TEXT}) == TEXT


def test_the_process_environment_is_asked_by_default(monkeypatch):
    monkeypatch.setenv("CROSSVENUE_TEST_KEY", TEXT)
    assert fetched({"env": "CROSSVENUE_TEST_KEY"}) == TEXT


def test_a_missing_variable_is_named():
    error = refused({"env": "KEY"}, environ={})
    assert str(error) == (
        "crossvenue.toml: venues.main.api_key: the environment has no variable KEY (expected KEY to hold the secret)"
    )


@pytest.mark.parametrize("text", ["", "\n", "  "])
def test_an_empty_secret_is_refused_whatever_its_source(text, tmp_path):
    assert "KEY is empty" in str(refused({"env": "KEY"}, environ={"KEY": text}))
    assert "is empty" in str(refused({"file": str(private(tmp_path / "key", text))}))
    assert "is empty" in str(refused(text))
    assert "is empty" in str(refused({"command": [sys.executable, "-c", f"print({text!r}, end='')"]}))
    assert "is empty" in str(refused(Secret("")))


@pytest.mark.parametrize(
    ("content", "text"),
    [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), (" a ", " a "), ("a\nb\nc\n", "a\nb\nc")],
)
def test_one_newline_at_the_end_of_a_file_or_an_answer_is_dropped(content, text, tmp_path):
    file = private(tmp_path / "key", content)
    assert fetched({"file": str(file)}) == text
    program = "import sys; sys.stdout.write(open(sys.argv[1], newline='').read())"
    assert fetched({"command": [sys.executable, "-c", program, str(file)]}) == text


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666])
def test_a_file_that_others_have_access_to_is_refused(mode, tmp_path):
    file = private(tmp_path / "key", TEXT, mode)
    error = refused({"file": str(file)})
    assert f"others have access to {file}" in error.problem
    assert error.expected == f"its owner alone (chmod 600 {file})"


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_of_its_owner_alone_is_read(mode, tmp_path):
    assert fetched({"file": str(private(tmp_path / "key", TEXT, mode))}) == TEXT


def test_the_mode_that_counts_is_that_of_the_file_behind_a_link(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(private(tmp_path / "key", TEXT, 0o644))
    assert "others have access" in str(refused({"file": str(link)}))


def test_the_home_folder_is_understood(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    private(tmp_path / "key", TEXT)
    assert fetched({"file": "~/key"}) == TEXT


def test_an_unknown_home_folder_is_an_error():
    assert "home folder" in str(refused({"file": "~nobody-of-this-name/key"}))


def test_a_relative_path_is_relative_to_the_configuration(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    private(tmp_path / "key", TEXT)
    assert fetched({"file": "key"}, Origin("f", folder=tmp_path)) == TEXT
    assert "cannot read key" in str(refused({"file": "key"}))


def test_a_missing_file_or_a_folder_is_an_error(tmp_path):
    assert "No such file" in str(refused({"file": str(tmp_path / "none")}))
    assert "Is a directory" in str(refused({"file": str(tmp_path)}))


def test_a_file_that_is_no_text_is_an_error_without_its_content(tmp_path):
    file = private(tmp_path / "key", b"\xff" + TEXT.encode())
    assert "is not text" in str(refused({"file": str(file)}))


def test_a_command_may_be_one_string_split_as_a_shell_would(tmp_path):
    assert fetched({"command": f"{sys.executable} -c \"print('a b')\""}) == "a b"


def test_no_shell_reads_a_command(tmp_path):
    assert fetched({"command": ["echo", "$HOME", ";", "id"]}) == "$HOME ; id"


def test_a_failing_command_is_named_with_its_status_and_never_its_answer(capfd):
    program = f"print('{TEXT}'); raise SystemExit(3)"
    error = refused({"command": [sys.executable, "-c", program]})
    assert error.problem == f"the command {sys.executable} failed with exit status 3"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["no-such-program-here"], "no-such-program-here cannot be run: No such file"),
        ("", "command of a secret is wrong"),
        ([], "command of a secret is wrong"),
        ("   ", "command is empty"),
        ([""], "command is empty"),
        ("pass 'show", "cannot be split"),
        (["pass", 7], "command of a secret is wrong"),
        (["a\0b"], "cannot be run"),
    ],
)
def test_a_command_that_cannot_be_run_is_an_error(command, said):
    assert said in str(refused({"command": command}))


def test_a_command_in_a_file_that_somebody_else_can_have_written_is_not_run(tmp_path):
    mark = tmp_path / "mark"
    error = refused({"command": ["touch", str(mark)]}, Origin("/somewhere/crossvenue.toml", trusted=False))
    assert "somebody else" in error.problem
    assert not mark.exists()


@pytest.fixture
def keyring(monkeypatch):
    entries: dict[tuple[str, str], str] = {}

    class Fake:
        @staticmethod
        def get_password(service: str, username: str) -> str | None:
            if service == "locked":
                raise RuntimeError(TEXT)
            return entries.get((service, username))

    monkeypatch.setitem(sys.modules, "keyring", Fake)
    return entries


def test_the_keyring_gives_it(keyring):
    keyring["https://venue.example/api", "me"] = TEXT
    assert fetched({"keyring": "https://venue.example/api/me"}) == TEXT


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("service/me", "has no entry service/me"),
        ("service", "names no keyring entry"),
        ("service/", "names no keyring entry"),
        ("locked/me", "cannot be asked for locked/me: RuntimeError"),
    ],
)
def test_a_keyring_that_does_not_give_it_is_an_error(entry, said, keyring):
    assert said in str(refused({"keyring": entry}))


def test_without_the_extra_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert refused({"keyring": "a/b"}).expected == "pip install 'crossvenue[keyring]'"


def test_a_third_party_gives_it():
    def vault(where: str | list[str]) -> str:
        return f"{TEXT} of {where}\n"

    assert fetched({"vault": ["a", "b"]}, others=lambda: {"vault": vault}) == f"{TEXT} of ['a', 'b']"


def test_a_third_party_is_not_asked_for_a_source_of_ours():
    def others() -> dict[str, SecretSource]:
        raise AssertionError

    assert fetched({"env": "KEY"}, environ={"KEY": TEXT}, others=others) == TEXT


def test_what_a_third_party_says_when_it_fails_is_not_repeated():
    def vault(where: object) -> str:
        raise LookupError(TEXT)

    assert "the source vault failed: LookupError" in str(refused({"vault": "x"}, others=lambda: {"vault": vault}))


def test_a_third_party_that_gives_no_text_is_an_error():
    assert "gave no text" in str(refused({"vault": "x"}, others=lambda: {"vault": lambda where: TEXT.encode()}))


def test_an_unknown_source_is_an_error_with_the_near_and_the_known_ones():
    error = refused({"envv": "KEY"}, others=lambda: {"vault": str})
    assert "called envv; did you mean env?" in error.problem
    assert error.expected == "one of command, env, file, keyring, vault"


# --- the text itself ---


def test_the_text_itself_may_stand_where_nobody_else_can_read_it():
    assert fetched(TEXT) == TEXT
    assert fetched(Secret(TEXT), Origin("keyword settings")) == TEXT


def test_the_text_itself_in_a_file_that_others_can_read_is_refused_with_the_remedy():
    error = refused(TEXT, Origin("/etc/crossvenue.toml", private=False))
    assert "others can read" in error.problem
    assert error.expected is not None
    assert "chmod 600 /etc/crossvenue.toml" in error.expected
    assert "{env = " in error.expected


def test_a_source_in_a_file_that_others_can_read_is_fine():
    assert fetched({"env": "KEY"}, Origin("f", private=False), environ={"KEY": TEXT}) == TEXT


@pytest.mark.parametrize(
    "given", [7, True, None, 1.5, [TEXT], {}, {"env": "A", "file": TEXT}, {"env": 7}, {"env": [TEXT]}, {"env": ""}]
)
def test_anything_else_is_refused_without_showing_it(given):
    assert refused(given).expected


def test_windows_has_no_modes_to_judge(monkeypatch):
    from crossvenue import secrets

    status = os.stat_result((0o100666, *[0] * 9))
    assert not secrets.closed_to_others(status)
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        closed = secrets.closed_to_others(status)
    assert closed
