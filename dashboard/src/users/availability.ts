import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { type Answer, call } from '../live/api.ts';
import { loadSay } from '../live/in-page-language.ts';

/** Milliseconds without a key before the name is asked for. */
const PAUSE = 400;

interface Found {
  username: string;
  answer: Answer<'GET /users/available'>;
}

/**
 * Whether a username is still free, asked while it is typed. Without the query cache: the form that registers people is
 * opened by whoever has nothing of Infloo yet.
 * @param typed undefined while what is typed is no username at all
 */
export function useAvailability(typed: string | undefined): Found['answer'] | undefined {
  const [username] = useDebouncedValue(typed, PAUSE);
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (username === undefined) return;
    const left = new AbortController();
    const ask = async () => {
      const [answer, say] = await Promise.all([
        call('GET /users/available', { query: { username }, signal: left.signal }),
        loadSay(),
      ]);
      if (!left.signal.aborted)
        setFound({ username, answer: { ...answer, reason: answer.reason && say(answer.reason) } });
    };
    // Registration has the last word; without an answer it simply says nothing here.
    ask().catch(() => {});
    return () => left.abort();
  }, [username]);
  return found && found.username === typed ? found.answer : undefined;
}
