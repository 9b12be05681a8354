"""The entry for the web server and for `flask --app wsgi`."""

import sys

from app import logs
from app.config import SettingsFaults, load_settings
from app.domain.calendar.content import CalendarFault
from app.domain.rules.file import RuleFileFaults
from app.factory import create_app

# The web server takes this status for "starting again will not help" and stops.
CANNOT_START = 3

try:
    settings = load_settings()
    logs.configure(settings.log_format, settings.log_level)
    app = create_app(settings)
except (SettingsFaults, RuleFileFaults, CalendarFault, OSError) as faults:
    print(faults, file=sys.stderr)
    sys.exit(CANNOT_START)
