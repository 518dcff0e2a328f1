"""The settings module for tools that want one (pytest, mypy, manage.py, a WSGI server)."""

import os

from habeas.settings import django_options, read_settings

globals().update(django_options(read_settings(os.environ)))
