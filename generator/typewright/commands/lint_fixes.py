"""Writing what ``typewright lint --fix`` mends: patches, pins, and the same JSON anew."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from typewright.catalogue.load import NAMES, PATCH
from typewright.catalogue.model import EndpointSource
from typewright.lint.baseline import read_baseline
from typewright.lint.fingerprint import fingerprint
from typewright.lint.fixes import fixed, patch_text
from typewright.lint.model import Whole
from typewright.lint.pin_lines import with_pin
from typewright.lint.registry import Rule
from typewright.lint.results import Result
from typewright.lint.selection import SUPPRESSIONS
from typewright.lint.suppress import read_suppressions, unmatched, valid
from typewright.lint.suppress_cut import without
from typewright.writer import write_each


def write_fixes(
    store: Path,
    root: Path,
    whole: Whole,
    results: Sequence[Result],
    chosen: Sequence[Rule],
    arguments: argparse.Namespace,
    spared: Callable[[Result], bool],
) -> dict[str, int]:
    """Write every fix for an open finding that is not ``spared``; how many by the path of the file
    that holds them."""
    written: dict[str, int] = {}
    wanted = [e for e in results if e.fix is not None and not e.settled and not spared(e)]
    for path, count in (
        *_patched(store, whole, wanted, chosen, spared, unsafe=arguments.unsafe_fixes),
        *_rewritten(wanted),
        *_pinned(store, wanted),
        *_suppressions(root, results),
    ):
        written[path] = written.get(path, 0) + count
    return written


def settling(root: Path, baseline: Path | None) -> Callable[[Result], bool]:
    """Whether a finding is suppressed, or in the file of the ``baseline``: such a one stays."""
    path = root / SUPPRESSIONS
    entries = valid(read_suppressions(path), date.today()) if path.is_file() else []
    known = read_baseline(baseline) if baseline is not None else None

    def settles(result: Result) -> bool:
        covered = any(each.covers(result) for each in entries)
        return covered or (known is not None and fingerprint(result) in known.rows)

    return settles


def _patched(
    store: Path,
    whole: Whole,
    wanted: Sequence[Result],
    chosen: Sequence[Rule],
    spared: Callable[[Result], bool],
    *,
    unsafe: bool,
) -> Iterator[tuple[str, int]]:
    """Patches of endpoints, each written once for both of its schemas."""
    mended: dict[PurePosixPath, tuple[EndpointSource, list[dict[str, Any]]]] = {}
    for subject in whole.subjects:
        codes = {each.diagnostic.code for each in wanted if each.diagnostic.file == subject.file}
        source = subject.source
        if codes and source is not None and _takes_patches(whole, source):
            rules = [each for each in chosen if each.code in codes]
            hidden = [each for each in whole.reported.get("TW008", ()) if "TW008" in codes]
            entries = fixed(subject, rules, hidden, spared, unsafe=unsafe).entries
            mended.setdefault(source.directory, (source, []))[1].extend(entries)
    for directory, (source, added) in mended.items():
        if added:
            before = source.patch.data if source.patch is not None else None
            text = patch_text(before, added, len(directory.parts))
            write_each(store / directory, {PurePosixPath(PATCH): text})
            yield (store / directory / PATCH).as_posix(), len(added)


def _takes_patches(whole: Whole, source: EndpointSource) -> bool:
    """Whether its patches can be added to: there are none, or nothing is wrong with the file."""
    return source.patch is None or not whole.errors.get(source.patch.path.as_posix())


def _rewritten(wanted: Sequence[Result]) -> Iterator[tuple[str, int]]:
    """The same JSON without a byte order mark and with plain line ends."""
    for file in dict.fromkeys(e.diagnostic.file for e in wanted if e.fix and e.fix.rewrite):
        path = Path(file)
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        write_each(path.parent, {PurePosixPath(path.name): plain})
        yield file, 1


def _pinned(store: Path, wanted: Sequence[Result]) -> Iterator[tuple[str, int]]:
    """Pins where ``names.toml`` takes them; one that is broken is left as it is."""
    pins: dict[Path, list[str]] = {}
    for each in wanted:
        if each.fix is not None and each.fix.pin:
            provider = Path(each.diagnostic.file).relative_to(store).parts[0]
            pins.setdefault(store / provider / NAMES, []).append(each.fix.pin)
    for path, lines in pins.items():
        try:
            text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        except FileNotFoundError:
            text = ""
        except UnicodeDecodeError:  # reading the store has said so
            continue
        count = 0
        for line in lines:
            pinned = with_pin(text, line)
            if pinned is not None:
                text, count = pinned, count + 1
        if count:
            write_each(path.parent, {PurePosixPath(path.name): text})
            yield path.as_posix(), count


def _suppressions(root: Path, results: Sequence[Result]) -> Iterator[tuple[str, int]]:
    """Entries that suppress nothing are cut out."""
    path = root / SUPPRESSIONS
    stale = [each.diagnostic for each in results if each.diagnostic.code == "TW901"]
    if not stale:
        return
    suppressions = read_suppressions(path)
    gone = unmatched(suppressions, stale, date.today())
    text = without(path.read_bytes().decode("utf-8"), gone) if gone else None
    if text is not None:
        write_each(root, {PurePosixPath(SUPPRESSIONS): text})
        yield path.as_posix(), len(gone)
