import { get } from "../base/api.js";
import { h } from "../base/dom.js";
import { count, number, words } from "../base/format.js";
import { command } from "./command.js";

const MARKS = { notice: "i", serious: "!", fatal: "✕" };
const COLORS = { notice: "--ink-soft", serious: "--warn", fatal: "--bad" };

/** The diagnoses of a job: what was seen, why it may be, what to do. */
export function findingsList(job) {
  const list = h("ul", { class: "findings" });
  const nothing = h("p", { class: "hint" }, "Nothing is wrong as far as the gradients tell.");
  const seen = new Set();
  const marks = [];
  const listeners = [];
  const path = `/v1/jobs/${job}/findings`;
  const add = (finding) => {
    const id = `${finding.code}/${finding.layer ?? ""}/${finding.step}`;
    if (!seen.has(id)) {
      seen.add(id);
      nothing.hidden = true;
      list.append(findingItem(finding));
      if (finding.step !== undefined) {
        marks.push({ x: finding.step, name: words(finding.code), sign: MARKS[finding.severity] ?? "i", color: COLORS[finding.severity] ?? "--ink-soft" });
        listeners.forEach((action) => action());
      }
    }
  };
  return {
    element: h("div", { class: "stack" }, h("div", { class: "stack", "aria-live": "polite" }, nothing, list), command({ path }).element),
    add,
    /** The steps at which something was found, `{ x, name, sign, color }`. */
    marks: () => marks,
    listen: (action) => listeners.push(action),
    async load(signal) {
      const { data } = await get(path, signal);
      data.forEach(add);
    },
  };
}

/** One diagnosis. */
export function findingItem(finding) {
  const place = [
    finding.layer && `layer ${finding.layer}`,
    finding.epoch !== undefined && `epoch ${count(finding.epoch)}`,
    finding.step !== undefined && `step ${count(finding.step)}`,
  ].filter(Boolean).join(", ");
  return h("li", { class: `finding ${finding.severity}` },
    h("span", { class: "finding-mark", "aria-hidden": "true" }, MARKS[finding.severity] ?? "i"),
    h("div", {},
      h("h3", {}, words(finding.code), h("span", { class: "finding-severity" }, finding.severity)),
      place && h("p", { class: "hint number" }, place),
      h("dl", { class: "terms" },
        h("dt", {}, "Evidence"), h("dd", { class: "number" }, evidence(finding)),
        h("dt", {}, "Cause"), h("dd", {}, finding.cause),
        h("dt", {}, "Remedy"), h("dd", {}, finding.remedy),
        finding.rows?.length > 0 && [h("dt", {}, "Rows"), h("dd", { class: "number" }, finding.rows.map(count).join(", "))],
        finding.action && finding.action !== "warn" && [h("dt", {}, "Done"), h("dd", {}, words(finding.action))])));
}

function evidence(finding) {
  return (finding.evidence ?? []).map(({ name, value, step }) =>
    `${words(name)} ${number(value)}${step === undefined ? "" : ` at step ${count(step)}`}`).join("; ");
}
