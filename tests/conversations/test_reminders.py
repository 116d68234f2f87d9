"""Reminders: said when they are due, once, to who can be told; put off without moving the series."""

import re
import sqlite3
from datetime import datetime, timedelta

import pytest
from looking import rows
from world import World, bare

from bot.services import planning
from bot.services.due import beat
from bot.services.due.telling import Moment, Telling
from bot.store.database import StoreTrouble


def wrote(url: str, sql: str, *values: object) -> None:
    """Nothing; the database was changed behind the bot's back."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        database.execute(sql, values)
    database.close()


async def test_one_is_said_once_when_it_is_due(anywhere: World) -> None:
    said = await anywhere.hears("/remind me in 2 hours call the port tlp:green")
    assert "REM-1: I will remind you." in said
    assert "When: Fri 16 Oct 2026, 11:00 (UTC+3, Nairobi)" in said
    assert "REM-1" in await anywhere.hears("/remind list")
    assert "REM-1 is cancelled; it comes no more." in await anywhere.hears("/remind cancel 1")
    assert "That does not fit" not in await anywhere.hears("/remind list")


async def test_a_series_comes_again_and_again(demo: World) -> None:
    said = await demo.drives("you@console> /remind room every working day at 08:00 read the log")
    assert "every working day (Monday to Friday), at 08:00 (Nairobi)" in said
    assert said.count("2026-10-") == 3, "the next three are spelled out"
    assert await demo.drives(":time 2026-10-19T07:59+03:00") == ""
    assert "read the log" in await demo.drives(":wait 1m")
    assert await demo.drives(":wait 23h") == ""
    assert (await demo.drives(":wait 3d")).count("Reminder REM-1") == 3
    assert "Late" not in await demo.drives(":wait 1d")


async def test_a_number_behind_a_day_may_be_an_hour_or_of_the_text(demo: World) -> None:
    asked = await demo.drives("you@console> /remind me tomorrow 12 boxes to collect")
    assert "Sat 17 Oct 2026, 12:00" in asked
    assert "REM-1: I will remind you.\n12 boxes to collect" in await demo.drives(":press 2")
    await demo.drives("you@console> /remind me tomorrow 12 boxes to collect")
    noon = await demo.drives(":press 1")
    assert "boxes to collect" in noon
    assert "When: Sat 17 Oct 2026, 12:00" in noon


@pytest.mark.parametrize(
    ("line", "text", "when"),
    [
        ("call extension 17 tomorrow", "call extension 17", "Sat 17 Oct 2026, 09:00"),
        ("tomorrow call extension 17", "call extension 17", "Sat 17 Oct 2026, 09:00"),
        ("in 2 hours 30 people to feed", "30 people to feed", "Fri 16 Oct 2026, 11:00"),
        ("5 November 31 boats", "31 boats", "Thu 5 Nov 2026, 09:00"),
    ],
)
async def test_a_number_of_the_text_is_one_of_the_choices(
    demo: World, line: str, text: str, when: str
) -> None:
    assert "can mean several things" in await demo.drives(f"you@console> /remind me {line}")
    said = await demo.drives(":press 2")
    assert f"REM-1: I will remind you.\n{text}\nWhen: {when}" in said


async def test_the_list_says_all_of_a_rule(demo: World) -> None:
    await demo.drives(
        "you@console> /remind room every Friday at 9 only in November until 2027-11-30 read the log"
    )
    said = await demo.drives("you@console> /remind list")
    assert (
        "every week on Friday, at 09:00 (Nairobi) · Only in November · Until Tue 30 Nov 2027 · this room"
        in said
    )


async def test_a_series_comes_several_times_a_day(demo: World) -> None:
    said = await demo.drives("you@console> /remind room every day at 9 and 17 read the log")
    assert "every day, at 09:00 and 17:00 (Nairobi)" in said
    assert "read the log" in await demo.drives(":time 2026-10-16T17:00+03:00")
    assert await demo.drives(":wait 15h") == ""
    assert (await demo.drives(":wait 9h")).count("read the log") == 2


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("every 30 minutes", "every 30 minutes"),
        ("every 2 hours on Monday", "every 2 hours\nOnly on Monday"),
        ("every day except in August", "every day\nNot in August"),
        ("every Friday only in November", "every week on Friday\nOnly in November"),
        ("1st and 15th of every month", "every month, on day 1 and 15"),
        ("every 13th only on Friday", "every month, on day 13\nOnly on Friday"),
        (
            "first and third Monday of every month",
            "every month, on the first Monday and every month, on the third Monday",
        ),
        (
            "2nd and last working day of every month",
            "every month, on working day 2 and every month, on the last working day",
        ),
        ("last weekend of every month", "every month, on the last of Saturday and Sunday"),
        ("first Monday of every quarter", "every month, on the first Monday\nOnly in January, April, July"),
        ("first Monday of November every year", "every year in November, on the first Monday"),
    ],
)
async def test_a_rule_is_told_in_words_that_mean_it(demo: World, phrase: str, words: str) -> None:
    said = await demo.drives(f"you@console> /when {phrase}")
    assert words in said.replace("console< ", "")


async def test_what_was_missed_is_summed_up_and_one_that_is_over_is_late(demo: World) -> None:
    await demo.drives("you@console> /remind room every hour from today at 10:00 look at the gauge")
    await demo.drives("you@console> /remind me at 10:30 call the port")
    said = await demo.drives(":time 2026-10-16T13:05+03:00")
    assert said.count("Reminder REM-1") == said.count("Reminder REM-2") == 1
    assert "It came due 4 times while I was away; the last time was Fri 16 Oct 2026, 13:00" in said
    assert "Late: it was to be said Fri 16 Oct 2026, 10:30" in said
    assert said.count("Late:") == 1
    assert await demo.drives(":restart") == ""
    assert (await demo.drives(":wait 1h")).count("Reminder REM-1") == 1


async def test_a_snoozed_series_neither_moves_nor_doubles(demo: World, sqlite_url: str) -> None:
    await demo.drives("you@console> /remind room every day at 10:00 look at the gauge")
    assert "look at the gauge" in await demo.drives(":wait 1h")
    assert "You hear of it again Fri 16 Oct 2026, 11:00" in await demo.drives(":press Snooze 1 h")
    assert "once more as you asked" in await demo.drives(":wait 1h")
    assert "You hear of it again Sat 17 Oct 2026, 10:00" in await demo.drives(
        "you@console> /snooze REM-1 23h"
    )
    said = await demo.drives(":time 2026-10-17T10:00+03:00")
    assert said.count("Reminder REM-1") == 2, "the series at its hour, and what was put off"
    assert (await demo.drives(":wait 1d")).count("Reminder REM-1") == 1
    assert rows(sqlite_url, "SELECT count(*) FROM schedule WHERE done_at IS NULL") == [(1,)]


async def test_many_at_once_are_one_message_each(demo: World) -> None:
    for name in ("call the port", "call the airport", "call the customs"):
        await demo.drives(
            f"you@console> /followup add @jean @omar due:today 17:00 {name}".replace(
                "today 17:00", '"today 17:00"'
            )
        )
    shown = await demo.shown(":time 2026-10-16T16:00+03:00")
    assert len(shown) == 1, "three things for the same two people in one room"
    assert [f"FUP-{number}" in shown[0].text for number in (1, 2, 3)] == [True] * 3
    assert "All: tomorrow 09:00" in demo.buttons()


async def test_however_many_were_missed_each_is_said_in_words(demo: World) -> None:
    for number in range(23):
        await demo.drives(f"you@console> /remind room at 10:{number + 10} look at gauge {number:02}")
    shown = await demo.shown(":time 2026-10-16T13:00+03:00")
    said = [bare(one.text) for one in shown]
    assert [one.count("Reminder REM-") for one in said] == [10, 10, 3]
    words = "\n".join(said)
    assert re.findall(r"gauge (\d\d)", words) == [f"{number:02}" for number in range(23)]
    assert words.count("Late: it was to be said") == 23
    assert await demo.drives(":wait 1h") == ""


async def test_nothing_is_said_of_what_was_done_meanwhile(demo: World) -> None:
    await demo.drives('you@console> /followup add @you due:"today 17:00" call the port')
    assert "due soon" in await demo.drives(":time 2026-10-16T16:00+03:00")
    assert "FUP-1 is done." in await demo.drives(":press Done")
    assert await demo.drives(":wait 3d") == ""
    await demo.drives("you@console> /followup return 1 reason:once more")
    assert "overdue since" in await demo.drives(":wait 1d")


async def test_daily_until_done_on_working_days_only(demo: World) -> None:
    await demo.drives("you@console> /week sun-thu")
    await demo.drives('you@console> /followup add @you due:"2026-10-20 10:00" call the port')
    said = [await demo.drives(f":time 2026-10-{day}T09:00+03:00") for day in range(21, 29)]
    assert ["overdue since" in one for one in said] == [True, True, False, False, True, True, True, True]


async def test_a_day_lasts_until_its_end(demo: World) -> None:
    await demo.drives("you@console> /followup add @you due:2026-10-20 call the port")
    assert "is due soon: Tue 20 Oct 2026" in await demo.drives(":time 2026-10-19T09:00+03:00")
    assert "is due: Tue 20 Oct 2026" in await demo.drives(":time 2026-10-20T09:00+03:00")
    assert "overdue" not in await demo.drives("you@console> /followup list")
    assert "overdue since" in await demo.drives(":time 2026-10-21T09:00+03:00")
    assert "overdue" in await demo.drives("you@console> /followup list overdue")


async def test_what_is_put_off_comes_then_and_goes_on(demo: World) -> None:
    await demo.drives('you@console> /followup add @you due:"2026-10-19 17:00" call the port')
    await demo.drives(":time 2026-10-19T17:00+03:00")
    assert "You hear of it again Tue 20 Oct 2026, 09:00" in await demo.drives(":press Tomorrow 09:00")
    assert await demo.drives(":time 2026-10-20T08:59+03:00") == ""
    assert (await demo.drives(":wait 1m")).count("FUP-1") == 1
    assert "You hear of it again Wed 21 Oct 2026, 09:00" in await demo.drives(
        "you@console> /snooze all next working day"
    )
    assert (await demo.drives(":wait 2d")).count("FUP-1") == 2, "once as asked, then daily"


async def test_severe_ones_climb_step_by_step_until_somebody_acknowledges(demo: World) -> None:
    await demo.drives("you@console> /incident new sev5 Dam in danger")
    for name in ("omar", "jean", "amina"):
        await demo.drives(f"{name}@console> /lang en")
    await demo.drives("omar@console> /deputy @jean")
    await demo.drives('you@console> /followup add 11 @omar due:"today 12:00" Open the gates')
    await demo.drives(":time 2026-10-16T12:00+03:00")
    first = await demo.drives(":wait 1h")
    assert "Jean:\nFUP-1 was due Fri 16 Oct 2026, 12:00" in first
    assert "Rule: severity 5, unacknowledged for 1 h; step 1 of 3, to the deputy." in first
    second = await demo.drives(":wait 1h")
    assert "step 2 of 3, to the coordinator." in second
    assert "You:\n" in second
    assert "step 3 of 3, to the chair." in await demo.drives(":wait 1h")
    assert "FUP-1 was due" not in await demo.drives(":wait 12h"), "three steps are all"


async def test_an_acknowledged_one_climbs_no_further(demo: World) -> None:
    await demo.drives('you@console> /followup add @jean prio:urgent due:"today 12:00" Open the gates')
    await demo.drives("jean@console> /lang en")
    due = await demo.drives(":time 2026-10-16T12:00+03:00")
    assert "FUP-1 is due" in due
    assert demo.buttons()[0] == "Acknowledge"
    demo.console.screen.name = "jean"
    assert "FUP-1 is acknowledged; it climbs no further." in await demo.drives(":press Acknowledge")
    assert "FUP-1 is already acknowledged." in await demo.drives("you@console> /ack 1")
    assert "nobody acknowledged" not in await demo.drives(":wait 20h")


async def test_quiet_hours_hold_but_not_where_lives_are_at_stake(demo: World) -> None:
    await demo.drives("you@console> /quiet 20:00-07:00")
    await demo.drives("you@console> /incident new sev5 Dam in danger")
    await demo.drives('you@console> /followup add @you due:"today 23:00" Call the port')
    await demo.drives('you@console> /followup add 11 @you due:"today 23:00" Open the gates')
    night = await demo.drives(":time 2026-10-16T23:00+03:00")
    assert "Open the gates" in night
    assert "Call the port" not in night
    assert "Call the port" in await demo.drives(":time 2026-10-17T07:00+03:00")


async def test_a_deputy_hears_what_is_due_for_who_is_away(demo: World) -> None:
    for line in ("jean@console> /lang en", "omar@console> /lang en"):
        await demo.drives(line)
    assert "You are away until Mon 9 Nov 2026, 09:00" in await demo.drives(
        "jean@console> /away until 2026-11-09 deputy:@omar"
    )
    await demo.drives('you@console> /followup add @jean due:"today 12:00" Call the port')
    said = await demo.drives(":time 2026-10-16T12:00+03:00")
    assert "Omar:\nFUP-1 is due" in said
    assert "You hear it in the place of Jean, who is away." in said
    assert "Welcome back." in await demo.drives("jean@console> /away off")
    assert "Jean:\nFUP-1 is overdue" in await demo.drives(":time 2026-10-19T09:00+03:00")


async def test_of_two_days_with_dots_between_the_last_is_one_away_too(demo: World) -> None:
    said = await demo.drives("you@console> /away 2026-11-02..2026-11-12")
    assert "until Fri 13 Nov 2026, 09:00" in said, "and back the morning after"


async def test_without_a_deputy_it_waits_for_who_is_away(demo: World) -> None:
    await demo.drives("jean@console> /lang en")
    await demo.drives("jean@console> /away until:2026-10-28")
    await demo.drives('you@console> /followup add @jean due:"2026-10-19 12:00" Call the port')
    assert await demo.drives(":time 2026-10-19T12:00+03:00") == ""
    assert await demo.drives(":time 2026-10-27T12:00+03:00") == ""
    assert "Jean:\nFUP-1 is overdue" in await demo.drives(":time 2026-10-28T09:00+03:00")


async def test_a_reminder_of_who_left_goes_to_the_coordinator_and_says_so(demo: World) -> None:
    await demo.drives('you@console> /followup add @jean due:"today 12:00" Call the port')
    await demo.drives("jean@dm> /remind me at 12:30 my own words")
    await demo.drives("you@console> /taskforce remove @jean reason:moved")
    said = await demo.drives(":time 2026-10-16T12:00+03:00")
    assert "You:\nFUP-1 is due" in said
    assert "You hear it because Jean no longer takes part. Please give it to somebody." in said
    said = await demo.drives(":time 2026-10-16T12:30+03:00")
    assert "You:\nReminder REM-1" in said
    assert "my own words" not in said, "what somebody wrote for themselves stays theirs"


async def test_who_cannot_be_reached_is_told_through_the_coordinator(demo: World, sqlite_url: str) -> None:
    await demo.drives('you@console> /followup add @jean due:"today 12:00" Call the port')
    wrote(sqlite_url, "DELETE FROM identity WHERE address = 'jean'")
    said = await demo.drives(":time 2026-10-16T12:00+03:00")
    assert "You:\nFUP-1 is due" in said
    assert "You hear it because I cannot reach Jean." in said


async def test_what_nobody_has_goes_to_the_coordinator(demo: World) -> None:
    await demo.drives('you@console> /followup add due:"today 12:00" Call the port')
    said = await demo.drives(":time 2026-10-16T12:00+03:00")
    assert "You:\nFUP-1 is due, and nobody has it" in said


async def test_alone_is_where_one_is_told_first(demo: World) -> None:
    await demo.drives("jean@dm> /lang en")
    await demo.drives('you@console> /followup add @jean due:"today 12:00" Call the port')
    shown = await demo.shown(":time 2026-10-16T12:00+03:00")
    assert [one.room for one in shown] == ["dm:jean"]


async def test_a_room_that_may_not_know_hears_only_that_there_is_something(demo: World) -> None:
    await demo.drives("jean@members> /lang en")
    await demo.drives('you@members> /followup add @jean tlp:amber due:"today 12:00" Call the port')
    shown = await demo.shown(":time 2026-10-16T12:00+03:00")
    assert [one.room for one in shown] == ["members"]
    assert "Something of yours is due." in shown[0].text
    assert not any(words in shown[0].text for words in ("FUP-1", "AMBER", "Call the port"))
    assert shown[0].buttons == ()


async def test_alone_one_hears_the_number_and_no_words_above_what_the_network_holds(
    demo: World, sqlite_url: str
) -> None:
    await demo.drives("jean@dm> /lang en")
    wrote(sqlite_url, "UPDATE room SET cap = 'TLP:GREEN', ceiling = 'TLP:GREEN' WHERE kind = 'direct'")
    await demo.drives('you@console> /followup add @jean tlp:amber due:"today 12:00" Call the port')
    shown = await demo.shown(":time 2026-10-16T12:00+03:00")
    assert [one.room for one in shown] == ["dm:jean"]
    assert "FUP-1" in shown[0].text
    assert "Call the port" not in shown[0].text


async def test_a_label_raised_before_it_is_said_takes_the_words_away(demo: World, sqlite_url: str) -> None:
    await demo.drives("jean@members> /lang en")
    await demo.drives('you@members> /followup add @jean tlp:green due:"today 12:00" Call the port')
    wrote(sqlite_url, "UPDATE room SET active = 0 WHERE address = 'members'")
    await demo.drives(":time 2026-10-16T12:00+03:00")
    await demo.drives("you@console> /followup tlp 1 amber")
    wrote(sqlite_url, "UPDATE room SET active = 1 WHERE address = 'members'")
    said = await demo.drives(":restart")
    assert "Call the port" not in said


async def test_a_rooms_reminder_that_cannot_be_said_there_goes_to_the_coordinator(demo: World) -> None:
    await demo.drives("you@members> /remind room at 12:00 send the figures")
    await demo.drives("you@members> /taskforce unbind")
    shown = await demo.shown(":time 2026-10-16T12:00+03:00")
    assert [one.room for one in shown] == ["console"]
    assert "cannot say it in the room it was set in" in shown[0].text


async def test_a_reminder_of_a_record_says_which(demo: World) -> None:
    await demo.drives("you@console> /incident new sev2 Truck stopped")
    said = await demo.drives("you@console> /remind INC-11 on:2027-03-01 Is the road open?")
    assert "About INC-11" in said
    assert "Mon 1 Mar 2027, 09:00" in said
    due = await demo.drives(":time 2027-03-01T09:00+03:00")
    assert "Is the road open?" in due
    assert "About INC-11" in due


async def test_a_date_of_the_moon_is_confirmed_two_days_before(demo: World, sqlite_url: str) -> None:
    said = await demo.drives('you@console> /remind on:"1 Ramadan 1448" wish them well')
    assert "A date of the moon's calendar: it may be a day earlier or later." in said
    ((at,),) = rows(sqlite_url, "SELECT next_at FROM reminder")
    when = datetime.fromisoformat(str(at))
    asked = await demo.drives(f":time {(when - timedelta(days=2)).isoformat()}+00:00")
    assert "Is that day right?" in asked
    assert demo.buttons() == ["It is right", "A day earlier", "A day later"]
    assert "REM-1 is confirmed." in await demo.drives(":press A day later")
    assert "wish them well" not in await demo.drives(f":time {when.isoformat()}+00:00")
    assert "wish them well" in await demo.drives(":wait 1d")


async def test_new_rules_of_a_zone_move_what_was_meant_and_say_so(demo: World, sqlite_url: str) -> None:
    await demo.drives("you@console> /remind me tomorrow 09:00 call the port")
    await demo.drives("you@console> /remind room every day at 08:00 read the log")
    await demo.drives('you@console> /followup add @you due:"2026-10-20 17:00" call the customs')
    for sql in (
        "UPDATE reminder SET next_at = datetime(next_at, '+1 hour') || '.000000'",
        "UPDATE followup SET due_at = datetime(due_at, '+1 hour') || '.000000'",
        "UPDATE schedule SET due_at = datetime(due_at, '+1 hour') || '.000000'",
        "UPDATE cursor SET value = '2020a' WHERE network = 'tzdata'",
    ):
        wrote(sqlite_url, sql)
    said = await demo.drives(":restart") + await demo.drives(":wait 1m")
    for ref in ("REM-1", "REM-2", "FUP-1"):
        assert f"so {ref} comes at another instant." in said
    assert "Before: 2026-10-17 07:00 UTC" in said
    assert "Now: Sat 17 Oct 2026, 09:00" in said
    assert "call the port" in await demo.drives(":time 2026-10-17T09:00+03:00")
    assert rows(sqlite_url, "SELECT value <> '2020a' FROM cursor WHERE network = 'tzdata'") == [(1,)]


async def test_somebody_elses_reminder_answers_as_if_it_were_not(demo: World) -> None:
    await demo.drives("jean@console> /remind me at 12:00 my own words")
    hidden = await demo.drives("you@console> /remind show 1")
    assert hidden == "I found no record REM-1 that you may see here."
    assert await demo.drives("you@console> /remind cancel 1") == hidden
    assert await demo.drives("you@console> /why REM-1") == hidden
    assert await demo.drives("you@console> /remind list") == "No reminders are waiting."


@pytest.mark.parametrize(
    "line",
    [
        "/remind me call the port",
        "/remind me tomorrow 09:00",
        "/remind me yesterday 09:00 call the port",
        "/remind me 31/02/2027 call the port",
        "/remind me every 0 days call the port",
        "/remind me every minute call the port",
        "/remind me every 30 February call the port",
        "/remind me 24:00 call the port",
        "/remind me at 25:61 call",
        "/remind me tomorrow at 9 and 17 call",
        "/remind me tomorrow 25:00 call",
        "/remind me report every Monday at 9 until Christmas",
        "/remind me call Jean every Monday in November and December at 9",
        "/remind me every Monday in November and December at 8:30 report",
        "/remind me every Monday at 9 until Eid report",
        "/remind me every Friday except the last one at 8 brief",
        "/remind me tomorrow and Friday at 9 call",
        "/remind me call tomorrow at 9 or Friday at 10",
        "/remind me call the port at 9 and 17 tomorrow",
        "/remind me on the eve of Eid call",
        "/remind me Mon 9am Tue 10am call",
        "/remind me every morning and evening take the register",
        "/remind me tomorrow Friday meeting notes at 9 Friday at 10",
        "/remind me Friday 30 February call",
        "/remind me call the port 30 February at 9",
        "/remind me every Friday until 1 October 2026 call",
        "/remind me every day except holidays call",
        "/remind me tomorrow at 15:00 in the morning call",
        "/remind me tomorrow 09:00 EST call",
        "/remind me in 99999 years call",
        "/remind me " + "tomorrow " * 2000,
        "/remind me every working day 10 12 at 9 at 10",
        "/remind cancel 99",
        "/snooze FUP-9 1h",
        "/snooze",
        "/ack 9",
        "/confirm REM-9",
    ],
)
async def test_a_wrong_line_is_answered_and_saves_nothing(demo: World, sqlite_url: str, line: str) -> None:
    said = await demo.drives(f"you@console> {line}")
    assert said
    assert "I will remind" not in said
    assert "Something went wrong" not in said
    assert rows(sqlite_url, "SELECT count(*) FROM reminder") == [(0,)]


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("en", "/remind me to call the port tomorrow at 09:30", "Sat 17 Oct 2026, 09:30"),
        ("fr", "/remind me demain à 9h30 appeler le port", "sam. 17 oct. 2026, 09:30"),
        ("es", "/remind me mañana a las 9:30 llamar al puerto", "sáb 17 oct 2026, 09:30"),
        ("pt", "/remind me amanhã às 9h30 ligar ao porto", "2026, 09:30"),
        ("sw", "/remind me kesho saa tatu na nusu asubuhi piga simu", "Jumamosi 17 Okt 2026, 09:30"),
        ("ar", "/remind me بكرة الساعة 9:30 الصبح اتصل بالميناء", "السبت 17 أكتوبر 2026، 09:30"),
    ],
)
async def test_times_are_read_in_the_language_of_who_writes(
    demo: World, language: str, line: str, expected: str
) -> None:
    await demo.drives(f"you@console> /lang {language}")
    assert expected in await demo.drives(f"you@console> {line}")


async def test_what_is_missing_is_asked_for(demo: World) -> None:
    assert "When shall I remind you?" in await demo.drives("you@console> /remind me call the port")
    assert "REM-1: I will remind you." in await demo.drives("you@console> tomorrow 9:00")
    assert "What shall I remind you of?" in await demo.drives("you@console> /remind me tomorrow 9:00")
    assert "REM-2: I will remind you." in await demo.drives("you@console> tomorrow 9:00 call the port")


@pytest.mark.parametrize(
    ("line", "when", "text"),
    [
        ("tomorrow to call jean at 10:00", "Sat 17 Oct 2026, 10:00", "to call jean"),
        ("tomorrow 09:00 Friday report", "Sat 17 Oct 2026, 09:00", "Friday report"),
        ("on 5 november: send the figures", "Thu 5 Nov 2026, 09:00", "send the figures"),
        ("call the port in 2 hours", "Fri 16 Oct 2026, 11:00", "call the port"),
    ],
)
async def test_the_time_is_found_at_either_end(demo: World, line: str, when: str, text: str) -> None:
    said = await demo.drives(f"you@console> /remind me {line}")
    assert f"When: {when}" in said
    assert f"\n{text}\n" in said


@pytest.mark.parametrize(
    "line", ["monday or tuesday call", "10 minutes before meeting", "tomorrow after the meeting"]
)
async def test_a_time_that_goes_on_is_not_cut_off(demo: World, sqlite_url: str, line: str) -> None:
    assert "I will remind" not in await demo.drives(f"you@console> /remind me {line}")
    assert rows(sqlite_url, "SELECT count(*) FROM reminder") == [(0,)]


async def test_an_hour_or_a_length_is_asked_about(demo: World) -> None:
    await demo.drives("you@console> /followup add @you due:+3d call")
    assert "can mean several things" in await demo.drives("you@console> /snooze 1 1h30")
    assert demo.buttons() == ["+ 1h30", "01:30"]
    assert "You hear of it again Fri 16 Oct 2026, 10:30" in await demo.drives(":press 1")
    assert "too far away" in await demo.drives("you@console> /snooze 1 10 years")


@pytest.mark.parametrize(
    ("name", "zone", "words", "time"),
    [
        ("omar", "Africa/Tripoli", "حان موعد", "13:00"),
        ("jean", "Africa/Ndjamena", "échéance", "12:00"),
    ],
)
async def test_alone_the_clock_speaks_the_readers_language_and_zone(
    demo: World, name: str, zone: str, words: str, time: str
) -> None:
    await demo.drives(f"{name}@dm> /tz {zone}")
    await demo.drives(f'you@console> /followup add @{name} due:"today 14:00" call')
    await demo.drives("you@console> /lang en")
    said = await demo.shown(":time 2026-10-16T14:00+03:00")
    assert [one.room for one in said] == [f"dm:{name}"]
    assert "is due" not in said[0].text
    assert words in said[0].text
    assert time in said[0].text


async def test_one_that_breaks_the_bot_is_set_aside_and_the_rest_goes_on(
    demo: World, sqlite_url: str
) -> None:
    await demo.drives("you@console> /remind room every day at 10:00 first")
    await demo.drives("you@console> /remind room every day at 10:00 second")
    await demo.drives('you@console> /followup add @you due:"today 10:00" third')
    wrote(sqlite_url, "UPDATE reminder SET rule = '{\"a\": 1}' WHERE number = 1")
    said = await demo.drives(":time 2026-10-16T10:00+03:00")
    assert "first" not in said
    assert "second" in said
    assert "third" in said
    broken = "SELECT count(*) FROM schedule WHERE result LIKE 'trouble E-%'"
    assert rows(sqlite_url, broken) == [(1,)]


async def test_a_database_in_trouble_sets_nothing_aside(
    demo: World, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await demo.drives("you@console> /remind room at 10:00 call the port")

    def broken(_: Moment) -> list[Telling]:
        words = "database is locked"
        raise sqlite3.OperationalError(words)

    with monkeypatch.context() as trouble:
        trouble.setitem(beat.KINDS, planning.REMINDER, broken)
        with pytest.raises(StoreTrouble):
            await demo.drives(":time 2026-10-16T10:00+03:00")
    assert rows(sqlite_url, "SELECT count(*) FROM schedule WHERE done_at IS NULL") == [(1,)]
    assert "call the port" in await demo.drives(":wait 1m")


async def test_alone_a_reminder_is_ones_own(demo: World) -> None:
    await demo.drives("omar@dm> /lang en")
    said = await demo.drives("omar@dm> /remind room tomorrow 09:00 my private text")
    assert "I will remind you." in said
    assert "no record REM-1" in await demo.drives("you@console> /remind show 1")
    assert "no record REM-1" in await demo.drives("omar@console> /remind show 1")
    assert "private" not in await demo.drives("omar@console> /remind cancel")
    assert "private" not in await demo.drives("omar@console> /remind list")
    shown = await demo.shown(":time 2026-10-17T09:00+03:00")
    assert [one.room for one in shown] == ["dm:omar"]


async def test_what_was_set_alone_is_not_said_among_people(demo: World, sqlite_url: str) -> None:
    await demo.drives("omar@dm> /lang en")
    await demo.drives("omar@console> hello")
    await demo.drives("omar@dm> /remind me tomorrow 09:00 my private text")
    wrote(sqlite_url, "UPDATE room SET active = 0 WHERE kind = 'direct'")
    said = await demo.drives(":time 2026-10-17T09:00+03:00")
    assert "Something of yours is due." in said
    assert "private" not in said


async def test_who_is_back_early_hears_it_the_next_morning(demo: World) -> None:
    await demo.drives("omar@console> /lang en")
    await demo.drives("omar@console> /away until:2026-11-30")
    await demo.drives('you@console> /followup add @omar due:"2026-10-19 12:00" Call')
    await demo.drives(":time 2026-10-19T12:00+03:00")
    await demo.drives("omar@console> /away off")
    assert "FUP-1 is overdue" in await demo.drives(":wait 1d")


async def test_a_cancelled_one_is_not_put_off(demo: World) -> None:
    await demo.drives("you@console> /remind me tomorrow 09:00 call")
    await demo.drives("you@console> /remind cancel 1")
    assert "That does not fit: REM-1 is cancelled." in await demo.drives("you@console> /snooze REM-1 1h")
