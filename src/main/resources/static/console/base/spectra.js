import { value } from "./format.js";

/** Singular values of the weights and the loss's curvature after some epochs, from the answer of `/layers`. */
export class Spectra {
  #matrices = new Map();
  #curvatures = [];
  #listeners = [];

  listen(action) {
    this.#listeners.push(action);
  }

  /** Takes in all there is so far. */
  load({ data, spectra, curvatures }) {
    const places = new Map(data.map(({ layer, place }) => [layer, place]));
    const place = ({ parameter }) => places.get([...places.keys()].find((layer) => parameter.startsWith(`${layer}.`))) ?? Infinity;
    const ordered = spectra.toSorted((a, b) => a.step - b.step || place(a) - place(b));
    this.#matrices = Map.groupBy(ordered, ({ parameter }) => parameter);
    this.#curvatures = curvatures;
    this.#listeners.forEach((action) => action());
  }

  /** Names of the weights from the input to the output, as far as their epochs were looked into. */
  matrices() {
    return [...this.#matrices.keys()];
  }

  /** The newest spectrum of a matrix. */
  latest(matrix) {
    return this.#matrices.get(matrix).at(-1);
  }

  /** Points `[epoch, value]` of a matrix. */
  points(matrix, quantity) {
    return this.#matrices.get(matrix).map((spectrum) => [spectrum.epoch, value(spectrum[quantity])]);
  }

  /** How many epochs were looked into. */
  epochs() {
    return new Set([...this.#matrices.values()].flat().map(({ epoch }) => epoch)).size;
  }

  /** The curvatures in order, their numbers as JavaScript has them. */
  curvatures() {
    return this.#curvatures.map((point) => ({ ...point, largest: value(point.largest), sharpness: value(point.sharpness) }));
  }
}
