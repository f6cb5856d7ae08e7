// The room over HTTP. What it refuses is thrown with the words that it gave.

export class Refusal extends Error {
  constructor(text, why) {
    super(text);
    this.why = why;
  }
}

const OUT_OF_REACH = "The room cannot be reached. Is this device on the right network?";
const PATIENCE = 20000;

async function ask(path, options) {
  const given = new AbortController();
  const up = setTimeout(() => given.abort(), PATIENCE);
  let response;
  let body = null;
  try {
    response = await fetch(`/api/v1/${path}`, { ...options, signal: given.signal });
    body = await response.json().catch(() => null);
  } catch {
    throw new Refusal(OUT_OF_REACH, "offline");
  } finally {
    clearTimeout(up);
  }
  if (response.ok && body !== null) return body;
  if (response.ok) throw new Refusal(OUT_OF_REACH, "offline"); // it broke off
  throw new Refusal(body?.text ?? `The room answered with ${response.status}.`, body?.why ?? "");
}

export function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

const LONGEST_CODE = 16;

/** Ask with a token, or with the room code, which is shorter. */
export function get(path, token) {
  if (!token) return ask(path, {});
  if (token.length <= LONGEST_CODE) return ask(`${path}?${new URLSearchParams({ code: token })}`, {});
  return ask(path, { headers: { Authorization: `Bearer ${token}` } });
}

/** The room code, or another word that opens a page, from its address: #CODE or ?code=CODE. */
export function codeInAddress() {
  const asked = new URLSearchParams(window.location.search).get("code");
  const fragment = window.location.hash.slice(1);
  const named = new URLSearchParams(fragment).get("code");
  return (asked || named || decoded(fragment)).trim();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that stands for nothing
  }
}
