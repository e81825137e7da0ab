import { parseSync } from 'vite';

/** A node of the syntax tree, as much as is looked at here. */
interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** What a person reads, hears or types into, by the name of the attribute or of the property. */
const SHOWN = new Set([
  ...['title', 'label', 'aria-label', 'placeholder', 'alt', 'description', 'lead', 'legend', 'hint', 'text', 'body'],
  ...['keep', 'verb', 'retry', 'error', 'message', 'detail', 'line', 'why'],
]);
/** What is called with what a person reads. */
const SAYS = new Set(['showDone', 'showToast', 'useTitle', 'copyText', 'setFailure', 'UnusableFile', 'ApiError']);
/** Names of keys are the same in every language. */
const WORDLESS = new Set(['Kbd']);
/** What a text is compared with isn't shown. */
const COMPARES = new Set(['startsWith', 'endsWith', 'includes']);
const TRANSLATED = new Set(['Trans', 'Plural', 'Select', 't', 'msg', 'plural', 'select', 'selectOrdinal']);
/** What is called the same in every language, or is an example of what is typed. */
const NAMES = /\b(?:Infloo|PDF|CSV)\b|^(?:example\.com|@name)$/g;
const isAddress = (text: string): boolean => /^\S*\/\S*$/.test(text);

const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(NAMES, '')) && !isAddress(text);
/** Two words, the first of them with a capital. */
const isSentence = (text: string): boolean => /^\p{Lu}[\p{L}’]*,? \p{L}{2}/u.test(text);

const nameOf = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined;
  if (typeof node.name === 'string') return node.name;
  return typeof node.value === 'string' ? node.value : (nameOf(node.property) ?? nameOf(node.name));
};

function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText' || node.type === 'Literal')
    return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
}

/** The parts of an expression that may be its value. */
function valuesOf(node: unknown): Node[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return valuesOf(node.expression);
    case 'ConditionalExpression':
      return [...valuesOf(node.consequent), ...valuesOf(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : valuesOf(node.left)), ...valuesOf(node.right)];
    default:
      return [node];
  }
}

/** What of a node is shown as it stands. */
function shownBy(node: Node): Node[] {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return (node.children as Node[]).flatMap(valuesOf);
    case 'JSXAttribute':
      return SHOWN.has(nameOf(node.name) ?? '') ? valuesOf(node.value) : [];
    case 'Property':
      return SHOWN.has(nameOf(node.key) ?? '') ? valuesOf(node.value) : [];
    case 'CallExpression':
    case 'NewExpression':
      return SAYS.has(nameOf(node.callee) ?? '') ? (node.arguments as Node[]).flatMap(valuesOf) : [];
    default:
      return [];
  }
}

/** Texts that stand in the code without a macro, and so without a translation. @returns each as "line: text" */
export function untranslated(file: string, source: string): string[] {
  const found = new Map<number, string>();
  const add = (node: Node, text: string) => {
    const line = source.slice(0, node.start).split('\n').length;
    found.set(node.start, `${line}: ${text.trim().replace(/\s+/g, ' ')}`);
  };
  const walk = (node: Node) => {
    const name = nameOf(isNode(node.openingElement) ? node.openingElement.name : (node.tag ?? node.callee)) ?? '';
    if (TRANSLATED.has(name) || WORDLESS.has(name) || COMPARES.has(name)) return;
    // For those who read the code, and the console.
    if (node.type === 'NewExpression' && name === 'Error') return;
    if (isNode(node.callee) && nameOf(node.callee.object) === 'console') return;
    if (node.type === 'ImportDeclaration') return;
    // Classes, types and addresses aren't read.
    if (
      node.type === 'JSXAttribute' &&
      textOf(isNode(node.value) ? node.value : node) !== undefined &&
      !SHOWN.has(nameOf(node.name) ?? '')
    )
      return;
    for (const shown of shownBy(node)) {
      const text = textOf(shown);
      if (text !== undefined && hasWords(text)) add(shown, text);
    }
    const text = node.type === 'JSXText' ? undefined : textOf(node);
    if (text !== undefined && isSentence(text)) add(node, text);
    for (const value of Object.values(node)) {
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) walk(each);
    }
  };
  walk(parseSync(file, source).program as unknown as Node);
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, text]) => text);
}
