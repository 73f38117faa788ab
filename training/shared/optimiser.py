"""What every trainer does in a step: AdamW, clipped gradients, a learning rate by step, averaged weights."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .schedule import MovingAverage, Schedule, learning_rate

LARGEST_GRADIENT = 5.0
"""Norm of the gradient over all parameters; a longer one is shortened to it."""


class Optimiser:
    """Takes the steps of a schedule, from the first to the last."""

    def __init__(self, model: nn.Module, schedule: Schedule):
        self.model, self.schedule, self.taken = model, schedule, 0
        self.average = MovingAverage(model, schedule.average)
        # Biases and what a batch normalisation learns are not pulled towards 0.
        kernels = [each for each in model.parameters() if each.ndim > 1]
        others = [each for each in model.parameters() if each.ndim <= 1]
        self.rule = torch.optim.AdamW(
            [{"params": kernels, "weight_decay": schedule.weight_decay}, {"params": others, "weight_decay": 0}],
            lr=schedule.learning_rate,
        )

    def step(self, loss: Tensor) -> None:
        """Moves the weights down the gradient of a loss, a scalar, and the averages after them."""
        plan = self.schedule
        for group in self.rule.param_groups:
            group["lr"] = learning_rate(self.taken, plan.steps, plan.learning_rate, plan.warm_up)
        self.rule.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), LARGEST_GRADIENT)
        self.rule.step()
        self.average.update(self.model)
        self.taken += 1
