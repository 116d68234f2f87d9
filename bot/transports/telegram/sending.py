"""Posts as Telegram messages: text with entities, pages, keyboards, and what its answers mean."""

from collections.abc import Awaitable
from typing import Any

from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.model.markings import Tlp
from bot.services.sending import Button, Gone, Later, Moved, Never, Post, Unsure, Withheld
from bot.text.nodes import Doc
from bot.text.pages import by_utf16, pages
from bot.text.say import Say
from bot.text.telegram import LIMIT, Entity, Rendered, render, units
from bot.transports.telegram.hearing import NETWORK
from bot.transports.telegram.pace import Pace
from bot.transports.telegram.polling import Account, seconds
from bot.transports.telegram.request import NotSent
from bot.views.base import Attachment

PAUSE = 2.0
NO_PREVIEW = {"is_disabled": True}
GONE = ("chat not found", "not enough rights", "have no rights", "chat_write_forbidden", "topic_closed")
UNCHANGED = "message is not modified"
WIDE = 24
ALWAYS = {"/cancel", "-"}

Json = dict[str, Any]
"""An object of the Bot API; building the library's own for each post costs more than sending it."""


class Sender:
    """Shows posts on Telegram, at the pace it allows."""

    network = NETWORK
    keyed = False

    def __init__(self, bot: Account, pace: Pace, *, ephemeral: bool) -> None:
        self._bot = bot
        self._pace = pace
        self._ephemeral = ephemeral
        self._shown: dict[str, list[str]] = {}

    async def send(self, post: Post) -> tuple[str, ...]:
        """The ids of the messages shown: one a page of each language.

        Pages that were shown before the network asked to wait are not shown again.
        """
        shown = self._shown.setdefault(post.key, [])
        texts = [page for say, doc in post.parts for page in _rendered(doc, say)]
        for index, text in enumerate(texts):
            if index < len(shown):
                continue
            edited = post.edit_of if len(texts) == 1 else ""
            shown.append(await self._one(post, text, edited, last=index == len(texts) - 1))
        for file in post.files[len(shown) - len(texts) :]:
            shown.append(await self._file(post, file))
        return tuple(self._shown.pop(post.key))

    async def _one(self, post: Post, text: Rendered, edited: str, *, last: bool) -> str:
        chat, topic = await self._turn(post)
        entities = [_entity(one) for one in text.entities]
        if edited:
            return await self._edit(post, text.text, entities, chat)
        replied, _, number = post.reply_to.rpartition(":")
        message = {
            "chat_id": int(chat),
            "text": text.text,
            "entities": entities,
            "message_thread_id": int(topic) if topic else None,
            "reply_parameters": _reply(number) if replied.partition("/")[0] == chat else None,
            "reply_markup": _markup(post) if last else None,
            "protect_content": _kept(post),
            "link_preview_options": NO_PREVIEW,
            **self._alone(post),
        }
        return await self._said(self._bot.say(message), chat, topic)

    async def _file(self, post: Post, file: Attachment) -> str:
        chat, topic = await self._turn(post)
        kind = "photo" if file.picture else "document"
        message = {
            "chat_id": int(chat),
            kind: InputFile(file.content, filename=file.name),
            "caption": post.tlp.value if post.tlp else None,
            "message_thread_id": int(topic) if topic else None,
            "protect_content": _kept(post),
        }
        return await self._said(self._bot.say(message, f"send{kind.capitalize()}"), chat, topic)

    async def _turn(self, post: Post) -> tuple[str, str]:
        """The chat and the topic of the post, once it is its turn and the room may still read it."""
        chat, _, topic = post.room.address.partition("/")
        if await self._pace.turn(chat, urgent=post.urgent) and not post.still():
            raise Withheld
        return chat, topic or post.reply_to.rpartition(":")[0].partition("/")[2]

    @staticmethod
    async def _said(sending: Awaitable[int], chat: str, topic: str) -> str:
        """The id of a message, or what an error means for the post."""
        try:
            number = await sending
        except TelegramError as error:
            raise meaning(error) from error
        return f"{chat}/{topic}:{number}" if topic else f"{chat}:{number}"

    async def _edit(self, post: Post, text: str, entities: list[Json], chat: str) -> str:
        buttons = _markup(post)
        try:
            await self._bot.change(
                {
                    "chat_id": int(chat),
                    "message_id": int(post.edit_of.rpartition(":")[2]),
                    "text": text,
                    "entities": entities,
                    "reply_markup": buttons if buttons and "inline_keyboard" in buttons else None,
                    "link_preview_options": NO_PREVIEW,
                }
            )
        except TelegramError as error:
            if not isinstance(error, BadRequest) or UNCHANGED not in str(error).lower():
                raise meaning(error) from error
        return post.edit_of

    def _alone(self, post: Post) -> Json:
        """What makes a message visible to one member alone, where Telegram can do that."""
        if not (self._ephemeral and post.to_address and post.room.address.startswith("-")):
            return {}
        return {"ephemeral_message_parameters": {"receiver_user_id": int(post.to_address)}}


def _kept(post: Post) -> bool:
    """Whether official clients shall refuse to forward and save it."""
    return post.tlp is not None and post.tlp is not Tlp.CLEAR


def meaning(error: TelegramError) -> Exception:
    """What an error says about the post: later, never, gone, moved, or nobody knows."""
    match error:
        case RetryAfter():
            return Later(seconds(error))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Gone()
        case BadRequest():
            return _refused(str(error))
        case NotSent() | InvalidToken():
            return Later(PAUSE)
        case _:
            return Unsure()


def _refused(why: str) -> Exception:
    told = why.lower()
    return Gone() if any(words in told for words in GONE) else Never(why)


def _rendered(doc: Doc, say: Say) -> list[Rendered]:
    """The document as it is sent, on as many pages as it needs: most need one."""
    whole = render(doc, say)
    if units(whole.text) <= LIMIT:
        return [whole]
    return [render(page, say) for page in pages(doc, by_utf16(say))]


def _entity(one: Entity) -> Json:
    found: Json = {"type": one.type, "offset": one.offset, "length": one.length}
    if one.user_id:
        found["user"] = {"id": int(one.user_id), "is_bot": False, "first_name": "-"}
    return found


def _reply(number: str) -> Json | None:
    return {"message_id": int(number), "allow_sending_without_reply": True} if number.isdecimal() else None


def _markup(post: Post) -> Json | None:
    """Buttons; in a group, a question with nothing to choose opens the answer field instead.

    With privacy mode on, a group's bot hears only answers to itself, and that is what it opens.
    """
    choices = [button for button in post.buttons if button.line not in ALWAYS]
    if post.asks and not choices and post.room.address.startswith("-"):
        return {"force_reply": True, "selective": True}
    return {"inline_keyboard": _keyboard(post.buttons)} if post.buttons else None


def _keyboard(buttons: tuple[Button, ...]) -> list[list[Json]]:
    """Two short buttons a row, long ones alone."""
    table: list[list[Json]] = []
    for button in buttons:
        short = len(button.label) <= WIDE
        if not (short and table and len(table[-1]) == 1 and len(table[-1][0]["text"]) <= WIDE):
            table.append([])
        table[-1].append({"text": button.label, "callback_data": button.data})
    return table
