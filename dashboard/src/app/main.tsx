import '../ui/styles.ts';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from '../live/api.ts';
import { SessionProvider } from '../live/session.tsx';
import { cssVariables, theme } from '../ui/theme.ts';
import { Boundary } from './boundary.tsx';
import { App } from './router.tsx';

const colorScheme = localStorageColorSchemeManager();

/** What the API refuses it will refuse again; a lost connection or an instance that starts deserves a second try. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.code === 'network' || error.status >= 500;

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && isPassing(error) },
    // Offline they fail at once and say so, rather than happening at some later time.
    mutations: { networkMode: 'always' },
  },
});

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
      <Boundary>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <App />
          </SessionProvider>
        </QueryClientProvider>
      </Boundary>
    </MantineProvider>
  </StrictMode>,
);
