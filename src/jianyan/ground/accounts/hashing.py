"""Hashing of one-time passwords.

Argon2 is slow so that the passwords people choose cannot be guessed; two hundred of them would
take minutes. Ours are sixty random bits, which a short derivation protects as well; at the first
sign-in Django replaces the hash by Argon2, and the person replaces the password.
"""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class OneTimeHasher(PBKDF2PasswordHasher):
    """PBKDF2 with few rounds, for random passwords only."""

    algorithm = "one_time"
    iterations = 20_000

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out: what is hashed here was drawn by us."""
