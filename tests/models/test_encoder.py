"""The encoder with its shipped weights: the same words give the same bytes, and no words make it fall."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import WeightsError
from dragoman.models import Encoder, Reading, labels
from dragoman.models.session import SHIPPED

TEXTS = [
    "The foreign minister of Ruritania flew to Syldavia on Monday .",
    "“ We will sign the protocol in autumn , ” said the envoy , according to the Daily Beacon .",
    "No talks are planned .",
    "Borduria denied that its president had called off the visit , and asked the council to meet .",
]
FILES = ("encoder.onnx", "tables.npz", "tokenizer.json")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def bytes_of(reading: Reading) -> dict[str, bytes]:
    return {name: scores.tobytes() for name, scores in reading.heads.items()}


def read(encoder: Encoder, text: str) -> dict[str, bytes]:
    return bytes_of(encoder.read([text.split()]))


def used(reading: Reading) -> None:
    """Ask for all that a reading can say."""
    count = len(reading.words)
    for tags in (reading.names, reading.attribution, reading.times, reading.parts_of_speech, reading.types):
        assert len(tags) == count
    for word in range(count):
        assert len(reading.roles(word)) == count
        assert -3 <= reading.factuality(word) <= 3
        assert -3 <= reading.crowd_factuality(word) <= 3
        assert 0 < reading.status(word)[1] <= 1
        assert all(0 <= share(word) <= 1 for share in (reading.is_future, reading.is_negated, reading.is_event))
        assert reading.mode(word) in labels.MODES
        assert reading.cue_of(word, range(count)) is not None
    for unit, (start, end) in enumerate(reading.units):
        heads, relations = reading.tree(unit)
        assert len(heads) == len(relations) == end - start
        assert all(0 <= head < end - start for head in heads)
        roots = [index for index, head in enumerate(heads) if head == index]
        assert [i for i, name in enumerate(relations) if name == "root"] == roots


# --- the same


def test_reading_twice_gives_the_same(encoder: Encoder) -> None:
    assert [read(encoder, text) for text in TEXTS] == [read(encoder, text) for text in TEXTS]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_gives_the_same_alone_and_after_others(text: str) -> None:
    alone = read(Encoder(), text)
    other = Encoder()
    for before in (*reversed(TEXTS), " ".join(TEXTS * 9), "?"):
        read(other, before)
    assert read(other, text) == alone


def test_several_threads_at_once_give_the_same(encoder: Encoder) -> None:
    alone = [read(encoder, text) for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: read(encoder, text), TEXTS * 8))
    assert found == alone * 8


def test_the_number_of_threads_of_a_pass_changes_little(encoder: Encoder) -> None:
    """Sums may be taken in another order, so that the last digits differ."""
    two = Encoder(threads=2).read([TEXTS[0].split()]).heads
    one = encoder.read([TEXTS[0].split()]).heads
    assert all(np.allclose(two[name], one[name], atol=1e-3) for name in one)


def test_the_shipped_encoder_is_loaded_once() -> None:
    assert Encoder.load() is Encoder.load()


def test_a_window_is_read_as_if_alone(encoder: Encoder) -> None:
    """What stands in another window has no influence."""
    first, second = ["The", "ministers", "wait", "."] * 45, ["Nobody", "came", "to", "the", "port", "."] * 30
    both = encoder.read([first, second])
    assert both.windows == ((0, 180), (180, 360))
    apart = [encoder.read([words]).heads for words in (first, second)]
    for name, scores in both.heads.items():
        assert scores.tobytes() == b"".join(heads[name].tobytes() for heads in apart)


def test_units_of_one_window_see_each_other(encoder: Encoder) -> None:
    words = TEXTS[0].split()
    before = encoder.read([TEXTS[3].split(), words])
    assert before.windows == ((0, len(before.words)),)
    assert before.heads["names"][-len(words) :].tobytes() != encoder.read([words]).heads["names"].tobytes()


def test_marks_say_whose_relation_is_asked_for(encoder: Encoder) -> None:
    words = TEXTS[0].split()
    marked = encoder.read([words], [0, 1, 1, 1, 1, 0, 0, 2, 0, 0, 0])
    assert marked.relation([1, 2, 3, 4], [7]) in labels.RELATIONS
    assert bytes_of(marked) != read(encoder, TEXTS[0])
    assert bytes_of(encoder.read([words], [0] * len(words))) == read(encoder, TEXTS[0])


# --- what it reads


def test_each_head_has_a_column_for_each_of_its_labels(encoder: Encoder) -> None:
    columns = {name: scores.shape[1] for name, scores in encoder.read([["Wait"]]).heads.items()}
    wanted = {
        "names": labels.NAME_TAGS,
        "attribution": labels.ATTRIBUTION_TAGS,
        "time": labels.TIME_TAGS,
        "part_of_speech": labels.PARTS_OF_SPEECH,
        "type": labels.TYPES,
        "mode": labels.MODES,
        "status": labels.STATUSES,
        "role_word": labels.ROLES,
    }
    assert {name: columns[name] for name in wanted} == {name: len(found) for name, found in wanted.items()}
    assert columns["relation"] == 3 * len(labels.RELATIONS)
    assert all(columns[name] == 2 for name in ("factuality", "future", "negated", "event"))
    reading = encoder.read([["Wait"]])
    assert len(reading.tables["dependency_table"]) == len(labels.DEPENDENCIES)
    assert reading.tables["attribution_steps"].shape == (len(labels.ATTRIBUTION_TAGS),) * 2


@pytest.mark.parametrize("units", [[], [[]], [[], [], []]], ids=["no units", "one empty", "three empty"])
def test_no_words_give_an_empty_reading(encoder: Encoder, units: list[list[str]]) -> None:
    reading = encoder.read(units)
    assert (reading.words, reading.windows, reading.units) == ((), (), ((0, 0),) * len(units))
    used(reading)
    assert reading.names == reading.attribution == reading.times == reading.types == reading.parts_of_speech == []


def test_empty_units_between_others_change_nothing(encoder: Encoder) -> None:
    words = TEXTS[0].split()
    reading = encoder.read([[], words, [], TEXTS[2].split(), []])
    used(reading)
    assert bytes_of(reading) == bytes_of(encoder.read([words, TEXTS[2].split()]))
    assert [end - start for start, end in reading.units] == [0, 11, 0, 5, 0]


@pytest.mark.parametrize(
    "words",
    [
        ["x" * 100_000, "waits"],
        ["no-" * 20_000, "waits"],
        ["\x00", "\x07\x1b", "\u200b", "\ufeff", "\u2028"],
        ["", " ", "\t", "\n"],
        ["👩‍👧", "🇧🇾", "🤝🏽", "Minsk"],
        [".", "…", "“", "”", "—", "!!!", "(", ")"],
        ["."],
        ["外交部", "وزير", "İstanbul", "Żółw", "e\u0301"],
        ["\U0010ffff", "\ufffd", "[SEP]", "[CLS]", "[MASK]", "##a"],
        ["7", "1,200", "٣"],
    ],
    ids=["long", "long parts", "control", "blank", "emoji", "marks", "one mark", "scripts", "special", "digits"],
)
def test_odd_words_are_read(encoder: Encoder, words: list[str]) -> None:
    reading = encoder.read([words, TEXTS[2].split()])
    assert all(np.isfinite(scores).all() for scores in reading.heads.values())
    used(reading)


def test_a_unit_longer_than_a_window_is_read_in_parts(encoder: Encoder) -> None:
    words = " ".join(TEXTS * 8).split()
    reading = encoder.read([words])
    assert len(reading.windows) > 1
    assert [w for a, b in reading.windows for w in range(a, b)] == list(range(len(words)))
    used(reading)


# --- weights


def copied(folder: Path) -> Path:
    """The shipped weights as links, to be changed one by one."""
    for path in SHIPPED.iterdir():
        (folder / path.name).symlink_to(path)
    return folder


def test_a_missing_folder_is_an_error_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    with pytest.raises(WeightsError, match="missing") as caught:
        Encoder(folder)
    assert caught.value.subject == str(folder)
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_an_error_with_its_folder(tmp_path: Path, name: str) -> None:
    (copied(tmp_path) / name).unlink()
    with pytest.raises(WeightsError, match=f"{name}.*install dragoman again") as caught:
        Encoder(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_an_error_with_its_folder(tmp_path: Path, name: str) -> None:
    (copied(tmp_path) / name).unlink()
    (tmp_path / name).write_bytes((SHIPPED / name).read_bytes()[:-1] + b"?")
    with pytest.raises(WeightsError, match=f"{name} is not that of its manifest") as caught:
        Encoder(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", "{}", '{"sha256": []}', '{"sha256": {}}', '{"version": "1"}', "null"]
)
def test_a_manifest_that_is_none_is_an_error_with_its_folder(tmp_path: Path, manifest: str) -> None:
    (copied(tmp_path) / "manifest.json").unlink()
    (tmp_path / "manifest.json").write_text(manifest, "utf-8")
    with pytest.raises(WeightsError) as caught:
        Encoder(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_the_version_is_that_of_the_manifest(encoder: Encoder) -> None:
    assert encoder.version == json.loads((SHIPPED / "manifest.json").read_text("utf-8"))["version"]
