"""Years: one after a cue, one of a name, a pair, a fiscal one, one of an era, one in words."""

from __future__ import annotations

from dragoman.ground.times.meaning import BeforeEra, ClosedRange, FiscalYear, YearOf
from dragoman.ground.times.phrases import (
    Found,
    Tokens,
    counts_things,
    is_dash,
    list_of,
    spelled_year_at,
    table,
    year_at,
    year_of_at,
)

__all__ = ["NAMED_YEAR", "second_year", "years_at"]

NAMED_YEAR = "year of a name"
"""The rule of "the 2015 deal": the year is that of the deal, and says nothing of when something is done with it."""
_SURE_CUES = ("in", "since", "until", "from", "between", "by", "to", "around", "about", "circa", "late", "early")


def years_at(t: Tokens, i: int, *, cued: bool) -> Found | None:
    """One year after a cue, a fiscal year, or a pair of years: "2022-2023", "2023/24"; a pair needs no cue."""
    found = _of_era(t, i) or _fiscal_year(t, i) or _pair_of_years(t, i)
    if found:
        return found
    if t[i].word == "the" and t[i + 1].word == "year":
        named = year_of_at(t, i + 2)
        return Found(named[1], named[0], "year") if named[0].number is not None else None
    spelled = spelled_year_at(t, i)
    if spelled:
        return Found(spelled[1], YearOf(number=spelled[0]), "year")
    if cued and t[i].kind == "number" and len(t[i].word) == 3 and not t[i + 1].kind:
        return Found(i + 1, YearOf(number=t[i].value), "year")  # words given as a time: "in 866"
    if _in_brackets(t, i) and (year := year_at(t, i, earliest=1000)):
        return Found(i + 1, YearOf(number=year), NAMED_YEAR)
    year = year_at(t, i, earliest=1000 if cued or _is_early(t, i) else 1800)
    if year is None:
        return None
    back = t[i - 1].word == "to" and t[i - 2].word in ("dating", "dates", "dated", "back")
    if year < 1800 or cued or back or t[i - 1].word in list_of("year_cues") or _after_year(t, i):
        return Found(i + 1, YearOf(number=year), "year")
    return Found(i + 1, YearOf(number=year), NAMED_YEAR) if _names(t, i) else None


def _is_early(t: Tokens, i: int) -> bool:
    """Whether the four digits here are a year even below 1800: nothing that they could count follows."""
    after = t[i + 1]
    ends = after.kind in ("mark", "", "gap") and after.word not in ("%", "/", "°", "-", "$")
    return t[i - 1].word in _SURE_CUES and (ends or after.word in list_of("after_day"))


def _in_brackets(t: Tokens, i: int) -> bool:
    """Whether four digits end a bracket, or a part of one: "the accord (2015)", "(Ozola, 2015; Berg, 2016)".

    "1701 (2006)" is the number of a resolution.
    """
    alone = t[i - 1].word == "(" and t[i - 2].kind != "number"
    cited = t[i - 1].word == "," and t[i - 2].kind == "word" and t[i - 2].capital
    return i > 1 and (alone or cited) and t[i + 1].word in (")", ";")


def _of_era(t: Tokens, i: int) -> Found | None:
    """218 BC, AD 70, 70 AD, 218 BCE, 70 CE."""
    if t[i].raw == "AD" and t[i + 1].kind == "number" and 1 <= t[i + 1].value <= 2100:
        return Found(i + 2, YearOf(number=t[i + 1].value), "year of an era")
    if t[i].kind != "number" or t[i].value < 1:
        return None
    if t[i + 1].raw in ("BC", "BCE"):
        return Found(i + 2, BeforeEra(t[i].value), "year of an era")
    return Found(i + 2, YearOf(number=t[i].value), "year of an era") if t[i + 1].raw in ("AD", "CE") else None


def _names(t: Tokens, i: int) -> bool:
    """Whether the year here belongs to a name or a noun: "the 2015 deal", "its 1988 accounts"."""
    return t[i - 1].word in list_of("year_owners") and t[i + 1].kind == "word" and len(t[i + 1].word) > 2


def _fiscal_year(t: Tokens, i: int) -> Found | None:
    """Fiscal 2024, the fiscal year 2024; whose it is, is told by the word before ("US fiscal 2024")."""
    at = i + 1 if t[i].word == "the" else i
    if t[at].word not in ("fiscal", "fy", "financial") or (at > i and t[at + 1].word != "year"):
        return None
    end = at + 2 if t[at + 1].word == "year" else at + 1
    number = None if t[at].word == "financial" and end == at + 1 else year_at(t, end)
    if number is None:
        return None
    whose = t[i - 2] if t[i - 1].kind == "owner" else t[i - 1]
    rule = table("fiscal_years").get("us" if whose.word == "." and t[i - 3].word == "s" else whose.word, {})
    return Found(end + 1, FiscalYear(number, rule.get("month"), rule.get("named") != "start"), "fiscal year")


def _after_year(t: Tokens, i: int) -> bool:
    """Whether this is the next of a list of years: "in 1994, 1995 and 1997"."""
    before = t[i - 2]
    listed = i >= 2 and before.kind == "number" and len(before.word) == 4 and 1800 <= before.value <= 2100
    ends = t[i + 1].kind != "word" or t[i + 1].word in ("and", "or")
    return listed and ends and t[i - 1].word in (",", "and", "or")


def _pair_of_years(t: Tokens, i: int) -> Found | None:
    """Two years with a dash or stroke between them, the second later."""
    token = t[i]
    if token.kind != "number" or len(token.word) != 4 or not 1800 <= token.value <= 2100:
        return None
    if t[i + 1].word not in ("-", "/", "to") or (t[i + 1].word == "to" and t[i - 1].word == "from"):
        return None
    if t[i + 1].word == "to" and counts_things(t, i + 2):
        return None
    second = second_year(t, i + 2, token.value)
    if second is None or is_dash(t[i - 1]) or is_dash(t[i + 3]) or t[i - 1].word in ("$", "€", "£", "/", "+"):
        return None
    if len(t[i + 2].word) == 2 and second != token.value + 1:
        return None
    years = ClosedRange(YearOf(number=token.value), YearOf(number=second))
    return Found(i + 3, years, "years", cut=(i + 1, i + 2))


def second_year(t: Tokens, i: int, first: int) -> int | None:
    """The second year of a pair, in four digits or two ("2023-24"); later than the first, or None."""
    token = t[i]
    if token.kind != "number" or len(token.word) not in (2, 4):
        return None
    second = token.value if len(token.word) == 4 else first // 100 * 100 + token.value
    short_and_far = len(token.word) == 2 and second > first + 10
    return second if first < second <= min(2100, first + 100) and not short_and_far else None
