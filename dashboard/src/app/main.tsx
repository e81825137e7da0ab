import '../ui/styles.ts';
import { I18nProvider } from '@lingui/react';
import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { i18n, loadTexts } from '../language/catalogue.ts';
import { watchReach } from '../live/reach.ts';
import { SessionProvider } from '../live/session.tsx';
import { Centred } from '../ui/centred.tsx';
import { GuardedRouter } from '../ui/leave-guard.tsx';
import { theme } from '../ui/theme.ts';
import { Boundary } from './boundary.tsx';
import { watchMissingFiles } from './reload.ts';
import { App } from './router.tsx';

const colorScheme = localStorageColorSchemeManager();

watchMissingFiles();
watchReach();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const page = (
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <DirectionProvider>
        <MantineProvider
          theme={theme}
          // Both are in the style sheet: the Content-Security-Policy lets nobody put styles into the page.
          withCssVariables={false}
          withGlobalClasses={false}
          colorSchemeManager={colorScheme}
          defaultColorScheme="auto"
        >
          <Boundary frame={(content) => <Centred>{content}</Centred>}>
            <SessionProvider>
              <GuardedRouter>
                <App />
              </GuardedRouter>
            </SessionProvider>
          </Boundary>
        </MantineProvider>
      </DirectionProvider>
    </I18nProvider>
  </StrictMode>
);
// Not awaited here: modules that wait for one another can't be put into one file.
void loadTexts().then(() => createRoot(root).render(page));
