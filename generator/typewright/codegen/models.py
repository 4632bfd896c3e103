"""The only importer of datamodel-code-generator: types of pydantic models and TypedDicts.

What it prints is read back with ``ast`` as annotations; the templates print the classes.
The options are those that gave the same bytes from 0.84 to 0.89 and on Python 3.10 to 3.14
(measured; see ``docs/decisions``).
"""

import ast
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from typewright.codegen.normalised import PARTS, ROOT, Normalised
from typewright.ir.model import Name, Record

if TYPE_CHECKING:
    from datamodel_code_generator.config import GenerateConfig

_NEUTRAL_DIRECTORY = Path(Path.cwd().anchor)
"""The root: the generator reads the pyproject.toml of its settings path and of every parent."""

_NEUTRAL = re.compile(r"\b(?:INNER_TYPE_|NAMED_|Record)\d+\b")

Target: TypeAlias = Literal["pydantic", "typed_dict"]


@dataclass(frozen=True, slots=True)
class ClassSource:
    """One class: the record it is for, and the annotation of each field as source."""

    record: Record
    annotations: tuple[str, ...]


def classes(
    normalised: Normalised, target: Target, rename: Callable[[Name], str]
) -> tuple[ClassSource, ...]:
    """The classes for a record and those inside it, each before its use.

    ``rename`` gives the class of a record by its name, for annotations that refer to it.
    """
    found = dict(_printed(json.dumps(normalised.schema), target))
    parts = found.pop(PARTS, {})

    def spelled_out(annotation: str) -> str:
        return _NEUTRAL.sub(real_name, annotation)

    def real_name(match: re.Match[str]) -> str:
        neutral = match[0]
        if neutral in normalised.records:
            return rename(normalised.records[neutral].name)
        if neutral in normalised.names:
            return normalised.names[neutral]
        return spelled_out(parts[neutral.lower()])

    return tuple(
        ClassSource(record, tuple(map(spelled_out, found[name].values())))
        for name, record in normalised.records.items()
    )


@lru_cache(maxsize=4096)
def _printed(schema: str, target: Target) -> Mapping[str, Mapping[str, str]]:
    """Class name -> field name -> annotation. Many endpoints share a shape: outputs all do."""
    from datamodel_code_generator import generate

    printed = generate(json.loads(schema), config=_config(target))
    assert isinstance(printed, str), "without an output path the generator returns the text"
    return {
        node.name: _annotations(node, printed)
        for node in ast.parse(printed).body
        if isinstance(node, ast.ClassDef)
    }


def _annotations(node: ast.ClassDef, printed: str) -> dict[str, str]:
    """Field name -> annotation as source, in the order of the class."""
    found: dict[str, str] = {}
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            source = ast.get_source_segment(printed, statement.annotation)
            assert source is not None, "the node was parsed from this text"
            found[statement.target.id] = source
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
        class_name=ROOT,
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
