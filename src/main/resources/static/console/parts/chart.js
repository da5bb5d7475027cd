import uPlot from "/webjars/uplot/dist/uPlot.esm.js";
import { color, h, svg, vary, write } from "../base/dom.js";
import { count, number } from "../base/format.js";
import { linearTicks, logTicks } from "../base/scale.js";
import { onTheme } from "../base/theme.js";

const HEIGHT = 260;
const FEWEST_DIGITS = 3;
const MOST_DIGITS = 6;
const LOG_ROOM = 1.25;
const TICK_ROOM = 36;
/** Up to so many points each is marked. */
const FEW = 12;

/**
 * Lines over steps, linear or logarithmic, with a legend that reads the values under the pointer.
 *
 * @param lines `{ name, color, dash, width }`; colors are names of CSS variables
 * @param options log, height, band `[from, to]` shaded behind the lines, xName, whole: whether x are whole numbers
 */
export function lineChart(lines, { signal, log = false, height = HEIGHT, band = null, xName = "Step", whole = true }) {
  const place = h("div", { class: "plot" });
  const at = h("span", { class: "legend-at number" });
  const values = lines.map(() => h("output", { class: "number" }));
  const legend = h("ul", { class: "legend" }, lines.map((line, i) => h("li", {}, lineSample(line), line.name, values[i])), h("li", {}, at));
  let points = lines.map(() => []);
  let logarithmic = log;
  let plot = null;
  let across = { xName, whole };
  let marks = [];

  const read = (index) => {
    const i = index ?? (plot?.data[0].length ?? 0) - 1;
    const x = plot?.data[0][i];
    write(at, x === undefined ? "" : `${across.xName.toLowerCase()} ${across.whole ? count(x) : number(x)}`);
    lines.forEach((_, k) => write(values[k], x === undefined ? "" : number(near(plot.data[k + 1], i))));
  };
  const show = () => lines.forEach((_, i) => {
    legend.children[i].hidden = points[i].length === 0;
  });
  const draw = () => {
    plot?.destroy();
    plot = new uPlot(settings(), aligned(points, logarithmic), place);
    read(null);
  };
  const settings = () => ({
    width: Math.max(200, place.clientWidth || 600),
    height,
    legend: { show: false },
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: logarithmic ? { distr: 3, range: logRange } : { range: linearRange } },
    axes: axes(logarithmic, across.whole),
    series: [{}, ...lines.map((line) => ({
      label: line.name, stroke: color(line.color), width: line.width ?? 2, dash: line.dash, spanGaps: true,
      points: { show: (u, k) => u.data[k].filter((y) => y !== null).length <= FEW, size: 6, fill: color("--surface") },
    }))],
    hooks: {
      setCursor: [(u) => read(u.cursor.idx)],
      drawClear: band ? [(u) => shade(u, band)] : [],
      draw: [(u) => marks.forEach((mark) => flag(u, mark))],
    },
  });
  new ResizeObserver(() => plot && place.clientWidth > 0 && plot.setSize({ width: place.clientWidth, height })).observe(place);
  onTheme(() => plot && draw(), signal);
  return {
    element: h("div", { class: "chart", "aria-hidden": "true" }, legend, vary(place, { "--height": `${height}px` })),
    /** Shows these points: for each line a list of `[x, y]` in order of x. */
    set(next) {
      points = next;
      show();
      if (plot === null) {
        draw();
      } else {
        plot.setData(aligned(points, logarithmic));
        read(plot.cursor.idx);
      }
    },
    /** Marks places: `{ x, sign, color }`. */
    setMarks(next) {
      marks = next;
      plot?.redraw(false);
    },
    /** Switches between the linear and the logarithmic axis. */
    setLog(next) {
      logarithmic = next;
      draw();
    },
    /** Shows points along something else, on a linear or a logarithmic axis. */
    setWay({ log: nextLog, ...next }, nextPoints) {
      logarithmic = nextLog;
      across = next;
      points = nextPoints;
      draw();
      show();
    },
  };
}

/** The last value at or before a place. */
function near(column, index) {
  for (let i = index; i >= 0; i -= 1) {
    if (column[i] !== null && column[i] !== undefined) {
      return column[i];
    }
  }
  return null;
}

function linearRange(u, low, high) {
  if (low === null) {
    return [0, 1];
  }
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low >= 0 && low - room < 0 ? 0 : low - room, high + room];
}

/** One column of x for all lines, gaps as null; a logarithm has no place for zero and below. */
function aligned(points, logarithmic) {
  const drawable = (y) => Number.isFinite(y) && (!logarithmic || y > 0);
  const xs = [...new Set(points.flatMap((line) => line.map(([x]) => x)))].sort((a, b) => a - b);
  const place = new Map(xs.map((x, i) => [x, i]));
  return [xs, ...points.map((line) => {
    const column = new Array(xs.length).fill(null);
    line.forEach(([x, y]) => {
      column[place.get(x)] = drawable(y) ? y : null;
    });
    return column;
  })];
}

function logRange(u, low, high) {
  return low === null ? [0.1, 1] : [low / LOG_ROOM, high * LOG_ROOM];
}

function axes(logarithmic, whole) {
  const ticks = (u, axis, low, high) => (logarithmic ? logTicks(low, high) : linearTicks(low, high, u.height / TICK_ROOM));
  const look = {
    stroke: color("--ink-soft"), font: `12px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: color("--line"), width: 1 }, ticks: { show: false },
  };
  return [
    { ...look, grid: { show: false }, size: 28, space: 70, values: (u, ticks) => ticks.map((x) => (!whole ? number(x, 3) : Number.isInteger(x) ? count(x) : "")) },
    { ...look, incrs: () => [Infinity], splits: ticks, filter: (u, all) => all, size: 64, values: (u, all) => distinct(all) },
  ];
}

/** Labels of an axis, with as many digits as it takes to tell them apart. */
function distinct(ticks) {
  for (let digits = FEWEST_DIGITS; ; digits++) {
    const labels = ticks.map((y) => (y === null ? "" : number(y, digits)));
    if (digits === MOST_DIGITS || new Set(labels).size === new Set(ticks).size) {
      return labels;
    }
  }
}

function shade(u, [from, to]) {
  const top = Math.max(u.bbox.top, u.valToPos(to, "y", true));
  const bottom = Math.min(u.bbox.top + u.bbox.height, u.valToPos(from, "y", true));
  if (bottom > top) {
    u.ctx.save();
    u.ctx.fillStyle = color("--band");
    u.ctx.fillRect(u.bbox.left, top, u.bbox.width, bottom - top);
    u.ctx.restore();
  }
}

/** An upright line with a sign at its head. */
function flag(u, { x, sign, color: name }) {
  const { left, top, width, height } = u.bbox;
  const at = Math.round(u.valToPos(x, "x", true));
  if (at < left || at > left + width) {
    return;
  }
  const size = 7 * uPlot.pxRatio;
  u.ctx.save();
  u.ctx.strokeStyle = color(name);
  u.ctx.fillStyle = color(name);
  u.ctx.lineWidth = uPlot.pxRatio;
  u.ctx.setLineDash([2 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  u.ctx.beginPath();
  u.ctx.moveTo(at, top + 2 * size);
  u.ctx.lineTo(at, top + height);
  u.ctx.stroke();
  u.ctx.beginPath();
  u.ctx.arc(at, top + size, size, 0, 2 * Math.PI);
  u.ctx.fill();
  u.ctx.fillStyle = color("--surface");
  u.ctx.font = `700 ${1.5 * size}px ${getComputedStyle(document.body).fontFamily}`;
  u.ctx.textAlign = "center";
  u.ctx.textBaseline = "middle";
  u.ctx.fillText(sign, at, top + size);
  u.ctx.restore();
}

/** A piece of the line, drawn as it is drawn in the plot. */
export function lineSample(line) {
  return vary(svg("svg", { viewBox: "0 0 24 8", class: "line-sample", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 4, x2: 23, y2: 4, "stroke-dasharray": line.dash?.join(" ") ?? null, "stroke-width": line.width ?? 2 })),
  { "--line-color": `var(${line.color})` });
}
