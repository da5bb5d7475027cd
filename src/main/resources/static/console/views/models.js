import { get } from "../base/api.js";
import { h } from "../base/dom.js";
import { ago, count, moment } from "../base/format.js";
import { address } from "../base/router.js";
import { command } from "../parts/command.js";
import { empty } from "../parts/empty.js";
import { layerWord } from "../parts/layers.js";
import { table } from "../parts/table.js";

const COLUMNS = [{ name: "Name" }, { name: "Layers" }, { name: "Parameters", number: true }, { name: "Made" }];

/** The definitions that are kept on the server, newest first. */
export async function modelsView({ signal }) {
  const path = "/v1/models?limit=100";
  const { data } = await get(path, signal);
  return {
    title: "Models",
    content: [
      h("div", { class: "head" }, h("h1", {}, "Models")),
      data.length === 0
        ? empty("No model kept yet", "A job needs none: it brings its own definition or takes one that fits the data. What is posted to /v1/models is listed here.")
        : h("div", { class: "card flush" }, table("Models, newest first", COLUMNS, data.map((model) => [
          h("a", { href: address(`/models/${model.id}`) }, model.name ?? model.id),
          model.layers.map(layerWord).join(" → "),
          count(model.summary?.parameters),
          h("time", { datetime: model.created_at, title: moment(model.created_at) }, ago(model.created_at)),
        ]))),
      command({ path }).element,
    ],
  };
}
