"""What a page says around its news is noise; the news is not."""

import pytest

from index.ingest.sentences.noise import is_noise

NOISE = """
By John Smith
By JOHN SMITH, Associated Press Writer
By Jonathan Marcus, BBC diplomatic correspondent
By Mary Jones and Peter O'Neill, Reuters
By Anna van Dijk | Staff Writer
(AP via Monterey County Herald)
(BBC), (MSNBC) (AP via the Houston Chronicle)
(CNN) (AP)(news.com.au)(BBC)
(Reporting by Jane Doe in Cairo; Editing by Alison Williams)
Additional reporting by Ahmed Rashid
Associated Press writers Rahim Faiez and Ann Bell contributed to this report.
Last updated at 10:15 GMT, Friday, 15 January 2010
Page last updated at 18:02 GMT
Last Updated: Saturday, 9 October 2004, 14:22 GMT 15:22 UK
Fri Apr 29, 2011 5:34 pm EDT
Updated 9:41 a.m. ET, Thu., Jan. 14, 2010
Published: 15 January 2010
Posted: 2010-01-15T10:00:00Z
BBC News, 15 January 2010
March 01 , 2008
Friday, May 26
First published on Thu 14 Jan 2010 12.30 GMT
14 January 2010 | 12:30 GMT
June 23, 2023 | Belgrade
Running order is subject to change.
The schedule and line-up are subject to change without notice.
The BBC is not responsible for the content of external internet sites.
Copyright 2010 The Associated Press. All rights reserved. This material may not be published, broadcast or rewritten.
Image copyright Getty Images
Image caption The bridge in Osten before its collapse
Photo: Anna Berg
(AP Photo/Gregory Bull)
Getty Images
Please keep your comments polite and on the subject.
Comments are moderated before publication.
We reserve the right to edit comments.
By posting here you agree to our house rules.
There is [5]
See also [2] [3].
Read more: Five things to know about the vote
Click here to see the pictures of the flood
Sign up for our morning newsletter
12 Comments
Related stories
Follow us on Twitter
a.m.
Oct.
5 p.m.
EDT on Monday.
[5]
Reuters.
Автор: Иван Петров
Фото: Анна Сидорова / РИА Новости
Текст: Мария Котова, Осень
Источник: ТАСС
Подготовила Мария Котова
15 января 2010, 12:30
Опубликовано: 15.01.2010 12:30
Обновлено 29 мая 2019 года в 18:45
Пятница, 29 мая
Последнее обновление: 12:40, 3 июня 2012
Читайте также: пять вопросов о выборах
Нашли опечатку? Выделите её и нажмите Ctrl+Enter
При использовании материалов ссылка на сайт обязательна.
Мнение редакции может не совпадать с мнением автора.
Комментарии модерируются.
Программа может быть изменена.
Подписывайтесь на наш канал
ст.
Все права защищены
""".strip().splitlines()

NEWS = """
(Nobody was hurt.)
By Monday, 300 people had died.
By May 5 the river had risen by two metres.
By then the ferry was gone.
By noon the square was empty and the police had left.
By October 2010, Smith had left the party.
The vote was held on 5 May 2010.
On 15 January 2010 the bridge fell.
He died on Friday.
He died.
Two died.
12 killed.
They tried.
Boeing unveils long-range 777
First Airbus A380 delivered
The law was last updated in 1994 and has not been changed since.
The list was updated on Friday after two more bodies were found.
The ministry published the figures on 3 May 2011.
The photo was taken on 3 May and shows the minister in Paris.
The date of the trial is subject to change, the judge said on Tuesday.
Iran reserves the right to respond, its minister said.
Schools were closed on Friday, May 26, and the mayor spoke at 10 a.m.
The company said its terms for the deal were final.
Reporting by the newspaper led to the minister's fall.
Image analysis by the institute showed that the dam had cracked.
Comment was not available from the embassy on Saturday.
The United Nations says 1,400 died on May 29, 2011.
Friday prayers passed without violence in Cairo.
May won the vote on Thursday.
Moscow, May 29 saw the heaviest rain in a decade.
A copyright law was passed on Tuesday.
Copyright holders sued the site on Monday.
Credit Suisse (CS.N) fell by a tenth on Monday.
Advertisement spending fell by 5 percent.
Most popular uprisings of 2011 began on a Friday.
Photographs (taken on 3 May) show the ship.
Related parties were told of the sale on Monday.
Search teams found six bodies on Sunday.
Print sales fell by a tenth in 2010.
At 5:34 pm on Friday the first shots were heard.
The Sunday Times said on 15 January 2010 that he would resign.
Read his statement, the judge told the clerk on Monday.
Автор книги умер 29 мая в Осени.
Источник в полиции сообщил о взрыве в пятницу.
Фото опубликовали 29 мая, но мэр его не признал.
Текст закона опубликован 29 мая.
Обновлённый мост открыли 29 мая 2019 года.
15 января 2010 года мост обрушился.
В пятницу, 29 мая, школы закрыли.
Он умер.
Комментарии мэра появились в субботу.
Программа визита может измениться, сообщил посол.
Все права рыбаков защищены законом, сказал министр.
По теме переговоров высказался министр.
Реклама табака запрещена с 1 июня.
На фото, сделанном 29 мая, виден мэр.
Подписаться под обращением решили 300 человек.
Опубликованы итоги выборов 29 мая.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", NOISE)
def test_a_pages_own_words_are_noise(sentence: str) -> None:
    assert is_noise(sentence)


@pytest.mark.parametrize("sentence", NEWS)
def test_news_that_looks_like_noise_is_kept(sentence: str) -> None:
    assert not is_noise(sentence)


def test_a_long_text_is_judged_quickly_and_kept() -> None:
    assert not is_noise("By John " * 20_000)
    assert not is_noise("BBC News, " * 39)


def test_blanks_are_noise() -> None:
    assert is_noise("")
    assert is_noise(" \n — … ")
