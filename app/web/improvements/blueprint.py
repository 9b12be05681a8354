"""The blueprint of this desk, and who comes to it."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.terms import Role

Page = str | Response | tuple[str, int]

# Who reads all items, and whose department may own one.
DISTRICT = (Role.DISPATCHER, Role.INSPECTOR, Role.DISTRICT_LEADER)
OWNERS = (Role.CHIEF_REPRESENTATIVE, Role.HANDLER, Role.DEPUTY_LEADER)
READERS = (*DISTRICT, *OWNERS)

blueprint = Blueprint("improvements", __name__)
