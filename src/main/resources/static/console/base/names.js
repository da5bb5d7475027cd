import { get } from "./api.js";

const known = new Map();

/** A dataset with its columns; asked for once. One that is gone is known by its id. */
export function dataset(id, signal) {
  if (!known.has(id)) {
    known.set(id, load(id, signal));
  }
  return known.get(id);
}

async function load(id, signal) {
  try {
    return await get(`/v1/datasets/${id}`, signal);
  } catch (problem) {
    if (problem.status === 404) {
      return { id, name: id, columns: [], gone: true };
    }
    known.delete(id);
    throw problem;
  }
}

/** What a job learns, for people: `species from iris.csv`. */
export async function jobName(job, signal) {
  return `${job.config.targets.join(", ")} from ${(await dataset(job.dataset, signal)).name}`;
}
