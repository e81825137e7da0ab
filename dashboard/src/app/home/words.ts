import { placeOf } from '@api/connections/policy.ts';
import type { Role } from '@api/contract/roles.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import type { MessageDescriptor } from '@lingui/core';
import { i18n } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { eventsNear, peopleFor, STEP_HREF, type Step } from './steps.ts';

/** Below the greeting: what home is for, in each one's words. */
export const LEADS: Record<Role, MessageDescriptor> = {
  influencer: msg`Your audience, and the brands who want to reach it.`,
  brand: msg`The people who carry your name, and where you meet them.`,
  entrepreneur: msg`The people to know, and where you meet them.`,
};

interface Action {
  label: string;
  href: string;
}

/** What each comes for most. */
export function actionsFor(me: OwnProfile): Action[] {
  const host = { label: t`Host an event`, href: '/events/new' };
  const place = placeOf(me.location);
  switch (me.role) {
    case 'influencer':
      return [
        { label: t`Post a story`, href: '/?post' },
        { label: t`Find brands`, href: peopleFor(me) },
      ];
    case 'brand':
      return [{ label: t`Find influencers`, href: peopleFor(me) }, host];
    case 'entrepreneur':
      return [
        { label: t`Find people`, href: peopleFor(me) },
        place === '' ? host : { label: t`Events in ${place}`, href: eventsNear(me) },
      ];
  }
}

/** What there is to do, and what it is good for. */
type StepWords = [label: MessageDescriptor, why: MessageDescriptor];

const COMMON: Record<Step, StepWords> = {
  picture: [msg`Add a picture`, msg`People trust a face more than initials.`],
  bio: [msg`Write a few words about yourself`, msg`It is the first thing that others read.`],
  category: [msg`Choose a category`, msg`People of the same trade find you by it.`],
  location: [msg`Say where you are`, msg`It shows you people and events nearby.`],
  company: [msg`Name your company`, msg`It stands on your profile, and people search for it.`],
  links: [msg`Add your links`, msg`So that people see what you do elsewhere.`],
  connections: [msg`Connect with 3 people`, msg`Their stories and events then come to you.`],
  tick: [msg`Get your tick`, msg`It shows that you are who you say you are.`],
};

const OF_ROLE: Record<Role, Partial<Record<Step, StepWords>>> = {
  influencer: {
    bio: [msg`Say what you make, and for whom`, msg`Brands decide by it whether you fit.`],
    category: [msg`Choose your field`, msg`Brands look for influencers by it.`],
    links: [msg`Show your networks`, msg`Brands want to see the audience that you reach.`],
    location: [msg`Say where you are`, msg`Brands look for people who can come by.`],
  },
  brand: {
    picture: [msg`Add your logo`, msg`People know you by it.`],
    bio: [msg`Say what you stand for`, msg`Influencers decide by it whether you fit.`],
    category: [msg`Choose your field`, msg`Influencers of the same field find you by it.`],
    company: [msg`Add your company’s full name`, msg`A tick for a business is given to this name.`],
    links: [msg`Add your site and networks`, msg`So that people see what you make.`],
    connections: [msg`Connect with 3 influencers`, msg`Then they see your stories and your events.`],
  },
  entrepreneur: {
    bio: [msg`Say what you are building`, msg`It is how others know what to talk about with you.`],
    category: [msg`Choose your field`, msg`Partners and customers find you by it.`],
  },
};

interface Said {
  label: string;
  why: string;
}

export function wordsOfStep(step: Step, role: Role): Said {
  const [label, why] = OF_ROLE[role][step] ?? COMMON[step];
  return { label: i18n._(label), why: i18n._(why) };
}

/** What is worth doing next: what is missing in the profile, or what each comes for. */
export function nextFor(me: OwnProfile, step: Step | null): Said & { href: string } {
  if (step) return { ...wordsOfStep(step, me.role), href: step === 'connections' ? peopleFor(me) : STEP_HREF[step] };
  const place = placeOf(me.location);
  switch (me.role) {
    case 'influencer':
      return { label: t`Post a story`, why: t`Your connections see it first thing, for 24 hours.`, href: '/?post' };
    case 'brand':
      return { label: t`Host an event`, why: t`Your connections are told, and bring theirs.`, href: '/events/new' };
    case 'entrepreneur':
      return {
        label: place === '' ? t`Find an event` : t`See what is on in ${place}`,
        why: t`Many partnerships begin in person.`,
        href: eventsNear(me),
      };
  }
}
