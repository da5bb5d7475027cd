import { get } from "../base/api.js";
import { h } from "../base/dom.js";
import { field, select } from "./choice.js";

/**
 * Two lists: a dataset and the column of it to be learnt.
 *
 * @param given ids and names that are chosen to begin with, where they are there
 */
export async function dataChoice(datasets, given, signal) {
  const first = datasets.find(({ id }) => id === given.dataset) ?? datasets[0];
  const target = select([], "");
  const offer = async (id) => {
    const { columns } = await get(`/v1/datasets/${id}`, signal);
    const wanted = columns.some(({ name }) => name === given.target) ? given.target : columns.at(-1).name;
    target.replaceChildren(...columns.map(({ name }) => h("option", { value: name, selected: name === wanted }, name)));
  };
  await offer(first.id);
  const dataset = select(datasets.map(({ id, name }) => [id, name]), first.id, offer);
  return {
    elements: [field("Dataset", dataset), field("Column to learn", target)],
    value: () => ({ dataset: dataset.value, target: target.value }),
  };
}
