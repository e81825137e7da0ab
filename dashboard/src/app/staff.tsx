import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useRights } from '../live/rights.tsx';
import { Forbidden } from '../staff/forbidden.tsx';
import { isPlace, staffPlacesOf } from '../staff/places.ts';
import { NotFound } from '../ui/not-found.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { pageScreen } from './page-screen.tsx';

const Queue = pageScreen(() => import('../verification/queue.tsx'));
const Case = pageScreen(() => import('../verification/case.tsx'));
const Events = pageScreen(() => import('../events/review.tsx'));
const Event = pageScreen(() => import('../events/reviewed.tsx'));
const Overview = pageScreen(() => import('../staff/overview.tsx'));
const People = pageScreen(() => import('../staff/people.tsx'));
const Person = pageScreen(() => import('../staff/person.tsx'));
const Reports = pageScreen(() => import('../reports/queue.tsx'));
const Report = pageScreen(() => import('../reports/case.tsx'));
const Audit = pageScreen(() => import('../staff/audit.tsx'));

/** What staff works with; everybody else is told that it isn't for them. The API says the same to whoever asks it. */
export default function Staff() {
  const { permissions } = useRights();
  const [location] = useLocation();
  const [first] = staffPlacesOf(permissions);
  if (!permissions) return <PageLoading />;
  if (!first) return <Forbidden />;
  return (
    <Switch>
      <Route path="/staff">
        <Redirect to={first.href} replace />
      </Route>
      {permissions.includes('verifications') && <Route path="/staff/verifications" component={Queue} />}
      {permissions.includes('verifications') && (
        <Route path="/staff/verifications/:id">{({ id }) => <Case key={id} id={id} />}</Route>
      )}
      {permissions.includes('reports') && <Route path="/staff/events" component={Events} />}
      {permissions.includes('reports') && (
        <Route path="/staff/events/:id">{({ id }) => <Event key={id} id={id} />}</Route>
      )}
      {permissions.includes('overview') && <Route path="/staff/overview" component={Overview} />}
      {permissions.includes('users') && <Route path="/staff/people" component={People} />}
      {permissions.includes('users') && (
        <Route path="/staff/people/:id">{({ id }) => <Person key={id} id={id} />}</Route>
      )}
      {permissions.includes('reports') && <Route path="/staff/reports" component={Reports} />}
      {permissions.includes('reports') && (
        <Route path="/staff/reports/:id">{({ id }) => <Report key={id} id={id} />}</Route>
      )}
      {permissions.includes('audit') && <Route path="/staff/audit" component={Audit} />}
      <Route>{isPlace(location) ? <Forbidden /> : <NotFound />}</Route>
    </Switch>
  );
}
