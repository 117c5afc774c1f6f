"""A charset as pages and mails name it → Python's codec; bytes that name none → the likeliest."""

import re
import unicodedata
from collections.abc import Sequence

# Only these are ever used: Python knows codecs that are no charsets ("idna", "unicode_escape").
_CODECS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "big5hkscs", "gb18030"),
    *("cp932", "euc_jp", "iso2022_jp", "cp949", "koi8_r", "koi8_u", "mac_cyrillic", "mac_roman"),
    *("cp437", "cp850", "cp852", "cp866", "cp874", "hz", "iso2022_kr"),
    *(f"cp{number}" for number in range(1250, 1259) if number != 1252),
    *(f"iso8859_{number}" for number in range(2, 17) if number not in (9, 11, 12)),
)
# As browsers do: a name is taken for the wider set that is meant by it in the wild.
_MEANT = {
    "windows-1252": "ascii us-ascii latin1 latin-1 l1 iso-8859-1 iso8859-1 iso_8859-1 cp1252 ansi",
    "utf-8": "utf8 unicode-1-1-utf-8 unicode",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "gb18030": "gb2312 gbk x-gbk gb_2312-80 gb_2312 cp936 ms936 euc-cn chinese",
    "big5hkscs": "big5 big5-hkscs big-5 x-x-big5 cp950 cn-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932 csshiftjis",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "iso2022_kr": "iso-2022-kr",
    "euc_jp": "euc-jp eucjp x-euc-jp",
    "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 windows-949 uhc korean",
    "koi8_r": "koi8-r koi8 koi",
    "koi8_u": "koi8-u koi8-ru",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "mac_roman": "macintosh mac x-mac-roman",
    "cp866": "ibm866 866",
    "cp850": "ibm850",
    "cp852": "ibm852",
    "cp437": "ibm437",
    "cp874": "windows-874 dos-874 tis-620 iso-8859-11 iso8859-11",
    "cp1254": "iso-8859-9 iso8859-9 latin5",
    "iso8859_8": "iso-8859-8-i iso-8859-8-e logical visual",
    "hz": "hz-gb-2312",
}
_BY_NAME = {codec.replace("_", "-"): codec for codec in _CODECS}
_BY_NAME |= {name.replace("cp", "windows-"): codec for name, codec in _BY_NAME.items()}
_BY_NAME |= {name.replace("iso8859", "iso-8859"): codec for name, codec in _BY_NAME.items()}
_BY_NAME |= {name: codec for codec, names in _MEANT.items() for name in names.split()}

# What undeclared bytes may be besides Windows-1252: the usual sets of each alphabet. Not the Mac's
# Cyrillic: it has the small letters of cp1251, which was taken for it for a single capital.
_GUESSED = ["cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253"]
_GUESSED += ["iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6", "cp874"]
_GUESSED += ["gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"]
_GUESS_SAMPLE = 20_000
# Letters above 127 stand side by side in text that is not Latin; in Windows-1252 hardly ever.
_FOREIGN_RUN = re.compile(rb"[\x80-\xff]{3,}|(?:[\x80-\xff][@-~]){4,}")
_FOREIGN_SHARE = 0.4
_FOREIGN_LETTERS = 8  # a row of dashes has one
_TAG = re.compile(rb"<[^<>]{0,2000}>")


def codec(name: str) -> str | None:
    """Return the codec that is meant by a declared charset; None where it is not known."""
    return _BY_NAME.get(name.strip().strip("\"'").lower())


def unmarked_utf16(content: bytes) -> str | None:
    """Return the byte order in which bytes are UTF-16 text without its mark, else None.

    Its blanks and line ends have a zero byte each, always on the same side.
    """
    sample = content[:8192]
    zeros = [sample[side::2].count(0) for side in (0, 1)]
    if min(zeros) * 50 > max(zeros) or max(zeros) * 200 < len(sample):
        return None
    order = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    text = sample[: len(sample) // 2 * 2].decode(order, errors="ignore")
    odd = sum(unicodedata.category(character) in ("Cc", "Cn", "Co") for character in text)
    odd -= sum(map(text.count, "\t\n\r\f"))
    return order if text and odd * 50 <= len(text) else None


def guess(content: bytes) -> str | None:
    """Return the codec in which undeclared bytes are text that is not Latin, else None."""
    sample = _TAG.sub(b" ", content[: 4 * _GUESS_SAMPLE])[:_GUESS_SAMPLE]
    if not _is_foreign(sample):
        return None
    # Late: it takes 0.05 s to import, and hardly a source needs it.
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_GUESSED, enable_fallback=False).best()
    return found.encoding if found else None


def _is_foreign(sample: bytes) -> bool:
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    runs: Sequence[bytes] = _FOREIGN_RUN.findall(sample)
    side_by_side = [byte for run in runs for byte in run if byte > 127]
    enough = len(side_by_side) >= _FOREIGN_SHARE * high
    return enough and len(set(side_by_side)) >= _FOREIGN_LETTERS
