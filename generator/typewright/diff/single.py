"""Two single schema files, outside of any store."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.catalogue.locale import unwrapped_output
from typewright.catalogue.model import (
    Catalogue,
    Document,
    EndpointSource,
    ProviderSource,
    is_wrapped,
)
from typewright.catalogue.normalise import normalised
from typewright.catalogue.reading import read_file
from typewright.catalogue.vendor import check_schema
from typewright.config import Config
from typewright.diagnostics import ConfigError, Diagnostic, Severity, has_errors
from typewright.diff.edition import Edition
from typewright.diff.stores import Reading
from typewright.ir.build import build_endpoint
from typewright.ir.clashes import check_names

SCHEMA: Final = "schema"
"""What stands for the id of an endpoint that has none."""


def read_schema(path: Path, config: Config) -> Reading:
    """The schema at ``path``: an output if it stands in a wrapper or the file is called one."""
    try:
        reading = read_file(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    document = reading.document
    if has_errors(reading.findings):
        return _reading(document, reading.findings, None)
    catalogue, _ = normalised(_alone(document))
    ((source,),) = (provider.endpoints for provider in catalogue.providers)
    findings = (*_judged(source, config), *check_names(catalogue))
    return _reading(document, findings, source)


def _alone(document: Document) -> Catalogue:
    """A store of one endpoint, which has this schema and nothing else."""
    empty = Document(document.path, "", {"type": "object", "properties": {}})
    output = is_wrapped(document.data) or document.path.name.startswith("output")
    source = EndpointSource(
        SCHEMA,
        PurePosixPath(SCHEMA),
        meta=Document(document.path, "", {}),
        input=empty if output else document,
        output=document if output else empty,
        locales={},
    )
    provider = ProviderSource(SCHEMA, Document(document.path, "", {}), (source,))
    return Catalogue(PurePosixPath(), (provider,))


def _judged(source: EndpointSource, config: Config) -> Iterator[Diagnostic]:
    for document in (source.input, source.output):
        prefix = "/output" if is_wrapped(document.data) else ""
        root = unwrapped_output(document.data)
        carry = config.carry_unknown_rules
        yield from check_schema(document, root, prefix, carry_unknown_rules=carry)


def _reading(
    document: Document, findings: tuple[Diagnostic, ...], source: EndpointSource | None
) -> Reading:
    errors = tuple(each for each in findings if each.severity is Severity.ERROR)
    label = document.path.parent.as_posix()
    texts = {document.path.as_posix(): document.text}
    if errors or source is None:
        return Reading(Edition(document.path.parent, label), errors, texts)
    endpoint = build_endpoint(source, (), {})
    return Reading(
        Edition(document.path.parent, label, {SCHEMA: source}, {SCHEMA: endpoint}), (), texts
    )
