"""How a visitor wants the pages drawn: large type, size of letters, contrast, pointer.

Each is a link, kept in a cookie of its own, and a class of the page; the style sheet
does the rest. /elder/on is also the address that another site links to as 长辈版.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Flask, abort, render_template, request, url_for
from werkzeug.wrappers import Response

from app.web.access import public
from app.web.addresses import local_address
from app.web.kept_choices import keep_and_go_back

ELDER, SIZE, CONTRAST, POINTER = "elder", "size", "contrast", "pointer"
# Name -> what may be chosen, the usual first.
CHOICES: Mapping[str, tuple[str, ...]] = {
    ELDER: ("off", "on"),
    SIZE: ("100", "125", "150"),
    CONTRAST: ("usual", "high"),
    POINTER: ("usual", "large"),
}

blueprint = Blueprint("display", __name__)


@dataclass(frozen=True)
class Display:
    """What one visitor chose; the usual where nothing was."""

    chosen: Mapping[str, str]

    @property
    def elder(self) -> bool:
        """Large type, fewer things on public pages (长辈版)."""
        return self.chosen[ELDER] == "on"

    @property
    def classes(self) -> str:
        """The classes of the page's root, each with a blank before it."""
        told = [
            f" {name}-{value}"
            for name, value in self.chosen.items()
            if name != ELDER and value != CHOICES[name][0]
        ]
        return "".join(told)


def init_display(app: Flask) -> None:
    """Give the templates what was chosen."""
    app.register_blueprint(blueprint)
    app.context_processor(_display)


def chosen_display() -> Display:
    """Return what this visitor chose; whatever else stands in a cookie is the usual."""
    return Display(
        {
            name: value if (value := request.cookies.get(name)) in values else values[0]
            for name, values in CHOICES.items()
        }
    )


@blueprint.get("/display")
@public
def settings() -> str:
    """Show everything that can be chosen, and the keys that work everywhere."""
    back = local_address(request.args.get("back", ""))
    this_page = url_for("display.settings", back=back or None)
    return render_template("display.html", back=back, this_page=this_page)


@blueprint.get("/display/<string:name>/<string:value>")
@public
def choose(name: str, value: str) -> Response:
    """Keep one choice and go back to the page the link stood on."""
    if value not in CHOICES.get(name, ()):
        abort(404)
    return keep_and_go_back(name, value)


@blueprint.get("/elder/<any(on, off):switch>")
@public
def choose_elder(switch: str) -> Response:
    """Turn the large type on or off and go back to the page the link stood on."""
    return keep_and_go_back(ELDER, switch)


def _display() -> dict[str, object]:
    display = chosen_display()
    return {"display": display, "elder": display.elder}
