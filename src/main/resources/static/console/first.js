// Runs before the first paint, so that a chosen theme does not flash. The rest is in base/theme.js.
(() => {
  const theme = localStorage.getItem("trainyard.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
})();
