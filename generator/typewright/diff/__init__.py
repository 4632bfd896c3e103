"""Two editions of a store side by side: what changed, what it means for callers, by how much."""
