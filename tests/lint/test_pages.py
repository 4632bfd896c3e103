"""What holds of every rule: a page, a name of its own, a fixture, and the severity it was given."""

import re
from pathlib import Path

import pytest

from typewright.lint.pages import document
from typewright.lint.registry import SECTIONS, Rule, rules

from .cases import CODES, EXPECTED, HERE, texts_of

TABLE = """
TW001 E - | TW002 E - | TW003 E S | TW004 E - | TW005 E - | TW006 E - | TW007 E - | TW008 E S
TW009 E - | TW010 W S | TW011 E - | TW012 E - | TW013 E - | TW040 E - | TW041 W - | TW042 W -
TW101 W S | TW102 I S | TW110 I U | TW111 W - | TW112 W - | TW120 E - | TW121 E - | TW122 E -
TW201 W U | TW202 W U | TW203 W U | TW204 E - | TW205 W - | TW210 I U | TW211 I S | TW212 I -
TW213 I - | TW214 W - | TW215 W - | TW216 I - | TW217 I - | TW220 W S | TW221 W - | TW230 W U
TW231 W U | TW232 I - | TW233 E - | TW234 I - | TW235 I - | TW301 I - | TW302 W - | TW303 I -
TW401 W U | TW402 E - | TW403 E U | TW404 W - | TW405 E U | TW406 I - | TW407 I - | TW408 I -
TW409 I S | TW410 E - | TW411 W - | TW501 W - | TW502 W - | TW503 E - | TW601 E - | TW602 W -
TW701 E - | TW702 W S | TW703 E - | TW704 E - | TW705 E - | TW706 W - | TW707 E - | TW801 I -
TW901 W S
"""
"""Severity and fix (safe, unsafe, none) as they were decided; a change is a decision too."""

SEVERITIES = {"error": "E", "warning": "W", "info": "I"}
FIXES = {"safe": "S", "unsafe": "U", "": "-"}
ALL = tuple(rules().values())
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def test_severities_and_fixes_are_those_of_the_table() -> None:
    decided = [tuple(entry.split()) for entry in re.split(r"[|\n]", TABLE.strip())]
    assert [(e.code, SEVERITIES[e.severity], FIXES[e.fix]) for e in ALL] == decided


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_a_page_says_everything(rule: Rule) -> None:
    sections = rule.sections
    assert tuple(sections) == ("", *SECTIONS)
    assert all(text.strip() for text in sections.values())
    assert "\n" not in sections[""], "the summary is one line"
    assert sections[""].endswith(".")
    assert sections["Bad"] != sections["Good"]


def test_the_documentation_is_made_of_these_pages() -> None:
    path = Path(__file__).parents[2] / "docs" / "rules.md"
    assert path.read_text("utf-8") == document(), "run make rules"


def test_names_are_unique_and_kebab_case() -> None:
    names = [rule.name for rule in ALL]
    assert len(set(names)) == len(names)
    assert [name for name in names if not KEBAB.fullmatch(name)] == []


def test_every_rule_has_a_fixture_and_every_fixture_a_rule() -> None:
    assert tuple(rules()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_fixture_is_whole(code: str) -> None:
    assert (HERE / code / "bad" / EXPECTED).is_file()
    bad, good = (texts_of(HERE / code / side) for side in ("bad", "good"))
    assert bad
    assert good
    assert bad != good, "the good case is the bad one mended"


def test_no_rule_looks_without_its_keywords() -> None:
    """A rule of scope "spot" is only asked about schemas with one of its keywords."""
    assert [rule.code for rule in ALL if (rule.scope == "spot") is not bool(rule.keywords)] == []
