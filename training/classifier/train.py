"""Trains the classifier: `python3 -m classifier.train NAME --data DIR --out DIR` (from `training/`)."""

from __future__ import annotations

import time

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from shared.command import read_command, save_run
from shared.optimiser import Optimiser

from .data import Batches, Crops, find
from .model import Classifier, module_name
from .settings import CLASSES, RECIPES, Recipe


@torch.no_grad()
def accuracy(model: Classifier, crops: Crops, indices: np.ndarray) -> float:
    """Share of some crops whose highest logit is that of their class."""
    right = 0
    for part in np.array_split(indices, max(1, len(indices) // 250)):
        pictures = crops.tensor(part).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            right += int((model(pictures).argmax(1).numpy() == crops.classes[part]).sum())
    return round(right / len(indices), 4)


def gradient_norms(model: Classifier, pictures: Tensor, classes: Tensor) -> list[dict]:
    """How strongly the loss pulls at each layer: the norm of the gradient of its kernel as a share of the
    kernel's own, in float32 and in training mode. Leaves the model as it was."""
    state = {name: value.clone() for name, value in model.state_dict().items()}
    model.zero_grad(set_to_none=True)
    F.cross_entropy(model(pictures), classes).backward()
    norms = []
    for layer in model.layers:
        kernel = model.convolutions[module_name(layer.name)].weight
        gradient = float(kernel.grad.norm())
        norms.append(
            {
                "layer": layer.name,
                "gradient": float(f"{gradient:.4g}"),
                "relative": float(f"{gradient / float(kernel.norm()):.4g}"),
            }
        )
    model.zero_grad(set_to_none=True)
    model.load_state_dict(state)
    return norms


class Diary:
    """What is written down on the way: the training curve and the gradients of every layer."""

    def __init__(self, crops: Crops, held_out: Crops, recipe: Recipe):
        self.crops, self.held_out, self.recipe = crops, held_out, recipe
        random = np.random.default_rng(recipe.seed)
        self.sample, self.held_out_sample = (
            random.permutation(len(each))[: recipe.curve_crops] for each in (crops, held_out)
        )
        self.flow_batch = Batches(crops, recipe.batch, recipe.seed + 1).next()
        self.curve: list[dict] = []
        self.flow: list[dict] = []
        self.losses: list[float] = []
        self.start = time.time()

    def before(self, step: int, model: Classifier) -> None:
        if step in self.recipe.flow_steps:
            self.flow.append({"step": step, "layers": gradient_norms(model, *self.flow_batch)})

    def after(self, step: int, loss: float, model: Classifier) -> None:
        self.losses.append(loss)
        done = step + 1
        if done % self.recipe.log_every and done != self.recipe.steps:
            return
        model.eval()
        point = {
            "step": done,
            "loss": round(float(np.mean(self.losses)), 4),
            "trainAccuracy": accuracy(model, self.crops, self.sample),
            "heldOutAccuracy": accuracy(model, self.held_out, self.held_out_sample),
        }
        model.train()
        self.curve.append(point)
        self.losses.clear()
        print(f"{point} {(time.time() - self.start) / done:.3f} s/step", flush=True)


def train(crops: Crops, held_out: Crops, recipe: Recipe) -> tuple[Classifier, Diary]:
    """The averaged model after all steps, and its diary."""
    torch.manual_seed(recipe.seed)
    model = Classifier(recipe.residual, recipe.normalise)
    model = model.to(memory_format=torch.channels_last).train()
    optimiser = Optimiser(model, recipe)
    batches, diary = Batches(crops, recipe.batch, recipe.seed), Diary(crops, held_out, recipe)
    for step in range(recipe.steps):
        diary.before(step, model)
        pictures, classes = batches.next()
        # Half the time of float32 where the processor has bfloat16; the weights and the loss stay float32.
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(pictures.contiguous(memory_format=torch.channels_last))
        loss = F.cross_entropy(logits.float(), classes)
        optimiser.step(loss)
        diary.after(step, loss.item(), model)
    return optimiser.average.model, diary


def main() -> None:
    command, recipe = read_command(__doc__, RECIPES)
    crops, held_out = find(command.data, "train"), find(command.data, "test")
    counts = dict(zip(CLASSES, np.bincount(crops.classes, minlength=len(CLASSES)).tolist()))
    print(f"{len(crops)} crops: {counts}", flush=True)
    start = time.process_time()
    model, diary = train(crops, held_out, recipe)
    save_run(
        command,
        recipe,
        model,
        crops=len(crops),
        curve=diary.curve,
        gradientFlow=diary.flow,
        cpuSeconds=round(time.process_time() - start),
    )


if __name__ == "__main__":
    main()
