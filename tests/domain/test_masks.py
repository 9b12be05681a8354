"""What others see of names and numbers."""

import pytest

from app.domain.masks import masked_id, masked_name, masked_phone, masked_words


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


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("我是陈不可见,请回电", "我是陈*,请回电"),
        ("陈 不可见 的电话 138 1234 5678", "陈* 的电话 138****5678"),
        ("代办人欧阳不可见", "代办人欧阳*"),
        ("座机0750-3123456", "座机0750-*******"),
        ("身份证440703199001011234", "身份证44**************34"),
        ("身份证44070319900101123X。", "身份证44**************3X。"),
        ("电话13812345678转8012", "电话138****5678转8012"),
        ("编号PJ26-0417,2026-11-23 来过3趟", "编号PJ26-0417,2026-11-23 来过3趟"),
        ("", ""),
    ],
)
def test_free_words_keep_no_known_name_and_no_long_number(words, shown):
    names = ("陈不可见", "欧阳不可见", "")

    assert masked_words(words, names) == shown


def test_a_name_of_one_sign_is_no_name_to_look_for():
    assert masked_words("陈述情况", ("陈",)) == "陈述情况"
