"""The disk: what is reported, what is written, what is left alone."""

from pathlib import Path, PurePosixPath

import pytest

from typewright.files import Files
from typewright.manifest import MANIFEST, STAGING, Manifest, output_hashes
from typewright.writer import compare, write


def sdk(**texts: str) -> Files:
    files = {PurePosixPath(f"pkg/{name}.py"): text for name, text in texts.items()}
    return {**files, MANIFEST: Manifest(outputs=output_hashes(files)).text()}


def bring_in_line(directory: Path, files: Files, *, force: bool = False) -> None:
    write(directory, files, compare(directory, files), force=force)


def kinds(directory: Path, files: Files) -> dict[str, str]:
    return {str(drift.path): drift.kind for drift in compare(directory, files)}


def test_an_empty_directory_misses_everything(tmp_path: Path) -> None:
    assert kinds(tmp_path, sdk(a="1")) == {"pkg/a.py": "missing", "MANIFEST.json": "missing"}


def test_written_files_are_clean(tmp_path: Path) -> None:
    files = sdk(a="1\n", b="ü\r\n")
    bring_in_line(tmp_path, files)
    assert kinds(tmp_path, files) == {}
    assert (tmp_path / "pkg/b.py").read_bytes() == "ü\r\n".encode()
    assert not (tmp_path / STAGING).exists()


def test_only_what_changed_is_touched(tmp_path: Path) -> None:
    bring_in_line(tmp_path, sdk(a="1", b="2"))
    before = (tmp_path / "pkg/a.py").stat().st_mtime_ns
    bring_in_line(tmp_path, sdk(a="1", b="3"))
    assert (tmp_path / "pkg/a.py").stat().st_mtime_ns == before
    assert (tmp_path / "pkg/b.py").read_text() == "3"


def test_leftovers_are_pruned_and_foreign_files_kept(tmp_path: Path) -> None:
    bring_in_line(tmp_path, sdk(a="1", b="2"))
    (tmp_path / "pkg/mine.py").write_text("mine")
    assert kinds(tmp_path, sdk(a="1"))["pkg/b.py"] == "left over"
    bring_in_line(tmp_path, sdk(a="1"))
    assert not (tmp_path / "pkg/b.py").exists()
    assert (tmp_path / "pkg/mine.py").read_text() == "mine"


def test_an_edited_file_is_reported_and_survives(tmp_path: Path) -> None:
    bring_in_line(tmp_path, sdk(a="1", b="2"))
    (tmp_path / "pkg/a.py").write_text("edited")
    assert kinds(tmp_path, sdk(a="1", b="2")) == {"pkg/a.py": "edited by hand"}
    bring_in_line(tmp_path, sdk(a="1", b="2"))
    assert (tmp_path / "pkg/a.py").read_text() == "edited"
    bring_in_line(tmp_path, sdk(a="1", b="2"), force=True)
    assert (tmp_path / "pkg/a.py").read_text() == "1"


def test_an_edited_leftover_is_not_deleted(tmp_path: Path) -> None:
    bring_in_line(tmp_path, sdk(a="1", b="2"))
    (tmp_path / "pkg/b.py").write_text("edited")
    bring_in_line(tmp_path, sdk(a="1"))
    assert (tmp_path / "pkg/b.py").read_text() == "edited"


def test_a_foreign_file_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg/a.py").write_text("somebody's work")
    assert kinds(tmp_path, sdk(a="1"))["pkg/a.py"] == "edited by hand"


def test_a_manifest_cannot_lead_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("1")
    out = tmp_path / "out"
    bring_in_line(out, sdk(a="1"))
    hashes = output_hashes({PurePosixPath("../outside.txt"): "1"})
    (out / MANIFEST).write_text(Manifest(outputs=hashes).text())
    bring_in_line(out, sdk(a="1"), force=True)
    assert outside.read_text() == "1"


@pytest.mark.parametrize("killed_at", range(1, 5))
def test_killed_while_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    """At every step: the mixture is never called clean, and the next run mends it by itself."""
    old, new = sdk(a="1", b="1", c="1"), sdk(a="2", b="2", d="2")
    bring_in_line(tmp_path, old)
    steps = 0
    real = Path.replace

    def replace_until_killed(source: Path, target: Path) -> Path:
        nonlocal steps
        steps += 1
        if steps == killed_at:
            raise KeyboardInterrupt
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace_until_killed)
    with pytest.raises(KeyboardInterrupt):
        bring_in_line(tmp_path, new)
    monkeypatch.undo()
    assert kinds(tmp_path, new) != {}
    assert "edited by hand" not in kinds(tmp_path, new).values()
    assert "edited by hand" not in kinds(tmp_path, old).values()
    bring_in_line(tmp_path, new)
    assert kinds(tmp_path, new) == {}
    assert sorted(p.name for p in (tmp_path / "pkg").iterdir()) == ["a.py", "b.py", "d.py"]
