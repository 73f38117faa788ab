"""Numbers that define the classifier. The page reads the same ones from the model's card."""

from __future__ import annotations

from dataclasses import dataclass

from shared.schedule import Schedule

SIDE = 64
"""Height and width of the input picture in pixels."""

CLASSES = (
    "car",
    "van",
    "bus",
    "person",
    "bicycle",
    "traffic-light",
    "sign",
    "tree",
    "lamp",
    "building",
    "road",
    "pavement",
)
"""Class ids in the order of the outputs, as in `crop-windows.ts`."""

STAGES = ((16, 5), (32, 6))
"""Channels and blocks of the stages at stride 4 and 8; a block is two convolutions.

With the stem, the two convolutions that go from stride to stride, and the class scores: 26 layers, so many
that the difference between the plain and the residual network can be told, and so thin that they are quick."""


@dataclass(frozen=True)
class Layer:
    """One convolution: activation(convolution(x) + the output of `adds`)."""

    name: str
    kernel: int
    stride: int
    padding: int
    inputs: int
    outputs: int
    activation: str
    adds: str | None = None


def layers(residual: bool) -> list[Layer]:
    """The network, in the order of the run. The plain one leaves out the sums and nothing else."""
    stem = STAGES[0][0]
    result = [Layer("stem", 3, 2, 1, 3, stem, "relu")]
    inputs = stem
    for number, (channels, blocks) in enumerate(STAGES, 2):
        result.append(Layer(f"down{number}", 3, 2, 1, inputs, channels, "relu"))
        inputs = channels
        for block in range(1, blocks + 1):
            name, before = f"block{number}.{block}", result[-1].name
            result.append(Layer(f"{name}.first", 3, 1, 1, channels, channels, "relu"))
            adds = before if residual else None
            result.append(Layer(f"{name}.second", 3, 1, 1, channels, channels, "relu", adds))
    result.append(Layer("classes", 1, 1, 0, inputs, len(CLASSES), "linear"))
    return result


@dataclass(frozen=True)
class Recipe(Schedule):
    """How a model is trained: everything by step, nothing by the clock."""

    residual: bool = True
    normalise: bool = True
    """Batch normalisation after every convolution but the last."""
    steps: int = 1200
    batch: int = 128
    learning_rate: float = 3e-3
    warm_up: int = 100
    weight_decay: float = 5e-4
    average: float = 0.99
    seed: int = 1
    log_every: int = 60
    curve_crops: int = 1000
    """Crops of each kind, trained on and held out, that a point of the curve is measured on."""
    flow_steps: tuple[int, ...] = (0, 50, 500)
    """Steps before which the gradient of every layer is measured."""


RECIPES = {
    "classifier": Recipe(),
    "classifier-plain": Recipe(residual=False),
    "classifier-no-bn": Recipe(normalise=False),
}
