"""``typewright lint --fix`` of ``typewright-suppress.toml``: stale entries go, all else stays."""

from pathlib import Path

import pytest

from typewright.cli import run

from .project import codes

VALID = """[[suppress]]
code = "TW203"
endpoint = "acme/*"
pointer = "/properties/prompt/type"
reason = "an empty prompt draws a caption"
"""
STALE = VALID.replace("/properties/prompt/type", "/nowhere")
INLINE = 'suppress = [{code = "TW203", endpoint = "*", pointer = "/nowhere", reason = "none"}]\n'


def fixed(project: Path, text: str) -> str:
    """``text`` of the suppressions file after ``--fix``, its ends of lines as they are."""
    path = project / "typewright-suppress.toml"
    path.write_bytes(text.encode())
    assert run(["lint", "--fix"]) in (0, 1)
    return path.read_bytes().decode()


HASH = STALE.replace('"an empty', '"""\nan empty\n\n# ').replace('caption"', 'caption"""')
HEAD = "# What we have looked at.\n\n"
TOLD = VALID.replace('"an empty', '"""\nsee\n[[suppress]]\nfor more: an empty').replace(
    'caption"', 'caption"""'
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{STALE}\n{VALID}", VALID),
        (f"{VALID}\n{STALE}", f"{VALID}\n"),
        (STALE.replace("[[suppress]]", " [[ suppress ]]  # two") + VALID, VALID),
        (STALE.replace("[[suppress]]", "[['suppress']]") + VALID, VALID),
        (f"{TOLD}{STALE}", TOLD),
        (f"{STALE}{TOLD}", TOLD),
        (f"{HASH}{VALID}", VALID),
        (f"{VALID}{HASH}", VALID),
        (f"{HASH}\n{HASH}\n# valid\n{VALID}", f"# valid\n{VALID}"),
        (f"# stale\n{STALE}\n# valid\n{VALID}", f"# valid\n{VALID}"),
        (f"# valid\n{VALID}\n# stale\n{STALE}", f"# valid\n{VALID}\n"),
        (f"{HEAD}# stale\n{STALE}", HEAD),
        (f"{STALE}# still stale\n\n# by itself\n\n{VALID}", f"# by itself\n\n{VALID}"),
        (f"{STALE}\n{STALE}\n{VALID}\n{STALE}\n# the end\n", f"{VALID}\n# the end\n"),
        (f"{STALE}\n{VALID}".replace("\n", "\r\n"), VALID.replace("\n", "\r\n")),
        (f"\ufeff{STALE}{VALID}", VALID),
    ],
)
def test_only_what_is_stale_goes(
    before: str, after: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fixed(project, before) == after
    assert "mended" in capsys.readouterr().out
    assert codes(capsys) == ([] if "prompt/type" in after else ["TW203"])


def test_what_cannot_be_cut_out_stays_and_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fixed(project, INLINE) == INLINE
    assert "mended" not in capsys.readouterr().out
    assert "TW901" in codes(capsys)
