"""``docs/rules.md`` from the docstrings of the rules: ``python -m typewright.lint.pages``."""

import sys
from collections.abc import Iterator
from inspect import getmodule
from itertools import groupby

from typewright.lint.registry import SECTIONS, Rule, rules

_INTRODUCTION = """\
# Rules

What `typewright lint` finds, made from the docstrings of the rules by `make rules`. A fix is
written as a patch, never into the vendor's file; a safe one keeps what the schema accepts.
`typewright explain CODE` prints the same page.
"""


def document() -> str:
    """The whole page in Markdown: a table of all rules, then each by family."""
    return "\n".join((_INTRODUCTION, *_table(), *_pages()))


def _table() -> Iterator[str]:
    yield "| code | name | severity | fix | |\n|---|---|---|---|---|"
    for code, rule in rules().items():
        place = f"[{code}](#{code.lower()}-{rule.name})"
        yield f"| {place} | {rule.name} | {rule.severity} | {rule.fix or '-'} | {_summary(rule)} |"
    yield ""


def _pages() -> Iterator[str]:
    for family, members in groupby(rules().values(), _family):
        yield f"## {family}\n"
        for rule in members:
            yield from _page(rule)


def _family(rule: Rule) -> str:
    """The first sentence of the family's file."""
    module = getmodule(rule.function)
    words = (module.__doc__ or "" if module is not None else "").partition("\n")[0]
    return words.partition(". ")[0].rstrip(".")


def _page(rule: Rule) -> Iterator[str]:
    fix = f", {rule.fix} fix" if rule.fix else ""
    yield f"### {rule.code} {rule.name}\n\n{_summary(rule)} ({rule.severity}{fix})\n"
    finds, matters, *examples = SECTIONS
    for heading in (finds, matters):
        yield f"**{heading}.** {_marked(rule.sections[heading])}\n"
    for heading in examples:
        yield f"{heading}:\n\n```\n{rule.sections[heading]}\n```\n"


def _summary(rule: Rule) -> str:
    return _marked(rule.sections[""])


def _marked(text: str) -> str:
    """The code of a docstring in the marks of Markdown."""
    return text.replace("``", "`")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(document())
