"""What the network is punished for: wrong classes by focal loss, wrong boxes by 1 - GIoU."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from .settings import CODER_WEIGHTS, LARGEST_LOG_SIZE


def decode(offsets: Tensor, anchors: Tensor) -> Tensor:
    """Offsets (..., 4) against anchors (..., 4) -> boxes (..., 4), as torchvision's box coder does."""
    weights = offsets.new_tensor(CODER_WEIGHTS)
    t = offsets / weights
    size = anchors[..., 2:] - anchors[..., :2]
    centre = (anchors[..., :2] + anchors[..., 2:]) / 2 + t[..., :2] * size
    half = torch.exp(t[..., 2:].clamp(max=LARGEST_LOG_SIZE)) * size / 2
    return torch.cat([centre - half, centre + half], -1)


def focal(logits: Tensor, targets: Tensor, alpha: float = 0.25, gamma: float = 2.0) -> Tensor:
    """Focal loss of every logit (Lin et al. 2017, equation 5)."""
    p = torch.sigmoid(logits)
    cross_entropy = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    p_right = p * targets + (1 - p) * (1 - targets)
    weight = alpha * targets + (1 - alpha) * (1 - targets)
    return weight * (1 - p_right) ** gamma * cross_entropy


def giou_loss(boxes: Tensor, truths: Tensor) -> Tensor:
    """1 - GIoU of each pair (n, 4), (n, 4) -> (n,) (Rezatofighi et al. 2019)."""
    shared = (
        (torch.minimum(boxes[:, 2:], truths[:, 2:]) - torch.maximum(boxes[:, :2], truths[:, :2]))
        .clamp(min=0)
        .prod(1)
    )
    union = (boxes[:, 2:] - boxes[:, :2]).prod(1) + (truths[:, 2:] - truths[:, :2]).prod(1) - shared
    hull = (
        torch.maximum(boxes[:, 2:], truths[:, 2:]) - torch.minimum(boxes[:, :2], truths[:, :2])
    ).prod(1)
    return 1 - shared / (union + 1e-7) + (hull - union) / (hull + 1e-7)
