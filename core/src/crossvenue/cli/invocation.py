"""What every command shares: the venue it speaks to, its options, and the exit status that its end becomes. Apart,
because the group and each file of commands need it, and nothing else of ours may be imported for `--help`.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Protocol, TextIO

import click

if TYPE_CHECKING:
    from crossvenue.venue import Venue

DONE: Final = 0
REFUSED: Final = 1
USAGE: Final = 2
UNAVAILABLE: Final = 3
NOT_CLEAR: Final = 4
UNKNOWN: Final = 5
NOT_RECORDED: Final = 6
BUG: Final = 70
UNSHOWN: Final = 74
INTERRUPTED: Final = 130

STATUSES: Final = {
    DONE: "done",
    REFUSED: "refused by the venue, or done only in part; doctor: something is wrong",
    USAGE: "wrong usage or configuration, or a request that cannot be right; nothing was sent",
    UNAVAILABLE: "no connection, the venue is down, its answer is unreadable, or a rate limit; nothing was changed",
    NOT_CLEAR: "a withdrawal's pre-flight is blocked or uncertain, or it was not confirmed; nothing was sent",
    UNKNOWN: "OUTCOME UNKNOWN: it was sent and may have been done; find out before sending it again",
    NOT_RECORDED: "replay: the cassette does not hold the answer",
    BUG: "a bug in Crossvenue or a plugin",
    UNSHOWN: "the output cannot be written: a full disk, a closed pipe; nothing was sent",
    INTERRUPTED: "interrupted",
}
"""What an exit status means."""


class Connect(Protocol):
    """Opens a venue by name (None: the default one) and by the path of a configuration file."""

    def __call__(self, name: str | None, *, config: str | None) -> Venue:
        """The venue."""
        ...


class Invocation:
    """One run of the command line: which venue it speaks to, and whether a program reads the output.

    `connect` is what opens the venue; tests give their own.
    """

    def __init__(self, connect: Connect | None = None) -> None:
        self.venue: str | None = None
        self.config: str | None = None
        self.json = False
        self.debug = False
        self.notices: list[str] = []
        """What was to be said beside the result, where a program reads it: an error is one JSON object."""
        self.under_way: Mapping[str, str] = {}
        """What finds again what may have been sent. Until it is set, certainly nothing was that changes anything."""
        self.done: Mapping[str, str] = {}
        """What finds again what was done at the venue. From then on a failure is only one to show it."""
        self._connect = connect

    def open(self) -> Venue:
        """The venue, to be used as a context manager. Raises `ConfigurationError` and `PluginError`."""
        if self._connect is not None:
            return self._connect(self.venue, config=self.config)
        from crossvenue.venue import connect

        return connect(self.venue, config=self.config)

    def notice(self, said: str) -> None:
        """Say in one line on stderr what is not the result; with `--json` after the result, or in the error."""
        if self.json:
            self.notices.append(said)
        else:
            click.echo(f"crossvenue: {said}", err=True)


def keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """The callback of an option that is for every command: keeps its value in the `Invocation`."""
    invocation = ctx.ensure_object(Invocation)
    if value and param.name is not None:
        setattr(invocation, param.name, value)
    return value


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_VENUE: Final[tuple[Decorator, ...]] = (
    click.option(
        "--venue",
        metavar="NAME",
        expose_value=False,
        callback=keep,
        help="A venue of crossvenue.toml, or an exchange; else CROSSVENUE_DEFAULT or the file's default.",
    ),
    click.option(
        "--config",
        metavar="PATH",
        expose_value=False,
        callback=keep,
        help="The configuration file; else CROSSVENUE_CONFIG, ./crossvenue.toml or the user's.",
    ),
)
_JSON: Final = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    callback=keep,
    help="JSON for programs: amounts are strings with every digit, times ISO 8601 in UTC; errors too, on stderr.",
)


def with_venue(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command or the group the options `--venue` and `--config`."""
    for option in reversed(_VENUE):
        function = option(function)
    return function


def command(name: str, *, venue: bool = True) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a command of a function that takes an `Invocation`; with `--json`, and the options of a venue."""

    def made(function: Callable[..., Any]) -> click.Command:
        taking = _JSON(click.pass_obj(function))
        return click.command(name)(with_venue(taking) if venue else taking)

    return made


@contextmanager
def _noticing(invocation: Invocation, *, debug: bool) -> Iterator[None]:
    """Makes one line each of what the library warns of; with `debug`, shows all that it logs, with tracebacks."""
    import logging
    import warnings

    failed: set[str] = set()

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said, problem = record.getMessage(), (record.exc_info or (None, None))[1]
            if problem is not None:
                # Without the traceback, and once: an observer that fails does so with each request.
                said = f"{said}: {type(problem).__name__}: {problem}"
                if said in failed:
                    return
                failed.add(said)
            invocation.notice(" ".join(said.split()))

    def show(message: Warning | str, *_: object, **__: object) -> None:
        invocation.notice(" ".join(str(message).split()))

    log = logging.getLogger("crossvenue")  # Ours alone: an HTTP client's own log would show keys.
    handler, level = logging.StreamHandler() if debug else Lines(logging.WARNING), log.level
    log.addHandler(handler)
    if debug:
        log.setLevel(logging.DEBUG)
    with warnings.catch_warnings():
        warnings.showwarning = show
        try:
            yield
        finally:
            log.removeHandler(handler)
            log.setLevel(level)


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM and SIGHUP interrupt as Ctrl-C does: a write that is under way ends as what it is."""
    import signal

    told: list[int] = []

    def interrupt(number: int, _: object) -> None:
        if not told:  # They come in pairs, and the second would interrupt what is said of the first.
            told.append(number)
            raise KeyboardInterrupt

    before = {}
    with suppress(ValueError):  # Only the main thread may.
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # Under nohup the latter is ignored, and stays so.
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Commands(click.Group):
    """A group whose commands end in one of `STATUSES`, with a readable line on stderr and no traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which one meets them."""
        return list(self.commands)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the command line as far as the command; with `--json` on it, wherever, errors are JSON from now on."""
        as_json = "--json" in args
        try:
            ctx = super().make_context(info_name, args, parent, **extra)
        except click.ClickException as wrong:
            if not as_json:
                raise
            said = _report(type(wrong).__name__, wrong.format_message(), USAGE, {}, [], as_json=True)
            click.echo(said, err=True)
            raise click.exceptions.Exit(USAGE) from None
        except OSError as failure:  # Of the group's own `--help` and `--version`, which come before any command.
            if not _of_output(failure):
                raise
            _abandon(sys.stdout)
            with suppress(OSError):
                click.echo(_report("OutputLost", f"{_LOST}: {failure}", UNSHOWN, {}, [], as_json=as_json), err=True)
            raise click.exceptions.Exit(UNSHOWN) from None
        ctx.ensure_object(Invocation).json |= as_json
        return ctx

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        invocation = ctx.ensure_object(Invocation)
        with _interruptible(), _noticing(invocation, debug=invocation.debug):
            try:
                return self._run(ctx, invocation)
            finally:
                with suppress(OSError):
                    for each in invocation.notices:
                        click.echo(f"crossvenue: {each}", err=True)

    def _run(self, ctx: click.Context, invocation: Invocation) -> Any:
        try:
            return super().invoke(ctx)
        except BaseException as failure:
            kind, particulars = type(failure).__name__, {**vars(failure), **invocation.under_way}
            if invocation.done:
                # Also the SystemExit of rich and the OSError of a full disk: what was done stays done.
                status, particulars = DONE, dict(invocation.done)
                found = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in particulars.items())
                said = f"done ({found}), but it could not be shown: {kind}: {failure}"
                _abandon(sys.stdout)
            elif isinstance(failure, KeyboardInterrupt):
                # A write that was under way says so in a note: it may have been done.
                notes = getattr(failure, "__notes__", [])
                kind, said, status = "Interrupted", "; ".join(["interrupted", *notes]), INTERRUPTED
                if notes:
                    status = UNKNOWN
            elif not invocation.under_way and _of_output(failure):
                why = failure if isinstance(failure, OSError) else failure.__context__
                kind, said, status = "OutputLost", f"{_LOST}: {why}", UNSHOWN
                _abandon(sys.stdout)
            elif isinstance(failure, click.ClickException) and invocation.json:
                said, status = failure.format_message(), USAGE
            elif not isinstance(failure, Exception) or isinstance(failure, _CLICKS):
                raise
            else:
                from crossvenue.errors import CrossvenueError

                said, status = str(failure), status_of(failure)
                if not isinstance(failure, CrossvenueError):
                    said = f"this is a bug: {kind}: {said} (--debug shows where)"
            _debug(failure)
            notices = invocation.notices
            try:
                click.echo(_report(kind, said, status, particulars, notices, as_json=invocation.json), err=True)
                notices.clear()
            except OSError:
                _abandon(sys.stderr)  # The status says it still.
        return ctx.exit(status)


_CLICKS: Final = (click.ClickException, click.Abort, click.exceptions.Exit)
"""What click itself makes an end of."""


def _of_output(failure: BaseException) -> bool:
    """Whether writing failed, and not of a file that has a name; rich makes a SystemExit of a closed pipe."""
    if isinstance(failure, SystemExit):
        return isinstance(failure.__context__, BrokenPipeError)
    return isinstance(failure, OSError) and failure.errno in _WRITING and failure.filename is None


_LOST: Final = "nothing was sent: the output cannot be written"
_WRITING: Final = (errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF)


def _abandon(stream: TextIO) -> None:
    """Lets what is left in `stream` go nowhere: Python would fail to write it at its end, and change the status."""
    with suppress(AttributeError, OSError, ValueError):  # There may be no stream, or none with a file.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def status_of(error: BaseException) -> int:
    """The exit status that `error` becomes."""
    from crossvenue import errors

    for kinds, status in (
        (errors.OutcomeUnknown, UNKNOWN),
        (errors.WithdrawalBlocked, NOT_CLEAR),
        (errors.RecordingMissing, NOT_RECORDED),
        # Refused too, but what helps is to try again later.
        ((errors.RateLimited, errors.VenueBusy), UNAVAILABLE),
        ((errors.Refused, errors.PartialSuccess), REFUSED),
        (errors.VenueError, UNAVAILABLE),
        (errors.CrossvenueError, USAGE),
    ):
        if isinstance(error, kinds):
            return status
    return BUG


_TOLD: Final = ("venue", "endpoint", "status", "code", "client_id", "find_out", "retry_after", "source", "key")


def _report(
    kind: str, said: str, status: int, particulars: dict[str, Any], notices: list[str], *, as_json: bool
) -> str:
    if as_json:
        import json

        told = {name: particulars[name] for name in _TOLD if particulars.get(name) is not None}
        beside = {"notices": notices} if notices else {}
        return json.dumps({"error": kind, "message": said, "exit_status": status, **told, **beside})
    shout = "OUTCOME UNKNOWN: " if status == UNKNOWN else ""
    return f"crossvenue: {shout}{said}"


def _debug(error: BaseException) -> None:
    import logging

    logging.getLogger("crossvenue").debug("it came from here", exc_info=error)
