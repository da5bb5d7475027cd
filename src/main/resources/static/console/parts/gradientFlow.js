import { h, soon, write } from "../base/dom.js";
import { count, number, words } from "../base/format.js";
import { field, select } from "./choice.js";
import { heatMap } from "./heatMap.js";
import { ratioChart } from "./ratioChart.js";
import { asTable, table } from "./table.js";

/** What can be shown, whether by its logarithm, and how to read it. */
const QUANTITIES = [
  ["gradient_norm", true, "Far smaller in the first layers than in the last, the gradient vanishes; far greater, it explodes."],
  ["gradient_rms", true, "The gradient of a single weight, so that layers of different sizes compare."],
  ["signal_norm", true, "What comes back through the layer from the loss."],
  ["update_ratio", true, "The update against the weights: healthy from 10⁻⁴ to 10⁻²; below, a layer stands still, above, it forgets."],
  ["update_norm", true, "How far the step moved the weights."],
  ["weight_norm", true, "How large the weights are."],
  ["activation_deviation", true, "How much a layer's outputs differ: healthy from 0.5 to 2."],
  ["dead_fraction", false, "Part of the ReLU units that gave nothing for any row of the epoch; from a half on, it is a finding."],
  ["saturated_fraction", false, "Part of the sigmoid or tanh outputs at their limits, where hardly any gradient comes through."],
];

/** How the gradient flows through the layers while the job trains: a heat map, and how fast each layer moves. */
export function gradientFlow(flow, signal) {
  const nothing = h("p", { class: "hint" }, "Nothing has been sampled yet.");
  const map = heatMap(flow, signal);
  let shown = "gradient_norm";
  const meaning = h("p", { class: "hint" });
  const picker = select(QUANTITIES.map(([name]) => [name, words(name)]), shown, (picked) => {
    shown = picked;
    update();
  });
  const latest = asTable(() => latestTable(flow), "The latest step as a table");
  const body = h("div", { class: "stack" }, field("What the colors show", picker), meaning, map.element, latest.element);
  const ratio = h("div");
  let chart = null;
  const update = soon(() => {
    const some = flow.steps().length > 0;
    nothing.hidden = some;
    body.hidden = !some;
    if (some) {
      const [name, log, said] = QUANTITIES.find(([id]) => id === shown);
      map.show(name, words(name), log);
      write(meaning, said);
      [...picker.options].forEach((option) => {
        option.disabled = !flow.has(option.value);
      });
      latest.update();
      if (chart === null && flow.has("update_ratio")) {
        chart = ratioChart(flow, signal);
        ratio.append(chart.element);
      }
      chart?.update();
    }
  }, signal);
  flow.listen(update);
  update();
  return h("div", { class: "stack wide" }, nothing, body, ratio);
}

/** Every quantity of every layer at the last sampled step. */
function latestTable(flow) {
  const step = flow.steps().at(-1);
  const names = QUANTITIES.map(([name]) => name).filter((name) => flow.has(name));
  return table(`Layers at step ${count(step)}`,
    [{ name: "Layer" }, ...names.map((name) => ({ name: words(name), number: true }))],
    flow.layers().map((layer) => [layer, ...names.map((name) => number(flow.at(layer, step, name)))]));
}
