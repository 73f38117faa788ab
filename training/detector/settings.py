"""Numbers that define the detector. The page reads the same ones from the model's card."""

from __future__ import annotations

from dataclasses import dataclass

from shared.schedule import Schedule

WIDTH, HEIGHT = 256, 160
"""Size of the input picture in pixels."""

CLASSES = ("car", "bus", "person", "bicycle", "sign")
"""Class ids in the order of the outputs. Vans count as buses, traffic lights as signs."""

STRIDES = (4, 8, 16, 32)
"""Pixels from cell to cell on each level, finest first."""

ANCHORS_PER_CELL = 3

CODER_WEIGHTS = (1.0, 1.0, 1.0, 1.0)
"""The four regression targets are multiplied by these, as in torchvision's box coder. Not its 10, 10, 5, 5:
the loss is on decoded boxes, and a factor of ten there is a tenth of the gradient here."""

LARGEST_LOG_SIZE = 4.135166556742356
"""Size offsets are clamped here before the exponential: ln(1000 / 16)."""

MIN_HEIGHT = 10
MIN_VISIBLE_PIXELS = 16
MIN_VISIBLE_SHARE = 0.3
"""A thing whose visible box is less tall, with fewer visible pixels, or hidden for more than 70 %, is neither
truth nor background. The height is a sixteenth of the picture; KITTI's moderate class asks for a fifteenth
(25 of 375 pixels)."""


@dataclass(frozen=True)
class Recipe(Schedule):
    """How a model is trained: everything by step, nothing by the clock."""

    steps: int = 12000
    batch: int = 32
    learning_rate: float = 3e-3
    warm_up: int = 200
    weight_decay: float = 1e-4
    average: float = 0.998
    seed: int = 1
    top_down: bool = True
    log_every: int = 200
