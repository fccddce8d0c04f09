"""The writer that the settings choose: a language model, or none, so that answers are quotes."""

from typing import TYPE_CHECKING

from config.settings import Settings

if TYPE_CHECKING:
    from bot.generation.llm.llm_client import Model
    from bot.generation.llm.llm_writer import ModelWriter
    from bot.generation.llm.styles import Style
    from bot.qa.extractive import ExtractiveWriter
    from index.archive import Archive


def build_writer(settings: Settings, archive: "Archive") -> "ModelWriter | None":
    """Return a writer with the language model of the settings; None if none is set: answers are quotes."""
    if not settings.llm:
        return None
    from bot.generation.llm.llm_writer import Budget, ModelWriter
    from bot.qa.extractive import ExtractiveWriter
    from bot.storage.token_ledger import Limits, TokenLedger

    limits = Limits(settings.llm_person_tokens, settings.llm_day_tokens)
    budget = Budget(settings.llm_prompt_tokens, settings.llm_answer_tokens, limits)
    ledger = TokenLedger(settings.data_dir, beside=bool(archive.held_by))
    plain = ExtractiveWriter()
    return ModelWriter(build_model(settings), plain, _style(settings, plain), budget=budget, ledger=ledger)


def _style(settings: Settings, plain: "ExtractiveWriter") -> "Style":
    from bot.generation.editing.edited_style import EditedStyle
    from bot.generation.verification.entailment import EntailmentEndpoint
    from bot.generation.verification.free_style import FreeStyle

    if settings.llm_style == "edited":
        return EditedStyle(plain)
    return FreeStyle(EntailmentEndpoint(settings.nli_url) if settings.nli_url else None)


def build_model(settings: Settings) -> "Model":
    """Return the language model of the settings. Nothing is connected or imported before its first use.

    Raises:
        DatelineError: the name of the model is not one.
    """
    from bot.generation.llm.llm_client import Model, open_llm, read_model_name

    name = read_model_name(settings.llm)
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    return Model(
        lambda: open_llm(
            name,
            url=settings.llm_url,
            key=key,
            reply_tokens=settings.llm_answer_tokens,
            context_tokens=settings.llm_prompt_tokens + settings.llm_answer_tokens,
            timeout_s=settings.llm_timeout_s,
        ),
        timeout_s=settings.llm_timeout_s,
        provider=name.provider,
        secret=key,
    )
