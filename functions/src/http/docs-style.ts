/** The look of the docs page: the colours of the dashboard, in both schemes, on every width. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#191c22, #e8edee);
  --quiet: light-dark(#5c5f66, #9fadb2);
  --page: light-dark(#ffffff, #0f1518);
  --raised: light-dark(#f3f2ee, #192227);
  --line: light-dark(#dbd9d1, #334047);
  --accent: light-dark(#0d6e63, #74c9bb);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  color: var(--text);
  background: var(--page);
  font: 1rem/1.55 "Inter Variable", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 0.75rem; }
h3 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 0.25rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
p, ul, ol { margin: 0.5rem 0; }
code { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--page); z-index: 1; }
header {
  display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem;
  padding: 0.5rem 1rem; border-bottom: 1px solid var(--line);
}
.name { font-weight: 650; }
main { min-width: 0; max-width: 52rem; padding: 1.5rem 1rem 4rem; }
main:focus { outline: none; }
nav { max-height: 45vh; overflow-y: auto; padding: 0 1rem; font-size: 0.9375rem; border-bottom: 1px solid var(--line); }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav p { margin: 0.75rem 0 0.25rem; font-weight: 600; }
nav li a { display: block; padding: 0.2rem 0; color: inherit; text-decoration: none; }
nav li a:hover { text-decoration: underline; }
summary { cursor: pointer; padding: 0.25rem 0; }
.scroll { overflow-x: auto; margin: 0.75rem 0; border-radius: 10px; background: var(--raised); }
pre { margin: 0; padding: 0.875rem 1rem; }
pre code { overflow-wrap: normal; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; background: var(--page); }
th, td { text-align: start; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
td { min-width: 7rem; }
td code { white-space: nowrap; }
tr:target, .operation:target { scroll-margin-top: 1rem; }
tr:target { background: var(--raised); }
.operation { padding: 1.5rem 0; border-top: 1px solid var(--line); }
.address { font-size: 1.0625rem; }
.method { font-weight: 700; color: var(--accent); }
.meta, .optional { color: var(--quiet); font-size: 0.875rem; }
.errors { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; font-size: 0.9375rem; }
@media (width >= 64rem) {
  .columns { display: grid; grid-template-columns: 20rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; max-height: none; border-bottom: 0; border-inline-end: 1px solid var(--line); }
  main { padding: 2rem 3rem 6rem; }
}
`;
