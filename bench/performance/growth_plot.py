"""The growth of the archive, as a picture."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

from bench.performance.growth import KINDS, Grown

mpl.use("Agg")
from matplotlib import pyplot as plt


def plot_growth(grown: Sequence[Grown], path: Path) -> None:
    """Draw search times, adding time, memory and disk against the number of passages."""
    sizes = [one.passages for one in grown]
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.2), layout="constrained")
    for kind in KINDS:
        left.plot(sizes, [one.p50_ms[kind] for one in grown], marker="o", markersize=3, label=kind)
    left.axhline(15, color="grey", linestyle=":", linewidth=1)
    left.annotate("target", (sizes[0], 15), color="grey", fontsize=8, va="bottom")
    left.set(xscale="log", ylim=(0, None), xlabel="passages", ylabel="ms", title="Warm search, median")
    left.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    for label, values in (
        ("adding, s", [one.add_s for one in grown]),
        ("on disk, MB", [one.disk_mb for one in grown]),
        ("the bot's memory, MB", [one.ask_mb for one in grown]),
    ):
        right.plot(sizes, values, marker="o", markersize=3, label=label)
    right.set(xscale="log", yscale="log", xlabel="passages", title="Time, memory, disk")
    right.legend(fontsize=8, frameon=False)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.2)
    figure.savefig(path, dpi=130)
    plt.close(figure)
