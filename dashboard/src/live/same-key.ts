import { useRef } from 'react';
import { ApiError } from './api.ts';

/**
 * Whether the API has looked at what was sent and won't have it: sent again, it deserves a new look. A lost answer is no
 * refusal: with another key it might be done twice.
 */
const isRefused = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.code !== 'network' &&
  error.code !== 'in_progress' &&
  error.code !== 'answer_lost' &&
  error.status < 500;

/**
 * Sends a form's values with one Idempotency-Key for as long as they stay the same and no answer has come: when an
 * answer is lost on the way, pressing the button again gets it, rather than doing everything twice.
 * @returns calls `send` with the key that belongs to `values`
 */
export function useSameKey(): <T>(values: unknown, send: (key: string) => Promise<T>) => Promise<T> {
  const last = useRef({ values: '', key: '' });
  return async (values, send) => {
    const text = JSON.stringify(values);
    if (last.current.values !== text) last.current = { values: text, key: crypto.randomUUID() };
    try {
      const answer = await send(last.current.key);
      last.current = { values: '', key: '' };
      return answer;
    } catch (error) {
      if (isRefused(error)) last.current = { values: '', key: '' };
      throw error;
    }
  };
}
