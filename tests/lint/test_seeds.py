"""What lint says of the three endpoints of the store: reviewed by hand, one finding at a time.

``seeds/as_published.txt`` is every finding in the vendor's own files, ``seeds/as_corrected.txt``
what a user is shown, with patches. ``make golden`` writes them anew; read the diff.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from typewright.lint.model import Whole
from typewright.lint.printers.text import closing, text
from typewright.lint.results import Linted, Result
from typewright.lint.run import lint
from typewright.lint.store import as_corrected, as_published

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds"
SEEDREAM_5 = "bytedance/seedream-5/lite/text-to-image"
SEEDREAM_4 = "bytedance/seedream-4-0/edit"
SEEDANCE = "bytedance/seedance-1-0/lite/image-to-video"
FRAMES = ("first_frame_image_url", "last_frame_image_url")


@pytest.fixture(scope="module")
def published() -> tuple[Whole, tuple[Result, ...]]:
    whole = as_published(ROOT / "schemas")
    return whole, lint(whole)


def told(whole: Whole, results: tuple[Result, ...]) -> str:
    sources = {each.document.path.as_posix(): each.document.text for each in whole.subjects}
    for provider in whole.providers:
        sources |= {each.meta.path.as_posix(): each.meta.text for each in provider.endpoints}
    linted = Linted(results)
    report = f"{text(linted, sources, group=False)}{closing(linted)}\n"
    return report.replace(f"{ROOT.as_posix()}/", "")


def agrees(name: str, report: str, request: pytest.FixtureRequest) -> None:
    golden = SEEDS / name
    if request.config.getoption("--update-golden"):
        golden.write_text(report, "utf-8")
    assert report == golden.read_text("utf-8")


def test_as_published(
    published: tuple[Whole, tuple[Result, ...]], request: pytest.FixtureRequest
) -> None:
    agrees("as_published.txt", told(*published), request)


def test_as_corrected(request: pytest.FixtureRequest) -> None:
    whole, _ = as_corrected(ROOT / "schemas", date(2026, 11, 21))
    agrees("as_corrected.txt", told(whole, lint(whole)), request)


EXPECTED = [
    *(
        (SEEDANCE, f"/properties/{frame}/validations/{rule}/validation_rule", "TW403")
        for frame in FRAMES
        for rule in range(4)
    ),
    *(
        (SEEDANCE, f"/properties/{frame}/validations/{rule}/validation_error", "TW404")
        for frame in FRAMES
        for rule in (4, 5)
    ),
    (SEEDREAM_4, "/properties/images/validations/1/validation_value", "TW405"),
    (SEEDREAM_4, "/properties/images/validations/2/validation_error", "TW404"),
    (SEEDREAM_4, "/properties/images/validations", "TW401"),
    (SEEDREAM_4, "/examples/0/input/images", "TW601"),
    (SEEDREAM_5, "/properties/prompt/default", "TW201"),
    (SEEDREAM_5, "/properties/prompt/default", "TW202"),
    (SEEDREAM_5, "/properties/resolution/enum/5", "TW214"),
    (SEEDREAM_5, "/properties/resolution/enum/6", "TW214"),
    (SEEDREAM_5, "/properties/max_images/enum", "TW211"),
    (SEEDREAM_5, "/properties/max_images/default", "TW205"),
    (SEEDREAM_5, "/properties/max_images/description", "TW230"),
    *((id_, "/output", "TW101") for id_ in (SEEDREAM_4, SEEDREAM_5, SEEDANCE)),
]
"""What the vendor's pages must give, by endpoint, pointer and code."""


def test_what_must_be_among_them(published: tuple[Whole, tuple[Result, ...]]) -> None:
    found = {(each.owner, each.diagnostic.pointer, each.diagnostic.code) for each in published[1]}
    assert set(EXPECTED) <= found


def test_what_must_not_be_among_them(published: tuple[Whole, tuple[Result, ...]]) -> None:
    codes = Counter(each.diagnostic.code for each in published[1])
    assert codes["TW214"] == 2, "3136x1344 is 21:9, and 2304x1728 is 4:3"
    assert not codes.keys() & {"TW001", "TW002", "TW003", "TW008"}
    assert all(each.diagnostic.line >= 1 <= each.diagnostic.column for each in published[1])
