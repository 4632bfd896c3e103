"""Which endpoints are rendered, what is kept of the others, and what all of them are made from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from typewright.catalogue.model import Catalogue
from typewright.config import Config
from typewright.diagnostics import none_matches
from typewright.files import digest
from typewright.ir.build import SdkOptions
from typewright.ir.model import Outline, Sdk
from typewright.manifest import Manifest


def selection(
    sdk: Sdk,
    only: str | None,
    old: Manifest,
    path_of: Callable[[Sdk, Outline], PurePosixPath],
) -> tuple[Sdk, frozenset[str]]:
    """The SDK of everything selected or generated before, and the ids to render now."""
    selected = frozenset(
        endpoint.id for endpoint in sdk.endpoints if only is None or fnmatchcase(endpoint.id, only)
    )
    if only is not None and not selected:
        raise none_matches(only)
    present = tuple(
        endpoint
        for endpoint in sdk.endpoints
        if endpoint.id in selected or str(path_of(sdk, endpoint)) in old.outputs
    )
    return replace(sdk, endpoints=present), selected


def sdk_options(config: Config, locales: tuple[str, ...]) -> SdkOptions:
    """The options of the SDK; ``locales`` come before those of the config."""
    return SdkOptions(
        package=config.package,
        distribution=config.distribution,
        version=config.version,
        locales=(*locales, *(tag for tag in config.locales if tag not in locales)),
    )


def kept_outputs(
    sdk: Sdk,
    selected: frozenset[str],
    old: Manifest,
    path_of: Callable[[Sdk, Outline], PurePosixPath],
) -> dict[str, str]:
    """The outputs of endpoints that are not selected, as the old manifest has them."""
    paths = (str(path_of(sdk, each)) for each in sdk.endpoints if each.id not in selected)
    return {path: old.outputs[path] for path in paths}


def shared(inputs: Mapping[str, str]) -> dict[str, str]:
    """Those of ``inputs`` that every endpoint depends on: the files beside ``provider.json``."""
    return {path: each for path, each in inputs.items() if path.count("/") == 1}


def input_hashes(
    catalogue: Catalogue, sdk: Sdk, selected: frozenset[str], old: Manifest
) -> dict[str, str]:
    """What each file was made from: the store as it is, or as it was for what is kept."""
    hashes: dict[str, str] = {}
    present = {endpoint.id for endpoint in sdk.endpoints}
    for provider in catalogue.providers:
        hashes[f"{provider.name}/provider.json"] = digest(provider.document.text)
        for shared in (provider.patches, provider.names):
            if shared is not None:
                hashes[f"{provider.name}/{shared.path.name}"] = digest(shared.text)
        for source in provider.endpoints:
            if source.id in selected:
                for document in source.documents:
                    inside = document.path.relative_to(catalogue.root)
                    hashes[str(inside)] = digest(document.text)
            elif source.id in present:
                prefix = f"{source.directory}/"
                hashes |= {k: v for k, v in old.inputs.items() if k.startswith(prefix)}
    return hashes
