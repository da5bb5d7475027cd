import { get, remove } from "../base/api.js";
import { announce, h } from "../base/dom.js";
import { bytes, count, moment } from "../base/format.js";
import { command } from "../parts/command.js";
import { section } from "../parts/empty.js";
import { layerTable } from "../parts/layers.js";
import { preflight } from "../parts/preflight.js";
import { attempt } from "../parts/problem.js";
import { facts } from "../parts/table.js";

/** One model definition. */
export async function modelView({ params, signal }) {
  const path = `/v1/models/${params.id}`;
  const model = await get(path, signal);
  const name = model.name ?? model.id;
  const place = h("div");
  const gone = h("button", { type: "button" }, "Delete");
  gone.addEventListener("click", async () => {
    if (confirm(`Delete ${name}?`) && await attempt(gone, place, () => remove(path).then(() => true))) {
      announce(`${name} is deleted.`);
      location.hash = "#/models";
    }
  });
  const { summary } = model;
  return {
    title: name,
    content: [
      h("p", { class: "crumbs" }, h("a", { href: "#/models" }, "Models"), " / ", h("span", { class: "mono" }, model.id)),
      h("div", { class: "head" }, h("h1", {}, name), h("div", { class: "row" }, gone)),
      place,
      facts([["Parameters", summary && count(summary.parameters)], ["Memory to train", summary && bytes(summary.training_bytes)],
        ["Input", model.input_shape?.join(" × ")], ["Dataset", model.dataset], ["Target", model.target], ["Made", moment(model.created_at)]]),
      section("Layers", summary ? layerTable(summary) : h("p", { class: "hint" }, "Shapes are known once the input is."),
        h("details", { class: "quiet" }, h("summary", {}, "Definition"),
          h("pre", { tabindex: "0", role: "region", "aria-label": "Definition as JSON" }, h("code", {}, JSON.stringify({ name: model.name, layers: model.layers, head: model.head }, null, 2)))),
        command({ path }).element),
      section("Before training", await preflight(model, signal)),
    ],
  };
}
