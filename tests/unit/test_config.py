"""The config: found from any depth, and every mistake is one line that says what to do."""

from pathlib import Path

import pytest

from typewright.config import Config, load_config
from typewright.diagnostics import ConfigError


def write(directory: Path, text: str, name: str = "typewright.toml") -> Path:
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_follow_the_package(tmp_path: Path) -> None:
    file = write(tmp_path, 'package = "acme_models"')
    assert load_config(tmp_path) == Config(
        root=tmp_path, package="acme_models", distribution="acme-models", file=file
    )


def test_a_table_of_pyproject_is_found_from_below(tmp_path: Path) -> None:
    write(tmp_path, '[tool.typewright]\npackage = "acme"\nlocales = ["en", "ko"]', "pyproject.toml")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    write(below, "[project]\nname = 'other'", "pyproject.toml")
    assert load_config(below).locales == ("en", "ko")
    assert load_config(below).root == tmp_path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('pakage = "x"', "did you mean package?"),
        ('package = "Not A Name"', "package = 'Not A Name'"),
        ('package = "class"', "package = 'class' is a keyword of Python"),
        ("locales = []", "locales = []"),
        ('locales = ["../x"]', "language tags"),
        ('version = "one"', "version = 'one'"),
        ('carry-unknown-rules = "yes"', "must be true or false"),
        ("package = ", "no valid TOML"),
        ("schemas = 3", "schemas = 3"),
        ('keep = "acme/extra.py"', "must be a list of paths"),
        ('keep = ["../outside"]', "without .."),
        ('keep = ["/absolute"]', "below the output directory"),
        ("keep = ['acme\\extra.py']", "with /"),
        ("keep = [3]", "must be a list of paths"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_config_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"add a \[tool.typewright\] table"):
        load_config(tmp_path)


def test_a_named_config_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="check --config"):
        load_config(tmp_path, tmp_path / "none.toml")
