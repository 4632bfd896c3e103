"""Every format of ``typewright lint``: valid where it is read, and safe whatever a file says."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator  # type: ignore[import-untyped]

from typewright.lint.printers import FORMATS, printer
from typewright.lint.printers.text import text
from typewright.lint.results import Linted, Result, settled
from typewright.lint.run import lint
from typewright.lint.single import whole_of_files
from typewright.lint.store import as_published

from .cases import HERE

ROOT = HERE.parents[1]
SARIF = json.loads((HERE / "formats" / "sarif-2.1.0-rtm.4.json").read_text("utf-8"))
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal obeys or a reader cannot see; a newline and a tab are neither."""

Told = tuple[tuple[Result, ...], Mapping[str, str]]


def linted(path: Path) -> Told:
    whole = whole_of_files([path])
    sources = {each.document.path.as_posix(): each.document.text for each in whole.subjects}
    return lint(whole), sources


def written(tmp_path: Path, data: object, name: str = "input.json", **options: Any) -> Told:
    path = tmp_path / name
    path.write_bytes(json.dumps(data, ensure_ascii=False, **options).encode("utf-8"))
    return linted(path)


def printed(linted: Told, form: str) -> str:
    results, sources = linted
    return text(Linted(results), sources) if form == "text" else printer(form)(results, sources)


HOSTILE = "\x1b[31m\x07 %0A::error::x, <&\"'> ]]>\r\n\u202e\u2066\u2028"


@pytest.fixture
def hostile(tmp_path: Path) -> Told:
    """Findings whose files, keys and values do what they can to be obeyed."""
    properties = {
        f"a/~{HOSTILE}": {"type": "flaot", HOSTILE: 1, "format": HOSTILE},
        "prompt": {"type": "string", "title": HOSTILE, "enum": [HOSTILE, HOSTILE.upper()]},
        "size": {"type": "string", "default": HOSTILE * 9, "enum": ["1x1 (1:1)", HOSTILE]},
    }
    data = {"type": "object", "properties": properties, "required": [HOSTILE, "prompt"]}
    name = "in\x1b[2J%,:<&\u202eput.json"
    return written(tmp_path, data, name)


@pytest.mark.parametrize("form", ["text", *FORMATS])
def test_nothing_hostile_comes_out_raw(form: str, hostile: Told) -> None:
    assert len(hostile[0]) >= 10
    said = printed(hostile, form)
    assert said.count("TW") >= 5
    assert HIDDEN.search(said) is None


def test_hostile_text_breaks_no_format(hostile: Told) -> None:
    results = hostile[0]
    assert len(json.loads(printed(hostile, "json"))) == len(results)
    assert len([json.loads(line) for line in printed(hostile, "jsonl").splitlines()]) == len(
        results
    )
    assert len(json.loads(printed(hostile, "gitlab"))) == len(results)
    assert_sarif(json.loads(printed(hostile, "sarif")))
    assert len(list(ElementTree.fromstring(printed(hostile, "junit")).iter("testcase"))) == len(
        results
    )
    for line in printed(hostile, "github").splitlines():
        assert COMMAND.fullmatch(line), line


# --- SARIF --------------------------------------------------------------------------------------


def assert_sarif(log: object) -> None:
    validator: Any = Draft4Validator(SARIF)
    assert [error.message for error in validator.iter_errors(log)] == []


def test_sarif_is_valid_for_the_store() -> None:
    whole = as_published(ROOT / "schemas")
    results = lint(whole)
    results = (*results[:9], *settled(results[9:12], "patch"), *settled(results[12:14], "baseline"))
    sources = {each.document.path.as_posix(): each.document.text for each in whole.subjects}
    log = json.loads(printer("sarif")(results, sources))
    assert_sarif(log)
    (run,) = log["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(codes[row["ruleIndex"]] == row["ruleId"] for row in run["results"])
    assert sum("suppressions" in row for row in run["results"]) == 5


def regions(linted: Told) -> Iterator[tuple[str, Mapping[str, int]]]:
    log = json.loads(printer("sarif")(*linted))
    assert_sarif(log)
    for row in log["runs"][0]["results"]:
        location = row["locations"][0]
        pointer = location["logicalLocations"][0]["fullyQualifiedName"]
        yield pointer, location["physicalLocation"]["region"]


WIDE = {
    "$comment": "😀 너비",
    "type": "object",
    "title": "Input",
    "properties": {"𝓮mpty": {"type": "string", "title": "😀", "description": ""}},
}


@pytest.mark.parametrize("options", [{}, {"indent": 2}, {"indent": "\t"}])
def test_sarif_counts_in_utf16(options: dict[str, Any], tmp_path: Path) -> None:
    found = written(tmp_path, WIDE, **options)
    (source,) = found[1].values()
    places = dict(regions(found))
    region = places["/properties/𝓮mpty/description"]
    line = source.split("\n")[region["startLine"] - 1]
    units = line.encode("utf-16-le")[2 * (region["startColumn"] - 1) :]
    assert units.decode("utf-16-le").startswith('""')


def test_columns_of_people_are_code_points(tmp_path: Path) -> None:
    results, sources = written(tmp_path, WIDE)
    (source,) = sources.values()
    (found,) = (e.diagnostic for e in results if e.diagnostic.code == "TW302")
    assert source[found.column - 1 :].startswith('""')


def test_lines_that_end_in_crlf_are_shown_without_it(tmp_path: Path) -> None:
    path = tmp_path / "input.json"
    path.write_bytes(json.dumps(WIDE, indent=2).replace("\n", "\r\n").encode())
    said = printed(linted(path), "text")
    assert "\\r" not in said
    assert "\r" not in said


# --- the services -------------------------------------------------------------------------------

COMMAND = re.compile(
    r"::(?:error|warning|notice) "
    r"(?:file=[^,:]+,line=\d+,col=\d+,title=TW\d{3} [a-z0-9-]+|title=typewright)::\S.*"
)


def many(tmp_path: Path, count: int) -> Told:
    properties = {
        f"p{n}": {"type": "string", "maximum": 1, "description": ""} for n in range(count)
    }
    return written(tmp_path, {"type": "object", "properties": properties}, indent=1)


@pytest.mark.parametrize("count", [9, 10, 11, 30])
def test_github_is_given_ten_annotations_a_level(count: int, tmp_path: Path) -> None:
    lines = printed(many(tmp_path, count), "github").splitlines()
    assert all(COMMAND.fullmatch(line) for line in lines)
    levels = Counter(line[2:].partition(" ")[0] for line in lines)
    assert levels["error"] == levels["warning"] == min(count, 10)
    assert levels["notice"] == 10
    errors = [line for line in lines if line.startswith("::error")]
    rest = f"::error title=typewright::{count - 9} more: {count - 9} TW122"
    assert (errors[-1] == rest) is (count > 10)


def test_github_escapes_what_it_would_obey(tmp_path: Path) -> None:
    data = {"type": "object", "properties": {"a": {"type": "string", "format": "100%\n::x"}}}
    lines = printed(written(tmp_path, data, "a%b,c:d.json"), "github").splitlines()
    (line,) = (each for each in lines if "TW221" in each)
    assert "a%25b%2Cc%3Ad.json,line=1," in line
    assert "'100%25\\n::x'%0A" in line


def test_gitlab_has_one_fingerprint_a_finding() -> None:
    whole = as_published(ROOT / "schemas")
    issues: Sequence[dict[str, Any]] = json.loads(printer("gitlab")(lint(whole), {}))
    assert len({each["fingerprint"] for each in issues}) == len(issues) > 50
    assert {each["severity"] for each in issues} == {"info", "minor", "major"}
    assert all(each["location"]["lines"]["begin"] >= 1 for each in issues)


def test_junit_counts_what_it_lists(tmp_path: Path) -> None:
    root = ElementTree.fromstring(printed(many(tmp_path, 3), "junit"))
    (suite,) = root
    assert int(suite.attrib["tests"]) == len(list(suite))
    assert int(suite.attrib["failures"]) == len(list(suite.iter("failure")))


@pytest.mark.parametrize("form", ["text", "github", "gitlab", "junit"])
def test_what_is_settled_is_not_told(form: str, tmp_path: Path) -> None:
    results, sources = many(tmp_path, 3)
    assert "TW" not in printed((settled(results, "suppressed"), sources), form)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_is_settled_is_told_to_machines(form: str, tmp_path: Path) -> None:
    results, sources = many(tmp_path, 3)
    said = printed((settled(results, "suppressed"), sources), form)
    assert said.count('"settled": "suppressed"') == len(results)


@pytest.mark.parametrize("form", ["text", *FORMATS])
def test_no_findings_are_told_too(form: str) -> None:
    said = printed(((), {}), form)
    match form:
        case "text" | "jsonl" | "github":
            assert said == ""
        case "junit":
            assert list(ElementTree.fromstring(said)) == []
        case "sarif":
            assert_sarif(json.loads(said))
        case _:
            assert json.loads(said) == []
