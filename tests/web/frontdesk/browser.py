"""A browser without scripts: it sends a page's form whole, as it was served."""

from html.parser import HTMLParser

from app import clock
from tests.casework.given_people import PASSWORD
from tests.store.given_tickets import at


class Fields(HTMLParser):
    """The fields of the form a person fills in, with what stands in them."""

    def __init__(self, page):
        super().__init__()
        self.pairs, self.buttons = [], []
        self._area = self._select = None
        self._is_ours = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._is_ours = given.get("class") == "intake"
        if not self._is_ours:
            return
        if tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._area = [given["name"], ""]
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.pairs.append((self._select, given["value"]))
        elif tag == "button" and given.get("name") == "act":
            self.buttons.append(given["value"])

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            name, text = self._area
            self.pairs.append((name, text.removeprefix("\r\n").removeprefix("\n")))
            self._area = None

    def handle_data(self, data):
        if self._area:
            self._area[1] += data

    def _input(self, given):
        if given.get("type") in ("radio", "checkbox") and "checked" not in given:
            return
        self.pairs.append((given["name"], given.get("value", "y")))


class Window:
    """Somebody at a window. `page` is what the last answer showed."""

    def __init__(self, app, username, now="11-23 10:00"):
        self.client, self.now, self.page = app.test_client(), now, ""
        self.sign_in(username)

    def sign_in(self, username):
        page = self.get("/sign-in").text
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        words = {"staff_number": username, "password": PASSWORD, "csrf_token": token}
        assert self.post("/sign-in", words).status_code == 302

    def get(self, path):
        with clock.at(at(self.now)):
            answer = self.client.get(path)
        self.page = answer.text
        return answer

    def post(self, path, data):
        with clock.at(at(self.now)):
            return self.client.post(
                path, data=data, headers={"Origin": "http://localhost"}
            )

    def open(self):
        """The new-case page, empty."""
        self.get("/new-case")
        return self

    def send(self, act, **changes):
        """Click a button of the page, after changing some fields."""
        answer = self.post("/new-case", self.typed(act, **changes))
        self.page = answer.text
        return answer

    def typed(self, act, **changes):
        """Everything the page would send with this button."""
        fields = Fields(self.page)
        assert act in fields.buttons or not fields.buttons, (act, fields.buttons)
        data: dict[str, list[str]] = {}
        for name, value in fields.pairs:
            data.setdefault(name, []).append(value)
        return {**data, **changes, "act": act}

    def field(self, name):
        """What stands in a field of the page; "" for nothing."""
        found = [value for key, value in Fields(self.page).pairs if key == name]
        return found[0] if found else ""
