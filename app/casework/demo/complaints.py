"""What the demo's people told at the window: invented persons, published troubles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.casework.demo.scenes import Story
from app.casework.filing import Complaint
from app.domain.terms import Channel, ComplainantKind, RequestType

TOLD = {
    "at_desk": RequestType.SPECIAL_NEED,
    "obstruction": RequestType.ATTITUDE,
    "unsigned": RequestType.NOT_ACCEPTED,
}
_NAMES = "王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑"
_GIVEN = (
    "秀兰",
    "建国",
    "桂英",
    "志强",
    "丽娟",
    "永福",
    "小燕",
    "国华",
    "玉珍",
    "文斌",
)


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """One published case, as far as the demo tells it."""

    matter: str
    text: str
    department: str
    others: tuple[str, ...]
    enterprise: bool


def complaint(case: PublishedCase, story: Story, turn: int) -> Complaint:
    """The case as taken down. turn: its place in the demo, which makes up the person"""
    name = _NAMES[turn * 3 % len(_NAMES)] + _GIVEN[turn * 7 % len(_GIVEN)]
    taken_down = Complaint(
        text=case.text,
        wanted="希望明确还差什么、什么时候能办好。",
        ticket_class=story.ticket_class,
        request_type=TOLD.get(story.name, RequestType.MANY_TRIPS),
        matter_name=case.matter,
        trips=1 + turn % 4,
        window=f"{1 + turn % 3}号窗",
        name=name,
        phone=f"1990000{1000 + turn:04d}",
        special_care=("elderly",) if turn % 9 == 0 else (),
        confidential=story.confidential,
        filing_key=f"demo-{turn}",
    )
    handed = _handed_over(taken_down, story.channel, turn)
    if not case.enterprise:
        return handed
    firm = f"江门市{_GIVEN[turn % len(_GIVEN)]}商行"
    return replace(handed, kind=ComplainantKind.ENTERPRISE, name=firm, agent_name=name)


def _handed_over(taken_down: Complaint, channel: Channel, turn: int) -> Complaint:
    """What came from elsewhere says where from."""
    if channel is Channel.HOTLINE:
        order = f"JM2026{turn:06d}"
        return replace(taken_down, channel=channel, external_reference=order)
    if channel is Channel.LEADER:
        return replace(taken_down, channel=channel, handed_by="区政府办公室")
    return taken_down
