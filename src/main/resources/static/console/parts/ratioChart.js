import { h } from "../base/dom.js";
import { lineChart } from "./chart.js";

/** Where an update's size against the weights' is healthy. */
const BAND = [1e-4, 1e-2];
const LOOKS = [
  { color: "--train" }, { color: "--validation", dash: [7, 4] }, { color: "--good", dash: [2, 3] },
  { color: "--warn", dash: [10, 3, 2, 3] }, { color: "--bad", dash: [4, 2] }, { color: "--ink-soft", dash: [1, 2] },
];

/** Norm of the update over norm of the weights, by layer, with the band in which layers learn at a good pace. */
export function ratioChart(flow, signal) {
  const layers = spread(flow.layers().filter((layer) => flow.points(layer, "update_ratio").length > 0), LOOKS.length);
  const chart = lineChart(layers.map((name, i) => ({ name, width: 1.5, ...LOOKS[i] })), { signal, log: true, height: 200, band: BAND });
  return {
    element: h("figure", { class: "picture" },
      h("figcaption", {}, "Update ratio"),
      h("p", { class: "hint" }, "Norm of the update over norm of the weights. Between 10⁻⁴ and 10⁻², shaded, layers learn at a good pace; the table above has the latest numbers."),
      chart.element),
    update: () => chart.set(layers.map((layer) => flow.points(layer, "update_ratio"))),
  };
}

/** At most so many, evenly spread, the first and the last among them. */
function spread(all, most) {
  return all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}
