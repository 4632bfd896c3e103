"""Defects of the file itself (TW0)."""

import random

from .clean import Endpoint
from .defects import Defect, at, put, seeds, some

_HIDDEN = ("\u202e", "\u2066", "\u200f", "\u2028", "\u0085", "\u001b")
_MARK = "@@MARK@@"


@seeds("TW001", "seed")
def no_number(rng: random.Random, endpoint: Endpoint) -> Defect:
    endpoint.input["properties"]["seed"]["maximum"] = _MARK
    literal = rng.choice(("NaN", "Infinity", "-Infinity", "1e999", "-2e400", "9" * 320))
    return Defect(at("seed", "maximum"), raw=(f'"{_MARK}"', literal, 0))


@seeds("TW002")
def repeated_key(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint)
    schema[_MARK] = schema["title"]
    return Defect(at(name, "title"), raw=(f'"{_MARK}"', '"title"', 0))


@seeds("TW003")
def lone_surrogate(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint)
    schema["title"] = f"Title {_MARK}"
    half = rng.choice(("\\ud83d", "\\udc00", "\\uD800 \\uDBFF"))
    return Defect(at(name, "title"), raw=(_MARK, half, 0))


@seeds("TW003")
def bare_return(rng: random.Random, endpoint: Endpoint) -> Defect:
    _, schema = some(rng, endpoint)
    schema["title"] = _MARK
    return Defect("", raw=(f'"{_MARK}"', '"Plain"\r ', 7))


@seeds("TW004", "style")
def endless_enum(rng: random.Random, endpoint: Endpoint) -> Defect:
    values = [f"v{number}" for number in range(rng.randint(1001, 1100))]
    endpoint.input["properties"]["style"]["enum"] = values
    return Defect(at("style", "enum"))


@seeds("TW005", "style")
def foreign_reference(rng: random.Random, endpoint: Endpoint) -> Defect:
    refs = ("https://example.com/a.json", "file:///etc/passwd", "other.json#/a", "//x/y", "a.json")
    put(rng, endpoint.input["properties"]["style"], "$ref", rng.choice(refs))
    return Defect(at("style", "$ref"))


@seeds("TW006", "style")
def broken_reference(rng: random.Random, endpoint: Endpoint) -> Defect:
    refs = ("#/$defs/gone", "#/properties/gone", "#style", "#/properties/style/enum")
    put(rng, endpoint.input["properties"]["style"], "$ref", rng.choice(refs))
    return Defect(at("style", "$ref"))


@seeds("TW006", "camera")
def circle(rng: random.Random, endpoint: Endpoint) -> Defect:
    inner = {"title": "Inner", "description": "1", "$ref": "#/properties/camera"}
    put(rng, endpoint.input["properties"]["camera"]["properties"], "inner", inner)
    return Defect(at("camera", "properties", "inner", "$ref"))


@seeds("TW007")
def instruction(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint)
    keyword = rng.choice(("customTypePath", "customBasePath", "default_factory", "x-python-import"))
    put(rng, schema, keyword, "os.system")
    return Defect(at(name, keyword), of_key=True)


@seeds("TW008")
def hidden_character(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint)
    schema["title"] = f"Title 漢字 {_MARK} 1"
    char = rng.choice(_HIDDEN)
    written = f"\\u{ord(char):04x}" if rng.random() < 0.5 or char == "\u001b" else char
    return Defect(at(name, "title"), raw=(_MARK, written, 0))


@seeds("TW009", "code")
def endless_pattern(rng: random.Random, endpoint: Endpoint) -> Defect:
    patterns = ("^(a+)+$", "^(a|a)*$", "(", "[a", "^(a*)*b", "(?P<x>a)", "^([a-z]+)*$", "\\Aa")
    endpoint.input["properties"]["code"]["pattern"] = rng.choice(patterns)
    return Defect(at("code", "pattern"))


@seeds("TW010")
def unknown_keyword(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint)
    keyword = rng.choice(("max_length", "placeholder", "x-order", "minimun", "ui:widget", "a/b~c"))
    put(rng, schema, keyword, rng.choice((1, "x", None, [1], {"a": 1})))
    return Defect(at(name, keyword.replace("~", "~0").replace("/", "~1")), of_key=True)


@seeds("TW010", "guidance_scale", "enable_safety_checker", "style", "seed")
def unknown_type(rng: random.Random, endpoint: Endpoint) -> Defect:
    names = {
        "guidance_scale": ("float", "double", "decimal"),
        "enable_safety_checker": ("bool",),
        "style": ("str", "String", "text"),
        "seed": ("int", "long", "int32"),
    }
    name = rng.choice(list(names))
    endpoint.input["properties"][name]["type"] = rng.choice(names[name])
    return Defect(at(name, "type"))


@seeds("TW011")
def unsupported_keyword(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint)
    keyword = rng.choice(("not", "if", "dependentSchemas", "patternProperties", "propertyNames"))
    put(rng, schema, keyword, {})
    return Defect(at(name, keyword), of_key=True)


@seeds("TW012", "tags", "seed", "style")
def wrong_kind(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, keyword, value = rng.choice(
        (
            ("prompt", "maxLength", "600"),
            ("tags", "maxItems", -1),
            ("seed", "minimum", "0"),
            ("seed", "title", 5),
            ("style", "enum", "vivid"),
            ("style", "description", ["a"]),
        )
    )
    endpoint.input["properties"][name][keyword] = value
    return Defect(at(name, keyword))
