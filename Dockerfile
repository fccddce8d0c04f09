# The same lock file and commands as the Makefile, in an image with nothing else.
FROM python:3.11-slim

RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 dateline
WORKDIR /app
COPY pyproject.toml requirements.lock README.md LICENSE Makefile ./
COPY config config
COPY index index
COPY bot bot
RUN make setup && install --directory --owner dateline /data

USER dateline
ENV DATELINE_DATA_DIR=/data PATH=/app/.venv/bin:$PATH
VOLUME /data
ENTRYPOINT ["dateline"]
CMD ["bot"]
