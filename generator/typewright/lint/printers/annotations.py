"""What CI services show beside the lines of a change."""

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from typewright.diagnostics import Severity, encodable, visible
from typewright.lint.fingerprint import fingerprint
from typewright.lint.results import Result

MOST: Final = 10
"""Annotations of one level that GitHub shows of a step; the rest it drops without a word."""

_GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def github(results: Sequence[Result], sources: Mapping[str, str]) -> str:
    """Workflow commands, at most ten a level: then the tenth says how many more there are."""
    return "".join(f"{line}\n" for line in _commands(_open(results)))


def _commands(results: Sequence[Result]) -> Iterator[str]:
    for severity, level in _GITHUB.items():
        found = [each for each in results if each.diagnostic.severity is severity]
        shown = found if len(found) <= MOST else found[: MOST - 1]
        for each in shown:
            place, text = each.diagnostic, f"{each.diagnostic.message}\n{each.diagnostic.help}"
            where = f"file={_property(place.file)},line={place.line},col={place.column}"
            title = _property(f"{place.code} {each.name}")
            yield f"::{level} {where},title={title}::{_data(text)}"
        if len(shown) < len(found):
            counts = _data(_counted(found[len(shown) :]))
            yield f"::{level} title=typewright::{len(found) - len(shown)} more: {counts}"


def _counted(results: Sequence[Result]) -> str:
    codes: dict[str, int] = {}
    for each in results:
        codes[each.diagnostic.code] = codes.get(each.diagnostic.code, 0) + 1
    return ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))


def _data(text: str) -> str:
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(results: Sequence[Result], sources: Mapping[str, str]) -> str:
    """A code quality report."""
    return json.dumps([_issue(each) for each in _open(results)], indent=2) + "\n"


def _issue(result: Result) -> dict[str, Any]:
    found = result.diagnostic
    return {
        "description": visible(f"{found.message}; {found.help}"),
        "check_name": f"{found.code} {result.name}",
        "fingerprint": fingerprint(result),
        "severity": _GITLAB[found.severity],
        "location": {"path": encodable(found.file, "utf-8"), "lines": {"begin": found.line}},
    }


def junit(results: Sequence[Result], sources: Mapping[str, str]) -> str:
    """One suite a file, one case a finding; infos are cases that pass. ASCII only, so that it is
    UTF-8 whatever the pipe is."""
    files: dict[str, list[Result]] = {}
    for each in _open(results):
        files.setdefault(each.diagnostic.file, []).append(each)
    suites = "".join(_suite(file, found) for file, found in files.items())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="typewright">\n'
    return f"{head}{suites}</testsuites>\n".encode("ascii", "xmlcharrefreplace").decode()


def _suite(file: str, results: Sequence[Result]) -> str:
    failures = sum(each.diagnostic.severity is not Severity.INFO for each in results)
    cases = "".join(_case(each) for each in results)
    name = _attribute(visible(file))
    return (
        f'  <testsuite name={name} tests="{len(results)}" failures="{failures}">\n{cases}'
        "  </testsuite>\n"
    )


def _case(result: Result) -> str:
    found = result.diagnostic
    name = _attribute(visible(f"{found.code} {result.name} {found.pointer}").strip())
    place = _attribute(visible(f"{found.file}:{found.line}:{found.column}"))
    if found.severity is Severity.INFO:
        return f"    <testcase name={name} classname={place}/>\n"
    message = _attribute(visible(found.message))
    return (
        f"    <testcase name={name} classname={place}>\n"
        f'      <failure type="{found.severity}" message={message}>'
        f"{html.escape(visible(found.help), quote=False)}</failure>\n    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return f'"{html.escape(text)}"'


def _open(results: Sequence[Result]) -> list[Result]:
    return [each for each in results if not each.settled]
