"""What settles a finding: a suppression, the baseline, a patch."""

import json
from pathlib import Path

import pytest

from typewright.cli import run

from .project import OPEN, PROMPT, codes, configure, input_of, rows, suppress, write


def test_a_suppression_covers_its_finding(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suppress(project)
    (row,) = rows(capsys)
    assert (row["code"], row["settled"]) == ("TW203", "suppressed")
    assert run(["lint"]) == 0
    assert "settled: 1 by suppressions" in capsys.readouterr().out
    suppress(project, expires="2099-12-31")
    assert codes(capsys) == []


def test_a_suppression_that_expired_or_matches_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suppress(project, expires="2020-01-01")
    found = {row["code"]: row for row in rows(capsys)}
    assert set(found) == {"TW203", "TW901"}
    assert "expired on 2020-01-01" in found["TW901"]["message"]
    suppress(project, pointer='"/properties/gone"')
    assert codes(capsys) == ["TW203", "TW901"]
    assert codes(capsys, str(input_of(project))) == ["TW203"], "a part of the store says nothing"
    assert run(["lint", "--fix"]) == 1
    assert codes(capsys) == ["TW203"], "the fix deletes it"


@pytest.mark.parametrize("part", [["--ignore", "TW203"], ["--select", "TW4,TW9"], []])
def test_a_suppression_of_what_was_not_looked_for_stays(
    part: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suppress(project)
    if not part:
        configure(project, '[lint.per-path]\n"schemas/acme/*" = ["TW2"]')
    before = (project / "typewright-suppress.toml").read_bytes()
    assert codes(capsys, *part) == []
    assert run(["lint", "--fix", *part]) == 0
    assert (project / "typewright-suppress.toml").read_bytes() == before


def test_an_expired_suppression_is_told_whatever_is_looked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suppress(project, expires="2020-01-01")
    assert codes(capsys, "--ignore", "TW203") == ["TW901"]


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": '""'},
        {"reason": "1"},
        {"code": '"203"'},
        {"expires": '"2027-01-01"'},
        {"because": '"x"'},
        {"endpoint": '" "'},
        {"pointer": "[["},
    ],
)
def test_a_bad_suppressions_file_exits_2(changes: dict[str, str], project: Path) -> None:
    suppress(project, **changes)
    assert run(["lint"]) == 2


def test_a_baseline_is_written_once_and_only_shrinks(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(project, 'baseline = "known.json"\n')
    assert run(["lint"]) == 2, "it is not there yet"
    assert run(["lint", "--write-baseline"]) == 0
    before = (project / "known.json").read_bytes()
    assert codes(capsys) == []
    worse = {**OPEN, "properties": {"prompt": {**PROMPT, "description": ""}}}
    write(input_of(project), worse)
    assert codes(capsys, "--write-baseline") == ["TW302"], "what is new is not taken in"
    assert (project / "known.json").read_bytes() == before
    better = {**OPEN, "properties": {"prompt": {**PROMPT, "minLength": 1}}}
    write(input_of(project), better)
    assert codes(capsys, "--write-baseline") == []
    assert json.loads((project / "known.json").read_text("utf-8"))["findings"] == []
    write(input_of(project), OPEN)
    assert codes(capsys) == ["TW203"], "what was mended once is new when it comes back"


def test_a_baseline_is_where_the_call_or_the_config_says(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(project, 'baseline = "known.json"\n')
    monkeypatch.chdir(project / "schemas")
    assert run(["lint", "--write-baseline", "--baseline", "mine.json"]) == 0
    assert (project / "schemas" / "mine.json").exists(), "from here, as a shell completes it"
    assert codes(capsys, "--baseline", "mine.json") == []
    assert run(["lint", "--write-baseline"]) == 0
    assert (project / "known.json").exists(), "beside the config"
    assert codes(capsys) == []


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{}]}', '{"findings": 1}'])
def test_a_bad_baseline_exits_2(text: str, project: Path) -> None:
    (project / "known.json").write_text(text, "utf-8")
    assert run(["lint", "--baseline", "known.json"]) == 2


@pytest.mark.parametrize("part", [["--select", "TW1"], ["--ignore", "TW2"], ["schemas/acme"]])
def test_a_part_of_the_findings_makes_no_baseline(part: list[str], project: Path) -> None:
    run(["lint", "--write-baseline"])
    before = (project / "typewright-baseline.json").read_bytes()
    assert run(["lint", "--write-baseline", *part]) == 2
    assert (project / "typewright-baseline.json").read_bytes() == before


def test_a_baseline_of_files_keeps_what_other_files_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one.json", "two.json"):
        write(tmp_path / name, OPEN)
    baseline = tmp_path / "typewright-baseline.json"
    assert run(["lint", "--write-baseline", "one.json", "two.json"]) == 0
    before = baseline.read_bytes()
    assert run(["lint", "--write-baseline", "two.json"]) == 0
    assert baseline.read_bytes() == before
    (tmp_path / "one.json").unlink()
    assert run(["lint", "--write-baseline", "two.json"]) == 0
    assert {row["endpoint"] for row in json.loads(baseline.read_text())["findings"]} == {"two.json"}
    assert codes(capsys, "--baseline", baseline.name, "two.json") == []


def test_a_baseline_holds_when_lines_move(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["lint", "--write-baseline"])
    text = input_of(project).read_text("utf-8")
    input_of(project).write_text("\n\n" + text.replace("\n", "\n\n"), "utf-8")
    assert codes(capsys, "--baseline", "typewright-baseline.json") == []


def test_what_patches_correct_is_counted(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settled = [row for row in rows(capsys) if row["settled"]]
    assert settled
    assert {row["settled"] for row in settled} == {"patch"}
    assert {row["code"] for row in settled} >= {"TW403"}
    run(["lint"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert f"settled: {len(settled)} by patches." in last
    published = codes(capsys, "--as-published")
    assert published.count("TW403") == 8
    assert "TW403" not in codes(capsys)
