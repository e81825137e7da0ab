import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useSearchParams } from 'wouter';
import { Arrivals } from '../notifications/arrivals.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { PageLoading } from '../ui/states.tsx';
import { clearToasts } from '../ui/toast.tsx';
import { Shell } from './shell.tsx';

const Home = lazy(() => import('./home.tsx'));
const People = lazy(() => import('../search/people.tsx'));
const Person = lazy(() => import('../users/profile.tsx'));
const Connections = lazy(() => import('../connections/connections.tsx'));
const Notifications = lazy(() => import('../notifications/page.tsx'));
const EditProfile = lazy(() => import('../users/edit-profile.tsx'));

/** Where to go after signing in: only ever a path of ours. */
function Next() {
  const [search] = useSearchParams();
  const next = search.get('next') ?? '/';
  return <Redirect to={isHere(next) ? next : '/'} replace />;
}

/** Whether a link leads to a page of ours; browsers drop tabs and line breaks, and take \ for /. */
const isHere = (link: string): boolean => {
  const url = URL.parse(link, location.origin);
  return link.startsWith('/') && url?.origin === location.origin;
};

export default function SignedIn() {
  useEffect(() => clearToasts, []);
  return (
    <>
      <Arrivals />
      <Shell>
        <Suspense fallback={<PageLoading />}>
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/people" component={People} />
            <Route path="/people/:username">{({ username }) => <Person key={username} username={username} />}</Route>
            <Route path="/connections" component={Connections} />
            <Route path="/notifications" component={Notifications} />
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
    </>
  );
}
