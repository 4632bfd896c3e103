"""Measuring a 30 MB JPEG: against opening it and reading 4 KiB, and against decoding it."""

import tempfile
from pathlib import Path

from PIL import Image

from benchmarks.timing import medians, shown
from runcomfy_models._runtime.media import MediaSource

SIDE = 5600
BYTES = 30_000_000
FIRST = 4096


def large_jpeg(path: Path) -> None:
    """Noise does not compress: a real JPEG of at least :data:`BYTES`."""
    picture = Image.effect_noise((SIDE, SIDE), 90).convert("RGB")
    for quality in (95, 98, 100):
        picture.save(path, "JPEG", quality=quality, subsampling=0)
        if path.stat().st_size >= BYTES:
            return
    raise AssertionError(f"{path.stat().st_size} bytes are too few")


def run() -> list[str]:
    """Lines of the report."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "noise.jpg"
        large_jpeg(path)

        def measure() -> object:
            measured = MediaSource.of(path).measure()
            assert (measured.width, measured.height) == (SIDE, SIDE)
            return measured

        def read() -> object:
            with path.open("rb") as file:
                return file.read(FIRST)

        def decode() -> object:
            with Image.open(path) as image:
                image.load()
                return image.size

        small = medians({"measure": measure, "read": read}, rounds=200, times=50)
        large = medians({"measure": measure, "decode": decode}, rounds=5)
        size = path.stat().st_size / 1e6
    return [
        f"measuring a JPEG of {size:.0f} MB: {shown(small['measure'])}",
        f"  opening it and reading 4 KiB: {shown(small['read'])}, so measuring takes "
        f"{small['measure'] / small['read']:.2f} times as long (at most 2)",
        f"  decoding it with Pillow: {shown(large['decode'])}, so measuring is "
        f"{large['decode'] / small['measure']:,.0f} times faster (at least 100)",
    ]
