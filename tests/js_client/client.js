// One device of one Matrix user, driven by JSON lines: {id, do, ...} in, {id, ok, ...} out.
// It is strict as Element is today: devices that are not cross-signed can neither read it nor be read.
import "./quiet.js";
import { createInterface } from "node:readline";
import {
  ClientEvent,
  MatrixEventEvent,
  RoomEvent,
  createClient,
  DebugLogger,
} from "matrix-js-sdk";
import {
  EventShieldColour,
  EventShieldReason,
  OnlySignedDevicesIsolationMode,
} from "matrix-js-sdk/lib/crypto-api/index.js";

const baseUrl = process.argv[2];
const timeline = []; // what came, in order, of all rooms
let client;
let changed = Promise.withResolvers();

function tell() {
  changed.resolve();
  changed = Promise.withResolvers();
}

// What `found` returns, as soon as it returns something.
async function until(found, seconds, what) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const result = await found();
    if (result) return result;
    const left = end - Date.now();
    if (left <= 0) throw new Error(typeof what === "function" ? what() : what);
    let timer;
    const later = new Promise((done) => (timer = setTimeout(done, Math.min(left, 200))));
    await Promise.race([changed.promise, later]);
    clearTimeout(timer);
  }
}

function content(event) {
  return event.getOriginalContent() ?? {};
}

// The words of an event: of the new version if it is an edit, the key if it is a reaction.
function words(event) {
  const said = content(event);
  return said["m.new_content"]?.body ?? said.body ?? said["m.relates_to"]?.key ?? "";
}

async function described(event) {
  const failed = event.isDecryptionFailure();
  const shield = event.isEncrypted() && !failed ? await client.getCrypto().getEncryptionInfoForEvent(event) : null;
  return {
    event_id: event.getId(),
    sender: event.getSender(),
    type: event.getType(),
    body: words(event),
    content: content(event),
    at: event.getTs(),
    encrypted: event.isEncrypted(),
    decrypted: event.isEncrypted() && !failed,
    redacted: event.isRedacted(),
    failure: failed ? event.decryptionFailureReason : null,
    shield: shield?.shieldColour ? EventShieldColour[shield.shieldColour] : null,
    shield_reason: shield?.shieldColour ? EventShieldReason[shield.shieldReason] : null,
  };
}

async function entered(roomId, seconds = 20) {
  const inside = () => {
    const room = client.getRoom(roomId);
    return room?.getMyMembership() === "join" && room.currentState.getStateEvents("m.room.create", "");
  };
  await until(inside, seconds, `never came into ${roomId}`);
  return { room: roomId };
}

async function sent(roomId, type, body) {
  return { event_id: (await client.sendEvent(roomId, type, body)).event_id };
}

function text(body, more = {}) {
  return { msgtype: "m.text", body, ...more };
}

const commands = {
  // Cross-signing is set up if the user has none; a further device stays unsigned until the first signs it.
  async login({ user, password, sign = true }) {
    const logger = new DebugLogger(Object.assign(() => {}, { extend: () => () => {} }));
    const identifier = { type: "m.id.user", user };
    const found = await createClient({ baseUrl, logger }).loginRequest({ type: "m.login.password", identifier, password });
    client = createClient({
      baseUrl,
      userId: found.user_id,
      deviceId: found.device_id,
      accessToken: found.access_token,
    });
    await client.initRustCrypto({ useIndexedDB: false });
    const crypto = client.getCrypto();
    crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
    let ready = false;
    client.on(ClientEvent.Sync, (state) => {
      ready ||= state === "PREPARED";
      tell();
    });
    client.on(RoomEvent.Timeline, (event, _room, toStart) => {
      if (!toStart) timeline.push(event);
      tell();
    });
    for (const one of [MatrixEventEvent.Decrypted, RoomEvent.LocalEchoUpdated, RoomEvent.Redaction]) client.on(one, tell);
    await client.startClient({ initialSyncLimit: 100, pollTimeout: 10000 });
    await until(() => ready, 30, "the first sync did not come");
    if (sign && !(await crypto.userHasCrossSigningKeys(found.user_id, true))) {
      const proof = { type: "m.login.password", identifier, password };
      await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (ask) => ask(proof) });
    }
    return { user_id: found.user_id, device_id: found.device_id, access_token: found.access_token };
  },

  // The private keys of cross-signing, and a further device that takes them and signs itself with them: what
  // Element does when a new device is allowed in by an old one.
  async secrets() {
    return { secrets: await client.getCrypto().exportSecretsBundle() };
  },

  async adopt({ secrets }) {
    await client.getCrypto().importSecretsBundle(secrets);
    await client.getCrypto().crossSignDevice(client.getDeviceId());
    return {};
  },

  async create_room({ version, encrypted = false, invite = [], preset = "private_chat", is_direct = false, name }) {
    const encryption = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
    const made = await client.createRoom({
      ...(version && { room_version: version }),
      ...(name && { name }),
      initial_state: encrypted ? [encryption] : [],
      invite,
      preset,
      is_direct,
    });
    return entered(made.room_id);
  },

  async join({ room }) {
    await until(() => client.getRoom(room)?.getMyMembership() === "invite", 20, `not invited to ${room}`);
    await client.joinRoom(room);
    return entered(room);
  },

  async leave({ room }) {
    await client.leave(room);
    return {};
  },

  async invite({ room, user }) {
    await client.invite(room, user);
    return {};
  },

  async kick({ room, user }) {
    await client.kick(room, user);
    return {};
  },

  async members({ room, seconds = 20, joined, left }) {
    const members = () => client.getRoom(room)?.getMembers() ?? [];
    const inside = () => members().some((one) => one.userId === joined && one.membership === "join");
    const outside = () => members().some((one) => one.userId === left && one.membership === "leave");
    if (joined) await until(inside, seconds, `${joined} did not join`);
    if (left) await until(outside, seconds, `${left} did not leave`);
    return { members: Object.fromEntries(members().map((one) => [one.userId, one.membership])) };
  },

  // Which devices of a user are cross-signed, as this client knows it; `signed` waits until that one is.
  async devices_of({ user, signed, seconds = 20 }) {
    const crypto = client.getCrypto();
    const found = async () => {
      const devices = (await crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
      const known = {};
      for (const id of devices.keys())
        known[id] = (await crypto.getDeviceVerificationStatus(user, id))?.signedByOwner ?? false;
      return signed && !known[signed] ? null : { signed: known };
    };
    return until(found, seconds, `${signed} of ${user} is not signed`);
  },

  send: ({ room, text: body, content: more, type = "m.room.message" }) => sent(room, type, body === undefined ? more : text(body, more)),

  reply: ({ room, to, text: body, thread }) => {
    const inReply = { "m.in_reply_to": { event_id: to } };
    const relation = thread ? { rel_type: "m.thread", event_id: thread, is_falling_back: to === thread, ...inReply } : inReply;
    return sent(room, "m.room.message", text(body, { "m.relates_to": relation }));
  },

  edit: ({ room, event, text: body }) => {
    const relation = { rel_type: "m.replace", event_id: event };
    return sent(room, "m.room.message", text(`* ${body}`, { "m.new_content": text(body), "m.relates_to": relation }));
  },

  react: ({ room, event, key }) => {
    return sent(room, "m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: event, key } });
  },

  async redact({ room, event }) {
    return { event_id: (await client.redactEvent(room, event)).event_id };
  },

  // The first event after `after` that fits; with `unreadable` the first that cannot be decrypted.
  async wait({ room, from, contains, after, type = "m.room.message", unreadable = false, seconds = 20 }) {
    const seen = () => {
      const start = after ? timeline.findIndex((one) => one.getId() === after) + 1 : 0;
      const mine = (one) => one.getRoomId() === room && !one.status && (!from || one.getSender() === from);
      return after && !start ? [] : timeline.slice(start).filter(mine);
    };
    const fits = (event) => {
      if (unreadable) return event.isDecryptionFailure();
      const readable = event.getType() === type && !event.isDecryptionFailure();
      return readable && (contains === undefined || words(event).includes(contains));
    };
    const what = () => {
      const came = seen().map((one) => (one.isDecryptionFailure() ? one.decryptionFailureReason : words(one) || one.getType()));
      return `waited ${seconds} s; came: ${JSON.stringify(came)}`;
    };
    return described(await until(() => seen().find(fits), seconds, what));
  },

  // An event as it stands now.
  async event({ room, event, redacted, seconds = 20 }) {
    const found = () => timeline.find((one) => one.getId() === event && (!redacted || one.isRedacted()));
    return described(await until(found, seconds, `no such event in ${room}`));
  },

  async stop() {
    client?.stopClient();
    return {};
  },
};

function answer(id, said) {
  process.stdout.write(JSON.stringify({ id, ...said }) + "\n");
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: name, ...given } = JSON.parse(line);
  const done = Promise.resolve()
    .then(() => commands[name](given))
    .then((said) => answer(id, { ok: true, ...said }))
    .catch((error) => answer(id, { ok: false, error: String(error?.message ?? error) }));
  if (name === "stop") {
    await done;
    break;
  }
}
process.exit(0);
