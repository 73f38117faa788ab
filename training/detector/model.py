"""The network: a small residual trunk, four levels, an optional top-down pathway, one shared head.

Every convolution pads one pixel on each side (3x3) or none (1x1), so that stride 2 reads the same
pixels here and in the browser, where the paddings are given explicitly.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from shared.weights import Layer, folded, unscaled

from .settings import ANCHORS_PER_CELL, CLASSES, STRIDES

TRUNK = (16, 32, 32, 48, 48)
"""Channels after the stem (stride 2) and after the stages of stride 4, 8, 16 and 32.

Multiples of 16 fill a processor's vector registers. Most things on the street are small: the finest stage
is as wide as the next."""

WIDTH = 32
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


class SharedConvolution(nn.Module):
    """One 3x3 kernel for all levels, with batch normalisation of its own for each, and ReLU."""

    def __init__(self, channels: int, levels: int):
        super().__init__()
        self.convolution = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norms = nn.ModuleList(nn.BatchNorm2d(channels) for _ in range(levels))

    def forward(self, x: Tensor, level: int) -> Tensor:
        return F.relu(self.norms[level](self.convolution(x)))


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
        # Four levels share the kernels of the head but not its batch normalisation: one set of running
        # statistics fits none of them once training is over.
        self.head1 = SharedConvolution(WIDTH, len(STRIDES))
        self.head2 = SharedConvolution(WIDTH, len(STRIDES))
        self.classes = nn.Conv2d(WIDTH, ANCHORS_PER_CELL * len(CLASSES), 1)
        self.boxes = nn.Conv2d(WIDTH, ANCHORS_PER_CELL * 4, 1)
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
        for place, level in enumerate(self.levels(pictures)):
            x = self.head2(self.head1(level, place), place)
            for output, last, parts in ((self.classes, logits, len(CLASSES)), (self.boxes, offsets, 4)):
                y = output(x).permute(0, 2, 3, 1)
                last.append(y.reshape(y.shape[0], -1, parts))
        return torch.cat(logits, 1), torch.cat(offsets, 1)


def folded_layers(model: Detector) -> list[Layer]:
    """Every convolution of the network; a shared one appears once per level, named after it."""

    layers: list[Layer] = []
    for name, module in model.named_modules():
        if isinstance(module, Convolution):
            layers.append(folded(name, module[0], module[1]))
        if isinstance(module, SharedConvolution):
            for place, norm in enumerate(module.norms):
                layers.append(folded(f"{name}.level{place + 2}", module.convolution, norm))
    for name in ("classes", "boxes"):
        layers.append(unscaled(name, getattr(model, name)))
    return layers
