import { get } from "../base/api.js";
import { h } from "../base/dom.js";
import { count } from "../base/format.js";
import { isPicture, tensorCanvas } from "./tensor.js";

/** The first rows of a dataset of images, each with what else its row says. */
export async function gallery(data, limit, signal) {
  const { data: rows } = await get(`/v1/datasets/${data.id}/rows?limit=${limit}`, signal);
  const pictures = data.columns.filter(isPicture);
  const others = data.columns.filter((column) => !isPicture(column));
  return h("ul", { class: "gallery" }, rows.map((row, i) => {
    const said = others.map(({ name }) => `${name} ${row[name] ?? "–"}`).join(", ");
    return h("li", {}, pictures.map((column) => {
      const picture = tensorCanvas(column, `${column.name} of row ${count(i)}${said && `, ${said}`}`);
      picture.paint(row[column.name]);
      return picture.element;
    }), h("p", { class: "hint number" }, said));
  }));
}
