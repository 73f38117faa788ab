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


def shapes_from(sizes: np.ndarray, rounds: int = 40, seed: int = 1) -> np.ndarray:
    """Widths and heights (levels, anchors, 2) of anchors by k-means with 1 - IoU as distance.

    `sizes` is (n, 2). Clusters are sorted by area and dealt to the levels, smallest to the finest.
    """
    count = len(STRIDES) * ANCHORS_PER_CELL
    random = np.random.default_rng(seed)
    centres = sizes[random.choice(len(sizes), count, replace=False)].astype(np.float64)
    for _ in range(rounds):
        shared = np.minimum(sizes[:, None], centres[None]).prod(2)
        union = sizes.prod(1)[:, None] + centres.prod(1)[None] - shared
        nearest = np.argmax(shared / union, axis=1)
        for k in range(count):
            members = sizes[nearest == k]
            if len(members):
                centres[k] = np.median(members, axis=0)
    order = np.argsort(centres.prod(1))
    return centres[order].reshape(len(STRIDES), ANCHORS_PER_CELL, 2).round(2)


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


def pairwise_iou(a: Tensor, b: Tensor) -> Tensor:
    """(N, 4), (M, 4) -> (N, M)."""
    shared = (
        (torch.minimum(a[:, None, 2:], b[None, :, 2:]) - torch.maximum(a[:, None, :2], b[None, :, :2]))
        .clamp(min=0)
        .prod(2)
    )
    area_a, area_b = (a[:, 2:] - a[:, :2]).prod(1), (b[:, 2:] - b[:, :2]).prod(1)
    return shared / (area_a[:, None] + area_b[None] - shared).clamp(min=1e-9)


def assign(anchors: Tensor, truths: Tensor, ignored: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Positive anchors, the truth of each, and the anchors that count as nothing (index tensors)."""
    best_truth = torch.full((len(anchors),), -1)
    best = torch.zeros(len(anchors))
    if len(truths):
        iou = pairwise_iou(anchors, truths)
        best, best_truth = iou.max(1)
        positive = best >= POSITIVE
        top = iou.topk(min(AT_LEAST, len(anchors)), dim=0)
        for truth in range(len(truths)):
            chosen = top.indices[:, truth][top.values[:, truth] >= LOOSEST]
            # The best one always counts, unless it does not touch the truth at all.
            if top.values[0, truth] > 0:
                chosen = torch.cat([chosen, top.indices[:1, truth]])
            mine = chosen[(best[chosen] < POSITIVE) | (best_truth[chosen] == truth)]
            best_truth[mine] = truth
            positive[mine] = True
    else:
        positive = torch.zeros(len(anchors), dtype=torch.bool)
    neither = (best >= NEGATIVE) & ~positive
    if len(ignored):
        shared = pairwise_iou(anchors, ignored).max(1).values
        neither |= (shared >= NEGATIVE) & ~positive
    chosen = positive.nonzero()[:, 0]
    return chosen, best_truth[chosen], neither.nonzero()[:, 0]
