import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation, useSearchParams } from 'wouter';
import { LiveConnections } from '../connections/live.tsx';
import { LiveNotifications } from '../notifications/live.tsx';
import { SignIn } from '../users/sign-in.tsx';
import { AlertIcon } from './icons.tsx';
import { NotFound } from './not-found.tsx';
import { useSession } from './session.tsx';
import { PageLoading, Shell, Splash } from './shell.tsx';
import { Empty } from './states.tsx';

const Register = lazy(() => import('../users/register.tsx'));
const ResetPassword = lazy(() => import('../users/reset-password.tsx'));
const Home = lazy(() => import('./home.tsx'));
const People = lazy(() => import('../search/people.tsx'));
const Person = lazy(() => import('../users/profile.tsx'));
const Connections = lazy(() => import('../connections/connections.tsx'));
const EditProfile = lazy(() => import('../users/edit-profile.tsx'));

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
      return <SignedOut />;
    case 'in':
      // Keyed: nothing of one person's survives into the session of the next.
      return <SignedIn key={state.user.uid} />;
  }
}

function SignedOut() {
  const [location] = useLocation();
  const [search] = useSearchParams();
  const query = search.size > 0 ? `?${search}` : '';
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

/** Where to go after signing in: only ever a path of ours. */
function Next() {
  const [search] = useSearchParams();
  const next = search.get('next') ?? '/';
  return <Redirect to={/^\/(?![/\\])/.test(next) ? next : '/'} replace />;
}

function SignedIn() {
  return (
    <LiveConnections>
      <LiveNotifications>
        <Shell>
          <Suspense fallback={<PageLoading />}>
            <Switch>
              <Route path="/" component={Home} />
              <Route path="/people" component={People} />
              <Route path="/people/:username">{({ username }) => <Person key={username} username={username} />}</Route>
              <Route path="/connections" component={Connections} />
              <Route path="/profile" component={EditProfile} />
              <Route path="/sign-in" component={Next} />
              <Route path="/register" component={Next} />
              <Route path="/reset-password" component={Next} />
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </Shell>
      </LiveNotifications>
    </LiveConnections>
  );
}
