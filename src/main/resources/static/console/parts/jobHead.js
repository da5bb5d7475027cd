import { post } from "../base/api.js";
import { announce, h, write } from "../base/dom.js";
import { address } from "../base/router.js";
import { attempt } from "./problem.js";
import { command } from "./command.js";
import { progressBar, progressWords } from "./progress.js";
import { statusBadge } from "./status.js";

const MOVES = [
  { word: "pause", name: "Pause", from: ["running"] },
  { word: "resume", name: "Resume", from: ["paused"] },
  { word: "cancel", name: "Cancel", from: ["queued", "running", "paused"] },
];
/** A job's name, status and progress, and what one can do to it. */
export function jobHead(job, name, changed) {
  const badge = h("div", { class: "head-status" });
  const progress = progressBar();
  const words = h("p", { class: "hint number" });
  const place = h("div");
  const lines = h("div", { class: "commands" });
  const buttons = MOVES.map((move) => ({ move, button: moveButton(job.id, move, place, changed) }));
  let shown = "";
  const element = h("header", { class: "job-head" },
    h("p", { class: "crumbs" }, h("a", { href: "#/jobs" }, "Jobs"), " / ", h("span", { class: "mono" }, job.id)),
    h("div", { class: "head" }, h("h1", {}, name), h("div", { class: "row" }, badge, buttons.map(({ button }) => button),
      h("a", { class: "button", href: address("/jobs", { compare: job.id }) }, "Compare"))),
    progress.element, words, place, lines);
  const update = (next) => {
    const state = `${next.status}/${next.wish}`;
    if (state !== shown) {
      if (shown) {
        announce(`Training ${next.status}.`);
      }
      shown = state;
      badge.replaceChildren(statusBadge(next));
      const possible = buttons.filter(({ move }) => move.from.includes(next.status) && !next.wish);
      buttons.forEach((entry) => {
        entry.button.hidden = !possible.includes(entry);
      });
      lines.replaceChildren(...possible.map(({ move }) =>
        command({ path: `/v1/jobs/${job.id}/${move.word}`, method: "POST" }, `${move.name} with curl`).element));
    }
    progress.update(next);
    write(words, progressWords(next));
    if (next.error && place.childElementCount === 0) {
      place.append(h("div", { class: "problem", role: "alert" },
        h("p", { class: "problem-title" }, "The training failed"), h("p", {}, next.error.detail ?? ""),
        h("p", { class: "hint" }, "Code ", h("code", {}, next.error.code))));
    }
  };
  return { id: job.id, element, update };
}

function moveButton(id, move, place, changed) {
  const button = h("button", { type: "button", hidden: true }, move.name);
  button.addEventListener("click", async () => {
    const next = await attempt(button, place, () => post(`/v1/jobs/${id}/${move.word}`));
    if (next) {
      changed(next);
    }
  });
  return button;
}
