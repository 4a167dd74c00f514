"""One type for all data: words with what is known of them. What a corpus does not say is not trained on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

__all__ = ["ANY", "NOT_PLACE", "Example", "allowed_kinds", "bio", "joined", "key_of", "neighbours"]

ANY = -100
"""The label of what is not known."""

NOT_PLACE = -1
"""The role of a word in a corpus that knows places only, where it is none."""


@dataclass(slots=True)
class Example:
    """Words in units (sentences or paragraphs), and the truth about them where the corpus has it.

    `ends` are the indices of the last words of units; `names` the tags that each word may have; `tags` has, by head,
    the index of one label a word; `scores` the factuality of words by scale; `roles` has for a trigger's first word the
    role of every word (`NOT_PLACE` for any but place); `links` goes from the first word of a source or content to that
    of its cue; `heads` and `dependencies` are the tree, a root pointing to itself; `relation` the allowed types, by
    index, of a sentence with `marks` (1 the actor, 2 the recipient).
    """

    words: list[str]
    corpus: str
    ends: list[int] = field(default_factory=list)
    marks: list[int] | None = None
    names: list[tuple[str, ...]] | None = None
    tags: dict[str, list[int]] = field(default_factory=dict)
    scores: dict[str, dict[int, float]] = field(default_factory=dict)
    roles: dict[int, list[int]] = field(default_factory=dict)
    links: list[tuple[int, int]] | None = None
    heads: list[int] | None = None
    dependencies: list[int] | None = None
    relation: tuple[int, ...] = ()

    def part(self, a: int, b: int) -> Example:
        """The words from a to b with their part of the truth, counted from a."""

        def inside(index: int) -> bool:
            return a <= index < b

        return Example(
            self.words[a:b],
            self.corpus,
            ends=[e - a for e in self.ends if inside(e)],
            marks=self.marks[a:b] if self.marks else None,
            names=self.names[a:b] if self.names else None,
            tags={head: tags[a:b] for head, tags in self.tags.items()},
            scores={s: {w - a: v for w, v in found.items() if inside(w)} for s, found in self.scores.items()},
            roles={t - a: roles[a:b] for t, roles in self.roles.items() if inside(t)},
            links=[(x - a, y - a) for x, y in self.links or () if inside(x) and inside(y)],
            heads=[h - a if inside(h) else ANY for h in self.heads[a:b]] if self.heads else None,
            dependencies=self.dependencies[a:b] if self.dependencies else None,
            relation=self.relation,
        )

    def units(self) -> Iterator[tuple[int, int]]:
        """The units as half-open ranges of words; all words when no ends are known."""
        starts = [0, *(end + 1 for end in self.ends if end + 1 < len(self.words)), len(self.words)]
        yield from pairwise(starts)


def joined(examples: Sequence[Example]) -> Example:
    """Some examples of one corpus as one, each a unit of it, as the paragraphs of a text are read.

    What is not said of a pair of them (the role of a word to an event of another) is not known.
    """
    words = [word for example in examples for word in example.words]
    whole = Example(words, examples[0].corpus)
    heads = {head for example in examples for head in example.tags}
    at = 0
    for example in examples:
        count = len(example.words)
        whole.ends.append(at + count - 1)
        for head in heads:
            whole.tags.setdefault(head, []).extend(example.tags.get(head, [ANY] * count))
        for trigger, roles in example.roles.items():
            whole.roles[at + trigger] = [ANY] * at + roles + [ANY] * (len(words) - at - count)
        if example.names is not None:
            whole.names = (whole.names or []) + example.names
        if example.links is not None:
            whole.links = (whole.links or []) + [(a + at, b + at) for a, b in example.links]
        at += count
    return whole


def neighbours(examples: Iterable[Example], most: int) -> Iterator[Example]:
    """Examples that follow each other, joined, of at most so many words together; none alone."""
    now: list[Example] = []
    for example in examples:
        if now and sum(len(e.words) for e in now) + len(example.words) > most:
            if len(now) > 1:
                yield joined(now)
            now = []
        now.append(example)
    if len(now) > 1:
        yield joined(now)


def bio(length: int, spans: Iterable[tuple[int, int, int]]) -> list[int]:
    """BIO tags as indices: `spans` are half-open ranges of words with the index of their label; the first one wins."""
    tags = [0] * length
    for start, end, label in spans:
        if not any(tags[start:end]):
            tags[start:end] = [2 * label + 1] + [2 * label + 2] * (end - start - 1)
    return tags


def allowed_kinds(tag: str, kinds: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The tags of ours that a corpus's tag may be: B-MISC is the begin of any kind that the corpus calls so."""
    if tag == "O":
        return ("O", *(f"{mark}-{kind}" for kind in kinds.get("O", ()) for mark in "BI"))
    mark, label = tag.split("-", 1)
    return tuple(f"{mark}-{kind}" for kind in kinds[label])


def key_of(words: Iterable[str]) -> str:
    """What makes two sentences the same one: letters and digits alone, in small letters."""
    return re.sub(r"[\W_]+", "", "".join(words).lower())
