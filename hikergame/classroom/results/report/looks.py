"""The report's style sheet: readable on a wall, a phone and paper, without a colour as well.

Screens are light or dark as their owner likes them; pictures and paper are light.
"""

from typing import Final

STYLE: Final = """\
:root { color-scheme: light; --ink: #10131c; --muted: #4a5266; --line: #c9cfdb;
  --paper: #ffffff; --wash: #f2f5fa; --accent: #1b3a6b; --gold: #7a5a00; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --ink: #e6eaf5; --muted: #a3adca; --line: #2d3652;
    --paper: #0f131d; --wash: #1b2234; --accent: #9cc4ff; --gold: #ffd24a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 Inter, "Helvetica Neue", Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 .5rem; padding-top: 1rem;
  border-top: 3px solid var(--accent); }
h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p, ul, dl { margin: .5rem 0; }
.muted, figcaption, caption { color: var(--muted); }
.notice { border: 2px solid var(--ink); padding: .75rem 1rem; margin: 1rem 0; }
.headline { font-size: 1.25rem; font-weight: 700; color: var(--accent); }
figure { margin: 1rem 0; }
figure > svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); }
.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
.key svg { vertical-align: middle; background: #fff; border-radius: .2rem; }
.beside { font-size: 1.15rem; font-weight: 700; margin: 2rem 0 .5rem; }
.question { background: var(--wash); border-left: 6px solid var(--accent); padding: .75rem 1rem;
  font-size: 1.15rem; margin: 1rem 0; }
.question strong { display: block; font-size: .9rem; color: var(--muted); }
.praise { list-style: none; padding: 0; display: grid; gap: .5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); }
.praise li { border: 1px solid var(--line); border-top: 4px solid var(--gold);
  padding: .5rem .75rem; break-inside: avoid; }
.praise b { display: block; color: var(--gold); }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 3px solid var(--accent); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .25rem 0; }
th, td { padding: .3rem .6rem; text-align: left; border-bottom: 1px solid var(--line);
  vertical-align: top; }
td, thead th { overflow-wrap: break-word; }
td:not(.n) { min-width: 4.5rem; }
thead th { background: var(--wash); border-bottom: 2px solid var(--ink); }
tbody th { font-weight: 600; min-width: 8rem; }
.scroll + .scroll { margin-top: 1.5rem; }
a { color: var(--accent); }
.n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.bar { display: inline-block; height: .9rem; background: var(--accent); vertical-align: middle;
  margin-right: .5rem; min-width: 2px; print-color-adjust: exact; }
.spread td:last-child { width: 60%; }
code { font-size: .85em; word-break: break-all; }
@media (max-width: 40rem) { body { padding: 1rem .75rem 3rem; } h1 { font-size: 1.5rem; }
  h2 { font-size: 1.25rem; } th, td { padding: .25rem .4rem; } }
@page { size: A4; margin: 14mm; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; }
  h2 { break-before: page; margin-top: 0; } nav { display: none; }
  h3 { break-after: avoid; }
  figure, .question, tr { break-inside: avoid; } thead { display: table-header-group; }
  .scroll { overflow: visible; } }
"""
