import { Marked } from 'marked';
import {
  aboutOf,
  codesOf,
  type DocumentedOperation,
  type Field,
  fieldsIn,
  type OpenApiDocument,
  type Parameter,
  resolve,
  responseOf,
  type Schema,
  typeOf,
} from './docs-schema.ts';
import { escaped } from './html.ts';

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** What is wider than a phone scrolls by itself, also by keyboard. */
const scroller = (label: string, html: string): string =>
  `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(label)}">${html}</div>`;
const code = (text: string, label: string): string => scroller(label, `<pre><code>${escaped(text)}</code></pre>`);

const markdown = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    code({ text, lang }) {
      return code(text, `Example: ${lang ?? 'text'}`);
    },
    table({ header, rows }) {
      const cell = (tag: string) => (token: (typeof header)[number]) =>
        `<${tag}>${this.parser.parseInline(token.tokens)}</${tag}>`;
      const head = `<tr>${header.map(cell('th')).join('')}</tr>`;
      const body = rows.map((row) => {
        // The table of errors is what the operations point at.
        const id = /^`(\w+)`$/.exec(row[0]?.text ?? '')?.[1];
        return `<tr${header[1]?.text === 'Status' && id ? ` id="error-${id}"` : ''}>${row.map(cell('td')).join('')}</tr>`;
      });
      const label = header.map(({ text }) => text).join(', ');
      return scroller(label, `<table><thead>${head}</thead><tbody>${body.join('')}</tbody></table>`);
    },
  },
});
const render = (text: string): string => markdown.parse(text, { async: false }) as string;
const inline = (text: string): string => markdown.parseInline(text, { async: false }) as string;

const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

/** @returns how to call it from a shell, with the values of the docs */
function curl(document: OpenApiDocument, method: string, path: string, operation: DocumentedOperation): string {
  const { parameters = [], requestBody, security } = operation;
  const valued = (place: Parameter['in']) => parameters.filter((it) => it.in === place && it.example !== undefined);
  let address = path;
  for (const { name, example } of valued('path')) address = address.replace(`{${name}}`, String(example));
  const query = new URLSearchParams(
    valued('query').map(({ name, example }): [string, string] => [name, String(example)]),
  );
  const example = requestBody?.content['application/json']?.example;
  const takesKey = parameters.some(({ in: place }) => place === 'header');
  const form = requestBody?.content['multipart/form-data'];
  const fields = form ? fieldsIn(document, form.schema).map(({ name }) => name) : [];
  const file = fields.at(-1);
  const values = (example ?? {}) as Record<string, unknown>;
  const texts = fields.filter((name) => name in values).map((name) => `-F ${quoted(`${name}=${values[name]}`)}`);
  const base = `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"$BASE${address}${query.size > 0 ? `?${query}` : ''}"`;
  const token = security.length > 0 ? [`-H "Authorization: Bearer $TOKEN"`] : [];
  const key = takesKey ? ['-H "Idempotency-Key: $(uuidgen)"'] : [];
  const json =
    example !== undefined
      ? ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(example, null, 2))}`]
      : [];
  const call = (...parts: string[]) => [base, ...token, ...key, ...parts].join(' \\\n  ');
  return [
    ...(file ? [call(...texts, `-F ${file}=@picture.jpg`)] : []),
    ...(file && json.length === 0 ? [] : [call(...json)]),
  ].join('\n\n');
}

const fieldsTable = (label: string, fields: readonly Field[]): string =>
  scroller(
    label,
    `<table><thead><tr><th>Name</th><th>Type</th><th>About</th></tr></thead><tbody>${fields
      .map(
        ({ name, type, required, about }) =>
          `<tr><td><code>${escaped(name)}</code>${required ? '' : ' <span class="optional">optional</span>'}</td><td>${escaped(type)}</td><td>${inline(about)}</td></tr>`,
      )
      .join('')}</tbody></table>`,
  );

const folded = (summary: string, html: string): string =>
  `<details><summary>${escaped(summary)}</summary>${html}</details>`;

function requestHtml(
  document: OpenApiDocument,
  { operationId, parameters = [], requestBody }: DocumentedOperation,
): string {
  const given = parameters.map(({ name, in: place, required = false, description, schema }) => ({
    name: place === 'path' ? `{${name}}` : place === 'query' ? `?${name}` : name,
    type: typeOf(document, schema),
    required,
    about: description ?? aboutOf(document, schema),
  }));
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => {
    const label = `Body of ${operationId}, ${type}`;
    const optional = requestBody?.required ? '' : ' <span class="optional">optional</span>';
    return `<h4>Body, <code>${escaped(type)}</code>${optional}</h4>${fieldsTable(label, fieldsIn(document, schema))}`;
  });
  const table = given.length > 0 ? `<h4>Parameters</h4>${fieldsTable(`Parameters of ${operationId}`, given)}` : '';
  return table + bodies.join('');
}

/** Where the fields of an answer stand already: large ones are shown once, and named after that. */
type Shown = Map<string, string>;
const LARGE = 6;

function answerFields(document: OpenApiDocument, operationId: string, schema: Schema, shown: Shown): string {
  const fields = fieldsIn(document, schema);
  if (fields.length === 0) return '';
  const key = JSON.stringify(fields.map((field) => ({ ...field, name: field.name.replace(/^(\[\])?\.?/, '') })));
  const before = shown.get(key);
  if (before && fields.length >= LARGE) {
    return `<p>Fields: as ${resolve(document, schema).items ? 'each' : 'those'} of <a href="#${before}"><code>${before}</code></a></p>`;
  }
  if (!before) shown.set(key, operationId);
  return folded('Fields', fieldsTable(`Fields of the answer of ${operationId}`, fields));
}

function answerHtml(document: OpenApiDocument, { operationId, responses }: DocumentedOperation, known: Shown): string {
  const entries = Object.entries(responses).map(
    ([status, response]) => [status, responseOf(document, response)] as const,
  );
  const parts = entries
    .filter(([status]) => Number(status) < 400)
    .map(([status, { description = '', content = {} }]) => {
      const { schema, example } = content['application/json'] ?? {};
      const shown = example === undefined ? '' : code(JSON.stringify(example, null, 2), `Answer of ${operationId}`);
      const fields = schema ? answerFields(document, operationId, schema, known) : '';
      return `<h4>Answer: ${status} ${escaped(description)}</h4>${shown}${fields}`;
    });
  const errors = entries.flatMap(([status, response]) =>
    codesOf(response).map((name) => `<li>${status} <a href="#error-${name}"><code>${name}</code></a></li>`),
  );
  return `${parts.join('')}<h4>Errors</h4><ul class="errors">${errors.join('')}</ul>`;
}

function operationHtml(
  document: OpenApiDocument,
  method: string,
  path: string,
  operation: DocumentedOperation,
  known: Shown,
): string {
  const { operationId, summary, description, security } = operation;
  return `<section class="operation" id="${operationId}">
<h3>${escaped(summary)}</h3>
<p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${escaped(path)}</code></p>
${description ? `<p>${inline(description)}</p>` : ''}
<p class="meta">${security.length > 0 ? 'Needs a token' : 'Open to everybody'} · <code>${operationId}</code></p>
${code(curl(document, method, path, operation), `How to call ${operationId}`)}
${requestHtml(document, operation)}
${answerHtml(document, operation, known)}
</section>`;
}

/** @returns the page that shows an OpenAPI document of ours: HTML without any script */
export function docsPage(source: object): string {
  const document = source as OpenApiDocument;
  const { title, description } = document.info;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const sections = document.tags.map((tag) => ({
    ...tag,
    id: `tag-${slug(tag.name)}`,
    operations: operations.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  const known: Shown = new Map();
  const headings = [...description.matchAll(/^## (.+)$/gm)].map(([, text]) => text ?? '');
  const links = (items: { id: string; text: string }[]) =>
    `<ul>${items.map(({ id, text }) => `<li><a href="#${id}">${escaped(text)}</a></li>`).join('')}</ul>`;
  const contents = [
    `<p>Guide</p>${links(headings.map((text) => ({ id: slug(text), text })))}`,
    ...sections.map(
      ({ name, id, operations: own }) =>
        `<p><a href="#${id}">${escaped(name)}</a></p>${links(own.map(({ operation }) => ({ id: operation.operationId, text: operation.summary })))}`,
    ),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="docs/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><p class="name">${escaped(title)}</p><p><a href="openapi.json">OpenAPI 3.1</a></p></header>
<div class="columns">
<nav aria-label="Contents">${contents.join('')}</nav>
<main id="content" tabindex="-1">
<h1>${escaped(title)}</h1>
${render(description)}
${sections
  .map(
    ({ name, id, description: about, operations: own }) => `<section>
<h2 id="${id}">${escaped(name)}</h2>
<p>${inline(about)}</p>
${own.map(({ method, path, operation }) => operationHtml(document, method, path, operation, known)).join('\n')}
</section>`,
  )
  .join('\n')}
</main>
</div>
</body>
</html>
`;
}
