import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation, useSearchParams } from 'wouter';
import { SessionQueries } from '../live/queries.tsx';
import { useSession } from '../live/session.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { Splash } from '../ui/splash.tsx';
import { Empty } from '../ui/states.tsx';
import { SignIn } from '../users/sign-in.tsx';

const loadSignedIn = () => import('./signed-in.tsx');
const SignedIn = lazy(loadSignedIn);
const Register = lazy(() => import('../users/register.tsx'));
const ResetPassword = lazy(() => import('../users/reset-password.tsx'));

export function App() {
  const { state, retry } = useSession();
  switch (state.at) {
    case 'starting':
      return <Splash />;
    case 'failed':
      return (
        <Empty
          icon={<AlertIcon size={24} />}
          title="Infloo could not be reached"
          action={<Button onClick={retry}>Try again</Button>}
        >
          Check your connection, then try again.
        </Empty>
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
  useEffect(() => {
    // While the form is being filled in, so that what follows it is there at once. If it fails, it is tried again then.
    loadSignedIn().catch(() => {});
  }, []);
  return (
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
  );
}
