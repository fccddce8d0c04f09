"""`bot`: run the Telegram bot."""

import click

from bot.cli.context import MISTAKE, Invocation, common_options, pass_invocation, print_note

_NO_TOKEN = (
    "Set DATELINE_TELEGRAM_TOKEN to the token that @BotFather gives you in Telegram (/newbot);"
    " `dateline chat` answers here without one."
)


@click.command()
@common_options
@pass_invocation
def bot(invocation: Invocation) -> None:
    """Run the Telegram bot until it is stopped (Ctrl-C or SIGTERM).

    Needs DATELINE_TELEGRAM_TOKEN, from @BotFather. The people in DATELINE_ADMINS may send it articles.

    \b
    Example:
      DATELINE_TELEGRAM_TOKEN=… DATELINE_ADMINS=12345 dateline bot
    """
    settings = invocation.settings
    if settings.telegram_token is None:
        print_note(_NO_TOKEN)
        click.get_current_context().exit(MISTAKE)
    from config.logs import set_up_logging

    set_up_logging(settings.log_level, settings.secrets)
    with invocation.archive(write=True) as archive:
        from bot.telegram.app import run

        code = run(settings, archive, invocation.engine(archive))
    click.get_current_context().exit(code)
