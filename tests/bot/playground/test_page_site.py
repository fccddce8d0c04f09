"""The page is for the person who was given the link, and for nobody else."""

import httpx
import pytest

from bot.playground.launch import Playground


@pytest.fixture(scope="module")
def page(playground: Playground) -> httpx.Client:
    """A browser that has opened the link."""
    with httpx.Client(base_url=playground.server.url, follow_redirects=True) as client:
        assert client.get(playground.site.link).status_code == 200
        return httpx.Client(base_url=playground.server.url, cookies=client.cookies)


def test_the_link_is_good_once(playground: Playground, page: httpx.Client) -> None:
    assert httpx.get(playground.site.link).status_code == 403
    with page as client:
        assert client.get("/state").status_code == 200


@pytest.mark.parametrize("path", ["/", "/state", "/events", "/page/page.js", "/kept/file1"])
def test_without_the_link_nothing_is_shown(playground: Playground, path: str) -> None:
    assert httpx.get(playground.server.url + path).status_code == 403


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_another_page_cannot_reach_the_playground(
    playground: Playground, page: httpx.Client, headers: dict[str, str]
) -> None:
    answer = httpx.post(
        f"{playground.server.url}/act", json={"do": "restart"}, headers=headers, cookies=dict(page.cookies)
    )

    assert answer.status_code == 403


def test_no_secret_is_on_the_page(playground: Playground, page: httpx.Client) -> None:
    told = httpx.get(f"{playground.server.url}/state", cookies=dict(page.cookies))

    assert playground.server.state.token not in told.text
    assert "unsafe-inline" not in told.headers["Content-Security-Policy"]
