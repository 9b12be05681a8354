"""What others see of names and numbers."""

import pytest

from app.domain.masks import masked_id, masked_name, masked_phone


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("司徒某", "司徒*"),
        ("欧阳某某", "欧阳*"),
        ("司马", "司*"),
        (" 李某 ", "李*"),
        ("李", "李*"),
        ("", ""),
        ("Smith", "S*"),
        ("𠮷田某", "𠮷*"),
        ("恒达建材有限公司", "恒*建材"),
        ("新运物流股份有限公司", "新*物流"),
        ("某厂", "某*"),
        ("盈盈食品店", "盈*品店"),
    ],
)
def test_a_name_keeps_its_surname(name, seen):
    assert masked_name(name) == seen


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        ("13800001234", "138****1234"),
        ("+8613800001234", "138****1234"),
        ("0750-3221234", "0750-*******"),
        ("12345678", "123*5678"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_a_number_hides_its_middle(number, seen):
    assert masked_phone(number) == seen


@pytest.mark.parametrize(
    ("number", "seen"),
    [("440703199001011234", "44**************34"), ("1234567", "*******")],
)
def test_an_identity_number_keeps_its_ends(number, seen):
    assert masked_id(number) == seen
