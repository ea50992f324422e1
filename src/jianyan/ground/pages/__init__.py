"""The generic pages: list, record, form, move, sheet, files, ties, notices, driven by `Kind` alone."""
