// What a browser keeps for us; where it keeps nothing, pages work all the same.
//
// A `shelf` is "localStorage", for good, or "sessionStorage", for as long as the tab is open.

const forgetful = new Map();

export function recall(key, shelf = "localStorage") {
  try {
    return forgetful.get(key) ?? window[shelf].getItem(key);
  } catch {
    return null;
  }
}

export function store(key, text, shelf = "localStorage") {
  try {
    window[shelf].setItem(key, text);
    forgetful.delete(key);
  } catch {
    forgetful.set(key, text);
  }
}

export function forget(key, shelf = "localStorage") {
  forgetful.delete(key);
  try {
    window[shelf].removeItem(key);
  } catch {
    // It keeps nothing anyway.
  }
}
