import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation, useSearchParams } from 'wouter';
import { firestore } from '../live/firebase.ts';
import { useSession, wasSignedIn } from '../live/session.tsx';
import { Centred } from '../ui/centred.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { preloadWhenIdle, screen } from '../ui/screen.tsx';
import { Splash } from '../ui/splash.tsx';
import { Empty } from '../ui/states.tsx';
import { SignIn } from '../users/sign-in.tsx';
import { Boundary } from './boundary.tsx';

const SessionFrame = screen(() => import('../ui/session-frame.tsx'));
const SignedIn = screen(() => import('./signed-in.tsx'));
const PublicEvent = screen(() => import('../events/public.tsx'));
const Register = screen(() => import('../users/register.tsx'));
const ResetPassword = screen(() => import('../users/reset-password.tsx'));

const expected = wasSignedIn();
if (expected) {
  // While Auth looks who it is: what they will see, and what keeps it true.
  void SessionFrame.preload();
  void SignedIn.preload();
  firestore().catch(() => {});
}

export function App() {
  const { state, retry } = useSession();
  if (state.at === 'in') {
    return (
      // Keyed: nothing of one person's survives into the session of the next.
      <Suspense fallback={<Splash />}>
        <SessionFrame key={state.user.uid}>
          <SignedIn />
        </SessionFrame>
      </Suspense>
    );
  }
  if (state.at === 'changing') return <Splash />;
  // Whoever has not been here before need not wait for Auth to say so.
  if (state.at === 'out' || !expected) {
    return <SignedOut />;
  }
  if (state.at === 'starting') return <Splash />;
  return (
    <Centred>
      <Empty
        icon={<AlertIcon size={24} />}
        title={t`Infloo could not be reached`}
        action={
          <Button onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Check your connection, then try again.</Trans>
      </Empty>
    </Centred>
  );
}

function SignedOut() {
  const [location] = useLocation();
  const [search] = useSearchParams();
  const query = search.size > 0 ? `?${search}` : '';
  // While the form is being filled in, so that what follows it is there at once.
  useEffect(() => preloadWhenIdle([SessionFrame, SignedIn, Register]), []);
  const next = location + query + window.location.hash;
  const toSignIn = <Redirect to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  return (
    <Boundary resetKey={location} frame={(content) => <Centred>{content}</Centred>}>
      <Suspense fallback={<Splash />}>
        <Switch>
          <Route path="/sign-in" component={SignIn} />
          <Route path="/register" component={Register} />
          <Route path="/reset-password">
            <SessionFrame>
              <ResetPassword />
            </SessionFrame>
          </Route>
          <Route path="/events/new">{toSignIn}</Route>
          <Route path="/events/:id">
            {({ id }) => (
              <SessionFrame>
                <PublicEvent key={id} id={id} />
              </SessionFrame>
            )}
          </Route>
          <Route>{toSignIn}</Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
