// What the page asks of the server that it came from.

export const byId = (id) => document.getElementById(id);

export function make(tag, text = "", name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

export function say(text) {
  byId("state").textContent = text;
}

// Do one of the actions of page_actions.py; returns its result. What cannot be done is said under the title.
export async function act(what, more = {}) {
  const headers = { "Content-Type": "application/json" };
  return send("/act", { method: "POST", headers, body: JSON.stringify({ do: what, ...more }) });
}

export async function upload(place, files, caption) {
  const form = new FormData();
  form.append("chat", place.chat);
  form.append("topic", place.topic);
  form.append("caption", caption);
  for (const file of files) form.append("file", file);
  return send("/upload", { method: "POST", body: form });
}

async function send(path, request) {
  try {
    const answer = await (await fetch(path, request)).json();
    if (answer.error) say(answer.error);
    return answer.result;
  } catch {
    say("Dateline has stopped. Start it again, and open its new link.");
  }
}
