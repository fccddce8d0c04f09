"""Every sentence the bot says to those who look after the archive, beside those for everyone in `phrases.py`.

One class a language, English the whole list. Phrases are plain text: whoever sends them escapes them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.i18n.wording import say_count, say_day
from bot.qa.talk.asked_day import NoDay

_BAR = 12  # characters


class AdminPhrases:
    """What the bot says to admins in English."""

    language = "en"  # ISO 639-1

    # The menu behind "/", beside the readers' commands

    commands: Mapping[str, str] = {
        "add": "Add the text behind it, or the message replied to",
        "articles": "List articles, or those with a word or a day",
        "article": "Show one article: /article 3",
        "remove": "Remove an article: /remove 3",
        "restore": "Bring a removed article back",
        "doubtful": "Articles whose date is a guess",
        "stats": "Questions a day, and what became of them",
        "unanswered": "Questions that found nothing",
        "status": "How the archive stands",
        "feeds": "The feeds that are polled",
        "export": "Everything as one file",
        "admins": "Who looks after the archive",
    }

    # Coming in

    only_admins = (
        "Thank you, but this is for the people who look after this archive. I am glad to answer your questions, though."
    )
    your_text = "your text"
    add_what = (
        "Please reply with /add to the message to add, or write the text behind the command: /add BELGRADE, June 23. …"
    )
    add_as_article = "Add as an article?"
    understood_title = "Title"
    understood_day = "Day"
    understood_outlet = "Outlet"
    not_named = "not named"
    day_is_a_guess = (
        "The day is a guess, and every “on Friday” is read against it. “date: 23 June 2023” and “outlet: BBC” above "
        "the text set them, or Fix date afterwards."
    )
    button_add = "Add"
    button_as_question = "It is a question"
    pasted_added = "Taken as an article. Its receipt comes below."
    pasted_asked = "All right, as a question:"
    pasted_done_before = "That was done before, or is more than a week ago: please send the text again."
    nothing_to_add = "There are no words in this message that could be an article."
    disk_full = (
        "I could not keep this: the disk is full or cannot be written to. Please make room and send it again; "
        "nothing of it was added."
    )
    waiting_for_disk = (
        "The disk is full or cannot be written to. I have kept what you sent, and go on as soon as there is room."
    )
    going_on = "I was stopped in the middle of this, and am going on with it."
    after_a_stop = "I was stopped while adding this and have gone on; nothing is missing or doubled."
    failed = "Something went wrong on my side. What you sent is kept: please try again, or tell the operator."

    def file_too_big(self, name: str, megabytes: float) -> str:
        """Refuse a file that Telegram does not hand to bots, and say what to do instead."""
        size = f" ({megabytes:,.0f} MB)" if megabytes else ""
        return (
            f"Telegram hands no file above 20 MB to a bot, so I cannot fetch {name}{size}. Instead:\n"
            "• send me a link to it, if it has at most 100 MB;\n"
            "• put it into the watched folder, or let the operator run “dateline add” with it;\n"
            "• let the operator run a Bot API server of their own, which hands out up to 2,000 MB "
            "(DATELINE_TELEGRAM_API_URL)."
        )

    no_feeds = "No feed is polled."
    feeds_help = (
        "/feeds add https://paper.example/rss.xml – poll a feed every half an hour\n"
        "/feeds remove https://… – stop; its articles stay\n"
        "/feeds opml – the list as a file\n"
        "An OPML file that you send adds its feeds."
    )
    no_opml = "There is no feed in this file: send a list that a feed reader has exported as OPML."
    feed_known = "This feed is polled already."
    no_such_feed = "No feed of this address is polled: /feeds shows them."

    def feed_added(self, url: str) -> str:
        """Say that a feed is polled from now on."""
        return f"{url} is polled from now on, every half an hour. /feeds shows how it goes."

    def feeds_from_opml(self, added: int, found: int) -> str:
        """Say how many of the feeds of a file are new."""
        return f"{say_count(added, 'new feed')} of {found:,} in the file: polled from now on. /feeds shows how it goes."

    def feed_removed(self, url: str) -> str:
        """Say that a feed is not polled any more."""
        return f"{url} is not polled any more. Its articles stay."

    def feed_state(self, succeeded: str, new: str, trouble: str) -> str:
        """Say how a feed is: when it was last read, when it last had a new article, and what is wrong with it."""
        read = f"Read {succeeded}" if succeeded else "Not read yet"
        return f"{read}, {f'last new article {new}' if new else 'no article yet'}." + (
            f" ⚠️ {trouble}." if trouble else ""
        )

    def feed_fails(self, url: str, trouble: str) -> str:
        """Say that a feed has failed for days."""
        return f"The feed {url} has not been read for three days: {trouble}. /feeds remove {url} ends it."

    def too_many_links(self, most: int) -> str:
        """Say that a message holds more links than are fetched at once."""
        return f"I fetch at most {most} links of one message. Please send them in several."

    def links_not_fetched(self, refused: list[str]) -> str:
        """Say which links could not be fetched, each with its reason."""
        return "\n".join(["I could not fetch:", *(f"• {one}" for one in refused)])

    def reading_many(self, files: int) -> str:
        """Say that several files have come and are being read."""
        return f"Reading {say_count(files, 'file')}…"

    def read_so_far(self, files: int, of: int) -> str:
        """Say how many files are read."""
        return f"{bar(files, of)} {files} of {of} files read"

    def stored_so_far(self, articles: int, of: int) -> str:
        """Say how many articles are stored."""
        return f"{bar(articles, of)} {articles:,} of {of:,} articles stored"

    def not_understood(self, lines: Sequence[str]) -> str:
        """Say that lines of a caption could not be used."""
        said = ", ".join(f"“{line}”" for line in lines)
        return (
            f"I do not understand {said} in the caption, and left it out. "
            "I read “BBC, 15 January 2010”, “date: 15 January 2010”, “outlet: BBC”, “url: …” and “title: …”."
        )

    # Receipts

    recovered = "📥 This had come in, and was not stored yet when the bot's own file was damaged. It is stored now."
    changed_by_channel = "📢 A listed channel has changed what it had posted. If that is wrong, undo it."

    def files(self, names: list[str]) -> str:
        """Name the files of an album: "3 files: a.txt, b.txt, c.txt"."""
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        return f"{say_count(len(names), 'file')}: {shown}"

    def here_since(self, when: datetime) -> str:
        """Say that an article was here already."""
        return f"Already here since {say_day(when.date())}, word for word. Nothing changed."

    def near_copy(self, of: str) -> str:
        """Say which article this one nearly is."""
        return f"Nearly the same as “{of}”, which is here too."

    def read_by_ocr(self, confidence: int, beginning: str) -> str:
        """Say that a text was recognised from a picture, how sure that is, and how it begins."""
        return f"Read by OCR ({confidence} % sure), please check: “{beginning}”"

    def looks_newer(self, title: str) -> str:
        """Say what an article may be a newer version of."""
        return f"Looks like a newer version of “{title}”. Both are kept unless you replace the earlier one."

    def look_newer(self, number: int) -> str:
        """The same of several."""
        return (
            f"{number:,} look like newer versions of articles here. All are kept unless you replace the earlier ones."
        )

    undone = "Undone: nothing of this is in the archive any more."
    undone_earlier = "Where there was an earlier version, it is back."

    def undone_removed(self, number: int) -> str:
        """Head the articles that an Undo took out."""
        return f"Removed ({number:,}):"

    def undone_back(self, number: int) -> str:
        """Head the articles that an Undo brought back."""
        return f"Put back as it was ({number:,}):" if number == 1 else f"Put back as they were ({number:,}):"

    def undone_kept(self, number: int) -> str:
        """Head the articles that an Undo could not take back."""
        return f"Left ({number:,}):"

    def and_more(self, number: int) -> str:
        """Say how many are not shown."""
        return f"… and {number:,} more."

    def undone_left(self, number: int) -> str:
        """Say what an Undo could not take back."""
        return f"{say_count(number, 'article')} left as they are: changed again since, or sent by others too."

    def replaced(self, titles: list[str]) -> str:
        """Say what was replaced."""
        return f"In place of the earlier version: {'; '.join(titles)}. Undo brings it back."

    kept_both = "Both versions are kept."
    button_fix_date = "Fix date"
    button_replace = "Replace"
    button_keep_both = "Keep both"
    button_undo = "Undo"
    button_again = "Try again"
    only_admins_tap = "Only the people who look after this archive can do that."
    old_receipt = "I no longer know this receipt."
    done_before = "That was done before."

    # Dates

    which_day_again = "Which day is it? Reply with a day such as “23 June 2023” or “yesterday”."
    date_left = "All right: the date stays as it is."

    def no_day(self, fault: NoDay, said: str) -> str:
        """Say why what an admin replied is not the one day that was asked for."""
        match fault:
            case NoDay.IMPOSSIBLE:
                return f"“{said}” is in no calendar."
            case NoDay.AMBIGUOUS:
                return f"“{said}” may be two days: please write the month as a word."
            case NoDay.SEVERAL:
                return f"“{said}” is more than one day."
            case NoDay.TO_COME:
                return f"“{said}” is still to come."
        return f"I do not understand “{said}” as a day."

    def which_day(self, title: str) -> str:
        """Ask when an article was published."""
        return (
            f"On which day was “{title}” published? Reply with a day such as “23 June 2023” or “yesterday”; "
            "“cancel” leaves it as it is."
        )

    def which_day_many(self, number: int) -> str:
        """Ask when several articles were published whose dates are guesses."""
        what = "was this article" if number == 1 else f"were these {number:,} articles"
        return (
            f"On which day {what} published? Reply with a day such as “23 June 2023”; “cancel” leaves them as they are."
        )

    def date_set(self, titles: int, day: date) -> str:
        """Say that a date is set."""
        them = "It is" if titles == 1 else f"{titles:,} articles are"
        return f"{them} now dated {say_day(day)}. The date stays when the file is sent again."

    article_gone = "This article is no longer in the archive."

    no_doubtful = "No date here is a guess any more."
    not_in_its_text = "its text names no day with a year"
    doubtful_how = "Tap a number and reply with its day."
    button_all_as_in_text = "All as in their text"
    button_page_as_in_text = "These as in their text"
    button_one_day = "One day for all"
    button_back = "◀"
    button_on = "▶"

    def button_all_of(self, number: int) -> str:
        """Open all the articles of a delivery."""
        return f"All {number:,}"

    def doubtful_head(self, total: int, page: int, pages: int) -> str:
        """Head a list of articles whose date is a guess."""
        said = f"{say_count(total, 'date')} to look at"
        return said + (f", page {page} of {pages}" if pages > 1 else "")

    def in_its_text(self, day: date) -> str:
        """Say the day that an article's text tells."""
        return f"last day in its text: {say_day(day)}"

    def read_so_often(self, opened: int, cited: int) -> str:
        """Say how often an article was read, since that is counted."""
        return f"opened {opened:,} ×, in {say_count(cited, 'answer')}"

    def dated_as_in_text(self, dated: int, without: int) -> str:
        """Say how many articles were dated as in their text, and how many texts tell no day."""
        rest = (
            f" {say_count(without, 'text names', 'texts name')} no day with its year: left as before."
            if without
            else ""
        )
        return f"{say_count(dated, 'date')} set as in the text.{rest}"

    # The archive

    no_articles = "There are no articles yet: send me some as files."
    no_articles_so = "No article has that word or day."
    no_such_article = "There is no article of this number. /articles lists them."
    article_which = "Please name an article by its number in the last list: /article 3. /articles lists them."
    remove_which = "Please name the article to remove by its number in the last list: /remove 3. /articles lists them."
    nothing_removed = "Nothing was removed in the last 30 days."
    removed_head = "Removed in the last 30 days. Tap one to bring it back:"
    not_removed = "All right: it stays."
    button_passages = "Passages"
    button_download = "Download"
    button_remove = "Remove"
    button_really_remove = "Yes, remove it"
    button_keep = "No, keep it"
    earlier_page = "◀ Newer"
    later_page = "Older ▶"

    def articles_head(self, total: int, page: int, pages: int, about: str) -> str:
        """Head a list of articles."""
        said = say_count(total, "article") + (f" for “{about}”" if about else "")
        return said + (f", page {page} of {pages}" if pages > 1 else "")

    def really_remove(self, title: str) -> str:
        """Ask before an article is removed."""
        return f"Remove “{title}”? It can be brought back for 30 days."

    def removed(self, title: str, article_id: str) -> str:
        """Say that an article was removed."""
        return f"Removed: {title}. /restore {article_id} brings it back for 30 days."

    def restored(self, title: str) -> str:
        """Say that an article is back."""
        return f"Back in the archive: {title}."

    def number(self, article_id: str) -> str:
        """Introduce an article's id."""
        return f"Number {article_id}"

    def added_on(self, when: datetime, version: int) -> str:
        """Say when an article came."""
        again = f", version {version}" if version > 1 else ""
        return f"Added {say_day(when.date())}{again}"

    def came_from(self, origin: str) -> str:
        """Say where an article came from."""
        return f"From {origin}"

    def passages_of(self, title: str, shown: int, of: int) -> str:
        """Head an article's passages."""
        return f"{title}: " + (f"{of:,} passages" if shown == of else f"the first {shown:,} of {of:,} passages")

    # Status

    status_head = "The archive"
    nothing_waits = "Nothing is waiting to be added."
    no_errors = "No errors since I was started."
    last_errors = "Last errors"
    status_vectors_done = "All can be found by meaning."

    def status_counts(self, articles: int, copies: int, passages: int) -> str:
        """Say what the archive holds."""
        said = f"{say_count(articles, 'article')}, {say_count(passages, 'passage')}"
        return said + (f", {say_count(copies, 'copy', 'copies')}" if copies else "") + "."

    def status_published(self, first: date, last: date) -> str:
        """Say from when the articles are."""
        return f"Published {say_day(first)} to {say_day(last)}."

    def status_days(self, first: date, last: date) -> str:
        """Say which days they speak of."""
        return f"Speaks of days from {say_day(first)} to {say_day(last)}."

    def status_vectors(self, behind: int) -> str:
        """Say how far the vectors are."""
        return f"{say_count(behind, 'passage')} cannot be found by meaning yet."

    def status_disk(self, used_mb: float, free_mb: float) -> str:
        """Say how much room is used and left."""
        return f"Disk: {used_mb:,.0f} MB used, {free_mb:,.0f} MB free."

    def status_waiting(self, deliveries: int) -> str:
        """Say how much waits to be added."""
        return f"{say_count(deliveries, 'delivery', 'deliveries')} waiting to be added."

    def status_model(self, model: str, answers: int, people: int, tokens: int, limit: int) -> str:
        """Say what the language model took today."""
        of = f" of {limit:,}" if limit else ""
        asked = f"{say_count(answers, 'answer')} for {say_count(people, 'person', 'people')}, " if answers else ""
        return f"{model} today: {asked}{tokens:,}{of} tokens."

    def status_model_month(self, days: int, answers: int, tokens: int) -> str:
        """Say what it took on the last days that it was asked on."""
        return f"On its last {say_count(days, 'day')}: {say_count(answers, 'answer')}, {tokens:,} tokens."

    # Statistics

    stats_head = "Questions"
    stats_none = "No question was asked on these days."
    stats_most_asked = "Days asked about most"
    not_helpful_head = "Answers that did not help, newest first; a number keeps its question as a case:"
    no_votes = "Nobody has voted yet."
    not_answered = "not answered:"
    outcomes: Mapping[str, str] = {
        "answered": "answered",
        "closest": "only the closest passage shown",
        "day_empty": "nothing on the day asked about",
        "topic_unknown": "nothing about the topic",
        "date_unclear": "a date that cannot be read for sure",
        "too_slow": "not in time",
    }
    case_gone = "I no longer know this answer."
    case_known = "It is a case already."
    case_kept = "Kept as a case. “dateline cases” asks all of them again."

    def stats_days(self, days: int, questions: int) -> str:
        """Say how many questions the last days had."""
        return f"Last {say_count(days, 'day')}: {say_count(questions, 'question')}"

    def stats_votes(self, helped: int, did_not: int) -> str:
        """Say how answers were voted on."""
        return f"Votes so far: 👍 {helped:,}, 👎 {did_not:,}"

    def cases_kept(self, cases: int) -> str:
        """Say how many cases there are, and what is done with them."""
        return f"{say_count(cases, 'case')} kept: “dateline cases” asks them again."

    # Unanswered

    nothing_unanswered = "Every question so far found something."
    unanswered_head = "Questions that found nothing, most asked first:"

    # Export

    exporting = "Packing everything…"
    export_caption = (
        "Everything I hold. “dateline add” with this file, or sending it to another bot, makes an equal archive."
    )

    def export_too_big(self, megabytes: float) -> str:
        """Say how to export what Telegram does not carry."""
        return (
            f"It comes to {megabytes:,.0f} MB, and Telegram carries at most 50 MB from a bot. "
            "Please let the operator run “dateline export FILE.zip”."
        )

    # Admins

    admins_head = "These people look after the archive:"
    admins_how = (
        "To add somebody, reply to a message of theirs, here forwarded or in a group, with /admins add. "
        "To remove somebody: /admins remove and their number."
    )
    in_settings = "in the settings"
    admin_whom = "Please reply with /admins add to a message of the person, or to one that you have forwarded here."
    admin_hidden = (
        "This person hides their account in forwarded messages. Reply to a message of theirs in a group instead, "
        "or write /admins add and their number."
    )
    admin_no_bot = "A bot cannot look after the archive."
    admin_shared = (
        "Many people share this account, so it cannot look after the archive. Please reply to a message that the "
        "person wrote under their own name."
    )
    admin_remove_whom = "Please write the person's number behind it: /admins remove 12345678"

    def admin_added(self, name: str) -> str:
        """Say that somebody is an admin now."""
        return f"{name} can look after the archive from now on."

    admin_told = "I have told them."
    admin_not_told = "I could not tell them: they have to write to me first. Please tell them to send me /start."
    you_are_admin_no_more = "You no longer look after this archive. You can ask me about it as before."

    def you_are_admin(self, by: str) -> str:
        """Tell somebody that they look after the archive now, and how."""
        return (
            f"{by} has asked you to look after this archive with them. Send me articles as files, links or texts, or "
            "forward posts: each gets a receipt. /help tells the rest, and the “/” menu has your commands."
        )

    def admin_already(self, name: str) -> str:
        """Say that somebody was an admin before."""
        return f"{name} looks after the archive already."

    def admin_removed(self, name: str) -> str:
        """Say that somebody is no admin any more."""
        return f"{name} no longer looks after the archive."

    def admin_fixed(self, name: str) -> str:
        """Say why an admin cannot be removed."""
        return f"{name} is named in the settings (DATELINE_ADMINS), and only the operator can change those."

    admin_unknown = "Nobody of that number looks after the archive."


def bar(done: int, of: int) -> str:
    """Draw how far something is: 3 of 6 -> "▓▓▓▓▓▓░░░░░░"."""
    full = _BAR * min(done, of) // max(of, 1)
    return "▓" * full + "░" * (_BAR - full)


ENGLISH = AdminPhrases()
