"""Losses of heads, against what they are by definition."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch")

from dragoman.models.decode import best_tags  # noqa: E402  only after the line above
from dragoman.models.labels import ATTRIBUTION_TAGS, ROLES  # noqa: E402
from train import heads  # noqa: E402
from train.batches import Batch  # noqa: E402
from train.examples import ANY, NOT_PLACE  # noqa: E402
from train.network import Encoder  # noqa: E402


@pytest.fixture(scope="module")
def network() -> heads.Network:
    """A network that has seen nothing."""
    torch.manual_seed(5)
    found = heads.Network(Encoder(vocabulary=200))
    found.eval()
    torch.nn.init.normal_(found.attribution_steps)
    return found


def words(count: int) -> Batch:
    none = torch.zeros(1, count, dtype=torch.long)
    yes = torch.ones(1, count, dtype=torch.bool)
    return Batch(none, none, none, yes, none, yes, none, none)


def test_the_field_is_the_share_of_the_true_tags_among_all_that_bio_allows(network: heads.Network) -> None:
    count = len(ATTRIBUTION_TAGS)
    scores = torch.randn(1, 3, count, generator=torch.Generator().manual_seed(1))
    steps = network.attribution_steps.detach()

    def total(tags: tuple[int, ...]) -> float:
        at = sum(float(scores[0, i, tag]) for i, tag in enumerate(tags))
        return at + sum(float(steps[a, b]) for a, b in pairwise(tags))

    # training lets a unit begin with an inside, which no corpus has and decoding forbids
    allowed = [
        t for t in product(range(count), repeat=3) if all(float(network.allowed_steps[s]) == 0 for s in pairwise(t))
    ]
    true = (1, 2, 3)
    wanted = math.log(sum(math.exp(total(tags)) for tags in allowed)) - total(true)
    found = heads._field(network, scores, torch.tensor([true]))
    assert found.total.item() == pytest.approx(wanted, abs=1e-3)
    assert found.count == 3
    begun = [tags for tags in allowed if tags[0] == 0 or tags[0] % 2]
    assert tuple(best_tags(scores[0].numpy(), [(0, 3)], steps.numpy())) == max(begun, key=total)


def test_words_beyond_the_end_of_a_row_do_not_count(network: heads.Network) -> None:
    scores = torch.randn(1, 3, len(ATTRIBUTION_TAGS), generator=torch.Generator().manual_seed(2))
    tags = torch.tensor([[1, 2, 0]])
    alone = heads._field(network, scores, tags)
    more = torch.cat([scores, torch.randn(1, 2, len(ATTRIBUTION_TAGS))], 1)
    padded = heads._field(network, more, torch.tensor([[1, 2, 0, ANY, ANY]]))
    nothing = heads._field(network, torch.cat([more, more]), torch.tensor([[1, 2, 0, ANY, ANY], [ANY] * 5]))
    for other in (padded, nothing):
        assert other.total.item() == pytest.approx(alone.total.item(), abs=1e-4)
        assert other.count == 3


def test_a_name_may_have_any_of_its_tags() -> None:
    scores = torch.log(torch.tensor([[[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]]]))
    sets = torch.tensor([[True, True, False], [False, False, True]])
    found = heads._names(scores, torch.tensor([[0, ANY]]), sets)
    assert (found.total.item(), found.count) == (pytest.approx(-math.log(0.8), abs=1e-5), 1)


def test_a_word_that_is_no_place_may_have_any_other_role() -> None:
    count = len(ROLES)
    shares = torch.full((1, 2, count), 0.5 / (count - 1))
    shares[:, :, ROLES.index("place")] = 0.5
    query = torch.zeros(1, 2, heads.ROLE * count)
    out = {"role_query": query, "role_key": query, "role_word": torch.log(shares)}
    batch = words(2)
    batch.roles = [(0, 0, [NOT_PLACE, ROLES.index("place")])]
    found = heads._roles(out, batch)
    assert (found.total.item(), found.count) == (pytest.approx(-2 * math.log(0.5), abs=1e-5), 2)


def test_each_head_has_its_columns_for_each_word(network: heads.Network) -> None:
    with torch.no_grad():
        pieces = torch.tensor([[101, 7, 8, 102]])
        none = torch.zeros_like(pieces)
        out = network(pieces, none, none, pieces > 0, torch.tensor([[1, 2]]))
    early = {name: (2, 2, heads.HEADS[name][0]) for name in ("names", "attribution")}  # one row for each first reading
    assert {name: tuple(scores.shape) for name, scores in out.items()} == {
        **{name: (1, 2, columns) for name, (columns, _) in heads.HEADS.items()},
        **{f"early_{name}": shape for name, shape in early.items()},
    }


def test_padding_changes_nothing(network: heads.Network) -> None:
    with torch.no_grad():
        short, long = torch.tensor([[101, 7, 8, 102]]), torch.tensor([[101, 7, 8, 102, 0, 0]])
        first = torch.tensor([[1, 2]])
        one, two = (network(p, torch.zeros_like(p), torch.zeros_like(p), p > 0, first) for p in (short, long))
    assert all(torch.allclose(one[name], two[name], atol=1e-5) for name in one)
