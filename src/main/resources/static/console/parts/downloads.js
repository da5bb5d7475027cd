import { save } from "../base/api.js";
import { h } from "../base/dom.js";
import { command } from "./command.js";
import { attempt } from "./problem.js";

const FORMATS = [
  { format: "safetensors", ending: "safetensors", name: "safetensors", hint: "The tensors by name, as PyTorch has them" },
  { format: "onnx", ending: "onnx", name: "ONNX", hint: "The whole model with its preprocessing" },
];

/** The best weights, to take away. */
export function downloads(job) {
  const place = h("div");
  return h("div", { class: "stack" },
    h("div", { class: "downloads" }, FORMATS.map(({ format, ending, name, hint }) => {
      const path = `/v1/jobs/${job.id}/weights${format === "safetensors" ? "" : `?format=${format}`}`;
      const file = `${job.id}.${ending}`;
      const button = h("button", { type: "button" }, `Download ${name}`);
      button.addEventListener("click", () => attempt(button, place, () => save(path, file)));
      return h("div", { class: "stack tight" }, h("p", {}, hint), h("p", {}, button), command({ path, output: file }).element);
    })), place);
}
