"""French, as in West and Central Africa, the Maghreb, Belgium and France."""

TENS_AND_ONES = ("{ten} {one}", "{ten} et {one}")
ORDINAL_TENS = ("{ten} {one}", "{ten} et {one}")

WORDS = {
    "NUM 0": "zéro",
    "NUM 1": "un, une",
    "NUM 2": "deux",
    "NUM 3": "trois",
    "NUM 4": "quatre",
    "NUM 5": "cinq",
    "NUM 6": "six",
    "NUM 7": "sept",
    "NUM 8": "huit",
    "NUM 9": "neuf",
    "NUM 10": "dix",
    "NUM 11": "onze",
    "NUM 12": "douze",
    "NUM 13": "treize",
    "NUM 14": "quatorze",
    "NUM 15": "quinze",
    "NUM 16": "seize",
    "NUM 17": "dix-sept",
    "NUM 18": "dix-huit",
    "NUM 19": "dix-neuf",
    "NUM 20": "vingt",
    "NUM 30": "trente",
    "NUM 40": "quarante",
    "NUM 50": "cinquante",
    "NUM 60": "soixante",
    "NUM 70": "soixante-dix, septante",
    "NUM 80": "quatre-vingts, quatre-vingt, octante",
    "NUM 90": "quatre-vingt-dix, nonante",
    "NUM 100": "cent",
    "YEAR 2026": "deux mille vingt-six",
    "YEAR 2027": "deux mille vingt-sept",
    "YEAR 2028": "deux mille vingt-huit",
    "ONE 1": "unième",
    "ORD 1": "premier, première, premiers, premières, 1er, 1ers, prem",
    "ORD 2": "deuxième, second, seconde, deuxièmes, seconds",
    "ORD 3": "troisième, troisièmes",
    "ORD 4": "quatrième, quatrièmes",
    "ORD 5": "cinquième, cinquièmes",
    "ORD 6": "sixième",
    "ORD 7": "septième",
    "ORD 8": "huitième",
    "ORD 9": "neuvième",
    "ORD 10": "dixième",
    "ORD 11": "onzième",
    "ORD 12": "douzième",
    "ORD 13": "treizième",
    "ORD 14": "quatorzième",
    "ORD 15": "quinzième",
    "ORD 16": "seizième",
    "ORD 17": "dix-septième",
    "ORD 18": "dix-huitième",
    "ORD 19": "dix-neuvième",
    "ORD 20": "vingtième",
    "ORD 30": "trentième",
    "ORD -1": "dernier, dernière, derniers, dernières, tout dernier",
    "ORD -2": "avant-dernier, avant-dernière",
    "SUFFIX": "er, ers, re, ere, ère, e, ème, ième, nd, nde, me, èmes, es",
    "WEEKDAY 0": "lundi, lun, lundy",
    "WEEKDAY 1": "mardi, mar, mardy",
    "WEEKDAY 2": "mercredi, mer, merc, mercr, mercredy, mecredi, mercedi",
    "WEEKDAY 3": "jeudi, jeu, jeudy",
    "WEEKDAY 4": "vendredi, ven, vend, vendr, vendredy, vandredi",
    "WEEKDAY 5": "samedi, sam, samdi",
    "WEEKDAY 6": "dimanche, dim, dimanch, dimance",
    "WEEKDAYS 0": "lundis",
    "WEEKDAYS 1": "mardis",
    "WEEKDAYS 2": "mercredis",
    "WEEKDAYS 3": "jeudis",
    "WEEKDAYS 4": "vendredis",
    "WEEKDAYS 5": "samedis",
    "WEEKDAYS 6": "dimanches",
    "MONTH 1": "janvier, janv, jan",
    "MONTH 2": "février, févr, fév, fevrié",
    "MONTH 3": "mars",
    "MONTH 4": "avril, avr",
    "MONTH 5": "mai",
    "MONTH 6": "juin",
    "MONTH 7": "juillet, juil, juill, juilet, jul",
    "MONTH 8": "août, aout, aoû",
    "MONTH 9": "septembre, sept, sep, septemb",
    "MONTH 10": "octobre, oct, octob",
    "MONTH 11": "novembre, nov, novemb",
    "MONTH 12": "décembre, déc, decemb",
    "MOON 1": "mouharram, muharram, mouharam, moharram, mouharem",
    "MOON 2": "safar",
    "MOON 3": "rabi al awwal, rabi al awal, rabia al awal, rabi' al-awwal",
    "MOON 4": "rabi al thani, rabi ath thani, rabi' ath-thani, rabia al thani",
    "MOON 5": "joumada al oula, joumada al awwal, jumada al ula, joumada al-oula",
    "MOON 6": "joumada al thania, joumada ath thania, joumada al akhira, jumada al thania",
    "MOON 7": "rajab, rajjab, radjab",
    "MOON 8": "chaabane, chaaban, cha'ban, chabane, chaâbane, shaban",
    "MOON 9": "ramadan, ramadhan, ramadane",
    "MOON 10": "chawwal, chaoual, chawal, shawwal",
    "MOON 11": (
        "dhou al qi'da, dhou al qida, dhoul qi'da, dhou al kaada, dhul qida, dhou al-qi'dah, dhoul qida"
    ),
    "MOON 12": "dhou al hijja, dhoul hijja, dhou al-hijja, dhul hijja, dhou el hidja, dhoul-hijja",
    "MOON_YEAR": "h, hégire, de l'hégire, ah, hijri",
    "UNIT second": "secondes",
    "UNIT minute": "minute, min, mn",
    "UNITS minute": "minutes, mins",
    "UNIT hour": "heure",
    "UNITS hour": "heures",
    "UNIT day": "jour, j, journée, jr",
    "UNITS day": "jours, journées, jrs",
    "UNIT week": "semaine, sem",
    "UNITS week": "semaines, sems",
    "UNIT fortnight": "quinzaine",
    "UNITS fortnight": "quinzaines, quinzaine de jours",
    "UNIT month": "mois",
    "UNIT quarter": "trimestre",
    "UNITS quarter": "trimestres",
    "UNIT semester": "semestre",
    "UNITS semester": "semestres",
    "UNIT year": "an, année",
    "UNITS year": "ans, années",
    "UNIT workday": (
        "jour ouvrable, jours ouvrables, jour ouvré, jours ouvrés, jour de travail, jours de travail, "
        "jour ouvrables, jours ouvrable"
    ),
    "UNIT weekend": "week-end, weekend",
    "LENGTH day 14": "quinze jours, une quinzaine, une quinzaine de jours, 15 jours, 15 j, 15jrs",
    "LENGTH day 7": "huit jours, une huitaine, une huitaine de jours",
    "WEEKDAY_NOUN": "jour de semaine, jour de la semaine",
    "FREQ workday": (
        "en semaine, les jours ouvrables, les jours ouvrés, jours ouvrables, jours de semaine, "
        "les jours de semaine, les jours de travail, jours ouvrés, tous les jours de la semaine, "
        "chaque jour de la semaine"
    ),
    "FREQ weekend": "les week-ends, week-ends, les weekends, weekends",
    "FREQ hour": "toutes les heures, chaque heure, d'heure en heure",
    "FREQ day": (
        "quotidiennement, quotidien, quotidienne, journellement, journalier, chaque jour, tous les jours, "
        "une fois par jour, 1 fois par jour, ts les jours, tt les jours, tlj, tlj., tous les j, "
        "tous les jours de la semaine, chaque jour de la semaine, 7 jours sur 7, 7j/7, tous les jrs, "
        "ts les jrs"
    ),
    "FREQ week": (
        "hebdomadaire, hebdomadairement, hebdo, une fois par semaine, 1 fois par semaine, "
        "de semaine en semaine"
    ),
    "FREQ month": "mensuel, mensuelle, mensuellement, une fois par mois, 1 fois par mois, de mois en mois",
    "FREQ quarter": "trimestriel, trimestrielle, trimestriellement, une fois par trimestre",
    "FREQ month 6": "semestriel, semestrielle, semestriellement",
    "FREQ year": (
        "annuel, annuelle, annuellement, une fois par an, une fois l'an, 1 fois par an, chaque année, "
        "d'année en année"
    ),
    "EVERY": (
        "chaque, tous les, toutes les, tout les, toute les, à chaque, tous, ts les, tt les, de chaque, chak, "
        "chaq, chq, ch, chaqe, ttes les, tte les, tts les"
    ),
    "ALTERNATELY": "sur deux, sur 2",
    "ON": (
        "pour, pr, le jour du, pendant, pour le, en date du, le, à la date du, au, en, fixé au, prévu, "
        "prévu le, aux"
    ),
    "BY": (
        "au plus tard, d'ici, d'ici à, d'ici au, pour, jusqu'à, au plus tard le, au plus tard à, jusqu'au, "
        "dernier délai, d'ici le, pas plus tard que, d'ici à la, avant ou le"
    ),
    "BEFORE": "avant, avant le, avant la, avant l'",
    "THE": "le, la, les, l'",
    "HABITUAL": "le",
    "THE_MANY": "les, tous les",
    "OF": (
        "de, du, des, d', de la, de l', en, dans, dans la, dans le, au, à la, au mois de, pour, au cours de, "
        "à"
    ),
    "A": "un, une",
    "COUPLE": "couple de, paire de",
    "THIS": "ce, cet, cette, ces, présent, présente",
    "COMING": "à venir, qui vient, qui arrive",
    "NEXT": "prochain, prochaine, prochains, prochaines, pro, proch, suivant, suivante",
    "PREV": "dernier, dernière, passé, passée, précédent, précédente",
    "PLUS_DAYS 7": "en huit",
    "PLUS_DAYS 14": "en quinze",
    "DAY_MARK": "jour, journée",
    "IN": (
        "dans, d'ici, d'ici à, sous, au bout de, dans les, d'ici les, endéans, en l'espace de, "
        "dans un délai de, dans exactement, sous un délai de, dans encore, ds"
    ),
    "AFTER": "après",
    "FROM_NOW": "plus tard, à partir de maintenant, à compter de maintenant, après",
    "AGO": (
        "il y a, y a, ça fait, voilà, cela fait, il y avait, plus tôt, auparavant, avant maintenant, voici, "
        "ya, i y a"
    ),
    "SINCE": (
        "à partir de, à partir d', à compter de, à compter d', à compter du, après, à partir du, à dater de, "
        "à dater d'"
    ),
    "OUT_OF": "de, du, d'",
    "FROM": (
        "à partir de, à partir du, à partir d', à compter du, à compter de, à compter d', dès, dès le, "
        "depuis, à dater du, à partir, commençant, en commençant, débutant, à commencer, "
        "depuis le, en partant de, en commençant le, à partir de ce, commençant le, à partir de la, "
        "à compter de la"
    ),
    "UNTIL": (
        "jusqu'au, jusqu'à, jusqu'en, jusqu'à la, jusqu'à l', jusque, jusqu'au mois de, jusqu'à ce, "
        "et ce jusqu'au, jusqu'à fin"
    ),
    "TO": "à, au, jusqu'au, jusqu'à, et jusqu'au",
    "AND": "et, ainsi que, puis, et aussi",
    "NOW": (
        "maintenant, tout de suite, immédiatement, à l'instant, sur-le-champ, dès maintenant, mtn, mnt, "
        "maint, en ce moment, de suite"
    ),
    "DAY 0": (
        "aujourd'hui, aujourdhui, auj, ajd, aujourd'huy, aujourdui, ce jour, aujoud'hui, ojd, oj, ojourdui, "
        "ojourdhui, aujourd hui"
    ),
    "DAY 1": "demain, dem, 2main, dmain, demin, demain même, dem1, 2m1, dm1, d1, dmin, dmn, 2mn",
    "DAY 2": (
        "après-demain, apres-dem, aprés-demain, après demain, apdemain, ap-demain, ap demain, aprdemain, "
        "après dem, après 2main, après dmain"
    ),
    "DAY -1": "hier",
    "DAY -2": "avant-hier, avanthier",
    "STILL": (
        "à la même heure, même heure, à cette heure-ci, à cette heure, à pareille heure, "
        "à la même heure qu'aujourd'hui"
    ),
    "AT": "à, a, à exactement, pour, à l'heure de",
    "OCLOCK": "heure pile, heures pile",
    "HRS": "heures, heure, hrs, hres, hre",
    "H": "h",
    "SHARP": (
        "pile, précises, précise, tapantes, tapante, exactement, sonnantes, pétantes, pétante, juste, "
        "sonnant, jour pour jour"
    ),
    "MORE 30": "et demie, et demi, trente",
    "MORE 15": "et quart, et un quart, quart",
    "MORE -15": "moins le quart, moins quart, moins un quart",
    "LESS": "moins",
    "HALF": "demi, demie",
    "QUARTER": "quart, quarts, quart d', quarts d'",
    "NOON": "midi, 12h midi, mi-journée, avant midi",
    "MIDNIGHT": "minuit",
    "PART dawn": (
        "aube, à l'aube, à l'aurore, au petit matin, au lever du jour, au point du jour, petit matin, "
        "au lever du soleil, l'aube"
    ),
    "PART morning": (
        "matin, du matin, le matin, au matin, dans la matinée, en matinée, matinée, de la matinée, "
        "la matinée, dans la matinee, mat, avant-midi, l'avant-midi, dans l'avant-midi, en avant-midi, "
        "à la première heure, première heure, dès la première heure, à la première heure du jour, tôt, "
        "tôt le matin, très tôt, de bonne heure, tôt dans la matinée"
    ),
    "PARTS morning": "matins, les matins",
    "PART afternoon": (
        "après-midi, de l'après-midi, l'après-midi, dans l'après-midi, aprem, aprèm, apres-midi, apm, "
        "cet aprem, en après-midi, d'après-midi, l'aprem, de l'aprem, l'après midi, am, ap-m, aprm, "
        "après midi"
    ),
    "PARTS afternoon": "après-midis, les après-midis, les après-midi, les aprems",
    "PART evening": (
        "soir, du soir, le soir, au soir, en soirée, dans la soirée, soirée, de la soirée, la soirée"
    ),
    "PARTS evening": "soirs, les soirs, soirées, les soirées",
    "PART night": "nuit, la nuit, dans la nuit, de la nuit, de nuit, en pleine nuit",
    "PARTS night": "nuits, les nuits",
    "PART close": (
        "fin de journée, en fin de journée, fin de la journée, à la fin de la journée, fin du jour, "
        "en fin de la journée, à la fermeture des bureaux, fermeture des bureaux"
    ),
    "START": "début, au début, en début, le début, au tout début, dès le début, commencement",
    "END": "fin, à la fin, en fin, la fin, d'ici la fin, d'ici fin, à fin",
    "MID": "mi, milieu, au milieu, à la mi, courant mi, la mi, vers la mi",
    "EXCEPT": (
        "sauf, excepté, hormis, à l'exception de, à l'exception du, à l'exception des, hors, à part, "
        "en dehors de, en dehors des, mais pas, sauf pendant, sauf en, sauf durant, exceptés, "
        "à l'exclusion de, moins, à l'exclusion des, mais pas pendant, sauf si"
    ),
    "HOLIDAY": (
        "jours fériés, jour férié, fériés, férié, jours feriés, jours de fête, jours chômés, congés officiels"
    ),
    "IF_HOLIDAY": (
        "si férié, si jour férié, si c'est un jour férié, si c'est férié, s'il est férié, "
        "en cas de jour férié, si le jour est férié, si ça tombe un jour férié, s'il tombe un jour férié, "
        "si cela tombe un jour férié, si jour ferié, si le jour tombe un jour férié, si c'est un férié"
    ),
    "SHIFT skip": (
        "sauter, ignorer, annuler, annulé, supprimer, supprimé, ne rien faire, omettre, passer, sauté"
    ),
    "SHIFT next": (
        "suivant, jour suivant, le jour suivant, jour ouvrable suivant, le jour ouvrable suivant, "
        "le lendemain, lendemain, reporter, reporté au jour ouvrable suivant, "
        "reporter au jour ouvrable suivant, prochain, au jour ouvrable suivant, le suivant, "
        "prochain jour ouvrable, le prochain jour ouvrable"
    ),
    "SHIFT previous": (
        "précédent, jour précédent, le jour précédent, jour ouvrable précédent, la veille, veille, "
        "le jour ouvrable précédent, au jour ouvrable précédent, le précédent, "
        "avancer au jour ouvrable précédent"
    ),
    "FOR": "pendant, durant, pour, sur, pour une durée de, pendant les",
    "TIMES": "fois, occurrences, séances, reprises",
    "ZONE_OF": "heure de, heure du, heure d', heure des, heures de, heure à, temps de",
    "ZONE local": "heure locale, heures locales, locale",
    "ZONE UTC": "temps universel, t.u., heure gmt, heure utc",
    "PLEASE": "s'il vous plaît, svp, s'il te plaît, stp, s'il vous plait",
    "MONTH_WORD": "mois, mois de, mois d'",
    "YEAR_WORD": "an, année, l'an, l'année, de l'an, de l'année",
    "RAMADAN": "ramadan, ramadhan, mois de ramadan",
    "YESTERDAY_PART night": "la nuit dernière, cette nuit passée, la nuit passée",
    "THE_DAY": "le",
    "DATE_MARK": "date du, à la date du",
    "THIS_MONTH": (
        "courant, du mois courant, du courant, crt, du présent mois, du mois en cours, de ce mois-ci"
    ),
    "J": "j",
    "HRS24": "heures, heure",
    "ONLY": "seulement, uniquement",
    "ALL": "tous les, toutes les, tout les, toute les, ts les, tt les, ttes les, tte les, tts les",
    "FREQ month 2": "bimestriel, bimestrielle, bimestriellement, une fois tous les deux mois",
    "FREQ week 2": "tous les quinze jours, tous les 15 jours, chaque quinzaine, une fois par quinzaine",
    "FREQ month 4": "quadrimestriel, quadrimestrielle",
    "FREQ year 2": "biennal, biennale, biennalement",
    "DAYS 0-4": "l-v, lu-ve",
    "DAYS 0-5": "l-s, lu-sa",
    "BETWEEN": "entre",
    "TIME_LABEL": "heure, horaire, heure de début, début",
    "LABEL": (
        "date, jour, quand, échéance, date et heure, délai, rendez-vous, rdv, rappel, fréquence, "
        "date limite, réunion"
    ),
    "TODAY_PART night": "cette nuit",
    "TODAY_PART evening": "ce soir, c soir, se soir",
    "AFTER_NEXT": "après le prochain, après la prochaine",
    "SPOKEN": "heures, heure, hres, hre",
    "AT_LATEST": "au plus tard, dernier délai, maximum, au maximum, max, grand maximum, délai de rigueur",
    "OF_TIME": "de temps",
    "ZERO": "zéro",
    "INCLUSIVE": "inclus, compris, inclusivement, y compris",
    "OF_MONTH": "du",
    "SAME_DAY": "le même jour, même jour",
    "EVE": (
        "la veille de, la veille du, veille de, veille du, à la veille de, à la veille du, la veille d', "
        "la veille des"
    ),
    "FEAST 12-25": "noël, le jour de noël, jour de noël",
    "FEAST 12-24": "le réveillon de noël, réveillon de noël",
    "FEAST 12-31": "la saint sylvestre, saint sylvestre, le réveillon du nouvel an",
    "FEAST 1-1": "le jour de l'an, jour de l'an, le nouvel an, nouvel an",
    "MANY_NEXT": "prochains, prochaines",
    "EIGHT_DAYS": "8 jours, 8 j",
    "IN_A_ROW": "de suite, d'affilée, consécutives, consécutifs, consécutive",
    "TWICE_DAILY": "deux fois par jour, 2 fois par jour",
}
