// Builds theme/static/ from what lies here: one CSS file, classic scripts, and the fonts.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");

// [package, weights]: the arabic and latin subsets only.
const fonts = [
  ["noto-naskh-arabic", [400, 600]],
  ["ibm-plex-sans-arabic", [400, 600]],
];

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "fonts"), { recursive: true });
for (const [name, weights] of fonts) {
  for (const weight of weights) {
    for (const subset of ["arabic", "latin"]) {
      const file = `${name}-${subset}-${weight}-normal.woff2`;
      const from = join(here, "node_modules", "@fontsource", name, "files", file);
      copyFileSync(from, join(out, "fonts", file));
    }
  }
}
copyFileSync(join(here, "favicon.svg"), join(out, "favicon.svg"));

const entryPoints = ["site.css", "site.js"].map((name) => ({
  in: join(here, name),
  out: "site",
}));
for (const [name, out] of [
  ["search.js", "search"],
  ["box.js", "search-box"],
  ["search.css", "search-page"],
]) {
  const file = join(here, "search", name);
  if (existsSync(file)) entryPoints.push({ in: file, out });
}

await build({
  // Scripts stay classic (iife): browsers refuse modules from file://.
  entryPoints,
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  charset: "utf8",
  external: ["*.woff2"],
  legalComments: "inline",
  logLevel: "warning",
});
