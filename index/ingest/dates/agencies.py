"""Names that identify a dateline: news agencies, cities written without a country, and words that are not places."""

from index.ingest.calendar_names import MONTHS, WEEKDAYS

_AGENCY_NAMES = (
    "AP|Associated Press|The Associated Press|Reuters|AFP|Agence France-Presse|UPI|dpa|EFE|ANSA|Kyodo|Xinhua|TASS|"
    "ITAR-TASS|RIA Novosti|Sputnik|Interfax|Interfax-Ukraine|Ukrinform|UNIAN|UNN|BelTA|REGNUM|Trend|Turan|APA|IRNA|"
    "ISNA|MNA|Tasnim|Fars|SANA|WAFA|WAM|SPA|KUNA|QNA|MENA|PTI|ANI|IANS|APP|BSS|UNB|Bernama|Antara|Yonhap|KCNA|CNA|"
    "PNA|AA|Anadolu|Anadolu Agency|BTA|Tanjug|Beta|Hina|STA|PAP|CTK|MTI|Agerpres|ANA|AAP|NZPA|CP|The Canadian Press|"
    "Canadian Press|PA|BBC|CNN|NPR|VOA|Bloomberg|Business Wire|PRNewswire|PR Newswire|GlobeNewswire|Wikinews|UN News|"
    "IPS|Pajhwok|Kazinform|AKIpress|Kabar|Montsame|NNN|ТАСС|ИТАР-ТАСС|РИА Новости|Интерфакс|Интерфакс-Украина|БЕЛТА|"
    "БелТА|УНН|УНИАН|Укринформ|Казинформ|Спутник|Синьхуа|Рейтер|АП|ПРАЙМ|РАПСИ|Росбалт|Регнум"
)
AGENCIES: dict[str, str] = {name.casefold(): name for name in _AGENCY_NAMES.split("|")}
AGENCIES |= {"usa today": "USA Today", "interfax.ru": "Interfax", "interfax.com": "Interfax"}

_UNMISTAKABLE = "AP|Reuters|AFP|UPI|CNN|Bloomberg|TASS|ТАСС|Интерфакс|Interfax|Xinhua|Wikinews|РИА Новости|USA Today"
# The other agencies are words too ("Trend", "APP"), and need brackets or a day beside them.
UNMISTAKABLE = frozenset(_UNMISTAKABLE.split("|"))

_CITY_NAMES = (
    "abidjan|abu dhabi|abuja|accra|addis ababa|aden|algiers|almaty|amman|amsterdam|ankara|ashgabat|astana|asuncion|"
    "athens|atlanta|baghdad|baku|baltimore|bamako|bangkok|beijing|beirut|belgrade|berlin|bern|bishkek|bogota|bonn|"
    "boston|brasilia|bratislava|brussels|bucharest|budapest|buenos aires|cairo|canberra|cape town|caracas|chicago|"
    "chisinau|cleveland|colombo|copenhagen|dakar|dallas|damascus|delhi|denver|detroit|dhaka|doha|donetsk|dubai|"
    "dublin|dushanbe|edinburgh|frankfurt|gaza|gaza city|geneva|guatemala city|hanoi|harare|havana|helsinki|hong kong|"
    "honolulu|houston|islamabad|istanbul|jakarta|jerusalem|johannesburg|juba|kabul|kampala|karachi|kathmandu|"
    "khartoum|kiev|kigali|kyiv|kinshasa|kuala lumpur|kuwait city|la paz|lagos|lahore|lima|lisbon|ljubljana|london|"
    "los angeles|luanda|lusaka|luxembourg|macau|madrid|manila|mecca|mexico city|miami|milan|milwaukee|minneapolis|"
    "minsk|mogadishu|montreal|moscow|mumbai|munich|muscat|nairobi|naypyitaw|new delhi|new orleans|new york|nicosia|"
    "oslo|ottawa|panama city|paris|philadelphia|phnom penh|phoenix|pittsburgh|podgorica|prague|pretoria|pristina|"
    "pyongyang|quito|rabat|ramallah|reykjavik|riga|rio de janeiro|riyadh|rome|san francisco|san salvador|sanaa|"
    "santiago|sao paulo|sarajevo|seattle|seoul|shanghai|singapore|skopje|sofia|st. louis|st. petersburg|stockholm|"
    "strasbourg|sydney|taipei|tallinn|tashkent|tbilisi|tegucigalpa|tehran|tel aviv|the hague|tirana|tokyo|toronto|"
    "tripoli|tunis|ulan bator|united nations|vancouver|vatican city|vienna|vilnius|warsaw|washington|wellington|"
    "yangon|yerevan|zagreb|zurich|москва|санкт-петербург|минск|киев|астана|алма-ата|алматы|баку|ереван|тбилиси|"
    "кишинев|рига|вильнюс|таллин|ташкент|бишкек|душанбе|белград|берлин|париж|лондон|рим|мадрид|вашингтон|нью-йорк|"
    "пекин|токио|женева|брюссель|варшава|прага|вена|анкара|стамбул|тегеран|дамаск|каир|иерусалим|тель-авив|донецк|"
    "луганск|симферополь|севастополь|казань|екатеринбург|новосибирск|владивосток|хабаровск|ростов-на-дону|краснодар|"
    "сочи|самара|воронеж|калининград|гаага"
)
# In lower case and without accents. Other places stand with their country or state: "ALEPPO, Syria —".
CITIES = frozenset(_CITY_NAMES.split("|"))

_LABELS = (
    "breaking exclusive update updated analysis opinion editorial correction clarification video watch photos gallery "
    "explainer factbox timeline interview profile commentary review warning advisory newsmaker spotlight column "
    "insight sports business weather unesco unicef interpol europol frontex gazprom rosneft greenpeace hezbollah "
    "срочно обновлено эксклюзив видео мнение аналитика"
)
_BEGINNINGS = (
    "in on at from by after since until last this that these those before during while when for with as a an it he "
    "she they we i его в на с по из от до после как что это"
)
# Labels and organisations in capitals before a dash, words that begin a sentence, and days.
NO_PLACE = frozenset((*_LABELS.split(), *_BEGINNINGS.split(), *WEEKDAYS, *(MONTHS.keys() - {"mar"})))

_PARTICLES = "de da do del des di du la le las los el al of the and an am der den na на"
PARTICLES = frozenset(_PARTICLES.split())  # small words inside a name: "Rio de Janeiro"

_STATES = (
    "st. ft. mt. ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. "
    "mo. mont. neb. nev. okla. ore. pa. tenn. tex. va. vt. wash. wis. wyo. ont. que. г. пос. с."
)
ABBREVIATED = frozenset(_STATES.split())  # their full stop ends nothing
