"""The demo committee: a fictional district whose years are drawn by a seeded generator.

`compose(seed)` makes a `Plan`, plain data without a table; loading it into the register is a
separate step. Every word comes from the lists in `data/`.
"""
