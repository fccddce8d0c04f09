"""A transcriber behind an API like OpenAI's: `POST {root}/audio/transcriptions`."""

import logging

import httpx

from bot.speech import SpeechError

TIMEOUT_S = 30.0
MOST_CHARACTERS = 2_000  # of what is taken for said

log = logging.getLogger(__name__)


class SpeechEndpoint:
    """Sends sound to an endpoint (https://platform.openai.com/docs/api-reference/audio/createTranscription)."""

    def __init__(self, root: str, *, model: str, key: str = "", timeout_s: float = TIMEOUT_S) -> None:
        self._url = f"{root.rstrip('/')}/audio/transcriptions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._timeout_s = timeout_s

    def transcribe(self, audio: bytes, name: str) -> str:
        """Return what is said in a sound file; "" if nothing is.

        Raises: SpeechError.
        """
        try:
            answer = httpx.post(
                self._url,
                headers=self._headers,
                data={"model": self._model, "response_format": "json"},
                files={"file": (name, audio)},
                timeout=self._timeout_s,
            )
            answer.raise_for_status()
            text = answer.json()["text"]
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            log.warning("the speech endpoint did not answer as it should: %s", type(error).__name__)
            raise SpeechError(type(error).__name__) from error
        except (ValueError, KeyError, TypeError) as error:
            log.warning("the speech endpoint answered no transcription")
            raise SpeechError("no transcription") from error
        if not isinstance(text, str):
            raise SpeechError("no transcription")
        return " ".join(text.split())[:MOST_CHARACTERS]
