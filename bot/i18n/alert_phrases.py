"""What is said of what people follow, and of the digest: `AlertPhrases` is English and the whole list.

Another language is a subclass in a module of its own, named in `ALERTS` there.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.i18n.plurals import count


class AlertPhrases:
    """What is said in English."""

    language = "en"

    # Following

    command_follow = "Be told when there is news on a topic"
    command_following = "What you follow"
    command_digest = "The news of the day before, each morning"
    empty_follow = "Please write what you wait for after the command: /follow strike in Kasvin, or /follow 3 June 2027"
    follow_in_private = "I tell people in private what they follow. Please write to me there."
    follow_long_time = "Please name a topic, or a few days: that is too long a time to wait for."
    follow_known = "You follow that already. /following lists all of it."
    nothing_followed = "You follow nothing yet. Write /follow and a topic, a name or a day to come."
    follows_head = "You follow:"
    unfollow = "Unfollow"
    follow_gone = "You do not follow that any more."
    kept_head = "More on what you follow"

    def followed(self, text: str, a_day: int) -> str:
        """Confirm that something is followed."""
        most = count(a_day, self.language, one="message", other="messages")
        return (
            f"I will tell you when an article comes that says something about “{text}”: {most} a day at most, "
            "none at night; the rest comes in the morning. /following lists what you follow."
        )

    def too_many_follows(self, most: int) -> str:
        """Refuse to follow more."""
        things = count(most, self.language, one="thing", other="things")
        return f"You follow {things} already, and that is as many as I can. /following lets you drop one."

    def unfollowed(self, text: str) -> str:
        """Confirm that something is followed no longer."""
        return f"You no longer follow “{text}”."

    # The digest

    digest_admins_only = "In a group, its admins choose the digest."
    digest_off = "There will be no more digests. /digest brings them back."
    digest_none = "There is no digest here. /digest begins one."
    digest_stop = "No more digests"
    digest_head = "Good morning!"
    digest_yesterday = "Yesterday"
    digest_today = "Announced for today"
    digest_zones = "Which clock is yours?"

    def digest_on(self, clock: str, zone: ZoneInfo, topic: str) -> str:
        """Say when the digest comes, and how to change that."""
        about = f" on “{topic}”" if topic else ""
        return (
            f"Each morning at {clock} ({zone.key}) I will tell what happened the day before{about}, and what is "
            "announced for the day. If there is nothing to tell, I am silent.\n\n"
            "Another hour, clock or topic: /digest 7:30 Berlin bridges. The whole archive: /digest all. "
            "No more: /digest off."
        )

    def unknown_zone(self, name: str, near: Sequence[str]) -> str:
        """Say that a time zone is not known."""
        return f"I do not know the clock of “{name}”." + (f" Did you mean {', '.join(near)}?" if near else "")


ENGLISH = AlertPhrases()
