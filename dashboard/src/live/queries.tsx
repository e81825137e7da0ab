import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from './api.ts';
import { stopChannels } from './channel.ts';

/** What the API refuses it will refuse again; a lost connection or an instance that starts deserves a second try. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.code === 'network' || error.status >= 500;

const newClient = () =>
  new QueryClient({
    defaultOptions: {
      // Offline they fail and say so, rather than waiting without a word; they are asked again when the line is back.
      queries: {
        staleTime: 30_000,
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (failures, error) => failures < 2 && navigator.onLine && isPassing(error),
      },
      mutations: { networkMode: 'always' },
    },
  });

/** What one session has learned. Mounted with the uid as its key, so that nothing of it reaches the next person. */
export function SessionQueries({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  useEffect(
    () => () => {
      stopChannels(client);
      client.clear();
    },
    [client],
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
