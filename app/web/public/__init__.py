"""The public pages: what the window is, where my case stands, what I say of the result,
which matters there are, whom to call."""

from app.web.desks import Desk
from app.web.public import cases, home, matters, phones, places, rating, retaliation
from app.web.public.blueprint import blueprint

__all__ = [
    "DESK",
    "cases",
    "home",
    "matters",
    "phones",
    "places",
    "rating",
    "retaliation",
]

DESK = Desk(blueprint)
