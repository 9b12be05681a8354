"""The blueprint of this desk, and who reads what on it."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.terms import Role

Page = str | Response | tuple[str, int]

# Who may open the cases behind a number; the statistician sees numbers alone.
LOOK = (Role.DISTRICT_LEADER, Role.INSPECTOR, Role.DISPATCHER)

blueprint = Blueprint("leader", __name__)
