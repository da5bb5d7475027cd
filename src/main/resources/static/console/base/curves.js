import { get } from "./api.js";
import { value } from "./format.js";

/** The points of a job's curves, from the list and from the stream; a point that comes twice is one. */
export class Curves {
  #lines = new Map();
  #epochs = new Map();
  #listeners = [];

  /** Calls back after changes. */
  listen(action) {
    this.#listeners.push(action);
  }

  /** Takes in the stored curves of a job. */
  async load(job, signal, { points = 1000 } = {}) {
    const { data } = await get(`/v1/jobs/${job}/metrics?max_points=${points}`, signal);
    data.forEach((metric) => this.#put(metric.name, metric.split, metric.step, metric.epoch, metric.value));
    this.#tell();
  }

  /** Takes in what a `metrics` event brings. */
  add({ epoch, step, train, validation }) {
    Object.entries(train).forEach(([name, wire]) => this.#put(name, "train", step, epoch, wire));
    Object.entries(validation ?? {}).forEach(([name, wire]) => this.#put(name, "validation", step, epoch, wire));
    this.#tell();
  }

  /** Points `[step, value]` in order. */
  points(name, split) {
    return [...(this.#lines.get(`${name}/${split}`) ?? [])].sort(([a], [b]) => a - b);
  }

  /** Names of what is measured on a split. */
  names(split) {
    return [...this.#lines.keys()].filter((id) => id.endsWith(`/${split}`)).map((id) => id.split("/")[0]);
  }

  epochAt(step) {
    return this.#epochs.get(step);
  }

  lastStep() {
    return Math.max(0, ...this.#epochs.keys());
  }

  #put(name, split, step, epoch, wire) {
    const id = `${name}/${split}`;
    if (!this.#lines.has(id)) {
      this.#lines.set(id, new Map());
    }
    this.#lines.get(id).set(step, value(wire));
    this.#epochs.set(step, epoch);
  }

  #tell() {
    this.#listeners.forEach((action) => action());
  }
}
