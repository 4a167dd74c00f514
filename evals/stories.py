"""stories: articles to the stories that editors put together, by title, lede and day, in stream order.

DATA is a file of round-ups, one JSON object a line with `id`, `date` and `news` (articles with `newsTitle`,
`newBody`, `newsSource`, `newsLink`). Each article goes through the product: read, grounded, given its vector, taken
in one at a time by day. The day is the round-up's and one for all its articles; nothing else of it is seen. An article
that cannot be read stands alone. The part "dev" is July 2021, which training leaves out. Scores: pairs of articles that
are together (`pair_*`) and B-cubed.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.merge.stories import Stories
from evals.clusters import b_cubed, pairs
from evals.metrics import Scored, rounded
from train.corpora.allsides import articles_in, items_of

__all__ = ["score"]


def score(path: Path, *, part: str = "all") -> Scored:
    """Agreement of pairs and of clusters, and the cluster of each article."""
    articles = articles_in(path, part=part)
    stories = Stories()
    for item in items_of(articles).values():
        if item:
            stories.add(item)
    true = {a.document: a.story for a in articles}
    said = {name: _cluster(stories, name) for name in true}
    together, cubed = pairs(true, said), b_cubed(true, said)
    scores = {
        "n": len(articles),
        "pair_f1": together.f1,
        "b3_f1": cubed.f1,
        "pair_precision": together.precision,
        "pair_recall": together.recall,
        "b3_precision": cubed.precision,
        "b3_recall": cubed.recall,
        "stories": len(set(said.values())),
    }
    return rounded(scores), [{"document": name, "cluster": cluster} for name, cluster in said.items()]


def _cluster(stories: Stories, name: str) -> str:
    """The id of its story; its own name where it could not be read."""
    story = stories.story(name)
    return story.story_id if story else name
