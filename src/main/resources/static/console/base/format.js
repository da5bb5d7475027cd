const SPECIAL = { NaN: "not a number", Infinity: "∞", "-Infinity": "−∞" };
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** A number of the wire as JavaScript has it: names of numbers that JSON cannot write become those numbers. */
export function value(wire) {
  return typeof wire === "string" ? Number(wire) : wire;
}

/** Four significant digits; powers of ten outside of what one reads at a glance. */
export function number(wire, digits = 4) {
  if (wire === null || wire === undefined) {
    return "–";
  }
  const x = value(wire);
  if (!Number.isFinite(x)) {
    return SPECIAL[String(x)];
  }
  const size = Math.abs(x);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    return power(x, digits - 2);
  }
  const fraction = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return x.toLocaleString("en", { maximumFractionDigits: fraction }).replace("-", "−");
}

/** As 1.2·10⁻⁴. */
function power(x, digits) {
  const [mantissa, exponent] = x.toExponential(Math.max(0, digits)).split("e");
  const raised = String(Number(exponent)).replace("-", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  const short = mantissa.replace(/\.0+$/, "").replace("-", "−");
  return short === "1" ? `10${raised}` : short === "−1" ? `−10${raised}` : `${short}·10${raised}`;
}

/** A count. */
export function count(n) {
  return n === null || n === undefined ? "–" : whole.format(n);
}

/** A count and its noun. */
export function counted(n, one, many = `${one}s`) {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function percent(fraction, digits = 0) {
  return `${(value(fraction) * 100).toFixed(digits)} %`;
}

export function bytes(n) {
  if (n < 1000) {
    return counted(n, "byte");
  }
  const units = ["kB", "MB", "GB", "TB"];
  const power10 = Math.min(units.length, Math.floor(Math.log10(n) / 3));
  return `${number(n / 1000 ** power10, 3)} ${units[power10 - 1]}`;
}

/** A span of time for people. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
    return "–";
  }
  if (seconds < 1) {
    return seconds < 0.001 ? "under 1 ms" : `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${Math.round(seconds % 60)} s`;
  }
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

export function moment(iso) {
  return clock.format(new Date(iso));
}

/** How long ago, roughly. */
export function ago(iso) {
  const seconds = (Date.now() - new Date(iso).getTime()) / 1000;
  if (seconds < 45) {
    return "just now";
  }
  const steps = [[60, "min", 3600], [3600, "h", 86400], [86400, "d", Infinity]];
  const [size, unit] = steps.find(([, , below]) => seconds < below);
  return `${Math.max(1, Math.round(seconds / size))} ${unit} ago`;
}

const SHORT = { auc: "AUC", rmse: "RMSE", mae: "MAE", r2: "R²", macro_f1: "Macro F1", gradient_rms: "Gradient RMS" };

/** A word of the wire for people: `learning_rate_too_high` as `Learning rate too high`. */
export function words(code) {
  const text = String(code).replaceAll("_", " ");
  return SHORT[code] ?? text.charAt(0).toUpperCase() + text.slice(1);
}
