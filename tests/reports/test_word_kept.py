"""Templates that an installation keeps in a folder: checked at the start, all at once."""

import pytest

from app.config import SettingsFaults
from app.domain.terms import LetterKind
from app.reports.word_drawing import delivered_template
from app.reports.word_kept import kept_templates
from tests.reports.test_word_templates import drawn


def test_without_a_folder_the_delivered_ones_hold():
    assert kept_templates(None) == {}


def test_a_file_is_found_by_the_kind_of_letter(tmp_path):
    content = delivered_template()
    (tmp_path / "circular.docx").write_bytes(content)
    assert kept_templates(tmp_path) == {LetterKind.CIRCULAR: content}


def test_every_file_that_cannot_be_used_is_named_at_once(tmp_path):
    (tmp_path / "circular.docx").write_bytes(drawn("{{ phone }}"))
    (tmp_path / "talk_record.docx").write_bytes(b"no Word file")
    (tmp_path / "letter.docx").write_bytes(delivered_template())
    with pytest.raises(SettingsFaults) as refused:
        kept_templates(tmp_path)
    told = str(refused.value)
    assert "circular.docx: template.unknown_fields (fields=phone)" in told
    assert "talk_record.docx: template.not_word" in told
    assert "letter.docx is none of supervision_notice.docx, circular.docx" in told
