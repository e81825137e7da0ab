import { Button } from '@mantine/core';
import { Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation, useSearchParams } from 'wouter';
import { SessionQueries } from '../live/queries.tsx';
import { useSession } from '../live/session.tsx';
import { Centred } from '../ui/centred.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { Splash } from '../ui/splash.tsx';
import { Empty } from '../ui/states.tsx';
import { SignIn } from '../users/sign-in.tsx';
import { Boundary } from './boundary.tsx';
import { preloadWhenIdle, screen } from './screen.tsx';

const SignedIn = screen(() => import('./signed-in.tsx'));
const Register = screen(() => import('../users/register.tsx'));
const ResetPassword = screen(() => import('../users/reset-password.tsx'));

export function App() {
  const { state, retry } = useSession();
  switch (state.at) {
    case 'starting':
      return <Splash />;
    case 'failed':
      return (
        <Centred>
          <Empty
            icon={<AlertIcon size={24} />}
            title="Infloo could not be reached"
            action={<Button onClick={retry}>Try again</Button>}
          >
            Check your connection, then try again.
          </Empty>
        </Centred>
      );
    case 'out':
      return (
        <SessionQueries key="nobody">
          <SignedOut />
        </SessionQueries>
      );
    case 'in':
      return (
        // Keyed: nothing of one person's survives into the session of the next.
        <SessionQueries key={state.user.uid}>
          <Suspense fallback={<Splash />}>
            <SignedIn />
          </Suspense>
        </SessionQueries>
      );
  }
}

function SignedOut() {
  const [location] = useLocation();
  const [search] = useSearchParams();
  const query = search.size > 0 ? `?${search}` : '';
  // While the form is being filled in, so that what follows it is there at once.
  useEffect(() => preloadWhenIdle([SignedIn, Register]), []);
  return (
    <Boundary resetKey={location} frame={(content) => <Centred>{content}</Centred>}>
      <Suspense fallback={<Splash />}>
        <Switch>
          <Route path="/sign-in" component={SignIn} />
          <Route path="/register" component={Register} />
          <Route path="/reset-password" component={ResetPassword} />
          <Route>
            <Redirect
              to={location === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(location + query)}`}
              replace
            />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
