"""From a checkpoint to the files that are shipped: ONNX in 8 bits, tables, tokenizer, manifest with hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from torch.nn import functional

from train.heads import HEADS, Network
from train.loop import new_network, tokenizer
from train.network import ATTENTION_HEADS, WIDTH, Encoder

__all__ = ["export", "load_network"]

_INPUTS = ("pieces", "casing", "marks", "first")
_FILES = ("encoder.onnx", "vectors.onnx", "tables.npz", "tokenizer.json")
SHIPPED = Path(__file__).parent.parent / "src" / "dragoman" / "models" / "weights"


class _Shipped(nn.Module):
    """The network for one window: (1, T) of pieces, (N,) of first pieces, one (N, columns) for each head."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.words = _Rows(network.encoder.words)

    def forward(self, pieces: Tensor, casing: Tensor, marks: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        encoder = self.network.encoder
        states = _states(encoder, self.words(pieces) + encoder.casing(casing) + encoder.marks(marks))
        words = states[0].index_select(0, first)
        return tuple(self.network.heads[f"of_{name}"](words) for name in HEADS)


class _Rows(nn.Module):
    """An embedding in 8 bits, each row with a scale of its own: one scale for all rows is too coarse for most."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        scale = embedding.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(embedding.weight.detach() / scale).to(torch.int8))

    def forward(self, pieces: Tensor) -> Tensor:
        rows: Tensor = self.rows
        scale: Tensor = self.scale
        return rows[pieces].float() * scale[pieces]


class _Vectors(nn.Module):
    """The starting encoder for a text: (1, T) of pieces to its vector, (384,): the mean of its states, of length 1."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> Tensor:
        mean = _states(self.encoder, self.encoder.words(pieces))[0].mean(0)
        return mean / torch.sqrt((mean * mean).sum())


def _states(encoder: Encoder, found: Tensor) -> Tensor:
    """The last layer over embedded pieces, written so that the runtime's optimiser knows its parts."""
    length = found.shape[1]
    states = encoder.norm(found + encoder.positions.weight[:length])
    for layer in encoder.layers:
        split = layer.query_key_value(states).view(1, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = (split[:, :, part].transpose(1, 2) for part in range(3))
        shares = torch.softmax(query @ key.transpose(2, 3) * (WIDTH // ATTENTION_HEADS) ** -0.5, -1)
        mixed = (shares @ value).transpose(1, 2).reshape(1, length, WIDTH)
        states = layer.out_norm(states + layer.out(mixed))
        states = layer.down_norm(states + layer.down(functional.gelu(layer.up(states))))
    return states


def load_network(weights: Path) -> Network:
    """The network of a finished run, in 32 bits, for use."""
    network = new_network()
    network.load_state_dict(torch.load(weights, weights_only=True))
    return network.eval()


def export(weights: Path, folder: Path = SHIPPED, *, version: str, quantised: bool = True) -> None:
    """Write encoder.onnx, tables.npz, tokenizer.json and manifest.json to `folder`."""
    network = load_network(weights)
    folder.mkdir(parents=True, exist_ok=True)
    _write(_Shipped(network), _INPUTS, list(HEADS), folder / "encoder.onnx", quantised=quantised)
    _write(_Vectors(Encoder.start()), _INPUTS[:1], ["vector"], folder / "vectors.onnx", quantised=quantised)
    tables = {name: table.detach().numpy().astype(np.float32) for name, table in network.tables().items()}
    np.savez_compressed(folder / "tables.npz", **tables)
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _FILES}
    (folder / "manifest.json").write_text(json.dumps({"version": version, "sha256": hashes}, indent=1) + "\n", "utf-8")


def _write(module: nn.Module, inputs: Sequence[str], outputs: Sequence[str], path: Path, *, quantised: bool) -> None:
    """A module as ONNX with fused layers, in 8 bits or as it is."""
    with tempfile.TemporaryDirectory() as held:
        plain = Path(held) / "plain.onnx"
        _to_onnx(module, inputs, outputs, plain)
        if quantised:
            quantise(plain, path)
        else:
            shutil.copy(plain, path)


def _to_onnx(module: nn.Module, inputs: Sequence[str], outputs: Sequence[str], path: Path) -> None:
    example = {
        "pieces": torch.randint(999, 9999, (1, 24)),
        "casing": torch.zeros(1, 24, dtype=torch.long),
        "marks": torch.zeros(1, 24, dtype=torch.long),
        "first": torch.arange(1, 19),
    }
    axes = {name: {0: "words"} if name == "first" else {1: "length"} for name in inputs}
    torch.onnx.export(
        module.eval(),
        tuple(example[name] for name in inputs),
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes | ({name: {0: "words"} for name in outputs} if "first" in inputs else {}),
        opset_version=17,
        dynamo=False,
    )
    options = FusionOptions("bert")
    fused = optimize_model(
        str(path), "bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH, optimization_options=options
    )
    fused.save_model_to_file(str(path))


def _of_head(node: str) -> list[str]:
    """The names that a node of a head has, or will have as a product: these stay in 32 bits."""
    return [node, f"{node}_MatMul"] if "/of_" in node else []


def quantise(plain: Path, path: Path) -> None:
    """Matrices of the layers in 8 bits; weights use 7 of them, so that no sum saturates on processors without VNNI.

    Heads are small, and their scores are compared: they stay in 32 bits.
    """
    quantize_dynamic(
        plain,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        nodes_to_exclude=[name for n in onnx.load(plain).graph.node for name in _of_head(n.name)],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
