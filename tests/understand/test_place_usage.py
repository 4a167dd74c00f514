"""Whether a place's name stands for the place: features, and the decision in sentences of our own."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.clean import clean
from dragoman.models import Encoder
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from dragoman.types import Analysis
from dragoman.understand import understand
from dragoman.understand.heard import hear
from dragoman.understand.place_usage import Signals, Weights, features_of, literal_share, reading_of
from dragoman.understand.sentences import split_sentences

EMPTY = Signals.of(Analysis("d"))


def share(text: str, name: str) -> float:
    document = clean(page_from_bytes(text.encode(), name="a.txt"))
    encoder = Encoder.load()
    heard = hear(encoder, document.text, split_sentences(document))
    span = Span(document.text.find(name), document.text.find(name) + len(name))
    return literal_share(document.text, span, Signals.of(understand(document, encoder)), reading_of(heard, span))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The two ministers met in Minsk on Thursday and later dined together.", "Minsk"),
        ("The delegation arrived in Ankara late at night, officials said.", "Ankara"),
        ("Thousands marched through Tbilisi against the new law on Sunday.", "Tbilisi"),
    ],
)
def test_a_place(text: str, name: str) -> None:
    assert share(text, name) > 0.5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Moscow said on Thursday that it would not sign the agreement.", "Moscow"),
        ("Minsk rejected the accusations and accused Warsaw of lying.", "Minsk"),
        ("The Turkish foreign ministry summoned the ambassador on Monday.", "Turkish"),
        pytest.param(
            *("Talks with Tehran have gone nowhere, a diplomat said on Friday.", "Tehran"),
            marks=pytest.mark.xfail(
                strict=True, reason="whom one talks with is rare in what the weights were fitted to"
            ),
        ),
    ],
)
def test_who_acts_there(text: str, name: str) -> None:
    assert share(text, name) < 0.5


def test_features_are_of_the_sentence_alone() -> None:
    text = "They left. Minsk's answer came later. Nobody knew."
    found = features_of(text, Span(11, 16), EMPTY)
    assert "shape after possessive" in found
    assert "after1 answer" in found
    assert not [f for f in found if "left" in f or "nobody" in f]
    assert "kind capital" in found


def test_signals_of_the_analysis() -> None:
    document = clean(page_from_bytes(b"Minsk said that talks with Poland had ended.", name="a.txt"))
    found = features_of(document.text, Span(0, 5), Signals.of(understand(document, Encoder.load())))
    assert "said mention place same" in found


def test_without_a_reading_the_words_decide() -> None:
    weights = Weights({"after1 said": -2.0}, np.zeros(3), 5.0, 0.0)
    assert literal_share("Minsk said no.", Span(0, 5), EMPTY, None, weights) == pytest.approx(0.1192, abs=1e-3)
    assert literal_share("Minsk said no.", Span(0, 5), EMPTY, np.ones(3), weights) == pytest.approx(0.9526, abs=1e-3)


def test_a_span_between_words_has_no_reading() -> None:
    document = clean(page_from_bytes(b"Minsk said that talks went on.", name="a.txt"))
    heard = hear(Encoder.load(), document.text, split_sentences(document))
    assert reading_of(heard, Span(5, 6)) is None
    found = reading_of(heard, Span(0, 5))
    assert found is not None
    assert found.shape == Weights.load().columns.shape
