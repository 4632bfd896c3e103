"""The same endpoint from several sources: one structure, and the texts of each language."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from typewright.catalogue.locale import text_pointers
from typewright.catalogue.model import Json
from typewright.catalogue.places import escape, unescape
from typewright.catalogue.pointers import value_at
from typewright.ingest.model import Draft

_KINDS = ("page", "schemas", "catalogue")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources that describe one endpoint differently: where, and what each of them says."""

    base: Draft
    other: Draft
    part: str
    pointer: str
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """All that is known of one endpoint: ``base`` gives the structure, ``drafts`` the texts."""

    base: Draft
    drafts: tuple[Draft, ...]

    @property
    def model_id(self) -> str:
        """The endpoint."""
        return self.base.model_id


def merge(drafts: Iterable[Draft], languages: Mapping[str, str]) -> Iterator[Merged | Disagreement]:
    """One entry for each endpoint, in the order of ids, whatever the order of ``drafts``.

    The structure is that of a page in the language that the store already has for the endpoint
    (``languages`` by model id), else of an English one, else of the first by its tag.
    """
    ordered = sorted(drafts, key=lambda each: (each.model_id, each.language, each.source))
    for model_id, group in groupby(ordered, key=lambda each: each.model_id):
        found = sorted(group, key=lambda each: _rank(each, languages.get(model_id, "en")))
        differences = list(_disagreements(found[0], found[1:]))
        if differences:
            yield from differences
        else:
            yield Merged(found[0], tuple(found))


def _rank(draft: Draft, language: str) -> tuple[int, bool, bool, str, str]:
    kind = _KINDS.index(draft.kind)
    return (kind, draft.language != language, draft.language != "en", draft.language, draft.source)


def _disagreements(base: Draft, others: Sequence[Draft]) -> Iterator[Disagreement]:
    for other in others:
        for part, ours, theirs in (
            ("input", base.input, other.input),
            ("output", base.output, other.output),
        ):
            if ours is None or theirs is None:
                continue
            place = first_difference(without_texts(ours, part), without_texts(theirs, part))
            if place is not None:
                pointer, values = place
                yield Disagreement(base, other, part, pointer, values)


def without_texts(schema: Mapping[str, Json], part: str) -> Json:
    """The structure of a schema: every title, description and message is left out."""
    pointers = text_pointers(dict(schema), output=part == "output")
    gone = {tuple(unescape(token) for token in pointer.split("/")[1:]) for pointer in pointers}
    return _pruned(dict(schema), gone, ())


def _pruned(value: Json, gone: set[tuple[str, ...]], path: tuple[str, ...]) -> Json:
    if isinstance(value, dict):
        return {
            key: _pruned(item, gone, (*path, key))
            for key, item in value.items()
            if (*path, key) not in gone
        }
    if isinstance(value, list):
        return [_pruned(item, gone, (*path, str(index))) for index, item in enumerate(value)]
    return value


def first_difference(
    ours: Json, theirs: Json, pointer: str = ""
) -> tuple[str, tuple[str, str]] | None:
    """Where two values differ first, the order of keys aside, and both values as short JSON."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in (*ours, *(key for key in theirs if key not in ours)):
            place = f"{pointer}/{escape(key)}"
            if key not in ours or key not in theirs:
                return place, (_shown(ours, key), _shown(theirs, key))
            found = first_difference(ours[key], theirs[key], place)
            if found is not None:
                return found
        return None
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, pair in enumerate(zip(ours, theirs, strict=True)):
            found = first_difference(*pair, f"{pointer}/{index}")
            if found is not None:
                return found
        return None
    same = ours == theirs and type(ours) is type(theirs)
    return None if same else (pointer, (_json(ours), _json(theirs)))


def _shown(value: dict[str, Json], key: str) -> str:
    return _json(value[key]) if key in value else "nothing"


def _json(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 60 else f"{text[:57]}..."


def texts_of(schema: Mapping[str, Json], part: str) -> dict[str, str]:
    """Pointer to text for every text of a schema, in the order of the document."""
    data: Json = dict(schema)
    found = {
        pointer: value_at(data, pointer) for pointer in text_pointers(data, output=part == "output")
    }
    return {pointer: text for pointer, text in found.items() if isinstance(text, str)}
