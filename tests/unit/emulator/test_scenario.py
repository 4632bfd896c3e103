"""Scenarios as files: what is read, and what is refused in words that help."""

from pathlib import Path

import pytest

from typewright.diagnostics import ConfigError
from typewright.emulator import scenario as module
from typewright.emulator.scenario import (
    Cancel,
    End,
    Fault,
    Queue,
    Run,
    Scenario,
    Words,
    parse_scenario,
    read_scenario,
)


def test_an_empty_file_is_the_plain_scenario() -> None:
    assert parse_scenario("") == Scenario()


def test_the_example_of_the_module_is_read_as_it_says() -> None:
    assert module.__doc__ is not None
    example = module.__doc__.split("::\n", 1)[1]
    assert parse_scenario(example) == Scenario(
        queue=Queue(polls=2, seconds=0.0, positions=(2, 1)),
        run=Run(polls=3),
        end=End(outcome="failed", error="out of memory"),
        cancel=Cancel(when="queued"),
        words=Words(status={"running": "warming_up"}),
        fault=(Fault("submit", "http", status=429, headers={"Retry-After": "1"}, times=2),),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("queue = 1", "queue"),
        ("[queue]\npoll = 1", "queue.poll: Unexpected"),
        ("[queue]\npolls = -1", "queue.polls"),
        ('[queue]\npolls = "1"', "queue.polls"),
        ("[queue]\npositions = []", "queue.positions"),
        ("[run]\nseconds = inf", "run.seconds"),
        ('[end]\noutcome = "maybe"', "end.outcome"),
        ("[rules]\nmegabyte = 1000", "rules.megabyte"),
        ('[[fault]]\non = "submit"\nkind = "explode"', "fault.0.kind"),
        ('[[fault]]\nkind = "cut"', "fault.0.on"),
        ("[words.status]\nlost = 'x'", "words.status"),
        ("expires_seconds = 2026-01-01", "expires_seconds"),
        ("queue = ", "no valid TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_key(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "slow.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_scenario(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert words in message
    assert "\n" not in message


def test_a_missing_file_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_scenario(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="no valid TOML"):
        read_scenario(tmp_path / "bytes.toml")


@pytest.mark.parametrize(
    ("fault", "hit"),
    [
        (Fault("any", "cut"), [0]),
        (Fault("any", "cut", times=3), [0, 1, 2]),
        (Fault("any", "cut", times=0), list(range(12))),
        (Fault("any", "cut", skip=2, times=2), [2, 3]),
        (Fault("any", "cut", every=5, times=0), [0, 5, 10]),
        (Fault("any", "cut", skip=1, every=5, times=2), [1, 6]),
    ],
)
def test_which_calls_a_fault_hits(fault: Fault, hit: list[int]) -> None:
    assert [number for number in range(12) if fault.hits(number)] == hit
