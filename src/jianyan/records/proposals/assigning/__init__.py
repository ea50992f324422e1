"""Assignment: cases passed to dispatchers, and given by them to the units that they answer for."""
