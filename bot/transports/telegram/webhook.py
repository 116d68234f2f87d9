"""Updates by webhook: the same inbox; acknowledged only when they are stored."""

import hmac
import json
from typing import Any

import structlog
from aiohttp import web

from bot.store.database import StoreTrouble
from bot.transports.telegram.polling import Store

PATH = "/telegram"
LIMIT_BYTES = 1024 * 1024
HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = structlog.get_logger()


def application(store: Store, secret: str) -> web.Application:
    """The web application that takes updates; `secret` is what Telegram proves itself with."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, secret.encode()):
            return web.Response(status=401)
        try:
            update: Any = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(update, dict) or "update_id" not in update:
            return web.Response(status=400)
        try:
            await store([update])
        except StoreTrouble as trouble:
            log.warning("an update could not be stored; telegram will bring it again", why=str(trouble))
            return web.Response(status=503)
        return web.Response(status=200)

    app = web.Application(client_max_size=LIMIT_BYTES)
    app.router.add_post(PATH, take)
    return app
