"""How much is generated: a little in every run, all of it with HYPOTHESIS_PROFILE=full."""

from typing import Final

from hypothesis import settings

FULL: Final = settings().max_examples >= 1000
