import type { Known } from './types.ts';

const ATTACHED = { image: 'Picture', video: 'Video', document: 'PDF' } as const;

type Told = Pick<Known, 'content' | 'attachment' | 'deleted_at' | 'sender'>;

/** @returns a message in one line, without who wrote it */
export function previewOf({ content, attachment, deleted_at, sender }: Told, uid: string): string {
  if (deleted_at !== null) return sender === uid ? 'You deleted a message' : 'Message deleted';
  const words = content.replace(/\s+/g, ' ').trim();
  if (!attachment) return words;
  const what = attachment.kind === 'document' ? (attachment.name ?? ATTACHED.document) : ATTACHED[attachment.kind];
  return words === '' ? what : `${what} · ${words}`;
}
