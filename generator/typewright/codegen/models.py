"""The only importer of datamodel-code-generator: types of pydantic models and TypedDicts.

What it prints is read back with ``ast`` as annotations; the templates print the classes.
The options are those that gave the same bytes from 0.84 to 0.89 and on Python 3.10 to 3.14
(measured; see ``docs/decisions``).
"""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from typewright.codegen import answers
from typewright.codegen.normalised import NAMED, Shape, Shaped, Shaper, records
from typewright.codegen.placeholders import neutral, with_limits
from typewright.ir.model import Record

if TYPE_CHECKING:
    from datamodel_code_generator.config import GenerateConfig

_NEUTRAL_DIRECTORY = Path(Path.cwd().anchor)
"""The root: the generator reads the pyproject.toml of its settings path and of every parent."""

_CLASS = "Record0"
"""The only class that is asked for: its fields have the shapes in question."""

_NAMED = re.compile(rf"\b{NAMED}(\d+)\b")

Target: TypeAlias = Literal["pydantic", "typed_dict"]

_known = answers.of("datamodel-code-generator")
"""Annotations that were printed before: a memory only, what is not in it is asked for."""

_settled: dict[str, str] = {}
"""The annotations of this run, with their limits."""


@dataclass(frozen=True, slots=True)
class ClassSource:
    """One class: the record it is for, and the annotation of each field as source."""

    record: Record
    annotations: tuple[str, ...]


def classes(record: Record, shaper: Shaper) -> tuple[ClassSource, ...]:
    """The classes for a record and those inside it, each before its use."""
    target = _target(shaper)
    found = {each.name: each for each in records(record)}
    sources = {each: tuple(map(shaper.of_field, each.fields)) for each in found.values()}
    _learn(chain.from_iterable(sources.values()), target)
    return tuple(
        ClassSource(each, tuple(_annotation(shaped, target) for shaped in fields))
        for each, fields in sources.items()
    )


def learn(pairs: Iterable[tuple[Record, Shaper]]) -> None:
    """Ask for all fields of these records at once: a call costs far more than a field."""
    fields: dict[Target, list[Shaped]] = defaultdict(list)
    for record, shaper in pairs:
        for each in records(record):
            fields[_target(shaper)].extend(map(shaper.of_field, each.fields))
    for target, found in fields.items():
        _learn(found, target)


def _learn(fields: Iterable[Shaped], target: Target) -> None:
    shapes = dict.fromkeys(shape for each in fields for shape in each.shapes())
    new = [each for each in shapes if _question(target, each) not in _settled]
    if not new:
        return
    _ask(map(_neutral, new), target)
    _ask((each for each in new if _answer(each, target) is None), target)
    for each in new:
        question = _question(target, each)
        _settled[question] = _answer(each, target) or _known[question]


def _ask(shapes: Iterable[Shape], target: Target) -> None:
    asked = {_question(target, each): each for each in shapes}
    unknown = {question: each for question, each in asked.items() if question not in _known}
    if unknown:
        _known.update(zip(unknown, _printed(tuple(unknown.values()), target), strict=True))


def _answer(shape: Shape, target: Target) -> str | None:
    """The annotation of ``shape`` by way of its neutral one; ``None`` where that has no answer."""
    known = _known[_question(target, _neutral(shape))]
    return with_limits(known, shape.schema, printed=target == "pydantic")


def _neutral(shape: Shape) -> Shape:
    return Shape(neutral(shape.schema), shape.required)


def _question(target: Target, shape: Shape) -> str:
    return f"{target} {'required' if shape.required else 'optional'} {shape.schema}"


def _target(shaper: Shaper) -> Target:
    return "pydantic" if shaper.for_models else "typed_dict"


def _annotation(shaped: Shaped, target: Target) -> str:
    def spelled_out(match: re.Match[str]) -> str:
        meaning = shaped.stands_for[int(match[1])]
        return meaning if isinstance(meaning, str) else _annotation(meaning, target)

    return _NAMED.sub(spelled_out, _settled[_question(target, shaped.shape)])


def _printed(shapes: Sequence[Shape], target: Target) -> Iterable[str]:
    """The annotation of each shape, in their order."""
    from datamodel_code_generator import generate

    names = [f"field_{number}" for number in range(len(shapes))]
    pairs = list(zip(names, shapes, strict=True))
    schema = {
        "type": "object",
        "properties": {name: json.loads(shape.schema) for name, shape in pairs},
        "required": [name for name, shape in pairs if shape.required],
    }
    printed = generate(schema, config=_config(target))
    assert isinstance(printed, str), "without an output path the generator returns the text"
    (found,) = (node for node in ast.parse(printed).body if isinstance(node, ast.ClassDef))
    annotations = _annotations(found, printed)
    return [annotations[name] for name in names]


def _annotations(node: ast.ClassDef, printed: str) -> dict[str, str]:
    """Field name -> annotation as source, in the order of the class; each stands on one line."""
    found: dict[str, str] = {}
    lines = [line.encode("utf-8") for line in printed.split("\n")]
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            place = statement.annotation
            assert place.lineno == place.end_lineno, "nothing is formatted, so nothing is broken"
            source = lines[place.lineno - 1][place.col_offset : place.end_col_offset]
            found[statement.target.id] = source.decode("utf-8")
    return found


def _config(target: Target) -> "GenerateConfig":
    from datamodel_code_generator.config import GenerateConfig
    from datamodel_code_generator.enums import (
        DataModelType,
        InputFileType,
        NamingStrategy,
        TargetPydanticVersion,
    )
    from datamodel_code_generator.format import PythonVersion

    typed_dict = target == "typed_dict"
    return GenerateConfig(
        input_file_type=InputFileType.JsonSchema,
        schema_version="2020-12",
        output_model_type=(
            DataModelType.TypingTypedDict if typed_dict else DataModelType.PydanticV2BaseModel
        ),
        target_python_version=PythonVersion.PY_311,
        target_pydantic_version=TargetPydanticVersion.V2_11,
        class_name=_CLASS,
        formatters=[],
        settings_path=_NEUTRAL_DIRECTORY,
        disable_timestamp=True,
        use_annotated=True,
        use_standard_collections=True,
        use_union_operator=True,
        use_generic_container_types=typed_dict,  # callers may pass a tuple where a list is sent
        strict_nullable=True,
        collapse_root_models=True,
        keep_field_defaults_off_branch_roots=True,
        naming_strategy=NamingStrategy.FullPath,
        treat_dot_as_module=False,
        allow_remote_refs=False,
        strict_refs=True,
        use_type_checking_imports=False,
    )
