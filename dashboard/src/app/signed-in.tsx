import { Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation, useSearchParams } from 'wouter';
import { RightsProvider } from '../live/rights.tsx';
import { Arrivals } from '../notifications/arrivals.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { preloadWhenIdle, screen, whenIdle } from '../ui/screen.tsx';
import { clearToasts } from '../ui/toast.tsx';
import { Boundary } from './boundary.tsx';
import { pageScreen } from './page-screen.tsx';
import { Shell } from './shell.tsx';

const Home = pageScreen(() => import('./home.tsx'));
const People = pageScreen(() => import('../search/people.tsx'));
const Person = pageScreen(() => import('../users/profile.tsx'));
const Connections = pageScreen(() => import('../connections/connections.tsx'));
const Messages = pageScreen(() => import('../chat/page.tsx'));
const Notifications = pageScreen(() => import('../notifications/page.tsx'));
const Events = pageScreen(() => import('../events/page.tsx'));
const EventPage = pageScreen(() => import('../events/event.tsx'));
const CreateEvent = pageScreen(() => import('../events/create.tsx'));
const EditEvent = pageScreen(() => import('../events/edit.tsx'));
const Settings = pageScreen(() => import('../users/settings.tsx'));
const Preferences = pageScreen(() => import('../notifications/preferences.tsx'));
const EditProfile = pageScreen(() => import('../users/edit-profile.tsx'));
const Reports = pageScreen(() => import('../reports/page.tsx'));
const Verification = pageScreen(() => import('../verification/page.tsx'));
const Staff = pageScreen(() => import('./staff.tsx'));

/** Sends what was left unsent. */
const Delivery = screen(() => import('../chat/use-outbox.ts'));
/** Leaves where the session has ended elsewhere; without it, the next request finds out. */
const Ending = screen(() => import('../live/revocation.ts'));

/** Fetched while there is nothing else to do, in this order. */
const SCREENS = [
  Home,
  People,
  Person,
  Events,
  EventPage,
  Messages,
  Connections,
  Notifications,
  EditProfile,
  Verification,
  Settings,
];

/**
 * A part that draws nothing, once there is nothing more urgent to load. Where its file can’t be fetched, the page goes on
 * without it: browsers don’t ask for it again before a reload, which a screen that needs it brings about.
 */
function Unseen({ part: Part }: { part: typeof Delivery }) {
  const [isReady, setReady] = useState(false);
  useEffect(() => whenIdle(() => void Part.preload().then(setReady)), [Part]);
  return isReady ? (
    <Suspense>
      <Part />
    </Suspense>
  ) : null;
}

/** Where to go after signing in: only ever a path of ours. */
function Next() {
  const [search] = useSearchParams();
  const next = search.get('next') ?? '/';
  return <Redirect to={isHere(next) ? next : '/'} replace />;
}

/** Whether a link leads to a page of ours; browsers drop tabs and line breaks, and take \ for /. */
function isHere(link: string): boolean {
  try {
    return link.startsWith('/') && new URL(link, window.location.origin).origin === window.location.origin;
  } catch {
    return false;
  }
}

export default function SignedIn() {
  const [location] = useLocation();
  useEffect(() => clearToasts, []);
  useEffect(() => preloadWhenIdle(SCREENS), []);
  return (
    <RightsProvider>
      <Arrivals />
      <Unseen part={Delivery} />
      <Unseen part={Ending} />
      <Shell>
        <Boundary resetKey={location}>
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/people" component={People} />
            <Route path="/people/:username">{({ username }) => <Person key={username} username={username} />}</Route>
            <Route path="/events" component={Events} />
            <Route path="/events/new" component={CreateEvent} />
            <Route path="/events/:id/edit">{({ id }) => <EditEvent key={id} id={id} />}</Route>
            <Route path="/events/:id">{({ id }) => <EventPage key={id} id={id} />}</Route>
            <Route path="/messages/:who?">{({ who }) => <Messages who={who} />}</Route>
            <Route path="/connections" component={Connections} />
            <Route path="/notifications" component={Notifications} />
            <Route path="/profile" component={EditProfile} />
            <Route path="/verification" component={Verification} />
            <Route path="/reports" component={Reports} />
            <Route path="/settings" component={Settings} />
            <Route path="/settings/notifications" component={Preferences} />
            <Route path="/staff/*?" component={Staff} />
            <Route path="/sign-in" component={Next} />
            <Route path="/register" component={Next} />
            <Route path="/reset-password" component={Next} />
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Boundary>
      </Shell>
    </RightsProvider>
  );
}
