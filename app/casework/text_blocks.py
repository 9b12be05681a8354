"""Text blocks of the own department: everybody who writes for it keeps and uses them."""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.text_blocks import TextUse
from app.store import directory
from app.store import text_blocks as store
from app.store.text_blocks import TextBlock, Words

MOST = 60
LONGEST_TITLE = 40
LONGEST_BLOCK = 2000

# What a department begins with, when it wants to: blanks are filled in each time.
READY = (
    Words(
        TextUse.CONTACT,
        "已通话，说明流程",
        "已电话联系反映人，核实了情况，说明了办理流程和时限。",
    ),
    Words(
        TextUse.CONTACT,
        "已通话，约定补材料",
        "已电话联系反映人，一次性告知需补的材料：【材料】，约定【日期】前提交。",
    ),
    Words(
        TextUse.CONTACT,
        "电话未接，已发短信",
        "按登记号码拨打，无人接听，已发短信告知承办单位和联系方式。",
    ),
    Words(
        TextUse.PROGRESS,
        "已现场核查",
        "【日期】到现场核查，情况是：【情况】。下一步：【下一步】。",
    ),
    Words(
        TextUse.ANSWER,
        "已办成",
        "反映的事项已于【日期】办成：【办理结果】。已当面或电话告知反映人。",
    ),
    Words(
        TextUse.ANSWER,
        "依法不能办，已说明",
        "经核查，该事项依【法律依据和条款】不能办理，理由是：【理由】。已书面说明，并告知救济途径：【途径】。",
    ),
)


def own_blocks(desk: Desk, use: TextUse | None = None) -> list[TextBlock]:
    """The blocks of the desk's department; none for whoever has no department."""
    if desk.actor.department is None:
        return []
    found = store.list_blocks(_department(desk))
    return [one for one in found if use is None or one.use == use]


def find_block(desk: Desk, block_id: int) -> TextBlock:
    """One block of the own department. raises: NotFound block.unknown"""
    for one in own_blocks(desk):
        if one.id == block_id:
            return one
    raise NotFound("block.unknown")


def add_block(desk: Desk, use: TextUse, title: str, text: str) -> None:
    """Keep a new block. raises: FieldMissing, RuleBroken block.too_many"""
    own = _department(desk)
    if store.count_blocks(own) >= MOST:
        raise RuleBroken("block.too_many", most=MOST)
    words = _said(use, title, text)
    store.add_blocks(own, [words], desk.actor.name, desk.now)


def add_ready_blocks(desk: Desk) -> None:
    """Begin with the ready ones; only while the list is empty."""
    own = _department(desk)
    if store.count_blocks(own) == 0:
        store.add_blocks(own, READY, desk.actor.name, desk.now)


def change_block(
    desk: Desk, block_id: int, use: TextUse, title: str, text: str
) -> None:
    """Say a block in other words. raises: FieldMissing, NotFound block.unknown"""
    words = _said(use, title, text)
    found = store.change_block(
        _department(desk), block_id, words, desk.actor.name, desk.now
    )
    if not found:
        raise NotFound("block.unknown")


def remove_block(desk: Desk, block_id: int) -> None:
    """Take a block off the list. raises: NotFound block.unknown"""
    if not store.mark_removed(_department(desk), block_id, desk.now):
        raise NotFound("block.unknown")


def put_back_block(desk: Desk, block_id: int) -> None:
    """Put a block back that was taken off. raises: NotFound block.unknown"""
    if not store.mark_removed(_department(desk), block_id, None):
        raise NotFound("block.unknown")


def _said(use: TextUse, title: str, text: str) -> Words:
    for field, words in (("title", title), ("text", text)):
        if not words.strip():
            raise FieldMissing(f"block.{field}", field=field)
    return Words(use, title.strip()[:LONGEST_TITLE], text.strip()[:LONGEST_BLOCK])


def _department(desk: Desk) -> int:
    code = desk.actor.department
    if code is None:
        raise NotPermitted("block.no_department")
    return directory.district(desk.district).department_ids[code]
