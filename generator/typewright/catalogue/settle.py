"""From the store as published to what is judged and built from: patched, then in standard words."""

from datetime import date

from typewright.catalogue.model import Catalogue
from typewright.catalogue.normalise import normalised
from typewright.catalogue.patch import patched
from typewright.diagnostics import Diagnostic


def settled(catalogue: Catalogue, today: date) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """``catalogue`` with its corrections, in standard words; and findings of both.

    ``today`` decides whether a correction is due for a look, and nothing else.
    """
    corrected, about_patches = patched(catalogue, today)
    standard, about_words = normalised(corrected)
    return standard, (*about_patches, *about_words)
