"""The district that tests are about, as its own files describe it."""

from functools import cache

from app.config import ROOT
from app.store.district_files import read_district_files

DISTRICT = ROOT / "app" / "district"


@cache
def district_files():
    """What the district's own files say, read once for each test worker."""
    return read_district_files(DISTRICT)
