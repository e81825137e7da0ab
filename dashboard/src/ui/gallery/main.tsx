import '../styles.ts';
import { I18nProvider } from '@lingui/react';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { i18n, loadTexts } from '../../language/catalogue.ts';
import { GuardedRouter } from '../leave-guard.tsx';
import SessionFrame from '../session-frame.tsx';
import { theme } from '../theme.ts';
import { Gallery } from './gallery.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('ui.html has no #root');
const page = (
  <I18nProvider i18n={i18n}>
    <DirectionProvider>
      <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false} defaultColorScheme="auto">
        <SessionFrame>
          <GuardedRouter>
            <Gallery />
          </GuardedRouter>
        </SessionFrame>
      </MantineProvider>
    </DirectionProvider>
  </I18nProvider>
);
void loadTexts().then(() => createRoot(root).render(page));
