import { number, words } from "../../base/format.js";
import { layerWord } from "../layers.js";
import { table } from "../table.js";

const MOST_TOLD = 2;
const LONGEST_TOLD = 24;
const NONE = "–";
const WRITTEN = "Metadata ";
/** Whose values need no name beside them. */
const PLAIN = new Set(["Targets", "Optimizer", "Loss", "Schedule", "Dataset"]);

/**
 * In what the configurations of jobs differ.
 *
 * @param configs of the jobs, in their order
 * @returns a list of `{ name, texts }`, one text for each job
 */
export function differences(configs) {
  const flat = configs.map((config) => new Map(flatten(config, [])));
  const names = [...new Set(flat.flatMap((entries) => [...entries.keys()]))];
  return names.map((name) => ({ name, texts: flat.map((entries) => entries.get(name) ?? "–") }))
    .filter(({ texts }) => texts.some((text) => text !== texts[0]));
}

/** What a job is, told by what it has of its own, what people wrote about it first; empty where that would be long. */
export function toldApart(found, place) {
  const chosen = found.filter(({ texts }) => texts.every((text) => text !== NONE && text.length <= LONGEST_TOLD))
    .toSorted((one, other) => worth(other) - worth(one)).slice(0, MOST_TOLD);
  return found.filter((one) => chosen.includes(one)).map(({ name, texts }) =>
    (PLAIN.has(name) || name.startsWith(WRITTEN) ? texts[place] : `${name.replace(/^(Optimizer|Model|Schedule) /, "").toLowerCase()} ${texts[place]}`)).join(", ");
}

/** What people wrote tells most, then what tells most jobs apart. */
function worth({ name, texts }) {
  return (name.startsWith(WRITTEN) ? texts.length : 0) + new Set(texts).size;
}

export function differencesTable(found, names) {
  return table("Settings in which the jobs differ", [{ name: "Setting" }, ...names.map((name) => ({ name }))],
    found.map(({ name, texts }) => [name, ...texts]));
}

/** Pairs of a setting's name and its text. */
function flatten(part, path) {
  return Object.entries(part).filter(([, wire]) => wire !== null).flatMap(([key, wire]) => {
    const here = key === "type" ? path : [...path, key];
    if (typeof wire === "object" && !Array.isArray(wire)) {
      return flatten(wire, here);
    }
    return [[words(here.join("_")), text(key, wire)]];
  });
}

function text(key, wire) {
  if (Array.isArray(wire)) {
    return wire.map((one) => (typeof one === "object" ? layerWord(one) : String(one))).join(key === "layers" ? " → " : ", ");
  }
  return typeof wire === "number" ? number(wire, 6) : String(wire);
}
