"""A shallow parse of one sentence: its tokens, the chunks that name somebody or something, its verb groups.

No grammar is tried beyond that: a later stage that has a parser may answer the same questions better.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.types import Mention, MentionKind
from dragoman.understand.tokens import Token, tokenize
from dragoman.understand.verbs import Form, readings

__all__ = ["BE", "DETERMINERS", "PREPOSITIONS", "Chunk", "Parse", "VerbGroup", "parse_sentence"]

_WORDS = {name: frozenset(words) for name, words in lexicon.load("grammar").items()}
BE = _WORDS["be"]
HAVE = _WORDS["have"]
DO = _WORDS["do"]
MODALS = _WORDS["modals"]
NOT = _WORDS["not"]
ADVERBS = _WORDS["adverbs"]
DETERMINERS = _WORDS["determiners"]
PREPOSITIONS = _WORDS["prepositions"]
PRONOUN_SUBJECTS = _WORDS["pronouns"]
TAKES_ING = _WORDS["takes_ing"]
_CALENDAR = _WORDS["calendar"]
LY_ADJECTIVES = _WORDS["ly_adjectives"]
_BEFORE_ING = (",", "after", "before", "while", "when", "by", "without", "since", "despite")
SAYING = frozenset(lexicon.load("status")["saying"]) - {"report", "claim", "note"}
_JOINTS = (",", "and", "then", "but", "-", "–", "—", '"', "”")
_RANK = {MentionKind.INSTRUMENT: 0, MentionKind.PERSON: 1, MentionKind.ORGANISATION: 2, MentionKind.OFFICE: 3}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to `end` (half-open) that name something; `mentions` in order, the head first among equals."""

    first: int
    end: int
    span: Span
    mentions: tuple[Mention, ...]

    def paired(self, text: str) -> tuple[Mention, ...]:
        """The names that a hyphen joins: "Japan-ASEAN"; () where none does."""
        pairs = [
            (a, b)
            for a, b in pairwise(sorted(self.mentions, key=lambda m: m.span.start))
            if text[a.span.end : b.span.start] in ("-", "–", "/")
        ]
        return tuple(dict.fromkeys(m for pair in pairs for m in pair))

    @property
    def head(self) -> Mention:
        """The mention that the chunk is about: an instrument, else a person, organisation, office, place."""
        return min(self.mentions, key=lambda m: (_RANK.get(m.kind, 4), m.span.start))


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: token indices `first` to `end` (half-open), `head` the verb itself.

    `form` is the head's form; `modal`, `negation` and `to` are token indices, -1 when there is none.
    """

    first: int
    head: int
    end: int
    lemma: str
    form: Form
    auxiliaries: tuple[str, ...]
    modal: int = -1
    negation: int = -1
    to: int = -1

    @property
    def passive(self) -> bool:
        """Whether it is a passive ("was signed"), a bare participle included."""
        be = any(a in BE for a in self.auxiliaries)
        return self.form == "part" and (be or not any(a in HAVE for a in self.auxiliaries))

    @property
    def progressive(self) -> bool:
        """Whether it is a form with be and -ing."""
        return self.form == "ing" and any(a in BE for a in self.auxiliaries)

    @property
    def past(self) -> bool:
        """Whether its time is the past: by its own form or by its first auxiliary."""
        if not self.auxiliaries:
            return self.form == "past"
        return self.auxiliaries[0] in ("was", "were", "had", "did") or self.perfect

    @property
    def perfect(self) -> bool:
        """Whether it is a form with have and a participle."""
        return self.form in ("part", "ing") and any(a in HAVE for a in self.auxiliaries)

    @property
    def finite(self) -> bool:
        """Whether it has a tense of its own: neither "to meet" nor a bare participle."""
        if self.to >= 0:
            return False
        if self.auxiliaries or self.modal >= 0:
            return True
        return self.form in ("past", "s", "base")


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence: tokens, chunks and verb groups, all in order."""

    text: str
    span: Span
    tokens: tuple[Token, ...]
    chunks: tuple[Chunk, ...]
    chunk_at: tuple[int, ...]
    groups: tuple[VerbGroup, ...]
    group_at: tuple[int, ...]

    def lower(self, index: int) -> str:
        """The token at an index in small letters; "" beyond either end."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def chunk(self, index: int) -> Chunk | None:
        """The chunk that holds a token, or None."""
        if 0 <= index < len(self.tokens) and self.chunk_at[index] >= 0:
            return self.chunks[self.chunk_at[index]]
        return None

    def group(self, index: int) -> VerbGroup | None:
        """The verb group that holds a token, or None."""
        if 0 <= index < len(self.tokens) and self.group_at[index] >= 0:
            return self.groups[self.group_at[index]]
        return None

    def words(self, first: int, end: int) -> Span:
        """The span of tokens `first` to `end` (half-open)."""
        return covering(t.span for t in self.tokens[first:end])


def parse_sentence(text: str, span: Span, mentions: Sequence[Mention]) -> Parse:
    """The parse of one sentence, given the mentions that lie in it (instruments among them, if wanted)."""
    tokens = tokenize(text, span)
    chunks = _chunks(tokens, mentions)
    chunk_at = _index(len(tokens), [(c.first, c.end) for c in chunks])
    groups = _groups(tokens, chunk_at)
    group_at = _index(len(tokens), [(g.first, g.end) for g in groups])
    return Parse(text, span, tokens, chunks, chunk_at, groups, group_at)


def _index(length: int, ranges: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """For each token the number of the range that holds it, -1 for none."""
    found = [-1] * length
    for number, (first, end) in enumerate(ranges):
        found[first:end] = [number] * (end - first)
    return tuple(found)


def _chunks(tokens: tuple[Token, ...], mentions: Sequence[Mention]) -> tuple[Chunk, ...]:
    """Mentions whose extents overlap become one chunk, and so does a person with the country after "of"."""
    joined: list[tuple[Span, list[Mention]]] = []
    for mention in sorted(mentions, key=lambda m: (m.extent.start, -m.extent.end)):
        if joined and mention.extent.start < joined[-1][0].end:
            joined[-1] = (covering([joined[-1][0], mention.extent]), [*joined[-1][1], mention])
        else:
            joined.append((mention.extent, [mention]))
    chunks: list[Chunk] = []
    for extent, members in joined:
        first = bisect_right(tokens, extent.start, key=lambda t: t.span.end)
        end = bisect_left(tokens, extent.end, key=lambda t: t.span.start)
        if chunks and first < chunks[-1].end and first < end:  # "the ASEAN-EU meeting": two names in one token
            whole = covering([chunks[-1].span, extent])
            chunks[-1] = Chunk(chunks[-1].first, end, whole, (*chunks[-1].mentions, *members))
        elif first < end:
            chunks.append(Chunk(first, end, extent, tuple(members)))
    return tuple(_with_country(tokens, chunks))


def _with_country(tokens: tuple[Token, ...], chunks: list[Chunk]) -> list[Chunk]:
    """ "Sergei Martynov of Belarus" in one chunk, and "Arizona Sen. John McCain"."""
    joined: list[Chunk] = []
    for chunk in chunks:
        before = joined[-1] if joined else None
        of = before is not None and chunk.first == before.end + 1 and tokens[before.end].lower == "of"
        kinds = (before.head.kind, chunk.head.kind) if before and of else ()
        if before and (kinds == (MentionKind.PERSON, MentionKind.PLACE) or _is_seat(tokens, before, chunk)):
            span = covering([before.span, chunk.span])
            joined[-1] = Chunk(before.first, chunk.end, span, (*before.mentions, *chunk.mentions))
        else:
            joined.append(chunk)
    return joined


def _is_seat(tokens: tuple[Token, ...], place: Chunk, holder: Chunk) -> bool:
    """Whether a place right before a person is where that person holds an office, and no place of its own."""
    office = holder.head.office
    titled = office is not None and office.title in lexicon.load("offices")["of_places"]
    alone = place.first == 0 or tokens[place.first - 1].lower not in ("in", "at", "near", "from", "to")
    return titled and place.head.kind == MentionKind.PLACE and place.end == holder.first and alone


def _groups(tokens: tuple[Token, ...], chunk_at: tuple[int, ...]) -> tuple[VerbGroup, ...]:
    groups: list[VerbGroup] = []
    taken = 0
    for index in range(len(tokens)):
        if index < taken or chunk_at[index] >= 0:
            continue
        group = _group(tokens, chunk_at, index, taken)
        if group:
            groups.append(group)
            taken = group.end
    return tuple(groups)


def _group(tokens: tuple[Token, ...], chunk_at: tuple[int, ...], head: int, floor: int) -> VerbGroup | None:
    """The verb group whose head is at an index, if the word there is a verb in this place."""
    if _is_likely(tokens, head):
        return None
    lower = tokens[head].lower
    first, auxiliaries, modal, negation, to = _left(tokens, chunk_at, head, floor)
    nxt = tokens[head + 1].lower if head + 1 < len(tokens) else ""
    adjectives = lexicon.load("status")["governors"]["adjectives_announced"]
    if lower in adjectives and any(a in BE for a in auxiliaries) and nxt in ("to", "for", "on", "in"):
        return VerbGroup(first, head, head + 1, lower, "part", tuple(auxiliaries), modal, negation, to)
    for lemma, forms in readings(lower) or _after_auxiliary(lower, modal, auxiliaries):
        if lemma == "be" and not auxiliaries and modal < 0 and to < 0 and not _is_auxiliary(tokens, chunk_at, head):
            return VerbGroup(first, head, head + 1, "be", "past" if "past" in forms else "s", (), -1, negation)
        if lemma in SAYING and head and chunk_at[head - 1] >= 0 and "s" in forms:
            return VerbGroup(head, head, head + 1, lemma, "s", ())
        form = _form(tokens, chunk_at, head, forms, bool(auxiliaries), modal >= 0, to >= 0, auxiliaries)
        if form and not (lemma in ("be", "have", "do") and _is_auxiliary(tokens, chunk_at, head)):
            return VerbGroup(first, head, head + 1, lemma, form, tuple(auxiliaries), modal, negation, to)
    return None


def _after_auxiliary(lower: str, modal: int, auxiliaries: list[str]) -> tuple[tuple[str, frozenset[Form]], ...]:
    """An unknown word right after a modal or do is the base of a verb, one in -ing after be its participle."""
    if auxiliaries and auxiliaries[-1] in BE and lower.endswith("ing") and len(lower) > 5 and lower.isalpha():
        return ((lower, frozenset({"ing"})),)
    helps = modal >= 0 or (auxiliaries and auxiliaries[-1] in DO)
    known = not lower.isalpha() or _is_adverb(lower) or lower in NOT or lower in PREPOSITIONS or lower in DETERMINERS
    closed = lower in PRONOUN_SUBJECTS or lower in BE or lower in HAVE or lower in DO or lower in MODALS
    return ((lower, frozenset({"base"})),) if helps and not known and not closed else ()


def _is_auxiliary(tokens: tuple[Token, ...], chunk_at: tuple[int, ...], index: int) -> bool:
    """Whether a form of be, have or do only helps a verb that follows within a few adverbs."""
    nearest = index + 1
    while nearest < len(tokens) and nearest - index < 4 and chunk_at[nearest] < 0:
        lower = tokens[nearest].lower
        if lower in lexicon.load("status")["governors"]["adjectives_announced"]:
            return True
        if any({"part", "ing", "past"} & forms for _, forms in readings(lower)) or lower in ("been", "being", "be"):
            return lower not in lexicon.load("verbs")["nominal_ing"] or nearest == index + 1
        if not (_is_adverb(lower) or lower in NOT or lower in ("no", "longer")):
            return tokens[index].lower in DO and bool(readings(lower)) and nearest > index + 1
        nearest += 1
    return False


def _is_adverb(lower: str) -> bool:
    return lower in ADVERBS or (lower.endswith("ly") and len(lower) > 4 and lower not in LY_ADJECTIVES)


def _left(
    tokens: tuple[Token, ...], chunk_at: tuple[int, ...], head: int, floor: int
) -> tuple[int, list[str], int, int, int]:
    """What stands before a verb and belongs to it: first index, auxiliaries in order, modal, negation, "to"."""
    auxiliaries: list[str] = []
    first, modal, negation, to = head, -1, -1, -1
    index = head - 1
    while index >= floor and chunk_at[index] < 0 and head - index < 8:
        lower = tokens[index].lower
        if lower in NOT or (lower == "longer" and index and tokens[index - 1].lower == "no"):
            negation = index
        elif lower in MODALS and not (lower == "'d" and auxiliaries) and not (index and tokens[index].text == "May"):
            modal, first = index, index
            break
        elif lower == "'s" and _is_possessive(tokens, chunk_at, head, index):
            break
        elif lower in BE or lower in HAVE or lower in DO:
            auxiliaries.insert(0, lower)
            first = index
        elif lower == "to":
            to, first = index, index
            negation = index - 1 if index > floor and tokens[index - 1].lower == "not" else negation
            break
        elif not (_is_adverb(lower) or lower == "no" or _is_likely(tokens, index)):
            break
        index -= 1
    return min(first, negation) if negation >= 0 else first, auxiliaries, modal, negation, to


def _is_likely(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether "likely" is the adverb after a modal: "will likely fail to sign", not "is likely to sign"."""
    return index > 0 and tokens[index].lower == "likely" and tokens[index - 1].lower in MODALS


def _is_possessive(tokens: tuple[Token, ...], chunk_at: tuple[int, ...], head: int, index: int) -> bool:
    """Whether "'s" before a noun in -ing is no "is": "this year's meeting", not "he's meeting"."""
    noun = tokens[head].lower in lexicon.load("verbs")["nominal_ing"] and index > 0
    takes_object = head + 1 < len(tokens) and chunk_at[head + 1] >= 0
    owner = noun and (tokens[index - 1].lower in _CALENDAR or (chunk_at[index - 1] >= 0 and not takes_object))
    return owner and tokens[index - 1].lower not in PRONOUN_SUBJECTS


def _form(
    tokens: tuple[Token, ...],
    chunk_at: tuple[int, ...],
    head: int,
    forms: frozenset[Form],
    auxiliary: bool,
    modal: bool,
    to: bool,
    auxiliaries: list[str],
) -> Form | None:
    """Which form the word has in this place; None when it is no verb here."""
    if (modal or to) and not auxiliary:
        return "base" if "base" in forms else None
    if auxiliary:
        return _form_after(auxiliaries[-1], forms)
    return _bare_form(tokens, chunk_at, head, forms)


def _form_after(auxiliary: str, forms: frozenset[Form]) -> Form | None:
    if auxiliary in DO:
        return "base" if "base" in forms else None
    if auxiliary in HAVE:
        return "part" if "part" in forms else None
    return "ing" if "ing" in forms else "part" if "part" in forms else None


def _bare_form(tokens: tuple[Token, ...], chunk_at: tuple[int, ...], head: int, forms: frozenset[Form]) -> Form | None:
    """The form of a word without auxiliary: told from nouns and adjectives by its neighbours."""
    nearest = head - 1
    while nearest > 0 and chunk_at[nearest] < 0 and _is_adverb(tokens[nearest].lower):
        nearest -= 1
    before = tokens[nearest].lower if head else ""
    following = head + 1
    while following < len(tokens) - 1 and chunk_at[following] < 0 and _is_adverb(tokens[following].lower):
        following += 1
    after = tokens[following].lower if following < len(tokens) else ""
    after_chunk = following < len(tokens) and chunk_at[following] >= 0
    before_chunk = head > 0 and chunk_at[nearest] >= 0
    determined = before in DETERMINERS and before not in ("that", "all", "both") and not before_chunk
    if tokens[head].lower in PREPOSITIONS or determined:
        return None
    if before in PREPOSITIONS and "ing" not in forms and not before_chunk and {"past", "part"} & forms:
        return None  # "behind closed doors"
    if "past" in forms:
        return "past" if _has_subject(tokens, chunk_at, head) else "part"
    if "part" in forms:
        return "part"
    if "ing" in forms:
        nominal = tokens[head].lower in lexicon.load("verbs")["nominal_ing"]
        takes_object = after_chunk or after == "with" or after in DETERMINERS
        clause = takes_object and (before in _BEFORE_ING or before in TAKES_ING)
        return "ing" if clause or not nominal else None
    plural = before.endswith("s") and before.isalpha()
    apposed = before == "," and after_chunk and chunk_at[max(nearest - 1, 0)] >= 0
    subject = before_chunk or plural or apposed or before in PRONOUN_SUBJECTS or before in ("and", "'s")
    objects = after_chunk or after in DETERMINERS or after in ("to", "that", "with", "in", "at") or _is_adverb(after)
    if before == "that" and nearest and tokens[head].lower in _nouns() and readings(tokens[nearest - 1].lower):
        return None  # "denied that talks with Kenya had taken place"
    if before in PRONOUN_SUBJECTS:
        return "s" if "s" in forms else "base"
    if before_chunk and "s" not in forms and not _plural_before(tokens, chunk_at, nearest):
        return None  # "ridicules Putin visit to ...": one person, so the word is a noun
    clear = "s" in forms and before_chunk and tokens[head].lower not in _nouns()
    return ("s" if "s" in forms else "base") if subject and (objects or clear) and after != "of" else None


def _plural_before(tokens: tuple[Token, ...], chunk_at: tuple[int, ...], last: int) -> bool:
    """Whether the subject that ends at a token can be several: a plural, or names joined by "and" or a comma."""
    before = [tokens[k].lower for k in range(max(0, last - 8), last)]
    own = [tokens[k].lower for k in range(max(0, last - 8), last) if chunk_at[k] == chunk_at[last]]
    office = any(word.endswith("s") and word in _WORDS["group_nouns"] for word in own)  # "leaders of the Forum meet"
    joined = not {"and", ",", "&"}.isdisjoint(before)
    return joined or office or tokens[last].lower.endswith(("s", "people", "police", "hamas"))


@cache
def _nouns() -> frozenset[str]:
    """Words that are nouns as well as third persons: event nouns, and the nouns that govern an infinitive."""
    events = (noun.split()[0] for entry in lexicon.load("triggers").values() for noun in entry["nouns"])
    governing = (noun for nouns in lexicon.load("status")["nouns"].values() for noun in nouns)
    return frozenset((*events, *governing, *_WORDS["nouns_in_s"]))


def _has_subject(tokens: tuple[Token, ...], chunk_at: tuple[int, ...], head: int) -> bool:
    """Whether a word that may be a past or a participle has something before it that can act."""
    index = head - 1
    while index >= 0 and chunk_at[index] < 0 and _is_adverb(tokens[index].lower):
        index -= 1
    if index < 0:
        return False
    lower = tokens[index].lower
    if (
        chunk_at[index] >= 0
        or lower in PRONOUN_SUBJECTS
        or lower in (",", "and", "then", "but", "-", "–", "—", '"', "”")
    ):
        return True
    governed = index > 0 and tokens[index - 1].lower in ("to", *MODALS)  # "to extradite accused criminals"
    return lower.isalpha() and lower not in PREPOSITIONS and lower not in DETERMINERS and not governed
