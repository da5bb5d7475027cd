import { get, post } from "../base/api.js";
import { h } from "../base/dom.js";
import { bytes, count, duration, number, words } from "../base/format.js";
import { command } from "./command.js";
import { dataChoice } from "./dataChoice.js";
import { findingItem } from "./findings.js";
import { attempt } from "./problem.js";
import { table } from "./table.js";

const MARKS = { healthy: "✓", risky: "!", sick: "✕" };

/** Looks at a training before it is queued, and holds the derivatives against differences of the loss. */
export async function preflight(model, signal) {
  const { data: datasets } = await get("/v1/datasets?limit=100", signal);
  if (datasets.length === 0) {
    return h("p", { class: "hint" }, "Needs a dataset to look at.");
  }
  const choice = await dataChoice(datasets, model, signal);
  const place = h("div");
  const result = h("div", { "aria-live": "polite" });
  const lines = h("div");
  const ask = (name, what, show) => {
    const button = h("button", { type: "button" }, name);
    button.addEventListener("click", async () => {
      const path = `/v1/models/${model.id}/${what}`;
      lines.replaceChildren(command({ path, json: choice.value() }).element);
      const answer = await attempt(button, place, () => post(path, choice.value()));
      if (answer) {
        result.replaceChildren(h("div", { class: "stack" }, show(answer)));
      }
    });
    return button;
  };
  return h("div", { class: "stack" },
    h("div", { class: "row fields" }, choice.elements, ask("Look ahead", "preflight", outlook), ask("Check gradients", "gradient-check", gradients)),
    place, result, lines);
}

function outlook({ verdict, detail, loss, expected_loss: expected, layers, growth, findings, regimes }) {
  return [
    h("p", { class: `verdict ${verdict}` }, h("span", { class: "finding-mark", "aria-hidden": "true" }, MARKS[verdict]), h("span", {}, h("strong", {}, words(verdict)), ` ${detail}`)),
    h("p", { class: "hint number" }, `First loss ${number(loss)}, of guessing ${number(expected)}. `
      + `Over ${count(growth.depth)} layers activations grow by ${number(growth.activation_ratio, 3)}, gradients by ${number(growth.gradient_ratio, 3)}.`),
    findings.length > 0 && h("ul", { class: "findings" }, findings.map(findingItem)),
    table("Variances by layer",
      [{ name: "Layer" }, ...["Weights", "He", "Glorot", "Activations", "Signal back", "Dead", "Saturated"].map((name) => ({ name, number: true }))],
      layers.map((layer) => [layer.layer, number(layer.weight_variance, 3), number(layer.he_variance, 3), number(layer.glorot_variance, 3),
        number(layer.activation_variance, 3), number(layer.signal_variance, 3), number(layer.dead_fraction, 3), number(layer.saturated_fraction, 3)])),
    table("Ways to train",
      [{ name: "Way" }, ...["Batch", "Steps per epoch", "Memory", "Time per epoch"].map((name) => ({ name, number: true })), { name: "Fits" }],
      regimes.map((way) => [words(way.regime), count(way.batch_size), count(way.steps_per_epoch), bytes(way.bytes), duration(way.seconds_per_epoch), way.fits ? "yes" : "no"])),
  ];
}

function gradients({ equal, largest_error: largest, tolerance, rows, layers }) {
  return [
    h("p", { class: `verdict ${equal ? "healthy" : "sick"}` }, h("span", { class: "finding-mark", "aria-hidden": "true" }, equal ? "✓" : "✕"),
      h("span", {}, h("strong", {}, equal ? "Equal" : "Different"), ` On ${count(rows)} rows the largest relative error is ${number(largest, 3)}; ${number(tolerance, 3)} is allowed.`)),
    table("Largest relative error by layer", [{ name: "Layer" }, { name: "Parameters", number: true }, { name: "Error", number: true }],
      layers.map((layer) => [layer.layer, count(layer.parameters), number(layer.error, 3)])),
  ];
}
