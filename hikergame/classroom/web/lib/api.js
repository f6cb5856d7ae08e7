// The room over HTTP. What it refuses is thrown with the words that it gave.

export class Refusal extends Error {
  constructor(text, why) {
    super(text);
    this.why = why;
  }
}

const OUT_OF_REACH = "The room cannot be reached. Is this device on the right network?";

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/api/v1/${path}`, options);
  } catch {
    throw new Refusal(OUT_OF_REACH, "offline");
  }
  let body = null;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  if (response.ok && body !== null) return body;
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

/** The reveal of a round, asked for again while the room makes it. */
export async function reveal(round, token) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await get(`rounds/${round}/reveal`, token);
    } catch (refusal) {
      if (tries >= 8 || !["offline", "not-now", ""].includes(refusal.why)) throw refusal;
      await new Promise((resolve) => setTimeout(resolve, 300 * (tries + 1)));
    }
  }
}

/** The room code, or another word that opens a page, from its address: #CODE or ?code=CODE. */
export function codeInAddress() {
  const asked = new URLSearchParams(window.location.search).get("code");
  const fragment = decodeURIComponent(window.location.hash.slice(1));
  const named = new URLSearchParams(fragment).get("code");
  return (asked || named || fragment).trim();
}
