// The conversations at the left: chats, and the group's topic. Each holds its messages in their order.

import { byId, make } from "./server.js";

export const places = []; // {chat, topic, name, about, messages: Map by id, draft, unread, tab}
let openPlace;
let opened = () => {};

export const open = () => openPlace;
export const find = (name) => places.find((one) => one.name === name);
export const placeOf = (chat, topic = 0) =>
  places.find((one) => one.chat === chat && one.topic === topic) ?? places.find((one) => one.chat === chat);
export const placeOfMessage = (message) => placeOf(message.chat.id, message.is_topic_message ? message.message_thread_id : 0);

export function fill(given, messages, whenOpened) {
  opened = whenOpened;
  if (!places.length) {
    for (const one of given) places.push({ ...one, draft: null, unread: 0, messages: new Map() });
    byId("places").replaceChildren(...places.map(tabOf));
    byId("places").onkeydown = walk;
  }
  for (const place of places) place.messages.clear();
  for (const message of messages) placeOfMessage(message)?.messages.set(message.message_id, message);
  for (const place of places) refresh(place);
}

export function show(place) {
  openPlace = place;
  place.unread = 0;
  byId("title").textContent = `${place.name} · ${place.about}`;
  byId("face").textContent = place.name[0];
  byId("face").dataset.name = place.name;
  for (const one of places) {
    one.tab.setAttribute("aria-selected", String(one === place));
    one.tab.tabIndex = one === place ? 0 : -1;
  }
  refresh(place);
  opened();
}

// Show a place's last words, and how many messages have not been seen.
export function refresh(place) {
  const last = [...place.messages.values()].at(-1);
  place.tab.querySelector(".last").textContent = last ? (last.text ?? last.caption ?? last.document?.file_name ?? "a picture").slice(0, 80) : place.about;
  const count = place.tab.querySelector(".unread");
  count.textContent = place.unread || "";
  count.hidden = !place.unread;
}

function tabOf(place) {
  const tab = make("button", "", place.topic ? "place topic" : "place");
  const face = make("span", place.topic ? "#" : place.name[0], "face");
  face.dataset.name = place.name;
  face.setAttribute("aria-hidden", "true");
  const words = make("span", "", "words");
  words.append(make("span", place.name, "name"), make("span", "", "last"));
  tab.append(face, words, make("span", "", "unread"));
  tab.type = "button";
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", "main");
  tab.dataset.name = place.name;
  tab.onclick = (event) => {
    show(place);
    if (event.detail === 0) byId("text").focus(); // Enter, not a pointer: go on to writing
  };
  place.tab = tab;
  return tab;
}

// The arrow keys go from chat to chat, as in any list of tabs.
function walk(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = places[(places.indexOf(openPlace) + step + places.length) % places.length];
  show(next);
  next.tab.focus();
}
