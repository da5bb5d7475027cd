import { get } from "../base/api.js";
import { h } from "../base/dom.js";
import { ago, bytes, count, moment } from "../base/format.js";
import { address } from "../base/router.js";
import { command } from "../parts/command.js";
import { dropZone } from "../parts/dropZone.js";
import { empty } from "../parts/empty.js";
import { table } from "../parts/table.js";

const COLUMNS = [{ name: "Name" }, { name: "Format" }, { name: "Rows", number: true }, { name: "Size", number: true }, { name: "Uploaded" }];

/** All datasets, newest first. */
export async function datasetsView({ signal }) {
  const path = "/v1/datasets?limit=100";
  const page = await get(path, signal);
  const drop = dropZone((data) => {
    location.hash = address(`/datasets/${data.id}`);
  });
  const list = page.data.length === 0
    ? empty("No dataset yet", "A CSV file with a header is enough. Its columns are typed and profiled while it is read.")
    : h("div", { class: "card flush" }, table("Datasets, newest first", COLUMNS, page.data.map((data) => [
      h("a", { href: address(`/datasets/${data.id}`) }, data.name),
      data.format, count(data.rows), bytes(data.bytes),
      h("time", { datetime: data.created_at, title: moment(data.created_at) }, ago(data.created_at)),
    ])));
  return {
    title: "Datasets",
    content: [
      h("div", { class: "head" }, h("h1", {}, "Datasets")),
      drop.element, list,
      page.has_more && h("p", { class: "hint" }, "Older ones are left out here; the interface has them all."),
      command({ path }).element,
    ].filter(Boolean),
  };
}
