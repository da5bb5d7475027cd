import { get, post } from "../base/api.js";
import { h, vary } from "../base/dom.js";
import { count, counted, number, percent, words } from "../base/format.js";
import { field, select } from "./choice.js";
import { command } from "./command.js";
import { attempt } from "./problem.js";

const SHARES = new Set(["accuracy", "macro_f1", "auc"]);

/** Judges a job by a dataset: metrics, and for classes which were taken for which. */
export function confusion(job, data) {
  const place = h("div");
  const result = h("div", { class: "stack" });
  const path = `/v1/jobs/${job.id}/evaluations`;
  const line = command(null);
  const changed = () => line.set({ path, json: { dataset: picker.value } });
  const picker = select(data.gone ? [] : [[data.id, `${data.name} (trained on)`]], data.id, changed);
  offer(picker, data.id).then(changed);
  changed();
  const button = h("button", { type: "button" }, "Evaluate");
  button.addEventListener("click", async () => {
    const evaluation = await attempt(button, place, () => post(path, { dataset: picker.value }));
    if (evaluation) {
      result.replaceChildren(...shown(evaluation));
    }
  });
  return h("div", { class: "stack" },
    h("p", { class: "hint" }, "Over all rows of a dataset. Rows that the network was trained on make it look better than it is."),
    h("div", { class: "row fields" }, field("Dataset", picker), button), place, h("div", { "aria-live": "polite" }, result), line.element);
}

/** Adds the other datasets, which may have the same columns. */
async function offer(picker, own) {
  const { data } = await get("/v1/datasets?limit=100").catch(() => ({ data: [] }));
  picker.append(...data.filter(({ id }) => id !== own).map(({ id, name }) => h("option", { value: id }, name)));
}

function shown({ rows, loss, metrics, confusion_matrix: matrix }) {
  const figures = [["Rows", count(rows)], ["Loss", number(loss)], ...Object.entries(metrics)
    .map(([name, wire]) => [words(name), SHARES.has(name) && typeof wire === "number" ? percent(wire, 1) : number(wire)])];
  return [
    h("dl", { class: "figures" }, figures.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", { class: "number" }, text)))),
    matrix && matrixTable(matrix),
  ].filter(Boolean);
}

/** Rows are what the labels are, columns what was predicted; the shade is the share of the row. */
function matrixTable({ labels, counts }) {
  const rows = labels.map((label, i) => {
    const total = counts[i].reduce((sum, n) => sum + n, 0);
    return h("tr", {}, h("th", { scope: "row" }, label), counts[i].map((n, k) => {
      const share = total === 0 ? 0 : n / total;
      const cell = h("td", { class: `number cell${i === k ? " right" : ""}${n === 0 ? " none" : ""}`, title: `${counted(n, "row")}, ${percent(share, 1)} of ${label}` }, count(n));
      return vary(cell, { "--share": share.toFixed(3) });
    }), h("td", { class: "number total" }, total === 0 ? "–" : percent(counts[i][i] / total, 1)));
  });
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Confusion matrix" },
    h("table", { class: "confusion" },
      h("caption", {}, "Rows are what it is, columns what was predicted; right ones are framed"),
      h("thead", {}, h("tr", {}, h("td"), labels.map((label) => h("th", { scope: "col" }, label)), h("th", { scope: "col" }, "found"))),
      h("tbody", {}, rows)));
}
