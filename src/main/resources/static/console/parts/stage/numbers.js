import { h } from "../../base/dom.js";
import { number } from "../../base/format.js";
import { table } from "../table.js";
import { dense } from "./scenes.js";

const MOST = 60;

/** The numbers behind a scene. */
export function sceneNumbers(scene, trace) {
  const layers = dense(scene.step);
  if (scene.phase === "update") {
    return layers.flatMap((layer) => layer.parameters.map((parameter) => parameterTable(parameter)));
  }
  if (scene.phase === "loss") {
    return [table("Prediction", [{ name: "Output" }, { name: "Prediction", number: true }],
      trace.outputs.map((name, i) => [name, number(scene.step.prediction[i])]))];
  }
  const layer = layers[scene.layer];
  const back = scene.phase === "backward";
  return [table(`Units of ${layer.layer}`,
    [{ name: "Unit" }, { name: "Sum z", number: true }, { name: "Output a", number: true },
      ...(back ? [{ name: "Error at a", number: true }, { name: "Error δ", number: true }] : [])],
    layer.activations.map((a, i) => [String(i + 1), number(layer.pre_activations[i]), number(a),
      ...(back ? [number(layer.activation_error?.[i]), number(layer.error[i])] : [])]))];
}

/** Before, gradient, update and after of the values of one parameter. */
function parameterTable({ name, shape, before, gradient, update, after }) {
  const place = (i) => (shape.length === 2 ? `${Math.floor(i / shape[1]) + 1} ← ${(i % shape[1]) + 1}` : String(i + 1));
  const shown = before.slice(0, MOST);
  return h("div", { class: "stack tight" },
    h("h3", {}, name),
    table(name, [{ name: shape.length === 2 ? "Unit ← input" : "Unit" }, ...["Before", "Gradient", "Update", "After"].map((text) => ({ name: text, number: true }))],
      shown.map((old, i) => [place(i), number(old), number(gradient[i]), number(update[i]), number(after[i])])),
    before.length > MOST && h("p", { class: "hint" }, `The first ${MOST} of ${before.length}.`));
}
