import { Text } from '@mantine/core';
import { useState } from 'react';
import { BackLink, LinkAlone } from '../alone.tsx';
import { Card, Section } from '../card.tsx';
import { Centred } from '../centred.tsx';
import { NotFound } from '../not-found.tsx';
import { Tabbed } from '../tabbed.tsx';
import { Example, Part } from './example.tsx';
import classes from './gallery.module.css';

export function Pages() {
  return (
    <Part title="Pages">
      <Example name="A surface, one for a list, and one with a title" wide>
        <Card>
          <Text>What is on it.</Text>
        </Card>
        <Card list>
          <Text>A list brings its own space.</Text>
        </Card>
        <Section title="With a title" extra={<LinkAlone href="/ui">See all</LinkAlone>}>
          <Text>What it is about.</Text>
        </Section>
      </Example>
      <Example name="Back to a list">
        <BackLink href="/ui" label="Back to all" />
      </Example>
      <Example name="Sides of a page" wide>
        <Sides />
      </Example>
      <Example name="A whole page for one thing to say: there is nothing here" wide>
        <div className={classes.frame}>
          <Centred>
            <NotFound />
          </Centred>
        </div>
      </Example>
    </Part>
  );
}

const SIDES = [
  { name: 'first', label: 'To answer', count: '4' },
  { name: 'second', label: 'Sent' },
] as const;

function Sides() {
  const [shown, setShown] = useState<(typeof SIDES)[number]['name']>('first');
  return (
    <Tabbed tabs={SIDES} shown={shown} onChange={setShown}>
      {shown === 'first' ? 'What waits for an answer.' : 'What was sent.'}
    </Tabbed>
  );
}
