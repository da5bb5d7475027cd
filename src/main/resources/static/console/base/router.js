/**
 * Finds the view of an address behind the hash, as in `#/jobs/job_1?tab=x`.
 *
 * @param routes pairs of a pattern such as "/jobs/:id" and a view
 */
export function match(routes, hash) {
  const [path, search = ""] = hash.replace(/^#/, "").split("?");
  const parts = path.split("/").filter(Boolean);
  for (const [pattern, view] of routes) {
    const names = pattern.split("/").filter(Boolean);
    const fits = names.length === parts.length
      && names.every((name, i) => name.startsWith(":") || name === parts[i]);
    if (fits) {
      const params = {};
      names.forEach((name, i) => {
        if (name.startsWith(":")) {
          params[name.slice(1)] = decodeURIComponent(parts[i]);
        }
      });
      return { view, params, query: new URLSearchParams(search), section: names[0] };
    }
  }
  return null;
}

/** An address for {@link match}. */
export function address(path, query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, text]) => text)).toString().replaceAll("%2C", ",");
  return `#${path}${search ? `?${search}` : ""}`;
}
