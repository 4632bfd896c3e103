"""From what vendors publish to documents of the store: pages and catalogues, in any layout."""
