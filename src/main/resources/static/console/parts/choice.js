import { freshId, h } from "../base/dom.js";

/** One of a few, all in sight. `options` are pairs of a value and its name. */
export function choice(legend, options, chosen, changed) {
  const group = freshId("choice");
  return h("fieldset", { class: "choice" },
    h("legend", { class: "visually-hidden" }, legend),
    options.map(([id, name]) => h("label", {},
      h("input", { type: "radio", name: group, value: id, checked: id === chosen, onchange: () => changed(id) }),
      h("span", {}, name))));
}

/** A labelled control with an optional hint. */
export function field(label, control, hint) {
  const id = control.id || freshId("field");
  control.id = id;
  if (hint) {
    control.setAttribute("aria-describedby", `${id}-hint`);
  }
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    control,
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint));
}

/** A list to choose from. `options` are pairs of a value and its name. */
export function select(options, chosen, changed = () => {}) {
  return h("select", { onchange: (event) => changed(event.target.value) },
    options.map(([id, name]) => h("option", { value: id, selected: id === chosen }, name)));
}
