"""From checked, localised documents to the IR.

Everything here assumes that :mod:`typewright.catalogue.check` and :mod:`typewright.ir.clashes`
found no error, so nothing here validates and nothing here can fail on user input.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import cast

from typewright.catalogue.locale import localised, unwrapped_output
from typewright.catalogue.model import Catalogue, EndpointSource, Json, ProviderSource, is_wrapped
from typewright.ir import naming
from typewright.ir.media import media_fields
from typewright.ir.model import Endpoint, Name, Outline, Price, Provider, Record, Sdk
from typewright.ir.pins import NO_PINS, Pins
from typewright.ir.scope import Scope
from typewright.ir.types import Side, TypeBuilder


@dataclass(frozen=True, slots=True)
class SdkOptions:
    """What the config decides about an SDK: its names, and the languages of its docstrings."""

    package: str
    distribution: str
    version: str
    locales: tuple[str, ...]


def build(catalogue: Catalogue, options: SdkOptions, pins: Pins = NO_PINS) -> Sdk:
    """The SDK for the one provider of ``catalogue``, endpoints in the order of their ids."""
    provider = catalogue.providers[0]
    return Sdk(
        package=Name(options.package),
        distribution=options.distribution,
        version=options.version,
        provider=_provider(provider),
        endpoints=tuple(
            build_endpoint(source, options.locales, usual_output(provider), pins)
            for source in sorted(provider.endpoints, key=lambda source: source.id)
        ),
    )


def build_endpoint(
    source: EndpointSource,
    locales: Sequence[str],
    usual: Mapping[str, Json],
    pins: Pins = NO_PINS,
) -> Endpoint:
    """One endpoint, its texts in the first of ``locales`` that has them.

    ``usual`` are the fields that outputs of this provider have as a rule.
    """
    texts = localised(source, locales)
    known = outline(source.id, source.directory, source.meta.data, pins)
    stem = known.stem
    scope = Scope(taken_by_endpoint(stem), pins.of(source.id))
    wrapper = "/output" if is_wrapped(texts.output) else ""
    record = _record(_object(texts.input), stem, scope, "Input")
    outputs = completed(_object(unwrapped_output(texts.output)), usual)
    output = _record(outputs, stem, scope, "Output", wrapper)
    return Endpoint(
        id=known.id,
        source=known.source,
        title=known.title,
        description=known.description,
        namespace=known.namespace,
        module=known.module,
        stem=stem,
        input=record,
        output=output,
        media=media_fields(record, naming.IMPORTED | set(scope.names.classes.values())),
        categories=_categories(source.meta.data),
        price=_price(source.meta.data),
        names=replace(scope.names, classes={"": stem, **scope.names.classes}),
    )


def outline(id: str, directory: PurePosixPath, meta: Json, pins: Pins = NO_PINS) -> Outline:
    """What the rest of the SDK knows of the endpoint ``id``, stored in ``directory``.

    ``meta`` is what its ``endpoint.json`` says.
    """
    namespace = _namespace(id, pins)
    return Outline(
        id=id,
        source=directory.as_posix(),
        title=_text(meta, "name"),
        description=_text(meta, "description"),
        namespace=namespace,
        module=naming.module_name(namespace),
        stem=pins.of(id).classes.get("") or naming.class_name(namespace[-1]),
    )


def usual_output(provider: ProviderSource) -> Mapping[str, Json]:
    """The fields of the provider's ``default_output``."""
    facts = _object(provider.document.data)
    return _object(_object(facts.get("default_output", {})).get("properties", {}))


def completed(schema: Mapping[str, Json], usual: Mapping[str, Json]) -> Mapping[str, Json]:
    """An output schema with the ``usual`` fields that it leaves out.

    Vendors document the pictures and forget the sounds. A schema that shares no field with the
    usual ones is of another kind, and stays as it is.
    """
    named = _object(schema.get("properties", {}))
    if not named.keys() & usual.keys():
        return schema
    missing = {name: field for name, field in usual.items() if name not in named}
    return {**schema, "properties": {**named, **missing}}


def taken_by_endpoint(stem: Name) -> frozenset[str]:
    """The class names that the module of an endpoint uses for itself."""
    own = (stem, f"Async{stem}", f"{stem}Params", f"{stem}Input", f"{stem}Output")
    return frozenset(own)


def _record(
    schema: Mapping[str, Json], stem: Name, scope: Scope, side: Side, wrapper: str = ""
) -> Record:
    return TypeBuilder(schema, scope, side, wrapper).record(schema, Name(f"{stem}{side}"))


def _provider(source: ProviderSource) -> Provider:
    facts = source.document.data
    return Provider(source.name, _text(facts, "display_name") or source.name, facts)


def _categories(meta: Json) -> tuple[str, ...]:
    found = _object(meta).get("categories")
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def _price(meta: Json) -> Price | None:
    found = _object(meta).get("price")
    if not isinstance(found, dict):
        return None
    dollars = format(Decimal(str(found["base_usd"])), "f")
    return Price(dollars, _text(found, "unit"), _text(found, "note"))


def _namespace(id: str, pins: Pins) -> tuple[Name, ...]:
    names = tuple(name for name in pins.namespace(id) if name is not None)
    assert len(names) == len(pins.namespace(id)), f"clashes lets no nameless id through: {id!r}"
    return names


def _text(data: Json, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def _object(data: Json) -> dict[str, Json]:
    return cast("dict[str, Json]", data)
