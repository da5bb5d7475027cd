import { h, write } from "../../base/dom.js";
import { count, percent } from "../../base/format.js";
import { field, select } from "../choice.js";

const ACTIVATIONS = ["relu", "tanh", "sigmoid", "gelu", "silu", "elu", "leaky_relu", "softplus"];
const OPTIMIZERS = ["adam", "adamw", "sgd", "rmsprop"];

const HELD = "The network does not learn from them; after each epoch they show how well it does on rows it has not seen.";
const SHARES = [0, 0.1, 0.2, 0.3];

/**
 * What a training may be told; what is left empty is not sent, and the server chooses. `plain` is what everyone should see, `element` the
 * rest; `offer` takes the configuration that the server would choose and shows it.
 */
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
    validation: select([["", "default"], ...SHARES.map((share) => [String(share), share === 0 ? "none" : percent(share)])], ""),
    curvature: h("input", { type: "checkbox" }),
  };
  let usual = { type: "adam" };
  const held = field("Rows held back for validation", inputs.validation, HELD);
  held.addEventListener("input", changed);
  const element = h("div", { class: "inputs", oninput: changed },
    field("Epochs", inputs.epochs), field("Batch size", inputs.batch), field("Learning rate", inputs.rate),
    field("Optimizer", inputs.optimizer),
    field("Hidden layers", inputs.units), field("Activation", inputs.activation),
    field("Seed", inputs.seed),
    h("label", { class: "tick" }, inputs.curvature, "Measure the loss's curvature"));
  return { plain: held, element, value: () => read(inputs, usual), offer: (config, rows) => {
    usual = config.optimizer;
    offer(inputs, held, config, rows);
  } };
}

/** Shows what the server would choose where nothing is said. */
function offer(inputs, held, { epochs, batch_size: batch, optimizer, seed, model, validation }, rows) {
  inputs.epochs.placeholder = String(epochs);
  inputs.batch.placeholder = String(batch);
  inputs.rate.placeholder = String(optimizer.learning_rate);
  inputs.seed.placeholder = String(seed);
  inputs.units.placeholder = model.layers.map(({ units }) => units).filter(Boolean).join(", ") || "none";
  inputs.optimizer.options[0].textContent = `default: ${optimizer.type}`;
  inputs.validation.options[0].textContent = `default: ${validation.split > 0 ? percent(validation.split, validation.split < 0.1 ? 1 : 0) : "none"}`;
  write(held.querySelector(".hint"), validation.split > 0 ? HELD
    : `${HELD} Of ${count(rows)} rows none are held back by default: all of so few are needed to learn from, and the curve is the training loss alone.`);
}

/** The fields of a job that were said. */
function read(inputs, usual) {
  const job = {};
  const units = (inputs.units.value.match(/\d+/g) ?? []).map(Number);
  if (units.length > 0) {
    job.model = { layers: units.map((n) => ({ type: "dense", units: n, activation: inputs.activation.value })) };
  }
  if (inputs.optimizer.value || inputs.rate.value) {
    job.optimizer = inputs.optimizer.value ? { type: inputs.optimizer.value } : { ...usual };
    if (inputs.rate.value) {
      job.optimizer.learning_rate = Number(inputs.rate.value);
    }
  }
  if (inputs.validation.value) {
    job.validation = { split: Number(inputs.validation.value) };
  }
  if (inputs.curvature.checked) {
    job.measure_curvature = true;
  }
  const numbers = { epochs: inputs.epochs, batch_size: inputs.batch, seed: inputs.seed };
  for (const [name, input] of Object.entries(numbers)) {
    if (input.value) {
      job[name] = Number(input.value);
    }
  }
  return job;
}
