"""Every target over its seeds and over what fuzzing once found: needs no atheris.

``make fuzz`` looks for more; see docs/decisions/072-fuzzing.md.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from .__main__ import TARGETS, main
from .targets import image_headers, json_positions, page_scanner, rule_parser

HERE: Final = Path(__file__).parent
RUNS: Final[dict[str, Callable[[bytes], None]]] = {
    "image_headers": image_headers.one_input,
    "json_positions": json_positions.one_input,
    "page_scanner": page_scanner.one_input,
    "rule_parser": rule_parser.one_input,
}
INPUTS: Final = sorted(
    path
    for directory in ("seeds", "found")
    for target in RUNS
    for path in (HERE / directory / target).glob("*")
)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_an_input_keeps_the_oracle(path: Path) -> None:
    RUNS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", RUNS)
def test_beginnings_and_ends_of_seeds(target: str) -> None:
    seeds = [path.read_bytes() for path in sorted((HERE / "seeds" / target).glob("*"))]
    assert len(seeds) >= 5
    for seed in seeds:
        for place in range(0, len(seed), max(1, len(seed) // 40)):
            RUNS[target](seed[:place])
            RUNS[target](seed[place:])


def test_every_target_has_what_it_needs() -> None:
    assert sorted(RUNS) == list(TARGETS)
    for target in TARGETS:
        assert (HERE / "dictionaries" / f"{target}.dict").is_file()


def test_an_oracle_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that lets everything through does not pass for a good one."""

    def lax(text: str) -> tuple[str, str]:
        return text, "<"

    monkeypatch.setattr(rule_parser, "parse_rule", lax)
    with pytest.raises(AssertionError):
        rule_parser.one_input(b"a b<")


def test_an_unknown_target_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--target", "nothing"])
    assert "invalid choice" in capsys.readouterr().err
