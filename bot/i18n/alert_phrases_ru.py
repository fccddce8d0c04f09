"""What is said in Russian of what people follow, and of the digest; and which language has which phrases."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.i18n.alert_phrases import ENGLISH, AlertPhrases
from bot.i18n.plurals import count


class Russian(AlertPhrases):
    """What is said in Russian."""

    language = "ru"

    command_follow = "Узнавать новости по теме"
    command_following = "За чем вы следите"
    command_digest = "Новости прошедшего дня каждое утро"
    empty_follow = "Напишите после команды, чего вы ждёте: /follow забастовка в Касвине или /follow 3 июня 2027"
    follow_in_private = "О новостях по теме я сообщаю лично. Напишите мне, пожалуйста, в личный чат."
    follow_long_time = "Назовите тему или несколько дней: так долго я ждать не могу."
    follow_known = "Вы уже следите за этим. Весь список: /following."
    nothing_followed = "Вы пока ни за чем не следите. Напишите /follow и тему, имя или будущий день."
    follows_head = "Вы следите за этим:"
    unfollow = "Не следить"
    follow_gone = "Вы за этим больше не следите."
    kept_head = "Ещё о том, за чем вы следите"

    def followed(self, text: str, a_day: int) -> str:
        """Confirm that something is followed."""
        most = count(a_day, "ru", one="сообщения", few="сообщений", many="сообщений")
        return (
            f"Я сообщу, когда придёт статья, где что-то сказано по теме «{text}»: не больше {most} в день и не ночью; "
            "остальное придёт утром. Список: /following."
        )

    def too_many_follows(self, most: int) -> str:
        """Refuse to follow more."""
        topics = count(most, "ru", one="темой", few="темами", many="темами")
        return f"Вы уже следите за {topics}, больше я не могу. От лишней можно отказаться в /following."

    def unfollowed(self, text: str) -> str:
        """Confirm that something is followed no longer."""
        return f"Вы больше не следите за «{text}»."

    digest_admins_only = "В группе утреннюю сводку выбирают её администраторы."
    digest_off = "Сводок больше не будет. Вернуть их: /digest."
    digest_none = "Сводки здесь нет. Начать её: /digest."
    digest_stop = "Больше не присылать"
    digest_head = "Доброе утро!"
    digest_yesterday = "Вчера"
    digest_today = "Объявлено на сегодня"
    digest_zones = "По каким часам вы живёте?"

    def digest_on(self, clock: str, zone: ZoneInfo, topic: str) -> str:
        """Say when the digest comes, and how to change that."""
        about = f" по теме «{topic}»" if topic else ""
        return (
            f"Каждое утро в {clock} ({zone.key}) я буду рассказывать, что произошло накануне{about} и что объявлено на "
            "этот день. Если рассказать нечего, я промолчу.\n\n"
            "Другой час, другие часы или тема: /digest 7:30 Berlin мосты. Весь архив: /digest all. "
            "Не присылать: /digest off."
        )

    def unknown_zone(self, name: str, near: Sequence[str]) -> str:
        """Say that a time zone is not known."""
        return f"Я не знаю часов «{name}»." + (f" Может быть, {', '.join(near)}?" if near else "")


ALERTS: dict[str, AlertPhrases] = {"en": ENGLISH, "ru": Russian()}


def alert_phrases_for(language: str | None) -> AlertPhrases:
    """Return the phrases of a language as Telegram names it, English where it is not there yet."""
    return ALERTS.get((language or "en").partition("-")[0].lower(), ENGLISH)
