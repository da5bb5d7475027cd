import { get, post } from "../base/api.js";
import { h, write } from "../base/dom.js";
import { count } from "../base/format.js";
import { gallery } from "./gallery.js";
import { attempt } from "./problem.js";
import { isPicture } from "./tensor.js";

const SHOWN = 24;

/** What the network takes the first images of its dataset for, right and wrong ones told apart; null where there are no images or classes. */
export function guesses(job, data) {
  const { task, targets, features } = job.config;
  if (task !== "classification" || targets.length !== 1 || !data.columns.some((column) => isPicture(column) && features.includes(column.name))) {
    return null;
  }
  const place = h("div");
  const said = h("p", { role: "status" });
  const shown = h("div");
  const button = h("button", { type: "button" }, `Predict the first ${count(Math.min(SHOWN, data.rows))} rows`);
  button.addEventListener("click", async () => {
    const told = await attempt(button, place, () => ask(job, data));
    if (told) {
      const right = told.filter(({ row, label }) => label === String(row[targets[0]])).length;
      write(said, `${count(right)} of ${count(told.length)} right. The network was trained on most of these rows.`);
      shown.replaceChildren(gallery(data, told.map(({ row }) => row), (row, i) => caption(told[i].label, row[targets[0]])));
    }
  });
  return h("div", { class: "stack" }, h("div", {}, button), place, said, shown);
}

async function ask(job, data) {
  const { data: rows } = await get(`/v1/datasets/${data.id}/rows?limit=${SHOWN}`);
  const asked = rows.map((row) => Object.fromEntries(job.config.features.map((name) => [name, row[name]])));
  const { predictions } = await post(`/v1/jobs/${job.id}/predictions`, { rows: asked });
  return rows.map((row, i) => ({ row, label: predictions[i].label }));
}

function caption(label, truth) {
  if (truth === null || truth === undefined) {
    return label;
  }
  return label === String(truth)
    ? h("span", { class: "right" }, `✓ ${label}`)
    : h("span", { class: "wrong" }, `✕ ${label}, is ${truth}`);
}
