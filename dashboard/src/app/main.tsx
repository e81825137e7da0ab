import '../ui/styles.ts';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from '../live/session.tsx';
import { Centred } from '../ui/centred.tsx';
import { GuardedRouter } from '../ui/leave-guard.tsx';
import { cssVariables, theme } from '../ui/theme.ts';
import { Boundary } from './boundary.tsx';
import { watchMissingFiles } from './reload.ts';
import { App } from './router.tsx';

const colorScheme = localStorageColorSchemeManager();

watchMissingFiles();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <Notifications position="top-right" limit={4} autoClose={7000} containerWidth={380} mt={56} />
      <Boundary frame={(content) => <Centred>{content}</Centred>}>
        <SessionProvider>
          <GuardedRouter>
            <App />
          </GuardedRouter>
        </SessionProvider>
      </Boundary>
    </MantineProvider>
  </StrictMode>,
);
