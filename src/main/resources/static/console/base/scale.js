/** From dark to light, evenly as the eye sees it ("mako" of seaborn). */
const STOPS = ["#0b0405", "#2b1c35", "#3e356b", "#3b5698", "#3579a2", "#349ba9", "#45bcac", "#8ad9b1", "#def5e5"]
  .map((hex) => [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16)));

/** The color at a place between 0 and 1. */
export function shade(place) {
  const at = Math.min(1, Math.max(0, place)) * (STOPS.length - 1);
  const low = Math.min(STOPS.length - 2, Math.floor(at));
  const mixed = STOPS[low].map((level, i) => Math.round(level + (STOPS[low + 1][i] - level) * (at - low)));
  return `rgb(${mixed.join(" ")})`;
}

/**
 * Where values lie between the least and the greatest.
 *
 * @param log whether by their logarithm; zero and below then lie at the least
 * @returns `{ low, high, middle, place }`
 */
export function scaleOf(values, log) {
  const usable = values.filter((x) => Number.isFinite(x) && (!log || x > 0));
  if (!log) {
    return { low: 0, middle: 0.5, high: 1, place: (x) => x };
  }
  let low = usable.length === 0 ? 0.1 : Infinity;
  let high = usable.length === 0 ? 1 : 0;
  usable.forEach((x) => {
    low = Math.min(low, x);
    high = Math.max(high, x);
  });
  if (high / low < 10) {
    const middle = Math.sqrt(low * high);
    low = middle / Math.sqrt(10);
    high = middle * Math.sqrt(10);
  }
  const span = Math.log(high / low);
  return { low, middle: Math.sqrt(low * high), high, place: (x) => (x <= 0 ? 0 : Math.log(x / low) / span) };
}

const FEWEST_TICKS = 3;
const MOST_DECADES = 6;
const WITHIN_DECADE = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 7], Array.from({ length: 36 }, (_, i) => 1 + i / 4), Array.from({ length: 90 }, (_, i) => 1 + i / 10)];

const WITHIN_STEP = [1, 2, 2.5, 5, 10];

/** Round numbers on a linear axis, evenly spaced, at most so many; of any size, which uPlot's own are not. */
export function linearTicks(low, high, most) {
  const least = (high - low) / most;
  const power = Math.floor(Math.log10(least));
  const step = WITHIN_STEP.map((n) => Number(`${n}e${power}`)).find((size) => size >= least);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** Round numbers on a logarithmic axis: the fewest that still say where one is. */
export function logTicks(low, high) {
  const first = Math.floor(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  const stride = Math.ceil((last - first) / MOST_DECADES) || 1;
  for (const steps of WITHIN_DECADE) {
    const ticks = [];
    for (let power = first; power <= last; power += stride) {
      ticks.push(...steps.map((step) => Number(`${step}e${power}`)).filter((x) => x >= low && x <= high));
    }
    if (ticks.length >= FEWEST_TICKS) {
      return ticks;
    }
  }
  return [low, high];
}
