"""What became of each input of a batch, line by line in a file, so that a later run can go on.

A line is written before a job is sent and when it was accepted, and both are on the disk before
anything else happens: whenever the process dies, the file tells which jobs were paid, and which may
have been. An input is known by its content (files by their SHA-256), not by its place.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Literal, Self, TypeAlias, cast

from .errors import JournalUnusable

State: TypeAlias = Literal["new", "sent", "accepted", "done", "failed", "cancelled"]
"""How far an input got: "sent" alone means that nobody knows whether it was accepted."""

FORMAT = 1

_STATES: Mapping[str, State] = {
    "new": "new",
    "sent": "sent",
    "accepted": "accepted",
    "done": "done",
    "failed": "failed",
    "cancelled": "cancelled",
}
_ON_DISK_FIRST: tuple[State, ...] = ("sent", "accepted")


@dataclass(frozen=True, slots=True)
class Entry:
    """One input: how far it got, its job, and what came of it (an output, or an error)."""

    key: str
    state: State = "new"
    request_id: str | None = None
    value: object = None


class Journal:
    """The journal in the file at ``path``.

    Entering it reads the file and holds it against other processes. Raises ``JournalUnusable``.
    Threads may share it.
    """

    def __init__(self, path: Path, model_id: str) -> None:
        self._path = path
        self._model_id = model_id
        self._descriptor: int | None = None
        self._entries: dict[str, Entry] = {}
        self._claimed: Counter[str] = Counter()
        self._lock = Lock()

    def __enter__(self) -> Self:
        path = self._path
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            _hold(descriptor, path)
            self._read(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def claim(self, fingerprint: Callable[[], Mapping[str, object]]) -> Entry:
        """The entry of one input; of equal inputs each gets an entry of its own."""
        text = json.dumps(fingerprint(), sort_keys=True, ensure_ascii=True)
        digest = sha256(text.encode()).hexdigest()[:32]
        with self._lock:
            number = self._claimed[digest]
            self._claimed[digest] += 1
        key = f"{digest}#{number}"
        return self._entries.get(key) or Entry(key)

    def note(
        self, entry: Entry, state: State, request_id: str | None = None, value: object = None
    ) -> None:
        """Write down how far an input got."""
        descriptor = self._descriptor
        if descriptor is None:
            raise ValueError("the journal is closed")
        record = {"input": entry.key, "state": state, "request_id": request_id, "value": value}
        line = json.dumps({name: item for name, item in record.items() if item is not None})
        with self._lock:
            _append(descriptor, line)
            if state in _ON_DISK_FIRST:
                os.fsync(descriptor)

    def _read(self, descriptor: int) -> None:
        """Learn what is there. A line that was not finished is cut off: it had no effect yet."""
        path = self._path
        content = path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(descriptor, whole)
        lines = content[:whole].splitlines()
        head = {"typewright_journal": FORMAT, "model_id": self._model_id}
        if not lines:
            _append(descriptor, json.dumps(head))
            return
        if _decoded(lines[0], path, 1) != head:
            raise JournalUnusable(f"{path}: no journal of {self._model_id}; name another file")
        for number, line in enumerate(lines[1:], start=2):
            entry = _entry(_decoded(line, path, number))
            if entry is None:
                raise JournalUnusable(f"{path}:{number}: no line of a journal")
            self._entries[entry.key] = entry


def _decoded(line: bytes, path: Path, number: int) -> object:
    try:
        return cast("object", json.loads(line))
    except ValueError as error:
        raise JournalUnusable(f"{path}:{number}: no JSON; mend or remove the line") from error


def _entry(record: object) -> Entry | None:
    if not isinstance(record, dict):
        return None
    fields = cast("dict[str, object]", record)
    key, request_id = fields.get("input"), fields.get("request_id")
    state = _STATES.get(str(fields.get("state")))
    if not isinstance(key, str) or state is None or not isinstance(request_id, str | None):
        return None
    return Entry(key, state, request_id, fields.get("value"))


def _append(descriptor: int, line: str) -> None:
    content = f"{line}\n".encode()
    while content:
        content = content[os.write(descriptor, content) :]


def _hold(descriptor: int, path: Path) -> None:
    """Keep other processes out for as long as this one lives; where the system can do that."""
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows: two processes are told apart by nobody
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise JournalUnusable(f"{path}: another process is writing this journal") from error
