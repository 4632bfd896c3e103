"""Texts in other languages, laid over a schema without touching its structure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from typewright.catalogue.model import EndpointSource, Json, is_wrapped
from typewright.catalogue.pointers import mapping, value_at, with_values
from typewright.catalogue.schema import subschemas

TEXT_KEYWORDS: Final = ("title", "description")
"""The keywords whose value a locale may replace, besides the messages of ``validations``."""


class LocalisedEndpoint(NamedTuple):
    """Input and output as stored, with their texts in the languages asked for."""

    input: Json
    output: Json


def localised(endpoint: EndpointSource, order: Sequence[str]) -> LocalisedEndpoint:
    """The schemas of ``endpoint``, each text in the first language of ``order`` that has it.

    The base document counts as a source of its own language (``language`` in endpoint.json), and
    its text stays where no language of ``order`` has one. An empty text is none.
    """
    return LocalisedEndpoint(
        input=with_values(endpoint.input.data, _texts(endpoint, "input", order)),
        output=with_values(endpoint.output.data, _texts(endpoint, "output", order)),
    )


def unwrapped_output(data: Json) -> Json:
    """The schema of an output: what ``{"output": {...}}`` wraps, or ``data`` itself if bare."""
    if isinstance(data, dict) and is_wrapped(data):
        return data["output"]
    return data


def text_pointers(data: Json, *, output: bool) -> Iterator[str]:
    """The pointer of every text that a locale may replace, in the order of the document."""
    prefix = "/output" if output and is_wrapped(data) else ""
    for pointer, schema in subschemas(unwrapped_output(data) if output else data):
        for keyword in TEXT_KEYWORDS:
            if isinstance(schema.get(keyword), str):
                yield f"{prefix}{pointer}/{keyword}"
        rules = schema.get("validations")
        for index, rule in enumerate(rules if isinstance(rules, list) else ()):
            if isinstance(rule, dict) and isinstance(rule.get("validation_error"), str):
                yield f"{prefix}{pointer}/validations/{index}/validation_error"


def text_pointer(pointer: str, data: Json, *, output: bool) -> str:
    """Where the text at ``pointer`` of a locale stands in ``data``: one that was written for a
    wrapped output fits the bare one that a patch made of it."""
    return pointer if not output or is_wrapped(data) else pointer.removeprefix("/output")


def _texts(endpoint: EndpointSource, part: str, order: Sequence[str]) -> dict[str, str]:
    """Pointer to text for ``part`` of the endpoint ("input" or "output")."""
    texts: dict[str, str] = {}
    base = mapping(endpoint.meta.data).get("language")
    document = endpoint.input.data if part == "input" else endpoint.output.data
    for tag in order:
        if tag in endpoint.locales:
            translated = mapping(mapping(endpoint.locales[tag].data).get(part)).items()
            output = part == "output"
            _add(texts, ((text_pointer(at, document, output=output), t) for at, t in translated))
        if tag == base:
            pointers = text_pointers(document, output=part == "output")
            _add(texts, ((pointer, value_at(document, pointer)) for pointer in pointers))
    return texts


def _add(texts: dict[str, str], found: Iterable[tuple[str, Json]]) -> None:
    for pointer, text in found:
        if isinstance(text, str) and text:
            texts.setdefault(pointer, text)
