"""A transcriber on this machine: a folder with a model for faster-whisper, of the extra `dateline[voice]`."""

import io
import threading
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.speech import SpeechError
from index.errors import DatelineError

MOST_CHARACTERS = 2_000


class WhisperFolder:
    """A model in a folder, as CTranslate2 keeps it; nothing is downloaded. It is loaded with the first question."""

    def __init__(self, folder: Path) -> None:
        """Raises: DatelineError if faster-whisper is not installed."""
        if find_spec("faster_whisper") is None:
            raise DatelineError(
                "DATELINE_SPEECH names a folder, for which faster-whisper is needed: pip install 'dateline[voice]'."
            )
        self._folder = folder
        self._turn = threading.Lock()

    @cached_property
    def _model(self) -> Any:
        from faster_whisper import WhisperModel

        return WhisperModel(str(self._folder), device="cpu", compute_type="int8", local_files_only=True)

    def transcribe(self, audio: bytes, name: str) -> str:
        """Return what is said in a sound file; "" if nothing is.

        Raises: SpeechError.
        """
        try:
            with self._turn:
                segments, _ = self._model.transcribe(io.BytesIO(audio))
                said = " ".join(segment.text for segment in segments)
        except Exception as error:  # the package raises what its libraries raise
            raise SpeechError(type(error).__name__) from error
        return " ".join(said.split())[:MOST_CHARACTERS]
