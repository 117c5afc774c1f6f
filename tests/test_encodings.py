"""Bytes become the words they were written as, whatever they say of themselves."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read_one

from index.readers.charsets import codec, guess
from index.readers.encoding import decode

RUSSIAN = "Портовые рабочие вернулись в среду на работу, сообщил их профсоюз. «Нет», — сказала она."
GREEK = "Οι λιμενεργάτες επέστρεψαν στη δουλειά την Τετάρτη, ανακοίνωσε το σωματείο τους."  # noqa: RUF001
HEBREW = "עובדי הנמל חזרו לעבודה ביום רביעי לאחר תשעה ימי שביתה, כך מסר הוועד שלהם."
ARABIC = "عاد عمال الميناء إلى العمل يوم الأربعاء بعد تسعة أيام من الإضراب، حسبما قالت نقابتهم."
THAI = "คนงานท่าเรือกลับมาทำงานในวันพุธหลังจากหยุดงานประท้วงเก้าวัน สหภาพแรงงานกล่าว"
CHINESE = "码头工人在罢工九天后于星期三恢复工作，他们的工会说。港口损失了三百四十万欧元。"  # noqa: RUF001
TAIWANESE = "碼頭工人在罷工九天後於星期三恢復工作，他們的工會說。港口損失了三百四十萬歐元。"  # noqa: RUF001
JAPANESE = "港湾労働者は九日間のストライキの後、水曜日に仕事に戻ったと組合が発表した。"
KOREAN = "항만 노동자들이 파업 끝에 수요일 업무에 복귀했다고 노조가 밝혔다."
FOREIGN = [
    *((RUSSIAN, name) for name in ("windows-1251", "koi8-r", "ibm866", "iso-8859-5")),
    ("Портові працівники повернулися до роботи в середу, її заступник мовчав.", "koi8-u"),
    *((GREEK, name) for name in ("windows-1253", "iso-8859-7")),
    *((HEBREW, name) for name in ("windows-1255", "iso-8859-8")),
    *((ARABIC, name) for name in ("windows-1256", "iso-8859-6")),
    (THAI, "windows-874"),
    *((CHINESE, name) for name in ("gb2312", "gbk", "gb18030")),
    (TAIWANESE, "big5"),
    *((JAPANESE, name) for name in ("shift_jis", "euc-jp")),
    *((KOREAN, name) for name in ("euc-kr", "ks_c_5601-1987")),
]
LATIN = [
    "Käthe Möller sagte: „Die Brücke größer bauen – das wäre töricht.“ Über die Straße.",
    "« Nous l’avons obtenu », a déclaré Mara à l’assemblée générale, où le cœur s’était arrêté.",
    "«¿Qué más quieren?», preguntó la señora Núñez; mañana habrá más información.",
    "Satamatyöntekijät palasivat töihin, sanoi Äärö Öljymäki. Hääyöaie ja ääö.",
    "“No – never,” she said… “It’s over”—and left. ———————————————— ··········",
    "Það er ófært, sagði Þórður Æðarson á miðvikudag eftir níu daga verkfall.",
]


def raw(words: str, name: str) -> bytes:
    return words.encode(codec(name) or name, errors="ignore")


@pytest.mark.parametrize(("words", "name"), FOREIGN)
def test_text_that_is_not_latin_is_known_undeclared(words: str, name: str) -> None:
    assert read_one(raw(words, name)).text == raw(words, name).decode(codec(name) or name)


@pytest.mark.parametrize(("words", "name"), FOREIGN)
def test_pages_are_read_as_they_declare_or_as_they_are(words: str, name: str) -> None:
    for said in (f'<meta charset="{name}">', "", '<meta charset="utf-8">'):
        page = (
            f'<html><head>{said}<title>x</title></head><body class="a"><article><p>'.encode()
            + raw(words, name)
            + b"</p></article></body></html>"
        )
        kept = raw(words, name).decode(codec(name) or name)
        assert read_one(page).text.split() == kept.split()


@pytest.mark.parametrize("words", LATIN)
@pytest.mark.parametrize("said", ["", '<meta charset="utf-8">', '<meta charset="iso-8859-1">'])
def test_latin_text_is_windows_1252_whatever_it_says(words: str, said: str) -> None:
    content = said.encode() + words.encode("windows-1252")
    assert decode(content) == said + words


@pytest.mark.parametrize("words", [*LATIN, RUSSIAN, CHINESE, JAPANESE + "\n" + JAPANESE])
@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_its_mark(words: str, order: str) -> None:
    if words == CHINESE:
        words = f"{words}\n{words}\n"
    assert read_one(words.encode(order)).text == words


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16", "utf-8-sig"])
def test_marks_of_byte_order_are_followed(encoding: str) -> None:
    assert read_one(RUSSIAN.encode(encoding)).text == RUSSIAN


def test_a_page_in_seven_bits_is_read_as_it_declares() -> None:
    page = b'<meta charset="iso-2022-jp"><p>' + JAPANESE.encode("iso2022_jp")
    assert decode(page).endswith(JAPANESE)


def test_what_is_hardly_ever_written_is_read_where_it_is_declared() -> None:
    page = b'<meta charset="x-mac-cyrillic"><p>' + RUSSIAN.encode("mac_cyrillic")
    assert decode(page).endswith(RUSSIAN)


def test_a_scratch_does_not_garble_what_is_declared() -> None:
    page = b'<meta charset="gb2312"><p>' + (CHINESE * 9).encode("gbk") + b"\xff</p>"
    assert CHINESE in decode(page)


@pytest.mark.parametrize(
    "name", ["idna", "punycode", "unicode_escape", "rot13", "utf-7", "zip", ""]
)
def test_what_is_no_charset_counts_as_none(name: str) -> None:
    assert codec(name) is None
    assert decode(f'<meta charset="{name}">Möller'.encode("windows-1252")).endswith("Möller")


def test_a_charset_that_is_declared_falsely_counts_as_none() -> None:
    assert decode(b'<meta charset="shift_jis">' + LATIN[0].encode("cp1252")).endswith(LATIN[0])


def test_a_large_text_is_guessed_soon() -> None:
    content = raw(RUSSIAN * 100_000, "windows-1251")
    began = time.process_time()
    assert guess(content) == "cp1251"
    assert time.process_time() - began < 5


@given(st.binary(), st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["hz", "big5"])))
def test_any_bytes_are_decoded(content: bytes, declared: str | None) -> None:
    decode(content, declared)
