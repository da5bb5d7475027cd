import { get, post } from "../base/api.js";
import { announce, h, vary, write } from "../base/dom.js";
import { count, number, percent, value } from "../base/format.js";
import { field } from "./choice.js";
import { command } from "./command.js";
import { columnInput } from "./columnInput.js";
import { guesses } from "./guesses.js";
import { attempt } from "./problem.js";

/** A field for each feature, filled from a row of the dataset, and what the network makes of it. */
export function predictForm(job, data) {
  const path = `/v1/jobs/${job.id}/predictions`;
  const inputs = job.config.features
    .map((name) => data.columns.find((column) => column.name === name) ?? { name, type: "text" })
    .map(columnInput);
  const line = command(null);
  const place = h("div");
  const result = h("div", { class: "prediction", "aria-live": "polite" });
  const truth = h("p", { class: "hint" });
  const row = () => Object.fromEntries(inputs.map((input) => [input.name, input.value()]));
  const changed = () => line.set({ path, json: { rows: [row()] } });
  const button = h("button", { class: "primary", type: "submit" }, "Predict");
  const form = h("form", { class: "stack", oninput: changed, onsubmit: async (event) => {
    event.preventDefault();
    const answer = await attempt(button, place, () => post(path, { rows: [row()] }));
    if (answer) {
      result.replaceChildren(...told(answer.predictions[0]));
    }
  } },
  filler(data, async (at) => {
    const { data: rows } = await get(`/v1/datasets/${data.id}/rows?limit=1${at > 0 ? `&after=${at}` : ""}`);
    if (rows.length > 0) {
      inputs.forEach((input) => input.fill(rows[0][input.name]));
      write(truth, `This row says: ${job.config.targets.map((target) => `${target} is ${text(rows[0][target])}`).join(", ")}.`);
      result.replaceChildren();
      changed();
    }
  }),
  h("div", { class: "inputs" }, inputs.map((input) => input.element)), truth, h("div", {}, button));
  changed();
  return h("div", { class: "stack" }, form, place, result, line.element, guesses(job, data));
}

function text(wire) {
  return wire === null || wire === undefined ? "unknown" : typeof wire === "number" ? number(wire) : String(wire);
}

/** Takes the values of one of the dataset's rows; the first to begin with. */
function filler(data, fill) {
  if (!data.rows) {
    return null;
  }
  const box = h("input", { type: "number", min: 0, max: data.rows - 1, value: 0, inputmode: "numeric" });
  const take = async () => {
    const at = Math.min(data.rows - 1, Math.max(0, Math.trunc(Number(box.value) || 0)));
    box.value = String(at);
    await fill(at);
    announce(`Filled with row ${at}`);
  };
  fill(0).catch(() => {});
  return h("div", { class: "row fields" }, field(`Row of the dataset, 0 to ${count(data.rows - 1)}`, box),
    h("button", { type: "button", onclick: () => take().catch(() => {}) }, "Fill in"));
}

/** A class with the probabilities of all, or the numbers. */
function told(prediction) {
  if (prediction.probabilities === undefined) {
    const values = prediction.values ?? { "": prediction.value };
    return Object.entries(values).map(([name, wire]) => h("p", { class: "answer number" }, name && `${name} `, number(wire, 5)));
  }
  const classes = Object.entries(prediction.probabilities).sort(([, a], [, b]) => value(b) - value(a)).slice(0, 12);
  return [
    h("p", { class: "answer" }, prediction.label),
    h("ul", { class: "shares" }, classes.map(([label, share]) => h("li", {},
      h("span", { class: "shares-name" }, label),
      vary(h("span", { class: "shares-bar", "aria-hidden": "true" }, h("span")), { "--share": `${(value(share) * 100).toFixed(2)}%` }),
      h("span", { class: "number" }, percent(share, 1))))),
  ];
}
