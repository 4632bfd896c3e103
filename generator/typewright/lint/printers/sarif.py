"""SARIF 2.1.0, as code scanning services read it."""

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from typewright import __version__
from typewright.diagnostics import Severity, visible
from typewright.lint.fingerprint import fingerprint
from typewright.lint.registry import Rule, rules
from typewright.lint.results import Result

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_KINDS: Final = {"patch": "a patch corrects it", "suppressed": "", "baseline": "in the baseline"}


def sarif(results: Sequence[Result], sources: Mapping[str, str]) -> str:
    """One run; columns are in UTF-16 code units, and what is settled is a suppression."""
    codes = list(dict.fromkeys(each.diagnostic.code for each in results))
    places = {code: index for index, code in enumerate(codes)}
    lines: dict[str, list[str]] = {}
    driver = {
        "name": "typewright",
        "version": __version__,
        "rules": [_rule(code, rules().get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": [_result(each, places, sources, lines) for each in results],
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=2) + "\n"


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    sections = rule.sections
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": sections[""]},
        "fullDescription": {"text": sections["Why it matters"]},
        "help": {"text": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(
    result: Result,
    places: Mapping[str, int],
    sources: Mapping[str, str],
    lines: dict[str, list[str]],
) -> dict[str, Any]:
    found = result.diagnostic
    if found.file not in lines:
        lines[found.file] = sources.get(found.file, "").split("\n")
    column = _utf16(lines[found.file], found.line, found.column)
    region = {"startLine": found.line, "startColumn": column}
    artifact = {"uri": _uri(found.file)}
    row: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": places[found.code],
        "level": _LEVELS[found.severity],
        "message": {"text": f"{visible(found.message)}\n{visible(found.help)}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": artifact, "region": region},
                "logicalLocations": [{"fullyQualifiedName": visible(found.pointer) or "/"}],
            }
        ],
        "partialFingerprints": {"typewright/v1": fingerprint(result)},
    }
    if result.settled:
        row["suppressions"] = [{"kind": "external", "justification": _KINDS[result.settled]}]
    return row


def _utf16(lines: Sequence[str], line: int, column: int) -> int:
    """``column``, counted in code points, in UTF-16 code units."""
    text = lines[line - 1] if line <= len(lines) else ""
    return column + sum(ord(char) > 0xFFFF for char in text[: column - 1])


def _uri(path: str) -> str:
    """Also of a name that is not UTF-8: its bytes count."""
    return quote(os.fsencode(path), safe="/")
