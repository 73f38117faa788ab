"""The network: a small residual trunk, four levels, an optional top-down pathway, one shared head.

Every convolution pads one pixel on each side (3x3) or none (1x1), so that stride 2 reads the same
pixels here and in the browser, where the paddings are given explicitly.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .settings import ANCHORS_PER_CELL, CLASSES

TRUNK = (12, 20, 40, 52, 48)
"""Channels after the stem (stride 2) and after the stages of stride 4, 8, 16 and 32."""

WIDTH = 28
"""Channels of every level after its lateral convolution."""


class Convolution(nn.Sequential):
    """Convolution, batch normalisation and, if asked for, ReLU. Named tensors fold into one kernel."""

    def __init__(self, inputs: int, outputs: int, size: int = 3, stride: int = 1, relu: bool = True):
        layers: list[nn.Module] = [
            nn.Conv2d(inputs, outputs, size, stride, padding=size // 2, bias=False),
            nn.BatchNorm2d(outputs),
        ]
        super().__init__(*layers, *([nn.ReLU(inplace=True)] if relu else []))


class Block(nn.Module):
    """Two convolutions with a connection around them: relu(x + second(first(x)))."""

    def __init__(self, channels: int):
        super().__init__()
        self.first = Convolution(channels, channels)
        self.second = Convolution(channels, channels, relu=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.second(self.first(x)))


class Detector(nn.Module):
    """Pictures (B, 3, 160, 256), 0 to 1 -> class logits (B, N, 5) and box offsets (B, N, 4).

    N runs over levels, rows, columns and the three anchors of a cell, in this order.
    """

    def __init__(self, top_down: bool = True):
        super().__init__()
        self.top_down = top_down
        stem, c2, c3, c4, c5 = TRUNK
        self.stem = Convolution(3, stem, stride=2)
        self.down2, self.block2 = Convolution(stem, c2, stride=2), Block(c2)
        self.down3, self.block3 = Convolution(c2, c3, stride=2), Block(c3)
        self.down4, self.block4 = Convolution(c3, c4, stride=2), Block(c4)
        self.down5 = Convolution(c4, c5, stride=2)
        self.lateral2 = Convolution(c2, WIDTH, size=1, relu=False)
        self.lateral3 = Convolution(c3, WIDTH, size=1, relu=False)
        self.lateral4 = Convolution(c4, WIDTH, size=1, relu=False)
        self.lateral5 = Convolution(c5, WIDTH, size=1, relu=False)
        # No batch normalisation here: four levels share these layers, and one set of running statistics
        # fits none of them once training is over.
        self.head1 = nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        self.head2 = nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        self.classes = nn.Conv2d(WIDTH, ANCHORS_PER_CELL * len(CLASSES), 1)
        self.boxes = nn.Conv2d(WIDTH, ANCHORS_PER_CELL * 4, 1)
        for shared in (self.head1, self.head2):
            nn.init.kaiming_normal_(shared.weight, nonlinearity="relu")
            nn.init.zeros_(shared.bias)
        for output in (self.classes, self.boxes):
            nn.init.normal_(output.weight, std=0.01)
            nn.init.zeros_(output.bias)
        # The focal loss paper's start: every anchor is background with probability 0.99.
        nn.init.constant_(self.classes.bias, -math.log((1 - 0.01) / 0.01))

    def levels(self, pictures: Tensor) -> list[Tensor]:
        """The four levels, finest first, each (B, WIDTH, rows, columns)."""
        c2 = self.block2(self.down2(self.stem(pictures - 0.5)))
        c3 = self.block3(self.down3(c2))
        c4 = self.block4(self.down4(c3))
        c5 = self.down5(c4)
        laterals = [self.lateral2(c2), self.lateral3(c3), self.lateral4(c4), self.lateral5(c5)]
        if not self.top_down:
            return laterals
        merged = [laterals[-1]]
        for lateral in reversed(laterals[:-1]):
            above = F.interpolate(merged[0], size=lateral.shape[-2:], mode="nearest")
            merged.insert(0, lateral + above)
        return merged

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        logits, offsets = [], []
        for level in self.levels(pictures):
            x = F.relu(self.head2(F.relu(self.head1(level))))
            for output, last, parts in ((self.classes, logits, len(CLASSES)), (self.boxes, offsets, 4)):
                y = output(x).permute(0, 2, 3, 1)
                last.append(y.reshape(y.shape[0], -1, parts))
        return torch.cat(logits, 1), torch.cat(offsets, 1)


def folded_layers(model: Detector) -> list[tuple[str, Tensor, Tensor]]:
    """(name, kernel in OIHW, bias) of every convolution with its batch normalisation folded in."""
    layers: list[tuple[str, Tensor, Tensor]] = []
    for name, module in model.named_modules():
        if isinstance(module, Convolution):
            convolution, norm = module[0], module[1]
            scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            kernel = convolution.weight * scale[:, None, None, None]
            layers.append((name, kernel.detach(), (norm.bias - norm.running_mean * scale).detach()))
    for name in ("head1", "head2", "classes", "boxes"):
        output = getattr(model, name)
        layers.append((name, output.weight.detach(), output.bias.detach()))
    return layers
