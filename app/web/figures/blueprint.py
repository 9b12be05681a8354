"""The blueprint of this desk, and who reads what on it."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.terms import Role

Page = str | Response | tuple[str, int]

# Who sees all departments, and who the own one alone.
DISTRICT = (
    Role.INSPECTOR,
    Role.DISPATCHER,
    Role.DISTRICT_LEADER,
    Role.STATISTICIAN,
)
DEPARTMENTS = (Role.CHIEF_REPRESENTATIVE, Role.HANDLER, Role.DEPUTY_LEADER)
# Who sees the cases behind the figures.
CASE_READERS = (
    *(role for role in DISTRICT if role is not Role.STATISTICIAN),
    *DEPARTMENTS,
)
# Who may take the ledger of the district out.
LEDGER = (Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER)

blueprint = Blueprint("figures", __name__)
