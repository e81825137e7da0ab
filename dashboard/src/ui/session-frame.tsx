import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { SessionQueries } from '../live/queries.tsx';

/** What is around every screen but the sign-in form, which doesn't wait for it: what the session has learned, and toasts. */
export default function SessionFrame({ children }: { children: ReactNode }) {
  return (
    <SessionQueries>
      <Notifications position="top-right" limit={4} autoClose={7000} containerWidth={380} mt={56} />
      {children}
    </SessionQueries>
  );
}
