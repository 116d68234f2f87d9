"""Portuguese, as in Angola, Mozambique, Cabo Verde, Guinea-Bissau, São Tomé, Portugal and Brazil."""

TENS_AND_ONES = ("{ten} e {one}",)
ORDINAL_TENS = ("{ten} {one}",)

WORDS = {
    "NUM 0": "zero",
    "NUM 1": "um, uma",
    "NUM 2": "dois, duas",
    "NUM 3": "três",
    "NUM 4": "quatro",
    "NUM 5": "cinco",
    "NUM 6": "seis, meia dúzia de",
    "NUM 7": "sete",
    "NUM 8": "oito",
    "NUM 9": "nove",
    "NUM 10": "dez",
    "NUM 11": "onze",
    "NUM 12": "doze",
    "NUM 13": "treze",
    "NUM 14": "catorze, quatorze",
    "NUM 15": "quinze",
    "NUM 16": "dezasseis, dezesseis",
    "NUM 17": "dezassete, dezessete",
    "NUM 18": "dezoito",
    "NUM 19": "dezanove, dezenove",
    "NUM 20": "vinte",
    "NUM 30": "trinta",
    "NUM 40": "quarenta",
    "NUM 50": "cinquenta, cinqüenta",
    "NUM 60": "sessenta",
    "NUM 70": "setenta",
    "NUM 80": "oitenta",
    "NUM 90": "noventa",
    "NUM 100": "cem",
    "YEAR 2026": "dois mil e vinte e seis",
    "YEAR 2027": "dois mil e vinte e sete",
    "YEAR 2028": "dois mil e vinte e oito",
    "ORD 1": "primeiro, primeiros",
    "ORD 2": "segundo, segundos",
    "ORD 3": "terceiro",
    "ORD 4": "quarto",
    "ORD 5": "quinto",
    "ORD 6": "sexto",
    "ORD 7": "sétimo",
    "ORD 8": "oitavo",
    "ORD 9": "nono",
    "ORD 10": "décimo",
    "ORD -1": "último, últimos",
    "ORD -2": "penúltimo, penúltima",
    "SUFFIX": "o, os, ro, ra",
    "WEEKDAY 0": (
        "segunda-feira, segunda, 2a feira, 2a-feira, seg, 2a, 2ª feira, segunda feira, segundafeira, "
        "2a f, 2af, 2ª-f, 2a-f"
    ),
    "WEEKDAY 1": "terça-feira, terça, 3a feira, ter, 3a, terca feira, tercafeira, 3a f, 3af, 3ª-f, 3a-f",
    "WEEKDAY 2": (
        "quarta-feira, quarta, 4a feira, qua, 4a, quarta feira, quartafeira, quar, 4a f, 4af, 4ª-f, 4a-f"
    ),
    "WEEKDAY 3": (
        "quinta-feira, quinta, 5a feira, qui, 5a, quinta feira, quintafeira, quin, 5a f, kinta, 5af, "
        "5ª-f, 5a-f"
    ),
    "WEEKDAY 4": (
        "sexta-feira, sexta, 6a feira, sex, 6a, sexta feira, sextafeira, sext, 6a f, 6af, 6ª-f, 6a-f"
    ),
    "WEEKDAY 5": "sábado, sáb, sabado",
    "WEEKDAY 6": "domingo, dom",
    "WEEKDAYS 0": "segundas-feiras, segundas, 2as feiras, segundas feiras, 2as",
    "WEEKDAYS 1": "terças-feiras, terças, 3as feiras, terças feiras, 3as",
    "WEEKDAYS 2": "quartas-feiras, quartas, 4as feiras, quartas feiras, 4as",
    "WEEKDAYS 3": "quintas-feiras, quintas, 5as feiras, quintas feiras, 5as",
    "WEEKDAYS 4": "sextas-feiras, sextas, 6as feiras, sextas feiras, 6as",
    "WEEKDAYS 5": "sábados",
    "WEEKDAYS 6": "domingos",
    "MONTH 1": "janeiro, jan",
    "MONTH 2": "fevereiro, fev, feverero",
    "MONTH 3": "março, mar",
    "MONTH 4": "abril, abr",
    "MONTH 5": "maio, mai",
    "MONTH 6": "junho, jun",
    "MONTH 7": "julho, jul",
    "MONTH 8": "agosto, ago",
    "MONTH 9": "setembro, set",
    "MONTH 10": "outubro, out",
    "MONTH 11": "novembro, nov",
    "MONTH 12": "dezembro, dez",
    "MOON 1": "muharram",
    "MOON 2": "safar",
    "MOON 3": "rabi al awwal, rabi' al-awwal, rabi al-awal",
    "MOON 4": "rabi al thani, rabi' al-thani",
    "MOON 5": "jumada al ula, jumada al-awwal",
    "MOON 6": "jumada al thani, jumada al-akhira, jumada al thania",
    "MOON 7": "rajab",
    "MOON 8": "sha'ban, shaban, xabã, xaban, shaaban",
    "MOON 9": "ramadão, ramadã, ramadan, ramadhan",
    "MOON 10": "shawwal, shawal, xaual",
    "MOON 11": "dhu al qi'dah, dhul qidah, dhul qi'da",
    "MOON 12": "dhu al hijjah, dhul hijja, dhul hijjah",
    "MOON_YEAR": "h, hégira, da hégira, ah",
    "UNIT second": "segundos",
    "UNIT minute": "minuto, min",
    "UNITS minute": "minutos, mins, minutinhos",
    "UNIT hour": "hora, horinha",
    "UNITS hour": "horas, hrs, horitas, horinhas",
    "UNIT day": "dia, d",
    "UNITS day": "dias",
    "UNIT week": "semana, sem",
    "UNITS week": "semanas",
    "UNIT fortnight": "quinzena",
    "UNITS fortnight": "quinzenas",
    "UNIT month": "mês, mes",
    "UNITS month": "meses",
    "UNIT quarter": "trimestre",
    "UNITS quarter": "trimestres",
    "UNIT semester": "semestre",
    "UNITS semester": "semestres",
    "UNIT year": "ano",
    "UNITS year": "anos",
    "UNIT workday": (
        "dia útil, dias úteis, dia de trabalho, dias de trabalho, dia laboral, dias laborais, "
        "dia de expediente, dias de expediente, dia utel"
    ),
    "UNIT weekend": "fim de semana, fim-de-semana, final de semana, fds",
    "WEEKDAY_NOUN": "dia de semana, dia da semana",
    "FREQ workday": (
        "nos dias úteis, dias úteis, aos dias úteis, dias de semana, durante a semana, nos dias de semana, "
        "em dias úteis, nos dias de trabalho, aos dias de semana, dias da semana, todos os dias da semana, "
        "cada dia da semana, todo dia da semana"
    ),
    "FREQ weekend": (
        "aos fins de semana, fins de semana, aos fins-de-semana, nos fins de semana, aos finais de semana, "
        "nos finais de semana, ao fim de semana, finais de semana, fins-de-semana"
    ),
    "FREQ hour": "de hora em hora, a toda a hora",
    "FREQ day": (
        "diariamente, diário, diária, todo dia, todos os dias, cada dia, uma vez por dia, quotidianamente, "
        "tds os dias, todo santo dia, a cada dia, de dia em dia, todos os dias da semana, "
        "cada dia da semana, tds dias, tdos os dias, td dia, todo dia da semana"
    ),
    "FREQ day 2": "dia sim dia não, um dia sim um dia não, um dia sim outro não, dia sim e dia não",
    "FREQ week": (
        "semanal, semanalmente, uma vez por semana, 1 vez por semana, toda semana, de semana em semana"
    ),
    "FREQ week 2": (
        "semana sim semana não, de duas em duas semanas, de 2 em 2 semanas, uma semana sim outra não, "
        "semana sim e semana não, quinzenal, quinzenalmente, quinzenais, cada quinzena"
    ),
    "FREQ month": "mensal, mensalmente, uma vez por mês, todo mês, de mês em mês",
    "FREQ quarter": "trimestral, trimestralmente, uma vez por trimestre",
    "FREQ month 6": "semestral, semestralmente, de seis em seis meses, de 6 em 6 meses",
    "FREQ year": "anual, anualmente, uma vez por ano, todo ano, de ano em ano",
    "EVERY": (
        "cada, a cada, todo, toda, todos os, todas as, de cada, em cada, tds os, tds as, todos, todas, "
        "em todo, em todos os, em todas as, de todo, de todos os, tdos os, tdas as"
    ),
    "ALTERNATELY": "alternadas, alternados, em cada duas, em cada dois",
    "ON": "em, no, na, para, para o, para a, do dia, nos, nas, pro, pra, ao, de, com data de, de o, à, aos",
    "BY": (
        "até, até ao, até o, até à, até às, até as, até a, o mais tardar, no máximo até, o mais tardar até, "
        "para, no máximo, o mais tardar na, o mais tardar no, até na, até no"
    ),
    "BEFORE": "antes de, antes do, antes da, antes das, antes",
    "THE": "o, a, à",
    "HABITUAL": "à, ao, aos",
    "THE_MANY": "às, aos, as, os, nas, nos",
    "OF": "de, do, da, em, no, na, dos, das, deste, desta, durante, ao, à, para, d",
    "A": "um, uma",
    "COUPLE": "par de, casal de",
    "THIS": (
        "este, esta, neste, nesta, esse, essa, nesse, nessa, deste, desta, presente, corrente, em curso, "
        "actual, atual"
    ),
    "NEXT": (
        "próximo, próxima, que vem, seguinte, que entra, vindouro, vindoura, na próxima, no próximo, prox, "
        "q vem, da próxima, do próximo, entrante"
    ),
    "PREV": "passado, passada, último, última, anterior, na última, no último, na passada",
    "PLUS_DAYS 7": "a oito, a oito dias, a 8, a 8 dias",
    "PLUS_DAYS 14": "a quinze, a quinze dias, a 15, a 15 dias",
    "DAY_MARK": "dia, data, dia de, dias",
    "IN": (
        "em, dentro de, daqui a, daqui por, de aqui a, passados, passadas, ao fim de, no prazo de, "
        "dentro dos, daqui, daki a, dentro das, num prazo de, ao cabo de, daqui há"
    ),
    "AFTER": "após, depois de",
    "FROM_NOW": "mais tarde, depois, a partir de agora, a contar de agora, daqui",
    "AGO": "há, faz, atrás, há cerca exata de, fazem, antes",
    "SINCE": "a partir de, a contar de, depois de, a contar da, a partir da, a partir do",
    "OUT_OF": "de, das, do, da",
    "FROM": (
        "desde, a partir de, a partir do, a partir da, a começar em, com início em, "
        "começando, a começar, começando em, desde o, a contar de, desde a, a começar na, a começar no, "
        "começando na, começando no, com início no, com início na, com início a, a partir das, a partir"
    ),
    "UNTIL": "até, até ao, até o, até à, até a, e até, até ao dia, até o dia, até às, até ao fim",
    "TO": "a, até, à, ao, até à, até a, até ao",
    "AND": "e, mais, bem como, e também",
    "NOW": "agora, agora mesmo, já, imediatamente, neste momento, já agora, de imediato, neste instante, agr",
    "DAY 0": "hoje, hj, hoje mesmo, oje, no dia de hoje, hj msm",
    "DAY 1": "amanhã, amanha, amnh, amanhan, amh, amã, manhã que vem, amn, amnhã, aman",
    "DAY 2": (
        "depois de amanhã, dps de amanhã, depois d'amanhã, depois de amanha, depois damanhã, dps de amn, "
        "dp de amanhã, dpois de amanhã, dps d amanhã, dpois d amanhã, dpois d'amanhã, depois d amanhã"
    ),
    "DAY -1": "ontem",
    "DAY -2": "anteontem, antes de ontem, antontem, ante-ontem",
    "DAY -3": "trasanteontem, trás-anteontem",
    "STILL": (
        "a esta hora, à mesma hora, mesma hora, a essa hora, esta hora, a esta mesma hora, por esta hora"
    ),
    "AT": (
        "às, as, à, a, para às, para as, pras, ás, pelas exatas, das, para a, às exatas, pelas, pela, "
        "logo às, logo as, mais logo às, mais logo as"
    ),
    "HRS": "horas, hora, hrs, hs",
    "H": "h",
    "SHARP": "em ponto, exatas, exatamente, certas, pontualmente, exactas, exactamente, certinhas",
    "MORE 30": "e meia, e meio, e 30",
    "MORE 15": "e um quarto, e quarto",
    "MORE -15": "menos um quarto, menos quarto",
    "AND_MINUTES": "e, e mais",
    "LESS": "menos",
    "TO_HOUR": "para as, para a, pras, pra, p'ras, para o, pro, para",
    "TO_GO": "faltam, falta, faltando",
    "FRACTION 15": "quarto, um quarto",
    "HALF": "meia, meio",
    "QUARTER": "quarto de, quartos de, quarto, quartos",
    "NOON": "meio-dia, ao meio-dia, meio dia, ao meio dia, meiodia, o meio-dia",
    "MIDNIGHT": "meia-noite, à meia-noite, meia noite, a meia noite, meianoite",
    "PART dawn": (
        "madrugada, de madrugada, da madrugada, na madrugada, pela madrugada, ao amanhecer, amanhecer, "
        "ao raiar do dia, a madrugada, alvorada, à alvorada"
    ),
    "PART morning": (
        "manhã, da manhã, de manhã, pela manhã, na manhã, à manhã, na parte da manhã, de manha, "
        "da parte da manhã, logo pela manhã, durante a manhã, no período da manhã, à primeira hora, "
        "logo de manhã, primeira hora, cedo, bem cedo, cedinho, de manhãzinha, de manhã cedo, logo cedo"
    ),
    "PARTS morning": (
        "manhãs, as manhãs, às manhãs, nas manhãs, pelas manhãs, de manhãs, todas as manhãs, tds as manhãs"
    ),
    "PART afternoon": (
        "tarde, da tarde, de tarde, à tarde, pela tarde, na tarde, na parte da tarde, da parte da tarde, "
        "no período da tarde, durante a tarde, logo à tarde"
    ),
    "PARTS afternoon": (
        "tardes, as tardes, às tardes, nas tardes, pelas tardes, todas as tardes, tds as tardes"
    ),
    "PART evening": (
        "ao anoitecer, anoitecer, ao entardecer, entardecer, ao cair da noite, ao pôr do sol, fim da tarde, "
        "ao fim da tarde, no fim da tarde, tardinha, à tardinha, final da tarde, ao final da tarde, "
        "fim de tarde, ao fim de tarde, no final da tarde"
    ),
    "PART night": (
        "noite, da noite, de noite, à noite, pela noite, na noite, logo à noite, noitinha, à noitinha, "
        "durante a noite, logo de noite"
    ),
    "PARTS night": "noites, as noites, às noites, nas noites, pelas noites, todas as noites, tds as noites",
    "PART close": (
        "fim do dia, ao fim do dia, final do dia, no fim do dia, no final do dia, fim do expediente, "
        "ao final do dia, fim de expediente, no fim do expediente, final do expediente, "
        "ao fim do expediente, fecho do expediente"
    ),
    "YESTERDAY_PART night": "noite passada, na noite passada, a noite passada",
    "START": (
        "início, começo, princípio, no início, no começo, no princípio, inícios, princípios, ao início, "
        "o início, em princípios, logo no início"
    ),
    "END": (
        "fim, final, no fim, no final, fins, finais, ao fim, ao final, o fim, o final, em finais, em fins, "
        "nos finais"
    ),
    "MID": "meados, em meados, meio, no meio, a meio, a meados, nos meados",
    "EXCEPT": (
        "exceto, excepto, menos, salvo, fora, à exceção de, à exceção do, com exceção de, tirando, sem, "
        "mas não, exceto em, exceto no, exceto na, à excepção de, com exceção do, excetuando, excepto em, "
        "excepto no, excepto na, exceto nos, excepto nos, exceto aos, excepto aos, exceto às, excepto às, "
        "menos em, menos no, menos na, menos aos, à exceção da, com excepção de, excluindo, mas não em, "
        "menos às, menos nos, exceto durante, exceto à, excepto à, excepto durante, salvo em, salvo aos, "
        "salvo no, salvo nos, sem ser, sem ser à, menos à"
    ),
    "HOLIDAY": (
        "feriados, feriado, dias feriados, dia feriado, feriados nacionais, os feriados, feriado nacional"
    ),
    "IF_HOLIDAY": (
        "se for feriado, se feriado, se calhar em feriado, se cair em feriado, se é feriado, "
        "se for um feriado, se cair num feriado, se for dia feriado, caso seja feriado, em caso de feriado, "
        "se calhar num feriado, se coincidir com feriado, se for dia de feriado, se calhar feriado"
    ),
    "SHIFT skip": (
        "saltar, ignorar, cancelar, pular, omitir, não há, salta, cancela, não se realiza, passar à frente"
    ),
    "SHIFT next": (
        "seguinte, dia seguinte, o dia seguinte, dia útil seguinte, no dia útil seguinte, "
        "o dia útil seguinte, próximo, próximo dia útil, o próximo dia útil, no dia seguinte, "
        "passa para o dia seguinte, adiar, passar para o dia útil seguinte, no próximo dia útil, "
        "passa para o dia útil seguinte, para o dia útil seguinte"
    ),
    "SHIFT previous": (
        "anterior, dia anterior, o dia anterior, dia útil anterior, no dia útil anterior, véspera, "
        "na véspera, o dia útil anterior, no dia anterior, para o dia útil anterior, antecipar, a véspera"
    ),
    "FOR": "durante, por, ao longo de, num total de",
    "TIMES": "vezes, vez, ocasiões, sessões",
    "ZONE_OF": (
        "hora de, hora do, hora da, horário de, horas de, hora em, horário do, no horário de, no horário do, "
        "na hora de, no fuso de, fuso de, fuso horário de, pelo horário de, pela hora de, horário da, "
        "no horário da"
    ),
    "ZONE local": "hora local, horário local, horas locais, hora daqui",
    "ZONE UTC": "hora utc, hora gmt, tempo universal",
    "PLEASE": "por favor, pf, faz favor, se faz favor, sff, pfv, por obséquio",
    "MONTH_WORD": "mês, mês de, mes",
    "YEAR_WORD": "ano, ano de, o ano, do ano, do ano de",
    "RAMADAN": "ramadão, ramadã, ramadan, mês do ramadão, o ramadão",
    "THE_DAY": "o",
    "DATE_MARK": "dia, dias, data, o dia, data de, os dias",
    "LENGTH day 14": "quinze dias, 15 dias",
    "LENGTH day 7": "oito dias, 8 dias",
    "THIS_MONTH": "corrente, do corrente, do corrente mês, do presente mês, do mês corrente, do mês em curso",
    "HRS24": "horas, hrs, hs",
    "YES": "sim",
    "NO": "não",
    "ANOTHER": "outro, outra, um, uma",
    "PERIOD week 1": "para a semana, pra semana, prá semana",
    "NTH 1": "primeira, primeiras",
    "NTH 2": "segunda, segundas",
    "NTH 3": "terceira, terceiras",
    "NTH 4": "quarta, quartas",
    "NTH 5": "quinta, quintas",
    "NTH -1": "última, últimas",
    "NTH_SUFFIX": "a, as",
    "ONLY": "só, somente, apenas, unicamente",
    "ALL": "todos os, todas as, tds os, tds as, tdos os, tdas as",
    "FREQ month 2": "bimestral, bimestralmente, bimestrais, cada bimestre, uma vez por bimestre",
    "FREQ month 4": "quadrimestral, quadrimestralmente, cada quadrimestre",
    "FREQ year 2": "bienal, bienalmente",
    "BETWEEN": "entre, entre as, entre a",
    "TIME_LABEL": "hora, horário, horas, hora de início, início",
    "LABEL": "data, dia, quando, prazo, data e hora, lembrete, frequência, reunião, encontro, data limite",
    "TODAY_PART night": "esta noite",
    "TODAY_PART morning": "esta manhã",
    "TODAY_PART afternoon": "esta tarde",
    "AFTER_NEXT": "depois da próxima, depois do próximo, a seguir à próxima, a seguir ao próximo",
    "AT_LATEST": "o mais tardar, no máximo, no mais tardar, máximo, o mais tarde, impreterivelmente",
    "AND_FIGURES": "e",
    "THIS_ONE": "agora",
    "OF_MONTH": "do, do mês",
    "INCLUSIVE": "inclusive, incluído, inclusivé",
    "SAME_DAY": "o mesmo dia, mesmo dia",
    "EVE": (
        "véspera de, véspera do, véspera da, na véspera de, na véspera do, na véspera da, "
        "a véspera de, a véspera do, à véspera de"
    ),
    "FEAST 12-25": "natal, dia de natal, o natal, o dia de natal",
    "FEAST 12-31": "véspera de ano novo, réveillon, o réveillon",
    "FEAST 1-1": "ano novo, dia de ano novo, o ano novo, o dia de ano novo",
    "MANY_NEXT": "próximos, próximas",
    "EIGHT_DAYS": "oito dias, 8 dias",
    "IN_A_ROW": "seguidas, seguidos, consecutivas, consecutivos",
    "TWICE_DAILY": "duas vezes por dia, 2 vezes por dia, duas vezes ao dia",
}
