"""The whole at a glance: the board of everything open, and the statistics of a session or year."""
