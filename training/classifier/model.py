"""The network: a list of convolutions, some of which add the output of an earlier one.

Every convolution pads one pixel on each side (3x3) or none (1x1), so that stride 2 reads the same pixels here
and in the browser, where the paddings are given explicitly.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from shared.weights import Layer as FoldedLayer
from shared.weights import Layers, folded, unscaled

from .settings import Layer, layers


def module_name(name: str) -> str:
    """PyTorch allows no dots in the names of modules."""
    return name.replace(".", "_")


class Classifier(nn.Module):
    """Pictures (B, 3, H, W), 0 to 1 -> class logits (B, 12), the mean over a map of them."""

    def __init__(self, residual: bool = True, normalise: bool = True):
        super().__init__()
        self.layers = layers(residual)
        self.normalise = normalise
        self.convolutions, self.norms = nn.ModuleDict(), nn.ModuleDict()
        for layer in self.layers:
            name, last = module_name(layer.name), layer is self.layers[-1]
            convolution = nn.Conv2d(
                layer.inputs,
                layer.outputs,
                layer.kernel,
                layer.stride,
                layer.padding,
                bias=last or not normalise,
            )
            nn.init.kaiming_normal_(convolution.weight, nonlinearity=layer.activation)
            if convolution.bias is not None:
                nn.init.zeros_(convolution.bias)
            self.convolutions[name] = convolution
            if normalise and not last:
                self.norms[name] = nn.BatchNorm2d(layer.outputs)

    def forward(self, pictures: Tensor) -> Tensor:
        def convolve(layer: Layer, x: Tensor) -> Tensor:
            name = module_name(layer.name)
            y = self.convolutions[name](x)
            return self.norms[name](y) if name in self.norms else y

        return run(self.layers, convolve, pictures)[-1].mean((2, 3))

    def folded_layers(self) -> list[FoldedLayer]:
        """Every convolution with its batch normalisation folded in."""
        result = []
        for layer in self.layers:
            name = module_name(layer.name)
            convolution = self.convolutions[name]
            if name in self.norms:
                result.append(folded(layer.name, convolution, self.norms[name]))
            else:
                result.append(unscaled(layer.name, convolution))
        return result


def run(network: list[Layer], convolve, pictures: Tensor) -> list[Tensor]:
    """The output of every layer, sums and activations included."""
    x, outputs = pictures - 0.5, {}
    for layer in network:
        x = convolve(layer, x)
        if layer.adds:
            x = x + outputs[layer.adds]
        if layer.activation == "relu":
            x = F.relu(x)
        outputs[layer.name] = x
    return list(outputs.values())


def run_folded(network: list[Layer], weights: Layers, pictures: Tensor) -> dict[str, Tensor]:
    """The outputs of all layers by name on folded weights: what the browser computes."""

    def convolve(layer: Layer, x: Tensor) -> Tensor:
        kernel, bias = weights[layer.name]
        return F.conv2d(x, kernel, bias, stride=layer.stride, padding=layer.padding)

    return dict(zip((layer.name for layer in network), run(network, convolve, pictures)))


def logits_of(outputs: dict[str, Tensor]) -> Tensor:
    """Class logits (B, 12) from the outputs of `run_folded`."""
    return torch.mean(outputs["classes"], (2, 3))
