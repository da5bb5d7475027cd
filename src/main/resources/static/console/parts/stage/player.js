import { freshId, h, pause, write } from "../../base/dom.js";
import { count, number } from "../../base/format.js";
import { asTable } from "../table.js";
import { network } from "./network.js";
import { sceneNumbers } from "./numbers.js";
import { scenesOf } from "./scenes.js";

const BEAT = 1600;

/** Plays a trace scene by scene; by button, slider or by itself. */
export function player(trace, signal) {
  const scenes = scenesOf(trace);
  const net = network(trace);
  const title = h("h2", { class: "scene-title" });
  const words = h("p", { class: "scene-words" });
  const id = freshId("scene");
  const slider = h("input", { type: "range", id, min: 0, max: scenes.length - 1, value: 0, step: 1 });
  const numbers = asTable(() => h("div", { class: "stack" }, sceneNumbers(scenes[at], trace)), "The numbers of this scene");
  const losses = h("ol", { class: "losses" });
  const play = h("button", { type: "button", class: "primary" }, "Play");
  let at = 0;
  let playing = null;

  const show = (next) => {
    at = Math.min(scenes.length - 1, Math.max(0, next));
    const scene = scenes[at];
    slider.value = String(at);
    slider.setAttribute("aria-valuetext", `Step ${scene.step.step}, ${scene.title}`);
    write(title, `Step ${count(scene.step.step)} of ${count(trace.steps.length)} · ${scene.title}`);
    write(words, scene.words);
    net.show(scene);
    numbers.update();
    showLosses(losses, trace, scene);
  };
  const stop = () => {
    playing?.abort();
    playing = null;
    write(play, "Play");
  };
  const run = async () => {
    const mine = new AbortController();
    playing = mine;
    signal.addEventListener("abort", stop, { once: true });
    write(play, "Stop");
    show(at === scenes.length - 1 ? 0 : at);
    while (at < scenes.length - 1) {
      await pause(BEAT, mine.signal);
      if (mine.signal.aborted) {
        return;
      }
      show(at + 1);
    }
    stop();
  };
  const go = (next) => {
    stop();
    show(next);
  };
  play.addEventListener("click", () => (playing ? stop() : run()));
  slider.addEventListener("input", () => go(Number(slider.value)));
  const element = h("div", { class: "card player" },
    h("div", { class: "row" },
      h("button", { type: "button", onclick: () => go(at - 1) }, "Back"), play,
      h("button", { type: "button", onclick: () => go(at + 1) }, "Next"),
      h("label", { class: "visually-hidden", for: id }, "Scene"), slider),
    h("div", { class: "scene", "aria-live": "polite" }, title, words),
    net.element, key(), losses, numbers.element);
  show(0);
  return { element };
}

function showLosses(place, trace, scene) {
  const most = Math.max(...trace.steps.map(({ loss }) => loss), 1e-12);
  place.replaceChildren(...trace.steps.map((step) => {
    const done = step.step < scene.step.step || (step === scene.step && scene.phase !== "forward");
    const bar = h("span", { class: "loss-bar", "aria-hidden": "true" }, h("span"));
    bar.style.setProperty("--share", `${done ? (step.loss / most) * 100 : 0}%`);
    return h("li", {}, h("span", { class: "hint number" }, `Loss of step ${count(step.step)}`), bar, h("span", { class: "number" }, done ? number(step.loss) : "–"));
  }));
}

function key() {
  return h("p", { class: "hint" }, "Solid lines are weights above zero, dashed ones below; the wider, the stronger; while the weights move, the lines are the moves. A unit shows its output on the way forward and its error δ on the way back, the fuller, the larger.");
}
