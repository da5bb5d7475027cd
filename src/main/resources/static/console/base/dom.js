/**
 * Makes an element. Children that are strings or numbers become text nodes, so no text is ever read as markup.
 * Attributes that are null, undefined or false are left out; functions named on… become listeners.
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets CSS variables through the object model, which a strict content policy allows. */
export function vary(element, variables) {
  for (const [name, value] of Object.entries(variables)) {
    element.style.setProperty(name, value);
  }
  return element;
}

/** Changes a text only where it differs, so that readers and selections are not disturbed. */
export function write(element, text) {
  const next = String(text);
  if (element.textContent !== next) {
    element.textContent = next;
  }
  return element;
}

/** A text for those who listen, where the eye is told by the place of things. */
export function heard(text) {
  return h("span", { class: "visually-hidden" }, text);
}

/** Tells people who listen. */
export function announce(text) {
  write(document.getElementById("announcer"), text);
}

let last = 0;

/** An id that this page does not have yet. */
export function freshId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}

/** The resolved value of one of the design's colors, for canvases. */
export function color(name) {
  const probe = document.getElementById("announcer");
  probe.style.setProperty("color", `var(${name})`);
  const resolved = getComputedStyle(probe).color;
  probe.style.removeProperty("color");
  return resolved;
}

/** Calls back soon, once, however often it was asked to. */
export function soon(action, signal) {
  let waiting = false;
  return () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (!signal?.aborted) {
          action();
        }
      });
    }
  };
}

/** How much longer {@link seldom} rests than it works. */
const REST = 20;

/**
 * Calls back at most once in so many milliseconds, never twice at a time, and the more seldom the longer it takes; the last wish is
 * always heard.
 */
export function seldom(action, milliseconds, signal) {
  let busy = false;
  let again = false;
  const run = async () => {
    busy = true;
    do {
      again = false;
      const begun = performance.now();
      await action().catch(() => {});
      await pause(Math.max(milliseconds, REST * (performance.now() - begun)), signal);
    } while (again && !signal.aborted);
    busy = false;
  };
  return () => {
    again = true;
    if (!busy) {
      run();
    }
  };
}

/** Waits; ends early, without an error, when the signal does. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
