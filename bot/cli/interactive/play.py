"""`play`: the bot in a browser, without Telegram."""

import click

from bot.cli.context import Invocation, common_options, pass_invocation, print_note
from bot.cli.interactive.sample_archive import SAMPLE_DAY, prepare_sample


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A port here.  [default: any free one]")
@click.option("--no-browser", is_flag=True, help="Print the link, and open nothing.")
@click.option("--server-only", is_flag=True, help="Serve the Bot API alone, to test another bot against.")
@common_options
@pass_invocation
def play(invocation: Invocation, port: int, no_browser: bool, server_only: bool) -> None:
    """Talk to the bot in a browser: no token, no network.

    Asks the sample articles, or your own with --data.

    \b
    Examples:
      dateline play
      dateline --data data play --port 8090
    """
    from bot.playground import launch

    if server_only:
        launch.serve_alone(port, click.echo)
        return
    settings, is_sample = invocation.settings, invocation.data is None
    today = invocation.day or (SAMPLE_DAY if is_sample else None)
    from config.logs import set_up_logging

    set_up_logging("WARNING", settings.secrets)
    with launch.Playground(settings.timezone, today=today, port=port, is_sample=is_sample) as playground:
        click.echo(f"Dateline plays at {playground.site.link}")
        if not no_browser and not launch.open_browser(playground.site.link):
            print_note("There is no browser here: open the link yourself.")
        if is_sample:
            invocation.use_data_dir(prepare_sample(invocation))
        with invocation.archive(write=True) as archive:
            playground.begin(invocation.settings, archive, invocation.engine(archive))
            launch.wait_for_stop()
            playground.end()
