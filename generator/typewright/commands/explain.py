"""``typewright explain``: the page of a rule, or the list of all."""

import argparse
import json
from textwrap import fill, indent
from typing import Final

from typewright.commands.console import CLEAN, columns, say
from typewright.diagnostics import ConfigError
from typewright.lint.naming import instead_of, named
from typewright.lint.registry import SECTIONS, Rule, rules

_WIDEST: Final = 96
_MARGIN: Final = 4


def run(arguments: argparse.Namespace) -> int:
    """Print the page of one rule, or a line for each."""
    known = rules()
    if arguments.code is None:
        listed = [_row(each) for each in known.values()]
        lines = (f"{r['code']}  {r['severity']:<8}{r['fix'] or '-':<8}{r['name']}" for r in listed)
        say(json.dumps(listed, indent=2) if arguments.format == "json" else "\n".join(lines))
        return CLEAN
    rule = named(arguments.code)
    if rule is None:
        raise ConfigError(f"{arguments.code}: no such rule; {instead_of(arguments.code)}")
    if arguments.format == "json":
        say(json.dumps({**_row(rule), "sections": rule.sections}, indent=2))
        return CLEAN
    fix = f"; has {'an' if rule.fix == 'unsafe' else 'a'} {rule.fix} fix" if rule.fix else ""
    say(f"{rule.code} {rule.name} ({rule.severity}{fix})\n\n{_page(rule, columns(_WIDEST))}")
    return CLEAN


def _page(rule: Rule, width: int) -> str:
    """The page with its prose in lines of ``width``; examples stay as they are, to be copied."""
    finds, matters, *examples = SECTIONS
    lines = fill(rule.sections[""], width).splitlines()
    for heading in (finds, matters):
        margin = " " * _MARGIN
        text = fill(rule.sections[heading], width, initial_indent=margin, subsequent_indent=margin)
        lines += [*([""] if heading == finds else []), heading, text]
    for heading in examples:
        lines += [heading, indent(rule.sections[heading], " " * _MARGIN)]
    return "\n".join(lines)


def _row(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "fix": rule.fix,
        "summary": rule.sections[""],
    }
