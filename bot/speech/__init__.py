"""Spoken questions → text: the seam to whatever transcribes, chosen by `DATELINE_SPEECH`."""

from pathlib import Path
from typing import Protocol

from index.errors import DatelineError


class SpeechError(Exception):
    """What was said could not be made text."""


class Transcriber(Protocol):
    """Makes text of speech."""

    def transcribe(self, audio: bytes, name: str) -> str:
        """Return what is said in a sound file; "" if nothing is. May be called from any thread.

        Raises: SpeechError if it cannot be made text now.
        """
        ...


def open_transcriber(setting: str, *, model: str, key: str) -> Transcriber | None:
    """Return what `DATELINE_SPEECH` names: the root of an API like OpenAI's, or a folder with a model of Whisper's.

    ""  ->  None

    Raises:
        DatelineError: it is neither, or the model's package is not installed.
    """
    if not setting:
        return None
    if setting.startswith(("http://", "https://")):
        from bot.speech.speech_endpoint import SpeechEndpoint

        return SpeechEndpoint(setting, model=model, key=key)
    folder = Path(setting).expanduser()
    if not folder.is_dir():
        raise DatelineError(f"DATELINE_SPEECH: {setting} is neither a link nor a folder: name one of them.")
    from bot.speech.whisper_folder import WhisperFolder

    return WhisperFolder(folder)
