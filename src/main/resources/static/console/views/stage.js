import { get, post } from "../base/api.js";
import { h } from "../base/dom.js";
import { field, select } from "../parts/choice.js";
import { command } from "../parts/command.js";
import { dataChoice } from "../parts/dataChoice.js";
import { empty } from "../parts/empty.js";
import { attempt } from "../parts/problem.js";
import { player } from "../parts/stage/player.js";

const PROGRAMME = [
  ["Forward", "Each unit adds up what comes in, each input by its weight, and bends the sum by its activation. At the end stands a guess, and how wrong it is."],
  ["Back", "The error returns the way the example came. Each weight is told its share: by how much the loss would change if it did."],
  ["Update", "Each weight moves a little against its share, by the learning rate. The same example again, and the loss is smaller."],
];
const HINT = "Whole numbers with commas between, such as 4, 3";

/** Learning through error correction, watched on one example and a small network. */
export async function stageView({ query, signal }) {
  const { data: datasets } = await get("/v1/datasets?limit=100", signal);
  const head = [
    h("div", { class: "head" }, h("h1", {}, "How a network learns")),
    h("p", { class: "lead" }, "One example goes forward, its error comes back, and the weights move. Scene by scene, with the numbers that the server computes."),
  ];
  if (datasets.length === 0) {
    return { title: "Stage", content: [...head, empty("No dataset yet", "The example comes from a dataset.", h("a", { class: "button primary", href: "#/train" }, "Bring one"))] };
  }
  const place = h("div");
  const shown = h("div", {}, programme());
  const lines = h("div", { class: "stack tight" });
  const chosen = await form(datasets, query.get("dataset") ?? smallest(datasets).id, signal);
  const button = h("button", { class: "primary", type: "submit" }, "Show the steps");
  const run = async () => {
    const trace = await attempt(button, place, () => trained(chosen.value(), lines));
    if (trace) {
      shown.replaceChildren(player(trace, signal).element);
    }
  };
  return {
    title: "Stage",
    content: [...head,
      h("form", { class: "card", onsubmit: (event) => {
        event.preventDefault();
        run();
      } }, chosen.element, h("div", {}, button)),
      place, shown, lines],
  };
}

/** What will be seen, until it is. */
function programme() {
  return h("ol", { class: "programme" }, PROGRAMME.map(([title, text]) => h("li", { class: "card" }, h("h2", {}, title), h("p", {}, text))));
}

/** Of the tables, if there are any, the one with the fewest bytes: few columns are best to see. */
function smallest(datasets) {
  const tables = datasets.filter(({ format }) => format !== "idx");
  return (tables.length > 0 ? tables : datasets).reduce((least, one) => (one.bytes < least.bytes ? one : least));
}

const kept = new Map();

/** Keeps the network on the server, once, and lets it learn the example for some steps. */
async function trained({ layers, dataset, target, ...wishes }, lines) {
  const model = { name: `Stage ${layers.map(({ units }) => units).join(", ")}`, layers };
  const where = `/v1/models?dataset=${encodeURIComponent(dataset)}&target=${encodeURIComponent(target)}`;
  const known = JSON.stringify([where, model]);
  if (!kept.has(known)) {
    kept.set(known, (await post(where, model)).id);
  }
  const id = kept.get(known);
  const request = { dataset, target, ...wishes };
  lines.replaceChildren(
    command({ path: where, json: model }, "The network with curl").element,
    command({ path: `/v1/models/${id}/trace`, json: request }, "The steps with curl").element);
  try {
    return await post(`/v1/models/${id}/trace`, request);
  } catch (problem) {
    kept.delete(known);
    throw problem;
  }
}

async function form(datasets, wanted, signal) {
  const choice = await dataChoice(datasets, { dataset: wanted }, signal);
  const inputs = {
    units: h("input", { type: "text", value: "4, 3", pattern: "\\s*\\d+(\\s*,\\s*\\d+)*\\s*", title: HINT, required: true, autocomplete: "off" }),
    activation: select(["tanh", "relu", "sigmoid"].map((name) => [name, name]), "tanh"),
    rate: h("input", { type: "number", min: 0, step: "any", value: 0.3, required: true }),
    row: h("input", { type: "number", min: 0, step: 1, value: 0, required: true }),
    steps: h("input", { type: "number", min: 1, max: 50, step: 1, value: 5, required: true }),
  };
  const element = h("div", { class: "inputs many" }, choice.elements,
    field("Hidden units", inputs.units), field("Activation", inputs.activation),
    field("Learning rate", inputs.rate), field("Row of the example", inputs.row), field("Steps", inputs.steps));
  return {
    element,
    value: () => ({
      ...choice.value(),
      layers: inputs.units.value.match(/\d+/g).map((n) => ({ type: "dense", units: Number(n), activation: inputs.activation.value })),
      row: Number(inputs.row.value),
      steps: Number(inputs.steps.value),
      optimizer: { type: "sgd", learning_rate: Number(inputs.rate.value) },
    }),
  };
}
