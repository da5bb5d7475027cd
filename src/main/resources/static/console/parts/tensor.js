import { h } from "../base/dom.js";

const LEVELS = 255;

/** Whether values of a column can be shown as pictures. */
export function isPicture(column) {
  return column.type === "tensor" && column.shape?.length >= 2;
}

/** A canvas for pictures of a column; `paint` shows the value of a row. */
export function tensorCanvas(column, label) {
  const canvas = h("canvas", { class: "tensor", role: "img", "aria-label": label, width: 1, height: 1 });
  return { element: canvas, paint: (wire) => paint(canvas, wire, Math.max(column.max ?? 0, 1e-9)) };
}

/** A pixel for each number; three channels as red, green and blue, else the first one in gray. */
function paint(canvas, wire, most) {
  const channels = Array.isArray(wire?.[0]?.[0]) ? wire : [wire];
  const shown = channels.length === 3 ? channels : [channels[0], channels[0], channels[0]];
  if (!Array.isArray(shown[0]?.[0])) {
    return;
  }
  canvas.height = shown[0].length;
  canvas.width = shown[0][0].length;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      const at = 4 * (y * canvas.width + x);
      shown.forEach((channel, i) => {
        pixels.data[at + i] = (channel[y][x] / most) * LEVELS;
      });
      pixels.data[at + 3] = LEVELS;
    }
  }
  context.putImageData(pixels, 0, 0);
}
