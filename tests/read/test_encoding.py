"""Encodings: which is taken, on what grounds, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from dragoman.errors import EncodingError
from dragoman.read.encoding import declared_in_html, decoded

RUSSIAN = "Министры двух стран встретились во вторник в портовом городе и договорились о паромной линии."
JAPANESE = "両国の外相は火曜日に港町で会談し、フェリー航路の計画で合意した。計画は六月に署名される。"
FRENCH = "Les ministres se sont réunis mardi à l’hôtel de ville ; « c’est un début », a dit l’un d’eux."


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "utf-8", None),
        (RUSSIAN, "utf-8-sig", None),
        (RUSSIAN, "utf-16", None),
        (RUSSIAN, "utf-32", None),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "windows-1251", None),
        (RUSSIAN, "koi8-r", None),
        (RUSSIAN, "windows-1251", "utf-8"),
        (RUSSIAN, "windows-1251", "no-such-charset"),
        (JAPANESE, "shift-jis", None),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "gb18030", "gb2312"),
        (FRENCH, "windows-1252", None),
        (FRENCH, "windows-1252", "iso-8859-1"),
        (FRENCH, "utf-8", "iso-8859-1"),
        ("The ministers met in the town hall.", "utf-16-le", None),
        ("The ministers met in the town hall.", "utf-16-be", None),
    ],
)
def test_text_comes_back(text: str, encoding: str, declared: str | None) -> None:
    assert decoded(text.encode(encoding), name="x", declared=declared).text == text


def test_a_guess_is_noted() -> None:
    assert decoded(RUSSIAN.encode("windows-1251"), name="x").notes == ("encoding guessed: cp1251",)


def test_utf8_under_a_single_byte_declaration_is_noted() -> None:
    assert decoded(FRENCH.encode(), name="x", declared="latin-1").notes == ("declared cp1252, but the bytes are UTF-8",)


def test_a_multi_byte_declaration_holds_where_utf8_would_fit_too() -> None:
    data = "联通".encode("gbk")
    assert data.decode("utf-8", "ignore") != "联通"
    assert decoded(data, name="x", declared="gbk").text == "联通"


def test_mojibake_is_noted_and_left() -> None:
    broken = FRENCH.encode().decode("windows-1252", "replace")
    result = decoded(broken.encode(), name="x")
    assert result.text == broken
    assert "mojibake" in result.notes[0]
    assert decoded(FRENCH.encode(), name="x").notes == ()


def test_a_few_nuls_are_dropped_and_noted() -> None:
    result = decoded(b"The ministers\0 met.", name="x")
    assert (result.text, result.notes) == ("The ministers met.", ("1 NUL characters dropped",))


def test_a_broken_byte_in_utf8_is_replaced_and_noted() -> None:
    result = decoded((RUSSIAN * 20).encode() + b"\xff" + RUSSIAN.encode(), name="x")
    assert result.text.count("\ufffd") == 1
    assert "broken" in result.notes[0]


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (b"\x00\x01\x02\x03" * 200, None),
        (bytes(range(256)) * 20, "latin-1"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" * 100 + b"a", None),
        (b"\xfd\x81\x8d\xff\xfe" * 50, "utf-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xe0" * 100, None),
    ],
)
def test_bytes_that_are_no_text(data: bytes, declared: str | None) -> None:
    with pytest.raises(EncodingError, match=r"^x: "):
        decoded(data, name="x", declared=declared)


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?>', "Shift_JIS"),
        (b"<meta charset=utf-16>", None),
        (b"<p>no charset</p>", None),
    ],
)
def test_declared_in_html(head: bytes, declared: str | None) -> None:
    assert declared_in_html(head) == declared
