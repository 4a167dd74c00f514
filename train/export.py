"""From a checkpoint to the files that are shipped: ONNX in 8 bits, tables, tokenizer, manifest with hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from torch.nn import functional as F

from train.heads import HEADS, Network
from train.loop import new_network, tokenizer
from train.network import ATTENTION_HEADS, WIDTH

__all__ = ["export", "load_network"]

SHIPPED = Path(__file__).parent.parent / "src" / "dragoman" / "models" / "weights"


class _Shipped(nn.Module):
    """The network for one window: (1, T) of pieces, (N,) of first pieces, one (N, columns) for each head."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, casing: Tensor, marks: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        encoder = self.network.encoder
        places = encoder.positions.weight[: pieces.shape[1]]
        states = encoder.norm(encoder.words(pieces) + places + encoder.casing(casing) + encoder.marks(marks))
        for layer in encoder.layers:
            length = states.shape[1]
            split = layer.query_key_value(states).view(1, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
            query, key, value = (split[:, :, part].transpose(1, 2) for part in range(3))
            shares = torch.softmax(query @ key.transpose(2, 3) * (WIDTH // ATTENTION_HEADS) ** -0.5, -1)
            mixed = (shares @ value).transpose(1, 2).reshape(1, length, WIDTH)
            states = layer.out_norm(states + layer.out(mixed))
            states = layer.down_norm(states + layer.down(F.gelu(layer.up(states))))
        words = states[0].index_select(0, first)
        return tuple(self.network.heads[f"of_{name}"](words) for name in HEADS)


def load_network(checkpoint: Path) -> Network:
    """The network of a checkpoint, in 32 bits, for use."""
    network = new_network()
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["network"])
    return network.eval()


def export(checkpoint: Path, folder: Path = SHIPPED, *, version: str, quantised: bool = True) -> None:
    """Write encoder.onnx, tables.npz, tokenizer.json and manifest.json to `folder`."""
    network = load_network(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as held:
        plain = Path(held) / "plain.onnx"
        _to_onnx(network, plain)
        if quantised:
            quantise(plain, folder / "encoder.onnx")
        else:
            shutil.copy(plain, folder / "encoder.onnx")
    tables = {name: table.detach().numpy().astype(np.float32) for name, table in network.tables().items()}
    np.savez_compressed(folder / "tables.npz", **tables)
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    hashes = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("encoder.onnx", "tables.npz", "tokenizer.json")
    }
    (folder / "manifest.json").write_text(json.dumps({"version": version, "sha256": hashes}, indent=1) + "\n", "utf-8")


def _to_onnx(network: Network, path: Path) -> None:
    length, words = torch.export.Dim("length", min=3, max=256), torch.export.Dim("words", min=1, max=255)
    example = (
        torch.randint(999, 9999, (1, 24)),
        torch.zeros(1, 24, dtype=torch.long),
        torch.zeros(1, 24, dtype=torch.long),
        torch.arange(1, 19),
    )
    torch.onnx.export(
        _Shipped(network).eval(),
        example,
        str(path),
        input_names=["pieces", "casing", "marks", "first"],
        output_names=list(HEADS),
        dynamic_axes={"pieces": {1: "length"}, "casing": {1: "length"}, "marks": {1: "length"}, "first": {0: "words"}}
        | {name: {0: "words"} for name in HEADS},
        opset_version=17,
        dynamo=False,
    )
    fused = optimize_model(
        str(path),
        model_type="bert",
        num_heads=ATTENTION_HEADS,
        hidden_size=WIDTH,
        optimization_options=FusionOptions("bert"),
    )
    fused.save_model_to_file(str(path))


def quantise(plain: Path, path: Path) -> None:
    """Matrices and embeddings in 8 bits; weights use 7 of them, so that no sum saturates on processors without VNNI."""
    quantize_dynamic(
        plain,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        nodes_to_exclude=[n.name for n in onnx.load(plain).graph.node if "heads" in n.name],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
