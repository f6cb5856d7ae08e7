// Boards as lists: who leads, how teams and bots stand. Never who is last.

import { el, stillness } from "../lib/dom.js";

const MOST_BOTS = 4;
const CROWD = 48;

/** What a full bar is worth: 100 points a round, or all steps where points are kept back. */
const most = (board) => board.distribution.edges.at(-1) || 100;

/** A bar filled to a share. */
function bar(value, whole) {
  const fill = el("span", { class: "fill" });
  fill.style.width = `${Math.max(0, Math.min(100, (100 * value) / Math.max(1e-9, whole)))}%`;
  return el("span", { class: "bar", "aria-hidden": "true" }, fill);
}

/** One line of a board. */
function row(entry, board) {
  const worth = board.by_steps ? entry.step : entry.points;
  return el(
    "li",
    { class: `row ${entry.kind}`, "data-hiker": entry.hiker },
    el("span", { class: "rank number" }, String(entry.rank)),
    named(entry.name, entry.team),
    board.round === 0 ? el("span", { class: "steps" }) : progress(entry),
    el("b", { class: "points number" }, board.by_steps ? String(worth) : worth.toFixed(1)),
    bar(worth, most(board)),
  );
}

function named(name, beside) {
  const small = beside ? el("small", { class: "muted" }, ` ${beside}`) : null;
  return el("span", { class: "name" }, name, small);
}

function progress(entry) {
  const state = entry.flag ? "⚑" : entry.over ? "■" : `${entry.step}/${entry.steps}`;
  const said = entry.flag ? "flag planted" : entry.over ? "hike over" : `step ${entry.step} of ${entry.steps}`;
  return el(
    "span",
    { class: "steps muted number" },
    el("span", { "aria-hidden": "true" }, state),
    el("span", { class: "unseen" }, said),
  );
}

/** A ladder of the best, and the bots' bracket beneath; columns where everybody is on it. */
export function ladder(board, title) {
  const rows = board.top.map((entry) => row(entry, board));
  const bots = board.bots.slice(0, MOST_BOTS).map((entry) => row(entry, board));
  const all = rows.length > CROWD ? "ladder full crowd" : "ladder full";
  return [
    el("h3", {}, board.full ? `${title}: everybody` : title),
    rows.length
      ? el("ol", { class: board.full ? all : "ladder" }, ...rows)
      : el("p", { class: "muted" }, "Nobody stands here yet."),
    bots.length ? el("h3", {}, "Bots") : null,
    bots.length ? el("ol", { class: "ladder" }, ...bots) : null,
  ].filter(Boolean);
}

/** The teams' lines. */
export function teamRows(board) {
  return board.teams.map((team) => {
    return el(
      "li",
      { class: "row team" },
      el("span", { class: "rank number" }, String(team.rank)),
      named(team.team, team.members),
      el("b", { class: "points number" }, team.points.toFixed(1)),
      bar(team.points, most(board)),
    );
  });
}

/** A whole standing, for between rounds and for the end. */
export function standing(board, title) {
  const algorithms = board.algorithms.map((one) => algorithm(one, false));
  return [
    el("div", { class: "ladders" }, ...ladder(board, title)),
    el(
      "div",
      { class: "beside" },
      board.headline ? el("p", { class: "summary" }, board.headline) : null,
      algorithms.length ? el("ul", { class: "algorithms" }, ...algorithms) : null,
      board.teams.length ? el("h3", {}, "Teams") : null,
      board.teams.length ? el("ol", { class: "teams" }, ...teamRows(board)) : null,
    ),
  ];
}

/** The share of the class that beat an algorithm, or is ahead of it so far. */
export function algorithm({ row: entry, beaten_by: beaten, of }, live) {
  return el(
    "li",
    {},
    el("span", { class: "name" }, entry.name),
    el("span", { class: "muted number" }, `${entry.points.toFixed(1)} points`),
    bar(beaten, of),
    el("span", { class: "share" }, el("b", { class: "number" }, String(beaten)), ` of ${of} ${live ? "ahead" : "beat it"}`),
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
  const tallest = Math.max(1, ...counts);
  const bars = counts.map((count, index) => {
    const bar = el("span", { class: "column" }, count ? el("span", { class: "number" }, String(count)) : null);
    bar.style.left = `${share(edges[index])}%`;
    bar.style.width = `${share(edges[index + 1]) - share(edges[index])}%`;
    bar.style.setProperty("--tall", count / tallest);
    return bar;
  });
  const marks = markers(board.algorithms, share);
  box.style.setProperty("--lanes", Math.max(0, ...marks.map((mark) => 1 + Number(mark.dataset.lane))));
  const total = counts.reduce((sum, count) => sum + count, 0);
  box.replaceChildren(
    el("p", { class: "unseen" }, told(edges, counts, total, board.by_steps ? "Steps" : "Points")),
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
    const mark = el("span", { class: at > 70 ? "marker flipped" : "marker", "data-lane": lane }, el("span", {}, entry.name));
    mark.style.left = `${at}%`;
    mark.style.setProperty("--lane", lane);
    return mark;
  });
}

function told(edges, counts, total, what) {
  if (!total) return "Nobody stands here yet.";
  const parts = counts
    .map((count, index) => (count ? `${count} from ${edges[index].toFixed(0)} to ${edges[index + 1].toFixed(0)}` : ""))
    .filter(Boolean);
  return `${what} of ${total} ${total === 1 ? "person" : "people"}: ${parts.join(", ")}.`;
}
