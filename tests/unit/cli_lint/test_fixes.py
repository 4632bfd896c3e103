"""``typewright lint --fix``: what is written, and that it is written once."""

from pathlib import Path

import pytest

from typewright.cli import run

from .project import (
    PROMPT,
    WARNING,
    codes,
    input_of,
    rows,
    schema,
    suppress,
    tree,
    write,
)

PIN = 'parameter."acme/one/make"."/input/properties/class" = "class_"'
IMAGE = {"type": "string", "title": "Image", "format": "image_uri"}
LIMITS = [
    {
        "validation_rule": "width_pixels<",
        "validation_value": 9,
        "validation_error": "less than 9",
    }
]


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_a_second_fix_writes_nothing(
    option: str, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vendor = {path: text for path, text in tree(stored).items() if path.endswith(".schema.json")}
    before = codes(capsys)
    run(["lint", option])
    assert "mended" in capsys.readouterr().out
    first = tree(stored)
    after = codes(capsys)
    assert len(after) < len(before)
    assert set(after) <= set(before), "a fix brings nothing new"
    run(["lint", option])
    assert "mended" not in capsys.readouterr().out
    assert tree(stored) == first
    assert {path: first[path] for path in vendor} == vendor, "vendors' files are never edited"


def test_everything_fixed_still_generates(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", "--fix", "--unsafe-fixes"])
    left = [row for row in rows(capsys) if not row["settled"] and row["fix"]]
    assert [(row["code"], row["pointer"]) for row in left] == []
    assert run(["generate"]) == 0, capsys.readouterr().out
    assert run(["generate", "--check"]) == 0


def test_fixes_need_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "input.json", WARNING)
    assert run(["lint", str(path), "--fix"]) == 2
    assert "needs a store" in capsys.readouterr().err


def test_a_fix_of_a_file_keeps_its_json(project: Path) -> None:
    data = input_of(project).read_bytes()
    input_of(project).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r"))
    run(["lint", "--fix"])
    assert input_of(project).read_bytes() == data


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_what_was_published_is_not_fixed(
    option: str, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(stored)
    assert run(["lint", option, "--as-published"]) == 2
    assert "leave one of the two out" in capsys.readouterr().err
    assert tree(stored) == before


def test_what_a_person_has_settled_is_not_mended(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = {**schema(prompt=PROMPT, other=PROMPT), "required": ["prompt", "other"]}
    write(input_of(project), both)
    suppress(project)
    run(["lint", "--unsafe-fixes"])
    (patch,) = project.rglob("patch.json")
    assert "/properties/other/minLength" in patch.read_text("utf-8")
    assert "/properties/prompt" not in patch.read_text("utf-8")
    patch.unlink()
    (project / "typewright-suppress.toml").unlink()
    run(["lint", "--write-baseline"])
    capsys.readouterr()
    run(["lint", "--unsafe-fixes", "--baseline", "typewright-baseline.json"])
    assert "mended" not in capsys.readouterr().out
    assert not patch.exists()


@pytest.mark.parametrize(
    ("option", "properties"),
    [
        ("--fix", {"count": {"type": "int", "enum": [1, 2, 3], "title": "Count"}}),
        ("--fix", {"image_url": {"type": "str", "title": "Image"}}),
        ("--fix", {"size": {"type": ["float", "number"], "title": "Size"}}),
        (
            "--unsafe-fixes",
            {
                "image_url": {
                    **IMAGE,
                    "validations": [
                        {
                            "validation_rule": "width_pixels<",
                            "validation_value": 2000,
                            "validation_error": "The width must be at most 3000 pixels.",
                        }
                    ],
                }
            },
        ),
        ("--fix", {f"image_{at}": {**IMAGE, "validations": LIMITS} for at in range(6)}),
        (
            "--fix",
            {
                "images": {"type": "array", "items": IMAGE, "validations": LIMITS},
                "image": {**IMAGE, "validations": LIMITS},
            },
        ),
    ],
)
def test_what_a_fix_brings_to_light_is_mended_as_well(
    option: str, properties: dict[str, dict[str, object]], project: Path
) -> None:
    write(input_of(project), schema(**properties))
    run(["lint", option])
    first = tree(project)
    run(["lint", option])
    assert tree(project) == first


def test_rules_in_many_places_get_one_definition(project: Path) -> None:
    alike = {f"image_{at}": {**IMAGE, "validations": LIMITS} for at in range(6)}
    write(input_of(project), schema(**alike))
    run(["lint", "--fix"])
    (patch,) = project.rglob("patch.json")
    assert patch.read_text("utf-8").count('"path": "/$defs"') == 1
    assert patch.read_text("utf-8").count('"#/$defs/image_0_rules"') == 6


def test_rules_on_a_list_are_not_hidden_behind_a_reference(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = {"type": "array", "title": "Images", "items": IMAGE, "validations": LIMITS}
    write(input_of(project), schema(images=images, image={**IMAGE, "validations": LIMITS}))
    run(["lint", "--fix"])
    assert "TW401" in codes(capsys)


def test_no_reference_stands_beside_what_would_be_ignored(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alike = {name: {**IMAGE, "validations": LIMITS} for name in ("first", "last")}
    old = {**schema(**alike), "$schema": "http://json-schema.org/draft-07/schema#"}
    write(input_of(project), old)
    (row,) = (row for row in rows(capsys) if row["code"] == "TW409")
    assert row["fix"] is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{PIN}\n"),
        ('namespace.acme = "acme2"\r\n', f'{PIN}\r\nnamespace.acme = "acme2"\r\n'),
        (
            '# ours\n[parameter]\n"acme/one/make"."/input/properties/p" = "q"\n',
            '# ours\n[parameter]\n"acme/one/make"."/input/properties/class" = "class_"\n'
            '"acme/one/make"."/input/properties/p" = "q"\n',
        ),
        (
            '[ parameter . "acme/one/make" ] # here\n"/input/properties/p" = "q"\n',
            '[ parameter . "acme/one/make" ] # here\n"/input/properties/class" = "class_"\n'
            '"/input/properties/p" = "q"\n',
        ),
        ("[parameter\n", "[parameter\n"),
        ('parameter = "none"\n', 'parameter = "none"\n'),
        ("\ufeff[namespace]\n", f"{PIN}\n[namespace]\n"),
    ],
)
def test_a_pin_goes_where_it_can_stand(project: Path, before: str, after: str) -> None:
    write(input_of(project), schema(**{"class": {"type": "string"}, "p": {"type": "string"}}))
    names = project / "schemas" / "acme" / "names.toml"
    if before:
        names.write_bytes(before.encode("utf-8"))
    run(["lint", "--fix"])
    run(["lint", "--fix"])
    assert names.read_bytes().decode("utf-8") == after


@pytest.mark.parametrize(
    "before", ['{"patches": [', "[]", "{}", '{"patches": {}}', '{"patches": [], "patches": []}']
)
def test_a_broken_patch_is_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str], before: str
) -> None:
    write(input_of(project), WARNING)
    patch = input_of(project).with_name("patch.json")
    patch.write_text(before, "utf-8")
    assert run(["lint", "--unsafe-fixes"]) == 1
    assert capsys.readouterr().err == ""
    assert patch.read_text("utf-8") == before


def test_a_patch_with_a_byte_order_mark_is_rid_of_it_and_added_to(project: Path) -> None:
    write(input_of(project), schema(count={"type": "int", "title": "Count"}))
    patch = input_of(project).with_name("patch.json")
    patch.write_bytes(b'\xef\xbb\xbf{"patches": []}')
    run(["lint", "--fix"])
    assert '"/properties/count/type"' in patch.read_text("utf-8")


def test_findings_keep_their_places_when_a_wrapper_is_taken_off(
    stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def places() -> list[tuple[str, int, int]]:
        found = rows(capsys, "--select", "TW111,TW112")
        return [(row["file"], row["line"], row["column"]) for row in found]

    before = places()
    run(["lint", "--fix"])
    assert "TW101" not in codes(capsys)
    assert places() == before != [], "none of them is settled by that patch"
