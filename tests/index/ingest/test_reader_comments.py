"""What readers wrote below an article is not the article, however a page is laid out."""

import pytest

from tests.index.ingest.conftest import ReadOne

STORY = [
    "A ferry ran aground off the pier of Tessel on Monday morning, and its eighty passengers were taken off by boat.",
    "The harbour master said that the fog had been so thick that the crew could not see the lights of the breakwater.",
    "Comments by the company are expected on Friday, when the ferry is to be towed to the yard in Lowmark.",
]
JUNK = "My uncle sailed that ferry for years, and I told everybody that this would happen one day, didn't I?"
REPLY = "You never told anybody anything, Bert, and your uncle was a cook, as the whole town knows very well."
STORY_HTML = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)

LAYOUTS = {
    "WordPress": f"""<article class="post comments-open"><h1>Ferry aground</h1><div class="entry-content">{STORY_HTML}</div></article>
      <div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “Ferry aground”</h2>
      <ol class="comment-list"><li class="comment even"><article id="div-comment-5" class="comment-body"><p>{JUNK}</p></article></li>
      <li class="comment odd"><p>{REPLY}</p></li></ol><div id="respond" class="comment-respond"><p>Your address will not be published.</p></div></div>""",
    "Disqus": f"""<main><h1>Ferry aground</h1>{STORY_HTML}</main><div id="disqus_thread"><p>{JUNK}</p><p>{REPLY}</p></div>""",
    "Drupal": f"""<div class="node"><h1>Ferry aground</h1><div class="field-body">{STORY_HTML}</div></div>
      <section class="comment-wrapper" id="block-comments"><div class="comment"><div class="content"><p>{JUNK}</p></div></div>
      <div class="indented"><div class="comment"><p>{REPLY}</p></div></div></section>""",
    "Blogger": f"""<div class="post"><h3 class="post-title">Ferry aground</h3><div class="post-body">{STORY_HTML}</div></div>
      <div class="comments" id="comments"><h4>2 comments:</h4><dl class="comments-block"><dt>Bert said</dt><dd class="comment-body"><p>{JUNK}</p></dd>
      <dd class="comment-body"><p>{REPLY}</p></dd></dl></div>""",
    "microdata": f"""<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Ferry aground</h1>
      <div itemprop="articleBody">{STORY_HTML}</div><div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><p>{JUNK}</p></div>
      <div itemprop="comment" itemtype="https://schema.org/UserComments"><p>{REPLY}</p></div></div>""",
    "inside the article": f"""<article><h1>Ferry aground</h1>{STORY_HTML}<div class="user-comments"><p>{JUNK}</p><p>{REPLY}</p></div></article>""",
    "a heading alone": f"""<div id="page"><h1>Ferry aground</h1>{STORY_HTML}<h3>Comments (2)</h3><p>{JUNK}</p><p>{REPLY}</p></div>""",
    "have your say": f"""<div id="story"><h1>Ferry aground</h1>{STORY_HTML}</div><div><h2>Have your say</h2><p><b>Bert, Tessel:</b> {JUNK}</p><p>{REPLY}</p></div>""",
    "in Russian": f"""<div class="article"><h1>Паром на мели</h1>{STORY_HTML}</div><div class="b-comments"><h3>Комментарии (2)</h3><p>{JUNK}</p><p>{REPLY}</p></div>""",
    "Russian heading": f"""<div><h1>Паром на мели</h1>{STORY_HTML}<h2>Комментарии читателей</h2><div><p>{JUNK}</p></div><div><p>{REPLY}</p></div></div>""",
    "a table": f"""<table><tr><td><h1>Ferry aground</h1>{STORY_HTML}</td></tr></table><table class="comments"><tr><td>Bert</td><td>{JUNK}</td></tr>
      <tr><td>Ana</td><td>{REPLY}</td></tr></table>""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_readers_comments_in_a_page_are_not_the_article(read_one: ReadOne, layout: str) -> None:
    article = read_one(
        "a.html", f"<html><head><title>Ferry aground</title></head><body>{LAYOUTS[layout]}</body></html>"
    )

    assert all(paragraph in article.text for paragraph in STORY)
    assert "uncle" not in article.text


@pytest.mark.parametrize(
    "page",
    [
        f'<div class="comments"><h1>Ferry aground</h1>{STORY_HTML}</div>',  # the whole page stands in it
        f'<body class="comments"><h2>Ferry aground</h2>{STORY_HTML}</body>',
        f"<h1>Ferry aground</h1>{STORY_HTML.replace('<p>Comments', '<h3>Comment of the company</h3><p>Comments')}",
        f"<h3>Comments</h3><div><h1>Ferry aground</h1>{STORY_HTML}</div>",
    ],
)
def test_a_story_is_not_taken_for_comments(read_one: ReadOne, page: str) -> None:
    article = read_one("a.html", f"<html><head><title>Ferry aground</title></head>{page}</html>")

    assert all(paragraph in article.text for paragraph in STORY)


def test_a_page_of_comments_alone_keeps_them(read_one: ReadOne) -> None:
    article = read_one("a.html", f'<html><body><div class="comments"><p>{JUNK}</p><p>{REPLY}</p></div></body></html>')

    assert "uncle" in article.text
