"""Frames and truth as the renderer wrote them, and the batches that training draws from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .anchors import assign
from .settings import (
    ANCHORS_PER_CELL,
    HEIGHT,
    MIN_HEIGHT,
    MIN_VISIBLE_PIXELS,
    MIN_VISIBLE_SHARE,
    STRIDES,
    WIDTH,
)


@dataclass
class Frames:
    """Pictures (n, HEIGHT, WIDTH, 3) uint8 and, for each, its truth."""

    pictures: list[np.ndarray]
    """Memory-mapped files, in the order of `truth`."""
    truth: list[dict]

    def __len__(self) -> int:
        return len(self.truth)

    def picture(self, index: int) -> np.ndarray:
        for part in self.pictures:
            if index < len(part):
                return part[index]
            index -= len(part)
        raise IndexError(index)


def load(parts: list[Path]) -> Frames:
    """Reads the files that `training/render/frames.ts` wrote, given without their endings."""
    pictures, truth = [], []
    for part in parts:
        frames = json.loads(part.with_suffix(".json").read_text())["frames"]
        shape = (len(frames), HEIGHT, WIDTH, 3)
        pictures.append(np.memmap(part.with_suffix(".rgb"), np.uint8, "r", shape=shape))
        truth += frames
    return Frames(pictures, truth)


def split_truth(frame: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Boxes (n, 4) and classes (n,) that count, and boxes (m, 4) too hidden to count either way."""
    things = np.asarray(frame["things"], dtype=np.float32).reshape(-1, 7)
    counts = (
        (things[:, 4] - things[:, 2] >= MIN_HEIGHT)
        & (things[:, 5] >= MIN_VISIBLE_PIXELS)
        & (things[:, 6] >= MIN_VISIBLE_SHARE)
    )
    return things[counts, 1:5], things[counts, 0].astype(np.int64), things[~counts, 1:5]


@dataclass
class Assignment:
    """Which anchors of one frame learn what: index arrays into the anchors."""

    positive: Tensor
    boxes: Tensor
    classes: Tensor
    neither: Tensor


def assign_all(frames: Frames, anchors: Tensor) -> list[Assignment]:
    """The assignment of every frame, computed once: it depends on the truth alone."""
    result = []
    for frame in frames.truth:
        boxes, classes, ignored = (torch.from_numpy(x) for x in split_truth(frame))
        positive, truth, neither = assign(anchors, boxes, ignored)
        result.append(Assignment(positive, boxes[truth], classes[truth], neither))
    return result


def mirror_order() -> Tensor:
    """For each anchor the index of its mirror image, left to right."""
    order, start = [], 0
    for stride in STRIDES:
        rows, columns = HEIGHT // stride, WIDTH // stride
        cells = torch.arange(rows * columns * ANCHORS_PER_CELL).view(rows, columns, ANCHORS_PER_CELL)
        order.append(cells.flip(1).reshape(-1) + start)
        start += rows * columns * ANCHORS_PER_CELL
    return torch.cat(order)


class Batches:
    """Endless random batches with mirroring, changes of light and colour, and noise."""

    def __init__(self, frames: Frames, anchors: Tensor, batch: int, seed: int):
        self.frames, self.batch = frames, batch
        self.assignments = assign_all(frames, anchors)
        self.mirrored = mirror_order()
        self.random = np.random.default_rng(seed)
        self.order = np.empty(0, dtype=np.int64)

    def next_indices(self) -> np.ndarray:
        while len(self.order) < self.batch:
            self.order = np.concatenate([self.order, self.random.permutation(len(self.frames))])
        chosen, self.order = self.order[: self.batch], self.order[self.batch :]
        return chosen

    def next(self) -> tuple[Tensor, list[Assignment]]:
        """Pictures (B, 3, HEIGHT, WIDTH), 0 to 1, and the assignment of each."""
        indices = self.next_indices()
        pictures = torch.from_numpy(np.stack([self.frames.picture(i) for i in indices]))
        pictures = pictures.permute(0, 3, 1, 2).float().div_(255)
        targets = []
        for place, index in enumerate(indices):
            target = self.assignments[index]
            if self.random.random() < 0.5:
                pictures[place] = pictures[place].flip(2)
                boxes = target.boxes.clone()
                boxes[:, [0, 2]] = WIDTH - target.boxes[:, [2, 0]]
                target = Assignment(
                    self.mirrored[target.positive], boxes, target.classes, self.mirrored[target.neither]
                )
            targets.append(target)
        return self.vary(pictures), targets

    def vary(self, pictures: Tensor) -> Tensor:
        """Gain and offset for each picture and channel, so that no colour is a giveaway."""
        shape = (len(pictures), 1, 1, 1)
        gain = torch.from_numpy(self.random.uniform(0.75, 1.3, shape)).float()
        tint = torch.from_numpy(self.random.uniform(0.92, 1.08, (len(pictures), 3, 1, 1))).float()
        offset = torch.from_numpy(self.random.uniform(-0.06, 0.06, shape)).float()
        return pictures.mul_(gain * tint).add_(offset).clamp_(0, 1)
