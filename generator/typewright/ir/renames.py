"""Names of the vendor that Python cannot have, and what they are called instead."""

from collections.abc import Iterator

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.model import Catalogue, EndpointSource
from typewright.diagnostics import Diagnostic, Severity
from typewright.ir.model import Endpoint, Record, Sdk

_NOTE = "nothing to do: what is sent has the vendor's name"


def renames(sdk: Sdk, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """TW035 for each id, argument and output that is spelt otherwise in Python."""
    sources = {each.id: each for provider in catalogue.providers for each in provider.endpoints}
    for endpoint in sdk.endpoints:
        source = sources[endpoint.id]
        yield from _id(endpoint, source)
        for record, document in ((endpoint.input, source.input), (endpoint.output, source.output)):
            for wire, name, pointer in _renamed(record):
                words = f"{quoted(wire)} is called {name} in Python"
                severity = Severity.INFO
                yield finding(
                    document, pointer, "TW035", words, _NOTE, severity=severity, of_key=True
                )


def _id(endpoint: Endpoint, source: EndpointSource) -> Iterator[Diagnostic]:
    path = ".".join(endpoint.namespace)
    if path != endpoint.id.replace("/", "."):
        words = f"{quoted(endpoint.id)} is called {path} in Python"
        yield finding(source.meta, "/id", "TW035", words, _NOTE, severity=Severity.INFO)


def _renamed(record: Record) -> Iterator[tuple[str, str, str]]:
    return (
        (field.wire, field.name, field.pointer)
        for field in record.fields
        if field.wire != field.name
    )
