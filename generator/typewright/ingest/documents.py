"""From what is known of an endpoint to its files in the store, changing as little as possible."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from typewright.catalogue.load import INPUT, LOCALES, META, OUTPUT
from typewright.catalogue.model import Json
from typewright.catalogue.pointers import mapping
from typewright.files import Files
from typewright.ingest.merge import Merged, texts_of
from typewright.ingest.model import Draft

Stored = Mapping[str, Json]
"""The files that the store has of one endpoint, by their path below its directory."""

_CATALOGUE: Final = "catalogue"


def documents(merged: Merged, stored: Stored, *, provider: str, today: date) -> Files:
    """The files of one endpoint: those that change, with the fields and the order that stay.

    ``provider`` is the provider's name for people. Ingesting the same sources again gives nothing.
    """
    base = merged.base
    schemas: dict[str, Json] = {INPUT: dict(base.input)}
    if base.output is not None:
        schemas[OUTPUT] = dict(base.output)
    files: dict[str, Json] = {
        name: in_order_of(stored.get(name), _kept_texts(stored.get(name), schema))
        for name, schema in schemas.items()
    }
    for draft in merged.drafts:
        if draft.kind != _CATALOGUE:
            name = f"{LOCALES}/{draft.language}.json"
            files[name] = in_order_of(stored.get(name), _locale(draft, base.model_id))
    meta = mapping(stored.get(META))
    files[META] = in_order_of(dict(meta), _meta(merged, meta, provider, today))
    return {
        PurePosixPath(name): canonical(data)
        for name, data in files.items()
        if data != stored.get(name)
    }


def canonical(data: Json) -> str:
    """JSON as the store has it."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def in_order_of(old: Json, new: Json) -> Json:
    """``new`` with its keys in the order that they have in ``old``; new keys stay where they are
    beside the key that they follow."""
    if isinstance(old, dict) and isinstance(new, dict):
        followers: dict[str | None, list[str]] = {}
        last: str | None = None
        for key in new:
            if key in old:
                last = key
            else:
                followers.setdefault(last, []).append(key)
        kept: list[str | None] = [None, *(key for key in old if key in new)]
        order = [
            each for key in kept for each in (key, *followers.get(key, ())) if each is not None
        ]
        return {key: in_order_of(old.get(key), new[key]) for key in order}
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [in_order_of(*pair) for pair in zip(old, new, strict=True)]
    return new


def _kept_texts(old: Json, new: Json) -> Json:
    """``new``; a catalogue has no prose, and must not take away what a page has brought."""
    if isinstance(old, dict) and isinstance(new, dict):
        kept = {
            key: text
            for key, text in old.items()
            if key in ("title", "description") and key not in new and isinstance(text, str)
        }
        return {**kept, **{key: _kept_texts(old.get(key), item) for key, item in new.items()}}
    return new


def _locale(draft: Draft, model_id: str) -> Json:
    data: dict[str, Json] = {
        "$schema": f"{_up(model_id, 2)}_meta/locale.schema.json",
        "language": draft.language,
        "input": dict[str, Json](texts_of(draft.input, "input")),
    }
    if draft.output is not None:
        data["output"] = dict[str, Json](texts_of(draft.output, "output"))
    if draft.file_inputs.text:
        data["page"] = {"file_inputs": draft.file_inputs.text}
    return data


def _meta(merged: Merged, old: Mapping[str, Json], provider: str, today: date) -> dict[str, Json]:
    """``endpoint.json``: what sources state replaces what they stated before, the rest stays."""
    base = merged.base
    stated: dict[str, Json] = {}
    for draft in reversed(merged.drafts):
        stated |= draft.meta
    new: dict[str, Json] = {
        "$schema": f"{_up(base.model_id, 1)}_meta/endpoint.schema.json",
        "id": base.model_id,
        "name": title_of(base.model_id),
        **old,
        **stated,
        "language": old.get("language", base.language),
    }
    examples = _examples(merged.drafts, old.get("examples"))
    if examples:
        new["examples"] = examples
    limits = _limits(merged.drafts)
    if limits:
        new["file_inputs"] = {**mapping(old.get("file_inputs")), **limits}
    new["provenance"] = _provenance(merged.drafts, old.get("provenance"), provider, today)
    return new


def title_of(model_id: str) -> str:
    """A name for people, where the vendor gives none: "Seedream 4 0 Edit"."""
    words = model_id.partition("/")[2].replace("/", " ").replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _examples(drafts: Sequence[Draft], old: Json) -> list[Json]:
    """What pages show replaces what they showed; examples of another source stay."""
    shown: list[Json] = []
    for draft in drafts:
        for body in draft.examples:
            example: Json = {"source": draft.kind, "input": dict(body)}
            if example not in shown:
                shown.append(example)
    before = old if isinstance(old, list) else []
    if not shown:
        return before
    others = [each for each in before if mapping(each).get("source") != "page"]
    return [*shown, *others]


def _limits(drafts: Sequence[Draft]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for draft in drafts:
        limits = draft.file_inputs
        if limits.image_max_bytes is not None:
            found.setdefault("image_max_bytes", limits.image_max_bytes)
        if limits.video_max_bytes is not None:
            found.setdefault("video_max_bytes", limits.video_max_bytes)
    return found


def _provenance(drafts: Sequence[Draft], old: Json, provider: str, today: date) -> list[Json]:
    """One entry for each kind of source and language; the same one keeps its day."""
    entries = [mapping(each) for each in old] if isinstance(old, list) else []
    for draft in drafts:
        source = f"{provider} {'API page' if draft.kind == 'page' else draft.kind}"
        entry: dict[str, Json] = {
            "source": source,
            "name": draft.source,
            "language": draft.language,
            "retrieved": today.isoformat(),
            "sha256": draft.sha256,
        }
        same = [
            index
            for index, each in enumerate(entries)
            if (each.get("source"), each.get("language")) == (source, draft.language)
        ]
        if not same:
            entries.append(entry)
        elif entries[same[0]].get("sha256") != draft.sha256:
            entries[same[0]] = {**entries[same[0]], **entry}
    return [dict(each) for each in entries]


def _up(model_id: str, levels: int) -> str:
    """From a file of the endpoint up to the root of the store."""
    return "../" * (model_id.count("/") + 1 + levels)
