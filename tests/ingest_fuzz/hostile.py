"""Pages that want to do harm: too much of something, or something that looks like the truth."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from .judge import IS_FULL, Mutant
from .originals import Original, Page, pages

LARGE: Final = 100_000 if IS_FULL else 10_000
MEGA: Final = 1 << (20 if IS_FULL else 17)
URL: Final = "https://model-api.runcomfy.net/v1/models"
SCHEMA: Final[dict[str, Any]] = {"type": "object", "properties": {"prompt": {"type": "string"}}}


def hostile() -> Iterator[Mutant]:
    """Every hostile source."""
    for name, text in {**MASSES, **catalogues()}.items():
        raw = text.encode("utf-8", "surrogatepass")
        yield Mutant(name, raw, ())
        yield Mutant(f"{name}, behind a call", f"curl {URL}/a/NUL\n".encode() + raw, ())
    for page in pages():
        if not page.is_catalogue:
            yield from disguised(page)


def called(model_id: str, text: str) -> str:
    """A page about ``model_id`` that holds ``text``."""
    return f'curl --url {URL}/{model_id} \\\n--data \'{{"prompt": ""}}\'\n{text}\n'


def _small(number: int) -> str:
    return f'{{"properties": {{"a{number}": {{}}}}}}\n'


MASSES: Final[dict[str, str]] = {
    "nothing": "",
    "one brace": "{",
    "braces": "{" * (4 * MEGA),
    "closed braces": "{}" * MEGA,
    "closing braces": "}" * MEGA,
    "braces and spaces": ("{" + " " * 1000) * 4_000,
    "brackets": "[" * LARGE,
    "brackets in an object": '{"a": ' + "[" * LARGE,
    "brackets in a closed object": '{"a": ' + "[" * LARGE + "]" * LARGE + "}",
    "objects in objects": '{"a":' * LARGE,
    "objects in objects, closed": '{"a":' * LARGE + "1" + "}" * LARGE,
    "deep, behind a call": called("a/NUL", '{"properties": ' + '{"a":' * 900 + "1" + "}" * 901),
    "deep arrays in a schema": called(
        "a/NUL", '{"properties": {"a": ' + "[" * 900 + "]" * 900 + "}}"
    ),
    "deep arrays in a body": f"curl --url {URL}/a/b \\\n--data '{{\"a\": {'[' * 900}{']' * 900}}}'",
    "open strings": '{"' * LARGE,
    "open strings, escaped": '{"\\' * LARGE,
    "backslashes": '{"a": "' + "\\" * MEGA,
    "apostrophes": "'{\"a\": '\\''" * (LARGE // 3),
    "apostrophes in apostrophes": "'\\''{\"a\": x}" * (LARGE // 3),
    "apostrophes, escaped": '\'{"a": x' + "'\\''" * LARGE,
    "broken objects": '{"a": x}' * (LARGE // 3),
    "broken schemas": '{"properties": x}' * (LARGE // 3),
    "objects that end late": '{"a": [' * 2_000 + "x" * (5 * LARGE),
    "one long string": '{"a": "' + "x" * (4 * MEGA),
    "one long key": '{"' + "k" * MEGA + '": 1}',
    "one long number": called("a/NUL", f'{{"properties": {{"a": {{"default": {"9" * LARGE}}}}}}}'),
    "one long exponent": called(
        "a/NUL", '{"properties": {"a": {"default": 1e' + "9" * 5_000 + "}}}"
    ),
    "many keys": called(
        "a/NUL", json.dumps({"properties": {f"k{n}": {} for n in range(LARGE // 4)}})
    ),
    "many schemas": called("a/NUL", "".join(map(_small, range(LARGE)))),
    "one schema many times": called("a/NUL", _small(1) * LARGE),
    "many bodies": "".join(f"'{{\"a\": {number}}}' " for number in range(LARGE)),
    "submit calls": "".join(f"{URL}/a/b{number}\n" for number in range(LARGE)),
    "one submit call many times": f"{URL}/a/..\n" * LARGE,
    "submit calls on one line": f"{URL}/" * LARGE,
    "a submit call without an end": f"{URL}/a/b" + "c" * MEGA + "\n",
    "a submit call of spaces": f"{URL}/a/b" + " " * (2 * LARGE) + "c\n",
    "schemes": "https://" * LARGE,
    "hosts": "https://" + "a" * MEGA,
    "curls": "curl " * LARGE,
    "calls": "curl --url x --data y\n" * LARGE,
    "headers": '<token>"' * LARGE,
    "sizes of nothing": called("a/NUL", '<token>"' + "9" * LARGE + " " + json.dumps(SCHEMA)),
    "sizes": called("a/NUL", '<token>"' + "9" * LARGE + "MB " + "1." * LARGE + json.dumps(SCHEMA)),
    "letters": "a" * (4 * MEGA),
    "keys of translations": "a_" * MEGA,
    "question marks": "? " * MEGA,
    "question marks, no spaces": "?" * (4 * MEGA),
    "slashes": "a/" * MEGA,
    "references": "&#9999999;" * LARGE,
    "references without an end": "&#" + "9" * MEGA,
    "NUL": "\0" * MEGA,
    "bidi": "\u202e\u2066" * LARGE,
    "combining": "a" + "\u0301" * LARGE,
    "mojibake": "Ã©" * LARGE,
    "tags": "<html>" + "<div>" * LARGE,
    "tags that never end": "<html>" + "<a " * LARGE,
    "attributes": "<html><a " + "b='c' " * LARGE,
    "open attributes": "<html>" + "<a b='" * (LARGE // 5),
    "comments": "<html>" + "<!--" * LARGE,
    "declarations": "<html>" + "<!" * LARGE,
    "instructions": "<html>" + "<?" * LARGE,
    "marked sections": "<html>" + "<![CDATA[" * (LARGE // 5),
    "scripts": "<html>" + "<script>" * LARGE,
    "ends of scripts": "<html><script>" + "</script" * LARGE,
    "templates": "<html>" + "<template>" * LARGE + json.dumps(SCHEMA),
    "entities": "<html>" + "&quot;" * LARGE,
    "entities without an end": "<html>" + "&" * LARGE,
    "entities of numbers": "<html>" + "&#123;" * LARGE,
    "a giant reference": "<html>&#" + "1" * 10_000 + ";",
}


def catalogues() -> dict[str, str]:
    """JSON of the catalogue, and what only looks like it."""
    entry = {"model_id": "a/b", "input_schema": SCHEMA}
    whole = json.dumps(entry)
    deep: Any = SCHEMA
    for _ in range(100):
        deep = {"type": "object", "properties": {"a": deep}}
    return {
        "catalogue in a catalogue": '{"models": ' * 900 + "[]" + "}" * 900,
        "lists in lists": "[" * 900 + whole + "]" * 900,
        "no id": json.dumps({"models": [{"input_schema": SCHEMA}]}),
        "an id that is a list": json.dumps({"model_id": ["a", "b"], "input_schema": SCHEMA}),
        "an id that leaves": json.dumps({**entry, "model_id": "../../b"}),
        "an id of bidi": json.dumps({**entry, "model_id": "a/\u202eb"}),
        "an id of NUL": json.dumps({**entry, "model_id": "a/b\0"}),
        "an id of a device": json.dumps({**entry, "model_id": "a/NUL.txt"}),
        "an id of surrogates": json.dumps({**entry, "model_id": "a/\ud800"}),
        "two ids": whole.replace('"model_id"', '"model_id": "c/d", "model_id"'),
        "two schemas": whole.replace('"input_schema"', '"input_schema": {}, "input_schema"'),
        "two of a property": whole.replace('"prompt"', '"prompt": {}, "prompt"'),
        "a schema that is text": json.dumps({**entry, "input_schema": json.dumps(SCHEMA)}),
        "a schema that is a list": json.dumps({**entry, "input_schema": [SCHEMA]}),
        "no numbers": whole.replace('"string"', "NaN"),
        "a name of NUL": json.dumps({**entry, "display_name": "a\0b"}),
        "a name of bidi": json.dumps({**entry, "display_name": "a\u202eb"}),
        "a name of surrogates": json.dumps({**entry, "display_name": "\udc00"}),
        "a price without an end": whole.replace("{", '{"base_price_usd": 1e999, ', 1),
        "a category of bidi": json.dumps({**entry, "categories": ["\u202e"]}),
        "a deep schema": json.dumps({**entry, "input_schema": deep}),
        "a bare surrogate": whole.replace("string", "\ud800"),
        "a byte order mark inside": whole.replace("string", "\ufeff"),
    }


def disguised(page: Page) -> Iterator[Mutant]:
    """A page of ours with a lie in it: what comes of it is the truth or nothing."""
    (truth,) = page.originals
    for name, text in _lies(page, truth).items():
        yield Mutant(f"{page.name} with {name}", text.encode("utf-8", "surrogatepass"), (truth,))
    example = {"properties": {"token": "it's"}}
    shown = replace(truth, examples=(*truth.examples, example))
    quoted = json.dumps(example).replace("'", "'\\''")
    raw = f"{page.text}\n'{quoted}'".encode()
    yield Mutant(f"{page.name} with an example like a schema", raw, (shown,))


def _lies(page: Page, truth: Original) -> dict[str, str]:
    text, model_id = page.text, truth.model_id
    lie = json.dumps({**truth.input, "required": [], "properties": {"token": {"type": "string"}}})
    call = f"curl --url {URL}/evil/model \\\n--data '{{}}'\n"
    html = text if page.name.endswith(".html") else f"<html><pre>{text}</pre></html>"
    return {
        "another schema before": f"{lie}\n{text}",
        "another schema behind": f"{text}\n{lie}",
        "another schema in a string": f"{text}\n{json.dumps(lie)}",
        "another schema wrapped": f'{text}\n{{"input": {lie}}}',
        "another schema in a script": html.replace("</html>", f"<script>{lie}</script></html>"),
        "another schema in an open script": f"{html}<script>{lie}",
        "another schema in a comment": f"{html}<!-- {lie} -->",
        "another schema in an attribute": f"{html}<p title='{lie}'>",
        "another schema out of a template": f"{html}<template></style>{lie}</template>",
        "another output": f'{text}\n{{"output": {lie}}}',
        "another call before": f"{call}{text}",
        "another call behind": f"{text}\n{call}",
        "another call at the very end": f"{text}\n{URL}/evil/model",
        "another host": f"{text}\nhttps://evil.example/v1/models/{model_id}\n",
        "a longer id": text.replace(model_id, f"{model_id}/evil", 1),
        "an id that leaves": text.replace(model_id, "../../evil"),
        "an id that leaves, encoded": text.replace(f"/v1/models/{model_id}", "/v1/models/%2e%2e/a"),
        "an id of bidi": text.replace(f"/v1/models/{model_id}", f"/v1/models/{model_id}\u202e"),
        "an id of look-alikes": text.replace(f"/v1/models/{model_id}", "/v1/models/\u0430/\u0435"),
        "an id of NUL": text.replace(f"/v1/models/{model_id}", f"/v1/models/{model_id}\0"),
        "a key twice": re.sub(r'"properties(&quot;|")', r'"properties": {}, \g<0>', text, count=1),
        "a type twice": text.replace('"type": "string"', '"type": "file",\n"type": "string"', 1),
        "a type twice, escaped": text.replace(
            "&quot;type&quot;: &quot;string", '"type": 1, "\\u0074ype": &quot;string', 1
        ),
        "bidi in a text": text.replace('"title": "', '"title": "\u202e', 1),
        "NUL in a text": text.replace('"title": "', '"title": "\0', 1),
        "an escaped NUL in a text": text.replace('"title": "', '"title": "\\u0000', 1),
        "half of a pair in a text": text.replace('"title": "', '"title": "\\ud800', 1),
        "a mark inside": text.replace('"title": "', '"title": "\ufeff', 1),
        "no number": text.replace('"type": "string"', '"default": NaN,\n"type": "string"', 1),
        "an endless number": text.replace(
            '"type": "string"', '"maximum": 1e999,\n"type": "string"'
        ),
    }
