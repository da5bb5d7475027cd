import { h, svg, vary } from "../../base/dom.js";
import { number } from "../../base/format.js";
import { dense, parameter } from "./scenes.js";

const WIDTH = 960;
const SIDE = 150;
const MOST = 10;
const GAP = 52;
const RADIUS = 20;

/** The network as circles and lines: what each unit holds in a scene, and how strong each weight is. */
export function network(trace) {
  const layers = dense(trace.steps[0]);
  const columns = [trace.features, ...layers.map((layer, i) => (i === layers.length - 1 ? trace.outputs : layer.activations.map((_, k) => `${layer.layer} ${k + 1}`)))]
    .map((names) => names.slice(0, MOST));
  const sizes = [trace.features.length, ...layers.map((layer) => layer.activations.length)];
  const height = Math.max(...columns.map((names) => names.length)) * GAP + 64;
  const x = (column) => SIDE + (column * (WIDTH - 2 * SIDE)) / (columns.length - 1);
  const y = (column, unit) => (height + 24) / 2 + (unit - (columns[column].length - 1) / 2) * GAP;
  const edges = columns.slice(1).map((units, c) => units.map((_, to) => columns[c].map((__, from) =>
    svg("line", { class: "edge", x1: x(c) + RADIUS, y1: y(c, from), x2: x(c + 1) - RADIUS, y2: y(c + 1, to) }))));
  const nodes = columns.map((units, c) => units.map((name, u) => unit(name, x(c), y(c, u), c, columns.length)));
  const heads = columns.map((_, c) => svg("text", { class: "stage-head", x: x(c), y: 20, "text-anchor": "middle" },
    c === 0 ? "example" : `${layers[c - 1].layer}${sizes[c] > MOST ? `, ${MOST} of ${sizes[c]}` : ""}`));
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "network", role: "img" }, heads, edges, nodes.map((column) => column.map((node) => node.element)));
  const frame = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "The network" }, picture);
  return {
    element: frame,
    show(scene) {
      const now = dense(scene.step);
      const column = scene.phase === "loss" ? columns.length - 1 : (scene.layer ?? 0) + 1;
      frame.scrollLeft = (x(column) / WIDTH) * frame.scrollWidth - frame.clientWidth / 2;
      picture.setAttribute("aria-label", `${scene.title}. ${scene.words}`);
      drawEdges(edges, now, scene);
      nodes.forEach((column, c) => column.forEach((node, u) => node.show(held(now, scene, c, u), scene, active(scene, c, now.length))));
    },
  };
}

/** What a unit holds in a scene: its output on the way forward, its error on the way back. */
function held(layers, { phase, layer }, column, unit) {
  if (phase === "backward") {
    return column > layer ? layers[column - 1].error[unit] : null;
  }
  if (column === 0) {
    return layers[0].inputs[unit];
  }
  return phase === "forward" && column - 1 > layer ? null : layers[column - 1].activations[unit];
}

function active({ phase, layer }, column, count) {
  return phase === "update" || (phase === "loss" ? column === count : column === layer + 1);
}

function unit(name, cx, cy, column, columns) {
  const circle = svg("circle", { cx, cy, r: RADIUS });
  const text = svg("text", { class: "unit-value", x: cx, y: cy + 4, "text-anchor": "middle" });
  const last = column === columns - 1;
  const outside = column === 0 || last;
  const label = outside && svg("text", { class: "unit-name", x: last ? cx + RADIUS + 8 : cx - RADIUS - 8, y: cy + 4, "text-anchor": last ? "start" : "end" },
    name.length > 17 ? `${name.slice(0, 16)}…` : name, svg("title", {}, name));
  const element = svg("g", { class: "unit" }, circle, text, label);
  return {
    element,
    show(value, { phase }, isActive) {
      const size = value === null || value === undefined ? 0 : Math.min(1, Math.abs(value));
      element.setAttribute("class", `unit ${phase === "backward" ? "error" : "output"}${isActive ? " active" : ""}${value === null || value === undefined ? " blank" : ""}`);
      vary(element, { "--size": size.toFixed(3) });
      text.textContent = value === null || value === undefined ? "" : number(Math.abs(value) < 5e-4 ? 0 : Number(value.toFixed(2)), 2);
    },
  };
}

/** Width is strength; dashes are below zero. While the weights move, width is how far each moves. */
function drawEdges(edges, layers, { phase, layer }) {
  edges.forEach((column, c) => {
    const weight = parameter(layers[c], ".weight");
    const values = phase === "update" ? weight.update : phase === "loss" || phase === "forward" || phase === "backward" ? weight.before : [];
    const most = Math.max(1e-12, ...values.map(Math.abs));
    const lit = phase === "update" || (phase === "forward" && c === layer) || (phase === "backward" && c === layer + 1);
    column.forEach((lines, to) => lines.forEach((line, from) => {
      const w = values[to * weight.shape[1] + from];
      line.setAttribute("class", `edge${w < 0 ? " minus" : ""}${lit ? ` lit ${phase}` : ""}`);
      line.setAttribute("stroke-width", (0.4 + (3.2 * Math.abs(w)) / most).toFixed(2));
    }));
  });
}
