import { h } from "../base/dom.js";

/**
 * A table.
 *
 * @param caption what it shows; said to those who do not see it
 * @param columns `{ name, number }`: the heading, and whether numbers stand under it
 * @param rows lists of cells; the first cell of a row is its heading
 */
export function table(caption, columns, rows, { headings = true } = {}) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", {},
      h("caption", { class: "visually-hidden" }, caption),
      h("thead", {}, h("tr", {}, columns.map((column) =>
        h("th", { scope: "col", class: column.number ? "number" : null }, column.name)))),
      h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell, i) => {
        const look = columns[i]?.number ? "number" : null;
        return i === 0 && headings ? h("th", { scope: "row", class: look }, cell) : h("td", { class: look }, cell);
      }))))));
}

/** Terms and what they are. */
export function facts(pairs) {
  return h("dl", { class: "facts" }, pairs
    .filter(([, text]) => text !== null && text !== undefined && text !== "")
    .map(([term, text]) => h("div", { class: text instanceof HTMLElement && text.localName === "code" ? "wide" : null }, h("dt", {}, term), h("dd", {}, text))));
}

/** A picture's numbers for those who cannot or would not look at it. Built when it is opened. */
export function asTable(build, summary = "As a table") {
  const place = h("div");
  const element = h("details", { class: "as-table" }, h("summary", {}, summary), place);
  const show = () => element.open && place.replaceChildren(build());
  element.addEventListener("toggle", show);
  return { element, update: show };
}
