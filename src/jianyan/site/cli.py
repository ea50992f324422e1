"""The console script `jianyan`: each subcommand is one of Django's management commands."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the subcommand named on the command line; exits with its status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyan.site.settings")
    execute_from_command_line(sys.argv)
