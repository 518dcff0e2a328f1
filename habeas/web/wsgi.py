"""For a WSGI server of one's own: `habeas.web.wsgi:application` serves the casebook of HABEAS_CASEBOOK."""

import os

from django.core.wsgi import get_wsgi_application

from habeas.settings import configure_django, read_settings

configure_django(read_settings(os.environ))
application = get_wsgi_application()
