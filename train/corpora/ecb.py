"""ECB+ (Cybulska and Vossen 2014): news in topics, with events and who, where and when, tied across documents.

A topic has news of two occurrences of one kind: files `1_2ecb.xml` of the first, `1_2ecbplus.xml` of the second. What
is tied within a document or across documents shares a cluster; a mention that nothing is tied to has its own.
"""

from __future__ import annotations

import csv
import tarfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from dragoman.errors import ReadError

__all__ = ["DEV", "SENTENCES", "EcbDocument", "EcbMention", "documents_in", "part_of"]

DEV = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})
"""The topics that are left out of training and tuned on, as in the published split of topics 1 to 35."""

SENTENCES = "ECBplus_coreference_sentences.csv"
"""The list of the sentences whose annotation was checked. Where it lies in or beside the data, only these count."""

_EVENT = ("ACTION_", "NEG_ACTION_")
_KINDS = {"HUMAN": "participant", "NON": "participant", "LOC": "place", "TIME": "time"}


@dataclass(frozen=True, slots=True)
class EcbMention:
    """Words of a document: `tokens` are their indices, in order, `kind` is event, participant, place or time.

    `label` is the corpus's own (ACTION_OCCURRENCE), `cluster` what it is tied to, over the whole corpus.
    """

    mention_id: str
    kind: str
    label: str
    tokens: tuple[int, ...]
    sentence: int
    cluster: str


@dataclass(frozen=True)
class EcbDocument:
    """A document: `tokens` with the number of the `sentences` they stand in, and its mentions in order."""

    name: str
    topic: str
    subtopic: str
    tokens: tuple[str, ...]
    sentences: tuple[int, ...]
    mentions: tuple[EcbMention, ...]

    @cached_property
    def events(self) -> tuple[EcbMention, ...]:
        """The mentions of events."""
        return tuple(m for m in self.mentions if m.kind == "event")

    @cached_property
    def units(self) -> tuple[tuple[int, int], ...]:
        """The sentences as half-open ranges of tokens, in order."""
        found: list[tuple[int, int]] = []
        for index, sentence in enumerate(self.sentences):
            if index and sentence == self.sentences[index - 1]:
                found[-1] = (found[-1][0], index + 1)
            else:
                found.append((index, index + 1))
        return tuple(found)


def part_of(topic: str) -> str:
    """The part of a topic: "dev" or "train"."""
    return "dev" if topic in DEV else "train"


def documents_in(path: Path, *, part: str = "all") -> tuple[EcbDocument, ...]:
    """The documents of a folder of topics or of its archive, by topic, then by name.

    Where the list of checked sentences lies in the folder or beside the path, events of others are left out. Raises
    `ReadError` where nothing is found or a file is broken.
    """
    checked = _checked(path)
    found = []
    for name, data in _files(path):
        topic = name.split("_")[0]
        if part == "all" or part_of(topic) == part:
            found.append(_document(name, topic, data, checked))
    if not found:
        raise ReadError("no documents of ECB+ (files such as 1_2ecb.xml)", subject=str(path))
    return tuple(sorted(found, key=lambda d: _order(d.name)))


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the documents' files."""
    if path.is_dir():
        for file in sorted(path.rglob("*.xml")):
            if _is_document(file.name):
                yield file.name, file.read_bytes()
        return
    with tarfile.open(path) as archive:
        for member in archive:
            name = member.name.split("/")[-1]
            data = archive.extractfile(member) if _is_document(name) else None
            if data:
                yield name, data.read()


def _is_document(name: str) -> bool:
    return name.endswith(("ecb.xml", "ecbplus.xml")) and name.split("_")[0].isdigit()


def _order(name: str) -> tuple[int, str, int]:
    topic, rest = name.removesuffix(".xml").split("_")
    number = "".join(c for c in rest if c.isdigit())
    return int(topic), rest.lstrip("0123456789"), int(number or 0)


def _checked(path: Path) -> Collection[tuple[str, int]] | None:
    """The name and sentence of each line of the list of checked sentences; None where it is not there."""
    for file in (path / SENTENCES, path.parent / SENTENCES):
        if file.is_file():
            rows = list(csv.reader(file.read_text("utf-8").splitlines()))[1:]
            return {(f"{topic}_{name}.xml", int(sentence)) for topic, name, sentence, *_ in rows}
    return None


def _document(name: str, topic: str, data: bytes, checked: Collection[tuple[str, int]] | None) -> EcbDocument:
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  published data, read locally
    except ElementTree.ParseError as error:
        raise ReadError(f"no XML ({error})", subject=name) from error
    tokens = list(root.iter("token"))
    index = {token.get("t_id", ""): number for number, token in enumerate(tokens)}
    sentences = tuple(int(token.get("sentence", "0")) for token in tokens)
    tied = _tied(root, name)
    found = []
    for element in root.iterfind("Markables/*"):
        at = tuple(sorted(index[a.get("t_id", "")] for a in element.iter("token_anchor")))
        kind = _kind(element.tag)
        if not at or kind is None:
            continue
        if kind == "event" and checked is not None and (name, sentences[at[0]]) not in checked:
            continue
        mention_id = element.get("m_id", "")
        cluster = tied.get(mention_id, f"{name}:{mention_id}")
        found.append(EcbMention(mention_id, kind, element.tag, at, sentences[at[0]], cluster))
    words = tuple((token.text or "").strip() or "?" for token in tokens)
    subtopic = f"{topic}{'ecbplus' if name.endswith('plus.xml') else 'ecb'}"
    return EcbDocument(name, topic, subtopic, words, sentences, tuple(sorted(found, key=lambda m: m.tokens)))


def _kind(label: str) -> str | None:
    if label.startswith(_EVENT):
        return "event"
    return _KINDS.get(label.split("_")[0])


def _tied(root: ElementTree.Element, name: str) -> dict[str, str]:
    """The cluster of each mention that is tied to others. What is tied across documents goes by its instance."""
    found: dict[str, str] = {}
    for relation in [*root.iterfind("Relations/INTRA_DOC_COREF"), *root.iterfind("Relations/CROSS_DOC_COREF")]:
        cluster = relation.get("note") or f"{name}:r{relation.get('r_id')}"
        if relation.tag == "INTRA_DOC_COREF":
            cluster = f"{name}:r{relation.get('r_id')}"
        found.update({source.get("m_id", ""): cluster for source in relation.iterfind("source")})
    return found
