import { h } from "../../base/dom.js";
import { count, duration, number, percent, words } from "../../base/format.js";
import { address } from "../../base/router.js";
import { lineSample } from "../chart.js";
import { statusBadge } from "../status.js";
import { table } from "../table.js";

const UP = new Set(["accuracy", "macro_f1", "auc", "r2"]);
const SHARES = new Set(["accuracy", "macro_f1", "auc"]);
const NEITHER = new Set(["learning_rate", "gradient_norm"]);

/**
 * What came of each job in one metric.
 *
 * @param runs `{ job, line, points }`: a job, how its line is drawn, and its points in the chosen split
 */
export function outcomes(runs, metric, removed) {
  const named = (name) => ({ name, number: true });
  const best = !NEITHER.has(metric);
  const columns = [{ name: "Job" }, { name: "Status" }, named("Epochs"), named(`${words(metric)}, training`), named("Validation"),
    ...(best ? [named(UP.has(metric) ? "Highest" : "Lowest"), named("At epoch")] : []), named("Trained"), { name: h("span", { class: "visually-hidden" }, "Take out") }];
  return table("The last and the best of each job", columns, runs.map((run) => [
    title(run), statusBadge(run.job), count(run.job.progress.epoch), latest(run, "train", metric), latest(run, "validation", metric),
    ...(best ? bestOf(run, metric) : []), trained(run.job), takeOut(run, removed),
  ]));
}

function title({ job, line }) {
  return h("span", { class: "run" }, lineSample(line), h("a", { href: address(`/jobs/${job.id}`) }, line.name));
}

/** The newest value in a split; of what only steps have, the curve's end. */
function latest({ job, points, split }, side, metric) {
  const told = job.metrics.latest?.[side]?.[metric];
  return shown(metric, told ?? (split === side ? points.at(-1)?.value : undefined));
}

function bestOf({ points }, metric) {
  const usable = points.filter(({ value }) => Number.isFinite(value));
  if (usable.length === 0) {
    return ["–", "–"];
  }
  const best = usable.reduce((a, b) => ((UP.has(metric) ? b.value > a.value : b.value < a.value) ? b : a));
  return [shown(metric, best.value), count(best.epoch)];
}

function shown(metric, wire) {
  return SHARES.has(metric) && typeof wire === "number" ? percent(wire, 1) : number(wire);
}

function trained({ started_at: started, finished_at: finished }) {
  return started ? duration(((finished ? new Date(finished) : new Date()) - new Date(started)) / 1000) : "–";
}

function takeOut({ job, line }, removed) {
  return h("button", { type: "button", class: "small", "aria-label": `Take out ${line.name}`, onclick: () => removed(job.id) }, "Take out");
}
