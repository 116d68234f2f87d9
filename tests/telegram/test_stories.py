"""Telegram as people know it: groups, topics, direct messages; typed, pressed, asked for; three languages."""

from telegram_net import Asked, chat, user
from telegram_world import PEOPLE, ROOMS, TelegramWorld
from world import bare

GROUP = ROOMS["console"]
TOPIC = {"message_thread_id": 5, "is_topic_message": True}
GREEN = "/incident new sev2 TRF.goods country:KE place:Moyale at:06:40 tlp:green src:B2 Truck stopped"


def texts(sent: list[Asked]) -> list[str]:
    return [bare(one.fields["text"]) for one in sent]


async def test_an_incident_by_typing_in_a_group_in_english(on_telegram: TelegramWorld) -> None:
    (sent,) = await on_telegram.shown(GREEN)
    assert "INC-11 is logged and open." in bare(sent.fields["text"])
    assert int(sent.fields["chat_id"]) == GROUP
    assert sent.fields["protect_content"] == "true"
    assert sent.decoded("link_preview_options") == {"is_disabled": True}
    assert sent.decoded("reply_parameters")["allow_sending_without_reply"] is True
    assert "parse_mode" not in sent.fields
    assert "entry #1 is logged" in await on_telegram.hears("/incident log 11 Second truck found")
    assert "INC-11 is closed: resolved." in await on_telegram.hears(
        "/incident close 11 outcome:resolved Done"
    )


async def test_an_incident_by_buttons_in_a_direct_message_in_french(on_telegram: TelegramWorld) -> None:
    line = "/incident nouveau sev2 tlp:green Pirogue échouée"
    opened = await on_telegram.hears(line, by="jean", room="dm")
    assert "INC-11 est enregistré." in opened
    asked = await on_telegram.presses("Ajouter à la chronologie", by="jean")
    assert "Répondez ici" in asked
    assert on_telegram.buttons() == ["Annuler"]
    logged = await on_telegram.hears("Personne à bord", by="jean", room="dm")
    assert "INC-11 : l’entrée #1 est enregistrée." in logged.replace("\u00a0", " ")


async def test_an_incident_by_dialog_in_a_group_with_privacy_in_arabic(on_telegram: TelegramWorld) -> None:
    (asked,) = await on_telegram.shown("/حادث جديد", by="omar")
    assert "ماذا حدث؟" in asked.fields["text"]
    assert asked.decoded("reply_markup") == {"force_reply": True, "selective": True}
    assert asked.decoded("reply_parameters")["message_id"] > 0
    text = asked.fields["text"]
    assert all(line.startswith("\u200f") for line in text.split("\n"))
    said = on_telegram.net.sent()[-1].answer["result"]["message_id"]
    reply = {"message_id": said, "date": 1, "chat": chat(GROUP), "text": text}
    graded = await on_telegram.hears("قارب منجرف", by="omar", reply_to_message=reply)
    assert "ما درجة خطورته؟" in graded
    assert "من أي نوع هو؟" in await on_telegram.presses("منخفضة", by="omar")
    assert "أين حدث؟" in await on_telegram.presses("الأمن البحري والقرصنة", by="omar")
    for _ in range(3):
        newest = on_telegram.net.sent()[-1].answer["result"]
        await on_telegram.shown("-", by="omar", reply_to_message=newest)
    assert "سُجّل INC-11" in await on_telegram.presses("TLP:GREEN", by="omar")


async def test_in_a_group_only_a_reply_is_an_answer(on_telegram: TelegramWorld) -> None:
    await on_telegram.shown("/incident new")
    assert await on_telegram.shown("Just talking to the others") == []


async def test_a_reply_stays_in_its_topic(on_telegram: TelegramWorld) -> None:
    (sent,) = await on_telegram.shown("/status", **TOPIC)
    assert sent.fields["message_thread_id"] == "5"
    assert "LAKES: what is going on" in bare(sent.fields["text"])


async def test_a_topic_bound_on_its_own_is_a_room_with_the_groups_readers(on_telegram: TelegramWorld) -> None:
    bound = await on_telegram.hears("/taskforce bind LAKES ceiling:clear", **TOPIC)
    assert "This room now belongs to LAKES and is cleared up to TLP:CLEAR" in bound
    hidden = await on_telegram.hears(GREEN, **TOPIC)
    assert "cleared only up to TLP:CLEAR" in hidden
    assert "Truck" not in hidden
    assert "Truck" in await on_telegram.hears("/incident 11")
    warned = await on_telegram.hears("/status", by="stranger")
    assert "reads here, and I do not know them" in warned
    assert "Truck" not in await on_telegram.hears("/incident list", **TOPIC)


async def test_a_list_is_turned_in_place(on_telegram: TelegramWorld) -> None:
    await on_telegram.hears("/incident list")
    await on_telegram.hears("/incident new sev1 tlp:green One more")
    (listed,) = await on_telegram.shown("/incident list")
    assert "INC-1 " in await on_telegram.presses("More")
    newest = on_telegram.net.sent()[-1]
    assert newest.method == "editMessageText"
    assert int(newest.fields["message_id"]) == listed.answer["result"]["message_id"]


async def test_a_press_is_acknowledged_at_once(on_telegram: TelegramWorld) -> None:
    await on_telegram.hears("/incident list")
    await on_telegram.presses("INC-10")
    net = on_telegram.net
    await net.until(lambda: any(one.method == "answerCallbackQuery" for one in net.asked))


async def test_forged_stale_and_foreign_buttons_do_nothing(on_telegram: TelegramWorld) -> None:
    await on_telegram.shown("/incident new sev2 tlp:green Boat adrift")
    place = on_telegram.net.sent()[-1].answer["result"]
    for data, by in (("forged:0", "you"), ("", "you"), ("x" * 64, "you")):
        query = {
            "id": str(on_telegram.net.number()),
            "from": user(PEOPLE[by], by),
            "chat_instance": "1",
            "message": place,
            "data": data,
        }
        (sent,) = await on_telegram.caused(callback_query=query)
        assert "no longer valid" in bare(sent.fields["text"])
    (asked,) = await on_telegram.shown("/incident new", by="amina")
    reply = asked.answer["result"]
    await on_telegram.shown("Boti", by="amina", reply_to_message=reply)
    assert "Ghairi" in on_telegram.buttons()
    assert "no longer valid" in await on_telegram.presses("Ghairi")


async def test_a_long_report_comes_on_pages_with_its_label(on_telegram: TelegramWorld) -> None:
    await on_telegram.hears("/incident new sev2 tlp:green Long " + "😀 word. " * 300)
    sent = await on_telegram.shown("/incident log 11 " + "𝄞 notes. " * 400)
    sent += await on_telegram.shown("/incident 11")
    for one in sent:
        text = one.fields["text"]
        assert len(text.encode("utf-16-le")) // 2 <= 4096
        assert bare(text).startswith("TLP:GREEN")


async def test_the_menu_is_set_in_every_language(on_telegram: TelegramWorld) -> None:
    net = on_telegram.net
    await net.until(lambda: sum(one.method == "setMyCommands" for one in net.asked) == 12)
    set_ = [one for one in net.asked if one.method == "setMyCommands"]
    assert {one.fields.get("language_code") for one in set_} == {None, "ar", "fr", "pt", "es", "sw"}
    assert {one.decoded("scope")["type"] for one in set_} == {"all_group_chats", "all_private_chats"}
    french = next(one for one in set_ if one.fields.get("language_code") == "fr")
    assert {"command": "incident", "description": "Enregistrer un incident"} in french.decoded("commands")
