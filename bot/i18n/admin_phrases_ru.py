"""What the bot says in Russian to those who look after the archive."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.i18n.admin_phrases import AdminPhrases, bar
from bot.i18n.plurals import count, say_number
from bot.i18n.wording import say_day
from bot.qa.talk.asked_day import NoDay


def _files(number: int) -> str:
    return count(number, "ru", one="файл", few="файла", many="файлов")


def _articles(number: int) -> str:
    return count(number, "ru", one="статья", few="статьи", many="статей")


def _answers(number: int) -> str:
    return count(number, "ru", one="ответ", few="ответа", many="ответов")


def _passages(number: int) -> str:
    return count(number, "ru", one="абзац", few="абзаца", many="абзацев")


def _day(when: date) -> str:
    return say_day(when, "ru")


class Russian(AdminPhrases):
    """All of it in Russian."""

    language = "ru"

    commands: Mapping[str, str] = {
        "add": "Добавить текст после команды или сообщение, на которое она отвечает",
        "articles": "Статьи, все или с этим словом или днём",
        "article": "Показать статью: /article 3",
        "remove": "Удалить статью: /remove 3",
        "restore": "Вернуть удалённую статью",
        "doubtful": "Статьи, дата которых — догадка",
        "stats": "Сколько вопросов в день и что из них вышло",
        "unanswered": "Вопросы, на которые ничего не нашлось",
        "status": "Как дела у архива",
        "feeds": "Какие ленты читаются",
        "export": "Всё одним файлом",
        "admins": "Кто следит за архивом",
    }

    only_admins = "Спасибо, но это для тех, кто следит за архивом. А на ваши вопросы я с радостью отвечу."
    your_text = "ваш текст"
    add_what = "Ответьте командой /add на нужное сообщение или напишите текст после неё: /add БЕЛГРАД, 23 июня. …"
    add_as_article = "Добавить как статью?"
    understood_title = "Заголовок"
    understood_day = "День"
    understood_outlet = "Издание"
    not_named = "не названо"
    day_is_a_guess = (
        "День — догадка, а от него зависит каждое «в пятницу». Строки «дата: 23 июня 2023» и «издание: РИА Новости» "
        "над текстом зададут их; можно и потом, кнопкой «Исправить дату»."
    )
    button_add = "Добавить"
    button_as_question = "Это вопрос"
    pasted_added = "Принято как статья. Квитанция придёт ниже."
    pasted_asked = "Хорошо, отвечаю как на вопрос:"
    pasted_done_before = "Это уже сделано, или прошло больше недели: пришлите текст ещё раз."
    nothing_to_add = "В этом сообщении нет слов, из которых вышла бы статья."
    disk_full = (
        "Мне не удалось это сохранить: диск полон или недоступен для записи. Освободите место и пришлите ещё раз; "
        "ничего из этого не добавлено."
    )
    waiting_for_disk = (
        "Диск полон или недоступен для записи. Присланное сохранено, и я продолжу, как только появится место."
    )
    going_on = "Меня остановили на середине, и я продолжаю."
    after_a_stop = "Меня останавливали во время добавления, и я закончил; ничего не пропало и не удвоилось."
    failed = "Что-то пошло не так на моей стороне. Присланное сохранено: попробуйте ещё раз или сообщите оператору."

    def file_too_big(self, name: str, megabytes: float) -> str:
        size = f" ({say_number(round(megabytes), 'ru')} МБ)" if megabytes else ""
        return (
            f"Файлы больше 20 МБ Telegram ботам не отдаёт, поэтому {name}{size} мне не получить. Можно иначе:\n"
            "• пришлите ссылку на него, если в нём не больше 100 МБ;\n"
            "• положите его в папку, за которой я слежу, или попросите оператора выполнить с ним «dateline add»;\n"
            "• пусть оператор поставит свой сервер Bot API: он отдаёт до 2000 МБ (DATELINE_TELEGRAM_API_URL)."
        )

    no_feeds = "Ни одна лента не читается."
    feeds_help = (
        "/feeds add https://paper.example/rss.xml – читать ленту каждые полчаса\n"
        "/feeds remove https://… – перестать; её статьи останутся\n"
        "/feeds opml – список файлом\n"
        "Пришлите файл OPML, и его ленты будут читаться."
    )
    no_opml = "В этом файле нет ни одной ленты: пришлите список, который программа для чтения лент сохранила как OPML."
    feed_known = "Эта лента уже читается."
    no_such_feed = "Лента с таким адресом не читается: список покажет /feeds."

    def feed_added(self, url: str) -> str:
        """Say that a feed is polled from now on."""
        return f"{url} теперь читается каждые полчаса. Как идут дела, покажет /feeds."

    def feeds_from_opml(self, added: int, found: int) -> str:
        """Say how many of the feeds of a file are new."""
        return f"Лент в файле: {found}, новых: {added}. Они теперь читаются; как идут дела, покажет /feeds."

    def feed_removed(self, url: str) -> str:
        """Say that a feed is not polled any more."""
        return f"{url} больше не читается. Её статьи остались."

    def feed_state(self, succeeded: str, new: str, trouble: str) -> str:
        """Say how a feed is: when it was last read, when it last had a new article, and what is wrong with it."""
        read = f"Прочитана {succeeded}" if succeeded else "Ещё не прочитана"
        last = f"последняя новая статья {new}" if new else "статей ещё не было"
        return f"{read}, {last}." + (f" ⚠️ {trouble}." if trouble else "")

    def feed_fails(self, url: str, trouble: str) -> str:
        """Say that a feed has failed for days."""
        return f"Ленту {url} не удаётся прочитать уже три дня: {trouble}. Убрать её: /feeds remove {url}"

    def too_many_links(self, most: int) -> str:
        """Say that a message holds more links than are fetched at once."""
        return f"Из одного сообщения я открываю не больше {most} ссылок. Пожалуйста, пришлите их по частям."

    def links_not_fetched(self, refused: list[str]) -> str:
        """Say which links could not be fetched, each with its reason."""
        return "\n".join(["Не удалось открыть:", *(f"• {one}" for one in refused)])

    def reading_many(self, files: int) -> str:
        return f"Читаю {_files(files)}…"

    def read_so_far(self, files: int, of: int) -> str:
        return f"{bar(files, of)} прочитано файлов: {files} из {of}"

    def stored_so_far(self, articles: int, of: int) -> str:
        return f"{bar(articles, of)} сохранено статей: {say_number(articles, 'ru')} из {say_number(of, 'ru')}"

    def not_understood(self, lines: Sequence[str]) -> str:
        said = ", ".join(f"«{line}»" for line in lines)
        return (
            f"Этого в подписи я не понимаю и пропустил: {said}. Понятны мне «РИА Новости, 15 января 2010», "
            "«дата: 15 января 2010», «издание: РИА Новости», «ссылка: …» и «заголовок: …»."
        )

    # Receipts

    recovered = "📥 Это пришло, но не успело сохраниться до повреждения файла бота. Теперь сохранено."
    changed_by_channel = "📢 Канал из списка изменил то, что публиковал раньше. Если это ошибка, отмените."

    def files(self, names: list[str]) -> str:
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        return f"{_files(len(names))}: {shown}"

    def here_since(self, when: datetime) -> str:
        return f"Уже здесь с {_day(when.date())}, слово в слово. Ничего не изменилось."

    def near_copy(self, of: str) -> str:
        return f"Почти то же, что «{of}», которая тоже здесь."

    def read_by_ocr(self, confidence: int, beginning: str) -> str:
        """Say that a text was recognised from a picture, how sure that is, and how it begins."""
        return f"Распознано с картинки (уверенность {confidence} %), проверьте: «{beginning}»"

    def looks_newer(self, title: str) -> str:
        return f"Похоже на новую версию статьи «{title}». Останутся обе, если вы не замените прежнюю."

    def look_newer(self, number: int) -> str:
        return f"Похожи на новые версии здешних статей: {number}. Останутся все, если вы не замените прежние."

    undone = "Отменено: ничего из этого в архиве больше нет."
    undone_earlier = "Где была прежняя версия, она вернулась."

    def undone_removed(self, number: int) -> str:
        return f"Убрано ({say_number(number, 'ru')}):"

    def undone_back(self, number: int) -> str:
        return f"Возвращено, как было ({say_number(number, 'ru')}):"

    def undone_kept(self, number: int) -> str:
        return f"Осталось ({say_number(number, 'ru')}):"

    def and_more(self, number: int) -> str:
        return f"… и ещё {say_number(number, 'ru')}."

    def undone_left(self, number: int) -> str:
        return f"Осталось как есть: {_articles(number)}. Их с тех пор изменили или прислал и кто-то другой."

    def replaced(self, titles: list[str]) -> str:
        return f"Вместо прежней версии: {'; '.join(titles)}. «Отменить» вернёт её."

    kept_both = "Остались обе версии."
    button_fix_date = "Исправить дату"
    button_replace = "Заменить"
    button_keep_both = "Оставить обе"
    button_undo = "Отменить"
    button_again = "Ещё раз"
    only_admins_tap = "Это могут только те, кто следит за архивом."
    old_receipt = "Этой квитанции я больше не помню."
    done_before = "Это уже сделано."

    # Dates

    which_day_again = "Какое это число? Ответьте, например: «23 июня 2023» или «вчера»."
    date_left = "Хорошо, дата остаётся прежней."

    def no_day(self, fault: NoDay, said: str) -> str:
        match fault:
            case NoDay.IMPOSSIBLE:
                return f"«{said}» нет ни в одном календаре."
            case NoDay.AMBIGUOUS:
                return f"«{said}» — это может быть два разных дня: напишите месяц словом."
            case NoDay.SEVERAL:
                return f"«{said}» — это больше одного дня."
            case NoDay.TO_COME:
                return f"«{said}» ещё не наступило."
        return f"«{said}» — такого дня я не понимаю."

    def which_day(self, title: str) -> str:
        return (
            f"Какого числа вышла статья «{title}»? Ответьте, например: «23 июня 2023» или «вчера»; "
            "«отмена» оставит всё как есть."
        )

    def which_day_many(self, number: int) -> str:
        what = "вышла эта статья" if number == 1 else f"вышли эти статьи ({say_number(number, 'ru')})"
        return f"Какого числа {what}? Ответьте, например: «23 июня 2023»; «отмена» оставит всё как есть."

    def date_set(self, titles: int, day: date) -> str:
        return f"Дата исправлена: {_day(day)} ({_articles(titles)}). Она останется, когда файл пришлют снова."

    article_gone = "Этой статьи в архиве больше нет."

    no_doubtful = "Сомнительных дат здесь больше нет."
    not_in_its_text = "в тексте нет дня с годом"
    doubtful_how = "Нажмите номер и ответьте, какой это день."
    button_all_as_in_text = "Все — как в тексте"
    button_page_as_in_text = "Эти — как в тексте"
    button_one_day = "Один день на все"

    def button_all_of(self, number: int) -> str:
        return f"Все {say_number(number, 'ru')}"

    def doubtful_head(self, total: int, page: int, pages: int) -> str:
        said = f"Сомнительные даты: {say_number(total, 'ru')}"
        return said + (f", страница {page} из {pages}" if pages > 1 else "")

    def in_its_text(self, day: date) -> str:
        return f"последний день в тексте: {_day(day)}"

    def read_so_often(self, opened: int, cited: int) -> str:
        return f"открывали: {say_number(opened, 'ru')}, в ответах: {say_number(cited, 'ru')}"

    def dated_as_in_text(self, dated: int, without: int) -> str:
        rest = f" Без дня с годом: {say_number(without, 'ru')}, там всё по-прежнему." if without else ""
        return f"Дат поставлено как в тексте: {say_number(dated, 'ru')}.{rest}"

    # The archive

    no_articles = "Статей пока нет: пришлите их мне файлами."
    no_articles_so = "Нет статей с таким словом или днём."
    no_such_article = "Нет статьи с таким номером. Список: /articles."
    article_which = "Назовите статью её номером в последнем списке: /article 3. Список: /articles."
    remove_which = "Назовите статью, которую удалить, её номером в последнем списке: /remove 3. Список: /articles."
    nothing_removed = "За последние 30 дней ничего не удаляли."
    removed_head = "Удалено за последние 30 дней. Нажмите, чтобы вернуть:"
    not_removed = "Хорошо, она остаётся."
    button_passages = "Абзацы"
    button_download = "Скачать"
    button_remove = "Удалить"
    button_really_remove = "Да, удалить"
    button_keep = "Нет, оставить"
    earlier_page = "◀ Новее"
    later_page = "Старше ▶"

    def articles_head(self, total: int, page: int, pages: int, about: str) -> str:
        said = _articles(total) + (f" по запросу «{about}»" if about else "")
        return said + (f", страница {page} из {pages}" if pages > 1 else "")

    def really_remove(self, title: str) -> str:
        return f"Удалить «{title}»? Вернуть её можно в течение 30 дней."

    def removed(self, title: str, article_id: str) -> str:
        return f"Удалено: {title}. В течение 30 дней её вернёт /restore {article_id}."

    def restored(self, title: str) -> str:
        return f"Снова в архиве: {title}."

    def number(self, article_id: str) -> str:
        return f"Номер {article_id}"

    def added_on(self, when: datetime, version: int) -> str:
        return f"Добавлено {_day(when.date())}" + (f", версия {version}" if version > 1 else "")

    def came_from(self, origin: str) -> str:
        return f"Откуда: {origin}"

    def passages_of(self, title: str, shown: int, of: int) -> str:
        return f"{title}: " + (_passages(of) if shown == of else f"первые {shown} из {say_number(of, 'ru')} абзацев")

    # Status

    status_head = "Архив"
    nothing_waits = "В очереди ничего нет."
    no_errors = "С моего запуска ошибок не было."
    last_errors = "Последние ошибки"
    status_vectors_done = "Всё можно найти по смыслу."

    def status_counts(self, articles: int, copies: int, passages: int) -> str:
        copied = count(copies, "ru", one="копия", few="копии", many="копий")
        return f"{_articles(articles)}, {_passages(passages)}" + (f", {copied}" if copies else "") + "."

    def status_published(self, first: date, last: date) -> str:
        return f"Опубликовано с {_day(first)} по {_day(last)}."

    def status_days(self, first: date, last: date) -> str:
        return f"Говорит о днях с {_day(first)} по {_day(last)}."

    def status_vectors(self, behind: int) -> str:
        return f"По смыслу пока не найти: {_passages(behind)}."

    def status_disk(self, used_mb: float, free_mb: float) -> str:
        return f"Диск: занято {say_number(round(used_mb), 'ru')} МБ, свободно {say_number(round(free_mb), 'ru')} МБ."

    def status_waiting(self, deliveries: int) -> str:
        return f"Ждёт добавления: {deliveries}."

    def status_model(self, model: str, answers: int, people: int, tokens: int, limit: int) -> str:
        of = f" из {say_number(limit, 'ru')}" if limit else ""
        asked = f"{_answers(answers)} для {count(people, 'ru', one='человека', many='человек')}, " if answers else ""
        return f"{model} сегодня: {asked}токенов — {say_number(tokens, 'ru')}{of}."

    def status_model_month(self, days: int, answers: int, tokens: int) -> str:
        asked = count(days, "ru", one="последний день", few="последних дня", many="последних дней")
        return f"За {asked} работы: {_answers(answers)}, токенов — {say_number(tokens, 'ru')}."

    # Statistics

    stats_head = "Вопросы"
    stats_none = "В эти дни никто ни о чём не спрашивал."
    stats_most_asked = "О каких днях спрашивают чаще"
    not_helpful_head = "Ответы, которые не помогли, новые сверху; номер сохранит вопрос как случай:"
    no_votes = "Пока никто не голосовал."
    not_answered = "без ответа:"
    outcomes: Mapping[str, str] = {
        "answered": "с ответом",
        "closest": "показан только ближайший абзац",
        "day_empty": "о дне, за который ничего нет",
        "topic_unknown": "о теме, которой нет",
        "date_unclear": "с датой, которую не прочесть наверняка",
        "too_slow": "не успел ответить",
    }
    case_gone = "Этого ответа я уже не помню."
    case_known = "Этот случай уже сохранён."
    case_kept = "Случай сохранён. «dateline cases» задаст все вопросы снова."

    def stats_days(self, days: int, questions: int) -> str:
        span = count(days, "ru", one="день", few="дня", many="дней")
        return f"За {span}: " + count(questions, "ru", one="вопрос", few="вопроса", many="вопросов")

    def stats_votes(self, helped: int, did_not: int) -> str:
        return f"Голоса за всё время: 👍 {say_number(helped, 'ru')}, 👎 {say_number(did_not, 'ru')}"

    def cases_kept(self, cases: int) -> str:
        kept = count(cases, "ru", one="случай", few="случая", many="случаев")
        return f"Сохранено: {kept}. «dateline cases» задаст эти вопросы снова."

    # Unanswered

    nothing_unanswered = "До сих пор на каждый вопрос что-то нашлось."
    unanswered_head = "Вопросы, на которые ничего не нашлось, чаще всего задаваемые — первыми:"

    # Export

    exporting = "Собираю всё…"
    export_caption = (
        "Всё, что у меня есть. «dateline add» с этим файлом, или он же, присланный другому боту, даст такой же архив."
    )

    def export_too_big(self, megabytes: float) -> str:
        return (
            f"Выходит {say_number(round(megabytes), 'ru')} МБ, а Telegram принимает от бота не больше 50 МБ. "
            "Попросите оператора запустить «dateline export FILE.zip»."
        )

    # Admins

    admins_head = "За архивом следят:"
    admins_how = (
        "Чтобы добавить человека, ответьте на его сообщение, пересланное сюда или в группе, командой /admins add. "
        "Чтобы убрать: /admins remove и его номер."
    )
    in_settings = "в настройках"
    admin_whom = "Ответьте командой /admins add на сообщение человека или на то, которое вы сюда переслали."
    admin_hidden = (
        "Этот человек скрывает свой аккаунт в пересланных сообщениях. Ответьте на его сообщение в группе "
        "или напишите /admins add и его номер."
    )
    admin_no_bot = "Бот не может следить за архивом."
    admin_shared = (
        "Этой учётной записью пользуются многие, поэтому она не может следить за архивом. "
        "Ответьте на сообщение, которое человек написал от своего имени."
    )
    admin_remove_whom = "Напишите номер человека: /admins remove 12345678"

    def admin_added(self, name: str) -> str:
        return f"{name} теперь следит за архивом."

    admin_told = "Я об этом сообщил."
    admin_not_told = "Сообщить об этом не вышло: сначала нужно написать мне. Попросите прислать мне /start."
    you_are_admin_no_more = "Вы больше не следите за этим архивом. Спрашивать меня можно, как и раньше."

    def you_are_admin(self, by: str) -> str:
        return (
            f"Теперь вы следите за этим архивом: так решил администратор ({by}). Присылайте мне статьи файлами, "
            "ссылками или текстом, пересылайте посты: на всё придёт квитанция. Остальное расскажет /help, а ваши "
            "команды — в меню «/»."
        )

    def admin_already(self, name: str) -> str:
        return f"{name} уже следит за архивом."

    def admin_removed(self, name: str) -> str:
        return f"{name} больше не следит за архивом."

    def admin_fixed(self, name: str) -> str:
        return f"{name} стоит в настройках (DATELINE_ADMINS): изменить их может только оператор."

    admin_unknown = "Человек с таким номером за архивом не следит."
