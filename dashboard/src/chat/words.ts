import { t } from '@lingui/core/macro';
import type { Known } from './types.ts';

type Told = Pick<Known, 'content' | 'attachment' | 'deleted_at' | 'sender'>;

/** @returns a message in one line, without who wrote it */
export function previewOf({ content, attachment, deleted_at, sender }: Told, uid: string): string {
  if (deleted_at !== null) return sender === uid ? t`You deleted a message` : t`Message deleted`;
  const words = content.replace(/\s+/g, ' ').trim();
  if (!attachment) return words;
  const attached = { image: t`Picture`, video: t`Video`, document: attachment.name ?? t`PDF` };
  const what = attached[attachment.kind];
  return words === '' ? what : `${what} · ${words}`;
}
