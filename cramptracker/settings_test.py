"""Settings of the test suite: fast hasher, eager tasks, mail in memory."""

from __future__ import annotations

import os

from cramptracker.env import NAMES

# A .env file is for running, not for the tests; what the process itself was given stands.
for name in NAMES:
    os.environ.setdefault(name, "")

from cramptracker.settings import *  # noqa: E402

SECRET_KEY = "only for tests, and as long as the check wants it"
DEBUG = False
LOCAL_RUN = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
