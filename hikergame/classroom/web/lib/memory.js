// What a browser keeps for us; where it keeps nothing, pages work all the same.

const forgetful = new Map();

export function recall(key) {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return forgetful.get(key) ?? null;
  }
}

export function store(key, text) {
  try {
    window.localStorage.setItem(key, text);
  } catch {
    forgetful.set(key, text);
  }
}

export function forget(key) {
  try {
    window.localStorage.removeItem(key);
  } catch {
    forgetful.delete(key);
  }
}
