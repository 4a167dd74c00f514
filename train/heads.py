"""The heads over words, what they lose on a batch, and the conditional random field of attributions."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.models import labels
from dragoman.models.decode import bio_steps
from train.batches import Batch
from train.examples import ANY, NOT_PLACE
from train.network import EARLY, WIDTH, Encoder

__all__ = ["HEADS", "Network", "losses", "relation_scores"]

ARC, LINK, ROLE, DEPENDENCY = 128, 64, 32, 64

HEADS = {  # name: (columns, hidden width or 0 for a plain linear head)
    "names": (len(labels.NAME_TAGS), 256),
    "attribution": (len(labels.ATTRIBUTION_TAGS), 256),
    "part_of_speech": (len(labels.PARTS_OF_SPEECH), 0),
    "type": (len(labels.TYPES), 128),
    "mode": (len(labels.MODES), 0),
    "status": (len(labels.STATUSES), 128),
    "factuality": (2, 128),
    "future": (2, 0),
    "negated": (2, 0),
    "event": (2, 0),
    "time": (len(labels.TIME_TAGS), 0),
    "relation": (3 * len(labels.RELATIONS), 0),
    "arc_query": (ARC, 256),
    "arc_key": (ARC, 256),
    "dependency_word": (DEPENDENCY, 0),
    "dependency_head": (DEPENDENCY, 0),
    "link_query": (LINK, 128),
    "link_key": (LINK, 128),
    "role_query": (ROLE * len(labels.ROLES), 128),
    "role_key": (ROLE * len(labels.ROLES), 128),
    "role_word": (len(labels.ROLES), 0),
}
TAGGED = ("part_of_speech", "type", "mode", "status", "future", "negated", "event", "time")
TAUGHT = ("names", "type", "mode", "status")
"""The heads over single words that a teacher's labels are for, besides attributions."""
SCALES = ("news", "crowd")


class Network(nn.Module):
    """Encoder and heads: (batch, T) of pieces and (batch, N) first pieces to one (batch, N, columns) for each head."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = encoder.dropout
        self.heads = nn.ModuleDict({f"of_{name}": _head(*shape) for name, shape in HEADS.items()})
        count = len(labels.DEPENDENCIES)
        self.dependency_table = nn.Parameter(torch.zeros(count, DEPENDENCY + 1, DEPENDENCY + 1))
        nn.init.normal_(self.dependency_table, std=0.05)
        tags = len(labels.ATTRIBUTION_TAGS)
        self.attribution_steps = nn.Parameter(torch.zeros(tags, tags))
        self.register_buffer("allowed_steps", torch.from_numpy(bio_steps(tags)), persistent=False)

    def forward(self, pieces: Tensor, casing: Tensor, marks: Tensor, mask: Tensor, first: Tensor) -> dict[str, Tensor]:
        states, early = self.encoder(pieces, casing, marks, mask)
        words = self.dropout(torch.gather(states, 1, first[..., None].expand(-1, -1, WIDTH)))
        out = {name: self.heads[f"of_{name}"](words) for name in HEADS}
        for scores in early:
            mine = torch.gather(scores, 1, first[..., None].expand(-1, -1, sum(EARLY))).split(EARLY, -1)
            for name, part in zip(("names", "attribution"), mine, strict=True):
                out[f"early_{name}"] = torch.cat([out[f"early_{name}"], part]) if f"early_{name}" in out else part
        return out

    def tables(self) -> dict[str, Tensor]:
        """The small arrays of weights that are no head of a single word."""
        return {"dependency_table": self.dependency_table, "attribution_steps": self.attribution_steps}


def _head(columns: int, hidden: int) -> nn.Module:
    if not hidden:
        return nn.Linear(WIDTH, columns)
    return nn.Sequential(nn.Linear(WIDTH, hidden), nn.GELU(), nn.Linear(hidden, columns))


@dataclass(slots=True)
class Loss:
    """A loss summed over its items, and how many these are."""

    total: Tensor
    count: int


def losses(network: Network, batch: Batch, out: dict[str, Tensor]) -> dict[str, Loss]:
    """The loss of each head that the batch has truth for."""
    out = {name: scores.float() for name, scores in out.items()}
    found = {name: _tags(out[name], batch.tags[name]) for name in TAGGED if name in batch.tags}
    if batch.names is not None:
        found["names"] = _names(out["names"], batch.names, batch.name_sets)
    for name in ("attribution", "attribution_taught"):
        if name in batch.tags:
            found[name] = _field(network, out["attribution"], batch.tags[name])
    for head in TAUGHT:
        if f"{head}_taught" in batch.tags:
            found[f"{head}_taught"] = _tags(out[head], batch.tags[f"{head}_taught"])
    found |= _early(out, batch)
    found |= _scored(out["factuality"], batch)
    if batch.roles:
        found["roles"] = _roles(out, batch)
    if batch.links:
        found["links"] = _links(out, batch)
    if batch.heads is not None:
        found |= _tree(network, out, batch)
    if batch.relations:
        found["relation"] = _relations(out["relation"], batch)
    return found


def _early(out: dict[str, Tensor], batch: Batch) -> dict[str, Loss]:
    """The losses of the first readings, each word counted once for each of them; the field's steps play no part."""
    found = {}
    times = len(out["early_names"]) // len(batch.pieces)
    if batch.names is not None:
        found["early_names"] = _names(out["early_names"], batch.names.repeat(times, 1), batch.name_sets)
    for name in ("attribution", "attribution_taught", "names_taught"):
        if name in batch.tags:
            scores = out[f"early_{name.removesuffix('_taught')}"]
            found[f"early_{name}"] = _tags(scores, batch.tags[name].repeat(times, 1))
    return found


def _tags(scores: Tensor, tags: Tensor) -> Loss:
    known = tags != ANY
    return Loss(functional.cross_entropy(scores[known], tags[known], reduction="sum"), int(known.sum()))


def _names(scores: Tensor, sets: Tensor, table: Tensor) -> Loss:
    known = sets != ANY
    shares = functional.log_softmax(scores[known], -1)
    allowed = shares.masked_fill(~table[sets[known]], -1e4)
    return Loss(-torch.logsumexp(allowed, -1).sum(), int(known.sum()))


def _field(network: Network, scores: Tensor, tags: Tensor) -> Loss:
    """Negative log likelihood of tag sequences (linear-chain conditional random field), summed over words."""
    rows = (tags != ANY).any(1)
    scores, tags = scores[rows], tags[rows]
    mask = tags != ANY
    steps = network.attribution_steps + network.allowed_steps
    tags = tags.clamp(min=0)
    gold = scores.gather(2, tags[..., None]).squeeze(2) * mask
    gold_steps = network.attribution_steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
    now = scores[:, 0]
    for index in range(1, scores.shape[1]):
        new = torch.logsumexp(now[:, :, None] + steps, 1) + scores[:, index]
        now = torch.where(mask[:, index, None], new, now)
    total = torch.logsumexp(now, 1).sum() - gold.sum() - gold_steps.sum()
    return Loss(total, int(mask.sum()))


def _scored(scores: Tensor, batch: Batch) -> dict[str, Loss]:
    found = {}
    for column, scale in enumerate(SCALES):
        items = [(b, w, score) for s, b, w, score in batch.scores if s == scale]
        if items:
            rows, words, truth = zip(*items, strict=True)
            said = scores[list(rows), list(words), column]
            loss = functional.smooth_l1_loss(said, torch.tensor(truth), reduction="sum")
            found[f"factuality_{scale}"] = Loss(loss, len(items))
    return found


def _roles(out: dict[str, Tensor], batch: Batch) -> Loss:
    rows = torch.tensor([b for b, _, _ in batch.roles])
    triggers = torch.tensor([t for _, t, _ in batch.roles])
    width = out["role_word"].shape[1]
    truth = torch.full((len(batch.roles), width), ANY)
    for index, (_, _, roles) in enumerate(batch.roles):
        truth[index, : len(roles)] = torch.tensor(roles)
    count = len(labels.ROLES)
    query = out["role_query"][rows, triggers].view(len(rows), count, -1)
    keys = out["role_key"][rows].view(len(rows), width, count, -1)
    scores = torch.einsum("brd,bwrd->bwr", query, keys) + out["role_word"][rows]
    known = truth >= 0
    loss = functional.cross_entropy(scores[known], truth[known], reduction="sum")
    elsewhere = truth == NOT_PLACE
    if elsewhere.any():
        shares = functional.log_softmax(scores[elsewhere], -1)
        place = labels.ROLES.index("place")
        rest = torch.cat([shares[:, :place], shares[:, place + 1 :]], 1)
        loss = loss - torch.logsumexp(rest, 1).sum()
    return Loss(loss, int((truth != ANY).sum()))


def _links(out: dict[str, Tensor], batch: Batch) -> Loss:
    rows, words, cues = (torch.tensor(part) for part in zip(*batch.links, strict=True))
    scores = torch.einsum("ld,lwd->lw", out["link_query"][rows, words], out["link_key"][rows])
    scores = scores.masked_fill(~batch.is_word[rows], -1e4)
    return Loss(functional.cross_entropy(scores, cues, reduction="sum"), len(batch.links))


def _tree(network: Network, out: dict[str, Tensor], batch: Batch) -> dict[str, Loss]:
    assert batch.heads is not None
    assert batch.dependencies is not None
    known = batch.heads != ANY
    has = known.any(1)
    scores = torch.einsum("bqd,bkd->bqk", out["arc_query"][has], out["arc_key"][has])
    unit = batch.unit[has]
    scores = scores.masked_fill(unit[:, :, None] != unit[:, None, :], -1e4)
    arcs = functional.cross_entropy(scores[known[has]], batch.heads[known], reduction="sum")
    rows, words = known.nonzero(as_tuple=True)
    below = functional.pad(out["dependency_word"][rows, words], (0, 1), value=1.0)
    above = functional.pad(out["dependency_head"][rows, batch.heads[known]], (0, 1), value=1.0)
    said = torch.einsum("nrj,nj->nr", torch.einsum("ni,rij->nrj", below, network.dependency_table), above)
    kinds = functional.cross_entropy(said, batch.dependencies[known], reduction="sum")
    count = int(known.sum())
    return {"arcs": Loss(arcs, count), "dependencies": Loss(kinds, count)}


def relation_scores(scores: Tensor, batch: Batch, row: int) -> Tensor:
    """The scores (relations,) of one sentence with an actor and a recipient marked."""
    actor, recipient, whole = scores[row].chunk(3, -1)
    marks, words = batch.word_marks[row], batch.is_word[row]
    return actor[marks == 1].mean(0) + recipient[marks == 2].mean(0) + whole[words].mean(0)


def _relations(scores: Tensor, batch: Batch) -> Loss:
    total = scores.new_zeros(())
    for row, allowed in batch.relations:
        said = relation_scores(scores, batch, row)
        total = total - torch.logsumexp(functional.log_softmax(said, 0)[list(allowed)], 0)
    return Loss(total, len(batch.relations))
