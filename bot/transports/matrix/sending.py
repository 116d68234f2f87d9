"""Posts as Matrix events: said once whatever happens, encrypted where the room is."""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import structlog
from nio.crypto import encrypt_attachment

from bot.model.markings import Tlp
from bot.services.sending import Button, Gone, Later, Never, Post, Withheld
from bot.text.matrix import MOST_BUTTONS, Body, keycap, render
from bot.text.nodes import Doc
from bot.text.pages import pages
from bot.text.plain import render as plain
from bot.text.say import Say
from bot.transports.matrix.crypto import Crypto
from bot.transports.matrix.hearing import NETWORK
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Json, Refused, Silent, part
from bot.transports.matrix.listening import Listener
from bot.transports.matrix.rooms import Room, standing
from bot.views.base import Attachment

PAUSE = 2.0
SPARE_SECONDS = 600.0
LONGEST = 45_000
"""Bytes of an event's content: encryption makes a third more, and with all around it 65,536 is the limit."""

SHARED = (Tlp.CLEAR, Tlp.GREEN)

log = structlog.get_logger()


class Sender:
    """Shows posts on Matrix; the same post sent again is the same event."""

    network = NETWORK
    keyed = True

    def __init__(self, server: Homeserver, crypto: Crypto, listener: Listener) -> None:
        self._server = server
        self._crypto = crypto
        self._listener = listener
        self._spare_until = 0.0
        self.ready = asyncio.Event()
        """Set once the server has told which rooms there are; nothing is said before."""
        self.revoked: Callable[[], None] = lambda: None
        """Called when the token is no good any more."""

        self.spawn: Callable[[Coroutine[Any, Any, None]], object] = _drop
        """What is not waited for is given to this."""

    async def send(self, post: Post) -> tuple[str, ...]:
        """The ids of the events shown: one a language, and one a file."""
        await self.ready.wait()
        room = self._listener.rooms.get(post.room.address)
        if room is None:
            raise Gone
        try:
            if post.withdraws:
                await self._withdraw(room, post.edit_of, post.key)
                return ()
            if post.tlp is not None and not post.tlp.within(standing(room, ()).cap):
                raise Withheld  # what the room is now, the bot may not have been told yet
            return await self._shown(room, post)
        except Silent:
            raise Later(PAUSE) from None
        except Refused as refused:
            raise self._meaning(refused, room) from refused

    async def _shown(self, room: Room, post: Post) -> tuple[str, ...]:
        shown = []
        for index, (say, doc) in enumerate(post.parts):
            last = index == len(post.parts) - 1
            offered = post.buttons if last else ()
            page = _page(post, say, doc, offered)
            content = _content(render(page, say, offered))
            shown.append(await self._message(room, post, content, index, len(offered)))
            if page is not doc:
                whole = Attachment(_name(post), plain(doc, say).encode())
                shown.append(await self._file(room, post, whole, f"{post.key}.{index}.whole"))
        for index, file in enumerate(post.files):
            shown.append(await self._file(room, post, file, f"{post.key}.file{index}"))
        return tuple(shown)

    async def _message(self, room: Room, post: Post, content: Json, index: int, buttons: int) -> str:
        key = f"{post.key}.{index}" if index else post.key
        event = await self._say(room, "m.room.message", _placed(content, post), key, post.tlp)
        if _edits(post):
            return post.edit_of
        if buttons:
            self.spawn(self._react(room, event, buttons, post.key))
        return event

    async def _file(self, room: Room, post: Post, file: Attachment, key: str) -> str:
        kind = "image/png" if file.picture else "application/octet-stream"
        content: Json = {
            "msgtype": "m.image" if file.picture else "m.file",
            "body": file.name,
            "info": {"size": len(file.content), "mimetype": kind},
            "m.mentions": {},
        }
        if self._is_encrypted(room):
            sealed, keys = encrypt_attachment(file.content)
            address = await self._server.upload(sealed, "application/octet-stream")
            content["file"] = {**keys, "url": address}
        else:
            content["url"] = await self._server.upload(file.content, kind, file.name)
        return await self._say(room, "m.room.message", _related(content, post.reply_to), key, post.tlp)

    async def _say(self, room: Room, kind: str, content: Json, key: str, tlp: Tlp | None) -> str:
        """The id of the event; in a room that is or was encrypted, it is encrypted."""
        if self._is_encrypted(room):
            strict = tlp is not None and tlp not in SHARED
            await self._crypto.share(self._server, room.id, set(room.members), strict=strict)
            kind, content = "m.room.encrypted", self._crypto.seal(room.id, kind, content)
        return await self._put(room, kind, content, key)

    def _is_encrypted(self, room: Room) -> bool:
        """Whether a room is or ever was encrypted."""
        return room.encrypted or room.id in self._crypto.encrypted

    async def _put(self, room: Room, kind: str, content: Json, key: str) -> str:
        path = f"{CLIENT}/rooms/{part(room.id)}/send/{kind}/{part(key)}"
        event = (await self._server.ask("PUT", path, content)).get("event_id")
        if not isinstance(event, str):
            raise Silent
        self._listener.remember(event)
        return event

    async def _withdraw(self, room: Room, event: str, key: str) -> None:
        """Nothing; a message of ours is empty now, and so is whatever it was changed into."""
        for number, one in enumerate([event, *await self._edits_of(room, event)]):
            path = f"{CLIENT}/rooms/{part(room.id)}/redact/{part(one)}/{part(key)}.{number}"
            await self._server.ask("PUT", path, {})

    async def _edits_of(self, room: Room, event: str) -> list[str]:
        """The ids of our edits of a message, newest first; what others say they made of it is theirs."""
        path = f"/_matrix/client/v1/rooms/{part(room.id)}/relations/{part(event)}/m.replace"
        found: list[str] = []
        asked = {"limit": "100"}
        while True:
            answer = await self._server.ask("GET", path, params=asked)
            chunk = answer.get("chunk")
            edits = [one for one in chunk if isinstance(one, dict)] if isinstance(chunk, list) else []
            found += [str(one.get("event_id")) for one in edits if one.get("sender") == self._crypto.user]
            more = answer.get("next_batch")
            if not isinstance(more, str) or more == asked.get("from"):
                return found
            asked["from"] = more

    async def _react(self, room: Room, event: str, count: int, key: str) -> None:
        """Nothing; the reactions that press buttons are under the message, as far as the server lets us.

        They count as messages: where the server asked to wait, they are left out for a while.
        """
        if time.monotonic() < self._spare_until:
            return
        for number in range(1, min(count, MOST_BUTTONS) + 1):
            related = {"rel_type": "m.annotation", "event_id": event, "key": keycap(number)}
            try:
                await self._put(room, "m.reaction", {"m.relates_to": related}, f"{key}.r{number}")
            except (Silent, Refused) as error:
                self._spare_until = time.monotonic() + SPARE_SECONDS
                log.info("no reactions are placed for a while", why=str(error) or type(error).__name__)
                return

    def _meaning(self, refused: Refused, room: Room) -> Exception:
        """What a refusal says about the post: later, never, or the bot is not let in or may not speak."""
        if refused.token_gone:
            self.revoked()
            return Later(60.0)
        if refused.passing:
            self._spare_until = time.monotonic() + SPARE_SECONDS
            return Later(refused.wait or PAUSE)
        if refused.errcode in {"M_FORBIDDEN", "M_NOT_FOUND", "M_NOT_JOINED"}:
            self._listener.entered.discard(room.id)
            return Gone()
        return Never(f"{refused.status} {refused.errcode}")


def _drop(unwanted: Coroutine[Any, Any, None]) -> None:
    """Nothing; while the network is not run, reactions are left out."""
    unwanted.close()


def _page(post: Post, say: Say, doc: Doc, offered: Sequence[Button]) -> Doc:
    """The document where it can be one event, else its first page."""

    def fits(page: Doc) -> bool:
        content = _placed(_content(render(page, say, offered)), post)
        return len(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()) <= LONGEST

    return doc if fits(doc) else pages(doc, fits)[0]


def _name(post: Post) -> str:
    label = post.tlp.value.replace(":", "-").replace("+", "-") if post.tlp else "liaison"
    return f"{label} {post.key.partition('-')[0]}.txt"


def _content(body: Body) -> Json:
    """A notice, which no bot answers; where somebody is mentioned a text, which their phone shows."""
    return {
        "msgtype": "m.text" if body.mentions else "m.notice",
        "body": body.body,
        "format": "org.matrix.custom.html",
        "formatted_body": body.formatted_body,
        "m.mentions": {"user_ids": list(body.mentions)} if body.mentions else {},
    }


def _related(content: Json, reply_to: str) -> Json:
    """The content as an answer, in the thread where the question was."""
    event, _, thread = reply_to.partition("|")
    if not event.startswith("$"):
        return content
    related: Json = {"m.in_reply_to": {"event_id": event}}
    if thread:
        related |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": False}
    return {**content, "m.relates_to": related}


def _edits(post: Post) -> bool:
    """Whether a post takes the place of a message; what is said in several languages is several."""
    return bool(post.edit_of) and len(post.parts) == 1


def _placed(content: Json, post: Post) -> Json:
    """The content in the place of a message, or as the answer to one."""
    return _edited(content, post.edit_of) if _edits(post) else _related(content, post.reply_to)


def _edited(content: Json, edit_of: str) -> Json:
    event = edit_of.partition("|")[0]
    return {
        **content,
        "body": f"* {content['body']}",
        "formatted_body": f"* {content['formatted_body']}",
        "m.mentions": {},
        "m.new_content": content,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event},
    }
