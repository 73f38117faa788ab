"""Anchor shapes from data, their grid, and which of them learn from which truth."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .settings import ANCHORS_PER_CELL, HEIGHT, STRIDES, WIDTH

POSITIVE, NEGATIVE = 0.5, 0.4
"""IoU from which an anchor learns its truth, and below which it is background."""
AT_LEAST, LOOSEST = 5, 0.3
"""Each truth's best few anchors learn it too, if they overlap it by at least this much."""


REACH = 2.5
"""A level takes truths whose side, the root of their area, is below this many of its strides."""


def shapes_from(sizes: np.ndarray, rounds: int = 40, seed: int = 1) -> np.ndarray:
    """Widths and heights (levels, anchors, 2) of anchors by k-means with 1 - IoU as distance.

    `sizes` is (n, 2). Each level clusters the truths of its own range of sizes: over all of them at
    once, the many small ones would leave no anchor for the few large ones.
    """
    random = np.random.default_rng(seed)
    side = np.sqrt(sizes.prod(1))
    limits = [0.0, *(REACH * stride for stride in STRIDES[:-1]), np.inf]
    levels = []
    for low, high in zip(limits, limits[1:]):
        mine = sizes[(side >= low) & (side < high)]
        if len(mine) < ANCHORS_PER_CELL:  # a handful of frames: the nearest sizes there are
            mine = sizes[np.argsort(np.abs(side - low))[:ANCHORS_PER_CELL]]
        centres = mine[random.choice(len(mine), ANCHORS_PER_CELL, replace=False)].astype(np.float64)
        for _ in range(rounds):
            shared = np.minimum(mine[:, None], centres[None]).prod(2)
            union = mine.prod(1)[:, None] + centres.prod(1)[None] - shared
            nearest = np.argmax(shared / union, axis=1)
            for k in range(ANCHORS_PER_CELL):
                if (nearest == k).any():
                    centres[k] = mine[nearest == k].mean(axis=0)
        levels.append(centres[np.argsort(centres.prod(1))])
    return np.stack(levels).round(2)


def grid(shapes: np.ndarray) -> Tensor:
    """All anchors (N, 4) as x1, y1, x2, y2, in the order of the network's outputs."""
    anchors = []
    for stride, level in zip(STRIDES, shapes):
        y, x = np.meshgrid(
            np.arange(HEIGHT // stride) + 0.5, np.arange(WIDTH // stride) + 0.5, indexing="ij"
        )
        centres = np.stack([x, y], axis=-1)[:, :, None] * stride
        half = level[None, None] / 2
        anchors.append(np.concatenate([centres - half, centres + half], axis=-1).reshape(-1, 4))
    return torch.tensor(np.concatenate(anchors), dtype=torch.float32)


def pairwise_iou(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(T, 4), (N, 4) -> (T, N). In place where it can be: this runs for every frame."""
    width = np.minimum(a[:, None, 2], b[None, :, 2])
    width -= np.maximum(a[:, None, 0], b[None, :, 0])
    height = np.minimum(a[:, None, 3], b[None, :, 3])
    height -= np.maximum(a[:, None, 1], b[None, :, 1])
    shared = width.clip(0, out=width)
    shared *= height.clip(0, out=height)
    areas = (a[:, 2:] - a[:, :2]).prod(1)[:, None] + (b[:, 2:] - b[:, :2]).prod(1)[None]
    areas -= shared
    return np.divide(shared, areas.clip(1e-9, out=areas), out=shared)


def assign(anchors: Tensor, truths: Tensor, ignored: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Positive anchors, the truth of each, and the anchors that count as nothing (index tensors)."""
    # Fortran order: each of the four columns lies together.
    cells = np.asfortranarray(anchors.numpy())
    owner = np.full(len(cells), -1)
    neither = np.zeros(len(cells), dtype=bool)
    if len(truths):
        iou = pairwise_iou(truths.numpy(), cells)
        best_truth = iou.argmax(0)
        best = iou[best_truth, np.arange(len(cells))]
        clear = best >= POSITIVE
        owner[clear] = best_truth[clear]
        neither = best >= NEGATIVE
        top = np.argpartition(iou, -AT_LEAST, axis=1)[:, -AT_LEAST:]
        overlap = np.take_along_axis(iou, top, 1)
        # A truth's very best anchor counts whatever it overlaps, unless it does not touch at all.
        wanted = (overlap >= LOOSEST) | ((overlap == overlap.max(1, keepdims=True)) & (overlap > 0))
        truth, place = wanted.nonzero()
        order = np.argsort(overlap[truth, place], kind="stable")
        truth, chosen = truth[order], top[truth, place][order]
        free = ~clear[chosen]
        # Where several truths want an anchor, the last one written overlaps it most.
        owner[chosen[free]] = truth[free]
    if len(ignored):
        neither |= pairwise_iou(ignored.numpy(), cells).max(0) >= NEGATIVE
    positive = (owner >= 0).nonzero()[0]
    neither &= owner < 0
    return (torch.from_numpy(positive), torch.from_numpy(owner[positive]), torch.from_numpy(neither.nonzero()[0]))
