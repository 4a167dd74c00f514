"""Source chains: who relays whom, the origin first and the publisher last."""

from __future__ import annotations

from dragoman.types import Attribution, ChainLink, Document, Mention, Value

__all__ = ["source_chain"]


def source_chain(
    document: Document, mentions: tuple[Mention, ...], attributions: tuple[Attribution, ...]
) -> tuple[ChainLink, ...]:
    """Who the document has its news from, the origin first and the publisher last; () when nothing is known."""
    if isinstance(document.publisher, Value) and document.publisher.evidence:
        return (ChainLink(document.publisher.value, document.publisher.evidence[0]),)
    return ()
