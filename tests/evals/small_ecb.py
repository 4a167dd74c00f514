"""Files in the form of ECB+, made from sentences of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["write"]


def write(folder: Path, name: str, sentences: Sequence[str], events: Mapping[str, str]) -> None:
    """One document: `events` are words of it and the instance each is tied to, "" for one that is tied to nothing."""
    tokens, markables, relations = [], [], []
    words = [(number, word) for number, sentence in enumerate(sentences) for word in sentence.split()]
    for index, (sentence, word) in enumerate(words, 1):
        tokens.append(f'<token t_id="{index}" sentence="{sentence}" number="0">{escape(word)}</token>')
    for number, (event, instance) in enumerate(events.items(), 1):
        at = next(index for index, (_, word) in enumerate(words, 1) if word == event)
        markables.append(
            f'<ACTION_OCCURRENCE m_id="{number}"><token_anchor t_id="{at}"/></ACTION_OCCURRENCE>'
            f'<ACTION_OCCURRENCE m_id="{number + 50}" RELATED_TO="" TAG_DESCRIPTOR="{event}"/>'
        )
        if instance:
            relations.append(
                f'<CROSS_DOC_COREF r_id="{number}" note="{instance}"><source m_id="{number}"/>'
                f'<target m_id="{number + 50}"/></CROSS_DOC_COREF>'
            )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><Document doc_name="{name}">{"".join(tokens)}'
        f"<Markables>{''.join(markables)}</Markables><Relations>{''.join(relations)}</Relations></Document>"
    )
    target = folder / name.split("_")[0] / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
