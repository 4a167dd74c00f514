"""Parts of a year: quarters and halves, seasons."""

from __future__ import annotations

from dragoman.ground.times.meaning import MonthOf, Season, Segment, YearOf
from dragoman.ground.times.phrases import Found, Tokens, is_dash, month_at, table, year_at, year_of_at
from dragoman.ground.times.years import second_year

__all__ = ["season_at", "segment_at"]


def segment_at(t: Tokens, i: int) -> Found | None:
    """Quarters and halves: "the first quarter of 2024", "Q3", "H1 2024", "the second half of May"."""
    short = _short_segment(t, i)
    if short:
        return short
    hyphened = t[i].word == "the" and is_dash(t[i + 2])  # "the third-quarter results"
    i += 1 if t[i].word == "the" and not hyphened else 0
    before = year_at(t, i)
    if before is not None or t[i].word == "fiscal":
        i += 1
    elif t[i - 1].word in ("ago", "earlier"):
        return None
    number: int = t[i].value if t[i].kind == "ordinal" else table("ordinals").get(t[i].word, 0)
    if t[i].word in ("latter", "last", "final"):
        number = 2 if t[i + 1].word == "half" else 4 if t[i].word == "final" else 0
    at = i + 2 if is_dash(t[i + 1]) else i + 1
    if t[at].word not in ("quarter", "half") or not number:
        return None
    parts = 4 if t[at].word == "quarter" else 2
    if number > parts:
        return None
    if before is not None:
        return Found(at + 1, Segment(number, parts, YearOf(number=before)), "part of year")
    return _segment_of(t, at + 1, number, parts)


def _segment_of(t: Tokens, i: int, number: int, parts: int) -> Found | None:
    """A quarter or half with what it is a part of. A half stands only with it: "the first half" is of a match too."""
    if t[i].word == "of" and t[i + 1].word == "the" and t[i + 2].word == "year":
        return Found(i + 3, Segment(number, parts, YearOf(shift=0)), "part of year")
    year, end = year_of_at(t, i)
    if year.said:
        return Found(end, Segment(number, parts, year), "part of year")
    month = month_at(t, i + 1) if t[i].word == "of" and parts == 2 else None
    if month:
        of_year, end = year_of_at(t, month[1])
        return Found(end, Segment(number, parts, MonthOf(month[0], of_year)), "half of month")
    return Found(i, Segment(number, parts), "quarter") if parts == 4 else None


def _short_segment(t: Tokens, i: int) -> Found | None:
    word = t[i].raw
    if len(word) != 2 or word[0] not in "QH" or word[1] not in "1234" or (word[0] == "H" and word[1] in "34"):
        return None
    year, end = year_of_at(t, i + 1)
    if not year.said and word[0] == "H":
        return None
    return Found(end, Segment(int(word[1]), 4 if word[0] == "Q" else 2, year), "part of year")


def season_at(t: Tokens, i: int) -> Found | None:
    """Spring 2024, the summer of last year, the winter of 2023-24, "in the autumn"; "fall" only with a year."""
    if t[i].word == "the" and t[i + 1].word in table("seasons"):
        found = season_at(t, i + 1)
        return found if found and isinstance(found.meaning, Season) and found.meaning.year.said else None
    name = table("seasons").get(t[i].word)
    if name is None:
        return None
    year, end = year_of_at(t, i + 1)
    if t[i + 1].word in (",", "in"):
        year, end = YearOf(), i + 1
    if name == "winter" and year.number is not None and t[end].word in ("-", "/"):
        to = second_year(t, end + 1, year.number)
        if to is not None:
            return Found(end + 2, Season(name, year, to=to), "season")
    if year.said:
        return Found(end, Season(name, year), "season")
    return _season_alone(t, i, name)


def _season_alone(t: Tokens, i: int, name: str) -> Found | None:
    """A season without a year, after "in", "by", "the"... and before nothing that it could describe."""
    before, after = t[i - 1].word, t[i + 1]
    if t[i].word == "fall" or before not in (
        "in",
        "by",
        "the",
        "since",
        "until",
        "early",
        "mid",
        "late",
        "-",
        "during",
    ):
        return None
    if before == "the" and t[i - 2].word not in (
        "in",
        "by",
        "of",
        "during",
        "since",
        "until",
        "before",
        "after",
        "over",
    ):
        return None
    if after.kind == "word" and after.word in ("session", "school", "offensive", "olympics", "games", "break", "camp"):
        return None
    return Found(i + 1, Season(name), "season")
