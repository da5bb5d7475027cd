import { h } from "../base/dom.js";
import { field, select } from "./choice.js";

const NUMBERS = new Set(["number", "integer"]);
const SIDE = 112;

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
  const canvas = h("canvas", { class: "tensor", role: "img", "aria-label": `${column.name} of the row`, width: SIDE, height: SIDE });
  let tensor = null;
  return {
    name: column.name,
    element: h("figure", { class: "picture" }, h("figcaption", {}, column.name), canvas),
    value: () => tensor,
    fill: (wire) => {
      tensor = wire;
      paint(canvas, wire);
    },
  };
}

function paint(canvas, tensor) {
  const rows = Array.isArray(tensor?.[0]?.[0]) ? tensor[0] : tensor;
  if (!Array.isArray(rows?.[0])) {
    return;
  }
  const high = Math.max(...rows.flat(), 1e-9);
  const context = canvas.getContext("2d");
  const size = SIDE / Math.max(rows.length, rows[0].length);
  context.clearRect(0, 0, SIDE, SIDE);
  rows.forEach((row, y) => row.forEach((level, x) => {
    const shade = Math.round((level / high) * 255);
    context.fillStyle = `rgb(${shade} ${shade} ${shade})`;
    context.fillRect(x * size, y * size, Math.ceil(size), Math.ceil(size));
  }));
}
