import { h, soon, write } from "../base/dom.js";
import { count, number } from "../base/format.js";
import { lineChart } from "./chart.js";
import { choice } from "./choice.js";
import { course } from "./lines.js";
import { asTable, table } from "./table.js";

const LINES = [
  { name: "Batch", color: "--batch", width: 1 },
  { name: "Training", color: "--train", width: 2 },
  { name: "Validation", color: "--validation", dash: [7, 4], width: 2 },
];
const SERIES = [["batch_loss", "train"], ["loss", "train"], ["loss", "validation"]];

/**
 * The loss while it falls: batches faint behind training and validation. `curves` is a {@link Curves}; `findings`, where there may be any,
 * are marked where they were made.
 */
export function lossChart(curves, { signal, log = false, findings = null }) {
  const chart = lineChart(LINES, { signal, log });
  const summary = h("p", { class: "visually-hidden" });
  const numbers = asTable(() => epochTable(curves));
  const axis = choice("Axis", [["linear", "Linear"], ["log", "Logarithmic"]], log ? "log" : "linear", (picked) => chart.setLog(picked === "log"));
  const marked = h("p", { class: "hint number" });
  const update = soon(() => {
    const marks = findings?.marks() ?? [];
    chart.setMarks(marks);
    const places = new Set(marks.map(({ name, x }) => `${name.toLowerCase()} at step ${count(x)}`));
    write(marked, places.size === 0 ? "" : `Marked: ${[...places].join(", ")}.`);
    chart.set(SERIES.map(([name, split]) => curves.points(name, split)));
    write(summary, describe(curves));
    numbers.update();
  }, signal);
  curves.listen(update);
  findings?.listen(update);
  update();
  const element = h("figure", { class: "picture" },
    h("div", { class: "picture-tools" }, axis), summary, chart.element, marked, numbers.element);
  return { element };
}

function describe(curves) {
  const said = SERIES.slice(1).map(([name, split]) => [split, curves.points(name, split)]).filter(([, points]) => points.length > 0)
    .map(([split, points]) => course(`${split} loss`, points));
  return said.length === 0 ? "No loss has been measured yet." : `Over ${count(curves.lastStep())} steps: ${said.join("; ")}.`;
}

/** Each epoch, or as many as one reads. */
function epochTable(curves) {
  const validation = new Map(curves.points("loss", "validation"));
  const training = curves.points("loss", "train");
  const stride = Math.ceil(training.length / 100);
  const rows = training.filter((_, i) => i % stride === 0 || i === training.length - 1)
    .map(([step, loss]) => [count(curves.epochAt(step)), count(step), number(loss), number(validation.get(step))]);
  return table("Loss by epoch",
    [{ name: "Epoch", number: true }, { name: "Step", number: true }, { name: "Training", number: true }, { name: "Validation", number: true }], rows);
}
