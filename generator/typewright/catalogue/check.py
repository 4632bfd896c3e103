"""Whether a store may be built from: every document against its meta-schema, and what lies beyond.

Each document is judged by itself, so that a broken one hides nothing about the others.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from typewright.catalogue.findings import capped, finding, nearest, quoted
from typewright.catalogue.identity import check_collisions, check_identity
from typewright.catalogue.locale import text_pointer, text_pointers, unwrapped_output
from typewright.catalogue.messages import explained
from typewright.catalogue.model import (
    Catalogue,
    Document,
    EndpointSource,
    Json,
    ProviderSource,
    is_wrapped,
)
from typewright.catalogue.patterns import objection
from typewright.catalogue.places import escape
from typewright.catalogue.validation import Kind, violations
from typewright.catalogue.vendor import check_schema
from typewright.diagnostics import Diagnostic, Severity, sort_key

_COMPARED: Final = 200  # names that a misspelt one is compared with; more would take seconds
_HINTS: Final = 10  # misspelt names that are compared; a file with more of them is no slip


def check(catalogue: Catalogue, *, carry_unknown_rules: bool = False) -> tuple[Diagnostic, ...]:
    """Findings about every document of ``catalogue`` that could be read, in reading order.

    ``carry_unknown_rules`` lets a well-formed media rule of an unknown metric pass with a warning.
    Without an error among the findings, the catalogue can be built from.
    """
    found: list[Diagnostic] = []
    for provider in catalogue.providers:
        document = provider.document
        found.extend(capped(document, _provider(provider, carry_unknown_rules)))
        found.extend(check_collisions({each.id: each.meta for each in provider.endpoints}))
        for endpoint in provider.endpoints:
            found.extend(check_endpoint(endpoint, carry_unknown_rules=carry_unknown_rules))
    return tuple(sorted(found, key=sort_key))


def check_endpoint(
    endpoint: EndpointSource, *, carry_unknown_rules: bool = False
) -> Iterator[Diagnostic]:
    """Findings about the documents of one endpoint, as far as they need no other."""
    yield from _conforms(endpoint.meta, "endpoint")
    yield from check_identity(endpoint)
    if not endpoint.input.broken:
        data = endpoint.input.data
        yield from check_schema(endpoint.input, data, "", carry_unknown_rules=carry_unknown_rules)
    if not (endpoint.output.broken or endpoint.output.usual):
        yield from _output(endpoint.output, carry_unknown_rules)
    if endpoint.patch is not None:
        yield from _conforms(endpoint.patch, "patch")
    for tag, document in endpoint.locales.items():
        yield from _conforms(document, "locale")
        yield from capped(document, _locale(endpoint, tag, document))


def _conforms(document: Document, kind: Kind) -> Iterator[Diagnostic]:
    if not document.broken:
        found = explained(document, violations(document.data, kind), origin="ours")
        yield from capped(document, found)


def _output(document: Document, carry: bool) -> Iterator[Diagnostic]:
    data = document.data
    wrapped = is_wrapped(data)
    prefix = "/output" if wrapped else ""
    yield from check_schema(document, unwrapped_output(data), prefix, carry_unknown_rules=carry)
    for key in data if wrapped and isinstance(data, dict) else ():
        if key not in ("output", "$schema"):
            message, advice = f"unknown key {quoted(key)} beside 'output', ignored", "delete it"
            severity, place = Severity.WARNING, f"/{escape(key)}"
            yield finding(document, place, "TW010", message, advice, severity=severity, of_key=True)


def _locale(endpoint: EndpointSource, tag: str, document: Document) -> Iterator[Diagnostic]:
    """TW503 for a text that belongs nowhere: a locale translates, it does not change structure."""
    data = document.data if isinstance(document.data, dict) else {}
    if isinstance(data.get("language"), str) and data["language"] != tag:
        message = f"the language {quoted(data['language'])} is not the file's name, {quoted(tag)}"
        yield finding(
            document, "/language", "TW503", message, "rename the file, or correct the tag"
        )
    for part, base in (("input", endpoint.input), ("output", endpoint.output)):
        texts = data.get(part)
        if base.broken or not isinstance(texts, dict):
            continue
        known = dict.fromkeys(text_pointers(base.data, output=part == "output"))
        likely = list(known)[:_COMPARED]
        placed = partial(text_pointer, data=base.data, output=part == "output")
        unknown = [each for each in texts if placed(each) not in known]
        for number, pointer in enumerate(unknown):
            message = f"{quoted(pointer)} is no title, description or message of {base.path.name}"
            close = nearest(pointer, likely) if number < _HINTS else ""
            advice = f"did you mean {quoted(close)}?" if close else "delete the entry"
            place = f"/{part}/{escape(pointer)}"
            yield finding(document, place, "TW503", message, advice, of_key=True)


def _provider(provider: ProviderSource, carry: bool) -> Iterator[Diagnostic]:
    document = provider.document
    yield from _conforms(document, "provider")
    if provider.patches is not None:
        yield from _conforms(provider.patches, "patch")
    facts = document.data if isinstance(document.data, dict) else {}
    if isinstance(facts.get("name"), str) and facts["name"] != provider.name:
        message = f"the name {quoted(facts['name'])} is not the directory {quoted(provider.name)}"
        advice = "rename the directory, or correct the name"
        yield finding(document, "/name", "TW704", message, advice)
    pattern = facts.get("request_id_pattern")
    wrong = objection(pattern) if isinstance(pattern, str) else None
    if wrong:
        message = f"the pattern {quoted(pattern)} {wrong}"
        yield finding(document, "/request_id_pattern", "TW009", message, "write a simpler pattern")
    yield from _statuses(document, facts.get("statuses"))
    if "default_output" in facts:
        schema = facts["default_output"]
        yield from check_schema(document, schema, "/default_output", carry_unknown_rules=carry)


def _statuses(document: Document, statuses: Json) -> Iterator[Diagnostic]:
    """TW012 for a word that would mean two states."""
    meaning: dict[str, str] = {}
    for state, words in statuses.items() if isinstance(statuses, dict) else ():
        for index, word in enumerate(words if isinstance(words, list) else ()):
            if isinstance(word, str) and meaning.setdefault(word, state) != state:
                message = f"the status {quoted(word)} already means {meaning[word]}"
                place = f"/statuses/{escape(state)}/{index}"
                yield finding(document, place, "TW012", message, "keep it in one of the two")
