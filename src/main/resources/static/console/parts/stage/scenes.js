import { number } from "../../base/format.js";

/**
 * The scenes of a trace, in order: for each step forward through every layer, the loss, back through every layer, and the
 * weights moving.
 *
 * @returns `{ title, phase, step, layer, words }` each; `layer` counts the dense layers from 0 and is null at the loss
 */
export function scenesOf(trace) {
  return trace.steps.flatMap((step) => {
    const layers = dense(step);
    const forward = layers.map((layer, i) => scene("forward", step, i, `Forward: ${layer.layer}`, forwardWords(trace, layer, i)));
    const backward = layers.map((layer, i) => scene("backward", step, i, `Back: ${layer.layer}`, backwardWords(trace, layers, i))).reverse();
    return [...forward, scene("loss", step, null, "Compare", lossWords(trace, step)), ...backward,
      scene("update", step, null, "The weights move", updateWords(trace, step, layers))];
  });
}

/** The layers of a step that have units with weights. */
export function dense(step) {
  return step.layers.filter((layer) => layer.pre_activations);
}

/** A parameter of a layer by the end of its name. */
export function parameter(layer, ending) {
  return layer.parameters.find(({ name }) => name.endsWith(ending));
}

function scene(phase, step, layer, title, words) {
  return { phase, step, layer, title, words };
}

function activationOf(trace, layer) {
  return trace.layers.find((known) => known.layer === layer.layer)?.activation ?? null;
}

function forwardWords(trace, layer, i) {
  const activation = activationOf(trace, layer);
  const from = i === 0 ? "the example's values" : "the outputs before it";
  const bent = activation ? `, and ${activation} bends the sum` : "";
  const [z, a] = [layer.pre_activations[0], layer.activations[0]];
  const first = activation ? `Its first unit: z = ${number(z, 3)}, a = ${activation}(z) = ${number(a, 3)}.` : `Its first unit: z = ${number(z, 3)}.`;
  return `Every unit of ${layer.layer} multiplies ${from} by its weights and adds them up with its bias${bent}. ${first}`;
}

function lossWords(trace, step) {
  const said = trace.task === "classification"
    ? `says ${trace.outputs.map((name, i) => `${name} ${number(step.prediction[i], 3)}`).join(", ")}; right is ${rightAnswer(trace)}`
    : `says ${step.prediction.map((y) => number(y, 3)).join(", ")}; right is ${trace.target.map((y) => number(y, 3)).join(", ")}, in units of the target's deviation`;
  return `The network ${said}. The distance is the loss: ${number(step.loss)}.`;
}

/** The class that the example belongs to. */
export function rightAnswer(trace) {
  return trace.outputs[trace.target[0]] ?? number(trace.target[0]);
}

function backwardWords(trace, layers, i) {
  const layer = layers[i];
  const errors = layer.error.slice(0, 3).map((delta) => number(delta, 3)).join(", ");
  if (i === layers.length - 1) {
    return `The error begins at the output: how the loss changes with each of its sums, δ = ${errors}${layer.error.length > 3 ? ", …" : ""}.`;
  }
  const activation = activationOf(trace, layer);
  const slope = activation ? ` Times the slope of ${activation} at z, that is each unit's share of the error` : " That is each unit's share of the error";
  return `The error comes back through the weights of ${layers[i + 1].layer}: each unit gets the errors that it fed, weighted as it fed them.${slope}: δ = ${errors}${layer.error.length > 3 ? ", …" : ""}.`;
}

function updateWords(trace, step, layers) {
  const moves = layers.flatMap((layer) => layer.parameters.flatMap(({ update }) => update));
  const largest = moves.reduce((most, move) => (Math.abs(move) > Math.abs(most) ? move : most), 0);
  return `A weight's gradient is the δ of its unit times the value it carried. ${trace.optimizer.type} moves each weight against its gradient, the largest move is ${number(largest, 3)}. The same example now has the loss ${number(step.loss_after)}; it was ${number(step.loss)}.`;
}
