"""Names of downloaded files: safe whatever a URL says, and never one that is taken."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.runtime.filenames import publish, safe_name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/x/cat.png", "cat.png"),
        ("https://a.example/x/cat.png?sig=a/b.exe#c", "cat.png"),
        ("https://a.example/x/", "x"),
        ("https://a.example", "file"),
        ("https://a.example/..", "file"),
        ("https://a.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "passwd"),
        ("https://a.example/..%5c..%5cwin.ini", "win.ini"),
        ("https://a.example/.bashrc", "bashrc"),
        ("https://a.example/a%00b%0ac.png", "a_b_c.png"),
        ("https://a.example/고양이.png", "png"),
        ("https://a.example/con.png", "_con.png"),
        ("https://a.example/NUL", "_NUL"),
        ("https://a.example/com1.tar.gz", "_com1.tar.gz"),
        (f"https://a.example/{'a' * 300}.png", f"{'a' * 100}.png"),
        ("https://a.example/a.", "a"),
    ],
)
def test_names(url: str, name: str) -> None:
    assert safe_name(url) == name


def test_a_name_without_a_suffix_gets_that_of_its_type() -> None:
    assert safe_name("https://a.example/f/123", "image/png; charset=x") == "123.png"
    assert safe_name("https://a.example/f/123", "application/x-unknown") == "123"


@given(st.text(max_size=400))
def test_every_name_is_plain(path: str) -> None:
    name = safe_name(f"https://a.example/{path.replace('[', '')}", "image/png")
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,120}", name)
    assert not name.endswith(".")


@pytest.mark.parametrize("links", [True, False])
def test_no_file_is_replaced(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*arguments: object) -> None:
        raise OSError(1, "no hard links here")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a.png").write_bytes(b"mine")
    found: list[Path] = []
    for number in range(3):
        part = tmp_path / ".x.part"
        part.write_bytes(bytes([number]))
        found.append(publish(part, "a.png"))
    assert [path.name for path in found] == ["a-2.png", "a-3.png", "a-4.png"]
    assert (tmp_path / "a.png").read_bytes() == b"mine"
    assert [path.read_bytes() for path in found] == [b"\0", b"\1", b"\2"]
    assert len(list(tmp_path.iterdir())) == 4
