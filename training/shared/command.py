"""The command line of every trainer, and what a run leaves behind."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Mapping, NamedTuple, TypeVar

import torch
from torch import nn

from .schedule import Schedule

Recipe = TypeVar("Recipe", bound=Schedule)


class Command(NamedTuple):
    """What was asked for."""

    name: str
    data: Path
    out: Path


def read_command(about: str | None, recipes: Mapping[str, Recipe]) -> tuple[Command, Recipe]:
    """The arguments of this process, and the recipe with that name, changed where they say so."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("name", choices=recipes)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, help="fewer, to try things")
    parser.add_argument("--log-every", type=int, help="steps between points of the curve")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    changes = {"steps": arguments.steps, "log_every": arguments.log_every}
    recipe = replace(recipes[arguments.name], **{name: value for name, value in changes.items() if value})
    return Command(arguments.name, arguments.data, arguments.out), recipe


def save_run(command: Command, recipe: Schedule, model: nn.Module, **found: object) -> None:
    """Writes the weights, and the recipe with what was found out, for the export and the card."""
    command.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), command.out / "state.pt")
    run = {"name": command.name, "recipe": asdict(recipe), **found}
    (command.out / "run.json").write_text(json.dumps(run))
