import { useEffect, useState } from 'react';
import { language } from '../language/language.ts';
import { loadSay } from './in-page-language.ts';

/** What the API has written into a document for people, in the language of the page; empty while that is loaded. */
export function Said({ english }: { english: string }) {
  const [said, setSaid] = useState(language === 'en' ? english : '');
  useEffect(() => {
    let isCurrent = true;
    void loadSay().then((say) => {
      if (isCurrent) setSaid(say(english));
    });
    return () => {
      isCurrent = false;
    };
  }, [english]);
  return <bdi>{said}</bdi>;
}
