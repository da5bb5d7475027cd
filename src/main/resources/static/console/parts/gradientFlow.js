import { get } from "../base/api.js";
import { h, soon } from "../base/dom.js";
import { count, number, words } from "../base/format.js";
import { Flow } from "../base/flow.js";
import { field, select } from "./choice.js";
import { heatMap } from "./heatMap.js";
import { ratioChart } from "./ratioChart.js";
import { asTable, table } from "./table.js";

/** What can be shown, and whether by its logarithm. */
const QUANTITIES = [
  ["gradient_norm", true], ["gradient_rms", true], ["signal_norm", true], ["update_ratio", true], ["update_norm", true],
  ["weight_norm", true], ["activation_deviation", true], ["dead_fraction", false], ["saturated_fraction", false],
];

/** How the gradient flows through the layers while the job trains: a heat map, and how fast each layer moves. */
export function gradientFlow(job, signal) {
  const flow = new Flow();
  const nothing = h("p", { class: "hint" }, "Nothing has been sampled yet.");
  const map = heatMap(flow, signal);
  let shown = "gradient_norm";
  const picker = select(QUANTITIES.map(([name]) => [name, words(name)]), shown, (picked) => {
    shown = picked;
    update();
  });
  const latest = asTable(() => latestTable(flow), "The latest step as a table");
  const body = h("div", { class: "stack" }, field("What the colors show", picker), map.element, latest.element);
  const ratio = h("div");
  let chart = null;
  const update = soon(() => {
    const some = flow.steps().length > 0;
    nothing.hidden = some;
    body.hidden = !some;
    if (some) {
      map.show(shown, words(shown), QUANTITIES.find(([name]) => name === shown)[1]);
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
  return {
    element: h("div", { class: "stack wide" }, nothing, body, ratio),
    add: (sample) => flow.add(sample),
    async load(end) {
      flow.load(await get(`/v1/jobs/${job}/layers?max_points=200`, end));
    },
  };
}

/** Every quantity of every layer at the last sampled step. */
function latestTable(flow) {
  const step = flow.steps().at(-1);
  const names = QUANTITIES.map(([name]) => name).filter((name) => flow.has(name));
  return table(`Layers at step ${count(step)}`,
    [{ name: "Layer" }, ...names.map((name) => ({ name: words(name), number: true }))],
    flow.layers().map((layer) => [layer, ...names.map((name) => number(flow.at(layer, step, name)))]));
}
