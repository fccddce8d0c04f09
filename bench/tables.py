"""What the bench prints: tables in Markdown, and targets beside their figures."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under a heading; `notes` say how they were measured."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """Return the table in Markdown, its notes below it."""
        lines = [f"## {self.title}", "", _line(self.columns), _line(["---"] + ["--:"] * (len(self.columns) - 1))]
        lines += [_line([say(cell) for cell in row]) for row in self.rows]
        return "\n".join([*lines, *(f"\n{note}" for note in self.notes)])


@dataclass(frozen=True, slots=True)
class Target:
    """A figure beside what is wanted of it."""

    what: str
    wanted: float
    figure: float
    at_least: bool  # else: at most
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is as wanted."""
        return self.figure >= self.wanted if self.at_least else self.figure <= self.wanted


@dataclass(slots=True)
class Report:
    """All that one run has found."""

    tables: list[Table] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def markdown(self) -> str:
        """Return the whole report, the targets first."""
        tables = ([targets_table(self.targets)] if self.targets else []) + self.tables
        return "\n\n".join(table.markdown() for table in tables) + "\n"

    def as_json(self) -> str:
        """Return the whole report for programs."""
        targets = [{**asdict(target), "met": target.met} for target in self.targets]
        return json.dumps({"targets": targets, "tables": [asdict(table) for table in self.tables]}, indent=1)


def targets_table(targets: Sequence[Target]) -> Table:
    """Return the targets as a table."""
    rows = tuple(
        (t.what, f"{'≥' if t.at_least else '≤'} {say(t.wanted)}{t.unit}", f"{say(t.figure)}{t.unit}", _met(t.met))
        for t in targets
    )
    return Table("Targets", ("target", "wanted", "measured", "met"), rows)


def say(cell: Cell) -> str:
    """Return a figure with what digits it deserves: 12345.6 -> "12,346", 12.345 -> "12.3", 0.8432 -> "0.843"."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) or abs(cell) >= 100:
        return f"{cell:,.0f}"
    return f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}" if abs(cell) >= 1 else f"{cell:.3f}"


def _met(met: bool) -> str:
    return "yes" if met else "**no**"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
