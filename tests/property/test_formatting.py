"""What is laid out without black is what black prints: lines of any length, blocks in any order."""

import re

from hypothesis import given
from hypothesis import strategies as st

from typewright.codegen.format import format_by_black, format_python
from typewright.codegen.literals import docstring, literal, string

names = st.from_regex(r"x[a-z0-9_]{0,60}", fullmatch=True)
classes = st.from_regex(r"X[a-z]{0,45}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=70)
values = st.one_of(texts.map(string), st.integers(-99, 10**9).map(literal), st.floats().map(repr))


def _joined(parts: list[str]) -> str:
    return ", ".join(parts)


items = st.lists(values, min_size=1, max_size=12).map(_joined)
annotations = st.recursive(
    classes | items.map(lambda each: f"Literal[{each}]"),
    lambda inner: st.one_of(
        inner.map(lambda each: f"list[{each}]"),
        inner.map(lambda each: f"{each} | None"),
        st.tuples(inner, inner).map(" | ".join),
        st.tuples(inner, items).map(lambda two: f"Annotated[{two[0]}, Field(ge={two[1]})]"),
        st.tuples(inner, inner).map(lambda two: f"dict[{two[0]}, {two[1]}]"),
    ),
    max_leaves=3,
)
rules = st.lists(st.lists(values, min_size=1, max_size=5).map(_joined), min_size=1, max_size=4)


def _media(name: str, path: str, each: list[str]) -> str:
    lines = "".join(f"        Rule({rule}),\n" for rule in each)
    return f"{name} = MediaField(\n    ({path},),\n    kind={path},\n    rules=(\n{lines}    ),\n)"


def _spec(name: str, stem: str, media: list[str]) -> str:
    fields = f", media=({_joined(media)}{',' if len(media) == 1 else ''})" if media else ""
    return (
        f"{name}: Spec[{stem}Params, {stem}Input] = Spec(\n    {string(name)}, {stem}{fields}\n\n)"
    )


def _class(stem: str, base: str, doc: str, fields: list[str]) -> str:
    body = "".join(f"\n    {field}" for field in fields)
    return f"class {stem}({base}):\n    {docstring([doc], 4) if doc.strip() else 'pass'}\n{body}\n"


def _method(name: str, stem: str, doc: str) -> str:
    head = f"async def {name}(self, /, **params: Unpack[{stem}Params]) -> Job[{stem}Output]:"
    body = f"        {docstring([doc, doc], 8)}\n        return self.{name}(1)"
    return f"class {stem}:\n\n    {head}\n{body}"


fields = st.lists(
    st.one_of(
        st.tuples(names, annotations).map(": ".join),
        st.tuples(names, annotations, values).map(lambda f: f"{f[0]}: {f[1]} = {f[2]}"),
        texts.map(lambda text: docstring([text or "-"], 4)),
    ),
    max_size=4,
)
statements = st.one_of(
    st.tuples(names, annotations).map(lambda two: f"{two[0]}: TypeAlias = {two[1]}"),
    st.tuples(names, items).map(lambda two: f"{two[0]}: TypeAlias = Literal[{two[1]}]"),
    st.builds(_media, names, texts.map(string), rules),
    st.builds(_spec, names, classes, st.lists(names, max_size=4)),
    st.builds(_class, classes, classes, texts, fields),
    st.builds(_method, names, classes, texts.map(lambda text: text.strip() or "-")),
    st.lists(names, min_size=1, max_size=8).map(lambda each: f"from .a import {_joined(each)}"),
    st.lists(names, min_size=1, max_size=8).map(
        lambda each: f"if TYPE_CHECKING:\n    from . import {_joined(each)}"
    ),
    texts.map(lambda text: docstring([text or "-"], 0)),
)
modules = st.lists(st.tuples(statements, st.integers(1, 4)), min_size=1, max_size=5)


def by_black(source: str) -> str:
    return format_by_black(re.sub(r"\n{3,}", "\n\n", source.strip()) + "\n", "a test")


@given(modules)
def test_every_line_is_as_black_prints_it(parts: list[tuple[str, int]]) -> None:
    source = "".join(statement + "\n" * gap for statement, gap in parts)
    assert format_python(source, "a test") == by_black(source)


forms = ["Literal[{}]", "f({})", "({},)", "None | Literal[{}]", "Literal[{0}] | list[int] | g[{0}]"]


@given(st.integers(70, 110), st.integers(1, 4), st.sampled_from(forms))
def test_around_the_width(width: int, count: int, form: str) -> None:
    item = string("x" * max(1, (width - 20) // count - 4))
    source = f"name_: TypeAlias = {form.format(_joined([item] * count))}\n"
    assert format_python(source, "a test") == by_black(source)
