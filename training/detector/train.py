"""Trains the detector: `python3 -m detector.train NAME --data DIR --out DIR` (from `training/`)."""

from __future__ import annotations

import time

import numpy as np
import torch
from torch import Tensor

from shared.command import read_command, save_run
from shared.optimiser import Optimiser

from .anchors import grid, shapes_from
from .data import Assignment, Batches, Frames, load, split_truth
from .losses import decode, focal, giou_loss
from .model import Detector
from .settings import CLASSES, Recipe

RECIPES = {"detector": Recipe(), "detector-no-fpn": Recipe(top_down=False)}
BOX_WEIGHT = 2.0


def class_weights(frames: Frames) -> Tensor:
    """One weight per class, the root of how rare it is among the truths, 1 on average over the truths.

    AP counts every class alike; without this, a person counts 30 times as often as a bicycle.
    """
    counts = np.bincount(
        np.concatenate([split_truth(frame)[1] for frame in frames.truth]), minlength=len(CLASSES)
    )
    rarity = 1 / np.sqrt(np.maximum(counts, 1))
    return torch.from_numpy(rarity * counts.sum() / (rarity * counts).sum()).float()


def batch_loss(
    logits: Tensor, offsets: Tensor, targets: list[Assignment], anchors: Tensor, weights: Tensor
) -> tuple[Tensor, Tensor]:
    """Class and box loss, both per positive anchor of the batch, positives weighted by their class."""
    wanted = torch.zeros_like(logits)
    counted = torch.ones(logits.shape[:2])
    rows, columns, boxes, kinds = [], [], [], []
    for place, target in enumerate(targets):
        counted[place, target.neither] = 0
        wanted[place, target.positive, target.classes] = 1
        rows.append(torch.full_like(target.positive, place))
        columns.append(target.positive)
        boxes.append(target.boxes)
        kinds.append(target.classes)
    row, column = torch.cat(rows), torch.cat(columns)
    positives = max(1, len(row))
    importance = torch.where(wanted > 0, weights, torch.ones(()))
    class_loss = ((focal(logits, wanted) * importance).sum(2) * counted).sum() / positives
    predicted = decode(offsets[row, column], anchors[column])
    box_loss = (giou_loss(predicted, torch.cat(boxes)) * weights[torch.cat(kinds)]).sum() / positives
    return class_loss, box_loss


def truth_sizes(frames: Frames) -> np.ndarray:
    """Widths and heights (n, 2) of all truth boxes."""
    boxes = np.concatenate([split_truth(frame)[0] for frame in frames.truth])
    return boxes[:, 2:] - boxes[:, :2]


def train(frames: Frames, recipe: Recipe, shapes: np.ndarray) -> tuple[Detector, list[dict]]:
    """The averaged model after all steps, and the training curve."""
    torch.manual_seed(recipe.seed)
    anchors = grid(shapes)
    model = Detector(recipe.top_down).to(memory_format=torch.channels_last).train()
    optimiser = Optimiser(model, recipe)
    weights = class_weights(frames)
    batches = Batches(frames, anchors, recipe.batch, recipe.seed)
    curve, sums, start = [], np.zeros(2), time.time()
    for step in range(recipe.steps):
        pictures, targets = batches.next()
        # Half the time of float32 where the processor has bfloat16; the weights and the losses stay float32.
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits, offsets = model(pictures.contiguous(memory_format=torch.channels_last))
        class_loss, box_loss = batch_loss(logits.float(), offsets.float(), targets, anchors, weights)
        optimiser.step(class_loss + BOX_WEIGHT * box_loss)
        sums += [class_loss.item(), box_loss.item()]
        if (step + 1) % recipe.log_every == 0 or step + 1 == recipe.steps:
            count = (step % recipe.log_every) + 1
            curve.append(
                {"step": step + 1, "classLoss": round(sums[0] / count, 4), "boxLoss": round(sums[1] / count, 4)}
            )
            sums[:] = 0
            print(f"{curve[-1]} {(time.time() - start) / (step + 1):.3f} s/step", flush=True)
    return optimiser.average.model, curve


def main() -> None:
    command, recipe = read_command(__doc__, RECIPES)
    frames = load(sorted(path.with_suffix("") for path in command.data.glob("train-*.rgb")))
    shapes = shapes_from(truth_sizes(frames))
    print(f"{len(frames)} frames, classes {CLASSES}, anchors {shapes.tolist()}", flush=True)
    start = time.time()
    model, curve = train(frames, recipe, shapes)
    save_run(
        command,
        recipe,
        model,
        frames=len(frames),
        anchors=shapes.tolist(),
        curve=curve,
        seconds=round(time.time() - start),
    )


if __name__ == "__main__":
    main()
