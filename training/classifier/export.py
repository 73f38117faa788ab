"""Writes what is shipped: weights, golden outputs; and logits on held-out crops for evaluation.

`python3 -m classifier.export RUN_DIR --data DIR --out DIR` (from `training/`)
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from shared.weights import Layers, parameters, quantise, unrounded

from .data import Crops, find
from .model import Classifier, logits_of, run_folded
from .settings import CLASSES, SIDE, Layer

GOLDEN_CROPS, GOLDEN_SAMPLES = 6, 200
ACTIVATION_LAYER = "block2.3.second"
GRADIENT_UNIT = {"layer": "block3.3.second", "row": 4, "column": 3, "channel": 7}
WIDE = 128
"""Side of the input, a crop enlarged by repeating its pixels, of the golden gradient that shows that the
network takes any size."""


def rounded(values: Tensor) -> list[float]:
    return [float(f"{value:.6g}") for value in values.flatten().tolist()]


def sampled(values: Tensor) -> dict:
    """Some numbers of a tensor (1, C, H, W), at indices of its channels-last order, spread evenly."""
    flat = values[0].permute(1, 2, 0).flatten()
    places = torch.linspace(0, len(flat) - 1, GOLDEN_SAMPLES).long()
    return {"indices": places.tolist(), "values": rounded(flat[places])}


def input_gradient(network: list[Layer], weights: Layers, picture: Tensor, unit: dict) -> Tensor:
    """The gradient of one number of a layer with respect to the input (1, 3, H, W)."""
    x = picture.clone().requires_grad_(True)
    output = run_folded(network, weights, x)[unit["layer"]]
    output[0, unit["channel"], unit["row"], unit["column"]].backward()
    return x.grad


def logit_gradient(network: list[Layer], weights: Layers, picture: Tensor, kind: int) -> Tensor:
    """The gradient of a class logit with respect to the input (1, 3, H, W)."""
    x = picture.clone().requires_grad_(True)
    logits_of(run_folded(network, weights, x))[0, kind].backward()
    return x.grad


def picture_of(crops: Crops, index: int) -> tuple[Tensor, Tensor]:
    """A crop (1, 3, SIDE, SIDE), and the same with its pixels repeated to a side of WIDE."""
    picture = crops.tensor(slice(index, index + 1))
    return picture, picture.repeat_interleave(WIDE // SIDE, 2).repeat_interleave(WIDE // SIDE, 3)


def is_steady(network: list[Layer], weights: Layers, crops: Crops, index: int) -> bool:
    """Whether the gradients of a crop are the same a rounding error away: where a ReLU's input is next to 0
    they jump, and nobody can say which side is right."""
    (picture, wide), kind = picture_of(crops, index), crops.truth[index]["class"]

    def gradients(shift: float) -> list[Tensor]:
        return [
            logit_gradient(network, weights, picture + shift, kind),
            input_gradient(network, weights, wide + shift, GRADIENT_UNIT),
        ]

    here = gradients(0)
    return all(
        torch.allclose(one, other, rtol=3e-4, atol=3e-4)
        for shift in (-1e-6, 1e-6)
        for one, other in zip(gradients(shift), here)
    )


def golden_crop(network: list[Layer], weights: Layers, crops: Crops, kind: int) -> int:
    """Index of the first steady crop of a class. Of a network after a few steps none may be: then the first
    of the class, and the first of all where a few crops hold none of it."""
    candidates = np.flatnonzero(crops.classes == kind).tolist() or [0]
    steady = (index for index in candidates if is_steady(network, weights, crops, index))
    return next(steady, candidates[0])


def golden(network: list[Layer], weights: Layers, crops: Crops) -> dict:
    """Logits of a few crops of different classes; an activation and gradients of each."""
    cases = []
    for kind in range(0, len(CLASSES), len(CLASSES) // GOLDEN_CROPS):
        index = golden_crop(network, weights, crops, kind)
        truth, (picture, wide) = crops.truth[index], picture_of(crops, index)
        with torch.no_grad():
            outputs = run_folded(network, weights, picture)
        cases.append(
            {
                "world": truth["world"],
                "view": truth["view"],
                "window": truth["window"],
                "rgbSha256": hashlib.sha256(crops.pictures[index].tobytes()).hexdigest(),
                "class": truth["class"],
                "logits": rounded(logits_of(outputs)),
                "activation": {"layer": ACTIVATION_LAYER, **sampled(outputs[ACTIVATION_LAYER])},
                "logitGradient": sampled(logit_gradient(network, weights, picture, truth["class"])),
                "wideGradient": {
                    "unit": GRADIENT_UNIT,
                    "side": WIDE,
                    **sampled(input_gradient(network, weights, wide, GRADIENT_UNIT)),
                },
            }
        )
    return {"tolerance": "|a - b| <= 1e-3 * max(1, |b|)", "cases": cases}


@torch.no_grad()
def write_logits(path: Path, network: list[Layer], weights: Layers, crops: Crops) -> None:
    """Rows of float32, the logits of every crop in the order of the truth."""
    parts = [
        logits_of(run_folded(network, weights, crops.tensor(slice(start, start + 200))))
        for start in range(0, len(crops), 200)
    ]
    path.write_bytes(torch.cat(parts).numpy().astype("<f4").tobytes())


def described(network: list[Layer]) -> list[dict]:
    """The layers with the size of their outputs and their multiply-accumulates, without what is not there."""
    result, side = [], SIDE
    for layer in network:
        side = (side + 2 * layer.padding - layer.kernel) // layer.stride + 1
        macs = side * side * layer.kernel**2 * layer.inputs * layer.outputs
        entry = {name: value for name, value in asdict(layer).items() if value is not None}
        result.append({**entry, "rows": side, "columns": side, "macs": macs})
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    run = json.loads((arguments.run / "run.json").read_text())
    residual, normalise = run["recipe"]["residual"], run["recipe"]["normalise"]
    model = Classifier(residual, normalise)
    model.load_state_dict(torch.load(arguments.run / "state.pt"))
    folded = model.eval().folded_layers()
    payload, index, shipped = quantise(folded)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "weights.bin").write_bytes(payload)
    crops = find(arguments.data, "test")
    outputs = json.dumps(golden(model.layers, shipped, crops))
    (arguments.out / "golden.json").write_text(outputs + "\n")
    (arguments.run / "export.json").write_text(
        json.dumps(
            {
                "name": run["name"],
                "classes": list(CLASSES),
                "input": {"width": SIDE, "height": SIDE},
                "residual": residual,
                "batchNormalisation": normalise,
                "layers": described(model.layers),
                "parameters": parameters(folded),
                "tensors": index,
            }
        )
    )
    write_logits(arguments.run / "logits-int8.bin", model.layers, shipped, crops)
    write_logits(arguments.run / "logits-fp32.bin", model.layers, unrounded(folded), crops)


if __name__ == "__main__":
    main()
