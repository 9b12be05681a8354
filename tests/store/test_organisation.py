"""A district loaded from its files, and what is asked of it."""

import json
import shutil

import pytest

from app.domain.errors import NotFound
from app.store import directory, organisation
from app.store.district_files import DistrictFaults, read_district_files
from app.store.reads.organisation import (
    center_hours,
    content_version,
    find_department,
    find_matter,
    find_matters,
    list_centers,
    list_departments,
    list_matters,
    list_searched,
)
from app.store.transaction import transaction
from tests.district import DISTRICT
from tests.store.given_tickets import found_district, found_neighbour


@pytest.fixture
def folder(tmp_path):
    """A district's files, to be spoilt."""
    for name in ("organisation.json", "matters.csv"):
        shutil.copyfile(DISTRICT / name, tmp_path / name)
    return tmp_path


def changed(folder, change):
    file = folder / "organisation.json"
    body = json.loads(file.read_text("utf-8"))
    change(body)
    file.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
    return folder


def loaded(folder):
    with transaction():
        return organisation.load_district(read_district_files(folder))


def test_everything_in_the_files_is_in_the_register(district):
    assert len(list_centers(district.id)) == 8
    assert len(list_departments(district.id)) == 30
    assert len(list_matters(district.id, limit=1000)) == 621
    assert district.window == "C0"


def test_loading_again_doubles_nothing(district):
    again = found_district()

    assert again == district
    assert len(list_matters(district.id, limit=1000)) == 621


def test_loading_again_takes_over_what_changed(district, folder):
    def rename(body):
        body["departments"][0]["name"] = "新名"
        body["service_centres"][1]["phone"] = "0750-1234567"

    loaded(changed(folder, rename))

    assert list_departments(district.id)[0].name == "新名"
    assert list_centers(district.id)[1].phone == "0750-1234567"


@pytest.mark.parametrize("wrong", [[0, 1], [1], [1, 9], "1 2", [1, 2, 3], [1, None]])
def test_a_place_that_is_not_on_the_map_is_named(folder, wrong):
    changed(folder, lambda body: body["service_centres"][1].update(map=wrong))

    with pytest.raises(DistrictFaults, match=r"service_centres\[1\]\.map"):
        read_district_files(folder)


def test_a_center_may_stand_on_no_map(district, folder):
    loaded(changed(folder, lambda body: body["service_centres"][0].pop("map")))

    (window, *others) = list_centers(district.id)
    assert window.map_row is None
    assert {(one.map_row, one.map_column) for one in others} == {
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (2, 2),
        (2, 3),
        (3, 2),
    }


def test_a_second_district_sees_nothing_of_the_first(district):
    neighbour = found_neighbour()

    assert neighbour.id != district.id
    assert not set(neighbour.department_codes) & set(district.department_codes)
    first, second = (
        {matter.id for matter in list_matters(one.id, limit=1000)}
        for one in (district, neighbour)
    )
    assert len(first) == len(second) == 621
    assert not first & second


def test_a_center_may_keep_hours_of_its_own(district, folder):
    hours = {"week": {"sat": [["09:00", "12:00"]]}}

    def open_on_saturday(body):
        body["service_centres"][2]["hours"] = hours

    loaded(changed(folder, open_on_saturday))

    assert center_hours(district.id) == {"C2": hours}


def test_a_guess_is_known_as_a_guess(district):
    unsure = [one.code for one in list_centers(district.id) if not one.is_confirmed]

    assert unsure == ["C7"]


def test_all_faults_are_told_at_once(folder):
    def spoil(body):
        body["district"]["zone"] = "Asia/Nowhere"
        del body["district"]["number_prefix"]
        body["service_centres"][1]["code"] = "C0"
        body["departments"] = body["departments"][1:]

    changed(folder, spoil)
    with (folder / "matters.csv").open("a", encoding="utf-8") as file:
        file.write("X-1,某事,行政许可,RS,,soon,1,,,,,,,\n")

    with pytest.raises(DistrictFaults) as caught:
        read_district_files(folder)

    told = "\n".join(caught.value.faults)
    assert "'Asia/Nowhere' is no time zone" in told
    assert "district.number_prefix: missing or empty" in told
    assert "the code C0 stands twice" in told
    assert "there is no department FG" in told
    assert "'soon' is not a whole number" in told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("organisation.json", b"{", "not JSON"),
        ("organisation.json", b"[]", "not a JSON object"),
        ("organisation.json", "{}".encode("utf-16"), "not JSON in UTF-8"),
        ("matters.csv", "编码".encode("gbk"), "not a CSV file in UTF-8"),
    ],
)
def test_a_wrong_file_is_named(folder, name, content, told):
    (folder / name).write_bytes(content)

    with pytest.raises(DistrictFaults, match=told):
        read_district_files(folder)


def test_codes_that_nobody_has_are_refused(district):
    with pytest.raises(NotFound):
        district.department_id("XX")
    with pytest.raises(NotFound):
        directory.district_by_code("000000")
    assert district.department_id(None) is None
    assert find_department(district.id, "XX") is None
    assert find_matter(district.id, "XX") is None


def test_the_district_is_found_by_its_code(district):
    assert directory.district_by_code("440703") == district


# --- matters ---------------------------------------------------------------------------


def test_matters_come_in_the_order_of_the_codes_asked_for(district):
    codes = ["PJ-SJ-001", "PJ-GA-001", "nothing"]

    assert [one.code for one in find_matters(district.id, codes)] == codes[:2]


def test_every_matter_is_spelled_as_it_is_loaded(district):
    (one,) = [m for m in list_searched(district.id) if m.code == "PJ-RS-014"]

    assert one.spelling.split(",")[0] == "gong shang ren ding shen qing"
    assert len(one.spelling.split(",")) == 1 + len(one.aliases.split(","))


def test_loading_something_new_changes_the_version(district, folder):
    loaded(folder)
    before = content_version(district.id)

    loaded(folder)
    again = content_version(district.id)
    loaded(changed(folder, lambda body: body["departments"][0].update(phone="1")))

    assert before == again != content_version(district.id)


def test_everyday_words_stand_beside_the_list_s_own(folder):
    (folder / "everyday.toml").write_text(
        '[words]\n"购房入户" = "买房 买房落户"', "utf-8"
    )

    matters = {m["code"]: m for m in read_district_files(folder).matters}

    assert matters["PJ-GA-003"]["aliases"] == "买房落户,买房"


@pytest.mark.parametrize("text", ["[words", "same = 5", "[words]\na = 5"])
def test_faulty_everyday_words_are_told(folder, text):
    (folder / "everyday.toml").write_text(text, "utf-8")

    with pytest.raises(DistrictFaults, match=r"everyday\.toml"):
        read_district_files(folder)


def test_matters_are_paged_by_code(district):
    first = list_matters(district.id, "SJ", limit=40)
    rest = list_matters(district.id, "SJ", after=first[-1].code, limit=40)

    codes = [matter.code for matter in first + rest]
    assert len(codes) == 60
    assert codes == sorted(set(codes))


# --- departments that were merged -------------------------------------------------------


def test_a_merged_department_stays_known_and_names_its_heir(district, folder):
    def merge(body):
        body["departments"][0]["merged_into"] = body["departments"][1]["code"]

    loaded(changed(folder, merge))

    old, heir = list_departments(district.id)[:2]
    assert (old.merged_into, heir.merged_into) == (heir.code, "")


def test_the_heir_of_a_merged_department_stands_in_the_file(folder):
    def merge(body):
        body["departments"][0]["merged_into"] = "XX"

    with pytest.raises(DistrictFaults, match="merged into XX"):
        read_district_files(changed(folder, merge))
