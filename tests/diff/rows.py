"""Every row of the taxonomy: two schemas, and what either direction means on either side."""

from dataclasses import dataclass

from .editions import Schema, of, rules

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
LIST: Schema = {"type": "array", "items": TEXT}
FILE: Schema = {"type": "string", "format": "image_uri"}
FILES: Schema = {"type": "array", "items": FILE}
SIZES = ["1024x1024 (1:1)", "2048x1024 (2:1)"]
LABELS = ["1024x1024 (square)", "2048x1024 (2:1)"]


@dataclass(frozen=True)
class Row:
    """What changes from ``old`` to ``new``, and back, as "kind bump" in the order of kinds.

    ``request`` and ``response`` are those of the way there; ``back_*`` those of the way back.
    """

    name: str
    old: Schema
    new: Schema
    request: tuple[str, ...]
    back_request: tuple[str, ...]
    response: tuple[str, ...] = ()
    back_response: tuple[str, ...] = ()


def _one(old: Schema, new: Schema) -> tuple[Schema, Schema]:
    return of(a=old), of(a=new)


def _limit(name: str, tight: Schema, loose: Schema) -> Row:
    """A limit that is loosened on the way there and tightened on the way back."""
    loosened, tightened = "bound-loosened", "bound-tightened"
    return Row(
        name,
        *_one(tight, loose),
        (f"{loosened} minor",),
        (f"{tightened} major",),
        (f"{loosened} major",),
        (f"{tightened} minor",),
    )


def _types(name: str, narrow: Schema, wide: Schema) -> Row:
    return Row(
        name,
        *_one(narrow, wide),
        ("type-widened minor",),
        ("type-narrowed major",),
        ("type-widened major",),
        ("type-narrowed minor",),
    )


def _same_both_ways(name: str, old: Schema, new: Schema, *told: str) -> Row:
    return Row(name, *_one(old, new), told, told, told, told)


def _media(name: str, old: Schema, new: Schema, there: str, back: str) -> Row:
    return Row(name, *_one(old, new), (there,), (back,))


def _ruled(*pairs: tuple[str, float]) -> Schema:
    return {**FILE, "validations": rules(*pairs)}


PROPERTIES = (
    Row(
        "optional property added",
        of(a=TEXT),
        of(a=TEXT, b=WHOLE),
        ("property-added minor",),
        ("property-removed major",),
        ("property-added minor",),
        ("property-removed major",),
    ),
    Row(
        "required property added",
        of("a", a=TEXT),
        of("a", "b", a=TEXT, b=WHOLE),
        ("property-added-required major",),
        ("property-removed major",),
        ("property-added minor",),
        ("property-removed major",),
    ),
    Row(
        "required property added with a default",
        of("a", a=TEXT),
        of("a", "b", a=TEXT, b={**WHOLE, "default": 3}),
        ("property-added-required major",),
        ("property-removed major",),
        ("property-added minor",),
        ("property-removed major",),
    ),
    Row(
        "property renamed",
        of("a", a=TEXT, b=WHOLE),
        of("a", a=TEXT, c=WHOLE),
        ("property-renamed major",),
        ("property-renamed major",),
        ("property-renamed major",),
        ("property-renamed major",),
    ),
    Row(
        "optional -> required",
        of(a=TEXT),
        of("a", a=TEXT),
        ("became-required major",),
        ("became-optional minor",),
        ("became-required minor",),
        ("became-optional major",),
    ),
    Row(
        "inside of an object in a list",
        of(a={"type": "array", "items": of(x=TEXT)}),
        of(a={"type": "array", "items": of(x=TEXT, y=TEXT)}),
        ("property-added minor",),
        ("property-removed major",),
        ("property-added minor",),
        ("property-removed major",),
    ),
    Row(
        "members beside the named ones",
        of(a=of(x=TEXT)),
        of(a={**of(x=TEXT), "additionalProperties": True}),
        ("type-widened minor",),
        ("type-narrowed major",),
    ),
)

VALUES = (
    Row(
        "enum value added",
        *_one({"enum": ["x", "y"]}, {"enum": ["x", "y", "z"]}),
        ("enum-value-added minor",),
        ("enum-value-removed major",),
        ("enum-value-added minor",),
        ("enum-value-removed minor",),
    ),
    Row(
        "became an enum",
        *_one(TEXT, {**TEXT, "enum": ["x", "y"]}),
        ("became-enum major",),
        ("no-longer-enum minor",),
        ("became-enum minor",),
        ("no-longer-enum minor",),
    ),
    Row(
        "became a constant",
        *_one({**TEXT, "enum": ["x", "y"]}, {"const": "x"}),
        ("enum-value-removed major",),
        ("enum-value-added minor",),
        ("enum-value-removed minor",),
        ("enum-value-added minor",),
    ),
    _same_both_ways("label", {"enum": SIZES}, {"enum": LABELS}, "enum-label-changed major"),
    _same_both_ways(
        "case", {"enum": ["Auto", "b"]}, {"enum": ["auto", "b"]}, "enum-label-changed major"
    ),
    _same_both_ways("order", {"enum": ["x", "y"]}, {"enum": ["y", "x"]}, "enum-reordered none"),
    _same_both_ways(
        "1..3 as a list and as bounds",
        {**WHOLE, "enum": [1, 2, 3]},
        {**WHOLE, "minimum": 1, "maximum": 3},
        "enum-as-range none",
    ),
    Row(
        "a list becomes a narrower range",
        *_one({**WHOLE, "enum": [1, 2, 3]}, {**WHOLE, "minimum": 1, "maximum": 2}),
        ("enum-value-removed major",),
        ("enum-value-added minor",),
        ("no-longer-enum minor",),
        ("became-enum minor",),
    ),
)

BOUNDS = (
    _limit("maxLength set", {**TEXT, "maxLength": 5}, TEXT),
    _limit("maxLength", {**TEXT, "maxLength": 5}, {**TEXT, "maxLength": 9}),
    _limit("minLength", {**TEXT, "minLength": 2}, TEXT),
    _limit("maximum", {**WHOLE, "maximum": 5}, {**WHOLE, "maximum": 9}),
    _limit("minimum", {**NUMBER, "minimum": 0.5}, NUMBER),
    _limit("exclusive", {**NUMBER, "exclusiveMinimum": 0}, {**NUMBER, "minimum": 0}),
    _limit("multiples", {**WHOLE, "multipleOf": 4}, {**WHOLE, "multipleOf": 2}),
    _limit("maxItems", {**LIST, "maxItems": 3}, {**LIST, "maxItems": 4}),
    _limit("minItems", {**LIST, "minItems": 2}, {**LIST, "minItems": 1}),
    _limit("uniqueItems", {**LIST, "uniqueItems": True}, LIST),
    _limit(
        "maxProperties",
        {"type": "object", "maxProperties": 2},
        {"type": "object"},
    ),
    Row(
        "of whole numbers, an open end is a closed one",
        *_one({**WHOLE, "exclusiveMinimum": 0}, {**WHOLE, "minimum": 1}),
        (),
        (),
    ),
    Row(
        "pattern added",
        *_one(TEXT, {**TEXT, "pattern": "^[a-z]+$"}),
        ("pattern-added major",),
        ("pattern-removed minor",),
        ("pattern-added minor",),
        ("pattern-removed major",),
    ),
    _same_both_ways(
        "pattern",
        {**TEXT, "pattern": "^[a-z]{2,4}$"},
        {**TEXT, "pattern": "^[a-z]{3,9}(-[0-9]+)?$"},
        "pattern-changed major",
    ),
)

TYPES = (
    _types("whole numbers", WHOLE, NUMBER),
    _types("null", TEXT, {"type": ["string", "null"]}),
    _types("null by anyOf", TEXT, {"anyOf": [TEXT, {"type": "null"}]}),
    _types("a second type", TEXT, {"anyOf": [TEXT, WHOLE]}),
    _types("anything", TEXT, {}),
    _types("no number at all", {**WHOLE, "minimum": 1, "maximum": 3, "multipleOf": 4}, TEXT),
    _types("items", {**LIST, "items": WHOLE}, {**LIST, "items": NUMBER}),
    _types(
        "values of a map",
        {"type": "object", "additionalProperties": WHOLE},
        {"type": "object", "additionalProperties": NUMBER},
    ),
    _same_both_ways("another type", TEXT, WHOLE, "type-changed major"),
    _same_both_ways("format", TEXT, {**TEXT, "format": "date"}, "format-changed minor"),
    Row(
        "a text becomes a file",
        *_one(TEXT, FILE),
        ("format-changed-type major",),
        ("format-changed-type major",),
        ("format-changed minor",),
        ("format-changed minor",),
    ),
    Row(
        "a file of another kind",
        *_one(FILE, {**FILE, "format": "video_uri"}),
        ("format-changed-type major",),
        ("format-changed-type major",),
        ("format-changed minor",),
        ("format-changed minor",),
    ),
    _same_both_ways(
        "alternatives that exclude each other",
        {"oneOf": [{**TEXT, "maxLength": 3}, {**TEXT, "minLength": 5}]},
        {"oneOf": [{**TEXT, "maxLength": 4}, {**TEXT, "minLength": 2}]},
        "cannot-be-judged major",
    ),
    _same_both_ways(
        "nobody knows which became which",
        {"anyOf": [of(x=TEXT), of(y=TEXT)]},
        {"anyOf": [of(x=TEXT, z=TEXT)]},
        "cannot-be-judged major",
    ),
)

DEFAULTS = (
    Row(
        "default changed",
        *_one({**WHOLE, "default": 1}, {**WHOLE, "default": 2}),
        ("default-changed minor *",),
        ("default-changed minor *",),
        ("default-changed patch",),
        ("default-changed patch",),
    ),
    Row(
        "default added",
        *_one(WHOLE, {**WHOLE, "default": 2}),
        ("default-added minor *",),
        ("default-removed minor *",),
        ("default-added patch",),
        ("default-removed patch",),
    ),
    _same_both_ways(
        "texts",
        {**TEXT, "title": "One", "description": "Two", "examples": ["a"]},
        {**TEXT, "title": "Uno", "description": "Due", "examples": ["b"]},
        "text-changed patch",
    ),
)

MEDIA = (
    _media(
        "rule added",
        FILE,
        _ruled(("width_pixels<", 6000)),
        "media-rule-added major",
        "media-rule-removed minor",
    ),
    _media(
        "rule tightened",
        _ruled(("width_pixels<=", 6000)),
        _ruled(("width_pixels<=", 4096)),
        "media-rule-tightened major",
        "media-rule-loosened minor",
    ),
    _media(
        "size tightened by less than a megabyte is uncertain",
        _ruled(("file_size_mb<", 30)),
        _ruled(("file_size_mb<", 29.9)),
        "media-rule-tightened major",
        "media-rule-loosened minor",
    ),
    _media(
        "ratio tightened",
        _ruled(("width/height>", 0.33), ("width_pixels<", 900), ("height_pixels<", 900)),
        _ruled(("width/height>", 0.34), ("width_pixels<", 900), ("height_pixels<", 900)),
        "media-rule-tightened major",
        "media-rule-loosened minor",
    ),
    _media(
        "< -> <=",
        _ruled(("width_pixels<", 6000)),
        _ruled(("width_pixels<=", 6000)),
        "media-rule-inclusive minor",
        "media-rule-exclusive major",
    ),
    _media(
        "> -> >=",
        _ruled(("height_pixels>", 300)),
        _ruled(("height_pixels>=", 300)),
        "media-rule-inclusive minor",
        "media-rule-exclusive major",
    ),
    _media(
        "rules moved from the list to its items",
        {**FILES, "validations": rules(("width_pixels<", 6000))},
        {"type": "array", "items": _ruled(("width_pixels<", 6000))},
        "media-rules-moved none",
        "media-rules-moved none",
    ),
    _media(
        "rules moved, and tightened",
        {**FILES, "validations": rules(("width_pixels<", 6000))},
        {"type": "array", "items": _ruled(("width_pixels<", 4096))},
        "media-rule-tightened major",
        "media-rule-loosened minor",
    ),
    _media(
        "a rule that others imply",
        _ruled(("width_pixels<", 3000), ("width/height==", 1)),
        _ruled(("width_pixels<", 3000), ("width/height==", 1), ("height_pixels<", 3000)),
        "media-rule-added none",
        "media-rule-removed minor",
    ),
    _same_both_ways(
        "message",
        {**FILE, "validations": rules(("width_pixels<", 9), message="No.")},
        {**FILE, "validations": rules(("width_pixels<", 9), message="Too wide.")},
        "text-changed patch",
    ),
)

ROWS = (*PROPERTIES, *VALUES, *BOUNDS, *TYPES, *DEFAULTS, *MEDIA)
