"""Writes what is shipped: weights, golden outputs; and predictions on held-out frames for evaluation.

`python3 -m detector.export RUN_DIR --data DIR --out DIR` (from `training/`)
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from shared.weights import Layers, parameters, quantise, unrounded

from .anchors import grid
from .data import Frames, load
from .losses import decode
from .model import Detector, folded_layers
from .settings import (
    ANCHORS_PER_CELL,
    CLASSES,
    CODER_WEIGHTS,
    HEIGHT,
    MIN_HEIGHT,
    MIN_VISIBLE_PIXELS,
    MIN_VISIBLE_SHARE,
    STRIDES,
    WIDTH,
)

FLOOR = 0.03
"""Predictions below this score are not evaluated."""
GOLDEN_FRAMES, GOLDEN_SAMPLES = 3, 240


def run_folded(layers: Layers, pictures: Tensor, top_down: bool) -> tuple[Tensor, Tensor]:
    """The network on folded layers: what the browser computes, (B, N, 5) and (B, N, 4)."""

    def layer(name: str, x: Tensor, stride: int = 1, relu: bool = False) -> Tensor:
        kernel, bias = layers[name]
        y = F.conv2d(x, kernel, bias, stride=stride, padding=kernel.shape[-1] // 2)
        return F.relu(y) if relu else y

    def block(name: str, x: Tensor) -> Tensor:
        return F.relu(x + layer(f"{name}.second", layer(f"{name}.first", x, relu=True)))

    c2 = block("block2", layer("down2", layer("stem", pictures - 0.5, 2, True), 2, True))
    c3 = block("block3", layer("down3", c2, 2, True))
    c4 = block("block4", layer("down4", c3, 2, True))
    c5 = layer("down5", c4, 2, True)
    levels = [layer(f"lateral{i}", c) for i, c in ((2, c2), (3, c3), (4, c4), (5, c5))]
    if top_down:
        for i in (2, 1, 0):
            levels[i] = levels[i] + F.interpolate(levels[i + 1], size=levels[i].shape[-2:], mode="nearest")
    logits, offsets = [], []
    for number, level in enumerate(levels, 2):
        x = layer(f"head1.level{number}", level, relu=True)
        x = layer(f"head2.level{number}", x, relu=True)
        for name, into, parts in (("classes", logits, len(CLASSES)), ("boxes", offsets, 4)):
            y = layer(name, x).permute(0, 2, 3, 1)
            into.append(y.reshape(len(y), -1, parts))
    return torch.cat(logits, 1), torch.cat(offsets, 1)


def pictures_of(frames: Frames, indices: range | list[int]) -> Tensor:
    stack = np.stack([frames.picture(i) for i in indices])
    return torch.from_numpy(stack).permute(0, 3, 1, 2).float() / 255


@torch.no_grad()
def write_predictions(path: Path, layers: Layers, frames: Frames, anchors: Tensor, top_down: bool) -> None:
    """Rows of float32 (frame, class, score, x1, y1, x2, y2), every prediction from FLOOR up."""
    with path.open("wb") as file:
        for start in range(0, len(frames), 50):
            indices = range(start, min(start + 50, len(frames)))
            logits, offsets = run_folded(layers, pictures_of(frames, indices), top_down)
            scores, boxes = torch.sigmoid(logits), decode(offsets, anchors[None])
            frame, anchor, kind = (scores >= FLOOR).nonzero(as_tuple=True)
            rows = torch.cat(
                [
                    torch.stack([frame.float() + start, kind.float(), scores[frame, anchor, kind]], 1),
                    boxes[frame, anchor],
                ],
                1,
            )
            file.write(rows.numpy().astype("<f4").tobytes())


@torch.no_grad()
def golden(layers: Layers, frames: Frames, top_down: bool) -> dict:
    """Outputs of a few frames at the anchors that fire most and at some that are spread evenly."""
    cases = []
    for index in range(GOLDEN_FRAMES):
        truth = frames.truth[index]
        logits, offsets = run_folded(layers, pictures_of(frames, [index]), top_down)
        best = logits[0].max(1).values.argsort(descending=True)[: GOLDEN_SAMPLES // 2]
        spread = torch.linspace(0, logits.shape[1] - 1, GOLDEN_SAMPLES // 2).long()
        anchors = torch.unique(torch.cat([best, spread]))
        cases.append(
            {
                "world": truth["world"],
                "view": truth["view"],
                "rgbSha256": hashlib.sha256(frames.picture(index).tobytes()).hexdigest(),
                "anchors": anchors.tolist(),
                "logits": [[float(f"{v:.6g}") for v in row] for row in logits[0, anchors].tolist()],
                "offsets": [[float(f"{v:.6g}") for v in row] for row in offsets[0, anchors].tolist()],
            }
        )
    return {"tolerance": "|a - b| <= 1e-3 * max(1, |b|)", "cases": cases}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    run = json.loads((arguments.run / "run.json").read_text())
    top_down = run["recipe"]["top_down"]
    model = Detector(top_down)
    model.load_state_dict(torch.load(arguments.run / "state.pt"))
    layers = folded_layers(model.eval())
    payload, index, shipped = quantise(layers)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "weights.bin").write_bytes(payload)
    parts = sorted(path.with_suffix("") for path in arguments.data.glob("test-*.rgb"))
    frames, anchors = load(parts), grid(np.asarray(run["anchors"]))
    (arguments.out / "golden.json").write_text(json.dumps(golden(shipped, frames, top_down)) + "\n")
    (arguments.run / "export.json").write_text(
        json.dumps(
            {
                "name": run["name"],
                "classes": list(CLASSES),
                "input": {"width": WIDTH, "height": HEIGHT},
                "topDown": top_down,
                "truth": {
                    "height": MIN_HEIGHT,
                    "visiblePixels": MIN_VISIBLE_PIXELS,
                    "visibleShare": MIN_VISIBLE_SHARE,
                },
                "anchors": {
                    "strides": list(STRIDES),
                    "perCell": ANCHORS_PER_CELL,
                    "shapes": run["anchors"],
                    "coderWeights": list(CODER_WEIGHTS),
                },
                "parameters": parameters(layers),
                "tensors": index,
            }
        )
    )
    write_predictions(arguments.run / "predictions-int8.bin", shipped, frames, anchors, top_down)
    write_predictions(arguments.run / "predictions-fp32.bin", unrounded(layers), frames, anchors, top_down)


if __name__ == "__main__":
    main()
