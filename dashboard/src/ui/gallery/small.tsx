import { badgeOf } from '../badge.ts';
import { Count } from '../count.tsx';
import { Kbd } from '../kbd.tsx';
import { Status } from '../status.tsx';
import { Ago, Day, Moment } from '../time.tsx';
import { Example, Part } from './example.tsx';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const before = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();

export function Small() {
  return (
    <Part title="Small">
      <Example name="How something stands">
        <Status tone="waiting">Waiting</Status>
        <Status tone="good">Approved</Status>
        <Status tone="now">Happening now</Status>
        <Status tone="bad">Rejected</Status>
        <Status tone="over">Lapsed</Status>
      </Example>
      <Example name="How many: to be answered, to be read, nothing">
        <Count>{badgeOf(7)}</Count>
        <Count>{badgeOf(120)}</Count>
        <Count tone="news">{badgeOf(12)}</Count>
        <Count tone="quiet">{badgeOf(0)}</Count>
        <Count size="lg">3</Count>
        <Count size="lg" tone="quiet">
          0
        </Count>
      </Example>
      <Example name="Keys">
        <Kbd>K</Kbd>
        <Kbd>Ctrl</Kbd>
        <Kbd>Esc</Kbd>
      </Example>
      <Example name="When: a moment ago, minutes, hours, days, weeks; a moment, a day">
        {[0, 5 * MINUTE, 3 * 60 * MINUTE, DAY, 4 * DAY, 40 * DAY].map((passed) => (
          <Ago key={passed} time={before(passed)} />
        ))}
        <Moment time={before(DAY)} />
        <Day time={before(DAY)} />
      </Example>
    </Part>
  );
}
