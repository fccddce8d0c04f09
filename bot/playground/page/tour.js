// The first minute: what the bot is, and five things to try, one click each.

import { sendFiles } from "./composer.js";
import { find, open, show } from "./places.js";
import { act, byId, make } from "./server.js";

const KEY = "dateline-tour";
const ARTICLE = `First tram crosses the Mill Bridge

KASVIN, June 23. /Sarpress/. The tram line across the Mill Bridge opens on Saturday, two years late.

The last rail was laid on 26 May, and on 29 May the first tram crossed without passengers.
`;
let waiting = null; // a label that is tapped as soon as there is such a button

const STEPS = [
  ["Ask about May 29", () => ask("What happened on May 29?")],
  ["Open a citation", () => tap(/^1$/)],
  ["Walk to the day before", () => tap(/^◀/)],
  ["Send an article as admin", () => { show(find("Admin")); sendFiles([new File([ARTICLE], "2023-06-23-tram.txt", { type: "text/plain" })]); }],
  ["Ask in Russian", () => ask("Что произошло в порту Тарнхольма 8 мая 2023 года?")],
];

// Over the reader's own archive there is only what fits any archive.
const OWN_STEPS = [
  ["What is new?", () => ask("/latest")],
  ["Open a citation", () => tap(/^1$/)],
  ["What can it do?", () => ask("/help")],
];

function ask(text) {
  show(find("Reader"));
  return act("write", { chat: open().chat, text });
}

const newest = (label) => [...document.querySelectorAll(".keyboard button")].findLast((one) => label.test(one.textContent));

// Tap the newest such button; if nothing has been asked yet, ask first, and tap when the answer is there.
function tap(label) {
  show(find("Reader"));
  if (newest(label)) newest(label).click();
  else { waiting = label; STEPS[0][1](); }
}

export function messageDrawn() {
  const button = waiting && newest(waiting);
  if (!button) return;
  waiting = null;
  button.click();
}

export function begin(isSample) {
  if (sessionStorage.getItem(KEY) === "closed") return close();
  const steps = isSample ? STEPS : OWN_STEPS;
  const close_ = make("button", "✕", "close");
  close_.setAttribute("aria-label", "Close the things to try");
  close_.onclick = close;
  byId("tour").replaceChildren(make("span", "Try:", "label"), ...steps.map(step), close_);
}

function step([label, does], number) {
  const button = make("button", "", "step");
  button.append(make("span", String(number + 1), "number"), label);
  button.type = "button";
  button.onclick = () => { button.classList.add("done"); button.firstChild.textContent = "✓"; does(); };
  return button;
}

function close() {
  sessionStorage.setItem(KEY, "closed");
  byId("tour").hidden = true;
}

const dayInWords = (day) => new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

// What an empty chat says.
export function welcome(me) {
  const box = make("article", "", "about");
  box.append(make("h3", open().name === "Reader" ? "What can this bot do?" : open().about));
  const { is_sample, about } = me.phase;
  const texts = {
    Reader: [me.profile["description//"] ?? "It answers questions about news, and shows for each sentence where it stands.",
      is_sample ? `This is the whole bot, as Telegram would show it, over a sample: ${about || "it is being read…"}. They tell of a country that does not exist; today is ${dayInWords(byId("today").value)}.`
        : `This is the whole bot, as Telegram would show it, over your archive: ${about || "it is being opened…"}.`],
    Admin: ["An admin sends articles as files: drop them here, or send links. /help names the commands."],
    Group: [`In groups the bot answers when it is asked with /ask, mentioned as @${me.bot.username}, or replied to.`],
    Topic: [`A topic of the group. The bot answers where it is asked: /ask, @${me.bot.username}, or a reply.`],
    Channel: ["What is posted here becomes articles. A post can be forwarded to the bot, too."],
  };
  for (const text of texts[open().name] ?? []) box.append(make("p", text));
  return box;
}
