import { get } from "./api.js";

/** Names by id; null for a dataset that is gone. */
const names = new Map();
const whole = new Map();
let last = Promise.resolve();

/** What a dataset is called; its id where it is gone. Looked up in the list, which refuses nothing, and asked for once. */
export function datasetName(id) {
  const asked = last.then(() => names.has(id) || find(id)).then(() => names.get(id) ?? id);
  last = asked.catch(() => {});
  return asked;
}

/** A dataset with its columns; asked for once, if the list still has it. One that is gone is known by its id. */
export async function dataset(id, signal) {
  names.delete(id);
  const name = await datasetName(id);
  if (names.get(id) === null) {
    forget(id);
  } else if (!whole.has(id)) {
    await load(id, signal);
  }
  return whole.get(id) ?? { id, name, columns: [], gone: true };
}

/** Asks for it; it may be gone since it was in the list. */
async function load(id, signal) {
  try {
    whole.set(id, await get(`/v1/datasets/${id}`, signal));
  } catch (problem) {
    if (problem.status !== 404) {
      throw problem;
    }
    forget(id);
  }
}

/** A dataset was deleted. */
export function forget(id) {
  names.set(id, null);
  whole.delete(id);
}

/** What a job learns, for people: `species from iris.csv`. */
export async function jobName(job) {
  const name = await datasetName(job.dataset);
  return `${job.config.targets.join(", ")} from ${names.get(job.dataset) === null ? "a deleted dataset" : name}`;
}

/** Goes through the list, newest first, as far back as the id is old. */
async function find(id) {
  let after = "";
  for (let page = null; page === null || (page.has_more && !names.has(id) && page.data.at(-1).id > id); after = `&after=${page.next}`) {
    page = await get(`/v1/datasets?limit=100${after}`);
    page.data.forEach((data) => names.set(data.id, data.name));
  }
  if (!names.has(id)) {
    names.set(id, null);
  }
}
