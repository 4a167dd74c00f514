"""The weights that are shipped, back as a network's own: what a run can go on from.

Matrices that are shipped in 8 bits come back as what these stand for; what training had beyond that is lost, and found
again within some hundred steps.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from train.heads import Network
from train.network import LAYERS

__all__ = ["go_on_from"]

Floats = NDArray[np.float32]

_LAYER = ("query_key_value", "out", "up", "down")
"""The matrices of a layer, in the order in which they are used."""


def go_on_from(network: Network, folder: Path) -> None:
    """Give a network the weights of an exported folder; the embedding of pieces stays, as it is never trained.

    ValueError where the graph has not the matrices that the network asks for.
    """
    held = {i.name: numpy_helper.to_array(i) for i in onnx.load(folder / "encoder.onnx").graph.initializer}
    with np.load(folder / "tables.npz") as tables:
        whole = {name: torch.from_numpy(tables[name]) for name in tables.files}
    layers = _layers(held)
    for name, old in network.state_dict().items():
        if name in whole or name == "encoder.words.weight":
            continue
        found = layers.get(name)
        if found is None:
            found = _plain(held, f"network.{name}")
        if found is None or found.shape != tuple(old.shape):
            raise ValueError(f"{folder}: no {name} of shape {tuple(old.shape)}")
        whole[name] = torch.from_numpy(np.ascontiguousarray(found, dtype=np.float32))
    network.load_state_dict(whole | {"encoder.words.weight": _words(network)})


def _words(network: Network) -> Tensor:
    return network.encoder.words.weight.detach()


def _plain(held: dict[str, NDArray[np.generic]], name: str) -> Floats | None:
    """An array by its name, as it is, turned, or in 8 bits; None where the graph has none."""
    for turned in (name, f"{name}_Transposed"):
        found = _whole(held, turned)
        if found is not None:
            return found if turned == name else found.T
    return None


def _whole(held: dict[str, NDArray[np.generic]], name: str) -> Floats | None:
    if name in held:
        return held[name].astype(np.float32)
    if f"{name}_quantized" not in held:
        return None
    steps = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    scale = held[f"{name}_scale"].astype(np.float32)
    return np.asarray(steps * scale, dtype=np.float32)


def _layers(held: dict[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """The layers' matrices, which the exporter numbers in the order in which they are used."""
    numbered = sorted(
        (int(name.removeprefix("onnx::MatMul_").removesuffix("_quantized")), name.removesuffix("_quantized"))
        for name in held
        if name.startswith("onnx::MatMul_") and name.removeprefix("onnx::MatMul_").removesuffix("_quantized").isdigit()
    )
    names = [f"encoder.layers.{layer}.{part}.weight" for layer in range(LAYERS) for part in _LAYER]
    found = [_whole(held, name) for _, name in numbered[: len(names)]]
    return {name: array.T for name, array in zip(names, found, strict=False) if array is not None}
