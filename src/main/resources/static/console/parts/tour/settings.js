import { h } from "../../base/dom.js";
import { field, select } from "../choice.js";

const ACTIVATIONS = ["relu", "tanh", "sigmoid", "gelu", "silu", "elu", "leaky_relu", "softplus"];
const OPTIMIZERS = ["adam", "adamw", "sgd", "rmsprop"];

/** What a training may be told; what is left empty is not sent, and the server chooses. */
export function settings(changed) {
  const empty = { placeholder: "default", autocomplete: "off" };
  const whole = { type: "number", min: 1, step: 1, inputmode: "numeric", ...empty };
  const inputs = {
    epochs: h("input", whole),
    batch: h("input", whole),
    rate: h("input", { type: "number", min: 0, step: "any", inputmode: "decimal", ...empty }),
    optimizer: select([["", "default"], ...OPTIMIZERS.map((name) => [name, name])], ""),
    units: h("input", { type: "text", inputmode: "numeric", pattern: "\\s*\\d+(\\s*,\\s*\\d+)*\\s*", title: "Whole numbers with commas between", ...empty, placeholder: "such as 64, 32" }),
    activation: select(ACTIVATIONS.map((name) => [name, name]), "relu"),
    seed: h("input", { type: "number", step: 1, inputmode: "numeric", ...empty }),
  };
  const element = h("div", { class: "inputs", oninput: changed },
    field("Epochs", inputs.epochs), field("Batch size", inputs.batch), field("Learning rate", inputs.rate),
    field("Optimizer", inputs.optimizer),
    field("Hidden layers", inputs.units), field("Activation", inputs.activation),
    field("Seed", inputs.seed));
  return { element, value: () => read(inputs) };
}

/** The fields of a job that were said. */
function read(inputs) {
  const job = {};
  const units = (inputs.units.value.match(/\d+/g) ?? []).map(Number);
  if (units.length > 0) {
    job.model = { layers: units.map((n) => ({ type: "dense", units: n, activation: inputs.activation.value })) };
  }
  if (inputs.optimizer.value || inputs.rate.value) {
    job.optimizer = { type: inputs.optimizer.value || "adam" };
    if (inputs.rate.value) {
      job.optimizer.learning_rate = Number(inputs.rate.value);
    }
  }
  const numbers = { epochs: inputs.epochs, batch_size: inputs.batch, seed: inputs.seed };
  for (const [name, input] of Object.entries(numbers)) {
    if (input.value) {
      job[name] = Number(input.value);
    }
  }
  return job;
}
