"""Text blocks: the list of the department, and the form of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.casework import text_blocks as verbs
from app.domain.errors import Refusal
from app.domain.text_blocks import TextUse, blanks_in
from app.store.text_blocks import TextBlock
from app.web.access import for_roles
from app.web.department.blueprint import HANDLERS, Page, blueprint
from app.web.desk import desk_here, write
from app.web.forms import AtMost, Form, Required
from app.web.undoing import flash_undo

USES: Mapping[TextUse, LazyString] = {
    TextUse.CONTACT: lazy_gettext("Contact"),
    TextUse.PROGRESS: lazy_gettext("Progress"),
    TextUse.ANSWER: lazy_gettext("Answer"),
}


class BlockForm(Form):
    """What the block is for, what it is called, what it says."""

    use = RadioField(lazy_gettext("Written for"), default=TextUse.ANSWER.value)
    title = StringField(
        lazy_gettext("Short name"), [Required(), AtMost(verbs.LONGEST_TITLE)]
    )
    text = TextAreaField(
        lazy_gettext("What it says"), [Required(), AtMost(verbs.LONGEST_BLOCK)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use.choices = [
            SelectChoice(value=use.value, label=str(word)) for use, word in USES.items()
        ]


@blueprint.route("/text-blocks", methods=["GET", "POST"])
@for_roles(*HANDLERS)
def blocks() -> Page:
    """List the department's text blocks; keep another."""
    form = BlockForm()
    if form.accepted():
        try:
            write(verbs.add_block, *_words(form))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("department.blocks"))
    return _page(form, None)


@blueprint.route("/text-blocks/<int:block_id>", methods=["GET", "POST"])
@for_roles(*HANDLERS)
def block(block_id: int) -> Page:
    """Say one block in other words."""
    found = verbs.find_block(desk_here(), block_id)
    form = BlockForm(data={"use": found.use, "title": found.title, "text": found.text})
    if form.accepted():
        try:
            write(verbs.change_block, block_id, *_words(form))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("department.blocks"))
    return _page(form, found)


@blueprint.post("/text-blocks/ready")
@for_roles(*HANDLERS)
def ready_blocks() -> Page:
    """Begin with the ready blocks."""
    write(verbs.add_ready_blocks)
    return redirect(url_for("department.blocks"))


@blueprint.post("/text-blocks/<int:block_id>/removal")
@for_roles(*HANDLERS)
def remove_block(block_id: int) -> Page:
    """Take a block off the list, or put it back."""
    if "undo" in request.form:
        write(verbs.put_back_block, block_id)
    else:
        write(verbs.remove_block, block_id)
        undo = url_for("department.remove_block", block_id=block_id)
        flash_undo(gettext("The text block is off the list."), undo)
    return redirect(url_for("department.blocks"))


def _words(form: BlockForm) -> tuple[TextUse, str, str]:
    return TextUse(form.use.data), form.title.data, form.text.data


def _page(form: BlockForm, shown: TextBlock | None) -> Page:
    listed = verbs.own_blocks(desk_here())
    page = render_template(
        "department/blocks.html",
        form=form,
        shown=shown,
        by_use=[
            (word, [one for one in listed if one.use == use])
            for use, word in USES.items()
        ],
        is_empty=not listed,
        blanks_in=blanks_in,
    )
    return page, form.status
