import { placeOf } from '@api/connections/policy.ts';
import type { Role } from '@api/contract/roles.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { eventsNear, influencersFor, STEP_HREF, type Step } from './steps.ts';

/** Below the greeting: what home is for, in each one's words. */
export const LEADS: Record<Role, string> = {
  influencer: 'Your audience, and the brands who want to reach it.',
  brand: 'The people who carry your name, and where you meet them.',
  entrepreneur: 'The people to know, and where you meet them.',
};

interface Action {
  label: string;
  href: string;
}

/** What each comes for most. */
export function actionsFor(me: OwnProfile): Action[] {
  const host = { label: 'Host an event', href: '/events/new' };
  switch (me.role) {
    case 'influencer':
      return [
        { label: 'Post a story', href: '/?post' },
        { label: 'Find brands', href: '/people?role=brand' },
      ];
    case 'brand':
      return [{ label: 'Find influencers', href: influencersFor(me) }, host];
    case 'entrepreneur':
      return [
        { label: 'Find people', href: '/people' },
        me.location === '' ? host : { label: `Events in ${placeOf(me.location)}`, href: eventsNear(me) },
      ];
  }
}

interface StepWords {
  /** What there is to do. */
  label: string;
  /** What it is good for. */
  why: string;
}

const COMMON: Record<Step, StepWords> = {
  picture: { label: 'Add a picture', why: 'People trust a face more than initials.' },
  bio: { label: 'Write a few words about yourself', why: 'It is the first thing that others read.' },
  category: { label: 'Choose a category', why: 'People of the same trade find you by it.' },
  location: { label: 'Say where you are', why: 'It shows you people and events nearby.' },
  company: { label: 'Name your company', why: 'It stands on your profile, and people search for it.' },
  links: { label: 'Add your links', why: 'So that people see what you do elsewhere.' },
  connections: { label: 'Connect with 3 people', why: 'Their stories and events then come to you.' },
  tick: { label: 'Get your tick', why: 'It shows that you are who you say you are.' },
};

const OF_ROLE: Record<Role, Partial<Record<Step, StepWords>>> = {
  influencer: {
    bio: { label: 'Say what you make, and for whom', why: 'Brands decide by it whether you fit.' },
    category: { label: 'Choose your field', why: 'Brands look for influencers by it.' },
    links: { label: 'Show your networks', why: 'Brands want to see the audience that you reach.' },
    location: { label: 'Say where you are', why: 'Brands look for people who can come by.' },
  },
  brand: {
    picture: { label: 'Add your logo', why: 'People know you by it.' },
    bio: { label: 'Say what you stand for', why: 'Influencers decide by it whether you fit.' },
    category: { label: 'Choose your field', why: 'Influencers of the same field find you by it.' },
    company: { label: 'Add your company’s full name', why: 'A tick for brands is given to this name.' },
    links: { label: 'Add your site and networks', why: 'So that people see what you make.' },
    connections: { label: 'Connect with 3 influencers', why: 'Then they see your stories and your events.' },
  },
  entrepreneur: {
    bio: { label: 'Say what you are building', why: 'It is how others know what to talk about with you.' },
    category: { label: 'Choose your field', why: 'Partners and customers find you by it.' },
  },
};

export const wordsOfStep = (step: Step, role: Role): StepWords => OF_ROLE[role][step] ?? COMMON[step];

/** What is worth doing next: what is missing in the profile, or what each comes for. */
export function nextFor(me: OwnProfile, step: Step | null): StepWords & { href: string } {
  if (step) return { ...wordsOfStep(step, me.role), href: step === 'connections' ? peopleFor(me) : STEP_HREF[step] };
  switch (me.role) {
    case 'influencer':
      return {
        label: 'Post a story',
        why: 'Your connections see it first thing, for 24 hours.',
        href: '/?post',
      };
    case 'brand':
      return {
        label: 'Host an event',
        why: 'Your connections are told, and bring theirs.',
        href: '/events/new',
      };
    case 'entrepreneur':
      return {
        label: me.location === '' ? 'Find an event' : `See what is on in ${placeOf(me.location)}`,
        why: 'Many partnerships begin in person.',
        href: eventsNear(me),
      };
  }
}

/** Where each looks for people first. */
export const peopleFor = (me: OwnProfile): string =>
  me.role === 'brand' ? influencersFor(me) : me.role === 'influencer' ? '/people?role=brand' : '/people';
