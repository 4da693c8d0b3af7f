// Light or dark: the reader's choice, kept on this machine; without one, the system's.
// Loaded in the head and not deferred, so that no page flashes in the wrong colours.
(function () {
  var root = document.documentElement;
  // One store serves every file:// page of a machine: the key names the dossier.
  var key = "milaff:" + root.dataset.dossier + ":theme";
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function read() {
    try {
      var kept = localStorage.getItem(key);
      return kept === "dark" || kept === "light" ? kept : "";
    } catch (error) {
      return "";
    }
  }

  function current() {
    return root.dataset.theme || (system.matches ? "dark" : "light");
  }

  var kept = read();
  if (kept) root.dataset.theme = kept;

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".theme-toggle");
    if (!button) return;

    function show() {
      var dark = current() === "dark";
      button.setAttribute("aria-pressed", String(dark));
      button.textContent = dark ? button.dataset.light : button.dataset.dark;
    }

    button.hidden = false;
    show();
    system.addEventListener("change", show);
    button.addEventListener("click", function () {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      try {
        localStorage.setItem(key, root.dataset.theme);
      } catch (error) {
        // A browser that keeps nothing still switches this page.
      }
      show();
    });
  });
})();
