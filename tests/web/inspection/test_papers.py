"""Papers on the inspection office's page: drafts, what was issued, Word files, templates."""

from io import BytesIO
from urllib.parse import quote

import docx
import pytest
from sqlalchemy import select

from app.casework import objections, papers
from app.domain.terms import ClockName, Step
from app.reports.word_drawing import delivered_template
from app.store.base import Base
from app.store.database import db
from app.store.transaction import transaction
from app.web.inspection.letters import balanced
from tests.casework.given_office import act
from tests.marks import on_sqlite_only
from tests.web.case.given_acts import confirmed_clue, confirmed_red, proposed_clue
from tests.web.given_desks import hidden, statements, table_rows, visitor

RED = (ClockName.FINISH, 1, Step.RED)
CLUE = (ClockName.FINISH, 1, Step.CLUE)
users = Base.metadata.tables["users"]
NOW = "12-04 10:00"
CIRCULAR, LETTER = "蓬督通〔2026〕1号", "蓬督移〔2026〕1号"


def issued():
    number = confirmed_red()
    words = (number, RED, "承办部门超期五个工作日。\n现予通报批评。")
    act("inspector", "12-03 11:00", papers.issue_circular, *words)
    return number


def transferred():
    number = proposed_clue()
    act("inspector", "11-24 16:00", papers.transfer_clue, number, CLUE, "同意")
    return number


def lines_of(answer):
    return [one.text for one in docx.Document(BytesIO(answer.data)).paragraphs]


def test_what_is_confirmed_waits_with_its_draft(app, district):
    number = confirmed_red()
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get("/papers")
    assert f"/cases/{number}/issue-circular?flag=finish-1-red" in inspector.page

    inspector.get(f"/cases/{number}/issue-circular?flag=finish-1-red")
    for words in (
        "应于2026年11月26日 17:00 前办结",
        "红色督办单（12月3日）",
        "督查室听取部门说明后认定成立：红色督办单",
        "现对江门市蓬江区市场监督管理局予以通报批评",
    ):
        assert words in inspector.page, words
    assert "陈不可见" not in inspector.page


def test_who_ruled_is_told_that_another_person_prepares_the_paper(app, district):
    number = confirmed_red()
    inspector, other = (visitor(app, district, who, NOW) for who in ("ducha", "ducha2"))
    red = Base.metadata.tables["escalations"]
    with transaction():
        ruled_by = (
            select(users.c.id).where(users.c.username == "ducha").scalar_subquery()
        )
        confirmed = red.update().where(red.c.step == Step.RED)
        db.session.execute(confirmed.values(reviewed_by_id=ruled_by))

    inspector.get("/papers")
    assert "该问题由您本人认定，文书须由督查室另一人制发" in inspector.words
    assert f"/cases/{number}/issue-circular" not in inspector.page

    path = f"/cases/{number}/issue-circular?flag=finish-1-red"
    other.get("/papers")
    assert path in other.page
    other.get(path)
    text = other.found(r'(?s)<textarea[^>]*name="text"[^>]*>\s*(.*?)</textarea>')
    seen = hidden(other.page, "seen")
    other.follow(other.post(path, seen=seen, flag="finish-1-red", text=text))
    assert f"发通报，已记录。 {CIRCULAR}" in other.words


def test_a_circular_is_read_by_all_and_stands_on_their_list(app, district):
    issued()
    for who in ("ga", "chuangkou", "ducha"):
        reader = visitor(app, district, who, NOW)
        reader.get("/circulars")
        (row,) = table_rows(reader.page)
        assert row.startswith(CIRCULAR)
        reader.get(f"/papers/{CIRCULAR}")
        assert "现予通报批评。" in reader.page


def test_a_clue_letter_is_the_inspection_offices_alone(app, district):
    transferred()
    for who, status in (
        ("ducha", 200),
        ("sj", 404),
        ("chuangkou", 404),
        ("lingdao", 404),
    ):
        reader = visitor(app, district, who, NOW)
        assert reader.get(f"/papers/{LETTER}").status_code == status, who
        assert reader.get(f"/papers/{LETTER}/word-file").status_code == status, who
        expected = 200 if who == "ducha" else 403
        assert reader.get(f"/papers/{LETTER}/evidence").status_code == expected, who


@on_sqlite_only
def test_a_proposal_waits_for_a_second_person(app, district):
    number = proposed_clue()
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get("/papers")

    assert f"/cases/{number}/transfer-clue?flag=finish-1-clue" in inspector.page
    assert f"/cases/{number}/propose-clue" not in inspector.page


@on_sqlite_only
def test_the_word_file_says_what_the_page_says(app, district):
    issued()
    reader = visitor(app, district, "ga", NOW)

    told = lines_of(reader.get(f"/papers/{CIRCULAR}/word-file"))

    assert told[:2] == ["江门市蓬江区人民政府督查室", CIRCULAR]
    assert told.index("承办部门超期五个工作日。") + 1 == told.index("现予通报批评。")
    assert "2026年12月3日" in told


@on_sqlite_only
def test_the_word_file_of_a_notice_is_chinese_whatever_the_reader_speaks(app, district):
    confirmed_red()
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get("/language/en")

    told = lines_of(inspector.get("/supervision-notices/蓬督蓝〔2026〕1号/word-file"))

    assert told[0].startswith("蓝色督办单")
    assert any("逾期 2 个工作日" in one for one in told)


@on_sqlite_only
def test_the_office_changes_its_template_and_takes_the_delivered_one_back(
    app, district
):
    issued()
    inspector = visitor(app, district, "ducha", NOW)
    document = docx.Document(BytesIO(delivered_template()))
    document.add_paragraph("本件另有印章。")
    file = BytesIO()
    document.save(file)

    def hand_in(content, **given):
        inspector.get("/paper-templates")
        given |= {"kind": "circular", "file": (BytesIO(content), "t.docx")}
        return inspector.post("/paper-templates", **given)

    hand_in(file.getvalue())
    told = lines_of(inspector.get(f"/papers/{CIRCULAR}/word-file"))
    assert told[-1] == "本件另有印章。"

    document.add_paragraph("{{ phone }}")
    spoilt = BytesIO()
    document.save(spoilt)
    assert hand_in(spoilt.getvalue()).status_code == 422
    assert "没有这样的字段：phone" in inspector.page
    assert "本件另有印章。" in lines_of(inspector.get(f"/papers/{CIRCULAR}/word-file"))

    hand_in(b"", restore="1")
    assert "本件另有印章。" not in lines_of(
        inspector.get(f"/papers/{CIRCULAR}/word-file")
    )


@on_sqlite_only
@pytest.mark.parametrize("path", ["/papers/蓬督通〔2026〕9号", "/paper-templates/x"])
def test_what_is_not_there(app, district, path):
    assert visitor(app, district, "ducha", NOW).get(path).status_code == 404


@on_sqlite_only
def test_the_pages_ask_few_questions(app, district):
    issued()
    confirmed_clue()
    inspector = visitor(app, district, "ducha", NOW)
    for path in ("/papers", "/circulars", f"/papers/{CIRCULAR}"):
        inspector.get(path)
        with statements() as sent:
            inspector.get(path)
        assert len(sent) < 14, path


@on_sqlite_only
def test_a_circular_whose_ground_is_objected_to_says_so(app, district):
    number = issued()
    act("chief", "12-03 14:00", objections.object_to, number, RED, "确有不可抗力")
    reader = visitor(app, district, "ga", NOW)

    reader.get("/circulars")
    assert "异议中" in reader.words
    reader.get(f"/papers/{CIRCULAR}")
    assert "本文书所依据的认定现状：异议中" in reader.words


@on_sqlite_only
def test_the_case_leads_to_the_papers_that_one_may_open(app, district):
    number = issued()
    for who, circular, notice in (
        ("ducha", True, True),
        ("sj", True, True),
        ("chuangkou", True, False),
    ):
        reader = visitor(app, district, who, NOW)
        reader.get(f"/cases/{number}")
        assert (f"/papers/{quote(CIRCULAR)}" in reader.page) is circular, who
        seen = f"/supervision-notices/{quote('蓬督红〔2026〕1号')}" in reader.page
        assert seen is notice, who


@pytest.mark.parametrize(
    ("title", "whole", "expected"),
    [
        ("短标题", (), "短标题"),
        (
            "关于江门市蓬江区市场监督管理局2026年第3季度“季度评价不合格”的通报",
            ("江门市蓬江区市场监督管理局", "2026年第3季度"),
            "关于江门市蓬江区市场监督管理局2026年第3季度\n“季度评价不合格”的通报",
        ),
        (
            "关于江门市蓬江区市场监督管理局反映件逾期未办结的通报",
            ("江门市蓬江区市场监督管理局",),
            "关于江门市蓬江区市场监督管理局\n反映件逾期未办结的通报",
        ),
    ],
)
def test_a_title_in_two_lines_tears_no_name_and_no_period(title, whole, expected):
    assert balanced(title, whole) == expected
