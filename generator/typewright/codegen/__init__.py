"""From the IR to files: views, templates, formatting; nothing here reads or writes a disk tree."""
