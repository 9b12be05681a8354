"""The blueprint of publication: public pages and the desk behind them."""

from flask import Blueprint
from werkzeug.wrappers import Response

Page = str | Response | tuple[str, int]

blueprint = Blueprint("publication", __name__)
