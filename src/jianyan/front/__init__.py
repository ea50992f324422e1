"""The front: home, first run, and whatever belongs to no single module."""
