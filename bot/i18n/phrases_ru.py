"""What the bot says in Russian: read it beside `bot/i18n/phrases.py`, which says when each phrase is said."""

from collections.abc import Sequence
from datetime import date

from bot.i18n.phrases import Phrases
from bot.i18n.plurals import count, say_number
from bot.i18n.wording import say_day, say_span
from index.model.dates import DaySpan
from index.model.passage import DayCount
from index.temporal.unclear_dates import Fault, UnclearDate

RU = "ru"


class Russian(Phrases):
    """What the bot says in Russian."""

    language = RU

    # Welcome

    start = (
        "Я отвечаю на вопросы о новостях из моего архива и к каждому ответу показываю, откуда он взят.\n\n"
        "Спросите о каком-нибудь дне или о чём угодно в новостях:"
    )
    help = "Спрашивайте своими словами. Назовите день, несколько дней или ни одного:"
    help_answers = (
        "Каждое предложение ответа взято из статьи и имеет номер. "
        "Нажмите кнопку с номером, чтобы прочитать его на своём месте."
    )
    help_groups = (
        "В группе напишите /ask и вопрос, упомяните меня или ответьте на моё сообщение. Остального я там не читаю."
    )
    help_follow_up = "Спрашивайте дальше: «а накануне?», «а что капитан?». /new начинает новую тему."
    help_admins = (
        "Вы следите за этим архивом: присылайте мне статьи файлами, ссылками или текстом, пересылайте посты. На всё "
        "придёт квитанция, из которой можно исправить дату или отменить добавление. Остальное делают /articles, "
        "/article 3, /remove 3, /restore, /status, /stats, /unanswered, /doubtful, /feeds, /export и /admins."
    )
    command_start = "Что я умею"
    command_help = "Как спрашивать"
    command_ask = "Задать вопрос"
    command_day = "Что было в этот день: /day 29 мая"
    command_today = "Что было сегодня"
    command_latest = "Последние новости, всё или по теме"
    command_timeline = "Тема день за днём, с картинкой"
    command_new = "Забыть, о чём мы говорили"
    command_cancel = "Прекратить поиск"
    command_language = "Выбрать язык, на котором я говорю"
    command_forget = "Что я о вас храню и как это удалить"
    about = (
        "Я отвечаю на вопросы о новостях, день за днём, и подтверждаю каждое предложение: оно взято из статьи, "
        "с датой и ссылкой.\n\nСпросите меня: Что произошло 29 мая?"
    )
    about_short = "Отвечаю о новостях, день за днём. Каждое предложение — цитата с датой и источником."

    # Languages

    own_name = "Русский"
    which_language = "На каком языке мне говорить?"
    language_set = "Я буду говорить с вами по-русски."

    # Answers

    sources = "Источники"
    copy_quote = "📋 Скопировать цитату"
    original = "оригинал"
    more = "Ещё"
    read_by_ocr = "распознано с картинки"
    as_file = "Этот ответ и его источники — файлом:"
    no_more = "Больше у меня об этом ничего нет."
    liked = "Спасибо!"
    disliked = "Спасибо. Я отметил, что этот ответ не помог."
    deep_link_gone = "Я уже не помню этого ответа. Пожалуйста, задайте вопрос ещё раз."
    passage_earlier = "раньше"
    passage_later = "дальше"

    def year_taken(self, year: int, others: Sequence[DayCount]) -> str:
        also = ", ".join(f"{other.day.year} ({other.passages})" for other in others)
        return f"Год я взял {year}" + (f"; есть также {also}" if also else "")

    def also_in(self, outlets: Sequence[str]) -> str:
        shown = ", ".join(outlets[:3])
        return f"также в {shown}" + (f" и ещё {len(outlets) - 3}" if len(outlets) > 3 else "")

    def agreeing(self, outlets: int) -> str:
        """Say how many outlets say what a sentence says."""
        return f"так пишут {count(outlets, RU, one='издание', few='издания', many='изданий')}"

    def differs(self, number: str, outlet: str) -> str:
        """Say which number another outlet gives for the same thing."""
        return f"расходится: {number} — {outlet}"

    def as_published(self, when: str) -> str:
        return f"опубликовано {when}"

    def kept_topic(self, topic: str) -> str:
        return f"Всё ещё о теме «{topic}»."

    new_subject = "Новая тема"

    def unclear_date(self, unclear: UnclearDate) -> str:
        """Say that a date is in no calendar, or that it has two readings."""
        if unclear.fault is Fault.IMPOSSIBLE:
            return f"В календаре нет такого дня: «{unclear.text}»."
        readings = " или ".join(say_span(span, "ru") for span in unclear.readings)
        return f"«{unclear.text}» — это {readings}. Напишите месяц словом, чтобы не было сомнений."

    def read_as(self, written: str, meant: str) -> str:
        """Say what a word nobody wrote was taken for, or how a question was translated."""
        return f"«{written}» понято как «{meant}»."

    # Days to walk through

    empty_day = "Напишите день после команды: /day 29 мая"
    empty_timeline = "Напишите после команды тему и, если хотите, дни: /timeline мост 1 мая – 3 июня"
    empty_timeline_days = "Я не нашёл дней, о которых об этом рассказано. Попробуйте другое слово или другие дни."
    nothing_yet_today = "О сегодняшнем дне у меня пока ничего нет."
    latest_head = "Последнее"
    timeline_months = "за месяц"
    timeline_days = "за день"
    timeline_weeks = "за неделю"

    def timeline_bars(self, unit: str) -> str:
        return f"упоминаний {unit}"

    def timeline_counts(self, passages: int, days: int) -> str:
        told = count(passages, RU, one="абзац", few="абзаца", many="абзацев")
        return f"{told}, {count(days, RU, one='день', few='дня', many='дней')}"

    def holds(self, articles: int, published: DaySpan | None, newest_day: date | None) -> str:
        said = f"У меня {count(articles, RU, one='статья', few='статьи', many='статей')}"
        said += f", опубликованы: {say_span(published, RU)}" if published else ""
        return said + (f". Самый новый день в них — {say_day(newest_day, RU)}." if newest_day else ".")

    # Small talk

    hello = "Здравствуйте! Спросите о каком-нибудь дне или о чём угодно в новостях. Например:"
    you_are_welcome = "Пожалуйста!"
    glad = "👍 Спрашивайте дальше, когда захотите."
    goodbye = "До свидания! Возвращайтесь, когда захотите узнать, что произошло."
    how_are_you = "Спасибо, хорошо: новости прочитаны. Что вы хотите узнать?"
    sorry = "Жаль, что я не помог. Назовите день («Что произошло 29 мая?»), имя или место, или посмотрите /help."
    which_day = "В какой день? Вот самые новые, о которых у меня что-то есть:"
    nothing_to_follow = "Пока не понимаю, о чём вы: сначала спросите меня о чём-нибудь."
    again_nothing = "Буду говорить по-русски. Что вы хотите узнать?"
    greet_group = (
        "Здравствуйте! Я отвечаю на вопросы о новостях и к каждому предложению называю статью. "
        "Здесь я читаю только то, что обращено ко мне: напишите /ask и вопрос, упомяните меня или ответьте на моё "
        "сообщение. Подробнее: /help."
    )

    # Talking

    new_begun = "Хорошо: следующий вопрос начнём с чистого листа."
    forget_how = (
        "Ваш последний вопрос я храню здесь час, чтобы можно было спросить дальше; какое сообщение чем отвечено — "
        "сутки; и выбранный вами язык. Вопросы, на которые ничего не нашлось, записаны без имён.\n\n"
        "Пришлите /forget me, и я сразу удалю всё, что касается вас."
    )
    forgotten = (
        "Готово: ваш последний вопрос, сведения о том, чем я ответил на ваши сообщения, выбранный язык и то, за чем вы "
        "следите, удалены. Я по-прежнему знаю, что вам можно меня спрашивать."
    )
    cancelled = "Я прекратил поиск."
    nothing_to_cancel = "Прекращать нечего: сейчас я ничего не ищу."
    too_slow = "Это занимает слишком много времени, и я остановился. Спросите о меньшем числе дней или другими словами."
    still_looking = "Всё ещё ищу…"

    def slow_down(self, seconds: int) -> str:
        return f"Слишком много вопросов сразу. Спросите снова через {_seconds(seconds)}."

    def slow_group(self, seconds: int) -> str:
        return f"В этой группе слишком много вопросов сразу. Спросите снова через {_seconds(seconds)}."

    # A language model that was to write the answer, and could not: quotes follow

    model_late = "Модель отвечала слишком долго; вот что пишут статьи, слово в слово."
    model_saw_nothing = "Модель не увидела здесь ответа; вот что пишут статьи, слово в слово."
    other_language = "Мои статьи на другом языке: я искал только по дням и именам из вопроса."
    model_failed = "Модель не ответила; вот что пишут статьи, слово в слово."
    model_spent = "Модель на сегодня исчерпала свой запас; вот что пишут статьи, слово в слово."

    section_happened = "Что произошло"
    section_disputed = "Что оспаривается"
    section_next = "Что будет дальше"
    section_background = "Что было раньше"

    # Who may ask

    not_invited = "Этот архив закрытый. Попросите ссылку-приглашение у тех, кто за ним следит."
    invitation_welcome = "Добро пожаловать! Теперь вы можете спрашивать."
    invitation_used_up = "Это приглашение больше не действует. Попросите новое."
    everyone_may_ask = "Спрашивать меня и так могут все, приглашение не нужно."

    def invitation(self, link: str, days: int) -> str:
        good_for = count(days, RU, one="день", few="дня", many="дней")
        return f"Кто откроет эту ссылку, сможет меня спрашивать. Она действует {good_for}:\n{link}"

    # Nothing found

    nothing_but_close = "Ответа на это в моих статьях нет. Самое близкое, что есть:"
    nothing = "В моих статьях об этом ничего нет. Попробуйте другие слова или назовите день."
    nearest = "В эти дни что-то есть; нажмите на любой, чтобы спросить о нём:"
    empty_archive = "У меня ещё нет статей, поэтому ответить я не могу. Загляните, когда их добавят."

    def nothing_on(self, days: str) -> str:
        return f"Я ничего не нашёл: {days}."

    def nothing_about(self, topic: str, days: str) -> str:
        return f"Я ничего не нашёл на тему «{topic}»: {days}."

    def ask_day(self, day: date) -> str:
        return f"Что произошло {say_day(day, RU)} года?"

    def ask_days(self, span: DaySpan) -> str:
        return f"Что произошло с {say_day(span.first, RU)} по {say_day(span.last, RU)}?"

    def ask_name(self, name: str) -> str:
        return f"{name}: что известно?"

    # What cannot be answered

    voice_too_long = "Для вопроса это очень длинно. Скажите, пожалуйста, не дольше минуты."
    voice_failed = "Сейчас я не смог это прослушать. Напишите вопрос или попробуйте ещё раз чуть позже."
    voice_empty = "Я не расслышал слов. Скажите ещё раз или напишите."
    too_long = "Для вопроса это очень длинно. Пожалуйста, спросите одним-двумя предложениями."
    only_text = "Я умею читать только текст. Напишите вопрос, например: «Что произошло 29 мая?»"
    empty_ask = "Напишите вопрос после команды: /ask Что произошло 29 мая?"
    unknown_command = "Такой команды я не знаю. Просто напишите вопрос или откройте /help."
    old_button = "Эта кнопка слишком старая: я уже не помню её ответа. Пожалуйста, задайте вопрос ещё раз."
    broken = "У меня что-то сломалось. Пожалуйста, попробуйте ещё раз через минуту."

    # Files

    no_files = (
        "Спасибо, но добавлять статьи могут только те, кто следит за этим архивом. А на вопросы я отвечу с радостью."
    )
    as_a_file = "Чтобы добавить статью, пришлите её файлом, фотографией, ссылкой или текстом или перешлите пост."
    nothing_in_file = "В этом файле не было ни одной статьи."
    download_failed = "Мне не удалось получить этот файл из Telegram. Пожалуйста, пришлите его ещё раз."
    speaks_of = "Говорит о днях:"
    speaks_of_no_day = "Не называет ни одного дня."
    skipped = "Пропущено"
    skipped_file = "propuscheno.txt"
    guessed = "Дата — догадка, а «в пятницу» читается от неё: исправьте её, если она неверна."

    def reading(self, name: str) -> str:
        return f"Читаю {name}…"

    def reading_so_far(self, name: str, articles: int) -> str:
        return f"Читаю {name}… пока {_articles(articles)}."

    def outcome(self, status: str, copy_of: str = "") -> str:
        said = {
            "added": "Добавлено.",
            "updated": "Обновлено: заняло место прежней версии.",
            "unchanged": "Уже есть, слово в слово. Ничего не изменилось.",
            "copy": f"Копия статьи «{copy_of}»: так и отмечена, хранится один раз.",
        }
        return said[status]

    def counts(self, added: int, updated: int, unchanged: int, copies: int, skipped: int) -> str:
        parts = [
            (added, "добавлено"),
            (updated, "обновлено"),
            (unchanged, "уже есть"),
            (copies, "копий"),
            (skipped, "пропущено"),
        ]
        said = [f"{what}: {say_number(number, RU)}" for number, what in parts if number]
        return ", ".join(said).capitalize() + "." if said else self.nothing_in_file

    def guesses(self, number: int) -> str:
        dates = count(number, RU, one="дата — догадка", few="даты — догадки", many="дат — догадки")
        return f"{dates} по времени файла."

    def undated(self, number: int) -> str:
        them = "её" if number == 1 else "их"
        return f"{_articles(number)} без даты: вопросы о дне могут {them} не найти."

    def passages(self, number: int) -> str:
        return count(number, RU, one="абзац", few="абзаца", many="абзацев")

    def and_more(self, number: int) -> str:
        return f"… и ещё {say_number(number, RU)}."

    def all_skipped(self, number: int) -> str:
        return f"Всё пропущенное ({say_number(number, RU)}), с причинами."


def _articles(number: int) -> str:
    return count(number, RU, one="статья", few="статьи", many="статей")


def _seconds(number: int) -> str:
    """To follow "через"."""
    return count(number, RU, one="секунду", few="секунды", many="секунд")
