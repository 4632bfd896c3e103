"""Another black than the one whose lines are known prints everything itself."""

import pytest

from typewright.codegen import format as formatting


@pytest.fixture(autouse=True)
def fresh() -> None:
    formatting.style_is_known.cache_clear()


def test_the_style_of_the_installed_black_is_known() -> None:
    assert formatting.style_is_known()


def test_a_black_of_another_style_is_asked_about_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def two_empty_lines(text: str, _origin: str) -> str:
        return text.replace("\n", "\n\n")

    monkeypatch.setattr(formatting, "format_by_black", two_empty_lines)
    assert formatting.format_python("a = 1\nb = 2", "a test") == "a = 1\n\nb = 2\n\n"
    formatting.style_is_known.cache_clear()


@pytest.mark.parametrize("source", ["a = (1,\n", "a = 'b\n", 'a = """b\n', "a = 1  # why\n"])
def test_what_is_not_understood_is_never_lost(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    asked: list[str] = []
    formatting.style_is_known()

    def told(text: str, _origin: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr(formatting, "format_by_black", told)
    assert formatting.format_python(source, "a test") == source
    assert asked == [source]
