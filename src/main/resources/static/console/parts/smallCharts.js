import { h, soon, write } from "../base/dom.js";
import { words } from "../base/format.js";
import { lineChart } from "./chart.js";
import { course } from "./lines.js";

const ALWAYS = [["learning_rate", ["train"]], ["gradient_norm", ["train"]]];
const LEFT_OUT = new Set(["loss", "batch_loss", "learning_rate", "gradient_norm"]);
const LOOKS = {
  train: { name: "Training", color: "--train" },
  validation: { name: "Validation", color: "--validation", dash: [7, 4] },
};

/** The learning rate, the gradient's norm and every metric, each in a small plot of its own. */
export function smallCharts(curves, signal) {
  const charts = new Map();
  const element = h("div", { class: "small-charts" });
  const update = soon(() => {
    const metrics = [...new Set([...curves.names("train"), ...curves.names("validation")])].filter((name) => !LEFT_OUT.has(name));
    const wanted = [...ALWAYS, ...metrics.map((name) => [name, ["train", "validation"]])];
    for (const [name, splits] of wanted) {
      const filled = splits.filter((split) => curves.points(name, split).length > 0);
      if (filled.length > 0) {
        const id = `${name}/${filled}`;
        if (!charts.has(id)) {
          charts.set(id, small(name, filled, element, signal));
        }
        charts.get(id).set(filled.map((split) => curves.points(name, split)));
      }
    }
  }, signal);
  curves.listen(update);
  update();
  return element;
}

function small(name, splits, parent, signal) {
  const lines = splits.map((split) => LOOKS[split]);
  const chart = lineChart(lines, { signal, height: 140 });
  const summary = h("p", { class: "visually-hidden" });
  parent.querySelector(`[data-metric="${name}"]`)?.remove();
  parent.append(h("figure", { class: "picture", "data-metric": name }, h("figcaption", {}, words(name)), summary, chart.element));
  return {
    set(points) {
      chart.set(points);
      write(summary, `${lines.map((line, i) => course(line.name, points[i])).join("; ")}.`);
    },
  };
}
