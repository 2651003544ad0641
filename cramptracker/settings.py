"""One settings file. What differs between machines comes from the environment (.env.example)."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

from cramptracker import env

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


def _environment() -> dict[str, str]:
    """The process environment, over what a .env file beside manage.py says."""
    file = BASE_DIR / ".env"
    return env.merged(file.read_text() if file.exists() else "", os.environ)


def _secret_key(file: Path) -> str:
    """The key of this installation, made once and readable by its owner only.

    Linked into place whole, so that two processes that start at once read the same key.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=file.parent) as made:  # mode 600
            made.write(secrets.token_urlsafe(50))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, file)
    return file.read_text()


def _package(name: str) -> Path:
    """The folder of an installed package that holds only files."""
    spec = find_spec(name)
    if spec is None or spec.submodule_search_locations is None:
        raise env.EnvError(f"The package {name} is not installed.")
    return Path(next(iter(spec.submodule_search_locations)))


_env = _environment()
_get = _env.get

DATA_DIR = (BASE_DIR / (_get("DATA_DIR") or "var")).resolve()
DEBUG = env.flag("DEBUG", _get("DEBUG", ""))
LOCAL_RUN = env.flag("LOCAL_RUN", _get("LOCAL_RUN", ""))
SECRET_KEY_IS_GENERATED = not _get("SECRET_KEY")
SECRET_KEY = _get("SECRET_KEY") or _secret_key(DATA_DIR / "secret_key")
SITE_URL, SITE_HOST = env.site("SITE_URL", _get("SITE_URL") or "http://localhost:8000")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [SITE_HOST, *env.words(_get("ALLOWED_HOSTS", ""))]
if LOCAL_RUN:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
VERSION = (BASE_DIR / "CHANGELOG.md").read_text().split("## ", 1)[1].split()[0]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_linear_migrations",
    "accounts",
    "journal",
    "advice",
    "coaching",
    "reminders",
    "cramptracker.apps.ProjectConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LoginWallMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ReaderMiddleware",
    "accounts.middleware.ConsentMiddleware",
]

ROOT_URLCONF = "cramptracker.urls"
WSGI_APPLICATION = "cramptracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.shell",
            ],
        },
    },
    {
        # Plain text must not be HTML-escaped: O'Brien stays O'Brien. Only accounts.mail uses it.
        "NAME": "text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False},
    },
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "db.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
            " PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000"
        ),
    },
}
DATABASE_URL = env.address(
    "DATABASE_URL",
    _get("DATABASE_URL", ""),
    {"postgres", "postgresql"},
    "postgres://user:password@host/name",
)
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL) if DATABASE_URL else SQLITE}
DATABASES["default"]["CONN_MAX_AGE"] = env.whole(
    "DATABASE_MAX_AGE", _get("DATABASE_MAX_AGE", ""), default=0
)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address(
    "REDIS_URL", _get("REDIS_URL", ""), {"redis", "rediss"}, "redis://host:6379/0"
)
VALKEY_SOCKET = _get("VALKEY_SOCKET") or str(DATA_DIR / "valkey.sock")
CACHES = {
    # The embedded run has one web process, so its memory is shared by every request.
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "advice:today"
LOGOUT_REDIRECT_URL = "advice:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "signup": "accounts.forms.SignUpForm",
    "login": "accounts.forms.LogInForm",
    "add_email": "accounts.forms.AddEmailForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.AddWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE and SITE_HOST == "localhost"
MFA_TOTP_ISSUER = "CrampTracker"
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", _get("TRUSTED_PROXIES", ""), default=0)

# Transport security
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "accounts.views.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # a load balancer asks from inside, without https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Language, time, files
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
# A local run serves the files from where they are; elsewhere collectstatic gathers them here.
STATIC_ROOT = None if LOCAL_RUN else DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor/bootstrap", _package("bootstrap"))]
WHITENOISE_USE_FINDERS = LOCAL_RUN
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "gz", "br", "woff2"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL_RUN or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# Mail
EMAIL_HOST = _get("EMAIL_HOST", "")
EMAIL_PORT = env.whole("EMAIL_PORT", _get("EMAIL_PORT", ""), default=25)
EMAIL_HOST_USER = _get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = _get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", _get("EMAIL_TLS", ""))
EMAIL_USE_SSL = env.flag("EMAIL_SSL", _get("EMAIL_SSL", ""))
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise env.EnvError("EMAIL_TLS and EMAIL_SSL are both on; a mail server wants one of them.")
EMAIL_TIMEOUT = env.whole("EMAIL_TIMEOUT_SECONDS", _get("EMAIL_TIMEOUT_SECONDS", ""), default=20)
# 0 means "do not wait" to a socket; after more, a worker would look as if it had stopped
# (reminders.services.claims).
if not 1 <= EMAIL_TIMEOUT <= 60:
    raise env.EnvError(f"EMAIL_TIMEOUT_SECONDS={EMAIL_TIMEOUT} is not from 1 to 60.")
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_BACKEND = (
    "reminders.smtp.Backend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _get("EMAIL_FROM") or "CT diary <diary@localhost>"

# Celery
CELERY_BROKER_URL = _get("BROKER_URL") or REDIS_URL or f"redis+socket://{VALKEY_SOCKET}"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "data_folder_in": str(DATA_DIR / "queue"),
        "data_folder_out": str(DATA_DIR / "queue"),
        "control_folder": str(DATA_DIR / "queue-control"),
    }
    if CELERY_BROKER_URL.startswith("filesystem:")
    else {}
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # `expires` a little under the period: a queue that stood still does not ring sixty times.
    "plan reminders": {
        "task": "reminders.plan",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "send due reminders": {
        "task": "reminders.send_due",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "make waiting reports": {
        "task": "advice.make_waiting_reports",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "purge report files": {
        "task": "advice.purge_reports",
        "schedule": 86_400,
        "options": {"expires": 3_600},
    },
    "keep the standings of coaches' lists": {
        "task": "coaching.keep_standings",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "begin standings that are missing": {
        "task": "coaching.begin_standings",
        "schedule": 3_600,
        "options": {"expires": 3_000},
    },
    "purge what was deleted": {
        "task": "journal.purge_deleted",
        "schedule": 86_400,
        "options": {"expires": 3_600},
    },
    "refresh the database's statistics": {
        "task": "cramptracker.refresh_statistics",
        "schedule": 3_600,
        "options": {"expires": 3_000},
    },
    "clear old sessions": {
        "task": "accounts.clear_sessions",
        "schedule": 86_400,
        "options": {"expires": 3_600},
    },
}

# Subdomains and preload lists are for the owner of the domain to decide, not for one program on it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"keys": {"()": "cramptracker.log.HidesKeys"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["keys"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
