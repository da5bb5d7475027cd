import { number } from "../base/format.js";

const COLORS = 8;
const DASHES = [undefined, [7, 4], [2, 3], [10, 3, 2, 3]];

/** How the line at a place among many is drawn: no two of 32 look alike, and neighbors differ in more than color. */
export function lineLook(place) {
  return { color: `--line-${(place % COLORS) + 1}`, dash: DASHES[(place + Math.floor(place / COLORS)) % DASHES.length] };
}

/** At most so many of a list, evenly spread, the first and the last among them. */
export function spread(all, most) {
  return all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}

/** A line in words: where it begins and where it ends. */
export function course(name, points) {
  return points.length === 0 ? `${name}: no points yet` : `${name}: from ${number(points[0][1], 3)} to ${number(points.at(-1)[1], 3)}`;
}
