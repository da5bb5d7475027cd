import { h } from "../base/dom.js";

/** A refusal as the server words it: what, and at which place. */
export function problemNote(problem) {
  const errors = problem.errors ?? [];
  const repeated = errors.length === 1 && problem.message.includes(errors[0].detail);
  return h("div", { class: "problem", role: "alert" },
    h("p", { class: "problem-title" }, problem.title ?? "Something went wrong"),
    h("p", {}, problem.message),
    errors.length > 0 && h("ul", {}, errors.map((error) => h("li", {},
      h("code", {}, error.pointer), repeated ? null : ` ${error.detail}`))),
    problem.code && h("p", { class: "hint" }, "Code ", h("code", {}, problem.code)));
}

/**
 * Runs an action of a button: the button rests meanwhile, and a refusal appears in `place`.
 *
 * @returns what the action answers, or undefined after a refusal
 */
export async function attempt(button, place, action) {
  place.replaceChildren();
  button.setAttribute("aria-disabled", "true");
  button.classList.add("busy");
  try {
    return await action();
  } catch (problem) {
    if (problem.name !== "AbortError") {
      place.replaceChildren(problemNote(problem));
    }
    return undefined;
  } finally {
    button.removeAttribute("aria-disabled");
    button.classList.remove("busy");
  }
}
