"""Names that a person settled: what pins do, and what is said of those that cannot be."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typewright.config import Config
from typewright.diagnostics import Diagnostic, Severity
from typewright.ir.model import Sdk
from typewright.ir.pins import pin
from typewright.ir.released import lock_text
from typewright.pipeline import Prepared, prepare

ROOT = Path(__file__).parents[3]
OUTPUT: Any = {"output": {"type": "object", "properties": {"image": {"type": "string"}}}}
SIZE: Any = {"type": "string", "enum": ["1K", "2K"]}

Store = Callable[..., Prepared]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Prepares a store of endpoints (id -> properties) with pins and a lock."""
    home = tmp_path / "schemas" / "acme"
    home.mkdir(parents=True)
    facts = json.loads((ROOT / "schemas" / "runcomfy" / "provider.json").read_text("utf-8"))
    del facts["default_output"]
    (home / "provider.json").write_text(json.dumps(facts | {"name": "acme"}), "utf-8")

    def made(
        endpoints: dict[str, Any], names: str = "", lock: str = "", version: str = "1.0.0"
    ) -> Prepared:
        for name, properties in endpoints.items():
            folder = home / name
            folder.mkdir(parents=True, exist_ok=True)
            files: dict[str, Any] = {
                "endpoint.json": {"id": name, "name": name, "language": "en"},
                "input.schema.json": {"type": "object", "properties": properties},
                "output.schema.json": OUTPUT,
            }
            for file, data in files.items():
                (folder / file).write_text(json.dumps(data, indent=1), "utf-8")
        (home / "names.toml").write_text(names, "utf-8")
        if lock:
            (home / "names.lock.json").write_text(lock, "utf-8")
        return prepare(Config(root=tmp_path, package="acme", version=version))

    return made


def sdk_of(prepared: Prepared) -> Sdk:
    assert prepared.sdk is not None, prepared.findings
    return prepared.sdk


def told(prepared: Prepared) -> list[tuple[str, int]]:
    """Code and line of each finding."""
    return [(each.code, each.line) for each in prepared.findings]


def only(prepared: Prepared) -> Diagnostic:
    (found,) = prepared.findings
    return found


CLASHING: dict[str, Any] = {
    "one/ONE.0/make": {"size": SIZE},
    "one/one-0/make": {"file": SIZE, "FILE": SIZE, "프롬프트": SIZE, "그림": SIZE},
    "one/__/make": {},
}


def test_the_pins_that_are_printed_settle_everything(store: Store) -> None:
    prepared, names = store(CLASHING), ""
    assert {each.code for each in prepared.findings} == {"TW701", "TW702"}
    for _ in range(4):
        lines = [re.sub(r".*, such as ", "", each.help) for each in prepared.findings]
        names += "".join(f"{line}\n" for line in lines)
        prepared = store(CLASHING, names)
        if prepared.sdk is not None:
            break
    sdk = sdk_of(prepared)
    assert prepared.findings == ()
    assert len({endpoint.module for endpoint in sdk.endpoints}) == 3
    assert len({field.name for field in sdk.endpoints[2].input.fields}) == 4


def test_pins_of_every_kind(store: Store) -> None:
    names = """
        endpoint."one/two/make" = "studio.make"
        namespace."one/x" = "ex"
        parameter."one/two/make"."/input/properties/Size" = "image_size"
        parameter."one/two/make"."/output/properties/image" = "picture"
        class."one/two/make"."/input/properties/Size" = "ImageSize"
        class."one/x/make"."" = "MakeX"
    """
    sdk = sdk_of(store({"one/two/make": {"Size": SIZE}, "one/x/make": {}}, names))
    first, second = sdk.endpoints
    assert first.namespace == ("studio", "make")
    assert first.module == "studio__make"
    assert [field.name for field in first.input.fields] == ["image_size"]
    assert [field.wire for field in first.input.fields] == ["Size"], "what is sent stays"
    assert [field.name for field in first.output.fields] == ["picture"]
    assert first.names.classes == {"": "Make", "/input/properties/Size": "ImageSize"}
    assert (second.namespace, second.stem) == (("one", "ex", "make"), "MakeX")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('enpoint."one/two/make" = "a.b"', "a pin is one of endpoint, namespace"),
        ('endpoint."one/two/make" = "make"', "not where an endpoint can hang"),
        ('endpoint."one/two/make" = 3', "no pin of an endpoint"),
        ('endpoint."one/two/make" = "one.Two"', "no lower-case Python name"),
        ('namespace."one/two" = "class"', "a keyword of Python"),
        ('namespace."one/two" = "submit"', "a meaning of its own"),
        ('namespace."one/two" = "a__b"', "no lower-case Python name"),
        ('parameter."one/two/make" = "size"', "no pin of a parameter"),
        ('parameter."one/two/make"."/input/properties/size" = "model_dump"', "meaning of its own"),
        ('class."one/two/make"."/input/properties/size" = "size"', "no name of a Python class"),
        ('class."one/two/make"."/input/properties/size" = "Literal"', "a meaning of its own"),
        ('class."one/two/make"."/input/properties/size" = "None"', "a keyword of Python"),
    ],
)
def test_what_cannot_be_pinned(store: Store, line: str, words: str) -> None:
    prepared = store({"one/two/make": {"size": SIZE}}, f"# names\n{line}\n")
    assert prepared.sdk is None
    found = only(prepared)
    assert (found.code, found.line, found.column) == ("TW705", 2, 1)
    assert words in found.message


def test_a_pin_of_what_is_not_there_is_told(store: Store) -> None:
    names = (
        'endpoint."one/gone" = "a.b"\nnamespace."one/tw" = "two"\n[class."one/two/make"]\n'
        '"/input/properties/sise" = "Size"\n"/input/properties/size" = "ImageSize"\n'
    )
    prepared = store({"one/two/make": {"size": SIZE}}, names)
    assert told(prepared) == [("TW706", 1), ("TW706", 2), ("TW706", 4)]
    assert {each.severity for each in prepared.findings} == {Severity.WARNING}
    assert prepared.sdk is not None


@pytest.mark.parametrize("name", ["Make", "MakeInput", "AsyncMake", "ImageSize"])
def test_two_classes_of_one_name(store: Store, name: str) -> None:
    properties: Any = {"size": SIZE, "other": SIZE}
    names = f"""[class."one/two/make"]
"/input/properties/size" = "ImageSize"
"/input/properties/other" = "{name}"
"""
    found = only(store({"one/two/make": properties}, names))
    assert (found.code, found.line) == ("TW701", 3)


def test_two_endpoints_pinned_to_one_place(store: Store) -> None:
    names = 'endpoint."one/two/make" = "one.make"\nendpoint."one/x/make" = "one.make"\n'
    found = only(store({"one/two/make": {}, "one/x/make": {}}, names))
    assert found.code == "TW701"
    assert "'one/two/make'" in found.message
    assert found.help.endswith('endpoint."one/x/make" = "one.make_2"')


def test_names_that_are_no_toml(store: Store) -> None:
    prepared = store({"one/two/make": {}}, 'endpoint."one/two/make" = "a.b"\nnamespace. = 3\n')
    assert told(prepared) == [("TW001", 2)]
    assert prepared.sdk is None


def test_a_line_of_pins_is_toml() -> None:
    line = pin("parameter", 'a/"b"', "/input/properties/그림\\", name="x")
    assert line == 'parameter."a/\\"b\\""."/input/properties/그림\\\\" = "x"'


# The lock of released names


def renamed_class(store: Store, **more: str) -> Prepared:
    """Releases ``Size`` for one property, then puts another before it that takes the name."""
    lock = lock_text(sdk_of(store({"one/two/make": {"size": SIZE}}, version="1.0.0")))
    nested: Any = {"type": "object", "properties": {"size": SIZE}}
    return store({"one/two/make": {"look": nested, "size": SIZE}}, lock=lock, **more)


def test_a_released_name_is_kept_by_the_pin_that_is_printed(store: Store) -> None:
    prepared = renamed_class(store)
    found = only(prepared)
    assert (found.code, found.pointer) == ("TW707", "/properties/size")
    assert "'Size', released in 1.0.0, would become 'MakeSize'" in found.message
    printed = re.search(r"class\..*?\"Size\"", found.help)
    assert printed is not None
    settled = sdk_of(renamed_class(store, names=printed[0]))
    assert settled.endpoints[0].names.classes["/input/properties/size"] == "Size"


@pytest.mark.parametrize(("version", "refused"), [("1.4.0", True), ("2.0.0", False)])
def test_a_major_version_may_rename(store: Store, version: str, refused: bool) -> None:
    assert (renamed_class(store, version=version).sdk is None) is refused


@pytest.mark.parametrize(
    ("old", "new", "refused"), [("0.1.0", "0.1.9", True), ("0.1.0", "0.2.0", False)]
)
def test_below_one_a_minor_version_may_rename(
    store: Store, old: str, new: str, refused: bool
) -> None:
    pinned = 'namespace."one/two" = "zwei"'
    lock = lock_text(sdk_of(store({"one/two/make": {}}, pinned, version=old)))
    prepared = store({"one/two/make": {}}, lock=lock, version=new)
    assert (prepared.sdk is None) is refused
    if refused:
        assert only(prepared).help.count('endpoint."one/two/make" = "one.zwei.make"') == 1


def test_a_pin_may_rename_what_was_released(store: Store) -> None:
    lock = lock_text(sdk_of(store({"one/two/make": {"size": SIZE}})))
    names = 'parameter."one/two/make"."/input/properties/size" = "image_size"\n'
    prepared = store({"one/two/make": {"size": SIZE}}, names, lock)
    assert prepared.findings == ()
    assert '"image_size"' in lock_text(sdk_of(prepared))


@pytest.mark.parametrize(
    "lock", ["{}", "[]", '{"format": 1, "version": "1.0.0", "names": {"a": 1}}']
)
def test_what_is_no_lock_is_refused(store: Store, lock: str) -> None:
    found = only(store({"one/two/make": {}}, lock=lock))
    assert (found.code, found.line) == ("TW012", 1)
