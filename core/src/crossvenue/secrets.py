"""Secrets: an opaque value, and where its text comes from. Apart, because nobody else may touch the text.

In a configuration a secret is a table that names its source, or, where nobody else can read it, the text:

    api_key     = {env = "BINANCE_KEY"}
    api_secret  = {file = "~/.keys/binance"}                      # readable by its owner alone
    private_key = {command = ["pass", "show", "binance/pem"]}     # or one string, split as a shell would
    passphrase  = {keyring = "kucoin/me"}                         # needs crossvenue[keyring]
    api_key     = {vault = "trading/binance"}                     # a name that an extension registered

No error raised here holds the text of a secret, or anything that a command or a third party said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn, SupportsIndex

import attrs

from crossvenue.errors import ConfigurationError, did_you_mean, one_of

SecretSource = Callable[[str | list[str]], str]
"""A third party's way to fetch a secret: from what stands in the configuration to the text."""

OWN_SOURCES = ("env", "file", "command", "keyring")
"""The names of core's own sources, which no third party may take."""

EXPECTED = (
    'a table that names a source: {env = "NAME"}, {file = "PATH"}, {command = ["WORD", ...]} '
    'or {keyring = "SERVICE/USERNAME"}'
)
"""What a secret in a configuration looks like, for error messages."""

_OTHERS = 0o077
_SHOWN = "Secret(***)"


class Secret:
    """A text that is never shown: not by `repr`, `str`, `format`, a pickle or an `asdict`.

    Only `reveal` gives it back. Two secrets compare in constant time. `TypeError` for anything but a `str`.
    """

    # A plain class with slots: `attrs.asdict` and `cattrs.unstructure` print even fields with `repr=False`.
    __slots__ = ("_text",)
    _text: str

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f"a secret is a str, not {type(text).__name__}")
        object.__setattr__(self, "_text", text)

    def reveal(self) -> str:
        """The text itself. Call it where the text is used, and keep the result nowhere."""
        return self._text

    def __repr__(self) -> str:
        return _SHOWN

    def __format__(self, spec: str) -> str:
        return format(_SHOWN, spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        import hmac  # here, because it loads OpenSSL and few programs compare secrets

        return hmac.compare_digest(_bytes(self._text), _bytes(other._text))

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a secret cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a secret cannot be changed")

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret cannot be pickled")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret cannot be pickled")

    # Immutable, so a copy is itself; without these, `copy` would run into the refusal to be pickled.
    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self


def _bytes(text: str) -> bytes:
    # An environment variable may hold bytes that are not UTF-8; Python keeps them as lone surrogates.
    return text.encode("utf-8", "surrogatepass")


@attrs.frozen
class Origin:
    """Where a setting stands, and what may therefore be in it.

    `source` is the file, the variable or "keyword settings"; `folder` is what a relative path in it is
    relative to (None: the working directory); `private` whether nobody else can read it, so that it may hold
    the text of a secret; `trusted` whether nobody else can have written it, so that it may name a command to
    run.
    """

    source: str
    folder: Path | None = None
    private: bool = True
    trusted: bool = True


def closed_to_others(status: os.stat_result) -> bool:
    """Whether only the owner has access to the file (always True where files have no modes)."""
    return os.name != "posix" or status.st_mode & _OTHERS == 0


def fetch(
    given: object,
    *,
    key: str,
    origin: Origin,
    environ: Mapping[str, str] | None = None,
    others: Callable[[], Mapping[str, SecretSource]] | None = None,
) -> Secret:
    """The secret that `given` (what stands at `key` in the configuration) means.

    `others` gives the third parties' sources by name; it is called only for a name that is not one of ours.
    One newline at the end is dropped, whatever the source: files and commands end in one.

    Raises `ConfigurationError` if the secret is missing, empty or unsafely kept, or if its source is unknown
    or fails. Nothing it says holds the text of a secret.
    """
    if isinstance(given, Secret):
        if not given.reveal():
            raise _wrong(origin, key, "the secret is empty")
        return given
    if isinstance(given, str):
        if not origin.private:
            remedy = f"the file to be private (chmod 600 {origin.source}), or {EXPECTED}"
            raise _wrong(origin, key, "a secret stands in a file that others can read", remedy)
        return _secret(given, origin, key, "the secret")
    if not isinstance(given, Mapping):
        raise _wrong(origin, key, f"a secret cannot be a {type(given).__name__}", EXPECTED)
    if len(given) != 1:
        problem = f"the secret names {len(given)} sources" if given else "the secret names no source"
        raise _wrong(origin, key, problem, EXPECTED)
    ((name, where),) = given.items()
    if not _is_place(where):
        raise _wrong(origin, f"{key}.{name}", f"the {name} of a secret is wrong", "a text")
    if name == "command":
        return _from_command(where, origin, key)
    if name in ("env", "file", "keyring"):
        if not isinstance(where, str):
            raise _wrong(origin, f"{key}.{name}", f"the {name} of a secret is a list", "a text")
        if name == "env":
            return _from_environment(where, origin, key, os.environ if environ is None else environ)
        return (_from_file if name == "file" else _from_keyring)(where, origin, key)
    return _from_third_party(name, where, origin, key, {} if others is None else others())


def _is_place(where: object) -> bool:
    if isinstance(where, list):
        return bool(where) and all(isinstance(word, str) for word in where)
    return isinstance(where, str) and bool(where)


def _wrong(origin: Origin, key: str, problem: str, expected: str | None = None) -> ConfigurationError:
    return ConfigurationError(problem, source=origin.source, key=key, expected=expected)


def _secret(text: str, origin: Origin, key: str, what: str) -> Secret:
    text = text.removesuffix("\n").removesuffix("\r")
    if not text.strip():
        raise _wrong(origin, key, f"{what} is empty")
    return Secret(text)


def _decoded(content: bytes, origin: Origin, key: str, what: str) -> str:
    # Raised after the handler and not in it: as a context too, a UnicodeDecodeError carries the content.
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise _wrong(origin, key, f"{what} is not text", "UTF-8")


def _from_environment(name: str, origin: Origin, key: str, environ: Mapping[str, str]) -> Secret:
    text = environ.get(name)
    if text is None:
        raise _wrong(origin, key, f"the environment has no variable {name}", f"{name} to hold the secret")
    return _secret(text, origin, key, f"the environment variable {name}")


def _from_file(name: str, origin: Origin, key: str) -> Secret:
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        raise _wrong(origin, key, f"the home folder in {name} is not known", "a whole path") from None
    if origin.folder is not None:
        path = origin.folder / path
    try:
        with path.open("rb") as file:
            # The opened file is asked, not its name: the name may mean another file a moment later.
            closed = closed_to_others(os.fstat(file.fileno()))
            content = file.read() if closed else b""
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _wrong(origin, key, f"cannot read {path}: {reason}", "a file that holds the secret") from None
    if not closed:
        raise _wrong(origin, key, f"others have access to {path}", f"its owner alone (chmod 600 {path})")
    return _secret(_decoded(content, origin, key, str(path)), origin, key, str(path))


def _from_command(command: str | list[str], origin: Origin, key: str) -> Secret:
    import shlex
    import subprocess

    if not origin.trusted:
        problem = "a command stands in a file that somebody else can have written"
        raise _wrong(origin, key, problem, "a file that is yours, and that only you can write")
    try:
        words = shlex.split(command) if isinstance(command, str) else command
    except ValueError as error:
        raise _wrong(origin, key, f"the command cannot be split into words: {error}") from None
    if not words or not words[0]:
        raise _wrong(origin, key, "the command is empty")
    try:
        # Input and errors stay the terminal's: a password manager may have to ask, or to say why it cannot.
        ended = subprocess.run(words, stdout=subprocess.PIPE, check=False)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _wrong(origin, key, f"the command {words[0]} cannot be run: {reason}") from None
    if ended.returncode != 0:
        raise _wrong(origin, key, f"the command {words[0]} failed with exit status {ended.returncode}")
    what = f"the answer of the command {words[0]}"
    return _secret(_decoded(ended.stdout, origin, key, what), origin, key, what)


def _from_keyring(name: str, origin: Origin, key: str) -> Secret:
    service, _, username = name.rpartition("/")
    if not service or not username:
        raise _wrong(origin, key, f"{name!r} names no keyring entry", "SERVICE/USERNAME")
    try:
        import keyring
    except ImportError:
        problem = "the package keyring is not installed"
        raise _wrong(origin, key, problem, "pip install 'crossvenue[keyring]'") from None
    failure = text = None
    try:
        text = keyring.get_password(service, username)
    except Exception as error:  # noqa: BLE001, RUF100 - a backend raises what it likes
        failure = type(error).__name__
    if failure is not None:
        raise _wrong(origin, key, f"the keyring cannot be asked for {name}: {failure}")
    if text is None:
        raise _wrong(origin, key, f"the keyring has no entry {name}", f"keyring set {service} {username}")
    return _secret(text, origin, key, f"the keyring entry {name}")


def _from_third_party(
    name: str, where: str | list[str], origin: Origin, key: str, others: Mapping[str, SecretSource]
) -> Secret:
    source = others.get(name)
    if source is None:
        known = [*OWN_SOURCES, *others]
        hint = did_you_mean(name, known)
        raise _wrong(origin, key, f"no source of secrets is called {name}{hint}", f"one of {one_of(known)}")
    failure = text = None
    try:
        text = source(where)
    except Exception as error:  # noqa: BLE001, RUF100 - somebody else's code
        # Its message is not repeated: nobody knows what a stranger puts there.
        failure = type(error).__name__
    if failure is not None:
        raise _wrong(origin, key, f"the source {name} failed: {failure}")
    if not isinstance(text, str):
        raise _wrong(origin, key, f"the source {name} gave no text")
    return _secret(text, origin, key, f"what the source {name} gave")
