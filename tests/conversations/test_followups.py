"""The life of a follow-up: given, reminded of, done, verified by somebody else."""

import pytest
from looking import rows
from world import World

GIVE = (
    '/followup add 11 @amina @jean tlp:green due:"2026-10-20 17:00" prio:high Get the manifest from customs'
)
INCIDENT = "/incident new sev2 tlp:green Truck with 40 jerrycans stopped"


async def told(world: World, *lines: str) -> str:
    """What the bot says to the last of some lines of the form `NAME@ROOM> text`."""
    said = ""
    for line in lines:
        said = await world.drives(line)
    return said


async def test_a_whole_life(anywhere: World) -> None:
    await anywhere.hears(INCIDENT)
    given = await anywhere.hears(GIVE)
    assert given.startswith("TLP:GREEN\nFUP-1 is noted.")
    for fact in (
        "Get the manifest from customs",
        "Status: open",
        "Assigned to: Amina and Jean",
        "Due: Tue 20 Oct 2026, 17:00 (UTC+3, Nairobi) · 14:00 UTC",
        "Priority: high",
        "Belongs to: INC-11 Truck with 40 jerrycans stopped",
        "Given by: You, SEC",
    ):
        assert fact in given
    assert "FUP-1 · " not in given
    assert "Follow-ups:" in await anywhere.hears("/incident 11")
    refused = await anywhere.hears("/followup start 1")
    assert refused == "Only @amina and @jean can do this: they have FUP-1."
    await anywhere.hears("/lang en", by="amina")
    assert "FUP-1 is in progress." in await anywhere.hears("/followup start 1", by="amina")
    assert anywhere.buttons() == ["Done", "Block", "Change the date"]
    assert "FUP-1 is blocked." in await anywhere.hears("/followup block 1 reason:office closed", by="amina")
    assert "FUP-1 is in progress." in await anywhere.hears("/followup start 1", by="amina")
    assert "FUP-1 is done." in await anywhere.hears("/followup done 1 sent to customs", by="amina")
    assert "FUP-1 is already done." in await anywhere.hears("/followup done 1", by="amina")
    own = await anywhere.hears("/followup verify 1", by="amina")
    assert own == "FUP-1 was yours to do, so somebody else verifies it."
    assert "FUP-1 goes back to work." in await anywhere.hears("/followup return 1 reason:page 2 is missing")
    await anywhere.hears("/followup done 1 with page 2", by="amina")
    assert "FUP-1 is verified." in await anywhere.hears("/followup verify 1")
    shown = await anywhere.hears("/followup 1")
    for fact in ("Verified by: You", "Done by: Amina", "begun", "blocked", "office closed", "verified"):
        assert fact in shown
    assert "That does not fit: FUP-1 is verified." in await anywhere.hears("/followup cancel 1 reason:late")


async def test_who_did_it_may_not_verify_it_whoever_has_it(demo: World) -> None:
    await demo.drives("you@console> /followup add @you due:+3d Read the log")
    await demo.drives("you@console> /followup done 1")
    assert "somebody else verifies it" in await demo.drives("you@console> /followup verify 1")
    await demo.drives("you@console> /followup return 1 reason:again")
    await demo.drives("you@console> /followup done 1")
    await demo.drives("amina@console> /lang en")
    assert "FUP-1 is verified." in await demo.drives("amina@console> /followup verify 1")


async def test_an_organisation_shares_what_it_is_given(demo: World) -> None:
    given = await demo.drives("you@console> /followup add org:KE-CUS due:+3d Count the trucks")
    assert "Assigned to: KE-CUS" in given
    await told(demo, "amina@console> /lang en", "jean@console> /lang en")
    assert "Only KE-CUS can do this: they have FUP-1." in await demo.drives("jean@console> /followup start 1")
    assert "FUP-1 is in progress." in await demo.drives("amina@console> /followup start 1")
    assert "FUP-1" in await demo.drives("amina@console> /followup list mine")
    assert "FUP-1" in await demo.drives("you@console> /followup list org:KE-CUS")
    assert "No follow-ups" in await demo.drives("you@console> /followup list mine")


async def test_what_is_declined_is_free_for_who_takes_it(demo: World) -> None:
    await told(demo, "jean@dm> /lang en", "you@dm> /start")
    await demo.drives("you@console> /followup add @jean due:+3d Count the trucks")
    said = await demo.drives("jean@console> /followup decline 1 reason:not my field")
    assert "FUP-1 was declined." in said
    assert "Assigned to: nobody yet" in said
    assert said.count("FUP-1 was declined.") == 2, "who gave it is told alone"
    assert "FUP-1" in await demo.drives("you@console> /followup list free")
    assert "Nobody has FUP-1 yet" in await demo.drives("you@console> /followup done 1")
    await demo.drives("omar@console> /lang en")
    assert "FUP-1 is in progress." in await demo.drives("omar@console> /followup start 1")
    assert "That does not fit: FUP-1 is in progress." in await demo.drives(
        "omar@console> /followup decline 1 reason:too much"
    )


async def test_a_date_moves_and_tells_how_often(demo: World) -> None:
    await demo.drives('you@console> /followup add @you due:"2026-10-20 17:00" Count the trucks')
    moved = await demo.drives("you@console> /followup due 1 +2 working days")
    assert "Before: Tue 20 Oct 2026, 17:00" in moved
    assert "Due: Tue 20 Oct 2026, 09:00 (UTC+3, Nairobi)" in moved, "Monday and Tuesday; the weekend is none"
    moved = await demo.drives("you@console> /followup due 1 2026-10-23")
    assert "Due: Fri 23 Oct 2026\n" in moved + "\n"
    assert "Moved to a later date 1 time." in moved
    assert "lies in the past" in await demo.drives("you@console> /followup due 1 2026-10-15")
    assert "FUP-1 is already 2026-10-23." in await demo.drives("you@console> /followup due 1 2026-10-23")


async def test_only_who_gave_it_or_leads_takes_it_back(demo: World) -> None:
    await told(demo, "omar@console> /lang en", "jean@console> /lang en")
    await demo.drives("omar@console> /followup add @jean due:+3d Count the trucks")
    refused = "Only who gave FUP-1, or a coordinator, can do this."
    assert refused in await demo.drives("jean@console> /followup cancel 1 reason:no")
    assert "FUP-1 is cancelled." in await demo.drives("omar@console> /followup cancel 1 reason:found already")
    await demo.drives("omar@console> /followup add @jean due:+3d Count the boats")
    assert "FUP-2 is cancelled." in await demo.drives("you@console> /followup cancel 2 reason:done elsewhere")


async def test_each_reads_the_time_of_where_they_are(demo: World) -> None:
    await told(demo, "omar@console> /tz Africa/Tripoli", "you@console> /tz Africa/Nairobi")
    given = await demo.drives('you@console> /followup add @omar due:"2026-10-20 17:00" Count the boats')
    assert "Due: Tue 20 Oct 2026, 17:00 (UTC+3, Nairobi)" in given
    assert "For Omar: Tue 20 Oct 2026, 16:00 (UTC+2, Tripoli)" in given


async def test_a_follow_up_is_marked_no_lower_than_what_it_belongs_to(demo: World) -> None:
    await demo.drives("you@console> /incident new sev3 tlp:green Boat adrift")
    await demo.drives("you@console> /followup add 11 @jean tlp:clear Call the port")
    assert (await demo.drives("you@console> /followup 1")).startswith("TLP:GREEN")
    await demo.drives("jean@members> /followup 1")
    said = await demo.shown("you@console> /incident tlp 11 amber")
    assert any(one.room == "members" for one in said), "what the room may not read any more is taken back"
    assert (await demo.drives("you@console> /followup 1")).startswith("TLP:AMBER")
    quiet = await demo.drives("you@members> /followup add 11 @jean due:+3d Hidden words")
    assert "Hidden words" not in quiet


async def test_follow_ups_go_along_when_incidents_are_merged_and_stay_when_they_close(demo: World) -> None:
    await demo.drives("you@console> /incident new sev2 First")
    await demo.drives("you@console> /incident new sev2 Second")
    await demo.drives("jean@console> /lang en")
    await demo.drives("you@console> /followup add 12 @jean due:+3d Call the port")
    await demo.drives("you@console> /incident merge 12 into 11")
    assert "Call the port" in await demo.drives("you@console> /incident 11")
    closed = await demo.drives("you@console> /incident close 11 outcome:resolved Road is open")
    assert "Call the port" in closed
    assert "They stay open" in closed
    assert "FUP-1 is due: Mon 19 Oct 2026, 09:00" in await demo.drives(":wait 3d")


async def test_a_checklist_makes_its_follow_ups_once(demo: World) -> None:
    await demo.drives("you@console> /incident new sev2 Truck stopped")
    kept = "/followup template new border +1d Call the customs office; +3d Get the manifest; Write the lesson"
    assert "The checklist border is kept" in await demo.drives(f"you@console> {kept}")
    made = await demo.drives("you@console> /followup template border for 11")
    assert [f"FUP-{number}" in made for number in (1, 2, 3, 4)] == [True, True, True, False]
    again = await demo.drives("you@console> /followup template border for 11")
    assert "3 lines were there already." in again
    assert "FUP-4" not in await demo.drives("you@console> /followup list")
    assert "There is no checklist sea." in await demo.drives("you@console> /followup template sea for 11")


async def test_an_act_is_undone_with_who_had_it(demo: World) -> None:
    await demo.drives("you@console> /followup add @jean due:+3d Call the port")
    await demo.drives("you@console> /followup give 1 @omar")
    assert "Undone: /followup give." in await demo.drives("you@console> /undo")
    assert "Assigned to: Jean" in await demo.drives("you@console> /followup 1")
    await demo.drives("you@console> /followup add @jean due:+3d Call the airport")
    assert "FUP-2 is withdrawn" in await demo.drives("you@console> /undo")
    assert await demo.drives(":wait 4d") != ""
    assert "FUP-2" not in await demo.drives("you@console> /followup list")


async def test_lists_turn_page_by_page_first_due_first(demo: World) -> None:
    for day in range(12):
        await demo.drives(f"you@console> /followup add @jean due:+{day + 1}d Call number {day}")
    await demo.drives("you@console> /followup add @jean Call without a date")
    first = await demo.drives("you@console> /followup list")
    assert [f"Call number {day}" in first for day in (0, 9, 10)] == [True, True, False]
    second = await demo.drives(":press More")
    assert [f"Call number {day}\n" in second + "\n" for day in (9, 10, 11)] == [False, True, True]
    assert "Call without a date" in second


async def test_a_button_of_an_incident_asks_for_the_rest(demo: World) -> None:
    await demo.drives("you@console> /incident new sev2 Truck stopped")
    assert "What is to be done?" in await demo.drives(":press Give a follow-up")
    assert "Who does it?" in await demo.drives("you@console> Call the port")
    assert "By when?" in await demo.drives("you@console> @jean")
    assert "can mean several things" in await demo.drives("you@console> tomorrow at 3")
    asked = await demo.drives(":press 2")
    assert "How urgent is it?" in asked
    noted = await demo.drives(":press Skip")
    assert "Belongs to: INC-11" in noted
    assert "Due: Sat 17 Oct 2026, 15:00" in noted


async def test_a_doubtful_date_in_a_line_is_offered_and_a_press_runs_the_whole_line(demo: World) -> None:
    asked = await demo.drives('you@console> /followup add @jean due:"tomorrow at 3" Call the port')
    assert "can mean several things" in asked
    assert "Nothing was saved." in asked
    assert len(demo.buttons()) == 2
    noted = await demo.drives(":press 2")
    assert "FUP-1 is noted." in noted
    assert "Call the port" in noted
    assert "Due: Sat 17 Oct 2026, 15:00" in noted


@pytest.mark.parametrize(
    ("text", "title", "who", "due"),
    [
        ("Send the list @jean friday", "Send the list", "Jean", "Fri 23 Oct 2026"),
        ('"Send the list" @jean friday', "Send the list", "Jean", "Fri 23 Oct 2026"),
        ("Send it to @jean and @amina by monday 5pm", "Send it", "Jean and Amina", "Mon 19 Oct 2026, 17:00"),
        ("Send it to @jean tomorrow tlp:green", "Send it", "Jean", "Sat 17 Oct 2026"),
        ("أرسل القائمة إلى @jean غدا", "أرسل القائمة", "Jean", "Sat 17 Oct 2026"),
        ("Envoyer la liste à @jean pour lundi", "Envoyer la liste", "Jean", "Mon 19 Oct 2026"),
        ("Tuma orodha kwa @jean kesho", "Tuma orodha", "Jean", "Sat 17 Oct 2026"),
        ("Ask @jean about friday", "Ask @jean about friday", "nobody yet", "no date"),
        ("Ask @jean for the list of friday", "Ask @jean for the list of friday", "nobody yet", "no date"),
        ("Send the list friday", "Send the list friday", "nobody yet", "no date"),
        ("Send it to @jean and to @amina friday", "Send it", "Jean and Amina", "Fri 23 Oct 2026"),
        ("أرسل إلى @jean وإلى @amina غدا", "أرسل", "Jean and Amina", "Sat 17 Oct 2026"),
        ("@amina Call @jean friday", "Call @jean friday", "Amina", "no date"),
        ("Ask about @jean tomorrow", "Ask about @jean tomorrow", "nobody yet", "no date"),
        ("Parler de @jean lundi", "Parler de @jean lundi", "nobody yet", "no date"),
        ("اسأل عن @jean غدا", "اسأل عن @jean غدا", "nobody yet", "no date"),
        ("Call @jean friday and @amina", "Call @jean friday and @amina", "nobody yet", "no date"),
        ("Call omar and @jean", "Call omar and @jean", "nobody yet", "no date"),
    ],
)
async def test_people_and_a_date_behind_the_text_are_no_part_of_it(
    demo: World, text: str, title: str, who: str, due: str
) -> None:
    for language in ("ar", "fr", "sw"):
        if any(word in text for word in {"ar": ("غدا",), "fr": ("lundi",), "sw": ("kesho",)}[language]):
            await demo.drives(f"you@console> /lang {language}")
    await demo.drives(f"you@console> /followup add {text}")
    await demo.drives("you@console> /lang en")
    shown = await demo.drives("you@console> /followup 1")
    assert f"FUP-1\n{title}\n" in shown.replace("console< ", "")
    assert f"Assigned to: {who}\n" in shown
    assert f"Due: {due}" in shown


@pytest.mark.parametrize(
    "line",
    [
        "/followup add @jean due:yesterday Call",
        "/followup add Call the port @jean tomorrow at 25:00",
        "/followup add Call the port @jean 30 February",
        "/followup add @jean due:31/02/2027 Call",
        "/followup add @jean Call the port due:zzz",
        "/followup add @jean due:24:00 Call",
        '/followup add @jean due:"every day" Call',
        "/followup add @nobody Call",
        "/followup add @grace Call",
        "/followup add org:NOPE Call",
        "/followup add @jean tlp:red Call",
        "/followup add @jean prio:zzz Call",
    ],
)
async def test_a_wrong_line_saves_nothing(demo: World, sqlite_url: str, line: str) -> None:
    said = await demo.drives(f"you@console> {line}")
    assert "is noted" not in said
    assert rows(sqlite_url, "SELECT count(*) FROM followup") == [(0,)]
    assert rows(sqlite_url, "SELECT count(*) FROM schedule") == [(0,)]


async def test_without_a_number_those_that_fit_are_offered(demo: World) -> None:
    await demo.drives("you@console> /followup add @you due:+3d Call the port")
    await demo.drives("you@console> /followup add @you due:+3d Call the airport")
    offered = await demo.drives("you@console> /followup done")
    assert "Which one?" in offered
    assert "FUP-1 is done." in await demo.drives(":press 1")


async def test_a_dash_skips_nothing_that_is_needed(demo: World) -> None:
    for line in ("/followup add", "/remind me", "/incident new"):
        asked = await demo.drives(f"you@console> {line}")
        again = await demo.drives("you@console> -")
        assert "is missing" in again
        assert asked.splitlines()[0] in again
        await demo.drives("you@console> /cancel")


async def test_an_unquoted_date_goes_as_far_as_it_has_figures(demo: World) -> None:
    for line, due, title in (
        ("due:mon 17:00 call the port", "Mon 19 Oct 2026, 17:00", "call the port"),
        ("call the port due:mon 17:00", "Mon 19 Oct 2026, 17:00", "call the port"),
        ("due:next working day call the port", "Mon 19 Oct 2026", "call the port"),
        ("by:tomorrow Morning briefing", "Sat 17 Oct 2026", "Morning briefing"),
        ("due:5 november 2026 at 14:30 call", "Thu 5 Nov 2026, 14:30", "call"),
    ):
        said = await demo.drives(f"you@console> /followup add @you {line}")
        assert f"Due: {due}" in said, line
        assert f"\n{title}\n" in said, line


async def test_people_are_named_before_or_behind_the_text(demo: World) -> None:
    for line, people, title in (
        ("@jean, @omar and @rui: call", "Jean, Omar, and Rui", "call"),
        ("call the port @omar due:+1d", "Omar", "call the port"),
        ("call the port due:+1d @omar @rui", "Omar and Rui", "call the port"),
        ("ask @omar for the list to:@jean", "Jean", "ask @omar for the list"),
    ):
        said = await demo.drives(f"you@console> /followup add {line}")
        assert f"Assigned to: {people}\n" in said.replace("Jean, Omar and Rui", "Jean, Omar, and Rui"), line
        assert f"\n{title}\n" in said, line


async def test_a_number_before_the_text_is_asked_about(demo: World) -> None:
    asked = await demo.drives("you@console> /followup add @jean 3 boats to check")
    assert demo.buttons() == ["INC-3", "3 boats to check"]
    assert "Nothing was saved." in asked
    noted = await demo.drives(":press 2")
    assert "\n3 boats to check\n" in noted
    assert "Belongs to" not in noted
    assert "Belongs to: INC-3" in await demo.drives("you@console> /followup add 3 @jean boats to check")


async def test_a_marking_that_is_raised_says_so(demo: World) -> None:
    await demo.drives("you@console> /incident new sev3 tlp:amber Boat")
    said = await demo.drives("you@console> /followup add 11 @jean tlp:green call")
    assert "It is marked TLP:AMBER, no lower than INC-11." in said


async def test_a_deputy_acts_for_who_is_away(demo: World) -> None:
    await demo.drives("omar@console> /lang en")
    await demo.drives("jean@console> /lang en")
    await demo.drives("you@console> /followup add @jean due:+3d call the port")
    assert "Only @jean can do this" in await demo.drives("omar@console> /followup start 1")
    await demo.drives("jean@console> /away 2026-10-16..2026-10-30 deputy:@omar")
    assert "You are away" in await demo.drives("jean@console> /me")
    assert "FUP-1 is in progress." in await demo.drives("omar@console> /followup start 1")
    assert "FUP-1 is done." in await demo.drives("omar@console> /followup 1 done sent")


async def test_what_merged_away_keeps_no_follow_up_to_itself(demo: World) -> None:
    await demo.drives("you@console> /incident new sev2 First")
    await demo.drives("you@console> /incident new sev2 Second")
    await demo.drives("you@console> /incident merge 12 into 11")
    assert "Belongs to: INC-11" in await demo.drives("you@console> /followup add 12 @jean due:+3d call")
    assert "FUP-1" in await demo.drives("you@console> /followup list 11")


async def test_search_finds_follow_ups_too(demo: World) -> None:
    await demo.drives("you@console> /followup add @jean due:+3d Zanzibar manifest")
    assert "FUP-1" in await demo.drives("you@console> /search zanzibar")
    assert "FUP-1" in await demo.drives("you@console> /followup list zanzibar")
    assert "Zanzibar" not in await demo.drives("grace@members> /search zanzibar")


async def test_who_is_given_something_is_told_what_and_by_when(demo: World) -> None:
    await demo.drives("jean@dm> /lang en")
    await demo.drives("omar@dm> /lang en")
    shown = await demo.shown(
        'you@console> /followup add @jean tlp:green due:"2026-10-20 17:00" call the port'
    )
    alone = next(one.text for one in shown if one.room == "dm:jean")
    assert "call the port" in alone
    assert "17:00" in alone
    shown = await demo.shown("you@console> /followup give 1 @omar")
    told = {one.room: one.text for one in shown}
    assert "is assigned to you." in told["dm:omar"]
    assert "is in other hands." in told["dm:jean"]
    shown = await demo.shown("you@console> /followup add org:TD-POL due:+3d tlp:green count the trucks")
    assert {one.room for one in shown} == {"dm:jean", "console"}


async def test_a_bad_answer_in_a_dialog_is_asked_again(demo: World) -> None:
    await demo.drives("you@console> /followup add")
    await demo.drives("you@console> call the port")
    await demo.drives("you@console> @jean")
    again = await demo.drives("you@console> yesterday")
    assert "yesterday lies in the past." in again
    assert "By when?" in again
    await demo.drives("you@console> tomorrow 9:00")
    assert "FUP-1 is noted." in await demo.drives("you@console> -")
    assert "FUP-1: By when?" in await demo.drives("you@console> /followup due 1")
    assert "By when?" in await demo.drives("you@console> 31/02/2027")
    assert "FUP-1 is due at another time." in await demo.drives("you@console> monday 10:00")


async def test_who_may_no_longer_know_is_told_nothing(demo: World) -> None:
    for name in ("omar@dm", "you@dm"):
        await demo.drives(f"{name}> /lang en")
    await demo.drives('you@console> /followup add @omar tlp:amber due:"today 15:00" Amber words')
    await demo.drives("you@console> /taskforce role @omar observer")
    shown = await demo.shown(":time 2026-10-16T15:00+03:00")
    assert [one.room for one in shown] == ["dm:you"]
    assert "may not know of it any more" in shown[0].text


async def test_what_belongs_to_an_incident_is_marked_no_lower_whatever_happens(demo: World) -> None:
    await demo.drives("you@console> /incident new sev3 tlp:green First")
    await demo.drives("you@console> /incident new sev5 tlp:amber Second")
    await demo.drives("you@console> /followup add 11 @jean due:+3d tlp:green Call")
    await demo.drives("you@console> /remind INC-11 on:tomorrow tlp:green Ask")
    refused = await demo.drives("you@console> /followup tlp 1 clear")
    assert "TLP:CLEAR is lower than what it belongs to." in refused
    await demo.drives("you@console> /incident merge 12 into 11")
    assert (await demo.drives("you@console> /followup 1")).startswith("TLP:AMBER")
    assert (await demo.drives("you@console> /remind show 1")).startswith("TLP:AMBER")


async def test_undoing_takes_along_what_went_along(demo: World, sqlite_url: str) -> None:
    await demo.drives("you@console> /incident new sev3 tlp:amber First")
    await demo.drives("you@console> /followup add 11 @jean due:+3d Call")
    await demo.drives("you@console> /incident sev 11 5 worse")
    assert rows(sqlite_url, "SELECT severity FROM followup") == [(5,)]
    await demo.drives("you@console> /undo")
    assert rows(sqlite_url, "SELECT severity FROM followup") == [(3,)]
    await demo.drives("you@members> hello")
    await demo.drives("you@console> /incident tlp 11 green")
    await demo.drives("you@members> /incident 11")
    taken = await demo.shown("you@console> /undo")
    assert any(one.room == "members" and one.edit_of for one in taken)
    await demo.drives("jean@console> /lang en")
    await demo.drives("you@console> /followup add due:+3d Free")
    await demo.drives("jean@console> /followup start 2")
    await demo.drives("jean@console> /undo")
    assert "nobody yet" in await demo.drives("you@console> /followup 2")


async def test_a_deputy_declines_nothing_and_snoozes_for_who_is_away(demo: World, sqlite_url: str) -> None:
    for name in ("omar", "jean"):
        await demo.drives(f"{name}@console> /lang en")
    await demo.drives("jean@console> /deputy @omar")
    await demo.drives('you@console> /followup add @jean due:"today 12:00" Call')
    assert "Only @jean can do this" in await demo.drives("omar@console> /followup decline 1 reason:no")
    await demo.drives(":time 2026-10-16T12:00+03:00")
    assert "You hear of it again" in await demo.drives("omar@console> /snooze 1 1h")
    assert rows(sqlite_url, "SELECT count(*) FROM schedule WHERE done_at IS NULL") == [(1,)]
    assert (await demo.drives(":wait 1h")).count("FUP-1") == 1


async def test_a_snooze_outlives_another_priority_and_a_climb_ends_once(demo: World) -> None:
    for name in ("omar", "jean", "amina"):
        await demo.drives(f"{name}@console> /lang en")
    await demo.drives("you@console> /incident new sev4 Dam")
    await demo.drives('you@console> /followup add 11 @omar due:"today 10:00" Open')
    await demo.drives(":time 2026-10-16T10:00+03:00")
    await demo.drives("omar@console> /snooze 1 2026-10-18 10:00")
    await demo.drives("you@console> /followup prio 1 high")
    assert "Sun 18 Oct 2026, 10:00" in await demo.drives("you@console> /why FUP-1")
    climbed = await demo.drives(":wait 20h")
    assert climbed.count("step 2 of 3") == climbed.count("step 3 of 3") == 1
    await demo.drives("omar@console> /followup start 1")
    assert "step" not in await demo.drives(":wait 20h")
    await demo.drives("you@console> /followup give 1 @jean")
    assert "step 2 of 3" in await demo.drives(":wait 5h")


async def test_only_whose_it_is_confirms_a_date(demo: World) -> None:
    await demo.drives("jean@console> /lang en")
    await demo.drives('you@console> /followup add @omar due:"1 Ramadan 1448" Wish well')
    refused = await demo.drives("jean@console> /confirm FUP-1 +1")
    assert refused == "Only who gave FUP-1, or a coordinator, can do this."
    await demo.drives("you@console> /followup cancel 1 reason:over")
    assert "FUP-1 is already cancelled" in await demo.drives("you@console> /confirm FUP-1")
