"""Reading a store: what is found, what is refused, and that listing order means nothing."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import pytest

from typewright.catalogue.load import load
from typewright.catalogue.model import StoreMissing
from typewright.catalogue.reading import MAX_BYTES
from typewright.diagnostics import (
    ConfigError,
    Diagnostic,
    has_errors,
    render_json,
    render_text,
)

Write: TypeAlias = Callable[[str, str | bytes], Path]
Findings: TypeAlias = Callable[[], list[Diagnostic]]

HOME = "acme/acme/one/make"
INPUT = f"{HOME}/input.schema.json"


def place(found: Diagnostic) -> tuple[str, int, int]:
    return found.code, found.line, found.column


def test_the_shape_of_a_catalogue(store: Path, write: Write) -> None:
    write(f"{HOME}/locales/ko.json", '{"language": "ko"}')
    write("_meta/dialect.schema.json", "{")
    write(".git/config", "{")
    catalogue, found = load(store)
    assert found == ()
    assert catalogue.root == PurePosixPath(store.as_posix())
    (provider,) = catalogue.providers
    (endpoint,) = provider.endpoints
    assert (provider.name, endpoint.id) == ("acme", "acme/one/make")
    assert endpoint.directory == PurePosixPath(HOME)
    assert endpoint.input.path == PurePosixPath(store.as_posix()) / INPUT
    assert endpoint.input.text == (store / INPUT).read_text("utf-8")
    assert list(endpoint.locales) == ["ko"]


def test_paths_are_relative_where_the_root_is(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store.parent)
    catalogue, _ = load(Path("schemas"))
    assert catalogue.providers[0].document.path == PurePosixPath("schemas/acme/provider.json")


def test_an_endpoint_can_be_a_folder_of_endpoints(store: Path, write: Write) -> None:
    for name in ("endpoint.json", "input.schema.json", "output.schema.json"):
        write(f"{HOME}/pro/{name}", (store / HOME / name).read_bytes())
    catalogue, _ = load(store)
    assert [each.id for each in catalogue.providers[0].endpoints] == [
        "acme/one/make",
        "acme/one/make/pro",
    ]


@pytest.mark.parametrize("missing", ["endpoint.json", "input.schema.json", "output.schema.json"])
def test_a_missing_file_is_a_finding(missing: str, store: Path, findings: Findings) -> None:
    (store / HOME / missing).unlink()
    (found,) = findings()
    assert place(found) == ("TW013", 1, 1)
    assert found.file == (store / HOME / missing).as_posix()
    assert missing in found.message


def test_a_missing_provider_is_a_finding(store: Path, findings: Findings) -> None:
    (store / "acme/provider.json").unlink()
    assert [place(each) for each in findings()] == [("TW013", 1, 1)]


def test_nothing_to_generate_is_a_finding(tmp_path: Path) -> None:
    _, (nothing,) = load(tmp_path)
    assert (nothing.code, nothing.message) == ("TW013", "the store has no provider")
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/provider.json").write_text("{}")
    _, (nothing,) = load(tmp_path)
    assert (nothing.code, nothing.message) == ("TW013", "provider 'acme' has no endpoint yet")


def test_a_missing_store_is_an_error_of_the_config(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match=r"no schema store at .*gone") as caught:
        load(tmp_path / "gone")
    assert isinstance(caught.value, ConfigError)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_utf_8(store: Path, findings: Findings) -> None:
    (store / INPUT).write_bytes('{"type": "object",\n "title": "é'.encode() + b'\xe9\x28"}')
    (found,) = findings()
    assert place(found) == ("TW001", 2, 13)
    assert "0xe9" in found.message


def test_utf_16_is_no_utf_8(store: Path, findings: Findings) -> None:
    (store / INPUT).write_bytes('{"type": "object"}'.encode("utf-16"))
    assert [place(each) for each in findings()] == [("TW001", 1, 1)]


def test_a_byte_order_mark_takes_no_column(store: Path, findings: Findings) -> None:
    text = '\ufeff{"properties": {"a": {"type": "float"}}}'
    (store / INPUT).write_text(text, "utf-8")
    assert [place(each) for each in findings()] == [("TW003", 1, 1), ("TW010", 1, 31)]


def test_a_byte_order_mark_elsewhere_is_no_json(store: Path, findings: Findings) -> None:
    (store / INPUT).write_text('\ufeff\ufeff{"properties": {}}', "utf-8")
    assert {place(each) for each in findings()} == {("TW003", 1, 1), ("TW001", 1, 1)}


def test_the_largest_file(store: Path, findings: Findings) -> None:
    text = (store / INPUT).read_text("utf-8")
    (store / INPUT).write_text(text + " " * (MAX_BYTES - len(text)), "utf-8")
    assert findings() == []
    (store / INPUT).write_text(text + " " * (MAX_BYTES - len(text) + 1), "utf-8")
    assert [place(each) for each in findings()] == [("TW004", 1, 1)]


HOSTILE = {
    "arrays": "[" * 200_000,
    "objects": '{"a":' * 100_000,
    "quotes": '["' + '\\"' * 300_000,
    "strings": "[" + '"a",' * 200_000,
    "key": '{"' + "k" * 200_000 + '": {' + '"a": [],' * 90_000 + '"b": []}}',
    "same_key": '{"properties": {' + '"a": {}, ' * 100_000 + '"b": {}}}',
    "enum": '{"properties": {"a": {"enum": [' + "1," * 400_000 + "1]}}}",
    "any_of": '{"properties": {"a": {"anyOf": [' + "{}," * 300_000 + "{}]}}}",
    "items": '{"properties": {"a": ' + '{"items": ' * 60 + "{}" + "}" * 60 + "}}",
    "keywords": '{"properties": {}, ' + ", ".join(f'"k{i}": 1' for i in range(80_000)) + "}",
    "required": '{"properties": {}, "required": ['
    + ", ".join(f'"k{i}"' for i in range(80_000))
    + "]}",
    "rules": '{"properties": {"a": {"validations": [' + "{}, " * 200_000 + "{}]}}}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_answered_at_once(text: str, store: Path, findings: Findings) -> None:
    (store / INPUT).write_text(text, "utf-8")
    found = findings()
    assert len(found) <= 2_002
    assert has_errors(found) or len(text) < 2_000


def test_a_flood_of_warnings_hides_no_error(store: Path, findings: Findings) -> None:
    unknown = ", ".join(f'"k{i}": 1' for i in range(1_500))
    text = f'{{{unknown}, "properties": {{"a": {{"allOf": []}}}}}}'
    (store / INPUT).write_text(text, "utf-8")
    found = findings()
    assert has_errors(found)
    assert len(found) == 1_001


def test_references_that_unfold_without_end(store: Path, findings: Findings) -> None:
    levels = (
        f'"d{i}": {{"properties": {{"a": {{"$ref": "#/$defs/d{i + 1}"}},'
        f' "b": {{"$ref": "#/$defs/d{i + 1}"}}}}}},\n'
        for i in range(60)
    )
    schema = '{"properties": {"a": {"$ref": "#/$defs/d0"}}, "$defs": {' + "".join(levels)
    (store / INPUT).write_text(schema + '"d60": {}}}', "utf-8")
    (found,) = findings()
    assert place(found) == ("TW004", 1, 1)
    assert "unfold" in found.message


def test_circles_of_references(store: Path, findings: Findings) -> None:
    (store / INPUT).write_text(
        """{"properties": {"a": {"$ref": "#/$defs/tree"}, "b": {"$ref": "#/$defs/x"}},
        "$defs": {
          "tree": {"properties": {"children": {"items": {"$ref": "#/$defs/tree"}}}},
          "x": {"$ref": "#/$defs/y"},
          "y": {"anyOf": [{"$ref": "#/$defs/x"}]},
          "fine": {"$ref": "#/$defs/leaf"}, "leaf": {}
        }}""",
        "utf-8",
    )
    found = findings()
    assert [each.code for each in found] == ["TW006", "TW006"]
    assert found[0].pointer == "/$defs/tree/properties/children/items/$ref"
    assert found[1].pointer in ("/$defs/x/$ref", "/$defs/y/anyOf/0/$ref")


def test_links_out_of_the_store_are_refused(
    store: Path, tmp_path: Path, findings: Findings
) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("not shown", "utf-8")
    (store / INPUT).unlink()
    (store / INPUT).symlink_to(secret)
    (store / HOME / "locales").symlink_to(tmp_path)
    (store / "acme/out").symlink_to(tmp_path)
    found = findings()
    assert [each.code for each in found] == ["TW013"] * 3
    assert {each.message for each in found} == {"the link leaves the store"}
    assert "not shown" not in str(found)


def test_links_in_a_circle_are_refused(store: Path, findings: Findings) -> None:
    (store / HOME / "again").symlink_to(store / "acme")
    (store / HOME / "self").symlink_to("self")
    found = findings()
    assert [each.message for each in found] == ["the link leads round in a circle"]


def test_links_within_the_store_are_followed(store: Path, findings: Findings) -> None:
    target = store / HOME / "kept.json"
    (store / INPUT).rename(target)
    (store / INPUT).symlink_to("kept.json")
    assert findings() == []


def test_a_link_to_nowhere_is_a_missing_file(store: Path, findings: Findings) -> None:
    (store / INPUT).unlink()
    (store / INPUT).symlink_to("gone.json")
    assert [place(each) for each in findings()] == [("TW013", 1, 1)]


def test_an_unreadable_directory_is_a_finding(
    store: Path, findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path == store / "acme/acme/one":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    messages = [each.message for each in findings()]
    assert messages == ["provider 'acme' has no endpoint yet", "cannot list: Permission denied"]


def test_what_is_no_regular_file_is_not_opened(store: Path, findings: Findings) -> None:
    (store / INPUT).unlink()
    os.mkfifo(store / INPUT)
    (found,) = findings()
    assert (found.code, found.message) == ("TW013", "this is no regular file")


def test_a_name_that_is_no_text_can_be_reported(store: Path, findings: Findings) -> None:
    directory = store / "acme/acme" / os.fsdecode(b"\xff")
    try:
        directory.mkdir()
    except OSError:  # a file system that has no such names needs no answer
        return
    (store / INPUT).rename(directory / "endpoint.json")
    found = findings()
    assert "TW013" in {each.code for each in found}
    render_text(found).encode("utf-8")
    render_json(found).encode("utf-8")


def test_the_order_of_listings_means_nothing(
    store: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("zeta", "alpha", "Mid"):
        write(f"acme/acme/{name}/make/input.schema.json", "{")
        write(f"{HOME}/locales/{name.lower()[:2]}.json", "{")
    before = load(store)
    listed = Path.iterdir

    def backwards(path: Path) -> Iterator[Path]:
        return iter(sorted(listed(path), reverse=True))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", backwards)
        after = load(store)
    assert after == before
    assert [each.id for each in after[0].providers[0].endpoints] == [
        "acme/Mid/make",
        "acme/alpha/make",
        "acme/one/make",
        "acme/zeta/make",
    ]
