"""The site's own settings, in a folder of the tests' own.

JIANYAN_TEST_ENGINE=postgresql runs the suite on a throw-away cluster: the run's first process
names it here, `conftest.py` starts it, and the workers find its address in the environment.
"""

import atexit
import os
import shutil
import tempfile

from tests.machine import Cluster

ENGINE = os.environ.get("JIANYAN_TEST_ENGINE", "sqlite")

KEPT = {"JIANYAN_TEST_ENGINE", "JIANYAN_TEST_DATABASE", "JIANYAN_CHROMIUM", "JIANYAN_PICTURES"}
for _name in [name for name in os.environ if name.startswith("JIANYAN_")]:
    if _name not in KEPT:
        del os.environ[_name]

_home = tempfile.mkdtemp(prefix="jianyan-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["JIANYAN_HOME"] = _home

CLUSTER: Cluster | None = None
if ENGINE == "postgresql":
    if "JIANYAN_TEST_DATABASE" not in os.environ:
        CLUSTER = Cluster()
        atexit.register(CLUSTER.stop)
        os.environ["JIANYAN_TEST_DATABASE"] = CLUSTER.url
    os.environ["JIANYAN_DATABASE_URL"] = os.environ["JIANYAN_TEST_DATABASE"]

from jianyan.site.settings import *  # noqa: E402, F403
from jianyan.site.settings import DATABASES, HOME  # noqa: E402

if ENGINE == "sqlite":
    # A file, since a live server's threads need connections of their own; nothing here has to
    # survive a power cut. Tests of durability start a server with the real settings.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

# Every client of a test would walk through the static files once more.
WHITENOISE_AUTOREFRESH = True
# Argon2 is slow on purpose; the tests of signing in ask for it by name.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "jianyan.ground.accounts.hashing.OneTimeHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
