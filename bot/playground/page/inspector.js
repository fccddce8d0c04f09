// Each update for the bot, and each of its calls, with time and content.

import { byId, make } from "./server.js";

const MOST = 300;

export function prepare() {
  byId("inspect").onclick = () => toggle(byId("inspector").hidden);
  byId("hide").onclick = () => { toggle(false); byId("inspect").focus(); };
  byId("clear").onclick = clear;
  byId("inspector").onkeydown = (event) => { if (event.key === "Escape") byId("hide").click(); };
}

function toggle(shown) {
  byId("inspector").hidden = !shown;
  byId("inspect").setAttribute("aria-expanded", String(shown));
  document.body.classList.toggle("inspecting", shown);
}

export function clear() {
  byId("calls").replaceChildren();
}

export function note({ kind, at, data }) {
  const line = make("li");
  const entry = make("details");
  entry.append(summary(kind, at, data));
  entry.ontoggle = () => { // written when it is opened
    if (entry.open && entry.childElementCount === 1) entry.append(make("pre", JSON.stringify(data, readable, 2)));
  };
  line.append(entry);
  byId("calls").append(line);
  if (byId("calls").childElementCount > MOST) byId("calls").firstElementChild.remove();
  byId("calls").scrollTop = byId("calls").scrollHeight;
}

function summary(kind, at, data) {
  const head = make("summary", "", kind === "call" && data.status !== 200 ? "wrong" : "");
  const name = kind === "call" ? data.method : Object.keys(data).find((key) => key !== "update_id");
  const told = kind === "call" ? `${data.status}, ${data.ms} ms` : `update ${data.update_id}`;
  head.append(make("time", new Date(at * 1000).toISOString().slice(11, 23)), make("b", `${kind === "call" ? "→" : "←"} ${name}`), make("span", told));
  return head;
}

// Parameters come as JSON in strings; they are read better as what they say.
function readable(_, value) {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try { return JSON.parse(value); } catch { return value; }
}
