"""A real sound without an encoder: a tone in a WAV file."""

import math
import wave
from array import array
from io import BytesIO
from typing import Final

HERTZ: Final = 440
RATE: Final = 8000
"""Samples in a second: the tone fills each second evenly, so that seconds can be joined."""

_LOUDNESS: Final = 16_000
_HEADER: Final = 44
"""Bytes before the first sample."""


def tone(at_least: int = 0) -> bytes:
    """A WAV, mono and 16 bit, of one second, or of as many samples as make ``at_least`` bytes."""
    samples = max(RATE, (at_least - _HEADER + 1) // 2)
    second = array("h", (_sample(number) for number in range(RATE))).tobytes()
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes((second * -(-samples // RATE))[: 2 * samples])
    return file.getvalue()


def _sample(number: int) -> int:
    return round(_LOUDNESS * math.sin(2 * math.pi * HERTZ * number / RATE))
