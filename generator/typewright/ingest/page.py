"""One page of a vendor: what its JSON and its submit URL say, whatever the words around them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from typewright.catalogue.identity import is_device
from typewright.catalogue.language import language_of
from typewright.catalogue.model import Json, is_wrapped
from typewright.ingest.doubt import NEAR, refuse_doubtful
from typewright.ingest.html import is_html, text_of
from typewright.ingest.model import Draft, FileInputs, Schema, Unreadable
from typewright.ingest.scan import Found, scan
from typewright.ingest.submit import model_ids

_SIZE: Final = re.compile(
    r"(?<![\d.,])(\d{1,9}(?:[.,]\d{1,9})?)\s?(MB|MO|МБ|GB|GO|ГБ)\b", re.IGNORECASE
)
_GIGA: Final = ("G", "Г")
_CALL: Final = re.compile(r"^.*(?:curl\b|--(?:request|url|header|data)\b).*$", re.MULTILINE)
_AFTER_HEADER: Final = re.compile(r".*<token>\"(?P<rest>.*)", re.DOTALL)
_MOST_OBJECTS: Final = 10_000
_MOST_DIFFERENT: Final = 64
"""Objects of a page, and different examples or schemas; real ones have some dozens, and three."""

_KEY_OF_TRANSLATION: Final = re.compile(r"\b[a-z]+[A-Za-z]*_[a-zA-Z]\w*")


def page_text(text: str) -> tuple[str, str]:
    """The text of a page, HTML or not, with plain line ends; and the language it claims."""
    plain, language = text_of(text) if is_html(text) else (text, "")
    return plain.replace("\r\n", "\n").replace("\r", "\n"), language


def read_page(text: str, claimed: str, route: str, *, source: str, sha256: str) -> Draft:
    """The endpoint that the page describes. Raises :class:`Unreadable`."""
    found = list(_objects(text))
    model_id = _model_id(text, route)
    bodies = _unique(each for each in found if _is_body(each, text))
    schemas = _unique(
        each
        for each in found
        if not _is_body(each, text) and (_is_schema(each.data) or _is_output(each.data))
    )
    refuse_doubtful((*bodies, *schemas), text)
    taken, output = _input_and_output(schemas, bodies)
    prose = _prose(text, found)
    words = f"{prose}\n{_texts(dict(taken.data))}"
    return Draft(
        model_id=model_id,
        source=source,
        sha256=sha256,
        kind="page",
        language=_language(words, claimed),
        input=taken.data,
        output=None if output is None else output.data,
        examples=tuple(each.data for each in bodies),
        file_inputs=_file_inputs(text, taken.start),
        missing=_missing(output, bodies),
    )


def _objects(text: str) -> Iterator[Found]:
    """Every object. Raises for one that is cut off, and for a schema that is no JSON."""
    for number, each in enumerate(scan(text)):
        if number == _MOST_OBJECTS:
            message = f"the page has more than {_MOST_OBJECTS:,} objects"
            raise Unreadable("TW004", message, "ingest a catalogue of them", each.start)
        if isinstance(each, Found):
            yield each
        elif each.is_cut:
            message, advice = "the page ends in the middle of its JSON", "save the page anew"
            raise Unreadable("TW021", message, advice, each.start)
        elif each.is_schema:
            message = f"what looks like a schema is no JSON: {each.reason}"
            raise Unreadable("TW021", message, "save the page anew, or mend it here", each.start)


def _model_id(text: str, route: str) -> str:
    ids = list(model_ids(text, route))
    if not ids:
        message, advice = "no submit URL names a model", f"a page must show a call of {route}"
        raise Unreadable("TW020", message, advice)
    if len(ids) > 1:
        message = f"the page calls several models: {', '.join(ids[:4])}"
        raise Unreadable("TW020", message, "save each page in a file of its own")
    return ids[0]


def _is_schema(data: Schema) -> bool:
    return isinstance(data.get("properties"), dict)


def _is_output(data: Schema) -> bool:
    """Whether it is an output in its wrapper."""
    inner = data.get("output")
    return is_wrapped(dict(data)) and isinstance(inner, dict) and _is_schema(inner)


def _is_body(each: Found, text: str) -> bool:
    """Whether an object is the body of a call: alone in shell quotes, right where they open."""
    closing = text[each.end : each.end + NEAR].lstrip()[:1]
    return text[each.start - 1 : each.start] == closing == "'"


def _unique(found: Iterator[Found]) -> list[Found]:
    """Each object once: a page that is there twice says nothing new."""
    kept: list[Found] = []
    for each in found:
        if all(each.data != other.data for other in kept):
            if len(kept) == _MOST_DIFFERENT:
                message = f"the page has more than {_MOST_DIFFERENT} different examples or schemas"
                raise Unreadable("TW022", message, "ingest a catalogue of them", each.start)
            kept.append(each)
    return kept


def _input_and_output(
    schemas: Sequence[Found], bodies: Sequence[Found]
) -> tuple[Found, Found | None]:
    """Which schema is which: a wrapped one is the output, and the input knows the bodies' names."""
    wrapped = [each for each in schemas if _is_output(each.data)]
    bare = [each for each in schemas if not _is_output(each.data)]
    if not bare:
        message = "no input schema was found"
        raise Unreadable("TW020", message, "a page must show the JSON of its input schema")
    names = {name for each in bodies for name in each.data}
    ranked = sorted(bare, key=lambda each: -len(names & _properties(each.data)))
    chosen = ranked[0] if names else bare[0]
    others = [*wrapped, *(each for each in bare if each is not chosen)]
    if len(others) > 1:
        message = f"the page has {len(schemas)} different schemas: which are meant is not clear"
        raise Unreadable("TW022", message, "save each page in a file of its own", others[1].start)
    return chosen, others[0] if others else None


def _properties(schema: Schema) -> set[str]:
    named = schema.get("properties")
    return set(named) if isinstance(named, dict) else set()


def _missing(output: Found | None, bodies: Sequence[Found]) -> tuple[str, ...]:
    found = (("an output schema", output is not None), ("an example body", bool(bodies)))
    return tuple(name for name, is_there in found if not is_there)


def _prose(text: str, found: Sequence[Found]) -> str:
    """The page without its JSON and its calls."""
    pieces: list[str] = []
    offset = 0
    for each in found:
        pieces.append(text[offset : each.start])
        offset = each.end
    pieces.append(text[offset:])
    return _CALL.sub("", "\n".join(pieces))


def _texts(value: "Json | Schema") -> str:
    """Titles and descriptions of a schema, one a line."""
    if isinstance(value, dict):
        own = [text for key, text in value.items() if key in ("title", "description")]
        inner = [_texts(each) for each in value.values()]
        return "\n".join([*(each for each in own if isinstance(each, str)), *filter(None, inner)])
    if isinstance(value, list):
        return "\n".join(filter(None, map(_texts, value)))
    return ""


def _language(words: str, claimed: str) -> str:
    """By the texts; what the page claims counts where they say no more than English."""
    found = language_of(_KEY_OF_TRANSLATION.sub(" ", words))
    tag = re.match(r"[A-Za-z]{2,3}", claimed)
    if found != "en" or tag is None or is_device(tag[0]):
        return found
    return tag[0].lower()


def _file_inputs(text: str, schema_start: int) -> FileInputs:
    """What stands between the last call and the input schema; two sizes are image and video."""
    after = _AFTER_HEADER.match(text[:schema_start])
    if after is None:
        return FileInputs()
    words = after["rest"].strip()
    sizes = [_bytes(match) for match in _SIZE.finditer(words)]
    image, video = (sizes[0], sizes[1]) if len(sizes) == 2 else (None, None)
    return FileInputs(words, image, video)


def _bytes(match: re.Match[str]) -> int:
    unit = 10**9 if match[2].upper().startswith(_GIGA) else 10**6
    return round(float(match[1].replace(",", ".")) * unit)
