"""Crops as the renderer wrote them, and the batches that training draws from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .settings import CLASSES, SIDE

LARGEST_SHIFT = 4
"""Pixels by which a crop may move in a batch."""


@dataclass
class Crops:
    """Pictures (n, SIDE, SIDE, 3) uint8, what each shows, and where each is from."""

    pictures: np.ndarray
    classes: np.ndarray
    truth: list[dict]

    def __len__(self) -> int:
        return len(self.truth)

    def tensor(self, indices: np.ndarray | slice) -> Tensor:
        """Pictures (B, 3, SIDE, SIDE), 0 to 1."""
        return torch.from_numpy(self.pictures[indices]).permute(0, 3, 1, 2).float().div_(255)


def load(parts: list[Path]) -> Crops:
    """Reads the files that `render-crops.ts` wrote, given without their endings."""
    pictures, truth = [], []
    for part in parts:
        description = json.loads(part.with_suffix(".json").read_text())
        assert description["classes"] == list(CLASSES), "The crops are of other classes."
        truth += description["crops"]
        pictures.append(np.fromfile(part.with_suffix(".rgb"), np.uint8).reshape(-1, SIDE, SIDE, 3))
    classes = np.array([crop["class"] for crop in truth])
    return Crops(np.concatenate(pictures), classes, truth)


def find(data: Path, kind: str) -> Crops:
    """All crops of a kind, `train` or `test`."""
    return load(sorted(path.with_suffix("") for path in data.glob(f"{kind}-*.json")))


class Batches:
    """Endless random batches, mirrored and moved a little, in changing light.

    A class is drawn with the square root of its share: there are 20 times as many cars as bicycles, and a
    network that may guess guesses the car.
    """

    def __init__(self, crops: Crops, batch: int, seed: int):
        self.crops, self.batch = crops, batch
        self.random = np.random.default_rng(seed)
        counts = np.bincount(crops.classes, minlength=len(CLASSES))
        chance = 1 / np.sqrt(np.maximum(counts, 1))[crops.classes]
        self.chance = chance / chance.sum()

    def next(self) -> tuple[Tensor, Tensor]:
        """Pictures (B, 3, SIDE, SIDE), 0 to 1, and the class of each."""
        indices = self.random.choice(len(self.crops), self.batch, p=self.chance)
        stack = self.crops.pictures[indices]
        mirrored = self.random.random(self.batch) < 0.5
        stack[mirrored] = stack[mirrored, :, ::-1]
        pictures = torch.from_numpy(self.moved(stack)).permute(0, 3, 1, 2).float().div_(255)
        return self.vary(pictures), torch.from_numpy(self.crops.classes[indices])

    def moved(self, stack: np.ndarray) -> np.ndarray:
        """Each picture moved by a few pixels; its border is repeated."""
        reach = LARGEST_SHIFT
        wide = np.pad(stack, ((0, 0), (reach, reach), (reach, reach), (0, 0)), mode="edge")
        corners = self.random.integers(0, 2 * reach + 1, (len(stack), 2))
        return np.stack([each[y : y + SIDE, x : x + SIDE] for each, (y, x) in zip(wide, corners)])

    def vary(self, pictures: Tensor) -> Tensor:
        """Gain and offset for each picture and channel, so that no colour is a giveaway."""
        shape = (len(pictures), 1, 1, 1)
        gain = torch.from_numpy(self.random.uniform(0.75, 1.3, shape)).float()
        tint = torch.from_numpy(self.random.uniform(0.92, 1.08, (len(pictures), 3, 1, 1))).float()
        offset = torch.from_numpy(self.random.uniform(-0.06, 0.06, shape)).float()
        return pictures.mul_(gain * tint).add_(offset).clamp_(0, 1)
