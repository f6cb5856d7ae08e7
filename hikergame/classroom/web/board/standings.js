// Boards as lists: who leads, how teams and bots stand. Never who is last.

import { el, stillness } from "../lib/dom.js";

/** One line of a board. */
export function row(entry) {
  const bar = el("span", { class: "fill" });
  bar.style.width = `${Math.max(0, Math.min(100, entry.points))}%`;
  const state = entry.over ? "⚑" : `${entry.step}/${entry.steps}`;
  const said = entry.over ? "hike over" : `step ${entry.step} of ${entry.steps}`;
  return el(
    "li",
    { class: `row ${entry.kind}`, "data-hiker": entry.hiker },
    el("span", { class: "rank number" }, String(entry.rank)),
    el("span", { class: "name" }, entry.name, entry.team ? el("small", { class: "muted" }, ` ${entry.team}`) : null),
    el("span", { class: "steps muted number" }, el("span", { "aria-hidden": "true" }, state), el("span", { class: "unseen" }, said)),
    el("b", { class: "points number" }, entry.points.toFixed(1)),
    el("span", { class: "bar", "aria-hidden": "true" }, bar),
  );
}

/** A ladder of the best, and the bots' bracket beneath; columns where everybody is on it. */
export function ladder(board, title) {
  const people = board.full ? `${title}: everybody` : title;
  return [
    el("h3", {}, people),
    board.top.length
      ? el("ol", { class: board.full ? "ladder full" : "ladder" }, ...board.top.map(row))
      : el("p", { class: "muted" }, "Nobody has taken a step yet."),
    board.bots.length ? el("h3", {}, "Bots") : null,
    board.bots.length ? el("ol", { class: "ladder" }, ...board.bots.slice(0, 4).map(row)) : null,
  ].filter(Boolean);
}

/** The teams' lines. */
export function teamRows(teams) {
  return teams.map((team) => {
    const bar = el("span", { class: "fill" });
    bar.style.width = `${Math.max(0, Math.min(100, team.points))}%`;
    return el(
      "li",
      { class: "row team" },
      el("span", { class: "rank number" }, String(team.rank)),
      el("span", { class: "name" }, team.team, el("small", { class: "muted" }, ` ${team.members}`)),
      el("b", { class: "points number" }, team.points.toFixed(1)),
      el("span", { class: "bar", "aria-hidden": "true" }, bar),
    );
  });
}

/** A whole standing, for between rounds and for the end. */
export function standing(board, title) {
  return [
    el("div", { class: "ladders" }, ...ladder(board, title)),
    el(
      "div",
      { class: "beside" },
      board.headline ? el("p", { class: "summary" }, board.headline) : null,
      board.algorithms.length ? el("ul", { class: "algorithms" }, ...board.algorithms.map(algorithm)) : null,
      board.teams.length ? el("h3", {}, "Teams") : null,
      board.teams.length ? el("ol", { class: "teams" }, ...teamRows(board.teams)) : null,
    ),
  ];
}

/** The share of the class that beat an algorithm. */
export function algorithm({ row: entry, beaten_by: beaten, of }) {
  const bar = el("span", { class: "fill" });
  bar.style.width = `${(100 * beaten) / Math.max(1, of)}%`;
  return el(
    "li",
    {},
    el("span", { class: "name" }, entry.name),
    el("span", { class: "muted number" }, `${entry.points.toFixed(1)} points`),
    el("span", { class: "bar", "aria-hidden": "true" }, bar),
    el("span", { class: "share" }, el("b", { class: "number" }, String(beaten)), ` of ${of} beat it`),
  );
}

/** Put new rows in place of old ones, and let those that moved glide to their places. */
export function replaceRows(box, children) {
  const before = new Map(
    [...box.querySelectorAll("[data-hiker]")].map((node) => [node.dataset.hiker, node.getBoundingClientRect().top]),
  );
  box.replaceChildren(...children);
  if (stillness.matches) return;
  for (const node of box.querySelectorAll("[data-hiker]")) {
    const old = before.get(node.dataset.hiker);
    const moved = old === undefined ? 0 : old - node.getBoundingClientRect().top;
    if (Math.abs(moved) < 2) continue;
    node.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], {
      duration: 450,
      easing: "cubic-bezier(.2,.8,.2,1)",
    });
  }
}

/** How many have how many points, and where the algorithms stand among them. */
export function histogram(box, board) {
  const { edges, counts } = board.distribution;
  if (!counts.length) {
    box.replaceChildren();
    return;
  }
  const [low, high] = [edges[0], edges.at(-1)];
  const share = (points) => (100 * (points - low)) / (high - low || 1);
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, index) => {
    const bar = el("span", { class: "column" }, count ? el("span", { class: "number" }, String(count)) : null);
    bar.style.left = `${share(edges[index])}%`;
    bar.style.width = `${share(edges[index + 1]) - share(edges[index])}%`;
    bar.style.setProperty("--tall", count / most);
    return bar;
  });
  const marks = markers(board.algorithms, share);
  const total = counts.reduce((sum, count) => sum + count, 0);
  box.replaceChildren(
    el("p", { class: "unseen" }, told(edges, counts, total)),
    el("div", { class: "plot", "aria-hidden": "true" }, ...bars, ...marks),
    el("div", { class: "axis muted number", "aria-hidden": "true" }, ...[low, (low + high) / 2, high].map((at) => el("span", {}, at.toFixed(0)))),
  );
}

function markers(algorithms, share) {
  const sorted = [...algorithms].sort((a, b) => a.row.points - b.row.points);
  const lanes = [];
  return sorted.map(({ row: entry }) => {
    const at = Math.max(0, Math.min(100, share(entry.points)));
    let lane = lanes.findIndex((last) => at - last > 24);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = at;
    const mark = el("span", { class: at > 70 ? "marker flipped" : "marker" }, el("span", {}, entry.name));
    mark.style.left = `${at}%`;
    mark.style.setProperty("--lane", lane);
    return mark;
  });
}

function told(edges, counts, total) {
  const parts = counts
    .map((count, index) => (count ? `${count} from ${edges[index].toFixed(0)} to ${edges[index + 1].toFixed(0)}` : ""))
    .filter(Boolean);
  return `Points of ${total} people: ${parts.join(", ")}.`;
}
