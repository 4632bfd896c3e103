"""One module for each model endpoint; import the one you use."""
