"""Spanish, as in Equatorial Guinea, Spain and the Americas."""

TENS_AND_ONES = ("{ten} y {one}",)
ORDINAL_TENS = ("{ten} {one}",)

WORDS = {
    "NUM 0": "cero",
    "NUM 1": "uno, una, un",
    "NUM 2": "dos",
    "NUM 3": "tres",
    "NUM 4": "cuatro",
    "NUM 5": "cinco",
    "NUM 6": "seis",
    "NUM 7": "siete",
    "NUM 8": "ocho",
    "NUM 9": "nueve",
    "NUM 10": "diez",
    "NUM 11": "once",
    "NUM 12": "doce",
    "NUM 13": "trece",
    "NUM 14": "catorce",
    "NUM 15": "quince",
    "NUM 16": "dieciséis, diez y seis",
    "NUM 17": "diecisiete, diez y siete",
    "NUM 18": "dieciocho, diez y ocho",
    "NUM 19": "diecinueve, diez y nueve",
    "NUM 20": "veinte",
    "NUM 21": "veintiuno, veintiún, veintiuna",
    "NUM 22": "veintidós",
    "NUM 23": "veintitrés",
    "NUM 24": "veinticuatro",
    "NUM 25": "veinticinco",
    "NUM 26": "veintiséis",
    "NUM 27": "veintisiete",
    "NUM 28": "veintiocho",
    "NUM 29": "veintinueve",
    "NUM 30": "treinta",
    "NUM 40": "cuarenta",
    "NUM 50": "cincuenta",
    "NUM 60": "sesenta",
    "NUM 70": "setenta",
    "NUM 80": "ochenta",
    "NUM 90": "noventa",
    "NUM 100": "cien",
    "YEAR 2026": "dos mil veintiséis",
    "YEAR 2027": "dos mil veintisiete",
    "YEAR 2028": "dos mil veintiocho",
    "ORD 1": "primero, primer, primera, primeros",
    "ORD 2": "segundo, segunda",
    "ORD 3": "tercero, tercer, tercera",
    "ORD 4": "cuarto, cuarta",
    "ORD 5": "quinto, quinta",
    "ORD 6": "sexto, sexta",
    "ORD 7": "séptimo, séptima",
    "ORD 8": "octavo, octava",
    "ORD 9": "noveno, novena",
    "ORD 10": "décimo, décima",
    "ORD -1": "último, última, últimos",
    "ORD -2": "penúltimo, penúltima",
    "SUFFIX": "o, a, er, ro, ra, do, da, to, ta, ero, era",
    "WEEKDAY 0": "lunes, lun, lunez",
    "WEEKDAY 1": "martes, mar, mart, martez",
    "WEEKDAY 2": "miércoles, mié, mier, mierc, miercole, mierkoles, miercolez",
    "WEEKDAY 3": "jueves, jue, juev, juevez, juebes",
    "WEEKDAY 4": "viernes, vie, vier, viern, biernes, viernez",
    "WEEKDAY 5": "sábado, sáb, sabado",
    "WEEKDAY 6": "domingo, dom, dgo, domg",
    "WEEKDAYS 5": "sábados",
    "WEEKDAYS 6": "domingos",
    "MONTH 1": "enero, ene",
    "MONTH 2": "febrero, feb, febr",
    "MONTH 3": "marzo, mar, mzo",
    "MONTH 4": "abril, abr",
    "MONTH 5": "mayo, may",
    "MONTH 6": "junio, jun",
    "MONTH 7": "julio, jul",
    "MONTH 8": "agosto, ago, agos",
    "MONTH 9": "septiembre, setiembre, sept, sep, set",
    "MONTH 10": "octubre, oct",
    "MONTH 11": "noviembre, nov, novbre, nobiembre",
    "MONTH 12": "diciembre, dic, dicbre",
    "MOON 1": "muharram, muharrán",
    "MOON 2": "safar",
    "MOON 3": "rabi al awwal, rabi al-awwal, rabi' al-awwal",
    "MOON 4": "rabi al thani, rabi' al-thani, rabi at-tani",
    "MOON 5": "yumada al ula, jumada al ula, yumada al-awwal",
    "MOON 6": "yumada al thani, jumada al thani, yumada al-akhira",
    "MOON 7": "rayab, rajab",
    "MOON 8": "shaabán, sha'ban, shaban, xabán",
    "MOON 9": "ramadán, ramadan",
    "MOON 10": "shawwal, shawal",
    "MOON 11": "du al qi'da, dhul qi'da, dhu al-qida, du al-qada, dhul qida",
    "MOON 12": "du al hiyya, dhul hijja, dhu al-hijja, du al-hiyya",
    "MOON_YEAR": "h, hégira, de la hégira, ah",
    "UNIT second": "segundos, seg",
    "UNIT minute": "minuto, min",
    "UNITS minute": "minutos, mins, minutitos, minuticos, minutillos",
    "UNIT hour": "hora",
    "UNITS hour": "horas, hrs, horitas",
    "UNIT day": "día, d",
    "UNITS day": "días",
    "UNIT week": "semana, sem",
    "UNITS week": "semanas",
    "UNIT fortnight": "quincena",
    "UNITS fortnight": "quincenas",
    "UNIT month": "mes",
    "UNITS month": "meses",
    "UNIT quarter": "trimestre",
    "UNITS quarter": "trimestres",
    "UNIT semester": "semestre",
    "UNITS semester": "semestres",
    "UNIT year": "año",
    "UNITS year": "años",
    "UNIT workday": (
        "día laborable, días laborables, día hábil, días hábiles, día laboral, días laborales, "
        "día de trabajo, días de trabajo"
    ),
    "UNIT weekend": "fin de semana, finde, final de semana",
    "WEEKDAY_NOUN": "día de semana, día entre semana, día de entre semana",
    "FREQ workday": (
        "entre semana, los días laborables, días laborables, los días hábiles, días hábiles, los laborables, "
        "en días laborables, en días hábiles, días de semana, los días de semana, "
        "de lunes a viernes laborables, los días entre semana, los días de trabajo, "
        "todos los días de la semana, cada día de la semana"
    ),
    "FREQ weekend": (
        "los fines de semana, fines de semana, los findes, findes, en fin de semana, en fines de semana"
    ),
    "FREQ hour": "cada hora, todas las horas, de hora en hora",
    "FREQ day": (
        "diario, diaria, diariamente, a diario, una vez al día, una vez por día, cada día, todos los días, "
        "cotidianamente, to los días, de día en día, todos los días de la semana, cada día de la semana, "
        "los siete días de la semana, tds los días, tos los días"
    ),
    "FREQ week": (
        "semanal, semanalmente, una vez a la semana, una vez por semana, 1 vez por semana, "
        "de semana en semana"
    ),
    "FREQ month": "mensual, mensualmente, una vez al mes, una vez por mes, de mes en mes",
    "FREQ quarter": "trimestral, trimestralmente, una vez al trimestre",
    "FREQ month 6": "semestral, semestralmente",
    "FREQ year": "anual, anualmente, una vez al año, una vez por año, de año en año",
    "EVERY": "cada, todos los, todas las, todo los, toda las, de cada, tds los, todos, en cada, c, c/",
    "ALTERNATELY": (
        "alternos, alternas, por medio, de cada dos, alterno, alterna, de por medio, sí y otro no, "
        "sí y uno no"
    ),
    "ON": (
        "en, para, para el, el día de, en el, con fecha, de, el próximo día, el, a los, a, "
        "pa, pa el, pal, xa, xa el"
    ),
    "BY": (
        "para, a más tardar, como muy tarde, a más tardar el, para el, como máximo, no más tarde de, "
        "como muy tarde el, no más tarde del, hasta, hasta el, como máximo el"
    ),
    "BEFORE": "antes de, antes del, antes de la, antes, antes de las, antes de el",
    "THE": "el, la",
    "THE_MANY": "los, las",
    "OF": "de, del, de el, en, de los, en el, al, durante, a, d",
    "A": "un, una",
    "COUPLE": "par de, pareja de",
    "THIS": "este, esta, éste, ésta, presente, corriente, en curso, actual",
    "NEXT": (
        "próximo, próxima, que viene, entrante, venidero, venidera, que entra, siguiente, prox, q viene, "
        "que vien"
    ),
    "PREV": "pasado, pasada, último, última, anterior",
    "PLUS_DAYS 7": "en ocho, en ocho días, en 8",
    "PLUS_DAYS 14": "en quince, en quince días, en 15",
    "DAY_MARK": "día, fecha, jornada, día de, días",
    "IN": (
        "en, dentro de, de aquí a, de aquí en, al cabo de, en el plazo de, de acá a, dentro de unos exactos, "
        "pasados, pasadas, en un plazo de, dntro de, d aquí a, de aki a, de aki en, d aki a, d aquí a, "
        "ahorita en"
    ),
    "AFTER": "tras, después de, luego de",
    "FROM_NOW": "más tarde, después, desde ahora, a partir de ahora",
    "AGO": "hace, atrás, hará, hace ya, antes",
    "SINCE": "desde, a partir de, después de, a partir del, desde el, a contar desde, de",
    "OUT_OF": "de, del",
    "FROM": (
        "desde, desde el, a partir del, a partir de, empezando, comenzando, a contar de, "
        "a contar desde, desde la, empezando el, empezando en, comenzando el, con inicio el, a partir de la, "
        "desde este, a partir"
    ),
    "UNTIL": "hasta, hasta el, hasta la, hasta el día, terminando el, y hasta",
    "TO": "a, al, hasta, hasta el",
    "AND": "y, e, más, así como, y también",
    "NOW": (
        "ahora, ahora mismo, ya mismo, inmediatamente, enseguida ya, de inmediato, en este momento, "
        "en este instante, ahorita mismo, al instante"
    ),
    "DAY 0": "hoy, hoy mismo, hoy día, el día de hoy",
    "DAY 1": "mañana, mñn, mñna, manana, mañana mismo, el día de mañana, maniana, mañna, mñana",
    "DAY 2": "pasado mañana, pasado manana, pasao mañana, pasado mñn, pasadomañana",
    "DAY -1": "ayer",
    "DAY -2": "anteayer, antier, antes de ayer, antayer",
    "DAY -3": "trasanteayer, trasantier",
    "STILL": (
        "a esta hora, a esta misma hora, a la misma hora, a estas horas, misma hora, esta hora, "
        "a estas mismas horas"
    ),
    "AT": (
        "a las, a la, las, a, alas, para las, para la, la, a eso exacto de las, @, a horas, siendo las, "
        "siendo la, a hora"
    ),
    "HRS": "horas, hora, hrs",
    "H": "h, hs",
    "SHARP": "en punto, exactas, exacta, puntual, clavadas, puntuales, justas",
    "MORE 30": "y media, y 30",
    "MORE 15": "y cuarto, y un cuarto",
    "MORE -15": "menos cuarto, menos un cuarto",
    "AND_MINUTES": "y, con",
    "LESS": "menos",
    "PAST_HOUR": "pasadas las",
    "TO_HOUR": "para las, para la, pa las, pa la",
    "TO_GO": "faltan, falta, faltando, faltaban",
    "FRACTION 15": "cuarto, un cuarto",
    "HALF": "media, medio",
    "QUARTER": "cuarto, cuartos, cuarto de, cuartos de",
    "NOON": (
        "mediodía, al mediodía, medio día, al medio día, al medio dia, a mediodía, el mediodía, medio dia"
    ),
    "MIDNIGHT": "medianoche, media noche, a medianoche, a la medianoche, la medianoche",
    "PART dawn": (
        "madrugada, de la madrugada, de madrugada, por la madrugada, en la madrugada, amanecer, al amanecer, "
        "al alba, alba, la madrugada"
    ),
    "PART morning": (
        "de la mañana, por la mañana, en la mañana, a la mañana, la mañana, de la manana, por la manana, "
        "a primera hora, a primera hora de la mañana, x la mañana, pla mañana, en horas de la mañana, "
        "temprano en la mañana exacto, a media mañana, media mañana, primera hora, temprano, tempranito, "
        "muy temprano, bien temprano, por la mañana temprano"
    ),
    "TODAY_PART morning": "esta mañana, esta manana",
    "PARTS morning": (
        "cada mañana, todas las mañanas, cada manana, por las mañanas, en las mañanas, las mañanas, "
        "x las mañanas"
    ),
    "PART afternoon": (
        "tarde, de la tarde, por la tarde, en la tarde, a la tarde, la tarde, x la tarde, de tarde, "
        "en horas de la tarde, a media tarde, media tarde"
    ),
    "PARTS afternoon": (
        "tardes, las tardes, por las tardes, en las tardes, x las tardes, cada tarde, todas las tardes"
    ),
    "PART evening": (
        "al atardecer, atardecer, al anochecer, anochecer, tarde noche, tarde-noche, "
        "a última hora de la tarde"
    ),
    "PART night": (
        "noche, de la noche, por la noche, en la noche, a la noche, la noche, x la noche, de noche, "
        "en horas de la noche, nche"
    ),
    "PARTS night": (
        "noches, las noches, por las noches, en las noches, x las noches, cada noche, todas las noches"
    ),
    "YESTERDAY_PART night": "anoche",
    "PART noon": "del mediodía, del medio día, de mediodía, del día, m",
    "PART close": (
        "fin del día, al final del día, final del día, al fin del día, fin de jornada, "
        "al final de la jornada, al cierre, cierre de oficina, final de la jornada, al cierre del día"
    ),
    "START": (
        "principio, principios, a principios, comienzo, inicio, al principio, al inicio, al comienzo, "
        "comienzos, a comienzos, inicios, a inicios, el inicio, el comienzo, el principio"
    ),
    "END": (
        "fin, final, finales, a finales, al final, a fin, a fines, fines, al fin, el final, el fin, "
        "para finales, para final, para fin"
    ),
    "MID": "mediados, a mediados, mitad, a mitad, en mitad, para mediados",
    "EXCEPT": (
        "excepto, salvo, menos, a excepción de, a excepción del, exceptuando, sin, pero no, quitando, "
        "excepto en, con excepción de, fuera de, con excepción del, salvo en, menos en, excepto durante, "
        "pero no en"
    ),
    "HOLIDAY": (
        "festivos, festivo, feriados, feriado, días festivos, días feriados, día festivo, día feriado, "
        "fiestas, fiestas nacionales, los festivos, los feriados, fiestas oficiales"
    ),
    "IF_HOLIDAY": (
        "si es festivo, si es feriado, si cae en festivo, si festivo, si feriado, si cae en día festivo, "
        "si cae en feriado, si coincide con festivo, si es día festivo, si fuera festivo, "
        "en caso de festivo, si cae festivo, si es un día festivo, si coincide con un festivo, "
        "si toca festivo"
    ),
    "SHIFT skip": (
        "saltar, omitir, cancelar, no hay, se salta, se omite, se cancela, nada, suprimir, saltarlo"
    ),
    "SHIFT next": (
        "siguiente, día siguiente, el siguiente, el día siguiente, siguiente día laborable, "
        "el siguiente día hábil, próximo día hábil, el próximo día hábil, pasar al siguiente, "
        "el siguiente día laborable, al día siguiente, siguiente día hábil, el día laborable siguiente, "
        "pasa al siguiente día laborable, próximo día laborable, se pasa al siguiente"
    ),
    "SHIFT previous": (
        "anterior, día anterior, el día anterior, el día hábil anterior, víspera, la víspera, "
        "el día laborable anterior, día laborable anterior, día hábil anterior, el anterior"
    ),
    "FOR": "durante, por, por un total de",
    "TIMES": "veces, vez, ocasiones, sesiones",
    "ZONE_OF": "hora de, hora del, horario de, hora en, en horario de, en hora de, con hora de",
    "ZONE local": "hora local, horario local, hora de aquí",
    "ZONE UTC": "hora utc, hora gmt, tiempo universal",
    "PLEASE": "por favor, porfa, xfa, pf, por fa, xfavor",
    "MONTH_WORD": "mes, mes de",
    "YEAR_WORD": "año, el año, del año, de el año",
    "RAMADAN": "ramadán, ramadan, mes de ramadán",
    "THE_DAY": "el",
    "DATE_MARK": "día, días, fecha, el día, fecha del, los días",
    "LENGTH day 14": "quince días, 15 días",
    "LENGTH day 7": "ocho días",
    "LENGTH day 8": "ocho días",
    "THIS_MONTH": (
        "corriente, del corriente, cte, del actual, de los corrientes, del corriente mes, del mes corriente, "
        "del mes en curso, del presente, del presente mes, de este mes corriente, del cte"
    ),
    "HRS24": "horas, hrs",
    "YES": "sí",
    "NO": "no",
    "ANOTHER": "otro, otra, uno, una",
    "FREQ week 2": "quincenal, quincenalmente, cada quincena, una vez cada dos semanas",
    "ONLY": "solo, solamente, únicamente",
    "ALL": "todos los, todas las, todo los, toda las, tds los, to los, tos los",
    "BEFORE_LAST_PART night": "anteanoche, antenoche, antes de anoche, antier en la noche",
    "FREQ month 2": "bimestral, bimestralmente, cada bimestre, una vez cada dos meses",
    "FREQ month 4": "cuatrimestral, cuatrimestralmente, cada cuatrimestre",
    "FREQ year 2": "bienal, bienalmente",
    "DAYS 0-4": "l-v, l a v, de l a v, lu-vi, lu a vi",
    "DAYS 0-5": "l-s, l a s, de l a s",
    "DAYS 0-6": "l-d, l a d, de l a d",
    "BETWEEN": "entre, entre las, entre la",
    "TIME_LABEL": "hora, horario, hora de inicio, horas",
    "LABEL": "fecha, día, cuándo, plazo, fecha y hora, fecha límite, recordatorio, frecuencia, cita, reunión",
    "TODAY_PART night": "esta noche, sta noche",
    "TODAY_PART afternoon": "esta tarde, sta tarde",
    "AFTER_NEXT": "después del próximo, después de la próxima, siguiente al próximo",
    "AT_LATEST": "a más tardar, como muy tarde, como máximo, máximo, como tope, lo más tarde",
    "AND_FIGURES": "y",
    "OF_MONTH": "del, del mes",
    "INCLUSIVE": "inclusive, incluido, inclusivo",
    "SAME_DAY": "el mismo día, mismo día",
    "EVE": (
        "la víspera de, víspera de, la víspera del, víspera del, en vísperas de, en vísperas del, vísperas de"
    ),
    "FEAST 12-25": "navidad, el día de navidad, día de navidad, la navidad",
    "FEAST 12-24": "nochebuena, la nochebuena",
    "FEAST 12-31": "nochevieja, la nochevieja",
    "FEAST 1-1": "año nuevo, el año nuevo, el día de año nuevo, día de año nuevo",
    "MANY_NEXT": "próximos, próximas, siguientes",
    "EIGHT_DAYS": "ocho días, 8 días",
    "IN_A_ROW": "seguidas, seguidos, consecutivas, consecutivos",
    "FEAST 1-6": "el día de reyes, día de reyes",
    "FEAST 11-2": "el día de muertos, día de muertos, el día de los muertos",
    "PERIOD week 1": "la otra semana, de la otra semana",
    "ZONE America/Argentina/Buenos_Aires": "hora argentina, hora de argentina",
    "ZONE America/Lima": "hora peruana, hora de perú",
    "ZONE America/Bogota": "hora colombiana, hora de colombia",
    "ZONE America/Mexico_City": "hora de cdmx, hora cdmx, hora del centro de méxico",
    "ZONE Europe/Madrid": "hora española, hora peninsular, hora de españa",
    "TWICE_DAILY": "dos veces al día, 2 veces al día, dos veces por día",
}
