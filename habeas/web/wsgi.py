"""For a WSGI server of one's own: `habeas.web.wsgi:application` serves the casebook of HABEAS_CASEBOOK."""

import os

from django.core.wsgi import get_wsgi_application

from habeas.settings import configure_django, read_settings
from habeas.web.quiet_logs import keep_words_out_of_logs

configure_django(read_settings(os.environ))
keep_words_out_of_logs()
application = get_wsgi_application()
