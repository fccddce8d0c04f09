// The writing line: messages, replies, edits, files, the menu of commands, and inline mode.

import { open } from "./places.js";
import { act, byId, make, say, upload } from "./server.js";

const PAUSE_MS = 150; // an inline query is asked when the person stops typing
let bot, profile, context, timer, queryId;

export function prepare(state) {
  ({ bot, profile } = state);
  byId("form").onsubmit = (event) => { event.preventDefault(); send(); };
  byId("text").oninput = typed;
  byId("text").onkeydown = keys;
  byId("menu").onclick = () => { byId("text").value = "/"; byId("text").focus(); typed(); };
  byId("files").onchange = (event) => { sendFiles(event.target.files); event.target.value = ""; };
  byId("context").querySelector("button").onclick = () => setContext(null);
  byId("talk").ondragover = (event) => { event.preventDefault(); byId("talk").classList.add("over"); };
  byId("talk").ondragleave = () => byId("talk").classList.remove("over");
  byId("talk").ondrop = (event) => {
    event.preventDefault();
    byId("talk").classList.remove("over");
    sendFiles(event.dataTransfer.files);
  };
}

export const reply = (message) => setContext({ message, editing: false });
export const edit = (message) => { setContext({ message, editing: true }); byId("text").value = message.text; grow(); };

export function reset() {
  setContext(null, false);
  offer([]);
}

function setContext(given, focus = true) {
  context = given;
  byId("context").hidden = !given;
  if (given) {
    const { message, editing } = given;
    byId("context").firstChild.textContent = `${editing ? "Edit" : "Reply to"}: ${(message.text ?? message.caption ?? "a file").slice(0, 80)}`;
  }
  if (focus) byId("text").focus();
}

function send() {
  const text = byId("text").value.trim();
  if (!text) return;
  const { chat, topic } = open();
  if (context?.editing) act("edit", { chat, message_id: context.message.message_id, text });
  else act("write", { chat, topic, text, reply_to: context?.message.message_id ?? 0 });
  byId("text").value = "";
  grow();
  reset();
}

export async function sendFiles(files) {
  if (!files.length) return;
  const caption = byId("text").value;
  byId("text").value = "";
  say(`sending ${files.length === 1 ? files[0].name : `${files.length} files`}…`);
  await upload(open(), files, caption);
}

function typed() {
  grow();
  clearTimeout(timer);
  const text = byId("text").value;
  const name = `@${bot.username} `;
  if (text.startsWith(name)) timer = setTimeout(() => act("inline", { text: text.slice(name.length) }), PAUSE_MS);
  else if (/^\/\w*$/.test(text)) offer(commands(text.slice(1)));
  else offer([]);
}

function grow() {
  const text = byId("text");
  text.rows = Math.min(6, text.value.split("\n").length);
}

// Enter sends, Shift+Enter begins a line; the arrows walk the offers, and Escape leaves them.
function keys(event) {
  if (event.isComposing) return;
  const offers = [...byId("offers").children];
  const at = offers.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (offers.length && step) { event.preventDefault(); select(offers, (at + step + offers.length) % offers.length); }
  else if (event.key === "Escape") { offer([]); setContext(null); }
  else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (offers[at]) offers[at].click();
    else send();
  }
}

function select(offers, at) {
  offers.forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
  offers[at].scrollIntoView({ block: "nearest" });
  byId("text").setAttribute("aria-activedescendant", offers[at].id);
}

// Show what may be chosen: {title, text, choose}.
function offer(found) {
  byId("offers").replaceChildren(...found.map(({ title, text, choose }, number) => {
    const line = make("div", "", "offer");
    line.id = `offer${number}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.append(make("strong", title), make("span", text));
    line.onclick = choose;
    return line;
  }));
  byId("offers").hidden = !found.length;
  byId("text").setAttribute("aria-expanded", String(found.length > 0));
  byId("text").removeAttribute("aria-activedescendant");
}

function commands(begun) {
  const key = `commands/${open().chat > 0 ? "all_private_chats" : "all_group_chats"}`;
  const known = profile[`${key}/${byId("language").value}`] ?? profile[`${key}/`] ?? [];
  return known.filter((one) => one.command.startsWith(begun)).map((one) => ({
    title: `/${one.command}`,
    text: one.description,
    choose: () => { byId("text").value = `/${one.command} `; offer([]); byId("text").focus(); },
  }));
}

// The bot answers only the query that was typed last.
export function offerInline({ query_id, results }) {
  if (!byId("text").value.startsWith("@")) return;
  queryId = query_id;
  offer(results.map((result, number) => ({
    title: result.title,
    text: result.description ?? "",
    choose: () => {
      act("choose", { chat: open().chat, topic: open().topic, query_id: queryId, number });
      byId("text").value = "";
      reset();
    },
  })));
  if (!results.length) say("The bot offers nothing for this.");
}

export function setProfile(key, value) {
  profile[key] = value;
}
