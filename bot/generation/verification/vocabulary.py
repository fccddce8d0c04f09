"""How a sentence begins that needs the one before it, and how one sounds that speaks to a machine."""

import re

PRONOUNS = re.compile(
    r"^\W*(?:he|she|they|it|him|her|his|its|their|this|these|that|those|such|the\s+(?:latter|former)"
    r"|он|она|оно|они|его|её|ее|их|это|этот|эта|эти)\b",
    re.IGNORECASE,
)
# Sentences that speak to a machine, and not to a reader: no evidence for anything.
INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:above|previous|prior|earlier|instruction|rule|prompt|passage"
    r"|context|all|everything)|\bsystem\s*(?:prompt|message|:|>)|\b(?:assistant|user|developer)\s*:|\bas\s+an\s+ai\b"
    r"|\byou\s+are\s+(?:now|a\s+(?:helpful|language))|\b(?:new|following)\s+instructions?\b|\binstructions?\s*:"
    r"|\b(?:answer|reply|respond|say|write|output|print|repeat|tell)\b.{0,30}\b(?:only|exactly|instead|with|that|the\s+following|user|reader)\b.{0,80}"
    r"\b(?:passages?|citations?|cite|sources?|question|prompt|model|bot|chatbot|assistant)\b|<\|?\w+\|?>|\[/?INST\]"
    r"|\bNOTHING-\w+|^\W*(?:reply|respond|answer|print|output|repeat|ответь|отвечай|выведи|повтори)(?:те)?\b"
    r"|\b(?:language\s+model|chatbot|LLM|AI\s+assistant|AI\s+model)s?\b.{0,60}\b(?:must|should|shall|reading|answer|cite|write)\b"
    r"|\b(?:игнорир\w+|забудь\w*|отбрось\w*|не\s+обращай)\b.{0,40}\b(?:выше|предыдущ\w+|прежн\w+|инструкц\w+|правил\w*|вс[её])"
    r"|систем\w+\s+(?:сообщени\w+|инструкц\w+|промпт\w*|запрос)|\b(?:ассистент|система|пользователь)\s*:"
    r"|\b(?:ответь|отвечай|напиши|скажи|выведи|повтори)(?:те)?\b.{0,100}\b(?:только|вместо|ровно|источник\w*|вопрос\w*|бот\w*|модел\w*"
    r"|читател\w*|ссылк\w*)|\bнов\w+\s+инструкц\w+|\b(?:языков\w+\s+модел\w+|нейросет\w+|чат-?бот\w*)\b.{0,60}\b(?:должн\w+|обязан\w*|ответ\w*)",
    re.IGNORECASE | re.DOTALL,
)
