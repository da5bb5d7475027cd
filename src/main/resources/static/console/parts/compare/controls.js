import { h } from "../../base/dom.js";
import { words } from "../../base/format.js";
import { choice, field, select } from "../choice.js";

/** What single steps have besides what epochs are measured by. */
const OF_STEPS = ["batch_loss", "learning_rate", "gradient_norm"];

/** The ways to look at curves: which metric, of which rows, along what, on which axis. Calls back with `wish` changed. */
export function controls(jobs, wish, changed) {
  const metric = h("div");
  const offer = () => {
    const names = metrics(jobs, wish.split);
    wish.name = names.includes(wish.name) ? wish.name : "loss";
    metric.replaceChildren(field("Metric", select(names.map((name) => [name, words(name)]), wish.name, (name) => take({ name }))));
  };
  const take = (change) => {
    Object.assign(wish, change);
    if (change.split) {
      offer();
    }
    changed();
  };
  offer();
  return h("div", { class: "row fields" }, metric,
    choice("Rows", [["train", "Training"], ["validation", "Validation"]], wish.split, (split) => take({ split })),
    choice("Along", [["step", "Steps"], ["samples", "Samples"], ["seconds", "Seconds"]], wish.x, (x) => take({ x })),
    choice("Axis", [["linear", "Linear"], ["log", "Logarithmic"]], wish.axis, (axis) => take({ axis })));
}

function metrics(jobs, split) {
  const measured = jobs.flatMap((job) => Object.keys(job.metrics.latest?.[split] ?? {}));
  return [...new Set(["loss", ...measured, ...(split === "train" ? OF_STEPS : [])])];
}
