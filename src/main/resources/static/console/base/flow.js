import { value } from "./format.js";

/** What flowed through each layer at the sampled steps, from the list and from the stream. */
export class Flow {
  #layers = new Map();
  #steps = new Map();
  #listeners = [];

  listen(action) {
    this.#listeners.push(action);
  }

  /** Takes in the answer of `/layers`. */
  load({ data, samples }) {
    samples.forEach((sample) => this.#steps.set(sample.step, sample));
    data.forEach((point) => this.#put(point.step, point));
    this.#tell();
  }

  /** Takes in a `layers` event. */
  add({ layers, ...sample }) {
    this.#steps.set(sample.step, sample);
    layers.forEach((point) => this.#put(sample.step, point));
    this.#tell();
  }

  /** Names of the layers from the input to the output. */
  layers() {
    return [...this.#layers.keys()];
  }

  /** The sampled steps in order. */
  steps() {
    return [...this.#steps.keys()].sort((a, b) => a - b);
  }

  sample(step) {
    return this.#steps.get(step);
  }

  /** A quantity of a layer at a step; undefined where it has none. */
  at(layer, step, quantity) {
    const wire = this.#layers.get(layer)?.get(step)?.[quantity];
    return wire === undefined || wire === null ? undefined : value(wire);
  }

  /** Points `[step, value]` of a layer. */
  points(layer, quantity) {
    return this.steps().map((step) => [step, this.at(layer, step, quantity)]).filter(([, y]) => y !== undefined);
  }

  /** Whether any layer has it. */
  has(quantity) {
    return [...this.#layers.values()].some((points) => [...points.values()].some((point) => point[quantity] !== undefined));
  }

  #put(step, point) {
    if (!this.#layers.has(point.layer)) {
      this.#layers.set(point.layer, new Map());
    }
    const points = this.#layers.get(point.layer);
    points.set(step, { ...points.get(step), ...point });
  }

  #tell() {
    this.#listeners.forEach((action) => action());
  }
}
