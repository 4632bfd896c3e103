"""Hostile inputs that ask for time or memory, each as small as it can be for what it asks.

Run as a script: prints what each of them takes, a line of JSON each; ``--names`` lists them, and
a name measures that one alone.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from typewright.config import Config
from typewright.diagnostics import Diagnostic, render_json, render_text
from typewright.ingest.encoding import MOST_BYTES
from typewright.ingest.model import Source
from typewright.ingest.read import read as read_source
from typewright.pipeline import prepare

PROVIDER = Path(__file__).parents[1] / "golden" / "provider.json"
HOME = Path("acme/one/make")
SOUND = {
    "endpoint.json": '{"id": "acme/one/make", "name": "Make", "language": "en"}',
    "input.schema.json": '{"properties": {"prompt": {"type": "string"}}}',
    "output.schema.json": '{"properties": {"image": {"type": "string"}}}',
}
INPUT = "input.schema.json"
PATTERNS = ("(a+)+$", "(a|a)*b", ".*.*.*.*x", "a?" * 30 + "a" * 30, "a{0,20}" * 12 + "x")


def _of(properties: str) -> str:
    return f'{{"properties": {{{properties}}}}}'


def _each(form: str, number: int) -> str:
    return ",".join(form.replace("#", str(i)) for i in range(number))


def _below(key: str, levels: int, schema: str) -> str:
    return f'{{"properties": {{"{key}": ' * levels + schema + "}}" * levels


def _definitions(number: int, body: Callable[[int], object]) -> str:
    definitions: dict[str, object] = {f"d{i}": body(i) for i in range(number)}
    definitions[f"d{number}"] = {}
    return json.dumps({"properties": {"a": {"$ref": "#/$defs/d0"}}, "$defs": definitions})


def _to(number: int) -> dict[str, str]:
    return {"$ref": f"#/$defs/d{number}"}


def _patch(operations: list[dict[str, str]]) -> dict[str, str]:
    entry = {"target": "input", "reason": "r", "patch": operations}
    return {"patch.json": json.dumps({"patches": [entry]})}


def _copies(of: str, to: Callable[[int], str], number: int) -> dict[str, str]:
    return _patch([{"op": "copy", "from": of, "path": to(i)} for i in range(number)])


def _pattern(pattern: str) -> dict[str, str]:
    return {INPUT: _of(f'"a": {{"pattern": "{pattern}"}}')}


def _locale(number: int) -> dict[str, str]:
    long = f"{'a' * 100}#{'b' * 90}"
    texts = {f"/properties/{long.replace('#', str(i))}/titlo": "x" for i in range(number)}
    document = json.dumps({"language": "ko", "input": texts})
    schema = _of(_each(f'"{long}": {{"title": "x"}}', 400))
    return {INPUT: schema, "locales/ko.json": document}


_RULE = '{"validation_rule": "w<", "validation_value": 1}'
_ITEM = '{"a":#}'


STORES: dict[str, Callable[[], dict[str, str]]] = {
    "arrays without end": lambda: {INPUT: "[" * 500_000},
    "objects without end": lambda: {INPUT: '{"a":' * 200_000},
    "quotes without end": lambda: {INPUT: '["' + '\\"' * 500_000},
    "100 MB in a file": lambda: {INPUT: '{"a": "' + "x" * (100 << 20) + '"}'},
    "a million properties": lambda: {INPUT: _of(_each('"a#":{}', 1_000_000))},
    "as many as fit a file": lambda: {INPUT: _of(_each('"a#":{}', 80_000))},
    "names of other scripts": lambda: {INPUT: _of(_each('"\u5b57#":{}', 19_000))},
    "names that clash": lambda: {INPUT: _of(",".join(f'"a{"-" * i}":{{}}' for i in range(250)))},
    "20,000 values of an enum": lambda: {INPUT: _of(f'"a": {{"enum": [{_each("#", 20_000)}]}}')},
    "required by thousands": lambda: {
        INPUT: f'{{"properties": {{}}, "required": [{_each(chr(34) + "k#" + chr(34), 19_000)}]}}'
    },
    "required objects": lambda: {
        INPUT: f'{{"properties": {{}}, "required": [{_each(chr(123) + chr(125), 19_000)}]}}'
    },
    "types of programmers": lambda: {INPUT: _of(_each('"a#":{"type":"float"}', 9_000))},
    "unknown keywords": lambda: {
        INPUT: _of(f'"a": {{{_each(chr(34) + "descriptio#" + chr(34) + ":1", 19_000)}}}')
    },
    "rules": lambda: {INPUT: _of(f'"a": {{"validations": [{_each(_RULE, 6_000)}]}}')},
    "unique items": lambda: {
        INPUT: _of(
            f'"a": {{"type": "string", "uniqueItems": true, "default": [{_each(_ITEM, 9_000)}]}}'
        )
    },
    "huge numbers": lambda: {INPUT: _of(f'"a": {{"minimum": 1e999999, "maximum": {"9" * 5_000}}}')},
    "a key of 100,000 quotes": lambda: {
        INPUT: _of(f'"{chr(92) + chr(34)}": {{}}'.replace('\\"', '\\"' * 100_000))
    },
    "long keys, deep": lambda: {INPUT: _below("k" * 250, 25, _of(_each('"a#":{}', 19_000)))},
    "billion laughs": lambda: {
        INPUT: _definitions(60, lambda i: {"properties": {"a": _to(i + 1), "b": _to(i + 1)}})
    },
    "a chain of references": lambda: {INPUT: _definitions(1_900, lambda i: _to(i + 1))},
    "rings of references": lambda: {INPUT: _definitions(1_900, lambda i: _to(i ^ 1))},
    "all refer to all": lambda: {
        INPUT: _definitions(40, lambda _: {"anyOf": [_to(j) for j in range(40)]})
    },
    "alternatives": lambda: {
        INPUT: _of(
            f'"a": {{"default": "x", "anyOf": [{_each(json.dumps({"type": "integer"}), 1_900)}]}}'
        )
    },
    "a patch that copies copies": lambda: _copies("/properties", lambda i: f"/properties/p{i}", 60),
    "a patch that nests": lambda: _copies(
        "/properties", lambda i: "/properties" + "/a" * (i + 1), 60
    ),
    "misspelt pointers": lambda: _locale(4_000),
    **{f"the pattern {pattern[:12]}": partial(_pattern, pattern) for pattern in PATTERNS},
}
ROUTE = "/v1/models/{model_id}"
PAGES: dict[str, Callable[[], str]] = {
    "a page of digits": lambda: '--header "Authorization: Bearer <token>"' + "1" * 1_000_000,
    "a page of one word": lambda: "a" * 1_000_000,
    "a page of objects": lambda: "\n".join(
        f'{{"properties": {{"a{i}": {{}}}}}}' for i in range(30_000)
    ),
    "a page nested deep": lambda: '{"a":' * 900 + "{}" + "}" * 900,
    "a page of blanks behind a URL": lambda: f"https://a.example/v1/models/a/b{' ' * 500_000}x",
    "a page of URLs": lambda: "https://a.example/v1/models/a/b" * 30_000,
    "a page of comments": lambda: "<html>" + "<!--" * 200_000,
    "a page of tags": lambda: "<html>" + "<a " * 200_000,
    "a page of open values": lambda: "<html>" + "<a b='" * 100_001 + ">",
    "a page of scripts": lambda: "<html><script>" + "</" * 300_000 + ">",
    "a page of references": lambda: "<html>" + "&" * 500_000 + "&#" * 200_000 + ">",
    "a page of quotes": lambda: "'" + '{"a": ' * 50_000,
    "a page of 16 MB": lambda: "x" * (MOST_BYTES + 1),
}


def _from_store(make: Callable[[], dict[str, str]]) -> tuple[float, tuple[Diagnostic, ...]]:
    with tempfile.TemporaryDirectory() as work:
        home = Path(work) / "schemas" / "acme"
        for name, text in {**SOUND, **make()}.items():
            path = home / HOME / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        (home / "provider.json").write_bytes(PROVIDER.read_bytes())
        begun = time.perf_counter()
        found = prepare(Config(root=Path(work)))
        render_json(found.findings)
        render_text(found.findings, found.sources())
        return time.perf_counter() - begun, found.findings


def _from_page(make: Callable[[], str]) -> tuple[float, tuple[Diagnostic, ...]]:
    source = Source("page.html", make().encode())
    begun = time.perf_counter()
    found = read_source(source, ROUTE).findings
    render_text(found)
    return time.perf_counter() - begun, found


def most_memory() -> float:
    """The most MB that this program had.

    ``getrusage`` counts what the parent had when it forked, so Linux is asked otherwise.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
    return int(rows["VmHWM"].split()[0]) / 1024


def measured(only: str | None = None) -> Iterator[dict[str, object]]:
    """What each input takes: seconds, the most MB the process ever had, the codes found."""
    cases = [(name, partial(_from_store, make)) for name, make in STORES.items()]
    cases += [(name, partial(_from_page, make)) for name, make in PAGES.items()]
    for name, run in cases:
        if only is None or only == name:
            seconds, found = run()
            most = most_memory()
            codes = sorted({each.code for each in found})
            places = [(each.line, each.column) for each in found]
            yield {
                "name": name,
                "seconds": seconds,
                "mb": most,
                "codes": codes,
                "places": places[:3],
            }


def main(arguments: list[str]) -> None:
    """Print the names alone, what one input takes, or what each of them does."""
    if arguments == ["--names"]:
        sys.stdout.write("".join(f"{name}\n" for name in (*STORES, *PAGES)))
        return
    for row in measured(*arguments):
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
