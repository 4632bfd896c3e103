"""From the vendor's names to Python's: the only place where an identifier is made.

A name depends on the vendor's spelling alone, never on its neighbours or their order, so adding an
endpoint or a property cannot rename another. Two spellings that meet in one scope are a finding
(:mod:`typewright.ir.clashes`), not a silent ``_2``.
"""

import keyword
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final, NewType

Name = NewType("Name", str)
"""A Python identifier: ASCII, no keyword, shadowing nothing, unique in its scope."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[^A-Za-z0-9]+")

_PYDANTIC_MODEL_ATTRIBUTES = (
    *("computed_fields", "config", "construct", "copy", "dump", "dump_json", "extra", "fields"),
    *("fields_set", "json_schema", "parametrized_name", "post_init", "rebuild", "validate"),
    *("validate_json", "validate_strings"),
)

BUILTIN_TYPES = frozenset({"bool", "dict", "float", "int", "list", "object", "str"})
"""Names that annotations in a class body refer to: a field of that name would shadow them."""

RESERVED_FIELDS = frozenset(
    BUILTIN_TYPES
    # Attributes of pydantic.BaseModel (2.11 to 2.14) and of our own bases.
    | {"construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw"}
    | {"schema", "schema_json", "update_forward_refs", "validate"}
    | {f"model_{name}" for name in _PYDANTIC_MODEL_ATTRIBUTES}
    | {"adownload", "download", "files", "remember"}
)
"""Field names that get a trailing underscore."""

RESERVED_ATTRIBUTES = frozenset(
    {"aclose", "close", "download", "is_async", "job", "map", "preflight", "provider", "run"}
    | {
        "run_raw",
        "settings",
        "spec",
        "submit",
        "submit_body",
        "submit_content",
        "typed_job",
        "validate",
    }
    # Devices on Windows: a namespace is a file too.
    | {"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Namespace names that get a trailing underscore: the client and every endpoint have these."""


IMPORTED = frozenset(
    {"Annotated", "Any", "Literal", "Mapping", "NotRequired", "Sequence", "TYPE_CHECKING"}
    | {"TypeAlias", "TypedDict", "Unpack", "Field", "JsonValue", "False", "None", "True"}
    | {"AsyncEndpoint", "AsyncJob", "Endpoint", "Input", "Job", "Output", "Report", "Spec"}
    | {"Audio", "AudioArgument", "File", "FileArgument", "Image", "ImageArgument"}
    | {"Video", "VideoArgument", "MediaField", "Rule", "PatternedText", "SPEC", "UNSET"}
)
"""Class names that a module of an endpoint imports or defines itself."""


@lru_cache(maxsize=16_384)
def words(text: str) -> str:
    """``text`` as lower-case ASCII words joined by underscores; empty when it has none.

    >>> words("Hailuo Video 01 Live"), words("promptText"), words("\\ufb01le")
    ('hailuo_video_01_live', 'prompt_text', 'file')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    separated = _NOT_WORD.sub("_", _CAMEL.sub("_", plain))
    return re.sub(r"_+", "_", separated).strip("_").lower()


def _identifier(text: str, digit_prefix: str, reserved: Collection[str]) -> Name | None:
    name = words(text)
    if not name:
        return None
    if name[0].isdigit():
        name = digit_prefix + name
    if keyword.iskeyword(name) or name in reserved:
        name += "_"
    return Name(name)


def field_name(wire: str) -> Name | None:
    """The parameter for the property ``wire``; ``None`` when no ASCII letter or digit is left.

    >>> field_name("241_positive_prompt"), field_name("class")
    ('arg_241_positive_prompt', 'class_')
    """
    return _identifier(wire, "arg_", RESERVED_FIELDS)


def namespace_name(segment: str) -> Name | None:
    """The attribute for one segment of a model id.

    >>> namespace_name("seedream-4-0"), namespace_name("4k")
    ('seedream_4_0', 'v4k')
    """
    return _identifier(segment, "v", RESERVED_ATTRIBUTES)


_PIN: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*_?")
_CLASS_PIN: Final = re.compile(r"[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")


def pin_objection(name: str, reserved: Collection[str]) -> str | None:
    """Why ``name`` cannot be pinned for an argument or an attribute, or ``None``."""
    if not _PIN.fullmatch(name):
        return "is no lower-case Python name of single words_like_this"
    if keyword.iskeyword(name):
        return "is a keyword of Python"
    return "has a meaning of its own in the SDK" if name in reserved else None


def class_objection(name: str) -> str | None:
    """Why ``name`` cannot be pinned for a class, or ``None``."""
    if not _CLASS_PIN.fullmatch(name):
        return "is no name of a Python class LikeThis"
    if keyword.iskeyword(name):
        return "is a keyword of Python"
    return "has a meaning of its own in the SDK" if name in IMPORTED else None


def class_name(name: str) -> Name:
    """The class for an identifier; two numbers in a row keep their underscore.

    >>> class_name("image_to_video"), class_name("seedream_4_0")
    ('ImageToVideo', 'Seedream4_0')
    """
    parts = name.strip("_").split("_")
    capitals = "_".join(part[:1].upper() + part[1:] for part in parts)
    return Name(re.sub(r"_(?!(?<=\d_)\d)", "", capitals))


def module_name(namespace: tuple[Name, ...]) -> Name:
    """The flat module for a namespace: no name holds two underscores, so none can meet."""
    return Name("__".join(namespace))


def constant_name(path: tuple[Name, ...]) -> Name:
    """The module constant for a field: ``first_frame`` -> ``FIRST_FRAME``."""
    return Name("_".join(path).upper())
