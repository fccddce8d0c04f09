"""`health`: whether the bot hears from Telegram, for Docker, systemd and whoever watches."""

import click

from bot.cli.context import Invocation, common_options, pass_invocation


@click.command()
@common_options
@pass_invocation
def health(invocation: Invocation) -> None:
    """Tell whether the bot of this data directory runs: Telegram has answered it in the last two minutes.

    Reads one small file and opens no archive. Ends with 0 if it runs, else with 1.

    \b
    Example:
      dateline health
    """
    from bot.telegram.heartbeat import LATE_S, seconds_since_poll

    seconds = seconds_since_poll(invocation.settings.data_dir)
    if seconds is None:
        click.echo("No bot has run with this data directory.")
    elif seconds > LATE_S:
        click.echo(f"The bot last heard from Telegram {seconds:.0f} s ago.")
    else:
        click.echo(f"The bot runs: it heard from Telegram {seconds:.0f} s ago.")
    click.get_current_context().exit(0 if seconds is not None and seconds <= LATE_S else 1)
