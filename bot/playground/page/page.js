// The page: it shows the server's chats, and tells the server what the person does.
// What others wrote becomes text nodes; nothing is ever read as HTML.

const byId = (id) => document.getElementById(id);
const chats = new Map(); // by id: {id, name, type, messages: Map, draft}
let open, me, inlineQuery, about;

const STYLES = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code",
  blockquote: "blockquote", expandable_blockquote: "blockquote", text_link: "a", spoiler: "span", date_time: "time" };
const TRY = [
  ["Ask about a day", () => write("What happened on May 29?")],
  ["Open the first citation", () => tapFirst(/^1$/)],
  ["Walk to the day before", () => tapFirst(/^◀/)],
  ["Send a file as admin", sendSample],
  ["Ask in Russian", () => write("Что произошло в порту Тарнхольма 8 мая 2023 года?")],
];

function make(tag, text = "", name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

async function act(body) {
  const response = await fetch("/act", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (answer.error) byId("state").textContent = answer.error;
  return answer.result;
}

const write = (text) => act({ do: "write", chat: open.id, text });

function tapFirst(label) {
  const button = [...document.querySelectorAll(".keyboard button")].findLast((one) => label.test(one.textContent));
  if (button) button.click();
  else byId("state").textContent = "Ask something first.";
}

async function sendSample() {
  show(me.admin);
  const text = "First tram crosses the Mill Bridge\n\nKASVIN, June 23. /Sarpress/. The last rail was laid on 26 May, and on 29 May the first tram crossed without passengers.\n";
  await upload([new File([text], "2023-06-23-tram.txt", { type: "text/plain" })]);
}

async function upload(files) {
  const form = new FormData();
  form.append("chat", open.id);
  form.append("caption", byId("text").value);
  for (const file of files) form.append("file", file);
  byId("text").value = "";
  await fetch("/upload", { method: "POST", body: form });
}

// Text and entities. Telegram counts in UTF-16 units, as JavaScript does.
function styled(text, entities = []) {
  const root = document.createDocumentFragment();
  let stack = [{ node: root, end: Infinity }];
  const edges = [...new Set([0, text.length, ...entities.flatMap((one) => [one.offset, one.offset + one.length])])].sort((a, b) => a - b);
  edges.forEach((at, number) => {
    stack = stack.filter((one) => one.end > at);
    for (const one of entities.filter((entity) => entity.offset === at)) {
      const node = element(one);
      stack.at(-1).node.append(node);
      stack.push({ node, end: one.offset + one.length });
    }
    stack.at(-1).node.append(text.slice(at, edges[number + 1] ?? text.length));
  });
  return root;
}

function element(entity) {
  const node = make(STYLES[entity.type] ?? "span");
  if (entity.type === "text_link") link(node, entity.url);
  if (entity.type === "spoiler") { node.className = "spoiler"; node.onclick = () => node.classList.add("seen"); }
  if (entity.type === "expandable_blockquote") { node.className = "folded"; node.tabIndex = 0; node.onclick = () => node.classList.toggle("folded"); }
  if (entity.type === "date_time") node.dateTime = new Date(entity.unix_time * 1000).toISOString();
  return node;
}

function link(node, url) {
  const start = startOf(url);
  node.href = /^https?:/.test(url) ? url : "#";
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  if (start) node.onclick = (event) => { event.preventDefault(); follow(start); };
}

function startOf(url) {
  const found = new RegExp(`^https://t\\.me/${me.bot.username}\\?start=(.+)$`).exec(url);
  return found?.[1];
}

const follow = (start) => { show(chats.keys().next().value); write(`/start ${start}`); };

function drawn(message) {
  const mine = !message.from?.is_bot;
  const box = make("article", "", mine ? "message mine" : "message");
  if (message.from && open.type !== "private") box.append(make("span", message.from.first_name, "from"));
  if (message.via_bot) box.append(make("span", `via @${message.via_bot.username}`, "from"));
  if (message.forward_origin) box.append(make("span", `Forwarded from ${message.forward_origin.chat.title}`, "from"));
  if (message.photo) { const image = make("img"); image.src = `/kept/${message.photo[0].file_id}`; image.alt = message.caption ?? "A picture"; box.append(image); }
  if (message.document) { const file = make("a", `📄 ${message.document.file_name ?? "file"}`); file.href = `/kept/${message.document.file_id}`; box.append(file, "\n"); }
  box.append(styled(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities));
  if (mine) box.append(tools(message));
  const parts = [box];
  if (message.reply_markup) parts.push(keyboard(message));
  return parts;
}

function tools(message) {
  const row = make("span", "", "tools");
  const edit = make("button", "edit");
  edit.onclick = () => { const text = prompt("New text", message.text); if (text) act({ do: "edit", chat: open.id, message_id: message.message_id, text }); };
  if (message.text) row.append(edit);
  const forward = make("button", "forward to the bot");
  forward.onclick = () => { act({ do: "forward", message_id: message.message_id }); show(me.admin); };
  if (open.type === "channel") row.append(forward);
  return row;
}

function keyboard(message) {
  const board = make("div", "", "keyboard");
  for (const row of message.reply_markup.inline_keyboard) {
    const line = make("div");
    for (const button of row) {
      const node = make("button", button.text);
      node.onclick = () => press(message, button);
      line.append(node);
    }
    board.append(line);
  }
  return board;
}

function press(message, button) {
  if (button.callback_data) act({ do: "tap", chat: open.id, message_id: message.message_id, data: button.callback_data });
  else if (button.copy_text) navigator.clipboard?.writeText(button.copy_text.text);
  else if (button.url && startOf(button.url)) follow(startOf(button.url));
  else if (/^https?:/.test(button.url ?? "")) window.open(button.url, "_blank", "noopener");
}

function draw() {
  const talk = byId("talk");
  const messages = [...open.messages.values()];
  talk.replaceChildren(...(messages.length ? messages.flatMap(drawn) : [welcome()]));
  if (open.draft) { const draft = make("article", "", "message draft"); draft.append(styled(open.draft.text, open.draft.entities)); talk.append(draft); }
  talk.scrollTop = talk.scrollHeight;
}

function welcome() {
  const box = make("article", "", "message");
  box.append(`This is the bot as Telegram would show it, over ${about}. Try:`);
  for (const [label, does] of TRY) { const button = make("button", label, "try"); button.onclick = does; box.append(button); }
  return box;
}

function show(id) {
  open = chats.get(id);
  byId("title").textContent = `${open.name} · ${open.title ?? open.first_name}`;
  for (const tab of byId("chats").children) tab.setAttribute("aria-selected", String(tab.dataset.id === String(id)));
  draw();
}

const HEARD = {
  message: (data) => { const chat = chats.get(data.chat.id); if (!chat) return; chat.draft = null; byId("state").textContent = ""; chat.messages.set(data.message_id, data); },
  edited: (data) => chats.get(data.chat.id)?.messages.set(data.message_id, data),
  deleted: (data) => chats.get(data.chat_id)?.messages.delete(data.message_id),
  draft: (data) => { const chat = chats.get(data.chat_id); if (chat) chat.draft = data; },
  action: () => { byId("state").textContent = "typing…"; },
  tap_answered: (data) => { if (data.text) byId("state").textContent = data.text; },
};

function hear(event) {
  const { kind, at, data } = JSON.parse(event.data);
  HEARD[kind]?.(data);
  if (kind === "call" && data.method === "answerInlineQuery" && byId("text").value.startsWith("@")) {
    inlineQuery = data.fields.inline_query_id; // the bot answers only what was typed last
    offer(JSON.parse(data.fields.results));
  }
  if (kind in HEARD) draw();
  if (kind === "call" || kind === "update") {
    const name = kind === "call" ? `→ ${data.method} ${data.status} ${data.ms} ms` : "← update";
    byId("calls").append(make("li", `${new Date(at * 1000).toISOString().slice(11, 23)} ${name} ${JSON.stringify(kind === "call" ? data.fields : data)}`));
    if (byId("calls").children.length > 200) byId("calls").firstChild.remove();
  }
}

function offer(results) {
  byId("offers").replaceChildren(...results.map((result, number) => {
    const button = make("button", `${result.title} — ${result.description ?? ""}`);
    button.onclick = () => { act({ do: "choose", chat: open.id, query_id: inlineQuery, number }); byId("offers").replaceChildren(); byId("text").value = ""; };
    return button;
  }));
}

function typed() {
  const name = `@${me.bot.username} `;
  const text = byId("text").value;
  if (text.startsWith(name)) act({ do: "inline", text: text.slice(name.length) });
  else if (text.startsWith("/")) commands(text.slice(1));
  else byId("offers").replaceChildren();
}

function commands(begun) {
  const scope = open.type === "private" ? "all_private_chats" : "all_group_chats";
  const language = byId("language").value === "ru" ? "ru" : "";
  const known = me.profile[`commands/${scope}/${language}`] ?? [];
  byId("offers").replaceChildren(...known.filter((one) => one.command.startsWith(begun)).map((one) => {
    const button = make("button", `/${one.command} — ${one.description}`);
    button.onclick = () => { byId("text").value = `/${one.command} `; byId("text").focus(); byId("offers").replaceChildren(); };
    return button;
  }));
}

async function begin() {
  me = await (await fetch("/state")).json();
  about = me.about;
  byId("about").textContent = about;
  byId("today").value = me.today;
  for (const { messages, ...chat } of me.chats) {
    chats.set(chat.id, { ...chat, messages: new Map(messages.map((one) => [one.message_id, one])), draft: null });
    const tab = make("button", chat.name);
    tab.setAttribute("role", "tab");
    tab.dataset.id = chat.id;
    tab.onclick = () => show(chat.id);
    byId("chats").append(tab);
  }
  show(chats.keys().next().value);
  new EventSource("/events").onmessage = hear;
  document.body.dataset.ready = "yes";
}

byId("form").onsubmit = (event) => {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (text) write(text);
  byId("text").value = "";
  byId("offers").replaceChildren();
};
byId("text").oninput = typed;
byId("files").onchange = (event) => upload([...event.target.files]);
byId("language").onchange = (event) => act({ do: "language", code: event.target.value });
byId("today").onchange = (event) => act({ do: "clock", day: event.target.value });
byId("fault").onchange = (event) => act({ do: "fault", kind: event.target.value });
byId("restart").onclick = async () => { byId("state").textContent = "restarting…"; await act({ do: "restart" }); byId("state").textContent = "restarted"; };
byId("talk").ondragover = (event) => event.preventDefault();
byId("talk").ondrop = (event) => { event.preventDefault(); upload([...event.dataTransfer.files]); };
begin();
