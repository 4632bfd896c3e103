"""The grammar of the command line."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn

from typewright import __version__
from typewright.argv_judging import AddCommand, add_diff, add_explain, add_lint, path, shared, word
from typewright.diagnostics import visible


class _Parser(argparse.ArgumentParser):
    """A parser that repeats nothing to a terminal which that would obey.

    argparse asks for the width of the terminal at each argument, by a module that takes longer to
    load than all of them; this one asks when there is something to print.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=80), **options)

    def format_help(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()

    def format_usage(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_usage()

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


class _Whole(_Parser):
    """The parser of a whole call; what it does not know is most often in a wrong place."""

    argv: Sequence[str] = ()

    def error(self, message: str) -> NoReturn:
        super().error(_misplaced(self.argv) or message)


class _Command(_Parser):
    """The parser of a command, which tells by itself of what it does not know: with its usage."""

    def parse_known_args(self, *given: Any, **options: Any) -> Any:
        found, unknown = super().parse_known_args(*given, **options)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown


def _misplaced(argv: Sequence[str]) -> str:
    """What is wrong with a call that does not begin with a command, if that can be told."""
    first = argv[0] if argv else "-"
    if first in _COMMANDS:
        return ""
    if not first.startswith("-"):
        from difflib import get_close_matches  # for a word that is none

        close = get_close_matches(first, _COMMANDS, 1)
        hint = f"did you mean {close[0]}? " if close else ""
        return f"invalid choice: {first} is no command; {hint}typewright --help lists them"
    command = next((word for word in argv if word in _COMMANDS), None)
    if command is None:
        return ""
    return f"{first}: options stand behind the command, as in typewright {command} {first}"


def parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The grammar of ``argv``: that of its command, or of all when it begins with none."""
    whole = _Whole(
        prog="typewright",
        description="From stored model-endpoint schemas to a typed Python SDK.",
        epilog="exit codes: 0 clean, 1 findings or drift, 2 usage or config, 3 internal",
    )
    whole.add_argument("--version", action="version", version=f"typewright {__version__}")
    whole.argv = argv
    add = whole.add_subparsers(
        dest="command", metavar="COMMAND", required=True, prog=whole.prog, parser_class=_Command
    ).add_parser
    named = _COMMANDS.keys() & argv[:1]  # the others take longer than linting a file
    for name in named or _COMMANDS:
        help_text, adding = _COMMANDS[name]
        adding(partial(add, name, help=help_text))
    return whole


def _reading() -> list[argparse.ArgumentParser]:
    """The options of what reads the whole store."""
    explained = argparse.ArgumentParser(add_help=False)
    explained.add_argument(
        "--explain", action="store_true", help="tell what was read in other words than the vendor's"
    )
    return [shared("text", "json"), _speaking(), explained]


def _speaking() -> argparse.ArgumentParser:
    speaking = argparse.ArgumentParser(add_help=False)
    speaking.add_argument(
        "--locale", metavar="TAG", help="the language to prefer in docstrings, such as ko"
    )
    return speaking


def _init(add: AddCommand) -> None:
    starting = add(
        description="Write the files of a new project and generate its (still empty) SDK. A file "
        "that exists is never touched.",
    )
    starting.add_argument(
        "directory", nargs="?", type=path, default=Path(), help="where (default: here)"
    )
    starting.add_argument(
        "--provider", default="runcomfy", help="whose endpoints (default: runcomfy)"
    )
    starting.add_argument("--package", metavar="NAME", help="the SDK's import name")


def _ingest(add: AddCommand) -> None:
    ingesting = add(
        parents=[shared("text", "json")],
        description="Read pages (text, Markdown, HTML; any language) and catalogue JSON, and lay "
        "what they say over the store. What cannot be understood changes nothing.",
    )
    ingesting.add_argument(
        "sources",
        nargs="+",
        type=word,
        metavar="SOURCE",
        help="a file, a directory, or - for standard input",
    )
    ingesting.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file would change"
    )


def _pull(add: AddCommand) -> None:
    pulling = add(
        parents=[shared("text", "json")],
        description="Read the provider's catalogue page by page into the store. The token comes "
        "from the environment; a pull that was broken off goes on where it was.",
    )
    pulling.add_argument("--search", default="", metavar="WORDS", help="only what the search finds")
    pulling.add_argument("--category", default="", help="only endpoints of this category")
    pulling.add_argument("--base-url", metavar="URL", help="another place of the API")


def _generate(add: AddCommand) -> None:
    generating = add(
        parents=_reading(),
        description="Check the schemas and write the SDK; with a finding nothing is written.",
    )
    generating.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file would change"
    )
    generating.add_argument(
        "--force", action="store_true", help="replace generated files that were edited by hand"
    )
    generating.add_argument(
        "--whole", action="store_true", help="render every file anew, whatever the manifest says"
    )
    generating.add_argument(
        "--bump",
        action="store_true",
        help="set the version by what changed since the last generation, and write CHANGELOG.md",
    )
    generating.add_argument(
        "--since", metavar="OLD", help="with --bump: compare with this store or git:REV instead"
    )


def _ir(add: AddCommand) -> None:
    add(parents=_reading(), description="Print each endpoint as the generator understands it.")


def _serve(add: AddCommand) -> None:
    serving = add(
        parents=[shared("text", "json"), _speaking()],
        description="The provider's queue API on a loopback port, from the store: for tests.",
    )
    serving.add_argument("--port", type=int, default=0, help="the port (default: any free one)")
    serving.add_argument("--token", help="the token that callers must send")
    serving.add_argument(
        "--scenario", type=path, metavar="FILE", help="a TOML file that says what goes wrong"
    )


def _verify(add: AddCommand) -> None:
    verifying = add(
        description="Compare a copy of an SDK with the manifest inside it, wherever it was copied "
        "and whatever it is called there. Nothing of the copy is run.",
        epilog="exit codes: 0 intact, 1 edited, incomplete or of another version, 2 cannot tell",
    )
    verifying.add_argument(
        "directory", type=path, metavar="DIR", help="the package, or the directory that holds it"
    )
    verifying.add_argument(
        "--expect", metavar="VERSION", help="the version that the copy should be"
    )
    verifying.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


_COMMANDS: Final[Mapping[str, tuple[str, Callable[[AddCommand], None]]]] = {
    "init": ("start a project: config, store, Makefile, hooks, CI", _init),
    "ingest": ("put saved pages or a catalogue into the store", _ingest),
    "pull": ("put the provider's catalogue into the store", _pull),
    "generate": ("write the SDK from the schemas", _generate),
    "ir": ("print what the generator understood", _ir),
    "lint": ("find what is wrong in the schemas", add_lint),
    "explain": ("tell what a finding means", add_explain),
    "diff": ("tell what changed between two stores, and what it means for callers", add_diff),
    "serve": ("serve the stored endpoints as the provider would", _serve),
    "verify": ("tell whether a copy of an SDK is what was generated", _verify),
}
"""Each command with its help, and what adds its arguments."""
