"""Django's settings. Whatever differs between places comes from the environment
(see `environment.py` for the table); without any variable set, everything has a good default.
"""

from pathlib import Path

from jianyan.site import environment as env

PACKAGE = Path(__file__).resolve().parent.parent

HOME = Path(env.text("JIANYAN_HOME")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

SECRET_KEY = env.secret_key("JIANYAN_SECRET_KEY", HOME)
DEBUG = env.flag("JIANYAN_DEBUG")
DEMO = env.flag("JIANYAN_DEMO")
ALLOWED_HOSTS = env.names("JIANYAN_HOSTS")
BIND = env.text("JIANYAN_BIND")
WORKERS = env.number("JIANYAN_WORKERS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "jianyan.ground",
    "jianyan.figures",
    "jianyan.records.proposals",
    "jianyan.records.briefs",
    "jianyan.records.suggestions",
    "jianyan.records.consultations",
    "jianyan.records.activities",
    "jianyan.records.giving",
    "jianyan.records.responsibilities",
    "jianyan.records.projects",
    "jianyan.records.publications",
    "jianyan.records.organisation",
    "jianyan.reports",
    "jianyan.assist",
    "jianyan.front",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "jianyan.ground.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jianyan.ground.middleware.actor_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jianyan.ground.accounts.middleware.AccountMiddleware",
    "jianyan.front.first_run.FirstRunMiddleware",
]

ROOT_URLCONF = "jianyan.site.urls"
WSGI_APPLICATION = "jianyan.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jianyan.ground.context.shell",
            ],
            "builtins": [],
        },
    }
]

DATABASES = {"default": env.database("JIANYAN_DATABASE_URL", HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

AUTH_USER_MODEL = "ground.Account"
AUTHENTICATION_BACKENDS = ["jianyan.ground.accounts.backend.AccountBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "jianyan.ground.accounts.hashing.OneTimeHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SECURE = env.flag("JIANYAN_SECURE")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_AGE = env.number("JIANYAN_SESSION_HOURS") * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jianyan.front.refusals.forged"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
if SECURE:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_SSL_REDIRECT = True
    # Only the reverse proxy of the installation guide is reachable from outside; it sets this.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_URL = "/static/"
STATIC_ROOT = env.text("JIANYAN_STATIC_ROOT") or None
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 300

FILES = HOME / "files"
BACKUPS = HOME / "backups"
MAX_UPLOAD_BYTES = env.number("JIANYAN_MAX_UPLOAD_MB") * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
# A long table of ticked rows is one form, hence more fields than Django's thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.log_level("JIANYAN_LOG_LEVEL")},
}
