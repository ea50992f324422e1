"""Measuring: districts of made-up records, hand-written SQL as the floor, and how far above it we are.

Everything happens in a database of its own, which is thrown away.
"""
