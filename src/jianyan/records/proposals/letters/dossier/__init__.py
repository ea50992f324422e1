"""案卷: a case as one file, every document of its life in time order, with checksums that verify."""
