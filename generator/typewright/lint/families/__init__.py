"""One file a family of rules, one decorated function a rule; its docstring is its page.

To add a rule: ``python -m typewright.lint.new CODE NAME --family FAMILY`` writes the
function with the skeleton of its page, and its fixtures in ``tests/lint``.
"""
