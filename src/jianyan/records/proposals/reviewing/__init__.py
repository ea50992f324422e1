"""Review: opinions before the decision, the decision on one case or a hundred, marks for revision."""
