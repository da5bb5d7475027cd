import { h, heard, vary } from "../base/dom.js";
import { count, number, percent } from "../base/format.js";
import { table } from "./table.js";

const NUMBERS = new Set(["number", "integer"]);
const CATEGORIES = 6;

/** The columns of a dataset: type, gaps, and what is in them. */
export function profileTable(data) {
  return table(`Columns of ${data.name}`,
    [{ name: "Column" }, { name: "Type" }, { name: "Missing", number: true }, { name: "Distinct", number: true }, { name: "Values" }],
    data.columns.map((column) => [
      column.name,
      column.shape ? `${column.type} ${column.shape.join(" × ")}` : column.type,
      column.missing === 0 ? "0" : `${count(column.missing)} (${percent(column.missing / data.rows, 1)})`,
      column.distinct === undefined ? "–" : `${count(column.distinct)}${column.distinct_exact === false ? "+" : ""}`,
      values(column),
    ]));
}

function values(column) {
  return h("div", { class: "values" },
    column.categories ? categories(column) : NUMBERS.has(column.type) || column.min !== undefined ? span(column) : null,
    column.note && h("p", { class: "hint" }, column.note));
}

function categories({ categories: all }) {
  return h("ul", { class: "chips" },
    all.slice(0, CATEGORIES).map((category) => h("li", {}, category)),
    all.length > CATEGORIES && h("li", { class: "more" }, `and ${count(all.length - CATEGORIES)} more`));
}

/** From the least to the greatest, with the mean and one deviation to either side. */
function span({ min, max, mean, std }) {
  if (min === undefined || max === undefined) {
    return null;
  }
  const share = (x) => `${(Math.min(1, Math.max(0, (x - min) / (max - min || 1))) * 100).toFixed(1)}%`;
  const drawn = typeof mean === "number" && typeof std === "number";
  return h("div", { class: "span" },
    h("span", { class: "number" }, number(min, 3)),
    drawn && vary(h("span", { class: "span-bar", "aria-hidden": "true" }, h("span", { class: "deviation" }), h("span", { class: "mean" })),
      { "--mean": share(mean), "--low": share(mean - std), "--high": share(mean + std) }),
    heard(" to "),
    h("span", { class: "number" }, number(max, 3)),
    heard(", "),
    drawn && h("span", { class: "hint number" }, `mean ${number(mean, 3)}, deviation ${number(std, 3)}`));
}
