"""Publication: prepared and approved inside, read by everybody outside."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.domain.figures.publication import APPROVERS
from app.web.desks import Desk, Group, Place
from app.web.publication import approving, files, preparing, public_page
from app.web.publication.blueprint import blueprint

__all__ = ["DESK", "approving", "files", "preparing", "public_page"]

DESK = Desk(
    blueprint,
    (
        Place(
            "publication.publications",
            lazy_gettext("Publication"),
            APPROVERS,
            "",
            Group.FIGURES,
        ),
    ),
)
