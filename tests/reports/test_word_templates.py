"""Word templates: what is delivered can be used, what cannot be used is refused."""

import zipfile
from io import BytesIO

import docx
import pytest

from app.domain.errors import RuleBroken
from app.reports.word_drawing import delivered_template
from app.reports.word_fields import FIELDS, NEEDED, SAMPLE
from app.reports.word_templates import MOST_BYTES, check_template, filled

WHOLE = ("number", "title", "closing", "signer", "day")


def drawn(*texts, body=True):
    """A template of an office with these paragraphs beside what every one needs."""
    document = docx.Document()
    for name in WHOLE:
        document.add_paragraph(f"{{{{ {name} }}}}")
    if body:
        for text in ("{%p for one in body %}", "{{ one }}", "{%p endfor %}"):
            document.add_paragraph(text)
    for text in texts:
        document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(content, name, part):
    """The same package with another part, or a part changed."""
    old, new = zipfile.ZipFile(BytesIO(content)), BytesIO()
    with zipfile.ZipFile(new, "w") as package:
        for one in old.namelist():
            if one != name:
                package.writestr(one, old.read(one))
        package.writestr(name, part)
    return new.getvalue()


def words_in(content):
    document = docx.Document(BytesIO(content))
    return [one.text for one in document.paragraphs]


def test_what_is_delivered_can_be_used():
    check_template(delivered_template())


def test_every_field_that_is_known_may_be_named():
    check_template(drawn(*(f"{{{{ {name} }}}}" for name in FIELDS if name != "body")))


def test_the_letter_says_what_it_is_told_and_leaves_out_what_is_empty():
    words = {**dict.fromkeys(FIELDS, ""), **SAMPLE, "addressee": "", "copies": ""}
    words |= {"number": "蓬督蓝〔2026〕1号", "body": ["甲 & 乙 <丙>", "第二段"]}
    told = words_in(filled(delivered_template(), words))
    assert "蓬督蓝〔2026〕1号" in told
    assert told.index("甲 & 乙 <丙>") + 1 == told.index("第二段")
    assert not any("抄送" in line or line == "：" for line in told)
    assert not any("{" in line for line in told)


def test_a_talk_is_signed_by_both_and_any_other_letter_by_the_office():
    words = {**dict.fromkeys(FIELDS, ""), **SAMPLE, "signer": "甲", "second_signer": ""}
    letter = words_in(filled(delivered_template(), words))
    assert letter.count("甲") == 1
    assert not any("约谈" in line for line in letter)
    talk = words_in(filled(delivered_template(), {**words, "second_signer": "乙"}))
    signed = talk.index("约谈单位（签字、盖章）：甲")
    assert talk[signed + 1 : signed + 3] == ["被约谈单位（签字、盖章）：乙", "day"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_word"),
        (b"PK\x03\x04 cut off", "not_word"),
        (drawn()[:-200], "not_word"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
        (with_part(drawn(), "word/vbaProject.bin", b"x"), "macros"),
        (drawn("{{ number"), "syntax"),
        (drawn("{%p if number %}"), "syntax"),
        (drawn("{{ complainant }}"), "unknown_fields"),
        (drawn("{{ number.__class__ }}"), "expression"),
        (drawn("{{ number|upper }}"), "expression"),
        (drawn("{{ ''.join(body) }}"), "expression"),
        (drawn("{% for a in number %}{{ a }}{% endfor %}"), "expression"),
        (drawn("{% set a = 1 %}"), "expression"),
        (drawn("{{ 9 ** 9 }}"), "expression"),
        (drawn(body=False), "missing_fields"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_word(content, code):
    with pytest.raises(RuleBroken, match=rf"template\.{code}"):
        check_template(content)


def test_unknown_fields_are_named_all_at_once():
    with pytest.raises(RuleBroken) as refused:
        check_template(drawn("{{ complainant }} {{ phone }}"))
    assert refused.value.facts == {"fields": "complainant, phone"}


def test_a_template_reaches_out_to_nothing():
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'relationships"><Relationship Id="r1" TargetMode="External" Type="http://'
        b'schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://127.0.0.1/x.dotm"/></Relationships>'
    )
    content = with_part(drawn(), "word/_rels/settings.xml.rels", rels)
    with pytest.raises(RuleBroken, match=r"template\.outside"):
        check_template(content)


def test_a_field_in_the_foot_of_the_page_is_checked_as_well():
    document = docx.Document(BytesIO(drawn()))
    document.sections[0].footer.paragraphs[0].text = "{{ nobody }}"
    file = BytesIO()
    document.save(file)
    with pytest.raises(RuleBroken, match=r"unknown_fields"):
        check_template(file.getvalue())


def test_what_is_needed_is_known():
    assert set(NEEDED) <= set(FIELDS)
