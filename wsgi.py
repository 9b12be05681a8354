"""The entry for the web server and for `flask --app wsgi`."""

import sys

from app.config import SettingsFaults
from app.domain.rule_file import RuleFileFaults
from app.factory import create_app

# The web server takes this status for "starting again will not help" and stops.
CANNOT_START = 3

try:
    app = create_app()
except (SettingsFaults, RuleFileFaults) as faults:
    print(faults, file=sys.stderr)
    sys.exit(CANNOT_START)
