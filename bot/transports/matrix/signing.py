"""Cross-signing: the bot's own identity, and whether other people's devices are signed by theirs.

Clients that follow MSC4153 neither read nor write to devices that their owner did not sign, and
matrix-nio cannot sign. Here is what is needed of it: three Ed25519 keys, canonical JSON, and the two
requests that publish them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from unpaddedbase64 import decode_base64, encode_base64

from bot.transports.matrix.homeserver import CLIENT, Homeserver, Refused
from bot.transports.matrix.keys import Keys

Json = dict[str, Any]


class Foreign(Exception):  # noqa: N818 - it says what to do
    """The account has an identity made elsewhere: it must not be replaced unasked."""


def canonical(found: Mapping[str, Any]) -> bytes:
    """What is signed of an object."""
    told = {key: value for key, value in found.items() if key not in {"signatures", "unsigned"}}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


class SigningKey:
    """One of the three keys of an identity."""

    def __init__(self, seed: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
        self.public = encode_base64(self._key.public_key().public_bytes_raw())

    def described(self, user_id: str, usage: str) -> Json:
        """The public half, as it is published."""
        return {"user_id": user_id, "usage": [usage], "keys": {f"ed25519:{self.public}": self.public}}

    def signed(self, found: Json, user_id: str) -> Json:
        """The object with this key's signature."""
        signature = encode_base64(self._key.sign(canonical(found)))
        others = found.get("signatures", {})
        mine = {**others.get(user_id, {}), f"ed25519:{self.public}": signature}
        return {**found, "signatures": {**others, user_id: mine}}


def is_signed(found: Mapping[str, Any], user_id: str, public: str) -> bool:
    """Whether an object bears a key's signature; whatever is wrong with it, then it does not."""
    try:
        signature = decode_base64(found["signatures"][user_id][f"ed25519:{public}"])
        Ed25519PublicKey.from_public_bytes(decode_base64(public)).verify(signature, canonical(found))
    except (InvalidSignature, KeyError, TypeError, ValueError, AttributeError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody's identity: the master key it stands on, and the devices its owner signed."""

    master: str
    signed: frozenset[str]


def identity_of(answer: Mapping[str, Any], user_id: str) -> Identity | None:
    """What a server's answer about keys proves of somebody; None where there is no identity."""
    masters, selves, devices = (
        _of(answer, name, user_id) for name in ("master_keys", "self_signing_keys", "device_keys")
    )
    master, self_signing = _public(masters, user_id), _public(selves, user_id)
    if not master or not self_signing or not is_signed(selves, user_id, master):
        return None
    signed = {
        str(name)
        for name, device in devices.items()
        if isinstance(device, dict)
        and device.get("user_id") == user_id
        and device.get("device_id") == name
        and is_signed(device, user_id, self_signing)
    }
    return Identity(master, frozenset(signed))


def stands(answer: Mapping[str, Any], keys: Keys) -> bool:
    """Whether a server's answer shows our identity, and our device signed by it."""
    identity = identity_of(answer, keys.user_id)
    ours = SigningKey(keys.master).public
    return identity is not None and identity.master == ours and keys.device_id in identity.signed


async def published(server: Homeserver, keys: Keys, password: str = "", *, replacing: bool = False) -> None:
    """Nothing, once the account has our identity and the device is signed by it.

    Raises `Foreign` where the account has another identity that is not to be replaced, `Refused` where a
    password is needed.
    """
    answer = await asked(server, [keys.user_id])
    master, self_signing, user_signing = (
        SigningKey(seed) for seed in (keys.master, keys.self_signing, keys.user_signing)
    )
    there = _public(_of(answer, "master_keys", keys.user_id), keys.user_id)
    if there and there != master.public and not replacing:
        raise Foreign
    if there != master.public:
        user = keys.user_id
        await _with_password(
            server,
            {
                "master_key": master.described(user, "master"),
                "self_signing_key": master.signed(self_signing.described(user, "self_signing"), user),
                "user_signing_key": master.signed(user_signing.described(user, "user_signing"), user),
            },
            user,
            password,
        )
    device = _of(answer, "device_keys", keys.user_id).get(keys.device_id)
    if isinstance(device, dict) and not is_signed(device, keys.user_id, self_signing.public):
        bare = {key: value for key, value in device.items() if key != "unsigned"}
        signed = {keys.user_id: {keys.device_id: self_signing.signed(bare, keys.user_id)}}
        await server.ask("POST", f"{CLIENT}/keys/signatures/upload", signed)


async def asked(server: Homeserver, users: list[str], seconds: float = 20.0) -> Json:
    """What the server knows of the keys of these people."""
    wanted: Json = {"device_keys": {user: [] for user in users}}
    return await server.ask("POST", f"{CLIENT}/keys/query", wanted, seconds=seconds)


async def _with_password(server: Homeserver, body: Json, user: str, password: str) -> None:
    """Nothing; the keys are published, with the password where the server asks for it."""
    path = f"{CLIENT}/keys/device_signing/upload"
    try:
        await server.ask("POST", path, body)
    except Refused as refused:
        session = refused.answer.get("session")
        if not session or not password:
            raise
        who = {"type": "m.id.user", "user": user}
        auth = {"type": "m.login.password", "identifier": who, "password": password, "session": session}
        await server.ask("POST", path, {**body, "auth": auth})


def _of(answer: Mapping[str, Any], name: str, user_id: str) -> Json:
    """A part of the answer about somebody; empty where there is none or it has another shape."""
    found = answer.get(name)
    told = found.get(user_id) if isinstance(found, dict) else None
    return told if isinstance(told, dict) else {}


def _public(key: Mapping[str, Any], user_id: str) -> str:
    """The one public key in a published key; empty where it is not theirs."""
    keys = key.get("keys")
    if key.get("user_id") != user_id or not isinstance(keys, dict) or len(keys) != 1:
        return ""
    ((name, public),) = keys.items()
    return public if isinstance(public, str) and name == f"ed25519:{public}" else ""
