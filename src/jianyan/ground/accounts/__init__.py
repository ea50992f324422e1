"""Accounts: signing in, passwords, one-time passwords on paper, and what an auditor leaves behind."""
