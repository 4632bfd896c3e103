"""One file a family of rules, one decorated function a rule; its docstring is its page.

To add a rule: ``python -m typewright.lint.new CODE NAME`` writes the function and its fixtures.
"""
