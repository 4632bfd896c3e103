"""Vendors' texts in reports: nothing that a terminal, Markdown or a workflow would obey."""

import pytest

from typewright.diff.changelog import code, entry, escaped
from typewright.diff.compare import compare
from typewright.diff.model import NoWitness, Payload
from typewright.diff.render import RENDERERS

from .editions import PLAIN, Schema, edition, of

NASTY = "x\u001b[31m`<img src=x>`\r\n::error::%0Aowned"


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_line_is_a_line(form: str) -> None:
    old: Schema = {"type": "string", "enum": ["a", NASTY]}
    changes = compare(edition(of(a=old)), edition(of(a={**old, "enum": ["a"]})))
    report = next(RENDERERS[name] for name in RENDERERS if name == form)(changes)
    assert "\u001b" not in report
    assert "\r" not in report
    assert not any(line.startswith("::error::") for line in report.splitlines())


def test_names_of_members() -> None:
    changes = compare(edition(of(**dict.fromkeys(("a", NASTY), PLAIN))), edition(of(a=PLAIN)))
    for render in RENDERERS.values():
        assert "\u001b" not in render(changes)
    lines = RENDERERS["github"](changes).splitlines()
    assert len(lines) == len(changes)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a <b>` <c>", "`a <b>` \\<c>"),
        ("`a <b>``c```", "\\`a \\<b>\\`\\`c\\`\\`\\`"),
        ("[a](b)", "\\[a\\](b)"),
        ("one ` <b>", "one \\` \\<b>"),
    ],
)
def test_markdown(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_code() -> None:
    assert code("a`b") == "``a`b``"
    assert code("`a`") == "`` `a` ``"
    assert code("a\nb") == "`a b`"


def test_nothing_changed() -> None:
    assert entry((), "1.0.1") == "## 1.0.1\n\nNothing changed for callers.\n"


def test_patience_ends() -> None:
    """Witnesses of one endpoint are looked for among 500 values; what is left is told without."""
    names = [f"p{number}" for number in range(60)]
    text, short = {"type": "string"}, {"type": "string", "maxLength": 40}
    old, new = (of(*names, **dict.fromkeys(names, each)) for each in (text, short))
    breaking = [each for each in compare(edition(old), edition(new)) if each.breaking]
    assert len(breaking) == len(names)
    assert any(isinstance(each.witness, Payload) for each in breaking)
    assert any(isinstance(each.witness, NoWitness) for each in breaking)


def test_long_lists_are_not_matched_label_by_label() -> None:
    old, new = ({"enum": [f"label {mark}{n}" for n in range(900)]} for mark in "ab")
    found = {each.kind for each in compare(edition(of(a=old)), edition(of(a=new)))}
    assert found == {"enum-value-added", "enum-value-removed"}
