import { i18n } from '@lingui/core';

// What the screens say is tested in English, which stands in the code; see dashboard/src/language.
i18n.activate('en');
