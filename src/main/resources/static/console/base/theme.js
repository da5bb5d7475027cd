import { h, svg } from "./dom.js";

const NAME = "trainyard.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now, by choice or by the system. */
function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : dark.matches;
}

/** Calls back when the colors have changed, until the signal ends. */
export function onTheme(action, signal) {
  document.addEventListener("themechange", action, { signal });
}

/** The switch; a choice equal to the system's is no choice. */
export function themeSwitch() {
  const button = h("button", { class: "icon", type: "button", role: "switch", "aria-label": "Dark colors", title: "Dark colors" },
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" },
      svg("circle", { cx: 12, cy: 12, r: 8.25, class: "line" }),
      svg("path", { d: "M12 3.75a8.25 8.25 0 0 1 0 16.5z", class: "full" })));
  const show = () => button.setAttribute("aria-checked", String(isDark()));
  const changed = () => {
    show();
    document.dispatchEvent(new CustomEvent("themechange"));
  };
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    if ((next === "dark") === dark.matches) {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem(NAME);
    } else {
      document.documentElement.dataset.theme = next;
      localStorage.setItem(NAME, next);
    }
    changed();
  });
  dark.addEventListener("change", changed);
  show();
  return button;
}
