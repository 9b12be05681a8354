"""What anybody may read: the window, its eight places, what is kept of whom."""

from datetime import date

from app.casework.calendars import day_change, make_change, week_change
from app.store import directory
from app.store.base import Base
from app.store.database import db
from app.store.transaction import transaction
from tests.casework.given_office import desk, offices
from tests.casework.given_people import the_security_administrator
from tests.store.given_tickets import found_neighbour
from tests.web.visitor import Visitor


def test_the_door_leads_to_the_public_home(citizen):
    answer = citizen.get("/")

    assert citizen.follow(answer).status_code == 200
    assert "事情办不成，来这里说" in citizen.words


def test_the_home_names_the_window_its_places_and_the_supervision_phone(citizen):
    citizen.get("/public")

    assert "蓬江区“办不成事”反映窗口" in citizen.words
    assert "8 个窗口" in citizen.words
    assert "潮连街道公共服务中心" in citizen.words
    assert 'href="tel:12345"' in citizen.page
    assert "周一至周五 9:00–12:00，13:00–17:00" in citizen.words


def test_a_place_with_a_telephone_can_be_called(citizen, register):
    centers = Base.metadata.tables["service_centers"]
    with transaction():
        named = centers.update().where(centers.c.code == "C2")
        db.session.execute(named.values(phone="0750-0000000", address="一楼"))

    citizen.get("/public")

    assert 'href="tel:0750-0000000"' in citizen.page
    assert "一楼" in citizen.words


def change_calendar(change):
    with transaction():
        make_change(desk("inspector", "11-23 09:30"), offices(), change)


def test_a_window_with_other_hours_or_a_closed_day_says_so(citizen, register):
    shorter = {day: [["10:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    change_calendar(week_change({"week": shorter}, "窗口缩短", "C1"))
    change_calendar(day_change(date(2026, 11, 26), [], "线路检修", "C2"))
    change_calendar(day_change(date(2026, 11, 27), [["09:00", "12:00"]], "培训"))

    for page in ("/public", "/public/phones"):
        citizen.get(page)
        assert citizen.words.count("本窗口办公时间：周一至周五 10:00–16:00") == 1
        assert citizen.words.count("11月26日 周四 不办公(线路检修)") == 1
        assert citizen.words.count("11月27日 周五 09:00–12:00(培训)") == 1
        assert "周一至周五 9:00–12:00，13:00–17:00" in citizen.words


def test_the_home_promises_what_the_rules_in_force_say(citizen):
    citizen.get("/public")

    assert "15:00 以后登记的，下一个工作日 12:00 前打" in citizen.words
    assert "3 到 15 个工作日" in citizen.words


def test_the_home_says_it_in_english(citizen):
    citizen.get("/language/en")
    citizen.get("/public")

    assert "“Cannot get it done” window of Pengjiang District" in citizen.words
    assert "Chaolian Subdistrict Public Service Centre" in citizen.words
    assert "Mon to Fri 9:00–12:00, 13:00–17:00" in citizen.words


def test_large_type_leaves_the_page_where_it_is(citizen):
    answer = citizen.get("/elder/on?back=/public")

    assert citizen.follow(answer).status_code == 200
    assert 'class="public elder"' in citizen.page


def test_another_district_has_a_home_of_its_own(citizen, register):
    found_neighbour()

    citizen.get("/public/440704")
    assert "邻区“办不成事”反映窗口" in citizen.words
    citizen.get("/public")
    assert "邻区" not in citizen.words
    assert citizen.get("/public/999999").status_code == 404


def test_the_home_stands_before_a_district_is_loaded(app):
    citizen = Visitor(app)

    assert citizen.get("/public").status_code == 200
    assert "个窗口" not in citizen.words


def test_the_privacy_notice_says_who_what_why_how_long_and_which_rights(citizen):
    citizen.get("/public/privacy")

    for word in (
        "谁在保管",
        "记了什么",
        "用来做什么",
        "谁能看",
        "保存多久",
        "您的权利",
    ):
        assert word in citizen.words


def test_an_officer_finds_the_way_from_the_public_home_to_work(register):
    the_security_administrator(directory.district_by_code("440703"))
    officer = Visitor(register, "anquan")

    assert officer.get("/").headers["Location"] == "/people"
    assert officer.get("/public").status_code == 200
