"""All sources together: what the store would get, and what a person should know of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from typewright.catalogue.findings import finding
from typewright.catalogue.load import INPUT, LOCALES, META, OUTPUT
from typewright.catalogue.locale import text_pointers
from typewright.catalogue.model import Document, EndpointSource, ProviderSource
from typewright.catalogue.pointers import mapping
from typewright.catalogue.reading import read as read_json
from typewright.diagnostics import Diagnostic, sort_key
from typewright.files import Files
from typewright.ingest.documents import Stored, documents
from typewright.ingest.merge import Disagreement, Merged, merge
from typewright.ingest.model import Draft, Source
from typewright.ingest.read import Read, read


@dataclass(frozen=True, slots=True)
class Ingested:
    """The files that change, below the provider's directory; the endpoints that were found."""

    files: Files
    endpoints: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    provider: str = ""

    def plus(self, other: "Ingested") -> "Ingested":
        """Both, one after the other."""
        return Ingested(
            {**self.files, **other.files},
            (*self.endpoints, *other.endpoints),
            (*self.findings, *other.findings),
            other.provider,
        )


def ingest(
    sources: Iterable[Source], provider: ProviderSource, *, today: date, only: str | None = None
) -> Ingested:
    """What ``sources`` say of endpoints whose id matches ``only``, laid over what the store has.

    A source that cannot be understood, and an endpoint on which sources disagree, is an error
    finding and changes nothing; the others are not held up.
    """
    facts = mapping(provider.document.data)
    route = str(mapping(facts.get("routes")).get("submit", ""))
    results = [_chosen(read(source, route), only) for source in sources]
    return laid_over(results, provider, today=today)


def _chosen(result: Read, only: str | None) -> Read:
    if only is None:
        return result
    drafts = (draft for draft in result.drafts if fnmatchcase(draft.model_id, only))
    return replace(result, drafts=tuple(drafts))


def laid_over(results: Sequence[Read], provider: ProviderSource, *, today: date) -> Ingested:
    """What was read of sources, merged and laid over what the store has."""
    facts = mapping(provider.document.data)
    stored = {endpoint.id: _stored(endpoint) for endpoint in provider.endpoints}
    languages = {model_id: _language(files) for model_id, files in stored.items()}
    findings = [each for result in results for each in result.findings]
    files: dict[PurePosixPath, str] = {}
    endpoints: list[str] = []
    name = str(facts.get("display_name") or provider.name)
    for merged in merge((draft for result in results for draft in result.drafts), languages):
        if isinstance(merged, Disagreement):
            findings.append(_disagreement(merged))
            continue
        found = documents(merged, stored.get(merged.model_id, {}), provider=name, today=today)
        unfit = next(_unfit(merged, found), None)
        if unfit is not None:
            findings.append(unfit)
            continue
        endpoints.append(merged.model_id)
        files |= {PurePosixPath(merged.model_id) / path: text for path, text in found.items()}
        findings.extend(_left_behind(merged, provider, found))
    told = tuple(sorted(findings, key=sort_key))
    return Ingested(files, tuple(endpoints), told, provider.name)


def _stored(endpoint: EndpointSource) -> Stored:
    """The files of a stored endpoint that could be read, by their path below its directory."""
    locales = {f"{LOCALES}/{tag}.json": each for tag, each in endpoint.locales.items()}
    own = {META: endpoint.meta, INPUT: endpoint.input, OUTPUT: endpoint.output, **locales}
    return {
        name: document.data
        for name, document in own.items()
        if not (document.broken or document.usual)
    }


def _language(files: Stored) -> str:
    return str(mapping(files.get(META)).get("language", "en"))


def _disagreement(found: Disagreement) -> Diagnostic:
    base, other = found.base, found.other
    message = (
        f"{base.model_id}: {found.part} {found.pointer or '/'} is {found.values[0]} in "
        f"{base.source} ({base.language}) and {found.values[1]} in {other.source} "
        f"({other.language})"
    )
    advice = "find out which one is current, and ingest that one alone"
    return _about(other, "TW022", message, advice)


def _unfit(merged: Merged, found: Files) -> Iterator[Diagnostic]:
    """What the store itself would refuse to read: hidden characters, halves of characters."""
    for path, text in found.items():
        raw = text.encode("utf-8", "surrogatepass")
        for each in read_json(path, raw).findings:
            message = f"{merged.model_id}: {path.name}: {each.message}"
            yield _about(merged.base, each.code, message, each.help)


def _left_behind(merged: Merged, provider: ProviderSource, changed: Files) -> Iterator[Diagnostic]:
    """TW024 for texts of languages that were not ingested and now belong nowhere."""
    before = next((each for each in provider.endpoints if each.id == merged.model_id), None)
    if before is None or PurePosixPath(INPUT) not in changed:
        return
    known = set(text_pointers(dict(merged.base.input), output=False))
    new = {draft.language for draft in merged.drafts if draft.kind != "catalogue"}
    for tag, document in before.locales.items():
        texts = mapping(mapping(document.data).get("input"))
        lost = [pointer for pointer in texts if pointer not in known]
        if lost and tag not in new:
            message = f"{merged.model_id}: {len(lost)} texts in {tag} belong nowhere now: {lost[0]}"
            advice = f"ingest the page in {tag} too, or delete them from {document.path}"
            yield _about(merged.base, "TW024", message, advice)


def _about(draft: Draft, code: str, message: str, advice: str) -> Diagnostic:
    document = Document(PurePosixPath(draft.source), "", None)
    return finding(document, "", code, message, advice)
