import { color, h, heard, vary, write } from "../base/dom.js";
import { count, number } from "../base/format.js";
import { scaleOf, shade } from "../base/scale.js";
import { onTheme } from "../base/theme.js";

const ROW = 24;
const STEPS_BY_KEY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Layers by steps as colors, with a legend; the pointer and the arrow keys read single values. */
export function heatMap(flow, signal) {
  const names = h("div", { class: "heat-names" });
  const canvas = h("canvas", { tabindex: "0", role: "slider", "aria-valuemin": "0" });
  const ends = h("div", { class: "heat-steps number", "aria-hidden": "true" });
  const at = h("p", { class: "heat-at number", "aria-hidden": "true" });
  const legend = legendBar();
  let picture = null;
  let cell = [0, 0];

  const say = () => {
    const { layers, steps, read, title } = picture;
    const [column, row] = cell;
    const seen = read(layers[row], steps[column]);
    const words = `${layers[row]}, step ${count(steps[column])}: ${title.toLowerCase()} ${seen === undefined ? "has no meaning here" : number(seen)}`;
    canvas.setAttribute("aria-valuenow", row * steps.length + column);
    canvas.setAttribute("aria-valuetext", words);
    return words;
  };
  const move = (column, row) => {
    if (picture?.steps.length) {
      cell = [clamp(column, picture.steps.length), clamp(row, picture.layers.length)];
      write(at, say());
      paint(canvas, picture, cell);
    }
  };
  canvas.addEventListener("pointermove", (event) => picture && move(
    Math.floor((event.offsetX / canvas.clientWidth) * picture.steps.length),
    Math.floor((event.offsetY / canvas.clientHeight) * picture.layers.length)));
  canvas.addEventListener("keydown", (event) => {
    const way = STEPS_BY_KEY[event.key];
    if (way && picture) {
      event.preventDefault();
      move(cell[0] + way[0], cell[1] + way[1]);
    }
  });
  const redraw = () => picture && paint(canvas, picture, null);
  new ResizeObserver(redraw).observe(canvas);
  onTheme(redraw, signal);
  return {
    element: h("div", { class: "stack tight" }, legend.element, h("div", { class: "heat" }, names, canvas, ends), at),
    /** Shows one quantity. */
    show(quantity, title, log) {
      const layers = flow.layers();
      const steps = flow.steps();
      const read = (layer, step) => flow.at(layer, step, quantity);
      const scale = scaleOf(layers.flatMap((layer) => steps.map((step) => read(layer, step))), log);
      picture = { layers, steps, read, scale, title };
      names.replaceChildren(...layers.map((layer) => h("span", { title: layer }, layer)));
      vary(canvas, { "--height": `${Math.max(3, layers.length) * ROW}px` });
      canvas.setAttribute("aria-label", `${title} of ${layers.length} layers at ${steps.length} steps, from ${number(scale.low)} to ${number(scale.high)}; arrow keys read single values`);
      canvas.setAttribute("aria-valuemax", Math.max(0, layers.length * steps.length - 1));
      if (steps.length > 0) {
        cell = [clamp(cell[0], steps.length), clamp(cell[1], layers.length)];
        say();
      }
      ends.replaceChildren(...(steps.length === 0 ? [] : [steps[0], steps[steps.length >> 1], steps.at(-1)]).map((step) => h("span", {}, `step ${count(step)}`)));
      legend.show(scale, log);
      redraw();
    },
  };
}

function clamp(index, length) {
  return Math.min(length - 1, Math.max(0, index));
}

/** One rectangle a cell; what is not finite is crossed, so that no color is needed to see it. */
function paint(canvas, { layers, steps, read, scale }, marked) {
  const ratio = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (width === 0 || steps.length === 0) {
    return;
  }
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const w = width / steps.length;
  const rowHeight = height / layers.length;
  layers.forEach((layer, row) => steps.forEach((step, column) => {
    const y = read(layer, step);
    const box = [column * w, row * rowHeight, w + 0.5, rowHeight - 1];
    context.fillStyle = y === undefined ? color("--sunk") : Number.isFinite(y) ? shade(scale.place(y)) : color("--bad");
    context.fillRect(...box);
    if (y !== undefined && !Number.isFinite(y)) {
      cross(context, box);
    }
  }));
  if (marked) {
    context.strokeStyle = color("--ink");
    context.lineWidth = 2;
    context.strokeRect(marked[0] * w, marked[1] * rowHeight, Math.max(3, w), rowHeight - 1);
  }
}

function cross(context, [x, y, w, height]) {
  context.strokeStyle = color("--surface");
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + w, y + height);
  context.moveTo(x + w, y);
  context.lineTo(x, y + height);
  context.stroke();
}

function legendBar() {
  const bar = h("canvas", { width: 256, height: 1, "aria-hidden": "true" });
  const context = bar.getContext("2d");
  for (let x = 0; x < 256; x += 1) {
    context.fillStyle = shade(x / 255);
    context.fillRect(x, 0, 1, 1);
  }
  const low = h("span", { class: "number" });
  const high = h("span", { class: "number" });
  const kind = h("span", { class: "hint" });
  return {
    element: h("div", { class: "heat-legend" }, low, bar, heard(" to "), high, heard(", "), kind),
    show(scale, log) {
      write(low, number(scale.low, 3));
      write(high, number(scale.high, 3));
      write(kind, log ? `logarithmic, ${number(scale.middle, 3)} in the middle` : "linear");
    },
  };
}
