"""What a recipe says of its steps: learning rates by step, and weights averaged over steps."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass

import torch
from torch import nn


@dataclass(frozen=True)
class Schedule:
    """What a recipe says of its steps, whatever is trained."""

    steps: int
    learning_rate: float
    """The highest one, after the warm-up."""
    warm_up: int
    """Steps until then."""
    weight_decay: float
    average: float
    """Decay of the moving average of the weights that is exported."""
    log_every: int
    """Steps between points of the training curve."""


def learning_rate(step: int, steps: int, peak: float, warm_up: int) -> float:
    """Linear warm-up, then half a cosine down to a hundredth."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    progress = (step - warm_up) / max(1, steps - warm_up)
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * progress)))


class MovingAverage:
    """The weights of a model, averaged over the last steps: steadier than the last ones alone."""

    def __init__(self, model: nn.Module, decay: float):
        self.model, self.decay, self.steps = copy.deepcopy(model).eval(), decay, 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.steps += 1
        # Young averages must forget their random start faster.
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for average, now in zip(self.model.state_dict().values(), model.state_dict().values()):
            if average.dtype.is_floating_point:
                average.lerp_(now, 1 - decay)
            else:
                average.copy_(now)
