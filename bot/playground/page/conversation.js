// The open conversation: messages, their keyboards, and what is being written.

import { open, places, show } from "./places.js";
import { richText } from "./rich_text.js";
import { act, byId, make, say } from "./server.js";

let bot, describe, answer, change;

// `whatIsHere()` is what an empty chat says; `reply(message)` and `edit(message)` begin one in the writing line.
export function prepare(theBot, { whatIsHere, reply, edit }) {
  [bot, describe, answer, change] = [theBot, whatIsHere, reply, edit];
}

// Draw the whole conversation, from the beginning.
export function draw() {
  const messages = [...open().messages.values()];
  byId("talk").replaceChildren(...(messages.length ? messages.map(drawn) : [describe()]), ...draft());
  byId("talk").scrollTop = byId("talk").scrollHeight;
}

// Draw one message anew, or for the first time; everything else, and the focus, stays as it is.
export function drawMessage(message) {
  const old = byId(`m${message.message_id}`);
  if (!old) byId("talk").querySelector(".about")?.remove();
  const focused = old ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
  const fresh = drawn(message);
  if (old) old.replaceWith(fresh);
  else byId("talk").append(fresh);
  if (focused >= 0) (fresh.querySelectorAll("button")[focused] ?? fresh).focus();
  drawDraft();
  if (!old) fresh.scrollIntoView({ block: fresh.offsetHeight > byId("talk").clientHeight ? "start" : "end" });
}

export function dropMessage(id) {
  byId(`m${id}`)?.remove();
}

export function drawDraft() {
  byId("talk").querySelector(".draft")?.remove();
  byId("talk").append(...draft());
}

function draft() {
  if (!open().draft) return [];
  const box = make("article", "", "message draft");
  box.append(richText(open().draft.text, open().draft.entities ?? [], follow));
  return [box];
}

function drawn(message) {
  const mine = !message.from?.is_bot;
  const row = make("div", "", mine ? "row mine" : "row");
  row.id = `m${message.message_id}`;
  row.tabIndex = -1;
  const box = make("article", "", "message");
  box.setAttribute("aria-label", `${mine ? message.from?.first_name ?? open().name : bot.first_name}, ${timeOf(message)}`);
  box.append(...heads(message, mine), ...files(message));
  const entities = message.entities ?? message.caption_entities ?? [];
  box.append(richText(message.text ?? message.caption ?? "", entities, follow));
  const foot = make("span", "", "foot");
  foot.append(...tools(message, mine), make("span", `${message.edit_date ? "edited " : ""}${timeOf(message)}`, "time"));
  box.append(foot);
  row.append(box);
  if (message.reply_markup?.inline_keyboard) row.append(keyboard(message));
  return row;
}

function heads(message, mine) {
  const lines = [];
  if (open().chat < 0) lines.push(make("span", mine ? message.from?.first_name ?? "Marn Daily" : bot.first_name, "from"));
  if (message.via_bot) lines.push(make("span", `via @${message.via_bot.username}`, "from"));
  if (message.forward_origin) lines.push(make("span", `Forwarded from ${message.forward_origin.chat.title}`, "from"));
  const replied = message.reply_to_message;
  if (replied) {
    const quote = make("button", "", "replied");
    quote.type = "button";
    const words = replied.text ?? replied.caption ?? replied.document?.file_name ?? "a picture";
    quote.append(make("span", replied.from?.first_name ?? "", "from"), make("span", words.slice(0, 90)));
    quote.onclick = () => byId(`m${replied.message_id}`)?.scrollIntoView({ block: "center" });
    lines.push(quote);
  }
  return lines;
}

function files(message) {
  const parts = [];
  if (message.photo) {
    const { file_id, width, height } = message.photo.at(-1);
    const image = make("img");
    Object.assign(image, { src: `/kept/${file_id}`, alt: message.caption ?? "A picture", width, height });
    parts.push(image);
  }
  if (message.document) {
    const card = make("a", "", "document");
    card.href = `/kept/${message.document.file_id}`;
    card.append(make("span", "↓", "sign"), make("span", message.document.file_name ?? "file"));
    card.append(make("small", `${Math.max(1, Math.round(message.document.file_size / 1000))} kB`));
    card.firstChild.setAttribute("aria-hidden", "true");
    parts.push(card);
  }
  return parts;
}

function tools(message, mine) {
  const buttons = [];
  const add = (label, does) => {
    const button = make("button", label, "tool");
    button.type = "button";
    button.onclick = does;
    buttons.push(button);
  };
  if (open().name !== "Channel") add("reply", () => answer(message));
  if (mine && message.text && !message.via_bot) add("edit", () => change(message));
  if (open().name === "Channel") {
    add("forward to the bot", async () => {
      await act("forward", { message_id: message.message_id });
      show(places.find((one) => one.name === "Admin"));
    });
  }
  return buttons;
}

function keyboard(message) {
  const board = make("div", "", "keyboard");
  for (const buttons of message.reply_markup.inline_keyboard) {
    const line = make("div");
    for (const button of buttons) {
      const node = make("button", button.text);
      node.type = "button";
      node.onclick = () => press(message, button);
      line.append(node);
    }
    board.append(line);
  }
  return board;
}

function press(message, button) {
  if (button.callback_data) act("tap", { chat: open().chat, message_id: message.message_id, data: button.callback_data });
  else if (button.copy_text) navigator.clipboard?.writeText(button.copy_text.text).then(() => say("copied"));
  else if (button.url && !follow(button.url, button.text) && /^https?:\/\//.test(button.url)) window.open(button.url, "_blank", "noopener");
}

// Follow a link to the bot in the chat of the person who clicked; return whether it was one.
function follow(url, label) {
  const start = /^https:\/\/t\.me\/(\w+)\?start=(.+)$/.exec(url);
  if (!start || start[1] !== bot.username) return false;
  const chat = open().chat > 0 ? open().chat : places[0].chat;
  act("follow", { chat, label, start: start[2] });
  show(places.find((one) => one.chat === chat));
  return true;
}

function timeOf(message) {
  return new Date((message.edit_date ?? message.date) * 1000).toISOString().slice(11, 16);
}
