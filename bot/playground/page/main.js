// The page's beginning: it loads what has been said, then hears of each change as the server tells it.

import * as composer from "./composer.js";
import * as conditions from "./conditions.js";
import * as conversation from "./conversation.js";
import * as inspector from "./inspector.js";
import { fill, find, open, placeOf, placeOfMessage, places, refresh, show } from "./places.js";
import { byId, say } from "./server.js";
import * as tour from "./tour.js";

let me;

const HEARD = {
  message(data) {
    const place = placeOfMessage(data);
    if (!place) return;
    place.draft = null;
    place.messages.set(data.message_id, data);
    if (place === open()) {
      if (data.from?.is_bot) restState();
      conversation.drawMessage(data);
      tour.messageDrawn();
    } else if (data.from?.is_bot) place.unread += 1;
    refresh(place);
  },
  edited(data) {
    const place = placeOfMessage(data);
    place?.messages.set(data.message_id, data);
    if (place === open()) conversation.drawMessage(data);
    if (place) refresh(place);
  },
  deleted({ chat_id, message_id }) {
    for (const place of places.filter((one) => one.chat === chat_id)) {
      place.messages.delete(message_id);
      if (place === open()) conversation.dropMessage(message_id);
      refresh(place);
    }
  },
  draft(data) {
    const place = placeOf(data.chat_id);
    place.draft = data;
    if (place === open()) conversation.drawDraft();
  },
  action: ({ chat_id, action }) => { if (open().chat === chat_id) say(action === "typing" ? "typing…" : "sending a file…"); },
  tap_answered: ({ text }) => { if (text) say(text); },
  inline_answered: composer.offerInline,
  profile: ({ key, value }) => { composer.setProfile(key, value); if (key === "description//") redrawIfEmpty(); },
  phase(phase) {
    me.phase = phase;
    byId("about").textContent = phase.about || "reading the articles…";
    restState();
    redrawIfEmpty();
    document.body.dataset.ready = String(phase.ready);
  },
  call(data) { if (data.method === "sendMessage" && String(data.result).startsWith("fault")) conditions.faultSpent(); },
};

const restState = () => say(me.phase.ready ? "online" : "starting: what you write is answered in a moment");
const redrawIfEmpty = () => { if (!open().messages.size) conversation.draw(); };

function hear(line) {
  const event = JSON.parse(line);
  HEARD[event.kind]?.(event.data);
  if (event.kind === "call" || event.kind === "update") inspector.note(event);
}

async function load() {
  me = await (await fetch("/state")).json();
  const first = !places.length;
  fill(me.places, me.messages, () => { composer.reset(); conversation.draw(); });
  composer.prepare(me);
  conversation.prepare(me.bot, { whatIsHere: () => tour.welcome(me), reply: composer.reply, edit: composer.edit });
  if (first) {
    inspector.prepare();
    conditions.prepare(me.today);
    tour.begin(me.phase.is_sample);
  }
  show(open() ?? find("Reader"));
  HEARD.phase(me.phase);
}

// The stream is opened first and read after loading, so that nothing between the two is missed. It opens anew by itself.
const events = new EventSource("/events");
let missed = null;
events.onopen = async () => {
  missed = [];
  inspector.clear();
  await load();
  const waiting = missed;
  missed = null;
  waiting.forEach(hear);
};
events.onmessage = ({ data }) => (missed ? missed.push(data) : hear(data));
events.onerror = () => say("Dateline does not answer. If it was stopped, start it again and open its new link.");
