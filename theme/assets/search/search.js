// What a page that searches loads: the engine behind window.milaff, and whatever this page has
// for it: the search page itself, the box with suggestions, an article whose matches are wanted.
import { ask, text } from "./engine.js";
import { root } from "./load.js";
import { markArticle } from "./page/article.js";
import { startPage } from "./page/page.js";
import { suggestIn } from "./page/suggestions.js";

const words = window.milaffWords;

window.milaff = Object.assign(window.milaff ?? {}, {
  ask,
  text,
  search: async (query, options) => (await ask(query, options)).hits,
});

const page = document.querySelector(".search-page");
const form = document.querySelector(".search-box");
const article = document.querySelector("main > article");
if (words && page) startPage(page, form, words);
else if (words && form) suggestIn(form, words, root);
if (words && article) markArticle(article, words, root);
