"""Every web test runs on Django as the app sets it up."""

import os

from habeas.settings import configure_django, read_settings

configure_django(read_settings(os.environ))
