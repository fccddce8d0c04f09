# The same lock file and commands as the Makefile, in an image with nothing else.
FROM python:3.11-slim

RUN apt-get update && apt-get install --yes --no-install-recommends make \
        tesseract-ocr tesseract-ocr-eng tesseract-ocr-rus && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 dateline
WORKDIR /app
COPY pyproject.toml requirements.lock README.md LICENSE Makefile ./
COPY config config
COPY index index
COPY bot bot
# The demo leaves the byte code of what is used: the user below may write none, and would compile it at every start.
RUN DATELINE_DATA_DIR=/tmp/demo make demo && rm -r /tmp/demo && .venv/bin/python -c "import bot.telegram.app" \
    && install --directory --owner dateline /data

USER dateline
ENV DATELINE_DATA_DIR=/data PATH=/app/.venv/bin:$PATH
VOLUME /data
ENTRYPOINT ["dateline"]
CMD ["bot"]
