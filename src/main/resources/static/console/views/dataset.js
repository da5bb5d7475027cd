import { get, remove, save } from "../base/api.js";
import { announce, h } from "../base/dom.js";
import { bytes, count, moment } from "../base/format.js";
import { forget } from "../base/names.js";
import { address } from "../base/router.js";
import { command } from "../parts/command.js";
import { section } from "../parts/empty.js";
import { besides, gallery } from "../parts/gallery.js";
import { attempt } from "../parts/problem.js";
import { profileTable } from "../parts/profile.js";
import { rowsTable } from "../parts/rowsTable.js";
import { facts } from "../parts/table.js";
import { isPicture } from "../parts/tensor.js";

/** One dataset: what its columns are and what is in them. */
export async function datasetView({ params, signal }) {
  const path = `/v1/datasets/${params.id}`;
  const data = await get(path, signal);
  const place = h("div");
  const gone = h("button", { type: "button" }, "Delete");
  gone.addEventListener("click", async () => {
    if (confirm(`Delete ${data.name}?`) && await attempt(gone, place, () => remove(path).then(() => true))) {
      forget(data.id);
      announce(`${data.name} is deleted.`);
      location.hash = "#/datasets";
    }
  });
  const original = h("button", { type: "button" }, "Download");
  original.addEventListener("click", () => attempt(original, place, () => save(`${path}/content`, data.name)));
  return {
    title: data.name,
    content: [
      h("p", { class: "crumbs" }, h("a", { href: "#/datasets" }, "Datasets"), " / ", h("span", { class: "mono" }, data.id)),
      h("div", { class: "head" }, h("h1", {}, data.name), h("div", { class: "row" }, original, gone,
        h("a", { class: "button primary", href: address("/train", { dataset: data.id }) }, "Train on it"))),
      place,
      facts([["Rows", count(data.rows)], ["Columns", count(data.columns.length)], ["Format", data.format], ["Size", bytes(data.bytes)],
        ["Uploaded", moment(data.created_at)], ["SHA-256", h("code", { class: "break" }, data.sha256)]]),
      section("Columns", profileTable(data), command({ path }).element),
      await firstRows(data, path, signal),
    ],
  };
}

/** As a table, or as pictures where rows have some. */
async function firstRows(data, path, signal) {
  if (!data.columns.some(isPicture)) {
    return section("First rows", await rowsTable(data, 10, signal), command({ path: `${path}/rows?limit=10` }).element);
  }
  const where = `${path}/rows?limit=24`;
  const { data: rows } = await get(where, signal);
  return section("First images", gallery(data, rows, (row) => besides(data, row)), command({ path: where }).element);
}
