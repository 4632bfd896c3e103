"""A new rule: ``python -m typewright.lint.new CODE NAME --family FAMILY``, in a checkout.

Writes the function, with the four sections of its page to fill in, at the end of the family's file,
and a fixture that fails until the rule finds something.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from typewright.diagnostics import ConfigError
from typewright.lint.registry import rules

_CHECKOUT: Final = Path(__file__).resolve().parents[3]
_FAMILIES: Final = Path(__file__).resolve().parent / "families"
_FUNCTION: Final = '''

@rule("{code}", "{name}", Severity.WARNING, keywords=("type",))
def {function}(spot: Spot) -> Iterator[Found]:
    """Say in one line what is wrong.

    What it finds
        Which schemas, in words that a vendor understands.
    Why it matters
        What it costs whom.
    Bad
        {{"type": "string"}}
    Good
        {{"type": "string", "minLength": 1}}
    """
    yield from ()  # Found("/type", "what is wrong here", "what to do about it")
'''
_NEEDED: Final = ("Found", "Iterator", "Severity", "Spot", "rule")
"""What the function uses: a family without it has rules of another kind."""


def add(code: str, name: str, family: str, checkout: Path = _CHECKOUT) -> tuple[Path, ...]:
    """Write the skeleton of the rule ``code`` into ``checkout``; returns the files.

    Raises :class:`ConfigError` for a code or a name that is taken or is none.
    """
    _check(code, name)
    source = checkout / "generator" / "typewright" / "lint" / "families" / f"{family}.py"
    text = source.read_text("utf-8")
    function = _FUNCTION.format(code=code, name=name, function=name.replace("-", "_"))
    source.write_bytes(f"{text.rstrip()}\n{function}".encode())
    home = checkout / "tests" / "lint" / code
    schema = json.dumps(_SCHEMA, indent=2) + "\n"
    files = {
        home / "bad" / "input.json": schema,
        home / "bad" / "expected.json": "[]\n",
        home / "good" / "input.json": schema,
    }
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return (source, *files)


_SCHEMA: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "title": "Input",
    "description": "Draws a picture.",
    "properties": {"seed": {"type": "integer", "title": "Seed"}},
    "additionalProperties": False,
}


def _check(code: str, name: str) -> None:
    if not re.fullmatch(r"TW\d{3}", code):
        raise ConfigError(f"{code}: a code is TW and three digits")
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name):
        raise ConfigError(f"{name}: a name is in kebab-case, such as open-input")
    for each in rules().values():
        if code == each.code or name == each.name:
            raise ConfigError(f"{each.code} {each.name} is there already")


def families() -> tuple[str, ...]:
    """The families whose rules look at one schema at a time."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(_FAMILIES.glob("[a-z]*.py"))}
    imports = {name: text.partition("\n@rule")[0] for name, text in texts.items()}
    return tuple(
        name
        for name, text in imports.items()
        if all(re.search(rf"\bimport .*\b{word}\b", text) for word in _NEEDED)
    )


def main(arguments: Sequence[str]) -> int:
    """Add the rule that ``arguments`` name; the exit code."""
    parser = argparse.ArgumentParser("python -m typewright.lint.new", description="Add a rule.")
    parser.add_argument("code", help="such as TW236")
    parser.add_argument("name", help="in kebab-case, such as open-input")
    parser.add_argument("--family", required=True, choices=families(), help="the file it goes to")
    given = parser.parse_args(arguments)
    try:
        files = add(given.code, given.name, given.family)
    except ConfigError as error:
        parser.error(str(error))
    for path in files:
        sys.stdout.write(f"{path.relative_to(_CHECKOUT).as_posix()}\n")
    sys.stdout.write(
        "Next: write the rule, its page and both cases; add it to the table in "
        "tests/lint/test_pages.py, and what seeds it in clean schemas to tests/lint/corpus; "
        "then make rules golden.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
