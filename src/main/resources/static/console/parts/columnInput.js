import { h } from "../base/dom.js";
import { field, select } from "./choice.js";
import { tensorCanvas } from "./tensor.js";

const NUMBERS = new Set(["number", "integer"]);

/** The control for a value of a column: what it is called, its value as the wire has it, and a way to fill it. */
export function columnInput(column) {
  if (column.type === "tensor") {
    return tensorInput(column);
  }
  const control = plain(column);
  return {
    name: column.name,
    element: field(column.name, control),
    value: () => read(column, control.value),
    fill: (wire) => {
      control.value = wire === null || wire === undefined ? "" : String(wire);
    },
  };
}

function plain(column) {
  if (column.categories && column.categories.length <= 200) {
    return select([["", "(missing)"], ...column.categories.map((category) => [category, category])], "");
  }
  if (column.type === "boolean") {
    return select([["", "(missing)"], ["true", "true"], ["false", "false"]], "");
  }
  if (NUMBERS.has(column.type)) {
    return h("input", { type: "number", step: "any", inputmode: "decimal", autocomplete: "off" });
  }
  return h("input", { type: "text", autocomplete: "off" });
}

function read(column, text) {
  if (text === "") {
    return null;
  }
  if (NUMBERS.has(column.type)) {
    return Number(text);
  }
  return column.type === "boolean" ? text === "true" : text;
}

/** An image or another tensor: it comes from a row and is shown, not typed. */
function tensorInput(column) {
  const picture = tensorCanvas(column, `${column.name} of the row`);
  let tensor = null;
  return {
    name: column.name,
    element: h("figure", { class: "picture" }, h("figcaption", {}, column.name), picture.element),
    value: () => tensor,
    fill: (wire) => {
      tensor = wire;
      picture.paint(wire);
    },
  };
}
