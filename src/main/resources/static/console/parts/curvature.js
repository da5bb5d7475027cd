import { h, soon, write } from "../base/dom.js";
import { count, number } from "../base/format.js";
import { lineChart } from "./chart.js";
import { asTable, table } from "./table.js";

const PLAIN_LIMIT = 2;

/** The sharpest direction of the loss against what plain gradient steps stand. */
export function curvatureView(spectra, wanted, signal) {
  const verdict = h("p", { class: "verdict" });
  const place = h("div");
  const numbers = asTable(() => curvatureTable(spectra.curvatures()));
  const body = h("figure", { class: "picture", hidden: true }, place, numbers.element);
  const nothing = h("p", { class: "hint" }, wanted
    ? "Not measured yet; the first comes after an epoch."
    : ["Not measured in this job. ", h("code", {}, '"measure_curvature": true'), " in the next one does, for some dozen gradients each time."]);
  let chart = null;
  const update = soon(() => {
    const points = spectra.curvatures();
    nothing.hidden = points.length > 0;
    body.hidden = points.length === 0;
    if (points.length > 0) {
      if (chart === null) {
        chart = lineChart(lines(points), { signal, log: true, height: 220, xName: "Epoch" });
        place.append(chart.element);
      }
      chart.set([points.map(({ epoch, largest }) => [epoch, largest]), points.map((point) => [point.epoch, edge(point)])]);
      judge(verdict, points);
      numbers.update();
    }
  }, signal);
  spectra.listen(update);
  update();
  return h("div", { class: "stack" },
    h("p", { class: "hint" }, "The loss's Hessian has its largest eigenvalue in the direction in which the loss bends most. Plain gradient "
      + "steps swing ever wider in that direction once it is above 2 / learning rate; with momentum, the edge lies higher."),
    nothing, verdict, body);
}

function lines([{ limit }]) {
  return [
    { name: "Largest eigenvalue", color: "--train" },
    { name: edgeName(limit), color: "--bad", dash: [7, 4], width: 1.5 },
  ];
}

function edgeName(limit = PLAIN_LIMIT) {
  return `${number(limit)} / learning rate`;
}

/** The greatest eigenvalue that steps of this learning rate stand. */
function edge({ limit = PLAIN_LIMIT, learning_rate: rate }) {
  return rate === 0 ? Infinity : limit / rate;
}

/** The latest point in words, with its mark, and the greatest where that was not stable. */
function judge(element, points) {
  const { epoch, sharpness, limit } = points.at(-1);
  const calm = limit === undefined || sharpness <= limit;
  const most = points.reduce((a, b) => (b.sharpness > a.sharpness ? b : a));
  element.className = `verdict ${limit === undefined ? "" : calm ? "healthy" : "sick"}`;
  const text = limit === undefined
    ? "The line is for plain gradient steps: this optimizer scales each weight by itself, so it may train well above it."
    : `Learning rate times eigenvalue is ${number(sharpness, 3)} after epoch ${count(epoch)}; up to ${number(limit)} is stable.${
      most.epoch !== epoch && most.sharpness > limit ? ` After epoch ${count(most.epoch)} it was ${number(most.sharpness, 3)}.` : ""}`;
  const mark = h("span", { class: "finding-mark", "aria-hidden": "true" }, limit === undefined ? "i" : calm ? "✓" : "!");
  if (element.lastChild?.textContent !== text) {
    element.replaceChildren(mark, write(h("span"), text));
  }
}

function curvatureTable(points) {
  const columns = ["Epoch", "Step", "Largest eigenvalue", "Learning rate", edgeName(points[0].limit), "Sharpness"];
  return table("Curvature by epoch", columns.map((name) => ({ name, number: true })), points.map((point) => [count(point.epoch), count(point.step),
    number(point.largest), number(point.learning_rate), number(edge(point)), number(point.sharpness)]));
}
