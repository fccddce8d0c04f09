"""`doctor`: check what the settings name, and say what is wrong and how to fix it."""

import click

from bot.cli.context import Invocation, common_options, json_option, pass_invocation, print_json
from bot.views.styled_text import Line
from bot.views.terminal import print_lines

_STYLES = {"ok": "number", "off": "note", "bad": "warning"}


@click.command()
@json_option
@common_options
@pass_invocation
def doctor(invocation: Invocation, as_json: bool) -> None:
    """Check the installation and the settings: data directory, embedding model, Chroma, Telegram, language model.

    Says of each whether it works, and if not, how to fix it. Nothing is changed; a language model says one
    word, and writes one answer.

    \b
    Examples:
      dateline doctor
      DATELINE_LLM=ollama/llama3.2 dateline doctor --json

    Ends with 0, or with 1 if something is wrong.
    """
    from bot.cli.diagnostics import State, examine

    findings = []
    for finding in examine(invocation.settings):
        findings.append(finding)
        if not as_json:
            print_lines(_shown(finding.name, finding.state, finding.said, finding.remedy))
    if as_json:
        rows = [{"name": f.name, "state": f.state, "said": f.said, "remedy": f.remedy} for f in findings]
        print_json({"findings": rows, "well": all(f.state is not State.BAD for f in findings)})
    if any(finding.state is State.BAD for finding in findings):
        click.get_current_context().exit(1)


def _shown(name: str, state: str, said: str, remedy: str) -> list[Line]:
    lines: list[Line] = [((f"{state:<4}", _STYLES[state]), (f"{name:<10}", "head"), (said, ""))]
    return [*lines, ((f"{'':<14}{remedy}", "note"),)] if remedy else lines
