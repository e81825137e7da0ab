import { UPLOADS } from '@api/contract/limits.ts';
import type { Story } from '@api/stories/schema.ts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, call } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { discardUpload, upload } from '../live/upload.ts';
import type { Chosen } from './choose.ts';

/** What is written beside it. */
export interface Texts {
  caption?: string | undefined;
  alt?: string | undefined;
}

/** Fields of an error that speak of the file: another one is needed. */
const FILE_FIELDS: readonly string[] = [UPLOADS.story.field, 'path'];
const isAboutFile = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 413 || error.status === 415 || error.errors.some(({ field }) => FILE_FIELDS.includes(field)));

/** Whether it was ended by the person. */
export const isStopped = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Texts that say something. */
const filled = ({ caption, alt }: Texts): Texts => ({ ...(caption && { caption }), ...(alt && { alt }) });

/**
 * Posts a story: a picture with its texts in one request, a video into the inbox first, with progress. What has arrived
 * there isn't sent again when the last step has to be repeated.
 */
export function usePost(chosen: Chosen | null, onPosted: (story: Story) => void) {
  const withSameKey = useSameKey();
  const [share, setShare] = useState<number | null>(null);
  const arrived = useRef<{ file: File; path: string } | null>(null);
  const sending = useRef<AbortController | null>(null);
  useEffect(() => () => sending.current?.abort(), []);

  const sendPicture = async (file: File, texts: Texts): Promise<Story> => {
    const body = new FormData();
    for (const [name, text] of Object.entries(texts)) if (text) body.set(name, text);
    body.set(UPLOADS.story.field, file);
    const { name, size, lastModified } = file;
    return withSameKey({ name, size, lastModified, texts }, (key) => call('POST /stories', { body, key }));
  };
  const sendVideo = async (file: File, texts: Texts, signal: AbortSignal): Promise<Story> => {
    if (arrived.current?.file !== file) {
      setShare(0);
      arrived.current = { file, path: await upload('story', file, { onProgress: setShare, signal }) };
    }
    setShare(1);
    const { path } = arrived.current;
    try {
      return await withSameKey({ path, texts }, (key) => call('POST /stories', { body: { path, ...texts }, key }));
    } catch (error) {
      if (isAboutFile(error)) {
        arrived.current = null;
        void discardUpload(path);
      }
      throw error;
    }
  };
  const post = useMutation({
    mutationFn: async (texts: Texts) => {
      if (!chosen) throw new Error('There is nothing to post.');
      sending.current = new AbortController();
      return chosen.kind === 'image'
        ? sendPicture(chosen.picture.file, filled(texts))
        : sendVideo(chosen.file, filled(texts), sending.current.signal);
    },
    onSuccess: onPosted,
    onSettled: () => setShare(null),
  });
  return {
    post: post.mutate,
    isPosting: post.isPending,
    /** How much of a video has arrived, from 0 to 1; null while nothing is sent in pieces. */
    share,
    stop: () => sending.current?.abort(),
  };
}
