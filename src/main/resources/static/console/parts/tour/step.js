import { h } from "../../base/dom.js";

/** One step of the tour: closed, and saying what it waits for, until it is filled. */
export function step(title, waits) {
  const body = h("div", { class: "step-body stack" });
  const heading = h("h2", { tabindex: "-1" }, title);
  const element = h("li", { class: "step closed" }, heading, h("p", { class: "hint waits" }, waits), body);
  return {
    element,
    open(...content) {
      element.classList.remove("closed");
      body.replaceChildren(...content.filter(Boolean));
    },
    close() {
      element.classList.add("closed");
      body.replaceChildren();
    },
    /** Brings it before the eyes, and the keyboard with it. */
    enter() {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    },
  };
}
