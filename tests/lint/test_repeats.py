"""What a report does not show is only counted, and the report is the same."""

import json
import os
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from typewright.cli import run
from typewright.diagnostics import Diagnostic, Severity
from typewright.lint import files as linting
from typewright.lint.model import Whole
from typewright.lint.printers.text import closing, statistics, text
from typewright.lint.registry import rules
from typewright.lint.repeats import SHOWN, Repeats
from typewright.lint.results import Linted, Result
from typewright.lint.single import whole_of_files
from typewright.lint.texts import FileTexts

COUNT = 150
SETTLED = 40
"""Files whose findings are settled: more than are linted before repeats are known."""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Schemas of few shapes and many, so that some messages are in every file, some in one."""
    for number in range(COUNT):
        dice = random.Random(number)
        names = ("image_url", f"video_{dice.randrange(40)}", "mode", "steps", "size")
        kinds: tuple[dict[str, object], ...] = (
            {"type": "string"},
            {"type": "integer", "description": ""},
            {"type": "string", "enum": ["on", "off"]},
            {"type": "string", "enum": ["a"], "title": "A"},
        )
        properties = {name: dice.choice(kinds) for name in dice.sample(names, 3)}
        schema = {"type": "object", "properties": properties}
        (tmp_path / f"{number:03}.schema.json").write_text(json.dumps(schema, indent=1), "utf-8")
    return tmp_path


def linted(directory: Path, *, briefly: bool) -> Linted:
    return linting.lint_files([directory], tuple(rules().values()), fixes=False, briefly=briefly)


def report(linted: Linted) -> str:
    return text(linted, FileTexts()) + statistics(linted) + closing(linted, mending=False)


@pytest.mark.parametrize("piece", [4, 20])
@pytest.mark.parametrize("processes", [1, 2, 4])
def test_the_report_is_the_same(
    directory: Path, monkeypatch: pytest.MonkeyPatch, processes: int, piece: int
) -> None:
    whole = linted(directory, briefly=False)
    monkeypatch.setattr(linting, "cores", lambda: processes)
    monkeypatch.setattr(linting, "_PIECE", piece)
    brief = linted(directory, briefly=True)
    assert report(brief) == report(whole)
    assert sum(brief.more.values()) == len(whole.results) - len(brief.results)
    assert len(brief.results) < len(whole.results) * 3 / 4


def test_the_report_is_the_same_when_a_process_dies(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = report(linted(directory, briefly=False))
    here = os.getpid()

    def dying(paths: Iterable[Path], *, check: bool) -> Whole:
        if os.getpid() != here:
            os._exit(1)
        return whole_of_files(paths, check=check)

    monkeypatch.setattr(linting, "cores", lambda: 3)
    monkeypatch.setattr(linting, "whole_of_files", dying)
    assert report(linted(directory, briefly=True)) == whole


@pytest.mark.parametrize("how", ["suppressed", "baseline", "listed", "json"])
def test_all_is_told_where_some_may_be_settled_or_all_are_listed(
    directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    monkeypatch.chdir(directory)
    wanted = [".", "--select", "TW102"]
    if how == "suppressed":
        entry = 'code = "TW102"\nendpoint = "0[0-3]*"\npointer = "*"\nreason = "known"\n'
        Path("typewright-suppress.toml").write_text(f"[[suppress]]\n{entry}", "utf-8")
    elif how == "baseline":
        for number in range(SETTLED):
            Path(f"{number:03}.schema.json").rename(f"{number:03}.schema.json.part")
        later = sorted(Path().glob("*.part"))
        kept = [each.rename(each.with_suffix("")) for each in later]
        assert run(["lint", *map(str, kept), "--write-baseline", "--baseline", "known.json"]) == 0
        wanted += ["--baseline", "known.json"]
    else:
        wanted += ["--no-group"] if how == "listed" else ["--format", "json"]
    capsys.readouterr()
    assert run(["lint", *wanted, "--fail-on", "info"]) == 1
    out = capsys.readouterr().out
    if how in ("suppressed", "baseline"):
        assert f"{SETTLED:03}.schema.json:1:1" in out
        assert f"{SETTLED - 1:03}.schema.json" not in out
        assert f"and {COUNT - SETTLED - SHOWN} more" in out
    else:
        assert out.count("no $schema says which draft this is") == COUNT


def result(message: str) -> Result:
    found = Diagnostic("TW999", Severity.INFO, "a.json", 1, 1, "", message, "mend it")
    return Result(found, "a-rule", "a.json")


def test_a_message_is_known_when_it_was_found_as_often_as_is_shown() -> None:
    repeats = Repeats()
    words = ("TW999", "often", "mend it")
    repeats.add(0, [result("often")] * (SHOWN - 1))
    assert words not in repeats.before(1)
    repeats.add(2, [result("often"), result("once")])
    assert words in repeats.before(3)
    assert ("TW999", "once", "mend it") not in repeats.before(3)


def test_a_piece_out_of_its_turn_knows_of_no_repeats() -> None:
    repeats = Repeats()
    repeats.add(5, [result("often")] * SHOWN)
    assert ("TW999", "often", "mend it") not in repeats.before(4)
    repeats.add(4, [result("seldom")] * SHOWN)
    assert ("TW999", "seldom", "mend it") not in repeats.before(6)


def test_where_messages_hardly_repeat_what_was_counted_is_forgotten(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = report(linted(directory, briefly=False))
    monkeypatch.setattr("typewright.lint.repeats._MOST_WORDS", 3)
    assert report(linted(directory, briefly=True)) == whole
