"""Saved filters: everybody keeps the own views of a list under names."""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.errors import FieldMissing, NotFound, RuleBroken
from app.store import saved_filters as store
from app.store.saved_filters import SavedFilter

MOST = 30
LONGEST_NAME = 20
LONGEST_QUERY = 500


def own_filters(desk: Desk, place: str) -> list[SavedFilter]:
    """The officer's own filters of one list."""
    return store.list_filters(desk.user_id, place)


def save_filter(desk: Desk, place: str, name: str, query: str) -> None:
    """Keep the view under a name. raises: FieldMissing, RuleBroken filter.*"""
    name = name.strip()[:LONGEST_NAME]
    if not name:
        raise FieldMissing("filter.name", field="name")
    if len(query) > LONGEST_QUERY:
        raise RuleBroken("filter.too_long")
    if store.count_filters(desk.user_id) >= MOST:
        raise RuleBroken("filter.too_many", most=MOST)
    store.add_filter(desk.user_id, place, name, query, desk.now)


def remove_filter(desk: Desk, filter_id: int) -> None:
    """Take one away. raises: NotFound filter.unknown"""
    if not store.mark_removed(desk.user_id, filter_id, desk.now):
        raise NotFound("filter.unknown")


def put_back_filter(desk: Desk, filter_id: int) -> None:
    """Put one back that was taken away. raises: NotFound filter.unknown"""
    if not store.mark_removed(desk.user_id, filter_id, None):
        raise NotFound("filter.unknown")
