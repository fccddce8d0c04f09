// A text with its entities, as elements. What people and articles wrote becomes text nodes; nothing is read as HTML.

import { make } from "./server.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code", text_link: "a", url: "a",
  blockquote: "blockquote", expandable_blockquote: "blockquote", date_time: "time", spoiler: "span",
};

// Return the text as a fragment. Offsets count UTF-16 units, as JavaScript does; entities may be nested, and do not cross.
export function richText(text, entities, follow) {
  const root = document.createDocumentFragment();
  let around = [{ node: root, end: Infinity }];
  const edges = new Set([0, text.length]);
  for (const one of entities) edges.add(one.offset).add(one.offset + one.length);
  const sorted = [...edges].sort((a, b) => a - b);
  sorted.forEach((at, number) => {
    around = around.filter((one) => one.end > at);
    for (const entity of entities.filter((one) => one.offset === at)) {
      const node = elementOf(entity, text.substr(entity.offset, entity.length), follow);
      around.at(-1).node.append(node);
      around.push({ node, end: at + entity.length });
    }
    around.at(-1).node.append(text.slice(at, sorted[number + 1] ?? text.length));
  });
  return root;
}

function elementOf(entity, text, follow) {
  const node = make(TAGS[entity.type] ?? "span");
  if (node.tagName === "A") link(node, entity.url ?? text, text, follow);
  if (entity.type === "spoiler") toggle(node, "spoiler", "Hidden words");
  if (entity.type === "expandable_blockquote") toggle(node, "folded", "");
  if (entity.type === "date_time") {
    node.dateTime = new Date(entity.unix_time * 1000).toISOString();
    node.title = node.dateTime;
  }
  if (["mention", "hashtag", "bot_command"].includes(entity.type)) node.className = "marked";
  return node;
}

// Links to the bot are followed here; others open in a tab of their own, and only if they lead to the web.
function link(node, url, text, follow) {
  node.href = /^https?:\/\//.test(url) ? url : "#";
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.onclick = (event) => { if (follow(url, text)) event.preventDefault(); };
}

// What is hidden until it is clicked, or until Enter or space is pressed.
function toggle(node, name, label) {
  node.classList.add(name);
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  node.setAttribute("aria-expanded", "false");
  if (label) node.setAttribute("aria-label", label);
  const change = () => {
    node.removeAttribute("aria-label");
    node.setAttribute("aria-expanded", String(!node.classList.toggle(name)));
  };
  node.onclick = (event) => { if (event.target.tagName !== "A") change(); };
  node.onkeydown = (event) => {
    if (event.target !== node || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    change();
  };
}
