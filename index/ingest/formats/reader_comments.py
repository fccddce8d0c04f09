"""Takes readers' comments out of a web page: what they wrote below an article is not the article."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

REMAINING_CHARACTERS = 200  # a page with less left would be a page of comments only: then they stay

_TAGS = frozenset("section div ol ul li article aside table dl p span blockquote iframe".split())
# Classes and ids of comment sections: WordPress, Disqus, Drupal, Blogger, Facebook, VK, Cackle, HyperComments…
_CONTAINER = re.compile(
    r"(?:^|\s)(?:(?:div|js|user|users|reader|readers|article|post|news|page|block|blog|view|b|c|fb|vk|wp|spot|main)[-_]*)*"
    r"(?:comm?ents?|kommentare?)"
    r"(?:[-_]*(?:\d+|area|block|body|box|container|content|feed|holder|item|list|main|node|row|section|sections|text|"
    r"thread|threads|tree|wrap|wrapper|anchor|form|respond|reply|app|widget|widgets|root|entry|inner|outer))*(?=\s|$)"
    r"|(?:^|\s)(?:commentlist|disqus[-_]?thread|dsq-[\w-]+|hypercomments[-_]?widget|mc-container|cackle[-_][\w-]+|"
    r"livefyre[\w-]*|respond|reply-list|replies)(?=\s|$)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\W*(?:\d[\d\s.,]*)?(?:(?:reader|user|your|all|latest|top)\W{0,2}s?\W{0,2}\s+)?"
    r"(?:comments?|leave a (?:reply|comment)|join the conversation|have your say|"
    r"комментари(?:и|ев|й|я)(?: читателей)?|оставить комментарий|отзывы читателей)[\s\d():.,#]*",
    re.IGNORECASE,
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_STORY = "descendant-or-self::h1 | .//main | .//*[contains(@itemprop, 'articleBody')]"


def drop_comments(tree: HtmlElement) -> None:
    """Remove comment sections from a page, in place.

    A section that holds the headline or the marked story stays, and so do comments without which nothing is left.
    """
    body = tree.find(".//body")
    page = tree if body is None else body
    left = _characters(page)
    for section in list(_sections(page)):
        size = _characters(section)
        if left - size >= REMAINING_CHARACTERS:
            section.drop_tree()
            left -= size
    for heading in list(page.iter(*_HEADINGS)):
        if _HEADING.fullmatch(" ".join(heading.itertext()).strip()[:80]):
            left = _drop_from(heading, left)


def _sections(page: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the outermost comment sections."""
    waiting = [page]
    while waiting:
        for child in waiting.pop():
            if child.tag in _TAGS and _is_section(child) and not child.xpath(_STORY):
                yield child
            else:
                waiting.append(child)


def _is_section(element: HtmlElement) -> bool:
    if "Comment" in (element.get("itemtype") or "") or (element.get("itemprop") or "") in ("comment", "commentText"):
        return True
    return any(_CONTAINER.search((element.get(name) or "")[:500]) for name in ("class", "id"))


def _drop_from(heading: HtmlElement, left: int) -> int:
    """Remove a heading "Comments" and what follows it on its level, unless the story follows."""
    following = [one for one in (heading, *heading.itersiblings()) if isinstance(one.tag, str)]
    size = sum(_characters(one) for one in following)
    if left - size < REMAINING_CHARACTERS or any(one.xpath(_STORY) for one in following):
        return left
    for one in following:
        one.drop_tree()
    return left - size


def _characters(element: HtmlElement) -> int:
    return sum(len(words) for words in element.itertext())
