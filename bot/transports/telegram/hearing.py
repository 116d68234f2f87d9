"""From Telegram's updates to things heard: what counts as a line, who said it, where, about what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import (
    CallbackQuery,
    Chat,
    ChatMemberUpdated,
    Message,
    MessageReactionUpdated,
    ReactionType,
    ReactionTypeEmoji,
    Update,
    User,
)
from telegram.constants import ChatMemberStatus, ChatType

from bot.model.delivery import Heard, InboxState
from bot.model.markings import Tlp
from bot.transports.base import heard, storable_whole

NETWORK = "telegram"
CAP = Tlp.GREEN
"""Bots have no end-to-end encryption: nothing above GREEN is said here."""

KINDS = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
]
PRESSED = "press:"
_FILES = {"✍": "📌", "✍️": "📌"}
"""Telegram has no pin among its reactions; the writing hand files a message instead."""

_INSIDE = {
    ChatMemberStatus.MEMBER,
    ChatMemberStatus.ADMINISTRATOR,
    ChatMemberStatus.OWNER,
    ChatMemberStatus.RESTRICTED,
}
_TO_A_BOT = re.compile(r"^(?P<lead>[^\w\s]{1,4}\w{1,64})@(?P<bot>\w{3,64})(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Ears:
    """What is needed to hear: the bot's own name and the moment."""

    username: str
    now: datetime


def rows(raw: dict[str, Any], ears: Ears) -> list[dict[str, Any]]:
    """What an update says, as inbox rows; one that cannot be understood is set aside with its content."""
    raw = storable_whole(raw)
    try:
        update = Update.de_json(raw)
        return list(_rows(update, ears))
    except Exception:  # noqa: BLE001 - whatever is wrong with one update, the others must be heard
        aside = heard(
            network=NETWORK,
            event=f"update:{raw.get('update_id')}",
            kind=Heard.LINE,
            room="",
            sender="",
            text="",
            sent_at=ears.now,
            heard_at=ears.now,
            extra={"update": raw},
        )
        return [{**aside, "state": InboxState.POISON}]


def _rows(update: Update, ears: Ears) -> Iterator[dict[str, Any]]:
    if update.message is not None:
        yield from _message(update.message, ears)
    elif update.edited_message is not None:
        yield from _edit(update.edited_message, ears)
    elif update.callback_query is not None:
        yield from _press(update.callback_query, ears)
    elif update.my_chat_member is not None:
        yield _let_in(update.my_chat_member, ears, update.update_id)
    elif update.chat_member is not None:
        yield from _came(update.chat_member, ears, update.update_id)
    elif update.message_reaction is not None:
        yield from _reactions(update.message_reaction, ears)


def address(message: Message) -> str:
    """The id of a message: its chat, its topic when it is in one, its number there."""
    return _address(message.chat, _topic(message), message.message_id)


def _address(chat: Chat, topic: int | None, number: int) -> str:
    return f"{chat.id}/{topic}:{number}" if topic else f"{chat.id}:{number}"


def _topic(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _message(message: Message, ears: Ears) -> Iterator[dict[str, Any]]:
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        yield _moved(message, ears)
        return
    if message.new_chat_members or message.left_chat_member:
        yield from _members(message, ears)
    elif message.is_automatic_forward:
        return
    elif message.sender_chat is not None:
        if _meant(message, ears):
            yield _line(message, ears, f"chat{message.sender_chat.id}", {"anonymous": True})
    elif message.from_user is not None and not message.from_user.is_bot:
        yield _spoken(message, message.from_user, ears)


def _members(message: Message, ears: Ears) -> Iterator[dict[str, Any]]:
    for one in message.new_chat_members:
        if not one.is_bot:
            yield _reader(message, one, Heard.JOINED, ears)
    if message.left_chat_member is not None and not message.left_chat_member.is_bot:
        yield _reader(message, message.left_chat_member, Heard.LEFT, ears)


def _spoken(message: Message, user: User, ears: Ears) -> dict[str, Any]:
    """A line; or, where nothing was said to the bot, that somebody reads the room."""
    if not _meant(message, ears):
        return _reader(message, user, Heard.JOINED, ears)
    extra = {"language": user.language_code} if user.language_code else {}
    return _line(message, ears, str(user.id), extra, _name(user))


def _meant(message: Message, ears: Ears) -> bool:
    """Whether somebody said something in words of their own, and not to another bot."""
    text = message.text or message.caption or ""
    other = (found := _TO_A_BOT.match(text)) is not None and found["bot"].lower() != ears.username.lower()
    return bool(text) and not other and message.forward_origin is None and message.via_bot is None


def _line(message: Message, ears: Ears, sender: str, extra: dict[str, Any], name: str = "") -> dict[str, Any]:
    replied = message.reply_to_message
    about = about_text = ""
    if replied is not None and replied.message_id != _topic(message):
        about = _address(message.chat, _topic(message), replied.message_id)
        about_text = replied.text or replied.caption or ""
    return heard(
        **_where(message.chat),
        event=address(message),
        kind=Heard.LINE,
        sender=sender,
        sender_name=name,
        text=_to_us(message.text or message.caption or "", ears.username),
        about=about,
        sent_at=message.date,
        heard_at=ears.now,
        extra={**_about(message.chat, message), **extra, **({"about_text": about_text} if about else {})},
    )


def _to_us(text: str, username: str) -> str:
    """`/status@our_bot` and `@our_bot status` are both `/status`."""
    named = _TO_A_BOT.match(text)
    if named is not None and named["bot"].lower() == username.lower():
        return named["lead"] + text[named.end() :]
    mention, rest = text[: len(username) + 1], text[len(username) + 1 :]
    if username and mention.lower() == f"@{username}".lower() and not re.match(r"\w", rest):
        return "/" + rest.lstrip(" ,:/!")
    return text


def _edit(message: Message, ears: Ears) -> Iterator[dict[str, Any]]:
    user = message.from_user
    if user is None or user.is_bot or message.sender_chat is not None or not _meant(message, ears):
        return
    edited = message.edit_date or message.date
    yield heard(
        **_where(message.chat),
        event=f"{address(message)}:{edited.timestamp():.0f}",
        kind=Heard.EDIT,
        sender=str(user.id),
        sender_name=_name(user),
        text=_to_us(message.text or message.caption or "", ears.username),
        about=address(message),
        sent_at=edited,
        heard_at=ears.now,
        extra=_about(message.chat, message),
    )


def _press(query: CallbackQuery, ears: Ears) -> Iterator[dict[str, Any]]:
    message = query.message
    if message is None or query.from_user.is_bot:
        return
    whole = message if isinstance(message, Message) else None
    yield heard(
        **_where(message.chat),
        event=f"{PRESSED}{query.id}",
        kind=Heard.PRESS,
        sender=str(query.from_user.id),
        sender_name=_name(query.from_user),
        text=query.data or "",
        about=_address(message.chat, _topic(whole) if whole else None, message.message_id),
        sent_at=ears.now,
        heard_at=ears.now,
        extra=_about(message.chat, whole),
    )


def _let_in(change: ChatMemberUpdated, ears: Ears, update_id: int) -> dict[str, Any]:
    member = change.new_chat_member
    inside = member.status in _INSIDE and getattr(member, "is_member", True)
    return heard(
        **_where(change.chat),
        event=f"member:{change.chat.id}:{update_id}:{change.date.timestamp():.0f}",
        kind=Heard.ENTERED if inside else Heard.REMOVED,
        sender=str(change.from_user.id),
        sender_name=_name(change.from_user),
        text="",
        sent_at=change.date,
        heard_at=ears.now,
        extra=_about(change.chat, None),
    )


def _came(change: ChatMemberUpdated, ears: Ears, update_id: int) -> Iterator[dict[str, Any]]:
    user, member = change.new_chat_member.user, change.new_chat_member
    if user.is_bot:
        return
    inside = member.status in _INSIDE and getattr(member, "is_member", True)
    yield heard(
        **_where(change.chat),
        event=f"member:{change.chat.id}:{update_id}:{change.date.timestamp():.0f}",
        kind=Heard.JOINED if inside else Heard.LEFT,
        sender=str(user.id),
        sender_name=_name(user),
        text="",
        sent_at=change.date,
        heard_at=ears.now,
        extra=_about(change.chat, None),
    )


def _reader(message: Message, user: User, kind: Heard, ears: Ears) -> dict[str, Any]:
    return heard(
        **_where(message.chat),
        event=f"{address(message)}:{kind.value}:{user.id}",
        kind=kind,
        sender=str(user.id),
        sender_name=_name(user),
        text="",
        sent_at=message.date,
        heard_at=ears.now,
        extra=_about(message.chat, message),
    )


def _reactions(change: MessageReactionUpdated, ears: Ears) -> Iterator[dict[str, Any]]:
    if change.user is None or change.user.is_bot:
        return
    for emoji in sorted(_emoji(change.new_reaction) - _emoji(change.old_reaction)):
        about = _address(change.chat, None, change.message_id)
        yield heard(
            **_where(change.chat),
            event=f"{about}:{change.user.id}:{change.date.timestamp():.0f}:{emoji}",
            kind=Heard.REACTION,
            sender=str(change.user.id),
            sender_name=_name(change.user),
            text=_FILES.get(emoji, emoji),
            about=about,
            sent_at=change.date,
            heard_at=ears.now,
            extra=_about(change.chat, None),
        )


def _emoji(reactions: Iterable[ReactionType]) -> set[str]:
    return {one.emoji for one in reactions if isinstance(one, ReactionTypeEmoji)}


def _moved(message: Message, ears: Ears) -> dict[str, Any]:
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    return heard(
        network=NETWORK,
        event=f"moved:{old}:{new}",
        kind=Heard.MOVED,
        room=str(old),
        sender=str(old),
        text="",
        about=str(new),
        sent_at=message.date,
        heard_at=ears.now,
    )


def _where(chat: Chat) -> dict[str, Any]:
    return {"network": NETWORK, "room": str(chat.id), "direct": chat.type == ChatType.PRIVATE}


def _about(chat: Chat, message: Message | None) -> dict[str, Any]:
    topic = _topic(message) if message is not None else None
    extra = {"cap": CAP.value, "room_name": chat.title or ""}
    return {**extra, "topic": f"{chat.id}/{topic}"} if topic else extra


def _name(user: User) -> str:
    """A name with the account's number, which is what a coordinator needs to add somebody."""
    return f"{user.full_name[:120]} ({NETWORK}:{user.id})"
