"""Kinds of ground: people, bodies, memberships, offices, units, accounts, categories, holidays."""
