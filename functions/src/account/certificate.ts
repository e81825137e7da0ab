import { notFound } from '../contract/api-error.ts';
import { paths } from '../contract/paths.ts';
import { isoNow } from '../runtime/clock.ts';
import { documentOf } from '../store/converter.ts';
import type { Erasure } from '../users/closing.ts';
import { PARTS } from './parts.ts';
import { Certificate } from './schema.ts';

export const certificateDocument = (id: string) => documentOf(paths.certificate(id), Certificate);

const KEPT = Object.entries(PARTS).flatMap(([part, { erase }]) =>
  typeof erase === 'object' ? [{ part, why: erase.keeps }] : [],
);

/** @returns what was removed, by kind, and what stays and why. Nothing in it tells whose it was. */
export const certificateOf = ({ certificate, asked_at, counts }: Erasure): Certificate => ({
  id: certificate,
  asked_at,
  erased_at: isoNow(),
  removed: counts,
  kept: KEPT,
});

/** @throws ApiError 404 before the end, and for whatever else nobody was given */
export async function findCertificate(id: string): Promise<Certificate> {
  const found = (await certificateDocument(id).get()).data();
  if (!found) throw notFound();
  return found;
}
