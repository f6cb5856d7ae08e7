// The API as a page: whatever the room says of itself in openapi.json and messages.json.

import { $, el, write } from "../lib/dom.js";

async function load(name) {
  const response = await fetch(`/api/v1/${name}`);
  if (!response.ok) throw new Error(`The room answered with ${response.status}.`);
  return response.json();
}

/** Paragraphs, with `code` set as such. */
function prose(text) {
  return text
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((paragraph) => el("p", {}, ...coded(paragraph)));
}

function coded(text) {
  return text.split(/(`[^`]+`)/).map((part) => {
    return part.startsWith("`") ? el("code", {}, part.slice(1, -1)) : part;
  });
}

/** A type in words: "text", "list of number", a link to a schema. */
function typeOf(schema) {
  if (!schema) return ["anything"];
  if (schema.$ref) return [link(schema.$ref)];
  if (schema.const !== undefined) return [el("code", {}, JSON.stringify(schema.const))];
  if (schema.enum) return [el("code", {}, schema.enum.map((one) => JSON.stringify(one)).join(" | "))];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((one, index) => (index ? [" or ", ...typeOf(one)] : typeOf(one)));
  if (schema.type === "array") return ["list of ", ...(schema.items ? typeOf(schema.items) : ["things"])];
  if (schema.type === "null") return ["nothing"];
  return [{ string: "text", integer: "whole number", number: "number", boolean: "true or false" }[schema.type] ?? schema.type ?? "anything"];
}

function link(reference) {
  const name = reference.split("/").at(-1);
  return el("a", { href: `#schema-${name}` }, name);
}

function example(content) {
  const given = content?.["application/json"]?.example;
  if (given === undefined) return null;
  return el("pre", { tabindex: 0, "aria-label": "Example" }, JSON.stringify(given, null, 2));
}

function route(path, method, told) {
  const body = told.requestBody?.content;
  const answers = Object.entries(told.responses ?? {});
  const good = answers.filter(([status]) => status.startsWith("2"));
  const rest = answers.filter(([status]) => !status.startsWith("2"));
  const schema = body?.["application/json"]?.schema;
  return el(
    "details",
    { class: "panel", id: told.operationId ? `route-${told.operationId}` : undefined },
    el("summary", {}, el("b", { class: "method mono" }, method.toUpperCase()), el("span", { class: "mono" }, path), el("span", { class: "muted" }, told.summary ?? "")),
    ...prose(told.description ?? ""),
    schema ? el("p", {}, "Send ", ...typeOf(schema), ".") : null,
    example(body),
    ...good.flatMap(([status, { description, content }]) => {
      const kinds = Object.entries(content ?? {}).flatMap(([kind, one]) => [" ", kind, ": ", ...typeOf(one.schema)]);
      return [el("p", {}, el("b", {}, status), ` ${description}`, ...kinds), example(content)].filter(Boolean);
    }),
    rest.length ? el("ul", { class: "muted" }, ...rest.map(([status, one]) => el("li", {}, `${status} ${one.description}`))) : null,
  );
}

function channel(path, told) {
  const names = (schema) => (schema.oneOf ?? schema.anyOf ?? [schema]).flatMap((one, index) => [index ? ", " : "", ...(one.$ref ? [link(one.$ref)] : [link(one.title ?? "")])]);
  return el(
    "div",
    { class: "panel channel" },
    el("h3", { class: "mono" }, path),
    ...prose(told.who ?? ""),
    el("p", {}, "To the room: ", ...names(told.in)),
    el("p", {}, "From the room: ", ...names(told.out)),
  );
}

function schemaTable(name, schema) {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([field, told]) => {
    const note = [told.description ?? ""];
    if (!required.has(field) && told.default !== undefined) note.push(` Default ${JSON.stringify(told.default)}.`);
    return el("tr", {}, el("th", { scope: "row", class: "mono" }, field), el("td", {}, ...typeOf(told)), el("td", { class: "muted" }, ...coded(note.join(""))));
  });
  return el(
    "div",
    { class: "panel schema", id: `schema-${name}` },
    el("h3", { class: "mono", id: `name-${name}` }, name),
    ...prose(schema.description ?? ""),
    schema.enum ? el("p", {}, ...typeOf(schema)) : null,
    rows.length
      ? el("div", { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": `name-${name}` }, el("table", {}, el("thead", {}, el("tr", {}, ...["Field", "Type", "Meaning"].map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, ...rows)))
      : null,
  );
}

function gathered(openapi, messages) {
  const found = new Map(Object.entries(openapi.components?.schemas ?? {}));
  for (const told of Object.values(messages.channels ?? {})) {
    for (const side of [told.in, told.out]) {
      for (const [name, schema] of Object.entries(side.$defs ?? {})) found.set(name, schema);
      if (!side.$defs?.[side.title] && side.properties) found.set(side.title, side);
    }
  }
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

async function draw() {
  const [openapi, messages] = await Promise.all([load("openapi.json"), load("messages.json")]);
  $("#about").replaceChildren(...prose(openapi.info?.description ?? ""));
  const routes = Object.entries(openapi.paths ?? {}).flatMap(([path, methods]) => {
    return Object.entries(methods).map(([method, told]) => route(path, method, told));
  });
  $("#routes").replaceChildren(...routes);
  const channels = Object.entries(messages.channels ?? {});
  $("#channels").replaceChildren(...channels.map(([path, told]) => channel(path, told)));
  $("#schemas").replaceChildren(...gathered(openapi, messages).map(([name, one]) => schemaTable(name, one)));
  if (window.location.hash) document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
}

draw().catch((problem) => write($("#problem"), problem.message));
