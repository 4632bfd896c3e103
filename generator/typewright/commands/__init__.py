"""One file a command: from parsed arguments to an exit code, through the pipeline."""
