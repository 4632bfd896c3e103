"""Endpoints as wholes: which there are, which moved, what is said of each beside its schemas."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import dumps
from typing import Final

from typewright.catalogue.model import Document, Json
from typewright.catalogue.pointers import mapping
from typewright.diff.accepting import accepting
from typewright.diff.edition import Edition
from typewright.diff.taxonomy import Kind
from typewright.diff.values import key


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said of an endpoint as a whole; ``pointer`` into ``document`` ("meta"...)."""

    kind: Kind
    endpoint: str
    sentence: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Ids on both sides (old, new), those that went, and those that came."""

    pairs: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


def paired(old: Edition, new: Edition) -> Pairing:
    """Endpoints that stand for each other: of one id, or moved.

    A moved endpoint has the name of the old one, or takes and gives the same; and no other has.
    """
    gone = [each for each in old.sources if each not in new.sources]
    come = [each for each in new.sources if each not in old.sources]
    pairs = [(each, each) for each in old.sources if each in new.sources]
    for sign in (_name, _signature):
        for before, after in _unique(_signs(old, gone, sign), _signs(new, come, sign)):
            gone.remove(before)
            come.remove(after)
            pairs.append((before, after))
    return Pairing(tuple(sorted(pairs)), tuple(gone), tuple(come))


def _signs(
    edition: Edition, ids: Sequence[str], sign: Callable[[Edition, str], str]
) -> Mapping[str, list[str]]:
    """Ids by what can tell that they are one endpoint; what tells nothing is left out."""
    found: dict[str, list[str]] = {}
    for each in ids:
        if mark := sign(edition, each):
            found.setdefault(mark, []).append(each)
    return found


def _unique(
    old: Mapping[str, list[str]], new: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    for mark, ids in old.items():
        others = new.get(mark, [])
        if len(ids) == len(others) == 1:
            yield ids[0], others[0]


def _name(edition: Edition, id: str) -> str:
    name = mapping(edition.sources[id].meta.data).get("name")
    return name if isinstance(name, str) else ""


def _signature(edition: Edition, id: str) -> str:
    request = edition.request(id)
    if (
        sum(len(shape.properties) for shape in request.shapes) < 2
    ):  # one prompt is what half of all models take
        return ""
    schemas = [accepting(request), accepting(edition.response(id), "response")]
    return dumps(schemas, sort_keys=True)


_TEXTS: Final = ("name", "description", "categories", "examples")


def compare_facts(id: str, old: Document, new: Document) -> Iterator[Fact]:
    """What ``endpoint.json`` says otherwise: texts and prices; where it is from says nothing."""
    before, after = mapping(old.data), mapping(new.data)
    for word in _TEXTS:
        if key(before.get(word)) != key(after.get(word)):
            read = "read" if word.endswith("s") else "reads"
            yield Fact(
                "text-changed", id, f"the {word} {read} otherwise; nothing to do", f"/{word}"
            )
    if key(before.get("price")) != key(after.get("price")):
        words = f"the price is {_price(after.get('price'))}, was {_price(before.get('price'))}"
        yield Fact("price-changed", id, f"{words}: look at your budget", "/price")


def _price(price: Json) -> str:
    facts = mapping(price)
    if "base_usd" not in facts:
        return "not told"
    return f"{facts['base_usd']} USD per {facts.get('unit', 'call')}"


_SILENT: Final = ("$schema", "$comment", "name", "catalogue_route", "default_output")
"""Facts that no call depends on, or whose effect is seen at each endpoint."""
_CREDENTIALS: Final = ("auth", "base_url_env")


def compare_providers(old: Document, new: Document) -> Iterator[Fact]:
    """What ``provider.json`` says otherwise, which concerns every endpoint."""
    before, after = mapping(old.data), mapping(new.data)
    for word in sorted({*before, *after}.difference(_SILENT)):
        if key(before.get(word)) == key(after.get(word)):
            continue
        if word in ("display_name", "notes"):
            yield Fact("text-changed", "", f"`{word}` reads otherwise; nothing to do", f"/{word}")
        elif word in _CREDENTIALS:
            words = f"`{word}` of the provider changed: set what it asks for; it cannot be judged"
            yield Fact("cannot-be-judged", "", words, f"/{word}")
        else:
            words = f"`{word}` of the provider changed: regenerate, and try one call"
            yield Fact("provider-changed", "", words, f"/{word}")
