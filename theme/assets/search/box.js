// The search box of every page, as small as can be: what searches is loaded when it is wanted.
// A classic script of its own, so that a page of another theme can have the box too.
(() => {
  const { root } = document.currentScript.dataset;
  const input = document.querySelector(".search-box input[type=search]");
  const own = document.querySelector(".search-page");
  let loading = Boolean(own);

  function load() {
    if (loading) return;
    loading = true;
    for (const address of ["search/words.js", "assets/search.js"]) {
      const script = document.createElement("script");
      script.src = root + address;
      script.dataset.root = root;
      // In this order, though neither waits to be fetched.
      script.async = false;
      script.onerror = () => {
        loading = false;
        script.remove();
      };
      document.head.append(script);
    }
  }

  // The key "/", also where an Arabic layout has ظ on it.
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" || (event.code === "Slash" && event.key === "ظ");
    if (!slash || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  input.addEventListener("focus", load);
  if (document.activeElement === input || window.location.hash.startsWith("#q=")) load();

  // What was asked stays behind "#", which no browser sends to a host.
  input.form.addEventListener("submit", (event) => {
    if (own) return;
    event.preventDefault();
    const query = input.value.trim();
    window.location.href = `${root}search.html${query ? `#q=${encodeURIComponent(query)}` : ""}`;
  });
})();
