// What surrounds the conversation: language, day, faults, restarts, light or dark; and the conversation as a scene.

import { act, byId, make, say } from "./server.js";

export function prepare(today) {
  byId("today").value = today;
  byId("language").onchange = (event) => act("language", { code: event.target.value });
  byId("today").onchange = (event) => act("clock", { day: event.target.value });
  byId("fault").onchange = (event) => act("fault", { kind: event.target.value });
  byId("look").onchange = (event) => { document.documentElement.dataset.look = event.target.value; };
  byId("restart").onclick = restart;
  byId("scene").onclick = saveScene;
  const phone = matchMedia("(max-width: 46rem)");
  const fold = () => { byId("conditions").open = !phone.matches; };
  phone.onchange = fold;
  fold();
}

async function restart() {
  say("restarting…");
  if (await act("restart") !== undefined) say("restarted");
}

async function saveScene() {
  const text = await act("scene");
  if (!text) return;
  const save = make("a");
  save.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  save.download = "conversation.txt";
  save.click();
  URL.revokeObjectURL(save.href);
  say("Saved. Put it into tests/scenes/, and play it with python -m tests.scenes.");
}

// The fault has happened, or was taken back.
export function faultSpent() {
  byId("fault").value = "";
}
