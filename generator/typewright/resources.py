"""Where packaged data lies: beside the package in a wheel, at the top level in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def _packaged_or_checkout(packaged: str, checkout: str) -> Path:
    inside = _PACKAGE / packaged
    return inside if inside.is_dir() else _CHECKOUT / checkout


def templates_directory() -> Path:
    """The directory of the Jinja templates."""
    return _packaged_or_checkout("_templates", "templates")


def meta_directory() -> Path:
    """The directory of the meta-schemas that stored documents are checked against."""
    return _packaged_or_checkout("_meta", "schemas/_meta")


def runtime_directory() -> Path:
    """The directory of the runtime that every SDK vendors."""
    return _PACKAGE / "runtime"


def generator_sources() -> list[tuple[str, Path]]:
    """Name and path of every file that has a say in what is generated, sorted by name."""
    rooms = [(room, _PACKAGE / room, "*.py") for room in ("catalogue", "codegen", "ir", "runtime")]
    rooms += [("templates", templates_directory(), "*.jinja"), ("meta", meta_directory(), "*.json")]
    rooms.append(("codegen", _PACKAGE / "codegen", "*.json"))
    return sorted(
        (f"{room}/{path.name}", path)
        for room, directory, pattern in rooms
        for path in directory.glob(pattern)
    )


def known_providers() -> dict[str, str]:
    """Name -> ``provider.json`` of every provider whose facts come with typewright."""
    packaged = _PACKAGE / "_providers"
    root = packaged if packaged.is_dir() else _CHECKOUT / "schemas"
    found = sorted(root.glob("*/provider.json"))
    return {path.parent.name: path.read_text(encoding="utf-8") for path in found}
