"""Check the installation and what the settings name: what works, what does not, and how to fix it."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import packages_distributions
from pathlib import Path
from shutil import disk_usage
from textwrap import shorten
from typing import Any

import httpx

from bot.cli.context import chroma_server
from bot.cli.writer_choice import build_model, build_writer
from bot.generation.llm.llm_client import ModelError
from bot.generation.llm.prompts import Prompt
from bot.i18n.phrases import ENGLISH
from bot.i18n.wording import say_day
from bot.qa.answer import Answer
from bot.qa.engine import Engine
from config.redaction import Redactor
from config.settings import Settings, find_unknown_settings
from index.archive import Archive
from index.errors import DatelineError, VectorsAwayError
from index.health import find_damage
from index.process_lock import ProcessLock
from index.search.chroma_server import ChromaServer
from index.search.embedding import Embedder

TIMEOUT_S = 10.0
LEAST_FREE_MB = 200
SHOWN_CHARACTERS = 300  # of an answer
DISTRIBUTION = "dateline"
PACKAGES = ("bot", "config", "index")

_TELEGRAM = "https://api.telegram.org"


class State(StrEnum):
    """The state of one thing that was checked."""

    OK = "ok"
    OFF = "off"  # not set, and not needed
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    name: str
    state: State
    said: str
    remedy: str = ""  # what to do; empty if nothing needs to be done


def examine(settings: Settings) -> Iterator[Finding]:
    """Run the checks, and yield each finding as soon as it is known, without secrets."""
    redact = Redactor(settings.secrets).redact
    checks: tuple[Callable[[Settings], Finding], ...] = (
        try_packages,
        try_names,
        try_data,
        try_embedding,
        try_chroma,
        try_telegram,
        try_model,
        try_writing,
    )
    for check in checks:
        finding = check(settings)
        yield replace(finding, said=redact(finding.said), remedy=redact(finding.remedy))


def try_packages(_: Settings) -> Finding:
    """Look for other installed distributions that bring a package with one of our names, and so overwrite ours."""
    installed = packages_distributions()
    shared = {name: sorted({*installed.get(name, ())} - {DISTRIBUTION}) for name in PACKAGES}
    others = [f"{' and '.join(found)} too brings a package `{name}`" for name, found in shared.items() if found]
    if not others:
        return Finding("packages", State.OK, "nothing else is installed under our names")
    return _bad("packages", "; ".join(others), "Install Dateline alone, in a virtual environment of its own.")


def try_names(_: Settings) -> Finding:
    """Look for `DATELINE_…` variables that are not settings."""
    unknown = find_unknown_settings()
    if not unknown:
        return Finding("settings", State.OK, "every DATELINE_… variable is known")
    return Finding("settings", State.BAD, "; ".join(unknown), "Correct the name, or remove the variable.")


def try_data(settings: Settings) -> Finding:
    """Write to the data directory, read all of its files, and see who holds it and how much space is left."""
    folder = settings.data_dir
    nearest = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not nearest.is_dir():
        return _bad("data", f"{nearest} is a file", "Set DATELINE_DATA_DIR to a directory.")
    try:
        with tempfile.TemporaryFile(dir=nearest):
            free_mb = disk_usage(nearest).free // 1_000_000
    except OSError as error:
        remedy = f"Let user {_user()} write there, or set DATELINE_DATA_DIR to another directory."
        return _bad("data", f"{nearest} cannot be written to: {error.strerror}", remedy)
    if free_mb < LEAST_FREE_MB:
        return _bad("data", f"only {free_mb} MB are free in {nearest}", "Free some space, or move the data directory.")
    if not (folder / "catalogue.sqlite").exists():
        return Finding("data", State.OFF, f"no articles in {folder} yet", "Add some: dateline add PATH")
    if damages := find_damage(folder, None):
        return _bad("data", "; ".join(one.said for one in damages), " ".join(one.remedy for one in damages))
    return Finding("data", State.OK, f"{folder}{_held(folder)}, {free_mb:,} MB free")


def try_embedding(settings: Settings) -> Finding:
    """Load the embedding model, check its hash, and embed a word."""
    try:
        embedder = Embedder(settings.model_dir)
        embedder.embed_query("news")
    except (DatelineError, OSError, ValueError) as error:
        remedy = "Remove DATELINE_MODEL_DIR, or name a folder with model.onnx and tokenizer.json."
        return _bad("embedding", str(error), remedy if settings.model_dir else "Run `make setup` again.")
    return Finding("embedding", State.OK, embedder.card.name)


def try_chroma(settings: Settings) -> Finding:
    """Ask the Chroma server whether it runs, if one is set."""
    address = chroma_server(settings)
    if not address:
        return Finding("chroma", State.OFF, "vectors are in the data directory")
    server = ChromaServer(address, "")
    try:
        server.check()
    except VectorsAwayError as error:
        return _bad("chroma", error.for_reader, "Start it, or correct DATELINE_CHROMA_URL or _TOKEN.")
    finally:
        server.close()
    return Finding("chroma", State.OK, address.shown)


def try_telegram(settings: Settings) -> Finding:
    """Ask Telegram who the bot is."""
    if settings.telegram_token is None:
        return Finding("telegram", State.OFF, "no token", "For the bot: set DATELINE_TELEGRAM_TOKEN, from @BotFather.")
    token = settings.telegram_token.get_secret_value()
    root = settings.telegram_api_url or _TELEGRAM
    try:
        reply = httpx.get(f"{root}/bot{token}/getMe", timeout=TIMEOUT_S)
        told: Any = reply.json()
        name = told["result"]["username"] if told["ok"] else ""
    except httpx.HTTPError as error:
        said = _short(error).replace(token, "…")
        remedy = "Check the network, or DATELINE_TELEGRAM_API_URL."
        return _bad("telegram", f"{root} cannot be reached: {said}", remedy)
    except (ValueError, KeyError, TypeError):
        return _bad("telegram", f"{root} does not speak as Telegram does", "Correct DATELINE_TELEGRAM_API_URL.")
    if not name:
        remedy = "Set DATELINE_TELEGRAM_TOKEN to the one that @BotFather shows under /mybots."
        return _bad("telegram", "the token is not known", remedy)
    if not settings.admins:
        return Finding("telegram", State.OK, f"@{name}", "Nobody may send it articles: set DATELINE_ADMINS.")
    return Finding("telegram", State.OK, f"@{name}")


def try_model(settings: Settings) -> Finding:
    """Let the language model say a word."""
    if not settings.llm:
        return Finding("model", State.OFF, "answers are quotes")
    call = build_model(settings).call(Prompt("Answer with one word.", "Say: ready"))
    try:
        said = "".join(call)
    except ModelError as error:
        reason = str(error)
        return _bad("model", f"{settings.llm}: {reason}", _remedy_for_model(reason))
    if not said.strip():
        return _bad("model", f"{settings.llm} says nothing", "Try another model, or more DATELINE_LLM_ANSWER_TOKENS.")
    return Finding("model", State.OK, f"{settings.llm} ({call.spent.tokens} tokens for a word)")


def try_writing(settings: Settings) -> Finding:
    """Ask the archive about its newest day, and show the beginning of what a reader would see."""
    if not settings.llm:
        return Finding("writing", State.OFF, "no language model writes")
    try:
        with Archive.open(settings.data_dir, server=chroma_server(settings), model_dir=settings.model_dir) as archive:
            day = archive.status().last_published
            if day is None:
                return Finding("writing", State.OFF, "no article is dated, so there is no day to ask about")
            question = f"What happened on {say_day(day)}?"
            found = Engine(archive, writer=build_writer(settings, archive)).ask(question, day)
    except DatelineError as error:
        return Finding("writing", State.OFF, str(error))
    if not isinstance(found, Answer):
        return Finding("writing", State.OFF, f"“{question}” finds nothing here")
    if found.note:
        return _bad("writing", ENGLISH.model_note(found.note), "See what the line above says of the model.")
    shown = " ".join(sentence.text for sentence in found.sentences)
    return Finding("writing", State.OK, f"{settings.llm_style}: “{question}” → {shorten(shown, SHOWN_CHARACTERS)}")


def _remedy_for_model(reason: str) -> str:
    remedies = {
        "401": "Set DATELINE_LLM_KEY to a key that the endpoint accepts.",
        "403": "Set DATELINE_LLM_KEY to a key that may use this model.",
        "404": "Correct the model's name in DATELINE_LLM, or DATELINE_LLM_URL (most end in /v1).",
        "429": "Wait, or raise the limit of your account.",
        "pip install": "Install it, or choose another provider in DATELINE_LLM.",
        "in time": "Raise DATELINE_LLM_TIMEOUT_S, or choose a faster model.",
        "api_key": "Set DATELINE_LLM_KEY.",
    }
    return next((remedy for sign, remedy in remedies.items() if sign in reason), "Check DATELINE_LLM_URL: does it run?")


def _held(folder: Path) -> str:
    hold = ProcessLock(folder / "writer.lock")
    if hold.take():
        hold.release()
        return ""
    return f", in use by {hold.holder()}"


def _bad(name: str, said: str, remedy: str) -> Finding:
    return Finding(name, State.BAD, said, remedy)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")[:200]


def _user() -> str:
    return os.environ.get("USER") or str(os.getuid() if hasattr(os, "getuid") else "this user")
