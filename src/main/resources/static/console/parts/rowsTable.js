import { get } from "../base/api.js";
import { number } from "../base/format.js";
import { table } from "./table.js";

/** The first rows of a dataset as they are in the file. */
export async function rowsTable(data, limit, signal) {
  const { data: rows } = await get(`/v1/datasets/${data.id}/rows?limit=${limit}`, signal);
  return table(`First rows of ${data.name}`,
    data.columns.map((column) => ({ name: column.name, number: column.type === "number" || column.type === "integer" })),
    rows.map((row) => data.columns.map(({ name }) => cell(row[name]))), { headings: false });
}

function cell(wire) {
  if (wire === null || wire === undefined) {
    return "–";
  }
  return typeof wire === "number" ? number(wire, 6) : Array.isArray(wire) ? "tensor" : String(wire);
}
