import { createInterface } from 'node:readline';
import { DocumentNeeded, loadRuleset, type Request, type Ruleset } from './ruleset.ts';
import { METHODS, type Method } from './syntax.ts';
import { EvaluationError, type Value } from './values.ts';
import { fromDocument, fromWire, object } from './wire.ts';

/**
 * Stands in for Google's runtime of Storage rules. It speaks, one JSON a line over stdin and stdout, what
 * `emulator/storage/rules/runtime.js` of firebase-tools sends and expects.
 */

type Loaded = { file: string; ruleset: Ruleset; brokenBy: string | null };
type Verification = { ruleset: Ruleset; request: Request; documents: Map<string, Value>; awaited: string };

const rulesets = new Map<string, Loaded>();
const verifications = new Map<number, Verification>();

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line.trim()) answer(line);
});
// firebase-tools is gone.
process.stdout.on('error', () => process.exit());
send({ id: -1, status: 'ok' });

function send(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** Whatever fails while a line is handled becomes its answer, and no permit. */
function answer(line: string): void {
  let message: Record<string, unknown> = {};
  try {
    message = object(JSON.parse(line));
    handle(message);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const id = typeof message.id === 'number' ? message.id : null;
    if (id !== null) verifications.delete(id);
    // firebase-tools would wait for ever for an answer that is not 'ok' and has no `action`.
    const action = String(message.action ?? 'unknown');
    send({ id, action, status: 'error', message: text, errors: [text], warnings: [], result: { permit: false } });
  }
}

function handle(message: Record<string, unknown>): void {
  const { id, action } = message;
  if (typeof id !== 'number') throw new Error('a message without an id');
  if (action === 'load_ruleset') load(id, object(message.context));
  else if (action === 'verify') begin(id, object(message.context));
  else if (action === undefined && verifications.has(id)) resume(id, message);
  else throw new Error(action === undefined ? `nothing waits for ${id}` : `unknown action ${JSON.stringify(action)}`);
}

function load(id: number, context: Record<string, unknown>): void {
  const { rulesetName, source } = context;
  const { files } = object(source);
  if (typeof rulesetName !== 'string' || !Array.isArray(files) || files.length !== 1) {
    throw new Error('load_ruleset takes a name and one file');
  }
  const { name, content } = object(files[0]);
  if (typeof name !== 'string' || typeof content !== 'string') throw new Error('a file has a name and content');
  const loaded = loadRuleset(name, content);
  if ('ruleset' in loaded) {
    rulesets.set(rulesetName, { file: name, ruleset: loaded.ruleset, brokenBy: null });
    send({ id, status: 'ok', errors: [], warnings: [], result: { rulesVersion: loaded.ruleset.version } });
    return;
  }
  // firebase-tools goes on with the ruleset it had when a file that changed no longer loads. That would permit by rules
  // that nobody sees any more, so what came from this file denies until the file loads again.
  for (const earlier of rulesets.values()) if (earlier.file === name) earlier.brokenBy = loaded.errors[0] ?? name;
  send({ id, status: 'ok', errors: loaded.errors, warnings: [], result: {} });
}

function begin(id: number, context: Record<string, unknown>): void {
  const { rulesetName, service, path, method, variables } = context;
  const loaded = rulesets.get(String(rulesetName));
  if (!loaded) throw new Error(`unknown ruleset ${JSON.stringify(rulesetName)}`);
  if (loaded.brokenBy) throw new Error(`denied, because the rules no longer load: ${loaded.brokenBy}`);
  if (service !== 'firebase.storage') throw new Error(`unknown service ${JSON.stringify(service)}`);
  if (typeof path !== 'string') throw new Error('a request has a path');
  if (!METHODS.includes(method as Method)) throw new Error(`unknown method ${JSON.stringify(method)}`);
  const { request, resource } = object(variables);
  decide(id, {
    ruleset: loaded.ruleset,
    request: { method: method as Method, path, request: fromWire(request), resource: fromWire(resource) },
    documents: new Map(),
    awaited: '',
  });
}

/** Evaluates from the start with the documents there are: no state to keep, and at most three rounds. */
function decide(id: number, verification: Verification): void {
  verifications.delete(id);
  try {
    const { permit, warnings, debug } = verification.ruleset.verify(verification.request, verification.documents);
    // firebase-tools logs lines that aren't JSON.
    for (const line of debug) process.stdout.write(`[storage.rules] debug: ${line}\n`);
    send({ id, status: 'ok', errors: [], warnings, result: { permit } });
  } catch (error) {
    if (!(error instanceof DocumentNeeded)) throw error;
    verifications.set(id, { ...verification, awaited: String(error.path) });
    const path = error.path.segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
    send({ server_request_id: id, action: 'fetch_firestore_document', status: 'ok', context: { path } });
  }
}

function resume(id: number, { status, result }: Record<string, unknown>): void {
  const verification = verifications.get(id);
  if (!verification) throw new Error(`nothing waits for ${id}`);
  if (status !== 'ok' && status !== 'not_found') {
    throw new EvaluationError(`${verification.awaited} could not be fetched: ${JSON.stringify(status)}`);
  }
  verification.documents.set(verification.awaited, status === 'ok' ? fromDocument(result) : null);
  decide(id, verification);
}
