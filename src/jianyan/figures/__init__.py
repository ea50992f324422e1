"""Figures: the only way to a number. `read()`, its evidence, sealed readings, the dictionary."""
