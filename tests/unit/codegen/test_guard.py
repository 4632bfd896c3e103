"""The last look before a file is written: only what templates print goes through."""

from pathlib import PurePosixPath

import pytest

from typewright.codegen.format import FormatError, format_python
from typewright.codegen.guard import UnexpectedCode, guard

PATH = PurePosixPath("sdk/endpoints/a.py")


@pytest.mark.parametrize(
    "code",
    [
        "[x for x in (1, 2)]",
        "while True: pass",
        "lambda: 1",
        "with open('x') as f: f.read()",
        "(y := 1)",
        "del a",
        "async def f():\n    async for x in y:\n        return x",
        "global a",
        "try:\n    a\nexcept E:\n    b",
        "a @ b",
        "assert a",
    ],
)
def test_code_that_no_template_prints_is_refused(code: str) -> None:
    with pytest.raises(UnexpectedCode, match=r"sdk/endpoints/a\.py:\d+: unexpected"):
        guard(PATH, f"import os\n{code}\n")


def test_the_line_is_named() -> None:
    with pytest.raises(UnexpectedCode, match=r"a\.py:3: unexpected While"):
        guard(PATH, "a = 1\n\nwhile a:\n    a\n")


def test_unreadable_text_names_its_origin() -> None:
    with pytest.raises(FormatError, match=r"a\.py \(template endpoint\)"):
        format_python("def (", "a.py (template endpoint)")
