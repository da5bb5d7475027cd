import { h, heard, soon, vary, write } from "../base/dom.js";
import { count, number } from "../base/format.js";
import { scaleOf } from "../base/scale.js";
import { lineChart } from "./chart.js";
import { choice } from "./choice.js";
import { course, lineLook, spread } from "./lines.js";
import { table } from "./table.js";

const MOST = 8;
const QUANTITIES = [
  ["largest", "Largest singular value", true], ["smallest", "Smallest singular value", true],
  ["condition", "Condition number", true], ["stable_rank", "Stable rank", false],
];
const COLUMNS = [{ name: "Weights" }, { name: "Singular values, smallest to largest" },
  { name: "Condition", number: true }, { name: "Stable rank", number: true }, { name: "Shape", number: true }];

/** What each layer's weights do to lengths: the newest spectra side by side, and how they got there. */
export function spectraView(spectra, signal) {
  const nothing = h("p", { class: "hint" }, "No spectrum. One comes after the last epoch at the latest, unless the training ends before that or is so short that it would cost too much of it.");
  const latest = h("div");
  const course = h("div");
  let chart = null;
  let drawn = 0;
  const update = soon(() => {
    const matrices = spectra.matrices();
    nothing.hidden = matrices.length > 0;
    if (matrices.length === 0) {
      return;
    }
    const seen = spectra.epochs();
    if (seen !== drawn) {
      drawn = seen;
      latest.replaceChildren(latestTable(spectra, matrices));
    }
    if (chart === null && seen > 1) {
      chart = overEpochs(spectra, signal);
      course.append(chart.element);
    }
    chart?.update();
  }, signal);
  spectra.listen(update);
  update();
  return h("div", { class: "stack wide" },
    h("p", { class: "hint" }, "By how much a layer's weights stretch at most and at least. Above 1, marked, lengths grow; far from it on "
      + "either side, signals and gradients grow or fade from layer to layer. The stable rank says how many directions count."),
    nothing, latest, course);
}

/** A row for each matrix, with its span on an axis that all share. */
function latestTable(spectra, matrices) {
  const rows = matrices.map((matrix) => spectra.latest(matrix));
  const scale = scaleOf([1, ...rows.flatMap(({ smallest, largest }) => [smallest, largest])].map(Number), true);
  const title = `After epoch ${count(Math.max(...rows.map(({ epoch }) => epoch)))}`;
  return h("figure", { class: "picture" }, h("figcaption", {}, title), table(`Spectra: ${title.toLowerCase()}`, COLUMNS, rows.map((spectrum) => [
    spectrum.parameter, bar(spectrum, scale), number(spectrum.condition, 3),
    `${number(spectrum.stable_rank, 3)} of ${count(Math.min(spectrum.rows, spectrum.columns))}`,
    `${count(spectrum.rows)} × ${count(spectrum.columns)}`,
  ])));
}

function bar({ smallest, largest, exact }, scale) {
  const at = (x) => `${(Math.min(1, Math.max(0, scale.place(Number(x)))) * 100).toFixed(1)}%`;
  return h("div", { class: "range" },
    h("span", { class: "number" }, `${exact ? "" : "≤ "}${number(smallest, 3)}`),
    vary(h("span", { class: "range-bar", "aria-hidden": "true" }, h("span", { class: "range-one" }), h("span", { class: "range-span" })),
      { "--low": at(smallest), "--high": at(largest), "--one": at(1) }),
    heard(" to "),
    h("span", { class: "number" }, number(largest, 3)));
}

/** One quantity of all matrices over the epochs. */
function overEpochs(spectra, signal) {
  const matrices = spread(spectra.matrices(), MOST);
  const lines = matrices.map((name, i) => ({ name, ...lineLook(i) }));
  const chart = lineChart(lines, { signal, log: true, height: 220, xName: "Epoch" });
  const summary = h("p", { class: "visually-hidden" });
  let shown = QUANTITIES[0];
  const update = () => {
    const points = matrices.map((matrix) => spectra.points(matrix, shown[0]));
    chart.set(points);
    write(summary, `${shown[1]} over the epochs. ${matrices.map((matrix, i) => course(matrix, points[i])).join("; ")}.`);
  };
  const show = (name) => {
    shown = QUANTITIES.find(([id]) => id === name);
    chart.setLog(shown[2]);
    update();
  };
  const element = h("figure", { class: "picture" },
    h("figcaption", {}, "Over the epochs"),
    h("div", { class: "picture-tools" }, choice("What the lines show", QUANTITIES.map(([id, name]) => [id, name]), shown[0], show)),
    summary, chart.element);
  return { element, update };
}
