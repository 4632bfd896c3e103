"""What happens to jobs and to calls: a frozen plan, written in Python or read from TOML.

::

    [queue]
    polls = 2                    # leaves the queue after two polls ...
    seconds = 0.0                # ... and not before so many seconds after the submit
    positions = [2, 1]           # the position shown at each of them
    [run]
    polls = 3
    [end]
    outcome = "failed"
    error = "out of memory"      # a text or a table; without it, null
    [cancel]
    when = "queued"              # unfinished, queued, never, ignored
    [words.status]
    running = "warming_up"       # what /status says in place of its usual word
    [[fault]]
    on = "submit"
    kind = "http"
    status = 429
    headers = {"Retry-After" = "1"}
    times = 2
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from typewright.diagnostics import ConfigError

Phase: TypeAlias = Literal["queued", "running", "succeeded", "failed", "cancelled"]
"""The truth about a job; each route has its own words for it."""

Call: TypeAlias = Literal["submit", "status", "result", "cancel", "catalogue", "file"]
"""What a client can ask for."""

Shape: TypeAlias = Literal["full", "code", "message", "detail", "text"]
"""The bodies in which the API has been seen to refuse."""

Kind: TypeAlias = Literal["http", "error_code", "invalid_json", "truncated", "cut", "slow"]

LARGEST_FILE: Final = 2**28
"""The most that a result file can be padded to, since it is made in memory."""

Count: TypeAlias = Annotated[int, Field(ge=0)]
Seconds: TypeAlias = Annotated[float, Field(ge=0, allow_inf_nan=False)]

_STRICT: ConfigDict = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Queue:
    """How long a job queues: until it was polled so often *and* is so many seconds old."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    polls: Count = 1
    seconds: Seconds = 0.0
    positions: Annotated[tuple[Count, ...], Field(min_length=1)] = (1,)


@dataclass(frozen=True, slots=True)
class Run:
    """How long a job runs after it left the queue, counted as in :class:`Queue`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    polls: Count = 1
    seconds: Seconds = 0.0


@dataclass(frozen=True, slots=True)
class End:
    """How a job ends. ``output`` replaces the output, ``files`` counts the files of the usual one.

    With ``file_bytes`` each of those files is padded to that many bytes, if it has less.
    ``error`` and ``failure_reason`` are those of a failed job; the latter is sent when it is set.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    outcome: Literal["succeeded", "failed"] = "succeeded"
    error: JsonValue = None
    failure_reason: str | None = None
    output: dict[str, JsonValue] | None = None
    files: Annotated[int, Field(ge=1, le=16)] = 1
    file_bytes: Annotated[int, Field(ge=1, le=LARGEST_FILE)] | None = None
    cost: Seconds = 0.05


@dataclass(frozen=True, slots=True)
class Cancel:
    """Which jobs can be cancelled; "ignored" says ``cancelled`` and lets the job go on.

    A job shows as cancelled after ``polls`` further polls. ``status`` is the word beside the
    outcome, which the API is known to get wrong; without it the word is right.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    when: Literal["unfinished", "queued", "never", "ignored"] = "unfinished"
    polls: Count = 0
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words in place of the usual ones, by phase, for each of the two routes."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    status: Mapping[Phase, str] = field(default_factory=dict[Phase, str])
    result: Mapping[Phase, str] = field(default_factory=dict[Phase, str])


@dataclass(frozen=True, slots=True)
class Reading:
    """How the server reads the media rules, of which nobody knows the true reading.

    ``megabyte`` in bytes; ``inclusive`` takes ``<`` for ``<=`` and ``>`` for ``>=``; ``displayed``
    takes width and height after the EXIF orientation, or the turn of a film's track.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    megabyte: Literal[1_000_000, 1_048_576] = 1_000_000
    inclusive: bool = False
    displayed: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call, and with which of them.

    Of the calls that match ``on``, the first ``skip`` pass; of the rest every ``every``-th is hit,
    ``times`` in all (0: for ever). With ``accepted`` a call has its effect before it goes wrong;
    "invalid_json", "truncated" and "slow" spoil the answer of a call that was carried out anyway.
    ``seconds`` is how long a slow body takes.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    on: Call | Literal["any"]
    kind: Kind
    accepted: bool = False
    status: Annotated[int, Field(ge=200, le=599)] = 503
    code: int | None = None
    message: str = "made to fail by the scenario"
    shape: Shape | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    seconds: Seconds = 0.5
    skip: Count = 0
    times: Count = 1
    every: Annotated[int, Field(ge=1)] = 1

    def hits(self, number: int) -> bool:
        """Whether the ``number``-th matching call, counted from 0, is hit."""
        turn, rest = divmod(number - self.skip, self.every)
        return turn >= 0 and rest == 0 and (self.times == 0 or turn < self.times)


@dataclass(frozen=True, slots=True)
class Scenario:
    """The whole plan; by default a job queues for a poll, runs for a poll and succeeds.

    ``urls``: whether answers carry the URLs of the other routes. ``echo``: whether results repeat
    the input. ``expires_seconds``: how old a job is when its id is no longer known.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    queue: Queue = Queue()
    run: Run = Run()
    end: End = End()
    cancel: Cancel = Cancel()
    words: Words = Words()
    rules: Reading = Reading()
    fault: tuple[Fault, ...] = ()
    refusals: Shape = "full"
    urls: bool = True
    echo: bool = False
    expires_seconds: Seconds | None = None


def read_scenario(path: Path) -> Scenario:
    """The scenario in the TOML file at ``path``.

    Raises :class:`ConfigError` that names every wrong key when there is one.
    """
    try:
        return parse_scenario(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: no valid TOML: {error}") from error
    except ValidationError as error:
        lines = "; ".join(
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
        )
        raise ConfigError(f"{path}: {lines}") from error


def parse_scenario(text: str) -> Scenario:
    """The scenario in a TOML text. Raises the errors of ``tomllib`` and of ``pydantic``."""
    table = tomllib.loads(text)
    # Through JSON, since only there does strict checking take an array for a tuple.
    return TypeAdapter(Scenario).validate_json(json.dumps(table, default=str))
