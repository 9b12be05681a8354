"""A case filed on the page of the window, as a browser sends it."""

NAME, PHONE, TEXT = "陈不可见", "19900004321", "跑了三趟还办不成，材料换了又换。"


def form(key, **changes):
    """The fields of the page for a new case. key: of the form that was shown"""
    return {
        "filing_key": key,
        "act": "file",
        "way": "file",
        "text": TEXT,
        "request_type": "many_trips",
        "matter": "不动产变更登记",
        "ticket_class": "general",
        "department": "SJ",
        "name": NAME,
        "phone": PHONE,
        "kind": "individual",
        **changes,
    }


def files(visitor, key, **changes):
    """File and dispatch a case; returns the answer."""
    visitor.get("/new-case")
    return visitor.post("/new-case", **form(key, **changes))
