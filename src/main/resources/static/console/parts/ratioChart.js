import { h, write } from "../base/dom.js";
import { lineChart } from "./chart.js";
import { course, lineLook, spread } from "./lines.js";

/** Where an update's size against the weights' is healthy. */
const BAND = [1e-4, 1e-2];
const MOST = 6;

/** Norm of the update over norm of the weights, by layer, with the band in which layers learn at a good pace. */
export function ratioChart(flow, signal) {
  const layers = spread(flow.layers().filter((layer) => flow.points(layer, "update_ratio").length > 0), MOST);
  const chart = lineChart(layers.map((name, i) => ({ name, width: 1.5, ...lineLook(i) })), { signal, log: true, height: 200, band: BAND });
  const summary = h("p", { class: "visually-hidden" });
  return {
    element: h("figure", { class: "picture" },
      h("figcaption", {}, "Update ratio"),
      h("p", { class: "hint" }, "Norm of the update over norm of the weights. Between 10⁻⁴ and 10⁻², shaded, layers learn at a good pace; the table above has the latest numbers."),
      summary, chart.element),
    update() {
      const points = layers.map((layer) => flow.points(layer, "update_ratio"));
      chart.set(points);
      write(summary, `${layers.map((layer, i) => course(layer, points[i])).join("; ")}.`);
    },
  };
}
