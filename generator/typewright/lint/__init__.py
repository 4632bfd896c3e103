"""Lint: what is wrong with a vendor's schema, where exactly, and what to do about it."""
