"""How weights are shipped: int8 kernels with one scale per output channel, float32 biases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Layer:
    """A convolution with its batch normalisation folded in: its kernel is `kernel` times `scale`."""

    name: str
    kernel: Tensor
    """OIHW; the very same tensor in all layers that share it."""
    scale: Tensor
    """One factor per output channel."""
    bias: Tensor


Layers = dict[str, tuple[Tensor, Tensor]]
"""Kernel (OIHW) and bias of each layer, as a reader of the weights gets them back."""


def folded(name: str, convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> Layer:
    """A convolution and the batch normalisation after it as one layer."""
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
    bias = norm.bias.detach() - norm.running_mean * scale
    return Layer(name, convolution.weight.detach(), scale, bias)


def unscaled(name: str, convolution: nn.Conv2d) -> Layer:
    """A convolution without batch normalisation."""
    kernel = convolution.weight.detach()
    return Layer(name, kernel, torch.ones(len(kernel)), convolution.bias.detach())


def unrounded(layers: list[Layer]) -> Layers:
    """The layers in float32, as before quantisation."""
    return {layer.name: (layer.kernel * layer.scale[:, None, None, None], layer.bias) for layer in layers}


def parameters(layers: list[Layer]) -> int:
    """How many numbers are shipped; a kernel that several layers share counts once."""
    kernels = {layer.kernel.data_ptr(): layer.kernel.numel() for layer in layers}
    return sum(kernels.values()) + sum(layer.bias.numel() for layer in layers)


def quantise(layers: list[Layer]) -> tuple[bytes, list[dict], Layers]:
    """The weight file, its index, and the layers as a reader gets them back (kernels in OIHW).

    Kernels become int8, symmetric, with one scale per output channel; biases stay float32. Biases come
    first, so that they start at multiples of four. A kernel that several layers share is written once:
    their entries differ in their scales.
    """
    payload, index, shipped = bytearray(), [], {}
    for layer in layers:
        index.append(
            {
                "name": f"{layer.name}.bias",
                "shape": list(layer.bias.shape),
                "dtype": "float32",
                "offset": len(payload),
            }
        )
        payload += layer.bias.numpy().astype("<f4").tobytes()
    offsets: dict[int, int] = {}
    for layer in layers:
        largest = layer.kernel.abs().flatten(1).max(1).values.clamp(min=1e-12)
        step = largest / 127
        rounded = (layer.kernel / step[:, None, None, None]).round().clamp(-127, 127)
        # The scales are shipped in decimal: what is multiplied later is what is multiplied here.
        scales = torch.tensor([float(f"{s:.6g}") for s in (step * layer.scale).tolist()])
        shipped[layer.name] = (rounded * scales[:, None, None, None], layer.bias)
        hwio = rounded.permute(2, 3, 1, 0).contiguous()
        offset = offsets.setdefault(layer.kernel.data_ptr(), len(payload))
        index.append(
            {
                "name": f"{layer.name}.kernel",
                "shape": list(hwio.shape),
                "dtype": "int8",
                "offset": offset,
                "scales": [float(f"{s:.6g}") for s in scales.tolist()],
            }
        )
        if offset == len(payload):
            payload += hwio.numpy().astype(np.int8).tobytes()
    return bytes(payload), index, shipped
