import { h } from "../base/dom.js";
import { count } from "../base/format.js";
import { isPicture, tensorCanvas } from "./tensor.js";

/**
 * Rows of a dataset of images as pictures.
 *
 * @param caption answers what stands below the picture of a row: an element, or a text
 */
export function gallery(data, rows, caption) {
  const pictures = data.columns.filter(isPicture);
  return h("ul", { class: "gallery" }, rows.map((row, i) => {
    const below = h("p", { class: "hint number" }, caption(row, i));
    return h("li", {}, pictures.map((column) => {
      const picture = tensorCanvas(column, [`${column.name} of row ${count(i)}`, below.textContent].filter(Boolean).join(", "));
      picture.paint(row[column.name]);
      return picture.element;
    }), below);
  }));
}

/** What else than pictures a row says. */
export function besides(data, row) {
  return data.columns.filter((column) => !isPicture(column)).map(({ name }) => `${name} ${row[name] ?? "–"}`).join(", ");
}
