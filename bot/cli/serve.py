"""`bot`: the Telegram bot."""

import click

from bot.cli.context import MISTAKE, Calling, common_options, pass_calling, say

_NO_TOKEN = (
    "Set DATELINE_TELEGRAM_TOKEN to the token that @BotFather gives you in Telegram (/newbot);"
    " `dateline chat` answers here without one."
)


@click.command()
@common_options
@pass_calling
def bot(calling: Calling) -> None:
    """Run the Telegram bot until it is stopped (Ctrl-C or SIGTERM).

    Needs DATELINE_TELEGRAM_TOKEN, from @BotFather. Who is in DATELINE_ADMINS may send it articles.

    \b
    Example:
      DATELINE_TELEGRAM_TOKEN=… DATELINE_ADMINS=12345 dateline bot
    """
    settings = calling.settings
    if settings.telegram_token is None:
        say(_NO_TOKEN)
        click.get_current_context().exit(MISTAKE)
    _set_up_logging(calling)
    with calling.archive(write=True) as archive:
        from bot.telegram.app import run

        code = run(settings, archive, calling.engine(archive))
    click.get_current_context().exit(code)


def _set_up_logging(calling: Calling) -> None:
    from config.logs import set_up_logging
    from config.settings import find_unknown_settings

    token = calling.settings.telegram_token
    set_up_logging(calling.settings.log_level, secrets=[token.get_secret_value()] if token else [])
    for line in find_unknown_settings():
        say(line)
