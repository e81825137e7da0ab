import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** Milliseconds without a key after which it is asked what was typed. */
const PAUSE = 300;

/**
 * What stands in a search field. What is typed shows at once, and is sent when the typing pauses; what else changes the
 * words, such as a link to the same page, shows in the field, too.
 * @param words what is searched for
 * @param send takes what was typed, and changes `words`
 * @param wordsOf what `words` will be for it, where that is something else
 */
export function useTypedWords(
  words: string,
  send: (typed: string) => void,
  wordsOf = (typed: string) => typed,
): [string, (typed: string) => void] {
  const [text, setText] = useState(words);
  const sent = useRef(words);
  const sendSoon = useDebouncedCallback((typed: string) => {
    sent.current = wordsOf(typed.trim());
    send(typed.trim());
  }, PAUSE);
  useEffect(() => {
    if (words === sent.current) return;
    sendSoon.cancel();
    sent.current = words;
    setText(words);
  }, [words, sendSoon]);
  const type = (typed: string) => {
    setText(typed);
    sendSoon(typed);
  };
  return [text, type];
}
