"""A real short sound: a tone in a WAV file, made with the standard library."""

import math
import wave
from io import BytesIO
from struct import pack
from typing import Final

SAMPLES_PER_SECOND: Final = 8000
_PITCH: Final = 440
_LOUDNESS: Final = 8000


def tone(samples: int = SAMPLES_PER_SECOND) -> bytes:
    """A WAV of 440 Hz in mono, with 16 bits a sample and ``samples`` of them."""
    step = 2 * math.pi * _PITCH / SAMPLES_PER_SECOND
    values = (round(_LOUDNESS * math.sin(step * n)) for n in range(SAMPLES_PER_SECOND))
    second = b"".join(pack("<h", value) for value in values)
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLES_PER_SECOND)
        sound.writeframes((second * -(-samples // SAMPLES_PER_SECOND))[: 2 * samples])
    return file.getvalue()
