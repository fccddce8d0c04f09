"""Pairs of sentences that two outlets might print on one day, and whether they agree, differ in a number, or neither.

Written for Dateline, after the ways in which real news of one day is alike without being about the same thing.
"""

# (one, other, "same" | "differs" | "")
CASES = [
    (
        "The flood drove 2,400 people from Halmery.",
        "In Halmery the flood of the Velna drove 2,600 people away.",
        "differs",
    ),
    (
        "The strike at Kasvin harbour ends on Monday, the Kasvin union said.",
        "The Kasvin union said the strike at Kasvin harbour ends on Monday.",
        "",
    ),
    (
        "Police in Marn detained 14 protesters near the Ostrel bridge.",
        "Police detained 19 protesters in Marn near the Ostrel bridge.",
        "differs",
    ),
    (
        "Police in Marn detained 14 protesters near the Ostrel bridge.",
        "Near the Ostrel bridge in Marn police detained 14 protesters.",
        "same",
    ),
    (
        "A bus crash in Lower Vell injured 21 passengers on the Tarn road.",
        "A lorry crash in Upper Strell injured 30 passengers on the Irsen road.",
        "",
    ),
    (
        "The fire on Tarnholm pier destroyed 12 boats of the Vell fishing fleet.",
        "The fire on Tarnholm pier destroyed 15 boats of the Vell fishing fleet.",
        "differs",
    ),
    (
        "The fire on Tarnholm pier destroyed 12 boats of the Vell fishing fleet.",
        "The Tarnholm pier fire destroyed 12 boats of the fishing fleet of Vell.",
        "same",
    ),
    (
        "Brandt & Sons will cut 800 jobs at its Pelsk works this winter.",
        "Korda & Sons will cut 500 jobs at its Marn works this winter.",
        "",
    ),
    (
        "Brandt & Sons will cut 800 jobs at its Pelsk works this winter.",
        "Brandt & Sons will cut 950 jobs this winter at its Pelsk works.",
        "differs",
    ),
    (
        "Brandt & Sons will cut 800 jobs at its Pelsk works this winter.",
        "Brandt & Sons will cut at least 700 jobs this winter at its Pelsk works.",
        "",
    ),
    (
        "The Tarnholm council voted for the bridge by 31 votes in the Vell hall.",
        "The Tarnholm council voted in the Vell hall for the bridge by 29 votes.",
        "differs",
    ),
    (
        "The Tarnholm council voted for the bridge in the Vell hall.",
        "The Tarnholm council voted against the bridge in the Vell hall.",
        "",
    ),
    (
        "President Pavel Drosk opened the Halmery dam on Monday.",
        "President Pavel Drosk closed the Halmery dam on Monday.",
        "",
    ),
    (
        "Pavel Drosk opened the rebuilt dam at Halmery with a short speech.",
        "With a short speech Pavel Drosk opened the rebuilt dam at Halmery.",
        "same",
    ),
    (
        "Turania reports 1,178 new cases of fever and 13 deaths in a day.",
        "Karsia reports 2,000 new cases of fever and 18 deaths in a day.",
        "",
    ),
    (
        "Turania and Karsia report 1,178 new cases of marsh fever this week.",
        "Turania and Karsia report 1,420 new cases of marsh fever this week.",
        "differs",
    ),
    (
        "The Kasvin Stars beat Vell United by 3 goals in the Marn final.",
        "The Pelsk Stars beat Vell United by 2 goals in the Marn final.",
        "",
    ),
    (
        "The Kasvin Stars beat Vell United by 3 goals in the Marn final.",
        "In the Marn final the Kasvin Stars beat Vell United by 3 goals.",
        "same",
    ),
    (
        "A magnitude 6.1 earthquake struck Upper Strell and the Irsen valley at night.",
        "A magnitude 5.4 earthquake struck the Irsen valley and Upper Strell at night.",
        "",
    ),
    (
        "The ferry Aurora carried 212 passengers when it ran aground off Vell.",
        "The ferry Aurora carried 231 passengers when it ran aground off Vell.",
        "differs",
    ),
    (
        "The ferry Aurora carried 212 passengers when it ran aground off Vell.",
        "When it ran aground off Vell the ferry Aurora carried 212 passengers.",
        "same",
    ),
    (
        "The ferry Aurora carried 212 passengers when it ran aground off Vell.",
        "The ferry Kingfisher carried 96 passengers when it ran aground off Marn.",
        "",
    ),
    (
        "The ferry Aurora carried about 200 passengers when it ran aground off Vell.",
        "The ferry Aurora carried 231 passengers when it ran aground off Vell.",
        "",
    ),
    (
        "Ines Korda, 34, was elected mayor of Marn on Sunday evening.",
        "Ines Korda, 36, was elected mayor of Marn on Sunday evening.",
        "",
    ),
    (
        "Ines Korda was elected mayor of Marn with 52% of the vote.",
        "Ines Korda was elected mayor of Marn with 57% of the vote.",
        "differs",
    ),
    (
        "Ines Korda was elected mayor of Marn with 52% of the vote.",
        "With 52% of the vote Ines Korda was elected mayor of Marn.",
        "same",
    ),
    (
        "Ines Korda was elected mayor of Marn in the second round.",
        "Ines Korda was elected mayor of Marn and not in the second round.",
        "",
    ),
    (
        "Storm Ida cut the power of 4,000 homes in Lund and Varn.",
        "Storm Ida cut the power of 6,500 homes in Lund and Varn.",
        "differs",
    ),
    (
        "Storm Ida cut the power of 4,000 homes in Lund and Varn.",
        "Storm Ida cut the power of 4 bridges in Lund and Varn.",
        "",
    ),
    (
        "Storm Ida cut the power of 4,000 homes in Lund and Varn.",
        "In Lund and Varn storm Ida cut the power of 4,000 homes.",
        "same",
    ),
    (
        "The court in Ostrel fined Brandt & Sons $3 million for the Halmery dyke.",
        "The court in Ostrel fined Brandt & Sons $5 million for the Halmery dyke.",
        "differs",
    ),
    (
        "The court in Ostrel fined Brandt & Sons $3 million for the Halmery dyke.",
        "For the Halmery dyke the Ostrel court fined Brandt & Sons $3 million.",
        "same",
    ),
    (
        "The court in Ostrel fined Brandt & Sons for the Halmery dyke.",
        "The court in Ostrel acquitted Brandt & Sons of the Halmery dyke.",
        "",
    ),
    (
        "Vera Stamm will lead the Kasvin library from Monday.",
        "Vera Stamm will leave the Kasvin library from Monday.",
        "",
    ),
    (
        "The museum of Varn lost a copper clock of the year 1711 to Marn thieves.",
        "The museum of Varn lost a copper clock of the year 1740 to Marn thieves.",
        "",
    ),
    (
        "Thieves took the copper clock of the Varn museum, Lund police said.",
        "Lund police said thieves took the copper clock of the Varn museum.",
        "same",
    ),
    (
        "The Irsen lake rose by 40 centimetres at Upper Strell overnight.",
        "The Irsen lake rose by 55 centimetres at Upper Strell overnight.",
        "differs",
    ),
    (
        "The Irsen lake rose by 40 centimetres at Upper Strell overnight.",
        "At Upper Strell the Irsen lake rose by 40 centimetres overnight.",
        "same",
    ),
    (
        "The Irsen lake rose by 40 centimetres at Upper Strell overnight.",
        "The Irsen lake fell by 40 centimetres at Upper Strell overnight.",
        "",
    ),
    (
        "Angria receives 624,000 doses of the Korda vaccine from the Marn fund.",
        "Kenovia receives 520,000 doses of the Korda vaccine from the Marn fund.",
        "",
    ),
    (
        "Angria receives 624,000 doses of the Korda vaccine from the Marn fund.",
        "From the Marn fund Angria receives 480,000 doses of the Korda vaccine.",
        "differs",
    ),
    (
        "The Velna at Pelsk stood 512 centimetres above the Halmery mark.",
        "The Velna at Pelsk stood 521 centimetres above the Halmery mark.",
        "",
    ),
    (
        "Drosk and Stamm signed the Tarnholm treaty in the Ostrel palace.",
        "In the Ostrel palace Drosk and Stamm signed the Tarnholm treaty.",
        "same",
    ),
    (
        "Drosk and Stamm signed the Tarnholm treaty in the Ostrel palace.",
        "Drosk and Stamm will sign the Tarnholm treaty in the Ostrel palace.",
        "",
    ),
    ("The Kasvin orchestra plays in Vell on Friday.", "The Kasvin orchestra plays in Marn on Friday.", ""),
    (
        "Rescuers in Halmery counted 7 dead and 30 injured after the Brandt dyke broke.",
        "Rescuers in Halmery counted 9 dead and 30 injured after the Brandt dyke broke.",
        "differs",
    ),
    (
        "Rescuers in Halmery counted 7 dead after the Brandt dyke broke.",
        "After the Brandt dyke broke rescuers in Halmery counted 7 dead.",
        "same",
    ),
    (
        "The Pelsk railway closed 3 stations between Orn and Halmery.",
        "The Pelsk railway closed 40 stations between Orn and Halmery.",
        "",
    ),
    (
        "The Pelsk railway closed 3 stations between Orn and Halmery.",
        "The Pelsk railway opened 5 stations between Orn and Halmery.",
        "",
    ),
    (
        "The Orn power station will shut for 6 weeks, Pavel Drosk said in Pelsk.",
        "The Orn power station will shut for 8 weeks, Pavel Drosk said in Pelsk.",
        "differs",
    ),
]
