"""Bytes to text: which encoding, and how it is known.

The order: a byte order mark; then the declared charset, if the bytes decode by it; then UTF-16 without a mark; then
UTF-8; then what a detector says. A declared single-byte charset gives way to UTF-8 where the bytes are UTF-8 beyond
ASCII, for such a declaration fits any bytes and proves nothing. Mojibake is noted, never mended.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from unicodedata import category

from resiliparse.parse.encoding import detect_encoding

from dragoman.errors import EncodingError

__all__ = ["Decoded", "declared_in_html", "decoded", "sound"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_:.+-]{2,40})""")
_MULTI_BYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_MOJIBAKE = re.compile("[Â-ô][\u0080-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_CODEC = re.compile(
    r"utf-(8|16|32)|cp\d|iso8859|koi8|mac-|gb18030|big5|euc_|shift_jis|iso2022|johab|hz|tis-620|kz1048"
)
_DETECTED_BYTES = 200_000
_SAMPLE, _UNASSIGNED_SHARE = 20_000, 0.02
_CONTROL_SHARE, _NUL_SHARE, _BROKEN_SHARE = 0.005, 0.001, 0.002


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it (a Python codec name) and what is worth knowing about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def declared_in_html(head: bytes) -> str | None:
    """The charset that a meta element or an XML declaration in the first 4096 bytes names; None when none does.

    A page that says UTF-16 in plain ASCII bytes is not in UTF-16, so that counts as no declaration.
    """
    found = _DECLARED.search(head[:4096])
    label = found.group(1).decode("ascii") if found else ""
    return label if label and not label.lower().startswith(("utf-16", "utf-32", "ucs")) else None


def decoded(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """The text of the bytes without byte order mark; raises `EncodingError` when they are no text.

    A few NUL characters (at most one in 1000) are dropped, a few broken bytes in UTF-8 (at most two in 1000)
    become U+FFFD; both are noted. More than that is an error.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding, name)
    result = (
        _by_declaration(data, declared)
        or _utf16_without_mark(data)
        or _strictly(data, "utf-8")
        or _nearly_utf8(data)
        or _by_detector(data)
    )
    if result is None:
        raise EncodingError("the bytes are no text in any encoding that could be told", subject=name)
    return _checked(result, name)


def sound(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without NULs and lone surrogates (now U+FFFD), which no store takes; and notes, of mojibake too."""
    notes = []
    if nuls := text.count("\0"):
        text = text.replace("\0", "")
        notes.append(f"{nuls} NUL characters dropped")
    text, surrogates = _SURROGATE.subn("\ufffd", text)
    if surrogates:
        notes.append(f"{surrogates} lone surrogates replaced by U+FFFD")
    return text, (*notes, *_mojibake(text))


def _by_mark(data: bytes, encoding: str, name: str) -> Decoded:
    result = _strictly(data, encoding) or (_nearly_utf8(data) if encoding == "utf-8" else None)
    if result is None:
        raise EncodingError(f"the byte order mark says {encoding}, but the bytes do not decode by it", subject=name)
    return _checked(result, name)


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    encoding = _codec(declared) if declared else None
    if encoding is None:
        return None
    result = _strictly(data, encoding)
    if result and encoding != "utf-8" and _is_single_byte(encoding) and _MULTI_BYTE.search(data):
        utf8 = _strictly(data, "utf-8")
        return Decoded(utf8.text, "utf-8", (f"declared {encoding}, but the bytes are UTF-8",)) if utf8 else result
    return result


def _codec(label: str) -> str | None:
    """The Python codec for a web charset label (WHATWG: latin-1 and ASCII mean windows-1252); None when unknown."""
    web = {"iso-8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = web.get(name, {"iso8859-1": "cp1252", "shift_jis": "cp932", "euc_kr": "cp949"}.get(name, name))
    return name if _TEXT_CODEC.match(name) else None


def _is_single_byte(encoding: str) -> bool:
    return encoding.startswith(("cp125", "cp866", "iso8859", "koi8", "mac"))


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, LookupError):
        return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """Western text in UTF-16 has a NUL in every other byte; other scripts cannot be told without a mark."""
    sample = data[: 4096 - 4096 % 2]
    half = len(sample) // 2
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if half > 8 and high.count(0) > 0.8 * half and low.count(0) < 0.01 * half:
            return _strictly(data, encoding)
    return None


def _nearly_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    fine = len(_MULTI_BYTE.findall(data))
    if broken > _BROKEN_SHARE * len(text) + 1 or fine < 4 * broken:
        return None
    return Decoded(text, "utf-8", (f"{broken} broken bytes in UTF-8 replaced by U+FFFD",))


def _by_detector(data: bytes) -> Decoded | None:
    label = detect_encoding(data, _DETECTED_BYTES)
    encoding = _codec(label) if label else None
    result = _strictly(data, encoding) if encoding else None
    if result is None:
        return None
    western = _strictly(data, "cp1252")
    if western and western.text == result.text:
        result = western
    return Decoded(result.text, result.encoding, (f"encoding guessed: {result.encoding}",))


def _checked(result: Decoded, name: str) -> Decoded:
    size = max(len(result.text), 1)
    nuls, controls = result.text.count("\0"), len(_CONTROL.findall(result.text))
    if nuls > max(_NUL_SHARE * size, 1) or controls > max(_CONTROL_SHARE * size, 1):
        raise EncodingError("too many NUL or control characters for a text: binary data?", subject=name)
    sample = result.text[:_SAMPLE]
    if sum(category(c) in ("Cn", "Co") for c in sample) > _UNASSIGNED_SHARE * len(sample):
        raise EncodingError(f"read as {result.encoding}, it has too many characters that are none", subject=name)
    text, notes = sound(result.text)
    return Decoded(text, result.encoding, result.notes + notes)


def _mojibake(text: str) -> tuple[str, ...]:
    found = sum(1 for m in _MOJIBAKE.finditer(text) if _was_utf8(m.group()))
    return (f"{found} places look like UTF-8 read as windows-1252 (mojibake)",) if found > 1 else ()


def _was_utf8(words: str) -> bool:
    data = bytearray()
    for char in words:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            data += char.encode("latin-1", "replace")
    try:
        return len(bytes(data).decode("utf-8")) < len(words)
    except UnicodeDecodeError:
        return False
