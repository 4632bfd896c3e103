"""The grammar of the commands that judge and tell, and what all commands have in common."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

AddCommand: TypeAlias = Callable[..., argparse.ArgumentParser]
"""``add_parser`` of argparse."""


def word(text: str) -> str:
    """``text``, which must not be empty: as a path that would be the directory here."""
    if not text:
        raise argparse.ArgumentTypeError("it is empty; is a variable of the shell not set?")
    return text


def path(text: str) -> Path:
    """``text`` as a path; not an empty one."""
    return Path(word(text))


def shared(*formats: str) -> argparse.ArgumentParser:
    """The options of every command that works by the config; ``formats`` are how it prints."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--config",
        type=path,
        metavar="FILE",
        help="the config (default: typewright.toml or pyproject.toml here or above)",
    )
    options.add_argument(
        "--only", metavar="GLOB", help="only endpoints whose id matches, such as 'bytedance/*'"
    )
    options.add_argument(
        "--format", choices=formats, default="text", help="how to print (default: text)"
    )
    return options


def add_lint(add: AddCommand) -> None:
    """``typewright lint``."""
    linting = add(
        description="Judge the schemas of the store, or schema files anywhere. What a patch, a "
        "suppression (in typewright-suppress.toml beside the config) or the baseline settles is "
        "counted, not listed.",
        epilog="CODES are names of rules, codes or their beginnings, with commas between: "
        "TW2,TW403; the longer one wins, then one on the command line. typewright explain lists "
        "them. Exit codes: 0 clean, 1 findings as bad as --fail-on, 2 usage or config, 3 internal.",
    )
    linting.add_argument(
        "paths",
        nargs="*",
        type=path,
        metavar="PATH",
        help="files or directories (default: the whole store; without a config, name some)",
    )
    linting.add_argument(
        "--config",
        type=path,
        metavar="FILE",
        help="the config (default: typewright.toml or pyproject.toml here or above)",
    )
    linting.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "sarif", "github", "gitlab", "junit"),
        default="text",
        help="how to print (default: text)",
    )
    linting.add_argument(
        "--select", action="append", type=word, metavar="CODES", help="run these alone"
    )
    linting.add_argument(
        "--ignore", action="append", type=word, metavar="CODES", help="do not run these"
    )
    linting.add_argument(
        "--fail-on",
        choices=("error", "warning", "info"),
        default="warning",
        help="the least severity that makes the exit code 1 (default: warning)",
    )
    linting.add_argument(
        "--statistics", action="store_true", help="count findings by code, instead of a list"
    )
    linting.add_argument(
        "--no-group", action="store_true", help="list each repeat of a message by itself"
    )
    linting.add_argument(
        "--as-published", action="store_true", help="judge what vendors wrote, without patches"
    )
    linting.add_argument("--fix", action="store_true", help="write safe fixes as patches")
    linting.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="write also fixes that change what is accepted",
    )
    linting.add_argument(
        "--baseline",
        type=path,
        metavar="FILE",
        help="findings that are known (default: as the config says)",
    )
    linting.add_argument(
        "--write-baseline",
        action="store_true",
        help="make the baseline (default: typewright-baseline.json), or let it shrink",
    )


def add_explain(add: AddCommand) -> None:
    """``typewright explain``."""
    explaining = add(description="Print the page of a rule.")
    explaining.add_argument(
        "code", nargs="?", type=word, metavar="CODE", help="such as TW403 (default: all)"
    )
    explaining.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


def add_diff(add: AddCommand) -> None:
    """``typewright diff``."""
    comparing = add(
        parents=[shared("text", "json", "markdown", "github")],
        description="Compare two stores, revisions of the store (git:REV), or schema files; or an "
        "SDK with the store. Each change comes with its bump and its places; each one that breaks "
        "a request with a payload, or a file, that was accepted and is refused now.",
    )
    comparing.add_argument(
        "old",
        type=word,
        metavar="OLD",
        help="a store, git:REV, a schema file, an SDK or its MANIFEST.json",
    )
    comparing.add_argument(
        "new",
        type=word,
        metavar="NEW",
        nargs="?",
        help="a store, git:REV, or a schema file (default: the store of the config)",
    )
    comparing.add_argument(
        "--fail-on",
        choices=("major", "behaviour", "minor"),
        help="exit 1 on a breaking change; on one that may change what a call gives or costs, too; "
        "or on any but texts (default: exit 0 whatever changed)",
    )
