import type { DocType, Verification } from '../../functions/src/verification/schema.ts';
import { type Person, type Reply, send } from '../support/api.ts';

/** The smallest PNG there is: a pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A request to be verified as a form brings it. */
export function paper(doc_type: DocType | string, data: Uint8Array<ArrayBuffer> | Buffer = PIXEL): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(data)]), 'license.png');
  form.append('doc_type', doc_type);
  return form;
}

interface Options {
  contended?: boolean;
}

/** Asks to be verified. @throws Error with the problem where that is refused */
export async function apply(as: Person, doc_type: DocType = 'identity', options: Options = {}): Promise<Verification> {
  const { status, body } = await send('post', '/users/verify', { as, body: paper(doc_type), ...options });
  if (status !== 201) throw new Error(`Not accepted: ${JSON.stringify(body)}`);
  return body;
}

const decide = ({ id }: Pick<Verification, 'id'>, as: Person, body: object, options: Options): Promise<Reply> =>
  send('post', `/admin/verifications/${id}/decision`, { as, body, ...options });

/** Approves what the request says. */
export const approve = (
  request: Pick<Verification, 'id' | 'name'>,
  staff: Person,
  options: Options = {},
): Promise<Reply> => decide(request, staff, { decision: 'approved', approves: request.name }, options);

export const reject = (
  request: Pick<Verification, 'id'>,
  staff: Person,
  more: { reason?: string; note?: string } = {},
  options: Options = {},
): Promise<Reply> => decide(request, staff, { decision: 'rejected', reason: 'unreadable', ...more }, options);
