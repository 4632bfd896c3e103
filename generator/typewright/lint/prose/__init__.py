"""Reading what vendors write: only what is plain, in the languages of their pages; else silence."""
