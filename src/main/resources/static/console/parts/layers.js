import { bytes, count } from "../base/format.js";
import { table } from "./table.js";

/** A layer in a word or three: `dense 64 relu`. */
export function layerWord(layer) {
  if (typeof layer === "string") {
    return layer;
  }
  const activation = typeof layer.activation === "string" ? layer.activation : layer.activation?.type;
  return [layer.type, layer.units, activation].filter(Boolean).join(" ");
}

/** Shapes, parameters and memory of each layer. */
export function layerTable(summary) {
  return table("Shapes and sizes of the layers",
    [{ name: "Layer" }, { name: "Type" }, { name: "Output" }, { name: "Parameters", number: true }, { name: "Memory", number: true }],
    summary.layers.map((layer) => [layer.name, layer.type, layer.output_shape.join(" × "), count(layer.parameters), bytes(layer.bytes)]));
}
