"""How far an instrument is, by the words around its phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.types import Stage
from dragoman.understand.noun_phrase import lower_at
from dragoman.understand.phrasebook import Phrasebook
from dragoman.understand.tokens import Token

__all__ = ["LEGAL", "Staged", "counted", "is_adopted", "joins", "listed_before", "stage_of", "stage_of_list"]

FAR, NEAR = 16, 5
"""Words between a stage word and its phrase: in a list ("signed A, B and C"), and elsewhere."""

LEGAL = frozenset((Stage.SIGNED, Stage.RATIFIED, Stage.ADOPTED, Stage.DRAFTED))
_BE = frozenset(
    [
        "was",
        "were",
        "is",
        "are",
        "been",
        "being",
        "be",
        "has",
        "have",
        "had",
        "will",
        "to",
        "the",
        "a",
        "an",
        "it",
        "which",
        "that",
        "not",
        "never",
        "n't",
        "yet",
    ]
)
_ADVERBS = frozenset(
    [
        "finally",
        "recently",
        "later",
        "also",
        "now",
        "both",
        "expected",
        "due",
        "set",
        "scheduled",
        "would",
        "could",
        "may",
        "might",
        "should",
        "must",
        "only",
        "remains",
        "remain",
        "still",
        "first",
        "jointly",
        "already",
        "just",
        "already",
        "already",
        "be",
        "by",
        "in",
        ",",
        "and",
    ]
)
_AWAY = frozenset(("to", "in", "on", "for", "from", "with", "at", "into", "under", ","))
_HYPOTHETICAL = frozenset(("would", "could", "might"))
_CLAUSE = frozenset(
    ("after", "when", "who", "which", "since", "while", "where", "although", ";", ":", ".", ",", "because")
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A stage with its words, and the plain stage of the word itself (what "will sign" is about: signed)."""

    stage: Stage
    words: tuple[Span, ...]
    cue: Stage | None


NOTHING = Staged(Stage.UNKNOWN, (), None)


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    end: int
    stage: Stage


@cache
def _book(place: str) -> Phrasebook[Stage]:
    stages = lexicon.load("instruments")["stages"][place]
    return Phrasebook((phrase, Stage(name)) for name, phrases in sorted(stages.items()) for phrase in phrases)


@cache
def _moods() -> Phrasebook[str]:
    stages = lexicon.load("instruments")["stages"]
    return Phrasebook((p, mood) for mood in ("refused", "denied", "doubt", "ahead") for p in stages[mood])


@cache
def _phrases(*path: str) -> Phrasebook[bool]:
    data = lexicon.load("instruments")
    for key in path:
        data = data[key]
    return Phrasebook((p, True) for p in data)


@cache
def _head_words() -> frozenset[str]:
    """The last words of all heads, such as "understanding" and "treaties"."""
    heads = lexicon.load("instruments")["heads"]
    of_states = (head for head in heads if head["needs"] != "counted")  # "papers" are many things
    return frozenset(form.split()[-1].lower() for head in of_states for form in head["one"] + head["many"])


@cache
def _barriers() -> frozenset[str]:
    return frozenset(lexicon.load("instruments")["barriers"])


def stage_of(tokens: Sequence[Token], first: int, head: int, last: int) -> Staged:
    """The stage of the phrase of tokens `first` to `last`, with its words; unknown where none is said."""
    before = _cue_before(tokens, first)
    if before:
        return _of_none(tokens, first, _in_mood(tokens, before, last))
    inside = _inside(tokens, first, head)
    after = _signed_by(tokens, last) or _cue_after(tokens, last)
    return _of_none(tokens, first, after) if after else inside or NOTHING


def _of_none(tokens: Sequence[Token], first: int, staged: Staged) -> Staged:
    """The stage of a phrase, none where it is said of no such thing: "no joint statement was issued"."""
    if first == 0 or tokens[first - 1].lower != "no" or staged.cue not in LEGAL:
        return staged
    return Staged(Stage.UNKNOWN, (tokens[first - 1].span, *staged.words[-1:]), staged.cue)


def _signed_by(tokens: Sequence[Token], last: int) -> Staged | None:
    """The stage that a relative clause says with its own subject: "the treaty, which Peru and Chile signed in 1929".

    After a complement it may speak of that: "a statement on the bill, which the president signed".
    """
    if tokens[last - 1].lower not in _head_words() and not tokens[last - 1].text[0].isupper():
        return None
    opener = last + (lower_at(tokens, last) == ",")
    if lower_at(tokens, opener) not in ("which", "that"):
        return None
    data = lexicon.load("instruments")
    for index in range(opener + 1, min(opener + 1 + FAR, len(tokens))):
        token = tokens[index]
        if index > opener + 1 and token.lower in ("signed", "adopted", "ratified"):
            match = _book("after").at(tokens, index)
            return Staged(match[1], (token.span,), match[1]) if match else None
        if not (token.text[0].isupper() or token.lower in data["signers"]):
            return None
    return None


def is_adopted(tokens: Sequence[Token], staged: Staged, *, signed: bool = False) -> bool:
    """Whether a phrase is said to be adopted, or not to be, by a word that makes it a document; or, asked so, signed.

    What was issued or made ("issued a statement to the press") need be none.
    """
    data = lexicon.load("instruments")
    words = (*data["adopting"], *(data["signing"] if signed else ()))
    return staged.cue in LEGAL and any(t.lower in words for t in tokens if t.span in staged.words)


def counted(tokens: Sequence[Token], first: int) -> bool:
    """Whether a number stands before a phrase: "three joint statements"."""
    return first > 0 and tokens[first - 1].lower in lexicon.load("instruments")["counts"]


_PAPERS = frozenset(("documents", "papers", "agreements", "instruments", "texts", "accords"))
_JOINTS = frozenset((",", "and", "a", "an", "the"))
_OF_LIST = 10
"""Words between "documents" and the list of them: "three documents, according to the spokeswoman: ..."."""


def joins(tokens: Sequence[Token], end: int, start: int) -> bool:
    """Whether two phrases stand in one list: only a comma or "and", and an article, lie between them."""
    between = [t.lower for t in tokens[end:start]]
    return 1 <= len(between) <= 3 and set(between) <= _JOINTS and bool({",", "and"} & set(between))


def listed_before(tokens: Sequence[Token], first: int) -> int | None:
    """The token of the counted documents that the phrase at `first` is one of; None where it is in no such list.

    "Adopted two papers: a statement on fishing, which the hosts wrote, and a declaration"; "one paper came of it, a
    statement on fishing". Every item has its "a"; the documents are counted, one or several.
    """
    start = first - 1
    if start < 1 or tokens[start].lower not in ("a", "an"):
        return None
    opened = tokens[start - 1].lower
    if opened not in (":", ",", ";", "–", "—", "and"):
        return None
    colon = next((k for k in range(start - 1, 0, -1) if tokens[k].text == ":"), None)
    commas = int(opened == "and")
    end = start - 1 if colon is None else colon
    for index in range(end - 1, max(0, end - 1 - _OF_LIST), -1):
        lower = tokens[index].lower
        if lower in (*_PAPERS, "document", "paper") and (counted(tokens, index) or tokens[index - 1].lower == "one"):
            return index
        commas -= lower in (",", ";")
        if colon is None and commas < 0:
            return None
    return None


def stage_of_list(tokens: Sequence[Token], first: int, last: int) -> Staged | None:
    """The stage of the documents that are listed from `first` to `last`; None where the phrase is in no such list.

    "Signed three documents: A, B and C", "three documents will be signed, among them A", "the papers, A and B, were
    signed".
    """
    papers = listed_before(tokens, first)
    if papers is not None:
        return stage_of(tokens, papers, papers, papers + 1)
    start = first - (first > 0 and tokens[first - 1].lower in ("a", "an", "the"))
    opened = tokens[start - 1].lower if start else ""
    among = start > 1 and (opened == "including" or [t.lower for t in tokens[start - 2 : start]] == ["among", "them"])
    for index in range(start - 2, max(-1, start - 2 - _OF_LIST), -1):
        if tokens[index].lower not in _PAPERS:
            continue
        if opened == ":" or among:
            return stage_of(tokens, index, index, index + 1)
        if opened == "," and index == start - 2:
            return stage_of(tokens, index, index, last + (last < len(tokens) and tokens[last].text == ","))
    return None


def _cue_before(tokens: Sequence[Token], first: int) -> _Cue | None:
    """The nearest stage word before a phrase that nothing cuts off from it."""
    for index in range(first - 1, max(-1, first - 1 - FAR), -1):
        if tokens[index].text in ";:" or (tokens[index].lower in _barriers() and not _beside(tokens, index)):
            return None
        match = _book("before").at(tokens, index)
        if match and index + match[0] <= first:
            match, index = _widest(tokens, index, match)
            gap = tokens[index + match[0] : first]
            return _Cue(index, index + match[0], match[1]) if _reaches(gap) else None
    return None


def _beside(tokens: Sequence[Token], index: int) -> bool:
    """Whether "it" is what another document is signed beside: "signed a treaty and with it a memorandum"."""
    before = [lower_at(tokens, index - 2), lower_at(tokens, index - 1)]
    return tokens[index].lower in ("it", "them") and before[1] in ("with", "beside") and before[0] in ("and", ",")


def _widest(tokens: Sequence[Token], index: int, match: tuple[int, Stage]) -> tuple[tuple[int, Stage], int]:
    """The longest phrase that ends where the match ends ("states parties to" over "parties to")."""
    end = index + match[0]
    for earlier in range(max(0, index - 3), index):
        longer = _book("before").at(tokens, earlier)
        if longer and earlier + longer[0] == end:
            return longer, earlier
    return match, index


def _reaches(gap: Sequence[Token]) -> bool:
    """Whether only a list of instruments, or the beginning of the phrase, stands between."""
    if any(t.lower == "including" or t.lower in _head_words() or (t.text.isupper() and len(t.text) > 2) for t in gap):
        return len(gap) <= FAR
    return len(gap) <= NEAR and not any(t.lower in _AWAY for t in gap)


def _in_mood(tokens: Sequence[Token], cue: _Cue, last: int) -> Staged:
    """The stage that a word before a phrase says, in its mood: expected, in doubt, denied."""
    words = covering(t.span for t in tokens[cue.first : cue.end])
    mood = None if cue.stage is Stage.IN_FORCE else _mood_before(tokens, cue)
    if mood:
        stage = _shifted(cue.stage, mood[0])
        return Staged(stage, (mood[1], words), cue.stage)
    if cue.stage in LEGAL and cue.first and tokens[cue.first - 1].lower == "to":
        return Staged(Stage.UNKNOWN, (words,), cue.stage)  # "for Canada to sign": it has not
    if tokens[cue.first].lower == "under" and any(t.lower in _HYPOTHETICAL for t in tokens[last : last + 10]):
        return Staged(Stage.UNKNOWN, (words,), cue.stage)  # "under the plan, X would"
    if cue.stage in LEGAL and _phrases("nominal").at(tokens, cue.first):
        return _nominal(tokens, cue, words, last)
    return Staged(cue.stage, (words,), cue.stage)


def _shifted(stage: Stage, mood: str) -> Stage:
    if stage is Stage.EXPIRED:
        return Stage.IN_FORCE  # who may leave a treaty has not left it
    if stage not in LEGAL:
        doubtful = stage is Stage.REJECTED or (mood in ("denied", "refused") and stage is not Stage.IN_FORCE)
        return Stage.UNKNOWN if doubtful else stage
    return {"ahead": Stage.EXPECTED, "refused": Stage.REJECTED}.get(mood, Stage.UNKNOWN)


def _mood_before(tokens: Sequence[Token], cue: _Cue) -> tuple[str, Span] | None:
    """The nearest word of mood before a stage word, in its clause; a plain past is only denied or doubted."""
    past = tokens[cue.first].lower.endswith("ed") or tokens[cue.first].lower in ("struck", "drew", "tore", "withdrew")
    for index in range(cue.first - 1, max(-1, cue.first - (4 if past else 9)), -1):
        if tokens[index].lower in _CLAUSE:
            return None
        match = _moods().at(tokens, index)
        if match and index + match[0] <= cue.first and not (past and match[1] == "ahead"):
            first, mood = _widest_mood(tokens, index, match)
            if tokens[index].lower == "would" and _reported(tokens, index):
                mood = "ahead"
            return mood, covering(t.span for t in tokens[first : index + match[0]])
    return None


_SAYING = frozenset(("said", "announced", "told", "confirmed", "stated", "added", "reported"))


def _reported(tokens: Sequence[Token], index: int) -> bool:
    """Whether "would" is the "will" of reported speech: "announced that the ministers would sign", without an "if"."""
    before = [t.lower for t in tokens[max(0, index - 12) : index]]
    that = "that" in before and bool(_SAYING & {t.lower for t in tokens[:index]})
    return that and not any(t.lower in ("if", "unless", "could", "might") for t in tokens)


def _widest_mood(tokens: Sequence[Token], index: int, match: tuple[int, str]) -> tuple[int, str]:
    """Where the words of mood begin, and which they are: "will be" over "be", "not expected to" over "expected to"."""
    first, mood = index, match[1]
    for earlier in (index - 1, index - 2):
        longer = _moods().at(tokens, earlier) if earlier >= 0 else None
        if longer and earlier + longer[0] >= first and (longer[1] == mood or mood == "ahead"):
            first, mood = earlier, longer[1]
    return first, mood


def _nominal(tokens: Sequence[Token], cue: _Cue, words: Span, last: int) -> Staged:
    """The stage of "the signing of ...": expected or done only where other words say so."""
    for index in range(last, min(last + 6, len(tokens))):
        match = _phrases("stages", "expected_after").at(tokens, index)
        will = tokens[index].lower == "will"
        if match or will:
            span = covering(t.span for t in tokens[index : index + (match[0] if match else 1)])
            return Staged(Stage.EXPECTED, (words, span), cue.stage)
    near = (*range(max(0, cue.first - 6), cue.first), *range(last, min(last + 3, len(tokens))))
    for index in near:
        match = _phrases("happened").at(tokens, index)
        if match:
            return Staged(cue.stage, (covering(t.span for t in tokens[index : index + match[0]]), words), cue.stage)
    return Staged(Stage.UNKNOWN, (words,), cue.stage)


def _inside(tokens: Sequence[Token], first: int, head: int) -> Staged | None:
    for index in range(first, head):
        match = _book("inside").at(tokens, index)
        if match:
            return Staged(match[1], (tokens[index].span,), None)
    return None


def _cue_after(tokens: Sequence[Token], last: int) -> Staged | None:
    """The stage that the verb behind a phrase says: "was signed", "is to be signed", "expires"."""
    for index in range(last, min(last + 8, len(tokens))):
        match = _book("after").at(tokens, index)
        if match:
            words = covering(t.span for t in tokens[index : index + match[0]])
            later = _settled(tokens, index + match[0]) if match[1] is Stage.EXPECTED else None
            return later or _after_in_mood(tokens[last:index], words, match[1])
        if tokens[index].lower not in _BE and tokens[index].lower not in _ADVERBS:
            return None
    return None


def _settled(tokens: Sequence[Token], index: int) -> Staged | None:
    """What became of what had been expected: "the treaty that had been expected was not signed"."""
    if lower_at(tokens, index) == ",":
        index += 1
    if lower_at(tokens, index) not in ("was", "were"):
        return None
    denied = lower_at(tokens, index + 1) in ("not", "never", "n't")
    at = index + 1 + denied
    match = _book("after").at(tokens, at) if at < len(tokens) else None
    if match is None or match[1] not in LEGAL:
        return None
    words = covering(t.span for t in tokens[at : at + match[0]])
    marks = (tokens[index + 1].span,) if denied else ()
    return Staged(Stage.UNKNOWN if denied else match[1], (*marks, words), match[1])


def _after_in_mood(gap: Sequence[Token], words: Span, stage: Stage) -> Staged:
    said = [t.lower for t in gap]
    if "," in said and not any(w in ("which", "that", "was", "were", "is") for w in said) and len(said) > 1:
        return Staged(stage, (words,), stage)
    mood = next((m for w in said for m in _MOOD_OF.get(w, ())), None)
    marks = tuple(t.span for t in gap if t.lower in _MOOD_OF)[:1]
    if any(w in ("not", "n't", "never", "yet") for w in said):
        mood = "denied"
    if mood and stage is Stage.IN_FORCE:
        return Staged(Stage.UNKNOWN, (*marks, words), stage)  # "will enter into force", "is not in force"
    return Staged(_shifted(stage, mood) if mood else stage, (*marks, words), stage)


_MOOD_OF = {
    **dict.fromkeys(("will", "be", "to", "expected", "due", "set", "scheduled"), ("ahead",)),
    **dict.fromkeys(("would", "could", "may", "might", "should", "must"), ("doubt",)),
    **dict.fromkeys(("not", "n't", "never", "yet"), ("denied",)),
}
