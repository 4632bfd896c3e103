"""Each directory beside this file is a rule: what it must find, exactly, and what it must not."""

import json
from pathlib import Path

import pytest

from .cases import CODES, EXPECTED, HERE, PREPARED, copied, of_code, prepared, told


@pytest.mark.parametrize("code", CODES)
def test_the_bad_case(
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    home = copied(code, "bad", tmp_path)
    monkeypatch.chdir(home)
    rows = of_code(prepared() if code in PREPARED else told(capsys, home), code)
    assert rows, "a bad case has something to find"
    path = HERE / code / "bad" / EXPECTED
    if request.config.getoption("--update-lint"):
        path.write_bytes((json.dumps(rows, indent=2, ensure_ascii=False) + "\n").encode("utf-8"))
    assert rows == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("code", CODES)
def test_the_good_case_is_wholly_clean(
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = copied(code, "good", tmp_path)
    monkeypatch.chdir(home)
    rows = told(capsys, home)
    assert [(row["code"], row["file"], row["pointer"]) for row in rows] == []
    if (home / "schemas").is_dir():
        assert [row["code"] for row in prepared()] == []
