"""A store in memory through everything but the disk, and what any outcome must hold to."""

import json
import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from typewright.catalogue.model import Catalogue, Document, EndpointSource, ProviderSource
from typewright.catalogue.reading import read
from typewright.codegen import render as rendering
from typewright.codegen.format import format_python
from typewright.codegen.vendor import runtime_files
from typewright.config import Config
from typewright.diagnostics import Diagnostic, render_json, render_text
from typewright.files import Files
from typewright.ir.model import Name
from typewright.pipeline import Prepared, judge

from .sinks import Store

CONFIG: Final = Config(root=Path(), package="acme", distribution="acme", locales=("ko", "en"))

RAW: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What no generated file and no line on a terminal may hold as it is: controls, bidi, hidden."""


def written(value: Any) -> bytes:
    """JSON as a vendor would serve it: raw where UTF-8 can, else in escapes."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def prepared(store: Store) -> Prepared:
    """What ``generate`` would build from, and every finding on the way."""
    findings: list[Diagnostic] = []

    def document(key: str, path: str) -> Document:
        reading = read(PurePosixPath("schemas/acme") / path, written(store[key]))
        findings.extend(reading.findings)
        return reading.document

    home = str(store["directory"])
    endpoint = EndpointSource(
        id=home,
        directory=PurePosixPath("acme") / home,
        meta=document("meta", f"{home}/endpoint.json"),
        input=document("input", f"{home}/input.schema.json"),
        output=document("output", f"{home}/output.schema.json"),
        locales={store["tag"]: document("locale", f"{home}/locales/{store['tag']}.json")},
        patch=document("patch", f"{home}/patch.json") if "patch" in store else None,
    )
    shared = document("patches", "patches.json") if "patches" in store else None
    facts = document("provider", "provider.json")
    provider = ProviderSource("acme", facts, (endpoint,), shared)
    catalogue = Catalogue(PurePosixPath("schemas"), (provider,))
    return judge(CONFIG, catalogue, tuple(findings))


def complaints_about_findings(found: Prepared) -> list[str]:
    """What is wrong with how findings are told, in text and in JSON."""
    told = [*found.findings, *found.notes]
    complaints = [
        f"{each.code} at {each.line}:{each.column}"
        for each in told
        if each.line < 1 or each.column < 1 or not each.message or not each.help
    ]
    text = render_text(told, found.sources())
    if RAW.search(text):
        complaints.append("a raw control or bidi character in the text of findings")
    if not render_json(told).isascii():
        complaints.append("JSON of findings is not ASCII")
    complaints += [f"a long {each.code}" for each in told if len(each.message + each.help) > 2_000]
    return complaints


def generated(found: Prepared) -> Files:
    """The files of the SDK, without the runtime; what is as ever is formatted once."""
    assert found.sdk is not None, "a store with errors generates nothing"
    ids = {endpoint.id for endpoint in found.sdk.endpoints}
    files = rendering.render_sdk(found.sdk, ids)
    return {path: text for path, text in files.items() if "_runtime" not in path.parts}


@cache
def formatted_once(text: str, origin: str) -> str:
    """:func:`format_python`, which gives the same for the same."""
    return format_python(text, origin)


@cache
def runtime_once(package: Name) -> tuple[tuple[PurePosixPath, str], ...]:
    """:func:`runtime_files`, read once."""
    return tuple(runtime_files(package))
