import { Button } from '@mantine/core';
import { chooseLanguage } from '../language/choose.ts';
import { isLanguage, LANGUAGES, language } from '../language/language.ts';

const others = Object.keys(LANGUAGES)
  .filter(isLanguage)
  .filter((each) => each !== language);

/** The languages that the page isn't in, each by its own name: for screens that come before the settings. */
export const Languages = () =>
  others.map((each) => (
    <Button key={each} lang={each} variant="subtle" color="gray" onClick={() => chooseLanguage(each)}>
      <span dir={LANGUAGES[each].dir}>{LANGUAGES[each].name}</span>
    </Button>
  ));
