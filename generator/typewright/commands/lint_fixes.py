"""Writing what ``typewright lint --fix`` mends: patches, pins, and the same JSON anew."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from typewright.catalogue.load import NAMES, PATCH
from typewright.lint.fixes import fixed, patch_text
from typewright.lint.model import Subject, Whole
from typewright.lint.registry import Rule
from typewright.lint.run import Result
from typewright.lint.selection import SUPPRESSIONS
from typewright.lint.suppress import read_suppressions, unmatched
from typewright.lint.suppress_cut import without
from typewright.writer import write_each


def write_fixes(
    store: Path,
    root: Path,
    whole: Whole,
    results: Sequence[Result],
    chosen: Sequence[Rule],
    arguments: argparse.Namespace,
) -> dict[str, int]:
    """Write every fix for an open finding; how many by the path of the file that holds them."""
    written: dict[str, int] = {}
    wanted = [each for each in results if not each.settled and each.fix is not None]
    for subject in whole.subjects:
        file = subject.document.path.as_posix()
        mine = [each for each in wanted if each.diagnostic.file == file]
        if mine:
            count = _patch(store, subject, whole, mine, chosen, unsafe=arguments.unsafe_fixes)
            if count:
                assert subject.source is not None, "a store has endpoints"
                key = (store / subject.source.directory / PATCH).as_posix()
                written[key] = written.get(key, 0) + count
    for path, count in (
        *_rewritten(wanted),
        *_pinned(store, wanted),
        *_suppressions(root, results),
    ):
        written[path] = written.get(path, 0) + count
    return written


def _patch(
    store: Path,
    subject: Subject,
    whole: Whole,
    mine: Sequence[Result],
    chosen: Sequence[Rule],
    *,
    unsafe: bool,
) -> int:
    codes = {each.diagnostic.code for each in mine}
    rules = [each for each in chosen if each.code in codes]
    hidden = [e for e in whole.reported.get("TW008", ()) if "TW008" in codes]
    entries = fixed(subject, rules, hidden, unsafe=unsafe).entries
    if entries and subject.source is not None:
        home = store / subject.source.directory
        path = home / PATCH
        existing = path.read_text(encoding="utf-8") if path.exists() else ""
        text = patch_text(existing, entries, len(subject.source.directory.parts))
        write_each(home, {PurePosixPath(PATCH): text})
    return len(entries)


def _rewritten(wanted: Sequence[Result]) -> list[tuple[str, int]]:
    """The same JSON without a byte order mark and with plain line ends."""
    found: list[tuple[str, int]] = []
    for file in dict.fromkeys(
        each.diagnostic.file for each in wanted if each.fix and each.fix.rewrite
    ):
        path = Path(file)
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        write_each(path.parent, {PurePosixPath(path.name): plain})
        found.append((file, 1))
    return found


def _pinned(store: Path, wanted: Sequence[Result]) -> list[tuple[str, int]]:
    """Pins go above the first table: below it they would belong to that."""
    pins: dict[Path, list[str]] = {}
    for each in wanted:
        if each.fix is not None and each.fix.pin:
            provider = Path(each.diagnostic.file).relative_to(store).parts[0]
            pins.setdefault(store / provider / NAMES, []).append(each.fix.pin)
    for path, lines in pins.items():
        existing = path.read_text(encoding="utf-8") if path.exists() else ""
        text = "".join(f"{line}\n" for line in lines) + existing
        write_each(path.parent, {PurePosixPath(path.name): text})
    return [(path.as_posix(), len(lines)) for path, lines in pins.items()]


def _suppressions(root: Path, results: Sequence[Result]) -> list[tuple[str, int]]:
    path = root / SUPPRESSIONS
    stale = [each.diagnostic for each in results if each.diagnostic.code == "TW901"]
    if not stale:
        return []
    suppressions = read_suppressions(path)
    gone = unmatched(suppressions, stale, date.today())
    text = without(path.read_bytes().decode("utf-8"), gone) if gone else None
    if text is None:
        return []
    write_each(root, {PurePosixPath(SUPPRESSIONS): text})
    return [(path.as_posix(), len(gone))]
