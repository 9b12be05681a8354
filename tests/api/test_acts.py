"""Every command over the API: done once, on the version that was seen."""

import json
import threading
from contextvars import Context
from typing import Any

import pytest

from app.api.commands import ACTS
from app.domain.terms import Command
from tests.api.caller import API, Caller
from tests.casework.given_office import (
    dispatched,
    entries,
    everything,
    filed,
    last_entry,
    payload,
    rows,
    sweep,
)
from tests.marks import on_sqlite_only
from tests.web.case.given_acts import ACTS as TYPED

YES = {"yes": True, "no": False}
FILING = {
    "text": "跑了三趟还办不成",
    "ticket_class": "general",
    "request_type": "many_trips",
    "matter_name": "不动产变更登记",
    "name": "陈不可见",
    "phone": "199 0000 4321",
}


def said_of(typed):
    """What the form of a page is filled in with, as a program says it."""
    said: dict[str, Any] = {}
    for name, value in typed.items():
        if name in ("passed", "reached", "solved", "confirmed"):
            said[name] = YES[value]
        elif name in ("planned_days", "days", "rating"):
            said[name] = int(value)
        elif name in ("planned_at", "held_at"):
            said[name] = f"{value}:00+08:00"
        elif name in ("escalation", "flag"):
            clock, cycle, step = value.split("-")
            said[name] = {"clock": clock, "cycle": int(cycle), "step": step}
        else:
            said[name] = value
    return {name: value for name, value in said.items() if value != ""}


@pytest.mark.parametrize("command", ACTS)
def test_every_act_is_done_as_its_page_does_it(calls, command):
    acting = TYPED[command]
    number = acting.given()
    caller = calls(acting.who, now=acting.now)
    caller.get(f"/tickets/{number}")

    answer = caller.post(
        f"/tickets/{number}/{ACTS[command].noun}",
        said_of(acting.typed),
        seen=caller.version,
    )

    assert answer.status_code == 200, caller.told
    assert acting.kind in [entry["kind"] for entry in entries(number)]
    assert caller.told["version"] == caller.version


@on_sqlite_only
@pytest.mark.parametrize("command", [c for c in ACTS if TYPED[c].required])
def test_what_must_be_said_is_asked_for_by_name(calls, command):
    acting = TYPED[command]
    number = acting.given()
    said = said_of(acting.typed)
    said.pop(acting.required)
    before = entries(number)

    caller = calls(acting.who, now=acting.now)
    answer = caller.post(f"/tickets/{number}/{ACTS[command].noun}", said, seen="*")

    assert answer.status_code == 422
    assert [one["pointer"] for one in caller.told["errors"]] == [f"/{acting.required}"]
    assert entries(number) == before


def test_what_the_page_offers_the_api_offers(calls):
    handler = calls("handler", now="11-23 10:00")
    number = dispatched()

    handler.get(f"/tickets/{number}")

    offered = {one["command"]: one for one in handler.told["commands"]}
    assert offered["sign"]["possible"]
    assert offered["sign"]["href"] == f"{API}/tickets/{number}/signatures"
    assert "dispatch" not in offered


# --- the version that was seen ---------------------------------------------------------


def test_without_if_match_nothing_is_done(calls):
    number = dispatched()
    handler = calls("handler")

    answer = handler.post(f"/tickets/{number}/signatures")

    assert (answer.status_code, handler.told["code"]) == (428, "version.missing")


@on_sqlite_only
@pytest.mark.parametrize("seen", ["1", '1"', '"a"', '"01"', '"1" "2"', ""])
def test_an_if_match_that_is_no_etag_of_ours_is_refused(calls, seen):
    number = dispatched()

    answer = calls("handler").post(
        f"/tickets/{number}/signatures", **{"If-Match": seen}
    )

    assert answer.status_code == 400


@on_sqlite_only
@pytest.mark.parametrize(
    ("header", "status"),
    [('"2"', 200), ('"1", "2"', 200), ("*", 200), ('"1"', 412), ('"3"', 412)]
    + [('W/"2"', 412), ('"999"', 412)],
)
def test_only_the_version_that_stands_is_acted_on(calls, header, status):
    number = dispatched()

    answer = calls("handler").post(
        f"/tickets/{number}/signatures", **{"If-Match": header}
    )

    assert answer.status_code == status


def test_who_acted_since_is_told(calls):
    number = dispatched()
    handler, police = calls("handler"), calls("dispatcher")
    handler.get(f"/tickets/{number}")
    seen = handler.version
    handler.post(f"/tickets/{number}/progress-notes", {"text": "调档"}, seen=seen)

    handler.post(f"/tickets/{number}/signatures", seen=seen)

    assert handler.told["code"] == "ticket.stale"
    assert "handler" in handler.told["detail"]
    assert police.get(f"/tickets/{number}").status_code == 200


def test_what_time_did_makes_no_version_stale(calls):
    number = dispatched()
    handler = calls("handler", now="11-23 14:30")
    handler.get(f"/tickets/{number}")
    seen = handler.version
    sweep("11-23 14:25")
    assert last_entry(number)["kind"] == "auto_signed"

    answer = handler.post(
        f"/tickets/{number}/progress-notes", {"text": "调档"}, seen=seen
    )

    assert answer.status_code == 200


# --- once, however often it is sent ------------------------------------------------------


def test_a_request_sent_twice_acts_once_and_answers_the_same(calls):
    clerk = calls("clerk")

    first = clerk.post("/tickets", FILING, key="a")
    told, tag = clerk.told, first.headers["ETag"]
    clerk.now = "11-23 18:00"
    again = clerk.post("/tickets", FILING, key="a")

    assert (again.status_code, clerk.told) == (201, told)
    assert again.headers["ETag"] == tag
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(rows("tickets")) == 1


def test_what_was_answered_is_kept_sealed(calls):
    clerk = calls("clerk")
    clerk.post("/tickets", FILING, key="a")

    (kept,) = rows("api_answers")

    assert clerk.told["number"] in clerk.answer.text
    assert clerk.told["number"] not in kept.body


def test_the_same_key_for_another_request_is_refused(calls):
    clerk = calls("clerk")
    clerk.post("/tickets", FILING, key="a")

    clerk.post("/tickets", {**FILING, "text": "别的"}, key="a")

    assert (clerk.answer.status_code, clerk.told["code"]) == (422, "key.other_request")
    assert len(rows("tickets")) == 1


def test_another_person_may_use_the_same_key(calls):
    calls("clerk").post("/tickets", FILING, key="a")

    answer = calls("town").post("/tickets", FILING, key="a")

    assert answer.status_code == 201
    assert len(rows("tickets")) == 2


def test_a_refusal_is_not_kept_and_may_be_tried_again(calls):
    clerk = calls("clerk")
    clerk.post("/tickets", {**FILING, "matter_code": "none"}, key="a")
    assert clerk.answer.status_code == 404

    number = filed()
    clerk.post(f"/tickets/{number}/withdrawals", {"reason": "不办了"}, seen=9, key="b")
    assert clerk.answer.status_code == 412
    assert rows("api_answers") == []


@on_sqlite_only
@pytest.mark.parametrize("key", ["", "a b", "x" * 101, "中"])
def test_a_key_of_another_shape_is_refused(calls, key):
    clerk = calls("clerk")

    clerk.post("/tickets", FILING, key=key.encode().decode("latin-1"))

    assert (clerk.answer.status_code, clerk.told["code"]) == (400, "key.shape")


def test_two_at_once_with_one_key_file_once(house):
    callers = [Caller(house, "clerk"), Caller(house)]
    callers[1].secret = callers[0].secret
    together = threading.Barrier(2)

    def send(caller):
        together.wait()
        caller.post("/tickets", FILING, key="a")

    threads = [
        threading.Thread(target=Context().run, args=(send, one)) for one in callers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.answer.status_code for one in callers] == [201, 201]
    assert callers[0].told == callers[1].told
    assert len(rows("tickets")) == 1


# --- filing by a platform ----------------------------------------------------------------


def test_the_platforms_own_number_files_once_without_any_key(calls):
    clerk = calls("clerk")
    said = {**FILING, "external_reference": "12345-20261123-0042"}

    first = clerk.post("/tickets", said)
    number, code = clerk.told["number"], clerk.told["query_code"]
    again = clerk.post("/tickets", {**said, "text": "催"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert (clerk.told["number"], clerk.told["query_code"]) == (number, code)
    assert len(rows("tickets")) == 1
    clerk.get("/tickets?external_reference=12345-20261123-0042")
    assert [one["number"] for one in clerk.told["items"]] == [number]


def test_another_platform_may_have_the_same_number(calls):
    said = {**FILING, "external_reference": "7"}

    assert calls("clerk").post("/tickets", said).status_code == 201
    assert calls("town").post("/tickets", said).status_code == 201


def test_what_was_told_is_kept_and_names_stay_masked(calls):
    clerk = calls("clerk")
    clerk.post("/tickets", {**FILING, "confidential": True, "trips": 3})
    number = clerk.told["number"]

    assert clerk.told["complainant"] == {
        "kind": "individual",
        "name": "陈*",
        "phone": "199******4321",
    }
    assert (clerk.told["channel"], clerk.told["trips"]) == ("hotline", 3)
    assert payload(last_entry(number))["text"] == FILING["text"]


@on_sqlite_only
@pytest.mark.parametrize("who", ["handler", "inspector", "anquan"])
def test_only_a_window_files(calls, who):
    assert calls(who).post("/tickets", FILING).status_code == 403


# --- names -------------------------------------------------------------------------------


def test_a_name_is_told_with_a_reason_and_logged_and_kept_nowhere(calls):
    number = dispatched()
    handler = calls("handler")

    answer = handler.post(f"/tickets/{number}/reveals", {"reason": "上门"}, key="a")

    assert answer.status_code == 200
    assert handler.told["name"] == "陈不可见"
    assert [row["reason"] for row in rows("access_log", action="reveal")] == ["上门"]
    assert rows("api_answers") == []


def test_a_department_does_not_learn_who_asked_to_stay_unknown(calls):
    number = dispatched(confidential=True)
    handler = calls("handler")

    handler.get(f"/tickets/{number}")
    assert handler.told["complainant"]["name"] is None
    handler.get("/tickets")
    assert handler.told["items"][0]["complainant"]["phone"] is None
    handler.post(f"/tickets/{number}/reveals", {"reason": "上门"})
    assert (handler.answer.status_code, handler.told["code"]) == (
        403,
        "reveal.confidential",
    )


def test_whoever_may_not_look_learns_not_even_that_there_is_a_case(calls):
    number = dispatched()
    police = calls("police")
    before = everything()["ticket_events"]

    for path in ("", "/timeline", "/clocks/finish/1"):
        assert police.get(f"/tickets/{number}{path}").status_code == 404
    for act in ACTS.values():
        said = json.loads("{}")
        answer = police.post(f"/tickets/{number}/{act.noun}", said, seen="*")
        assert answer.status_code in (404, 422)
    assert everything()["ticket_events"] == before


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_the_version_of_a_compressed_answer_is_a_version(calls, coding):
    number = dispatched()
    handler = calls("handler")
    answer = handler.get(f"/tickets/{number}", **{"Accept-Encoding": coding})
    assert answer.headers["Content-Encoding"] == coding

    seen = {"If-Match": answer.headers["ETag"]}
    assert handler.post(f"/tickets/{number}/signatures", **seen).status_code == 200
    again = handler.post(f"/tickets/{number}/signatures", **seen)
    assert (again.status_code, again.headers.get("Content-Encoding")) == (412, None)


def test_every_command_but_looking_filing_and_sweeping_stands_in_the_table():
    others = {Command.VIEW, Command.REVEAL, Command.FILE, Command.SWEEP}

    assert set(ACTS) == set(Command) - others
