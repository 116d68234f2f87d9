"""The server the Matrix tests stand on: accounts, limits, restarts."""

import time
from collections.abc import Iterator

import pytest
from synapse import Account, RefusedError, Synapse

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def limited() -> Iterator[Synapse]:
    """A server that limits rates as it does out of the box, and is nobody else's."""
    missing = Synapse.missing()
    if missing:
        pytest.skip(missing)
    with Synapse(limits=True) as running:
        yield running


def room(server: Synapse, who: Account, **more: object) -> str:
    room_id: str = server.call("POST", "matrix/client/v3/createRoom", who.access_token, more)["room_id"]
    return room_id


def say(server: Synapse, who: Account, where: str, text: str) -> str:
    path = f"matrix/client/v3/rooms/{where}/send/m.room.message/{text}"
    body = {"msgtype": "m.text", "body": text}
    event_id: str = server.call("PUT", path, who.access_token, body)["event_id"]
    return event_id


def say_thirty(server: Synapse, who: Account, where: str) -> None:
    for number in range(30):
        say(server, who, where, f"n{number}")


def test_a_user_has_a_token_and_may_have_more_devices(synapse: Synapse) -> None:
    alice = synapse.newcomer("alice")
    again = synapse.login(alice)
    assert again.user_id == alice.user_id
    assert again.device_id != alice.device_id
    synapse.revoke(again.access_token)
    with pytest.raises(RefusedError) as refused:
        synapse.call("GET", "matrix/client/v3/account/whoami", again.access_token)
    assert refused.value.body["errcode"] == "M_UNKNOWN_TOKEN"
    assert synapse.call("GET", "matrix/client/v3/account/whoami", alice.access_token)


@pytest.mark.parametrize("version", ["11", "12"])
def test_rooms_of_both_versions(synapse: Synapse, version: str) -> None:
    alice = synapse.newcomer("alice")
    assert (":" in room(synapse, alice, room_version=version)) == (version == "11")


def test_the_shared_server_limits_nobody(synapse: Synapse) -> None:
    alice = synapse.newcomer("alice")
    say_thirty(synapse, alice, room(synapse, alice))


def test_a_server_with_limits_says_so_until_an_admin_lifts_them(limited: Synapse) -> None:
    alice = limited.newcomer("alice")
    where = room(limited, alice)
    with pytest.raises(RefusedError) as refused:
        say_thirty(limited, alice, where)
    assert refused.value.status == 429
    assert refused.value.body["retry_after_ms"] > 0
    limited.override_ratelimit(alice.user_id)
    say_thirty(limited, alice, where)


@pytest.mark.parametrize("kill", [False, True])
def test_a_restart_keeps_address_accounts_and_transactions(limited: Synapse, *, kill: bool) -> None:
    alice = limited.newcomer("alice")
    where = room(limited, alice)
    before = say(limited, alice, where, "once")
    began = time.monotonic()
    limited.restart(kill=kill)
    assert time.monotonic() - began < 30
    assert say(limited, alice, where, "once") == before
