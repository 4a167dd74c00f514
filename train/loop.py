"""The training loop: mixed batches of all corpora, checkpoints, resuming where a run was cut off."""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from dragoman.models.inputs import LONGEST
from train.batches import Item, batches, collate, items_of
from train.data import CORPORA, dev_keys, epoch, load
from train.examples import Example
from train.heads import Network, losses
from train.network import Encoder, starting_folder
from train.shipped import go_on_from

__all__ = ["FINAL", "GOING_ON", "Settings", "new_network", "tokenizer", "train"]

WEIGHTS = {
    "names": 1.0,
    "attribution": 1.0,
    "part_of_speech": 0.3,
    "arcs": 0.6,
    "dependencies": 0.4,
    "type": 0.6,
    "mode": 0.3,
    "status": 0.6,
    "factuality_news": 1.0,
    "factuality_crowd": 0.6,
    "future": 0.4,
    "negated": 0.3,
    "event": 0.2,
    "time": 0.3,
    "roles": 1.0,
    "links": 0.3,
    "relation": 1.0,
}
CHECKPOINT_SECONDS = 240
FIRST, LAST, FINAL = "first.pt", "last.pt", "final.pt"
HAS_HALF = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
"""Whether products in 16 bits are the processor's own; others make them up, hundreds of times slower than 32 bits."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made of; kept beside its checkpoint. Learning rates are those at their height.

    After `epochs`, in which the rates rise and fall once, come `again` more, in which they do so to a share of their
    height; the weights at the two ends are averaged, those of before with the share `kept`. With `start`, a folder of
    exported weights, a run goes on from these and has only the second part, with all data in it and matrices rounded as
    they are when shipped; `rehearsed` is how much of the data is read again that was read from the start.
    """

    epochs: int = 8
    again: int = 2
    again_height: float = 0.5
    pieces: int = 3000
    longest: int = LONGEST
    encoder_rate: float = 2e-4
    heads_rate: float = 1.5e-3
    decay: float = 0.01
    warm: float = 0.04
    seed: int = 20261126
    threads: int = 2
    start: str = ""
    rehearsed: float = 1.0
    kept: float = 0.5
    without: tuple[str, ...] = ()


GOING_ON = Settings(again=2, again_height=0.4, rehearsed=0.5, kept=0.3)
"""The settings of a run that goes on from exported weights; `start` says from which."""


def tokenizer() -> Tokenizer:
    """The tokenizer of the starting weights, neither cutting nor padding."""
    found = Tokenizer.from_file(str(starting_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def new_network() -> Network:
    """The network with the starting weights and new heads; the embedding of pieces is not trained."""
    network = Network(Encoder.start())
    network.encoder.words.weight.requires_grad_(False)
    return network


def train(data: Path, folder: Path, settings: Settings) -> Network:
    """Train, or go on with what `folder` holds; writes `checkpoint.pt` every few minutes and `log.jsonl`."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(asdict(settings)), "utf-8")
    pieces = tokenizer()
    keys = dev_keys(data)
    network = new_network()
    if settings.start:
        go_on_from(network, Path(settings.start))
        torch.save(network.state_dict(), folder / FIRST)
    network.encoder.round(rounded=bool(settings.start))
    optimiser = _optimiser(network, settings)
    run = _Run(network, optimiser, settings, folder, _resume(folder, network, optimiser))
    found: dict[str, list[Example]] = {}
    for number in range(settings.epochs if settings.start else 0, settings.epochs + settings.again):
        names = [n for n, c in CORPORA.items() if c.since * settings.epochs <= number and n not in settings.without]
        if number >= run.state["epoch"]:
            found |= load(data, [name for name in names if name not in found], keys)
            run.epoch(number, _plan(found, pieces, settings, number))
            run.save()
        if number == settings.epochs - 1 and not (folder / FIRST).exists():
            torch.save(network.state_dict(), folder / FIRST)
    network.encoder.round(rounded=False)
    _average(network, folder, settings.kept)
    return network


def _average(network: Network, folder: Path, kept: float) -> None:
    """The mean of the weights before and after the last rise and fall, as the network and as `FINAL`."""
    first = torch.load(folder / FIRST, weights_only=True)
    last = network.state_dict()
    torch.save(last, folder / LAST)
    mean = {name: kept * first[name] + (1 - kept) * last[name] for name in last}
    network.load_state_dict(mean)
    torch.save(mean, folder / FINAL)


def _plan(found: dict[str, list[Example]], pieces: Tokenizer, settings: Settings, number: int) -> list[list[Item]]:
    """The batches of one epoch; the same for the same seed and number."""
    rng = random.Random(settings.seed + number)  # noqa: S311  shuffling
    examples = epoch(found, rng, rehearsed=settings.rehearsed)
    items = [item for e in examples for item in items_of(pieces, e, longest=settings.longest)]
    return batches(items, pieces=settings.pieces, rng=rng)


def _optimiser(network: Network, settings: Settings) -> torch.optim.Optimizer:
    trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    body = [p for n, p in trained if n.startswith("encoder")]
    heads = [p for n, p in trained if not n.startswith("encoder")]
    return torch.optim.AdamW(
        [
            {"params": body, "lr": settings.encoder_rate, "height": settings.encoder_rate},
            {"params": heads, "lr": settings.heads_rate, "height": settings.heads_rate},
        ],
        weight_decay=settings.decay,
    )


def _resume(folder: Path, network: Network, optimiser: torch.optim.Optimizer) -> dict[str, Any]:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return {"epoch": 0, "batch": 0, "step": 0, "usual": {}}
    saved = torch.load(path, weights_only=True)
    network.load_state_dict(saved["network"])
    optimiser.load_state_dict(saved["optimiser"])
    print(f"going on from step {saved['state']['step']}", flush=True)
    state: dict[str, Any] = saved["state"]
    return state


class _Run:
    """One run under way: steps, the usual count of items of each head, and what is logged."""

    def __init__(
        self,
        network: Network,
        optimiser: torch.optim.Optimizer,
        settings: Settings,
        folder: Path,
        state: dict[str, Any],
    ) -> None:
        self.network, self.optimiser, self.settings = network, optimiser, settings
        self.folder, self.state = folder, state
        self.sets: dict[tuple[str, ...], int] = {}
        self.sums: dict[str, list[float]] = {}
        self.saved = self.told = time.monotonic()
        self.pieces = 0
        self.share = 0.0

    def epoch(self, number: int, plan: list[list[Item]]) -> None:
        """The batches of one epoch, from where the state says; says how it went."""
        self.network.train()
        while self.state["batch"] < len(plan):
            self._schedule(number + self.state["batch"] / len(plan))
            self.step(plan[self.state["batch"]])
            if time.monotonic() - self.saved > CHECKPOINT_SECONDS:
                self.save()
                self.tell()
        self.state["epoch"], self.state["batch"] = number + 1, 0
        self.tell()

    def step(self, items: list[Item]) -> None:
        batch = collate(items, self.sets)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HAS_HALF):
            out = self.network(batch.pieces, batch.casing, batch.marks, batch.mask, batch.first)
        found = losses(self.network, batch, out)
        usual = self.state["usual"]
        loss = torch.zeros(())
        for name in WEIGHTS:
            count = found[name].count if name in found else 0
            old = usual.get(name, float(count))
            usual[name] = old + (count - old) / 100
            if count:
                loss = loss + WEIGHTS[name] * found[name].total / max(usual[name], 1.0, 0.1 * count)
                sums = self.sums.setdefault(name, [0.0, 0.0])
                sums[0] += found[name].total.item()
                sums[1] += count
        if not torch.isfinite(loss):
            bad = [name for name, part in found.items() if not torch.isfinite(part.total)]
            raise FloatingPointError(f"step {self.state['step']}: the loss of {bad} is not finite")
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.state["step"] += 1
        self.state["batch"] += 1
        self.pieces += sum(item.size for item in items)

    def _schedule(self, epochs: float) -> None:
        """The rates after so many epochs: up for a short while, then evenly down; once, and once more and lower."""
        settings = self.settings
        first = epochs < settings.epochs
        self.share = epochs / settings.epochs if first else (epochs - settings.epochs) / settings.again
        factor = min(self.share / settings.warm, (1 - self.share) / (1 - settings.warm))
        for group in self.optimiser.param_groups:
            group["lr"] = group["height"] * max(factor, 0.002) * (1.0 if first else settings.again_height)

    def tell(self) -> None:
        """Log the losses since last time, and how fast it went."""
        now = time.monotonic()
        line = {
            "share": round(self.share, 4),
            "step": self.state["step"],
            "pieces_per_second": round(self.pieces / max(now - self.told, 1e-9)),
            "loss": {name: round(total / max(count, 1), 4) for name, (total, count) in self.sums.items()},
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)
        self.sums, self.pieces, self.told = {}, 0, now

    def save(self) -> None:
        whole = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "state": self.state,
        }
        torch.save(whole, self.folder / "checkpoint.new")
        (self.folder / "checkpoint.new").replace(self.folder / "checkpoint.pt")
        self.saved = time.monotonic()
